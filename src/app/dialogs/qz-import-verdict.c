/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-import-verdict.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-amount-entry.h"
#include "qz-announce.h"
#include "qz-facts.h"
#include "qz-field-fault.h"
#include "qz-file-choice.h"
#include "qz-import-jobs.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-sheet-view.h"

struct _QzImportVerdict {
  AdwBin parent_instance;

  GtkWidget *progress;
  GtkProgressBar *bar;
  GtkLabel *status;
  GtkWidget *outcome;
  GtkImage *icon;
  GtkLabel *summary;
  QzFacts *facts;
  GtkWidget *problems;
  GtkStack *tables;
  GtkStackPage *rejects_page;
  GtkStackPage *warnings_page;
  QzSheetView *rejects;
  QzSheetView *warnings;
  GtkStackPage *differences_page;
  QzSheetView *differences;
  GtkWidget *export;
  GtkWidget *totals;
  AdwEntryRow *rows;
  AdwEntryRow *medfee;
  AdwEntryRow *fund;
  GtkLabel *wrong; /* what is wrong with them */

  QzSession *session; /* nullable */
  QzJob *job;         /* nullable */
  char *rejects_path; /* nullable */
};

G_DEFINE_FINAL_TYPE (QzImportVerdict, qz_import_verdict, ADW_TYPE_BIN)

enum { CHECK_AGAIN, N_SIGNALS };
static guint signals[N_SIGNALS];

static const QzSheetLayout problem_layout = { .title = "reason" };
static const QzSheetLayout warning_layout = { .title = "what" };
/* DT-6: what a list of persons changes is seen before it is accepted. */
static const char *const difference_hidden[] = { "change", NULL };
static const QzSheetLayout difference_layout = { .title = "psn_name",
                                                 .hidden = difference_hidden };

/* ── progress ────────────────────────────────────────────────────────────────────────────────── */

static void
progress_cb (QzImportVerdict *self)
{
  g_autofree char *status = NULL;
  double fraction = -1;

  if (self->job == NULL)
    return;
  g_object_get (self->job, "status", &status, "fraction", &fraction, NULL);
  gtk_label_set_label (self->status, status);
  if (fraction < 0)
    gtk_progress_bar_pulse (self->bar);
  else
    gtk_progress_bar_set_fraction (self->bar, MIN (fraction, 1.0));
}

static void
drop_job (QzImportVerdict *self)
{
  if (self->job != NULL)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_clear_object (&self->job);
}

void
qz_import_verdict_set_job (QzImportVerdict *self, QzJob *job)
{
  drop_job (self);
  self->job = g_object_ref (job);
  g_signal_connect_object (job, "notify", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  gtk_progress_bar_set_fraction (self->bar, 0);
  gtk_label_set_label (self->status, _("The file is being read…"));
  gtk_widget_set_visible (self->progress, TRUE);
  gtk_widget_set_visible (self->outcome, FALSE);
  qz_nav_release_keyboard (self->totals);
  gtk_widget_set_sensitive (self->totals, FALSE);
}

void
qz_import_verdict_set_session (QzImportVerdict *self, QzSession *session)
{
  g_set_object (&self->session, session);
}

static void
cancel_cb (QzImportVerdict *self)
{
  if (self->job != NULL)
    qz_job_cancel (self->job);
}

static void
end_progress (QzImportVerdict *self)
{
  drop_job (self);
  gtk_widget_set_visible (self->progress, FALSE);
  gtk_widget_set_visible (self->outcome, TRUE);
  gtk_widget_set_sensitive (self->totals, TRUE);
}

/* ── the answer ──────────────────────────────────────────────────────────────────────────────── */

static const char *
describe_totals (const char *state)
{
  if (g_strcmp0 (state, "agree") == 0)
    return _("control totals agree");
  if (g_strcmp0 (state, "differ") == 0)
    return _("control totals differ");
  if (g_strcmp0 (state, "not-compared") == 0)
    return _("control totals not compared");
  return _("no control totals");
}

/* "1,000,000": rows are counted by the million here. */
static char *
dup_count (QzSheet *check, const char *name)
{
  g_autofree char *plain = qz_sheet_dup_fact_display (check, name);
  const gsize length = strlen (plain);
  GString *grouped = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append_c (grouped, ',');
      g_string_append_c (grouped, plain[i]);
    }
  return g_string_free_and_steal (grouped);
}

