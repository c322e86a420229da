# SPDX-License-Identifier: GPL-3.0-or-later
"""Every layer includes only what ARCHITECTURE.md allows it; clock, files, chance and SQL stay where
they belong. The build gives each layer only the include folders it may use; this check also sees
library headers, and that the table in meson.build is still the one agreed on."""

import re

from source import c_files, main

MAY_INCLUDE = {
    "base": [],
    "model": ["base"],
    "ledger": ["base", "model"],
    "schemes": ["base", "model", "ledger"],
    "documents": ["base", "model"],
    "store": ["base", "model", "ledger"],
    "service": ["base", "model", "ledger", "schemes", "documents", "store"],
    "cli": ["base", "model", "service"],
    "app": ["base", "model", "service"],
}

# Library headers, and the layers that may read them; anybody may read GLib and the C library.
LIBRARIES = {
    r"gcrypt\.h|openssl/": ["base"],
    r"unicode/": ["base"],
    r"sqlite3\.h|libpq": ["store"],
    r"cairo": ["documents", "app"],
    r"pango/": ["documents", "app"],
    r"xlsxwriter": ["documents"],
    r"json-glib/": ["cli", "service"],
    r"archive(_entry)?\.h": ["service"],
    r"gtk/|gdk/|gsk/|adwaita\.h": ["app"],
    r"poppler": ["app"],
    r"sys/socket\.h|netinet/|libsoup|curl/": [],
}
PURE = ["model", "ledger", "schemes"]
OUTSIDE = r"stdio\.h|fcntl\.h|unistd\.h|time\.h|sys/|glib/gstdio\.h|gio/gunix"

WALL_CLOCK = re.compile(
    r"\b(time|gettimeofday|clock_gettime|timespec_get|g_get_real_time|g_get_current_time|"
    r"g_date_time_new_now\w*|g_time_zone_new_local)\s*\(")
CLOCK_FILE = "src/base/qz-clock.c"
TICKS = re.compile(r"\b(g_get_monotonic_time|g_timer_\w+|clock)\s*\(")
IMPURE = re.compile(
    r"\b(g_random_\w+|g_rand_\w+|rand|random|srand|fopen|open|g_open|g_fopen|g_file_\w+|g_getenv|"
    r"getenv|printf|g_print|g_printerr|g_spawn_\w+)\s*\(")
SQL = re.compile(
    r"\bSELECT\s.*\bFROM\b|\bINSERT\s+(OR\s+\w+\s+)?INTO\b|\bUPDATE\s+\w+\s+SET\b|"
    r"\bDELETE\s+FROM\b|\b(CREATE|DROP|ALTER)\s+(TABLE|INDEX|TRIGGER|VIEW)\b|"
    r"\bPRAGMA\s+\w|\bBEGIN\s+IMMEDIATE\b",
    re.DOTALL)


