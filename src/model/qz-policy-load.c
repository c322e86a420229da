/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"
#include "qz-policy-private.h"

#define EXAMPLE_PREFIX "example "
#define RULE_SUFFIX    ".rule"

typedef gboolean (*LoadFunc) (QzPolicy *self, QzSection *section, GError **error);

/* Which packs have a section: those of one QzPolicyKind, or all. */
#define OF_ALL -1
#define OF_INSTANT QZ_POLICY_INSTANT
#define OF_NONLOCAL QZ_POLICY_NONLOCAL
#define OF_ASSISTANCE QZ_POLICY_ASSISTANCE

typedef struct {
  const char *name;
  int kind;
  gboolean may_repeat;
  LoadFunc load;
} SectionKind;

gboolean
qz_policy_read_choice (QzSection *section, const char *key, const char *const *words, int *out,
                       GError **error)
{
  const char *text = qz_section_get_text (section, key, error);
  g_autofree char *list = NULL;

  if (text == NULL)
    return FALSE;
  for (int i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], text) == 0)
      {
        *out = i;
        return TRUE;
      }
  list = g_strjoinv (", ", (char **) words);
  qz_section_set_error (section, key, "bad-choice", error,
                        _("“%s” is not one of: %s"), text, list);
  return FALSE;
}

char **
qz_policy_split_words (const char *text)
{
  g_auto (GStrv) pieces = g_strsplit_set (text, " \t\n", -1);
  g_autoptr (GStrvBuilder) words = g_strv_builder_new ();

  for (char **piece = pieces; *piece != NULL; piece++)
    if (**piece != '\0')
      g_strv_builder_add (words, *piece);
  return g_strv_builder_end (words);
}

char **
qz_policy_read_words (QzSection *section, const char *key, GError **error)
{
  const char *text = qz_section_get_text (section, key, error);

  return text != NULL ? qz_policy_split_words (text) : NULL;
}

/* Sets @flags of the words that stand in the value; each at most once. */
static gboolean
read_flags (QzSection *section, const char *key, const char *const *words, gboolean *flags,
            GError **error)
{
  g_auto (GStrv) given = qz_policy_read_words (section, key, error);

  for (guint i = 0; given != NULL && given[i] != NULL; i++)
    {
      guint at = 0;

      while (words[at] != NULL && strcmp (words[at], given[i]) != 0)
        at++;
      if (words[at] == NULL || flags[at])
        {
          g_autofree char *list = g_strjoinv (", ", (char **) words);

          qz_section_set_error (section, key, "bad-choice", error,
                                _("“%s” is not one of these, each once: %s"), given[i], list);
          return FALSE;
        }
      flags[at] = TRUE;
    }
  return given != NULL;
}

static gboolean
read_count (QzSection *section, const char *key, gint64 min, gint64 max, guint *out, GError **error)
{
  gint64 value = 0;

  if (!qz_section_get_int (section, key, min, max, &value, error))
    return FALSE;
  *out = (guint) value;
  return TRUE;
}

gboolean
qz_policy_read_counts (QzSection *section, const QzPolicyCount *counts, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    if (!read_count (section, counts[i].key, counts[i].min, counts[i].max, counts[i].out, error))
      return FALSE;
  return TRUE;
}

gboolean
qz_policy_check_order (QzSection *section, const QzPolicyCount *days, guint n, GError **error)
{
  for (guint i = 1; i < n; i++)
    if (*days[i].out <= *days[i - 1].out)
      {
        qz_section_set_error (section, days[i].key, "bad-order", error,
                              _("This day of the month must come after %s, the %u"),
                              days[i - 1].key, *days[i - 1].out);
        return FALSE;
      }
  return TRUE;
}

static gboolean
consists_of (const char *text, const char *letters)
{
  return *text != '\0' && strspn (text, letters) == strlen (text);
}

