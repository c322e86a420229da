# SPDX-License-Identifier: GPL-3.0-or-later
"""Calls and words that the source does not use, with what to use instead."""

import re

from source import CORE, SourceFile, arguments, c_files, main, walk

CALLS = {
    r"strcpy|strcat|stpcpy|sprintf|vsprintf|gets":
        "it has no bound: use g_strlcpy or g_strdup_printf",
    r"atoi|atol|atoll|atof|strtol|strtoul|strtoll|strtoull|strtod|strtof|sscanf|scanf":
        "it hides bad input: use the parsers of src/base",
    r"localtime|gmtime|ctime|asctime|localtime_r|mktime": "days and times come from QzClock",
    r"strtok|tmpnam|mktemp|alloca|g_alloca|g_newa|system|popen": "it is not safe",
    r"sleep|usleep|nanosleep|g_usleep": "wait for a condition, never for a time",
    r"g_test_skip|g_test_incomplete": "a test that does not run proves nothing",
    r"sqlite3_mprintf|sqlite3_vmprintf|sqlite3_snprintf|sqlite3_get_table":
        "SQL is never made by printf: bind parameters",
}
CALL = re.compile(r"\b(?:" + "|".join(f"(?P<c{n}>{names})" for n, names in enumerate(CALLS)) +
                  r")\s*\(")
REASONS = list(CALLS.values())
# Calls that one file guards for all.
GUARDED = {"gtk_accessible_announce": "qz-announce.c"}

WORDS = re.compile(r"\bgoto\b|\bG_DISABLE_ASSERT\b|\bNDEBUG\b|\bG_GNUC_BEGIN_IGNORE_DEPRECATIONS\b|"
                   r"^[ \t]*#[ \t]*pragma[ \t]+(?:GCC|clang)[ \t]+diagnostic[ \t]+ignored\b", re.M)
FLOATING = re.compile(r"\b(?:double|float|gdouble|gfloat|G_TYPE_DOUBLE|G_TYPE_FLOAT)\b")
# Paper is measured in fractions of a point, so the documents may use such types, but not for money.
MONEY = r"(?:fen|ppm|yuan|\w+_(?:fen|ppm|yuan))\b"
TYPE = r"\b(?:double|float|gdouble|gfloat)\b"
MONEY_AS_FLOAT = re.compile(
    TYPE + r"(?![^;{}]*\))[^;{}]*\b" + MONEY + "|" + TYPE + r"\s+\*?" + MONEY + "|" +
    r"\(\s*" + TYPE + r"\s*\)[^;,]*\b" + MONEY)
LITERAL = re.compile(r"(?<![\w.])(?:\d+\.\d*|\.\d+)(?:[eE][-+]?\d+)?[fFlL]?(?![\w.])")
LEFT_OVER = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|X" r"XX|HA" r"CK)\b")
PRINTED_SQL = re.compile(r"\b(g_strdup_printf|g_string_printf|g_string_append_printf|g_snprintf|"
                         r"snprintf|g_strdup_vprintf|g_strconcat)\s*\(")
SQL_WORD = re.compile(r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|WHERE|ORDER BY|VALUES)\b")

# GLib's functions whose last argument is a GError **, as far as core code has a use for them.
GLIB_FALLIBLE = (
    "g_file_get_contents g_file_set_contents g_file_set_contents_full g_file_load_contents "
    "g_file_read g_file_replace g_file_create g_file_delete g_file_copy g_file_move "
    "g_file_query_info g_file_enumerate_children g_file_make_directory "
    "g_file_make_directory_with_parents g_dir_open "
    "g_file_replace_contents g_file_append_to g_file_open_tmp g_dir_make_tmp g_convert "
    "g_convert_with_iconv g_locale_to_utf8 g_locale_from_utf8 g_filename_to_utf8 "
    "g_filename_from_utf8 g_filename_to_uri g_filename_from_uri g_utf8_to_utf16 g_utf16_to_utf8 "
    "g_ascii_string_to_signed g_ascii_string_to_unsigned g_regex_new g_regex_replace "
    "g_input_stream_read g_input_stream_read_all g_input_stream_close g_input_stream_read_bytes "
    "g_output_stream_write g_output_stream_write_all g_output_stream_flush g_output_stream_close "
    "g_data_input_stream_read_line g_data_input_stream_read_line_utf8 g_converter_convert "
    "g_key_file_load_from_file g_key_file_load_from_data g_key_file_get_string g_mapped_file_new "
    "g_resources_lookup_data g_task_propagate_boolean g_task_propagate_pointer "
    "g_option_context_parse g_option_context_parse_strv g_thread_try_new g_bytes_new_from_file "
    "g_cancellable_set_error_if_cancelled json_parser_load_from_data json_parser_load_from_file "
    "g_seekable_seek g_seekable_truncate g_initable_init g_unichar_to_utf8_checked").split()


def reported(match, source, what):
    return source.at(match.start(), what)


def call_faults(source):
    for match in CALL.finditer(source.code):
        number = next(n for n in range(len(REASONS)) if match[f"c{n}"])
        yield reported(match, source, f"{match[0].rstrip('( ')}(): {REASONS[number]}")
    for name, home in GUARDED.items():
        for match in re.finditer(rf"\b{name}\s*\(", source.code):
            if not source.path.endswith("/" + home):
                yield reported(match, source, f"{name}() is called in {home} alone")
    for match in WORDS.finditer(source.code):
        yield reported(match, source, f"{match[0].strip()} is not used here")


