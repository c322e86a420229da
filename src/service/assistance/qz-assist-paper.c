/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What forms 2 to 4 of a month are laid out from (domain 2.7). */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assist-month-private.h"
#include "qz-id-check.h"
#include "qz-print.h"

/* ── columns ────────────────────────────────────────────────────────────────────────────────── */

static const QzSheetColumn form2_columns[] = {
  { "county", N_ ("County code"), QZ_VALUE_TEXT },
  { "county_name", N_ ("County"), QZ_VALUE_TEXT },
  { "category", N_ ("Category code"), QZ_VALUE_TEXT },
  { "category_name", N_ ("Category"), QZ_VALUE_TEXT },
  { "visits", N_ ("Visits"), QZ_VALUE_COUNT },
  { "medfee", N_ ("Medical fees"), QZ_VALUE_FEN },
  { "basic", N_ ("Basic insurance"), QZ_VALUE_FEN },
  { "ci", N_ ("Critical illness"), QZ_VALUE_FEN },
  { "other", N_ ("Other funds"), QZ_VALUE_FEN },
  { "payable", N_ ("Assistance payable"), QZ_VALUE_FEN },
  { "deducted", N_ ("Deducted"), QZ_VALUE_FEN },
  { "net", N_ ("To be paid"), QZ_VALUE_FEN },
};

static const QzSheetColumn form3_columns[] = {
  { "psn_name", N_ ("Full name"), QZ_VALUE_TEXT },
  { "certno", N_ ("Identity number"), QZ_VALUE_TEXT },
  { "category", N_ ("Category code"), QZ_VALUE_TEXT },
  { "county", N_ ("County code"), QZ_VALUE_TEXT },
  { "begin_day", N_ ("Admitted on"), QZ_VALUE_DAY },
  { "end_day", N_ ("Discharged"), QZ_VALUE_DAY },
  { "medfee", N_ ("Medical fees"), QZ_VALUE_FEN },
  { "scope", N_ ("Within the policy"), QZ_VALUE_FEN },
  { "basic", N_ ("Basic insurance"), QZ_VALUE_FEN },
  { "ci", N_ ("Critical illness"), QZ_VALUE_FEN },
  { "other", N_ ("Other funds"), QZ_VALUE_FEN },
  { "maf", N_ ("Medical assistance"), QZ_VALUE_FEN },
  { "person", N_ ("Person"), QZ_VALUE_FEN },
  { "cross_area", N_ ("Outside the county"), QZ_VALUE_BOOL },
  { "setl_id", N_ ("Settlement"), QZ_VALUE_TEXT },
  { "deducted", N_ ("Deducted"), QZ_VALUE_FEN },
  { "category_name", N_ ("Category"), QZ_VALUE_TEXT },
  { "county_name", N_ ("County"), QZ_VALUE_TEXT },
  { "cross_text", N_ ("Across areas"), QZ_VALUE_TEXT },
};

static const QzSheetColumn form4_columns[] = {
  { "provider", N_ ("Hospital code"), QZ_VALUE_TEXT },
  { "provider_name", N_ ("Hospital"), QZ_VALUE_TEXT },
  { "visits", N_ ("Visits"), QZ_VALUE_COUNT },
  { "payable", N_ ("Assistance payable"), QZ_VALUE_FEN },
  { "cross", N_ ("Of it outside the county"), QZ_VALUE_FEN },
  { "deducted", N_ ("Deducted"), QZ_VALUE_FEN },
  { "net", N_ ("To be cleared"), QZ_VALUE_FEN },
};

/* ── form 2: county × category of a hospital ────────────────────────────────────────────────── */

typedef struct {
  const char *county;
  QzAssistCategory category;
  gint64 n_visits;
  QzFen figures[6]; /* medfee basic ci other payable deducted */
} Group;

