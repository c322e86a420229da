/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-load-page.h"

#include "qz-jobs-button.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-training-button.h"

typedef struct {
  AdwHeaderBar *header;
  AdwWindowTitle *heading;
  QzJobsButton *jobs;
  QzTrainingButton *training;
  AdwBanner *banner;
  GtkStack *stack;
  AdwStatusPage *failed;

  QzSession *session;
  QzLoadFlags flags;
  QzSheet *sheet; /* nullable */
  GCancellable *cancellable;
  GCancellable *long_work; /* nullable: what has a title, the last of it */
  guint held_source; /* looks whether it may be read again */
  guint n_looks;     /* that a press may still last */
  gboolean stuck;    /* it has lasted too long to be one */
} QzLoadPagePrivate;

/* How often it looks, and for how long a press is waited for: a longer one is no click. */
#define LOOK_MS     100
#define PRESS_LOOKS 30

enum { PROP_FAILED_TITLE = 1, PROP_SHOWN, N_PROPS };
static GParamSpec *properties[N_PROPS];
static GtkBuildableIface *parent_buildable;

static void load_page_buildable_init (GtkBuildableIface *iface);

G_DEFINE_ABSTRACT_TYPE_WITH_CODE (QzLoadPage, qz_load_page, ADW_TYPE_NAVIGATION_PAGE,
                                  G_ADD_PRIVATE (QzLoadPage)
                                      G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE,
                                                             load_page_buildable_init))

static QzLoadPagePrivate *
get (QzLoadPage *self)
{
  return qz_load_page_get_instance_private (self);
}

/* ── what is shown ───────────────────────────────────────────────────────────────────────────── */

void
qz_load_page_show_content (QzLoadPage *self)
{
  GtkStack *stack = get (self)->stack;

  gtk_stack_set_visible_child_name (stack, "content");
  qz_nav_focus_content (gtk_stack_get_visible_child (stack));
}

void
qz_load_page_show_loading (QzLoadPage *self)
{
  gtk_stack_set_visible_child_name (get (self)->stack, "loading");
}

/* Who cancelled long work, which is not repeated by itself, is told so; a page at its end, or one
 * that reads again anyway, says nothing. */
static gboolean
is_silent (QzLoadPage *self, const GError *error)
{
  return qz_message_is_cancel (error)
         && ((get (self)->flags & QZ_LOAD_FOLLOWS_DATA) != 0
             || g_cancellable_is_cancelled (get (self)->cancellable));
}

static void
show_failed (QzLoadPagePrivate *priv, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  adw_status_page_set_description (priv->failed, escaped);
  gtk_stack_set_visible_child_name (priv->stack, "failed");
  qz_nav_focus_content (GTK_WIDGET (priv->failed));
}

gboolean
qz_load_page_take_error (QzLoadPage *self, const GError *error)
{
  QzLoadPagePrivate *priv = get (self);
  g_autofree char *text = NULL;

  if (error == NULL)
    return FALSE;
  if (is_silent (self, error))
    return TRUE;
  text = qz_message_dup_text (error);
  if (priv->sheet != NULL && (priv->flags & QZ_LOAD_KEEPS) != 0)
    qz_nav_toast (GTK_WIDGET (self), text, NULL, NULL);
  else
    show_failed (priv, text);
  return TRUE;
}

void
qz_load_page_set_subtitle (QzLoadPage *self, const char *subtitle)
{
  adw_window_title_set_subtitle (get (self)->heading, subtitle);
}

void
qz_load_page_set_banner (QzLoadPage *self, const char *text)
{
  adw_banner_set_title (get (self)->banner, text);
  adw_banner_set_revealed (get (self)->banner, *text != '\0');
}

/* ── what is not taken from under the pointer ────────────────────────────────────────────────── */

/* Whatever opens over a page takes the focus with it. */
static gboolean
has_open_menu (QzLoadPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *menu = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_POPOVER) : NULL;

  return menu != NULL && gtk_widget_get_mapped (menu)
         && gtk_widget_is_ancestor (menu, GTK_WIDGET (self));
}

/* GTK marks what is pressed and all that it stands in. */
static gboolean
is_pressed (QzLoadPage *self)
{
  const GtkStateFlags flags = gtk_widget_get_state_flags (GTK_WIDGET (self));

  if ((flags & GTK_STATE_FLAG_ACTIVE) == 0)
    get (self)->stuck = FALSE;
  return (flags & GTK_STATE_FLAG_ACTIVE) != 0 && !get (self)->stuck;
}

