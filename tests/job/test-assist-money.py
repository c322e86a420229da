#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The money of medical assistance against the independent answers: the sample month of Datong, from
the counties' reserves to what they pay back, and the clearing of worked example EX-6 (DT-10, DT-11,
DT-12, DT-18, DT-19b, DT-27, AMB-26, EV-40 … EV-45, EV-09, EV-09r, K-DT-1, K-DT-2, 3.6 rule 5)."""
import csv
import glob
import json
import os
import shutil
import sqlite3
import sys
from collections import defaultdict

from assist_fund import fen, make_fund, yuan
from book import Tap, scratch

MONTH = "2026-05"


def read_key(root, name):
    with open(os.path.join(root, "tests", "data", name), encoding="utf-8") as file:
        return json.load(file)


def rows_of(key, table, columns):
    return [dict(zip(key[columns], row)) for row in key[table]]


# ── the sample month ─────────────────────────────────────────────────────────────────────────────

def load_month(book):
    for path in sorted(glob.glob(os.path.join(book.sample, "assisted-*.csv")),
                       key=lambda path: path[-14:]):
        book.run("import", "assisted", path)
    for kind, name in (("assistance-allotments", "allotments-2026-1"),
                       ("assistance-suspensions", "suspensions"),
                       ("assistance-bills", "assistance-bills-" + MONTH),
                       ("assistance-deductions", "assistance-deductions-" + MONTH)):
        book.run("import", kind, os.path.join(book.sample, name + ".csv"),
                 now="2026-06-14T09:00" if "deductions" in name else None)


def refuse(book, tap, name, rule, code, *words, user="caiwu", day="2026-06-03"):
    error = book.refused(*words, user=user, now=day + "T09:00").error
    tap.ok(name, (error.get("rule"), error.get("code")) == (rule, code), error)


def reserve(book, tap, key):
    """EV-40, EV-41 (DT-10, DT-11)."""
    day = "2026-06-03"
    shown = book.run("assist", "reserve", "2026")
    first = shown["allotments"][0]
    paper = first["document_no"]
    record = ("assist", "money", "record", "reserve")
    refuse(book, tap, "DT-11 what nobody allotted is not reserved", "DT-11", "allotment-unknown",
           *record, "--document", "晋财社〔2026〕999号", "--day", day)
    refuse(book, tap, "DT-11 not a fen more is reserved than 30 %", "DT-11", "reserve-amount",
           *record, "--document", paper, "--day", day, "--amount", "25159.12")
    refuse(book, tap, "a day to come is refused", "DT-18", "day-to-come", *record, "--document",
           paper, "--day", "2026-06-04")
    refuse(book, tap, "only finance records money", None, "role-missing", *record, "--document",
           paper, "--day", day, user="zhidan")
    made = book.record("reserve", "--document", paper, day=day)
    refuse(book, tap, "DT-11 an instalment is reserved once", "DT-11", "reserve-twice", *record,
           "--document", paper, "--day", day)
    refuse(book, tap, "3.6-5 who recorded does not confirm", "3.6-5", "same-person", "assist",
           "money", "confirm", made["number"])
    tap.ok("EV-40 nothing is posted before another confirmed", not book.entries(), book.entries())
    waiting = {user: book.run("agenda", "list", "--waiting", user=user,
                              now=day + "T09:10")["waiting"] for user in ("caiwu", "chuna")}
    tap.ok("3.6-5 it waits for the other person of finance", not waiting["caiwu"]
           and [(w["act"], w["number"]) for w in waiting["chuna"]]
           == [("confirm-money", made["number"])], waiting)
    book.run("assist", "money", "cancel", made["number"], "--reason", "记错日期", user="caiwu",
             now=day + "T09:30")
    refuse(book, tap, "what was taken back is not confirmed", "3.6-5", "cancelled-already",
           "assist", "money", "confirm", made["number"], user="chuna")
    for row in shown["allotments"]:
        book.move("reserve", "--document", row["document_no"], day=day)
    want = [entry for row in rows_of(key, "reserve", "reserve_columns") for entry in
            (["EV-40", "L_AG_DT_MAF", [["D", "ACC_FISCAL.MAF", row["reserve"]],
                                       ["C", "TEMP_RECV.RESERVE." + row["county"],
                                        row["reserve"]]]],
             ["EV-40c", f"L_AG_{row['county']}_MAF", [["D", "TEMP_PAID.RESERVE", row["reserve"]],
                                                      ["C", "REV_SUBSIDY", row["reserve"]]]])]
    tap.same("EV-40 EV-40c DT-11 30 % of what was allotted to each county is reserved",
             book.entries(), want)
    move(book, tap, day, sum(fen(row["reserve"]) for row in shown["reserves"]))


def move(book, tap, day, reserves):
    more = yuan(reserves + 1)
    words = ("assist", "money", "record", "move")
    refuse(book, tap, "DT-10 no more is moved than the fiscal account has", "DT-10",
           "more-than-there-is", *words, "--amount", more, *book.slip(day))
    book.record("move", "--amount", "16000000.00", day=day, serial="M1")
    refuse(book, tap, "a serial number of the bank stands once", "DT-18", "serial-twice", *words,
           "--amount", "1.00", *book.slip(day, "M1"))
    refuse(book, tap, "DT-10 what waits to be confirmed is not moved twice", "DT-10",
           "more-than-there-is", *words, "--amount", "1000000.00", *book.slip(day))
    number = book.run("assist", "money", "list", now=day + "T09:00")["money"][0]["number"]
    made = book.confirm(number, day)
    tap.ok("EV-41 the reserves go to the agency's account",
           book.entries()[-1] == ["EV-41", "L_AG_DT_MAF",
                                  [["D", "ACC_OUT.MAF", "16000000.00"],
                                   ["C", "ACC_FISCAL.MAF", "16000000.00"]]]
           and made["voucher"].startswith("L_AG_140200_MAF/2026-06/"), book.entries()[-1])
    refuse(book, tap, "money that was confirmed is not taken out of the books", "DT-27",
           "voucher-of-assistance", "voucher", "reverse", made["voucher"], "--reason", "误",
           day=day)


def solve(book):
    """The sample's papers: what they take off is in its file of deductions."""
    with open(os.path.join(book.sample, f"assistance-disputes-{MONTH}.csv"), encoding="utf-8-sig",
              newline="") as file:
        return list(csv.DictReader(file))


