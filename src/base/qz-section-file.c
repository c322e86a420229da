/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-section-file.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-error.h"

typedef struct {
  char *key;
  GString *value;
  guint line;
  gboolean is_read;
} Item;

struct _QzSection {
  QzSectionFile *file; /* borrowed */
  char *name;
  guint line;
  gboolean is_read;
  GPtrArray *items; /* Item */
};

struct _QzSectionFile {
  char *name;
  GPtrArray *sections; /* QzSection */
};

typedef struct {
  QzSectionFile *file;
  QzSection *section; /* nullable: none was opened yet */
  Item *item;         /* nullable: a continuation line has nothing to go on with */
  guint line;
} Parser;

static void
item_free (Item *item)
{
  g_free (item->key);
  g_string_free (item->value, TRUE);
  g_free (item);
}

static void
section_free (QzSection *self)
{
  g_free (self->name);
  g_ptr_array_unref (self->items);
  g_free (self);
}

static Item *
find_item (QzSection *self, const char *key)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = self->items->pdata[i];
      if (strcmp (item->key, key) == 0)
        return item;
    }
  return NULL;
}

/* Finds and marks. */
static Item *
read_item (QzSection *self, const char *key)
{
  Item *item = find_item (self, key);

  if (item != NULL)
    {
      item->is_read = TRUE;
      self->is_read = TRUE;
    }
  return item;
}

static gboolean
fail_line (Parser *parser, GError **error, const char *message)
{
  qz_error_set (error, QZ_ERROR_INPUT, "bad-section-file", "%s", message);
  qz_error_add_place (error, parser->file->name, parser->line, 0, NULL);
  return FALSE;
}

static gboolean
open_section (Parser *parser, char *line, GError **error)
{
  gsize length = strlen (line);
  QzSection *section;

  if (line[length - 1] != ']')
    return fail_line (parser, error, _("A section line must end in “]”"));
  line[length - 1] = '\0';
  g_strstrip (line + 1);
  if (line[1] == '\0')
    return fail_line (parser, error, _("The section has no name; write it between “[” and “]”"));

  section = g_new0 (QzSection, 1);
  section->file = parser->file;
  section->name = g_strdup (line + 1);
  section->line = parser->line;
  section->items = g_ptr_array_new_with_free_func ((GDestroyNotify) item_free);
  g_ptr_array_add (parser->file->sections, section);
  parser->section = section;
  parser->item = NULL;
  return TRUE;
}

static gboolean
add_item (Parser *parser, char *line, GError **error)
{
  char *equals = strchr (line, '=');
  Item *item;

  if (equals == NULL)
    return fail_line (parser, error,
                      _("Expected “key = value”, “[section]” or a comment that starts with “#”"));
  if (parser->section == NULL)
    return fail_line (parser, error, _("A key stands before the first “[section]”"));
  *equals = '\0';
  g_strstrip (line);
  if (*line == '\0')
    return fail_line (parser, error, _("There is no key before “=”"));
  if (find_item (parser->section, line) != NULL)
    {
      qz_section_set_error (parser->section, line, "repeated-key", error,
                            _("The key “%s” stands twice in its section; remove one"), line);
      qz_error_add_place (error, NULL, parser->line, 0, NULL);
      return FALSE;
    }

  item = g_new0 (Item, 1);
  item->key = g_strdup (line);
  item->value = g_string_new (g_strstrip (equals + 1));
  item->line = parser->line;
  g_ptr_array_add (parser->section->items, item);
  parser->item = item;
  return TRUE;
}

static gboolean
continue_item (Parser *parser, char *line, GError **error)
{
  if (parser->item == NULL)
    return fail_line (parser, error,
                      _("An indented line goes on with the value above it, but there is none; "
                         "start the line at its first column"));
  if (parser->item->value->len > 0)
    g_string_append_c (parser->item->value, '\n');
  g_string_append (parser->item->value, g_strstrip (line));
  return TRUE;
}

