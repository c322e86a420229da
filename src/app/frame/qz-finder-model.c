/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-finder-model.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-guard.h"
#include "qz-page-spec.h"
#include "qz-shortcuts.h"

QzFound *
qz_found_new (const char *group, const char *icon, const char *title, const char *detail,
              const char *action)
{
  QzFound *self = g_new0 (QzFound, 1);

  self->group = group;
  self->icon = icon;
  self->title = g_strdup (title);
  self->detail = g_strdup (detail);
  self->action = g_strdup (action);
  return self;
}

void
qz_found_free (QzFound *self)
{
  g_free (self->title);
  g_free (self->detail);
  g_free (self->action);
  g_free (self->keys);
  g_free (self);
}

static GPtrArray *
new_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) qz_found_free);
}

/* ── pages and actions ───────────────────────────────────────────────────────────────────────── */

static void
add_pages (GPtrArray *list)
{
  guint n;
  const QzPageSpec *const *specs = qz_pages_get_all (&n);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *action = g_strdup_printf ("win.page::%s", specs[i]->id);
      const gboolean alone = g_str_equal (_ (specs[i]->section), _ (specs[i]->title));

      g_ptr_array_add (list, qz_found_new (N_ ("Pages"), specs[i]->icon, _ (specs[i]->title),
                                           alone ? "" : _ (specs[i]->section), action));
    }
}

/* "Run a Day…" → "Run a Day" */
static char *
dup_bare (const char *label)
{
  g_autoptr (GString) bare = g_string_new (label);

  g_string_replace (bare, "…", "", 0);
  return g_string_free_and_steal (g_steal_pointer (&bare));
}

static gboolean
has_action (GPtrArray *list, const char *action)
{
  for (guint i = 0; i < list->len; i++)
    if (g_str_equal (((QzFound *) list->pdata[i])->action, action))
      return TRUE;
  return FALSE;
}

/* What several pages begin with stands here once. */
static void
add_first_steps (GPtrArray *list, QzSession *session)
{
  guint n;
  const QzPageSpec *const *specs = qz_pages_get_all (&n);

  for (guint i = 0; i < n; i++)
    {
      const QzPageSpec *spec = specs[i];
      g_autofree char *title = NULL;
      g_autofree char *refusal = NULL;

      if (spec->action == NULL || spec->action_label == NULL || has_action (list, spec->action))
        continue;
      refusal = qz_guard_dup_refusal (session, spec->action);
      if (refusal != NULL)
        continue;
      title = dup_bare (_ (spec->action_label));
      g_ptr_array_add (
          list, qz_found_new (N_ ("Actions"), spec->icon, title, _ (spec->title), spec->action));
    }
}

/* "win.refresh" and "app.about"; actions of the page at hand belong to it and stay there. */
static gboolean
is_enabled (GtkWindow *window, const char *action)
{
  const char *name = strchr (action, '.') + 1;
  GtkApplication *application = gtk_window_get_application (window);

  if (strpbrk (name, ":(") != NULL)
    return FALSE;
  if (g_str_has_prefix (action, "win.") && G_IS_ACTION_GROUP (window))
    return g_action_group_get_action_enabled (G_ACTION_GROUP (window), name);
  return g_str_has_prefix (action, "app.") && application != NULL
         && g_action_group_get_action_enabled (G_ACTION_GROUP (application), name);
}

static void
add_shortcuts (GPtrArray *list, GtkWindow *window)
{
  guint n;
  const QzShortcut *shortcuts = qz_shortcuts_get_all (&n);

  for (guint i = 0; i < n; i++)
    {
      const char *action = shortcuts[i].action;
      QzFound *found;

      if (action == NULL || g_str_equal (action, "win.find") || g_str_equal (action, "win.back")
          || g_str_equal (action, "win.first-step") || !is_enabled (window, action))
        continue;
      found = qz_found_new (N_ ("Actions"), "qz-run-symbolic", _ (shortcuts[i].title), "", action);
      found->keys = g_strdup (shortcuts[i].keys);
      g_ptr_array_add (list, found);
    }
}

/* What stands in menus without a key. */
static void
add_menu_actions (GPtrArray *list, GtkWindow *window)
{
  static const struct {
    const char *action;
    const char *title;
  } actions[] = {
    { "win.new-book", N_ ("New book set") },
    { "win.back-up", N_ ("Back up the book set") },
    { "win.restore-book", N_ ("Restore from a backup") },
    { "win.verify-book", N_ ("Prove the book set") },
    { "win.sample-city", N_ ("Open the sample city") },
    { "win.sample-assistance", N_ ("Open the sample city of assistance") },
    { "app.about", N_ ("About Qingzhang") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    if (is_enabled (window, actions[i].action))
      g_ptr_array_add (list, qz_found_new (N_ ("Actions"), "qz-run-symbolic", _ (actions[i].title),
                                           "", actions[i].action));
}

GPtrArray *
qz_found_list_places (GtkWindow *window, QzSession *session)
{
  GPtrArray *list = new_list ();

  add_pages (list);
  add_first_steps (list, session);
  add_shortcuts (list, window);
  add_menu_actions (list, window);
  return list;
}

/* ── what lies in the book set ───────────────────────────────────────────────────────────────── */

static const struct {
  const char *kind;
  const char *group;
  const char *icon;
  const char *action;
} kinds[] = {
  { "document", N_ ("Documents"), "qz-daily-symbolic", "win.open-document" },
  { "provider", N_ ("Providers"), "qz-details-symbolic", "win.open-provider" },
  { "voucher", N_ ("Vouchers"), "qz-voucher-symbolic", "win.open-voucher" },
  { "batch", N_ ("Bank batches"), "qz-bank-symbolic", "win.open-batch" },
  { "transfer", N_ ("Money down and up"), "qz-bank-symbolic", "win.open-transfer" },
  { "person", N_ ("People"), "avatar-default-symbolic", "win.open-person" },
  { "assisted", N_ ("Assisted persons"), "avatar-default-symbolic", "win.open-assist-person" },
};

GPtrArray *
qz_found_list_records (QzSheet *found)
{
  GPtrArray *list = new_list ();
  const guint kind = (guint) qz_sheet_find_column (found, "kind");
  const guint key = (guint) qz_sheet_find_column (found, "key");
  const guint title = (guint) qz_sheet_find_column (found, "title");
  const guint detail = (guint) qz_sheet_find_column (found, "detail");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    for (guint row = 0; row < qz_sheet_get_n_rows (found); row++)
      {
        g_autoptr (GVariant) target = NULL;
        g_autofree char *action = NULL;

        if (g_strcmp0 (qz_sheet_get_text (found, row, kind), kinds[i].kind) != 0)
          continue;
        target = g_variant_ref_sink (g_variant_new_string (qz_sheet_get_text (found, row, key)));
        action = g_action_print_detailed_name (kinds[i].action, target);
        g_ptr_array_add (list, qz_found_new (kinds[i].group, kinds[i].icon,
                                             qz_sheet_get_text (found, row, title),
                                             qz_sheet_get_text (found, row, detail), action));
      }
  return list;
}
