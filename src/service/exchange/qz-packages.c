/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-packages.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <inttypes.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-error.h"
#include "qz-exchange-private.h"
#include "qz-peer-key.h"
#include "qz-peers.h"
#include "qz-target.h"

/* ── making ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
open_key (const QzPackageMake *what, const char *agency, QzSigningPair *out, GError **error)
{
  g_autofree char *usual = qz_peer_dup_key_path (agency);
  g_auto (QzKeyFile) key = { 0 };

  if (!qz_key_file_read (&key, what->key_path != NULL ? what->key_path : usual, TRUE, error))
    return FALSE;
  if (strcmp (key.agency, agency) == 0)
    return qz_key_file_open (&key, what->passphrase, out, error);
  qz_error_set (error, QZ_ERROR_INPUT, "key-other-agency",
                _("The file has the key of the agency %s, not of %s"), key.agency, agency);
  return FALSE;
}

static gboolean
take_number (QzExchange *exchange, gint64 *out, GError **error)
{
  g_autofree char *way = qz_package_dup_way (exchange->own, exchange->other);
  g_autoptr (GArray) numbers = qz_package_repo_list_numbers (exchange->store, FALSE, way, error);

  if (numbers == NULL)
    return FALSE;
  *out = numbers->len > 0 ? g_array_index (numbers, gint64, numbers->len - 1) + 1 : 1;
  return TRUE;
}

static gboolean
put_package (QzAct *act, const QzPackage *package, gboolean is_in, gint64 *out, GError **error)
{
  g_autofree char *number = qz_package_dup_number (package);
  QzPackageRow row = { .is_in = is_in,
                       .peer = is_in ? package->sender : package->receiver,
                       .number = number,
                       .digest = package->digest };

  if (!qz_package_repo_put (act, &row, error))
    return FALSE;
  *out = row.id;
  return TRUE;
}

static gboolean
put_items (QzAct *act, const GPtrArray *items, gint64 package_id, GError **error)
{
  for (guint i = 0; i < items->len; i++)
    {
      QzPackageItem *item = items->pdata[i];

      item->package_id = package_id;
      if (!qz_package_repo_put_item (act, item, error))
        return FALSE;
    }
  return TRUE;
}

static char *
dup_target (const QzPackageMake *what, const QzPackage *package)
{
  g_autofree char *number = qz_package_dup_number (package);
  g_autofree char *name = g_strdup_printf ("qz-%s.zip", number);

  return g_file_test (what->output, G_FILE_TEST_IS_DIR)
             ? g_build_filename (what->output, name, NULL)
             : g_strdup (what->output);
}

/* Under another name until the act is committed: an interrupted making leaves no package that the
 * book set does not know. */
static gboolean
publish (QzBook *book, const QzContext *context, QzAct *act, GBytes *bytes, const char *path,
         GError **error)
{
  g_autofree char *partial = g_strconcat (path, ".partial", NULL);
  g_autoptr (GError) failure = NULL;
  gsize size = 0;
  const char *data = g_bytes_get_data (bytes, &size);

  if (context->dry_run)
    return qz_book_end_act (book, context, act, error);
  if (!g_file_set_contents_full (partial, data, (gssize) size,
                                 G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                 0640, &failure))
    {
      qz_act_free (act);
      qz_error_set (error, QZ_ERROR_STORE, "package-write", _("Cannot write %s: %s."), path,
                    failure->message);
      return FALSE;
    }
  if (!qz_book_end_act (book, context, act, error))
    {
      g_unlink (partial);
      return FALSE;
    }
  if (g_rename (partial, path) == 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_STORE, "package-write", _("Cannot write %s: %s."), path,
                g_strerror (errno));
  return FALSE;
}

