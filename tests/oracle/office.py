# SPDX-License-Identifier: GPL-3.0-or-later
"""A simple model of an agency's money, written from the rules alone: what is computed, what may be
done, and what must then stand in the books (JL-11, JL-15, SQ-3.2, MS-1, MS-2, AMB-02, AMB-09,
AMB-21, AMB-22, AMB-32, SM-1 to SM-5, 7.3, EV-01 to EV-04, EV-09). Amounts are whole fen."""

from collections import defaultdict
from fractions import Fraction

import shares

DEAD = ("refused", "cancelled")
PATH = {"daily": "daily", "advance": "mprepay"}


class Line:
    """One provider's money in a document."""

    def __init__(self, doc, code, period, pay):
        self.doc, self.code, self.period, self.pay = doc, code, period, pay
        self.number = 0            # in the document; told by the program
        self.claims = []           # daily: what it covers
        self.amount = 0            # daily: of the claims alone
        self.carry_in = self.carry_out = 0
        self.carry_from = []       # lines whose carry it took over (AMB-22)
        self.source = None         # the line that comes back in it (SM-5)
        self.put_off = 0           # open or merged deferral of this line
        self.put_off_whole = False
        self.lost = False          # withdrawn, or a deferral that ended by a suspension (AMB-32)
        self.settled = {}          # settlement: its figures
        self.offsets = []          # settlement: [(path, month, amount)]
        self.deductions = []       # settlement: which it used
        self.posted = False
        self.status = ""           # what the bank said last
        self.batch = None          # the batch that it is in, unless the bank refused that wholly
        self.was_sent = False
        self.was_refused = False   # with the whole file of its batch
        self.hit = False           # by a suspension before it was sent (AMB-32)
        self.refund = 0            # money that came back and waits (EV-09)

    @property
    def alive(self):
        return self.doc.state not in DEAD

    @property
    def root(self):
        return self.source.root if self.source else self

    @property
    def is_due(self):
        return self.pay > 0 and not self.lost

    @property
    def is_open(self):
        """Whether it may go into a batch now."""
        if not self.is_due or (self.put_off and self.put_off_whole):
            return False
        return self.batch is None or self.status in ("02", "03")


class Document:
    def __init__(self, kind, insurance, period, day, made_on):
        self.kind, self.insurance, self.period, self.day = kind, insurance, period, day
        self.made_on = made_on
        self.number, self.state = None, "made"
        self.lines = []
        self.pushed = self.handed_over = False

    @property
    def total(self):
        return sum(line.pay for line in self.lines)

    def count(self):
        """The state that follows from what the bank said (7.3 rule 6)."""
        due = [line for line in self.lines if line.is_due]
        paid = [line for line in due if line.status == "00"]
        if not due and any(line.lost for line in self.lines):
            self.state = "withdrawn"
        elif len(paid) == len(due):
            self.state = "paid"
        elif paid:
            self.state = "part-paid"
        elif any(line.batch and line.status in ("", "01", "09") for line in due):
            self.state = "sent"
        elif any(line.status in ("02", "03") or line.was_refused for line in due):
            self.state = "failed"
        else:
            self.state = "approved"


class Batch:
    def __init__(self, lines):
        self.lines, self.number, self.refused = lines, None, False


