#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Independent model of what is due and of the dashboard's figures, from an office's diary: what was
imported, made, signed, handed over and paid on which day (1.6, 3.9, 3.10, 6; JL-11d, JL-11e,
JL-15b, JL-16, SQ-3.1, SQ-3.2.2a, HLJ-IS-16d). The money is office.py's, the days workdays.py's."""

import csv
from collections import defaultdict
from datetime import date, timedelta

import office
import workdays

ONE = timedelta(days=1)
BOOKS = {"310": "EMP", "320": "EMP", "330": "EMP", "370": "EMP", "510": "EMP",
         "390": "RES", "391": "RES", "392": "RES", "380": "RES"}
LARGE = {"EMP": "hifob_pay", "RES": "hifmi_pay"}
CUTOFF_DAY = 10              # 3.9, as long as nobody declared another cut-off
AGES = ((30, "0-30"), (60, "31-60"), (90, "61-90"), (None, ">90"))
HANDED = ("approved", "sent", "part-paid", "paid", "failed", "deferred")


def fen(text):
    return int(text.replace(".", "")) if "." in text else int(text or 0) * 100


def rows_of(path):
    with open(path, encoding="utf-8-sig", newline="") as source:
        return [row for row in csv.DictReader(source)
                if not next(iter(row.values())).startswith("#")]


def day_of(text):
    return date.fromisoformat(text)


def shift(month, n):
    """The month @n months on."""
    index = int(month[:4]) * 12 + int(month[5:]) - 1 + n
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def first_of(month):
    return day_of(month + "-01")


def last_of(month):
    return first_of(shift(month, 1)) - ONE


def working_days(after, last):
    """Working days later than @after, up to and with @last."""
    return sum(workdays.is_workday(after + ONE * n) for n in range(1, (last - after).days + 1))


def days_left(today, due):
    """Working days that are left, 0 on the day itself; below 0: days by which it is late."""
    return working_days(today, due) if due >= today else -(today - due).days


class Diary:
    """An office, with the days on which things were done."""

    def __init__(self, regime, ratio, start):
        self.regime, self.start, self.ahead = regime, day_of(start), 0
        self.office = office.Office(ratio)
        self.cutoffs = {}            # month → the day of the cut-off, once declared
        self.journal = []            # (day of the bank, book, path, period, code, fen)
        self.ticked = set()

    # ── files ────────────────────────────────────────────────────────────────────────────────

    def take_providers(self, path):
        for row in rows_of(path):
            stops = [row[name] for name in ("suspended_from", "stopped_from") if row[name]]
            if stops:
                self.office.blocks[row["fixmedins_code"]].append([min(stops), None])

    def take_claims(self, path):
        for row in rows_of(path):
            book = BOOKS[row["insutype"]]
            parts = tuple(fen(row[name]) for name in ("hifp_pay", "acct_pay", LARGE[book]))
            self.office.claims[row["setl_id"]] = {
                "code": row["fixmedins_code"], "insurance": book, "day": row["setl_time"][:10],
                "base": sum(parts), "daily": row["setl_type"] == "2" and row["pay_loc"] == "2"}

    def take_declarations(self, path):
        for row in rows_of(path):
            month = row["clr_ym"][:4] + "-" + row["clr_ym"][4:]
            self.office.declared[row["fixmedins_code"], row["insurance"], month] = \
                fen(row["fund_appy_sum"])
            self.cutoffs[month] = min(day_of(row["cutoff_day"]),
                                      self.cutoffs.get(month, date.max))

    def take_deductions(self, path):
        for row in rows_of(path):
            self.office.deducted.append({
                "code": row["fixmedins_code"], "insurance": row["insurance"],
                "month": row["clr_ym"][:4] + "-" + row["clr_ym"][4:], "kind": row["det_type"],
                "amount": fen(row["amount"])})

    def take_spending(self, path):
        for row in rows_of(path):
            self.office.spending[row["fixmedins_code"], row["insurance"]] = fen(row["amount"])

    # ── acts ─────────────────────────────────────────────────────────────────────────────────

    def act(self, today, doc, act):
        assert self.office.may(doc, act) is None, (today, doc.kind, doc.day, doc.insurance, act,
                                                   self.office.may(doc, act))
        before = {id(line) for line in doc.lines if line.posted}
        self.office.act(doc, act)
        for line in doc.lines:
            if line.posted and id(line) not in before:
                self.posted(today, line)

    def send(self, today, doc):
        """Into a bank batch. The batch, or None where nothing is open."""
        assert self.office.may_pay(doc) is None, (today, doc.kind, doc.day, doc.insurance,
                                                  self.office.may_pay(doc))
        lines = self.office.batch(doc, str(today))
        return self.office.send(lines) if lines else None

    def paid(self, today, batch, fails=()):
        """The bank answers; @fails: the lines, from 1, that it could not pay."""
        for n, line in enumerate(batch.lines, 1):
            self.office.answer(line, "02" if n in fails else "00")
            if n not in fails:
                self.posted(today, line)

    def posted(self, today, line):
        self.journal.append((today, line.doc.insurance, line.doc.kind, line.period, line.code,
                             line.pay))

    # ── what is due ──────────────────────────────────────────────────────────────────────────

    def living(self, kind):
        return [doc for doc in self.office.documents
                if doc.kind == kind and doc.state not in office.DEAD]

    def months(self, today):
        """The months from the first of the office to this one."""
        month, made = str(self.start)[:7], []
        while first_of(month) <= today:
            made.append(month)
            month = shift(month, 1)
        return made

    def agenda(self, today, ahead=45):
        """key → (due day, done), of everything that exists on this day. Advances are due every
        month, so also those of the coming months, as far as @ahead days."""
        self.ahead = ahead
        parts = {"JL": (self.daily, self.settlements, self.special),
                 "SQ": (self.advances, self.audits), "HLJ": (self.settlements,)}
        made = {}
        for part in parts[self.regime]:
            made.update(part(today))
        return {key: (due, done or key in self.ticked) for key, (due, done) in made.items()}

    def daily(self, today):
        """JL-11d, JL-11e: each day's data pushed and its signed sheet handed over on the day, or
        on the next working day."""
        o = self.office
        covered = {claim for line in o.all_lines("daily") for claim in line.claims}
        documents = defaultdict(list)
        for doc in self.living("daily"):
            documents[doc.day].append(doc)
        uncovered = {claim["day"] for setl_id, claim in o.claims.items()
                     if claim["daily"] and setl_id not in covered and claim["day"] <= str(today)
                     and not o.is_out(claim["code"], claim["day"], str(today))
                     and not o.is_settled(claim["code"], claim["insurance"], claim["day"][:7])}
        made = {}
        for day in sorted(uncovered | set(documents)):
            done = day not in uncovered and all(
                doc.pushed and doc.handed_over and doc.state in HANDED for doc in documents[day])
            made[f"DL-JL-DAY/{day}"] = workdays.roll(day_of(day)), done
        return made

    def has_costs(self, month, today):
        """Whether a month has anything to settle: costs, or money that went out for them."""
        return (any(key[2] == month for key in self.office.declared)
                or any(doc.period == month for doc in self.living("advance"))
                or any(claim["day"][:7] == month and claim["day"] <= str(today)
                       for claim in self.office.claims.values()))

    def is_paid(self, line):
        """What was put off is paid when what came back of it is (SM-5)."""
        if line.put_off_whole:
            back = [other for other in self.office.all_lines(line.doc.kind)
                    if other.source is line]
            return bool(back) and all(map(self.is_paid, back))
        return line.status == "00" or line.pay == 0 and line.doc.state in HANDED

    def lines_of(self, kind, month):
        """A month's own lines, without those that came back."""
        return [line for line in self.office.all_lines(kind)
                if line.period == month and line.source is None]

    def is_paid_off(self, month):
        """Whether each declared cost of a month is settled and paid."""
        declared = {key[:2] for key in self.office.declared if key[2] == month}
        lines = self.lines_of("settlement", month)
        have = {(line.code, line.doc.insurance) for line in lines}
        return bool(declared) and declared <= have and all(map(self.is_paid, lines))

    def settlements(self, today):
        """JL-15b, HLJ-IS-16d: 20 working days from the day after the cut-off."""
        made = {}
        for month in self.months(today):
            if not self.has_costs(month, today):
                continue
            cutoff = self.cutoffs.get(month) or day_of(f"{shift(month, 1)}-{CUTOFF_DAY:02d}")
            made[f"DL-{self.regime}-MS/{month}"] = (workdays.add(cutoff, 20),
                                                    self.is_paid_off(month))
        return made

    def special(self, today):
        """JL-16: once a quarter; when, the regulation does not say."""
        made = {}
        for month in self.months(today):
            last = (int(month[5:]) + 2) // 3 * 3
            made[f"DL-JL-SC/{month[:4]}-Q{last // 3}"] = last_of(f"{month[:4]}-{last:02d}"), False
        return made

    def advances(self, today):
        """SQ-3.2.2a: paid by the 10th, rolled forward."""
        made = {}
        for month in self.months(today + self.ahead * ONE):
            lines = self.lines_of("advance", month)
            have = {(line.code, line.doc.insurance) for line in lines}
            # A month that is settled needs no advance any more.
            wanted = {(code, book) for code, book in self.office.spending
                      if not self.office.is_blocked(code, str(today))
                      and not self.office.is_settled(code, book, month)}
            made[f"DL-SQ-PRE/{month}"] = (
                workdays.roll(day_of(month + "-10")),
                bool(lines) and wanted <= have and all(map(self.is_paid, lines)))
        return made

    def audits(self, today):
        """SQ-3.1: 15 working days of the next month to audit and re-check, 20 to pay."""
        made = {}
        for month in self.months(today):
            if not self.has_costs(month, today):
                continue
            year, next_month = map(int, shift(month, 1).split("-"))
            lines = self.lines_of("settlement", month)
            declared = {key[:2] for key in self.office.declared if key[2] == month}
            have = {(line.code, line.doc.insurance) for line in lines}
            audited = (bool(declared) and declared <= have
                       and all(line.doc.state != "made" for line in lines))
            made[f"DL-SQ-AUD/{month}"] = workdays.nth(year, next_month, 15), audited
            made[f"DL-SQ-PAY/{month}"] = (workdays.nth(year, next_month, 20),
                                          self.is_paid_off(month))
        return made

    # ── the dashboard ────────────────────────────────────────────────────────────────────────

    def paid_in(self, month, last):
        """[path → fen], one for each working day of the month. What the bank paid on a day off
        counts to the working day before; before the first one, to the first."""
        n = max(1, working_days(first_of(month) - ONE, last_of(month)))
        made = [defaultdict(int) for _ in range(n)]
        for day, _, path, _, _, amount in self.journal:
            if str(day)[:7] == month and day <= last:
                made[max(1, working_days(first_of(month) - ONE, day)) - 1][path] += amount
        return made

    def paid_out(self, today):
        """The ordinal of the working day, the days of this month and those of the last one."""
        month = str(today)[:7]
        nth = max(1, working_days(first_of(month) - ONE, today))
        before = shift(month, -1)
        return nth, self.paid_in(month, today), self.paid_in(before, last_of(before))

    def open_by_age(self, today):
        """暂付款—即时结算 by age (3.10): name → [fen, providers]. It is kept by the month of the
        costs, so it is as old as the days since that month ended."""
        left = defaultdict(int)
        for (code, _, _, month), amount in self.office.temp.items():
            age = max(0, (today - last_of(month)).days)
            name = next(name for top, name in AGES if top is None or age <= top)
            left[name, code] += amount
        made = {name: [0, 0] for _, name in AGES}
        for (name, _), amount in left.items():
            made[name][0] += amount
            made[name][1] += amount != 0
        return made

    def shares(self, today):
        """month → advance, daily, settled in time, settled late, all that was settled, share in
        millionths (3.9). None while a declaration of the month is not settled: then the total is
        that of a part."""
        made = {}
        due = {key.split("/")[1]: value[0] for key, value in self.agenda(today).items()
               if key.split("/")[0] in ("DL-JL-MS", "DL-HLJ-MS", "DL-SQ-PAY")}
        for month in self.months(last_of(shift(str(today)[:7], -1))):
            sums = defaultdict(int)
            for day, _, path, period, _, amount in self.journal:
                if period == month:
                    late = path == "settlement" and day > due[month]
                    sums["late" if late else path] += amount
            lines = self.lines_of("settlement", month)
            total = sum(line.settled["payable"] for line in lines)
            declared = {key[:2] for key in self.office.declared if key[2] == month}
            have = {(line.code, line.doc.insurance) for line in lines}
            instant = sums["advance"] + sums["daily"] + sums["settlement"]
            share = (instant * 1000000 // total
                     if total and declared and declared <= have else None)
            made[month] = (sums["advance"], sums["daily"], sums["settlement"], sums["late"], total,
                           share)
        return made
