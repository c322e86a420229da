/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-policy-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-area-map.h"
#include "qz-claim.h"
#include "qz-codes.h"
#include "qz-data.h"
#include "qz-policy-words-private.h"
#include "qz-rate.h"

#define CHART_FILE "codes/chart-of-accounts.csv"

/* ── values in words ─────────────────────────────────────────────────────────────────────────── */

typedef struct {
  const char *value;
  const char *word; /* N_(…) */
} Word;

static const Word yes_no[] = { { "yes", N_ ("Yes") }, { "no", N_ ("No") }, { NULL } };
static const Word terms[] = {
  { "mprepay", N_ ("Monthly advance") },
  { "daily", N_ ("Daily disbursement") },
  { "nonlocal", N_ ("Care away from home") },
  { "assistance", N_ ("Medical assistance") },
  { "EMP", N_ ("Employee insurance") },
  { "RES", N_ ("Resident insurance") },
  { "MZ", N_ ("Outpatient") },
  { "MTB", N_ ("Chronic and special diseases") },
  { "ZY", N_ ("Inpatient") },
  { "SY", N_ ("Maternity") },
  { "YD", N_ ("Pharmacy") },
  { "any", N_ ("all") },
  { NULL },
};
static const Word places[] = {
  { "none", N_ ("none") },
  { "in_prov", N_ ("of the province") },
  { "all", N_ ("all of them") },
  { NULL },
};
static const Word reconciling[] = {
  { "refuse", N_ ("the settlement is refused") },
  { "warn", N_ ("the settlement says so") },
  { "off", N_ ("nothing happens, they are not compared") },
  { NULL },
};
static const Word counting[] = {
  { "next-month", N_ ("the first of the next month") },
  { "cutoff", N_ ("the last day for declarations") },
  { NULL },
};
static const Word modes[] = {
  { "separate-sync", N_ ("beside the audit, which goes on by itself") },
  { "pay-first", N_ ("before the audit") },
  { "audit-then-pay", N_ ("after the audit") },
  { NULL },
};

static const Word dues[] = {
  { "advance.due_day", N_ ("the due day of the advance") },
  { "daily.due_workdays", N_ ("the working days of a daily disbursement") },
  { "settlement.audit_workdays", N_ ("the working days of the audit") },
  { "settlement.pay_workdays", N_ ("the working days of the settlement") },
  { "quarter-end", N_ ("the end of the quarter") },
  { "clearing.audit_day", N_ ("the day of the audit") },
  { "clearing.mismatch_day", N_ ("the day for mismatches") },
  { "clearing.list_day", N_ ("the day of the lists") },
  { "clearing.confirm_day", N_ ("the day of the confirmation") },
  { "clearing.national_day", N_ ("the day of the national confirmation") },
  { "clearing.upload_days", N_ ("the days for uploading details") },
  { "month-end", N_ ("the end of the month after the costs") },
  { "deposit.notice_workdays", N_ ("the working days of a deposit notice") },
  { "deposit.raise_workdays", N_ ("the working days of an emergency raise") },
  { "transfer.d1_workdays", N_ ("the working days of step D1") },
  { "transfer.d2_workdays", N_ ("the working days of step D2") },
  { "transfer.d3_workdays", N_ ("the working days of step D3") },
  { "transfer.d4_workdays", N_ ("the working days of step D4") },
  { "transfer.u1_workdays", N_ ("the working days of step U1") },
  { "transfer.u2_workdays", N_ ("the working days of step U2") },
  { "transfer.u3_workdays", N_ ("the working days of step U3") },
  { "transfer.u4_workdays", N_ ("the working days of step U4") },
  { "transfer.feedback_workdays", N_ ("the working days of finance’s tables") },
  { "deposit.yearly_due_day", N_ ("the last day of the yearly quota") },
  { "year-end", N_ ("the end of the year") },
  { "assistance.statement_day", N_ ("the day of forms 2 and 3") },
  { "assistance.confirm_day", N_ ("the day of the confirmation by hospital and county") },
  { "assistance.details_day", N_ ("the day of the details") },
  { "assistance.form4_day", N_ ("the day of form 4") },
  { "assistance.form4_confirm_day", N_ ("the day of the confirmation of form 4") },
  { "assistance.clearing_day", N_ ("the last day of the yearly clearing") },
  { NULL },
};
static const Word proofs[] = {
  { "reviewed", N_ ("the documents are reviewed") },
  { "approved", N_ ("the documents are approved") },
  { "handed-over", N_ ("they are pushed and the signed sheet is with finance") },
  { "paid", N_ ("they are paid") },
  { "person", N_ ("somebody says so") },
  { "stage", N_ ("the stage of the clearing month is done") },
  { "uploaded", N_ ("the details are with the national system") },
  { "notice-paid", N_ ("all money of the notice has arrived") },
  { "received", N_ ("the transfer has arrived in full") },
  { NULL },
};
static const Word ledgers[] = {
  { "agency", N_ ("the fund’s books of an agency") },
  { "finance", N_ ("the fund’s books of a finance office") },
  { "city", N_ ("the books of a city’s clearing account") },
  { "province", N_ ("the books of the provincial clearing account") },
  { "fiscal", N_ ("the books of the provincial fiscal account") },
  { NULL },
};
static const Word moneys[] = {
  { "clearing", N_ ("clearing money") },
  { "deposit", N_ ("deposits") },
  { NULL },
};
static const Word flows[] = {
  { "in", N_ ("money that comes in") },
  { "out", N_ ("money that goes out") },
  { NULL },
};

