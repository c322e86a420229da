/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-policy-compare-page.h"

#include <glib/gi18n-lib.h>

#include "qz-announce.h"
#include "qz-cells.h"
#include "qz-choice.h"
#include "qz-jobs-button.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-policy-jobs.h"
#include "qz-policy-page.h"
#include "qz-provider-page.h"
#include "qz-tabs-page.h"

struct _QzPolicyComparePage {
  AdwNavigationPage parent_instance;

  QzJobsButton *jobs;
  AdwComboRow *first;
  AdwComboRow *second;
  AdwPreferencesGroup *differences;
  GtkLabel *state;
  AdwPreferencesGroup *trial;
  GtkSpinButton *months;
  GtkButton *compute;

  QzSession *session;
  GPtrArray *names;    /* of the packs that can be chosen, in their order */
  GPtrArray *paths;    /* of each of them; of a file that was chosen "", as nobody knows yet */
  GtkStringList *titles;
  GPtrArray *rows;     /* GtkWidget, borrowed: the differences shown */
  char *wanted[2];     /* nullable */
  gboolean listed;     /* what can be chosen is known */
  QzSheet *sheet;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (QzPolicyComparePage, qz_policy_compare_page, ADW_TYPE_NAVIGATION_PAGE)

/* ── what an impact run gives ────────────────────────────────────────────────────────────────── */

static AdwNavigationPage *
open_provider (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  const guint column = (guint) qz_sheet_find_column (table, "provider_code");

  return qz_provider_page_new (session, qz_sheet_get_text (table, row, column));
}

/* What was compared, by its names. */
static char *
dup_subtitle (QzSheet *sheet)
{
  return g_strdup_printf (_("%s → %s"), qz_fact_text (sheet, "first_name"),
                          qz_fact_text (sheet, "second_name"));
}

static const char *const asked_for[] = { "first", "second", NULL };

/* A template without its job, which stands in another file and so is no constant here. */
static QzTabsSpec impact_spec = {
  .name = N_ ("Impact of a policy"),
  .total = "difference",
  .hidden = asked_for,
  .dup_subtitle = dup_subtitle,
  .tabs = {
      { "totals",
        N_ ("Month by Month"), N_ ("Neither would have paid anything."),
        { NULL, "path", "difference", NULL, FALSE },
        NULL,
        NULL },
      { "",
        N_ ("Provider by Provider"), N_ ("Neither would have paid anything."),
        { "provider_code", "provider_name", "difference", NULL, FALSE },
        open_provider,
        NULL },
  },
  .once = TRUE,
};

AdwNavigationPage *
qz_policy_impact_page_new (QzSession *session, const char *first, const char *second,
                           guint n_months)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s\n%u", first, second, n_months);

  impact_spec.load = qz_job_policy_impact;
  return qz_tabs_page_new (session, &impact_spec, key);
}

/* ── the differences ─────────────────────────────────────────────────────────────────────────── */

/* NULL while none is chosen. */
static const char *
get_chosen (QzPolicyComparePage *self, AdwComboRow *row)
{
  const guint selected = adw_combo_row_get_selected (row);

  return selected < self->names->len ? self->names->pdata[selected] : NULL;
}

static void
clear_rows (QzPolicyComparePage *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->differences, self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
}

static void
say (QzPolicyComparePage *self, const char *text)
{
  gtk_label_set_label (self->state, text);
  gtk_widget_set_visible (GTK_WIDGET (self->state), *text != '\0');
}

static void
add_row (QzPolicyComparePage *self, const char *sentence, const char *rule)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), rule != NULL ? rule : "");
  qz_announce_subtitle (ADW_ACTION_ROW (row));
  adw_preferences_group_add (self->differences, row);
  g_ptr_array_add (self->rows, row);
}

/* What is told with another parameter has no sentence. */
static void
show_differences (QzPolicyComparePage *self)
{
  const guint sentence = (guint) qz_sheet_find_column (self->sheet, "sentence");
  const guint rule = (guint) qz_sheet_find_column (self->sheet, "rule");

  clear_rows (self);
  for (guint row = 0; row < qz_sheet_get_n_rows (self->sheet); row++)
    if (qz_sheet_get_text (self->sheet, row, sentence) != NULL)
      add_row (self, qz_sheet_get_text (self->sheet, row, sentence),
               qz_sheet_get_text (self->sheet, row, rule));
  say (self, self->rows->len == 0 ? _("They say the same.") : "");
}

