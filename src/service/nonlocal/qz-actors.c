/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-actors.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-actor-repo.h"
#include "qz-book-private.h"
#include "qz-error.h"
#include "qz-policy-repo.h"
#include "qz-registry-repo.h"
#include "qz-roles.h"
#include "qz-transfer-repo.h"

#define PROVINCE_DIGITS 2

QzAreaMap *
qz_actors_load_map (QzBook *book, GError **error)
{
  GError *reason = NULL;
  g_autofree char *area =
      qz_policy_repo_dup_agency_area (book->store, qz_book_get_agency (book), &reason);
  char province[] = "000000";

  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return NULL;
    }
  /* Before the agencies are imported there is only the code itself. */
  strncpy (province, area != NULL ? area : qz_book_get_agency (book), PROVINCE_DIGITS);
  return qz_actor_repo_load_map (book->store, province, error);
}

const char *
qz_actor_get (QzBook *book, const QzContext *context)
{
  return context->actor != NULL ? context->actor : qz_book_get_agency (book);
}

gboolean
qz_actor_is_kept (QzBook *book, const char *agency, gboolean *out, GError **error)
{
  *out = strcmp (agency, qz_book_get_agency (book)) == 0;
  return *out || qz_actor_repo_is_active (book->store, agency, out, error);
}

/* An office by its name, which people know it by. */
static gboolean
refuse_other (QzBook *book, const char *agency, const char *actor, GError **error)
{
  g_autofree char *name = qz_transfer_repo_dup_agency_name (book->store, agency, error);
  g_autofree char *other =
      name != NULL ? qz_transfer_repo_dup_agency_name (book->store, actor, error) : NULL;

  if (other != NULL)
    qz_error_set (error, QZ_ERROR_PERMISSION, "actor-other",
                  _("This is an act of the agency %s, and you are acting for %s"), name, other);
  return FALSE;
}

/* @format: with a %s for the office. The code is what an administrator adds it by. */
static gboolean
refuse_foreign (QzBook *book, const char *agency, const char *format, GError **error)
{
  g_autofree char *name = qz_transfer_repo_dup_agency_name (book->store, agency, error);
  g_autofree char *office = NULL;
  g_autofree char *message = NULL;

  if (name == NULL)
    return FALSE;
  office = strcmp (name, agency) != 0 ? g_strdup_printf ("%s (%s)", name, agency)
                                      : g_strdup (agency);
  message = g_strdup_printf (format, office);
  qz_error_set (error, QZ_ERROR_PERMISSION, "actor-foreign", "%s", message);
  return FALSE;
}

gboolean
qz_actor_check (QzBook *book, const QzContext *context, const char *agency, GError **error)
{
  gboolean kept = FALSE;
  g_autofree char *limit = NULL;
  g_auto (GStrv) agencies = NULL;

  if (!qz_actor_is_kept (book, agency, &kept, error))
    return FALSE;
  if (context->actor != NULL && strcmp (context->actor, agency) != 0)
    return refuse_other (book, agency, context->actor, error);
  if (!kept)
    return refuse_foreign (book, agency,
                           _("This book set does not act for the agency %s; an administrator can "
                             "add it with “qz actor add”"),
                           error);
  limit = qz_actor_repo_dup_user (book->store, context->user != NULL ? context->user : "", error);
  if (limit == NULL)
    return FALSE;
  agencies = g_strsplit (limit, ",", -1);
  if (limit[0] == '\0' || g_strv_contains ((const char *const *) agencies, agency))
    return TRUE;
  return refuse_foreign (book, agency, _("You do not act for the agency %s"), error);
}

QzSheet *
qz_actors_list (QzBook *book, GError **error)
{
  return qz_actor_repo_list (book->store, qz_book_get_agency (book), error);
}

static gboolean
check_agency (QzBook *book, const char *agency, GError **error)
{
  gboolean known = FALSE;

  if (!qz_registry_repo_has_agency (book->store, agency, &known, error))
    return FALSE;
  if (!known)
    qz_error_set (error, QZ_ERROR_INPUT, "agency-unknown",
                  _("No agency has the code “%s”; import it with “qz import agencies” first"),
                  agency);
  return known;
}

/* NL-35: nobody would confirm what is under way. */
static gboolean
check_nothing_open (QzBook *book, const char *agency, GError **error)
{
  g_autofree char *first = NULL;
  gint64 n = 0;

  if (!qz_transfer_repo_find_open (book->store, agency, &n, &first, error))
    return FALSE;
  if (n == 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "transfers-open",
                ngettext ("%s has %" PRId64 " transfer under way, %s; it stays until that is "
                          "received and given out",
                          "%s has %" PRId64 " transfers under way, the first is %s; it stays until "
                          "they are received and given out",
                          (gulong) n),
                agency, n, first);
  qz_error_add_rule (error, "NL-35");
  return FALSE;
}

gboolean
qz_actors_put (QzBook *book, const QzContext *context, const char *agency, gboolean active,
               GError **error)
{
  g_autoptr (QzAct) act = NULL;

  if (!check_agency (book, agency, error) || (!active && !check_nothing_open (book, agency, error)))
    return FALSE;
  act = qz_book_begin_act (book, context, active ? "actor add" : "actor remove",
                           qz_right_get_roles (QZ_RIGHT_CHANGE_SETTINGS), error);
  if (act == NULL)
    return FALSE;
  qz_act_set_detail (act, agency);
  return qz_actor_repo_put (act, agency, active, error)
         && qz_book_end_act (book, context, g_steal_pointer (&act), error);
}

gboolean
qz_actors_limit_user (QzBook *book, const QzContext *context, const char *user,
                      const char *const *agencies, GError **error)
{
  g_autofree char *list = g_strjoinv (",", (char **) agencies);
  g_autoptr (QzAct) act = NULL;

  for (guint i = 0; agencies[i] != NULL; i++)
    if (!check_agency (book, agencies[i], error))
      return FALSE;
  act = qz_book_begin_act (book, context, "user limit", qz_right_get_roles (QZ_RIGHT_CHANGE_USERS),
                           error);
  if (act == NULL)
    return FALSE;
  qz_act_set_detail (act, user);
  return qz_actor_repo_put_user (act, user, list, error)
         && qz_book_end_act (book, context, g_steal_pointer (&act), error);
}
