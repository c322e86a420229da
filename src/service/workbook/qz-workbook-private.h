/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-cell-date.h"
#include "qz-row-batch.h"
#include "qz-workbook-zip.h"

G_BEGIN_DECLS

/* One kind of workbook file. */
typedef struct {
  char *name;
  char *part; /* of the file; nullable */
  gboolean is_hidden;
  guint32 place; /* in the file */
} QzSheetEntry;

typedef struct {
  const char *name; /* "XLSX" */
  /* Reads what holds for the whole file and adds QzSheetEntry to @sheets. */
  gpointer (*open) (GBytes *file, GPtrArray *sheets, GError **error);
  void (*close) (gpointer book);
  /* Begins with the first row of a sheet, also when another was read before. */
  gboolean (*start) (gpointer book, guint sheet, GError **error);
  /* Adds some rows to @batch, perhaps none; *@at_end when these were the last. */
  gboolean (*read) (gpointer book, QzRowBatch *batch, gboolean *at_end, GError **error);
  guint (*get_permille) (gpointer book); /* of the sheet, read so far; nullable: all */
} QzWorkbookFormat;

extern const QzWorkbookFormat qz_workbook_xlsx;
extern const QzWorkbookFormat qz_workbook_ods;
extern const QzWorkbookFormat qz_workbook_xls;

void qz_sheet_entry_free (gpointer entry);

/* A part of an OLE file, or NULL without an error when it has none of that name. */
GByteArray *qz_ole_read (GBytes *file, const char *name, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
