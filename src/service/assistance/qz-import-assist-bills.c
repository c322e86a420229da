/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bills of medical assistance: the columns of claims with all their checks, and six (DT-15). */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-assist-private.h"
#include "qz-claim-parser.h"
#include "qz-error.h"
#include "qz-import-assistance.h"
#include "qz-policies.h"

typedef struct {
  guint64 line_no;
  char *setl_id;
} Refund;

typedef struct {
  QzImportRun *run;
  QzImportMap map;
  QzClaimParser *parser;
  QzPolicy *policy; /* of the row before; nullable */
  QzDay policy_day;
  GHashTable *places; /* provider id → area */
  GArray *refunds;    /* Refund */
  gint64 import_id, first_id, last_id;
  /* the row at hand */
  const QzCsvField *fields;
  guint64 line_no;
  gboolean rejected;
  guint64 n_written, n_others;
} Loader;

static void
clear_refund (gpointer data)
{
  g_free (((Refund *) data)->setl_id);
}

static void
loader_clear (Loader *self)
{
  g_clear_pointer (&self->parser, qz_claim_parser_free);
  g_clear_pointer (&self->policy, qz_policy_unref);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->refunds, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loader, loader_clear)

/* ── saying what is wrong ───────────────────────────────────────────────────────────────────── */

static void
note_problem (const QzProblem *problem, gboolean is_error, gpointer user_data)
{
  Loader *self = user_data;

  if (is_error)
    qz_import_report_reject (self->run->report, problem);
  else
    qz_import_report_warn (self->run->report, problem);
}

static void
tell (Loader *self, guint column, const char *rule, const char *reason, gboolean is_error)
{
  const QzCsvField *field = qz_import_map_get (&self->map, self->fields, column);
  const QzProblem problem = { .line = self->line_no,
                              .column = field != NULL ? field->column : 0,
                              .field = qz_claim_columns[column].name,
                              .value = field != NULL ? field->text : NULL,
                              .reason = reason,
                              .rule = rule,
                              .is_further = self->rejected };

  self->rejected = self->rejected || is_error;
  note_problem (&problem, is_error, self);
}

static void
reject (Loader *self, guint column, const char *rule, const char *reason)
{
  tell (self, column, rule, reason, TRUE);
}

/* ── the six columns ────────────────────────────────────────────────────────────────────────── */

static const char *
get_text (Loader *self, guint column)
{
  const QzCsvField *field = qz_import_map_get (&self->map, self->fields, column);

  return field != NULL ? field->text : "";
}

static QzDay
read_day (Loader *self, guint column)
{
  const char *text = get_text (self, column);
  QzDay day = QZ_DAY_NONE;

  if (strlen (text) != 10 || !qz_day_parse_plain (text, 10, &day))
    reject (self, column, "4.8", _("There is no such day; write it like 2026-03-10"));
  return day;
}

static void
read_stay (Loader *self, const QzClaimRow *claim, QzAssistBillRow *bill)
{
  bill->begin_day = read_day (self, QZ_BILL_BEGIN);
  bill->end_day = read_day (self, QZ_BILL_END);
  if (self->rejected)
    return;
  if (bill->begin_day > bill->end_day)
    reject (self, QZ_BILL_BEGIN, "DT-15a", _("The discharge lies before the admission"));
  else if (bill->end_day > claim->claim.day)
    reject (self, QZ_BILL_END, "DT-15a", _("The bill was settled before the discharge"));
}

static void
read_codes (Loader *self, QzAssistBillRow *bill)
{
  const char *cross = get_text (self, QZ_BILL_CROSS);
  const char *dedc = get_text (self, QZ_BILL_DEDC);
  const char *place = g_hash_table_lookup (self->places, &bill->provider_id);

  if (!qz_assist_category_parse (get_text (self, QZ_BILL_CATEGORY), &bill->category))
    reject (self, QZ_BILL_CATEGORY, "DT-5",
            _("There is no such category; they are LB, TK, BY, FP, JC, QT, or empty for none"));
  if (dedc[0] != '\0' && !qz_fen_parse_plain (dedc, strlen (dedc), &bill->act_pay_dedc_fen))
    reject (self, QZ_BILL_DEDC, "V9", qz_import_explain_amount (dedc, strlen (dedc)));
  if (cross[0] != '\0' && strcmp (cross, "0") != 0 && strcmp (cross, "1") != 0)
    reject (self, QZ_BILL_CROSS, "AMB-26", _("cross_area is 0, 1 or empty"));
  bill->cross_said = cross[0] != '\0' ? cross[0] - '0' : -1;
  bill->cross_area = bill->cross_said >= 0 ? bill->cross_said != 0
                                           : g_strcmp0 (place, bill->county) != 0;
}

