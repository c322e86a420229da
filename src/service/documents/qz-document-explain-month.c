/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "qz-book-private.h"
#include "qz-chart.h"
#include "qz-claim-stream.h"
#include "qz-document-explain-private.h"
#include "qz-explain.h"
#include "qz-settle-repo.h"

/* SM-5: the whole line came back; what it says was worked out there. */
static gboolean
explain_came_back (QzExplanation *self, int figure, GError **error)
{
  return qz_explanation_add_source (self, "deferred", _("put off there, paid here"),
                                    self->line->source_line_id,
                                    figure == QZ_EXPLAIN_PAY ? self->line->pay_fen
                                                             : self->line->figures[figure],
                                    error);
}

/* ── advance ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
add_spending (QzExplanation *self, GError **error)
{
  const gint64 last = self->line->period / 100 - 1;
  const gint64 first = last - qz_policy_get_advance (self->policy)->base_years + 1;
  g_autoptr (GPtrArray) rows =
      qz_settle_repo_get_spending (self->store, self->line->provider_id, self->head->insurance,
                                   first, last, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const QzSpendingRecord *row = rows->pdata[i];
      g_autofree char *what = g_strdup_printf (_("audited spending of %" PRId64), row->year);
      const QzExplainItem item = {
        .item = "spending", .what = what, .file = row->file_name, .file_line = row->line_no
      };

      if (!qz_explanation_add (self, &item, row->amount_fen, error))
        return FALSE;
    }
  return rows != NULL;
}

/* AMB-01: computed again from the base and the ratio. */
static gboolean
add_standard (QzExplanation *self, GError **error)
{
  const gint64 *f = self->line->figures;
  const guint years = qz_policy_get_advance (self->policy)->base_years;
  const QzExplainItem item = { .item = "figure",
                               .what = _("base × ratio ÷ months"),
                               .document = self->head->number,
                               .line_no = self->line->line_no,
                               .has_base = TRUE,
                               .base_fen = f[QZ_ADVANCE_BASE],
                               .ratio_ppm = f[QZ_ADVANCE_RATIO] };
  QzFen standard;

  return qz_fen_mul_div (f[QZ_ADVANCE_BASE], f[QZ_ADVANCE_RATIO], QZ_PPM_ONE * 12 * years,
                         QZ_ROUND_HALF_AWAY, &standard, error)
         && qz_explanation_add (self, &item, standard, error);
}

static gboolean
add_ratio (QzExplanation *self, GError **error)
{
  const QzProvider *provider = qz_provider_list_find (self->providers, self->line->provider_id);
  const char *rule = NULL;
  QzPpm ratio;

  if (!qz_policy_get_ratio (self->policy,
                            &(QzRatioCase) { QZ_PATH_MPREPAY, self->head->insurance,
                                             QZ_MED_UNMAPPED,
                                             provider == NULL ? NULL : provider->level,
                                             qz_period_get_first_day (self->line->period) },
                            &ratio, &rule, error))
    return FALSE;
  return qz_explanation_add (self,
                             &(QzExplainItem) { .item = "ratio",
                                                .what = qz_policy_get_title (self->policy),
                                                .document = rule },
                             ratio, error);
}

gboolean
qz_explain_advance (QzExplanation *self, int figure, GError **error)
{
  if (self->line->source_line_id != 0)
    return explain_came_back (self, figure, error);
  if (figure == QZ_ADVANCE_BASE)
    return add_spending (self, error);
  if (figure == QZ_ADVANCE_RATIO)
    return add_ratio (self, error);
  return add_standard (self, error);
}

/* ── settlement: what was declared and taken off ─────────────────────────────────────────────── */

static gboolean
add_declaration (QzExplanation *self, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (QzDeclarationRecord) record =
      qz_settle_repo_find_declaration (self->store, self->line->provider_id, self->head->insurance,
                                       self->line->period, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (record == NULL)
    return TRUE; /* the sum tells */
  return qz_explanation_add (self,
                             &(QzExplainItem) { .item = "declaration",
                                                .what = _("declared by the provider"),
                                                .file = record->file_name,
                                                .file_line = record->line_no },
                             record->declared_fen, error);
}

static gboolean
add_deductions (QzExplanation *self, gboolean inspection, GError **error)
{
  g_autoptr (GPtrArray) rows =
      qz_settle_repo_get_line_deductions (self->store, self->head, self->line, error);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const QzDeductionRecord *row = rows->pdata[i];
      const QzExplainItem item = { .item = "deduction",
                                   .what = row->reason,
                                   .setl_id = row->setl_id,
                                   .file = row->file_name,
                                   .file_line = row->line_no };

      if (row->inspection == inspection
          && !qz_explanation_add (self, &item, row->amount_fen, error))
        return FALSE;
    }
  return rows != NULL;
}