def confirm_month(book, tap, key):
    """DT-19b: hospitals wait for the last of their counties; EV-45."""
    counties = sorted(key["forms"]["F-DT-4"])
    book.confirm_form4(MONTH, "2026-06-18", counties[:-1])
    last = counties[-1]
    rows = book.run("assist", "pay", "list", "--period", MONTH,
                    now="2026-06-18T20:00")["hospitals"]
    waiting = [row["provider"] for row in rows if row["state"] == "waiting"]
    want = sorted(row[0] for row in key["forms"]["F-DT-4"][last]["rows"])
    tap.same("DT-19b hospitals wait for the last of their counties", sorted(waiting), want)
    refuse(book, tap, "DT-19b a hospital is not paid before", "DT-19b", "not-confirmed", "assist",
           "pay", "run", waiting[0], "--period", MONTH, user="zhidan", day="2026-06-18")
    made = book.pay_run(MONTH, day="2026-06-18")
    book.run("doc", "cancel", made[0]["number"], "--reason", "等全部县区确认",
             now="2026-06-18T21:00")
    book.confirm_form4(MONTH, "2026-06-19", [last])
    tap.ok("DT-19b a run without names pays who is ready",
           made[0]["n_lines"] == len(rows) - len(waiting), made)
    check_costs(book, tap, key)


def check_costs(book, tap, key):
    """EV-45, of what F-DT-4 says of bills of other areas, net of what is taken off them."""
    want = {}
    for row in rows_of(key, "reserve", "reserve_columns"):
        if row["used"] != "0.00":
            want[f"L_AG_{row['county']}_MAF"] = row["used"]
    ours = {ledger: lines for event, ledger, lines in book.entries() if event == "EV-45"}
    tap.same("EV-45 each county's books have its costs of other areas", ours,
             {ledger: [["D", "EXP_MAF", used], ["C", "TEMP_PAID.RESERVE", used]]
              for ledger, used in sorted(want.items())})


