/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-book-private.h"
#include "qz-document-slips.h"
#include "qz-print-register.h"
#include "qz-print.h"
#include "qz-retention.h"

/* The register of printed forms: every form of every document, how often it was printed, and who
 * printed it last. */

enum { NUMBER, KIND, INSURANCE, PERIOD, STATE, FORM, TITLE, PER, COPIES, REPRINTS, TIME, BY,
       RETENTION, KEEP_UNTIL };

typedef struct {
  QzBook *book;
  QzSheet *sheet;      /* that is filled */
  QzSheet *printed;    /* of documents */
  GHashTable *rows;    /* "number\nform" → row of printed + 1 */
  GHashTable *paid;    /* numbers with payments at the bank */
  GHashTable *titles;  /* form → its title */
} Register;

static void
register_clear (Register *self)
{
  g_clear_pointer (&self->printed, qz_sheet_unref);
  g_clear_pointer (&self->rows, g_hash_table_unref);
  g_clear_pointer (&self->paid, g_hash_table_unref);
  g_clear_pointer (&self->titles, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Register, register_clear)

static void
add_columns (QzSheet *sheet, const char *const *names, const QzValueType *types, guint n)
{
  for (guint i = 0; i < n; i++)
    qz_sheet_add_column (sheet, names[i], names[i], types[i]);
}

static gboolean
read_printed (Register *self, GError **error)
{
  static const char *const names[] = { "number", "form", "copies", "reprints", "time", "by" };
  static const QzValueType types[] = { QZ_VALUE_TEXT,  QZ_VALUE_TEXT, QZ_VALUE_COUNT,
                                       QZ_VALUE_COUNT, QZ_VALUE_TEXT, QZ_VALUE_TEXT };

  self->printed = qz_sheet_new ("printed");
  self->rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  add_columns (self->printed, names, types, G_N_ELEMENTS (names));
  if (!qz_print_register_fill_documents (self->book->store, self->printed, error))
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (self->printed); row++)
    g_hash_table_insert (self->rows,
                         g_strdup_printf ("%s\n%s", qz_sheet_get_text (self->printed, row, 0),
                                          qz_sheet_get_text (self->printed, row, 1)),
                         GUINT_TO_POINTER (row + 1));
  return TRUE;
}

static gboolean
read_paid (Register *self, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("paid");

  qz_sheet_add_column (sheet, "number", "", QZ_VALUE_TEXT);
  self->paid = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!qz_print_register_fill_paid (self->book->store, sheet, error))
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    g_hash_table_add (self->paid, g_strdup (qz_sheet_get_text (sheet, row, 0)));
  return TRUE;
}

/* Read once a form. (transfer none) */
static const char *
get_title (Register *self, const char *id, GError **error)
{
  const char *title = g_hash_table_lookup (self->titles, id);
  g_autoptr (QzForm) form = NULL;

  if (title != NULL)
    return title;
  form = qz_print_load_form (id, error);
  if (form == NULL)
    return NULL;
  g_hash_table_insert (self->titles, g_strdup (id), g_strdup (qz_form_get_title (form)));
  return g_hash_table_lookup (self->titles, id);
}

/* @found: row of the printed ones + 1; 0: never printed. @first: of the copies. */
static void
put_counts (Register *self, guint row, QzSheet *from, guint found, guint first)
{
  if (found == 0)
    {
      qz_sheet_put_number (self->sheet, row, COPIES, 0);
      qz_sheet_put_number (self->sheet, row, REPRINTS, 0);
      return;
    }
  qz_sheet_put_number (self->sheet, row, COPIES, qz_sheet_get_number (from, found - 1, first));
  qz_sheet_put_number (self->sheet, row, REPRINTS,
                       qz_sheet_get_number (from, found - 1, first + 1));
  qz_sheet_put_text (self->sheet, row, TIME, qz_sheet_get_text (from, found - 1, first + 2));
  qz_sheet_put_text (self->sheet, row, BY, qz_sheet_get_text (from, found - 1, first + 3));
}

