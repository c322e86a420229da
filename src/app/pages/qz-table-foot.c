/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-table-foot.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-announce.h"
#include "qz-file-choice.h"
#include "qz-file-name.h"
#include "qz-message.h"
#include "qz-nav.h"

#define SAY_KEY "qz-say-source"
#define SAY_MS  600
/* Characters of a sum and its title that stand in one line. */
#define MAX_WHOLE 36

/* ── totals ──────────────────────────────────────────────────────────────────────────────────── */

char *
qz_totals_dup_count (gint64 n)
{
  char *text = qz_fen_format (n * 100);

  *strrchr (text, '.') = '\0';
  return text;
}

/* "12 rows", "1,772 rows" */
static char *
dup_rows (guint n)
{
  g_autofree char *count = qz_totals_dup_count (n);

  if (n < 1000)
    return g_strdup_printf (ngettext ("%u row", "%u rows", n), n);
  return g_strdup_printf (_("%s rows"), count);
}

/* "12 rows" to "12 rows · total 1,126,314.20"; @title: NULL for "total". */
static void
append_sum (GString *text, QzSheetView *view, guint column, GtkBitset *positions,
            const char *title)
{
  QzSheet *sheet = qz_sheet_view_get_sheet (view);
  g_autofree char *before = g_strdup (text->str);
  g_autofree char *amount = NULL;
  g_autoptr (GError) error = NULL;
  gint64 total = 0;

  if (!qz_sheet_model_sum (qz_sheet_view_get_model (view), column, positions, &total, &error))
    {
      g_string_append_printf (text, " · %s", error->message);
      return;
    }
  amount = qz_sheet_get_column_type (sheet, column) == QZ_VALUE_COUNT
               ? qz_totals_dup_count (total)
               : qz_value_dup_display (qz_sheet_get_column_type (sheet, column), total);
  if (title != NULL)
    g_string_append_printf (text, " · %s %s", title, amount);
  else
    g_string_printf (text, _("%s · total %s"), before, amount);
}

