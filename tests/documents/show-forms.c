/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints every form with easy and with hard content, to be looked at: show-forms FOLDER. */
#include "form-samples.h"
#include "nl-samples.h"

static QzSheet *
make (const char *id, guint n_rows, gboolean hard)
{
  return g_str_has_prefix (id, "F-NL-") ? nl_samples_make (id, n_rows, hard)
                                        : form_samples_make (id, n_rows, hard);
}

static void
show (const char *folder, const char *id, guint n_rows, gboolean hard, QzPrintState state)
{
  const QzPrintOptions options = { state, hard ? 1 : 0, NULL, "2026-03-12T09:30:00" };
  g_autoptr (QzForm) form = form_samples_load (id);
  g_autoptr (QzSheet) sheet = make (id, n_rows, hard);
  g_autoptr (QzSheet) other = make (id, MIN (n_rows, 3), !hard);
  QzSheet *const sheets[] = { sheet, other };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_strdup_printf ("%s/%s-%s.pdf", folder, id, hard ? "hard" : "easy");
  g_autoptr (GBytes) bytes = form_samples_print (form, sheets, 2, &options, &error);

  g_assert_no_error (error);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);
}

int
main (int argc, char *argv[])
{
  static const char *const ids[] = { "F-JL-DAY", "F-PAY", "F-RCPT",   "F-STMT",
                                     "F-MS",     "F-ADV", "F-VOUCHER" };

  g_assert (argc == 2);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      show (argv[1], ids[i], g_str_equal (ids[i], "F-VOUCHER") ? 4 : 40, FALSE, QZ_PRINT_FINAL);
      show (argv[1], ids[i], g_str_equal (ids[i], "F-VOUCHER") ? 8 : 14, TRUE,
            i % 2 == 0 ? QZ_PRINT_DRAFT : QZ_PRINT_CANCELLED);
    }
  for (guint i = 0; nl_samples_get_id (i) != NULL; i++)
    {
      const guint n = g_str_equal (nl_samples_get_id (i), "F-NL-2-3") ? 2 : 11;

      show (argv[1], nl_samples_get_id (i), n, FALSE, QZ_PRINT_FINAL);
      show (argv[1], nl_samples_get_id (i), 200, TRUE, QZ_PRINT_DRAFT);
    }
  return 0;
}
