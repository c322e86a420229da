/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assist-fixture.h"

#include <glib/gstdio.h>

#include "app-fixture.h"
#include "qz-sample-assist.h"

static char *folder;
static char *city; /* made once for the program */
static guint n_copies;

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

static char *
copy_city (void)
{
  g_autofree char *copy = NULL;
  g_autoptr (GFile) from = NULL;
  g_autoptr (GFile) to = NULL;
  g_autoptr (GError) error = NULL;

  if (city == NULL)
    make_city ();
  copy = g_strdup_printf ("%s-%u", city, ++n_copies);
  from = g_file_new_for_path (city);
  to = g_file_new_for_path (copy);
  g_file_copy (from, to, G_FILE_COPY_OVERWRITE, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&copy);
}

static gboolean
is_open (gpointer session)
{
  return qz_session_get_path (session) != NULL;
}

QzSession *
assist_open (const char *user)
{
  QzSession *session = qz_session_new ();
  g_autofree char *path = copy_city ();
  g_autoptr (GError) error = NULL;

  g_assert_true (qz_session_set_now (session, ASSIST_NOW, &error));
  qz_session_open (session, path, NULL, NULL);
  app_wait_until (is_open, session, "the sample city to open");
  qz_session_set_user (session, user);
  return session;
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