/* DT-15b: who paid everything got nothing from any fund. */
static void
read_manual (Loader *self, const QzClaimRow *claim, QzAssistBillRow *bill)
{
  const gboolean is_manual = bill->setl_type[0] == '1';
  const char *reason = get_text (self, QZ_BILL_MANUAL);

  if (!qz_import_check_text (reason, strlen (reason)))
    reject (self, QZ_BILL_MANUAL, NULL,
            _("The text is longer than 200 bytes or holds control characters"));
  bill->manual_reason = reason;
  if (!is_manual && reason[0] != '\0')
    reject (self, QZ_BILL_MANUAL, "DT-15b",
            _("A bill that was settled directly has no reason for paying by hand"));
  if (!is_manual)
    return;
  if (reason[0] == '\0')
    reject (self, QZ_BILL_MANUAL, "DT-15b", _("Say why the person paid everything"));
  if (claim->claim.amounts[QZ_CLAIM_FUND_PAY] != 0)
    reject (self, QZ_CLAIM_N_TEXTS + 2 + QZ_CLAIM_FUND_PAY, "DT-15b",
            _("The person paid everything, so no fund has paid anything"));
}

/* ── the columns of claims ──────────────────────────────────────────────────────────────────── */

static void
take_amounts (const QzClaimRow *claim, gboolean acct_includes_mulaid, QzAssistBillRow *bill)
{
  const QzFen *amounts = claim->claim.amounts;

  bill->medfee_fen = amounts[QZ_CLAIM_MEDFEE];
  bill->fulamt_ownpay_fen = amounts[QZ_CLAIM_FULAMT_OWNPAY];
  bill->overlmt_selfpay_fen = amounts[QZ_CLAIM_OVERLMT_SELFPAY];
  bill->preselfpay_fen = amounts[QZ_CLAIM_PRESELFPAY];
  bill->inscp_scp_fen = amounts[QZ_CLAIM_INSCP_SCP];
  bill->basic_fen = amounts[QZ_CLAIM_HIFP];
  bill->ci_fen = amounts[bill->insurance == QZ_INS_EMP ? QZ_CLAIM_HIFOB : QZ_CLAIM_HIFMI];
  bill->maf_fen = amounts[QZ_CLAIM_MAF];
  bill->fund_pay_fen = amounts[QZ_CLAIM_FUND_PAY];
  /* V2 holds, so this is all the others. */
  bill->other_fen = bill->fund_pay_fen - bill->basic_fen - bill->ci_fen - bill->maf_fen;
  bill->hosp_part_fen = amounts[QZ_CLAIM_HOSP_PART];
  bill->psn_part_fen = amounts[QZ_CLAIM_PSN_PART];
  bill->acct_fen =
      amounts[QZ_CLAIM_ACCT] + (acct_includes_mulaid ? 0 : amounts[QZ_CLAIM_ACCT_MULAID]);
  bill->psn_cash_fen = amounts[QZ_CLAIM_PSN_CASH];
}

static const char *
get_or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static void
take_claim (Loader *self, const QzClaimRow *claim, const char *certno, QzAssistBillRow *bill)
{
  *bill = (QzAssistBillRow){ .import_id = self->import_id,
                             .line_no = self->line_no,
                             .setl_id = claim->texts[QZ_CLAIM_SETL_ID],
                             .provider_id = claim->claim.provider_id,
                             .insurance = claim->claim.insurance,
                             .insutype = claim->texts[QZ_CLAIM_INSUTYPE],
                             .med_type = claim->texts[QZ_CLAIM_MED_TYPE],
                             .setl_time = claim->texts[QZ_CLAIM_SETL_TIME],
                             .settled = claim->claim.day,
                             .setl_type = claim->texts[QZ_CLAIM_SETL_TYPE],
                             .pay_loc = claim->texts[QZ_CLAIM_PAY_LOC],
                             .county = claim->texts[QZ_CLAIM_INSU_ADMDVS],
                             .refund = claim->claim.refund,
                             .refd_setl_id = claim->texts[QZ_CLAIM_REFD_SETL_ID],
                             .psn_no = get_or_empty (claim->texts[QZ_CLAIM_PSN_NO]),
                             .psn_name = get_or_empty (claim->texts[QZ_CLAIM_PSN_NAME]),
                             .certno = certno };
  take_amounts (claim, self->run->options->acct_includes_mulaid, bill);
}

/* ── which bills take part ──────────────────────────────────────────────────────────────────── */

