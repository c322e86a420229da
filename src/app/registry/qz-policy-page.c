/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-policy-page.h"

#include <glib/gi18n-lib.h>

#include "qz-announce.h"
#include "qz-cells.h"
#include "qz-facts.h"
#include "qz-guard.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-policy-activate-dialog.h"
#include "qz-policy-compare-page.h"
#include "qz-policy-jobs.h"
#include "qz-policy-words.h"
#include "qz-warning-pill.h"
#include "qz-window.h"

struct _QzPolicyPage {
  QzLoadPage parent_instance;

  AdwBin *mark;
  GtkButton *activate;
  GtkBox *content;
  QzFacts *facts;

  char *name;
  GPtrArray *groups; /* GtkWidget, borrowed: what is remade with each sheet */
};

G_DEFINE_FINAL_TYPE (QzPolicyPage, qz_policy_page, QZ_TYPE_LOAD_PAGE)

static QzSession *
get_session (QzPolicyPage *self)
{
  return qz_load_page_get_session (QZ_LOAD_PAGE (self));
}

/* ── what it says ────────────────────────────────────────────────────────────────────────────── */

static void
clear_groups (QzPolicyPage *self)
{
  for (guint i = 0; i < self->groups->len; i++)
    gtk_box_remove (self->content, self->groups->pdata[i]);
  g_ptr_array_set_size (self->groups, 0);
}

static AdwPreferencesGroup *
add_group (QzPolicyPage *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (self->content, group);
  g_ptr_array_add (self->groups, group);
  return ADW_PREFERENCES_GROUP (group);
}

static void
add_sentence (AdwPreferencesGroup *group, const char *sentence, const char *rule)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), rule != NULL ? rule : "");
  qz_announce_subtitle (ADW_ACTION_ROW (row));
  adw_preferences_group_add (group, row);
}

/* What the head of the page says already. */
static gboolean
is_told (const char *section, const char *key)
{
  static const char *const told[] = { "id", "version", "title", "regime", "issuer", NULL };

  return g_strcmp0 (section, "policy") == 0 && g_strv_contains (told, key);
}

static void
add_sentences (QzPolicyPage *self, QzSheet *sheet)
{
  QzSheet *words = qz_sheet_find_child (sheet, "words");
  AdwPreferencesGroup *group = NULL;
  const char *last = NULL;

  for (guint row = 0; row < qz_sheet_get_n_rows (words); row++)
    {
      const char *section = qz_cell_text (words, row, "section");

      if (is_told (section, qz_cell_text (words, row, "key")))
        continue;
      if (group == NULL || g_strcmp0 (section, last) != 0)
        group = add_group (self, qz_cell_text (words, row, "section_title"));
      add_sentence (group, qz_cell_text (words, row, "sentence"),
                    qz_cell_text (words, row, "rule"));
      last = section;
    }
}

static GtkWidget *
new_result (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "monospace");
  gtk_widget_set_margin_start (label, 12);
  gtk_widget_set_margin_end (label, 12);
  gtk_widget_set_margin_top (label, 6);
  gtk_widget_set_margin_bottom (label, 6);
  return label;
}

/* Where the example stands in the pack, and its rule: "ex2-days · EX-2". (transfer full) */
static char *
dup_source (QzSheet *examples, guint row)
{
  const char *name = qz_cell_text (examples, row, "example");
  const char *rule = qz_cell_text (examples, row, "rule");

  return rule != NULL ? g_strdup_printf ("%s · %s", name, rule) : g_strdup (name);
}

/* Its note says what it shows, as its name in the pack says to whom writes packs. Its result
 * unfolds. */
