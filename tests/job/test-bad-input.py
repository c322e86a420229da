#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an office gets wrong: each is refused with the right exit code, place and rule, and the
book set is as before.

usage: test-bad-input.py QZ SOURCE_ROOT
"""
import os
import resource
import signal
import sqlite3
import subprocess
import sys

from book import Book, Refused, Tap, scratch

DAY = "2026-02-09"
DONE, REFUSED, INPUT, PERMISSION, STORE = 0, 1, 3, 4, 5


class Office:
    def __init__(self, qz, root, folder, tap):
        self.tap, self.folder = tap, folder
        self.data = os.path.join(root, "data/sample/jilin-ex2")
        self.suqian = os.path.join(root, "data/policies/suqian-advance.policy")
        self.book = Book(qz, folder, "220200", "jilin-daily", "2026-02-01T08:00")
        self.book.load(self.data, "areas.csv", "agencies.csv", "providers.csv", "accounts.csv")
        with open(os.path.join(self.data, "claims-2026-02.csv"), encoding="utf-8-sig") as source:
            self.lines = source.read().splitlines()

    def last_hash(self):
        return self.book.run("log")["log"][0]["hash"]

    def expect(self, name, exit_code, *args, place=None, id=None, rule=None, **more):
        """Runs a command that must be refused, and shows that it changed nothing."""
        before = self.last_hash()
        refusal = self.book.refused(*args, **more)
        error = refusal.error
        good = (refusal.exit_code == exit_code and len(error["message"]) > 20
                and (id is None or error["code"] == id) and (rule is None or error["rule"] == rule)
                and (place is None or all(error.get(k) == v for k, v in place.items())))
        self.tap.ok(name, good, f"exit {refusal.exit_code}: {error}")
        self.tap.same(f"{name}: nothing was written", self.last_hash(), before)

    def write(self, name, lines, encoding="utf-8"):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as out:
            out.write("\r\n".join(lines + [""]).encode(encoding))
        return path

    def change(self, name, row, **fields):
        """The claims with some fields of one data row changed; the trailer is left out."""
        header = self.lines[0].split(",")
        cells = self.lines[row].split(",")
        for field, value in fields.items():
            cells[header.index(field)] = value
        lines = [line for line in self.lines if not line.startswith("#")]
        lines[row] = ",".join(cells)
        return self.write(name, lines)


def test_imports(o):
    header = o.lines[0].split(",")
    column = 1 + len(",".join(o.lines[2].split(",")[:header.index("medfee_sumamt")])) + 1
    o.expect("three decimals (V9)", INPUT, "import", "claims",
             o.change("a.csv", 2, medfee_sumamt="100.005"), rule="V9",
             place={"line": 3, "field": "medfee_sumamt", "column": column, "file": "a.csv"})
    o.expect("unknown provider", INPUT, "import", "claims",
             o.change("b.csv", 1, fixmedins_code="H22020299999"),
             place={"line": 2, "field": "fixmedins_code"})
    o.expect("negative amounts without refund (V6)", INPUT, "import", "claims",
             o.change("c.csv", 5, refd_setl_flag="0"), rule="V6", place={"line": 6})
    o.expect("fund parts do not add up (V2)", INPUT, "import", "claims",
             o.change("d.csv", 1, fund_pay_sumamt="1.00"), rule="V2", place={"line": 2})
    o.expect("a setl_id twice in the file (V7)", INPUT, "import", "claims",
             o.change("e.csv", 2, setl_id=o.lines[1].split(",")[0]), rule="V7", place={"line": 3})
    missing = [",".join(line.split(",")[1:]) for line in o.lines if not line.startswith("#")]
    o.expect("a column is missing", INPUT, "import", "claims", o.write("f.csv", missing),
             place={"field": "setl_id", "line": 1})
    cut = os.path.join(o.folder, "g.csv")
    with open(cut, "wb") as out:
        out.write("\r\n".join(o.lines).encode("utf-8")[:1500])
    o.expect("a truncated file", INPUT, "import", "claims", cut)
    mixed = os.path.join(o.folder, "h.csv")
    with open(mixed, "wb") as out:
        out.write("\r\n".join(o.lines[:3]).encode("utf-8") + b"\r\n\xff\xfe\x80,1\r\n")
    o.expect("wrong encoding", INPUT, "import", "claims", mixed, place={"line": 4})
    wrong = [line.replace("#TOTAL,", "#TOTAL,9") for line in o.lines]
    o.expect("control totals", INPUT, "import", "claims", o.write("i.csv", wrong))
    o.expect("no such file", INPUT, "import", "claims", os.path.join(o.folder, "none.csv"))
    o.expect("nobody may import without the role", PERMISSION, "import", "claims",
             os.path.join(o.data, "claims-2026-02.csv"), user="caiwu")
    o.book.load(o.data, "claims-2026-02.csv")
    o.expect("the same file again", REFUSED, "import", "claims",
             os.path.join(o.data, "claims-2026-02.csv"))
    o.expect("duplicate setl_id across files (V7)", INPUT, "import", "claims",
             o.write("j.csv", [o.lines[0], o.lines[3]]), rule="V7", place={"line": 2})


def test_policy(o):
    with open(o.suqian, encoding="utf-8") as source:
        lines = source.read().splitlines()
    n = next(i for i, line in enumerate(lines) if line.replace(" ", "").startswith("ratio="))
    lines[n] = "ratio = 0.2999"
    path = o.write("low.policy", lines)
    o.expect("29.99 % in Suqian (SQ-3.2.2b)", INPUT, "policy", "activate", path, user="admin",
             rule="SQ-3.2.2b", place={"line": n + 1})
    lines[n] = "ratio = 0.31"
    o.expect("a pack whose example fails", INPUT, "policy", "activate",
             o.write("other.policy", lines), user="admin")
    o.expect("an unknown key", INPUT, "policy", "activate",
             o.write("key.policy", lines[:n] + ["colour = red"] + lines[n:]), user="admin",
             place={"line": n + 1})


def test_signing(o):
    number = o.book.run("daily", "run", "--day", DAY, user="both",
                        now=DAY + "T18:00")["documents"][0]["number"]
    now = DAY + "T19:00"
    o.expect("the maker reviews her own document", PERMISSION, "doc", "review", number, user="both",
             now=now)
    o.expect("approval before review", REFUSED, "doc", "approve", number, user="shenpi", now=now)
    o.book.run("doc", "review", number, user="fuhe", now=now)
    o.expect("the maker approves her own document", PERMISSION, "doc", "approve", number,
             user="both", now=now)
    o.expect("a refusal without a reason", 2, "doc", "reject", number, user="shenpi", now=now)
    o.expect("paying before approval (7.3-1)", REFUSED, "pay", "batch", number, user="caiwu",
             now=now)
    o.book.run("doc", "approve", number, user="shenpi", now=now)
    o.expect("paying before the hand-over (AMB-08)", REFUSED, "pay", "batch", number, user="caiwu",
             now=now, rule="JL-11d")
    o.book.run("doc", "push", number, user="zhidan", now=now)
    o.expect("paying before the signed sheet is there (JL-11e)", REFUSED, "pay", "batch", number,
             user="caiwu", now=now, rule="JL-11e")
    o.book.run("doc", "hand-over", number, user="caiwu", now=now)
    return number


def test_bank(o, number):
    day = "2026-02-10"
    now = day + "T16:00"
    batch = o.book.run("pay", "batch", number, user="caiwu", now=now)["batches"][0]["batch"]
    o.expect("the same payment in a second batch (7.3-1)", REFUSED, "pay", "batch", number,
             user="caiwu", now=now)
    path = o.book.export(batch, day)
    good = o.book.bank(path, day)
    with open(good, "rb") as source:
        data = source.read()
    bad = os.path.join(o.folder, "bad.ret")
    with open(bad, "wb") as out:
        out.write(data.replace(b"11263.14", b"11263.15"))
    o.expect("a return file that was changed (7.3-2)", INPUT, "pay", "return", bad, user="caiwu",
             now=now, place={"file": "bad.ret"})
    with open(path, "rb") as source:
        sent = source.read()
    forged = os.path.join(o.folder, "forged.txt")
    with open(forged, "wb") as out:
        out.write(sent.replace(b"11263.14", b"11263.15"))
    o.expect("wrong totals (7.3-2)", INPUT, "pay", "return", o.book.bank(forged, day, name="w.ret"),
             user="caiwu", now=now, id="return-totals", place={"line": 1})
    unknown = o.book.bank(path, day, "--unknown", "1", name="unknown.ret")
    o.book.run("pay", "return", unknown, user="caiwu", now=now)
    o.expect("a line 09 is not sent again (7.3-4)", REFUSED, "pay", "batch", number, user="caiwu",
             now=now, rule="7.3-4")
    later = day + "T17:00"
    o.book.run("pay", "return", good, user="caiwu", now=later)
    before = o.last_hash()
    again = o.book.run("pay", "return", good, user="caiwu", now=later)
    o.tap.same("the same return file twice (7.3-2)", (again["already_taken"], o.last_hash()),
               (True, before))
    o.tap.same("the document is paid", o.book.run("doc", "show", number)["state"], "paid")
    failed = o.book.bank(path, day, "--fail", "1", name="failed.ret")
    o.expect("paid cannot become failed (7.3-2)", INPUT, "pay", "return", failed, user="caiwu",
             now=later, id="return-status-order")
    o.expect("cancelling what was paid", REFUSED, "doc", "cancel", number, "--reason", "x",
             user="zhidan", now=later)


def test_returned_money(o, number):
    """EV-09: the bank gives money back after success, and it is paid again."""
    day = "2026-02-11"
    name = next(n for n in os.listdir(o.folder) if n.startswith("YB") and n.endswith(".txt"))
    back = o.book.bank(os.path.join(o.folder, name), day, "--returned", "1", name="back.ret")
    o.book.run("pay", "return", back, user="caiwu", now=day + "T10:00")
    balance = o.book.run("ledger", "balance", "L_AG_220200_RES", "--account", "TEMP_RECV.REFUND")
    o.tap.same("EV-09 money that came back", balance["balances"][0]["balance"], "11263.14")
    batch = next(b for b in o.book.run("pay", "list")["batches"] if b["state"] != "made")["batch"]
    shown = o.book.run("pay", "show", batch)
    o.tap.same("what the bank paid of the batch, and what not",
               (shown["paid_total"], shown["unpaid_total"], shown["total"]),
               ("0.00", "11263.14", "11263.14"))
    o.tap.same("its document says the same beside its total",
               o.book.run("doc", "show", number)["unpaid_total"], "11263.14")
    o.book.pay([number], "2026-02-12", "--serial", "Y")
    balance = o.book.run("ledger", "balance", "L_AG_220200_RES", "--account", "TEMP_RECV.REFUND")
    o.tap.same("EV-09 paid again", balance["balances"][0]["balance"], "0.00")
    o.tap.same("paid again, once", o.book.run("doc", "show", number)["state"], "paid")


def test_closed_month(o):
    ledger = "L_AG_220200_RES"
    now = "2026-03-02T09:00"
    o.book.run("ledger", "close", ledger, "--month", "2026-02", user="caiwu", now=now)
    number = o.book.run("daily", "run", "--day", "2026-02-10",
                        now="2026-02-10T18:00")["documents"][0]["number"]
    o.book.sign(number, now="2026-02-10T19:00")
    batch = o.book.run("pay", "batch", number, user="caiwu",
                       now="2026-02-11T09:00")["batches"][0]["batch"]
    path = o.book.export(batch, "2026-02-11")
    ret = o.book.bank(path, "2026-02-11", name="closed.ret")
    o.expect("posting into a closed month (3.6-6)", REFUSED, "pay", "return", ret, user="caiwu",
             now=now, rule="3.6-6")
    o.book.run("ledger", "reopen", ledger, "--month", "2026-02", "--reason", "补记一笔",
               user="caiwu", now=now)
    o.book.run("pay", "return", ret, user="caiwu", now=now)
    o.tap.same("after reopening it is posted", o.book.run("doc", "show", number)["state"], "paid")


def test_validity(o):
    early = o.change("early.csv", 1, setl_id="22020020240101000001",
                     setl_time="2024-06-03 10:00:00")
    with open(early, encoding="utf-8") as source:
        lines = source.read().splitlines()
    o.book.run("import", "claims", o.write("old.csv", lines[:2]))
    o.expect("a claim outside the policy's validity", REFUSED, "daily", "run", "--day",
             "2024-06-03", now="2026-03-02T09:00", id="no-policy")


def test_store(o):
    full = os.path.join(o.folder, "full.qz")
    subprocess.run([o.book.qz, "--book", o.book.path, "book", "backup", full], check=True,
                   capture_output=True)

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        size = os.path.getsize(full) + 8192
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    many = [o.lines[0]] + [o.lines[1].replace(o.lines[1].split(",")[0], f"220200202602150{i:05d}")
                           for i in range(20000)]
    path = o.write("many.csv", many)
    process = subprocess.run(
        [o.book.qz, "--book", full, "--as", "zhidan", "--now", "2026-03-02T09:00", "--format",
         "json", "import", "claims", path], capture_output=True, text=True, preexec_fn=limit,
        check=False)
    o.tap.same("a full disk", process.returncode, STORE)
    verify = subprocess.run([o.book.qz, "--book", full, "book", "verify"], capture_output=True,
                            text=True, check=False)
    o.tap.same("a full disk leaves the book set whole", verify.returncode, DONE)
    database = sqlite3.connect(full)
    database.execute("PRAGMA user_version = 999")
    database.close()
    newer = subprocess.run([o.book.qz, "--book", full, "--format", "json", "book", "info"],
                           capture_output=True, text=True, check=False)
    o.tap.ok("a book set of a newer version", newer.returncode == STORE and "newer" in newer.stderr,
             newer.stderr)
    with open(full, "r+b") as book:
        book.truncate(os.path.getsize(full) // 2)
    broken = subprocess.run([o.book.qz, "--book", full, "book", "verify"], capture_output=True,
                            text=True, check=False)
    o.tap.ok("a truncated book set", broken.returncode in (REFUSED, STORE), broken.stderr)


def test_outputs(o):
    """Nothing that is written for people takes the place of a book set, this one or another."""
    other = os.path.join(o.folder, "other.pdf")
    o.book.run("book", "backup", other)
    bad = o.write("rejected.csv", [o.lines[0], "x"])
    number = o.book.run("doc", "list")["documents"][0]["number"]
    for command in (("import", "claims"), ("policy", "check"), ("holidays", "preview")):
        o.expect(f"a book set is no file for {command[0]}", INPUT, *command, o.book.path,
                 id="file-is-book")
    o.expect("a book set is no file for pay", INPUT, "pay", "return", o.book.path, user="caiwu",
             id="file-is-book")
    for target in (o.book.path, other):
        with open(target, "rb") as file:
            before = file.read()
        for command in (("agenda", "export", target), ("holidays", "export", target),
                        ("policy", "export", "jilin-daily", "--output", target),
                        ("import", "claims", bad, "--rejects", target),
                        ("doc", "print", number, "--output", target)):
            try:
                o.book.run(*command, now="2026-03-20T09:00")
                answer = "done"
            except Refused as refusal:
                answer = refusal.error["code"]
            with open(target, "rb") as file:
                kept = file.read() == before
            o.tap.same(f"{' '.join(command[:2])} does not write over a book set", (answer, kept),
                       ("file-is-book", True))
            if not kept:
                with open(target, "wb") as file:
                    file.write(before)


def main():
    qz, root = sys.argv[1:3]
    tap = Tap()
    with scratch() as folder:
        office = Office(qz, root, folder, tap)
        try:
            test_imports(office)
            test_policy(office)
            number = test_signing(office)
            test_bank(office, number)
            test_returned_money(office, number)
            test_closed_month(office)
            test_validity(office)
            test_outputs(office)
            test_store(office)
        except Refused as refusal:
            tap.ok("the whole run", False, refusal)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
