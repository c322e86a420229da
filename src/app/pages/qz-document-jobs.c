/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-document-jobs.h"

#include <glib/gi18n-lib.h>

#include "qz-agenda.h"
#include "qz-assist-bills.h"
#include "qz-assist-paper-print.h"
#include "qz-cells.h"
#include "qz-nl-print.h"
#include "qz-payments.h"
#include "qz-registration.h"
#include "qz-report.h"
#include "qz-transfers.h"
#include "qz-pdf-source.h"

/* ── a document with what may be done to it ──────────────────────────────────────────────────── */

void
qz_document_view_free (QzDocumentView *self)
{
  g_clear_pointer (&self->sheet, qz_sheet_unref);
  g_clear_pointer (&self->forms, qz_sheet_unref);
  g_clear_pointer (&self->checks, qz_sheet_unref);
  for (guint i = 0; i < QZ_N_ACTS; i++)
    g_free (self->why_not[i]);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzDocumentView, qz_document_view_free)

/* FALSE only with @error set. */
static gboolean
find_next (QzBook *book, QzDocumentView *view, const char *number, GError **error)
{
  g_autoptr (GError) failure = NULL;

  view->next_act = qz_document_get_next_act (book, number, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/* Only what has been approved has payment lines that wait. */
static gboolean
count_open_payments (QzBook *book, QzDocumentView *view, const char *number, GError **error)
{
  const int fact = qz_sheet_find_fact (view->sheet, "state");
  QzDocumentState state = QZ_STATE_MADE;
  g_autoptr (QzSheet) orders = NULL;

  if (!qz_state_parse (qz_sheet_get_fact_text (view->sheet, (guint) fact), &state)
      || state < QZ_STATE_APPROVED || state == QZ_STATE_PAID || state > QZ_STATE_FAILED)
    return TRUE;
  orders = qz_payment_orders (book, number, error);
  if (orders == NULL)
    return FALSE;
  view->n_open_payments = qz_sheet_get_n_rows (orders);
  return TRUE;
}

static gpointer
load_document (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzDocumentView) view = g_new0 (QzDocumentView, 1);

  view->sheet = qz_document_show (book, input, error);
  if (view->sheet == NULL)
    return NULL;
  view->forms = qz_document_list_forms (book, input, error);
  view->checks = view->forms != NULL ? qz_check_run_document (book, input, error) : NULL;
  if (view->checks == NULL || !find_next (book, view, input, error)
      || !count_open_payments (book, view, input, error))
    return NULL;
  for (guint act = 0; act < QZ_N_ACTS; act++)
    view->can[act] = qz_document_can (book, context, input, act, &view->why_not[act]);
  return g_steal_pointer (&view);
}

const QzJobKind qz_job_load_document = { NULL, load_document, FALSE, g_free,
                                         (GDestroyNotify) qz_document_view_free };

/* ── signing ─────────────────────────────────────────────────────────────────────────────────── */

QzActInput *
qz_act_input_new (const char *number, QzDocumentAct act, const char *reason)
{
  QzActInput *self = g_new0 (QzActInput, 1);

  self->number = g_strdup (number);
  self->act = act;
  self->reason = g_strdup (reason);
  return self;
}

static void
free_act_input (gpointer data)
{
  QzActInput *self = data;

  g_free (self->number);
  g_free (self->reason);
  g_free (self);
}

/* The act is done, whether or not another document can be found. */
static char *
dup_next (QzBook *book, const QzContext *context, const QzActInput *self)
{
  g_autoptr (GError) error = NULL;
  char *next = NULL;

  if (!qz_agenda_find_next_document (book, context, self->act, self->number, &next, &error))
    g_debug ("no next document: %s", error->message);
  return next != NULL ? next : g_strdup ("");
}

static gpointer
do_act (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const QzActInput *self = input;

  if (!qz_document_act (book, context, self->number, self->act, self->reason, error))
    return NULL;
  return dup_next (book, context, self);
}

const QzJobKind qz_job_act = { N_ ("Signing"), do_act, TRUE, free_act_input, g_free };

/* ── paying ──────────────────────────────────────────────────────────────────────────────────── */

static gpointer
make_batch (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const char *const documents[] = { input, NULL };

  return qz_payment_batch (book, context, documents, error);
}

const QzJobKind qz_job_make_batch = { N_ ("Making the bank batch"), make_batch, TRUE, g_free,
                                      (GDestroyNotify) qz_sheet_unref };

/* ── printing ────────────────────────────────────────────────────────────────────────────────── */

QzPrintInput *
qz_print_input_new (const char *number, const char *form, const char *provider, const char *path)
{
  QzPrintInput *self = g_new0 (QzPrintInput, 1);

  self->number = g_strdup (number);
  self->form = g_strdup (form);
  self->provider = g_strdup (provider);
  self->path = g_strdup (path);
  return self;
}

static void
free_print_input (gpointer data)
{
  QzPrintInput *self = data;

  g_free (self->number);
  g_free (self->form);
  g_free (self->provider);
  g_free (self->path);
  g_free (self);
}

/* A form of care away from home has no document: its number is month and unit, "202605-230200". */
static gboolean
is_nonlocal (const QzPrintInput *self)
{
  return self->form != NULL && g_str_has_prefix (self->form, "F-NL-");
}

/* Form 1 is of a registration: its number is that one's. */
static gboolean
is_registration (const QzPrintInput *self)
{
  return g_strcmp0 (self->form, "F-NL-1") == 0;
}

static GBytes *
preview_nonlocal (QzBook *book, const QzContext *context, const QzPrintInput *self,
                  GError **error)
{
  g_auto (GStrv) parts = g_strsplit (self->number, "-", 2);

  if (is_registration (self))
    return qz_registration_preview (book, context, self->number, error);
  g_assert (g_strv_length (parts) == 2);
  return qz_nl_print_preview (book, self->form, (QzPeriod) g_ascii_strtoull (parts[0], NULL, 10),
                              parts[1], error);
}

static QzSheet *
print_nonlocal (QzBook *book, const QzContext *context, const QzPrintInput *self, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (self->number, "-", 2);
  const QzNlPrint print = { .period = (QzPeriod) g_ascii_strtoull (parts[0], NULL, 10),
                            .form = self->form,
                            .unit = parts[1],
                            .output = self->path };
  QzSheet *sheet = qz_nl_print (book, context, &print, error);

  if (sheet != NULL && qz_sheet_get_n_rows (sheet) > 0)
    qz_sheet_set_number (sheet, "reprint", "", QZ_VALUE_COUNT,
                         qz_cell_number (sheet, 0, "reprint"));
  return sheet;
}

static QzSheet *
print_registration (QzBook *book, const QzContext *context, const QzPrintInput *self,
                    GError **error)
{
  guint reprints = 0;
  QzSheet *sheet;

  if (!qz_registration_print (book, context, self->number, self->path, &reprints, error))
    return NULL;
  sheet = qz_sheet_new ("printed");
  qz_sheet_set_number (sheet, "reprint", "", QZ_VALUE_COUNT, reprints);
  return sheet;
}

/* Forms 2 to 4 of medical assistance are of a month and a hospital or county, "202605-140213";
 * form 1 of a bill: its number is that one's. */
static gboolean
is_assistance (const QzPrintInput *self)
{
  return self->form != NULL && g_str_has_prefix (self->form, "F-DT-");
}

static gboolean
is_bill (const QzPrintInput *self)
{
  return g_strcmp0 (self->form, "F-DT-1") == 0;
}

static GBytes *
preview_assistance (QzBook *book, const QzPrintInput *self, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (self->number, "-", 2);

  if (is_bill (self))
    return qz_assist_bill_preview (book, self->number, error);
  g_assert (g_strv_length (parts) == 2);
  return qz_assist_paper_preview (book, self->form,
                                  (QzPeriod) g_ascii_strtoull (parts[0], NULL, 10), parts[1],
                                  error);
}

static QzSheet *
print_assistance (QzBook *book, const QzContext *context, const QzPrintInput *self,
                  GError **error)
{
  g_auto (GStrv) parts = g_strsplit (self->number, "-", 2);
  QzSheet *sheet;

  if (is_bill (self))
    return qz_assist_bill_print (book, context, self->number, self->path, error);
  sheet = qz_assist_paper_print (book, context, self->form,
                                 (QzPeriod) g_ascii_strtoull (parts[0], NULL, 10), parts[1],
                                 self->path, error);
  if (sheet != NULL && qz_sheet_get_n_rows (sheet) > 0)
    qz_sheet_set_number (sheet, "reprint", "", QZ_VALUE_COUNT,
                         qz_cell_number (sheet, 0, "reprint"));
  return sheet;
}

/* A report on operation is of a month, "202605", and so are the finance office's two tables
 * (NL-36). */
static gboolean
is_report (const QzPrintInput *self, QzReportKind *kind)
{
  return self->form != NULL && qz_report_find (self->form, kind);
}

static gboolean
is_feedback (const QzPrintInput *self)
{
  return g_strcmp0 (self->form, "F-NL-36") == 0;
}

static QzPeriod
get_period (const QzPrintInput *self)
{
  return (QzPeriod) g_ascii_strtoull (self->number, NULL, 10);
}

/* A voucher has a name instead of a number, "L_AG_220200_EMP/2026-03/12". */
static gboolean
is_voucher (const QzPrintInput *self)
{
  return g_strcmp0 (self->form, QZ_FORM_VOUCHER) == 0;
}

static QzSheet *
print_voucher (QzBook *book, const QzContext *context, const QzPrintInput *self, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (self->number, "/", 3);
  guint64 number = 0;
  QzPeriod period;

  g_assert (g_strv_length (parts) == 3);
  if (!qz_period_parse (parts[1], &period, error)
      || !g_ascii_string_to_unsigned (parts[2], 10, 1, G_MAXUINT32, &number, error))
    return NULL;
  return qz_voucher_print (book, context, parts[0], period, (guint) number, self->path, error);
}

static GBytes *
lay_out (QzBook *book, const QzContext *context, const QzPrintInput *self, GError **error)
{
  QzReportKind report = QZ_REPORT_NONLOCAL;

  if (is_report (self, &report))
    return qz_report_preview (book, context, report, get_period (self), error);
  if (is_feedback (self))
    return qz_transfer_reports_preview (book, context, get_period (self), error);
  if (is_assistance (self))
    return preview_assistance (book, self, error);
  if (is_nonlocal (self))
    return preview_nonlocal (book, context, self, error);
  if (is_voucher (self))
    return qz_voucher_preview (book, self->number, error);
  return qz_document_preview (book, self->number, self->form, self->provider, error);
}

static gpointer
preview (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (GBytes) pdf = lay_out (book, context, input, error);

  return pdf != NULL ? qz_pdf_source_new (pdf, error) : NULL;
}

static gpointer
print (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const QzPrintInput *self = input;
  QzReportKind report = QZ_REPORT_NONLOCAL;

  if (is_report (self, &report))
    return qz_report_print (book, context, report, get_period (self), self->path, error);
  if (is_feedback (self))
    return qz_transfer_reports_print (book, context, get_period (self), self->path, error);
  if (is_assistance (self))
    return print_assistance (book, context, self, error);
  if (is_registration (self))
    return print_registration (book, context, self, error);
  if (is_nonlocal (self))
    return print_nonlocal (book, context, self, error);
  if (is_voucher (self))
    return print_voucher (book, context, self, error);
  return qz_document_print (book, context, self->number, self->form, self->provider, self->path,
                            error);
}

const QzJobKind qz_job_preview = { N_ ("Laying out the pages"), preview, FALSE, free_print_input,
                                   g_object_unref };
const QzJobKind qz_job_print = { N_ ("Printing"), print, FALSE, free_print_input,
                                 (GDestroyNotify) qz_sheet_unref };
