/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a whole list of an office changes: who begins, who ends (DT-6b, DT-6c). */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-assist-private.h"
#include "qz-id-check.h"

typedef enum {
  CHANGE_NEW,
  CHANGE_ENDED,   /* the list says so */
  CHANGE_OMITTED, /* the list does not have the person any more */
  CHANGE_CATEGORY,
  CHANGE_ELSEWHERE, /* another office has the person too */
  N_CHANGES,
} Change;
static const struct {
  const char *text;
  const char *name;
} changes[N_CHANGES] = {
  [CHANGE_NEW] = { "new", N_ ("New") },
  [CHANGE_ENDED] = { "ended", N_ ("Ended by the list") },
  [CHANGE_OMITTED] = { "omitted", N_ ("No longer on the list") },
  [CHANGE_CATEGORY] = { "category", N_ ("Other category") },
  [CHANGE_ELSEWHERE] = { "elsewhere", N_ ("On another list too") },
};

/* One thing that follows from a list. */
typedef struct {
  Change change;
  const QzAssistEntry *entry;     /* NULL: omitted */
  const QzAssistRunning *running; /* that ends, or is replaced; NULL: new */
} Step;

typedef struct {
  GArray *running;  /* QzAssistRunning */
  GHashTable *open; /* key → QzAssistRunning, that no entry has taken yet */
  GArray *steps;    /* Step */
  guint n_unchanged;
} Plan;

