# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window, in which only keys are pressed. The tree of accessible things is read to see
where the keyboard is and what is shown; nothing is done through it.
"""

import os
import time

from gi.repository import Gio

from journey import write_settings
from window import Atspi, GLib, Window, wait_for

# So long after the last key nothing more is expected to move.
QUIET_S = 0.15
SOON_S = 3
CHUNK = 10
MAX_STOPS = 120
# What one comes to with Tab; the arrow keys lead on within the others.
TABBED = (Atspi.Role.PUSH_BUTTON, Atspi.Role.TOGGLE_BUTTON, Atspi.Role.CHECK_BOX,
          Atspi.Role.COMBO_BOX, Atspi.Role.ENTRY, Atspi.Role.TEXT, Atspi.Role.PASSWORD_TEXT,
          Atspi.Role.SPIN_BUTTON, Atspi.Role.SLIDER, Atspi.Role.LINK, Atspi.Role.SWITCH,
          Atspi.Role.IMAGE, Atspi.Role.CHART)
ROWS = (Atspi.Role.TABLE_ROW, Atspi.Role.LIST_ITEM)
# Of those one has the keyboard, and the arrow keys lead to the others.
GROUPED = (Atspi.Role.PAGE_TAB, Atspi.Role.RADIO_BUTTON, *ROWS)
TABLES = (Atspi.Role.TABLE, Atspi.Role.TREE_TABLE)
# The buttons of the window itself have keys of their own.
FRAME = ("最小化", "最大化", "还原", "关闭")
WRITTEN = (Atspi.Role.TEXT, Atspi.Role.ENTRY, Atspi.Role.PASSWORD_TEXT)
ZH = "zh_CN.UTF-8"


def chinese(folder):
    """The environment of an officer who reads Chinese, and has nothing yet."""
    environment = dict(os.environ, LC_ALL=ZH, GTK_A11Y="atspi", XDG_DATA_HOME=folder,
                       XDG_CONFIG_HOME=folder, GSETTINGS_BACKEND="keyfile", HOME=folder)
    environment.pop("LANGUAGE", None)
    return environment


class Keyboard(Window):
    def __init__(self, command, folder, width, all_sections=False):
        write_settings(folder, width, all_sections)
        super().__init__(command, chinese(folder), folder)
        self.came = []
        self.tree.bus.signal_subscribe(self.tree.name, "org.a11y.atspi.Event.Object",
                                       "StateChanged", None, None, Gio.DBusSignalFlags.NONE,
                                       self.state_changed)
        self.tree.ask("org.a11y.atspi.Registry", "/org/a11y/atspi/registry",
                      "org.a11y.atspi.Registry", "RegisterEvent",
                      GLib.Variant("(sass)", ("object:state-changed:focused", [], "")))

    def state_changed(self, _bus, _sender, path, _interface, _member, arguments):
        state, on = arguments.unpack()[:2]
        if state == "focused" and on == 1:
            self.came.append(path)

    # ── where the keyboard is ───────────────────────────────────────────────────────────────────

    def at(self, name):
        """Waits until the keyboard is at what is called so."""
        return self.wait_focused(name, exact=False)

    def at_entry(self):
        """Waits until something can be written."""
        return wait_for(lambda: self.find_focused(WRITTEN), "an entry with the keyboard")

    def shows(self, name):
        return self.wait(name, exact=False)

    @staticmethod
    def becomes(condition):
        """Whether it does so soon."""
        end = time.monotonic() + SOON_S
        while not condition():
            if time.monotonic() > end:
                return False
            time.sleep(QUIET_S)
        return True

    def tab_to(self, name, exact=False, key="Tab", most=20):
        """As Window's, with fewer Tabs."""
        for _ in range(most):
            node = wait_for(lambda: self.find_focused(named=True), "the keyboard somewhere")
            if node.name == name if exact else name in node.name:
                return node
            self.key(key)
            wait_for(lambda was=node: self.find_focused(named=True) != was, "the keyboard to move")
        raise AssertionError(f"{most} times {key} do not lead to “{name}”")

    def comes_back(self, do, *keys):
        """After what do() opens and keys close, the keyboard is where it was."""
        was = wait_for(lambda: self.find_focused(named=True), "the keyboard somewhere")
        do()
        self.key(*(keys or ("Escape",)))
        wait_for(lambda: self.find_focused(named=True) == was, f"the keyboard back at “{was.name}”")

    # ── the round of Tab ────────────────────────────────────────────────────────────────────────

    def settle(self, n_awaited=0):
        """Until the keyboard has come to so many things since, and then to no more."""
        context = GLib.MainContext.default()
        seen = len(self.came)
        end = time.monotonic() + (QUIET_S if seen >= n_awaited else SOON_S)
        while time.monotonic() < end:
            context.iteration(False)
            if len(self.came) != seen:
                seen = len(self.came)
                end = time.monotonic() + (QUIET_S if seen >= n_awaited else SOON_S)
            time.sleep(0.002)

    def make_round(self, where, key="Tab"):
        """The paths of all that Tab comes to, until it is where it began."""
        self.settle()
        self.came.clear()
        stops = []
        while len(stops) < MAX_STOPS:
            before = len(self.came)
            self.key(*[key] * CHUNK)
            self.settle(before + CHUNK)
            for at, path in enumerate(self.came):
                if path in self.came[:at]:
                    if path != self.came[0]:
                        raise AssertionError(f"{where}: {key} goes round without coming back")
                    return self.came[:at]
            stops = list(self.came)
            if len(stops) < before + CHUNK:
                raise AssertionError(f"{where}: {key} stays at stop {len(stops)}")
        raise AssertionError(f"{where}: {MAX_STOPS} times {key} and no end")

    def find_unreached(self, stops):
        """What shows and can be used but is none of stops, nor beside one in its group."""
        nodes = [node for node in self.walk() if node.is_showing()
                 and node.has(Atspi.StateType.SENSITIVE) and node.has(Atspi.StateType.FOCUSABLE)
                 and node.name not in FRAME]
        groups = {find_group(node) for node in nodes
                  if node.role in GROUPED and node.path in stops}
        unreached = []
        for node in nodes:
            if node.path in stops or any(child.path in stops for child in node.walk()):
                continue
            if node.role in GROUPED and find_group(node) not in groups:
                unreached.append(node)
            if node.role in TABBED and not in_row(node):
                unreached.append(node)
        return unreached


def find_group(node):
    """Rows belong to their table, with the row of its titles: what sorts it is a button."""
    table = node
    while table is not None and node.role == Atspi.Role.TABLE_ROW:
        if table.role in TABLES:
            return table.path
        table = table.parent
    return node.parent_path


def in_row(node):
    """The arrow keys go from row to row; Tab then goes on within it."""
    while node is not None:
        if node.role in ROWS:
            return True
        node = node.parent
    return False
