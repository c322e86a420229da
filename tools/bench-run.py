#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the benchmarks of a build folder one after the other and shows their rows as a table.

    bench-run.py BUILD OUT.json [--long] [NAME…]

A benchmark is a `benchmark ()` target of meson. It prints one JSON object a line:
{"work", "ours_s", "reference", "reference_s", "ratio", "bar"}, "rss_mib" where memory counts; a
row is met when its ratio is at most its bar. Rows go to OUT.json with the machine they were seen
on. With --long, also what takes many minutes (millions of rows). Exits with 1 when a benchmark
fails to run, not when it is slow: a bar missed is told, not hidden."""

import json
import os
import platform
import subprocess
import sys
from pathlib import Path

COLUMNS = ["work", "ours_s", "amount", "reference", "reference_s", "ratio", "bar", "rss_mib", "met"]


def benchmarks(build, names):
    listed = subprocess.run(["meson", "introspect", "--benchmarks", str(build)],
                            capture_output=True, text=True, check=True)
    found = json.loads(listed.stdout)
    return [b for b in found if not names or b["name"] in names]


def rows_of(benchmark):
    """(rows, whether it ran to its end); everything but rows is passed on."""
    env = {**os.environ, **benchmark["env"]}
    done = subprocess.run(benchmark["cmd"], cwd=benchmark["workdir"], env=env, text=True,
                          stdout=subprocess.PIPE, check=False)
    rows = []
    for line in done.stdout.splitlines():
        if not line.startswith("{"):
            print(line)
            continue
        row = json.loads(line)
        row["met"] = None if row.get("bar") is None else row["ratio"] <= row["bar"]
        rows.append(row)
    return rows, done.returncode == 0 and bool(rows)


def text(value):
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "NO"
    return f"{value:.3f}" if isinstance(value, float) else str(value)


def show(rows):
    cells = [COLUMNS] + [[text(row.get(name)) for name in COLUMNS] for row in rows]
    widths = [max(len(line[n]) for line in cells) for n in range(len(COLUMNS))]
    for line in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths)).rstrip())


def machine():
    cpu = [line.split(":", 1)[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines()
           if line.startswith("model name")]
    return {"cpu": cpu[0] if cpu else platform.machine(), "cores": os.cpu_count(),
            "kernel": platform.release()}


def main():
    build, out, names = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]
    if "--long" in names:
        names.remove("--long")
        os.environ["QZ_BENCH_LONG"] = "1"
    rows, bad = [], []
    found = benchmarks(build, names)
    for benchmark in found:
        print(f"… {benchmark['name']}", file=sys.stderr, flush=True)
        more, good = rows_of(benchmark)
        rows += more
        bad += [] if good else [benchmark["name"]]
    out.write_text(json.dumps({"machine": machine(), "rows": rows}, indent=2, ensure_ascii=False) +
                   "\n", encoding="utf-8")
    show(rows)
    print(f"\n{len(rows)} rows, written to {out}")
    for name in bad:
        print(f"{name}: failed or gave no row", file=sys.stderr)
    sys.exit(1 if bad or not found else 0)


if __name__ == "__main__":
    main()
