/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* How a table was left: which columns, how wide, in which order. Kept in the settings by the id of
 * the page, so that it is there again at the next start. Without settings (a test that has none)
 * nothing is kept. */
typedef struct {
  GHashTable *shown;  /* column → whether a person wants it (int); others as the table thinks */
  GHashTable *widths; /* column → pixels */
  char *order;        /* nullable: as the list comes */
  gboolean descending;
} QzTableMemory;

QzTableMemory *qz_table_memory_load (const char *id);
void qz_table_memory_store (const QzTableMemory *self, const char *id);
void qz_table_memory_free (QzTableMemory *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzTableMemory, qz_table_memory_free)

G_END_DECLS
