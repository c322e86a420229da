/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-nl-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-deposits.h"
#include "qz-manual-claims.h"
#include "qz-nonlocal.h"

typedef struct {
  const char *text;
  const char *word;
} Word;

/* SM-8, and where all units together stand. */
static const Word stages[] = {
  { "PENDING", N_ ("Not begun") },
  { "IN_PROGRESS", N_ ("Under way") },
  { "AUDITED", N_ ("Audited") },
  { "AUTO_AUDITED", N_ ("Regarded as audited") },
  { "GENERATED", N_ ("To be confirmed") },
  { "CONFIRMED", N_ ("Confirmed") },
  { "OBJECTED", N_ ("Objected to") },
  { "AUTO_CONFIRMED", N_ ("Regarded as confirmed") },
  { "AUTO_CONFIRMED_WITH_OBJECTION", N_ ("Regarded as confirmed, objection open") },
  { "PUBLISHED", N_ ("Published") },
  { "UPLOADED", N_ ("Uploaded") },
  { "DONE", N_ ("Done") },
  { "PART_DONE", N_ ("Partly done") },
  { "MISMATCH_OPEN", N_ ("Open") },
  { "MISMATCH_SOLVED", N_ ("Solved") },
  { "MISMATCH_OPEN_AT_AUTO", N_ ("Open on the 18th") },
  { NULL },
};

static const Word answers[] = {
  { "ACCEPTED", N_ ("Accepted") },
  { "REJECTED", N_ ("Rejected") },
  { "NEXT_PERIOD", N_ ("Put right in a later month") },
  { NULL },
};

/* NL-35, and SM-8 of a notice. */
static const Word transfers[] = {
  { "waiting", N_ ("Waits for its turn") },
  { "open", N_ ("To be paid") },
  { "part-paid", N_ ("Partly paid") },
  { "paid", N_ ("Paid, not confirmed") },
  { "confirmed", N_ ("Payment confirmed") },
  { "received", N_ ("Received in full") },
  { NULL },
};

static const Word transfer_acts[] = {
  { "pay", N_ ("Paid") },
  { "cancel", N_ ("Taken back") },
  { "confirm-payment", N_ ("Payment confirmed") },
  { "confirm-receipt", N_ ("Receipt confirmed") },
  { NULL },
};

/* SM-8: where a notice stands. The list of notices says so, as other things are PAID too. */
static const Word notices[] = {
  { "NOTICE_PUBLISHED", N_ ("Published") },
  { "NOTICE_DOWNLOADED", N_ ("Fetched") },
  { "NOTICE_PAID", N_ ("Paid, not received") },
  { "NOTICE_CLOSED", N_ ("Settled in full") },
  { "NOTICE_WITHDRAWN", N_ ("Withdrawn") },
  { NULL },
};

static const Word raises[] = {
  { "none", N_ ("Not needed") },
  { "needed", N_ ("Needed") },
  { "proposed", N_ ("Proposed") },
  { "published", N_ ("Published") },
  { NULL },
};

/* NL-21. */
static const Word levels[] = {
  { "green", N_ ("Normal") },
  { "yellow", N_ ("Yellow warning") },
  { "red", N_ ("Red warning") },
  { NULL },
};

/* SM-7. */
static const Word registrations[] = {
  { "VALID", N_ ("Valid") },
  { "PAUSED", N_ ("Paused") },
  { "TERMINATED", N_ ("Terminated") },
  { "CANCELLED_CHANGED", N_ ("Replaced") },
  { "EXPIRED_USED", N_ ("Used") },
  { "CANCELLED_UNUSED", N_ ("Cancelled unused") },
  { NULL },
};

/* What a record of an explanation is. */
static const Word sources[] = {
  { "claim", N_ ("Claim") },
  { "national-item", N_ ("National file") },
  { "deduction", N_ ("Deduction") },
  { NULL },
};

/* What moves a deposit (NL-17, NL-18). */
static const Word moves[] = {
  { "opening", N_ ("Opening balance") },
  { "collect", N_ ("Paid in") },
  { "refund", N_ ("Paid back") },
  { "use", N_ ("Used to clear") },
  { "refill", N_ ("Filled up by clearing") },
  { NULL },
};

static const Word genders[] = {
  { "1", N_ ("Male") },
  { "2", N_ ("Female") },
  { NULL },
};

static const Word account_kinds[] = {
  { "acc_nl_prov", N_ ("Provincial clearing account") },
  { "acc_nl_city", N_ ("City clearing account") },
  { "acc_nl_fiscal", N_ ("Provincial fiscal account of clearing") },
  { NULL },
};

/* NL-37, NL-39: what was done in an inspection and about a complaint, and where it stands. */
static const Word supervision[] = {
  { "open", N_ ("Begun") },
  { "find", N_ ("Looked into") },
  { "finding", N_ ("Finding recorded") },
  { "hear", N_ ("Hospital heard") },
  { "penalty", N_ ("Penalty") },
  { "penalty-paid", N_ ("Penalty paid") },
  { "close", N_ ("Case closed") },
  { "receive", N_ ("Taken in") },
  { "accept", N_ ("Taken up") },
  { "report", N_ ("Reported to the province") },
  { "tell", N_ ("Complainant told") },
  { NULL },
};

/* SM-7, NL-24b: what was done to a registration or a manual claim. */
static const Word registration_acts[] = {
  { "register", N_ ("Registered") },
  { "change", N_ ("Replaced") },
  { "pause", N_ ("Paused") },
  { "resume", N_ ("Resumed") },
  { "terminate", N_ ("Terminated") },
  { "expire", N_ ("Used") },
  { "cancel-unused", N_ ("Cancelled unused") },
  { "file", N_ ("Filed") },
  { "refuse", N_ ("Refused") },
  { NULL },
};

