/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Money of the assistance fund that one person records from the bank's slip and another confirms
 * (3.6 rule 5): reserves, what is moved to the agency, what counties pay back, clearings. */
#include "qz-assist-money.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-assist-money-act.h"
#include "qz-assist-money-private.h"
#include "qz-assist-money-repo.h"
#include "qz-transfer-repo.h"

static gboolean
is_kind (const char *kind, const char *other)
{
  return strcmp (kind, other) == 0;
}

/* One movement being recorded. */
typedef struct {
  QzAssistDesk *desk;
  const QzAssistMoneyRecord *asked;
  QzAssistMoney money;
  QzAssistAllotment allotment; /* of a reserve */
  QzDay today;
} Record;

/* ── what can be recorded ───────────────────────────────────────────────────────────────────── */

static gboolean
check_amount_known (const Record *self, GError **error)
{
  if (self->money.amount_fen > 0)
    return TRUE;
  return qz_error_refuse (error, "amount-missing", "DT-18",
                          _("Nothing is open; an amount must be more than zero"));
}

static gboolean
check_slip (const Record *self, GError **error)
{
  const QzAssistMoney *money = &self->money;
  g_autofree char *other = NULL;

  if (money->day == QZ_DAY_NONE
      || (*money->bank_name == '\0') != (*money->serial == '\0')
      || (*money->serial == '\0' && !is_kind (money->kind, QZ_ASSIST_RESERVE)
          && !is_kind (money->kind, QZ_ASSIST_LOWER)))
    {
      qz_error_set (error, QZ_ERROR_USAGE, "slip-incomplete",
                    _("Say the bank, its serial number and the day on which it paid; they stand on "
                      "the bank's slip"));
      return FALSE;
    }
  if (money->day > self->desk->context->clock.today)
    return qz_error_refuse (error, "day-to-come", "DT-18",
                            _("That day has not come; the bank's day is the one on which the money "
                              "moved"));
  if (*money->serial == '\0')
    return TRUE;
  return qz_assist_money_repo_find_serial (self->desk->store, money->bank_name, money->serial,
                                           &other, error)
         && (other == NULL
             || qz_error_refuse (error, "serial-twice", "DT-18",
                                 _("The bank's serial number %s stands at %s already"),
                                 money->serial, other));
}

/* What movements of @kind, not taken back, come to for the county and year of the allotment. */
static gboolean
sum_recorded (Record *self, const char *kind, QzFen *out, GError **error)
{
  const QzAssistMoneyQuery query = { .kind = kind,
                                     .year = self->allotment.year,
                                     .county = self->allotment.county };

  return qz_assist_money_repo_sum (self->desk->store, &query, out, NULL, error);
}

/* *out: what the reserve of the county grows by with this instalment, below zero where the upper
 * levels took money back. All recorded instalments together then make what their sum reserves,
 * rounded once (DT-11). */
static gboolean
compute_growth (Record *self, QzFen *out, GError **error)
{
  const QzAssistAllotment *allotment = &self->allotment;
  QzFen allotted = 0;
  QzFen recorded = 0;
  QzFen lowered = 0;

  if (!qz_assist_money_repo_sum_reserved (self->desk->store, allotment->year, allotment->county,
                                          &allotted, error)
      || !sum_recorded (self, QZ_ASSIST_RESERVE, &recorded, error)
      || !sum_recorded (self, QZ_ASSIST_LOWER, &lowered, error)
      || !qz_fen_accumulate (&allotted, allotment->amount_fen, error))
    return FALSE;
  if (allotted < 0)
    return qz_error_refuse (error, "reserve-below-zero", "DT-11",
                            _("With %s more would be taken back than is reserved; record what was "
                              "allotted first"),
                            allotment->document_no);
  if (!qz_assist_reserve_of (self->desk->terms, allotted, out, error))
    return FALSE;
  *out -= recorded - lowered;
  return TRUE;
}

