/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Packages as people look at them: the list with where each stands, one package, one item. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-error.h"
#include "qz-exchange-private.h"
#include "qz-packages.h"
#include "qz-peer-key.h"
#include "qz-peers.h"

enum { DIRECTION, PEER, NAME, NUMBER, ITEMS, APPLIED, WAITING, STALE, REFUSED, TIME, KINDS, STATE };

/* ── where a package stands ─────────────────────────────────────────────────────────────────── */

static gboolean
has_number (JsonObject *ack, gint64 number)
{
  JsonArray *beyond = qz_item_json_get_list (ack, "beyond");
  gint64 through = 0;

  if (qz_item_json_get_count (ack, "through", G_MAXINT32, &through) && number <= through)
    return TRUE;
  for (guint i = 0; beyond != NULL && i < json_array_get_length (beyond); i++)
    if (json_array_get_int_element (beyond, i) == number)
      return TRUE;
  return FALSE;
}

/* Whether the other office has said that it has the package "230000-230200-000007". */
static gboolean
is_acknowledged (QzStore *store, const char *number, gboolean *out, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (number, "-", 3);
  g_autofree char *key = NULL;
  g_autoptr (QzPackageItem) item = NULL;
  g_autoptr (JsonObject) ack = NULL;
  GError *failure = NULL;

  *out = FALSE;
  if (g_strv_length (parts) != 3)
    return TRUE;
  key = qz_package_dup_way (parts[1], parts[0]);
  item = qz_package_repo_find_newest (store, QZ_ITEM_ACK, key, &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  ack = item != NULL ? qz_item_json_parse (item->content, strlen (item->content)) : NULL;
  *out = ack != NULL && has_number (ack, g_ascii_strtoll (parts[2], NULL, 10));
  return TRUE;
}

static gboolean
put_state (QzStore *store, QzSheet *sheet, guint row, GError **error)
{
  const char *direction = qz_sheet_get_text (sheet, row, DIRECTION);
  const char *state = "MISSING";
  gboolean acknowledged = FALSE;

  if (strcmp (direction, "out") == 0)
    {
      if (!is_acknowledged (store, qz_sheet_get_text (sheet, row, NUMBER), &acknowledged, error))
        return FALSE;
      state = acknowledged ? "ACKNOWLEDGED" : "SENT";
    }
  else if (strcmp (direction, "in") == 0)
    state = qz_sheet_get_number (sheet, row, WAITING) > 0   ? "WAITING"
            : qz_sheet_get_number (sheet, row, REFUSED) > 0 ? "REJECTED"
                                                            : "TAKEN";
  qz_sheet_put_text (sheet, row, STATE, state);
  return TRUE;
}

static void
put_kinds (QzSheet *sheet, guint row)
{
  const char *text = qz_sheet_get_text (sheet, row, KINDS);
  g_auto (GStrv) kinds = g_strsplit (text != NULL ? text : "", ",", -1);
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; kinds[i] != NULL; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? _(", ") : "",
                            qz_exchange_get_kind_name (kinds[i]));
  qz_sheet_put_text (sheet, row, KINDS, names->str);
}

gboolean
qz_exchange_put_states (QzStore *store, QzSheet *sheet, GError **error)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      if (!put_state (store, sheet, row, error))
        return FALSE;
      put_kinds (sheet, row);
    }
  return TRUE;
}

/* ── the desk ───────────────────────────────────────────────────────────────────────────────── */

/* "" where there is no key yet: it is made by an administrator. */
static char *
dup_own_fingerprint (const char *agency)
{
  g_autofree char *path = qz_peer_dup_key_path (agency);
  g_autoptr (GError) ignored = NULL;
  g_auto (QzKeyFile) key = { 0 };

  return qz_key_file_read (&key, path, TRUE, &ignored) && strcmp (key.agency, agency) == 0
             ? qz_signing_dup_fingerprint (key.public_key)
             : g_strdup ("");
}

static gint64
count_active (QzSheet *peers)
{
  const guint active = (guint) qz_sheet_find_column (peers, "active");
  gint64 n = 0;

  for (guint row = 0; row < qz_sheet_get_n_rows (peers); row++)
    n += qz_sheet_get_number (peers, row, active) != 0;
  return n;
}

