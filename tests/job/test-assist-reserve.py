#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reserves that change: money that the upper levels take back, allotments that come after a
clearing, what goes back from the agency's account, and the county's own side of all of it (DT-10 …
DT-12, DT-27, 3.6 rule 5, EV-40, EV-40r, EV-40c, EV-41r, EV-44c, EV-45).

  test-assist-reserve.py QZ ROOT"""
import os
import shutil
import sqlite3
import sys

from assist_bills import ONE, Office, refused
from assist_fund import fen
from book import Refused, Tap, scratch

COUNTY = "140226"   # treated at ONE, in another county
OWN = "L_AG_140226_MAF"


class Reserves(Office):
    n_papers = 0

    def allot(self, day, amount, year="2026", county=COUNTY, paper=None):
        """The paper's number."""
        self.n_papers += 1
        paper = paper or f"晋财社〔{year}〕{self.n_papers}号"
        path = os.path.join(self.fund.folder, f"allotments-{self.n_papers}.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write("year,county,document_no,allotted_day,amount\n"
                       f"{year},{county},{paper},{day},{amount}\n")
        self.fund.run("import", "assistance-allotments", path, now=day + "T09:00")
        return paper

    def problems(self, day, amount, **more):
        """Rules of the rows that an import names."""
        try:
            self.allot(day, amount, **more)
        except Refused as refusal:
            rows = refusal.error.get("problems", [])
            return {row.get("rule") for row in rows} or {refusal.error.get("rule")}
        return set()

    def record(self, paper, day, *more):
        return self.fund.record("reserve", "--document", paper, *more, day=day)

    def reserve(self, paper, day):
        return self.fund.confirm(self.record(paper, day)["number"], day)

    def stand(self, day, county=COUNTY, year="2026"):
        shown = self.fund.run("assist", "reserve", year, now=day + "T09:00")
        row = next(row for row in shown["reserves"] if row["county"] == county)
        return row["allotted"], row["reserve"], row["recorded"]

    def month(self, day, maf, costs="2026-05-10"):
        """One bill over the areas in the month of costs, led to the hospital's money."""
        fund, period = self.fund, costs[:7]
        self.load(day, self.bill(costs, COUNTY, ONE, maf))
        fund.lead(period, day)
        fund.confirm_form4(period, day)
        return fund.pay_run(period, day=day)[0]["number"]


def check_lowered(tap, office):
    fund = office.fund
    first = office.allot("2026-02-01", "100000.05")
    office.reserve(first, "2026-02-02")
    tap.ok("DT-11 no more is taken back than was allotted",
           office.problems("2026-02-03", "-100000.06") == {"DT-11"}, "")
    tap.ok("DT-11 nothing allotted is no allotment",
           office.problems("2026-02-03", "0.00") == {"DT-11"}, "")
    back = office.allot("2026-02-04", "-50000.00")
    refused(tap, "DT-11 exactly 30 % of it leaves the reserve", "DT-11", "reserve-amount",
            office.record, back, "2026-02-05", "--amount", "15000.01")
    fund.move("move", "--amount", "20000.00", day="2026-02-05")
    refused(tap, "DT-10 what the fiscal account no longer has is not given back from it", "DT-10",
            "more-than-there-is", office.record, back, "2026-02-05")
    refused(tap, "DT-10 nor does more go back to it than the agency has", "DT-10",
            "more-than-there-is", fund.record, "back", "--amount", "20000.01", day="2026-02-05")
    made = fund.record("back", "--amount", "12000.00", day="2026-02-06")
    refused(tap, "DT-10 what waits to be confirmed does not go back twice", "DT-10",
            "more-than-there-is", fund.record, "back", "--amount", "8000.01", day="2026-02-06")
    refused(tap, "3.6-5 who recorded it does not confirm it", "3.6-5", "same-person", fund.run,
            "assist", "money", "confirm", made["number"], user="caiwu", now="2026-02-06T11:00")
    fund.confirm(made["number"], "2026-02-06")
    tap.same("EV-41r the money goes back by the way it came", fund.entries()[-1],
             ["EV-41r", "L_AG_DT_MAF", [["D", "ACC_FISCAL.MAF", "12000.00"],
                                        ["C", "ACC_OUT.MAF", "12000.00"]]])
    check_lower_entries(tap, office, back)