static void
add_example (AdwPreferencesGroup *group, QzSheet *examples, guint row)
{
  const gboolean ok =
      qz_sheet_get_number (examples, row, (guint) qz_sheet_find_column (examples, "ok")) != 0;
  const char *note = qz_cell_text (examples, row, "note");
  const char *said = note != NULL ? note : qz_cell_text (examples, row, "example");
  g_autofree char *source = dup_source (examples, row);
  g_autofree char *result = qz_policy_words_dup_result (qz_cell_text (examples, row, "result"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *name = gtk_label_new (said);
  GtkWidget *unfold = gtk_expander_new (NULL);
  GtkWidget *mark = qz_level_mark_new (ok ? QZ_LEVEL_GOOD : QZ_LEVEL_RED,
                                       ok ? _("As expected") : _("Not as expected"));

  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (name), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_expander_set_label_widget (GTK_EXPANDER (unfold), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (unfold), GTK_ACCESSIBLE_PROPERTY_LABEL, said,
                                  -1);
  gtk_expander_set_child (GTK_EXPANDER (unfold), new_result (result));
  gtk_widget_set_halign (mark, GTK_ALIGN_START);
  gtk_box_append (GTK_BOX (box), unfold);
  gtk_box_append (GTK_BOX (box), mark);
  gtk_widget_set_tooltip_text (unfold, source);
  gtk_widget_add_css_class (box, "card");
  gtk_widget_add_css_class (box, "qz-example");
  adw_preferences_group_add (group, box);
}

static void
add_examples (QzPolicyPage *self, QzSheet *sheet)
{
  QzSheet *examples = qz_sheet_find_child (sheet, "examples");
  AdwPreferencesGroup *group = add_group (self, _("Worked Examples"));

  adw_preferences_group_set_description (
      group, _("Computed just now by this policy; a policy whose examples do not come out is "
               "refused."));
  for (guint row = 0; row < qz_sheet_get_n_rows (examples); row++)
    add_example (group, examples, row);
}

static void
filled (QzLoadPage *page, QzSheet *sheet)
{
  static const char *const told[] = { "id", "title", "active", NULL };
  QzPolicyPage *self = QZ_POLICY_PAGE (page);
  const gboolean active = qz_fact_number (sheet, "active") != 0;

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), qz_fact_text (sheet, "title"));
  adw_bin_set_child (self->mark, qz_level_mark_new (active ? QZ_LEVEL_GOOD : QZ_LEVEL_PLAIN,
                                                    active ? _("Active") : _("Not active")));
  gtk_widget_set_visible (GTK_WIDGET (self->activate), !active);
  qz_facts_set_sheet (self->facts, sheet, told);
  clear_groups (self);
  add_sentences (self, sheet);
  add_examples (self, sheet);
}

static void
load (QzLoadPage *page)
{
  qz_load_page_run (page, &qz_job_show_policy, g_strdup (QZ_POLICY_PAGE (page)->name));
}

/* ── activating ──────────────────────────────────────────────────────────────────────────────── */

/* What activating takes: a file by its path, a shipped pack by its id. */
static char *
dup_pack (QzPolicyPage *self)
{
  return g_strdup (g_file_test (self->name, G_FILE_TEST_EXISTS)
                       ? self->name
                       : qz_fact_text (qz_policy_page_get_sheet (self), "id"));
}

static void
foreseen (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzPolicyPage *self = owner;
  g_autofree char *pack = NULL;

  if (error != NULL)
    {
      qz_message_show_error (GTK_WIDGET (self), _("The Policy Cannot Be Activated"), error);
      return;
    }
  pack = dup_pack (self);
  qz_policy_activate_dialog_present (GTK_WIDGET (self), get_session (self), pack, output);
}

static void
activate_cb (QzPolicyPage *self)
{
  g_autofree char *pack = dup_pack (self);

  qz_session_run (get_session (self), &qz_job_foresee_policy, g_strconcat ("\n", pack, NULL), self,
                  qz_load_page_get_cancellable (QZ_LOAD_PAGE (self)), foreseen);
}

/* ── comparing, saving, opening ──────────────────────────────────────────────────────────────── */

