/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-find.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-book-private.h"
#include "qz-error.h"
#include "qz-find-repo.h"
#include "qz-id-check.h"
#include "qz-kinds.h"
#include "qz-pinyin.h"

/* Of a number; one letter would be met by all of them. */
#define MIN_NUMBER 2
/* No name and no number is longer (bytes); SQLite refuses patterns of some length. */
#define MAX_TEXT 400

enum { KIND, KEY, TITLE, DETAIL };

/* ── what is kept between calls ──────────────────────────────────────────────────────────────── */

typedef struct {
  char *code;
  char *name;
  char *kind;
  QzPinyinKey *code_key;
  QzPinyinKey *name_key;
} Provider;

/* DT-5. */
typedef struct {
  gint64 spell;
  char *certno;
  char *name;
  QzPinyinKey *name_key;
} Assisted;

typedef struct {
  QzPinyin *pinyin;
  GPtrArray *providers; /* element-type Provider */
  gint64 mark;          /* of what the providers were read at */
  GPtrArray *assisted;  /* element-type Assisted */
  gint64 assisted_mark;
} Finder;

static void
provider_free (gpointer data)
{
  Provider *provider = data;

  g_free (provider->code);
  g_free (provider->name);
  g_free (provider->kind);
  qz_pinyin_key_free (provider->code_key);
  qz_pinyin_key_free (provider->name_key);
  g_free (provider);
}

static void
assisted_free (gpointer data)
{
  Assisted *assisted = data;

  g_free (assisted->certno);
  g_free (assisted->name);
  qz_pinyin_key_free (assisted->name_key);
  g_free (assisted);
}

static void
finder_free (gpointer data)
{
  Finder *finder = data;

  g_ptr_array_unref (finder->providers);
  g_ptr_array_unref (finder->assisted);
  qz_pinyin_free (finder->pinyin);
  g_free (finder);
}

static void
add_provider (const char *code, const char *name, const char *kind, const char *status,
              gpointer user_data)
{
  Finder *finder = user_data;
  Provider *provider = g_new0 (Provider, 1);

  provider->code = g_strdup (code);
  provider->name = g_strdup (name);
  provider->kind = g_strdup (kind);
  provider->code_key = qz_pinyin_key_new (finder->pinyin, code);
  provider->name_key = qz_pinyin_key_new (finder->pinyin, name);
  g_ptr_array_add (finder->providers, provider);
}

/* The providers with their keys, read again only when some were imported since. NULL on errors. */
static Finder *
get_finder (QzBook *book, GError **error)
{
  Finder *finder = book->finder;
  gint64 mark = 0;

  if (!qz_find_repo_get_provider_mark (book->store, &mark, error))
    return NULL;
  if (finder == NULL)
    {
      g_autoptr (GError) lack = NULL;

      finder = g_new0 (Finder, 1);
      finder->pinyin = qz_pinyin_new (&lack);
      /* All the rest is found without it. */
      if (lack != NULL)
        g_message ("%s", lack->message);
      finder->providers = g_ptr_array_new_with_free_func (provider_free);
      finder->assisted = g_ptr_array_new_with_free_func (assisted_free);
      book->finder = finder;
      book->free_finder = finder_free;
    }
  if (finder->mark == mark)
    return finder;
  g_ptr_array_set_size (finder->providers, 0);
  finder->mark = 0;
  if (!qz_find_repo_each_provider (book->store, add_provider, finder, error))
    return NULL;
  finder->mark = mark;
  return finder;
}

static void
add_assisted (gint64 spell, const char *certno, const char *name, gpointer user_data)
{
  Finder *finder = user_data;
  Assisted *assisted = g_new0 (Assisted, 1);

  assisted->spell = spell;
  assisted->certno = g_ascii_strdown (certno, -1);
  assisted->name = g_strdup (name);
  assisted->name_key = qz_pinyin_key_new (finder->pinyin, name);
  g_ptr_array_add (finder->assisted, assisted);
}

