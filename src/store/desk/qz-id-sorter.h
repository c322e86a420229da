/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Puts a million ids in the order of a column: each comes with its key, then all are sorted by key
 * and, where keys are equal, by id. */
typedef struct _QzIdSorter QzIdSorter;

QzIdSorter *qz_id_sorter_new (void);
void qz_id_sorter_free (QzIdSorter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzIdSorter, qz_id_sorter_free)

void qz_id_sorter_add (QzIdSorter *self, gint64 id, gint64 key);
/* The key is one of a few texts. */
void qz_id_sorter_add_word (QzIdSorter *self, gint64 id, const char *word);
/* The key is one of some numbers, whose order was told before, the first one first. */
void qz_id_sorter_rank (QzIdSorter *self, gint64 number);
void qz_id_sorter_add_ranked (QzIdSorter *self, gint64 id, gint64 number);

/* Appends all ids (guint32) in order; with @descending the keys run down, equal ones still by id.
 * FALSE when an id has more than 32 bits. Once. */
gboolean qz_id_sorter_finish (QzIdSorter *self, gboolean descending, GArray *ids)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
