# SPDX-License-Identifier: GPL-3.0-or-later
"""What a program tells the accessibility bus, read at one stroke.

Asking each thing for its children, its name and its states takes thousands of questions a look.
The program also tells everything it has already made at once, org.a11y.atspi.Cache; what it makes
only when asked is asked for, a level at a time, all questions of a level being under way together.
"""

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

PATIENCE_MS = 20000
ROOT = "/org/a11y/atspi/accessible/root"
ACCESSIBLE = "org.a11y.atspi.Accessible"
ACTION = "org.a11y.atspi.Action"
TEXT = "org.a11y.atspi.Text"
EDITABLE = "org.a11y.atspi.EditableText"
PROPERTIES = "org.freedesktop.DBus.Properties"
# How often what was found lacking is asked for in one look: it may be going away.
ROUNDS = 3


def connect():
    """The accessibility bus, whose address the session's bus knows."""
    session = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    address = session.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None,
                                None, Gio.DBusCallFlags.NONE, PATIENCE_MS, None).unpack()[0]
    return Gio.DBusConnection.new_for_address_sync(
        address, Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT
        | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)


class Node:
    """A thing as it was when it was looked at; its acts and its text are of now."""

    def __init__(self, tree, item):
        self.tree = tree
        (self.path, self.count, interfaces) = item[0][1], item[4], item[5]
        self.parent_path, self.index = item[2][1], item[3]
        self.interfaces = frozenset(interfaces)
        self.name, self.role = item[6], Atspi.Role(item[7])
        self.description, words = item[8], item[9]
        self.bits = words[0] | words[1] << 32 if len(words) == 2 else 0
        self.parent = None
        self.children = []

    def __eq__(self, other):
        return isinstance(other, Node) and self.path == other.path

    def has(self, state):
        return bool(self.bits >> int(state) & 1)

    def role_name(self):
        return Atspi.Role.get_name(self.role)

    def is_showing(self):
        return self.has(Atspi.StateType.SHOWING)

    def is_focused(self):
        return self.has(Atspi.StateType.FOCUSED)

    def is_editable(self):
        return EDITABLE in self.interfaces

    def walk(self):
        """Every thing below; of what does not show, not what lies in it."""
        for child in self.children:
            yield child
            if child.is_showing():
                yield from child.walk()

    def has_action(self):
        return ACTION in self.interfaces and self.tree.read(self.path, ACTION, "NActions") > 0

    def do_action(self):
        return self.tree.call(self.path, ACTION, "DoAction", GLib.Variant("(i)", (0,)))[0]

    def set_text(self, text):
        return self.tree.call(self.path, EDITABLE, "SetTextContents",
                              GLib.Variant("(s)", (text,)))[0]

    def get_text(self):
        if TEXT not in self.interfaces:
            return None
        count = self.tree.read(self.path, TEXT, "CharacterCount")
        return self.tree.call(self.path, TEXT, "GetText", GLib.Variant("(ii)", (0, count)))[0]

    def measure(self):
        """Its place and size in its window."""
        return self.tree.call(self.path, "org.a11y.atspi.Component", "GetExtents",
                              GLib.Variant("(u)", (1,)))[0]


class Tree:
    """Everything that the program with the number pid shows."""

    def __init__(self, pid):
        self.bus = connect()
        self.name = self.find_name(pid)

    # ── the bus ─────────────────────────────────────────────────────────────────────────────────

    def find_name(self, pid):
        """None while the program is not on the bus."""
        for name, _ in self.ask("org.a11y.atspi.Registry", ROOT, ACCESSIBLE, "GetChildren")[0]:
            owner = self.ask("org.freedesktop.DBus", "/org/freedesktop/DBus",
                             "org.freedesktop.DBus", "GetConnectionUnixProcessID",
                             GLib.Variant("(s)", (name,)))[0]
            if owner == pid:
                return name
        return None

    def ask(self, name, path, interface, method, arguments=None):
        return self.bus.call_sync(name, path, interface, method, arguments, None,
                                  Gio.DBusCallFlags.NONE, PATIENCE_MS, None).unpack()

    def call(self, path, interface, method, arguments=None):
        return self.ask(self.name, path, interface, method, arguments)

    def read(self, path, interface, name):
        return self.call(path, PROPERTIES, "Get", GLib.Variant("(ss)", (interface, name)))[0]

    def call_all(self, questions):
        """The answers to (path, interface, method) in order; None where the thing has gone."""
        answers = [None] * len(questions)
        left = len(questions)
        context = GLib.MainContext.default()

        def answered(bus, result, index):
            nonlocal left
            left -= 1
            try:
                answers[index] = bus.call_finish(result).unpack()
            except GLib.Error:
                pass

        for index, (path, interface, method) in enumerate(questions):
            self.bus.call(self.name, path, interface, method, None, None, Gio.DBusCallFlags.NONE,
                          PATIENCE_MS, None, answered, index)
        while left > 0:
            context.iteration(True)
        return answers

    # ── the tree ────────────────────────────────────────────────────────────────────────────────

    def read_nodes(self):
        items = self.call("/org/a11y/atspi/cache", "org.a11y.atspi.Cache", "GetItems")[0]
        nodes = {item[0][1]: Node(self, item) for item in items}
        for node in nodes.values():
            node.parent = nodes.get(node.parent_path) if node.path != ROOT else None
            if node.parent is not None:
                node.parent.children.append(node)
        for node in nodes.values():
            node.children.sort(key=lambda child: child.index)
        return nodes

    def check_level(self, nodes, level):
        """Where what has told of itself is not as much as its parent has, the parent is asked what
        there is: it may have more, and what it does not show tells of itself too. Gives what is
        lacking."""
        doubtful = [node for node in level
                    if len(node.children) != node.count and node.path != ROOT]
        answers = self.call_all([(node.path, ACCESSIBLE, "GetChildren") for node in doubtful])
        lacking = []
        for node, answer in zip(doubtful, answers):
            paths = [path for _, path in answer[0]] if answer else []
            node.children = [nodes[path] for path in paths if path in nodes]
            lacking += [path for path in paths if path not in nodes]
        return lacking

    def check(self, nodes, root):
        lacking, level = [], [root]
        while level:
            lacking += self.check_level(nodes, level)
            level = [child for node in level for child in node.children if child.is_showing()]
        return lacking

    def wake(self, paths):
        """Lets the program make paths and what lies below."""
        while paths:
            states = self.call_all([(path, ACCESSIBLE, "GetState") for path in paths])
            paths = [path for path, state in zip(paths, states)
                     if state and state[0][0] >> int(Atspi.StateType.SHOWING) & 1]
            answers = self.call_all([(path, ACCESSIBLE, "GetChildren") for path in paths])
            paths = [child for answer in answers if answer for _, child in answer[0]]

    def look(self, path=ROOT):
        """What there is now; None when nothing has this path."""
        nodes = self.read_nodes()
        for _ in range(ROUNDS):
            lacking = self.check(nodes, nodes[path]) if path in nodes else []
            if not lacking:
                break
            self.wake(lacking)
            nodes = self.read_nodes()
        return nodes.get(path)
