#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Independent model of the working days, by counting day after day.

  workdays.py add 2026-02-06 11      the 11th working day after
  workdays.py nth 2026-02 20         the 20th working day of a month
  workdays.py roll 2026-01-10        the day itself, or the next working day
"""

import sys
from datetime import date, timedelta

ONE = timedelta(days=1)

# Arrangements of the State Council for 2024–2026: (first, last) of the days off, and the
# weekend days that are worked.
DAYS_OFF = (
    "2024-01-01 2024-01-01", "2024-02-10 2024-02-17", "2024-04-04 2024-04-06",
    "2024-05-01 2024-05-05", "2024-06-10 2024-06-10", "2024-09-15 2024-09-17",
    "2024-10-01 2024-10-07",
    "2025-01-01 2025-01-01", "2025-01-28 2025-02-04", "2025-04-04 2025-04-06",
    "2025-05-01 2025-05-05", "2025-05-31 2025-06-02", "2025-10-01 2025-10-08",
    "2026-01-01 2026-01-03", "2026-02-15 2026-02-23", "2026-04-04 2026-04-06",
    "2026-05-01 2026-05-05", "2026-06-19 2026-06-21", "2026-09-25 2026-09-27",
    "2026-10-01 2026-10-07")
WORKED = ("2024-02-04 2024-02-18 2024-04-07 2024-04-28 2024-05-11 2024-09-14 2024-09-29 "
          "2024-10-12 2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11 2026-01-04 "
          "2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10").split()


def spread(spans):
    for span in spans:
        day, last = map(date.fromisoformat, span.split())
        while day <= last:
            yield day
            day += ONE


OFF = frozenset(spread(DAYS_OFF))
ON = frozenset(map(date.fromisoformat, WORKED))


def is_workday(day):
    if day in ON:
        return True
    return day not in OFF and day.isoweekday() <= 5


def add(day, n):
    while n > 0:
        day += ONE
        n -= is_workday(day)
    return day


def nth(year, month, n):
    return add(date(year, month, 1) - ONE, n)


def roll(day):
    while not is_workday(day):
        day += ONE
    return day


def self_test():
    """The vectors of the specification, 6.2 and 6.4."""
    table = """2026-02-06 11 2026-02-28|2026-02-06 7 2026-02-24|2026-02-09 11 2026-03-02
    |2026-09-18 5 2026-09-24|2026-09-24 3 2026-09-30|2026-09-30 3 2026-10-10
    |2026-09-30 5 2026-10-13|2026-04-30 3 2026-05-08|2025-12-31 1 2026-01-04
    |2025-01-24 11 2025-02-14|2025-01-27 3 2025-02-07|2025-09-26 5 2025-10-10
    |2025-09-30 3 2025-10-11|2025-09-30 7 2025-10-16|2024-09-13 3 2024-09-19
    |2024-09-27 5 2024-10-10|2024-02-08 3 2024-02-19|2026-06-18 1 2026-06-22
    |2026-02-10 20 2026-03-16|2026-03-10 20 2026-04-08|2026-09-10 20 2026-10-14
    |2025-01-10 20 2025-02-13|2024-04-10 20 2024-05-10"""
    for case in table.split("|"):
        start, n, want = case.split()
        got = add(date.fromisoformat(start), int(n)).isoformat()
        assert got == want, (case, got)
    for year, month, want in ((2025, 10, ("2025-10-28", "2025-11-04")),
                              (2026, 1, ("2026-01-22", "2026-01-29")),
                              (2026, 3, ("2026-03-20", "2026-03-27")),
                              (2026, 2, ("2026-02-27", "2026-03-05")),
                              (2026, 5, ("2026-05-25", "2026-06-01")),
                              (2026, 10, ("2026-10-27", "2026-11-03"))):
        assert tuple(nth(year, month, n).isoformat() for n in (15, 20)) == want
    assert roll(date(2026, 1, 10)) == date(2026, 1, 12)
    assert roll(date(2026, 10, 10)) == date(2026, 10, 10)
    for year, want in ((2024, 251), (2025, 248), (2026, 248)):
        days = [date(year, 1, 1) + i * ONE for i in range(366)]
        assert sum(is_workday(d) for d in days if d.year == year) == want, year
    by_month = [sum(is_workday(date(2026, 1, 1) + i * ONE) for i in range(365)
                    if (date(2026, 1, 1) + i * ONE).month == m) for m in range(1, 13)]
    assert by_month == [21, 16, 22, 21, 19, 21, 23, 21, 22, 18, 21, 23], by_month


def main(arguments):
    if arguments == ["self-test"]:
        self_test()
    elif len(arguments) == 3 and arguments[0] == "add":
        print(add(date.fromisoformat(arguments[1]), int(arguments[2])))
    elif len(arguments) == 3 and arguments[0] == "nth":
        year, month = map(int, arguments[1].split("-"))
        print(nth(year, month, int(arguments[2])))
    elif len(arguments) == 2 and arguments[0] == "roll":
        print(roll(date.fromisoformat(arguments[1])))
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
