/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"
#include "qz-day.h"

G_BEGIN_DECLS

/* Printing of the forms of a clearing period and of the notices of deposits (F-NL-2-1 … F-NL-9-2).
 * Before publication they are drafts (草稿); withdrawn notices are void (作废); papers printed before
 * say so (补打 n). F-NL-3 is qz-nl-bill.h's. */

typedef struct {
  QzPeriod period;
  const char *form;   /* "F-NL-6"; "all": every form of the month */
  const char *unit;   /* NULL: all units that have something in the form */
  const char *output; /* a folder ("…/" or one that is there): a PDF for each form and unit; or a
                       * file .pdf .xlsx .csv of one form with all its units */
} QzNlPrint;
/* form title unit unit_name number state (published, draft, void) path reprint. Refused: nothing to
 * print ("nothing-to-print"), several forms into one file ("print-one-form"). */
QzSheet *qz_nl_print (QzBook *book, const QzContext *context, const QzNlPrint *print,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* One notice by its number, "HLJ6-230200-202605-001". */
QzSheet *qz_nl_print_notice (QzBook *book, const QzContext *context, const char *number,
                             const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether @number looks like a notice's. */
gboolean qz_nl_print_is_notice (const char *number);

/* The sheet as it is printed: that of qz_nl_paper_get_sheet() or qz_deposit_paper_find_sheet() with
 * document_no, agency_name (who issues it), unit_agency, area_title, maker, reviewer, made_day. */
QzSheet *qz_nl_print_get_sheet (QzBook *book, const char *form, QzPeriod period, const char *unit,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The PDF of one form and unit in memory, for the preview. (transfer full) */
GBytes *qz_nl_print_preview (QzBook *book, const char *form, QzPeriod period, const char *unit,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
