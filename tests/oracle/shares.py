#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Independent model of rounding and of the residue allocation, with exact fractions.

  shares.py 1000000 1 1 1      splits fen over whole weights, keys in the given order
"""

import sys
from fractions import Fraction


def round_half_away(value):
    """The nearest whole number; a half goes away from zero."""
    value = Fraction(value)
    doubled = abs(value) * 2
    magnitude = (doubled.numerator // doubled.denominator + 1) // 2
    return -magnitude if value < 0 else magnitude


def allocate(total, weights):
    """Largest remainder; ties: the larger weight, then the earlier key."""
    if any(w < 0 for w in weights) or sum(weights) <= 0:
        raise ValueError("weights must be ≥ 0 and not all zero")
    if total < 0:
        return [-share for share in allocate(-total, weights)]
    exact = [Fraction(total * w, sum(weights)) for w in weights]
    shares = [q.numerator // q.denominator for q in exact]
    order = sorted(range(len(weights)),
                   key=lambda i: (-(exact[i] - shares[i]), -weights[i], i))
    for i in order[:total - sum(shares)]:
        shares[i] += 1
    assert sum(shares) == total
    return shares


def split_line(total, parts, ratio):
    """A daily line's money over pool, personal account, other.

    Parts of one sign: residue allocation.  Otherwise (refunds on one side) each part is
    rounded by itself and what is missing goes to the part with the largest amount, ties in
    the order pool, account, other (AMB-34)."""
    size = [abs(p) for p in parts]
    if sum(size) and total >= 0 and all(p >= 0 for p in parts):
        return allocate(total, size)
    if sum(size) and total <= 0 and all(p <= 0 for p in parts):
        return [-share for share in allocate(-total, size)]
    shares = [round_half_away(p * ratio) for p in parts]
    shares[size.index(max(size))] += total - sum(shares)
    return shares


def self_test():
    for total, weights, want in (
            (1000000, (1, 1, 1), [333334, 333333, 333333]),
            (100000000, (81234567, 40321000, 4567890), [64408770, 31969469, 3621761]),
            (5, (3333333, 3333333, 3333334), [2, 1, 2]),
            (1126314, (980012, 120000, 509007), [686009, 84000, 356305]),
            (0, (7, 8), [0, 0]), (-5, (3333333, 3333333, 3333334), [-2, -1, -2])):
        assert allocate(total, weights) == want, (total, weights)
    assert [round_half_away(Fraction(n, 10)) for n in (4, 5, 15, -4, -5, -15)] == [
        0, 1, 2, 0, -1, -2]


def main(arguments):
    if arguments == ["self-test"]:
        self_test()
    elif len(arguments) >= 2:
        print(*allocate(int(arguments[0]), [int(a) for a in arguments[1:]]))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
