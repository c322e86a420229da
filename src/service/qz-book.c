/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-book.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-auth.h"
#include "qz-book-private.h"
#include "qz-book-repo.h"
#include "qz-error.h"
#include "qz-verify.h"

#define SMALL_CACHE_KIB 6000

#define SETTING_AGENCY "agency"
#define SETTING_NAME   "name"

/* ── open and close ─────────────────────────────────────────────────────────────────────────── */

static gboolean
read_settings (QzBook *self, GError **error)
{
  if (!qz_book_repo_get_setting (self->store, SETTING_AGENCY, &self->agency, error)
      || !qz_book_repo_get_setting (self->store, SETTING_NAME, &self->name, error))
    return FALSE;
  if (self->agency != NULL && self->name != NULL)
    return TRUE;
  qz_error_set (error, QZ_ERROR_STORE, "book-unfinished",
                _("%s was not created to the end; remove it and create it again"),
                qz_store_get_path (self->store));
  return FALSE;
}

QzBook *
qz_book_open (const char *path, gboolean writable, GError **error)
{
  QzStore *store = qz_store_open (path, writable ? QZ_STORE_WRITE : QZ_STORE_READ, error);
  g_autoptr (QzBook) self = NULL;

  if (store == NULL)
    return NULL;
  self = g_new0 (QzBook, 1);
  self->store = store;
  self->sign_in = qz_sign_in_new ();
  return read_settings (self, error) ? g_steal_pointer (&self) : NULL;
}

void
qz_book_close (QzBook *self)
{
  if (self == NULL)
    return;
  qz_book_forget (self);
  if (self->finder != NULL)
    self->free_finder (self->finder);
  g_clear_pointer (&self->claim_days, g_array_unref);
  qz_store_close (self->store);
  qz_sign_in_unref (self->sign_in);
  g_free (self->agency);
  g_free (self->name);
  g_free (self);
}

void
qz_book_keep_small (QzBook *self)
{
  qz_store_set_cache (self->store, SMALL_CACHE_KIB);
}

void
qz_book_forget (QzBook *self)
{
  g_clear_pointer (&self->calendar, qz_calendar_unref);
  if (self->policies != NULL)
    {
      g_assert (self->free_policies != NULL);
      self->free_policies (g_steal_pointer (&self->policies));
    }
  if (self->codes != NULL)
    self->free_codes (g_steal_pointer (&self->codes));
}

const char *
qz_book_get_path (QzBook *self)
{
  return qz_store_get_path (self->store);
}

const char *
qz_book_get_name (QzBook *self)
{
  return self->name;
}

const char *
qz_book_get_agency (QzBook *self)
{
  return self->agency;
}

gboolean
qz_book_is_writable (QzBook *self)
{
  return qz_store_is_writable (self->store);
}

QzStore *
qz_book_get_store (QzBook *self)
{
  return self->store;
}

QzCalendar *
qz_book_get_calendar (QzBook *self, GError **error)
{
  g_autoptr (QzCalendar) calendar = NULL;

  if (self->calendar != NULL)
    return self->calendar;
  calendar = qz_calendar_new ();
  if (!qz_book_repo_load_calendar (self->store, calendar, error))
    return NULL;
  self->calendar = g_steal_pointer (&calendar);
  return self->calendar;
}

/* ── acts ───────────────────────────────────────────────────────────────────────────────────── */

QzAct *
qz_book_begin_act (QzBook *self, const QzContext *context, const char *name, guint roles,
                   GError **error)
{
  QzAct *act;

  if (!qz_check_cancelled (context->cancellable, error)
      || !qz_book_check_role (self, context, roles, error))
    return NULL;
  qz_store_set_cancellable (self->store, context->cancellable);
  act = qz_act_begin (self->store, name, context->user, &context->clock, error);
  if (act == NULL)
    qz_store_set_cancellable (self->store, NULL);
  return act;
}

