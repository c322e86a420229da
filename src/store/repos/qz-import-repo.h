/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-fen.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* The files that were imported, and those withdrawn again. */

typedef struct {
  gint64 id; /* set by put; the one that qz_import_repo_get_next_id() told */
  char *kind;
  char *file_name;
  char *digest; /* SM3 of the file's bytes, hex */
  char *encoding;
  guint64 n_rows;
  gint64 first_id, last_id; /* of its rows in the table of its kind; 0, 0 when none */
  QzDay first_day, last_day; /* claims: the span of setl_time; QZ_DAY_NONE otherwise */
  QzFen medfee_fen, fund_fen;
  gboolean withdrawn;
} QzImportFile;
QzImportFile *qz_import_file_new (void);
void qz_import_file_free (QzImportFile *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzImportFile, qz_import_file_free)

/* The id that the next file of the act gets, for rows that are written before it. 0 on error. */
gint64 qz_import_repo_get_next_id (QzAct *act, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The id that the next row of a file of @kind gets in its table. 0 on error. */
gint64 qz_import_repo_get_next_row (QzAct *act, const char *kind, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_import_repo_put (QzAct *act, QzImportFile *file, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The living import of the same bytes as the same kind: *out_id is 0 when there is none. Another
 * sheet of the same workbook is another list, so there @encoding counts too ("" for text). In
 * registers the last row of a code is valid, so there only the last file counts: what stood before
 * a change may be brought back with the file of then (SM-1: suspended, resumed, suspended
 * again). */
gboolean qz_import_repo_find_digest (QzStore *store, const char *kind, const char *digest,
                                     const char *encoding, gint64 *out_id, char **out_name,
                                     GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* An input error when there is no such import. */
QzImportFile *qz_import_repo_get (QzStore *store, gint64 id, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Whether a living document uses anything of the import: *out_number is its number, or NULL. Kinds
 * with rows of money only: claims declarations deductions spending. */
gboolean qz_import_repo_find_user (QzStore *store, const QzImportFile *file, char **out_number,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Whether files of @kind can be withdrawn at all. */
gboolean qz_import_repo_can_withdraw (const char *kind);
/* Records the withdrawal and takes the rows out; their ids stay unused. */
gboolean qz_import_repo_withdraw (QzAct *act, const QzImportFile *file, const char *reason,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Newest first: import kind file rows first_day last_day medfee fund encoding digest withdrawn
 * reason imported_by imported_at. */
gboolean qz_import_repo_fill (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
