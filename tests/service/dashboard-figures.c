/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints the dashboard of a book set, one figure a line, for tests that compare it.
 *
 * usage: dashboard-figures BOOK TIME
 *
 * Facts: "fact NAME VALUE"; tables: "CHILD ROW COLUMN VALUE"; fields are separated by tabs. */
#include <locale.h>

#include "qz-dashboard.h"

static void
print_facts (QzSheet *sheet)
{
  for (guint i = 0; i < qz_sheet_get_n_facts (sheet); i++)
    {
      const QzValueType type = qz_sheet_get_fact_type (sheet, i);
      g_autofree char *text =
          type == QZ_VALUE_TEXT
              ? g_strdup (qz_sheet_get_fact_text (sheet, i))
              : qz_value_dup_machine (type, qz_sheet_get_fact_number (sheet, i));

      g_print ("fact\t%s\t%s\n", qz_sheet_get_fact_name (sheet, i), text);
    }
}

static void
print_rows (QzSheet *child)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (child); row++)
    for (guint column = 0; column < qz_sheet_get_n_columns (child); column++)
      if (!qz_sheet_is_empty (child, row, column))
        {
          g_autofree char *text = qz_sheet_dup_machine (child, row, column);

          g_print ("%s\t%u\t%s\t%s\n", qz_sheet_get_name (child), row,
                   qz_sheet_get_column_name (child, column), text);
        }
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzBook) book = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  QzContext context = { 0 };

  setlocale (LC_ALL, "C.UTF-8");
  if (argc != 3)
    return 2;
  if (qz_clock_init_at (&context.clock, argv[2], &error))
    book = qz_book_open (argv[1], FALSE, &error);
  if (book != NULL)
    sheet = qz_dashboard_load (book, &context, &error);
  if (sheet == NULL)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  print_facts (sheet);
  for (guint i = 0; i < qz_sheet_get_n_children (sheet); i++)
    print_rows (qz_sheet_get_child (sheet, i));
  return 0;
}
