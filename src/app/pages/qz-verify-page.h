/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-lines.h"
#include "qz-load-page.h"

G_BEGIN_DECLS

/**
 * QzVerifyPage:
 *
 * Whether the book set at hand is whole (qz_book_verify()): the result in a word, each check with
 * its own, and what is to be done about faults. It is long work, which begins with the page and is
 * repeated when it is asked for.
 */
#define QZ_TYPE_VERIFY_PAGE (qz_verify_page_get_type ())
G_DECLARE_FINAL_TYPE (QzVerifyPage, qz_verify_page, QZ, VERIFY_PAGE, QzLoadPage)

AdwNavigationPage *qz_verify_page_new (QzSession *session);
QzLines *qz_verify_page_get_lines (QzVerifyPage *self);
/* The result, as text; "" until there is one. */
const char *qz_verify_page_get_result (QzVerifyPage *self);

/* "Whole: all 35 checks hold" or "Not whole: 2 of 35 checks fail", of what qz_book_verify() gave.
 * (transfer full) */
char *qz_verify_dup_result (QzSheet *checks, gboolean *out_ok);

G_END_DECLS
