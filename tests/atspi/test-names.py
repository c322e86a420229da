#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every page of the sidebar, a record of each kind, every dialog and what drops down from a button:
whatever can be pressed, chosen or written into there says what it is when it is heard alone.
"""

import os
import sys
import tempfile
import time

from gi.repository import Gio

from journey import Journey, WIDTHS, open_window
from office import NUMBER, Office
from sense import find_faults
from tree import ROOT
from window import Atspi, GLib, wait_for

APPLICATION = "org.qingzhang.Qingzhang"
PATH = "/org/qingzhang/Qingzhang"
# What a person presses, chooses from or writes into.
CONTROLS = (Atspi.Role.PUSH_BUTTON, Atspi.Role.TOGGLE_BUTTON, Atspi.Role.CHECK_BOX,
            Atspi.Role.RADIO_BUTTON, Atspi.Role.COMBO_BOX, Atspi.Role.ENTRY, Atspi.Role.TEXT,
            Atspi.Role.PASSWORD_TEXT, Atspi.Role.SPIN_BUTTON, Atspi.Role.SLIDER, Atspi.Role.LINK,
            Atspi.Role.MENU_ITEM, Atspi.Role.CHECK_MENU_ITEM, Atspi.Role.RADIO_MENU_ITEM,
            Atspi.Role.LIST_ITEM, Atspi.Role.TABLE_ROW, Atspi.Role.PAGE_TAB, Atspi.Role.SWITCH,
            Atspi.Role.IMAGE, Atspi.Role.CHART)
# Of a long list the first rows are looked at: the others are made alike.
MANY = 6
LISTS = (Atspi.Role.LIST, Atspi.Role.TREE_TABLE, Atspi.Role.TABLE)
# What a table is called that nobody has named: it must say what it shows.
UNNAMED_TABLES = {Atspi.Role.TREE_TABLE: ("", "Table"), Atspi.Role.TABLE: ("", "Table"),
                  Atspi.Role.LIST: ("List",)}
# The page of the split view that the sidebar is, which is looked at once.
SIDEBAR = "Qingzhang"
# The rows of the sidebar are made one after the other; there are at least so many.
FEWEST_PAGES = 20
# By libadwaita and GTK, whole.
MADE_ELSEWHERE = ("about", "shortcuts")
# The title of a page whose contents could not be read.
FAILED = "This Could Not Be Read"
# A window has come to rest when it is found as it was so long before.
REST_S = 0.1
MAX_LOOKS = 12


# ── what is on the screen ───────────────────────────────────────────────────────────────────────

class Seen:
    """A thing that shows, as it was when it was looked at."""

    def __init__(self, node, path):
        self.node = node
        self.role = node.role
        self.name = node.name.strip()
        self.path = path
        self.sensitive = node.has(Atspi.StateType.SENSITIVE)
        self.focusable = node.has(Atspi.StateType.FOCUSABLE)

    def __eq__(self, other):
        return (self.role, self.name) == (other.role, other.name)

    def is_unnamed_table(self):
        return self.name in UNNAMED_TABLES.get(self.role, ())

    def must_be_named(self):
        return self.role in CONTROLS and (self.focusable or (
            self.role != Atspi.Role.LIST_ITEM and can_be_pressed(self.node)))

    def tell(self):
        return " › ".join(self.path + (self.node.role_name(),))


def walk_showing(node, path, skipped):
    """What shows below node, without what lies in the thing called skipped."""
    for child in node.children[:MANY] if node.role in LISTS else node.children:
        if not child.is_showing():
            continue
        seen = Seen(child, path)
        yield seen
        if seen.name == "" or seen.name != skipped:
            deeper = path + (seen.name,) if seen.name and seen.name not in path else path
            yield from walk_showing(child, deeper, skipped)


def can_be_pressed(node):
    try:
        return node.has_action()
    except GLib.Error:  # it went away since
        return False


def look(tree, skipped=SIDEBAR, path=ROOT):
    """What shows; None when nothing has that path."""
    root = tree.look(path)
    return list(walk_showing(root, (), skipped)) if root is not None else None


def look_at_rest(tree, skipped=SIDEBAR, path=ROOT):
    before = None
    for _ in range(MAX_LOOKS):
        now = look(tree, skipped, path)
        if now is not None and now == before:
            return now
        before = now
        time.sleep(REST_S)
    if before is None:
        raise AssertionError("the window does not come to rest")
    return before


class Names:
    """Gathers what has no name, page by page."""

    def __init__(self, window, width):
        self.window = window
        self.width = width
        self.looked_at = 0
        self.nameless = []
        self.senseless = []

    def check(self, where, skipped=SIDEBAR, path=ROOT):
        """Gives what shows."""
        seen = look_at_rest(self.window.tree, skipped, path)
        controls = [control for control in seen if control.must_be_named()]
        if not controls:
            raise AssertionError(f"{where}: nothing can be pressed")
        if any(shown.name == FAILED for shown in seen):
            raise AssertionError(f"{where}: it could not be read")
        self.looked_at += len(controls)
        self.nameless += [f"{where}, {self.width} px: {control.tell()}" for control in controls
                          if control.name == ""]
        self.nameless += [f"{where}, {self.width} px: {table.tell()}" for table in seen
                          if table.is_unnamed_table()]
        if where not in MADE_ELSEWHERE:
            self.senseless += [f"{where}, {self.width} px: {fault}" for fault in find_faults(seen)]
        return seen


# ── ways to what is looked at ───────────────────────────────────────────────────────────────────

def activate(name, *targets, of_window=True):
    """An action of the window, or of the program, as its menus run it."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    arguments = GLib.Variant("(sava{sv})", (name, list(targets), {}))
    bus.call_sync(APPLICATION, PATH + ("/window/1" if of_window else ""), "org.gtk.Actions",
                  "Activate", arguments, None, Gio.DBusCallFlags.NONE, 20000, None)


