/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-sheet.h"

#include <glib/gi18n-lib.h>

#include "qz-error.h"
#include "qz-rate.h"

typedef struct {
  char *name;
  char *title;
  QzValueType type;
} Column;

typedef struct {
  Column head;
  gint64 number;
  char *text; /* nullable; only of QZ_VALUE_TEXT */
} Fact;

/* Cells lie in one flat array, texts in one chunk, so that a list of many thousand rows costs no
 * allocation a cell. */
typedef struct {
  gint64 number;
  const char *text; /* in the chunk */
  gboolean is_set;
} Cell;

struct _QzSheet {
  gatomicrefcount ref_count;
  char *name;
  GArray *facts;   /* Fact */
  GArray *columns; /* Column */
  GArray *cells;   /* Cell, row by row */
  guint n_rows;
  GStringChunk *texts;
  GPtrArray *children; /* QzSheet */
};

static void
column_clear (gpointer data)
{
  Column *column = data;

  g_free (column->name);
  g_free (column->title);
}

static void
fact_clear (gpointer data)
{
  Fact *fact = data;

  column_clear (&fact->head);
  g_free (fact->text);
}

static Column *
get_column (QzSheet *self, guint column)
{
  g_assert (column < self->columns->len);
  return &g_array_index (self->columns, Column, column);
}

static Fact *
get_fact (QzSheet *self, guint fact)
{
  g_assert (fact < self->facts->len);
  return &g_array_index (self->facts, Fact, fact);
}

static Cell *
get_cell (QzSheet *self, guint row, guint column)
{
  g_assert (row < self->n_rows);
  g_assert (column < self->columns->len);
  return &g_array_index (self->cells, Cell, (gsize) row * self->columns->len + column);
}

/* The fact called @name, made anew when there is none; its old value is dropped. */
static Fact *
take_fact (QzSheet *self, const char *name, const char *title, QzValueType type)
{
  int found = qz_sheet_find_fact (self, name);
  Fact *fact;

  if (found < 0)
    {
      Fact fresh = { { g_strdup (name), g_strdup (title), type }, 0, NULL };

      g_array_append_val (self->facts, fresh);
      return &g_array_index (self->facts, Fact, self->facts->len - 1);
    }
  fact = get_fact (self, found);
  g_clear_pointer (&fact->text, g_free);
  g_set_str (&fact->head.title, title);
  fact->head.type = type;
  fact->number = 0;
  return fact;
}

static char *
format_period (gint64 number)
{
  return number == 0 ? g_strdup ("") : qz_period_format ((QzPeriod) number);
}

/**
 * qz_value_dup_display:
 * @type: any type but %QZ_VALUE_TEXT
 * @number: the value in the unit of @type (fen, ppm, day, period, whole number, 0/1)
 *
 * Returns: (transfer full): the value as people read it, e.g. "1,234.50"
 */
char *
qz_value_dup_display (QzValueType type, gint64 number)
{
  switch (type)
    {
    case QZ_VALUE_FEN:
      return qz_fen_format (number);
    case QZ_VALUE_COUNT:
      return g_strdup_printf ("%" G_GINT64_FORMAT, number);
    case QZ_VALUE_PPM:
      return qz_ppm_to_percent (number);
    case QZ_VALUE_DAY:
      return qz_day_format ((QzDay) number);
    case QZ_VALUE_PERIOD:
      return format_period (number);
    case QZ_VALUE_BOOL:
      return g_strdup (number != 0 ? _("yes") : _("no"));
    case QZ_VALUE_TEXT:
    default:
      g_assert_not_reached ();
    }
}

/**
 * qz_value_dup_machine:
 * @type: any type but %QZ_VALUE_TEXT
 * @number: the value in the unit of @type
 *
 * Returns: (transfer full): the value as a program reads it, e.g. "1234.50", independent of the
 *   language
 */
char *
qz_value_dup_machine (QzValueType type, gint64 number)
{
  switch (type)
    {
    case QZ_VALUE_FEN:
      return qz_fen_to_decimal (number);
    case QZ_VALUE_COUNT:
      return g_strdup_printf ("%" G_GINT64_FORMAT, number);
    case QZ_VALUE_PPM:
      return qz_ppm_to_decimal (number);
    case QZ_VALUE_DAY:
      return qz_day_format ((QzDay) number);
    case QZ_VALUE_PERIOD:
      return format_period (number);
    case QZ_VALUE_BOOL:
      return g_strdup (number != 0 ? "true" : "false");
    case QZ_VALUE_TEXT:
    default:
      g_assert_not_reached ();
    }
}

