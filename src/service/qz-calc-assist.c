/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-calc.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assist-engine.h"
#include "qz-error.h"
#include "qz-policies.h"

/* One bill of medical assistance, written down in words. */
typedef struct {
  guint categories; /* bits */
  QzAssistBill bill;
  QzAssistYear year;
} Written;

/* Amounts, and counts that are no amounts. */
static const struct {
  const char *key;
  gsize offset;
} amounts[] = {
  { "fee", G_STRUCT_OFFSET (Written, bill.fee_fen) },
  { "fullself", G_STRUCT_OFFSET (Written, bill.fullself_fen) },
  { "overlimit", G_STRUCT_OFFSET (Written, bill.overlimit_fen) },
  { "preself", G_STRUCT_OFFSET (Written, bill.preself_fen) },
  { "other", G_STRUCT_OFFSET (Written, bill.other_fen) },
  { "hosp_part", G_STRUCT_OFFSET (Written, bill.hosp_part_fen) },
  { "year_rest", G_STRUCT_OFFSET (Written, year.rest_fen) },
  { "year_basic", G_STRUCT_OFFSET (Written, year.basic_fen) },
  { "year_ci", G_STRUCT_OFFSET (Written, year.ci_fen) },
  { "year_maf_dedc", G_STRUCT_OFFSET (Written, year.maf_dedc_fen) },
  { "year_maf", G_STRUCT_OFFSET (Written, year.maf_fen) },
};

static gboolean
fail (const char *key, const char *id, GError **error, const char *message)
{
  qz_error_set (error, QZ_ERROR_INPUT, id, "%s", message);
  qz_error_add_place (error, NULL, 0, 0, key);
  return FALSE;
}

/* "LB" or "LB,BY" */
static gboolean
read_categories (const char *value, guint *out, GError **error)
{
  g_auto (GStrv) words = g_strsplit (value, ",", -1);

  for (char **word = words; *word != NULL; word++)
    {
      QzAssistCategory category;

      if (!qz_assist_category_parse (*word, &category) || category == QZ_ASSIST_NONE)
        return fail ("category", "bad-choice", error,
                     _("A category is LB, TK, BY, FP, JC or QT; several are joined by a comma"));
      *out |= QZ_ASSIST_BIT (category);
    }
  return TRUE;
}

static gboolean
read_stays (const char *value, guint *out, GError **error)
{
  g_autoptr (GError) reason = NULL;
  guint64 n = 0;

  if (!g_ascii_string_to_unsigned (value, 10, 0, 366, &n, &reason))
    return fail ("year_stays", "bad-number", error,
                 _("The stays before this one are a number from 0 to 366"));
  *out = (guint) n;
  return TRUE;
}

static gboolean
read_amount (Written *self, const char *key, const char *value, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    if (strcmp (amounts[i].key, key) == 0)
      {
        QzFen *out = G_STRUCT_MEMBER_P (self, amounts[i].offset);

        if (!qz_fen_parse (value, out, error))
          {
            qz_error_add_place (error, NULL, 0, 0, key);
            return FALSE;
          }
        return *out >= 0
               || fail (key, "amount-negative", error, _("The amount must not be below 0"));
      }
  return fail (key, "unknown-key", error,
               _("A bill is told by category, outpatient, fee, fullself, overlimit, preself, other "
                 "and hosp_part; the year before it by year_stays, year_rest, year_basic, year_ci, "
                 "year_maf_dedc and year_maf"));
}

static gboolean
read_word (Written *self, const char *key, const char *value, GError **error)
{
  if (strcmp (key, "category") == 0)
    return read_categories (value, &self->categories, error);
  if (strcmp (key, "year_stays") == 0)
    return read_stays (value, &self->year.n_stays, error);
  if (strcmp (key, "outpatient") != 0)
    return read_amount (self, key, value, error);
  self->bill.is_outpatient = strcmp (value, "yes") == 0;
  return self->bill.is_outpatient || strcmp (value, "no") == 0
         || fail (key, "bad-choice", error, _("Write “outpatient=yes” or “outpatient=no”"));
}

static gboolean
read_words (Written *self, const char *const *words, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *equal = strchr (words[i], '=');
      g_autofree char *key =
          equal != NULL ? g_strndup (words[i], (gsize) (equal - words[i])) : NULL;

      if (key == NULL)
        return fail (words[i], "bad-word", error,
                     _("What a bill is told by looks like “fee=86420.50”"));
      if (!g_hash_table_add (seen, g_strdup (key)))
        return fail (key, "repeated-key", error, _("This stands twice; remove one"));
      if (!read_word (self, key, equal + 1, error))
        return FALSE;
    }
  return g_hash_table_contains (seen, "fee")
         || fail ("fee", "missing-key", error,
                  _("The fee of the bill is missing, like “fee=1500”"));
}

/* ── the answer ──────────────────────────────────────────────────────────────────────────────── */

static void
put_categories (QzSheet *sheet, const QzAssistChoice *choice)
{
  const QzAssistTry *best = &choice->tries[choice->best];
  g_autoptr (GString) others = g_string_new (NULL);

  qz_sheet_set_text (sheet, "category", _("Category"), qz_assist_category_to_text (best->category));
  qz_sheet_set_text (sheet, "category_name", _("Name"),
                     qz_assist_category_get_name (best->category));
  for (guint i = 0; i < choice->n_tries; i++)
    {
      g_autofree char *person = qz_fen_to_decimal (choice->tries[i].result.person_fen);

      g_string_append_printf (others, "%s%s %s", i > 0 ? _(", ") : "",
                              qz_assist_category_to_text (choice->tries[i].category), person);
    }
  /* AMB-31: the least for the person. */
  if (choice->n_tries > 1)
    qz_sheet_set_text (sheet, "compared", _("Paid by the person in each category"), others->str);
}

static QzSheet *
make_sheet (QzPolicy *policy, QzDay day, const Written *written, const QzAssistChoice *choice)
{
  const QzAssistTry *best = &choice->tries[choice->best];
  QzSheet *sheet = qz_assist_explain (best->layers, &written->bill, &written->year, &best->result);

  qz_sheet_set_text (sheet, "policy", _("Policy"), qz_policy_get_id (policy));
  qz_sheet_set_text (sheet, "policy_title", _("Title"), qz_policy_get_title (policy));
  qz_sheet_set_number (sheet, "day", _("Day"), QZ_VALUE_DAY, day);
  put_categories (sheet, choice);
  return sheet;
}

QzSheet *
qz_calc_assist (const char *policy_name, QzDay day, const char *const *words, GError **error)
{
  gboolean is_active;
  g_autoptr (QzPolicy) policy = qz_policy_open (NULL, policy_name, &is_active, error);
  QzAssistEntitlement entitlement = { .policy_day = day };
  Written written = { 0 };
  QzAssistChoice choice;

  if (policy == NULL)
    return NULL;
  if (qz_policy_get_assistance (policy) == NULL)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "wrong-regime",
                    _("Policy %s does not rule medical assistance; name one that does, like "
                      "“datong-assistance”"),
                    qz_policy_get_id (policy));
      return NULL;
    }
  if (!read_words (&written, words, error))
    return NULL;
  entitlement.categories = written.categories;
  if (!qz_assist_choose (policy, &entitlement, &written.bill, &written.year, &choice, error))
    return NULL;
  return make_sheet (policy, day, &written, &choice);
}
