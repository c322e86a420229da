#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deposits up and back: NL-18a, NL-22a, NL-34, EV-10, EV-12, EV-13, EV-15 … EV-19, EV-27, AMB-10,
AMB-11, in a book set that keeps every actor's books, against the independent model."""
import os
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter

from book import Tap
from nl_office import make_office

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "oracle"))
import nl_money  # noqa: E402

UNITS = ("230200", "239900")


class Areas:
    """Who the finance office of an agency is."""

    class Finance(dict):
        def __missing__(self, agency):
            return "F" + agency

    finance = Finance()


def fen(text):
    return int((text or "0.00").replace(".", ""))


def legs_of(parts, refund):
    """The model's legs, from what the notices say of each agency."""
    legs = []
    for unit in UNITS:
        for scope in ("in_prov", "cross_prov"):
            shares = {(unit, row["agency"], row["insurance"]):
                      fen(row["to_refund" if refund else "to_pay"])
                      for row in parts if (row["unit"], row["scope"]) == (unit, scope)}
            shares = {key: amount for key, amount in shares.items() if amount}
            legs += nl_money.legs_deposit(scope, Areas, shares, refund)
    return legs


def key_of_leg(leg):
    return (leg.leg, leg.scope, leg.payer, leg.payee, leg.insurance, leg.unit)


def entries_of(leg):
    for event, ledger, debit, credit in nl_money.entries(leg):
        yield (event, ledger, tuple(sorted([("D", *line) for line in debit]
                                           + [("C", *line) for line in credit])))


def our_entries(path):
    found = Counter()
    database = sqlite3.connect(path)
    for voucher, event, ledger in database.execute("SELECT id, event, ledger FROM voucher"):
        found[(event, ledger, tuple(sorted(database.execute(
            "SELECT iif (debit_fen <> 0, 'D', 'C'), account, debit_fen + credit_fen"
            " FROM voucher_line WHERE voucher_id = ?", (voucher,)))))] += 1
    database.close()
    return found


def moves(path):
    database = sqlite3.connect(path)
    rows = database.execute(
        "SELECT unit, scope, kind, sum (amount_fen) FROM deposit_move WHERE kind IN ('collect',"
        " 'refund') GROUP BY 1, 2, 3 ORDER BY 1, 2, 3").fetchall()
    database.close()
    return rows


def check_opened(tap, ours, legs):
    want = {key_of_leg(leg): leg for leg in legs}
    mine = {key: row for key, row in ours.items() if key[5] in UNITS}
    tap.ok("NL-18a the legs go up by agency, unit and province, and back the same way",
           set(mine) == set(want), sorted(set(mine) ^ set(want))[:3])
    bad = [key for key in want if key in mine and fen(mine[key]["amount"]) != want[key].amount]
    tap.ok("K10 their amounts are the notices'", not bad, bad)
    due = {(row["leg"], row["due_day"]) for row in mine.values()}
    tap.ok("NL-22a due with the notice, up to the province's account",
           {pair for pair in due if pair[0] in ("P1", "P2", "P3")}
           == {(leg, "2026-03-02") for leg in ("P1", "P2", "P3")}, due)


def move_all(book, ours, legs, day):
    order = ["P1", "P2", "P3", "P4", "R4", "R3", "R2", "R1"]
    for leg in sorted(legs, key=lambda l: order.index(l.leg)):
        book.move(ours[key_of_leg(leg)]["transfer"], day)


def check_advance(book, tap, ours, legs):
    """NL-18b: a unit may pay the province before its counties' money is in."""
    leg = next(l for l in legs if l.leg == "P3")
    number = ours[key_of_leg(leg)]["transfer"]
    unit = ours[key_of_leg(leg)]["unit"]
    before = [row for row in book.transfers(day="2026-02-24").values()
              if row["leg"] in ("P1", "P2") and row["unit"] == unit]
    book.move(number, "2026-02-24")
    tap.ok("NL-18b the unit paid in advance", before
           and all(row["state"] != "received" for row in before)
           and book.transfer(number, "2026-02-24")["state"] == "received", before)
    return leg


def check_late(book, tap, parts):
    """NL-34: who has not paid is overdue on the day after the due day; who has paid is not."""
    done = book.run("agenda", "tick", now="2026-03-02T20:00")["tick"]
    tap.ok("NL-22a nobody is overdue on the due day", done == [], done)
    done = book.run("agenda", "tick", now="2026-03-03T07:00")["tick"]
    owing = {row["unit"] for row in parts if fen(row["to_pay"])} - set(UNITS)
    tap.ok("NL-34 who has not paid the deposit is overdue",
           {row["unit"] for row in done} == owing and len(owing) > 0
           and {row["nominal_time"] for row in done} == {"2026-03-03T00:00"}, (done, owing))


def main():
    qz, root = sys.argv[1:3]
    tap, folder = Tap(), tempfile.mkdtemp(prefix="qz-nl-deposit-")
    book = make_office(qz, root, folder, "2026-02-09T09:00")
    for name in ("deposit-base", "deposit-opening"):
        book.run("import", name, os.path.join(book.sample, name + "-2025.csv"))
    parts = book.run("deposit", "adjust")["parts"]
    book.run("deposit", "adjust", "--publish", user="shenpi")
    legs = legs_of(parts, False) + legs_of(parts, True)
    ours = book.transfers(day="2026-02-09")
    check_opened(tap, ours, legs)
    paid = check_advance(book, tap, ours, legs)
    move_all(book, ours, [leg for leg in legs if leg is not paid], "2026-02-25")
    want = Counter(entry for leg in legs for entry in entries_of(leg))
    mine = our_entries(book.path)
    tap.ok("NL-33 NL-41 EV-10 … EV-19, EV-27 every keeper's entries", mine == want,
           {"missing": list(want - mine)[:2], "more": list(mine - want)[:2]})
    sums = Counter()
    for row in parts:
        if row["unit"] in UNITS:
            sums[(row["unit"], row["scope"], "collect")] += fen(row["to_pay"])
            sums[(row["unit"], row["scope"], "refund")] -= fen(row["to_refund"])
    tap.same("NL-17c what came in and went back moves the deposits", moves(book.path),
             sorted((*key, amount) for key, amount in sums.items() if amount))
    check_late(book, tap, parts)
    verify = book.run("book", "verify", now="2026-03-03T09:00")
    tap.ok("book verify proves the whole", all(row["ok"] for row in verify["checks"]), verify)
    shutil.rmtree(folder)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
