# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether what a screen reader says of a page makes sense when it is heard alone: each function
looks at what shows of a page and gives what does not, in words."""

import re

from window import Atspi

Role = Atspi.Role
BUTTONS = (Role.PUSH_BUTTON, Role.TOGGLE_BUTTON, Role.CHECK_BOX, Role.RADIO_BUTTON, Role.LINK,
           Role.COMBO_BOX, Role.ENTRY, Role.TEXT, Role.PASSWORD_TEXT, Role.SPIN_BUTTON)
TABLES = (Role.TREE_TABLE, Role.TABLE)
# What says the rest of what stands in it.
WHOLES = (*BUTTONS, Role.TABLE_ROW, Role.LIST_ITEM, Role.TABLE_CELL)
# Only figures, signs and codes: "3,115,612.35", "202605", "K01".
BARE = re.compile(r"(?=.*\d)[\W\d_]+|[A-Z]{1,3}\d+[a-z]?")
# A mnemonic that was not taken away, an end or a part that nothing was put into, a name that is
# said twice.
MNEMONIC = re.compile(r"\(_\w\)|(?:^|\s)_\w")
UNFINISHED = re.compile(r"[,:;，：；、]\s*$|[,:;，：；、]\s*[,:;，：；、]")
DOUBLED = re.compile(r"(?P<once>.+) (?P=once)")
# What a sheet or a column is called among programs.
IDENTIFIER = re.compile(r"[a-z]+(?:[_-][a-z0-9]+)*")


def rises(node):
    node = node.parent
    while node is not None:
        yield node
        node = node.parent


def lies_in(node, roles):
    return any(above.role in roles for above in rises(node))


def is_within(node, other):
    return any(above == other for above in rises(node))


def find_twins(all_seen):
    """Controls of one name that do different things, with nothing that tells them apart."""
    met, faults = {}, []
    for seen in all_seen:
        if seen.role not in BUTTONS or seen.name == "" or lies_in(seen.node, (Role.TABLE_ROW,)):
            continue
        key = (seen.name, seen.node.description)
        others = met.setdefault(key, [])
        if any(not is_within(seen.node, other) for other in others):
            faults.append(f"two of the same name: {seen.tell()} “{seen.name}”")
        others.append(seen.node)
    return faults


def find_bare(all_seen):
    """What is heard as a figure or a code alone."""
    faults = []
    for seen in all_seen:
        alone = seen.role in BUTTONS or seen.role in (Role.LABEL, Role.LIST_ITEM)
        if (alone and BARE.fullmatch(seen.name) and not seen.node.description
                and not lies_in(seen.node, (*WHOLES, Role.HEADING))):
            faults.append(f"only a figure or a code: {seen.tell()} “{seen.name}”")
    return faults


def find_unsaid(all_seen):
    """Names that are no words: with signs of the keyboard, half empty, said twice."""
    faults = []
    for seen in all_seen:
        spoken = seen.focusable or seen.role in (*BUTTONS, Role.GROUPING, Role.HEADING)
        if not spoken or seen.name == "":
            continue
        for pattern, what in ((MNEMONIC, "a mnemonic in it"), (UNFINISHED, "a part is empty"),
                              (DOUBLED, "said twice")):
            found = pattern.fullmatch if pattern is DOUBLED else pattern.search
            if found(seen.name):
                faults.append(f"{what}: {seen.tell()} “{seen.name}”")
    return faults


def find_tables(all_seen):
    """Tables that are called as the program calls them, lists and tabs that have no name."""
    faults = []
    for seen in all_seen:
        above = seen.node.parent
        if seen.role in TABLES and IDENTIFIER.fullmatch(seen.name):
            faults.append(f"a table named by an identifier: {seen.tell()} “{seen.name}”")
        if (seen.role in (Role.LIST, Role.PAGE_TAB_LIST) and seen.name == ""
                and above is not None and above.role not in TABLES
                and not lies_in(seen.node, (Role.COMBO_BOX,))):
            faults.append(f"no name: {seen.tell()}")
    return faults


def read_cells(row):
    """The texts of a row's cells; a cell of a button is named by it."""
    return [child.name.strip() for child in row.children if child.is_showing()]


def find_rows(all_seen):
    """Rows of tables in which a value is heard without the title of its column."""
    faults = []
    for seen in all_seen:
        if seen.role not in TABLES or not seen.node.children:
            continue
        head = seen.node.children[0]
        titles = read_cells(head)
        rows = [row for part in seen.node.children[1:] for row in part.children
                if row.role == Role.TABLE_ROW and row.is_showing()]
        for row in rows[:2]:
            cells = read_cells(row)
            lacking = [title for title, cell in zip(titles, cells)
                       if title and cell and f"{title}: " not in row.name]
            if len(cells) == len(titles) and lacking:
                faults.append(f"a row without its columns {lacking}: {seen.tell()} “{row.name}”")
    return faults


def find_pictures(all_seen):
    """Charts that say nothing but their title."""
    return [f"a chart without a summary: {seen.tell()} “{seen.name}”" for seen in all_seen
            if seen.role in (Role.IMAGE, Role.CHART) and seen.focusable
            and seen.node.description.strip() in ("", seen.name)]


def find_headings(all_seen):
    """Pages on which nothing leads a screen reader from part to part."""
    pages = any(seen.name == "Page" and seen.role == Role.GROUPING for seen in all_seen)
    return (["a page without a heading"] if pages
            and not any(seen.role == Role.HEADING for seen in all_seen) else [])


def find_described(all_seen):
    """Descriptions that only gather what lies within: the same words again and again."""
    return [f"described by the same words again: {seen.tell()} “{seen.node.description[:60]}”"
            for seen in all_seen if seen.focusable and DOUBLED.fullmatch(seen.node.description)]


def keep_topmost(all_seen):
    """What lies under a dialog is not heard while it is open."""
    dialogs = [seen.node for seen in all_seen if seen.role in (Role.DIALOG, Role.ALERT)]
    return ([seen for seen in all_seen if is_within(seen.node, dialogs[-1])] if dialogs
            else all_seen)


def find_faults(all_seen):
    all_seen = keep_topmost(all_seen)
    return [fault for find in (find_twins, find_bare, find_unsaid, find_tables, find_rows,
                               find_pictures, find_headings, find_described)
            for fault in find(all_seen)]