static void
plan_clear (Plan *self)
{
  g_clear_pointer (&self->open, g_hash_table_unref);
  g_clear_pointer (&self->running, g_array_unref);
  g_clear_pointer (&self->steps, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Plan, plan_clear)

static char *
dup_key (const char *certno, QzAssistCategory category)
{
  return g_strconcat (qz_assist_category_to_text (category), certno, NULL);
}

static void
add_step (Plan *self, Change change, const QzAssistEntry *entry, const QzAssistRunning *running)
{
  const Step step = { change, entry, running };

  g_array_append_val (self->steps, step);
}

static void
take_entry (Plan *self, const QzAssistEntry *entry)
{
  g_autofree char *key = dup_key (entry->certno, entry->category);
  const QzAssistRunning *running = g_hash_table_lookup (self->open, key);

  g_hash_table_remove (self->open, key);
  if (running == NULL && entry->exit_day == QZ_DAY_NONE)
    add_step (self, CHANGE_NEW, entry, NULL);
  else if (running != NULL && entry->exit_day != QZ_DAY_NONE)
    add_step (self, CHANGE_ENDED, entry, running);
  else
    self->n_unchanged += 1; /* goes on; or had ended before, or was never told of */
}

static gboolean
plan_make (Plan *self, QzStore *store, const QzAssistRoster *roster, GError **error)
{
  self->running = qz_assist_person_repo_load_running (store, &roster->office, error);
  if (self->running == NULL)
    return FALSE;
  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->steps = g_array_new (FALSE, FALSE, sizeof (Step));
  for (guint i = 0; i < self->running->len; i++)
    {
      QzAssistRunning *one = &g_array_index (self->running, QzAssistRunning, i);

      g_hash_table_insert (self->open, dup_key (one->certno, one->category), one);
    }
  for (guint i = 0; i < roster->entries->len; i++)
    take_entry (self, &g_array_index (roster->entries, QzAssistEntry, i));
  for (guint i = 0; i < self->running->len; i++)
    {
      QzAssistRunning *one = &g_array_index (self->running, QzAssistRunning, i);
      g_autofree char *key = dup_key (one->certno, one->category);

      if (g_hash_table_contains (self->open, key))
        add_step (self, CHANGE_OMITTED, NULL, one);
    }
  return TRUE;
}

/* ── what it comes to ───────────────────────────────────────────────────────────────────────── */

gboolean
qz_assist_roster_apply (QzAct *act, const QzAssistRoster *roster, const QzAssistListed *listed,
                        GError **error)
{
  g_auto (Plan) plan = { 0 };

  if (!plan_make (&plan, qz_act_get_store (act), roster, error))
    return FALSE;
  for (guint i = 0; i < plan.steps->len; i++)
    {
      const Step *step = &g_array_index (plan.steps, Step, i);
      gboolean good = TRUE;

      if (step->change == CHANGE_NEW)
        good = qz_assist_person_repo_put_spell (act, listed, step->entry, error) != 0;
      else if (step->change == CHANGE_ENDED)
        good = qz_assist_person_repo_put_end (act, listed->import_id, step->running->id,
                                              step->entry->exit_day, step->entry->exit_reason,
                                              error);
      else
        good = qz_assist_person_repo_put_end (act, listed->import_id, step->running->id,
                                              roster->list_day, _("no longer on the list"), error);
      if (!good)
        return FALSE;
    }
  return TRUE;
}

/* ── what people see before ─────────────────────────────────────────────────────────────────── */

enum {
  COLUMN_CHANGE,
  COLUMN_NAME,
  COLUMN_CERTNO,
  COLUMN_PERSON,
  COLUMN_CATEGORY,
  COLUMN_WAS,
  COLUMN_DAY,
  COLUMN_ELSEWHERE,
};

static QzSheet *
new_sheet (void)
{
  QzSheet *sheet = qz_sheet_new ("differences");

  qz_sheet_add_column (sheet, "change", _("Kind"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "change_name", _("Change"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "certno", _("Identity number"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "psn_name", _("Full name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "category", _("Category"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "was", _("Before"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "day", _("From"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "elsewhere", _("Other lists"), QZ_VALUE_TEXT);
  return sheet;
}

static guint
add_row (QzSheet *sheet, Change change, const char *certno, const char *psn_name)
{
  const guint row = qz_sheet_add_row (sheet);
  g_autofree char *masked = qz_id_mask (certno);

  qz_sheet_put_text (sheet, row, COLUMN_CHANGE, changes[change].text);
  qz_sheet_put_text (sheet, row, COLUMN_NAME, _ (changes[change].name));
  qz_sheet_put_text (sheet, row, COLUMN_CERTNO, masked);
  qz_sheet_put_text (sheet, row, COLUMN_PERSON, psn_name);
  return row;
}

/* Persons whose time ends here, and in which category: who also begins changes it. */
static GHashTable *
list_ending (const Plan *plan)
{
  GHashTable *ending = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < plan->steps->len; i++)
    {
      const Step *step = &g_array_index (plan->steps, Step, i);

      if (step->running != NULL)
        g_hash_table_insert (ending, step->running->certno, (gpointer) step);
    }
  return ending;
}

static void
show_begin (QzSheet *sheet, const QzAssistRoster *roster, const Step *step, const Step *ended,
            guint counts[N_CHANGES])
{
  const Change change = ended != NULL ? CHANGE_CATEGORY : CHANGE_NEW;
  const guint row = add_row (sheet, change, step->entry->certno, step->entry->psn_name);

  counts[change] += 1;
  qz_sheet_put_text (sheet, row, COLUMN_CATEGORY,
                     qz_assist_category_to_text (step->entry->category));
  if (ended != NULL)
    qz_sheet_put_text (sheet, row, COLUMN_WAS,
                       qz_assist_category_to_text (ended->running->category));
  qz_sheet_put_number (sheet, row, COLUMN_DAY, roster->list_day);
}

static void
show_end (QzSheet *sheet, const QzAssistRoster *roster, const Step *step,
          guint counts[N_CHANGES])
{
  const guint row = add_row (sheet, step->change, step->running->certno, step->running->psn_name);

  counts[step->change] += 1;
  qz_sheet_put_text (sheet, row, COLUMN_WAS, qz_assist_category_to_text (step->running->category));
  qz_sheet_put_number (sheet, row, COLUMN_DAY,
                       step->entry != NULL ? step->entry->exit_day : roster->list_day);
}

/* Begins first, then ends; the end of who changes is told with the beginning. */
static void
show_steps (QzSheet *sheet, const QzAssistRoster *roster, const Plan *plan,
            guint counts[N_CHANGES])
{
  g_autoptr (GHashTable) ending = list_ending (plan);
  g_autoptr (GHashTable) told = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < plan->steps->len; i++)
    {
      const Step *step = &g_array_index (plan->steps, Step, i);
      const Step *ended;

      if (step->change != CHANGE_NEW)
        continue;
      ended = g_hash_table_lookup (ending, step->entry->certno);
      if (ended != NULL && !g_hash_table_add (told, (gpointer) ended))
        ended = NULL;
      show_begin (sheet, roster, step, ended, counts);
    }
  for (guint i = 0; i < plan->steps->len; i++)
    {
      const Step *step = &g_array_index (plan->steps, Step, i);

      if (step->change != CHANGE_NEW && !g_hash_table_contains (told, step))
        show_end (sheet, roster, step, counts);
    }
}

static gboolean
show_elsewhere (QzSheet *sheet, QzStore *store, const QzAssistRoster *roster, const Plan *plan,
                guint counts[N_CHANGES], GError **error)
{
  for (guint i = 0; i < plan->steps->len; i++)
    {
      const Step *step = &g_array_index (plan->steps, Step, i);
      g_autofree char *elsewhere = NULL;
      guint row;

      if (step->change != CHANGE_NEW)
        continue;
      if (!qz_assist_person_repo_dup_elsewhere (store, &roster->office, step->entry->certno,
                                                &elsewhere, error))
        return FALSE;
      if (elsewhere == NULL)
        continue;
      counts[CHANGE_ELSEWHERE] += 1;
      row = add_row (sheet, CHANGE_ELSEWHERE, step->entry->certno, step->entry->psn_name);
      qz_sheet_put_text (sheet, row, COLUMN_CATEGORY,
                         qz_assist_category_to_text (step->entry->category));
      qz_sheet_put_text (sheet, row, COLUMN_ELSEWHERE, elsewhere);
    }
  return TRUE;
}

QzSheet *
qz_assist_roster_diff (QzStore *store, const QzAssistRoster *roster, GError **error)
{
  g_auto (Plan) plan = { 0 };
  g_autoptr (QzSheet) sheet = new_sheet ();
  guint counts[N_CHANGES] = { 0 };

  if (!plan_make (&plan, store, roster, error))
    return NULL;
  show_steps (sheet, roster, &plan, counts);
  if (!show_elsewhere (sheet, store, roster, &plan, counts, error))
    return NULL;
  for (guint i = 0; i < N_CHANGES; i++)
    qz_sheet_set_number (sheet, changes[i].text, _ (changes[i].name), QZ_VALUE_COUNT, counts[i]);
  qz_sheet_set_number (sheet, "unchanged", _("Unchanged"), QZ_VALUE_COUNT, plan.n_unchanged);
  return g_steal_pointer (&sheet);
}
