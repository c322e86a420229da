/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bills of a month, one bill layer by layer, and bills that persons paid in full. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-assist-bills.h"
#include "qz-assist-month.h"
#include "qz-assist-pages.h"
#include "qz-cells.h"
#include "qz-codes.h"
#include "qz-nav.h"
#include "qz-preview-page.h"
#include "qz-tabs-page.h"
#include "qz-words.h"

#define SHEET (GDestroyNotify) qz_sheet_unref

/* ── one bill ────────────────────────────────────────────────────────────────────────────────── */

/* DT-15b: where the reimbursement of a bill stands that was paid in full. */
static gboolean
put_manual (QzSheet *sheet, QzBook *book, const char *setl_id, GError **error)
{
  g_autoptr (QzSheet) list = qz_assist_manual_list (book, NULL, error);

  if (list == NULL)
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (list); row++)
    if (g_strcmp0 (qz_cell_text (list, row, "setl_id"), setl_id) == 0)
      {
        qz_sheet_set_text (sheet, "state", _("State"), qz_cell_text (list, row, "state"));
        qz_sheet_set_number (sheet, "reimbursed", _("Reimbursed"), QZ_VALUE_FEN,
                             qz_cell_number (list, row, "fund"));
      }
  return TRUE;
}

/* A code of the table @set in words; one that the table lacks stays. */
static const char *
name_code (QzCodes *codes, const char *set, const char *code)
{
  const char *name = code != NULL ? qz_codes_get_name (codes, set, code) : NULL;

  return name != NULL ? name : code;
}

/* Codes of a bill that nobody knows by heart; facts are called as their code tables. */
static gboolean
name_codes (QzSheet *sheet, QzBook *book, GError **error)
{
  static const char *const sets[] = { "manual_reason", "med_type" };
  QzCodes *codes = qz_codes_get (book, error);

  for (guint i = 0; codes != NULL && i < G_N_ELEMENTS (sets); i++)
    {
      const int fact = qz_sheet_find_fact (sheet, sets[i]);
      const char *code = fact >= 0 ? qz_sheet_get_fact_text (sheet, (guint) fact) : NULL;

      if (code != NULL && *code != '\0')
        qz_sheet_set_text (sheet, sets[i], qz_sheet_get_fact_title (sheet, (guint) fact),
                           name_code (codes, sets[i], code));
    }
  return codes != NULL;
}

enum { STEP, TITLE, PLATFORM, RULES, DIFFERENCE, FORMULA, RULE };

static void
put_layer (QzSheet *to, QzSheet *bill, QzSheet *layers, guint row)
{
  const char *step = qz_cell_text (layers, row, "step");
  const gint64 rules = qz_cell_number (layers, row, "amount");
  const guint made = qz_sheet_add_row (to);

  qz_sheet_put_text (to, made, STEP, step);
  qz_sheet_put_text (to, made, TITLE, qz_cell_text (layers, row, "title"));
  qz_sheet_put_number (to, made, RULES, rules);
  qz_sheet_put_text (to, made, FORMULA, qz_cell_text (layers, row, "formula"));
  qz_sheet_put_text (to, made, RULE, qz_cell_text (layers, row, "rule"));
  /* Whoever paid in full has nothing of the platform to compare with (DT-15b). */
  if (qz_sheet_find_fact (bill, step) < 0 || qz_fact_number (bill, "manual") != 0)
    return;
  qz_sheet_put_number (to, made, PLATFORM, qz_fact_number (bill, step));
  qz_sheet_put_number (to, made, DIFFERENCE, qz_fact_number (bill, step) - rules);
}

