#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Assisted persons and their bills through qz: the sample of Datong against its answer key, and
files that are refused (DT-4 … DT-6, DT-14, DT-15, DT-22, DT-23a, DT-26, DT-30, AMB-31, AS-1 …
AS-3)."""
import glob
import json
import os
import sys

sys.path.insert(0, os.path.dirname(__file__))
from book import Book, Tap, scratch  # noqa: E402

NOW = "2026-06-04T09:00"


def make(qz, root, folder):
    sample = os.path.join(root, "data", "sample", "datong")
    book = Book(qz, folder, "140200", None, NOW)
    book.sample = sample
    for kind in ("areas", "agencies", "providers", "accounts"):
        book.run("import", kind, os.path.join(sample, kind + ".csv"))
    book.run("policy", "activate", "datong-assistance", user="admin")
    return book


def lists(book):
    return sorted(glob.glob(os.path.join(book.sample, "assisted-*.csv")),
                  key=lambda path: path[-14:])


def load(book):
    for path in lists(book):
        book.run("import", "assisted", path)
    for kind, name in (("assistance-suspensions", "suspensions"),
                       ("assistance-bills", "assistance-bills-2026-05"),
                       ("assistance-deductions", "assistance-deductions-2026-05"),
                       ("assistance-allotments", "allotments-2026-1")):
        book.last = book.run("import", kind, os.path.join(book.sample, name + ".csv"))
        if kind == "assistance-bills":
            book.bills = book.last


# ── against the answer key ─────────────────────────────────────────────────────────────────────

def check_month(tap, book, key):
    found = book.run("assist", "check", "2026-05")
    ours = sorted([row[name] for name in ("setl_id", "field", "platform", "rules")]
                  for row in found["assist_check"])
    tap.same("DT-14 DT-16b what platform and rules differ in", ours, sorted(key["differences"]))
    tap.same("DT-15a bills with a difference", found["differing"],
             key["counts"]["differing_bills"])
    counts = book.bills["assistance"]
    tap.same("DT-2 DT-26 bills that take part, and others",
             [counts["bills"], counts["others"]], [key["counts"]["bills"], key["counts"]["others"]])
    overlaps = [row for row in book.bills["warnings"] if row["field"] == "begndate"]
    tap.same("DT-15a stays that overlap are warned of",
             [row["value"] for row in overlaps], [later for later, _ in key["overlaps"]])


STEPS = ("scp", "dedc", "basic", "rest", "ci", "rest2", "maf_dedc", "maf", "fund_total", "person")


def explain(book, setl_id):
    bill = book.run("assist", "bill", setl_id)
    steps = {row["step"]: row["amount"] for row in bill.get("layers", [])}
    return bill, [steps.get(step) for step in STEPS]


def check_rules(tap, book, key):
    """Every bill: its category and why, the day of its parameters, all layers, what was tried."""
    ours, theirs = [], []
    reasons = {}
    for row in key["rules"]:
        bill, layers = explain(book, row[0])
        if bill["refund"]:
            continue
        reason = bill["reason"]
        reasons.setdefault((reason, row[6]), []).append(row[0])
        ours.append([row[0], bill["rule_category"], bill["policy_day"], layers,
                     sorted((t["category"], t["person"]) for t in bill["choice"])])
        tried = row[17] or [["", row[16]]]  # without a category only that is tried
        theirs.append([row[0], row[4], row[5], row[7:17], sorted(map(tuple, tried))])
    wrong = [(a, b) for a, b in zip(ours, theirs) if a != b]
    tap.same("DT-14 AS-1 AS-2 AS-3 AMB-31 every bill's category, layers and choice", wrong[:3], [])
    names = sorted({name for _, name in reasons})
    tap.ok("DT-5 DT-6b DT-6c DT-22 AMB-31 AS-2 every reason occurs",
           {"AMB-31", "AS-2", "DT-22"} <= set(names), names)
    pairs = {}
    for ours_name, name in reasons:
        pairs.setdefault({"DT-5": "none", "DT-6b": "none", "DT-6c": "none"}.get(name, name),
                         set()).add(ours_name)
    tap.same("AMB-31 AS-2 DT-22 reasons mean the same", {k: sorted(v) for k, v in pairs.items()},
             {"AMB-31": ["valid"], "AS-2": ["left"], "DT-22": ["suspended"],
              "none": pairs["none"] and sorted(pairs["none"])})


def check_spells(tap, book, key):
    ours = sorted((row["category"], row["subcategory"] or "", row["county"], row["valid_from"],
                   row["exit_day"] or "", row["certno"][:6] + row["certno"][-4:])
                  for row in book.run("assist", "persons", "--all")["persons"])
    theirs = sorted((row[1], row[2], row[3], row[4], row[5], row[0][:6] + row[0][-4:])
                    for row in key["spells"])
    tap.same("DT-6b DT-6c AS-1 times of persons begin with the list and end with the exit",
             [pair for pair in zip(ours, theirs) if pair[0] != pair[1]][:3], [])
    tap.same("DT-6 as many times", len(ours), len(theirs))


def check_manual(tap, book, key):
    rows = book.run("assist", "manual")["assist_manual"]
    tap.same("DT-15b what is reimbursed by hand", sorted((r["setl_id"], r["maf"]) for r in rows),
             sorted((row[0], row[4]) for row in key["by_hand"]))
    setl_id, other = rows[0]["setl_id"], rows[1]["setl_id"]
    tap.same("DT-15b a maker accepts nothing",
             book.refused("assist", "manual", "accept", setl_id).exit_code, 4)
    book.run("assist", "manual", "accept", setl_id, user="fuhe")
    tap.same("DT-15b accepted once",
             book.refused("assist", "manual", "accept", setl_id,
                          user="fuhe").error["code"], "manual-transition")
    tap.same("DT-15b nothing is paid that was not accepted",
             book.refused("assist", "manual", "pay", other, user="caiwu").error["code"],
             "manual-transition")
    book.run("assist", "manual", "pay", setl_id, user="caiwu")
    book.run("assist", "manual", "refuse", other, "--reason", "材料不全", user="fuhe")
    states = {r["setl_id"]: r["state"] for r in book.run("assist", "manual")["assist_manual"]}
    tap.same("DT-15b states", [states[setl_id], states[other]], ["PAID", "REFUSED"])
    direct = next(row[0] for row in key["rules"] if row[0] not in states)
    tap.same("DT-15b a direct bill is not reimbursed by hand",
             book.refused("assist", "manual", "accept", direct,
                          user="fuhe").error["code"], "bill-direct")


# ── files that are refused ─────────────────────────────────────────────────────────────────────

def edit(book, source, name, change):
    """The file @source with its lines changed; its trailer left out, as it would not add up."""
    with open(os.path.join(book.sample, source), encoding="utf-8-sig") as file:
        lines = [line.rstrip("\r\n") for line in file if not line.startswith("#")]
    path = os.path.join(book.folder, name)
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(change(lines)) + "\n")
    return path


def with_field(title, value, line=1):
    def change(lines):
        fields = lines[line].split(",")
        fields[lines[0].split(",").index(title)] = value
        lines[line] = ",".join(fields)
        return lines
    return change


def refuse(tap, book, kind, path, what, rule, field):
    checked = book.run("import", kind, path, "--dry-run", check=False)
    refusal = book.refused("import", kind, path)
    rejects = [row for row in checked.get("rejects", []) if row["rule"] == rule
               and row["field"] == field]
    error = refusal.error
    tap.ok(f"{rule} {what}", rejects and rejects[0]["line"] == 2 if rejects
           else (rule, field) == (error.get("rule"), error.get("field")),
           f"{checked}\n{error}")


def check_bad_lists(tap, book):
    name = os.path.basename(lists(book)[0])
    for title, value, rule, what in (
            ("entry_day", "2026-02-30", "4.8", "a day that is none"),
            ("certno", "140212193603177818", "GB 11643", "an identity number with a wrong digit"),
            ("category", "XX", "DT-5", "a category that there is not"),
            ("category", "FP", "DT-5", "a category of another office"),
            ("entry_day", "2026-05-20", "DT-6b", "a status from after the list"),
            ("exit_day", "2026-05-20", "DT-6c", "an exit after the list"),
            ("county", "130100", "DT-3", "a county of another province"),
            ("subcategory", "JC1", "DT-6a", "a group of another category")):
        path = edit(book, name, "bad.csv", with_field(title, value))
        refuse(tap, book, "assisted", path, what, rule, title)
    twice = edit(book, name, "bad.csv", lambda lines: lines[:1] + [lines[1]] + lines[1:])
    tap.same("DT-6a a person twice in one category",
             book.refused("import", "assisted", twice).error.get("rule"), "DT-6a")


def check_bad_bills(tap, book):
    name = "assistance-bills-2026-05.csv"
    for title, value, rule, what in (
            ("setl_time", "2023-12-31 10:00:00", "DT-30", "a bill from before 2024-01-01"),
            ("certno", "140214197508182937", "GB 11643", "an identity number with a wrong digit"),
            ("begndate", "2026-13-01", "4.8", "an admission on a day that is none"),
            ("begndate", "2026-05-02", "DT-15a", "a discharge before the admission"),
            ("enddate", "2026-05-02", "DT-15a", "settled before the discharge"),
            ("maf_category", "ZZ", "DT-5", "a category that there is not"),
            ("manual_reason", "02", "DT-15b", "a direct bill with a reason for paying by hand"),
            ("hifp_pay", "11546.17", "V2", "funds that do not add up"),
            ("medfee_sumamt", "20532.131", "V9", "a third decimal")):
        path = edit(book, name, "bad.csv", with_field(title, value))
        found = book.refused("import", "assistance-bills", path).error
        tap.same(f"{rule} {what}", [found.get("rule"), found.get("line")], [rule, 2])


# ── lists one after the other ──────────────────────────────────────────────────────────────────

def check_differences(tap, qz, root, folder):
    """What a list changes is told before it is taken in, and the last one can be taken back."""
    book = make(qz, root, folder)
    paths = [path for path in lists(book) if "civil-140212" in path]
    book.run("import", "assisted", paths[0])
    before = book.run("assist", "persons", "--all")["persons"]
    told = book.run("import", "assisted", paths[1], "--dry-run")["differences"]
    tap.same("DT-6 a check changes nothing", book.run("assist", "persons", "--all")["persons"],
             before)
    taken = book.run("import", "assisted", paths[1])
    tap.same("DT-6 what is told before is what is done", taken["differences"], told)
    after = book.run("assist", "persons", "--all")["persons"]
    new, ended = told["new"] + told["category"], told["ended"] + told["omitted"] + told["category"]
    tap.same("DT-6b DT-6c as many begin and end as were told",
             [len(after) - len(before), sum(row["exit_day"] is not None for row in after)],
             [new, ended])
    first = book.run("imports", "list")["imports"]
    ids = [row["import"] for row in first if row["kind"] == "assisted"]
    tap.same("DT-6 only the last list of an office is taken back",
             book.refused("imports", "withdraw", str(min(ids)), "--reason",
                          "x").error["code"], "later-list")
    book.run("imports", "withdraw", str(max(ids)), "--reason", "名单有误")
    tap.same("DT-6 then all is as before", book.run("assist", "persons", "--all")["persons"],
             before)
    tap.same("DT-6 and the book set is sound", book.run("book", "verify")["ok"], True)
    tap.same("DT-6b lists come in the order of their days",
             book.refused("import", "assisted",
                          edit(book, os.path.basename(paths[0]), "again.csv",
                               lambda lines: lines[:-1])).error.get("rule"), "DT-6b")


def check_desk(tap, book, key):
    certno = next(row[0] for row in key["spells"] if not row[5])
    county = next(row[3] for row in key["spells"] if row[0] == certno)
    tap.same("DT-22 a maker suspends nobody",
             book.refused("assist", "suspend", certno, "--county", county, "--reason",
                          "x").exit_code, 4)
    book.run("assist", "suspend", certno, "--county", county, "--reason", "出借凭证",
             user="shenpi")
    tap.same("DT-22 suspended", book.run("assist", "person", certno)["suspended"], True)
    tap.same("DT-22 once", book.refused("assist", "suspend", certno, "--county", county, "--reason",
                                        "x", user="shenpi").error["code"], "person-suspended")
    book.run("assist", "resume", certno, "--reason", "整改完成", "--from", "2026-06-20",
             user="shenpi")
    shown = [book.run("assist", "person", certno, now=day + "T09:00")["suspended"]
             for day in ("2026-06-19", "2026-06-20")]
    tap.same("DT-22 until the day of the resumption", shown, [True, False])


def check_print(tap, book, key):
    path = os.path.join(book.folder, "bill.pdf")
    setl_id = key["rules"][0][0]
    tap.same("DT-15a F-DT-1 in three copies",
             book.run("assist", "bill", setl_id, "--output", path)["n_sheets"], 3)
    tap.same("DT-15a a second print is counted",
             book.run("assist", "bill", setl_id, "--output", path)["reprint"], 1)


def main():
    qz, root = sys.argv[1], sys.argv[2]
    tap = Tap()
    with open(os.path.join(root, "tests", "data", "datong-answer-key.json"),
              encoding="utf-8") as file:
        key = json.load(file)
    with scratch() as folder:
        book = make(qz, root, folder)
        check_bad_lists(tap, book)
        check_bad_bills(tap, book)
        load(book)
        check_month(tap, book, key)
        check_rules(tap, book, key)
        check_spells(tap, book, key)
        check_manual(tap, book, key)
        check_desk(tap, book, key)
        check_print(tap, book, key)
        tap.same("the book set is sound", book.run("book", "verify")["ok"], True)
    with scratch() as folder:
        check_differences(tap, qz, root, folder)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
