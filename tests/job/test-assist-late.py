#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes late in medical assistance: bills of earlier months, papers after the next month was
made, bills after a payment or after a clearing, files taken back (DT-12, DT-16, DT-19, DT-23a). No
bill is lost, none is in two months, and no month is stuck.

  test-assist-late.py QZ ROOT"""
import os
import sqlite3
import sys

from assist_fund import make_fund
from book import Refused, Tap, scratch

ONE, TWO = "H14021400116", "H14022600140"  # of Yungang (140214) and of Zuoyun (140226)
AREAS = {ONE: "140214", TWO: "140226"}


class Office:
    """The fund with bills of a few yuan; every file is the sample's with other amounts."""

    def __init__(self, qz, root, folder):
        self.fund = make_fund(qz, root, folder, "2026-05-01T09:00")
        self.n_bills = self.n_files = 0
        path = os.path.join(self.fund.sample, "assistance-bills-2026-05.csv")
        with open(path, encoding="utf-8-sig") as file:
            self.head = file.readline().strip().split(",")
            self.first = dict(zip(self.head, file.readline().strip().split(",")))

    def bill(self, day, county, hospital, maf, refunds=None):
        """Of 10 000 yuan, 5 000 of them from the basic fund. @refunds: the bill it takes back."""
        self.n_bills += 1
        row = {name: "0.00" if name.endswith(("_pay", "_amt", "_selfpay", "_ownpay")) else value
               for name, value in self.first.items()}
        row.update(setl_id=f"L{self.n_bills:04d}", mdtrt_id=f"M{self.n_bills:04d}",
                   fixmedins_code=hospital, setl_time=day + " 10:00:00", insu_admdvs=county,
                   begndate=day, enddate=day, act_pay_dedc="0.00",
                   cross_area=str(int(AREAS[hospital] != county)))
        for name, amount in (("medfee_sumamt", 10000), ("inscp_scp_amt", 10000),
                             ("hifp_pay", 5000), ("maf_pay", maf), ("fund_pay_sumamt", 5000 + maf),
                             ("psn_part_amt", 5000 - maf), ("psn_cash_pay", 5000 - maf)):
            row[name] = f"{-amount if refunds else amount:.2f}"
        if refunds:
            row.update(refd_setl_flag="1", refd_setl_id=refunds["setl_id"],
                       begndate=refunds["begndate"], enddate=refunds["enddate"])
        return row

    def load(self, day, *rows):
        """The number of the import."""
        self.n_files += 1
        path = os.path.join(self.fund.folder, f"bills-{self.n_files}.csv")
        sums = [sum(float(row[name]) for row in rows)
                for name in ("medfee_sumamt", "fund_pay_sumamt")]
        with open(path, "w", encoding="utf-8") as file:
            file.write(",".join(self.head) + "\n")
            file.writelines(",".join(row[name] for name in self.head) + "\n" for row in rows)
            file.write(f"#TOTAL,{len(rows)},{sums[0]:.2f},{sums[1]:.2f}\n")
        self.fund.run("import", "assistance-bills", path, now=day + "T09:00")
        return str(self.n_imports())

    def deduct(self, day, bill, period, amount):
        path = os.path.join(self.fund.folder, f"deductions-{day}.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write("setl_id,period,det_type,amount,reason,confirmed_day\n"
                       f"{bill['setl_id']},{period},10,{amount},重复收费,{day}\n")
        self.fund.run("import", "assistance-deductions", path, now=day + "T09:00")

    def n_imports(self):
        database = sqlite3.connect(self.fund.path)
        number, = database.execute("SELECT max (id) FROM import_file").fetchone()
        database.close()
        return number

    def parts(self, period, day):
        shown = self.fund.month("show", period, day=day)["parts"]
        return [(row["provider"], row["county"], row["visits"], row["net"]) for row in shown]


def refused(tap, name, rule, code, act, *words, **more):
    try:
        act(*words, **more)
    except Refused as refusal:
        found = refusal.error.get("rule"), refusal.error.get("code")
        tap.ok(name, found == (rule, code), refusal.error)
        return
    tap.ok(name, False, "not refused")


