/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-operation-page.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "qz-announce.h"
#include "qz-bar-chart.h"
#include "qz-care-pages.h"
#include "qz-cells.h"
#include "qz-month-choice.h"
#include "qz-nav.h"
#include "qz-preview-page.h"
#include "qz-sheet-view.h"
#include "qz-tabs-page.h"

#define BLOCK_KEY  "qz-block" /* of a widget: its Block */
#define CAPTION     0.85 /* of a line of text; beneath the first one of a narrow row, at most */
#define MOST_LINES  3
#define MARGINS     60 /* beside the text of a narrow row */
#define MOST_ROWS   14 /* of a table before it scrolls by itself */

struct _QzOperationPage {
  QzLoadPage parent_instance;

  QzMonthChoice *months;
  GtkButton *print;
  GtkStack *stack;
  AdwStatusPage *empty;
  GtkBox *blocks;

  QzReportKind kind;
  QzPeriod period; /* 0: the newest with figures */
  gboolean narrow;
};

G_DEFINE_FINAL_TYPE (QzOperationPage, qz_operation_page, QZ_TYPE_LOAD_PAGE)

/* What of the page differs from report to report. */
static const struct {
  const char *title;
  const char *empty;
  const char *home; /* page of the sidebar */
} kinds[QZ_N_REPORTS] = {
  [QZ_REPORT_NONLOCAL] = { N_ ("Operation report"),
                           N_ ("The report is drafted from claims of care away from home."),
                           "operation" },
  [QZ_REPORT_ASSISTANCE] = { N_ ("Assistance report"),
                             N_ ("The report is drafted from bills of medical assistance."),
                             "assist-report" },
};

/* Tables whose rows lead to what they add up from, by the column that names the row. */
static const struct {
  const char *table, *key;
} explained[] = {
  { "sums", "scope" },         { "providers", "provider" },  { "deductions", "reason" },
  { "overall", "span" },       { "categories", "key" },      { "counties", "county" },
  { "areas", "area" },         { "reserves", "county" },     { "differences", "field" },
};

/* ── loading ─────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzReportKind kind;
  QzPeriod period;
} Input;

/* The report with "periods" and "layout". */
static gpointer
load_report (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const Input *input = data;
  g_autoptr (QzSheet) periods = qz_report_list_periods (book, context, input->kind, error);
  g_autoptr (QzSheet) layout = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  QzPeriod period = input->period;

  if (periods == NULL
      || (period == 0 && !qz_report_find_newest (book, input->kind, periods, &period, error)))
    return NULL;
  sheet = period != 0 ? qz_report_load (book, context, input->kind, period, error)
                      : qz_sheet_new ("report");
  if (sheet == NULL)
    return NULL;
  qz_sheet_add_child (sheet, periods);
  if (period == 0)
    return g_steal_pointer (&sheet);
  layout = qz_report_get_layout (input->kind, sheet, error);
  if (layout == NULL)
    return NULL;
  qz_sheet_add_child (sheet, layout);
  return g_steal_pointer (&sheet);
}

static const QzJobKind job_kind = { NULL, load_report, FALSE, g_free,
                                    (GDestroyNotify) qz_sheet_unref };

static void
load (QzLoadPage *page)
{
  Input *input = g_new (Input, 1);

  *input = (Input) { QZ_OPERATION_PAGE (page)->kind, QZ_OPERATION_PAGE (page)->period };
  qz_load_page_run (page, &job_kind, input);
}

/* ── what a row adds up from ─────────────────────────────────────────────────────────────────── */

/* "0/202605/counties/140213" */
static gpointer
load_sources (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (data, "/", 4);
  const QzReportKind kind = (QzReportKind) (parts[0][0] - '0');
  const QzPeriod period = (QzPeriod) g_ascii_strtoull (parts[1], NULL, 10);
  g_autoptr (QzSheet) sources = qz_report_explain (book, kind, period, parts[2], parts[3], error);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("explanation");

  if (sources == NULL)
    return NULL;
  qz_sheet_set_number (sheet, "period", _("Month"), QZ_VALUE_PERIOD, period);
  qz_sheet_set_number (sheet, "n", _("Number of them"), QZ_VALUE_COUNT,
                       qz_sheet_get_n_rows (sources));
  qz_sheet_add_child (sheet, sources);
  return g_steal_pointer (&sheet);
}

static const QzTabsSpec sources_spec = {
  .name = N_ ("What it adds up from"),
  .load = { NULL, load_sources, FALSE, g_free, (GDestroyNotify) qz_sheet_unref },
  .tabs = { { "sources",
              N_ ("Records"),
              N_ ("Nothing adds up to it."),
              { NULL, "setl_id", "maf", NULL, FALSE },
              .lines = { "explained-report", NULL, NULL, TRUE } } },
  .nameless = TRUE,
};

