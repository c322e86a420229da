#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Ways in which public money could go out twice, or not at all, or leave the books: each is closed.

usage: test-money.py QZ SOURCE_ROOT
"""
import os
import shutil
import sqlite3
import sys

from book import Book, Refused, Tap, scratch

P, Q = "H22020200777", "H22020200778"
LEDGER = "L_AG_220200_RES"
ZERO = "0.00"


class Office:
    """Two hospitals of residents' insurance, paid 70 % by the day; every row is made here."""

    def __init__(self, qz, root, folder):
        self.qz, self.folder, self.n = qz, folder, 0
        self.data = os.path.join(root, "data/sample/jilin-ex2")
        self.book = Book(qz, folder, "220200", "jilin-daily", "2026-02-01T08:00")
        self.book.load(self.data, "areas.csv", "agencies.csv")
        self.header = self.rows("claims-2026-02.csv")[0]
        self.providers({})
        self.accounts({})

    def rows(self, name):
        with open(os.path.join(self.data, name), encoding="utf-8-sig") as source:
            return source.read().splitlines()

    def take(self, kind, rows, now=None):
        self.n += 1
        path = os.path.join(self.folder, f"{kind}-{self.n}.csv")
        with open(path, "w", encoding="utf-8", newline="") as out:
            out.write("\r\n".join(rows + [""]))
        return self.book.run("import", kind, path, now=now)["import"]

    def filled(self, name, row, **fields):
        header = self.rows(name)[0].split(",")
        cells = row.split(",")
        for field, value in fields.items():
            cells[header.index(field)] = value
        return ",".join(cells)

    def providers(self, states, now=None):
        name, rows = "providers.csv", []
        for code in (P, Q):
            status, day = states.get(code, ("ADMITTED", "2026-01-01"))
            field = {"ADMITTED": "admitted_from", "SUSPENDED": "suspended_from"}[status]
            fields = {"admitted_from": "2026-01-01", "fixmedins_code": code, "status": status,
                      "fixmedins_name": f"医院{self.n}", "uscc": "", field: day}
            rows.append(self.filled(name, self.rows(name)[1], **fields))
        self.take("providers", self.rows(name)[:1] + rows, now=now)

    def accounts(self, fields):
        name = "accounts.csv"
        agency = [row for row in self.rows(name) if row.startswith("agency")]
        row = next(row for row in self.rows(name) if row.startswith("provider"))
        own = [self.filled(name, row, owner_code=code, account_no=f"62170022020000900{i}7",
                           **fields) for i, code in enumerate((P, Q))]
        self.take("accounts", self.rows(name)[:1] + agency + own)

    def claims(self, day, *amounts, now=None):
        rows = [self.header]
        for code, amount in amounts:
            self.n += 1
            number = f"220200{self.n:014d}"
            refund = amount.startswith("-")
            rows.append(",".join(
                [number, number, "", "", "", code, "390", "11", day + " 09:00:00", amount, ZERO,
                 ZERO, ZERO, amount, amount] + [ZERO] * 7 + [amount] + [ZERO] * 5
                + ["1" if refund else "0", "22020000000000000001" if refund else "", "2", "2",
                   "220202"]))
        return self.take("claims", rows, now=now or day + "T17:00")

    def declare(self, month, code, amount, now="2026-03-11T09:00"):
        rows = self.rows("declarations-2026-02.csv")[:1]
        rows.append(f"{code},RES,{month.replace('-', '')},1,{amount},{amount},{month}-28")
        self.take("declarations", rows, now=now)

    def daily(self, day, *args, now=None):
        made = self.book.run("daily", "run", "--day", day, *args, now=now or day + "T18:00")
        return made["documents"][0]["number"] if made["documents"] else None

    def settle(self, month, now="2026-03-12T09:00"):
        return self.book.run("settle", "run", "--month", month, now=now)["documents"][0]

    def signed(self, day="2026-02-09", *amounts):
        """A daily document of @day, signed on it."""
        self.claims(day, *(amounts or [(P, "1000.00")]))
        number = self.daily(day)
        self.book.sign(number, now=day + "T19:00")
        return number

    def pay_settlement(self, number):
        self.book.sign(number, now="2026-03-12T10:00", finance=False)
        self.book.pay([number], "2026-03-13")

    def batch(self, number, day):
        return self.book.run("pay", "batch", number, user="caiwu",
                             now=day + "T09:00")["batches"][0]["batch"]

    def word(self, path, day, *returns, name="word.ret"):
        """What the bank says of the file @path."""
        return self.book.run("pay", "return", self.book.bank(path, day, *returns, name=name),
                             user="caiwu", now=day + "T17:00")

    def file(self):
        return os.path.join(self.folder, next(n for n in sorted(os.listdir(self.folder))
                                              if n.startswith("YB") and n.endswith(".txt")))

    def refused(self, *args, user="zhidan", now="2026-03-20T09:00"):
        return self.book.refused(*args, user=user, now=now).error["code"]

    def reverse(self, voucher, now):
        """3.6-5: one proposes, another checks, then it is posted."""
        number = str(self.book.run("voucher", "reverse", voucher, "--reason", "x", "--submit",
                                   user="caiwu", now=now)["draft"])
        self.book.run("voucher", "check", number, user="fuhe", now=now)
        return self.book.run("voucher", "post", number, user="caiwu", now=now)["voucher"]

    def state(self, number):
        return self.book.run("doc", "show", number)["state"]

    def figures(self, number, *names):
        return [[line[name] for name in names]
                for line in self.book.run("doc", "show", number)["lines"]]

    def went_out(self):
        """Fen by provider, as the bank's last words tell."""
        database = sqlite3.connect(self.book.path)
        rows = database.execute(
            "SELECT p.code, sum(x.amount_fen) FROM bank_line x"
            " JOIN bank_line_state s ON s.bank_line_id = x.id AND s.status = '00'"
            " JOIN document_line l ON l.id = x.document_line_id"
            " JOIN provider p ON p.id = l.provider_id GROUP BY 1").fetchall()
        database.close()
        return dict(rows)

    def sound(self):
        return (self.book.run("check", check=False)["ok"]
                and self.book.run("book", "verify", check=False)["ok"])


