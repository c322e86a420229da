/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-import-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-facts.h"
#include "qz-imports.h"
#include "qz-message.h"
#include "qz-words.h"

typedef struct {
  char *kind;
  char *path;
  char *rejects;
} ImportInput;

static void
free_input (gpointer data)
{
  ImportInput *input = data;

  g_free (input->kind);
  g_free (input->path);
  g_free (input->rejects);
  g_free (input);
}

static gpointer
run_import (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const ImportInput *self = input;
  const QzImportOptions options = { self->rejects };

  return qz_import_run (book, context, self->kind, self->path, &options, error);
}

static const QzJobKind import_kind = { N_ ("Importing"), run_import, TRUE, free_input,
                                       (GDestroyNotify) qz_sheet_unref };

/* ── the result ──────────────────────────────────────────────────────────────────────────────── */

static void
show_result (GtkWidget *owner, QzSheet *result)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Imported"), NULL);
  GtkWidget *facts = qz_facts_new ();

  qz_facts_set_sheet (QZ_FACTS (facts), result, NULL);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), facts);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "close");
  adw_dialog_present (dialog, owner);
}

static void
imported (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  const ImportInput *done = input;
  g_autoptr (GError) told = NULL;

  if (error == NULL)
    {
      show_result (owner, output);
      return;
    }
  told = g_error_copy (error);
  if (g_file_test (done->rejects, G_FILE_TEST_EXISTS))
    g_prefix_error (&told, _("All rejected rows stand in %s.\n\n"), done->rejects);
  qz_message_show_error (owner, _("Nothing Was Imported"), told);
}

/* ── the kind ────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  GtkWidget *owner;
  QzSession *session;
  char *path;
  GtkStringList *codes; /* as qz_import_run() takes them */
  AdwComboRow *choice;
} Asked;

static void
free_asked (gpointer data, GClosure *closure)
{
  Asked *asked = data;

  g_object_unref (asked->owner);
  g_object_unref (asked->session);
  g_object_unref (asked->codes);
  g_free (asked->path);
  g_free (asked);
}

static void
response_cb (AdwAlertDialog *dialog, const char *response, gpointer user_data)
{
  Asked *asked = user_data;
  g_autofree char *base = g_path_get_basename (asked->path);
  ImportInput *input;

  if (!g_str_equal (response, "import"))
    return;
  input = g_new0 (ImportInput, 1);
  input->kind = g_strdup (
      gtk_string_list_get_string (asked->codes, adw_combo_row_get_selected (asked->choice)));
  input->path = g_strdup (asked->path);
  input->rejects = g_strdup_printf ("%s/qingzhang-rejects-%s", g_get_tmp_dir (), base);
  qz_session_run (asked->session, &import_kind, input, asked->owner, NULL, imported);
}

/* "declarations-2026-01.csv" is a file of declarations. */
static guint
guess (GtkStringList *codes, const char *path)
{
  g_autofree char *base = g_path_get_basename (path);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (codes)); i++)
    if (strstr (base, gtk_string_list_get_string (codes, i)) != NULL)
      return i;
  return 0;
}

static GtkStringList *
list_codes (GError **error)
{
  g_autoptr (QzSheet) kinds = qz_import_list_kinds (error);
  GtkStringList *codes = gtk_string_list_new (NULL);
  const char *last = NULL;

  for (guint row = 0; kinds != NULL && row < qz_sheet_get_n_rows (kinds); row++)
    {
      const char *kind = qz_sheet_get_text (kinds, row, 0);

      if (g_strcmp0 (kind, last) != 0)
        gtk_string_list_append (codes, kind);
      last = kind;
    }
  return codes;
}

static GtkWidget *
new_choice (Asked *asked)
{
  GtkWidget *group = adw_preferences_group_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (asked->codes)); i++)
    {
      g_autofree char *name = qz_words_dup ("kind", gtk_string_list_get_string (asked->codes, i));

      gtk_string_list_append (names, name);
    }
  asked->choice = ADW_COMBO_ROW (adw_combo_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (asked->choice), _("What the file holds"));
  adw_combo_row_set_model (asked->choice, G_LIST_MODEL (names));
  adw_combo_row_set_selected (asked->choice, guess (asked->codes, asked->path));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (asked->choice));
  return group;
}

void
qz_import_dialog_present (GtkWidget *owner, QzSession *session, const char *path)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Import a File"), path);
  g_autoptr (GError) error = NULL;
  Asked *asked = g_new0 (Asked, 1);

  asked->owner = g_object_ref (owner);
  asked->session = g_object_ref (session);
  asked->path = g_strdup (path);
  asked->codes = list_codes (&error);
  if (error != NULL)
    qz_message_show_error (owner, _("Nothing Was Imported"), error);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "back", _("_Go Back"), "import",
                                  _("_Import"), NULL);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), new_choice (asked));
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "import",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "import");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "back");
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), asked, free_asked, 0);
  adw_dialog_present (dialog, owner);
}
