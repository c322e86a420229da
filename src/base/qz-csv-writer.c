/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-csv-writer.h"

#include <string.h>

/* A spreadsheet runs such a text as a formula. */
static gboolean
is_formula (const char *text)
{
  return *text != '\0' && strchr ("=+-@\t\r", *text) != NULL;
}

void
qz_csv_append_field (GString *out, const char *text, gboolean is_number, gboolean is_first)
{
  const char *shown = text != NULL ? text : "";
  gboolean is_guarded = !is_number && is_formula (shown);

  if (!is_first)
    g_string_append_c (out, ',');
  if (strpbrk (shown, ",\"\r\n") == NULL)
    {
      if (is_guarded)
        g_string_append_c (out, '\'');
      g_string_append (out, shown);
      return;
    }

  g_string_append_c (out, '"');
  if (is_guarded)
    g_string_append_c (out, '\'');
  for (; *shown != '\0'; shown++)
    {
      if (*shown == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *shown);
    }
  g_string_append_c (out, '"');
}

void
qz_csv_end_row (GString *out)
{
  /* A row of one empty field would look like an empty line, which readers skip. */
  if (out->len == 0 || out->str[out->len - 1] == '\n')
    g_string_append (out, "\"\"");
  g_string_append (out, "\r\n");
}
