/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NL-31i: the notices 5, 6, 8 and 9 of a month. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-clearing-private.h"
#include "qz-deposits.h"
#include "qz-error.h"
#include "qz-nl-paper-private.h"
#include "qz-notice-repo.h"
#include "qz-transfers.h"

static gboolean
refuse_unconfirmed (const char *name, QzNlScope scope, QzDay day, GError **error)
{
  g_autofree char *text = qz_day_format (day);

  return qz_clearing_refuse (error, "not-confirmed", "NL-31f",
                             _("%s has not confirmed the lists of the month (%s); from %s on it is "
                               "regarded as having done so"),
                             name, qz_nl_scope_get_name (scope), text);
}

gboolean
qz_clearing_check_confirmed (QzClearingDesk *self, QzNlScope scope, GError **error)
{
  static const char *const confirmed[] = { QZ_CONFIRM_CONFIRMED, QZ_CONFIRM_AUTO,
                                           QZ_CONFIRM_AUTO_OBJECTED, NULL };
  g_autoptr (GHashTable) states = qz_clearing_repo_load_states (
      self->store, self->period, scope, QZ_CLEARING_CONFIRM, error);
  const char *unit;
  QzDay day = QZ_DAY_NONE;

  if (states == NULL
      || !qz_clearing_get_auto_confirm_day (self->store, self->terms, self->period, scope, &day,
                                            error))
    return FALSE;
  if (g_hash_table_size (states) == 0)
    return qz_clearing_refuse (error, "no-lists", scope == QZ_NL_IN_PROV ? "NL-31e" : "NL-31d",
                               _("The lists of the month are not made yet (%s)"),
                               qz_nl_scope_get_name (scope));
  for (guint i = 0; (unit = qz_area_map_get_unit (self->map, i)) != NULL; i++)
    {
      const char *state = g_hash_table_lookup (states, unit);

      if (state == NULL || !g_strv_contains (confirmed, state))
        return refuse_unconfirmed (qz_area_map_get_name (self->map, unit), scope, day, error);
    }
  return TRUE;
}

static gboolean
check_day (QzClearingDesk *desk, GError **error)
{
  const QzDay first = qz_clearing_get_day (desk->period, 0);
  g_autofree char *day = qz_day_format (first);

  return desk->context->clock.today >= first
         || qz_clearing_refuse (error, "publish-too-early", "NL-31i",
                                _("The notices of the month are published from %s on"), day);
}

/* NL-31h: cross-province figures are the nation's first. */
static gboolean
check_national (QzClearingDesk *desk, const QzNlLists *lists, GError **error)
{
  const char *state = qz_clearing_repo_get_state (desk->store, desk->period, QZ_NL_CROSS_PROV,
                                                  QZ_CLEARING_NATIONAL, "", error);

  if (state == NULL)
    return FALSE;
  return lists->rows[QZ_NL_CROSS_PROV]->len == 0 || strcmp (state, QZ_CONFIRM_CONFIRMED) == 0
         || qz_clearing_refuse (error, "not-confirmed-nationally", "NL-31h",
                                _("The cross-province data of the month are not confirmed in the "
                                  "national system yet"));
}

static gboolean
check_unpublished (QzClearingDesk *desk, GError **error)
{
  gboolean published = FALSE;

  if (!qz_clearing_is_published (desk->store, desk->period, QZ_NL_IN_PROV, &published, error))
    return FALSE;
  return !published
         || qz_clearing_refuse (error, "published-already", "NL-31i",
                                _("The notices of the month are published already"));
}

/* 7.3-1: as of deposits, who made the figures does not publish them. */
static gboolean
check_other_person (QzClearingDesk *desk, QzNlLists *lists, GError **error)
{
  for (guint i = 0; i < QZ_N_NL_SCOPES; i++)
    {
      g_autofree char *made_by = qz_clearing_repo_dup_actor (
          desk->store, desk->period, (QzNlScope) i, QZ_CLEARING_LISTS, "", error);

      if (made_by == NULL)
        return FALSE;
      if (lists->list[i].id != 0 && strcmp (made_by, desk->context->user) == 0)
        return qz_clearing_refuse (error, "published-by-maker", "7.3-1",
                                   _("Who made the lists of the month does not publish its notices "
                                     "(%s)"),
                                   qz_nl_scope_get_name ((QzNlScope) i));
    }
  return TRUE;
}

