/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an office has said once it cannot say otherwise: a package whose item has the kind, key and
 * revision of one that was taken in, but another content, is taken in no part. */
#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-error.h"
#include "qz-exchange-private.h"

/* A confirmation and a publication tell of a state, an acknowledgement of packages: those may grow
 * until the other office has them. */
static gboolean
is_final (const char *kind)
{
  static const char *const kinds[] = { QZ_ITEM_LIST,     QZ_ITEM_NOTICE,
                                       QZ_ITEM_DEPOSIT,  QZ_ITEM_TRANSFER,
                                       QZ_ITEM_ANSWER,   QZ_ITEM_TRANSFER_EVENT,
                                       QZ_ITEM_OBJECTION, QZ_ITEM_DEPOSIT_MOVE,
                                       QZ_ITEM_DEPOSIT_QUOTA,
                                       NULL };

  return g_strv_contains (kinds, kind);
}

/* ── where two contents differ ──────────────────────────────────────────────────────────────── */

typedef struct {
  guint line;       /* of a list in it, from 1; 0: none */
  const char *name; /* of the member, interned */
  char *now, *before;
} Difference;

static void
difference_clear (Difference *self)
{
  g_free (self->now);
  g_free (self->before);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Difference, difference_clear)

static char *
dup_value (JsonNode *node)
{
  return node != NULL ? json_to_string (node, FALSE) : g_strdup ("–");
}

static gboolean
differ (JsonNode *now, JsonNode *before)
{
  g_autofree char *one = dup_value (now);
  g_autofree char *other = dup_value (before);

  return strcmp (one, other) != 0;
}

/* The first member of @of that @to does not have so. */
static gboolean
find_in_object (JsonObject *of, JsonObject *to, Difference *out)
{
  g_autoptr (GList) members = json_object_get_members (of);

  for (GList *member = members; member != NULL; member = member->next)
    {
      JsonNode *now = json_object_get_member (of, member->data);
      JsonNode *before = json_object_get_member (to, member->data);

      if (!differ (now, before))
        continue;
      out->name = g_intern_string (member->data);
      out->now = dup_value (now);
      out->before = dup_value (before);
      return TRUE;
    }
  return FALSE;
}

/* The first line of the lists named @name that differs. */
static gboolean
find_in_list (JsonObject *of, JsonObject *to, const char *name, Difference *out)
{
  JsonArray *now = qz_item_json_get_list (of, name);
  JsonArray *before = qz_item_json_get_list (to, name);
  const guint n = now != NULL ? json_array_get_length (now) : 0;

  for (guint i = 0; before != NULL && i < n; i++)
    {
      JsonObject *one = qz_item_json_get_element (now, i);
      JsonObject *other =
          i < json_array_get_length (before) ? qz_item_json_get_element (before, i) : NULL;
      g_autoptr (JsonObject) nothing = json_object_new ();

      if (one == NULL || !find_in_object (one, other != NULL ? other : nothing, out))
        continue;
      out->line = i + 1;
      return TRUE;
    }
  return FALSE;
}

/* Lines first: they say more than a sum that differs with them. */
static void
find_difference (JsonObject *now, JsonObject *before, Difference *out)
{
  static const char *const lists[] = { "rows", "lines", "parts" };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (find_in_list (now, before, lists[i], out))
      return;
  if (!find_in_object (now, before, out) && find_in_object (before, now, out))
    {
      char *swapped = out->now;

      out->now = out->before;
      out->before = swapped;
    }
}

/* ── the package ────────────────────────────────────────────────────────────────────────────── */

static gboolean
refuse (const QzPackage *package, guint index, const char *before, GError **error)
{
  const QzPackageItem *item = package->items->pdata[index];
  g_autofree char *number = qz_package_dup_number (package);
  g_autoptr (JsonObject) now = qz_item_json_parse (item->content, strlen (item->content));
  g_autoptr (JsonObject) was = qz_item_json_parse (before, strlen (before));
  g_auto (Difference) difference = { .name = "" };
  g_autofree char *place = NULL;

  if (now != NULL && was != NULL)
    find_difference (now, was, &difference);
  place = difference.line != 0
              /* Translators: a line of a list, and the name of a field in it. */
              ? g_strdup_printf (_("line %u, %s"), difference.line, difference.name)
              : g_strdup (difference.name);
  qz_error_set (error, QZ_ERROR_REFUSED, "package-conflict",
                _("Package %s, item %u (%s %s, revision %" PRId64 ") says otherwise than the "
                  "office said before: %s is %s, and was %s. Nothing of it is taken in; ask the "
                  "office which is right"),
                number, index + 1, qz_exchange_get_kind_name (item->kind), item->key,
                item->revision, place, difference.now != NULL ? difference.now : "–",
                difference.before != NULL ? difference.before : "–");
  qz_error_add_place (error, number, difference.line, 0, difference.name);
  return FALSE;
}

static char *
dup_identity (const QzPackageItem *item)
{
  return g_strdup_printf ("%s\n%s\n%" PRId64, item->kind, item->key, item->revision);
}

static gboolean
check_item (QzExchange *self, const QzPackage *package, guint index, GHashTable *seen,
            GError **error)
{
  const QzPackageItem *item = package->items->pdata[index];
  char *identity = dup_identity (item);
  const char *twin = g_hash_table_lookup (seen, identity);
  GError *failure = NULL;
  g_autoptr (QzPackageItem) before = NULL;

  g_hash_table_insert (seen, identity, item->content);
  if (!is_final (item->kind))
    return TRUE;
  if (twin != NULL && strcmp (twin, item->content) != 0)
    return refuse (package, index, twin, error);
  before = qz_package_repo_find_applied (self->store, item->kind, item->key, item->revision,
                                         &failure);
  if (failure != NULL)
    {
      g_propagate_error (error, failure);
      return FALSE;
    }
  return before == NULL || strcmp (before->content, item->content) == 0
         || refuse (package, index, before->content, error);
}

gboolean
qz_exchange_check_conflict (QzExchange *self, const QzPackage *package, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < package->items->len; i++)
    if (!check_item (self, package, i, seen, error))
      return FALSE;
  return TRUE;
}