def check_skipped(tap, office):
    fund = office.fund
    office.load("2026-06-01", office.bill("2026-05-10", "140214", ONE, 1000))
    fund.lead("2026-05", "2026-06-05")
    office.load("2026-06-10", office.bill("2026-03-10", "140214", ONE, 30))
    office.load("2026-07-01", office.bill("2026-06-10", "140214", ONE, 200))
    fund.month("make", "2026-06", day="2026-07-03")
    tap.ok("DT-16a a late bill of a month before the first list is in the next list",
           office.parts("2026-06", "2026-07-03") == [(ONE, "140214", 2, "230.00")],
           office.parts("2026-06", "2026-07-03"))
    office.load("2026-08-01", office.bill("2026-07-10", "140214", ONE, 5))
    refused(tap, "DT-16a no month is made while the one before is not pushed", "DT-16a",
            "earlier-month-open", fund.month, "make", "2026-07", day="2026-08-03")


def check_paid(tap, office):
    fund = office.fund
    office.load("2026-06-01", office.bill("2026-05-10", "140214", ONE, 1000))
    fund.lead("2026-05", "2026-06-05")
    fund.confirm_form4("2026-05", "2026-06-06")
    fund.pay_run("2026-05", day="2026-06-07")
    office.load("2026-06-08", office.bill("2026-05-12", "140226", ONE, 250))
    refused(tap, "DT-19b no county's bill comes into a month for which its hospital is paid",
            "DT-19b", "hospital-paid", fund.month, "make", "2026-05", day="2026-06-08")
    fund.month("make", "2026-06", day="2026-07-03")
    tap.ok("DT-19b that bill is in the next month",
           office.parts("2026-06", "2026-07-03") == [(ONE, "140226", 1, "250.00")],
           office.parts("2026-06", "2026-07-03"))


def check_dispute(tap, office):
    fund = office.fund
    disputed = office.bill("2026-05-10", "140214", ONE, 1000)
    office.load("2026-06-01", disputed)
    fund.month("make", "2026-05", day="2026-06-05")
    fund.month("push", "2026-05", day="2026-06-05")
    fund.month("dispute", "2026-05", ONE, "140214", "--by", "county", "--reason", "核对费用",
               day="2026-06-06", user="fuhe")
    office.load("2026-06-10", office.bill("2026-05-20", "140214", ONE, 500))
    office.deduct("2026-06-11", disputed, "2026-05", "50.00")
    fund.month("make", "2026-06", day="2026-07-03")
    fund.month("solve", "1", "--paper", "大医核〔2026〕1号", "--stamped", "2026-07-01",
               "--hospital-day", "2026-07-02", "--county-day", "2026-07-02", "--take-off",
               disputed["setl_id"] + "=100.00", day="2026-07-04", user="fuhe")
    tap.ok("DT-16c papers confirm the bills that were pushed, not what came since",
           office.parts("2026-05", "2026-07-04") == [(ONE, "140214", 1, "900.00")]
           and office.parts("2026-06", "2026-07-04") == [(ONE, "140214", 1, "450.00")],
           (office.parts("2026-05", "2026-07-04"), office.parts("2026-06", "2026-07-04")))


def check_unpushed_papers(tap, office):
    fund = office.fund
    office.load("2026-06-01", office.bill("2026-05-10", "140214", ONE, 1000))
    fund.month("make", "2026-05", day="2026-06-05")
    fund.month("push", "2026-05", day="2026-06-05")
    fund.month("dispute", "2026-05", ONE, "140214", "--by", "county", "--reason", "核对费用",
               day="2026-06-06", user="fuhe")
    office.load("2026-06-07", office.bill("2026-05-11", "140214", ONE, 40))
    fund.month("make", "2026-05", day="2026-06-07")
    refused(tap, "DT-16c papers do not confirm statements that nobody has seen", "DT-16c",
            "statements-not-pushed", fund.month, "solve", "1", "--paper", "1号", "--stamped",
            "2026-06-07", "--hospital-day", "2026-06-08", "--county-day", "2026-06-08",
            day="2026-06-08", user="fuhe")


