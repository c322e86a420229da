#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The same lists as CSV, .xlsx, .ods and .xls come to the same, to the fen; what a workbook cannot
say for certain is refused with the cell and how to mend it (V2, V9, domain 4.8).

usage: test-workbooks.py QZ SOURCE_ROOT
"""
import csv
import os
import re
import sys
import zipfile

from book import Book, Tap, scratch
from workbooks import (Day, Error, Formula, Number, Sheet, write_compound, write_ods, write_xls,
                       write_xlsx)

INPUT, USAGE, REFUSED = 3, 2, 1
WRITERS = {"xlsx": write_xlsx, "ods": write_ods, "xls": write_xls,
           "1904.xlsx": lambda path, sheets: write_xlsx(path, sheets, since_1904=True, inline=True),
           "1904.xls": lambda path, sheets: write_xls(path, sheets, since_1904=True)}
# Identifying numbers that must stay texts are texts, as in a workbook that was made with care.
AMOUNT = re.compile(r"-?\d{1,9}\.\d\d")
DAY = re.compile(r"\d{4}-\d\d-\d\d( \d\d:\d\d:\d\d)?")
SMALL = re.compile(r"[1-9]\d{0,8}|0")


def typed(text):
    """The cell that a person would have typed."""
    if text == "":
        return None
    if DAY.fullmatch(text):
        return Day(text)
    if AMOUNT.fullmatch(text) or SMALL.fullmatch(text):
        return Number(text)
    return text


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as source:
        return list(csv.reader(source))


class Office:
    def __init__(self, qz, root, folder, tap):
        self.qz, self.root, self.folder, self.tap = qz, root, folder, tap
        self.sample = os.path.join(root, "data/sample/jilin-ex2")
        self.city = os.path.join(root, "data/sample/city")

    def book(self, name):
        folder = os.path.join(self.folder, name)
        os.makedirs(folder)
        return Book(self.qz, folder, "220200", "jilin-daily", "2026-02-20T08:00")

    def path(self, name):
        return os.path.join(self.folder, name)

    def workbook(self, ending, rows, name="list", **more):
        path = self.path(f"{name}.{ending}")
        WRITERS[ending](path, [Sheet("明细", rows, **more)])
        return path


LISTS = [("areas", "areas.csv"), ("agencies", "agencies.csv"), ("providers", "providers.csv"),
         ("accounts", "accounts.csv"), ("claims", "claims-2026-02.csv"),
         ("declarations", "declarations-2026-02.csv"), ("deductions", "deductions-2026-02.csv")]


def without(row, *names):
    return {key: value for key, value in row.items() if key not in names}


def load_all(o, name, change):
    """A book with all lists, and all that it can tell of them."""
    book = o.book(name)
    answers = []
    for kind, file in LISTS:
        answer = book.run("import", kind, change(kind, os.path.join(o.sample, file)))
        answers.append(without(answer, "file", "encoding", "sheet", "digest"))
    tell = {"answers": answers}
    tell["claims"] = [without(row, "file") for row in book.run("claims", "list")["claims"]]
    tell["providers"] = book.run("provider", "list")["providers"]
    tell["accounts"] = [without(row, "file") for row in book.run("account", "list")["accounts"]]
    run = book.run("daily", "run", "--day", "2026-02-10", now="2026-02-11T08:00")
    tell["daily"] = run
    return book, tell


def test_equal(o):
    _, csv_tells = load_all(o, "csv", lambda kind, path: path)
    o.tap.ok("there are claims to compare", len(csv_tells["claims"]) >= 12, csv_tells["claims"])
    for ending in WRITERS:
        def change(kind, path, ending=ending):
            rows = [[typed(text) for text in row] for row in read(path)]
            rows[0] = read(path)[0]
            return o.workbook(ending, rows, f"{kind}")

        book, tells = load_all(o, "of-" + ending, change)
        for what, ours in tells.items():
            o.tap.same(f"{ending}: the same {what} as from CSV", ours, csv_tells[what])
        kept, kinds = book.run("imports", "list")["imports"], [kind for kind, _ in LISTS]
        o.tap.same(f"{ending}: kind and sheet are kept",
                   {row["encoding"] for row in kept if row["kind"] in kinds},
                   {ending.split(".")[-1].upper() + " 明细"})
        o.tap.ok(f"{ending}: the book is whole", book.run("book", "verify", user="admin"))


PROVIDERS = ["fixmedins_code", "insurance", "clr_ym", "psntime", "medfee_sumamt", "fund_appy_sum",
             "cutoff_day"]


def declaration(**change):
    row = {"fixmedins_code": "H22020200777", "insurance": "EMP", "clr_ym": Number("202602"),
           "psntime": Number("3"), "medfee_sumamt": Number("1204.14"),
           "fund_appy_sum": Number("0.3"), "cutoff_day": Day("2026-03-10")}
    row.update(change)
    return [row[name] for name in PROVIDERS]


def refused_cell(o, book, name, row, cell, words, kind="declarations", titles=None):
    for ending in "xlsx", "ods", "xls":
        path = o.workbook(ending, [["二月申报"], titles or PROVIDERS, declaration(), row], "bad")
        out = o.path("rejects.csv")
        refusal = book.refused("import", kind, path, "--header-row", "2", "--rejects", out)
        o.tap.same(f"{name}, {ending}: an input error at {cell}",
                   (refusal.exit_code, refusal.error.get("cell"), refusal.error["line"]),
                   (INPUT, cell, 4))
        o.tap.ok(f"{name}, {ending}: it says how to mend it", words in refusal.error["message"],
                 refusal.error)
        rejected = read(out)[1]
        o.tap.same(f"{name}, {ending}: row and column in the rejects", rejected[:2],
                   ["4", cell.rstrip("0123456789")])


def test_cells(o, book):
    refused_cell(o, book, "three decimals (V9)", declaration(medfee_sumamt=Number("12.345")), "E4",
                 "more than two decimals")
    refused_cell(o, book, "an error", declaration(fund_appy_sum=Error()), "F4", "gives an error")
    refused_cell(o, book, "no day", declaration(cutoff_day=Number("46091")), "G4",
                 "2026-03-10")
    titles = ["fixmedins_code", "insurance", "clr_ym", "det_type", "amount", "setl_id", "reason",
              "confirmed_day"]
    lost = ["H22020200777", "EMP", Number("202602"), Number("10"), Number("36.24"),
            Number("22020020260125000035"), "超限定支付范围用药", Day("2026-02-08")]
    for ending in "xlsx", "ods", "xls":
        path = o.workbook(ending, [titles, lost], "lost")
        refusal = book.refused("import", "deductions", path)
        o.tap.same(f"20 digits as a number, {ending}: the cell", refusal.error.get("cell"), "F2")
        o.tap.ok(f"20 digits as a number, {ending}: format the column as text",
                 "as text" in refusal.error["message"], refusal.error)
    for ending in "xlsx", "ods":
        path = o.workbook(ending, [PROVIDERS, declaration(medfee_sumamt=Formula(None))], "empty")
        refusal = book.refused("import", "declarations", path)
        o.tap.same(f"a formula without result, {ending}: the cell", refusal.error.get("cell"), "E2")
        o.tap.ok(f"a formula without result, {ending}: calculate and save",
                 "calculate" in refusal.error["message"], refusal.error)
    for ending in "xlsx", "ods", "xls":
        row = declaration(medfee_sumamt=Formula(Number("1204.14")),
                          insurance=Formula("EMP"))
        seen = book.run("import", "declarations", "--check",
                        o.workbook(ending, [PROVIDERS, row], "formula"))
        o.tap.same(f"formulas by what they came to, {ending}",
                   (seen["passed"], f"{float(seen['medfee_sum']):.2f}", seen["blocks"]),
                   (1, "1204.14", ""))


def test_sheets(o, book):
    sheets = [Sheet("封面", []), Sheet("底稿", [["x"], ["y"]], hidden=True),
              Sheet("一月", [PROVIDERS, declaration(clr_ym=Number("202601"))], first_row=3),
              Sheet("二月", [PROVIDERS, declaration(), declaration(insurance="RES")])]
    for ending in "xlsx", "ods", "xls":
        path = o.path("sheets." + ending)
        WRITERS[ending](path, sheets)
        seen = book.run("import", "declarations", "--check", path)
        o.tap.same(f"{ending}: the first shown that has content", (seen["sheet"], seen["read"]),
                   ("一月", 1))
        said = [row for row in seen["warnings"] if row["rule"] == "SHEET"]
        o.tap.same(f"{ending}: what is left is said", [row["value"] for row in said], ["底稿, 二月"])
        seen = book.run("import", "--inspect", path)
        o.tap.same(f"{ending}: the sheets are listed",
                   [(row["sheet"], row["hidden"], row["content"]) for row in seen["sheets"]],
                   [("封面", False, False), ("底稿", True, True), ("一月", False, True),
                    ("二月", False, True)])
        for said in "二月", "#4":
            seen = book.run("import", "declarations", "--check", path, "--sheet", said)
            o.tap.same(f"{ending}: --sheet {said}", (seen["sheet"], seen["read"], seen["warnings"]),
                       ("二月", 2, []))
        refusal = book.refused("import", "declarations", path, "--sheet", "三月")
        o.tap.ok(f"{ending}: no such sheet", refusal.exit_code == USAGE
                 and "二月" in refusal.error["message"], refusal.error)
        # The same file, another sheet: another list. The same sheet again: nothing new.
        first = book.run("import", "declarations", path)["import"]
        other = book.run("import", "declarations", path, "--sheet", "二月")["import"]
        again = book.refused("import", "declarations", path, "--sheet", "二月")
        o.tap.same(f"{ending}: each sheet once", (again.exit_code, other - first), (REFUSED, 1))
        for number in other, first:
            book.run("imports", "withdraw", str(number), "--reason", "试")
        hidden = o.path("hidden." + ending)
        WRITERS[ending](hidden, sheets[:2])
        refusal = book.refused("import", "areas", hidden)
        o.tap.ok(f"{ending}: hidden sheets are not read unasked", "--sheet" in
                 refusal.error["message"], refusal.error)
    plain = os.path.join(o.sample, "areas.csv")
    refusal = book.refused("import", "areas", plain, "--sheet", "一月")
    o.tap.same("a sheet of CSV", refusal.exit_code, USAGE)


def swell(path):
    """A few kilobytes that unpack to half a gigabyte."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        out.writestr("[Content_Types].xml", "<Types/>")
        out.writestr("xl/workbook.xml", '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/>'
                     "</sheets></workbook>")
        out.writestr("xl/_rels/workbook.xml.rels", '<Relationships><Relationship Id="r1" '
                     'Type="x/worksheet" Target="s.xml"/></Relationships>')
        with out.open("xl/s.xml", "w", force_zip64=True) as part:
            part.write(b"<worksheet><sheetData>")
            for _ in range(512):
                part.write(b"<x></x>" * (1 << 20 >> 3))
            part.write(b"</sheetData></worksheet>")


