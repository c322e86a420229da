#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The registers with `qz`: a provider's statement of a month of EX-1, down to what adds up to each
of its cells (SQ-3.1, SQ-3.2), the check of expenditure accounts (SQ-4.1), states of admission and
their history (SM-1).

usage: test-registry.py QZ SOURCE_ROOT
"""
import csv
import os
import sys

from book import Book, Tap, scratch

PROVIDER = "H32130200123"
# January 2026 of EX-1, 职工.
JANUARY = {"declared": "3912400.55", "deducted": "18220.10", "advance_paid": "1081445.41",
           "daily_paid": "0.00", "settled": "2812735.04", "open": "0.00"}


def fill(book, source):
    data = os.path.join(source, "data", "sample", "suqian")
    book.load(data, "areas.csv", "agencies.csv", "providers.csv", "accounts.csv", "spending.csv",
              "declarations-2026-01.csv", "deductions-2026-01.csv")
    for row in book.run("advance", "run", "--month", "2026-01", now="2026-01-02T09:00")[
            "documents"]:
        book.sign(row["number"], now="2026-01-05T10:00", finance=False)
        book.pay([row["number"]], "2026-01-12")


def settle(book):
    row = book.run("settle", "run", "--month", "2026-01", "--insurance", "EMP",
                   now="2026-03-05T09:00")["documents"][0]
    book.sign(row["number"], now="2026-03-05T10:00", finance=False)
    book.pay([row["number"]], "2026-03-05")
    return row["number"]


def month(book, insurance):
    shown = book.run("provider", "show", PROVIDER)
    return next(row for row in shown["statement"]
                if (row["period"], row["insurance"]) == ("2026-01", insurance))


def check_cells(book, tap):
    for cell, wanted in JANUARY.items():
        told = book.run("provider", "explain", PROVIDER, f"2026-01/EMP/{cell}")
        tap.same(f"statement {cell}: value and sum", (told["value"], told["sum"]),
                 (wanted, wanted))
    items = book.run("provider", "explain", PROVIDER, "2026-01/EMP/open")["items"]
    tap.same("IC-3 open is the advance less what the settlement used",
             [row["amount"] for row in items], ["1081445.41", "-1081445.41"])
    told = book.run("provider", "explain", PROVIDER, "2026-01/EMP/declared")["items"]
    tap.ok("the declaration names its file and line",
           told[0]["file"] == "declarations-2026-01.csv" and int(told[0]["file_line"]) > 1, told)
    every = book.run("provider", "explain", PROVIDER, "2026-01/EMP")["items"]
    tap.ok("a whole month lists all of them", len(every) >= 6, every)
    bad = book.refused("provider", "explain", PROVIDER, "2026-01/EMP/nothing")
    tap.same("an unknown cell is wrong usage", bad.exit_code, 2)
    tap.same("an unknown provider too", book.refused("provider", "show", "H00000000000").exit_code,
             2)


def check_accounts(book, tap):
    checks = book.run("account", "list")["checks"]
    tap.same("SQ-4.1 each insurance has an account of its own",
             [(row["insurance"], row["ok"]) for row in checks], [("EMP", True), ("RES", True)])
    shared = os.path.join(book.folder, "accounts-shared.csv")
    with open(shared, "w", encoding="utf-8") as file:
        file.write("owner_kind,owner_code,account_kind,insurance,account_no,account_name,bank_no,"
                   "bank_name\nagency,321300,acc_out,RES,6217003213000110126,"
                   "城乡居民支出户,105308012345,某银行\n")
    book.run("import", "accounts", shared)
    checks = book.run("account", "list")["checks"]
    tap.same("SQ-4.1 one account for both is told", [row["ok"] for row in checks], [False, False])


def check_history(book, tap, source):
    path = os.path.join(source, "data", "sample", "suqian", "providers.csv")
    with open(path, encoding="utf-8-sig") as file:
        row = next(r for r in csv.DictReader(file) if r["fixmedins_code"] == PROVIDER)
    row.update(status="SUSPENDED", suspended_from="2026-03-02")
    changed = os.path.join(book.folder, "providers-suspended.csv")
    with open(changed, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, row.keys())
        writer.writeheader()
        writer.writerow(row)
    book.run("import", "providers", changed, now="2026-03-06T09:00")
    shown = book.run("provider", "show", PROVIDER)
    tap.same("SM-1 the newest state counts", (shown["status"], shown["suspended_from"]),
             ("SUSPENDED", "2026-03-02"))
    tap.same("SM-1 the earlier state stays, with its import",
             [(r["status"], r["file"]) for r in shown["history"]],
             [("SUSPENDED", "providers-suspended.csv"), ("ADMITTED", "providers.csv")])
    listed = next(r for r in book.run("provider", "list")["providers"] if r["code"] == PROVIDER)
    tap.same("the list tells the state, what is open, and the last month paid",
             (listed["status"], listed["open"], listed["last_paid"]),
             ("SUSPENDED", shown["open"], "2026-01"))


def check_codes(book, tap):
    path = os.path.join(book.folder, "codes.csv")
    with open(path, "w", encoding="utf-8") as file:
        file.write("set,code,name,note\nmed_type,2101,普通住院（市内）,\npay_loc,3,省内,\n")
    tap.same("4.3 codes are imported", book.run("import", "codes", path)["rows"], 2)
    listed = {(r["set"], r["code"]): r for r in book.run("codes")["codes"]}
    tap.same("4.3 what was added and what was changed is told",
             [(listed[k]["name"], listed[k]["origin"]) for k in
              (("med_type", "2101"), ("pay_loc", "3"), ("pay_loc", "2"))],
             [("普通住院（市内）", "added"), ("省内", "changed"), ("医院", "shipped")])
    tap.ok("the chart of accounts is among them", ("account", "110101") in listed)
    with open(path, "w", encoding="utf-8") as file:
        file.write("set,code,name,note\nmed_typ,2101,x,\n")
    bad = book.refused("import", "codes", path)
    tap.same("an unknown set is refused with its line", (bad.exit_code, bad.error["line"]), (3, 2))


def check_policies(book, tap):
    path = os.path.join(book.folder, "next.policy")
    book.run("policy", "export", "suqian-advance", "--output", path)
    with open(path, encoding="utf-8") as file:
        text = file.read()
    text = text.replace("version = 1\n", "version = 2\nreplaces = 1\n").replace(
        "valid_from = 2025-06-13", "valid_from = 2026-06-01").replace(
        "sampling = 0.05", "sampling = 0.08")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    told = [r["sentence"] for r in book.run("policy", "diff", "suqian-advance", path)[
        "differences"]]
    tap.ok("two versions are compared in words", any("8.00%" in s for s in told if s), told)
    before = len(book.run("log", "--all")["log"])
    impact = book.run("policy", "impact", "suqian-advance", path, "--months", "1")
    tap.same("EX-1 the advance and the settlement of January, under both",
             [(r["path"], r["first"], r["second"]) for r in impact["impact"]
              if r["insurance"] == "EMP"],
             [("mprepay", "1081445.41", "1081445.41"),
              ("settlement", "2812735.04", "2812735.04")])
    tap.same("an impact run writes nothing", len(book.run("log", "--all")["log"]), before)


def main():
    qz, source = os.path.abspath(sys.argv[1]), sys.argv[2]
    tap = Tap()
    with scratch() as folder:
        book = Book(qz, folder, "321300", "suqian-advance", "2026-01-02T09:00")
        fill(book, source)
        tap.same("an advance is open until its month is settled", month(book, "EMP")["open"],
                 JANUARY["advance_paid"])
        number = settle(book)
        tap.same("January of EX-1", {key: month(book, "EMP")[key] for key in JANUARY}, JANUARY)
        tap.same("its settlement is named, for the printed statement",
                 month(book, "EMP")["settlement"], number)
        tap.ok("documents that pay it",
               number in [r["number"] for r in book.run("provider", "show", PROVIDER)["documents"]])
        check_cells(book, tap)
        check_codes(book, tap)
        check_policies(book, tap)
        check_accounts(book, tap)
        check_history(book, tap, source)
    return tap.done()


sys.exit(main())
