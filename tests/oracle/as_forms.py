# SPDX-License-Identifier: GPL-3.0-or-later
"""Model of deductions (DT-23a), of forms 2, 3 and 4 (2.7) and of the reserve (DT-11, AMB-26)."""

import datetime
from collections import defaultdict, namedtuple

from as_bill import fen, half_up, yuan
from as_people import files, read

Taken = namedtuple("Taken", "bill det_type amount")

FORM_2 = ["county", "category", "visits", "medfee", "basic", "ci", "other", "payable", "deducted",
          "net"]
FORM_3 = ["setl_id", "name", "certno", "category", "county", "begin", "discharge", "medfee", "scp",
          "basic", "ci", "maf", "person", "cross_area"]
FORM_4 = ["hospital", "visits", "payable", "cross", "deducted", "net"]
RESERVE_COLUMNS = ["county", "reserve", "used", "balance", "percent", "level"]


def counted(bill):
    """Whether a bill stands in the forms: settled directly, with assistance."""
    return bill.direct and bill.maf != 0


def cell(bill):
    return bill.hospital, bill.county, bill.cross


# ── deductions ───────────────────────────────────────────────────────────────────────────────────

class Deductions:
    """What is taken off in each period; what finds no room waits (DT-23a)."""

    def __init__(self, months):
        self.months, self.asked = months, defaultdict(list)
        for path in files(months.folder, "assistance-deductions-*.csv"):
            for row in read(path):
                self.ask(row["period"], row["setl_id"], row["det_type"], row["amount"],
                         row["confirmed_day"])
        for path in files(months.folder, "assistance-disputes-*.csv"):
            for row in read(path):
                if row["setl_id"]:
                    self.ask(row["period"], row["setl_id"], "10", row["amount"],
                             row["reported_day"])
        self.check()
        self.taken, self.waiting = {}, {}
        carried = defaultdict(list)
        for period in months.periods:
            self.taken[period], carried = self.month(period, carried)
            self.waiting[period] = {key: sum(i.amount for i in items)
                                    for key, items in sorted(carried.items()) if items}

    def ask(self, period, setl_id, det_type, amount, day):
        bill = self.months.find(setl_id)
        late = bill.period < period
        if fen(amount) <= 0 or (det_type == "20") != late or bill.period > period:
            raise ValueError("DT-23a: %s of %s in %s" % (det_type, setl_id, period))
        self.asked[period].append((day, setl_id, Taken(bill, det_type, fen(amount))))

    def check(self):
        sums = defaultdict(int)
        for items in self.asked.values():
            for _, setl_id, item in items:
                sums[setl_id] += item.amount
                if sums[setl_id] > item.bill.maf:
                    raise ValueError("DT-23a: more than its assistance is taken off %s" % setl_id)

    def month(self, period, carried):
        room, refunds = defaultdict(int), {}
        for bill in filter(counted, self.months.bills[period]):
            room[cell(bill)] += bill.maf
            if bill.refund_of:
                refunds.setdefault(cell(bill), bill)
        queue = defaultdict(list, {key: list(items) for key, items in carried.items()})
        for _, _, item in sorted(self.asked[period], key=lambda i: i[:2]):
            queue[cell(item.bill)].append(item)
        taken, waiting = [], defaultdict(list)
        for key in sorted(set(room) | set(queue)):
            left = room[key]
            if left < 0:
                # More was refunded than settled: the next months pay it (as AMB-22).
                taken.append(Taken(refunds[key], "refund", left))
                waiting[key].append(Taken(refunds[key], "refund", -left))
                left = 0
            for item in queue[key]:
                now = min(left, item.amount)
                left -= now
                if now:
                    taken.append(item._replace(amount=now))
                if now < item.amount:
                    waiting[key].append(item._replace(amount=item.amount - now))
        return taken, waiting


# ── forms ────────────────────────────────────────────────────────────────────────────────────────

def shown(values):
    return [yuan(v) if money else v for v, money in values]


