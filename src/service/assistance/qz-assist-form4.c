/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Details and form 4 of a month (DT-17, DT-19). */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assist-month-acts.h"

gboolean
qz_assist_month_push_details (QzBook *book, const QzContext *context, QzPeriod period,
                              GError **error)
{
  g_auto (QzAssistDesk) desk = { 0 };
  g_autofree char *detail = g_strdup_printf ("%06d", period);

  if (!qz_assist_desk_begin (&desk, book, context,
                             &(QzAssistAct) { period, NULL, "assist month push-details",
                                              QZ_RIGHT_ASSIST_MONTH },
                             error)
      || !qz_assist_desk_check_pushed (&desk, "DT-17", error))
    return FALSE;
  if (qz_assist_desk_is (&desk, QZ_AS_DETAILS, 0, "", QZ_AS_PUSHED))
    return qz_error_refuse (error, "pushed-already", "DT-17",
                            _("The details of the month are pushed already"));
  return qz_assist_desk_put (&desk, QZ_AS_DETAILS, 0, "", QZ_AS_PUSHED, "", error)
         && qz_assist_desk_end (&desk, detail, error);
}

/* ── making form 4 ──────────────────────────────────────────────────────────────────────────── */

static gboolean
check_confirmed (QzAssistDesk *desk, const GArray *parts, const char *county, GError **error)
{
  gboolean found = FALSE;

  for (guint i = 0; i < parts->len; i++)
    {
      const QzAssistPart *part = &g_array_index (parts, QzAssistPart, i);
      const QzNlProvider *hospital;

      if (strcmp (part->county, county) != 0)
        continue;
      found = TRUE;
      hospital = g_hash_table_lookup (desk->providers, &part->provider_id);
      if (!qz_assist_part_is_confirmed (desk, part))
        return qz_error_refuse (error, "part-not-confirmed", "DT-19a",
                                _("%s and %s have not both confirmed what is payable"),
                                hospital != NULL ? hospital->name : "",
                                qz_area_map_get_name (desk->map, county));
    }
  return found
         || qz_error_refuse (error, "part-missing", "DT-19a",
                             _("The statements of the month have nothing of %s"),
                             qz_area_map_get_name (desk->map, county));
}

static gboolean
make_form4 (QzAssistDesk *desk, const GArray *parts, const char *county, GError **error)
{
  if (qz_assist_desk_is (desk, QZ_AS_FORM4, 0, county, QZ_AS_PUSHED))
    return qz_error_refuse (error, "form4-made", "DT-19a", _("Form 4 of %s is made already"),
                            qz_area_map_get_name (desk->map, county));
  return check_confirmed (desk, parts, county, error)
         && qz_assist_desk_put (desk, QZ_AS_FORM4, 0, county, QZ_AS_PUSHED, "", error);
}

/* Counties with a part and without form 4, in the order of their codes. */
static GPtrArray *
list_missing (QzAssistDesk *desk, const GArray *parts)
{
  GPtrArray *counties = g_ptr_array_new ();

  for (guint i = 0; i < parts->len; i++)
    {
      const char *county = g_array_index (parts, QzAssistPart, i).county;

      if (!g_ptr_array_find_with_equal_func (counties, county, g_str_equal, NULL)
          && !qz_assist_desk_is (desk, QZ_AS_FORM4, 0, county, QZ_AS_PUSHED))
        g_ptr_array_add (counties, (gpointer) county);
    }
  g_ptr_array_sort_values (counties, (GCompareFunc) strcmp);
  return counties;
}

gboolean
qz_assist_month_make_form4 (QzBook *book, const QzContext *context, QzPeriod period,
                            const char *county, guint *out_n, GError **error)
{
  g_auto (QzAssistDesk) desk = { 0 };
  g_autoptr (GArray) parts = NULL;
  g_autoptr (GPtrArray) counties = NULL;
  g_autofree char *detail =
      g_strdup_printf ("%06d %s", period, county != NULL ? county : "");

  if (!qz_assist_desk_begin (&desk, book, context,
                             &(QzAssistAct) { period, NULL, "assist month make-form4",
                                              QZ_RIGHT_ASSIST_FORM4 },
                             error)
      || !qz_assist_desk_check_pushed (&desk, "DT-19a", error)
      || !qz_assist_desk_check_other (&desk, "DT-19a", error))
    return FALSE;
  parts = qz_assist_desk_list_parts (&desk, error);
  if (parts == NULL)
    return FALSE;
  counties = county != NULL ? g_ptr_array_new () : list_missing (&desk, parts);
  if (county != NULL)
    g_ptr_array_add (counties, (gpointer) county);
  if (parts->len == 0)
    return qz_error_refuse (error, "part-missing", "DT-19a",
                            _("The month has no bills, and so no form 4"));
  if (counties->len == 0)
    return qz_error_refuse (error, "form4-made", "DT-19a",
                            _("Form 4 of every county is made already"));
  for (guint i = 0; i < counties->len; i++)
    if (!make_form4 (&desk, parts, counties->pdata[i], error))
      return FALSE;
  if (out_n != NULL)
    *out_n = counties->len;
  return qz_assist_desk_end (&desk, detail, error);
}

