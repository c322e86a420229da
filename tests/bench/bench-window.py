#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures the window against bare programs, in turn, and prints rows (see bench.h).

    bench-window.py BARE OURS PROGRAM QZ MAKE-CLAIMS

The book set of a million claims is made once and kept in $QZ_BENCH_DIR (out/bench). Programs run
under an Xvfb of this run's own with the Cairo renderer, so that no graphics card counts."""

import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

N_RUNS = 5
N_CLAIMS = 1000000
NOW = "2026-04-12T09:00"


def row(work, ours, reference, theirs, bar, unit="s"):
    """One line of JSON: seconds, or another amount."""
    line = {"work": work, "reference": reference, "ratio": round(ours / theirs, 3), "bar": bar}
    if unit == "s":
        line.update(ours_s=round(ours, 4), reference_s=round(theirs, 4))
    else:
        line.update(amount=f"{ours:.1f} against {theirs:.1f} {unit}")
    print(json.dumps(line), flush=True)


def amount(work, unit, ours, bar):
    print(json.dumps({"work": work, "amount": f"{ours} {unit}", "ratio": ours, "bar": bar}),
          flush=True)


def make_book(qz, make_claims, folder, n_claims):
    """A book set with claims, or without any; kept."""
    book = folder / f"window-{n_claims}.qz"
    if book.exists():
        return book
    claims, providers = folder / f"claims-{n_claims}.csv", folder / "providers.csv"
    agencies, made = folder / "agencies.csv", folder / f"window-{n_claims}.part"
    for left in (made, Path(f"{made}-wal"), Path(f"{made}-shm"), Path(f"{made}.lock")):
        left.unlink(missing_ok=True)
    agencies.write_text("code,name,area,level,uscc\n220200,bench,220200,city,\n")

    def run(*words):
        subprocess.run([qz, "--quiet", "--book", made, "--now", NOW, "--as", "bench", *words],
                       check=True, stdout=subprocess.DEVNULL)
    run("book", "create", "--agency", "220200", "--name", "bench", "--owner", "bench")
    run("user", "change", "bench", "--roles", "administrator,maker")
    run("import", "agencies", agencies)
    if n_claims > 0:
        if not claims.exists() or not providers.exists():
            subprocess.run([make_claims, "bulk", "--rows", str(n_claims), "--providers", "2000",
                            "--month", "2026-03", "--output", claims, "--also-providers",
                            providers], check=True)
        run("import", "providers", providers)
        run("import", "claims", claims)
    made.rename(book)
    return book


class Display:
    """An Xvfb for this run."""

    def __enter__(self):
        reader, writer = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
            pass_fds=[writer], stderr=subprocess.DEVNULL)
        os.close(writer)
        with os.fdopen(reader) as answer:
            self.number = answer.readline().strip()
        if not self.number:
            raise SystemExit("bench-window: Xvfb did not start")
        return self

    def __exit__(self, *error):
        self.server.terminate()
        self.server.wait()


