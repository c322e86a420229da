/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-assist-posting.h"

#include <glib/gi18n-lib.h>

#include "qz-error.h"

static const struct {
  const char *event;
  QzFlow flow;
} needed[] = {
  { "EV-40", QZ_FLOW_IN },  { "EV-40r", QZ_FLOW_OUT }, { "EV-40c", QZ_FLOW_OUT },
  { "EV-40c", QZ_FLOW_IN }, { "EV-41", QZ_FLOW_IN },   { "EV-41r", QZ_FLOW_OUT },
  { "EV-42", QZ_FLOW_OUT }, { "EV-43", QZ_FLOW_OUT },  { "EV-43r", QZ_FLOW_IN },
  { "EV-44", QZ_FLOW_IN },  { "EV-44", QZ_FLOW_OUT },  { "EV-44c", QZ_FLOW_IN },
  { "EV-44c", QZ_FLOW_OUT }, { "EV-45", QZ_FLOW_OUT }, { "EV-09", QZ_FLOW_IN },
  { "EV-09r", QZ_FLOW_OUT },
};

const QzPostingRule *
qz_assist_posting_find (QzPolicy *policy, const char *event, QzFlow flow, GError **error)
{
  const QzPostingCase asked = {
    .event = event,
    .ledger = QZ_LEDGER_AGENCY,
    .money = QZ_MONEY_CLEARING,
    .flow = flow,
  };
  const QzPostingRule *rule = qz_policy_find_posting_for (policy, &asked);

  if (rule != NULL)
    return rule;
  qz_error_set (error, QZ_ERROR_INPUT, "missing-posting",
                _("Policy “%s” has no posting for %s in the ledgers that need it; add a [posting] "
                  "section"),
                qz_policy_get_id (policy), event);
  qz_error_add_rule (error, "DT-27");
  return NULL;
}

gboolean
qz_assist_posting_check_complete (QzPolicy *policy, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (qz_assist_posting_find (policy, needed[i].event, needed[i].flow, error) == NULL)
      return FALSE;
  return TRUE;
}