/* Assisted persons with their keys, read again only when a list brought somebody new. */
static const Finder *
get_finder_of_assisted (QzBook *book, GError **error)
{
  Finder *finder = get_finder (book, error);
  gint64 mark = 0;

  if (finder == NULL || !qz_find_repo_get_assisted_mark (book->store, &mark, error))
    return NULL;
  if (finder->assisted_mark == mark)
    return finder;
  g_ptr_array_set_size (finder->assisted, 0);
  finder->assisted_mark = 0;
  if (!qz_find_repo_each_assisted (book->store, add_assisted, finder, error))
    return NULL;
  finder->assisted_mark = mark;
  return finder;
}

/* ── what was found ──────────────────────────────────────────────────────────────────────────── */

typedef struct {
  const char *kind;
  char *key;
  char *title;
  char *detail;
  QzMatch match;
} Hit;

static void
hit_free (gpointer data)
{
  Hit *hit = data;

  g_free (hit->key);
  g_free (hit->title);
  g_free (hit->detail);
  g_free (hit);
}

typedef struct {
  QzBook *book;
  const char *folded;
  guint limit;
  GPtrArray *hits; /* element-type Hit */
} Search;

/* Takes @key, @title and @detail. */
static void
add_hit (Search *self, const char *kind, QzMatch match, char *key, char *title, char *detail)
{
  Hit *hit = g_new0 (Hit, 1);

  *hit = (Hit){ kind, key, title, detail, match };
  g_ptr_array_add (self->hits, hit);
}

static QzMatch
match_number (const Search *self, const char *number)
{
  g_autofree char *folded = qz_pinyin_fold (number);

  if (!g_str_has_prefix (folded, self->folded))
    return QZ_MATCH_WITHIN;
  return g_str_equal (folded, self->folded) ? QZ_MATCH_WHOLE : QZ_MATCH_START;
}

/* A word of the model, or the text itself where the model knows none. */
static const char *
name_insurance (const char *text)
{
  QzInsurance insurance;

  return qz_fund_parse (text, &insurance) ? qz_insurance_get_name (insurance) : text;
}

static const char *
name_kind (const char *text)
{
  QzDocumentKind kind;

  return qz_document_kind_parse (text, &kind) ? qz_document_kind_get_name (kind) : text;
}

static const char *
name_state (const char *text)
{
  QzDocumentState state;

  return qz_state_parse (text, &state) ? qz_state_get_name (state) : text;
}

/* ── documents, batches, vouchers ────────────────────────────────────────────────────────────── */

static gboolean
find_documents (Search *self, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("documents");

  qz_sheet_add_column (sheet, "number", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "kind", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "insurance", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "period", "", QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "total", "", QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "state", "", QZ_VALUE_TEXT);
  if (!qz_find_repo_fill_documents (self->book->store, self->folded, self->limit, sheet, error))
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      const char *number = qz_sheet_get_text (sheet, row, 0);
      g_autofree char *period = qz_sheet_dup_display (sheet, row, 3);
      g_autofree char *total = qz_sheet_dup_display (sheet, row, 4);

      add_hit (self, "document", match_number (self, number), g_strdup (number), g_strdup (number),
               g_strjoin (" · ", name_kind (qz_sheet_get_text (sheet, row, 1)),
                          name_insurance (qz_sheet_get_text (sheet, row, 2)), period, total,
                          name_state (qz_sheet_get_text (sheet, row, 5)), NULL));
    }
  return TRUE;
}

static gboolean
find_batches (Search *self, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("batches");

  qz_sheet_add_column (sheet, "number", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "biz_type", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "insurance", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "pay_day", "", QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "total", "", QZ_VALUE_FEN);
  if (!qz_find_repo_fill_batches (self->book->store, self->folded, self->limit, sheet, error))
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      const char *number = qz_sheet_get_text (sheet, row, 0);
      g_autofree char *day = qz_sheet_dup_display (sheet, row, 3);
      g_autofree char *total = qz_sheet_dup_display (sheet, row, 4);

      add_hit (self, "batch", match_number (self, number), g_strdup (number), g_strdup (number),
               g_strjoin (" · ", _("Bank batch"),
                          name_insurance (qz_sheet_get_text (sheet, row, 2)), day, total, NULL));
    }
  return TRUE;
}

