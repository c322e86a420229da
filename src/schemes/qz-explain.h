/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-kinds.h"
#include "qz-policy.h"

G_BEGIN_DECLS

#define QZ_EXPLAIN_PAY (-1)

/* How a figure of a document line came about: the rule's number and the formula with its amounts,
 * in words for people. @figure: a figure of @kind, or QZ_EXPLAIN_PAY. @policy may be NULL when the
 * pack is no longer at hand. (both out strings: transfer full) */
void qz_explain_figure (QzPolicy *policy, QzDocumentKind kind, int figure, const QzFen *figures,
                        QzFen pay_fen, char **out_rule, char **out_formula);

G_END_DECLS
