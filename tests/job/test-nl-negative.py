#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hospitals that refund more than they treat, and what their bank sends back: NL-31-D4, NL-38,
AMB-11, EV-25, EV-09, EV-09r, K10, K11."""
import csv
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile

from book import Tap
from nl_office import MONTH, make

IN, OWN = "in_prov", "239900"


def fen(text):
    return int(text.replace(".", ""))


def read_claims(book):
    path = os.path.join(book.sample, "claims-2026-05.csv")
    with open(path, encoding="utf-8", newline="") as file:
        rows = [row for row in csv.reader(file) if row and row[0] != "#TOTAL"]
    return rows[0], rows[1:]


def change(titles, row, **values):
    made = list(row)
    for name, value in values.items():
        made[titles.index(name)] = value
    return made


def negate(titles, row):
    made = list(row)
    for i, name in enumerate(titles):
        if name.endswith(("_amt", "_pay", "_sumamt", "_selfpay")) and row[i]:
            made[i] = row[i] if fen(row[i]) == 0 else "-" + row[i].lstrip("-")
    return made


def put_claims(book, name, titles, rows, now):
    path = os.path.join(book.folder, name + ".csv")
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([titles] + rows)
    book.run("import", "claims", path, now=now)


def refund_earlier(book):
    """The smallest hospital of 省本级 gives back in May what residents cost in April, which was
    twice as much as in May; its code and what it then owes."""
    titles, rows = read_claims(book)
    at = titles.index
    own = [row for row in rows if row[at("pay_loc")] == "3" and row[at("insutype")] == "390"
           and row[at("fixmedins_code")].startswith("H2301")]
    sums = {}
    for row in own:
        code = row[at("fixmedins_code")]
        sums[code] = sums.get(code, 0) + fen(row[at("fund_pay_sumamt")])
    poorest = min((code for code in sums), key=lambda code: (sums[code], code))
    mine = [row for row in own if row[at("fixmedins_code")] == poorest]
    april = [change(titles, row, setl_id=f"APRIL{i}", setl_time="2026-04-20 10:00:00")
             for i, row in enumerate(mine + mine)]
    put_claims(book, "april", titles, april, "2026-05-04T09:00")
    put_claims(book, "refunds", titles,
               [change(titles, negate(titles, row), setl_id=f"REFUND{i}",
                       setl_time="2026-05-20 10:00:00", refd_setl_flag="1",
                       refd_setl_id=row[at("setl_id")]) for i, row in enumerate(april)],
               "2026-06-10T09:00")
    return poorest, sums[poorest]


def refund_of_city(book):
    """At 230200 the employees of 231200 give back, for April, twice what they cost there in May,
    where those of 231282 cost as much; the agency's and the place's area codes."""
    titles, rows = read_claims(book)
    at = titles.index
    mine = [row for row in rows if row[at("pay_loc")] == "3" and row[at("insutype")] == "310"
            and row[at("fixmedins_code")].startswith("H2302")
            and row[at("insu_admdvs")] == "231200"]
    april = [change(titles, row, setl_id=f"CITY{i}", setl_time="2026-04-21 10:00:00")
             for i, row in enumerate(mine + mine)]
    put_claims(book, "city", titles, april, "2026-05-04T09:00")
    refunds = [change(titles, negate(titles, row), setl_id=f"CITYREFUND{i}",
                      setl_time="2026-05-21 10:00:00", refd_setl_flag="1",
                      refd_setl_id=row[at("setl_id")]) for i, row in enumerate(april)]
    others = [change(titles, row, setl_id=f"OTHER{i}", insu_admdvs="231282")
              for i, row in enumerate(mine + mine)]
    put_claims(book, "city-refunds", titles, refunds + others, "2026-06-10T09:00")
    return "230200", "231200"


def check_city(book, tap, agency, place):
    """AMB-11, K11: what is below zero in one place of the table is made up without leaving one
    sub-account with too much and another with too little."""
    database = sqlite3.connect(book.path)
    net = database.execute(
        "SELECT sum (iif (is_deduction, - amount_fen, amount_fen)) FROM clearing_row r"
        " WHERE list_id = (SELECT max (id) FROM clearing_list WHERE period = 202605 AND scope = ?)"
        " AND side = 'R' AND treat_agency = ? AND insured_agency = ? AND insurance = 'EMP'",
        (IN, agency, place)).fetchone()[0]
    parts = {}
    for leg in ("'D1'", "'D2'", "'D3'"):
        parts[leg] = dict(database.execute(
            "SELECT p.party, sum (p.amount_fen) FROM transfer_part p JOIN transfer t"
            " ON t.id = p.transfer_id WHERE t.period = 202605 AND t.scope = ? AND t.leg = " + leg
            + " GROUP BY 1", (IN,)).fetchall())
    lowest = database.execute("SELECT min (amount_fen) FROM transfer_part").fetchone()[0]
    database.close()
    tap.ok("NL-38 the city's refunds there are more than its costs", net < 0, net)
    tap.ok("AMB-11 each place's money goes down as it goes up",
           parts["'D1'"] == parts["'D2'"] and lowest > 0, parts)


def treat_in_june(book, code, insured_now):
    """In June everybody of that hospital's fellows is treated once more, and nobody refunds."""
    titles, rows = read_claims(book)
    at = titles.index
    june = [change(titles, row, setl_id=f"JUNE{i}", setl_time="2026-06-20 10:00:00")
            for i, row in enumerate(rows) if row[at("pay_loc")] == "3"
            and row[at("insutype")] == "390" and row[at("fixmedins_code")].startswith("H2301")]
    put_claims(book, "june", titles, june, insured_now)
    sums = {}
    for row in june:
        name = row[at("fixmedins_code")]
        sums[name] = sums.get(name, 0) + fen(row[at("fund_pay_sumamt")])
    assert sums[code] > 0
    return sums


