#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An officer without a mouse, in Chinese: nothing but keys is pressed, from a program that never
was started before to a document that three people signed and a voucher that waits for its check.
"""

import json
import os
import subprocess
import sys
import tempfile
import time

from journey import Journey, check
from keyboard import Keyboard
from office import DAY, NOW, NUMBER
from window import Atspi, wait_for

BOOK = "Jilin"
SECRET = "three blue lakes"
# The roles are those that the book set still lacks.
PEOPLE = (("lin", "Lin Lan"), ("wang", "Wang Min"), ("li", "Li Hang"), ("zhao", "Zhao Lei"),
          ("qian", "Qian Feng"))
POLICY = "吉林省基本医保基金即时结算"
SECTIONS = (("1", "工作台"), ("2", "导入记录"), ("3", "日拨付"), ("4", "备案"), ("5", "检查"),
            ("6", "救助对象"), ("7", "银行批次"), ("8", "凭证"), ("9", "文书打印登记"),
            ("0", "经办机构"))


class Desk:
    def __init__(self, qz, root, folder):
        self.qz_program = qz
        self.city = os.path.join(root, "data", "sample", "city")
        self.folder = folder
        self.path = os.path.join(folder, BOOK + ".qz")

    def qz(self, user, *words, secret=None):
        source, target = os.pipe()
        os.write(target, (secret or "").encode() + b"\n")
        os.close(target)
        done = subprocess.run([self.qz_program, "--quiet", "--format", "json", "--book", self.path,
                               "--as", user, "--now", NOW, *words], capture_output=True, text=True,
                              check=False, pass_fds=(source,),
                              env=dict(os.environ, QZ_PASSPHRASE_FD=str(source)))
        os.close(source)
        check(done.returncode == 0, f"qz {' '.join(words)}: {done.stderr}")
        return json.loads(done.stdout) if done.stdout.strip() else None

    def write_claims(self):
        """Of the month's claims, the first days: the rest lies after the business day."""
        path = os.path.join(self.folder, "claims-2026-01.csv")
        with open(os.path.join(self.city, "claims-2026-01.csv"), encoding="utf-8") as lines, \
                open(path, "w", encoding="utf-8") as kept:
            head = next(lines)
            kept.write(head)
            column = head.rstrip("\n").split(",").index("setl_time")
            kept.writelines(line for line in lines if not line.startswith("#")
                            and line.split(",")[column][:10] <= DAY)
        return path


# ── a new book set ──────────────────────────────────────────────────────────────────────────────

def begin(window):
    window.at("打开账套")
    window.key("F10")
    window.shows("首选项(P)")
    window.key("Escape")
    window.at("主菜单")
    window.key("alt+n")
    window.at("账套名称")
    window.key_in(BOOK, "Tab")
    window.at("经办机构编码")
    window.key_in("220200", "Return")
    window.at(POLICY)
    window.tab_to("下一步", most=3)
    window.key("Return")
    window.at("添加管理员")


def add_user(window, name, full_name, secret=None):
    window.key("space")
    window.at("用户名")
    window.key_in(name, "Tab")
    window.at("姓名")
    window.key_in(full_name)
    if secret:
        window.tab_to("口令（可以不设）")
        window.key_in(secret)
        window.tab_to("再次输入口令")
        window.key_in(secret)
    window.key("Return")
    window.at("添加用户")


def add_people(window):
    for name, full_name in PEOPLE:
        add_user(window, name, full_name, SECRET if name == "wang" else None)


def create(window):
    window.tab_to("下一步", most=3)
    window.key("Return")
    window.at("创建")
    window.key("Return")


def sign_in(window):
    window.tab_to("Wang Min", key="Down", most=len(PEOPLE))
    window.key("Return")
    window.at("口令")
    window.key_in("three blue boats", "Return")
    window.shows("的口令不正确")
    window.at("口令")
    window.key("ctrl+a")
    window.key_in(SECRET, "Return")
    window.wait_no_dialog()
    window.shows("操作人：Wang Min")


