/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-sample-assist.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-assist-money.h"
#include "qz-assist-month.h"
#include "qz-cells.h"
#include "qz-error.h"
#include "qz-imports.h"
#include "qz-sample-make.h"

#define AGENCY       "140200"
#define OWNER        "lin"
#define MAKER        "wang"
#define REVIEWER     "li"
#define POLICY       "datong-assistance"
#define FOLDER       "datong"
#define PERIOD       202605
#define YEAR         2026
#define TRAINING_DAY "2026-06-08"
/* From here on work is followed: no earlier month is due any more (DT-19b). */
#define BEGIN_DAY    "2026-05-21"

static const QzSampleUser users[] = {
  { MAKER, "王敏", QZ_ROLE_MAKER },     { REVIEWER, "李航", QZ_ROLE_REVIEWER },
  { "zhao", "赵蕾", QZ_ROLE_APPROVER }, { "qian", "钱峰", QZ_ROLE_FINANCE },
  { "zhou", "周宁", QZ_ROLE_FINANCE },  { "sun", "孙正", QZ_ROLE_MANAGER },
};

/* What comes before lists of persons and after them, each on its day. */
static const struct {
  const char *day;
  const char *kind;
  const char *file;
} before[] = {
  { BEGIN_DAY, "areas", "areas.csv" },
  { BEGIN_DAY, "agencies", "agencies.csv" },
  { BEGIN_DAY, "providers", "providers.csv" },
  { BEGIN_DAY, "accounts", "accounts.csv" },
  { BEGIN_DAY, "assistance-allotments", "allotments-2026-1.csv" },
}, after[] = {
  { "2026-06-01", "assistance-suspensions", "suspensions.csv" },
  { "2026-06-01", "assistance-bills", "assistance-bills-2026-05.csv" },
  { "2026-06-03", "assistance-deductions", "assistance-deductions-2026-05.csv" },
};

/* The days of the month so far (DT-16), and the hospitals that have said their word. */
#define RECORDED_DAY  "2026-05-21"
#define CONFIRMED_DAY "2026-05-22"
#define PUSHED_DAY    "2026-06-03"
#define WORD_DAY      "2026-06-05"
#define N_WORDS       3

typedef struct {
  QzBook *book;
  QzContext context; /* of who acts, on the day of the story */
} Story;

static gboolean
on (Story *self, const char *day, const char *user, GError **error)
{
  QzDay parsed = QZ_DAY_NONE;

  if (!qz_day_parse (day, &parsed, error))
    return FALSE;
  qz_clock_set_day (&self->context.clock, parsed);
  self->context.user = user;
  return TRUE;
}

/* ── files ───────────────────────────────────────────────────────────────────────────────────── */

/* "assisted-civil-140212-2026-04-20.csv" → "2026-04-20" */
static char *
dup_list_day (const char *file)
{
  const gsize length = strlen (file), tail = strlen ("2026-04-20.csv");

  return length > tail ? g_strndup (file + length - tail, 10) : g_strdup ("");
}

