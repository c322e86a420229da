/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-area-map.h"
#include "qz-assist-words.h"
#include "qz-book.h"
#include "qz-kinds.h"
#include "qz-nl-words.h"
#include "qz-people.h"
#include "qz-policy-words.h"

typedef struct {
  const char *text;
  const char *word;
} Word;

/* What the states of bank batches and their lines are called (domain 7.3). */
static const Word batch_states[] = {
  { "exported", N_ ("Exported") },
  { "answered", N_ ("Answered") },
  { NULL },
};

static const Word bank_statuses[] = {
  { "00", N_ ("Paid (00)") },          { "01", N_ ("In progress (01)") },
  { "02", N_ ("Failed (02)") },        { "03", N_ ("Returned (03)") },
  { "09", N_ ("Unknown (09)") },       { "open", N_ ("Not sent") },
  { "none", N_ ("Nothing to pay") },   { "batched", N_ ("In a bank batch") },
  { "sent", N_ ("Sent to the bank") }, { "paid", N_ ("Paid") },
  { "failed", N_ ("Failed") },         { "withdrawn", N_ ("Withdrawn") },
  { "unsent", N_ ("Not sent") },       { NULL },
};

static const Word acts[] = {
  { "make", N_ ("Made") },
  { "review", N_ ("Reviewed") },
  { "approve", N_ ("Approved") },
  { "refuse", N_ ("Refused") },
  { "cancel", N_ ("Cancelled") },
  { "defer", N_ ("Deferred") },
  { "push", N_ ("Pushed to finance") },
  { "hand-over", N_ ("Signed sheet received") },
  { "send", N_ ("Sent to the bank") },
  { "return", N_ ("Answered by the bank") },
  { NULL },
};

static const Word draft_states[] = {
  { "draft", N_ ("Draft") },         { "submitted", N_ ("Waits for its check") },
  { "checked", N_ ("Checked") },     { "withdrawn", N_ ("Withdrawn") },
  { "posted", N_ ("Posted") },       { NULL },
};

static const Word draft_acts[] = {
  { "change", N_ ("Changed") },     { "submit", N_ ("Submitted") },
  { "check", N_ ("Checked") },      { "withdraw", N_ ("Withdrawn") },
  { "post", N_ ("Posted") },        { "close", N_ ("Closed") },
  { "reopen", N_ ("Reopened") },    { NULL },
};

static const Word draft_kinds[] = {
  { "manual", N_ ("By hand") },     { "correction", N_ ("Correction") },
  { "closing", N_ ("Year-end closing") },
  { "reversal", N_ ("Reversal in red letters") },
  { "voucher", N_ ("Voucher") },    { "care-paper", N_ ("Paper of care away from home") },
  { NULL },
};

static const Word businesses[] = {
  { "DD", N_ ("Daily disbursement") },
  { "MP", N_ ("Monthly advance") },
  { "MS", N_ ("Month settlement") },
  { "NL", N_ ("Payment for care away from home") },
  { NULL },
};

static const Word imports[] = {
  { "areas", N_ ("Areas") },
  { "agencies", N_ ("Agencies") },
  { "accounts", N_ ("Bank accounts") },
  { "providers", N_ ("Providers") },
  { "calendar", N_ ("Calendar") },
  { "chart", N_ ("Chart of accounts") },
  { "codes", N_ ("Code tables") },
  { "claims", N_ ("Claims") },
  { "declarations", N_ ("Declarations") },
  { "deductions", N_ ("Deductions") },
  { "spending", N_ ("Past spending") },
  { "national-items", N_ ("National file of care in other provinces") },
  { "claim-categories", N_ ("Claims by category of costs") },
  { "nl-deductions", N_ ("Deductions away from home") },
  { "deposit-base", N_ ("Costs away from home last year") },
  { "deposit-opening", N_ ("Opening deposits") },
  { "registrations", N_ ("Registrations") },
  { "assisted", N_ ("Assisted persons") },
  { "assistance-bills", N_ ("Bills of medical assistance") },
  { "assistance-deductions", N_ ("Deductions from bills of medical assistance") },
  { "assistance-suspensions", N_ ("Persons without direct settlement") },
  { "assistance-allotments", N_ ("Money allotted for medical assistance") },
  { "assistance-disputes", N_ ("Disputed statements of medical assistance") },
  { "bank-return", N_ ("Return file of a bank") },
  { "live", N_ ("In use") },
  { "active", N_ ("In use") },
  { "withdrawn", N_ ("Withdrawn") },
  { NULL },
};