static gboolean
load_areas (QzPolicy *self, QzSection *section, GError **error)
{
  self->areas = qz_policy_read_words (section, "areas", error);
  for (guint i = 0; self->areas != NULL && self->areas[i] != NULL; i++)
    if (!consists_of (self->areas[i], "0123456789") || strlen (self->areas[i]) > 6)
      {
        qz_section_set_error (section, "areas", "bad-area", error,
                              _("“%s” is not the beginning of an area code (1 to 6 digits)"),
                              self->areas[i]);
        return FALSE;
      }
  return self->areas != NULL;
}

static gboolean
load_validity (QzPolicy *self, QzSection *section, GError **error)
{
  self->valid_to = QZ_DAY_NONE;
  if (!qz_section_get_day (section, "valid_from", &self->valid_from, error)
      || (qz_section_has (section, "valid_to")
          && !qz_section_get_day (section, "valid_to", &self->valid_to, error)))
    return FALSE;
  if (self->valid_to != QZ_DAY_NONE && self->valid_to < self->valid_from)
    {
      qz_section_set_error (section, "valid_to", "bad-span", error,
                            _("The last day lies before the first"));
      return FALSE;
    }
  return TRUE;
}

/* "nonlocal" and "assistance" make it a pack of another regime: other sections, and beside a pack
 * of instant settlement for the same area, so it is never both. */
static gboolean
load_paths (QzPolicy *self, QzSection *section, GError **error)
{
  static const char *const path_words[] = { "mprepay", "daily", "nonlocal", "assistance",
                                            NULL };
  gboolean given[G_N_ELEMENTS (path_words) - 1] = { FALSE };
  guint n_given = 0;

  if (!qz_section_has (section, "paths"))
    return TRUE;
  if (!read_flags (section, "paths", path_words, given, error))
    return FALSE;
  for (guint path = 0; path < G_N_ELEMENTS (given); path++)
    {
      n_given += given[path];
      if (path < QZ_N_PATHS)
        self->paths[path] = given[path];
      else if (given[path])
        self->kind = path == QZ_N_PATHS ? QZ_POLICY_NONLOCAL : QZ_POLICY_ASSISTANCE;
    }
  if (self->kind == QZ_POLICY_INSTANT || n_given == 1)
    return TRUE;
  qz_section_set_error (section, "paths", "path-mixed", error,
                        _("“nonlocal” and “assistance” stand alone; instant settlement needs a "
                          "pack of its own"));
  return FALSE;
}

static gboolean
load_policy (QzPolicy *self, QzSection *section, GError **error)
{

  if ((self->id = qz_section_get_text (section, "id", error)) == NULL
      || !read_count (section, "version", 1, 9999, &self->version, error)
      || (self->title = qz_section_get_text (section, "title", error)) == NULL
      || (self->regime = qz_section_get_text (section, "regime", error)) == NULL
      || (self->issuer = qz_section_get_text (section, "issuer", error)) == NULL
      || !load_validity (self, section, error) || !load_areas (self, section, error)
      || !load_paths (self, section, error))
    return FALSE;
  qz_section_mark_read (section, "source");
  qz_section_mark_read (section, "basis");
  if (!consists_of (self->id, "abcdefghijklmnopqrstuvwxyz0123456789-"))
    {
      qz_section_set_error (section, "id", "bad-id", error,
                            _("“%s” must be small letters, digits and hyphens"), self->id);
      return FALSE;
    }
  return !qz_section_has (section, "replaces")
         || read_count (section, "replaces", 1, (gint64) self->version - 1, &self->replaces, error);
}

static gboolean
load_scope (QzPolicy *self, QzSection *section, GError **error)
{
  static const char *const insurance_words[] = { "EMP", "RES", NULL };
  static const char *const group_words[] = { "MZ", "MTB", "ZY", "SY", "YD", NULL };
  static const char *const nl_words[] = { "none", "in_prov", "all", NULL };
  int non_local;

  if (!read_flags (section, "insurances", insurance_words, self->insurances, error)
      || !read_flags (section, "med_groups", group_words, self->med_groups, error)
      || (self->setl_type = qz_section_get_text (section, "setl_type", error)) == NULL
      || !qz_policy_read_choice (section, "nl_in_instant", nl_words, &non_local, error))
    return FALSE;
  self->non_local = (QzNonLocal) non_local;
  return !qz_section_has (section, "acct_pay_includes_mulaid")
         || qz_section_get_bool (section, "acct_pay_includes_mulaid", &self->acct_includes_mulaid,
                                 error);
}

