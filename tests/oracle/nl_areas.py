#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Independent model of who clears for an area, and of the amounts in files (NL-2 … NL-5).

  nl_areas.py FOLDER AREA      prints unit, agency and other province of an area
"""

import csv
import os
import re
import sys

SCOPES = ("in_prov", "cross_prov")
INSURANCES = ("EMP", "RES")
RES_TYPES = ("380", "390", "391", "392")


def fen(text):
    """Fen of a decimal text of up to two decimals; nothing is rounded."""
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]{1,2})?", text):
        raise ValueError("not an amount: %r" % text)
    whole, _, cents = text.lstrip("-").partition(".")
    value = int(whole) * 100 + int((cents + "00")[:2])
    return -value if text.startswith("-") else value


def yuan(value):
    return "%s%d.%02d" % ("-" if value < 0 else "", abs(value) // 100, abs(value) % 100)


def insurance_of(insutype):
    return "RES" if insutype in RES_TYPES else "EMP"


def read(folder, name):
    """Rows of a file as dictionaries, without control lines; an absent file has none."""
    path = os.path.join(folder, name)
    if not os.path.exists(path):
        return
    with open(path, encoding="utf-8-sig", newline="") as source:
        reader = csv.DictReader(source)
        for row in reader:
            if not row[reader.fieldnames[0]].startswith("#"):
                yield row


class Areas:
    """Registers of areas and agencies.

    A unit is an area of level city below the province. Who pays for an area is a county with an
    agency of its own, otherwise the unit (市本级)."""

    def __init__(self, folder, province="230000"):
        self.province = province
        self.areas = {row["code"]: row for row in read(folder, "areas.csv")}
        agencies = list(read(folder, "agencies.csv"))
        self.agencies = {row["code"]: row for row in agencies}
        self.seats = {row["area"] for row in agencies if not row["level"].startswith("fin_")}
        self.finance = {row["area"]: row["code"] for row in agencies
                        if row["level"].startswith("fin_")}

    def units(self):
        return sorted(code for code, row in self.areas.items()
                      if row["level"] == "city" and row["parent"] == self.province)

    def parts(self, unit):
        """Areas that pay for themselves in a unit: its own first, then its counties."""
        return [unit] + sorted(code for code, row in self.areas.items()
                               if row["parent"] == unit and code in self.seats)

    def place(self, area):
        """(unit, agency, other province); ValueError for a code that nobody knows."""
        if area[:2] != self.province[:2]:
            if not re.fullmatch(r"[1-6][0-9]{5}", area):
                raise ValueError("unknown area %s" % area)
            return "", "", area[:2] + "0000"
        row = self.areas.get(area)
        if row is None or row["level"] == "province":
            raise ValueError("unknown area %s" % area)
        if row["level"] == "city":
            return area, area, ""
        return row["parent"], area if area in self.seats else row["parent"], ""

    def place_of_agency(self, code):
        return self.place(self.agencies[code]["area"])

    def lies_in(self, inner, outer):
        """Is @inner the area @outer or below it?"""
        if outer == inner or outer[2:] == "0000":
            return outer[:2] == inner[:2]
        row = self.areas.get(inner)
        while row is not None and row["parent"]:
            if row["parent"] == outer:
                return True
            row = self.areas.get(row["parent"])
        return False


def main(arguments):
    if len(arguments) != 2:
        sys.exit(__doc__)
    print(*(field or "-" for field in Areas(arguments[0]).place(arguments[1])))


if __name__ == "__main__":
    main(sys.argv[1:])
