/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-day.h"
#include "qz-error.h"
#include "qz-kinds.h"
#include "qz-store.h"

G_BEGIN_DECLS

/* Whether a line may still go to the bank on a day. */
typedef enum {
  QZ_PAY_DUE,
  QZ_PAY_HELD,      /* its money came back (EV-09) and the provider is out: it waits */
  QZ_PAY_WITHDRAWN, /* never: the month settlement pays it */
} QzPayFitness;

typedef struct {
  QzDocumentKind kind; /* of the line's document; settlements are always due (SM-1) */
  gint64 document_line_id;
  gint64 provider_id;
  QzDay today; /* the business day */
} QzPayQuestion;

/**
 * qz_pay_fitness_judge:
 * @question: the line
 * @out: (out): what may be done with it
 * @out_why: (out) (optional) (transfer full): why not, in words; %NULL while due
 *
 * AMB-32: what is not sent on the first day of a suspension is withdrawn. JL-15a, SQ-3.2.3a: so is
 * what was not paid when its month was settled, for that settlement pays it. Money that was paid
 * and came back is neither: the settlement deducts it, so the provider is still due it.
 */
gboolean qz_pay_fitness_judge (QzStore *store, const QzPayQuestion *question, QzPayFitness *out,
                               char **out_why, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
