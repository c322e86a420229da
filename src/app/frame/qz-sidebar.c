/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-sidebar.h"

#include <glib/gi18n-lib.h>

#include "qz-agenda.h"
#include "qz-announce.h"
#include "qz-cells.h"
#include "qz-message.h"
#include "qz-press-row.h"

/* Rows and the names of sections are at least this high. */
#define ROW_HEIGHT     36
#define SECTION_HEIGHT 24
/* After so long the first page is drawn, and the thread is free for what is out of sight. */
#define REST_MS 150
/* So many rows at a time leave time to draw. */
#define TURN_ROWS 8

struct _QzSidebar {
  AdwBin parent_instance;

  GtkViewport *viewport;
  GtkListBox *list;

  QzSession *session;
  GCancellable *cancellable;
  QzSheet *badges;   /* nullable: the last that were read */
  QzSheet *schemes;  /* nullable: which the book set works */
  gboolean schemes_unknown; /* they could not be read, so that all are offered */
  const QzPageSpec *marked; /* nullable */
  gboolean shows_all;
  guint n_made;      /* rows; the others follow */
  guint n_seen;      /* rows that the window has room for */
  guint rest_source; /* makes the others */
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

/* NULL for a page that is a section of its own. */
static const char *
find_section (const QzPageSpec *spec)
{
  return g_str_equal (_ (spec->section), _ (spec->title)) ? NULL : _ (spec->section);
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
                                  _ (spec->title), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  find_section (spec) != NULL ? find_section (spec) : "", -1);
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

