/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-cli-private.h"
#include "qz-error.h"

/* From the words typed to a command with its arguments and options. */

const QzOption qz_global_options[] = {
  { "book", "FILE", N_ ("The book set to work on (or QZ_BOOK)") },
  { "as", "USER", N_ ("The acting user (or QZ_USER)") },
  { "actor", "AGENCY", N_ ("The agency acted for, of those the book set acts for (or QZ_ACTOR)") },
  { "now", "yyyy-mm-ddThh:mm", N_ ("The business time, instead of the clock") },
  { "format", "text|json|csv", N_ ("What the answer looks like") },
  { "quiet", NULL, N_ ("No progress and no notes") },
  { "dry-run", NULL, N_ ("Do everything, report, and write nothing") },
  { "help", NULL, N_ ("Explain the command") },
  { "version", NULL, N_ ("Say which version this is") },
  { NULL },
};

static const QzOption *
find_option (const QzOption *options, const char *name, gsize length)
{
  for (const QzOption *option = options; option != NULL && option->name != NULL; option++)
    if (strlen (option->name) == length && strncmp (option->name, name, length) == 0)
      return option;
  return NULL;
}

/* ── near words ─────────────────────────────────────────────────────────────────────────────── */

#define MAX_WORD 32

/* How many letters must be added, taken away or changed. */
static guint
measure_distance (const char *a, const char *b)
{
  guint row[MAX_WORD + 1];
  gsize n_a = strlen (a);
  gsize n_b = strlen (b);

  if (n_a > MAX_WORD || n_b > MAX_WORD)
    return G_MAXUINT;
  for (guint j = 0; j <= n_b; j++)
    row[j] = j;
  for (guint i = 1; i <= n_a; i++)
    {
      guint corner = row[0];

      row[0] = i;
      for (guint j = 1; j <= n_b; j++)
        {
          guint above = row[j];
          guint change = corner + (a[i - 1] != b[j - 1]);

          row[j] = MIN (MIN (above, row[j - 1]) + 1, change);
          corner = above;
        }
    }
  return row[n_b];
}

const char *
qz_cli_suggest (const char *word, const char *const *candidates)
{
  const char *best = NULL;
  /* Two slips (a swapped pair counts two), but not in a word of three letters. */
  guint best_distance = MIN (3, (guint) strlen (word) / 2 + 1);

  for (guint i = 0; candidates[i] != NULL; i++)
    {
      guint distance = measure_distance (word, candidates[i]);

      if (distance < best_distance)
        {
          best = candidates[i];
          best_distance = distance;
        }
    }
  return best;
}

static void
set_unknown (GError **error, const char *id, const char *text, const char *word,
             const char *nearest)
{
  if (nearest != NULL)
    qz_error_set (error, QZ_ERROR_USAGE, id,
                  _("%s “%s”; did you mean “%s”?"), text, word, nearest);
  else
    qz_error_set (error, QZ_ERROR_USAGE, id, _("%s “%s”; see “qz help”"), text, word);
}

