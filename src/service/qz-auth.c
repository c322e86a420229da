/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-auth.h"

#include <glib/gi18n-lib.h>

#include "qz-book-private.h"
#include "qz-book-repo.h"
#include "qz-error.h"
#include "qz-passphrase.h"
#include "qz-roles.h"
#include "qz-secret-repo.h"

/* Who types wrong now and then is not held up; who guesses is. */
#define FREE_TRIES    5
#define FIRST_WAIT_S  30
#define MAX_DOUBLINGS 5 /* 16 minutes at most: an officer must get to his work again */

/* ── who is signed in ───────────────────────────────────────────────────────────────────────── */

struct _QzSignIn {
  gatomicrefcount n_refs;
  GMutex mutex;
  char *user;       /* nullable */
  gint64 secret_id; /* of the passphrase that was given: a newer one asks again */
};

QzSignIn *
qz_sign_in_new (void)
{
  QzSignIn *self = g_new0 (QzSignIn, 1);

  g_atomic_ref_count_init (&self->n_refs);
  g_mutex_init (&self->mutex);
  return self;
}

QzSignIn *
qz_sign_in_ref (QzSignIn *self)
{
  g_atomic_ref_count_inc (&self->n_refs);
  return self;
}

void
qz_sign_in_unref (QzSignIn *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->n_refs))
    return;
  g_mutex_clear (&self->mutex);
  g_free (self->user);
  g_free (self);
}

static void
set_signed_in (QzSignIn *self, const char *user, gint64 secret_id)
{
  g_mutex_lock (&self->mutex);
  g_set_str (&self->user, user);
  self->secret_id = secret_id;
  g_mutex_unlock (&self->mutex);
}

static gboolean
is_signed_in (QzSignIn *self, const char *user, gint64 secret_id)
{
  gboolean is;

  g_mutex_lock (&self->mutex);
  is = self->secret_id == secret_id && g_strcmp0 (self->user, user) == 0;
  g_mutex_unlock (&self->mutex);
  return is;
}

void
qz_sign_in_clear (QzSignIn *self)
{
  set_signed_in (self, NULL, 0);
}

void
qz_auth_share_sign_in (QzBook *book, QzSignIn *sign_in)
{
  qz_sign_in_ref (sign_in);
  qz_sign_in_unref (book->sign_in);
  book->sign_in = sign_in;
}

/* ── asking ─────────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_auth_has_passphrase (QzBook *book, const char *user, gboolean *out, GError **error)
{
  gint64 id = 0;
  const gboolean done = qz_secret_repo_get (book->store, user, &id, NULL, error);

  *out = id != 0;
  return done;
}

gboolean
qz_auth_check (QzBook *book, const char *user, GError **error)
{
  gint64 id = 0;

  if (!qz_secret_repo_get (book->store, user, &id, NULL, error))
    return FALSE;
  if (id == 0 || is_signed_in (book->sign_in, user, id))
    return TRUE;
  qz_error_set (error, QZ_ERROR_PERMISSION, "not-signed-in",
                _("%s has a passphrase and has not signed in"), user);
  return FALSE;
}

/* ── signing in ─────────────────────────────────────────────────────────────────────────────── */

/* "2026-03-10T09:00:00" as seconds of some count; the text is the change log's own. */
static gint64
read_moment (const char *text)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (text, g_time_zone_new_utc ());

  return moment != NULL ? g_date_time_to_unix (moment) : 0;
}

/* The wall's clock may have been put back: then the wait is at most what it was at first. */
static gint64
get_wait_s (guint n_wrong, const char *last, const char *now)
{
  const gint64 whole = (gint64) FIRST_WAIT_S << MIN (n_wrong - FREE_TRIES, MAX_DOUBLINGS);
  const gint64 passed = read_moment (now) - read_moment (last);

  return passed < 0 ? whole : whole - passed;
}

static gboolean
check_wait (QzBook *book, const QzContext *context, const char *user, gboolean *out_had_wrong,
            GError **error)
{
  g_autofree char *last = NULL;
  guint n_wrong = 0;
  gint64 wait;

  if (!qz_secret_repo_count_refusals (book->store, user, FREE_TRIES + MAX_DOUBLINGS, &n_wrong,
                                      &last, error))
    return FALSE;
  *out_had_wrong = n_wrong > 0;
  wait = n_wrong >= FREE_TRIES ? get_wait_s (n_wrong, last, context->clock.real) : 0;
  if (wait <= 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_PERMISSION, "sign-in-wait",
                _("%u wrong passphrases were given for %s. Try again in %u seconds, or let an "
                   "administrator set a new one"),
                n_wrong, user, (guint) wait);
  return FALSE;
}

