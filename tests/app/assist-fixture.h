/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-session.h"

/* The sample city of medical assistance, as its training begins (qz-sample-assist.h): statements of
 * May 2026 are pushed, three hospitals have said their word, all counties' reserves are recorded.
 * It acts for the city and all counties. */

#define ASSIST_NOW      "2026-06-08T10:00"
#define ASSIST_PERIOD   202605
#define ASSIST_COUNTY   "140213"
#define ASSIST_HOSPITAL "H14021300101"

/* A session on a copy, with @user acting. Users: lin (administrator), wang (maker), li (reviewer),
 * zhao (approver), qian and zhou (finance), sun (manager). */
QzSession *assist_open (const char *user);
/* Removes the book sets that were made. */
void assist_remove (void);
