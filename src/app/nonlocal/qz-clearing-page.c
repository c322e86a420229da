/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-clearing-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-action-menu.h"
#include "qz-cells.h"
#include "qz-clearing-acts.h"
#include "qz-clearing-lists-pages.h"
#include "qz-clearing-steps.h"
#include "qz-clearing.h"
#include "qz-day-strip.h"
#include "qz-guard.h"
#include "qz-month-choice.h"
#include "qz-nav.h"
#include "qz-nl-actor.h"

struct _QzClearingPage {
  QzLoadPage parent_instance;

  GtkButton *next;
  GtkMenuButton *more;
  GMenuModel *more_menu;
  GtkWidget *head;
  QzMonthChoice *months;
  AdwToggleGroup *scopes;
  QzDayStrip *strip;
  GtkStack *stack;
  AdwOverlaySplitView *split;
  QzSheetView *units;
  GtkLabel *totals;
  QzClearingUnit *unit;

  QzPeriod period; /* 0: the newest */
  QzNlScope scope;
};

G_DEFINE_FINAL_TYPE (QzClearingPage, qz_clearing_page, QZ_TYPE_LOAD_PAGE)

/* ── loading ─────────────────────────────────────────────────────────────────────────────────── */

/* The newest month that is over: what came in for one that goes on is not cleared yet. 0: there is
 * none at all. */
static QzPeriod
find_newest (QzSheet *periods, QzDay today)
{
  const guint n = qz_sheet_get_n_rows (periods);

  for (guint row = 0; row < n; row++)
    if (qz_cell_number (periods, row, "period") < qz_period_of_day (today))
      return (QzPeriod) qz_cell_number (periods, row, "period");
  return n > 0 ? (QzPeriod) qz_cell_number (periods, 0, "period") : 0;
}

/* The month, the newest when none is asked for, with the months there are, the identities and the
 * day. Without any month only the list of none. */
static gpointer
load_period (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;
  g_autoptr (QzSheet) periods = qz_clearing_list_periods (book, context, error);
  g_autoptr (QzSheet) sheet = NULL;
  g_autoptr (QzSheet) checks = NULL;
  QzPeriod period = input->period;

  if (periods == NULL)
    return NULL;
  if (period == 0)
    period = find_newest (periods, context->clock.today);
  if (period == 0)
    {
      sheet = qz_sheet_new ("period");
      qz_sheet_add_child (sheet, periods);
      return g_steal_pointer (&sheet);
    }
  sheet = qz_clearing_show (book, context, period, input->scope, error);
  checks = sheet != NULL ? qz_clearing_check (book, period, error) : NULL;
  if (checks == NULL)
    return NULL;
  qz_sheet_set_number (sheet, "today", _("Today"), QZ_VALUE_DAY, context->clock.today);
  qz_sheet_add_child (sheet, periods);
  qz_sheet_add_child (sheet, checks);
  return g_steal_pointer (&sheet);
}

static const QzJobKind period_kind = { NULL, load_period, FALSE, qz_nl_input_free,
                                       (GDestroyNotify) qz_sheet_unref };

static void
load (QzLoadPage *page)
{
  QzClearingPage *self = QZ_CLEARING_PAGE (page);

  qz_load_page_run (page, &period_kind, qz_nl_input_new (self->period, self->scope, NULL, NULL));
}

/* ── the next act of the province ────────────────────────────────────────────────────────────── */

static const struct {
  const char *stage;
  const char *action; /* NULL: the units are next */
  const char *label;
} steps[] = {
  { "lists", "generate", N_ ("_Make the Lists") },
  { "upload", "upload", N_ ("Month Is _Uploaded") },
  { "confirm", NULL, NULL },
  { "national", "national", N_ ("_Confirm Nationally") },
  { "publish", "publish", N_ ("_Publish Notices") },
};

/* -1: nothing of the province's. */
static int
find_next (QzSheet *stages)
{
  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    for (guint row = 0; row < qz_sheet_get_n_rows (stages); row++)
      if (g_strcmp0 (qz_cell_text (stages, row, "stage"), steps[i].stage) == 0
          && g_strcmp0 (qz_cell_text (stages, row, "state"), "DONE") != 0)
        return steps[i].action != NULL ? (int) i : -1;
  return -1;
}

const char *
qz_clearing_page_get_next (QzClearingPage *self)
{
  QzSheet *sheet = qz_load_page_get_sheet (QZ_LOAD_PAGE (self));
  QzSheet *stages = sheet != NULL ? qz_sheet_find_child (sheet, "stages") : NULL;
  const int next = stages != NULL ? find_next (stages) : -1;

  return next >= 0 ? steps[next].action : "";
}

