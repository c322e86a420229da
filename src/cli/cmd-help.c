/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

#include "qz-cli-private.h"
#include "qz-error.h"

static void
print_pair (const char *left, const char *right)
{
  int width = (int) g_utf8_strlen (left, -1);

  /* Field widths of printf count bytes, not letters. */
  printf ("  %s%*s%s\n", left, MAX (2, 40 - width), "", right);
}

static void
append_word (GString *text, const char *word)
{
  if (word == NULL)
    return;
  g_string_append_c (text, ' ');
  g_string_append (text, word);
}

/* What must be typed, options that cannot be left out among it. */
static char *
dup_usage (const QzCommand *command)
{
  GString *text = g_string_new (command->noun);

  append_word (text, command->verb);
  append_word (text, command->arguments);
  for (const QzOption *option = command->options; option != NULL && option->name != NULL; option++)
    if (option->required)
      g_string_append_printf (text, " --%s %s", option->name, option->value);
  if (command->options != NULL)
    append_word (text, _("[OPTIONS]"));
  return g_string_free_and_steal (text);
}

static void
print_command_line (const QzCommand *command)
{
  g_autofree char *usage = command->verb != NULL
                               ? g_strdup_printf ("%s %s", command->noun, command->verb)
                               : g_strdup (command->noun);
  g_autofree char *left = command->arguments != NULL
                              ? g_strdup_printf ("%s %s", usage, command->arguments)
                              : g_strdup (usage);

  print_pair (left, _ (command->summary));
}

static void
print_options (const QzOption *options)
{
  for (const QzOption *option = options; option != NULL && option->name != NULL; option++)
    {
      g_autofree char *left = option->value != NULL
                                  ? g_strdup_printf ("--%s %s", option->name, option->value)
                                  : g_strdup_printf ("--%s", option->name);

      print_pair (left, _ (option->help));
    }
}

static void
print_overview (void)
{
  const QzCommand *const *tables = qz_cli_get_tables ();

  printf ("%s\n\n%s qz [%s] %s\n\n%s\n", _("qz settles the money of medical insurance funds."),
          _("Usage:"), _("OPTIONS"), _("COMMAND …"), _("Commands:"));
  for (guint i = 0; tables[i] != NULL; i++)
    for (const QzCommand *command = tables[i]; command->noun != NULL; command++)
      print_command_line (command);
  printf ("\n%s\n", _("Options of every command, before or after it:"));
  print_options (qz_global_options);
  printf ("\n%s\n", _("Exit codes: 0 done, 1 refused by a rule or a failed check, 2 wrong usage, "
                       "3 bad input, 4 not permitted, 5 store or system failure."));
}

static void
print_one (const QzCommand *command)
{
  g_autofree char *usage = dup_usage (command);

  printf ("%s\n\n%s qz %s\n", _ (command->summary), _("Usage:"), usage);
  if (command->options != NULL)
    {
      printf ("\n%s\n", _("Options:"));
      print_options (command->options);
    }
  printf ("\n%s\n", _("Options of every command, before or after it:"));
  print_options (qz_global_options);
}

static void
print_noun (const char *noun)
{
  const QzCommand *const *tables = qz_cli_get_tables ();

  printf ("%s\n", _("Commands:"));
  for (guint i = 0; tables[i] != NULL; i++)
    for (const QzCommand *command = tables[i]; command->noun != NULL; command++)
      if (g_str_equal (command->noun, noun))
        print_command_line (command);
  printf ("\n%s\n", _("“qz help COMMAND” explains one of them."));
}

static guint
count_commands (const char *noun)
{
  const QzCommand *const *tables = qz_cli_get_tables ();
  guint count = 0;

  for (guint i = 0; tables[i] != NULL; i++)
    for (const QzCommand *command = tables[i]; command->noun != NULL; command++)
      count += g_str_equal (command->noun, noun);
  return count;
}

gboolean
qz_cli_print_help (const char *noun, const char *verb, GError **error)
{
  const QzCommand *command = NULL;

  if (noun == NULL)
    {
      print_overview ();
      return TRUE;
    }
  command = qz_cli_find_command (noun, verb);
  if (verb == NULL && count_commands (noun) > 1)
    {
      print_noun (noun);
      return TRUE;
    }
  if (command == NULL)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "command-unknown",
                    _("There is no command “%s%s%s”; see “qz help”"), noun, verb != NULL ? " " : "",
                    verb != NULL ? verb : "");
      return FALSE;
    }
  print_one (command);
  return TRUE;
}

static gboolean
run_help (QzCli *cli, GError **error)
{
  return qz_cli_print_help (qz_cli_get_argument (cli, 0), qz_cli_get_argument (cli, 1), error);
}

const QzCommand qz_cmd_help[] = {
  { "help", NULL, "[COMMAND]", N_ ("Explain a command, or list them all"), NULL, 0, 2, run_help },
  { NULL },
};