/* ── blocks ──────────────────────────────────────────────────────────────────────────────────── */

/* What a chart or table is told, as long as its widget lives. */
typedef struct {
  char *child;
  char *caption;
  const char *key;     /* column that names a row; NULL: rows lead nowhere */
  const char *hidden[2];
  char *link;
  char **names;
  char **words;
  QzSheetLayout layout;
  QzBarSpec bars;
  QzLegend legend[QZ_BAR_PARTS];
  guint n_legend;
} Block;

static void
block_free (gpointer data)
{
  Block *self = data;

  g_free (self->child);
  g_free (self->caption);
  g_free (self->link);
  g_strfreev (self->names);
  g_strfreev (self->words);
  g_free (self);
}

static Block *
block_new (QzSheet *layout, guint row)
{
  Block *self = g_new0 (Block, 1);

  self->child = g_strdup (qz_cell_text (layout, row, "child"));
  self->caption = g_strdup (qz_cell_text (layout, row, "text"));
  self->names = g_strsplit (qz_cell_text (layout, row, "values"), " ", -1);
  self->words = g_strsplit (qz_cell_text (layout, row, "legend"), "|", -1);
  for (guint i = 0; i < G_N_ELEMENTS (explained); i++)
    if (strcmp (explained[i].table, self->child) == 0)
      self->key = explained[i].key;
  return self;
}

static void
copy_cell (QzSheet *to, guint row, guint column, QzSheet *from, guint source)
{
  if (qz_sheet_is_empty (from, row, source))
    return;
  if (qz_sheet_get_column_type (from, source) == QZ_VALUE_TEXT)
    qz_sheet_put_text (to, row, column, qz_sheet_get_text (from, row, source));
  else
    qz_sheet_put_number (to, row, column, qz_sheet_get_number (from, row, source));
}

/* What it stands under, for what has no caption of its own. */
static const char *
find_heading (QzSheet *layout, guint row)
{
  while (row > 0 && strcmp (qz_cell_text (layout, row, "block"), "heading") != 0)
    row--;
  return qz_cell_text (layout, row, "text");
}

/* The form's columns under its headings, and the one that names the row. (transfer full) */
static QzSheet *
cut_table (const Block *block, QzSheet *table)
{
  QzSheet *cut = qz_sheet_new (block->child);
  const guint n = g_strv_length (block->names);
  const gboolean has_key =
      block->key != NULL && !g_strv_contains ((const char *const *) block->names, block->key);
  g_autofree guint *sources = g_new0 (guint, n + 1);

  for (guint i = 0; i < n + has_key; i++)
    {
      const char *name = i < n ? block->names[i] : block->key;

      sources[i] = (guint) qz_sheet_find_column (table, name);
      qz_sheet_add_column (cut, name, i < n ? block->words[i] : "",
                           qz_sheet_get_column_type (table, sources[i]));
    }
  for (guint row = 0; row < qz_sheet_get_n_rows (table); row++)
    {
      qz_sheet_add_row (cut);
      for (guint i = 0; i < n + has_key; i++)
        copy_cell (cut, row, i, table, sources[i]);
    }
  return cut;
}

static void
row_cb (GtkWidget *view, guint row, QzOperationPage *self)
{
  const Block *block = g_object_get_data (G_OBJECT (view), BLOCK_KEY);
  QzSession *session = qz_load_page_get_session (QZ_LOAD_PAGE (self));
  guint at = 0;
  QzSheet *table = qz_sheet_view_find_row (QZ_SHEET_VIEW (view), row, &at);
  g_autofree char *key = NULL;
  AdwNavigationPage *page;

  if (block->key == NULL)
    return;
  key = g_strdup_printf ("%d/%06d/%s/%s", (int) self->kind, (int) self->period, block->child,
                         qz_cell_text (table, at, block->key));
  page = qz_tabs_page_new (session, &sources_spec, key);
  qz_load_page_set_subtitle (QZ_LOAD_PAGE (page), qz_cell_text (table, at, block->names[0]));
  qz_nav_set_home (page, kinds[self->kind].home);
  qz_nav_push (GTK_WIDGET (self), page);
}

