# SPDX-License-Identifier: GPL-3.0-or-later
"""A book set that keeps the books of a whole province, with the sample month of care away from home
published, and its finance departments."""
import csv
import os
from collections import defaultdict

from book import Book

MONTH = "2026-05"


def make_office(qz, root, folder, now):
    """With the registers of the sample, acting for everybody."""
    return make_registers(qz, root, folder, os.path.join(root, "data", "sample", "heilongjiang"),
                          now)


def make_registers(qz, root, folder, sample, now):
    """The same with the registers of another folder."""
    book = Office(qz, folder, "230000", None, now)
    book.root, book.sample = root, sample
    book.run("user", "add", "chuna", "--roles", "finance", user="admin")
    for kind in ("areas", "agencies", "providers", "accounts"):
        book.run("import", kind, os.path.join(sample, kind + ".csv"))
    book.run("policy", "activate", "heilongjiang-nonlocal", user="admin")
    with open(os.path.join(sample, "agencies.csv"), encoding="utf-8", newline="") as file:
        book.run("actor", "add", *[row["code"] for row in csv.DictReader(file)], user="admin")
    return book


def make(qz, root, folder, more=None):
    """The sample month, published. @more: imports what else there is."""
    book = make_office(qz, root, folder, "2026-06-10T09:00")
    for kind, name in (("deposit-opening", "deposit-opening"), ("claims", "claims-2026-05"),
                       ("national-items", "national-2026-05"),
                       ("nl-deductions", "nl-deductions-2026-05")):
        book.run("import", kind, os.path.join(book.sample, name + ".csv"))
    if more:
        more(book)
    for scope in ("in_prov", "cross_prov"):
        book.run("period", "generate", MONTH, "--scope", scope, now="2026-06-21T09:00")
    book.run("agenda", "tick", now="2026-06-24T09:00")
    book.run("period", "national", MONTH, user="fuhe", now="2026-06-25T09:00")
    book.run("period", "publish", MONTH, user="shenpi", now="2026-06-30T09:00")
    return book


class Office(Book):
    """Finance of all actors: who pays and who confirms are two people."""

    n_slips = 0

    def transfers(self, *more, day="2026-06-30"):
        rows = self.run("transfer", "list", *more, now=day + "T08:00")["transfers"]
        return {key_of(row): row for row in rows}

    def transfer(self, number, day):
        """Its facts; what it does not have is None."""
        return defaultdict(lambda: None, self.run("transfer", "show", number, now=day + "T20:00"))

    def papers(self, scope, leg, day, *more):
        self.run("transfer", "pass-papers", "--period", MONTH, "--scope", scope, "--leg", leg,
                 *more, user="caiwu", now=day + "T09:00")

    def pay(self, number, day, *more):
        self.n_slips += 1
        serial = f"B{self.n_slips:06d}"
        self.run("transfer", "pay", number, "--bank", "冰凌花银行", "--serial", serial, "--day", day,
                 *more, user="caiwu", now=day + "T09:00")
        return serial

    def confirm(self, number, day, *more, sides=("payment", "receipt")):
        for side in sides:
            self.run("transfer", "confirm-" + side, number, *more, user="chuna",
                     now=day + "T10:00")

    def through_bank(self, number, day):
        """A document that pays hospitals: signed by three people, paid by the bank."""
        sent, back = (os.path.join(self.folder, name) for name in ("sent.txt", "back.txt"))
        for name in (sent, back):
            if os.path.exists(name):
                os.unlink(name)
        self.sign(number, now=day + "T10:00", finance=False)
        made = self.run("pay", "batch", number, user="caiwu", now=day + "T11:00")
        batch = made["batches"][0]["batch"]
        self.run("pay", "export", batch, "--output", sent, user="caiwu", now=day + "T11:00")
        self.bank(sent, day, name="back.txt")
        self.run("pay", "return", back, user="caiwu", now=day + "T12:00")

    def move(self, number, day):
        self.pay(number, day)
        self.confirm(number, day)


def key_of(row):
    return (row["leg"], row["scope"], row["payer"], row["payee"], row["insurance"] or "",
            row["unit"] or "")
