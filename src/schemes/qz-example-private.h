/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-calendar.h"
#include "qz-policy.h"
#include "qz-posting.h"

G_BEGIN_DECLS

/* Reading the inputs of a worked example. */
char **qz_example_split_lines (QzSection *section, const char *key); /* without comments */
char **qz_example_split_words (const char *text);
/* Fails at @key because of @text; takes over the message of an error that is already set. */
gboolean qz_example_fail (QzSection *section, const char *key, const char *text, GError **error);
gboolean qz_example_get_fen (QzSection *section, const char *key, QzFen *out, GError **error);
gboolean qz_example_get_period (QzSection *section, QzPeriod *out, GError **error);
gboolean qz_example_get_insurance (QzSection *section, QzInsurance *out, GError **error);
QzCalendar *qz_example_make_calendar (QzSection *section, GError **error);

/* Writing the result. */
void qz_example_print_fen (GString *out, const char *what, QzFen amount);
void qz_example_print_day (GString *out, const char *what, QzDay day);
gboolean qz_example_print_entries (QzPolicy *policy, QzDocumentKind kind,
                                   const QzPostingInput *input, const char *who, GString *out,
                                   GError **error);

gboolean qz_example_run_advance (QzPolicy *policy, QzSection *section, GString *out,
                                 GError **error);
gboolean qz_example_run_settlement (QzPolicy *policy, QzSection *section, GString *out,
                                    GError **error);
gboolean qz_example_run_daily (QzPolicy *policy, QzSection *section, GString *out, GError **error);
gboolean qz_example_run_clearing_days (QzPolicy *policy, QzSection *section, GString *out,
                                       GError **error);
gboolean qz_example_run_warning (QzPolicy *policy, QzSection *section, GString *out,
                                 GError **error);
gboolean qz_example_run_assist (QzPolicy *policy, QzSection *section, GString *out, GError **error);
gboolean qz_example_run_entitlement (QzPolicy *policy, QzSection *section, GString *out,
                                     GError **error);
gboolean qz_example_run_reserve (QzPolicy *policy, QzSection *section, GString *out,
                                 GError **error);
gboolean qz_example_run_assist_days (QzPolicy *policy, QzSection *section, GString *out,
                                     GError **error);
gboolean qz_example_run_assist_entries (QzPolicy *policy, QzSection *section, GString *out,
                                        GError **error);

G_END_DECLS