def pay(book, tap, key):
    """One document through the bank; one hospital's money comes back and goes again."""
    made = book.pay_run(MONTH, day="2026-06-20")[0]
    refuse(book, tap, "DT-19b a hospital is paid once for a month", "DT-19b", "nothing-to-pay",
           "assist", "pay", "run", "--period", MONTH, user="zhidan", day="2026-06-20")
    payments = rows_of(key, "payments", "payment_columns")
    refuse(book, tap, "DT-19b nor by its name", "DT-19b", "paid-already", "assist", "pay", "run",
           payments[0]["hospital"], "--period", MONTH, user="zhidan", day="2026-06-20")
    shown = book.run("doc", "show", made["number"], now="2026-06-20T20:00")
    lines = shown.get("lines") or shown["document"]
    tap.same("DT-13 each hospital's line is what the counties confirmed",
             {row["provider_code"]: row["pay"] for row in lines},
             {row["hospital"]: row["amount"] for row in payments})
    explain(book, tap, made["number"], lines)
    before = len(book.entries())
    book.through_bank(made["number"], "2026-06-20")
    posted = book.entries()[before:]
    want = [entry for row in payments for entry in row["entries"]]
    tap.same("EV-42 EV-43 reserves and counties bear what AMB-26 says",
             sorted(posted), sorted([event, ledger, lines] for event, ledger, lines in want))
    give_back(book, tap, made["number"], lines[0])


def explain(book, tap, number, lines):
    bad = []
    for row in lines:
        for figure in ("declared", "cross_area", "deducted", "net", "pay"):
            told = book.run("doc", "explain", number, f"{row['line_no']}/{figure}",
                            now="2026-06-20T20:00")
            rows = told.get("explain", [])
            if told["sum"] != row[figure] or (fen(row[figure]) and not all(
                    one["setl_id"] and one["file"] and one["file_line"] for one in rows)):
                bad.append((row["line_no"], figure, told))
    tap.ok("every figure goes down to its bills, their file and line", not bad, bad[:1])


def give_back(book, tap, number, line):
    """EV-09, EV-09r: the reserve stays charged, the money waits."""
    before = book.accounts()
    path = os.path.join(book.folder, "again.ret")
    sent = glob.glob(os.path.join(book.folder, "*_MA_*.txt"))
    book.bank(sent[0], "2026-06-22", "--returned", str(line["line_no"]), "--only",
              str(line["line_no"]), name="again.ret")
    book.run("pay", "return", path, user="caiwu", now="2026-06-22T17:00")
    returned = book.entries()[-1]
    tap.same("EV-09 what came back waits for its hospital", returned,
             ["EV-09", "L_AG_DT_MAF", [["D", "ACC_OUT.MAF", line["pay"]],
                                       ["C", "TEMP_RECV.REFUND", line["pay"]]]])
    book.pay([number], "2026-06-23")
    tap.same("EV-09r and is paid again", book.entries()[-1],
             ["EV-09r", "L_AG_DT_MAF", [["D", "TEMP_RECV.REFUND", line["pay"]],
                                        ["C", "ACC_OUT.MAF", line["pay"]]]])
    tap.same("EV-09 EV-09r leave the books as they were", book.accounts(), before)


def pay_back(book, tap, key):
    """EV-43 reversed: the counties pay back what was paid on their account (DT-18)."""
    day = "2026-06-25"
    lent = defaultdict(int)
    for row in rows_of(key, "payments", "payment_columns"):
        for county, amount in row["own"]:
            lent[county] += fen(amount)
    shown = book.run("assist", "money", "list", now=day + "T08:00")["lent"]
    tap.same("AMB-26 what was paid on each county's account",
             {row["county"]: row["open"] for row in shown},
             {county: yuan(amount) for county, amount in sorted(lent.items())})
    county, amount = sorted(lent.items())[0]
    words = ("assist", "money", "record", "reimburse", "--county", county)
    refuse(book, tap, "DT-18 no county pays back more than was paid for it", "DT-18",
           "more-than-lent", *words, "--period", MONTH, "--amount", yuan(amount + 1),
           *book.slip(day), day=day)
    refuse(book, tap, "DT-18 nor for a month without costs", "DT-18", "more-than-lent", *words,
           "--period", "2026-04", "--amount", "0.01", *book.slip(day), day=day)
    book.move("reimburse", "--county", county, "--period", MONTH, "--amount", "1.00", day=day)
    for one in lent:
        book.move("reimburse", "--county", one, "--period", MONTH, day=day)
    left = [row for row in book.accounts() if row[1].startswith("TEMP_PAID.COUNTY.")]
    tap.ok("EV-43r nothing is owed when all paid back", not left, left)