static void
compared (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzPolicyComparePage *self = owner;
  g_autofree char *text = NULL;

  if (error != NULL && qz_message_is_cancel (error))
    return;
  g_clear_pointer (&self->sheet, qz_sheet_unref);
  if (error == NULL)
    {
      self->sheet = qz_sheet_ref (output);
      show_differences (self);
      return;
    }
  text = qz_message_dup_text (error);
  clear_rows (self);
  say (self, text);
}

/* What a policy rules that is no instant settlement; NULL: it is instant settlement, or not known
 * yet. */
static const char *
find_special (QzPolicyComparePage *self, guint index)
{
  static const char *const special[] = { "nonlocal", "assistance" };

  for (guint i = 0; index < self->paths->len && i < G_N_ELEMENTS (special); i++)
    if (g_str_equal (self->paths->pdata[index], special[i]))
      return special[i];
  return NULL;
}

/* What the two would have paid is only known of instant settlement. */
static void
update_compute (QzPolicyComparePage *self)
{
  const guint first = adw_combo_row_get_selected (self->first);
  const guint second = adw_combo_row_get_selected (self->second);
  const gboolean instant =
      find_special (self, first) == NULL && find_special (self, second) == NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self->compute),
                            instant && first < self->names->len && second < self->names->len);
  gtk_widget_set_tooltip_text (
      GTK_WIDGET (self->compute),
      instant ? NULL : _("Only policies of instant settlement can be compared by what they pay"));
}

static void
chosen_cb (QzPolicyComparePage *self)
{
  const char *first = get_chosen (self, self->first);
  const char *second = get_chosen (self, self->second);

  /* While the list fills, its first entry is chosen by itself. */
  if (!self->listed)
    return;
  update_compute (self);
  if (first != NULL && second != NULL)
    qz_session_run (self->session, &qz_job_diff_policies, g_strconcat (first, "\n", second, NULL),
                    self, self->cancellable, compared);
  else
    say (self, _("Choose the second policy."));
}

/* ── what can be chosen ──────────────────────────────────────────────────────────────────────── */

static guint
find_name (QzPolicyComparePage *self, const char *name)
{
  for (guint i = 0; name != NULL && i < self->names->len; i++)
    if (g_str_equal (self->names->pdata[i], name))
      return i;
  return GTK_INVALID_LIST_POSITION;
}

static guint
add_name (QzPolicyComparePage *self, const char *name, const char *title, const char *paths)
{
  g_ptr_array_add (self->names, g_strdup (name));
  g_ptr_array_add (self->paths, g_strdup (paths));
  gtk_string_list_append (self->titles, title);
  return self->names->len - 1;
}

/* A file that is compared is one of them too. */
static guint
take_name (QzPolicyComparePage *self, const char *name)
{
  const guint found = find_name (self, name);

  if (name == NULL || found != GTK_INVALID_LIST_POSITION)
    return found;
  return add_name (self, name, name, "");
}

static void
add_listed (QzPolicyComparePage *self, QzSheet *list)
{
  const guint id = (guint) qz_sheet_find_column (list, "id");
  const guint version = (guint) qz_sheet_find_column (list, "version");
  const guint title = (guint) qz_sheet_find_column (list, "title");
  const guint paths = (guint) qz_sheet_find_column (list, "paths");

  for (guint row = 0; row < qz_sheet_get_n_rows (list); row++)
    {
      const guint number = (guint) qz_sheet_get_number (list, row, version);
      g_autofree char *name =
          g_strdup_printf ("%s@%u", qz_sheet_get_text (list, row, id), number);
      g_autofree char *shown =
          g_strdup_printf ("%s %s", name, qz_sheet_get_text (list, row, title));

      if (find_name (self, name) == GTK_INVALID_LIST_POSITION)
        add_name (self, name, shown, qz_sheet_get_text (list, row, paths));
    }
}

/* Where nobody said with which: the first other one of the same kind, else the first other one. */
static guint
choose_second (QzPolicyComparePage *self)
{
  const guint first = adw_combo_row_get_selected (self->first);

  if (self->wanted[1] != NULL)
    return take_name (self, self->wanted[1]);
  for (guint i = 0; first < self->names->len && i < self->names->len; i++)
    if (i != first && find_special (self, i) == find_special (self, first))
      return i;
  return first == 0 && self->names->len > 1 ? 1 : 0;
}

