/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-error.h"

#include <string.h>

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

/* ── hints ───────────────────────────────────────────────────────────────────────────────────── */

#define COMMAND_BEGIN "“qz "
#define COMMAND_END   "”"

static QzHintFunc hints; /* nullable */

void
qz_error_set_hints (QzHintFunc func)
{
  hints = func;
}

/* "--reason" at the beginning or after what is no letter, so that "a--b" is none; one between
 * quotes belongs to what is named there. */
static gboolean
has_option (const char *text)
{
  gboolean quoted = FALSE;

  for (const char *at = text; *at != '\0'; at++)
    {
      if (g_str_has_prefix (at, "“"))
        quoted = TRUE;
      else if (g_str_has_prefix (at, COMMAND_END))
        quoted = FALSE;
      if (!quoted && g_str_has_prefix (at, "--") && g_ascii_islower (at[2])
          && (at == text || !g_ascii_isalnum (at[-1])))
        return TRUE;
    }
  return FALSE;
}

/* The words of one part of a message; *out_is_empty: one of its commands has none. */
static char *
dup_part (const char *text, gboolean *out_is_empty)
{
  g_autoptr (GString) out = g_string_new (NULL);
  const char *begin, *end;

  while ((begin = strstr (text, COMMAND_BEGIN)) != NULL
         && (end = strstr (begin, COMMAND_END)) != NULL)
    {
      const char *command = begin + strlen (COMMAND_BEGIN);
      g_autofree char *name = g_strndup (command, (gsize) (end - command));
      g_autofree char *words = hints (name);

      *out_is_empty = *out_is_empty || *words == '\0';
      g_string_append_len (out, text, begin - text);
      g_string_append_printf (out, "“%s”", words);
      text = end + strlen (COMMAND_END);
    }
  g_string_append (out, text);
  return g_string_free_and_steal (g_steal_pointer (&out));
}

/* The first brackets in @text, of either width. */
static gboolean
find_brackets (const char *text, const char **begin, const char **end)
{
  static const char *const pairs[][2] = { { "(", ")" }, { "（", "）" } };

  *begin = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      const char *opens = strstr (text, pairs[i][0]);
      const char *closes = opens != NULL ? strstr (opens, pairs[i][1]) : NULL;

      if (closes == NULL || (*begin != NULL && opens > *begin))
        continue;
      *begin = opens;
      *end = closes + strlen (pairs[i][1]);
    }
  return *begin != NULL;
}

char *
qz_error_dup_hinted (const char *message)
{
  g_autoptr (GString) out = NULL;
  const char *begin, *end;

  if (hints == NULL || message == NULL)
    return g_strdup (message);
  out = g_string_new (NULL);
  while (find_brackets (message, &begin, &end))
    {
      g_autofree char *before = g_strndup (message, (gsize) (begin - message));
      g_autofree char *inner = g_strndup (begin, (gsize) (end - begin));
      gboolean is_empty = FALSE, ignored = FALSE;
      g_autofree char *said = dup_part (before, &ignored);
      g_autofree char *aside = dup_part (inner, &is_empty);

      g_string_append (out, said);
      message = end;
      if (!is_empty && !has_option (aside))
        g_string_append (out, aside);
      else if (out->len > 0 && out->str[out->len - 1] == ' ')
        g_string_truncate (out, out->len - 1);
    }
  {
    gboolean ignored = FALSE;
    g_autofree char *rest = dup_part (message, &ignored);

    g_string_append (out, rest);
  }
  return g_string_free_and_steal (g_steal_pointer (&out));
}

/* ── errors ──────────────────────────────────────────────────────────────────────────────────── */

void
qz_error_set (GError **error, QzErrorClass klass, const char *id, const char *format, ...)
{
  va_list args;
  g_autofree char *message = NULL;
  g_autofree char *said = NULL;
  g_autoptr (GError) made = NULL;

  g_return_if_fail (error != NULL && *error == NULL);
  g_return_if_fail (id != NULL);

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);
  said = qz_error_dup_hinted (message);
  made = g_error_new_literal (QZ_ERROR, (int) klass, said);
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
