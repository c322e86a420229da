/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-id-check.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"

static gboolean
fail (GError **error, const char *id, const char *message)
{
  qz_error_set (error, QZ_ERROR_INPUT, id, "%s", message);
  return FALSE;
}

static gboolean
is_digits (const char *text, gsize n)
{
  for (gsize i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
    }
  return TRUE;
}

static char
compute_person_check (const char *code)
{
  static const guint8 weights[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2 };
  guint sum = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (weights); i++)
    sum += weights[i] * (guint) (code[i] - '0');
  return "10X98765432"[sum % 11];
}

/* The birthday stands in digits 7 to 14. */
static gboolean
read_birthday (const char *code, QzDay *birthday)
{
  char text[11] = { code[6],  code[7], code[8],  code[9],  '-', code[10],
                    code[11], '-',     code[12], code[13], '\0' };

  return qz_day_parse_plain (text, 10, birthday);
}

gboolean
qz_id_check_person (const char *code, QzDay today, GError **error)
{
  gsize length = strlen (code);
  QzDay birthday;

  if (length == 15 && is_digits (code, length))
    return fail (error, "old-person-code",
                 _("This is an old identity number of 15 digits; "
                    "ask for the one of 18 characters"));
  if (length != 18 || !is_digits (code, 17)
      || !(g_ascii_isdigit (code[17]) || code[17] == 'X' || code[17] == 'x'))
    return fail (error, "bad-person-code",
                 _("An identity number has 17 digits and then a digit or X; correct it"));
  if (!read_birthday (code, &birthday))
    return fail (error, "bad-person-birthday",
                 _("Digits 7 to 14 of the identity number are no day that exists; correct them"));
  if (birthday > today)
    return fail (error, "bad-person-birthday",
                 _("The birthday in the identity number lies in the future; correct it"));
  if (g_ascii_toupper (code[17]) != compute_person_check (code))
    return fail (error, "bad-person-check",
                 _("The check character of the identity number does not fit; "
                    "a digit is wrong or two are swapped"));
  return TRUE;
}

gboolean
qz_id_check_uscc (const char *code, GError **error)
{
  static const char alphabet[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  static const guint8 weights[] = {
    1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28
  };
  guint sum = 0;

  if (strlen (code) != 18 || strspn (code, alphabet) != 18)
    return fail (error, "bad-uscc",
                 _("A unified social credit code has 18 characters, digits and capital letters "
                    "without I, O, S, V and Z; correct it"));
  if (!is_digits (code + 2, 6))
    return fail (error, "bad-uscc-area",
                 _("Characters 3 to 8 of a unified social credit code are digits; correct them"));
  for (gsize i = 0; i < G_N_ELEMENTS (weights); i++)
    sum += weights[i] * (guint) (strchr (alphabet, code[i]) - alphabet);
  if (code[17] != alphabet[(31 - sum % 31) % 31])
    return fail (error, "bad-uscc-check",
                 _("The check character of the unified social credit code does not fit; "
                    "a character is wrong or two are swapped"));
  return TRUE;
}

gboolean
qz_id_check_provider (const char *code, GError **error)
{
  if (strlen (code) == 12 && (code[0] == 'H' || code[0] == 'P') && is_digits (code + 1, 11))
    return TRUE;
  return fail (error, "bad-provider-code",
               _("A provider code is H or P and 11 digits; correct it or map the longer code"));
}

gboolean
qz_id_check_bank_no (const char *code, GError **error)
{
  if (strlen (code) == 12 && is_digits (code, 12))
    return TRUE;
  return fail (error, "bad-bank-number", _("A bank number has 12 digits; correct it"));
}

char *
qz_id_mask (const char *code)
{
  const gsize n_first = 6;
  const gsize n_last = 4;
  g_autofree char *valid = g_utf8_make_valid (code, -1);
  gsize length = (gsize) g_utf8_strlen (valid, -1);
  GString *out = g_string_new (NULL);
  gsize index = 0;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p), index++)
    {
      gboolean is_open = length > n_first + n_last && (index < n_first || index >= length - n_last);

      if (is_open)
        g_string_append_len (out, p, g_utf8_next_char (p) - p);
      else
        g_string_append_c (out, '*');
    }
  return g_string_free_and_steal (out);
}
