#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody who wants the calculator of medical assistance to be wrong would try: a category
that changes inside a year, exits on the day of admission, lists of two offices, caps over several
bills, refunds with a day alone, refunds of refunds, parts of refunds, stays from before the
regulation, fees of nothing and of too much (AS-1 … AS-3, AMB-31, DT-6b, DT-6c, DT-14, DT-30, V1,
V6).

  test-assist-hostile.py QZ ROOT"""
import os
import sys

from assist_bills import ONE, Office
from book import Refused, Tap, scratch

LAYERS = ("basic", "rest", "ci", "maf_dedc", "maf", "person")


class Lists(Office):
    n_lists = 0

    def listed(self, day, category, source="civil", county="140214", exit_day=""):
        """A whole list of an office: the person of the bills; without a category somebody else."""
        self.n_lists += 1
        path = os.path.join(self.fund.folder, f"assisted-{self.n_lists}.csv")
        number, name = self.first["certno"], self.first["psn_name"]
        row = [source, county, day, number, name, category, "",
               day if not exit_day else "2024-01-02", exit_day, "动态退出" if exit_day else ""]
        if not category:
            row = [source, county, day, OTHER, "旁人", "QT", "", day, "", ""]
        with open(path, "w", encoding="utf-8") as file:
            file.write("source,county,list_day,certno,psn_name,category,subcategory,entry_day,"
                       "exit_day,exit_reason\n" + ",".join(row) + "\n")
        self.fund.run("import", "assisted", path, now=day + "T08:00")

    def stay(self, begun, settled, fee=10000, **more):
        row = self.bill(settled, "140214", ONE, 0)
        row["begndate"] = begun
        for name in ("medfee_sumamt", "inscp_scp_amt"):
            row[name] = f"{fee:.2f}"
        for name in ("psn_part_amt", "psn_cash_pay"):
            row[name] = f"{fee - 5000 if fee >= 5000 else fee:.2f}"
        if fee < 5000:
            row["hifp_pay"] = row["fund_pay_sumamt"] = "0.00"
        row.update(more)
        return row

    def rules(self, row, day="2026-12-30"):
        shown = self.fund.run("assist", "bill", row["setl_id"], now=day + "T09:00")
        steps = {one["step"]: one["amount"] for one in shown.get("layers", [])}
        return shown, [steps.get(step) for step in LAYERS]

    def refusals(self, day, *rows):
        try:
            self.load(day, *rows)
        except Refused as refusal:
            found = refusal.error.get("problems") or [refusal.error]
            return [(one.get("rule"), one.get("field")) for one in found]
        return []


OTHER = "140212193603177819"


def check_change(tap, office):
    """BY until March, LB from April: the year's stays, rest and deductibles are one person's."""
    office.listed("2026-01-05", "BY")
    office.listed("2026-04-01", "LB")
    bills = [office.stay("2026-02-01", "2026-02-10"), office.stay("2026-05-01", "2026-05-10"),
             office.stay("2026-06-01", "2026-06-10")]
    office.load("2026-07-01", *bills)
    tap.same("AS-3 AMB-31 stays, rest and deductibles of a year go on when the category changes",
             [(shown["rule_category"], layers) for shown, layers in map(office.rules, bills)],
             [("BY", ["5850.00", "4150.00", "0.00", "3000.00", "690.00", "3460.00"]),
              ("LB", ["7200.00", "2800.00", "0.00", "0.00", "1960.00", "840.00"]),
              ("LB", ["7200.00", "2800.00", "2200.00", "0.00", "420.00", "180.00"])])


def check_caps(tap, office):
    """What one category used up of a cap is gone for the next, and nothing is below zero."""
    office.listed("2026-01-05", "LB")
    office.listed("2026-04-01", "BY")
    bills = [office.stay("2026-02-01", "2026-02-10", 900000.00),
             office.stay("2026-05-01", "2026-05-10", 900000.00),
             office.stay("2026-06-01", "2026-06-10", 900000.00)]
    office.load("2026-07-01", *bills)
    sums = {"maf": [], "basic": []}
    for row in bills:
        shown, _ = office.rules(row)
        steps = {one["step"]: one["amount"] for one in shown["layers"]}
        for name in sums:
            sums[name].append(float(steps[name]))
        tap.ok(f"DT-14 no layer is below zero ({row['setl_id']})",
               all(float(amount) >= 0 for amount in steps.values()), steps)
    tap.ok("DT-14 the lower cap of the later category holds for what both used",
           sums["maf"][0] <= 60000 and sums["maf"][1] == max(0, 30000 - sums["maf"][0])
           and sums["maf"][2] == 0, sums)


def check_exits(tap, office):
    office.listed("2026-01-05", "LB")
    office.listed("2026-05-12", "LB", exit_day="2026-05-10")
    on_it = office.stay("2026-05-10", "2026-05-20")
    before = office.stay("2026-05-09", "2026-05-20")
    office.load("2026-06-01", on_it, before)
    tap.same("DT-6c AMB-31 on the day of the exit nobody is admitted with a right",
             [(office.rules(row)[0]["rule_category"], office.rules(row)[0]["reason"])
              for row in (on_it, before)], [("", "exited"), ("LB", "left")])


def check_offices(tap, office):
    """Two offices, two counties: who leaves one list stays on the other."""
    office.listed("2026-01-05", "LB", "civil", "140213")
    office.listed("2026-01-06", "FP", "rural", "140226")
    both = office.stay("2026-02-01", "2026-02-10")
    office.listed("2026-03-01", "", "civil", "140213")
    one = office.stay("2026-03-01", "2026-03-10")
    office.listed("2026-04-01", "", "rural", "140226")
    none = office.stay("2026-04-01", "2026-04-10")
    office.load("2026-05-01", both, one, none)
    found = [office.rules(row)[0] for row in (both, one, none)]
    tap.same("DT-6a AMB-31 a person is on the lists of every office",
             [sorted(row["category"] for row in shown["choice"]) for shown in found],
             [["FP", "LB"], ["FP"], [""]])


def check_refunds(tap, office):
    office.listed("2026-01-05", "LB")
    first = office.stay("2026-02-01", "2026-02-10")
    back = office.bill("2026-02-10", "140214", ONE, 0, refunds=first)
    back.update(setl_id="A0001", setl_time="2026-02-10")
    after = office.stay("2026-03-01", "2026-03-10")
    office.load("2026-04-01", first, back, after)
    shown, _ = office.rules(back)
    rules = {row["field"]: row["rules"] for row in shown["differences"]}
    tap.ok("AS-3 a refund that has a day alone comes after what it takes back",
           shown["fault"] == "" and rules["basic"] == "-6900.00" and rules["maf"] == "-2170.00",
           shown)
    tap.same("AS-3 and the next stay is the year's first again", office.rules(after)[1],
             office.rules(first)[1])
    again = office.bill("2026-02-12", "140214", ONE, 0, refunds=back)
    tap.ok("V6 a refund is not refunded", ("V6", "refd_setl_id") in office.refusals(
        "2026-04-02", again), "")
    twice = office.bill("2026-02-12", "140214", ONE, 0, refunds=first)
    tap.ok("V6 nor is a bill taken back twice", ("V6", "refd_setl_id") in office.refusals(
        "2026-04-02", twice), "")
    part = office.bill("2026-03-12", "140214", ONE, 0, refunds=after)
    part.update(medfee_sumamt="-6000.00", inscp_scp_amt="-6000.00", psn_part_amt="-1000.00",
                psn_cash_pay="-1000.00")
    tap.ok("V6 AS-3 nor in part: the rest is settled anew", ("V6", "refd_setl_id")
           in office.refusals("2026-04-02", part), "")


def check_old(tap, office):
    """AS-2: a stay from before 2024 goes by the first policy there is."""
    office.listed("2023-12-01", "LB")
    office.listed("2024-01-20", "LB", exit_day="2024-01-05")
    old = office.stay("2023-12-20", "2024-01-10")
    office.load("2024-02-01", old)
    shown, layers = office.rules(old, "2024-02-01")
    tap.ok("AS-2 DT-30 a stay that began before the regulation has its first parameters",
           (shown["rule_category"], shown["reason"], shown["policy_day"])
           == ("LB", "left", "2024-01-01") and layers[0] is not None, shown)


def check_sizes(tap, office):
    office.listed("2026-01-05", "LB")
    nothing = office.stay("2026-02-01", "2026-02-10", 0)
    much = [office.stay("2026-03-01", f"2026-03-{day}", 90000000000000.00) for day in (10, 11, 12)]
    after = office.stay("2026-04-01", "2026-04-10")
    office.load("2026-05-01", nothing)
    for row in much:
        office.load("2026-05-01", row)
    office.load("2026-05-01", after)
    tap.same("DT-14 of nothing every layer is nothing", office.rules(nothing)[1],
             ["0.00"] * len(LAYERS))
    rows = office.fund.run("assist", "check", "2026-03", now="2026-05-02T09:00")["assist_check"]
    told = {row["setl_id"] for row in rows if row["field"] == "rules"}
    tap.ok("DT-14 what is too much for a year is told with its bill and stops no other",
           told == {much[1]["setl_id"], much[2]["setl_id"]}
           and office.fund.run("assist", "check", "2026-04", now="2026-05-02T09:00")["bills"] == 1,
           rows)


def main():
    qz, root = (os.path.abspath(path) for path in sys.argv[1:3])
    tap = Tap()
    for check in (check_change, check_caps, check_exits, check_offices, check_refunds, check_old,
                  check_sizes):
        with scratch() as folder:
            start = "2023-11-01T09:00" if check is check_old else "2026-01-02T09:00"
            office = Lists(qz, root, folder, start)
            check(tap, office)
            rows = office.fund.run("book", "verify", now="2026-12-30T09:00")["checks"]
            tap.ok(f"the book set proves itself ({check.__name__})",
                   all(row["ok"] for row in rows), [row for row in rows if not row["ok"]])
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
