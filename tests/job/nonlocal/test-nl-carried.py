#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recoveries that are more than what an agency has in a month: NL-38a, NL-28b, NL-17c, K01, K07,
K10, K11. An inspection finds three months' worth of care in vain at counties' hospitals, in both
scopes, and the nation takes off more of another county than it has to pay. No month stops for it:
each takes what fits, all money moves, and in the end everything found is taken, once."""
import csv
import os
import sqlite3
import sys
import tempfile
from collections import defaultdict

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from book import Tap
from nl_office import make_office

IN, CROSS = "in_prov", "cross_prov"
IN_VAIN = {"3": "H231282", "4": "H230281"}  # hospitals of counties, by scope
PAYER = "230281"  # whose costs the nation takes off
MONTHS = ("2026-05", "2026-06", "2026-07", "2026-08")


def fen(text):
    return int(text.replace(".", ""))


def yuan(amount):
    return f"{amount // 100}.{amount % 100:02}"


def next_month(month):
    year, number = int(month[:4]), int(month[5:])
    return f"{year + number // 12}-{number % 12 + 1:02}"


class Story:
    """What comes in. Of each month's claims and items @self.costs knows the sums, of recoveries
    @self.found."""

    def __init__(self, book):
        self.book = book
        with open(os.path.join(book.sample, "claims-2026-05.csv"), encoding="utf-8",
                  newline="") as file:
            self.titles, *rows = csv.reader(file)
        at = self.titles.index
        self.rows = [row for row in rows if row[0] != "#TOTAL" and row[at("pay_loc")] in "34"]
        with open(os.path.join(book.sample, "national-2026-05.csv"), encoding="utf-8",
                  newline="") as file:
            self.item_titles, *items = csv.reader(file)
        self.items = [row for row in items if row[0] == "pay"]
        self.costs = defaultdict(int)
        self.found = defaultdict(int)

    def write(self, name, titles, rows):
        path = os.path.join(self.book.folder, name)
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([titles] + rows)
        return path

    def get(self, row, name):
        return row[self.titles.index(name)]

    def claims(self, month, now, rows=None, turn=""):
        """The claims of May once more, as of another month."""
        made = []
        for row in rows or self.rows:
            claim = list(row)
            claim[self.titles.index("setl_id")] = f"{month}{turn}{self.get(row, 'setl_id')}"
            claim[self.titles.index("setl_time")] = month + "-20 10:00:00"
            made.append(claim)
            if month in MONTHS:
                self.costs[month, self.get(row, "pay_loc")] += fen(self.get(row, "fund_pay_sumamt"))
        self.book.run("import", "claims", self.write(f"c{month}{turn}.csv", self.titles, made),
                      now=now)
        return made

    def in_vain(self):
        return [row for row in self.rows if self.get(row, "fixmedins_code").startswith(
            IN_VAIN[self.get(row, "pay_loc")])]

    def find(self):
        """What was treated in April at the hospitals of two counties, three times May, is all
        taken off in May."""
        taken = []
        for turn in "abc":
            for claim in self.claims("2026-04", "2026-05-04T09:00", self.in_vain(), turn):
                amount = fen(self.get(claim, "fund_pay_sumamt"))
                taken.append([self.get(claim, "setl_id"), "2026-05", yuan(amount), "虚假住院",
                              "2026-06-09"])
                self.found[self.get(claim, "pay_loc")] += amount
        titles = ["setl_id", "period", "amount", "reason", "confirmed_day"]
        self.book.run("import", "nl-deductions", self.write("found.csv", titles, taken))

    def item(self, row, **values):
        made = list(row)
        for name, value in values.items():
            made[self.item_titles.index(name)] = value
        return made

    def national(self, month, now):
        """Of the county's employees May takes off two and a half times what they cost."""
        at = self.item_titles.index
        rows = [self.item(row, setl_id=f"{month}{row[at('setl_id')]}", period=month)
                for row in self.items]
        mine = [row for row in rows if row[at("insu_admdvs")] == PAYER
                and row[at("insutype")] == "310"]
        total = sum(fen(row[at("fund")]) for row in mine)
        self.costs[month, "items"] = sum(fen(row[at("fund")]) for row in rows)
        for i, amount in enumerate((2 * total, total // 2) if month == "2026-05" else ()):
            zeros = {name: "0.00" for name in self.item_titles[at("medfee"):]}
            zeros.update(pool=yuan(amount), fund=yuan(amount))
            rows.append(self.item(mine[0], kind="deduct", setl_id=f"T{i}", period=month,
                                  orig_period="2026-03", reason="重复收费", **zeros))
            self.found["items"] += amount
        self.book.run("import", "national-items",
                      self.write(f"n{month}.csv", self.item_titles, rows), now=now)


def clear(book, month):
    """From the lists to the notices; on which days."""
    later = next_month(month)
    for scope in (IN, CROSS):
        book.run("period", "generate", month, "--scope", scope, now=later + "-21T09:00")
    book.run("agenda", "tick", now=later + "-24T09:00")
    book.run("period", "national", month, user="fuhe", now=later + "-25T09:00")
    last = {"06": "30"}.get(later[5:], "30" if later[5:] in ("09", "11") else "31")
    return book.run("period", "publish", month, user="shenpi", now=f"{later}-{last}T09:00")


def move_all(book, month):
    """All money of a month, on the 12th of the month after its notices; hospitals on the 15th."""
    day = next_month(next_month(month)) + "-12"
    legs = {key: row["transfer"] for key, row in
            book.transfers("--period", month, day=day).items()}
    for scope in (IN, CROSS):
        book.run("transfer", "pass-papers", "--period", month, "--scope", scope, "--leg", "D1",
                 user="caiwu", now=day + "T08:00")
        for office in sorted({key[2] for key in legs if key[0] == "U1" and key[1] == scope}):
            book.run("transfer", "pass-papers", "--period", month, "--scope", scope, "--leg", "U1",
                     "--office", office, user="caiwu", now=day + "T08:00")
    for leg in ("D1", "D2", "D3", "U1", "U2", "U3", "U4"):
        for key, number in legs.items():
            if key[0] == leg:
                book.move(number, day)
    pay_hospitals(book, month, day[:8] + "15", legs)


def pay_hospitals(book, month, day, legs):
    for scope, agency in sorted({(key[1], key[3]) for key in legs
                                 if key[0] == "D3" or (key[0] == "D2" and key[3] == "239900")}):
        made = book.run("transfer", "pay-hospitals", agency, "--period", month, "--scope", scope,
                        now=day + "T09:00")
        for row in made["documents"]:
            book.through_bank(row["number"], day)


def query(book, sql, *values):
    database = sqlite3.connect(book.path)
    rows = database.execute(sql, values).fetchall()
    database.close()
    return rows


def rows_of(book, month, scope, side):
    """(costs, taken off) of a side of a list."""
    return query(book, "SELECT sum (iif (is_deduction, 0, r.amount_fen)),"
                 " sum (iif (is_deduction, r.amount_fen, 0)) FROM clearing_row r"
                 " JOIN clearing_list l ON l.id = r.list_id WHERE l.period = ? AND l.scope = ?"
                 " AND r.side = ? AND l.version = (SELECT max (version) FROM clearing_list"
                 " WHERE period = l.period AND scope = l.scope)", month.replace("-", ""), scope,
                 side)[0]


SIDES = (("3", IN, "R"), ("3", IN, "P"), ("4", CROSS, "R"), ("items", CROSS, "P"))


def check_month(book, tap, story, month, due):
    """@due: what is still to be taken off, by kind; lessened."""
    carried = defaultdict(int)
    for row in book.run("period", "carried", month)["carried"]:
        kind = "items" if row["setl_id"].startswith("T") else \
            "3" if row["scope"] == IN else "4"
        carried[kind] += fen(row["rest"])
        tap.ok(f"NL-38a {month} what is left goes to the next month, with where it is from",
               row["to"] == next_month(month) and row["kind"] == "deduction" and row["reason"]
               and row["orig_period"] in ("2026-03", "2026-04"), row)
    for kind, scope, side in SIDES:
        costs, taken = rows_of(book, month, scope, side)
        tap.same(f"NL-17c {month} {scope} {side} the costs are cleared in full", costs,
                 story.costs[month, kind])
        tap.same(f"NL-38a {month} {scope} {side} what fits is taken, the rest is kept",
                 taken + carried[kind], due[kind])
    for kind in {kind for kind, _, _ in SIDES}:
        due[kind] = carried[kind]
    lowest = query(book, "SELECT min (fen) FROM (SELECT sum (iif (is_deduction, - amount_fen,"
                   " amount_fen)) AS fen FROM clearing_row r JOIN clearing_list l ON"
                   " l.id = r.list_id WHERE l.period = ? GROUP BY l.id, side,"
                   " iif (side = 'R', treat_agency, insured_agency), insurance)",
                   month.replace("-", ""))[0][0]
    tap.ok(f"K01 K10 {month} nobody is below nothing, and while there is a rest somebody is at it",
           lowest == 0 if month < "2026-08" else lowest > 0, lowest)


def check_money(book, tap, month):
    transit = query(book, "SELECT ledger, account, sum (debit_fen) - sum (credit_fen)"
                    " FROM account_balance WHERE account = 'BANK'"
                    " OR account LIKE 'TEMP_RECV.NLCLR%' GROUP BY 1, 2"
                    " HAVING sum (debit_fen) <> sum (credit_fen)")
    tap.same(f"K11 {month} every transit account is zero", transit, [])
    moved = query(book, "SELECT scope, unit, sum (amount_fen) FROM deposit_move"
                  " WHERE kind IN ('use', 'refill') GROUP BY 1, 2 HAVING sum (amount_fen) <> 0")
    tap.same(f"K11 {month} deposits are whole", moved, [])
    day = next_month(next_month(month)) + "-16T09:00"
    for what, rows in (("period", book.run("period", "check", month, now=day)),
                       ("book verify", book.run("book", "verify", now=day))):
        bad = [row for row in rows["checks"] if not row["ok"]]
        tap.same(f"{month} {what} proves it", bad, [])


def check_refusals(book, tap, story):
    """NL-26b: the nation as a whole does not pay back."""
    at = story.item_titles.index
    item = story.item(story.items[0], setl_id="N1", period="2026-06")
    more = yuan(fen(item[at("fund")]) + 1)
    zeros = {name: "0.00" for name in story.item_titles[at("medfee"):]}
    zeros.update(pool=more, fund=more)
    back = story.item(item, kind="deduct", setl_id="N2", orig_period="2026-03", reason="重复收费",
                      **zeros)
    error = book.refused("import", "national-items",
                         story.write("back.csv", story.item_titles, [item, back]),
                         now="2026-07-05T09:00").error
    tap.ok("NL-26b a national file that is negative in sum is refused",
           (error["code"], error["rule"]) == ("national-file-negative", "NL-26b"), error)
    tap.same("NL-26b and nothing of it is kept", query(
        book, "SELECT count(*) FROM national_item WHERE period = 202606"), [(0,)])


def check_order(book, tap):
    """NL-38a: what waits is not withdrawn under the month that took its share."""
    error = book.refused("imports", "withdraw", str(next(
        row["import"] for row in book.run("imports", "list")["imports"]
        if row["file"] == "found.csv")), "--reason", "重报", now="2026-07-21T08:30").error
    tap.ok("NL-38a what a published month took stays in the book set",
           error["code"] == "import-in-use", error)


def main():
    qz, root = sys.argv[1:3]
    tap = Tap()
    with tempfile.TemporaryDirectory(prefix="qz-nl-carried-") as folder:
        book = make_office(qz, root, folder, "2026-06-10T09:00")
        book.run("import", "deposit-opening", os.path.join(book.sample, "deposit-opening.csv"))
        story = Story(book)
        story.find()
        due = None
        for month in MONTHS:
            now = next_month(month) + "-10T09:00"
            story.claims(month, now)
            if month == "2026-06":
                check_refusals(book, tap, story)
            story.national(month, now)
            due = due or dict(story.found)
            if month == "2026-06":
                check_order(book, tap)
            made = clear(book, month)
            tap.ok(f"K01 {month} is published", made["notices"], made)
            check_month(book, tap, story, month, due)
            move_all(book, month)
            check_money(book, tap, month)
        tap.same("NL-38a in the end everything that was found is taken", set(due.values()), {0})
        usage = query(book, "SELECT sum (amount_fen) FROM deposit_move WHERE kind = 'use'")
        tap.ok("NL-21 and the deposits were used in every month", usage[0][0] != 0, usage)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
