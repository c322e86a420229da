# SPDX-License-Identifier: GPL-3.0-or-later
"""Every file with words for people is listed in po/POTFILES.in, sorted, and nothing else is.
With --write, POTFILES.in is written anew."""

import re
import sys
from pathlib import Path

from source import SourceFile, main, walk

LIST = "po/POTFILES.in"
MARKED_C = re.compile(r"\b(?:_|N_|C_|NC_|ngettext|g_dngettext|g_dgettext|g_dpgettext2)\s*\(")
MARKED_UI = re.compile(r"""translatable=["'](?:yes|true|1)["']""")


def is_marked(root, path):
    if path.suffix in (".c", ".h"):
        return MARKED_C.search(SourceFile(root, path).code) is not None
    if path.suffix == ".ui":
        return MARKED_UI.search(path.read_text(encoding="utf-8")) is not None
    return True


def wanted(root):
    """Sources and templates with marked words, and what the desktop shows of the program."""
    found = [*walk(root, ("src",), (".c", ".h")),
             *walk(root, ("data",), (".ui", ".desktop.in", ".metainfo.xml.in", ".gschema.xml"))]
    return sorted(p.relative_to(root).as_posix() for p in found if is_marked(root, p))


def find(root):
    path = root / LIST
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    listed = [line for line in lines if line and not line.startswith("#")]
    should = wanted(root)
    mend = "run: python3 tools/checks/potfiles.py --write"
    return ([f"{LIST}: {name} is missing; {mend}" for name in should if name not in listed] +
            [f"{LIST}: {name} has no words to translate; {mend}" for name in listed
             if name not in should] +
            ([] if listed == sorted(set(listed)) else [f"{LIST}: not sorted; {mend}"]))


def write(root):
    text = "# Written by tools/checks/potfiles.py --write\n" + "\n".join(wanted(root)) + "\n"
    (root / LIST).write_text(text, encoding="utf-8")


SAMPLES = [
    ("a source that is not listed",
     {LIST: "", "src/cli/qz-x.c": 'puts (_("Hello"));\n'}, "qz-x.c is missing"),
    ("a template that is not listed",
     {LIST: "", "data/ui/x.ui": '<property name="label" translatable="yes">Hi</property>\n'},
     "x.ui is missing"),
    ("a file that is gone", {LIST: "src/cli/qz-gone.c\n"}, "has no words"),
    ("a list out of order",
     {LIST: "src/b.c\nsrc/a.c\n", "src/a.c": '_("a");\n', "src/b.c": '_("b");\n'}, "not sorted"),
    ("what is allowed",
     {LIST: "# why\nsrc/a.c\n", "src/a.c": 'puts (_("a"));\n', "src/b.c": "/* _(b) */\n"}, None),
]

if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        write(Path(__file__).resolve().parents[2])
    else:
        main(find, SAMPLES)
