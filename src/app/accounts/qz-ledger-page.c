/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-ledger-page.h"

#include <glib/gi18n-lib.h>

#include "qz-choice.h"
#include "qz-close.h"
#include "qz-drafts.h"
#include "qz-filter-bar.h"
#include "qz-guard.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-payments.h"
#include "qz-table-foot.h"
#include "qz-words.h"

#define TO_CLOSE "to-close" /* a child of the choices: a month for each ledger */

struct _QzLedgerPage {
  QzLoadPage parent_instance;

  GtkBox *choosers;
  GtkDropDown *ledger;
  GtkDropDown *month;
  QzFilterBar *filter_bar;
  GtkLabel *sentence;
  GtkLabel *history;
  QzSheetView *view;
  GtkWidget *empty;
  GtkWidget *nothing_found;
  AdwWrapBox *buttons;

  const QzLedgerSpec *spec;
  QzLedgerQuery *query;
  QzSheet *choices; /* nullable: not loaded */
  gboolean filling;
  const char *heading; /* of what is being done */
};

G_DEFINE_FINAL_TYPE (QzLedgerPage, qz_ledger_page, QZ_TYPE_LOAD_PAGE)

QzLedgerQuery *
qz_ledger_query_copy (const QzLedgerQuery *query)
{
  QzLedgerQuery *copy = g_new0 (QzLedgerQuery, 1);

  copy->ledger = g_strdup (query->ledger);
  copy->period = query->period;
  copy->account = g_strdup (query->account);
  copy->provider = g_strdup (query->provider);
  copy->item_period = query->item_period;
  copy->path = g_strdup (query->path);
  return copy;
}

void
qz_ledger_query_free (gpointer data)
{
  QzLedgerQuery *query = data;

  g_free (query->ledger);
  g_free (query->account);
  g_free (query->provider);
  g_free (query->path);
  g_free (query);
}

/* ── what can be chosen ──────────────────────────────────────────────────────────────────────── */

/* Of each ledger in its order, the month that is to be closed next. */
static gboolean
add_to_close (QzBook *book, const QzContext *context, QzSheet *ledgers, GError **error)
{
  g_autoptr (QzSheet) months = qz_sheet_new (TO_CLOSE);

  qz_sheet_add_column (months, "period", _("Month"), QZ_VALUE_PERIOD);
  for (guint row = 0; row < qz_sheet_get_n_rows (ledgers); row++)
    {
      QzPeriod period;

      if (!qz_ledger_find_to_close (book, context, qz_sheet_get_text (ledgers, row, 0), &period,
                                    error))
        return FALSE;
      qz_sheet_put_number (months, qz_sheet_add_row (months), 0, period);
    }
  qz_sheet_add_child (ledgers, months);
  return TRUE;
}

/* The ledgers, and the months from the first voucher of any to the present one. */
static gpointer
load_choices (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) used = qz_ledger_list (book, error);
  g_autoptr (QzSheet) sheet = used != NULL ? qz_draft_list_ledgers (book, error) : NULL;
  QzPeriod first = qz_period_of_day (context->clock.today);
  QzPeriod last = first;

  if (sheet == NULL || !add_to_close (book, context, sheet, error))
    return NULL;
  for (guint row = 0; row < qz_sheet_get_n_rows (used); row++)
    {
      const int from = qz_sheet_find_column (used, "first_period");
      const int to = qz_sheet_find_column (used, "last_period");

      first = MIN (first, (QzPeriod) qz_sheet_get_number (used, row, (guint) from));
      last = MAX (last, (QzPeriod) qz_sheet_get_number (used, row, (guint) to));
    }
  qz_sheet_set_number (sheet, "first", _("First month"), QZ_VALUE_PERIOD, first);
  qz_sheet_set_number (sheet, "last", _("Last month"), QZ_VALUE_PERIOD, last);
  qz_sheet_set_number (sheet, "today", _("Month"), QZ_VALUE_PERIOD,
                       qz_period_of_day (context->clock.today));
  return g_steal_pointer (&sheet);
}

static const QzJobKind choices_kind = { NULL, load_choices, FALSE, NULL,
                                        (GDestroyNotify) qz_sheet_unref };

static QzPeriod
get_choice (QzLedgerPage *self, const char *name)
{
  return (QzPeriod) qz_sheet_get_fact_number (self->choices,
                                              (guint) qz_sheet_find_fact (self->choices, name));
}

