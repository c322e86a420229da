/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-sidebar.h"

#include <glib/gi18n-lib.h>

#include "qz-agenda.h"
#include "qz-press-row.h"

struct _QzSidebar {
  AdwBin parent_instance;

  GtkViewport *viewport;
  GtkListBox *list;

  QzSession *session;
  GCancellable *cancellable;
  gboolean marking;
};

G_DEFINE_FINAL_TYPE (QzSidebar, qz_sidebar, ADW_TYPE_BIN)

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ── rows ────────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  const QzPageSpec *spec;
  GtkWidget *warning;
  GtkWidget *count;
  char *badge; /* "3 red" */
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->badge);
  g_free (row);
}

static Row *
get_row (GtkListBoxRow *widget)
{
  return g_object_get_data (G_OBJECT (widget), "qz-row");
}

static GtkWidget *
new_label (const char *title)
{
  GtkWidget *label = gtk_label_new (title);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static GtkWidget *
new_icon (const char *name)
{
  return g_object_new (GTK_TYPE_IMAGE, "icon-name", name, "accessible-role",
                       GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

static GtkWidget *
new_row (const QzPageSpec *spec)
{
  GtkWidget *widget = qz_press_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  Row *row = g_new0 (Row, 1);

  row->spec = spec;
  row->badge = g_strdup ("");
  row->warning = new_icon ("dialog-warning-symbolic");
  row->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (row->count, "qz-badge");
  gtk_widget_add_css_class (row->count, "numeric");
  gtk_widget_set_valign (row->count, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (row->warning, FALSE);
  gtk_widget_set_visible (row->count, FALSE);
  gtk_box_append (GTK_BOX (box), new_icon (spec->icon));
  gtk_box_append (GTK_BOX (box), new_label (_ (spec->title)));
  gtk_box_append (GTK_BOX (box), row->warning);
  gtk_box_append (GTK_BOX (box), row->count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (widget), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (spec->title), -1);
  g_object_set_data_full (G_OBJECT (widget), "qz-row", row, row_free);
  return widget;
}

/* A section's name stands above its first page; a page that is a section of its own needs none, but
 * what follows it is set apart. */
static void
header_cb (GtkListBoxRow *widget, GtkListBoxRow *before, gpointer user_data)
{
  const QzPageSpec *spec = get_row (widget)->spec;
  GtkWidget *label;

  if (g_str_equal (_ (spec->section), _ (spec->title))
      || (before != NULL && g_str_equal (get_row (before)->spec->section, spec->section)))
    {
      gtk_list_box_row_set_header (widget, NULL);
      return;
    }
  label = new_label (_ (spec->section));
  gtk_widget_add_css_class (label, "qz-section");
  gtk_list_box_row_set_header (widget, label);
}

/* Made when they are first seen or asked for: the window's first frame has no need of their
 * icons. */
static void
make_rows (QzSidebar *self)
{
  guint n;
  const QzPageSpec *const *specs = qz_pages_get_all (&n);

  if (gtk_list_box_get_row_at_index (self->list, 0) != NULL)
    return;
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->list, new_row (specs[i]));
}

static GtkListBoxRow *
find_row (QzSidebar *self, const char *id)
{
  GtkListBoxRow *widget;

  make_rows (self);
  for (int i = 0; (widget = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    if (g_strcmp0 (get_row (widget)->spec->id, id) == 0)
      return widget;
  return NULL;
}

/* ── badges ──────────────────────────────────────────────────────────────────────────────────── */

/* Never by colour alone: a warning has an icon, and says itself in words. */
static char *
describe (gint64 count, const char *level)
{
  g_autofree char *text =
      g_strdup_printf (ngettext ("%d waits for you", "%d wait for you", (gulong) count),
                       (int) count);

  if (g_str_equal (level, "red"))
    return g_strdup_printf (_("%s, some overdue or in alarm"), text);
  if (g_str_equal (level, "yellow"))
    return g_strdup_printf (_("%s, some due today or with a warning"), text);
  return g_steal_pointer (&text);
}

static void
set_badge (GtkListBoxRow *widget, gint64 count, const char *level)
{
  Row *row = get_row (widget);
  const gboolean red = g_str_equal (level, "red");
  const gboolean warns = red || g_str_equal (level, "yellow");
  g_autofree char *text = g_strdup_printf ("%d", (int) count);
  g_autofree char *words = count > 0 ? describe (count, level) : NULL;

  gtk_label_set_label (GTK_LABEL (row->count), count > 999 ? "999+" : text);
  gtk_widget_set_visible (row->count, count > 0);
  gtk_widget_set_visible (row->warning, count > 0 && warns);
  gtk_widget_remove_css_class (row->warning, red ? "warning" : "error");
  gtk_widget_add_css_class (row->warning, red ? "error" : "warning");
  gtk_widget_set_tooltip_text (GTK_WIDGET (widget), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  words != NULL ? words : "", -1);
  g_free (row->badge);
  row->badge = count > 0 ? g_strstrip (g_strdup_printf ("%s %s", text, level)) : g_strdup ("");
}

static void
take_badges (QzSidebar *self, QzSheet *badges)
{
  const guint page = (guint) qz_sheet_find_column (badges, "page");
  const guint count = (guint) qz_sheet_find_column (badges, "count");
  const guint level = (guint) qz_sheet_find_column (badges, "level");
  GtkListBoxRow *widget;

  make_rows (self);
  for (int i = 0; (widget = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      gint64 n = 0;
      const char *how = "";

      for (guint row = 0; row < qz_sheet_get_n_rows (badges); row++)
        if (g_strcmp0 (qz_sheet_get_text (badges, row, page), get_row (widget)->spec->id) == 0)
          {
            n = qz_sheet_get_number (badges, row, count);
            how = qz_sheet_get_text (badges, row, level);
          }
      set_badge (widget, n, how != NULL ? how : "");
    }
}

static gpointer
load_badges (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_agenda_list_badges (book, context, error);
}

static const QzJobKind badges_kind = { NULL, load_badges, FALSE, NULL,
                                       (GDestroyNotify) qz_sheet_unref };

static void
badges_loaded (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  /* The pages themselves say what is wrong with the book set; here numbers are only missing. */
  if (error != NULL)
    g_debug ("badges: %s", error->message);
  else
    take_badges (owner, output);
}

void
qz_sidebar_reload (QzSidebar *self)
{
  if (qz_session_get_path (self->session) != NULL)
    qz_session_run (self->session, &badges_kind, NULL, self, self->cancellable, badges_loaded);
}

/* ── choosing ────────────────────────────────────────────────────────────────────────────────── */

static void
row_activated_cb (QzSidebar *self, GtkListBoxRow *widget)
{
  g_signal_emit (self, signals[CHOSEN], 0, get_row (widget)->spec->id, TRUE);
}

static void
row_selected_cb (QzSidebar *self, GtkListBoxRow *widget)
{
  if (widget != NULL && !self->marking)
    g_signal_emit (self, signals[CHOSEN], 0, get_row (widget)->spec->id, FALSE);
}

void
qz_sidebar_mark (QzSidebar *self, const char *id)
{
  GtkListBoxRow *widget = find_row (self, id);

  self->marking = TRUE;
  gtk_list_box_select_row (self->list, widget);
  /* The arrow keys go on from the page that is shown. */
  if (widget != NULL && gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (widget));
  self->marking = FALSE;
  if (widget != NULL)
    gtk_viewport_scroll_to (self->viewport, GTK_WIDGET (widget), NULL);
}

const char *
qz_sidebar_get_marked (QzSidebar *self)
{
  GtkListBoxRow *widget = gtk_list_box_get_selected_row (self->list);

  return widget != NULL ? get_row (widget)->spec->id : NULL;
}

char *
qz_sidebar_dup_badge (QzSidebar *self, const char *id)
{
  GtkListBoxRow *widget = find_row (self, id);

  return g_strdup (widget != NULL ? get_row (widget)->badge : "");
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_sidebar_map (GtkWidget *widget)
{
  make_rows (QZ_SIDEBAR (widget));
  GTK_WIDGET_CLASS (qz_sidebar_parent_class)->map (widget);
}

static void
qz_sidebar_dispose (GObject *object)
{
  QzSidebar *self = QZ_SIDEBAR (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_SIDEBAR);
  G_OBJECT_CLASS (qz_sidebar_parent_class)->dispose (object);
}

static void
qz_sidebar_finalize (GObject *object)
{
  QzSidebar *self = QZ_SIDEBAR (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (qz_sidebar_parent_class)->finalize (object);
}

static void
qz_sidebar_class_init (QzSidebarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_sidebar_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_sidebar_finalize;
  widget_class->map = qz_sidebar_map;
  signals[CHOSEN] = g_signal_new ("chosen", QZ_TYPE_SIDEBAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/qingzhang/Qingzhang/ui/frame/qz-sidebar.ui");
  gtk_widget_class_bind_template_child (widget_class, QzSidebar, viewport);
  gtk_widget_class_bind_template_child (widget_class, QzSidebar, list);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_selected_cb);
}

static void
qz_sidebar_init (QzSidebar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
}

void
qz_sidebar_set_session (QzSidebar *self, QzSession *session)
{
  g_assert (self->session == NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (session, "data-changed", G_CALLBACK (qz_sidebar_reload), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "acting-changed", G_CALLBACK (qz_sidebar_reload), self,
                           G_CONNECT_SWAPPED);
  qz_sidebar_reload (self);
}

const QzPageSpec *
qz_section_get_first (guint number)
{
  guint n;
  const QzPageSpec *const *specs = qz_pages_get_all (&n);
  guint section = 0;

  for (guint i = 0; i < n; i++)
    if ((i == 0 || !g_str_equal (specs[i]->section, specs[i - 1]->section))
        && ++section == number)
      return specs[i];
  return NULL;
}