static gboolean
refuse_amount (const Record *self, QzFen growth, GError **error)
{
  g_autofree char *text = qz_fen_to_decimal (ABS (growth));

  if (growth < 0)
    return qz_error_refuse (error, "reserve-amount", "DT-11",
                            _("With %s the reserve shrinks by %s; that much goes back, not more "
                              "and not less"),
                            self->allotment.document_no, text);
  return qz_error_refuse (error, "reserve-amount", "DT-11",
                          _("With %s the reserve grows by %s; that much is reserved, not more "
                            "and not less"),
                          self->allotment.document_no, text);
}

/* What is in the fiscal account and nobody has recorded as leaving it yet. */
static gboolean
check_fiscal (Record *self, GError **error)
{
  static const char *const leaving[] = { QZ_ASSIST_MOVE, QZ_ASSIST_SURPLUS, QZ_ASSIST_LOWER };
  g_autofree char *text = NULL;
  QzFen balance = 0;

  if (!qz_assist_money_get_balance (self->desk, QZ_ASSIST_FISCAL_ACCOUNT, &balance, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (leaving); i++)
    {
      const QzAssistMoneyQuery query = { .kind = leaving[i], .waiting = TRUE };
      QzFen waiting = 0;

      if (!qz_assist_money_repo_sum (self->desk->store, &query, &waiting, NULL, error)
          || !qz_fen_accumulate (&balance, -waiting, error))
        return FALSE;
    }
  text = qz_fen_to_decimal (balance);
  return self->money.amount_fen <= balance
         || qz_error_refuse (error, "more-than-there-is", "DT-10",
                             _("The fiscal account has %s that can be moved; what is missing may "
                               "be in the agency’s account and goes back from there first"),
                             text);
}

static gboolean
prepare_reserve (Record *self, GError **error)
{
  const QzAssistMoneyQuery query = { .allotment_id = self->allotment.id };
  QzFen sum = 0;
  QzFen growth = 0;
  gint64 n = 0;

  if (!qz_assist_money_repo_sum (self->desk->store, &query, &sum, &n, error))
    return FALSE;
  if (n > 0)
    return qz_error_refuse (error, "reserve-twice", "DT-11",
                            _("The reserve of %s is recorded already"),
                            self->allotment.document_no);
  if (!compute_growth (self, &growth, error))
    return FALSE;
  if (self->money.amount_fen != 0 && self->money.amount_fen != ABS (growth))
    return refuse_amount (self, growth, error);
  self->money.kind = growth < 0 ? QZ_ASSIST_LOWER : QZ_ASSIST_RESERVE;
  self->money.amount_fen = ABS (growth);
  self->money.allotment_id = self->allotment.id;
  self->money.county = self->allotment.county;
  return growth >= 0 || check_fiscal (self, error);
}

/* DT-10: what the agency's account has and hospitals do not wait for goes back. */
static gboolean
check_paying (Record *self, GError **error)
{
  const QzAssistMoneyQuery query = { .kind = QZ_ASSIST_BACK, .waiting = TRUE };
  g_autofree char *text = NULL;
  QzFen balance = 0;
  QzFen waiting = 0;
  QzFen owed = 0;

  if (!qz_assist_money_get_balance (self->desk, QZ_ASSIST_PAYING_ACCOUNT, &balance, error)
      || !qz_assist_money_repo_sum (self->desk->store, &query, &waiting, NULL, error)
      || !qz_assist_money_repo_sum_owed (self->desk->store, &owed, error)
      || !qz_fen_accumulate (&balance, -waiting, error)
      || !qz_fen_accumulate (&balance, -owed, error))
    return FALSE;
  text = qz_fen_to_decimal (balance);
  return self->money.amount_fen <= balance
         || qz_error_refuse (error, "more-than-there-is", "DT-10",
                             _("The agency’s account has %s that can go back; what documents pay "
                               "to hospitals stays"),
                             text);
}

/* DT-18: a county pays back what hospitals got for its persons on its own account. */
static gboolean
prepare_reimburse (Record *self, GError **error)
{
  const QzAssistMoneyQuery query = { .kind = QZ_ASSIST_REIMBURSE,
                                     .period = self->asked->period,
                                     .county = self->money.county };
  g_autofree char *text = NULL;
  QzFen open = 0;
  QzFen back = 0;

  if (!qz_assist_money_repo_sum_lent (self->desk->store, self->asked->period, self->money.county,
                                      &open, error)
      || !qz_assist_money_repo_sum (self->desk->store, &query, &back, NULL, error))
    return FALSE;
  open -= back;
  text = qz_fen_to_decimal (open);
  if (self->money.amount_fen > open)
    return qz_error_refuse (error, "more-than-lent", "DT-18",
                            _("%s has %s of that month to pay back"),
                            qz_area_map_get_name (self->desk->map, self->money.county), text);
  if (self->money.amount_fen == 0)
    self->money.amount_fen = open;
  self->money.period = self->asked->period;
  return TRUE;
}

/* A clearing for which money moved stands; before, what it says must still be so. */
static gboolean
check_current (Record *self, const GArray *lines, GError **error)
{
  g_autoptr (GArray) stands = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      const QzAssistClearingLine *line = &g_array_index (lines, QzAssistClearingLine, i);

      if (line->paid_fen > 0 || line->waiting_fen > 0)
        return TRUE;
    }
  stands = qz_assist_money_repo_load_stands (self->desk->store, self->money.year, error);
  return stands != NULL
         && (qz_assist_clear_is_current (lines, stands)
             || qz_error_refuse (error, "clearing-outdated", "DT-12",
                                 _("The figures of the year changed since; the clearing has to be "
                                   "made anew")));
}

