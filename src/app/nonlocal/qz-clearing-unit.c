/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-clearing-unit.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-announce.h"
#include "qz-cells.h"
#include "qz-choice.h"
#include "qz-clearing-acts.h"
#include "qz-clearing-lists-pages.h"
#include "qz-clearing.h"
#include "qz-guard.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-nl-actor.h"
#include "qz-nl-paper.h"
#include "qz-objection-dialog.h"
#include "qz-preview-page.h"
#include "qz-row.h"
#include "qz-warning-pill.h"

struct _QzClearingUnit {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkLabel *name;
  GtkLabel *sums;
  GtkLabel *states;
  AdwWrapBox *checks;
  GtkButton *audit;
  GtkButton *confirm;
  GtkButton *object;
  GtkDropDown *forms;
  GtkStack *either;
  QzSheetView *view;
  AdwStatusPage *failed;

  QzSession *session;
  GCancellable *cancellable;
  QzSheet *period; /* nullable */
  QzSheet *names;  /* forms of the scope; nullable */
  QzSheet *paper;  /* nullable */
  char *unit;
  guint row;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (QzClearingUnit, qz_clearing_unit, ADW_TYPE_BIN)

/* ── what is shown of whom ───────────────────────────────────────────────────────────────────── */

static QzPeriod
get_period (QzClearingUnit *self)
{
  return (QzPeriod) qz_fact_number (self->period, "period");
}

static QzNlScope
get_scope (QzClearingUnit *self)
{
  QzNlScope scope = QZ_NL_IN_PROV;

  if (!qz_nl_scope_parse (qz_fact_text (self->period, "scope"), &scope))
    g_warning ("a clearing period without a scope");
  return scope;
}

const char *
qz_clearing_unit_get_unit (QzClearingUnit *self)
{
  return self->unit;
}

const char *
qz_clearing_unit_get_form (QzClearingUnit *self)
{
  const guint chosen = gtk_drop_down_get_selected (self->forms);

  return self->names != NULL && chosen < qz_sheet_get_n_rows (self->names)
             ? qz_cell_text (self->names, chosen, "form")
             : NULL;
}

/* ── the form ────────────────────────────────────────────────────────────────────────────────── */

static const char *const hidden[] = { "seq", "group", "agency", "place", NULL };

/* What a narrow row of a form says first; the first that the form has. */
static const QzSheetLayout layouts[] = {
  { NULL, "provider_name", "payable", hidden, TRUE },
  { NULL, "place_name", "payable", hidden, TRUE },
  { NULL, "agency_name", "total", hidden, TRUE },
  { NULL, "agency_name", "payable", hidden, TRUE },
};

static const QzSheetLayout *
find_layout (QzSheet *paper)
{
  for (guint i = 0; i < G_N_ELEMENTS (layouts); i++)
    if (qz_sheet_find_column (paper, layouts[i].title) >= 0
        && qz_sheet_find_column (paper, layouts[i].amount) >= 0)
      return &layouts[i];
  return &layouts[1];
}

static gpointer
load_paper (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_nl_paper_get_sheet (book, input->key, input->period, input->unit, error);
}

static const QzJobKind paper_kind = { NULL, load_paper, FALSE, qz_nl_input_free,
                                      (GDestroyNotify) qz_sheet_unref };

static void
paper_loaded (gpointer owner, gpointer data, gpointer output, const GError *error)
{
  QzClearingUnit *self = owner;
  const QzNlInput *input = data;

  /* What was asked for before something else was chosen. */
  if (g_strcmp0 (input->key, qz_clearing_unit_get_form (self)) != 0
      || g_strcmp0 (input->unit, self->unit) != 0)
    return;
  if (error != NULL)
    {
      qz_message_show_failed (self->failed, self->either, error);
      return;
    }
  g_clear_pointer (&self->paper, qz_sheet_unref);
  self->paper = qz_sheet_ref (output);
  qz_sheet_view_set_title (self->view, qz_fact_text (self->paper, "title"));
  qz_sheet_view_set_sheet (self->view, self->paper, find_layout (self->paper));
  gtk_stack_set_visible_child_name (self->either,
                                    qz_sheet_get_n_rows (self->paper) > 0 ? "table" : "empty");
}

static void
load_form (QzClearingUnit *self)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "unit.preview",
                                 qz_fact_number (self->period, "version") > 0);
  if (qz_fact_number (self->period, "version") == 0)
    {
      gtk_stack_set_visible_child_name (self->either, "none");
      return;
    }
  qz_session_run (self->session, &paper_kind,
                  qz_nl_input_new (get_period (self), get_scope (self), self->unit,
                                   qz_clearing_unit_get_form (self)),
                  self, self->cancellable, paper_loaded);
}

