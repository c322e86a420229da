#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What comes late in medical assistance: bills of earlier months, papers after the next month was
made, bills after a payment or after a clearing, files taken back (DT-12, DT-16, DT-19, DT-23a). No
bill is lost, none is in two months, and no month is stuck.

  test-assist-late.py QZ ROOT"""
import os
import sqlite3
import sys

from assist_bills import ONE, TWO, Office, refused
from book import Refused, Tap, scratch


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


def open_dispute(office, *bills):
    """May is made and pushed, and Yungang disputes its hospital's bills."""
    fund = office.fund
    office.load("2026-06-01", *bills)
    fund.month("make", "2026-05", day="2026-06-05")
    fund.month("push", "2026-05", day="2026-06-05")
    fund.month("dispute", "2026-05", ONE, "140214", "--by", "county", "--reason", "核对费用",
               day="2026-06-06", user="fuhe")
    return ("solve", "1", "--paper", "大医核〔2026〕1号", "--stamped", "2026-06-08",
            "--hospital-day", "2026-06-08", "--county-day", "2026-06-08")


def check_dispute_alone(tap, office):
    """A deduction that came between the push and the papers is none of the papers'."""
    fund = office.fund
    disputed, other = (office.bill("2026-05-10", "140214", ONE, maf) for maf in (1000, 300))
    solve = open_dispute(office, disputed, other)
    office.deduct("2026-06-07", other, "2026-05", "20.00")
    fund.month(*solve, "--take-off", disputed["setl_id"] + "=100.00", day="2026-06-09", user="fuhe")
    tap.ok("DT-16c DT-23a papers confirm no deduction that they do not speak of",
           office.parts("2026-05", "2026-06-09") == [(ONE, "140214", 2, "1200.00")],
           office.parts("2026-05", "2026-06-09"))
    office.load("2026-07-01", office.bill("2026-06-10", "140214", ONE, 500))
    fund.month("make", "2026-06", day="2026-07-03")
    tap.ok("DT-23a it is taken off in the next month",
           office.parts("2026-06", "2026-07-03") == [(ONE, "140214", 1, "480.00")],
           office.parts("2026-06", "2026-07-03"))


def check_made_again(tap, office):
    """… or in statements that are made again, which hospital and county confirm anew."""
    fund = office.fund
    disputed, other = (office.bill("2026-05-10", "140214", ONE, maf) for maf in (1000, 300))
    solve = open_dispute(office, disputed, other)
    office.deduct("2026-06-07", other, "2026-05", "20.00")
    fund.month(*solve, "--take-off", disputed["setl_id"] + "=100.00", day="2026-06-09", user="fuhe")
    made = fund.month("make", "2026-05", day="2026-06-10")
    shown = fund.month("show", "2026-05", day="2026-06-10")["parts"]
    tap.ok("DT-16c statements made again have both, and nobody's word for it",
           made["lapsed"] == 2 and [(row["net"], row["hospital"], row["county_state"])
                                    for row in shown] == [("1180.00", "LAPSED", "LAPSED")],
           (made, shown))


def check_dispute_bills(tap, office):
    """What papers take off is of the statements' bills, and of none that a refund took back."""
    fund = office.fund
    gone, other = (office.bill("2026-05-10", "140214", ONE, maf) for maf in (1000, 300))
    solve = open_dispute(office, gone, other)
    later = office.bill("2026-05-11", "140214", ONE, 40)
    office.load("2026-06-07", later, office.bill("2026-06-05", "140214", ONE, 1000, refunds=gone))
    refused(tap, "DT-23a DT-16c papers take nothing off a bill that was taken back", "DT-23a",
            "bill-refunded", fund.month, *solve, "--take-off", gone["setl_id"] + "=1.00",
            day="2026-06-09", user="fuhe")
    refused(tap, "DT-16c nor off a bill that the statements do not have", "DT-16c",
            "bill-unknown", fund.month, *solve, "--take-off", later["setl_id"] + "=1.00",
            day="2026-06-09", user="fuhe")
    tap.ok("DT-16c the dispute stays open", fund.month("show", "2026-05", day="2026-06-09")
           ["disputes"][0]["state"] == "DISPUTED", "")


