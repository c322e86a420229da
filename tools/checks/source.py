# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checks of the tree share: reading C without its comments and strings, walking the tree,
and proving on bad samples that a check finds what it is there for."""

import os
import re
import sys
import tempfile
from pathlib import Path

LAYERS = ["base", "model", "ledger", "schemes", "documents", "store", "service", "cli", "app"]
CORE = LAYERS[:-1]

TOKEN = re.compile(
    r"""(?P<comment>/\*.*?\*/|//[^\n]*)|(?P<string>"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')""",
    re.DOTALL)


def blank(text):
    """The same text in spaces: columns and lines stay where they are."""
    return re.sub(r"[^\n]", " ", text)


class SourceFile:
    """One file: `text` as it is, `plain` without comments, `code` without strings too."""

    def __init__(self, root, path):
        self.path = path.relative_to(root).as_posix()
        self.text = path.read_text(encoding="utf-8")
        self.plain = TOKEN.sub(lambda m: blank(m[0]) if m["comment"] else m[0], self.text)
        self.code = TOKEN.sub(lambda m: blank(m[0]) if m["comment"] else m[0][0] +
                              blank(m[0][1:-1]) + m[0][0], self.text)

    @property
    def layer(self):
        parts = self.path.split("/")
        return parts[1] if parts[0] == "src" and len(parts) > 2 else None

    def line_of(self, offset):
        return self.text.count("\n", 0, offset) + 1

    def strings(self):
        """(offset, text) of every string, neighbours joined as the compiler does."""
        for run in re.finditer(r'"(?:\\.|[^"\\\n])*"(?:\s*"(?:\\.|[^"\\\n])*")*', self.plain):
            yield run.start(), "".join(re.findall(r'"((?:\\.|[^"\\\n])*)"', run[0]))

    def at(self, offset, what):
        return f"{self.path}:{self.line_of(offset)}: {what}"


def walk(root, folders, suffixes):
    """The files below the folders whose names end so, in a fixed order."""
    for folder in folders:
        for here, names, files in os.walk(root / folder):
            names[:] = sorted(n for n in names if not n.startswith((".", "build", "__pycache__")))
            for name in sorted(files):
                if name.endswith(suffixes):
                    yield Path(here) / name


def c_files(root, folders=("src", "tests")):
    return [SourceFile(root, path) for path in walk(root, folders, (".c", ".h"))]


def arguments(code, start):
    """The arguments of the call whose opening bracket is at start, cut at its outer commas."""
    depth, begin, found = 0, start + 1, []
    for here in range(start, len(code)):
        char = code[here]
        if char in "([{":
            depth += 1
        elif char in ")]}":
            depth -= 1
            if depth == 0:
                return found + [code[begin:here].strip()]
        elif char == "," and depth == 1:
            found.append(code[begin:here].strip())
            begin = here + 1
    return found


class Functions:
    """The function definitions of a file: (name, first line, last line, parameters)."""

    OPEN = re.compile(r"\b(\w+)\s*\(")

    def __init__(self, source):
        self.source = source
        self.code = re.sub(r"^[ \t]*#.*(?:\\\n.*)*", lambda m: blank(m[0]), source.code, flags=re.M)

    def __iter__(self):
        depth, head = 0, 0
        start = None
        for here, char in enumerate(self.code):
            if char == "{":
                if depth == 0:
                    start = self.header(head, here)
                depth += 1
            elif char == "}":
                depth -= 1
                if depth == 0:
                    if start:
                        yield (*start[:1], self.source.line_of(start[1]),
                               self.source.line_of(here), start[2])
                    head = here + 1
            elif char == ";" and depth == 0:
                head = here + 1

    def header(self, begin, end):
        """The (name, offset, parameters) of the function whose body opens at end, if it is one."""
        text = self.code[begin:end]
        if not text.rstrip().endswith(")"):
            return None
        depth = 0
        for here in range(len(text) - 1, -1, -1):
            depth += (text[here] == ")") - (text[here] == "(")
            if text[here] == "(" and depth == 0:
                name = re.search(r"(\w+)\s*$", text[:here])
                if not name:
                    return None
                given = arguments(self.code, begin + here)
                return name[1], begin + name.start(), [g for g in given if g not in ("", "void")]
        return None


def prove(find, sample, expected):
    """None if the check finds `expected` in the sample (nothing, if None); else what went wrong."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for path, text in sample.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, encoding="utf-8")
        faults = find(root)
    if expected is None:
        return f"a good sample was refused: {faults}" if faults else None
    if any(expected in fault for fault in faults):
        return None
    return f"expected a fault with '{expected}', found {faults}"


def main(find, samples):
    """Prints, as TAP, the verdict on the tree and the proof of the check on each sample; the faults
    go to standard error, which a failing test shows."""
    root = Path(sys.argv[1]).resolve()
    results = [("the tree", find(root))]
    for name, sample, expected in samples:
        fault = prove(find, sample, expected)
        results.append((f"sample: {name}", [fault] if fault else []))
    print(f"1..{len(results)}")
    for number, (name, faults) in enumerate(results, 1):
        for fault in faults:
            print(fault, file=sys.stderr)
        print(f"{'not ok' if faults else 'ok'} {number} - {name}")
    sys.exit(any(faults for _, faults in results))
