#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Independent model of the clearing of a month: claims, national items and deductions become the
figures of forms 4 … 9-2, and the identities between them (NL-31, NL-38, K01 … K09).

Each form is summed for itself from the cells below, never from another form: otherwise the
identities between the forms would prove nothing."""

import calendar
import glob
import os
from collections import defaultdict, namedtuple
from datetime import date

import shares
from nl_areas import INSURANCES, fen, insurance_of, read, yuan

FC = ("pool", "big", "cvlserv", "maf", "other")
# What is summed in a cell; the first is a number of visits: a claim counts one, a refund takes one
# away, a deduction counts one.
FIGURES = ("visits", "medfee") + FC + ("fund", "acct", "amount")
AT = {name: i for i, name in enumerate(FIGURES)}
Cell = namedtuple("Cell", "scope insurance treat_unit treat_agency provider insured_unit "
                          "insured_agency province deduct orig_period reason")


# Days of the month after the costs, as they fall, holiday or not (AMB-17).
STAGES = {"audit": 15, "mismatch": 17, "auto_audit": 18, "upload": 21, "lists": 21, "confirm": 23,
          "auto_confirm": 24, "national": 25}


def stage_days(period):
    """Notices are published on the last day of the month."""
    number = int(period[:4]) * 12 + int(period[4:])
    first = date(number // 12, number % 12 + 1, 1)
    last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
    return {**{name: first.replace(day=day) for name, day in STAGES.items()}, "publish": last}


def period_text(period):
    return "%s-%s" % (period[:4], period[4:])


def claim_figures(row, clear_acct):
    part = {name: fen(row[name]) for name in (
        "hifp_pay", "hifob_pay", "hifmi_pay", "cvlserv_pay", "maf_pay", "hifes_pay", "hifdm_pay",
        "oth_pay")}
    columns = [part["hifp_pay"], part["hifob_pay"] + part["hifmi_pay"], part["cvlserv_pay"],
               part["maf_pay"], part["hifes_pay"] + part["hifdm_pay"] + part["oth_pay"]]
    fund, acct = sum(columns), fen(row["acct_pay"])
    if fund != fen(row["fund_pay_sumamt"]):
        raise ValueError("K08: claim %s" % row["setl_id"])
    visit = -1 if row["refd_setl_flag"] == "1" else 1
    return [visit, fen(row["medfee_sumamt"]), *columns, fund, acct,
            fund + (acct if clear_acct else 0)]


def item_figures(row, clear_acct):
    columns = [fen(row[name]) for name in FC]
    fund, acct = fen(row["fund"]), fen(row["acct"])
    if sum(columns) != fund:
        raise ValueError("K08: national item %s" % row["setl_id"])
    return [1, fen(row["medfee"]), *columns, fund, acct, fund + (acct if clear_acct else 0)]


def deduction_figures(claim, amount, clear_acct):
    """The amount over the parts of the claim by the residue method (5.4)."""
    weights = claim[AT["pool"]:AT["other"] + 1] + ([claim[AT["acct"]]] if clear_acct else [])
    parts = shares.allocate(amount, weights)
    acct = parts.pop() if clear_acct else 0
    return [1, 0, *parts, sum(parts), acct, amount]


class Clearing:
    """One period of a folder of sample files; figures by cell."""

    def __init__(self, folder, areas, period, clear_acct=False):
        self.folder, self.areas, self.period = folder, areas, period
        self.clear_acct = clear_acct
        self.managed_by = {row["fixmedins_code"]: row["managed_by"]
                           for row in read(folder, "providers.csv")}
        self.cells = defaultdict(lambda: [0] * len(FIGURES))
        self.counts = defaultdict(int)
        month = period_text(period)
        deductions = list(read(folder, "nl-deductions-%s.csv" % month))
        self.wanted = {row["setl_id"] for row in deductions}
        self.kept = {}
        self.read_claims("claims-%s.csv" % month, True)
        self.find_older_claims(month)
        for row in deductions:
            self.add_deduction(row)
        for row in read(folder, "national-%s.csv" % month):
            self.add_item(row)

    def add(self, cell, figures):
        sums = self.cells[cell]
        for i, value in enumerate(figures):
            sums[i] += value

    # ── what goes in ──

    def claim_cell(self, row):
        """None for a claim that is nobody's business here."""
        if row["setl_type"] != "2" or row["pay_loc"] not in ("3", "4"):
            return None
        scope = "in_prov" if row["pay_loc"] == "3" else "cross_prov"
        treat_unit, treat_agency, _ = self.areas.place_of_agency(
            self.managed_by[row["fixmedins_code"]])
        insured_unit, insured_agency, province = self.areas.place(row["insu_admdvs"])
        if bool(province) != (scope == "cross_prov"):
            raise ValueError("claim %s: scope and insured area differ" % row["setl_id"])
        if (treat_unit, treat_agency) == (insured_unit, insured_agency):
            raise ValueError("claim %s was not treated away from home" % row["setl_id"])
        month = row["setl_time"][:7].replace("-", "")
        return Cell(scope, insurance_of(row["insutype"]), treat_unit, treat_agency,
                    row["fixmedins_code"], insured_unit, insured_agency, province, 0, month, "")

    def read_claims(self, name, count):
        for row in read(self.folder, name):
            if not count and row["setl_id"] not in self.wanted:
                continue
            cell = self.claim_cell(row)
            if count:
                self.counts["claims" if cell else "other_claims"] += 1
            if cell is None:
                continue
            figures = claim_figures(row, self.clear_acct)
            if row["setl_id"] in self.wanted:
                self.kept[row["setl_id"]] = (cell, figures)
            if count:
                if cell.orig_period != self.period:
                    raise ValueError("claim %s is of another month" % row["setl_id"])
                self.add(cell, figures)

    def find_older_claims(self, month):
        names = sorted(os.path.basename(path) for path in
                       glob.glob(os.path.join(self.folder, "claims-????-??.csv")))
        for name in reversed(names):
            if name < "claims-%s.csv" % month and len(self.kept) < len(self.wanted):
                self.read_claims(name, False)

    def add_deduction(self, row):
        if row["period"].replace("-", "") != self.period:
            raise ValueError("a deduction of another period: %s" % row["setl_id"])
        cell, figures = self.kept[row["setl_id"]]
        amount = fen(row["amount"])
        if not 0 < amount <= figures[AT["amount"]]:
            raise ValueError("a deduction above its claim: %s" % row["setl_id"])
        self.counts["deductions"] += 1
        self.add(cell._replace(deduct=1, reason=row["reason"]),
                 deduction_figures(figures, amount, self.clear_acct))

    def add_item(self, row):
        insured_unit, insured_agency, province = self.areas.place(row["insu_admdvs"])
        if province:
            raise ValueError("NL-26b: an insured area outside the province: %s" % row["setl_id"])
        deduct = int(row["kind"] == "deduct")
        treat = self.areas.place(row["treat_area"])[2]
        orig = row["orig_period"].replace("-", "") if deduct else self.period
        self.counts["national_deductions" if deduct else "national_items"] += 1
        self.add(Cell("cross_prov", insurance_of(row["insutype"]), "", "", "", insured_unit,
                      insured_agency, treat, deduct, orig, row["reason"] if deduct else ""),
                 item_figures(row, self.clear_acct))

    # ── sums ──

    def sums(self, key, **wanted):
        """{key(cell): figures} over the cells that have the wanted fields."""
        found = defaultdict(lambda: [0] * len(FIGURES))
        for cell, figures in self.cells.items():
            if all(getattr(cell, name) == value for name, value in wanted.items()):
                at = found[key(cell)]
                for i, value in enumerate(figures):
                    at[i] += value
        return found

    def net(self, key, side, **wanted):
        """{key(cell): amount less deductions} of the treat ('R') or insured ('P') side."""
        found = defaultdict(int)
        for cell, figures in self.cells.items():
            inside = cell.treat_unit if side == "R" else cell.insured_unit
            if inside and all(getattr(cell, name) == v for name, v in wanted.items()):
                found[key(cell)] += figures[AT["amount"]] * (-1 if cell.deduct else 1)
        return found


