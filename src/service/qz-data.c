/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-data.h"

#include <glib/gi18n-lib.h>

#include "qz-embedded.h"
#include "qz-error.h"
#include "qz-store.h"

gboolean
qz_data_load (const char *name, GBytes **out, GError **error)
{
  for (const QzEmbedded *file = qz_embedded_data; file->name != NULL; file++)
    if (g_str_equal (file->name, name))
      {
        *out = g_bytes_new_static (file->data, file->length);
        return TRUE;
      }
  *out = NULL;
  qz_error_set (error, QZ_ERROR_INPUT, "data-missing",
                _("The program carries no file “%s”"), name);
  return FALSE;
}

GStrv
qz_data_list (const char *folder)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (const QzEmbedded *file = qz_embedded_data; file->name != NULL; file++)
    if (g_str_has_prefix (file->name, folder))
      g_strv_builder_add (names, file->name);
  return g_strv_builder_end (names);
}

const char *
qz_data_get_engine (void)
{
  return qz_store_get_engine ();
}
