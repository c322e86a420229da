/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-ledger-name.h"

#include <string.h>

#define SHARED_ENDING "NL"

static const struct {
  const char *prefix;
  gboolean has_insurance;
  const char *title; /* on paper; NULL: that of the fund */
} kinds[QZ_N_LEDGER_KINDS] = {
  [QZ_LEDGER_AGENCY] = { "L_AG_", TRUE, NULL },
  [QZ_LEDGER_FINANCE] = { "L_FIN_", TRUE, NULL },
  [QZ_LEDGER_CITY] = { "L_CITY_", FALSE, "市（地）级异地就医结算账户" },
  [QZ_LEDGER_PROVINCE] = { "L_PROV_", FALSE, "全省异地就医结算账户" },
  [QZ_LEDGER_FISCAL] = { "L_FISC_", FALSE, "全省异地就医财政专户" },
};

void
qz_ledger_name_clear (QzLedgerName *self)
{
  g_clear_pointer (&self->owner, g_free);
}

static gboolean
parse_ending (QzLedgerName *self, const char *ending)
{
  self->has_insurance = kinds[self->kind].has_insurance;
  self->insurance = QZ_INS_EMP;
  return self->has_insurance ? qz_fund_parse (ending, &self->insurance)
                             : strcmp (ending, SHARED_ENDING) == 0;
}

gboolean
qz_ledger_parse (const char *ledger, QzLedgerName *out)
{
  const char *end = ledger == NULL ? NULL : strrchr (ledger, '_');

  *out = (QzLedgerName) { 0 };
  for (guint i = 0; end != NULL && i < QZ_N_LEDGER_KINDS; i++)
    {
      const char *owner = ledger + strlen (kinds[i].prefix);

      out->kind = (QzLedgerKind) i;
      if (!g_str_has_prefix (ledger, kinds[i].prefix) || end <= owner
          || !parse_ending (out, end + 1))
        continue;
      out->owner = g_strndup (owner, (gsize) (end - owner));
      return TRUE;
    }
  return FALSE;
}

char *
qz_ledger_dup_name (const char *agency, QzInsurance insurance)
{
  return qz_nl_ledger_dup_name (QZ_LEDGER_AGENCY, agency, insurance);
}

char *
qz_nl_ledger_dup_name (QzLedgerKind kind, const char *owner, QzInsurance insurance)
{
  g_assert ((guint) kind < QZ_N_LEDGER_KINDS);
  return g_strconcat (kinds[kind].prefix, owner, "_",
                      kinds[kind].has_insurance ? qz_insurance_to_text (insurance)
                                                : SHARED_ENDING,
                      NULL);
}

gboolean
qz_ledger_kind_has_insurance (QzLedgerKind kind)
{
  g_assert ((guint) kind < QZ_N_LEDGER_KINDS);
  return kinds[kind].has_insurance;
}

gboolean
qz_ledger_get_insurance (const char *ledger, QzInsurance *out)
{
  g_auto (QzLedgerName) name = { 0 };

  if (!qz_ledger_parse (ledger, &name) || !name.has_insurance)
    return FALSE;
  *out = name.insurance;
  return TRUE;
}

const char *
qz_ledger_name_get_title (const QzLedgerName *self)
{
  return kinds[self->kind].title != NULL ? kinds[self->kind].title
                                         : qz_insurance_get_fund_name (self->insurance);
}