static gboolean
find_line (Record *self, QzAssistClearingLine *out, GError **error)
{
  QzAssistClearing clearing = { 0 };
  g_autoptr (GArray) lines = NULL;

  if (!qz_assist_money_repo_get_clearing (self->desk->store, self->money.year, &clearing, error))
    return FALSE;
  lines = qz_assist_money_repo_load_clearing (self->desk->store, clearing.id, error);
  self->money.clearing_id = clearing.id;
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      *out = g_array_index (lines, QzAssistClearingLine, i);
      if (is_kind (out->county, self->money.county) && is_kind (out->state, "confirm"))
        return check_current (self, lines, error);
    }
  return lines != NULL
         && qz_error_refuse (error, "not-cleared", "DT-12",
                             _("%s has not confirmed the clearing of the year"),
                             qz_area_map_get_name (self->desk->map, self->money.county));
}

/* DT-12: as much as the clearing left, one way or the other. */
static gboolean
prepare_clearing (Record *self, GError **error)
{
  QzAssistClearingLine line = { 0 };
  const gboolean is_surplus = is_kind (self->money.kind, QZ_ASSIST_SURPLUS);
  g_autofree char *text = NULL;
  QzFen open;

  if (!find_line (self, &line, error))
    return FALSE;
  open = is_surplus ? line.reserve_fen - line.used_fen : line.used_fen - line.reserve_fen;
  open = open > 0 ? open - line.paid_fen - line.waiting_fen : 0;
  text = qz_fen_to_decimal (open);
  if (self->money.amount_fen > open)
    return qz_error_refuse (error, "more-than-cleared", "DT-12",
                            _("The clearing leaves %s that is not paid yet"), text);
  if (self->money.amount_fen == 0)
    self->money.amount_fen = open;
  return !is_surplus || check_fiscal (self, error);
}

static gboolean
prepare (Record *self, GError **error)
{
  const char *kind = self->money.kind;

  if (is_kind (kind, QZ_ASSIST_RESERVE))
    return prepare_reserve (self, error);
  if (is_kind (kind, QZ_ASSIST_MOVE))
    return check_fiscal (self, error);
  if (is_kind (kind, QZ_ASSIST_BACK))
    return check_paying (self, error);
  if (is_kind (kind, QZ_ASSIST_REIMBURSE))
    return prepare_reimburse (self, error);
  return prepare_clearing (self, error);
}

