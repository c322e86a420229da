/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Audit, reconciliation with hospitals (NL-23) and uploads: NL-27, NL-28, NL-31a to c. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-clearing-private.h"
#include "qz-clearing-stream.h"
#include "qz-clearing-talk-repo.h"
#include "qz-error.h"

/* ── audit (NL-28) ──────────────────────────────────────────────────────────────────────────── */

static gboolean
check_month_over (QzClearingDesk *desk, GError **error)
{
  g_autofree char *month = qz_period_format (desk->period);

  if (desk->context->clock.today > qz_period_get_last_day (desk->period))
    return TRUE;
  return qz_clearing_refuse (error, "month-not-over", "NL-28a",
                             _("The month %s is not over; its costs are audited in the next month"),
                             month);
}

static gboolean
check_audit_open (QzClearingDesk *desk, QzNlScope scope, const char *unit, GError **error)
{
  const char *state =
      qz_clearing_repo_get_state (desk->store, desk->period, scope, QZ_CLEARING_AUDIT, unit, error);

  if (state == NULL)
    return FALSE;
  if (strcmp (state, QZ_AUDIT_AUTO) == 0)
    return qz_clearing_refuse (error, "audit-automatic", "NL-28b",
                               _("Since the 18th the audit of %s is regarded as done; take what "
                                 "was found off in a later month"),
                               qz_area_map_get_name (desk->map, unit));
  if (strcmp (state, QZ_AUDIT_AUDITED) == 0)
    return qz_clearing_refuse (error, "audit-done", "SM-8", _("The audit of %s is done already"),
                               qz_area_map_get_name (desk->map, unit));
  return TRUE;
}

static gboolean
put_audit (QzBook *book, const QzContext *context, QzPeriod period, QzNlScope scope,
           const char *unit, const char *state, GError **error)
{
  g_auto (QzClearingDesk) desk = { 0 };
  const QzClearingAct what = { period, unit, "period audit", QZ_RIGHT_CLEARING_AUDIT };
  g_autofree char *detail =
      g_strdup_printf ("%06d %s %s %s", period, qz_nl_scope_to_text (scope), unit, state);

  return qz_clearing_desk_begin (&desk, book, context, &what, error)
         && check_month_over (&desk, error) && check_audit_open (&desk, scope, unit, error)
         && qz_clearing_put (&desk, scope, QZ_CLEARING_AUDIT, unit, state, "", error)
         && qz_clearing_desk_end (&desk, detail, error);
}

gboolean
qz_clearing_audit_begin (QzBook *book, const QzContext *context, QzPeriod period, QzNlScope scope,
                         const char *unit, GError **error)
{
  return put_audit (book, context, period, scope, unit, QZ_AUDIT_IN_PROGRESS, error);
}

gboolean
qz_clearing_audit_done (QzBook *book, const QzContext *context, QzPeriod period, QzNlScope scope,
                        const char *unit, GError **error)
{
  return put_audit (book, context, period, scope, unit, QZ_AUDIT_AUDITED, error);
}

/* ── mismatches (NL-31a) ────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzInsurance insurance;
  gboolean clear_acct;
  QzFen sum_fen;
} Ours;

static gboolean
add_ours (const QzNlClaim *claim, gpointer user_data, GError **error)
{
  Ours *ours = user_data;

  return claim->insurance != ours->insurance
         || qz_fen_accumulate (&ours->sum_fen, qz_clearing_get_amount (claim, ours->clear_acct),
                               error);
}

static gboolean
sum_ours (QzClearingDesk *desk, const QzClearingMismatch *mismatch, gint64 provider_id,
          QzFen *out, GError **error)
{
  const QzNlSpan span = { .scope = mismatch->scope,
                          .period = mismatch->period,
                          .provider_id = provider_id };
  Ours ours = { mismatch->insurance, desk->terms->clear_acct, 0 };

  if (!qz_clearing_stream_claims (desk->store, &span, add_ours, &ours, error))
    return FALSE;
  *out = ours.sum_fen;
  if (ours.sum_fen != mismatch->their_fen)
    return TRUE;
  return qz_clearing_refuse (error, "no-mismatch", "NL-31a",
                             _("The hospital has the same sum as our claims; this is no mismatch"));
}

static const QzNlProvider *
find_provider (GHashTable *providers, const char *code, GError **error)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, providers);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    if (strcmp (((QzNlProvider *) value)->code, code) == 0)
      return value;
  qz_error_set (error, QZ_ERROR_INPUT, "provider-unknown", _("No provider has the code “%s”"),
                code);
  return NULL;
}

/* The unit whose agency settles with the provider. */
static const char *
find_unit (QzBook *book, const QzContext *context, QzPeriod period, const char *code,
           gint64 *out_id, GError **error)
{
  g_auto (QzClearingDesk) desk = { 0 };
  g_autoptr (GHashTable) providers = NULL;
  const QzNlProvider *provider;
  QzAreaPlace place;

  if (!qz_clearing_desk_open (&desk, book, context, period, error))
    return NULL;
  providers = qz_clearing_repo_load_providers (desk.store, error);
  provider = providers != NULL ? find_provider (providers, code, error) : NULL;
  if (provider == NULL)
    return NULL;
  *out_id = provider->id;
  if (qz_area_map_find_agency (desk.map, provider->managed_by, &place))
    return place.unit;
  qz_error_set (error, QZ_ERROR_INPUT, "agency-unknown",
                _("The provider %s is managed by “%s”, which is no agency of an area of the "
                  "province; import the agency or correct the provider"),
                code, provider->managed_by);
  qz_error_add_rule (error, "NL-5d");
  return NULL;
}