def text(value):
    return GLib.Variant("s", value)


def find_pages(window):
    """The rows of the sidebar, as the program itself lists them."""
    def find_rows():
        pages = window.find("Pages", (Atspi.Role.LIST,))
        if pages is None:  # in a narrow window the sidebar is a page of its own
            activate("back")
            return None
        rows = [row for row in pages.children if row.role == Atspi.Role.LIST_ITEM]
        return rows if len(rows) >= FEWEST_PAGES else None

    return wait_for(find_rows, "the pages of the sidebar")


def is_title(seen, title):
    return seen.name == title and seen.role not in (
        Atspi.Role.LIST_ITEM, Atspi.Role.LABEL, Atspi.Role.TABLE_CELL)


def open_page(window, row, title):
    row.do_action()
    wait_for(lambda: any(is_title(seen, title) for seen in look(window.tree) or ()),
             f"the page “{title}”")


def look_at_pages(names):
    names.check("the sidebar", skipped=None)
    pages = [(row, row.name) for row in find_pages(names.window)]
    for row, title in pages:
        open_page(names.window, row, title)
        seen = names.check(title)
        if names.width == WIDTHS[0]:
            look_at_popovers(names, title, seen)


def drops(seen):
    """A button that a popover drops down from: of the two things it is, the inner one takes the
    press and the outer one, which is called alike, holds the popover."""
    parent = seen.node.parent
    return (seen.role == Atspi.Role.TOGGLE_BUTTON and seen.sensitive and parent is not None
            and parent.name == seen.node.name and can_be_pressed(seen.node))


DROPPED = set()
# The filters of all lists are made alike: so many are opened.
MANY_FILTERS = 3


