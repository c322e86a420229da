/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-schema.h"

#include "qz-embedded.h"
#include "qz-store-private.h"

/* Setting the version is part of the step's transaction; a PRAGMA takes no parameter. */
static const char *const set_version[] = {
  "PRAGMA user_version = 1",
  "PRAGMA user_version = 2",
  "PRAGMA user_version = 3",
  "PRAGMA user_version = 4",
};
G_STATIC_ASSERT (G_N_ELEMENTS (set_version) == QZ_STORE_SCHEMA_VERSION);

static const char *const tables[] = {
  "setting",
  "user",
  "import_file",
  "import_withdrawal",
  "area",
  "agency",
  "provider",
  "provider_fact",
  "bank_account",
  "calendar_day",
  "policy_pack",
  "claim",
  "declaration",
  "deduction",
  "spending",
  "document",
  "document_line",
  "document_link",
  "document_offset",
  "document_event",
  "deferral",
  "line_withdrawal",
  "bank_batch",
  "bank_line",
  "bank_file",
  "bank_line_event",
  "account",
  "voucher",
  "voucher_line",
  "ledger_period",
  "print_log",
  "user_secret",
  "code_entry",
  "deadline_done",
  "deadline_change",
  "voucher_draft",
  "voucher_draft_line",
  "voucher_draft_event",
  "voucher_print_log",
  "actor",
  "user_actor",
  "registration",
  "registration_hospital",
  "registration_event",
  "claim_registration",
  "manual_claim",
  "manual_claim_event",
  "national_item",
  "claim_category",
  "national_upload",
  "nl_deduction",
  "clearing_event",
  "clearing_mismatch",
  "clearing_mismatch_event",
  "clearing_list",
  "clearing_row",
  "clearing_carry",
  "clearing_objection",
  "clearing_answer",
  "deposit_base",
  "notice",
  "notice_line",
  "notice_event",
  "deposit_move",
  "deposit_quota",
  "deposit_proposal",
  "deposit_usage",
  "transfer",
  "transfer_part",
  "transfer_event",
  "transfer_voucher",
  "transfer_document",
  "region_event",
  "inspection",
  "inspection_event",
  "complaint",
  "complaint_event",
  "person_suspension",
  "provider_service",
  "paper_log",
  "peer",
  "package",
  "package_item",
  "assist_roster",
  "assist_roster_entry",
  "assist_spell",
  "assist_spell_end",
  "assist_bill",
  "assist_deduction",
  "assist_manual_event",
  "assist_list",
  "assist_row",
  "assist_event",
  "assist_dispute",
  "assist_dispute_paper",
  "assist_allotment",
  "assist_money",
  "assist_money_event",
  "assist_voucher",
  "assist_document_part",
  "assist_clearing",
  "assist_clearing_line",
  "assist_clearing_event",
  NULL,
};

static const char *const withdrawable[] = {
  "claim",         "declaration",    "deduction",    "spending",     "claim_registration",
  "national_item", "claim_category", "nl_deduction", "deposit_base",
  "assist_spell_end", "assist_spell", "assist_roster_entry", "assist_roster", "assist_deduction",
  "assist_bill",   "assist_dispute", "assist_allotment", NULL,
};

const char *const *
qz_schema_get_tables (void)
{
  return tables;
}

gboolean
qz_schema_has_table (const char *table)
{
  return g_strv_contains (tables, table);
}

gboolean
qz_schema_can_withdraw (const char *table)
{
  return g_strv_contains (withdrawable, table);
}

static gboolean
execute (sqlite3 *db, const char *path, const char *sql, GError **error)
{
  int code = sqlite3_exec (db, sql, NULL, NULL, NULL);

  if (code == SQLITE_OK)
    return TRUE;
  qz_store_error_set (error, db, code, path, "schema");
  return FALSE;
}

gboolean
qz_schema_run_steps (sqlite3 *db, const char *path, int from, GError **error)
{
  g_assert (from >= 0 && from <= QZ_STORE_SCHEMA_VERSION);
  /* The table is in the order of the names, which begin with the step's number. */
  for (int i = from; i < QZ_STORE_SCHEMA_VERSION; i++)
    if (!execute (db, path, qz_embedded_sql[i].data, error)
        || !execute (db, path, set_version[i], error))
      return FALSE;
  return TRUE;
}