def deferred_then_settled(o, tap):
    number = o.signed()
    o.book.run("doc", "defer", number, "--reason", "x", user="shenpi", now="2026-02-10T08:00")
    o.declare("2026-02", P, "1000.00")
    o.pay_settlement(o.settle("2026-02")["number"])
    made = o.book.run("daily", "run", "--day", "2026-03-12", now="2026-03-14T18:00")
    tap.same("SM-5 a deferral does not come back once its month is settled",
             (made["n_documents"], made["left_out"][0]["amount"]), (0, "700.00"))
    tap.same("SM-5 paid once", o.went_out(), {P: 100000})


def approved_then_settled(o, tap):
    number = o.signed()
    o.declare("2026-02", P, "1000.00")
    o.pay_settlement(o.settle("2026-02")["number"])
    o.book.run("pay", "batch", number, user="caiwu", now="2026-03-16T09:00")
    tap.same("JL-15a what the settlement paid is not paid by the day", o.went_out(), {P: 100000})


def paid_while_settling(o, tap):
    number = o.signed()
    path = o.book.export(o.batch(number, "2026-02-10"), "2026-02-10")
    o.declare("2026-02", P, "1000.00")
    settlement = o.settle("2026-02")
    tap.same("7.3-7 what is at the bank does not reduce the month", settlement["total"], "1000.00")
    o.word(path, "2026-03-12")
    tap.same("JL-15a a settlement that was overtaken is not signed",
             o.refused("doc", "review", settlement["number"], user="fuhe"), "settlement-stale")
    o.book.run("doc", "reject", settlement["number"], "--reason", "x", user="fuhe",
               now="2026-03-12T18:00")
    again = o.settle("2026-02", now="2026-03-12T19:00")
    tap.same("JL-15a made anew it deducts", again["total"], "300.00")