static void
form_cb (QzClearingUnit *self)
{
  if (self->period != NULL && !self->filling)
    load_form (self);
}

/* The forms of units in this scope, the notices first in their numbers. */
static void
list_forms (QzClearingUnit *self)
{
  g_autoptr (QzSheet) all = qz_nl_paper_list_forms ();
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);
  const char *scope = qz_fact_text (self->period, "scope");
  QzSheet *names = qz_sheet_new ("forms");

  qz_sheet_add_column (names, "form", _("Form"), QZ_VALUE_TEXT);
  for (guint row = 0; row < qz_sheet_get_n_rows (all); row++)
    {
      const char *form = qz_cell_text (all, row, "form");
      g_autofree char *title = NULL;

      if (g_strcmp0 (qz_cell_text (all, row, "scope"), scope) != 0
          || qz_cell_number (all, row, "by_unit") == 0)
        continue;
      title = qz_clearing_dup_form_name (form);
      qz_sheet_put_text (names, qz_sheet_add_row (names), 0, form);
      gtk_string_list_append (titles, title);
    }
  g_clear_pointer (&self->names, qz_sheet_unref);
  self->names = names;
  self->filling = TRUE;
  gtk_drop_down_set_model (self->forms, G_LIST_MODEL (titles));
  self->filling = FALSE;
}

void
qz_clearing_unit_choose_form (QzClearingUnit *self, const char *form)
{
  for (guint row = 0; row < qz_sheet_get_n_rows (self->names); row++)
    if (g_strcmp0 (qz_cell_text (self->names, row, "form"), form) == 0)
      gtk_drop_down_set_selected (self->forms, row);
}

static void
cell_clicked_cb (QzClearingUnit *self, guint row, guint column)
{
  qz_nav_push (GTK_WIDGET (self),
               qz_clearing_explain_page_new (self->session, self->paper, row,
                                             qz_sheet_get_column_name (self->paper, column)));
}

/* ── acts ────────────────────────────────────────────────────────────────────────────────────── */

static void
run (QzClearingUnit *self, const QzNlAct *act)
{
  qz_nl_act_run (GTK_WIDGET (self), self->session, act,
                 qz_nl_input_new (get_period (self), get_scope (self), self->unit, NULL));
}

static void
audit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzClearingUnit *self = QZ_CLEARING_UNIT (widget);
  const char *state =
      qz_cell_text (qz_sheet_find_child (self->period, "units"), self->row, "audit");

  run (self, g_strcmp0 (state, "PENDING") == 0 ? &qz_act_audit_begin : &qz_act_audit_done);
}

static void
confirm_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  run (QZ_CLEARING_UNIT (widget), &qz_act_confirm);
}

/* The line that is chosen in the table; the first without a choice. */
static guint
get_chosen_line (QzClearingUnit *self)
{
  g_autoptr (GtkBitset) selected = qz_sheet_view_dup_selected (self->view);
  g_autoptr (QzRow) row = NULL;

  if (gtk_bitset_is_empty (selected))
    return 0;
  row = g_list_model_get_item (qz_sheet_view_get_rows (self->view),
                               gtk_bitset_get_minimum (selected));
  return row != NULL ? qz_row_get_index (row) : 0;
}

static void
object_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzClearingUnit *self = QZ_CLEARING_UNIT (widget);

  if (self->paper != NULL && qz_sheet_get_n_rows (self->paper) > 0)
    qz_objection_dialog_present (widget, self->session, self->paper, get_chosen_line (self));
}

/* The form as it will be printed; a draft until the notices are published. */
static void
preview_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzClearingUnit *self = QZ_CLEARING_UNIT (widget);
  g_autofree char *key = g_strdup_printf ("%06d-%s", (int) get_period (self), self->unit);

  qz_nav_push (widget, qz_preview_page_new (self->session, key, qz_clearing_unit_get_form (self),
                                            NULL));
}

