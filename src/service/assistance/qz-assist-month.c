/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Statements of a month: making, pushing, confirming (DT-16a, DT-16b). */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-assist-money-repo.h"
#include "qz-assist-month-acts.h"

/* ── making ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_month_over (QzAssistDesk *desk, GError **error)
{
  g_autofree char *last = qz_day_format (qz_period_get_last_day (desk->period));

  return desk->context->clock.today > qz_period_get_last_day (desk->period)
         || qz_error_refuse (error, "month-not-over", "DT-16a",
                             _("The month is not over before the end of %s"), last);
}

/* What was made and not pushed may still have to be made again. */
static gboolean
check_pushed_before (QzAssistDesk *desk, QzPeriod before, GError **error)
{
  g_autoptr (GArray) standings = qz_assist_month_repo_load_standings (desk->store, before, error);

  for (guint i = 0; standings != NULL && i < standings->len; i++)
    {
      const QzAssistStanding *standing = &g_array_index (standings, QzAssistStanding, i);

      if (strcmp (standing->stage, QZ_AS_STATEMENT) == 0
          && strcmp (standing->state, QZ_AS_PUSHED) != 0)
        return qz_error_refuse (error, "earlier-month-open", "DT-16a",
                                _("The statements of %d-%02d are not pushed yet; push them first"),
                                before / 100, before % 100);
    }
  return standings != NULL;
}

/* A bill or deduction belongs to the first month that takes it, so months follow each other. */
static gboolean
check_order (QzAssistDesk *desk, GError **error)
{
  QzPeriod before = 0;
  QzPeriod after = 0;
  QzPeriod unlisted = 0;
  gboolean is_cleared = FALSE;

  if (!qz_assist_month_repo_is_cleared (desk->store, (int) (desk->period / 100), &is_cleared,
                                        error)
      || !qz_assist_month_repo_find_unlisted (desk->store, desk->period, &unlisted, error)
      || !qz_assist_month_repo_find_neighbours (desk->store, desk->period, &before, &after,
                                                error))
    return FALSE;
  if (is_cleared)
    return qz_error_refuse (error, "year-cleared", "DT-12",
                            _("The clearing of %d is made; what came since is taken in the months "
                              "of the next year"),
                            (int) (desk->period / 100));
  if (unlisted != 0 && desk->list.id == 0)
    return qz_error_refuse (error, "earlier-month-open", "DT-16a",
                            _("%d-%02d has bills and no statements yet; make that month first"),
                            unlisted / 100, unlisted % 100);
  if (before != 0 && !check_pushed_before (desk, before, error))
    return FALSE;
  return after == 0
         || qz_error_refuse (error, "later-month-made", "DT-16a",
                             _("%d-%02d is made already; what came since is taken there or in a "
                               "later month"),
                             after / 100, after % 100);
}

GArray *
qz_assist_desk_compute (QzAssistDesk *desk, const QzAssistList *list, GError **error)
{
  g_autoptr (GArray) rows = qz_assist_month_repo_load_bills (desk->store, list, error);
  g_autoptr (GArray) owed =
      rows != NULL ? qz_assist_month_repo_load_owed (desk->store, list, error) : NULL;

  return owed != NULL && qz_assist_month_take (rows, owed, error) ? g_steal_pointer (&rows) : NULL;
}

static gboolean
has_same_figures (const GArray *one, const GArray *two, const QzAssistStanding *standing)
{
  g_autofree char *before =
      qz_assist_month_dup_figures (one, standing->provider_id, standing->county);
  g_autofree char *after =
      qz_assist_month_dup_figures (two, standing->provider_id, standing->county);

  return strcmp (before, after) == 0;
}

