/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-hint-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-page-spec.h"
#include "qz-words.h"

/* The longest command that begins the words is meant. */
typedef struct {
  const char *command;
  const char *page;  /* nullable: where it is found, or it stands in the main menu */
  const char *press; /* N_(…), nullable: what is pressed there */
} Hint;

#define IMPORT "import"

static const Hint hints[] = {
  { "actor", "agencies", NULL },
  { "actor add", "agencies", N_ ("Act for an Agency…") },
  { "agenda", "agenda", NULL },
  { "agenda moved", "agenda", NULL },
  { "assist bills", "assist-bills", NULL },
  { "assist money", "assist-reserve", NULL },
  { "assist month", "assist-months", NULL },
  { "book backup", NULL, N_ ("_Back Up the Book Set…") },
  { "book create", NULL, N_ ("_New Book Set…") },
  { "book migrate", NULL, N_ ("_Open a Book Set…") },
  { "book restore", NULL, N_ ("Restore from a Back_up…") },
  { "book set forbid-now", NULL, N_ ("_Preferences") },
  { "book verify", NULL, N_ ("Pro_ve the Book Set…") },
  { "check", "checks", NULL },
  { "claims", "claims", NULL },
  { "codes", "codes", NULL },
  { "deposit adjust", "deposits", N_ ("_Adjustment of This Year…") },
  { "deposit quota", "deposits", N_ ("_Quotas of This Year…") },
  { "deposit raise", "deposits", N_ ("_Propose a Raise…") },
  { "deposit show", "deposits", NULL },
  { "doc forms", "prints", NULL },
  { "doc list", NULL, N_ ("Find _Anything…") },
  { "doc show", NULL, N_ ("Find _Anything…") },
  { IMPORT, "imports", N_ ("Import a File…") },
  { "imports", "imports", NULL },
  { "manual", "manual", NULL },
  { "package", "exchange", NULL },
  { "peer add", "exchange", N_ ("Trust an Office…") },
  { "peer key", "exchange", N_ ("Own Key…") },
  { "period mismatch", "clearing", N_ ("_Objections and Identities") },
  { "period notices", "notices", NULL },
  { "period uploads", "clearing", NULL },
  { "policy", "policies", NULL },
  { "provider", "providers", NULL },
  { "providers", "providers", NULL },
  { "registration", "registrations", NULL },
  { "settle run", "settlement", N_ ("Run a Month…") },
  { "transfer", "money", NULL },
  { "user", "users", NULL },
  { "voucher reverse", "vouchers", N_ ("Reverse…") },
};

/* Whether @command is @words, or @words and more. */
static gboolean
begins_with (const char *command, const char *words)
{
  const gsize length = strlen (words);

  return strncmp (command, words, length) == 0
         && (command[length] == '\0' || command[length] == ' ');
}

static const Hint *
find_hint (const char *command)
{
  const Hint *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (hints); i++)
    if (begins_with (command, hints[i].command)
        && (found == NULL || strlen (hints[i].command) > strlen (found->command)))
      found = &hints[i];
  return found;
}

/* "_New Book Set…" without the mark of its key; Chinese labels keep it in brackets at their end. */
static char *
dup_bare (const char *label)
{
  g_autoptr (GRegex) key = g_regex_new ("\\(_[A-Za-z0-9]\\)|_", 0, 0, NULL);

  return g_regex_replace_literal (key, label, -1, 0, "", 0, NULL);
}

/* "import providers": the kind of the file, in words; nothing for an option. */
static char *
dup_kind (const char *command)
{
  const char *kind = begins_with (command, IMPORT) ? strchr (command, ' ') : NULL;

  return kind != NULL && kind[1] != '-' ? qz_words_dup ("kind", kind + 1) : NULL;
}

gboolean
qz_hint_words_has (const char *command)
{
  return find_hint (command) != NULL;
}

char *
qz_hint_words_dup (const char *command)
{
  const Hint *hint = find_hint (command);
  g_autofree char *press = NULL;
  g_autofree char *kind = dup_kind (command);
  g_autoptr (GString) words = g_string_new (NULL);

  /* The columns and values of files: the import itself shows them. */
  if (g_str_equal (command, IMPORT " --kinds"))
    return g_strdup ("");
  if (hint == NULL || (hint->page == NULL && hint->press == NULL))
    return g_strdup_printf (_("the administrator’s command qz %s"), command);
  if (hint->page != NULL)
    g_string_append (words, _ (qz_pages_find (hint->page)->title));
  else
    g_string_append (words, _("Main menu"));
  if (hint->press != NULL)
    {
      press = dup_bare (_ (hint->press));
      g_string_append_printf (words, " › %s", press);
    }
  if (kind != NULL)
    g_string_append_printf (words, " › %s", kind);
  return g_string_free_and_steal (g_steal_pointer (&words));
}