static void
history_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzClearingUnit *self = QZ_CLEARING_UNIT (widget);

  qz_nav_push (widget, qz_clearing_history_page_new (self->session, get_period (self),
                                                     get_scope (self), self->unit));
}

/* Why it cannot be done is said at the button: for another agency, or not now. */
static void
guard (QzClearingUnit *self, const char *action, const char *why)
{
  g_autofree char *refusal =
      why == NULL ? qz_nl_actor_dup_refusal (self->session, self->unit) : g_strdup (why);

  qz_guard_set_reason (GTK_WIDGET (self), action, refusal);
}

static void
update_acts (QzClearingUnit *self)
{
  QzSheet *units = qz_sheet_find_child (self->period, "units");
  const char *audit = qz_cell_text (units, self->row, "audit");
  const char *confirm = qz_cell_text (units, self->row, "confirm");
  const gboolean audited = g_strcmp0 (audit, "AUDITED") == 0
                           || g_strcmp0 (audit, "AUTO_AUDITED") == 0;
  const gboolean waits =
      g_strcmp0 (confirm, "GENERATED") == 0 || g_strcmp0 (confirm, "OBJECTED") == 0;

  gtk_button_set_label (self->audit, g_strcmp0 (audit, "PENDING") == 0 ? _("Begin the _Audit")
                                                                       : _("_Audit Done"));
  guard (self, "unit.audit", audited ? _("The audit is done already") : NULL);
  guard (self, "unit.confirm",
         confirm == NULL || *confirm == '\0' ? _("The lists of the month are not made yet")
         : waits                             ? NULL
                                             : _("This is confirmed already"));
  guard (self, "unit.object",
         waits ? NULL : _("There is nothing that could be objected to now"));
  if (waits)
    gtk_widget_add_css_class (GTK_WIDGET (self->confirm), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->confirm), "suggested-action");
}

/* ── its head ────────────────────────────────────────────────────────────────────────────────── */

static void
show_checks (QzClearingUnit *self)
{
  QzSheet *checks = qz_sheet_find_child (self->period, "checks");
  const guint n = checks != NULL && qz_fact_number (self->period, "version") > 0
                      ? qz_sheet_get_n_rows (checks)
                      : 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->checks))) != NULL)
    adw_wrap_box_remove (self->checks, child);
  for (guint row = 0; row < n; row++)
    {
      const gboolean ok = qz_cell_number (checks, row, "ok") != 0;
      const char *detail = qz_cell_text (checks, row, "detail");
      GtkWidget *mark = qz_level_mark_new (ok ? QZ_LEVEL_GOOD : QZ_LEVEL_RED,
                                           qz_cell_text (checks, row, "code"));
      g_autofree char *told = g_strdup_printf ("%s%s%s", qz_cell_text (checks, row, "what"),
                                               detail != NULL ? "\n" : "",
                                               detail != NULL ? detail : "");

      g_autofree char *spoken =
          g_strdup_printf (C_ ("spoken", "%s %s: %s"), qz_cell_text (checks, row, "code"),
                           ok ? _("holds") : _("does not hold"), told);

      gtk_widget_set_tooltip_text (mark, told);
      qz_announce_as (gtk_widget_get_last_child (mark), spoken);
      adw_wrap_box_append (self->checks, mark);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->checks), n > 0);
}

static void
show_head (QzClearingUnit *self)
{
  QzSheet *units = qz_sheet_find_child (self->period, "units");
  g_autofree char *receivable = qz_cell_dup (units, self->row, "receivable");
  g_autofree char *payable = qz_cell_dup (units, self->row, "payable");
  g_autofree char *audit = qz_cell_dup (units, self->row, "audit");
  g_autofree char *confirm = qz_cell_dup (units, self->row, "confirm");
  g_autofree char *sums = g_strdup_printf (_("receives %s · pays %s"), receivable, payable);
  g_autofree char *states =
      *confirm != '\0' ? g_strdup_printf (_("Audit: %s · Confirmation: %s"), audit, confirm)
                       : g_strdup_printf (_("Audit: %s"), audit);

  gtk_label_set_label (self->name, qz_cell_text (units, self->row, "unit_name"));
  gtk_label_set_label (self->sums, sums);
  gtk_label_set_label (self->states, states);
}

