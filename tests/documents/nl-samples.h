/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-form.h"

G_BEGIN_DECLS

/* Filled sheets for the forms of care away from home (F-NL-*), with the columns that the service
 * layer gives them. */

const char *nl_samples_get_id (guint index); /* NULL after the last */
/* @n_rows rows in groups of seven; @hard: the longest names, amounts of both signs. */
QzSheet *nl_samples_make (const char *id, guint n_rows, gboolean hard);

G_END_DECLS
