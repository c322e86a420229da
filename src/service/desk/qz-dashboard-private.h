/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-dashboard.h"

G_BEGIN_DECLS

#define QZ_DASHBOARD_TARGET_PPM 800000 /* 3.9: 80 % of the money */

/* One dashboard being put together. */
typedef struct {
  QzBook *book;
  const QzContext *context;
  QzSheet *sheet;
  QzSheet *links;  /* fact page column value */
  QzSheet *alerts; /* level text page column value */
} QzDashboard;

/* What opens behind @fact. */
void qz_dashboard_link (QzDashboard *self, const char *fact, const char *page, const char *column,
                        const char *value);
/* Something yellow or red, in words; takes @text. */
void qz_dashboard_alert (QzDashboard *self, const char *level, char *text, const char *page,
                         const char *column, const char *value);
/* Columns page, column, value at the end of @sheet. */
void qz_dashboard_add_link_columns (QzSheet *sheet);
void qz_dashboard_put_link (QzSheet *sheet, guint row, const char *page, const char *column,
                            const char *value);

/* What is due and what waits for people. */
gboolean qz_dashboard_add_tasks (QzDashboard *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Money out this month by path, against the last one. */
gboolean qz_dashboard_add_paid (QzDashboard *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Open 暂付款 by age. */
gboolean qz_dashboard_add_open (QzDashboard *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The share of instant settlement. */
gboolean qz_dashboard_add_shares (QzDashboard *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* How far deposits of care away from home are used, as gauges; yellow and red ones are alerts. */
gboolean qz_dashboard_add_deposits (QzDashboard *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Reserves of medical assistance that are nearly used up, as alerts; child "warnings". */
gboolean qz_dashboard_add_reserves (QzDashboard *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* When the internal-control checks ran, and what came of it. */
gboolean qz_dashboard_add_checks (QzDashboard *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
