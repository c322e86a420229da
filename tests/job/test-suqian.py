#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""EX-1 with `qz`: monthly advances of 30 % and their settlement, January to April 2026, down to the
entries (SQ-3.1, SQ-3.2, SQ-4.3, SQ-4.4, AMB-01, AMB-02, MS-1, EV-01, EV-02, EV-02n).

usage: test-suqian.py QZ SOURCE_ROOT
"""
import json
import os
import sys
import zipfile

from book import Book, Tap, scratch

PROVIDER = "H32130200123"
EMP, RES = "L_AG_321300_EMP", "L_AG_321300_RES"
PAYER = {"EMP": "6217003213000110126", "RES": "6217003213000120126"}  # accounts.csv
TEMP, BENEFIT, OUT = "TEMP_PAID.INSTANT", "EXP_BEN", "ACC_OUT"
# The entries of the example, 职工 ledger: (event, [(account, month of costs, debit, credit)]).
ENTRIES = [
    ("EV-01", [(TEMP, "2026-01", "1081445.41", "0.00"), (OUT, None, "0.00", "1081445.41")]),
    ("EV-02", [(BENEFIT, None, "3894180.45", "0.00"), (TEMP, "2026-01", "0.00", "1081445.41"),
               (OUT, None, "0.00", "2812735.04")]),
    ("EV-02n", [(BENEFIT, None, "997350.00", "0.00"), (TEMP, "2026-03", "0.00", "997350.00")]),
    ("EV-02", [(BENEFIT, None, "3500000.00", "0.00"), (TEMP, "2026-03", "0.00", "84095.41"),
               (TEMP, "2026-04", "0.00", "1081445.41"), (OUT, None, "0.00", "2334459.18")]),
]


def advance(book, tap, key, month):
    due = key["advance_due"][month]
    made = book.run("advance", "run", "--month", month, now=f"{month}-02T09:00")["documents"]
    standards = {row[1]: row[2] for row in key["standards"]}
    tap.same(f"AMB-01 standard {month}", {row["insurance"]: row["total"] for row in made},
             standards)
    tap.same(f"SQ-3.2.2a DL-SQ-PRE AMB-17 due {month}", {row["due_day"] for row in made}, {due})
    for row in made:
        book.sign(row["number"], now=f"{month}-05T10:00", finance=False)
    book.pay([row["number"] for row in made], due)
    for row in made:
        shown = book.run("doc", "show", row["number"])
        tap.same(f"SM-2 advance {month} {row['insurance']}", shown["state"], "paid")
        # SQ-4.1: each insurance pays out of its own account.
        tap.same(f"SQ-4.1 payer {month} {row['insurance']}",
                 {line["payer_account"] for line in shown["payments"]},
                 {PAYER[row["insurance"]]})


def settle(book, tap, key, month):
    for entry in [e for e in key["settlements"] if e["month"] == month]:
        day = entry["deadline"]
        row = book.run("settle", "run", "--month", month, "--insurance", entry["insurance"],
                       now=day + "T09:00")["documents"][0]
        line = book.run("doc", "show", row["number"])["lines"][0]
        wanted = dict(zip(key["settlement_columns"], entry["lines"][0]))
        tap.same(f"MS-1 {month} {entry['insurance']}",
                 [line[c] for c in ("declared", "deduct_audit", "deduct_inspect", "payable",
                                    "advance_paid", "open_carried", "offset", "pay", "open_left")],
                 [wanted[c] for c in ("declared", "deduction_10", "deduction_20", "payable",
                                      "paid_in_month", "offset_carry_in", "offset_used", "pay",
                                      "carry_out")])
        tap.same(f"SQ-3.1a DL-SQ-PAY deadline {month} {entry['insurance']}", row["due_day"], day)
        book.sign(row["number"], now=day + "T10:00", finance=False)
        if wanted["pay"] != "0.00":
            book.pay([row["number"]], day)
        state = book.run("doc", "show", row["number"])["state"]
        tap.same(f"SM-4 paid {month} {entry['insurance']}", state, "paid")


def entries(book, tap):
    found = []
    for voucher in book.run("voucher", "list", "--ledger", EMP)["vouchers"]:
        name = f"{EMP}/{voucher['period']}/{voucher['number']}"
        lines = book.run("voucher", "show", name)["lines"]
        found.append((voucher["event"], [(line["account"], line["item_period"], line["debit"],
                                          line["credit"]) for line in lines]))
    for event, lines in ENTRIES:
        tap.ok(f"{event} {lines[0][2]}", (event, lines) in found, found)


def next_year(book, tap, folder):
    """6.3: the holidays of 2027 are not known: the due day says so, on the screen and on paper."""
    with open(os.path.join(folder, "spending-2026.csv"), "w", encoding="utf-8") as out:
        out.write("fixmedins_code,insurance,year,amount\n")
        for insurance in ("EMP", "RES"):
            out.write(f"{PROVIDER},{insurance},2026,12000000.00\n")
    book.load(folder, "spending-2026.csv")
    number = book.run("advance", "run", "--month", "2027-01",
                      now="2027-01-02T09:00")["documents"][0]["number"]
    tap.ok("6.3 the document says how its due day was counted",
           "2027" in book.run("doc", "show", number).get("due_note", ""))
    paper = os.path.join(folder, "advance.xlsx")
    book.run("doc", "print", number, "--output", paper)
    with zipfile.ZipFile(paper) as parts:
        text = parts.read("xl/sharedStrings.xml").decode("utf-8")
    tap.ok("6.3 so does the paper", "暂按周一至周五推算，2027年节假日未导入" in text, text)
    early = book.run("doc", "list", "--month", "2026-04")["documents"][0]["number"]
    tap.ok("6.3 but not where they are known",
           "due_note" not in book.run("doc", "show", early))


def main():
    qz, root = sys.argv[1:3]
    tap = Tap()
    with open(os.path.join(root, "tests/data/ex1-answer-key.json"), encoding="utf-8") as source:
        key = json.load(source)
    data = os.path.join(root, "data/sample/suqian")
    months = ("2026-01", "2026-02", "2026-03", "2026-04")
    with scratch() as folder:
        book = Book(qz, folder, "321300", "suqian-advance", "2026-01-01T08:00")
        book.load(data, "areas.csv", "agencies.csv", "providers.csv", "accounts.csv",
                  "spending.csv")
        for month in months:
            book.load(data, f"declarations-{month}.csv", f"deductions-{month}.csv")
        # The advance of a month is paid before the month before it is settled (EX-1).
        early = book.refused("advance", "run", "--month", "2026-05", now="2026-04-30T09:00")
        tap.same("SQ-3.2.2a no advance before its month", early.error["code"], "day-in-future")
        for month in months:
            advance(book, tap, key, month)
        for month in months:
            settle(book, tap, key, month)
        entries(book, tap)
        check = book.run("check")
        tap.ok("HLJ-IS-22 JL-24 IC-1 IC-2 IC-3 K12", check["ok"], check)
        verify = book.run("book", "verify", check=False)
        tap.ok("book verify", verify["ok"], verify)
        next_year(book, tap, folder)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