/* ── taking it back, confirming it ──────────────────────────────────────────────────────────── */

static gboolean
check_made (QzAssistDesk *desk, const char *county, GError **error)
{
  const char *name = qz_area_map_get_name (desk->map, county);

  if (!qz_assist_desk_is (desk, QZ_AS_FORM4, 0, county, QZ_AS_PUSHED))
    return qz_error_refuse (error, "form4-missing", "DT-19b",
                            _("Form 4 of %s is not made yet"), name);
  return !qz_assist_desk_is (desk, QZ_AS_COUNTY4, 0, county, QZ_AS_CONFIRMED)
         || qz_error_refuse (error, "confirmed-already", "DT-19b",
                             _("%s has confirmed form 4 of the month already"), name);
}

gboolean
qz_assist_month_withdraw_form4 (QzBook *book, const QzContext *context, QzPeriod period,
                                const char *county, const char *reason, GError **error)
{
  g_auto (QzAssistDesk) desk = { 0 };
  g_autofree char *detail = g_strdup_printf ("%06d %s", period, county);

  if (reason == NULL || reason[0] == '\0')
    {
      qz_error_set (error, QZ_ERROR_USAGE, "reason-missing", _("Say why form 4 is taken back"));
      return FALSE;
    }
  return qz_assist_desk_begin (&desk, book, context,
                               &(QzAssistAct) { period, NULL, "assist month withdraw-form4",
                                                QZ_RIGHT_ASSIST_FORM4 },
                               error)
         && check_made (&desk, county, error)
         && qz_assist_desk_put (&desk, QZ_AS_FORM4, 0, county, QZ_AS_ASKED, reason, error)
         && qz_assist_desk_end (&desk, detail, error);
}

static gboolean
sum_cross (QzAssistDesk *desk, const char *county, QzFen *out, GError **error)
{
  *out = 0;
  for (guint i = 0; i < desk->rows->len; i++)
    {
      const QzAssistRow *row = &g_array_index (desk->rows, QzAssistRow, i);

      if (row->cross_area && strcmp (row->county, county) == 0
          && !qz_fen_accumulate (out, row->maf_fen - row->deducted_fen, error))
        return FALSE;
    }
  return TRUE;
}

/* The county's word on form 4 is a third person's. */
static gboolean
check_confirmer (QzAssistDesk *desk, const char *county, GError **error)
{
  const QzAssistStanding *form = qz_assist_desk_find (desk, QZ_AS_FORM4, 0, county);

  if (form != NULL && g_strcmp0 (form->actor, desk->context->user) == 0)
    return qz_error_refuse (error, "same-person", "DT-19b",
                            _("%s made form 4; somebody else must confirm it"), form->actor);
  return qz_assist_desk_check_other (desk, "DT-19b", error);
}

gboolean
qz_assist_month_confirm_form4 (QzBook *book, const QzContext *context, QzPeriod period,
                               const char *county, GError **error)
{
  g_auto (QzAssistDesk) desk = { 0 };
  g_autofree char *detail = g_strdup_printf ("%06d %s", period, county);
  QzAssistEvent event = { .period = period,
                          .stage = QZ_AS_COUNTY4,
                          .county = county,
                          .state = QZ_AS_CONFIRMED };
  QzAssistCountyCost cost = { .period = period, .county = county };

  if (!qz_assist_desk_begin (&desk, book, context,
                             &(QzAssistAct) { period, county, "assist month confirm-form4",
                                              QZ_RIGHT_ASSIST_CONFIRM },
                             error)
      || !check_made (&desk, county, error) || !check_confirmer (&desk, county, error)
      || !sum_cross (&desk, county, &cost.net_fen, error))
    return FALSE;
  event.list_id = desk.list.id;
  return qz_assist_month_repo_put_event (desk.act, &event, &cost.event_id, error)
         && qz_assist_money_post_county (book, desk.act, desk.policy, &cost, error)
         && qz_assist_desk_end (&desk, detail, error);
}