static gboolean
add_carried_deduction (QzExplanation *self, GError **error)
{
  const QzFen carried = self->line->figures[QZ_SETTLE_DEDUCT_CARRIED];
  gint64 source = 0;

  if (carried == 0)
    return TRUE;
  return qz_settle_repo_find_left_source (self->store, self->head, self->line, &source, error)
         && qz_explanation_add_source (self, "carry",
                                       _("deductions left by the month before"), source,
                                       carried, error);
}

/* ── settlement: what was paid before ────────────────────────────────────────────────────────── */

static gboolean
add_records (QzExplanation *self, GPtrArray *records, const char *item, GError **error)
{
  for (guint i = 0; i < records->len; i++)
    {
      const QzPaidRecord *record = records->pdata[i];
      g_autofree char *month = qz_period_format (record->period);
      g_autofree char *what =
          g_strdup_printf ("%s %s %s", qz_path_to_text (record->path), month, record->voucher_day);
      const QzExplainItem place = { .item = item,
                                    .what = what,
                                    .document = record->number,
                                    .line_no = record->line_no,
                                    .voucher = record->voucher };

      if (!qz_explanation_add (self, &place, record->amount_fen, error))
        return FALSE;
    }
  return TRUE;
}

/* The vouchers of the months from @from to @to that were there when the settlement was made. */
static GPtrArray *
get_paid (QzExplanation *self, int path, QzPeriod from, QzPeriod to, GError **error)
{
  g_autofree char *ledger = qz_ledger_dup_name (self->head->agency, self->head->insurance);
  QzPaidQuery query = { ledger, self->line->provider_id, path, from, to };

  if (!qz_document_repo_get_bound (self->store, self->head->id, "voucher", &query.last_voucher_id,
                                   error))
    return NULL;
  return qz_settle_repo_get_paid (self->store, &query, error);
}

static gboolean
add_paid (QzExplanation *self, int path, GError **error)
{
  g_autoptr (GPtrArray) paid = get_paid (self, path, self->line->period, self->line->period, error);

  return paid != NULL && add_records (self, paid, "paid", error);
}

/* Paid for earlier months, less what their settlements used. */
static gboolean
add_open_carried (QzExplanation *self, GError **error)
{
  g_autoptr (GPtrArray) paid = NULL;
  g_autoptr (GPtrArray) used = NULL;

  if (self->line->figures[QZ_SETTLE_OPEN_CARRIED] == 0)
    return TRUE;
  paid = get_paid (self, -1, 0, qz_period_add (self->line->period, -1), error);
  used = qz_settle_repo_get_used (self->store, self->line->provider_id, self->head->insurance,
                                  self->head->id, self->line->period, error);
  return paid != NULL && used != NULL && add_records (self, paid, "paid", error)
         && add_records (self, used, "offset", error);
}

/* Names the vouchers that an offset uses up. (transfer full) */
static char *
dup_vouchers (QzExplanation *self, const QzOffsetRecord *offset, GError **error)
{
  g_autoptr (GPtrArray) paid = get_paid (self, offset->path, offset->period, offset->period, error);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; paid != NULL && i < paid->len; i++)
    {
      const QzPaidRecord *record = paid->pdata[i];

      g_string_append_printf (text, "%s%s (%s/%" PRId64 ")", i > 0 ? ", " : "", record->voucher,
                              record->number, record->line_no);
    }
  return paid == NULL ? NULL : g_string_free_and_steal (g_steal_pointer (&text));
}

static gboolean
add_offsets (QzExplanation *self, GError **error)
{
  g_autoptr (GArray) offsets = qz_document_repo_get_offsets (self->store, self->line->id, error);

  for (guint i = 0; offsets != NULL && i < offsets->len; i++)
    {
      const QzOffsetRecord *offset = &g_array_index (offsets, QzOffsetRecord, i);
      g_autofree char *month = qz_period_format (offset->period);
      g_autofree char *what = g_strdup_printf ("%s %s", qz_path_to_text (offset->path), month);
      g_autofree char *vouchers = dup_vouchers (self, offset, error);
      const QzExplainItem item = { .item = "offset", .what = what, .voucher = vouchers };

      if (vouchers == NULL || !qz_explanation_add (self, &item, offset->amount_fen, error))
        return FALSE;
    }
  return offsets != NULL;
}

/* ── settlement: the claims behind it ────────────────────────────────────────────────────────── */

