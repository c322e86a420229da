/* SPDX-License-Identifier: GPL-3.0-or-later */
/* DT-13, DT-19b: hospitals are paid what all counties confirmed, in one document. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-assist-money-act.h"
#include "qz-assist-money-repo.h"
#include "qz-assist-money.h"
#include "qz-documents-private.h"

/* ── what a hospital is to get ──────────────────────────────────────────────────────────────── */

typedef struct {
  const QzNlProvider *provider; /* borrowed */
  gint64 n_visits;
  QzFen declared, cross, deducted, net;
  QzFen reserve; /* of the net: of other areas' bills */
  GArray *shares; /* QzAssistShare */
  GString *missing; /* counties that have not confirmed form 4 */
  char *document; /* living; NULL: none */
} Hospital;

static void
free_hospital (gpointer data)
{
  Hospital *self = data;

  g_array_unref (self->shares);
  g_string_free (self->missing, TRUE);
  g_free (self->document);
  g_free (self);
}

static Hospital *
add_hospital (GPtrArray *hospitals, const QzNlProvider *provider)
{
  Hospital *made;

  if (hospitals->len > 0
      && ((Hospital *) hospitals->pdata[hospitals->len - 1])->provider == provider)
    return hospitals->pdata[hospitals->len - 1];
  made = g_new0 (Hospital, 1);
  made->provider = provider;
  made->shares = g_array_new (FALSE, FALSE, sizeof (QzAssistShare));
  made->missing = g_string_new (NULL);
  g_ptr_array_add (hospitals, made);
  return made;
}

/* What refunds and deductions leave of a county's bills waits for later months (DT-23a), so nothing
 * is below zero. */
static gboolean
add_share (Hospital *hospital, const char *county, gboolean cross_area, QzFen fen, GError **error)
{
  const QzAssistShare share = { county, cross_area, fen };

  if (fen < 0)
    return qz_error_refuse (error, "negative-share", "DT-23a",
                            _("What %s gets for persons of %s would be below zero; run “qz check”"),
                            hospital->provider->code, county);
  if (fen > 0)
    g_array_append_val (hospital->shares, share);
  return TRUE;
}

static gboolean
add_part (QzAssistDesk *desk, Hospital *hospital, const QzAssistPart *part, GError **error)
{
  const QzFen cross = part->cross_fen - part->cross_deducted_fen;
  const QzFen net = part->maf_fen - part->deducted_fen;

  hospital->n_visits += part->n_visits;
  if (!qz_assist_desk_is (desk, QZ_AS_COUNTY4, 0, part->county, QZ_AS_CONFIRMED))
    g_string_append_printf (hospital->missing, "%s%s", hospital->missing->len > 0 ? _(", ") : "",
                            qz_area_map_get_name (desk->map, part->county));
  return qz_fen_accumulate (&hospital->declared, part->maf_fen, error)
         && qz_fen_accumulate (&hospital->cross, part->cross_fen, error)
         && qz_fen_accumulate (&hospital->deducted, part->deducted_fen, error)
         && qz_fen_accumulate (&hospital->net, net, error)
         && qz_fen_accumulate (&hospital->reserve, cross, error)
         && add_share (hospital, part->county, TRUE, cross, error)
         && add_share (hospital, part->county, FALSE, net - cross, error);
}

/* The parts come by hospital. (element-type Hospital) */
static GPtrArray *
load_hospitals (QzAssistDesk *desk, GError **error)
{
  g_autoptr (GPtrArray) hospitals = g_ptr_array_new_with_free_func (free_hospital);
  g_autoptr (GArray) parts = qz_assist_desk_list_parts (desk, error);

  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      const QzAssistPart *part = &g_array_index (parts, QzAssistPart, i);
      const QzNlProvider *provider = g_hash_table_lookup (desk->providers, &part->provider_id);
      const guint n_before = hospitals->len;
      Hospital *hospital = add_hospital (hospitals, provider);

      if (hospitals->len > n_before
          && !qz_assist_money_repo_find_document (desk->store, desk->period, part->provider_id,
                                                  &hospital->document, error))
        return NULL;
      if (!add_part (desk, hospital, part, error))
        return NULL;
    }
  return parts != NULL ? g_steal_pointer (&hospitals) : NULL;
}

/* ── whom a run pays ────────────────────────────────────────────────────────────────────────── */

static gboolean
check_named (const Hospital *hospital, GError **error)
{
  if (hospital->document != NULL)
    return qz_error_refuse (error, "paid-already", "DT-19b", _("%s is in document %s already"),
                            hospital->provider->name, hospital->document);
  return hospital->missing->len == 0
         || qz_error_refuse (error, "not-confirmed", "DT-19b",
                             _("%s cannot be paid: form 4 is not confirmed by %s"),
                             hospital->provider->name, hospital->missing->str);
}

