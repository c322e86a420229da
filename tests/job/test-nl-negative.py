#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hospitals that refund more than they treat, and what their bank sends back: NL-31-D4, NL-38,
AMB-11, EV-25, EV-09, EV-09r, K10, K11."""
import csv
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

from book import Tap
from nl_office import MONTH, make

IN, OWN = "in_prov", "239900"


def fen(text):
    return int(text.replace(".", ""))


def refund_twice(book, folder):
    """The smallest hospital of 省本级 gives back twice what it charged residents; its code and what
    it then owes."""
    path = os.path.join(book.sample, "claims-2026-05.csv")
    with open(path, encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if row and row[0] != "#TOTAL"]
    at = rows[0].index
    own = [row for row in rows[1:] if row[at("pay_loc")] == "3" and row[at("insutype")] == "390"
           and row[at("fixmedins_code")].startswith("H2301")]
    sums = {}
    for row in own:
        code = row[at("fixmedins_code")]
        sums[code] = sums.get(code, 0) + fen(row[at("fund_pay_sumamt")])
    poorest = min((code for code in sums), key=lambda code: (sums[code], code))
    refunds = []
    mine = [row for row in own if row[at("fixmedins_code")] == poorest]
    for i, row in enumerate(mine + mine):
        refund = list(row)
        for j, name in enumerate(rows[0]):
            if name.endswith(("_amt", "_pay", "_sumamt", "_selfpay")) and row[j]:
                refund[j] = row[j] if row[j] in ("0.00", "0") else "-" + row[j].lstrip("-")
        refund[at("setl_id")] = f"REFUND{i}"
        refund[at("refd_setl_flag")] = "1"
        refund[at("refd_setl_id")] = row[at("setl_id")]
        refunds.append(refund)
    path = os.path.join(folder, "refunds.csv")
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([rows[0]] + refunds)
    book.run("import", "claims", path)
    return poorest, sums[poorest]


def bring_down(book):
    """D1 and D2; the number of the leg that brings 省本级 its residents' money."""
    numbers = {key: row["transfer"] for key, row in book.transfers().items()}
    book.papers(IN, "D1", "2026-07-01")
    book.move(numbers[("D1", IN, "F230000", "230000", "", "")], "2026-07-03")
    for key, number in numbers.items():
        if key[:2] == ("D2", IN):
            book.move(number, "2026-07-08")
    return numbers[("D2", IN, "230000", OWN, "RES", OWN)]


def through_bank(book, number, day, more):
    sent, back = (os.path.join(book.folder, name) for name in ("sent.txt", "back.txt"))
    for name in (sent, back):
        if os.path.exists(name):
            os.unlink(name)
    made = book.run("pay", "batch", number, user="caiwu", now=day + "T11:00")
    batch = made["batches"][0]["batch"]
    book.run("pay", "export", batch, "--output", sent, user="caiwu", now=day + "T11:00")
    tool = os.path.join(book.root, "tools", "make-bank-return")
    subprocess.run([tool, "--date", day, "--output", back, *more, sent], check=True)
    book.run("pay", "return", back, user="caiwu", now=day + "T12:00")


def pay(book, document):
    """The employees' first line comes back, and is paid again with what the bank has then."""
    if document["insurance"] == "RES":
        through_bank(book, document["number"], "2026-07-10", ())
        return
    through_bank(book, document["number"], "2026-07-10", ("--returned", "1"))
    through_bank(book, document["number"], "2026-07-13", ())