/* Each step by the rules beside what the platform settled. */
static void
compare_layers (QzSheet *bill)
{
  QzSheet *layers = qz_sheet_find_child (bill, "layers");
  g_autoptr (QzSheet) sheet = NULL;

  if (layers == NULL)
    return;
  sheet = qz_sheet_new ("compared");
  qz_sheet_add_column (sheet, "step", _("Step"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "title", _("What"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "platform", _("By the platform"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "rules", _("By the rules"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "difference", _("Difference"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "formula", _("Computation"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "rule", _("Rule"), QZ_VALUE_TEXT);
  for (guint row = 0; row < qz_sheet_get_n_rows (layers); row++)
    put_layer (sheet, bill, layers, row);
  qz_sheet_add_child (bill, sheet);
}

static gpointer
load_bill (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_assist_show_bill (book, input, error);

  if (sheet == NULL
      || (qz_fact_number (sheet, "manual") != 0 && !put_manual (sheet, book, input, error))
      || !name_codes (sheet, book, error))
    return NULL;
  compare_layers (sheet);
  return g_steal_pointer (&sheet);
}

static gboolean
state_is (QzSheet *sheet, const char *state)
{
  return g_strcmp0 (qz_fact_text (sheet, "state"), state) == 0;
}

static gboolean
can_decide (QzSheet *sheet)
{
  return state_is (sheet, "OPEN");
}

static gboolean
can_pay (QzSheet *sheet)
{
  return state_is (sheet, "ACCEPTED");
}

static const char *const bill_hidden[] = { "county", "reason", "provider", NULL };
static const char *const choice_hidden[] = { "category", NULL };
static const char *const field_hidden[] = { "field", NULL };
static const char *const step_hidden[] = { "step", NULL };

static const QzTabsSpec bill_spec = {
  .name = N_ ("Bill of medical assistance"),
  .load = { NULL, load_bill, FALSE, g_free, SHEET },
  .heading = "psn_name",
  .pill = "state",
  .total = "maf",
  .hidden = bill_hidden,
  .tabs = { { "compared",
              N_ ("Layer by layer"),
              N_ ("The rules cannot be computed for this bill."),
              { NULL, "title", "rules", step_hidden, FALSE },
              NULL,
              NULL },
            { "differences",
              N_ ("Differences"),
              N_ ("Platform and rules agree."),
              { NULL, "title", "difference", field_hidden, FALSE },
              NULL,
              NULL },
            { "choice",
              N_ ("Choice of category"),
              N_ ("There was no category to choose from."),
              { NULL, "category_name", "person", choice_hidden, FALSE },
              NULL,
              NULL },
            { "deductions",
              N_ ("Deductions"),
              N_ ("Nothing was taken off."),
              { NULL, "reason", "amount", NULL, FALSE },
              NULL,
              NULL } },
  .actions = { { "win.assist-show-form1", N_ ("Preview Form 1"), NULL, FALSE },
               { "win.assist-accept", N_ ("Pass…"), can_decide, TRUE },
               { "win.assist-refuse", N_ ("Refuse…"), can_decide, FALSE },
               { "win.assist-reimburse", N_ ("Record as Paid…"), can_pay, TRUE } },
  .home = "assist-bills",
};

AdwNavigationPage *
qz_assist_bill_page_new (QzSession *session, const char *setl_id)
{
  return qz_tabs_page_new (session, &bill_spec, setl_id);
}

AdwNavigationPage *
qz_assist_form1_new (QzSession *session, const char *setl_id)
{
  AdwNavigationPage *page = qz_preview_page_new (session, setl_id, "F-DT-1", NULL);

  qz_nav_set_home (page, "assist-bills");
  return page;
}

/* ── bills ───────────────────────────────────────────────────────────────────────────────────── */

/* "category,maf" in words. */
static void
name_fields (QzSheet *bills)
{
  const int column = qz_sheet_find_column (bills, "differences");

  for (guint row = 0; column >= 0 && row < qz_sheet_get_n_rows (bills); row++)
    {
      const char *text = qz_sheet_get_text (bills, row, (guint) column);
      g_auto (GStrv) codes = g_strsplit (text != NULL ? text : "", ",", -1);
      g_autofree char *words = NULL;

      for (guint i = 0; codes[i] != NULL; i++)
        {
          char *word = qz_words_dup ("field", codes[i]);

          g_free (codes[i]);
          codes[i] = word;
        }
      words = g_strjoinv (_(", "), codes);
      qz_sheet_put_text (bills, row, (guint) column, words);
    }
}

/* Of the month that was chosen; first of the newest that has any. */
static gpointer
load_bills (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) months = qz_assist_month_list (book, context, error);
  g_autoptr (QzSheet) sheet = NULL;
  QzPeriod period = input != NULL ? (QzPeriod) g_ascii_strtoull (input, NULL, 10) : 0;

  if (months == NULL)
    return NULL;
  if (qz_sheet_get_n_rows (months) == 0)
    return qz_sheet_new ("bills");
  if (period == 0)
    period = (QzPeriod) qz_cell_number (months, 0, "period");
  sheet = qz_assist_list_bills (book, period, error);
  if (sheet == NULL)
    return NULL;
  name_fields (sheet);
  qz_sheet_set_number (sheet, "period", _("Month"), QZ_VALUE_PERIOD, period);
  qz_sheet_add_child (sheet, months);
  return g_steal_pointer (&sheet);
}

static AdwNavigationPage *
open_bill (QzSession *session, QzSheet *sheet, guint row)
{
  return qz_assist_bill_page_new (session, qz_cell_text (sheet, row, "setl_id"));
}

static const char *const bill_filters[] = { "county_name", "provider_name", "category_name",
                                            "cross_area", "differences", "manual", NULL };
static const char *const bills_hidden[] = { "settled", "provider",  "county", "category",
                                            "refund",  "manual",    "certno", "insurance",
                                            "kind",    "scp",       "other",  "cross_area",
                                            NULL };

const QzPageSpec qz_assist_bills_spec = {
  .id = "assist-bills",
  .section = N_ ("Medical assistance"),
  .title = N_ ("Bills of assistance"),
  .icon = "qz-claims-symbolic",
  .load = { NULL, load_bills, FALSE, g_free, SHEET },
  .by_month = TRUE,
  .layout = { "setl_id", "setl_id", "maf", bills_hidden, FALSE },
  .filters = bill_filters,
  .total = "maf",
  .empty_title = N_ ("No Bills Yet"),
  .empty_text = N_ ("Here stand the bills of a month with what each layer paid, and where the "
                    "platform differs from the rules. Import the bills of a month."),
  .action = "win.import",
  .action_label = N_ ("Import a File…"),
  .open = open_bill,
};

/* ── a month's bills ─────────────────────────────────────────────────────────────────────────── */

static gpointer
load_month (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const QzPeriod period = (QzPeriod) g_ascii_strtoull (input, NULL, 10);
  g_autoptr (QzSheet) sheet = qz_assist_list_bills (book, period, error);
  g_autoptr (QzSheet) check =
      sheet != NULL ? qz_assist_check_month (book, period, error) : NULL;

  if (check == NULL)
    return NULL;
  name_fields (sheet);
  qz_sheet_add_child (sheet, check);
  return g_steal_pointer (&sheet);
}

static AdwNavigationPage *
open_of_month (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  return qz_assist_bill_page_new (session, qz_cell_text (table, row, "setl_id"));
}

static const char *const check_hidden[] = { "field", "county", "provider", "certno", NULL };

static const QzTabsSpec month_spec = {
  .name = N_ ("Bills of a month"),
  .nameless = TRUE,
  .load = { NULL, load_month, FALSE, g_free, SHEET },
  .total = "maf_sum",
  .tabs = { { "",
              N_ ("Bills"),
              N_ ("The month has no bills."),
              { "setl_id", "setl_id", "maf", bills_hidden, FALSE },
              open_of_month,
              NULL },
            { "assist_check",
              N_ ("Differences"),
              N_ ("Platform and rules agree."),
              { "setl_id", "title", "difference", check_hidden, FALSE },
              open_of_month,
              NULL } },
  .home = "assist-bills",
};

AdwNavigationPage *
qz_assist_bills_page_new (QzSession *session, QzPeriod period)
{
  g_autofree char *key = g_strdup_printf ("%06d", (int) period);
  g_autofree char *month = qz_period_format (period);
  AdwNavigationPage *page = qz_tabs_page_new (session, &month_spec, key);

  qz_load_page_set_subtitle (QZ_LOAD_PAGE (page), month);
  return page;
}

/* ── paid in full ────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_manual (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_assist_manual_list (book, NULL, error);
  g_autoptr (QzAreaMap) map = sheet != NULL ? qz_actors_load_map (book, error) : NULL;
  QzCodes *codes = map != NULL ? qz_codes_get (book, error) : NULL;
  const int county = sheet != NULL ? qz_sheet_find_column (sheet, "county") : -1;
  const int reason = sheet != NULL ? qz_sheet_find_column (sheet, "reason") : -1;

  if (codes == NULL)
    return NULL;
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      qz_sheet_put_text (sheet, row, (guint) county,
                         qz_area_map_get_name (map, qz_cell_text (sheet, row, "county")));
      qz_sheet_put_text (sheet, row, (guint) reason,
                         name_code (codes, "manual_reason",
                                    qz_cell_text (sheet, row, "reason")));
    }
  return g_steal_pointer (&sheet);
}

static const char *const manual_filters[] = { "state", "county", "reason", NULL };
static const char *const manual_hidden[] = { "settled", "certno", NULL };

const QzPageSpec qz_assist_manual_spec = {
  .id = "assist-manual",
  .section = N_ ("Medical assistance"),
  .title = N_ ("Reimbursed by hand"),
  .icon = "qz-details-symbolic",
  .load = { NULL, load_manual, FALSE, NULL, SHEET },
  .layout = { "setl_id", "psn_name", "fund", manual_hidden, FALSE },
  .filters = manual_filters,
  .total = "fund",
  .empty_title = N_ ("Nothing to Reimburse by Hand"),
  .empty_text = N_ ("Here stand bills that persons paid in full, with what the rules give for "
                    "them. They come with the bills of a month."),
  .open = open_bill,
};
