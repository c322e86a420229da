#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page of the sidebar, by the arrow keys: Tab goes round on it without a trap, and comes to
whatever can be pressed, chosen or written into there.
"""

import sys
import tempfile

from journey import Journey, check
from keyboard import Atspi, Keyboard
from office import NOW, NUMBER, Office
from window import wait_for

PAGES = "页面"
FEWEST_PAGES = 40
# So many times Tab is as much as one can be asked for.
MOST_STOPS = 60
NARROW = 760


def in_sidebar(node):
    return (node is not None and node.role == Atspi.Role.LIST_ITEM and node.parent is not None
            and node.parent.name == PAGES)


def come_to_sidebar(window):
    for _ in range(MOST_STOPS):
        node = wait_for(lambda: window.find_focused(named=True), "the keyboard somewhere")
        if in_sidebar(node):
            return node
        window.key("Tab")
        wait_for(lambda was=node: window.find_focused(named=True) != was, "the keyboard to move")
    raise AssertionError("Tab never comes to the sidebar")


def go_back(window, row):
    """The round ended somewhere; it goes on to the row of the sidebar."""
    for _ in range(MOST_STOPS):
        if window.came[-1] == row.path:
            return
        window.key("Tab")
        window.settle(len(window.came) + 1)
    raise AssertionError(f"Tab does not come back to “{row.name}”")


def look_at_page(window, title, unreached):
    stops = window.make_round(title)
    check(len(stops) <= MOST_STOPS, f"{title}: {len(stops)} times Tab to come round")
    unreached += [f"{title}: {node.role_name()} “{node.name}”"
                  for node in window.find_unreached(stops)]


def show_page(window, row, narrow):
    """Where the sidebar is a page of its own, Return leads to the page."""
    if narrow:
        window.key("Return")
    wait_for(lambda: any(node.name == row.name and node.role != Atspi.Role.LIST_ITEM
                         and node.role != Atspi.Role.LABEL for node in window.walk()),
             f"the page “{row.name}”")
    window.settle()


def look_at_pages(window, narrow):
    unreached, titles = [], []
    row = come_to_sidebar(window)
    window.key("Home")
    row = wait_for(lambda: (lambda node: node if in_sidebar(node) else None)(
        window.find_focused(named=True)), "the first page")
    while True:
        titles.append(row.name)
        show_page(window, row, narrow)
        look_at_page(window, row.name, unreached)
        if narrow:
            window.key("alt+Left")
            wait_for(lambda: in_sidebar(window.find_focused(named=True)), "the sidebar")
        else:
            go_back(window, row)
        window.key("Down")
        window.settle()
        following = wait_for(lambda: window.find_focused(named=True), "the next page")
        if following == row:
            break
        row = following
    check(len(titles) >= FEWEST_PAGES, f"there are only {titles}")
    for line in unreached:
        print(f"# not reached: {line}", flush=True)
    check(not unreached, f"Tab does not come to {len(unreached)} things")
    print(f"# {len(titles)} pages", flush=True)


def look_at_document(window):
    window.key("ctrl+k")
    window.at("全局查找")
    window.key_in(NUMBER)
    wait_for(lambda: any(node.role == Atspi.Role.LIST_ITEM and NUMBER in node.name
                         for node in window.walk()), "the document among what was found")
    window.key("Return")
    window.at("合计")
    unreached = []
    look_at_page(window, "a document", unreached)
    check(not unreached, f"Tab does not come to {unreached}")


def prepare(office):
    office.import_claims()
    office.make_day()
    office.sign_day()
    batch, sent = office.send_batch()
    office.qz("qian", "pay", "return", office.return_file(sent))
    return batch


def main():
    """usage: test-tabs.py QINGZHANG QZ SOURCE_ROOT WIDTH"""
    program, qz, root = sys.argv[1:4]
    width = int(sys.argv[4])
    journey = Journey()
    with tempfile.TemporaryDirectory() as folder:
        office = Office(qz, root, folder)
        prepare(office)
        window = Keyboard([program, "--book", office.path, "--as", "wang", "--now", NOW], folder,
                          width, all_sections=True)
        try:
            journey.step("Tab goes round on every page",
                         lambda: look_at_pages(window, width < NARROW))
            if width >= NARROW:
                journey.step("and on a document", lambda: look_at_document(window))
        except AssertionError:
            window.dump()
            raise
        finally:
            window.close()
    print(f"1..{journey.number}", flush=True)


if __name__ == "__main__":
    main()