def refused_with_successor(o, tap):
    o.claims("2026-02-09", (P, "-100.00"))
    first = o.daily("2026-02-09")
    o.claims("2026-02-10", (P, "500.00"))
    second = o.daily("2026-02-10")
    tap.same("AMB-22 a carry is not taken away under the next batch",
             o.refused("doc", "reject", first, "--reason", "x", user="fuhe"), "built-upon")
    for number in (second, first):
        o.book.run("doc", "reject", number, "--reason", "x", user="fuhe", now="2026-02-10T19:00")
    o.book.run("daily", "run", "--month", "2026-02", now="2026-02-10T20:00")
    tap.same("AMB-22 made anew, the carry is deducted once",
             o.book.run("doc", "list")["documents"][0]["total"], "280.00")


def refused_partial(o, tap):
    o.claims("2026-02-09", (P, "1000.00"))
    first = o.daily("2026-02-09", "--insurance", "RES", "--available", "100.00")
    o.daily("2026-02-10", now="2026-02-10T18:00")
    tap.same("EX-2 a line whose rest came back is not refused under it",
             o.refused("doc", "reject", first, "--reason", "x", user="fuhe"), "built-upon")


def suspended_before_export(o, tap):
    number = o.signed("2026-02-09", (P, "1000.00"), (Q, "10.00"))
    batch = o.batch(number, "2026-02-10")
    o.providers({P: ("SUSPENDED", "2026-02-11")}, now="2026-02-11T07:00")
    tap.same("AMB-32 no file for a provider suspended since",
             o.refused("pay", "export", batch, "--output", o.folder, user="caiwu",
                       now="2026-02-11T08:00"), "line-unfit")
    o.book.pay([number], "2026-02-11")
    tap.same("AMB-32 the others are paid", (o.went_out(), o.state(number)), ({Q: 700}, "paid"))
    tap.same("AMB-32 the batch that was given up is not written",
             o.refused("pay", "export", batch, "--output", o.folder, user="caiwu"),
             "batch-answered")


def suspended_with_money_back(o, tap):
    number = o.signed()
    o.book.pay([number], "2026-02-10")
    o.word(o.file(), "2026-02-11", "--returned", "1", name="back.ret")
    o.providers({P: ("SUSPENDED", "2026-02-12")}, now="2026-02-12T07:00")
    tap.same("EV-09 money that came back waits while the provider is out",
             o.refused("pay", "batch", number, user="caiwu", now="2026-02-12T09:00"),
             "provider-out")
    o.declare("2026-02", P, "1000.00")
    settlement = o.settle("2026-02")
    tap.same("EV-09 the settlement deducts it", settlement["total"], "300.00")
    o.pay_settlement(settlement["number"])
    o.providers({P: ("ADMITTED", "2026-03-14")}, now="2026-03-14T07:00")
    o.book.pay([number], "2026-03-16", "--serial", "Y")
    tap.same("EV-09 so it is paid again, whatever was settled", o.went_out(), {P: 100000})


def returned_at_once(o, tap):
    number = o.signed()
    path = o.book.export(o.batch(number, "2026-02-10"), "2026-02-10")
    o.word(path, "2026-02-10", "--returned", "1")
    o.book.pay([number], "2026-02-12", "--serial", "Y")
    events = [v["event"] for v in o.book.run("voucher", "list")["vouchers"]]
    tap.same("EV-09 a first word 03 books both ways", sorted(events), ["EV-03", "EV-09", "EV-09r"])
    o.declare("2026-02", P, "1000.00")
    tap.same("EV-09 so the settlement knows of it", o.settle("2026-02")["total"], "300.00")


