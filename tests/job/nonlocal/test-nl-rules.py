#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Care away from home, article by article, where no other test asks: two areas of a claim and who
acts for which (NL-3, NL-5a, NL-5b, NL-5c, AMB-13), the terms of the money and what comes of missing
them (NL-31-D3, NL-31-U2, DL-NL-D1..D4, DL-NL-U1..U4, DL-NL-2-1/2-2, NL-34), what the system does by
itself (DL-NL-18, DL-NL-24), deposits that pay first (NL-6, NL-21a), one bill for all funds (NL-7,
F-NL-3), a city's own details (NL-43) and the basis (NL-1). Days are worked out here by hand, from
the calendar of 2026."""
import csv
import datetime
import os
import sqlite3
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from book import Tap
from nl_office import MONTH, make, make_office

IN, CROSS = "in_prov", "cross_prov"
# Days of 2026 that are free on weekdays, and weekends on which people work, as the State Council
# said: Spring Festival 15 to 23 February.
FREE = {datetime.date(2026, 2, day) for day in range(15, 24)}
WORKED = {datetime.date(2026, 2, 14), datetime.date(2026, 2, 28)}


def workdays_after(day, n):
    """The day itself is not counted."""
    date = datetime.date.fromisoformat(day)
    while n:
        date += datetime.timedelta(1)
        n -= date in WORKED or (date.weekday() < 5 and date not in FREE)
    return date.isoformat()


def fen(text):
    return int(text.replace(".", ""))


def refused(tap, name, want, book, *args, **more):
    error = book.refused(*args, **more).error
    tap.same(name, (error.get("code"), error.get("rule")), want)


def region(book, unit, day):
    rows = book.run("region", "list", now=day + "T20:00")["regions"]
    return next(row for row in rows if row["unit"] == unit)


def deadlines(book, day):
    rows = book.run("agenda", "list", "--until", "2026-12-31", now=day + "T20:00")["deadlines"]
    return {row["key"]: row for row in rows}


# ── places ───────────────────────────────────────────────────────────────────────────────────────

def import_rows(book, kind, name, titles, rows, now="2026-06-10T09:00"):
    path = os.path.join(book.folder, name)
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([titles] + rows)
    book.run("import", kind, path, now=now)


def read(book, name):
    with open(os.path.join(book.sample, name), encoding="utf-8", newline="") as file:
        titles, *rows = [row for row in csv.reader(file) if row and row[0] != "#TOTAL"]
    return titles, rows


def harbin(book):
    """Three claims: 230200's person in a hospital of Harbin city, Harbin's person in 230200, and
    230200's person in a hospital that one of Harbin's counties settles with."""
    titles, rows = read(book, "providers.csv")
    county = list(rows[0])
    for name, value in (("fixmedins_code", "H23012300999"), ("fixmedins_name", "依兰县医院"),
                        ("area", "230123"), ("managed_by", "230123"), ("uscc", "")):
        county[titles.index(name)] = value
    import_rows(book, "providers", "county.csv", titles, [county])
    titles, rows = read(book, "claims-2026-05.csv")
    at = titles.index
    row = next(row for row in rows if row[at("pay_loc")] == "3" and row[at("insutype")] == "310")
    claims = []
    for i, (hospital, area) in enumerate((("H23010300101", "230200"), ("H23020000101", "230103"),
                                          ("H23012300999", "230200"))):
        claim = list(row)
        for name, value in (("setl_id", f"HARBIN{i}"), ("fixmedins_code", hospital),
                            ("insu_admdvs", area), ("setl_time", "2026-05-20 10:00:00")):
            claim[at(name)] = value
        claims.append(claim)
    import_rows(book, "claims", "harbin.csv", titles, claims)
    return row[at("fund_pay_sumamt")]


def check_harbin(qz, root, tap, folder):
    """NL-5a: who is treated in Harbin's hospitals is settled for by the province's own level;
    Harbin itself receives only for its counties', and pays for its own persons elsewhere."""
    book = make_office(qz, root, folder, "2026-06-10T09:00")
    amount = harbin(book)
    for scope in (IN, CROSS):
        book.run("period", "generate", MONTH, "--scope", scope, now="2026-06-21T09:00")
    rows = {row["unit"]: row["receivable"] for row in
            book.run("period", "form", MONTH, "F-NL-7-1", now="2026-06-21T10:00")["form"]}
    units = {unit for unit, total in rows.items() if total != "0.00"}
    tap.same("NL-5a AMB-13 7-1: 省本级 for the city's hospitals, Harbin for its county's, 230200",
             (units, {rows[unit] for unit in units}), ({"239900", "230100", "230200"}, {amount}))
    rows = {row["unit"]: row["payable"] for row in
            book.run("period", "form", MONTH, "F-NL-7-2", now="2026-06-21T10:00")["form"]}
    tap.same("AMB-13 7-2: Harbin pays for its persons as every city, 省本级 for none",
             (rows["230100"], rows["239900"], fen(rows["230200"])),
             (amount, "0.00", 2 * fen(amount)))
    pairs = query(book, "SELECT treat_agency, insured_agency FROM clearing_row WHERE side = 'R'"
                  " ORDER BY 1")
    tap.same("NL-3 NL-5b each row has its two areas: a district is its city, a county itself",
             pairs, [("230123", "230200"), ("230200", "230100"), ("239900", "230200")])
    for agency, unit, what in (("230200", "239900", "audit"), ("230123", "230100", "audit"),
                               ("230200", "230100", "confirm")):
        refused(tap, f"NL-5c {agency} does not {what} for {unit}", ("actor-other", None), book,
                "--actor", agency, "period", what, MONTH, "--scope", IN, "--unit", unit,
                user="fuhe", now="2026-06-12T09:00" if what == "audit" else "2026-06-22T09:00")
    book.run("--actor", "239900", "period", "confirm", MONTH, "--scope", IN, "--unit", "239900",
             user="fuhe", now="2026-06-22T09:00")
    tap.ok("NL-5c and 省本级 confirms what is its own", True)