/* NL-42: of the year of its month, else of its last print. A paper that was never printed is not
 * kept. */
static void
put_retention (Register *self, guint row, const char *form)
{
  const QzRetention retention = qz_retention_of_form (form);
  const char *time = qz_sheet_get_text (self->sheet, row, TIME);
  const QzPeriod period =
      qz_sheet_is_empty (self->sheet, row, PERIOD)
          ? 0
          : (QzPeriod) qz_sheet_get_number (self->sheet, row, PERIOD);
  QzDay day = QZ_DAY_NONE;

  if (time == NULL || !qz_day_parse_plain (time, 10, &day))
    return;
  if (period != 0)
    day = qz_period_get_last_day (period);
  qz_sheet_put_text (self->sheet, row, RETENTION, qz_retention_get_name (retention));
  qz_sheet_put_number (self->sheet, row, KEEP_UNTIL, qz_retention_get_last_day (retention, day));
}

static gboolean
add_form (Register *self, const QzDocumentRecord *head, const QzFormOfKind *form, GError **error)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s", head->number, form->id);
  const guint found = GPOINTER_TO_UINT (g_hash_table_lookup (self->rows, key));
  const char *title;
  guint row;

  /* Slips of payments are there when there are payments. */
  if (found == 0 && g_str_equal (form->per, "payment")
      && !g_hash_table_contains (self->paid, head->number))
    return TRUE;
  title = get_title (self, form->id, error);
  if (title == NULL)
    return FALSE;
  row = qz_sheet_add_row (self->sheet);
  qz_sheet_put_text (self->sheet, row, NUMBER, head->number);
  qz_sheet_put_text (self->sheet, row, KIND, qz_document_kind_to_text (head->kind));
  qz_sheet_put_text (self->sheet, row, INSURANCE, qz_insurance_to_text (head->insurance));
  qz_sheet_put_number (self->sheet, row, PERIOD, head->period);
  qz_sheet_put_text (self->sheet, row, STATE, qz_state_to_text (head->state));
  qz_sheet_put_text (self->sheet, row, FORM, form->id);
  qz_sheet_put_text (self->sheet, row, TITLE, title);
  qz_sheet_put_text (self->sheet, row, PER, form->per);
  put_counts (self, row, self->printed, found, 2);
  put_retention (self, row, form->id);
  return TRUE;
}

static gboolean
add_documents (Register *self, GError **error)
{
  const QzDocumentQuery all = { -1, -1, -1, 0, NULL, FALSE };
  g_autoptr (GPtrArray) records = qz_document_repo_query (self->book->store, &all, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const QzDocumentRecord *head = records->pdata[i];
      QzFormOfKind form;

      for (guint n = 0; qz_document_kind_get_form (head->kind, n, &form); n++)
        if (!add_form (self, head, &form, error))
          return FALSE;
    }
  return records != NULL;
}

/* Vouchers are printed by the thousand: those that were. */
static gboolean
add_vouchers (Register *self, GError **error)
{
  static const char *const names[] = { "number", "period", "copies", "reprints", "time", "by" };
  static const QzValueType types[] = { QZ_VALUE_TEXT,  QZ_VALUE_PERIOD, QZ_VALUE_COUNT,
                                       QZ_VALUE_COUNT, QZ_VALUE_TEXT,   QZ_VALUE_TEXT };
  g_autoptr (QzSheet) vouchers = qz_sheet_new ("vouchers");
  const char *title = get_title (self, "F-VOUCHER", error);

  add_columns (vouchers, names, types, G_N_ELEMENTS (names));
  if (title == NULL || !qz_print_register_fill_vouchers (self->book->store, vouchers, error))
    return FALSE;
  for (guint i = 0; i < qz_sheet_get_n_rows (vouchers); i++)
    {
      const guint row = qz_sheet_add_row (self->sheet);

      qz_sheet_put_text (self->sheet, row, NUMBER, qz_sheet_get_text (vouchers, i, 0));
      qz_sheet_put_text (self->sheet, row, KIND, "voucher");
      qz_sheet_put_number (self->sheet, row, PERIOD, qz_sheet_get_number (vouchers, i, 1));
      qz_sheet_put_text (self->sheet, row, STATE, "posted");
      qz_sheet_put_text (self->sheet, row, FORM, "F-VOUCHER");
      qz_sheet_put_text (self->sheet, row, TITLE, title);
      qz_sheet_put_text (self->sheet, row, PER, "voucher");
      put_counts (self, row, vouchers, i + 1, 2);
      put_retention (self, row, "F-VOUCHER");
    }
  return TRUE;
}

