#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Independent model of the money of a clearing: legs down and up with their parts and due days, and
the entries of every keeper's own ledger (NL-18, NL-31, NL-33, NL-34, AMB-06, AMB-10 … AMB-12).

省本级 (239900) has no clearing account of a unit: it gets its money in D2 straight from the
province's clearing account and pays up in U3 straight into it (NL-31-D5)."""

from collections import defaultdict, namedtuple
from datetime import timedelta

import workdays
from nl_areas import INSURANCES, yuan

PROVINCE, PROVINCE_FINANCE, OWN_UNIT = "230000", "F230000", "239900"
FISCAL_LEDGER = "L_FISC_%s_NL" % PROVINCE_FINANCE
PROVINCE_LEDGER = "L_PROV_%s_NL" % PROVINCE
SHORT = {"in_prov": "IN", "cross_prov": "CROSS"}
# Working days from the triggering event, which is …
LIMITS = {"D1": 5, "D2": 3, "D3": 3, "D4": 3, "U1": 5, "U2": 3, "U3": 3, "U4": 3}
# … of D1 and U1 that the papers passed, of the others that the money of the leg before came.
FEEDBACK = 5

# insurance '': one amount for both. unit '': all units. parts: [(party, fen)], whose money it is.
Leg = namedtuple("Leg", "leg scope payer payer_account payee payee_account insurance unit amount "
                        "parts")


def due_day(leg, base):
    return workdays.add(base, LIMITS[leg])


def base_of_u3(last_receipt, collected, due_of_u2):
    """AMB-06: the last receipt; while money is missing, the first working day after U2's due."""
    return last_receipt if collected else workdays.add(due_of_u2, 1)


def overdue_from(due):
    """SM-6: the day after the due day, whatever day it is."""
    return due + timedelta(days=1)


def feedback_due(last_cross_transfer):
    return workdays.add(last_cross_transfer, FEEDBACK)


def region_state(items, day, state="NORMAL"):
    """SM-6. items: (due day, day of the confirmed receipt or None) of all that a unit owes.

    Overdue while something is late on @day; a suspended unit stays so until somebody resumes it."""
    late = any(due < day and (received is None or received > day) for due, received in items)
    if state == "SUSPENDED":
        return "SUSPENDED"
    return "OVERDUE" if late else "NORMAL"


def may_resume(items, day):
    return region_state(items, day) == "NORMAL"


def gate_of_u4(received, expected):
    """U4 may be paid when every unit's money is in; both: {unit: fen} of one scope."""
    return all(received.get(unit, 0) >= amount for unit, amount in expected.items())


# ── legs ─────────────────────────────────────────────────────────────────────────────────────────

def insured_party(cell):
    """Whose deposit pays for a treatment: a unit's, or another province's (AMB-33)."""
    return cell.insured_unit or cell.province


def grouped(found):
    """{key: [(party, fen)]} from {(key, party): fen}; what comes to nothing is left out."""
    made = defaultdict(list)
    for (key, party), amount in sorted(found.items()):
        if amount < 0:
            raise ValueError("negative money for %s: %s" % (key, party))
        if amount:
            made[key].append((party, amount))
    return made


def whole(parts):
    return sum(amount for _, amount in parts)


def legs_down(clearing, scope):
    def parts_by(key):
        return grouped(clearing.net(lambda c: (key(c), insured_party(c)), "R", scope=scope))

    legs = []
    for _, parts in parts_by(lambda c: "").items():
        legs.append(Leg("D1", scope, PROVINCE_FINANCE, "acc_nl_fiscal", PROVINCE, "acc_nl_prov", "",
                        "", whole(parts), parts))
    for unit, parts in parts_by(lambda c: c.treat_unit).items():
        if unit != OWN_UNIT:
            legs.append(Leg("D2", scope, PROVINCE, "acc_nl_prov", unit, "acc_nl_city", "", unit,
                            whole(parts), parts))
    for (unit, agency, ins), parts in parts_by(
            lambda c: (c.treat_unit, c.treat_agency, c.insurance)).items():
        payer = ((PROVINCE, "acc_nl_prov") if unit == OWN_UNIT else (unit, "acc_nl_city"))
        legs.append(Leg("D2" if unit == OWN_UNIT else "D3", scope, *payer, agency, "acc_out", ins,
                        unit, whole(parts), parts))
    return legs