/* Named hospitals come once each, however often they are named. */
static gboolean
choose_named (QzAssistDesk *desk, GPtrArray *hospitals, const char *const *codes,
              GPtrArray *chosen, GError **error)
{
  for (guint i = 0; codes[i] != NULL; i++)
    {
      const QzNlProvider *provider = NULL;
      Hospital *found = NULL;

      if (!qz_assist_desk_find_provider (desk, codes[i], &provider, error))
        return FALSE;
      for (guint j = 0; j < hospitals->len; j++)
        if (((Hospital *) hospitals->pdata[j])->provider == provider)
          found = hospitals->pdata[j];
      if (found == NULL)
        return qz_error_refuse (error, "nothing-to-pay", "DT-19b",
                                _("The statements of the month have nothing of %s"),
                                provider->name);
      if (!check_named (found, error))
        return FALSE;
      if (!g_ptr_array_find (chosen, found, NULL))
        g_ptr_array_add (chosen, found);
    }
  return TRUE;
}

/* What is not ready is told, so that nothing is left out in silence. */
static void
choose_ready (QzDocumentRun *run, GPtrArray *hospitals, GPtrArray *chosen)
{
  for (guint i = 0; i < hospitals->len; i++)
    {
      Hospital *hospital = hospitals->pdata[i];

      if (hospital->document != NULL)
        continue;
      if (hospital->missing->len == 0)
        g_ptr_array_add (chosen, hospital);
      else
        qz_documents_add_left_out (run->made, hospital->provider->code,
                                   _("form 4 is not confirmed by all counties"),
                                   hospital->n_visits, hospital->net);
    }
}

static gboolean
drop_unpaid (QzDocumentRun *run, GPtrArray *chosen, GError **error)
{
  for (guint i = chosen->len; i > 0; i--)
    {
      const Hospital *hospital = chosen->pdata[i - 1];

      if (hospital->net > 0)
        continue;
      qz_documents_add_left_out (run->made, hospital->provider->code,
                                 _("nothing is left after refunds and deductions"),
                                 hospital->n_visits, 0);
      g_ptr_array_remove_index (chosen, i - 1);
    }
  return chosen->len > 0
         || qz_error_refuse (error, "nothing-to-pay", "DT-19b",
                             _("No hospital of the month can be paid: those confirmed by all "
                               "counties are in documents already"));
}

/* ── the document ───────────────────────────────────────────────────────────────────────────── */

static gboolean
write_shares (QzAct *act, gint64 line_id, const GArray *shares, GError **error)
{
  for (guint i = 0; i < shares->len; i++)
    if (!qz_assist_money_repo_put_part (act, line_id, &g_array_index (shares, QzAssistShare, i),
                                        error))
      return FALSE;
  return TRUE;
}