def environment(display, scratch):
    return {**os.environ, "DISPLAY": f":{display.number}", "GDK_BACKEND": "x11",
            "GSK_RENDERER": "cairo", "GTK_A11Y": "none", "GSETTINGS_BACKEND": "memory",
            "ADW_DISABLE_PORTAL": "1", "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "LC_ALL": "C.UTF-8", "XDG_CONFIG_HOME": str(scratch), "HOME": str(scratch)}


def start(command, env):
    """(what the program said, seconds from its start to its first frame)"""
    begin = time.monotonic_ns() // 1000
    done = subprocess.run(command, env=env, check=True, stdout=subprocess.PIPE, text=True,
                          timeout=300)
    said = json.loads(done.stdout.splitlines()[-1])
    if "full_us" in said:
        said["full_s"] = (said["full_us"] - begin) / 1e6
    return said, (said["shown_us"] - begin) / 1e6


def start_program(command, env, scratch):
    """Of the first frame of the program itself, and of the first with the desk and all that it
    shows: seconds from its start, and seconds that its main thread worked; its watch writes
    them."""
    watch = scratch / "watch"
    watch.unlink(missing_ok=True)
    begin = time.monotonic_ns() // 1000
    program = subprocess.Popen(command, env={**env, "QZ_WATCH_MAIN": str(watch)},
                               stdout=subprocess.DEVNULL)
    try:
        for _ in range(600):
            text = watch.read_text() if watch.exists() else ""
            frames = {name: ((int(at) - begin) / 1e6, int(worked) / 1e6)
                      for name, at, worked in re.findall(r"^(\S+-frame) (\d+) (\d+)\n", text,
                                                         re.MULTILINE)}
            if "useful-frame" in frames:
                return frames["first-frame"], frames["useful-frame"]
            time.sleep(0.05)
    finally:
        program.kill()
        program.wait()
    raise SystemExit("bench-window: the program drew no desk")


def in_turn(ours, theirs):
    """Both, one after the other, N_RUNS times after one that does not count."""
    pairs = [(ours(), theirs()) for _ in range(N_RUNS + 1)][1:]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def median(values):
    return statistics.median(values)


def compare_starts(bare, program, book, env, scratch):
    ours, theirs = in_turn(lambda: start_program([program, "--book", book, "--now", NOW], env,
                                                 scratch),
                           lambda: start([bare, "empty"], env))
    reference = "empty AdwApplicationWindow"
    for n, work in enumerate(("first frame", "first useful page, all of it read")):
        row(f"start to the {work}, book set without claims",
            median([pair[n][0] for pair in ours]), reference,
            median([took for said, took in theirs]), 1.3)
        row(f"work of the main thread until the {work}", median([pair[n][1] for pair in ours]),
            reference, median([said["cpu_us"] / 1e6 for said, took in theirs]), 1.3)


def compare_tables(bare, ours, book, env):
    mine, theirs = in_turn(lambda: start([ours, book], env), lambda: start([bare, "table", book],
                                                                           env))
    reference = "bare GtkColumnView"

    def both(pick):
        return median([pick(*run) for run in mine]), median([pick(*run) for run in theirs])

    def compare(work, pick, bar):
        a, b = both(pick)
        row(work, a, reference, b, bar)
    compare("start to the first rows of 1M claims", lambda said, took: took, 1.15)
    compare("start to all rows at hand of 1M claims", lambda said, took: said["full_s"], 1.15)
    for key, work in (("smooth", "scroll by a row, frame"), ("jump", "jump anywhere, frame")):
        compare(f"table of 1M claims: {work}", lambda said, took, k=key: said[f"{k}_ms"] / 1e3,
                1.15)
        compare(f"table of 1M claims: {work}, 99th of 100",
                lambda said, took, k=key: said[f"{k}_p99_ms"] / 1e3, 1.15)
    for n, what in enumerate(("an amount", "time, downwards", "another amount")):
        compare(f"table of 1M claims: sort by {what}",
                lambda said, took, i=n: said["sort_ms"][i] / 1e3, 1.15)
    a, b = both(lambda said, took: said["rss_mib"])
    row("memory with 1M claims open and scrolled", a, reference, b, 1.2, "MiB")
    amount("row objects of the table, shown", "objects", max(r[0]["alive"] for r in mine), 300)
    amount("row objects of the table, sorted anew", "objects",
           max(r[0]["alive_sorted"] for r in mine), 600)


def main():
    bare, ours, program, qz, make_claims = sys.argv[1:6]
    folder = Path(os.environ.get("QZ_BENCH_DIR", "out/bench")).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    full = make_book(qz, make_claims, folder, N_CLAIMS)
    empty = make_book(qz, make_claims, folder, 0)
    with tempfile.TemporaryDirectory() as name, Display() as display:
        env = environment(display, Path(name))
        compare_starts(bare, program, empty, env, Path(name))
        compare_tables(bare, ours, full, env)
    return 0


if __name__ == "__main__":
    sys.exit(main())
