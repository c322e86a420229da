/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-assist-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assist-bills.h"
#include "qz-assistance.h"

typedef struct {
  const char *text;
  const char *word;
} Word;

/* DT-16 … DT-19: of statements, of what hospitals and counties say, of form 4. */
static const Word months[] = {
  { "MADE", N_ ("Made") },
  { "PUSHED", N_ ("Pushed") },
  { "ASKED", N_ ("Awaited") },
  { "CONFIRMED", N_ ("Confirmed") },
  { "DISPUTED", N_ ("Disputed") },
  { "LAPSED", N_ ("To be confirmed anew") },
  { "DONE", N_ ("Done") },
  { "PART_DONE", N_ ("Partly done") },
  { NULL },
};

static const Word sides[] = {
  { "hospital", N_ ("Hospital") },
  { "county", N_ ("County") },
  { NULL },
};

/* What a provider takes part in (NL-14, DT-7b). */
static const Word services[] = {
  { "nonlocal", N_ ("Care away from home") },
  { "assistance", N_ ("Medical assistance") },
  { NULL },
};

/* What an event of a month is about. */
static const Word events[] = {
  { "statement", N_ ("Statements") },
  { "hospital", N_ ("Hospital’s word") },
  { "county", N_ ("County’s word") },
  { "details", N_ ("Details") },
  { "form4", N_ ("Form 4") },
  { "county4", N_ ("County’s word on form 4") },
  { NULL },
};

/* What platform and rules disagree on. */
static const Word fields[] = {
  { "category", N_ ("Category") },
  { "basic", N_ ("Basic insurance") },
  { "ci", N_ ("Critical illness") },
  { "maf", N_ ("Medical assistance") },
  { "person", N_ ("Borne by the person") },
  { "act_pay_dedc", N_ ("Deductible") },
  { "cross_area", N_ ("Outside the county") },
  { "service", N_ ("Settled directly") },
  { "rules", N_ ("Not computed") },
  { NULL },
};

/* What a bill is by its kind of care. */
static const Word bills[] = {
  { "stay", N_ ("In hospital") },
  { "outpatient", N_ ("Outpatient") },
  /* rows of a month's statements */
  { "bill", N_ ("Bill") },
  { "deduction", N_ ("Deduction") },
  { "refund", N_ ("Refund") },
  { NULL },
};

/* DT-11: hospitals before they are paid; money of the fund; a clearing. */
static const Word payments[] = {
  { "waiting", N_ ("Waits for counties") },
  { "ready", N_ ("Can be paid") },
  { "in-document", N_ ("In a document") },
  { "nothing", N_ ("Nothing to pay") },
  { NULL },
};

static const Word money[] = {
  { "recorded", N_ ("Recorded, not confirmed") },
  { "confirmed", N_ ("Confirmed") },
  { "cancelled", N_ ("Taken back") },
  { "objected", N_ ("Objected to") },
  { "made", N_ ("Made") },
  { "none", N_ ("Not made yet") },
  { NULL },
};

/* DT-11. */
static const Word levels[] = {
  { "normal", N_ ("Normal") },
  { "warned", N_ ("Nearly used up") },
  { "overdrawn", N_ ("Overdrawn") },
  { "open", N_ ("Not recorded yet") },
  { NULL },
};

static const struct {
  const char *column;
  const Word *words;
} vocabularies[] = {
  { "statement", months }, { "details", months },   { "hospital", months },
  { "form4", months },     { "county_state", months }, { "state", months },
  { "raised_by", sides },  { "stage", events },     { "state", payments },
  { "state", money },      { "level", levels },     { "reserve_status", levels },
  { "reserve_status", money }, { "reserve_status", payments },
  { "kind", bills },       { "service", services }, { "field", fields },
};

static const char *
find_category_word (const char *text)
{
  QzAssistCategory category;

  return qz_assist_category_parse (text, &category) ? qz_assist_category_get_name (category)
                                                    : NULL;
}

static const char *
find_model_word (const char *column, const char *text)
{
  QzAssistStage stage;
  QzAssistSource source;
  QzAssistGroup group;

  if (strcmp (column, "category") == 0 || strcmp (column, "rule_category") == 0
      || strcmp (column, "was") == 0)
    return find_category_word (text);
  if (strcmp (column, "state") == 0 && qz_assist_manual_state_get_name (text) != text)
    return qz_assist_manual_state_get_name (text);
  if (strcmp (column, "source") == 0 && qz_assist_source_parse (text, &source))
    return qz_assist_source_get_name (source);
  if (strcmp (column, "subcategory") == 0 && qz_assist_group_parse (text, &group))
    return qz_assist_group_get_name (group);
  return (strcmp (column, "next_stage") == 0 || strcmp (column, "stage") == 0)
                 && qz_assist_stage_parse (text, &stage)
             ? qz_assist_stage_get_name (stage)
             : NULL;
}

const char *
qz_assist_words_find (const char *column, const char *text)
{
  const char *found = NULL;

  for (guint i = 0; found == NULL && i < G_N_ELEMENTS (vocabularies); i++)
    for (const Word *word = vocabularies[i].words;
         found == NULL && word->text != NULL && strcmp (vocabularies[i].column, column) == 0;
         word++)
      if (strcmp (word->text, text) == 0)
        found = _ (word->word);
  return found != NULL ? found : find_model_word (column, text);
}
