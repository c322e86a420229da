/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-provider-service-form.h"

#include <glib/gi18n-lib.h>

#include "qz-cells.h"
#include "qz-provider-service.h"

#define SHEET (GDestroyNotify) qz_sheet_unref

static gpointer
switch_service (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;
  QzSheet *values = input->values;
  const QzProviderServiceInput asked = {
    .provider = input->key,
    .service = qz_fact_text (values, "service"),
    .enabled = qz_fact_number (values, "enabled") != 0,
    .from_day = qz_form_get_day (values, "from_day"),
    .announced_day = qz_form_get_day (values, "announced_day"),
    .reason = qz_fact_text (values, "reason"),
  };

  return qz_nl_act_end (qz_provider_service_switch (book, context, &asked, error));
}

const QzNlAct qz_act_switch_service =
    QZ_NL_ACT (N_ ("Switching the service"), switch_service,
               N_ ("What was decided about the service is recorded."),
               N_ ("The Service Was Not Switched"));

static const char *const services[] = { "assistance", "nonlocal", NULL };

static const QzFormField fields[] = {
  { "service", N_ ("Service"), QZ_FORM_CHOICE, TRUE, NULL, services },
  { "enabled", N_ ("The service is on"), QZ_FORM_SWITCH },
  { "from_day", N_ ("From"), QZ_FORM_DAY, TRUE },
  { "announced_day", N_ ("Announced on; without: not yet"), QZ_FORM_DAY },
  { "reason", N_ ("Reason"), QZ_FORM_TEXT, TRUE },
  { NULL },
};

static gpointer
load (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  QzSheet *sheet = qz_sheet_new ("service");

  qz_sheet_set_number (sheet, "from_day", "from_day", QZ_VALUE_DAY, context->clock.today);
  return sheet;
}

const QzFormSpec qz_form_provider_service = {
  .title = N_ ("Switch a Service"),
  .button = N_ ("_Record"),
  .fields = fields,
  .load = { NULL, load, FALSE, g_free, SHEET },
  .act = &qz_act_switch_service,
};
