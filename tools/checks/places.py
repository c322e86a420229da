# SPDX-License-Identifier: GPL-3.0-or-later
"""What is kept in the tree names no machine: no folder of a developer, no mirror of packages, no
key or password. The tree must mean the same everywhere."""

import re
import subprocess

from source import main

PLACES = {
    # Written in halves, so that this file does not name what it looks for.
    r"(?<![\w.~-])/wo" r"rk(?=[/\s\"'`),.:;]|$)": "a folder of one machine",
    r"/home/(?!\$|user\b|USER\b)[a-z]\w*/": "a folder of one person",
    r"/ro" r"ot/[\w.]": "a folder of one machine",
    r"\.\./sha" r"red\b": "a folder outside the tree",
    r"/tmp/(?:qz-in|bri" r"efs|b-\w+)": "a folder of one machine",
    r"\b(?:deb|ftp\.\w+|security|snapshot|archive)\.deb" r"ian\.org\b": "a mirror of packages",
    r"\b(?:archive|ports|security)\.ubu" r"ntu\.com\b": "a mirror of packages",
    r"\bregistry\.npm" r"js\.org\b|\bproxy\.gol" r"ang\.org\b": "a mirror of packages",
    r"\bmirrors?\.[\w-]+\.(?:com|cn|org|net|edu)\b": "a mirror of packages",
    r"-----BEGIN [A-Z ]*PRIVATE " r"KEY-----": "a key",
}
PATTERN = re.compile("|".join(f"(?P<p{n}>{p})" for n, p in enumerate(PLACES)), re.M)


def tracked(root):
    """What git keeps; in a folder without git, every file."""
    listed = subprocess.run(["git", "-c", "safe.directory=*", "-C", str(root), "ls-files", "-z"],
                            capture_output=True, check=False)
    if listed.returncode == 0:
        names = [root / name for name in listed.stdout.decode().split("\0") if name]
        return [path for path in names if path.is_file()]
    return sorted(path for path in root.rglob("*") if path.is_file())


def find(root):
    faults = []
    for path in tracked(root):
        text = path.read_bytes().decode("utf-8", errors="replace")
        for match in PATTERN.finditer(text):
            what = next(w for n, w in enumerate(PLACES.values()) if match[f"p{n}"])
            line = text.count("\n", 0, match.start()) + 1
            faults.append(f"{path.relative_to(root)}:{line}: {match[0]} is {what}")
    return faults


SAMPLES = [
    ("a folder of one machine", {"a.md": "see /wo" "rk/main\n"}, "a folder of one machine"),
    ("a folder of one person", {"a.md": "cd /home/wa" "ng/book\n"}, "a folder of one person"),
    ("a folder outside the tree", {"a.sh": "cat ../sha" "red/x\n"}, "outside the tree"),
    ("a mirror", {"dev": "http://deb.deb" "ian.org/x\n"}, "a mirror of packages"),
    ("another mirror", {"dev": "https://mirrors.exam" "ple.cn/debian\n"}, "a mirror of packages"),
    ("a key", {"k": "-----BEGIN RSA PRIVATE " "KEY-----\n"}, "a key"),
    ("what is allowed", {"a.md": "framework/x, net/work/y, https://www.gnome.org/\n"}, None),
]

if __name__ == "__main__":
    main(find, SAMPLES)
