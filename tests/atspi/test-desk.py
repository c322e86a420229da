#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A day at the desk: the maker runs a day of the sample city, two others sign it, the paper is
looked at; all in the real window over the accessibility bus. Afterwards the book set is asked,
by `qz`, whether it holds what was done.

usage: test-desk.py QINGZHANG QZ SOURCE_ROOT
"""

import json
import os
import subprocess
import sys
import tempfile

from window import Window

NOW = "2026-01-06T09:00"
DAY = "2026-01-05"
NUMBER = "RB-220200-20260105-EMP-001"
PEOPLE = (("wang", "王敏", "maker"), ("li", "李航", "reviewer"), ("zhao", "赵蕾", "approver"))


class Office:
    """A book set of the sample city, made and asked with `qz`."""

    def __init__(self, qz, root, folder):
        self.qz_program = qz
        self.path = os.path.join(folder, "city.qz")
        city = os.path.join(root, "data", "sample", "city")
        self.qz("lin", "book", "create", "--agency", "220200", "--name", "吉林市",
                "--owner", "lin")
        for name, full_name, role in PEOPLE:
            self.qz("lin", "user", "add", name, "--roles", role, "--full-name", full_name)
        self.qz("lin", "policy", "activate", "jilin-daily")
        for kind in ("areas", "agencies", "providers", "accounts"):
            self.qz("wang", "import", kind, os.path.join(city, kind + ".csv"))
        self.import_claims(os.path.join(city, "claims-2026-01.csv"), folder)

    def import_claims(self, source, folder):
        """Of the month's claims, the first days: the rest lies after the business day."""
        part = os.path.join(folder, "claims.csv")
        with open(source, encoding="utf-8") as lines, open(part, "w", encoding="utf-8") as kept:
            head = next(lines)
            kept.write(head)
            column = head.rstrip("\n").split(",").index("setl_time")
            kept.writelines(line for line in lines if not line.startswith("#")
                            and line.split(",")[column][:10] <= DAY)
        self.qz("wang", "import", "claims", part)

    def qz(self, user, *words):
        done = subprocess.run([self.qz_program, "--quiet", "--format", "json", "--book", self.path,
                               "--as", user, "--now", NOW, *words], capture_output=True,
                              text=True, check=False)
        if done.returncode != 0:
            raise AssertionError(f"qz {' '.join(words)}: {done.stderr}")
        return json.loads(done.stdout) if done.stdout.strip() else None


class Journey:
    def __init__(self):
        self.number = 0

    def step(self, what, *deeds):
        for deed in deeds:
            deed()
        self.number += 1
        print(f"ok {self.number} - {what}", flush=True)


def desk(window, journey):
    journey.step("the maker runs a day", lambda: window.press("Run a Day…"),
                 lambda: window.type("First day", DAY), lambda: window.type("Last day", DAY),
                 lambda: window.press("Run"), lambda: window.wait(NUMBER))
    journey.step("the document opens", lambda: window.press(NUMBER),
                 lambda: window.wait("✓ Made 王敏 01-06 09:00, ○ Reviewed", exact=False))
    journey.step("somebody else reviews", lambda: window.act_as("李航"),
                 lambda: window.press("Review"),
                 lambda: window.wait("✓ Reviewed 李航", exact=False))
    journey.step("a third person approves", lambda: window.act_as("赵蕾"),
                 lambda: window.press("Approve"),
                 lambda: window.wait("✓ Approved 赵蕾", exact=False))
    journey.step("the paper is shown", lambda: window.press("Preview and print"),
                 lambda: window.wait("Page 1 of", exact=False))


def check_book(office, journey):
    document = office.qz("wang", "doc", "show", NUMBER)
    signed = [(event["act"], event["actor"]) for event in document["events"]]
    wanted = [("make", "wang"), ("review", "li"), ("approve", "zhao")]
    if document["state"] != "approved" or signed != wanted:
        raise AssertionError(f"{document['state']}, {signed}")
    journey.step("the book set holds three signatures of three people")
    lines = document["document"] if "document" in document else document["lines"]
    if sum(round(float(line["pay"]) * 100) for line in lines) != round(
            float(document["total"]) * 100):
        raise AssertionError("the lines do not add up to the total")
    journey.step("the lines add up to the total")
    office.qz("lin", "book", "verify")
    journey.step("the book set is proven whole")


def main():
    program, qz, root = sys.argv[1:4]
    journey = Journey()
    print("1..8", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        office = Office(qz, root, folder)
        environment = dict(os.environ, LC_ALL="C.UTF-8", GTK_A11Y="atspi", XDG_DATA_HOME=folder)
        environment.pop("LANGUAGE", None)
        window = Window([program, "--book", office.path, "--as", "wang", "--now", NOW],
                        environment)
        try:
            desk(window, journey)
        except AssertionError:
            window.dump()
            raise
        finally:
            window.close()
        check_book(office, journey)


if __name__ == "__main__":
    main()