/* Lists of an office come in the order of their days; the names of files have it. */
static GPtrArray *
list_rosters (GError **error)
{
  g_autofree char *folder = qz_sample_dup_source (FOLDER, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_prefix (name, "assisted-") && g_str_has_suffix (name, ".csv"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort_values (names, (GCompareFunc) g_strcmp0);
  return dir != NULL ? g_steal_pointer (&names) : NULL;
}

static gboolean
import_rosters (Story *self, GError **error)
{
  g_autoptr (GPtrArray) names = list_rosters (error);

  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      g_autofree char *listed = dup_list_day (names->pdata[i]);
      const char *day = strcmp (listed, BEGIN_DAY) > 0 ? listed : BEGIN_DAY;

      qz_progress_report (self->context.progress, names->pdata[i], i, names->len);
      if (!on (self, day, MAKER, error)
          || !qz_sample_import (self->book, &self->context, "assisted", FOLDER, names->pdata[i],
                                error))
        return FALSE;
    }
  return names != NULL;
}

static gboolean
import_files (Story *self, const typeof (before[0]) *files, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    if (!on (self, files[i].day, MAKER, error)
        || !qz_sample_import (self->book, &self->context, files[i].kind, FOLDER, files[i].file,
                              error))
      return FALSE;
  return TRUE;
}

/* ── what was done with them ─────────────────────────────────────────────────────────────────── */

/* EV-40: of each county one person records the reserve and another confirms it. */
static gboolean
keep_reserve (Story *self, const char *document_no, GError **error)
{
  QzAssistMoneyRecord asked = { .kind = "reserve", .year = YEAR, .document_no = document_no };
  g_autoptr (QzSheet) recorded = NULL;
  g_autoptr (QzSheet) confirmed = NULL;

  if (!on (self, RECORDED_DAY, "qian", error))
    return FALSE;
  asked.day = self->context.clock.today;
  recorded = qz_assist_money_record (self->book, &self->context, &asked, error);
  if (recorded == NULL || !on (self, CONFIRMED_DAY, "zhou", error))
    return FALSE;
  confirmed = qz_assist_money_confirm (self->book, &self->context,
                                       qz_fact_text (recorded, "number"), error);
  return confirmed != NULL;
}

static gboolean
keep_reserves (Story *self, GError **error)
{
  g_autoptr (QzSheet) list = qz_assist_reserve_list (self->book, &self->context, YEAR, error);
  QzSheet *allotments = list != NULL ? qz_sheet_find_child (list, "allotments") : NULL;

  for (guint row = 0; allotments != NULL && row < qz_sheet_get_n_rows (allotments); row++)
    if (!keep_reserve (self, qz_cell_text (allotments, row, "document_no"), error))
      return FALSE;
  return list != NULL;
}

/* DT-16a, and the first hospitals of DT-16b. */
static gboolean
begin_month (Story *self, GError **error)
{
  g_autoptr (QzSheet) made = NULL;
  g_autoptr (QzSheet) month = NULL;
  QzSheet *hospitals;

  if (!on (self, PUSHED_DAY, MAKER, error))
    return FALSE;
  made = qz_assist_month_make (self->book, &self->context, PERIOD, error);
  if (made == NULL || !qz_assist_month_push (self->book, &self->context, PERIOD, error)
      || !on (self, WORD_DAY, REVIEWER, error))
    return FALSE;
  month = qz_assist_month_show (self->book, &self->context, PERIOD, error);
  hospitals = month != NULL ? qz_sheet_find_child (month, "hospitals") : NULL;
  for (guint row = 0; hospitals != NULL && row < N_WORDS; row++)
    if (!qz_assist_month_confirm_hospital (self->book, &self->context, PERIOD,
                                           qz_cell_text (hospitals, row, "provider"), "周晓燕",
                                           "马建国", error))
      return FALSE;
  return hospitals != NULL;
}

/* The counties, so that each can be acted for. */
static gboolean
add_counties (Story *self, GError **error)
{
  g_autoptr (QzSheet) list = NULL;

  if (!on (self, RECORDED_DAY, OWNER, error))
    return FALSE;
  list = qz_assist_reserve_list (self->book, &self->context, YEAR, error);
  for (guint row = 0; list != NULL && row < qz_sheet_get_n_rows (list); row++)
    if (!qz_actors_put (self->book, &self->context, qz_cell_text (list, row, "county"), TRUE,
                        error))
      return FALSE;
  return list != NULL;
}

static gboolean
tell (Story *self, GError **error)
{
  return on (self, before[0].day, OWNER, error)
         && qz_sample_add_users (self->book, &self->context, users, G_N_ELEMENTS (users), error)
         && qz_policy_activate (self->book, &self->context, POLICY, error)
         && import_files (self, before, G_N_ELEMENTS (before), error)
         && add_counties (self, error) && keep_reserves (self, error)
         && import_rosters (self, error)
         && import_files (self, after, G_N_ELEMENTS (after), error) && begin_month (self, error);
}

static gboolean
fill (const char *path, const QzContext *context, GError **error)
{
  g_autoptr (QzBook) book = NULL;
  Story self = { NULL, *context };
  QzDay training = QZ_DAY_NONE;

  /* Who acts in the book set that is open is nobody in this one. */
  self.context.actor = NULL;
  if (!on (&self, before[0].day, OWNER, error) || !qz_day_parse (TRAINING_DAY, &training, error)
      || !qz_book_create (path, AGENCY, _("Sample city of medical assistance"), OWNER,
                          &self.context.clock, error))
    return FALSE;
  book = qz_book_open (path, TRUE, error);
  self.book = book;
  return book != NULL && qz_book_begin_training (book, &self.context, training, error)
         && tell (&self, error);
}

/* ── public API ──────────────────────────────────────────────────────────────────────────────── */

char *
qz_sample_assist_dup_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "qingzhang", "sample-assistance.qz", NULL);
}

gboolean
qz_sample_assist_make (const char *path, const QzContext *context, GError **error)
{
  return qz_sample_make_aside (path, context, fill, error);
}

static gpointer
make (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_sample_assist_make (input, context, error) ? g_strdup (input) : NULL;
}

const QzJobKind qz_job_sample_assist = {
  N_ ("Making the sample city of assistance"), make, FALSE, g_free, g_free, TRUE
};