/* Where it begins, when nobody asked for a month. */
static QzPeriod
get_first_shown (QzLedgerPage *self)
{
  const guint row = gtk_drop_down_get_selected (self->ledger);
  QzSheet *months = qz_sheet_find_child (self->choices, TO_CLOSE);

  return self->spec->begins_open ? (QzPeriod) qz_sheet_get_number (months, row, 0)
                                 : get_choice (self, "today");
}

/* The newest month stands first. */
static void
fill_months (QzLedgerPage *self)
{
  const QzPeriod last = get_choice (self, "last");
  const QzPeriod wanted = self->query->period != 0 ? self->query->period : get_first_shown (self);
  g_autoptr (GtkStringList) months = gtk_string_list_new (NULL);
  guint n = 0, chosen = 0;

  for (QzPeriod period = last; period >= get_choice (self, "first");
       period = qz_period_add (period, -1))
    {
      g_autofree char *text = qz_period_format (period);

      if (period == wanted)
        chosen = n;
      gtk_string_list_append (months, text);
      n++;
    }
  gtk_drop_down_set_model (self->month, G_LIST_MODEL (months));
  gtk_drop_down_set_selected (self->month, chosen);
}

static void
fill_ledgers (QzLedgerPage *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = 0;

  for (guint row = 0; row < qz_sheet_get_n_rows (self->choices); row++)
    {
      gtk_string_list_append (names, qz_sheet_get_text (self->choices, row, 1));
      if (g_strcmp0 (self->query->ledger, qz_sheet_get_text (self->choices, row, 0)) == 0)
        chosen = row;
    }
  gtk_drop_down_set_model (self->ledger, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->ledger, chosen);
}

static void
read_choosers (QzLedgerPage *self)
{
  const guint row = gtk_drop_down_get_selected (self->ledger);

  g_set_str (&self->query->ledger, qz_sheet_get_text (self->choices, row, 0));
  self->query->period = qz_period_add (get_choice (self, "last"),
                                       -(int) gtk_drop_down_get_selected (self->month));
}

static void
chosen_cb (QzLedgerPage *self)
{
  if (self->filling || self->choices == NULL)
    return;
  read_choosers (self);
  qz_load_page_reload (QZ_LOAD_PAGE (self));
}

static void
choices_loaded (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzLedgerPage *self = owner;

  if (qz_load_page_take_error (QZ_LOAD_PAGE (self), error))
    return;
  g_clear_pointer (&self->choices, qz_sheet_unref);
  self->choices = qz_sheet_ref (output);
  self->filling = TRUE;
  fill_ledgers (self);
  fill_months (self);
  self->filling = FALSE;
  read_choosers (self);
  qz_load_page_reload (QZ_LOAD_PAGE (self));
}

/* ── what is shown ───────────────────────────────────────────────────────────────────────────── */

static void
clicked_cb (GtkWidget *button, gpointer user_data)
{
  QzLedgerPage *self = user_data;
  const guint action = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "qz-action"));

  self->spec->actions[action].func (self);
}

static void
show_buttons (QzLedgerPage *self, QzSheet *sheet)
{
  GtkWidget *old;

  while ((old = gtk_widget_get_first_child (GTK_WIDGET (self->buttons))) != NULL)
    adw_wrap_box_remove (self->buttons, old);
  for (guint i = 0; i < G_N_ELEMENTS (self->spec->actions); i++)
    {
      const typeof (self->spec->actions[0]) *action = &self->spec->actions[i];
      GtkWidget *button;

      if (action->label == NULL || !action->can (sheet))
        continue;
      button = gtk_button_new_with_mnemonic (_ (action->label));
      if (action->suggested)
        gtk_widget_add_css_class (button, "suggested-action");
      g_object_set_data (G_OBJECT (button), "qz-action", GUINT_TO_POINTER (i));
      g_signal_connect (button, "clicked", G_CALLBACK (clicked_cb), self);
      qz_guard_watch_right (button, action->right);
      adw_wrap_box_append (self->buttons, button);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->buttons),
                          gtk_widget_get_first_child (GTK_WIDGET (self->buttons)) != NULL);
}

/* Word, mark and colour say the same. */
static void
show_sentence (QzLedgerPage *self, QzSheet *sheet)
{
  gboolean good = TRUE;
  g_autofree char *text = self->spec->dup_sentence (sheet, &good);
  g_autofree char *marked = g_strdup_printf ("%s %s", good ? "✓" : "✗", text);

  gtk_label_set_label (self->sentence, marked);
  gtk_widget_remove_css_class (GTK_WIDGET (self->sentence), good ? "error" : "success");
  gtk_widget_add_css_class (GTK_WIDGET (self->sentence), good ? "success" : "error");
}

