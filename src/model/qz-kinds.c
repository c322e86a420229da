/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-kinds.h"

#include <string.h>

#include "qz-word-table.h"

typedef struct {
  const char *text;
  const char *name;
  const char *prefix;
  const char *biz_type;
  const QzWord *figures;
  guint n_figures;
} Kind;

static const QzWord funds[QZ_N_FUNDS] = {
  [QZ_INS_EMP] = { "EMP", N_ ("Employee insurance"), "职工" },
  [QZ_INS_RES] = { "RES", N_ ("Resident insurance"), "居民" },
  [QZ_INS_MAF] = { "MAF", N_ ("Medical assistance"), "医疗救助" },
};

static const char *const paths[QZ_N_PATHS] = {
  [QZ_PATH_MPREPAY] = "mprepay",
  [QZ_PATH_DAILY] = "daily",
};

static const QzWord states[QZ_N_STATES] = {
  [QZ_STATE_MADE] = { "made", N_ ("Made") },
  [QZ_STATE_REVIEWED] = { "reviewed", N_ ("Reviewed") },
  [QZ_STATE_APPROVED] = { "approved", N_ ("Approved") },
  [QZ_STATE_SENT] = { "sent", N_ ("Sent to the bank") },
  [QZ_STATE_PART_PAID] = { "part-paid", N_ ("Partly paid") },
  [QZ_STATE_PAID] = { "paid", N_ ("Paid") },
  [QZ_STATE_FAILED] = { "failed", N_ ("Failed") },
  [QZ_STATE_REFUSED] = { "refused", N_ ("Refused") },
  [QZ_STATE_CANCELLED] = { "cancelled", N_ ("Cancelled") },
  [QZ_STATE_DEFERRED] = { "deferred", N_ ("Deferred") },
  [QZ_STATE_WITHDRAWN] = { "withdrawn", N_ ("Withdrawn") },
};

/* The columns of F-JL-DAY. */
static const QzWord daily_figures[] = {
  [QZ_DAILY_MEDFEE] = { "medfee", N_ ("Medical fees") },
  [QZ_DAILY_BASE] = { "base", N_ ("Fund amount in scope") },
  [QZ_DAILY_POOL] = { "pool", N_ ("Pooled fund") },
  [QZ_DAILY_ACCT] = { "acct", N_ ("Personal account") },
  [QZ_DAILY_OTHER] = { "other", N_ ("Critical illness and other") },
  [QZ_DAILY_AMOUNT] = { "amount", N_ ("Amount of this batch") },
  [QZ_DAILY_CARRY_IN] = { "carry_in", N_ ("Carried from earlier batches") },
  [QZ_DAILY_DEFERRED] = { "deferred", N_ ("Deferred amounts added") },
  [QZ_DAILY_CARRY_OUT] = { "carry_out", N_ ("Carried to the next batch") },
  [QZ_DAILY_BASE_POOL] = { "base_pool", N_ ("In scope: pooled fund") },
  [QZ_DAILY_BASE_ACCT] = { "base_acct", N_ ("In scope: personal account") },
  [QZ_DAILY_BASE_OTHER] = { "base_other", N_ ("In scope: critical illness and other") },
};

static const QzWord advance_figures[] = {
  [QZ_ADVANCE_BASE] = { "base_spending", N_ ("Past spending") },
  [QZ_ADVANCE_RATIO] = { "ratio", N_ ("Ratio") },
  [QZ_ADVANCE_STANDARD] = { "standard", N_ ("Monthly standard") },
};

static const QzWord settlement_figures[] = {
  [QZ_SETTLE_DECLARED] = { "declared", N_ ("Declared") },
  [QZ_SETTLE_DEDUCT_AUDIT] = { "deduct_audit", N_ ("Deducted by audit") },
  [QZ_SETTLE_DEDUCT_INSPECT] = { "deduct_inspect", N_ ("Deducted by inspection") },
  [QZ_SETTLE_DEDUCT_CARRIED] = { "deduct_carried", N_ ("Deductions carried in") },
  [QZ_SETTLE_PAYABLE] = { "payable", N_ ("Payable") },
  [QZ_SETTLE_ADVANCE_PAID] = { "advance_paid", N_ ("Advance paid for the month") },
  [QZ_SETTLE_DAILY_PAID] = { "daily_paid", N_ ("Daily payments for the month") },
  [QZ_SETTLE_OPEN_CARRIED] = { "open_carried", N_ ("Open payments of earlier months") },
  [QZ_SETTLE_OFFSET] = { "offset", N_ ("Offset") },
  [QZ_SETTLE_OPEN_LEFT] = { "open_left", N_ ("Open payments left") },
  [QZ_SETTLE_DEDUCT_LEFT] = { "deduct_left", N_ ("Deductions left") },
  [QZ_SETTLE_CLAIMS_BASE] = { "claims_base", N_ ("Sum of claims in scope") },
};