static int
compare_prefixes (gconstpointer a, gconstpointer b)
{
  const QzMedPrefix *x = a;
  const QzMedPrefix *y = b;

  if (x->length != y->length)
    return x->length > y->length ? -1 : 1;
  return strcmp (x->text, y->text);
}

gboolean
qz_policy_add_prefix (QzPolicy *self, QzSection *section, const char *key, const char *text,
                      guint group, GError **error)
{
  QzMedPrefix prefix = { .group = (QzMedGroup) group, .length = strlen (text) };

  if (prefix.length > QZ_MAX_MED_PREFIX || !consists_of (text, "0123456789"))
    {
      qz_section_set_error (section, key, "bad-med-type", error,
                            _("“%s” is not the beginning of a med_type (1 to 8 digits)"), text);
      return FALSE;
    }
  memcpy (prefix.text, text, prefix.length + 1);
  for (guint i = 0; i < self->prefixes->len; i++)
    if (strcmp (g_array_index (self->prefixes, QzMedPrefix, i).text, text) == 0)
      {
        qz_section_set_error (section, key, "repeated-med-type", error,
                              _("med_type %s stands in two groups or twice"), text);
        return FALSE;
      }
  g_array_append_val (self->prefixes, prefix);
  return TRUE;
}

/* A million claims ask for their groups: two digits are looked up at once. */
static void
index_prefixes (QzPolicy *self)
{
  for (guint pair = 0; pair < QZ_N_DIGIT_PAIRS; pair++)
    {
      const char digits[] = { (char) ('0' + pair / 10), (char) ('0' + pair % 10), '\0' };

      self->group_by_pair[pair] = QZ_MED_UNMAPPED;
      /* Longest first: the first that fits decides. */
      for (guint i = 0; i < self->prefixes->len; i++)
        {
          const QzMedPrefix *prefix = &g_array_index (self->prefixes, QzMedPrefix, i);

          if (strncmp (prefix->text, digits, MIN (prefix->length, 2)) != 0)
            continue;
          self->group_by_pair[pair] =
              prefix->length > 2 ? QZ_PAIR_NOT_ENOUGH : (guint8) prefix->group;
          break;
        }
    }
}

void
qz_policy_sort_prefixes (QzPolicy *self)
{
  g_array_sort (self->prefixes, compare_prefixes);
  index_prefixes (self);
}

static gboolean
load_med_groups (QzPolicy *self, QzSection *section, GError **error)
{
  for (guint group = 0; group < QZ_N_MED_GROUPS; group++)
    {
      const char *key = qz_med_group_to_text (group);
      g_auto (GStrv) types = NULL;

      if (!qz_section_has (section, key))
        continue;
      types = qz_policy_read_words (section, key, error);
      if (types == NULL)
        return FALSE;
      for (guint i = 0; types[i] != NULL; i++)
        if (!qz_policy_add_prefix (self, section, key, types[i], group, error))
          return FALSE;
    }
  qz_policy_sort_prefixes (self);
  return TRUE;
}

/* Only what somebody other than the patient's own pocket paid can be part of a base. */
static gboolean
is_base_amount (int amount)
{
  return (amount >= QZ_CLAIM_HIFP && amount <= QZ_CLAIM_OTH) || amount == QZ_CLAIM_ACCT
         || amount == QZ_CLAIM_ACCT_MULAID;
}