def include_faults(source, home):
    """home: which layer each header of ours lies in."""
    layer = source.layer
    for match in re.finditer(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', source.plain, re.M):
        name = match[2].split("/")[-1]
        owner = home.get(name) if match[1] == '"' else None
        if owner and owner != layer:
            if owner not in MAY_INCLUDE[layer]:
                yield source.at(match.start(), f"{layer} may not include {name} of {owner}")
            elif name.endswith("-private.h"):
                yield source.at(match.start(), f"{name} is private to {owner}")
        if match[1] == '"':
            continue
        for library, layers in LIBRARIES.items():
            if re.match(library, match[2]) and layer not in layers:
                yield source.at(match.start(), f"{layer} may not use <{match[2]}>")
        if layer in PURE and re.match(OUTSIDE, match[2]):
            yield source.at(match.start(), f"{layer} is pure and may not use <{match[2]}>")


def call_faults(source):
    layer = source.layer
    if source.path != CLOCK_FILE:
        for match in WALL_CLOCK.finditer(source.code):
            yield source.at(match.start(), f"{match[1]}() reads the clock: take a QzClock")
        for match in TICKS.finditer(source.code):
            yield source.at(match.start(), f"{match[1]}(): use qz_clock_get_tick_us()")
    if layer in PURE:
        for match in IMPURE.finditer(source.code):
            yield source.at(match.start(), f"{match[1]}() in {layer}, which is pure")
    if layer != "store":
        for match in re.finditer(r"\bsqlite3_\w+", source.code):
            yield source.at(match.start(), f"{match[0]} outside src/store")
        for offset, text in source.strings():
            if SQL.search(text):
                yield source.at(offset, "SQL outside src/store")


def table_faults(root):
    """The build's table of layers says the same as ours."""
    build = root / "meson.build"
    if not build.exists():
        return
    rows = re.findall(r"^\s*\['(\w+)',\s*\[([^\]]*)\]", build.read_text(encoding="utf-8"), re.M)
    table = {name: re.findall(r"\w+", below) for name, below in rows if name in MAY_INCLUDE}
    for name, below in table.items():
        if sorted(below) != sorted(MAY_INCLUDE[name]):
            yield f"meson.build: layer {name} is given {below}, allowed are {MAY_INCLUDE[name]}"
    for name in ("base", "model", "ledger", "schemes", "documents", "store", "service"):
        if name not in table:
            yield f"meson.build: layer {name} is missing from the table"


def find(root):
    sources = [s for s in c_files(root, ("src",)) if s.layer]
    home = {s.path.split("/")[-1]: s.layer for s in sources if s.path.endswith(".h")}
    faults = list(table_faults(root))
    for source in sources:
        if source.layer not in MAY_INCLUDE:
            faults.append(f"{source.path}: src/{source.layer} is not a layer")
            continue
        faults += include_faults(source, home)
        faults += call_faults(source)
    return faults


STORE_H = {"src/store/qz-store.h": "#pragma once\n"}
SAMPLES = [
    ("an engine that includes the store",
     {**STORE_H, "src/schemes/qz-x.c": '#include "qz-store.h"\n'}, "may not include qz-store.h"),
    ("a window that includes the store",
     {**STORE_H, "src/app/pages/qz-x.c": '#include "qz-store.h"\n'}, "may not include qz-store.h"),
    ("a private header of another layer",
     {"src/base/qz-x-private.h": "", "src/model/qz-y.c": '#include "qz-x-private.h"\n'},
     "is private to base"),
    ("GTK in the service", {"src/service/qz-x.c": "#include <gtk/gtk.h>\n"}, "may not use <gtk"),
    ("SQLite in the command", {"src/cli/qz-x.c": "#include <sqlite3.h>\n"}, "may not use <sqlite3"),
    ("poppler in the documents", {"src/documents/qz-x.c": "#include <poppler.h>\n"}, "poppler"),
    ("files in an engine", {"src/schemes/qz-x.c": "#include <stdio.h>\n"}, "is pure"),
    ("the wall clock", {"src/service/qz-x.c": "int x = g_get_real_time ();\n"}, "reads the clock"),
    ("ticks in an engine", {"src/schemes/qz-x.c": "x = g_get_monotonic_time ();\n"}, "tick_us"),
    ("chance in an engine", {"src/schemes/qz-x.c": "x = g_random_int ();\n"}, "which is pure"),
    ("SQL in the service over two lines",
     {"src/service/qz-x.c": 'run ("SELECT a "\n     "FROM b");\n'}, "SQL outside"),
    ("an unknown layer", {"src/misc/qz-x.c": ""}, "is not a layer"),
    ("a loosened table", {"meson.build": "  ['base', ['store'], []],\n"}, "layer base is given"),
    ("what is allowed",
     {**STORE_H, CLOCK_FILE: "int x = g_get_real_time ();\n",
      "src/service/qz-x.c": '/* SELECT a FROM b; time () */\n#include "qz-store.h"\n'
                            'char *s = "Select the folder from the list";\n',
      "src/store/qz-y.c": '#include <sqlite3.h>\nchar *s = "SELECT a FROM b";\n'}, None),
]

if __name__ == "__main__":
    main(find, SAMPLES)
