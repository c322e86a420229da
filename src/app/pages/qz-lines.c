/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-lines.h"

#include "qz-file-name.h"
#include "qz-filter-bar.h"
#include "qz-table-foot.h"

struct _QzLines {
  AdwBin parent_instance;

  QzFilterBar *filter_bar;
  GtkWidget *nothing_found;
  QzSheetView *view;
  GtkLabel *totals;

  char *sums;
  gboolean all_amounts;
  gboolean folded;
  char *title;
};

G_DEFINE_FINAL_TYPE (QzLines, qz_lines, ADW_TYPE_BIN)

enum { PROP_FOLDED = 1, N_PROPS };
static GParamSpec *props[N_PROPS];

/* ── what is shown ───────────────────────────────────────────────────────────────────────────── */

/* What is filtered is never out of sight, nor does it go from under who types, when a keyboard on
 * the screen makes the page lower. */
static void
show_bar (QzLines *self)
{
  GtkWidget *bar = GTK_WIDGET (self->filter_bar);
  const gboolean typing =
      (gtk_widget_get_state_flags (bar) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;

  gtk_widget_set_visible (bar, !self->folded || typing
                                   || qz_filter_bar_is_filtering (self->filter_bar));
}

static void
set_folded (QzLines *self, gboolean folded)
{
  if (self->folded == folded)
    return;
  self->folded = folded;
  show_bar (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_FOLDED]);
}

/* A search that nothing fits says so; a thing without lines shows its empty table. */
static void
shown_changed_cb (QzLines *self)
{
  GListModel *rows = qz_sheet_view_get_rows (self->view);
  const gboolean nothing = rows != NULL && g_list_model_get_n_items (rows) == 0
                           && qz_filter_bar_is_filtering (self->filter_bar);

  gtk_widget_set_visible (self->nothing_found, nothing);
  gtk_widget_set_visible (GTK_WIDGET (self->view), !nothing);
  show_bar (self);
  if (self->all_amounts)
    qz_totals_show_amounts (self->totals, self->view, self->sums);
  else
    qz_totals_show (self->totals, self->view, self->sums);
}

/* ── export ──────────────────────────────────────────────────────────────────────────────────── */

static QzLoadPage *
get_page (QzLines *self)
{
  return QZ_LOAD_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (self), QZ_TYPE_LOAD_PAGE));
}

void
qz_lines_export (QzLines *self, const char *path)
{
  qz_table_export (get_page (self), self->view, self->filter_bar, self->title, path);
}

/* list.export::xlsx asks where to. */
static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzLines *self = QZ_LINES (widget);

  qz_table_export_ask (get_page (self), self->view, self->filter_bar, self->title,
                       g_variant_get_string (parameter, NULL));
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_lines_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FOLDED)
    g_value_set_boolean (value, QZ_LINES (object)->folded);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
qz_lines_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FOLDED)
    set_folded (QZ_LINES (object), g_value_get_boolean (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
qz_lines_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_LINES);
  G_OBJECT_CLASS (qz_lines_parent_class)->dispose (object);
}

static void
qz_lines_finalize (GObject *object)
{
  QzLines *self = QZ_LINES (object);

  g_free (self->sums);
  g_free (self->title);
  G_OBJECT_CLASS (qz_lines_parent_class)->finalize (object);
}

static void
qz_lines_class_init (QzLinesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = qz_lines_get_property;
  object_class->set_property = qz_lines_set_property;
  object_class->dispose = qz_lines_dispose;
  object_class->finalize = qz_lines_finalize;
  props[PROP_FOLDED] = g_param_spec_boolean (
      "folded", NULL, NULL, FALSE,
      G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  g_type_ensure (QZ_TYPE_FILTER_BAR);
  g_type_ensure (QZ_TYPE_SHEET_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/qingzhang/Qingzhang/ui/pages/qz-lines.ui");
  gtk_widget_class_bind_template_child (widget_class, QzLines, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, QzLines, nothing_found);
  gtk_widget_class_bind_template_child (widget_class, QzLines, view);
  gtk_widget_class_bind_template_child (widget_class, QzLines, totals);
  gtk_widget_class_bind_template_callback (widget_class, shown_changed_cb);
  gtk_widget_class_install_action (widget_class, "list.export", "s", export_action);
}

static void
qz_lines_init (QzLines *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* ── what a page asks of it ──────────────────────────────────────────────────────────────────── */

void
qz_lines_set_up (QzLines *self, const QzLinesSpec *spec)
{
  g_set_str (&self->sums, spec->sums);
  self->all_amounts = spec->all_amounts;
  qz_sheet_view_set_memory (self->view, spec->memory);
  qz_filter_bar_set_view (self->filter_bar, self->view, spec->filters);
}

void
qz_lines_set_sheet (QzLines *self, QzSheet *sheet, const QzSheetLayout *layout)
{
  qz_filter_bar_set_sheet (self->filter_bar, sheet);
  qz_sheet_view_set_sheet (self->view, sheet, layout);
}

void
qz_lines_set_title (QzLines *self, const char *title)
{
  g_free (self->title);
  self->title = qz_file_name_clean (title);
}

void
qz_lines_focus_search (QzLines *self)
{
  set_folded (self, FALSE);
  qz_filter_bar_focus_search (self->filter_bar);
}

QzSheetView *
qz_lines_get_view (QzLines *self)
{
  return self->view;
}
