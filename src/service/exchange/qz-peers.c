/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-peers.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-book-private.h"
#include "qz-error.h"
#include "qz-package-repo.h"
#include "qz-peer-key.h"
#include "qz-registry-repo.h"
#include "qz-roles.h"

char *
qz_peer_dup_key_path (const char *agency)
{
  g_autofree char *name = g_strdup_printf ("%s.key", agency);

  return g_build_filename (g_get_user_data_dir (), "qingzhang", "keys", name, NULL);
}

static QzSheet *
describe_key (const QzKeyFile *key, const char *file)
{
  QzSheet *sheet = qz_sheet_new ("key");
  g_autofree char *fingerprint = qz_signing_dup_fingerprint (key->public_key);

  qz_sheet_set_text (sheet, "agency", _("Agency"), key->agency);
  qz_sheet_set_text (sheet, "fingerprint", _("Fingerprint"), fingerprint);
  qz_sheet_set_text (sheet, "file", _("File"), file);
  return sheet;
}

/* ── the own key ────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_new (const char *path, GError **error)
{
  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "key-exists",
                _("There is a key in %s already. Who holds its public half would refuse packages "
                  "signed with another one; move the file away first if a new key is meant"),
                path);
  return FALSE;
}

/* What the change log says of a new key: its fingerprint. */
static gboolean
log_key (QzBook *book, const QzContext *context, const char *fingerprint, GError **error)
{
  g_autoptr (QzAct) act =
      qz_book_begin_act (book, context, "peer key",
                         qz_right_get_roles (QZ_RIGHT_CHANGE_SETTINGS), error);

  if (act == NULL)
    return FALSE;
  qz_act_set_detail (act, fingerprint);
  return qz_book_end_act (book, context, g_steal_pointer (&act), error);
}

static gboolean
make_key (QzKeyFile *key, const char *passphrase, GError **error)
{
  QzSigningPair pair;
  g_autofree char *bound = NULL;
  gboolean done;

  if (!qz_signing_make_pair (&pair, error))
    return FALSE;
  memcpy (key->public_key, pair.public_key, sizeof key->public_key);
  bound = qz_key_file_dup_bound (key);
  done = qz_signing_seal (&pair, passphrase, bound, &key->sealed, error);
  qz_signing_clear_pair (&pair);
  return done;
}

QzSheet *
qz_peer_make_key (QzBook *book, const QzContext *context, const char *path,
                  const char *passphrase, GError **error)
{
  g_auto (QzKeyFile) key = { .agency = g_strdup (qz_actor_get (book, context)) };
  g_autofree char *fingerprint = NULL;

  if (!qz_actor_check (book, context, key.agency, error)
      || !qz_book_check_role (book, context, qz_right_get_roles (QZ_RIGHT_CHANGE_SETTINGS), error)
      || !check_new (path, error) || !make_key (&key, passphrase, error))
    return NULL;
  fingerprint = qz_signing_dup_fingerprint (key.public_key);
  if ((!context->dry_run && !qz_key_file_write (&key, path, TRUE, error))
      || !log_key (book, context, fingerprint, error))
    return NULL;
  return describe_key (&key, path);
}

QzSheet *
qz_peer_show_key (QzBook *book, const QzContext *context, const char *path, const char *output,
                  GError **error)
{
  g_auto (QzKeyFile) key = { 0 };

  if (!qz_key_file_read (&key, path, TRUE, error)
      || (output != NULL && !qz_key_file_write (&key, output, FALSE, error)))
    return NULL;
  return describe_key (&key, output != NULL ? output : path);
}

/* ── the others' ────────────────────────────────────────────────────────────────────────────── */

static void
put_fingerprint (QzSheet *sheet, guint row)
{
  guint8 key[QZ_SIGNING_KEY_SIZE];
  g_autofree char *fingerprint = NULL;

  if (!qz_signing_parse_hex (qz_sheet_get_text (sheet, row, 2), key, sizeof key))
    return;
  fingerprint = qz_signing_dup_fingerprint (key);
  qz_sheet_put_text (sheet, row, 2, fingerprint);
}