DISPUTES = ("period,fixmedins_code,county,raised_by,raised_day,reason,paper_no,stamped_day,"
            "hospital_day,county_day,reported_day,setl_id,amount")
PAPERS = "大医核〔2026〕7号,2026-06-08,2026-06-09,2026-06-09,2026-06-10"


def dispute_file(office, *lines):
    path = os.path.join(office.fund.folder, "assistance-disputes-2026-05.csv")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join((DISPUTES, *lines)) + "\n")
    return path


def take_disputes(office, *lines, user="both", day="2026-06-10"):
    return office.fund.run("import", "assistance-disputes", dispute_file(office, *lines),
                           user=user, now=day + "T10:00")


def problems(office, *lines, **more):
    """(line, column, rule) of what a file of disputes is refused for."""
    try:
        take_disputes(office, *lines, **more)
    except Refused as refusal:
        rows = refusal.error.get("problems") or [refusal.error]
        return [(row.get("line"), row.get("field"), row.get("rule")) for row in rows]
    return []


def check_dispute_file(tap, office):
    """DT-16c by file: raised without papers, settled with them, nothing the second time."""
    fund = office.fund
    one, two = (office.bill("2026-05-10", "140214", ONE, maf) for maf in (1000, 300))
    other = office.bill("2026-05-12", "140226", TWO, 80)
    office.load("2026-06-01", one, two, other)
    raised = f"2026-05,{ONE},140214,county,2026-06-06,人员待核,"
    tap.ok("DT-16c nothing is disputed before it is pushed",
           problems(office, raised + ",,,,,,") == [(2, "fixmedins_code", "DT-16c")], "")
    fund.month("make", "2026-05", day="2026-06-05")
    fund.month("push", "2026-05", day="2026-06-05")
    take_disputes(office, raised + ",,,,,,")
    hospital = f"2026-05,{TWO},140226,hospital,2026-06-07,费用待核,"
    settled = [f"{raised}{PAPERS},{one['setl_id']},100.00",
               f"{raised}{PAPERS},{two['setl_id']},5.00", f"{hospital}{PAPERS},,"]
    check_dispute_faults(tap, office, raised, settled, one, other)
    take_disputes(office, *settled)
    shown = fund.month("show", "2026-05", day="2026-06-10")
    tap.ok("DT-16c the papers of a file take off what they say and confirm both parts",
           [(row["provider"], row["net"], row["hospital"], row["county_state"])
            for row in shown["parts"]] == [(ONE, "1195.00", "CONFIRMED", "CONFIRMED"),
                                           (TWO, "80.00", "CONFIRMED", "CONFIRMED")]
           and [(row["raised_by"], row["state"], row["reported_day"]) for row in shown["disputes"]]
           == [("county", "CONFIRMED", "2026-06-10"), ("hospital", "CONFIRMED", "2026-06-10")],
           shown)
    before = office.n_rows("assist_dispute", "assist_dispute_paper", "assist_deduction",
                           "assist_list", "assist_event")
    take_disputes(office, *reversed(settled), day="2026-06-11")
    tap.same("DT-16c known disputes change nothing", office.n_rows(
        "assist_dispute", "assist_dispute_paper", "assist_deduction", "assist_list",
        "assist_event"), before)
    tap.ok("DT-16c what is settled is not settled otherwise",
           problems(office, f"{raised}{PAPERS},{one['setl_id']},99.00")
           == [(2, "amount", "DT-16c")]
           and problems(office, raised + PAPERS.replace("7号", "8号") + ",,")
           == [(2, "paper_no", "DT-16c")], "")


