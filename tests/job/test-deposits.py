#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Deposits and warnings with `qz`, in the sample province, against the independent answers: EX-3,
NL-17 … NL-22, AMB-03, AMB-05, AMB-23 … AMB-25."""
import csv
import json
import os
import sys

from book import Book, Tap, scratch

MONTH = "2026-05"
UNITS = ["230100", "230200", "230300", "230400", "230500", "230600", "230700", "230800", "230900",
         "231000", "231100", "231200", "232700", "239900"]


def make(qz, folder, sample, now):
    os.makedirs(folder)
    book = Book(qz, folder, "230000", None, now)
    for kind in ("areas", "agencies", "providers", "accounts"):
        book.run("import", kind, os.path.join(sample, kind + ".csv"))
    book.run("policy", "activate", "heilongjiang-nonlocal", user="admin")
    book.run("actor", "add", *UNITS, user="admin")
    return book


def write(folder, name, rows):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def fen(text):
    return int(text.replace(".", "").replace(",", "")) if text is not None else None


def code(book, tap, name, want_id, want_rule, *args, **more):
    error = book.refused(*args, **more).error
    tap.ok(name, (error.get("code"), error.get("rule")) == (want_id, want_rule), error)


# ── the year ─────────────────────────────────────────────────────────────────────────────────────

def check_units(tap, name, sheet, key, columns):
    good, detail = len(sheet["deposits"]) == len(key["units"]), "other units"
    rows = {(row["unit"], row["scope"]): row for row in sheet["deposits"]}
    for want in key["units"]:
        got = rows.get((want["unit"], want["scope"]), {})
        same = all(got.get(ours) == want[theirs] for ours, theirs in columns.items())
        if not same:
            good, detail = False, f"want {want}\ngot {got}"
    tap.ok(name, good, detail)


def check_agencies(tap, name, parts, key):
    """Domain 5.4: the parts of agencies, and that those of their funds add up to them."""
    sums = {}
    for row in parts:
        place = row["unit"], row["scope"], row["agency"]
        sums[place] = sums.get(place, 0) + fen(row["quota"])
    want = {(unit["unit"], unit["scope"], agency): fen(quota) for unit in key["units"]
            for agency, _, quota in unit["agencies"]}
    tap.ok(name, sums == want, f"want {want}\ngot {sums}")


def check_first(qz, tap, root, sample, key):
    book = make(qz, os.path.join(root, "first"), sample, "2026-02-09T09:00")
    code(book, tap, "NL-17b no costs, no deposit", "no-base", "NL-17b", "deposit", "quota")
    book.run("import", "deposit-base", os.path.join(sample, "deposit-base-2025.csv"))
    code(book, tap, "NL-20b nothing to adjust before the first deposit", "no-quota", "NL-20b",
         "deposit", "adjust", "--unit", "230200")
    sheet = book.run("deposit", "quota", "--dry-run")
    check_units(tap, "EX-3 NL-17b AMB-03 quotas to the fen", sheet, key,
                {"base": "last_year", "quota": "quota", "to_pay": "quota"})
    tap.ok("a proposal that was only shown is not kept",
           book.run("deposit", "proposals")["proposals"] == [])
    sheet = book.run("deposit", "quota")
    check_agencies(tap, "EX-3 5.4 quotas of counties to the fen", sheet["parts"], key)
    tap.ok("a proposal waits for each unit", len(book.run("deposit", "proposals")["proposals"])
           == len(UNITS))
    code(book, tap, "a maker may not publish", "role-missing", None, "deposit", "quota",
         "--publish", user="zhidan")
    rows = book.run("deposit", "quota", "--publish", user="shenpi")["notices"]
    tap.ok("NL-20a NL-22a notice 2-1 of each unit, due in eleven working days",
           len(rows) == len(UNITS) and {row["due_day"] for row in rows} == {key["due"]}, rows)
    code(book, tap, "NL-20a fixed once", "nothing-to-do", "NL-20a", "deposit", "quota")
    code(book, tap, "NL-20a fixed once, of one unit", "adjusted-already", "NL-20b", "deposit",
         "quota", "--unit", "230200")
    code(book, tap, "NL-20b a first deposit is not adjusted in its year", "nothing-to-do", "NL-20b",
         "deposit", "adjust")
    paper = book.run("deposit", "notice", "HLJ2-1-230200-202601-001")
    rows = paper["form"]
    tap.ok("F-NL-2-1 lays out the unit's own part first and adds up", rows[0]["agency"] == "230200"
           and sum(fen(row["quota_in"]) for row in rows) == fen("8109238.68")
           and sum(fen(row["base_cross"]) for row in rows) == fen("36123456.78")
           and sum(fen(row["quota"]) for row in rows) == fen(paper["total"]), paper)
    legs = book.run("transfer", "list")["transfers"]
    parts = sum(fen(row["amount"]) for row in legs if row["leg"] == "P1")
    whole = sum(fen(row["amount"]) for row in legs if row["leg"] == "P4")
    quotas = sum(fen(unit["quota"]) for unit in key["units"])
    scopes = {scope: sum(fen(row["amount"]) for row in legs if row["leg"] == "P1"
                         and row["scope"] == scope) for scope in ("in_prov", "cross_prov")}
    tap.ok("NL-17a two parts, each collected by itself", all(scopes.values())
           and sum(scopes.values()) == quotas, scopes)
    tap.ok("NL-18a the money of all agencies is the provinces'", parts == whole == quotas,
           (parts, whole, quotas))
    tap.ok("book verify", book.run("book", "verify")["ok"])


def check_adjustment(qz, tap, root, sample, key):
    book = make(qz, os.path.join(root, "year"), sample, key["published"] + "T09:00")
    base = book.run("import", "deposit-base", os.path.join(sample, "deposit-base-2025.csv"))
    book.run("import", "deposit-opening", os.path.join(sample, "deposit-opening-2025.csv"))
    code(book, tap, "NL-17c a deposit is taken over once", "rows-rejected", "NL-17c", "import",
         "deposit-opening", os.path.join(sample, "deposit-opening.csv"), now="2026-06-01T09:00")
    code(book, tap, "NL-20a a deposit that is there is not fixed again", "quota-exists", "NL-20a",
         "deposit", "quota", "--unit", "230200")
    code(book, tap, "NL-17b another year", "wrong-year", "NL-17b", "deposit", "adjust", "--year",
         "2027", "--unit", "230200")
    code(book, tap, "NL-4 an unknown unit", "unit-unknown", "NL-4", "deposit", "adjust", "--unit",
         "230281")
    code(book, tap, "publishing what nobody proposed", "no-proposal", "NL-20", "deposit", "adjust",
         "--unit", "230200", "--publish", user="shenpi")
    sheet = book.run("deposit", "adjust")
    check_units(tap, "EX-3 NL-17c adjustment to the fen", sheet, key,
                {"base": "last_year", "quota": "quota", "last_quota": "last_quota",
                 "balance": "balance", "to_pay": "to_pay", "to_refund": "to_refund"})
    check_agencies(tap, "EX-3 5.4 adjusted quotas of counties", sheet["parts"], key)
    book.run("deposit", "adjust", "--unit", "230200", user="both")
    code(book, tap, "who proposed does not publish", "published-by-maker", "7.3-1", "deposit",
         "adjust", "--unit", "230200", "--publish", user="both")
    rows = book.run("deposit", "adjust", "--publish", user="shenpi")["notices"]
    tap.ok("NL-22a notices 2-2 are due in eleven working days", len(rows) == len(UNITS)
           and {row["due_day"] for row in rows} == {key["due"]}, rows)
    check_paper(book, tap)
    legs = book.run("transfer", "list", "--unit", "230200")["transfers"]
    back = [row for row in legs if row["leg"] == "R4"]
    tap.ok("NL-18a what is too much goes back by the same way",
           [row["amount"] for row in back] == ["479423.87"], back)
    code(book, tap, "costs that a notice rests on stay", "import-in-use", None, "imports",
         "withdraw", str(base["import"]), "--reason", "重导")
    tap.ok("book verify", book.run("book", "verify")["ok"])
    now = "2027-02-05T09:00"
    path = write(root, "base-2026.csv", [["year", "scope", "unit", "agency", "insurance", "amount"],
                                         ["2026", "in_prov", "230200", "230200", "EMP", "600.00"],
                                         ["2026", "cross_prov", "230200", "230200", "EMP", "1.00"]])
    book.run("import", "deposit-base", path, now=now)
    code(book, tap, "NL-17c money of the old year is still under way", "deposit-open", "NL-17c",
         "deposit", "adjust", "--unit", "230200", now=now)


def check_paper(book, tap):
    rows = book.run("period", "form", "2026-01", "F-NL-2-2", "--unit", "230200")["form"]
    good = True
    for row in rows:
        for scope in ("in", "cross"):
            quota, balance, pay, back = (fen(row[f"{name}_{scope}"]) for name in
                                         ("quota", "balance", "to_pay", "to_refund"))
            good &= quota - balance == pay - back and min(pay, back) == 0
    tap.ok("F-NL-2-2 (3)-(2)=(4)-(5) in every line", good, rows)
    tap.ok("F-NL-2-2 adds up to the unit's", [sum(fen(row[name]) for row in rows) for name in
                                             ("balance_in", "to_pay_in", "to_refund_cross")]
           == [fen("6000000.00"), fen("2109238.68"), fen("479423.87")], rows)


# ── bad files ────────────────────────────────────────────────────────────────────────────────────

def check_bad_files(qz, tap, root, sample):
    book = make(qz, os.path.join(root, "bad"), sample, "2026-02-09T09:00")
    head = ["year", "scope", "unit", "agency", "insurance", "amount"]
    bad = {"an unknown unit": (["2025", "in_prov", "230299", "230299", "EMP", "1.00"], "NL-4"),
           "a county is no unit": (["2025", "in_prov", "230281", "230281", "EMP", "1.00"], "NL-4"),
           "a county of another unit": (["2025", "in_prov", "230100", "230281", "EMP", "1.00"],
                                        "NL-4"),
           "a year that is not over": (["2026", "in_prov", "230200", "230200", "EMP", "1.00"],
                                       "NL-17b"),
           "less than nothing": (["2025", "in_prov", "230200", "230200", "EMP", "-1.00"], "V9")}
    for name, (row, rule) in bad.items():
        path = write(root, "bad.csv", [head, row])
        code(book, tap, f"{rule} {name}", "rows-rejected", rule, "import", "deposit-base", path)
    path = write(root, "zero.csv", [head, ["2025", "in_prov", "230200", "230200", "EMP", "0.00"],
                                    ["2025", "cross_prov", "230200", "230200", "EMP", "10.00"]])
    base = book.run("import", "deposit-base", path)
    code(book, tap, "NL-17b deposits of zero", "deposit-zero", "NL-17b", "deposit", "quota")
    path = write(root, "opening.csv", [["unit", "scope", "day", "quota", "balance"],
                                       ["230200", "in_prov", "2025-12-31", "0.00", "0.00"]])
    code(book, tap, "NL-17b taken over with a quota of zero", "rows-rejected", "NL-17b", "import",
         "deposit-opening", path)
    tap.ok("an import that nobody used goes away", "error" not in book.run(
        "imports", "withdraw", str(base["import"]), "--reason", "错"))
    tap.ok("book verify", book.run("book", "verify")["ok"])


# ── a month ──────────────────────────────────────────────────────────────────────────────────────

def publish(book, sample):
    book.run("import", "claims", os.path.join(sample, "claims-2026-05.csv"))
    book.run("import", "national-items", os.path.join(sample, "national-2026-05.csv"))
    book.run("import", "nl-deductions", os.path.join(sample, "nl-deductions-2026-05.csv"))
    book.run("period", "upload", "--month", MONTH, now="2026-06-21T08:00")
    for scope in ("in_prov", "cross_prov"):
        book.run("period", "generate", MONTH, "--scope", scope, now="2026-06-21T09:00")
    book.run("period", "national", MONTH, user="fuhe", now="2026-06-25T09:00")
    book.run("period", "publish", MONTH, user="shenpi", now="2026-06-30T09:00")


def percent(rate):
    whole, _, part = (rate or "").partition(".")
    ppm = int(whole or 0) * 1000000 + int((part + "000000")[:6])
    return f"{ppm // 10000}.{ppm // 100 % 100:02d}" if rate else ""


def check_month(qz, tap, root, sample, key):
    book = make(qz, os.path.join(root, "month"), sample, "2026-06-10T09:00")
    book.run("import", "deposit-opening", os.path.join(sample, "deposit-opening.csv"))
    publish(book, sample)
    now = "2026-06-30T10:00"
    want = {(row[0], row[1]): row[2:6] for row in key["usage"]}
    rows = book.run("deposit", "list", now=now)["deposits"]
    got = {(row["unit"], row["scope"]): [row["quota"], row["clearing"], percent(row["rate"]),
                                         row["level"]] for row in rows}
    tap.ok("EX-4 NL-21 usage of the month to the hundredth", got == want,
           [(k, want.get(k), got.get(k)) for k in want if want.get(k) != got.get(k)])
    tap.ok("NL-21 no warning where nothing changed",
           book.run("deposit", "warnings", now=now)["warnings"] == [])
    code(book, tap, "NL-21d raise without red", "raise-without-red", "NL-21d", "deposit", "raise",
         "230200", "--scope", "cross_prov", now=now)
    show = book.run("deposit", "show", "230200", now=now)
    want = (fen("1261234.57") + fen("4203333.23")) * 1000000 // (fen("8109238.68")
                                                                + fen("6020576.13"))
    tap.ok("AMB-23 both scopes together beside", show["combined_rate"].startswith(
        f"0.{want:06d}".rstrip("0")), show["combined_rate"])
    one = book.run("deposit", "forecast", "230200", "--scope", "in_prov", now=now)
    tap.ok("one month foretells nothing", one["state"] == "none" and "amount" not in one, one)
    tap.ok("book verify", book.run("book", "verify", now=now)["ok"])


def check_raise(qz, tap, root, sample, key):
    """The same month over smaller deposits: EX-3's 93 %, and yellow beside it."""
    book = make(qz, os.path.join(root, "raise"), sample, "2026-06-10T09:00")
    # 1,261,234.57 is 93 % of 1,356,166.20; 4,203,333.23 is 70 % of 6,004,761.75 and no less.
    opening = [["unit", "scope", "day", "quota", "balance"],
               ["230200", "in_prov", "2026-05-01", "1356166.20", "1356166.20"],
               ["230200", "cross_prov", "2026-05-01", "6004761.75", "6004761.75"]]
    book.run("import", "deposit-opening", write(root, "small.csv", opening))
    publish(book, sample)
    now = key["raise"]["published"] + "T10:00"
    rows = book.run("deposit", "list", now=now)["deposits"]
    first = [(row["unit"], row["scope"], row["level"], row["raise_state"]) for row in rows[:4]]
    # Units without a deposit whose month was not zero are red: nothing stands against it (AMB-25).
    tap.ok("AMB-25 a clearing over no deposit is red and has no rate",
           ("231200", "in_prov", "red", "needed") in first
           and all(row["rate"] is None for row in rows if row["unit"] == "231200"), rows)
    of = {row["scope"]: row for row in rows if row["unit"] == "230200"}
    tap.ok("NL-21b NL-21c red before yellow before green",
           of["in_prov"]["level"] == "red" and of["cross_prov"]["level"] == "yellow"
           and [row["level"] for row in rows] == sorted((row["level"] for row in rows), key=[
               "red", "yellow", "green"].index), of)
    warnings = book.run("deposit", "warnings", "--month", MONTH, now=now)["warnings"]
    tap.ok("NL-21 one warning for each change, red first", warnings[0]["level"] == "red"
           and ("230200", "cross_prov", "yellow", "green") in [
               (row["unit"], row["scope"], row["level"], row["before"]) for row in warnings],
           warnings)
    raise_it = ["deposit", "raise", "230200", "--scope", "in_prov"]
    code(book, tap, "NL-21d yellow is not raised", "raise-without-red", "NL-21d", "deposit",
         "raise", "230200", "--scope", "cross_prov", now=now)
    code(book, tap, "NL-21d another month", "raise-other-month", "NL-21d", *raise_it, "--month",
         "2026-04", now=now)
    code(book, tap, "by hand only with a reason", "reason-missing", None, *raise_it, "--amount",
         "5.00", now=now)
    code(book, tap, "no proposal yet", "no-proposal", "NL-21d", *raise_it, "--publish",
         user="shenpi", now=now)
    by_month = book.run(*raise_it, now=now)
    clearing, quota = fen("1261234.57"), fen("1356166.20")
    tap.ok("AMB-05 up to two months", fen(by_month["raise"]) == 2 * clearing - quota
           and by_month["new_rate"] == "0.50" and by_month["due_day"] == key["raise"]["due"],
           by_month)
    green = book.run(*raise_it, "--method", "green", now=now)
    least = clearing * 100 // 70 + 1 - quota
    tap.ok("AMB-05 to just below yellow", fen(green["raise"]) == least
           and green["new_level"] == "green" and clearing * 100 >= 70 * (quota + least - 1), green)
    tap.ok("the parts of the agencies add up", sum(fen(row["raise"]) for row in green["parts"])
           == least, green["parts"])
    book.run(*raise_it, user="both", now=now)
    code(book, tap, "who proposed does not publish", "published-by-maker", "7.3-1", *raise_it,
         "--publish", user="both", now=now)
    book.run(*raise_it, "--amount", "2000000.00", "--reason", "预计下月增长", now=now)
    notice = [row for row in book.run(*raise_it, "--publish", user="shenpi", now=now)["notices"]
              if row["form"] == "F-NL-2-3"]
    tap.ok("NL-22b notice 2-3 is due in seven working days", len(notice) == 1
           and notice[0]["due_day"] == key["raise"]["due"] and notice[0]["total"] == "2000000.00",
           notice)
    code(book, tap, "raised once for a month", "raised-already", "NL-21d", *raise_it, now=now)
    paper = book.run("deposit", "notice", notice[0]["number"])
    tap.ok("F-NL-2-3 says method, rate and reason", paper["reason"] == "预计下月增长"
           and [(row["scope"], row["quota"], row["clearing"], row["rate"], row["level"],
                 row["raise"], row["new_quota"], row["method"]) for row in paper["form"]]
           == [("省内", "1356166.20", "1261234.57", "0.93", "红色", "2000000.00", "3356166.20",
                "人工核定")], paper)
    of = [row for row in book.run("deposit", "list", now=now)["deposits"]
          if row["unit"] == "230200" and row["scope"] == "in_prov"][0]
    tap.ok("the list names the notice and the deposit of now", of["raise_state"] == "published"
           and of["raise_notice"] == notice[0]["number"] and of["quota_now"] == "3356166.20"
           and of["rate"] == "0.93", of)
    tap.ok("NL-21 the warning is not told again", len(book.run("deposit", "warnings", now=now)[
        "warnings"]) == len(warnings))
    tap.ok("book verify", book.run("book", "verify", now=now)["ok"])


