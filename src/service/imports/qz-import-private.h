/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-area-map.h"
#include "qz-book-private.h"
#include "qz-declaration-repo.h"
#include "qz-import-columns.h"
#include "qz-import-report.h"
#include "qz-import-repo.h"
#include "qz-import-source.h"
#include "qz-imports.h"
#include "qz-registry-repo.h"

G_BEGIN_DECLS

/* One import under way, and the kinds of files there are. */

typedef struct _QzImportKind QzImportKind;

typedef struct {
  QzBook *book;
  const QzContext *context;
  const QzImportKind *kind;
  const QzImportOptions *options;
  const char *path;
  QzStore *store;
  QzAct *act;
  QzImportSource *source;
  QzImportReport *report;
  GHashTable *providers; /* code → QzProviderKey */
  GPtrArray *rows;       /* QzImportRow, of small kinds */
  GHashTable *seen;      /* keys of the rows of a small kind → QzImportRow */
  QzCalendar *calendar;  /* of the calendar's kind; nullable */
  QzAreaMap *area_map;   /* of kinds of care away from home; nullable */
  GHashTable *refunds;   /* setl_id → QzNlRefunds, when deductions need them; nullable */
  GHashTable *sums;      /* first column → gint64, of such a kind; nullable */
  QzImportFile *file;    /* filled in as it is read */
  gint64 header_id;      /* of the list that the rows belong to; 0 */
  QzSheet *child;        /* what more there is to say of the file; nullable */
  guint64 n_read;        /* rows, good and bad */
  gboolean has_control_total;
  char *header;          /* digest of the titles */
  char *columns;         /* where the fields stand, as text */
} QzImportRun;

/* A row of a small kind: all texts, and the numbers of typed columns. */
typedef struct {
  guint64 line_no;
  char *texts[QZ_MAX_IMPORT_COLUMNS]; /* never NULL; "" when empty */
  gint64 numbers[QZ_MAX_IMPORT_COLUMNS]; /* fen, count, QzDay (QZ_DAY_NONE when empty), QzPeriod,
                                            year, QzInsurance (-1 when empty) */
  guint16 columns[QZ_MAX_IMPORT_COLUMNS]; /* places of the fields */
  const QzProviderKey *provider; /* where the kind names one; nullable */
  gboolean rejected;
} QzImportRow;

/* Checks one row and reports what is wrong; FALSE only when the system failed. */
typedef gboolean (*QzImportCheck) (QzImportRun *run, QzImportRow *row, GError **error);
/* Writes one row; its id, 0 on error. */
typedef gint64 (*QzImportWrite) (QzImportRun *run, const QzOrigin *origin, const QzImportRow *row,
                                 GError **error);
/* Reads and writes a whole file, between the begin and the end of the act. */
typedef gboolean (*QzImportWhole) (QzImportRun *run, GError **error);

#define QZ_END_OF_KEY 0xff
/* Read by another part of the program, which has its own rules (domain 7.3). */
#define QZ_IMPORT_BANK_RETURN "bank-return"

struct _QzImportKind {
  const char *name;
  const char *title; /* N_(…) */
  const QzImportColumn *columns;
  guint n_columns;
  guint8 key[5]; /* columns that make a row unique in its file, QZ_END_OF_KEY ends */
  QzImportCheck check;
  QzImportCheck check_again; /* after all rows are known; nullable */
  QzImportWrite write;
  guint (*count_rows) (const QzImportRow *row); /* that a row writes; NULL: one */
  QzImportWhole finish; /* after all rows are written; nullable */
  QzImportWhole whole; /* instead of check and write; nullable */
};

/* The kinds of qz-import-registry.c, -money.c, -claims.c and -nonlocal.c; a NULL name ends each. */
extern const QzImportKind qz_registry_kinds[];
extern const QzImportKind qz_money_kinds[];
extern const QzImportKind qz_claim_kinds[];
extern const QzImportKind qz_nonlocal_kinds[];
extern const QzImportKind qz_deposit_kinds[];
extern const QzImportKind qz_registration_kinds[];
extern const QzImportKind qz_assistance_kinds[];

/* Reports a problem of @column of @row. */
void qz_import_reject (QzImportRun *run, QzImportRow *row, guint column, const char *rule,
                       const char *reason);
void qz_import_warn (QzImportRun *run, const QzImportRow *row, guint column, const char *rule,
                     const char *what);
/* Looks the provider of @column up; rejects the row when there is none. */
void qz_import_take_provider (QzImportRun *run, QzImportRow *row, guint column);

/* Tells @sheet with the answer, as a child of it. @sheet: (transfer full) */
void qz_import_run_take_child (QzImportRun *run, QzSheet *sheet);
/* Whether the file has a row with this key, for kinds whose key is one column. */
gboolean qz_import_has_key (QzImportRun *run, const char *key);

/* Reads the row that names the columns, and finds where the fields stand. */
gboolean qz_import_run_read_head (QzImportRun *run, QzImportMap *map, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The columns of files with these titles, as they were said last; NULL when never. (transfer
 * full) */
gboolean qz_import_dup_remembered (QzStore *store, const char *kind, const char *header,
                                   char ***out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The kind of this name, or NULL; and all of them in their order, NULL after the last. */
const QzImportKind *qz_import_kind_find (const char *name);
const QzImportKind *qz_import_kind_get (guint index);
void qz_import_set_unknown_kind (const char *name, GError **error);

/* Reads, checks and writes a small kind (qz-import-table.c). */
gboolean qz_import_table_run (QzImportRun *run, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* After the last row, with the sums in run->file and run->n_read: the same file twice, another file
 * than was checked, control totals, rejected rows. */
gboolean qz_import_run_check (QzImportRun *run, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE with an error when @digest is that of a living import of the kind. */
gboolean qz_import_check_digest (QzImportRun *run, const char *digest, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* An error of the file (encoding, quotes) counts as a rejected row, so that it stands with the
 * others; every other error goes to the caller: FALSE. Takes @reason. */
gboolean qz_import_take_fault (QzImportRun *run, GError *reason, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
