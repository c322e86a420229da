#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The reports on operation, NL-37 and DT-25: every figure against sums over the sample files made
here; PDF, XLSX and CSV have the same; figures lead back to file and line; an empty month says
so."""
import csv
import glob
import importlib.util
import os
import re
import subprocess
import sys
import zipfile
from collections import defaultdict
from datetime import date
from decimal import ROUND_DOWN, Decimal
from xml.etree import ElementTree

import assist_office
from book import Tap, scratch

XML = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CENT, PPM = Decimal("0.01"), Decimal("0.000001")


# ── files ────────────────────────────────────────────────────────────────────────────────────────

def read(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return [row for row in rows if not next(iter(row.values())).startswith("#")]


def shift(day, months):
    """The same day of another month, or its last one."""
    year, month, rest = int(day[:4]), int(day[5:7]) - 1 + months, day[10:]
    year, month = year + month // 12, month % 12 + 1
    for mday in range(int(day[8:10]), 0, -1):
        try:
            return date(year, month, mday).isoformat() + rest
        except ValueError:
            continue
    raise AssertionError(day)


def copy_months_back(rows, months, n, path):
    """The first @n bills that nothing takes back, as if they were of another month."""
    taken = {row["refd_setl_id"] for row in rows if row["refd_setl_id"]}
    plain = [row for row in rows if row["refd_setl_flag"] == "0" and row["setl_type"] == "2"
             and row["setl_id"] not in taken][:n]
    made = []
    for row in plain:
        row = dict(row)
        for name in ("setl_id", "mdtrt_id"):
            row[name] = f"{months % 100:02d}" + row[name][2:]
        for name in ("setl_time", "begndate", "enddate"):
            if name in row:
                row[name] = shift(row[name], -months)
        made.append(row)
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(made)
    return made


def number(row, *names):
    return sum((Decimal(row[name] or 0) for name in names), Decimal(0))


def cut(value, step):
    return str(value.quantize(step, rounding=ROUND_DOWN)) if value is not None else None


def ratio(part, whole):
    return (part / whole).quantize(PPM, rounding=ROUND_DOWN) if whole > 0 else None


def as_ratio(text):
    return Decimal(text) if text is not None else None


def growth(now, before):
    return ratio(now - before, before)


# ── what papers say ──────────────────────────────────────────────────────────────────────────────

def xlsx_rows(path):
    """The figures of each row of the sheet, formulas with their results."""
    with zipfile.ZipFile(path) as book:
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
        charts = [name for name in book.namelist() if name.startswith("xl/charts/chart")]
    rows = []
    for row in sheet.iter(XML + "row"):
        cells = [cell for cell in row if cell.get("t") != "s" and cell.find(XML + "v") is not None]
        rows.append([Decimal(cell.find(XML + "v").text) for cell in cells])
    return rows, charts


def figures(row):
    return [Decimal(field) for field in row if re.fullmatch(r"-?\d+(\.\d+)?", field)]


def is_amount(field):
    return re.fullmatch(r"-?\d+\.\d\d", field) is not None


def same_everywhere(tap, rule, folder, name):
    """CSV against XLSX, row by row, and against the words of the PDF."""
    path = os.path.join(folder, name)
    with open(path + ".csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    sheet, charts = xlsx_rows(path + ".xlsx")
    held = {tuple(round(value, 6) for value in row) for row in sheet}
    missing = [row for row in rows if len(figures(row)) > 1 and tuple(figures(row)) not in held]
    tap.ok(f"{rule} XLSX has each row of the CSV", not missing, missing[:5])
    tap.ok(f"{rule} XLSX has charts of its own", len(charts) >= 3, charts)
    text = subprocess.run(["pdftotext", "-layout", path + ".pdf", "-"], capture_output=True,
                          text=True, check=True).stdout
    words = set(text.split())
    amounts = {field for row in rows for field in row if is_amount(field)}
    missing = [field for field in amounts if f"{Decimal(field):,.2f}" not in words
               and f"{Decimal(field) * 100:.2f}%" not in words]
    tap.ok(f"{rule} PDF has each amount of the CSV", len(amounts) > 20 and not missing, missing)
    return rows, text


def print_all(book, kind, month, folder, name, now):
    for ending in ("pdf", "xlsx", "csv"):
        book.run("report", kind, "--period", month, "--output",
                 os.path.join(folder, f"{name}.{ending}"), now=now)


# ── medical assistance ───────────────────────────────────────────────────────────────────────────

FIGURES = {"medfee": ("medfee_sumamt",), "basic": ("hifp_pay",), "ci": ("hifmi_pay", "hifob_pay"),
           "other": ("cvlserv_pay", "hifes_pay", "hifdm_pay", "oth_pay"), "maf": ("maf_pay",),
           "person": ("hosp_part_amt", "acct_pay", "psn_cash_pay")}


def sum_bills(rows):
    """persons bills medfee basic ci other maf person"""
    out = {"persons": len({row["certno"] for row in rows}),
           "bills": sum(-1 if row["refd_setl_flag"] == "1" else 1 for row in rows)}
    for name, fields in FIGURES.items():
        out[name] = str(sum((figure_of(row, name, fields) for row in rows), Decimal("0.00")))
    return out


def figure_of(row, name, fields):
    """Critical illness of residents is hifmi, of employees hifob; the other one is another fund."""
    if name == "ci":
        return number(row, "hifmi_pay" if row["insutype"] == "390" else "hifob_pay")
    if name == "other":
        return number(row, *fields, "hifob_pay" if row["insutype"] == "390" else "hifmi_pay")
    return number(row, *fields)


def group(rows, key):
    out = defaultdict(list)
    for row in rows:
        out[key(row)].append(row)
    return out


def takes_part(row):
    """Persons insured in the city (DT-2), and no common visits (DT-4, DT-26)."""
    return row["insu_admdvs"].startswith("1402") and row["med_type"] != "11"


def is_cross(row, places):
    return row["cross_area"] == "1" if row["cross_area"] else \
        places[row["fixmedins_code"]] != row["insu_admdvs"]


def subcategories(sample):
    """When the lists first name a person in a category, and with which group (DT-6a, DT-6b)."""
    lists = defaultdict(list)
    for path in glob.glob(os.path.join(sample, "assisted-*.csv")):
        for row in read(path):
            lists[(row["list_day"], row["source"], row["county"])].append(row)
    spells, running = defaultdict(list), defaultdict(dict)
    for (day, source, county), rows in sorted(lists.items()):
        now = {(row["certno"], row["category"]): row for row in rows if not row["exit_day"]}
        for key, row in now.items():
            if key not in running[(source, county)]:
                spells[key].append((day, row["subcategory"]))
        running[(source, county)] = now
        for row in rows:
            key = (row["certno"], row["category"])
            if row["exit_day"] and key not in spells:
                spells[key].append((day, row["subcategory"]))
    return spells


def key_of(row, spells):
    found = [group for day, group in spells.get((row["certno"], row["maf_category"]), [])
             if day <= row["setl_time"][:10]]
    return row["maf_category"] + "/" + (found[-1] if found else "")


def pick(row, names):
    return {name: row[name] for name in names}


def check_groups(tap, rule, name, made, key, want, names):
    tap.same(f"DT-25 {rule} {name}",
             {row[key]: pick(row, names) for row in made if row["bills"] or row["persons"]},
             {k: pick(sum_bills(rows), names) for k, rows in want.items()})


def overall(tap, made, spans):
    names = ["persons", "bills", *FIGURES]
    tap.same("DT-25 this month, last month, a year ago, this year",
             {row["span"]: pick(row, names) for row in made["overall"]},
             {span: sum_bills(rows) for span, rows in spans.items()})
    for row in made["overall"]:
        bills = row["bills"]
        tap.same(f"DT-25 averages and shares of {row['span']} are truncated",
                 (row["fee_per_bill"], row["maf_per_bill"], as_ratio(row["fund_share"])),
                 (cut(Decimal(row["medfee"]) / bills, CENT), cut(Decimal(row["maf"]) / bills, CENT),
                  ratio(sum(Decimal(row[n]) for n in ("basic", "ci", "other", "maf")),
                        Decimal(row["medfee"]))))
    now, before, ago = (sum_bills(spans[span]) for span in ("month", "before", "year_ago"))
    grown = {row["measure"]: row for row in made["growth_counts"] + made["growth"]}
    for measure in ("persons", "bills", "medfee", "maf", "person"):
        tap.same(f"DT-25 growth of {measure}",
                 (as_ratio(grown[measure]["growth"]), as_ratio(grown[measure]["growth_year"])),
                 (growth(Decimal(now[measure]), Decimal(before[measure])),
                  growth(Decimal(now[measure]), Decimal(ago[measure]))))
    tap.same("DT-25 what bears the fees adds up to them",
             sum(Decimal(row["amount"]) for row in made["layers"]), Decimal(now["medfee"]))
    tap.same("DT-25 layers of last month",
             {row["layer"]: row["before"] for row in made["layers"]
              if row["layer"] in ("basic", "ci", "other", "maf")},
             {name: before[name] for name in ("basic", "ci", "other", "maf")})
    trend = {row["period"]: (row["bills"], row["maf"]) for row in made["trend"]}
    tap.same("DT-25 thirteen months, the last one being this",
             (len(trend), trend["2026-05"], trend["2026-04"], trend["2025-05"], trend["2025-12"]),
             (13, (now["bills"], now["maf"]), (before["bills"], before["maf"]),
              (ago["bills"], ago["maf"]), (0, "0.00")))


def traces(tap, book, month, groups):
    table = {"counties": "county", "providers": "provider", "areas": "area", "categories": "key"}
    for name in table:
        wanted = groups[name]
        key = sorted(wanted, key=lambda k: -len(wanted[k]))[0]
        shown = book.run("report", "assistance", name, key, "--period", month)["sources"]
        tap.same(f"DT-25 a row of {name} leads to its bills, with file and line",
                 sorted((row["setl_id"], row["maf"], row["file"]) for row in shown),
                 sorted((row["setl_id"], row["maf_pay"], f"assistance-bills-{month}.csv")
                        for row in wanted[key]))
        tap.ok(f"DT-25 lines of {name} are those of the file, identity numbers are masked",
               all(row["line"] > 1 and "*" in row["certno"] for row in shown), shown[:2])


def reserves(tap, book, made, sample, rows, places):
    allotted = defaultdict(Decimal)
    for path in glob.glob(os.path.join(sample, "allotments-*.csv")):
        for row in read(path):
            allotted[row["county"]] += Decimal(row["amount"])
    bills = {row["setl_id"]: row for row in rows}
    used = defaultdict(Decimal)
    for row in rows:
        if is_cross(row, places):
            used[row["insu_admdvs"]] += Decimal(row["maf_pay"])
    for row in read(os.path.join(sample, "assistance-deductions-2026-05.csv")):
        bill = bills[row["setl_id"]]
        if is_cross(bill, places):
            used[bill["insu_admdvs"]] -= Decimal(row["amount"])
    tap.same("DT-11 AMB-26 reserves: allotted, used by bills over the areas, left",
             {row["county"]: (row["allotted"], row["used"], row["left"])
              for row in made["reserves"]},
             {county: (str(amount), str(used[county].quantize(CENT)),
                       str((amount * Decimal("0.3")).quantize(CENT, "ROUND_HALF_UP")
                           - used[county]))
              for county, amount in allotted.items()})
    county = max(used, key=lambda k: used[k])
    shown = book.run("report", "assistance", "reserves", county, "--period", "2026-05")["sources"]
    tap.same("DT-25 what used a reserve leads to its bills",
             sum(Decimal(row["maf"]) - Decimal(row["deducted"]) for row in shown), used[county])


def assistance(qz, root, folder, tap):
    sample = os.path.join(root, "data", "sample", "datong")
    bills = [row for row in read(os.path.join(sample, "assistance-bills-2026-05.csv"))
             if takes_part(row)]
    book = assist_office.make_office(qz, root, folder, "2026-06-22T09:00")
    spans = {"month": [row for row in bills if row["setl_type"] == "2"]}
    for span, months, n in (("before", 1, 70), ("year_ago", 12, 45)):
        path = os.path.join(folder, f"assistance-bills-{span}.csv")
        spans[span] = copy_months_back(bills, months, n, path)
        book.run("import", "assistance-bills", path)
    spans["year"] = spans["month"] + spans["before"]
    assist_office.load_month(book, "2026-05")
    for month in ("2025-05", "2026-04"):
        book.run("assist", "month", "make", month)
        book.run("assist", "month", "push", month)
    assist_office.lead_to_form4(book, "2026-05")
    now = "2026-06-25T09:00"
    made = book.run("report", "assistance", "--period", "2026-05", now=now)
    overall(tap, made, spans)
    places = {row["fixmedins_code"]: row["area"]
              for row in read(os.path.join(sample, "providers.csv"))}
    spells = subcategories(sample)
    groups = {"counties": group(spans["month"], lambda row: row["insu_admdvs"]),
              "providers": group(spans["month"], lambda row: row["fixmedins_code"]),
              "areas": group(spans["month"],
                             lambda row: "cross" if is_cross(row, places) else "own"),
              "categories": group(spans["month"], lambda row: key_of(row, spells))}
    names = ["persons", "bills", *FIGURES]
    check_groups(tap, "DT-5 DT-6a", "categories and sub-categories", made["categories"], "key",
                 groups["categories"], names)
    check_groups(tap, "DT-3", "counties", made["counties"], "county", groups["counties"],
                 ["persons", "bills", "medfee", "maf"])
    check_groups(tap, "DT-16a", "hospitals", made["providers"], "provider", groups["providers"],
                 names[:-1])
    check_groups(tap, "AMB-26", "inside and over the areas", made["areas"], "area",
                 groups["areas"], names[:-1])
    tap.same("DT-25 counties: last month and over the areas",
             {row["county"]: (row["before"], row["cross"]) for row in made["counties"]},
             {county: (sum_bills([row for row in spans["before"]
                                  if row["insu_admdvs"] == county])["maf"],
                       sum_bills([row for row in rows if is_cross(row, places)])["maf"])
              for county, rows in groups["counties"].items()})
    deducted = group(read(os.path.join(sample, "assistance-deductions-2026-05.csv")),
                     lambda row: (row["det_type"], row["reason"]))
    tap.same("DT-23a deductions by reason",
             {(row["kind"], row["reason"]): (row["n"], row["amount"])
              for row in made["deductions"]},
             {key: (len(rows), str(number({"n": sum(Decimal(row["amount"]) for row in rows)}, "n")))
              for key, rows in deducted.items()})
    check = book.run("assist", "check", "2026-05")
    tap.same("DT-14 differences are those of the check",
             {row["field"]: row["bills"] for row in made["differences"]},
             {field: len(rows) for field, rows in
              group(check["assist_check"], lambda row: row["field"]).items()})
    tap.ok("DT-16a DT-19b no step is late", not any(row["late"] for row in made["stages"]),
           made["stages"])
    reserves(tap, book, made, sample, spans["month"] + spans["before"], places)
    traces(tap, book, "2026-05", groups)
    print_all(book, "assistance", "2026-05", folder, "dt", now)
    rows, text = same_everywhere(tap, "DT-25", folder, "dt")
    sums = sum_bills(spans["month"])
    tap.ok("DT-25 the conclusions stand on the paper with the month's sums",
           f"{Decimal(sums['maf']):,.2f}元" in re.sub(r"\s", "", text)
           and any(row[0].startswith("一、") and f"{sums['persons']}人" in row[1] for row in rows),
           rows[:6])
    tap.ok("DT-25 signature, printing day and rule stand on the paper",
           all(word in re.sub(r"\s", "", text) for word in
               ("负责人：", "复核人：", "编报人：zhidan", "打印日期：2026年6月25日", "第二十五条")),
           text[-400:])
    empty(tap, book, "assistance", "2026-06", folder, "DT-25", "2026年6月没有直接结算的医疗救助账单")
    draft(tap, book, "assistance", folder, "DT-25")


def empty(tap, book, kind, month, folder, rule, sentence):
    made = book.run("report", kind, "--period", month, now="2026-08-02T09:00")
    tap.ok(f"{rule} an empty month says so", made["empty"] is True
           and sentence in made["conclusions"][0]["text"], made["conclusions"])
    print_all(book, kind, month, folder, "empty", "2026-08-02T09:00")
    text = subprocess.run(["pdftotext", os.path.join(folder, "empty.pdf"), "-"],
                          capture_output=True, text=True, check=True).stdout
    tap.ok(f"{rule} an empty month says so on paper too", sentence in re.sub(r"\s", "", text), text)


def draft(tap, book, kind, folder, rule):
    path = os.path.join(folder, "draft.pdf")
    args = ("report", kind, "--period", "2026-05", "--output", path)
    tap.same(f"{rule} a month that is not over is a draft",
             book.run(*args, now="2026-05-30T09:00")["state"], "draft")
    tap.same(f"{rule} what was printed before says so",
             (book.run(*args, now="2026-06-25T09:00")["reprint"] > 0,
              book.refused("report", kind, "nothing", "x", "--period", "2026-05").error["code"],
              book.refused("report", kind, "stages", "--period", "2026-05", "--output",
                           path).error["code"]),
             (True, "no-such-table", "report-output"))


# ── care away from home ──────────────────────────────────────────────────────────────────────────

FUNDS = {"pool": ("hifp_pay",), "big": ("hifob_pay", "hifmi_pay"), "cvlserv": ("cvlserv_pay",),
         "maf": ("maf_pay",), "other": ("hifes_pay", "hifdm_pay", "oth_pay")}


def sum_claims(rows):
    fund = sum((number(row, *fields) for row in rows for fields in FUNDS.values()), Decimal("0.00"))
    return {"persons": len({row["psn_no"] for row in rows}),
            "visits": sum(-1 if row["refd_setl_flag"] == "1" else 1 for row in rows),
            "medfee": str(sum((number(row, "medfee_sumamt") for row in rows), Decimal("0.00"))),
            "fund": str(fund),
            "acct": str(sum((number(row, "acct_pay") for row in rows), Decimal("0.00")))}


def nonlocal_(qz, root, folder, tap):
    spec = importlib.util.spec_from_file_location(
        "supervision", os.path.join(os.path.dirname(os.path.abspath(__file__)),
                                    "test-supervision.py"))
    supervision = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(supervision)
    book = supervision.make(qz, root, folder)
    name = "claims-2026-05.csv"
    scope_of = {"3": "in_prov", "4": "cross_prov"}
    claims = read(os.path.join(root, "data", "sample", "heilongjiang", name))
    spans = {"month": claims}
    for span, months, n in (("before", 1, 60), ("year_ago", 12, 40)):
        path = os.path.join(folder, f"claims-{span}.csv")
        spans[span] = copy_months_back(claims, months, n, path)
        book.run("import", "claims", path)
    by_scope = {span: group((row for row in rows if row["pay_loc"] in scope_of),
                            lambda row: scope_of[row["pay_loc"]]) for span, rows in spans.items()}
    now = "2026-06-20T09:00"
    made = book.run("report", "operation", "--period", "2026-05", now=now)
    sums = {row["scope"]: row for row in made["sums"]}
    for scope, row in sums.items():
        want, before, ago = (sum_claims(by_scope[span][scope])
                             for span in ("month", "before", "year_ago"))
        tap.same(f"NL-37 sums of {scope}", pick(row, list(want)), want)
        tap.same(f"NL-37 {scope} against last month and last year",
                 (row["fund_before"], as_ratio(row["growth"]), row["fund_year_ago"],
                  as_ratio(row["growth_year"])),
                 (before["fund"], growth(Decimal(want["fund"]), Decimal(before["fund"])),
                  ago["fund"], growth(Decimal(want["fund"]), Decimal(ago["fund"]))))
        tap.same(f"NL-37 funds of {scope}",
                 {row["fund"]: row[scope] for row in made["funds_paid"]},
                 {fund: str(sum((number(r, *fields) for r in by_scope["month"][scope]),
                                Decimal("0.00"))) for fund, fields in FUNDS.items()})
    hospitals = group((row for row in claims if row["pay_loc"] in scope_of),
                      lambda row: (row["fixmedins_code"], scope_of[row["pay_loc"]]))
    ten = sorted(((Decimal(sum_claims(rows)["fund"]), key) for key, rows in hospitals.items()),
                 key=lambda pair: (-pair[0], pair[1]))[:10]
    tap.same("NL-37 the ten hospitals with the most fund money, and their share",
             [(row["provider"], row["scope"], row["fund"], as_ratio(row["share"]))
              for row in made["providers"]],
             [(*key, str(fund), ratio(fund, sum(Decimal(s["fund"]) for s in sums.values())))
              for fund, key in ten])
    trend = {row["period"]: (row["visits"], row["fund"]) for row in made["trend"]}
    tap.same("NL-37 thirteen months", (len(trend), trend["2026-04"][0], trend["2025-05"][0]),
             (13, sum(sum_claims(rows)["visits"] for rows in by_scope["before"].values()),
              sum(sum_claims(rows)["visits"] for rows in by_scope["year_ago"].values())))
    code = ten[0][1][0]
    shown = book.run("report", "operation", "providers", code, "--period", "2026-05")["sources"]
    tap.same("NL-37 a hospital leads to its claims, with file and line",
             sorted((row["setl_id"], row["file"]) for row in shown),
             sorted((row["setl_id"], name) for row in claims
                    if row["fixmedins_code"] == code and row["pay_loc"] in scope_of))
    lines = {row["setl_id"]: line for line, row in enumerate(claims, 2)}
    tap.ok("NL-37 the lines are those of the file",
           all(lines[row["setl_id"]] == row["line"] for row in shown), shown[:3])
    print_all(book, "operation", "2026-05", folder, "nl", now)
    rows, text = same_everywhere(tap, "NL-37", folder, "nl")
    tap.ok("NL-37 printed words are those of the paper",
           not re.search("in_prov|cross_prov|PENDING", text) and "打印日期：2026年6月20日"
           in re.sub(r"\s", "", text), text[:400])
    tap.ok("NL-37 conclusions in the CSV", any("上年同期" in row[1] for row in rows), rows[:5])
    empty(tap, book, "operation", "2026-06", folder, "NL-37", "2026年6月没有异地就医直接结算费用")
    draft(tap, book, "operation", folder, "NL-37")


def main():
    qz, root = os.path.abspath(sys.argv[1]), sys.argv[2]
    tap = Tap()
    with scratch() as folder:
        assistance(qz, root, folder, tap)
    with scratch() as folder:
        nonlocal_(qz, root, folder, tap)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
