/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-policy.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* What a policy pack says, in sentences of our own words. */

/* "words": section, section_title, key, title, sentence, value (in words), rule, line, path. A row
 * for each parameter; sections that make one statement together (fund, legal, ratio, posting) have
 * one row, whose key is the parameter that decides. */
QzSheet *qz_policy_words_new (QzPolicy *policy) G_GNUC_WARN_UNUSED_RESULT;
/* The sentence of one parameter; NULL when it is told with another one of its section. (transfer
 * full) */
char *qz_policy_words_dup_sentence (QzPolicy *policy, const QzPolicyParameter *parameter);

/* For comparing: what tells the section of @parameter from others of its name ("daily EMP any
 * any" of a ratio, "" of what stands once); and what the parameter is called there: "Ratio of daily
 * disbursement". (transfer full) */
char *qz_policy_words_dup_identity (QzPolicy *policy, const QzPolicyParameter *parameter);
char *qz_policy_words_dup_title (QzPolicy *policy, const QzPolicyParameter *parameter);
/* The value in words: "70%", "Yes", "Monthly advance". (transfer full) */
char *qz_policy_words_dup_value (const QzPolicyParameter *parameter);
/* The same, with the name of what is named by a code: "吉林省 (22)", "Jilin: instant settlement
 * (JL)", the title of a pack (jilin-daily). (transfer full) */
char *qz_policy_words_dup_named_value (QzPolicy *policy, const QzPolicyParameter *parameter);
/* "吉林省基本医保基金即时结算：日拨付 (jilin-daily@1)". (transfer full) */
char *qz_policy_words_dup_name (QzPolicy *policy);
/* Whose rules a policy holds; NULL when the code is none that is shipped. */
const char *qz_policy_words_find_regime (const char *code);
/* The result of a worked example in words, line by line. (transfer full) */
char *qz_policy_words_dup_result (const char *result);

G_END_DECLS
