/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <poppler.h>

/* Poppler 25.03 defines none for these. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerDocument, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PopplerPage, g_object_unref)
