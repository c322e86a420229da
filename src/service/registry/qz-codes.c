/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-codes.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-book-private.h"
#include "qz-code-repo.h"
#include "qz-csv-reader.h"
#include "qz-data.h"
#include "qz-error.h"
#include "qz-voucher-repo.h"

#define CODES_FILE    "codes/codes.csv"
#define PURPOSES_FILE "codes/purposes.csv"

/* In the order of the list. */
static const struct {
  const char *set;
  const char *title;
} sets[] = {
  { "insutype", N_ ("Insurance types") },
  { "med_type", N_ ("Medical categories") },
  { "fund_pay_type", N_ ("Fund payment types") },
  { "clr_type", N_ ("Clearing categories") },
  { "clr_way", N_ ("Clearing ways") },
  { "clr_stas", N_ ("States of clearing") },
  { "setl_type", N_ ("Settlement ways") },
  { "pay_loc", N_ ("Places of payment") },
  { "hif_acct_type", N_ ("Kinds of fund accounts") },
  { "fixmedins_type", N_ ("Types of providers") },
  { "hosp_lv", N_ ("Levels of providers") },
  { "psn_type", N_ ("Categories of persons") },
  { "gend", N_ ("Sexes") },
  { "psn_cert_type", N_ ("Kinds of identity papers") },
  { "mdtrt_cert_type", N_ ("Proofs at treatment") },
  { "refd_setl_flag", N_ ("Refund marks") },
  { "manual_reason", N_ ("Reasons of manual reimbursement") },
  { "purpose", N_ ("Purposes of payments") },
  { "account", N_ ("Chart of accounts") },
};

typedef struct {
  char *set;
  char *code;
  char *name;
  char *note;
  char *shipped_name; /* NULL: added by the book set */
  gint64 import;      /* 0: as shipped */
  char *file;
  gint64 file_line;
} Entry;

struct _QzCodes {
  GPtrArray *entries;  /* owns Entry, in their order */
  GHashTable *by_code; /* "set\ncode" → Entry */
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->set);
  g_free (entry->code);
  g_free (entry->name);
  g_free (entry->note);
  g_free (entry->shipped_name);
  g_free (entry->file);
  g_free (entry);
}

void
qz_codes_free (QzCodes *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->by_code);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

static char *
dup_key (const char *set, const char *code)
{
  return g_strconcat (set, "\n", code, NULL);
}

static Entry *
find (QzCodes *self, const char *set, const char *code)
{
  g_autofree char *key = dup_key (set, code);

  return g_hash_table_lookup (self->by_code, key);
}

static Entry *
take (QzCodes *self, const char *set, const char *code)
{
  Entry *entry = find (self, set, code);

  if (entry != NULL)
    return entry;
  entry = g_new0 (Entry, 1);
  entry->set = g_strdup (set);
  entry->code = g_strdup (code);
  g_ptr_array_add (self->entries, entry);
  g_hash_table_insert (self->by_code, dup_key (set, code), entry);
  return entry;
}

/* ── what is shipped ─────────────────────────────────────────────────────────────────────────── */

/* The name of the set stands in the first column, or is @set. */
static gboolean
read_shipped (QzCodes *self, const char *file, const char *set, GError **error)
{
  const guint first = set == NULL ? 1 : 0;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (QzCsvReader) reader = NULL;
  g_autoptr (GError) local = NULL;
  const QzCsvField *fields = NULL;
  guint n_fields = 0;

  if (!qz_data_load (file, &bytes, error))
    return FALSE;
  stream = g_memory_input_stream_new_from_bytes (bytes);
  reader = qz_csv_reader_new (stream, file);
  while (qz_csv_reader_next (reader, &fields, &n_fields, &local))
    {
      Entry *entry;

      if (qz_csv_reader_get_line (reader) == 1)
        continue;
      g_assert (n_fields >= first + 2);
      entry = take (self, set != NULL ? set : fields[0].text, fields[first].text);
      entry->name = g_strdup (fields[first + 1].text);
      entry->shipped_name = g_strdup (entry->name);
      entry->note = g_strdup (n_fields > first + 2 ? fields[first + 2].text : "");
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* ── what the book set says ──────────────────────────────────────────────────────────────────── */

static gboolean
read_imported (QzCodes *self, QzBook *book, GError **error)
{
  enum { SET, CODE, NAME, NOTE, IMPORT, FILE_NAME, LINE };
  static const char *const names[] = { "set", "code", "name", "note", "import", "file", "line" };
  g_autoptr (QzSheet) rows = qz_sheet_new ("codes");

  for (guint i = SET; i <= LINE; i++)
    qz_sheet_add_column (rows, names[i], names[i],
                         i == IMPORT || i == LINE ? QZ_VALUE_COUNT : QZ_VALUE_TEXT);
  if (!qz_code_repo_fill (qz_book_get_store (book), rows, error))
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (rows); row++)
    {
      Entry *entry =
          take (self, qz_sheet_get_text (rows, row, SET), qz_sheet_get_text (rows, row, CODE));

      g_set_str (&entry->name, qz_sheet_get_text (rows, row, NAME));
      g_set_str (&entry->note, qz_sheet_get_text (rows, row, NOTE));
      g_set_str (&entry->file, qz_sheet_get_text (rows, row, FILE_NAME));
      entry->import = qz_sheet_get_number (rows, row, IMPORT);
      entry->file_line = qz_sheet_get_number (rows, row, LINE);
    }
  return TRUE;
}

static guint
get_order (const char *set)
{
  for (guint i = 0; i < G_N_ELEMENTS (sets); i++)
    if (strcmp (sets[i].set, set) == 0)
      return i;
  return G_N_ELEMENTS (sets);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const Entry *left = *(const Entry *const *) a;
  const Entry *right = *(const Entry *const *) b;
  const guint left_order = get_order (left->set), right_order = get_order (right->set);

  if (left_order != right_order)
    return left_order < right_order ? -1 : 1;
  return strcmp (left->code, right->code);
}

QzCodes *
qz_codes_load (QzBook *book, GError **error)
{
  g_autoptr (QzCodes) self = g_new0 (QzCodes, 1);

  self->entries = g_ptr_array_new_with_free_func (entry_free);
  self->by_code = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!read_shipped (self, CODES_FILE, NULL, error)
      || !read_shipped (self, PURPOSES_FILE, "purpose", error)
      || (book != NULL && !read_imported (self, book, error)))
    return NULL;
  g_ptr_array_sort (self->entries, compare_entries);
  return g_steal_pointer (&self);
}

