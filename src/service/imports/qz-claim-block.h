/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-claim-parser.h"

G_BEGIN_DECLS

/* Rows and problems on their way from the thread that reads to the one that writes. */

typedef struct {
  guint64 line;
  guint column;
  char *field, *value, *reason;
  const char *rule; /* a literal, or NULL */
  gboolean is_error;
} QzClaimProblem;

#define QZ_CLAIM_BLOCK_ROWS 256
/* A row's texts at their longest, with their NULs. */
#define QZ_CLAIM_BLOCK_TEXT (QZ_CLAIM_N_TEXTS * (QZ_MAX_IMPORT_TEXT + 1))
#define QZ_CLAIM_BLOCK_SIZE (64 * 1024)

typedef struct {
  QzClaimRow rows[QZ_CLAIM_BLOCK_ROWS];
  guint n_rows;
  GArray *problems; /* QzClaimProblem, in the order of lines */
  guint64 bytes_read;
  guint64 n_rows_so_far;
  gboolean is_last;
  gsize used;
  char text[QZ_CLAIM_BLOCK_SIZE];
} QzClaimBlock;

QzClaimBlock *qz_claim_block_new (void);
void qz_claim_block_free (QzClaimBlock *self);
void qz_claim_block_clear (QzClaimBlock *self);
gboolean qz_claim_block_is_full (const QzClaimBlock *self);
/* Copies the row with its texts. */
void qz_claim_block_add (QzClaimBlock *self, const QzClaimRow *row);
void qz_claim_block_add_problem (QzClaimBlock *self, const QzProblem *problem, gboolean is_error);

G_END_DECLS
