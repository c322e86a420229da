/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Domain 6.3: a file replaces its years after a look at what would change; what stands on documents
 * moves only when somebody has it counted again. */
#include <locale.h>

#include "document-acts.h"
#include "qz-agenda.h"
#include "qz-holidays.h"

#define HEADER "date,type,name,source\n"
/* 2026 with a Spring Festival that lasts to the 24th, its last working Saturday left out. */
#define SPRING                                                                                     \
  HEADER "2026-01-01,holiday,元旦,test\n2026-02-14,work,春节调休,test\n"                           \
         "2026-02-15,holiday,春节,test\n2026-02-16,holiday,春节,test\n"                            \
         "2026-02-17,holiday,春节,test\n2026-02-18,holiday,春节,test\n"                            \
         "2026-02-19,holiday,春节,test\n2026-02-20,holiday,春节,test\n"                            \
         "2026-02-21,holiday,春节,test\n2026-02-22,holiday,春节,test\n"                            \
         "2026-02-23,holiday,春节,test\n2026-02-24,holiday,春节,test\n"
#define CLAIMS                                                                                     \
  "setl_id,fixmedins_code,insutype,med_type,setl_time,medfee_sumamt,hifp_pay,cvlserv_pay,"         \
  "hifes_pay,hifmi_pay,hifob_pay,maf_pay,oth_pay,fund_pay_sumamt,acct_pay,psn_cash_pay,"           \
  "refd_setl_flag,refd_setl_id,pay_loc,insu_admdvs\n"                                              \
  "1,H22020200777,390,11,2026-02-15 08:00:00,100.00,60.00,0,0,0,0,0,0,60.00,10.00,30.00,0,,2,"     \
  "220202\n"
#define NUMBER "RB-220200-20260215-RES-001"

static char *
write_file (Fixture *f, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (f->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, text, -1, &error));
  return path;
}

static void
open_book (Fixture *f)
{
  g_autoptr (QzSheet) made = NULL;

  fixture_open (f, "220200", "jilin-daily", "jilin-ex2");
  at (f, "2026-02-15T10:00");
  import_text (f, "claims", "claims.csv", CLAIMS);
  made = run_daily (f, "2026-02-15", "2026-02-15");
  assert_n_made (made, 1);
}

static QzSheet *
preview (Fixture *f, const char *path)
{
  g_autoptr (GError) error = NULL;
  QzSheet *sheet = qz_holidays_preview (f->book, as (f, "ma"), path, &error);

  g_assert_no_error (error);
  return sheet;
}

static gint64
count_changes (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) info = qz_book_dup_info (f->book, &error);

  return qz_sheet_get_fact_number (info, (guint) qz_sheet_find_fact (info, "changes"));
}

static void
test_preview (void)
{
  Fixture f;
  g_autofree char *path = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  QzSheet *child;
  gint64 n_changes;

  open_book (&f);
  n_changes = count_changes (&f);
  path = write_file (&f, "2026.csv", SPRING);
  sheet = preview (&f, path);
  assert_fact (sheet, "years", "2026");
  assert_fact (sheet, "holidays", "11");
  assert_fact (sheet, "works", "1");
  /* 2026 as shipped has 33 holidays and 6 works; the file keeps 11 of those days and adds one. */
  child = qz_sheet_find_child (sheet, "changes");
  g_assert_cmpuint (qz_sheet_get_n_rows (child), ==, 29);
  assert_cell (child, 3, "day", "2026-02-24");
  assert_cell (child, 3, "change", "added");
  assert_cell (child, 3, "after", "holiday");
  assert_cell (child, 4, "day", "2026-02-28");
  assert_cell (child, 4, "change", "removed");
  assert_cell (child, 4, "before", "work");
  g_assert_cmpuint (qz_sheet_get_n_rows (qz_sheet_find_child (sheet, "warnings")), ==, 0);
  child = qz_sheet_find_child (sheet, "moved");
  assert_n_made (child, 1);
  assert_cell (child, 0, "number", NUMBER);
  assert_cell (child, 0, "before", "2026-02-24");
  assert_cell (child, 0, "after", "2026-02-25");
  /* The month settlement has no document yet, so its day moves by itself: 2026-03-10 and twenty
   * working days, without the holiday of April. */
  child = qz_sheet_find_child (sheet, "deadlines");
  assert_cell (child, 0, "key", "DL-JL-MS/2026-02");
  assert_cell (child, 0, "before", "2026-04-08");
  assert_cell (child, 0, "after", "2026-04-07");
  g_assert_cmpint (count_changes (&f), ==, n_changes);
  fixture_close (&f);
}

static QzSheet *
list_moved (Fixture *f)
{
  g_autoptr (GError) error = NULL;
  QzSheet *sheet = qz_agenda_list_moved (f->book, NULL, &error);

  g_assert_no_error (error);
  return sheet;
}

