# SPDX-License-Identifier: GPL-3.0-or-later
"""The money of medical assistance: two people of finance of the city's agency, which acts for its
counties too, and the books of the fund in the words of the independent answers."""
import csv
import os
import sqlite3

from book import Book

CITY = "140200"
LEDGERS = {"L_AG_140200_MAF": "L_AG_DT_MAF"}
ACCOUNTS = {"ACC_FISCAL_MAF.RESERVE": "ACC_FISCAL.MAF", "ACC_OUT": "ACC_OUT.MAF"}


def make_fund(qz, root, folder, now, registers=None):
    """With the registers of a folder, the sample's unless given."""
    book = Fund(qz, folder, CITY, None, now)
    book.root = root
    book.sample = registers or os.path.join(root, "data", "sample", "datong")
    book.run("user", "add", "chuna", "--roles", "finance", user="admin")
    for kind in ("areas", "agencies", "providers", "accounts"):
        book.run("import", kind, os.path.join(book.sample, kind + ".csv"))
    book.run("policy", "activate", "datong-assistance", user="admin")
    with open(os.path.join(book.sample, "agencies.csv"), encoding="utf-8", newline="") as file:
        codes = [row["code"] for row in csv.DictReader(file) if row["level"] == "county"]
    book.run("actor", "add", *codes, user="admin")
    return book


def name_of(ledger, account):
    """(ledger, account) as the answers name them."""
    account = ACCOUNTS.get(account, account)
    return (LEDGERS.get(ledger, ledger),
            account.replace("TEMP_PAID.MAF.", "TEMP_PAID.COUNTY."))


class Fund(Book):
    n_slips = 0
    BANK = "云冈石窟路银行"

    def slip(self, day, serial=None):
        self.n_slips += 1
        return ("--bank", self.BANK, "--serial", serial or f"S{self.n_slips:06d}", "--day", day)

    # ── movements: one records, another confirms ──

    def record(self, kind, *more, day, serial=None):
        slip = ("--day", day) if kind == "reserve" else self.slip(day, serial)
        return self.run("assist", "money", "record", kind, *more, *slip, user="caiwu",
                        now=day + "T09:00")

    def confirm(self, number, day):
        return self.run("assist", "money", "confirm", number, user="chuna", now=day + "T10:00")

    def move(self, kind, *more, day, serial=None):
        return self.confirm(self.record(kind, *more, day=day, serial=serial)["number"], day)

    # ── a month ──

    def month(self, *words, day, user="zhidan"):
        return self.run("assist", "month", *words, user=user, now=day + "T09:00")

    def lead(self, period, day):
        """Everybody confirms on one day: statements, details; then form 4 is made."""
        self.month("make", period, day=day)
        self.month("push", period, day=day)
        self.month("details", period, day=day)
        shown = self.month("show", period, day=day)
        for row in shown["hospitals"]:
            self.month("confirm-hospital", period, row["provider"], "--handled-by", "王经办",
                       "--led-by", "李负责", day=day, user="fuhe")
        for row in shown["counties"]:
            self.month("confirm-county", period, row["county"], day=day, user="fuhe")
        self.month("form4", period, day=day, user="fuhe")

    def confirm_form4(self, period, day, counties=None):
        shown = self.month("show", period, day=day)
        for county in counties or [row["county"] for row in shown["counties"]]:
            self.month("confirm-form4", period, county, day=day, user="shenpi")

    def pay_run(self, period, *providers, day):
        return self.run("assist", "pay", "run", *providers, "--period", period,
                        now=day + "T11:00")["documents"]

    def through_bank(self, number, day, *returns):
        """Signed by three people, paid by the bank; its batches."""
        self.sign(number, now=day + "T12:00", finance=False)
        return self.pay([number], day, *returns)

    # ── the books ──

    def accounts(self):
        """[ledger, account, yuan debit − credit] that are not zero, as the answers name them."""
        database = sqlite3.connect(self.path)
        rows = database.execute(
            "SELECT ledger, account, sum (debit_fen) - sum (credit_fen) FROM account_balance"
            " WHERE ledger LIKE '%_MAF' GROUP BY 1, 2"
            " HAVING sum (debit_fen) <> sum (credit_fen)").fetchall()
        database.close()
        return sorted([*name_of(ledger, account), yuan(fen)] for ledger, account, fen in rows)

    def entries(self):
        """[event, ledger, [[D or C, account, yuan], …]] of all vouchers, as the answers have
        them."""
        database = sqlite3.connect(self.path)
        found = []
        for voucher, event, ledger in database.execute(
                "SELECT id, event, ledger FROM voucher ORDER BY id").fetchall():
            lines = [["D" if debit else "C", name_of(ledger, account)[1], yuan(debit or credit)]
                     for account, debit, credit in database.execute(
                         "SELECT account, debit_fen, credit_fen FROM voucher_line"
                         " WHERE voucher_id = ? ORDER BY id", (voucher,))]
            found.append([event, name_of(ledger, "")[0], lines])
        database.close()
        return found


def yuan(fen):
    return ("-" if fen < 0 else "") + "%d.%02d" % divmod(abs(fen), 100)


def fen(text):
    sign = -1 if text.startswith("-") else 1
    whole, cents = text.lstrip("-").split(".")
    return sign * (int(whole) * 100 + int(cents))