static gboolean
load_part (QzSection *section, const char *key, guint32 *bits, guint32 *all, GError **error)
{
  g_auto (GStrv) names = NULL;

  if (!qz_section_has (section, key))
    return TRUE;
  names = qz_policy_read_words (section, key, error);
  if (names == NULL)
    return FALSE;
  for (guint i = 0; names[i] != NULL; i++)
    {
      int amount = qz_claim_amount_find (names[i]);

      if (!is_base_amount (amount) || (*all & QZ_CLAIM_BIT (amount)) != 0)
        {
          qz_section_set_error (section, key, "bad-fund-part", error,
                                _("“%s” is not a fund amount of a claim that stands only once"),
                                names[i]);
          return FALSE;
        }
      *bits |= QZ_CLAIM_BIT (amount);
      *all |= QZ_CLAIM_BIT (amount);
    }
  return TRUE;
}

static gboolean
load_fund (QzPolicy *self, QzSection *section, GError **error)
{
  static const char *const insurance_words[] = { "EMP", "RES", NULL };
  static const char *const part_words[QZ_N_PARTS] = { "pool", "acct", "other" };
  guint32 all = 0;
  int insurance;

  if (!qz_policy_read_choice (section, "insurance", insurance_words, &insurance, error))
    return FALSE;
  if (self->has_fund[insurance])
    {
      qz_section_set_error (section, "insurance", "repeated-fund", error,
                            _("There is already a [fund] section for %s"),
                            insurance_words[insurance]);
      return FALSE;
    }
  for (guint part = 0; part < QZ_N_PARTS; part++)
    if (!load_part (section, part_words[part], &self->parts[insurance][part], &all, error))
      return FALSE;
  if (all == 0)
    {
      qz_section_set_error (section, NULL, "empty-fund", error,
                            _("The base has no part; name at least one in pool, acct or other"));
      return FALSE;
    }
  qz_section_mark_read (section, "rule");
  self->has_fund[insurance] = TRUE;
  return TRUE;
}

static gboolean
load_advance (QzPolicy *self, QzSection *section, GError **error)
{
  return read_count (section, "base_years", 1, 3, &self->advance.base_years, error)
         && read_count (section, "due_day", 1, 28, &self->advance.due_mday, error);
}

static gboolean
load_daily (QzPolicy *self, QzSection *section, GError **error)
{
  return qz_section_get_bool (section, "hand_over_required", &self->daily.hand_over_required, error)
         && read_count (section, "due_workdays", 0, 30, &self->daily.due_workdays, error);
}

static gboolean
load_settlement (QzPolicy *self, QzSection *section, GError **error)
{
  static const char *const path_words[] = { "mprepay", "daily", NULL };
  static const char *const reconcile_words[] = { "refuse", "warn", "off", NULL };
  static const char *const from_words[] = { "cutoff", "next-month", NULL };
  QzSettlementTerms *terms = &self->settlement;
  int reconcile, from;

  if ((qz_section_has (section, "offset_paths")
       && !read_flags (section, "offset_paths", path_words, terms->offset_path, error))
      || !qz_policy_read_choice (section, "reconcile", reconcile_words, &reconcile, error)
      || !qz_policy_read_choice (section, "deadline_from", from_words, &from, error)
      || !read_count (section, "pay_workdays", 1, 60, &terms->pay_workdays, error)
      || (qz_section_has (section, "audit_workdays")
          && !read_count (section, "audit_workdays", 1, terms->pay_workdays, &terms->audit_workdays,
                          error))
      || (qz_section_has (section, "cutoff_day")
          && !read_count (section, "cutoff_day", 1, 28, &terms->cutoff_mday, error)))
    return FALSE;
  terms->reconcile = (QzReconcile) reconcile;
  terms->deadline_from = (QzDeadlineFrom) from;
  for (guint path = 0; path < QZ_N_PATHS; path++)
    if (terms->offset_path[path] != self->paths[path])
      {
        /* HLJ-IS-16a, SQ-3.2.3a, JL-15a: whatever was paid before is deducted. */
        qz_section_set_error (section, "offset_paths", "path-not-offset", error,
                              _("offset_paths must name the paths of the policy, no more and no "
                                 "fewer: what was paid before is deducted"));
        return FALSE;
      }
  return TRUE;
}

