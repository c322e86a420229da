/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whole lists of assisted persons: kind “assisted” (DT-5, DT-6). */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-assist-private.h"
#include "qz-id-check.h"
#include "qz-import-assistance.h"

#define R QZ_COLUMN_REQUIRED

enum {
  SOURCE,
  COUNTY,
  LIST_DAY,
  CERTNO,
  PSN_NAME,
  CATEGORY,
  SUBCATEGORY,
  ENTRY_DAY,
  EXIT_DAY,
  EXIT_REASON,
};
const QzImportColumn qz_assist_roster_columns[QZ_N_ROSTER_COLUMNS] = {
  [SOURCE] = { "source", NULL, QZ_FIELD_CHOICE, R, "civil rural",
               N_ ("who gives the list: civil affairs, rural revitalization") },
  [COUNTY] = { "county", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("area of the county; one in a file") },
  [LIST_DAY] = { "list_day", NULL, QZ_FIELD_DAY, R, NULL,
                 N_ ("day of the list, from which new persons are assisted; one in a file") },
  [CERTNO] = { "certno", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("identity number") },
  [PSN_NAME] = { "psn_name", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("name of the person") },
  [CATEGORY] = { "category", "maf_category", QZ_FIELD_TEXT, R, NULL,
                 N_ ("category of assistance: LB TK BY FP JC QT") },
  [SUBCATEGORY] = { "subcategory", NULL, QZ_FIELD_TEXT, 0, NULL,
                    N_ ("group within the category: JC1 JC2 JC3 QT1 QT9") },
  [ENTRY_DAY] = { "entry_day", NULL, QZ_FIELD_DAY, R, NULL, N_ ("day the status was recognized") },
  [EXIT_DAY] = { "exit_day", NULL, QZ_FIELD_DAY, 0, NULL,
                 N_ ("first day without the status; empty: stays") },
  [EXIT_REASON] = { "exit_reason", NULL, QZ_FIELD_TEXT, 0, NULL, N_ ("why it ended") },
};
G_STATIC_ASSERT (EXIT_REASON + 1 == QZ_N_ROSTER_COLUMNS);

static QzAssistCategory
get_category (const QzImportRow *row)
{
  QzAssistCategory category = QZ_ASSIST_NONE;

  if (!qz_assist_category_parse (row->texts[CATEGORY], &category))
    g_assert_not_reached (); /* looked at first */
  return category;
}

static QzAssistSource
get_source (const QzImportRow *row)
{
  QzAssistSource source = QZ_ASSIST_CIVIL;

  if (!qz_assist_source_parse (row->texts[SOURCE], &source))
    g_assert_not_reached (); /* a choice */
  return source;
}

static QzAssistEntry
make_entry (const QzImportRow *row)
{
  return (QzAssistEntry){ .certno = row->texts[CERTNO],
                          .psn_name = row->texts[PSN_NAME],
                          .category = get_category (row),
                          .subcategory = row->texts[SUBCATEGORY],
                          .entry_day = (QzDay) row->numbers[ENTRY_DAY],
                          .exit_day = (QzDay) row->numbers[EXIT_DAY],
                          .exit_reason = row->texts[EXIT_REASON] };
}

/* ── one line ───────────────────────────────────────────────────────────────────────────────── */

void
qz_assist_import_check_certno (QzImportRun *run, QzImportRow *row, guint column)
{
  g_autoptr (GError) reason = NULL;
  char *certno = row->texts[column];

  /* One person, one number: a small x is the same as a large one. */
  for (char *at = certno; *at != '\0'; at++)
    *at = g_ascii_toupper (*at);
  if (!qz_id_check_person (certno, run->context->clock.today, &reason))
    qz_import_reject (run, row, column, "GB 11643", reason->message);
}

static void
check_words (QzImportRun *run, QzImportRow *row)
{
  const QzAssistCategory category = get_category (row);
  QzAssistGroup group;

  if (!qz_assist_source_has (get_source (row), category))
    qz_import_reject (run, row, CATEGORY, "DT-5",
                      _("This office gives no lists of this category"));
  if (row->texts[SUBCATEGORY][0] == '\0')
    return;
  if (!qz_assist_group_parse (row->texts[SUBCATEGORY], &group))
    qz_import_reject (run, row, SUBCATEGORY, "DT-6a",
                      _("There is no such group; they are JC1, JC2, JC3, QT1 and QT9"));
  else if (qz_assist_group_get_category (group) != category)
    qz_import_reject (run, row, SUBCATEGORY, "DT-6a", _("This group is of another category"));
}

static void
check_days (QzImportRun *run, QzImportRow *row)
{
  const QzDay list_day = (QzDay) row->numbers[LIST_DAY];
  const QzDay entry_day = (QzDay) row->numbers[ENTRY_DAY];
  const QzDay exit_day = (QzDay) row->numbers[EXIT_DAY];

  if (list_day > run->context->clock.today)
    qz_import_reject (run, row, LIST_DAY, "DT-6b", _("The list lies after the business day"));
  if (entry_day > list_day)
    qz_import_reject (run, row, ENTRY_DAY, "DT-6b",
                      _("The status was recognized after the day of the list"));
  if (exit_day == QZ_DAY_NONE)
    return;
  if (exit_day > list_day)
    qz_import_reject (run, row, EXIT_DAY, "DT-6c",
                      _("The status ends after the day of the list; a later list will tell it"));
  else if (exit_day < entry_day)
    qz_import_reject (run, row, EXIT_DAY, "DT-6c", _("The status ends before it was recognized"));
}

