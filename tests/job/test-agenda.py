#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The desk with `qz`: deadlines of Suqian and Jilin with their counting, ticking off, the calendar
file, holidays that move a due day (DL-SQ-PRE, DL-SQ-AUD, DL-SQ-PAY, DL-JL-DAY, DL-JL-MS, DL-JL-SC,
AMB-17, AMB-30, domain 6.3).

usage: test-agenda.py QZ SOURCE_ROOT
"""
import json
import os
import shutil
import subprocess
import sys

from book import Book, Tap, scratch


def rows(book, *args, **more):
    return {row["key"]: row for row in book.run("agenda", *args, **more)["deadlines"]}


def suqian(qz, root, tap):
    sample = os.path.join(root, "data", "sample", "suqian")
    with scratch() as folder:
        book = Book(qz, folder, "321300", "suqian-advance", "2026-01-05T09:00")
        book.load(sample, "areas.csv", "agencies.csv", "providers.csv", "accounts.csv",
                  "spending.csv")
        due = rows(book, "--until", "2026-03-31")
        tap.same("DL-SQ-PRE AMB-17 rolled from Saturday the tenth",
                 due["DL-SQ-PRE/2026-01"]["due_day"], "2026-01-12")
        tap.same("DL-SQ-PRE rule", due["DL-SQ-PRE/2026-01"]["rule"], "SQ-3.2.2a")
        tap.ok("DL-SQ-PRE counting ends in the day",
               due["DL-SQ-PRE/2026-01"]["counting"].endswith("= 2026-01-12"))
        book.load(sample, "declarations-2026-01.csv")
        due = rows(book, "--until", "2026-03-31", now="2026-02-25T09:00")
        tap.same("DL-SQ-AUD AMB-30 fifteenth working day of February",
                 due["DL-SQ-AUD/2026-01"]["due_day"], "2026-02-27")
        tap.same("DL-SQ-PAY AMB-30 twentieth, which lies in March",
                 due["DL-SQ-PAY/2026-01"]["due_day"], "2026-03-05")
        tap.same("DL-SQ-PRE of February is late", due["DL-SQ-PRE/2026-02"]["status"], "overdue")
        waiting = book.run("agenda", "--waiting", now="2026-02-25T09:00")["waiting"]
        tap.same("the maker is told to settle", [(w["act"], w["number"]) for w in waiting],
                 [("settle", "2026-01")])
        tap.same("nothing waits for the reviewer",
                 book.run("agenda", "--waiting", user="fuhe", now="2026-02-25T09:00")["waiting"],
                 [])


def jilin_days(book, tap, sample):
    book.load(sample, "claims-2026-02.csv")
    now = "2026-02-12T09:00"
    due = rows(book, now=now)
    days = sorted(key for key in due if key.startswith("DL-JL-DAY/"))
    tap.same("DL-JL-DAY one for each day with claims", days,
             ["DL-JL-DAY/2026-02-09", "DL-JL-DAY/2026-02-10", "DL-JL-DAY/2026-02-11"])
    tap.same("6.1 overdue from the next day", [due[key]["status"] for key in days],
             ["overdue"] * 3)
    made = book.run("daily", "run", "--day", "2026-02-09", now=now)["documents"]
    book.sign(made[0]["number"], now=now)
    due = rows(book, now=now)
    tap.same("JL-11d, JL-11e pushed and handed over", due[days[0]]["status"], "done")
    waiting = book.run("agenda", "--waiting", user="caiwu", now=now)["waiting"]
    tap.same("finance is told to make a batch", [(w["act"], w["number"]) for w in waiting],
             [("batch", made[0]["number"])])


def jilin_quarter(book, tap):
    late = "2026-04-02T09:00"
    tap.same("DL-JL-SC the end of the quarter reminds",
             rows(book, now=late)["DL-JL-SC/2026-Q1"]["due_day"], "2026-03-31")
    title = rows(book, now=late)["DL-JL-SC/2026-Q1"]["title"]
    tap.ok("DL-JL-SC the quarter is named in words", title.startswith("quarter 1 of 2026 "), title)
    tap.same("DL-JL-SC a note is needed",
             book.refused("agenda", "done", "DL-JL-SC/2026-Q1", "--note", " ",
                          now=late).error["code"], "note-missing")
    book.run("agenda", "done", "DL-JL-SC/2026-Q1", "--note", "专家评审完成", now=late)
    row = rows(book, now=late)["DL-JL-SC/2026-Q1"]
    tap.same("DL-JL-SC ticked, by whom and how", (row["status"], row["done_by"], row["note"]),
             ("done", "zhidan", "专家评审完成"))
    tap.same("DL-JL-SC not twice",
             book.refused("agenda", "done", "DL-JL-SC/2026-Q1", "--note", "再次",
                          now=late).error["code"], "done-already")
    tap.same("what documents prove, a maker may not tick off",
             book.refused("agenda", "done", "DL-JL-DAY/2026-02-10", "--note", "手工",
                          now=late).exit_code, 4)


def calendar_file(book, tap, folder):
    path = os.path.join(folder, "out.ics")
    n = book.run("agenda", "export", path, "--until", "2026-04-30",
                 now="2026-02-12T09:00")["events"]
    with open(path, "rb") as file:
        data = file.read()
    lines = data.split(b"\r\n")
    tap.ok("RFC 5545 lines end in CRLF and are at most 75 octets",
           lines[-1] == b"" and all(len(line) <= 75 and b"\n" not in line for line in lines))
    tap.same("as many events as said", data.count(b"BEGIN:VEVENT\r\n"), n)
    tap.ok("a stable UID", b"UID:DL-JL-MS/2026-02@220200.qingzhang\r\n" in data)


def holidays(book, tap, folder):
    now = "2026-02-12T09:00"
    path = os.path.join(folder, "2026.csv")
    book.run("holidays", "export", path, "--year", "2026", now=now)
    shown = book.run("holidays", "preview", path, now=now)
    tap.same("6.3 what was exported changes nothing", shown["changed"], 0)
    with open(path, encoding="utf-8") as file:
        kept = [line for line in file if "2026-02-14" not in line]
    # A holiday on the eleventh as well: what was due then moves to the twelfth.
    kept.append("2026-02-11,holiday,测试,test\r\n")
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.writelines(line.rstrip("\r\n") + "\r\n" for line in kept)
    number = book.run("daily", "run", "--day", "2026-02-11", now=now)["documents"][0]["number"]
    shown = book.run("holidays", "preview", path, now=now)
    tap.same("6.3 added and removed days", {(c["day"], c["change"]) for c in shown["changes"]},
             {("2026-02-11", "added"), ("2026-02-14", "removed")})
    tap.same("6.3 a due day that would move",
             [(m["number"], m["before"], m["after"]) for m in shown["moved"]],
             [(number, "2026-02-11", "2026-02-12")])
    book.run("import", "calendar", path, now=now)
    tap.same("6.3 not changed silently",
             book.run("doc", "show", number, now=now)["due_day"], "2026-02-11")
    tap.same("6.3 counting again needs a reason",
             book.refused("agenda", "recount", number, "--reason", " ", now=now).error["code"],
             "reason-missing")
    book.run("agenda", "recount", number, "--reason", "节假日安排调整", now=now)
    tap.same("6.3 counted again", book.run("doc", "show", number, now=now)["due_day"],
             "2026-02-12")
    tap.same("nothing is left to move", book.run("agenda", "moved", now=now)["moved"], [])
    tap.ok("the log says so", any(row["act"] == "agenda recount" and row["detail"] == number
                                  for row in book.run("log", now=now)["log"]))


def jilin(qz, root, tap):
    sample = os.path.join(root, "data", "sample", "jilin-ex2")
    with scratch() as folder:
        book = Book(qz, folder, "220200", "jilin-daily", "2026-02-12T09:00")
        book.load(sample, "areas.csv", "agencies.csv", "providers.csv", "accounts.csv")
        jilin_days(book, tap, sample)
        calendar_file(book, tap, folder)
        holidays(book, tap, folder)
        jilin_quarter(book, tap)
        checks = book.run("book", "verify", now="2026-04-02T09:00")
        tap.ok("the book set proves itself", all(row["ok"] for row in checks["checks"]), checks)


def old_pack(qz, root, tap):
    """A book set of the first version: its pack was activated before packs named deadlines."""
    with scratch() as folder:
        path = os.path.join(folder, "book.qz")
        shutil.copy(os.path.join(root, "tests", "data", "schema-1.qz"), path)
        os.chmod(path, 0o600)
        subprocess.run([qz, "--book", path, "--quiet", "book", "migrate"], check=True)
        listed = json.loads(subprocess.run(
            [qz, "--book", path, "--now", "2026-12-20T09:00", "--format", "json", "agenda", "list"],
            capture_output=True, text=True, check=True).stdout)
        tap.same("an agenda that watches nothing does not look as if nothing were due",
                 ("jilin-daily" in listed.get("warning", ""), listed["deadlines"]), (True, []))


def main():
    qz, root = sys.argv[1:3]
    tap = Tap()
    suqian(qz, root, tap)
    jilin(qz, root, tap)
    old_pack(qz, root, tap)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