# ── forms ────────────────────────────────────────────────────────────────────────────────────────

TREAT_COLUMNS = ["visits", "medfee", "claimed", "deducted", "net"]
COLUMNS = {
    "4-1": ["unit"] + ["emp_" + c for c in TREAT_COLUMNS] + ["res_" + c for c in TREAT_COLUMNS]
           + ["visits", "net"],
    "4-2": ["unit", "emp_paid", "res_paid", "emp_deducted", "res_deducted", "emp_net", "res_net",
            "net"],
    "4": ["unit", "receivable", "payable", "emp_receivable", "emp_payable", "res_receivable",
          "res_payable", "difference", "balance", "usage_percent"],
    "5-1": ["agency", "provider"] + ["emp_" + c for c in TREAT_COLUMNS]
           + ["res_" + c for c in TREAT_COLUMNS] + ["net"],
    "5": ["agency", "emp", "res", "total"],
    "6": ["agency", "emp_paid", "res_paid", "emp_deducted", "res_deducted", "net"],
    "6-1": ["agency", "party", "visits", "medfee", *FC, "fund", "acct", "paid"],
    "6-3": ["agency", "party", "orig_period", "reason", "visits", *FC, "deducted"],
    "9-1": ["agency", "party", "visits", "medfee", *FC, "fund", "acct", "paid", "deducted", "net"],
}
PLAIN = {"unit", "agency", "provider", "party", "visits", "emp_visits", "res_visits",
         "orig_period", "reason", "usage_percent"}