/* ── recording ──────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_kind (const QzAssistMoneyRecord *asked, GError **error)
{
  const gboolean is_move =
      is_kind (asked->kind, QZ_ASSIST_MOVE) || is_kind (asked->kind, QZ_ASSIST_BACK);
  const gboolean is_reserve = is_kind (asked->kind, QZ_ASSIST_RESERVE);
  const gboolean is_back = is_kind (asked->kind, QZ_ASSIST_REIMBURSE);
  const gboolean is_clearing = is_kind (asked->kind, QZ_ASSIST_SURPLUS)
                               || is_kind (asked->kind, QZ_ASSIST_SHORTAGE);
  const gboolean has_county = asked->county != NULL && *asked->county != '\0';

  if ((is_move || (is_reserve && asked->document_no != NULL)
       || (has_county && ((is_back && asked->period != 0) || (is_clearing && asked->year != 0))))
      && asked->amount_fen >= 0 && (!is_move || asked->amount_fen > 0))
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "record-incomplete",
                _("Say what moved: a reserve with the document that allotted it, a move or what "
                  "goes back with its amount, a reimbursement with county and month, a surplus or "
                  "shortage with county and year; amounts are not below zero"));
  return FALSE;
}

static gboolean
find_allotment (QzStore *store, const char *document_no, QzAssistAllotment *out, GError **error)
{
  if (!qz_assist_money_repo_find_allotment (store, document_no, out, error))
    return FALSE;
  return out->id != 0
         || qz_error_refuse (error, "allotment-unknown", "DT-11",
                             _("No allotment has the document number %s; import it first"),
                             document_no);
}

static int
get_year (const Record *self)
{
  int year = 0;

  if (self->allotment.id != 0)
    return self->allotment.year;
  if (self->asked->period != 0 && is_kind (self->asked->kind, QZ_ASSIST_REIMBURSE))
    return self->asked->period / 100;
  if (self->asked->year != 0)
    return self->asked->year;
  /* Money that is moved is of no county's year; its number is of the bank's. */
  if (self->asked->day != QZ_DAY_NONE)
    qz_day_to_ymd (self->asked->day, &year, NULL, NULL);
  else
    qz_day_to_ymd (self->today, &year, NULL, NULL);
  return year;
}

static const char *
intern_stripped (const char *text)
{
  g_autofree char *copy = g_strstrip (g_strdup (text != NULL ? text : ""));

  return g_intern_string (copy);
}

static QzSheet *
describe (const QzAssistMoney *money, const char *voucher)
{
  QzSheet *sheet = qz_sheet_new ("money");

  qz_sheet_set_text (sheet, "number", _("Number"), money->number);
  qz_sheet_set_text (sheet, "kind", _("Kind"), money->kind);
  qz_sheet_set_text (sheet, "year", _("Year"), qz_assist_money_get_year_text (money->year));
  qz_sheet_set_text (sheet, "county", _("County code"), money->county);
  qz_sheet_set_number (sheet, "amount", _("Amount"), QZ_VALUE_FEN, money->amount_fen);
  qz_sheet_set_number (sheet, "day", _("Day"), QZ_VALUE_DAY, money->day);
  if (voucher != NULL)
    qz_sheet_set_text (sheet, "voucher", _("Voucher"), voucher);
  return sheet;
}

static QzSheet *
record (Record *self, GError **error)
{
  g_autofree char *amount = NULL;
  g_autofree char *detail = NULL;

  if (!prepare (self, error) || !check_amount_known (self, error) || !check_slip (self, error)
      || !qz_assist_money_repo_put (self->desk->act, &self->money, error))
    return NULL;
  amount = qz_fen_to_decimal (self->money.amount_fen);
  detail = g_strdup_printf ("%s %s %s %s", self->money.number, self->money.kind,
                            self->money.county, amount);
  return qz_assist_desk_end (self->desk, detail, error) ? describe (&self->money, NULL) : NULL;
}

QzSheet *
qz_assist_money_record (QzBook *book, const QzContext *context, const QzAssistMoneyRecord *asked,
                        GError **error)
{
  g_auto (QzAssistDesk) desk = { 0 };
  Record self = { .desk = &desk, .asked = asked, .today = context->clock.today };

  if (!check_kind (asked, error))
    return NULL;
  if (is_kind (asked->kind, QZ_ASSIST_RESERVE)
      && !find_allotment (qz_book_get_store (book), asked->document_no, &self.allotment, error))
    return NULL;
  self.money = (QzAssistMoney){ .kind = g_intern_string (asked->kind),
                                .county = intern_stripped (asked->county),
                                .amount_fen = asked->amount_fen,
                                .day = asked->day,
                                .bank_name = intern_stripped (asked->bank_name),
                                .serial = intern_stripped (asked->serial),
                                .note = intern_stripped (asked->note) };
  self.money.year = get_year (&self);
  if (is_kind (asked->kind, QZ_ASSIST_MOVE) || is_kind (asked->kind, QZ_ASSIST_BACK))
    self.money.county = "";
  if (!qz_assist_desk_begin (&desk, book, context,
                             &(QzAssistAct) { qz_assist_money_get_december (self.money.year), NULL,
                                              "assist money record", QZ_RIGHT_ASSIST_MONEY },
                             error))
    return NULL;
  return record (&self, error);
}