def partly_paid(o, tap):
    number = o.signed("2026-02-09", (P, "1000.00"), (Q, "10.00"))
    tap.ok("7.3 before the bank has answered the total says what is to be paid",
           "unpaid_total" not in o.book.run("doc", "show", number))
    batch = o.book.pay([number], "2026-02-10", "--fail", "1")[0]
    shown, of_batch = o.book.run("doc", "show", number), o.book.run("pay", "show", batch)
    failed = [line["pay"] for line in shown["lines"] if line["pay_status"] == "02"]
    tap.same("7.3 what the bank did not pay stands beside the total, as its batch tells it",
             (shown["state"], shown["total"], [shown["unpaid_total"]], of_batch["unpaid_total"]),
             ("part-paid", "707.00", failed, shown["unpaid_total"]))
    again = o.batch(number, "2026-02-11")
    tap.same("7.3 until it is paid", o.book.run("doc", "show", number)["unpaid_total"], failed[0])
    o.book.answer(again, "2026-02-11", "--serial", "Y")
    shown = o.book.run("doc", "show", number)
    tap.same("7.3 and nothing when all is paid", (shown["state"], shown.get("unpaid_total")),
             ("paid", None))


def bank_has_batch(o, tap):
    number = o.signed()
    path = o.book.export(o.batch(number, "2026-02-10"), "2026-02-10")
    ret = o.book.bank(path, "2026-02-10", "--file-status", "13")
    tap.same("7.3-4 a batch that the bank has already is not failed",
             o.refused("pay", "return", ret, user="caiwu"), "bank-has-batch")
    tap.same("7.3-4 nor sent anew", o.refused("pay", "batch", number, user="caiwu"),
             "at-the-bank")
    early = o.book.bank(path, "2026-02-08", name="early.ret")
    tap.same("7.3-6 the bank cannot pay before the batch was made",
             o.refused("pay", "return", early, user="caiwu"), "return-before-batch")


