/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "qz-fen.h"

G_BEGIN_DECLS

/* JSON of packages: objects whose members stand in the order in which they were set, whole numbers,
 * texts and lists, without spaces. Reading believes nothing: every getter says FALSE when the
 * member is not there or is of another kind. */

/* NULL unless @text is one object. (transfer full) */
JsonObject *qz_item_json_parse (const char *text, gsize length);
char *qz_item_json_write (JsonObject *object); /* (transfer full) */

gboolean qz_item_json_get_text (JsonObject *object, const char *name, const char **out);
gboolean qz_item_json_get_number (JsonObject *object, const char *name, gint64 *out);
/* Of 0 … @limit. */
gboolean qz_item_json_get_count (JsonObject *object, const char *name, gint64 limit, gint64 *out);
/* NULL when there is none. */
JsonArray *qz_item_json_get_list (JsonObject *object, const char *name);
/* NULL when the element is no object. */
JsonObject *qz_item_json_get_element (JsonArray *list, guint index);

G_END_DECLS