def query(book, sql, *values):
    database = sqlite3.connect(book.path)
    rows = database.execute(sql, values).fetchall()
    database.close()
    return rows


# ── what happens by itself ───────────────────────────────────────────────────────────────────────

def check_automatic(qz, root, tap, folder):
    """DL-NL-18, DL-NL-24: at midnight of the day, however late somebody looks, in their order."""
    book = make_office(qz, root, folder, "2026-06-10T09:00")
    book.run("import", "claims", os.path.join(book.sample, "claims-2026-05.csv"))
    tap.same("DL-NL-18 not before the 18th",
             book.run("agenda", "tick", now="2026-06-17T23:59")["applied"], 0)
    done = book.run("agenda", "tick", now="2026-06-19T09:00")
    tap.same("DL-NL-18 of every city and scope the audit is regarded as done on the 18th at 00:00",
             ({(row["nominal_time"], row["state"], row["period"]) for row in done["tick"]},
              {row["scope"] for row in done["tick"]}),
             ({("2026-06-18T00:00", "AUTO_AUDITED", MONTH)}, {IN, CROSS}))
    for scope in (IN, CROSS):
        book.run("period", "generate", MONTH, "--scope", scope, now="2026-06-21T09:00")
    tap.same("DL-NL-24 not before the 24th",
             book.run("agenda", "tick", now="2026-06-23T23:59")["applied"], 0)
    done = book.run("agenda", "tick", now="2026-06-26T09:00")
    tap.same("DL-NL-24 every city is regarded as having confirmed on the 24th at 00:00",
             {(row["nominal_time"], row["state"]) for row in done["tick"]},
             {("2026-06-24T00:00", "AUTO_CONFIRMED")})
    kept = query(book, "SELECT DISTINCT stage, nominal_time, substr (business_time, 1, 10), actor"
                 " FROM clearing_event WHERE nominal_time IS NOT NULL ORDER BY 2")
    tap.same("NL-28b NL-31g both times are kept, and that nobody did it", kept,
             [("audit", "2026-06-18T00:00", "2026-06-19", "system"),
              ("confirm", "2026-06-24T00:00", "2026-06-26", "system")])