def floating_faults(source):
    if source.layer not in CORE:
        return
    for match in FLOATING.finditer(source.code):
        if source.layer != "documents":
            yield reported(match, source, f"{match[0]}: amounts are whole fen, rates whole ppm")
    for match in LITERAL.finditer(source.code):
        if source.layer != "documents":
            yield reported(match, source, f"{match[0]}: a floating-point number")
    for match in MONEY_AS_FLOAT.finditer(source.code):
        yield reported(match, source, "an amount or a rate as floating point")


def our_fallible(sources):
    """The functions of our headers whose last parameter is a GError **."""
    names = set()
    for source in sources:
        if source.path.endswith(".h"):
            for match in re.finditer(r"\b(qz_\w+)\s*\(", source.code):
                given = arguments(source.code, match.end() - 1)
                if given and re.match(r"GError\s*\*\s*\*", given[-1]):
                    names.add(match[1])
    return names


def error_faults(source, fallible):
    if source.layer not in CORE:
        return
    for match in re.finditer(r"\b(\w+)\s*\(", source.code):
        if match[1] in fallible and arguments(source.code, match.end() - 1)[-1:] == ["NULL"]:
            yield reported(match, source, f"{match[1]}() must be given a GError **, not NULL")


def printed_sql_faults(source):
    for match in PRINTED_SQL.finditer(source.code):
        end = source.plain.find(";", match.end())
        call = source.plain[match.end():end]
        if source.layer == "store" and SQL_WORD.search(call) and "%" in call:
            yield reported(match, source, "SQL is never made by printf: bind parameters")


def text_faults(root):
    """Left-over notes in anything that people write, and C files without their licence line."""
    suffixes = (".c", ".h", ".py", ".sh", ".ui", ".css", ".build", ".sql", ".ini", ".in", ".md")
    for path in walk(root, ("src", "tests", "tools", "data", "docs", "po"), suffixes):
        source = SourceFile(root, path)
        for match in LEFT_OVER.finditer(source.text):
            yield reported(match, source, f"{match[0]}: finish it, or file an issue")
        licensed = "SPDX-License-Identifier" in source.text[:200]
        if path.suffix in (".c", ".h", ".py") and not licensed:
            yield f"{source.path}:1: no SPDX-License-Identifier line"


def find(root):
    sources = c_files(root)
    fallible = our_fallible(sources) | set(GLIB_FALLIBLE)
    faults = list(text_faults(root))
    for source in sources:
        faults += call_faults(source)
        faults += floating_faults(source)
        faults += error_faults(source, fallible)
        faults += printed_sql_faults(source)
    return faults


LICENCE = "/* SPDX-License-Identifier: GPL-3.0-or-later */\n"
DECLARED = {"src/base/qz-x.h": LICENCE + "gboolean qz_x_load (const char *name,\n"
                                         "                    GError    **error);\n"}


def one(path, text):
    return {path: LICENCE + text}


SAMPLES = [
    ("a copy without bound", one("src/base/qz-x.c", "strcpy (a, b);\n"), "strcpy()"),
    ("a number parsed carelessly", one("src/cli/qz-x.c", "x = atoi (s);\n"), "atoi()"),
    ("local time", one("src/service/qz-x.c", "t = localtime (&now);\n"), "localtime()"),
    ("a jump", one("src/app/qz-x.c", "goto out;\n"), "goto is not used"),
    ("an announcement by the way", one("src/app/qz-x.c", "gtk_accessible_announce (a, b, 1);\n"),
     "qz-announce.c alone"),
    ("a skipped test", one("tests/base/test-x.c", 'g_test_skip ("no");\n'), "g_test_skip()"),
    ("a sleeping test", one("tests/base/test-x.c", "g_usleep (10);\n"), "g_usleep()"),
    ("a silenced warning",
     one("src/app/qz-x.c", '#pragma GCC diagnostic ignored "-Wfoo"\n'), "is not used here"),
    ("floating point in core", one("src/schemes/qz-x.c", "double x;\n"), "whole fen"),
    ("a ratio written as floating point", one("src/schemes/qz-x.c", "x = 0.7 * y;\n"),
     "a floating-point number"),
    ("an amount as floating point on paper",
     one("src/documents/qz-x.c", "double x, total_fen = 1;\n"), "an amount"),
    ("an amount turned into floating point on paper",
     one("src/documents/qz-x.c", "draw ((double) line->amount_fen / 100);\n"), "an amount"),
    ("an error thrown away",
     {**DECLARED, **one("src/service/qz-y.c", "qz_x_load (f (a, NULL), NULL);\n")}, "not NULL"),
    ("an error of GLib thrown away",
     one("src/service/qz-y.c", "g_file_get_contents (a, &b, &n,\n    NULL);\n"), "not NULL"),
    ("SQL made by printf",
     one("src/store/qz-y.c", 'g_strdup_printf ("DELETE FROM %s", t);\n'), "never made by printf"),
    ("SQL made by SQLite's printf", one("src/store/qz-y.c", 's = sqlite3_mprintf ("%Q", t);\n'),
     "never made by printf"),
    ("a left-over note", one("src/base/qz-x.c", "/* TO" "DO: later */\n"), "finish it"),
    ("a file without licence", {"src/base/qz-x.c": "int x;\n"}, "no SPDX"),
    ("what is allowed",
     {**DECLARED,
      **one("src/service/qz-y.c", "/* no double, no goto, never strcpy () */\n"
                                  'qz_x_load (NULL, &error);\nputs ("atoi (x) goto");\n'),
      **one("src/documents/qz-z.c", "void f (double x, QzFen amount_fen);\ndouble y = 1;\n")},
     None),
]

if __name__ == "__main__":
    main(find, SAMPLES)
