/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-provider-service-repo.h"
#include "qz-registration-repo.h"
#include "qz-sheet-fill.h"

gboolean
qz_registration_repo_fill (QzStore *store, const char *state, const char *person, QzSheet *sheet,
                           GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT r.number, r.kind, r.scope, r.insurance, r.psn_no, r.psn_name, r.certno,"
      " r.insured_area, '', r.treat_area, '', r.begin_day, r.end_day, s.state, s.since,"
      " r.registered_day, (SELECT count(*) FROM claim_registration m"
      "  WHERE m.registration_id = r.id AND m.result = 'MATCHED')"
      " FROM registration r JOIN registration_state s ON s.registration_id = r.id"
      " WHERE (?1 IS NULL OR s.state = ?1)"
      "  AND (?2 IS NULL OR r.psn_no = ?2 OR r.certno = upper (?2))"
      " ORDER BY r.id DESC",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "tt", state, person)
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_registration_repo_fill_events (QzStore *store, gint64 id, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT business_time, nominal_time, act, state, day, actor, setl_id, reason"
      " FROM registration_event WHERE registration_id = ?1 ORDER BY id",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "i", id)
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_registration_repo_fill_claims (QzStore *store, gint64 id, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT c.setl_id, substr (c.setl_time, 1, 10), p.code, (SELECT name FROM provider_fact"
      "  WHERE provider_id = p.id ORDER BY id DESC LIMIT 1), c.med_type, c.fund_pay_fen, m.result"
      " FROM claim_registration m JOIN claim c ON c.id = m.claim_id"
      "  JOIN provider p ON p.id = c.provider_id WHERE m.registration_id = ?1"
      " UNION ALL SELECT i.setl_id, i.discharge_day, i.hospital_code, i.hospital_name, '21',"
      "  i.fund_fen, m.result FROM claim_registration m JOIN national_item i ON i.id = m.item_id"
      " WHERE m.registration_id = ?1 ORDER BY 2, 1",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "i", id)
         && qz_sheet_fill (sheet, rows, error);
}

gboolean
qz_registration_repo_fill_unused (QzStore *store, QzDay today, QzSheet *sheet, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT r.number, r.psn_name, r.insured_area, r.treat_area, r.end_day,"
      " CAST (julianday (?1) - julianday (r.end_day) AS INTEGER)"
      " FROM registration r JOIN registration_state s ON s.registration_id = r.id"
      " WHERE r.kind = 'REFERRAL' AND s.state = 'VALID' AND r.end_day < ?1"
      " AND NOT EXISTS (SELECT 1 FROM claim_registration m WHERE m.registration_id = r.id"
      "  AND m.result = 'MATCHED') ORDER BY r.end_day, r.id",
      error);
  char day[11];

  qz_day_write (today, day);
  return rows != NULL && qz_statement_bind (rows, error, "t", day)
         && qz_sheet_fill (sheet, rows, error);
}

/* NL-40: what of a person counted on the day of the settlement. */
#define SUSPENDED(certno, day)                                                                     \
  "coalesce ((SELECT suspended FROM person_suspension WHERE certno = upper (" certno ")"           \
  " AND from_day <= " day " ORDER BY id DESC LIMIT 1), 0)"

/* NL-14: whether care away from home of the claim's hospital was off then. */
#define DAY "substr (c.setl_time, 1, 10)"
#define OFF QZ_PROVIDER_SERVICE_IS_OFF ("c.provider_id", "'nonlocal'", DAY)
#define IS_OF_MONTH                                                                                \
  "(?1 = 0 OR CAST (substr (c.setl_time, 1, 4) || substr (c.setl_time, 6, 2) AS INTEGER) = ?1)"
#define OF_CLAIM(result, number)                                                                   \
  "SELECT c.setl_id, substr (c.setl_time, 1, 10), c.pay_loc, c.insu_admdvs, f.area, p.code,"       \
  " f.name, c.psn_no, c.psn_name, c.fund_pay_fen, " result ", '', " number ", "                    \
  SUSPENDED ("c.certno", "substr (c.setl_time, 1, 10)") ", c.refund = 0 AND " OFF

gboolean
qz_registration_repo_fill_unmatched (QzStore *store, QzPeriod period, QzSheet *sheet,
                                     GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      OF_CLAIM ("m.result", "g.number")
      " FROM claim_registration m JOIN claim c ON c.id = m.claim_id"
      "  JOIN provider p ON p.id = c.provider_id JOIN provider_fact f ON f.id ="
      "   (SELECT max (id) FROM provider_fact WHERE provider_id = p.id)"
      "  LEFT JOIN registration g ON g.id = m.registration_id WHERE (m.result <> 'MATCHED' OR"
      "  " SUSPENDED ("c.certno", "substr (c.setl_time, 1, 10)") " OR (c.refund = 0 AND " OFF "))"
      "  AND " IS_OF_MONTH
      /* Persons whose registrations are kept elsewhere, at hospitals that are switched off. */
      " UNION ALL " OF_CLAIM ("'MATCHED'", "NULL")
      " FROM (SELECT 1 FROM provider_service WHERE service = 'nonlocal' AND enabled = 0 LIMIT 1)"
      "  CROSS JOIN claim c JOIN provider p ON p.id = c.provider_id JOIN provider_fact f ON f.id ="
      "   (SELECT max (id) FROM provider_fact WHERE provider_id = p.id)"
      " WHERE c.pay_loc IN ('3', '4') AND c.refund = 0 AND c.provider_id IN (SELECT provider_id"
      "   FROM provider_service WHERE service = 'nonlocal' AND enabled = 0)"
      "  AND " OFF " AND " IS_OF_MONTH
      "  AND NOT EXISTS (SELECT 1 FROM claim_registration WHERE claim_id = c.id)"
      " UNION ALL SELECT i.setl_id, i.discharge_day, '4', i.insu_admdvs, i.treat_area,"
      "  i.hospital_code, i.hospital_name, i.psn_no, coalesce (g.psn_name, ''), i.fund_fen,"
      "  m.result, '', g.number, " SUSPENDED ("g.certno", "i.discharge_day") ", 0"
      " FROM claim_registration m JOIN national_item i ON i.id = m.item_id"
      "  LEFT JOIN registration g ON g.id = m.registration_id WHERE (m.result <> 'MATCHED' OR"
      "  " SUSPENDED ("g.certno", "i.discharge_day") ") AND (?1 = 0 OR i.period = ?1)"
      " ORDER BY 2, 1",
      error);

  return rows != NULL && qz_statement_bind (rows, error, "i", (gint64) period)
         && qz_sheet_fill (sheet, rows, error);
}
