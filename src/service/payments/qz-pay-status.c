/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-pay-status.h"

#include "qz-document-repo.h"

QzDocumentState
qz_pay_status_from_count (const QzPayCount *count)
{
  if (count->n_due == 0 && count->n_withdrawn > 0)
    return QZ_STATE_WITHDRAWN;
  if (count->n_paid == count->n_due)
    return QZ_STATE_PAID;
  if (count->n_paid > 0)
    return QZ_STATE_PART_PAID;
  if (count->n_open > 0)
    return QZ_STATE_SENT;
  return count->n_failed > 0 ? QZ_STATE_FAILED : QZ_STATE_APPROVED;
}

gboolean
qz_pay_status_update (QzAct *act, gint64 document_id, const char *act_name, const char *reason,
                      GError **error)
{
  QzPayCount count = { 0 };

  if (!qz_bank_repo_count_document (qz_act_get_store (act), document_id, &count, error))
    return FALSE;
  return qz_document_repo_add_event (act, document_id, act_name, qz_pay_status_from_count (&count),
                                     reason, error);
}