static char *
dup_totals (QzSheetView *view, const char *columns, GtkBitset *positions, guint n)
{
  QzSheet *sheet = qz_sheet_view_get_sheet (view);
  g_autofree char *rows = dup_rows (n);
  g_autoptr (GString) text = g_string_new (rows);
  g_auto (GStrv) names = g_strsplit (columns != NULL ? columns : "", " ", -1);
  const gboolean several = g_strv_length (names) > 1;

  for (guint i = 0; names[i] != NULL; i++)
    {
      const int column = qz_sheet_find_column (sheet, names[i]);

      if (column >= 0)
        append_sum (text, view, (guint) column, positions,
                    several ? qz_sheet_get_column_title (sheet, (guint) column) : NULL);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
remove_source (gpointer id)
{
  g_source_remove (GPOINTER_TO_UINT (id));
}

static gboolean
say_cb (gpointer data)
{
  g_object_steal_data (data, SAY_KEY);
  qz_announce (data, gtk_label_get_label (data));
  return G_SOURCE_REMOVE;
}

/* When typing or selecting has come to rest; what a page begins with is no news. */
static void
say_later (GtkLabel *label)
{
  const guint id = g_timeout_add (SAY_MS, say_cb, label);

  g_object_set_data_full (G_OBJECT (label), SAY_KEY, GUINT_TO_POINTER (id), remove_source);
}

/* A line ends between two sums, not within one, unless it is long. */
static void
keep_sums_whole (GtkLabel *label, const char *text)
{
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();

  for (const char *start = text; *start != '\0';)
    {
      const char *mark = strstr (start, " · ");
      const char *end = mark != NULL ? mark : start + strlen (start);
      PangoAttribute *whole = pango_attr_allow_breaks_new (g_utf8_strlen (start, end - start)
                                                           > MAX_WHOLE);

      whole->start_index = (guint) (start - text);
      whole->end_index = (guint) (end - text) + (mark != NULL ? strlen (" ·") : 0);
      pango_attr_list_insert (attributes, whole);
      start = mark != NULL ? mark + strlen (" · ") : end;
    }
  gtk_label_set_attributes (label, attributes);
}

void
qz_totals_show_text (GtkLabel *label, const char *all, const char *part)
{
  g_autofree char *both = part != NULL ? g_strdup_printf (_("%s — selected: %s"), all, part) : NULL;
  const char *text = both != NULL ? both : all;
  const char *before = gtk_label_get_label (label);

  if (*before != '\0' && strcmp (before, text) != 0)
    say_later (label);
  gtk_label_set_label (label, text);
  keep_sums_whole (label, text);
}

void
qz_totals_show (GtkLabel *label, QzSheetView *view, const char *columns)
{
  QzSheetModel *model = qz_sheet_view_get_model (view);
  g_autoptr (GtkBitset) selected = qz_sheet_view_dup_selected (view);
  const guint n_selected = (guint) gtk_bitset_get_size (selected);
  const guint n = model != NULL ? g_list_model_get_n_items (G_LIST_MODEL (model)) : 0;
  g_autofree char *all = NULL;
  g_autofree char *part = NULL;

  if (model == NULL)
    return;
  all = dup_totals (view, columns, NULL, n);
  if (n_selected > 1)
    part = dup_totals (view, columns, selected, n_selected);
  qz_totals_show_text (label, all, part);
}

/* "medfee base pay": the amounts of which each row shows its own. */
static void
append_amounts (GString *names, QzSheetView *view)
{
  QzSheet *sheet = qz_sheet_view_get_sheet (view);
  const char *only = qz_sheet_view_get_narrow_amount (view);
  g_autoptr (GArray) shown = qz_sheet_view_dup_shown_columns (view);

  for (guint i = 0; i < shown->len; i++)
    {
      const guint column = g_array_index (shown, guint, i);
      const char *name = qz_sheet_get_column_name (sheet, column);

      if (qz_sheet_get_column_type (sheet, column) == QZ_VALUE_FEN
          && (only == NULL || g_str_equal (only, name)))
        g_string_append_printf (names, "%s%s", names->len > 0 ? " " : "", name);
    }
}

void
qz_totals_show_amounts (GtkLabel *label, QzSheetView *view, const char *counts)
{
  g_autoptr (GString) names = g_string_new (counts);

  if (qz_sheet_view_get_sheet (view) == NULL)
    return;
  append_amounts (names, view);
  qz_totals_show (label, view, names->str);
}

/* ── export ──────────────────────────────────────────────────────────────────────────────────── */

static void
exported (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  GtkWidget *self = owner;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (error != NULL)
    {
      qz_message_show_error (self, _("The table could not be exported"), error);
      return;
    }
  name = g_path_get_basename (output);
  text = g_strdup_printf (_("Exported as %s"), name);
  qz_nav_toast_file (self, text, output);
}

void
qz_table_export (QzLoadPage *page, QzSheetView *view, QzFilterBar *bar, const char *title,
                 const char *path)
{
  QzTableTake *take;

  if (qz_sheet_view_get_rows (view) == NULL)
    return;
  take = qz_sheet_view_dup_take (view, NULL);
  take->title = g_strdup (title);
  take->filters = qz_filter_bar_dup_text (bar);
  take->path = g_strdup (path);
  qz_session_run (qz_load_page_get_session (page), &qz_job_export_table, take, page, NULL,
                  exported);
}

typedef struct {
  QzSheetView *view;
  QzFilterBar *bar;
  char *title;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *self = data;

  g_object_unref (self->view);
  g_object_unref (self->bar);
  g_free (self->title);
  g_free (self);
}

static void
path_chosen (gpointer page, const char *path, gpointer data)
{
  const Asked *asked = data;

  qz_table_export (page, asked->view, asked->bar, asked->title, path);
}

void
qz_table_export_ask (QzLoadPage *page, QzSheetView *view, QzFilterBar *bar, const char *title,
                     const char *format)
{
  g_autofree char *name = NULL;
  g_autofree char *file = NULL;
  Asked *asked = g_new0 (Asked, 1);
  QzClock clock;

  asked->view = g_object_ref (view);
  asked->bar = g_object_ref (bar);
  asked->title = g_strdup (title);
  qz_session_init_clock (qz_load_page_get_session (page), &clock);
  name = qz_file_name_dated (title, clock.today);
  file = g_strconcat (name, ".", format, NULL);
  qz_file_choose (GTK_WIDGET (page),
                  &(QzFileChoice) { QZ_FILE_SAVE, _("Export What Is Shown"), .name = file },
                  path_chosen, asked, asked_free);
}
