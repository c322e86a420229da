#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Independent model of the deposits of care away from home: quota, yearly adjustment, usage,
warnings, emergency raise, balances (NL-17 … NL-22, AMB-03, AMB-05, AMB-23 … AMB-25).

  nl_deposit.py rate QUOTA CLEARING      yuan with two decimals: percent and level
"""

import sys
from collections import defaultdict
from datetime import date
from fractions import Fraction

import shares
import workdays
from nl_areas import fen

MONTHS = 2
YELLOW, RED, GREEN = 70, 90, 70
DUE_QUOTA, DUE_RAISE = 11, 7


def quota(last_year, months=MONTHS):
    """AMB-03: so many twelfths of last year's costs, rounded once."""
    return shares.round_half_away(Fraction(last_year * months, 12))


def split(total, base):
    """NL-22: over the agencies of a unit by last year's costs; base: {agency: fen}."""
    keys = sorted(base)
    return dict(zip(keys, shares.allocate(total, [base[key] for key in keys])))


def adjust(balance, new_quota):
    """F-NL-2-2: (to pay, to refund)."""
    return max(0, new_quota - balance), max(0, balance - new_quota)


def level(quota_fen, clearing):
    """NL-21b, NL-21c: with whole numbers; AMB-24: a negative clearing uses nothing; AMB-25."""
    clearing = max(0, clearing)
    if quota_fen <= 0:
        return "red" if clearing > 0 else "green"
    if clearing * 100 >= quota_fen * RED:
        return "red"
    return "yellow" if clearing * 100 >= quota_fen * YELLOW else "green"


def percent(quota_fen, clearing):
    """Two decimals, cut off; '' when there is no quota (AMB-25)."""
    if quota_fen <= 0:
        return ""
    hundredths = max(0, clearing) * 10000 // quota_fen
    return "%d.%02d" % (hundredths // 100, hundredths % 100)


def raise_months(quota_fen, clearing, months=MONTHS):
    """AMB-05: what keeps so many months."""
    return max(0, months * clearing - quota_fen)


def raise_green(quota_fen, clearing):
    """AMB-05: the least that brings the rate below the yellow line; nothing without a warning, as
    for a deposit of zero that nobody uses."""
    if level(quota_fen, clearing) == "green":
        return 0
    return max(0, clearing * 100 // GREEN + 1 - quota_fen)


def due_quota(published):
    return workdays.add(published, DUE_QUOTA)


def due_raise(published):
    return workdays.add(published, DUE_RAISE)


class Deposits:
    """Balances per unit and scope: what came in and went back, what a month used and refilled."""

    def __init__(self):
        self.balance = defaultdict(int)
        self.quota = {}
        self.moves = []
        self.levels = {}

    def move(self, unit, scope, kind, day, amount, period=""):
        if kind in ("refund", "use"):
            amount = -amount
        self.balance[unit, scope] += amount
        self.moves.append((day, unit, scope, kind, period, amount))

    def set_quota(self, unit, scope, amount):
        self.quota[unit, scope] = amount

    def usage_of(self, unit, scope, clearing):
        return percent(self.quota.get((unit, scope), 0), clearing)

    def usage(self, unit, scope, clearing):
        """(percent, level, is the level another than last time) of a month's notice."""
        quota_fen = self.quota.get((unit, scope), 0)
        now = level(quota_fen, clearing)
        before = self.levels.get((unit, scope), "green")
        self.levels[unit, scope] = now
        return percent(quota_fen, clearing), now, now != before

    def is_whole(self, before):
        """K11: after a full cycle the balances are what they were."""
        return {k: v for k, v in self.balance.items() if v} == {k: v for k, v in before.items()
                                                                  if v}


def self_test():
    """Worked example EX-3."""
    assert quota(fen("48655432.10")) == fen("8109238.68")
    assert quota(fen("36123456.78")) == fen("6020576.13")
    assert adjust(fen("6000000.00"), fen("8109238.68")) == (fen("2109238.68"), 0)
    assert adjust(fen("6500000.00"), fen("6020576.13")) == (0, fen("479423.87"))
    parts = split(fen("8109238.68"), {"230200": fen("20111222.33"), "230221": fen("9876543.21"),
                                      "230281": fen("18667666.56")})
    assert list(parts.values()) == [fen("3351870.39"), fen("1646090.53"), fen("3111277.76")]
    assert due_quota(date(2026, 2, 9)) == date(2026, 3, 2)
    assert due_raise(date(2026, 6, 30)) == date(2026, 7, 9)
    p = fen("6000000.00")
    for clearing, rate, want, months in (
            ("4199999.99", "69.99", "green", None), ("4200000.00", "70.00", "yellow", None),
            ("5399999.99", "89.99", "yellow", None), ("5400000.00", "90.00", "red", "4800000.00"),
            ("5580000.00", "93.00", "red", "5160000.00"),
            ("7200000.00", "120.00", "red", "8400000.00")):
        c = fen(clearing)
        assert (percent(p, c), level(p, c)) == (rate, want), clearing
        assert months is None or raise_months(p, c) == fen(months)
    c = fen("5580000.00")
    assert raise_green(p, c) == fen("1971428.58")
    assert percent(p + raise_months(p, c), c) == "50.00"
    for more, want in ((0, "green"), (-1, "yellow")):
        assert level(p + raise_green(p, c) + more, c) == want
    assert (level(0, 1), level(0, 0), level(0, -1), percent(0, 1)) == ("red", "green", "green", "")
    assert (level(p, -c), percent(p, -c)) == ("green", "0.00")


def main(arguments):
    if arguments == ["self-test"]:
        self_test()
    elif len(arguments) == 3 and arguments[0] == "rate":
        amounts = [fen(text) for text in arguments[1:]]
        print(percent(*amounts), level(*amounts))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