static gboolean
add_to_group (Group *group, const QzAssistRow *row, GError **error)
{
  const QzFen figures[] = { row->medfee_fen, row->basic_fen, row->ci_fen,
                            row->other_fen,  row->maf_fen,   row->deducted_fen };

  group->n_visits += row->n_visits;
  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    if (!qz_fen_accumulate (&group->figures[i], figures[i], error))
      return FALSE;
  return TRUE;
}

static Group *
find_group (GArray *groups, const QzAssistRow *row)
{
  const Group made = { .county = row->county, .category = row->category };

  for (guint i = 0; i < groups->len; i++)
    {
      Group *group = &g_array_index (groups, Group, i);

      if (group->county == row->county && group->category == row->category)
        return group;
    }
  g_array_append_val (groups, made);
  return &g_array_index (groups, Group, groups->len - 1);
}

static int
compare_groups (gconstpointer a, gconstpointer b)
{
  const Group *one = a;
  const Group *two = b;
  const int order = strcmp (one->county, two->county);

  return order != 0 ? order
                    : strcmp (qz_assist_category_to_text (one->category),
                              qz_assist_category_to_text (two->category));
}

static GArray *
group_rows (QzAssistDesk *desk, gint64 provider_id, GError **error)
{
  g_autoptr (GArray) groups = g_array_new (FALSE, FALSE, sizeof (Group));

  for (guint i = 0; i < desk->rows->len; i++)
    {
      const QzAssistRow *row = &g_array_index (desk->rows, QzAssistRow, i);

      if (row->provider_id == provider_id && !add_to_group (find_group (groups, row), row, error))
        return NULL;
    }
  g_array_sort (groups, compare_groups);
  return g_steal_pointer (&groups);
}

static gboolean
fill_form2 (QzAssistDesk *desk, gint64 provider_id, QzSheet *sheet, GError **error)
{
  g_autoptr (GArray) groups = group_rows (desk, provider_id, error);

  QZ_SHEET_ADD_COLUMNS (sheet, form2_columns);
  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      const Group *group = &g_array_index (groups, Group, i);
      const guint row = qz_sheet_add_row (sheet);

      qz_sheet_put_text (sheet, row, 0, group->county);
      qz_sheet_put_text (sheet, row, 1, qz_area_map_get_name (desk->map, group->county));
      qz_sheet_put_text (sheet, row, 2, qz_assist_category_to_text (group->category));
      qz_sheet_put_text (sheet, row, 3, qz_assist_category_get_paper_name (group->category));
      qz_sheet_put_number (sheet, row, 4, group->n_visits);
      for (guint figure = 0; figure < G_N_ELEMENTS (group->figures); figure++)
        qz_sheet_put_number (sheet, row, 5 + figure, group->figures[figure]);
      qz_sheet_put_number (sheet, row, 11, group->figures[4] - group->figures[5]);
    }
  return groups != NULL;
}

/* ── form 3: the bills of a hospital ────────────────────────────────────────────────────────── */

static gboolean
fill_form3 (QzAssistDesk *desk, gint64 provider_id, QzSheet *sheet, GError **error)
{
  QZ_SHEET_ADD_COLUMNS (sheet, form3_columns);
  if (!qz_assist_month_repo_fill_bills (desk->store, &desk->list, provider_id, sheet, error))
    return FALSE;
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      g_autofree char *masked = qz_id_mask (qz_sheet_get_text (sheet, row, 1));
      QzAssistCategory category = QZ_ASSIST_NONE;

      qz_sheet_put_text (sheet, row, 1, masked);
      if (qz_assist_category_parse (qz_sheet_get_text (sheet, row, 2), &category))
        qz_sheet_put_text (sheet, row, 16, qz_assist_category_get_paper_name (category));
      qz_sheet_put_text (sheet, row, 17,
                         qz_area_map_get_name (desk->map, qz_sheet_get_text (sheet, row, 3)));
      qz_sheet_put_text (sheet, row, 18, qz_sheet_get_number (sheet, row, 13) != 0 ? "是" : "否");
    }
  return TRUE;
}

