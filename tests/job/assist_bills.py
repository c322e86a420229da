# SPDX-License-Identifier: GPL-3.0-or-later
"""Bills of medical assistance of a few yuan, written as they are needed."""
import os
import sqlite3

from assist_fund import make_fund
from book import Refused

ONE, TWO = "H14021400116", "H14022600140"  # of Yungang (140214) and of Zuoyun (140226)
AREAS = {ONE: "140214", TWO: "140226"}


class Office:
    """The fund with bills of a few yuan; every file is the sample's with other amounts."""

    def __init__(self, qz, root, folder, now="2026-05-01T09:00", registers=None):
        self.fund = make_fund(qz, root, folder, now, registers)
        self.n_bills = self.n_files = 0
        path = os.path.join(self.fund.sample, "assistance-bills-2026-05.csv")
        with open(path, encoding="utf-8-sig") as file:
            self.head = file.readline().strip().split(",")
            self.first = dict(zip(self.head, file.readline().strip().split(",")))

    def bill(self, day, county, hospital, maf, refunds=None):
        """Of 10 000 yuan, 5 000 of them from the basic fund. @refunds: the bill it takes back."""
        self.n_bills += 1
        row = {name: "0.00" if name.endswith(("_pay", "_amt", "_selfpay", "_ownpay")) else value
               for name, value in self.first.items()}
        row.update(setl_id=f"L{self.n_bills:04d}", mdtrt_id=f"M{self.n_bills:04d}",
                   fixmedins_code=hospital, setl_time=day + " 10:00:00", insu_admdvs=county,
                   begndate=day, enddate=day, act_pay_dedc="0.00",
                   cross_area=str(int(AREAS[hospital] != county)))
        for name, amount in (("medfee_sumamt", 10000), ("inscp_scp_amt", 10000),
                             ("hifp_pay", 5000), ("maf_pay", maf), ("fund_pay_sumamt", 5000 + maf),
                             ("psn_part_amt", 5000 - maf), ("psn_cash_pay", 5000 - maf)):
            row[name] = f"{-amount if refunds else amount:.2f}"
        if refunds:
            row.update(refd_setl_flag="1", refd_setl_id=refunds["setl_id"],
                       begndate=refunds["begndate"], enddate=refunds["enddate"])
        return row

    def load(self, day, *rows):
        """The number of the import."""
        self.n_files += 1
        path = os.path.join(self.fund.folder, f"bills-{self.n_files}.csv")
        sums = [sum(float(row[name]) for row in rows)
                for name in ("medfee_sumamt", "fund_pay_sumamt")]
        with open(path, "w", encoding="utf-8") as file:
            file.write(",".join(self.head) + "\n")
            file.writelines(",".join(row[name] for name in self.head) + "\n" for row in rows)
            file.write(f"#TOTAL,{len(rows)},{sums[0]:.2f},{sums[1]:.2f}\n")
        self.answer = self.fund.run("import", "assistance-bills", path, now=day + "T09:00")
        return str(self.n_imports())

    def deduct(self, day, bill, period, amount):
        path = os.path.join(self.fund.folder, f"deductions-{day}.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write("setl_id,period,det_type,amount,reason,confirmed_day\n"
                       f"{bill['setl_id']},{period},10,{amount},重复收费,{day}\n")
        self.fund.run("import", "assistance-deductions", path, now=day + "T09:00")

    def n_imports(self):
        database = sqlite3.connect(self.fund.path)
        number, = database.execute("SELECT max (id) FROM import_file").fetchone()
        database.close()
        return number

    def query(self, text):
        database = sqlite3.connect(self.fund.path)
        rows = database.execute(text).fetchall()
        database.close()
        return rows

    def n_rows(self, *tables):
        return [self.query("SELECT count (*) FROM " + table)[0][0] for table in tables]

    def parts(self, period, day):
        shown = self.fund.month("show", period, day=day)["parts"]
        return [(row["provider"], row["county"], row["visits"], row["net"]) for row in shown]


def refused(tap, name, rule, code, act, *words, **more):
    try:
        act(*words, **more)
    except Refused as refusal:
        found = refusal.error.get("rule"), refusal.error.get("code")
        tap.ok(name, found == (rule, code), refusal.error)
        return
    tap.ok(name, False, "not refused")
