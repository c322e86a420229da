# SPDX-License-Identifier: GPL-3.0-or-later
"""What `assistance.py` writes: the answer keys of medical assistance (the layout: README.md)."""

import json
import os

import as_bill
import as_money
from as_bill import Policies, Year, fen, yuan
from as_claims import DIFFERENCE_COLUMNS, Months, differences, overlaps
from as_forms import (RESERVE_COLUMNS, Deductions, Forms, Reserve, clear, counted, form_day, level,
                      percent, reserve_of)

# Worked example EX-5: case, person, category, fee, all self-paid, over the limit, pre-paid.
EX5 = (("A", "a", "LB", "86420.50", "6420.50", "0.00", "4000.00"),
       ("A2", "a", "LB", "30000.00", "2000.00", "0.00", "1000.00"),
       ("B", "b", "TK", "52333.33", "1111.11", "222.22", "1000.00"),
       ("C", "c", "BY", "398765.43", "20000.00", "765.43", "18000.00"),
       ("D", "d", "LB", "1500.00", "0.00", "0.00", "0.00"))
EX5_DAY = "2026-05-20"
# EX-6: county, allotment, use by cross-area bills.
EX6 = (("140213", "12345678.90", "3500000.00"), ("140214", "9876543.21", "3100000.00"),
       ("140225", "7000000.05", "2100000.02"))
LAYER_COLUMNS = ["scp", "dedc", "basic", "rest", "ci", "rest2", "maf_dedc", "assist", "fund",
                 "person"]
RULE_COLUMNS = ["setl_id", "certno", "county", "settled", "category", "policy_day", "reason",
                *LAYER_COLUMNS, "tried"]
TAKEN_COLUMNS = ["setl_id", "hospital", "county", "category", "cross_area", "det_type", "amount"]
PAYMENT_COLUMNS = ["hospital", "amount", "reserve", "own", "entries"]


def write(path, value):
    with open(path, "w", encoding="utf-8", newline="\n") as out:
        out.write(layout(value, 0) + "\n")


def layout(value, depth):
    """JSON with one row of a table a line: small differences stay readable."""
    if isinstance(value, dict) and value:
        inner = ",\n".join("%s%s: %s" % (" " * (depth + 1), json.dumps(k, ensure_ascii=False),
                                         layout(v, depth + 1)) for k, v in value.items())
        return "{\n%s\n%s}" % (inner, " " * depth)
    if isinstance(value, list) and value and isinstance(value[0], (list, dict)):
        inner = ",\n".join(" " * (depth + 1) + json.dumps(v, ensure_ascii=False) for v in value)
        return "[\n%s\n%s]" % (inner, " " * depth)
    return json.dumps(value, ensure_ascii=False)


# ── EX-5, EX-6 ───────────────────────────────────────────────────────────────────────────────────

def ex5():
    policies, years, cases = Policies(), {}, []
    for case, person, category, *amounts in EX5:
        year = years.setdefault(person, Year())
        bill = dict(zip(("fee", "own", "over", "pre"), map(fen, amounts)), other=0, hosp=0,
                    outpatient=False)
        policy = policies.at(category, EX5_DAY)
        result = as_bill.compute(bill, policy, year)
        free = as_bill.compute(bill, dict(policy, maf_cap=None), year)
        year.add(result, 1)
        cases.append([case, person, category, *amounts, *map(yuan, result), yuan(free.assist)])
    return {"format": "qz-answer-key-assistance-bills-1", "day": EX5_DAY,
            "columns": ["case", "person_key", "category", "fee", "own", "over", "pre",
                        *LAYER_COLUMNS, "assist_without_cap"], "cases": cases}


def ex6():
    counties, entries = [], []
    for county, allotment, use in EX6:
        reserve = reserve_of(fen(allotment))
        surplus, shortage = clear(reserve, fen(use))
        counties.append([county, allotment, yuan(reserve), use, yuan(surplus), yuan(shortage),
                         percent(reserve, fen(use)), level(reserve, fen(use))])
        entries += [as_money.reserved(county, reserve), as_money.moved(fen(use)),
                    *as_money.paid([(county, fen(use))], [])]
        if surplus or shortage:
            entries.append(as_money.cleared(county, surplus, shortage))
    return {"format": "qz-answer-key-assistance-clearing-1", "year": "2025", "due": "2026-03-31",
            "columns": ["county", "allotment", "reserve", "used", "surplus", "shortage", "percent",
                        "level"], "counties": counties,
            "period": "2026-05", "due_days": due_days("2026-05"),
            "entry_columns": ["event", "ledger", "lines"],
            "entries": [as_money.told(e) for e in entries], "left": left(entries)}


