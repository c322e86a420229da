/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-sample-city.h"

#include <glib/gi18n-lib.h>

#include "qz-imports.h"
#include "qz-sample-make.h"
#include "qz-sample-story.h"

#define AGENCY "220200"
#define OWNER  "lin"
#define POLICY "jilin-daily"
/* The training begins on a Monday, on which the claims of a weekend wait. */
#define STORY_FIRST  "2026-01-01"
#define STORY_LAST   "2026-01-30"
#define TRAINING_DAY "2026-02-02"

/* In the order in which one file needs what another brings. */
static const struct {
  const char *kind;
  const char *file;
} files[] = {
  { "areas", "areas.csv" },
  { "agencies", "agencies.csv" },
  { "providers", "providers.csv" },
  { "accounts", "accounts.csv" },
  { "claims", "claims-2026-01.csv" },
  /* what a training leaves to the people */
  { "claims", "claims-2026-02.csv" },
  { "claims", "claims-2026-03.csv" },
  { "declarations", "declarations-2026-01.csv" },
  { "declarations", "declarations-2026-02.csv" },
  { "declarations", "declarations-2026-03.csv" },
  { "deductions", "deductions-2026-01.csv" },
  { "deductions", "deductions-2026-02.csv" },
  { "deductions", "deductions-2026-03.csv" },
};

#define N_STORY_FILES 5

static const QzSampleUser users[] = {
  { "wang", "王敏", QZ_ROLE_MAKER },    { "li", "李航", QZ_ROLE_REVIEWER },
  { "zhao", "赵蕾", QZ_ROLE_APPROVER }, { "qian", "钱峰", QZ_ROLE_FINANCE },
  { "sun", "孙正", QZ_ROLE_MANAGER },
};

char *
qz_sample_city_dup_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "qingzhang", "sample-city.qz", NULL);
}

static gboolean
import_files (QzBook *book, const QzContext *context, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      qz_progress_report (context->progress, files[i].file, i, n);
      if (!qz_sample_import (book, context, files[i].kind, "city", files[i].file, error))
        return FALSE;
    }
  return TRUE;
}

/* @n: so many of the files. */
static gboolean
fill (QzBook *book, const QzContext *context, guint n, GError **error)
{
  QzContext owner = *context;
  QzContext maker = *context;

  owner.user = OWNER;
  maker.user = users[0].name;
  return qz_sample_add_users (book, &owner, users, G_N_ELEMENTS (users), error)
         && import_files (book, &maker, n, error)
         && qz_policy_activate (book, &owner, POLICY, error);
}

static QzBook *
create (const char *path, const QzContext *context, GError **error)
{
  if (!qz_book_create (path, AGENCY, _("Sample city"), OWNER, &context->clock, error))
    return NULL;
  return qz_book_open (path, TRUE, error);
}

static gboolean
fill_all (const char *path, const QzContext *context, GError **error)
{
  g_autoptr (QzBook) book = create (path, context, error);

  return book != NULL && fill (book, context, G_N_ELEMENTS (files), error);
}

/* Real time is logged beside the business time of every act, as in all trainings. */
static gboolean
fill_training (const char *path, const QzContext *context, GError **error)
{
  const QzSampleStaff staff = { users[0].name, users[1].name, users[2].name, users[3].name };
  g_autofree char *folder = g_path_get_dirname (path);
  QzContext owner = *context;
  g_autoptr (QzBook) book = NULL;
  QzDay first = QZ_DAY_NONE;
  QzDay last = QZ_DAY_NONE;
  QzDay training = QZ_DAY_NONE;

  if (!qz_day_parse (STORY_FIRST, &first, error) || !qz_day_parse (STORY_LAST, &last, error)
      || !qz_day_parse (TRAINING_DAY, &training, error))
    return FALSE;
  qz_clock_set_day (&owner.clock, first);
  owner.user = OWNER;
  book = create (path, &owner, error);
  return book != NULL && qz_book_begin_training (book, &owner, training, error)
         && fill (book, &owner, N_STORY_FILES, error)
         && qz_sample_story_tell (book, &owner, &staff, folder, first, last, error);
}

gboolean
qz_sample_city_make (const char *path, const QzContext *context, GError **error)
{
  return qz_sample_make_aside (path, context, fill_all, error);
}

gboolean
qz_sample_city_make_training (const char *path, const QzContext *context, GError **error)
{
  return qz_sample_make_aside (path, context, fill_training, error);
}

static gpointer
make (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  if (!qz_sample_city_make_training (input, context, error))
    return NULL;
  return g_strdup (input);
}

const QzJobKind qz_job_sample_city = {
  N_ ("Making the sample city"), make, FALSE, g_free, g_free, TRUE
};