/* What a narrow row says beneath its first line. */
static int
get_caption_height (QzSheet *sheet, guint row, PangoLayout *layout, int width, int line)
{
  g_autoptr (GString) text = g_string_new (NULL);
  int whole;

  for (guint i = 1; i < qz_sheet_get_n_columns (sheet); i++)
    {
      g_autofree char *shown = qz_sheet_dup_display (sheet, row, i);

      if (*shown != '\0')
        g_string_append_printf (text, "%s %s · ", qz_sheet_get_column_title (sheet, i), shown);
    }
  pango_layout_set_text (layout, text->str, -1);
  pango_layout_get_pixel_size (layout, &whole, NULL);
  return (int) (CLAMP (ceil (whole * CAPTION / width), 1, MOST_LINES) * CAPTION * line);
}

/* As high as its rows, which no one should have to scroll in a page that scrolls. */
static void
set_height (QzOperationPage *self, GtkWidget *view)
{
  QzSheet *sheet = qz_sheet_view_get_sheet (QZ_SHEET_VIEW (view));
  const guint n = MIN (qz_sheet_get_n_rows (sheet), MOST_ROWS);
  const int width = MAX (gtk_widget_get_width (GTK_WIDGET (self)), 330) - MARGINS;
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (view, "账");
  int line, height;

  pango_layout_get_pixel_size (layout, NULL, &line);
  height = self->narrow ? 6 : line + 18;
  for (guint row = 0; row < n; row++)
    height += self->narrow
                  ? line + 20 + get_caption_height (sheet, row, layout, width, line)
                  : line + 9;
  gtk_widget_set_size_request (view, -1, height);
}

static void
set_narrow (QzOperationPage *self, gboolean narrow)
{
  self->narrow = narrow;
  for (GtkWidget *widget = gtk_widget_get_first_child (GTK_WIDGET (self->blocks)); widget != NULL;
       widget = gtk_widget_get_next_sibling (widget))
    if (QZ_IS_SHEET_VIEW (widget))
      set_height (self, widget);
}

static void
narrow_cb (QzOperationPage *self)
{
  set_narrow (self, TRUE);
}

static void
wide_cb (QzOperationPage *self)
{
  set_narrow (self, FALSE);
}

static GtkWidget *
make_table (QzOperationPage *self, QzSheet *layout, guint row, QzSheet *report)
{
  Block *block = block_new (layout, row);
  QzSheet *table = qz_sheet_find_child (report, block->child);
  g_autoptr (QzSheet) cut = cut_table (block, table);
  QzSheetView *view = g_object_new (QZ_TYPE_SHEET_VIEW, NULL);

  if (block->key != NULL)
    {
      block->link = g_strdup (block->names[0]);
      if (!g_strv_contains ((const char *const *) block->names, block->key))
        block->hidden[0] = block->key;
    }
  block->layout = (QzSheetLayout) { .link = block->link,
                                    .title = block->names[0],
                                    .hidden = block->hidden };
  g_object_set_data_full (G_OBJECT (view), BLOCK_KEY, block, block_free);
  qz_sheet_view_set_title (view, *block->caption != '\0' ? block->caption
                                                         : find_heading (layout, row));
  qz_sheet_view_set_sheet (view, cut, &block->layout);
  set_height (self, GTK_WIDGET (view));
  g_signal_connect_object (view, "row-activated", G_CALLBACK (row_cb), self, G_CONNECT_DEFAULT);
  return GTK_WIDGET (view);
}

/* What is drawn: labels as texts, and no more rows than the form says. (transfer full) */
static QzSheet *
cut_chart (const Block *block, QzSheet *table, const char *label, guint most)
{
  QzSheet *drawn = qz_sheet_new (block->child);
  const guint n = most > 0 ? MIN (most, qz_sheet_get_n_rows (table)) : qz_sheet_get_n_rows (table);

  qz_sheet_add_column (drawn, "label", "", QZ_VALUE_TEXT);
  for (guint i = 0; block->names[i] != NULL; i++)
    qz_sheet_add_column (drawn, block->names[i], block->words[i], QZ_VALUE_FEN);
  for (guint row = 0; row < n; row++)
    {
      g_autofree char *name = qz_cell_dup (table, row, label);

      qz_sheet_put_text (drawn, qz_sheet_add_row (drawn), 0, name);
      for (guint i = 0; block->names[i] != NULL; i++)
        qz_sheet_put_number (drawn, row, i + 1, qz_cell_number (table, row, block->names[i]));
    }
  return drawn;
}

static void
set_bars (Block *block)
{
  static const QzInk inks[] = { QZ_INK_FIRST, QZ_INK_SECOND, QZ_INK_THIRD };

  block->bars.label = "label";
  for (guint i = 0; i < QZ_BAR_PARTS && block->names[i] != NULL; i++)
    {
      block->bars.parts[i] = block->names[i];
      block->legend[i] = (QzLegend) { inks[i], block->words[i] };
      block->n_legend = i + 1;
    }
  block->layout = (QzSheetLayout) { .title = "label", .amount = block->names[0] };
}

