#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A quarter of an office day by day, with `qz` and with an independent model of what is due
(tests/oracle/agenda.py): days missed, sheets forgotten, settlements in time and late. What is due,
until when, what is done and how late it is must be the same (1.6, 6; DL-JL-DAY, DL-JL-MS,
DL-JL-SC, DL-SQ-PRE, DL-SQ-AUD, DL-SQ-PAY, DL-HLJ-MS), and so must the dashboard's figures
(3.9, 3.10).

usage: test-agenda-oracle.py QZ SOURCE_ROOT
"""
import os
import sys
from datetime import date
from decimal import Decimal

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(HERE, "..", "oracle"))
import agenda                               # noqa: E402
import workdays                             # noqa: E402
from book import Book, Tap, scratch         # noqa: E402

AHEAD = 45
USER = {"review": "fuhe", "approve": "shenpi", "cancel": "zhidan", "defer": "shenpi",
        "push": "zhidan", "hand-over": "caiwu"}
SIGN = ("review", "approve")
FINANCE = ("push", "hand-over")
INSURANCES = ("EMP", "RES")


def yuan(amount):
    return f"{amount // 100}.{amount % 100:02d}"


class Walk:
    """One office, twice: its book set and its diary."""

    def __init__(self, tools, folder, tap, sample, regime, policy, agency, ratio, start):
        qz, root = tools
        self.tap, self.today, self.folder = tap, date.fromisoformat(start), folder
        self.data = os.path.join(root, "data/sample", sample)
        self.book = Book(qz, folder, agency, policy, start + "T00:30")
        self.diary = agenda.Diary(regime, ratio, start)
        self.waiting = []                   # (batch, exported file): at the bank

    def now(self, hour):
        return f"{self.today}T{hour}"

    def path(self, name):
        return os.path.join(self.data, name)

    def take(self, name, hour="08:00"):
        kind, path = name.split("-")[0].split(".")[0], self.path(name)
        self.book.run("import", kind, path, now=self.now(hour))
        if hasattr(self.diary, "take_" + kind):
            getattr(self.diary, "take_" + kind)(path)

    def take_registers(self):
        for name in ("areas.csv", "agencies.csv", "providers.csv", "accounts.csv"):
            self.take(name, "01:00")

    # ── acts ─────────────────────────────────────────────────────────────────────────────────

    def made(self, answer, documents):
        """Compares what was made with the model's documents and gives those their numbers."""
        key = "period" if documents and documents[0].kind != "daily" else "business_day"
        ours = {(row[key], row["insurance"]): row for row in answer["documents"]}
        theirs = {(doc.day if doc.kind == "daily" else doc.period, doc.insurance): doc
                  for doc in documents}
        totals = [{name: row["total"] for name, row in ours.items()},
                  {name: yuan(doc.total) for name, doc in theirs.items()}]
        if totals[0] != totals[1]:
            self.tap.same(f"{self.today}: documents made", *totals)
        for name, doc in theirs.items():
            doc.number = ours[name]["number"]
        return documents

    def run(self, first, last, insurances=INSURANCES):
        words = ["daily", "run", "--from", first, "--to", last]
        words += ["--insurance", insurances[0]] if len(insurances) == 1 else []
        answer = self.book.run(*words, now=self.now("18:00"))
        return self.made(answer, self.diary.office.daily_run(str(self.today), first, last,
                                                             insurances))

    def advance(self, month):
        answer = self.book.run("advance", "run", "--month", month, now=self.now("09:00"))
        docs = self.made(answer, self.diary.office.advance_run(str(self.today), month,
                                                               INSURANCES))
        self.act(docs, *SIGN)
        return docs

    def settle(self, month, insurances=INSURANCES):
        words = ["settle", "run", "--month", month]
        words += ["--insurance", insurances[0]] if len(insurances) == 1 else []
        answer = self.book.run(*words, now=self.now("09:30"))
        return self.made(answer, self.diary.office.settle_run(str(self.today), month, insurances))

    def act(self, documents, *acts):
        for act in acts:
            for doc in documents:
                self.diary.act(self.today, doc, act)
            more = ["--reason", "试验"] if act in ("cancel", "defer") else []
            self.book.run("doc", act, *[doc.number for doc in documents], *more, user=USER[act],
                          now=self.now("19:00"))

    def send(self, documents):
        """Into the bank's batches."""
        if not documents:
            return
        sent = {doc.number: self.diary.send(self.today, doc) for doc in documents}
        made = self.book.run("pay", "batch", *sent, user="caiwu", now=self.now("15:30"))
        for row in made["batches"]:
            path = self.book.export(row["batch"], str(self.today))
            self.waiting.append((sent.pop(row["document"]), path))
        if any(sent.values()):
            self.tap.ok(f"{self.today}: batches made", False, sent)

    def answer(self, fails=False):
        """The bank answers everything; @fails: but cannot pay the first line."""
        for batch, path in self.waiting:
            back = self.book.bank(path, str(self.today), *(["--fail", "1"] if fails else []))
            self.book.run("pay", "return", back, user="caiwu", now=self.now("17:00"))
            self.diary.paid(self.today, batch, (1,) if fails else ())
            fails = False
        self.waiting = []

    def pay(self, documents, fails=False):
        self.send(documents)
        self.answer(fails)

    # ── what is due ──────────────────────────────────────────────────────────────────────────

    def on(self, *days):
        for day in days:
            self.today = date.fromisoformat(day)
            self.check()

    def expected(self):
        made = {}
        for key, (due, done) in self.diary.agenda(self.today, AHEAD).items():
            left = agenda.days_left(self.today, due)
            if not done and due <= self.today + AHEAD * agenda.ONE:
                made[key] = str(due), left, "overdue" if left < 0 else "open"
        return made

    def check(self, hour="07:00"):
        """All that is open up to the last day shown, nothing else, each right; and what is shown
        as done is."""
        got = self.book.run("agenda", "list", now=self.now(hour))
        wanted, model = self.expected(), self.diary.agenda(self.today, AHEAD)
        ours, wrong = {}, []
        for row in got["deadlines"]:
            if row["status"] == "done":
                if not model.get(row["key"], (None, False))[1]:
                    wrong.append(f"{row['key']} is not done")
                continue
            state = "overdue" if row["status"] == "overdue" else "open"
            ours[row["key"]] = row["due_day"], row["days_left"], state
            if (row["status"] == "today") != (row["due_day"] == str(self.today)):
                wrong.append(f"{row['key']} {row['due_day']} is {row['status']}")
        wrong += [f"{key}: program {ours.get(key)}, expected {wanted.get(key)}"
                  for key in sorted(set(ours) | set(wanted)) if ours.get(key) != wanted.get(key)]
        late = sum(state == "overdue" for _, _, state in wanted.values())
        if got["overdue"] != late:
            wrong.append(f"late: program {got['overdue']}, expected {late}")
        self.tap.ok(f"{self.diary.regime} {self.today} {hour}: {len(wanted)} open, {late} late",
                    not wrong, "\n".join(wrong))

    def evening(self, figures=False):
        self.check("23:00")
        if figures:
            self.check_figures()

    # ── the dashboard ────────────────────────────────────────────────────────────────────────

    def check_figures(self):
        tables = self.book.run("report", "dashboard", now=self.now("23:30"))
        nth, days, before = self.diary.paid_out(self.today)
        wanted = {"workday": nth, "batches": len(self.waiting),
                  "paid": yuan(sum(sum(day.values()) for day in days[:nth])),
                  "paid_before": yuan(sum(sum(day.values()) for day in before[:nth])),
                  "batches_total": yuan(sum(line.pay for batch, _ in self.waiting
                                            for line in batch.lines)),
                  "open": yuan(sum(self.diary.office.temp.values()))}
        wrong = [f"{name}: program {tables.get(name)}, expected {value}"
                 for name, value in wanted.items() if str(tables.get(name)) != str(value)]
        wrong += self.differing("days", tables["days"], self.expected_days(days, before))
        wrong += self.differing("ageing", tables["ageing"],
                                [{"open": yuan(amount), "n_providers": n} for amount, n
                                 in self.diary.open_by_age(self.today).values()])
        shares = self.diary.shares(self.today)
        rows = [row for row in tables["shares"] if row["period"] in shares]
        wrong += self.differing("shares", rows, [self.expected_share(*sums)
                                                 for _, sums in sorted(shares.items())])
        self.tap.ok(f"{self.diary.regime} {self.today} dashboard: paid {wanted['paid']}, open "
                    f"{wanted['open']}", not wrong, "\n".join(wrong))

    @staticmethod
    def expected_days(days, before):
        rows = [{} for _ in range(max(len(days), len(before)))]
        for row, day in zip(rows, days):
            row.update(mprepay=yuan(day["advance"]), daily=yuan(day["daily"]),
                       settlement=yuan(day["settlement"]), paid=yuan(sum(day.values())))
        for row, day in zip(rows, before):
            row["paid_before"] = yuan(sum(day.values()))
        return rows

    @staticmethod
    def expected_share(*sums):
        names = ("advance", "daily", "in_time", "late", "total")
        row = {name: yuan(amount) for name, amount in zip(names, sums) if any(sums[:5])}
        if sums[5] is not None:
            row["share"] = sums[5]
        return row

    @staticmethod
    def differing(name, rows, wanted):
        wrong = [] if len(rows) == len(wanted) else [f"{name}: {len(rows)} rows, not {len(wanted)}"]
        for n, (row, expected) in enumerate(zip(rows, wanted), 1):
            ours = {key: value for key, value in row.items()
                    if value is not None and (key in expected or key == "share")}
            if "share" in ours:
                ours["share"] = int(Decimal(ours["share"]) * 1000000)
            if ours != expected:
                wrong.append(f"{name} {n}: program {ours}, expected {expected}")
        return wrong


