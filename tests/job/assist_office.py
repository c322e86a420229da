# SPDX-License-Identifier: GPL-3.0-or-later
"""An office of Datong that acts for the city and all its counties, for tests of medical
assistance."""
import glob
import os

from book import Book

CITY = "140200"


def make_office(qz, root, folder, now, sample=None):
    """With the registers of a sample, acting for every county."""
    sample = sample or os.path.join(root, "data", "sample", "datong")
    book = Book(qz, folder, CITY, "datong-assistance", now)
    book.root, book.sample = root, sample
    book.run("user", "add", "chuna", "--roles", "finance", user="admin")
    for name in ("areas", "agencies", "providers", "accounts"):
        book.run("import", name, os.path.join(sample, name + ".csv"), user="admin")
    for code in list_counties(book):
        book.run("actor", "add", code, user="admin")
    return book


def list_counties(book):
    with open(os.path.join(book.sample, "agencies.csv"), encoding="utf-8-sig") as file:
        head = file.readline().strip().split(",")
        rows = [dict(zip(head, line.strip().split(","))) for line in file]
    return sorted(row["code"] for row in rows if row["level"] == "county")


def load_month(book, month, now=None):
    """Lists of persons, allotments, suspensions, bills and deductions of a sample."""
    lists = glob.glob(os.path.join(book.sample, "assisted-*.csv"))
    for path in sorted(lists, key=lambda path: path[-14:]):
        book.run("import", "assisted", path, now=now)
    for path in sorted(glob.glob(os.path.join(book.sample, "allotments-*.csv"))):
        book.run("import", "assistance-allotments", path, now=now)
    book.run("import", "assistance-suspensions", os.path.join(book.sample, "suspensions.csv"),
             now=now)
    for kind in ("bills", "deductions"):
        name = f"assistance-{kind}"
        book.run("import", name, os.path.join(book.sample, f"{name}-{month}.csv"), now=now)


def lead_to_form4(book, month, confirm=True):
    """Statements, everybody's word, details, form 4."""
    year, number = (int(word) for word in month.split("-"))
    after = f"{year + number // 12}-{number % 12 + 1:02d}"
    book.run("assist", "month", "make", month, now=after + "-04T09:00")
    shown = book.run("assist", "month", "push", month, now=after + "-05T09:00")
    for row in shown["hospitals"]:
        book.run("assist", "month", "confirm-hospital", month, row["provider"], "--handled-by",
                 "林经办", "--led-by", "何负责", user="fuhe", now=after + "-08T09:00")
    for row in shown["counties"]:
        book.run("assist", "month", "confirm-county", month, row["county"], user="fuhe",
                 now=after + "-09T09:00")
    book.run("assist", "month", "details", month, now=after + "-14T09:00")
    book.run("assist", "month", "form4", month, user="fuhe", now=after + "-15T09:00")
    for row in shown["counties"] if confirm else []:
        book.run("assist", "month", "confirm-form4", month, row["county"], user="shenpi",
                 now=after + "-18T09:00")
    return shown
