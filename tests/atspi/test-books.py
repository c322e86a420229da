#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The books: people sign in with passphrases; a maker writes a voucher with the keys that
accountants know, another checks it, finance posts it and takes it back; the trial balance and the
checklist of the month tell of it.
"""

from journey import check, run_journey

LEDGER = "L_AG_220200_EMP"
SUMMARY = "Interest of December"
SECRETS = {"wang": "three blue lakes", "li": "seven old pines", "qian": "nine grey stones"}


def prepare(office):
    for user, secret in SECRETS.items():
        office.set_passphrase(user, secret)


def sign_in(window):
    """The program was started for 王敏, who has a passphrase."""
    window.wait_focused("Passphrase")
    window.key_in("three blue boats", "Return")
    window.wait("is wrong", exact=False)
    window.wait_focused("Passphrase")
    window.key_in(SECRETS["wang"], "Return")
    window.wait_gone("Passphrase")


def begin_voucher(window):
    window.find_anything("Vouchers")
    window.wait("New Voucher")
    window.key("ctrl+n")
    window.wait_focused("Line 1: Summary")


def write_first_line(window):
    """Return goes from cell to cell, and from the last one to a new line."""
    window.key_in(SUMMARY, "Return")
    window.wait_focused("Line 1: Account")
    window.key_in("1002", "Return")
    window.wait_focused("Line 1: Debit")
    window.wait_text("Line 1: Account", "1002 收入户存款")
    window.key_in("100000", "Return")
    window.wait_focused("Line 1: Credit")
    window.key("Return")
    window.wait_focused("Line 2: Summary")


def write_second_line(window):
    """".." for the summary above, F7 for the account, by the first letters of its name."""
    window.key_in("..")
    window.wait_text("Line 2: Summary", SUMMARY)
    window.key("Return")
    window.wait_focused("Line 2: Account")
    window.key("F7")
    window.wait_focused("Code, name or first letters")
    window.key_in("zchck", "Return")
    window.wait_focused("Line 2: Account")
    window.wait_text("Line 2: Account", "1003 支出户存款")
    window.key("Return")
    window.wait_focused("Line 2: Debit")


def write_too_little(window):
    window.key("Tab")
    window.wait_focused("Line 2: Credit")
    window.key_in("90000")
    window.wait("the credit side lacks 10,000.00", exact=False)
    window.tab_to("Attachments", key="shift+Tab")
    window.key_in("1", "Tab")


def submit_too_little(window):
    window.press("Submit for Check")
    window.wait("Draft 1 is saved but cannot be submitted yet")
    window.wait("debit 100,000.00 and credit 90,000.00 differ", exact=False)


def balance(window):
    window.tab_to("Line 2: Credit")
    window.key("equal")
    window.wait_text("Line 2: Credit", "100,000.00")
    window.key("space")
    window.wait_focused("Line 2: Debit")
    window.wait_text("Line 2: Debit", "100,000.00")
    window.key("space")
    window.wait_focused("Line 2: Credit")
    window.wait("· even", exact=False)


def submit(window, number):
    window.press("Submit for Check")
    window.wait(f"Draft {number} waits for somebody else’s check")


def check_draft(window, number):
    window.act_as("李航", SECRETS["li"])
    window.find_anything("Vouchers")
    window.press(SUMMARY, exact=False)
    window.wait(f"Draft {number}")
    window.press("Check")
    window.wait_gone("Check")


def post_draft(window, number):
    window.act_as("钱峰", SECRETS["qian"])
    window.find_anything("Vouchers")
    window.press(SUMMARY, exact=False)
    window.wait(f"Draft {number}")
    window.press("Post")
    window.wait("Posted as", exact=False)


def reverse(window):
    window.press("Open")
    window.press("Reverse…")
    window.type("Reason", "Booked twice")
    window.press("Reverse")
    window.press("Open")
    window.wait("Takes back", exact=False)


def walk(window, journey, office):
    def step(what, *deeds):
        journey.step(what, *(lambda deed=deed: deed(window) for deed in deeds))

    step("a wrong passphrase is told, the right one signs in", sign_in)
    step("a voucher is begun", begin_voucher)
    step("an account is meant by its code", write_first_line)
    step("a summary is copied, an account chosen by its sound", write_second_line)
    step("what is not even is refused in words", write_too_little, submit_too_little)
    step("= balances, space changes the side", balance)
    step("the maker hands it on", lambda window: submit(window, 1))
    step("another checks it", lambda window: check_draft(window, 1))
    step("finance posts it", lambda window: post_draft(window, 1))
    step("it is taken back with a reason", reverse, lambda window: submit(window, 2))
    step("the reversal is checked and posted too", lambda window: check_draft(window, 2),
         lambda window: post_draft(window, 2))
    journey.step("the trial balance shows both", lambda: window.find_anything("Trial balance"),
                 lambda: window.wait("Even: debits of the month", exact=False),
                 lambda: window.wait("收入户存款", exact=False))
    journey.step("the checklist of the month is read", lambda: window.find_anything("Period close"),
                 lambda: window.wait("closing the month", exact=False))


def verify(office, journey):
    vouchers = office.qz("lin", "voucher", "list")["vouchers"]
    check(len(vouchers) == 2, f"the vouchers are {vouchers}")
    journey.step("two vouchers stand in the ledger")
    drafts = [office.qz("lin", "voucher", "show", number) for number in ("1", "2")]
    check([draft["state"] for draft in drafts] == ["posted", "posted"], f"{drafts}")
    for draft, maker in zip(drafts, ("wang", "qian")):
        done = {event["act"]: event["actor"] for event in draft["events"]}
        check((done["submit"], done["check"], done["post"]) == (maker, "li", "qian"), f"{done}")
    lines = [(line["account"], line["debit"], line["credit"]) for line in drafts[0]["lines"]]
    check(lines == [("ACC_IN", "100000.00", "0.00"), ("ACC_OUT", "0.00", "100000.00")], f"{lines}")
    check(all(line["summary"] == SUMMARY for line in drafts[0]["lines"]), "the summary is another")
    journey.step("they say what was typed, and who checked and posted it")
    trial = office.qz("lin", "ledger", "trial", LEDGER, "--month", "2026-01")
    check(trial["balanced"] and trial["debit_sum"] == "0.00", f"{trial}")
    journey.step("together they leave nothing")


if __name__ == "__main__":
    run_journey("wang", prepare, walk, verify)
