#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The contract of `qz`: grammar, help, exit codes, output, and book sets, good and bad."""
import os
import signal
import sqlite3
import time

from contract import equal, run_tests


def create(place, name="b.qz"):
    place.done("--now", "2026-03-10T09:00", "book", "create", name, "--agency", "220200",
               "--owner", "admin", "--name", "演示")
    place.environment["QZ_BOOK"] = place.path(name)


def read_users(place):
    return {row["name"]: row for row in place.done("--format", "json", "user").json["users"]}


# ── grammar and help ───────────────────────────────────────────────────────────────────────────


def test_usage(place):
    place.refused(2, "command-missing")
    equal(place.refused(2, "command-unknown", "clac").error["message"].count("calc"), 1)
    assert "calc capitals" in place.run("calc", "capitls", "1").err
    assert "--format" in place.run("--fromat", "json", "user").err
    place.refused(2, "verb-missing", "calc")
    place.refused(2, "argument-missing", "calc", "capitals")
    place.refused(2, "argument-too-many", "calc", "capitals", "1", "2")
    place.refused(2, "option-unknown", "calc", "capitals", "1", "--nth", "2026-01")
    place.refused(2, "option-unknown", "--limit", "5", "log")
    place.refused(2, "option-value", "calc", "workdays", "--nth")
    place.refused(2, "option-value", "--quiet=yes", "calc", "capitals", "1")
    place.refused(2, "book-not-given", "book", "info")
    place.refused(2, "option-missing", "book", "create", "x.qz")
    equal(place.run("--format", "xml", "calc", "capitals", "1").code, 2)
    equal(place.run("--now", "yesterday", "calc", "capitals", "1").code, 2)
    equal(os.listdir(place.folder), [])


def test_help(place):
    overview = place.done("help").out
    equal(place.done("--help").out, overview)
    equal(place.done("-h").out, overview)
    lines = [line for line in overview.split("\n\n")[2].splitlines() if line.startswith("  ")]
    commands = [line.split("  ")[1] for line in lines]
    assert len(commands) >= 15, commands
    for command in commands:
        words = [word for word in command.split() if word.islower() and "=" not in word]
        answer = place.done("help", *words[:2])
        assert "qz" in answer.out, command
        equal(place.done(*words[:2], "--help").out, answer.out)
    equal(place.run("help", "nothing").code, 2)
    assert place.done("--version").out.startswith("qz ")


def test_options_anywhere(place):
    create(place)
    wanted = place.done("--format", "json", "--as", "admin", "user", "list").out
    equal(place.done("user", "list", "--format", "json", "--as=admin").out, wanted)
    equal(place.done("user", "--format=json", "list", "--as", "admin").out, wanted)
    equal(place.done("user", "--format", "json").out, wanted)


# ── book sets ──────────────────────────────────────────────────────────────────────────────────


def test_create(place):
    create(place)
    info = place.done("--format", "json", "book", "info").json
    equal((info["name"], info["agency"], info["schema"], info["claims"]), ("演示", "220200", 4, 0))
    equal((info["changes"], info["last_change"]), (1, "2026-03-10T09:00:00"))
    equal(place.done("book").out, place.done("book", "info").out)
    place.refused(5, "file-exists", "book", "create", "b.qz", "--agency", "220200", "--owner", "x")
    place.refused(3, "agency-code", "book", "create", "c.qz", "--agency", "a b", "--owner", "x")
    place.refused(3, "user-name", "book", "create", "c.qz", "--agency", "1", "--owner", "a b")
    place.refused(2, "owner-missing", "book", "create", "c.qz", "--agency", "1")
    place.done("book", "create", "c.qz", "--agency", "1", "--owner", "x", "--dry-run")
    equal(sorted(name for name in os.listdir(place.folder) if name.startswith("c")), [])