static void
update_next (QzClearingPage *self, QzSheet *sheet)
{
  static const char *const actions[] = { "page.generate", "page.upload", "page.upload-details",
                                         "page.national", "page.publish" };
  const int next = find_next (qz_sheet_find_child (sheet, "stages"));
  QzSession *session = qz_load_page_get_session (QZ_LOAD_PAGE (self));
  g_autofree char *other = qz_nl_actor_dup_refusal (session, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autofree char *not_now = qz_clearing_steps_dup_refusal (sheet, actions[i]);

      qz_guard_set_reason (GTK_WIDGET (self), actions[i], not_now != NULL ? not_now : other);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->next), next >= 0);
  if (next >= 0)
    {
      g_autofree char *action = g_strconcat ("page.", steps[next].action, NULL);

      gtk_button_set_label (self->next, _ (steps[next].label));
      qz_actionable_set (GTK_WIDGET (self->next), action);
    }
}

/* ── what is shown ───────────────────────────────────────────────────────────────────────────── */

static const char *const hidden[] = { "unit", "mismatch", "audit", "objections", NULL };
static const QzSheetLayout layout = { "unit_name", "unit_name", "payable", hidden, FALSE, TRUE };

static void
show_totals (QzClearingPage *self, QzSheet *sheet)
{
  g_autofree char *receivable = qz_sheet_dup_fact_display (sheet, "receivable");
  g_autofree char *payable = qz_sheet_dup_fact_display (sheet, "payable");
  const gint64 version = qz_fact_number (sheet, "version");
  g_autofree char *text =
      version > 0 ? g_strdup_printf (_("version %d · receivable %s · payable %s"), (int) version,
                                     receivable, payable)
                  : g_strdup (_("The lists of the month are not made yet."));

  gtk_label_set_label (self->totals, text);
}

static void
show_unit (QzClearingPage *self, guint row)
{
  qz_clearing_unit_show (self->unit, qz_load_page_get_sheet (QZ_LOAD_PAGE (self)), row);
}

/* The unit that was shown stays; at first, where there is room for it, the first one. */
static void
show_units (QzClearingPage *self, QzSheet *sheet)
{
  QzSheet *units = qz_sheet_find_child (sheet, "units");
  const char *unit = qz_clearing_unit_get_unit (self->unit);

  qz_sheet_view_set_sheet (self->units, units, &layout);
  for (guint row = 0; row < qz_sheet_get_n_rows (units); row++)
    if (unit == NULL || g_strcmp0 (qz_cell_text (units, row, "unit"), unit) == 0)
      {
        show_unit (self, row);
        return;
      }
}

static void
filled (QzLoadPage *page, QzSheet *sheet)
{
  QzClearingPage *self = QZ_CLEARING_PAGE (page);
  const gboolean any = qz_sheet_get_n_rows (qz_sheet_find_child (sheet, "periods")) > 0;

  gtk_stack_set_visible_child_name (self->stack, any ? "period" : "empty");
  gtk_widget_set_visible (self->head, any);
  gtk_widget_set_visible (GTK_WIDGET (self->more), any);
  gtk_widget_set_visible (GTK_WIDGET (self->next), FALSE);
  if (!any)
    return;
  self->period = (QzPeriod) qz_fact_number (sheet, "period");
  qz_month_choice_set (self->months, qz_sheet_find_child (sheet, "periods"), self->period);
  qz_day_strip_set (self->strip, qz_sheet_find_child (sheet, "stages"),
                    (gint) qz_fact_number (sheet, "today"));
  show_totals (self, sheet);
  show_units (self, sheet);
  update_next (self, sheet);
}

/* ── callbacks ───────────────────────────────────────────────────────────────────────────────── */

static void
month_cb (QzClearingPage *self)
{
  self->period = qz_month_choice_get (self->months);
  qz_load_page_reload (QZ_LOAD_PAGE (self));
}

static void
scope_cb (QzClearingPage *self)
{
  const guint active = adw_toggle_group_get_active (self->scopes);

  if (active >= QZ_N_NL_SCOPES || active == (guint) self->scope)
    return;
  self->scope = (QzNlScope) active;
  if (qz_load_page_get_session (QZ_LOAD_PAGE (self)) != NULL)
    qz_load_page_reload (QZ_LOAD_PAGE (self));
}

/* Where it is narrow the unit slides over the table. */
static void
row_cb (QzClearingPage *self, guint row)
{
  show_unit (self, row);
  adw_overlay_split_view_set_show_sidebar (self->split, TRUE);
}

static void
all_cb (QzClearingPage *self)
{
  adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
}

static void
run (GtkWidget *widget, const QzNlAct *act)
{
  QzClearingPage *self = QZ_CLEARING_PAGE (widget);

  qz_nl_act_run (widget, qz_load_page_get_session (QZ_LOAD_PAGE (widget)), act,
                 qz_nl_input_new (self->period, self->scope, NULL, NULL));
}

static void
generate_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  run (widget, &qz_act_generate);
}

