/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-claim-browse.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-book-private.h"
#include "qz-claim-browse-repo.h"
#include "qz-codes.h"
#include "qz-error.h"
#include "qz-id-check.h"
#include "qz-roles.h"

#define SCAN_CACHE_KIB 2000

/* ── what is asked for ───────────────────────────────────────────────────────────────────────── */

static gboolean
read_day (const QzBrowseQuery *query, const char *name, QzDay *out, GError **error)
{
  const char *value = qz_browse_query_find (query, name);

  *out = QZ_DAY_NONE;
  if (value == NULL || qz_day_parse_plain (value, strlen (value), out))
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "bad-day", _("“%s” is not a day such as 2026-03-10"), value);
  return FALSE;
}

/* NULL when nothing is searched for. A whole identity number is compared as its mask, because only
 * that may be seen. (transfer full) */
static char *
dup_needle (const char *search)
{
  g_autofree char *needle = g_strstrip (g_strdup (search != NULL ? search : ""));
  g_autoptr (GError) ignored = NULL;

  if (*needle == '\0')
    return NULL;
  if (qz_id_check_person (needle, G_MAXINT32, &ignored))
    return qz_id_mask (needle);
  return g_steal_pointer (&needle);
}

static gboolean
read_query (const QzBrowseQuery *query, char **out_needle, QzClaimBrowseQuery *out, GError **error)
{
  *out_needle = dup_needle (query->search);
  *out = (QzClaimBrowseQuery) { .provider = qz_browse_query_find (query, "provider_code"),
                                .insurance = qz_browse_query_find (query, "insurance"),
                                .med_type = qz_browse_query_find (query, "med_type"),
                                .needle = *out_needle,
                                .order = query->order,
                                .descending = query->descending };
  return read_day (query, "from", &out->from, error) && read_day (query, "to", &out->to, error);
}

/* ── the list ────────────────────────────────────────────────────────────────────────────────── */

/* A scan reads every claim once: what it would leave in memory, nobody asks for again. */
static void
begin_scan (QzStore *store, const QzContext *context)
{
  qz_store_set_cancellable (store, context->cancellable);
  qz_store_set_cache (store, SCAN_CACHE_KIB);
}

static void
end_scan (QzStore *store)
{
  qz_store_set_cancellable (store, NULL);
  qz_store_set_cache (store, QZ_STORE_CACHE_KIB);
}

static GArray *
read_ids (QzBook *book, const QzContext *context, const QzBrowseQuery *query, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autofree char *needle = NULL;
  QzStore *store = qz_book_get_store (book);
  QzClaimBrowseQuery asked;
  gboolean done;

  if (!read_query (query, &needle, &asked, error))
    return NULL;
  begin_scan (store, context);
  done = qz_claim_browse_repo_read_ids (store, &asked, ids, error);
  end_scan (store);
  return done ? g_steal_pointer (&ids) : NULL;
}

static QzSheet *
new_sums (const QzClaimBrowseSums *sums)
{
  QzSheet *sheet = qz_sheet_new ("claims");

  qz_sheet_set_number (sheet, "count", _("Claims"), QZ_VALUE_COUNT, (gint64) sums->sums.n_claims);
  qz_sheet_set_number (sheet, "medfee", _("Medical fees"), QZ_VALUE_FEN, sums->sums.medfee_fen);
  qz_sheet_set_number (sheet, "fund", _("Paid by funds"), QZ_VALUE_FEN, sums->sums.fund_fen);
  qz_sheet_set_number (sheet, "acct", _("Personal account"), QZ_VALUE_FEN, sums->sums.acct_fen);
  qz_sheet_set_number (sheet, "cash", _("Cash"), QZ_VALUE_FEN, sums->cash_fen);
  return sheet;
}

static QzSheet *
sum (QzBook *book, const QzContext *context, const QzBrowseQuery *query, GError **error)
{
  g_autofree char *needle = NULL;
  QzStore *store = qz_book_get_store (book);
  QzClaimBrowseQuery asked;
  QzClaimBrowseSums sums;
  gboolean done;

  if (!read_query (query, &needle, &asked, error))
    return NULL;
  begin_scan (store, context);
  done = qz_claim_browse_repo_sum (store, &asked, &sums, error);
  end_scan (store);
  return done ? new_sums (&sums) : NULL;
}

static QzSheet *
sum_ids (QzBook *book, const QzContext *context, const guint32 *ids, guint n_ids, GError **error)
{
  QzStore *store = qz_book_get_store (book);
  QzClaimBrowseSums sums;
  gboolean done;

  begin_scan (store, context);
  done = qz_claim_browse_repo_sum_ids (store, ids, n_ids, &sums, error);
  end_scan (store);
  return done ? new_sums (&sums) : NULL;
}

/* Puts the name of each medical category that has one over its code: an officer knows 普通门诊, not
 * 11. The code stays in the claim's own page. */
