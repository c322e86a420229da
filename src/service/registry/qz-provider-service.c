/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-provider-service.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-book-private.h"
#include "qz-error.h"
#include "qz-provider-service-repo.h"
#include "qz-registration-repo.h"
#include "qz-roles.h"

static const char *
get_rule (QzProviderServiceKind service)
{
  return service == QZ_SERVICE_NONLOCAL ? "NL-14" : "DT-7b";
}

/* ── checks ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_input (const QzProviderServiceInput *input, QzProviderServiceKind *out, GError **error)
{
  if (!qz_provider_service_parse (input->service, out))
    {
      qz_error_set (error, QZ_ERROR_USAGE, "service-unknown",
                    _("“%s” is no service; write nonlocal or assistance"),
                    input->service != NULL ? input->service : "");
      return FALSE;
    }
  if (input->from_day == QZ_DAY_NONE)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "from-missing",
                    _("Say from which day on the service is switched (--from)"));
      qz_error_add_rule (error, get_rule (*out));
      return FALSE;
    }
  if (input->reason != NULL && *input->reason != '\0')
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "reason-missing", _("Say why (--reason); it is kept"));
  return FALSE;
}

static gboolean
refuse (QzProviderServiceKind service, const char *id, const char *text, GError **error)
{
  qz_error_set (error, QZ_ERROR_REFUSED, id, "%s", text);
  qz_error_add_rule (error, get_rule (service));
  return FALSE;
}

/* Switching from one state to the same one says nothing, unless it says when that was announced. */
static gboolean
check_change (const QzProviderServiceInput *input, QzProviderServiceKind service,
              const QzProviderServiceState *now, GError **error)
{
  const gboolean same = now->enabled == input->enabled
                        && (now->from_day == input->from_day || now->from_day == QZ_DAY_NONE);

  if (same && (now->from_day == QZ_DAY_NONE || now->announced_day == input->announced_day))
    return refuse (service, "service-same",
                   input->enabled ? _("The service is on already; nothing is switched")
                                  : _("The service is off from that day already"),
                   error);
  if (same && input->announced_day == QZ_DAY_NONE)
    return refuse (service, "announcement-missing",
                   _("A day of announcement is kept already; give the right one "
                     "(--announced)"),
                   error);
  return TRUE;
}

static gboolean
find_provider (QzBook *book, const char *code, QzRegistrationProvider *out, GError **error)
{
  if (!qz_registration_repo_find_provider (book->store, code, out, error))
    return FALSE;
  if (!out->found)
    qz_error_set (error, QZ_ERROR_USAGE, "no-such-provider",
                  _("There is no provider %s; “qz provider” lists them"), code);
  return out->found;
}

/* ── the act ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_actor (QzBook *book, const QzContext *context, const char *managed_by, GError **error)
{
  gboolean kept = FALSE;

  return qz_actor_is_kept (book, managed_by, &kept, error)
         && qz_actor_check (book, context, kept ? managed_by : qz_book_get_agency (book), error);
}

gboolean
qz_provider_service_switch (QzBook *book, const QzContext *context,
                            const QzProviderServiceInput *input, GError **error)
{
  g_auto (QzRegistrationProvider) provider = { 0 };
  g_autoptr (QzAct) act = NULL;
  g_autofree char *detail = NULL;
  const QzProviderServiceState state = { input->enabled, input->from_day, input->announced_day };
  QzProviderServiceKind service = QZ_SERVICE_NONLOCAL;
  QzProviderServiceState now;

  if (!check_input (input, &service, error)
      || !find_provider (book, input->provider, &provider, error)
      || !check_actor (book, context, provider.managed_by, error))
    return FALSE;
  if (input->announced_day != QZ_DAY_NONE && input->announced_day > context->clock.today)
    return refuse (service, "announced-to-come",
                   _("The day of the announcement has not come; leave it out and give it when it "
                     "was made public"),
                   error);
  act = qz_book_begin_act (book, context, "provider service",
                           qz_right_get_roles (QZ_RIGHT_PROVIDER_SERVICE), error);
  if (act == NULL
      || !qz_provider_service_repo_get (book->store, provider.id, service, QZ_DAY_NONE, &now,
                                        error)
      || !check_change (input, service, &now, error))
    return FALSE;
  detail = g_strdup_printf ("%s %s %s", input->provider, input->service,
                            input->enabled ? "on" : "off");
  qz_act_set_detail (act, detail);
  return qz_provider_service_repo_put (act, provider.id, service, &state, input->reason, error)
         && qz_book_end_act (book, context, g_steal_pointer (&act), error);
}

/* ── reading ────────────────────────────────────────────────────────────────────────────────── */

static const struct {
  const char *enabled, *enabled_title;
  const char *from, *from_title;
  const char *announced, *announced_title;
} facts[QZ_N_SERVICES] = {
  [QZ_SERVICE_NONLOCAL] = { "nl_enabled", N_ ("Care away from home"), "nl_from",
                            N_ ("Care away from home from"), "nl_announced",
                            N_ ("Care away from home announced") },
  [QZ_SERVICE_ASSISTANCE] = { "maf_enabled", N_ ("Medical assistance"), "maf_from",
                              N_ ("Medical assistance from"), "maf_announced",
                              N_ ("Medical assistance announced") },
};

static gboolean
add_service (QzBook *book, gint64 provider_id, QzProviderServiceKind service, QzSheet *sheet,
             GError **error)
{
  QzProviderServiceState state;

  if (!qz_provider_service_repo_get (book->store, provider_id, service, QZ_DAY_NONE, &state,
                                     error))
    return FALSE;
  qz_sheet_set_number (sheet, facts[service].enabled, _ (facts[service].enabled_title),
                       QZ_VALUE_BOOL, state.enabled);
  if (state.from_day != QZ_DAY_NONE)
    qz_sheet_set_number (sheet, facts[service].from, _ (facts[service].from_title), QZ_VALUE_DAY,
                         state.from_day);
  if (state.announced_day != QZ_DAY_NONE)
    qz_sheet_set_number (sheet, facts[service].announced, _ (facts[service].announced_title),
                         QZ_VALUE_DAY, state.announced_day);
  return TRUE;
}

gboolean
qz_provider_service_add_facts (QzBook *book, gint64 provider_id, QzSheet *sheet, GError **error)
{
  static const QzSheetColumn columns[] = {
    { "service", N_ ("Service"), QZ_VALUE_TEXT },
    { "enabled", N_ ("On"), QZ_VALUE_BOOL },
    { "from_day", N_ ("From"), QZ_VALUE_DAY },
    { "announced_day", N_ ("Announced"), QZ_VALUE_DAY },
    { "reason", N_ ("Reason"), QZ_VALUE_TEXT },
    { "switched_by", N_ ("By"), QZ_VALUE_TEXT },
    { "switched_at", N_ ("Time"), QZ_VALUE_TEXT },
  };
  g_autoptr (QzSheet) services = QZ_SHEET_NEW ("services", columns);

  for (int i = 0; i < QZ_N_SERVICES; i++)
    if (!add_service (book, provider_id, (QzProviderServiceKind) i, sheet, error))
      return FALSE;
  qz_sheet_add_child (sheet, services);
  return qz_provider_service_repo_fill (book->store, provider_id, services, error);
}