def check_lower_entries(tap, office, back):
    fund = office.fund
    made = office.record(back, "2026-02-07")
    tap.same("DT-11 a reserve that shrinks is a movement of its own",
             (made["kind"], made["amount"]), ("lower", "15000.00"))
    refused(tap, "DT-11 it leaves once", "DT-11", "reserve-twice", office.record, back,
            "2026-02-07")
    refused(tap, "3.6-5 somebody else confirms it", "3.6-5", "same-person", fund.run, "assist",
            "money", "confirm", made["number"], user="caiwu", now="2026-02-07T11:00")
    fund.confirm(made["number"], "2026-02-07")
    tap.same("EV-40r EV-40c in the city's books and in the county's", fund.entries()[-2:],
             [["EV-40r", "L_AG_DT_MAF", [["D", "TEMP_RECV.RESERVE." + COUNTY, "15000.00"],
                                         ["C", "ACC_FISCAL.MAF", "15000.00"]]],
              ["EV-40c", OWN, [["D", "REV_SUBSIDY", "15000.00"],
                               ["C", "TEMP_PAID.RESERVE", "15000.00"]]]])
    tap.same("DT-11 the reserve is 30 % of what is left, rounded once",
             office.stand("2026-02-08"), ("50000.05", "15000.02", "15000.02"))
    rows = fund.run("assist", "reserve", "2026", now="2026-02-08T09:00")["allotments"]
    tap.same("DT-11 the list keeps both papers", [(r["amount"], r["reserve"], r["state"])
                                                  for r in rows],
             [("100000.05", "30000.02", "confirmed"), ("-50000.00", "-15000.00", "confirmed")])
    held = {row[1]: row[2] for row in fund.accounts() if row[0] == OWN}
    tap.same("EV-40c the county's books have what the city holds", held,
             {"TEMP_PAID.RESERVE": "15000.02", "REV_SUBSIDY": "-15000.02"})


def check_order(tap, office):
    """A paper that takes back is not recorded before the one that allotted."""
    first = office.allot("2026-02-01", "1000.00")
    back = office.allot("2026-02-02", "-400.00")
    refused(tap, "DT-11 nothing leaves a reserve that is not recorded", "DT-11",
            "reserve-below-zero", office.record, back, "2026-02-03")
    office.reserve(first, "2026-02-03")
    office.reserve(back, "2026-02-03")
    tap.same("DT-11 in their order they are", office.stand("2026-02-04"),
             ("600.00", "180.00", "180.00"))


def check_owed(tap, office):
    """DT-10: what documents pay to hospitals does not go back."""
    fund = office.fund
    office.reserve(office.allot("2026-02-01", "10000.00"), "2026-02-02")
    fund.move("move", "--amount", "3000.00", day="2026-02-03")
    number = office.month("2026-06-05", 1200)
    refused(tap, "DT-10 what hospitals wait for stays", "DT-10", "more-than-there-is", fund.record,
            "back", "--amount", "1800.01", day="2026-06-06")
    waiting = fund.record("back", "--amount", "1800.00", day="2026-06-06")["number"]
    fund.through_bank(number, "2026-06-07")
    fund.confirm(waiting, "2026-06-08")
    left = {row[1]: row[2] for row in fund.accounts() if row[0] == "L_AG_DT_MAF"}
    tap.same("DT-10 and all else went back", left,
             {"ACC_FISCAL.MAF": "1800.00", "TEMP_RECV.RESERVE." + COUNTY: "-1800.00"})


def check_late(tap, office):
    """DT-12: an allotment that comes between the clearing and its money leads to another clearing,
    one that comes after its money is none of that year any more."""
    fund = office.fund
    office.reserve(office.allot("2026-02-01", "10000.00"), "2026-02-02")
    fund.move("move", "--amount", "1200.00", day="2026-02-03")
    fund.through_bank(office.month("2026-06-05", 1200), "2026-06-07")
    fund.run("assist", "clear", "make", "2026", now="2027-02-10T09:00")
    confirm = ("assist", "clear", "confirm", "2026", "--county", COUNTY)
    refused(tap, "DT-12 who made the clearing does not confirm it", "DT-12", "same-person",
            clear_as_both, fund, confirm)
    fund.run(*confirm, user="fuhe", now="2027-02-11T09:00")
    late = office.allot("2027-02-12", "500.00")
    surplus = ("surplus", "--year", "2026", "--county", COUNTY)
    refused(tap, "DT-12 no money moves for a clearing whose figures changed", "DT-12",
            "clearing-outdated", fund.record, *surplus, day="2027-02-12")
    refused(tap, "DT-12 nor is it made again before that reserve is recorded", "DT-12",
            "reserve-open", fund.run, "assist", "clear", "make", "2026", now="2027-02-12T10:00")
    office.reserve(late, "2027-02-13")
    made = fund.run("assist", "clear", "make", "2026", now="2027-02-14T09:00")
    tap.same("DT-12 the clearing is made again with it",
             (made["version"], made["clearing"][0]["surplus"]), (3, "1950.00"))
    fund.run(*confirm, user="fuhe", now="2027-02-15T09:00")
    waiting = fund.record(*surplus, day="2027-02-16")["number"]
    tap.ok("DT-12 once its money is on its way nothing comes into the year",
           office.problems("2027-02-16", "90.00") == {"DT-12"}, "")
    fund.confirm(waiting, "2027-02-17")
    tap.ok("DT-12 nor after", office.problems("2027-02-18", "90.00") == {"DT-12"}
           and office.problems("2027-02-18", "-90.00") == {"DT-12"}, "")
    office.allot("2027-02-18", "90.00", year="2027")
    tap.same("DT-11 it is money of the year in which it came",
             office.stand("2027-02-19", year="2027"), ("90.00", "27.00", "0.00"))
    check_late_books(tap, office)