/* Who confirmed other figures confirms anew; parts that papers settle are said by @settled. */
static gboolean
lapse (QzAssistDesk *desk, const GArray *before, const QzAssistDispute *settled, guint *out_n,
       GError **error)
{
  *out_n = 0;
  for (guint i = 0; i < desk->standings->len; i++)
    {
      const QzAssistStanding *standing = &g_array_index (desk->standings, QzAssistStanding, i);

      if (strcmp (standing->state, QZ_AS_CONFIRMED) != 0
          || (strcmp (standing->stage, QZ_AS_HOSPITAL) != 0
              && strcmp (standing->stage, QZ_AS_COUNTY) != 0)
          || has_same_figures (before, desk->rows, standing)
          || (settled != NULL && settled->provider_id == standing->provider_id
              && strcmp (settled->county, standing->county) == 0))
        continue;
      (*out_n)++;
      if (!qz_assist_desk_put (desk, standing->stage, standing->provider_id, standing->county,
                               QZ_AS_LAPSED, _("the statements were made again"), error))
        return FALSE;
    }
  return TRUE;
}

/* What form 4 of a county was made from stays as it is (DT-19a). */
static gboolean
check_form4 (QzAssistDesk *desk, const GArray *before, GError **error)
{
  for (guint i = 0; i < desk->standings->len; i++)
    {
      const QzAssistStanding *standing = &g_array_index (desk->standings, QzAssistStanding, i);

      if (strcmp (standing->stage, QZ_AS_FORM4) == 0
          && strcmp (standing->state, QZ_AS_PUSHED) == 0
          && !has_same_figures (before, desk->rows, standing))
        return qz_error_refuse (error, "form4-made", "DT-19a",
                                _("Form 4 of %s is made from these statements; what is wrong is "
                                  "put right in a later month, or the form is taken back first"),
                                qz_area_map_get_name (desk->map, standing->county));
    }
  return TRUE;
}

/* What hospitals are being paid for the month stays as it is, whatever county a late bill is of. */
static gboolean
check_paid (QzAssistDesk *desk, const GArray *before, GError **error)
{
  gint64 last = 0;

  for (guint i = 0; i < desk->rows->len; i++)
    {
      const gint64 id = g_array_index (desk->rows, QzAssistRow, i).provider_id;
      g_autofree char *old = NULL;
      g_autofree char *new = NULL;
      g_autofree char *document = NULL;

      if (id == last)
        continue;
      last = id;
      if (!qz_assist_money_repo_find_document (desk->store, desk->period, id, &document, error))
        return FALSE;
      if (document == NULL)
        continue;
      old = qz_assist_month_dup_figures (before, id, NULL);
      new = qz_assist_month_dup_figures (desk->rows, id, NULL);
      if (strcmp (old, new) != 0)
        return qz_error_refuse (error, "hospital-paid", "DT-19b",
                                _("Document %s pays a hospital for this month; what came since is "
                                  "taken in a later month, or the document is cancelled first"),
                                document);
    }
  return TRUE;
}

gboolean
qz_assist_desk_put_list (QzAssistDesk *desk, const QzAssistDispute *settled, const char *reason,
                         guint *out_n_lapsed, GError **error)
{
  QzAssistList list = { .period = desk->period, .policy_pack_id = desk->pack_id };
  g_autoptr (GArray) before = g_array_ref (desk->rows);

  if (!qz_assist_month_repo_get_bounds (desk->store, &list.last_bill_id, &list.last_deduction_id,
                                        error))
    return FALSE;
  /* The papers of a dispute speak of the bills and deductions that were pushed, not of what came
   * since; what they take off themselves is known by its dispute (DT-16c). */
  if (settled != NULL)
    {
      list.last_bill_id = desk->list.last_bill_id;
      list.last_deduction_id = desk->list.last_deduction_id;
    }
  g_array_unref (desk->rows);
  desk->rows = qz_assist_desk_compute (desk, &list, error);
  if (desk->rows == NULL || !check_form4 (desk, before, error)
      || !check_paid (desk, before, error)
      || !qz_assist_month_repo_put_list (desk->act, &list, desk->rows, error))
    return FALSE;
  desk->list = list;
  return qz_assist_desk_put (desk, QZ_AS_STATEMENT, 0, "", QZ_AS_MADE, reason, error)
         && lapse (desk, before, settled, out_n_lapsed, error);
}