def drafts(o, tap):
    """3.6: what people write is checked by somebody else, and posted as it was checked."""
    o.book.pay([o.signed()], "2026-02-10")
    now = {"now": "2026-02-10T18:00"}
    lines = ["summary,account,provider,item_period,path,debit,credit",
             "收到利息,ACC_OUT,,,,50.00,", "收到利息,4201,,,,,50.00"]

    def write(*rows, user="zhidan", **more):
        path = os.path.join(o.folder, "voucher.csv")
        with open(path, "w", encoding="utf-8") as out:
            out.write("\n".join([lines[0], *rows]) + "\n")
        arguments = ["voucher", "draft", path, "--ledger", LEDGER]
        for name, value in {"attachments": "1", **more}.items():
            arguments += ["--" + name, value] if value else []
        return o.book.run(*arguments, user=user, **now)["draft"]

    def refused(verb, number, user, *more):
        return o.refused("voucher", verb, str(number), *more, user=user, **now)

    uneven = write(lines[1])
    tap.same("3.6-1 one line is no voucher", refused("check", uneven, "fuhe"), "voucher-too-short")
    uneven = write(lines[1], "利息,4201,,,,,49.99", draft=str(uneven))
    tap.same("3.6-1 nor are uneven sides", refused("check", uneven, "fuhe"), "voucher-unbalanced")
    write(lines[1], "利息,TEMP_RECV,,,,,50.00", draft=str(uneven))
    tap.same("3.6-1 nor an account with others below", refused("submit", uneven, "zhidan"),
             "account-not-leaf")
    write(lines[1].replace("50", "-50"), lines[2].replace("50", "-50"), draft=str(uneven))
    tap.same("3.6-1 red letters are for reversals", refused("check", uneven, "fuhe"),
             "voucher-red-letter")
    write(*lines[1:], draft=str(uneven), attachments="")
    tap.same("3.6-4 without attachments", refused("check", uneven, "fuhe"), "voucher-no-attachment")
    write("冲,ACC_OUT,,,,700.01,", f"冲,110101,{P},2026-02,daily,,700.01", draft=str(uneven))
    tap.same("IC-3 no more is taken off an item than is open", refused("check", uneven, "fuhe"),
             "item-overdrawn")
    write("冲,ACC_OUT,,,,1.00,", "冲,110101,,,,,1.00", draft=str(uneven))
    tap.same("IC-3 nor without saying whose", refused("check", uneven, "fuhe"),
             "dimension-missing")
    write(*lines[1:], draft=str(uneven))
    write(*lines[1:], user="both", draft=str(uneven))
    tap.same("3.6-5 who wrote any of it does not check it", refused("check", uneven, "both"),
             "voucher-same-person")
    tap.same("3.6-5 what nobody checked is not posted", refused("post", uneven, "caiwu"),
             "draft-state")
    o.book.run("voucher", "check", str(uneven), user="fuhe", **now)
    tap.same("3.6-6 a draft keeps its month open",
             o.refused("ledger", "close", LEDGER, "--month", "2026-02", user="caiwu",
                       now="2026-03-02T09:00"), "drafts-left")
    o.book.run("voucher", "rule", "--checker-may-post", "no", user="admin", **now)
    again = write(*lines[1:])
    o.book.run("voucher", "check", str(again), user="caiwu", **now)
    tap.same("3.6-5 by the office's rule the checker does not post",
             refused("post", again, "caiwu"), "voucher-same-person")
    o.book.run("voucher", "withdraw", str(again), "--reason", "x", **now)
    posted = o.book.run("voucher", "post", str(uneven), user="caiwu", **now)["voucher"]
    tap.same("3.6-3 it takes the next number", posted, f"{LEDGER}/2026-02/2")
    tap.same("3.6-2 and keeps the summaries of its lines",
             [line["summary"] for line in o.book.run("voucher", "show", posted)["lines"]],
             ["收到利息", "收到利息"])
    paper = os.path.join(o.folder, "v.pdf")
    prints = [o.book.run("voucher", "print", "--ledger", LEDGER, "--month", "2026-02", "--number",
                         "2", "--output", paper, **now)["reprint"] for _ in range(2)]
    tap.same("prints are counted", prints, [0, 1])
    o.reverse(posted, now="2026-02-11T09:00")
    tap.same("3.6-5 a reversal leaves nothing",
             o.book.run("ledger", "balance", LEDGER, "--account", "REV_INTEREST")["balances"][0]
             ["balance"], "0.00")
    tap.ok("3.6 the book set proves its drafts", o.book.run("book", "verify")["ok"])
    o.book.run("ledger", "close", LEDGER, "--month", "2026-02", user="caiwu",
               now="2026-03-02T09:00")
    late = write(*lines[1:])
    tap.same("3.6-6 nothing is checked into a closed month", refused("check", late, "fuhe"),
             "period-closed")


def forged_check(o, tap):
    """3.6-5: a check that its maker signed is found, whoever wrote it into the file."""
    path = os.path.join(o.folder, "voucher.csv")
    with open(path, "w", encoding="utf-8") as out:
        out.write("summary,account,debit,credit\n收到利息,ACC_OUT,5.00,\n收到利息,4201,,5.00\n")
    now = {"now": "2026-02-10T18:00"}
    number = str(o.book.run("voucher", "draft", path, "--ledger", LEDGER, "--attachments", "1",
                            **now)["draft"])
    o.book.run("voucher", "check", number, user="fuhe", **now)
    o.book.run("voucher", "post", number, user="caiwu", **now)

    def finding():
        checks = o.book.run("book", "verify", check=False)["checks"]
        return next(row["ok"] for row in checks if row["code"] == "DRAFTS")

    tap.same("3.6-5 an honest check is right", finding(), True)
    honest, o.book.path = o.book.path, os.path.join(o.folder, "forged.qz")
    shutil.copy(honest, o.book.path)
    database = sqlite3.connect(o.book.path)
    database.execute("DROP TRIGGER voucher_draft_event_no_update")
    database.execute("UPDATE voucher_draft_event SET actor = 'zhidan' WHERE act = 'check'")
    database.commit()
    database.close()
    tap.same("3.6-5 a forged one is found", finding(), False)
    o.book.path = honest


