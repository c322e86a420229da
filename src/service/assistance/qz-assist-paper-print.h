/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"
#include "qz-day.h"

G_BEGIN_DECLS

/* Prints forms 2 to 4 of a month (DT-16a, DT-19a): of one hospital or county, or (@subject NULL) of
 * all. @output: a folder ("…/" or one that is there) for a PDF each, or a file .pdf .xlsx .csv with
 * all. What is not pushed yet is a draft (草稿). form subject subject_name number state path
 * reprint. */
QzSheet *qz_assist_paper_print (QzBook *book, const QzContext *context, const char *form,
                                QzPeriod period, const char *subject, const char *output,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The PDF in memory, for the preview. (transfer full) */
GBytes *qz_assist_paper_preview (QzBook *book, const char *form, QzPeriod period,
                                 const char *subject, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
