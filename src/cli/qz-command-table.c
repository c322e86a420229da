/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "qz-cli-private.h"

/* A new file of commands is one line here. In the order of the help. */
static const QzCommand *const tables[] = {
  qz_cmd_book, qz_cmd_user, qz_cmd_log, qz_cmd_policy, qz_cmd_import, qz_cmd_imports,
  qz_cmd_agency, qz_cmd_actor, qz_cmd_provider, qz_cmd_claims, qz_cmd_pay, qz_cmd_voucher,
  qz_cmd_ledger, qz_cmd_check, qz_cmd_advance, qz_cmd_daily, qz_cmd_settle, qz_cmd_registration,
  qz_cmd_manual, qz_cmd_inspection, qz_cmd_complaint, qz_cmd_person, qz_cmd_deposit,
  qz_cmd_period, qz_cmd_transfer, qz_cmd_package, qz_cmd_region,
  qz_cmd_assist, qz_cmd_assist_month, qz_cmd_assist_money, qz_cmd_doc, qz_cmd_agenda,
  qz_cmd_holidays, qz_cmd_report, qz_cmd_calc, qz_cmd_help, NULL,
};

const QzCommand *const *
qz_cli_get_tables (void)
{
  return tables;
}

static gboolean
matches (const QzCommand *command, const char *noun, const char *verb)
{
  return g_str_equal (command->noun, noun) && g_strcmp0 (command->verb, verb) == 0;
}

static const QzCommand *
find (const char *noun, const char *verb)
{
  for (guint i = 0; tables[i] != NULL; i++)
    for (const QzCommand *command = tables[i]; command->noun != NULL; command++)
      if (matches (command, noun, verb))
        return command;
  return NULL;
}

const QzCommand *
qz_cli_find_command (const char *noun, const char *verb)
{
  const QzCommand *command = find (noun, verb);

  if (command == NULL && verb == NULL)
    command = find (noun, "list");
  if (command == NULL && verb == NULL)
    command = find (noun, "info");
  return command;
}

gboolean
qz_cli_has_noun (const char *noun)
{
  for (guint i = 0; tables[i] != NULL; i++)
    for (const QzCommand *command = tables[i]; command->noun != NULL; command++)
      if (g_str_equal (command->noun, noun))
        return TRUE;
  return FALSE;
}

const char **
qz_cli_list_words (const char *noun)
{
  GPtrArray *words = g_ptr_array_new ();

  for (guint i = 0; tables[i] != NULL; i++)
    for (const QzCommand *command = tables[i]; command->noun != NULL; command++)
      if (noun == NULL)
        g_ptr_array_add (words, (gpointer) command->noun);
      else if (g_str_equal (command->noun, noun) && command->verb != NULL)
        g_ptr_array_add (words, (gpointer) command->verb);
  g_ptr_array_add (words, NULL);
  return (const char **) g_ptr_array_free (words, FALSE);
}
