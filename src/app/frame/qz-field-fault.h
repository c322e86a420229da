/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* What is wrong with a field: said in @label beside it, the field marked for the eye and for the
 * screen reader, and focused. */
void qz_field_fault_show (GtkLabel *label, GtkWidget *field, const char *message);
void qz_field_fault_clear (GtkLabel *label, GtkWidget *field);

/* Only what is heard: that @field is wrong, and why; @message NULL: it is not. What has the
 * keyboard in a row is the text in it, so it says so too. */
void qz_field_fault_tell (GtkWidget *field, const char *message);

G_END_DECLS
