/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-clearing-row.h"
#include "qz-registry-repo.h"

G_BEGIN_DECLS

/* Rows that the files of care away from home bring in. Every _put gives the id, 0 on error. */

#define QZ_N_CHARGE_TYPES 14 /* 大类费用, med_chrgitm_type 01 … 14 */

typedef struct {
  QzPeriod period;
  gboolean is_deduction;
  const char *setl_id, *treat_area, *hospital_code, *hospital_name, *insu_admdvs;
  QzInsurance insurance;
  const char *psn_no;
  QzDay discharge_day;
  QzPeriod orig_period;
  const char *reason;
  QzFen medfee_fen;
  QzFen parts[QZ_N_FC];
  QzFen fund_fen, acct_fen;
  QzFen charges[QZ_N_CHARGE_TYPES];
} QzNationalItem;
gint64 qz_nl_import_put_item (QzAct *act, const QzOrigin *origin, const QzNationalItem *item,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The living file that brought the items of @period: *out_name NULL when there is none. */
gboolean qz_nl_import_find_period (QzStore *store, QzPeriod period, char **out_name,
                                   gint64 *out_import, GError **error) G_GNUC_WARN_UNUSED_RESULT;

gint64 qz_nl_import_put_category (QzAct *act, const QzOrigin *origin, const char *setl_id,
                                  const char *chrgitm_type, const QzFen amounts[3],
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_nl_import_has_category (QzStore *store, const char *setl_id, const char *chrgitm_type,
                                    gboolean *out, GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  gint64 claim_id;
  const char *setl_id;
  QzPeriod period, orig_period;
  QzFen amount_fen;
  const char *reason;
  QzDay confirmed_day;
  gint64 inspection_id; /* 0: none */
} QzNlDeductionRow;
/* @origin: NULL at the desk. */
gint64 qz_nl_import_put_deduction (QzAct *act, const QzOrigin *origin,
                                   const QzNlDeductionRow *deduction, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* What takes a claim back (V6). */
typedef struct {
  gint64 first_id;         /* the first refund */
  QzFen fund_fen, acct_fen; /* of all of them, <= 0 */
} QzNlRefunds;
/* Of all claims that are taken back. (element-type utf8 QzNlRefunds) (transfer full) */
GHashTable *qz_nl_import_load_refunds (QzStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The code of the agency that settles with a provider. (transfer full) */
char *qz_nl_import_dup_manager (QzStore *store, gint64 provider_id, GError **error);
/* (element-type gint64 utf8): those of all providers. (transfer full) */
GHashTable *qz_nl_import_load_managers (QzStore *store, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