gboolean
qz_clearing_file_mismatch (QzBook *book, const QzContext *context,
                           const QzClearingMismatch *mismatch, gint64 *out_id, GError **error)
{
  g_auto (QzClearingDesk) desk = { 0 };
  QzClearingAct what = { mismatch->period, NULL, "period mismatch", QZ_RIGHT_CLEARING_AUDIT };
  QzMismatchRow row = { .period = mismatch->period,
                        .scope = mismatch->scope,
                        .insurance = mismatch->insurance,
                        .their_fen = mismatch->their_fen,
                        .note = mismatch->note };
  g_autofree char *detail = NULL;

  row.unit = find_unit (book, context, mismatch->period, mismatch->provider, &row.provider_id,
                        error);
  what.area = row.unit;
  if (row.unit == NULL
      || !qz_clearing_desk_begin (&desk, book, context, &what, error)
      || !check_month_over (&desk, error)
      || !check_audit_open (&desk, mismatch->scope, row.unit, error)
      || !sum_ours (&desk, mismatch, row.provider_id, &row.our_fen, error))
    return FALSE;
  *out_id = qz_clearing_talk_put_mismatch (desk.act, &row, error);
  detail = g_strdup_printf ("mismatch=%" PRId64 " %06d %s %s", *out_id, row.period, row.unit,
                            mismatch->provider);
  return *out_id != 0
         && qz_clearing_put (&desk, row.scope, QZ_CLEARING_MISMATCH, row.unit, "MISMATCH_OPEN",
                             detail, error)
         && qz_clearing_desk_end (&desk, detail, error);
}

static gboolean
check_reason (const char *reason, GError **error)
{
  if (reason != NULL && reason[0] != '\0')
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "reason-missing", _("Say why (--reason); it is kept"));
  return FALSE;
}

/* The stage of the unit follows when none is open any more. */
static gboolean
close_mismatches (QzClearingDesk *desk, const QzMismatchRow *mismatch, GError **error)
{
  g_autoptr (GArray) open = qz_clearing_talk_list_open (desk->store, mismatch->period,
                                                        mismatch->scope, mismatch->unit, error);

  return open != NULL
         && (open->len > 0
             || qz_clearing_put (desk, mismatch->scope, QZ_CLEARING_MISMATCH, mismatch->unit,
                                 "MISMATCH_SOLVED", "", error));
}

gboolean
qz_clearing_solve_mismatch (QzBook *book, const QzContext *context, gint64 id, const char *reason,
                            GError **error)
{
  g_auto (QzClearingDesk) desk = { 0 };
  QzClearingAct what = { 0, NULL, "period mismatch", QZ_RIGHT_CLEARING_AUDIT };
  QzMismatchRow mismatch;
  g_autofree char *detail = g_strdup_printf ("mismatch=%" PRId64, id);

  if (!check_reason (reason, error)
      || !qz_clearing_talk_get_mismatch (qz_book_get_store (book), id, &mismatch, error))
    return FALSE;
  what.period = mismatch.period;
  what.area = mismatch.unit;
  if (!qz_clearing_desk_begin (&desk, book, context, &what, error)
      /* The 18th may have come. */
      || !qz_clearing_talk_get_mismatch (desk.store, id, &mismatch, error))
    return FALSE;
  if (strcmp (mismatch.state, "MISMATCH_SOLVED") == 0)
    return qz_clearing_refuse (error, "mismatch-solved", "SM-8",
                               _("Mismatch %" PRId64 " is solved already"), id);
  return qz_clearing_talk_put_mismatch_event (desk.act, id, "MISMATCH_SOLVED", context->user,
                                              reason, error)
         && close_mismatches (&desk, &mismatch, error)
         && qz_clearing_desk_end (&desk, detail, error);
}

