/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-clearing-private.h"
#include "qz-item-json.h"
#include "qz-package-file.h"
#include "qz-transfer-repo.h"

G_BEGIN_DECLS

/* What making and taking packages share. Packages go between the province and one of its units, and
 * between a unit and one of its counties (NL-30): the upper office and the lower one.
 *
 *   kind            from    key                              revision
 *   list            upper   202605/in_prov/230200            the upper office's version of the list
 *   publication     upper   202605/in_prov/230200            1
 *   notice          upper   HLJ9-230200-202605-001           1, withdrawn 2
 *   deposit         upper   HLJ2-1-230200-202601-001         1 (a notice 2-1, 2-2 or 2-3)
 *   deposit-quota   upper   230200/in_prov/3                 1 (the third one)
 *   deposit-move    upper   230200/17                        1 (what moved the deposit)
 *   transfer        upper   NL-202605-IN-D2-230200           1
 *   transfer-event  both    NL-…/pay/1/bank/serial           1 (NL-35); due: how often counted
 *   answer          upper   230200-3 (objection)             1
 *   objection       lower   230200-3                         1
 *   confirm         unit    202605/in_prov/230200            "since" of the list that is confirmed
 *   ack             both    230200-230000                    number of the package it stands in
 *
 * Between a unit and a county the keys of months end with the county's code. "since" is the upper
 * office's version from which on the lower one has had these figures: a confirmation is of figures,
 * not of versions (NL-31f). A unit confirms for its counties; they object to it, and it passes the
 * objection on. */
#define QZ_ITEM_LIST "list"
#define QZ_ITEM_PUBLICATION "publication"
#define QZ_ITEM_NOTICE "notice"
#define QZ_ITEM_DEPOSIT "deposit"
#define QZ_ITEM_DEPOSIT_QUOTA "deposit-quota"
#define QZ_ITEM_DEPOSIT_MOVE "deposit-move"
#define QZ_ITEM_TRANSFER "transfer"
#define QZ_ITEM_TRANSFER_EVENT "transfer-event"
#define QZ_ITEM_ANSWER "answer"
#define QZ_ITEM_OBJECTION "objection"
#define QZ_ITEM_CONFIRM "confirm"
#define QZ_ITEM_ACK "ack"

#define QZ_ITEM_SENT "SENT"
#define QZ_ITEM_APPLIED "APPLIED"
#define QZ_ITEM_STALE "STALE"
#define QZ_ITEM_REJECTED "REJECTED"
#define QZ_ITEM_WAITING "WAITING"