def check_dispute_faults(tap, office, raised, settled, one, other):
    """Each with the line, the column and the rule; nothing of the file is taken."""
    before = office.n_rows("assist_dispute", "assist_dispute_paper", "assist_event")
    cases = [
        ("a day to come", [raised.replace("06-06", "06-30") + ",,,,,,"], (2, "raised_day")),
        ("no such county", [raised.replace(",140214,", ",220200,") + ",,,,,,"], (2, "county")),
        ("no such side", [raised.replace(",county,", ",city,") + ",,,,,,"], (2, "raised_by")),
        ("a part that is not there", [raised.replace(ONE, TWO) + ",,,,,,"],
         (2, "fixmedins_code")),
        ("a bill without papers", [f"{raised},,,,,{one['setl_id']},1.00"], (2, "paper_no")),
        ("papers without their days", [raised + "7号,,,,,,"], (2, "paper_no")),
        ("papers stamped before the dispute",
         [raised + PAPERS.replace("2026-06-08", "2026-06-05") + ",,"], (2, "paper_no")),
        ("told before it was confirmed",
         [raised + PAPERS.replace("2026-06-10", "2026-06-08") + ",,"], (2, "reported_day")),
        ("a bill of another hospital", [f"{raised}{PAPERS},{other['setl_id']},1.00"],
         (2, "setl_id")),
        ("more than the bill has", [f"{raised}{PAPERS},{one['setl_id']},1000.01"], (2, "setl_id")),
        ("an amount without a bill", [f"{raised}{PAPERS},,5.00"], (2, "amount")),
        ("the same line twice", [settled[0], settled[0]], (3, "setl_id")),
        ("lines that differ", [settled[0], settled[1].replace("人员待核", "别的")], (3, "reason")),
        ("two at once", [settled[2], settled[2].replace("2026-06-07", "2026-06-06")],
         (3, "raised_day")),
    ]
    for name, lines, place in cases:
        found = problems(office, *lines)
        tap.ok(f"DT-16c {name} is refused with line and column",
               place in [row[:2] for row in found], found)
    tap.ok("DT-16c who made the statements does not bring what settles them",
           (2, "paper_no", "DT-16c") in problems(office, settled[2], user="zhidan"), "")
    tap.same("DT-16c nothing of them was taken",
             office.n_rows("assist_dispute", "assist_dispute_paper", "assist_event"), before)


def check_three_people(tap, office):
    """Maker, reviewer and approver of a month's form 4 are three people, whatever roles one has."""
    fund = office.fund
    one = {"user": "both", "day": "2026-06-05"}
    office.load("2026-06-01", office.bill("2026-05-10", "140214", ONE, 1000))
    fund.run("user", "add", "both2", "--roles", "maker,reviewer,approver", user="admin")
    fund.month("make", "2026-05", **one)
    fund.month("push", "2026-05", day="2026-06-05")
    names = ("--handled-by", "王经办", "--led-by", "李负责")
    refused(tap, "DT-16b who made the statements confirms no hospital's", "DT-16b", "same-person",
            fund.month, "confirm-hospital", "2026-05", ONE, *names, **one)
    refused(tap, "DT-16b nor a county's", "DT-16b", "same-person", fund.month, "confirm-county",
            "2026-05", "140214", **one)
    fund.month("confirm-hospital", "2026-05", ONE, *names, user="both2", day="2026-06-06")
    fund.month("confirm-county", "2026-05", "140214", user="both2", day="2026-06-06")
    refused(tap, "DT-19a nor makes form 4", "DT-19a", "same-person", fund.month, "form4", "2026-05",
            **one)
    fund.month("form4", "2026-05", user="both2", day="2026-06-06")
    refused(tap, "DT-19b nor confirms it", "DT-19b", "same-person", fund.month, "confirm-form4",
            "2026-05", "140214", **one)
    refused(tap, "DT-19b nor does who made form 4", "DT-19b", "same-person", fund.month,
            "confirm-form4", "2026-05", "140214", user="both2", day="2026-06-06")
    fund.month("confirm-form4", "2026-05", "140214", user="fuhe", day="2026-06-06")
    shown = fund.month("show", "2026-05", day="2026-06-06")
    stage = next(row for row in shown["stages"] if row["stage"] == "form4-confirm")
    tap.ok("DT-19b a third person does", stage["state"] == "DONE", shown)


def main():
    qz, root = (os.path.abspath(path) for path in sys.argv[1:3])
    tap = Tap()
    for check in (check_skipped, check_paid, check_dispute, check_unpushed_papers,
                  check_taken_back, check_cleared, check_refunded, check_given_back,
                  check_dispute_alone, check_made_again, check_dispute_bills,
                  check_dispute_file, check_three_people):
        with scratch() as folder:
            office = Office(qz, root, folder)
            check(tap, office)
            rows = office.fund.run("book", "verify", now="2027-12-30T09:00")["checks"]
            tap.ok(f"the book set proves itself ({check.__name__})",
                   all(row["ok"] for row in rows), [row for row in rows if not row["ok"]])
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
