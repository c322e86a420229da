/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-sheet.h"
#include "qz-store.h"

G_BEGIN_DECLS

/* The days of the yearly arrangements as they stand: of each year, those of its last import (6.3).
 * Fills day, weekday, kind, name, source, file,
 * file_line, year; @year 0: all. */
gboolean qz_holiday_repo_fill (QzStore *store, int year, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
