# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window, seen and pressed over the accessibility bus, and typed into as on a keyboard."""

import os
import subprocess
import sys
import time

from gi.repository import Gio

from tree import Atspi, GLib, Tree

PATIENCE_S = 60
STEP_MS = 100
# What is pressed; a cell of a table has an action too, but it only selects.
PRESSED = (Atspi.Role.PUSH_BUTTON, Atspi.Role.TOGGLE_BUTTON, Atspi.Role.MENU_ITEM,
           Atspi.Role.RADIO_MENU_ITEM, Atspi.Role.CHECK_MENU_ITEM)
MAX_TABS = 60
OPENBOX = os.path.join(os.path.dirname(os.path.abspath(__file__)), "openbox.xml")


def wait_for(condition, what):
    """What condition() gives as soon as it is true; fails when patience is over."""
    loop = GLib.MainLoop()
    found, failed = [], []
    end = time.monotonic() + PATIENCE_S

    def look():
        try:
            value = condition()
        except GLib.Error:  # a widget that went away while it was looked at
            value = None
        except Exception as error:  # the loop below would run on for ever
            failed.append(error)
            loop.quit()
            return GLib.SOURCE_REMOVE
        if value or time.monotonic() > end:
            found.append(value)
            loop.quit()
            return GLib.SOURCE_REMOVE
        return GLib.SOURCE_CONTINUE

    GLib.timeout_add(STEP_MS, look)
    loop.run()
    if failed:
        raise failed[0]
    if not found[0]:
        raise AssertionError(f"waited in vain for {what}")
    return found[0]


def can_press(node):
    return node.role in PRESSED and node.has_action()


