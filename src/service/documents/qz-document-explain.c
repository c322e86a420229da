/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-book-private.h"
#include "qz-document-explain-private.h"
#include "qz-error.h"
#include "qz-explain.h"
#include "qz-policies.h"

static void
explanation_clear (QzExplanation *self)
{
  g_clear_pointer (&self->policy, qz_policy_unref);
  g_clear_pointer (&self->providers, qz_provider_list_free);
  g_clear_pointer (&self->head, qz_document_record_free);
  g_clear_pointer (&self->sheet, qz_sheet_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzExplanation, explanation_clear)

/* ── items ───────────────────────────────────────────────────────────────────────────────────── */

enum {
  COLUMN_ITEM,
  COLUMN_WHAT,
  COLUMN_DOCUMENT,
  COLUMN_LINE,
  COLUMN_SETL_ID,
  COLUMN_SETL_TIME,
  COLUMN_FILE,
  COLUMN_FILE_LINE,
  COLUMN_VOUCHER,
  COLUMN_BASE,
  COLUMN_RATIO,
  COLUMN_AMOUNT,
};

static QzSheet *
new_sheet (QzValueType type)
{
  QzSheet *sheet = qz_sheet_new ("explain");

  qz_sheet_add_column (sheet, "item", _("Item"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "what", _("What"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "document", _("Document"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "line", _("Line"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "setl_id", _("Claim"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "setl_time", _("Settled on"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "file", _("File"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "file_line", _("Line of the file"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "voucher", _("Voucher"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "base", _("Base"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "ratio", _("Ratio"), QZ_VALUE_PPM);
  qz_sheet_add_column (sheet, "amount", _("Amount"), type);
  return sheet;
}

static void
put_count (QzSheet *sheet, guint row, guint column, gint64 value)
{
  if (value != 0)
    qz_sheet_put_number (sheet, row, column, value);
}

gboolean
qz_explanation_add (QzExplanation *self, const QzExplainItem *item, gint64 amount, GError **error)
{
  const guint row = qz_sheet_add_row (self->sheet);

  qz_sheet_put_text (self->sheet, row, COLUMN_ITEM, item->item);
  qz_sheet_put_text (self->sheet, row, COLUMN_WHAT, item->what);
  qz_sheet_put_text (self->sheet, row, COLUMN_DOCUMENT, item->document);
  qz_sheet_put_text (self->sheet, row, COLUMN_SETL_ID, item->setl_id);
  qz_sheet_put_text (self->sheet, row, COLUMN_SETL_TIME, item->setl_time);
  qz_sheet_put_text (self->sheet, row, COLUMN_FILE, item->file);
  qz_sheet_put_text (self->sheet, row, COLUMN_VOUCHER, item->voucher);
  put_count (self->sheet, row, COLUMN_LINE, item->line_no);
  put_count (self->sheet, row, COLUMN_FILE_LINE, item->file_line);
  put_count (self->sheet, row, COLUMN_RATIO, item->ratio_ppm);
  if (item->has_base)
    qz_sheet_put_number (self->sheet, row, COLUMN_BASE, item->base_fen);
  qz_sheet_put_number (self->sheet, row, COLUMN_AMOUNT, amount);
  return qz_fen_accumulate (&self->sum, amount, error);
}

gboolean
qz_explanation_add_figure (QzExplanation *self, int figure, int sign, GError **error)
{
  const gint64 amount = sign * self->line->figures[figure];
  const QzExplainItem item = {
    .item = "figure",
    .what = qz_document_kind_get_figure_title (self->head->kind, figure),
    .document = self->head->number,
    .line_no = self->line->line_no,
  };

  return amount == 0 || qz_explanation_add (self, &item, amount, error);
}

gboolean
qz_explanation_add_source (QzExplanation *self, const char *item, const char *what, gint64 line_id,
                           gint64 amount, GError **error)
{
  g_autoptr (QzDocumentLine) line = NULL;
  g_autoptr (QzDocumentRecord) head = NULL;

  if (amount == 0 || line_id == 0)
    return TRUE;
  line = qz_document_repo_get_line (self->store, line_id, error);
  head = line == NULL ? NULL : qz_document_repo_get (self->store, line->document_id, error);
  return head != NULL
         && qz_explanation_add (self,
                                &(QzExplainItem) { .item = item,
                                                   .what = what,
                                                   .document = head->number,
                                                   .line_no = line->line_no },
                                amount, error);
}

/* ── cells ───────────────────────────────────────────────────────────────────────────────────── */

static gint64
get_value (const QzDocumentLine *line, int figure)
{
  return figure == QZ_EXPLAIN_PAY ? line->pay_fen : line->figures[figure];
}

static gboolean
explain_line (QzExplanation *self, int figure, GError **error)
{
  switch (self->head->kind)
    {
    case QZ_DOCUMENT_DAILY:
      return qz_explain_daily (self, figure, error);
    case QZ_DOCUMENT_ADVANCE:
      return qz_explain_advance (self, figure, error);
    case QZ_DOCUMENT_SETTLEMENT:
      return qz_explain_settlement (self, figure, error);
    case QZ_DOCUMENT_NONLOCAL:
      return qz_explain_nonlocal (self, figure, error);
    case QZ_DOCUMENT_ASSIST:
      return qz_explain_assist (self, figure, error);
    case QZ_N_DOCUMENT_KINDS:
    default:
      g_assert_not_reached ();
    }
}

static gboolean
explain_total (QzExplanation *self, GPtrArray *lines, GError **error)
{
  for (guint i = 0; i < lines->len; i++)
    {
      const QzDocumentLine *line = lines->pdata[i];
      g_autofree char *what = g_strdup_printf ("%s %s", line->provider_code, line->provider_name);
      const QzExplainItem item = {
        .item = "line", .what = what, .document = self->head->number, .line_no = line->line_no
      };

      if (!qz_explanation_add (self, &item, line->pay_fen, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
set_no_cell (QzExplanation *self, const char *cell, GError **error)
{
  qz_error_set (error, QZ_ERROR_USAGE, "no-such-cell",
                _("%s has no cell “%s”; say LINE/FIGURE (3/pay), PROVIDER/FIGURE or total; “qz "
                   "doc show” names the figures"),
                self->head->number, cell);
  return FALSE;
}

static gboolean
matches (const QzDocumentLine *line, const char *row)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, line->line_no);

  return g_str_equal (row, number) || g_str_equal (row, line->provider_code);
}

static gboolean
parse_figure (QzExplanation *self, const char *name, int *out)
{
  *out = g_str_equal (name, "pay") ? QZ_EXPLAIN_PAY
                                   : qz_document_kind_find_figure (self->head->kind, name);
  return *out != -1 || g_str_equal (name, "pay");
}

/* Facts of the figure; of several lines of one provider the first speaks. */
static void
set_rule (QzExplanation *self, const QzDocumentLine *line, int figure)
{
  g_autofree char *rule = NULL;
  g_autofree char *formula = NULL;

  qz_explain_figure (self->policy, self->head->kind, figure, line->figures, line->pay_fen, &rule,
                     &formula);
  qz_sheet_set_text (self->sheet, "provider_code", _("Provider code"), line->provider_code);
  qz_sheet_set_text (self->sheet, "provider_name", _("Provider"), line->provider_name);
  qz_sheet_set_text (self->sheet, "figure", _("Figure"),
                     figure == QZ_EXPLAIN_PAY
                         ? _("Pay")
                         : qz_document_kind_get_figure_title (self->head->kind, figure));
  qz_sheet_set_text (self->sheet, "rule", _("Rule"), rule);
  qz_sheet_set_text (self->sheet, "formula", _("Formula"), formula);
}

static gboolean
explain_cell (QzExplanation *self, GPtrArray *lines, const char *cell, gint64 *value,
              GError **error)
{
  g_auto (GStrv) parts = g_strsplit (cell, "/", 2);
  gboolean found = FALSE;
  int figure;

  if (parts[0] == NULL || parts[1] == NULL || !parse_figure (self, parts[1], &figure))
    return set_no_cell (self, cell, error);
  for (guint i = 0; i < lines->len; i++)
    {
      self->line = lines->pdata[i];
      if (!matches (self->line, parts[0]))
        continue;
      if (!found)
        set_rule (self, self->line, figure);
      found = TRUE;
      *value += get_value (self->line, figure);
      if (!explain_line (self, figure, error))
        return FALSE;
    }
  return found || set_no_cell (self, cell, error);
}

/* Assert, never repair: an explanation that does not add up is an error of the book set. */
static gboolean
finish (QzExplanation *self, const char *cell, gint64 value, GError **error)
{
  const QzValueType type = qz_sheet_get_column_type (self->sheet, COLUMN_AMOUNT);
  g_autofree char *sum = qz_value_dup_display (type, self->sum);
  g_autofree char *expected = qz_value_dup_display (type, value);

  if (self->sum == value)
    {
      qz_sheet_set_number (self->sheet, "value", _("Value"), type, value);
      qz_sheet_set_number (self->sheet, "sum", _("Sum of the items"), type, self->sum);
      return TRUE;
    }
  qz_error_set (error, QZ_ERROR_STORE, "explanation-differs",
                _("%s %s is %s, but what stands behind it adds up to %s; run “qz book verify”"),
                self->head->number, cell, expected, sum);
  return FALSE;
}

static gboolean
load (QzExplanation *self, const char *number, const char *cell, GError **error)
{
  self->head = qz_document_repo_find (self->store, number, error);
  if (self->head == NULL)
    return FALSE;
  self->policy = qz_policy_for_pack (self->book, self->head->policy_pack_id, error);
  self->providers = qz_provider_list_load (self->store, error);
  self->sheet = new_sheet (
      self->head->kind == QZ_DOCUMENT_ADVANCE && g_str_has_suffix (cell, "/ratio") ? QZ_VALUE_PPM
                                                                                   : QZ_VALUE_FEN);
  qz_sheet_set_text (self->sheet, "document", _("Document"), self->head->number);
  qz_sheet_set_text (self->sheet, "cell", _("Cell"), cell);
  return self->policy != NULL && self->providers != NULL;
}

QzSheet *
qz_document_explain (QzBook *book, const char *number, const char *cell, GError **error)
{
  g_auto (QzExplanation) self = { book, qz_book_get_store (book) };
  g_autoptr (GPtrArray) lines = NULL;
  gint64 value = 0;

  if (!load (&self, number, cell, error))
    return NULL;
  lines = qz_document_repo_get_lines (self.store, self.head->id, error);
  if (lines == NULL)
    return NULL;
  if (g_str_equal (cell, "total"))
    {
      value = self.head->total_fen;
      qz_sheet_set_text (self.sheet, "formula", _("Formula"), _("Σ pay of the lines"));
      if (!explain_total (&self, lines, error))
        return NULL;
    }
  else if (!explain_cell (&self, lines, cell, &value, error))
    return NULL;
  if (!finish (&self, cell, value, error))
    return NULL;
  return g_steal_pointer (&self.sheet);
}