class City(Walk):
    """Four months of the sample city, with what goes wrong in an office. Not of all days, because
    it is to be quick."""

    KEPT = ("2026-01-01 2026-01-02", "2026-01-06 2026-01-16", "2026-01-20 2026-01-20",
            "2026-01-31 2026-02-02", "2026-02-13 2026-02-16", "2026-02-23 2026-02-24",
            "2026-03-31 2026-03-31")
    IMPORTS = {"2026-01-01": ("claims-2026-01.csv",), "2026-02-01": ("claims-2026-02.csv",),
               "2026-03-01": ("claims-2026-03.csv",),
               "2026-02-09": ("declarations-2026-01.csv", "deductions-2026-01.csv"),
               "2026-03-10": ("declarations-2026-02.csv", "deductions-2026-02.csv"),
               "2026-04-10": ("declarations-2026-03.csv", "deductions-2026-03.csv")}
    # Looked at in the morning although nothing happens.
    LOOKED = ("2026-01-21", "2026-02-10", "2026-02-18", "2026-03-16", "2026-03-17", "2026-04-01",
              "2026-04-05", "2026-04-08", "2026-04-30", "2026-05-11", "2026-05-13")
    FIGURES = ("2026-01-03", "2026-01-09", "2026-01-14", "2026-01-16", "2026-02-02", "2026-02-13",
               "2026-02-25", "2026-02-28", "2026-03-10", "2026-03-13", "2026-03-18", "2026-04-03",
               "2026-04-07", "2026-04-09", "2026-05-08")

    def __init__(self, *args):
        super().__init__(*args)
        self.later = []                     # (day, job)
        self.settlements = {}
        self.days = set()                   # the claim days
        self.run_days = set()               # those that were run
        self.take_registers()

    def path(self, name):
        if not name.startswith("claims-"):
            return super().path(name)
        target = os.path.join(self.folder, name)
        with open(super().path(name), encoding="utf-8") as source:
            title, *lines = [line for line in source.read().splitlines() if line[0] != "#"]
        column = title.split(",").index("setl_time")
        kept = [line for line in lines
                if any(first <= line.split(",")[column][:10] <= last
                       for first, last in map(str.split, self.KEPT))]
        self.days |= {line.split(",")[column][:10] for line in kept}
        with open(target, "w", encoding="utf-8") as out:
            print(title, *kept, sep="\n", file=out)
        return target

    def until(self, last):
        """Day after day: looked at in the morning and, where people worked, in the evening."""
        while str(self.today) <= last:
            for name in self.IMPORTS.get(str(self.today), ()):
                self.take(name, "06:00")
            if str(self.today) in self.LOOKED or str(self.today) in self.days:
                self.check()
            if workdays.is_workday(self.today) and self.work():
                self.check("23:00")
            if str(self.today) in self.FIGURES:
                self.check_figures()
            self.today += agenda.ONE

    def work(self):
        """Whether there was any."""
        jobs = [job for day, job in self.later if day == self.today]
        named = getattr(self, "on_" + self.today.strftime("%m_%d"), None)
        worked = self.pay_ready()
        worked |= self.run_claims()
        for job in jobs + [named] * bool(named):
            job()
        return worked or bool(jobs) or bool(named)

    def after(self, working_days, job):
        self.later.append((workdays.add(self.today, working_days), job))

    def pay_ready(self):
        """What was handed over before; of the residents only in the first days. The bank answers
        those of the 14th and 15th of January on the 16th."""
        docs = [doc for doc in self.diary.living("daily") if doc.total
                and doc.made_on < str(self.today) and self.diary.office.may_pay(doc) is None
                and (doc.insurance == "EMP" or doc.day < "2026-01-07")]
        self.send(docs)
        if str(self.today) not in ("2026-01-14", "2026-01-15"):
            self.answer(fails=str(self.today) == "2026-02-13")
        return bool(docs)

    def run_claims(self):
        today = str(self.today)
        days = sorted(day for day in self.days - self.run_days if day <= today)
        if not days or today in ("2026-01-07", "2026-01-08"):
            return False
        if today == "2026-01-09":           # the missed days only after this one
            days = days[-1:]
        docs = self.run(days[0], days[-1])
        self.run_days |= set(days)
        self.act(docs, *SIGN)
        if today == "2026-01-13":           # the sheets are forgotten
            self.act(docs, "push")
            self.after(1, lambda: self.act(docs, "hand-over"))
        elif today == "2026-01-15":         # the residents' are forgotten
            self.act(docs[:1], *FINANCE)
            self.after(1, lambda: self.act(docs[1:], *FINANCE))
        elif today == "2026-01-20":         # wrong, and made again too late
            self.act(docs, *FINANCE)
            self.act(docs[1:], "cancel")
            self.after(2, lambda: self.act(self.run(today, today, ("RES",)), *SIGN, *FINANCE))
        else:
            self.act(docs, *FINANCE)
            if today == "2026-02-13":       # the bank cannot pay
                self.act(docs[1:], "defer")
        return True

    # The settlement of January: one insurance in time, the other one put off, so that it is paid
    # with February's, late.

    def on_03_10(self):
        self.settlements["01"] = self.settle("2026-01", ("EMP",))

    def on_03_11(self):
        self.settlements["01"] += self.settle("2026-01", ("RES",))
        self.act(self.settlements["01"], *SIGN)

    def on_03_13(self):
        self.pay(self.settlements["01"][:1])

    def on_03_16(self):
        self.act(self.settlements["01"][1:], "defer")

    # February: a day before it is due, but for one line that the bank cannot pay.

    def on_04_03(self):
        self.settlements["02"] = self.settle("2026-02")
        self.act(self.settlements["02"], *SIGN)
        self.book.run("agenda", "done", "DL-JL-SC/2026-Q1", "--note", "专家评议已完成",
                      user="shenpi", now=self.now("21:00"))
        self.diary.ticked.add("DL-JL-SC/2026-Q1")

    def on_04_07(self):
        self.pay(self.settlements["02"], fails=True)

    def on_04_09(self):
        self.pay(self.settlements["02"][:1])

    # March: in time.

    def on_04_20(self):
        self.settlements["03"] = self.settle("2026-03")
        self.act(self.settlements["03"], *SIGN)

    def on_05_08(self):
        self.pay(self.settlements["03"])


