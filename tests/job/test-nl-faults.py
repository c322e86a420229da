#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What offices get wrong in the files of care away from home, forget, or do too late: NL-26b,
NL-28, NL-31, NL-35, NL-36, NL-38a, V6, 4.8."""
import csv
import datetime
import os
import shutil
import sys
import tempfile

from book import Tap
from nl_office import MONTH, make, make_office

IN, CROSS = "in_prov", "cross_prov"


class Files:
    """Files that must be refused at one place."""

    def __init__(self, book, tap):
        self.book, self.tap = book, tap
        path = os.path.join(book.sample, "claims-2026-05.csv")
        with open(path, encoding="utf-8", newline="") as file:
            rows = [row for row in csv.reader(file) if row and row[0] != "#TOTAL"]
        self.titles, self.claims = rows[0], rows[1:]

    def claim(self, row, **values):
        made = list(row)
        for name, value in values.items():
            made[self.titles.index(name)] = value
        return made

    def refund(self, row, **values):
        made = [("-" + cell.lstrip("-") if float(cell) else cell)
                if name.endswith(("_amt", "_pay", "_sumamt", "_selfpay")) and cell else cell
                for name, cell in zip(self.titles, row)]
        return self.claim(made, refd_setl_flag="1", refd_setl_id=row[0], **values)

    def write(self, rows):
        path = os.path.join(self.book.folder, "file.csv")
        with open(path, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows(rows)
        return path

    def no(self, name, kind, rows, line, field, rule, now="2026-06-10T10:00"):
        error = self.book.refused("import", kind, self.write(rows), now=now).error
        place = error.get("place") or error
        column = sum(len(cell) + 1 for cell in rows[line - 1][:rows[0].index(field)]) + 1
        self.tap.same(name, [error.get("rule"), place.get("file"), place.get("line"),
                             place.get("column"), place.get("field")],
                      [rule, "file.csv", line, column, field])


# ── refunds and deductions ───────────────────────────────────────────────────────────────────────

def check_refunds(files):
    book, tap, titles = files.book, files.tap, files.titles
    at = titles.index
    away = [row for row in files.claims if row[at("pay_loc")] == "3"]
    one, two, three = away[:3]
    files.no("V6 NL-38 a refund of a claim that nobody knows", "claims",
             [titles, files.claim(files.refund(one, setl_id="R0"), refd_setl_id="NOBODY")], 2,
             "refd_setl_id", "V6")
    files.no("V6 NL-38 a second refund in the same file", "claims",
             [titles, files.refund(one, setl_id="R1"), files.refund(two, setl_id="R2"),
              files.refund(one, setl_id="R3")], 4, "refd_setl_id", "V6")
    book.run("import", "claims", files.write([titles, files.refund(one, setl_id="R1")]))
    files.no("V6 NL-38 a second refund in another file", "claims",
             [titles, files.refund(two, setl_id="R2"), files.refund(one, setl_id="R3")], 3,
             "refd_setl_id", "V6")
    files.no("V6 a refund of a refund", "claims",
             [titles, files.claim(files.refund(one, setl_id="R4"), refd_setl_id="R1")], 2,
             "refd_setl_id", "V6")
    local = files.claim(one, setl_id="HOME", pay_loc="2")
    book.run("import", "claims", files.write(
        [titles, files.claim(files.refund(local, setl_id="R5"), refd_setl_id="OLD")]))
    tap.ok("V6 at home an older system may have what is refunded", True)
    head = ["setl_id", "period", "amount", "reason", "confirmed_day"]
    fund = three[at("fund_pay_sumamt")]
    files.no("NL-38a nothing is left to deduct from what was refunded", "nl-deductions",
             [head, [three[0], "202605", "0.01", "r", "2026-06-09"],
              [one[0], "202605", "0.01", "r", "2026-06-09"]], 3, "amount", "NL-38a")
    half = files.claim(files.refund(three, setl_id="R6"))
    for i, name in enumerate(titles):
        if name.endswith(("_amt", "_pay", "_sumamt", "_selfpay")) and half[i]:
            half[i] = "0.00"
    for name in ("medfee_sumamt", "fund_pay_sumamt", "hifp_pay", "inscp_scp_amt"):
        half[at(name)] = "-1.00"
    book.run("import", "claims", files.write([titles, half]))
    limit = int(fund.replace(".", "")) - 100
    files.no("NL-38a no more than a refund in part has left", "nl-deductions",
             [head, [three[0], "202605", f"{(limit + 1) / 100:.2f}", "r", "2026-06-09"]], 2,
             "amount", "NL-38a")
    for name, period, day, field, rule in (
            ("NL-38a a deduction is confirmed on a day that was", "202605", "2026-06-11",
             "confirmed_day", "NL-38a"),
            ("NL-38a and not before the month of the costs", "202605", "2026-04-30",
             "confirmed_day", "NL-38a"),
            ("4.8 there is no such day", "202605", "2026-02-30", "confirmed_day", "4.8"),
            ("4.8 there is no such month", "202613", "2026-06-09", "period", "4.8"),
            ("NL-38a no month takes off what has not begun", "202612", "2026-06-09", "period",
             "NL-38a"),
            ("NL-38a no month takes off before the costs", "202604", "2026-06-09", "period",
             "NL-38a")):
        files.no(name, "nl-deductions", [head, [two[0], period, "1.00", "r", day]], 2, field, rule)
    book.run("import", "nl-deductions", files.write(
        [head, [three[0], "202605", f"{limit / 100:.2f}", "r", "2026-06-09"]]))
    tap.ok("NL-38a all that is left may be taken off", True)


def check_national(files):
    path = os.path.join(files.book.sample, "national-2026-05.csv")
    with open(path, encoding="utf-8", newline="") as file:
        titles, row = list(csv.reader(file))[:2]
    for name, field, values in (
            ("NL-26b a discharge after the month", "discharge_day",
             {"discharge_day": "2026-06-01"}),
            ("NL-26b a month that has not begun", "period", {"period": "202607"})):
        made = [values.get(title, cell) for title, cell in zip(titles, row)]
        files.no(name, "national-items", [titles, made], 2, field, "NL-26b")


# ── what waits ───────────────────────────────────────────────────────────────────────────────────

def waiting(book, user, day):
    return [row for row in book.run("agenda", "list", "--waiting", user=user,
                                    now=day + "T09:00")["waiting"]
            if row["act"] == "pass-papers"]


def deadlines(book, prefix, day):
    found = book.run("agenda", "list", "--until", "2026-12-31", now=day + "T20:00")
    return {row["key"]: row for row in found["deadlines"] if row["key"].startswith(prefix)}


def check_papers(book, tap):
    """NL-31-D1, NL-31-U1: no term runs before the papers pass, so somebody is told since when."""
    rows = waiting(book, "caiwu", "2026-07-20")
    d1 = next((row for row in rows if "/D1/" in row["number"] and "in_prov" in row["number"]), {})
    tap.same("NL-31-D1 finance is told whose papers wait since publication, and no term is made up",
             [d1.get("number"), d1.get("since"), d1.get("due_day"), "2026-06-30" in d1["title"]],
             ["2026-05/in_prov/D1/F230000", "2026-06-30", None, True])
    offices = {key[2] for key in book.transfers("--scope", IN) if key[0] == "U1"}
    tap.same("NL-31-U1 and every office of an insured area",
             {row["number"].split("/")[3] for row in rows if "in_prov/U1" in row["number"]},
             offices)
    tap.same("nobody else is asked", waiting(book, "zhidan", "2026-07-20"), [])
    book.papers(IN, "D1", "2026-07-20")
    tap.ok("NL-31-D1 what passed waits no more",
           not any("in_prov/D1" in row["number"] for row in waiting(book, "caiwu", "2026-07-20")))
    due = deadlines(book, "DL-NL-D1/", "2026-07-20")
    tap.same("NL-31-D1 then the term runs: five working days",
             [row["due_day"] for row in due.values()], ["2026-07-27"])


def check_remove(book, tap):
    error = book.refused("actor", "remove", "230281", user="admin", now="2026-07-20T10:00").error
    tap.same("NL-35 who has money under way is not taken off", error.get("code"),
             "transfers-open")


# ── closing a month ──────────────────────────────────────────────────────────────────────────────

def check_close(book, tap):
    """3.6-6, NL-35: what is paid and not confirmed would be booked in a month that is closed."""
    number = "NL-202605-IN-D1"
    book.pay(number, "2026-07-21")
    for ledger, confirm in (("L_FISC_F230000_NL", "payment"), ("L_PROV_230000_NL", "receipt")):
        shown = book.run("ledger", "checklist", ledger, "--month", "2026-07",
                         now="2026-08-03T09:00")
        item = next(row for row in shown["checklist"] if row["item"] == "transfers")
        tap.ok("NL-35 the checklist names what is not confirmed: " + ledger,
               not item["ok"] and item["blocking"] and number in item["detail"], item)
        error = book.refused("ledger", "close", ledger, "--month", "2026-07", user="caiwu",
                             now="2026-08-03T09:00").error
        tap.ok("3.6-6 and the month is not closed", error.get("rule") == "3.6-6", error)
        book.confirm(number, "2026-07-21", sides=[confirm])
        shown = book.run("ledger", "checklist", ledger, "--month", "2026-07",
                         now="2026-08-03T09:00")
        item = next(row for row in shown["checklist"] if row["item"] == "transfers")
        tap.ok("NL-35 confirmed, it hinders no more: " + ledger, item["ok"], item)


# ── months side by side ──────────────────────────────────────────────────────────────────────────

def check_late_lists(tap, qz, root, folder):
    """NL-31f, NL-31g: lists made anew after the 24th are shown to the units before they count."""
    book = make_office(qz, root, folder, "2026-06-10T09:00")
    path = os.path.join(book.sample, "claims-2026-05.csv")
    book.run("import", "claims", path)
    for scope in (IN, CROSS):
        made = book.run("period", "generate", MONTH, "--scope", scope, now="2026-06-21T09:00")
        tap.same(f"NL-31g in time they are confirmed on the 24th ({scope})",
                 made.get("confirmed_on"), "2026-06-24")
    book.run("agenda", "tick", now="2026-06-24T09:00")
    book.run("period", "national", MONTH, user="fuhe", now="2026-06-25T09:00")
    files = Files(book, tap)
    row = next(row for row in files.claims
               if row[files.titles.index("pay_loc")] == "3"
               and row[0] not in ("", "#TOTAL"))
    book.run("import", "claims", files.write([files.titles, files.claim(row, setl_id="LATER")]),
             now="2026-06-29T09:00")
    made = book.run("period", "generate", MONTH, "--scope", IN, now="2026-06-29T10:00")
    tap.same("NL-31f who gets other figures on the 29th has until the end of 1 July to see them",
             made.get("confirmed_on"), "2026-07-02")
    for now in ("2026-06-30T09:00", "2026-07-01T09:00"):
        error = book.refused("period", "publish", MONTH, user="shenpi", now=now).error
        tap.ok("NL-31f they do not confirm themselves at publication: " + now,
               error.get("code") == "not-confirmed" and "2026-07-02" in error["message"], error)
    book.run("period", "publish", MONTH, user="shenpi", now="2026-07-02T09:00")
    tap.ok("NL-31g after their days they are regarded as confirmed", True)


def check_uploads(tap, qz, root, folder):
    """NL-27, AMB-16: five days of the calendar after a day of cross-province discharges."""
    book = make_office(qz, root, folder, "2026-05-01T09:00")
    path = os.path.join(book.sample, "claims-2026-05.csv")
    book.run("import", "claims", path, now="2026-06-01T09:00")
    files = Files(book, tap)
    at = files.titles.index
    cross = [row for row in files.claims if row[at("pay_loc")] == "4"]
    days = sorted({row[at("setl_time")][:10] for row in cross})
    rows = deadlines(book, "DL-NL-5D/", "2026-06-02")
    tap.same("NL-27 DL-NL-5D the day of discharge is not counted, holidays are",
             {key.split("/")[1]: row["due_day"] for key, row in rows.items()},
             {day: str(datetime.date.fromisoformat(day) + datetime.timedelta(days=5))
              for day in days})
    late = {key.split("/")[1] for key, row in rows.items() if row["status"] == "overdue"}
    tap.same("NL-27 what is late is late", late, {day for day in days if day < "2026-05-28"})
    first = [row[0] for row in cross if row[at("setl_time")][:10] == days[0]]
    book.run("period", "upload", *first, now="2026-06-02T20:00")
    rows = deadlines(book, "DL-NL-5D/", "2026-06-02")
    tap.same("NL-27 and done when the last claim of the day went up",
             rows["DL-NL-5D/" + days[0]]["status"], "done")


def main():
    qz, root = sys.argv[1:3]
    tap, folder = Tap(), tempfile.mkdtemp(prefix="qz-nl-faults-")
    folders = [os.path.join(folder, name) for name in ("files", "month", "lists", "uploads")]
    for name in folders:
        os.mkdir(name)
    book = make_office(qz, root, folders[0], "2026-06-10T09:00")
    book.run("import", "claims", os.path.join(book.sample, "claims-2026-05.csv"))
    check_refunds(Files(book, tap))
    check_national(Files(book, tap))
    book = make(qz, root, folders[1])
    check_papers(book, tap)
    check_remove(book, tap)
    check_close(book, tap)
    check_late_lists(tap, qz, root, folders[2])
    check_uploads(tap, qz, root, folders[3])
    shutil.rmtree(folder)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
