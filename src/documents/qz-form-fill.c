/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include <glib/gi18n-lib.h>

#include "qz-capitals.h"
#include "qz-day.h"
#include "qz-error.h"
#include "qz-fen.h"
#include "qz-form-private.h"

/* A template is text with places in braces: {name}, {name:modifier}. The name is a fact, "page",
 * "pages", "fraction", "group" (in the label of a group's sums) or "sum.COLUMN". */

static const char *const modifiers[] = {
  "date", "month", "yuan", "capitals", "capitals-to-pay", "capital-date", NULL
};

typedef struct {
  QzValueType type;
  gint64 number;
  char *text;
  gboolean is_set;
} Value;

char *
qz_form_check_template (const char *template)
{
  for (const char *p = strpbrk (template, "{}"); p != NULL; p = strpbrk (p, "{}"))
    {
      const char *end = *p == '{' ? strpbrk (p + 1, "{}") : NULL;
      g_autofree char *place = NULL;
      const char *colon;

      if (end == NULL || *end != '}' || end == p + 1)
        return g_strdup (_("A place “{name}” is not written right: braces must come in pairs"));
      place = g_strndup (p + 1, (gsize) (end - p - 1));
      colon = strchr (place, ':');
      if (colon != NULL && !g_strv_contains (modifiers, colon + 1))
        return g_strdup_printf (_("“%s” in “{%s}” must be date, month, yuan, capitals, "
                                   "capitals-to-pay or capital-date"),
                                colon + 1, place);
      p = end + 1;
    }
  return NULL;
}

static gboolean
get_sum (const QzFill *fill, const char *column, Value *value, GError **error)
{
  int index = qz_sheet_find_column (fill->sheet, column);

  if (index < 0)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "missing-column",
                    _("The form sums column “%s”, which the table “%s” does not have"), column,
                    qz_sheet_get_name (fill->sheet));
      return FALSE;
    }
  value->is_set = TRUE;
  value->type = qz_sheet_get_column_type (fill->sheet, index);
  return qz_sheet_sum (fill->sheet, index, &value->number, error);
}

static gboolean
get_value (const QzFill *fill, const char *name, Value *value, GError **error)
{
  int fact;

  *value = (Value) { QZ_VALUE_COUNT, 0, NULL, TRUE };
  if (g_str_has_prefix (name, "sum."))
    return get_sum (fill, name + strlen ("sum."), value, error);
  if (g_str_equal (name, "page"))
    {
      value->number = fill->page;
    }
  else if (g_str_equal (name, "pages"))
    {
      value->number = fill->n_pages;
    }
  else if (g_str_equal (name, "fraction"))
    {
      /* Domain 3.6 rule 3: one transaction on several sheets is numbered 1/3, 2/3, 3/3. */
      value->type = QZ_VALUE_TEXT;
      value->text =
          fill->n_pages > 1 ? g_strdup_printf (" %u/%u", fill->page, fill->n_pages) : g_strdup ("");
    }
  else if (fill->group != NULL && g_str_equal (name, "group"))
    {
      value->type = QZ_VALUE_TEXT;
      value->text = g_strdup (fill->group);
    }
  else
    {
      fact = qz_sheet_find_fact (fill->sheet, name);
      value->is_set = fact >= 0;
      if (fact < 0)
        return TRUE;
      value->type = qz_sheet_get_fact_type (fill->sheet, fact);
      value->number = qz_sheet_get_fact_number (fill->sheet, fact);
      value->text = g_strdup (qz_sheet_get_fact_text (fill->sheet, fact));
    }
  return TRUE;
}

static char *
format_date (QzDay day)
{
  int year, month, mday;

  if (day == QZ_DAY_NONE)
    return g_strdup ("");
  qz_day_to_ymd (day, &year, &month, &mday);
  return g_strdup_printf ("%d年%d月%d日", year, month, mday);
}

static char *
format_yuan (QzFen amount)
{
  g_autofree char *digits = qz_fen_format (amount);

  /* Domain 3.6 rule 10: the sign of the currency stands directly before the digits. */
  return amount < 0 ? g_strdup_printf ("-¥%s", digits + 1) : g_strdup_printf ("¥%s", digits);
}

static QzValueType
modifier_type (const char *modifier)
{
  if (g_str_equal (modifier, "month"))
    return QZ_VALUE_PERIOD;
  return g_str_has_suffix (modifier, "date") ? QZ_VALUE_DAY : QZ_VALUE_FEN;
}

static char *
apply_modifier (const Value *value, const char *modifier, GError **error)
{
  if (g_str_equal (modifier, "date"))
    return format_date ((QzDay) value->number);
  if (g_str_equal (modifier, "capital-date"))
    return qz_capitals_from_day ((QzDay) value->number);
  if (g_str_equal (modifier, "month"))
    return g_strdup_printf ("%d年%02d月", (int) (value->number / 100), (int) (value->number % 100));
  if (g_str_equal (modifier, "capitals"))
    return qz_capitals_from_fen (value->number);
  if (g_str_equal (modifier, "capitals-to-pay"))
    return qz_capitals_from_payment (value->number, error);
  return format_yuan (value->number);
}

