/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"
#include "qz-form.h"
#include "qz-kinds.h"

G_BEGIN_DECLS

/* A form file of data/forms by its id: "F-JL-DAY". */
QzForm *qz_print_load_form (const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Names as forms print them; the code or name itself when the registry has none. (transfer full) */
char *qz_print_dup_agency_name (QzBook *book, const char *agency, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The area that @agency runs: 吉林市. */
char *qz_print_dup_area_name (QzBook *book, const char *agency, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
char *qz_print_dup_person (QzBook *book, const char *user, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Writes filled sheets in a form to @path as its ending says: .pdf, .xlsx or .csv. The file takes
 * its name only when it is complete. */
gboolean qz_print_write (const char *form_id, QzSheet *const *sheets, guint n_sheets,
                         const QzPrintOptions *options, const char *path,
                         GCancellable *cancellable, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The PDF in memory, for the preview. (transfer full) */
GBytes *qz_print_preview (const char *form_id, QzSheet *const *sheets, guint n_sheets,
                          const QzPrintOptions *options, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
