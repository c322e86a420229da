#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who pays late, in parts or by mistake: NL-34, SM-6, AMB-06, AMB-27, NL-35, K10, NL-19, EV-26."""
import json
import shutil
import sqlite3
import sys
import tempfile

from book import Tap
from nl_office import MONTH, make

IN = "in_prov"


class Checks:
    def __init__(self, book, tap):
        self.book, self.tap = book, tap

    def no(self, name, code, *args, **more):
        error = self.book.refused(*args, **more).error
        self.tap.ok(name, error.get("code") == code, error)

    def region(self, unit, day):
        rows = self.book.run("region", "list", now=day + "T20:00")["regions"]
        return next(row for row in rows if row["unit"] == unit)

    def tick(self, day):
        return self.book.run("agenda", "tick", user="zhidan", now=day + "T07:00")["tick"]


def numbers_of(book):
    return {key: row["transfer"] for key, row in book.transfers().items()}


# ── payments in parts, mistakes ──────────────────────────────────────────────────────────────────

def check_parts(c, numbers):
    """A payment in two sums takes whose money it is in order (AMB-11, K10)."""
    book, tap = c.book, c.tap
    d1 = numbers[("D1", IN, "F230000", "230000", "", "")]
    book.papers(IN, "D1", "2026-07-01")
    first = book.pay(d1, "2026-07-02", "--amount", "1300000.00")
    c.no("NL-35 who pays does not confirm", "same-person", "transfer", "confirm-payment", d1,
         user="caiwu", now="2026-07-02T10:00")
    c.no("NL-35 a serial number stands for one payment", "serial-twice", "transfer", "pay", d1,
         "--bank", "冰凌花银行", "--serial", first, "--day", "2026-07-02", user="caiwu",
         now="2026-07-02T11:00")
    c.no("NL-35 only the payer pays", "actor-other", "--actor", "230200", "transfer", "pay", d1,
         "--bank", "B", "--serial", "Y", "--day", "2026-07-02", user="caiwu",
         now="2026-07-02T11:00")
    c.no("NL-35 only the payee receives", "actor-other", "--actor", "F230000", "transfer",
         "confirm-receipt", d1, user="chuna", now="2026-07-02T11:00")
    second = book.pay(d1, "2026-07-03")
    c.no("NL-35 of several payments one is named", "payment-unclear", "transfer",
         "confirm-payment", d1, user="chuna", now="2026-07-03T10:00")
    c.no("K10 nothing is open any more", "more-than-notice", "transfer", "pay", d1, "--bank", "B",
         "--serial", "Z", "--day", "2026-07-03", user="caiwu", now="2026-07-03T10:00")
    book.confirm(d1, "2026-07-03", "--serial", first, sides=["payment"])
    c.no("NL-35 confirming twice is refused", "confirmed-already", "transfer", "confirm-payment",
         d1, "--serial", first, user="chuna", now="2026-07-03T10:00")
    c.no("K10 a receipt of another amount is refused", "receipt-amount", "transfer",
         "confirm-receipt", d1, "--serial", first, "--amount", "1300000.01", user="chuna",
         now="2026-07-03T10:00")
    c.no("NL-35 no receipt before the payment is confirmed", "no-payment", "transfer",
         "confirm-receipt", d1, "--serial", second, user="chuna", now="2026-07-03T10:00")
    book.confirm(d1, "2026-07-03", "--serial", first, "--amount", "1300000.00",
                 sides=["receipt"])
    c.no("NL-35 receiving twice is refused", "received-already", "transfer", "confirm-receipt",
         d1, "--serial", first, user="chuna", now="2026-07-03T10:00")
    d2 = numbers[("D2", IN, "230000", "230200", "", "230200")]
    tap.ok("NL-31-D2 waits for the whole", book.transfer(d2, "2026-07-03")["due_day"] is None)
    check_mistake(c, d1, second)
    tap.ok("NL-31-D2 is counted from the last receipt",
           book.transfer(d2, "2026-07-06")["base_day"] == "2026-07-04")
    check_split(c, d1)


def check_mistake(c, d1, second):
    """A payment that nobody confirmed can be taken back and recorded again."""
    book, tap = c.book, c.tap
    book.run("transfer", "cancel", d1, "--serial", second, "--reason", "日期写错", user="caiwu",
             now="2026-07-04T09:00")
    tap.ok("NL-35 what was taken back is open again",
           book.transfer(d1, "2026-07-04")["open"] == "1815612.35")
    c.no("NL-35 a confirmed payment stays", "nothing-to-cancel", "transfer", "cancel", d1,
         "--serial", "B000009", "--reason", "x", user="caiwu", now="2026-07-04T09:00")
    book.run("transfer", "pay", d1, "--bank", "冰凌花银行", "--serial", second, "--day",
             "2026-07-04", user="caiwu", now="2026-07-04T09:00")
    book.confirm(d1, "2026-07-04")
    shown = book.transfer(d1, "2026-07-04")
    tap.ok("NL-35 a payment recorded again is received", shown["state"] == "received", shown)