static void
test_import_and_recount (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr (QzSheet) moved = NULL;
  g_autoptr (QzSheet) days = NULL;
  g_autoptr (QzSheet) done = NULL;
  g_autoptr (QzSheet) due = NULL;
  const char *const numbers[] = { NUMBER, NULL };

  open_book (&f);
  path = write_file (&f, "2026.csv", SPRING);
  done = qz_holidays_import (f.book, as (&f, "ma"), path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  /* The whole year is replaced, other years stand. */
  days = qz_holidays_list (f.book, 2026, &error);
  g_assert_cmpuint (qz_sheet_get_n_rows (days), ==, 12);
  assert_cell (days, 0, "file", "2026.csv");
  g_assert_false (qz_calendar_is_working_day (qz_book_get_calendar (f.book, &error),
                                              day ("2026-02-28")));
  g_assert_false (qz_calendar_is_working_day (qz_book_get_calendar (f.book, &error),
                                              day ("2025-10-08")));
  /* 6.3: what stands on the document is not changed silently. */
  due = qz_document_show (f.book, NUMBER, &error);
  assert_fact (due, "due_day", "2026-02-24");
  moved = list_moved (&f);
  assert_n_made (moved, 1);
  g_assert_false (qz_agenda_recount (f.book, as (&f, "ma"), numbers, "  ", &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "reason-missing");
  g_clear_error (&error);
  g_assert_true (qz_agenda_recount (f.book, as (&f, "ma"), numbers, "节假日安排调整", &error));
  g_clear_pointer (&due, qz_sheet_unref);
  due = qz_document_show (f.book, NUMBER, &error);
  assert_fact (due, "due_day", "2026-02-25");
  g_assert_false (qz_agenda_recount (f.book, as (&f, "ma"), numbers, "again", &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, "due-day-stands");
  fixture_close (&f);
}

static void
test_import_with_recount (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr (QzSheet) done = NULL;
  g_autoptr (QzSheet) moved = NULL;
  const char *const numbers[] = { NUMBER, NULL };

  open_book (&f);
  path = write_file (&f, "2026.csv", SPRING);
  done = qz_holidays_import (f.book, as (&f, "ma"), path, NULL, numbers, "节假日安排调整",
                             &error);
  g_assert_no_error (error);
  moved = list_moved (&f);
  assert_n_made (moved, 0);
  fixture_close (&f);
}

static void
preview_fails (Fixture *f, const char *text, const char *id, guint64 line)
{
  g_autofree char *path = write_file (f, "bad.csv", text);
  g_autoptr (GError) error = NULL;

  g_assert_null (qz_holidays_preview (f->book, as (f, "ma"), path, &error));
  g_assert_cmpstr (qz_error_get_id (error), ==, id);
  g_assert_cmpint (qz_error_get_exit_code (error), ==, 3);
  g_assert_cmpuint (qz_error_get_line (error), ==, line);
}

/* 6.3: valid days, one kind a day, a work day is a Saturday or Sunday; few holidays are a warning,
 * no error. */
static void
test_checks (void)
{
  Fixture f;
  g_autofree char *path = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  g_autoptr (QzSheet) imported = NULL;
  g_autoptr (GError) error = NULL;

  open_book (&f);
  preview_fails (&f, HEADER "2027-02-30,holiday,x,y\n", "bad-day", 2);
  preview_fails (&f, HEADER "2027-01-01,holiday,x,y\n2027-01-02,work,x,y\n2027-01-02,holiday,x,y\n",
                 "day-of-two-kinds", 4);
  preview_fails (&f, HEADER "2027-01-04,work,x,y\n", "work-day-in-week", 2);
  preview_fails (&f, HEADER, "no-days", 0);
  path = write_file (&f, "few.csv", HEADER "2027-01-01,holiday,元旦,y\n");
  sheet = preview (&f, path);
  assert_cell (qz_sheet_find_child (sheet, "warnings"), 0, "what",
               "2027 has only 1 holidays in this file; a whole year has more");
  imported = qz_holidays_import (f.book, as (&f, "ma"), path, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_fact (imported, "warnings", "1");
  fixture_close (&f);
}

/* What is exported can be taken in again, and changes nothing. */
static void
test_export (void)
{
  Fixture f;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autoptr (QzSheet) written = NULL;
  g_autoptr (QzSheet) sheet = NULL;

  open_book (&f);
  path = g_build_filename (f.folder, "out.csv", NULL);
  written = qz_holidays_export (f.book, as (&f, "ma"), 2026, path, &error);
  g_assert_no_error (error);
  assert_fact (written, "rows", "39");
  sheet = preview (&f, path);
  assert_fact (sheet, "changed", "0");
  assert_fact (sheet, "years", "2026");
  assert_n_made (qz_sheet_find_child (sheet, "moved"), 0);
  fixture_close (&f);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/holidays/6.3/preview", test_preview);
  g_test_add_func ("/holidays/6.3/import-and-recount", test_import_and_recount);
  g_test_add_func ("/holidays/6.3/import-with-recount", test_import_with_recount);
  g_test_add_func ("/holidays/6.3/checks", test_checks);
  g_test_add_func ("/holidays/6.3/export", test_export);
  return g_test_run ();
}
