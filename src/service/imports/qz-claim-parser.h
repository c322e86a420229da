/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-area-map.h"
#include "qz-claim-repo.h"
#include "qz-import-columns.h"
#include "qz-registry-repo.h"

G_BEGIN_DECLS

/* Reads rows of a claims file (domain 4.8): checks V1–V6, V8, V9, identity numbers, codes, dates
 * and providers. It knows nothing of the book set but the providers, so it can work on its own
 * thread and be fed anything. */
typedef struct _QzClaimParser QzClaimParser;

/* What is wrong with the row at hand; strings are valid during the call. */
typedef void (*QzClaimProblemFunc) (const QzProblem *problem, gboolean is_error,
                                    gpointer user_data);

#define QZ_N_CLAIM_COLUMNS (QZ_CLAIM_N_TEXTS + 2 + QZ_N_CLAIM_AMOUNTS)
/* Bills of medical assistance have these behind the columns of claims (DT-15a). */
typedef enum {
  QZ_BILL_BEGIN = QZ_N_CLAIM_COLUMNS,
  QZ_BILL_END,
  QZ_BILL_DEDC,
  QZ_BILL_CATEGORY,
  QZ_BILL_CROSS,
  QZ_BILL_MANUAL,
  QZ_N_BILL_COLUMNS,
} QzBillColumn;
extern const QzImportColumn qz_claim_columns[QZ_N_BILL_COLUMNS];

/* @providers: code → QzProviderKey, borrowed. @map: as read from the header. */
QzClaimParser *qz_claim_parser_new (GHashTable *providers, const QzImportMap *map, QzDay today,
                                    gboolean acct_includes_mulaid, QzClaimProblemFunc func,
                                    gpointer user_data);
void qz_claim_parser_free (QzClaimParser *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzClaimParser, qz_claim_parser_free)

/* Where care away from home is cleared, claims of it (pay_loc 3, 4) must say who is treated where
 * (NL-4): @map and @managers (provider id → code of its agency), borrowed. */
void qz_claim_parser_set_areas (QzClaimParser *self, QzAreaMap *map, GHashTable *managers);

/* For bills of medical assistance: every person must have a sound identity number (GB 11643), by
 * which the hospital identified him (DT-8) and lists and bills meet; a bill paid at the centre is
 * nothing to wonder at. */
void qz_claim_parser_set_strict (QzClaimParser *self);

/* Fills @row with what the fields say; its texts are the fields'. FALSE when the row was rejected
 * or is the trailer. */
gboolean qz_claim_parser_parse (QzClaimParser *self, const QzCsvField *fields, guint n_fields,
                                guint64 line, QzClaimRow *row);

typedef struct {
  guint64 n_rows; /* good ones */
  guint64 n_read; /* good and bad */
  QzFen medfee_fen, fund_fen;
  QzDay first_day, last_day; /* QZ_DAY_NONE without rows */
  gboolean has_trailer;      /* control totals were given, and agree unless rejected */
} QzClaimTotals;
const QzClaimTotals *qz_claim_parser_get_totals (QzClaimParser *self);
/* Warnings of @rule beyond the first ones, which were not described. Calls @func for each rule. */
typedef void (*QzClaimCountFunc) (const char *rule, guint64 n, gpointer user_data);
void qz_claim_parser_list_silent (QzClaimParser *self, QzClaimCountFunc func, gpointer user_data);

G_END_DECLS