def table(columns, rows):
    rows = sorted(rows)
    keys = [c for c in columns if c in ("unit", "agency", "provider", "party", "orig_period",
                                         "reason", "usage_percent")]
    totals = ["" if c in keys else sum(row[i] for row in rows) for i, c in enumerate(columns)]
    return {"columns": columns, "rows": rows, "totals": totals}


def treat_rows(clearing, scope, key, **wanted):
    """{key: ten figures}: per insurance visits, medfee, claimed, deducted, claimed − deducted."""
    found = defaultdict(lambda: [0] * 10)
    for at, insurance in enumerate(INSURANCES):
        for deduct in (0, 1):
            cells = clearing.sums(key, scope=scope, insurance=insurance, deduct=deduct, **wanted)
            for name, figures in cells.items():
                row = found[name]
                if deduct:
                    row[at * 5 + 3] = figures[AT["amount"]]
                else:
                    row[at * 5:at * 5 + 3] = (figures[AT["visits"]], figures[AT["medfee"]],
                                              figures[AT["amount"]])
                row[at * 5 + 4] = row[at * 5 + 2] - row[at * 5 + 3]
    return found


def form_4_1(clearing, scope):
    found = treat_rows(clearing, scope, lambda c: c.treat_unit)
    rows = []
    for unit in clearing.areas.units():
        f = found[unit]
        rows.append([unit, *f, f[0] + f[5], f[4] + f[9]])
    return table(COLUMNS["4-1"], rows)


def insured_rows(clearing, scope, key):
    """{key: paid EMP, paid RES, deducted EMP, deducted RES} of the insured side."""
    found = defaultdict(lambda: [0] * 4)
    for at, insurance in enumerate(INSURANCES):
        for deduct in (0, 1):
            cells = clearing.sums(lambda c: (c.insured_unit, key(c)), scope=scope,
                                  insurance=insurance, deduct=deduct)
            for (unit, name), figures in cells.items():
                if unit:
                    found[name][deduct * 2 + at] += figures[AT["amount"]]
    return found


def form_4_2(clearing, scope):
    found = insured_rows(clearing, scope, lambda c: c.insured_unit)
    rows = []
    for unit in clearing.areas.units():
        p = found[unit]
        rows.append([unit, *p, p[0] - p[2], p[1] - p[3], p[0] + p[1] - p[2] - p[3]])
    return table(COLUMNS["4-2"], rows)