static void
free_codes (gpointer codes)
{
  qz_codes_free (codes);
}

QzCodes *
qz_codes_get (QzBook *book, GError **error)
{
  if (book->codes == NULL)
    {
      book->codes = qz_codes_load (book, error);
      book->free_codes = free_codes;
    }
  return book->codes;
}

gboolean
qz_codes_has_set (QzCodes *self, const char *set)
{
  /* The chart of accounts is a file of its own, which vouchers go by. */
  return strcmp (set, "account") != 0 && get_order (set) < G_N_ELEMENTS (sets);
}

const char *
qz_codes_get_name (QzCodes *self, const char *set, const char *code)
{
  const Entry *entry = find (self, set, code);
  g_autofree char *beginning = g_strdup (code);

  if (strcmp (set, "med_type") == 0)
    for (gsize length = strlen (beginning); entry == NULL && length > 1; length--)
      {
        beginning[length - 1] = '\0';
        entry = find (self, set, beginning);
      }
  return entry != NULL ? entry->name : NULL;
}

/* ── the list ────────────────────────────────────────────────────────────────────────────────── */

static QzSheet *
new_list (void)
{
  QzSheet *sheet = qz_sheet_new ("codes");

  qz_sheet_add_column (sheet, "set", _("Set"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "set_name", _("Code table"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "code", _("Code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "name", _("Name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "note", _("Note"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "origin", _("Origin"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "shipped_name", _("Shipped as"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "import", _("Import"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "file", _("File"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "file_line", _("Line"), QZ_VALUE_COUNT);
  return sheet;
}

static const char *
get_origin (const Entry *entry)
{
  if (entry->import == 0)
    return "shipped";
  return entry->shipped_name != NULL ? "changed" : "added";
}

static void
add_entry (QzSheet *sheet, const Entry *entry)
{
  const guint row = qz_sheet_add_row (sheet);
  const guint order = get_order (entry->set);

  qz_sheet_put_text (sheet, row, 0, entry->set);
  qz_sheet_put_text (sheet, row, 1,
                     order < G_N_ELEMENTS (sets) ? _ (sets[order].title) : entry->set);
  qz_sheet_put_text (sheet, row, 2, entry->code);
  qz_sheet_put_text (sheet, row, 3, entry->name);
  qz_sheet_put_text (sheet, row, 4, entry->note);
  qz_sheet_put_text (sheet, row, 5, get_origin (entry));
  if (entry->import == 0)
    return;
  qz_sheet_put_text (sheet, row, 6, entry->shipped_name);
  qz_sheet_put_number (sheet, row, 7, entry->import);
  qz_sheet_put_text (sheet, row, 8, entry->file);
  qz_sheet_put_number (sheet, row, 9, entry->file_line);
}

static gboolean
add_accounts (QzSheet *sheet, QzBook *book, GError **error)
{
  g_autoptr (QzChart) chart = qz_voucher_repo_load_chart (qz_book_get_store (book), error);

  for (guint i = 0; chart != NULL && i < qz_chart_get_n_accounts (chart); i++)
    {
      const QzAccount *account = qz_chart_get_account (chart, i);
      const Entry entry = { .set = (char *) "account",
                            .code = (char *) account->code,
                            .name = (char *) account->name,
                            .note = (char *) account->symbol };

      add_entry (sheet, &entry);
    }
  return chart != NULL;
}

QzSheet *
qz_codes_list (QzBook *book, const char *set, GError **error)
{
  g_autoptr (QzCodes) codes = qz_codes_load (book, error);
  g_autoptr (QzSheet) sheet = new_list ();

  if (codes == NULL)
    return NULL;
  if (set != NULL && get_order (set) == G_N_ELEMENTS (sets))
    {
      qz_error_set (error, QZ_ERROR_USAGE, "no-such-set",
                    _("There is no code table “%s”; “qz codes” lists them"), set);
      return NULL;
    }
  for (guint i = 0; i < codes->entries->len; i++)
    {
      const Entry *entry = codes->entries->pdata[i];

      if (set == NULL || strcmp (entry->set, set) == 0)
        add_entry (sheet, entry);
    }
  if (book != NULL && (set == NULL || strcmp (set, "account") == 0)
      && !add_accounts (sheet, book, error))
    return NULL;
  return g_steal_pointer (&sheet);
}