static void
upload_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  run (widget, &qz_act_upload_period);
}

static void
upload_details_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  run (widget, &qz_act_upload);
}

static void
national_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  run (widget, &qz_act_national);
}

static void
publish_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  run (widget, &qz_act_publish);
}

static void
talk_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzClearingPage *self = QZ_CLEARING_PAGE (widget);

  qz_nav_push (widget,
               qz_clearing_talk_page_new (qz_load_page_get_session (QZ_LOAD_PAGE (widget)),
                                          self->period));
}

static void
carried_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzClearingPage *self = QZ_CLEARING_PAGE (widget);

  qz_nav_push (widget,
               qz_clearing_carried_page_new (qz_load_page_get_session (QZ_LOAD_PAGE (widget)),
                                             self->period));
}

/* Ctrl+N, while the empty page offers a first step. */
static void
first_step_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (QZ_CLEARING_PAGE (widget)->stack), "empty") == 0)
    gtk_widget_activate_action (widget, "win.import", NULL);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, QzClearingPage, next);
  gtk_widget_class_bind_template_child (widget_class, QzClearingPage, more);
  gtk_widget_class_bind_template_child (widget_class, QzClearingPage, more_menu);
  gtk_widget_class_bind_template_child (widget_class, QzClearingPage, head);
  gtk_widget_class_bind_template_child (widget_class, QzClearingPage, months);
  gtk_widget_class_bind_template_child (widget_class, QzClearingPage, scopes);
  gtk_widget_class_bind_template_child (widget_class, QzClearingPage, strip);
  gtk_widget_class_bind_template_child (widget_class, QzClearingPage, stack);
  gtk_widget_class_bind_template_child (widget_class, QzClearingPage, split);
  gtk_widget_class_bind_template_child (widget_class, QzClearingPage, units);
  gtk_widget_class_bind_template_child (widget_class, QzClearingPage, totals);
  gtk_widget_class_bind_template_child (widget_class, QzClearingPage, unit);
}

static void
qz_clearing_page_class_init (QzClearingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  QZ_LOAD_PAGE_CLASS (klass)->load = load;
  QZ_LOAD_PAGE_CLASS (klass)->filled = filled;
  g_type_ensure (QZ_TYPE_DAY_STRIP);
  g_type_ensure (QZ_TYPE_MONTH_CHOICE);
  g_type_ensure (QZ_TYPE_SHEET_VIEW);
  g_type_ensure (QZ_TYPE_CLEARING_UNIT);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/nonlocal/qz-clearing-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, month_cb);
  gtk_widget_class_bind_template_callback (widget_class, scope_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_cb);
  gtk_widget_class_bind_template_callback (widget_class, all_cb);
  gtk_widget_class_install_action (widget_class, "page.first-step", NULL, first_step_action);
  gtk_widget_class_install_action (widget_class, "page.generate", NULL, generate_action);
  gtk_widget_class_install_action (widget_class, "page.upload", NULL, upload_action);
  gtk_widget_class_install_action (widget_class, "page.upload-details", NULL,
                                   upload_details_action);
  gtk_widget_class_install_action (widget_class, "page.national", NULL, national_action);
  gtk_widget_class_install_action (widget_class, "page.publish", NULL, publish_action);
  gtk_widget_class_install_action (widget_class, "page.talk", NULL, talk_action);
  gtk_widget_class_install_action (widget_class, "page.carried", NULL, carried_action);
}

static void
qz_clearing_page_init (QzClearingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qz_month_choice_set_title (self->months, _("Month of costs"));
  qz_action_menu_attach (self->more, self->more_menu);
  qz_sheet_view_set_title (self->units, _("Units"));
}

AdwNavigationPage *
qz_clearing_page_new (QzSession *session)
{
  QzClearingPage *self = g_object_new (QZ_TYPE_CLEARING_PAGE, NULL);

  qz_clearing_unit_set_session (self->unit, session);
  qz_load_page_start (QZ_LOAD_PAGE (self), session,
                      QZ_LOAD_FOLLOWS_DATA | QZ_LOAD_FOLLOWS_ACTING | QZ_LOAD_KEEPS);
  return ADW_NAVIGATION_PAGE (self);
}

QzSheetView *
qz_clearing_page_get_units (QzClearingPage *self)
{
  return self->units;
}

QzClearingUnit *
qz_clearing_page_get_unit (QzClearingPage *self)
{
  return self->unit;
}

void
qz_clearing_page_set_scope (QzClearingPage *self, QzNlScope scope)
{
  adw_toggle_group_set_active (self->scopes, (guint) scope);
}

const QzPageSpec qz_clearing_spec = {
  .id = "clearing",
  .section = N_ ("Care away from home"),
  .title = N_ ("Clearing period"),
  .icon = "qz-calendar-symbolic",
  .create = qz_clearing_page_new,
};
