#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Says where changed lines of C differ from .clang-format. Advice: a hand that lays out a table or
a parameter list better than the tool is right, so this never fails."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def git(*words):
    done = subprocess.run(["git", "-c", "safe.directory=*", "-C", str(ROOT), *words],
                          capture_output=True, text=True, check=False)
    return done.stdout


def changed_lines():
    """{file: [(first, last)]} of what differs from the last commit, new files whole."""
    found = {}
    name = None
    for line in git("diff", "-U0", "HEAD", "--", "*.c").splitlines():
        if line.startswith("+++ b/"):
            name = line[6:]
        match = re.match(r"@@ -\S+ \+(\d+)(?:,(\d+))?", line)
        if match and match[2] != "0":
            first = int(match[1])
            found.setdefault(name, []).append((first, first + int(match[2] or 1) - 1))
    for name in git("ls-files", "--others", "--exclude-standard", "--", "*.c").splitlines():
        found[name] = []
    return found


def main():
    for name, ranges in changed_lines().items():
        words = [f"--lines={first}:{last}" for first, last in ranges]
        done = subprocess.run(["clang-format", "--dry-run", *words, name], cwd=ROOT,
                              capture_output=True, text=True, check=False)
        for line in done.stderr.splitlines():
            if "warning:" in line:
                print(line.replace("warning: code should be clang-formatted", "format"))
    sys.exit(0)


if __name__ == "__main__":
    main()