def check_split(c, d1):
    database = sqlite3.connect(c.book.path)
    rows = database.execute(
        "SELECT v.event, l.account, l.debit_fen, l.credit_fen FROM transfer_voucher x"
        " JOIN transfer_event e ON e.id = x.transfer_event_id JOIN transfer t"
        " ON t.id = e.transfer_id JOIN voucher v ON v.id = x.voucher_id JOIN voucher_line l"
        " ON l.voucher_id = v.id WHERE t.number = ? AND v.event = 'EV-20' ORDER BY l.id",
        (d1,)).fetchall()
    database.close()
    dep = "TEMP_RECV.NLDEP.IN."
    c.tap.same("AMB-11 payments take the parts in order", rows, [
        ("EV-20", dep + "230200", 126123457, 0), ("EV-20", dep + "231200", 3876543, 0),
        ("EV-20", "ACC_FISCAL_NL.IN", 0, 130000000),
        ("EV-20", dep + "231200", 181561235, 0), ("EV-20", "ACC_FISCAL_NL.IN", 0, 181561235)])


# ── late units ───────────────────────────────────────────────────────────────────────────────────

def collect(c, numbers):
    """Up, with one agency of 绥化 that does not pay."""
    book = c.book
    for (leg, scope, payer, _, _, _), number in numbers.items():
        if leg == "U1" and scope == IN:
            if book.transfer(number, "2026-07-02")["base_day"] is None:
                book.papers(IN, "U1", "2026-07-02", "--office", payer)
            book.move(number, "2026-07-09")
    for (leg, scope, payer, _, _, _), number in numbers.items():
        if leg == "U2" and scope == IN and payer != "231282":
            book.move(number, "2026-07-14")


def check_late(c, numbers):
    book, tap = c.book, c.tap
    u3_good = numbers[("U3", IN, "230200", "230000", "", "230200")]
    u3_bad = numbers[("U3", IN, "231200", "230000", "", "231200")]
    collect(c, numbers)
    tap.ok("AMB-06 U3 counts from the last receipt",
           book.transfer(u3_good, "2026-07-14")["due_day"] == "2026-07-17")
    tap.ok("SM-6 on the due day nobody is overdue", c.tick("2026-07-14") == [] and
           c.region("231200", "2026-07-14")["state"] == "NORMAL")
    c.no("NL-34 who is not overdue is not suspended", "not-overdue", "region", "suspend", "231200",
         user="shenpi", now="2026-07-14T09:00")
    done = c.tick("2026-07-15")
    tap.ok("AMB-06 incomplete collection: U3 counts from the first working day after U2's due day",
           book.transfer(u3_bad, "2026-07-15")["base_day"] == "2026-07-15"
           and book.transfer(u3_bad, "2026-07-15")["due_day"] == "2026-07-20", done)
    tap.ok("NL-34 overdue on the day after the due day, at its beginning",
           ("2026-07-15T00:00", "overdue", "231200") in
           [(row["nominal_time"], row["act"], row["unit"]) for row in done], done)
    row = c.region("231200", "2026-07-20")
    tap.ok("NL-34 the reason to suspend is ready", row["state"] == "OVERDUE"
           and row["since"] == "2026-07-15" and "2026-07-14" in row["proposal"], row)
    tap.ok("NL-34 others are not touched", c.region("230200", "2026-07-16")["state"] == "NORMAL")