static const Word paths[] = {
  { "mprepay", N_ ("Monthly advance") },
  { "daily", N_ ("Daily disbursement") },
  { "settlement", N_ ("Month settlement") },
  { "nonlocal", N_ ("Care away from home") },
  { "assistance", N_ ("Medical assistance") },
  { NULL },
};

/* 3.9: what a payment is in the share of instant settlement. */
static const Word share_parts[] = {
  { "advance", N_ ("Monthly advance") },
  { "daily", N_ ("Daily disbursement") },
  { "in_time", N_ ("Settled in time") },
  { "late", N_ ("Settled late") },
  { NULL },
};

static const Word pers[] = {
  { "document", N_ ("The whole document") },
  { "provider", N_ ("One slip for each provider") },
  { "payment", N_ ("One slip for each payment") },
  { "voucher", N_ ("One page for each voucher") },
  { NULL },
};

/* SM-1 */
static const Word admissions[] = {
  { "APPLIED", N_ ("Applied") },
  { "UNDER_REVIEW", N_ ("Under review") },
  { "ADMITTED", N_ ("Admitted") },
  { "REJECTED", N_ ("Rejected") },
  { "SUSPENDED", N_ ("Suspended") },
  { "STOPPED", N_ ("Stopped") },
  { NULL },
};

static const Word provider_kinds[] = {
  { "hospital", N_ ("Hospital") },
  { "pharmacy", N_ ("Pharmacy") },
  { NULL },
};

static const Word day_kinds[] = {
  { "holiday", N_ ("Holiday") },
  { "work", N_ ("Worked weekend") },
  { NULL },
};

static const Word weekdays[] = {
  { "1", N_ ("Monday") },   { "2", N_ ("Tuesday") },  { "3", N_ ("Wednesday") },
  { "4", N_ ("Thursday") }, { "5", N_ ("Friday") },   { "6", N_ ("Saturday") },
  { "7", N_ ("Sunday") },   { NULL },
};

static const Word changes[] = {
  { "added", N_ ("Added") },
  { "removed", N_ ("Removed") },
  { "changed", N_ ("Changed") },
  { NULL },
};

static const Word levels[] = {
  { "province", N_ ("Province") },
  { "city", N_ ("City") },
  { "county", N_ ("County level") },
  { NULL },
};

static const Word owners[] = {
  { "agency", N_ ("Agency") },
  { "provider", N_ ("Provider") },
  { NULL },
};

static const Word account_kinds[] = {
  { "acc_out", N_ ("Expenditure account") },
  { "acc_in", N_ ("Income account") },
  { "acc_fiscal", N_ ("Special fiscal account") },
  { "acc_maf", N_ ("Special account of medical assistance") },
  { "acc_maf_fiscal", N_ ("Fiscal account of the assistance fund") },
  { "provider", N_ ("Provider’s account") },
  { NULL },
};

static const Word origins[] = {
  { "shipped", N_ ("As shipped") },
  { "changed", N_ ("Changed") },
  { "added", N_ ("Added") },
  { NULL },
};

/* Which vocabulary a column speaks. */
static const struct {
  const char *column;
  const Word *words;
} vocabularies[] = {
  { "state", batch_states }, { "status", bank_statuses }, { "pay_status", bank_statuses },
  { "act", acts },           { "biz_type", businesses },  { "kind", imports },
  { "state", imports },      { "path", paths },           { "per", pers },
  { "status", admissions },  { "provider_kind", provider_kinds },
  { "level", levels },       { "owner_kind", owners },
  { "kind", day_kinds },     { "before", day_kinds },     { "after", day_kinds },
  { "change", changes },     { "weekday", weekdays },
  { "account_kind", account_kinds }, { "origin", origins },
  { "state", draft_states }, { "act", draft_acts }, { "kind", draft_kinds },
  { "event", draft_kinds },  { "share_part", share_parts },
};

