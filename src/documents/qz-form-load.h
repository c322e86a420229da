/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-form-private.h"
#include "qz-section-file.h"

G_BEGIN_DECLS

/* The blocks of a form file: [text], [grid], [signature], [table], [column], [paragraphs],
 * [chart]. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzFormBlock, qz_form_block_free)
/* A block with the keys that every one may have. (transfer full) */
QzFormBlock *qz_form_load_common (QzForm *form, QzSection *section, QzBlockKind kind, double gap,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* In a file of their own: the blocks of reports. */
gboolean qz_form_load_paragraphs (QzForm *form, QzSection *section, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_form_load_chart (QzForm *form, QzSection *section, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Appends what @section says to the blocks of @form; @known is FALSE for another section. */
gboolean qz_form_load_block (QzForm *form, QzSection *section, gboolean *known, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Keys that may be missing; @out keeps its value then. */
gboolean qz_form_load_points (QzSection *section, const char *key, double *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_form_load_bool (QzSection *section, const char *key, gboolean *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_form_load_count (QzSection *section, const char *key, guint max, guint *out,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full), replaces @out */
gboolean qz_form_load_template (QzSection *section, const char *key, char **out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* One of @words; @out is its index. */
gboolean qz_form_load_word (QzSection *section, const char *key, const char *const *words,
                            guint *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