/* ── confirming ─────────────────────────────────────────────────────────────────────────────── */

static const struct {
  const char *kind;
  const char *event;
  QzFlow flow;
  gboolean at_finance;      /* whose bank account the entry names */
  const char *county_event; /* in the county's own books; NULL: none. The other flow. */
} events[] = {
  { QZ_ASSIST_RESERVE, "EV-40", QZ_FLOW_IN, TRUE, "EV-40c" },
  { QZ_ASSIST_LOWER, "EV-40r", QZ_FLOW_OUT, TRUE, "EV-40c" },
  { QZ_ASSIST_MOVE, "EV-41", QZ_FLOW_IN, FALSE, NULL },
  { QZ_ASSIST_BACK, "EV-41r", QZ_FLOW_OUT, FALSE, NULL },
  { QZ_ASSIST_REIMBURSE, "EV-43r", QZ_FLOW_IN, FALSE, NULL },
  { QZ_ASSIST_SURPLUS, "EV-44", QZ_FLOW_OUT, TRUE, "EV-44c" },
  { QZ_ASSIST_SHORTAGE, "EV-44", QZ_FLOW_IN, TRUE, "EV-44c" },
};

static gboolean
find_account (QzAssistDesk *desk, gboolean at_finance, gint64 *out, GError **error)
{
  const char *finance = qz_area_map_get_finance_code (desk->map, desk->city);
  const char *owner = at_finance ? finance : qz_assist_money_get_agency (desk);

  *out = 0;
  return owner == NULL
         || qz_transfer_repo_find_account (desk->store, owner,
                                           at_finance ? "acc_maf_fiscal" : "acc_maf", QZ_INS_MAF,
                                           out, error);
}

/* The county's books, where the book set keeps them: what the city holds of its money (EV-40c), and
 * how that was settled (EV-44c). Form 4 uses it up (EV-45). */
static gboolean
post_in_county (QzAssistDesk *desk, const QzAssistMoney *money, const QzAssistEntry *city,
                const char *event, GError **error)
{
  const char *agency = qz_area_map_get_agency_code (desk->map, money->county);
  QzAssistEntry entry = *city;
  gboolean kept = FALSE;
  gint64 id;

  if (agency == NULL)
    return TRUE;
  if (!qz_actor_is_kept (desk->book, agency, &kept, error))
    return FALSE;
  if (!kept)
    return TRUE;
  entry.event = event;
  entry.flow = city->flow == QZ_FLOW_IN ? QZ_FLOW_OUT : QZ_FLOW_IN;
  entry.agency = agency;
  entry.county = NULL;
  entry.bank_account_id = 0;
  id = qz_assist_money_post (desk->book, desk->act, desk->policy, &entry, NULL, error);
  return id != 0 && qz_assist_money_repo_put_voucher (desk->act, money->id, 0, id, error);
}

static gboolean
post (QzAssistDesk *desk, const QzAssistMoney *money, char **out_voucher, GError **error)
{
  guint i = 0;
  QzAssistEntry entry = { .agency = qz_assist_money_get_agency (desk),
                          .county = *money->county != '\0' ? money->county : NULL,
                          .other_name = *money->county != '\0'
                                            ? qz_area_map_get_name (desk->map, money->county)
                                            : "",
                          .day = money->day,
                          .period = money->period != 0 ? money->period
                                                       : qz_period_of_day (money->day),
                          .amount_fen = money->amount_fen,
                          .made_by = money->actor,
                          .checked_by = desk->context->user };
  gint64 id;

  while (!is_kind (events[i].kind, money->kind))
    i++;
  entry.event = events[i].event;
  entry.flow = events[i].flow;
  if (!find_account (desk, events[i].at_finance, &entry.bank_account_id, error))
    return FALSE;
  id = qz_assist_money_post (desk->book, desk->act, desk->policy, &entry, out_voucher, error);
  return id != 0 && qz_assist_money_repo_put_voucher (desk->act, money->id, 0, id, error)
         && (events[i].county_event == NULL
             || post_in_county (desk, money, &entry, events[i].county_event, error));
}

