/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-book-private.h"
#include "qz-book-repo.h"
#include "qz-error.h"
#include "qz-roles.h"

/* Parameters that an administrator sets for a whole book set. */

#define FORBID_NOW    "forbid-now"
#define TRAINING_DATE "training-date"
/* Whoever has any role. */
#define ANYBODY       ((QZ_ROLE_ADMINISTRATOR << 1) - 1)

static const struct {
  const char *key;
  const char *values[3]; /* NULL ends */
} parameters[] = {
  { FORBID_NOW, { "yes", "no", NULL } },
};

static gboolean
check_parameter (const char *key, const char *value, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (parameters); i++)
    if (g_str_equal (parameters[i].key, key))
      {
        g_autofree char *all = g_strjoinv (", ", (char **) parameters[i].values);

        if (g_strv_contains (parameters[i].values, value))
          return TRUE;
        qz_error_set (error, QZ_ERROR_USAGE, "setting-value", _("%s: “%s” is none of: %s"), key,
                      value, all);
        return FALSE;
      }
  qz_error_set (error, QZ_ERROR_USAGE, "setting-unknown",
                _("A book set has no setting “%s”; there are: %s, %s"), key, FORBID_NOW,
                TRAINING_DATE);
  return FALSE;
}

static gboolean
put (QzBook *self, const QzContext *context, guint roles, const char *key, const char *value,
     GError **error)
{
  g_autofree char *detail = g_strdup_printf ("%s=%s", key, value);
  g_autoptr (QzAct) act = qz_book_begin_act (self, context, "book set", roles, error);

  if (act == NULL)
    return FALSE;
  qz_act_set_detail (act, detail);
  return qz_book_repo_put_setting (act, key, value, error)
         && qz_book_end_act (self, context, g_steal_pointer (&act), error);
}

/* ── trainings ───────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_book_get_training_day (QzBook *self, QzDay *out, GError **error)
{
  g_autofree char *value = NULL;

  *out = QZ_DAY_NONE;
  if (!qz_book_repo_get_setting (self->store, TRAINING_DATE, &value, error))
    return FALSE;
  return value == NULL || qz_day_parse (value, out, error);
}

gboolean
qz_book_init_clock (QzBook *self, QzClock *clock, GError **error)
{
  QzDay day = QZ_DAY_NONE;

  qz_clock_init_now (clock);
  if (!qz_book_get_training_day (self, &day, error))
    return FALSE;
  if (day != QZ_DAY_NONE)
    qz_clock_set_day (clock, day);
  return TRUE;
}

static gboolean
put_training (QzBook *self, const QzContext *context, guint roles, QzDay day, GError **error)
{
  char text[11];

  qz_day_write (day, text);
  return put (self, context, roles, TRAINING_DATE, text, error);
}

/* Real work is never called a training afterwards. */
static gboolean
check_is_new (QzBook *self, GError **error)
{
  g_auto (QzBookCounts) counts = { 0 };

  if (!qz_book_repo_count (self->store, &counts, error))
    return FALSE;
  if (counts.n_claims == 0 && counts.n_documents == 0 && counts.n_vouchers == 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "training-late",
                _("This book set is in use; only a new one can become a training book set"));
  return FALSE;
}

static gboolean
check_allows_now (QzBook *self, GError **error)
{
  gboolean forbids = FALSE;

  if (!qz_book_forbids_now (self, &forbids, error))
    return FALSE;
  if (!forbids)
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "training-forbidden",
                _("This book set takes no other business time than the wall’s, so it has no "
                  "training date"));
  return FALSE;
}

gboolean
qz_book_begin_training (QzBook *self, const QzContext *context, QzDay day, GError **error)
{
  QzDay before = QZ_DAY_NONE;

  if (!check_is_new (self, error) || !check_allows_now (self, error)
      || !qz_book_get_training_day (self, &before, error))
    return FALSE;
  if (before == QZ_DAY_NONE)
    return put_training (self, context, qz_right_get_roles (QZ_RIGHT_CHANGE_SETTINGS), day, error);
  qz_error_set (error, QZ_ERROR_REFUSED, "training-begun",
                _("This is a training book set already; its date is moved forward"));
  return FALSE;
}

/* Forward only: what was done on a day stays behind it. */
gboolean
qz_book_move_training (QzBook *self, const QzContext *context, QzDay day, GError **error)
{
  QzDay before = QZ_DAY_NONE;
  char text[11];

  if (!qz_book_get_training_day (self, &before, error))
    return FALSE;
  if (before == QZ_DAY_NONE)
    {
      qz_error_set (error, QZ_ERROR_REFUSED, "no-training",
                    _("This is no training book set; only the sample city has a training date"));
      return FALSE;
    }
  if (day > before)
    return put_training (self, context, ANYBODY, day, error);
  qz_day_write (before, text);
  qz_error_set (error, QZ_ERROR_REFUSED, "training-backward",
                _("The training date is %s; it can only be moved forward"), text);
  return FALSE;
}

/* ── parameters ──────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_no_training (QzBook *self, const char *key, const char *value, GError **error)
{
  QzDay day = QZ_DAY_NONE;

  if (!qz_book_get_training_day (self, &day, error))
    return FALSE;
  if (day == QZ_DAY_NONE || !g_str_equal (key, FORBID_NOW) || !g_str_equal (value, "yes"))
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "training-now",
                _("A training book set lives on its training date; it cannot forbid other times "
                  "than the wall’s"));
  return FALSE;
}

gboolean
qz_book_set (QzBook *self, const QzContext *context, const char *key, const char *value,
             GError **error)
{
  QzDay day;

  if (g_str_equal (key, TRAINING_DATE))
    return qz_day_parse (value, &day, error) && qz_book_move_training (self, context, day, error);
  return check_parameter (key, value, error) && check_no_training (self, key, value, error)
         && put (self, context, qz_right_get_roles (QZ_RIGHT_CHANGE_SETTINGS), key, value, error);
}

gboolean
qz_book_forbids_now (QzBook *self, gboolean *out, GError **error)
{
  g_autofree char *value = NULL;
  const gboolean done = qz_book_repo_get_setting (self->store, FORBID_NOW, &value, error);

  *out = g_strcmp0 (value, "yes") == 0;
  return done;
}

gboolean
qz_book_get_last_day (QzBook *self, QzDay *out, GError **error)
{
  return qz_book_repo_get_last_day (self->store, out, error);
}

char *
qz_clock_dup_warning (QzDay last_day)
{
  QzClock clock;
  g_autofree char *today = NULL;
  g_autofree char *last = qz_day_format (last_day);

  qz_clock_init_now (&clock);
  if (last_day == QZ_DAY_NONE || clock.today >= last_day)
    return NULL;
  today = qz_day_format (clock.today);
  return g_strdup_printf (_("This computer’s clock says %s, but the last entry of the book set is "
                            "of %s. Set the clock right: what is done now is dated by it"),
                          today, last);
}

gboolean
qz_book_check_clock (QzBook *self, const QzClock *clock, GError **error)
{
  gboolean forbids = FALSE;

  if (!qz_book_forbids_now (self, &forbids, error))
    return FALSE;
  if (!forbids || strcmp (clock->business, clock->real) == 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_PERMISSION, "now-forbidden",
                _("This book set takes no other business time than the wall’s (--now). An "
                   "administrator can allow it (“qz book set forbid-now no”)"));
  return FALSE;
}