/* When it was closed and opened again, by whom and why. */
static void
show_history (QzLedgerPage *self, QzSheet *sheet)
{
  QzSheet *events = qz_sheet_find_child (sheet, "history");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint row = 0; events != NULL && row < qz_sheet_get_n_rows (events); row++)
    {
      g_autofree char *act = qz_words_dup_cell (events, row, 0);
      g_autofree char *when = qz_words_dup_cell (events, row, 2);
      g_autofree char *who = qz_words_dup_cell (events, row, 1);
      const char *reason = qz_sheet_get_text (events, row, 3);

      g_string_append_printf (text, "%s%s %s %s", row > 0 ? "\n" : "", act, who, when);
      if (reason != NULL)
        g_string_append_printf (text, " (%s)", reason);
    }
  gtk_label_set_label (self->history, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->history), text->len > 0);
}

/* A month without entries is another thing than a search that finds none of them. */
static void
show_view (QzLedgerPage *self)
{
  QzSheetModel *model = qz_sheet_view_get_model (self->view);
  QzSheet *sheet = qz_sheet_view_get_sheet (self->view);
  const gboolean any = sheet != NULL && qz_sheet_get_n_rows (sheet) > 0;
  const gboolean shown = model != NULL && g_list_model_get_n_items (G_LIST_MODEL (model)) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->view), any && shown);
  gtk_widget_set_visible (self->nothing_found, any && !shown);
  gtk_widget_set_visible (self->empty, !any);
  gtk_widget_set_visible (GTK_WIDGET (self->filter_bar), any && self->spec->has_bar);
}

static void
filled (QzLoadPage *page, QzSheet *sheet)
{
  QzLedgerPage *self = QZ_LEDGER_PAGE (page);

  show_sentence (self, sheet);
  show_history (self, sheet);
  qz_sheet_view_set_sheet (self->view, sheet, &self->spec->layout);
  qz_filter_bar_set_sheet (self->filter_bar, sheet);
  show_view (self);
  show_buttons (self, sheet);
}

/* What can be chosen comes first, where anything can. */
static void
load (QzLoadPage *page)
{
  QzLedgerPage *self = QZ_LEDGER_PAGE (page);

  if (self->query->ledger != NULL)
    qz_load_page_run (page, &self->spec->load, qz_ledger_query_copy (self->query));
  else if (self->spec->has_choosers)
    qz_session_run (qz_load_page_get_session (page), &choices_kind, NULL, self,
                    qz_load_page_get_cancellable (page), choices_loaded);
}

static void
row_activated_cb (QzLedgerPage *self, guint row)
{
  if (self->spec->open != NULL)
    self->spec->open (self, qz_ledger_page_get_sheet (self), row);
}

static void
acting_changed_cb (QzLedgerPage *self)
{
  QzSheet *sheet = qz_ledger_page_get_sheet (self);

  if (sheet != NULL)
    show_buttons (self, sheet);
}

/* ── what is done ────────────────────────────────────────────────────────────────────────────── */

/* What changed is read again because the session says so. */
static void
done_cb (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzLedgerPage *self = owner;

  if (error != NULL)
    qz_message_show_error (GTK_WIDGET (self), self->heading, error);
}

void
qz_ledger_page_do (QzLedgerPage *self, const QzJobKind *kind, gpointer input, const char *heading)
{
  self->heading = heading;
  qz_session_run (qz_ledger_page_get_session (self), kind, input, self,
                  qz_load_page_get_cancellable (QZ_LOAD_PAGE (self)), done_cb);
}

/* ── export ──────────────────────────────────────────────────────────────────────────────────── */

/* "Trial balance L_AG_220200_EMP 2026-02": of which ledger and month it is must stand on it. */
static char *
dup_title (QzLedgerPage *self)
{
  g_autofree char *month = self->query->period != 0 ? qz_period_format (self->query->period) : NULL;
  g_autofree char *head =
      g_strjoin (" ", adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (self)),
                 self->query->ledger, month, NULL);

  return g_strchomp (g_steal_pointer (&head));
}

void
qz_ledger_page_export (QzLedgerPage *self, const char *path)
{
  g_autofree char *title = dup_title (self);

  qz_table_export (QZ_LOAD_PAGE (self), self->view, self->filter_bar, title, path);
}

/* list.export::xlsx asks where to. */
static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzLedgerPage *self = QZ_LEDGER_PAGE (widget);
  g_autofree char *title = dup_title (self);

  qz_table_export_ask (QZ_LOAD_PAGE (self), self->view, self->filter_bar, title,
                       g_variant_get_string (parameter, NULL));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  QzLedgerPage *self = QZ_LEDGER_PAGE (widget);

  if (gtk_widget_get_visible (GTK_WIDGET (self->filter_bar)))
    qz_filter_bar_focus_search (self->filter_bar);
}