/* JL-13, AMB-20: told to people in words; no engine computes with them. */
static gboolean
load_audit (QzPolicy *self, QzSection *section, GError **error)
{
  static const char *const mode_words[] = { "separate-sync", "pay-first", "audit-then-pay", NULL };
  QzPpm sampling_ppm = 0;
  int mode;

  if (!qz_policy_read_choice (section, "mode", mode_words, &mode, error)
      || !qz_section_get_ppm (section, "sampling", &sampling_ppm, error))
    return FALSE;
  if (sampling_ppm >= 0 && sampling_ppm <= QZ_PPM_ONE)
    return TRUE;
  qz_section_set_error (section, "sampling", "ratio-out-of-range", error,
                        _("The sampling ratio must lie between 0 and 1"));
  return FALSE;
}

static gboolean
load_deferral (QzPolicy *self, QzSection *section, GError **error)
{
  return qz_section_get_bool (section, "allowed", &self->deferral.allowed, error)
         && qz_section_get_bool (section, "reason_required", &self->deferral.reason_required,
                                 error);
}

static const SectionKind section_kinds[] = {
  /* In the order of loading: later ones look at earlier ones. */
  { "policy", OF_ALL, FALSE, load_policy },
  { "scope", OF_INSTANT, FALSE, load_scope },
  { "med_groups", OF_INSTANT, FALSE, load_med_groups },
  { "fund", OF_INSTANT, TRUE, load_fund },
  { "legal", OF_INSTANT, TRUE, qz_policy_load_legal },
  { "ratio", OF_INSTANT, TRUE, qz_policy_load_ratio },
  { "advance", OF_INSTANT, FALSE, load_advance },
  { "daily", OF_INSTANT, FALSE, load_daily },
  { "settlement", OF_INSTANT, FALSE, load_settlement },
  { "audit", OF_INSTANT, FALSE, load_audit },
  { "deferral", OF_INSTANT, FALSE, load_deferral },
  { "deposit", OF_NONLOCAL, FALSE, qz_policy_load_deposit },
  { "clearing", OF_NONLOCAL, FALSE, qz_policy_load_clearing },
  { "transfer", OF_NONLOCAL, FALSE, qz_policy_load_transfer },
  { "assistance", OF_ASSISTANCE, FALSE, qz_policy_load_assistance },
  { "category", OF_ASSISTANCE, TRUE, qz_policy_load_category },
  { "posting", OF_ALL, TRUE, qz_policy_load_posting },
  { "deadline", OF_ALL, TRUE, qz_policy_load_deadline },
};

static gboolean
is_optional (QzPolicy *self, const char *name)
{
  return (strcmp (name, "advance") == 0 && !self->paths[QZ_PATH_MPREPAY])
         || (strcmp (name, "daily") == 0 && !self->paths[QZ_PATH_DAILY]);
}