/**
 * qz_sheet_new:
 * @name: machine name, e.g. "daily_list"
 *
 * Returns: (transfer full): a sheet without facts, columns and rows
 */
QzSheet *
qz_sheet_new (const char *name)
{
  QzSheet *self = g_new0 (QzSheet, 1);

  g_assert (name != NULL);
  g_atomic_ref_count_init (&self->ref_count);
  self->name = g_strdup (name);
  self->facts = g_array_new (FALSE, TRUE, sizeof (Fact));
  g_array_set_clear_func (self->facts, fact_clear);
  self->columns = g_array_new (FALSE, TRUE, sizeof (Column));
  g_array_set_clear_func (self->columns, column_clear);
  self->cells = g_array_new (FALSE, TRUE, sizeof (Cell));
  self->texts = g_string_chunk_new (1024);
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_sheet_unref);
  return self;
}

/**
 * qz_sheet_ref:
 * @self: a sheet
 *
 * Returns: (transfer full): @self
 */
QzSheet *
qz_sheet_ref (QzSheet *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * qz_sheet_unref:
 * @self: (transfer full): a sheet
 */
void
qz_sheet_unref (QzSheet *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->name);
  g_array_unref (self->facts);
  g_array_unref (self->columns);
  g_array_unref (self->cells);
  g_string_chunk_free (self->texts);
  g_ptr_array_unref (self->children);
  g_free (self);
}

/** qz_sheet_get_name: returns the machine name; borrowed. */
const char *
qz_sheet_get_name (QzSheet *self)
{
  return self->name;
}

/**
 * qz_sheet_set_text:
 * @self: a sheet
 * @name: machine name of the fact
 * @title: (nullable): title for people
 * @value: (nullable): the text; %NULL is an empty fact
 *
 * Sets a fact above the table; a fact of the same name is replaced where it stands.
 */
void
qz_sheet_set_text (QzSheet *self, const char *name, const char *title, const char *value)
{
  Fact *fact = take_fact (self, name, title, QZ_VALUE_TEXT);

  fact->text = g_strdup (value);
}

/**
 * qz_sheet_set_number:
 * @self: a sheet
 * @name: machine name of the fact
 * @title: (nullable): title for people
 * @type: any type but %QZ_VALUE_TEXT
 * @value: the value in the unit of @type
 */
void
qz_sheet_set_number (QzSheet *self, const char *name, const char *title, QzValueType type,
                     gint64 value)
{
  g_assert (type != QZ_VALUE_TEXT);
  take_fact (self, name, title, type)->number = value;
}

/** qz_sheet_get_n_facts: returns how many facts are set. */
guint
qz_sheet_get_n_facts (QzSheet *self)
{
  return self->facts->len;
}

/** qz_sheet_get_fact_name: returns the machine name of a fact; borrowed. */
const char *
qz_sheet_get_fact_name (QzSheet *self, guint fact)
{
  return get_fact (self, fact)->head.name;
}

/** qz_sheet_get_fact_title: returns the title of a fact; borrowed, nullable. */
const char *
qz_sheet_get_fact_title (QzSheet *self, guint fact)
{
  return get_fact (self, fact)->head.title;
}

/** qz_sheet_get_fact_type: returns the type of a fact. */
QzValueType
qz_sheet_get_fact_type (QzSheet *self, guint fact)
{
  return get_fact (self, fact)->head.type;
}

/** qz_sheet_get_fact_number: returns the number in the unit of its type; 0 for a text. */
gint64
qz_sheet_get_fact_number (QzSheet *self, guint fact)
{
  return get_fact (self, fact)->number;
}

/** qz_sheet_get_fact_text: returns the text; borrowed, %NULL unless the fact is a text. */
const char *
qz_sheet_get_fact_text (QzSheet *self, guint fact)
{
  return get_fact (self, fact)->text;
}

/** qz_sheet_find_fact: returns the index of the fact called @name, -1 when there is none. */
int
qz_sheet_find_fact (QzSheet *self, const char *name)
{
  for (guint i = 0; i < self->facts->len; i++)
    if (g_str_equal (get_fact (self, i)->head.name, name))
      return (int) i;
  return -1;
}