/* Kinds of documents of a person: the identity card, whose number is checked, and all others. */
static const Word cert_types[] = {
  { "01", N_ ("Identity card") },
  { "99", N_ ("Other document") },
  { NULL },
};

/* What is carried to a later month (NL-38). */
static const Word carried[] = {
  { "refund", N_ ("Refund") },
  { "deduction", N_ ("Deduction") },
  { NULL },
};

/* pay_loc of a claim away from home. */
static const Word pay_locs[] = {
  { "3", N_ ("In the province") },
  { "4", N_ ("Across provinces") },
  { NULL },
};

static const struct {
  const char *column;
  const Word *words;
} vocabularies[] = {
  { "state", stages },          { "audit", stages },      { "mismatch", stages },
  { "confirm", stages },        { "lists", stages },      { "national", stages },
  { "publish", stages },        { "result", answers },    { "state", registrations },
  { "state", transfers },       { "act", transfer_acts }, { "raise_state", raises },
  { "level", levels },          { "before", levels },     { "kind", sources },
  { "account_kind", account_kinds }, { "kind", moves },
  { "kind", carried }, { "gend", genders },
  { "state", supervision },     { "act", supervision },  { "act", registration_acts },
  { "cert_type", cert_types },  { "pay_loc", pay_locs }, { "state", notices },
};

/* ── forms ───────────────────────────────────────────────────────────────────────────────────── */

#define FORM_PREFIX "F-NL-"

/* By the numbers of the regulation's attachments. */
static const Word forms[] = {
  { "1", N_ ("registration form") },
  { "3", N_ ("bill of a stay") },
  { "4", N_ ("clearing of all units") },
  { "4-1", N_ ("receivable of all units") },
  { "4-2", N_ ("payable of all units") },
  { "7", N_ ("clearing of all units") },
  { "7-1", N_ ("receivable of all units") },
  { "7-2", N_ ("payable of all units") },
  { "36", N_ ("what finance reports") },
  { "37", N_ ("report on the operation") },
  { "5", N_ ("notice of receipt") },
  { "5-1", N_ ("receivable by provider") },
  { "6", N_ ("notice of payment") },
  { "6-1", N_ ("employees by place of care") },
  { "6-2", N_ ("residents by place of care") },
  { "6-3", N_ ("deductions of employees") },
  { "6-4", N_ ("deductions of residents") },
  { "8", N_ ("notice of receipt") },
  { "8-1", N_ ("receivable by provider") },
  { "9", N_ ("notice of payment") },
  { "9-1", N_ ("employees by place of care") },
  { "9-2", N_ ("residents by place of care") },
  { "2-1", N_ ("notice of the deposit") },
  { "2-2", N_ ("notice of the yearly adjustment") },
  { "2-3", N_ ("notice of an emergency raise") },
  { NULL },
};

/* A form keeps its number: people know it by that. */
static const char *
find_form (const char *form)
{
  const char *number = form + strlen (FORM_PREFIX);

  if (!g_str_has_prefix (form, FORM_PREFIX))
    return NULL;
  for (const Word *word = forms; word->text != NULL; word++)
    if (strcmp (word->text, number) == 0)
      {
        /* Translators: number of an attachment, then what it is. */
        g_autofree char *name = g_strdup_printf (_("Form %s: %s"), number, _ (word->word));

        return g_intern_string (name);
      }
  return NULL;
}

/* ── words of the model ──────────────────────────────────────────────────────────────────────── */

static const char *
find_manual_word (const char *column, const char *text)
{
  const char *reason;

  if (strcmp (column, "state") == 0)
    {
      /* What is none of them comes back as it is. */
      const char *name = qz_manual_state_get_name (text);

      return name != text ? name : NULL;
    }
  if (strcmp (column, "manual_reason") != 0 && strcmp (column, "reason") != 0)
    return NULL;
  for (guint i = 0; (reason = qz_manual_reason_get (i)) != NULL; i++)
    if (strcmp (reason, text) == 0)
      return qz_manual_reason_get_name (text);
  return NULL;
}

static const char *
find_model_word (const char *column, const char *text)
{
  QzNlScope scope;
  QzClearingStage stage;
  QzNlPerson person;
  QzRegionState region;
  QzRaiseMethod method;

  if (strcmp (column, "form") == 0)
    return find_form (text);
  if (strcmp (column, "method") == 0 && qz_raise_method_parse (text, &method))
    return qz_raise_method_get_name (method);
  if (strcmp (column, "scope") == 0 && qz_nl_scope_parse (text, &scope))
    return qz_nl_scope_get_name (scope);
  if ((strcmp (column, "stage") == 0 || strcmp (column, "act") == 0)
      && qz_clearing_stage_parse (text, &stage))
    return qz_clearing_stage_get_name (stage);
  if (strcmp (column, "kind") == 0 && qz_nl_person_parse (text, &person))
    return qz_nl_person_get_name (person);
  if (strcmp (column, "state") == 0 && qz_region_state_parse (text, &region))
    return qz_region_state_get_name (region);
  return NULL;
}

const char *
qz_nl_words_find (const char *column, const char *text)
{
  const char *found = find_model_word (column, text);

  for (guint i = 0; found == NULL && i < G_N_ELEMENTS (vocabularies); i++)
    for (const Word *word = vocabularies[i].words;
         found == NULL && word->text != NULL && strcmp (vocabularies[i].column, column) == 0;
         word++)
      if (strcmp (word->text, text) == 0)
        found = _ (word->word);
  return found != NULL ? found : find_manual_word (column, text);
}
