#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The tours of both READMEs, line by line, with the built command in place of `./dev qz`.

usage: test-readme.py QZ SOURCE_ROOT
"""
import os
import re
import subprocess
import sys

from book import Tap


def tour(root, name):
    with open(os.path.join(root, name), encoding="utf-8") as source:
        blocks = re.findall(r"```sh\n(.*?)```", source.read(), re.S)
    return next(block for block in blocks if "QZ_BOOK" in block)


def main():
    qz, root = os.path.abspath(sys.argv[1]), sys.argv[2]
    tap = Tap()
    tours = [tour(root, name) for name in ("README.md", "README.zh_CN.md")]
    tap.same("both languages show the same tour", tours[0], tours[1])
    lines = tours[0].strip().splitlines()
    tap.same("ten lines", len(lines), 10)
    script = tours[0].replace("./dev qz", qz).replace("./dev shell ", "")
    process = subprocess.run(["bash", "-euo", "pipefail", "-c", script], cwd=root, text=True,
                             capture_output=True, check=False)
    tap.ok("the tour works", process.returncode == 0, process.stdout[-2000:] + process.stderr)
    tap.ok("and shows the amount of EX-2", "11,263.14" in process.stdout, process.stdout)
    for word in sorted(set(re.findall(r"\./dev qz (?:--as \w+ )?([a-z]+)", tours[0]))):
        found = subprocess.run([qz, "help", word], capture_output=True, check=False)
        tap.ok(f"help for {word}", found.returncode == 0)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
