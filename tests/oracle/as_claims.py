# SPDX-License-Identifier: GPL-3.0-or-later
"""Bills of a folder, month after month: what the platform paid beside what the rules give."""

import os
from collections import defaultdict

import as_bill
from as_bill import Result, Year, fen, yuan
from as_people import People, files, read

OTHER = ("cvlserv_pay", "hifes_pay", "hifdm_pay", "oth_pay")
DIFFERENCE_COLUMNS = ["setl_id", "field", "platform", "rules"]


class Bill:
    """A line of the file; amounts in fen, of a refund below zero."""

    def __init__(self, row, areas):
        self.id, self.certno, self.name = row["setl_id"], row["certno"], row["psn_name"]
        self.hospital, self.county = row["fixmedins_code"], row["insu_admdvs"]
        self.time, self.end = row["setl_time"], row["setl_time"][:10]
        self.period, self.begin, self.discharge = self.end[:7], row["begndate"], row["enddate"]
        self.med = row["med_type"][:2]
        self.refund_of = row["refd_setl_id"] if row["refd_setl_flag"] == "1" else ""
        self.direct = row["setl_type"] == "2"
        self.category = row["maf_category"]
        self.fee, self.scp = fen(row["medfee_sumamt"]), fen(row["inscp_scp_amt"])
        self.own, self.over = fen(row["fulamt_ownpay_amt"]), fen(row["overlmt_selfpay"])
        self.pre, self.hosp = fen(row["preselfpay_amt"]), fen(row["hosp_part_amt"])
        self.basic, self.maf = fen(row["hifp_pay"]), fen(row["maf_pay"])
        self.ci = fen(row["hifmi_pay"]) + fen(row["hifob_pay"])
        self.other = sum(fen(row[name]) for name in OTHER)
        self.fund, self.person = fen(row["fund_pay_sumamt"]), fen(row["psn_part_amt"])
        self.dedc = fen(row["act_pay_dedc"])
        # AMB-26: another county's hospital; what the platform says goes.
        self.derived = areas[self.hospital] != self.county
        self.cross = self.derived if row["cross_area"] == "" else row["cross_area"] == "1"
        self.check(row)

    def check(self, row):
        if self.end < as_bill.FIRST_DAY:
            raise ValueError("DT-30: %s" % self.id)
        if not self.begin <= self.discharge <= self.end:
            raise ValueError("DT-6c: the days of %s" % self.id)
        if self.scp != self.fee - self.own - self.over - self.pre:
            raise ValueError("V1: %s" % self.id)
        if self.fund != self.basic + self.ci + self.other + self.maf:
            raise ValueError("V2: %s" % self.id)
        if self.person != self.fee - self.fund - self.hosp:
            raise ValueError("V3: %s" % self.id)
        paid = sum(fen(row[n]) for n in ("acct_pay", "acct_mulaid_pay", "psn_cash_pay"))
        if self.person != paid:
            raise ValueError("V4: %s" % self.id)

    def inputs(self):
        """What the calculator is given. By hand nothing was paid yet."""
        sign = -1 if self.refund_of else 1
        return {"fee": sign * self.fee, "own": sign * self.own, "over": sign * self.over,
                "pre": sign * self.pre, "other": sign * self.other, "hosp": sign * self.hosp,
                "outpatient": self.med in as_bill.OUTPATIENT, "begin": self.begin,
                "end": self.end, "direct": self.direct}


def takes_part(row, areas):
    """Stays and the two outpatient kinds (DT-26) of our own insured, at home."""
    return (row["med_type"][:2] in as_bill.STAYS + as_bill.OUTPATIENT
            and (row["setl_type"], row["pay_loc"]) in (("2", "2"), ("1", "1"))
            and row["fixmedins_code"] in areas and row["insu_admdvs"][:4] == "1402")


class Book:
    """Judges bills in the order of their settlement, and keeps the years of persons."""

    def __init__(self, policies, people):
        self.policies, self.people = policies, people
        self.years = defaultdict(Year)
        self.judged = {}

    def year(self, bill):
        return self.years[bill.certno, bill.end[:4]]

    def judge(self, bill):
        return as_bill.judge(self.policies, bill.inputs(), self.people.of(bill.certno),
                             self.people.spans(bill.certno), self.year(bill))

    def take(self, bill):
        """The verdict; a refund's is its original's with the sign changed."""
        stay = bill.med in as_bill.STAYS
        if bill.refund_of:
            original, verdict = self.judged[bill.refund_of]
            # Its year may be over: what it held is given back there.
            self.year(original).add(verdict.result, stay, -1)
            return verdict._replace(result=Result(*(-v for v in verdict.result)))
        verdict = self.judge(bill)
        self.year(bill).add(verdict.result, stay)
        self.judged[bill.id] = bill, verdict
        return verdict


def differences(bill, verdict):
    r, found = verdict.result, []
    if not bill.direct:
        return found
    for field, mine, rules in (("category", bill.category, verdict.category),
                               ("act_pay_dedc", bill.dedc, r.dedc),
                               ("basic", bill.basic, r.basic), ("ci", bill.ci, r.ci),
                               ("maf", bill.maf, r.assist), ("person", bill.person, r.person),
                               ("cross_area", bill.cross, bill.derived)):
        if mine != rules:
            if isinstance(mine, bool):
                mine, rules = "01"[mine], "01"[rules]
            elif isinstance(mine, int):
                mine, rules = yuan(mine), yuan(rules)
            found.append([bill.id, field, mine, rules])
    return found


def overlaps(bills):
    """Pairs of stays of one person that lie over each other; refunded ones aside."""
    gone = {b.refund_of for b in bills if b.refund_of}
    stays = defaultdict(list)
    for b in bills:
        if not b.refund_of and b.id not in gone and b.med in as_bill.STAYS:
            stays[b.certno].append(b)
    return sorted([b.id, a.id] for group in stays.values() for i, b in enumerate(group)
                  for a in group[:i] if a.begin < b.discharge and a.discharge > b.begin)


class Months:
    """All bills of a folder, judged."""

    def __init__(self, folder, policies=None):
        self.folder, self.people = folder, People(folder)
        self.areas = {row["fixmedins_code"]: row["area"] for row in
                      read(os.path.join(folder, "providers.csv"))}
        self.book = Book(policies or as_bill.Policies(), self.people)
        self.bills, self.others, self.verdicts = defaultdict(list), defaultdict(int), {}
        for path in files(folder, "assistance-bills-*.csv"):
            period = os.path.basename(path)[17:24]
            for row in read(path):
                if not takes_part(row, self.areas):
                    self.others[period] += 1
                    continue
                bill = Bill(row, self.areas)
                if bill.period != period:
                    raise ValueError("AS-3: %s is not of %s" % (bill.id, period))
                self.bills[period].append(bill)
            self.bills[period].sort(key=lambda b: (b.time, b.id))
            for bill in self.bills[period]:
                self.verdicts[bill.id] = self.book.take(bill)
        self.periods = sorted(self.bills)

    def of(self, period):
        return [(bill, self.verdicts[bill.id]) for bill in self.bills[period]]

    def find(self, setl_id):
        for bills in self.bills.values():
            for bill in bills:
                if bill.id == setl_id:
                    return bill
        raise ValueError("DT-23a: no bill %s" % setl_id)
