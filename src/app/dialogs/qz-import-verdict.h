/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "qz-imports.h"
#include "qz-session.h"

G_BEGIN_DECLS

/* What the check of a file says: how many rows pass, whether the sender's totals agree, what is
 * rejected, what is doubtful. Emits "check-again". */
#define QZ_TYPE_IMPORT_VERDICT (qz_import_verdict_get_type ())
G_DECLARE_FINAL_TYPE (QzImportVerdict, qz_import_verdict, QZ, IMPORT_VERDICT, AdwBin)

/* Saving the rejected rows is work of @session. */
void qz_import_verdict_set_session (QzImportVerdict *self, QzSession *session);
/* Shows the progress of @job until qz_import_verdict_set_check() or _set_fault(). */
void qz_import_verdict_set_job (QzImportVerdict *self, QzJob *job);
/* @check: as qz_import_check() gives it; @rejects: the file with all rejected rows. */
void qz_import_verdict_set_check (QzImportVerdict *self, QzSheet *check, const char *rejects);
/* All rejected rows, as a file at the place @path. */
void qz_import_verdict_save_rejects (QzImportVerdict *self, const char *path);
/* What kept the check from being made. */
void qz_import_verdict_set_fault (QzImportVerdict *self, const char *message);
/* "12 rows · passed 12 · rejected 0 · control totals agree". (transfer full) */
char *qz_import_verdict_dup_summary (QzSheet *check) G_GNUC_WARN_UNUSED_RESULT;
/* Control totals as typed; FALSE when one is no number, which its row then says. */
gboolean qz_import_verdict_get_expected (QzImportVerdict *self, QzImportExpected *out);
/* Totals of rows alone, or of money as well: what a file of @kind has. */
void qz_import_verdict_set_kind (QzImportVerdict *self, const char *kind);

G_END_DECLS
