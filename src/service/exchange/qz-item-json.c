/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-item-json.h"

JsonObject *
qz_item_json_parse (const char *text, gsize length)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) ignored = NULL;
  JsonNode *root;

  if (length > G_MAXINT || !g_utf8_validate_len (text, length, NULL)
      || !json_parser_load_from_data (parser, text, (gssize) length, &ignored))
    return NULL;
  root = json_parser_get_root (parser);
  return root != NULL && JSON_NODE_HOLDS_OBJECT (root) ? json_node_dup_object (root) : NULL;
}

char *
qz_item_json_write (JsonObject *object)
{
  g_autoptr (JsonNode) root = json_node_init_object (json_node_alloc (), object);

  return json_to_string (root, FALSE);
}

static JsonNode *
find_value (JsonObject *object, const char *name, GType type)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type
             ? node
             : NULL;
}

gboolean
qz_item_json_get_text (JsonObject *object, const char *name, const char **out)
{
  JsonNode *node = find_value (object, name, G_TYPE_STRING);

  if (node != NULL)
    *out = json_node_get_string (node);
  return node != NULL;
}

gboolean
qz_item_json_get_number (JsonObject *object, const char *name, gint64 *out)
{
  JsonNode *node = find_value (object, name, G_TYPE_INT64);

  if (node != NULL)
    *out = json_node_get_int (node);
  return node != NULL;
}

gboolean
qz_item_json_get_count (JsonObject *object, const char *name, gint64 limit, gint64 *out)
{
  return qz_item_json_get_number (object, name, out) && *out >= 0 && *out <= limit;
}

JsonArray *
qz_item_json_get_list (JsonObject *object, const char *name)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

JsonObject *
qz_item_json_get_element (JsonArray *list, guint index)
{
  JsonNode *node = json_array_get_element (list, index);

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}