/* "In the province: highest 2026-05 with 3,116,735.32, last 2026-05 with 3,116,735.32". */
static char *
dup_part (QzSheet *drawn, guint column, const char *word)
{
  const guint last = qz_sheet_get_n_rows (drawn) - 1;
  guint top = 0;
  g_autofree char *highest = NULL;
  g_autofree char *final = NULL;

  for (guint row = 1; row <= last; row++)
    if (qz_sheet_get_number (drawn, row, column) > qz_sheet_get_number (drawn, top, column))
      top = row;
  highest = qz_sheet_dup_display (drawn, top, column);
  final = qz_sheet_dup_display (drawn, last, column);
  return g_strdup_printf (_("%s: highest %s with %s, last %s with %s"), word,
                          qz_sheet_get_text (drawn, top, 0), highest,
                          qz_sheet_get_text (drawn, last, 0), final);
}

/* The chart in a sentence, for who does not see it. */
static char *
dup_summary (const Block *block, QzSheet *drawn)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; qz_sheet_get_n_rows (drawn) > 0 && block->names[i] != NULL; i++)
    {
      g_autofree char *part = dup_part (drawn, i + 1, block->words[i]);

      g_string_append_printf (text, "%s%s", i > 0 ? _("; ") : "", part);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static GtkWidget *
make_chart (QzSheet *layout, guint row, QzSheet *report)
{
  Block *block = block_new (layout, row);
  QzSheet *table = qz_sheet_find_child (report, block->child);
  g_autoptr (QzSheet) drawn = cut_chart (block, table, qz_cell_text (layout, row, "label"),
                                         (guint) qz_cell_number (layout, row, "rows"));
  g_autofree char *summary = dup_summary (block, drawn);
  GtkWidget *card = adw_bin_new ();
  GtkWidget *chart, *frame;

  set_bars (block);
  chart = qz_bar_chart_new (&block->bars);
  frame = qz_plot_frame_new (block->caption, QZ_PLOT (chart), &block->layout, block->legend,
                             block->n_legend > 1 ? block->n_legend : 0);
  g_object_set_data_full (G_OBJECT (card), BLOCK_KEY, block, block_free);
  qz_bar_chart_set_sheet (QZ_BAR_CHART (chart), drawn);
  qz_plot_frame_set (QZ_PLOT_FRAME (frame), drawn, drawn, summary, NULL);
  adw_bin_set_child (ADW_BIN (card), frame);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "qz-card");
  return card;
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static void
add_heading (QzOperationPage *self, const char *text, const char *style)
{
  GtkWidget *heading = qz_heading_new (text);

  gtk_label_set_wrap (GTK_LABEL (heading), TRUE);
  gtk_widget_set_css_classes (heading, (const char *[]) { style, NULL });
  gtk_box_append (self->blocks, heading);
}

static void
add_paragraphs (QzOperationPage *self, QzSheet *layout, guint row, QzSheet *report)
{
  QzSheet *child = qz_sheet_find_child (report, qz_cell_text (layout, row, "child"));

  for (guint i = 0; i < qz_sheet_get_n_rows (child); i++)
    gtk_box_append (self->blocks,
                    make_label (qz_cell_text (child, i, qz_cell_text (layout, row, "label")),
                                NULL));
}

static void
add_block (QzOperationPage *self, QzSheet *layout, guint row, QzSheet *report)
{
  const char *block = qz_cell_text (layout, row, "block");
  const char *text = qz_cell_text (layout, row, "text");

  if (strcmp (block, "heading") == 0)
    add_heading (self, text, "title-4");
  else if (strcmp (block, "text") == 0)
    gtk_box_append (self->blocks, make_label (text, "dimmed"));
  else if (strcmp (block, "paragraphs") == 0)
    add_paragraphs (self, layout, row, report);
  else if (strcmp (block, "chart") == 0)
    gtk_box_append (self->blocks, make_chart (layout, row, report));
  else
    {
      if (*text != '\0')
        add_heading (self, text, "heading");
      gtk_box_append (self->blocks, make_table (self, layout, row, report));
    }
}

/* ── what is shown ───────────────────────────────────────────────────────────────────────────── */

static void
show_blocks (QzOperationPage *self, QzSheet *report)
{
  QzSheet *layout = qz_sheet_find_child (report, "layout");
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->blocks))) != NULL)
    gtk_box_remove (self->blocks, child);
  for (guint row = 0; row < qz_sheet_get_n_rows (layout); row++)
    add_block (self, layout, row, report);
}