def test_users(place):
    create(place)
    place.done("--as", "admin", "user", "add", "zhao", "--roles", "maker", "--full-name", "赵明")
    place.done("--as", "admin", "user", "--roles", "reviewer,approver", "add", "qian")
    equal(read_users(place)["zhao"], {"name": "zhao", "full_name": "赵明", "roles": "maker",
                                      "active": True, "passphrase": False})
    place.refused(2, "reason-missing", "--as", "admin", "user", "change", "zhao", "--inactive")
    place.refused(2, "option-conflict", "--as", "admin", "user", "change", "zhao", "--inactive",
                  "--roles", "reviewer", "--reason", "left")
    place.done("--as", "admin", "user", "change", "zhao", "--inactive", "--reason", "left")
    last = place.done("--format", "json", "log", "--limit", "1").json["log"][0]
    equal((last["act"], last["detail"]), ("user deactivate", "zhao: left"))
    equal(read_users(place)["zhao"]["active"], False)
    place.refused(4, "user-inactive", "--as", "zhao", "user", "add", "x", "--roles", "maker")
    place.refused(4, "role-missing", "--as", "qian", "user", "add", "x", "--roles", "maker")
    place.refused(4, "user-unknown", "--as", "nobody", "user", "add", "x", "--roles", "maker")
    place.refused(4, "user-missing", "user", "add", "x", "--roles", "maker")
    place.refused(3, "role-unknown", "--as", "admin", "user", "add", "x", "--roles", "king")
    place.refused(1, "user-exists", "--as", "admin", "user", "add", "qian", "--roles", "maker")
    place.refused(3, "user-unknown", "--as", "admin", "user", "change", "x", "--active")
    place.refused(1, "last-administrator", "--as", "admin", "user", "change", "admin",
                  "--inactive", "--reason", "left")
    equal(sorted(read_users(place)), ["admin", "qian", "zhao"])
    equal(len(place.done("--format", "json", "user", "roles").json["roles"]), 7)


def test_dry_run(place):
    create(place)
    before = place.done("--format", "json", "book", "info").json
    answer = place.done("--format", "json", "--as", "admin", "user", "add", "zhao", "--roles",
                        "maker", "--dry-run")
    equal((answer.json["done"], answer.json["dry_run"]), (True, True))
    equal(place.done("--format", "json", "book", "info").json, before)


def test_log(place):
    create(place)
    place.done("--now", "2026-03-11T08:30", "--as", "admin", "user", "add", "zhao", "--roles",
               "maker")
    log = place.done("--format", "json", "log").json["log"]
    equal([(row["id"], row["act"], row["actor"]) for row in log],
          [(2, "user change", "admin"), (1, "book create", "admin")])
    equal(log[0]["business_time"], "2026-03-11T08:30:00")
    equal(len(place.done("--format", "json", "log", "--limit", "1").json["log"]), 1)
    equal(place.done("--format", "csv", "log").out.splitlines()[0],
          "id,act,actor,business_time,real_time,detail,rows,hash")


def test_verify(place):
    create(place)
    answer = place.done("--format", "json", "book", "verify").json
    equal(answer["ok"], True)
    assert len(answer["checks"]) >= 8 and all(row["ok"] for row in answer["checks"])
    equal(answer["head"], place.done("--format", "json", "book", "info").json["last_hash"])
    book = sqlite3.connect(place.path("b.qz"))
    book.execute("DROP TRIGGER user_no_update")
    book.execute("UPDATE user SET roles = 'administrator,approver'")
    book.commit()
    book.close()
    answer = place.run("--format", "json", "book", "verify")
    equal((answer.code, answer.json["ok"]), (1, False))
    equal([row["code"] for row in answer.json["checks"] if not row["ok"]], ["ROWS", "SCHEMA"])


