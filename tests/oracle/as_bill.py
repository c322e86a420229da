# SPDX-License-Identifier: GPL-3.0-or-later
"""Model of one bill: basic insurance, critical illness, medical assistance (DT-4, DT-14, EX-5).

Amounts are whole fen, ratios parts of a million; every formula rounds once, at its end (5.1)."""

import json
import os
from collections import namedtuple

PPM = 1000000
STAYS = ("21", "22", "23", "24", "25", "26", "27", "28", "52", "92")
OUTPATIENT = ("14", "15")       # DT-26: chronic illnesses and special drugs, by analogy
FIRST_DAY = "2024-01-01"        # DT-30
NOBODY = "NO"

Result = namedtuple("Result", "scp dedc basic rest ci rest2 maf_dedc assist fund person")
Verdict = namedtuple("Verdict", "category policy_day reason result tried")
Spell = namedtuple("Spell", "category subcategory county valid_from exit_day")


class Refused(ValueError):
    """A bill that no calculation can be made for; the message begins with the rule."""


def fen(text):
    sign, text = (-1, text[1:]) if text.startswith("-") else (1, text)
    whole, _, cents = text.partition(".")
    return sign * (int(whole) * 100 + int(cents.ljust(2, "0") or 0))


def yuan(amount):
    return "%s%d.%02d" % ("-" if amount < 0 else "", abs(amount) // 100, abs(amount) % 100)


def half_up(numerator, denominator):
    """Of a fraction that is never negative."""
    return (2 * numerator + denominator) // (2 * denominator)


# ── parameters ───────────────────────────────────────────────────────────────────────────────────

def cap(text):
    return None if text == "" else fen(text)


class Policies:
    """The table of parameters; a category's line is valid from its first to its last day."""

    def __init__(self, path=None):
        here = os.path.dirname(os.path.abspath(__file__))
        with open(path or os.path.join(here, "assistance_policy.json"), encoding="utf-8") as source:
            table = json.load(source)
        self.order = table["order"]
        self.names = {c["code"]: c["name"] for c in table["categories"]}
        self.lines = [self.line(p) for p in table["policies"]]

    @staticmethod
    def line(p):
        basic, ci, maf = p["basic"], p["ci"], p["maf"]
        return {
            "category": p["category"], "valid_from": p["valid_from"],
            "valid_to": p["valid_to"] or "9999-12-31",
            "dedc": (fen(basic["dedc_first"]), fen(basic["dedc_next"])),
            "ratio": basic["ratio"], "cap": cap(basic["cap"]),
            "out_dedc": fen(basic["outpatient_dedc"]), "out_ratio": basic["outpatient_ratio"],
            "ci_dedc": fen(ci["dedc"]), "ci_cap": cap(ci["cap"]),
            "bands": [(cap(reach), ratio) for reach, ratio in ci["bands"]],
            "maf_dedc": fen(maf["dedc"]), "maf_ratio": maf["ratio"], "maf_cap": cap(maf["cap"])}

    def at(self, category, day):
        found = [p for p in self.lines if p["category"] == category
                 and p["valid_from"] <= day <= p["valid_to"]]
        if len(found) != 1:
            raise Refused("DT-14: %d policies of %s on %s" % (len(found), category, day))
        return found[0]


# ── the layers ───────────────────────────────────────────────────────────────────────────────────

class Year:
    """What a person's bills of one calendar year came to, by the rules (AS-3)."""

    FIELDS = ("stays", "basic", "rest", "ci", "maf_dedc", "maf")

    def __init__(self, **parts):
        for name in self.FIELDS:
            setattr(self, name, parts.get(name, 0))

    def add(self, result, stay, sign=1):
        self.stays += sign * stay
        self.basic += sign * result.basic
        self.rest += sign * result.rest
        self.ci += sign * result.ci
        self.maf_dedc += sign * result.maf_dedc
        self.maf += sign * result.assist


def tier(policy, amount):
    """What critical-illness insurance pays of a year's @amount, in millionths of a fen.

    The bands count above the deductible, as EX-5 C does."""
    above, low, paid = max(0, amount - policy["ci_dedc"]), 0, 0
    for reach, ratio in policy["bands"]:
        high = above if reach is None else min(above, reach)
        paid += max(0, high - low) * ratio
        low = max(low, high)
    return paid


def left(limit, used):
    return None if limit is None else max(0, limit - used)


def at_most(amount, limit):
    return amount if limit is None else min(amount, limit)


def compute(bill, policy, year):
    """bill: fee, own (all self-paid), over, pre, other, hosp, outpatient."""
    scp = bill["fee"] - bill["own"] - bill["over"] - bill["pre"]
    if scp < 0 or min(bill[n] for n in ("fee", "own", "over", "pre", "other", "hosp")) < 0:
        raise Refused("V1: more outside the catalogue than the fee, or an amount below zero")
    dedc, ratio = policy["dedc"][year.stays > 0], policy["ratio"]
    if bill["outpatient"]:
        dedc, ratio = policy["out_dedc"], policy["out_ratio"]
    dedc = min(scp, dedc)
    basic = at_most(half_up((scp - dedc) * ratio, PPM), left(policy["cap"], year.basic))
    rest = scp - basic
    ci = half_up(tier(policy, year.rest + rest) - tier(policy, year.rest), PPM)
    ci = at_most(ci, left(policy["ci_cap"], year.ci))
    # Assistance comes last: what other funds pay is not assisted.
    rest2 = max(0, rest - ci - bill["other"])
    maf_dedc = min(rest2, left(policy["maf_dedc"], year.maf_dedc))
    assist = at_most(half_up((rest2 - maf_dedc) * policy["maf_ratio"], PPM),
                     left(policy["maf_cap"], year.maf))
    fund = basic + ci + bill["other"] + assist
    person = bill["fee"] - fund - bill["hosp"]
    if person < 0:
        raise Refused("V3: more is paid than the fee")
    return Result(scp, dedc, basic, rest, ci, rest2, maf_dedc, assist, fund, person)


# ── the category ─────────────────────────────────────────────────────────────────────────────────

def valid(spells, day):
    return {s.category for s in spells
            if s.valid_from <= day and (not s.exit_day or day < s.exit_day)}


def entitled(spells, begin, end):
    """(categories, day of the policy, reason) of a stay that is settled on @end.

    Who is on a list on that day is assisted by it, also when he came during the stay (AMB-31).
    Who left all lists during the stay is assisted as on the day of admission (DT-6c, AS-2). The
    day of exit does not count any more."""
    now = valid(spells, end)
    if now:
        return now, end, "AMB-31"
    then = valid(spells, begin)
    if then:
        # The rules have policies from their first day on (DT-30).
        return then, max(begin, FIRST_DAY), "AS-2"
    return set(), end, "DT-6c" if any(s.exit_day and s.exit_day <= begin for s in spells) else (
        "DT-6b" if spells else "DT-5")


def suspended(spans, begin):
    return any(start <= begin and (not end or begin < end) for start, end in spans)


def judge(policies, bill, spells, spans, year):
    """bill: as for compute(), and begin, end, direct. The best category for the person."""
    if bill["end"] < FIRST_DAY:
        raise Refused("DT-30: settled before the rules were in force")
    categories, day, reason = entitled(spells, bill["begin"], bill["end"])
    if categories and bill["direct"] and suspended(spans, bill["begin"]):
        # AMB-27: stays that had begun finish; new ones are reimbursed by hand.
        categories, day, reason = set(), bill["end"], "DT-22"
    if not categories:
        result = compute(bill, policies.at(NOBODY, day), year)
        return Verdict("", day, reason, result, [])
    tried = [(code, compute(bill, policies.at(code, day), year))
             for code in policies.order if code in categories]
    category, result = min(tried, key=lambda pair: pair[1].person)  # the first of equal ones
    return Verdict(category, day, reason, result, [(c, r.person) for c, r in tried])
