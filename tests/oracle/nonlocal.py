#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Independent answers for care away from home, from the files of a sample folder.

  nonlocal.py ex3 FOLDER FILE                  deposits: quota, adjustment, warnings, raise
  nonlocal.py ex4 FOLDER FILE                  the clearing of 2026-05 on the days of EX-4
  nonlocal.py months FOLDER DIR                every month of a folder: answer-key-YYYY-MM.json
                                               and answer-key-deposits.json
       [--clear-acct]                          personal accounts are cleared too

The layout of the files stands in README.md beside this program."""

import sys

import nonlocal_key as key


def main(arguments):
    clear_acct = "--clear-acct" in arguments
    arguments = [a for a in arguments if a != "--clear-acct"]
    if len(arguments) != 3 or arguments[0] not in ("ex3", "ex4", "months"):
        sys.exit(__doc__)
    mode, folder, output = arguments
    if mode == "months":
        key.months(folder, output, clear_acct)
    else:
        key.write(output, key.ex3(folder) if mode == "ex3" else key.ex4(folder, clear_acct))


if __name__ == "__main__":
    main(sys.argv[1:])