def test_backup_and_restore(place):
    create(place)
    place.done("book", "backup", "copy.qz")
    place.done("--as", "admin", "user", "add", "zhao", "--roles", "maker")
    place.refused(5, "file-exists", "book", "backup", "copy.qz")
    place.refused(5, "file-exists", "book", "restore", "copy.qz", "b.qz")
    place.done("book", "restore", "copy.qz", "d.qz", "--dry-run")
    assert not os.path.exists(place.path("d.qz"))
    place.done("book", "restore", "copy.qz", "d.qz")
    place.environment["QZ_BOOK"] = "d.qz"
    equal(sorted(read_users(place)), ["admin"])
    equal(place.done("--format", "json", "book", "verify").json["ok"], True)
    place.done("book", "migrate")
    assert not os.path.exists(place.path("d.qz.before-1"))


# ── bad book sets ──────────────────────────────────────────────────────────────────────────────


def test_not_a_book(place):
    place.refused(5, "book-missing", "--book", "none.qz", "book", "info")
    place.write("t.qz", "setl_id,fixmedins_code\n" * 100)
    place.refused(5, "store-not-a-book", "--book", "t.qz", "book", "info")
    place.write("e.qz", b"")
    place.refused(5, "store-not-a-book", "--book", "e.qz", "user")
    os.mkdir(place.path("folder.qz"))
    equal(place.run("--book", "folder.qz", "user").code, 5)
    place.refused(5, "store-not-a-book", "book", "restore", "t.qz", "r.qz")
    assert not os.path.exists(place.path("r.qz"))


def test_newer_version(place):
    create(place)
    book = sqlite3.connect(place.path("b.qz"))
    book.execute("PRAGMA user_version = 7")
    book.commit()
    book.close()
    answer = place.refused(5, "book-newer", "book", "info")
    assert "7" in answer.error["message"]
    place.refused(5, "book-newer", "--as", "admin", "user", "add", "x", "--roles", "maker")
    place.refused(5, "book-newer", "book", "migrate")


def test_truncated(place):
    create(place)
    data = place.read("b.qz")
    for length in 50, 4096, len(data) // 2, len(data) - 1:
        place.write("t.qz", data[:length])
        answer = place.run("--format", "json", "--book", "t.qz", "book", "verify")
        equal((answer.code, answer.out), (5, ""))
        equal(answer.error["code"], "store-truncated" if length >= 100 else "store-not-a-book")


