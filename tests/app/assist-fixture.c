/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assist-fixture.h"

#include <glib/gstdio.h>

#include "app-fixture.h"
#include "qz-sample-assist.h"

static char *folder;
static char *city; /* made once for the program */

static void
make_city (void)
{
  QzContext context = { NULL };
  g_autoptr (GError) error = NULL;

  folder = g_dir_make_tmp ("qz-assist-XXXXXX", &error);
  g_assert_no_error (error);
  city = g_build_filename (folder, "city.qz", NULL);
  g_assert_true (qz_clock_init_at (&context.clock, ASSIST_NOW, &error));
  if (!qz_sample_assist_make (city, &context, &error))
    g_error ("the sample city: %s", error->message);
}

QzSession *
assist_open (const char *user)
{
  if (city == NULL)
    make_city ();
  return app_open_copy (city, ASSIST_NOW, user);
}

void
assist_remove (void)
{
  g_autoptr (GDir) files = folder != NULL ? g_dir_open (folder, 0, NULL) : NULL;
  const char *name;

  while (files != NULL && (name = g_dir_read_name (files)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  if (folder != NULL)
    g_rmdir (folder);
  g_clear_pointer (&folder, g_free);
  g_clear_pointer (&city, g_free);
}
