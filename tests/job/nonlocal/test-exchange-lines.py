#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Line by line between offices without a network (NL-31e, NL-31f, NL-30): the province sends the
lists, a city and another one open them, look at each line, accept some and object to others, and
answer by package; the province takes that in and answers, and what was lost, came twice or in
another order changes nothing of the end."""
import os
import shutil
import sqlite3
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
from book import Tap, scratch
from exchange_office import MONTH, PROVINCE, SCOPES, Office, open_office

CITY, OTHER = "230200", "231200"
NOW = "2026-06-22T09:00"


def make_offices(qz, root, folder):
    sample = os.path.join(root, "data", "sample", "heilongjiang")
    offices = {}
    for code in (PROVINCE, CITY, OTHER):
        place = os.path.join(folder, code)
        os.mkdir(place)
        offices[code] = Office(qz, place, code, None, "2026-06-10T09:00")
        offices[code].prepare(sample)
    province = offices[PROVINCE]
    for kind, name in (("claims", "claims-2026-05"), ("national-items", "national-2026-05"),
                       ("nl-deductions", "nl-deductions-2026-05")):
        province.run("import", kind, os.path.join(sample, name + ".csv"))
    for scope in SCOPES:
        province.run("period", "generate", MONTH, "--scope", scope, now="2026-06-21T09:00")
    files = {code: office.make_key() for code, office in offices.items()}
    for city in (CITY, OTHER):
        province.run("peer", "add", city, files[city][0], "--fingerprint", files[city][1],
                     user="admin")
        offices[city].run("peer", "add", PROVINCE, files[PROVINCE][0], "--fingerprint",
                          files[PROVINCE][1], user="admin")
    return offices


def lines(office, unit, form):
    return office.run("period", "form", MONTH, form, "--unit", unit, now=NOW)["form"]


def objections(office):
    rows = office.run("period", "objections", MONTH, now=NOW).get("objections", [])
    return {(row["form"], row["line"]): row for row in rows}


def look(tap, office, path, unit):
    """Before it is taken in: every line of every item, and their sums are those of the list."""
    shown = office.run("package", "show", path, now=NOW, user=None)
    tap.same(f"{unit} the signature is the province's, and nothing is taken in by looking",
             (shown["signature"], shown["taken"], office.run("package", "list").get("packages")),
             ("good", False, []))
    receivable = payable = 0
    for row in shown["package"]:
        item = office.run("package", "show", path, row["kind"], row["key"], now=NOW, user=None)
        for line in item.get("item", []):  # one of a scope without care has none
            amount = int(line["amount"].replace(".", "")) * (-1 if line["deduction"] else 1)
            if line["side"] == "R" and line["treat_unit"] == unit:
                receivable += amount
            if line["side"] == "P" and line["insured_unit"] == unit:
                payable += amount
    error = office.refused("package", "show", path, "list", now=NOW, user=None).error
    tap.same("an item has a kind and a key", error["code"], "key-missing")
    return receivable, payable


def sums(office, unit):
    database = sqlite3.connect(office.path)
    rows = database.execute(
        "SELECT sum (iif (side = 'R' AND treat_unit = ?1, x, 0)),"
        " sum (iif (side = 'P' AND insured_unit = ?1, x, 0)) FROM (SELECT r.*,"
        " iif (is_deduction, - amount_fen, amount_fen) AS x FROM clearing_row r"
        " WHERE list_id IN (SELECT max (id) FROM clearing_list GROUP BY period, scope))",
        (unit,)).fetchone()
    database.close()
    return rows


def object_to(office, scope, unit, form, line, claimed, reason):
    office.run("period", "object", MONTH, "--scope", scope, "--unit", unit, "--form", form,
               "--line", str(line), "--claimed", claimed, "--reason", reason, user="fuhe", now=NOW)


def check_city(tap, city):
    """The city accepts the lists of the province as they are; of the others it objects to two
    lines, one of what it pays and one of what its hospitals get. Which line the latter is."""
    rows = lines(city, CITY, "F-NL-5-1")
    line = next(i for i, row in enumerate(rows, 1) if row["emp_deducted"] != "0.00")
    city.run("period", "confirm", MONTH, "--scope", "in_prov", "--unit", CITY, user="fuhe",
             now=NOW)
    object_to(city, "cross_prov", CITY, "F-NL-6-1", 1, "45678.00", "我市无此人")
    object_to(city, "cross_prov", CITY, "F-NL-5-1", line, rows[line - 1]["emp_declared"],
              "扣款有误")
    error = city.refused("period", "confirm", MONTH, "--scope", "cross_prov", "--unit", CITY,
                         user="fuhe", now=NOW).error
    tap.same("NL-31f with lines that are objected to the whole is not confirmed",
             (error["code"], error["rule"]), ("objection-open", "NL-31f"))
    return line


def check_answers(tap, province, line):
    """Each line is answered by itself: one is right and is mended, the other is not."""
    rows = objections(province)
    tap.same("NL-31f the province knows which lines", set(rows), {("F-NL-6-1", 1),
                                                                            ("F-NL-5-1", line)})
    tap.same("NL-31f and who accepts what", [
        province.confirm_state(unit, scope, NOW) for unit in (CITY, OTHER) for scope in SCOPES],
        ["CONFIRMED", "OBJECTED", "CONFIRMED", "CONFIRMED"])
    for key, result, reason in ((("F-NL-6-1", 1), "REJECTED", "查有此人"),
                                (("F-NL-5-1", line), "ACCEPTED", "扣款有误，已撤回")):
        province.run("period", "answer", str(rows[key]["objection"]), "--result", result,
                     "--reason", reason, user="fuhe", now=NOW)
    number = next(row["import"] for row in province.run("imports")["imports"]
                  if row["kind"] == "nl-deductions")
    province.run("imports", "withdraw", str(number), "--reason", "误扣", now=NOW)
    for scope in SCOPES:
        province.run("period", "generate", MONTH, "--scope", scope, now=NOW)


class Messenger:
    """Carries copies of packages, in any order and as often as it likes."""

    def __init__(self, offices, folder):
        self.offices, self.folder = offices, folder

    def make(self, sender, receiver):
        return self.offices[sender].make(receiver, self.folder, NOW)["file"]

    def bring(self, receiver, *files):
        return [self.offices[receiver].accept(path, NOW) for path in files]


def play(tap, offices, mail, order):
    """@order: in which the packages of one turn arrive; one of each is lost and comes with the
    next one."""
    messenger = Messenger(offices, mail)
    province, city, other = offices[PROVINCE], offices[CITY], offices[OTHER]
    for unit in (CITY, OTHER):
        first = messenger.make(PROVINCE, unit)
        looked = look(tap, offices[unit], first, unit)
        messenger.make(PROVINCE, unit)  # lost
        third = messenger.make(PROVINCE, unit)
        files = [first, third, first]
        messenger.bring(unit, *[files[i] for i in order])
        tap.same(f"NL-31e {unit} the lines it saw are the lines it has", sums(offices[unit], unit),
                 looked)
        tap.same(f"NL-31e {unit} and the province's", sums(province, unit), looked)
    line = check_city(tap, city)
    for scope in SCOPES:
        other.run("period", "confirm", MONTH, "--scope", scope, "--unit", OTHER, user="fuhe",
                  now=NOW)
    for unit in (CITY, OTHER):
        files = [messenger.make(unit, PROVINCE), messenger.make(unit, PROVINCE)]
        messenger.bring(PROVINCE, *[files[i % 2] for i in order])
    before = lines(city, CITY, "F-NL-5-1")
    check_answers(tap, province, line)
    tap.same("NL-31f who has other figures confirms again, who has the same need not",
             [province.confirm_state(CITY, scope, NOW) for scope in SCOPES],
             ["CONFIRMED", "GENERATED"])
    files = [messenger.make(PROVINCE, CITY), messenger.make(PROVINCE, CITY)]
    messenger.bring(CITY, *[files[i % 2] for i in order])
    after = lines(city, CITY, "F-NL-5-1")
    changed = {i for i, pair in enumerate(zip(before, after), 1) if pair[0] != pair[1]}
    tap.ok("NL-31f the line that was rightly objected to is mended, those without deductions stay",
           line in changed and len(before) == len(after) and changed == {
               i for i, row in enumerate(before, 1)
               if (row["emp_deducted"], row["res_deducted"]) != ("0.00", "0.00")}, changed)
    return finish(tap, offices, messenger, order, line)


def finish(tap, offices, messenger, order, line):
    province, city = offices[PROVINCE], offices[CITY]
    rows = {key: (row["result"], row["answer"]) for key, row in objections(city).items()}
    tap.same("NL-31f each line has its own answer at the city", rows,
             {("F-NL-6-1", 1): ("REJECTED", "查有此人"),
              ("F-NL-5-1", line): ("ACCEPTED", "扣款有误，已撤回")})
    for unit in (CITY, OTHER):
        messenger.bring(unit, messenger.make(PROVINCE, unit))
        for scope in SCOPES:
            if offices[unit].confirm_state(unit, scope, NOW) == "GENERATED":
                offices[unit].run("period", "confirm", MONTH, "--scope", scope, "--unit", unit,
                                  user="fuhe", now=NOW)
        files = [messenger.make(unit, PROVINCE), messenger.make(unit, PROVINCE)]
        messenger.bring(PROVINCE, *[files[i % 2] for i in order])
    states = {(office, unit, scope): offices[office].confirm_state(unit, scope, NOW)
              for unit in (CITY, OTHER) for office in (PROVINCE, unit) for scope in SCOPES}
    tap.same("NL-31f in the end both sides say that all is confirmed", set(states.values()),
             {"CONFIRMED"})
    for unit in (CITY, OTHER):
        tap.same(f"K02 K04 {unit} has the province's lines", sums(offices[unit], unit),
                 sums(province, unit))
    for code, office in offices.items():
        bad = [row for row in office.run("book", "verify", check=False)["checks"] if not row["ok"]]
        tap.same(f"book verify of {code}", bad, [])
    return {code: [sums(office, unit) for unit in (CITY, OTHER)]
            for code, office in offices.items() if code == PROVINCE}, states


def main():
    qz, root = sys.argv[1:3]
    tap = Tap()
    with scratch() as folder:
        source = os.path.join(folder, "source")
        os.mkdir(source)
        codes = list(make_offices(qz, root, source))
        ends = []
        for order in ((0, 1, 2), (1, 2, 0), (2, 1, 0)):
            place = os.path.join(folder, "".join(map(str, order)))
            mail = os.path.join(place, "mail")
            shutil.copytree(source, place)
            os.mkdir(mail)
            offices = {code: open_office(qz, os.path.join(place, code)) for code in codes}
            ends.append(play(tap, offices, mail, order))
        tap.ok("every order has the same end", all(end == ends[0] for end in ends), ends)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
