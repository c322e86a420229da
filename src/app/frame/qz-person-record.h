/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-record-page.h"

G_BEGIN_DECLS

/* One insured person and his or her claims. Key: of a result of qz_find(). */
extern const QzRecordSpec qz_record_person;

G_END_DECLS