class Suspended(Walk):
    """AMB-32: days of which nothing may be paid any more, because the only provider with costs is
    suspended since then, are not late either."""

    CODE = "H22028100158"                   # suspended from 16 February

    def path(self, name):
        if not name.startswith("claims-"):
            return super().path(name)
        target = os.path.join(self.folder, name)
        with open(super().path(name), encoding="utf-8") as source:
            title, *lines = source.read().splitlines()
        with open(target, "w", encoding="utf-8") as out:
            print(title, *[line for line in lines if f",{self.CODE}," in line], sep="\n", file=out)
        return target

    def walk(self):
        self.take_registers()
        self.take("claims-2026-02.csv")
        self.on("2026-02-09", "2026-02-14", "2026-02-15", "2026-02-16", "2026-02-25")


class Advances(Walk):
    """Advances, audits and payments of the other sample."""

    def walk(self):
        self.take_registers()
        self.take("spending.csv")
        self.on("2026-01-01", "2026-01-07")
        january = self.advance("2026-01")
        self.act(january[1:], "defer")
        self.evening()
        self.on("2026-01-10", "2026-01-12")     # a Saturday: rolled
        self.pay(january[:1])
        self.evening()
        self.on("2026-01-13")                   # late: what was put off comes back
        self.pay(self.advance("2026-01"))
        self.evening(figures=True)
        self.on("2026-01-20", "2026-01-31", "2026-02-02", "2026-02-09")
        self.take("declarations-2026-01.csv")
        february = self.advance("2026-02")
        self.on("2026-02-10")
        self.pay(february)
        self.evening(figures=True)
        self.on("2026-02-14", "2026-02-20", "2026-02-25")
        self.settle_january()
        self.settle_february()
        self.on("2026-04-03", "2026-04-10")
        self.pay(self.advance("2026-04"))
        self.evening(figures=True)
        # Nobody declares April; what went out for it must be settled all the same.
        self.on("2026-04-11", "2026-05-10", "2026-05-12", "2026-06-02")
        self.check_figures()

    def settle_january(self):
        """Audited late, paid on the last day, which is in the month after the next."""
        self.take("deductions-2026-01.csv")
        settled = self.settle("2026-01")
        self.act(settled[:1], "review")
        self.evening(figures=True)
        self.on("2026-02-27", "2026-02-28")
        self.act(settled[1:], "review")
        self.evening()
        self.on("2026-03-02")
        self.act(settled, "approve")
        self.on("2026-03-05")
        self.pay(settled)
        self.evening(figures=True)

    def settle_february(self):
        """Audited on the last day, paid late; March has no advance, which is late as well."""
        self.on("2026-03-10", "2026-03-11")
        self.take("declarations-2026-02.csv")
        self.take("deductions-2026-02.csv")
        self.on("2026-03-20")
        settled = self.settle("2026-02")
        self.act(settled, *SIGN)
        self.evening(figures=True)
        self.on("2026-03-27", "2026-03-28", "2026-03-30")
        self.pay(settled)
        self.evening(figures=True)


