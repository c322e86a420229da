#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Adds up the logs of the suites and closes with 'N passed, N failed'.

Arguments are NAME=LOGBASE for a run of meson, NAME=built or NAME=failed for a build alone. A test
that reports its cases counts as its cases; one that dies without naming a failed case counts as one
failure more; a suite without tests is a failure, so that nothing passes by not being run."""

import json
import sys
import xml.etree.ElementTree as tree
from collections import Counter
from pathlib import Path

GOOD = ("OK", "EXPECTEDFAIL")


def cases(logbase):
    """For each test, how many of its cases passed and failed, from the log in JUnit's form."""
    counts = {}
    path = Path(logbase + ".junit.xml")
    if not path.exists():
        return counts
    for suite in tree.parse(path).getroot().iter("testsuite"):
        count = Counter()
        for case in suite.iter("testcase"):
            bad = case.find("failure") is not None or case.find("error") is not None
            skipped = case.find("skipped") is not None
            count["failed" if bad or skipped else "passed"] += 1
        counts[suite.get("name").split(".", 1)[-1]] = count
    return counts


def results(logbase):
    path = Path(logbase + ".json")
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def run_counts(logbase):
    """(counts, what to tell) of one run of meson."""
    total, told = Counter(), []
    found = results(logbase)
    by_test = cases(logbase)
    for result in found:
        name = result["name"]
        count = Counter(by_test.get(name, {}))
        good = result["result"] in GOOD
        if not good and not count["failed"]:
            count["failed"] += 1
        if good and not count["passed"] and not count["failed"]:
            count["passed"] += 1
        if not good or count["failed"]:
            told.append(f"{name}: {result['result']}, {count['failed']} of its cases failed")
        total += count
    if not found:
        total["failed"] += 1
        told.append("no test was run")
    return total, told


def main():
    total = Counter()
    for word in sys.argv[1:]:
        name, value = word.split("=", 1)
        if value in ("built", "failed"):
            good = value == "built"
            count, told = Counter(passed=good, failed=not good), []
        else:
            count, told = run_counts(value)
        print(f"{name:24} {count['passed']:6} passed {count['failed']:4} failed")
        for line in told:
            print(f"    {line}")
        total += count
    failed = total["failed"] or (0 if total["passed"] else 1)
    print(f"\n{total['passed']} passed, {failed} failed", flush=True)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
