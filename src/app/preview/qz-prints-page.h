/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-page-spec.h"

G_BEGIN_DECLS

/* The register of printed forms: each form of each document, how often it was printed, when and by
 * whom. A row opens the form, to be printed or saved there. */
extern const QzPageSpec qz_prints_page;

G_END_DECLS
