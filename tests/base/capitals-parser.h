/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-fen.h"

/* Reads RMB capitals with their prefix, as a person checks them: from the text to the number. It
 * was written from the rules (5.2) without a look at the code that makes them, and takes both legal
 * variants: 整 or nothing after 角, 零 or nothing between 元 and 角. */
gboolean capitals_parse (const char *text, QzFen *out);
