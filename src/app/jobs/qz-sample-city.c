/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-sample-city.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "qz-config.h"
#include "qz-error.h"
#include "qz-imports.h"
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

/* Invented people; whoever makes does not review, whoever reviews does not approve. */
static const struct {
  const char *name;
  const char *full_name;
  guint roles;
} users[] = {
  { "wang", "王敏", QZ_ROLE_MAKER },    { "li", "李航", QZ_ROLE_REVIEWER },
  { "zhao", "赵蕾", QZ_ROLE_APPROVER }, { "qian", "钱峰", QZ_ROLE_FINANCE },
  { "sun", "孙正", QZ_ROLE_MANAGER },
};

char *
qz_sample_city_dup_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "qingzhang", "sample-city.qz", NULL);
}

/* Installed, or in the working tree for a program that runs from its build folder. */
static char *
dup_source (const char *file)
{
  g_autofree char *installed = g_build_filename (QZ_DATA_DIR, "sample", "city", file, NULL);

  if (g_file_test (installed, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&installed);
  return g_build_filename (QZ_SOURCE_DATA_DIR, "sample", "city", file, NULL);
}

static gboolean
add_users (QzBook *book, const QzContext *context, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (users); i++)
    if (!qz_book_put_user (book, context, users[i].name, users[i].full_name, users[i].roles, TRUE,
                           error))
      return FALSE;
  return qz_book_put_user (book, context, OWNER, "林岚", QZ_ROLE_ADMINISTRATOR | QZ_ROLE_AUDITOR,
                           TRUE, error);
}

static gboolean
import_files (QzBook *book, const QzContext *context, guint n, GError **error)
{
  const QzImportOptions options = { NULL };

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *path = dup_source (files[i].file);
      g_autoptr (QzSheet) report = NULL;

      qz_progress_report (context->progress, files[i].file, i, n);
      report = qz_import_run (book, context, files[i].kind, path, &options, error);
      if (report == NULL)
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
  return add_users (book, &owner, error) && import_files (book, &maker, n, error)
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

static void
remove_all (const char *path)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-lock" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat (path, endings[i], NULL);

      g_unlink (name);
    }
}

/* Made aside and renamed, so that an interrupted making leaves nothing half-made in place. */
static gboolean
make_aside (const char *path, const QzContext *context,
            gboolean (*fill_it) (const char *, const QzContext *, GError **), GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *partial = g_strconcat (path, ".partial", NULL);

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      qz_error_set (error, QZ_ERROR_STORE, "sample-folder", _("The folder %s cannot be made: %s"),
                    folder, g_strerror (errno));
      return FALSE;
    }
  remove_all (partial);
  if (!fill_it (partial, context, error))
    {
      remove_all (partial);
      return FALSE;
    }
  if (g_rename (partial, path) == 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_STORE, "sample-rename", _("%s cannot be put in place: %s"), path,
                g_strerror (errno));
  remove_all (partial);
  return FALSE;
}

gboolean
qz_sample_city_make (const char *path, const QzContext *context, GError **error)
{
  return make_aside (path, context, fill_all, error);
}

gboolean
qz_sample_city_make_training (const char *path, const QzContext *context, GError **error)
{
  return make_aside (path, context, fill_training, error);
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