/* ── the page ────────────────────────────────────────────────────────────────────────────────── */

static void
qz_ledger_page_dispose (GObject *object)
{
  QZ_LEDGER_PAGE (object)->filling = TRUE;
  G_OBJECT_CLASS (qz_ledger_page_parent_class)->dispose (object);
}

static void
qz_ledger_page_finalize (GObject *object)
{
  QzLedgerPage *self = QZ_LEDGER_PAGE (object);

  g_clear_pointer (&self->query, qz_ledger_query_free);
  g_clear_pointer (&self->choices, qz_sheet_unref);
  G_OBJECT_CLASS (qz_ledger_page_parent_class)->finalize (object);
}

static void
qz_ledger_page_class_init (QzLedgerPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_ledger_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_ledger_page_finalize;
  QZ_LOAD_PAGE_CLASS (klass)->load = load;
  QZ_LOAD_PAGE_CLASS (klass)->filled = filled;
  g_type_ensure (QZ_TYPE_SHEET_VIEW);
  g_type_ensure (QZ_TYPE_FILTER_BAR);
  gtk_widget_class_install_action (widget_class, "list.export", "s", export_action);
  gtk_widget_class_install_action (widget_class, "page.search", NULL, search_action);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/accounts/qz-ledger-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QzLedgerPage, choosers);
  gtk_widget_class_bind_template_child (widget_class, QzLedgerPage, ledger);
  gtk_widget_class_bind_template_child (widget_class, QzLedgerPage, month);
  gtk_widget_class_bind_template_child (widget_class, QzLedgerPage, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, QzLedgerPage, nothing_found);
  gtk_widget_class_bind_template_callback (widget_class, show_view);
  gtk_widget_class_bind_template_child (widget_class, QzLedgerPage, sentence);
  gtk_widget_class_bind_template_child (widget_class, QzLedgerPage, history);
  gtk_widget_class_bind_template_child (widget_class, QzLedgerPage, view);
  gtk_widget_class_bind_template_child (widget_class, QzLedgerPage, empty);
  gtk_widget_class_bind_template_child (widget_class, QzLedgerPage, buttons);
}

static void
qz_ledger_page_init (QzLedgerPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qz_choice_name_items (GTK_WIDGET (self->ledger));
  qz_choice_name_items (GTK_WIDGET (self->month));
  qz_choice_set_title (self->ledger, _("Ledger"));
  qz_choice_set_title (self->month, _("Month"));
  g_signal_connect_swapped (self->ledger, "notify::selected", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->month, "notify::selected", G_CALLBACK (chosen_cb), self);
  g_signal_connect_swapped (self->view, "row-activated", G_CALLBACK (row_activated_cb), self);
}

AdwNavigationPage *
qz_ledger_page_new (QzSession *session, const QzLedgerSpec *spec, const QzLedgerQuery *query)
{
  QzLedgerPage *self = g_object_new (QZ_TYPE_LEDGER_PAGE, "title", _ (spec->title), NULL);

  self->spec = spec;
  self->query = query != NULL ? qz_ledger_query_copy (query) : g_new0 (QzLedgerQuery, 1);
  gtk_widget_set_visible (GTK_WIDGET (self->choosers), spec->has_choosers);
  gtk_widget_set_visible (GTK_WIDGET (self->filter_bar), spec->has_bar);
  qz_filter_bar_set_view (self->filter_bar, self->view, NULL);
  g_signal_connect_object (session, "acting-changed", G_CALLBACK (acting_changed_cb), self,
                           G_CONNECT_SWAPPED);
  qz_load_page_start (QZ_LOAD_PAGE (self), session, QZ_LOAD_FOLLOWS_DATA);
  return ADW_NAVIGATION_PAGE (self);
}

const QzLedgerQuery *
qz_ledger_page_get_query (QzLedgerPage *self)
{
  return self->query;
}

QzSession *
qz_ledger_page_get_session (QzLedgerPage *self)
{
  return qz_load_page_get_session (QZ_LOAD_PAGE (self));
}

QzSheet *
qz_ledger_page_get_sheet (QzLedgerPage *self)
{
  return qz_load_page_get_sheet (QZ_LOAD_PAGE (self));
}

const char *
qz_ledger_page_get_sentence (QzLedgerPage *self)
{
  return gtk_label_get_label (self->sentence);
}
