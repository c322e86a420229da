#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A month of care away from home, from its lists to the last receipt: a city confirms, another
objects and is answered, notices go out, finance passes papers, and money goes down to hospitals and
up from local finance, leg by leg, each paid, confirmed by another person and received. One transfer
of every leg is moved in the window, the others with `qz` in between; in the end nothing is left
open and the deposits are whole (NL-31, NL-33, NL-35, K10, K11).
"""

import sqlite3
import sys
import tempfile

from journey import Journey, check, open_window, tell_slowest
from province import MONTH, make_province
from window import PRESSED, Atspi

PROVINCE = ("230000", "黑龙江省医疗保险经办中心")
PROVINCE_FINANCE = ("F230000", "黑龙江省财政厅社会保障处")
CITY = ("231200", "绥化市医疗保险经办中心")
OTHER_CITY = ("230200", "齐齐哈尔市医疗保险经办中心")
COUNTY = ("231282", "肇东市医疗保险经办中心")
COUNTY_FINANCE = ("F231282", "肇东市财政局（医保基金专户）")
LISTS_DAY, NOTICES_DAY, LAST_DAY = "2026-06-22", "2026-06-30", "2026-07-10"
BANK = "冰凌花银行"
# number, who pays, who receives
DOWN = (("NL-202605-IN-D1", PROVINCE_FINANCE, PROVINCE), ("NL-202605-IN-D2-231200", PROVINCE, CITY),
        ("NL-202605-IN-D3-231282-EMP", CITY, COUNTY))
UP = (("NL-202605-IN-U1-231282-EMP", COUNTY_FINANCE, COUNTY),
      ("NL-202605-IN-U2-231282-EMP", COUNTY, CITY), ("NL-202605-IN-U3-231200", CITY, PROVINCE),
      ("NL-202605-IN-U4", PROVINCE, PROVINCE_FINANCE))
LEGS = ("D1", "D2", "D3", "U1", "U2", "U3", "U4")


class Walk:
    """One width's way: the window, the book set, and how the steps are told."""

    def __init__(self, program, book, journey, width):
        self.program, self.book, self.journey, self.width = program, book, journey, width
        self.window = None

    def on(self, day, user, *steps):
        """A day in the window: it is opened anew, as on any morning."""
        self.window = open_window(self.program, self.book, user, self.width, f"{day}T09:00")
        try:
            for what, deed in steps:
                self.journey.step(what, lambda deed=deed: deed(self))
        except AssertionError:
            self.window.dump()
            raise
        finally:
            self.window.close()

    def go(self, page):
        self.window.find_anything(page)

    def done(self, words):
        self.window.wait(words, exact=False)

    def more(self, act):
        self.window.press("More acts")
        self.window.press(act)

    def choose_form(self, before, name, steps):
        """Of the drop-down, with the keyboard."""
        self.window.press(before)
        self.window.wait_focused(before)
        self.window.key(*["Down"] * steps, "Return")
        self.window.wait(name, (Atspi.Role.COMBO_BOX,))


# ── the lists ───────────────────────────────────────────────────────────────────────────────────

def see_what_was_due(walk):
    walk.done("things were regarded as done, as their day has come")


def make_lists(walk):
    walk.go("Clearing period")
    walk.window.press("Make the Lists")
    walk.done("version 1 · receivable 3,115,612.35 · payable 3,115,612.35")
    walk.window.toggle("Across provinces")
    walk.window.press("Make the Lists")
    walk.done("version 1 · receivable 1,178,897.80 · payable 4,402,263.81")
    walk.window.press("Month Is Uploaded")
    walk.done("The month’s clearing information is uploaded.")
    walk.window.toggle("In the province")


def look_at_form(walk):
    walk.window.press("齐齐哈尔市")
    walk.done("receives 200,500.25 · pays 1,261,234.57")
    walk.choose_form("Form 8: notice of receipt", "Form 9-1: employees by place of care", 3)
    walk.window.press("Payable 45,678.90: what adds up to it")
    walk.window.wait("Where this number comes from")
    walk.window.press("Back")
    walk.window.press("Preview")
    walk.window.wait("Page 1 of", exact=False)
    walk.window.press("Back")


def confirm(walk):
    walk.window.act_as("fuhe")
    walk.go("Clearing period")
    show_unit(walk, "绥化市")
    walk.window.wait_insensitive("Confirm")
    walk.window.act_for(*CITY)
    walk.go("Clearing period")
    show_unit(walk, "绥化市")
    walk.window.press("Confirm")
    walk.done("Confirmation: Confirmed")
    walk.window.wait_insensitive("Confirm")


def show_unit(walk, name):
    """Below the list's first rows; where it is narrow over the list, which one goes back to."""
    if walk.window.find("All Units"):
        walk.window.press("All Units")
    if not walk.window.find(name, PRESSED):
        walk.window.tab_to("哈尔滨市")
        walk.window.key("End")
    walk.window.press(name)
    walk.window.wait("Audit: Regarded as audited", exact=False)