QzSheet *
qz_package_desk (QzBook *book, const QzContext *context, GError **error)
{
  const char *agency = qz_actor_get (book, context);
  g_autofree char *fingerprint = dup_own_fingerprint (agency);
  g_autofree char *name =
      qz_transfer_repo_dup_agency_name (qz_book_get_store (book), agency, error);
  g_autoptr (QzSheet) packages = name != NULL ? qz_package_list (book, error) : NULL;
  g_autoptr (QzSheet) peers = packages != NULL ? qz_peer_list (book, error) : NULL;
  QzSheet *sheet;

  if (peers == NULL)
    return NULL;
  sheet = qz_sheet_new ("exchange");
  qz_sheet_set_text (sheet, "agency", _("Agency"), agency);
  qz_sheet_set_text (sheet, "agency_name", _("Own office"), name);
  qz_sheet_set_text (sheet, "fingerprint", _("Fingerprint of the own key"), fingerprint);
  qz_sheet_set_number (sheet, "offices", _("Trusted offices"), QZ_VALUE_COUNT,
                       count_active (peers));
  qz_sheet_add_child (sheet, packages);
  qz_sheet_add_child (sheet, peers);
  return sheet;
}

/* ── one package ────────────────────────────────────────────────────────────────────────────── */

static void
describe_package (QzSheet *list, guint row, const char *digest, QzSheet *sheet)
{
  static const guint facts[] = { NUMBER, DIRECTION, PEER, NAME, TIME, STATE };

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    qz_sheet_set_text (sheet, qz_sheet_get_column_name (list, facts[i]),
                       qz_sheet_get_column_title (list, facts[i]),
                       qz_sheet_get_text (list, row, facts[i]));
  qz_sheet_set_text (sheet, "digest", _("SM3 of what was signed"), digest);
}