static char *
fill_place (char *place, const QzFill *fill, GError **error)
{
  char *modifier = strchr (place, ':');
  Value value;
  g_autofree char *text = NULL;

  if (modifier != NULL)
    *modifier++ = '\0';
  if (!get_value (fill, place, &value, error))
    return NULL;
  text = value.text;
  if (!value.is_set)
    return g_strdup ("");
  if (modifier == NULL)
    return value.type == QZ_VALUE_TEXT ? g_strdup (text != NULL ? text : "")
                                       : qz_value_dup_display (value.type, value.number);
  if (value.type != modifier_type (modifier))
    {
      qz_error_set (error, QZ_ERROR_INPUT, "bad-placeholder",
                    _("“{%s:%s}” of the form does not fit the type of this value"), place,
                    modifier);
      return NULL;
    }
  return apply_modifier (&value, modifier, error);
}

char *
qz_form_fill (const char *template, const QzFill *fill, GError **error)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *p = template;

  for (const char *open = strchr (p, '{'); open != NULL; open = strchr (p, '{'))
    {
      const char *end = strchr (open, '}');
      g_autofree char *place = NULL;
      g_autofree char *text = NULL;

      g_assert (end != NULL);
      g_string_append_len (out, p, open - p);
      place = g_strndup (open + 1, (gsize) (end - open - 1));
      text = fill_place (place, fill, error);
      if (text == NULL)
        return NULL;
      g_string_append (out, text);
      p = end + 1;
    }
  g_string_append (out, p);
  return g_string_free (g_steal_pointer (&out), FALSE);
}

gboolean
qz_form_block_is_wanted (const QzFormBlock *block, QzSheet *sheet)
{
  int fact;

  if (block->when == NULL)
    return TRUE;
  fact = qz_sheet_find_fact (sheet, block->when);
  if (fact < 0)
    return FALSE;
  if (qz_sheet_get_fact_type (sheet, fact) != QZ_VALUE_TEXT)
    return qz_sheet_get_fact_number (sheet, fact) != 0;
  return qz_sheet_get_fact_text (sheet, fact) != NULL
         && *qz_sheet_get_fact_text (sheet, fact) != '\0';
}

static gboolean
check_column (const QzForm *self, const QzFormColumn *column, QzSheet *table, GError **error)
{
  int index = qz_sheet_find_column (table, column->name);
  QzValueType type;

  if (g_str_equal (column->name, "#"))
    return TRUE;
  if (index < 0)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "missing-column",
                    _("Form %s needs column “%s”, which the table “%s” does not have"), self->id,
                    column->name, qz_sheet_get_name (table));
      return FALSE;
    }
  type = qz_sheet_get_column_type (table, index);
  if (!column->is_summed || type == QZ_VALUE_FEN || type == QZ_VALUE_COUNT)
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "bad-sum",
                _("Form %s sums column “%s”, which holds neither amounts nor counts"), self->id,
                column->name);
  return FALSE;
}

static gboolean
check_group (const QzForm *self, const QzFormBlock *block, QzSheet *table, GError **error)
{
  int index = block->group != NULL ? qz_sheet_find_column (table, block->group) : 0;

  if (block->group == NULL
      || (index >= 0 && qz_sheet_get_column_type (table, index) == QZ_VALUE_TEXT))
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "missing-column",
                _("Form %s groups rows by column “%s”, which the table “%s” does not have as text"),
                self->id, block->group, qz_sheet_get_name (table));
  return FALSE;
}

gboolean
qz_form_block_get_table (const QzForm *self, const QzFormBlock *block, QzSheet *sheet,
                         QzSheet **table, GError **error)
{
  QzSheet *found = block->child != NULL ? qz_sheet_find_child (sheet, block->child) : sheet;

  *table = NULL;
  if (block->is_optional && (found == NULL || qz_sheet_get_n_rows (found) == 0))
    return TRUE;
  if (found == NULL)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "missing-table",
                    _("Form %s needs the table “%s”, which “%s” does not have"), self->id,
                    block->child, qz_sheet_get_name (sheet));
      return FALSE;
    }
  for (guint i = 0; i < block->columns->len; i++)
    if (!check_column (self, g_ptr_array_index (block->columns, i), found, error))
      return FALSE;
  if (!check_group (self, block, found, error))
    return FALSE;
  *table = found;
  return TRUE;
}

QzAlign
qz_form_column_get_align (const QzFormColumn *column, QzSheet *table, int sheet_column)
{
  if (column->has_align)
    return column->align;
  if (sheet_column < 0)
    return QZ_ALIGN_CENTER;
  switch (qz_sheet_get_column_type (table, sheet_column))
    {
    case QZ_VALUE_TEXT:
      return QZ_ALIGN_LEFT;
    case QZ_VALUE_FEN:
    case QZ_VALUE_COUNT:
      return QZ_ALIGN_RIGHT;
    case QZ_VALUE_PPM:
    case QZ_VALUE_DAY:
    case QZ_VALUE_PERIOD:
    case QZ_VALUE_BOOL:
    default:
      return QZ_ALIGN_CENTER;
    }
}

char *
qz_form_dup_cell (QzSheet *table, guint row, int sheet_column)
{
  if (sheet_column < 0)
    return g_strdup_printf ("%u", row + 1);
  if (qz_sheet_get_column_type (table, sheet_column) == QZ_VALUE_BOOL)
    return g_strdup (qz_sheet_get_number (table, row, sheet_column) != 0 ? "✓" : "");
  return qz_sheet_dup_display (table, row, sheet_column);
}
