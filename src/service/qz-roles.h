/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-book.h"

G_BEGIN_DECLS

/* Who may do what, in one table: the use cases ask it when they begin an act, and people read it as
 * the matrix of rights. */
typedef enum {
  QZ_RIGHT_IMPORT,
  QZ_RIGHT_WITHDRAW_IMPORT,
  QZ_RIGHT_REVEAL_PERSON,
  QZ_RIGHT_TICK_DEADLINE,
  QZ_RIGHT_DECIDE_DEADLINE,
  QZ_RIGHT_RECOUNT_DEADLINE,
  QZ_RIGHT_COMPUTE,
  QZ_RIGHT_REVIEW,
  QZ_RIGHT_APPROVE,
  QZ_RIGHT_REFUSE,
  QZ_RIGHT_CANCEL,
  QZ_RIGHT_DEFER,
  QZ_RIGHT_PUSH,
  QZ_RIGHT_HAND_OVER,
  QZ_RIGHT_BATCH,
  QZ_RIGHT_EXPORT,
  QZ_RIGHT_TAKE_RETURN,
  QZ_RIGHT_WRITE_DRAFT,
  QZ_RIGHT_CHECK_DRAFT,
  QZ_RIGHT_POST_DRAFT,
  QZ_RIGHT_REVERSE_VOUCHER,
  QZ_RIGHT_CLOSE_MONTH,
  QZ_RIGHT_REOPEN_MONTH,
  QZ_RIGHT_CLEARING_AUDIT,
  QZ_RIGHT_CLEARING_UPLOAD,
  QZ_RIGHT_CLEARING_GENERATE,
  QZ_RIGHT_CLEARING_CONFIRM,
  QZ_RIGHT_CLEARING_OBJECT,
  QZ_RIGHT_CLEARING_ANSWER,
  QZ_RIGHT_CLEARING_NATIONAL,
  QZ_RIGHT_CLEARING_PUBLISH,
  QZ_RIGHT_TRANSFER_PAPERS,
  QZ_RIGHT_TRANSFER_PAY,
  QZ_RIGHT_TRANSFER_CONFIRM,
  QZ_RIGHT_REGION_SUSPEND,
  QZ_RIGHT_DEPOSIT_PROPOSE,
  QZ_RIGHT_DEPOSIT_PUBLISH,
  QZ_RIGHT_REGISTER,
  QZ_RIGHT_PRINT_PERSON,
  QZ_RIGHT_MANUAL_FILE,
  QZ_RIGHT_MANUAL_DECIDE,
  QZ_RIGHT_MANUAL_PAY,
  QZ_RIGHT_INSPECT,
  QZ_RIGHT_COMPLAINT,
  QZ_RIGHT_PERSON_SUSPEND,
  QZ_RIGHT_PROVIDER_SERVICE,
  QZ_RIGHT_PACKAGE_MAKE,
  QZ_RIGHT_PACKAGE_ACCEPT,
  QZ_RIGHT_ASSIST_MONTH,
  QZ_RIGHT_ASSIST_CONFIRM,
  QZ_RIGHT_ASSIST_DISPUTE,
  QZ_RIGHT_ASSIST_FORM4,
  QZ_RIGHT_ASSIST_MONEY,
  QZ_RIGHT_ASSIST_MONEY_CONFIRM,
  QZ_RIGHT_ASSIST_CLEAR,
  QZ_RIGHT_ACTIVATE_POLICY,
  QZ_RIGHT_CHANGE_USERS,
  QZ_RIGHT_CHANGE_SETTINGS,
  QZ_N_RIGHTS,
} QzRight;

/* QzRole bits of those who may, for qz_book_begin_act() and qz_book_check_role(). */
guint qz_right_get_roles (QzRight right);

/* Columns: group, act, rule, and one of QZ_VALUE_BOOL for each role, named as qz_role_to_text()
 * names it. */
QzSheet *qz_roles_list_rights (void);
/* The pairs that one person may not have: role, other, reason, rule. */
QzSheet *qz_roles_list_exclusions (void);
/* QZ_ERROR_REFUSED with the reason when @roles has such a pair. What a person does on one document
 * is looked at when it is signed: maker, reviewer and approver are three people (7.3-1). */
gboolean qz_roles_check (guint roles, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* All roles in order, 0-terminated. */
const guint *qz_roles_get_all (void);
/* "makes documents and imports files", translated. @role: one bit. */
const char *qz_role_get_summary (guint role);

G_END_DECLS
