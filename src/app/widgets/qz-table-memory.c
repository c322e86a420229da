/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-table-memory.h"

#define SCHEMA "org.qingzhang.Qingzhang"
#define KEY    "tables"

static GSettings *
open_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema =
      source != NULL ? g_settings_schema_source_lookup (source, SCHEMA, TRUE) : NULL;

  return schema != NULL && g_settings_schema_has_key (schema, KEY) ? g_settings_new (SCHEMA) : NULL;
}

static QzTableMemory *
memory_new (void)
{
  QzTableMemory *self = g_new0 (QzTableMemory, 1);

  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->widths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return self;
}

void
qz_table_memory_free (QzTableMemory *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->shown);
  g_hash_table_unref (self->widths);
  g_free (self->order);
  g_free (self);
}

static void
read_numbers (GVariant *table, const char *key, GHashTable *numbers)
{
  g_autoptr (GVariant) found = g_variant_lookup_value (table, key, G_VARIANT_TYPE ("a{si}"));
  GVariantIter iter;
  const char *name;
  int number;

  if (found == NULL)
    return;
  g_variant_iter_init (&iter, found);
  while (g_variant_iter_next (&iter, "{&si}", &name, &number))
    g_hash_table_insert (numbers, g_strdup (name), GINT_TO_POINTER (number));
}

QzTableMemory *
qz_table_memory_load (const char *id)
{
  QzTableMemory *self = memory_new ();
  g_autoptr (GSettings) settings = open_settings ();
  g_autoptr (GVariant) tables = settings != NULL ? g_settings_get_value (settings, KEY) : NULL;
  g_autoptr (GVariant) table =
      tables != NULL ? g_variant_lookup_value (tables, id, G_VARIANT_TYPE_VARDICT) : NULL;

  if (table == NULL)
    return self;
  read_numbers (table, "shown", self->shown);
  read_numbers (table, "widths", self->widths);
  g_variant_lookup (table, "order", "s", &self->order);
  g_variant_lookup (table, "descending", "b", &self->descending);
  return self;
}

static GVariant *
write_numbers (GHashTable *numbers)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a{si}"));
  GHashTableIter iter;
  gpointer name, number;

  g_hash_table_iter_init (&iter, numbers);
  while (g_hash_table_iter_next (&iter, &name, &number))
    g_variant_builder_add (&builder, "{si}", (const char *) name, GPOINTER_TO_INT (number));
  return g_variant_builder_end (&builder);
}

static GVariant *
write_table (const QzTableMemory *self)
{
  GVariantDict dict = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert_value (&dict, "shown", write_numbers (self->shown));
  g_variant_dict_insert_value (&dict, "widths", write_numbers (self->widths));
  if (self->order != NULL)
    g_variant_dict_insert (&dict, "order", "s", self->order);
  g_variant_dict_insert (&dict, "descending", "b", self->descending);
  return g_variant_dict_end (&dict);
}

void
qz_table_memory_store (const QzTableMemory *self, const char *id)
{
  g_autoptr (GSettings) settings = open_settings ();
  g_autoptr (GVariant) tables = settings != NULL ? g_settings_get_value (settings, KEY) : NULL;
  GVariantDict dict;

  if (tables == NULL)
    return;
  g_variant_dict_init (&dict, tables);
  g_variant_dict_insert_value (&dict, id, write_table (self));
  g_settings_set_value (settings, KEY, g_variant_dict_end (&dict));
}
