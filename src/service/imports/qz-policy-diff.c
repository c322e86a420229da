/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-imports.h"

/* Columns of qz_policy_show(). */
enum { SECTION, KEY, VALUE, RULE };

/* Sections may repeat (ratios, postings): the n-th of a name in one pack stands for the n-th in the
 * other. (transfer full) */
static char *
dup_place (QzSheet *sheet, guint row, GHashTable *seen)
{
  g_autofree char *name = g_strdup_printf ("%s/%s", qz_sheet_get_text (sheet, row, SECTION),
                                           qz_sheet_get_text (sheet, row, KEY));
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (seen, name)) + 1;
  char *place = g_strdup_printf ("%s/%u", name, n);

  g_hash_table_replace (seen, g_steal_pointer (&name), GUINT_TO_POINTER (n));
  return place;
}

/* Place → row + 1. */
static GHashTable *
index_rows (QzSheet *sheet)
{
  GHashTable *rows = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    g_hash_table_insert (rows, dup_place (sheet, row, seen), GUINT_TO_POINTER (row + 1));
  return rows;
}

static void
add_row (QzSheet *diff, QzSheet *from, guint from_row, const char *first, const char *second)
{
  guint row = qz_sheet_add_row (diff);

  qz_sheet_put_text (diff, row, 0, qz_sheet_get_text (from, from_row, SECTION));
  qz_sheet_put_text (diff, row, 1, qz_sheet_get_text (from, from_row, KEY));
  qz_sheet_put_text (diff, row, 2, first);
  qz_sheet_put_text (diff, row, 3, second);
  qz_sheet_put_text (diff, row, 4, qz_sheet_get_text (from, from_row, RULE));
}

/* What @first has and @second has not, or has otherwise; or, the other way round, only what is
 * new. */
static void
compare (QzSheet *diff, QzSheet *first, QzSheet *second, gboolean only_new)
{
  g_autoptr (GHashTable) other = index_rows (second);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint row = 0; row < qz_sheet_get_n_rows (first); row++)
    {
      g_autofree char *place = dup_place (first, row, seen);
      const char *value = qz_sheet_get_text (first, row, VALUE);
      guint found = GPOINTER_TO_UINT (g_hash_table_lookup (other, place));
      const char *theirs = found > 0 ? qz_sheet_get_text (second, found - 1, VALUE) : NULL;

      if (only_new && found == 0)
        add_row (diff, first, row, NULL, value);
      else if (!only_new && g_strcmp0 (value, theirs) != 0)
        add_row (diff, first, row, value, theirs);
    }
}

QzSheet *
qz_policy_diff (QzBook *book, const char *first, const char *second, GError **error)
{
  g_autoptr (QzSheet) a = qz_policy_show (book, first, error);
  g_autoptr (QzSheet) b = a != NULL ? qz_policy_show (book, second, error) : NULL;
  g_autoptr (QzSheet) diff = qz_sheet_new ("differences");

  if (b == NULL)
    return NULL;
  qz_sheet_set_text (diff, "first", _("First"), first);
  qz_sheet_set_text (diff, "second", _("Second"), second);
  qz_sheet_add_column (diff, "section", _("Section"), QZ_VALUE_TEXT);
  qz_sheet_add_column (diff, "key", _("Parameter"), QZ_VALUE_TEXT);
  qz_sheet_add_column (diff, "first", _("First"), QZ_VALUE_TEXT);
  qz_sheet_add_column (diff, "second", _("Second"), QZ_VALUE_TEXT);
  qz_sheet_add_column (diff, "rule", _("Rule"), QZ_VALUE_TEXT);
  compare (diff, a, b, FALSE);
  compare (diff, b, a, TRUE);
  return g_steal_pointer (&diff);
}