def left(entries):
    return [[*key, yuan(value)] for key, value in as_money.balances(entries).items()]


def due_days(period):
    """Days of the month after the costs; they never move to a working day (AMB-17)."""
    month = form_day(period)[:8]
    return {"DL-DT-5": month + "05", "DL-DT-10": month + "10", "DL-DT-15a": month + "15",
            "DL-DT-15b": month + "15", "DL-DT-20": month + "20"}


# ── a month ──────────────────────────────────────────────────────────────────────────────────────

def rule_line(bill, verdict):
    return [bill.id, bill.certno, bill.county, bill.end, verdict.category, verdict.policy_day,
            verdict.reason, *map(yuan, verdict.result),
            [[code, yuan(person)] for code, person in verdict.tried]]


def payment(forms, hospital):
    counties = sorted(c for h, c in forms.parts() if h == hospital)
    cross = [(c, forms.net(hospital, c, True)) for c in counties]
    own = [(c, forms.net(hospital, c, False)) for c in counties]
    total = sum(a for _, a in cross + own)
    made = as_money.paid(cross, own)

    def parts(pairs):
        return [[c, yuan(a)] for c, a in pairs if a]

    return [hospital, yuan(total), parts(cross), parts(own), [as_money.told(e) for e in made]]


def month_key(months, deductions, reserve, period):
    """reserve: taken up to and with this period."""
    forms, judged = Forms(months, deductions, period), months.of(period)
    found = [d for bill, verdict in judged for d in differences(bill, verdict)]
    return {
        "format": "qz-answer-key-assistance-month-1", "period": period,
        "due_days": due_days(period),
        "counts": {"bills": len(judged), "others": months.others[period],
                   "in_forms": sum(map(counted, months.bills[period])),
                   "by_hand": sum(not b.direct for b in months.bills[period]),
                   "differing_bills": len({d[0] for d in found})},
        "rule_columns": RULE_COLUMNS, "rules": [rule_line(*pair) for pair in judged],
        "by_hand": [[b.id, v.category, yuan(v.result.basic), yuan(v.result.ci),
                     yuan(v.result.assist)] for b, v in judged if not b.direct],
        "difference_columns": DIFFERENCE_COLUMNS, "differences": found,
        "overlaps": overlaps([b for bills in months.bills.values() for b in bills
                              if b.period == period]),
        "taken_columns": TAKEN_COLUMNS,
        "taken": [[t.bill.id, t.bill.hospital, t.bill.county, t.bill.category, "01"[t.bill.cross],
                   t.det_type, yuan(t.amount)] for t in forms.taken],
        "waiting_columns": ["hospital", "county", "cross_area", "amount"],
        "waiting": [[h, c, "01"[x], yuan(a)]
                    for (h, c, x), a in deductions.waiting[period].items()],
        "forms": {"F-DT-2": {h: forms.form_2(h) for h in forms.hospitals},
                  "F-DT-3": {h: forms.form_3(h) for h in forms.hospitals},
                  "F-DT-4": {c: forms.form_4(c) for c in forms.counties}},
        "reserve_columns": RESERVE_COLUMNS,
        "reserve": reserve.lines(period[:4], form_day(period)),
        "payment_columns": PAYMENT_COLUMNS,
        "payments": [payment(forms, h) for h in forms.hospitals]}


def keys(folder):
    """(period, key) of all months of a folder, then ("years", key)."""
    months = Months(folder)
    deductions, reserve = Deductions(months), Reserve(folder)
    for period in months.periods:
        reserve.take(Forms(months, deductions, period))
        yield period, month_key(months, deductions, reserve, period)
    years = sorted({p[:4] for p in months.periods if p[5:] == "12"})
    yield "years", {"format": "qz-answer-key-assistance-years-1",
                    "columns": ["county", "allotment", "reserve", "used", "surplus", "shortage"],
                    "years": {year: {"due": "%d-03-31" % (int(year) + 1),
                                     "counties": year_lines(reserve, year)} for year in years},
                    "spell_columns": ["certno", "category", "subcategory", "county", "valid_from",
                                      "exit_day"],
                    "spells": [[certno, *spell] for certno, spells in
                               sorted(months.people.spells.items()) for spell in spells]}


