#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What `nonlocal.py` writes: the answer keys of care away from home (the layout: README.md)."""


import glob
import json
import os
from collections import defaultdict
from datetime import date

import nl_clearing
import nl_money
import workdays
from nl_areas import SCOPES, Areas, fen, read, yuan
from nl_deposit import (Deposits, adjust, due_quota, due_raise, level, percent, quota, raise_green,
                        raise_months, split)
from nl_registry import Registry

LEG_COLUMNS = ["leg", "scope", "payer", "payer_account", "payee", "payee_account", "insurance",
               "unit", "amount", "parts", "base_day", "due_day", "paid_day"]
DOCUMENT_COLUMNS = ["scope", "unit", "agency", "insurance", "amount", "base_day", "due_day",
                    "paid_day"]
USAGE_COLUMNS = ["unit", "scope", "quota", "clearing", "percent", "level", "changed"]


# ── EX-3 ─────────────────────────────────────────────────────────────────────────────────────────

def base_by_agency(folder, unit, scope):
    found = defaultdict(int)
    for row in read(folder, "deposit-base-2025.csv"):
        if (row["unit"], row["scope"]) == (unit, scope):
            found[row["agency"]] += fen(row["amount"])
    return dict(found)


def opening(folder, name="deposit-opening.csv"):
    deposits = Deposits()
    for row in read(folder, name):
        key = row["unit"], row["scope"]
        deposits.set_quota(*key, fen(row["quota"]))
        deposits.move(*key, "opening", date.fromisoformat(row["day"]), fen(row["balance"]))
    return deposits


def ex3_scope(folder, deposits, unit, scope):
    base = base_by_agency(folder, unit, scope)
    if not base:
        return None
    new = quota(sum(base.values()))
    old, balance = deposits.quota[unit, scope], deposits.balance[unit, scope]
    to_pay, to_refund = adjust(balance, new)
    by_agency = split(new, base)
    agencies = [[a, yuan(base[a]), yuan(by_agency[a])] for a in sorted(base)]
    return {"unit": unit, "scope": scope, "last_year": yuan(sum(base.values())),
            "quota": yuan(new), "last_quota": yuan(old), "balance": yuan(balance),
            "to_pay": yuan(to_pay), "to_refund": yuan(to_refund),
            "agency_columns": ["agency", "last_year", "quota"], "agencies": agencies}


def ex3(folder):
    areas = Areas(folder)
    deposits = opening(folder, "deposit-opening-2025.csv")
    units = [ex3_scope(folder, deposits, unit, scope)
             for unit in areas.units() for scope in SCOPES]
    warnings = []
    p = fen("6000000.00")
    for text in ("0.00", "-5.00", "4199999.99", "4200000.00", "5399999.99", "5400000.00",
                 "5580000.00", "7200000.00"):
        c = fen(text)
        months, green = raise_months(p, c), raise_green(p, c)
        warnings.append([yuan(p), text, percent(p, c), level(p, c), yuan(months), yuan(green),
                         yuan(p + months), percent(p + months, c)])
    return {"format": "qz-answer-key-deposit-1", "year": 2026,
            "published": "2026-02-09", "due": due_quota(date(2026, 2, 9)).isoformat(),
            "units": [u for u in units if u],
            "warning_columns": ["quota", "clearing", "percent", "level", "raise_months",
                                "raise_green", "new_quota", "new_percent"],
            "warnings": warnings,
            "raise": {"published": "2026-06-30",
                      "due": due_raise(date(2026, 6, 30)).isoformat(),
                      "overdue_from": nl_money.overdue_from(
                          due_raise(date(2026, 6, 30))).isoformat()}}


# ── the key of a month ───────────────────────────────────────────────────────────────────────────

def leg_rows(cycles):
    rows = []
    for cycle in cycles:
        for leg, base, due, paid in cycle.rows:
            rows.append([*leg[:8], yuan(leg.amount), [[p, yuan(a)] for p, a in leg.parts],
                         base.isoformat(), due.isoformat(), paid.isoformat()])
    return rows


def document_rows(cycles):
    return [[cycle.scope, unit, agency, ins, yuan(amount), base.isoformat(), due.isoformat(),
             paid.isoformat()]
            for cycle in cycles for unit, agency, ins, amount, base, due, paid in cycle.documents]


def entry_rows(cycles):
    return [{"scope": cycle.scope, "day": day.isoformat(), "leg": leg, "event": event,
             "ledger": ledger, "lines": lines}
            for cycle in cycles for day, leg, entry in cycle.made
            for event, ledger, lines in [nl_money.printable(entry)]]


def ledger_rows(cycles):
    found = nl_money.balances([e for cycle in cycles for e in cycle.entries()])
    return [[ledger, symbol, yuan(amount)] for ledger, symbols in found.items()
            for symbol, amount in symbols.items()]


def usage_rows(clearing, deposits):
    rows = []
    for scope in SCOPES:
        pay = clearing.net(lambda c: c.insured_unit, "P", scope=scope)
        for unit in clearing.areas.units():
            rate, name, changed = deposits.usage(unit, scope, pay[unit])
            rows.append([unit, scope, yuan(deposits.quota.get((unit, scope), 0)), yuan(pay[unit]),
                         rate, name, int(changed)])
    return rows


def cycle_moves(cycle, clearing, deposits):
    """What the deposits see of a cycle: used when D1 is paid (own persons' costs elsewhere: on the
    same day), refilled when U4 has come (U5)."""
    pay = clearing.net(lambda c: c.insured_unit, "P", scope=cycle.scope)
    used = [paid for leg, _, _, paid in cycle.rows if leg.leg == "D1"]
    back = [paid for leg, _, _, paid in cycle.rows if leg.leg == "U4"]
    for unit, amount in sorted(pay.items()):
        if amount > 0:
            deposits.move(unit, cycle.scope, "use", (used or back)[0], amount, clearing.period)
            deposits.move(unit, cycle.scope, "refill", back[0], amount, clearing.period)