def form_4(clearing, scope, deposits):
    receive = clearing.net(lambda c: (c.treat_unit, c.insurance), "R", scope=scope)
    pay = clearing.net(lambda c: (c.insured_unit, c.insurance), "P", scope=scope)
    rows = []
    for unit in clearing.areas.units():
        er, rr = (receive[unit, i] for i in INSURANCES)
        ep, rp = (pay[unit, i] for i in INSURANCES)
        rate = deposits.usage_of(unit, scope, ep + rp) if deposits else ""
        balance = deposits.balance[unit, scope] if deposits else 0
        rows.append([unit, er + rr, ep + rp, er, ep, rr, rp, er + rr - ep - rp, balance, rate])
    return table(COLUMNS["4"], rows)


def form_5_1(clearing, scope, unit):
    found = treat_rows(clearing, scope, lambda c: (c.treat_agency, c.provider), treat_unit=unit)
    return table(COLUMNS["5-1"], [[*key, *f, f[4] + f[9]] for key, f in found.items()])


def form_5(clearing, scope, unit):
    found = clearing.net(lambda c: (c.treat_agency, c.insurance), "R", scope=scope,
                         treat_unit=unit)
    return table(COLUMNS["5"], [[a, found[a, "EMP"], found[a, "RES"],
                                 found[a, "EMP"] + found[a, "RES"]]
                                for a in sorted({key[0] for key in found})])


def form_6(clearing, scope, unit):
    found = insured_rows(clearing, scope, lambda c: (c.insured_unit, c.insured_agency))
    return table(COLUMNS["6"], [[a, *p, p[0] + p[1] - p[2] - p[3]]
                                for (u, a), p in list(found.items()) if u == unit])


def party(cell):
    return cell.province or cell.treat_unit


def form_6_1(clearing, unit, insurance):
    found = clearing.sums(lambda c: (c.insured_agency, party(c)), scope="cross_prov", deduct=0,
                          insured_unit=unit, insurance=insurance)
    return table(COLUMNS["6-1"], [[*key, *f] for key, f in found.items()])


def form_6_3(clearing, unit, insurance):
    found = clearing.sums(lambda c: (c.insured_agency, party(c), c.orig_period, c.reason),
                          scope="cross_prov", deduct=1, insured_unit=unit, insurance=insurance)
    return table(COLUMNS["6-3"], [[*key, f[AT["visits"]], *f[AT["pool"]:AT["other"] + 1],
                                   f[AT["amount"]]] for key, f in found.items()])


def form_9_1(clearing, unit, insurance):
    rows = {}
    for deduct in (0, 1):
        found = clearing.sums(lambda c: (c.insured_agency, party(c)), scope="in_prov",
                              deduct=deduct, insured_unit=unit, insurance=insurance)
        for key, f in found.items():
            row = rows.setdefault(key, [0] * len(FIGURES) + [0, 0])
            if deduct:
                row[-2] = f[AT["amount"]]
            else:
                row[:len(FIGURES)] = f
            row[-1] = row[AT["amount"]] - row[-2]
    return table(COLUMNS["9-1"], [[*key, *row] for key, row in rows.items()])


def forms(clearing, deposits=None):
    """{form: table, or {unit: table} for the forms of a unit}."""
    made = {}
    for scope, base in (("cross_prov", 4), ("in_prov", 7)):
        made["F-NL-%d" % base] = form_4(clearing, scope, deposits)
        made["F-NL-%d-1" % base] = form_4_1(clearing, scope)
        made["F-NL-%d-2" % base] = form_4_2(clearing, scope)
        treat = sorted({c.treat_unit for c in clearing.cells if c.scope == scope} - {""})
        insured = sorted({c.insured_unit for c in clearing.cells if c.scope == scope} - {""})
        made["F-NL-%d" % (base + 1)] = {u: form_5(clearing, scope, u) for u in treat}
        made["F-NL-%d-1" % (base + 1)] = {u: form_5_1(clearing, scope, u) for u in treat}
        made["F-NL-%d" % (base + 2)] = {u: form_6(clearing, scope, u) for u in insured}
        for at, insurance in enumerate(INSURANCES):
            if scope == "in_prov":
                made["F-NL-9-%d" % (at + 1)] = {u: form_9_1(clearing, u, insurance)
                                                for u in insured}
            else:
                made["F-NL-6-%d" % (at + 1)] = {u: form_6_1(clearing, u, insurance)
                                                for u in insured}
                made["F-NL-6-%d" % (at + 3)] = {u: form_6_3(clearing, u, insurance)
                                                for u in insured}
    return made


