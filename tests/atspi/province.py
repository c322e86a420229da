# SPDX-License-Identifier: GPL-3.0-or-later
"""A book set that keeps the books of a whole province, to work on in the window day by day, made
and between the days moved on with `qz`."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "job"))

from nl_office import MONTH, make_office  # noqa: E402

__all__ = ["MONTH", "make_province"]
FILES = (("deposit-opening", "deposit-opening"), ("claims", "claims-2026-05"),
         ("national-items", "national-2026-05"), ("nl-deductions", "nl-deductions-2026-05"))


def make_province(qz, root, folder, now):
    """With all that came in for the month, before its lists."""
    book = make_office(qz, root, folder, now)
    for kind, name in FILES:
        book.run("import", kind, os.path.join(book.sample, name + ".csv"))
    return book
