#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A month of medical assistance (DT-16 … DT-19): statements, what hospitals and counties say,
disputes with stamped papers, form 4; every figure against the independent answers.

  test-assist-month.py QZ ROOT"""
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

from assist_office import lead_to_form4, load_month, make_office
from book import Tap

MONTH = "2026-05"


def month(book, *words, now="2026-06-09T10:00", user="zhidan"):
    return book.run("assist", "month", *words, now=now, user=user)


def refused(book, tap, rule, what, *words, now="2026-06-09T10:00", user="zhidan"):
    error = book.refused("assist", "month", *words, now=now, user=user).error
    tap.ok(f"{rule} {what}", error.get("rule") == rule, error)


# ── the forms ────────────────────────────────────────────────────────────────────────────────────

def check_form(book, tap, form, wanted, columns, key_columns, key):
    wrong = []
    for code, answer in wanted.items():
        sheet = month(book, "form", MONTH, form, code)
        rows = sorted(([row[name] for name in columns] for row in sheet["paper"]), key=str)
        where = [answer["columns"].index(name) for name in key_columns]
        want = sorted(([row[i] for i in where] for row in answer["rows"]), key=str)
        if rows != want:
            wrong.append((code, rows[:2], want[:2]))
    tap.ok(f"{key} every row of {form} of {len(wanted)} is the model's", wanted and not wrong,
           wrong[:1])


def check_forms(book, tap, key):
    figures = ["visits", "medfee", "basic", "ci", "other", "payable", "deducted", "net"]
    check_form(book, tap, "F-DT-2", key["forms"]["F-DT-2"], ["county", "category"] + figures,
               ["county", "category"] + figures, "DT-16a DT-2 DT-23a")
    check_form(book, tap, "F-DT-3", key["forms"]["F-DT-3"],
               ["setl_id", "certno", "medfee", "scope", "basic", "ci", "maf", "person"],
               ["setl_id", "certno", "medfee", "scp", "basic", "ci", "maf", "person"], "DT-16a")
    check_form(book, tap, "F-DT-4", key["forms"]["F-DT-4"],
               ["provider", "visits", "payable", "cross", "deducted", "net"],
               ["hospital", "visits", "payable", "cross", "deducted", "net"], "DT-19a AMB-26")
    wrong = []
    for county, reserve, used, left, _, level in key["reserve"]:
        shown = month(book, "form", MONTH, "F-DT-4", county)
        if (shown["reserve"], shown["used"], shown["left"]) != (reserve, used, left):
            wrong.append((county, shown["reserve"], shown["used"], shown["left"]))
        if {"normal": "normal", "warning": "warned"}.get(level, level) != shown["level"]:
            wrong.append((county, shown["level"], level))
    tap.ok("DT-11 AMB-26 what every county's reserve has, used and keeps", not wrong, wrong)


def check_sums(book, tap, key):
    """Form 3 sums to column (5) of form 2, and form 4 to the counties of all forms 2."""
    def fen(text):
        return int(text.replace(".", ""))

    by_county, wrong = {}, []
    for hospital in key["forms"]["F-DT-2"]:
        rows = month(book, "form", MONTH, "F-DT-2", hospital)["paper"]
        bills = month(book, "form", MONTH, "F-DT-3", hospital)["paper"]
        if sum(fen(row["payable"]) for row in rows) != sum(fen(row["maf"]) for row in bills):
            wrong.append(hospital)
        for row in rows:
            by_county[row["county"]] = by_county.get(row["county"], 0) + fen(row["payable"])
    for county, total in by_county.items():
        rows = month(book, "form", MONTH, "F-DT-4", county)["paper"]
        if sum(fen(row["payable"]) for row in rows) != total:
            wrong.append(county)
    tap.ok("F-DT-2 (5) = F-DT-3 = F-DT-4 (1)", not wrong, wrong)


# ── acts ─────────────────────────────────────────────────────────────────────────────────────────

def check_too_early(book, tap, key):
    hospital = list(key["forms"]["F-DT-2"])[0]
    refused(book, tap, "DT-16a", "no statements before the month is over", "make", MONTH,
            now="2026-05-31T18:00")
    refused(book, tap, "DT-16a", "nothing is pushed before it is made", "push", MONTH)
    refused(book, tap, "DT-16b", "a hospital confirms nothing before it is pushed",
            "confirm-hospital", MONTH, hospital, "--handled-by", "甲", "--led-by", "乙",
            user="fuhe")
    refused(book, tap, "DT-19a", "no form 4 before", "form4", MONTH, user="fuhe")


def check_words(book, tap, key):
    hospital = list(key["forms"]["F-DT-2"])[0]
    refused(book, tap, "DT-16b", "both names of the hospital are needed", "confirm-hospital", MONTH,
            hospital, "--handled-by", "甲", user="fuhe")
    shown = month(book, "confirm-hospital", MONTH, hospital, "--handled-by", "林甲", "--led-by",
                  "何乙", user="fuhe")
    parts = [row for row in shown["parts"] if row["provider"] == hospital]
    tap.ok("DT-16b the hospital's word stands with both names",
           parts and all(row["hospital"] == "CONFIRMED" and row["signers"] == "林甲、何乙"
                         for row in parts), parts)
    refused(book, tap, "DT-16b", "nobody confirms twice", "confirm-hospital", MONTH, hospital,
            "--handled-by", "林甲", "--led-by", "何乙", user="fuhe")
    refused(book, tap, "DT-19a", "form 4 needs the county's word too", "form4", MONTH,
            parts[0]["county"], user="fuhe")


def check_dispute(book, tap, key):
    """DT-16c: a part in dispute, corrected by stamped papers; nobody else confirms anew."""
    hospital, answer = sorted(key["forms"]["F-DT-3"].items())[-1]
    where = answer["columns"].index
    bill = next(row for row in answer["rows"] if not row[where("maf")].startswith("-")
                and row[where("maf")] > "100")
    county = bill[where("county")]
    month(book, "dispute", MONTH, hospital, county, "--by", "county", "--reason", "身份待核")
    shown = month(book, "show", MONTH)
    number = str(shown["disputes"][0]["dispute"])
    refused(book, tap, "DT-16c", "one dispute at a time", "dispute", MONTH, hospital, county,
            "--by", "hospital", "--reason", "再核")
    month(book, "confirm-county", MONTH, county, user="fuhe")
    part = next(row for row in month(book, "show", MONTH)["parts"]
                if (row["provider"], row["county"]) == (hospital, county))
    tap.same("DT-16c a part in dispute is not confirmed with the others", part["county_state"],
             "DISPUTED")
    refused(book, tap, "DT-16c", "no end without the stamped papers", "solve", number,
            user="fuhe")
    refused(book, tap, "DT-16c", "no paper is stamped before the dispute", "solve", number,
            "--paper", "DT-1", "--stamped", "2026-06-01", "--hospital-day", "2026-06-09",
            "--county-day", "2026-06-09", user="fuhe")
    refused(book, tap, "DT-16c", "who made the statements does not settle what is wrong with them",
            "solve", number, "--paper", "DT-1", "--stamped", "2026-06-09", "--hospital-day",
            "2026-06-09", "--county-day", "2026-06-09")
    refused(book, tap, "DT-23a", "no more is taken off than the bill's assistance", "solve", number,
            "--paper", "DT-1", "--stamped", "2026-06-09", "--hospital-day", "2026-06-09",
            "--county-day", "2026-06-09", "--take-off", bill[where("setl_id")] + "=99999999.00",
            user="fuhe")
    before = {(row["provider"], row["county"]): row for row in shown["parts"]}
    month(book, "solve", number, "--paper", "DT-2026-05-01", "--stamped", "2026-06-09",
          "--hospital-day", "2026-06-09", "--county-day", "2026-06-09", "--take-off",
          bill[where("setl_id")] + "=50.00", user="fuhe")
    shown = month(book, "show", MONTH)
    after = {(row["provider"], row["county"]): row for row in shown["parts"]}
    part = after[hospital, county]
    tap.ok("DT-16c DT-23a the papers correct the part and confirm it for both sides",
           (part["hospital"], part["county_state"]) == ("CONFIRMED", "CONFIRMED")
           and fen(part["deducted"]) == fen(before[hospital, county]["deducted"]) + 5000
           and shown["version"] == 2 and shown["statement"] == "PUSHED", part)
    first = list(key["forms"]["F-DT-2"])[0]
    tap.ok("DT-16b whose figures stayed need not confirm anew",
           all(row["hospital"] == "CONFIRMED" for row in shown["parts"]
               if row["provider"] == first))


def fen(text):
    return int(text.replace(".", ""))


def check_form4(book, tap):
    counties = [row["county"] for row in month(book, "show", MONTH)["counties"]]
    refused(book, tap, "DT-19b", "no county confirms a form 4 that is not made", "confirm-form4",
            MONTH, counties[0], user="fuhe")
    for row in month(book, "show", MONTH)["hospitals"]:
        if row["hospital"] < row["parts"]:
            month(book, "confirm-hospital", MONTH, row["provider"], "--handled-by", "林甲",
                  "--led-by", "何乙", user="fuhe")
    for row in month(book, "show", MONTH)["counties"]:
        if row["confirmed"] < row["parts"]:
            month(book, "confirm-county", MONTH, row["county"], user="fuhe")
    month(book, "details", MONTH, now="2026-06-14T09:00")
    month(book, "form4", MONTH, counties[0], now="2026-06-15T09:00", user="fuhe")
    month(book, "withdraw-form4", MONTH, counties[0], "--reason", "签章有误",
          now="2026-06-15T09:30", user="fuhe")
    month(book, "form4", MONTH, now="2026-06-15T10:00", user="fuhe")
    refused(book, tap, "DT-19b", "who made form 4 does not confirm it", "confirm-form4", MONTH,
            counties[0], now="2026-06-18T10:00", user="fuhe")
    month(book, "confirm-form4", MONTH, counties[0], now="2026-06-18T10:00", user="shenpi")
    refused(book, tap, "DT-19b", "a county confirms once", "confirm-form4", MONTH, counties[0],
            now="2026-06-18T10:00", user="shenpi")
    refused(book, tap, "DT-19b", "a confirmed form 4 is not taken back", "withdraw-form4", MONTH,
            counties[0], "--reason", "又", now="2026-06-18T10:00", user="fuhe")
    stages = {row["stage"]: row for row in
              month(book, "show", MONTH, now="2026-06-21T09:00")["stages"]}
    tap.ok("DT-19b AMB-17 the 20th is a Saturday and stays, and after it the stage is late",
           stages["form4-confirm"]["due_day"] == "2026-06-20" and stages["form4-confirm"]["late"]
           and not stages["form4"]["late"] and stages["form4"]["state"] == "DONE", stages)


def check_agenda(book, tap, key):
    rows = book.run("agenda", "--until", "2026-06-30", now="2026-06-21T09:00")["deadlines"]
    due = {row["key"].split("/")[0]: row for row in rows
           if row["key"].startswith("DL-DT-") and row["key"].endswith("/" + MONTH)}
    want = {name: day for name, day in key["due_days"].items() if name in due}
    tap.ok("DL-DT-5 … DL-DT-20 stand in the agenda on the days of the rules",
           len(due) == 5 and {name: row["due_day"] for name, row in due.items()} == want,
           (due, want))
    tap.ok("DL-DT-20 nothing is confirmed by itself: it is overdue",
           due["DL-DT-20"]["status"] == "overdue" and due["DL-DT-5"]["status"] == "done", due)


def check_proofs(book, tap):
    """What somebody changes behind the program's back is found."""
    for code, table, change in (
            ("ASSIST-MONTHS", None, "UPDATE assist_state SET state = 'CONFIRMED'"
             " WHERE stage = 'county4' AND state = 'ASKED'"),
            ("ASSIST-LISTS", "assist_row", "UPDATE assist_row SET maf_fen = maf_fen + 1"
             " WHERE kind = 'bill' AND id = (SELECT max (last_row_id) FROM assist_list) - 9"),
            ("ASSIST-ONCE", "assist_row", "UPDATE assist_row SET bill_id = (SELECT min (bill_id)"
             " FROM assist_row r WHERE r.list_id = assist_row.list_id) WHERE kind = 'bill'"
             " AND list_id = (SELECT max (id) FROM assist_list)")):
        copy = book.path + ".changed"
        shutil.copy(book.path, copy)
        database = sqlite3.connect(copy)
        if table:
            database.execute(f"DROP TRIGGER {table}_no_update")
        changed = database.execute(change).rowcount
        database.commit()
        database.close()
        out = subprocess.run([book.qz, "--book", copy, "--format", "json", "--quiet", "book",
                              "verify"], capture_output=True, text=True, check=False).stdout
        found = {row["code"] for row in json.loads(out)["checks"] if not row["ok"]}
        tap.ok(f"{code} finds what was changed", changed and code in found, (changed, found))
        os.unlink(copy)