/* The columns of F-NL-5-1 and F-NL-8-1, and what goes from month to month (MS-1, NL-38). */
static const QzWord nonlocal_figures[] = {
  [QZ_NONLOCAL_DECLARED] = { "declared", N_ ("Declared") },
  [QZ_NONLOCAL_DEDUCTED] = { "deducted", N_ ("Deducted") },
  [QZ_NONLOCAL_NET] = { "net", N_ ("To be paid") },
  [QZ_NONLOCAL_CARRIED] = { "carried", N_ ("Carried from other months") },
  [QZ_NONLOCAL_LEFT] = { "left", N_ ("Left for other months") },
};

/* The columns of F-DT-2 that say what a hospital gets. */
static const QzWord assist_figures[] = {
  [QZ_ASSIST_DECLARED] = { "declared", N_ ("Assistance payable") },
  [QZ_ASSIST_CROSS_AREA] = { "cross_area", N_ ("Of it outside the county") },
  [QZ_ASSIST_DEDUCTED] = { "deducted", N_ ("Deducted") },
  [QZ_ASSIST_NET] = { "net", N_ ("To be paid") },
};

static const Kind kinds[QZ_N_DOCUMENT_KINDS] = {
  [QZ_DOCUMENT_DAILY] = { "daily", N_ ("Daily disbursement"), "RB", "DD", daily_figures,
                          G_N_ELEMENTS (daily_figures) },
  [QZ_DOCUMENT_ADVANCE] = { "advance", N_ ("Monthly advance"), "YB", "MP", advance_figures,
                            G_N_ELEMENTS (advance_figures) },
  [QZ_DOCUMENT_SETTLEMENT] = { "settlement",
                               N_ ("Month settlement"), "JS", "MS", settlement_figures,
                               G_N_ELEMENTS (settlement_figures) },
  [QZ_DOCUMENT_NONLOCAL] = { "nonlocal", N_ ("Payment for care away from home"), "YD", "NL",
                             nonlocal_figures, G_N_ELEMENTS (nonlocal_figures) },
  [QZ_DOCUMENT_ASSIST] = { "assist", N_ ("Payment of medical assistance"), "JZ", "MA",
                           assist_figures, G_N_ELEMENTS (assist_figures) },
};

G_STATIC_ASSERT (G_N_ELEMENTS (daily_figures) <= QZ_MAX_FIGURES);
G_STATIC_ASSERT (G_N_ELEMENTS (settlement_figures) <= QZ_MAX_FIGURES);

/* Only these two kinds of books exist: 340 (离休) and the long-term care fund 410 have their own
 * and are not paid from here; 350, 360, 399 belong to no fund that domain 4.3 assigns. */
static const struct {
  const char *insutype;
  QzInsurance insurance;
} books[] = {
  { "310", QZ_INS_EMP }, { "320", QZ_INS_EMP }, { "330", QZ_INS_EMP },
  { "370", QZ_INS_EMP }, { "510", QZ_INS_EMP }, { "380", QZ_INS_RES },
  { "390", QZ_INS_RES }, { "391", QZ_INS_RES }, { "392", QZ_INS_RES },
};

static const Kind *
get_kind (QzDocumentKind kind)
{
  g_assert ((guint) kind < QZ_N_DOCUMENT_KINDS);
  return &kinds[kind];
}

static const QzWord *
get_figure (QzDocumentKind kind, guint figure)
{
  g_assert (figure < get_kind (kind)->n_figures);
  return &get_kind (kind)->figures[figure];
}

QZ_DEFINE_WORD_GETTER (qz_insurance_to_text, QzInsurance, funds, funds[value].text)
QZ_DEFINE_WORD_GETTER (qz_insurance_get_name, QzInsurance, funds, _ (funds[value].name))
QZ_DEFINE_OTHER_WORD (qz_insurance_get_paper_name, QzInsurance, funds)

