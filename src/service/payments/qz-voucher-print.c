/* SPDX-License-Identifier: GPL-3.0-or-later */
/* 记账凭证 on paper (domain 3.6 rules 2, 3, 8). */
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "qz-book-private.h"
#include "qz-digest.h"
#include "qz-draft-repo.h"
#include "qz-error.h"
#include "qz-kinds.h"
#include "qz-payments.h"
#include "qz-print.h"
#include "qz-vouchers-private.h"

#define FORM "F-VOUCHER"

typedef struct {
  QzBook *book;
  QzChart *chart;
  const char *ledger;
  QzPeriod period;
  GPtrArray *sheets;
  GArray *ids;     /* of the vouchers, gint64 */
  guint n_printed; /* how often the one that was printed most was printed before */
  QzDay last_day; /* of the vouchers: the time of the file, so that equal ones give equal bytes */
} Printing;

static gboolean
set_person (Printing *self, QzSheet *sheet, const char *fact, const char *user, GError **error)
{
  g_autofree char *name = qz_print_dup_person (self->book, user, error);

  if (name == NULL)
    return FALSE;
  qz_sheet_set_text (sheet, fact, fact, name);
  return TRUE;
}

static gboolean
add_facts (Printing *self, QzSheet *sheet, QzVoucher *voucher, guint number, GError **error)
{
  g_autofree char *document_no = g_strdup_printf ("记字第%04u号", number);
  g_auto (QzLedgerName) name = { 0 };
  g_autofree char *agency = NULL;

  g_assert (qz_ledger_parse (self->ledger, &name));
  agency = qz_print_dup_agency_name (self->book, name.owner, error);
  if (agency == NULL)
    return FALSE;
  qz_sheet_set_text (sheet, "agency_name", _("Agency"), agency);
  qz_sheet_set_text (sheet, "fund_name", _("Fund"), qz_ledger_name_get_title (&name));
  qz_sheet_set_number (sheet, "day", _("Day"), QZ_VALUE_DAY, qz_voucher_get_day (voucher));
  qz_sheet_set_text (sheet, "document_no", _("Number"), document_no);
  qz_sheet_set_number (sheet, "n_attachments", _("Attachments"), QZ_VALUE_COUNT,
                       qz_voucher_get_attachments (voucher));
  /* 会计主管 and 出纳 sign by hand (3.6 rule 9). */
  qz_sheet_set_text (sheet, "chief", _("Chief accountant"), "");
  qz_sheet_set_text (sheet, "cashier", _("Cashier"), "");
  return set_person (self, sheet, "maker", qz_voucher_get_made_by (voucher), error)
         && set_person (self, sheet, "reviewer", qz_voucher_get_checked_by (voucher), error)
         && set_person (self, sheet, "poster", qz_voucher_get_posted_by (voucher), error);
}

/* 明细科目: the sub-account, then whose money and of which month. */
static char *
dup_detail (Printing *self, QzSheet *lines, guint row)
{
  const char *provider = qz_sheet_get_text (lines, row, 3);
  GString *text = g_string_new (NULL);
  g_autofree char *detail =
      qz_chart_dup_detail_name (self->chart, qz_sheet_get_text (lines, row, 1));

  g_string_append (text, detail);
  if (provider != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? "—" : "", provider);
  if (!qz_sheet_is_empty (lines, row, 4))
    {
      g_autofree char *month = qz_sheet_dup_display (lines, row, 4);
      g_string_append_printf (text, "%s%s", text->len > 0 ? "—" : "", month);
    }
  return g_string_free_and_steal (text);
}

static void
add_row (Printing *self, QzSheet *sheet, QzSheet *lines, guint line)
{
  const char *summary = qz_sheet_get_text (lines, line, 10);
  const QzAccount *top = qz_chart_get_top (self->chart, qz_sheet_get_text (lines, line, 1));
  g_autofree char *detail = dup_detail (self, lines, line);
  guint row = qz_sheet_add_row (sheet);

  qz_sheet_put_text (sheet, row, 0, summary);
  qz_sheet_put_text (sheet, row, 1, top != NULL ? top->name : "");
  qz_sheet_put_text (sheet, row, 2, detail);
  if (qz_sheet_get_number (lines, line, 7) != 0)
    qz_sheet_put_number (sheet, row, 3, qz_sheet_get_number (lines, line, 7));
  if (qz_sheet_get_number (lines, line, 8) != 0)
    qz_sheet_put_number (sheet, row, 4, qz_sheet_get_number (lines, line, 8));
  qz_sheet_put_text (sheet, row, 5, "✓");
}