class Office:
    """Everything that is true, by the rules, after what was done."""

    def __init__(self, ratio, insurances=("EMP", "RES")):
        self.ratio = Fraction(ratio)
        self.insurances = insurances
        self.claims = {}                   # setl_id → claim
        self.imports = {}                  # number → [setl_id]
        self.blocks = defaultdict(list)    # provider → [[first day, last day or None]]
        self.spending = {}                 # (provider, insurance) → fen of the base year
        self.declared = {}                 # (provider, insurance, month) → fen
        self.deducted = []                 # dicts: code, insurance, month, kind, amount
        self.documents = []
        self.temp = defaultdict(int)       # (provider, insurance, path, month): open 暂付款
        self.expense = defaultdict(int)    # (provider, insurance): 待遇支出
        self.refunds = defaultdict(int)    # (provider, insurance): 暂收款—退汇待处理
        self.cash = defaultdict(int)       # (provider, insurance): paid and not come back

    # ── providers ────────────────────────────────────────────────────────────────────────────

    def is_blocked(self, code, day):
        return any(first <= day and (last is None or day <= last)
                   for first, last in self.blocks[code])

    def is_out(self, code, claim_day, today):
        """AMB-32: from the first day of a suspension on, nothing of the days up to its end is paid
        by the day, whatever the claim date; the month settlement pays it."""
        return any(first <= claim_day and (last is None or claim_day <= last)
                   or first <= today and (last is None or claim_day <= last)
                   for first, last in self.blocks[code])

    def suspend(self, code, day):
        """AMB-32: what was not sent by the first day is withdrawn for good."""
        self.blocks[code].append([day, None])
        for line in self.all_lines("daily", "advance"):
            if line.code == code and line.is_due and not line.was_sent:
                line.hit = True

    def resume(self, code, last):
        self.blocks[code][-1][1] = last

    # ── looking around ───────────────────────────────────────────────────────────────────────

    def all_lines(self, *kinds):
        for doc in self.documents:
            if doc.kind in kinds and doc.state not in DEAD:
                yield from doc.lines

    def deferrals(self, kind, insurance):
        merged = {line.source for line in self.all_lines(kind) if line.source}
        return [line for line in self.all_lines(kind)
                if line.put_off and line not in merged and line.doc.insurance == insurance]

    def is_settled(self, code, insurance, month):
        return any(line.code == code and line.doc.insurance == insurance
                   and line.period == month for line in self.all_lines("settlement"))

    def carries(self, insurance, month):
        """Lines whose negative rest nobody took over yet, by provider (AMB-22)."""
        taken = {id(source) for line in self.all_lines("daily") for source in line.carry_from}
        left = defaultdict(list)
        for line in self.all_lines("daily"):
            if (line.doc.insurance == insurance and line.period == month and line.carry_out
                    and id(line) not in taken):
                left[line.code].append(line)
        return left

    # ── computing ────────────────────────────────────────────────────────────────────────────

    def share(self, claim):
        return shares.round_half_away(claim["base"] * self.ratio)

    def daily_run(self, today, first, last, insurances, available=None):
        made = []
        for insurance in insurances:
            made += self.daily_run_insurance(today, first, last, insurance, available)
        return made

    def comes_back(self, line, last, today):
        if (line.lost or line.hit or self.is_blocked(line.code, today)
                or self.is_settled(line.code, line.doc.insurance, line.period)):
            return False
        return line.doc.day <= last if line.put_off_whole else line.doc.day < last

    def daily_run_insurance(self, today, first, last, insurance, available):
        covered = {claim for line in self.all_lines("daily") for claim in line.claims}
        waiting = [line for line in self.deferrals("daily", insurance)
                   if self.comes_back(line, last, today)]
        by_day = defaultdict(lambda: defaultdict(list))
        for setl_id, claim in self.claims.items():
            if (claim["insurance"] == insurance and claim["daily"] and first <= claim["day"] <= last
                    and setl_id not in covered
                    and not self.is_out(claim["code"], claim["day"], today)
                    and not self.is_settled(claim["code"], insurance, claim["day"][:7])):
                by_day[claim["day"]][claim["code"]].append(setl_id)
        days = sorted(by_day) or ([last] if waiting else [])
        made = []
        for day in days:
            doc = Document("daily", insurance, day[:7], day, today)
            carries = self.carries(insurance, day[:7])
            for code in sorted(by_day[day]):
                doc.lines.append(self.daily_line(doc, code, by_day[day][code], carries[code]))
            self.add_deferred(doc, waiting)
            waiting = []
            if available is not None:
                self.put_off(doc, available)
            self.documents.append(doc)
            made.append(doc)
        return made

    def daily_line(self, doc, code, claims, carries):
        line = Line(doc, code, doc.period, 0)
        line.claims, line.carry_from = claims, carries
        line.amount = sum(self.share(self.claims[claim]) for claim in claims)
        line.carry_in = sum(source.carry_out for source in carries)
        line.pay = max(0, line.amount + line.carry_in)
        line.carry_out = min(0, line.amount + line.carry_in)
        return line

    @staticmethod
    def add_deferred(doc, waiting):
        for source in waiting:
            line = Line(doc, source.code, source.period, source.put_off)
            line.source = source
            doc.lines.append(line)

    @staticmethod
    def put_off(doc, available):
        """EX-2: too little money is shared by the residue method, the rest deferred."""
        lines = sorted((line for line in doc.lines if line.pay),
                       key=lambda line: (line.code, line.source is not None, line.period,
                                         line.source.doc.number if line.source else "",
                                         line.source.number if line.source else 0))
        if available >= doc.total:
            return
        for line, part in zip(lines, shares.allocate(available, [x.pay for x in lines])):
            line.put_off, line.pay = line.pay - part, part

    def advance_run(self, today, month, insurances):
        """AMB-01: audited spending × ratio ÷ 12, rounded once."""
        made = []
        for insurance in insurances:
            doc = Document("advance", insurance, month, None, today)
            have = {line.code for line in self.all_lines("advance")
                    if line.doc.insurance == insurance and line.period == month}
            for (code, book), spent in sorted(self.spending.items()):
                if (book == insurance and code not in have and not self.is_blocked(code, today)
                        and not self.is_settled(code, insurance, month)):
                    doc.lines.append(Line(doc, code, month,
                                          shares.round_half_away(spent * self.ratio / 12)))
            self.add_deferred(doc, [line for line in self.deferrals("advance", insurance)
                                    if not self.is_blocked(line.code, today) and not line.hit
                                    and not self.is_settled(line.code, insurance, line.period)])
            if doc.lines:
                self.documents.append(doc)
                made.append(doc)
        return made

    # ── month settlement ─────────────────────────────────────────────────────────────────────

    def unsettled(self, insurance, month):
        return sorted(code for code, book, period in self.declared
                      if book == insurance and period == month
                      and not self.is_settled(code, insurance, month))

    def earlier_open(self, insurance, month):
        return any(book == insurance and period < month
                   and not self.is_settled(code, insurance, period)
                   for code, book, period in self.declared)

    def settle_run(self, today, month, insurances):
        made = []
        for insurance in insurances:
            doc = Document("settlement", insurance, month, today, today)
            for code in self.unsettled(insurance, month):
                doc.lines.append(self.settle(doc, code, insurance, month))
            self.add_deferred(doc, self.deferrals("settlement", insurance))
            if doc.lines:
                self.documents.append(doc)
                made.append(doc)
        return made

    def open_items(self, code, insurance, month):
        """What was paid and no living settlement has reserved, oldest first (AMB-02, AMB-09)."""
        left = {key: fen for key, fen in self.temp.items()
                if key[:2] == (code, insurance) and key[3] <= month and fen}
        for line in self.all_lines("settlement"):
            if line.code == code and not line.root.posted and line.source is None:
                for path, period, fen in line.offsets:
                    if (code, line.doc.insurance, path, period) in left:
                        left[code, line.doc.insurance, path, period] -= fen
        return sorted((key[3], key[2], fen) for key, fen in left.items() if fen)

    def left_deductions(self, code, insurance):
        """MS-1: an excess of deductions goes on to the next settlement that is made."""
        lines = [line for line in self.all_lines("settlement") if line.code == code
                 and line.doc.insurance == insurance and line.source is None]
        return sum(line.settled["deduct_left"] - line.settled["deduct_carried"] for line in lines)

    def settle(self, doc, code, insurance, month):
        line = Line(doc, code, month, 0)
        used = {id(d) for other in self.all_lines("settlement") for d in other.deductions}
        line.deductions = [d for d in self.deducted if d["code"] == code and d["month"] <= month
                           and d["insurance"] == insurance and id(d) not in used]
        audit = sum(d["amount"] for d in line.deductions if d["kind"] == "10")
        inspect = sum(d["amount"] for d in line.deductions if d["kind"] == "20")
        carried = self.left_deductions(code, insurance)
        declared = self.declared[code, insurance, month]
        rest = declared - audit - inspect - carried
        payable, wanted = max(0, rest), max(0, rest)
        items = self.open_items(code, insurance, month)
        for period, path, fen in items:
            if min(fen, wanted):
                line.offsets.append((path, period, min(fen, wanted)))
                wanted -= min(fen, wanted)
        line.pay = wanted
        opened = sum(fen for _, _, fen in items)
        now = sum(fen for period, _, fen in items if period == month)
        line.settled = {"declared": declared, "deduct_audit": audit, "deduct_inspect": inspect,
                        "deduct_carried": carried, "payable": payable, "paid_now": now,
                        "open_carried": opened - now, "offset": payable - wanted,
                        "open_left": opened - (payable - wanted), "deduct_left": max(0, -rest)}
        return line

    # ── signing ──────────────────────────────────────────────────────────────────────────────

    def is_built_upon(self, doc):
        """Whether a living document took over a carry or deferred money of @doc."""
        mine = {id(line) for line in doc.lines}
        for line in self.all_lines(doc.kind):
            if line.doc is doc:
                continue
            if line.source and id(line.source) in mine:
                return True
            if any(id(source) in mine for source in line.carry_from):
                return True
        return doc.kind == "settlement" and self.is_settled_later(doc)

    def is_settled_later(self, doc):
        later = self.documents[self.documents.index(doc) + 1:]
        codes = {line.code for line in doc.lines if line.source is None}
        return any(line.code in codes and line.source is None for other in later
                   if other.kind == "settlement" and other.state not in DEAD
                   and other.insurance == doc.insurance for line in other.lines)

    def may(self, doc, act):
        """None, or why not."""
        table = {"review": ("made",), "approve": ("reviewed",), "reject": ("made", "reviewed"),
                 "cancel": ("made", "reviewed", "approved", "deferred")
                 + (() if doc.total else ("paid",)), "defer": ("approved",),
                 "push": ("approved", "paid"), "hand-over": ("approved", "paid")}
        if doc.state not in table[act]:
            return "state"
        if act in ("review", "approve") and self.is_stale(doc):
            return "stale"
        if act in ("push", "hand-over"):
            done = doc.pushed if act == "push" else doc.handed_over
            return "done" if done else None
        if act in ("cancel", "defer") and any(line.batch for line in doc.lines):
            return "bank"
        if act == "cancel" and any(line.posted for line in doc.lines):
            return "posted"
        if act in ("cancel", "reject") and self.is_built_upon(doc):
            return "built-upon"
        if act == "defer" and (doc.total == 0 or any(line.put_off for line in doc.lines)):
            return "nothing"
        return None

    def is_stale(self, doc):
        """A settlement that would pay cash although more was reported paid since it was made."""
        return doc.kind == "settlement" and not self.is_settled_later(doc) and any(
            line.pay and self.open_items(line.code, doc.insurance, line.period)
            for line in doc.lines if line.source is None)

    def act(self, doc, act):
        state = {"review": "reviewed", "approve": "approved", "reject": "refused",
                 "cancel": "cancelled", "defer": "deferred"}.get(act, doc.state)
        doc.pushed |= act == "push"
        doc.handed_over |= act == "hand-over"
        doc.state = state
        if act == "defer":
            for line in doc.lines:
                if line.is_due:
                    line.put_off, line.put_off_whole = line.pay, True
        if act == "approve":
            self.post_without_cash(doc)

    def post_without_cash(self, doc):
        """EV-02n, and documents with nothing for the bank."""
        for line in doc.lines:
            if doc.kind == "settlement" and line.pay == 0 and line.source is None:
                self.post_settlement(line)
        if doc.total == 0:
            doc.state = "paid"

    # ── the bank ─────────────────────────────────────────────────────────────────────────────

    def may_pay(self, doc):
        if doc.state not in ("approved", "sent", "part-paid", "failed"):
            return "state"
        if doc.kind == "daily" and not (doc.pushed and doc.handed_over):
            return "not handed over"
        return None if any(line.is_open for line in doc.lines) else "nothing open"

    def fitness(self, line, today):
        """Whether an open line is due, waits, or is withdrawn for good (AMB-32, 7.3 rule 1)."""
        stopped = self.is_blocked(line.code, today)
        if line.doc.kind == "settlement":
            return "due"
        if line.refund:            # the books say that it was paid: it waits, it is not lost
            return "held" if stopped else "due"
        if stopped or line.hit or self.is_settled(line.code, line.doc.insurance, line.period):
            return "withdrawn"
        return "due"

    def all_wait(self, doc, today):
        return all(self.fitness(line, today) == "held" for line in doc.lines if line.is_open)

    def batch(self, doc, today):
        """The open lines that are due; withdraws those that are not any more."""
        lines = [line for line in doc.lines if line.is_open]
        due = [line for line in lines if self.fitness(line, today) == "due"]
        lost = [line for line in lines if self.fitness(line, today) == "withdrawn"]
        for line in lost:
            line.lost = True
        if lost:
            doc.count()
        return due

    def send(self, lines):
        batch = Batch(lines)
        for line in lines:
            line.batch, line.status, line.was_sent, line.was_refused = batch, "", True, False
        for doc in {id(line.doc): line.doc for line in lines}.values():
            doc.count()
        return batch

    def refuse_file(self, batch):
        batch.refused = True
        for line in batch.lines:
            line.batch, line.was_refused = None, True
            line.status = "03" if line.refund else ""
        for line in batch.lines:
            line.doc.count()

    def answer(self, line, status):
        if status == line.status:
            return
        line.status = status
        if status == "00":
            self.paid(line)
        elif status == "03":
            line.refund = line.pay
            self.refunds[line.code, line.doc.insurance] += line.pay
            self.cash[line.code, line.doc.insurance] -= line.pay
        line.doc.count()

    def paid(self, line):
        key = line.code, line.doc.insurance
        self.cash[key] += line.pay
        if line.refund:
            self.refunds[key] -= line.refund
            line.refund = 0
        elif line.doc.kind == "settlement":
            self.post_settlement(line)
        else:
            self.temp[key + (PATH[line.doc.kind], line.period)] += line.pay
            line.posted = True

    def post_settlement(self, line):
        root = line.root
        key = root.code, root.doc.insurance
        self.expense[key] += root.settled["payable"]
        for path, period, fen in root.offsets:
            self.temp[key + (path, period)] -= fen
        root.posted = line.posted = root.settled["payable"] > 0 or line.pay > 0