/**
 * qz_sheet_dup_fact_display:
 * @self: a sheet
 * @name: machine name of a fact
 *
 * Returns: (transfer full): the fact as people read it; "" when it is not set
 */
char *
qz_sheet_dup_fact_display (QzSheet *self, const char *name)
{
  int found = qz_sheet_find_fact (self, name);
  Fact *fact;

  if (found < 0)
    return g_strdup ("");
  fact = get_fact (self, found);
  if (fact->head.type == QZ_VALUE_TEXT)
    return g_strdup (fact->text != NULL ? fact->text : "");
  return qz_value_dup_display (fact->head.type, fact->number);
}

/**
 * qz_sheet_add_column:
 * @self: a sheet without rows
 * @name: machine name, not yet used in this sheet
 * @title: (nullable): title for people
 * @type: type of all cells of the column
 *
 * Returns: the index of the new column
 */
guint
qz_sheet_add_column (QzSheet *self, const char *name, const char *title, QzValueType type)
{
  Column column = { g_strdup (name), g_strdup (title), type };

  g_assert (self->n_rows == 0);
  g_assert (qz_sheet_find_column (self, name) < 0);
  g_array_append_val (self->columns, column);
  return self->columns->len - 1;
}

/** qz_sheet_get_n_columns: returns how many columns there are. */
void
qz_sheet_add_columns (QzSheet *self, const QzSheetColumn *columns, guint n_columns)
{
  for (guint i = 0; i < n_columns; i++)
    qz_sheet_add_column (self, columns[i].name, _(columns[i].title), columns[i].type);
}

QzSheet *
qz_sheet_new_with_columns (const char *name, const QzSheetColumn *columns, guint n_columns)
{
  QzSheet *self = qz_sheet_new (name);

  qz_sheet_add_columns (self, columns, n_columns);
  return self;
}

guint
qz_sheet_get_n_columns (QzSheet *self)
{
  return self->columns->len;
}

/** qz_sheet_get_column_name: returns the machine name of a column; borrowed. */
const char *
qz_sheet_get_column_name (QzSheet *self, guint column)
{
  return get_column (self, column)->name;
}

/** qz_sheet_get_column_title: returns the title of a column; borrowed, nullable. */
const char *
qz_sheet_get_column_title (QzSheet *self, guint column)
{
  return get_column (self, column)->title;
}

/** qz_sheet_get_column_type: returns the type of a column. */
QzValueType
qz_sheet_get_column_type (QzSheet *self, guint column)
{
  return get_column (self, column)->type;
}

/** qz_sheet_find_column: returns the index of the column called @name, -1 when there is none. */
int
qz_sheet_find_column (QzSheet *self, const char *name)
{
  for (guint i = 0; i < self->columns->len; i++)
    if (g_str_equal (get_column (self, i)->name, name))
      return (int) i;
  return -1;
}

/** qz_sheet_add_row: appends a row of empty cells and returns its index. */
guint
qz_sheet_add_row (QzSheet *self)
{
  g_assert (self->columns->len > 0);
  g_array_set_size (self->cells, self->cells->len + self->columns->len);
  return self->n_rows++;
}

/** qz_sheet_get_n_rows: returns how many rows there are. */
guint
qz_sheet_get_n_rows (QzSheet *self)
{
  return self->n_rows;
}

/**
 * qz_sheet_put_text:
 * @self: a sheet
 * @row: a row
 * @column: a column of type %QZ_VALUE_TEXT
 * @value: (nullable): the text, copied; %NULL empties the cell
 */
void
qz_sheet_put_text (QzSheet *self, guint row, guint column, const char *value)
{
  Cell *cell = get_cell (self, row, column);

  g_assert (get_column (self, column)->type == QZ_VALUE_TEXT);
  cell->is_set = value != NULL;
  cell->text = value != NULL ? g_string_chunk_insert (self->texts, value) : NULL;
}

/**
 * qz_sheet_put_number:
 * @self: a sheet
 * @row: a row
 * @column: a column of any type but %QZ_VALUE_TEXT
 * @value: the value in the unit of the column's type
 */
