/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Anything at all as what is said of columns (the first line, cut at ';') and as the titles of a
 * file (the rest): guessed, chosen, written down, and read back the same. */
#include <string.h>

#include "fuzz.h"
#include "qz-claim-parser.h"
#include "qz-error.h"
#include "qz-import-match.h"

#define MAX_CHOICES 64

static void
check_match (const QzImportMatch *match, const QzImportHead *head)
{
  for (guint i = 0; i < match->n_columns; i++)
    {
      g_assert_cmpint (match->index[i], >=, -1);
      g_assert_cmpint (match->index[i], <, (int) head->n_titles);
      for (guint j = 0; j < i; j++)
        g_assert_true (match->index[i] < 0 || match->index[i] != match->index[j]);
    }
}

/* What is kept for the next file means the same there. */
static void
check_kept (const QzImportMatch *match, const QzImportHead *head)
{
  g_autofree char *text = qz_import_match_to_text (match);
  g_auto (GStrv) kept = g_strsplit (text, "\n", -1);
  g_autoptr (GError) error = NULL;
  QzImportMatch again;

  qz_import_match_guess (&again, qz_claim_columns, QZ_N_CLAIM_COLUMNS, head);
  g_assert_true (qz_import_match_apply (&again, head, (const char *const *) kept,
                                        QZ_MATCH_REMEMBERED, &error));
  for (guint i = 0; i < match->n_columns; i++)
    g_assert_cmpint (again.index[i], ==, match->index[i]);
}

static void
match_head (const QzImportHead *head, const char *const *said)
{
  g_autoptr (QzImportReport) report = qz_import_report_new ("fuzz.csv", NULL);
  g_autofree char *digest = qz_import_head_dup_digest (head);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) unfit = NULL;
  QzImportMatch match;
  QzImportMap map;

  g_assert_cmpuint (strlen (digest), ==, 64);
  qz_import_match_guess (&match, qz_claim_columns, QZ_N_CLAIM_COLUMNS, head);
  check_match (&match, head);
  if (!qz_import_match_apply (&match, head, said, QZ_MATCH_CHOSEN, &error))
    {
      g_assert_cmpint (qz_error_get_exit_code (error), ==, QZ_ERROR_USAGE);
      return;
    }
  check_match (&match, head);
  check_kept (&match, head);
  if (!qz_import_match_finish (&match, head, "fuzz.csv", report, &map, &unfit))
    g_assert_cmpint (qz_error_get_exit_code (unfit), ==, QZ_ERROR_INPUT);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const uint8_t *end = size > 0 ? memchr (data, '\n', size) : NULL;
  const gsize n_said = end != NULL ? (gsize) (end - data) : 0;
  g_autofree char *raw = g_strndup ((const char *) data, n_said);
  g_autofree char *valid = g_utf8_make_valid (raw, -1);
  g_auto (GStrv) said = g_strsplit (valid, ";", MAX_CHOICES);
  g_autoptr (GBytes) rest =
      end != NULL ? g_bytes_new (end + 1, size - n_said - 1) : g_bytes_new (NULL, 0);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (rest);
  g_autoptr (QzRowReader) reader =
      qz_row_reader_new_csv (qz_csv_reader_new (stream, "fuzz.csv"));
  g_auto (QzImportHead) head = { 0 };
  g_autoptr (GError) error = NULL;

  if (qz_import_head_read (&head, reader, 1, &error))
    match_head (&head, (const char *const *) said);
  else
    g_assert_cmpint (qz_error_get_exit_code (error), ==, QZ_ERROR_INPUT);
  return 0;
}
