/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-book-private.h"
#include "qz-book-repo.h"
#include "qz-error.h"
#include "qz-roles.h"

/* Parameters that an administrator sets for a whole book set. */

#define FORBID_NOW "forbid-now"

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
                _("A book set has no setting “%s”; there is: %s"), key, FORBID_NOW);
  return FALSE;
}

gboolean
qz_book_set (QzBook *self, const QzContext *context, const char *key, const char *value,
             GError **error)
{
  g_autofree char *detail = g_strdup_printf ("%s=%s", key, value);
  g_autoptr (QzAct) act = NULL;

  if (!check_parameter (key, value, error))
    return FALSE;
  act = qz_book_begin_act (self, context, "book set",
                           qz_right_get_roles (QZ_RIGHT_CHANGE_SETTINGS), error);
  if (act == NULL)
    return FALSE;
  qz_act_set_detail (act, detail);
  return qz_book_repo_put_setting (act, key, value, error)
         && qz_book_end_act (self, context, g_steal_pointer (&act), error);
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
qz_book_check_clock (QzBook *self, const QzClock *clock, GError **error)
{
  gboolean forbids = FALSE;

  if (!qz_book_forbids_now (self, &forbids, error))
    return FALSE;
  if (!forbids || strcmp (clock->business, clock->real) == 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_PERMISSION, "now-forbidden",
                _("This book set takes no other business time than the wall’s; leave out --now. An "
                   "administrator can allow it (“qz book set forbid-now no”)"));
  return FALSE;
}
