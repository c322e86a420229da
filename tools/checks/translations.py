# SPDX-License-Identifier: GPL-3.0-or-later
"""Each language of po/LINGUAS has every message of the sources, none of them doubtful, and its
format strings fit."""

import re
import subprocess
import tempfile
from pathlib import Path

from source import main

KEYWORDS = ["_", "N_", "C_:1c,2", "NC_:1c,2", "ngettext:1,2", "g_dgettext:2", "g_dngettext:2,3"]


def lines_of(path):
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return [line.strip() for line in text.splitlines() if line.strip() and line[0] != "#"]


def run(*words, **options):
    return subprocess.run(words, capture_output=True, text=True, check=False, **options)


def template(root, files, folder):
    """The messages of the sources; None if there are none."""
    pot = Path(folder) / "all.pot"
    plain = [f for f in files if f.endswith((".c", ".h", ".ui"))]
    done = run("xgettext", "--from-code=UTF-8", "--add-comments",
               *(f"--keyword={k}" for k in KEYWORDS), f"--output={pot}", *plain, cwd=root)
    return pot if done.returncode == 0 and pot.exists() else None


def unmarked(po):
    """Messages with <PRId64> and no mark "c-format": msgfmt takes them for plain text, so that
    nobody ever finds them by their number format."""
    text = po.read_text(encoding="utf-8")
    return [words.group(1)[:60] for entry in text.split("\n\n") if "%<PRI" in entry
            and not re.search(r"^#,.*\bc-format", entry, re.M)
            and (words := re.search(r'^msgid "(.*)"$', entry, re.M))]


def language_faults(root, pot, name, folder):
    po = root / "po" / f"{name}.po"
    if not po.exists():
        return [f"po/{name}.po: missing"]
    checked = run("msgfmt", "--check", "--output-file=/dev/null", str(po))
    if checked.returncode != 0:
        return [f"po/{name}.po: {line}" for line in checked.stderr.splitlines()]
    merged = Path(folder) / "merged.po"
    done = run("msgmerge", "--quiet", "--no-fuzzy-matching", "--output-file", str(merged), str(po),
               str(pot))
    if done.returncode != 0:
        return [f"po/{name}.po: {done.stderr.strip()}"]
    missing = run("msgattrib", "--untranslated", "--no-obsolete", str(merged)).stdout
    doubtful = run("msgattrib", "--only-fuzzy", "--no-obsolete", str(merged)).stdout
    first = re.findall(r'^msgid ((?:"[^\n]*"\n)+)', missing, re.M)
    words = [" ".join(entry.split())[:80] for entry in first if entry.strip() != '""']
    faults = [f'po/{name}.po: "{words}" is not marked c-format' for words in unmarked(po)]
    if words:
        some = "; ".join(words[:5])
        faults.append(f"po/{name}.po: {len(words)} messages without translation: {some}")
    if doubtful:
        faults.append(f"po/{name}.po: doubtful (fuzzy) messages")
    return faults


def find(root):
    files = lines_of(root / "po" / "POTFILES.in")
    faults = []
    with tempfile.TemporaryDirectory() as folder:
        pot = template(root, files, folder) if files else None
        for name in lines_of(root / "po" / "LINGUAS") if pot else []:
            faults += language_faults(root, pot, name, folder)
    return faults


HEADER = ('msgid ""\nmsgstr ""\n"Language: zh_CN\\n"\n'
          '"Content-Type: text/plain; charset=UTF-8\\n"\n'
          '"Project-Id-Version: x\\n"\n"PO-Revision-Date: 2026-01-01 00:00+0800\\n"\n'
          '"Last-Translator: x\\n"\n"Language-Team: x\\n"\n"MIME-Version: 1.0\\n"\n'
          '"Content-Transfer-Encoding: 8bit\\n"\n\n')


def tree(po):
    return {"po/POTFILES.in": "src/a.c\n", "po/LINGUAS": "zh_CN\n",
            "src/a.c": 'printf (_("%d rows"), n);\n', "po/zh_CN.po": HEADER + po}


SAMPLES = [
    ("a message without translation", tree(""), "1 messages without translation"),
    ("a doubtful message",
     tree('#, fuzzy, c-format\nmsgid "%d rows"\nmsgstr "%d 行"\n'), "doubtful"),
    ("a format that does not fit",
     tree('#, c-format\nmsgid "%d rows"\nmsgstr "%s 行"\n'), "zh_CN.po"),
    ("a format without its mark",
     tree('#, c-format\nmsgid "%d rows"\nmsgstr "%d 行"\n\n'
          'msgid "%<PRId64> days"\nmsgstr "%<PRId64> 天"\n'), "not marked c-format"),
    ("a language without its file", {**tree(""), "po/LINGUAS": "ug\n"}, "po/ug.po: missing"),
    ("what is allowed", tree('#, c-format\nmsgid "%d rows"\nmsgstr "%d 行"\n'), None),
]

if __name__ == "__main__":
    main(find, SAMPLES)