def look_at_popovers(names, where, all_seen):
    for seen in filter(drops, all_seen):
        filters = [name for name in DROPPED if name.endswith(": all")]
        if seen.name in DROPPED or (seen.name.endswith(": all") and len(filters) == MANY_FILTERS):
            continue
        DROPPED.add(seen.name)
        tree, holder = names.window.tree, seen.node.parent.path
        before = look(tree, None, holder)
        seen.node.do_action()
        wait_for(lambda: look(tree, None, holder) not in (None, before),
                 f"what {seen.name} drops")
        names.check(f"{where}: {seen.name}", None, holder)
        names.window.key("Escape")
        wait_for(lambda: look(tree, None, holder) == before, f"what {seen.name} dropped to go")


RECORDS = (
    ("open-document", lambda office: NUMBER),
    ("preview-document", lambda office: NUMBER),
    ("open-batch", lambda office: office.batch),
    ("open-voucher", lambda office: office.voucher),
    ("open-draft", lambda office: "1"),
    ("open-provider", lambda office: office.provider),
    ("show-policy", lambda office: "jilin-daily"),
)


def wait_for_first_focus(window, where):
    """Whoever comes to a page by the keyboard is at what it shows, not at the way back."""
    def focused():
        node = window.find_focused(named=True)
        return node and node.name != "Back"

    wait_for(focused, f"the keyboard in what {where} shows")


def look_at_records(names, office):
    activate("page", text("daily"))
    names.window.wait(NUMBER, exact=False)
    names.window.key("ctrl+f")
    names.window.wait_focused("Search", exact=False)
    for action, get_target in RECORDS:
        activate(action, text(get_target(office)))
        wait_for_first_focus(names.window, action)
        names.check(action)
    names.window.find_anything(office.certno, office.masked)
    names.window.wait("Insured Person")
    wait_for_first_focus(names.window, "the person’s page")
    names.check("the person’s page")
    activate("new-voucher")
    names.window.wait_focused("Line 1: Summary")
    names.check("new-voucher")


def look_at_what_is_pressed(names, office):
    """What no action of the window opens, but a button of a page."""
    window = names.window
    for action, target, button, sign in (
            ("open-document", NUMBER, "Total", "Where this number comes from"),
            ("page", "claims", office.claim, "Claim"),
            ("show-policy", "jilin-daily", "Compare…", "Which Policies")):
        activate(action, text(target))
        window.press(button, exact=False)
        window.wait(sign)
        wait_for_first_focus(window, sign)
        names.check(f"{action}, {button}")


# Each is closed by Escape.
DIALOGS = (
    ("find", (), True), ("run", (text("daily"),), True), ("run", (text("settlement"),), True),
    ("new-book", (), True), ("edit-user", (text(""),), True), ("sign-in", (), True),
    ("change-passphrase", (), True), ("preferences", (), False), ("about", (), False),
    ("shortcuts", (), False), ("restore-book", (), True), ("add-actor", (text(""),), True),
)


def look_at_dialogs(names, office):
    activate("page", text("policies"))
    reason = ("reverse-voucher", (text(office.voucher),), True)
    for action, targets, of_window in (*DIALOGS, reason):
        before = look_at_rest(names.window.tree)
        activate(action, *targets, of_window=of_window)
        wait_for(lambda: look(names.window.tree) not in (None, before), f"the dialog of {action}")
        names.check(action)
        names.window.key("Escape")
        wait_for(lambda: look(names.window.tree) == before, f"the dialog of {action} to close")


def look_at_import(names, office):
    activate("page", text("imports"))
    activate("import")
    names.window.choose_file(office.later_claims)
    names.window.wait("How It Is Read")
    names.check("import: the file")
    for step in ("columns", "rows", "verdict"):
        names.window.press("Next")
        names.check(f"import: {step}")
    names.window.key("Escape")


def listen_to_what_changes(names):
    """What changes without the keyboard going there is said: how many rows a filter leaves, what
    was found, how an act ended; and a field that is wrong says so itself."""
    window = names.window
    window.listen()
    activate("page", text("daily"))
    window.type("Search this list", "nothing is called so")
    window.wait_said("0 rows")
    window.wait_no_dialog()
    window.key("ctrl+k")
    window.type("Find anything", NUMBER)
    window.wait_said("found, first")
    window.key("Down", "Up", "Escape")
    window.wait_no_dialog()
    activate("run", text("settlement"))
    window.type("Month of costs (yyyy-mm)", "2026-13")
    window.press("Run")
    wait_for(lambda: is_told_wrong(window.find_focused(named=True)), "the wrong field to say so")
    window.key("Escape", "Escape")


