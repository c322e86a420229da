/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"

G_BEGIN_DECLS

/* Papers of care away from home that were printed: so reprints are counted. @subject: the number of
 * a notice or of a version of a list; drafts, void copies and files for other programs have
 * "#draft", "#void" or "#file" after it and so are not its reprints. */

/* How often it was printed. */
gboolean qz_paper_log_count (QzStore *store, const char *form, const char *subject, guint *out,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @digest: of the file. */
gboolean qz_paper_log_put (QzAct *act, const char *form, const char *subject, const char *digest,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