static gboolean
add_paper (Register *self, QzSheet *papers, guint i, GError **error)
{
  const char *form = qz_sheet_get_text (papers, i, 6);
  const char *title = get_title (self, form, error);
  guint row;

  if (title == NULL)
    return FALSE;
  row = qz_sheet_add_row (self->sheet);
  qz_sheet_put_text (self->sheet, row, NUMBER, qz_sheet_get_text (papers, i, 0));
  qz_sheet_put_text (self->sheet, row, KIND, "care-paper");
  if (!qz_sheet_is_empty (papers, i, 1))
    qz_sheet_put_number (self->sheet, row, PERIOD, qz_sheet_get_number (papers, i, 1));
  qz_sheet_put_text (self->sheet, row, FORM, form);
  qz_sheet_put_text (self->sheet, row, TITLE, title);
  qz_sheet_put_text (self->sheet, row, PER, qz_sheet_get_text (papers, i, 7));
  put_counts (self, row, papers, i + 1, 2);
  put_retention (self, row, form);
  return TRUE;
}

/* Forms of care away from home: those that were printed. */
static gboolean
add_papers (Register *self, GError **error)
{
  static const char *const names[] = { "number", "period", "copies", "reprints",
                                       "time",   "by",     "form",   "per" };
  static const QzValueType types[] = { QZ_VALUE_TEXT,  QZ_VALUE_PERIOD, QZ_VALUE_COUNT,
                                       QZ_VALUE_COUNT, QZ_VALUE_TEXT,   QZ_VALUE_TEXT,
                                       QZ_VALUE_TEXT,  QZ_VALUE_TEXT };
  g_autoptr (QzSheet) papers = qz_sheet_new ("papers");

  add_columns (papers, names, types, G_N_ELEMENTS (names));
  if (!qz_print_register_fill_papers (self->book->store, papers, error))
    return FALSE;
  for (guint i = 0; i < qz_sheet_get_n_rows (papers); i++)
    if (!add_paper (self, papers, i, error))
      return FALSE;
  return TRUE;
}

static QzSheet *
new_sheet (void)
{
  QzSheet *sheet = qz_sheet_new ("prints");

  qz_sheet_add_column (sheet, "number", _("Number"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "kind", _("Kind"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "insurance", _("Insurance"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "state", _("State"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "form", _("Form number"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "title", _("Form"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "per", _("One per"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "copies", _("Printed"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "reprints", _("Reprints"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "last_time", _("Last printed"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "last_by", _("Printed by"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "retention", _("Kept as"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "keep_until", _("Kept until"), QZ_VALUE_DAY);
  return sheet;
}

QzSheet *
qz_document_list_prints (QzBook *book, GError **error)
{
  g_autoptr (QzSheet) sheet = new_sheet ();
  g_auto (Register) self = { .book = book, .sheet = sheet };

  self.titles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!read_printed (&self, error) || !read_paid (&self, error) || !add_documents (&self, error)
      || !add_vouchers (&self, error) || !add_papers (&self, error))
    return NULL;
  return g_steal_pointer (&sheet);
}