static gboolean
look_again_cb (gpointer user_data)
{
  QzLoadPage *self = user_data;
  QzLoadPagePrivate *priv = get (self);

  if (has_open_menu (self) || (is_pressed (self) && --priv->n_looks > 0))
    return G_SOURCE_CONTINUE;
  priv->stuck = is_pressed (self);
  priv->held_source = 0;
  qz_load_page_reload (self);
  return G_SOURCE_REMOVE;
}

gboolean
qz_load_page_is_held (QzLoadPage *self)
{
  QzLoadPagePrivate *priv = get (self);

  if (priv->held_source != 0)
    return TRUE;
  if (!g_str_equal (qz_load_page_get_shown (self), "content")
      || !(has_open_menu (self) || is_pressed (self)))
    return FALSE;
  priv->n_looks = PRESS_LOOKS;
  priv->held_source = g_timeout_add (LOOK_MS, look_again_cb, self);
  return TRUE;
}

/* ── loading ─────────────────────────────────────────────────────────────────────────────────── */

/* The content first: what is not shown cannot take the focus. */
static void
loaded (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzLoadPage *self = owner;
  QzLoadPagePrivate *priv = get (self);

  if (qz_load_page_is_held (self) || qz_load_page_take_error (self, error))
    return;
  g_clear_pointer (&priv->sheet, qz_sheet_unref);
  priv->sheet = qz_sheet_ref (output);
  qz_load_page_show_content (self);
  QZ_LOAD_PAGE_GET_CLASS (self)->filled (self, priv->sheet);
}

/* What has a title can be cancelled in the header, which is not the end of the page. */
void
qz_load_page_run (QzLoadPage *self, const QzJobKind *kind, gpointer input)
{
  QzLoadPagePrivate *priv = get (self);
  const gboolean is_long = kind->title != NULL;

  if (is_long)
    {
      g_cancellable_cancel (priv->long_work);
      g_clear_object (&priv->long_work);
      priv->long_work = g_cancellable_new ();
    }
  qz_session_run (priv->session, kind, input, self,
                  is_long ? priv->long_work : priv->cancellable, loaded);
}

void
qz_load_page_reload (QzLoadPage *self)
{
  if (qz_session_get_path (get (self)->session) != NULL)
    QZ_LOAD_PAGE_GET_CLASS (self)->load (self);
}

static void
follow_cb (QzLoadPage *self)
{
  if (!qz_load_page_is_held (self))
    qz_load_page_reload (self);
}

static void
shown_cb (QzLoadPage *self)
{
  /* At its end the stack loses its children too. */
  if (get (self)->stack != NULL)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
}

static void
retry_cb (QzLoadPage *self)
{
  qz_load_page_show_loading (self);
  qz_load_page_reload (self);
}

void
qz_load_page_start (QzLoadPage *self, QzSession *session, QzLoadFlags flags)
{
  QzLoadPagePrivate *priv = get (self);

  g_return_if_fail (priv->session == NULL);
  priv->session = g_object_ref (session);
  priv->flags = flags;
  qz_jobs_button_set_session (priv->jobs, session);
  qz_training_button_set_session (priv->training, session);
  if ((flags & QZ_LOAD_FOLLOWS_DATA) != 0)
    g_signal_connect_object (session, "data-changed", G_CALLBACK (follow_cb), self,
                             G_CONNECT_SWAPPED);
  if ((flags & QZ_LOAD_FOLLOWS_ACTING) != 0)
    g_signal_connect_object (session, "acting-changed", G_CALLBACK (follow_cb), self,
                             G_CONNECT_SWAPPED);
  qz_load_page_show_loading (self);
  qz_load_page_reload (self);
}

/* ── children of a derived template ──────────────────────────────────────────────────────────── */

/* Only a page that has breakpoints stands in a bin that knows its width. */
static void
add_breakpoint (QzLoadPage *self, AdwBreakpoint *breakpoint)
{
  AdwNavigationPage *page = ADW_NAVIGATION_PAGE (self);
  GtkWidget *child = adw_navigation_page_get_child (page);
  g_autoptr (GtkWidget) bars = NULL;

  if (!ADW_IS_BREAKPOINT_BIN (child))
    {
      bars = g_object_ref (child);
      adw_navigation_page_set_child (page, NULL);
      child = g_object_new (ADW_TYPE_BREAKPOINT_BIN, "child", bars, "width-request", 330,
                            "height-request", 240, NULL);
      adw_navigation_page_set_child (page, child);
    }
  adw_breakpoint_bin_add_breakpoint (ADW_BREAKPOINT_BIN (child), g_object_ref (breakpoint));
}

/* Not bound to the template: disposing of that would take it from the page behind its back. */
static AdwToolbarView *
get_bars (QzLoadPage *self)
{
  return ADW_TOOLBAR_VIEW (
      gtk_widget_get_ancestor (GTK_WIDGET (get (self)->stack), ADW_TYPE_TOOLBAR_VIEW));
}