static gboolean
put_names (QzBook *book, QzSheet *sheet, const char *code_column, const char *name_column,
           GError **error)
{
  g_autoptr (QzAreaMap) map = NULL;
  const guint from = (guint) qz_sheet_find_column (sheet, code_column);
  const guint to = (guint) qz_sheet_find_column (sheet, name_column);

  map = qz_actors_load_map (book, error);
  for (guint i = 0; map != NULL && i < qz_sheet_get_n_rows (sheet); i++)
    qz_sheet_put_text (sheet, i, to,
                       qz_area_map_get_name (map, qz_sheet_get_text (sheet, i, from)));
  return map != NULL;
}

QzSheet *
qz_clearing_list_mismatches (QzBook *book, QzPeriod period, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("mismatches");

  qz_sheet_add_column (sheet, "mismatch", _("Mismatch"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "scope", _("Scope"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "unit", _("Unit"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "unit_name", _("Name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider", _("Provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider_name", _("Name of the provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "insurance", _("Insurance"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "ours", _("Our sum"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "theirs", _("Their sum"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "difference", _("Difference"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "state", _("State"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "note", _("Note"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "reason", _("Reason"), QZ_VALUE_TEXT);
  if (!qz_clearing_talk_fill_mismatches (qz_book_get_store (book), period, sheet, error)
      || !put_names (book, sheet, "unit", "unit_name", error))
    return NULL;
  return g_steal_pointer (&sheet);
}

/* ── uploads (NL-27, NL-31c) ────────────────────────────────────────────────────────────────── */

/* NL-27, AMB-16: calendar days after the day of discharge settlement. */
static gboolean
put_due_days (QzBook *book, const QzContext *context, QzSheet *sheet, GError **error)
{
  g_autoptr (QzPolicy) policy =
      qz_policies_find_nonlocal (book, context->clock.today, NULL, error);
  guint days;

  if (policy == NULL)
    return FALSE;
  days = qz_policy_get_nonlocal (policy)->upload_days;
  for (guint i = 0; i < qz_sheet_get_n_rows (sheet); i++)
    {
      const QzDay due = (QzDay) qz_sheet_get_number (sheet, i, 1) + (QzDay) days;

      qz_sheet_put_number (sheet, i, 2, due);
      qz_sheet_put_number (sheet, i, 3, context->clock.today > due);
    }
  return TRUE;
}

QzSheet *
qz_clearing_list_uploads (QzBook *book, const QzContext *context, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("uploads");

  qz_sheet_add_column (sheet, "setl_id", _("Settlement"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "settled", _("Settled"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "due_day", _("Due"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "late", _("Late"), QZ_VALUE_BOOL);
  qz_sheet_add_column (sheet, "provider", _("Provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider_name", _("Name of the provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "area", _("Insured area"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "categories", _("Categories of charges"), QZ_VALUE_COUNT);
  if (!qz_clearing_talk_fill_uploads (qz_book_get_store (book), sheet, error)
      || !put_due_days (book, context, sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

QzSheet *
qz_clearing_upload (QzBook *book, const QzContext *context, const char *const *setl_ids,
                    GError **error)
{
  g_autoptr (QzAct) act =
      qz_book_begin_act (book, context, "period upload",
                         qz_right_get_roles (QZ_RIGHT_CLEARING_UPLOAD), error);
  g_autofree char *detail = NULL;
  QzSheet *sheet;
  gint64 n = 0;

  if (act == NULL
      || !qz_clearing_talk_put_uploads (act, setl_ids, context->clock.today, &n, error))
    return NULL;
  detail = g_strdup_printf ("uploaded=%" PRId64, n);
  qz_act_set_detail (act, detail);
  if (!qz_book_end_act (book, context, g_steal_pointer (&act), error))
    return NULL;
  sheet = qz_sheet_new ("upload");
  qz_sheet_set_number (sheet, "uploaded", _("Uploaded"), QZ_VALUE_COUNT, n);
  return sheet;
}

gboolean
qz_clearing_upload_period (QzBook *book, const QzContext *context, QzPeriod period, GError **error)
{
  g_auto (QzClearingDesk) desk = { 0 };
  const QzClearingAct what = { period, NULL, "period upload", QZ_RIGHT_CLEARING_UPLOAD };
  g_autofree char *detail = g_strdup_printf ("%06d cross_prov UPLOADED", period);
  const char *state;

  if (!qz_clearing_desk_begin (&desk, book, context, &what, error)
      || !check_month_over (&desk, error))
    return FALSE;
  state = qz_clearing_repo_get_state (desk.store, period, QZ_NL_CROSS_PROV, QZ_CLEARING_UPLOAD, "",
                                      error);
  if (state == NULL)
    return FALSE;
  if (state[0] != '\0')
    return qz_clearing_refuse (error, "uploaded-already", "NL-31c",
                               _("The clearing information of the month was uploaded already"));
  return qz_clearing_put (&desk, QZ_NL_CROSS_PROV, QZ_CLEARING_UPLOAD, "", "UPLOADED", "", error)
         && qz_clearing_desk_end (&desk, detail, error);
}