static const char *
find_word (const Word *words, const char *text)
{
  for (; words->text != NULL; words++)
    if (strcmp (words->text, text) == 0)
      return _ (words->word);
  return NULL;
}

/* Books that are kept for no insurance of their own; their names end in _NL. */
static const Word shared_books[] = {
  { "L_CITY_", N_ ("City clearing account") },
  { "L_PROV_", N_ ("Provincial clearing account") },
  { "L_FISC_", N_ ("Provincial fiscal account of clearing") },
  { NULL },
};

/* "L_AG_220200_EMP" ends in the insurance whose books they are. */
static const char *
find_ledger_word (const char *text)
{
  const char *end = strrchr (text, '_');
  QzInsurance insurance;

  if (end != NULL && qz_fund_parse (end + 1, &insurance))
    return qz_insurance_get_fund_name (insurance);
  for (const Word *book = shared_books; book->text != NULL; book++)
    if (g_str_has_prefix (text, book->text))
      return _ (book->word);
  return NULL;
}

/* "L_AG_220200_EMP/2026-02/1", as vouchers are named (transfer full); NULL: it is none. */
static char *
dup_voucher (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", -1);
  const char *ledger = g_strv_length (parts) == 3 ? find_ledger_word (parts[0]) : NULL;
  QzInsurance insurance;

  if (ledger != NULL && qz_fund_parse (strrchr (parts[0], '_') + 1, &insurance))
    ledger = qz_insurance_get_name (insurance);
  return ledger != NULL ? g_strdup_printf (_("%s, %s no. %s"), ledger, parts[1], parts[2]) : NULL;
}

/* The vocabularies of the model, which know their own words. */
static const char *
find_model_word (const char *column, const char *text)
{
  QzDocumentState state;
  QzInsurance insurance;
  QzDocumentKind kind;

  if (strcmp (column, "state") == 0 && qz_state_parse (text, &state))
    return qz_state_get_name (state);
  if (strcmp (column, "insurance") == 0 && qz_fund_parse (text, &insurance))
    return qz_insurance_get_name (insurance);
  if (strcmp (column, "kind") == 0 && qz_document_kind_parse (text, &kind))
    return qz_document_kind_get_name (kind);
  if (strcmp (column, "ledger") == 0)
    return find_ledger_word (text);
  return strcmp (column, "regime") == 0 ? qz_policy_words_find_regime (text) : NULL;
}

char *
qz_words_dup_roles (const char *text)
{
  g_autoptr (GError) error = NULL;
  guint roles = qz_role_from_text (text != NULL ? text : "", &error);

  return roles != 0 ? qz_role_dup_names (roles) : g_strdup (text);
}

/* Groups of four digits can be read and compared; what is no number stays as it is. */
static char *
dup_grouped (const char *text)
{
  GString *grouped = g_string_new (NULL);

  for (gsize i = 0; text[i] != '\0'; i++)
    {
      if (i > 0 && i % 4 == 0 && g_ascii_isdigit (text[i]) && g_ascii_isdigit (text[i - 1]))
        g_string_append_c (grouped, ' ');
      g_string_append_c (grouped, text[i]);
    }
  return g_string_free_and_steal (grouped);
}

/* "mprepay daily" → "Monthly advance, Daily disbursement" */
static char *
dup_paths (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, " ", -1);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      const char *word = find_word (paths, parts[i]);

      g_string_append_printf (names, "%s%s", i > 0 ? _(", ") : "", word != NULL ? word : parts[i]);
    }
  return g_string_free_and_steal (g_steal_pointer (&names));
}

/* "22, 1402" of a policy: what the codes of its areas begin with. Provinces are known by name. */
static char *
dup_areas (const char *text)
{
  g_auto (GStrv) codes = g_strsplit_set (text, ", ", -1);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; codes[i] != NULL; i++)
    {
      g_autofree char *whole = g_strndup (codes[i], 2);
      g_autofree char *province = g_strconcat (whole, "0000", NULL);
      const char *name = qz_area_find_province (province);

      if (*codes[i] == '\0')
        continue;
      g_string_append (names, names->len > 0 ? _(", ") : "");
      g_string_append (names, name != NULL ? name : codes[i]);
      if (name != NULL && strlen (codes[i]) > 2)
        g_string_append_printf (names, " %s", codes[i]);
    }
  return g_string_free_and_steal (g_steal_pointer (&names));
}

