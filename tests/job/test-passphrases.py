#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who acts: passphrases, the wall's time, roles that exclude each other.

usage: test-passphrases.py QZ SOURCE_ROOT
"""
import os
import subprocess
import sys

from book import Book, Refused, Tap, scratch

OLD, NEW, WRONG = "四海为家八面来风", "correct horse battery", "correct horse batterie"


def code(book, *args, **more):
    refusal = book.refused(*args, **more)
    return refusal.exit_code, refusal.error["code"]


def log(book):
    return [(row["act"], row["actor"], row["detail"])
            for row in book.run("log", "--all", user=None, check=False)["log"]]


def passphrases(book, tap):
    add = ("user", "add", "x", "--roles", "maker")
    tap.same("a passphrase needs a descriptor",
             code(book, "user", "passphrase", "fuhe", user="fuhe"), (4, "not-signed-in"))
    tap.same("of two lines", code(book, "user", "passphrase", "fuhe", user="fuhe",
                                  passphrases=[OLD]), (2, "passphrase-missing"))
    tap.same("and eight characters", code(book, "user", "passphrase", "fuhe", user="fuhe",
                                          passphrases=["", "短"]), (3, "passphrase-short"))
    book.run("user", "passphrase", "admin", user="admin", passphrases=["", OLD])
    tap.same("it is kept as Argon2id and never in the log",
             [OLD in str(log(book)), log(book)[0]],
             [False, ("user passphrase", "admin", "admin")])
    tap.same("without it nobody acts", code(book, *add, user="admin"), (4, "not-signed-in"))
    tap.same("nor with another", code(book, *add, user="admin", passphrases=[WRONG]),
             (4, "passphrase-wrong"))
    tap.same("which is logged", log(book)[0], ("user sign-in refused", "admin", "admin"))
    tap.same("the number of no descriptor is wrong usage",
             subprocess.run([book.qz, "--book", book.path, "--as", "admin", *add],
                            env={**os.environ, "QZ_PASSPHRASE_FD": "two"}, check=False,
                            capture_output=True).returncode, 2)
    book.run(*add, user="admin", passphrases=[OLD])
    tap.same("the right one acts, and ends the count of wrong ones", log(book)[:2],
             [("user change", "admin", "x"), ("user sign-in", "admin", "admin")])
    book.run("user", "list", user="admin")
    tap.ok("reading needs none", True)
    book.run("user", "passphrase", "admin", user="admin", passphrases=[OLD, NEW])
    tap.same("the old one is wrong now", code(book, *add, user="admin", passphrases=[OLD]),
             (4, "passphrase-wrong"))
    book.run("user", "change", "x", "--inactive", "--reason", "left",
             user="admin", passphrases=[NEW])


def resetting(book, tap):
    book.run("user", "passphrase", "fuhe", user="fuhe", passphrases=["", OLD])
    tap.same("nobody takes his own away",
             code(book, "user", "passphrase", "fuhe", "--remove", user="fuhe", passphrases=[OLD]),
             (4, "role-missing"))
    tap.same("nor another's", code(book, "user", "passphrase", "fuhe", user="shenpi",
                                   passphrases=["", NEW]), (4, "role-missing"))
    book.run("user", "passphrase", "fuhe", user="admin", passphrases=[NEW, NEW])
    tap.same("an administrator sets a new one",
             code(book, "user", "passphrase", "fuhe", user="fuhe", passphrases=[OLD, OLD]),
             (4, "passphrase-wrong"))
    book.run("user", "passphrase", "fuhe", "--remove", user="admin", passphrases=[NEW])
    rows = {row["name"]: row["passphrase"] for row in book.run("user", "list", user=None)["users"]}
    tap.same("or takes it away", (rows["fuhe"], rows["admin"]), (False, True))
    tap.same("which the log tells from a new one", log(book)[0],
             ("user passphrase removed", "admin", "fuhe"))
    tap.same("a passphrase does not end at a NUL",
             code(book, "user", "passphrase", "fuhe", user="fuhe", passphrases=["", OLD + "\0x"]),
             (3, "passphrase-text"))


def guessing(book, tap):
    book.run("user", "passphrase", "shenpi", user="shenpi", passphrases=["", OLD])
    answers = [code(book, "user", "passphrase", "shenpi", user="shenpi", passphrases=[WRONG, NEW])
               for _ in range(5)]
    tap.same("five wrong ones are told", set(answers), {(4, "passphrase-wrong")})
    refusal = book.refused("user", "passphrase", "shenpi", user="shenpi", passphrases=[OLD, NEW])
    tap.same("then even the right one waits", (refusal.exit_code, refusal.error["code"]),
             (4, "sign-in-wait"))
    tap.ok("and the wait is told in seconds",
           any(f" {n} seconds" in refusal.error["message"]
               or f" {n} 秒" in refusal.error["message"] for n in range(1, 31)),
           refusal.error["message"])
    tap.same("a trial run is no way around",
             code(book, "user", "passphrase", "shenpi", "--dry-run", user="shenpi",
                  passphrases=[OLD, NEW]), (4, "sign-in-wait"))


def wall(book, tap):
    book.run("book", "set", "forbid-now", "yes", user="admin", passphrases=[NEW])
    tap.same("another time than the wall's is refused", code(book, "user", "list"),
             (4, "now-forbidden"))
    tap.same("also to the administrator",
             code(book, "book", "set", "forbid-now", "no", user="admin", passphrases=[NEW]),
             (4, "now-forbidden"))
    tap.same("the book set says so", book.run("book", "info", wall=True)["forbid_now"], True)
    book.run("book", "set", "forbid-now", "no", user="admin", passphrases=[NEW], wall=True)
    book.run("user", "list")
    tap.ok("until it is allowed again", True)
    tap.same("other settings there are none",
             code(book, "book", "set", "colour", "red", user="admin", passphrases=[NEW]),
             (2, "setting-unknown"))


def names(book, tap):
    """Who signed must be known from the name that is printed."""
    def add(name, *more):
        try:
            book.run("user", "add", "--roles", "reviewer", *more, "--", name, user="admin",
                     passphrases=[NEW])
            return "done"
        except Refused as refusal:
            return refusal.error["code"]

    tap.same("names of every Chinese character", [add(name) for name in ("王一", "刀伯", "丧丯")],
             ["done"] * 3)
    tap.same("names that look like another's",
             {add(name) for name in ("Fuhe", "ＦＵＨＥ", "ｆｕｈｅ", "fuh\u0435")}, {"user-alike"})
    tap.same("names with what cannot be seen",
             {add(name) for name in ("fuhe\u200b", "fu\u00adhe", "\u202efuhe", "fuhe\ufeff",
                                     "\U000e0041", "\ue000")}, {"user-name"})
    tap.same("printed names of several lines, or none",
             {add("neu", "--full-name", name) for name in ("甲\n乙", "\u202e甲", "甲" * 101, "")},
             {"user-full-name"})


def roles(book, tap):
    tap.same("who pays does not make", code(book, "user", "add", "y", "--roles", "maker,finance",
                                            user="admin", passphrases=[NEW]),
             (1, "roles-exclusive"))
    pairs = book.run("user", "rights", "--exclusions", user=None)["exclusions"]
    tap.ok("and the pairs are told", {"role": "finance", "other": "maker"}.items()
           <= {key: pairs[0][key] for key in ("role", "other")}.items(), pairs[0])
    rights = book.run("user", "rights", user=None)["rights"]
    tap.ok("every right is somebody's", rights and all(True in row.values() for row in rights))


def main():
    qz = sys.argv[1]
    tap = Tap()
    with scratch() as folder:
        book = Book(qz, folder, "220200", None, "2026-02-01T08:00")
        try:
            for test in (passphrases, resetting, guessing, wall, names, roles):
                test(book, tap)
            checks = book.run("book", "verify", user=None)
            tap.ok("the book set proves itself", all(row["ok"] for row in checks["checks"]), checks)
        except Refused as refusal:
            tap.ok("no refusal but those wanted", False, refusal)
    return tap.done()


if __name__ == "__main__":
    sys.exit(main())
