# SPDX-License-Identifier: GPL-3.0-or-later
"""The real window, in whoever's hands there is only a mouse: the tree is read to see what is shown
and where it stands, and everything is done with the pointer. Letters are typed only into an entry
that was clicked.

The places are those of the screen, with screen-places.c loaded into the program.
"""

import subprocess
import sys
import time

from window import PRESSED, Atspi, Window, wait_for

# What is clicked where several things have one name, the first of these first; then anything.
CLICKED = (PRESSED, (Atspi.Role.CHECK_BOX, Atspi.Role.SWITCH, Atspi.Role.RADIO_BUTTON,
                     Atspi.Role.COMBO_BOX, Atspi.Role.LIST_ITEM, Atspi.Role.LINK,
                     Atspi.Role.ENTRY, Atspi.Role.TEXT, Atspi.Role.PASSWORD_TEXT,
                     Atspi.Role.SPIN_BUTTON, Atspi.Role.COLUMN_HEADER))
# Smaller things are missed too often.
SMALLEST_PX = 24
MAX_TURNS = 60
DISMISS = "拒绝"  # what a toast is sent away with
LEFT, RIGHT, WHEEL_UP, WHEEL_DOWN, WHEEL_LEFT, WHEEL_RIGHT = 1, 3, 4, 5, 6, 7


def xdotool(*words):
    subprocess.run(["xdotool", *map(str, words)], check=True)


class Place:
    """A rectangle of the screen."""

    def __init__(self, x, y, width, height):
        self.left, self.top, self.right, self.bottom = x, y, x + width, y + height

    def cut(self, other):
        """What both have of the screen."""
        left, top = max(self.left, other.left), max(self.top, other.top)
        return Place(left, top, max(0, min(self.right, other.right) - left),
                     max(0, min(self.bottom, other.bottom) - top))

    def size(self):
        return self.right - self.left, self.bottom - self.top

    def middle(self):
        return (self.left + self.right) // 2, (self.top + self.bottom) // 2


def place_of(node):
    return Place(*node.measure())


def panes_of(node):
    """What node is scrolled in, the innermost first."""
    while node.parent is not None:
        node = node.parent
        if node.role == Atspi.Role.SCROLL_PANE:
            yield node


def window_of(node):
    while node.parent is not None and node.parent.parent is not None:
        node = node.parent
    return node