def test_hostile(o, book):
    def fails(name, path, words):
        refusal = book.refused("import", "areas", path)
        o.tap.ok(f"{name}: said", refusal.exit_code == INPUT and words in refusal.error["message"],
                 refusal.error)

    good = {ending: o.workbook(ending, [["code", "name", "level"], ["220000", "吉林省", "province"]],
                               "good") for ending in ("xlsx", "ods", "xls")}
    for ending, path in good.items():
        data = open(path, "rb").read()
        for part in range(1, 8):
            cut = o.path("cut." + ending)
            with open(cut, "wb") as out:
                out.write(data[:len(data) * part // 8])
            refusal = book.refused("import", "areas", cut)
            o.tap.ok(f"{ending} cut at {part}/8: an input error", refusal.exit_code == INPUT,
                     refusal.error)
    bomb = o.path("bomb.xlsx")
    swell(bomb)
    fails("a bomb", bomb, "unpacks to far more")
    locked = o.path("locked.xlsx")
    write_compound(locked, "EncryptedPackage", b"\0" * 5000)
    fails("a password", locked, "password")
    old = o.path("old.xls")
    write_compound(old, "Book", b"\0" * 5000)
    fails("Excel 95", old, "before Excel 97")
    letter = o.path("letter.xls")
    write_compound(letter, "WordDocument", b"\0" * 5000)
    fails("a letter", letter, "no workbook")
    page = o.path("page.xls")
    with open(page, "w", encoding="utf-8") as out:
        out.write("\n<html><body><table><tr><td>code</td></tr></table></body></html>")
    fails("a web page", page, "web page")
    packed = o.path("packed.zip")
    with zipfile.ZipFile(packed, "w") as out:
        out.writestr("areas.csv", "code,name,level\n")
    fails("a zip file", packed, "no workbook")
    renamed = o.path("really-a-workbook.csv")
    with open(renamed, "wb") as out:
        out.write(open(good["xlsx"], "rb").read())
    seen = book.run("import", "areas", "--check", renamed)
    o.tap.same("what it is, its bytes tell", (seen["sheet"], seen["passed"]), ("明细", 1))
    entity = o.path("entity.xlsx")
    with zipfile.ZipFile(good["xlsx"]) as source, zipfile.ZipFile(entity, "w") as out:
        for name in source.namelist():
            text = source.read(name).decode()
            if name == "xl/sharedStrings.xml":
                text = ('<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' +
                        text.replace("吉林省", "&b;"))
            out.writestr(name, text)
    fails("entities", entity, "damaged")


def main():
    qz, root = os.path.abspath(sys.argv[1]), sys.argv[2]
    tap = Tap()
    with scratch() as folder:
        o = Office(qz, root, folder, tap)
        test_equal(o)
        book = o.book("cells")
        for kind, file in LISTS[:4]:
            book.run("import", kind, os.path.join(o.sample, file))
        test_cells(o, book)
        test_sheets(o, book)
        test_hostile(o, book)
    return tap.done()


sys.exit(main())