def bring_down(book):
    """D1 and D2; the number of the leg that brings 省本级 its residents' money."""
    numbers = {key: row["transfer"] for key, row in book.transfers().items()}
    book.papers(IN, "D1", "2026-07-01")
    book.move(numbers[("D1", IN, "F230000", "230000", "", "")], "2026-07-03")
    for key, number in numbers.items():
        if key[:2] == ("D2", IN):
            book.move(number, "2026-07-08")
    return numbers[("D2", IN, "230000", OWN, "RES", OWN)]


def through_bank(book, number, day, more):
    sent, back = (os.path.join(book.folder, name) for name in ("sent.txt", "back.txt"))
    for name in (sent, back):
        if os.path.exists(name):
            os.unlink(name)
    made = book.run("pay", "batch", number, user="caiwu", now=day + "T11:00")
    batch = made["batches"][0]["batch"]
    book.run("pay", "export", batch, "--output", sent, user="caiwu", now=day + "T11:00")
    tool = os.path.join(book.root, "tools", "make-bank-return")
    subprocess.run([tool, "--date", day, "--output", back, *more, sent], check=True)
    book.run("pay", "return", back, user="caiwu", now=day + "T12:00")


def pay(book, document):
    """The employees' first line comes back, and is paid again with what the bank has then."""
    if document["insurance"] == "RES":
        through_bank(book, document["number"], "2026-07-10", ())
        return
    through_bank(book, document["number"], "2026-07-10", ("--returned", "1"))
    through_bank(book, document["number"], "2026-07-13", ())


def check_returned(book, tap):
    database = sqlite3.connect(book.path)
    rows = database.execute(
        "SELECT v.event, v.day, v.total_fen, group_concat (l.account, ' ' ORDER BY l.line_no)"
        " FROM voucher v JOIN voucher_line l ON l.voucher_id = v.id WHERE v.ledger ="
        " 'L_AG_239900_EMP' AND v.event IN ('EV-09', 'EV-09r') GROUP BY v.id ORDER BY v.id"
        ).fetchall()
    database.close()
    tap.ok("EV-09 what came back waits, and is paid again", len(rows) == 2
           and [row[:2] for row in rows] == [("EV-09", "2026-07-10"), ("EV-09r", "2026-07-13")]
           and rows[0][2] == rows[1][2] and rows[0][3] == "ACC_OUT TEMP_RECV.REFUND"
           and rows[1][3] == "TEMP_RECV.REFUND ACC_OUT", rows)
    tap.same("EV-09 in the end the employees' money has all gone out",
             balances(book.path, "L_AG_239900_EMP"), {})


def lines_of(book, number):
    return book.run("doc", "show", number, now="2026-08-20T20:00")["lines"]


