/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Filling the grid with a draft and reading one from it. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-cells.h"
#include "qz-error.h"
#include "qz-voucher-grid-private.h"

static const char *const paths[] = { "", "mprepay", "daily" };

void
qz_voucher_grid_type (QzVoucherGrid *self, guint number, QzVoucherCell cell, const char *text)
{
  QzGridLine *line = qz_voucher_grid_get_line (self, number);
  GtkEditable *const editables[QZ_N_CELLS] = {
    [QZ_CELL_SUMMARY] = line->summary,
    [QZ_CELL_ACCOUNT] = line->account,
    [QZ_CELL_PROVIDER] = line->provider,
    [QZ_CELL_PERIOD] = line->period,
    [QZ_CELL_DEBIT] = qz_amount_entry_get_editable (line->debit),
    [QZ_CELL_CREDIT] = qz_amount_entry_get_editable (line->credit),
  };

  if (cell == QZ_CELL_PATH)
    {
      for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
        if (g_str_equal (paths[i], text))
          gtk_drop_down_set_selected (line->path, i);
    }
  else
    gtk_editable_set_text (editables[cell], text);
  if (cell == QZ_CELL_SUMMARY)
    qz_voucher_grid_copy_above (self, number);
  qz_voucher_grid_resolve (self, line);
}

char *
qz_voucher_grid_dup_text (QzVoucherGrid *self, guint number, QzVoucherCell cell)
{
  QzGridLine *line = qz_voucher_grid_get_line (self, number);

  switch (cell)
    {
    case QZ_CELL_SUMMARY:
      return g_strdup (gtk_editable_get_text (line->summary));
    case QZ_CELL_ACCOUNT:
      return g_strdup (gtk_editable_get_text (line->account));
    case QZ_CELL_PROVIDER:
      return g_strdup (gtk_editable_get_text (line->provider));
    case QZ_CELL_PERIOD:
      return g_strdup (gtk_editable_get_text (line->period));
    case QZ_CELL_PATH:
      return g_strdup (paths[gtk_drop_down_get_selected (line->path)]);
    case QZ_CELL_DEBIT:
      return g_strdup (gtk_editable_get_text (qz_amount_entry_get_editable (line->debit)));
    case QZ_CELL_CREDIT:
      return g_strdup (gtk_editable_get_text (qz_amount_entry_get_editable (line->credit)));
    case QZ_N_CELLS:
    default:
      g_assert_not_reached ();
    }
}

static void
type_cell (QzVoucherGrid *self, guint number, QzVoucherCell cell, QzSheet *draft,
           const char *column)
{
  const char *text = qz_cell_text (draft, number, column);

  qz_voucher_grid_type (self, number, cell, text != NULL ? text : "");
}

/* What the line meant before must not be taken for what it means now. */
static void
forget_line (QzGridLine *line)
{
  GtkEditable *const named[] = { line->account, line->provider };

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    {
      gtk_editable_set_text (named[i], "");
      gtk_widget_set_tooltip_text (GTK_WIDGET (named[i]), NULL);
    }
  g_clear_pointer (&line->symbol, g_free);
  g_clear_pointer (&line->provider_code, g_free);
}

static void
fill_line (QzVoucherGrid *self, guint number, QzSheet *draft)
{
  QzGridLine *line = qz_voucher_grid_get_line (self, number);
  const int period = qz_sheet_find_column (draft, "item_period");
  const int debit = qz_sheet_find_column (draft, "debit");
  g_autofree char *month = qz_sheet_dup_machine (draft, number, (guint) period);

  forget_line (line);
  gtk_editable_set_text (line->period, month);
  type_cell (self, number, QZ_CELL_SUMMARY, draft, "summary");
  type_cell (self, number, QZ_CELL_PATH, draft, "path");
  type_cell (self, number, QZ_CELL_PROVIDER, draft, "provider_code");
  type_cell (self, number, QZ_CELL_ACCOUNT, draft, "account");
  qz_amount_entry_set_fen (line->debit, qz_sheet_get_number (draft, number, (guint) debit));
  qz_amount_entry_set_fen (line->credit, qz_sheet_get_number (draft, number, (guint) debit + 1));
}

/* Lines that are there stay: a draft that is saved keeps the keyboard where it was, and the widgets
 * of a line are the dearest of it. */
void
qz_voucher_grid_set_draft (QzVoucherGrid *self, QzSheet *draft)
{
  const guint n = draft != NULL ? qz_sheet_get_n_rows (draft) : 0;

  self->filling = TRUE;
  while (self->lines->len > n)
    qz_voucher_grid_drop_line (self, self->lines->len - 1);
  qz_voucher_grid_clear_faults (self);
  while (self->lines->len < MAX (n, 2))
    qz_voucher_grid_add_line (self, self->lines->len);
  for (guint i = 0; i < n; i++)
    fill_line (self, i, draft);
  self->filling = FALSE;
  qz_voucher_grid_emit_changed (self);
}