def is_told_wrong(node):
    return (node is not None and node.is_editable() and node.description
            and node.has(Atspi.StateType.INVALID_ENTRY))


# ── the book set ────────────────────────────────────────────────────────────────────────────────

VOUCHER = """summary,account,provider,item_period,path,debit,credit
补记,TEMP_PAID.INSTANT,{provider},2026-01,mprepay,100.00,
补记,ACC_OUT,,,,,100.00
"""


def prepare(office):
    """Something of everything."""
    office.import_claims()
    office.make_day()
    office.sign_day()
    office.batch, sent = office.send_batch()
    office.qz("qian", "pay", "return", office.return_file(sent))
    voucher = office.qz("qian", "voucher", "list")["vouchers"][0]
    office.voucher = "{ledger}/{period}/{number}".format(**voucher)
    with open(office.claims, encoding="utf-8") as lines:
        head, first = (next(lines).rstrip("\n").split(",") for _ in range(2))
    claim = dict(zip(head, first))
    office.provider = claim["fixmedins_code"]
    office.certno = claim["certno"]
    office.masked = office.certno[:6] + "*" * (len(office.certno) - 10) + office.certno[-4:]
    office.claim = claim["setl_id"]
    draft = os.path.join(office.folder, "voucher.csv")
    with open(draft, "w", encoding="utf-8") as lines:
        lines.write(VOUCHER.format(provider=office.provider))
    office.qz("wang", "voucher", "draft", draft, "--ledger", "L_AG_220200_EMP", "--day",
              "2026-01-06")
    write_later_claims(office)


def write_later_claims(office):
    """A file that may come in: the claims of the first, under other numbers."""
    office.later_claims = os.path.join(office.folder, "later.csv")
    with open(office.claims, encoding="utf-8") as lines, \
            open(office.later_claims, "w", encoding="utf-8") as later:
        later.write(next(lines))
        later.writelines("9" + next(lines)[1:] for _ in range(20))


def look_at_all(names, journey, office):
    width = names.width
    journey.step(f"pages, {width} px", lambda: look_at_pages(names))
    journey.step(f"records, {width} px", lambda: look_at_records(names, office))
    journey.step(f"what a button opens, {width} px", lambda: look_at_what_is_pressed(names, office))
    journey.step(f"dialogs, {width} px", lambda: look_at_dialogs(names, office))
    journey.step(f"what changes, {width} px", lambda: listen_to_what_changes(names))
    journey.step(f"the import assistant, {width} px", lambda: look_at_import(names, office))


def main():
    """usage: test-names.py QINGZHANG QZ SOURCE_ROOT WIDTH"""
    program, qz, root = sys.argv[1:4]
    width = int(sys.argv[4])
    journey = Journey()
    with tempfile.TemporaryDirectory() as folder:
        office = Office(qz, root, folder)
        prepare(office)
        window = open_window(program, office, "wang", width, all_sections=True)
        names = Names(window, width)
        try:
            look_at_all(names, journey, office)
        except AssertionError:
            window.dump()
            raise
        finally:
            window.close()
            for line in names.nameless:
                print(f"# without a name: {line}", flush=True)
            for line in names.senseless:
                print(f"# without sense: {line}", flush=True)
        if names.nameless:
            raise AssertionError(f"{len(names.nameless)} controls have no name")
        if names.senseless:
            raise AssertionError(f"{len(names.senseless)} things make no sense when heard alone")
        journey.step(f"each of {names.looked_at} controls has a name")
    print(f"1..{journey.number}", flush=True)


if __name__ == "__main__":
    main()