def next_month(book, tap, found, may):
    """MS-1, NL-38: the debt comes off the hospital's next payment, and those who waited get it."""
    sums = treat_in_june(book, found["code"], "2026-07-11T09:00")
    for scope in (IN, "cross_prov"):
        book.run("period", "generate", "2026-06", "--scope", scope, now="2026-07-21T09:00")
    book.run("period", "publish", "2026-06", user="shenpi", now="2026-07-31T09:00")
    legs = book.transfers("--scope", IN, "--period", "2026-06", day="2026-07-31")
    book.run("transfer", "pass-papers", "--period", "2026-06", "--scope", IN, "--leg", "D1",
             user="caiwu", now="2026-07-31T09:00")
    for name in ("D1", "D2"):
        for key, row in legs.items():
            if key[0] == name:
                book.move(row["transfer"], "2026-07-31")
    made = book.run("transfer", "pay-hospitals", OWN, "--period", "2026-06", "--scope", IN,
                    now="2026-08-03T09:00")
    document = made["documents"][0]
    june = {line["provider_code"]: line for line in lines_of(book, document["number"])}
    waited = {line["provider_code"]: fen(line["left"]) for line in may}
    waited[found["code"]] = -found["owed"]
    tap.same("MS-1 June takes off the debt and pays what others waited for",
             {code: fen(line["pay"]) for code, line in june.items()},
             {code: sums.get(code, 0) + waited.get(code, 0) for code in june
              if sums.get(code, 0) + waited.get(code, 0) > 0})
    tap.same("NL-31-D4 and again pays what came down", fen(document["total"]),
             sum(fen(row["amount"]) for key, row in legs.items() if key[0] == "D2"))
    for line in june.values():
        told = book.run("doc", "explain", document["number"], f"{line['line_no']}/pay",
                        now="2026-08-03T10:00")
        tap.ok("K01 the payment is explained: " + line["provider_code"], told, told)
    book.sign(document["number"], now="2026-08-03T10:00", finance=False)
    through_bank(book, document["number"], "2026-08-03", ())
    tap.same("EV-25 and nothing is left on the way", balances(book.path, "L_AG_239900_RES"), {})


def finish(book):
    """Everything else of the month's in-province money."""
    legs = book.transfers("--scope", IN, "--period", MONTH, day="2026-07-10")
    for office in sorted({key[2] for key in legs if key[0] == "U1"}):
        book.papers(IN, "U1", "2026-07-02", "--office", office)
    for name in ("D3", "U1", "U2", "U3", "U4"):
        for key, row in legs.items():
            if key[0] == name:
                book.move(row["transfer"], "2026-07-10")
    for agency in sorted({key[3] for key in legs if key[0] == "D3"}):
        made = book.run("transfer", "pay-hospitals", agency, "--period", MONTH, "--scope", IN,
                        now="2026-07-10T09:00")
        for row in made["documents"]:
            book.sign(row["number"], now="2026-07-10T10:00", finance=False)
            through_bank(book, row["number"], "2026-07-10", ())


def balances(path, ledger):
    database = sqlite3.connect(path)
    rows = dict(database.execute(
        "SELECT iif (account LIKE 'TEMP_RECV.NLCLR.%', 'NLCLR', account),"
        " sum (debit_fen) - sum (credit_fen) FROM account_balance WHERE ledger = ?"
        " GROUP BY 1 HAVING sum (debit_fen) <> sum (credit_fen)", (ledger,)))
    database.close()
    return rows


def main():
    qz, root = sys.argv[1:3]
    tap, folder = Tap(), tempfile.mkdtemp(prefix="qz-nl-negative-")
    found, city = {}, []

    def more(made):
        found.update(zip(("code", "owed"), refund_earlier(made)))
        city.extend(refund_of_city(made))
    book = make(qz, root, folder, more)
    check_city(book, tap, *city)
    number = bring_down(book)
    leg = book.transfer(number, "2026-07-08")
    now = "2026-07-09T09:00"
    made = book.run("transfer", "pay-hospitals", OWN, "--period", MONTH, "--scope", IN, now=now)
    left = [(row["provider_code"], row["amount"]) for row in made["left_out"]]
    owed = f"-{found['owed'] // 100}.{found['owed'] % 100:02d}"
    tap.ok("NL-31-D4 a hospital whose net is negative is paid nothing, and that is told",
           left == [(found["code"], owed)], (left, found))
    row = next(row for row in made["documents"] if row["insurance"] == "RES")
    tap.same("NL-31-D4 the others are paid no more than came down", fen(row["total"]),
             fen(leg["amount"]))
    may = lines_of(book, row["number"])
    tap.same("MS-1 what they wait for is what the hospital owes",
             sum(fen(line["left"]) for line in may), found["owed"])
    tap.ok("5.4 they wait by their shares: nobody for more than the rounding of a share",
           all(abs(fen(line["left"]) * sum(fen(x["net"]) for x in may)
                   - fen(line["net"]) * found["owed"]) <= sum(fen(x["net"]) for x in may)
               for line in may), may)
    for other in made["documents"]:
        book.sign(other["number"], now="2026-07-09T10:00", finance=False)
        pay(book, other)
    check_returned(book, tap)
    tap.same("EV-25 nothing is left on the agency's way", balances(book.path, "L_AG_239900_RES"),
             {})
    finish(book)
    checks = book.run("check", now="2026-07-10T20:00", check=False)["checks"]
    tap.ok("K10 K11 agree, account by account",
           all(row["ok"] for row in checks if row["code"] in ("K10", "K11")),
           [row for row in checks if not row["ok"]])
    next_month(book, tap, found, may)
    verify = book.run("book", "verify", now="2026-08-20T20:00")
    tap.ok("book verify proves the whole", all(row["ok"] for row in verify["checks"]), verify)
    shutil.rmtree(folder)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
