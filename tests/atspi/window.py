# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window, seen and pressed over the accessibility bus."""

import subprocess
import sys
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE_S = 60
STEP_MS = 100
# What is pressed; a cell of a table has an action too, but it only selects.
PRESSED = (Atspi.Role.PUSH_BUTTON, Atspi.Role.TOGGLE_BUTTON, Atspi.Role.MENU_ITEM,
           Atspi.Role.RADIO_MENU_ITEM, Atspi.Role.CHECK_MENU_ITEM)


def wait_for(condition, what):
    """What condition() gives as soon as it is true; fails when patience is over."""
    loop = GLib.MainLoop()
    found = []
    end = time.monotonic() + PATIENCE_S

    def look():
        try:
            value = condition()
        except GLib.Error:  # a widget that went away while it was looked at
            value = None
        if value or time.monotonic() > end:
            found.append(value)
            loop.quit()
            return GLib.SOURCE_REMOVE
        return GLib.SOURCE_CONTINUE

    GLib.timeout_add(STEP_MS, look)
    loop.run()
    if not found[0]:
        raise AssertionError(f"waited in vain for {what}")
    return found[0]


def walk(node):
    """Every accessible thing below node that shows on the screen."""
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child is None:
            continue
        yield child
        yield from walk(child)


def is_showing(node):
    return node.get_state_set().contains(Atspi.StateType.SHOWING)


class Window:
    def __init__(self, command, environment):
        self.process = subprocess.Popen(command, env=environment)
        self.root = wait_for(self.find_application, "the program on the accessibility bus")

    def find_application(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the program ended with {self.process.returncode}")
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(index)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    def find(self, name, roles=None, exact=True):
        """The first thing on the screen called name."""
        for node in walk(self.root):
            called = node.get_name() or ""
            if (called == name if exact else name in called) and is_showing(node) and (
                    roles is None or node.get_role() in roles):
                return node
        return None

    def wait(self, name, roles=None, exact=True):
        return wait_for(lambda: self.find(name, roles, exact), f"“{name}”")

    def press(self, name, exact=True):
        """Presses the button or menu item called name, as a screen reader does."""
        def pressable():
            for node in walk(self.root):
                called = node.get_name() or ""
                action = node.get_action_iface()
                states = node.get_state_set()
                if (node.get_role() in PRESSED and action is not None
                        and (called == name if exact else name in called)
                        and action.get_n_actions() > 0 and is_showing(node)
                        and states.contains(Atspi.StateType.SENSITIVE)):
                    return node
            return None

        node = wait_for(pressable, f"“{name}” to press")
        if not node.get_action_iface().do_action(0):
            raise AssertionError(f"“{name}” cannot be pressed")

    def type(self, name, text):
        """Writes text into the entry called name."""
        def editable():
            for node in walk(self.root):
                if (node.get_name() or "") == name and node.get_editable_text_iface():
                    return node
            return None

        node = wait_for(editable, f"the entry “{name}”")
        node.get_editable_text_iface().set_text_contents(text)

    def act_as(self, person):
        self.press("Acting user:", exact=False)
        self.press(person, exact=False)
        self.wait(f"Acting user: {person}", exact=False)

    def dump(self):
        for node in walk(self.root):
            if is_showing(node) and node.get_name():
                print(f"# {node.get_role_name()}: {node.get_name()[:100]}", file=sys.stderr)

    def close(self):
        self.process.terminate()
        self.process.wait()
