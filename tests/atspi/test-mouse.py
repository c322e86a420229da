#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A new officer at her first day, in Chinese, with the mouse only: from the start page to a new
book set and the office's own, a file of claims, a day's document, three signatures, the bank and
its answer, lists, paper and policies. Every click goes where the thing stands on the screen; the
only keys are letters typed into entries that were clicked.
"""

import copy
import glob
import os
import sys
import tempfile

from journey import Journey, check, tell_slowest, write_settings
from mouse import PRESSED, Atspi, Mouse, place_of, wait_for
from office import DAY, NOW, NUMBER, Office

SECRET = "three blue lakes"
CELL = (Atspi.Role.TABLE_CELL,)
ITEM = (Atspi.Role.LIST_ITEM,)
LABEL = (Atspi.Role.LABEL,)
WIDE = 1200


def open_window(program, office, width):
    """With no book set, as it is started from the menu of the desktop."""
    write_settings(office.folder, width)
    environment = dict(os.environ, LC_ALL="zh_CN.UTF-8", GTK_A11Y="atspi", HOME=office.folder,
                       XDG_DATA_HOME=office.folder, XDG_CONFIG_HOME=office.folder,
                       GSETTINGS_BACKEND="keyfile", LD_PRELOAD=os.environ["QZ_SCREEN_PLACES"],
                       QZ_WATCH_MAIN=os.path.join(office.folder, "slow.txt"))
    environment.pop("LANGUAGE", None)
    return Mouse([program, "--now", NOW], environment, office.folder)


class Day:
    """One width's way."""

    def __init__(self, mouse, office, width):
        self.mouse, self.office, self.width = mouse, office, width

    # ── to a book set ───────────────────────────────────────────────────────────────────────────

    def make_book(self):
        mouse = self.mouse
        mouse.click("新建账套(N)…")
        mouse.click("下一步(N)")
        mouse.wait("账套须有名称")
        mouse.fill("账套名称", "first")
        mouse.fill("经办机构编码（6 位，同行政区划代码）", "220200")
        mouse.click("下一步(N)")
        mouse.wait("吉林省基本医保基金即时结算：日拨付", (Atspi.Role.CHECK_BOX,))
        mouse.click("下一步(N)")
        mouse.wait("添加管理员(A)…")
        mouse.click("下一步(N)")
        mouse.wait("第一个用户必须是管理员")
        mouse.click("添加管理员(A)…")
        mouse.fill("用户名（登录用，如 wang）", "lin")
        mouse.click("添加(A)")
        mouse.wait("添加用户(A)…")
        mouse.click("下一步(N)")
        mouse.click("创建(C)")
        mouse.wait("前往导入记录")
        mouse.open_sidebar()
        mouse.wait("操作人：lin", exact=False)

    def open_office(self):
        """Whose users have passphrases."""
        mouse = self.mouse
        mouse.open_sidebar()
        mouse.click("主菜单")
        mouse.click("打开账套(O)…", PRESSED)
        mouse.choose_own_file("city.qz")
        mouse.click("王敏", ITEM)
        mouse.fill("口令", SECRET)
        mouse.click("登录(S)")
        mouse.wait_no_dialog()
        mouse.open_sidebar()
        mouse.wait("操作人：王敏", exact=False)

    # ── claims and a day ────────────────────────────────────────────────────────────────────────

    def import_claims(self):
        mouse = self.mouse
        mouse.open_page("导入记录")
        mouse.click("导入文件…")
        mouse.choose_own_file(os.path.basename(self.office.claims))
        mouse.wait("读取方式")
        mouse.click("下一步(N)")
        mouse.wait("必需")
        mouse.click("下一步(N)")
        mouse.wait("2202002026", exact=False)
        mouse.click("下一步(N)")
        mouse.click("确认导入(A)")
        mouse.wait_gone("确认导入(A)")

    def run_day(self):
        mouse = self.mouse
        mouse.open_page("日拨付")
        mouse.click("运行", PRESSED, exact=False)
        mouse.fill("起始日", DAY, exact=False)
        mouse.fill("截止日", DAY, exact=False)
        mouse.click("运行(R)")
        mouse.wait(NUMBER, exact=False)

    def open_document(self):
        self.mouse.open_page("日拨付")
        if self.width == WIDE:
            self.mouse.double_click(NUMBER, (Atspi.Role.TABLE_ROW,), exact=False)
        else:
            self.mouse.click(NUMBER, PRESSED, exact=False)
        self.mouse.wait("合计 ", PRESSED, exact=False)

    def explain(self):
        mouse = self.mouse
        mouse.click("合计 ", PRESSED, exact=False)
        mouse.wait("这一数字的来历")
        mouse.wait("即下列各项之和", exact=False)
        mouse.click("后退")
        mouse.wait("合计 ", PRESSED, exact=False)

    def sign(self, person, act, done):
        self.mouse.act_as(person)
        self.back_to_document()
        self.mouse.click(act, PRESSED)
        self.mouse.wait(done, exact=False)

    def back_to_document(self):
        """In the narrow window the sidebar lies over it."""
        if not self.mouse.find("合计 ", PRESSED, exact=False):
            self.mouse.open_page("日拨付")
            self.mouse.click(NUMBER, PRESSED, exact=False)
            self.mouse.wait("合计 ", PRESSED, exact=False)

    def sign_all(self):
        self.sign("李航", "复核", "✓ 已复核 李航")
        self.sign("赵蕾", "审批", "✓ 已审批 赵蕾")
        self.mouse.act_as("王敏", SECRET)
        self.back_to_document()
        self.mouse.click("推送财务", PRESSED)

    # ── the bank ────────────────────────────────────────────────────────────────────────────────

    def send(self):
        mouse = self.mouse
        mouse.act_as("钱峰")
        self.back_to_document()
        mouse.click("确认收到签字表", PRESSED)
        mouse.click("生成银行批次", PRESSED)
        mouse.click("打开银行批次", PRESSED)
        mouse.click("导出送银行…", PRESSED)
        mouse.click("主目录", LABEL)
        mouse.click("选择(S)")
        mouse.wait_for_file(self.find_sent)

    def find_sent(self):
        return glob.glob(os.path.join(self.office.folder, "*DD*.txt"))

    def take_return(self):
        mouse = self.mouse
        answer = self.office.return_file(self.find_sent()[0])
        mouse.click("导入回盘文件…", PRESSED)
        mouse.choose_own_file(os.path.basename(answer))
        mouse.wait("已拨付", exact=False)

    # ── lists ───────────────────────────────────────────────────────────────────────────────────

    def rows(self):
        return [node.name for node in self.mouse.walk() if node.role == Atspi.Role.TABLE_ROW]

    def sort(self):
        """By a click on the title of a column: up, then down; in a column that was drawn wider."""
        mouse = self.mouse
        mouse.open_page("凭证")
        mouse.wait("EV-03", exact=False)
        before = self.rows()
        mouse.click("合计", LABEL)
        wait_for(lambda: self.rows() != before, "the rows in another order")
        up = self.rows()
        mouse.click("合计", LABEL)
        wait_for(lambda: self.rows() not in (before, up), "the rows the other way round")
        head = place_of(mouse.find("摘要", (Atspi.Role.FILLER,)))
        mouse.drag(head.right, head.middle()[1], head.right - 60, head.middle()[1])
        wait_for(lambda: place_of(mouse.find("摘要", (Atspi.Role.FILLER,))).size()[0]
                 < head.size()[0], "a narrower column")

    def filter(self):
        mouse = self.mouse
        mouse.click("月份：全部", PRESSED)
        mouse.click("2026-01", ITEM)
        mouse.click("取消筛选 月份：2026-01", PRESSED)
        mouse.wait("月份：全部", PRESSED)
        mouse.click("列与排序", PRESSED)
        mouse.click("事项", (Atspi.Role.CHECK_BOX,))
        mouse.click("列与排序", PRESSED)
        wait_for(lambda: mouse.find("事项", LABEL) is None, "the column to go")

    def copy(self):
        """Ctrl+C is a key; the other button of the mouse has a menu."""
        mouse = self.mouse
        mouse.right_click("2026-01-06", LABEL)
        mouse.click("全选(A)")
        mouse.wait("选中：", exact=False)
        mouse.right_click("2026-01-06", LABEL)
        mouse.click("复制(C)")
        mouse.wait_gone("复制(C)")

    def look_at_voucher(self):
        if self.width == WIDE:
            self.mouse.double_click("2026-01-06", LABEL)
        else:
            self.mouse.open_page("凭证")
            self.mouse.click("2026-01 职工", PRESSED, exact=False)
        self.mouse.wait("支出户存款", exact=False)

    # ── paper ───────────────────────────────────────────────────────────────────────────────────

    def preview(self):
        mouse = self.mouse
        mouse.open_page("日拨付")
        mouse.click(NUMBER, PRESSED, exact=False)
        if self.width == WIDE:
            mouse.click("预览与打印", PRESSED)
        else:
            mouse.click("依据、拨付、历史", PRESSED)
            mouse.click("预览：日拨付业务拨付汇总表", PRESSED, exact=False)
        mouse.wait("第 1 页", exact=False)
        before = self.paper_width()
        mouse.click("放大", PRESSED)
        wait_for(lambda: self.paper_width() > before, "a larger page")
        mouse.click("搜索", PRESSED)
        mouse.click("搜索", PRESSED)
        mouse.click("后退")

    def paper_width(self):
        return place_of(self.mouse.find("第 1 页", exact=False)).size()[0]

    # ── the books' end, policies, days off ──────────────────────────────────────────────────────

    def look_around(self):
        mouse = self.mouse
        mouse.open_page("期末结账")
        mouse.wait("不满足", exact=False)
        mouse.open_page("节假日")
        mouse.wait("元旦", exact=False)

    def compare(self):
        """With what is proposed: another one of the same kind."""
        mouse = self.mouse
        mouse.open_page("政策")
        mouse.click("吉林省基本医保基金即时结算：日拨付", PRESSED)
        mouse.click("比较(C)…", PRESSED)
        mouse.wait("第二份的不同规定", exact=False)
        mouse.click("测算(O)", PRESSED)
        mouse.wait("政策影响测算")
        mouse.wait("按月", exact=False)

    # ── the program ─────────────────────────────────────────────────────────────────────────────

    def look_at_program(self):
        mouse = self.mouse
        for item, shown in (("首选项(P)", "外观"), ("关于清账(A)", "0.1")):
            mouse.open_sidebar()
            mouse.click("主菜单", PRESSED)
            mouse.click(item, PRESSED)
            mouse.wait(shown, exact=False)
            mouse.close_dialog()

    def quit(self):
        """What is half written keeps the window open until it is given up."""
        mouse = self.mouse
        mouse.open_page("凭证")
        mouse.click("填制凭证", PRESSED)
        mouse.fill("第 1 行：摘要", "half")
        mouse.click("关闭", PRESSED)
        mouse.click("留在此处(S)", PRESSED)
        mouse.wait_gone("留在此处(S)")
        mouse.click("关闭", PRESSED)
        mouse.click("放弃(D)", PRESSED)
        wait_for(lambda: mouse.process.poll() is not None, "the program to end")

    def walk(self, journey):
        journey.step("a new book set, and what lacks is said on the way", self.make_book)
        journey.step("the office's own book set, with a passphrase", self.open_office)
        journey.step("a file of claims comes in", self.import_claims)
        journey.step("a day is worked out, opened and explained", self.run_day, self.open_document,
                     self.explain)
        journey.step("three people sign", self.sign_all)
        journey.step("it goes to the bank, whose answer comes in", self.send, self.take_return)
        if self.width == WIDE:
            journey.step("a list is ordered, its columns drawn and chosen", self.sort, self.filter)
            journey.step("rows are copied without a key", self.copy)
        journey.step("a voucher is opened", self.look_at_voucher)
        journey.step("the paper is looked at", self.preview)
        journey.step("the books' end and the days off are looked at", self.look_around)
        journey.step("two policies are compared", self.compare)
        journey.step("preferences and what the program is", self.look_at_program)
        journey.step("what is half written is not lost by a click", self.quit)


