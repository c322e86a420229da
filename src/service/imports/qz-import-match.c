/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-import-match.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-digest.h"
#include "qz-error.h"
#include "qz-import-titles.h"

#define NO_COLUMN (-1)

/* ── the titles of the file ─────────────────────────────────────────────────────────────────── */

static gboolean
fail_empty (QzRowReader *reader, GError **error)
{
  qz_error_set (error, QZ_ERROR_INPUT, "empty-file",
                _("The file is empty; its first line must name the columns"));
  qz_error_add_place (error, qz_row_reader_get_file_name (reader), 1, 1, NULL);
  return FALSE;
}

gboolean
qz_import_head_read (QzImportHead *self, QzRowReader *reader, guint row, GError **error)
{
  const QzCsvField *fields = NULL;
  GError *reason = NULL;

  memset (self, 0, sizeof *self);
  for (guint i = 0; i < MAX (row, 1); i++)
    if (!qz_row_reader_next (reader, &fields, &self->n_titles, &reason))
      {
        if (reason == NULL)
          return fail_empty (reader, error);
        g_propagate_error (error, reason);
        return FALSE;
      }
  self->line = qz_row_reader_get_line (reader);
  qz_row_reader_set_width (reader, self->n_titles);
  self->titles = g_new0 (char *, self->n_titles + 1);
  self->places = g_new (guint, self->n_titles);
  for (guint i = 0; i < self->n_titles; i++)
    {
      self->titles[i] = g_strdup (fields[i].text);
      self->places[i] = fields[i].column;
    }
  return TRUE;
}

void
qz_import_head_clear (QzImportHead *self)
{
  g_clear_pointer (&self->titles, g_strfreev);
  g_clear_pointer (&self->places, g_free);
}

char *
qz_import_head_dup_digest (const QzImportHead *self)
{
  g_autoptr (QzDigest) digest = qz_digest_new ();
  guint8 bytes[QZ_DIGEST_SIZE];

  /* The NUL goes in as well: ab,c is not a,bc. */
  for (guint i = 0; i < self->n_titles; i++)
    qz_digest_add_raw (digest, (const guint8 *) self->titles[i], strlen (self->titles[i]) + 1);
  qz_digest_finish (digest, bytes);
  return qz_digest_to_hex (bytes);
}

/* ── guessing ───────────────────────────────────────────────────────────────────────────────── */

static int
find_field (const QzImportColumn *columns, guint n_columns, const char *name)
{
  for (guint i = 0; i < n_columns; i++)
    if (strcmp (columns[i].name, name) == 0 || g_strcmp0 (columns[i].alias, name) == 0)
      return (int) i;
  return -1;
}

static gboolean
is_taken (const QzImportMatch *self, guint column)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (self->index[i] == (gint16) column)
      return TRUE;
  return FALSE;
}

static void
guess_by_names (QzImportMatch *self, const QzImportHead *head)
{
  for (guint i = 0; i < head->n_titles; i++)
    {
      int field = find_field (self->columns, self->n_columns, head->titles[i]);

      if (field < 0)
        continue;
      if (self->index[field] != NO_COLUMN)
        {
          self->twice = self->twice < 0 ? (int) i : self->twice;
          continue;
        }
      self->index[field] = (gint16) i;
      self->how[field] = QZ_MATCH_NAME;
    }
}

/* The one free column whose title names @field, or NO_COLUMN. */
static int
find_titled (const QzImportMatch *self, const QzImportHead *head, const char *field)
{
  int found = NO_COLUMN;

  for (guint i = 0; i < head->n_titles; i++)
    if (!is_taken (self, i) && qz_import_title_names (head->titles[i], field))
      {
        if (found != NO_COLUMN)
          return NO_COLUMN;
        found = (int) i;
      }
  return found;
}

static void
guess_by_titles (QzImportMatch *self, const QzImportHead *head)
{
  for (guint i = 0; i < self->n_columns; i++)
    {
      int column = self->index[i] == NO_COLUMN ? find_titled (self, head, self->columns[i].name)
                                               : NO_COLUMN;

      if (column == NO_COLUMN)
        continue;
      self->index[i] = (gint16) column;
      self->how[i] = QZ_MATCH_TITLE;
    }
}

void
qz_import_match_guess (QzImportMatch *self, const QzImportColumn *columns, guint n_columns,
                       const QzImportHead *head)
{
  g_assert (n_columns <= QZ_MAX_IMPORT_COLUMNS);
  memset (self, 0, sizeof *self);
  self->columns = columns;
  self->n_columns = n_columns;
  self->twice = -1;
  for (guint i = 0; i < QZ_MAX_IMPORT_COLUMNS; i++)
    self->index[i] = NO_COLUMN;
  guess_by_names (self, head);
  guess_by_titles (self, head);
}

/* ── choosing ───────────────────────────────────────────────────────────────────────────────── */

static gboolean
fail_choice (const char *id, const char *choice, const char *why, GError **error)
{
  qz_error_set (error, QZ_ERROR_USAGE, id, _("“%s” does not name a column: %s"), choice, why);
  return FALSE;
}

/* "#3" is the third column, everything else a title. FALSE when there is no such column. */
static gboolean
find_column (const QzImportHead *head, const char *text, int *out)
{
  g_autoptr (GError) reason = NULL;
  guint64 number = 0;
  int found = NO_COLUMN;

  if (text[0] == '#' && g_ascii_string_to_unsigned (text + 1, 10, 1, G_MAXINT16, &number, &reason))
    {
      *out = (int) number - 1;
      return number <= head->n_titles;
    }
  for (guint i = 0; i < head->n_titles; i++)
    if (strcmp (head->titles[i], text) == 0)
      {
        if (found != NO_COLUMN)
          return FALSE;
        found = (int) i;
      }
  *out = found;
  return found != NO_COLUMN;
}