static const Word caps[] = { { "none", N_ ("no cap") }, { NULL } };
static const Word categories[] = {
  { "LB", N_ ("Subsistence allowance") },
  { "TK", N_ ("Extreme poverty") },
  { "BY", N_ ("Family on the margin of subsistence allowance") },
  { "FP", N_ ("Returned to poverty") },
  { "JC", N_ ("Monitored") },
  { "QT", N_ ("Other special hardship") },
  { "NO", N_ ("Whoever is on no list") },
  { NULL },
};

static const char *
find_word (const Word *words, const char *value)
{
  for (; words->value != NULL; words++)
    if (strcmp (words->value, value) == 0)
      return _ (words->word);
  return value;
}

/* "EMP RES" → "Employee insurance, Resident insurance" */
static char *
dup_list (const Word *words, const char *value)
{
  g_auto (GStrv) parts = g_strsplit_set (value, " \t\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    if (*parts[i] != '\0')
      g_string_append_printf (text, "%s%s", text->len > 0 ? _(", ") : "",
                              words != NULL ? find_word (words, parts[i]) : parts[i]);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
dup_ratio (const char *value)
{
  g_autoptr (GError) error = NULL;
  QzPpm ppm = 0;

  return qz_ppm_parse (value, &ppm, &error) ? qz_ppm_to_percent (ppm) : g_strdup (value);
}

/* "21 22" → "21 Inpatient, 22 …" */
static char *
dup_codes (const char *set, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzCodes) codes = qz_codes_load (NULL, &error);
  g_auto (GStrv) parts = g_strsplit_set (value, " \t\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *name = codes != NULL ? qz_codes_get_name (codes, set, parts[i]) : NULL;

      if (*parts[i] != '\0')
        g_string_append_printf (text, "%s%s%s%s", text->len > 0 ? _(", ") : "", parts[i],
                                name != NULL ? " " : "", name != NULL ? name : "");
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* "hifp_pay acct_pay" → their titles */
static char *
dup_amounts (const char *value)
{
  g_auto (GStrv) parts = g_strsplit_set (value, " \t\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const int amount = qz_claim_amount_find (parts[i]);

      if (*parts[i] != '\0')
        g_string_append_printf (
            text, "%s%s", text->len > 0 ? _(", ") : "",
            amount >= 0 ? qz_claim_amount_get_title ((QzClaimAmount) amount) : parts[i]);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* "50000.00 0.80 / rest 0.85" → "50000.00: 80.00%, the rest: 85.00%" */
static char *
dup_bands (const char *value)
{
  g_auto (GStrv) lines = g_strsplit (value, "\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *space = strpbrk (lines[i], " \t");
      g_autofree char *reach = g_strndup (lines[i], space != NULL ? (gsize) (space - lines[i]) : 0);
      g_autofree char *ratio = dup_ratio (space != NULL ? g_strchug ((char *) space + 1) : "");

      if (space != NULL)
        g_string_append_printf (text, "%s%s: %s", text->len > 0 ? _(", ") : "",
                                strcmp (reach, "rest") == 0 ? _("the rest") : reach, ratio);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* ── parameters ──────────────────────────────────────────────────────────────────────────────── */

typedef enum {
  AS_IT_STANDS,
  LIST,
  CHOICE,
  RATIO,
  MED_TYPES,
  SETL_TYPES,
  AMOUNTS,
  BANDS,
} Say;

typedef struct {
  const char *section;
  const char *key;
  const char *title;    /* N_(…) */
  const char *sentence; /* N_(…) with one %s, the value; NULL: told with its whole section */
  Say say;
  const Word *words; /* of LIST and CHOICE */
} Term;

static const Term known[] = {
  { "policy", "id", N_ ("Policy"), N_ ("The program calls this policy %s.") },
  { "policy", "version", N_ ("Version"), N_ ("This is version %s.") },
  { "policy", "title", N_ ("Title"), N_ ("Its title is “%s”.") },
  { "policy", "regime", N_ ("Regime"), N_ ("The numbers of its own rules begin with %s.") },
  { "policy", "issuer", N_ ("Issuer"), N_ ("It was issued by %s.") },
  { "policy", "source", N_ ("Source"), N_ ("It says what stands in %s.") },
  { "policy", "basis", N_ ("Basis"), N_ ("It rests on %s.") },
  { "policy", "valid_from", N_ ("First day"), N_ ("It is in force from %s.") },
  { "policy", "valid_to", N_ ("Last day"), N_ ("Its last day is %s.") },
  { "policy", "areas", N_ ("Areas"), N_ ("It rules the areas whose codes begin with %s."), LIST,
    NULL },
  { "policy", "paths", N_ ("Ways of early payment"),
    N_ ("Money goes out before settlement by: %s."), LIST, terms },
  { "policy", "replaces", N_ ("Replaced version"),
    N_ ("It ends version %s the day before its own first day.") },

  { "scope", "insurances", N_ ("Insurances"), N_ ("It covers: %s."), LIST, terms },
  { "scope", "med_groups", N_ ("Medical groups"),
    N_ ("Claims of these groups take part: %s."), LIST, terms },
  { "scope", "setl_type", N_ ("Settlement way"),
    N_ ("Only claims settled in this way take part: %s."), SETL_TYPES },
  { "scope", "nl_in_instant", N_ ("Costs of other places"),
    N_ ("Of the costs of other places, these take part: %s."), CHOICE, places },
  { "scope", "acct_pay_includes_mulaid", N_ ("Relatives’ account within the personal account"),
    N_ ("Does the personal account in claims already hold what relatives’ accounts paid? %s."),
    CHOICE, yes_no },

  { "med_groups", "MZ", N_ ("Outpatient"), N_ ("Outpatient claims are those of: %s."), MED_TYPES },
  { "med_groups", "MTB", N_ ("Chronic and special diseases"),
    N_ ("Claims of chronic and special diseases are those of: %s."), MED_TYPES },
  { "med_groups", "ZY", N_ ("Inpatient"), N_ ("Inpatient claims are those of: %s."), MED_TYPES },
  { "med_groups", "SY", N_ ("Maternity"), N_ ("Maternity claims are those of: %s."), MED_TYPES },
  { "med_groups", "YD", N_ ("Pharmacy"), N_ ("Pharmacy claims are those of: %s."), MED_TYPES },

  { "fund", "insurance", N_ ("Insurance"), NULL, CHOICE, terms },
  { "fund", "pool", N_ ("Base: pooled fund"), NULL, AMOUNTS },
  { "fund", "acct", N_ ("Base: personal account"), NULL, AMOUNTS },
  { "fund", "other", N_ ("Base: other funds"), NULL, AMOUNTS },
  { "legal", "path", N_ ("Way of payment"), NULL, CHOICE, terms },
  { "legal", "minimum", N_ ("Least ratio"), NULL, RATIO },
  { "legal", "maximum", N_ ("Greatest ratio"), NULL, RATIO },
  { "ratio", "path", N_ ("Way of payment"), NULL, CHOICE, terms },
  { "ratio", "insurance", N_ ("Insurance"), NULL, CHOICE, terms },
  { "ratio", "med_group", N_ ("Medical group"), NULL, CHOICE, terms },
  { "ratio", "level", N_ ("Level of the provider"), NULL, CHOICE, terms },
  { "ratio", "ratio", N_ ("Ratio"), NULL, RATIO },
  { "ratio", "valid_from", N_ ("First day"), NULL },
  { "ratio", "valid_to", N_ ("Last day"), NULL },

  { "advance", "base_years", N_ ("Years of past spending"),
    N_ ("The advance is worked out from the audited spending of so many past years: %s.") },
  { "advance", "due_day", N_ ("Due day"),
    N_ ("The advance is paid by day %s of the month itself; if it is no working day, by the next "
        "one.") },
  { "daily", "hand_over_required", N_ ("Hand-over before the bank file"),
    N_ ("Must the signed sheet be with finance before the bank gets anything? %s."), CHOICE,
    yes_no },
  { "daily", "due_workdays", N_ ("Working days until a day is paid"),
    N_ ("A day’s claims are paid so many working days after it (0: on the day itself or the next "
        "working day): %s.") },
  { "settlement", "offset_paths", N_ ("What is deducted"),
    N_ ("The settlement deducts what these paid before, the oldest month first: %s."), LIST,
    terms },
  { "settlement", "reconcile", N_ ("Declaration and claims differ"),
    N_ ("When a declaration is not the sum of its claims, %s."), CHOICE, reconciling },
  { "settlement", "deadline_from", N_ ("Working days counted from"),
    N_ ("The working days of the settlement are counted from %s."), CHOICE, counting },
  { "settlement", "audit_workdays", N_ ("Working days of the audit"),
    N_ ("The audit is done within %s working days.") },
  { "settlement", "pay_workdays", N_ ("Working days until payment"),
    N_ ("The month is paid within %s working days.") },
  { "settlement", "cutoff_day", N_ ("Last day for declarations"),
    N_ ("Until the declarations of a month tell their own, they are taken to close on day %s of "
        "the next month.") },
  { "audit", "mode", N_ ("Payment and audit"), N_ ("Money goes out %s."), CHOICE, modes },
  { "audit", "sampling", N_ ("Sample of the audit"), N_ ("The audit looks at a sample of %s."),
    RATIO },
  { "deferral", "allowed", N_ ("Deferral"), N_ ("May a payment be put off? %s."), CHOICE, yes_no },
  { "deferral", "reason_required", N_ ("Reason of a deferral"),
    N_ ("Must the reason of a deferral be given? %s."), CHOICE, yes_no },

  { "deposit", "quota_months", N_ ("Months of a deposit"),
    N_ ("A deposit is so many average months of last year’s costs: %s.") },
  { "deposit", "yellow", N_ ("Yellow warning"),
    N_ ("The warning is yellow from a usage of %s."), RATIO },
  { "deposit", "red", N_ ("Red warning"),
    N_ ("The warning is red, and an emergency raise begins, from a usage of %s."), RATIO },
  { "deposit", "notice_workdays", N_ ("Working days of a deposit notice"),
    N_ ("Deposits are paid within %s working days after their notice was published.") },
  { "deposit", "raise_workdays", N_ ("Working days of an emergency raise"),
    N_ ("An emergency raise is paid within %s working days after its notice was published.") },
  { "deposit", "yearly_month", N_ ("Month of the yearly quota"),
    N_ ("The deposits of a year are fixed in month %s.") },
  { "deposit", "yearly_from_day", N_ ("First day for the yearly quota"),
    N_ ("They can be fixed from day %s of that month.") },
  { "deposit", "yearly_due_day", N_ ("Last day for the yearly quota"),
    N_ ("They are fixed by day %s of that month.") },
  { "clearing", "clear_acct", N_ ("Personal accounts"),
    N_ ("Is what personal accounts paid cleared too? %s."), CHOICE, yes_no },
  { "clearing", "upload_days", N_ ("Days for uploading details"),
    N_ ("Details of care in other provinces go to the national system within %s days after the "
        "discharge settlement.") },
  { "clearing", "audit_day", N_ ("Day of the audit"),
    N_ ("A month is reconciled and audited by day %s of the next one.") },
  { "clearing", "mismatch_day", N_ ("Day for mismatches"),
    N_ ("Mismatches are solved by day %s.") },
  { "clearing", "auto_audit_day", N_ ("Day of the automatic audit"),
    N_ ("What is not audited counts as audited from day %s.") },
  { "clearing", "list_day", N_ ("Day of the lists"),
    N_ ("What goes to the national system is there by day %s, and the lists are made from it "
        "on.") },
  { "clearing", "confirm_day", N_ ("Day of the confirmation"),
    N_ ("The lists are confirmed or objected to by day %s.") },
  { "clearing", "auto_confirm_day", N_ ("Day of the automatic confirmation"),
    N_ ("What is not confirmed counts as confirmed from day %s.") },
  { "clearing", "national_day", N_ ("Day of the national confirmation"),
    N_ ("The province confirms in the national system on day %s.") },
  { "clearing", "auto_overrides_objections", N_ ("Automatic confirmation over objections"),
    N_ ("Does the automatic confirmation override an open objection? %s."), CHOICE, yes_no },
  { "transfer", "d1_workdays", N_ ("Working days of step D1"),
    N_ ("The fiscal account pays the provincial clearing account within %s working days after the "
        "request passed.") },
  { "transfer", "d2_workdays", N_ ("Working days of step D2"),
    N_ ("The province pays the areas that treated within %s working days after it received the "
        "money.") },
  { "transfer", "d3_workdays", N_ ("Working days of step D3"),
    N_ ("A city pays its agencies within %s working days after it received the money.") },
  { "transfer", "d4_workdays", N_ ("Working days of step D4"),
    N_ ("An agency pays its hospitals within %s working days after it received the money.") },
  { "transfer", "u1_workdays", N_ ("Working days of step U1"),
    N_ ("Local finance pays its agency within %s working days after the papers passed.") },
  { "transfer", "u2_workdays", N_ ("Working days of step U2"),
    N_ ("An agency pays its city within %s working days after it received the money.") },
  { "transfer", "u3_workdays", N_ ("Working days of step U3"),
    N_ ("A city pays the province within %s working days after it received the last part.") },
  { "transfer", "u4_workdays", N_ ("Working days of step U4"),
    N_ ("The province pays the fiscal account within %s working days after all cities’ money is "
        "in.") },
  { "transfer", "feedback_workdays", N_ ("Working days of finance’s tables"),
    N_ ("Provincial finance sends its tables within %s working days after the cross-province "
        "transfers.") },

  { "assistance", "reserve_ratio", N_ ("Reserve of a county"),
    N_ ("Of what is allotted to a county in a year, %s is reserved."), RATIO },
  { "assistance", "reserve_warning", N_ ("Warning of a reserve"),
    N_ ("A county is warned from a usage of its reserve of %s."), RATIO },
  { "assistance", "statement_day", N_ ("Day of forms 2 and 3"),
    N_ ("Forms 2 and 3 of a month are pushed to the hospitals by day %s of the next one.") },
  { "assistance", "confirm_day", N_ ("Day of the confirmation"),
    N_ ("Hospitals and counties confirm them by day %s.") },
  { "assistance", "details_day", N_ ("Day of the details"),
    N_ ("The details of the costs are pushed by day %s.") },
  { "assistance", "form4_day", N_ ("Day of form 4"),
    N_ ("Form 4 is made and pushed to the counties by day %s.") },
  { "assistance", "form4_confirm_day", N_ ("Day of the confirmation of form 4"),
    N_ ("Counties confirm form 4 by day %s.") },
  { "assistance", "clearing_month", N_ ("Month of the yearly clearing"),
    N_ ("A year is cleared between city and counties in month %s of the next one at the "
        "latest.") },
  { "assistance", "clearing_day", N_ ("Last day of the yearly clearing"),
    N_ ("It is done by day %s of that month.") },
  { "assistance", "outpatient", N_ ("Outpatient bills"),
    N_ ("Are outpatient bills of chronic illnesses and special drugs assisted too? %s."), CHOICE,
    yes_no },
  { "assistance", "stays", N_ ("Stays in hospital"), N_ ("Stays in hospital are: %s."),
    MED_TYPES },
  { "assistance", "outpatients", N_ ("Outpatient bills that take part"),
    N_ ("Outpatient bills that take part are: %s."), MED_TYPES },
  { "assistance", "order", N_ ("Order of categories"),
    N_ ("Of several categories that leave the person the same, the first of these counts: %s."),
    LIST, categories },
  { "category", "code", N_ ("Category"), NULL, CHOICE, categories },
  { "category", "valid_from", N_ ("First day"), NULL },
  { "category", "valid_to", N_ ("Last day"), NULL },
  { "category", "basic_dedc_first", N_ ("Basic: deductible of the first stay"), NULL },
  { "category", "basic_dedc_next", N_ ("Basic: deductible of later stays"), NULL },
  { "category", "basic_ratio", N_ ("Basic: ratio"), NULL, RATIO },
  { "category", "basic_cap", N_ ("Basic: cap of the year"), NULL, CHOICE, caps },
  { "category", "outpatient_dedc", N_ ("Outpatient: deductible"), NULL },
  { "category", "outpatient_ratio", N_ ("Outpatient: ratio"), NULL, RATIO },
  { "category", "ci_dedc", N_ ("Critical illness: deductible of the year"), NULL },
  { "category", "ci_bands", N_ ("Critical illness: bands above it"), NULL, BANDS },
  { "category", "ci_cap", N_ ("Critical illness: cap of the year"), NULL, CHOICE, caps },
  { "category", "maf_dedc", N_ ("Assistance: deductible of the year"), NULL },
  { "category", "maf_ratio", N_ ("Assistance: ratio"), NULL, RATIO },
  { "category", "maf_cap", N_ ("Assistance: cap of the year"), NULL, CHOICE, caps },

  { "deadline", "key", N_ ("Deadline"), NULL },
  { "deadline", "title", N_ ("Title"), NULL },
  { "deadline", "due", N_ ("Due day"), NULL, CHOICE, dues },
  { "deadline", "done", N_ ("What proves it"), NULL, CHOICE, proofs },
  { "deadline", "effect", N_ ("What happens when it is missed"), NULL },
  { "posting", "event", N_ ("Event"), NULL },
  { "posting", "ledger", N_ ("Books"), NULL, CHOICE, ledgers },
  { "posting", "money", N_ ("Which money"), NULL, CHOICE, moneys },
  { "posting", "flow", N_ ("Which way"), NULL, CHOICE, flows },
  { "posting", "reverses", N_ ("Events turned round"), NULL },
  { "posting", "summary", N_ ("Summary of the voucher"), NULL },
  { "posting", "lines", N_ ("Entries"), NULL },
};

static const Word section_titles[] = {
  { "policy", N_ ("The policy") },
  { "scope", N_ ("Which claims take part") },
  { "med_groups", N_ ("Medical groups") },
  { "fund", N_ ("What the base is made of") },
  { "legal", N_ ("What the regulation allows") },
  { "ratio", N_ ("Ratios") },
  { "advance", N_ ("Monthly advance") },
  { "daily", N_ ("Daily disbursement") },
  { "settlement", N_ ("Month settlement") },
  { "audit", N_ ("Audit") },
  { "deferral", N_ ("Deferral") },
  { "deposit", N_ ("Deposits and warnings") },
  { "clearing", N_ ("Clearing of a month") },
  { "transfer", N_ ("Transfers") },
  { "assistance", N_ ("Assistance: months and reserves") },
  { "category", N_ ("Assistance: what each layer pays") },
  { "deadline", N_ ("Deadlines") },
  { "posting", N_ ("Entries in the books") },
  { NULL },
};

static const Term *
find_term (const char *section, const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strcmp (known[i].section, section) == 0 && strcmp (known[i].key, key) == 0)
      return &known[i];
  return NULL;
}

char *
qz_policy_words_dup_value (const QzPolicyParameter *parameter)
{
  const Term *term = find_term (parameter->section, parameter->key);

  switch (term != NULL ? term->say : AS_IT_STANDS)
    {
    case LIST:
      return dup_list (term->words, parameter->value);
    case CHOICE:
      return g_strdup (find_word (term->words, parameter->value));
    case RATIO:
      return dup_ratio (parameter->value);
    case MED_TYPES:
      return dup_codes ("med_type", parameter->value);
    case SETL_TYPES:
      return dup_codes ("setl_type", parameter->value);
    case AMOUNTS:
      return dup_amounts (parameter->value);
    case BANDS:
      return dup_bands (parameter->value);
    case AS_IT_STANDS:
    default:
      return g_strdup (parameter->value);
    }
}

/* ── names of codes ──────────────────────────────────────────────────────────────────────────── */

/* Of a policy: whose rules it holds; the code begins the numbers of its rules. */
static const Word regimes[] = {
  { "JL", N_ ("Jilin: instant settlement (JL)") },
  { "HLJ-IS", N_ ("Heilongjiang: instant settlement (HLJ-IS)") },
  { "SQ", N_ ("Suqian: instant settlement (SQ)") },
  { "NL", N_ ("Heilongjiang: care away from home (NL)") },
  { "DT", N_ ("Datong: medical assistance (DT)") },
  { NULL },
};

const char *
qz_policy_words_find_regime (const char *code)
{
  for (const Word *regime = regimes; regime->value != NULL; regime++)
    if (strcmp (regime->value, code) == 0)
      return _ (regime->word);
  return NULL;
}

char *
qz_policy_words_dup_name (QzPolicy *policy)
{
  g_autofree char *code =
      g_strdup_printf ("%s@%u", qz_policy_get_id (policy), qz_policy_get_version (policy));

  return g_strdup_printf (_("%s (%s)"), qz_policy_get_title (policy), code);
}

/* "22 3213" → "吉林省 (22), 江苏省 (3213)": a longer code is a part of that province. */
static char *
dup_areas (const char *value)
{
  g_auto (GStrv) parts = g_strsplit_set (value, " \t\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *whole = g_strdup_printf ("%-6.6s", parts[i]);
      const char *province = qz_area_find_province (whole);

      if (*parts[i] == '\0')
        continue;
      g_string_append (text, text->len > 0 ? _(", ") : "");
      if (province != NULL)
        g_string_append_printf (text, _("%s (%s)"), province, parts[i]);
      else
        g_string_append (text, parts[i]);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

char *
qz_policy_words_dup_named_value (QzPolicy *policy, const QzPolicyParameter *parameter)
{
  const gboolean head = strcmp (parameter->section, "policy") == 0;
  const char *regime = NULL;

  if (head && strcmp (parameter->key, "id") == 0)
    return g_strdup_printf (_("%s (%s)"), qz_policy_get_title (policy), parameter->value);
  if (head && strcmp (parameter->key, "areas") == 0)
    return dup_areas (parameter->value);
  if (head && strcmp (parameter->key, "regime") == 0)
    regime = qz_policy_words_find_regime (parameter->value);
  return regime != NULL ? g_strdup (regime) : qz_policy_words_dup_value (parameter);
}

/* ── sections that say one thing together ────────────────────────────────────────────────────── */

/* The value of @key in the section of @at in words; "" when it is not there. (transfer full) */
static char *
dup_peer (QzPolicy *policy, const QzPolicyParameter *at, const char *key, gboolean in_words)
{
  for (guint i = 0; i < qz_policy_get_n_parameters (policy); i++)
    {
      const QzPolicyParameter *peer = qz_policy_get_parameter (policy, i);

      if (peer->section_no == at->section_no && strcmp (peer->key, key) == 0)
        return in_words ? qz_policy_words_dup_value (peer) : g_strdup (peer->value);
    }
  return g_strdup ("");
}

static char *
compose_fund (QzPolicy *policy, const QzPolicyParameter *at)
{
  static const char *const parts[] = { "pool", "acct", "other" };
  g_autofree char *insurance = dup_peer (policy, at, "insurance", TRUE);
  g_autoptr (GString) amounts = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *part = dup_peer (policy, at, parts[i], TRUE);

      if (*part != '\0')
        g_string_append_printf (amounts, "%s%s", amounts->len > 0 ? _(", ") : "", part);
    }
  return g_strdup_printf (_("%s: the base of a claim is the sum of %s."), insurance, amounts->str);
}

static char *
compose_legal (QzPolicy *policy, const QzPolicyParameter *at)
{
  g_autofree char *path = dup_peer (policy, at, "path", TRUE);
  g_autofree char *least = dup_peer (policy, at, "minimum", TRUE);
  g_autofree char *greatest = dup_peer (policy, at, "maximum", TRUE);

  return g_strdup_printf (_("%s: the ratio must not lie below %s or above %s."), path, least,
                          *greatest != '\0' ? greatest : "100.00%");
}

static char *
dup_case (QzPolicy *policy, const QzPolicyParameter *at)
{
  static const struct {
    const char *key;
    const char *format; /* N_(…) */
  } parts[] = {
    { "insurance", N_ ("insurances: %s") },
    { "med_group", N_ ("medical groups: %s") },
    { "level", N_ ("levels: %s") },
    { "valid_from", N_ ("from %s") },
    { "valid_to", N_ ("until %s") },
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *value = dup_peer (policy, at, parts[i].key, TRUE);

      if (*value == '\0')
        continue;
      g_string_append (text, text->len > 0 ? _("; ") : "");
      g_string_append_printf (text, _ (parts[i].format), value);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
compose_ratio (QzPolicy *policy, const QzPolicyParameter *at)
{
  g_autofree char *path = dup_peer (policy, at, "path", FALSE);
  g_autofree char *ratio = dup_peer (policy, at, "ratio", TRUE);
  g_autofree char *scope = dup_case (policy, at);

  return strcmp (path, "daily") == 0
             ? g_strdup_printf (_("Of each claim’s base, %s is paid by the day (%s)."), ratio,
                                scope)
             : g_strdup_printf (_("Of an average month of past spending, %s is paid in advance "
                                  "(%s)."),
                                ratio, scope);
}

static char *
compose_deadline (QzPolicy *policy, const QzPolicyParameter *at)
{
  g_autofree char *title = dup_peer (policy, at, "title", FALSE);
  g_autofree char *key = dup_peer (policy, at, "key", FALSE);
  g_autofree char *due = dup_peer (policy, at, "due", TRUE);
  g_autofree char *done = dup_peer (policy, at, "done", TRUE);
  g_autofree char *effect = dup_peer (policy, at, "effect", FALSE);

  if (*effect != '\0')
    return g_strdup_printf (_("%s (%s) falls due by %s; it is done when %s. When it is missed: "
                              "%s."),
                            title, key, due, done, effect);
  return g_strdup_printf (_("%s (%s) falls due by %s; it is done when %s."), title, key, due, done);
}

/* The layers of one category, one after the other as a bill meets them. */
static char *
compose_category (QzPolicy *policy, const QzPolicyParameter *at)
{
  static const struct {
    const char *keys[4];
    const char *format; /* N_(…), a %s for each key */
  } parts[] = {
    { { "basic_ratio", "basic_dedc_first", "basic_dedc_next", "basic_cap" },
      N_ ("basic insurance pays %s of what exceeds %s (later stays: %s), up to %s a year") },
    { { "outpatient_ratio", "outpatient_dedc", NULL },
      N_ ("of an outpatient bill %s of what exceeds %s") },
    { { "ci_dedc", "ci_bands", "ci_cap" },
      N_ ("critical illness pays of the year’s rest above %s so much up to each limit: %s; up to "
          "%s a year") },
    { { "maf_ratio", "maf_dedc", "maf_cap" },
      N_ ("assistance pays %s of what exceeds %s a year, up to %s a year") },
  };
  g_autofree char *category = dup_peer (policy, at, "code", TRUE);
  g_autofree char *days = dup_case (policy, at);
  g_autoptr (GString) text = g_string_new (category);

  if (*days != '\0')
    g_string_append_printf (text, _(" (%s)"), days);
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      char *values[G_N_ELEMENTS (parts[i].keys)] = { NULL };

      for (guint j = 0; j < G_N_ELEMENTS (values) && parts[i].keys[j] != NULL; j++)
        values[j] = dup_peer (policy, at, parts[i].keys[j], TRUE);
      g_string_append (text, i == 0 ? _(": ") : _("; "));
      g_string_append_printf (text, _ (parts[i].format), values[0], values[1], values[2],
                              values[3]);
      for (guint j = 0; j < G_N_ELEMENTS (values); j++)
        g_free (values[j]);
    }
  g_string_append (text, _("."));
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static const Word events[] = {
  { "EV-01", N_ ("The bank has paid a monthly advance") },
  { "EV-02", N_ ("The bank has paid a month settlement") },
  { "EV-02n", N_ ("A month settlement has nothing to pay") },
  { "EV-03", N_ ("The bank has paid a daily disbursement") },
  { "EV-04", N_ ("The bank has paid a month settlement after daily disbursements") },
  { "EV-09", N_ ("The bank has returned a payment") },
  { "EV-09r", N_ ("A returned payment was paid again") },
  { "EV-10", N_ ("Finance pays a deposit to its agency") },
  { "EV-11", N_ ("Finance pays clearing money to its agency") },
  { "EV-12", N_ ("An agency receives money from finance") },
  { "EV-13", N_ ("An agency pays its deposit up") },
  { "EV-14", N_ ("An agency pays clearing money up") },
  { "EV-15", N_ ("A city receives what goes up") },
  { "EV-16", N_ ("A city pays the province") },
  { "EV-17", N_ ("The province receives what goes up") },
  { "EV-18", N_ ("The province pays the fiscal account") },
  { "EV-19", N_ ("The fiscal account receives it") },
  { "EV-20", N_ ("The fiscal account pays clearing money out") },
  { "EV-21", N_ ("The province receives clearing money") },
  { "EV-22", N_ ("The province pays the areas that treated") },
  { "EV-23", N_ ("Clearing money passes a city’s account") },
  { "EV-24", N_ ("An agency receives clearing money") },
  { "EV-25", N_ ("An agency pays a hospital") },
  { "EV-26", N_ ("Interest of a clearing account") },
  { "EV-27", N_ ("A deposit goes back") },
  { "EV-40", N_ ("Finance reserves a county’s share") },
  { "EV-40c", N_ ("The county books what the city holds of its money") },
  { "EV-40r", N_ ("A county’s reserve is lowered") },
  { "EV-41", N_ ("Reserves move to the assistance account") },
  { "EV-41r", N_ ("Money of the assistance account goes back to finance") },
  { "EV-42", N_ ("A hospital is paid for bills of other areas") },
  { "EV-43", N_ ("A hospital is paid on the account of its county") },
  { "EV-43r", N_ ("The county pays that back") },
  { "EV-44", N_ ("The yearly clearing of a reserve") },
  { "EV-44c", N_ ("The county books its side of that clearing") },
  { "EV-45", N_ ("The county books what was cleared as spent") },
  { NULL },
};

char *
qz_policy_words_dup_account (QzChart *chart, const char *symbol)
{
  const QzAccount *top = chart != NULL ? qz_chart_get_top (chart, symbol) : NULL;
  g_autofree char *detail = top != NULL ? qz_chart_dup_detail_name (chart, symbol) : NULL;

  if (top == NULL)
    return g_strdup (symbol);
  return *detail != '\0' ? g_strconcat (top->name, "—", detail, NULL) : g_strdup (top->name);
}

QzChart *
qz_policy_words_load_chart (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  return qz_data_load (CHART_FILE, &bytes, &error)
             ? qz_chart_new_from_csv (bytes, CHART_FILE, &error)
             : NULL;
}

static int
find_index (const Word *words, const char *value)
{
  for (int i = 0; words[i].value != NULL; i++)
    if (strcmp (words[i].value, value) == 0)
      return i;
  return 0;
}

/* The posting of the section of @at; NULL for one that turns others round. */
static const QzPostingRule *
find_posting (QzPolicy *policy, const QzPolicyParameter *at, const char *event)
{
  /* The order of the words is that of the model's enumerations. */
  g_autofree char *ledger = dup_peer (policy, at, "ledger", FALSE);
  g_autofree char *money = dup_peer (policy, at, "money", FALSE);
  g_autofree char *flow = dup_peer (policy, at, "flow", FALSE);
  const QzPostingCase asked = {
    .event = event,
    .ledger = (QzLedgerKind) find_index (ledgers, ledger),
    .money = (QzMoney) find_index (moneys, money),
    .flow = (QzFlow) find_index (flows, flow),
  };

  return qz_policy_get_kind (policy) != QZ_POLICY_INSTANT
             ? qz_policy_find_posting_for (policy, &asked)
             : qz_policy_find_posting (policy, event);
}

/* "EV-15, the books of a city’s clearing account, deposits": postings of one event told apart. */
static char *
dup_posting_case (QzPolicy *policy, const QzPolicyParameter *at, const char *event)
{
  static const char *const keys[] = { "ledger", "money", "flow", "reverses" };
  g_autoptr (GString) text = g_string_new (event);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_autofree char *value = dup_peer (policy, at, keys[i], TRUE);

      if (*value != '\0')
        g_string_append_printf (text, "%s%s", _(", "), value);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
compose_posting (QzPolicy *policy, const QzPolicyParameter *at)
{
  g_autofree char *event = dup_peer (policy, at, "event", FALSE);
  const QzPostingRule *rule = find_posting (policy, at, event);
  g_autofree char *of = dup_posting_case (policy, at, event);
  g_autoptr (QzChart) chart = qz_policy_words_load_chart ();
  g_autoptr (GString) text = g_string_new (NULL);

  if (rule == NULL)
    return g_strdup_printf (_("%s (%s): the same accounts with the sides swapped."),
                            find_word (events, event), of);
  g_string_append_printf (text, _("%s (%s):"), find_word (events, event), of);
  for (guint i = 0; i < rule->n_lines; i++)
    {
      g_autofree char *account = qz_policy_words_dup_account (chart, rule->lines[i].account);

      g_string_append (text, i > 0 ? _(", ") : " ");
      g_string_append_printf (text, rule->lines[i].is_debit ? _("debit %s") : _("credit %s"),
                              account);
    }
  g_string_append (text, _("."));
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static const struct {
  const char *section;
  const char *decides; /* the key of its one row */
  char *(*compose) (QzPolicy *policy, const QzPolicyParameter *at);
} composed[] = {
  { "fund", "insurance", compose_fund },
  { "legal", "minimum", compose_legal },
  { "ratio", "ratio", compose_ratio },
  { "category", "code", compose_category },
  { "deadline", "key", compose_deadline },
  { "posting", "event", compose_posting },
};

/* -1: each of its parameters is a sentence of its own. */
static int
find_composed (const char *section)
{
  for (guint i = 0; i < G_N_ELEMENTS (composed); i++)
    if (strcmp (composed[i].section, section) == 0)
      return (int) i;
  return -1;
}

/* ── sentences ───────────────────────────────────────────────────────────────────────────────── */

char *
qz_policy_words_dup_sentence (QzPolicy *policy, const QzPolicyParameter *parameter)
{
  const Term *term = find_term (parameter->section, parameter->key);
  const int whole = find_composed (parameter->section);
  g_autofree char *value = qz_policy_words_dup_value (parameter);

  if (whole >= 0)
    return strcmp (composed[whole].decides, parameter->key) == 0
               ? composed[whole].compose (policy, parameter)
               : NULL;
  if (term == NULL || term->sentence == NULL)
    return g_strdup_printf ("%s / %s: %s", parameter->section, parameter->key, value);
  return g_strdup_printf (_ (term->sentence), value);
}

static QzSheet *
new_sheet (void)
{
  QzSheet *sheet = qz_sheet_new ("words");

  qz_sheet_add_column (sheet, "section", _("Section"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "section_title", _("About"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "key", _("Parameter"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "title", _("Title"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "sentence", _("What it says"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "value", _("Value"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "rule", _("Rule"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "line", _("Line"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "path", _("Path"), QZ_VALUE_TEXT);
  return sheet;
}

static void
add_row (QzSheet *sheet, QzPolicy *policy, const QzPolicyParameter *parameter,
         const char *sentence)
{
  const guint row = qz_sheet_add_row (sheet);
  g_autofree char *title = qz_policy_words_dup_title (policy, parameter);
  g_autofree char *value = qz_policy_words_dup_value (parameter);
  g_autofree char *path = dup_peer (policy, parameter, "path", FALSE);

  qz_sheet_put_text (sheet, row, 0, parameter->section);
  qz_sheet_put_text (sheet, row, 1, find_word (section_titles, parameter->section));
  qz_sheet_put_text (sheet, row, 2, parameter->key);
  qz_sheet_put_text (sheet, row, 3, title);
  qz_sheet_put_text (sheet, row, 4, sentence);
  qz_sheet_put_text (sheet, row, 5, value);
  qz_sheet_put_text (sheet, row, 6, parameter->rule);
  qz_sheet_put_number (sheet, row, 7, parameter->line);
  qz_sheet_put_text (sheet, row, 8, *path != '\0' ? path : NULL);
}

QzSheet *
qz_policy_words_new (QzPolicy *policy)
{
  QzSheet *sheet = new_sheet ();

  for (guint i = 0; i < qz_policy_get_n_parameters (policy); i++)
    {
      const QzPolicyParameter *parameter = qz_policy_get_parameter (policy, i);
      g_autofree char *sentence = qz_policy_words_dup_sentence (policy, parameter);

      if (sentence != NULL)
        add_row (sheet, policy, parameter, sentence);
    }
  return sheet;
}

/* ── telling parameters apart ────────────────────────────────────────────────────────────────── */

char *
qz_policy_words_dup_identity (QzPolicy *policy, const QzPolicyParameter *parameter)
{
  static const struct {
    const char *section;
    const char *keys[7];
  } identities[] = {
    { "fund", { "insurance" } },
    { "legal", { "path" } },
    { "ratio", { "path", "insurance", "med_group", "level", "valid_from", "valid_to" } },
    { "deadline", { "key" } },
    { "posting", { "event", "ledger", "money", "flow" } },
  };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (identities); i++)
    for (guint k = 0; strcmp (identities[i].section, parameter->section) == 0
                      && identities[i].keys[k] != NULL;
         k++)
      {
        g_autofree char *value = dup_peer (policy, parameter, identities[i].keys[k], FALSE);

        if (*value != '\0' || strcmp (parameter->section, "posting") != 0)
          g_string_append_printf (text, "%s%s", k > 0 ? " " : "", value);
      }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

char *
qz_policy_words_dup_title (QzPolicy *policy, const QzPolicyParameter *parameter)
{
  const Term *term = find_term (parameter->section, parameter->key);
  const char *title = term != NULL ? _ (term->title) : parameter->key;
  g_autofree char *of = NULL;

  if (strcmp (parameter->section, "ratio") == 0 || strcmp (parameter->section, "legal") == 0)
    of = dup_peer (policy, parameter, "path", TRUE);
  else if (strcmp (parameter->section, "fund") == 0)
    of = dup_peer (policy, parameter, "insurance", TRUE);
  else if (strcmp (parameter->section, "posting") == 0)
    of = dup_peer (policy, parameter, "event", TRUE);
  else if (strcmp (parameter->section, "deadline") == 0)
    of = dup_peer (policy, parameter, "title", TRUE);
  return of != NULL ? g_strdup_printf (_("%s: %s"), of, title) : g_strdup (title);
}