def test_full_disk(place):
    """A limit on the size of files stands in for the end of the disk."""
    create(place)
    size = len(place.read("b.qz"))
    before = place.done("--format", "json", "book", "info").json
    answer = place.run("--format", "json", "--as", "admin", "user", "add", "zhao", "--roles",
                       "maker", limit=2000)
    equal((answer.code, answer.out), (5, ""))
    assert answer.error["code"] in ("store-full", "store-io", "book-lock-failed"), answer.error
    equal(place.done("--format", "json", "book", "info").json, before)
    equal(place.done("--format", "json", "book", "verify").json["ok"], True)
    equal(place.run("book", "backup", "copy.qz", limit=size // 2).code, 5)
    equal(place.run("book", "create", "n.qz", "--agency", "1", "--owner", "x",
                    limit=size // 2).code, 5)
    equal(sorted(name for name in os.listdir(place.folder) if name[0] in "cn"), [])
    place.done("--as", "admin", "user", "add", "zhao", "--roles", "maker")


def hold_lock(place):
    """Holds the writer's lock as another start does."""
    import fcntl

    file = open(place.path("b.qz-lock"), "w+", encoding="utf-8")
    fcntl.flock(file, fcntl.LOCK_EX)
    file.write("process 4711, user qian, host office-2, since 2026-03-10T08:00:00\n")
    file.flush()
    return file


def test_second_writer(place):
    create(place)
    lock = hold_lock(place)
    answer = place.refused(5, "book-locked", "--as", "admin", "user", "add", "x", "--roles",
                           "maker")
    for word in "4711", "qian", "office-2", "08:00":
        assert word in answer.error["message"], answer.error
    equal(sorted(read_users(place)), ["admin"])
    place.done("book", "verify")
    lock.close()
    place.done("--as", "admin", "user", "add", "x", "--roles", "maker")
    assert not os.path.exists(place.path("b.qz-lock"))


def test_interrupt(place):
    """Stopped while it waits for another writer of the file itself, it ends without a trace."""
    create(place)
    other = sqlite3.connect(place.path("b.qz"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    process = place.popen("--as", "admin", "user", "add", "x", "--roles", "maker")
    deadline = time.monotonic() + 20
    while not os.path.exists(place.path("b.qz-lock")) and time.monotonic() < deadline:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode in (1, 5), process.returncode
    other.execute("ROLLBACK")
    other.close()
    equal(sorted(read_users(place)), ["admin"])
    equal(place.done("--format", "json", "book", "verify").json["ok"], True)


def test_report(place):
    create(place)
    report = place.done("--as", "admin", "--format", "json", "report", "dashboard").json
    equal(report["open"], "0.00")
    equal((report["providers"], report["alerts"]), ([], []))
    equal(len(report["ageing"]), 4)
    lines = place.done("--as", "admin", "--format", "csv", "report", "dashboard",
                       "ageing").out.splitlines()
    equal(lines[0].lstrip("\ufeff").split(",")[:2], ["bucket", "from_days"])
    equal([line.split(",")[1] for line in lines[1:]],
          [str(row["from_days"]) for row in report["ageing"]])
    facts = place.done("--as", "admin", "--format", "csv", "report", "dashboard").out.splitlines()
    equal(len(facts), 2)
    assert "open_old" in facts[0].split(","), facts
    answer = place.refused(2, "no-such-table", "--as", "admin", "report", "dashboard", "zz")
    assert "ageing" in answer.error["message"], answer.error


def test_answer_not_written(place):
    """Output that cannot be written is a failure, not silence."""
    if not os.path.exists("/dev/full"):
        raise AssertionError("/dev/full is missing")
    import subprocess

    with open("/dev/full", "wb") as full:
        code = subprocess.call([place.qz, "calc", "capitals", "1"], stdout=full,
                               stderr=subprocess.DEVNULL, env=place.environment)
    equal(code, 5)


def test_clock_behind(place):
    """An act on a day before the last entry is done, and warned of; nothing else is."""
    add = ("--as", "admin", "user", "add", "--roles", "maker")
    create(place)
    equal(place.done(*add, "early").err, "")
    place.done("--now", "2098-12-31T09:00", *add, "late")
    warned = place.done(*add, "behind").err
    equal(warned.count("\n"), 1)
    assert warned.startswith("qz: warning: ") and "2098-12-31" in warned, warned
    assert time.strftime("%Y") in warned, warned
    assert "2098-12-31" in place.done("--format", "json", *add, "again").err
    equal(place.done("--quiet", *add, "quiet").err, "")
    # Who reads, tries, replays or is refused is told nothing of it.
    equal(place.done("user").err, "")
    equal(place.done("--format", "json", "--dry-run", *add, "dry").err, "")
    equal(place.done("--now", "2026-03-12T09:00", *add, "replayed").err, "")
    place.refused(3, "role-unknown", "--as", "admin", "user", "add", "x", "--roles", "king")
    equal(len(read_users(place)), 7)


def test_text_is_aligned(place):
    create(place)
    place.done("--as", "admin", "user", "add", "zhao", "--roles", "maker", "--full-name", "赵明")
    lines = place.done("user").out.splitlines()
    equal(lines[0].split(), ["User", "Full", "name", "Roles", "Active", "Passphrase"])
    # Two wide characters take the room of four narrow ones.
    equal(lines[3], "zhao   赵明       maker          yes     no")
    assert not any(line != line.rstrip() for line in lines)


run_tests({name[5:].replace("_", "-"): test for name, test in list(globals().items())
           if name.startswith("test_")})
