#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files as offices really send them: titles in Chinese, a headline above, tabs, GB18030. Looking
and checking write nothing; what was said of the columns once is kept; control totals count.

usage: test-import.py QZ SOURCE_ROOT
"""
import csv
import os
import re
import sys

from book import Book, Tap, scratch

INPUT, USAGE = 3, 2
# The national platform's titles (domain 4.1), as an export writes them.
TITLES = {
    "setl_id": "结算ID", "mdtrt_id": "就诊ID", "psn_no": "人员编号", "psn_name": "姓名",
    "certno": "证件号码", "fixmedins_code": "定点医药机构编号", "insutype": "险种类型",
    "med_type": "医疗类别", "setl_time": "结算时间", "medfee_sumamt": "医疗费总额（元）",
    "fulamt_ownpay_amt": "全自费金额", "overlmt_selfpay": "超限价自费费用",
    "preselfpay_amt": "先行自付金额", "inscp_scp_amt": "符合政策范围金额",
    "hifp_pay": "基本医疗保险统筹基金支出", "cvlserv_pay": "公务员医疗补助资金支出",
    "hifes_pay": "企业补充医疗保险基金支出", "hifmi_pay": "居民大病保险资金支出",
    "hifob_pay": "职工大额医疗费用补助基金支出", "hifdm_pay": "伤残人员医疗保障基金支出",
    "maf_pay": "医疗救助基金支出", "oth_pay": "其他支出", "fund_pay_sumamt": "基金支付总额",
    "hosp_part_amt": "医院负担金额", "psn_part_amt": "个人负担总金额", "acct_pay": "个人账户支出",
    "acct_mulaid_pay": "个人账户共济支付金额", "psn_cash_pay": "个人现金支出",
    "refd_setl_flag": "退费结算标志", "refd_setl_id": "原结算ID", "setl_type": "结算类别",
    "pay_loc": "支付地点类别", "insu_admdvs": "参保地医保区划",
}

# What exports of care away from home and of medical assistance call their columns.
HEADS = {
    "national-items": "记录类型 结算ID 清算属期 就医地 定点医药机构编码 定点医药机构名称 参保地 "
                      "险种类型 人员编号 出院结算日期 原费用所属期 扣款原因 医疗费总额（元） "
                      "统筹基金支出 大额大病 公务员医疗补助 医疗救助基金支出 其他支出 基金支付总额 "
                      "个人账户支出 床位费 诊察费 检查费 化验费 治疗费 手术费 护理费 卫生材料费 "
                      "西药费 中药饮片费 中成药费 一般诊疗费 挂号费 其他费",
    "claim-categories": "结算ID 医疗收费项目类别 金额 自费 自付",
    "nl-deductions": "结算ID 清算属期 扣款金额 扣款原因 确认日期",
    "deposit-base": "年度 就医范围 统筹区 经办机构 险种 金额",
    "deposit-opening": "统筹区 就医范围 截至日期 预付金额度 预付金余额",
    "registrations": "备案号 备案类型 就医范围 险种 参保地 就医地 开始日期 结束日期 人员编号 姓名 "
                     "证件类型 证件号码 性别 出生日期 社会保障卡号 参保状态 单位名称/社区 联系电话 "
                     "现住址(就医地) 转出医院 转入医院 诊断 转诊原因 备案日期 选定定点医疗机构",
    "assisted": "名单来源 县（区） 名单日期 身份证号 姓名 救助类别 细分类别 认定日期 退出日期 退出原因",
    "assistance-deductions": "结算ID 扣减月份 扣款类型 扣减金额 扣减原因 确认日期",
    "assistance-suspensions": "身份证号 姓名 县区 暂停日期 恢复日期 暂停原因 上报日期",
    "assistance-allotments": "年度 县（区） 文号 下达日期 下达金额",
}
BILL_HEAD = {"begndate": "入院日期", "enddate": "出院日期", "act_pay_dedc": "实际支付起付线",
             "maf_category": "救助类别", "cross_area": "是否跨区域",
             "manual_reason": "全额垫付原因"}


class Office:
    def __init__(self, qz, root, folder, tap):
        self.tap, self.folder = tap, folder
        self.data = os.path.join(root, "data/sample/jilin-ex2")
        self.book = Book(qz, folder, "220200", "jilin-daily", "2026-02-20T08:00")
        self.book.load(self.data, "areas.csv", "agencies.csv", "providers.csv", "accounts.csv")
        self.path = os.path.join(self.data, "claims-2026-02.csv")
        with open(self.path, encoding="utf-8-sig", newline="") as source:
            rows = list(csv.reader(source))
        self.rows = [row for row in rows if not row[0].startswith("#")]
        self.total = next(row for row in rows if row[0].startswith("#"))

    def head(self):
        return self.book.run("log")["log"][0]["hash"]

    def write(self, name, rows, separator=",", encoding="utf-8"):
        path = os.path.join(self.folder, name)
        with open(path, "w", encoding=encoding, newline="") as out:
            csv.writer(out, delimiter=separator).writerows(rows)
        return path

    def titled(self, **other):
        titles = [other.get(name, TITLES[name]) for name in self.rows[0]]
        return [titles] + self.rows[1:]

    def quiet(self, name, *args, **more):
        """Runs a command that must not write anything."""
        before = self.head()
        answer = self.book.run(*args, **more)
        self.tap.same(f"{name}: nothing was written", self.head(), before)
        return answer


def find(sheet, **wanted):
    return next((row for row in sheet if all(row.get(k) == v for k, v in wanted.items())), None)


def test_inspect(o):
    seen = o.quiet("inspect", "import", "--inspect", o.path)
    o.tap.same("the kind is found", (seen["kind"], seen["guessed"]), ("claims", True))
    o.tap.same("encoding, separator, header", (seen["encoding"], seen["delimiter"],
                                               seen["header_row"]), ("UTF-8", ",", 1))
    o.tap.same("by their names", {row["how"] for row in seen["mapping"]}, {"name"})
    o.tap.same("twelve rows are shown", len(seen["preview"]), 12 + 1)
    certs = [row[f"c{o.rows[0].index('certno') + 1}"] for row in seen["preview"]][:12]
    o.tap.ok("identity numbers are masked",
             all(re.fullmatch(r"\d{6}\*{8}.{4}", text) for text in certs), certs)
    for kind in "areas", "agencies", "providers", "accounts":
        found = o.book.run("import", "--inspect", os.path.join(o.data, kind + ".csv"))["kind"]
        o.tap.same(f"a file of {kind}", found, kind)
    for kind in "declarations", "deductions":
        found = o.book.run("import", "--inspect", os.path.join(o.data, f"{kind}-2026-02.csv"))
        o.tap.same(f"a file of {kind}", found["kind"], kind)


def test_titles(o):
    rows = [["吉林市 2026 年 2 月结算明细"]] + o.titled()
    path = o.write("明细.txt", rows, separator="\t", encoding="gb18030")
    seen = o.quiet("Chinese titles", "import", "--inspect", path)
    o.tap.same("claims by their titles, in the second row, with tabs, in GB18030",
               (seen["kind"], seen["header_row"], seen["delimiter"], seen["encoding"],
                seen["missing"]), ("claims", 2, "tab", "GB18030", ""))
    o.tap.same("every column was found", len([row for row in seen["mapping"]
                                              if row["how"] == "title"]), len(TITLES))
    checked = o.quiet("check of it", "import", "claims", path, "--check", "--header-row", "2")
    o.tap.same("it would go in", (checked["passed"], checked["rejected"], checked["blocks"]),
               (12, 0, ""))
    o.tap.same("with the sums of the trailer",
               [f"{float(checked[key]):.2f}" for key in ("medfee_sum", "fund_sum")], o.total[2:4])


def test_other_titles(o):
    heads = {kind: words.split() for kind, words in HEADS.items()}
    heads["assistance-bills"] = list({**TITLES, **BILL_HEAD}.values())
    for kind, titles in heads.items():
        path = o.write("export.csv", [titles, ["1"] * len(titles)])
        o.tap.same(f"{kind}: found out", o.book.run("import", "--inspect", path)["kind"], kind)
        seen = o.book.run("import", kind, "--inspect", path)
        named = [row["title"] for row in seen["mapping"] if row["how"] == "title"]
        o.tap.same(f"{kind}: every column by its title", (sorted(named), seen["missing"]),
                   (sorted(titles), ""))


def test_map(o):
    odd = o.titled(medfee_sumamt="甲", fund_pay_sumamt="乙")
    path = o.write("odd.csv", odd)
    seen = o.book.run("import", "claims", "--inspect", path)
    o.tap.same("what is missing is named", seen["missing"], "medfee_sumamt, fund_pay_sumamt")
    refused = o.book.refused("import", "claims", path)
    o.tap.same("and refused", (refused.exit_code, refused.error["code"]),
               (INPUT, "missing-column"))
    fund = "#" + str(1 + odd[0].index("乙"))
    for wrong in ("medfee_sumamt=丙", "nothing=甲", "medfee_sumamt", "medfee_sumamt=#99",
                  "medfee_sumamt=甲,fund_pay_sumamt=甲", "medfee_sumamt=甲,medfee_sumamt=#1"):
        refused = o.book.refused("import", "claims", path, "--map", wrong)
        o.tap.same(f"--map {wrong}", refused.exit_code, USAGE)
    said = f"medfee_sumamt=甲,fund_pay_sumamt={fund}"
    checked = o.quiet("check with a map", "import", "claims", path, "--check", "--map", said)
    o.tap.same("a check goes through", (checked["passed"], checked["blocks"]), (12, ""))
    o.tap.same("a check keeps nothing", o.book.run("import", "claims", "--inspect", path)
               ["missing"], "medfee_sumamt, fund_pay_sumamt")
    taken = o.book.run("import", "claims", path, "--map", said)
    o.tap.same("it is taken in", taken["rows"], 12)
    o.tap.same("the claims are those of the file",
               sorted(row["setl_id"] for row in o.book.run("claims", "--all")["claims"]),
               sorted(row[0] for row in odd[1:]))
    again = o.book.run("import", "claims", "--inspect", path)
    o.tap.same("what was said is kept for these titles",
               (again["missing"], find(again["mapping"], field="medfee_sumamt")["how"]),
               ("", "remembered"))
    o.book.run("imports", "withdraw", str(taken["import"]), "--reason", "试")
    o.tap.same("and used without saying it",
               o.book.run("import", "claims", path)["rows"], 12)
    o.tap.same("the book set is whole", o.book.run("book", "verify")["ok"], True)


def test_check(o):
    bad = [list(row) for row in o.rows]
    money, cert = o.rows[0].index("medfee_sumamt"), o.rows[0].index("certno")
    bad[3][money] = "1.005"
    bad[5][money] = "x"
    bad[5][1] = "x" * 300
    for row in bad[1:]:
        row[0] = "Z" + row[0]
    path = o.write("bad.csv", bad + [o.total])
    rejects = os.path.join(o.folder, "rejects.csv")
    before = o.head()
    refused = o.book.run("import", "claims", path, "--check", "--rejects", rejects, check=False)
    o.tap.same("a check of bad rows writes nothing", o.head(), before)
    o.tap.same("passed and rejected", (refused["read"], refused["passed"], refused["rejected"]),
               (12, 10, 2))
    o.tap.same("totals cannot be compared", refused["control_total"], "not-compared")
    o.tap.ok("what blocks is said", "2" in refused["blocks"], refused["blocks"])
    o.tap.same("the rejects have their lines", [row["line"] for row in refused["rejects"]],
               [4, 6, 6])
    with open(rejects, encoding="utf-8-sig", newline="") as source:
        rows = list(csv.DictReader(source))
    o.tap.same("and stand in the file", [(row["line"], row["field"]) for row in rows],
               [(str(row["line"]), row["field"]) for row in refused["rejects"]])
    bad = [list(row) for row in o.rows]
    bad[2][cert] = "\t"
    for row in bad[1:]:
        row[0] = "Y" + row[0]
    shown = o.book.run("import", "claims", o.write("c.csv", bad), "--check", check=False)
    o.tap.same("one row of twelve", (shown["passed"], shown["rejected"]), (11, 1))


def test_totals(o):
    rows = [list(row) for row in o.rows]
    for row in rows[1:]:
        row[0] = "T" + row[0]
    path = o.write("totals.csv", rows)
    right = ["--rows", "12", "--medfee-sum", o.total[2], "--fund-sum", o.total[3]]
    checked = o.quiet("totals", "import", "claims", path, "--check", *right)
    o.tap.same("they agree", (checked["control_total"], checked["blocks"],
                              [row["state"] for row in checked["totals"]]),
               ("agree", "", ["agree"] * 3))
    for wrong in (["--rows", "13"], ["--medfee-sum", "1.00"], ["--fund-sum", "0.01"]):
        before = o.head()
        checked = o.book.run("import", "claims", path, "--check", *wrong, check=False)
        o.tap.same(f"{wrong[0]} differs", checked["control_total"], "differ")
        refused = o.book.refused("import", "claims", path, *wrong)
        o.tap.same(f"{wrong[0]} is refused", (refused.exit_code, refused.error["code"]),
                   (INPUT, "control-total"))
        o.tap.same(f"{wrong[0]}: nothing was written", o.head(), before)
    refused = o.book.refused("import", "claims", path, "--encoding", "utf-16")
    o.tap.same("an encoding that there is not", refused.exit_code, USAGE)
    o.tap.same("the right totals", o.book.run("import", "claims", path, *right)["control_total"],
               "agree")
    path = o.write("again.csv", rows[:2])
    checked = o.book.run("import", "claims", path, "--check", check=False)
    o.tap.same("a claim that is there already (V7)",
               (checked["passed"], checked["rejected"], checked["rejects"][0]["rule"]),
               (0, 1, "V7"))


def main():
    qz, root = os.path.abspath(sys.argv[1]), sys.argv[2]
    tap = Tap()
    with scratch() as folder:
        office = Office(qz, root, folder, tap)
        for test in (test_inspect, test_titles, test_other_titles, test_check, test_map,
                     test_totals):
            test(office)
    return tap.done()


sys.exit(main())