/* With its version, as the list of what can be compared names it. */
static void
compare_cb (QzPolicyPage *self)
{
  QzSheet *sheet = qz_policy_page_get_sheet (self);
  g_autofree char *name = g_strdup_printf ("%s@%u", qz_fact_text (sheet, "id"),
                                           (guint) qz_fact_number (sheet, "version"));
  const gboolean is_file = g_file_test (self->name, G_FILE_TEST_EXISTS);

  qz_nav_push (GTK_WIDGET (self),
               qz_policy_compare_page_new (get_session (self), is_file ? self->name : name, NULL));
}

static void
saved (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzPolicyPage *self = owner;

  if (error != NULL)
    qz_message_show_error (GTK_WIDGET (self), _("The File Was Not Saved"), error);
  else
    qz_nav_toast (GTK_WIDGET (self), _("The policy was saved as a file."), NULL, NULL);
}

static void
save_chosen (gpointer page, const char *path, gpointer unused)
{
  QzPolicyPage *self = page;

  qz_session_run (get_session (self), &qz_job_save_policy,
                  g_strconcat (self->name, "\n", path, NULL), self, NULL, saved);
}

static void
save_cb (QzPolicyPage *self)
{
  g_autofree char *name =
      g_strconcat (qz_fact_text (qz_policy_page_get_sheet (self), "id"), ".policy", NULL);

  qz_file_choose (GTK_WIDGET (self),
                  &(QzFileChoice) { QZ_FILE_SAVE, _("Save the Policy as a File"), .name = name },
                  save_chosen, NULL, NULL);
}

void
qz_policy_choose_file (GtkWidget *widget, const char *title, QzFileFunc func)
{
  static const char *const suffixes[] = { "policy", NULL };

  qz_file_choose (widget,
                  &(QzFileChoice) { QZ_FILE_OPEN, title, .kind = _("Policies"),
                                    .suffixes = suffixes },
                  func, NULL, NULL);
}

static void
open_chosen (gpointer window, const char *path, gpointer unused)
{
  adw_navigation_view_push (qz_window_get_navigation (window),
                            qz_policy_page_new (qz_window_get_session (window), path));
}

void
qz_policy_open_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  qz_policy_choose_file (window, _("Open a Policy File"), open_chosen);
}

void
qz_policy_show_action (GSimpleAction *action, GVariant *parameter, gpointer window)
{
  adw_navigation_view_push (qz_window_get_navigation (window),
                            qz_policy_page_new (qz_window_get_session (window),
                                                g_variant_get_string (parameter, NULL)));
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_policy_page_finalize (GObject *object)
{
  QzPolicyPage *self = QZ_POLICY_PAGE (object);

  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_free (self->name);
  G_OBJECT_CLASS (qz_policy_page_parent_class)->finalize (object);
}

static void
qz_policy_page_class_init (QzPolicyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = qz_policy_page_finalize;
  QZ_LOAD_PAGE_CLASS (klass)->load = load;
  QZ_LOAD_PAGE_CLASS (klass)->filled = filled;
  g_type_ensure (QZ_TYPE_FACTS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/registry/qz-policy-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QzPolicyPage, mark);
  gtk_widget_class_bind_template_child (widget_class, QzPolicyPage, activate);
  gtk_widget_class_bind_template_child (widget_class, QzPolicyPage, content);
  gtk_widget_class_bind_template_child (widget_class, QzPolicyPage, facts);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
qz_policy_page_init (QzPolicyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qz_guard_watch_right (GTK_WIDGET (self->activate), QZ_RIGHT_ACTIVATE_POLICY);
  self->groups = g_ptr_array_new ();
}

AdwNavigationPage *
qz_policy_page_new (QzSession *session, const char *name)
{
  QzPolicyPage *self = g_object_new (QZ_TYPE_POLICY_PAGE, NULL);

  self->name = g_strdup (name);
  qz_load_page_set_subtitle (QZ_LOAD_PAGE (self), name);
  qz_load_page_start (QZ_LOAD_PAGE (self), session, QZ_LOAD_FOLLOWS_DATA);
  return ADW_NAVIGATION_PAGE (self);
}

QzSheet *
qz_policy_page_get_sheet (QzPolicyPage *self)
{
  return qz_load_page_get_sheet (QZ_LOAD_PAGE (self));
}
