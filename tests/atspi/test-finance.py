#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The finance officer's journey: a day that three people signed goes into a bank batch and to the
bank; the bank's answer comes in; the voucher is looked at and printed.
"""

import glob
import os

from journey import check, run_journey
from office import NUMBER


def prepare(office):
    office.import_claims()
    office.make_day()
    office.sign_day()


def find_sent(office):
    return glob.glob(os.path.join(office.folder, "*DD*.txt"))


def walk(window, journey, office):
    journey.step("the document is found by its number", lambda: window.find_anything(NUMBER),
                 lambda: window.wait("✓ Approved 赵蕾", exact=False))
    journey.step("its bank batch is made", lambda: window.press("Make Bank Batch"),
                 lambda: window.press("Open Bank Batch"))
    journey.step("the file for the bank is written", lambda: window.press("Export for the Bank…"),
                 lambda: window.choose_folder(office.folder),
                 lambda: window.wait_for_file(lambda: find_sent(office)))
    answer = office.return_file(find_sent(office)[0])
    journey.step("the bank's answer is taken in", lambda: window.press("Take In Return File…"),
                 lambda: window.choose_file(answer), lambda: window.wait("State: Paid"))
    journey.step("the vouchers stand in the list", lambda: window.find_anything("Vouchers"),
                 lambda: window.wait("EV-", exact=False))
    paper = os.path.join(office.folder, "voucher.pdf")
    journey.step("a voucher is printed", lambda: window.find_anything("Vouchers"),
                 lambda: window.press("拉法山药店 2026-01", exact=False),
                 lambda: window.press("Preview and Print"),
                 lambda: window.press("Save"),
                 lambda: window.press("Save as PDF…"),
                 lambda: window.wait("Save the Form"),
                 lambda: window.write(paper),
                 lambda: window.key("Return"),
                 lambda: window.wait_for_file(lambda: os.path.exists(paper)))
    with open(paper, "rb") as pdf:
        check(pdf.read(5) == b"%PDF-", "the voucher is no PDF")


def verify(office, journey):
    document = office.qz("qian", "doc", "show", NUMBER)
    check(document["state"] == "paid", f"the document is {document['state']}")
    journey.step("the document is paid")
    batches = office.qz("qian", "pay", "list")["batches"]
    check([(batch["state"], batch["total"], batch["paid_total"]) for batch in batches]
          == [("paid", document["total"], document["total"])], f"the batches are {batches}")
    journey.step("one batch paid the whole sum")
    vouchers = office.qz("qian", "voucher", "list")["vouchers"]
    posted = sum(round(float(voucher["total"]) * 100) for voucher in vouchers)
    check(posted == round(float(document["total"]) * 100), f"{posted} fen were posted")
    journey.step("the vouchers add up to what was paid")


if __name__ == "__main__":
    run_journey("qian", prepare, walk, verify)