void
qz_sheet_put_number (QzSheet *self, guint row, guint column, gint64 value)
{
  Cell *cell = get_cell (self, row, column);

  g_assert (get_column (self, column)->type != QZ_VALUE_TEXT);
  cell->is_set = TRUE;
  cell->number = value;
}

/** qz_sheet_is_empty: whether nothing was put into a cell. */
gboolean
qz_sheet_is_empty (QzSheet *self, guint row, guint column)
{
  return !get_cell (self, row, column)->is_set;
}

/** qz_sheet_get_text: returns the text of a cell; borrowed, %NULL when it is empty. */
const char *
qz_sheet_get_text (QzSheet *self, guint row, guint column)
{
  g_assert (get_column (self, column)->type == QZ_VALUE_TEXT);
  return get_cell (self, row, column)->text;
}

/** qz_sheet_get_number: returns the number of a cell; 0 when it is empty. */
gint64
qz_sheet_get_number (QzSheet *self, guint row, guint column)
{
  g_assert (get_column (self, column)->type != QZ_VALUE_TEXT);
  return get_cell (self, row, column)->number;
}

static char *
dup_cell (QzSheet *self, guint row, guint column, char *(*format) (QzValueType, gint64))
{
  const Cell *cell = get_cell (self, row, column);
  QzValueType type = get_column (self, column)->type;

  if (!cell->is_set)
    return g_strdup ("");
  return type == QZ_VALUE_TEXT ? g_strdup (cell->text) : format (type, cell->number);
}

/** qz_sheet_dup_display: (transfer full): a cell as people read it; "" when it is empty. */
char *
qz_sheet_dup_display (QzSheet *self, guint row, guint column)
{
  return dup_cell (self, row, column, qz_value_dup_display);
}

/** qz_sheet_dup_machine: (transfer full): a cell as programs read it; "" when it is empty. */
char *
qz_sheet_dup_machine (QzSheet *self, guint row, guint column)
{
  return dup_cell (self, row, column, qz_value_dup_machine);
}

static gboolean
sum_counts (QzSheet *self, guint column, gint64 *out, GError **error)
{
  gint64 total = 0;

  for (guint row = 0; row < self->n_rows; row++)
    if (__builtin_add_overflow (total, get_cell (self, row, column)->number, &total))
      {
        qz_error_set (error, QZ_ERROR_INPUT, "count-overflow",
                      _("The sum of column “%s” does not fit into 64 bits"),
                      get_column (self, column)->name);
        return FALSE;
      }
  *out = total;
  return TRUE;
}

/**
 * qz_sheet_sum:
 * @self: a sheet
 * @column: a column of fen or counts
 * @out: (out): the sum over all rows, empty cells being 0
 * @error: a #GError when the sum is larger than an amount may be
 *
 * Returns: %TRUE on success
 */
gboolean
qz_sheet_sum (QzSheet *self, guint column, gint64 *out, GError **error)
{
  QzValueType type = get_column (self, column)->type;
  QzFen total = 0;

  g_assert (type == QZ_VALUE_FEN || type == QZ_VALUE_COUNT);
  if (type == QZ_VALUE_COUNT)
    return sum_counts (self, column, out, error);
  for (guint row = 0; row < self->n_rows; row++)
    if (!qz_fen_accumulate (&total, get_cell (self, row, column)->number, error))
      return FALSE;
  *out = total;
  return TRUE;
}

/** qz_sheet_add_child: adds a further table and takes a reference to it. */
void
qz_sheet_add_child (QzSheet *self, QzSheet *child)
{
  g_assert (child != self);
  g_ptr_array_add (self->children, qz_sheet_ref (child));
}

/** qz_sheet_get_n_children: returns how many further tables there are. */
guint
qz_sheet_get_n_children (QzSheet *self)
{
  return self->children->len;
}

/** qz_sheet_get_child: returns a further table; borrowed. */
QzSheet *
qz_sheet_get_child (QzSheet *self, guint index)
{
  g_assert (index < self->children->len);
  return g_ptr_array_index (self->children, index);
}

/** qz_sheet_find_child: returns the first further table called @name; borrowed, nullable. */
QzSheet *
qz_sheet_find_child (QzSheet *self, const char *name)
{
  for (guint i = 0; i < self->children->len; i++)
    {
      QzSheet *child = g_ptr_array_index (self->children, i);

      if (g_str_equal (child->name, name))
        return child;
    }
  return NULL;
}
