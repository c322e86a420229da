/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

/* A zip file of (name, text) pairs, NULL after the last. */
GBytes *workbook_zip (const char *name, const char *text, ...) G_GNUC_NULL_TERMINATED;
/* A workbook of one sheet: the XML of it and, nullable, of the shared strings. */
GBytes *workbook_xlsx (const char *sheet, const char *strings);
GBytes *workbook_ods (const char *content);
/* A compound file with the one stream @name. */
GBytes *workbook_ole (const char *name, gconstpointer stream, gsize size);