static gboolean
name_categories (QzBook *book, QzSheet *sheet, guint column, GError **error)
{
  QzCodes *codes = qz_codes_get (book, error);

  for (guint row = 0; codes != NULL && row < qz_sheet_get_n_rows (sheet); row++)
    {
      const char *code = qz_sheet_get_text (sheet, row, column);
      const char *name = code != NULL ? qz_codes_get_name (codes, "med_type", code) : NULL;

      if (name != NULL)
        qz_sheet_put_text (sheet, row, column, name);
    }
  return codes != NULL;
}

/* "11 普通门诊" */
static gboolean
name_choices (QzBook *book, QzSheet *sheet, GError **error)
{
  QzCodes *codes = qz_codes_get (book, error);

  for (guint row = 0; codes != NULL && row < qz_sheet_get_n_rows (sheet); row++)
    {
      const char *code = qz_sheet_get_text (sheet, row, 1);
      const gboolean named = g_str_equal (qz_sheet_get_text (sheet, row, 0), "med_type");
      const char *name = named ? qz_codes_get_name (codes, "med_type", code) : NULL;
      g_autofree char *title = name != NULL ? g_strdup_printf ("%s %s", code, name) : NULL;

      if (title != NULL)
        qz_sheet_put_text (sheet, row, 2, title);
    }
  return codes != NULL;
}