/* The two offices. */
typedef struct {
  QzBook *book;
  const QzContext *context;
  QzStore *store;
  QzAreaMap *map;
  const char *own, *other; /* agency codes, interned */
  const char *unit;        /* area of the unit that it is about, interned */
  const char *county;      /* between a unit and a county: the county, interned; else NULL */
  gboolean is_upper;       /* whether the own one is the upper one */
} QzExchange;
/* Refuses (QZ_ERROR_INPUT, "peer-place") two offices of which not one is right above the other. */
gboolean qz_exchange_open (QzExchange *self, QzBook *book, const QzContext *context,
                           const char *own, const char *other, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
void qz_exchange_clear (QzExchange *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (QzExchange, qz_exchange_clear)

/* Area of the lower one. */
const char *qz_exchange_get_place (const QzExchange *self);
/* Whether it is for the own office (@own; else for the other one) to say what the agency or finance
 * office @agency does: those that lie below the upper one speak through the lower one. */
gboolean qz_exchange_speaks (const QzExchange *self, gboolean own, const char *agency);
char *qz_exchange_dup_key (const QzExchange *self, QzPeriod period, QzNlScope scope);
/* Whether the lower one receives or pays it. */
gboolean qz_exchange_is_row (const QzExchange *self, const QzClearingRow *row);
JsonArray *qz_exchange_write_rows (const QzExchange *self, const GArray *rows,
                                   GHashTable *providers);
/* From which version of the own lists on the unit has had the figures of the newest one; 0: there
 * is no list. */
gboolean qz_exchange_get_since (QzExchange *self, QzPeriod period, QzNlScope scope, gint64 *out,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ── gathering ── */
typedef struct {
  QzExchange *exchange;
  QzPackage *package;
  char *way;
  gint64 through;    /* the other office has all packages up to this … */
  JsonArray *beyond; /* … and these; nullable */
  JsonObject *ack;   /* owns beyond; nullable */
} QzGatherer;
/* Adds what the other office has not said that it has. */
gboolean qz_exchange_gather (QzExchange *self, QzPackage *package, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* One item, unless the other office has it. */
gboolean qz_exchange_add (QzGatherer *self, const char *kind, const char *key, gint64 revision,
                          JsonObject *content, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Notices of deposits, legs of money and what happened to them (NL-18, NL-35). */
gboolean qz_exchange_gather_money (QzGatherer *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *qz_exchange_write_lines (const GArray *lines);
/* "NL-202605-IN-D2-230200/pay/1/bank/serial": what an event is in every book set; @nth: of the
 * payments of the transfer with this serial number, from 1. (transfer full) */
char *qz_exchange_dup_event_key (const char *transfer, const QzTransferEvent *event, guint nth);

/* ── judging ── */
/* Judges one item that came, and applies it when @act is given: item->result, reason and record_id.
 * FALSE only when the store fails. */
gboolean qz_exchange_judge (QzExchange *self, QzAct *act, QzPackageItem *item, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* How the items say what was decided. @format is translated. */
gboolean qz_exchange_decide (QzPackageItem *item, const char *result, const char *format, ...)
  G_GNUC_PRINTF (3, 4);
/* A list and a notice, which are read at more length. */
gboolean qz_exchange_judge_list (QzExchange *self, QzAct *act, QzPackageItem *item,
                                 JsonObject *content, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_exchange_judge_notice (QzExchange *self, QzAct *act, QzPackageItem *item,
                                   JsonObject *content, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* What it says cannot be understood; and what is done. */
gboolean qz_exchange_reject (QzPackageItem *item);
gboolean qz_exchange_apply (QzPackageItem *item, gint64 record_id);
gboolean qz_exchange_judge_deposit (QzExchange *self, QzAct *act, QzPackageItem *item,
                                    JsonObject *content, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_exchange_judge_quota (QzExchange *self, QzAct *act, QzPackageItem *item,
                                  JsonObject *content, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_exchange_judge_move (QzExchange *self, QzAct *act, QzPackageItem *item,
                                 JsonObject *content, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_exchange_judge_transfer (QzExchange *self, QzAct *act, QzPackageItem *item,
                                     JsonObject *content, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_exchange_judge_event (QzExchange *self, QzAct *act, QzPackageItem *item,
                                  JsonObject *content, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* @out gets QzNoticeLine with interned codes. */
gboolean qz_exchange_read_lines (JsonObject *content, GArray *out);
gboolean qz_exchange_read_code (JsonObject *object, const char *name, const char **out);
gboolean qz_exchange_read_day (JsonObject *object, const char *name, QzDay *out); /* "": none */
/* A notice is numbered by the counter again: whether those before it have come. */
gboolean qz_exchange_is_next (QzExchange *self, const QzPackageItem *item, gboolean *out,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Puts a notice that came, and checks that it got the number that it has. */
gboolean qz_exchange_put_notice (QzExchange *self, QzAct *act, const QzPackageItem *item,
                                 QzNotice *notice, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What a package says against what one before it said: QZ_ERROR_REFUSED ("package-conflict") with
 * the line. */
gboolean qz_exchange_check_conflict (QzExchange *self, const QzPackage *package, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Month and scope of a content. */
gboolean qz_exchange_get_month (JsonObject *content, QzPeriod *out_period, QzNlScope *out_scope);

/* ── what people see ── */
/* Fills the column "state" of a list of packages, and puts names for the kinds. */
gboolean qz_exchange_put_states (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* For people: 2026-05 省内 …; the kind's name. */
const char *qz_exchange_get_kind_name (const char *kind);

G_END_DECLS
