/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-policy.h"

G_BEGIN_DECLS

#define QZ_MAX_MED_PREFIX 8
#define QZ_N_DIGIT_PAIRS 100
#define QZ_PAIR_NOT_ENOUGH G_MAXUINT8

typedef struct {
  char text[QZ_MAX_MED_PREFIX + 1];
  guint length;
  QzMedGroup group;
} QzMedPrefix;

typedef struct {
  QzSection *section; /* NULL: the pack has none for this path */
  QzPpm minimum;
  QzPpm maximum;
  const char *rule;
} QzLegalRange;

/* One entry of the ratio table; -1, NULL and QZ_DAY_NONE mean all. */
typedef struct {
  QzSection *section;
  QzPath path;
  int insurance;
  int group;
  const char *level;
  QzPpm ratio;
  QzDay from, to;
  const char *rule;
} QzRatio;

/* A number of a section with its limits, and where it goes. */
typedef struct {
  const char *key;
  guint min, max;
  guint *out;
} QzPolicyCount;
#define QZ_MAX_MDAY 28 /* every month has it */

/* Texts are borrowed from the section file unless said otherwise. */
struct _QzPolicy {
  gatomicrefcount ref_count;
  QzSectionFile *file;
  char *text; /* what it was read from; owned */
  const char *id, *title, *regime, *issuer;
  guint version, replaces;
  QzDay valid_from, valid_to;
  char **areas; /* owned */
  QzPolicyKind kind; /* only instant settlement has paths */
  gboolean paths[QZ_N_PATHS];
  gboolean insurances[QZ_N_INSURANCES];
  gboolean med_groups[QZ_N_MED_GROUPS];
  const char *setl_type;
  QzNonLocal non_local;
  gboolean acct_includes_mulaid;
  guint32 parts[QZ_N_INSURANCES][QZ_N_PARTS];
  gboolean has_fund[QZ_N_INSURANCES];
  GArray *prefixes; /* QzMedPrefix, longest first; of medical assistance by QzAssistKind */
  /* The group of every pair of first digits, when no longer prefix begins with them. */
  guint8 group_by_pair[QZ_N_DIGIT_PAIRS];
  QzLegalRange legal[QZ_N_PATHS];
  GArray *ratios;   /* QzRatio */
  QzAdvanceTerms advance;
  QzDailyTerms daily;
  QzSettlementTerms settlement;
  QzDeferralTerms deferral;
  QzNonLocalTerms nonlocal;
  QzAssistTerms assistance;
  GArray *layers;        /* QzAssistLayers */
  GArray *postings;      /* QzPostingRule */
  GArray *deadlines;     /* QzDeadlineRule */
  GPtrArray *owned;      /* what the postings and their lines are made of */
  GArray *parameters;    /* QzPolicyParameter */
  GPtrArray *examples;   /* QzSection, borrowed */
};

/* The index of the value among @words, with an error that lists them. */
gboolean qz_policy_read_choice (QzSection *section, const char *key, const char *const *words,
                                int *out, GError **error);
/* The words of a value, split at white space; NULL and an error when there is none. */
char **qz_policy_read_words (QzSection *section, const char *key, GError **error);

char **qz_policy_split_words (const char *text);
gboolean qz_policy_read_counts (QzSection *section, const QzPolicyCount *counts, guint n,
                                GError **error);
/* Each day of the month comes after the one before. */
gboolean qz_policy_check_order (QzSection *section, const QzPolicyCount *days, guint n,
                                GError **error);
/* Beginnings of med_type; sorted when all are there. */
gboolean qz_policy_add_prefix (QzPolicy *self, QzSection *section, const char *key,
                               const char *text, guint group, GError **error);
void qz_policy_sort_prefixes (QzPolicy *self);

gboolean qz_policy_load_legal (QzPolicy *self, QzSection *section, GError **error);
gboolean qz_policy_load_ratio (QzPolicy *self, QzSection *section, GError **error);
/* Every ratio lies in its legal range, no two are for the same case, no case is without one. */
gboolean qz_policy_check_ratios (QzPolicy *self, GError **error);
gboolean qz_policy_load_posting (QzPolicy *self, QzSection *section, GError **error);
/* The lines of a posting; the rule borrows them from @self. */
gboolean qz_policy_read_posting_lines (QzPolicy *self, QzSection *section, QzPostingRule *rule,
                                       GError **error);
/* The same for packs of care away from home (NL-33) and of medical assistance (DT-27). */
gboolean qz_policy_load_nl_posting (QzPolicy *self, QzSection *section, GError **error);
gboolean qz_policy_check_postings (QzPolicy *self, GError **error);
gboolean qz_policy_load_deposit (QzPolicy *self, QzSection *section, GError **error);
gboolean qz_policy_load_clearing (QzPolicy *self, QzSection *section, GError **error);
gboolean qz_policy_load_transfer (QzPolicy *self, QzSection *section, GError **error);
gboolean qz_policy_load_assistance (QzPolicy *self, QzSection *section, GError **error);
gboolean qz_policy_load_category (QzPolicy *self, QzSection *section, GError **error);
/* Every category has its parameters on every day of the pack, once (DT-14). */
gboolean qz_policy_check_layers (QzPolicy *self, GError **error);
gboolean qz_policy_load_deadline (QzPolicy *self, QzSection *section, GError **error);

G_END_DECLS
