#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The officer's journey: a file of claims comes in through the assistant, a day is worked out, the
document waits for its reviewer.
"""

from journey import check, run_journey
from office import DAY, NUMBER


def walk(window, journey, office):
    journey.step("a file of claims is chosen", lambda: window.find_anything("Imports"),
                 lambda: window.press("Import a File…"),
                 lambda: window.choose_file(office.claims),
                 lambda: window.wait("How It Is Read"), lambda: window.press("Next"))
    journey.step("its columns are looked at", lambda: window.wait("setl_id", exact=False),
                 lambda: window.press("Next"))
    journey.step("its first rows are looked at", lambda: window.wait("Preview", exact=False),
                 lambda: window.press("Next"))
    journey.step("every row has passed, and the file is accepted",
                 lambda: window.press("Accept"), lambda: window.wait_gone("Accept"))
    journey.step("a day is run", lambda: window.find_anything("Daily disbursement"),
                 lambda: window.press("Run a Day…"), lambda: window.type("First day", DAY),
                 lambda: window.type("Last day", DAY), lambda: window.press("Run"),
                 lambda: window.wait(NUMBER, exact=False))


def verify(office, journey):
    document = office.qz("wang", "doc", "show", NUMBER)
    check(document["state"] == "made", f"the document is {document['state']}")
    check([event["act"] for event in document["events"]] == ["make"], "somebody signed it")
    journey.step("the document waits for its reviewer")
    with open(office.claims, encoding="utf-8") as lines:
        rows = sum(1 for line in lines) - 1
    files = [file for file in office.qz("wang", "imports")["imports"] if file["kind"] == "claims"]
    check([file["rows"] for file in files] == [rows], f"of {rows} rows came in: {files}")
    journey.step("every row of the file came in")


if __name__ == "__main__":
    run_journey("wang", lambda office: None, walk, verify)
