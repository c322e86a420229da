/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "qz-fen.h"
#include "qz-day.h"

G_BEGIN_DECLS

/**
 * QzSheet:
 *
 * A filled table with a few facts above it: what every command prints, every list shows and every
 * form lays out. Columns have a machine name (snake_case, from the glossary), a type and a title
 * for people. Amounts are fen, ratios ppm. Reference counted; filled by one owner, then read only.
 */
typedef struct _QzSheet QzSheet;

typedef enum {
  QZ_VALUE_TEXT,
  QZ_VALUE_FEN,
  QZ_VALUE_COUNT,  /* whole number */
  QZ_VALUE_PPM,    /* ratio */
  QZ_VALUE_DAY,    /* QzDay */
  QZ_VALUE_PERIOD, /* QzPeriod */
  QZ_VALUE_BOOL,
} QzValueType;

QzSheet *qz_sheet_new (const char *name); /* e.g. "daily_list"; names the JSON array */
QzSheet *qz_sheet_ref (QzSheet *self);
void qz_sheet_unref (QzSheet *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzSheet, qz_sheet_unref)
const char *qz_sheet_get_name (QzSheet *self);

/* Facts above the table, in the order of setting; setting one again replaces it. */
void qz_sheet_set_text (QzSheet *self, const char *name, const char *title, const char *value);
void qz_sheet_set_number (QzSheet *self, const char *name, const char *title, QzValueType type,
                          gint64 value);
guint qz_sheet_get_n_facts (QzSheet *self);
const char *qz_sheet_get_fact_name (QzSheet *self, guint fact);
const char *qz_sheet_get_fact_title (QzSheet *self, guint fact);
QzValueType qz_sheet_get_fact_type (QzSheet *self, guint fact);
gint64 qz_sheet_get_fact_number (QzSheet *self, guint fact);
const char *qz_sheet_get_fact_text (QzSheet *self, guint fact); /* NULL unless TEXT */
/* -1 when there is none. */
int qz_sheet_find_fact (QzSheet *self, const char *name);
/* "" when there is none; formatted for print (see qz_sheet_dup_display). (transfer full) */
char *qz_sheet_dup_fact_display (QzSheet *self, const char *name);

/* All columns before the first row. */
guint qz_sheet_add_column (QzSheet *self, const char *name, const char *title, QzValueType type);
typedef struct {
  const char *name;
  const char *title; /* N_(…) */
  QzValueType type;
} QzSheetColumn;
void qz_sheet_add_columns (QzSheet *self, const QzSheetColumn *columns, guint n_columns);
QzSheet *qz_sheet_new_with_columns (const char *name, const QzSheetColumn *columns,
                                    guint n_columns);
#define QZ_SHEET_NEW(name, columns)                                                                \
  qz_sheet_new_with_columns (name, columns, G_N_ELEMENTS (columns))
#define QZ_SHEET_ADD_COLUMNS(self, columns)                                                        \
  qz_sheet_add_columns (self, columns, G_N_ELEMENTS (columns))
guint qz_sheet_get_n_columns (QzSheet *self);
const char *qz_sheet_get_column_name (QzSheet *self, guint column);
const char *qz_sheet_get_column_title (QzSheet *self, guint column);
QzValueType qz_sheet_get_column_type (QzSheet *self, guint column);
int qz_sheet_find_column (QzSheet *self, const char *name); /* -1 when absent */

guint qz_sheet_add_row (QzSheet *self); /* every cell empty; returns its index */
guint qz_sheet_get_n_rows (QzSheet *self);
void qz_sheet_put_text (QzSheet *self, guint row, guint column, const char *value);
void qz_sheet_put_number (QzSheet *self, guint row, guint column, gint64 value);
gboolean qz_sheet_is_empty (QzSheet *self, guint row, guint column);
const char *qz_sheet_get_text (QzSheet *self, guint row, guint column); /* NULL when empty */
gint64 qz_sheet_get_number (QzSheet *self, guint row, guint column);
/* For people: 1,234.50; 70.00%; 2026-03-10; 2026-03. (transfer full) */
char *qz_sheet_dup_display (QzSheet *self, guint row, guint column);
/* For machines: 1234.50; 0.70; 2026-03-10; 2026-03; true. (transfer full) */
char *qz_sheet_dup_machine (QzSheet *self, guint row, guint column);
char *qz_value_dup_display (QzValueType type, gint64 number);
char *qz_value_dup_machine (QzValueType type, gint64 number);
/* Sum of a FEN or COUNT column. */
gboolean qz_sheet_sum (QzSheet *self, guint column, gint64 *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Further tables that belong to this one (an appendix of a form, the history of a document). */
void qz_sheet_add_child (QzSheet *self, QzSheet *child); /* takes a reference */
guint qz_sheet_get_n_children (QzSheet *self);
QzSheet *qz_sheet_get_child (QzSheet *self, guint index);
QzSheet *qz_sheet_find_child (QzSheet *self, const char *name); /* borrowed, nullable */

G_END_DECLS