static gboolean
parse_line (Parser *parser, char *line, GError **error)
{
  g_strchomp (line);
  if (*line == '\0')
    {
      parser->item = NULL;
      return TRUE;
    }
  if (*line == '#')
    return TRUE;
  if (*line == '[')
    return open_section (parser, line, error);
  if (g_ascii_isspace (*line))
    return continue_item (parser, line, error);
  return add_item (parser, line, error);
}

/* Refuses bytes that are no text. */
static gboolean
check_text (Parser *parser, const char *text, gsize length, GError **error)
{
  const char *end;

  if (g_utf8_validate_len (text, length, &end))
    return TRUE;
  for (const char *p = text; p < end; p++)
    parser->line += *p == '\n';
  return fail_line (parser, error, _("The file is not UTF-8 text here; save it again as UTF-8"));
}

QzSectionFile *
qz_section_file_new (const char *text, gssize length, const char *file_name, GError **error)
{
  g_autoptr (QzSectionFile) self = g_new0 (QzSectionFile, 1);
  gsize size = length < 0 ? strlen (text) : (gsize) length;
  const char *end = text + size;
  Parser parser = { self, NULL, NULL, 1 };

  self->name = g_strdup (file_name);
  self->sections = g_ptr_array_new_with_free_func ((GDestroyNotify) section_free);
  if (!check_text (&parser, text, size, error))
    return NULL;
  if (size >= 3 && memcmp (text, "\xEF\xBB\xBF", 3) == 0)
    text += 3;

  for (; text < end; parser.line++)
    {
      const char *newline = memchr (text, '\n', (gsize) (end - text));
      const char *stop = newline != NULL ? newline : end;
      g_autofree char *line = g_strndup (text, (gsize) (stop - text));

      if (!parse_line (&parser, line, error))
        return NULL;
      text = newline != NULL ? newline + 1 : end;
    }
  return g_steal_pointer (&self);
}

void
qz_section_file_free (QzSectionFile *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->sections);
  g_free (self->name);
  g_free (self);
}

const char *
qz_section_file_get_name (QzSectionFile *self)
{
  return self->name;
}

guint
qz_section_file_get_n_sections (QzSectionFile *self)
{
  return self->sections->len;
}

QzSection *
qz_section_file_get_section (QzSectionFile *self, guint index)
{
  g_assert (index < self->sections->len);
  return self->sections->pdata[index];
}

QzSection *
qz_section_file_find (QzSectionFile *self, const char *name, GError **error)
{
  QzSection *found = NULL;

  for (guint i = 0; i < self->sections->len; i++)
    {
      QzSection *section = self->sections->pdata[i];
      if (strcmp (section->name, name) != 0)
        continue;
      if (found != NULL)
        {
          qz_section_set_error (section, NULL, "repeated-section", error,
                                _("The section “[%s]” may stand only once; remove one"), name);
          return NULL;
        }
      found = section;
    }
  if (found == NULL)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "missing-section",
                    _("The section “[%s]” is missing; add it"), name);
      qz_error_add_place (error, self->name, 0, 0, name);
      return NULL;
    }
  found->is_read = TRUE;
  return found;
}

gboolean
qz_section_file_check_all_read (QzSectionFile *self, GError **error)
{
  for (guint i = 0; i < self->sections->len; i++)
    {
      QzSection *section = self->sections->pdata[i];

      if (!section->is_read)
        {
          qz_section_set_error (section, NULL, "unknown-section", error,
                                _("The section “[%s]” is not known here; "
                                   "correct its name or remove it"),
                                section->name);
          return FALSE;
        }
      for (guint j = 0; j < section->items->len; j++)
        {
          Item *item = section->items->pdata[j];
          if (item->is_read)
            continue;
          qz_section_set_error (section, item->key, "unknown-key", error,
                                _("The key “%s” is not known in section “[%s]”; "
                                   "correct its name or remove it"),
                                item->key, section->name);
          return FALSE;
        }
    }
  return TRUE;
}

const char *
qz_section_get_name (QzSection *self)
{
  return self->name;
}

guint
qz_section_get_line (QzSection *self)
{
  return self->line;
}

gboolean
qz_section_has (QzSection *self, const char *key)
{
  return find_item (self, key) != NULL;
}

