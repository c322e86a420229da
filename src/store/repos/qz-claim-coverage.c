/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-claim-coverage.h"

typedef struct {
  gint64 first, last, document_id;
} Segment;

struct _QzClaimCoverage {
  QzDay from;
  guint n_cells;
  GArray **cells; /* day × insurance: segments by first, or NULL */
};

QzClaimCoverage *
qz_claim_coverage_new (QzDay from, QzDay to)
{
  QzClaimCoverage *self = g_new0 (QzClaimCoverage, 1);

  g_assert (from <= to);
  self->from = from;
  self->n_cells = (guint) (to - from + 1) * QZ_N_INSURANCES;
  self->cells = g_new0 (GArray *, self->n_cells);
  return self;
}

void
qz_claim_coverage_free (QzClaimCoverage *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < self->n_cells; i++)
    g_clear_pointer (&self->cells[i], g_array_unref);
  g_free (self->cells);
  g_free (self);
}

static GArray **
cell_of (QzClaimCoverage *self, QzDay day, QzInsurance insurance)
{
  const guint cell = (guint) (day - self->from) * QZ_N_INSURANCES + insurance;

  g_assert (day >= self->from && cell < self->n_cells);
  return &self->cells[cell];
}

gint64
qz_claim_coverage_find (QzClaimCoverage *self, QzDay day, QzInsurance insurance, gint64 claim_id)
{
  GArray *segments = *cell_of (self, day, insurance);

  for (guint i = 0; segments != NULL && i < segments->len; i++)
    {
      const Segment *segment = &g_array_index (segments, Segment, i);

      if (claim_id < segment->first)
        return 0;
      if (claim_id <= segment->last)
        return segment->document_id;
    }
  return 0;
}

void
qz_claim_coverage_take (QzClaimCoverage *self, gint64 document_id, QzDay day, QzInsurance insurance,
                        gint64 first, gint64 last)
{
  GArray **cell = cell_of (self, day, insurance);
  g_autoptr (GArray) merged = g_array_new (FALSE, FALSE, sizeof (Segment));
  gint64 next = first;

  for (guint i = 0; *cell != NULL && i < (*cell)->len; i++)
    {
      const Segment taken = g_array_index (*cell, Segment, i);
      const Segment gap = { next, MIN (taken.first - 1, last), document_id };

      if (gap.first <= gap.last)
        g_array_append_val (merged, gap);
      g_array_append_val (merged, taken);
      next = MAX (next, taken.last + 1);
    }
  if (next <= last)
    {
      const Segment rest = { next, last, document_id };

      g_array_append_val (merged, rest);
    }
  g_clear_pointer (cell, g_array_unref);
  *cell = g_steal_pointer (&merged);
}

void
qz_claim_coverage_release (QzClaimCoverage *self, gint64 document_id, QzDay day,
                           QzInsurance insurance)
{
  GArray *segments = *cell_of (self, day, insurance);

  for (guint i = segments == NULL ? 0 : segments->len; i > 0; i--)
    if (g_array_index (segments, Segment, i - 1).document_id == document_id)
      g_array_remove_index (segments, i - 1);
}

static gboolean
replay (QzClaimCoverage *self, QzStatement *row, GError **error)
{
  const gint64 id = qz_statement_get_int (row, 0);
  QzInsurance insurance;
  QzDay day;

  if (!qz_day_parse (qz_statement_get_text (row, 1), &day, error))
    return FALSE;
  g_assert (qz_insurance_parse (qz_statement_get_text (row, 2), &insurance));
  if (g_str_equal (qz_statement_get_text (row, 5), "make"))
    qz_claim_coverage_take (self, id, day, insurance, qz_statement_get_int (row, 3),
                            qz_statement_get_int (row, 4));
  else
    qz_claim_coverage_release (self, id, day, insurance);
  return TRUE;
}

QzClaimCoverage *
qz_claim_coverage_load (QzStore *store, QzDay from, QzDay to, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT d.id, d.business_day, d.insurance, d.first_claim_id, d.last_claim_id, e.act"
      " FROM document d JOIN document_event e ON e.document_id = d.id"
      " WHERE d.kind = 'daily' AND d.business_day BETWEEN ?1 AND ?2"
      " AND d.first_claim_id IS NOT NULL AND e.act IN ('make', 'refuse', 'cancel') ORDER BY e.id",
      error);
  g_autoptr (QzClaimCoverage) self = qz_claim_coverage_new (from, to);
  g_autoptr (GError) failure = NULL;
  char first[11], last[11];

  qz_day_write (from, first);
  qz_day_write (to, last);
  if (rows == NULL || !qz_statement_bind (rows, error, "tt", first, last))
    return NULL;
  while (qz_statement_step (rows, &failure) && replay (self, rows, &failure))
    ;
  qz_statement_reset (rows);
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&self);
}
