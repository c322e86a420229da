#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Bad input of care away from home, all in one place: what an office may get wrong in a month,
each refused with its exit code, a stable id and the number of the rule or identity (NL-4, NL-17b,
NL-17c, NL-26b, NL-28b, NL-31d to i, NL-31-U4, NL-35, NL-38a, K10), and not one row of the book set
is other than before."""
import csv
import hashlib
import os
import sqlite3
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from book import Refused, Tap
from nl_office import MONTH, make_office

IN, CROSS, UNIT = "in_prov", "cross_prov", "230200"
REFUSED, USAGE, INPUT = 1, 2, 3
BANK = "冰凌花银行"


class Bad:
    def __init__(self, book, tap):
        self.book, self.tap = book, tap

    def digest(self):
        """All rows of all tables."""
        database = sqlite3.connect(self.book.path)
        made = hashlib.sha256()
        for line in database.iterdump():
            made.update(line.encode())
        database.close()
        return made.hexdigest()

    def no(self, name, want, *args, user="zhidan", now=None):
        """@want: (exit code, id, rule)."""
        before = self.digest()
        try:
            self.book.run(*args, user=user, now=now)
        except Refused as refusal:
            error = refusal.error
            self.tap.ok(name, (refusal.exit_code, error.get("code"), error.get("rule")) == want
                        and len(error.get("message", "")) > 10,
                        f"exit {refusal.exit_code}: {error}\nwanted {want}")
        else:
            self.tap.ok(name, False, "it was done")
        self.tap.same(name + ": nothing has changed", self.digest(), before)

    def write(self, name, rows):
        path = os.path.join(self.book.folder, name)
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return path

    def read(self, name):
        with open(os.path.join(self.book.sample, name + ".csv"), encoding="utf-8",
                  newline="") as file:
            return [row for row in csv.reader(file) if row and row[0] != "#TOTAL"]


def change(rows, **values):
    """The titles and the first row, with other cells."""
    made = list(rows[1])
    for name, value in values.items():
        made[rows[0].index(name)] = value
    return [rows[0], made]


def check_areas(bad):
    claims, national = bad.read("claims-2026-05"), bad.read("national-2026-05")
    at = claims[0].index
    away = [claims[0], next(row for row in claims[1:] if row[at("pay_loc")] == "3")]
    bad.no("NL-4 a claim of an unknown area", (INPUT, "rows-rejected", "NL-4"), "import", "claims",
           bad.write("area.csv", change(away, setl_id="NEW", insu_admdvs="239999")))
    bad.no("NL-4 a national item of an unknown area", (INPUT, "rows-rejected", "NL-4"), "import",
           "national-items", bad.write("area.csv", change(national, insu_admdvs="239999")))
    bad.no("NL-4 no unit has this code", (INPUT, "unit-unknown", "NL-4"), "period", "audit",
           MONTH, "--scope", IN, "--unit", "239999")
    bad.no("NL-4 a county is no unit", (INPUT, "unit-unknown", "NL-4"), "period", "confirm",
           MONTH, "--scope", IN, "--unit", "230281", user="fuhe")


def check_national(bad):
    national = bad.read("national-2026-05")
    at = national[0].index
    cost = change(national, setl_id="N1")[1]
    more = f"{float(cost[at('fund')]) + 0.01:.2f}"
    zeros = {name: "0.00" for name in national[0][at("medfee"):]}
    back = change([national[0], cost], **{**zeros, "kind": "deduct", "setl_id": "N2",
                                         "orig_period": "2026-03", "reason": "重复收费",
                                         "pool": more, "fund": more})[1]
    bad.no("NL-26b negative clearing: a national file that takes off more than it has",
           (REFUSED, "national-file-negative", "NL-26b"), "import", "national-items",
           bad.write("negative.csv", [national[0], cost, back]))
    bad.no("NL-26b the national file of another province",
           (REFUSED, "national-file-foreign", "NL-26b"), "import", "national-items",
           bad.write("foreign.csv", change(national, insu_admdvs="220200")))
    bad.book.run("import", "national-items",
                 os.path.join(bad.book.sample, "national-2026-05.csv"))
    bad.no("NL-26b two national files for one month", (REFUSED, "national-file-twice", "NL-26b"),
           "import", "national-items", bad.write("again.csv", change(national, setl_id="N3")))


def check_deposits(bad):
    head = ["unit", "scope", "day", "quota", "balance"]
    bad.no("NL-17b a deposit of zero", (INPUT, "rows-rejected", "NL-17b"), "import",
           "deposit-opening", bad.write("zero.csv", [head, [UNIT, IN, "2026-05-01", "0.00",
                                                           "0.00"]]))
    bad.no("NL-20a no first deposit where nothing was spent", (REFUSED, "no-base", "NL-17b"),
           "deposit", "quota", "--year", "2026", "--unit", UNIT)
    bad.book.run("import", "deposit-opening", os.path.join(bad.book.sample, "deposit-opening.csv"))
    bad.no("NL-17c a deposit is opened once", (INPUT, "rows-rejected", "NL-17c"), "import",
           "deposit-opening", bad.write("twice.csv", [head, [UNIT, IN, "2026-05-01", "1.00",
                                                            "1.00"]]))


def check_deductions(bad):
    claims = bad.read("claims-2026-05")
    at = claims[0].index
    claim = next(row for row in claims[1:] if row[at("pay_loc")] == "3")
    head = ["setl_id", "period", "amount", "reason", "confirmed_day"]

    def file(amount, period=MONTH, setl_id=None):
        return bad.write("taken.csv", [head, [setl_id or claim[0], period, amount, "重复收费",
                                              "2026-06-09"]])

    for amount, rule in (("0.00", "NL-38a"), ("-1.00", "V9")):
        bad.no(f"{rule} a deduction of {amount}", (INPUT, "rows-rejected", rule), "import",
               "nl-deductions", file(amount), now="2026-06-10T10:00")
    bad.no("NL-38a more than was paid", (INPUT, "rows-rejected", "NL-38a"), "import",
           "nl-deductions", file("99999999.00"), now="2026-06-10T10:00")
    bad.no("NL-28b a deduction in a month that is audited by itself",
           (REFUSED, "deduction-after-audit", "NL-28b"), "import", "nl-deductions", file("1.00"),
           now="2026-06-18T09:00")


def check_lists(bad):
    for scope, rule in ((IN, "NL-31e"), (CROSS, "NL-31d")):
        bad.no(f"{rule} lists before the 21st", (REFUSED, "lists-too-early", rule), "period",
               "generate", MONTH, "--scope", scope, now="2026-06-20T23:59")
    bad.no("NL-31i publishing before the 21st", (REFUSED, "publish-too-early", "NL-31i"), "period",
           "publish", MONTH, user="shenpi", now="2026-06-20T09:00")
    bad.no("NL-31f confirming before there are lists", (REFUSED, "no-lists", "NL-31e"), "period",
           "confirm", MONTH, "--scope", IN, "--unit", UNIT, user="fuhe", now="2026-06-20T09:00")
    for scope in (IN, CROSS):
        bad.book.run("period", "generate", MONTH, "--scope", scope, now="2026-06-21T09:00")
    bad.no("NL-31i publishing before the month's end", (REFUSED, "publish-too-early", "NL-31i"),
           "period", "publish", MONTH, user="shenpi", now="2026-06-29T09:00")


def check_confirming(bad):
    book = bad.book
    confirm = ("period", "confirm", MONTH, "--scope", IN, "--unit")
    book.run(*confirm, UNIT, user="fuhe", now="2026-06-22T09:00")
    bad.no("NL-31f confirming twice", (REFUSED, "confirmed-already", "NL-31f"), *confirm, UNIT,
           user="fuhe", now="2026-06-22T10:00")
    bad.no("NL-31g confirming what is confirmed by itself",
           (REFUSED, "confirmed-automatically", "NL-31g"), *confirm, "231200", user="fuhe",
           now="2026-06-24T09:00")
    bad.no("NL-31g objecting to it", (REFUSED, "confirmed-automatically", "NL-31g"), "period",
           "object", MONTH, "--scope", IN, "--unit", "231200", "--form", "F-NL-9-1", "--line", "1",
           "--reason", "有误", user="fuhe", now="2026-06-24T09:00")
    bad.no("NL-31h before the 25th", (REFUSED, "national-too-early", "NL-31h"), "period",
           "national", MONTH, user="fuhe", now="2026-06-24T09:00")
    book.run("period", "national", MONTH, user="fuhe", now="2026-06-25T09:00")
    bad.no("NL-31h confirming nationally twice", (REFUSED, "confirmed-already", "NL-31h"),
           "period", "national", MONTH, user="fuhe", now="2026-06-25T10:00")
    book.run("period", "publish", MONTH, user="shenpi", now="2026-06-30T09:00")
    bad.no("NL-31i publishing twice", (REFUSED, "published-already", "NL-31i"), "period",
           "publish", MONTH, user="shenpi", now="2026-06-30T10:00")
    bad.no("NL-31e lists of a month that is published", (REFUSED, "published-already", "NL-31i"),
           "period", "generate", MONTH, "--scope", IN, now="2026-06-30T10:00")


def check_money(bad):
    book, d1, u4 = bad.book, "NL-202605-IN-D1", "NL-202605-IN-U4"
    pay = ("--bank", BANK, "--serial", "A1", "--day", "2026-07-03")
    how = {"user": "caiwu", "now": "2026-07-03T09:00"}
    book.papers(IN, "D1", "2026-07-01")
    bad.no("K10 paying more than the notice", (REFUSED, "more-than-notice", "K10"), "transfer",
           "pay", d1, "--amount", "3115612.36", *pay, **how)
    bad.no("K10 paying nothing", (USAGE, "amount-zero", None), "transfer", "pay", d1,
           "--amount", "0.00", *pay, **how)
    bad.no("NL-35 a receipt without a payment", (REFUSED, "no-payment", "NL-35"), "transfer",
           "confirm-receipt", d1, user="chuna", now="2026-07-03T10:00")
    bad.no("NL-35 a confirmation without a payment", (REFUSED, "nothing-to-confirm", "NL-35"),
           "transfer", "confirm-payment", d1, user="chuna", now="2026-07-03T10:00")
    bad.no("NL-31-U4 before all units are in", (REFUSED, "units-missing", "NL-31-U4"), "transfer",
           "pay", u4, *pay, **how)
    book.move(d1, "2026-07-03")
    bad.no("K10 paying again what is paid", (REFUSED, "more-than-notice", "K10"), "transfer", "pay",
           d1, "--bank", BANK, "--serial", "A2", "--day", "2026-07-03", **how)
    bad.no("NL-35 confirming a payment twice", (REFUSED, "confirmed-already", "NL-35"), "transfer",
           "confirm-payment", d1, user="chuna", now="2026-07-03T11:00")
    bad.no("NL-35 receiving twice", (REFUSED, "received-already", "NL-35"), "transfer",
           "confirm-receipt", d1, user="chuna", now="2026-07-03T11:00")
    bad.no("NL-35 a transfer that nobody knows", (INPUT, "no-such-transfer", None), "transfer",
           "pay", "NL-209901-IN-D1", *pay, **how)


def main():
    qz, root = sys.argv[1:3]
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="qz-nl-bad-") as folder:
        bad = Bad(make_office(qz, root, folder, "2026-06-10T09:00"), tap)
        check_deposits(bad)
        bad.book.run("import", "claims", os.path.join(bad.book.sample, "claims-2026-05.csv"))
        check_national(bad)
        check_areas(bad)
        check_deductions(bad)
        bad.book.run("import", "nl-deductions",
                     os.path.join(bad.book.sample, "nl-deductions-2026-05.csv"))
        check_lists(bad)
        check_confirming(bad)
        check_money(bad)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
