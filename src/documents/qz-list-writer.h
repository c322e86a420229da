/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "qz-sheet.h"

G_BEGIN_DECLS

/* A list of any length, written row by row: titles and rows, nothing else, for a spreadsheet.
 * Nothing of it is held in memory. Texts stay texts, also when they look like a formula. */
typedef struct _QzListWriter QzListWriter;

typedef enum { QZ_LIST_CSV, QZ_LIST_XLSX } QzListKind;

typedef struct {
  const char *title;
  const char *subject; /* what it is filtered by; "" */
  const char *created; /* "yyyy-mm-ddThh:mm:ss" */
  gboolean has_mark;   /* CSV: a byte order mark, because spreadsheets ask for one */
} QzListOptions;

/* @head: the columns. @path is written at once and is not whole before the end. */
QzListWriter *qz_list_writer_new (QzListKind kind, const char *path, QzSheet *head,
                                  const QzListOptions *options, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* @rows has the columns of the head. */
gboolean qz_list_writer_add (QzListWriter *self, QzSheet *rows, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_list_writer_finish (QzListWriter *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Without a finish before: what was written is of no use. */
void qz_list_writer_free (QzListWriter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzListWriter, qz_list_writer_free)

G_END_DECLS
