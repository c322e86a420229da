/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bills of a year by the rules: person after person, in the order of time (AS-3). */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assist-private.h"
#include "qz-error.h"
#include "qz-policies.h"
#include "qz-provider-service-repo.h"

/* What a bill came to, for a refund that takes it back. */
typedef struct {
  int year;
  QzAssistCategory category;
  QzAssistResult result;
} Kept;

typedef struct {
  QzBook *book;
  const QzAssistAsked *asked;
  QzAssistComputedFunc func;
  gpointer user_data;
  GHashTable *spells; /* certno → GArray of QzAssistSpell */
  GHashTable *holds;  /* certno → GArray of QzAssistHold */
  GHashTable *places; /* provider id → area */
  /* the person at hand */
  char *certno;
  int year_no;
  QzAssistYear year;
  GHashTable *kept; /* setl_id → Kept */
} Computer;

static void
computer_clear (Computer *self)
{
  g_clear_pointer (&self->spells, g_hash_table_unref);
  g_clear_pointer (&self->holds, g_hash_table_unref);
  g_clear_pointer (&self->places, g_hash_table_unref);
  g_clear_pointer (&self->kept, g_hash_table_unref);
  g_clear_pointer (&self->certno, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Computer, computer_clear)

static int
get_year (QzDay day)
{
  return qz_period_of_day (day) / 100;
}

/* A new person, or a new year of the same one: nothing is used up. */
static void
turn_to (Computer *self, const QzAssistBillRow *row)
{
  const int year = get_year (row->settled);

  if (g_strcmp0 (self->certno, row->certno) != 0)
    {
      g_set_str (&self->certno, row->certno);
      g_hash_table_remove_all (self->kept);
      self->year_no = 0;
    }
  if (self->year_no != year)
    {
      self->year = (QzAssistYear){ 0 };
      self->year_no = year;
    }
}

static QzAssistBill
make_bill (const QzAssistBillRow *row, QzAssistKind kind)
{
  return (QzAssistBill){ .is_outpatient = kind == QZ_ASSIST_OUTPATIENT,
                         .fee_fen = row->medfee_fen,
                         .fullself_fen = row->fulamt_ownpay_fen,
                         .overlimit_fen = row->overlmt_selfpay_fen,
                         .preself_fen = row->preselfpay_fen,
                         .other_fen = row->other_fen,
                         .hosp_part_fen = row->hosp_part_fen };
}

/* DT-30: an admission from before the regulation has the parameters with which it began. */
static QzDay
get_policy_day (QzDay day)
{
  QzDay first = QZ_DAY_NONE;

  return qz_day_from_ymd (2024, 1, 1, &first) ? MAX (day, first) : day;
}

/* DT-22 stops what is settled directly; what a person paid himself is looked at by people. */
static QzAssistEntitlement
find_entitlement (Computer *self, const QzAssistComputed *computed)
{
  const QzAssistBillRow *row = computed->row;
  const GArray *spells = g_hash_table_lookup (self->spells, row->certno);
  const gboolean is_held =
      !computed->is_manual
      && qz_assist_holds_cover (g_hash_table_lookup (self->holds, row->certno), row->begin_day);
  QzAssistEntitlement found = qz_assist_find_entitlement (
      spells != NULL ? (const QzAssistSpell *) spells->data : NULL,
      spells != NULL ? spells->len : 0, row->begin_day, row->settled, is_held);

  found.policy_day = get_policy_day (found.policy_day);
  return found;
}

static void
keep (Computer *self, const QzAssistComputed *computed)
{
  Kept *kept = g_new (Kept, 1);

  *kept = (Kept){ self->year_no, computed->category, computed->result };
  g_hash_table_replace (self->kept, g_strdup (computed->row->setl_id), kept);
}

static void
negate (QzAssistResult *result)
{
  result->scp_fen = -result->scp_fen;
  result->dedc_fen = -result->dedc_fen;
  result->basic_fen = -result->basic_fen;
  result->rest_fen = -result->rest_fen;
  result->ci_fen = -result->ci_fen;
  result->rest2_fen = -result->rest2_fen;
  result->maf_dedc_fen = -result->maf_dedc_fen;
  result->maf_fen = -result->maf_fen;
  result->fund_total_fen = -result->fund_total_fen;
  result->person_fen = -result->person_fen;
  result->basic_uncapped_fen = -result->basic_uncapped_fen;
  result->ci_uncapped_fen = -result->ci_uncapped_fen;
  result->maf_uncapped_fen = -result->maf_uncapped_fen;
}

/* What cannot be computed is told with the bill and does not stop the others. Takes @failure. */
static gboolean
take_fault (QzAssistComputed *computed, GError *failure, char **out_fault, GError **error)
{
  if (!g_error_matches (failure, QZ_ERROR, QZ_ERROR_INPUT)
      && !g_error_matches (failure, QZ_ERROR, QZ_ERROR_REFUSED))
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  *out_fault = g_strdup (failure->message);
  computed->fault = *out_fault;
  computed->has_result = FALSE;
  g_error_free (failure);
  return TRUE;
}

/* Takes away what the bill had used up, in the year that it was used up in. */
static gboolean
take_back (Computer *self, QzAssistComputed *computed, char **out_fault, GError **error)
{
  const char *setl_id = computed->row->refd_setl_id;
  const Kept *kept = setl_id != NULL ? g_hash_table_lookup (self->kept, setl_id) : NULL;
  GError *failure = NULL;

  if (kept == NULL)
    {
      computed->fault = _("The bill that the refund takes back has no result");
      return TRUE;
    }
  computed->has_result = TRUE;
  computed->category = kept->category;
  computed->result = kept->result;
  negate (&computed->result);
  return kept->year != self->year_no
         || qz_assist_year_take (&self->year, &kept->result, &failure)
         || take_fault (computed, failure, out_fault, error);
}

static gboolean
choose (Computer *self, QzPolicy *policy, QzAssistComputed *computed, char **out_fault,
        GError **error)
{
  const QzAssistBill bill = make_bill (computed->row, computed->kind);
  g_autoptr (QzPolicy) on_admission = NULL;
  GError *failure = NULL;
  QzPolicy *valid = policy;
  const QzAssistTry *best;

  computed->entitlement = find_entitlement (self, computed);
  computed->before = self->year;
  if (computed->entitlement.policy_day != computed->row->settled)
    valid = on_admission = qz_policies_find_assistance (
        self->book, computed->entitlement.policy_day, NULL, &failure);
  if (valid == NULL
      || !qz_assist_choose (valid, &computed->entitlement, &bill, &self->year, &computed->choice,
                            &failure))
    return take_fault (computed, failure, out_fault, error);
  best = &computed->choice.tries[computed->choice.best];
  if (!qz_assist_year_add (&self->year, &best->result, &failure))
    return take_fault (computed, failure, out_fault, error);
  computed->has_result = TRUE;
  computed->category = best->category;
  computed->result = best->result;
  keep (self, computed);
  return TRUE;
}

gboolean
qz_assist_is_service_off (QzStore *store, const QzAssistBillRow *row, gboolean *out,
                          GError **error)
{
  QzProviderServiceState state = { .enabled = TRUE };

  *out = FALSE;
  /* Who paid himself was not settled directly, and a refund takes back what was (AMB-27). */
  if (row->refund || row->setl_type[0] == '1')
    return TRUE;
  if (!qz_provider_service_repo_get (store, row->provider_id, QZ_SERVICE_ASSISTANCE, row->settled,
                                     &state, error))
    return FALSE;
  *out = !state.enabled;
  return TRUE;
}

static gboolean
compute (const QzAssistBillRow *row, gpointer user_data, GError **error)
{
  Computer *self = user_data;
  QzAssistComputed computed = { .row = row, .is_manual = row->setl_type[0] == '1' };
  g_autoptr (QzPolicy) policy = qz_policies_find_assistance (self->book, row->settled, NULL, error);
  const char *place = g_hash_table_lookup (self->places, &row->provider_id);
  g_autofree char *fault = NULL;

  if (policy == NULL)
    return FALSE;
  turn_to (self, row);
  computed.kind = qz_policy_get_assist_kind (policy, row->med_type);
  computed.derived_cross = g_strcmp0 (place, row->county) != 0;
  if (!qz_assist_is_service_off (qz_book_get_store (self->book), row, &computed.is_service_off,
                                 error))
    return FALSE;
  if (row->refund ? !take_back (self, &computed, &fault, error)
                  : !choose (self, policy, &computed, &fault, error))
    return FALSE;
  return row->settled < self->asked->from || self->func (&computed, self->user_data, error);
}

gboolean
qz_assist_compute_year (QzBook *book, const QzAssistAsked *asked, QzAssistComputedFunc func,
                        gpointer user_data, GError **error)
{
  g_auto (Computer) self = { .book = book, .asked = asked, .func = func, .user_data = user_data };
  QzStore *store = qz_book_get_store (book);
  QzAssistBillSpan span = { .to = asked->to,
                            .certno = asked->certno,
                            .order = QZ_ASSIST_BY_PERSON };
  int first_year = 0;

  if (!qz_assist_bill_repo_get_first_year (store, asked->from, asked->to, get_year (asked->from),
                                           &first_year, error)
      || !qz_day_from_ymd (first_year, 1, 1, &span.from))
    return FALSE;
  self.spells = qz_assist_person_repo_load_spells (store, asked->certno, error);
  self.holds = self.spells != NULL
                   ? qz_assist_person_repo_load_holds (store, asked->certno, error)
                   : NULL;
  self.places = self.holds != NULL ? qz_assist_bill_repo_load_places (store, error) : NULL;
  if (self.places == NULL)
    return FALSE;
  self.kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  return qz_assist_bill_repo_stream (store, &span, compute, &self, error);
}

/* ── one bill ───────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  char *certno;
  QzDay settled;
  const char *setl_id;
  QzAssistComputedFunc func;
  gpointer user_data;
} One;

static gboolean
note_person (const QzAssistBillRow *row, gpointer user_data, GError **error)
{
  One *one = user_data;

  (void) error;
  g_set_str (&one->certno, row->certno);
  one->settled = row->settled;
  return TRUE;
}

static gboolean
pass_one (const QzAssistComputed *computed, gpointer user_data, GError **error)
{
  One *one = user_data;

  return strcmp (computed->row->setl_id, one->setl_id) != 0
         || one->func (computed, one->user_data, error);
}

gboolean
qz_assist_compute_bill (QzBook *book, const char *setl_id, QzAssistComputedFunc func,
                        gpointer user_data, gboolean *out_found, GError **error)
{
  One one = { .setl_id = setl_id, .func = func, .user_data = user_data };
  g_autofree char *certno = NULL;
  QzAssistAsked asked;

  if (!qz_assist_bill_repo_get (qz_book_get_store (book), setl_id, 0, note_person, &one, out_found,
                                error))
    return FALSE;
  certno = one.certno;
  if (!*out_found)
    return TRUE;
  asked = (QzAssistAsked){ one.settled, one.settled, certno };
  return qz_assist_compute_year (book, &asked, pass_one, &one, error);
}

/* ── platform and rules ─────────────────────────────────────────────────────────────────────── */

static void
compare_fen (QzAssistDifference out[], guint *n, const QzAssistDifference *what)
{
  if (what->platform_fen != what->rules_fen)
    {
      out[*n] = *what;
      out[(*n)++].is_amount = TRUE;
    }
}

static void
compare_text (QzAssistDifference out[], guint *n, const QzAssistDifference *what)
{
  if (strcmp (what->platform, what->rules) != 0)
    out[(*n)++] = *what;
}

guint
qz_assist_list_differences (const QzAssistComputed *computed,
                            QzAssistDifference out[QZ_MAX_ASSIST_DIFFERENCES])
{
  const QzAssistBillRow *row = computed->row;
  const QzAssistResult *result = &computed->result;
  guint n = 0;
  const QzAssistDifference category = {
    "category", _("Category"), qz_assist_reason_get_rule (computed->entitlement.reason), FALSE,
    0, 0, qz_assist_category_to_text (row->category),
    qz_assist_category_to_text (computed->category)
  };
  const QzAssistDifference cross = { "cross_area", _("Outside the county"), "AMB-26", FALSE, 0, 0,
                                     row->cross_area ? "1" : "0",
                                     computed->derived_cross ? "1" : "0" };
  const QzAssistDifference service = { "service", _("Settled directly"), "DT-7b", FALSE, 0, 0,
                                       "1", "0" };
  const QzAssistDifference amounts[] = {
    { "basic", _("Basic insurance"), "DT-14", TRUE, row->basic_fen, result->basic_fen, NULL, NULL },
    { "ci", _("Critical illness"), "DT-14", TRUE, row->ci_fen, result->ci_fen, NULL, NULL },
    { "maf", _("Medical assistance"), "DT-14", TRUE, row->maf_fen, result->maf_fen, NULL, NULL },
    { "person", _("Borne by the person"), "DT-15a", TRUE, row->psn_part_fen, result->person_fen,
      NULL, NULL },
    { "act_pay_dedc", _("Deductible"), "DT-14", TRUE, row->act_pay_dedc_fen, result->dedc_fen, NULL,
      NULL },
  };

  if (!computed->is_manual && computed->has_result)
    {
      compare_text (out, &n, &category);
      for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
        compare_fen (out, &n, &amounts[i]);
    }
  if (!computed->is_manual && row->cross_said >= 0)
    compare_text (out, &n, &cross);
  if (computed->is_service_off)
    compare_text (out, &n, &service);
  return n;
}