# ── files ───────────────────────────────────────────────────────────────────────────────────────

def choose_file(window, title, path):
    """In GTK's chooser the place is written after Ctrl+L. It completes what is written, also where
    one has written on meanwhile: what is too much behind the cursor is deleted."""
    window.wait(title, (Atspi.Role.DIALOG,))
    for pause in (0.5, 1.5, 5):
        window.key("ctrl+l")
        window.at_entry()
        window.key_in(path)
        time.sleep(pause)
        window.key("shift+End", "Delete")
        if window.at_entry().get_text() == path:
            window.key("Return")
        if window.becomes(lambda: not window.find("取消(C)")):
            return
    raise AssertionError(f"{path} cannot be chosen")


def import_file(window, path):
    window.key("ctrl+n")
    choose_file(window, "导入文件", path)
    window.shows("读取方式")
    for sign in ("必需", "文件的前几行", "确认导入"):
        window.at("下一步")
        window.key("Return")
        window.shows(sign)
    window.at("确认导入")
    window.key("Return")
    window.wait_no_dialog()


def import_claims(window, desk):
    window.key("alt+2")
    window.shows("在本列表中搜索")
    import_file(window, desk.write_claims())
    window.shows("claims-2026-01.csv")


# ── pages ───────────────────────────────────────────────────────────────────────────────────────

def visit_sections(window):
    for key, title in SECTIONS:
        window.key("alt+" + key)
        wait_for(lambda title=title: is_marked(window, title), f"the page “{title}”")


def is_marked(window, title):
    pages = window.find("页面")
    return pages and any(row.name == title and row.has(Atspi.StateType.SELECTED)
                         for row in pages.children)


# ── the day ─────────────────────────────────────────────────────────────────────────────────────

def run_day(window):
    window.key("alt+3")
    window.shows("尚无日拨付")
    window.comes_back(lambda: (window.key("ctrl+n"), window.at("起始日")), "Escape")
    window.wait_no_dialog()
    window.key("ctrl+n")
    window.at("起始日")
    window.key_in(DAY)
    window.tab_to("截止日")
    window.key_in(DAY, "Return")
    window.shows(NUMBER)
    window.wait_no_dialog()


def open_document(window):
    """By Ctrl+K, wherever the keyboard is."""
    window.key("ctrl+k")
    window.at("全局查找")
    window.key_in(NUMBER)
    window.shows("单据")
    wait_for(lambda: any(node.role_name() == "list item" and NUMBER in node.name
                         for node in window.walk()), "the document among what was found")
    window.key("Return")
    window.at("合计")


def act_as(window, name, secret=None):
    """From wherever the keyboard is: the sidebar's head is before its first page."""
    window.key("alt+1")
    window.tab_to("操作人：")
    window.key("space")
    window.at(" — ")
    window.tab_to(name, key="Down", most=len(PEOPLE))
    window.key("Return")
    if secret:
        window.at("口令")
        window.key_in(secret, "Return")
    window.shows(f"操作人：{name}")
    window.wait_no_dialog()


def sign(window, name, act, done):
    act_as(window, name)
    open_document(window)
    window.tab_to(act, key="shift+Tab", most=3)
    window.key("Return")
    window.shows(done)


# ── a list ──────────────────────────────────────────────────────────────────────────────────────

def rows(window):
    return [node.name for node in window.walk()
            if node.role_name() == "table row" and "RB-2" in node.name]


def search(window):
    window.key("alt+3")
    window.shows("在本列表中搜索")
    window.key("ctrl+f")
    window.at("在本列表中搜索")
    window.key_in("RES")
    wait_for(lambda: len(rows(window)) == 1, "one document")
    window.key("Return")
    window.at("RES-001")
    window.key("ctrl+f")
    window.at("在本列表中搜索")
    window.key("Escape")
    wait_for(lambda: len(rows(window)) == 2, "both documents")


