/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A file of data/ that travels inside the program; see tools/embed-files.py. */
typedef struct {
  const char *name; /* relative, e.g. "0001-first.sql" */
  gsize length;
  const char *data; /* ends in a NUL that is not counted */
} QzEmbedded;

/* The schema steps. */
extern const QzEmbedded qz_embedded_sql[];
/* Policies, forms and code tables; linked with the service layer. */
extern const QzEmbedded qz_embedded_data[];
