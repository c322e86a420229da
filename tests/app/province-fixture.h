/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "province-months.h"
#include "qz-session.h"

/* A book set that keeps the books of a whole province: twenty invented months of care away from
 * home. Eighteen are published and paid; of May 2026 the money is on its way, one city pays
 * late; June waits for its confirmations. Registrations, manual claims and what supervision has are
 * there too. */

#define PROVINCE_NOW    "2026-07-22T10:00"
#define PROVINCE_UNIT   "230200" /* confirmed nothing yet */
#define PROVINCE_CITY   "231100" /* objects to a line of June */
#define PROVINCE_LATE   "230700" /* has not paid what it owes of May */
#define PROVINCE_PERIOD 202606

/* A session on a copy, with @user acting for the province. Users: lin (administrator), wang
 * (maker), li (reviewer), zhao (approver), qian and chuna (finance). */
QzSession *province_open (const char *user);
/* Registrations, manual claims, inspections, complaints, suspended persons. */
void province_fill_care (QzBook *book);
