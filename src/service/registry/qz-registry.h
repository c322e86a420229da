/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* The registers as they stand: who there is, with where each row was imported from. */

QzSheet *qz_registry_list_agencies (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
QzSheet *qz_registry_list_accounts (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
QzSheet *qz_registry_list_providers (QzBook *book, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Facts of admission and agreement (SM-1); children: "accounts", "statement" (what it was paid and
 * is owed, by month and insurance), "documents", "history" (earlier facts). */
QzSheet *qz_registry_show_provider (QzBook *book, const char *code, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