def check_paper(book, tap, folder):
    out = os.path.join(folder, "papers")
    os.mkdir(out)
    made = book.run("doc", "print", "--period", MONTH, "--form", "F-DT-2", "--output", out + "/",
                    now="2026-06-21T09:00")["prints"]
    tap.ok("F-DT-2 a paper for every hospital, final as it is pushed",
           len(made) > 5 and all(row["state"] == "final" and os.path.getsize(row["path"]) > 5000
                                 for row in made), made[:2])
    for form, ending in (("F-DT-3", "xlsx"), ("F-DT-4", "csv"), ("F-DT-4", "pdf")):
        path = os.path.join(out, f"{form}.{ending}")
        book.run("doc", "print", "--period", MONTH, "--form", form, "--output", path,
                 now="2026-06-21T09:00")
        tap.ok(f"{form} as {ending}", os.path.getsize(path) > 1000)


def main():
    qz, root = sys.argv[1:3]
    tap = Tap()
    with open(os.path.join(root, "tests", "data", "datong-answer-key.json"),
              encoding="utf-8") as file:
        key = json.load(file)
    with tempfile.TemporaryDirectory(prefix="qz-assist-month-") as folder:
        book = make_office(qz, root, folder, "2026-06-03T09:00")
        load_month(book, MONTH)
        check_too_early(book, tap, key)
        month(book, "make", MONTH, now="2026-06-04T09:00")
        month(book, "push", MONTH, now="2026-06-05T09:00")
        check_forms(book, tap, key)
        check_sums(book, tap, key)
        check_words(book, tap, key)
        check_dispute(book, tap, key)
        check_form4(book, tap)
        check_agenda(book, tap, key)
        check_paper(book, tap, folder)
        checks = book.run("book", "verify", now="2026-06-21T09:00")["checks"]
        check_proofs(book, tap)
        tap.ok("the book set proves itself", all(row["ok"] for row in checks),
               [row for row in checks if not row["ok"]])
    with tempfile.TemporaryDirectory(prefix="qz-assist-month-") as folder:
        book = make_office(qz, root, folder, "2026-06-03T09:00")
        load_month(book, MONTH)
        lead_to_form4(book, MONTH)
        row = book.run("assist", "month", now="2026-06-19T09:00")["months"][0]
        tap.ok("DT-16 … DT-19 a month in time is done", not row["late"]
               and row["confirmed4"] == row["counties"] > 0, row)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