void
qz_clearing_unit_show (QzClearingUnit *self, QzSheet *period, guint row)
{
  const gboolean same_forms =
      self->period != NULL
      && g_strcmp0 (qz_fact_text (self->period, "scope"), qz_fact_text (period, "scope")) == 0;

  qz_sheet_ref (period);
  g_clear_pointer (&self->period, qz_sheet_unref);
  self->period = period;
  self->row = row;
  g_set_str (&self->unit, qz_cell_text (qz_sheet_find_child (period, "units"), row, "unit"));
  gtk_stack_set_visible_child_name (self->stack, "unit");
  show_head (self);
  show_checks (self);
  update_acts (self);
  if (!same_forms)
    list_forms (self);
  load_form (self);
}

void
qz_clearing_unit_set_session (QzClearingUnit *self, QzSession *session)
{
  self->session = g_object_ref (session);
}

QzSheetView *
qz_clearing_unit_get_view (QzClearingUnit *self)
{
  return self->view;
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_clearing_unit_dispose (GObject *object)
{
  g_cancellable_cancel (QZ_CLEARING_UNIT (object)->cancellable);
  QZ_CLEARING_UNIT (object)->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_CLEARING_UNIT);
  G_OBJECT_CLASS (qz_clearing_unit_parent_class)->dispose (object);
}

static void
qz_clearing_unit_finalize (GObject *object)
{
  QzClearingUnit *self = QZ_CLEARING_UNIT (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);
  g_clear_pointer (&self->period, qz_sheet_unref);
  g_clear_pointer (&self->names, qz_sheet_unref);
  g_clear_pointer (&self->paper, qz_sheet_unref);
  g_free (self->unit);
  G_OBJECT_CLASS (qz_clearing_unit_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, QzClearingUnit, stack);
  gtk_widget_class_bind_template_child (widget_class, QzClearingUnit, name);
  gtk_widget_class_bind_template_child (widget_class, QzClearingUnit, sums);
  gtk_widget_class_bind_template_child (widget_class, QzClearingUnit, states);
  gtk_widget_class_bind_template_child (widget_class, QzClearingUnit, checks);
  gtk_widget_class_bind_template_child (widget_class, QzClearingUnit, audit);
  gtk_widget_class_bind_template_child (widget_class, QzClearingUnit, confirm);
  gtk_widget_class_bind_template_child (widget_class, QzClearingUnit, object);
  gtk_widget_class_bind_template_child (widget_class, QzClearingUnit, forms);
  gtk_widget_class_bind_template_child (widget_class, QzClearingUnit, either);
  gtk_widget_class_bind_template_child (widget_class, QzClearingUnit, view);
  gtk_widget_class_bind_template_child (widget_class, QzClearingUnit, failed);
}

static void
qz_clearing_unit_class_init (QzClearingUnitClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_clearing_unit_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_clearing_unit_finalize;
  g_type_ensure (QZ_TYPE_SHEET_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/nonlocal/qz-clearing-unit.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, form_cb);
  gtk_widget_class_bind_template_callback (widget_class, cell_clicked_cb);
  gtk_widget_class_install_action (widget_class, "unit.audit", NULL, audit_action);
  gtk_widget_class_install_action (widget_class, "unit.confirm", NULL, confirm_action);
  gtk_widget_class_install_action (widget_class, "unit.object", NULL, object_action);
  gtk_widget_class_install_action (widget_class, "unit.history", NULL, history_action);
  gtk_widget_class_install_action (widget_class, "unit.preview", NULL, preview_action);
}

static void
qz_clearing_unit_init (QzClearingUnit *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  qz_choice_name_items (GTK_WIDGET (self->forms));
  qz_choice_set_title (self->forms, _("Form"));
  qz_guard_watch_right (GTK_WIDGET (self->audit), QZ_RIGHT_CLEARING_AUDIT);
  qz_guard_watch_right (GTK_WIDGET (self->confirm), QZ_RIGHT_CLEARING_CONFIRM);
  qz_guard_watch_right (GTK_WIDGET (self->object), QZ_RIGHT_CLEARING_OBJECT);
}