/* Begun without qz_book_begin_act(), for nobody acts yet; kept even when the run is a dry one. A
 * book set that is open for reading keeps nothing: nobody can act on it either. */
static gboolean
log_try (QzBook *book, const QzContext *context, const char *name, const char *user, GError **error)
{
  g_autoptr (QzAct) act = NULL;

  if (!qz_book_is_writable (book))
    return TRUE;
  act = qz_act_begin (book->store, name, user, &context->clock, error);
  if (act == NULL)
    return FALSE;
  qz_act_set_detail (act, user);
  return qz_act_commit (act, FALSE, error);
}

static gboolean
refuse (QzBook *book, const QzContext *context, const char *user, GError **error)
{
  if (log_try (book, context, QZ_ACT_SIGN_IN_REFUSED, user, error))
    qz_error_set (error, QZ_ERROR_PERMISSION, "passphrase-wrong",
                  _("The passphrase of %s is wrong"), user);
  return FALSE;
}

static gboolean
check_user (QzBook *book, const char *name, GError **error)
{
  g_autoptr (QzUserRecord) user = NULL;

  if (!qz_book_repo_get_user (book->store, name, &user, error))
    return FALSE;
  if (user != NULL && user->active)
    return TRUE;
  qz_error_set (error, QZ_ERROR_PERMISSION, user == NULL ? "user-unknown" : "user-inactive",
                user == NULL ? _("The book set has no user “%s”; see “qz user list”")
                             : _("The user “%s” is no longer active"),
                name);
  return FALSE;
}

gboolean
qz_auth_sign_in (QzBook *book, const QzContext *context, const char *user, const char *passphrase,
                 GError **error)
{
  g_autofree char *kept = NULL;
  gboolean had_wrong = FALSE;
  gboolean match = FALSE;
  gint64 id = 0;

  if (!check_user (book, user, error)
      || !qz_secret_repo_get (book->store, user, &id, &kept, error))
    return FALSE;
  if (kept == NULL)
    {
      qz_sign_in_clear (book->sign_in);
      return TRUE;
    }
  if (!check_wait (book, context, user, &had_wrong, error)
      || !qz_passphrase_verify (kept, passphrase != NULL ? passphrase : "", &match, error))
    return FALSE;
  if (!match)
    return refuse (book, context, user, error);
  /* The log says that the wrong tries before came to an end with the right one. */
  if (had_wrong && !log_try (book, context, QZ_ACT_SIGN_IN, user, error))
    return FALSE;
  set_signed_in (book->sign_in, user, id);
  return TRUE;
}

/* ── setting ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
put_secret (QzBook *book, const QzContext *context, const char *user, const char *secret,
            GError **error)
{
  const gboolean own = g_strcmp0 (context->user, user) == 0 && *secret != '\0';
  const guint roles = own ? 0 : qz_right_get_roles (QZ_RIGHT_CHANGE_USERS);
  /* Anybody can act as the user then, so the log tells it from a new one. */
  const char *name = *secret != '\0' ? QZ_ACT_PASSPHRASE : QZ_ACT_NO_PASSPHRASE;
  g_autoptr (QzAct) act = qz_book_begin_act (book, context, name, roles, error);
  gint64 id = 0;

  if (act == NULL)
    return FALSE;
  qz_act_set_detail (act, user);
  if (!qz_secret_repo_put (act, user, secret, error)
      || !qz_book_end_act (book, context, g_steal_pointer (&act), error)
      || !qz_secret_repo_get (book->store, user, &id, NULL, error))
    return FALSE;
  /* Who chose it just now knows it. */
  if (own && !context->dry_run)
    set_signed_in (book->sign_in, user, id);
  return TRUE;
}

gboolean
qz_auth_set_passphrase (QzBook *book, const QzContext *context, const char *user,
                        const char *passphrase, GError **error)
{
  g_autofree char *secret = NULL;
  gboolean has = FALSE;

  if (!check_user (book, user, error) || !qz_auth_has_passphrase (book, user, &has, error))
    return FALSE;
  if (passphrase == NULL && !has)
    {
      qz_error_set (error, QZ_ERROR_REFUSED, "no-passphrase",
                    _("%s has no passphrase; nothing was changed"), user);
      return FALSE;
    }
  secret = passphrase != NULL ? qz_passphrase_hash (passphrase, error) : g_strdup ("");
  return secret != NULL && put_secret (book, context, user, secret, error);
}
