#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Months of care away from home, driven through `qz` as `tests/oracle/nonlocal_sim.py` tells them:
late payers, payments in parts, objections, late deductions, units suspended and resumed. Twice a
month what every account and deposit holds, who is late and who is suspended is compared with that
model, and at each end of a month the book set must prove itself.

  test-nl-years.py QZ ROOT [--months N] [--claims N] [--seed N]"""
import argparse
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections import defaultdict

from book import Tap
from nl_office import key_of, make_registers

FIRST = "2025-01"


class Years:
    def __init__(self, book, tap, folder, history):
        self.book, self.tap, self.folder, self.history = book, tap, folder, history
        self.numbers = {}       # key of a transfer → its number
        self.documents = {}     # of hospitals, as they were made
        self.due = []           # days that differ
        self.refusals = []

    def number_of(self, act):
        key = (act["period"], act["leg"], act["scope"], act.get("payer", ""),
               act.get("payee", ""), act.get("insurance") or "", act.get("unit") or "")
        if act["leg"] == "U4" and key not in self.numbers:
            return next(number for known, number in self.numbers.items()
                        if known[:3] == key[:3])
        return self.numbers[key]

    # ── acts ──

    def do(self, act):
        if "refused" in act:
            error = self.book.refused(*self.payment(act), user="caiwu", now=act["time"]).error
            if error.get("rule") != act["refused"]:
                self.refusals.append((act, error))
            return
        getattr(self, "do_" + act["act"].replace("-", "_"))(act)

    def run(self, act, *words, user="zhidan"):
        return self.book.run(*words, user=user, now=act["time"])

    def do_import(self, act):
        self.run(act, "import", act["kind"], os.path.join(self.folder, act["file"]))

    def do_tick(self, act):
        self.run(act, "agenda", "tick")

    def do_audit(self, act):
        self.run(act, "period", "audit", act["period"], "--scope", act["scope"], "--unit",
                 act["unit"])

    def do_upload(self, act):
        self.run(act, "period", "upload", "--month", act["period"])

    def do_generate(self, act):
        self.run(act, "period", "generate", act["period"], "--scope", act["scope"])

    def do_confirm(self, act):
        self.run(act, "period", "confirm", act["period"], "--scope", act["scope"], "--unit",
                 act["unit"], user="fuhe")

    def do_object(self, act):
        forms = ("F-NL-9-1", "F-NL-9-2", "F-NL-8-1") if act["scope"] == "in_prov" else (
            "F-NL-6-1", "F-NL-6-2", "F-NL-5-1")
        for form in forms:
            rows = self.run(act, "period", "form", act["period"], form, "--unit", act["unit"])
            if any(isinstance(value, list) and value for value in rows.values()):
                self.run(act, "period", "object", act["period"], "--scope", act["scope"],
                         "--unit", act["unit"], "--form", form, "--line", "1", "--reason",
                         act["reason"])
                return
        raise AssertionError(f"nothing to object to: {act}")

    def do_national(self, act):
        self.run(act, "period", "national", act["period"], user="fuhe")

    def do_publish(self, act):
        self.run(act, "period", "publish", act["period"], user="shenpi")
        for row in self.book.run("transfer", "list", "--period", act["period"],
                                 now=act["time"])["transfers"]:
            self.numbers[(act["period"],) + key_of(row)] = row["transfer"]

    def do_papers(self, act):
        office = ["--office", act["office"]] if act["leg"] == "U1" else []
        self.run(act, "transfer", "pass-papers", "--period", act["period"], "--scope",
                 act["scope"], "--leg", act["leg"], *office, user="caiwu")

    def payment(self, act):
        return ("transfer", "pay", self.number_of(act), "--amount", act["amount"], "--bank",
                act.get("bank", "冰凌花银行"), "--serial", act.get("serial", "YD-EARLY"), "--day",
                act["time"][:10])

    def do_pay(self, act):
        number = self.number_of(act)
        shown = self.book.transfer(number, act["time"][:10])
        if (shown["base_day"], shown["due_day"]) != (act["base_day"], act["due_day"]):
            self.due.append((number, shown["base_day"], shown["due_day"], act))
        self.run(act, *self.payment(act), user="caiwu")

    def do_confirm_payment(self, act):
        self.run(act, "transfer", "confirm-payment", self.number_of(act), "--serial",
                 act["serial"], user="chuna")

    def do_confirm_receipt(self, act):
        self.run(act, "transfer", "confirm-receipt", self.number_of(act), "--serial",
                 act["serial"], "--amount", act["amount"], "--day", act["time"][:10],
                 user="chuna")

    def do_pay_hospitals(self, act):
        about = (act["period"], act["scope"], act["agency"])
        if about + (act["insurance"],) not in self.documents:
            for row in self.run(act, "transfer", "pay-hospitals", act["agency"], "--period",
                                act["period"], "--scope", act["scope"])["documents"]:
                self.documents[about + (row["insurance"],)] = row
        row = self.documents[about + (act["insurance"],)]
        if (row["total"], row["due_day"]) != (act["amount"], act["due_day"]):
            self.due.append((row, act))
        self.book.through_bank(row["number"], act["time"][:10])

    def do_suspend(self, act):
        self.run(act, "region", "suspend", act["unit"], "--reason", act["reason"], user="shenpi")

    def do_resume(self, act):
        self.run(act, "region", "resume", act["unit"], "--reason", act["reason"], user="shenpi")

    # ── what is, and what must be ──

    def accounts(self):
        database = sqlite3.connect(self.book.path)
        rows = database.execute(
            "SELECT ledger, account, sum (debit_fen) - sum (credit_fen) FROM account_balance"
            " WHERE account = 'BANK' OR account LIKE 'TEMP_RECV.%'"
            " OR account LIKE 'ACC_FISCAL_NL.%' GROUP BY 1, 2"
            " HAVING sum (debit_fen) <> sum (credit_fen)").fetchall()
        database.close()
        return sorted([ledger, account, fen] for ledger, account, fen in rows)

    def deposits(self, now):
        rows = self.book.run("deposit", "list", now=now)["deposits"]
        return sorted([row["unit"], row["scope"], row["balance"]] for row in rows)

    def compare(self, end):
        day, now = end["day"], end["day"] + "T23:50"
        want = sorted([ledger, account, int(amount.replace(".", ""))]
                      for ledger, account, amount in end["accounts"])
        self.tap.same(f"NL-33 K11 {day} what every account holds", self.accounts(), want)
        self.tap.same(f"NL-17c {day} what every deposit holds", self.deposits(now),
                      sorted(end["deposits"]))
        states = defaultdict(list)
        for row in self.book.run("region", "list", now=now)["regions"]:
            states[row["state"]].append(row["unit"])
        self.tap.same(f"SM-6 {day} who is suspended", sorted(states["SUSPENDED"]),
                      end["suspended"])
        late = {item[0] for item in end["late"]} - set(end["suspended"])
        missing = late - set(states["OVERDUE"])
        self.tap.ok(f"NL-34 {day} who is late is known to be", not missing, missing)
        checks = self.book.run("book", "verify", now=now)["checks"]
        self.tap.ok(f"{day} the book set proves itself", all(row["ok"] for row in checks),
                    [row for row in checks if not row["ok"]])

    def play(self):
        acts, at = self.history["acts"], 0
        for end in self.history["ends"]:
            while at < len(acts) and acts[at]["time"][:10] <= end["day"]:
                self.do(acts[at])
                at += 1
            self.book.run("agenda", "tick", now=end["day"] + "T23:40")
            self.compare(end)
        self.tap.ok("NL-31 every transfer was due on its day", not self.due, self.due[:2])
        self.tap.ok("what the rules forbid was refused by them", not self.refusals,
                    self.refusals[:2])
        self.tap.ok("the history had its acts", at == len(acts) and len(acts) > 100, at)


def make_history(root, folder, options):
    """The invented months, and what happens in them."""
    path = os.path.join(folder, "history.json")
    subprocess.run([os.path.join(root, "tools", "make-nonlocal"), "months", "--output", folder,
                    "--first", FIRST, "--months", str(options.months), "--claims",
                    str(options.claims), "--no-key"], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([os.path.join(root, "tests", "oracle", "nonlocal_sim.py"), folder,
                    str(options.seed), path], check=True)
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("qz")
    parser.add_argument("root")
    parser.add_argument("--months", type=int, default=1)
    parser.add_argument("--claims", type=int, default=30)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="qz-nl-years-") as folder:
        months = os.path.join(folder, "months")
        os.mkdir(months)
        history = make_history(options.root, months, options)
        book = make_registers(options.qz, options.root, folder, months, FIRST + "-31T09:00")
        book.run("import", "deposit-opening", os.path.join(months, "deposit-opening.csv"))
        print(f"# seed {options.seed}: {len(history['acts'])} acts")
        Years(book, tap, months, history).play()
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
