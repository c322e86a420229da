#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The money of a month of care away from home, down and up, in a book set that keeps every actor's
books, against the independent answers: legs to the day and entries to the account (EX-4, NL-31-D1 …
NL-31-U5, NL-33, EV-11 … EV-25, NL-35, AMB-06, AMB-10 … AMB-12, AMB-33, K10, K11)."""
import csv
import json
import os
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter, defaultdict

from book import Tap
from nl_office import MONTH, key_of, make

ORDER = ["D1", "D2", "D3", "U1", "U2", "U3", "U4"]


def rows_of(key, table, columns):
    return [dict(zip(key[columns], row)) for row in key[table]]


# ── the cycle ────────────────────────────────────────────────────────────────────────────────────

def check_opened(book, tap, legs):
    """K10, AMB-33: the legs, before anything has moved."""
    ours = book.transfers()
    want = {key_of(leg): leg for leg in legs}
    tap.ok("K10 NL-5b NL-29 NL-30 the legs of a month are those of its notices, through the units",
           set(ours) == set(want), sorted(set(ours) ^ set(want)))
    bad = [k for k in want if k in ours and ours[k]["amount"] != want[k]["amount"]]
    tap.ok("K10 transfers have the notices' amounts", not bad, bad)
    bad = []
    for k, row in ours.items():
        shown = book.run("transfer", "show", row["transfer"])
        parts = [[p["party"], p["amount"]] for p in shown["parts"]]
        if k in want and parts != want[k]["parts"]:
            bad.append((k, parts, want[k]["parts"]))
    tap.ok("AMB-11 AMB-33 every transfer says whose money it is", not bad, bad[:1])
    tap.ok("NL-31-D1 nothing is due before the papers pass",
           all(row["due_day"] is None and row["state"] == "waiting" for row in ours.values()), "")


def pass_papers(book, legs):
    for scope in ("in_prov", "cross_prov"):
        book.papers(scope, "D1", "2026-07-01")
        for office in sorted({leg["payer"] for leg in legs
                              if leg["leg"] == "U1" and leg["scope"] == scope}):
            book.papers(scope, "U1", "2026-07-02", "--office", office)


def early(book, tap, numbers):
    """What is refused on the way: each with its rule."""
    d1 = numbers[("D1", "in_prov", "F230000", "230000", "", "")]
    d2 = numbers[("D2", "in_prov", "230000", "230200", "", "230200")]
    u4 = numbers[("U4", "in_prov", "230000", "F230000", "", "")]
    slip = ("--bank", "冰凌花银行", "--serial", "X1", "--day", "2026-07-03")
    now = {"user": "caiwu", "now": "2026-07-03T09:00"}

    def no(name, code, *args, **more):
        error = book.refused(*args, **{**now, **more}).error
        tap.ok(name, error.get("code") == code, error)

    no("NL-31-D2 money cannot be passed on before it came", "not-due", "transfer", "pay", d2, *slip)
    no("K10 more than the notice is refused", "more-than-notice", "transfer", "pay", d1,
       "--amount", "3115612.36", *slip)
    no("NL-35 a day to come is refused", "day-to-come", "transfer", "pay", d1, "--bank", "B",
       "--serial", "X2", "--day", "2026-07-04")
    no("NL-35 no receipt without a payment", "no-payment", "transfer", "confirm-receipt", d1,
       user="chuna")
    no("NL-35 no confirmation without a payment", "nothing-to-confirm", "transfer",
       "confirm-payment", d1, user="chuna")
    no("NL-31-U4 waits for all units", "units-missing", "transfer", "pay", u4, *slip)
    error = book.refused("transfer", "pay", u4, *slip, **now).error["message"]
    tap.ok("NL-31-U4 names who is missing", "齐齐哈尔" in error and "绥化" in error, error)
    no("only finance pays", "role-missing", "transfer", "pay", d1, *slip, user="zhidan")
    no("NL-31 papers pass once", "papers-passed", "transfer", "pass-papers", "--period", MONTH,
       "--scope", "in_prov", "--leg", "D1")


def run_cycle(book, tap, legs, numbers):
    wrong = {name: [] for name in ORDER}
    for leg in sorted(legs, key=lambda l: (l["paid_day"], ORDER.index(l["leg"]))):
        number = numbers[key_of(leg)]
        shown = book.transfer(number, leg["paid_day"])
        if (shown["base_day"], shown["due_day"]) != (leg["base_day"], leg["due_day"]):
            wrong[leg["leg"]].append((number, shown["base_day"], shown["due_day"], leg))
        book.move(number, leg["paid_day"])
    for name in ORDER:
        moved = sum(leg["leg"] == name for leg in legs)
        tap.ok(f"EX-4 NL-31-{name} every transfer of the leg is due on its day",
               moved and not wrong[name], wrong[name][:2])


# ── D4: hospitals ────────────────────────────────────────────────────────────────────────────────

def pay_hospitals(book, tap):
    error = book.refused("transfer", "pay-hospitals", "230281", "--period", MONTH, "--scope",
                         "in_prov", now="2026-07-12T09:00").error
    tap.ok("NL-31-D4 waits for the money", error["code"] == "money-not-received", error)


def pay_documents(book, tap, documents):
    """Each agency's hospitals, through the bank, on the due day."""
    made, wrong = 0, []
    want = {(d["scope"], d["agency"], d["insurance"]): d for d in documents}
    for scope, agency in sorted({(d["scope"], d["agency"]) for d in documents}):
        day = max(d["paid_day"] for d in documents if (d["scope"], d["agency"]) == (scope, agency))
        rows = book.run("transfer", "pay-hospitals", agency, "--period", MONTH, "--scope", scope,
                        now=day + "T09:00")["documents"]
        for row in rows:
            answer = want.get((scope, agency, row["insurance"]), {})
            made += 1
            if (row["total"], row["due_day"]) != (answer.get("amount"), answer.get("due_day")):
                wrong.append((row, answer))
            book.through_bank(row["number"], answer.get("paid_day", day))
        again = book.run("transfer", "pay-hospitals", agency, "--period", MONTH, "--scope", scope,
                         now=day + "T09:00")["documents"]
        if again:
            wrong.append(("made again", again))
    tap.ok("NL-31-D4 one document an agency and insurance, due on its day, made once",
           made == len(documents) and not wrong, (made, wrong[:2]))
    return rows[0]["number"]