/* DT-30: no bill from before the regulation; and none without a policy. */
static gboolean
take_policy (Loader *self, QzDay day, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (strncmp (get_text (self, QZ_CLAIM_SETL_TIME), "2024", 4) < 0)
    {
      reject (self, QZ_CLAIM_SETL_TIME, "DT-30",
              _("Direct settlement of medical assistance begins on 2024-01-01; bills from before "
                "belong to the earlier way"));
      return TRUE;
    }
  if (self->policy != NULL && self->policy_day == day)
    return TRUE;
  g_clear_pointer (&self->policy, qz_policy_unref);
  self->policy = qz_policies_peek_assistance (self->run->book, day, NULL, &failure);
  self->policy_day = day;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (self->policy == NULL)
    reject (self, QZ_CLAIM_SETL_TIME, "DT-14",
            _("No policy of medical assistance rules this day; activate one first"));
  return TRUE;
}

/* What takes no part is counted and left out (DT-2, DT-26). */
static const char *
find_exclusion (Loader *self, const QzClaimRow *claim)
{
  const char *type = claim->texts[QZ_CLAIM_SETL_TYPE];
  const char *place = claim->texts[QZ_CLAIM_PAY_LOC];

  if (qz_policy_get_assist_kind (self->policy, claim->texts[QZ_CLAIM_MED_TYPE])
      == QZ_ASSIST_OTHER)
    return _("Neither a stay in hospital nor chronic outpatient care; left out");
  if (!(strcmp (type, "2") == 0 && strcmp (place, "2") == 0)
      && !(strcmp (type, "1") == 0 && strcmp (place, "1") == 0))
    return _("Neither settled directly here nor paid in full by the person; left out");
  if (!qz_assist_is_own_county (self->run->book, self->run->area_map,
                                claim->texts[QZ_CLAIM_INSU_ADMDVS]))
    return _("The person is not insured in the city; left out");
  return NULL;
}

/* ── one row ────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  gint64 import_id;
  guint64 line_no;
} Twin;

static gboolean
note_twin (const QzAssistBillRow *row, gpointer user_data, GError **error)
{
  Twin *twin = user_data;

  (void) error;
  *twin = (Twin){ row->import_id, row->line_no };
  return TRUE;
}

/* V7. */
static gboolean
check_unique (Loader *self, const char *setl_id, GError **error)
{
  g_autofree char *reason = NULL;
  g_autofree char *file = NULL;
  gboolean found = FALSE;
  Twin twin = { 0 };

  if (!qz_assist_bill_repo_get (self->run->store, setl_id, 0, note_twin, &twin, &found, error))
    return FALSE;
  if (!found)
    return TRUE;
  if (!qz_assist_bill_repo_dup_file (self->run->store, twin.import_id, &file, error))
    return FALSE;
  reason = twin.import_id == self->import_id
               ? g_strdup_printf (_("This setl_id stands in line %" PRIu64
                                    " of the same file already"),
                                  twin.line_no)
               : g_strdup_printf (_("This setl_id was imported before, from %s, line %" PRIu64
                                    " (import %" PRId64 ")"),
                                  file, twin.line_no, twin.import_id);
  reject (self, QZ_CLAIM_SETL_ID, "V7", reason);
  return TRUE;
}

/* DT-7b: what the hospital no longer may settle directly is told, not refused: the money of such a
 * bill is a question for people. */
static gboolean
warn_of_service (Loader *self, const QzAssistBillRow *bill, GError **error)
{
  gboolean is_off = FALSE;

  if (!qz_assist_is_service_off (self->run->store, bill, &is_off, error))
    return FALSE;
  if (is_off)
    tell (self, QZ_CLAIM_N_TEXTS, "DT-7b",
          _("Direct settlement of medical assistance had ended in this hospital on the day of the "
            "settlement"),
          FALSE);
  return TRUE;
}

static gboolean
write_bill (Loader *self, const QzAssistBillRow *bill, GError **error)
{
  const gint64 id = qz_assist_bill_repo_put (self->run->act, bill, error);

  if (id == 0)
    return FALSE;
  if (self->n_written++ == 0)
    self->first_id = id;
  self->last_id = id;
  if (bill->refund)
    {
      const Refund refund = { self->line_no, g_strdup (bill->setl_id) };

      g_array_append_val (self->refunds, refund);
    }
  return TRUE;
}