static void
listed (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzPolicyComparePage *self = owner;

  if (error != NULL)
    {
      if (!qz_message_is_cancel (error))
        say (self, error->message);
      return;
    }
  add_listed (self, output);
  adw_combo_row_set_selected (self->first, take_name (self, self->wanted[0]));
  adw_combo_row_set_selected (self->second, choose_second (self));
  self->listed = TRUE;
  chosen_cb (self);
}

static void
file_chosen (gpointer page, const char *path, gpointer unused)
{
  QzPolicyComparePage *self = page;

  adw_combo_row_set_selected (self->second, take_name (self, path));
}

static void
choose_file_cb (QzPolicyComparePage *self)
{
  qz_policy_choose_file (GTK_WIDGET (self), _("Compare With a Policy File"), file_chosen);
}

static void
compute_cb (QzPolicyComparePage *self)
{
  const guint n_months = (guint) gtk_spin_button_get_value (self->months);

  qz_nav_push (GTK_WIDGET (self),
               qz_policy_impact_page_new (self->session, get_chosen (self, self->first),
                                          get_chosen (self, self->second), n_months));
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_policy_compare_page_dispose (GObject *object)
{
  QzPolicyComparePage *self = QZ_POLICY_COMPARE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_POLICY_COMPARE_PAGE);
  G_OBJECT_CLASS (qz_policy_compare_page_parent_class)->dispose (object);
}

static void
qz_policy_compare_page_finalize (GObject *object)
{
  QzPolicyComparePage *self = QZ_POLICY_COMPARE_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_object (&self->titles);
  g_clear_pointer (&self->sheet, qz_sheet_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self->wanted[0]);
  g_free (self->wanted[1]);
  G_OBJECT_CLASS (qz_policy_compare_page_parent_class)->finalize (object);
}

static void
qz_policy_compare_page_class_init (QzPolicyComparePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_policy_compare_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_policy_compare_page_finalize;
  g_type_ensure (QZ_TYPE_JOBS_BUTTON);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/registry/qz-policy-compare-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QzPolicyComparePage, jobs);
  gtk_widget_class_bind_template_child (widget_class, QzPolicyComparePage, first);
  gtk_widget_class_bind_template_child (widget_class, QzPolicyComparePage, second);
  gtk_widget_class_bind_template_child (widget_class, QzPolicyComparePage, differences);
  gtk_widget_class_bind_template_child (widget_class, QzPolicyComparePage, state);
  gtk_widget_class_bind_template_child (widget_class, QzPolicyComparePage, trial);
  gtk_widget_class_bind_template_child (widget_class, QzPolicyComparePage, months);
  gtk_widget_class_bind_template_child (widget_class, QzPolicyComparePage, compute);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_file_cb);
  gtk_widget_class_bind_template_callback (widget_class, compute_cb);
}

static void
qz_policy_compare_page_init (QzPolicyComparePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qz_choice_name_items (GTK_WIDGET (self->first));
  qz_choice_name_items (GTK_WIDGET (self->second));
  self->cancellable = g_cancellable_new ();
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->paths = g_ptr_array_new_with_free_func (g_free);
  self->titles = gtk_string_list_new (NULL);
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_description (
      self->trial, _("The claims, declarations and past spending of the last months are computed "
                     "under both. Nothing is written."));
  adw_combo_row_set_model (self->first, G_LIST_MODEL (self->titles));
  adw_combo_row_set_model (self->second, G_LIST_MODEL (self->titles));
}

AdwNavigationPage *
qz_policy_compare_page_new (QzSession *session, const char *first, const char *second)
{
  QzPolicyComparePage *self = g_object_new (QZ_TYPE_POLICY_COMPARE_PAGE, NULL);

  self->session = g_object_ref (session);
  self->wanted[0] = g_strdup (first);
  self->wanted[1] = g_strdup (second);
  qz_jobs_button_set_session (self->jobs, session);
  qz_session_run (session, &qz_job_list_policies, NULL, self, self->cancellable, listed);
  return ADW_NAVIGATION_PAGE (self);
}

QzSheet *
qz_policy_compare_page_get_sheet (QzPolicyComparePage *self)
{
  return self->sheet;
}