class Window:
    """A start of the program in folder, under a window manager: without one nothing has the
    keyboard."""

    def __init__(self, command, environment, folder=None):
        command = [os.path.abspath(command[0]), *command[1:]]
        self.said = []
        self.process = subprocess.Popen(command, env=environment, cwd=folder)
        # With pipes of ours, it would keep whoever reads them waiting for their end.
        manager = ["openbox", "--sm-disable", "--config-file", OPENBOX]
        self.manager = subprocess.Popen(manager, stdin=subprocess.DEVNULL,
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            self.tree = wait_for(self.find_application, "the program on the accessibility bus")
        except AssertionError:
            self.close()
            raise

    def find_application(self):
        if self.process.poll() is not None:
            raise AssertionError(f"the program ended with {self.process.returncode}")
        tree = Tree(self.process.pid)
        return tree if tree.name is not None and tree.look() is not None else None

    def walk(self):
        """Everything that is there now; of what does not show, not what lies in it."""
        root = self.tree.look()
        return root.walk() if root is not None else ()

    def find(self, name, roles=None, exact=True):
        """The first thing on the screen called name."""
        for node in self.walk():
            if ((node.name == name if exact else name in node.name) and node.is_showing()
                    and (roles is None or node.role in roles)):
                return node
        return None

    def wait(self, name, roles=None, exact=True):
        return wait_for(lambda: self.find(name, roles, exact), f"“{name}”")

    def wait_gone(self, name):
        wait_for(lambda: self.find(name) is None, f"“{name}” to go")

    def press(self, name, exact=True):
        """Presses the button or menu item called name, as a screen reader does."""
        def pressable():
            for node in self.walk():
                if ((node.name == name if exact else name in node.name) and node.is_showing()
                        and node.has(Atspi.StateType.SENSITIVE) and can_press(node)):
                    return node
            return None

        node = wait_for(pressable, f"“{name}” to press")
        if not node.do_action():
            raise AssertionError(f"“{name}” cannot be pressed")

    def wait_insensitive(self, name):
        """There is such a button, and it cannot be pressed."""
        def dull():
            node = self.find(name, PRESSED)
            return node and not node.has(Atspi.StateType.SENSITIVE)

        wait_for(dull, f"“{name}” not to be pressable")

    def wait_entry(self, name):
        def editable():
            for node in self.walk():
                if node.name == name and node.is_editable():
                    return node
            return None

        return wait_for(editable, f"the entry “{name}”")

    def type(self, name, text):
        """Writes text into the entry called name."""
        self.wait_entry(name).set_text(text)

    def open_acting(self):
        """Where the sidebar is a page of its own, one goes back to it first."""
        def on_sidebar():
            if self.find("Acting user:", PRESSED, exact=False):
                return True
            back = self.find("Back", PRESSED)
            if back:
                back.do_action()
            return False

        self.wait_no_dialog()
        self.wait_gone("Sign Out")  # a menu that still closes would only be closed once more
        wait_for(on_sidebar, "the sidebar")
        self.press("Acting user:", exact=False)

    def act_for(self, code, name):
        """One of more agencies than a menu has room for."""
        self.open_acting()
        self.press("Act for Another Agency…")
        self.wait_focused("Code, name or first letters")
        self.key_in(code, "Return")
        self.wait(f"for {name}", exact=False)
        self.wait_no_dialog()

    def toggle(self, name):
        """One of several that exclude each other."""
        def on():
            node = self.find(name, (Atspi.Role.RADIO_BUTTON,))
            return node and (node.has(Atspi.StateType.CHECKED) or node.has(Atspi.StateType.PRESSED))

        self.wait(name, (Atspi.Role.RADIO_BUTTON,)).do_action()
        wait_for(on, f"“{name}” to be on")

    def act_as(self, person, passphrase=None):
        self.open_acting()
        self.press(f"{person} — ", exact=False)  # the menu's button has his name too
        if passphrase is not None:
            self.wait_focused("Passphrase")
            self.key_in(passphrase, "Return")
        self.wait(f"Acting user: {person}", exact=False)
        self.wait_no_dialog()

    # ── what is said ────────────────────────────────────────────────────────────────────────────

    def listen(self):
        """From now on what the program says of itself is kept in self.said."""
        self.said = []
        self.tree.bus.signal_subscribe(
            None, "org.a11y.atspi.Event.Object", "Announcement", None, None,
            Gio.DBusSignalFlags.NONE,
            lambda bus, sender, path, interface, signal, told:
                self.said.append(str(told.unpack()[3])))

    def wait_said(self, words):
        wait_for(lambda: any(words in text for text in self.said), f"“{words}” to be said")
        self.said.clear()

    # ── the keyboard ────────────────────────────────────────────────────────────────────────────

    def key(self, *keys):
        """Presses keys one after the other: "ctrl+k", "Return"."""
        subprocess.run(["xdotool", "key", *keys], check=True)

    def find_focused(self, roles=None, named=False):
        for node in self.walk():
            if (node.is_focused() and node.is_showing() and (roles is None or node.role in roles)
                    and (node.name or not named)):
                return node
        return None

    @staticmethod
    def key_in(text, *keys):
        """Types text on the keyboard, then presses keys."""
        subprocess.run(["xdotool", "type", "--delay", "5", text], check=True)
        if keys:
            subprocess.run(["xdotool", "key", *keys], check=True)

    def wait_focused(self, name, exact=True):
        """The thing called name, as soon as it has the keyboard."""
        def focused():
            node = self.find_focused(named=True)
            called = node.name if node else ""
            return node if (called == name if exact else name in called) else None

        return wait_for(focused, f"the keyboard at “{name}”")

    def wait_text(self, name, text):
        """What stands in the entry called name."""
        def written():
            node = self.find(name)
            return node and node.get_text() == text

        wait_for(written, f"“{text}” in “{name}”")

    def write(self, text):
        """Writes text into whatever is being written into."""
        entry = wait_for(lambda: self.find_focused((Atspi.Role.TEXT, Atspi.Role.ENTRY)),
                         "an entry with the keyboard")
        entry.set_text(text)

    def wait_no_dialog(self):
        """A dialog keeps the keys of the window to itself until it is gone."""
        wait_for(lambda: not any(node.role == Atspi.Role.DIALOG and node.is_showing()
                                 for node in self.walk()), "the dialog to go")

    def find_anything(self, text, shown=None):
        """Goes to a page, or opens a thing, by Ctrl+K; shown: as what it is found."""
        self.wait_no_dialog()
        self.key("ctrl+k")
        self.type("Find anything", text)
        wait_for(lambda: self.find(shown or text, (Atspi.Role.LIST_ITEM,), exact=False),
                 f"“{shown or text}” among what was found")
        self.key("Return")

    def tab_to(self, name, exact=True, key="Tab"):
        """Presses Tab until the thing called name has the keyboard."""
        for _ in range(MAX_TABS):
            node = wait_for(lambda: self.find_focused(named=True), "the keyboard somewhere")
            if node.name == name if exact else name in node.name:
                return
            self.key(key)
            wait_for(lambda was=node: self.find_focused(named=True) != was, "the keyboard to move")
        raise AssertionError(f"Tab never comes to “{name}”")

    # ── files ───────────────────────────────────────────────────────────────────────────────────

    def choose_file(self, path):
        """In the file chooser."""
        self.wait("Cancel", PRESSED)
        self.key("ctrl+l")
        self.write(path)
        self.press("Open")

    def choose_folder(self, path):
        self.wait("Select", PRESSED)
        self.key("ctrl+l")
        self.write(path)
        self.press("Select")

    def save_as(self, path):
        self.wait("Save", PRESSED)
        self.write(path)
        self.press("Save")

    @staticmethod
    def wait_for_file(exists):
        wait_for(exists, "a file to be written")

    # ── the end ─────────────────────────────────────────────────────────────────────────────────

    def dump(self):
        """What stood on the screen, in words and as a picture, for whoever reads the log."""
        for node in self.walk():
            if node.is_showing() and node.name:
                print(f"# {node.role_name()}: {node.name[:100]}", file=sys.stderr)
        picture = os.environ.get("QZ_TEST_PICTURE")
        if picture:
            subprocess.run(["import", "-window", "root", picture], check=False)

    def close(self):
        self.process.terminate()
        self.process.wait()
        self.manager.terminate()
        self.manager.wait()