static gboolean
take_row (Loader *self, const QzClaimRow *claim, GError **error)
{
  g_autofree char *certno = g_ascii_strup (claim->texts[QZ_CLAIM_CERTNO], -1);
  const char *exclusion;
  QzAssistBillRow bill;

  if (!take_policy (self, claim->claim.day, error))
    return FALSE;
  if (self->rejected)
    return TRUE;
  exclusion = find_exclusion (self, claim);
  if (exclusion != NULL)
    {
      self->n_others += 1;
      tell (self, QZ_CLAIM_MED_TYPE, "DT-2", exclusion, FALSE);
      return TRUE;
    }
  take_claim (self, claim, certno, &bill);
  read_stay (self, claim, &bill);
  read_codes (self, &bill);
  read_manual (self, claim, &bill);
  if (!check_unique (self, bill.setl_id, error) || !warn_of_service (self, &bill, error))
    return FALSE;
  return self->rejected || write_bill (self, &bill, error);
}

static gboolean
read_rows (Loader *self, GError **error)
{
  QzRowReader *reader = qz_import_source_get_reader (self->run->source);
  GError *fault = NULL;
  QzClaimRow claim;
  guint n_fields;

  memset (&claim, 0, sizeof claim);
  while (qz_row_reader_next (reader, &self->fields, &n_fields, &fault))
    {
      if (!qz_check_cancelled (self->run->context->cancellable, error))
        return FALSE;
      self->line_no = qz_row_reader_get_line (reader);
      self->rejected = FALSE;
      if (qz_claim_parser_parse (self->parser, self->fields, n_fields, self->line_no, &claim)
          && !take_row (self, &claim, error))
        return FALSE;
    }
  return fault == NULL || qz_import_take_fault (self->run, fault, error);
}

/* ── refunds: what they take back ───────────────────────────────────────────────────────────── */

typedef struct {
  gint64 provider_id;
  gboolean refund;
  char *certno, *county, *refd_setl_id;
  QzDay begin_day, end_day, settled;
  QzAssistCategory category;
  gboolean cross_area;
  QzFen medfee_fen, fund_fen, maf_fen;
} Facts;

static void
facts_clear (Facts *self)
{
  g_free (self->certno);
  g_free (self->county);
  g_free (self->refd_setl_id);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Facts, facts_clear)

static gboolean
note_facts (const QzAssistBillRow *row, gpointer user_data, GError **error)
{
  (void) error;
  *(Facts *) user_data = (Facts){ .provider_id = row->provider_id,
                                  .refund = row->refund,
                                  .certno = g_strdup (row->certno),
                                  .county = g_strdup (row->county),
                                  .refd_setl_id = g_strdup (row->refd_setl_id),
                                  .begin_day = row->begin_day,
                                  .end_day = row->end_day,
                                  .settled = row->settled,
                                  .category = row->category,
                                  .cross_area = row->cross_area,
                                  .medfee_fen = row->medfee_fen,
                                  .fund_fen = row->fund_pay_fen,
                                  .maf_fen = row->maf_fen };
  return TRUE;
}

static const char *
compare_refund (const Facts *refund, gboolean found, const Facts *original, gint64 n_refunds)
{
  if (!found)
    return _("The refund refers to a setl_id that is not among the bills; import that bill first");
  if (original->refund)
    return _("The refund refers to another refund");
  if (original->provider_id != refund->provider_id || strcmp (original->certno, refund->certno) != 0
      || strcmp (original->county, refund->county) != 0)
    return _("The refund refers to a bill of another provider, person or county");
  if (original->settled > refund->settled)
    return _("The refund was settled before the bill that it takes back");
  if (original->category != refund->category || original->cross_area != refund->cross_area
      || original->begin_day != refund->begin_day || original->end_day != refund->end_day)
    return _("The refund has another category, place or stay than the bill that it takes back");
  if (-refund->medfee_fen > original->medfee_fen || -refund->fund_fen > original->fund_fen
      || -refund->maf_fen > original->maf_fen)
    return _("The refund is larger than the claim that it takes back");
  /* What a bill used up of the year's deductibles, tiers and caps goes back as one (AS-3). */
  if (-refund->medfee_fen != original->medfee_fen || -refund->fund_fen != original->fund_fen
      || -refund->maf_fen != original->maf_fen)
    return _("A refund takes back the whole bill; what remains of it is settled anew");
  return n_refunds > 1 ? _("Another refund has taken back this claim already") : NULL;
}