def year_end(o, tap):
    o.book.pay([o.signed()], "2026-02-10")
    o.declare("2026-02", P, "1000.00")
    o.pay_settlement(o.settle("2026-02")["number"])
    now = {"now": "2027-01-04T09:00"}
    number = str(o.book.run("ledger", "close-year", LEDGER, "--year", "2026", user="caiwu",
                            **now)["draft"])
    tap.same("3.6-7 the closing entry is proposed once",
             o.refused("ledger", "close-year", LEDGER, "--year", "2026", user="caiwu", **now),
             "closing-under-way")
    o.book.run("voucher", "check", number, user="fuhe", **now)
    o.book.run("voucher", "post", number, user="caiwu", **now)
    balances = {row["account"]: row["balance"] for row in
                o.book.run("ledger", "balance", LEDGER)["balances"]}
    tap.same("3.6-7 expenses go into the balance of the fund",
             (balances["EXP_BEN"], balances["BAL_GEN"]), ("0.00", "-1000.00"))


def reversals(o, tap):
    number = o.signed("2026-02-09", (P, "1000.00"), (Q, "100.00"))
    o.book.pay([number], "2026-02-10")
    tap.same("IC-1 what the bank did is not reversed",
             o.refused("voucher", "reverse", f"{LEDGER}/2026-02/1", "--reason", "x", user="caiwu"),
             "voucher-of-bank")
    o.declare("2026-02", P, "500.00")
    o.declare("2026-02", Q, "100.00")
    settlement = o.settle("2026-02")["number"]
    o.book.sign(settlement, now="2026-03-12T10:00", finance=False)
    tap.same("3.6-5 a settlement in the ledger is not cancelled",
             o.refused("doc", "cancel", settlement, "--reason", "x"), "has-vouchers")
    o.reverse(f"{LEDGER}/2026-03/1", now="2026-03-12T12:00")
    tap.ok("IC-1 a settlement without its entry is told", not o.sound())
    tap.same("3.6-5 a reversal is not reversed",
             o.refused("voucher", "reverse", f"{LEDGER}/2026-03/2", "--reason", "x", user="caiwu"),
             "voucher-is-reversal")
    o.book.run("doc", "cancel", settlement, "--reason", "x", now="2026-03-12T13:00")
    again = o.settle("2026-02", now="2026-03-12T14:00")
    tap.same("3.6-5 after the reversal it is made anew",
             o.figures(again["number"], "payable", "offset", "pay"),
             [["500.00", "500.00", "0.00"], ["100.00", "70.00", "30.00"]])
    o.pay_settlement(again["number"])


def settlement_without_cash(o, tap):
    o.book.pay([o.signed()], "2026-02-10")
    o.declare("2026-02", P, "500.00")
    settlement = o.settle("2026-02")["number"]
    o.book.sign(settlement, now="2026-03-12T10:00", finance=False)
    o.reverse(f"{LEDGER}/2026-03/1", now="2026-03-12T12:00")
    o.book.run("doc", "cancel", settlement, "--reason", "x", now="2026-03-12T13:00")
    tap.same("EV-02n can be undone, for no money moved", o.state(settlement), "cancelled")


def files(o, tap):
    number = o.signed()
    batch = o.batch(number, "2026-02-10")
    tap.same("an export does not write over the book set",
             o.refused("pay", "export", batch, "--output", o.book.path, user="caiwu"),
             "file-is-book")
    before = sorted(os.listdir(o.folder))
    o.book.run("doc", "print", number, "--output", os.path.join(o.folder, "x.pdf"), "--dry-run")
    tap.same("a print that is only tried leaves nothing", sorted(os.listdir(o.folder)), before)