/* ── reading ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_blank (QzGridLine *line)
{
  return *gtk_editable_get_text (line->summary) == '\0'
         && *gtk_editable_get_text (line->account) == '\0'
         && qz_amount_entry_is_empty (line->debit) && qz_amount_entry_is_empty (line->credit);
}

static gboolean
fail (GError **error, guint number, const char *field, const char *message)
{
  qz_error_set (error, QZ_ERROR_INPUT, "bad-cell", "%s", message);
  qz_error_add_place (error, NULL, number + 1, 0, field);
  return FALSE;
}

static gboolean
read_amounts (QzGridLine *line, guint number, QzDraftLine *out, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (!qz_amount_entry_get_fen (line->debit, &out->debit_fen, &failure))
    return fail (error, number, "debit", failure->message);
  if (!qz_amount_entry_get_fen (line->credit, &out->credit_fen, &failure))
    return fail (error, number, "credit", failure->message);
  return TRUE;
}

static gboolean
read_line (QzVoucherGrid *self, guint number, GStringChunk *texts, QzDraftLine *out,
           GError **error)
{
  QzGridLine *line = qz_voucher_grid_get_line (self, number);
  const char *month = gtk_editable_get_text (line->period);
  g_autoptr (GError) failure = NULL;

  qz_voucher_grid_resolve (self, line);
  if (line->symbol == NULL && *gtk_editable_get_text (line->account) != '\0')
    return fail (error, number, "account",
                 _("No account, or more than one, is meant. Press F7 and choose one."));
  if (line->provider_code == NULL && *gtk_editable_get_text (line->provider) != '\0')
    return fail (error, number, "provider",
                 _("No provider, or more than one, is meant. Press F7 and choose one."));
  if (*month != '\0' && !qz_period_parse (month, &out->item_period, &failure))
    return fail (error, number, "item_period", failure->message);
  out->summary = g_string_chunk_insert (texts, gtk_editable_get_text (line->summary));
  out->account = line->symbol != NULL ? g_string_chunk_insert (texts, line->symbol) : "";
  out->provider =
      line->provider_code != NULL ? g_string_chunk_insert (texts, line->provider_code) : NULL;
  out->path = paths[gtk_drop_down_get_selected (line->path)];
  return read_amounts (line, number, out, error);
}

gboolean
qz_voucher_grid_read (QzVoucherGrid *self, GArray *lines, GStringChunk *texts, GError **error)
{
  guint n = self->lines->len;

  while (n > 0 && is_blank (qz_voucher_grid_get_line (self, n - 1)))
    n--;
  for (guint i = 0; i < n; i++)
    {
      QzDraftLine line = { 0 };
      g_autoptr (GError) failure = NULL;

      if (!read_line (self, i, texts, &line, &failure))
        {
          qz_voucher_grid_show_fault (self, i + 1, qz_error_get_field (failure),
                                      failure->message);
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      g_array_append_val (lines, line);
    }
  return TRUE;
}

void
qz_voucher_grid_get_sums (QzVoucherGrid *self, QzFen *debit, QzFen *credit)
{
  *debit = *credit = 0;
  for (guint i = 0; i < self->lines->len; i++)
    {
      const QzGridLine *line = self->lines->pdata[i];
      g_autoptr (GError) bad_debit = NULL;
      g_autoptr (GError) bad_credit = NULL;
      QzFen amount = 0;

      /* What cannot be read is said beside its cell; sums too large are said when it is saved. */
      if (qz_amount_entry_get_fen (line->debit, &amount, &bad_debit)
          && !qz_fen_accumulate (debit, amount, &bad_debit))
        return;
      if (qz_amount_entry_get_fen (line->credit, &amount, &bad_credit)
          && !qz_fen_accumulate (credit, amount, &bad_credit))
        return;
    }
}

void
qz_voucher_grid_show_fault (QzVoucherGrid *self, guint number, const char *field,
                            const char *message)
{
  static const char *const fields[QZ_N_CELLS] = { "summary", "account", "provider", "item_period",
                                                  "path",    "debit",   "credit" };
  QzGridLine *line;
  QzVoucherCell cell = QZ_CELL_SUMMARY;

  if (number == 0 || number > self->lines->len)
    return;
  line = qz_voucher_grid_get_line (self, number - 1);
  for (guint i = 0; i < QZ_N_CELLS; i++)
    if (g_strcmp0 (field, fields[i]) == 0)
      cell = i;
  /* What is wrong with an amount is said where one stands. */
  if (cell == QZ_CELL_DEBIT && qz_amount_entry_is_empty (line->debit)
      && !qz_amount_entry_is_empty (line->credit))
    cell = QZ_CELL_CREDIT;
  qz_grid_line_set_fault (line, qz_voucher_grid_get_cell (self, number - 1, cell), message);
  qz_voucher_grid_focus (self, number - 1, cell);
}
