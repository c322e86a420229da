/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-form.h"

G_BEGIN_DECLS

/* Filled sheets for the forms of data/forms, as the service layer fills them. */

QzForm *form_samples_load (const char *id);
/* @n_rows rows where the form has a table; @hard takes the longest names and amounts. */
QzSheet *form_samples_make (const char *id, guint n_rows, gboolean hard);
GBytes *form_samples_print (QzForm *form, QzSheet *const *sheets, guint n_sheets,
                            const QzPrintOptions *options, GError **error);
/* The longest name of a provider that came up, and one of rare characters. */
#define LONG_NAME                                                                                 \
  "龙江省第二强制隔离戒毒所附属康复医院（齐齐哈尔市建华区中华街道社区卫生服务中心联合病房）第三分院"
#define RARE_NAME "䶮县〇五街道𬭳氏骨科门诊部"

G_END_DECLS