static gboolean
find_transfers (Search *self, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("transfers");

  qz_sheet_add_column (sheet, "number", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "payer", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "payee", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "amount", "", QZ_VALUE_FEN);
  if (!qz_find_repo_fill_transfers (self->book->store, self->folded, self->limit, sheet, error))
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      const char *number = qz_sheet_get_text (sheet, row, 0);
      const char *payer = qz_sheet_get_text (sheet, row, 1);
      const char *payee = qz_sheet_get_text (sheet, row, 2);
      g_autofree char *amount = qz_sheet_dup_display (sheet, row, 3);

      add_hit (self, "transfer", match_number (self, number), g_strdup (number),
               g_strdup (number),
               g_strdup_printf ("%s → %s · %s", payer != NULL ? payer : "",
                                payee != NULL ? payee : "", amount));
    }
  return TRUE;
}

/* "12", "记-0012", "2026-03/12", "L_AG_220200_EMP/2026-03/12", folded. FALSE: no voucher is
 * meant. */
static gboolean
parse_voucher (const char *folded, char **ledger, QzPeriod *period, guint *number)
{
  g_auto (GStrv) parts = g_strsplit (folded, "/", -1);
  const guint n = g_strv_length (parts);
  const char *last = n > 0 ? parts[n - 1] : "";
  g_autoptr (GError) ignored = NULL;
  guint64 value = 0;

  if (g_str_has_prefix (last, "记"))
    last += strlen ("记");
  if (*last == '-')
    last++;
  *period = 0;
  if (n == 0 || n > 3 || !g_ascii_string_to_unsigned (last, 10, 1, G_MAXUINT32, &value, &ignored)
      || (n > 1 && !qz_period_parse (parts[n - 2], period, &ignored)))
    return FALSE;
  *number = (guint) value;
  *ledger = g_strdup (n == 3 ? parts[0] : "");
  return TRUE;
}

static gboolean
find_vouchers (Search *self, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("vouchers");
  g_autofree char *ledger = NULL;
  QzPeriod period;
  guint number;

  if (!parse_voucher (self->folded, &ledger, &period, &number))
    return TRUE;
  qz_sheet_add_column (sheet, "ledger", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "period", "", QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "number", "", QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "day", "", QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "summary", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "total", "", QZ_VALUE_FEN);
  if (!qz_find_repo_fill_vouchers (self->book->store, ledger, period, number, self->limit, sheet,
                                   error))
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      const char *of = qz_sheet_get_text (sheet, row, 0);
      g_autofree char *month = qz_sheet_dup_machine (sheet, row, 1);
      g_autofree char *no = qz_sheet_dup_machine (sheet, row, 2);
      g_autofree char *day = qz_sheet_dup_display (sheet, row, 3);
      g_autofree char *total = qz_sheet_dup_display (sheet, row, 5);

      add_hit (self, "voucher", period != 0 ? QZ_MATCH_WHOLE : QZ_MATCH_WITHIN,
               g_strjoin ("/", of, month, no, NULL), g_strjoin ("/", month, no, NULL),
               g_strjoin (" · ", of, day, qz_sheet_get_text (sheet, row, 4), total, NULL));
    }
  return TRUE;
}

/* ── providers ───────────────────────────────────────────────────────────────────────────────── */

static gboolean
find_providers (Search *self, GError **error)
{
  const Finder *finder = get_finder (self->book, error);

  if (finder == NULL)
    return FALSE;
  for (guint i = 0; i < finder->providers->len; i++)
    {
      const Provider *provider = finder->providers->pdata[i];
      const QzMatch by_code = qz_pinyin_key_match (provider->code_key, self->folded);
      const QzMatch by_name = qz_pinyin_key_match (provider->name_key, self->folded);
      const gboolean pharmacy = g_str_equal (provider->kind, "pharmacy");

      if (MAX (by_code, by_name) != QZ_MATCH_NONE)
        add_hit (self, "provider", MAX (by_code, by_name), g_strdup (provider->code),
                 g_strdup (provider->name),
                 g_strjoin (" · ", provider->code, pharmacy ? _("Pharmacy") : _("Hospital"), NULL));
    }
  return TRUE;
}

/* ── people ──────────────────────────────────────────────────────────────────────────────────── */

#define ID_LENGTH 18
#define ID_HEAD   6
#define ID_TAIL   4

static gboolean
is_id_part (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]) && !(i + 1 == length && text[i] == 'x'))
      return FALSE;
  return TRUE;
}

