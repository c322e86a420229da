/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-kinds.h"
#include "qz-day.h"
#include "qz-sheet.h"
#include "qz-store.h"

G_BEGIN_DECLS

/* What the registry pages show. Each fills a sheet whose columns stand in the order named. Rows of
 * registers are those with the greatest id of their code; "import", "file" and "file_line" say
 * where a row came from. */

/* code name area area_name level uscc import file file_line */
gboolean qz_registry_lists_fill_agencies (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* code name level parent parent_name import file file_line */
gboolean qz_registry_lists_fill_areas (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* account_name account_no account_kind insurance bank_name bank_no owner_kind owner_code owner_name
 * import file file_line; @owner_code NULL: all. */
gboolean qz_registry_lists_fill_accounts (QzStore *store, const char *owner_kind,
                                          const char *owner_code, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* code name status open last_paid provider_kind hosp_lv area area_name admitted_from
 * agreement_to */
gboolean qz_registry_lists_fill_providers (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* 0 in *out when there is no provider of this code. */
gboolean qz_registry_lists_find_provider (QzStore *store, const char *code, gint64 *out,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Every imported state of the provider, the newest first: name provider_kind hosp_lv area area_name
 * managed_by managed_by_name uscc agreement_no agreement_from agreement_to status admitted_from
 * suspended_from stopped_from import file file_line imported_by imported_at */
gboolean qz_registry_lists_fill_facts (QzStore *store, gint64 provider_id, QzSheet *sheet,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* period insurance declared deducted advance_paid daily_paid settled open settlement; what was paid
 * is what the bank has reported paid (00), open is the balance of 暂付款—即时结算. */
gboolean qz_registry_lists_fill_statement (QzStore *store, gint64 provider_id, QzSheet *sheet,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* number kind insurance period business_day line_no pay pay_status state */
gboolean qz_registry_lists_fill_documents (QzStore *store, gint64 provider_id, QzSheet *sheet,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What adds up to the cells of a statement. */
typedef enum {
  QZ_STATEMENT_DECLARED,
  QZ_STATEMENT_DEDUCTED,
  QZ_STATEMENT_ADVANCE_PAID,
  QZ_STATEMENT_DAILY_PAID,
  QZ_STATEMENT_SETTLED,
  QZ_STATEMENT_OPEN,
  QZ_N_STATEMENT_CELLS,
} QzStatementCell;
/* what day amount document line_no batch voucher file file_line */
gboolean qz_registry_lists_fill_items (QzStore *store, gint64 provider_id, QzPeriod period,
                                       QzInsurance insurance, QzStatementCell cell, QzSheet *sheet,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