guint
qz_section_get_key_line (QzSection *self, const char *key)
{
  Item *item = find_item (self, key);

  return item != NULL ? item->line : self->line;
}

guint
qz_section_get_n_keys (QzSection *self)
{
  return self->items->len;
}

const char *
qz_section_get_key (QzSection *self, guint index)
{
  g_assert (index < self->items->len);
  return ((Item *) self->items->pdata[index])->key;
}

const char *
qz_section_peek (QzSection *self, const char *key)
{
  Item *item = read_item (self, key);

  return item != NULL ? item->value->str : NULL;
}

const char *
qz_section_get_text (QzSection *self, const char *key, GError **error)
{
  Item *item = read_item (self, key);

  if (item == NULL)
    {
      qz_section_set_error (self, key, "missing-key", error,
                            _("The key “%s” is missing in section “[%s]”; add it"), key,
                            self->name);
      return NULL;
    }
  if (item->value->len == 0)
    {
      qz_section_set_error (self, key, "empty-value", error,
                            _("The key “%s” has no value; write one after “=”"), key);
      return NULL;
    }
  return item->value->str;
}

/* Adds the place of @key to an error that a parser of values has set. */
static gboolean
finish_value (QzSection *self, const char *key, gboolean ok, GError **error)
{
  if (!ok)
    qz_error_add_place (error, self->file->name, qz_section_get_key_line (self, key), 0, key);
  return ok;
}

gboolean
qz_section_get_fen (QzSection *self, const char *key, QzFen *out, GError **error)
{
  const char *text = qz_section_get_text (self, key, error);

  return text != NULL && finish_value (self, key, qz_fen_parse (text, out, error), error);
}

gboolean
qz_section_get_ppm (QzSection *self, const char *key, QzPpm *out, GError **error)
{
  const char *text = qz_section_get_text (self, key, error);

  return text != NULL && finish_value (self, key, qz_ppm_parse (text, out, error), error);
}

gboolean
qz_section_get_int (QzSection *self, const char *key, gint64 min, gint64 max, gint64 *out,
                    GError **error)
{
  const char *text = qz_section_get_text (self, key, error);
  g_autoptr (GError) reason = NULL;

  if (text == NULL)
    return FALSE;
  if (g_ascii_string_to_signed (text, 10, min, max, out, &reason))
    return TRUE;
  qz_section_set_error (self, key, "bad-number", error,
                        _("“%s” is not a whole number from %" PRId64 " to %" PRId64), text, min,
                        max);
  return FALSE;
}

gboolean
qz_section_get_bool (QzSection *self, const char *key, gboolean *out, GError **error)
{
  const char *text = qz_section_get_text (self, key, error);

  if (text == NULL)
    return FALSE;
  *out = strcmp (text, "yes") == 0 || strcmp (text, "true") == 0;
  if (*out || strcmp (text, "no") == 0 || strcmp (text, "false") == 0)
    return TRUE;
  qz_section_set_error (self, key, "bad-yes-no", error, _("“%s” must be “yes” or “no”"), text);
  return FALSE;
}

gboolean
qz_section_get_day (QzSection *self, const char *key, QzDay *out, GError **error)
{
  const char *text = qz_section_get_text (self, key, error);

  return text != NULL && finish_value (self, key, qz_day_parse (text, out, error), error);
}

void
qz_section_mark_read (QzSection *self, const char *key)
{
  self->is_read = TRUE;
  for (guint i = 0; i < self->items->len; i++)
    {
      Item *item = self->items->pdata[i];
      if (key == NULL || strcmp (item->key, key) == 0)
        item->is_read = TRUE;
    }
}

void
qz_section_set_error (QzSection *self, const char *key, const char *id, GError **error,
                      const char *format, ...)
{
  g_autofree char *message = NULL;
  guint line = key != NULL ? qz_section_get_key_line (self, key) : self->line;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  qz_error_set (error, QZ_ERROR_INPUT, id, "%s", message);
  qz_error_add_place (error, self->file->name, line, 0, key != NULL ? key : self->name);
}
