/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>

#include "qz-error.h"
#include "qz-form-private.h"
#include "qz-page-plan.h"
#include "qz-progress.h"
#include "qz-typesetter.h"

/* One file in the making. */
typedef struct {
  QzForm *form;
  const QzPrintOptions *options;
  GOutputStream *out;
  GCancellable *cancellable;
  GError *write_error;
  cairo_surface_t *surface;
  cairo_t *cr;
  QzTypesetter *typesetter;
  guint slot; /* next slip on the sheet of paper */
} Pdf;

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  Pdf *pdf = closure;

  if (pdf->write_error != NULL)
    return CAIRO_STATUS_WRITE_ERROR;
  if (g_output_stream_write_all (pdf->out, data, length, NULL, pdf->cancellable, &pdf->write_error))
    return CAIRO_STATUS_SUCCESS;
  return CAIRO_STATUS_WRITE_ERROR;
}

static gboolean
set_filled (Pdf *pdf, cairo_pdf_metadata_t key, const char *template, const QzFill *fill,
            GError **error)
{
  g_autofree char *text = NULL;

  if (template == NULL)
    return TRUE;
  text = qz_form_fill (template, fill, error);
  if (text == NULL)
    return FALSE;
  cairo_pdf_surface_set_metadata (pdf->surface, key, text);
  return TRUE;
}

/* The subject of many sheets is what they are all of, not the first of them. */
static char *
dup_subject (Pdf *pdf, guint n_sheets)
{
  if (n_sheets > 1 && pdf->options->document_id != NULL)
    return g_strconcat (pdf->form->title, " ", pdf->options->document_id, NULL);
  return g_strdup (pdf->form->subject != NULL ? pdf->form->subject : pdf->form->id);
}

/* Times come from the caller: Cairo would take the wall clock, and two prints of the same document
 * would differ. */
static gboolean
set_metadata (Pdf *pdf, QzSheet *first, guint n_sheets, GError **error)
{
  const QzFill fill = { first, 1, 1 };
  g_autofree char *subject = dup_subject (pdf, n_sheets);
  g_autofree char *created = g_strconcat (pdf->options->created, "+08:00", NULL);

  cairo_pdf_surface_set_metadata (pdf->surface, CAIRO_PDF_METADATA_CREATOR, "Qingzhang");
  cairo_pdf_surface_set_metadata (pdf->surface, CAIRO_PDF_METADATA_CREATE_DATE, created);
  cairo_pdf_surface_set_metadata (pdf->surface, CAIRO_PDF_METADATA_MOD_DATE, created);
  if (pdf->options->document_id != NULL)
    cairo_pdf_surface_set_metadata (pdf->surface, CAIRO_PDF_METADATA_KEYWORDS,
                                    pdf->options->document_id);
  return set_filled (pdf, CAIRO_PDF_METADATA_TITLE, pdf->form->title, &fill, error)
         && set_filled (pdf, CAIRO_PDF_METADATA_AUTHOR,
                        pdf->form->author != NULL ? pdf->form->author : "{agency_name}", &fill,
                        error)
         && set_filled (pdf, CAIRO_PDF_METADATA_SUBJECT, subject, &fill, error);
}

static void
draw_cut (Pdf *pdf, double y)
{
  const double dashes[] = { 4, 3 };

  cairo_save (pdf->cr);
  cairo_set_dash (pdf->cr, dashes, G_N_ELEMENTS (dashes), 0);
  cairo_set_line_width (pdf->cr, 0.4);
  cairo_set_source_rgb (pdf->cr, 0.6, 0.6, 0.6);
  cairo_move_to (pdf->cr, 0, y);
  cairo_line_to (pdf->cr, pdf->form->width, y);
  cairo_stroke (pdf->cr);
  cairo_restore (pdf->cr);
}

static void
end_paper (Pdf *pdf)
{
  if (pdf->slot > 0)
    cairo_show_page (pdf->cr);
  pdf->slot = 0;
}

static gboolean
draw_sheet (Pdf *pdf, QzSheet *sheet, GError **error)
{
  g_autoptr (QzPagePlan) plan =
      qz_page_plan_new (pdf->form, sheet, pdf->options, pdf->typesetter, error);
  double height = pdf->form->height / pdf->form->per_page;

  if (plan == NULL)
    return FALSE;
  for (guint page = 0; page < qz_page_plan_get_n_pages (plan); page++)
    {
      if (pdf->slot > 0)
        draw_cut (pdf, pdf->slot * height);
      if (!qz_page_plan_draw (plan, page, pdf->cr, pdf->typesetter, pdf->slot * height, error))
        return FALSE;
      pdf->slot++;
      if (pdf->slot == pdf->form->per_page)
        end_paper (pdf);
    }
  return TRUE;
}

static gboolean
draw_sheets (Pdf *pdf, QzSheet *const *sheets, guint n_sheets, GError **error)
{
  for (guint i = 0; i < n_sheets; i++)
    if (!qz_check_cancelled (pdf->cancellable, error) || !draw_sheet (pdf, sheets[i], error))
      return FALSE;
  end_paper (pdf);
  return TRUE;
}

static gboolean
finish (Pdf *pdf, gboolean ok, GError **error)
{
  cairo_status_t status;

  cairo_destroy (pdf->cr);
  cairo_surface_finish (pdf->surface);
  status = cairo_surface_status (pdf->surface);
  cairo_surface_destroy (pdf->surface);
  if (!ok)
    {
      g_clear_error (&pdf->write_error);
      return FALSE;
    }
  if (g_error_matches (pdf->write_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, g_steal_pointer (&pdf->write_error));
      return FALSE;
    }
  if (pdf->write_error != NULL)
    {
      qz_error_set (error, QZ_ERROR_STORE, "write-failed", _("The PDF could not be written: %s"),
                    pdf->write_error->message);
      g_clear_error (&pdf->write_error);
      return FALSE;
    }
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  qz_error_set (error, QZ_ERROR_STORE, "drawing-failed", _("The PDF could not be drawn: %s"),
                cairo_status_to_string (status));
  return FALSE;
}

/**
 * qz_form_write_pdf:
 * @self: a form
 * @sheets: (array length=n_sheets): filled sheets, each beginning on a new page
 * @n_sheets: at least 1
 * @options: what is printed around them; "created" must be set
 * @out: where the file goes; left open
 * @cancellable: (nullable): asked between sheets
 * @error: a #GError: a column or a character is missing, the font is not installed, writing failed
 *
 * Returns: %TRUE on success; otherwise what @out has is of no use
 */
gboolean
qz_form_write_pdf (QzForm *self, QzSheet *const *sheets, guint n_sheets,
                   const QzPrintOptions *options, GOutputStream *out, GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (QzTypesetter) typesetter = qz_typesetter_new (error);
  Pdf pdf = { self, options, out, cancellable };
  gboolean ok;

  g_assert (n_sheets > 0);
  g_assert (options->created != NULL);
  if (typesetter == NULL)
    return FALSE;
  pdf.typesetter = typesetter;
  pdf.surface = cairo_pdf_surface_create_for_stream (write_cb, &pdf, self->width, self->height);
  pdf.cr = cairo_create (pdf.surface);
  ok = set_metadata (&pdf, sheets[0], n_sheets, error)
       && draw_sheets (&pdf, sheets, n_sheets, error);
  return finish (&pdf, ok, error);
}
