# SPDX-License-Identifier: GPL-3.0-or-later
"""The help is complete, and the man page says all that the help says."""
import os
import re

from contract import equal, run_tests

MAN = os.path.join(os.path.dirname(__file__), "..", "..", "docs", "qz.1")


def commands(place):
    """{"doc print": "[NUMBER]", …}: every command of the overview with its arguments."""
    lines = place.done("help").out.splitlines()
    rows = lines[lines.index("Commands:") + 1:lines.index("Options of every command, before or "
                                                          "after it:")]
    found = {}
    for row in filter(None, rows):
        words = re.split(r"  +", row.strip())[0].split()
        names = [word for word in words if re.fullmatch(r"[a-z][a-z-]*", word)]
        found[" ".join(names)] = " ".join(words[len(names):])
    assert len(found) > 50, found
    return found


def options(place, command):
    """The options of one command, without those of every command."""
    own = place.done("help", *command.split()).out.split("Options of every command")[0]
    return re.findall(r"^  (--[a-z-]+)", own, re.MULTILINE)


def manual():
    with open(MAN, encoding="utf-8") as source:
        return re.sub(r"\\f[A-Z]", "", source.read().replace("\\-", "-"))


def test_each_command(place):
    for command, arguments in commands(place).items():
        text = place.done("help", *command.split()).out
        usage = re.search(r"^Usage: qz (.*)$", text, re.MULTILINE).group(1)
        assert usage.startswith((command + " " + arguments).strip()), (command, usage)
        assert "  " not in usage, usage
        equal(place.done(*command.split(), "--help").out, text)


def test_manual_commands(place):
    page = manual()
    for command, arguments in commands(place).items():
        head = ("qz %s %s" % (command, arguments.replace("…", "..."))).strip()
        assert re.search(r"^%s( |$)" % re.escape(head), page, re.MULTILINE), head


def test_manual_options(place):
    page = manual()
    for command in commands(place):
        rest = re.split(r"^qz %s(?= |$)" % command, page, maxsplit=1, flags=re.MULTILINE)[1]
        part = re.split(r"^(?=qz |\.SS |\.SH )", rest, maxsplit=1, flags=re.MULTILINE)[0]
        for option in options(place, command):
            assert re.search(r"^%s( |$)" % option, part, re.MULTILINE), (command, option)


def test_manual_knows_no_more(place):
    known = commands(place)
    for line in re.findall(r"^qz ([a-z].*)$", manual(), re.MULTILINE):
        assert any(line == name or line.startswith(name + " ") for name in known), line


def test_manual_is_sound(place):
    """A line that roff takes for a request that it is not would be lost."""
    with open(MAN, encoding="utf-8") as source:
        for number, line in enumerate(source, 1):
            assert not line.startswith("'"), number
            if line.startswith("."):
                assert re.match(r"\.(\\\"|[A-Z]{1,2}\b|nf|fi)", line), (number, line)


def test_wrong_words(place):
    place.refused(2, "command-unknown", "doc", "zz")
    assert "qz help doc" in place.run("doc", "zz").err
    assert "doc show" in place.run("doc", "shwo").err
    assert "did you mean" not in place.run("foo").err
    assert "--month" in place.run("doc", "list", "--mnoth", "2026-01").err
    place.refused(2, "print-what", "doc", "print", "--output", "x.pdf")
    place.refused(3, "rate-range", "calc", "share", "100.00", "2")


run_tests({
    "help: every command": test_each_command,
    "man page: every command of the help": test_manual_commands,
    "man page: every option of the help": test_manual_options,
    "man page: nothing that the command does not know": test_manual_knows_no_more,
    "man page: sound": test_manual_is_sound,
    "wrong words are answered": test_wrong_words,
})