def check_suspension(c, numbers):
    book, tap = c.book, c.tap
    c.no("NL-34 only who may suspends", "role-missing", "region", "suspend", "231200",
         user="caiwu", now="2026-07-16T09:00")
    book.run("region", "suspend", "231200", user="shenpi", now="2026-07-16T09:00")
    tap.ok("SM-6 suspended", c.region("231200", "2026-07-16")["state"] == "SUSPENDED")
    c.no("SM-6 suspended once", "not-overdue", "region", "suspend", "231200", user="shenpi",
         now="2026-07-16T09:00")
    c.no("SM-6 resumed only when all is in", "still-overdue", "region", "resume", "231200",
         user="shenpi", now="2026-07-16T09:00")
    for key, number in numbers.items():
        if key[0] == "U2" and key[1] == IN and key[2] == "231282":
            book.pay(number, "2026-07-17")
            book.confirm(number, "2026-07-17", sides=["payment"])
    c.no("SM-6 paid is not enough, both sides confirm", "still-overdue", "region", "resume",
         "231200", user="shenpi", now="2026-07-17T11:00")
    for key, number in numbers.items():
        if key[0] == "U2" and key[1] == IN and key[2] == "231282":
            book.confirm(number, "2026-07-17", sides=["receipt"])
    shown = book.run("region", "show", "231200", now="2026-07-17T12:00")
    tap.ok("AMB-27 what was settled since is listed", "claims" in shown and shown["late"] == [])
    book.run("region", "resume", "231200", "--reason", "款项全部到账", user="shenpi",
             now="2026-07-17T12:00")
    states = [row["state"] for row in book.run("region", "show", "231200",
                                               now="2026-07-17T12:00")["events"]]
    tap.same("SM-6 NORMAL → OVERDUE → SUSPENDED → NORMAL", states,
             ["OVERDUE", "SUSPENDED", "NORMAL"])
    c.no("SM-6 resumed once", "not-suspended", "region", "resume", "231200", user="shenpi",
         now="2026-07-17T12:00")


def check_in_time(c, numbers):
    """What the payer confirmed in time is not in his hands any more."""
    book, tap = c.book, c.tap
    number = numbers[("U3", IN, "231200", "230000", "", "231200")]
    book.pay(number, "2026-07-20")
    book.confirm(number, "2026-07-20", sides=["payment"])
    done = c.tick("2026-07-21")
    tap.ok("NL-34 paid in time and received later is not late",
           "231200" not in [row["unit"] for row in done]
           and c.region("231200", "2026-07-21")["state"] == "NORMAL", done)
    book.confirm(number, "2026-07-21", sides=["receipt"])


def check_forgotten(c, numbers):
    """Nobody ran the tick: the next act catches up, and money that comes clears the overdue."""
    book, tap = c.book, c.tap
    number = numbers[("U3", IN, "230200", "230000", "", "230200")]
    book.move(number, "2026-07-21")
    events = book.run("region", "show", "230200", now="2026-07-21T12:00")["events"]
    tap.same("SM-6 caught up with its own time, and normal again when the money came",
             [(row["state"], row["nominal"], row["actor"]) for row in events],
             [("OVERDUE", "2026-07-18T00:00", "system"), ("NORMAL", None, "system")])


def check_interest(c):
    book, tap = c.book, c.tap
    slip = ("--bank", "冰凌花银行", "--serial", "LX1", "--day", "2026-09-21")
    more = {"user": "caiwu", "now": "2026-09-21T09:00"}
    c.no("NL-32 counties have no clearing account", "no-clearing-account", "transfer", "interest",
         "230281", "--amount", "12.34", "--insurance", "EMP", *slip, **more)
    made = book.run("transfer", "interest", "230200", "--amount", "12.34", "--insurance", "EMP",
                    *slip, **more)
    c.no("NL-35 interest comes once", "serial-twice", "transfer", "interest", "230200", "--amount",
         "12.34", "--insurance", "EMP", *slip, **more)
    shown = book.transfer(made["transfer"], "2026-09-21")
    tap.ok("NL-19 interest is due on the last day of the year",
           (shown["leg"], shown["due_day"], shown["payee"]) == ("I1", "2026-12-31", "F230200"),
           shown)
    book.move(made["transfer"], "2026-12-30")
    database = sqlite3.connect(book.path)
    rows = database.execute(
        "SELECT ledger, account, sum (debit_fen) - sum (credit_fen) FROM account_balance WHERE"
        " ledger = 'L_CITY_230200_NL' AND account = 'TEMP_RECV.INTEREST'"
        " OR ledger = 'L_FIN_F230200_EMP' AND account = 'REV_INTEREST' GROUP BY 1, 2").fetchall()
    database.close()
    tap.same("EV-26 swept to the fund", rows, [("L_CITY_230200_NL", "TEMP_RECV.INTEREST", 0),
                                               ("L_FIN_F230200_EMP", "REV_INTEREST", -1234)])


def main():
    qz, root = sys.argv[1:3]
    tap, folder = Tap(), tempfile.mkdtemp(prefix="qz-nl-late-")
    book = make(qz, root, folder)
    c = Checks(book, tap)
    numbers = numbers_of(book)
    check_parts(c, numbers)
    check_late(c, numbers)
    check_suspension(c, numbers)
    check_in_time(c, numbers)
    check_forgotten(c, numbers)
    check_interest(c)
    verify = book.run("book", "verify", now="2026-12-31T09:00")
    tap.ok("book verify proves the whole", all(row["ok"] for row in verify["checks"]),
           json.dumps(verify, ensure_ascii=False))
    shutil.rmtree(folder)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