def check_documents(book, tap, number):
    shown = book.run("doc", "show", number, now="2026-07-31T09:00")
    bad = []
    for row in shown["lines"] if "lines" in shown else shown["document"]:
        for figure in ("declared", "deducted", "net", "pay"):
            items = book.run("doc", "explain", number, f"{row['line_no']}/{figure}")
            if items["sum"] != row[figure]:
                bad.append((row, figure, items["sum"]))
    tap.ok("doc explain goes down to the claims of 5-1 and 8-1", not bad, bad[:1])


def our_entries(path):
    database = sqlite3.connect(path)
    found = Counter()
    rows = database.execute(
        "SELECT v.id, v.day, v.event, v.ledger FROM voucher v JOIN transfer_voucher x"
        " ON x.voucher_id = v.id").fetchall()
    for voucher, day, event, ledger in rows:
        lines = database.execute(
            "SELECT iif (debit_fen <> 0, 'D', 'C'), account, debit_fen + credit_fen"
            " FROM voucher_line WHERE voucher_id = ?", (voucher,)).fetchall()
        found[(day, event, ledger, tuple(sorted(lines)))] += 1
    # EV-25 comes hospital by hospital; the answers have an agency's hospitals of a scope in one.
    sums = defaultdict(lambda: defaultdict(int))
    for day, ledger, note, side, account, amount in database.execute(
            "SELECT v.day, v.ledger, d.note, iif (l.debit_fen <> 0, 'D', 'C'), l.account,"
            " l.debit_fen + l.credit_fen FROM voucher v JOIN voucher_line l ON l.voucher_id = v.id"
            " JOIN document_line x ON x.id = v.document_line_id JOIN document d"
            " ON d.id = x.document_id WHERE v.event = 'EV-25'"):
        sums[(day, ledger, note)][(side, account)] += amount
    for (day, ledger, _), lines in sums.items():
        found[(day, "EV-25", ledger, tuple(sorted((*key, amount)
                                                  for key, amount in lines.items())))] += 1
    database.close()
    return found


def check_entries(book, tap, key):
    want = Counter()
    for entry in key["entries"]:
        lines = tuple(sorted((side, account, int(amount.replace(".", "")))
                             for side, account, amount in entry["lines"]))
        want[(entry["day"], entry["event"], entry["ledger"], lines)] += 1
    ours = our_entries(book.path)
    tap.ok("NL-33 NL-41 AMB-10 every keeper's entries, to the account", ours == want,
           {"missing": list((want - ours))[:2], "more": list((ours - want))[:2]})


# ── at the end ───────────────────────────────────────────────────────────────────────────────────

def check_end(book, tap, key):
    checks = book.run("check", now="2026-07-31T09:00", check=False)
    bad = [row for row in checks["checks"] if not row["ok"]]
    tap.ok("K10 K11 all checks agree after the cycle", not bad, bad)
    database = sqlite3.connect(book.path)
    transit = database.execute(
        "SELECT ledger, account, sum (debit_fen) - sum (credit_fen) FROM account_balance"
        " WHERE account = 'BANK' OR account LIKE 'TEMP_RECV.NLCLR%' GROUP BY 1, 2"
        " HAVING sum (debit_fen) <> sum (credit_fen)").fetchall()
    moved = database.execute(
        "SELECT scope, unit, sum (amount_fen) FROM deposit_move WHERE kind IN ('use', 'refill')"
        " GROUP BY 1, 2 HAVING sum (amount_fen) <> 0").fetchall()
    n_moves = database.execute("SELECT count(*) FROM deposit_move WHERE kind IN ('use', 'refill')"
                               ).fetchone()[0]
    database.close()
    tap.ok("K11 every transit account is zero", not transit, transit)
    notices = book.run("period", "notices", MONTH, now="2026-07-31T09:00")["notices"]
    tap.ok("SM-8 every notice is closed", len(notices) == 11
           and {row["state"] for row in notices} == {"CLOSED"}, notices)
    tap.ok("NL-31-U5 K11 deposits are as before", not moved and n_moves == 12, (moved, n_moves))
    ledgers = defaultdict(dict)
    for name, symbol, amount in key["ledgers"]:
        ledgers[name][symbol] = amount
    verify = book.run("book", "verify", now="2026-07-31T09:00")
    tap.ok("book verify proves the whole", all(row["ok"] for row in verify["checks"]), verify)


