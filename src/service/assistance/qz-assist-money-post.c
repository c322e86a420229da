/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The vouchers of movements of the assistance fund (DT-27), and of what a county confirmed. */
#include "qz-assist-money-private.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "qz-actors.h"
#include "qz-assist-money-repo.h"
#include "qz-assist-posting.h"
#include "qz-book-private.h"
#include "qz-error.h"
#include "qz-ledger-name.h"
#include "qz-nl-accounts.h"
#include "qz-voucher-repo.h"

/* Nobody writes EV-45: it follows from form 4, which the county confirms. */
#define FORM_ACTOR "system"

/* "L_AG_140200_MAF/2026-06/3" */
static char *
dup_last_name (QzStore *store, const char *ledger, QzPeriod period, GError **error)
{
  g_autofree char *month = qz_period_format (period);
  gint64 n = 0;
  gint64 last = 0;

  if (!qz_voucher_repo_count (store, ledger, period, &n, &last, error))
    return NULL;
  return g_strdup_printf ("%s/%s/%" PRId64, ledger, month, last);
}

static gint64
post_voucher (QzAct *act, QzVoucher *voucher, GError **error)
{
  const QzVoucherOrigin origin = { 0 };
  g_autoptr (QzChart) chart = qz_voucher_repo_load_chart (qz_act_get_store (act), error);
  g_autoptr (QzVoucherPoster) poster = NULL;
  gint64 id;

  if (chart == NULL || !qz_voucher_check (voucher, chart, error))
    return 0;
  poster = qz_voucher_poster_new (act, error);
  id = poster != NULL ? qz_voucher_poster_post (poster, voucher, &origin, error) : 0;
  return id != 0 && qz_voucher_poster_finish (poster, error) ? id : 0;
}

gint64
qz_assist_money_post (QzBook *book, QzAct *act, QzPolicy *policy, const QzAssistEntry *entry,
                      char **out_name, GError **error)
{
  const QzPostingRule *rule = qz_assist_posting_find (policy, entry->event, entry->flow, error);
  g_autofree char *ledger = qz_ledger_dup_name (entry->agency, QZ_INS_MAF);
  const QzNlPart part = { entry->county, entry->amount_fen };
  const QzNlPostingInput input = { .ledger = ledger,
                                   .day = entry->day,
                                   .period = entry->period,
                                   .payer_name = entry->other_name,
                                   .payee_name = entry->other_name,
                                   .amount_fen = entry->amount_fen,
                                   .parts = &part,
                                   .n_parts = entry->county != NULL ? 1 : 0,
                                   .bank_account_id = entry->bank_account_id };
  g_autoptr (QzVoucher) voucher = NULL;
  gint64 id;

  if (rule == NULL || !qz_nl_accounts_ensure_all (act, book, rule, &input, error))
    return 0;
  voucher = qz_nl_posting_make (rule, &input, error);
  if (voucher == NULL)
    return 0;
  qz_voucher_set_attachments (voucher, 1); /* the bank's slip, or form 4 */
  qz_voucher_set_people (voucher, entry->made_by, entry->checked_by, qz_act_get_actor (act));
  id = post_voucher (act, voucher, error);
  if (id == 0 || out_name == NULL)
    return id;
  *out_name =
      dup_last_name (qz_act_get_store (act), ledger, qz_voucher_get_period (voucher), error);
  return *out_name != NULL ? id : 0;
}

gboolean
qz_assist_money_post_county (QzBook *book, QzAct *act, QzPolicy *policy,
                             const QzAssistCountyCost *cost, GError **error)
{
  g_autoptr (QzAreaMap) map = qz_actors_load_map (book, error);
  const char *agency = map != NULL ? qz_area_map_get_agency_code (map, cost->county) : NULL;
  const QzAssistEntry entry = { .event = "EV-45",
                                .flow = QZ_FLOW_OUT,
                                .agency = agency,
                                .other_name = "",
                                .day = qz_act_get_clock (act)->today,
                                .period = cost->period,
                                .amount_fen = cost->net_fen,
                                .made_by = FORM_ACTOR,
                                .checked_by = qz_act_get_actor (act) };
  gboolean kept = FALSE;
  gint64 id;

  if (map == NULL || (agency != NULL && !qz_actor_is_kept (book, agency, &kept, error)))
    return FALSE;
  if (!kept || cost->net_fen == 0)
    return TRUE;
  id = qz_assist_money_post (book, act, policy, &entry, NULL, error);
  return id != 0 && qz_assist_money_repo_put_voucher (act, 0, cost->event_id, id, error);
}
