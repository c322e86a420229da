#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Random bills with what the rules make of them, one JSON object a line; amounts are whole fen.

  assistance_bills.py N [SEED] [--with-policy]     writes to standard output

Each line stands for itself: the person's spells and suspensions, what the year's bills came to
before, the bill, and the layers; or the rule that refuses the bill. `case` says what was drawn."""

import json
import random
import sys
from datetime import date, timedelta

import as_bill
from as_bill import NOBODY, PPM, Policies, Refused, Spell, Year

CASES = ("plain", "zero", "below-deductible", "catalogue", "basic-cap", "ci-border", "ci-cap",
         "maf-cap", "maf-deductible", "several", "exit-inside", "admitted-on-exit", "exit-at-end",
         "listed-inside", "changed-inside", "suspended", "begun-before-suspension", "by-hand",
         "outpatient", "other-funds", "tie", "half-fen", "big", "policy-change", "refused")


class Draw:
    def __init__(self, policies, seed):
        self.policies, self.random = policies, random.Random(seed)

    def amount(self, high):
        r = self.random
        return r.choice((0, 1, 2, r.randint(0, 99), r.randint(0, high), r.randint(0, high // 50)))

    def frame(self):
        """A plain bill of a person with one category."""
        r = self.random
        begin = date(2024, 1, 1) + timedelta(days=r.randint(0, 1000))
        end = begin + timedelta(days=r.choice((0, 1, 5, 9, 20, 60)))
        fee = r.randint(100, r.choice((200000, 3000000, 12000000)))
        outside = [r.randint(0, fee // 8) if r.random() < 0.5 else 0 for _ in range(3)]
        bill = dict(zip(("own", "over", "pre"), outside), fee=fee, other=0, hosp=0,
                    outpatient=False, begin=begin.isoformat(), end=end.isoformat(), direct=True)
        spell = self.spell(begin - timedelta(days=r.randint(0, 300)))
        return bill, [spell], [], Year()

    def spell(self, start, exit_day="", category=None):
        category = category or self.random.choice(self.policies.order)
        return Spell(category, "", "140213", str(start), str(exit_day))

    def year(self, policy):
        """What may have been before; limits are kept."""
        r = self.random
        rest = self.amount(9000000)
        ci = as_bill.at_most(as_bill.half_up(as_bill.tier(policy, rest), PPM), policy["ci_cap"])
        return Year(stays=r.randint(0, 3), rest=rest, ci=ci,
                    basic=as_bill.at_most(self.amount(9000000), policy["cap"]),
                    maf_dedc=r.choice((0, policy["maf_dedc"], policy["maf_dedc"] // 3)),
                    maf=as_bill.at_most(self.amount(5000000), policy["maf_cap"]))

    def one(self, case):
        bill, spells, spans, year = self.frame()
        if self.random.random() < 0.5:
            year = self.year(self.policies.at(spells[0].category, bill["end"]))
        made = getattr(self, case.replace("-", "_"))(bill, spells, spans, year)
        return made or (bill, spells, spans, year)

    # ── what the cases change ──

    def plain(self, *_):
        pass

    def zero(self, bill, *_):
        bill.update(fee=self.random.choice((0, 1, 2)), own=0, over=0, pre=0)

    def below_deductible(self, bill, *_):
        bill.update(fee=self.random.choice((100, 24999, 25000, 25001, 39999, 40000, 40001, 49999,
                                            50000, 50001, 79999, 80000, 80001, 99999, 100000,
                                            100001)), own=0, over=0, pre=0)

    def catalogue(self, bill, *_):
        part = self.random.randint(0, bill["fee"])
        bill.update(own=part, over=0, pre=bill["fee"] - part)

    def basic_cap(self, bill, spells, spans, year):
        bill["fee"] += 12000000
        policy = self.policies.at(spells[0].category, bill["end"])
        year.basic = policy["cap"] - self.random.choice((0, 1, 7000001))

    def ci_border(self, bill, spells, spans, year):
        """The year's rest ends at a border, one fen around it, or begins there."""
        policy, r = self.policies.at(spells[0].category, bill["end"]), self.random
        border = policy["ci_dedc"] + r.choice((0, policy["bands"][0][0])) + r.randint(-2, 2)
        bill.update(own=0, over=0, pre=0)
        if r.random() < 0.5:
            return bill, spells, spans, Year(stays=1, rest=border)
        rest = as_bill.compute(bill, policy, Year()).rest
        return bill, spells, spans, Year(rest=max(0, border - rest))

    def ci_cap(self, bill, spells, spans, year):
        spells[0] = spells[0]._replace(category="BY")
        bill["fee"] += 40000000
        policy = self.policies.at("BY", bill["end"])
        year.rest = 50000000 + self.random.randint(0, 9999)
        year.ci = policy["ci_cap"] - self.random.choice((0, 1, 100000, 20000000))
        year.basic = policy["cap"]

    def maf_cap(self, bill, spells, spans, year):
        spells[0] = spells[0]._replace(category=self.random.choice(("LB", "BY", "JC", "FP")))
        policy = self.policies.at(spells[0].category, bill["end"])
        year.maf = policy["maf_cap"] + self.random.choice((-1, 0, -100, -99999, 500000))
        year.maf_dedc = policy["maf_dedc"]

    def maf_deductible(self, bill, spells, spans, year):
        spells[0] = spells[0]._replace(category=self.random.choice(("BY", "JC")))
        policy = self.policies.at(spells[0].category, bill["end"])
        year.maf_dedc = policy["maf_dedc"] + self.random.choice((-1, 0, -100000, 50000))

    def several(self, bill, spells, spans, year):
        start = date.fromisoformat(bill["begin"]) - timedelta(days=30)
        for code in self.random.sample(self.policies.order, self.random.randint(1, 3)):
            spells.append(self.spell(start, "", code))

    def exit_inside(self, bill, spells, spans, year):
        begin = date.fromisoformat(bill["begin"])
        end = begin + timedelta(days=self.random.randint(2, 50))
        bill["end"] = end.isoformat()
        day = begin + timedelta(days=self.random.randint(1, (end - begin).days - 1))
        spells[0] = spells[0]._replace(exit_day=str(day))
        if self.random.random() < 0.3:
            spells.append(self.spell(spells[0].valid_from, day))

    def admitted_on_exit(self, bill, spells, spans, year):
        day = date.fromisoformat(bill["begin"]) - timedelta(days=self.random.choice((0, 0, 1)))
        spells[0] = spells[0]._replace(exit_day=str(day))

    def exit_at_end(self, bill, spells, spans, year):
        day = date.fromisoformat(bill["end"]) + timedelta(days=self.random.choice((0, 1)))
        spells[0] = spells[0]._replace(exit_day=str(day))

    def listed_inside(self, bill, spells, spans, year):
        day = date.fromisoformat(bill["end"]) + timedelta(days=self.random.choice((-1, 0, 1)))
        spells[0] = spells[0]._replace(valid_from=str(day))

    def changed_inside(self, bill, spells, spans, year):
        """One category ends during the stay, another goes on or begins: only that one counts."""
        begin = date.fromisoformat(bill["begin"])
        bill["end"] = str(begin + timedelta(days=20))
        day = begin + timedelta(days=self.random.randint(1, 20))
        spells[0] = spells[0]._replace(exit_day=str(day))
        spells.append(self.spell(self.random.choice((begin, day))))

    def suspended(self, bill, spells, spans, year):
        spans.append((bill["begin"], self.random.choice(("", bill["end"], "9999-12-31"))))
        if spans[0][1] == spans[0][0]:
            spans[0] = (spans[0][0], "")

    def begun_before_suspension(self, bill, spells, spans, year):
        begin = date.fromisoformat(bill["begin"])
        spans.append(self.random.choice((
            (str(begin + timedelta(days=1)), ""),
            (str(begin - timedelta(days=40)), str(begin)))))

    def by_hand(self, bill, spells, spans, year):
        bill["direct"] = False
        if self.random.random() < 0.5:
            spans.append((bill["begin"], ""))

    def outpatient(self, bill, *_):
        bill.update(outpatient=True, end=bill["begin"])

    def other_funds(self, bill, *_):
        bill["other"] = self.random.randint(0, bill["fee"] // 3)
        bill["hosp"] = self.random.choice((0, bill["fee"] // 100))

    def tie(self, bill, spells, spans, year):
        """Nothing is left to assist, or the same from both: the order decides."""
        bill.update(own=bill["fee"], over=0, pre=0)
        self.several(bill, spells, spans, year)

    def half_fen(self, bill, *_):
        bill.update(fee=bill["fee"] // 20 * 20 + self.random.choice((2, 6, 10, 14, 18)), own=0,
                    over=0, pre=0)

    def big(self, bill, *_):
        bill["fee"] = self.random.choice((9999999999999, 99999999999, bill["fee"] * 1000))

    def policy_change(self, bill, spells, spans, year):
        begin = date(2025, 7, 1) - timedelta(days=self.random.randint(0, 5))
        end = max(date(2025, 7, 1), begin) + timedelta(days=self.random.randint(-1, 6))
        end = max(begin, end)
        bill.update(begin=str(begin), end=str(end))
        leaves = end if self.random.random() < 0.5 and begin < end else ""
        spells[0] = self.spell(begin - timedelta(days=90), leaves, "QT")

    def refused(self, bill, spells, spans, year):
        kind = self.random.randrange(3)
        if kind == 0:
            bill["own"] = bill["fee"] - bill["over"] - bill["pre"] + 1
        elif kind == 1:
            bill.update(begin="2023-12-01", end="2023-12-31")
        else:
            bill["hosp"] = bill["fee"] + 1


def line(draw, number, case, with_policy):
    bill, spells, spans, year = draw.one(case)
    told = {"n": number, "case": case,
            "spells": [[s.category, s.valid_from, s.exit_day] for s in spells],
            "suspensions": [list(span) for span in spans],
            "year": {name: getattr(year, name) for name in Year.FIELDS}, "bill": bill}
    try:
        verdict = as_bill.judge(draw.policies, bill, spells, spans, year)
    except Refused as error:
        told["refused"] = str(error).split(":")[0]
        return told
    told["expected"] = {"category": verdict.category, "policy_day": verdict.policy_day,
                        "reason": verdict.reason, "tried": [list(t) for t in verdict.tried],
                        **verdict.result._asdict()}
    if with_policy:
        told["policy"] = draw.policies.at(verdict.category or NOBODY, verdict.policy_day)
    return told


def properties(told, policies):
    """What must hold whatever the parameters are; the caller's test may ask the same."""
    bill, e, year = told["bill"], told["expected"], told["year"]
    layers = [e[n] for n in ("basic", "ci", "assist", "person", "rest2")]
    policy = policies.at(e["category"] or NOBODY, e["policy_day"])
    caps = (("basic", "basic", "cap"), ("ci", "ci", "ci_cap"), ("assist", "maf", "maf_cap"))
    return (min(layers) >= 0
            and sum(layers[:4]) + bill["other"] + bill["hosp"] == bill["fee"]
            and e["assist"] <= e["rest2"] - e["maf_dedc"]
            and all(policy[limit] is None or e[layer] <= max(0, policy[limit] - year[used])
                    for layer, used, limit in caps))


def main(arguments):
    with_policy = "--with-policy" in arguments
    numbers = [int(a) for a in arguments if a != "--with-policy"]
    if not 1 <= len(numbers) <= 2:
        sys.exit(__doc__)
    policies = Policies()
    draw = Draw(policies, numbers[1] if len(numbers) > 1 else 5)
    for number in range(numbers[0]):
        told = line(draw, number + 1, CASES[number % len(CASES)], with_policy)
        if "expected" in told and not properties(told, policies):
            raise AssertionError(told)
        print(json.dumps(told, ensure_ascii=False, separators=(",", ":")))


if __name__ == "__main__":
    main(sys.argv[1:])