static QzSheet *
describe_list (const QzAssistList *list, guint n_lapsed)
{
  QzSheet *sheet = qz_sheet_new ("assist_list");

  qz_sheet_set_number (sheet, "list", _("List"), QZ_VALUE_COUNT, list->id);
  qz_sheet_set_number (sheet, "period", _("Month"), QZ_VALUE_PERIOD, list->period);
  qz_sheet_set_number (sheet, "version", _("Version"), QZ_VALUE_COUNT, list->version);
  qz_sheet_set_number (sheet, "bills", _("Bills"), QZ_VALUE_COUNT, list->n_bills);
  qz_sheet_set_number (sheet, "maf", _("Assistance payable"), QZ_VALUE_FEN, list->maf_fen);
  qz_sheet_set_number (sheet, "deducted", _("Deducted"), QZ_VALUE_FEN, list->deducted_fen);
  qz_sheet_set_number (sheet, "lapsed", _("Confirmations lapsed"), QZ_VALUE_COUNT, n_lapsed);
  return sheet;
}

QzSheet *
qz_assist_month_make (QzBook *book, const QzContext *context, QzPeriod period, GError **error)
{
  g_auto (QzAssistDesk) desk = { 0 };
  g_autofree char *detail = NULL;
  guint n_lapsed = 0;

  if (!qz_assist_desk_begin (&desk, book, context,
                             &(QzAssistAct) { period, NULL, "assist month make",
                                              QZ_RIGHT_ASSIST_MONTH },
                             error)
      || !check_month_over (&desk, error) || !check_order (&desk, error)
      || !qz_assist_desk_put_list (&desk, NULL, "", &n_lapsed, error))
    return NULL;
  detail = g_strdup_printf ("%06d version=%u bills=%" PRId64, period, desk.list.version,
                            desk.list.n_bills);
  return qz_assist_desk_end (&desk, detail, error) ? describe_list (&desk.list, n_lapsed) : NULL;
}

/* ── pushing ────────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_assist_desk_check_fresh (QzAssistDesk *desk, GError **error)
{
  QzAssistList now = desk->list;
  g_autoptr (GArray) rows = NULL;
  g_autofree char *listed = NULL;
  g_autofree char *found = NULL;

  if (!qz_assist_month_repo_get_bounds (desk->store, &now.last_bill_id, &now.last_deduction_id,
                                        error))
    return FALSE;
  rows = qz_assist_desk_compute (desk, &now, error);
  if (rows == NULL)
    return FALSE;
  listed = qz_assist_month_dup_figures (desk->rows, 0, NULL);
  found = qz_assist_month_dup_figures (rows, 0, NULL);
  return strcmp (listed, found) == 0
         || qz_error_refuse (error, "statements-outdated", "DT-16a",
                             _("Bills or deductions of the month have come or gone since the "
                               "statements were made; make them again"));
}

/* DT-16b, DT-19: the word of hospital and county is awaited for each part that is not confirmed,
 * and form 4 and its confirmation for each county. */
static gboolean
ask (QzAssistDesk *desk, const char *stage, gint64 provider_id, const char *county,
     GHashTable *asked, GError **error)
{
  const QzAssistStanding *standing = qz_assist_desk_find (desk, stage, provider_id, county);
  g_autofree char *key = g_strdup_printf ("%s %" PRId64 " %s", stage, provider_id, county);

  if (!g_hash_table_add (asked, g_steal_pointer (&key))
      || (standing != NULL
          && (strcmp (standing->state, QZ_AS_CONFIRMED) == 0
              || strcmp (standing->state, QZ_AS_PUSHED) == 0
              || strcmp (standing->state, QZ_AS_DISPUTED) == 0)))
    return TRUE;
  return qz_assist_desk_put (desk, stage, provider_id, county, QZ_AS_ASKED, "", error);
}

