#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reviewer and approver sign a day's document, each after a look at the lines and the paper; what
one of them may not do is told why.
"""

from journey import check, run_journey
from office import NUMBER


def prepare(office):
    office.import_claims()
    office.make_day()


def walk(window, journey, office):
    journey.step("the document is found by its number", lambda: window.find_anything(NUMBER),
                 lambda: window.wait("✓ Made 王敏", exact=False))
    journey.step("who made it is told why another must review",
                 lambda: window.wait_insensitive("Review"))
    journey.step("the reviewer looks at what an amount is made of", lambda: window.act_as("李航"),
                 lambda: window.find_anything(NUMBER),
                 lambda: window.press("Total", exact=False),
                 lambda: window.wait("Where this number comes from"),
                 lambda: window.press("Back"))
    journey.step("and signs", lambda: window.press("Review"),
                 lambda: window.wait("✓ Reviewed 李航", exact=False))
    journey.step("the approver looks at the paper", lambda: window.act_as("赵蕾"),
                 lambda: window.find_anything(NUMBER),
                 lambda: window.wait("✓ Reviewed 李航", exact=False), lambda: window.key("ctrl+p"),
                 lambda: window.wait("Page 1 of", exact=False), lambda: window.press("Back"))
    journey.step("and signs too", lambda: window.press("Approve"),
                 lambda: window.wait("✓ Approved 赵蕾", exact=False))


def verify(office, journey):
    document = office.qz("wang", "doc", "show", NUMBER)
    signed = [(event["act"], event["actor"]) for event in document["events"]]
    check(document["state"] == "approved", f"the document is {document['state']}")
    check(signed == [("make", "wang"), ("review", "li"), ("approve", "zhao")], f"signed: {signed}")
    journey.step("three people's signatures stand in the book set")


if __name__ == "__main__":
    run_journey("wang", prepare, walk, verify)