static gboolean
check_fresh (QzClearingDesk *desk, QzNlLists *lists, GError **error)
{
  for (guint i = 0; i < QZ_N_NL_SCOPES; i++)
    if (!qz_clearing_check_fresh (desk, &lists->list[i], lists->rows[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
check_all (QzClearingDesk *desk, QzNlLists *lists, GError **error)
{
  return check_unpublished (desk, error) && check_day (desk, error)
         && qz_clearing_check_confirmed (desk, QZ_NL_IN_PROV, error)
         && qz_clearing_check_confirmed (desk, QZ_NL_CROSS_PROV, error)
         && qz_nl_lists_load (lists, desk->book, desk->period, error)
         && check_other_person (desk, lists, error) && check_national (desk, lists, error)
         && check_fresh (desk, lists, error)
         && qz_clearing_check_lists (lists, error);
}

/* ── the notices ────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_nothing (const QzNoticeLine *line)
{
  for (guint i = 0; i < QZ_NOTICE_N_FIGURES; i++)
    if (line->figures[i] != 0)
      return FALSE;
  return TRUE;
}

/* The figures of a notice stand in the order of the form's columns (model/qz-nonlocal.h). */
static GArray *
make_lines (const QzPaper *paper)
{
  GArray *lines = g_array_new (FALSE, TRUE, sizeof (QzNoticeLine));

  for (guint i = 0; i < paper->lines->len; i++)
    {
      const QzPaperLine *from = paper->lines->pdata[i];
      QzNoticeLine line = { .agency = from->group,
                            .scope = paper->spec->scope,
                            .insurance = -1 };

      for (guint j = 0; j < paper->n_columns; j++)
        line.figures[j] = from->figures[j];
      if (!is_nothing (&line))
        g_array_append_val (lines, line);
    }
  return lines;
}

static gboolean
put_notice (QzClearingDesk *desk, QzNlLists *lists, const QzPaperSpec *spec, const char *unit,
            const char *made_by, GError **error)
{
  g_autoptr (QzPaper) paper = qz_paper_new (lists, spec, unit);
  g_autoptr (GArray) lines = make_lines (paper);
  QzNotice notice = {
    .form = spec->form,
    .unit = unit,
    .scope = (int) spec->scope,
    .period = desk->period,
    .list_id = lists->list[spec->scope].id,
    .policy_pack_id = lists->list[spec->scope].policy_pack_id,
    .day = desk->context->clock.today,
    .due_day = QZ_DAY_NONE,
    .total_fen = qz_paper_sum (paper, spec->kind == QZ_PAPER_RECEIPT ? "total" : "payable"),
    .made_by = made_by,
    .published_by = desk->context->user,
    .lines = lines,
  };

  /* Who neither receives nor pays gets no notice. */
  return lines->len == 0 || qz_notice_repo_put (desk->act, &notice, error);
}

static gboolean
put_notices (QzClearingDesk *desk, QzNlLists *lists, GError **error)
{
  const QzPaperSpec *spec;
  const char *unit;

  for (guint i = 0; (spec = qz_paper_get_spec (i)) != NULL; i++)
    {
      g_autofree char *made_by = NULL;

      if (spec->kind != QZ_PAPER_RECEIPT && spec->kind != QZ_PAPER_PAYMENT)
        continue;
      made_by = qz_clearing_repo_dup_actor (desk->store, desk->period, spec->scope,
                                            QZ_CLEARING_LISTS, "", error);
      if (made_by == NULL)
        return FALSE;
      for (guint j = 0; (unit = qz_area_map_get_unit (lists->map, j)) != NULL; j++)
        if (!put_notice (desk, lists, spec, unit, made_by, error))
          return FALSE;
    }
  return TRUE;
}

/* ── what follows ───────────────────────────────────────────────────────────────────────────── */

/* NL-21, AMB-24: of every unit, also of those that owe nothing and so get no notice. */
static gboolean
record_usage (QzClearingDesk *desk, QzNlLists *lists, GError **error)
{
  const QzPaperSpec *spec;
  const char *unit;

  for (guint i = 0; (spec = qz_paper_get_spec (i)) != NULL; i++)
    for (guint j = 0; spec->kind == QZ_PAPER_PAYMENT
                      && (unit = qz_area_map_get_unit (lists->map, j)) != NULL;
         j++)
      {
        g_autoptr (QzPaper) paper = qz_paper_new (lists, spec, unit);

        if (!qz_deposit_record_usage (desk->act, desk->book, desk->period, spec->scope, unit,
                                      qz_paper_sum (paper, "payable"), error))
          return FALSE;
      }
  return TRUE;
}

/* Everything that publication sets off, in the same act: the usage of deposits (NL-21,
 * qz-deposits.h) and the legs of money (NL-31-D, NL-31-U, qz-transfers.h). */
static gboolean
follow_up (QzClearingDesk *desk, QzNlLists *lists, GError **error)
{
  if (!record_usage (desk, lists, error))
    return FALSE;
  for (guint i = 0; i < QZ_N_NL_SCOPES; i++)
    if ((lists->list[i].id != 0
         && !qz_transfers_open (desk->act, desk->book, desk->period, (QzNlScope) i,
                                lists->list[i].id, error))
        || !qz_clearing_put (desk, (QzNlScope) i, QZ_CLEARING_PUBLISH, "", QZ_PUBLISHED, "",
                             error))
      return FALSE;
  return TRUE;
}

QzSheet *
qz_clearing_publish (QzBook *book, const QzContext *context, QzPeriod period, GError **error)
{
  g_auto (QzClearingDesk) desk = { 0 };
  const QzClearingAct what = { period, NULL, "period publish", QZ_RIGHT_CLEARING_PUBLISH };
  g_auto (QzNlLists) lists = { 0 };
  g_autoptr (QzSheet) notices = NULL;
  g_autofree char *detail = g_strdup_printf ("%06d", period);

  if (!qz_clearing_desk_begin (&desk, book, context, &what, error)
      || !check_all (&desk, &lists, error) || !put_notices (&desk, &lists, error)
      || !follow_up (&desk, &lists, error))
    return NULL;
  notices = qz_notice_list (book, period, NULL, error);
  if (notices == NULL || !qz_clearing_desk_end (&desk, detail, error))
    return NULL;
  return g_steal_pointer (&notices);
}

QzSheet *
qz_notice_list (QzBook *book, QzPeriod period, const char *unit, GError **error)
{
  g_autoptr (QzSheet) found =
      qz_notice_repo_list (qz_book_get_store (book), period, unit, error);
  g_autoptr (QzAreaMap) map = found != NULL ? qz_actors_load_map (book, error) : NULL;
  QzSheet *sheet;

  if (map == NULL)
    return NULL;
  sheet = qz_sheet_new ("notices");
  for (guint j = 0; j < qz_sheet_get_n_columns (found); j++)
    qz_sheet_add_column (sheet, qz_sheet_get_column_name (found, j),
                         qz_sheet_get_column_title (found, j),
                         qz_sheet_get_column_type (found, j));
  qz_sheet_add_column (sheet, "unit_name", _("Name"), QZ_VALUE_TEXT);
  for (guint i = 0; i < qz_sheet_get_n_rows (found); i++)
    {
      const guint row = qz_sheet_add_row (sheet);

      for (guint j = 0; j < qz_sheet_get_n_columns (found); j++)
        if (qz_sheet_get_column_type (found, j) == QZ_VALUE_TEXT)
          qz_sheet_put_text (sheet, row, j, qz_sheet_get_text (found, i, j));
        else if (!qz_sheet_is_empty (found, i, j))
          qz_sheet_put_number (sheet, row, j, qz_sheet_get_number (found, i, j));
      qz_sheet_put_text (sheet, row, qz_sheet_get_n_columns (found),
                         qz_area_map_get_name (map, qz_sheet_get_text (found, i, 2)));
    }
  return sheet;
}
