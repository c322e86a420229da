# SPDX-License-Identifier: GPL-3.0-or-later
"""Entries of the assistance ledgers, EV-40 … EV-45 (3.5), and what a county books of its reserve.

The city keeps one ledger: its fiscal account for assistance, its own account, what it holds for
each county and what it paid for each county."""

from collections import defaultdict

from as_bill import yuan

CITY = "L_AG_DT_MAF"
FISCAL, BANK = "ACC_FISCAL.MAF", "ACC_OUT.MAF"


def county_ledger(county):
    return "L_AG_%s_MAF" % county


def held(county):
    return "TEMP_RECV.RESERVE." + county


def lent(county):
    return "TEMP_PAID.COUNTY." + county


def entry(event, debit, credit, ledger=CITY):
    """One voucher; lines of nothing are left out, an amount below zero changes its side."""
    sides = {"D": [], "C": []}
    for side, lines in (("D", debit), ("C", credit)):
        for symbol, amount in lines:
            at = side if amount > 0 else "DC"[side == "D"]
            if amount:
                sides[at].append([at, symbol, abs(amount)])
    lines = sides["D"] + sides["C"]
    assert sum(a for s, _, a in lines if s == "D") == sum(a for s, _, a in lines if s == "C")
    return event, ledger, lines


def reserved(county, amount):
    return entry("EV-40", [(FISCAL, amount)], [(held(county), amount)])


def withheld(county, amount):
    """In the county's own ledger: money allotted to it that the city holds. 3.5 has no entry for
    it, but EV-45 takes from there."""
    return entry("EV-40c", [("TEMP_PAID.RESERVE", amount)], [("REV_SUBSIDY", amount)],
                 county_ledger(county))


def moved(amount):
    return entry("EV-41", [(BANK, amount)], [(FISCAL, amount)])


def moved_back(amount):
    return entry("EV-41r", [(FISCAL, amount)], [(BANK, amount)])


def paid(cross, own):
    """Entries of one payment to a hospital; cross, own: [(county, amount)] (AMB-26)."""
    made = []
    for event, account, parts in (("EV-42", held, cross), ("EV-43", lent, own)):
        if any(amount for _, amount in parts):
            made.append(entry(event, [(account(c), a) for c, a in parts],
                              [(BANK, sum(a for _, a in parts))]))
    return made


def reimbursed(county, amount):
    return entry("EV-43", [(BANK, amount)], [(lent(county), amount)])


def cleared(county, surplus, shortage):
    if surplus:
        return entry("EV-44", [(held(county), surplus)], [(FISCAL, surplus)])
    return entry("EV-44", [(FISCAL, shortage)], [(held(county), shortage)])


def settled(county, surplus, shortage):
    """The same in the county's own ledger."""
    return entry("EV-44c", [("ACC_FISCAL", surplus)], [("TEMP_PAID.RESERVE", surplus)],
                 county_ledger(county)) if surplus else entry(
        "EV-44c", [("TEMP_PAID.RESERVE", shortage)], [("ACC_FISCAL", shortage)],
        county_ledger(county))


def confirmed(county, amount):
    """In the county's own ledger, when it confirms form 4."""
    return entry("EV-45", [("EXP_MAF", amount)], [("TEMP_PAID.RESERVE", amount)],
                 county_ledger(county))


def balances(entries):
    """{(ledger, account): debit − credit}, zeros absent."""
    found = defaultdict(int)
    for _, ledger, lines in entries:
        for side, symbol, amount in lines:
            found[ledger, symbol] += amount if side == "D" else -amount
    return {key: value for key, value in sorted(found.items()) if value}


def told(made):
    event, ledger, lines = made
    return [event, ledger, [[side, symbol, yuan(amount)] for side, symbol, amount in lines]]