def clear_as_both(fund, confirm):
    """The clearing is made by somebody who could also confirm."""
    fund.run("assist", "clear", "object", "2026", "--county", COUNTY, "--reason", "请核对",
             user="fuhe", now="2027-02-10T10:00")
    fund.run("assist", "clear", "make", "2026", user="both", now="2027-02-10T11:00")
    fund.run(*confirm, user="both", now="2027-02-10T12:00")


def check_late_books(tap, office):
    entries = office.fund.entries()
    tap.same("EV-44c the county books that its money came back",
             [lines for event, ledger, lines in entries if (event, ledger) == ("EV-44c", OWN)],
             [[["D", "ACC_FISCAL", "1950.00"], ["C", "TEMP_PAID.RESERVE", "1950.00"]]])
    left = [row for row in office.fund.accounts() if "RESERVE" in row[1] or "FISCAL" in row[1]]
    tap.same("EV-40c EV-44c EV-45 after the clearing neither office holds anything of the other",
             left, [[OWN, "ACC_FISCAL", "1950.00"]])
    path = os.path.join(office.fund.folder, "fault.qz")
    shutil.copyfile(office.fund.path, path)
    database = sqlite3.connect(path)
    database.execute("UPDATE account_balance SET debit_fen = debit_fen + 1 WHERE ledger = ?"
                     " AND account = 'TEMP_PAID.RESERVE' AND debit_fen > 0", (OWN,))
    database.commit()
    database.close()
    own, office.fund.path = office.fund.path, path
    rows = office.fund.run("check", check=False, now="2027-03-01T09:00")["checks"]
    office.fund.path = own
    tap.ok("K-DT-3 finds a county's books that hold something else",
           any(row["code"] == "K-DT-3" and not row["ok"] for row in rows),
           [row for row in rows if not row["ok"]])


def check_shortage(tap, office):
    """EV-44c the other way; and a county that changes nothing has no books to be wrong in."""
    fund = office.fund
    office.reserve(office.allot("2026-02-01", "1000.00"), "2026-02-02")
    other = office.allot("2026-02-01", "500.00", county="140225")
    office.reserve(other, "2026-02-02")
    fund.move("move", "--amount", "450.00", day="2026-02-03")
    fund.through_bank(office.month("2026-06-05", 420), "2026-06-07")
    fund.run("assist", "clear", "make", "2026", now="2027-02-10T09:00")
    for county in (COUNTY, "140225"):
        fund.run("assist", "clear", "confirm", "2026", "--county", county, user="fuhe",
                 now="2027-02-11T09:00")
    fund.move("shortage", "--year", "2026", "--county", COUNTY, day="2027-02-12")
    tap.same("EV-44c the county books what it pays", fund.entries()[-1],
             ["EV-44c", OWN, [["D", "TEMP_PAID.RESERVE", "120.00"],
                              ["C", "ACC_FISCAL", "120.00"]]])
    fund.move("back", "--amount", "30.00", day="2027-02-13")
    fund.move("surplus", "--year", "2026", "--county", "140225", day="2027-02-13")
    tap.ok("EX-6 both are at zero", not [row for row in fund.accounts() if "RESERVE" in row[1]],
           fund.accounts())


def check_stuck(tap, office):
    """A surplus whose money lies in the agency's account is paid when that has gone back."""
    fund = office.fund
    office.reserve(office.allot("2026-02-01", "10000.00"), "2026-02-02")
    fund.move("move", "--amount", "3000.00", day="2026-02-03")
    fund.through_bank(office.month("2026-06-05", 1200), "2026-06-07")
    fund.run("assist", "clear", "make", "2026", now="2027-02-10T09:00")
    fund.run("assist", "clear", "confirm", "2026", "--county", COUNTY, user="fuhe",
             now="2027-02-11T09:00")
    surplus = ("surplus", "--year", "2026", "--county", COUNTY)
    refused(tap, "DT-10 a surplus is paid from the fiscal account", "DT-10", "more-than-there-is",
            fund.record, *surplus, day="2027-02-12")
    fund.move("back", "--amount", "1800.00", day="2027-02-12")
    fund.move(*surplus, day="2027-02-13")
    shown = fund.run("assist", "clear", "list", "2026", now="2027-02-14T09:00")
    tap.ok("EV-41r DT-12 the year is cleared, and nothing is left anywhere",
           shown["state"] == "paid"
           and sum(fen(row[2]) for row in fund.accounts() if row[0] == "L_AG_DT_MAF"
                   or row[1] == "TEMP_PAID.RESERVE") == 0, fund.accounts())


def main():
    qz, root = (os.path.abspath(path) for path in sys.argv[1:3])
    tap = Tap()
    for check in (check_lowered, check_order, check_owed, check_late, check_shortage, check_stuck):
        with scratch() as folder:
            office = Reserves(qz, root, folder, "2026-01-05T09:00")
            check(tap, office)
            for words in (("book", "verify"), ("check",)):
                rows = office.fund.run(*words, check=False, now="2027-12-30T09:00")["checks"]
                tap.ok(f"the book set proves itself ({check.__name__}, {words[0]})",
                       all(row["ok"] for row in rows), [row for row in rows if not row["ok"]])
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
