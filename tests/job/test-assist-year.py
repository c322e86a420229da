#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Months of medical assistance, driven through `qz` as `tests/oracle/assistance_sim.py` tells them:
reserves, statements, disputes, late confirmations, payments, what counties pay back, and the
clearing of the year. On six days of a month what every account holds is compared with that model,
and at the end the book set must prove itself (DT-10 … DT-12, DT-16 … DT-19, EV-40 … EV-45, EV-40c,
EV-41r, EV-44c).

  test-assist-year.py QZ ROOT [--months N] [--bills N] [--seed N] [--first MONTH]"""
import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict

from assist_fund import fen, make_fund
from book import Refused, Tap


class Years:
    def __init__(self, book, tap, folder, history):
        self.book, self.tap, self.folder, self.history = book, tap, folder, history
        self.disputes = {}      # (period, hospital, county) → its number
        self.wrong = []         # figures that differ
        self.refusals = []

    def do(self, act):
        """An act that must be refused may fail at any of its steps, by its rule."""
        day = act["time"][:10]
        if "refused" not in act:
            getattr(self, "do_" + act["act"].replace("-", "_"))(act, day)
            return
        error = self.refuse(act, day)
        if error.get("rule") != act["refused"]:
            self.refusals.append((act, error))

    def refuse(self, act, day):
        try:
            getattr(self, "do_" + act["act"].replace("-", "_"))(act, day)
        except Refused as refusal:
            return refusal.error
        return {"message": "not refused"}

    def run(self, act, *words, user="zhidan"):
        return self.book.run(*words, user=user, now=act["time"])

    # ── lists and bills ──

    def do_import(self, act, day):
        self.run(act, "import", act["kind"], os.path.join(self.folder, act["file"]))

    def do_suspend_person(self, act, day):
        """Money does not depend on it: what the platform paid is cleared."""

    do_resume_person = do_suspend_person

    # ── the month ──

    def do_push_statements(self, act, day):
        self.run(act, "assist", "month", "make", act["period"])
        self.run(act, "assist", "month", "push", act["period"])

    def do_hospital_confirm(self, act, day):
        self.run(act, "assist", "month", "confirm-hospital", act["period"], act["fixmedins_code"],
                 "--handled-by", act["handled_by"], "--led-by", act["led_by"], user="fuhe")

    def do_county_confirm(self, act, day):
        self.run(act, "assist", "month", "confirm-county", act["period"], act["county"],
                 act["fixmedins_code"], user="fuhe")

    def do_dispute(self, act, day):
        self.run(act, "assist", "month", "dispute", act["period"], act["fixmedins_code"],
                 act["county"], "--by", act["raised_by"], "--reason", act["reason"])
        shown = self.run(act, "assist", "month", "show", act["period"])
        key = (act["period"], act["fixmedins_code"], act["county"])
        self.disputes[key] = next(
            row["dispute"] for row in reversed(shown["disputes"])
            if (row["provider"], row["county"]) == (key[1], key[2]))

    def do_dispute_resolved(self, act, day):
        number = self.disputes[act["period"], act["fixmedins_code"], act["county"]]
        words = []
        for option, name in (("paper", "paper_no"), ("stamped", "stamped_day"),
                             ("hospital-day", "hospital_day"), ("county-day", "county_day")):
            if act[name]:
                words += ["--" + option, act[name]]
        if act["corrections"]:
            words += ["--take-off", ",".join("=".join(one) for one in act["corrections"])]
        self.run(act, "assist", "month", "solve", str(number), *words, user="fuhe")

    def do_push_details(self, act, day):
        self.run(act, "assist", "month", "details", act["period"])

    def do_make_form_4(self, act, day):
        self.run(act, "assist", "month", "form4", act["period"], act["county"], user="fuhe")
        shown = self.run(act, "assist", "month", "show", act["period"])
        row = next(one for one in shown["counties"] if one["county"] == act["county"])
        ours = [row["visits"], row["maf"], row["cross_area"], row["deducted"], row["net"]]
        if "totals" in act and ours != act["totals"]:
            self.wrong.append((act, ours))

    def do_county_confirm_form_4(self, act, day):
        self.run(act, "assist", "month", "confirm-form4", act["period"], act["county"],
                 user="shenpi")

    # ── money ──

    def money(self, act, kind, *words):
        slip = ("--day", act["time"][:10])
        if "serial" in act:
            slip += ("--bank", act["bank"], "--serial", act["serial"])
        made = self.run(act, "assist", "money", "record", kind, "--amount", act["amount"], *words,
                        *slip, user="caiwu")
        self.run(act, "assist", "money", "confirm", made["number"], user="chuna")

    def do_reserve(self, act, day):
        self.money(act, "reserve", "--document", act["document_no"])

    def do_move_reserve(self, act, day):
        self.money(act, "move")

    def do_move_back(self, act, day):
        self.money(act, "back")

    def do_pay(self, act, day):
        made = self.run(act, "assist", "pay", "run", act["fixmedins_code"], "--period",
                        act["period"])["documents"]
        if [row["total"] for row in made] != [act["amount"]]:
            self.wrong.append((act, made))
        self.book.sign(made[0]["number"], now=act["time"], finance=False)
        self.book.pay([made[0]["number"]], day)

    def do_reimburse(self, act, day):
        self.money(act, "reimburse", "--period", act["period"], "--county", act["county"])

    def do_clear_year(self, act, day):
        rows = self.run(act, "assist", "clear", "make", act["year"])["clearing"]
        ours = [[row["county"], row["reserve"], row["used"], row["surplus"], row["shortage"]]
                for row in rows]
        if ours != act["rows"]:
            self.wrong.append((act["rows"], ours))

    def do_clear_confirm(self, act, day):
        self.run(act, "assist", "clear", "confirm", act["year"], "--county", act["county"],
                 user="fuhe")

    def do_clear_pay(self, act, day):
        self.money(act, act["kind"], "--year", act["year"], "--county", act["county"])

    # ── what is, and what must be ──

    def look(self, end):
        ours, want = self.book.accounts(), sorted(end["accounts"])
        bad = [row for row in ours if row not in want] + [row for row in want if row not in ours]
        self.tap.ok(f"{end['day']} the accounts of every ledger", not bad,
                    f"program: {[r for r in ours if r not in want][:6]}\n"
                    f"expected: {[r for r in want if r not in ours][:6]}")

    def prove(self, day):
        for name, words in (("the book set proves itself", ("book", "verify")),
                            ("the internal checks find nothing", ("check",))):
            rows = self.book.run(*words, now=day + "T20:00", check=False).get("checks", [])
            bad = [row for row in rows if not row["ok"]]
            self.tap.ok(f"{day} {name}", len(rows) > 20 and not bad, bad)

    def prove_cleared(self, day):
        """EX-6, K-DT-1: after its clearing nothing of a year is left."""
        for year in sorted({act["year"] for act in self.history["acts"]
                            if act["act"] == "clear-pay"}):
            shown = self.book.run("assist", "clear", "list", year, now=day + "T20:00")
            self.tap.ok(f"DT-12 {year} is cleared to the last fen", shown["state"] == "paid"
                        and all(row["open"] == "0.00" for row in shown["clearing"]), shown)
        self.prove_counties()

    def prove_counties(self):
        """EV-40c, EV-45, EV-44c: the city holds for a county what its own books say, and once all
        years are cleared that is nothing."""
        held = defaultdict(lambda: [0, 0])
        for ledger, account, amount in self.book.accounts():
            if account.startswith("TEMP_RECV.RESERVE."):
                held[account[18:]][0] -= fen(amount)
            elif account == "TEMP_PAID.RESERVE":
                held[ledger[5:11]][1] += fen(amount)
        cleared = {act["year"] for act in self.history["acts"] if act["act"] == "clear-year"}
        rest = {act["county"] for act in self.history["acts"] if act["act"] == "reserve"
                and "refused" not in act and act["year"] not in cleared}
        tap = self.tap
        tap.ok("EV-40c EV-44c EV-45 both books hold the same, and nothing of cleared years",
               all(city == own for city, own in held.values()) and rest.issuperset(held),
               (dict(held), rest))

    def play(self):
        ends = list(self.history["ends"])
        for act in self.history["acts"]:
            while ends and ends[0]["day"] < act["time"][:10]:
                self.look(ends.pop(0))
            self.do(act)
        for end in ends:
            self.look(end)
        self.tap.ok("documents, forms 4 and clearings have the model's figures", not self.wrong,
                    self.wrong[:2])
        self.tap.ok("what must be refused is refused by its rule", not self.refusals,
                    self.refusals[:3])
        self.prove(self.history["ends"][-1]["day"])
        self.prove_cleared(self.history["ends"][-1]["day"])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("qz")
    parser.add_argument("root")
    parser.add_argument("--months", type=int, default=2)
    parser.add_argument("--bills", type=int, default=60)
    parser.add_argument("--seed", type=int,
                        default=int(os.environ.get("QZ_SOAK_SEED", "20260531")))
    # The last two months of a year, so that it is cleared.
    parser.add_argument("--first", default="2025-11")
    options = parser.parse_args()
    tap = Tap()
    print(f"# seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="qz-job-") as folder:
        months = os.path.join(folder, "months")
        subprocess.run([sys.executable, os.path.join(options.root, "tools", "make-assistance"),
                        "months", "--output", months, "--first", options.first, "--months",
                        str(options.months), "--bills", str(options.bills), "--seed",
                        str(options.seed)], check=True)
        with open(os.path.join(months, "history.json"), encoding="utf-8") as file:
            history = json.load(file)
        book = make_fund(options.qz, options.root, folder, options.first[:4] + "-01-02T08:00",
                           months)
        Years(book, tap, months, history).play()
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