# ── the terms of the money ───────────────────────────────────────────────────────────────────────

def legs_of(book, leg, **where):
    names = ("leg", "scope", "payer", "payee", "insurance", "unit")
    return [row["transfer"] for key, row in book.transfers("--scope", IN).items()
            if key[0] == leg and all(dict(zip(names, key))[name] == value
                                     for name, value in where.items())]


def due(tap, name, book, number, day, base, n):
    shown = book.transfer(number, day)
    tap.same(name, (shown["base_day"], shown["due_day"]), (base, workdays_after(base, n)))


def check_down(book, tap):
    """5, 3, 3 and 3 working days, each from what came before it."""
    book.papers(IN, "D1", "2026-07-01")
    d1, = legs_of(book, "D1")
    due(tap, "NL-31-D1 DL-NL-D1..D4 five days after the papers passed", book, d1, "2026-07-01",
        "2026-07-01", 5)
    book.move(d1, "2026-07-03")
    d2, = legs_of(book, "D2", unit="230200")
    due(tap, "NL-31-D2 DL-NL-D1..D4 three days after receipt", book, d2, "2026-07-03",
        "2026-07-03", 3)
    tap.same("NL-31-D3 nothing is due before the city has it",
             {book.transfer(number, "2026-07-03")["due_day"] for number in
              legs_of(book, "D3", unit="230200")}, {None})
    book.move(d2, "2026-07-09")
    counties = legs_of(book, "D3", payee="230281")
    tap.ok("NL-31-D3 the county has a transfer of its own", len(counties) == 1, counties)
    due(tap, "NL-31-D3 DL-NL-D1..D4 the city pays its county within three days of receipt",
        book, counties[0], "2026-07-09", "2026-07-09", 3)
    late = workdays_after("2026-07-09", 4)
    tap.same("DL-NL-D1..D4 D3 late is overdue", [
        row["status"] for key, row in deadlines(book, late).items()
        if key == "DL-NL-D3/" + counties[0]], ["overdue"])
    tap.same("NL-34 but nobody is suspended for what comes down",
             region(book, "230200", late)["state"], "NORMAL")
    for number in legs_of(book, "D3", unit="230200"):
        book.move(number, late)
    rows = book.run("transfer", "pay-hospitals", "230281", "--period", MONTH, "--scope", IN,
                    now=late + "T12:00")["documents"]
    tap.same("NL-31-D4 DL-NL-D1..D4 hospitals three days after the county's receipt",
             {row["due_day"] for row in rows}, {workdays_after(late, 3)})


