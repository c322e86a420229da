/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-nonlocal.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* What units, hospitals and the province say to each other about a month: mismatches, objections
 * and their answers, uploads to the national system. */

typedef struct {
  gint64 id;
  QzPeriod period;
  QzNlScope scope;
  const char *unit; /* interned when read */
  gint64 provider_id;
  QzInsurance insurance;
  QzFen our_fen, their_fen;
  const char *note;  /* not when read */
  const char *state; /* MISMATCH_OPEN when read and not answered; interned */
} QzMismatchRow;
gint64 qz_clearing_talk_put_mismatch (QzAct *act, const QzMismatchRow *mismatch, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* FALSE with an input error when there is no such mismatch. */
gboolean qz_clearing_talk_get_mismatch (QzStore *store, gint64 id, QzMismatchRow *out,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_clearing_talk_put_mismatch_event (QzAct *act, gint64 mismatch_id, const char *state,
                                              const char *actor, const char *reason,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Those still MISMATCH_OPEN. @unit: nullable. (element-type QzMismatchRow) (transfer full) */
GArray *qz_clearing_talk_list_open (QzStore *store, QzPeriod period, QzNlScope scope,
                                    const char *unit, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_clearing_talk_fill_mismatches (QzStore *store, QzPeriod period, QzSheet *sheet,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  gint64 list_id;
  const char *unit, *form;
  guint line_no;
  const char *line_key;
  QzFen amount_fen;
  gboolean has_claimed;
  QzFen claimed_fen;
  const char *reason;
  const char *actor;
} QzObjectionRow;
gint64 qz_clearing_talk_put_objection (QzAct *act, const QzObjectionRow *objection, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* *out_found, *out_answered. */
gboolean qz_clearing_talk_find_objection (QzStore *store, gint64 id, gboolean *out_found,
                                          gboolean *out_answered, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_clearing_talk_put_answer (QzAct *act, gint64 objection_id, const char *result,
                                      const char *reason, const char *actor, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Objections of a unit against any list of the month that have no answer. */
gboolean qz_clearing_talk_count_unanswered (QzStore *store, QzPeriod period, QzNlScope scope,
                                            const char *unit, gint64 *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_clearing_talk_fill_objections (QzStore *store, QzPeriod period, QzSheet *sheet,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Cross-province claims treated here whose details have not gone up: setl_id settled due_day late
 * provider provider_name area categories; due and late are left empty. */
gboolean qz_clearing_talk_fill_uploads (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* Marks those of @setl_ids (NULL-terminated; empty: all that are due) as uploaded on @day; *out_n:
 * how many. */
gboolean qz_clearing_talk_put_uploads (QzAct *act, const char *const *setl_ids, QzDay day,
                                       gint64 *out_n, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
