#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""EX-2, and one quarter of the sample city, from claims to the books, done with `qz` as an office
does it; every figure compared with the independent answer key (JL-11, JL-15, AMB-09, AMB-22,
AMB-32, AMB-34, SM-5, MS-2, EV-03, EV-04).

usage: test-city.py QZ SOURCE_ROOT
"""
import json
import os
import sys

from book import Book, Tap, scratch

LINE = {"n_claims": "n_claims", "n_refunds": "n_refunds", "medfee": "medfee", "base": "base",
        "pool": "pool", "acct": "acct", "other": "other", "amount": "amount",
        "carry_in": "carry_in", "deferred": "deferred", "pay": "pay", "carry_out": "carry_out"}
SETTLE = {"declared": "declared", "deduction_10": "deduct_audit", "deduction_20": "deduct_inspect",
          "deduction_carry_in": "deduct_carried", "payable": "payable",
          "deduction_carry_out": "deduct_left", "paid_in_month": "daily_paid",
          "offset_carry_in": "open_carried", "offset_used": "offset", "pay": "pay",
          "carry_out": "open_left"}


PAY = -2  # column of the totals


class City:
    """A book set that is compared with an answer key."""

    def __init__(self, qz, root, folder, tap, sample, key):
        self.tap = tap
        with open(os.path.join(root, "tests/data", key), encoding="utf-8") as source:
            self.key = json.load(source)
        self.data = os.path.join(root, "data/sample", sample)
        self.months = sorted({entry["month"] for entry in self.key["settlements"]})
        self.book = Book(qz, folder, "220200", "jilin-daily", "2026-01-01T08:00")
        self.documents = {}

    def load(self):
        self.book.load(self.data, "areas.csv", "agencies.csv", "providers.csv", "accounts.csv")
        for entry in self.key["files"]:
            # February comes in the other encoding: the rows must be the same.
            name = entry["file"]
            other = name.replace("02.csv", "02-gb18030.csv")
            if os.path.exists(os.path.join(self.data, other)):
                name = other
            got = self.book.run("import", "claims", os.path.join(self.data, name))
            self.tap.same(f"import {name}",
                          (got["rows"], got["medfee_sum"], got["fund_sum"]),
                          (entry["rows"], entry["medfee_sumamt"], entry["fund_pay_sumamt"]))
        for month in self.months:
            self.book.load(self.data, f"declarations-{month}.csv", f"deductions-{month}.csv")

    def run_days(self, first, last):
        """The batches of a span of days, made on the last of them."""
        made = self.book.run("daily", "run", "--from", first, "--to", last, now=last + "T18:00")
        for row in made["documents"]:
            self.documents[row["business_day"], row["insurance"]] = row["number"]

    def pay_days(self, first, last):
        todo = {}
        for batch in self.key["batches"]:
            if first <= batch["day"] <= last:
                number = self.documents[batch["day"], batch["insurance"]]
                self.book.sign(number, now=batch["day"] + "T19:00")
                if batch["status"] == "deferred":
                    self.book.run("doc", "defer", number, "--reason", "开户银行系统维护",
                                  user="shenpi", now=batch["day"] + "T20:00")
                elif batch["totals"][PAY] != "0.00":
                    todo.setdefault(batch["pay_day"], []).append(number)
        for day, numbers in sorted(todo.items()):
            self.book.pay(numbers, day)

    def compare_days(self):
        columns = self.key["line_columns"]
        wrong, n_lines = [], 0
        for batch in self.key["batches"]:
            shown = self.book.run("doc", "show", self.documents[batch["day"], batch["insurance"]])
            ours = shown["lines"]
            if len(ours) != len(batch["lines"]):
                wrong.append(f"{batch['day']} {batch['insurance']}: {len(ours)} lines, "
                             f"{len(batch['lines'])} expected")
                continue
            for line in map(lambda row: dict(zip(columns, row)), batch["lines"]):
                found = [o for o in ours if o["provider_code"] == line["fixmedins_code"]
                         and (o["deferred"] != "0.00") == (line["kind"] == "deferred")]
                n_lines += 1
                if len(found) != 1 or any(found[0][mine] != line[theirs]
                                          for theirs, mine in LINE.items()):
                    wrong.append(f"{batch['day']} {batch['insurance']} {line}\n    ours: {found}")
        self.tap.ok(f"JL-11c every line of {len(self.key['batches'])} daily batches ({n_lines})",
                    not wrong and n_lines > 0, "\n".join(wrong[:5]))

    def settle(self, month):
        entries = [s for s in self.key["settlements"] if s["month"] == month]
        deadline = entries[0]["deadline"]
        made = self.book.run("settle", "run", "--month", month, now=deadline + "T09:00")
        numbers = {row["insurance"]: row["number"] for row in made["documents"]}
        for entry in entries:
            self.compare_settlement(entry, numbers[entry["insurance"]])
            self.book.sign(numbers[entry["insurance"]], now=deadline + "T10:00", finance=False)
        self.book.pay(list(numbers.values()), deadline)

    def compare_settlement(self, entry, number):
        shown = self.book.run("doc", "show", number)
        self.tap.same(f"JL-15b DL-JL-MS due day of {number}", shown["due_day"], entry["deadline"])
        ours = {line["provider_code"]: line for line in shown["lines"]}
        wrong = []
        for row in entry["lines"]:
            line = dict(zip(self.key["settlement_columns"], row))
            mine = ours.get(line["fixmedins_code"])
            if mine is None or any(mine[b] != line[a] for a, b in SETTLE.items()):
                wrong.append(f"{line}\n    ours: {mine}")
        self.tap.ok(f"MS-2 {entry['month']} {entry['insurance']}, {len(entry['lines'])} providers",
                    not wrong and len(ours) == len(entry["lines"]), "\n".join(wrong[:4]))

    def compare_ledgers(self):
        for entry in self.key["ledgers"]:
            ledger = f"L_AG_220200_{entry['insurance']}"
            trial = self.book.run("ledger", "trial", ledger, "--month", entry["month"])
            rows = {row["account"]: row for row in trial["trial"]}
            zero = {"debit": "0.00", "credit": "0.00", "closing": "0.00"}
            temp = rows.get("TEMP_PAID.INSTANT", zero)
            self.tap.same(
                f"EV-03 EV-04 EV-05 {ledger} {entry['month']}",
                (temp["debit"], temp["credit"], temp["closing"],
                 rows.get("EXP_BEN", zero)["debit"], rows.get("ACC_OUT", zero)["credit"],
                 trial["balanced"]),
                (entry["temp_paid_instant_debit"], entry["temp_paid_instant_credit"],
                 entry["temp_paid_instant_balance"], entry["exp_ben_debit"],
                 entry["acc_out_credit"], True))
            self.compare_balances(ledger, entry)

    def compare_balances(self, ledger, entry):
        got = self.book.run("ledger", "balance", ledger, "--month", entry["month"],
                            "--account", "TEMP_PAID.INSTANT")["balances"]
        sums = {}
        for row in got:
            fen = int(row["balance"].replace(".", ""))
            sums[row["provider_code"]] = sums.get(row["provider_code"], 0) + fen
        ours = {code: f"{fen // 100}.{fen % 100:02d}" for code, fen in sums.items() if fen}
        self.tap.same(f"IC-3 open 暂付款 by provider, {ledger} {entry['month']}", ours,
                      entry["balances"])

    def check_end(self, first, last):
        check = self.book.run("check", check=False)
        self.tap.ok("IC-1 IC-2 IC-3 K12: all internal checks agree", check["ok"],
                    [row for row in check["checks"] if not row["ok"]])
        verify = self.book.run("book", "verify", check=False)
        self.tap.ok("book verify", verify["ok"], verify)
        again = self.book.run("daily", "run", "--from", first, "--to", last,
                              now="2026-05-13T09:00")
        self.tap.same("running again makes nothing", again["documents"], [])


def run_example(qz, root, tap):
    with scratch() as folder:
        city = City(qz, root, folder, tap, "jilin-ex2", "ex2-answer-key.json")
        city.load()
        city.run_days("2026-02-09", "2026-02-11")
        city.pay_days("2026-02-09", "2026-02-11")
        city.compare_days()
        city.settle("2026-02")
        city.compare_ledgers()
        city.check_end("2026-02-01", "2026-02-28")


def run_city(qz, root, tap):
    with scratch() as folder:
        city = City(qz, root, folder, tap, "city", "city-answer-key.json")
        city.load()
        for first, last in (("2026-01-01", "2026-01-31"), ("2026-02-01", "2026-02-13"),
                            ("2026-02-14", "2026-02-28"), ("2026-03-01", "2026-03-31")):
            city.run_days(first, last)
            city.pay_days(first, last)
        city.compare_days()
        for month in city.months:
            city.settle(month)
        city.compare_ledgers()
        city.check_end("2026-01-01", "2026-03-31")


def main():
    qz, root = sys.argv[1:3]
    tap = Tap()
    run_example(qz, root, tap)
    run_city(qz, root, tap)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
