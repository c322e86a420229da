/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-document-page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-action-menu.h"
#include "qz-announce.h"
#include "qz-document-jobs.h"
#include "qz-guard.h"
#include "qz-inspector.h"
#include "qz-kinds.h"
#include "qz-lines.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-preview-page.h"
#include "qz-reason-dialog.h"
#include "qz-record-page.h"
#include "qz-state-strip.h"
#include "qz-warning-pill.h"
#include "qz-words.h"

struct _QzDocumentPage {
  QzLoadPage parent_instance;

  GtkMenuButton *more;
  GMenuModel *more_menu;
  GtkButton *next;
  GtkButton *next_below;
  GtkLabel *full_title;
  QzStateStrip *strip;
  GtkLabel *hint;
  GtkButton *total;
  AdwBin *unpaid; /* of a document that the bank paid a part of */
  QzLines *lines;
  QzInspector *inspector;

  char *number;
  QzSheet *sheet;
  QzSheet *forms;
  QzSheet *checks;
  guint n_parts;      /* of them that were made */
  guint shown_source; /* that makes them, one at a time, and shows them */
  GSimpleActionGroup *actions;
};

G_DEFINE_FINAL_TYPE (QzDocumentPage, qz_document_page, QZ_TYPE_LOAD_PAGE)

static QzSession *
get_session (QzDocumentPage *self)
{
  return qz_load_page_get_session (QZ_LOAD_PAGE (self));
}

/* Every line of a day is of the day's month. */
static const char *const daily_hidden[] = { "period", NULL };
static const QzSheetLayout daily_layout = { NULL, "provider_name", "pay", daily_hidden, TRUE };
static const QzSheetLayout month_layout = { NULL, "provider_name", "pay", NULL, TRUE };
static const char *const line_filters[] = { "provider_name", "pay_status", NULL };

/* What the one next step may be besides the acts of documents. */
enum { NEXT_NOTHING = -1, NEXT_BATCH = QZ_N_ACTS, NEXT_EXPORT, NEXT_RETURN };

/* ── what may be done ────────────────────────────────────────────────────────────────────────── */

static gboolean
is_in_state (QzDocumentPage *self, QzDocumentState state)
{
  const int fact = qz_sheet_find_fact (self->sheet, "state");

  return g_strcmp0 (qz_sheet_get_fact_text (self->sheet, (guint) fact), qz_state_to_text (state))
         == 0;
}

static gboolean
is_kind (QzDocumentPage *self, QzDocumentKind kind)
{
  const int fact = qz_sheet_find_fact (self->sheet, "kind");

  return g_strcmp0 (qz_sheet_get_fact_text (self->sheet, (guint) fact),
                    qz_document_kind_to_text (kind))
         == 0;
}

/* The newest batch that holds payments of the document, or NULL. */
static const char *
get_batch (QzDocumentPage *self)
{
  QzSheet *payments = qz_sheet_find_child (self->sheet, "payments");
  const int column = payments != NULL ? qz_sheet_find_column (payments, "batch") : -1;
  const guint n = payments != NULL ? qz_sheet_get_n_rows (payments) : 0;

  return column >= 0 && n > 0 ? qz_sheet_get_text (payments, n - 1, (guint) column) : NULL;
}

static int
choose_next (QzDocumentPage *self, const QzDocumentView *view)
{
  if (view->next_act >= 0)
    return view->next_act;
  if (view->n_open_payments > 0)
    return NEXT_BATCH;
  if (is_in_state (self, QZ_STATE_APPROVED) && get_batch (self) != NULL)
    return NEXT_EXPORT;
  if (is_in_state (self, QZ_STATE_SENT) || is_in_state (self, QZ_STATE_PART_PAID))
    return NEXT_RETURN;
  return NEXT_NOTHING;
}

static const char *
get_next_label (int next)
{
  if (next == NEXT_BATCH)
    return _("Make Bank Batch");
  if (next == NEXT_EXPORT)
    return _("Open Bank Batch");
  if (next == NEXT_RETURN)
    return _("Take In Return File…");
  return qz_document_act_get_label ((QzDocumentAct) next);
}

static char *
dup_next_action (QzDocumentPage *self, int next)
{
  if (next == NEXT_EXPORT)
    return g_strdup_printf ("win.open-batch::%s", get_batch (self));
  if (next == NEXT_RETURN)
    return g_strdup ("win.take-return");
  if (next == NEXT_BATCH)
    return g_strdup ("page.make-batch");
  return g_strdup_printf ("page.act::%s", qz_document_act_to_text ((QzDocumentAct) next));
}

