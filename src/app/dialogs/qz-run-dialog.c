/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-run-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-choice.h"
#include "qz-day-row.h"
#include "qz-documents.h"
#include "qz-field-fault.h"
#include "qz-first-field.h"
#include "qz-imports.h"
#include "qz-message.h"
#include "qz-nav.h"

struct _QzRunDialog {
  AdwDialog parent_instance;

  AdwPreferencesGroup *fields;
  QzDayRow *from;
  QzDayRow *to;
  AdwEntryRow *month;
  AdwComboRow *insurance;
  GtkLabel *fault;
  GtkButton *run;

  QzSession *session;
  QzDocumentKind kind;
  GtkWidget *owner; /* weak: where the toast goes */
};

G_DEFINE_FINAL_TYPE (QzRunDialog, qz_run_dialog, ADW_TYPE_DIALOG)

/* ── the run ─────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzDocumentKind kind;
  QzDay from, to;
  QzPeriod month;
  int insurance;
} RunInput;

static gpointer
run (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const RunInput *self = input;

  switch (self->kind)
    {
    case QZ_DOCUMENT_DAILY:
      return qz_daily_run (book, context, self->from, self->to, self->insurance, -1, error);
    case QZ_DOCUMENT_ADVANCE:
      return qz_advance_run (book, context, self->month, self->insurance, error);
    case QZ_DOCUMENT_SETTLEMENT:
      return qz_settle_run (book, context, self->month, self->insurance, error);
    case QZ_DOCUMENT_NONLOCAL: /* made where the money is received */
    case QZ_DOCUMENT_ASSIST:   /* made from a month that the counties confirmed */
    case QZ_N_DOCUMENT_KINDS:
    default:
      g_assert_not_reached ();
    }
}

static const QzJobKind run_kind = { N_ ("Computing documents"), run, TRUE, g_free,
                                    (GDestroyNotify) qz_sheet_unref };

/* Called on the widget that opened the dialog. */
static void
ran (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzSheet *made = output;
  g_autofree char *message = NULL;
  g_autofree char *action = NULL;

  if (error != NULL)
    {
      qz_message_show_error (owner, _("No Documents Were Made"), error);
      return;
    }
  message = qz_sheet_dup_fact_display (made, "message");
  if (qz_sheet_get_n_rows (made) > 0)
    action = g_strdup_printf ("win.open-document::%s", qz_sheet_get_text (made, 0, 0));
  qz_nav_toast (owner, message, _("_Open"), action);
}

/* ── what was typed ──────────────────────────────────────────────────────────────────────────── */

static void
show_fault (QzRunDialog *self, GtkWidget *row, const char *message)
{
  qz_field_fault_show (self->fault, row, message);
}

static void
clear_fault (QzRunDialog *self)
{
  GtkWidget *const rows[] = { GTK_WIDGET (self->from), GTK_WIDGET (self->to),
                              GTK_WIDGET (self->month) };

  gtk_widget_set_visible (GTK_WIDGET (self->fault), FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gtk_widget_remove_css_class (rows[i], "error");
      qz_field_fault_tell (rows[i], NULL);
    }
}

static gboolean
read_day (QzRunDialog *self, QzDayRow *row, QzDay *out)
{
  g_autoptr (GError) error = NULL;

  if (qz_day_row_get_day (row, out, &error))
    return TRUE;
  show_fault (self, GTK_WIDGET (row), error->message);
  return FALSE;
}

static gboolean
read_days (QzRunDialog *self, RunInput *input)
{
  if (!read_day (self, self->from, &input->from) || !read_day (self, self->to, &input->to))
    return FALSE;
  if (input->from <= input->to)
    return TRUE;
  show_fault (self, GTK_WIDGET (self->to),
              _("The last day lies before the first. Exchange them."));
  return FALSE;
}

static gboolean
read_month (QzRunDialog *self, RunInput *input)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->month)));

  if (qz_period_parse (g_strstrip (text), &input->month, &error))
    return TRUE;
  show_fault (self, GTK_WIDGET (self->month), error->message);
  return FALSE;
}

static void
run_cb (QzRunDialog *self)
{
  RunInput input = { .kind = self->kind, .from = QZ_DAY_NONE, .to = QZ_DAY_NONE };
  const gboolean daily = self->kind == QZ_DOCUMENT_DAILY;

  clear_fault (self);
  if (daily ? !read_days (self, &input) : !read_month (self, &input))
    return;
  input.insurance = (int) adw_combo_row_get_selected (self->insurance) - 1;
  if (self->owner != NULL)
    qz_session_run (self->session, &run_kind, g_memdup2 (&input, sizeof input), self->owner, NULL,
                    ran);
  adw_dialog_close (ADW_DIALOG (self));
}

/* ── the span it opens with ──────────────────────────────────────────────────────────────────── */

typedef struct {
  QzDay from, to;
} Span;