def check_up(book, tap):
    """U2 that is late: the city's county has not paid in, and the city answers for it."""
    unit, agency = "231200", "231282"
    for key in sorted({key[2] for key in book.transfers("--scope", IN) if key[0] == "U1"}):
        book.papers(IN, "U1", "2026-07-06", "--office", key)
    first = legs_of(book, "U1", unit=unit)
    due(tap, "NL-31-U1 DL-NL-U1..U4 five days after the papers passed", book, first[0],
        "2026-07-06", "2026-07-06", 5)
    for number in first:
        book.move(number, "2026-07-10")
    second = legs_of(book, "U2", unit=unit)
    for number in second:
        due(tap, f"NL-31-U2 DL-NL-U1..U4 three days after receipt: {number}", book, number,
            "2026-07-10", "2026-07-10", 3)
    last = workdays_after("2026-07-10", 3)
    late = (datetime.date.fromisoformat(last) + datetime.timedelta(1)).isoformat()
    for number in second:
        if agency not in number:
            book.move(number, last)
    tap.same("NL-31-U2 on the day itself nobody is late", region(book, unit, last)["state"],
             "NORMAL")
    book.run("agenda", "tick", now=late + "T08:00")
    shown = region(book, unit, late)
    tap.same("DL-NL-U1..U4 NL-34 U2 late: the city is overdue on the next day",
             (shown["state"], shown["oldest_due"]), ("OVERDUE", last))
    tap.same("DL-NL-U1..U4 and the agenda says so", {
        row["status"] for key, row in deadlines(book, late).items()
        if key.startswith("DL-NL-U2/") and agency in key}, {"overdue"})
    book.run("region", "suspend", unit, "--reason", "逾期未上缴", user="shenpi", now=late + "T09:00")
    refused(tap, "SM-6 and stays suspended while it is late", ("still-overdue", "NL-34"), book,
            "region", "resume", unit, "--reason", "已缴", user="shenpi", now=late + "T10:00")
    paid = workdays_after(late, 1)
    for number in second:
        if agency in number:
            book.move(number, paid)
    third, = legs_of(book, "U3", unit=unit)
    due(tap, "NL-31-U3 AMB-06 DL-NL-U1..U4 the city's term runs since U2 was due", book, third,
        paid, workdays_after(last, 1), 3)
    book.move(third, paid)
    book.run("region", "resume", unit, "--reason", "已缴清", user="shenpi", now=paid + "T21:00")
    tap.same("SM-6 and is resumed when all has come", region(book, unit, paid)["state"], "NORMAL")
    for leg in ("U1", "U2", "U3"):
        for number in legs_of(book, leg, unit="230200"):
            book.move(number, paid)
    u4, = legs_of(book, "U4")
    due(tap, "NL-31-U4 DL-NL-U1..U4 three days after all are in", book, u4, paid, paid, 3)
    return u4, paid


def balance(book, unit, day):
    return {(row["unit"], row["scope"]): fen(row["balance"]) for row in
            book.run("deposit", "list", now=day + "T22:00")["deposits"]}[unit, IN]


