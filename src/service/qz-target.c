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