/* Nobody waits for the word on a part that the statements no longer have. */
static gboolean
give_up (QzAssistDesk *desk, GHashTable *present, GError **error)
{
  for (guint i = 0; i < desk->standings->len; i++)
    {
      const QzAssistStanding *standing = &g_array_index (desk->standings, QzAssistStanding, i);
      g_autofree char *key = g_strdup_printf ("%s %" PRId64 " %s", standing->stage,
                                              standing->provider_id, standing->county);

      if (strcmp (standing->state, QZ_AS_ASKED) == 0 && !g_hash_table_contains (present, key)
          && !qz_assist_desk_put (desk, standing->stage, standing->provider_id, standing->county,
                                  QZ_AS_LAPSED, _("the statements were made again"), error))
        return FALSE;
    }
  return TRUE;
}

gboolean
qz_assist_desk_push_list (QzAssistDesk *desk, const char *reason, GError **error)
{
  g_autoptr (GHashTable) asked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GArray) parts = NULL;
  g_autoptr (GArray) standings = NULL;

  if (!qz_assist_desk_put (desk, QZ_AS_STATEMENT, 0, "", QZ_AS_PUSHED, reason, error))
    return FALSE;
  standings = qz_assist_month_repo_load_standings (desk->store, desk->period, error);
  parts = standings != NULL ? qz_assist_desk_list_parts (desk, error) : NULL;
  if (parts == NULL)
    return FALSE;
  g_array_unref (desk->standings);
  desk->standings = g_steal_pointer (&standings);
  for (guint i = 0; i < parts->len; i++)
    {
      const QzAssistPart *part = &g_array_index (parts, QzAssistPart, i);

      if (!ask (desk, QZ_AS_HOSPITAL, part->provider_id, part->county, asked, error)
          || !ask (desk, QZ_AS_COUNTY, part->provider_id, part->county, asked, error)
          || !ask (desk, QZ_AS_FORM4, 0, part->county, asked, error)
          || !ask (desk, QZ_AS_COUNTY4, 0, part->county, asked, error))
        return FALSE;
    }
  return give_up (desk, asked, error);
}

gboolean
qz_assist_month_push (QzBook *book, const QzContext *context, QzPeriod period, GError **error)
{
  g_auto (QzAssistDesk) desk = { 0 };
  g_autofree char *detail = NULL;

  if (!qz_assist_desk_begin (&desk, book, context,
                             &(QzAssistAct) { period, NULL, "assist month push",
                                              QZ_RIGHT_ASSIST_MONTH },
                             error))
    return FALSE;
  if (desk.list.id == 0)
    return qz_error_refuse (error, "no-statements", "DT-16a",
                            _("The statements of the month are not made yet"));
  if (qz_assist_desk_is (&desk, QZ_AS_STATEMENT, 0, "", QZ_AS_PUSHED))
    return qz_error_refuse (error, "pushed-already", "DT-16a",
                            _("The statements of the month are pushed already"));
  detail = g_strdup_printf ("%06d version=%u", period, desk.list.version);
  return qz_assist_desk_check_fresh (&desk, error)
         && qz_assist_desk_push_list (&desk, "", error)
         && qz_assist_desk_end (&desk, detail, error);
}

