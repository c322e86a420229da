/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-error.h"

typedef struct {
  char *id;
  char *rule;
  char *file;
  char *field;
  guint64 line;
  guint column;
  gboolean is_cell;
} QzErrorPrivate;

static void
qz_error_private_init (QzErrorPrivate *priv)
{
}

static void
qz_error_private_copy (const QzErrorPrivate *from, QzErrorPrivate *to)
{
  to->id = g_strdup (from->id);
  to->rule = g_strdup (from->rule);
  to->file = g_strdup (from->file);
  to->field = g_strdup (from->field);
  to->line = from->line;
  to->column = from->column;
  to->is_cell = from->is_cell;
}

static void
qz_error_private_clear (QzErrorPrivate *priv)
{
  g_free (priv->id);
  g_free (priv->rule);
  g_free (priv->file);
  g_free (priv->field);
}

G_DEFINE_EXTENDED_ERROR (QzError, qz_error)

/* The facts of @error, or NULL when it comes from a foreign domain. */
static QzErrorPrivate *
get_facts (const GError *error)
{
  if (error == NULL || error->domain != QZ_ERROR)
    return NULL;
  return qz_error_get_private (error);
}

void
qz_error_set (GError **error, QzErrorClass klass, const char *id, const char *format, ...)
{
  va_list args;
  g_autoptr (GError) made = NULL;

  g_return_if_fail (error != NULL && *error == NULL);
  g_return_if_fail (id != NULL);

  va_start (args, format);
  made = g_error_new_valist (QZ_ERROR, (int) klass, format, args);
  va_end (args);
  get_facts (made)->id = g_strdup (id);
  g_propagate_error (error, g_steal_pointer (&made));
}

gboolean
qz_error_refuse (GError **error, const char *id, const char *rule, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  qz_error_set (error, QZ_ERROR_REFUSED, id, "%s", message);
  qz_error_add_rule (error, rule);
  return FALSE;
}

void
qz_error_add_rule (GError **error, const char *rule)
{
  QzErrorPrivate *facts = error != NULL ? get_facts (*error) : NULL;

  if (facts != NULL)
    g_set_str (&facts->rule, rule);
}

void
qz_error_add_place (GError **error, const char *file, guint64 line, guint column, const char *field)
{
  QzErrorPrivate *facts = error != NULL ? get_facts (*error) : NULL;

  if (facts == NULL)
    return;
  /* Unknown parts leave what an inner layer already knew. */
  if (file != NULL)
    g_set_str (&facts->file, file);
  if (line != 0)
    facts->line = line;
  if (column != 0)
    facts->column = column;
  if (field != NULL)
    g_set_str (&facts->field, field);
}

void
qz_error_set_cell (GError **error)
{
  QzErrorPrivate *facts = error != NULL ? get_facts (*error) : NULL;

  if (facts != NULL)
    facts->is_cell = TRUE;
}

const char *
qz_error_get_id (const GError *error)
{
  const QzErrorPrivate *facts = get_facts (error);

  return facts != NULL && facts->id != NULL ? facts->id : "system";
}

const char *
qz_error_get_rule (const GError *error)
{
  const QzErrorPrivate *facts = get_facts (error);

  return facts != NULL ? facts->rule : NULL;
}

const char *
qz_error_get_file (const GError *error)
{
  const QzErrorPrivate *facts = get_facts (error);

  return facts != NULL ? facts->file : NULL;
}

const char *
qz_error_get_field (const GError *error)
{
  const QzErrorPrivate *facts = get_facts (error);

  return facts != NULL ? facts->field : NULL;
}

guint64
qz_error_get_line (const GError *error)
{
  const QzErrorPrivate *facts = get_facts (error);

  return facts != NULL ? facts->line : 0;
}

guint
qz_error_get_column (const GError *error)
{
  const QzErrorPrivate *facts = get_facts (error);

  return facts != NULL ? facts->column : 0;
}

char *
qz_error_name_column (guint column)
{
  char letters[8];
  guint at = sizeof letters - 1;

  letters[at] = '\0';
  for (; column > 0 && at > 0; column = (column - 1) / 26)
    letters[--at] = (char) ('A' + (column - 1) % 26);
  return g_strdup (letters + at);
}

char *
qz_error_dup_cell (const GError *error)
{
  const QzErrorPrivate *facts = get_facts (error);
  g_autofree char *letters = NULL;

  if (facts == NULL || !facts->is_cell || facts->line == 0)
    return NULL;
  letters = qz_error_name_column (facts->column);
  return g_strdup_printf ("%s%" G_GUINT64_FORMAT, letters, facts->line);
}

int
qz_error_get_exit_code (const GError *error)
{
  if (get_facts (error) == NULL)
    return QZ_ERROR_STORE;
  /* A cancelled act left everything as before: refused, in the words of the exit codes. */
  if (error->code == QZ_ERROR_CANCELLED)
    return QZ_ERROR_REFUSED;
  return error->code;
}