def object_to_line(walk):
    walk.window.act_for(*OTHER_CITY)
    walk.go("Clearing period")
    show_unit(walk, "齐齐哈尔市")
    walk.choose_form("Form 8: notice of receipt", "Form 9-1: employees by place of care", 3)
    walk.window.press("Object…")
    walk.window.press("File the Objection")
    walk.done("Say what is wrong")
    walk.window.type("What is wrong", "我市无此人")
    walk.window.type("The amount as we have it", "45,000.00")
    walk.window.press("File the Objection")
    walk.done("The objection was filed.")
    walk.window.wait_no_dialog()
    walk.done("Confirmation: Objected to")


def answer(walk):
    walk.window.act_for(*PROVINCE)
    walk.go("Clearing period")
    walk.more("Objections and Identities")
    walk.window.wait_gone("More acts")
    walk.window.press("齐齐哈尔市")
    walk.window.press("Reject…")
    walk.window.type("Reason", "查有此人")
    walk.window.press("Reject")
    walk.done("The objection is answered.")


# ── notices and money down ──────────────────────────────────────────────────────────────────────

def publish(walk):
    walk.go("Clearing period")
    walk.window.toggle("Across provinces")
    walk.window.press("Confirm Nationally")
    walk.done("The month is confirmed in the national system.")
    walk.window.act_as("shenpi")
    walk.go("Clearing period")
    walk.window.press("Publish Notices")
    walk.done("The notices are published.")
    walk.go("Notices")
    walk.window.wait("HLJ5-230200-202605-001", exact=False)


def pass_papers(walk):
    walk.window.act_as("caiwu")
    walk.window.act_for(*PROVINCE_FINANCE)
    walk.go("Money down and up")
    walk.more("Provincial Finance Has Passed the Papers")
    walk.done("Finance has passed the papers")
    walk.window.act_for(*COUNTY_FINANCE)
    walk.go("Money down and up")
    walk.more("Local Finance Has Passed the Papers")
    walk.done("Finance has passed the papers")


def refuse_others(walk):
    """Who acts for another agency is told so at the button; who recorded it does not confirm it."""
    number, payer, _ = DOWN[0]
    walk.window.act_for(*COUNTY)
    walk.go(number)
    walk.window.wait_insensitive("Record a Payment…")
    pay(walk, number, payer)
    walk.window.press("Confirm the Payment")
    walk.done("The Payment Was Not Confirmed")
    walk.window.key("Escape")
    walk.window.wait_gone("The Payment Was Not Confirmed")


def pay(walk, number, payer):
    walk.window.act_as("caiwu")
    walk.window.act_for(*payer)
    walk.go(number)
    walk.window.press("Record a Payment…")
    walk.window.wait_focused("Bank")
    walk.window.type("Bank", BANK)
    walk.window.type("Bank’s serial number", f"W{number}")
    walk.window.press("Record the Payment")
    walk.done("Payment recorded")
    walk.window.wait_no_dialog()


def receive(walk, number, payee):
    """By another person than who recorded it; the receipt then for the payee."""
    walk.window.act_as("chuna")
    walk.go(number)
    walk.window.press("Confirm the Payment")
    walk.window.wait("Confirm the Receipt")
    walk.window.act_for(*payee)
    walk.go(number)
    walk.window.press("Confirm the Receipt")
    walk.window.wait_gone("Confirm the Receipt")


def move(walk, leg):
    number, payer, payee = leg
    pay(walk, number, payer)
    receive(walk, number, payee)


def legs(transfers):
    return [(f"{number} is paid, confirmed and received", lambda walk, leg=(number, payer, payee):
             move(walk, leg)) for number, payer, payee in transfers]


def pay_hospitals(walk):
    walk.window.act_as("zhidan")
    walk.window.act_for(*COUNTY)
    walk.go("Money down and up")
    walk.more("Pay the Hospitals")
    walk.done("The documents that pay the hospitals are made.")


# ── what the other offices do, with `qz` ────────────────────────────────────────────────────────

def move_others(book):
    """All legs but those that are moved in the window, in their order."""
    kept = {number for number, _, _ in DOWN + UP}
    rows = book.transfers(day=NOTICES_DAY)
    book.papers("cross_prov", "D1", NOTICES_DAY)
    for scope, office in sorted({(key[1], key[2]) for key in rows if key[0] == "U1"}):
        if (scope, office) != ("in_prov", COUNTY_FINANCE[0]):
            book.papers(scope, "U1", NOTICES_DAY, "--office", office)
    for leg in LEGS:
        for key, row in rows.items():
            if key[0] == leg and row["transfer"] not in kept:
                book.move(row["transfer"], "2026-07-01")


