/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-target.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "qz-error.h"

#define DATABASE "SQLite format 3" /* with its NUL */
/* Of the log beside it, where the last changes may be; the last bit says which way words are. */
static const guint8 log_magic[] = { 0x37, 0x7f, 0x06 };

static gboolean
is_book (const char *path)
{
  FILE *file = g_fopen (path, "rbe");
  guint8 bytes[sizeof DATABASE] = { 0 };
  gsize length;

  if (file == NULL)
    return FALSE;
  length = fread (bytes, 1, sizeof bytes, file);
  fclose (file);
  return (length == sizeof bytes && memcmp (bytes, DATABASE, sizeof bytes) == 0)
         || (length >= 4 && memcmp (bytes, log_magic, sizeof log_magic) == 0
             && (bytes[3] & 0xfe) == 0x82);
}

gboolean
qz_target_check (const char *path, GError **error)
{
  if (!is_book (path))
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "file-is-book",
                _("%s holds a book set and is not written over; choose another name."), path);
  return FALSE;
}
