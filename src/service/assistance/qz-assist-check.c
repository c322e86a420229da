/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the platform and the rules disagree on in a month (DT-14, DT-16b). */
#include <glib/gi18n-lib.h>

#include "qz-assist-bills.h"
#include "qz-assist-private.h"
#include "qz-clearing-repo.h"
#include "qz-id-check.h"

typedef struct {
  QzSheet *sheet;
  GHashTable *providers; /* id → QzNlProvider */
  gint64 n_bills, n_differing;
} Check;

enum {
  COLUMN_SETL_ID,
  COLUMN_SETTLED,
  COLUMN_PROVIDER,
  COLUMN_NAME,
  COLUMN_CERTNO,
  COLUMN_COUNTY,
  COLUMN_FIELD,
  COLUMN_TITLE,
  COLUMN_PLATFORM,
  COLUMN_RULES,
  COLUMN_DIFFERENCE,
  COLUMN_RULE,
};

static QzSheet *
new_sheet (void)
{
  QzSheet *sheet = qz_sheet_new ("assist_check");

  qz_sheet_add_column (sheet, "setl_id", _("Settlement"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "settled", _("Settled"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "provider", _("Provider"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "psn_name", _("Full name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "certno", _("Identity number"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "county", _("County"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "field", _("Field"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "title", _("What differs"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "platform", _("By the platform"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "rules", _("By the rules"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "difference", _("Difference"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "rule", _("Rule"), QZ_VALUE_TEXT);
  return sheet;
}

static guint
add_row (Check *self, const QzAssistBillRow *bill)
{
  const QzNlProvider *provider = g_hash_table_lookup (self->providers, &bill->provider_id);
  g_autofree char *masked = qz_id_mask (bill->certno);
  const guint row = qz_sheet_add_row (self->sheet);

  qz_sheet_put_text (self->sheet, row, COLUMN_SETL_ID, bill->setl_id);
  qz_sheet_put_text (self->sheet, row, COLUMN_SETTLED, bill->setl_time);
  qz_sheet_put_text (self->sheet, row, COLUMN_PROVIDER, provider != NULL ? provider->code : "");
  qz_sheet_put_text (self->sheet, row, COLUMN_NAME, bill->psn_name);
  qz_sheet_put_text (self->sheet, row, COLUMN_CERTNO, masked);
  qz_sheet_put_text (self->sheet, row, COLUMN_COUNTY, bill->county);
  return row;
}

static void
show (Check *self, const QzAssistBillRow *bill, const QzAssistDifference *difference)
{
  const guint row = add_row (self, bill);

  qz_sheet_put_text (self->sheet, row, COLUMN_FIELD, difference->field);
  qz_sheet_put_text (self->sheet, row, COLUMN_TITLE, difference->title);
  qz_sheet_put_text (self->sheet, row, COLUMN_RULE, difference->rule);
  if (difference->is_amount)
    {
      g_autofree char *platform = qz_fen_to_decimal (difference->platform_fen);
      g_autofree char *rules = qz_fen_to_decimal (difference->rules_fen);

      qz_sheet_put_text (self->sheet, row, COLUMN_PLATFORM, platform);
      qz_sheet_put_text (self->sheet, row, COLUMN_RULES, rules);
      qz_sheet_put_number (self->sheet, row, COLUMN_DIFFERENCE,
                           difference->platform_fen - difference->rules_fen);
      return;
    }
  qz_sheet_put_text (self->sheet, row, COLUMN_PLATFORM, difference->platform);
  qz_sheet_put_text (self->sheet, row, COLUMN_RULES, difference->rules);
}

static void
show_fault (Check *self, const QzAssistComputed *computed)
{
  const guint row = add_row (self, computed->row);

  qz_sheet_put_text (self->sheet, row, COLUMN_FIELD, "rules");
  qz_sheet_put_text (self->sheet, row, COLUMN_TITLE, _("Cannot be computed"));
  qz_sheet_put_text (self->sheet, row, COLUMN_RULES, computed->fault);
  qz_sheet_put_text (self->sheet, row, COLUMN_RULE, "DT-14");
}

static gboolean
look_at (const QzAssistComputed *computed, gpointer user_data, GError **error)
{
  Check *self = user_data;
  QzAssistDifference differences[QZ_MAX_ASSIST_DIFFERENCES];
  const guint n = qz_assist_list_differences (computed, differences);

  (void) error;
  self->n_bills += 1;
  self->n_differing += n > 0 || computed->fault != NULL;
  for (guint i = 0; i < n; i++)
    show (self, computed->row, &differences[i]);
  if (computed->fault != NULL)
    show_fault (self, computed);
  return TRUE;
}

QzSheet *
qz_assist_check_month (QzBook *book, QzPeriod period, GError **error)
{
  g_autoptr (QzSheet) sheet = new_sheet ();
  g_autoptr (GHashTable) providers =
      qz_clearing_repo_load_providers (qz_book_get_store (book), error);
  const QzAssistAsked asked = { qz_period_get_first_day (period), qz_period_get_last_day (period),
                                NULL };
  Check check = { .sheet = sheet, .providers = providers };

  if (providers == NULL || !qz_assist_compute_year (book, &asked, look_at, &check, error))
    return NULL;
  qz_sheet_set_number (sheet, "bills", _("Bills"), QZ_VALUE_COUNT, check.n_bills);
  qz_sheet_set_number (sheet, "differing", _("With differences"), QZ_VALUE_COUNT,
                       check.n_differing);
  qz_sheet_set_number (sheet, "agreed", _("In agreement"), QZ_VALUE_COUNT,
                       check.n_bills - check.n_differing);
  return g_steal_pointer (&sheet);
}