def pay_other_hospitals(book):
    """And what was made in the window is signed and paid too."""
    for scope, agency in sorted({(key[1], key[3]) for key in book.transfers(day="2026-07-01")
                                 if key[0] == "D3" or (key[0] == "D2" and key[3] == "239900")}):
        book.run("transfer", "pay-hospitals", agency, "--period", MONTH, "--scope", scope,
                 now="2026-07-02T09:00")
    for row in book.run("doc", "list", now="2026-07-02T09:30")["documents"]:
        book.through_bank(row["number"], "2026-07-02")


# ── money up, and the end ───────────────────────────────────────────────────────────────────────

def see_hospitals_paid(walk):
    walk.go("YD-231282")
    walk.done("Paid")


def see_end(walk):
    walk.go("Money down and up")
    walk.window.press("Table")
    walk.window.wait("✓ received", exact=False)
    walk.go("Deposits and warnings")
    walk.window.wait("绥化市", exact=False)


def verify(walk):
    book, now = walk.book, LAST_DAY + "T20:00"
    open_ = [row["transfer"] for row in book.transfers(day=LAST_DAY).values()
             if row["state"] != "received"]
    check(not open_, f"not received: {open_}")
    notices = book.run("period", "notices", MONTH, now=now)["notices"]
    check(len(notices) == 11 and {row["state"] for row in notices} == {"CLOSED"}, f"{notices}")
    walk.journey.step("every transfer is received, every notice closed")
    database = sqlite3.connect(book.path)
    serials = {row[0] for row in database.execute(
        "SELECT serial FROM transfer_event WHERE act = 'pay' AND bank_name = ?"
        " AND serial LIKE 'W%'", (BANK,))}
    check(serials == {f"W{number}" for number, _, _ in DOWN + UP}, f"serials: {serials}")
    moves = database.execute("SELECT count (*), sum (amount_fen) FROM deposit_move"
                             " WHERE kind IN ('use', 'refill')").fetchone()
    check(moves == (12, 0), f"deposits: {moves}")
    left = database.execute(
        "SELECT ledger, account, sum (debit_fen - credit_fen) FROM account_balance"
        " WHERE account = 'BANK' OR account LIKE 'TEMP_RECV.NLCLR%' GROUP BY 1, 2"
        " HAVING sum (debit_fen - credit_fen) <> 0").fetchall()
    check(not left, f"left in transit: {left}")
    database.close()
    walk.journey.step("K11: nothing is left in transit, the deposits are whole")
    objections = book.run("period", "objections", MONTH, now=now)["objections"]
    check([(row["line_no"] if "line_no" in row else row["line"], row["claimed"], row["result"])
           for row in objections] == [(1, "45000.00", "REJECTED")], f"{objections}")
    checks = book.run("check", now=now, check=False)["checks"]
    check(all(row["ok"] for row in checks), f"{[row for row in checks if not row['ok']]}")
    proven = book.run("book", "verify", now=now)["checks"]
    check(all(row["ok"] for row in proven), f"{proven}")
    walk.journey.step("the objection is kept, all checks agree, the book set is proven whole")


def run(program, book, journey, width):
    walk = Walk(program, book, journey, width)
    walk.on(LISTS_DAY, "zhidan",
            ("what was due by itself is told", see_what_was_due),
            ("the lists of both scopes are made and uploaded", make_lists),
            ("a form is looked at, a figure of it explained, the paper seen", look_at_form),
            ("a city confirms its list, when it is acted for", confirm),
            ("another objects to a line of a form", object_to_line),
            ("the province answers the objection", answer))
    walk.on(NOTICES_DAY, "fuhe",
            ("the nation confirms, the notices are published", publish),
            ("provincial and local finance pass the papers", pass_papers),
            ("a payment is refused to others, and to its maker its confirmation", refuse_others),
            ("D1 is confirmed by another and received",
             lambda walk: receive(walk, DOWN[0][0], PROVINCE)),
            *legs(DOWN[1:]),
            ("the hospitals’ documents are made", pay_hospitals))
    move_others(book)
    pay_other_hospitals(book)
    walk.on(LAST_DAY, "zhidan",
            ("the hospitals’ document is seen paid", see_hospitals_paid),
            *legs(UP),
            ("the picture shows what is received, the deposits stand in their list", see_end))
    verify(walk)
    tell_slowest(program, book)


def main():
    """usage: test-nonlocal.py QINGZHANG QZ SOURCE_ROOT WIDTH"""
    program, qz, root = sys.argv[1:4]
    journey = Journey()
    with tempfile.TemporaryDirectory() as folder:
        run(program, make_province(qz, root, folder, "2026-06-10T09:00"), journey,
            int(sys.argv[4]))
    print(f"1..{journey.number}", flush=True)


if __name__ == "__main__":
    main()
