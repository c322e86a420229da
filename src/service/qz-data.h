/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The files of data/policies, data/forms and data/codes, which travel inside the program. */

/* @name: "policies/jilin-daily.policy", "codes/holidays.csv". The bytes end in a NUL that is not
 * counted. *@out: (transfer full) */
gboolean qz_data_load (const char *name, GBytes **out, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Names that begin with @folder ("policies/"), in order. (transfer full) */
GStrv qz_data_list (const char *folder) G_GNUC_WARN_UNUSED_RESULT;
/* The version of what keeps the book sets, e.g. "3.46.1" of SQLite: for reports of faults. */
const char *qz_data_get_engine (void);

G_END_DECLS