def hospital_payments(clearing, scope):
    """D4: [unit, agency, insurance, provider, fen, parts], by 5-1 and 8-1."""
    found = grouped(clearing.net(
        lambda c: ((c.treat_unit, c.treat_agency, c.insurance, c.provider), insured_party(c)),
        "R", scope=scope))
    return [(*key, whole(parts), parts) for key, parts in found.items()]


def legs_up(clearing, scope, areas):
    found = clearing.net(lambda c: (c.insured_unit, c.insured_agency, c.insurance), "P",
                         scope=scope)
    legs, by_unit = [], defaultdict(lambda: defaultdict(int))
    for (unit, agency, ins), amount in sorted(found.items()):
        if amount < 0:
            raise ValueError("negative clearing of %s" % agency)
        if amount == 0:
            continue
        part = [(agency, amount)]
        legs.append(Leg("U1", scope, areas.finance[agency], "acc_fiscal", agency, "acc_out", ins,
                        unit, amount, part))
        if unit == OWN_UNIT:
            legs.append(Leg("U3", scope, agency, "acc_out", PROVINCE, "acc_nl_prov", ins, unit,
                            amount, part))
        else:
            legs.append(Leg("U2", scope, agency, "acc_out", unit, "acc_nl_city", ins, unit, amount,
                            part))
        by_unit[unit][agency] += amount
    for unit, agencies in sorted(by_unit.items()):
        if unit != OWN_UNIT:
            parts = sorted(agencies.items())
            legs.append(Leg("U3", scope, unit, "acc_nl_city", PROVINCE, "acc_nl_prov", "", unit,
                            whole(parts), parts))
    parts = [(unit, sum(agencies.values())) for unit, agencies in sorted(by_unit.items())]
    if parts:
        legs.append(Leg("U4", scope, PROVINCE, "acc_nl_prov", PROVINCE_FINANCE, "acc_nl_fiscal", "",
                        "", whole(parts), parts))
    return legs


def legs_deposit(scope, areas, shares_of, refund=False):
    """P1 … P4 of {(unit, agency, insurance): fen}, or R4 … R1, the same way back (NL-18)."""
    legs, by_unit = [], defaultdict(lambda: defaultdict(int))
    names = ("R1", "R2", "R3", "R4") if refund else ("P1", "P2", "P3", "P4")

    def add(number, payer, payee, ins, unit, parts):
        first, last = (payee, payer) if refund else (payer, payee)
        legs.append(Leg(names[number], scope, *first, *last, ins, unit, whole(parts), parts))

    for (unit, agency, ins), amount in sorted(shares_of.items()):
        part = [(agency, amount)]
        add(0, (areas.finance[agency], "acc_fiscal"), (agency, "acc_out"), ins, unit, part)
        if unit == OWN_UNIT:
            add(2, (agency, "acc_out"), (PROVINCE, "acc_nl_prov"), ins, unit, part)
        else:
            add(1, (agency, "acc_out"), (unit, "acc_nl_city"), ins, unit, part)
        by_unit[unit][agency] += amount
    for unit, agencies in sorted(by_unit.items()):
        parts = sorted(agencies.items())
        if unit != OWN_UNIT:
            add(2, (unit, "acc_nl_city"), (PROVINCE, "acc_nl_prov"), "", unit, parts)
        add(3, (PROVINCE, "acc_nl_prov"), (PROVINCE_FINANCE, "acc_nl_fiscal"), "", unit,
            [(unit, whole(parts))])
    return legs


# ── entries ──────────────────────────────────────────────────────────────────────────────────────