/* ── options ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
set_format (QzCli *self, const char *value, GError **error)
{
  static const char *const names[] = { "text", "json", "csv" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (value, names[i]))
      {
        self->format = i;
        return TRUE;
      }
  qz_error_set (error, QZ_ERROR_USAGE, "format-unknown",
                _("--format: “%s” is none of text, json and csv"), value);
  return FALSE;
}

static gboolean
take_global (QzCli *self, const char *name, const char *value, GError **error)
{
  if (g_str_equal (name, "format"))
    return set_format (self, value, error);
  if (g_str_equal (name, "book"))
    g_set_str (&self->book_path, value);
  else if (g_str_equal (name, "as"))
    g_set_str (&self->user, value);
  else if (g_str_equal (name, "actor"))
    g_set_str (&self->actor, value);
  else if (g_str_equal (name, "now"))
    g_set_str (&self->now, value);
  else if (g_str_equal (name, "quiet"))
    self->quiet = TRUE;
  else if (g_str_equal (name, "dry-run"))
    self->dry_run = TRUE;
  else if (g_str_equal (name, "help"))
    self->wants_help = TRUE;
  else if (g_str_equal (name, "version"))
    self->wants_version = TRUE;
  else
    g_assert_not_reached ();
  return TRUE;
}

static void
set_option_unknown (QzCli *self, const char *name, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *given = g_strconcat ("--", name, NULL);
  g_autofree char *nearest = NULL;
  const char *found;

  for (const QzOption *option = qz_global_options; option->name != NULL; option++)
    g_ptr_array_add (names, (gpointer) option->name);
  if (self->command != NULL)
    for (const QzOption *option = self->command->options; option != NULL && option->name != NULL;
         option++)
      g_ptr_array_add (names, (gpointer) option->name);
  g_ptr_array_add (names, NULL);
  found = qz_cli_suggest (name, (const char *const *) names->pdata);
  if (found != NULL)
    nearest = g_strconcat ("--", found, NULL);
  set_unknown (error, "option-unknown", _("There is no option"), given, nearest);
}

/* "--name=value", "--name value" or "--name"; @index moves on over what was taken. */
static gboolean
take_option (QzCli *self, int argc, char **argv, int *index, GError **error)
{
  const char *name = argv[*index] + 2;
  gsize length = strcspn (name, "=");
  const QzOption *global = find_option (qz_global_options, name, length);
  const QzOption *option = global;
  g_autofree char *plain_name = g_strndup (name, length);
  const char *value = name[length] == '=' ? name + length + 1 : NULL;

  if (option == NULL && self->command != NULL)
    option = find_option (self->command->options, name, length);
  if (option == NULL)
    {
      set_option_unknown (self, plain_name, error);
      return FALSE;
    }
  if (option->value == NULL && value != NULL)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "option-value", _("--%s takes no value"), plain_name);
      return FALSE;
    }
  if (option->value != NULL && value == NULL)
    {
      if (*index + 1 >= argc)
        {
          qz_error_set (error, QZ_ERROR_USAGE, "option-value", _("--%s needs a value (%s)"),
                        plain_name, option->value);
          return FALSE;
        }
      value = argv[++*index];
    }
  if (global != NULL)
    return take_global (self, global->name, value, error);
  g_ptr_array_add (self->names, g_steal_pointer (&plain_name));
  g_ptr_array_add (self->values, g_strdup (value));
  return TRUE;
}

/* A negative amount is no option. */
static gboolean
is_option (const char *word)
{
  return g_str_has_prefix (word, "--") && word[2] != '\0';
}

/* ── the command ────────────────────────────────────────────────────────────────────────────── */

static gboolean
set_command_unknown (const char *noun, const char *word, GError **error)
{
  g_autofree const char **words = qz_cli_list_words (noun);
  g_autofree char *whole = noun != NULL ? g_strconcat (noun, " ", word, NULL) : g_strdup (word);
  const char *found = qz_cli_suggest (word, words);
  g_autofree char *nearest = found == NULL  ? NULL
                             : noun != NULL ? g_strconcat (noun, " ", found, NULL)
                                            : g_strdup (found);

  if (noun != NULL && nearest == NULL)
    qz_error_set (error, QZ_ERROR_USAGE, "command-unknown",
                  _("There is no command “%s”; see “qz help %s”"), whole, noun);
  else
    set_unknown (error, "command-unknown", _("There is no command"), whole, nearest);
  return FALSE;
}

/* Called for every word that is no option; the first one or two name the command. */
static gboolean
take_word (QzCli *self, const char *word, GError **error)
{
  g_ptr_array_add (self->words, g_strdup (word));
  if (self->words->len == 1)
    {
      if (!qz_cli_has_noun (word))
        return set_command_unknown (NULL, word, error);
      self->command = qz_cli_find_command (word, NULL);
    }
  else if (self->words->len == 2)
    {
      const char *noun = g_ptr_array_index (self->words, 0);
      const QzCommand *command = qz_cli_find_command (noun, word);

      if (command != NULL)
        self->command = command;
      else if (self->command == NULL || self->command->verb != NULL)
        return set_command_unknown (noun, word, error);
    }
  return TRUE;
}

/* A global option, or one of any command of the noun that was given already. */
static const QzOption *
find_early_option (QzCli *self, const char *name, gsize length)
{
  const char *noun = self->words->len > 0 ? g_ptr_array_index (self->words, 0) : NULL;
  const QzOption *found = find_option (qz_global_options, name, length);
  const QzCommand *const *tables = qz_cli_get_tables ();

  for (guint i = 0; noun != NULL && tables[i] != NULL; i++)
    for (const QzCommand *command = tables[i]; found == NULL && command->noun != NULL; command++)
      if (g_str_equal (command->noun, noun))
        found = find_option (command->options, name, length);
  return found;
}