def verify(office, journey):
    document = office.qz("wang", "doc", "show", NUMBER)
    signed = [(event["act"], event["actor"]) for event in document["events"]]
    check(document["state"] == "paid", f"the document is {document['state']}")
    check(signed[:3] == [("make", "wang"), ("review", "li"), ("approve", "zhao")], f"{signed}")
    batches = office.qz("qian", "pay", "list")["batches"]
    check([(batch["state"], batch["paid_total"]) for batch in batches]
          == [("paid", document["total"])], f"the batches are {batches}")
    with open(office.claims, encoding="utf-8") as lines:
        rows = sum(1 for line in lines) - 1
    files = [file for file in office.qz("wang", "imports")["imports"] if file["kind"] == "claims"]
    check([file["rows"] for file in files] == [rows], f"of {rows} rows came in: {files}")
    vouchers = office.qz("qian", "voucher", "list")["vouchers"]
    check(vouchers and "half" not in str(vouchers), f"the vouchers are {vouchers}")
    journey.step("the claims, the signatures and the money stand in the book set")
    first = copy.copy(office)
    first.path = os.path.join(office.folder, "first.qz")
    made = first.qz("lin", "user", "list")
    check([user["name"] for user in made["users"]] == ["lin"], f"{made}")
    journey.step("the new book set has its administrator")


def main():
    """usage: test-mouse.py QINGZHANG QZ SOURCE_ROOT WIDTH"""
    program, qz, root = sys.argv[1:4]
    width = int(sys.argv[4])
    journey = Journey()
    with tempfile.TemporaryDirectory() as folder:
        office = Office(qz, root, folder)
        office.set_passphrase("wang", SECRET)
        mouse = open_window(program, office, width)
        try:
            Day(mouse, office, width).walk(journey)
        except AssertionError:
            mouse.dump()
            raise
        finally:
            mouse.close()
        verify(office, journey)
        journey.step("the book set is proven whole", lambda: office.qz("lin", "book", "verify"))
        check(not mouse.small, f"too small to hit: {sorted(mouse.small)}")
        journey.step("whatever was clicked is large enough to hit")
        tell_slowest(program, office)
    print(f"1..{journey.number}", flush=True)


if __name__ == "__main__":
    main()