/* The next step as a button in the header and, when narrow, at the foot. */
static void
show_next (QzDocumentPage *self, const QzDocumentView *view)
{
  const int next = choose_next (self, view);
  GtkButton *const buttons[] = { self->next, self->next_below };
  g_autofree char *action = next != NEXT_NOTHING ? dup_next_action (self, next) : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (buttons[i])), action != NULL);
      if (action == NULL)
        continue;
      gtk_button_set_label (buttons[i], get_next_label (next));
      qz_actionable_set (GTK_WIDGET (buttons[i]), action);
    }
}

/* Why the acting user cannot take the next step, in words beside it. */
static void
show_hint (QzDocumentPage *self, const QzDocumentView *view)
{
  const int next = choose_next (self, view);
  const char *why = NULL;

  if (*qz_session_get_banner (get_session (self)) != '\0')
    why = qz_session_get_banner (get_session (self));
  else if (next >= 0 && next < QZ_N_ACTS && !view->can[next])
    why = view->why_not[next];
  else if (next == NEXT_BATCH && (qz_session_get_roles (get_session (self)) & QZ_ROLE_FINANCE) == 0)
    why = _("The bank batch is made by a user with the role of finance.");
  else if (next == NEXT_EXPORT)
    why = _("Its bank batch waits to be exported for the bank.");
  else if (next == NEXT_RETURN)
    why = _("It is the bank’s turn: its return file comes next.");
  gtk_label_set_label (self->hint, why != NULL ? why : "");
  gtk_widget_set_visible (GTK_WIDGET (self->hint), why != NULL);
}

static const struct {
  const char *action;
  QzDocumentAct act;
} reasoned[] = {
  { "refuse", QZ_ACT_REFUSE },
  { "cancel", QZ_ACT_CANCEL },
  { "defer", QZ_ACT_DEFER },
};

static void
enable (QzDocumentPage *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

/* @why: nullable. */
static void
enable_act (QzDocumentPage *self, const char *name, gboolean enabled, const char *why)
{
  const char *read_only = qz_session_get_banner (get_session (self));
  g_autofree char *action = g_strconcat ("page.", name, NULL);
  const gboolean writable = *read_only == '\0';

  qz_guard_set_reason (GTK_WIDGET (self), action,
                       !writable ? read_only : (enabled ? NULL : why));
  enable (self, name, writable && enabled);
}

/* All enabled states, computed in one place. */
static void
update_actions (QzDocumentPage *self, const QzDocumentView *view)
{
  const gboolean finance = (qz_session_get_roles (get_session (self)) & QZ_ROLE_FINANCE) != 0;
  const gboolean acts = view->next_act >= 0;

  enable_act (self, "act", acts && view->can[view->next_act],
              acts ? view->why_not[view->next_act] : NULL);
  enable_act (self, "make-batch", finance && view->n_open_payments > 0,
              finance ? _("No payment of it waits for a bank batch") : NULL);
  for (guint i = 0; i < G_N_ELEMENTS (reasoned); i++)
    enable_act (self, reasoned[i].action, view->can[reasoned[i].act],
                view->why_not[reasoned[i].act]);
  show_next (self, view);
  show_hint (self, view);
}

/* ── loading ─────────────────────────────────────────────────────────────────────────────────── */

/* It is about a day; all others are about a month. */
static gboolean
is_daily (QzSheet *document)
{
  const int fact = qz_sheet_find_fact (document, "kind");
  QzDocumentKind kind;

  return fact >= 0
         && qz_document_kind_parse (qz_sheet_get_fact_text (document, (guint) fact), &kind)
         && kind == QZ_DOCUMENT_DAILY;
}

/* What is still to be paid stands beside the total. */
static void
show_unpaid (QzDocumentPage *self)
{
  const gboolean some = qz_sheet_find_fact (self->sheet, "unpaid_total") >= 0;
  g_autofree char *amount = some ? qz_words_dup_fact (self->sheet, "unpaid_total") : NULL;
  g_autofree char *text = some ? g_strdup_printf (_("Not paid ¥%s"), amount) : NULL;

  adw_bin_set_child (self->unpaid, some ? qz_level_mark_new (QZ_LEVEL_YELLOW, text) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->unpaid), some);
}

