/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <locale.h>

#include "qz-application.h"
#include "qz-config.h"
#include "qz-main-watch.h"

/* Where a program that is not installed finds its translations. */
static void
set_language (void)
{
  const char *folder = g_getenv ("QZ_LOCALE_DIR");

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : QZ_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

int
main (int argc, char **argv)
{
  g_autoptr (QzApplication) application = NULL;

  set_language ();
  g_set_application_name (_("Qingzhang"));
  application = qz_application_new ();
  qz_main_watch_start (GTK_APPLICATION (application));
  return g_application_run (G_APPLICATION (application), argc, argv);
}
