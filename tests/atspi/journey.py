# SPDX-License-Identifier: GPL-3.0-or-later
"""One person's way through the real window, told as TAP."""

import os
import sys
import tempfile

from office import NOW, Office
from window import Window

WIDTHS = (1200, 360)


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


def write_settings(folder, width):
    """The window's size as it was left the last time."""
    settings = os.path.join(folder, "glib-2.0", "settings")
    os.makedirs(settings, exist_ok=True)
    with open(os.path.join(settings, "keyfile"), "w", encoding="utf-8") as keys:
        keys.write(f"[org/qingzhang/Qingzhang]\nwindow-width={width}\nwindow-height=720\n")


def open_window(program, office, user, width):
    write_settings(office.folder, width)
    environment = dict(os.environ, LC_ALL="C.UTF-8", GTK_A11Y="atspi",
                       XDG_DATA_HOME=office.folder, XDG_CONFIG_HOME=office.folder,
                       GSETTINGS_BACKEND="keyfile",
                       QZ_WATCH_MAIN=os.path.join(office.folder, "slow.txt"))
    environment.pop("LANGUAGE", None)
    return Window([program, "--book", office.path, "--as", user, "--now", NOW], environment,
                  office.folder)


def tell_slowest(office):
    """What kept the main thread longest, for whoever reads the log: "slow 17.4 events" …"""
    path = os.path.join(office.folder, "slow.txt")
    slowest = {}
    if os.path.exists(path):
        with open(path, encoding="utf-8") as lines:
            for words in (line.split() for line in lines):
                if words[:1] == ["slow"]:
                    slowest[words[2]] = max(slowest.get(words[2], 0.0), float(words[1]))
    for what, spent_ms in sorted(slowest.items()):
        print(f"# the main thread was kept by {what} for {spent_ms:.0f} ms at most", flush=True)


def run_journey(user, prepare, walk, verify):
    """usage: test-NAME.py QINGZHANG QZ SOURCE_ROOT; each journey is made in both widths.

    prepare(office) before the window opens; walk(window, journey, office) in it; verify(office,
    journey) asks the book set afterwards.
    """
    program, qz, root = sys.argv[1:4]
    journey = Journey()
    for width in WIDTHS:
        print(f"# {width} pixels wide", flush=True)
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
            tell_slowest(office)
    print(f"1..{journey.number}", flush=True)
