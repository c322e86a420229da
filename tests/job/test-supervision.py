#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Supervision of care away from home with `qz`: NL-12, NL-14, NL-28b, NL-37, NL-38a, NL-38b, NL-39,
NL-40, DT-7b."""
import csv
import os
import sqlite3
import sys
from decimal import Decimal

from book import Book, Tap, scratch

UNITS = ["230100", "230200", "230300", "230400", "230500", "230600", "230700", "230800", "230900",
         "231000", "231100", "231200", "232700", "239900"]


def make(qz, root, folder):
    sample = os.path.join(root, "data", "sample", "heilongjiang")
    book = Book(qz, folder, "230000", None, "2026-06-10T09:00")
    book.run("user", "add", "zhuren", "--roles", "manager", user="admin")
    for kind in ("areas", "agencies", "providers", "accounts"):
        book.run("import", kind, os.path.join(sample, kind + ".csv"))
    book.run("policy", "activate", "heilongjiang-nonlocal", user="admin")
    book.run("actor", "add", *UNITS, user="admin")
    book.run("import", "registrations", os.path.join(sample, "registrations.csv"))
    book.run("import", "claims", os.path.join(sample, "claims-2026-05.csv"))
    return book


def refuse(book, tap, name, want, *args, **more):
    error = book.refused(*args, **more).error
    tap.ok(name, (error.get("code"), error.get("rule")) == want, error)


def query(book, text, *values):
    with sqlite3.connect(book.path) as store:
        return store.execute(text, values).fetchall()


# ── inspections ──────────────────────────────────────────────────────────────────────────────────

def claims_of(book):
    """Two hospitals: the claims of one, and one claim of the other."""
    rows = query(book, "SELECT p.code, c.setl_id, c.fund_pay_fen, c.acct_fen FROM claim c"
                 " JOIN provider p ON p.id = c.provider_id WHERE c.pay_loc = '3' AND c.refund = 0"
                 " ORDER BY p.code, c.setl_id")
    code = rows[0][0]
    return code, [r for r in rows if r[0] == code], next(r for r in rows if r[0] != code)


def opening(code, **more):
    words = {"from": "2026-05-01", "to": "2026-05-31", "subject": "异地住院费用", "inspectors": "甲、乙",
             **more}
    return ("inspection", "open", code, *[w for k, v in words.items() for w in ("--" + k, v)])


def inspections(book, tap):
    code, own, other = claims_of(book)
    refuse(book, tap, "NL-37 days that are to come", ("days-reversed", "NL-37"),
           *opening(code, to="2026-07-01"))
    refuse(book, tap, "NL-12 NL-5c another area's agency does not inspect it",
           ("actor-other", None), "--actor", "230200", *opening(code))
    number = book.run(*opening(code))["number"]

    def find(setl_id, amount, note="超标准收费", **more):
        return book.run("inspection", "find", number, setl_id, "--amount", amount, "--note", note,
                        **more)

    def bad(name, want, setl_id, amount):
        refuse(book, tap, name, want, "inspection", "find", number, setl_id, "--amount", amount,
               "--note", "超标准收费")

    bad("NL-38a a claim of another hospital", ("finding-provider", "NL-38a"), other[1], "1.00")
    bad("NL-38a no such claim", ("finding-claim", "NL-38a"), "X", "1.00")
    bad("NL-38a nothing", ("finding-amount", "NL-38a"), own[0][1], "0")
    bad("NL-38a more than was paid", ("deduction-above-claim", "NL-38a"), own[0][1], "%d.00" % (
        (own[0][2] + own[0][3]) // 100 + 1))
    tap.same("NL-38a found before the audit it is taken off in the month of the costs",
             find(own[0][1], "12.34")["period"], "2026-05")
    tap.same("NL-28b found after the audit is closed it is taken off in the next month",
             find(own[0][1], "5.00", now="2026-06-19T09:00")["period"], "2026-06")
    tap.same("NL-38a both are deductions of the inspection",
             query(book, "SELECT period, orig_period, amount_fen FROM nl_deduction"
                   " WHERE inspection_id IS NOT NULL ORDER BY id"),
             [(202605, 202605, 1234), (202606, 202605, 500)])
    book.run("inspection", "hear", number, "--note", "医院无异议")
    refuse(book, tap, "NL-38b paid without a penalty", ("penalty-paid-above", "NL-38b"),
           "inspection", "penalty-paid", number, "--amount", "1.00")
    book.run("inspection", "penalty", number, "--amount", "1000.00", "--note", "违约金")
    book.run("inspection", "penalty-paid", number, "--amount", "400.00")
    row = book.run("inspection", "list")["inspections"][0]
    tap.same("NL-38b penalties stand apart from what is taken off",
             (row["deducted"], row["penalty"], row["paid"], row["findings"]),
             ("17.34", "1000.00", "400.00", 2))
    tap.same("NL-38b what is cleared knows nothing of them",
             query(book, "SELECT sum (amount_fen) FROM nl_deduction WHERE inspection_id > 0"),
             [(1734,)])
    book.run("inspection", "close", number)
    refuse(book, tap, "NL-37 what is closed stays closed", ("inspection-closed", "NL-37"),
           "inspection", "hear", number, "--note", "再议")
    acts = [r["act"] for r in book.run("inspection", "show", number)["inspection"]]
    tap.same("NL-37 all of it is kept", acts, ["open", "finding", "finding", "hear", "penalty",
                                               "penalty-paid", "close"])


# ── complaints ───────────────────────────────────────────────────────────────────────────────────

def complaints(book, tap):
    def step(verb, number, *more):
        return ("complaint", verb, number, "--note", "处理", *more)

    def receive():
        return book.run("complaint", "receive", "--complainant", "某人", "--subject", "拒收异地患者",
                        "--contact", "13900000000")["number"]

    minor, major = receive(), receive()
    refuse(book, tap, "NL-39 told before anything was found", ("complaint-step", "NL-39"),
           *step("tell", minor))
    book.run(*step("accept", minor))
    book.run(*step("find", minor))
    refuse(book, tap, "NL-39 what is minor is not reported", ("complaint-minor", "NL-39"),
           *step("report", minor))
    book.run(*step("tell", minor))
    book.run(*step("close", minor))
    book.run(*step("accept", major))
    book.run(*step("find", major, "--major"))
    refuse(book, tap, "NL-39 what is major is reported before", ("complaint-not-reported", "NL-39"),
           *step("tell", major))
    book.run(*step("report", major))
    book.run(*step("tell", major))
    rows = {r["number"]: r for r in book.run("complaint", "list")["complaints"]}
    tap.ok("NL-39 the complainants are told, the province knows what is major",
           (rows[minor]["state"], rows[minor]["reported"], rows[minor]["told"],
            rows[major]["state"], rows[major]["reported"], rows[major]["major"])
           == ("close", False, True, "tell", True, True), rows)


# ── persons ──────────────────────────────────────────────────────────────────────────────────────

def persons(book, tap):
    certno, name, area = query(book, "SELECT certno, psn_name, insured_area FROM registration"
                               " WHERE kind <> 'REFERRAL' AND scope = 'in_prov' AND id IN (SELECT"
                               " registration_id FROM claim_registration WHERE result = 'MATCHED')"
                               " ORDER BY id")[0]
    words = (certno, "--name", name, "--insured", area, "--reason", "冒名就医")
    tap.same("7.3-1 who makes does not suspend",
             book.refused("person", "suspend", *words).exit_code, 4)
    book.run("person", "suspend", *words, "--from", "2026-05-01", user="zhuren")
    refuse(book, tap, "NL-40 suspended twice", ("person-suspended", "NL-40"), "person", "suspend",
           *words, user="zhuren")
    book.run("person", "suspend", *words, "--reported", "2026-06-09", user="zhuren")
    row = book.run("person", "list")["persons"][0]
    tap.ok("NL-40 it is reported to the province, the number is masked",
           (row["suspended"], row["from_day"], row["reported_day"], "*" in row["certno"])
           == (True, "2026-05-01", "2026-06-09", True), row)
    refuse(book, tap, "NL-40 no new registration", ("person-suspended", "NL-40"), "registration",
           "add", "--kind", "REFERRAL", "--scope", "cross_prov", "--insurance", "EMP", "--insured",
           area, "--treat", "110000", "--from", "2026-06-10", "--person", "P", "--name", name,
           "--certno", certno, "--from-hospital", "甲", "--to-hospital", "乙", "--referral-reason",
           "丙")
    flagged = [r for r in book.run("registration", "match")["unmatched"] if r["suspended"]]
    tap.ok("NL-40 claims are flagged, also those with a registration",
           flagged and flagged[0]["result"] == "MATCHED", flagged)
    book.run("person", "resume", certno, "--reason", "处理完毕", user="zhuren")
    refuse(book, tap, "NL-40 resumed twice", ("person-not-suspended", "NL-40"), "person", "resume",
           certno, "--reason", "再次", user="zhuren")
    after = [r for r in book.run("registration", "match")["unmatched"] if r["suspended"]]
    tap.same("NL-40 what was settled while it was suspended stays flagged", after, flagged)


# ── hospitals that leave ─────────────────────────────────────────────────────────────────────────

def services(book, tap):
    """NL-14: whose care away from home was off when a claim was settled, is listed."""
    code, day = query(book, "SELECT p.code, min (substr (c.setl_time, 1, 10)) FROM claim c JOIN"
                      " provider p ON p.id = c.provider_id WHERE c.pay_loc = '3' AND c.refund = 0"
                      " GROUP BY p.id HAVING count (*) > 3 AND min (substr (c.setl_time, 1, 10))"
                      " < max (substr (c.setl_time, 1, 10)) ORDER BY p.code")[0]
    last = query(book, "SELECT max (substr (c.setl_time, 1, 10)) FROM claim c JOIN provider p ON"
                 " p.id = c.provider_id WHERE p.code = ? AND c.pay_loc IN ('3', '4') AND c.refund"
                 " = 0", code)[0][0]

    def switch(*more):
        return ("provider", "service", code, "--service", "nonlocal", "--reason", "协议到期", *more)

    def listed():
        rows = book.run("registration", "match")["unmatched"]
        return sorted(r["setl_id"] for r in rows if r["service_off"])

    def want(first, end="9999-12-31"):
        return sorted(r[0] for r in query(
            book, "SELECT c.setl_id FROM claim c JOIN provider p ON p.id = c.provider_id WHERE"
            " p.code = ? AND c.pay_loc IN ('3', '4') AND c.refund = 0 AND substr (c.setl_time, 1,"
            " 10) >= ? AND substr (c.setl_time, 1, 10) < ?", code, first, end))
    fresh = book.run("provider", "show", code)
    tap.ok("NL-14 nobody switched it off", (fresh["nl_enabled"], fresh["services"]) == (True, []),
           fresh["services"])
    tap.same("NL-14 and nothing is listed", listed(), [])
    tap.same("7.3-1 who makes does not switch", book.refused(*switch("--off", "--from", day))
             .exit_code, 4)
    how = {"user": "zhuren"}
    refuse(book, tap, "NL-14 on already", ("service-same", "NL-14"), *switch("--on", "--from", day),
           **how)
    refuse(book, tap, "NL-14 announced in days to come", ("announced-to-come", "NL-14"),
           *switch("--off", "--from", day, "--announced", "2026-06-11"), **how)
    refuse(book, tap, "either on or off", ("on-or-off", None),
           *switch("--off", "--on", "--from", day), **how)
    refuse(book, tap, "an unknown service", ("service-unknown", None), "provider", "service", code,
           "--service", "x", "--off", "--from", day, "--reason", "y", **how)
    book.run(*switch("--off", "--from", last), **how)
    tap.ok("NL-14 what was settled on the day or later is listed, before it is not",
           listed() == want(last) and len(want(last)) < len(want(day)), (listed(), last))
    refuse(book, tap, "NL-14 off from that day already", ("service-same", "NL-14"),
           *switch("--off", "--from", last), **how)
    book.run(*switch("--off", "--from", last, "--announced", "2026-06-09"), **how)
    refuse(book, tap, "NL-14 a day of announcement is not taken away",
           ("announcement-missing", "NL-14"), *switch("--off", "--from", last), **how)
    shown = book.run("provider", "show", code)
    tap.same("NL-14 it stands with the hospital, and each decision with who made it",
             [shown["nl_enabled"], shown["nl_from"], shown["nl_announced"], shown["maf_enabled"],
              [(r["announced_day"], r["switched_by"]) for r in shown["services"]]],
             [False, last, "2026-06-09", True, [("2026-06-09", "zhuren"), (None, "zhuren")]])
    book.run(*switch("--off", "--from", day), **how)
    tap.same("NL-14 an earlier day takes in more", listed(), want(day))
    book.run(*switch("--on", "--from", last), **how)
    tap.same("NL-14 from when it is on again nothing is listed", listed(), want(day, last))
    book.run("provider", "service", code, "--service", "assistance", "--off", "--from", day,
             "--reason", "无法提供服务", **how)
    shown = book.run("provider", "show", code)
    tap.ok("DT-7b medical assistance is another service",
           (shown["maf_enabled"], shown["maf_from"], shown["nl_enabled"]) == (False, day, True),
           shown)


# ── the report on operation ──────────────────────────────────────────────────────────────────────

def report(book, tap, root):
    path = os.path.join(root, "data", "sample", "heilongjiang", "claims-2026-05.csv")
    want = {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            scope = {"3": "in_prov", "4": "cross_prov"}.get(row.get("pay_loc"))
            if scope is None:
                continue
            sums = want.setdefault(scope, [set(), 0, Decimal(0)])
            sums[0].add(row["psn_no"])
            sums[1] += -1 if row["refd_setl_flag"] == "1" else 1
            sums[2] += Decimal(row["medfee_sumamt"])
    made = book.run("report", "operation", "--period", "2026-05", now="2026-06-20T09:00")
    tap.same("NL-37 persons, settlements and fees of each scope",
             {r["scope"]: [r["persons"], r["visits"], Decimal(r["medfee"])] for r in made["sums"]},
             {scope: [len(s[0]), s[1], s[2]] for scope, s in want.items()})
    tap.ok("NL-37 averages are truncated",
           all(int(Decimal(r["medfee"]) * 100) // r["visits"]
               == int(Decimal(r["fee_per_visit"]) * 100) for r in made["sums"]), made["sums"])
    tap.ok("NL-37 the funds are the parts of their sum",
           all(sum(Decimal(f[n]) for n in ("pool", "big", "cvlserv", "maf", "other"))
               == Decimal(s["fund"]) for f, s in zip(made["funds"], made["sums"])), made["funds"])
    tap.ok("NL-37 no growth without a month before",
           all(r["growth"] is None for r in made["sums"]), made["sums"])
    tap.same("NL-37 deductions of the month", made["deductions"],
             [{"reason": "超标准收费", "n": 1, "amount": "12.34"}])
    tap.ok("NL-37 steps say when they were due, and conclusions are words",
           any(r["stage"] == "audit" and r["due_day"] == "2026-06-15" for r in made["stages"])
           and len(made["conclusions"]) >= 6, made)


def main():
    qz, root = os.path.abspath(sys.argv[1]), sys.argv[2]
    tap = Tap()
    with scratch() as folder:
        book = make(qz, root, folder)
        inspections(book, tap)
        complaints(book, tap)
        persons(book, tap)
        services(book, tap)
        report(book, tap, root)
        tap.ok("book verify", book.run("book", "verify")["ok"])
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