QzSheet *
qz_peer_list (QzBook *book, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("peers");

  qz_sheet_add_column (sheet, "agency", _("Agency"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "name", _("Name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "fingerprint", _("Fingerprint"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "active", _("Valid"), QZ_VALUE_BOOL);
  if (!qz_package_repo_fill_peers (qz_book_get_store (book), sheet, error))
    return NULL;
  for (guint i = 0; i < qz_sheet_get_n_rows (sheet); i++)
    put_fingerprint (sheet, i);
  return g_steal_pointer (&sheet);
}

/* Spaces and case are the reader's. */
static char *
dup_plain (const char *fingerprint)
{
  GString *text = g_string_new (NULL);

  for (const char *c = fingerprint; *c != '\0'; c++)
    if (g_ascii_isalnum (*c))
      g_string_append_c (text, g_ascii_tolower (*c));
  return g_string_free_and_steal (text);
}

static gboolean
check_fingerprint (const QzKeyFile *key, const char *said, GError **error)
{
  g_autofree char *fingerprint = qz_signing_dup_fingerprint (key->public_key);
  g_autofree char *want = dup_plain (fingerprint);
  g_autofree char *got = dup_plain (said);

  if (strcmp (want, got) == 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "fingerprint-other",
                _("The key in the file has another fingerprint than was said: it is not the key "
                  "of that office. Ask for it again by another way"));
  return FALSE;
}

static gboolean
check_agency (QzBook *book, const QzKeyFile *key, const char *agency, GError **error)
{
  gboolean known = FALSE;

  if (!qz_registry_repo_has_agency (qz_book_get_store (book), agency, &known, error))
    return FALSE;
  if (!known)
    qz_error_set (error, QZ_ERROR_INPUT, "agency-unknown",
                  _("No agency has the code “%s”; import it with “qz import agencies” first"),
                  agency);
  else if (strcmp (key->agency, agency) != 0)
    qz_error_set (error, QZ_ERROR_INPUT, "key-other-agency",
                  _("The file has the key of the agency %s, not of %s"), key->agency, agency);
  else
    return TRUE;
  return FALSE;
}

static gboolean
put_peer (QzBook *book, const QzContext *context, const char *agency, const char *hex,
          gboolean active, GError **error)
{
  g_autoptr (QzAct) act = qz_book_begin_act (book, context, active ? "peer add" : "peer remove",
                                             qz_right_get_roles (QZ_RIGHT_CHANGE_SETTINGS), error);

  if (act == NULL)
    return FALSE;
  qz_act_set_detail (act, agency);
  return qz_package_repo_put_peer (act, agency, hex, active, error)
         && qz_book_end_act (book, context, g_steal_pointer (&act), error);
}

gboolean
qz_peer_add (QzBook *book, const QzContext *context, const char *agency, const char *file,
             const char *fingerprint, GError **error)
{
  g_auto (QzKeyFile) key = { 0 };
  g_autofree char *hex = NULL;

  if (!qz_key_file_read (&key, file, FALSE, error) || !check_agency (book, &key, agency, error)
      || !check_fingerprint (&key, fingerprint, error))
    return FALSE;
  hex = qz_signing_to_hex (key.public_key, sizeof key.public_key);
  return put_peer (book, context, agency, hex, TRUE, error);
}

gboolean
qz_peer_remove (QzBook *book, const QzContext *context, const char *agency, GError **error)
{
  g_autofree char *hex = qz_package_repo_dup_peer_key (qz_book_get_store (book), agency, error);

  if (hex == NULL)
    return FALSE;
  if (hex[0] != '\0')
    return put_peer (book, context, agency, hex, FALSE, error);
  qz_error_set (error, QZ_ERROR_INPUT, "peer-unknown",
                _("There is no valid key of the agency %s in this book set"), agency);
  return FALSE;
}