# ── identities (2.6) ─────────────────────────────────────────────────────────────────────────────

def total(form, column):
    return form["totals"][form["columns"].index(column)] if form else 0


def cell_of(form, key, column):
    at = form["columns"].index(column)
    return sum(row[at] for row in form["rows"] if row[0] == key)


def check_providers(clearing):
    """K01, on the cells: what is taken off is at most what is claimed now and was paid earlier."""
    bad = []
    for scope in ("in_prov", "cross_prov"):
        older = clearing.sums(lambda c: (c.treat_unit, c.provider, c.orig_period), scope=scope,
                              deduct=1)
        rows = treat_rows(clearing, scope, lambda c: (c.treat_unit, c.provider))
        for (unit, provider), f in rows.items():
            late = sum(v[AT["amount"]] for key, v in older.items()
                       if key[1] == provider and key[2] != clearing.period)
            for at in (0, 5):
                if unit and not 0 <= f[at + 3] <= f[at + 2] + late:
                    bad.append((scope, provider))
    return bad


def check_scope(clearing, made, scope):
    """{code: what differs} of K02 … K06 and K09 of a scope."""
    base = 4 if scope == "cross_prov" else 7
    name = "F-NL-%d".__mod__
    bad = defaultdict(list)
    for unit in clearing.areas.units():
        five, five_1 = made[name(base + 1)].get(unit), made[name(base + 1) + "-1"].get(unit)
        six = made[name(base + 2)].get(unit)
        papers = [made[name(base + 2) + "-%d" % i].get(unit) for i in range(1, 5)
                  if name(base + 2) + "-%d" % i in made]
        payable = (sum(total(p, "net") for p in papers) if base == 7 else
                   sum(total(p, "paid") for p in papers[:2])
                   - sum(total(p, "deducted") for p in papers[2:]))
        for code, left, right in (
                ("K02", total(five, "total"), total(five_1, "net")),
                ("K03", cell_of(made[name(base) + "-1"], unit, "net"), total(five, "total")),
                ("K04", total(six, "net"), payable),
                ("K05", cell_of(made[name(base) + "-2"], unit, "net"), total(six, "net")),
                ("K09", sum(clearing.net(lambda c: c.insured_agency, "P", scope=scope,
                                         insured_unit=unit).values()), total(six, "net"))):
            if left != right:
                bad[code].append((scope, unit, left, right))
    for side, other in (("receivable", "-1"), ("payable", "-2")):
        left, right = total(made[name(base)], side), total(made[name(base) + other], "net")
        if left != right:
            bad["K06"].append((scope, side, left, right))
    return bad


def check(clearing, made):
    """{K01 … K09: list of what differs}."""
    bad = {"K%02d" % n: [] for n in range(1, 10)}
    bad["K01"] = check_providers(clearing)
    for scope in ("in_prov", "cross_prov"):
        for code, found in check_scope(clearing, made, scope).items():
            bad[code] += found
    for column in ("net", "emp_net", "res_net"):
        left, right = total(made["F-NL-7-1"], column), total(made["F-NL-7-2"], column)
        if left != right:
            bad["K07"].append((column, left, right))
    for cell, f in clearing.cells.items():
        if sum(f[AT["pool"]:AT["other"] + 1]) != f[AT["fund"]]:
            bad["K08"].append(cell)
    return bad


def pairs(clearing):
    """In the province: [treat unit, insured unit, insurance, net], by both sides the same."""
    def key(c):
        return c.treat_unit, c.insured_unit, c.insurance
    receive = clearing.net(key, "R", scope="in_prov")
    assert receive == clearing.net(key, "P", scope="in_prov")
    return sorted([*name, amount] for name, amount in receive.items())


def printable(form):
    """The table with its amounts as texts."""
    def text(row):
        return [value if column in PLAIN or isinstance(value, str) else yuan(value)
                for column, value in zip(form["columns"], row)]
    return {"columns": form["columns"], "rows": [text(r) for r in form["rows"]],
            "totals": text(form["totals"])}