  if (find_section (spec) == NULL
      || (before != NULL && g_str_equal (get_row (before)->spec->section, spec->section)))
    {
      gtk_list_box_row_set_header (widget, NULL);
      return;
    }
  label = new_label (_ (spec->section));
  /* Headers hang after all rows in the tree, so each row says its section itself. */
  g_object_set (label, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_widget_add_css_class (label, "qz-section");
  gtk_list_box_row_set_header (widget, label);
}

/* ── sections that not every book set needs ──────────────────────────────────────────────────── */

static const struct {
  const char *section;
  const char *scheme; /* fact of qz_agenda_list_schemes() */
} optional[] = {
  { N_ ("Care away from home"), "nonlocal" },
  { N_ ("Supervision away from home"), "supervision" },
  { N_ ("Medical assistance"), "assistance" },
};

/* NULL for a page that every book set has. */
static const char *
find_scheme (const QzPageSpec *spec)
{
  for (guint i = 0; i < G_N_ELEMENTS (optional); i++)
    if (g_str_equal (spec->section, optional[i].section))
      return optional[i].scheme;
  return NULL;
}

/* Whoever came to a page of a scheme by another way sees where it stands. */
static gboolean
is_offered (QzSidebar *self, const QzPageSpec *spec)
{
  const char *scheme = find_scheme (spec);

  return scheme == NULL || self->shows_all || self->schemes_unknown
         || (self->schemes != NULL && qz_fact_number (self->schemes, scheme) != 0)
         || (self->marked != NULL && g_strcmp0 (scheme, find_scheme (self->marked)) == 0);
}

static void
offer_rows (QzSidebar *self)
{
  GtkListBoxRow *widget;

  for (int i = 0; (widget = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    gtk_widget_set_visible (GTK_WIDGET (widget), is_offered (self, get_row (widget)->spec));
}

static gpointer
load_schemes (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_agenda_list_schemes (book, error);
}

static const QzJobKind schemes_kind = { NULL, load_schemes, FALSE, NULL,
                                        (GDestroyNotify) qz_sheet_unref };

static void
schemes_loaded (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzSidebar *self = owner;

  if (qz_message_is_cancel (error))
    return;
  if (error != NULL)
    g_debug ("schemes: %s", error->message);
  g_clear_pointer (&self->schemes, qz_sheet_unref);
  self->schemes = output != NULL ? qz_sheet_ref (output) : NULL;
  self->schemes_unknown = output == NULL;
  offer_rows (self);
}

/* The next book set may work others; it is asked as soon as somebody acts. */
static void
forget_schemes (QzSidebar *self)
{
  g_clear_pointer (&self->schemes, qz_sheet_unref);
  self->schemes_unknown = FALSE;
  offer_rows (self);
}

static void
all_sections_cb (QzSidebar *self, const char *key, GSettings *settings)
{
  self->shows_all = g_settings_get_boolean (settings, key);
  offer_rows (self);
}

void
qz_sidebar_follow_settings (QzSidebar *self, GSettings *settings)
{
  g_signal_connect_object (settings, "changed::all-sections", G_CALLBACK (all_sections_cb), self,
                           G_CONNECT_SWAPPED);
  all_sections_cb (self, "all-sections", settings);
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
  g_autofree char *spoken = NULL;
  g_autofree char *badge =
      count > 0 ? g_strstrip (g_strdup_printf ("%s %s", text, level)) : g_strdup ("");

  /* Nearly always all of them but one or two. */
  if (g_str_equal (badge, row->badge))
    return;
  gtk_label_set_label (GTK_LABEL (row->count), count > 999 ? "999+" : text);
  gtk_widget_set_visible (row->count, count > 0);
  gtk_widget_set_visible (row->warning, count > 0 && warns);
  gtk_widget_remove_css_class (row->warning, red ? "warning" : "error");
  gtk_widget_add_css_class (row->warning, red ? "error" : "warning");
  gtk_widget_set_tooltip_text (GTK_WIDGET (widget), words);
  spoken = qz_announce_join ((const char *[]) { find_section (row->spec), words }, 2);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  spoken, -1);
  g_set_str (&row->badge, badge);
}

static void
take_badge (QzSidebar *self, GtkListBoxRow *widget)
{
  const guint page = (guint) qz_sheet_find_column (self->badges, "page");
  const guint count = (guint) qz_sheet_find_column (self->badges, "count");
  const guint level = (guint) qz_sheet_find_column (self->badges, "level");
  gint64 n = 0;
  const char *how = "";

  for (guint row = 0; row < qz_sheet_get_n_rows (self->badges); row++)
    if (g_strcmp0 (qz_sheet_get_text (self->badges, row, page), get_row (widget)->spec->id) == 0)
      {
        n = qz_sheet_get_number (self->badges, row, count);
        how = qz_sheet_get_text (self->badges, row, level);
      }
  set_badge (widget, n, how != NULL ? how : "");
}

static void
take_badges (QzSidebar *self, QzSheet *badges)
{
  GtkListBoxRow *widget;

  g_clear_pointer (&self->badges, qz_sheet_unref);
  self->badges = qz_sheet_ref (badges);
  for (int i = 0; (widget = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    take_badge (self, widget);
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
  if (qz_session_get_path (self->session) == NULL)
    return;
  /* Quickly told, and first, so that no section comes in late. */
  qz_session_run (self->session, &schemes_kind, NULL, self, self->cancellable, schemes_loaded);
  qz_session_run (self->session, &badges_kind, NULL, self, self->cancellable, badges_loaded);
}

/* ── making rows ─────────────────────────────────────────────────────────────────────────────── */

/* Makes the first @n rows, as far as they are missing. */
static void
make_rows (QzSidebar *self, guint n)
{
  guint n_all;
  const QzPageSpec *const *specs = qz_pages_get_all (&n_all);

  for (; self->n_made < MIN (n, n_all); self->n_made++)
    {
      GtkWidget *widget = new_row (specs[self->n_made]);

      gtk_widget_set_visible (widget, is_offered (self, specs[self->n_made]));
      gtk_list_box_append (self->list, widget);
      if (self->badges != NULL)
        take_badge (self, GTK_LIST_BOX_ROW (widget));
    }
}

static gboolean
make_rest_cb (gpointer user_data)
{
  QzSidebar *self = user_data;
  guint n;

  qz_pages_get_all (&n);
  make_rows (self, self->n_made + TURN_ROWS);
  if (self->n_made < n)
    return G_SOURCE_CONTINUE;
  self->rest_source = 0;
  return G_SOURCE_REMOVE;
}

static gboolean
begin_rest_cb (gpointer user_data)
{
  QzSidebar *self = user_data;

  self->rest_source = g_idle_add (make_rest_cb, self);
  return G_SOURCE_REMOVE;
}

/* Those that are seen come before anything is drawn, the others when the first page is there. */
static gboolean
make_seen_cb (gpointer user_data)
{
  QzSidebar *self = user_data;
  guint n;

  qz_pages_get_all (&n);
  make_rows (self, MIN (self->n_made + TURN_ROWS, self->n_seen));
  if (self->n_made < self->n_seen)
    return G_SOURCE_CONTINUE;
  self->rest_source = self->n_made < n ? g_timeout_add (REST_MS, begin_rest_cb, self) : 0;
  return G_SOURCE_REMOVE;
}

/* As many as @height can show, or some more; all, when it is not known yet. */
static guint
count_seen (QzSidebar *self, int height)
{
  guint n, i;
  const QzPageSpec *const *specs = qz_pages_get_all (&n);

  if (height == 0)
    return n;
  for (i = 0; i < n && height > 0; i++)
    {
      if (!is_offered (self, specs[i]))
        continue;
      height -= ROW_HEIGHT;
      if (i > 0 && !g_str_equal (specs[i]->section, specs[i - 1]->section))
        height -= SECTION_HEIGHT;
    }
  return i;
}

static GtkListBoxRow *
find_row (QzSidebar *self, const char *id)
{
  guint n;
  const QzPageSpec *const *specs = qz_pages_get_all (&n);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (specs[i]->id, id) == 0)
      {
        make_rows (self, i + 1);
        return gtk_list_box_get_row_at_index (self->list, (int) i);
      }
  return NULL;
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
  self->marked = qz_pages_find (id);
  offer_rows (self);
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
  QzSidebar *self = QZ_SIDEBAR (widget);

  /* What lies below the window's lower edge, half of the pages and their icons, keeps nobody from
   * seeing the first page. */
  self->n_seen =
      count_seen (self, gtk_widget_get_height (GTK_WIDGET (gtk_widget_get_root (widget))));
  make_rows (self, MIN (TURN_ROWS, self->n_seen));
  if (self->rest_source == 0)
    self->rest_source = g_idle_add_full (G_PRIORITY_DEFAULT, make_seen_cb, self, NULL);
  GTK_WIDGET_CLASS (qz_sidebar_parent_class)->map (widget);
}

static void
qz_sidebar_dispose (GObject *object)
{
  QzSidebar *self = QZ_SIDEBAR (object);

  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_SIDEBAR);
  G_OBJECT_CLASS (qz_sidebar_parent_class)->dispose (object);
}

static void
qz_sidebar_finalize (GObject *object)
{
  QzSidebar *self = QZ_SIDEBAR (object);

  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->badges, qz_sheet_unref);
  g_clear_pointer (&self->schemes, qz_sheet_unref);
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
  g_signal_connect_object (session, "book-changed", G_CALLBACK (forget_schemes), self,
                           G_CONNECT_SWAPPED);
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