static gboolean
write_lines (QzDocumentRun *run, const QzDocumentRecord *head, GPtrArray *chosen, GError **error)
{
  for (guint i = 0; i < chosen->len; i++)
    {
      const Hospital *hospital = chosen->pdata[i];
      QzDocumentLine line = {
        .line_no = i + 1,
        .provider_id = hospital->provider->id,
        .provider_code = hospital->provider->code,
        .period = head->period,
        .n_claims = hospital->n_visits,
        .pay_fen = hospital->net,
      };

      line.figures[QZ_ASSIST_DECLARED] = hospital->declared;
      line.figures[QZ_ASSIST_CROSS_AREA] = hospital->cross;
      line.figures[QZ_ASSIST_DEDUCTED] = hospital->deducted;
      line.figures[QZ_ASSIST_NET] = hospital->net;
      if (!qz_document_repo_add_line (run->act, head, &line, error)
          || !write_shares (run->act, line.id, hospital->shares, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
make_document (QzDocumentRun *run, QzAssistDesk *desk, const char *agency, GPtrArray *chosen,
               GError **error)
{
  g_autoptr (QzDocumentRecord) head = qz_document_record_new ();

  head->kind = QZ_DOCUMENT_ASSIST;
  head->agency = g_strdup (agency);
  head->insurance = QZ_INS_MAF;
  head->period = desk->period;
  head->business_day = run->context->clock.today;
  head->due_day = QZ_DAY_NONE; /* the rules name none */
  head->note = g_strdup ("");
  head->n_lines = chosen->len;
  for (guint i = 0; i < chosen->len; i++)
    if (!qz_fen_accumulate (&head->total_fen, ((Hospital *) chosen->pdata[i])->net, error))
      return FALSE;
  return qz_documents_write_head (run, head, error) && write_lines (run, head, chosen, error);
}

static gboolean
choose (QzDocumentRun *run, QzAssistDesk *desk, const char *const *codes, GPtrArray *hospitals,
        GPtrArray *chosen, GError **error)
{
  if (desk->list.id == 0)
    return qz_error_refuse (error, "nothing-to-pay", "DT-19b",
                            _("The month has no statements yet; “qz assist month make” makes "
                              "them"));
  if (codes != NULL && codes[0] != NULL)
    return choose_named (desk, hospitals, codes, chosen, error)
           && drop_unpaid (run, chosen, error);
  choose_ready (run, hospitals, chosen);
  return drop_unpaid (run, chosen, error);
}

static gboolean
run_month (QzDocumentRun *run, QzAssistDesk *desk, const char *const *codes, GError **error)
{
  g_autoptr (GPtrArray) hospitals = load_hospitals (desk, error);
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();

  return hospitals != NULL && choose (run, desk, codes, hospitals, chosen, error)
         && make_document (run, desk, qz_assist_money_get_agency (desk), chosen, error);
}

QzSheet *
qz_assist_pay_run (QzBook *book, const QzContext *context, QzPeriod period,
                   const char *const *providers, GError **error)
{
  g_auto (QzAssistDesk) desk = { 0 };
  QzDocumentRun run = { book, context, .insurance = -1 };
  QzSheet *made = NULL;

  if (!qz_assist_desk_open (&desk, book, context, period, error)
      || !qz_actor_check (book, context, qz_assist_money_get_agency (&desk), error))
    return NULL;
  run.policy = qz_policy_ref (desk.policy);
  run.pack_id = desk.pack_id;
  run.made = qz_documents_new_sheet ("documents");
  if (qz_documents_begin_run (&run, "assist pay run", error)
      && run_month (&run, &desk, providers, error))
    made = qz_documents_end_run (&run, error);
  qz_documents_clear_run (&run);
  return made;
}

/* ── who is ready ───────────────────────────────────────────────────────────────────────────── */

static QzSheet *
new_list (void)
{
  QzSheet *sheet = qz_sheet_new ("hospitals");

  qz_sheet_add_column (sheet, "provider", _("Provider code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider_name", _("Hospital"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "visits", _("Visits"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "declared", _("Assistance payable"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "cross_area", _("Of it outside the county"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "deducted", _("Deducted"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "net", _("To be paid"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "reserve", _("From reserves"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "own", _("On the counties’ account"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "missing", _("Not confirmed by"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "state", _("State"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "document", _("Document"), QZ_VALUE_TEXT);
  return sheet;
}

static const char *
get_state (const Hospital *hospital)
{
  if (hospital->document != NULL)
    return "in-document";
  if (hospital->missing->len > 0)
    return "waiting";
  return hospital->net > 0 ? "ready" : "nothing";
}

static void
list_hospital (QzSheet *sheet, const Hospital *hospital)
{
  const guint row = qz_sheet_add_row (sheet);

  qz_sheet_put_text (sheet, row, 0, hospital->provider->code);
  qz_sheet_put_text (sheet, row, 1, hospital->provider->name);
  qz_sheet_put_number (sheet, row, 2, hospital->n_visits);
  qz_sheet_put_number (sheet, row, 3, hospital->declared);
  qz_sheet_put_number (sheet, row, 4, hospital->cross);
  qz_sheet_put_number (sheet, row, 5, hospital->deducted);
  qz_sheet_put_number (sheet, row, 6, hospital->net);
  qz_sheet_put_number (sheet, row, 7, hospital->reserve);
  qz_sheet_put_number (sheet, row, 8, hospital->net - hospital->reserve);
  qz_sheet_put_text (sheet, row, 9, hospital->missing->str);
  qz_sheet_put_text (sheet, row, 10, get_state (hospital));
  qz_sheet_put_text (sheet, row, 11, hospital->document != NULL ? hospital->document : "");
}

QzSheet *
qz_assist_pay_list (QzBook *book, const QzContext *context, QzPeriod period, GError **error)
{
  g_auto (QzAssistDesk) desk = { 0 };
  g_autoptr (GPtrArray) hospitals = NULL;
  QzSheet *sheet = NULL;

  if (!qz_assist_desk_open (&desk, book, context, period, error))
    return NULL;
  hospitals = load_hospitals (&desk, error);
  if (hospitals == NULL)
    return NULL;
  sheet = new_list ();
  qz_sheet_set_number (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD, period);
  for (guint i = 0; i < hospitals->len; i++)
    list_hospital (sheet, hospitals->pdata[i]);
  return sheet;
}
