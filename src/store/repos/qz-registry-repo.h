/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-act.h"
#include "qz-calendar.h"
#include "qz-kinds.h"
#include "qz-sheet.h"

G_BEGIN_DECLS

/* Areas, agencies, providers, bank accounts and the calendar. A newer row of a code replaces the
 * older ones; the older ones stay, so that old documents can still be explained. Strings are
 * borrowed for the call; NULL or "" where a thing is not known. The put functions return the
 * row's id, 0 on error. */

typedef struct {
  gint64 import_id;
  guint64 line_no;
} QzOrigin;

typedef struct {
  const char *code, *name, *level, *parent;
} QzArea;
gint64 qz_registry_repo_put_area (QzAct *act, const QzOrigin *origin, const QzArea *area,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const char *code, *name, *area, *level, *uscc;
} QzAgency;
gint64 qz_registry_repo_put_agency (QzAct *act, const QzOrigin *origin, const QzAgency *agency,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const char *code, *name, *kind, *level, *area, *managed_by, *uscc;
  const char *agreement_no, *agreement_from, *agreement_to;
  const char *status, *admitted_from, *suspended_from, *stopped_from;
} QzProviderFact;
gint64 qz_registry_repo_put_provider (QzAct *act, const QzOrigin *origin,
                                      const QzProviderFact *fact, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

typedef struct {
  const char *owner_kind, *owner_code, *account_kind;
  int insurance; /* -1: both */
  const char *account_no, *account_name, *bank_no, *bank_name;
} QzBankAccount;
gint64 qz_registry_repo_put_account (QzAct *act, const QzOrigin *origin,
                                     const QzBankAccount *account, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

gint64 qz_registry_repo_put_day (QzAct *act, const QzOrigin *origin, QzDay day, QzDayKind kind,
                                 const char *name, const char *source, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* How many rows the tables have, for a quick "is there any". */
gboolean qz_registry_repo_has_area (QzStore *store, const char *code, gboolean *out,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean qz_registry_repo_has_agency (QzStore *store, const char *code, gboolean *out,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What an import of claims needs of a provider, for all of them at once. */
typedef struct {
  gint64 id;
  char code[16];
  QzDay admitted_from, suspended_from, stopped_from; /* QZ_DAY_NONE: not known, not so */
  char status[16]; /* SM-1 */
} QzProviderKey;
/* (element-type QzProviderKey) code → key; the keys are their own hash keys. (transfer full) */
GHashTable *qz_registry_repo_load_providers (QzStore *store, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Fill sheets whose columns stand in the order named; only the valid row of each code. */
/* code name level parent */
gboolean qz_registry_repo_fill_areas (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
/* code name area level uscc */
gboolean qz_registry_repo_fill_agencies (QzStore *store, QzSheet *sheet, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
