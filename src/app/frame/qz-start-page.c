/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-start-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-action-menu.h"
#include "qz-jobs-button.h"

struct _QzStartPage {
  AdwBin parent_instance;

  GtkMenuButton *menu;
  QzJobsButton *jobs;
  AdwBanner *banner;
  AdwStatusPage *status;
  GtkStack *stack;
  AdwSpinner *spinner;
  GtkLabel *what;
  GtkButton *new_book;
  GtkButton *restore_book;
  GtkWidget *recent_box;
  GtkListBox *recent;
};

G_DEFINE_FINAL_TYPE (QzStartPage, qz_start_page, ADW_TYPE_BIN)

/* ── book sets opened before ─────────────────────────────────────────────────────────────────── */

static GtkWidget *
new_line (const char *text, gboolean small)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  if (small)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dimmed");
    }
  return label;
}

/* "~/Documents" for what lies in the user's own folder. */
static char *
dup_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  const char *home = g_get_home_dir ();

  if (g_str_has_prefix (folder, home))
    return g_strconcat ("~", folder + strlen (home), NULL);
  return g_steal_pointer (&folder);
}

static GtkWidget *
new_recent (const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autofree char *folder = dup_folder (path);
  g_autofree char *shown = g_filename_display_name (folder);
  g_autofree char *words = g_strdup_printf (_("Open %s in %s"), name, shown);
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_box_append (GTK_BOX (box), new_line (name, FALSE));
  gtk_box_append (GTK_BOX (box), new_line (shown, TRUE));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "qz-recent");
  gtk_widget_set_tooltip_text (button, path);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", path);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open-path");
  /* The button is what is pressed; the row around it only frames it. */
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), button);
  return row;
}

static void
update_recent (QzStartPage *self)
{
  gboolean any = FALSE;

  for (GtkWidget *row = gtk_widget_get_first_child (GTK_WIDGET (self->recent)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    any = any || gtk_widget_get_visible (row);
  gtk_widget_set_visible (self->recent_box, any);
}

/* What is gone, or lies on a drive that is not there, stays hidden. */
static void
found_cb (GObject *file, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkWidget) row = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFileInfo) info = g_file_query_info_finish (G_FILE (file), result, &error);
  GtkWidget *page = gtk_widget_get_ancestor (row, QZ_TYPE_START_PAGE);

  gtk_widget_set_visible (row, info != NULL);
  if (page != NULL)
    update_recent (QZ_START_PAGE (page));
}

void
qz_start_page_set_recent (QzStartPage *self, const char *const *paths)
{
  gtk_list_box_remove_all (self->recent);
  for (guint i = 0; paths != NULL && paths[i] != NULL; i++)
    {
      g_autoptr (GFile) file = g_file_new_for_path (paths[i]);
      GtkWidget *row = new_recent (paths[i]);

      gtk_widget_set_visible (row, FALSE);
      gtk_list_box_append (self->recent, row);
      /* A drive that answers slowly keeps nobody waiting. */
      g_file_query_info_async (file, G_FILE_ATTRIBUTE_STANDARD_TYPE, G_FILE_QUERY_INFO_NONE,
                               G_PRIORITY_DEFAULT, NULL, found_cb, g_object_ref (row));
    }
  update_recent (self);
}

/* ── the rest ────────────────────────────────────────────────────────────────────────────────── */

void
qz_start_page_set_opening (QzStartPage *self, const char *what)
{
  if (what != NULL)
    {
      gtk_label_set_label (self->what, what);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self->spinner),
                                      GTK_ACCESSIBLE_PROPERTY_LABEL, what, -1);
    }
  gtk_stack_set_visible_child_name (self->stack, what != NULL ? "opening" : "choose");
}

void
qz_start_page_say (QzStartPage *self, const char *text)
{
  adw_banner_set_title (self->banner, text);
  adw_banner_set_revealed (self->banner, *text != '\0');
}

void
qz_start_page_set_session (QzStartPage *self, QzSession *session, GMenuModel *menu)
{
  qz_jobs_button_set_session (self->jobs, session);
  qz_action_menu_attach (self->menu, menu);
}

/* What the window cannot do is not offered. (It has its actions by the time it is seen.) */
static void
qz_start_page_map (GtkWidget *widget)
{
  QzStartPage *self = QZ_START_PAGE (widget);
  GtkRoot *window = gtk_widget_get_root (widget);

  GTK_WIDGET_CLASS (qz_start_page_parent_class)->map (widget);
  if (!G_IS_ACTION_MAP (window)
      || g_action_map_lookup_action (G_ACTION_MAP (window), "new-book") == NULL)
    return;
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->new_book), "win.new-book");
  gtk_widget_set_visible (GTK_WIDGET (self->new_book), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->restore_book), "win.restore-book");
  gtk_widget_set_visible (GTK_WIDGET (self->restore_book), TRUE);
}

static void
qz_start_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_START_PAGE);
  G_OBJECT_CLASS (qz_start_page_parent_class)->dispose (object);
}

static void
qz_start_page_class_init (QzStartPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_start_page_dispose;
  widget_class->map = qz_start_page_map;
  g_type_ensure (QZ_TYPE_JOBS_BUTTON);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/frame/qz-start-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QzStartPage, menu);
  gtk_widget_class_bind_template_child (widget_class, QzStartPage, jobs);
  gtk_widget_class_bind_template_child (widget_class, QzStartPage, banner);
  gtk_widget_class_bind_template_child (widget_class, QzStartPage, status);
  gtk_widget_class_bind_template_child (widget_class, QzStartPage, stack);
  gtk_widget_class_bind_template_child (widget_class, QzStartPage, spinner);
  gtk_widget_class_bind_template_child (widget_class, QzStartPage, what);
  gtk_widget_class_bind_template_child (widget_class, QzStartPage, new_book);
  gtk_widget_class_bind_template_child (widget_class, QzStartPage, restore_book);
  gtk_widget_class_bind_template_child (widget_class, QzStartPage, recent_box);
  gtk_widget_class_bind_template_child (widget_class, QzStartPage, recent);
}

static void
qz_start_page_init (QzStartPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  adw_status_page_set_description (
      self->status, _("A book set holds an agency’s claims, documents, payments and ledgers in one "
                      "file. The sample cities are invented; trying things there harms nothing."));
}