/* ── form 4: the hospitals of a county ──────────────────────────────────────────────────────── */

/* AMB-26: what bills over the areas used of the reserve that the county has by the day of the
 * form. */
static gboolean
set_reserve (QzAssistDesk *desk, const char *county, QzDay day, QzSheet *sheet, GError **error)
{
  QzFen allotted = 0;
  QzFen reserve = 0;
  QzFen used = 0;
  QzReserveUsage usage;

  if (!qz_assist_month_repo_sum_allotted (desk->store, desk->period / 100, county, day, &allotted,
                                          error)
      || !qz_assist_reserve_of (desk->terms, allotted, &reserve, error)
      || !qz_assist_month_repo_sum_used (desk->store, &desk->list, county, &used, error)
      || !qz_assist_usage (desk->terms, used, reserve, &usage, error))
    return FALSE;
  qz_sheet_set_number (sheet, "allotted", _("Allotted"), QZ_VALUE_FEN, allotted);
  qz_sheet_set_number (sheet, "reserve", _("Reserve"), QZ_VALUE_FEN, reserve);
  qz_sheet_set_number (sheet, "used", _("Used"), QZ_VALUE_FEN, used);
  qz_sheet_set_number (sheet, "left", _("Left"), QZ_VALUE_FEN, usage.left_fen);
  if (usage.has_rate)
    qz_sheet_set_number (sheet, "rate", _("Usage"), QZ_VALUE_PPM, usage.rate_ppm);
  qz_sheet_set_text (sheet, "level", _("Level"), qz_reserve_level_to_text (usage.level));
  return TRUE;
}

static gboolean
fill_form4 (QzAssistDesk *desk, const char *county, QzDay day, QzSheet *sheet, GError **error)
{
  g_autoptr (GArray) parts = qz_assist_desk_list_parts (desk, error);

  QZ_SHEET_ADD_COLUMNS (sheet, form4_columns);
  for (guint i = 0; parts != NULL && i < parts->len; i++)
    {
      const QzAssistPart *part = &g_array_index (parts, QzAssistPart, i);
      const QzNlProvider *hospital = g_hash_table_lookup (desk->providers, &part->provider_id);
      guint row;

      if (strcmp (part->county, county) != 0)
        continue;
      row = qz_sheet_add_row (sheet);
      qz_sheet_put_text (sheet, row, 0, hospital != NULL ? hospital->code : "");
      qz_sheet_put_text (sheet, row, 1, hospital != NULL ? hospital->name : "");
      qz_sheet_put_number (sheet, row, 2, part->n_visits);
      qz_sheet_put_number (sheet, row, 3, part->maf_fen);
      qz_sheet_put_number (sheet, row, 4, part->cross_fen);
      qz_sheet_put_number (sheet, row, 5, part->deducted_fen);
      qz_sheet_put_number (sheet, row, 6, part->maf_fen - part->deducted_fen);
    }
  return parts != NULL && set_reserve (desk, county, day, sheet, error);
}

/* ── the paper ──────────────────────────────────────────────────────────────────────────────── */

#define FORM_2 "F-DT-2"
#define FORM_3 "F-DT-3"
#define FORM_4 "F-DT-4"

gboolean
qz_assist_paper_is_form (const char *form)
{
  static const char *const forms[] = { FORM_2, FORM_3, FORM_4, NULL };

  return form != NULL && g_strv_contains (forms, form);
}

static gboolean
set_people (QzAssistDesk *desk, const QzAssistStanding *standing, QzSheet *sheet, GError **error)
{
  g_autofree char *maker = NULL;

  if (standing == NULL)
    return TRUE;
  maker = qz_print_dup_person (desk->book, standing->actor, error);
  if (maker == NULL)
    return FALSE;
  qz_sheet_set_text (sheet, "maker", _("Made by"), maker);
  qz_sheet_set_number (sheet, "made_day", _("Made on"), QZ_VALUE_DAY, standing->day);
  return TRUE;
}