def choose_filter(window):
    window.tab_to("险种：全部")
    window.key("space")
    window.at("险种：全部")
    window.key("Down", "Down", "Return")
    wait_for(lambda: len(rows(window)) == 1, "the documents of one insurance")
    window.key("shift+Tab")
    window.tab_to("取消筛选")
    window.key("space")
    wait_for(lambda: len(rows(window)) == 2, "both documents")


def sort(window):
    first = rows(window)[0]
    window.tab_to("列与排序")
    window.key("space")
    window.at("排序：")
    window.key("space", "Down", "Return")
    wait_for(lambda: rows(window) and rows(window)[0] != first, "the other order")
    window.key("Escape")
    window.at("列与排序")


def hide_column(window):
    window.key("space")
    window.at("排序：")
    column = window.tab_to("业务日期", exact=True)
    check(column.has(Atspi.StateType.CHECKED), "the column was hidden already")
    window.key("space")
    wait_for(lambda: not window.find_focused(named=True).has(Atspi.StateType.CHECKED),
             "a column less")
    window.key("Escape")
    window.at("列与排序")


def copy(window):
    window.tab_to("RB-2")
    window.key("ctrl+a", "ctrl+c")


def export(window, desk):
    path = os.path.join(desk.folder, "list.csv")
    window.tab_to("导出所见内容", key="shift+Tab")
    window.key("space")
    window.at("XLSX")
    window.key("Down")
    window.at("CSV")
    window.key("Return")
    window.at_entry()
    window.key("ctrl+a")
    window.key_in(path, "Return")
    window.wait_for_file(lambda: os.path.exists(path))
    with open(path, encoding="utf-8-sig") as lines:
        text = lines.read()
    check(NUMBER in text and "RES-001" in text, f"the list was exported as {text}")


def preview(window):
    open_document(window)
    window.key("ctrl+p")
    window.shows("第 1 页")
    window.key("alt+Left")
    window.at("合计")
    window.key("F5")
    window.at("合计")


def leave_dialogs(window):
    window.comes_back(lambda: (window.key("ctrl+comma"), window.at("颜色")), "Escape")
    window.comes_back(lambda: (window.key("ctrl+question"), window.shows("放大")), "Escape")
    window.comes_back(lambda: (window.key("ctrl+k"), window.at("全局查找")), "Escape")


# ── a voucher ───────────────────────────────────────────────────────────────────────────────────

def write_voucher(window):
    window.key("alt+8")
    window.at("填制凭证")
    window.key("ctrl+n")
    window.at("第 1 行：摘要")
    window.key_in("Interest", "Return")
    window.at("第 1 行：科目")
    window.key_in("1002", "Return")
    window.at("第 1 行：借方")
    window.key_in("500", "Return")
    window.at("第 1 行：贷方")
    window.key("Return")
    window.at("第 2 行：摘要")
    window.key_in("..")
    window.wait_text("第 2 行：摘要", "Interest")
    window.key("Return")
    window.at("第 2 行：科目")
    window.key("F7")
    window.at_entry()
    window.key_in("zchck", "Return")
    window.wait_text("第 2 行：科目", "1003 支出户存款")


def balance_voucher(window):
    window.at("第 2 行：科目")
    window.key("Tab", "Tab")
    window.at("第 2 行：贷方")
    window.key("equal")
    window.wait_text("第 2 行：贷方", "500.00")
    window.key("space")
    window.at("第 2 行：借方")
    window.key("space")
    window.at("第 2 行：贷方")


def stay_with_edits(window):
    window.comes_back(lambda: (window.key("ctrl+q"), window.at("保存")), "Escape")
    check(window.process.poll() is None, "the program ended with unsaved edits")