const char *
qz_insurance_get_fund_name (QzInsurance insurance)
{
  static const char *const names[QZ_N_FUNDS] = {
    [QZ_INS_EMP] = "职工基本医疗保险基金",
    [QZ_INS_RES] = "城乡居民基本医疗保险基金",
    [QZ_INS_MAF] = "医疗救助基金",
  };

  g_assert ((guint) insurance < QZ_N_FUNDS);
  return names[insurance];
}

static gboolean
parse_fund (const char *text, guint n_funds, QzInsurance *out)
{
  guint found = 0;

  if (!qz_words_find (funds, n_funds, text, &found))
    return FALSE;
  *out = (QzInsurance) found;
  return TRUE;
}

gboolean
qz_insurance_parse (const char *text, QzInsurance *out)
{
  return parse_fund (text, QZ_N_INSURANCES, out);
}

gboolean
qz_fund_parse (const char *text, QzInsurance *out)
{
  return parse_fund (text, QZ_N_FUNDS, out);
}

gboolean
qz_insurance_from_insutype (const char *insutype, QzInsurance *out)
{
  for (guint i = 0; insutype != NULL && i < G_N_ELEMENTS (books); i++)
    if (strcmp (books[i].insutype, insutype) == 0)
      {
        *out = books[i].insurance;
        return TRUE;
      }
  return FALSE;
}

const char *
qz_path_to_text (QzPath path)
{
  g_assert ((guint) path < QZ_N_PATHS);
  return paths[path];
}

gboolean
qz_path_parse (const char *text, QzPath *out)
{
  for (guint i = 0; text != NULL && i < QZ_N_PATHS; i++)
    if (strcmp (paths[i], text) == 0)
      {
        *out = (QzPath) i;
        return TRUE;
      }
  return FALSE;
}

const char *
qz_document_kind_to_text (QzDocumentKind kind)
{
  return get_kind (kind)->text;
}

const char *
qz_document_kind_get_paper_name (QzDocumentKind kind)
{
  static const char *const names[QZ_N_DOCUMENT_KINDS] = {
    [QZ_DOCUMENT_DAILY] = "日拨付",
    [QZ_DOCUMENT_ADVANCE] = "月预拨",
    [QZ_DOCUMENT_SETTLEMENT] = "月结算",
    [QZ_DOCUMENT_NONLOCAL] = "异地拨付",
    [QZ_DOCUMENT_ASSIST] = "救助拨付",
  };

  g_return_val_if_fail (kind < QZ_N_DOCUMENT_KINDS, NULL);
  return names[kind];
}

const char *
qz_document_kind_get_name (QzDocumentKind kind)
{
  return _ (get_kind (kind)->name);
}

const char *
qz_document_kind_get_prefix (QzDocumentKind kind)
{
  return get_kind (kind)->prefix;
}

const char *
qz_document_kind_get_biz_type (QzDocumentKind kind)
{
  return get_kind (kind)->biz_type;
}

gboolean
qz_document_kind_parse (const char *text, QzDocumentKind *out)
{
  for (guint i = 0; text != NULL && i < QZ_N_DOCUMENT_KINDS; i++)
    if (strcmp (kinds[i].text, text) == 0)
      {
        *out = (QzDocumentKind) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
qz_document_kind_from_biz_type (const char *biz_type, QzDocumentKind *out)
{
  for (guint i = 0; i < QZ_N_DOCUMENT_KINDS; i++)
    if (g_str_equal (kinds[i].biz_type, biz_type))
      {
        *out = (QzDocumentKind) i;
        return TRUE;
      }
  return FALSE;
}

guint
qz_document_kind_get_n_figures (QzDocumentKind kind)
{
  return get_kind (kind)->n_figures;
}

const char *
qz_document_kind_get_figure_name (QzDocumentKind kind, guint figure)
{
  return get_figure (kind, figure)->text;
}

const char *
qz_document_kind_get_figure_title (QzDocumentKind kind, guint figure)
{
  return _ (get_figure (kind, figure)->name);
}

int
qz_document_kind_find_figure (QzDocumentKind kind, const char *name)
{
  guint found = 0;

  return qz_words_find (get_kind (kind)->figures, get_kind (kind)->n_figures, name, &found)
           ? (int) found
           : -1;
}

QZ_DEFINE_WORDS (qz_state, QzDocumentState, states)