char *
qz_import_verdict_dup_summary (QzSheet *check)
{
  g_autofree char *read = dup_count (check, "read");
  g_autofree char *passed = dup_count (check, "passed");
  g_autofree char *rejected = dup_count (check, "rejected");
  g_autofree char *totals = qz_sheet_dup_fact_display (check, "control_total");
  g_autofree char *blocks = qz_sheet_dup_fact_display (check, "blocks");

  if (*passed == '\0')
    return g_strdup (*blocks == '\0' ? _("The file can be taken in") : blocks);
  return g_strdup_printf (_("%s rows · passed %s · rejected %s · %s"), read, passed, rejected,
                          describe_totals (totals));
}

static void
show_outcome (QzImportVerdict *self, const char *text, gboolean good)
{
  gtk_image_set_from_icon_name (self->icon,
                                good ? "qz-step-done-symbolic" : "dialog-warning-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->icon), good ? "warning" : "success");
  gtk_widget_add_css_class (GTK_WIDGET (self->icon), good ? "success" : "warning");
  gtk_label_set_label (self->summary, text);
  qz_announce (GTK_WIDGET (self), text);
}

static guint
show_table (QzSheetView *view, GtkStackPage *page, QzSheet *sheet, const QzSheetLayout *layout,
            const char *title)
{
  const guint n_rows = sheet != NULL ? qz_sheet_get_n_rows (sheet) : 0;
  g_autofree char *text = g_strdup_printf ("%s (%u)", title, n_rows);

  gtk_stack_page_set_title (page, text);
  qz_sheet_view_set_title (view, text);
  gtk_stack_page_set_visible (page, n_rows > 0);
  if (sheet != NULL)
    qz_sheet_view_set_sheet (view, sheet, layout);
  return n_rows;
}

static void
show_problems (QzImportVerdict *self, QzSheet *check)
{
  const guint n_rejects =
      show_table (self->rejects, self->rejects_page, qz_sheet_find_child (check, "rejects"),
                  &problem_layout, _("Rejected"));
  const guint n_warnings =
      show_table (self->warnings, self->warnings_page, qz_sheet_find_child (check, "warnings"),
                  &warning_layout, _("Warnings"));
  const guint n_differences =
      show_table (self->differences, self->differences_page,
                  qz_sheet_find_child (check, "differences"), &difference_layout,
                  _("What It Changes"));
  const char *first = n_rejects > 0 ? "rejects" : n_differences > 0 ? "differences" : "warnings";

  gtk_widget_set_visible (self->problems, n_rejects + n_warnings + n_differences > 0);
  gtk_widget_set_visible (self->export, n_rejects > 0 && self->rejects_path != NULL);
  if (n_rejects + n_warnings + n_differences > 0)
    gtk_stack_set_visible_child_name (self->tables, first);
}

void
qz_import_verdict_set_check (QzImportVerdict *self, QzSheet *check, const char *rejects)
{
  const char *hidden[] = { "read",   "passed",        "rejected", "rows", "blocks",
                           "digest", "control_total", "file",     NULL,   NULL };
  const int kind = qz_sheet_find_fact (check, "kind");
  g_autofree char *summary = qz_import_verdict_dup_summary (check);
  g_autofree char *blocks = qz_sheet_dup_fact_display (check, "blocks");

  /* Deductions have no fees. */
  if (kind >= 0 && g_strcmp0 (qz_sheet_get_fact_text (check, (guint) kind), "deductions") == 0)
    hidden[G_N_ELEMENTS (hidden) - 2] = "medfee_sum";
  end_progress (self);
  g_set_str (&self->rejects_path, rejects);
  show_outcome (self, summary, *blocks == '\0');
  gtk_widget_set_visible (GTK_WIDGET (self->facts), TRUE);
  qz_facts_set_sheet (self->facts, check, hidden);
  show_problems (self, check);
}

void
qz_import_verdict_set_fault (QzImportVerdict *self, const char *message)
{
  end_progress (self);
  show_outcome (self, message, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->facts), FALSE);
  gtk_widget_set_visible (self->problems, FALSE);
}

/* ── all rejected rows as a file ─────────────────────────────────────────────────────────────── */

static void
saved (gpointer verdict, gpointer input, gpointer output, const GError *error)
{
  if (error != NULL)
    qz_message_show_error (verdict, _("The File Was Not Saved"), error);
}

void
qz_import_verdict_save_rejects (QzImportVerdict *self, const char *path)
{
  const char *paths[] = { self->rejects_path, path, NULL };

  qz_session_run (self->session, &qz_job_save_rejects, g_strdupv ((char **) paths), self, NULL,
                  saved);
}

static void
export_chosen (gpointer verdict, const char *path, gpointer unused)
{
  qz_import_verdict_save_rejects (verdict, path);
}