def submit_voucher(window):
    window.key("alt+m")
    window.at("附件")  # none is said there, and a voucher by hand needs one
    window.key_in("1", "Tab")
    window.key("alt+m")
    window.shows("等待他人稽核")


def quit_program(window):
    window.key("ctrl+q")
    wait_for(lambda: window.process.poll() is not None, "the program to end")
    check(window.process.returncode == 0, f"it ended with {window.process.returncode}")


# ── all of it ───────────────────────────────────────────────────────────────────────────────────

def walk_first(window, journey, _desk):
    def step(what, *deeds):
        journey.step(what, *(lambda deed=deed: deed(window) for deed in deeds))

    step("a book set is begun", begin)
    step("its people are named", add_people)
    step("it is made", create)
    step("who makes documents signs in", sign_in)
    step("the program is left", quit_program)


def walk(window, journey, desk):
    def step(what, *deeds):
        journey.step(what, *(lambda deed=deed: deed(window) for deed in deeds))

    step("who makes documents signs in again", sign_in)
    journey.step("a file comes in", lambda: import_claims(window, desk))
    step("each section has its key", visit_sections)
    step("a day is worked out", run_day)
    step("the reviewer signs", lambda window: sign(window, "Li Hang", "复核", "✓ 已复核"))
    step("the approver signs", lambda window: sign(window, "Zhao Lei", "审批", "✓ 已审批"))
    step("a list is searched", search)
    step("and filtered", choose_filter)
    step("and sorted", sort)
    step("and loses a column", hide_column)
    step("and is copied", copy)
    journey.step("and exported", lambda: export(window, desk))
    step("a document is looked at on paper", preview)
    step("dialogs give the keyboard back", leave_dialogs)
    step("who makes vouchers signs in", lambda window: act_as(window, "Wang Min", SECRET))
    step("a voucher is written", write_voucher)
    step("= balances, space changes the side", balance_voucher)
    step("who would leave it unsaved is asked", stay_with_edits)
    step("it is handed on", submit_voucher)
    step("the program ends", quit_program)


def verify(desk, journey):
    document = desk.qz("lin", "doc", "show", NUMBER)
    signed = [(event["act"], event["actor"]) for event in document["events"]]
    check(signed == [("make", "wang"), ("review", "li"), ("approve", "zhao")], f"signed: {signed}")
    journey.step("three people’s signatures stand in the book set")
    files = {file["kind"]: file for file in desk.qz("lin", "imports")["imports"]}
    check(files["claims"]["rows"] > 0, f"the files are {files}")
    journey.step("the file came in")
    draft = desk.qz("lin", "voucher", "show", "1")
    lines = [(line["account"], line["debit"], line["credit"]) for line in draft["lines"]]
    check(draft["state"] == "submitted"
          and lines == [("ACC_IN", "500.00", "0.00"), ("ACC_OUT", "0.00", "500.00")], f"{draft}")
    journey.step("the voucher says what was typed")
    journey.step("the book set is proven whole", lambda: desk.qz("lin", "book", "verify"))


def start(program, arguments, folder, width, deed):
    window = Keyboard([program, "--now", NOW, *arguments], folder, width)
    try:
        deed(window)
    except AssertionError:
        window.dump()
        raise
    finally:
        window.close()


def main():
    """usage: test-keyboard.py QINGZHANG QZ SOURCE_ROOT WIDTH"""
    program, qz, root = sys.argv[1:4]
    width = int(sys.argv[4])
    journey = Journey()
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(qz, root, folder)
        start(program, [], folder, width, lambda window: walk_first(window, journey, desk))
        for kind in ("areas", "agencies", "providers", "accounts"):
            desk.qz("wang", "import", kind, os.path.join(desk.city, kind + ".csv"), secret=SECRET)
        start(program, [desk.path], folder, width, lambda window: walk(window, journey, desk))
        verify(desk, journey)
    print(f"1..{journey.number}", flush=True)


if __name__ == "__main__":
    main()
