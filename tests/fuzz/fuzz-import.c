/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Anything at all as a claims file: header, rows and trailer through the parser. */
#include <string.h>

#include "fuzz.h"
#include "qz-claim-block.h"
#include "qz-error.h"

#define PROVIDER "H22020200101"

typedef struct {
  guint64 line; /* of the row at hand */
  gboolean rejected;
  QzClaimBlock *block;
} Seen;

static void
note (const QzProblem *problem, gboolean is_error, gpointer user_data)
{
  Seen *seen = user_data;

  g_assert_cmpuint (problem->line, ==, seen->line);
  g_assert_nonnull (problem->field);
  g_assert_true (problem->reason != NULL && g_utf8_validate (problem->reason, -1, NULL));
  seen->rejected = seen->rejected || is_error;
  qz_claim_block_add_problem (seen->block, problem, is_error);
}

/* What the parser lets through must be fit for the book set. */
static void
check_row (const QzClaimRow *row)
{
  const QzFen *a = row->claim.amounts;
  QzFen funds = 0;

  for (guint i = QZ_CLAIM_HIFP; i <= QZ_CLAIM_OTH; i++)
    funds += a[i];
  g_assert_cmpint (a[QZ_CLAIM_FUND_PAY], ==, funds);
  g_assert_cmpint (a[QZ_CLAIM_PSN_PART], ==,
                   a[QZ_CLAIM_MEDFEE] - a[QZ_CLAIM_FUND_PAY] - a[QZ_CLAIM_HOSP_PART]);
  for (guint i = 0; i < QZ_N_CLAIM_AMOUNTS; i++)
    {
      g_assert_true (i == QZ_CLAIM_PSN_PART || ABS (a[i]) <= QZ_FEN_MAX);
      g_assert_true (i == QZ_CLAIM_PSN_PART || (row->claim.refund ? a[i] <= 0 : a[i] >= 0));
    }
  for (guint i = 0; i <= QZ_CLAIM_INSU_ADMDVS; i++)
    g_assert_nonnull (row->texts[i]);
  for (guint i = 0; i < QZ_CLAIM_N_TEXTS; i++)
    {
      g_assert_true (row->texts[i] == NULL || row->texts[i][row->lengths[i]] == '\0');
      g_assert_true (row->texts[i] == NULL || g_utf8_validate (row->texts[i], -1, NULL));
    }
  g_assert_cmpint (row->claim.provider_id, ==, 7);
  g_assert_cmpint (row->claim.day, !=, QZ_DAY_NONE);
}

static void
read_rows (QzRowReader *reader, QzClaimParser *parser, Seen *seen)
{
  g_autoptr (QzDigest) digest = qz_digest_new ();
  g_autoptr (GError) error = NULL;
  const QzCsvField *fields;
  QzClaimRow row = { 0 };
  guint64 n_good = 0;
  guint n_fields;

  while (qz_row_reader_next (reader, &fields, &n_fields, &error))
    {
      gboolean good;

      seen->line = qz_row_reader_get_line (reader);
      seen->rejected = FALSE;
      good = qz_claim_parser_parse (parser, fields, n_fields, seen->line, &row);
      g_assert_true (!good || !seen->rejected);
      if (good)
        {
          check_row (&row);
          qz_claim_row_digest (&row, (gint64) ++n_good, 1, digest);
          qz_claim_block_add (seen->block, &row);
        }
      if (qz_claim_block_is_full (seen->block))
        qz_claim_block_clear (seen->block);
    }
  g_assert_cmpuint (qz_claim_parser_get_totals (parser)->n_rows, ==, n_good);
}

static GHashTable *
make_providers (void)
{
  GHashTable *providers = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  QzProviderKey *key = g_new0 (QzProviderKey, 1);

  key->id = 7;
  g_strlcpy (key->code, PROVIDER, sizeof key->code);
  g_strlcpy (key->status, "ADMITTED", sizeof key->status);
  key->admitted_from = QZ_DAY_NONE;
  key->suspended_from = 20500;
  key->stopped_from = QZ_DAY_NONE;
  g_hash_table_insert (providers, key->code, key);
  return providers;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (data, (gssize) size, NULL);
  g_autoptr (QzRowReader) reader =
      qz_row_reader_new_csv (qz_csv_reader_new (stream, "fuzz.csv"));
  g_autoptr (QzImportReport) report = qz_import_report_new ("fuzz.csv", NULL);
  g_autoptr (GHashTable) providers = make_providers ();
  g_autoptr (QzClaimParser) parser = NULL;
  g_autoptr (GError) error = NULL;
  Seen seen = { 0 };
  QzImportMap map;

  if (!qz_import_map_read (&map, qz_claim_columns, QZ_N_CLAIM_COLUMNS, reader, report, &error))
    {
      g_assert_cmpint (qz_error_get_exit_code (error), ==, QZ_ERROR_INPUT);
      return 0;
    }
  seen.block = qz_claim_block_new ();
  parser = qz_claim_parser_new (providers, &map, 20600, FALSE, note, &seen);
  read_rows (reader, parser, &seen);
  qz_claim_block_free (seen.block);
  return 0;
}
