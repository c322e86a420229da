/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Printing of forms 2 to 4 (DT-16a, DT-19a). */
#include "qz-assist-paper-print.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assist-month-private.h"
#include "qz-nl-print-private.h"

static const char *
get_text (QzSheet *sheet, const char *name)
{
  const int fact = qz_sheet_find_fact (sheet, name);

  return fact < 0 ? "" : qz_sheet_get_fact_text (sheet, (guint) fact);
}

static gint64
get_number (QzSheet *sheet, const char *name)
{
  const int fact = qz_sheet_find_fact (sheet, name);

  return fact < 0 ? 0 : qz_sheet_get_fact_number (sheet, (guint) fact);
}

/* Equal papers give equal bytes: the file's time is the day on which the form was made.
 * @sheet: (transfer full) */
static QzNlPrinted *
take_paper (const char *form, QzSheet *sheet)
{
  QzNlPrinted *paper =
      qz_nl_printed_new (form, get_text (sheet, "document_no"), sheet,
                         get_number (sheet, "final") != 0 ? QZ_PRINT_FINAL : QZ_PRINT_DRAFT);
  const int made = qz_sheet_find_fact (sheet, "made_day");
  const QzDay day = made >= 0 ? (QzDay) get_number (sheet, "made_day")
                              : qz_period_get_last_day ((QzPeriod) get_number (sheet, "period"));
  g_autofree char *text = qz_day_format (day);

  g_snprintf (paper->created, sizeof paper->created, "%sT00:00:00", text);
  return paper;
}

/* ── whose papers ───────────────────────────────────────────────────────────────────────────── */

static gboolean
is_of_county (const char *form)
{
  return strcmp (form, "F-DT-4") == 0;
}

/* Codes of the hospitals or counties that the month's statements name. (transfer full) */
static GPtrArray *
list_subjects (QzBook *book, const char *form, QzPeriod period, GError **error)
{
  g_auto (QzAssistDesk) desk = { 0 };
  g_autoptr (GPtrArray) subjects = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) parts = NULL;

  if (!qz_assist_desk_open (&desk, book, NULL, period, error))
    return NULL;
  parts = qz_assist_desk_list_parts (&desk, error);
  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      const QzAssistPart *part = &g_array_index (parts, QzAssistPart, i);
      const QzNlProvider *hospital = g_hash_table_lookup (desk.providers, &part->provider_id);
      const char *code =
          is_of_county (form) ? part->county : hospital != NULL ? hospital->code : NULL;

      if (code != NULL && !g_ptr_array_find_with_equal_func (subjects, code, g_str_equal, NULL))
        g_ptr_array_add (subjects, g_strdup (code));
    }
  g_ptr_array_sort_values (subjects, (GCompareFunc) strcmp);
  return parts != NULL ? g_steal_pointer (&subjects) : NULL;
}

static GPtrArray *
collect (QzBook *book, const char *form, QzPeriod period, const char *subject, GError **error)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func (qz_nl_printed_free);
  g_autoptr (GPtrArray) subjects = NULL;

  if (subject != NULL)
    {
      subjects = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (subjects, g_strdup (subject));
    }
  else
    subjects = list_subjects (book, form, period, error);
  for (guint i = 0; subjects != NULL && i < subjects->len; i++)
    {
      QzSheet *sheet =
          qz_assist_paper_get_sheet (book, form, period, subjects->pdata[i], error);

      if (sheet == NULL)
        return NULL;
      g_ptr_array_add (papers, take_paper (form, sheet));
    }
  return subjects != NULL ? g_steal_pointer (&papers) : NULL;
}

/* ── writing ────────────────────────────────────────────────────────────────────────────────── */

static const QzSheetColumn print_columns[] = {
  { "form", N_ ("Form"), QZ_VALUE_TEXT },     { "subject", N_ ("Code"), QZ_VALUE_TEXT },
  { "subject_name", N_ ("Name"), QZ_VALUE_TEXT }, { "number", N_ ("Number"), QZ_VALUE_TEXT },
  { "state", N_ ("State"), QZ_VALUE_TEXT },   { "path", N_ ("File"), QZ_VALUE_TEXT },
  { "reprint", N_ ("Reprint"), QZ_VALUE_COUNT },
};

static void
tell (QzSheet *set, const QzNlPrinted *paper, const char *path)
{
  const guint row = qz_sheet_add_row (set);

  qz_sheet_put_text (set, row, 0, paper->form);
  qz_sheet_put_text (set, row, 1, get_text (paper->sheet, "subject"));
  qz_sheet_put_text (set, row, 2, get_text (paper->sheet, "subject_name"));
  qz_sheet_put_text (set, row, 3, paper->subject);
  qz_sheet_put_text (set, row, 4, paper->state == QZ_PRINT_FINAL ? "final" : "draft");
  qz_sheet_put_text (set, row, 5, path);
  qz_sheet_put_number (set, row, 6, qz_nl_printed_get_reprint (paper));
}

static gboolean
write_into (QzNlPrinter *printer, GPtrArray *papers, const char *folder, QzSheet *set,
            GError **error)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  for (guint i = 0; i < papers->len; i++)
    {
      const QzNlPrinted *paper = papers->pdata[i];
      g_autofree char *name = g_strdup_printf ("%s-%s-%06d.pdf", paper->form,
                                               get_text (paper->sheet, "subject"),
                                               (int) get_number (paper->sheet, "period"));
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_ptr_array_set_size (one, 0);
      g_ptr_array_add (one, (gpointer) paper);
      if (!qz_nl_printer_write (printer, one, path, error))
        return FALSE;
      tell (set, paper, path);
    }
  return TRUE;
}

static gboolean
write_papers (QzNlPrinter *printer, GPtrArray *papers, const char *output, QzSheet *set,
              GError **error)
{
  if (g_str_has_suffix (output, "/") || g_file_test (output, G_FILE_TEST_IS_DIR))
    return write_into (printer, papers, output, set, error);
  if (!qz_nl_printer_write (printer, papers, output, error))
    return FALSE;
  for (guint i = 0; i < papers->len; i++)
    tell (set, papers->pdata[i], output);
  return TRUE;
}

QzSheet *
qz_assist_paper_print (QzBook *book, const QzContext *context, const char *form, QzPeriod period,
                       const char *subject, const char *output, GError **error)
{
  g_autoptr (QzNlPrinter) printer = qz_nl_printer_new (book, context);
  g_autoptr (QzSheet) set = qz_sheet_new ("prints");
  g_autoptr (GPtrArray) papers = collect (book, form, period, subject, error);
  g_autofree char *detail = g_strdup_printf ("%06d %s", period, form);

  QZ_SHEET_ADD_COLUMNS (set, print_columns);
  if (papers == NULL)
    return NULL;
  if (papers->len == 0)
    {
      qz_error_refuse (error, "nothing-to-print", "DT-16a",
                       _("The statements of the month are not made yet"));
      return NULL;
    }
  return write_papers (printer, papers, output, set, error)
                 && qz_nl_printer_finish (printer, detail, error)
             ? g_steal_pointer (&set)
             : NULL;
}

GBytes *
qz_assist_paper_preview (QzBook *book, const char *form, QzPeriod period, const char *subject,
                         GError **error)
{
  g_autoptr (GPtrArray) papers = collect (book, form, period, subject, error);

  return papers != NULL ? qz_nl_printed_preview (papers, error) : NULL;
}