/* Facts of all three. @standing: nullable, of the statements or of form 4. */
static gboolean
set_head (QzAssistDesk *desk, const char *form, const char *subject, const char *name,
          const QzAssistStanding *standing, QzSheet *sheet, GError **error)
{
  const char *code = qz_area_map_get_agency_code (desk->map, desk->city);
  g_autofree char *number = g_strdup_printf ("DT%s-%s-%06d-%03u", form + strlen ("F-DT-"),
                                             subject, desk->period, desk->list.version);
  g_autofree char *agency =
      qz_print_dup_agency_name (desk->book, code != NULL ? code : desk->city, error);

  if (agency == NULL)
    return FALSE;
  qz_sheet_set_text (sheet, "form", _("Form"), form);
  qz_sheet_set_number (sheet, "period", _("Month"), QZ_VALUE_PERIOD, desk->period);
  qz_sheet_set_text (sheet, "document_no", _("Number"), number);
  qz_sheet_set_text (sheet, "subject", _("Code"), subject);
  qz_sheet_set_text (sheet, "subject_name", _("Name"), name);
  qz_sheet_set_text (sheet, "agency_name", _("Agency"), agency);
  qz_sheet_set_number (sheet, "final", _("Final"), QZ_VALUE_BOOL,
                       standing != NULL && strcmp (standing->state, QZ_AS_PUSHED) == 0);
  return set_people (desk, standing, sheet, error);
}

static gboolean
fill_hospital (QzAssistDesk *desk, const char *form, const char *subject, QzSheet *sheet,
               GError **error)
{
  const QzNlProvider *hospital = NULL;

  if (!qz_assist_desk_find_provider (desk, subject, &hospital, error)
      || !set_head (desk, form, subject, hospital->name,
                    qz_assist_desk_find (desk, QZ_AS_STATEMENT, 0, ""), sheet, error))
    return FALSE;
  return strcmp (form, FORM_2) == 0 ? fill_form2 (desk, hospital->id, sheet, error)
                                    : fill_form3 (desk, hospital->id, sheet, error);
}

/* Before it is made it shows what it would be today. */
static gboolean
fill_county (QzAssistDesk *desk, const char *county, QzSheet *sheet, GError **error)
{
  const QzAssistStanding *made =
      qz_assist_desk_is (desk, QZ_AS_FORM4, 0, county, QZ_AS_PUSHED)
          ? qz_assist_desk_find (desk, QZ_AS_FORM4, 0, county)
          : NULL;
  const QzDay due = qz_assist_get_due (desk->terms, desk->period, QZ_ASSIST_FORM4);

  return set_head (desk, FORM_4, county, qz_area_map_get_name (desk->map, county), made, sheet,
                   error)
         && fill_form4 (desk, county, made != NULL ? made->day : due, sheet, error);
}

QzSheet *
qz_assist_paper_get_sheet (QzBook *book, const char *form, QzPeriod period, const char *subject,
                           GError **error)
{
  g_auto (QzAssistDesk) desk = { 0 };
  g_autoptr (QzSheet) sheet = qz_sheet_new ("paper");

  if (!qz_assist_paper_is_form (form))
    {
      qz_error_set (error, QZ_ERROR_INPUT, "no-such-form",
                    _("“%s” is none of F-DT-2, F-DT-3 and F-DT-4"), form);
      return NULL;
    }
  if (!qz_assist_desk_open (&desk, book, NULL, period, error)
      || !(strcmp (form, FORM_4) == 0 ? fill_county (&desk, subject, sheet, error)
                                      : fill_hospital (&desk, form, subject, sheet, error)))
    return NULL;
  if (qz_sheet_get_n_rows (sheet) > 0)
    return g_steal_pointer (&sheet);
  qz_error_set (error, QZ_ERROR_INPUT, "nothing-to-print",
                _("The statements of the month have nothing of %s"), subject);
  qz_error_add_rule (error, "DT-16a");
  return NULL;
}
