# SPDX-License-Identifier: GPL-3.0-or-later
"""The hard limits of CONTRIBUTING.md on functions, files, folders, parameters and lines."""

import re
from collections import Counter

from source import Functions, SourceFile, c_files, main, walk

FUNCTION_LINES = 70
PARAMETERS = 7
FILE_LINES = {".c": 1000, ".h": 250, ".ui": 400, ".py": 1000}
FOLDER_FILES = 40
COLUMNS = 100
EXCEPTIONS = "tools/checks/size-exceptions.txt"
FOLDERS = ("src", "tests", "tools", "data", "po")
LINED = (".c", ".h", ".ui", ".py", ".sh", ".css", "meson.build", "dev")


def exceptions(root):
    """Functions that may exceed a limit: 'path function: reason', one a line."""
    path = root / EXCEPTIONS
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {m[1]: m[2] for m in (re.match(r"([^#\s]\S+ \w+): (\S.*)", line) for line in lines) if m}


def function_faults(root):
    allowed = exceptions(root)
    used = set()
    for source in c_files(root):
        for name, first, last, parameters in Functions(source):
            key = f"{source.path} {name}"
            lines = last - first + 1
            faults = []
            if lines > FUNCTION_LINES:
                faults.append(f"{name} has {lines} lines, at most {FUNCTION_LINES}")
            if len(parameters) > PARAMETERS:
                faults.append(f"{name} has {len(parameters)} parameters, at most {PARAMETERS}: "
                              "make a struct of them")
            if faults and key in allowed:
                used.add(key)
            else:
                yield from (f"{source.path}:{first}: {fault}" for fault in faults)
    for key in sorted(set(allowed) - used):
        yield f"{EXCEPTIONS}: {key} needs no exception"


def file_faults(root):
    for path in walk(root, FOLDERS, tuple(FILE_LINES)):
        lines = path.read_text(encoding="utf-8").count("\n")
        limit = FILE_LINES[path.suffix]
        if lines > limit:
            yield f"{path.relative_to(root)}: {lines} lines, at most {limit}"


def folder_faults(root):
    held = Counter(path.parent for path in walk(root, ("src", "tests", "tools"),
                                                (".c", ".h", ".py", ".sh", ".ui")))
    for folder, number in sorted(held.items()):
        if number > FOLDER_FILES:
            yield f"{folder.relative_to(root)}: {number} files, at most {FOLDER_FILES}"


def line_faults(root):
    paths = list(walk(root, FOLDERS, LINED)) + [root / "dev", root / "meson.build"]
    for path in paths:
        if not path.exists():
            continue
        source = SourceFile(root, path)
        for number, line in enumerate(source.text.splitlines(), 1):
            if len(line) > COLUMNS:
                yield f"{source.path}:{number}: {len(line)} columns, at most {COLUMNS}"
            if "\t" in line and path.suffix in (".c", ".h"):
                yield f"{source.path}:{number}: a tab"
            if line != line.rstrip():
                yield f"{source.path}:{number}: spaces at the end"


def find(root):
    return [*function_faults(root), *file_faults(root), *folder_faults(root), *line_faults(root)]


def function(lines):
    return "static void\nlong_one (int a)\n{\n" + "  a++;\n" * (lines - 3) + "}\n"


MANY_PARAMETERS = """void
f (int a, int b, int c, int d, int e, void (*g) (int, int),
   int h, int i)
{
}
"""

SAMPLES = [
    ("a long function", {"src/base/qz-x.c": function(71)}, "long_one has 71 lines"),
    ("a long function with the bracket at the end of the line",
     {"src/base/qz-x.c": "void f (int a) {\n" + "  a++;\n" * 70 + "}\n"}, "f has 72 lines"),
    ("a long test", {"tests/base/test-x.c": function(90)}, "long_one has 90 lines"),
    ("many parameters", {"src/base/qz-x.c": MANY_PARAMETERS}, "f has 8 parameters"),
    ("a long file", {"src/base/qz-x.c": "int x;\n" * 1001}, "1001 lines"),
    ("a long header", {"src/base/qz-x.h": "int x;\n" * 251}, "251 lines"),
    ("a long template", {"data/ui/x.ui": "<x/>\n" * 401}, "401 lines"),
    ("a full folder", {f"src/base/qz-{n}.c": "" for n in range(41)}, "41 files"),
    ("a wide line", {"src/base/qz-x.c": "/* " + "清" * 98 + " */\n"}, "104 columns"),
    ("many parameters in the place of a library's function",
     {"src/base/qz-x.c": MANY_PARAMETERS, EXCEPTIONS: "src/base/qz-x.c f: the library's\n"}, None),
    ("an exception that nobody needs", {EXCEPTIONS: "src/base/qz-x.c f: long table\n"}, "needs no"),
    ("what is allowed",
     {"src/base/qz-x.c": function(70) + "static const int table[] = {\n" + "  1,\n" * 80 + "};\n",
      "src/base/qz-y.c": function(80) + "/* " + "清" * 94 + " */\n",
      EXCEPTIONS: "# why\nsrc/base/qz-y.c long_one: one row for each form\n"}, None),
]

if __name__ == "__main__":
    main(find, SAMPLES)
