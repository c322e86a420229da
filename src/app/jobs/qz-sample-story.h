/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* What the people of the sample city did before the training begins. */
typedef struct {
  const char *maker;
  const char *reviewer;
  const char *approver;
  const char *finance;
} QzSampleStaff;

/* Every working day from @from to @to: daily disbursements of the days since the last one,
 * signed by three people, pushed, handed over and paid by the bank, which pays all. Files for
 * the bank lie in @folder meanwhile. Each act has the business time of its day. */
gboolean qz_sample_story_tell (QzBook *book, const QzContext *context, const QzSampleStaff *staff,
                               const char *folder, QzDay from, QzDay to, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