/* Whoever was guessed to stand in @column gives way. FALSE when it was chosen as well. */
static gboolean
free_column (QzImportMatch *self, int column, QzMatchHow how)
{
  for (guint i = 0; i < self->n_columns; i++)
    if (self->index[i] == column)
      {
        if (self->how[i] == how)
          return FALSE;
        self->index[i] = NO_COLUMN;
        self->how[i] = QZ_MATCH_NONE;
      }
  return TRUE;
}

static gboolean
apply_one (QzImportMatch *self, const QzImportHead *head, const char *choice, QzMatchHow how,
           GError **error)
{
  const char *equals = strchr (choice, '=');
  g_autofree char *name = equals != NULL ? g_strndup (choice, (gsize) (equals - choice)) : NULL;
  int field = name != NULL ? find_field (self->columns, self->n_columns, name) : -1;
  int column = NO_COLUMN;

  if (field < 0)
    return fail_choice ("unknown-field", choice,
                        _("write FIELD=COLUMN, with a field of “qz import --kinds”"), error);
  if (self->how[field] == how)
    return fail_choice ("field-twice", choice, _("a column was chosen for this field before"),
                        error);
  if (equals[1] != '\0' && !find_column (head, equals + 1, &column))
    return fail_choice ("unknown-column", choice,
                        _("the file has no such column, or several; write #3 for the third one"),
                        error);
  if (column != NO_COLUMN && self->index[field] != column && !free_column (self, column, how))
    return fail_choice ("column-taken", choice, _("another field is read from it"), error);
  self->index[field] = (gint16) column;
  self->how[field] = how;
  return TRUE;
}

gboolean
qz_import_match_apply (QzImportMatch *self, const QzImportHead *head, const char *const *chosen,
                       QzMatchHow how, GError **error)
{
  for (guint i = 0; chosen != NULL && chosen[i] != NULL; i++)
    if (!apply_one (self, head, chosen[i], how, error))
      return FALSE;
  return TRUE;
}

char *
qz_import_match_to_text (const QzImportMatch *self)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < self->n_columns; i++)
    {
      g_string_append_printf (text, "%s%s=", i > 0 ? "\n" : "", self->columns[i].name);
      if (self->index[i] != NO_COLUMN)
        g_string_append_printf (text, "#%d", self->index[i] + 1);
    }
  return g_string_free_and_steal (text);
}

/* ── what comes of it ───────────────────────────────────────────────────────────────────────── */

static void
append_name (GString *names, const char *name)
{
  if (names->len > 0)
    g_string_append (names, ", ");
  g_string_append (names, name);
}

char *
qz_import_match_dup_missing (const QzImportMatch *self)
{
  GString *missing = g_string_new (NULL);

  for (guint i = 0; i < self->n_columns; i++)
    if (self->index[i] == NO_COLUMN && (self->columns[i].flags & QZ_COLUMN_REQUIRED) != 0)
      append_name (missing, self->columns[i].name);
  return g_string_free_and_steal (missing);
}

static gboolean
check_twice (const QzImportMatch *self, const QzImportHead *head, const char *file_name,
             GError **error)
{
  const char *title = self->twice >= 0 ? head->titles[self->twice] : NULL;
  const int field =
      title != NULL ? find_field (self->columns, self->n_columns, title) : -1;

  /* Whoever says which one is meant may. */
  if (field < 0 || self->how[field] == QZ_MATCH_CHOSEN || self->how[field] == QZ_MATCH_REMEMBERED)
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "column-twice",
                _("The column “%s” stands in the header twice; keep one of them"), title);
  qz_error_add_place (error, file_name, head->line, head->places[self->twice], title);
  return FALSE;
}

static gboolean
check_required (const QzImportMatch *self, const QzImportHead *head, const char *file_name,
                GError **error)
{
  g_autofree char *missing = qz_import_match_dup_missing (self);
  g_auto (GStrv) names = g_strsplit (missing, ", ", 2);

  if (*missing == '\0')
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "missing-column",
                _("The header lacks required columns: %s; add them, or check that this is the "
                   "right kind of file (“qz import --kinds” lists the columns)"),
                missing);
  qz_error_add_place (error, file_name, head->line, 1, names[0]);
  return FALSE;
}

static void
warn_unknown (const QzImportMatch *self, const QzImportHead *head, QzImportReport *report)
{
  g_autoptr (GString) unknown = g_string_new (NULL);
  QzProblem problem = { .line = head->line,
                        .field = "",
                        .rule = "COLUMN",
                        .reason = _("These columns are not known and are left out") };

  for (guint i = 0; i < head->n_titles; i++)
    if (!is_taken (self, i))
      append_name (unknown, head->titles[i]);
  problem.value = unknown->str;
  if (unknown->len > 0)
    qz_import_report_warn (report, &problem);
}

gboolean
qz_import_match_finish (const QzImportMatch *self, const QzImportHead *head, const char *file_name,
                        QzImportReport *report, QzImportMap *map, GError **error)
{
  memcpy (map->index, self->index, sizeof map->index);
  map->n_fields = head->n_titles;
  if (!check_twice (self, head, file_name, error))
    return FALSE;
  warn_unknown (self, head, report);
  return check_required (self, head, file_name, error);
}