class Mouse(Window):
    """Tells in .small what was clicked and is smaller than a finger or a trembling hand can hit."""

    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.small = set()
        self.clicked = []

    def dump(self):
        """And where the last clicks went."""
        for moment, name, place, node in self.clicked[-5:]:
            now = place_of(node) if node in list(self.walk()) else None
            print(f"# {time.monotonic() - moment:.1f} s ago “{name}” was clicked at {place}; it is "
                  f"now at {now and now.middle()}", file=sys.stderr)
        super().dump()

    # ── what is where ───────────────────────────────────────────────────────────────────────────

    def find_all(self, name, roles=None, exact=True):
        return [node for node in self.walk() if node.is_showing()
                and (node.name == name if exact else name in node.name)
                and (roles is None or node.role in roles)]

    def find_target(self, name, roles=None, exact=True):
        """What can be pressed before what can be chosen, and that before mere words."""
        found = self.find_all(name, roles, exact)
        for wanted in CLICKED:
            for node in found:
                if node.role in wanted and node.has(Atspi.StateType.SENSITIVE):
                    return node
        return found[0] if found else None

    @staticmethod
    def seen_place(node):
        """As much of it as is not scrolled away."""
        place = place_of(node)
        for pane in panes_of(node):
            place = place.cut(place_of(pane))
        return place

    def is_seen(self, node):
        """Enough to be clicked in its middle."""
        whole, seen = place_of(node).size(), self.seen_place(node).size()
        return all(some >= min(all_, SMALLEST_PX) > 0 for all_, some in zip(whole, seen))

    # ── the wheel ───────────────────────────────────────────────────────────────────────────────

    def wheel(self, node, button, turns=1):
        """Over what is scrolled, where no drop-down or number would turn instead."""
        seen = self.seen_place(node)
        xdotool("mousemove", seen.left + 6, seen.middle()[1], "click", "--repeat", turns, "--delay",
                20, button)

    def bring(self, find, what):
        """Scrolls until what find() gives is in view, and gives it."""
        for _ in range(MAX_TURNS):
            node = wait_for(find, what)
            if self.is_seen(node):
                return node
            for pane in panes_of(node):
                inner, outer = place_of(node), self.seen_place(pane)
                if inner.bottom > outer.bottom or inner.top < outer.top:
                    self.wheel(pane, WHEEL_DOWN if inner.bottom > outer.bottom else WHEEL_UP)
                    break
                if inner.right > outer.right or inner.left < outer.left:
                    self.wheel(pane, WHEEL_RIGHT if inner.right > outer.right else WHEEL_LEFT)
                    break
            self.rest()
        raise AssertionError(f"{what} cannot be scrolled into view")

    @staticmethod
    def rest():
        """What was done is drawn."""
        xdotool("sleep", "0.15")

    # ── clicks ──────────────────────────────────────────────────────────────────────────────────

    def click_node(self, node, button=LEFT, times=1):
        seen = self.seen_place(node)
        if min(seen.size()) < SMALLEST_PX and node.role in PRESSED:
            self.small.add(f"{node.role_name()} “{node.name}”, {seen.size()}")
        self.clicked.append((time.monotonic(), node.name, seen.middle(), node))
        self.click_at(*seen.middle(), button, times)

    @staticmethod
    def click_at(x, y, button=LEFT, times=1):
        xdotool("mousemove", x, y, "sleep", "0.05", "click", "--repeat", times, "--delay", 60,
                button)

    def uncover(self, node):
        """Sends away a toast at its height, which while the pointer is on it does not go."""
        def is_free():
            dismiss = self.find(DISMISS, PRESSED)
            if (dismiss is None or node.parent == dismiss.parent or not
                    place_of(dismiss).top < place_of(node).middle()[1] < place_of(dismiss).bottom):
                return True
            self.click_node(dismiss)
            return False

        wait_for(is_free, "the toast to go")

    def find_to_click(self, name, roles=None, exact=True):
        """As soon as it is there, can be used and stands still."""
        def find():
            node = self.find_target(name, roles, exact)
            return node if node and node.has(Atspi.StateType.SENSITIVE) else None

        node, before = self.bring(find, f"“{name}” to click"), None
        while node.measure() != before:
            before = node.measure()
            self.rest()
        self.uncover(node)
        return node

    def click(self, name, roles=None, exact=True, button=LEFT, times=1):
        self.click_node(self.find_to_click(name, roles, exact), button, times)

    def double_click(self, name, roles=None, exact=True):
        self.click(name, roles, exact, times=2)

    def right_click(self, name, roles=None, exact=True):
        self.click(name, roles, exact, button=RIGHT)

    @staticmethod
    def drag(from_x, from_y, to_x, to_y):
        xdotool("mousemove", from_x, from_y, "sleep", "0.1", "mousedown", LEFT, "mousemove",
                (from_x + to_x) // 2, (from_y + to_y) // 2, "sleep", "0.05", "mousemove", to_x,
                to_y, "sleep", "0.1", "mouseup", LEFT)

    # ── letters ─────────────────────────────────────────────────────────────────────────────────

    def fill(self, name, text, exact=True):
        """Three clicks take what stands in the entry, what is typed takes its place."""
        def find():
            for node in self.find_all(name, None, exact):
                if node.is_editable() and node.has(Atspi.StateType.SENSITIVE):
                    return node
            return None

        self.click_node(self.bring(find, f"the entry “{name}”"), times=3)
        self.wait_focused(name, exact)
        self.key_in(text)

    # ── the ways of this window ─────────────────────────────────────────────────────────────────

    def open_sidebar(self):
        """Where it is a page of its own, one goes back to it."""
        def on_sidebar():
            if self.find("操作人：", PRESSED, exact=False):
                return True
            back = self.find("后退", PRESSED)
            if back:
                self.click_node(back)
                self.rest()
            return False

        wait_for(on_sidebar, "the sidebar")

    def open_page(self, name):
        self.open_sidebar()
        self.click(name, (Atspi.Role.LIST_ITEM,))

    def act_as(self, person, passphrase=None):
        """In the narrow window it is the page before that one comes back to."""
        self.open_sidebar()
        self.click("操作人：", PRESSED, exact=False)
        self.click(f"{person} — ", exact=False)
        if passphrase is not None:
            self.fill("口令", passphrase)
            self.click("登录(S)")
        self.wait(f"操作人：{person}", exact=False)

    def choose_own_file(self, name):
        """In the file chooser, of the home folder, whose files below are made when one scrolls."""
        self.click("主目录", (Atspi.Role.LABEL,))
        files = wait_for(lambda: self.find("修改日期", (Atspi.Role.LABEL,)), "the files")
        for _ in range(MAX_TURNS):
            if self.find(name, (Atspi.Role.TABLE_CELL,)):
                break
            self.wheel(next(panes_of(files)), WHEEL_DOWN)
            self.rest()
        self.double_click(name, (Atspi.Role.TABLE_CELL,))
        self.wait_gone("主目录")

    def close_dialog(self):
        """By the cross in its corner, which is not that of the window."""
        def cross():
            dialogs = [node for node in self.walk() if node.role == Atspi.Role.DIALOG]
            crosses = [node for dialog in dialogs for node in dialog.walk() if node.name == "关闭"
                       and node.role in PRESSED and node.is_showing()]
            return crosses[-1] if crosses else None

        self.click_node(wait_for(cross, "the cross of the dialog"))
        self.wait_no_dialog()
