/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "qz-error.h"
#include "qz-imports.h"

/* A book set in a folder of its own with two providers, and files written and imported there. */
typedef struct {
  char *folder;
  char *path;
  QzBook *book;
  QzContext context;
} Fixture;

#define HOSPITAL "H22020200101"
#define PHARMACY "P22020302022"
#define CLAIM_HEADER                                                                              \
  "setl_id,fixmedins_code,insutype,med_type,setl_time,medfee_sumamt,hifp_pay,cvlserv_pay,"        \
  "hifes_pay,hifmi_pay,hifob_pay,maf_pay,oth_pay,fund_pay_sumamt,acct_pay,psn_cash_pay,"          \
  "refd_setl_flag,refd_setl_id,pay_loc,insu_admdvs\n"
/* A sound claim of 100.00: 60.00 by the pool, 10.00 from the account, 30.00 in cash. */
#define CLAIM(id)                                                                                 \
  id "," HOSPITAL ",310,11,2026-03-10 08:00:00,100.00,60.00,0,0,0,0,0,0,60.00,10.00,30.00,0,,2,"  \
     "220202\n"
#define PROVIDER_HEADER                                                                           \
  "fixmedins_code,fixmedins_name,fixmedins_type,hosp_lv,area,managed_by,uscc,agreement_no,"       \
  "agreement_from,agreement_to,status,admitted_from,suspended_from,stopped_from\n"

static inline char *
fixture_dup_path (Fixture *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

static inline void
fixture_write_bytes (Fixture *self, const char *name, const char *bytes, gsize length)
{
  g_autofree char *path = fixture_dup_path (self, name);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, bytes, (gssize) length, &error);
  g_assert_no_error (error);
}

/* Imports a file of the folder. */
static inline QzSheet *
fixture_import_file (Fixture *self, const char *kind, const char *name, GError **error)
{
  g_autofree char *path = fixture_dup_path (self, name);
  g_autofree char *rejects = fixture_dup_path (self, "rejects.csv");
  QzImportOptions options = { .rejects_path = rejects };

  return qz_import_run (self->book, &self->context, kind, path, &options, error);
}

static inline QzSheet *
fixture_try (Fixture *self, const char *kind, const char *name, const char *text, GError **error)
{
  fixture_write_bytes (self, name, text, strlen (text));
  return fixture_import_file (self, kind, name, error);
}

/* Imports and expects success. (transfer full) */
static inline QzSheet *
fixture_import (Fixture *self, const char *kind, const char *name, const char *text)
{
  g_autoptr (GError) error = NULL;
  QzSheet *sheet = fixture_try (self, kind, name, text, &error);

  g_assert_no_error (error);
  g_assert_nonnull (sheet);
  return sheet;
}

static inline void
fixture_import_done (Fixture *self, const char *kind, const char *name, const char *text)
{
  g_autoptr (QzSheet) sheet = fixture_import (self, kind, name, text);
}

static inline gint64
fixture_count_claims (Fixture *self)
{
  QzClaimFilter filter = { .from = QZ_DAY_NONE, .to = QZ_DAY_NONE, .limit = 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = qz_claim_list (self->book, &filter, &error);

  g_assert_no_error (error);
  return qz_sheet_get_fact_number (sheet, (guint) qz_sheet_find_fact (sheet, "count"));
}

/* What the rejects file says. (transfer full) */
static inline char *
fixture_read_rejects (Fixture *self)
{
  g_autofree char *path = fixture_dup_path (self, "rejects.csv");
  char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* Expects that importing @text as claims fails at @line and @field with @rule, and writes
 * nothing. */
static inline void
fixture_refuse (Fixture *self, const char *kind, const char *text, guint64 line, const char *field,
                const char *rule)
{
  gint64 n_before = fixture_count_claims (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) sheet = fixture_try (self, kind, "bad.csv", text, &error);

  g_assert_null (sheet);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_true (g_error_matches (error, QZ_ERROR, QZ_ERROR_INPUT));
  g_assert_cmpstr (qz_error_get_file (error), ==, "bad.csv");
  g_assert_cmpuint (qz_error_get_line (error), ==, line);
  g_assert_cmpstr (qz_error_get_field (error), ==, field);
  g_assert_cmpstr (qz_error_get_rule (error), ==, rule);
  g_assert_cmpint (fixture_count_claims (self), ==, n_before);
}

/* How many warnings of @rule the child sheet has. */
static inline guint
count_warnings (QzSheet *sheet, const char *rule)
{
  QzSheet *warnings = qz_sheet_find_child (sheet, "warnings");
  guint n = 0;

  g_assert_nonnull (warnings);
  for (guint i = 0; i < qz_sheet_get_n_rows (warnings); i++)
    n += g_strcmp0 (qz_sheet_get_text (warnings, i, 4), rule) == 0;
  return n;
}

static inline gint64
get_fact (QzSheet *sheet, const char *name)
{
  return qz_sheet_get_fact_number (sheet, (guint) qz_sheet_find_fact (sheet, name));
}

static inline void
fixture_set_up_empty (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("qz-import-XXXXXX", &error);
  g_assert_no_error (error);
  self->path = fixture_dup_path (self, "book.qz");
  self->context.user = "zhao";
  g_assert_true (qz_clock_init_at (&self->context.clock, "2026-04-15T09:00", &error));
  g_assert_true (qz_book_create (self->path, "220200", "测试", "zhao", &self->context.clock,
                                 &error));
  g_assert_no_error (error);
  self->book = qz_book_open (self->path, TRUE, &error);
  g_assert_no_error (error);
}

static inline void
fixture_set_up (Fixture *self, gconstpointer data)
{
  fixture_set_up_empty (self, data);
  fixture_import_done (self, "areas", "areas.csv",
                       "code,name,level,parent\n220000,吉林省,province,\n"
                       "220200,吉林市,city,220000\n220202,昌邑区,county,220200\n");
  fixture_import_done (
    self, "providers", "providers.csv",
    PROVIDER_HEADER HOSPITAL ",雾凇中心医院,1,02,220202,220200,,A-1,2026-01-01,2026-12-31,"
    "ADMITTED,2025-12-01,,\n" PHARMACY ",龙潭药房,2,11,220202,220200,,A-2,2026-01-01,"
    "2026-12-31,SUSPENDED,2025-12-01,2026-03-05,\n");
}

static inline void
fixture_tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = NULL;
  const char *name;

  g_clear_pointer (&self->book, qz_book_close);
  dir = g_dir_open (self->folder, 0, &error);
  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = fixture_dup_path (self, name);
    g_assert_cmpint (g_unlink (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->path);
}
