/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-file-choice.h"

#include <glib/gi18n-lib.h>

#include "qz-main-watch.h"
#include "qz-message.h"
#include "qz-settings.h"

typedef struct {
  GtkWidget *widget;
  QzFileAct act;
  QzFileFunc func;
  gpointer data;
  GDestroyNotify free_data; /* nullable */
  GCancellable *gone;       /* with the widget */
  char *path;               /* NULL: nothing is chosen yet */
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_signal_handlers_disconnect_by_data (asked->widget, asked);
  g_object_unref (asked->widget);
  g_object_unref (asked->gone);
  if (asked->free_data != NULL)
    asked->free_data (asked->data);
  g_free (asked->path);
  g_free (asked);
}

static void
root_cb (Asked *asked)
{
  if (gtk_widget_get_root (asked->widget) == NULL)
    g_cancellable_cancel (asked->gone);
}

static void
destroyed_cb (Asked *asked)
{
  g_cancellable_cancel (asked->gone);
}

static gboolean
take_cb (gpointer user_data)
{
  const Asked *asked = user_data;

  if (!g_cancellable_is_cancelled (asked->gone))
    asked->func (asked->widget, asked->path, asked->data);
  return G_SOURCE_REMOVE;
}

static GFile *
finish (GtkFileDialog *dialog, QzFileAct act, GAsyncResult *result, GError **error)
{
  switch (act)
    {
    case QZ_FILE_OPEN:
      return gtk_file_dialog_open_finish (dialog, result, error);
    case QZ_FILE_SAVE:
      return gtk_file_dialog_save_finish (dialog, result, error);
    case QZ_FILE_FOLDER:
      return gtk_file_dialog_select_folder_finish (dialog, result, error);
    default:
      g_assert_not_reached ();
    }
}

/* The path of what was chosen. */
static char *
take_path (const Asked *asked, GFile *file, GError **error)
{
  g_autoptr (GSettings) settings = qz_settings_open ();
  g_autofree char *shown = g_file_get_parse_name (file);

  if (g_file_peek_path (file) == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                   asked->act == QZ_FILE_OPEN
                       ? _("%s is not a place of this computer; copy the file to it first")
                       : _("%s is not a place of this computer; choose one that is, and copy the "
                           "file from there"),
                   shown);
      return NULL;
    }
  if (asked->act == QZ_FILE_OPEN)
    qz_settings_set_open_folder (settings, file);
  return g_file_get_path (file);
}

/* In a turn of its own: in this one the toolkit takes its dialog apart. */
static void
chosen_cb (GObject *dialog, GAsyncResult *result, gpointer user_data)
{
  Asked *asked = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = finish (GTK_FILE_DIALOG (dialog), asked->act, result, &error);

  if (file != NULL)
    asked->path = take_path (asked, file, &error);
  if (asked->path != NULL)
    {
      g_idle_add_full (G_PRIORITY_DEFAULT, take_cb, asked, asked_free);
      return;
    }
  qz_message_show_error (asked->widget,
                         asked->act == QZ_FILE_FOLDER ? _("No Folder Was Chosen")
                                                      : _("No File Was Chosen"),
                         error);
  asked_free (asked);
}

static void
add_filters (GtkFileDialog *dialog, const QzFileChoice *choice)
{
  g_autoptr (GListStore) filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr (GtkFileFilter) some = gtk_file_filter_new ();
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (some, choice->kind);
  for (guint i = 0; choice->suffixes[i] != NULL; i++)
    gtk_file_filter_add_suffix (some, choice->suffixes[i]);
  gtk_file_filter_set_name (all, _("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  g_list_store_append (filters, some);
  g_list_store_append (filters, all);
  gtk_file_dialog_set_filters (dialog, G_LIST_MODEL (filters));
}

static void
set_up (GtkFileDialog *dialog, const QzFileChoice *choice)
{
  g_autoptr (GSettings) settings = qz_settings_open ();
  g_autoptr (GFile) folder = choice->act == QZ_FILE_OPEN ? qz_settings_dup_open_folder (settings)
                                                         : qz_settings_dup_folder (settings);

  gtk_file_dialog_set_title (dialog, choice->title);
  if (choice->kind != NULL)
    add_filters (dialog, choice);
  if (choice->name != NULL && g_path_is_absolute (choice->name))
    {
      g_autoptr (GFile) file = g_file_new_for_path (choice->name);

      gtk_file_dialog_set_initial_file (dialog, file);
      return;
    }
  gtk_file_dialog_set_initial_name (dialog, choice->name);
  gtk_file_dialog_set_initial_folder (dialog, folder);
}

static void
show (GtkFileDialog *dialog, Asked *asked)
{
  QZ_WATCH_TOOLKIT ("GtkFileDialog");
  GtkRoot *root = gtk_widget_get_root (asked->widget);
  GtkWindow *parent = GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;

  switch (asked->act)
    {
    case QZ_FILE_OPEN:
      gtk_file_dialog_open (dialog, parent, asked->gone, chosen_cb, asked);
      break;
    case QZ_FILE_SAVE:
      gtk_file_dialog_save (dialog, parent, asked->gone, chosen_cb, asked);
      break;
    case QZ_FILE_FOLDER:
      gtk_file_dialog_select_folder (dialog, parent, asked->gone, chosen_cb, asked);
      break;
    default:
      g_assert_not_reached ();
    }
}

void
qz_file_choose (GtkWidget *widget, const QzFileChoice *choice, QzFileFunc func, gpointer data,
                GDestroyNotify free_data)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  Asked *asked = g_new0 (Asked, 1);

  asked->widget = g_object_ref (widget);
  asked->act = choice->act;
  asked->func = func;
  asked->data = data;
  asked->free_data = free_data;
  asked->gone = g_cancellable_new ();
  g_signal_connect_swapped (widget, "notify::root", G_CALLBACK (root_cb), asked);
  g_signal_connect_swapped (widget, "destroy", G_CALLBACK (destroyed_cb), asked);
  set_up (dialog, choice);
  show (dialog, asked);
}
