/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-sheet-model.h"

#include <string.h>

#include "qz-row.h"
#include "qz-words.h"

struct _QzSheetModel {
  GObject parent_instance;

  QzSheet *sheet;
  GArray *rows; /* guint: rows of the sheet in the order shown */
};

/* ── GListModel ──────────────────────────────────────────────────────────────────────────────── */

static GType
get_item_type (GListModel *model)
{
  return QZ_TYPE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return QZ_SHEET_MODEL (model)->rows->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  QzSheetModel *self = QZ_SHEET_MODEL (model);
  guint row;

  if (position >= self->rows->len)
    return NULL;
  row = qz_sheet_model_get_row (self, position);
  return qz_row_new (self->sheet, row, row);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (QzSheetModel, qz_sheet_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* ── filter ──────────────────────────────────────────────────────────────────────────────────── */

static gboolean
passes_filters (QzSheet *sheet, guint row, const QzSheetQuery *query)
{
  for (guint i = 0; i < query->n_filters; i++)
    {
      g_autofree char *shown = NULL;

      if (query->filters[i].value == NULL)
        continue;
      shown = qz_words_dup_cell (sheet, row, (guint) query->filters[i].column);
      if (strcmp (shown, query->filters[i].value) != 0)
        return FALSE;
    }
  return TRUE;
}

/* Everything that the row shows, in one string to look through. */
static char *
dup_haystack (QzSheet *sheet, guint row)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint column = 0; column < qz_sheet_get_n_columns (sheet); column++)
    {
      g_autofree char *shown = qz_words_dup_cell (sheet, row, column);
      g_autofree char *machine = qz_sheet_dup_machine (sheet, row, column);

      g_string_append_printf (text, "%s\n%s\n", shown, machine != NULL ? machine : "");
    }
  return g_utf8_casefold (text->str, -1);
}

static gboolean
passes_search (QzSheet *sheet, guint row, GStrv words)
{
  g_autofree char *haystack = NULL;

  if (words == NULL || words[0] == NULL)
    return TRUE;
  haystack = dup_haystack (sheet, row);
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (haystack, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static GStrv
split_search (const char *search)
{
  g_autofree char *folded = g_utf8_casefold (search != NULL ? search : "", -1);
  g_auto (GStrv) parts = g_strsplit_set (folded, " \t\n", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_strv_builder_add (words, parts[i]);
  return g_strv_builder_end (words);
}

static void
select_rows (QzSheetModel *self, const QzSheetQuery *query)
{
  g_auto (GStrv) words = query != NULL ? split_search (query->search) : NULL;

  for (guint row = 0; row < qz_sheet_get_n_rows (self->sheet); row++)
    if (query == NULL
        || (passes_filters (self->sheet, row, query) && passes_search (self->sheet, row, words)))
      g_array_append_val (self->rows, row);
}

/* ── sort ────────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzSheet *sheet;
  guint column;
  gboolean descending;
} Order;

static int
compare_cells (const Order *order, guint a, guint b)
{
  gint64 x, y;

  if (qz_sheet_get_column_type (order->sheet, order->column) == QZ_VALUE_TEXT)
    {
      g_autofree char *left = qz_words_dup_cell (order->sheet, a, order->column);
      g_autofree char *right = qz_words_dup_cell (order->sheet, b, order->column);

      return g_utf8_collate (left, right);
    }
  x = qz_sheet_get_number (order->sheet, a, order->column);
  y = qz_sheet_get_number (order->sheet, b, order->column);
  return (x > y) - (x < y);
}

/* Empty cells stand last in both directions; equal cells stay in the order of the sheet. */
static int
compare_rows_cb (gconstpointer left, gconstpointer right, gpointer user_data)
{
  const Order *order = user_data;
  const guint a = *(const guint *) left;
  const guint b = *(const guint *) right;
  const gboolean a_empty = qz_sheet_is_empty (order->sheet, a, order->column);
  const gboolean b_empty = qz_sheet_is_empty (order->sheet, b, order->column);
  int found;

  if (a_empty || b_empty)
    found = a_empty - b_empty;
  else
    found = compare_cells (order, a, b) * (order->descending ? -1 : 1);
  return found != 0 ? found : (a > b) - (a < b);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_sheet_model_finalize (GObject *object)
{
  QzSheetModel *self = QZ_SHEET_MODEL (object);

  g_clear_pointer (&self->sheet, qz_sheet_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  G_OBJECT_CLASS (qz_sheet_model_parent_class)->finalize (object);
}

static void
qz_sheet_model_class_init (QzSheetModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qz_sheet_model_finalize;
}

static void
qz_sheet_model_init (QzSheetModel *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (guint));
}

/* ── what it gives ───────────────────────────────────────────────────────────────────────────── */

QzSheetModel *
qz_sheet_model_new (QzSheet *sheet, const QzSheetQuery *query)
{
  QzSheetModel *self = g_object_new (QZ_TYPE_SHEET_MODEL, NULL);

  self->sheet = qz_sheet_ref (sheet);
  select_rows (self, query);
  if (query != NULL && query->sort_column >= 0)
    {
      Order order = { sheet, (guint) query->sort_column, query->descending };

      g_array_sort_with_data (self->rows, compare_rows_cb, &order);
    }
  return self;
}

QzSheet *
qz_sheet_model_get_sheet (QzSheetModel *self)
{
  return self->sheet;
}

guint
qz_sheet_model_get_row (QzSheetModel *self, guint position)
{
  g_assert (position < self->rows->len);
  return g_array_index (self->rows, guint, position);
}

gboolean
qz_sheet_model_sum (QzSheetModel *self, guint column, GtkBitset *positions, gint64 *out,
                    GError **error)
{
  QzFen total = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      const guint row = qz_sheet_model_get_row (self, i);

      if ((positions != NULL && !gtk_bitset_contains (positions, i))
          || qz_sheet_is_empty (self->sheet, row, column))
        continue;
      if (!qz_fen_accumulate (&total, qz_sheet_get_number (self->sheet, row, column), error))
        return FALSE;
    }
  *out = total;
  return TRUE;
}