static void
filled (QzLoadPage *page, QzSheet *sheet)
{
  QzOperationPage *self = QZ_OPERATION_PAGE (page);
  QzSheet *periods = qz_sheet_find_child (sheet, "periods");
  const gboolean any = qz_sheet_get_n_rows (periods) > 0;

  gtk_stack_set_visible_child_name (self->stack, any ? "report" : "empty");
  gtk_widget_set_visible (GTK_WIDGET (self->print), any);
  self->period = any ? (QzPeriod) qz_fact_number (sheet, "period") : 0;
  qz_month_choice_set (self->months, periods, self->period);
  if (!any)
    return;
  show_blocks (self, sheet);
}

static void
month_cb (QzOperationPage *self)
{
  self->period = qz_month_choice_get (self->months);
  qz_load_page_reload (QZ_LOAD_PAGE (self));
}

/* The paper with its buttons to print it and to save it as PDF, XLSX or CSV. */
static void
print_cb (QzOperationPage *self)
{
  g_autofree char *number = g_strdup_printf ("%06d", (int) self->period);
  AdwNavigationPage *page =
      qz_preview_page_new (qz_load_page_get_session (QZ_LOAD_PAGE (self)), number,
                           qz_report_get_form (self->kind), NULL);

  qz_nav_set_home (page, kinds[self->kind].home);
  qz_nav_push (GTK_WIDGET (self), page);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_operation_page_class_init (QzOperationPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  QZ_LOAD_PAGE_CLASS (klass)->load = load;
  QZ_LOAD_PAGE_CLASS (klass)->filled = filled;
  g_type_ensure (QZ_TYPE_MONTH_CHOICE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/care/qz-operation-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QzOperationPage, months);
  gtk_widget_class_bind_template_child (widget_class, QzOperationPage, print);
  gtk_widget_class_bind_template_child (widget_class, QzOperationPage, stack);
  gtk_widget_class_bind_template_child (widget_class, QzOperationPage, empty);
  gtk_widget_class_bind_template_child (widget_class, QzOperationPage, blocks);
  gtk_widget_class_bind_template_callback (widget_class, month_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
  gtk_widget_class_bind_template_callback (widget_class, print_cb);
}

static void
qz_operation_page_init (QzOperationPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qz_month_choice_set_title (self->months, _("Month of costs"));
}

AdwNavigationPage *
qz_operation_page_new (QzSession *session, QzReportKind kind)
{
  QzOperationPage *self = g_object_new (QZ_TYPE_OPERATION_PAGE, NULL);

  self->kind = kind;
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _ (kinds[kind].title));
  adw_status_page_set_description (self->empty, _ (kinds[kind].empty));
  qz_load_page_start (QZ_LOAD_PAGE (self), session, QZ_LOAD_FOLLOWS_DATA | QZ_LOAD_KEEPS);
  return ADW_NAVIGATION_PAGE (self);
}

QzPlotFrame *
qz_operation_page_find_chart (QzOperationPage *self, const char *child)
{
  for (GtkWidget *widget = gtk_widget_get_first_child (GTK_WIDGET (self->blocks)); widget != NULL;
       widget = gtk_widget_get_next_sibling (widget))
    {
      const Block *block = g_object_get_data (G_OBJECT (widget), BLOCK_KEY);

      if (block != NULL && ADW_IS_BIN (widget) && !QZ_IS_SHEET_VIEW (widget)
          && strcmp (block->child, child) == 0)
        return QZ_PLOT_FRAME (adw_bin_get_child (ADW_BIN (widget)));
    }
  return NULL;
}

QzSheetView *
qz_operation_page_find_table (QzOperationPage *self, const char *child)
{
  for (GtkWidget *widget = gtk_widget_get_first_child (GTK_WIDGET (self->blocks)); widget != NULL;
       widget = gtk_widget_get_next_sibling (widget))
    {
      const Block *block = g_object_get_data (G_OBJECT (widget), BLOCK_KEY);

      if (block != NULL && QZ_IS_SHEET_VIEW (widget) && strcmp (block->child, child) == 0)
        return QZ_SHEET_VIEW (widget);
    }
  return NULL;
}

static AdwNavigationPage *
create (QzSession *session)
{
  return qz_operation_page_new (session, QZ_REPORT_NONLOCAL);
}

const QzPageSpec qz_operation_spec = {
  .id = "operation",
  .section = N_ ("Supervision away from home"),
  .title = N_ ("Operation report"),
  .icon = "qz-dashboard-symbolic",
  .create = create,
};