static void
show_head (QzDocumentPage *self)
{
  g_autofree char *kind = qz_words_dup_fact (self->sheet, "kind");
  g_autofree char *insurance = qz_words_dup_fact (self->sheet, "insurance");
  g_autofree char *when = qz_words_dup_fact (self->sheet, is_daily (self->sheet) ? "business_day"
                                                                                  : "period");
  g_autofree char *total = qz_words_dup_fact (self->sheet, "total");
  g_autofree char *title = g_strdup_printf ("%s %s %s", when, kind, insurance);
  g_autofree char *full = g_strdup_printf ("%s · %s", title, self->number);
  g_autofree char *amount = g_strdup_printf (_("Total ¥%s"), total);
  g_autofree char *name = g_strdup_printf (_("Total %s: what adds up to it"), total);

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), title);
  gtk_label_set_label (self->full_title, full);
  gtk_button_set_label (self->total, amount);
  qz_announce_as (GTK_WIDGET (self->total), name);
  show_unpaid (self);
}

/* The lines there were go some at a time; whether there may be more of them. */
static gboolean
show_lines (QzDocumentPage *self)
{
  const QzSheetLayout *layout =
      is_kind (self, QZ_DOCUMENT_DAILY) ? &daily_layout : &month_layout;

  if (qz_sheet_view_shrink (qz_lines_get_view (self->lines), self->sheet, layout))
    return TRUE;
  qz_lines_set_sheet (self->lines, self->sheet, layout);
  return FALSE;
}

static gboolean
show_parts_cb (gpointer user_data)
{
  QzDocumentPage *self = user_data;

  switch (self->n_parts++)
    {
    case 0:
      qz_inspector_set_document (self->inspector, self->sheet, self->forms, self->checks);
      return G_SOURCE_CONTINUE;
    case 1:
      if (show_lines (self))
        self->n_parts--;
      return G_SOURCE_CONTINUE;
    default:
      break;
    }
  self->shown_source = 0;
  qz_load_page_show_content (QZ_LOAD_PAGE (self));
  return G_SOURCE_REMOVE;
}

/* All at once would keep the window from drawing; what may be done now is told first. */
static void
show_view (QzDocumentPage *self, const QzDocumentView *view)
{
  g_clear_pointer (&self->sheet, qz_sheet_unref);
  g_clear_pointer (&self->forms, qz_sheet_unref);
  g_clear_pointer (&self->checks, qz_sheet_unref);
  self->sheet = qz_sheet_ref (view->sheet);
  self->forms = qz_sheet_ref (view->forms);
  self->checks = qz_sheet_ref (view->checks);
  show_head (self);
  qz_state_strip_set_document (self->strip, view->sheet);
  update_actions (self, view);
  self->n_parts = 0;
  if (self->shown_source == 0)
    self->shown_source = g_idle_add_full (GDK_PRIORITY_REDRAW, show_parts_cb, self, NULL);
}

static void
loaded (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzDocumentPage *self = owner;

  if (qz_load_page_is_held (QZ_LOAD_PAGE (self)))
    return;
  if (!qz_load_page_take_error (QZ_LOAD_PAGE (self), error))
    show_view (self, output);
  else if (!qz_message_is_cancel (error))
    g_clear_handle_id (&self->shown_source, g_source_remove);
}

static void
load (QzLoadPage *page)
{
  QzDocumentPage *self = QZ_DOCUMENT_PAGE (page);

  qz_session_run (get_session (self), &qz_job_load_document, g_strdup (self->number), self,
                  qz_load_page_get_cancellable (page), loaded);
}

/* ── acts ────────────────────────────────────────────────────────────────────────────────────── */

static void
acted (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzDocumentPage *self = owner;
  const QzActInput *deed = input;
  const char *next = output;
  g_autofree char *word = NULL;
  g_autofree char *text = NULL;
  g_autofree char *action = NULL;

  if (error != NULL)
    {
      qz_message_show_error (GTK_WIDGET (self), _("This Was Not Done"), error);
      qz_load_page_reload (QZ_LOAD_PAGE (self));
      return;
    }
  word = qz_words_dup ("act", qz_document_act_to_text (deed->act));
  text = g_strdup_printf (_("%s: %s"), word, deed->number);
  /* Who signs signs several. */
  action = g_strdup_printf ("win.open-document::%s", next);
  qz_nav_toast (GTK_WIDGET (self), text, _("_Open Next"), *next != '\0' ? action : NULL);
}

static void
do_act (QzDocumentPage *self, QzDocumentAct act, const char *reason)
{
  qz_session_run (get_session (self), &qz_job_act,
                  qz_act_input_new (self->number, act, reason), self, NULL, acted);
}

