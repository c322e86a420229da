/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-shortcuts.h"

#include <glib/gi18n-lib.h>

static const QzShortcut shortcuts[] = {
  { "win.page::daily", "<Alt>1", N_ ("Pages"), N_ ("Daily disbursement") },
  { "win.page::advance", "<Alt>2", N_ ("Pages"), N_ ("Monthly advance") },
  { "win.page::settlement", "<Alt>3", N_ ("Pages"), N_ ("Month settlement") },
  { "win.page::batches", "<Alt>4", N_ ("Pages"), N_ ("Bank batches") },
  { "win.page::vouchers", "<Alt>5", N_ ("Pages"), N_ ("Vouchers") },
  { "win.page::balances", "<Alt>6", N_ ("Pages"), N_ ("Account balances") },
  { "win.page::imports", "<Alt>7", N_ ("Pages"), N_ ("Imports") },
  { "win.search", "<Control>f", N_ ("Lists"), N_ ("Search this list") },
  { "win.first-step", "<Control>n", N_ ("Lists"), N_ ("First step of this page") },
  { "win.refresh", "F5", N_ ("Lists"), N_ ("Read again") },
  { NULL, "<Control>c", N_ ("Lists"), N_ ("Copy the selected rows") },
  { "page.print", "<Control>p", N_ ("Documents"), N_ ("Preview and print") },
  { "preview.zoom-in", "<Control>plus", N_ ("Preview"), N_ ("Zoom in") },
  { "preview.zoom-out", "<Control>minus", N_ ("Preview"), N_ ("Zoom out") },
  { "preview.zoom-fit", "<Control>0", N_ ("Preview"), N_ ("Fit the width") },
  { "win.open-book", "<Control>o", N_ ("Program"), N_ ("Open a book set") },
  { "app.shortcuts", "<Control>question", N_ ("Program"), N_ ("Keyboard shortcuts") },
  { "window.close", "<Control>w", N_ ("Program"), N_ ("Close the window") },
  { "app.quit", "<Control>q", N_ ("Program"), N_ ("Quit") },
};

const QzShortcut *
qz_shortcuts_get_all (guint *out_n)
{
  *out_n = G_N_ELEMENTS (shortcuts);
  return shortcuts;
}

void
qz_shortcuts_install (GtkApplication *application)
{
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
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
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
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

  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    if (i == 0 || !g_str_equal (shortcuts[i].group, shortcuts[i - 1].group))
      append_group (xml, shortcuts[i].group);
  g_string_append (xml, "</object></child></object></interface>");
  builder = gtk_builder_new_from_string (xml->str, -1);
  return GTK_WINDOW (gtk_builder_get_object (builder, "window"));
}