static gboolean
check_waiting (const QzAssistMoney *money, GError **error)
{
  if (is_kind (money->state, "confirmed"))
    return qz_error_refuse (error, "confirmed-already", "3.6-5", _("%s is confirmed already"),
                            money->number);
  return is_kind (money->state, "recorded")
         || qz_error_refuse (error, "cancelled-already", "3.6-5", _("%s was taken back"),
                             money->number);
}

/* The account may have changed since the movement was recorded. */
static gboolean
check_still_there (QzAssistDesk *desk, const QzAssistMoney *money, GError **error)
{
  const gboolean is_back = is_kind (money->kind, QZ_ASSIST_BACK);
  g_autofree char *text = NULL;
  QzFen balance = 0;

  if (!is_back && !is_kind (money->kind, QZ_ASSIST_MOVE)
      && !is_kind (money->kind, QZ_ASSIST_SURPLUS) && !is_kind (money->kind, QZ_ASSIST_LOWER))
    return TRUE;
  if (!qz_assist_money_get_balance (
          desk, is_back ? QZ_ASSIST_PAYING_ACCOUNT : QZ_ASSIST_FISCAL_ACCOUNT, &balance, error))
    return FALSE;
  text = qz_fen_to_decimal (balance);
  return money->amount_fen <= balance
         || qz_error_refuse (error, "more-than-there-is", "DT-10",
                             _("The account has %s that can be moved"), text);
}

static gboolean
begin (QzAssistDesk *desk, QzBook *book, const QzContext *context, const QzAssistMoney *money,
       gboolean confirms, GError **error)
{
  const QzAssistAct what = {
    .period = qz_assist_money_get_december (money->year),
    .name = confirms ? "assist money confirm" : "assist money cancel",
    .right = confirms ? QZ_RIGHT_ASSIST_MONEY_CONFIRM : QZ_RIGHT_ASSIST_MONEY,
  };

  return qz_assist_desk_begin (desk, book, context, &what, error)
         && check_waiting (money, error);
}

QzSheet *
qz_assist_money_confirm (QzBook *book, const QzContext *context, const char *number,
                         GError **error)
{
  g_auto (QzAssistDesk) desk = { 0 };
  g_autofree char *voucher = NULL;
  QzAssistMoney money = { 0 };

  if (!qz_assist_money_repo_find (qz_book_get_store (book), number, &money, error)
      || !begin (&desk, book, context, &money, TRUE, error))
    return NULL;
  if (g_strcmp0 (money.actor, context->user) == 0)
    {
      qz_error_refuse (error, "same-person", "3.6-5",
                       _("%s recorded this movement; somebody else must confirm it"), money.actor);
      return NULL;
    }
  if (!check_still_there (&desk, &money, error)
      || !qz_assist_money_repo_put_event (desk.act, money.id, "confirm", "", error)
      || !post (&desk, &money, &voucher, error) || !qz_assist_desk_end (&desk, number, error))
    return NULL;
  return describe (&money, voucher);
}

gboolean
qz_assist_money_cancel (QzBook *book, const QzContext *context, const char *number,
                        const char *reason, GError **error)
{
  g_auto (QzAssistDesk) desk = { 0 };
  QzAssistMoney money = { 0 };

  if (reason == NULL || *reason == '\0')
    {
      qz_error_set (error, QZ_ERROR_USAGE, "reason-missing", _("Say why (--reason); it is kept"));
      return FALSE;
    }
  return qz_assist_money_repo_find (qz_book_get_store (book), number, &money, error)
         && begin (&desk, book, context, &money, FALSE, error)
         && qz_assist_money_repo_put_event (desk.act, money.id, "cancel", reason, error)
         && qz_assist_desk_end (&desk, number, error);
}