def agency_ledger(agency, insurance):
    return "L_AG_%s_%s" % (agency, insurance)


def finance_ledger(finance, insurance):
    return "L_FIN_%s_%s" % (finance, insurance)


def city_ledger(unit):
    return "L_CITY_%s_NL" % unit


def received(scope, parts, deposit=False):
    """暂收款 of AMB-11: of the deposit or of clearing, by scope and party."""
    base = "NLDEP" if deposit else "NLCLR"
    return [("TEMP_RECV.%s.%s.%s" % (base, SHORT[scope], party), amount)
            for party, amount in parts]


def fiscal(scope, amount):
    return [("ACC_FISCAL_NL.%s" % SHORT[scope], amount)]


def bank(amount):
    return [("BANK", amount)]


def entries_down(leg):
    """[(event, ledger, debits, credits)] of a paid leg down."""
    moved = received(leg.scope, leg.parts)
    if leg.leg == "D1":
        return [("EV-20", FISCAL_LEDGER, received(leg.scope, leg.parts, True),
                 fiscal(leg.scope, leg.amount)),
                ("EV-21", PROVINCE_LEDGER, bank(leg.amount), moved)]
    payer = (("EV-22", PROVINCE_LEDGER) if leg.leg == "D2" else ("EV-23", city_ledger(leg.payer)))
    made = [(*payer, moved, bank(leg.amount))]
    if leg.payee_account == "acc_out":
        made.append(("EV-24", agency_ledger(leg.payee, leg.insurance),
                     [("ACC_OUT", leg.amount)], moved))
    else:
        made.append(("EV-23", city_ledger(leg.payee), bank(leg.amount), moved))
    return made


def entry_hospitals(scope, agency, insurance, lines):
    """EV-25 of all hospitals of an agency together; lines: of hospital_payments()."""
    parts = defaultdict(int)
    for line in lines:
        for party, amount in line[-1]:
            parts[party] += amount
    parts = sorted(parts.items())
    return ("EV-25", agency_ledger(agency, insurance), received(scope, parts),
            [("ACC_OUT", whole(parts))])


def entries_up(leg):
    """U1 … U4, and P1 … P4, which differ in what is booked as paid and which 暂收款 it is."""
    deposit = leg.leg[0] == "P"
    expense = [("TEMP_PAID.NLDEP." + SHORT[leg.scope] if deposit else "EXP_BEN", leg.amount)]
    step = int(leg.leg[1])
    if step == 1:
        return [("EV-10" if deposit else "EV-11", finance_ledger(leg.payer, leg.insurance),
                 [("TEMP_PAID.FIN", leg.amount)] if deposit else expense,
                 [("ACC_FISCAL", leg.amount)]),
                ("EV-12", agency_ledger(leg.payee, leg.insurance), [("ACC_OUT", leg.amount)],
                 [("ACC_FISCAL", leg.amount)])]
    if step == 4:
        return [("EV-18", PROVINCE_LEDGER, received(leg.scope, leg.parts, deposit),
                 bank(leg.amount)),
                ("EV-19", FISCAL_LEDGER, fiscal(leg.scope, leg.amount),
                 received(leg.scope, leg.parts, True))]
    if leg.payer_account == "acc_out":
        made = [("EV-13" if deposit else "EV-14", agency_ledger(leg.payer, leg.insurance), expense,
                 [("ACC_OUT", leg.amount)])]
    else:
        made = [("EV-16", city_ledger(leg.payer), received(leg.scope, leg.parts, deposit),
                 bank(leg.amount))]
    if step == 2:
        made.append(("EV-15", city_ledger(leg.payee), bank(leg.amount),
                     received(leg.scope, leg.parts, deposit)))
    else:
        made.append(("EV-17", PROVINCE_LEDGER, bank(leg.amount),
                     received(leg.scope, [(leg.unit, leg.amount)], deposit)))
    return made


