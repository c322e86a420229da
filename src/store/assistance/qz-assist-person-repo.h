/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-assistance.h"
#include "qz-registry-repo.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* Assisted persons: the lists of the offices and the times of persons in categories (DT-5, DT-6),
 * and who is suspended (DT-22). An office is a source and a county. */

typedef struct {
  QzAssistSource source;
  const char *county;
} QzAssistOffice;

/* ── writing ── */
gint64 qz_assist_person_repo_put_roster (QzAct *act, gint64 import_id,
                                         const QzAssistOffice *office, QzDay list_day,
                                         guint n_persons, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
typedef struct {
  const char *certno, *psn_name;
  QzAssistCategory category;
  const char *subcategory; /* "": none */
  QzDay entry_day;
  QzDay exit_day; /* QZ_DAY_NONE: stays */
  const char *exit_reason;
} QzAssistEntry;
gint64 qz_assist_person_repo_put_entry (QzAct *act, const QzOrigin *origin, gint64 roster_id,
                                        const QzAssistEntry *entry, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
typedef struct {
  gint64 import_id, roster_id;
  QzAssistOffice office;
  QzDay list_day; /* from this day on (DT-6b) */
} QzAssistListed;
gint64 qz_assist_person_repo_put_spell (QzAct *act, const QzAssistListed *listed,
                                        const QzAssistEntry *entry, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_assist_person_repo_put_end (QzAct *act, gint64 import_id, gint64 spell_id,
                                        QzDay exit_day, const char *reason, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* ── reading ── */
/* The day of the office's last list; QZ_DAY_NONE without one. */
gboolean qz_assist_person_repo_get_last_day (QzStore *store, const QzAssistOffice *office,
                                             QzDay *out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* A time in a category that runs on. */
typedef struct {
  gint64 id;
  char *certno, *psn_name;
  QzAssistCategory category;
  QzDay from;
} QzAssistRunning;
/* Those of an office. (element-type QzAssistRunning) (transfer full) */
GArray *qz_assist_person_repo_load_running (QzStore *store, const QzAssistOffice *office,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What the other offices have @certno as just now, "civil 140213 LB, …"; NULL: nothing.
 * (transfer full) */
gboolean qz_assist_person_repo_dup_elsewhere (QzStore *store, const QzAssistOffice *office,
                                              const char *certno, char **out, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* All times of a person, of everybody when @certno is NULL, in the order of their days.
 * (element-type utf8 GArray of QzAssistSpell) (transfer full) */
GHashTable *qz_assist_person_repo_load_spells (QzStore *store, const char *certno, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* From which day on a person's direct settlement was stopped or went on (DT-22). */
typedef struct {
  QzDay from;
  gboolean suspended;
} QzAssistHold;
/* (element-type utf8 GArray of QzAssistHold) in the order of days. (transfer full) */
GHashTable *qz_assist_person_repo_load_holds (QzStore *store, const char *certno, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* @holds: nullable. */
gboolean qz_assist_holds_cover (const GArray *holds, QzDay day);

/* Whose the time @spell_id is; *out NULL: there is no such time. */
gboolean qz_assist_person_repo_dup_certno (QzStore *store, gint64 spell_id, char **out,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* certno psn_name category subcategory source county county_name entry_day valid_from exit_day
 * exit_reason spell suspended; masked by the caller. @day: only what is valid then, QZ_DAY_NONE:
 * all. */
gboolean qz_assist_person_repo_fill_persons (QzStore *store, QzDay day, QzSheet *sheet,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* source county county_name category subcategory entry_day valid_from exit_day exit_reason list_day
 * file line */
gboolean qz_assist_person_repo_fill_spells (QzStore *store, const char *certno, QzSheet *sheet,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* day suspended reported_day reason */
gboolean qz_assist_person_repo_fill_holds (QzStore *store, const char *certno, QzSheet *sheet,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* source county county_name list_day persons new ended file import: newest first. */
gboolean qz_assist_person_repo_fill_rosters (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* The last known name of a person on lists; NULL when no list has it. (transfer full) */
gboolean qz_assist_person_repo_dup_name (QzStore *store, const char *certno, char **out,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* 身份认定日期 of a person in a category as lists told it by @day; QZ_DAY_NONE: none did. */
gboolean qz_assist_person_repo_get_entry_day (QzStore *store, const char *certno,
                                              QzAssistCategory category, QzDay day, QzDay *out,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* ── taking a list back ── */
/* A later list of the same office, "civil 140213 2026-05-24"; NULL: the import is the last one.
 * (transfer full) */
gboolean qz_assist_person_repo_dup_later (QzStore *store, gint64 import_id, char **out,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