/* ── one office, one day ────────────────────────────────────────────────────────────────────── */

static gboolean
check_office (QzImportRun *run, QzImportRow *row, GError **error)
{
  const QzAssistOffice office = { get_source (row), row->texts[COUNTY] };
  QzDay last = QZ_DAY_NONE;

  if (run->area_map == NULL)
    run->area_map = qz_actors_load_map (run->book, error);
  if (run->area_map == NULL
      || !qz_assist_person_repo_get_last_day (run->store, &office, &last, error))
    return FALSE;
  if (!qz_assist_is_own_county (run->book, run->area_map, office.county))
    qz_import_reject (run, row, COUNTY, "DT-3",
                      _("This is no county of the city; import areas first, or correct the code"));
  if (last != QZ_DAY_NONE && (QzDay) row->numbers[LIST_DAY] <= last)
    {
      g_autofree char *day = qz_day_format (last);
      g_autofree char *reason = g_strdup_printf (
          _("The last list of this office is of %s; lists come in the order of their days"), day);

      qz_import_reject (run, row, LIST_DAY, "DT-6b", reason);
    }
  return TRUE;
}

static void
check_same (QzImportRun *run, QzImportRow *row, const QzImportRow *first)
{
  for (guint column = SOURCE; column <= LIST_DAY; column++)
    if (strcmp (row->texts[column], first->texts[column]) != 0)
      qz_import_reject (run, row, column, "DT-6b",
                        _("A file is one list of one office; this line names another one than the "
                          "first line"));
}

gboolean
qz_assist_roster_check (QzImportRun *run, QzImportRow *row, GError **error)
{
  const QzImportRow *first = g_ptr_array_index (run->rows, 0);
  QzAssistCategory category;

  qz_assist_import_check_certno (run, row, CERTNO);
  if (!qz_assist_category_parse (row->texts[CATEGORY], &category))
    {
      qz_import_reject (run, row, CATEGORY, "DT-5",
                        _("There is no such category; they are LB, TK, BY, FP, JC and QT"));
      return TRUE;
    }
  check_words (run, row);
  check_days (run, row);
  if (row == first)
    {
      run->file->first_day = run->file->last_day = (QzDay) row->numbers[LIST_DAY];
      return check_office (run, row, error);
    }
  check_same (run, row, first);
  return TRUE;
}

/* Twice in one category: with the number as it is kept, so that x and X are one. */
gboolean
qz_assist_roster_check_again (QzImportRun *run, QzImportRow *row, GError **error)
{
  g_autofree char *key = g_strconcat ("\x1e", row->texts[CATEGORY], row->texts[CERTNO], NULL);
  const QzImportRow *earlier = g_hash_table_lookup (run->seen, key);

  (void) error;
  if (row->rejected || row->texts[CERTNO][0] == '\0')
    return TRUE;
  if (earlier == NULL)
    g_hash_table_insert (run->seen, g_steal_pointer (&key), row);
  else
    qz_import_reject (run, row, CERTNO, "DT-6a",
                      _("The list has this person twice in one category; keep one of the lines"));
  return TRUE;
}

/* ── taking it in ───────────────────────────────────────────────────────────────────────────── */

static void
fill_roster (QzImportRun *run, GArray *entries, QzAssistRoster *out)
{
  const QzImportRow *first = g_ptr_array_index (run->rows, 0);

  for (guint i = 0; i < run->rows->len; i++)
    {
      const QzAssistEntry entry = make_entry (g_ptr_array_index (run->rows, i));

      g_array_append_val (entries, entry);
    }
  *out = (QzAssistRoster){ .office = { get_source (first), first->texts[COUNTY] },
                           .list_day = (QzDay) first->numbers[LIST_DAY],
                           .entries = entries };
}

gint64
qz_assist_roster_write (QzImportRun *run, const QzOrigin *origin, const QzImportRow *row,
                        GError **error)
{
  const QzAssistEntry entry = make_entry (row);
  const QzAssistOffice office = { get_source (row), row->texts[COUNTY] };

  if (run->header_id == 0)
    run->header_id = qz_assist_person_repo_put_roster (run->act, origin->import_id, &office,
                                                       (QzDay) row->numbers[LIST_DAY],
                                                       run->rows->len, error);
  return run->header_id != 0
             ? qz_assist_person_repo_put_entry (run->act, origin, run->header_id, &entry, error)
             : 0;
}

gboolean
qz_assist_roster_finish (QzImportRun *run, GError **error)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (QzAssistEntry));
  QzAssistRoster roster;
  QzAssistListed listed;
  QzSheet *differences;

  if (run->rows->len == 0)
    return TRUE;
  fill_roster (run, entries, &roster);
  differences = qz_assist_roster_diff (run->store, &roster, error);
  if (differences == NULL)
    return FALSE;
  qz_import_run_take_child (run, differences);
  listed = (QzAssistListed){ .import_id = run->file->id,
                             .roster_id = run->header_id,
                             .office = roster.office,
                             .list_day = roster.list_day };
  return qz_assist_roster_apply (run->act, &roster, &listed, error);
}
