#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A month's money of both scopes moved by careless people: legs in any order, sums in parts to the
fen, receipts twice, confirmed late, a city suspended in the middle and resumed (NL-31-D1 to U4,
NL-34, NL-35, SM-6, AMB-11, K10, K11). Whatever they try, no account is ever below nothing, no
receipt counts twice, and in the end every transit account is empty and every deposit whole."""
import os
import random
import sqlite3
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from book import Refused, Tap
from nl_office import MONTH, make

SCOPES = ("in_prov", "cross_prov")
BANK = "冰凌花银行"
UNIT = "230200"
# What may be said to somebody who pays, confirms or receives too early or too much.
ALLOWED = {"not-due", "units-missing", "more-than-notice", "nothing-to-confirm", "no-payment",
           "confirmed-already", "received-already", "payment-unclear", "day-too-early",
           "serial-twice", "papers-missing", "receipt-amount"}


def fen(text):
    return int(text.replace(".", ""))


def yuan(amount):
    return f"{amount // 100}.{amount % 100:02}"


class Chaos:
    def __init__(self, book, tap, seed):
        self.book, self.tap, self.random = book, tap, random.Random(seed)
        self.day, self.n = 1, 0
        self.refused, self.wrong = {}, []
        self.legs = {row["transfer"]: row for row in book.transfers().values()}

    def now(self, hour):
        return f"2026-07-{self.day:02}T{hour:02}:00"

    def attempt(self, *args, **more):
        """Done or not; a refusal that is none of the expected is kept."""
        try:
            self.book.run(*args, **more)
            return True
        except Refused as refusal:
            code = refusal.error.get("code")
            self.refused[code] = self.refused.get(code, 0) + 1
            if code not in ALLOWED:
                self.wrong.append(refusal.error)
            return False

    def pay(self, number, amount, serial):
        return self.attempt("transfer", "pay", number, "--amount", yuan(amount), "--bank", BANK,
                            "--serial", serial, "--day", f"2026-07-{self.day:02}", user="caiwu",
                            now=self.now(9))

    def confirm(self, number, side, serial, *more):
        return self.attempt("transfer", "confirm-" + side, number, "--serial", serial, *more,
                            user="chuna", now=self.now(10))

    def step(self):
        number = self.random.choice(sorted(self.legs))
        shown = self.book.transfer(number, f"2026-07-{self.day:02}")
        left = fen(shown["open"])
        self.n += 1
        serial = f"C{self.n:05}"
        if left == 0:
            return
        amount = left if self.random.random() < 0.6 else self.random.randrange(1, left + 1)
        if self.random.random() < 0.05:
            self.pay(number, left + 1, serial)  # K10
        if not self.pay(number, amount, serial):
            return
        if self.random.random() < 0.1:
            self.confirm(number, "receipt", serial)  # before the payer has confirmed
        self.settle(number, serial, amount)

    def settle(self, number, serial, amount):
        self.confirm(number, "payment", serial)
        if self.random.random() < 0.2:
            self.confirm(number, "payment", serial)  # twice
        if self.random.random() < 0.2:
            self.confirm(number, "receipt", serial, "--amount", yuan(amount + 1))
        self.confirm(number, "receipt", serial)
        if self.random.random() < 0.2:
            self.confirm(number, "receipt", serial)  # twice

    def low(self):
        """Accounts that hold less than nothing, money as well as what is owed."""
        database = sqlite3.connect(self.book.path)
        rows = database.execute(
            "SELECT ledger, account, sum (debit_fen) - sum (credit_fen) AS fen FROM account_balance"
            " WHERE account = 'BANK' OR account LIKE 'TEMP_RECV.NLCLR.%' GROUP BY 1, 2"
            " HAVING account = 'BANK' AND fen < 0 OR account <> 'BANK' AND fen > 0").fetchall()
        database.close()
        return rows

    def papers(self):
        for scope in SCOPES:
            self.book.papers(scope, "D1", "2026-07-01")
            for office in sorted({row["payer"] for row in self.legs.values()
                                  if row["leg"] == "U1" and row["scope"] == scope}):
                self.book.papers(scope, "U1", "2026-07-01", "--office", office)

    def open_legs(self):
        return [row for row in self.book.transfers(day=f"2026-07-{self.day:02}").values()
                if row["state"] not in ("received", "closed")]


def finish(chaos):
    """What is left, leg by leg, in the order of the regulation."""
    for leg in ("D1", "D2", "D3", "U1", "U2", "U3", "U4"):
        for number in sorted(number for number, row in chaos.legs.items() if row["leg"] == leg):
            left = fen(chaos.book.transfer(number, f"2026-07-{chaos.day:02}")["open"])
            chaos.n += 1
            if left and chaos.pay(number, left, f"C{chaos.n:05}"):
                chaos.confirm(number, "payment", f"C{chaos.n:05}")
                chaos.confirm(number, "receipt", f"C{chaos.n:05}")


def pay_hospitals(chaos):
    agencies = {(row["scope"], row["payee"]) for row in chaos.legs.values()
                if row["leg"] == "D3" or (row["leg"] == "D2" and row["payee"] == "239900")}
    for scope, agency in sorted(agencies):
        made = chaos.book.run("transfer", "pay-hospitals", agency, "--period", MONTH, "--scope",
                              scope, now=chaos.now(11))
        for row in made["documents"]:
            chaos.book.through_bank(row["number"], f"2026-07-{chaos.day:02}")


def check_end(chaos, seed):
    book, tap = chaos.book, chaos.tap
    database = sqlite3.connect(book.path)
    transit = database.execute(
        "SELECT ledger, account, sum (debit_fen) - sum (credit_fen) FROM account_balance"
        " WHERE account = 'BANK' OR account LIKE 'TEMP_RECV.NLCLR%' GROUP BY 1, 2"
        " HAVING sum (debit_fen) <> sum (credit_fen)").fetchall()
    moved = database.execute(
        "SELECT scope, unit, sum (amount_fen) FROM deposit_move WHERE kind IN ('use', 'refill')"
        " GROUP BY 1, 2 HAVING sum (amount_fen) <> 0").fetchall()
    twice = database.execute(
        "SELECT t.number, e.act FROM transfer t JOIN transfer_event e ON e.transfer_id = t.id"
        " GROUP BY t.id, e.act HAVING sum (e.amount_fen) > t.amount_fen").fetchall()
    acts = {row[0] for row in database.execute("SELECT DISTINCT act FROM transfer_event")}
    database.close()
    tap.same(f"K11 seed {seed}: every transit account is zero", transit, [])
    tap.same(f"K11 seed {seed}: deposits are whole", moved, [])
    tap.same(f"K10 seed {seed}: nothing was paid, confirmed or received twice ({sorted(acts)})",
             twice, [])
    now = f"2026-07-{chaos.day:02}T20:00"
    bad = [row for what in (("check",), ("book", "verify"))
           for row in book.run(*what, now=now, check=False)["checks"] if not row["ok"]]
    tap.same(f"K10 K11 seed {seed}: all checks and book verify agree", bad, [])


def play(qz, root, folder, tap, seed):
    book = make(qz, root, folder)
    chaos = Chaos(book, tap, seed)
    chaos.papers()
    lows, suspended = [], False
    for turn in range(150):
        if turn % 7 == 0 and chaos.day < 27:
            chaos.day += 1
            book.run("agenda", "tick", now=chaos.now(7))
        row = next(row for row in book.run("region", "list", now=chaos.now(8))["regions"]
                   if row["unit"] == UNIT) if turn % 7 == 0 else None
        if row and row["state"] == "OVERDUE" and not suspended:
            book.run("region", "suspend", UNIT, "--reason", "逾期", user="shenpi", now=chaos.now(8))
            suspended = True
        chaos.step()
        lows += chaos.low()
    chaos.day = 28
    finish(chaos)
    tap.same(f"K10 seed {seed}: everything has come", chaos.open_legs(), [])
    tap.same(f"AMB-11 seed {seed}: no account was ever below nothing", lows + chaos.low(), [])
    tap.ok(f"seed {seed}: too early, too much and twice were refused by their rules "
           f"({chaos.refused})", not chaos.wrong and len(chaos.refused) > 3, chaos.wrong[:2])
    if suspended:
        book.run("region", "resume", UNIT, "--reason", "已缴清", user="shenpi", now=chaos.now(21))
    states = {row["state"] for row in book.run("region", "list", now=chaos.now(22))["regions"]}
    tap.ok(f"SM-6 seed {seed}: suspended in the middle ({suspended}), all are normal in the end",
           suspended and states == {"NORMAL"}, states)
    pay_hospitals(chaos)
    check_end(chaos, seed)


def main():
    qz, root = sys.argv[1:3]
    tap = Tap()
    for seed in (3, 31):
        with tempfile.TemporaryDirectory(prefix="qz-nl-chaos-") as folder:
            play(qz, root, folder, tap, seed)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