/* The newest file of claims that is in use. */
static gpointer
find_span (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) imports = qz_import_list (book, error);
  Span *span = g_new0 (Span, 1);
  gint64 newest = -1;

  span->from = span->to = context->clock.today;
  for (guint row = 0; imports != NULL && row < qz_sheet_get_n_rows (imports); row++)
    {
      const guint id = (guint) qz_sheet_find_column (imports, "import");
      const guint kind = (guint) qz_sheet_find_column (imports, "kind");
      const guint first = (guint) qz_sheet_find_column (imports, "first_day");
      const guint last = (guint) qz_sheet_find_column (imports, "last_day");
      const guint withdrawn = (guint) qz_sheet_find_column (imports, "withdrawn");

      if (g_strcmp0 (qz_sheet_get_text (imports, row, kind), "claims") != 0
          || qz_sheet_get_number (imports, row, withdrawn) != 0
          || qz_sheet_is_empty (imports, row, last)
          || qz_sheet_get_number (imports, row, id) < newest)
        continue;
      newest = qz_sheet_get_number (imports, row, id);
      span->from = (QzDay) qz_sheet_get_number (imports, row, first);
      span->to = (QzDay) qz_sheet_get_number (imports, row, last);
    }
  if (imports == NULL)
    g_clear_pointer (&span, g_free);
  return span;
}

static const QzJobKind span_kind = { NULL, find_span, FALSE, NULL, g_free };

static void
show_span (QzRunDialog *self, const Span *span)
{
  g_autofree char *month = qz_period_format (qz_period_of_day (span->to));

  qz_day_row_set_day (self->from, span->from);
  qz_day_row_set_day (self->to, span->to);
  gtk_editable_set_text (GTK_EDITABLE (self->month), month);
}

static void
span_found (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzRunDialog *self = owner;

  if (error == NULL)
    show_span (self, output);
}

/* The day or the month that is waiting to be made. */
static gboolean
read_span (const char *when, Span *span)
{
  g_autoptr (GError) error = NULL;
  QzPeriod month;

  if (when == NULL)
    return FALSE;
  if (qz_day_parse_plain (when, strlen (when), &span->from))
    span->to = span->from;
  else if (qz_period_parse (when, &month, &error))
    {
      span->from = qz_period_get_first_day (month);
      span->to = qz_period_get_last_day (month);
    }
  else
    return FALSE;
  return TRUE;
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_run_dialog_dispose (GObject *object)
{
  QzRunDialog *self = QZ_RUN_DIALOG (object);

  g_clear_weak_pointer (&self->owner);
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_RUN_DIALOG);
  G_OBJECT_CLASS (qz_run_dialog_parent_class)->dispose (object);
}

static void
qz_run_dialog_finalize (GObject *object)
{
  g_clear_object (&QZ_RUN_DIALOG (object)->session);
  G_OBJECT_CLASS (qz_run_dialog_parent_class)->finalize (object);
}

static void
qz_run_dialog_class_init (QzRunDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_run_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_run_dialog_finalize;
  g_type_ensure (QZ_TYPE_DAY_ROW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/dialogs/qz-run-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QzRunDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, QzRunDialog, from);
  gtk_widget_class_bind_template_child (widget_class, QzRunDialog, to);
  gtk_widget_class_bind_template_child (widget_class, QzRunDialog, month);
  gtk_widget_class_bind_template_child (widget_class, QzRunDialog, insurance);
  gtk_widget_class_bind_template_child (widget_class, QzRunDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, QzRunDialog, run);
  gtk_widget_class_bind_template_callback (widget_class, run_cb);
}

static void
fill_insurances (QzRunDialog *self)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("Both"));
  for (guint i = 0; i < QZ_N_INSURANCES; i++)
    gtk_string_list_append (names, qz_insurance_get_name (i));
  adw_combo_row_set_model (self->insurance, G_LIST_MODEL (names));
}

static void
qz_run_dialog_init (QzRunDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qz_choice_name_items (GTK_WIDGET (self->insurance));
  adw_preferences_group_set_description (
      self->fields,
      _("Only what stands in no document yet is taken; running again does no harm."));
  fill_insurances (self);
}

void
qz_run_dialog_present (GtkWidget *owner, QzSession *session, QzDocumentKind kind, const char *when)
{
  QzRunDialog *self = g_object_new (QZ_TYPE_RUN_DIALOG, NULL);
  const gboolean daily = kind == QZ_DOCUMENT_DAILY;
  Span span;

  self->session = g_object_ref (session);
  self->kind = kind;
  g_set_weak_pointer (&self->owner, owner);
  adw_dialog_set_title (ADW_DIALOG (self), qz_document_kind_get_name (kind));
  gtk_widget_set_visible (GTK_WIDGET (self->from), daily);
  gtk_widget_set_visible (GTK_WIDGET (self->to), daily);
  gtk_widget_set_visible (GTK_WIDGET (self->month), !daily);
  qz_day_row_set_session (self->from, session);
  qz_day_row_set_session (self->to, session);
  if (read_span (when, &span))
    show_span (self, &span);
  else
    qz_session_run (session, &span_kind, NULL, self, NULL, span_found);
  qz_first_field_present (ADW_DIALOG (self), owner);
}