/* Whether @text is a moment as it is stored: yyyy-mm-ddThh:mm or yyyy-mm-ddThh:mm:ss. */
static gboolean
is_time (const char *text)
{
  static const char pattern[] = "0000-00-00T00:00:00";
  const gsize length = strlen (text);

  if (length != 16 && length != 19)
    return FALSE;
  for (gsize i = 0; i < length; i++)
    if (pattern[i] == '0' ? !g_ascii_isdigit (text[i]) : text[i] != pattern[i])
      return FALSE;
  return TRUE;
}

/* To the minute, as people write it. */
static char *
dup_time (const char *text)
{
  char *shown = g_strndup (text, 16);

  shown[10] = ' ';
  return shown;
}

/* Of what a voucher posts: "EV-03" → "Daily disbursement · EV-03". */
static char *
dup_event (const char *code)
{
  static const Word events[] = {
    { "EV-01", N_ ("Monthly advance") },   { "EV-02", N_ ("Month settlement") },
    { "EV-02n", N_ ("Month settlement") }, { "EV-03", N_ ("Daily disbursement") },
    { "EV-04", N_ ("Month settlement") },  { "EV-09", N_ ("Returned payment") },
    { "EV-09r", N_ ("Paid again") },       { NULL },
  };
  const char *word = find_word (events, code);

  /* EV-10 to EV-27: NL; EV-40 to EV-45: DT. */
  if (word == NULL)
    word = code[3] >= '4' ? _("Medical assistance") : _("Care away from home");
  return g_strdup_printf ("%s · %s", word, code);
}

char *
qz_words_dup (const char *column, const char *text)
{
  const char *word;
  char *voucher;

  if (text == NULL || *text == '\0')
    return g_strdup ("");
  if (is_time (text))
    return dup_time (text);
  if (strcmp (column, "roles") == 0)
    return qz_words_dup_roles (text);
  if (strcmp (column, "account_no") == 0)
    return dup_grouped (text);
  if (strcmp (column, "paths") == 0)
    return dup_paths (text);
  if (strcmp (column, "event") == 0 && g_str_has_prefix (text, "EV-"))
    return dup_event (text);
  if (strcmp (column, "areas") == 0)
    return dup_areas (text);
  if (strcmp (column, "voucher") == 0 && (voucher = dup_voucher (text)) != NULL)
    return voucher;
  if (qz_people_is_column (column))
    return qz_people_dup_name (text);
  word = find_model_word (column, text);
  for (guint i = 0; word == NULL && i < G_N_ELEMENTS (vocabularies); i++)
    if (strcmp (vocabularies[i].column, column) == 0)
      word = find_word (vocabularies[i].words, text);
  if (word == NULL)
    word = qz_nl_words_find (column, text);
  if (word == NULL)
    word = qz_assist_words_find (column, text);
  return g_strdup (word != NULL ? word : text);
}

char *
qz_words_dup_cell (QzSheet *sheet, guint row, guint column)
{
  if (qz_sheet_is_empty (sheet, row, column))
    return g_strdup ("");
  if (qz_sheet_get_column_type (sheet, column) == QZ_VALUE_TEXT)
    return qz_words_dup (qz_sheet_get_column_name (sheet, column),
                         qz_sheet_get_text (sheet, row, column));
  return qz_sheet_dup_display (sheet, row, column);
}

char *
qz_words_dup_fact (QzSheet *sheet, const char *name)
{
  const int fact = qz_sheet_find_fact (sheet, name);

  if (fact >= 0 && qz_sheet_get_fact_type (sheet, fact) == QZ_VALUE_TEXT)
    return qz_words_dup (name, qz_sheet_get_fact_text (sheet, fact));
  return qz_sheet_dup_fact_display (sheet, name);
}

gboolean
qz_words_is_numeric (QzSheet *sheet, guint column)
{
  const QzValueType type = qz_sheet_get_column_type (sheet, column);

  return type == QZ_VALUE_FEN || type == QZ_VALUE_COUNT || type == QZ_VALUE_PPM;
}