static gboolean
add_base_cb (const QzClaimPlace *place, gpointer user_data, GError **error)
{
  QzExplanation *self = user_data;
  QzFen parts[QZ_N_PARTS];
  const QzExplainItem item = {
    .item = "claim",
    .what = place->claim.refund ? _("refund") : _("claim"),
    .setl_id = place->setl_id,
    .setl_time = place->setl_time,
    .file = place->file_name,
    .file_line = place->line_no,
  };

  if (qz_policy_get_scope (self->policy, &place->claim, NULL) != QZ_SCOPE_IN)
    return TRUE;
  return qz_explanation_add (self, &item, qz_policy_get_base (self->policy, &place->claim, parts),
                             error);
}

static gboolean
add_claims_base (QzExplanation *self, GError **error)
{
  QzClaimSpan span = { qz_period_get_first_day (self->line->period),
                       qz_period_get_last_day (self->line->period), self->head->insurance,
                       self->line->provider_id };

  if (qz_policy_get_settlement (self->policy)->reconcile == QZ_RECONCILE_OFF)
    return TRUE;
  return qz_document_repo_get_bound (self->store, self->head->id, "claim", &span.last_id, error)
         && (span.last_id == 0
             || qz_claim_stream_places (self->store, &span, add_base_cb, self, error));
}

/* ── settlement: the formulas (MS-1, MS-2) ───────────────────────────────────────────────────── */

typedef struct {
  int figure;
  int sign;
} Term;

static gboolean
add_terms (QzExplanation *self, const Term *terms, guint n_terms, GError **error)
{
  for (guint i = 0; i < n_terms; i++)
    if (!qz_explanation_add_figure (self, terms[i].figure, terms[i].sign, error))
      return FALSE;
  return TRUE;
}

static gboolean
explain_formula (QzExplanation *self, int figure, GError **error)
{
  static const Term pay[] = { { QZ_SETTLE_PAYABLE, 1 }, { QZ_SETTLE_OFFSET, -1 } };
  static const Term payable[] = { { QZ_SETTLE_DECLARED, 1 },
                                  { QZ_SETTLE_DEDUCT_AUDIT, -1 },
                                  { QZ_SETTLE_DEDUCT_INSPECT, -1 },
                                  { QZ_SETTLE_DEDUCT_CARRIED, -1 },
                                  { QZ_SETTLE_DEDUCT_LEFT, 1 } };
  static const Term open_left[] = { { QZ_SETTLE_ADVANCE_PAID, 1 },
                                    { QZ_SETTLE_DAILY_PAID, 1 },
                                    { QZ_SETTLE_OPEN_CARRIED, 1 },
                                    { QZ_SETTLE_OFFSET, -1 } };
  static const Term deduct_left[] = { { QZ_SETTLE_DEDUCT_AUDIT, 1 },
                                      { QZ_SETTLE_DEDUCT_INSPECT, 1 },
                                      { QZ_SETTLE_DEDUCT_CARRIED, 1 },
                                      { QZ_SETTLE_DECLARED, -1 },
                                      { QZ_SETTLE_PAYABLE, 1 } };

  if (figure == QZ_EXPLAIN_PAY)
    return add_terms (self, pay, G_N_ELEMENTS (pay), error);
  if (figure == QZ_SETTLE_PAYABLE)
    return add_terms (self, payable, G_N_ELEMENTS (payable), error);
  if (figure == QZ_SETTLE_OPEN_LEFT)
    return add_terms (self, open_left, G_N_ELEMENTS (open_left), error);
  g_assert (figure == QZ_SETTLE_DEDUCT_LEFT);
  return add_terms (self, deduct_left, G_N_ELEMENTS (deduct_left), error);
}

gboolean
qz_explain_settlement (QzExplanation *self, int figure, GError **error)
{
  if (self->line->source_line_id != 0)
    return explain_came_back (self, figure, error);
  switch (figure)
    {
    case QZ_SETTLE_DECLARED:
      return add_declaration (self, error);
    case QZ_SETTLE_DEDUCT_AUDIT:
      return add_deductions (self, FALSE, error);
    case QZ_SETTLE_DEDUCT_INSPECT:
      return add_deductions (self, TRUE, error);
    case QZ_SETTLE_DEDUCT_CARRIED:
      return add_carried_deduction (self, error);
    case QZ_SETTLE_ADVANCE_PAID:
      return add_paid (self, QZ_PATH_MPREPAY, error);
    case QZ_SETTLE_DAILY_PAID:
      return add_paid (self, QZ_PATH_DAILY, error);
    case QZ_SETTLE_OPEN_CARRIED:
      return add_open_carried (self, error);
    case QZ_SETTLE_OFFSET:
      return add_offsets (self, error);
    case QZ_SETTLE_CLAIMS_BASE:
      return add_claims_base (self, error);
    default:
      return explain_formula (self, figure, error);
    }
}
