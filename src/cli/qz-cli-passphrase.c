/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#include "qz-auth.h"
#include "qz-cli-private.h"
#include "qz-error.h"
#include "qz-passphrase.h"

#define VARIABLE "QZ_PASSPHRASE_FD"
#define MAX_LINE 2048

/* Passphrases come on a descriptor, a line each: what stands in an argument or a variable can be
 * seen by others on the machine. */

static gboolean
get_descriptor (int *out, GError **error)
{
  const char *text = g_getenv (VARIABLE);
  g_autoptr (GError) ignored = NULL;
  guint64 number = 0;

  if (text == NULL)
    {
      qz_error_set (error, QZ_ERROR_PERMISSION, "not-signed-in",
                    _("A passphrase is needed; name the descriptor to read it from with %s"),
                    VARIABLE);
      return FALSE;
    }
  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT, &number, &ignored))
    {
      qz_error_set (error, QZ_ERROR_USAGE, "passphrase-fd",
                    _("%s: “%s” is not the number of a descriptor"), VARIABLE, text);
      return FALSE;
    }
  *out = (int) number;
  return TRUE;
}

/* Byte by byte: what follows the line is left for others. FALSE at the end of it or on an error. */
static gboolean
read_byte (int descriptor, char *out)
{
  ssize_t n;

  do
    n = read (descriptor, out, 1);
  while (n < 0 && errno == EINTR);
  return n == 1 && *out != '\n';
}

/* @length: of what was read, which a NUL would seem to end. */
static gboolean
check_line (const char *line, gsize length, GError **error)
{
  if (length == 0)
    qz_error_set (error, QZ_ERROR_USAGE, "passphrase-missing",
                  _("The descriptor of %s gives no passphrase where one is needed"), VARIABLE);
  else if (strlen (line) != length || length == MAX_LINE - 1)
    qz_error_set (error, QZ_ERROR_INPUT, "passphrase-text",
                  _("The passphrase is too long or has characters that cannot be typed"));
  else
    return TRUE;
  return FALSE;
}

char *
qz_cli_read_passphrase (GError **error)
{
  char line[MAX_LINE] = "";
  gsize length = 0;
  int descriptor = -1;
  char *text = NULL;

  if (!get_descriptor (&descriptor, error))
    return NULL;
  while (length < MAX_LINE - 1 && read_byte (descriptor, line + length))
    length++;
  line[length] = '\0';
  if (check_line (line, length, error))
    text = g_strdup (line);
  explicit_bzero (line, sizeof line);
  return text;
}

gboolean
qz_cli_sign_in (QzCli *self, GError **error)
{
  gboolean has = FALSE;
  gboolean done;
  char *passphrase;

  if (self->user == NULL || !qz_auth_has_passphrase (self->book, self->user, &has, error))
    return self->user == NULL;
  if (!has)
    return TRUE;
  passphrase = qz_cli_read_passphrase (error);
  done = passphrase != NULL
         && qz_auth_sign_in (self->book, &self->context, self->user, passphrase, error);
  qz_passphrase_free (passphrase);
  return done;
}