def warn(book, tap, key):
    rows = book.run("assist", "reserve", "2026", now="2026-06-30T09:00")
    table = {row["county"]: row for row in rows["reserves"]}
    levels = {"normal": "normal", "warning": "warned", "overdrawn": "overdrawn"}
    bad = []
    for want in rows_of(key, "reserve", "reserve_columns"):
        ours = table[want["county"]]
        if ([ours["reserve"], ours["recorded"], ours["used"], ours["left"], ours["level"]]
                != [want["reserve"], want["reserve"], want["used"], want["balance"],
                    levels[want["level"]]]):
            bad.append((ours, want))
    tap.ok("EX-6 DT-11 reserve, use and what is left of each county", not bad, bad[:2])
    shown = book.run("assist", "reserve", "warnings", now="2026-06-30T09:00")["warnings"]
    tap.same("EX-6 who used 90 % or more is warned of", {r["county"]: r["level"] for r in shown},
             {r["county"]: levels[r["level"]] for r in rows_of(key, "reserve", "reserve_columns")
              if r["level"] != "normal"})


def close(book, tap):
    """The fund's books are books: draft vouchers, trial balance, closing."""
    now = "2026-07-02T09:00"
    ledgers = book.run("ledger", "list", now=now)["ledgers"]
    tap.ok("the fund's ledger is listed", "L_AG_140200_MAF" in [r["ledger"] for r in ledgers],
           ledgers)
    trial = book.run("ledger", "trial", "L_AG_140200_MAF", "--month", "2026-06", now=now)["trial"]
    tap.ok("its trial balance balances", trial and sum(fen(r["debit"]) for r in trial)
           == sum(fen(r["credit"]) for r in trial), trial[:2])
    book.run("ledger", "close", "L_AG_140200_MAF", "--month", "2026-06", user="caiwu", now=now)
    refuse(book, tap, "3.6-6 nothing is confirmed into a closed month", "3.6-6", "period-closed",
           "assist", "money", "confirm", book.record(
               "move", "--amount", "1.00", day="2026-06-30")["number"], user="chuna",
           day="2026-07-02")


def sample(qz, root, folder, tap):
    key = read_key(root, "datong-answer-key.json")
    book = make_fund(qz, root, folder, "2026-06-02T09:00")
    load_month(book)
    reserve(book, tap, key)
    book.lead(MONTH, "2026-06-15")
    confirm_month(book, tap, key)
    pay(book, tap, key)
    pay_back(book, tap, key)
    warn(book, tap, key)
    prove(book, tap, "2026-06-30")
    close(book, tap)


def prove(book, tap, day):
    for name, words in (("the book set proves itself", ("book", "verify")),
                        ("the internal checks find nothing", ("check",))):
        rows = book.run(*words, now=day + "T20:00", check=False)["checks"]
        tap.ok(f"{day} {name}", len(rows) > 20 and all(row["ok"] for row in rows),
               [row for row in rows if not row["ok"]])


# ── EX-6 ─────────────────────────────────────────────────────────────────────────────────────────