static QzSheet *
list_choices (QzBook *book, const QzContext *context, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("choices");
  QzStore *store = qz_book_get_store (book);
  gboolean done;

  qz_sheet_add_column (sheet, "filter", _("Filter"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "value", _("Value"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "title", _("Name"), QZ_VALUE_TEXT);
  begin_scan (store, context);
  done = qz_claim_browse_repo_fill_choices (store, sheet, error);
  end_scan (store);
  done = done && name_choices (book, sheet, error);
  return done ? g_steal_pointer (&sheet) : NULL;
}

static QzSheet *
read_rows (QzBook *book, const guint32 *ids, guint n_ids, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_claim_sheet_new ();

  if (!qz_claim_browse_repo_fill (qz_book_get_store (book), ids, n_ids, sheet, error)
      || !name_categories (book, sheet, (guint) qz_sheet_find_column (sheet, "med_type"), error))
    return NULL;
  qz_claim_sheet_mask (sheet);
  return g_steal_pointer (&sheet);
}

const QzBrowseSource qz_claim_browse = {
  qz_claim_sheet_new, read_ids, sum, sum_ids, list_choices, read_rows,
};

/* ── one claim ───────────────────────────────────────────────────────────────────────────────── */

static QzClaimRecord *
find_claim (QzBook *book, const char *setl_id, GError **error)
{
  g_autoptr (QzClaimRecord) claim = NULL;

  if (!qz_claim_browse_repo_get (qz_book_get_store (book), setl_id, &claim, error))
    return NULL;
  if (claim == NULL)
    qz_error_set (error, QZ_ERROR_USAGE, "no-such-claim",
                  _("The book set has no claim %s; its file may have been withdrawn"), setl_id);
  return g_steal_pointer (&claim);
}

static void
set_texts (QzSheet *sheet, const QzClaimRecord *claim)
{
  const char *const titles[QZ_CLAIM_N_TEXTS] = {
    [QZ_CLAIM_SETL_ID] = _("Settlement"),        [QZ_CLAIM_INSUTYPE] = _("Insurance type"),
    [QZ_CLAIM_MED_TYPE] = _("Kind of care"),     [QZ_CLAIM_SETL_TIME] = _("Settled at"),
    [QZ_CLAIM_SETL_TYPE] = _("Way of settlement"), [QZ_CLAIM_PAY_LOC] = _("Place of payment"),
    [QZ_CLAIM_INSU_ADMDVS] = _("Insured in"),    [QZ_CLAIM_REFD_SETL_ID] = _("Takes back"),
    [QZ_CLAIM_MDTRT_ID] = _("Visit"),            [QZ_CLAIM_PSN_NO] = _("Person number"),
    [QZ_CLAIM_PSN_NAME] = _("Person"),           [QZ_CLAIM_CERTNO] = _("Identity number"),
  };
  static const char *const names[QZ_CLAIM_N_TEXTS] = {
    [QZ_CLAIM_SETL_ID] = "setl_id",         [QZ_CLAIM_INSUTYPE] = "insutype",
    [QZ_CLAIM_MED_TYPE] = "med_type",       [QZ_CLAIM_SETL_TIME] = "setl_time",
    [QZ_CLAIM_SETL_TYPE] = "setl_type",     [QZ_CLAIM_PAY_LOC] = "pay_loc",
    [QZ_CLAIM_INSU_ADMDVS] = "insu_admdvs", [QZ_CLAIM_REFD_SETL_ID] = "refd_setl_id",
    [QZ_CLAIM_MDTRT_ID] = "mdtrt_id",       [QZ_CLAIM_PSN_NO] = "psn_no",
    [QZ_CLAIM_PSN_NAME] = "psn_name",       [QZ_CLAIM_CERTNO] = "certno",
  };

  for (guint i = 0; i < QZ_CLAIM_N_TEXTS; i++)
    if (claim->texts[i] != NULL)
      {
        g_autofree char *masked = i == QZ_CLAIM_CERTNO ? qz_id_mask (claim->texts[i]) : NULL;

        qz_sheet_set_text (sheet, names[i], titles[i], masked != NULL ? masked : claim->texts[i]);
      }
}

/* What the codes of the claim are called (domain 4.3); those that nobody named stay codes. */
static gboolean
set_code_names (QzSheet *sheet, QzBook *book, const QzClaimRecord *claim, GError **error)
{
  const struct {
    guint text;
    const char *set, *fact, *title;
  } codes[] = {
    { QZ_CLAIM_INSUTYPE, "insutype", "insutype_name", _("Insurance type") },
    { QZ_CLAIM_MED_TYPE, "med_type", "med_type_name", _("Medical category") },
    { QZ_CLAIM_SETL_TYPE, "setl_type", "setl_type_name", _("Settlement way") },
    { QZ_CLAIM_PAY_LOC, "pay_loc", "pay_loc_name", _("Place of payment") },
  };
  QzCodes *tables = qz_codes_get (book, error);

  for (guint i = 0; tables != NULL && i < G_N_ELEMENTS (codes); i++)
    {
      const char *code = claim->texts[codes[i].text];
      const char *name = code != NULL ? qz_codes_get_name (tables, codes[i].set, code) : NULL;

      if (name != NULL)
        qz_sheet_set_text (sheet, codes[i].fact, codes[i].title, name);
    }
  return tables != NULL;
}

static void
set_facts (QzSheet *sheet, const QzClaimRecord *claim)
{
  set_texts (sheet, claim);
  qz_sheet_set_text (sheet, "insurance", _("Insurance"), claim->insurance);
  qz_sheet_set_text (sheet, "provider_code", _("Provider"), claim->provider_code);
  if (claim->provider_name != NULL)
    qz_sheet_set_text (sheet, "provider_name", _("Provider name"), claim->provider_name);
  qz_sheet_set_number (sheet, "refund", _("Refund"), QZ_VALUE_BOOL, claim->refund);
  for (guint i = 0; i < QZ_N_CLAIM_AMOUNTS; i++)
    qz_sheet_set_number (sheet, qz_claim_amount_get_field (i), qz_claim_amount_get_title (i),
                         QZ_VALUE_FEN, claim->amounts[i]);
  qz_sheet_set_number (sheet, "import", _("Import"), QZ_VALUE_COUNT, claim->import_id);
  qz_sheet_set_text (sheet, "file", _("File"), claim->file_name);
  qz_sheet_set_number (sheet, "line", _("Line"), QZ_VALUE_COUNT, claim->line_no);
}

QzSheet *
qz_claim_show (QzBook *book, const char *setl_id, GError **error)
{
  g_autoptr (QzClaimRecord) claim = find_claim (book, setl_id, error);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("claim");
  g_autoptr (QzSheet) lines = qz_sheet_new ("lines");

  if (claim == NULL)
    return NULL;
  set_facts (sheet, claim);
  if (!set_code_names (sheet, book, claim, error))
    return NULL;
  qz_sheet_add_column (lines, "number", _("Document"), QZ_VALUE_TEXT);
  qz_sheet_add_column (lines, "kind", _("Kind"), QZ_VALUE_TEXT);
  qz_sheet_add_column (lines, "state", _("State"), QZ_VALUE_TEXT);
  qz_sheet_add_column (lines, "business_day", _("Day"), QZ_VALUE_DAY);
  qz_sheet_add_column (lines, "line", _("Line"), QZ_VALUE_COUNT);
  qz_sheet_add_column (lines, "amount", _("Amount"), QZ_VALUE_FEN);
  if (!qz_claim_browse_repo_fill_lines (qz_book_get_store (book), claim, lines, error))
    return NULL;
  qz_sheet_add_child (sheet, lines);
  return g_steal_pointer (&sheet);
}

char *
qz_claim_reveal (QzBook *book, const QzContext *context, const char *setl_id, GError **error)
{
  g_autoptr (QzClaimRecord) claim = NULL;
  g_autoptr (QzAct) act = NULL;

  if (context->dry_run)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "reveal-dry-run",
                    _("An identity number cannot be shown for trial: showing it is written down"));
      return NULL;
    }
  act = qz_book_begin_act (book, context, "claim reveal",
                           qz_right_get_roles (QZ_RIGHT_REVEAL_PERSON), error);
  if (act == NULL || (claim = find_claim (book, setl_id, error)) == NULL)
    return NULL;
  if (claim->texts[QZ_CLAIM_CERTNO] == NULL)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "no-identity-number",
                    _("Claim %s came without an identity number"), setl_id);
      return NULL;
    }
  qz_act_set_detail (act, setl_id);
  if (!qz_book_end_act (book, context, g_steal_pointer (&act), error))
    return NULL;
  return g_steal_pointer (&claim->texts[QZ_CLAIM_CERTNO]);
}
