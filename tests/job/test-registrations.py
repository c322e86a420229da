#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Registrations of care away from home with `qz`, against the independent model and answers: NL-2,
NL-4, NL-8, NL-9, NL-10a, NL-10b, NL-10c, NL-15, NL-24b, SM-7, EX-4."""
import datetime
import json
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys

from book import Book, Tap, scratch

UNITS = ["230100", "230200", "230300", "230400", "230500", "230600", "230700", "230800", "230900",
         "231000", "231100", "231200", "232700", "239900"]
# GB 11643.
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)


def certno(number):
    """Of a person of no sample, with a right check digit."""
    head = "230202%s%03d" % ((datetime.date(1960, 1, 1) + datetime.timedelta(number)).strftime(
        "%Y%m%d"), number % 1000)
    return head + "10X98765432"[sum(int(c) * w for c, w in zip(head, WEIGHTS)) % 11]


def make(qz, root, folder):
    sample = os.path.join(root, "data", "sample", "heilongjiang")
    book = Book(qz, folder, "230000", None, "2026-06-10T09:00")
    for kind in ("areas", "agencies", "providers", "accounts"):
        book.run("import", kind, os.path.join(sample, kind + ".csv"))
    book.run("policy", "activate", "heilongjiang-nonlocal", user="admin")
    book.run("actor", "add", *UNITS, user="admin")
    return book, sample


def person(number, **more):
    facts = {"kind": "RESIDENT", "scope": "in_prov", "insurance": "EMP", "insured": "230200",
             "treat": "231000", "from": "2026-06-01", "person": "P%d" % number, "name": "某人",
             "certno": certno(number), "hospitals": "H23100000101", **more}
    return facts


def referral(number, **more):
    return person(number, **{"kind": "REFERRAL", "hospitals": None, "from-hospital": "本地医院",
                             "to-hospital": "外地医院", "referral-reason": "条件所限", **more})


def options(facts):
    return [word for name, value in facts.items() if value is not None
            for word in ("--" + name, value)]


def add(book, facts, **more):
    return book.run("registration", "add", *options(facts), **more)["number"]


def refuse(book, tap, name, want, *args, **more):
    error = book.refused(*args, **more).error
    tap.ok(name, (error.get("code"), error.get("rule")) == want, error)


def state_of(book, number):
    return book.run("registration", "show", number)["state"]


# ── files and matching ───────────────────────────────────────────────────────────────────────────

def files(book, tap, root, sample):
    book.run("import", "registrations", os.path.join(sample, "registrations.csv"))
    book.run("import", "claims", os.path.join(sample, "claims-2026-05.csv"))
    with open(os.path.join(root, "tests", "data", "ex4-answer-key.json"), encoding="utf-8") as file:
        key = json.load(file)
    listed = book.run("registration", "match", "--period", "2026-05")["unmatched"]
    tap.same("NL-8 EX-4 what no registration covers",
             sorted([r["setl_id"], r["result"], r["registration"] or ""] for r in listed),
             sorted(key["matches"]))
    rows = book.run("registration", "list")["registrations"]
    tap.same("NL-8 EX-4 how many claims are covered", sum(r["claims"] for r in rows),
             key["matched"])
    used = [r for r in rows if r["state"] == "EXPIRED_USED"]
    tap.ok("NL-10c referrals expire with the discharge that they were for",
           used and all(r["kind"] == "REFERRAL" and r["claims"] == 1 for r in used), used)
    shown = book.run("registration", "show", used[0]["number"])
    last = shown["events"][-1]
    tap.ok("NL-10c the system does it, at the time of the settlement",
           last["actor"] == "system" and last["setl_id"] == shown["claims"][0]["setl_id"]
           and last["nominal"][:10] == shown["claims"][0]["settled"] == last["day"], shown)
    shown = book.run("registration", "match", shown["claims"][0]["setl_id"])
    tap.ok("NL-25a the province's catalogues hold in it, NL-25b benefits are of the insured area",
           "province" in shown["catalogue"] and "insured area" in shown["benefit"], shown)
    tap.ok("identity numbers are masked", all("*" in r["certno"] for r in rows))
    book.run("import", "national-items", os.path.join(sample, "national-2026-05.csv"))
    rows = book.run("registration", "list")["registrations"]
    tap.ok("NL-8 costs in other provinces are matched too",
           any(r["scope"] == "cross_prov" and r["claims"] for r in rows))
    tap.ok("book verify", book.run("book", "verify")["ok"])


def withdraw(book, tap):
    imports = book.run("imports", "list")["imports"]
    claims = next(r for r in imports if r["kind"] == "claims")
    before = sum(r["claims"] for r in book.run("registration", "list")["registrations"])
    book.run("imports", "withdraw", str(claims["import"]), "--reason", "错")
    after = sum(r["claims"] for r in book.run("registration", "list")["registrations"])
    tap.ok("claims that are withdrawn take their matches along", before - 110 == after,
           (before, after))
    tap.ok("book verify after it", book.run("book", "verify")["ok"])


# ── what may be registered ───────────────────────────────────────────────────────────────────────

def checks(book, tap):
    good = certno(1)
    bad = good[:-1] + ("0" if good[-1] != "0" else "1")
    wrong = (
        ("GB 11643", ("certno-wrong", "GB-11643"), {"certno": bad}),
        ("GB 11643 birthday", ("birthday-differs", "GB-11643"), {"born": "1999-01-01"}),
        ("NL-4 unknown area", ("area-unknown", "NL-4"), {"treat": "239876"}),
        ("NL-4 at home", ("not-away", "NL-4"), {"treat": "230200"}),
        ("NL-2 scope", ("scope-differs", "NL-2"), {"treat": "110000"}),
        ("NL-2 scope inside", ("scope-differs", "NL-2"), {"scope": "cross_prov"}),
        ("NL-9 days", ("days-reversed", "NL-9"), {"to": "2026-05-01"}),
        ("NL-9 to come", ("day-to-come", "NL-9"), {"registered": "2026-07-01"}),
        ("NL-15 none chosen", ("hospitals-missing", "NL-15"), {"hospitals": None}),
        ("NL-15 unknown", ("hospital-unknown", "NL-15"), {"hospitals": "H23100099999"}),
        ("NL-15 elsewhere", ("hospital-elsewhere", "NL-15"), {"hospitals": "H23020000101"}),
        ("NL-15 twice", ("hospital-twice", "NL-15"), {"hospitals": "H23100000101;H23100000101"}),
    )
    for name, want, change in wrong:
        refuse(book, tap, name + " is refused", want, "registration", "add",
               *options(person(1, **change)))
    refuse(book, tap, "NL-8 a referral without hospitals is refused",
           ("registration-incomplete", "NL-8"), "registration", "add",
           *options(referral(1, **{"to-hospital": None})))
    refuse(book, tap, "NL-15 a referral chooses none", ("hospitals-of-referral", "NL-15"),
           "registration", "add", *options(referral(1, hospitals="H23100000101")))
    refuse(book, tap, "an area outside of the province keeps no registrations",
           ("area-unknown", "NL-4"), "registration", "add", *options(person(1, insured="110000")))
    refuse(book, tap, "NL-5c only the insured area's agency registers", ("actor-other", None),
           "--actor", "231000", "registration", "add", *options(person(1)))
    first = add(book, person(1))
    tap.ok("NL-9 numbers are the area's and month's",
           re.fullmatch("HLJ1-230200-202606-[0-9]{3}", first), first)
    refuse(book, tap, "NL-9 a second one for the same place and days is refused",
           ("registration-overlap", "NL-9"), "registration", "add",
           *options(person(1, **{"from": "2026-06-09"})))
    tap.ok("NL-9 for another place it is not",
           add(book, person(1, treat="110000", scope="cross_prov", hospitals="H1:某医院:三级")))
    tap.same("7.3-1 who keeps the money does not register people",
             book.refused("registration", "add", *options(person(2)), user="caiwu").exit_code, 4)
    return first


def change(book, tap, number):
    refuse(book, tap, "NL-10a another person is refused", ("other-person", "NL-10a"),
           "registration", "change", number, *options(person(3)), "--reason", "迁居")
    refuse(book, tap, "NL-10a not before it began", ("day-before", "SM-7"), "registration",
           "change", number, *options(person(1, **{"from": "2026-05-20"})), "--reason", "迁居")
    new = book.run("registration", "change", number,
                   *options(person(1, **{"from": "2026-06-08", "hospitals": "H23100000108"})),
                   "--reason", "更换医院")["number"]
    old = book.run("registration", "show", number)
    tap.ok("NL-10a the old one is cancelled, the new one replaces it",
           (old["state"], old["replaced_by"], old["since"]) == ("CANCELLED_CHANGED", new,
                                                                "2026-06-08")
           and book.run("registration", "show", new)["replaces"] == number, old)
    refuse(book, tap, "SM-7 what is cancelled stays so", ("registration-transition", "SM-7"),
           "registration", "change", number, *options(person(1)), "--reason", "再次")


# ── SM-7 as a random walk ────────────────────────────────────────────────────────────────────────

def walk(book, tap, root):
    sys.path.insert(0, os.path.join(root, "tests", "oracle"))
    from nl_registry import Registration  # the independent model
    dice = random.Random(20260610)
    seen, wrong = set(), []
    for n in range(14):
        facts = (referral if n % 2 else person)(100 + n, to="2026-06-05")
        number = add(book, facts)
        model = Registration({"number": number, "kind": facts["kind"], "hospitals": "",
                              "begin_day": "2026-06-01", "end_day": "2026-06-05"})
        for _ in range(5):
            verb = dice.choice(("pause", "resume", "terminate", "cancel-unused"))
            before = model.state
            try:
                model.act(verb.split("-")[0], "2026-06-10")
                allowed = True
            except ValueError:
                allowed = False
            try:
                book.run("registration", verb, number, "--reason", "试")
                done = True
            except Exception as refusal:  # pylint: disable=broad-except
                done = False
                if refusal.error.get("rule") not in ("SM-7", "NL-10c"):
                    wrong.append((number, verb, refusal.error))
            seen.add((facts["kind"] == "REFERRAL", before, verb, done))
            if allowed != done or state_of(book, number) != model.state:
                wrong.append((number, before, verb, allowed, done, model.state))
    tap.ok("SM-7 a random walk goes where the model goes", not wrong, wrong)
    moves = {(before, verb) for _, before, verb, done in seen if done}
    tap.ok("SM-7 every transition was walked",
           {("VALID", "pause"), ("PAUSED", "resume"), ("VALID", "terminate"),
            ("PAUSED", "terminate"), ("VALID", "cancel-unused")} <= moves, moves)
    tap.ok("book verify after the walk", book.run("book", "verify")["ok"])


def referrals(book, tap):
    number = add(book, referral(50, to="2026-06-09"))
    tap.ok("NL-10c an unused referral is proposed when it is over",
           number in [r["number"] for r in book.run("registration", "list", "--unused")["unused"]])
    open_one = add(book, referral(51))
    refuse(book, tap, "NL-10c one that is not over is refused", ("referral-not-over", "NL-10c"),
           "registration", "cancel-unused", open_one, "--reason", "未住院")
    other = add(book, person(52, to="2026-06-02"))
    refuse(book, tap, "NL-10c what is no referral is refused", ("referral-only", "NL-10c"),
           "registration", "cancel-unused", other, "--reason", "未住院")
    refuse(book, tap, "NL-10 a reason is needed", ("reason-missing", "NL-10"), "registration",
           "pause", other, "--reason", " ")
    book.run("registration", "cancel-unused", number, "--reason", "未住院")
    tap.same("NL-10c it is cancelled", state_of(book, number), "CANCELLED_UNUSED")
    paused = add(book, person(53))
    book.run("registration", "pause", paused, "--day", "2026-06-05", "--reason", "停保")
    refuse(book, tap, "NL-10b nothing is done before the last act", ("day-before", "SM-7"),
           "registration", "resume", paused, "--day", "2026-06-04", "--reason", "续保")


# ── manual reimbursement ─────────────────────────────────────────────────────────────────────────

def manual(book, tap):
    facts = {"person": "P900", "name": "某人", "certno": certno(900), "insurance": "EMP",
             "insured": "230200", "treat": "231000", "hospital": "H23100000101",
             "hospital-name": "镜泊岸中心医院", "discharged": "2026-06-01", "fees": "1000.00",
             "fund": "700.00", "reason": "EMERGENCY"}

    def file(**more):
        return ("manual", "file", *options({**facts, **more}))

    refuse(book, tap, "NL-24b an unknown reason", ("manual-reason", "NL-24b"), *file(reason="X"))
    refuse(book, tap, "NL-24b OTHER without a note", ("manual-note", "NL-24b"),
           *file(reason="OTHER"))
    refuse(book, tap, "NL-24b more than the fees", ("manual-fund", "NL-24b"),
           *file(fund="1000.01"))
    refuse(book, tap, "NL-24b fees of zero", ("manual-medfee", "NL-24b"), *file(fees="0"))
    number = book.run(*file())["number"]
    refuse(book, tap, "NL-24b the same stay twice", ("manual-twice", "NL-24b"), *file())
    refuse(book, tap, "NL-24b paid before it is accepted", ("manual-state", "NL-24b"), "manual",
           "pay", number, user="caiwu")
    refuse(book, tap, "NL-24b accepted above the fees", ("manual-fund", "NL-24b"), "manual",
           "accept", number, "--fund", "1000.01", user="fuhe")
    book.run("manual", "accept", number, "--fund", "650.00", user="fuhe")
    refuse(book, tap, "NL-24b refused after it is accepted", ("manual-state", "NL-24b"), "manual",
           "refuse", number, "--reason", "重复", user="fuhe")
    book.run("manual", "pay", number, user="caiwu")
    shown = book.run("manual", "show", number)
    tap.ok("NL-24b it is paid as accepted",
           (shown["state"], shown["fund"], shown["asked"]) == ("PAID", "650.00", "700.00")
           and [e["act"] for e in shown["events"]] == ["file", "accept", "pay"], shown)
    second = book.run(*file(discharged="2026-06-02"))["number"]
    book.run("manual", "refuse", second, "--reason", "材料不全", user="shenpi")
    tap.same("NL-24b lists by state",
             [r["number"] for r in book.run("manual", "list", "--state", "REFUSED")[
                 "manual_claims"]], [second])
    third = book.run(*file(discharged="2026-06-02"))["number"]
    tap.ok("NL-24b what was refused may be filed again", third != second)


# ── form 1 ───────────────────────────────────────────────────────────────────────────────────────

def text_of(path):
    return subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True,
                          check=True).stdout


def paper(book, tap):
    number = add(book, person(60))
    path = os.path.join(book.folder, "f1.pdf")
    book.run("registration", "print", number, "--output", path)
    with sqlite3.connect(book.path) as store:
        last = store.execute("SELECT act, detail FROM change_log ORDER BY id DESC"
                             " LIMIT 1").fetchone()
    tap.ok("NL-9 printing is written down as showing the number",
           "identity number shown" in last[0] and last[1] == number, last)
    again = os.path.join(book.folder, "f2.pdf")
    book.run("registration", "print", number, "--output", again)
    if shutil.which("pdftotext") is None:
        return
    text = text_of(path)
    tap.ok("NL-9 F-NL-1 two copies, each says which it is",
           text.count("\f") == 2 and "经办机构留存" in text and "申请人签收" in text
           and certno(60) in text and "补打" not in text, text)
    tap.ok("NL-9 a reprint says so", "补打 1" in text_of(again), text_of(again))


def main():
    qz, root = os.path.abspath(sys.argv[1]), sys.argv[2]
    tap = Tap()
    with scratch() as folder:
        book, sample = make(qz, root, folder)
        files(book, tap, root, sample)
        withdraw(book, tap)
        change(book, tap, checks(book, tap))
        walk(book, tap, root)
        referrals(book, tap)
        manual(book, tap)
        paper(book, tap)
        tap.ok("book verify at the end", book.run("book", "verify")["ok"])
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
