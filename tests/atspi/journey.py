# SPDX-License-Identifier: GPL-3.0-or-later
"""One person's way through the real window, told as TAP."""

import os
import re
import subprocess
import sys
import tempfile

from office import NOW, Office
from window import Window

WIDTHS = (1200, 360)
# Where nothing composes the screen, GTK draws a line around the window, within its size.
BORDER = 5


def check(holds, what):
    if not holds:
        raise AssertionError(what)


class Journey:
    """journey.step() tells a step that was taken; run_journey() counts them."""

    def __init__(self):
        self.number = 0

    def step(self, what, *deeds):
        for deed in deeds:
            deed()
        self.number += 1
        print(f"ok {self.number} - {what}", flush=True)


def write_settings(folder, width, all_sections=False):
    """The window's size as it was left the last time; None: it filled the screen. And whether the
    sidebar has the sections that the book set does not work in."""
    settings = os.path.join(folder, "glib-2.0", "settings")
    os.makedirs(settings, exist_ok=True)
    with open(os.path.join(settings, "keyfile"), "w", encoding="utf-8") as keys:
        size = ("maximized=true" if width is None else
                f"window-width={width + 2 * BORDER}\nwindow-height=720")
        sections = str(all_sections).lower()
        keys.write(f"[org/qingzhang/Qingzhang]\n{size}\nall-sections={sections}\n")


def open_window(program, office, user, width, now=NOW, all_sections=False):
    write_settings(office.folder, width, all_sections)
    environment = dict(os.environ, LC_ALL="C.UTF-8", GTK_A11Y="atspi",
                       XDG_DATA_HOME=office.folder, XDG_CONFIG_HOME=office.folder,
                       GSETTINGS_BACKEND="keyfile",
                       QZ_WATCH_MAIN=os.path.join(office.folder, "slow.txt"))
    environment.pop("LANGUAGE", None)
    return Window([program, "--book", office.path, "--as", user, "--now", now], environment,
                  office.folder)


def read_slowest(path):
    """{(kind, name): (worked, passed) milliseconds}, from qz-main-watch.h."""
    slowest = {}
    if os.path.exists(path):
        with open(path, encoding="utf-8") as lines:
            for words in (line.split(maxsplit=4) for line in lines):
                if words[:1] == ["slow"]:
                    key, spent = (words[3], words[4].strip()), (float(words[2]), float(words[1]))
                    slowest[key] = max(slowest.get(key, (0.0, 0.0)), spent)
    return slowest


def name_functions(program, text):
    """The watch tells functions of the program as FILE+0xOFFSET."""
    def name(match):
        found = subprocess.run(["addr2line", "-f", "-e", program, match.group(1)], text=True,
                               capture_output=True, check=False).stdout.split()
        return f"{found[0]}()" if found and found[0] != "??" else match.group(0)
    return re.sub(re.escape(os.path.basename(program)) + r"\+(0x[0-9a-f]+)", name, text)


def tell_slowest(program, office, n_told=5):
    """What kept the main thread longest, by whose time it was, for whoever reads the log."""
    slowest = read_slowest(os.path.join(office.folder, "slow.txt"))
    for kind in sorted({key[0] for key in slowest}):
        named = sorted(((ms, name) for (k, name), ms in slowest.items() if k == kind), reverse=True)
        for (worked_ms, passed_ms), name in named[:n_told]:
            print(f"# main thread, {kind}: {worked_ms:.0f} ms of work, {passed_ms:.0f} ms passed, "
                  f"in {name_functions(program, name)}", flush=True)


def run_journey(user, prepare, walk, verify, widths=WIDTHS):
    """usage: test-NAME.py QINGZHANG QZ SOURCE_ROOT; each journey is made in all widths.

    prepare(office) before the window opens; walk(window, journey, office) in it; verify(office,
    journey) asks the book set afterwards.
    """
    program, qz, root = sys.argv[1:4]
    journey = Journey()
    for width in widths:
        print(f"# {width or 'all'} pixels wide", flush=True)
        with tempfile.TemporaryDirectory() as folder:
            office = Office(qz, root, folder)
            prepare(office)
            window = open_window(program, office, user, width)
            try:
                walk(window, journey, office)
            except AssertionError:
                window.dump()
                raise
            finally:
                window.close()
            verify(office, journey)
            journey.step("the book set is proven whole",
                         lambda: office.qz("lin", "book", "verify"))
            tell_slowest(program, office)
    print(f"1..{journey.number}", flush=True)