static void
act_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QzDocumentPage *self = user_data;
  const char *name = g_variant_get_string (parameter, NULL);

  for (guint act = 0; act < QZ_N_ACTS; act++)
    if (strcmp (qz_document_act_to_text (act), name) == 0)
      do_act (self, act, NULL);
}

static void
reason_given (GtkWidget *owner, const char *reason, gpointer data)
{
  do_act (QZ_DOCUMENT_PAGE (owner), (QzDocumentAct) GPOINTER_TO_INT (data), reason);
}

static void
reasoned_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QzDocumentPage *self = user_data;

  for (guint i = 0; i < G_N_ELEMENTS (reasoned); i++)
    if (g_str_equal (reasoned[i].action, g_action_get_name (G_ACTION (action))))
      qz_reason_dialog_present (GTK_WIDGET (self), qz_document_act_get_label (reasoned[i].act),
                                self->number, reason_given, GINT_TO_POINTER (reasoned[i].act));
}

static void
batched (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzDocumentPage *self = owner;
  QzSheet *batches = output;

  if (error != NULL)
    {
      qz_message_show_error (GTK_WIDGET (self), _("No Bank Batch Was Made"), error);
      return;
    }
  if (qz_sheet_get_n_rows (batches) > 0)
    {
      const char *batch = qz_sheet_get_text (batches, 0, 0);
      g_autofree char *text = g_strdup_printf (_("Bank batch %s made"), batch);
      g_autofree char *action = g_strdup_printf ("win.open-batch::%s", batch);

      qz_nav_toast (GTK_WIDGET (self), text, _("_Open Batch"), action);
    }
}

static void
make_batch_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QzDocumentPage *self = user_data;

  qz_session_run (get_session (self), &qz_job_make_batch, g_strdup (self->number), self, NULL,
                  batched);
}

static void
print_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QzDocumentPage *self = user_data;

  /* The main form comes first. */
  qz_nav_push (GTK_WIDGET (self),
               qz_preview_page_new (get_session (self), self->number, NULL, NULL));
}

/* ── the lines ───────────────────────────────────────────────────────────────────────────────── */

/* "RB-…" is a daily disbursement; -1: of no kind. */
static int
find_kind (QzDocumentPage *self)
{
  for (int kind = 0; kind < QZ_N_DOCUMENT_KINDS; kind++)
    if (g_str_has_prefix (self->number, qz_document_kind_get_prefix ((QzDocumentKind) kind)))
      return kind;
  return -1;
}

/* What kinds of documents have differs, so the columns of each are remembered by themselves. */
static void
set_up_lines (QzDocumentPage *self)
{
  const int kind = find_kind (self);
  const char *word = kind >= 0 ? qz_document_kind_to_text ((QzDocumentKind) kind) : "";
  g_autofree char *memory = g_strconcat ("lines-", word, NULL);
  const QzLinesSpec spec = { memory, line_filters,
                             kind == QZ_DOCUMENT_DAILY ? "n_claims" : NULL, TRUE };

  qz_lines_set_up (self->lines, &spec);
  qz_lines_set_title (self->lines, self->number);
}

/* Where it is narrow the lines come first, and what filters them when it is asked for. */
static void
search_action (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  QzDocumentPage *self = user_data;

  qz_lines_focus_search (self->lines);
}

/* ── callbacks ───────────────────────────────────────────────────────────────────────────────── */

static void
explain (QzDocumentPage *self, const char *cell)
{
  g_autofree char *key = g_strdup_printf ("%s\n%s", self->number, cell);

  qz_nav_push (GTK_WIDGET (self), qz_record_page_new (get_session (self), &qz_record_explain, key));
}

static void
total_cb (QzDocumentPage *self)
{
  explain (self, "total");
}

static void
cell_clicked_cb (QzDocumentPage *self, guint row, guint column)
{
  QzSheet *lines = qz_document_page_get_sheet (self); /* newer ones may wait to be shown */
  const int line_column = qz_sheet_find_column (lines, "line_no");
  const gint64 line = qz_sheet_get_number (lines, row, (guint) line_column);
  g_autofree char *cell = g_strdup_printf ("%" G_GINT64_FORMAT "/%s", line,
                                           qz_sheet_get_column_name (lines, column));

  explain (self, cell);
}

static void
form_chosen_cb (QzDocumentPage *self, const char *form)
{
  qz_nav_push (GTK_WIDGET (self),
               qz_preview_page_new (get_session (self), self->number, form, NULL));
}

