#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Attempts on the money of care away from home that must be refused: payments of days that cannot
be, of nothing, twice on one slip, of money that has not come, notices that one person makes alone
(NL-18a, NL-31, NL-34, NL-35, 7.3-1, K10)."""
import csv
import os
import shutil
import sys
import tempfile

from book import Tap
from nl_office import MONTH, make, make_office

IN, BANK = "in_prov", "冰凌花银行"


class Attack:
    def __init__(self, book, tap):
        self.book, self.tap = book, tap

    def no(self, name, code, *args, **more):
        try:
            error = self.book.refused(*args, **more).error
        except AssertionError as failure:
            self.tap.ok(name, False, failure)
            return
        self.tap.ok(name, error.get("code") == code, error)

    def pay(self, number, day, *more, serial, now=None):
        return ("transfer", "pay", number, "--bank", BANK, "--serial", serial, "--day", day,
                *more), {"user": "caiwu", "now": (now or day) + "T09:00"}

    def no_pay(self, name, code, *args, **more):
        command, how = self.pay(*args, **more)
        self.no(name, code, *command, **how)


# ── slips ────────────────────────────────────────────────────────────────────────────────────────

def check_slips(c):
    book, tap, d1 = c.book, c.tap, "NL-202605-IN-D1"
    book.papers(IN, "D1", "2026-07-02")
    for day in ("2025-12-31", "2026-05-01", "2026-07-01"):
        c.no_pay(f"NL-31-D1 nothing is paid before the papers passed: {day}", "day-too-early", d1,
                 day, serial="A1", now="2026-07-03")
    c.no_pay("K10 an amount of zero is not all that is open", "amount-zero", d1, "2026-07-03",
             "--amount", "0", serial="A1")
    c.no_pay("NL-35 a serial number of spaces is none", "slip-incomplete", d1, "2026-07-03",
             serial="   ")
    command, how = c.pay(d1, "2026-07-03", "--amount", "1000.00", serial="A1")
    book.run(*command, **how)
    c.no_pay("NL-35 one slip pays once, however it is written", "serial-twice", d1, "2026-07-03",
             "--amount", "1000.00", serial=" A1 ")
    c.no("NL-35 a payment of tomorrow is not confirmed today", "day-to-come", "transfer",
         "confirm-payment", d1, user="chuna", now="2026-07-02T09:00")
    book.confirm(d1, "2026-07-03", sides=["payment"])
    c.no("NL-35 nor is its receipt", "day-to-come", "transfer", "confirm-receipt", d1,
         user="chuna", now="2026-07-02T09:00")
    c.no("K10 a receipt of zero is not what was paid", "amount-zero", "transfer",
         "confirm-receipt", d1, "--amount", "0", user="chuna", now="2026-07-03T10:00")
    book.confirm(d1, "2026-07-03", sides=["receipt"])
    shown = book.transfer(d1, "2026-07-03")
    tap.same("K10 only the one payment stands", [shown[key] for key in ("paid", "confirmed",
                                                                        "received")],
             ["1000.00"] * 3)


def check_vouchers(c):
    """NL-35: what both sides confirmed stays in the books while the money is where it went."""
    c.no("NL-35 the entry of a confirmed transfer is not reversed", "voucher-of-transfer",
         "voucher", "reverse", "L_PROV_230000_NL/2026-07/1", "--reason", "误记",
         "--day", "2026-07-03", user="caiwu", now="2026-07-03T11:00")


def check_late(c):
    """NL-34: an earlier day on the slip does not make a late city punctual."""
    book = c.book
    for key, row in book.transfers("--scope", IN).items():
        if key[0] == "U1" and key[5] == "231200":
            if book.transfer(row["transfer"], "2026-07-02")["base_day"] is None:
                book.papers(IN, "U1", "2026-07-02", "--office", key[2])
            book.move(row["transfer"], "2026-07-09")
    for key, row in book.transfers("--scope", IN, day="2026-07-09").items():
        if key[0] == "U2" and key[5] == "231200":
            book.move(row["transfer"], "2026-07-14")
    c.no_pay("NL-34 nor is the city's money paid before it was collected", "day-too-early",
             "NL-202605-IN-U3-231200", "2026-07-13", serial="U3", now="2026-07-25")


def check_interest(c):
    interest = ("transfer", "interest", "230200", "--insurance", "EMP", "--bank", BANK, "--amount",
                "10.00", "--day", "2026-06-21")
    how = {"user": "caiwu", "now": "2026-06-30T09:00"}
    c.book.run(*interest, "--serial", "LX1", **how)
    for serial, code in ((" LX1", "serial-twice"), ("LX1 ", "serial-twice"),
                         ("  ", "slip-incomplete")):
        c.no(f"NL-19 interest comes once, however its slip is written: “{serial}”", code, *interest,
             "--serial", serial, **how)


# ── deposits ─────────────────────────────────────────────────────────────────────────────────────

def check_deposits(tap, qz, root, folder):
    book = make_office(qz, root, folder, "2026-01-12T09:00")
    c, day = Attack(book, tap), "2026-01-14"
    book.run("import", "deposit-base", os.path.join(book.sample, "deposit-base-2025.csv"))
    book.run("deposit", "quota", "--year", "2026")
    book.run("deposit", "quota", "--year", "2026", "--publish", user="shenpi")
    legs = {key: row["transfer"] for key, row in book.transfers(day=day).items()
            if key[1] == IN and key[5] == "230200"}
    p3, p4 = (next(number for key, number in legs.items() if key[0] == leg)
              for leg in ("P3", "P4"))
    c.no_pay("NL-18a the province passes on no deposit that has not come", "not-due", p4, day,
             serial="P4")
    c.no_pay("NL-22a nor was a deposit paid before its notice", "day-too-early", p3, "2026-01-09",
             serial="P3", now=day)
    for leg in ("P1", "P2"):
        for key, number in legs.items():
            if key[0] == leg:
                book.move(number, day)
    book.pay(p3, day, "--amount", "1000000.00")
    c.no_pay("NL-35 paid by the city is not received by the province", "not-due", p4, day,
             "--amount", "1000000.00", serial="P4")
    book.confirm(p3, day)
    c.no_pay("NL-18a nor more than has come", "not-due", p4, day, "--amount", "1000000.01",
             serial="P4")
    book.pay(p4, day, "--amount", "1000000.00")
    book.confirm(p4, day)
    c.no_pay("NL-18a nor the same money twice", "not-due", p4, day, "--amount", "0.01", serial="P5")
    verify = book.run("book", "verify", now=day + "T20:00")
    tap.ok("book verify proves it", all(row["ok"] for row in verify["checks"]), verify)


def check_refunds(tap, qz, root, folder):
    """2-2 that gives back: what the fiscal account has not sent, nobody passes on."""
    book = make_office(qz, root, folder, "2026-02-09T09:00")
    c, day = Attack(book, tap), "2026-02-10"
    for name in ("deposit-base", "deposit-opening"):
        book.run("import", name, os.path.join(book.sample, name + "-2025.csv"))
    book.run("deposit", "adjust")
    book.run("deposit", "adjust", "--publish", user="shenpi")
    legs = book.transfers(day=day)
    unit, scope = next((key[5], key[1]) for key in legs if key[0] == "R2")
    legs = {key: row["transfer"] for key, row in legs.items() if (key[5], key[1]) == (unit, scope)}
    for leg in ("R3", "R2", "R1"):
        number = next(number for key, number in legs.items() if key[0] == leg)
        c.no_pay(f"NL-18a {leg} waits for the leg before", "not-due", number, day, serial=leg)
    for leg in ("R4", "R3", "R2", "R1"):
        for key, number in legs.items():
            if key[0] == leg:
                book.move(number, day)
    left = [row for key, row in book.transfers(day=day).items()
            if (key[5], key[1]) == (unit, scope) and key[0][0] == "R" and row["state"] != "closed"]
    states = {book.transfer(row["transfer"], day)["received"] == row["amount"] for row in left}
    tap.ok("NL-18a in their order they all go back", states <= {True}, left)


# ── one person ───────────────────────────────────────────────────────────────────────────────────

def check_alone(tap, qz, root, folder):
    book = make_office(qz, root, folder, "2026-06-10T09:00")
    for name in ("deposit-opening", "claims-2026-05", "national-2026-05"):
        kind = "national-items" if name.startswith("national") else name.replace("-2026-05", "")
        book.run("import", kind, os.path.join(book.sample, name + ".csv"))
    for scope in (IN, "cross_prov"):
        book.run("period", "generate", MONTH, "--scope", scope, user="both",
                 now="2026-06-21T09:00")
    book.run("period", "national", MONTH, user="both", now="2026-06-25T09:00")
    Attack(book, tap).no("7.3-1 who made the lists does not publish them", "published-by-maker",
                         "period", "publish", MONTH, user="both", now="2026-06-30T09:00")
    book.run("period", "publish", MONTH, user="shenpi", now="2026-06-30T09:00")


# ── months out of their order ────────────────────────────────────────────────────────────────────

def import_late(book, setl_id, now):
    with open(os.path.join(book.sample, "claims-2026-05.csv"), encoding="utf-8",
              newline="") as file:
        titles, *rows = csv.reader(file)
    claim = next(row for row in rows if row[titles.index("pay_loc")] == "3")
    claim[0] = setl_id
    path = os.path.join(book.folder, setl_id + ".csv")
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([titles, claim])
    book.run("import", "claims", path, now=now)


def publish(book, month, made, published):
    for scope in (IN, "cross_prov"):
        book.run("period", "generate", month, "--scope", scope, now=made)
    book.run("period", "publish", month, user="shenpi", now=published)


def check_order(c):
    """A claim that came late goes into one later month, also when that is not published in turn."""
    book, tap = c.book, c.tap
    import_late(book, "LATE", "2026-07-02T09:00")
    book.run("period", "generate", "2026-06", "--scope", IN, now="2026-07-21T09:00")
    publish(book, "2026-07", "2026-08-28T09:00", "2026-08-31T09:00")
    book.run("period", "generate", "2026-06", "--scope", "cross_prov", now="2026-08-28T09:00")
    c.no("NL-31i a claim that another month has paid is not paid again", "lists-outdated",
         "period", "publish", "2026-06", user="shenpi", now="2026-08-31T09:00")
    publish(book, "2026-06", "2026-08-31T10:00", "2026-09-03T10:00")
    paid = [row["transfer"] for key, row in book.transfers(day="2026-09-03").items()
            if key[0] == "D1" and not row["transfer"].startswith("NL-202605")]
    tap.same("NL-31-D1 paid once", paid, ["NL-202607-IN-D1"])
    rows = book.run("period", "check", "2026-07", now="2026-09-03T11:00")
    tap.ok("K01 the month that paid it still proves", all(row["ok"] for row in rows["checks"]),
           rows)


def main():
    qz, root = sys.argv[1:3]
    tap, folder = Tap(), tempfile.mkdtemp(prefix="qz-nl-hostile-")
    folders = [os.path.join(folder, name) for name in ("month", "deposit", "refund", "alone")]
    for name in folders:
        os.mkdir(name)
    c = Attack(make(qz, root, folders[0]), tap)
    check_slips(c)
    check_vouchers(c)
    check_late(c)
    check_interest(c)
    check_order(c)
    check_deposits(tap, qz, root, folders[1])
    check_refunds(tap, qz, root, folders[2])
    check_alone(tap, qz, root, folders[3])
    shutil.rmtree(folder)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