static void
add_item_columns (QzSheet *sheet)
{
  qz_sheet_add_column (sheet, "kind", _("Kind"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "kind_name", _("What"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "key", _("Concerns"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "revision", _("Revision"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "result", _("Result"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "reason", _("Because"), QZ_VALUE_TEXT);
}

static int
find_row (QzSheet *list, const char *number)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (list); row++)
    if (strcmp (qz_sheet_get_text (list, row, NUMBER), number) == 0)
      return (int) row;
  return -1;
}

QzSheet *
qz_package_find (QzBook *book, const char *number, GError **error)
{
  QzStore *store = qz_book_get_store (book);
  g_autoptr (QzSheet) list = qz_package_list (book, error);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("package");
  g_autofree char *digest = NULL;
  int row;

  if (list == NULL)
    return NULL;
  row = find_row (list, number);
  if (row < 0)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "no-such-package",
                    _("There is no package “%s”; “qz package list” shows them"), number);
      return NULL;
    }
  digest = qz_package_repo_dup_digest (
      store, strcmp (qz_sheet_get_text (list, (guint) row, DIRECTION), "in") == 0, number, error);
  if (digest == NULL)
    return NULL;
  describe_package (list, (guint) row, digest, sheet);
  add_item_columns (sheet);
  if (!qz_package_repo_fill_items (store, number, sheet, error))
    return NULL;
  for (guint i = 0; i < qz_sheet_get_n_rows (sheet); i++)
    qz_sheet_put_text (sheet, i, 1, qz_exchange_get_kind_name (qz_sheet_get_text (sheet, i, 0)));
  return g_steal_pointer (&sheet);
}

/* ── one item ───────────────────────────────────────────────────────────────────────────────── */

/* Amounts are fen and told apart by their names: the rest of the whole numbers are counts. */
static QzValueType
get_type (const char *name)
{
  static const char *const amounts[] = { "amount", "medfee", "pool",  "big",   "cvlserv", "maf",
                                         "other",  "acct",   "total", "quota", "claimed", NULL };

  if (strcmp (name, "period") == 0 || strcmp (name, "orig_period") == 0)
    return QZ_VALUE_PERIOD;
  return g_strv_contains (amounts, name) ? QZ_VALUE_FEN : QZ_VALUE_COUNT;
}

/* Names of members for people; others stand as they are. */
static const char *
get_title (const char *name)
{
  static const struct {
    const char *name, *title;
  } titles[] = {
    { "period", N_ ("Month of costs") },  { "scope", N_ ("Scope") },
    { "unit", N_ ("Unit") },              { "revision", N_ ("Version") },
    { "side", N_ ("Side") },              { "provider", N_ ("Provider") },
    { "treat_unit", N_ ("Treat unit") },  { "treat_agency", N_ ("Treat agency") },
    { "insured_unit", N_ ("Insured unit") }, { "insured_agency", N_ ("Insured agency") },
    { "other_province", N_ ("Other province") }, { "insurance", N_ ("Insurance") },
    { "orig_period", N_ ("Costs of") },   { "reason", N_ ("Reason") },
    { "visits", N_ ("Visits") },          { "medfee", N_ ("Medical costs") },
    { "amount", N_ ("Amount") },          { "total", N_ ("Total") },
    { "number", N_ ("Number") },          { "form", N_ ("Form") },
    { "day", N_ ("Day") },                { "due_day", N_ ("Due") },
    { "payer", N_ ("Payer") },            { "payee", N_ ("Payee") },
    { "leg", N_ ("Leg") },                { "bank", N_ ("Bank") },
    { "serial", N_ ("Serial number") },   { "transfer", N_ ("Transfer") },
    { "notice", N_ ("Notice") },          { "party", N_ ("Whose") },
    { "agency", N_ ("Agency") },          { "actor", N_ ("By") },
    { "act", N_ ("What happened") },      { "quota", N_ ("Deposit") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (strcmp (titles[i].name, name) == 0)
      return _ (titles[i].title);
  return name;
}

static gboolean
is_number (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64;
}

static gboolean
is_text (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static void
tell_member (JsonObject *object, const char *name, JsonNode *node, gpointer sheet)
{
  if (is_number (node))
    qz_sheet_set_number (sheet, name, get_title (name), get_type (name), json_node_get_int (node));
  else if (is_text (node) && json_node_get_string (node)[0] != '\0')
    qz_sheet_set_text (sheet, name, get_title (name), json_node_get_string (node));
}

static void
add_column (JsonObject *object, const char *name, JsonNode *node, gpointer sheet)
{
  if (qz_sheet_find_column (sheet, name) < 0 && (is_number (node) || is_text (node)))
    qz_sheet_add_column (sheet, name, get_title (name),
                         is_number (node) ? get_type (name) : QZ_VALUE_TEXT);
}

typedef struct {
  QzSheet *sheet;
  guint row;
} Line;

static void
tell_cell (JsonObject *object, const char *name, JsonNode *node, gpointer data)
{
  const Line *line = data;
  const int column = qz_sheet_find_column (line->sheet, name);

  if (column < 0
      || is_text (node)
             != (qz_sheet_get_column_type (line->sheet, (guint) column) == QZ_VALUE_TEXT))
    return;
  if (is_text (node))
    qz_sheet_put_text (line->sheet, line->row, (guint) column, json_node_get_string (node));
  else if (is_number (node))
    qz_sheet_put_number (line->sheet, line->row, (guint) column, json_node_get_int (node));
}

static void
tell_lines (JsonObject *content, QzSheet *sheet)
{
  static const char *const lists[] = { "rows", "lines", "parts" };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      JsonArray *list = qz_item_json_get_list (content, lists[i]);
      const guint n = list != NULL ? json_array_get_length (list) : 0;

      for (guint j = 0; j < n; j++)
        {
          JsonObject *object = qz_item_json_get_element (list, j);

          if (object == NULL)
            continue;
          if (j == 0)
            json_object_foreach_member (object, add_column, sheet);
          json_object_foreach_member (object, tell_cell,
                                      &(Line){ sheet, qz_sheet_add_row (sheet) });
        }
    }
}

static const QzPackageItem *
find_item (const QzPackage *package, const char *kind, const char *key)
{
  for (guint i = 0; i < package->items->len; i++)
    {
      const QzPackageItem *item = package->items->pdata[i];

      if (strcmp (item->kind, kind) == 0 && strcmp (item->key, key) == 0)
        return item;
    }
  return NULL;
}

QzSheet *
qz_package_show_item (QzBook *book, const QzContext *context, const char *path, const char *kind,
                      const char *key, GError **error)
{
  g_autoptr (QzPackage) package = qz_package_read (path, error);
  const QzPackageItem *item = package != NULL ? find_item (package, kind, key) : NULL;
  g_autoptr (JsonObject) content =
      item != NULL ? qz_item_json_parse (item->content, strlen (item->content)) : NULL;
  g_autoptr (QzSheet) sheet = qz_sheet_new ("item");

  if (package == NULL)
    return NULL;
  if (content == NULL)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "no-such-item", _("The package has no item %s %s"),
                    kind, key);
      return NULL;
    }
  qz_sheet_set_text (sheet, "what", _("What"), qz_exchange_get_kind_name (kind));
  json_object_foreach_member (content, tell_member, sheet);
  tell_lines (content, sheet);
  return g_steal_pointer (&sheet);
}