def check_returned(book, tap):
    database = sqlite3.connect(book.path)
    rows = database.execute(
        "SELECT v.event, v.day, v.total_fen, group_concat (l.account, ' ' ORDER BY l.line_no)"
        " FROM voucher v JOIN voucher_line l ON l.voucher_id = v.id WHERE v.ledger ="
        " 'L_AG_239900_EMP' AND v.event IN ('EV-09', 'EV-09r') GROUP BY v.id ORDER BY v.id"
        ).fetchall()
    database.close()
    tap.ok("EV-09 what came back waits, and is paid again", len(rows) == 2
           and [row[:2] for row in rows] == [("EV-09", "2026-07-10"), ("EV-09r", "2026-07-13")]
           and rows[0][2] == rows[1][2] and rows[0][3] == "ACC_OUT TEMP_RECV.REFUND"
           and rows[1][3] == "TEMP_RECV.REFUND ACC_OUT", rows)
    tap.same("EV-09 in the end the employees' money has all gone out",
             balances(book.path, "L_AG_239900_EMP"), {})


def finish(book):
    """Everything else of the month's in-province money."""
    legs = book.transfers("--scope", IN, "--period", MONTH, day="2026-07-10")
    for office in sorted({key[2] for key in legs if key[0] == "U1"}):
        book.papers(IN, "U1", "2026-07-02", "--office", office)
    for name in ("D3", "U1", "U2", "U3", "U4"):
        for key, row in legs.items():
            if key[0] == name:
                book.move(row["transfer"], "2026-07-10")
    for agency in sorted({key[3] for key in legs if key[0] == "D3"}):
        made = book.run("transfer", "pay-hospitals", agency, "--period", MONTH, "--scope", IN,
                        now="2026-07-10T09:00")
        for row in made["documents"]:
            book.sign(row["number"], now="2026-07-10T10:00", finance=False)
            through_bank(book, row["number"], "2026-07-10", ())


def balances(path, ledger):
    database = sqlite3.connect(path)
    rows = dict(database.execute(
        "SELECT iif (account LIKE 'TEMP_RECV.NLCLR.%', 'NLCLR', account),"
        " sum (debit_fen) - sum (credit_fen) FROM account_balance WHERE ledger = ?"
        " GROUP BY 1 HAVING sum (debit_fen) <> sum (credit_fen)", (ledger,)))
    database.close()
    return rows


def main():
    qz, root = sys.argv[1:3]
    tap, folder = Tap(), tempfile.mkdtemp(prefix="qz-nl-negative-")
    found = {}
    book = make(qz, root, folder, lambda made: found.update(zip(("code", "owed"),
                                                                refund_twice(made, folder))))
    number = bring_down(book)
    leg = book.transfer(number, "2026-07-08")
    now = "2026-07-09T09:00"
    made = book.run("transfer", "pay-hospitals", OWN, "--period", MONTH, "--scope", IN, now=now)
    left = [(row["provider_code"], row["amount"]) for row in made["left_out"]]
    owed = f"-{found['owed'] // 100}.{found['owed'] % 100:02d}"
    tap.ok("NL-31-D4 a hospital whose net is negative is paid nothing, and that is told",
           left == [(found["code"], owed)], (left, found))
    row = next(row for row in made["documents"] if row["insurance"] == "RES")
    tap.ok("NL-31-D4 the others are paid in full", fen(row["total"]) == fen(leg["amount"])
           + found["owed"], (row, leg["amount"]))
    for other in made["documents"]:
        book.sign(other["number"], now="2026-07-09T10:00", finance=False)
        pay(book, other)
    check_returned(book, tap)
    tap.same("EV-25 what the hospital owes is what is left", balances(book.path, "L_AG_239900_RES"),
             {"ACC_OUT": -found["owed"], "NLCLR": found["owed"]})
    finish(book)
    checks = book.run("check", now="2026-07-10T20:00", check=False)["checks"]
    tap.ok("K10 K11 agree: the hospital's debt is no difference",
           all(row["ok"] for row in checks if row["code"] in ("K10", "K11")),
           [row for row in checks if not row["ok"]])
    verify = book.run("book", "verify", now="2026-07-10T20:00")
    tap.ok("book verify proves the whole", all(row["ok"] for row in verify["checks"]), verify)
    shutil.rmtree(folder)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
