/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-target.h"

#include <glib/gi18n-lib.h>

#include "qz-error.h"
#include "qz-store.h"

gboolean
qz_target_check (const char *path, GError **error)
{
  if (!qz_store_is_database (path))
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "file-is-book",
                _("%s holds a book set and is not written over; choose another name."), path);
  return FALSE;
}

gboolean
qz_target_check_source (const char *path, GError **error)
{
  if (!qz_store_is_database (path))
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "file-is-book",
                _("This is a book set, not a file of data; choose the file that was sent"));
  qz_error_add_place (error, path, 0, 0, NULL);
  return FALSE;
}