def entries(leg):
    if leg.leg[0] == "D":
        return entries_down(leg)
    if leg.leg[0] in "UP":
        return entries_up(leg)
    # EV-27: a refund is the deposit's way back, debit and credit swapped.
    there = leg._replace(leg="P" + leg.leg[1], payer=leg.payee, payer_account=leg.payee_account,
                         payee=leg.payer, payee_account=leg.payer_account)
    return [("EV-27", ledger, credit, debit) for _, ledger, debit, credit in entries_up(there)]


def balances(made):
    """{ledger: {symbol: debit − credit}} without zeros; every entry must balance."""
    found = defaultdict(lambda: defaultdict(int))
    for _, ledger, debit, credit in made:
        if whole(debit) != whole(credit) or whole(debit) <= 0:
            raise ValueError("an entry that does not balance in %s" % ledger)
        for symbol, amount in debit:
            found[ledger][symbol] += amount
        for symbol, amount in credit:
            found[ledger][symbol] -= amount
    return {ledger: {s: v for s, v in sorted(symbols.items()) if v}
            for ledger, symbols in sorted(found.items())}


def open_transit(made):
    """K11: what has not passed through: money in clearing accounts, and 暂收款 of clearing."""
    left = []
    for ledger, symbols in balances(made).items():
        for symbol, amount in symbols.items():
            if symbol == "BANK" or symbol.startswith("TEMP_RECV.NLCLR"):
                left.append((ledger, symbol, amount))
    return left


def printable(entry):
    event, ledger, debit, credit = entry
    return [event, ledger, [["D", s, yuan(a)] for s, a in debit]
            + [["C", s, yuan(a)] for s, a in credit]]


# ── a calendar of one cycle ──────────────────────────────────────────────────────────────────────

class Cycle:
    """The legs of a period and scope on the days on which they are paid: on their due days, except
    those that @paid names: {leg: day}."""

    def __init__(self, clearing, scope, areas, papers_down, papers_up, paid=None):
        self.scope, self.paid = scope, paid or {}
        self.rows, self.made = [], []
        down, up = legs_down(clearing, scope), legs_up(clearing, scope, areas)
        self.hospitals = hospital_payments(clearing, scope)
        base = papers_down
        for name in ("D1", "D2", "D3"):
            base = self.pay(name, [leg for leg in down if leg.leg == name], base)
            if name == "D2":
                self.received_own = base
        self.pay_hospitals(base)
        base = papers_up
        for name in ("U1", "U2", "U3", "U4"):
            base = self.pay(name, [leg for leg in up if leg.leg == name], base)

    def pay(self, name, legs, base):
        """The day on which the money of all @legs is there."""
        due = due_day(name, base)
        day = self.paid.get(name, due)
        for leg in legs:
            # 省本级 pays up as soon as its finance has paid: there is no U2 for it (NL-31-D5).
            at = (self.base_of_own_u3() if name == "U3" and leg.unit == OWN_UNIT else base)
            due_own = due_day(name, at)
            paid = day if at == base else due_own
            self.rows.append((leg, at, due_own, paid))
            self.made += [(paid, leg.leg, entry) for entry in entries(leg)]
        return day if legs else base

    def base_of_own_u3(self):
        return max(day for leg, _, _, day in self.rows
                   if leg.leg == "U1" and leg.unit == OWN_UNIT)

    def pay_hospitals(self, received_cities):
        groups = defaultdict(list)
        for line in self.hospitals:
            groups[line[:3]].append(line)
        self.documents = []
        for (unit, agency, ins), lines in sorted(groups.items()):
            base = self.received_own if unit == OWN_UNIT else received_cities
            due = due_day("D4", base)
            day = self.paid.get("D4", due) if unit != OWN_UNIT else due
            self.documents.append((unit, agency, ins, sum(line[4] for line in lines), base, due,
                                   day))
            self.made.append((day, "D4", entry_hospitals(self.scope, agency, ins, lines)))

    def entries(self):
        return [entry for _, _, entry in self.made]
