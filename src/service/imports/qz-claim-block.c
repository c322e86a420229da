/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-claim-block.h"

#include <string.h>

/* A file in which every line is wrong must not fill the memory. */
#define MAX_PROBLEMS 512

static void
clear_problem (gpointer data)
{
  QzClaimProblem *problem = data;

  g_free (problem->field);
  g_free (problem->value);
  g_free (problem->reason);
}

QzClaimBlock *
qz_claim_block_new (void)
{
  QzClaimBlock *self = g_new0 (QzClaimBlock, 1);

  self->problems = g_array_new (FALSE, FALSE, sizeof (QzClaimProblem));
  g_array_set_clear_func (self->problems, clear_problem);
  return self;
}

void
qz_claim_block_free (QzClaimBlock *self)
{
  g_array_unref (self->problems);
  g_free (self);
}

void
qz_claim_block_clear (QzClaimBlock *self)
{
  self->n_rows = 0;
  self->used = 0;
  self->is_last = FALSE;
  g_array_set_size (self->problems, 0);
}

gboolean
qz_claim_block_is_full (const QzClaimBlock *self)
{
  return self->n_rows == QZ_CLAIM_BLOCK_ROWS || self->problems->len >= MAX_PROBLEMS
         || self->used + QZ_CLAIM_BLOCK_TEXT > QZ_CLAIM_BLOCK_SIZE;
}

void
qz_claim_block_add (QzClaimBlock *self, const QzClaimRow *row)
{
  QzClaimRow *copy = &self->rows[self->n_rows++];

  *copy = *row;
  for (guint i = 0; i < QZ_CLAIM_N_TEXTS; i++)
    {
      if (row->texts[i] == NULL)
        continue;
      copy->texts[i] = self->text + self->used;
      memcpy (self->text + self->used, row->texts[i], (gsize) row->lengths[i] + 1);
      self->used += (gsize) row->lengths[i] + 1;
    }
  g_assert (self->used <= QZ_CLAIM_BLOCK_SIZE);
}

void
qz_claim_block_add_problem (QzClaimBlock *self, const QzProblem *problem, gboolean is_error)
{
  QzClaimProblem copy = { .line = problem->line,
                          .column = problem->column,
                          .field = g_strdup (problem->field),
                          .value = g_strdup (problem->value),
                          .reason = g_strdup (problem->reason),
                          .rule = problem->rule,
                          .is_error = is_error };

  g_array_append_val (self->problems, copy);
}
