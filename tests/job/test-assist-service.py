#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What stands around the bills of medical assistance: who may settle directly (DT-7a, DT-7b, DT-8),
the special account (DT-9), details for the counties (DT-17), inspections (DT-20, DT-24), complaints
(DT-21), penalties (DT-23b).

  test-assist-service.py QZ ROOT"""
import os
import shutil
import sys

from assist_bills import ONE, TWO, Office, refused
from book import Refused, Tap, scratch

CITY = "140200"


def differences(office, day, period="2026-05"):
    rows = office.fund.run("assist", "check", period, now=day + "T09:00")["assist_check"]
    return [(row["setl_id"], row["platform"], row["rules"], row["rule"]) for row in rows
            if row["field"] == "service"]


def switch(office, word, day, *more):
    return office.fund.run("provider", "service", ONE, "--service", "assistance", "--" + word,
                           "--from", day, "--reason", "协议中止", *more, user="shenpi",
                           now=day + "T08:00")


def check_hospitals(tap, office):
    """DT-7a: every hospital takes part that nobody switched off; DT-7b: from then on none of its
    bills may be settled directly, and that was announced."""
    fund = office.fund
    shown = fund.run("provider", "show", ONE, now="2026-05-01T09:00")
    tap.ok("DT-7a a hospital takes part unless it was switched off", shown["maf_enabled"] is True
           and shown["services"] == [], shown)
    before = office.bill("2026-05-10", "140214", ONE, 1000)
    after = office.bill("2026-05-20", "140214", ONE, 30)
    elsewhere = office.bill("2026-05-20", "140226", TWO, 30)
    switch(office, "off", "2026-05-15")
    switch(office, "off", "2026-05-15", "--announced", "2026-05-15")
    given_back = office.bill("2026-05-21", "140214", ONE, 1000, refunds=before)
    shown = fund.run("provider", "show", ONE, now="2026-05-16T09:00")
    tap.same("DT-7b it is switched off, and announced", [
        (row["enabled"], row["from_day"], row["announced_day"]) for row in shown["services"]],
        [(False, "2026-05-15", "2026-05-15"), (False, "2026-05-15", None)])
    office.load("2026-06-01", before, after, elsewhere, given_back)
    tap.same("DT-7b the import warns of it by its line", [
        (row["line"], row["field"]) for row in office.answer["warnings"]
        if row["rule"] == "DT-7b"], [(3, "fixmedins_code")])
    tap.same("DT-7b the check finds what was settled directly after the end, and nothing else",
             differences(office, "2026-06-01"), [(after["setl_id"], "1", "0", "DT-7b")])
    switch(office, "on", "2026-06-02", "--announced", "2026-06-02")
    office.load("2026-07-01", office.bill("2026-06-10", "140214", ONE, 10))
    tap.same("DT-7a from the day on which it takes part again nothing is wrong",
             differences(office, "2026-07-01", "2026-06"), [])


def check_persons(tap, office):
    """DT-8: who cannot be told apart by a sound number is not settled with directly."""
    bill = office.bill("2026-05-10", "140214", ONE, 1000)
    number = bill["certno"]
    bill["certno"] = number[:-1] + ("0" if number[-1] != "0" else "1")
    try:
        office.load("2026-06-01", bill)
        found = []
    except Refused as refusal:
        found = refusal.error.get("problems") or [refusal.error]
    tap.ok("DT-8 a bill whose identity number fails its check digit is refused",
           [(row.get("line"), row.get("field")) for row in found] == [(2, "certno")], found)


def check_account(tap, office):
    """DT-9: hospitals are paid from the special account; without one nobody is."""
    fund = office.fund
    office.load("2026-06-01", office.bill("2026-05-10", "140226", ONE, 1000))
    fund.lead("2026-05", "2026-06-05")
    fund.confirm_form4("2026-05", "2026-06-06")
    number = fund.pay_run("2026-05", day="2026-06-07")[0]["number"]
    batches = fund.through_bank(number, "2026-06-08")
    rows = office.query("SELECT DISTINCT a.account_kind, a.owner_code, a.insurance"
                        " FROM bank_batch b JOIN bank_account a ON a.id = b.payer_account_id")
    tap.ok("DT-9 the batch is paid from 医疗救助资金专户 of the city's agency",
           batches is not None and rows == [("acc_maf", CITY, "MAF")], rows)
    rows = office.query("SELECT DISTINCT a.account_kind FROM voucher v JOIN voucher_line l"
                        " ON l.voucher_id = v.id JOIN bank_account a ON a.id = l.bank_account_id"
                        " WHERE v.event = 'EV-42' AND l.account = 'ACC_OUT'")
    tap.same("DT-9 DT-10 and booked there", rows, [("acc_maf",)])


def check_no_account(tap, office):
    """The same without that account in the register."""
    fund = office.fund
    office.load("2026-06-01", office.bill("2026-05-10", "140226", ONE, 1000))
    fund.lead("2026-05", "2026-06-05")
    fund.confirm_form4("2026-05", "2026-06-06")
    number = fund.pay_run("2026-05", day="2026-06-07")[0]["number"]
    fund.sign(number, now="2026-06-08T12:00", finance=False)
    refused(tap, "DT-9 without the special account nothing goes to the bank", "SQ-4.1",
            "no-payer-account", fund.run, "pay", "batch", number, user="caiwu",
            now="2026-06-08T13:00")


def check_details(tap, office):
    """DT-17: details are with the counties by the 15th; late from the day after."""
    fund = office.fund
    office.load("2026-06-01", office.bill("2026-05-10", "140214", ONE, 1000),
                office.bill("2026-05-11", "140226", ONE, 30))
    fund.month("make", "2026-05", day="2026-06-05")
    refused(tap, "DT-17 details follow the statements", "DT-17", "statements-not-pushed",
            fund.month, "details", "2026-05", day="2026-06-05")
    fund.month("push", "2026-05", day="2026-06-05")

    def stage(day):
        rows = fund.month("show", "2026-05", day=day)["stages"]
        row = next(row for row in rows if row["stage"] == "details")
        return row["due_day"], row["state"] == "DONE", row["late"]

    tap.same("DT-17 they are due on the 15th", stage("2026-06-15"), ("2026-06-15", False, False))
    tap.same("DT-17 and late after it", stage("2026-06-16"), ("2026-06-15", False, True))
    fund.month("details", "2026-05", day="2026-06-16")
    tap.same("DT-17 until they are pushed", stage("2026-06-16")[1:2], (True,))
    refused(tap, "DT-17 once", "DT-17", "pushed-already", fund.month, "details", "2026-05",
            day="2026-06-16")
    path = os.path.join(fund.folder, "details.csv")
    fund.run("doc", "print", "--period", "2026-05", "--form", "F-DT-3", "--provider", ONE,
             "--output", path, now="2026-06-17T09:00")
    with open(path, encoding="utf-8-sig") as file:
        text = file.read()
    tap.ok("DT-17 each bill of the hospital can be downloaded with its parts",
           text.count("10,000.00") + text.count("10000.00") >= 2 and "1,000.00" in text.replace(
               "1000.00", "1,000.00"), text)


def check_supervision(tap, office):
    """DT-20, DT-21, DT-23b, DT-24: as in care away from home, and apart from the statements."""
    fund = office.fund
    now = "2026-06-10T09:00"
    words = ("--from", "2026-05-01", "--to", "2026-05-31", "--subject", "联审互查", "--inspectors",
             "平城区甲、云州区乙")
    refused(tap, "DT-20 another county does not inspect a hospital", None, "actor-other", fund.run,
            "--actor", "140226", "inspection", "open", ONE, *words, now=now)
    number = fund.run("--actor", "140214", "inspection", "open", ONE, *words, now=now)["number"]
    office.load("2026-06-01", office.bill("2026-05-10", "140214", ONE, 1000))
    fund.run("--actor", "140214", "inspection", "penalty", number, "--amount", "500.00", "--note",
             "违约金", now=now)
    fund.month("make", "2026-05", day="2026-06-10")
    row = fund.run("inspection", "list", now=now)["inspections"][0]
    tap.ok("DT-23b a penalty is kept apart and taken off nothing",
           (row["penalty"], row["paid"], row["deducted"]) == ("500.00", "0.00", "0.00")
           and office.parts("2026-05", "2026-06-10") == [(ONE, "140214", 1, "1000.00")], row)
    fund.run("--actor", "140214", "inspection", "penalty-paid", number, "--amount", "500.00",
             now=now)
    fund.run("--actor", "140214", "inspection", "close", number, now=now)
    acts = [r["act"] for r in fund.run("inspection", "show", number, now=now)["inspection"]]
    tap.same("DT-24 what inspectors of several counties did is kept", acts,
             ["open", "penalty", "penalty-paid", "close"])
    complain(tap, fund, now)


def complain(tap, fund, now):
    number = fund.run("complaint", "receive", "--complainant", "某人", "--subject", "不予直接结算",
                      "--provider", ONE, now=now)["number"]

    def step(verb, *more):
        return fund.run("complaint", verb, number, "--note", "处理", *more, now=now)

    step("accept")
    refused(tap, "DT-21 nobody is told before something was found", "NL-39", "complaint-step",
            step, "tell")
    step("find", "--major")
    refused(tap, "DT-21 a major violation is reported first", "NL-39", "complaint-not-reported",
            step, "tell")
    step("report")
    step("tell")
    step("close")
    row = fund.run("complaint", "list", now=now)["complaints"][0]
    tap.ok("DT-21 the result was told and the violation reported",
           row["told"] and row["reported"] and row["major"] and row["state"] == "close", row)


def without_account(root, folder):
    """The sample's registers but for the special account."""
    sample = os.path.join(root, "data", "sample", "datong")
    to = os.path.join(folder, "registers")
    shutil.copytree(sample, to)
    path = os.path.join(to, "accounts.csv")
    with open(path, encoding="utf-8-sig") as file:
        lines = [line for line in file if ",acc_maf," not in line]
    with open(path, "w", encoding="utf-8") as file:
        file.writelines(lines)
    return to


def main():
    qz, root = (os.path.abspath(path) for path in sys.argv[1:3])
    tap = Tap()
    for check in (check_hospitals, check_persons, check_account, check_no_account, check_details,
                  check_supervision):
        with scratch() as folder:
            registers = without_account(root, folder) if check is check_no_account else None
            office = Office(qz, root, folder, "2026-01-05T09:00", registers)
            check(tap, office)
            rows = office.fund.run("book", "verify", now="2026-12-30T09:00")["checks"]
            tap.ok(f"the book set proves itself ({check.__name__})",
                   all(row["ok"] for row in rows), [row for row in rows if not row["ok"]])
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
