/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-shortcuts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-sidebar.h"

/* Beside those of the sections, Alt+1 … Alt+9 and Alt+0. */
static const QzShortcut fixed[] = {
  { "win.find", "<Control>k", N_ ("Pages"), N_ ("Find anything") },
  { "win.back", "<Alt>Left", N_ ("Pages"), N_ ("Back") },
  { "win.search", "<Control>f", N_ ("Lists"), N_ ("Search this list") },
  { "win.first-step", "<Control>n", N_ ("Lists"), N_ ("First step of this page") },
  { "win.refresh", "F5", N_ ("Lists"), N_ ("Read again") },
  { NULL, "<Control>c", N_ ("Lists"), N_ ("Copy the selected rows") },
  { "win.print", "<Control>p", N_ ("Documents"), N_ ("Preview and print") },
  { NULL, "F7", N_ ("Vouchers"), N_ ("Choose the account, or the provider") },
  { NULL, "equal", N_ ("Vouchers"), N_ ("Fill in the balancing amount") },
  { NULL, "space", N_ ("Vouchers"), N_ ("Move the amount to the other side") },
  { NULL, "period", N_ ("Vouchers"), N_ ("Twice: copy the summary above") },
  { NULL, "<Control>Delete", N_ ("Vouchers"), N_ ("Delete the line") },
  { "preview.zoom-in", "<Control>plus", N_ ("Preview"), N_ ("Zoom in") },
  { "preview.zoom-out", "<Control>minus", N_ ("Preview"), N_ ("Zoom out") },
  { "preview.zoom-fit", "<Control>0", N_ ("Preview"), N_ ("Fit the width") },
  { "win.open-book", "<Control>o", N_ ("Program"), N_ ("Open a book set") },
  { "app.preferences", "<Control>comma", N_ ("Program"), N_ ("Preferences") },
  { "app.shortcuts", "<Control>question", N_ ("Program"), N_ ("Keyboard shortcuts") },
  { NULL, "F10", N_ ("Program"), N_ ("Main menu") },
  { "window.close", "<Control>w", N_ ("Program"), N_ ("Close the window") },
  { "app.quit", "<Control>q", N_ ("Program"), N_ ("Quit") },
};

#define MAX_SECTIONS 10

static QzShortcut shortcuts[MAX_SECTIONS + G_N_ELEMENTS (fixed)];
static guint n_shortcuts; /* 0: not filled yet */

/* The sections are those that the table of pages has. */
static void
fill (void)
{
  const QzPageSpec *spec;

  for (guint i = 1; i <= MAX_SECTIONS && (spec = qz_section_get_first (i)) != NULL; i++)
    shortcuts[n_shortcuts++] = (QzShortcut){ g_strdup_printf ("win.section(%u)", i),
                                             g_strdup_printf ("<Alt>%u", i % 10), N_ ("Pages"),
                                             spec->section };
  memcpy (shortcuts + n_shortcuts, fixed, sizeof fixed);
  n_shortcuts += G_N_ELEMENTS (fixed);
}

const QzShortcut *
qz_shortcuts_get_all (guint *out_n)
{
  if (n_shortcuts == 0)
    fill ();
  *out_n = n_shortcuts;
  return shortcuts;
}

void
qz_shortcuts_install (GtkApplication *application)
{
  guint n;

  qz_shortcuts_get_all (&n);
  for (guint i = 0; i < n; i++)
    {
      const char *const keys[] = { shortcuts[i].keys, NULL };

      if (shortcuts[i].action != NULL)
        gtk_application_set_accels_for_action (application, shortcuts[i].action, keys);
    }
}

static void
append_escaped (GString *xml, const char *format, const char *text)
{
  g_autofree char *line = g_markup_printf_escaped (format, text);

  g_string_append (xml, line);
}

static void
append_group (GString *xml, const char *group)
{
  append_escaped (xml,
                  "<child><object class=\"GtkShortcutsGroup\">"
                  "<property name=\"title\">%s</property>",
                  _ (group));
  for (guint i = 0; i < n_shortcuts; i++)
    {
      if (!g_str_equal (shortcuts[i].group, group))
        continue;
      append_escaped (xml,
                      "<child><object class=\"GtkShortcutsShortcut\">"
                      "<property name=\"title\">%s</property>",
                      _ (shortcuts[i].title));
      append_escaped (xml, "<property name=\"accelerator\">%s</property></object></child>",
                      shortcuts[i].keys);
    }
  g_string_append (xml, "</object></child>");
}

/* GTK's window of shortcuts is made by GtkBuilder alone: its functions are deprecated in 4.18,
 * and what follows them, AdwShortcutsDialog, is newer than libadwaita 1.7. */
GtkWindow *
qz_shortcuts_new_window (void)
{
  g_autoptr (GString) xml = g_string_new ("<interface><object class=\"GtkShortcutsWindow\" "
                                          "id=\"window\"><property name=\"modal\">1</property>"
                                          "<child><object class=\"GtkShortcutsSection\">");
  g_autoptr (GtkBuilder) builder = NULL;
  GtkWindow *window;
  guint n;

  qz_shortcuts_get_all (&n);
  for (guint i = 0; i < n; i++)
    if (i == 0 || !g_str_equal (shortcuts[i].group, shortcuts[i - 1].group))
      append_group (xml, shortcuts[i].group);
  g_string_append (xml, "</object></child></object></interface>");
  builder = gtk_builder_new_from_string (xml->str, -1);
  window = GTK_WINDOW (gtk_builder_get_object (builder, "window"));
  gtk_window_set_title (window, _("Keyboard shortcuts"));
  return window;
}