class Forms:
    def __init__(self, months, deductions, period):
        self.bills = [b for b in months.bills[period] if counted(b)]
        self.taken, self.period = deductions.taken[period], period
        self.hospitals = sorted({b.hospital for b in self.bills}
                                | {t.bill.hospital for t in self.taken})
        self.counties = sorted({b.county for b in self.bills}
                               | {t.bill.county for t in self.taken})

    def sums(self, choose):
        """visits, medfee, basic, ci, other, payable, cross, deducted, net of what is chosen."""
        bills = [b for b in self.bills if choose(b)]
        off = sum(t.amount for t in self.taken if choose(t.bill))
        payable = sum(b.maf for b in bills)
        return (sum(-1 if b.refund_of else 1 for b in bills), sum(b.fee for b in bills),
                sum(b.basic for b in bills), sum(b.ci for b in bills),
                sum(b.other for b in bills), payable, sum(b.maf for b in bills if b.cross), off,
                payable - off)

    def net(self, hospital, county, cross=None):
        return self.sums(lambda b: (b.hospital, b.county) == (hospital, county)
                         and cross in (None, b.cross))[-1]

    def parts(self):
        """(hospital, county) of the period: what a hospital and a county confirm together."""
        return sorted({(b.hospital, b.county) for b in
                       self.bills + [t.bill for t in self.taken]})

    def form_2(self, hospital):
        def line(*head, choose):
            v = self.sums(lambda b: b.hospital == hospital and choose(b))
            return [*head, v[0], *map(yuan, (v[1], v[2], v[3], v[4], v[5], v[7], v[8]))]

        keys = sorted({(b.county, b.category) for b in
                       self.bills + [t.bill for t in self.taken] if b.hospital == hospital})
        return {"columns": FORM_2,
                "rows": [line(c, k, choose=lambda b, c=c, k=k: (b.county, b.category) == (c, k))
                         for c, k in keys],
                "counties": [line(c, "", choose=lambda b, c=c: b.county == c)
                             for c in sorted({c for c, _ in keys})],
                "totals": line("", "", choose=lambda b: True)}

    def form_3(self, hospital):
        bills = [b for b in self.bills if b.hospital == hospital]
        rows = [[b.id, b.name, b.certno[:6] + "*" * 8 + b.certno[14:], b.category, b.county,
                 b.begin, b.discharge,
                 *map(yuan, (b.fee, b.scp, b.basic, b.ci, b.maf, b.person)), "01"[b.cross]]
                for b in bills]
        return {"columns": FORM_3, "rows": rows, "total_maf": yuan(sum(b.maf for b in bills))}

    def form_4(self, county):
        def line(head, choose):
            v = self.sums(lambda b: b.county == county and choose(b))
            return [head, v[0], *map(yuan, (v[5], v[6], v[7], v[8]))]

        hospitals = sorted({h for h, c in self.parts() if c == county})
        return {"columns": FORM_4,
                "rows": [line(h, lambda b, h=h: b.hospital == h) for h in hospitals],
                "totals": line("", lambda b: True)}


# ── the reserve ──────────────────────────────────────────────────────────────────────────────────

def reserve_of(allotment):
    """DT-11: 30 % of what was allotted in the year, rounded once."""
    return half_up(allotment * 3, 10)


def level(reserve, used):
    if used > reserve:
        return "overdrawn"
    return "warning" if used > 0 and used * 100 >= reserve * 90 else "normal"


def percent(reserve, used):
    """Cut off to two decimals; without a reserve there is no rate (as AMB-25)."""
    if reserve <= 0:
        return "—"
    hundredths = max(0, used) * 10000 // reserve
    return "%d.%02d%%" % (hundredths // 100, hundredths % 100)


class Allotments:
    def __init__(self, folder):
        self.rows, documents = [], set()
        for path in files(folder, "allotments-*.csv"):
            for row in read(path):
                if row["document_no"] in documents:
                    raise ValueError("DT-11: %(document_no)s twice" % row)
                documents.add(row["document_no"])
                self.rows.append(row)
        self.rows.sort(key=lambda r: (r["allotted_day"], r["county"], r["document_no"]))

    def counties(self, year):
        return sorted({r["county"] for r in self.rows if r["year"] == year})

    def total(self, year, county, until="9999-12-31"):
        return sum(fen(r["amount"]) for r in self.rows
                   if (r["year"], r["county"]) == (year, county) and r["allotted_day"] <= until)

    def steps(self):
        """(row, what the reserve grows by): the sum of a year's steps is rounded once."""
        total = defaultdict(int)
        for row in self.rows:
            key = row["year"], row["county"]
            before = reserve_of(total[key])
            total[key] += fen(row["amount"])
            yield row, reserve_of(total[key]) - before


def form_day(period):
    """The 15th of the next month, on which form 4 is due (DT-19a)."""
    first = datetime.date.fromisoformat(period + "-28") + datetime.timedelta(days=4)
    return first.replace(day=15).isoformat()


class Reserve:
    def __init__(self, folder):
        self.allotments = Allotments(folder)
        self.used = defaultdict(int)        # (year, county) → net of cross-area bills

    def take(self, forms):
        for hospital, county in forms.parts():
            self.used[forms.period[:4], county] += forms.net(hospital, county, True)

    def line(self, year, county, until="9999-12-31"):
        reserve = reserve_of(self.allotments.total(year, county, until))
        used = self.used[year, county]
        return [county, yuan(reserve), yuan(used), yuan(reserve - used), percent(reserve, used),
                level(reserve, used)]

    def lines(self, year, until="9999-12-31"):
        counties = set(self.allotments.counties(year)) | {c for y, c in self.used if y == year}
        return [self.line(year, county, until) for county in sorted(counties)]


def clear(reserve, used):
    """(surplus that goes back, shortage that the county pays) of a year (DT-12, EX-6)."""
    return max(0, reserve - used), max(0, used - reserve)
