/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-about.h"

#include <cairo.h>
#include <glib/gi18n-lib.h>
#include <locale.h>

#include "qz-application.h"
#include "qz-config.h"
#include "qz-data.h"
#include "qz-imports.h"
#include "qz-poppler.h"

/* ── what the program runs on ────────────────────────────────────────────────────────────────── */

static void
append_renderer (GString *facts, GtkWindow *window)
{
  GskRenderer *renderer =
      window != NULL ? gtk_native_get_renderer (GTK_NATIVE (window)) : NULL;
  GdkDisplay *display = gdk_display_get_default ();

  if (renderer != NULL)
    g_string_append_printf (facts, "Renderer: %s\n", G_OBJECT_TYPE_NAME (renderer));
  if (display != NULL)
    g_string_append_printf (facts, "Display: %s\n", G_OBJECT_TYPE_NAME (display));
}

char *
qz_about_dup_facts (GtkWindow *window)
{
  GString *facts = g_string_new (NULL);
  g_autoptr (GError) missing = NULL;
  const QzPoppler *poppler = qz_poppler_get (&missing);
  g_autofree char *system = g_get_os_info (G_OS_INFO_KEY_PRETTY_NAME);
  const char *locale = setlocale (LC_MESSAGES, NULL);

  g_string_append_printf (facts, "Qingzhang %s\n", QZ_VERSION);
  g_string_append_printf (facts, "GTK %u.%u.%u\n", gtk_get_major_version (),
                          gtk_get_minor_version (), gtk_get_micro_version ());
  g_string_append_printf (facts, "libadwaita %u.%u.%u\n", adw_get_major_version (),
                          adw_get_minor_version (), adw_get_micro_version ());
  g_string_append_printf (facts, "GLib %u.%u.%u\n", glib_major_version, glib_minor_version,
                          glib_micro_version);
  g_string_append_printf (facts, "SQLite %s\n", qz_data_get_engine ());
  g_string_append_printf (facts, "Cairo %s\n", cairo_version_string ());
  g_string_append_printf (facts, "poppler %s\n", poppler != NULL ? poppler->get_version () : "?");
  append_renderer (facts, window);
  g_string_append_printf (facts, "System: %s\n", system != NULL ? system : "?");
  g_string_append_printf (facts, "Locale: %s\n", locale != NULL ? locale : "C");
  return g_string_free (facts, FALSE);
}

/* ── the book set ────────────────────────────────────────────────────────────────────────────── */

static void
append_policies (GString *facts, QzSheet *policies)
{
  const guint id = (guint) qz_sheet_find_column (policies, "id");
  const guint version = (guint) qz_sheet_find_column (policies, "version");
  const guint active = (guint) qz_sheet_find_column (policies, "active");

  for (guint row = 0; row < qz_sheet_get_n_rows (policies); row++)
    {
      g_autofree char *number = qz_sheet_dup_machine (policies, row, version);

      if (qz_sheet_get_number (policies, row, active) != 0)
        g_string_append_printf (facts, "Policy: %s, version %s\n",
                                qz_sheet_get_text (policies, row, id), number);
    }
}

static gpointer
load_facts (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  static const char *const names[] = { "path", "schema", "claims", "documents", "vouchers" };
  g_autoptr (QzSheet) info = qz_book_dup_info (book, error);
  g_autoptr (QzSheet) policies = info != NULL ? qz_policy_list (book, error) : NULL;
  GString *facts;

  if (policies == NULL)
    return NULL;
  facts = g_string_new ("\nBook set\n");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *value = qz_sheet_dup_fact_display (info, names[i]);

      g_string_append_printf (facts, "%s: %s\n", names[i], value);
    }
  append_policies (facts, policies);
  return g_string_free (facts, FALSE);
}

static const QzJobKind facts_kind = { NULL, load_facts, FALSE, NULL, g_free };

static void
facts_loaded (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  AdwAboutDialog *dialog = owner;
  g_autofree char *facts =
      g_strconcat (adw_about_dialog_get_debug_info (dialog),
                   error != NULL ? "\nBook set: " : (const char *) output,
                   error != NULL ? error->message : NULL, NULL);

  adw_about_dialog_set_debug_info (dialog, facts);
}

/* ── the dialog ──────────────────────────────────────────────────────────────────────────────── */

void
qz_about_present (GtkWindow *window, QzSession *session)
{
  AdwDialog *dialog = adw_about_dialog_new ();
  AdwAboutDialog *about = ADW_ABOUT_DIALOG (dialog);
  g_autofree char *facts = qz_about_dup_facts (window);

  adw_about_dialog_set_application_name (about, _("Qingzhang"));
  adw_about_dialog_set_application_icon (about, QZ_APPLICATION_ID);
  adw_about_dialog_set_version (about, QZ_VERSION);
  adw_about_dialog_set_comments (about,
                                 _("Settles the money of medical insurance funds: claims in, "
                                    "documents, payments and ledgers out"));
  adw_about_dialog_set_license_type (about, GTK_LICENSE_GPL_3_0);
  adw_about_dialog_set_developer_name (about, _("The Qingzhang authors"));
  adw_about_dialog_set_debug_info (about, facts);
  adw_about_dialog_set_debug_info_filename (about, "qingzhang-debug.txt");
  if (session != NULL && qz_session_get_path (session) != NULL)
    qz_session_run (session, &facts_kind, NULL, dialog, NULL, facts_loaded);
  adw_dialog_present (dialog, GTK_WIDGET (window));
}