def bill_file(book, rows):
    """One bill a county, as large as its use; the columns are those of the sample."""
    name = glob.glob(os.path.join(book.sample, "assistance-bills-*.csv"))[0]
    with open(name, encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    head = lines[0]
    model = next(dict(zip(head, line)) for line in lines[1:]
                 if dict(zip(head, line)).get("setl_type") == "2"
                 and dict(zip(head, line)).get("refd_setl_flag") == "0"
                 and fen(dict(zip(head, line))["maf_pay"]) > 0)
    path = os.path.join(book.folder, "assistance-bills-2025-12.csv")
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(head)
        for line in rows:
            out.writerow([{**model, **line}[column] for column in head])
        fund = sum(fen(line["maf_pay"]) for line in rows)
        out.writerow(["#TOTAL", len(rows), yuan(fund), yuan(fund)])
    return path


def make_bills(counties):
    zeros = ("fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "hifp_pay", "hifmi_pay",
             "hifob_pay", "hifes_pay", "hifdm_fund_pay", "cvlserv_pay", "oth_pay", "hosp_part_amt",
             "psn_part_amt", "acct_pay", "psn_cash_pay", "act_pay_dedc")
    rows = []
    for number, row in enumerate(counties):
        used = row["used"]
        rows.append({**{name: "0.00" for name in zeros}, "setl_id": f"EX6-{number}",
                     "setl_time": "2025-12-20 10:00:00", "begndate": "2025-12-10",
                     "enddate": "2025-12-20", "insu_admdvs": row["county"],
                     "fixmedins_code": "H14022200128", "medfee_sumamt": used,
                     "inscp_scp_amt": used, "maf_pay": used, "fund_pay_sumamt": used,
                     "cross_area": "1", "maf_category": "TK"})
    return rows


def clear(qz, root, folder, tap):
    """EX-6: 2025 is cleared by 2026-03-31, to the fen."""
    key = read_key(root, "ex6-answer-key.json")
    counties = rows_of(key, "counties", "columns")
    book = make_fund(qz, root, folder, "2025-02-01T09:00")
    allot(book, counties)
    book.run("import", "assistance-bills", bill_file(book, make_bills(counties)),
             now="2026-01-03T09:00")
    no = ("assist", "clear", "make", "2025")
    book.lead("2025-12", "2026-01-15")
    refuse(book, tap, "DT-12 a year is not cleared before form 4 is confirmed", "DT-12",
           "month-not-confirmed", *no, user="zhidan", day="2026-01-16")
    book.confirm_form4("2025-12", "2026-01-18")
    refuse(book, tap, "DT-12 nor before the hospitals are paid", "DT-12", "month-not-paid", *no,
           user="zhidan", day="2026-01-19")
    refuse(book, tap, "DT-12 nor before it is over", "DT-12", "year-not-over", "assist", "clear",
           "make", "2026", user="zhidan", day="2026-01-19")
    for row in counties:
        book.move("move", "--amount", row["used"] if row["county"] != "140214" else "2962962.96",
                  day="2026-01-20")
    book.through_bank(book.pay_run("2025-12", day="2026-01-21")[0]["number"], "2026-01-21")
    clear_year(book, tap, key, counties)


def allot(book, counties):
    path = os.path.join(book.folder, "allotments-2025-1.csv")
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(["year", "county", "document_no", "allotted_day", "amount"])
        for row in counties:
            out.writerow(["2025", row["county"], "晋财社〔2025〕" + row["county"], "2025-01-24",
                          row["allotment"]])
    book.run("import", "assistance-allotments", path)
    for row in counties:
        book.move("reserve", "--document", "晋财社〔2025〕" + row["county"], day="2025-02-01")


def find_deadline(book, now):
    rows = book.run("agenda", "list", now=now)["deadlines"]
    return next((row for row in rows if row["key"] == "DL-DT-Q1/2025"), {})


def clear_year(book, tap, key, counties):
    made = book.run("assist", "clear", "make", "2025", now="2026-03-02T09:00")
    tap.same("EX-6 DT-12 surplus and shortage of each county",
             [[r["county"], r["reserve"], r["used"], r["surplus"], r["shortage"]]
              for r in made["clearing"]],
             [[r["county"], r["reserve"], r["used"], r["surplus"], r["shortage"]]
              for r in counties])
    tap.same("DT-12 the list of the clearing tells its sums",
             [made[name + "_sum"] for name in ("surplus", "shortage")],
             [yuan(sum(fen(r[name]) for r in counties)) for name in ("surplus", "shortage")])
    tap.same("DL-DT-Q1 the clearing is due on 31 March", made["due_day"], key["due"])
    row = find_deadline(book, "2026-03-31T09:00")
    tap.ok("DL-DT-Q1 stands in the agenda", (row.get("due_day"), row.get("status"))
           == (key["due"], "today"), row)
    tap.same("DL-DT-Q1 is late the day after",
             find_deadline(book, "2026-04-01T09:00").get("status"), "overdue")
    object_and_confirm(book, tap, counties)
    pay_clearing(book, tap, key, counties)


def object_and_confirm(book, tap, counties):
    day = "2026-03-05"
    surplus = ("assist", "money", "record", "surplus", "--year", "2025", "--county", "140213")
    refuse(book, tap, "DT-12 nothing is paid before the county confirmed", "DT-12", "not-cleared",
           *surplus, *book.slip(day), day=day)
    refuse(book, tap, "DT-12 a clearing that stands is not made again", "DT-12", "clearing-made",
           "assist", "clear", "make", "2025", user="zhidan", day=day)
    book.run("assist", "clear", "object", "2025", "--county", "140213", "--reason", "请核对",
             user="fuhe", now=day + "T10:00")
    again = book.run("assist", "clear", "make", "2025", now=day + "T11:00")
    tap.same("DT-12 after an objection it is made anew", again["version"], 2)
    for row in counties:
        book.run("assist", "clear", "confirm", "2025", "--county", row["county"], user="fuhe",
                 now=day + "T12:00")
    refuse(book, tap, "DT-12 a county confirms once", "DT-12", "confirmed-already", "assist",
           "clear", "confirm", "2025", "--county", "140213", user="fuhe", day=day)
    refuse(book, tap, "DT-12 no more goes back than was left", "DT-12", "more-than-cleared",
           *surplus, "--amount", "203703.68", *book.slip(day), day=day)
    refuse(book, tap, "DT-12 a county without a shortage pays none", "DT-12", "more-than-cleared",
           "assist", "money", "record", "shortage", "--year", "2025", "--county", "140225",
           "--amount", "0.01", *book.slip(day), day=day)


def pay_clearing(book, tap, key, counties):
    book.move("surplus", "--year", "2025", "--county", "140213", day="2026-03-10")
    book.move("shortage", "--year", "2025", "--county", "140214", "--amount", "37037.04",
              day="2026-03-11")
    shown = book.run("assist", "clear", "list", "2025", now="2026-03-11T20:00")
    tap.same("DT-12 a shortage may come in parts", [r["open"] for r in shown["clearing"]],
             ["0.00", "100000.00", "0.00"])
    book.move("shortage", "--year", "2025", "--county", "140214", day="2026-03-12")
    shown = book.run("assist", "clear", "list", "2025", now="2026-03-12T20:00")
    tap.same("DT-12 the year is cleared", shown["state"], "paid")
    check_golden(book, tap, key)
    left = [row for row in book.accounts() if row[1].startswith("TEMP_RECV.RESERVE.")]
    tap.ok("EX-6 every reserve stands at zero after the clearing", not left, left)
    left = [row for row in book.accounts() if row[1] == "TEMP_PAID.RESERVE"]
    spent = {row[0][5:11]: row[2] for row in book.accounts() if row[1] == "EXP_MAF"}
    tap.ok("EV-40c EV-44c EV-45 and so does it in the counties' own books", not left
           and spent == {row["county"]: row["used"] for row in counties}, (left, spent))
    tap.same("DL-DT-Q1 is done", find_deadline(book, "2026-04-01T09:00").get("status"), "done")
    prove(book, tap, "2026-04-01")
    faults(book, tap)


def check_golden(book, tap, key):
    """The key's entries by event; a shortage came in two parts and a hospital was paid at once."""
    sums = defaultdict(int)
    want = defaultdict(int)
    for into, entries in ((sums, book.entries()), (want, key["entries"])):
        for event, ledger, lines in entries:
            for side, account, amount in lines:
                if event in ("EV-40", "EV-42", "EV-44") and account.startswith("TEMP_RECV."):
                    into[event, ledger, side, account] += fen(amount)
    tap.same("EX-6 EV-40 EV-42 EV-44 to the fen", dict(sorted(sums.items())),
             dict(sorted(want.items())))
    tap.ok("EV-44 both ways", sum(e[0] == "EV-44" for e in book.entries()) == 3, "")


def faults(book, tap):
    """K-DT-1, K-DT-2, ASSIST-*: what somebody changes behind the program's back is found."""
    for code, table, sql in (
            ("K-DT-1", "assist_document_part", "UPDATE assist_document_part SET amount_fen ="
             " amount_fen + 1 WHERE id = 1"),
            ("K-DT-2", "assist_money", "UPDATE assist_money SET amount_fen = amount_fen + 1"
             " WHERE kind = 'reserve' AND id = (SELECT min (id) FROM assist_money)"),
            ("ASSIST-MONEY", "assist_money_event", "UPDATE assist_money_event SET actor = 'caiwu'"
             " WHERE id = 1"),
            ("ASSIST-PARTS", "assist_document_part", "UPDATE assist_document_part SET amount_fen"
             " = amount_fen - 1 WHERE id = 2")):
        path = os.path.join(book.folder, "fault.qz")
        shutil.copyfile(book.path, path)
        database = sqlite3.connect(path)
        database.execute(f"DROP TRIGGER {table}_no_update")
        database.execute(sql)
        database.commit()
        database.close()
        own, book.path = book.path, path
        word = ("check",) if code.startswith("K") else ("book", "verify")
        rows = book.run(*word, check=False, now="2026-04-01T20:00")["checks"]
        book.path = own
        tap.ok(f"{code} finds what was changed by hand",
               any(row["code"] == code and not row["ok"] for row in rows),
               [row for row in rows if not row["ok"]])


def main(qz, root):
    tap = Tap()
    with scratch() as folder:
        sample(qz, root, folder, tap)
    with scratch() as folder:
        clear(qz, root, folder, tap)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