static void
add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  QzLoadPage *self = QZ_LOAD_PAGE (buildable);
  QzLoadPagePrivate *priv = get (self);

  if (g_strcmp0 (type, "breakpoint") == 0)
    add_breakpoint (self, ADW_BREAKPOINT (child));
  else if (!GTK_IS_WIDGET (child))
    parent_buildable->add_child (buildable, builder, child, type);
  else if (type == NULL)
    gtk_stack_add_named (priv->stack, GTK_WIDGET (child), "content");
  else if (g_str_equal (type, "start"))
    adw_header_bar_pack_start (priv->header, GTK_WIDGET (child));
  else if (g_str_equal (type, "end"))
    adw_header_bar_pack_end (priv->header, GTK_WIDGET (child));
  else if (g_str_equal (type, "top"))
    adw_toolbar_view_add_top_bar (get_bars (self), GTK_WIDGET (child));
  else if (g_str_equal (type, "bottom"))
    adw_toolbar_view_add_bottom_bar (get_bars (self), GTK_WIDGET (child));
  else
    parent_buildable->add_child (buildable, builder, child, type);
}

static void
load_page_buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = add_child;
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_load_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_FAILED_TITLE)
    adw_status_page_set_title (get (QZ_LOAD_PAGE (object))->failed, g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
qz_load_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SHOWN)
    g_value_set_string (value, qz_load_page_get_shown (QZ_LOAD_PAGE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

/* Its own template and those of all that is derived from it. */
static void
qz_load_page_dispose (GObject *object)
{
  g_cancellable_cancel (get (QZ_LOAD_PAGE (object))->cancellable);
  g_cancellable_cancel (get (QZ_LOAD_PAGE (object))->long_work);
  g_clear_handle_id (&get (QZ_LOAD_PAGE (object))->held_source, g_source_remove);
  for (GType type = G_OBJECT_TYPE (object); type != ADW_TYPE_NAVIGATION_PAGE;
       type = g_type_parent (type))
    gtk_widget_dispose_template (GTK_WIDGET (object), type);
  G_OBJECT_CLASS (qz_load_page_parent_class)->dispose (object);
}

static void
qz_load_page_finalize (GObject *object)
{
  QzLoadPagePrivate *priv = get (QZ_LOAD_PAGE (object));

  g_clear_object (&priv->cancellable);
  g_clear_object (&priv->long_work);
  g_clear_object (&priv->session);
  g_clear_pointer (&priv->sheet, qz_sheet_unref);
  G_OBJECT_CLASS (qz_load_page_parent_class)->finalize (object);
}

static void
qz_load_page_class_init (QzLoadPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = qz_load_page_set_property;
  object_class->get_property = qz_load_page_get_property;
  object_class->dispose = qz_load_page_dispose;
  object_class->finalize = qz_load_page_finalize;
  properties[PROP_FAILED_TITLE] = g_param_spec_string (
      "failed-title", NULL, NULL, NULL, G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOWN] = g_param_spec_string ("shown", NULL, NULL, NULL,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (QZ_TYPE_JOBS_BUTTON);
  g_type_ensure (QZ_TYPE_TRAINING_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/qingzhang/Qingzhang/ui/pages/qz-load-page.ui");
  gtk_widget_class_bind_template_child_private (widget_class, QzLoadPage, header);
  gtk_widget_class_bind_template_child_private (widget_class, QzLoadPage, heading);
  gtk_widget_class_bind_template_child_private (widget_class, QzLoadPage, jobs);
  gtk_widget_class_bind_template_child_private (widget_class, QzLoadPage, training);
  gtk_widget_class_bind_template_child_private (widget_class, QzLoadPage, banner);
  gtk_widget_class_bind_template_child_private (widget_class, QzLoadPage, stack);
  gtk_widget_class_bind_template_child_private (widget_class, QzLoadPage, failed);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
qz_load_page_init (QzLoadPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  get (self)->cancellable = g_cancellable_new ();
}

/* ── what it has ─────────────────────────────────────────────────────────────────────────────── */

QzSession *
qz_load_page_get_session (QzLoadPage *self)
{
  return get (self)->session;
}

GCancellable *
qz_load_page_get_cancellable (QzLoadPage *self)
{
  return get (self)->cancellable;
}

QzSheet *
qz_load_page_get_sheet (QzLoadPage *self)
{
  return get (self)->sheet;
}

const char *
qz_load_page_get_shown (QzLoadPage *self)
{
  return gtk_stack_get_visible_child_name (get (self)->stack);
}