static void
export_cb (QzImportVerdict *self)
{
  qz_file_choose (GTK_WIDGET (self),
                  &(QzFileChoice) { QZ_FILE_SAVE, _("Save the Rejected Rows"),
                                    .name = _("rejected-rows.csv") },
                  export_chosen, NULL, NULL);
}

/* ── control totals ──────────────────────────────────────────────────────────────────────────── */

static gboolean
is_empty (AdwEntryRow *row)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (GTK_EDITABLE (row)));

  return *g_strstrip (text) == '\0';
}

/* As people type and paste it; what is wrong is said and gets the keyboard. */
static gboolean
read_fen (QzImportVerdict *self, AdwEntryRow *row, gboolean *has, QzFen *out)
{
  g_autoptr (GError) error = NULL;

  qz_field_fault_clear (self->wrong, GTK_WIDGET (row));
  *has = !is_empty (row);
  if (qz_amount_parse (gtk_editable_get_text (GTK_EDITABLE (row)), out, &error))
    return TRUE;
  qz_field_fault_show (self->wrong, GTK_WIDGET (row), error->message);
  return FALSE;
}

/* A whole number, written as an amount may be. */
static gboolean
read_rows (QzImportVerdict *self, QzImportExpected *out)
{
  QzFen typed = 0;

  if (!read_fen (self, self->rows, &out->has_rows, &typed))
    return FALSE;
  out->n_rows = (guint64) typed / 100;
  if (typed >= 0 && typed % 100 == 0)
    return TRUE;
  qz_field_fault_show (self->wrong, GTK_WIDGET (self->rows), _("Write a whole number of rows"));
  return FALSE;
}

gboolean
qz_import_verdict_get_expected (QzImportVerdict *self, QzImportExpected *out)
{
  *out = (QzImportExpected) { 0 };
  return read_rows (self, out)
         && read_fen (self, self->medfee, &out->has_medfee, &out->medfee_fen)
         && read_fen (self, self->fund, &out->has_fund, &out->fund_fen);
}

void
qz_import_verdict_set_kind (QzImportVerdict *self, const char *kind)
{
  static const char *const with_fees[] = { "claims", "declarations", NULL };
  const gboolean deducts = g_str_equal (kind, "deductions");
  const gboolean has_fees = g_strv_contains (with_fees, kind);

  gtk_widget_set_visible (GTK_WIDGET (self->medfee), has_fees);
  gtk_widget_set_visible (GTK_WIDGET (self->fund), has_fees || deducts);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->fund),
                                 deducts ? _("Deductions in yuan") : _("Paid by funds in yuan"));
}

static void
compare_cb (QzImportVerdict *self)
{
  QzImportExpected typed;

  if (qz_import_verdict_get_expected (self, &typed))
    g_signal_emit (self, signals[CHECK_AGAIN], 0);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_import_verdict_dispose (GObject *object)
{
  drop_job (QZ_IMPORT_VERDICT (object));
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_IMPORT_VERDICT);
  G_OBJECT_CLASS (qz_import_verdict_parent_class)->dispose (object);
}

static void
qz_import_verdict_finalize (GObject *object)
{
  QzImportVerdict *self = QZ_IMPORT_VERDICT (object);

  g_clear_object (&self->session);
  g_free (self->rejects_path);
  G_OBJECT_CLASS (qz_import_verdict_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, QzImportVerdict, name)

static void
qz_import_verdict_class_init (QzImportVerdictClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_import_verdict_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_import_verdict_finalize;
  signals[CHECK_AGAIN] = g_signal_new ("check-again", QZ_TYPE_IMPORT_VERDICT, G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (QZ_TYPE_FACTS);
  g_type_ensure (QZ_TYPE_SHEET_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/dialogs/qz-import-verdict.ui");
  BIND (progress);
  BIND (bar);
  BIND (status);
  BIND (outcome);
  BIND (icon);
  BIND (summary);
  BIND (facts);
  BIND (problems);
  BIND (tables);
  BIND (rejects_page);
  BIND (warnings_page);
  BIND (rejects);
  BIND (warnings);
  BIND (differences_page);
  BIND (differences);
  BIND (export);
  BIND (totals);
  BIND (rows);
  BIND (medfee);
  BIND (fund);
  BIND (wrong);
  gtk_widget_class_bind_template_callback (widget_class, cancel_cb);
  gtk_widget_class_bind_template_callback (widget_class, export_cb);
  gtk_widget_class_bind_template_callback (widget_class, compare_cb);
}

static void
qz_import_verdict_init (QzImportVerdict *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qz_announce_rows (GTK_WIDGET (self), "");
}