static gboolean
has_section (QzPolicy *self, const char *name)
{
  for (guint i = 0; i < qz_section_file_get_n_sections (self->file); i++)
    if (strcmp (qz_section_get_name (qz_section_file_get_section (self->file, i)), name) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
load_kind (QzPolicy *self, const SectionKind *kind, GError **error)
{
  QzSection *section;

  /* What another regime would read stays unread, and is refused in the end. */
  if (kind->kind != OF_ALL && kind->kind != (int) self->kind)
    return TRUE;
  if (!kind->may_repeat)
    {
      if (is_optional (self, kind->name) && !has_section (self, kind->name))
        return TRUE;
      section = qz_section_file_find (self->file, kind->name, error);
      return section != NULL && kind->load (self, section, error);
    }
  for (guint i = 0; i < qz_section_file_get_n_sections (self->file); i++)
    {
      section = qz_section_file_get_section (self->file, i);
      if (strcmp (qz_section_get_name (section), kind->name) == 0
          && !kind->load (self, section, error))
        return FALSE;
    }
  return TRUE;
}

/* "SQ-3.2.2b", "AMB-21", "EV-02n" */
static gboolean
check_rule (QzSection *section, const char *key, const char *rule, GError **error)
{
  if (rule != NULL && g_ascii_isupper (*rule) && strchr (rule, '-') != NULL
      && consists_of (rule, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-., "))
    return TRUE;
  qz_section_set_error (section, key, "bad-rule", error,
                        _("A rule number looks like “SQ-3.2.2b” or “AMB-21”"));
  return FALSE;
}

/* The rule of @key: "KEY.rule", else the section's own "rule". */
static gboolean
add_parameter (QzPolicy *self, QzSection *section, guint section_no, const char *key,
               GError **error)
{
  g_autofree char *rule_key = g_strconcat (key, RULE_SUFFIX, NULL);
  gboolean has_own = qz_section_has (section, rule_key);
  QzPolicyParameter parameter = { .section = qz_section_get_name (section),
                                  .section_no = section_no,
                                  .key = key };

  if (has_own || qz_section_has (section, "rule"))
    {
      const char *from = has_own ? rule_key : "rule";

      parameter.rule = qz_section_peek (section, from);
      if (!check_rule (section, from, parameter.rule, error))
        return FALSE;
    }
  parameter.line = qz_section_get_key_line (section, key);
  parameter.value = qz_section_peek (section, key);
  g_array_append_val (self->parameters, parameter);
  return TRUE;
}

/* After everything unknown was refused, because this marks all keys as read. */
static gboolean
load_parameters (QzPolicy *self, QzSection *section, guint section_no, GError **error)
{
  for (guint i = 0; i < qz_section_get_n_keys (section); i++)
    {
      const char *key = qz_section_get_key (section, i);
      g_autofree char *base = NULL;

      if (strcmp (key, "rule") == 0)
        continue;
      if (!g_str_has_suffix (key, RULE_SUFFIX))
        {
          if (!add_parameter (self, section, section_no, key, error))
            return FALSE;
          continue;
        }
      base = g_strndup (key, strlen (key) - strlen (RULE_SUFFIX));
      if (!qz_section_has (section, base))
        {
          qz_section_set_error (section, key, "unknown-key", error,
                                _("There is no key “%s” that this rule could belong to"), base);
          return FALSE;
        }
    }
  return TRUE;
}

static gboolean
is_example (QzSection *section)
{
  return g_str_has_prefix (qz_section_get_name (section), EXAMPLE_PREFIX);
}

static void
mark_rules (QzSection *section)
{
  for (guint i = 0; i < qz_section_get_n_keys (section); i++)
    if (g_str_has_suffix (qz_section_get_key (section, i), RULE_SUFFIX)
        || strcmp (qz_section_get_key (section, i), "rule") == 0)
      qz_section_mark_read (section, qz_section_get_key (section, i));
}

/* Unknown keys are refused; what the keys of an example mean is known to the engines. */
static gboolean
finish_sections (QzPolicy *self, GError **error)
{
  guint n_sections = qz_section_file_get_n_sections (self->file);

  for (guint i = 0; i < n_sections; i++)
    {
      QzSection *section = qz_section_file_get_section (self->file, i);

      if (is_example (section))
        {
          qz_section_mark_read (section, NULL);
          g_ptr_array_add (self->examples, section);
        }
      else
        mark_rules (section);
    }
  if (!qz_section_file_check_all_read (self->file, error))
    return FALSE;
  for (guint i = 0; i < n_sections; i++)
    {
      QzSection *section = qz_section_file_get_section (self->file, i);

      if (!is_example (section) && !load_parameters (self, section, i, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_scope (QzPolicy *self, GError **error)
{
  QzSection *section = qz_section_file_find (self->file, "scope", error);

  for (guint i = 0; section != NULL && i < QZ_N_INSURANCES; i++)
    if (self->insurances[i] != self->has_fund[i])
      {
        qz_section_set_error (section, "insurances", "missing-fund", error,
                              _("Every insurance in scope, and no other, needs a [fund] section; "
                                 "look at %s"),
                              qz_insurance_to_text (i));
        return FALSE;
      }
  for (guint i = 0; section != NULL && i < QZ_N_MED_GROUPS; i++)
    {
      gboolean is_mapped = FALSE;

      for (guint j = 0; j < self->prefixes->len; j++)
        is_mapped |= g_array_index (self->prefixes, QzMedPrefix, j).group == i;
      if (!self->med_groups[i] || is_mapped)
        continue;
      qz_section_set_error (section, "med_groups", "empty-group", error,
                            _("The group %s is in scope, but [med_groups] gives it no med_type"),
                            qz_med_group_to_text (i));
      return FALSE;
    }
  return section != NULL;
}

/* A pack without a worked example proves nothing. */
static gboolean
check_examples (QzPolicy *self, GError **error)
{
  if (self->examples->len > 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "missing-section",
                _("The policy has no worked example; add an [example NAME] section"));
  qz_error_add_place (error, qz_section_file_get_name (self->file), 0, 0, "example");
  return FALSE;
}

static QzPolicy *
policy_new (void)
{
  QzPolicy *self = g_new0 (QzPolicy, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->prefixes = g_array_new (FALSE, FALSE, sizeof (QzMedPrefix));
  self->ratios = g_array_new (FALSE, FALSE, sizeof (QzRatio));
  self->postings = g_array_new (FALSE, FALSE, sizeof (QzPostingRule));
  self->deadlines = g_array_new (FALSE, FALSE, sizeof (QzDeadlineRule));
  self->layers = g_array_new (FALSE, FALSE, sizeof (QzAssistLayers));
  self->owned = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  self->parameters = g_array_new (FALSE, FALSE, sizeof (QzPolicyParameter));
  self->examples = g_ptr_array_new ();
  return self;
}

QzPolicy *
qz_policy_new_from_text (const char *text, gssize length, const char *file_name, GError **error)
{
  g_autoptr (QzPolicy) self = policy_new ();

  self->file = qz_section_file_new (text, length, file_name, error);
  if (self->file == NULL)
    return NULL;
  self->text = length < 0 ? g_strdup (text) : g_strndup (text, (gsize) length);
  for (guint i = 0; i < G_N_ELEMENTS (section_kinds); i++)
    if (!load_kind (self, &section_kinds[i], error))
      return NULL;
  if ((self->kind == QZ_POLICY_INSTANT && !check_scope (self, error))
      || (self->kind == QZ_POLICY_ASSISTANCE && !qz_policy_check_layers (self, error))
      || !qz_policy_check_ratios (self, error) || !qz_policy_check_postings (self, error)
      || !finish_sections (self, error) || !check_examples (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

QzPolicy *
qz_policy_new_trial (QzPolicy *policy, QzDay from, GError **error)
{
  QzPolicy *self =
      qz_policy_new_from_text (policy->text, -1, qz_section_file_get_name (policy->file), error);

  if (self == NULL)
    return NULL;
  /* What held from its first day on holds in the trial from @from on. */
  for (guint i = 0; i < self->ratios->len; i++)
    {
      QzRatio *ratio = &g_array_index (self->ratios, QzRatio, i);

      if (ratio->from != QZ_DAY_NONE && ratio->from <= self->valid_from)
        ratio->from = QZ_DAY_NONE;
    }
  for (guint i = 0; i < self->layers->len; i++)
    {
      QzAssistLayers *layers = &g_array_index (self->layers, QzAssistLayers, i);

      if (layers->from != QZ_DAY_NONE && layers->from <= self->valid_from)
        layers->from = QZ_DAY_NONE;
    }
  self->valid_from = from;
  self->valid_to = QZ_DAY_NONE;
  return self;
}