def feedback(cycles):
    """NL-36: after the last of the cross-province transfers."""
    days = [paid for cycle in cycles if cycle.scope == "cross_prov"
            for _, _, _, paid in cycle.rows]
    return nl_money.feedback_due(max(days)).isoformat() if days else ""


def month_key(folder, areas, period, deposits, cycles_of, clear_acct=False):
    clearing = nl_clearing.Clearing(folder, areas, period, clear_acct)
    made = nl_clearing.forms(clearing, deposits)
    identities = nl_clearing.check(clearing, made)
    cycles = cycles_of(clearing)
    left = [item for cycle in cycles for item in nl_money.open_transit(cycle.entries())]
    before = dict(deposits.balance)
    usage = usage_rows(clearing, deposits)
    for cycle in cycles:
        cycle_moves(cycle, clearing, deposits)
    if any(identities.values()) or left or not deposits.is_whole(before):
        raise SystemExit("%s does not close: %s %s" % (period, identities, left))
    return {
        "format": "qz-answer-key-nonlocal-1", "period": nl_clearing.period_text(period),
        "clear_acct": clear_acct, "counts": dict(sorted(clearing.counts.items())),
        "stages": {name: day.isoformat() for name, day in nl_clearing.stage_days(period).items()},
        "feedback_due": feedback(cycles),
        "identities": {code: not bad for code, bad in identities.items()},
        "forms": {name: (nl_clearing.printable(form) if "columns" in form else
                         {unit: nl_clearing.printable(f) for unit, f in form.items()})
                  for name, form in made.items()},
        "pair_columns": ["treat_unit", "insured_unit", "insurance", "net"],
        "pairs": [[*row[:3], yuan(row[3])] for row in nl_clearing.pairs(clearing)],
        "usage_columns": USAGE_COLUMNS, "usage": usage,
        "leg_columns": LEG_COLUMNS, "legs": leg_rows(cycles),
        "document_columns": DOCUMENT_COLUMNS, "documents": document_rows(cycles),
        "entries": entry_rows(cycles),
        "ledger_columns": ["ledger", "symbol", "debit_less_credit"], "ledgers": ledger_rows(cycles),
    }


def ex4_cycles(areas):
    def make(clearing):
        return [nl_money.Cycle(clearing, scope, areas, date(2026, 7, 1), date(2026, 7, 2),
                               {"D1": date(2026, 7, 3)}) for scope in SCOPES]
    return make


def matches(folder, areas):
    registry = Registry(areas, read(folder, "registrations.csv"))
    providers = {row["fixmedins_code"]: row for row in read(folder, "providers.csv")}
    return registry.match_claims(read(folder, "claims-2026-05.csv"), providers)


def ex4(folder, clear_acct=False):
    areas = Areas(folder)
    key = month_key(folder, areas, "202605", opening(folder), ex4_cycles(areas), clear_acct)
    key["match_columns"] = ["setl_id", "result", "number"]
    key["matches"] = [row for row in matches(folder, areas) if row[1] != "MATCHED"]
    key["matched"] = sum(row[1] == "MATCHED" for row in matches(folder, areas))
    return key


def month_after(period, n):
    number = int(period[:4]) * 12 + int(period[4:]) - 1 + n
    return date(number // 12, number % 12 + 1, 1)


def months(folder, output, clear_acct=False):
    """A month's papers pass on the first and second working day two months after it."""
    areas, deposits = Areas(folder), opening(folder)
    usage = []
    names = sorted(glob.glob(os.path.join(folder, "claims-????-??.csv")))
    for name in names:
        period = name[-11:-4].replace("-", "")
        first = month_after(period, 2)
        days = [workdays.nth(first.year, first.month, n) for n in (1, 2)]
        key = month_key(folder, areas, period, deposits,
                        lambda c, days=days: [nl_money.Cycle(c, s, areas, *days) for s in SCOPES],
                        clear_acct)
        usage += [[key["period"], *row] for row in key["usage"]]
        write(os.path.join(output, "answer-key-%s.json" % key["period"]), key)
    write(os.path.join(output, "answer-key-deposits.json"), {
        "format": "qz-answer-key-deposits-1", "usage_columns": ["period"] + USAGE_COLUMNS,
        "usage": usage,
        "balance_columns": ["unit", "scope", "balance"],
        "balances": [[*key, yuan(value)] for key, value in sorted(deposits.balance.items())]})


def write(path, key):
    """One row of a table to a line, so that differences can be read."""
    def put(out, value, depth):
        flat = json.dumps(value, ensure_ascii=False)
        if not isinstance(value, (dict, list)) or len(flat) <= 96 - 2 * depth or (
                isinstance(value, list) and not any(isinstance(v, (dict, list)) for v in value)):
            out.write(flat)
            return
        pad = "  " * (depth + 1)
        items = value.items() if isinstance(value, dict) else enumerate(value)
        out.write("{\n" if isinstance(value, dict) else "[\n")
        for n, (name, item) in enumerate(items):
            out.write((",\n" if n else "") + pad)
            if isinstance(value, dict):
                out.write(json.dumps(name, ensure_ascii=False) + ": ")
            put(out, item, depth + 1)
        out.write("\n" + "  " * depth + ("}" if isinstance(value, dict) else "]"))

    with open(path, "w", encoding="utf-8") as out:
        put(out, key, 0)
        out.write("\n")