def check_reports(book, tap):
    """NL-36: the finance office's tables."""
    paid = book.run("transfer", "report", "--period", MONTH)
    received = book.run("transfer", "report", "--period", MONTH, "--received")
    tap.ok("NL-36 due five working days after the last cross-province money moved",
           (paid["complete"], paid["complete_day"], paid["due_day"])
           == (True, "2026-07-22", "2026-07-29"), paid)
    rows = paid["rows"] if "rows" in paid else paid["transfer_report"]
    tap.ok("NL-36 what was paid, by province", len(rows) == 9
           and all(row["difference"] == "0.00" and row["serial"] for row in rows)
           and paid["moved_sum"] == "1178897.80", rows[:1])
    rows = received["rows"] if "rows" in received else received["transfer_report"]
    tap.ok("NL-36 what came in, by unit", [row["unit"] for row in rows]
           == ["230200", "230600", "231000", "239900"] and received["moved_sum"] == "4402263.81",
           rows[:1])


def check_printed(book, tap):
    """NL-36: the tables in writing, the same figures in each kind of file."""
    for more, title, total in ((), "拨付汇总表", "1178897.80"), (("--received",), "收款汇总表",
                                                              "4402263.81"):
        paths = [os.path.join(book.folder, "report" + ending) for ending in (".csv", ".pdf",
                                                                             ".xlsx")]
        states = [book.run("transfer", "report", "--period", MONTH, *more, "--output", path,
                           now="2026-07-28T09:00").get("state") for path in paths]
        with open(paths[0], encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))[1:]
        cells = [[int(cell.replace(",", "").replace(".", "")) for cell in (row[3], row[4], row[7])]
                 for row in rows]
        tap.ok("NL-36 printed: " + title, states == ["published"] * 3
               and sum(cell[1] for cell in cells) == int(total.replace(".", ""))
               and all(cell[0] == cell[1] and cell[2] == 0 and row[5] and row[6]
                       for cell, row in zip(cells, rows)), rows)
        with open(paths[1], "rb") as pdf, open(paths[2], "rb") as table:
            tap.ok("NL-36 as PDF and XLSX: " + title,
                   pdf.read(5) == b"%PDF-" and table.read(2) == b"PK")


def check_agenda(book, tap):
    """The terms of domain 1.6 that hang on what happened: DL-NL-D4, DL-NL-36."""
    found = book.run("agenda", "list", "--until", "2026-12-31", now="2026-07-31T20:00")
    rows = {row["key"]: row for row in found["deadlines"]}
    database = sqlite3.connect(book.path)
    received = dict(database.execute(
        "SELECT t.number, s.last_received FROM transfer t JOIN transfer_state s"
        " ON s.transfer_id = t.id WHERE t.payee_account = 'acc_out' AND t.leg IN ('D2', 'D3')"))
    database.close()
    ours = {key.split("/", 1)[1]: (row["status"], row["base"]) for key, row in rows.items()
            if key.startswith("DL-NL-D4/")}
    tap.ok("NL-31-D4 DL-NL-D4 every agency's hospitals have their term, met when they were paid",
           ours.keys() == received.keys() and {status for status, _ in ours.values()} == {"done"}
           and all(number in base for number, (_, base) in ours.items()), (ours, received))
    feedback = rows.get("DL-NL-36/2026-05", {})
    tap.same("NL-36 DL-NL-36 five working days after the last cross-province money",
             [feedback.get("due_day"), feedback.get("status")], ["2026-07-29", "overdue"])
    tap.ok("NL-36 DL-NL-36 names the place of the finance office, not its code",
           "黑龙江省" in feedback.get("title", ""), feedback.get("title"))


def main():
    qz, root = sys.argv[1:3]
    tap, folder = Tap(), tempfile.mkdtemp(prefix="qz-nl-money-")
    with open(os.path.join(root, "tests", "data", "ex4-answer-key.json"), encoding="utf-8") as file:
        key = json.load(file)
    legs = rows_of(key, "legs", "leg_columns")
    book = make(qz, root, folder)
    check_opened(book, tap, legs)
    numbers = {k: row["transfer"] for k, row in book.transfers().items()}
    pass_papers(book, legs)
    early(book, tap, numbers)
    documents = rows_of(key, "documents", "document_columns")
    pay_hospitals(book, tap)
    run_cycle(book, tap, legs, numbers)
    check_documents(book, tap, pay_documents(book, tap, documents))
    check_entries(book, tap, key)
    check_reports(book, tap)
    check_printed(book, tap)
    check_agenda(book, tap)
    check_end(book, tap, key)
    shutil.rmtree(folder)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