static gboolean
add_voucher (Printing *self, guint number, GError **error)
{
  g_autofree char *month = qz_period_format (self->period);
  g_autofree char *name = g_strdup_printf ("%s/%s/%u", self->ledger, month, number);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("voucher");
  g_autoptr (QzSheet) lines = NULL;
  g_autoptr (QzVoucher) voucher = NULL;
  gint64 id = 0;

  voucher = qz_voucher_repo_get (qz_book_get_store (self->book), self->ledger, self->period, number,
                                 &id, error);
  lines = voucher != NULL ? qz_voucher_show (self->book, name, error) : NULL;
  if (lines == NULL || !add_facts (self, sheet, voucher, number, error))
    return FALSE;
  qz_sheet_add_column (sheet, "summary", _("Summary"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "account", _("Account"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "sub_account", _("Sub-account"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "debit", _("Debit"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "credit", _("Credit"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "posted", _("Posted"), QZ_VALUE_TEXT);
  for (guint i = 0; i < qz_sheet_get_n_rows (lines); i++)
    add_row (self, sheet, lines, i);
  self->last_day = MAX (self->last_day, qz_voucher_get_day (voucher));
  g_ptr_array_add (self->sheets, g_steal_pointer (&sheet));
  g_array_append_val (self->ids, id);
  return TRUE;
}

static gboolean
collect (Printing *self, guint number, GError **error)
{
  gint64 n = 0, last = 0;

  if (number != 0)
    return add_voucher (self, number, error);
  if (!qz_voucher_repo_count (qz_book_get_store (self->book), self->ledger, self->period, &n, &last,
                              error))
    return FALSE;
  if (last == 0)
    {
      g_autofree char *month = qz_period_format (self->period);
      qz_error_set (error, QZ_ERROR_INPUT, "no-vouchers", _("Ledger %s has no vouchers in %s."),
                    self->ledger, month);
      return FALSE;
    }
  for (guint i = 1; i <= (guint) last; i++)
    {
      if (!add_voucher (self, i, error))
        return FALSE;
    }
  return TRUE;
}

/* ── counting ────────────────────────────────────────────────────────────────────────────────── */

/* Only paper is counted: a file for another program is no print of the voucher. */
static gboolean
is_counted (QzBook *book, const QzContext *context, const char *path)
{
  return context->user != NULL && qz_book_is_writable (book) && g_str_has_suffix (path, ".pdf");
}

static gboolean
count_before (Printing *self, GError **error)
{
  for (guint i = 0; i < self->ids->len; i++)
    {
      gint64 n = 0;

      if (!qz_draft_repo_count_prints (qz_book_get_store (self->book),
                                       g_array_index (self->ids, gint64, i), &n, error))
        return FALSE;
      self->n_printed = MAX (self->n_printed, (guint) n);
    }
  return TRUE;
}

static gboolean
write_log (Printing *self, const QzContext *context, const char *digest, GError **error)
{
  g_autoptr (QzAct) act = qz_book_begin_act (self->book, context, "voucher print", 0, error);

  if (act == NULL)
    return FALSE;
  qz_act_set_detail (act, self->ledger);
  for (guint i = 0; i < self->ids->len; i++)
    if (!qz_draft_repo_add_print (act, g_array_index (self->ids, gint64, i), digest, error))
      return FALSE;
  return qz_book_end_act (self->book, context, g_steal_pointer (&act), error);
}

/* Where to write: what is only tried must not replace what is there. */
static char *
dup_target (const QzContext *context, const char *path)
{
  const char *ending = strrchr (path, '.');

  return context->dry_run ? g_strdup_printf ("%s.tried%s", path, ending != NULL ? ending : "")
                          : g_strdup (path);
}

/* Digest of what was written; when only tried, nothing stays. */
static char *
digest_file (const char *path, gboolean dry_run, GError **error)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;
  const gboolean done = g_file_get_contents (path, &bytes, &length, error);

  if (dry_run && g_unlink (path) != 0)
    g_debug ("%s: %s", path, g_strerror (errno));
  return done ? qz_digest_bytes (bytes, length) : NULL;
}

/* As the file tells its time. */
static void
write_created (Printing *self, char created[20])
{
  g_strlcpy (created, "yyyy-mm-ddT00:00:00", 20);
  qz_day_write (self->last_day, created);
  created[10] = 'T';
}

static gboolean
write_file (Printing *self, const QzContext *context, const char *path, GError **error)
{
  char created[20];
  const QzPrintOptions options = { QZ_PRINT_FINAL, self->n_printed, self->ledger, created };

  write_created (self, created);
  return qz_print_write (FORM, (QzSheet *const *) self->sheets->pdata, self->sheets->len, &options,
                         path, context->cancellable, error);
}

QzSheet *
qz_voucher_print (QzBook *book, const QzContext *context, const char *ledger, QzPeriod period,
                  guint number, const char *path, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("print");
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_sheet_unref);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (QzChart) chart = qz_voucher_repo_load_chart (qz_book_get_store (book), error);
  g_autofree char *target = dup_target (context, path);
  g_autofree char *digest = NULL;
  Printing self = { book, chart, ledger, period, sheets, ids, 0, 0 };
  const gboolean counted = is_counted (book, context, path);

  if (chart == NULL || !collect (&self, number, error)
      || (counted && !count_before (&self, error))
      || !write_file (&self, context, target, error))
    return NULL;
  digest = digest_file (target, context->dry_run, error);
  if (digest == NULL || (counted && !write_log (&self, context, digest, error)))
    return NULL;
  qz_sheet_set_text (sheet, "path", _("File"), path);
  qz_sheet_set_text (sheet, "form", _("Form"), FORM);
  qz_sheet_set_number (sheet, "vouchers", _("Vouchers"), QZ_VALUE_COUNT, sheets->len);
  qz_sheet_set_number (sheet, "reprint", _("Reprint"), QZ_VALUE_COUNT, self.n_printed);
  return g_steal_pointer (&sheet);
}

GBytes *
qz_voucher_preview (QzBook *book, const char *voucher, GError **error)
{
  g_autoptr (GPtrArray) sheets = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_sheet_unref);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (QzChart) chart = qz_voucher_repo_load_chart (qz_book_get_store (book), error);
  g_autofree char *ledger = NULL;
  Printing self = { book, chart, NULL, 0, sheets, ids, 0, 0 };
  QzPrintOptions options = { QZ_PRINT_FINAL };
  char created[20];
  guint number = 0;

  if (chart == NULL || !qz_voucher_parse_name (voucher, &ledger, &self.period, &number, error))
    return NULL;
  self.ledger = ledger;
  if (!add_voucher (&self, number, error))
    return NULL;
  write_created (&self, created);
  options.document_id = ledger;
  options.created = created;
  return qz_print_preview (FORM, (QzSheet *const *) sheets->pdata, sheets->len, &options, error);
}
