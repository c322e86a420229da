/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-actor-pages.h"

#include <glib/gi18n-lib.h>

#include "qz-actors.h"
#include "qz-cells.h"
#include "qz-error.h"
#include "qz-registry.h"
#include "qz-tabs-page.h"

#define SHEET (GDestroyNotify) qz_sheet_unref

/* ── the acts ────────────────────────────────────────────────────────────────────────────────── */

static gpointer
add (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const char *agency = qz_fact_text (((QzNlInput *) data)->values, "agency");

  return qz_nl_act_end (qz_actors_put (book, context, agency, TRUE, error));
}

static gpointer
take_away (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  return qz_nl_act_end (
      qz_actors_put (book, context, ((QzNlInput *) data)->key, FALSE, error));
}

const QzNlAct qz_act_add_actor =
    QZ_NL_ACT (N_ ("Adding the agency"), add, N_ ("The book set acts for the agency."),
               N_ ("The Agency Was Not Added"));
const QzNlAct qz_act_remove_actor =
    QZ_NL_ACT (N_ ("Taking the agency away"), take_away,
               N_ ("The book set no longer acts for the agency."),
               N_ ("The Agency Was Not Taken Away"));

/* ── the form ────────────────────────────────────────────────────────────────────────────────── */

static int
find_row (QzSheet *sheet, const char *column, const char *code)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    if (g_strcmp0 (qz_cell_text (sheet, row, column), code) == 0)
      return (int) row;
  return -1;
}

static gboolean
is_kept (QzSheet *actors, const char *code)
{
  const int row = find_row (actors, "agency", code);

  return row >= 0 && qz_cell_number (actors, (guint) row, "active") != 0;
}

/* Who is not acted for yet. */
static gpointer
load_others (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("new");
  g_autoptr (QzSheet) others = qz_sheet_new ("agencies");
  g_autoptr (QzSheet) actors = qz_actors_list (book, error);
  g_autoptr (QzSheet) agencies = actors != NULL ? qz_registry_list_agencies (book, error) : NULL;

  if (agencies == NULL)
    return NULL;
  qz_sheet_add_column (others, "code", _("Code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (others, "name", _("Name"), QZ_VALUE_TEXT);
  for (guint row = 0; row < qz_sheet_get_n_rows (agencies); row++)
    if (!is_kept (actors, qz_cell_text (agencies, row, "code")))
      {
        const guint at = qz_sheet_add_row (others);

        qz_sheet_put_text (others, at, 0, qz_cell_text (agencies, row, "code"));
        qz_sheet_put_text (others, at, 1, qz_cell_text (agencies, row, "name"));
      }
  qz_sheet_add_child (sheet, others);
  return g_steal_pointer (&sheet);
}

static const QzFormField fields[] = {
  { "agency", N_ ("Agency"), QZ_FORM_REGISTER, TRUE, NULL, NULL, "agencies" },
  { NULL },
};

const QzFormSpec qz_form_add_actor = {
  .title = N_ ("Act for an Agency"),
  .button = N_ ("_Add"),
  .fields = fields,
  .load = { NULL, load_others, FALSE, g_free, SHEET },
  .act = &qz_act_add_actor,
};

/* ── the table ───────────────────────────────────────────────────────────────────────────────── */

static const char *
get_state (QzSheet *actors, guint row)
{
  if (qz_cell_number (actors, row, "own") != 0)
    return _("Keeps this book set");
  return qz_cell_number (actors, row, "active") != 0 ? _("Acted for") : _("No longer acted for");
}

QzSheet *
qz_actor_pages_list (QzBook *book, QzSheet *agencies, GError **error)
{
  g_autoptr (QzSheet) actors = qz_actors_list (book, error);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("actors");

  if (actors == NULL)
    return NULL;
  qz_sheet_add_column (sheet, "code", _("Code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "name", _("Name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "area_name", _("Area"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "how", _("How"), QZ_VALUE_TEXT);
  for (guint row = 0; row < qz_sheet_get_n_rows (actors); row++)
    {
      const char *code = qz_cell_text (actors, row, "agency");
      const int known = find_row (agencies, "code", code);

      qz_sheet_add_row (sheet);
      qz_sheet_put_text (sheet, row, 0, code);
      qz_sheet_put_text (sheet, row, 1, qz_cell_text (actors, row, "name"));
      qz_sheet_put_text (sheet, row, 2,
                         known >= 0 ? qz_cell_text (agencies, (guint) known, "area_name") : "");
      qz_sheet_put_text (sheet, row, 3, get_state (actors, row));
    }
  return g_steal_pointer (&sheet);
}

/* ── one of them ─────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_actor (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) actors = qz_actors_list (book, error);
  g_autoptr (QzSheet) agencies = actors != NULL ? qz_registry_list_agencies (book, error) : NULL;
  g_autoptr (QzSheet) list =
      agencies != NULL ? qz_actor_pages_list (book, agencies, error) : NULL;
  const int row = list != NULL ? find_row (list, "code", input) : -1;
  QzSheet *facts;

  if (list == NULL)
    return NULL;
  if (row < 0)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "no-such-entry", _("There is no entry %s"),
                    (char *) input);
      return NULL;
    }
  facts = qz_row_dup_facts (list, (guint) row, "actor");
  qz_sheet_set_number (facts, "can_go", "can_go", QZ_VALUE_BOOL,
                       qz_cell_number (actors, (guint) row, "own") == 0
                           && qz_cell_number (actors, (guint) row, "active") != 0);
  return facts;
}

static gboolean
can_go (QzSheet *sheet)
{
  return qz_fact_number (sheet, "can_go") != 0;
}

static const char *const hidden[] = { "can_go", NULL };

static const QzTabsSpec actor_spec = {
  .name = N_ ("Agency"),
  .load = { NULL, load_actor, FALSE, g_free, SHEET },
  .heading = "name",
  .hidden = hidden,
  .actions = { { "win.remove-actor", N_ ("Act for It No Longer"), can_go, FALSE } },
  .home = "agencies",
};

AdwNavigationPage *
qz_actor_pages_open (QzSession *session, QzSheet *table, guint row)
{
  return qz_tabs_page_new (session, &actor_spec, qz_cell_text (table, row, "code"));
}
