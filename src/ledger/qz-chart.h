/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-ledger-name.h"

G_BEGIN_DECLS

/* One account. The program keys on the symbol, never on the code, which an agency may change. */
typedef struct {
  const char *symbol; /* "TEMP_PAID.INSTANT" */
  const char *code;   /* "110101" */
  const char *name;   /* "即时结算" under its parent "暂付款" */
  const char *parent; /* symbol; NULL for an account of the first level */
  gboolean is_debit;  /* the side it grows on */
  gboolean is_leaf;   /* only leaves can be posted to */
} QzAccount;

/* The chart of accounts of a ledger (domain 3.2). Filled once, then read only; ref counted. */
typedef struct _QzChart QzChart;

QzChart *qz_chart_new (void);
void qz_chart_unref (QzChart *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzChart, qz_chart_unref)

/* Copies @account. Refuses a symbol or a code given twice. */
gboolean qz_chart_add (QzChart *self, const QzAccount *account, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Refuses a parent that is missing, a leaf, a circle, or of the other side, and an account without
 * children that is no leaf unless its leaves are parties'. */
gboolean qz_chart_check (QzChart *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reads and checks CSV "symbol,code,name,parent,side,leaf" (side D or C, leaf 0 or 1). */
QzChart *qz_chart_new_from_csv (GBytes *csv, const char *file_name, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

guint qz_chart_get_n_accounts (QzChart *self);
const QzAccount *qz_chart_get_account (QzChart *self, guint index); /* in the order of adding */
const QzAccount *qz_chart_find (QzChart *self, const char *symbol); /* nullable */
/* 总账科目 of a symbol: the account of the first level above it (or itself). Nullable. */
const QzAccount *qz_chart_get_top (QzChart *self, const char *symbol);
/* 明细科目: the names below the first level, joined by 一字线; "" for the first level itself.
 * (transfer full) */
char *qz_chart_dup_detail_name (QzChart *self, const char *symbol);

/* What a line on the account of @symbol must name besides the amount (domain 3.2): balances of
 * these accounts are kept open item by open item. */
typedef enum {
  QZ_NEEDS_PROVIDER = 1 << 0,
  QZ_NEEDS_PERIOD = 1 << 1, /* month of costs */
  QZ_NEEDS_PATH = 1 << 2,
} QzAccountNeeds;
QzAccountNeeds qz_account_get_needs (const char *symbol);

/* Whether the account has its leaves by party (AMB-11), which are made when first needed: it may be
 * a parent without children. "TEMP_RECV.NLCLR.IN", "TEMP_RECV.RESERVE" */
gboolean qz_account_has_parties (const char *symbol);

G_END_DECLS