/* A whole identity number as it is; a masked one with a place holder for each hidden character.
 * NULL: none is meant. Folding has made "…" of a mask three dots. (transfer full) */
static char *
dup_id_pattern (const char *folded)
{
  const gsize length = strlen (folded);

  if (length == ID_LENGTH && is_id_part (folded, length))
    return g_strdup (folded);
  if (length < ID_HEAD + 1 + ID_TAIL || !is_id_part (folded, ID_HEAD)
      || !is_id_part (folded + length - ID_TAIL, ID_TAIL)
      || strspn (folded + ID_HEAD, "*.") != length - ID_HEAD - ID_TAIL)
    return NULL;
  return g_strdup_printf ("%.*s________%s", ID_HEAD, folded, folded + length - ID_TAIL);
}

static gboolean
find_people (Search *self, GError **error)
{
  g_autofree char *pattern = dup_id_pattern (self->folded);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("people");

  if (pattern == NULL)
    return TRUE;
  qz_sheet_add_column (sheet, "key", "", QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "certno", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "psn_name", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "count", "", QZ_VALUE_COUNT);
  if (!qz_find_repo_fill_people (self->book->store, pattern, self->limit, sheet, error))
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      const char *name = qz_sheet_get_text (sheet, row, 2);
      const guint n = (guint) qz_sheet_get_number (sheet, row, 3);
      g_autofree char *claims = g_strdup_printf (ngettext ("%u claim", "%u claims", n), n);

      add_hit (self, "person", QZ_MATCH_WHOLE, qz_sheet_dup_machine (sheet, row, 0),
               qz_id_mask (qz_sheet_get_text (sheet, row, 1)),
               name != NULL ? g_strjoin (" · ", name, claims, NULL) : g_strdup (claims));
    }
  return TRUE;
}

/* @pattern: as of dup_id_pattern(). */
static gboolean
is_like (const char *certno, const char *pattern)
{
  while (*certno != '\0' && (*pattern == '_' || *pattern == *certno))
    {
      certno++;
      pattern++;
    }
  return *certno == '\0' && *pattern == '\0';
}

/* By name, by how it sounds, or by number. */
static gboolean
find_assisted (Search *self, GError **error)
{
  g_autofree char *pattern = dup_id_pattern (self->folded);
  const Finder *finder = get_finder_of_assisted (self->book, error);

  if (finder == NULL)
    return FALSE;
  for (guint i = 0; i < finder->assisted->len; i++)
    {
      const Assisted *assisted = finder->assisted->pdata[i];
      const QzMatch match = pattern == NULL
                                ? qz_pinyin_key_match (assisted->name_key, self->folded)
                            : is_like (assisted->certno, pattern) ? QZ_MATCH_WHOLE
                                                                  : QZ_MATCH_NONE;
      g_autofree char *certno = NULL;

      if (match == QZ_MATCH_NONE)
        continue;
      certno = g_ascii_strup (assisted->certno, -1);
      add_hit (self, "assisted", match, g_strdup_printf ("%" G_GINT64_FORMAT, assisted->spell),
               g_strdup (assisted->name), qz_id_mask (certno));
    }
  return TRUE;
}

/* ── all of it ───────────────────────────────────────────────────────────────────────────────── */

static gboolean
find_all (Search *self, GError **error)
{
  const gboolean number = g_utf8_strlen (self->folded, -1) >= MIN_NUMBER;

  if (*self->folded == '\0' || strlen (self->folded) > MAX_TEXT)
    return TRUE;
  return find_providers (self, error) && find_vouchers (self, error)
         && (!number || (find_documents (self, error) && find_batches (self, error)
                         && find_transfers (self, error) && find_assisted (self, error)))
         && find_people (self, error);
}