static void
voucher_chosen_cb (QzDocumentPage *self, const char *voucher)
{
  qz_nav_push (GTK_WIDGET (self),
               qz_record_page_new (get_session (self), &qz_record_voucher, voucher));
}

static void
batch_chosen_cb (QzDocumentPage *self, const char *batch)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-batch", "s", batch);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_document_page_dispose (GObject *object)
{
  QzDocumentPage *self = QZ_DOCUMENT_PAGE (object);

  g_clear_handle_id (&self->shown_source, g_source_remove);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "page", NULL);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (qz_document_page_parent_class)->dispose (object);
}

static void
qz_document_page_finalize (GObject *object)
{
  QzDocumentPage *self = QZ_DOCUMENT_PAGE (object);

  g_clear_pointer (&self->sheet, qz_sheet_unref);
  g_clear_pointer (&self->forms, qz_sheet_unref);
  g_clear_pointer (&self->checks, qz_sheet_unref);
  g_free (self->number);
  G_OBJECT_CLASS (qz_document_page_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, QzDocumentPage, more);
  gtk_widget_class_bind_template_child (widget_class, QzDocumentPage, more_menu);
  gtk_widget_class_bind_template_child (widget_class, QzDocumentPage, next);
  gtk_widget_class_bind_template_child (widget_class, QzDocumentPage, next_below);
  gtk_widget_class_bind_template_child (widget_class, QzDocumentPage, full_title);
  gtk_widget_class_bind_template_child (widget_class, QzDocumentPage, strip);
  gtk_widget_class_bind_template_child (widget_class, QzDocumentPage, hint);
  gtk_widget_class_bind_template_child (widget_class, QzDocumentPage, total);
  gtk_widget_class_bind_template_child (widget_class, QzDocumentPage, unpaid);
  gtk_widget_class_bind_template_child (widget_class, QzDocumentPage, lines);
  gtk_widget_class_bind_template_child (widget_class, QzDocumentPage, inspector);
}

static void
qz_document_page_class_init (QzDocumentPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_document_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_document_page_finalize;
  QZ_LOAD_PAGE_CLASS (klass)->load = load;
  g_type_ensure (QZ_TYPE_LINES);
  g_type_ensure (QZ_TYPE_INSPECTOR);
  g_type_ensure (QZ_TYPE_STATE_STRIP);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/pages/qz-document-page.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, total_cb);
  gtk_widget_class_bind_template_callback (widget_class, form_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, voucher_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, batch_chosen_cb);
}

static void
qz_document_page_init (QzDocumentPage *self)
{
  static const GActionEntry entries[] = {
    { "act", act_action, "s" },          { "refuse", reasoned_action },
    { "cancel", reasoned_action },       { "defer", reasoned_action },
    { "make-batch", make_batch_action }, { "print", print_action },
    { "search", search_action },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (qz_lines_get_view (self->lines), "cell-clicked",
                           G_CALLBACK (cell_clicked_cb), self, G_CONNECT_SWAPPED);
  qz_action_menu_attach (self->more, self->more_menu);
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries),
                                   self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "page", G_ACTION_GROUP (self->actions));
}

/* RB-… belongs to the daily disbursements, whose page has the name of the kind. */
static void
set_home (QzDocumentPage *self)
{
  const int kind = find_kind (self);

  if (kind >= 0)
    qz_nav_set_home (ADW_NAVIGATION_PAGE (self),
                     qz_document_kind_to_text ((QzDocumentKind) kind));
}

AdwNavigationPage *
qz_document_page_new (QzSession *session, const char *number)
{
  QzDocumentPage *self = g_object_new (QZ_TYPE_DOCUMENT_PAGE, "title", number, NULL);

  self->number = g_strdup (number);
  set_home (self);
  set_up_lines (self);
  qz_load_page_set_subtitle (QZ_LOAD_PAGE (self), number);
  qz_load_page_start (QZ_LOAD_PAGE (self), session,
                      QZ_LOAD_FOLLOWS_DATA | QZ_LOAD_FOLLOWS_ACTING);
  return ADW_NAVIGATION_PAGE (self);
}

QzSheet *
qz_document_page_get_sheet (QzDocumentPage *self)
{
  return qz_sheet_view_get_sheet (qz_lines_get_view (self->lines));
}

char *
qz_document_page_dup_strip (QzDocumentPage *self)
{
  return qz_state_strip_dup_summary (self->strip);
}