static void
add_item_columns (QzSheet *sheet, const char *last, const char *title)
{
  qz_sheet_add_column (sheet, "kind", _("Kind"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "kind_name", _("What"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "key", _("Concerns"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "revision", _("Revision"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, last, title, QZ_VALUE_TEXT);
}

/* Acknowledgements are the offices' machinery, not people's business. */
static void
add_item (QzSheet *sheet, const QzPackageItem *item, const char *state)
{
  guint row;

  if (strcmp (item->kind, QZ_ITEM_ACK) == 0)
    return;
  row = qz_sheet_add_row (sheet);
  qz_sheet_put_text (sheet, row, 0, item->kind);
  qz_sheet_put_text (sheet, row, 1, qz_exchange_get_kind_name (item->kind));
  qz_sheet_put_text (sheet, row, 2, item->key);
  qz_sheet_put_number (sheet, row, 3, item->revision);
  qz_sheet_put_text (sheet, row, 4, state);
}

static QzSheet *
describe_made (const QzPackage *package, const char *path)
{
  QzSheet *sheet = qz_sheet_new ("package");
  g_autofree char *number = qz_package_dup_number (package);

  qz_sheet_set_text (sheet, "number", _("Number"), number);
  qz_sheet_set_text (sheet, "file", _("File"), path);
  qz_sheet_set_number (sheet, "items", _("Items"), QZ_VALUE_COUNT, package->items->len - 1);
  add_item_columns (sheet, "result", _("Result"));
  for (guint i = 0; i < package->items->len; i++)
    add_item (sheet, package->items->pdata[i], QZ_ITEM_SENT);
  return sheet;
}

static QzSheet *
make (QzExchange *exchange, const QzPackageMake *what, const QzSigningPair *pair, QzAct *begun,
      GError **error)
{
  g_autoptr (QzAct) act = begun;
  g_autoptr (QzPackage) package = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *path = NULL;
  g_autofree char *number = NULL;
  gint64 n = 0;
  gint64 id = 0;

  if (!qz_clearing_catch_up (exchange->book, exchange->context, act, NULL, NULL, error)
      || !take_number (exchange, &n, error))
    return NULL;
  package = qz_package_new (exchange->own, exchange->other, n, exchange->context->clock.business);
  if (!qz_exchange_gather (exchange, package, error))
    return NULL;
  path = dup_target (what, package);
  number = qz_package_dup_number (package);
  bytes = qz_target_check (path, error) ? qz_package_write (package, pair, error) : NULL;
  if (bytes == NULL || !put_package (act, package, FALSE, &id, error)
      || !put_items (act, package->items, id, error))
    return NULL;
  qz_act_set_detail (act, number);
  if (!publish (exchange->book, exchange->context, g_steal_pointer (&act), bytes, path, error))
    return NULL;
  return describe_made (package, path);
}

QzSheet *
qz_package_make (QzBook *book, const QzContext *context, const QzPackageMake *what,
                 GError **error)
{
  const char *own = qz_actor_get (book, context);
  g_auto (QzExchange) exchange = { 0 };
  QzSigningPair pair;
  QzSheet *sheet = NULL;
  QzAct *act;

  if (!qz_actor_check (book, context, own, error)
      || !qz_exchange_open (&exchange, book, context, own, what->to, error)
      || !qz_book_check_role (book, context, qz_right_get_roles (QZ_RIGHT_PACKAGE_MAKE), error)
      || !open_key (what, own, &pair, error))
    return NULL;
  act = qz_book_begin_act (book, context, "package make",
                           qz_right_get_roles (QZ_RIGHT_PACKAGE_MAKE), error);
  if (act != NULL)
    sheet = make (&exchange, what, &pair, act, error);
  qz_signing_clear_pair (&pair);
  return sheet;
}

/* ── what came ──────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_known_key (QzStore *store, const QzPackage *package, gboolean *out, GError **error)
{
  g_autofree char *known = qz_package_repo_dup_peer_key (store, package->sender, error);
  g_autofree char *got = qz_signing_to_hex (package->public_key, sizeof package->public_key);

  *out = g_strcmp0 (known, got) == 0;
  return known != NULL;
}

/* Numbers before it that have not come: "1, 3"; "" when there are none. */
static char *
dup_missing (QzStore *store, const QzPackage *package, GError **error)
{
  g_autofree char *way = qz_package_dup_way (package->sender, package->receiver);
  g_autoptr (GArray) numbers = qz_package_repo_list_numbers (store, TRUE, way, error);
  GString *text;
  guint at = 0;

  if (numbers == NULL)
    return NULL;
  text = g_string_new (NULL);
  for (gint64 number = 1; number < package->number && text->len < 200; number++)
    {
      while (at < numbers->len && g_array_index (numbers, gint64, at) < number)
        at++;
      if (at == numbers->len || g_array_index (numbers, gint64, at) != number)
        g_string_append_printf (text, "%s%" PRId64, text->len > 0 ? ", " : "", number);
    }
  return g_string_free_and_steal (text);
}

static gboolean
is_taken (QzStore *store, const QzPackage *package, gboolean *out, GError **error)
{
  g_autofree char *number = qz_package_dup_number (package);
  g_autofree char *digest = qz_package_repo_dup_digest (store, TRUE, number, error);

  *out = digest != NULL && strcmp (digest, package->digest) == 0;
  if (digest == NULL || *out || digest[0] == '\0')
    return digest != NULL;
  qz_error_set (error, QZ_ERROR_REFUSED, "package-number-twice",
                _("Another package with the number %s was taken in before. The sender has gone "
                  "back to an older copy of the book set, or somebody else has the key: ask the "
                  "office before anything else is taken"),
                number);
  return FALSE;
}

static void
describe_sender (QzExchange *exchange, const QzPackage *package, QzSheet *sheet)
{
  g_autofree char *number = qz_package_dup_number (package);
  QzAreaPlace place;

  qz_sheet_set_text (sheet, "number", _("Number"), number);
  qz_sheet_set_text (sheet, "from", _("Sending office"), package->sender);
  qz_sheet_set_text (sheet, "from_name", _("Name"),
                     qz_area_map_find_agency (exchange->map, package->sender, &place)
                         ? qz_area_map_get_name (exchange->map, place.agency)
                         : qz_area_map_get_name (exchange->map,
                                                 qz_area_map_get_province (exchange->map)));
  qz_sheet_set_text (sheet, "to", _("Receiving office"), package->receiver);
  qz_sheet_set_text (sheet, "made", _("Made at"), package->made);
}

/* What became of each item of a package that was taken in, up to now. */
static gboolean
describe_results (QzExchange *exchange, const QzPackage *package, QzSheet *sheet, GError **error)
{
  g_autofree char *number = qz_package_dup_number (package);

  if (!qz_package_repo_fill_items (exchange->store, number, sheet, error))
    return FALSE;
  for (guint i = 0; i < qz_sheet_get_n_rows (sheet); i++)
    qz_sheet_put_text (sheet, i, 1, qz_exchange_get_kind_name (qz_sheet_get_text (sheet, i, 0)));
  return TRUE;
}

static gboolean
describe_items (QzExchange *exchange, const QzPackage *package, gboolean taken, QzSheet *sheet,
                GError **error)
{
  add_item_columns (sheet, "state", _("State"));
  qz_sheet_add_column (sheet, "reason", _("Because"), QZ_VALUE_TEXT);
  if (taken)
    return describe_results (exchange, package, sheet, error);
  for (guint i = 0; i < package->items->len; i++)
    {
      const QzPackageItem *item = package->items->pdata[i];
      gint64 applied = 0;

      if (!qz_package_repo_get_applied (exchange->store, item->kind, item->key, &applied, error))
        return FALSE;
      add_item (sheet, item, applied >= item->revision ? "KNOWN" : "NEW");
    }
  return TRUE;
}

/* Who reads it says for whom: the receiver's own office looks at it. */
static gboolean
check_receiver (QzBook *book, const QzContext *context, const QzPackage *package, GError **error)
{
  const char *own = qz_actor_get (book, context);

  if (strcmp (own, package->receiver) == 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "package-receiver",
                _("The package is for the agency %s, and you are acting for %s"),
                package->receiver, own);
  return FALSE;
}

QzSheet *
qz_package_show (QzBook *book, const QzContext *context, const char *path, GError **error)
{
  g_autoptr (QzPackage) package = qz_package_read (path, error);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("package");
  g_auto (QzExchange) exchange = { 0 };
  g_autofree char *fingerprint = NULL;
  g_autofree char *missing = NULL;
  gboolean known = FALSE;
  gboolean taken = FALSE;

  if (package == NULL || !check_receiver (book, context, package, error)
      || !qz_exchange_open (&exchange, book, context, package->receiver, package->sender, error)
      || !is_known_key (exchange.store, package, &known, error)
      || !is_taken (exchange.store, package, &taken, error)
      || (known && !taken && !qz_exchange_check_conflict (&exchange, package, error)))
    return NULL;
  missing = dup_missing (exchange.store, package, error);
  if (missing == NULL)
    return NULL;
  fingerprint = qz_signing_dup_fingerprint (package->public_key);
  describe_sender (&exchange, package, sheet);
  qz_sheet_set_text (sheet, "signature", _("Signature"), known ? "good" : "unknown-key");
  qz_sheet_set_text (sheet, "fingerprint", _("Fingerprint"), fingerprint);
  qz_sheet_set_number (sheet, "taken", _("Taken in"), QZ_VALUE_BOOL, taken);
  qz_sheet_set_text (sheet, "missing", _("Missing before it"), missing);
  if (!describe_items (&exchange, package, taken, sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

/* ── taking in ──────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzExchange *exchange;
  QzAct *act;
  GPtrArray *queue; /* QzPackageItem, borrowed */
  guint n_old;      /* the first ones waited before */
} Taker;

/* Each item that is settled may be what another one waits for: round by round until nothing moves.
 * Every result is written at once, for the next ones to be judged by. */
static gboolean
settle (Taker *self, gboolean *out_moved, GError **error)
{
  *out_moved = FALSE;
  for (guint i = 0; i < self->queue->len; i++)
    {
      QzPackageItem *item = self->queue->pdata[i];

      if (item == NULL)
        continue;
      if (!qz_exchange_judge (self->exchange, self->act, item, error))
        return FALSE;
      if (strcmp (item->result, QZ_ITEM_WAITING) == 0)
        continue;
      if (!qz_package_repo_put_item (self->act, item, error))
        return FALSE;
      self->queue->pdata[i] = NULL;
      *out_moved = TRUE;
    }
  return TRUE;
}

static gboolean
take_all (Taker *self, GError **error)
{
  gboolean moved = TRUE;

  while (moved)
    if (!settle (self, &moved, error))
      return FALSE;
  /* What came now and waits is written so; what waited before is. */
  for (guint i = self->n_old; i < self->queue->len; i++)
    if (self->queue->pdata[i] != NULL
        && !qz_package_repo_put_item (self->act, self->queue->pdata[i], error))
      return FALSE;
  return TRUE;
}

/* @package_id 0: the package was taken in before, and only what waits is looked at again. */
static gboolean
take_items (QzExchange *exchange, QzAct *act, QzPackage *package, gint64 package_id,
            GError **error)
{
  g_autofree char *way = qz_package_dup_way (package->sender, package->receiver);
  g_autoptr (GPtrArray) waiting = qz_package_repo_list_waiting (exchange->store, error);
  g_autoptr (GPtrArray) queue = g_ptr_array_new ();
  Taker taker = { .exchange = exchange, .act = act, .queue = queue };

  if (waiting == NULL)
    return FALSE;
  for (guint i = 0; i < waiting->len; i++)
    if (strcmp (((QzPackageItem *) waiting->pdata[i])->way, way) == 0)
      g_ptr_array_add (queue, waiting->pdata[i]);
  taker.n_old = queue->len;
  for (guint i = 0; package_id != 0 && i < package->items->len; i++)
    {
      QzPackageItem *item = package->items->pdata[i];

      item->package_id = package_id;
      g_ptr_array_add (queue, item);
    }
  return take_all (&taker, error);
}

static guint
count_result (const QzPackage *package, const char *result)
{
  guint n = 0;

  for (guint i = 0; i < package->items->len; i++)
    {
      const QzPackageItem *item = package->items->pdata[i];

      n += strcmp (item->kind, QZ_ITEM_ACK) != 0 && g_strcmp0 (item->result, result) == 0;
    }
  return n;
}

static QzSheet *
describe_taken (QzExchange *exchange, const QzPackage *package, gboolean taken)
{
  QzSheet *sheet = qz_sheet_new ("package");
  guint n = 0;

  describe_sender (exchange, package, sheet);
  qz_sheet_set_number (sheet, "taken", _("Taken in before"), QZ_VALUE_BOOL, taken);
  qz_sheet_set_number (sheet, "applied", _("Taken in"), QZ_VALUE_COUNT,
                       count_result (package, QZ_ITEM_APPLIED));
  qz_sheet_set_number (sheet, "waiting", _("Waiting"), QZ_VALUE_COUNT,
                       count_result (package, QZ_ITEM_WAITING));
  qz_sheet_set_number (sheet, "stale", _("Known"), QZ_VALUE_COUNT,
                       count_result (package, QZ_ITEM_STALE));
  qz_sheet_set_number (sheet, "rejected", _("Refused"), QZ_VALUE_COUNT,
                       count_result (package, QZ_ITEM_REJECTED));
  add_item_columns (sheet, "result", _("Result"));
  qz_sheet_add_column (sheet, "reason", _("Because"), QZ_VALUE_TEXT);
  for (guint i = 0; !taken && i < package->items->len; i++)
    {
      const QzPackageItem *item = package->items->pdata[i];

      add_item (sheet, item, item->result);
      if (strcmp (item->kind, QZ_ITEM_ACK) != 0)
        qz_sheet_put_text (sheet, n++, 5, item->reason);
    }
  return sheet;
}

static gboolean
check_key (QzStore *store, const QzPackage *package, GError **error)
{
  g_autofree char *fingerprint = qz_signing_dup_fingerprint (package->public_key);
  gboolean known = FALSE;

  if (!is_known_key (store, package, &known, error))
    return FALSE;
  if (!known)
    qz_error_set (error, QZ_ERROR_REFUSED, "package-key",
                  _("The package says that it is from %s, but it is not signed with the key that "
                    "this book set has of that office (it has %s). If the office has a new key, "
                    "an administrator takes it with “qz peer add”"),
                  package->sender, fingerprint);
  return known;
}

/* Whether something of the sender waits. */
static gboolean
has_waiting (QzExchange *exchange, const QzPackage *package, gboolean *out, GError **error)
{
  g_autofree char *way = qz_package_dup_way (package->sender, package->receiver);
  g_autoptr (GPtrArray) waiting = qz_package_repo_list_waiting (exchange->store, error);

  *out = FALSE;
  for (guint i = 0; waiting != NULL && i < waiting->len; i++)
    *out = *out || strcmp (((QzPackageItem *) waiting->pdata[i])->way, way) == 0;
  return waiting != NULL;
}

static gboolean
take_in (QzExchange *exchange, QzPackage *package, gboolean taken, GError **error)
{
  g_autofree char *number = qz_package_dup_number (package);
  g_autoptr (QzAct) act =
      qz_book_begin_act (exchange->book, exchange->context, "package accept",
                         qz_right_get_roles (QZ_RIGHT_PACKAGE_ACCEPT), error);
  gint64 id = 0;

  if (act == NULL
      || !qz_clearing_catch_up (exchange->book, exchange->context, act, NULL, NULL, error)
      || (!taken && !put_package (act, package, TRUE, &id, error))
      || !take_items (exchange, act, package, id, error)
      || !qz_clearing_catch_up (exchange->book, exchange->context, act, NULL, NULL, error))
    return FALSE;
  qz_act_set_detail (act, number);
  return qz_book_end_act (exchange->book, exchange->context, g_steal_pointer (&act), error);
}

QzSheet *
qz_package_accept (QzBook *book, const QzContext *context, const char *path, GError **error)
{
  g_autoptr (QzPackage) package = qz_package_read (path, error);
  g_auto (QzExchange) exchange = { 0 };
  gboolean taken = FALSE;
  gboolean waiting = FALSE;

  if (package == NULL || !check_receiver (book, context, package, error)
      || !qz_actor_check (book, context, package->receiver, error)
      || !qz_exchange_open (&exchange, book, context, package->receiver, package->sender, error)
      || !check_key (exchange.store, package, error)
      || !is_taken (exchange.store, package, &taken, error)
      || (!taken && !qz_exchange_check_conflict (&exchange, package, error))
      || !has_waiting (&exchange, package, &waiting, error)
      || ((!taken || waiting) && !take_in (&exchange, package, taken, error)))
    return NULL;
  return describe_taken (&exchange, package, taken);
}

/* ── the list ───────────────────────────────────────────────────────────────────────────────── */

static void
add_gap (QzSheet *sheet, const char *peer, const char *name, const char *way, gint64 number)
{
  g_autofree char *text = g_strdup_printf ("%s-%06" PRId64, way, number);
  const guint row = qz_sheet_add_row (sheet);

  qz_sheet_put_text (sheet, row, 0, "missing");
  qz_sheet_put_text (sheet, row, 1, peer);
  qz_sheet_put_text (sheet, row, 2, name);
  qz_sheet_put_text (sheet, row, 3, text);
}

static gboolean
add_gaps (QzStore *store, QzSheet *sheet, guint row, GHashTable *done, GError **error)
{
  const char *number = qz_sheet_get_text (sheet, row, 3);
  const char *dash = strrchr (number, '-');
  char *way = g_strndup (number, dash != NULL ? (gsize) (dash - number) : 0);
  g_autofree char *peer = g_strdup (qz_sheet_get_text (sheet, row, 1));
  g_autofree char *name = g_strdup (qz_sheet_get_text (sheet, row, 2));
  g_autoptr (GArray) numbers = NULL;
  gint64 next = 1;

  if (!g_hash_table_add (done, way))
    return TRUE;
  numbers = qz_package_repo_list_numbers (store, TRUE, way, error);
  for (guint i = 0; numbers != NULL && i < numbers->len; i++)
    {
      for (; next < g_array_index (numbers, gint64, i); next++)
        add_gap (sheet, peer, name, way, next);
      next++;
    }
  return numbers != NULL;
}

QzSheet *
qz_package_list (QzBook *book, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("packages");
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint n;

  qz_sheet_add_column (sheet, "direction", _("Direction"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "peer", _("Office"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "peer_name", _("Name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "number", _("Number"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "items", _("Items"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "applied", _("Taken in"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "waiting", _("Waiting"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "stale", _("Known"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "rejected", _("Refused"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "time", _("Time"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "kinds", _("Holds"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "state", _("State"), QZ_VALUE_TEXT);
  if (!qz_package_repo_fill_packages (qz_book_get_store (book), sheet, error))
    return NULL;
  n = qz_sheet_get_n_rows (sheet);
  for (guint i = 0; i < n; i++)
    if (strcmp (qz_sheet_get_text (sheet, i, 0), "in") == 0
        && !add_gaps (qz_book_get_store (book), sheet, i, done, error))
      return NULL;
  return qz_exchange_put_states (qz_book_get_store (book), sheet, error)
             ? g_steal_pointer (&sheet)
             : NULL;
}