def unwritable_names(o, tap):
    number = o.signed()
    o.accounts({"account_name": "甲|乙"})
    tap.same("7.2 a name that no bank file can carry is found before the batch stands",
             o.refused("pay", "batch", number, user="caiwu"), "bank-forbidden-character")
    o.accounts({"account_name": "甲乙"})
    o.book.pay([number], "2026-02-10")
    tap.same("7.2 mended, it is paid", o.went_out(), {P: 70000})


def closing(o, tap):
    o.book.pay([o.signed()], "2026-02-10")
    tap.same("3.6-6 a month that is not over is not closed",
             o.refused("ledger", "close", LEDGER, "--month", "2026-02", user="caiwu",
                       now="2026-02-12T09:00"), "month-not-over")


def write_interest(o, day, now, user="zhidan"):
    """The draft of an easy voucher, checked."""
    path = os.path.join(o.folder, "interest.csv")
    with open(path, "w", encoding="utf-8") as out:
        out.write("summary,account,debit,credit\n收到利息,ACC_OUT,5.00,\n收到利息,4201,,5.00\n")
    number = str(o.book.run("voucher", "draft", path, "--ledger", LEDGER, "--attachments", "1",
                            "--day", day, user=user, now=now)["draft"])
    o.book.run("voucher", "check", number, user="fuhe", now=now)
    return number


def before_closed_months(o, tap):
    """3.6-6: what a month that is closed begins with cannot be changed under it."""
    o.book.pay([o.signed()], "2026-02-10")
    now = "2026-04-02T09:00"
    early, feb, march = (write_interest(o, f"2026-{month}-15", "2026-04-01T09:00")
                         for month in ("01", "02", "03"))
    o.book.run("voucher", "withdraw", feb, "--reason", "x", now=now)
    o.book.run("voucher", "post", march, user="caiwu", now=now)
    for month in ("2026-02", "2026-03"):
        o.book.run("ledger", "close", LEDGER, "--month", month, user="caiwu", now=now)
    tap.same("3.6-6 nothing is posted in an empty month before closed ones",
             o.refused("voucher", "post", early, user="caiwu", now=now), "period-closed")
    tap.same("3.6-6 a month before closed ones is not reopened",
             o.refused("ledger", "reopen", LEDGER, "--month", "2026-02", "--reason", "x",
                       user="caiwu", now=now), "later-closed")
    tap.same("3.6-6 nor is one without a reason that can be read",
             o.refused("ledger", "reopen", LEDGER, "--month", "2026-03", "--reason", " ",
                       user="caiwu", now=now), "reason-missing")
    for month in ("2026-03", "2026-02"):
        o.book.run("ledger", "reopen", LEDGER, "--month", month, "--reason", "x", user="caiwu",
                   now=now)
    tap.same("3.6-6 reopened from the last one on, it is posted",
             o.book.run("voucher", "post", early, user="caiwu", now=now)["voucher"],
             f"{LEDGER}/2026-01/1")


def who_reverses(o, tap):
    """The table of rights leaves reversals to finance."""
    o.book.run("voucher", "post", write_interest(o, "2026-02-10", "2026-02-10T18:00"),
               user="caiwu", now="2026-02-10T18:00")
    tap.same("SM-11 who makes documents proposes no reversal",
             o.refused("voucher", "reverse", f"{LEDGER}/2026-02/1", "--reason", "x"),
             "role-missing")


TESTS = [deferred_then_settled, approved_then_settled, paid_while_settling,
         refused_with_successor, refused_partial, suspended_before_export,
         suspended_with_money_back, returned_at_once, partly_paid, bank_has_batch, drafts,
         forged_check, year_end, reversals,
         settlement_without_cash, files, unwritable_names, closing, before_closed_months,
         who_reverses]


def main():
    qz, root = sys.argv[1:3]
    tap = Tap()
    for test in TESTS:
        with scratch() as folder:
            office = Office(qz, root, folder)
            try:
                test(office, tap)
                tap.ok(f"{test.__name__}: the books are sound", office.sound())
            except Refused as refusal:
                tap.ok(test.__name__, False, refusal)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
