/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A dialog with an error that must be read: message, rule and place, copyable. Nothing for an error
 * that says only that the user cancelled. */
void qz_message_show_error (GtkWidget *parent, const char *heading, const GError *error);
/* Whether @error says only that the user, or the widget at its end, cancelled. */
gboolean qz_message_is_cancel (const GError *error);
/* Says on a page that could not be read why, and shows it: the child "failed" of @stack, where
 * @page stands. Nothing for an error that says only that somebody cancelled. */
void qz_message_show_failed (AdwStatusPage *page, GtkStack *stack, const GError *error);
/* What the dialog says, as text. (transfer full) */
char *qz_message_dup_text (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
