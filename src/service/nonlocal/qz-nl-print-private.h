/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book-private.h"
#include "qz-print.h"

G_BEGIN_DECLS

/* One filled paper of care away from home, ready to be printed. */
typedef struct {
  const char *form; /* interned: "F-NL-6" */
  char *subject;    /* what reprints are counted by: its number */
  QzSheet *sheet;
  QzPrintState state;
  char created[20]; /* "yyyy-mm-ddThh:mm:ss" */
} QzNlPrinted;
/* @sheet: (transfer full) */
QzNlPrinted *qz_nl_printed_new (const char *form, const char *subject, QzSheet *sheet,
                                QzPrintState state);
void qz_nl_printed_free (gpointer self);
/* How often it was printed before; set when it is written. */
guint qz_nl_printed_get_reprint (const QzNlPrinted *self);
/* Papers of one form as one PDF. (transfer full) */
GBytes *qz_nl_printed_preview (GPtrArray *papers, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Writes papers into files, and at the end counts what it wrote in one act. Papers count when a
 * user is named and the book set is writable. */
typedef struct _QzNlPrinter QzNlPrinter;
QzNlPrinter *qz_nl_printer_new (QzBook *book, const QzContext *context);
void qz_nl_printer_free (QzNlPrinter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzNlPrinter, qz_nl_printer_free)
/* @papers: QzNlPrinted of one form; one file, as the ending of @path says. The file takes its name
 * when it is complete; a dry run only tries. */
gboolean qz_nl_printer_write (QzNlPrinter *self, GPtrArray *papers, const char *path,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_nl_printer_finish (QzNlPrinter *self, const char *detail, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The bill of one settlement (F-NL-3, F-DT-1): three copies as PDF (domain 2.3), other files have
 * one. @fill makes its sheet, which has a fact "setl_time"; @keeper: "第三联　就医地经办机构留存". */
typedef struct {
  const char *form;
  const char *keeper;
  QzSheet *(*fill) (QzBook *book, const char *setl_id, GError **error);
} QzNlBillKind;
QzSheet *qz_nl_bill_kind_print (const QzNlBillKind *kind, QzBook *book, const QzContext *context,
                                const char *setl_id, const char *path, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
GBytes *qz_nl_bill_kind_preview (const QzNlBillKind *kind, QzBook *book, const char *setl_id,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What a bill says must add up: refuses "bill-identity" by @rule. */
gboolean qz_nl_bill_check_identity (const char *setl_id, const char *rule, const char *identity,
                                    QzFen stands, QzFen counted, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