/* The best first; of equally good ones those that were found first. */
static QzSheet *
make_sheet (Search *self)
{
  QzSheet *sheet = qz_sheet_new ("found");

  qz_sheet_add_column (sheet, "kind", _("Kind"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "key", _("Key"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "title", _("Title"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "detail", _("Detail"), QZ_VALUE_TEXT);
  for (int match = QZ_MATCH_WHOLE; match > QZ_MATCH_NONE; match--)
    for (guint i = 0; i < self->hits->len && qz_sheet_get_n_rows (sheet) < self->limit; i++)
      {
        const Hit *hit = self->hits->pdata[i];
        guint row;

        if ((int) hit->match != match)
          continue;
        row = qz_sheet_add_row (sheet);
        qz_sheet_put_text (sheet, row, KIND, hit->kind);
        qz_sheet_put_text (sheet, row, KEY, hit->key);
        qz_sheet_put_text (sheet, row, TITLE, hit->title);
        qz_sheet_put_text (sheet, row, DETAIL, hit->detail);
      }
  return sheet;
}

QzSheet *
qz_find (QzBook *book, const QzContext *context, const char *text, guint limit, GError **error)
{
  g_autofree char *folded = qz_pinyin_fold (text);
  g_autoptr (GPtrArray) hits = g_ptr_array_new_with_free_func (hit_free);
  Search search = { book, folded, limit, hits };
  gboolean done;

  qz_store_set_cancellable (book->store, context->cancellable);
  done = qz_check_cancelled (context->cancellable, error) && find_all (&search, error);
  qz_store_set_cancellable (book->store, NULL);
  return done ? make_sheet (&search) : NULL;
}

GPtrArray *
qz_find_make_keys (QzBook *book, const char *const *names, GError **error)
{
  const Finder *finder = get_finder (book, error);
  g_autoptr (GPtrArray) keys =
      g_ptr_array_new_with_free_func ((GDestroyNotify) qz_pinyin_key_free);

  if (finder == NULL)
    return NULL;
  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (keys, qz_pinyin_key_new (finder->pinyin, names[i]));
  return g_steal_pointer (&keys);
}

/* ── one person ──────────────────────────────────────────────────────────────────────────────── */

static void
add_claim_columns (QzSheet *sheet)
{
  qz_sheet_add_column (sheet, "certno", _("Identity number"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "psn_name", _("Person"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "setl_id", _("Settlement"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "setl_time", _("Settled at"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider_code", _("Provider code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider_name", _("Provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "insurance", _("Insurance"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "refund", _("Refund"), QZ_VALUE_BOOL);
  qz_sheet_add_column (sheet, "medfee", _("Medical fees"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "fund", _("Paid by funds"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "acct", _("Personal account"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "cash", _("Cash"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "file", _("File"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "line", _("Line"), QZ_VALUE_COUNT);
}

static gboolean
add_person_facts (QzSheet *sheet, GError **error)
{
  const guint n = qz_sheet_get_n_rows (sheet);
  const char *name = qz_sheet_get_text (sheet, n - 1, 1);
  g_autofree char *masked = qz_id_mask (qz_sheet_get_text (sheet, 0, 0));
  gint64 fund = 0;

  if (!qz_sheet_sum (sheet, (guint) qz_sheet_find_column (sheet, "fund"), &fund, error))
    return FALSE;
  for (guint row = 0; row < n; row++)
    qz_sheet_put_text (sheet, row, 0, masked);
  qz_sheet_set_text (sheet, "certno", _("Identity number"), masked);
  qz_sheet_set_text (sheet, "psn_name", _("Person"), name != NULL ? name : "");
  qz_sheet_set_number (sheet, "count", _("Claims"), QZ_VALUE_COUNT, n);
  qz_sheet_set_number (sheet, "fund_sum", _("Paid by funds"), QZ_VALUE_FEN, fund);
  return TRUE;
}

QzSheet *
qz_find_show_person (QzBook *book, const QzContext *context, const char *key, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("person");
  const gint64 id = g_ascii_strtoll (key, NULL, 10);
  gboolean done;

  add_claim_columns (sheet);
  qz_store_set_cancellable (book->store, context->cancellable);
  done = qz_find_repo_fill_claims (book->store, id, sheet, error);
  qz_store_set_cancellable (book->store, NULL);
  if (!done)
    return NULL;
  if (qz_sheet_get_n_rows (sheet) > 0)
    return add_person_facts (sheet, error) ? g_steal_pointer (&sheet) : NULL;
  qz_error_set (error, QZ_ERROR_USAGE, "no-such-person",
                _("The claims of this person are no longer in the book set"));
  return NULL;
}