static gboolean
check_refund (Loader *self, const Refund *what, GError **error)
{
  g_auto (Facts) refund = { 0 };
  g_auto (Facts) original = { 0 };
  QzStore *store = self->run->store;
  gboolean found = FALSE;
  gboolean is_known = FALSE;
  gint64 n_refunds = 0;
  QzProblem problem = { .line = what->line_no, .field = "refd_setl_id", .rule = "V6" };

  if (!qz_assist_bill_repo_get (store, what->setl_id, 0, note_facts, &refund, &found, error)
      || !qz_assist_bill_repo_get (store, refund.refd_setl_id != NULL ? refund.refd_setl_id : "",
                                   0, note_facts, &original, &is_known, error)
      || !qz_assist_bill_repo_count_refunds (store, refund.certno, refund.refd_setl_id,
                                             &n_refunds, error))
    return FALSE;
  problem.value = refund.refd_setl_id;
  problem.reason = compare_refund (&refund, is_known, &original, n_refunds);
  if (problem.reason != NULL)
    qz_import_report_reject (self->run->report, &problem);
  return TRUE;
}

/* ── the whole file ─────────────────────────────────────────────────────────────────────────── */

static void
note_overlap (const QzAssistOverlap *overlap, gpointer user_data)
{
  Loader *self = user_data;
  g_autofree char *reason = NULL;
  QzProblem problem = { .line = overlap->line_no,
                        .field = "begndate",
                        .value = overlap->setl_id,
                        .rule = "DT-15a" };

  if (qz_policy_get_assist_kind (self->policy, overlap->med_type) != QZ_ASSIST_STAY
      || qz_policy_get_assist_kind (self->policy, overlap->other_med_type) != QZ_ASSIST_STAY)
    return;
  reason = g_strdup_printf (_("The person was in hospital on the same days by the bill %s"),
                            overlap->other_setl_id);
  problem.reason = reason;
  qz_import_report_warn (self->run->report, &problem);
}

static void
count_silent (const char *rule, guint64 n, gpointer user_data)
{
  qz_import_report_count_warnings (user_data, rule, n);
}

static void
fill_file (Loader *self)
{
  const QzClaimTotals *totals = qz_claim_parser_get_totals (self->parser);
  QzImportFile *file = self->run->file;

  self->run->n_read = totals->n_read;
  self->run->has_control_total = totals->has_trailer;
  file->n_rows = totals->n_rows;
  file->first_id = self->first_id;
  file->last_id = self->last_id;
  file->first_day = totals->first_day;
  file->last_day = totals->last_day;
  file->medfee_fen = totals->medfee_fen;
  file->fund_fen = totals->fund_fen;
}

static void
tell_counts (Loader *self)
{
  QzSheet *sheet = qz_sheet_new ("assistance");

  qz_sheet_set_number (sheet, "bills", _("Bills of medical assistance"), QZ_VALUE_COUNT,
                       (gint64) self->n_written);
  qz_sheet_set_number (sheet, "others", _("Left out"), QZ_VALUE_COUNT, (gint64) self->n_others);
  qz_sheet_set_number (sheet, "refunds", _("Refunds"), QZ_VALUE_COUNT, self->refunds->len);
  qz_import_run_take_child (self->run, sheet);
}

static gboolean
finish_rows (Loader *self, GError **error)
{
  fill_file (self);
  qz_claim_parser_list_silent (self->parser, count_silent, self->run->report);
  if (qz_import_report_get_n_rejected (self->run->report) == 0)
    {
      for (guint i = 0; i < self->refunds->len; i++)
        if (!check_refund (self, &g_array_index (self->refunds, Refund, i), error))
          return FALSE;
      if (self->n_written > 0
          && !qz_assist_bill_repo_list_overlaps (self->run->store, self->first_id, self->last_id,
                                                 note_overlap, self, error))
        return FALSE;
    }
  tell_counts (self);
  return qz_import_run_check (self->run, error)
         && qz_import_repo_put (self->run->act, self->run->file, error);
}

gboolean
qz_assist_bill_import (QzImportRun *run, GError **error)
{
  g_auto (Loader) self = { .run = run, .policy_day = QZ_DAY_NONE };

  if (!qz_import_run_read_head (run, &self.map, error))
    return FALSE;
  run->area_map = qz_actors_load_map (run->book, error);
  self.places = run->area_map != NULL ? qz_assist_bill_repo_load_places (run->store, error) : NULL;
  self.import_id = self.places != NULL ? qz_import_repo_get_next_id (run->act, error) : 0;
  if (self.import_id == 0)
    return FALSE;
  self.refunds = g_array_new (FALSE, FALSE, sizeof (Refund));
  g_array_set_clear_func (self.refunds, clear_refund);
  self.parser = qz_claim_parser_new (run->providers, &self.map, run->context->clock.today,
                                     run->options->acct_includes_mulaid, note_problem, &self);
  qz_claim_parser_set_strict (self.parser);
  return read_rows (&self, error) && finish_rows (&self, error);
}
