#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Histories of medical assistance: what the city, its counties and hospitals do in each month of a
folder, some of them late, and what every account must then hold.

  assistance_sim.py FOLDER SEED FILE      FOLDER: of `make-assistance months`; layout: README.md

The same seed gives the same history. Nothing happens by itself: the rules know no automatic
confirmation here (DT-16 … DT-19), so what is late stays late until somebody does it."""

import os
import random
import sys
from collections import defaultdict
from datetime import date, timedelta

import as_money
import workdays
from as_bill import yuan
from as_claims import Months
from as_forms import Deductions, Forms, Reserve, clear, form_day, reserve_of
from as_people import files, read
from assistance_key import due_days, write

ONE = timedelta(days=1)
BANK_NAME = "云冈石窟路银行"
STEP = 1000000      # money is moved in whole ten thousands of yuan
LOOKS = (6, 12, 15, 18, 22)     # days of a month, beside the last, on which everything is looked at


def day_of(text):
    return date.fromisoformat(text)


class History:
    def __init__(self, folder, seed):
        self.folder, self.noise = folder, random.Random(seed)
        self.months = Months(folder)
        self.deductions, self.reserve = Deductions(self.months), Reserve(folder)
        self.acts = []          # (time, number, act, entries)
        self.terms = []         # (key, period, hospital, county, due day, day it was done)
        self.open_disputes = []
        self.paid_until = defaultdict(lambda: date(2000, 1, 1))     # year → last payment
        self.confirmed_until = dict(self.paid_until)
        self.serial = 0

    def add(self, day, hour, act, entries=()):
        time = "%sT%02d:%02d" % (day, hour, self.noise.randrange(60))
        self.acts.append((time, len(self.acts), act, list(entries)))

    def refuse(self, day, hour, rule, act):
        self.add(day, hour, {**act, "refused": rule})

    def lag(self, low, high, late=0, until=0):
        """A day of the month in time, or with @late percent one after it, up to @until."""
        if self.noise.randrange(100) < late:
            return self.noise.randint(high + 1, until)
        return self.noise.randint(low, high)

    def term(self, key, period, hospital, county, done):
        self.terms.append((key, period, hospital, county, due_days(period)[key], str(done)))

    # ── what comes in ──

    def registers(self):
        for path in files(self.folder, "assisted-*.csv"):
            self.add(read(path)[0]["list_day"], 18, {
                "act": "import", "kind": "assisted", "file": os.path.basename(path)})
        for row in read(os.path.join(self.folder, "suspensions.csv")):
            self.add(row["suspended_from"], 8, {"act": "suspend-person", **row})
            if row["resumed_from"]:
                self.add(row["resumed_from"], 8, {"act": "resume-person",
                                                  "certno": row["certno"],
                                                  "day": row["resumed_from"]})
        for path in files(self.folder, "allotments-*.csv"):
            self.add(day_of(read(path)[0]["allotted_day"]) + ONE, 9, {
                "act": "import", "kind": "assistance-allotments", "file": os.path.basename(path)})
        for n, (row, grown) in enumerate(self.reserve.allotments.steps()):
            act = {"act": "reserve", "year": row["year"], "county": row["county"],
                   "document_no": row["document_no"], "allotment": row["amount"],
                   "amount": yuan(grown)}
            day = day_of(row["allotted_day"]) + ONE
            if grown:
                self.add(day, 15, act, [as_money.reserved(row["county"], grown),
                                        as_money.withheld(row["county"], grown)])
            if n % 7 == 3:      # the same document a second time
                self.refuse(day + ONE, 9, "DT-11", act)

    def imports(self, period, first):
        for day, kind, name in ((2, "assistance-bills", "assistance-bills"),
                                (3, "assistance-deductions", "assistance-deductions")):
            name = "%s-%s.csv" % (name, period)
            if os.path.exists(os.path.join(self.folder, name)):
                self.add(first.replace(day=day), 17, {"act": "import", "kind": kind, "file": name})

    # ── the month after the costs ──

    def month(self, period):
        forms = Forms(self.months, self.deductions, period)
        self.reserve.take(forms)
        first = day_of(form_day(period)).replace(day=1)
        about = {"period": period}
        self.imports(period, first)
        if self.noise.random() < 0.3:
            self.refuse(first - ONE, 9, "DT-16a", {"act": "push-statements", **about})
        push = first.replace(day=self.lag(4, 5, 20, 7))
        self.add(push, 8, {"act": "push-statements", **about})
        self.term("DL-DT-5", period, "", "", push)
        details = first.replace(day=self.lag(11, 15, 10, 18))
        self.add(details, 17, {"act": "push-details", **about})
        self.term("DL-DT-15a", period, "", "", details)
        done = self.confirmations(forms, first)
        confirmed = {county: self.form_4(forms, first, county, done) for county in forms.counties}
        self.confirmed_until[period[:4]] = max(confirmed.values())
        self.payments(forms, confirmed)

    def disputes(self, period):
        """(hospital, county) → lines of its paper."""
        found = defaultdict(list)
        path = os.path.join(self.folder, "assistance-disputes-%s.csv" % period)
        for row in read(path) if os.path.exists(path) else []:
            found[row["fixmedins_code"], row["county"]].append(row)
        return found

    def confirmations(self, forms, first):
        """The day on which each (hospital, county) has both confirmations (DT-16b, DT-16c)."""
        period, disputes, done = forms.period, self.disputes(forms.period), {}
        hospital_day = {h: first.replace(day=self.lag(7, 10, 10, 13)) for h in forms.hospitals}
        for part in forms.parts():
            hospital, county = part
            if part in disputes:
                done[part] = self.dispute(disputes[part])
            else:
                day = first.replace(day=self.lag(7, 10, 8, 14))
                self.add(day, 10, {"act": "county-confirm", "period": period, "county": county,
                                   "fixmedins_code": hospital})
                done[part] = max(day, hospital_day[hospital])
            self.term("DL-DT-10", period, hospital, county, done[part])
        for hospital, day in hospital_day.items():
            # What is disputed already, or by the hospital itself, is not confirmed now.
            counties = [c for h, c in forms.parts() if h == hospital and (
                (h, c) not in disputes or (disputes[h, c][0]["raised_by"] == "county"
                                           and str(day) <= disputes[h, c][0]["raised_day"]))]
            act = {"act": "hospital-confirm", "period": period, "fixmedins_code": hospital,
                   "counties": counties, "handled_by": "经办人", "led_by": "负责人"}
            if counties:
                self.add(day, 9, act)
                if self.noise.random() < 0.05:
                    self.refuse(first.replace(day=3), 9, "DT-16b", act)
        return done

    def dispute(self, lines):
        """The stamped forms go to the county, both confirm, the city is told; the day of that."""
        row = lines[0]
        about = {"period": row["period"], "fixmedins_code": row["fixmedins_code"],
                 "county": row["county"]}
        raised, told = day_of(row["raised_day"]), day_of(row["reported_day"])
        self.add(raised, 13, {"act": "dispute", **about, "raised_by": row["raised_by"],
                              "reason": row["reason"]})
        resolved = {"act": "dispute-resolved", **about, "corrections": [
            [line["setl_id"], line["amount"]] for line in lines if line["setl_id"]]}
        if self.noise.random() < 0.4:
            self.refuse(raised, 16, "DT-16c", {**resolved, "paper_no": "", "stamped_day": "",
                                               "hospital_day": "", "county_day": ""})
        papers = {n: row[n] for n in ("paper_no", "stamped_day", "hospital_day", "county_day")}
        self.add(told, 14, {**resolved, **papers})
        self.open_disputes.append((str(raised), str(told), row["period"], row["fixmedins_code"],
                                   row["county"]))
        return told

    def form_4(self, forms, first, county, done):
        """Form 4 is made when all of the county is confirmed; the day the county confirms it."""
        period, noise = forms.period, self.noise
        about = {"period": period, "county": county}
        ready = max(day for (_, c), day in done.items() if c == county)
        if ready.day > 8 and noise.random() < 0.15:
            self.refuse(ready - ONE, 8, "DT-19a", {"act": "make-form-4", **about})
        made = max(ready, first.replace(day=self.lag(11, 15, 5, 18)))
        form = forms.form_4(county)
        self.add(made, 16, {
            "act": "make-form-4", **about, "totals": form["totals"][1:],
            "reserve": self.reserve.line(period[:4], county, made.isoformat())})
        self.term("DL-DT-15b", period, "", county, made)
        if noise.random() < 0.08:
            self.refuse(made, 8, "DT-19b", {"act": "county-confirm-form-4", **about})
        confirmed = max(made + ONE, first.replace(day=self.lag(16, 20, 8, 26)))
        cross = sum(forms.net(h, county, True) for h, c in forms.parts() if c == county)
        self.add(confirmed, 10, {"act": "county-confirm-form-4", **about},
                 [as_money.confirmed(county, cross)] if cross else [])
        self.term("DL-DT-20", period, "", county, confirmed)
        return confirmed

    # ── money ──

    def payments(self, forms, confirmed):
        """A hospital is paid after its counties confirmed; a county pays back what was lent."""
        lent, last = defaultdict(int), {}
        for hospital in forms.hospitals:
            counties = [c for h, c in forms.parts() if h == hospital]
            cross = [(c, forms.net(hospital, c, True)) for c in counties]
            own = [(c, forms.net(hospital, c, False)) for c in counties]
            total = sum(a for _, a in cross + own)
            if not total:
                continue
            base = max(confirmed[c] for c in counties)
            act = {"act": "pay", "period": forms.period, "fixmedins_code": hospital,
                   "amount": yuan(total), **self.slip()}
            if self.noise.random() < 0.1:
                self.refuse(base, 8, "DT-19b", act)
            day = workdays.add(base, self.noise.randint(1, 6))
            act["reserve"] = [[c, yuan(a)] for c, a in cross if a]
            act["own"] = [[c, yuan(a)] for c, a in own if a]
            self.add(day, self.noise.randint(10, 15), act, as_money.paid(cross, own))
            year = forms.period[:4]
            self.paid_until[year] = max(self.paid_until[year], day)
            for county, amount in own:
                lent[county] += amount
                last[county] = max(last.get(county, day), day)
        for county, amount in sorted(lent.items()):
            if amount:
                day = last[county] + self.noise.randint(2, 25) * ONE
                self.add(day, 16, {"act": "reimburse", "period": forms.period, "county": county,
                                   "amount": yuan(amount), **self.slip()},
                         [as_money.reimbursed(county, amount)])

    def slip(self):
        self.serial += 1
        return {"bank": BANK_NAME, "serial": "YLJZ%08d" % self.serial}

    # ── the year ──

    def year(self, year):
        """DT-12: cleared in the first quarter; one county is late."""
        following, noise = int(year) + 1, self.noise
        due = "%d-03-31" % following
        self.refuse(date(following, 1, 9), 9, "DT-12", {"act": "clear-year", "year": year})
        ready = max(self.paid_until[year], self.confirmed_until[year], date(following, 2, 9))
        day = ready + noise.randint(1, 12) * ONE
        counties = [line[0] for line in self.reserve.lines(year)]
        late, rows = noise.choice(counties), []
        for county in counties:
            held = reserve_of(self.reserve.allotments.total(year, county))
            used = self.reserve.used[year, county]
            surplus, shortage = clear(held, used)
            rows.append([county, *map(yuan, (held, used, surplus, shortage))])
            done = day + noise.randint(1, 9) * ONE
            self.add(done, 10, {"act": "clear-confirm", "year": year, "county": county})
            if surplus or shortage:
                done = done + noise.randint(1, 9) * ONE
                if county == late:
                    done = date(following, 4, noise.randint(2, 20))
                self.add(done, 11, {
                    "act": "clear-pay", "year": year, "county": county,
                    "kind": "surplus" if surplus else "shortage",
                    "amount": yuan(surplus or shortage), **self.slip()},
                    [as_money.cleared(county, surplus, shortage),
                     as_money.settled(county, surplus, shortage)])
            self.terms.append(("DL-DT-Q1", year, "", county, due, str(done)))
        self.add(day, 15, {"act": "clear-year", "year": year, "rows": rows})

    # ── what must be ──

    def run(self):
        self.registers()
        for period in self.months.periods:
            self.month(period)
        for year in sorted({p[:4] for p in self.months.periods if p[5:] == "12"}):
            self.year(year)
        self.acts.sort(key=lambda item: item[:2])
        ends, made, at, played = [], [], 0, []
        day = day_of(self.months.periods[0] + "-01")
        last = day_of(self.acts[-1][0][:10])
        while day <= last:
            days = [d for d in LOOKS if d >= day.day]
            end = day.replace(day=days[0]) if days else day_of(
                form_day(str(day)[:7])).replace(day=1) - ONE
            at = self.play(played, made, at, end)
            ends.append(self.expected(made, str(end)))
            day = end + ONE
        return played, ends

    def play(self, played, made, at, end):
        while at < len(self.acts) and self.acts[at][0][:10] <= str(end):
            today = self.acts[at][0][:10]
            group = []
            while at < len(self.acts) and self.acts[at][0][:10] == today:
                group.append(self.acts[at])
                at += 1
            self.provide(group, made, today)
            self.give_back(group, made, today)
            for time, _, act, entries in sorted(group, key=lambda item: item[:2]):
                made += entries
                self.must_be_covered(made, time)
                played.append({"time": time, **act})
        return at

    def provide(self, group, made, today):
        """Before a day's payments the account gets what it lacks for them (EV-41)."""
        held = as_money.balances(made)
        need = -as_money.balances([e for item in group if item[2]["act"] == "pay"
                                   for e in item[3]]).get((as_money.CITY, as_money.BANK), 0)
        lacks = need - held.get((as_money.CITY, as_money.BANK), 0)
        if lacks > 0:
            amount = min(-(-lacks // STEP) * STEP, held.get((as_money.CITY, as_money.FISCAL), 0))
            group.append((today + "T08:59", -1, {"act": "move-reserve", "amount": yuan(amount),
                                                 **self.slip()}, [as_money.moved(amount)]))

    def give_back(self, group, made, today):
        """On the day of a clearing, what no hospital needs goes back to finance (EV-41r)."""
        left = as_money.balances(made).get((as_money.CITY, as_money.BANK), 0)
        busy = any(item[2]["act"] in ("pay", "move-reserve", "reimburse") for item in group)
        if left > 0 and not busy and any(item[2]["act"] == "clear-year" for item in group):
            group.append((today + "T15:30", -1, {"act": "move-back", "amount": yuan(left),
                                                 **self.slip()}, [as_money.moved_back(left)]))

    def must_be_covered(self, made, time):
        held = as_money.balances(made)
        for symbol in (as_money.BANK, as_money.FISCAL):
            if held.get((as_money.CITY, symbol), 0) < 0:
                raise SystemExit("%s: %s has less than nothing" % (time, symbol))

    def expected(self, made, end):
        spans = self.months.people.suspensions
        return {
            "day": end,
            "accounts": [[*key, yuan(value)] for key, value in as_money.balances(made).items()],
            "late": sorted([key, period, hospital, county, due] for
                           key, period, hospital, county, due, done in self.terms
                           if due < end < done),
            "disputes": sorted([period, hospital, county] for raised, told, period, hospital,
                               county in self.open_disputes if raised <= end < told),
            "suspended": sorted(certno for certno, items in spans.items() for start, until in items
                                if start <= end and (not until or end < until))}


def main(arguments):
    if len(arguments) != 3:
        sys.exit(__doc__)
    folder, seed, output = arguments
    history = History(folder, int(seed))
    acts, ends = history.run()
    write(output, {"format": "qz-answer-key-assistance-history-1", "seed": int(seed),
                   "account_columns": ["ledger", "symbol", "debit_less_credit"],
                   "late_columns": ["key", "period", "hospital", "county", "due"],
                   "done_late_columns": ["key", "period", "hospital", "county", "due", "done"],
                   "done_late": sorted(list(t) for t in history.terms if t[5] > t[4]),
                   "acts": acts, "ends": ends})


if __name__ == "__main__":
    main(sys.argv[1:])