def year_lines(reserve, year):
    lines = []
    for county, held, used, *_ in reserve.lines(year):
        surplus, shortage = clear(fen(held), fen(used))
        lines.append([county, yuan(reserve.allotments.total(year, county)), held, used,
                      yuan(surplus), yuan(shortage)])
    return lines


def month(folder, period, path):
    """One month with the spells that lead to it: the key of a sample."""
    made = dict(keys(folder))
    key = made[period]
    key["spell_columns"], key["spells"] = made["years"]["spell_columns"], made["years"]["spells"]
    write(path, key)


def all_months(folder, output):
    for name, key in keys(folder):
        write(os.path.join(output, "answer-key-%s.json" % name), key)


# ── what was specified ───────────────────────────────────────────────────────────────────────────

EX5_SPECIFIED = """A 76000.00 56400.00 19600.00 10080.00 9520.00 6664.00 73144.00 13276.50
A2 27000.00 19950.00 7050.00 5640.00 1410.00 987.00 26577.00 3423.00
B 50000.00 39600.00 10400.00 2720.00 7680.00 7680.00 50000.00 2333.33
C 360000.00 80000.00 280000.00 210300.00 69700.00 30000.00 320300.00 78465.43
D 1500.00 525.00 975.00 0.00 975.00 682.50 1207.50 292.50"""
EX6_SPECIFIED = """140213 3703703.67 203703.67 0.00
140214 2962962.96 0.00 137037.04
140225 2100000.02 0.00 0.00"""


def self_check():
    """EX-5 and EX-6 to the fen."""
    names = ("case", "scp", "basic", "rest", "ci", "rest2", "assist", "fund", "person")
    key = ex5()
    rows = [dict(zip(key["columns"], row)) for row in key["cases"]]
    mine = "\n".join(" ".join(row[n] for n in names) for row in rows)
    assert mine == EX5_SPECIFIED, mine
    assert rows[3]["assist_without_cap"] == "40020.00", rows[3]
    key = ex6()
    rows = [dict(zip(key["columns"], row)) for row in key["counties"]]
    mine = "\n".join(" ".join(row[n] for n in ("county", "reserve", "surplus", "shortage"))
                     for row in rows)
    assert mine == EX6_SPECIFIED, mine
    assert not [row for row in key["left"] if "RESERVE" in row[1]], key["left"]
    assert key["due_days"]["DL-DT-20"] == "2026-06-20"
    assert (level(10000, 8999), level(10000, 9000), level(10000, 10001)) == (
        "normal", "warning", "overdrawn")
    spans = [("2026-05-10", "2026-05-20")]
    assert [as_bill.suspended(spans, "2026-05-%02d" % d) for d in (9, 10, 19, 20)] == [
        False, True, True, False]
    self_check_entitled()
    print("EX-5, EX-6: as specified")


def self_check_entitled():
    spells = [as_bill.Spell("LB", "", "140213", "2026-03-01", "2026-05-10")]
    for begin, end, expected in (
            ("2026-02-01", "2026-02-28", (set(), "DT-6b")),         # before the list
            ("2026-02-01", "2026-03-01", ({"LB"}, "AMB-31")),       # listed during the stay
            ("2026-05-01", "2026-05-09", ({"LB"}, "AMB-31")),
            ("2026-05-01", "2026-05-10", ({"LB"}, "AS-2")),         # the exit inside the stay
            ("2026-05-09", "2026-06-30", ({"LB"}, "AS-2")),
            ("2026-05-10", "2026-05-12", (set(), "DT-6c")),         # admitted on the exit day
            ("2026-02-20", "2026-05-20", (set(), "DT-6b"))):        # neither day is in it
        categories, _, reason = as_bill.entitled(spells, begin, end)
        assert (categories, reason) == expected, (begin, end, categories, reason)
