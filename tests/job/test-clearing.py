#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A month of care away from home with `qz`, in the sample province, against the independent
answers: NL-26 … NL-31, NL-38, K01 … K09, SM-8, AMB-07, AMB-13, AMB-18, EX-4."""
import csv
import json
import os
import shutil
import sqlite3
import sys
import tempfile

from book import Book, Tap

MONTH = "2026-05"
SCOPES = ("in_prov", "cross_prov")
UNITS = ["230100", "230200", "230300", "230400", "230500", "230600", "230700", "230800", "230900",
         "231000", "231100", "231200", "232700", "239900"]
NAMES = ("seq", "unit_name", "agency_name", "group_name", "place_name", "provider_name", "level")
IN_BAD = {"F-NL-6-3", "F-NL-6-4"}  # forms whose answer has no columns fund and acct


def make(qz, root, folder):
    sample = os.path.join(root, "data", "sample", "heilongjiang")
    book = Book(qz, folder, "230000", None, "2026-06-10T09:00")
    for kind in ("areas", "agencies", "providers", "accounts"):
        book.run("import", kind, os.path.join(sample, kind + ".csv"))
    book.run("policy", "activate", "heilongjiang-nonlocal", user="admin")
    book.run("actor", "add", *UNITS, user="admin")
    book.run("import", "claims", os.path.join(sample, "claims-2026-05.csv"))
    book.run("import", "national-items", os.path.join(sample, "national-2026-05.csv"))
    book.run("import", "nl-deductions", os.path.join(sample, "nl-deductions-2026-05.csv"))
    return book, sample


def write(folder, name, rows):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def code(book, tap, name, want_id, want_rule, *args, **more):
    error = book.refused(*args, **more).error
    tap.ok(name, (error.get("code"), error.get("rule")) == (want_id, want_rule), error)


def generate(book, now="2026-06-21T09:00"):
    return [book.run("period", "generate", MONTH, "--scope", scope, now=now) for scope in SCOPES]


# ── forms ────────────────────────────────────────────────────────────────────────────────────────

def figures(form, sheet):
    """The rows of a form as the answers have them: no numbers of lines and no names."""
    rows = sheet["form"]
    skip = set(NAMES) | ({"fund", "acct"} if form in IN_BAD else set())
    out = []
    for row in rows:
        cells = []
        for name, value in row.items():
            if name in skip:
                continue
            if name == "usage_rate":
                # 0.698100 is 69.81 %: truncated, as it is printed.
                value = None if value is None else cut_percent(value)
            if name == "orig_period":
                value = value.replace("-", "")
            cells.append(value)
        out.append(cells)
    return out


def cut_percent(rate):
    whole, _, part = rate.partition(".")
    ppm = int(whole) * 1000000 + int((part + "000000")[:6])
    return f"{ppm // 10000}.{ppm // 100 % 100:02d}"


def is_nothing(row):
    return all(cell in (0, "0.00", "", None) for cell in row[1:])


def same_rows(form, want, got):
    if form in ("F-NL-4", "F-NL-7"):  # deposits are another part's
        want, got = [row[:8] for row in want], [row[:8] for row in got]
    key = lambda row: [str(cell) for cell in row]
    want = sorted((row for row in want if not is_nothing(row)), key=key)
    got = sorted((row for row in got if not is_nothing(row)), key=key)
    return want == got, f"{form}\nwant {want}\ngot  {got}"


def check_forms(book, tap, key):
    for form, answers in key["forms"].items():
        by_unit = "columns" not in answers
        good, detail = True, ""
        for unit, answer in (answers.items() if by_unit else [("", answers)]):
            more = ["--unit", unit] if by_unit else []
            sheet = book.run("period", "form", MONTH, form, *more)
            same, what = same_rows(form, answer["rows"], figures(form, sheet))
            good, detail = good and same, detail or ("" if same else what)
        tap.ok(f"EX-4 {form} to the fen", good, detail)
    sheet = book.run("period", "form", MONTH, "F-NL-7-1")
    rows = {row["unit"]: row["receivable"] for row in sheet["form"]}
    tap.ok("AMB-13 the province's own level is a unit that receives",
           rows["239900"] == "2869433.20" and rows["230100"] == "0.00", rows)
    rows = book.run("period", "form", MONTH, "F-NL-9-2", "--unit", "231200")["form"]
    tap.ok("AMB-18 9-2 carries its own deductions", all("deducted" in row for row in rows) and
           any(row["deducted"] != "0.00" for row in rows), rows)


def check_explained(book, tap):
    explain(book, tap, MONTH, (
        ("F-NL-5-1", "230200"), ("F-NL-9-2", "231200"), ("F-NL-6-1", "230200"),
        ("F-NL-6-3", "230200"), ("F-NL-7-1", None), ("F-NL-4-2", None)))


def explain(book, tap, month, forms):
    for form, unit in forms:
        more = ["--unit", unit] if unit else []
        rows = book.run("period", "form", month, form, *more)["form"]
        good, detail = True, ""
        for i, row in enumerate(rows, 1):
            for column in ("payable", "receivable", "deducted", "medfee", "visits", "pool"):
                if column not in row:
                    continue
                answer = book.run("period", "explain", month, form, str(i), column, *more)
                placed = all(item["file"] and item["line"] for item in answer["explanation"])
                if answer["differs"] or not placed or str(answer["amount"]) != str(row[column]):
                    good, detail = False, f"{form} row {i} {column}: {answer}"
        tap.ok(f"{form} of {month} explained by claims with file and line", good and rows, detail)


# ── the stages ───────────────────────────────────────────────────────────────────────────────────

def stages(book, scope, now):
    rows = book.run("period", "show", MONTH, "--scope", scope, now=now)["stages"]
    return {row["stage"]: row for row in rows}


def units(book, scope, now):
    rows = book.run("period", "show", MONTH, "--scope", scope, now=now)["units"]
    return {row["unit"]: row for row in rows}


def check_audit(book, tap):
    code(book, tap, "NL-28a not before the month is over", "month-not-over", "NL-28a", "period",
         "audit", "2026-06", "--scope", "in_prov", "--unit", "239900")
    book.run("period", "audit", MONTH, "--scope", "in_prov", "--unit", "239900", "--begin")
    tap.ok("SM-8 audit in progress",
           units(book, "in_prov", None)["239900"]["audit"] == "IN_PROGRESS")
    book.run("period", "audit", MONTH, "--scope", "in_prov", "--unit", "239900")
    code(book, tap, "SM-8 audited once", "audit-done", "SM-8", "period", "audit", MONTH, "--scope",
         "in_prov", "--unit", "239900")
    code(book, tap, "NL-4 an unknown unit", "unit-unknown", "NL-4", "period", "audit", MONTH,
         "--scope", "in_prov", "--unit", "230281")
    late = stages(book, "in_prov", "2026-06-16T09:00")["audit"]
    tap.ok("NL-28a late on the 16th", late["late"] and late["due_day"] == "2026-06-15", late)


def check_mismatches(book, tap):
    sheet = book.run("period", "form", MONTH, "F-NL-8-1", "--unit", "230200", check=False)
    tap.ok("no form before its lists", sheet == {} or "form" not in sheet, sheet)
    first = ["period", "mismatch", MONTH, "--scope", "in_prov", "--provider", "H23020000101",
             "--insurance", "EMP", "--theirs"]
    code(book, tap, "NL-31a equal sums are no mismatch", "no-mismatch", "NL-31a", *first,
         "120000.00")
    one = book.run(*first, "120000.01")["mismatch"]
    two = book.run(*first, "119999.99")["mismatch"]
    book.run("period", "solve", str(one), "--reason", "他们多记一分")
    rows = book.run("period", "mismatch", MONTH, now="2026-06-17T09:00")["mismatches"]
    tap.ok("NL-23 NL-31a one solved, one open", [row["state"] for row in rows]
           == ["MISMATCH_SOLVED", "MISMATCH_OPEN"] and rows[0]["difference"] == "0.01", rows)
    return two


def check_automatic_audit(book, tap):
    tap.ok("NL-28b nothing by itself on the 17th",
           book.run("agenda", "tick", now="2026-06-17T23:59")["applied"] == 0)
    done = book.run("agenda", "tick", now="2026-06-20T08:30")["tick"]
    tap.ok("NL-28b, NL-31b the rest is audited on the 18th",
           sum(row["state"] == "AUTO_AUDITED" and row["unit"] != "" for row in done) == 27
           and {row["nominal_time"] for row in done} == {"2026-06-18T00:00"}, done)
    events = book.run("period", "show", MONTH, "--scope", "in_prov", "--unit", "230200",
                      now="2026-06-20T08:31")["events"]
    own = [row for row in events if row["stage"] == "audit" and row["unit"] == "230200"]
    tap.ok("NL-28b with nominal and real time, by the system", len(own) == 1
           and own[0]["nominal"] == "2026-06-18T00:00" and own[0]["time"] == "2026-06-20T08:30:00"
           and own[0]["actor"] == "system", own)
    rows = book.run("period", "mismatch", MONTH)["mismatches"]
    tap.ok("NL-31a, SM-8 open at the automatic audit", rows[1]["state"] == "MISMATCH_OPEN_AT_AUTO",
           rows)
    tap.ok("SM-8 239900 stays audited by people",
           units(book, "in_prov", "2026-06-20T09:00")["239900"]["audit"] == "AUDITED")
    tap.ok("the second tick has nothing to do",
           book.run("agenda", "tick", now="2026-06-20T08:40")["applied"] == 0)


def check_lists(book, tap):
    for scope, rule in (("in_prov", "NL-31e"), ("cross_prov", "NL-31d")):
        code(book, tap, f"{rule} no lists on the 20th", "lists-too-early", rule, "period",
             "generate", MONTH, "--scope", scope, now="2026-06-20T23:59")
    code(book, tap, "NL-31f nothing to confirm before the lists", "no-lists", "NL-31e", "period",
         "confirm", MONTH, "--scope", "in_prov", "--unit", "230200", user="fuhe",
         now="2026-06-20T10:00")
    made = generate(book)
    tap.ok("NL-31d, NL-31e lists of the 21st, a Sunday", [row["version"] for row in made] == [1, 1]
           and made[0]["receivable"] == made[0]["payable"] == "3115612.35", made)


def check_confirm(book, tap):
    confirm = ["period", "confirm", MONTH, "--scope", "in_prov", "--unit"]
    book.run(*confirm, "239900", user="fuhe", now="2026-06-22T09:00")
    book.run(*confirm, "231200", user="fuhe", now="2026-06-22T09:00")
    code(book, tap, "NL-31f confirming twice", "confirmed-already", "NL-31f", *confirm, "239900",
         user="fuhe", now="2026-06-22T09:01")
    tap.ok("NL-31f each scope is confirmed apart",
           units(book, "cross_prov", "2026-06-22T10:00")["239900"]["confirm"] == "GENERATED")
    object_ = ["period", "object", MONTH, "--scope", "in_prov", "--unit", "230200", "--form",
               "F-NL-9-1", "--claimed", "45678.00", "--reason", "我市无此人", "--line"]
    code(book, tap, "NL-31f an objection names a line", "no-such-line", None, *object_, "99",
         user="fuhe", now="2026-06-22T10:00")
    number = book.run(*object_, "1", user="fuhe", now="2026-06-22T10:00")["objection"]
    rows = book.run("period", "objections", MONTH)["objections"]
    tap.ok("NL-31f the objection keeps what was printed", rows[0]["amount"] == "45678.90"
           and rows[0]["claimed"] == "45678.00" and "绥化市" in rows[0]["key"], rows)
    code(book, tap, "NL-31f no confirmation over an open objection", "objection-open", "NL-31f",
         *confirm, "230200", user="fuhe", now="2026-06-22T11:00")
    return number


def check_regenerate(book, tap, sample):
    """A deduction withdrawn and another list: who has other figures confirms again."""
    imports = book.run("imports")["imports"]
    number = next(row["import"] for row in imports if row["kind"] == "nl-deductions")
    code(book, tap, "published figures only: lists first", "publish-too-early", "NL-31i", "period",
         "publish", MONTH, user="shenpi", now="2026-06-21T10:00")
    book.run("imports", "withdraw", str(number), "--reason", "误扣")
    made = generate(book, "2026-06-22T15:00")
    tap.ok("NL-31f a new version; confirmations of changed units lapse",
           made[0]["version"] == 2 and made[0]["lapsed"] >= 1
           and made[0]["receivable"] == "3116735.32", made)
    now = units(book, "in_prov", "2026-06-22T16:00")
    tap.ok("NL-31f other confirmations stay", now["239900"]["confirm"] == "GENERATED"
           and now["230200"]["confirm"] == "OBJECTED", now)
    code(book, tap, "NL-28b no deduction in an audited month", "deduction-after-audit", "NL-28b",
         "import", "nl-deductions", os.path.join(sample, "nl-deductions-2026-05.csv"),
         now="2026-06-22T16:00")


def check_automatic_confirm(book, tap, objection):
    code(book, tap, "NL-31g too late on the 24th", "confirmed-automatically", "NL-31g", "period",
         "confirm", MONTH, "--scope", "in_prov", "--unit", "230300", user="fuhe",
         now="2026-06-24T00:00")
    done = book.run("agenda", "tick", now="2026-06-26T08:00")["tick"]
    tap.ok("NL-31g the rest is confirmed on the 24th",
           {row["nominal_time"] for row in done} == {"2026-06-24T00:00"}
           and {row["act"] for row in done} == {"confirm"}, done)
    states = {unit: row["confirm"] for unit, row in units(book, "in_prov",
                                                          "2026-06-26T09:00").items()}
    tap.ok("AMB-07 an open objection does not hinder, and stays open",
           states["230200"] == "AUTO_CONFIRMED_WITH_OBJECTION"
           and states["230300"] == "AUTO_CONFIRMED", states)
    book.run("period", "answer", str(objection), "--result", "NEXT_PERIOD", "--reason", "六月更正",
             user="fuhe", now="2026-06-26T10:00")
    code(book, tap, "NL-31f answered once", "answered-already", "NL-31f", "period", "answer",
         str(objection), "--result", "REJECTED", "--reason", "不", user="fuhe",
         now="2026-06-26T10:01")


def check_publish(book, tap):
    national = ["period", "national", MONTH]
    code(book, tap, "NL-31h not before the 25th", "national-too-early", "NL-31h", *national,
         user="fuhe", now="2026-06-24T09:00")
    publish = ["period", "publish", MONTH]
    code(book, tap, "NL-31i not before the last day", "publish-too-early", "NL-31i", *publish,
         user="shenpi", now="2026-06-29T09:00")
    code(book, tap, "NL-31h not without the nation", "not-confirmed-nationally", "NL-31h",
         *publish, user="shenpi", now="2026-06-30T09:00")
    book.run("period", "upload", "--month", MONTH, now="2026-06-25T08:00")
    tap.ok("NL-31c recorded", stages(book, "cross_prov", "2026-06-25T09:00")["upload"]["state"]
           == "DONE")
    book.run(*national, user="fuhe", now="2026-06-25T09:00")
    rows = book.run(*publish, user="shenpi", now="2026-06-30T09:00")["notices"]
    by_number = {row["number"]: row for row in rows}
    tap.ok("NL-31i notices 5, 6, 8, 9 with their numbers",
           by_number["HLJ6-230200-202605-001"]["total"] == "4203333.23"
           and by_number["HLJ9-230200-202605-001"]["total"] == "1261234.57"
           and by_number["HLJ8-230200-202605-001"]["total"] == "200500.25"
           and by_number["HLJ5-239900-202605-001"]["form"] == "F-NL-5", sorted(by_number))
    code(book, tap, "NL-31i published once", "published-already", "NL-31i", *publish,
         user="shenpi", now="2026-06-30T10:00")
    code(book, tap, "NL-31i no new lists after that", "published-already", "NL-31i", "period",
         "generate", MONTH, "--scope", "in_prov", now="2026-07-01T09:00")
    imports = book.run("imports")["imports"]
    for kind in ("claims", "national-items"):
        number = next(row["import"] for row in imports if row["kind"] == kind)
        code(book, tap, f"NL-31i {kind} of a published month stay", "import-in-use", None,
             "imports", "withdraw", str(number), "--reason", "x")
    sheet = book.run("period", "form", MONTH, "F-NL-6", "--unit", "230200")
    tap.ok("F-NL-6 has number, day and account", sheet["number"] == "HLJ6-230200-202605-001"
           and sheet["day"] == "2026-06-30" and sheet["account_name"] == "全省异地就医结算账户"
           and sheet["published"], {k: v for k, v in sheet.items() if k != "form"})
    verified = book.run("book", "verify", check=False)
    tap.ok("the book set verifies", verified["ok"], verified)


# ── identities ───────────────────────────────────────────────────────────────────────────────────

TAMPER = {
    "K07": "UPDATE clearing_row SET amount_fen = amount_fen + 1, fund_fen = fund_fen + 1,"
           " pool_fen = pool_fen + 1 WHERE id = (SELECT min (id) FROM clearing_row WHERE side = 'R'"
           " AND treat_unit = '231200' AND other_province = '' AND is_deduction = 0)",
    "K08": "UPDATE clearing_row SET pool_fen = pool_fen + 1 WHERE id = (SELECT min (id) FROM"
           " clearing_row WHERE side = 'P')",
    "K09": "UPDATE clearing_row SET treat_agency = '230999' WHERE id = (SELECT min (id) FROM"
           " clearing_row WHERE side = 'R' AND treat_unit = '230200')",
    "K01": "UPDATE clearing_row SET amount_fen = 99999999900, is_deduction = 1 WHERE id = (SELECT"
           " min (id) FROM clearing_row WHERE side = 'R' AND treat_unit = '230200')",
}


def check_identities(book, tap):
    answer = book.run("period", "check", MONTH)
    tap.ok("K01 … K09 hold", answer["ok"] and [row["code"] for row in answer["checks"]]
           == [f"K0{i}" for i in range(1, 10)], answer)
    good = book.path
    for wrong, sql in TAMPER.items():
        book.path = os.path.join(book.folder, f"{wrong}.qz")
        shutil.copy(good, book.path)
        with sqlite3.connect(book.path) as store:
            store.execute("DROP TRIGGER clearing_row_no_update")
            changed = store.execute(sql).rowcount
        store.close()
        rows = {row["code"]: row for row in book.run("period", "check", MONTH,
                                                     check=False)["checks"]}
        names = "绥化市" in rows["K07"]["detail"] and "齐齐哈尔市" in rows["K07"]["detail"] \
            if wrong == "K07" else True
        tap.ok(f"{wrong} tells what does not agree", changed == 1 and not rows[wrong]["ok"]
               and rows[wrong]["detail"] and names, rows)
        tap.ok(f"{wrong} and `book verify` agree that something is wrong",
               not book.run("book", "verify", check=False)["ok"])
    book.path = good


# ── bad input ────────────────────────────────────────────────────────────────────────────────────

def change(rows, line, **cells):
    rows = [list(row) for row in rows]
    for name, value in cells.items():
        rows[line][rows[0].index(name)] = value
    return rows


def check_bad_files(book, tap, sample, folder):
    national = read(os.path.join(sample, "national-2026-05.csv"))
    claims = read(os.path.join(sample, "claims-2026-05.csv"))
    path = write(folder, "national-again.csv", national[:3])
    code(book, tap, "NL-26b two national files for one month", "national-file-twice", "NL-26b",
         "import", "national-items", path)
    june = [national[0]] + change(national[:2], 1, period="2026-06", orig_period="2026-06")[1:]
    path = write(folder, "foreign.csv", change(june, 1, insu_admdvs="220200"))
    code(book, tap, "NL-26b another province's file", "national-file-foreign", "NL-26b", "import",
         "national-items", path)
    for name, rule, cells in (("NL-26b charges add up to the fees", "NL-26b", {"c01": "0.01"}),
                              ("NL-26c K08 the funds' parts add up", "K08", {"pool": "0.01"}),
                              ("NL-4 an unknown area", "NL-4", {"insu_admdvs": "239999"}),
                              ("NL-2 care in the province is not national", "NL-2",
                               {"treat_area": "230200"})):
        path = write(folder, "bad.csv", change(june, 1, **cells))
        tap.ok(name, book.refused("import", "national-items", path).error["rule"] == rule)
    for name, rule, cells in (("NL-4 a claim of an unknown area", "NL-4",
                               {"insu_admdvs": "239999"}),
                              ("NL-2 in-province care of an outsider", "NL-2",
                               {"insu_admdvs": "110000"}),
                              ("NL-4 care at home is not away", "NL-4",
                               {"insu_admdvs": "239900"})):
        rows = change(claims[:2], 1, setl_id="NEU1", setl_time="2026-06-01 10:00:00", **cells)
        error = book.refused("import", "claims", write(folder, "bad.csv", rows)).error
        tap.ok(name, error["rule"] == rule, error)
    deductions = [["setl_id", "period", "amount", "reason", "confirmed_day"],
                  [claims[1][0], "2026-06", "99999999.00", "超", "2026-06-09"]]
    error = book.refused("import", "nl-deductions", write(folder, "d.csv", deductions)).error
    tap.ok("NL-38a no more is taken off than was paid", error["rule"] == "NL-38a", error)


def check_uploads(book, tap):
    rows = book.run("period", "uploads", now="2026-06-04T09:00")["uploads"]
    first = rows[0]
    tap.ok("NL-27 five days after the settlement, not counting it",
           first["due_day"][:8] in ("2026-05-", "2026-06-") and first["late"]
           and int(first["due_day"][8:]) == int(first["settled"][8:]) + 5, first)
    book.run("period", "upload", first["setl_id"])
    code(book, tap, "NL-27 uploaded once", "not-to-upload", "NL-27", "period", "upload",
         first["setl_id"])
    left = book.run("period", "upload")["uploaded"]
    tap.ok("NL-27 the others at once", left == len(rows) - 1
           and book.run("period", "uploads")["uploads"] == [], left)


def check_actors(book, tap):
    book.run("actor", "remove", "230300", user="admin")
    code(book, tap, "a book set acts only for whom it may", "actor-foreign", None, "period",
         "audit", MONTH, "--scope", "in_prov", "--unit", "230300")
    book.run("actor", "add", "230300", user="admin")


def check_negative(qz, root, tap):
    """K01, NL-38a: refunds of an agency that are more than its month's costs stop nobody; what does
    not fit is cleared in the next month, and is explained in both."""
    with tempfile.TemporaryDirectory() as folder:
        book, sample = make(qz, root, folder)
        rows = read(os.path.join(sample, "claims-2026-05.csv"))
        at = rows[0].index
        own = [row for row in rows[1:] if row[0] != "#TOTAL" and row[at("pay_loc")] == "3"
               and row[at("fixmedins_code")].startswith("H231282")]
        earlier = [list(row) for row in own]
        for row in earlier:
            row[at("setl_id")] += "APRIL"
            row[at("setl_time")] = "2026-04-20 10:00:00"
        book.run("import", "claims", write(folder, "april.csv", [rows[0]] + earlier))
        refunds = []
        for i, row in enumerate(own + earlier):
            refund = list(row)
            for j, name in enumerate(rows[0]):
                if name.endswith(("_amt", "_pay", "_sumamt", "_selfpay")) and row[j]:
                    refund[j] = row[j] if row[j] in ("0.00", "0") else "-" + row[j].lstrip("-")
            refund[at("setl_id")] = f"REFUND{i}"
            refund[at("setl_time")] = "2026-05-20 10:00:00"
            refund[at("refd_setl_flag")] = "1"
            refund[at("refd_setl_id")] = row[at("setl_id")]
            refunds.append(refund)
        book.run("import", "claims", write(folder, "refunds.csv", [rows[0]] + refunds))
        generate(book)
        book.run("period", "national", MONTH, user="fuhe", now="2026-06-25T09:00")
        want = sum(int(row[at("fund_pay_sumamt")].replace(".", "")) for row in own)
        carried = book.run("period", "carried", MONTH)["carried"]
        tap.ok("NL-38a what is too much is told",
               sum(int(row["rest"].replace(".", "")) for row in carried) == want
               and {(row["kind"], row["to"], row["scope"]) for row in carried}
               == {("refund", "2026-06", "in_prov")}, carried)
        made = book.run("period", "publish", MONTH, user="shenpi", now="2026-06-30T09:00")
        tap.ok("K01 and the province's month is published", made["notices"], made)
        tap.same("K01 the agency gets nothing", sum_of(book, 202605), 0)
        take_refunds(book, tap, folder, rows, own)


def sum_of(book, month):
    """What 231282 receives in a month, and what of it are refunds of May."""
    with sqlite3.connect(book.path) as database:
        return database.execute(
            "SELECT sum (r.amount_fen) FROM clearing_row r JOIN clearing_list l"
            " ON l.id = r.list_id WHERE l.period = ? AND r.side = 'R' AND r.treat_agency = '231282'"
            " AND l.version = (SELECT max (version) FROM clearing_list WHERE period = l.period"
            " AND scope = l.scope)", (month,)).fetchone()[0]


def take_refunds(book, tap, folder, rows, own):
    """NL-38, NL-17c: the next month takes the rest, by the month that it is of."""
    at = rows[0].index
    june = []
    for i, row in enumerate(own * 3):
        made = list(row)
        made[at("setl_id")], made[at("setl_time")] = f"JUNE{i}", "2026-06-20 10:00:00"
        june.append(made)
    book.run("import", "claims", write(folder, "june.csv", [rows[0]] + june),
             now="2026-07-05T09:00")
    book.run("period", "generate", "2026-06", "--scope", "in_prov", now="2026-07-21T09:00")
    want = sum(int(row[at("fund_pay_sumamt")].replace(".", "")) for row in own)
    tap.same("NL-38 June pays its own less what May left", sum_of(book, 202606), 2 * want)
    tap.same("NL-38 and leaves nothing", book.run("period", "carried", "2026-06")["carried"], [])
    for month in (MONTH, "2026-06"):
        explain(book, tap, month, (("F-NL-8-1", "231200"), ("F-NL-9-1", "230200"),
                                   ("F-NL-7-2", None)))
    book.run("period", "generate", "2026-06", "--scope", "cross_prov", now="2026-07-21T09:00")
    book.run("period", "national", "2026-06", user="fuhe", now="2026-07-25T09:00")
    made = book.run("period", "publish", "2026-06", user="shenpi", now="2026-07-31T09:00")
    tap.ok("NL-17c and that month is cleared in full", made, made)
    verify = book.run("book", "verify", now="2026-07-31T10:00")
    tap.ok("NL-38 book verify proves it", verify["ok"],
           [row for row in verify["checks"] if not row["ok"]])


def main():
    qz, root = sys.argv[1:3]
    tap = Tap()
    with open(os.path.join(root, "tests", "data", "ex4-answer-key.json"), encoding="utf-8") as file:
        key = json.load(file)
    with tempfile.TemporaryDirectory() as folder:
        book, sample = make(qz, root, folder)
        check_actors(book, tap)
        check_bad_files(book, tap, sample, folder)
        check_uploads(book, tap)
        check_audit(book, tap)
        check_mismatches(book, tap)
        check_automatic_audit(book, tap)
        check_lists(book, tap)
        check_forms(book, tap, key)
        check_identities(book, tap)
        check_explained(book, tap)
        objection = check_confirm(book, tap)
        check_regenerate(book, tap, sample)
        check_automatic_confirm(book, tap, objection)
        check_publish(book, tap)
    check_negative(qz, root, tap)
    print(f"1..{tap.n}")
    return 1 if tap.failed else 0


sys.exit(main())