gboolean
qz_book_end_act (QzBook *self, const QzContext *context, QzAct *act, GError **error)
{
  gboolean done = qz_check_cancelled (context->cancellable, error);

  /* From here on there is no half way: what COMMIT began, it must be let to finish. */
  qz_store_set_cancellable (self->store, NULL);
  done = done && qz_act_commit (act, context->dry_run, error);
  qz_act_free (act);
  qz_book_forget (self);
  return done;
}

/* ── what is in it ──────────────────────────────────────────────────────────────────────────── */

static void
set_counts (QzSheet *sheet, const QzBookCounts *counts)
{
  const struct {
    const char *name;
    const char *title;
    gint64 value;
  } numbers[] = {
    { "claims", _("Claims"), counts->n_claims },
    { "documents", _("Documents"), counts->n_documents },
    { "vouchers", _("Vouchers"), counts->n_vouchers },
    { "imports", _("Imports"), counts->n_imports },
    { "users", _("Users"), counts->n_users },
    { "changes", _("Changes"), counts->n_changes },
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    qz_sheet_set_number (sheet, numbers[i].name, numbers[i].title, QZ_VALUE_COUNT,
                         numbers[i].value);
  qz_sheet_set_text (sheet, "last_change", _("Last change"), counts->last_change);
  qz_sheet_set_text (sheet, "last_hash", _("Hash of the last change"), counts->last_hash);
}

QzSheet *
qz_book_dup_info (QzBook *self, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("book");
  g_auto (QzBookCounts) counts = { 0 };
  gboolean forbids_now = FALSE;
  QzDay training = QZ_DAY_NONE;

  if (!qz_book_repo_count (self->store, &counts, error)
      || !qz_book_forbids_now (self, &forbids_now, error)
      || !qz_book_get_training_day (self, &training, error))
    return NULL;
  qz_sheet_set_text (sheet, "name", _("Name"), self->name);
  qz_sheet_set_text (sheet, "agency", _("Agency"), self->agency);
  qz_sheet_set_text (sheet, "path", _("File"), qz_book_get_path (self));
  qz_sheet_set_number (sheet, "schema", _("Schema"), QZ_VALUE_COUNT, QZ_STORE_SCHEMA_VERSION);
  qz_sheet_set_number (sheet, "forbid_now", _("Business time is the wall’s"), QZ_VALUE_BOOL,
                       forbids_now);
  if (training != QZ_DAY_NONE)
    qz_sheet_set_number (sheet, "training_date", _("Training date"), QZ_VALUE_DAY, training);
  set_counts (sheet, &counts);
  return g_steal_pointer (&sheet);
}

QzSheet *
qz_book_list_log (QzBook *self, guint limit, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("log");

  qz_sheet_add_column (sheet, "id", _("No."), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "act", _("Act"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "actor", _("By"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "business_time", _("Business time"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "real_time", _("Real time"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "detail", _("Detail"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "rows", _("Rows"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "hash", _("Hash"), QZ_VALUE_TEXT);
  if (!qz_book_repo_fill_log (self->store, limit, sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

/* ── keeping it ─────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_book_backup (QzBook *self, const QzContext *context, const char *path, gboolean *whole,
                GError **error)
{
  return qz_store_backup (self->store, path, context->progress, context->cancellable, whole,
                          error);
}

gboolean
qz_book_restore (const QzContext *context, const char *backup_path, const char *path,
                 GError **error)
{
  return qz_store_restore (backup_path, path, context->progress, context->cancellable, error);
}

gboolean
qz_book_migrate (const char *path, gboolean dry_run, GCancellable *cancellable, char **backup_path,
                 GError **error)
{
  return qz_store_migrate (path, dry_run, cancellable, backup_path, error);
}

QzSheet *
qz_book_verify (QzBook *self, const QzContext *context, gboolean *out_ok, GError **error)
{
  return qz_store_verify (self->store, context->progress, context->cancellable, out_ok, error);
}