def check_money(qz, root, tap, folder):
    book = make(qz, root, folder)
    before = balance(book, "231200", "2026-06-30")
    rows = book.run("deposit", "list", now="2026-06-30T20:00")["deposits"]
    notices = {(row["unit"], row["scope"]): fen(row["total"])
               for row in book.run("period", "notices", MONTH)["notices"]
               if row["form"] in ("F-NL-6", "F-NL-9")}
    wrong = [row for row in rows if row["clearing"] is not None
             and (fen(row["clearing"]) != notices.get((row["unit"], row["scope"]), 0)
                  or int(row["rate"].ljust(8, "0").replace(".", ""))
                  != fen(row["clearing"]) * 1000000 // fen(row["quota"]))]
    tap.ok("NL-21a usage is the month's clearing over the deposit", len(rows) > 10 and not wrong,
           wrong[:2])
    check_down(book, tap)
    used = before - balance(book, "231200", "2026-07-20")
    tap.same("NL-6 the deposit of who has to pay has paid first", used, notices["231200", IN])
    u4, day = check_up(book, tap)
    tap.same("NL-6 and is not full before the money is back", before - balance(book, "231200", day),
             used)
    book.move(u4, day)
    tap.same("NL-6 NL-31-U5 then it is", balance(book, "231200", day), before)


def check_deposits(qz, root, tap, folder):
    """NL-22a: eleven working days for both notices, then the city is late (NL-34)."""
    for name, day, opening in (("2-1", "2026-01-12", False), ("2-2", "2026-02-09", True)):
        place = os.path.join(folder, name)
        os.mkdir(place)
        book = make_office(qz, root, place, day + "T09:00")
        book.run("import", "deposit-base", os.path.join(book.sample, "deposit-base-2025.csv"))
        if opening:
            book.run("import", "deposit-opening",
                     os.path.join(book.sample, "deposit-opening-2025.csv"))
        verb = "adjust" if opening else "quota"
        book.run("deposit", verb, *(() if opening else ("--year", "2026")))
        rows = book.run("deposit", verb, *(() if opening else ("--year", "2026")), "--publish",
                        user="shenpi")["notices"]
        last = workdays_after(day, 11)
        tap.same(f"NL-22a DL-NL-2-1/2-2 {name} is due eleven working days after {day}",
                 {row["due_day"] for row in rows if row["due_day"]}, {last})
        late = (datetime.date.fromisoformat(last) + datetime.timedelta(1)).isoformat()
        unit = next(row["unit"] for row in rows if row["due_day"])
        states = []
        for today in (last, late):
            book.run("agenda", "tick", now=today + "T12:00")
            states.append(region(book, unit, today)["state"])
        tap.same(f"NL-34 DL-NL-2-1/2-2 {name} late: overdue on the next day", states,
                 ["NORMAL", "OVERDUE"])
        book.run("region", "suspend", unit, "--reason", "预付金逾期", user="shenpi",
                 now=late + "T13:00")
        tap.same(f"NL-34 and suspended by the province: {name}", region(book, unit, late)["state"],
                 "SUSPENDED")


# ── papers, parameters ───────────────────────────────────────────────────────────────────────────

def check_bill(book, tap):
    """NL-7, F-NL-3: one bill, on which every fund has its line."""
    titles, rows = read(book, "claims-2026-05.csv")
    at = titles.index
    claim = max((row for row in rows if row[at("pay_loc")] == "3"),
                key=lambda row: sum(fen(row[at(name)]) > 0 for name in ("hifp_pay", "hifob_pay",
                                                                       "cvlserv_pay", "maf_pay")))
    path = os.path.join(book.folder, "bill.pdf")
    book.run("claims", "bill", claim[at("setl_id")], "--output", path, now="2026-06-22T09:00")
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True,
                          check=True).stdout.replace(" ", "").replace(",", "")
    missing = [word for word in ("统筹", "大额", "公务员", "医疗救助", "个人账户",
                                 claim[at("fund_pay_sumamt")], claim[at("hifp_pay")],
                                 claim[at("psn_cash_pay")]) if word not in text]
    tap.same("NL-7 F-NL-3 one bill for all funds, the account and what is left to pay", missing, [])


def check_parameters(qz, root, tap, folder):
    """NL-43: what a city settles for itself is a parameter of its pack, not of the program; the
    pack's worked example has to know it too."""
    shipped = os.path.join(root, "data", "policies", "heilongjiang-nonlocal.policy")
    with open(shipped, encoding="utf-8") as file:
        text = file.read()
    own = os.path.join(folder, "own.policy")
    with open(own, "w", encoding="utf-8") as file:
        file.write(text.replace("\nversion = 1\n", "\nversion = 2\nreplaces = 1\n", 1)
                   .replace("\nd2_workdays = 3\n", "\nd2_workdays = 2\n", 1)
                   .replace("\nd2_workdays.rule = NL-31-D2\n", "\nd2_workdays.rule = NL-43\n", 1)
                   .replace("D2 due 2026-07-08", "D2 due 2026-07-07"))

    def activate(book):
        book.run("policy", "activate", own, user="admin")

    book = make(qz, root, folder, activate)
    book.papers(IN, "D1", "2026-07-01")
    d1, = legs_of(book, "D1")
    book.move(d1, "2026-07-03")
    d2, = legs_of(book, "D2", unit="230200")
    due(tap, "NL-43 a city that gives itself two days has two", book, d2, "2026-07-03",
        "2026-07-03", 2)
    rows = {(row["section"], row["key"]): row for row in
            book.run("policy", "show", "heilongjiang-nonlocal")["policy"]}
    tap.same("NL-43 and says whose rule that is", (rows["transfer", "d2_workdays"]["value"],
                                                   rows["transfer", "d2_workdays"]["rule"]),
             ("2", "NL-43"))
    basis = rows["policy", "basis"]
    tap.ok("NL-1 the basis is told: a law and two documents of the ministry",
           basis["rule"] == "NL-1"
           and all(name in basis["value"] for name in ("社会保险法", "人社部发〔2014〕93号",
                                                       "人社部发〔2016〕120号")), basis)
    check_bill(book, tap)


def main():
    qz, root = sys.argv[1:3]
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="qz-nl-rules-") as folder:
        for check in (check_harbin, check_automatic, check_money, check_deposits,
                      check_parameters):
            place = os.path.join(folder, check.__name__)
            os.mkdir(place)
            check(qz, root, tap, place)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