# ── interest ─────────────────────────────────────────────────────────────────────────────────────

def check_interest(qz, tap, root, sample):
    """The clearing account's interest of a year that is over stands in a check until it moved."""
    book = make(qz, os.path.join(root, "interest"), sample, "2025-12-20T09:00")
    fault = lambda now: [row["first"] for row in book.run("check", now=now, check=False)["checks"]
                         if row["code"] == "NL-19" and not row["ok"]]
    interest = ["transfer", "interest", "230200", "--insurance", "EMP", "--bank", "工商银行"]
    made = book.run(*interest, "--amount", "12.34", "--serial", "A1", "--day", "2025-12-21",
                    user="caiwu", now="2025-12-21T09:00")
    tap.ok("NL-19 interest of the year at hand may stand", fault("2025-12-31T18:00") == [])
    book.run(*interest, "--amount", "5.00", "--serial", "A2", "--day", "2026-01-21", user="caiwu",
             now="2026-01-21T09:00")
    found = fault("2026-01-21T18:00")
    tap.ok("NL-19 interest of a year that is over was to be passed on", len(found) == 1
           and "L_CITY_230200_NL" in found[0], found)
    leg, now = made["transfer"], "2026-01-22T09:00"
    book.run("transfer", "pay", leg, "--bank", "工商银行", "--serial", "A3", "--day", "2026-01-22",
             user="caiwu", now=now)
    book.run("user", "add", "caiwu2", "--roles", "finance", user="admin", now=now)
    book.run("transfer", "confirm-payment", leg, user="caiwu2", now=now)
    tap.ok("NL-19 once it is passed on, the new year's may stand", fault(now) == [], fault(now))


def main():
    qz, root = sys.argv[1:3]
    sample = os.path.join(root, "data", "sample", "heilongjiang")
    tap = Tap()
    keys = {}
    for name in ("ex3", "ex4"):
        path = os.path.join(root, "tests", "data", name + "-answer-key.json")
        with open(path, encoding="utf-8") as file:
            keys[name] = json.load(file)
    with scratch() as folder:
        check_first(qz, tap, folder, sample, keys["ex3"])
        check_adjustment(qz, tap, folder, sample, keys["ex3"])
        check_bad_files(qz, tap, folder, sample)
        check_month(qz, tap, folder, sample, keys["ex4"])
        check_raise(qz, tap, folder, sample, keys["ex3"])
        check_interest(qz, tap, folder, sample)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
