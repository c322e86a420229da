#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Histories of care away from home: what offices do in each month of a folder, some of them late,
and what every account that money only passes through, and every deposit, must then hold.

  nonlocal_sim.py FOLDER SEED FILE      FOLDER: of `make-nonlocal months`; the layout: README.md

The same seed gives the same history. Nobody is late for ever: at the end nothing is on its way."""

import calendar
import glob
import os
import random
import sys
from collections import defaultdict
from datetime import date, timedelta

import nl_clearing
import nl_money
import workdays
from nl_areas import SCOPES, Areas, yuan
from nonlocal_key import month_after, opening, write

ONE = timedelta(days=1)
BANK_NAME = "冰凌花银行"
TRANSIT = ("BANK", "TEMP_RECV.", "ACC_FISCAL_NL.")
LATE_ENOUGH = 4     # working days after which the province suspends a unit


class History:
    def __init__(self, folder, seed):
        self.folder = folder
        self.noise = random.Random(seed)
        self.areas, self.deposits = Areas(folder), opening(folder)
        self.opened = dict(self.deposits.balance)
        self.acts = []          # (time, act, what it does to the accounts, to the deposits)
        self.late = []          # (unit, due day, received day, leg, period, scope)
        self.serial = 0
        self.held = defaultdict(int)
        self.periods = [os.path.basename(name)[7:14].replace("-", "") for name in
                        sorted(glob.glob(os.path.join(folder, "claims-????-??.csv")))]
        # One unit in one month is so late that nobody can look away.
        self.worst = self.noise.choice(self.periods[1:-1] or self.periods)

    def add(self, day, hour, act, entries=(), moves=()):
        time = "%sT%02d:%02d" % (day, hour, self.noise.randrange(60))
        self.acts.append((time, len(self.acts), act, list(entries), list(moves)))

    # ── the month after the costs ──

    def month(self, period):
        clearing = nl_clearing.Clearing(self.folder, self.areas, period)
        first, text = month_after(period, 1), nl_clearing.period_text(period)
        for day, kind, name in ((2, "claims", "claims"), (12, "nl-deductions", "nl-deductions"),
                                (20, "national-items", "national")):
            name = "%s-%s.csv" % (name, text)
            if os.path.exists(os.path.join(self.folder, name)):
                self.add(first.replace(day=day), 17, {"act": "import", "kind": kind, "file": name})
        self.papers_of_month(clearing, first, text)
        last = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        self.add(last, 15, {"act": "publish", "period": text})
        for scope in SCOPES:
            self.cycle(clearing, scope, text)

    def papers_of_month(self, clearing, first, text):
        """Audits by the 15th or never, lists on the 21st, confirmations by the 23rd or never: the
        18th and the 24th do the rest by themselves (NL-28b, NL-31g)."""
        noise = self.noise
        for day in (18, 24):
            self.add(first.replace(day=day), 8, {"act": "tick"})
        self.add(first.replace(day=20), 18, {"act": "upload", "period": text})
        self.add(first.replace(day=25), 9, {"act": "national", "period": text})
        for scope in SCOPES:
            about = {"period": text, "scope": scope}
            for unit in sorted({c.treat_unit for c in clearing.cells if c.scope == scope} - {""}):
                if noise.random() < 0.8:
                    self.add(first.replace(day=noise.randint(13, 15)), 10,
                             {"act": "audit", **about, "unit": unit})
            self.add(first.replace(day=21), 9, {"act": "generate", **about})
            units = {u for c in clearing.cells if c.scope == scope
                     for u in (c.treat_unit, c.insured_unit)} - {""}
            for unit in sorted(units):
                draw, day = noise.random(), first.replace(day=noise.randint(22, 23))
                if draw < 0.08:
                    self.add(day, 11, {"act": "object", **about, "unit": unit,
                                       "reason": "人次与本地记录不符"})
                elif draw < 0.85:
                    self.add(day, 11, {"act": "confirm", **about, "unit": unit})

    # ── money ──

    def pay(self, leg, text, base, due, day, received):
        """A payment with its two confirmations (NL-35), at times in two parts."""
        about = {"period": text, "scope": leg.scope, "leg": leg.leg, "payer": leg.payer,
                 "payee": leg.payee, "insurance": leg.insurance, "unit": leg.unit,
                 "base_day": base.isoformat(), "due_day": due.isoformat()}
        pieces = [leg]
        if len(leg.parts) == 1 and leg.amount > 200 and self.noise.random() < 0.1:
            first = self.noise.randint(1, leg.amount - 1)
            pieces = [leg._replace(amount=a, parts=[(leg.parts[0][0], a)])
                      for a in (first, leg.amount - first)]
        for n, piece in enumerate(pieces):
            payer, payee = nl_money.entries(piece)
            self.serial += 1
            told = {**about, "amount": yuan(piece.amount), "bank": BANK_NAME,
                    "serial": "YD%08d" % self.serial}
            self.add(day, 9 + n, {"act": "pay", **told}, [payer])
            self.add(day, 13 + n, {"act": "confirm-payment", **told})
            self.add(received, 16 + n, {"act": "confirm-receipt", **told}, [payee])

    def lag(self, limit):
        """Working days until somebody pays who is in time."""
        return self.noise.randint(1, limit)

    def arrival(self, day):
        return day if self.noise.random() < 0.7 else workdays.add(day, 1)

    def cycle(self, clearing, scope, text):
        start = month_after(clearing.period, 2) - ONE
        legs = (nl_money.legs_down(clearing, scope) + nl_money.legs_up(clearing, scope, self.areas))
        by_name = defaultdict(list)
        for leg in legs:
            by_name[leg.leg].append(leg)
        if by_name["D1"]:
            self.down(clearing, scope, text, by_name, start)
        if by_name["U4"]:
            self.up(clearing, scope, text, by_name, start)

    def down(self, clearing, scope, text, legs, start):
        base = workdays.add(start, self.lag(2))
        self.add(base, 9, {"act": "papers", "leg": "D1", "period": text, "scope": scope})
        due = nl_money.due_day("D1", base)
        day = workdays.add(base, self.lag(5))
        self.pay(legs["D1"][0], text, base, due, day, day)
        if scope == "in_prov":
            self.use(clearing, scope, day)
        came = defaultdict(lambda: day)
        for name in ("D2", "D3"):
            arrived = defaultdict(list)
            for leg in legs[name]:
                base = day if name == "D2" else came[leg.unit, ""]
                due = nl_money.due_day(name, base)
                paid = workdays.add(base, self.lag(3))
                received = self.arrival(paid)
                self.pay(leg, text, base, due, paid, received)
                arrived[leg.unit, leg.payee + leg.insurance if leg.insurance else ""].append(
                    received)
            came.update({key: max(days) for key, days in arrived.items()})
        groups = defaultdict(list)
        for line in nl_money.hospital_payments(clearing, scope):
            groups[line[:3]].append(line)
        for (unit, agency, ins), lines in sorted(groups.items()):
            base = came[unit, agency + ins]
            paid = workdays.add(base, self.lag(3))
            entry = nl_money.entry_hospitals(scope, agency, ins, lines)
            self.add(paid, 14, {
                "act": "pay-hospitals", "period": text, "scope": scope, "agency": agency,
                "insurance": ins, "amount": yuan(sum(line[4] for line in lines)),
                "base_day": base.isoformat(), "due_day": nl_money.due_day("D4", base).isoformat()},
                [entry])

    def use(self, clearing, scope, day):
        pay = clearing.net(lambda c: c.insured_unit, "P", scope=scope)
        self.add(day, 23, {"act": "none"}, (), [
            (unit, scope, "use", clearing.period, amount)
            for unit, amount in sorted(pay.items()) if amount > 0])

    def lateness(self, unit, text, worst_unit):
        """Working days beyond the due day; 0: in time."""
        if text.replace("-", "") == self.worst and unit == worst_unit:
            return 10
        return self.noise.randint(1, 7) if self.noise.random() < 0.015 else 0

    def send(self, leg, text, base, earliest=None, worst_unit=None):
        """A payment up; the day on which it came. Late ones are kept for SM-6.

        earliest: the day on which the money for it is there, when that is after the base day."""
        due = nl_money.due_day(leg.leg, base)
        late = self.lateness(leg.unit, text, worst_unit) if leg.leg in ("U2", "U3") else 0
        soon = workdays.add(earliest or base, 1)
        if late or soon > due:
            day = received = max(workdays.add(due, late), soon)
            late = True
        else:
            day = max(soon, workdays.add(base, self.lag(nl_money.LIMITS[leg.leg])))
            received = min(self.arrival(day), due)
        self.pay(leg, text, base, due, day, received)
        if late:
            self.late.append((leg.unit, due, received, leg.leg, text, leg.scope))
        return received

    def up(self, clearing, scope, text, legs, start):
        arrived, own = defaultdict(list), {}
        due_of_u2 = defaultdict(list)
        passed = {}     # an office looks at the papers of both insurances together
        for leg in legs["U1"]:
            if leg.payer not in passed:
                passed[leg.payer] = workdays.add(start, self.lag(3))
                self.add(passed[leg.payer], 9, {"act": "papers", "leg": "U1", "period": text,
                                                "scope": scope, "office": leg.payer})
            base = passed[leg.payer]
            own[leg.payee, leg.insurance] = self.send(leg, text, base)
        for leg in legs["U2"]:
            base = own[leg.payer, leg.insurance]
            due_of_u2[leg.unit].append(nl_money.due_day("U2", base))
            arrived[leg.unit].append(self.send(leg, text, base))
        ins, units = [], sorted({leg.unit for leg in legs["U3"]} - {nl_money.OWN_UNIT})
        worst = units[len(units) // 2] if units and scope == "in_prov" else None
        for leg in legs["U3"]:
            if leg.unit == nl_money.OWN_UNIT:
                base = earliest = own[leg.payer, leg.insurance]
            else:
                # AMB-06: the due day runs from the last receipt, at the latest from U2's due day;
                # but nobody can pay on what has not come.
                last, due = max(arrived[leg.unit]), max(due_of_u2[leg.unit])
                earliest, base = last, min(last, workdays.add(due, 1))
            ins.append(self.send(leg, text, base, earliest, worst))
        self.refill(clearing, scope, text, legs["U4"][0], max(ins), len(ins))

    def refill(self, clearing, scope, text, leg, base, n_units):
        """U4, when all are in; somebody tries a day too early. Then the deposits are whole (U5)."""
        if n_units > 1 and self.noise.random() < 0.3:
            self.add(base - ONE, 8, {"act": "pay", "leg": "U4", "period": text, "scope": scope,
                                     "amount": yuan(leg.amount), "refused": "NL-31-U4"})
        paid = workdays.add(base, self.lag(3))
        self.pay(leg, text, base, nl_money.due_day("U4", base), paid, paid)
        pay = clearing.net(lambda c: c.insured_unit, "P", scope=scope)
        moves = [(unit, scope, "refill", clearing.period, amount)
                 for unit, amount in sorted(pay.items()) if amount > 0]
        if scope == "cross_prov":
            # Own persons' costs elsewhere are only recorded, used and refilled at once (AMB-33).
            moves = [(u, s, "use", p, a) for u, s, _, p, a in moves] + moves
        self.add(paid, 23, {"act": "none"}, (), moves)

    # ── SM-6 ──

    def regions(self):
        """A unit that is very late is suspended, and resumed after all that is late has come."""
        by_unit = defaultdict(list)
        for unit, due, received, *_ in self.late:
            by_unit[unit].append((due, received))
        self.suspended = []
        for unit, items in sorted(by_unit.items()):
            for due, received in sorted(items):
                begin = workdays.add(due, LATE_ENOUGH)
                if received <= begin or any(u == unit and begin <= end
                                            for u, _, end in self.suspended):
                    continue
                end = workdays.add(received, 1)
                while not nl_money.may_resume(items, end):
                    end = workdays.add(end, 1)
                self.suspended.append((unit, begin, end))
                self.add(begin, 17, {"act": "tick"})
                self.add(begin, 18, {"act": "suspend", "unit": unit, "reason": "清算资金逾期未到账"})
                self.add(end, 18, {"act": "resume", "unit": unit, "reason": "逾期资金已到账"})

    # ── what must be ──

    def run(self):
        for period in self.periods:
            self.month(period)
        self.regions()
        self.acts.sort(key=lambda item: item[:2])
        ends, made, at = [], [], 0
        day = month_after(self.periods[0], 1)
        last = date.fromisoformat(self.acts[-1][0][:10])
        while day <= last:
            end = day.replace(day=15 if day.day == 1 else
                              calendar.monthrange(day.year, day.month)[1])
            at = self.play(made, at, end)
            ends.append(self.expected(made, end))
            day = end + ONE
        self.must_be_empty(made)
        return ends

    def play(self, made, at, end):
        while at < len(self.acts) and self.acts[at][0][:10] <= end.isoformat():
            time, _, _, entries, moves = self.acts[at]
            self.must_be_covered(entries)
            made += entries
            for unit, scope, kind, period, amount in moves:
                self.deposits.move(unit, scope, kind, date.fromisoformat(time[:10]), amount, period)
            at += 1
        return at

    def expected(self, made, end):
        found = nl_money.balances(made)
        return {
            "day": end.isoformat(),
            "accounts": [[ledger, symbol, yuan(amount)] for ledger, symbols in found.items()
                         for symbol, amount in symbols.items() if symbol.startswith(TRANSIT)],
            "deposits": [[*key, yuan(value)] for key, value in sorted(
                self.deposits.balance.items())],
            "late": [[unit, leg, text, scope, due.isoformat()]
                     for unit, due, received, leg, text, scope in self.late
                     if due < end < received],
            "suspended": sorted({u for u, begin, until in self.suspended if begin <= end < until})}

    def must_be_covered(self, entries):
        """Nobody passes on what has not come to him."""
        for _, ledger, debit, credit in entries:
            for sign, lines in ((1, debit), (-1, credit)):
                for symbol, amount in lines:
                    self.held[ledger, symbol] += sign * amount
            for symbol, _ in debit + credit:
                held = self.held[ledger, symbol]
                if (symbol == "BANK" and held < 0) or ("NLCLR" in symbol and held > 0):
                    raise SystemExit("%s %s: %d" % (ledger, symbol, held))

    def must_be_empty(self, made):
        left = nl_money.open_transit(made)
        if left or not self.deposits.is_whole(self.opened):
            raise SystemExit("something is still on its way: %s" % left[:5])


def main(arguments):
    if len(arguments) != 3:
        sys.exit(__doc__)
    folder, seed, output = arguments
    history = History(folder, int(seed))
    ends = history.run()
    write(output, {"format": "qz-history-nonlocal-1", "seed": int(seed),
                   "account_columns": ["ledger", "symbol", "debit_less_credit"],
                   "acts": [{"time": time, **act} for time, _, act, _, _ in history.acts
                            if act["act"] != "none"],
                   "ends": ends})


if __name__ == "__main__":
    main(sys.argv[1:])
