/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* The registers as they stand: who there is, with where each row was imported from (columns import,
 * file, file_line). */

QzSheet *qz_registry_list_areas (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
QzSheet *qz_registry_list_agencies (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Child "checks" (agency, insurance, rule, ok, what): SQ-4.1, one expenditure account for each
 * insurance. */
QzSheet *qz_registry_list_accounts (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
QzSheet *qz_registry_list_providers (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Facts of admission and agreement (SM-1) and "open", what of 暂付款 is open; children: "accounts",
 * "statement" (what it declared, was paid and is owed, by month and insurance), "documents",
 * "history" (every imported state, the newest first); and those of qz-provider-service.h. */
QzSheet *qz_registry_show_provider (QzBook *book, const char *code, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* @cell: "2026-03/EMP/declared" (a column of the statement) or "2026-03/EMP" (the whole month).
 * The items behind it, and of a month the fact "settlement", whose form F-STMT is its statement on
 * paper: what, day, amount, document, line_no, batch, voucher, file, file_line; of
 * one column with facts "value" and "sum", which are equal. */
QzSheet *qz_registry_explain_statement (QzBook *book, const char *code, const char *cell,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