def check_taken_back(tap, office):
    fund = office.fund
    first = office.load("2026-06-01", office.bill("2026-05-10", "140214", ONE, 1000))
    second = office.load("2026-06-01", office.bill("2026-05-10", "140226", TWO, 70))
    fund.month("make", "2026-05", day="2026-06-05")
    fund.month("push", "2026-05", day="2026-06-05")
    office.load("2026-06-06", office.bill("2026-05-12", "140214", ONE, 10))
    fund.month("make", "2026-05", day="2026-06-06")
    withdraw = ("imports", "withdraw", second, "--reason", "文件有误")
    fund.run(*withdraw, now="2026-06-06T09:30")
    fund.lead("2026-05", "2026-06-07")
    database = sqlite3.connect(fund.path)
    asked = database.execute("SELECT stage, county FROM assist_state WHERE state = 'ASKED'"
                             " AND county <> '140214'").fetchall()
    database.close()
    tap.ok("DT-16b nobody is asked about a part that is gone", not asked, asked)
    office.load("2026-06-08", office.bill("2026-05-13", "140226", TWO, 70))
    fund.month("make", "2026-05", day="2026-06-08")
    refused(tap, "DT-19a what a form 4 rests on is not taken back while statements are made again",
            None, "import-in-use", fund.run, "imports", "withdraw", first, "--reason", "文件有误",
            now="2026-06-08T10:00")


def check_cleared(tap, office):
    fund = office.fund
    office.load("2026-06-01", office.bill("2026-05-10", "140226", ONE, 1000))
    fund.lead("2026-05", "2026-06-05")
    fund.confirm_form4("2026-05", "2026-06-06")
    fund.through_bank(fund.pay_run("2026-05", day="2026-06-07")[0]["number"], "2026-06-08")
    clear = ("assist", "clear", "make", "2026")
    fund.run(*clear, now="2027-01-10T09:00")
    office.load("2027-01-13", office.bill("2026-12-10", "140214", ONE, 100))
    refused(tap, "DT-12 a month of a cleared year is not made", "DT-12", "year-cleared", fund.month,
            "make", "2026-12", day="2027-01-14")
    fund.run("assist", "clear", "object", "2026", "--county", "140226", "--reason", "有异议",
             user="fuhe", now="2027-01-14T09:00")
    made = fund.run(*clear, now="2027-01-15T09:00")
    tap.ok("DT-12 an objection leads to another clearing whatever came late", made["version"] == 2,
           made)
    fund.month("make", "2027-01", day="2027-02-03")
    tap.ok("DT-12 what came after the clearing is in the next year",
           office.parts("2027-01", "2027-02-03") == [(ONE, "140214", 1, "100.00")],
           office.parts("2027-01", "2027-02-03"))


def check_refunded(tap, office):
    bill = office.bill("2026-05-10", "140214", ONE, 1000)
    office.load("2026-06-01", bill)
    office.load("2026-06-02", office.bill("2026-05-20", "140214", ONE, 1000, refunds=bill))
    refused(tap, "DT-23a nothing is taken off a bill that was taken back", "DT-23a",
            "rows-rejected", office.deduct, "2026-06-03", bill, "2026-05", "900.00")


def check_given_back(tap, office):
    """A bill of 1000, 100 taken off it, refunded a month later beside a bill of 1500."""
    fund = office.fund
    bill = office.bill("2026-05-10", "140214", ONE, 1000)
    office.load("2026-06-01", bill)
    office.deduct("2026-06-02", bill, "2026-05", "100.00")
    fund.month("make", "2026-05", day="2026-06-04")
    fund.month("push", "2026-05", day="2026-06-04")
    office.load("2026-07-01", office.bill("2026-06-10", "140214", ONE, 1000, refunds=bill),
                office.bill("2026-06-11", "140214", ONE, 1500))
    fund.month("make", "2026-06", day="2026-07-03")
    tap.ok("DT-23a what was taken off a bill is given back with its refund",
           office.parts("2026-05", "2026-07-03") == [(ONE, "140214", 1, "900.00")]
           and office.parts("2026-06", "2026-07-03") == [(ONE, "140214", 0, "600.00")],
           (office.parts("2026-05", "2026-07-03"), office.parts("2026-06", "2026-07-03")))


def main():
    qz, root = (os.path.abspath(path) for path in sys.argv[1:3])
    tap = Tap()
    for check in (check_skipped, check_paid, check_dispute, check_unpushed_papers,
                  check_taken_back, check_cleared, check_refunded, check_given_back):
        with scratch() as folder:
            office = Office(qz, root, folder)
            check(tap, office)
            rows = office.fund.run("book", "verify", now="2027-12-30T09:00")["checks"]
            tap.ok(f"the book set proves itself ({check.__name__})",
                   all(row["ok"] for row in rows), [row for row in rows if not row["ok"]])
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