/* ── confirming ─────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_assist_desk_check_pushed (QzAssistDesk *desk, const char *rule, GError **error)
{
  return qz_assist_desk_is (desk, QZ_AS_STATEMENT, 0, "", QZ_AS_PUSHED)
         || qz_error_refuse (error, "statements-not-pushed", rule,
                             _("The statements of the month are not pushed yet"));
}

gboolean
qz_assist_desk_check_other (QzAssistDesk *desk, const char *rule, GError **error)
{
  const char *user = desk->context->user;
  gboolean is_maker = FALSE;

  if (!qz_assist_month_repo_has_made (desk->store, desk->period, user, &is_maker, error))
    return FALSE;
  return !is_maker
         || qz_error_refuse (error, "same-person", rule,
                             _("%s made or pushed the statements of the month; somebody else must "
                               "do this"),
                             user);
}

/* Confirms the parts of a stage that are neither confirmed nor in dispute. */
static gboolean
confirm_parts (QzAssistDesk *desk, const char *stage, gint64 provider_id, const char *county,
               const char *signers, guint *out_n, GError **error)
{
  g_autoptr (GArray) parts = qz_assist_desk_list_parts (desk, error);

  *out_n = 0;
  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      const QzAssistPart *part = &g_array_index (parts, QzAssistPart, i);
      const QzAssistEvent event = { .period = desk->period,
                                    .stage = stage,
                                    .provider_id = part->provider_id,
                                    .county = part->county,
                                    .list_id = desk->list.id,
                                    .state = QZ_AS_CONFIRMED,
                                    .signers = signers };
      gint64 n_disputes = 0;

      if ((provider_id != 0 && part->provider_id != provider_id)
          || (county != NULL && strcmp (part->county, county) != 0)
          || qz_assist_desk_is (desk, stage, part->provider_id, part->county, QZ_AS_CONFIRMED))
        continue;
      if (!qz_assist_month_repo_count_disputes (desk->store, desk->period, part->provider_id,
                                                part->county, &n_disputes, error))
        return FALSE;
      if (n_disputes > 0)
        continue;
      (*out_n)++;
      if (!qz_assist_month_repo_put_event (desk->act, &event, NULL, error))
        return FALSE;
    }
  return parts != NULL
         && (*out_n > 0
             || qz_error_refuse (error, "nothing-to-confirm", "DT-16b",
                                 _("There is nothing left to confirm: it is confirmed already, in "
                                   "dispute, or not in the statements")));
}

gboolean
qz_assist_month_confirm_hospital (QzBook *book, const QzContext *context, QzPeriod period,
                                  const char *provider, const char *handled_by,
                                  const char *led_by, GError **error)
{
  g_auto (QzAssistDesk) desk = { 0 };
  const QzNlProvider *hospital = NULL;
  g_autofree char *signers = NULL;
  g_autofree char *detail = g_strdup_printf ("%06d %s", period, provider);
  guint n = 0;

  if (handled_by == NULL || led_by == NULL || handled_by[0] == '\0' || led_by[0] == '\0')
    {
      qz_error_set (error, QZ_ERROR_USAGE, "signers-missing",
                    _("Both who handled it (经办人) and who is responsible (负责人) in the hospital "
                      "confirm; give both names"));
      qz_error_add_rule (error, "DT-16b");
      return FALSE;
    }
  signers = g_strdup_printf ("%s、%s", handled_by, led_by);
  return qz_assist_desk_begin (&desk, book, context,
                               &(QzAssistAct) { period, NULL, "assist month confirm-hospital",
                                                QZ_RIGHT_ASSIST_CONFIRM },
                               error)
         && qz_assist_desk_check_pushed (&desk, "DT-16b", error)
         && qz_assist_desk_check_other (&desk, "DT-16b", error)
         && qz_assist_desk_find_provider (&desk, provider, &hospital, error)
         && confirm_parts (&desk, QZ_AS_HOSPITAL, hospital->id, NULL, signers, &n, error)
         && qz_assist_desk_end (&desk, detail, error);
}

gboolean
qz_assist_month_confirm_county (QzBook *book, const QzContext *context, QzPeriod period,
                                const char *county, const char *provider, guint *out_n,
                                GError **error)
{
  g_auto (QzAssistDesk) desk = { 0 };
  const QzNlProvider *hospital = NULL;
  g_autofree char *detail =
      g_strdup_printf ("%06d %s %s", period, county, provider != NULL ? provider : "");
  guint n = 0;

  if (!qz_assist_desk_begin (&desk, book, context,
                             &(QzAssistAct) { period, county, "assist month confirm-county",
                                              QZ_RIGHT_ASSIST_CONFIRM },
                             error)
      || !qz_assist_desk_check_pushed (&desk, "DT-16b", error)
      || !qz_assist_desk_check_other (&desk, "DT-16b", error)
      || (provider != NULL && !qz_assist_desk_find_provider (&desk, provider, &hospital, error))
      || !confirm_parts (&desk, QZ_AS_COUNTY, hospital != NULL ? hospital->id : 0, county, NULL,
                         &n, error))
    return FALSE;
  if (out_n != NULL)
    *out_n = n;
  return qz_assist_desk_end (&desk, detail, error);
}
