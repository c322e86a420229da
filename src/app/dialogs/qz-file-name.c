/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-file-name.h"

#define BOOK_ENDING ".qz"

char *
qz_file_name_clean (const char *text)
{
  char *name = g_strdelimit (g_strstrip (g_strdup (text)), "/\\:*?\"<>|", '-');

  for (char *at = name; *at != '\0'; at++)
    if (g_ascii_iscntrl (*at))
      *at = '-';
  return name;
}

char *
qz_file_name_dated (const char *title, QzDay day)
{
  g_autofree char *date = qz_day_format (day);
  g_autofree char *name = g_strdup_printf ("%s %s", title, date);

  return qz_file_name_clean (name);
}

static const char *
get_documents (void)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  return documents != NULL && g_file_test (documents, G_FILE_TEST_IS_DIR) ? documents
                                                                          : g_get_home_dir ();
}

char *
qz_file_name_new_book (const char *folder, const char *name)
{
  g_autofree char *clean = qz_file_name_clean (name);
  const char *where = folder != NULL ? folder : get_documents ();

  for (guint n = 1;; n++)
    {
      g_autofree char *file = n == 1 ? g_strconcat (clean, BOOK_ENDING, NULL)
                                     : g_strdup_printf ("%s %u" BOOK_ENDING, clean, n);
      g_autofree char *path = g_build_filename (where, file, NULL);

      if (!g_file_test (path, G_FILE_TEST_EXISTS))
        return g_steal_pointer (&path);
    }
}

char *
qz_file_name_end_book (const char *path)
{
  return g_str_has_suffix (path, BOOK_ENDING) ? g_strdup (path)
                                              : g_strconcat (path, BOOK_ENDING, NULL);
}
