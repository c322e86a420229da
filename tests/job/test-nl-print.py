#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Papers of care away from home: what stands on them is what the independent answers have (EX-3,
EX-4, domain 2.0 … 2.5); drafts, reprints, sets, the bill of a stay."""
import csv
import json
import os
import re
import sqlite3
import subprocess
import sys
import tempfile
import zipfile

from book import Book, Tap
from nl_office import MONTH, make

FIGURE = re.compile(r"-?[\d,]+\.\d\d%?|(?<![\w-])\d+(?![\w-])")
UNITS = ["230100", "230200", "230300", "230400", "230500", "230600", "230700", "230800", "230900",
         "231000", "231100", "231200", "232700", "239900"]


def text_of(path, layout=True):
    command = ["pdftotext"] + (["-layout"] if layout else []) + [path, "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def squeeze(text):
    return re.sub(r"\s", "", text)


def n_pages(path):
    out = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", out).group(1))


def printed(cell):
    if isinstance(cell, int):
        return str(cell)
    whole, part = cell.split(".")
    return f"{int(whole):,}.{part}" if whole != "-0" else f"-0.{part}"


def contains(line, figures):
    """Whether all figures stand in the line, in their order."""
    words = iter(FIGURE.findall(line))
    return all(any(word == figure for word in words) for figure in figures)


def show(book, path, *args, now="2026-07-01T09:00", **more):
    return book.run("doc", "print", "--period", MONTH, *args, "--output", path, now=now, **more)


# ── figures ──────────────────────────────────────────────────────────────────────────────────────

def figures_of(form, columns, row):
    """The figures of a row as printed; names, codes and what the form leaves out are not."""
    out = []
    for name, cell in zip(columns, row):
        if name in ("unit", "agency", "provider", "party", "orig_period", "reason") or cell == "":
            continue
        if name == "acct" and form in ("F-NL-6-2", "F-NL-9-2"):
            continue  # residents have no personal account
        if name == "usage_percent":
            out.append(cell + "%")
            continue
        out.append(printed(cell))
    return out


def check_figures(folder, tap, key):
    for form, answers in key["forms"].items():
        tables = {"230000": answers} if "columns" in answers else answers
        bad = []
        for unit, table in tables.items():
            if not table["rows"]:
                continue
            path = os.path.join(folder, f"{form}-{unit}-202605.pdf")
            if not os.path.exists(path):
                bad.append(f"{path} is missing")
                continue
            lines = text_of(path).splitlines()
            for row in table["rows"] + [table["totals"]]:
                want = figures_of(form, table["columns"], row)
                if not any(contains(line, want) for line in lines):
                    bad.append(f"{unit}: {want}")
        tap.ok(f"EX-4 {form}: every figure stands on the paper", not bad, "\n".join(bad))


def check_groups(folder, tap, key):
    """Sub-totals of 5-1 are the lines of 5, those of 8-1 the lines of 8."""
    for form, notice in (("F-NL-5-1", "F-NL-5"), ("F-NL-8-1", "F-NL-8")):
        bad = []
        for unit, table in key["forms"][notice].items():
            lines = text_of(os.path.join(folder, f"{form}-{unit}-202605.pdf")).splitlines()
            sums = [FIGURE.findall(line)[-1] for line in lines
                    if "小计" in line and "勾稽" not in line]
            want = [printed(row[-1]) for row in table["rows"]]
            if sums != want:
                bad.append(f"{unit}: {sums} {want}")
        tap.ok(f"2.4 the sub-totals of {form} are the lines of {notice}", not bad, bad)


# ── a set ────────────────────────────────────────────────────────────────────────────────────────

def check_set(book, tap, folder, key):
    rows = show(book, folder + "/", "--form", "all")["prints"]
    files = sorted(os.listdir(folder))
    want = set()
    for form, answers in key["forms"].items():
        units = ["230000"] if "columns" in answers else [u for u in answers if answers[u]["rows"]]
        want |= {f"{form}-{unit}-202605.pdf" for unit in units}
    tap.ok("the set of a month has every form of every unit that has something",
           set(files) == want and len(rows) == len(files), sorted(set(files) ^ want))
    tap.ok("all of it is published and printed for the first time",
           {(row["state"], row["reprint"]) for row in rows} == {("published", 0)}, rows[:3])
    check_figures(folder, tap, key)
    check_groups(folder, tap, key)


def check_notice(folder, tap):
    text = squeeze(text_of(os.path.join(folder, "F-NL-6-230200-202605.pdf")))
    for name, piece in {
            "its title": "黑龙江省齐齐哈尔市跨省异地就医费用付款通知书",
            "its number": "HLJ6-230200-202605-001",
            "whom it is to": "齐齐哈尔市医疗保险经办中心：",
            "the sum in figures": "应付跨省异地就医费用¥4,203,333.23",
            "the sum in capitals": "人民币肆佰贰拾万叁仟叁佰叁拾叁元贰角叁分",
            "the account": "全省异地就医结算账户",
            "the day": "2026年6月30日",
            "who issues it": "黑龙江省医疗保险经办中心",
            "the tie-out notes": "附件6合计=附件6-1合计+附件6-2合计-附件6-3合计-附件6-4合计",
            "no watermark": "负责人：",
    }.items():
        tap.ok(f"EX-4 notice 6 says {name}", piece in text, text)
    tap.ok("EX-4 a published notice has no 草稿", "草稿" not in text and "补打" not in text)
    text = squeeze(text_of(os.path.join(folder, "F-NL-8-239900-202605.pdf")))
    tap.ok("NL-5a the province's own unit is named once in its title",
           "黑龙江省本级省内异地就医费用收款通知书" in text and "黑龙江省黑龙江省" not in text, text)


def check_reprints(book, tap, folder):
    path = os.path.join(folder, "again.pdf")
    rows = show(book, path, "--form", "F-NL-9", "--unit", "230200")["prints"]
    tap.ok("NL-39 a second print says so", rows[0]["reprint"] == 1
           and "补打1" in squeeze(text_of(path)), rows)
    row = book.run("doc", "print", "HLJ9-230200-202605-001", "--output", path,
                   now="2026-07-02T09:00")["prints"][0]
    tap.ok("and a third, by its number", row["reprint"] == 2 and "补打2" in squeeze(text_of(path)),
           row)
    row = book.run("doc", "print", "HLJ9-230200-202605-001", "--output", path, "--dry-run",
                   now="2026-07-02T09:00")["prints"][0]
    again = book.run("doc", "print", "HLJ9-230200-202605-001", "--output", path,
                     now="2026-07-02T09:00")["prints"][0]
    tap.ok("what is only tried does not count", (row["reprint"], again["reprint"]) == (3, 3),
           (row, again))
    row = show(book, path, "--form", "F-NL-9", "--unit", "231200")["prints"][0]
    tap.ok("each paper is counted by itself", row["reprint"] == 1, row)
    first, other = os.path.join(folder, "1.pdf"), os.path.join(folder, "2.pdf")
    for name in (first, other):
        book.run("doc", "print", "HLJ9-230200-202605-001", "--output", name, user=None,
                 now="2026-07-03T09:00")
    with open(first, "rb") as one, open(other, "rb") as two:
        tap.ok("equal papers are equal bytes", one.read() == two.read())
    error = book.refused("doc", "print", "HLJ9-230200-202605-009", "--output", path,
                         now="2026-07-02T09:00").error
    tap.ok("a notice that is not there", error["code"] == "notice-unknown", error)
    book.run("book", "verify")


def check_register(book, tap):
    """NL-42: papers of clearing stand in the register of prints, with what they are kept as and
    until when: thirty years from the end of the year of their month (3.6 rule 11)."""
    rows = [row for row in book.run("doc", "prints")["prints"] if row["kind"] == "care-paper"]
    row = next(row for row in rows if row["number"] == "HLJ9-230200-202605-001"
               and row["form"] == "F-NL-9")
    base = sqlite3.connect(book.path)
    n = base.execute("SELECT count(*) FROM paper_log WHERE form = 'F-NL-9' AND subject = ?",
                     (row["number"],)).fetchone()[0]
    base.close()
    tap.ok("NL-42 the register of prints has the papers of clearing", n > 1
           and (row["copies"], row["reprints"], row["period"]) == (n, n - 1, "2026-05"), (n, row))
    tap.same("NL-42 a notice is kept for thirty years after its year", row["keep_until"],
             "2056-12-31")


def check_withdrawn(book, tap, folder):
    """No command withdraws a notice of a clearing yet: its state is set past the program."""
    with sqlite3.connect(book.path) as store:
        store.execute("UPDATE notice_state SET state = 'WITHDRAWN' WHERE notice_id ="
                      " (SELECT id FROM notice WHERE number = 'HLJ8-230200-202605-001')")
    store.close()
    path = os.path.join(folder, "void.pdf")
    for _ in range(2):
        row = book.run("doc", "print", "HLJ8-230200-202605-001", "--output", path,
                       now="2026-07-04T09:00")["prints"][0]
    text = squeeze(text_of(path))
    tap.ok("SM-8 a withdrawn notice is void and keeps its number", row["state"] == "void"
           and "作" in text and "废" in text and row["reprint"] == 0
           and "编号：HLJ8-230200-202605-001" in text,
           (row, text))


def check_one_file(book, tap, folder):
    path = os.path.join(folder, "all.pdf")
    rows = show(book, path, "--form", "F-NL-6")["prints"]
    tap.ok("one file holds all units of a form", len(rows) == n_pages(path) == 4
           and {row["path"] for row in rows} == {path}, rows)
    path = os.path.join(folder, "all.csv")
    show(book, path, "--form", "F-NL-8-1")
    with open(path, encoding="utf-8-sig", newline="") as file:
        table = list(csv.reader(file))
    tap.ok("CSV has no sums, and its headings differ", len(table) == 9
           and len(set(table[0])) == len(table[0]) and "职工人次" in table[0]
           and not any("小计" in cell or "合计" == cell for row in table[1:] for cell in row), table)
    path = os.path.join(folder, "all.xlsx")
    show(book, path, "--form", "F-NL-9-1")
    with zipfile.ZipFile(path) as book_file:
        cells = book_file.read("xl/worksheets/sheet1.xml").decode()
        names = book_file.read("xl/workbook.xml").decode()
    sums = [float(value) for value in re.findall(r"SUBTOTAL\(9,[A-Z0-9:]+\)</f><v>([^<]*)", cells)]
    tap.ok("XLSX sums groups as formulas", len(sums) == 36 and [round(sums[i], 2) for i in
           (11, 23, 35)] == [700000.00, 158024.57, 858024.57], sums)
    tap.ok("a worksheet for each unit", "HLJ9-1-230200-202605-001" in names
           and "HLJ9-1-231200-202605-001" in names, names)
    for name, args, code in (
            ("several forms into one file", ("--form", "all"), "print-one-form"),
            ("a form that is not there", ("--form", "F-NL-77"), "form-unknown"),
            ("a unit that is not there", ("--form", "F-NL-6", "--unit", "230281"), "unit-unknown"),
            ("deposits that nobody fixed", ("--form", "F-NL-2-1"), "nothing-to-print")):
        error = book.refused("doc", "print", "--period", MONTH, *args, "--output", path,
                             now="2026-07-01T09:00").error
        tap.ok(f"refused: {name}", error["code"] == code, error)
    error = book.refused("doc", "print", "--period", "2026-04", "--form", "F-NL-6", "--output",
                         path, now="2026-07-01T09:00").error
    tap.ok("refused: a month without lists", error["code"] == "no-lists", error)


# ── drafts ───────────────────────────────────────────────────────────────────────────────────────

def start(qz, root, folder, now):
    sample = os.path.join(root, "data", "sample", "heilongjiang")
    os.makedirs(folder)
    book = Book(qz, folder, "230000", None, now)
    for kind in ("areas", "agencies", "providers", "accounts"):
        book.run("import", kind, os.path.join(sample, kind + ".csv"))
    book.run("policy", "activate", "heilongjiang-nonlocal", user="admin")
    book.run("actor", "add", *UNITS, user="admin")
    return book, sample


def check_drafts(qz, root, tap, top):
    folder = os.path.join(top, "drafts")
    book, sample = start(qz, root, folder, "2026-06-10T09:00")
    book.run("import", "claims", os.path.join(sample, "claims-2026-05.csv"))
    book.run("period", "generate", MONTH, "--scope", "in_prov", now="2026-06-21T09:00")
    path = os.path.join(folder, "draft.pdf")
    for _ in range(2):
        row = show(book, path, "--form", "F-NL-9", "--unit", "230200",
                   now="2026-06-22T09:00")["prints"][0]
    text = squeeze(text_of(path))
    tap.ok("a notice that is not published is a draft and has no number", row["state"] == "draft"
           and row["number"] == "HLJ9-230200-202605-草稿"
           and text.replace(row["number"], "").count("草") == 1
           and text.replace(row["number"], "").count("稿") == 1, (row, text))
    tap.ok("drafts are not counted", row["reprint"] == 0 and "补打" not in text, row)
    rows = show(book, folder + "/", "--form", "all", now="2026-06-22T09:00")["prints"]
    tap.ok("a scope without lists is left out of a set",
           {row["form"][:6] for row in rows} == {"F-NL-7", "F-NL-8", "F-NL-9"}, rows)
    check_bill(book, tap, folder, sample)


# ── the bill of a stay ───────────────────────────────────────────────────────────────────────────

def check_bill(book, tap, folder, sample):
    with open(os.path.join(sample, "claims-2026-05.csv"), encoding="utf-8", newline="") as file:
        claims = [row for row in csv.DictReader(file) if row["pay_loc"] == "3"]
    claim = claims[1]
    setl_id, path = claim["setl_id"], os.path.join(folder, "bill.pdf")
    fact = book.run("claims", "bill", setl_id, "--output", path, now="2026-06-22T09:00")
    text = squeeze(text_of(path))
    tap.ok("NL-24a 2.3 a bill has three copies", fact["n_sheets"] == n_pages(path) == 3 and all(
        piece in text for piece in ("患者留存", "定点医疗机构留存", "就医地经办机构留存")), text)
    names = ("medfee_sumamt", "fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt",
             "inscp_scp_amt", "hifp_pay", "cvlserv_pay", "fund_pay_sumamt", "psn_part_amt",
             "acct_pay", "psn_cash_pay")
    missing = [name for name in names if printed(claim[name]) not in text]
    tap.ok("NL-24a 2.3 blocks B and C have the claim's amounts", not missing, (missing, text))
    tap.ok("people's numbers are masked", claim["certno"] not in text
           and claim["certno"][:6] + "*" * 8 + claim["certno"][-4:] in text, text)
    again = book.run("claims", "bill", setl_id, "--output", path, now="2026-06-22T09:00")
    tap.ok("a bill printed twice says so", again["reprint"] == 1
           and squeeze(text_of(path)).count("补打1") == 3, again)
    half = f"{float(claim['medfee_sumamt']) - 1000:.2f}"
    name = os.path.join(folder, "claim-categories.csv")
    for amount, good in (("999.99", False), ("1000.00", True)):
        with open(name, "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([["setl_id", "chrgitm_type", "amount", "ownpay", "selfpay"],
                                        [setl_id, "01", amount, "0.00", "0.00"],
                                        [setl_id, "09", half, "0.00", "0.00"]])
        kept = book.run("import", "claim-categories", name, now="2026-06-22T09:00", check=False)
        if good:
            book.run("claims", "bill", setl_id, "--output", path, now="2026-06-22T09:00")
            text = squeeze(text_of(path))
            tap.ok("2.3 block A has the categories by name", "床位费1,000.00" in text
                   and "西药费" + printed(half) in text, text)
            continue
        error = book.refused("claims", "bill", setl_id, "--output", path,
                             now="2026-06-22T09:00").error if "import" in kept else None
        tap.ok("2.3 categories that do not add up print no bill",
               error is None or error["code"] == "bill-identity", error)
        if "import" in kept:
            book.run("imports", "withdraw", str(kept["import"]), "--reason", "错",
                     now="2026-06-22T09:00")
    for args, code in ((("NOBODY",), "claim-unknown"),):
        error = book.refused("claims", "bill", *args, "--output", path,
                             now="2026-06-22T09:00").error
        tap.ok("a claim that is not there", error["code"] == code, error)


# ── deposits ─────────────────────────────────────────────────────────────────────────────────────

def check_deposits(qz, root, tap, top):
    with open(os.path.join(root, "tests", "data", "ex3-answer-key.json"), encoding="utf-8") as file:
        key = json.load(file)
    folder = os.path.join(top, "deposits")
    book, sample = start(qz, root, folder, key["published"] + "T09:00")
    book.run("import", "deposit-base", os.path.join(sample, "deposit-base-2025.csv"))
    book.run("import", "deposit-opening", os.path.join(sample, "deposit-opening-2025.csv"))
    book.run("deposit", "adjust", "--unit", "230200")
    book.run("deposit", "adjust", "--unit", "230200", "--publish", user="shenpi")
    path = os.path.join(folder, "2-2.pdf")
    rows = book.run("doc", "print", "--period", "2026-03", "--form", "F-NL-2-2", "--output",
                    path)["prints"]
    text = text_of(path)
    of = {unit["scope"]: unit for unit in key["units"] if unit["unit"] == "230200"}
    names = ("last_quota", "balance", "quota", "to_pay", "to_refund")
    want = [printed(of[scope][name]) for scope in ("in_prov", "cross_prov") for name in names]
    tap.ok("EX-3 the totals of 2-2", any(contains(line, want) for line in text.splitlines()),
           (want, text))
    day = [str(int(part)) for part in key["due"].split("-")]
    tap.ok("NL-22a 2-2 says its due day", f"请于{day[0]}年{day[1]}月{day[2]}日前" in squeeze(text)
           and rows[0]["number"] == "HLJ2-2-230200-202601-001" and n_pages(path) == 1,
           (rows, text))
    tap.ok("2-2 is titled as the regulation has it",
           "黑龙江省齐齐哈尔市异地就医年度预付金额度调整付款通知书" in squeeze(text), text)
    row = book.run("doc", "print", "HLJ2-2-230200-202601-001", "--output", path)["prints"][0]
    tap.ok("2-2 by its number is a reprint", row["reprint"] == 1, row)


def check_first_deposit(qz, root, tap, top):
    with open(os.path.join(root, "tests", "data", "ex3-answer-key.json"), encoding="utf-8") as file:
        key = json.load(file)
    folder = os.path.join(top, "first")
    book, sample = start(qz, root, folder, key["published"] + "T09:00")
    book.run("import", "deposit-base", os.path.join(sample, "deposit-base-2025.csv"))
    book.run("deposit", "quota")
    book.run("deposit", "quota", "--publish", user="shenpi")
    rows = book.run("doc", "print", "--period", "2026-01", "--form", "F-NL-2-1", "--output",
                    folder + "/")["prints"]
    tap.ok("NL-20a a notice 2-1 for each unit", len(rows) == len(UNITS), rows)
    bad = []
    for unit in UNITS:
        lines = text_of(os.path.join(folder, f"F-NL-2-1-{unit}-202601.pdf")).splitlines()
        scopes = [one for scope in ("in_prov", "cross_prov") for one in key["units"]
                  if one["unit"] == unit and one["scope"] == scope]
        whole = sum(round(float(one["quota"]) * 100) for one in scopes)
        want = [printed(one[name]) for name in ("last_year", "quota") for one in scopes]
        want.append(printed(f"{whole // 100}.{whole % 100:02d}"))
        parts = [{row[0]: printed(row[2]) for row in one["agencies"]} for one in scopes]
        for figures in [want] + [[part.get(agency, "0.00") for part in parts]
                                 for agency in {**parts[0], **parts[1]}]:
            if not any(contains(line, figures) for line in lines):
                bad.append((unit, figures))
    tap.ok("EX-3 5.4 the figures of 2-1, to the county", not bad, bad)


def check_raise(qz, root, tap, top):
    with open(os.path.join(root, "tests", "data", "ex3-answer-key.json"), encoding="utf-8") as file:
        due = json.load(file)["raise"]["due"]
    folder = os.path.join(top, "raise")
    book, sample = start(qz, root, folder, "2026-06-10T09:00")
    path = os.path.join(folder, "deposit-opening.csv")
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["unit", "scope", "day", "quota", "balance"],
                                    ["230200", "in_prov", "2026-05-01", "1356166.20",
                                     "1356166.20"]])
    book.run("import", "deposit-opening", path)
    book.run("import", "claims", os.path.join(sample, "claims-2026-05.csv"))
    for scope in ("in_prov", "cross_prov"):
        book.run("period", "generate", MONTH, "--scope", scope, now="2026-06-21T09:00")
    book.run("period", "national", MONTH, user="fuhe", now="2026-06-25T09:00")
    book.run("period", "publish", MONTH, user="shenpi", now="2026-06-30T09:00")
    raise_it = ("deposit", "raise", "230200", "--scope", "in_prov")
    book.run(*raise_it, now="2026-06-30T10:00")
    book.run(*raise_it, "--publish", user="shenpi", now="2026-06-30T10:00")
    path = os.path.join(folder, "2-3.pdf")
    show(book, path, "--form", "F-NL-2-3", "--unit", "230200")
    text = text_of(path)
    lines = [line for line in text.splitlines() if "省内" in line]
    # 2 × 1,261,234.57 − 1,356,166.20; 1,261,234.57 ÷ 1,356,166.20 is 93.00 and some.
    tap.ok("EX-3 AMB-05 the line of 2-3", any(contains(line, [
        "1,356,166.20", "1,261,234.57", "93.00%", "1,166,302.94", "2,522,469.14"]) for line in
        lines) and "红色" in text, text)
    day = [str(int(part)) for part in due.split("-")]
    tap.ok("NL-22b 2-3 says its due day", f"请于{day[0]}年{day[1]}月{day[2]}日前" in squeeze(text),
           text)
    tap.ok("2-3 says its sum in capitals", "人民币壹佰壹拾陆万陆仟叁佰零贰元玖角肆分"
           in squeeze(text), text)
    tap.ok("2-3 splits it over the agencies", any(contains(line, ["1,166,302.94"]) and "合" in line
                                                  for line in text.splitlines()), text)


def check_attachments(root, tap):
    """NL-ATT: the list of the regulation is damaged; these are what its articles name."""
    names = ("1 2-1 2-2 2-3 3 4 4-1 4-2 5 5-1 6 6-1 6-2 6-3 6-4 7 7-1 7-2 8 8-1 9 9-1 9-2").split()
    found = {}
    for name in names:
        path = os.path.join(root, "data", "forms", f"F-NL-{name}.form")
        with open(path, encoding="utf-8") as file:
            lines = [line.strip() for line in file]
        found[name] = next((line for line in lines if line.startswith("number = ")), None)
    tap.ok("NL-ATT the twenty-three attachments, each with its number", len(names) == 23
           and found == {name: f"number = 附件{name}" for name in names}, found)


def main():
    qz, root = sys.argv[1:3]
    tap = Tap()
    with open(os.path.join(root, "tests", "data", "ex4-answer-key.json"), encoding="utf-8") as file:
        key = json.load(file)
    check_attachments(root, tap)
    with tempfile.TemporaryDirectory() as folder:
        book = make(qz, root, folder)
        papers = os.path.join(folder, "papers")
        os.makedirs(papers)
        check_set(book, tap, papers, key)
        check_notice(papers, tap)
        check_reprints(book, tap, folder)
        check_register(book, tap)
        check_one_file(book, tap, folder)
        check_withdrawn(book, tap, folder)
        check_drafts(qz, root, tap, folder)
        check_deposits(qz, root, tap, folder)
        check_first_deposit(qz, root, tap, folder)
        check_raise(qz, root, tap, folder)
    print(f"1..{tap.n}")
    return 1 if tap.failed else 0


sys.exit(main())
