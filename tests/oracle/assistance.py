#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Independent answers for medical assistance in one bill (Datong), from the rules alone.

  assistance.py --self-check                   EX-5 and EX-6 against the specified figures
  assistance.py ex5 FILE                       the bills of EX-5
  assistance.py ex6 FILE                       reserve and yearly clearing of EX-6
  assistance.py month FOLDER YYYY-MM FILE      bills, differences, forms 2-4, reserve of a month
  assistance.py months FOLDER DIR              all months: answer-key-YYYY-MM.json, and
                                               answer-key-years.json

The layout of the files stands in README.md beside this program."""

import sys

import assistance_key as key


def main(arguments):
    if arguments == ["--self-check"]:
        key.self_check()
    elif len(arguments) == 2 and arguments[0] == "ex5":
        key.write(arguments[1], key.ex5())
    elif len(arguments) == 2 and arguments[0] == "ex6":
        key.write(arguments[1], key.ex6())
    elif len(arguments) == 4 and arguments[0] == "month":
        key.month(*arguments[1:])
    elif len(arguments) == 3 and arguments[0] == "months":
        key.all_months(*arguments[1:])
    else:
        sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
