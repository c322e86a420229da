/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-sample-city.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "qz-config.h"
#include "qz-error.h"
#include "qz-imports.h"

#define AGENCY "220200"
#define OWNER  "lin"
#define POLICY "jilin-daily"

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
  { "claims", "claims-2026-02.csv" },
  { "claims", "claims-2026-03.csv" },
  { "declarations", "declarations-2026-01.csv" },
  { "declarations", "declarations-2026-02.csv" },
  { "declarations", "declarations-2026-03.csv" },
  { "deductions", "deductions-2026-01.csv" },
  { "deductions", "deductions-2026-02.csv" },
  { "deductions", "deductions-2026-03.csv" },
};

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
import_files (QzBook *book, const QzContext *context, GError **error)
{
  const QzImportOptions options = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *path = dup_source (files[i].file);
      g_autoptr (QzSheet) report = NULL;

      qz_progress_report (context->progress, files[i].file, i, G_N_ELEMENTS (files));
      report = qz_import_run (book, context, files[i].kind, path, &options, error);
      if (report == NULL)
        return FALSE;
    }
  return TRUE;
}

static gboolean
fill (const char *path, const QzContext *context, GError **error)
{
  QzContext owner = *context;
  QzContext maker = *context;
  g_autoptr (QzBook) book = NULL;

  owner.user = OWNER;
  maker.user = users[0].name;
  if (!qz_book_create (path, AGENCY, _("Sample city"), OWNER, &context->clock, error))
    return FALSE;
  book = qz_book_open (path, TRUE, error);
  return book != NULL && add_users (book, &owner, error) && import_files (book, &maker, error)
         && qz_policy_activate (book, &owner, POLICY, error);
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
gboolean
qz_sample_city_make (const char *path, const QzContext *context, GError **error)
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
  if (!fill (partial, context, error))
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

static gpointer
make (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  if (!qz_sample_city_make (input, context, error))
    return NULL;
  return g_strdup (input);
}

const QzJobKind qz_job_sample_city = {
  N_ ("Making the sample city"), make, FALSE, g_free, g_free, TRUE
};