class Heilongjiang(Walk):
    """The month settlement alone, with the other sample's provider in another province."""

    CHANGES = (("1232130246713028XA", ""), ("11321300014321098F", ""), ("321300", "230200"),
               ("321302", "230202"), ("320000", "230000"))

    def path(self, name):
        target = os.path.join(self.folder, name)
        with open(super().path(name), encoding="utf-8") as source:
            text = source.read()
        for old, new in self.CHANGES:
            text = text.replace(old, new)
        with open(target, "w", encoding="utf-8") as out:
            out.write(text)
        return target

    def walk(self):
        self.take_registers()
        self.on("2026-01-01", "2026-02-05")
        self.take("declarations-2026-01.csv")
        self.on("2026-02-06", "2026-02-20")
        settled = self.settle("2026-01")
        self.act(settled, *SIGN)
        self.act(settled[1:], "defer")
        self.pay(settled[:1])
        self.evening(figures=True)
        self.on("2026-03-16", "2026-03-17")     # late: what was put off comes back
        settled = self.settle("2026-01")
        self.act(settled, *SIGN)
        self.evening(figures=True)
        self.pay(settled)
        self.evening(figures=True)


def main():
    tools = sys.argv[1:3]
    tap = Tap()
    jilin = ("city", "JL", "jilin-daily", "220200", "0.70")
    with scratch() as folder:
        City(tools, folder, tap, *jilin, "2026-01-01").until("2026-05-13")
    with scratch() as folder:
        Suspended(tools, folder, tap, *jilin, "2026-02-01").walk()
    with scratch() as folder:
        Advances(tools, folder, tap, "suqian", "SQ", "suqian-advance", "321300", "0.30",
                 "2026-01-01").walk()
    with scratch() as folder:
        Heilongjiang(tools, folder, tap, "suqian", "HLJ", "heilongjiang-instant", "230200", "0.30",
                     "2026-01-01").walk()
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
