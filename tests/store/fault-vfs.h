/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A file system under SQLite that fails on demand. It stands as the default one, so whatever a test
 * does through the store, the service or a command's functions goes through it.
 *
 * Steps are what can go wrong: every write, sync and truncation of any file, counted from 1 since
 * fault_vfs_arm(). A crash is played as: at step k the write is torn (its first half arrives) or
 * the sync is lost, and from there on every call fails; then the test drops its connections,
 * disarms, and opens the file again, as after a power cut. With lost writes, what was not synced
 * before the crash is taken back, as a disk's cache would lose it. */

typedef enum {
  FAULT_NONE,
  FAULT_FULL,        /* from step k on, nothing can be written: the disk is full */
  FAULT_SHORT_WRITE, /* step k writes half and fails; later ones work */
  FAULT_SYNC,        /* step k, if it is a sync, fails; later ones work */
  FAULT_CRASH,       /* step k writes half; everything after it fails */
  FAULT_CRASH_LOSING /* the same, and what was not synced is lost */
} FaultKind;

void fault_vfs_install (void);
void fault_vfs_arm (FaultKind kind, guint step);
/* Ends the fault; brings about the loss of what was not synced. Call after every connection that
 * lived through the crash is closed. */
void fault_vfs_disarm (void);
guint fault_vfs_get_n_steps (void); /* since it was armed */
gboolean fault_vfs_has_fired (void);

G_END_DECLS