/* Passes over an option and its value, while the command is still looked for. */
static gboolean
skip_option (QzCli *self, char **argv, int *index, GError **error)
{
  const char *name = argv[*index] + 2;
  gsize length = strcspn (name, "=");
  const QzOption *option = find_early_option (self, name, length);
  g_autofree char *plain_name = g_strndup (name, length);

  if (option == NULL)
    {
      set_option_unknown (self, plain_name, error);
      return FALSE;
    }
  if (option->value != NULL && name[length] == '\0')
    ++*index;
  return TRUE;
}

/* The command is known by its first words; options may stand before and between them. */
static gboolean
find_command (QzCli *self, int argc, char **argv, GError **error)
{
  for (int i = 1; i < argc && self->words->len < 2; i++)
    if (is_option (argv[i]))
      {
        if (!skip_option (self, argv, &i, error))
          return FALSE;
      }
    else if (!g_str_equal (argv[i], "--") && !g_str_equal (argv[i], "-h")
             && !take_word (self, argv[i], error))
      return FALSE;
  g_ptr_array_set_size (self->words, 0);
  return TRUE;
}

static gboolean
take_all (QzCli *self, int argc, char **argv, GError **error)
{
  gboolean only_words = FALSE;

  for (int i = 1; i < argc; i++)
    {
      if (!only_words && g_str_equal (argv[i], "--"))
        only_words = TRUE;
      else if (!only_words && g_str_equal (argv[i], "-h"))
        self->wants_help = TRUE;
      else if (!only_words && is_option (argv[i]))
        {
          if (!take_option (self, argc, argv, &i, error))
            return FALSE;
        }
      else
        g_ptr_array_add (self->words, g_strdup (argv[i]));
    }
  return TRUE;
}

static void
set_usage_error (QzCli *self, const char *id, const char *text, GError **error)
{
  const QzCommand *command = self->command;

  qz_error_set (error, QZ_ERROR_USAGE, id, "%s\n%s qz %s%s%s%s%s", text,
                _("Usage:"), command->noun,
                command->verb != NULL ? " " : "", command->verb != NULL ? command->verb : "",
                command->arguments != NULL ? " " : "",
                command->arguments != NULL ? command->arguments : "");
}

static gboolean
check_arguments (QzCli *self, GError **error)
{
  guint skip = self->command->verb == NULL || self->words->len < 2 ? 1 : 2;

  self->n_arguments = self->words->len - MIN (skip, self->words->len);
  for (guint i = 0; i < self->n_arguments; i++)
    g_ptr_array_add (self->arguments, g_ptr_array_index (self->words, skip + i));
  g_ptr_array_add (self->arguments, NULL);
  if (self->wants_help || self->wants_version)
    return TRUE;
  if (self->n_arguments < self->command->min_arguments)
    {
      set_usage_error (self, "argument-missing", _("An argument is missing"), error);
      return FALSE;
    }
  if (self->n_arguments > self->command->max_arguments)
    {
      set_usage_error (self, "argument-too-many", _("There are too many arguments"), error);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_options (QzCli *self, GError **error)
{
  for (const QzOption *option = self->command->options; option != NULL && option->name != NULL;
       option++)
    if (option->required && qz_cli_get_option (self, option->name) == NULL)
      {
        qz_error_set (error, QZ_ERROR_USAGE, "option-missing",
                      _("--%s %s is missing"), option->name,
                      option->value);
        return FALSE;
      }
  return TRUE;
}

/* So that even an error in what comes before it is printed in the format asked for. */
static void
look_for_format (QzCli *self, int argc, char **argv)
{
  for (int i = 1; i < argc; i++)
    if (g_str_equal (argv[i], "--format=json")
        || (g_str_equal (argv[i], "--format") && i + 1 < argc && g_str_equal (argv[i + 1], "json")))
      self->format = QZ_FORMAT_JSON;
}

gboolean
qz_cli_parse (QzCli *self, int argc, char **argv, GError **error)
{
  look_for_format (self, argc, argv);
  if (!find_command (self, argc, argv, error) || !take_all (self, argc, argv, error))
    return FALSE;
  if (self->wants_version || self->words->len == 0)
    return TRUE;
  if (self->command == NULL)
    {
      if (self->wants_help)
        return TRUE;
      qz_error_set (error, QZ_ERROR_USAGE, "verb-missing",
                    _("“%s” needs a second word; see “qz help %s”"),
                    (char *) g_ptr_array_index (self->words, 0),
                    (char *) g_ptr_array_index (self->words, 0));
      return FALSE;
    }
  return check_arguments (self, error) && (self->wants_help || check_options (self, error));
}
