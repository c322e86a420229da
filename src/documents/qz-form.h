/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "qz-sheet.h"

G_BEGIN_DECLS

/**
 * QzForm:
 *
 * The layout of one printed form, read from a form file (data/forms, a #QzSectionFile): title,
 * header fields, columns with print numbers and tie-out notes, sums, signature block, copies.
 * The same form gives PDF, XLSX, CSV and the columns of the screen table. Immutable.
 */
typedef struct _QzForm QzForm;

QzForm *qz_form_new_from_text (const char *text, gssize length, const char *file_name,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
QzForm *qz_form_ref (QzForm *self);
void qz_form_unref (QzForm *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzForm, qz_form_unref)

const char *qz_form_get_id (QzForm *self);    /* "F-JL-DAY" */
const char *qz_form_get_title (QzForm *self); /* with {blanks} */
guint qz_form_get_copies (QzForm *self);      /* how many are signed */

typedef enum {
  QZ_PRINT_FINAL,
  QZ_PRINT_DRAFT,     /* watermark 草稿 */
  QZ_PRINT_CANCELLED, /* watermark 作废 */
} QzPrintState;

typedef struct {
  QzPrintState state;
  guint reprint;              /* n > 0 prints 补打 n */
  const char *document_id;    /* goes into the metadata and the foot of the page */
  const char *created;        /* "yyyy-mm-ddThh:mm:ss": metadata; equal input gives equal bytes */
} QzPrintOptions;

/* Renders one filled form; several @sheets become one file, each starting on a new page (for
 * notices and vouchers by the hundred). Facts of a sheet fill the header fields. */
gboolean qz_form_write_pdf (QzForm *self, QzSheet *const *sheets, guint n_sheets,
                            const QzPrintOptions *options, GOutputStream *out,
                            GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* libxlsxwriter writes to a path. */
gboolean qz_form_write_xlsx (QzForm *self, QzSheet *const *sheets, guint n_sheets,
                             const QzPrintOptions *options, const char *path,
                             GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_form_write_csv (QzForm *self, QzSheet *const *sheets, guint n_sheets,
                            GOutputStream *out, GCancellable *cancellable, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The blocks of a form filled from @sheet, in their order, for a screen: block (heading text
 * paragraphs table chart) child text label values legend kind (bars columns) rows. values: columns
 * of the child, with blanks between them; legend: their headings, with “|”. A table that has no
 * row is a text that says so, or absent, and so is a chart. */
QzSheet *qz_form_describe (QzForm *self, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
