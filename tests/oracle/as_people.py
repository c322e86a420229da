# SPDX-License-Identifier: GPL-3.0-or-later
"""Model of the assisted persons: lists of offices become spells (DT-5, DT-6), suspensions (DT-22).

A list is the whole of what one office has on one day."""

import csv
import glob
import os
from collections import defaultdict

import checkdigits
from as_bill import Spell

BY_SOURCE = {"civil": ("LB", "TK", "BY", "QT"), "rural": ("FP", "JC", "QT")}


def read(path):
    """Rows of a table; lines that begin with # are its trailer."""
    with open(path, encoding="utf-8-sig", newline="") as source:
        return [row for row in csv.DictReader(source)
                if not next(iter(row.values())).startswith("#")]


def files(folder, pattern):
    return sorted(glob.glob(os.path.join(folder, pattern)))


def check_line(row, head):
    if (row["source"], row["county"], row["list_day"]) != head:
        raise ValueError("DT-6a: a list of two offices or days: %s" % row)
    if row["category"] not in BY_SOURCE[row["source"]]:
        raise ValueError("DT-5: %(source)s does not name %(category)s" % row)
    if not checkdigits.id_valid(row["certno"]):
        raise ValueError("GB 11643: %s" % row["certno"])
    if row["entry_day"] > row["list_day"] or row["exit_day"] > row["list_day"]:
        raise ValueError("DT-6b: a day after that of the list: %s" % row)


class Office:
    """What one office told, list after list."""

    def __init__(self):
        self.running, self.ended, self.last_day = {}, [], ""

    def end(self, key, day):
        spell = self.running.pop(key)._replace(exit_day=day)
        if spell.valid_from < day:
            self.ended.append((key[0], spell))

    def take(self, rows):
        day = rows[0]["list_day"]
        if day <= self.last_day:
            raise ValueError("DT-6a: a list of %s after that of %s" % (day, self.last_day))
        self.last_day, seen, told = day, set(), set()
        for row in rows:
            check_line(row, (rows[0]["source"], rows[0]["county"], day))
            key = row["certno"], row["category"]
            if key in told:
                raise ValueError("DT-6a: a person twice: %s" % row)
            told.add(key)
            if row["exit_day"]:
                if key in self.running:
                    self.end(key, row["exit_day"])
                continue
            seen.add(key)
            # DT-6b: from the day of the first list that has him, not from the decision.
            self.running.setdefault(key, Spell(row["category"], row["subcategory"], row["county"],
                                               day, ""))
        for key in [key for key in self.running if key not in seen]:
            self.end(key, day)

    def spells(self):
        return self.ended + [(certno, spell) for (certno, _), spell in self.running.items()]


class People:
    def __init__(self, folder, until="9999-12-31"):
        self.offices, self.names = defaultdict(Office), {}
        lists = [read(path) for path in files(folder, "assisted-*.csv")]
        if not all(lists):
            raise ValueError("DT-6a: a list of nobody names no office")
        lists = [rows for rows in lists if rows[0]["list_day"] <= until]
        for rows in sorted(lists, key=lambda rows: rows[0]["list_day"]):
            self.offices[rows[0]["source"], rows[0]["county"]].take(rows)
            self.names.update({row["certno"]: row["psn_name"] for row in rows})
        self.spells = defaultdict(list)
        for _, office in sorted(self.offices.items()):
            for certno, spell in office.spells():
                self.spells[certno].append(spell)
        for spells in self.spells.values():
            spells.sort(key=lambda s: (s.valid_from, s.category, s.exit_day))
        self.suspensions = defaultdict(list)
        for path in files(folder, "suspensions.csv"):
            for row in read(path):
                self.suspensions[row["certno"]].append((row["suspended_from"],
                                                        row["resumed_from"]))

    def of(self, certno):
        return self.spells.get(certno, [])

    def spans(self, certno):
        return self.suspensions.get(certno, [])
