/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-claim-stream.h"
#include "qz-document-explain-private.h"
#include "qz-explain.h"

/* What of each claim is added up. */
typedef enum {
  CLAIM_AMOUNT,
  CLAIM_MEDFEE,
  CLAIM_BASE,
  CLAIM_POOL,
  CLAIM_ACCT,
  CLAIM_OTHER,
} ClaimPart;

typedef struct {
  QzExplanation *explanation;
  ClaimPart part;
} ClaimWalk;

/* The ratio that gave the amount; left out when the registry has changed since and it would not
 * give it any more. */
static QzPpm
find_ratio (QzExplanation *self, const QzClaim *claim, QzFen base, QzFen amount)
{
  const QzProvider *provider = qz_provider_list_find (self->providers, claim->provider_id);
  g_autoptr (GError) ignored = NULL;
  QzMedGroup group;
  QzPpm ratio;
  QzFen pay;

  qz_policy_get_scope (self->policy, claim, &group);
  if (!qz_policy_get_ratio (self->policy,
                            &(QzRatioCase) { QZ_PATH_DAILY, claim->insurance, group,
                                             provider == NULL ? NULL : provider->level,
                                             claim->day },
                            &ratio, NULL, &ignored)
      || !qz_fen_apply_rate (base, ratio, QZ_ROUND_HALF_AWAY, &pay, &ignored))
    return 0;
  return pay == amount ? ratio : 0;
}

static gboolean
add_claim_cb (const QzClaimPlace *place, gpointer user_data, GError **error)
{
  ClaimWalk *walk = user_data;
  QzFen parts[QZ_N_PARTS];
  const QzFen base = qz_policy_get_base (walk->explanation->policy, &place->claim, parts);
  const QzFen amounts[] = {
    [CLAIM_AMOUNT] = place->amount_fen,
    [CLAIM_MEDFEE] = place->claim.amounts[QZ_CLAIM_MEDFEE],
    [CLAIM_BASE] = base,
    [CLAIM_POOL] = parts[QZ_PART_POOL],
    [CLAIM_ACCT] = parts[QZ_PART_ACCT],
    [CLAIM_OTHER] = parts[QZ_PART_OTHER],
  };
  const QzExplainItem item = {
    .item = "claim",
    .what = place->claim.refund ? _("refund") : _("claim"),
    .setl_id = place->setl_id,
    .setl_time = place->setl_time,
    .file = place->file_name,
    .file_line = place->line_no,
    .has_base = TRUE,
    .base_fen = base,
    .ratio_ppm = walk->part == CLAIM_AMOUNT
                     ? find_ratio (walk->explanation, &place->claim, base, place->amount_fen)
                     : 0,
  };

  return qz_explanation_add (walk->explanation, &item, amounts[walk->part], error);
}

static gboolean
add_claims (QzExplanation *self, ClaimPart part, GError **error)
{
  ClaimWalk walk = { self, part };

  return qz_claim_stream_links (self->store, self->line->first_link_id, self->line->last_link_id,
                                add_claim_cb, &walk, error);
}

/* AMB-22: the negative rest of the provider's batch before. */
static gboolean
add_carry (QzExplanation *self, GError **error)
{
  const QzFen carry = self->line->figures[QZ_DAILY_CARRY_IN];
  gint64 source = 0;

  if (carry == 0)
    return TRUE;
  return qz_document_repo_find_carry_source (self->store, self->head, self->line, &source, error)
         && qz_explanation_add_source (self, "carry", _("carried from the batch before"), source,
                                       carry, error);
}

static gboolean
add_deferred (QzExplanation *self, GError **error)
{
  return qz_explanation_add_source (self, "deferred", _("put off there, paid here"),
                                    self->line->source_line_id,
                                    self->line->figures[QZ_DAILY_DEFERRED], error);
}

/* What of the line itself was put off because the money was not enough. */
static gboolean
add_put_off (QzExplanation *self, GError **error)
{
  const gint64 *f = self->line->figures;
  const QzFen due = MAX (0, f[QZ_DAILY_AMOUNT] + f[QZ_DAILY_CARRY_IN] + f[QZ_DAILY_DEFERRED]);
  const QzExplainItem item = { .item = "deferral",
                               .what = _("put off, paid by a later batch"),
                               .document = self->head->number,
                               .line_no = self->line->line_no };

  return due == self->line->pay_fen
         || qz_explanation_add (self, &item, self->line->pay_fen - due, error);
}

static gboolean
explain_pay (QzExplanation *self, GError **error)
{
  return add_claims (self, CLAIM_AMOUNT, error) && add_carry (self, error)
         && add_deferred (self, error)
         && qz_explanation_add_figure (self, QZ_DAILY_CARRY_OUT, -1, error)
         && add_put_off (self, error);
}

/* The parts are the amount split by the residue method: each is the amount less the other two. */
static gboolean
explain_part (QzExplanation *self, int figure, GError **error)
{
  static const int parts[] = { QZ_DAILY_POOL, QZ_DAILY_ACCT, QZ_DAILY_OTHER };

  if (!qz_explanation_add_figure (self, QZ_DAILY_AMOUNT, 1, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != figure && !qz_explanation_add_figure (self, parts[i], -1, error))
      return FALSE;
  return TRUE;
}

/* min (0, x) is x less max (0, x). */
static gboolean
explain_carry_out (QzExplanation *self, GError **error)
{
  const gint64 *f = self->line->figures;
  const QzFen due = f[QZ_DAILY_AMOUNT] + f[QZ_DAILY_CARRY_IN] + f[QZ_DAILY_DEFERRED];
  const QzExplainItem item = { .item = "figure",
                               .what = _("less what is due to be paid"),
                               .document = self->head->number,
                               .line_no = self->line->line_no };

  return add_claims (self, CLAIM_AMOUNT, error) && add_carry (self, error)
         && add_deferred (self, error)
         && (due <= 0 || qz_explanation_add (self, &item, -due, error));
}

gboolean
qz_explain_daily (QzExplanation *self, int figure, GError **error)
{
  switch (figure)
    {
    case QZ_EXPLAIN_PAY:
      return explain_pay (self, error);
    case QZ_DAILY_MEDFEE:
      return add_claims (self, CLAIM_MEDFEE, error);
    case QZ_DAILY_BASE:
      return add_claims (self, CLAIM_BASE, error);
    case QZ_DAILY_BASE_POOL:
      return add_claims (self, CLAIM_POOL, error);
    case QZ_DAILY_BASE_ACCT:
      return add_claims (self, CLAIM_ACCT, error);
    case QZ_DAILY_BASE_OTHER:
      return add_claims (self, CLAIM_OTHER, error);
    case QZ_DAILY_AMOUNT:
      return add_claims (self, CLAIM_AMOUNT, error);
    case QZ_DAILY_CARRY_IN:
      return add_carry (self, error);
    case QZ_DAILY_DEFERRED:
      return add_deferred (self, error);
    case QZ_DAILY_CARRY_OUT:
      return explain_carry_out (self, error);
    default:
      return explain_part (self, figure, error);
    }
}
