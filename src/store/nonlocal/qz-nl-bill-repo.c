/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-nl-bill-repo.h"

#include "qz-sheet-fill.h"

void
qz_nl_bill_free (QzNlBill *self)
{
  char *const texts[] = { self->setl_id,       self->mdtrt_id,       self->setl_time,
                          self->pay_loc,       self->psn_no,         self->psn_name,
                          self->certno,        self->insured_area,   self->hospital_code,
                          self->hospital_name, self->hospital_level, self->hospital_area,
                          self->kind,          self->gend,           self->brdy,
                          self->diagnosis };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_free (self);
}

static void
read_texts (QzNlBill *bill, QzStatement *row)
{
  char **const texts[] = { &bill->setl_id,       &bill->mdtrt_id,       &bill->setl_time,
                           &bill->pay_loc,       &bill->psn_no,         &bill->psn_name,
                           &bill->certno,        &bill->insured_area,   &bill->hospital_code,
                           &bill->hospital_name, &bill->hospital_level, &bill->hospital_area,
                           &bill->kind,          &bill->gend,           &bill->brdy,
                           &bill->diagnosis };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *text = qz_statement_get_text (row, (int) i + 1);

      *texts[i] = g_strdup (text != NULL ? text : "");
    }
}

static void
read_amounts (QzNlBill *bill, QzStatement *row)
{
  QzFen *const amounts[] = { &bill->medfee,    &bill->ownpay,   &bill->overlimit, &bill->preself,
                             &bill->inscope,   &bill->pool,     &bill->cvlserv,   &bill->hifes,
                             &bill->hifmi,     &bill->hifob,    &bill->hifdm,     &bill->maf,
                             &bill->oth,       &bill->fund,     &bill->hosp_part, &bill->psn_part,
                             &bill->acct,      &bill->acct_mulaid, &bill->cash };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    *amounts[i] = qz_statement_get_int (row, (int) i + 17);
}

/* The first of what a claim was matched to that has a registration counts. */
gboolean
qz_nl_bill_repo_find (QzStore *store, const char *setl_id, QzNlBill **out, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT c.insurance, c.setl_id, c.mdtrt_id, c.setl_time, c.pay_loc, c.psn_no, c.psn_name,"
      " c.certno, c.insu_admdvs, p.code, f.name, f.level, f.area, r.kind, r.gend, r.brdy,"
      " r.diagnosis, c.medfee_fen, c.fulamt_ownpay_fen, c.overlmt_selfpay_fen, c.preselfpay_fen,"
      " c.inscp_scp_fen, c.hifp_fen, c.cvlserv_fen, c.hifes_fen, c.hifmi_fen, c.hifob_fen,"
      " c.hifdm_fen, c.maf_fen, c.oth_fen, c.fund_pay_fen, c.hosp_part_fen, c.psn_part_fen,"
      " c.acct_fen, c.acct_mulaid_fen, c.psn_cash_fen"
      " FROM claim c JOIN provider p ON p.id = c.provider_id"
      " LEFT JOIN provider_fact f ON f.id = (SELECT max(id) FROM provider_fact"
      "   WHERE provider_id = p.id)"
      " LEFT JOIN registration r ON r.id = (SELECT registration_id FROM claim_registration"
      "   WHERE claim_id = c.id AND registration_id IS NOT NULL ORDER BY id DESC LIMIT 1)"
      " WHERE c.setl_id = ?1",
      error);
  gboolean has_row = FALSE;

  *out = NULL;
  if (row == NULL || !qz_statement_bind (row, error, "t", setl_id)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  *out = g_new0 (QzNlBill, 1);
  read_texts (*out, row);
  read_amounts (*out, row);
  if (!qz_insurance_parse (qz_statement_get_text (row, 0), &(*out)->insurance))
    (*out)->insurance = QZ_INS_EMP; /* the table holds no other texts */
  qz_statement_reset (row);
  return TRUE;
}

gboolean
qz_nl_bill_repo_fill_categories (QzStore *store, const char *setl_id, QzSheet *sheet,
                                 GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT chrgitm_type, amount_fen, ownpay_fen, selfpay_fen FROM claim_category"
      " WHERE setl_id = ?1 ORDER BY chrgitm_type",
      error);

  qz_sheet_add_column (sheet, "code", NULL, QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "amount", NULL, QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "ownpay", NULL, QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "selfpay", NULL, QZ_VALUE_FEN);
  return rows != NULL && qz_statement_bind (rows, error, "t", setl_id)
         && qz_sheet_fill (sheet, rows, error);
}
