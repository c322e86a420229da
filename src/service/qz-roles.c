/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-roles.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"

/* ── the roles ──────────────────────────────────────────────────────────────────────────────── */

static const struct {
  QzRole role;
  const char *text;
  const char *name;
  const char *summary;
} role_names[] = {
  { QZ_ROLE_MAKER, "maker", N_ ("Maker"), N_ ("makes documents and imports files") },
  { QZ_ROLE_REVIEWER, "reviewer", N_ ("Reviewer"), N_ ("reviews what others made") },
  { QZ_ROLE_APPROVER, "approver", N_ ("Approver"), N_ ("approves what others reviewed") },
  { QZ_ROLE_FINANCE, "finance", N_ ("Finance"),
    N_ ("pays through the bank, posts and closes months") },
  { QZ_ROLE_MANAGER, "manager", N_ ("Manager"),
    N_ ("reads everything, cancels, puts off, activates policies") },
  { QZ_ROLE_AUDITOR, "auditor", N_ ("Auditor"), N_ ("reads everything and checks") },
  { QZ_ROLE_ADMINISTRATOR, "administrator", N_ ("Administrator"),
    N_ ("keeps users, registries and policies") },
};

const guint *
qz_roles_get_all (void)
{
  static const guint all[] = {
    QZ_ROLE_MAKER,   QZ_ROLE_REVIEWER, QZ_ROLE_APPROVER,      QZ_ROLE_FINANCE,
    QZ_ROLE_MANAGER, QZ_ROLE_AUDITOR,  QZ_ROLE_ADMINISTRATOR, 0,
  };

  return all;
}

const char *
qz_role_get_summary (guint role)
{
  for (guint i = 0; i < G_N_ELEMENTS (role_names); i++)
    if (role_names[i].role == role)
      return _ (role_names[i].summary);
  g_return_val_if_reached ("");
}

static guint
find_role (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (role_names); i++)
    if (g_str_equal (role_names[i].text, word))
      return role_names[i].role;
  return 0;
}

guint
qz_role_from_text (const char *text, GError **error)
{
  g_auto (GStrv) words = g_strsplit (text, ",", -1);
  guint roles = 0;

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint role = find_role (g_strstrip (words[i]));

      if (role == 0)
        {
          g_autofree char *all = qz_role_to_text (~0u);

          qz_error_set (error, QZ_ERROR_INPUT, "role-unknown",
                        _("“%s” is not a role; the roles are: %s"), words[i], all);
          return 0;
        }
      roles |= role;
    }
  if (roles == 0)
    qz_error_set (error, QZ_ERROR_INPUT, "role-unknown", _("No role is given"));
  return roles;
}

char *
qz_role_to_text (guint roles)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (role_names); i++)
    if ((roles & role_names[i].role) != 0)
      {
        if (text->len > 0)
          g_string_append_c (text, ',');
        g_string_append (text, role_names[i].text);
      }
  return g_string_free (text, FALSE);
}

char *
qz_role_dup_names (guint roles)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (role_names); i++)
    if ((roles & role_names[i].role) != 0)
      {
        /* Translators: stands between the roles of a user. */
        g_string_append (text, text->len > 0 ? _(", ") : "");
        g_string_append (text, _ (role_names[i].name));
      }
  return g_string_free (text, FALSE);
}

/* ── which exclude each other ───────────────────────────────────────────────────────────────── */

#define BUSINESS (QZ_ROLE_MAKER | QZ_ROLE_REVIEWER | QZ_ROLE_APPROVER)

/* The regulations put instant settlement under internal control with the agreement of business and
 * finance in the first place (HLJ-IS-22, JL-24): who keeps the money does not make or sign the
 * documents; who checks does neither; and who gives the rights out does not use them on money.
 * Making, reviewing and approving may be the roles of one person of a small office, for no two of
 * them are ever taken on one document (7.3-1). */
static const struct {
  guint role;
  guint others;
  const char *reason;
  const char *rule;
} exclusions[] = {
  { QZ_ROLE_FINANCE, BUSINESS, N_ ("who pays and keeps the books makes and signs no documents"),
    "JL-24" },
  { QZ_ROLE_AUDITOR, BUSINESS | QZ_ROLE_FINANCE | QZ_ROLE_MANAGER,
    N_ ("who checks does not do what is checked"), "JL-24" },
  { QZ_ROLE_ADMINISTRATOR, QZ_ROLE_REVIEWER | QZ_ROLE_APPROVER | QZ_ROLE_FINANCE,
    N_ ("who gives out the rights neither signs nor pays"), "7.3-1" },
};

gboolean
qz_roles_check (guint roles, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (exclusions); i++)
    {
      g_autofree char *one = NULL;
      g_autofree char *others = NULL;

      if ((roles & exclusions[i].role) == 0 || (roles & exclusions[i].others) == 0)
        continue;
      one = qz_role_dup_names (exclusions[i].role);
      others = qz_role_dup_names (roles & exclusions[i].others);
      qz_error_set (error, QZ_ERROR_REFUSED, "roles-exclusive",
                    _("One person cannot be both %s and %s: %s. Give these roles to two people."),
                    one, others, _ (exclusions[i].reason));
      qz_error_add_rule (error, exclusions[i].rule);
      return FALSE;
    }
  return TRUE;
}

static void
add_exclusion (QzSheet *sheet, guint i, guint other)
{
  g_autofree char *one = qz_role_to_text (exclusions[i].role);
  g_autofree char *two = qz_role_to_text (other);
  const guint row = qz_sheet_add_row (sheet);

  qz_sheet_put_text (sheet, row, 0, one);
  qz_sheet_put_text (sheet, row, 1, two);
  qz_sheet_put_text (sheet, row, 2, _ (exclusions[i].reason));
  qz_sheet_put_text (sheet, row, 3, exclusions[i].rule);
}

QzSheet *
qz_roles_list_exclusions (void)
{
  QzSheet *sheet = qz_sheet_new ("exclusions");

  qz_sheet_add_column (sheet, "role", _("Role"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "other", _("Excludes"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "reason", _("Because"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "rule", _("Rule"), QZ_VALUE_TEXT);
  for (guint i = 0; i < G_N_ELEMENTS (exclusions); i++)
    for (const guint *other = qz_roles_get_all (); *other != 0; other++)
      if ((exclusions[i].others & *other) != 0)
        add_exclusion (sheet, i, *other);
  return sheet;
}

/* ── who may do what ────────────────────────────────────────────────────────────────────────── */

#define GROUP_DATA      N_ ("Data")
#define GROUP_DEADLINES N_ ("Deadlines")
#define GROUP_DOCUMENTS N_ ("Documents")
#define GROUP_PAYMENTS  N_ ("Payments")
#define GROUP_LEDGER    N_ ("Ledger")
#define GROUP_NONLOCAL  N_ ("Care away from home")
#define GROUP_ASSIST    N_ ("Medical assistance")
#define GROUP_KEEPING   N_ ("Keeping the book set")

static const struct {
  const char *group;
  const char *act;
  guint roles;
  const char *rule; /* nullable */
} rights[QZ_N_RIGHTS] = {
  [QZ_RIGHT_IMPORT] = { GROUP_DATA, N_ ("Import files"),
                        QZ_ROLE_MAKER | QZ_ROLE_ADMINISTRATOR },
  [QZ_RIGHT_WITHDRAW_IMPORT] = { GROUP_DATA, N_ ("Withdraw an import"),
                                 QZ_ROLE_MAKER | QZ_ROLE_ADMINISTRATOR },
  [QZ_RIGHT_REVEAL_PERSON] = { GROUP_DATA, N_ ("See whole identity numbers"),
                               QZ_ROLE_MANAGER | QZ_ROLE_AUDITOR | QZ_ROLE_ADMINISTRATOR },
  [QZ_RIGHT_TICK_DEADLINE] = { GROUP_DEADLINES, N_ ("Tick a deadline off"),
                               BUSINESS | QZ_ROLE_FINANCE | QZ_ROLE_MANAGER },
  [QZ_RIGHT_DECIDE_DEADLINE] = { GROUP_DEADLINES,
                                 N_ ("Tick off what a document should have proven"),
                                 QZ_ROLE_APPROVER | QZ_ROLE_MANAGER },
  [QZ_RIGHT_RECOUNT_DEADLINE] = { GROUP_DEADLINES, N_ ("Count due days again"),
                                  BUSINESS | QZ_ROLE_FINANCE | QZ_ROLE_MANAGER
                                      | QZ_ROLE_ADMINISTRATOR },
  [QZ_RIGHT_COMPUTE] = { GROUP_DOCUMENTS, N_ ("Compute documents"), QZ_ROLE_MAKER, "7.3-1" },
  [QZ_RIGHT_REVIEW] = { GROUP_DOCUMENTS, N_ ("Review"), QZ_ROLE_REVIEWER, "7.3-1" },
  [QZ_RIGHT_APPROVE] = { GROUP_DOCUMENTS, N_ ("Approve"), QZ_ROLE_APPROVER, "7.3-1" },
  [QZ_RIGHT_REFUSE] = { GROUP_DOCUMENTS, N_ ("Refuse"), QZ_ROLE_REVIEWER | QZ_ROLE_APPROVER,
                        "SM-2" },
  [QZ_RIGHT_CANCEL] = { GROUP_DOCUMENTS, N_ ("Cancel"),
                        QZ_ROLE_MAKER | QZ_ROLE_APPROVER | QZ_ROLE_MANAGER, "SM-2" },
  [QZ_RIGHT_DEFER] = { GROUP_DOCUMENTS, N_ ("Defer"),
                       QZ_ROLE_APPROVER | QZ_ROLE_MANAGER | QZ_ROLE_FINANCE, "SM-5" },
  [QZ_RIGHT_PUSH] = { GROUP_DOCUMENTS, N_ ("Push to finance"), BUSINESS, "JL-11d" },
  [QZ_RIGHT_HAND_OVER] = { GROUP_DOCUMENTS, N_ ("Signed sheet received"), QZ_ROLE_FINANCE,
                           "JL-11e" },
  [QZ_RIGHT_BATCH] = { GROUP_PAYMENTS, N_ ("Put documents into a bank batch"), QZ_ROLE_FINANCE,
                       "7.3-1" },
  [QZ_RIGHT_EXPORT] = { GROUP_PAYMENTS, N_ ("Export the bank’s file"), QZ_ROLE_FINANCE, "7.3-1" },
  [QZ_RIGHT_TAKE_RETURN] = { GROUP_PAYMENTS, N_ ("Take in the bank’s return file"),
                             QZ_ROLE_FINANCE, "7.3-2" },
  [QZ_RIGHT_WRITE_DRAFT] = { GROUP_LEDGER, N_ ("Write a voucher"),
                             QZ_ROLE_MAKER | QZ_ROLE_FINANCE, "SM-11" },
  [QZ_RIGHT_CHECK_DRAFT] = { GROUP_LEDGER, N_ ("Check a voucher"),
                             QZ_ROLE_REVIEWER | QZ_ROLE_APPROVER | QZ_ROLE_FINANCE, "SM-11" },
  [QZ_RIGHT_POST_DRAFT] = { GROUP_LEDGER, N_ ("Post a voucher"), QZ_ROLE_FINANCE, "SM-11" },
  [QZ_RIGHT_REVERSE_VOUCHER] = { GROUP_LEDGER, N_ ("Reverse a voucher"), QZ_ROLE_FINANCE,
                                 "SM-11" },
  [QZ_RIGHT_CLOSE_MONTH] = { GROUP_LEDGER, N_ ("Close a month"), QZ_ROLE_FINANCE, "3.6-5" },
  [QZ_RIGHT_REOPEN_MONTH] = { GROUP_LEDGER, N_ ("Reopen a month"), QZ_ROLE_FINANCE, "3.6-5" },
  [QZ_RIGHT_CLEARING_AUDIT] = { GROUP_NONLOCAL, N_ ("Audit a month, file and solve mismatches"),
                                QZ_ROLE_MAKER | QZ_ROLE_REVIEWER, "NL-28a" },
  [QZ_RIGHT_CLEARING_UPLOAD] = { GROUP_NONLOCAL, N_ ("Record uploads to the national system"),
                                 QZ_ROLE_MAKER, "NL-27" },
  [QZ_RIGHT_CLEARING_GENERATE] = { GROUP_NONLOCAL, N_ ("Make the lists of a month"),
                                   QZ_ROLE_MAKER, "NL-31d" },
  [QZ_RIGHT_CLEARING_CONFIRM] = { GROUP_NONLOCAL, N_ ("Confirm the lists of a month"),
                                  QZ_ROLE_REVIEWER | QZ_ROLE_APPROVER, "NL-31f" },
  [QZ_RIGHT_CLEARING_OBJECT] = { GROUP_NONLOCAL, N_ ("Object to a line of a list"), BUSINESS,
                                 "NL-31f" },
  [QZ_RIGHT_CLEARING_ANSWER] = { GROUP_NONLOCAL, N_ ("Answer an objection"),
                                 QZ_ROLE_REVIEWER | QZ_ROLE_APPROVER | QZ_ROLE_MANAGER,
                                 "NL-31f" },
  [QZ_RIGHT_CLEARING_NATIONAL] = { GROUP_NONLOCAL,
                                   N_ ("Record the confirmation in the national system"),
                                   QZ_ROLE_REVIEWER | QZ_ROLE_APPROVER, "NL-31h" },
  [QZ_RIGHT_CLEARING_PUBLISH] = { GROUP_NONLOCAL, N_ ("Publish the notices of a month"),
                                  QZ_ROLE_APPROVER, "NL-31i" },
  [QZ_RIGHT_TRANSFER_PAPERS] = { GROUP_NONLOCAL, N_ ("Pass the papers of a month"),
                                 QZ_ROLE_FINANCE, "NL-31" },
  [QZ_RIGHT_TRANSFER_PAY] = { GROUP_NONLOCAL, N_ ("Record what the bank transferred"),
                              QZ_ROLE_FINANCE, "NL-35" },
  [QZ_RIGHT_TRANSFER_CONFIRM] = { GROUP_NONLOCAL, N_ ("Confirm payments and receipts"),
                                  QZ_ROLE_FINANCE, "NL-35" },
  [QZ_RIGHT_REGION_SUSPEND] = { GROUP_NONLOCAL, N_ ("Suspend and resume an area"),
                                QZ_ROLE_APPROVER | QZ_ROLE_MANAGER, "NL-34" },
  [QZ_RIGHT_DEPOSIT_PROPOSE] = { GROUP_NONLOCAL, N_ ("Propose deposits and their raise"),
                                 QZ_ROLE_MAKER, "NL-20" },
  [QZ_RIGHT_DEPOSIT_PUBLISH] = { GROUP_NONLOCAL, N_ ("Publish notices of deposits"),
                                 QZ_ROLE_APPROVER, "NL-20" },
  [QZ_RIGHT_REGISTER] = { GROUP_NONLOCAL, N_ ("Register persons, change and end registrations"),
                          QZ_ROLE_MAKER | QZ_ROLE_REVIEWER, "NL-9" },
  [QZ_RIGHT_PRINT_PERSON] = { GROUP_NONLOCAL,
                              N_ ("Print registrations with the whole identity number"),
                              QZ_ROLE_MAKER | QZ_ROLE_REVIEWER | QZ_ROLE_MANAGER
                                  | QZ_ROLE_ADMINISTRATOR,
                              "NL-9" },
  [QZ_RIGHT_MANUAL_FILE] = { GROUP_NONLOCAL, N_ ("File a claim that the person paid in full"),
                             QZ_ROLE_MAKER, "NL-24b" },
  [QZ_RIGHT_MANUAL_DECIDE] = { GROUP_NONLOCAL, N_ ("Accept or refuse such a claim"),
                               QZ_ROLE_REVIEWER | QZ_ROLE_APPROVER, "NL-24b" },
  [QZ_RIGHT_MANUAL_PAY] = { GROUP_NONLOCAL, N_ ("Record that such a claim was reimbursed"),
                            QZ_ROLE_FINANCE, "NL-24b" },
  [QZ_RIGHT_INSPECT] = { GROUP_NONLOCAL, N_ ("Inspect hospitals and record what is found"),
                         QZ_ROLE_MAKER | QZ_ROLE_REVIEWER | QZ_ROLE_AUDITOR, "NL-37" },
  [QZ_RIGHT_COMPLAINT] = { GROUP_NONLOCAL, N_ ("Receive and handle complaints"),
                           BUSINESS | QZ_ROLE_MANAGER | QZ_ROLE_AUDITOR, "NL-39" },
  [QZ_RIGHT_PERSON_SUSPEND] = { GROUP_NONLOCAL,
                                N_ ("Suspend and resume direct settlement of a person"),
                                QZ_ROLE_APPROVER | QZ_ROLE_MANAGER, "NL-40" },
  [QZ_RIGHT_PROVIDER_SERVICE] = { GROUP_NONLOCAL, N_ ("Switch a service of a provider on or off"),
                                  QZ_ROLE_APPROVER | QZ_ROLE_MANAGER, "NL-14" },
  [QZ_RIGHT_PACKAGE_MAKE] = { GROUP_NONLOCAL, N_ ("Make packages for other offices"),
                              QZ_ROLE_REVIEWER | QZ_ROLE_APPROVER, "NL-31" },
  [QZ_RIGHT_PACKAGE_ACCEPT] = { GROUP_NONLOCAL, N_ ("Accept packages of other offices"),
                                QZ_ROLE_REVIEWER | QZ_ROLE_APPROVER, "NL-31" },
  [QZ_RIGHT_ASSIST_MONTH] = { GROUP_ASSIST, N_ ("Make and push the statements of a month"),
                              QZ_ROLE_MAKER, "DT-16a" },
  [QZ_RIGHT_ASSIST_CONFIRM] = { GROUP_ASSIST, N_ ("Confirm statements for hospitals and counties"),
                                QZ_ROLE_REVIEWER | QZ_ROLE_APPROVER, "DT-16b" },
  [QZ_RIGHT_ASSIST_DISPUTE] = { GROUP_ASSIST, N_ ("Dispute statements, and settle it with papers"),
                                BUSINESS, "DT-16c" },
  [QZ_RIGHT_ASSIST_FORM4] = { GROUP_ASSIST, N_ ("Make form 4 and push it"),
                              QZ_ROLE_REVIEWER | QZ_ROLE_APPROVER, "DT-19a" },
  [QZ_RIGHT_ASSIST_MONEY] = { GROUP_ASSIST,
                              N_ ("Record reserves and other money of the assistance fund"),
                              QZ_ROLE_FINANCE, "3.6-5" },
  [QZ_RIGHT_ASSIST_MONEY_CONFIRM] = { GROUP_ASSIST,
                                      N_ ("Confirm money of the assistance fund"),
                                      QZ_ROLE_FINANCE, "3.6-5" },
  [QZ_RIGHT_ASSIST_CLEAR] = { GROUP_ASSIST, N_ ("Make the clearing of a year"), QZ_ROLE_MAKER,
                              "DT-12" },
  [QZ_RIGHT_ACTIVATE_POLICY] = { GROUP_KEEPING, N_ ("Activate a policy"),
                                 QZ_ROLE_MANAGER | QZ_ROLE_ADMINISTRATOR },
  [QZ_RIGHT_CHANGE_USERS] = { GROUP_KEEPING, N_ ("Change users, roles and passphrases"),
                              QZ_ROLE_ADMINISTRATOR },
  [QZ_RIGHT_CHANGE_SETTINGS] = { GROUP_KEEPING, N_ ("Change the settings of the book set"),
                                 QZ_ROLE_ADMINISTRATOR },
};

guint
qz_right_get_roles (QzRight right)
{
  g_assert (right < QZ_N_RIGHTS && rights[right].roles != 0);
  return rights[right].roles;
}

#define FIRST_ROLE_COLUMN 3

static void
add_right (QzSheet *sheet, QzRight right)
{
  const guint row = qz_sheet_add_row (sheet);

  qz_sheet_put_text (sheet, row, 0, _ (rights[right].group));
  qz_sheet_put_text (sheet, row, 1, _ (rights[right].act));
  if (rights[right].rule != NULL)
    qz_sheet_put_text (sheet, row, 2, rights[right].rule);
  for (guint i = 0; i < G_N_ELEMENTS (role_names); i++)
    qz_sheet_put_number (sheet, row, FIRST_ROLE_COLUMN + i,
                         (rights[right].roles & role_names[i].role) != 0);
}

QzSheet *
qz_roles_list_rights (void)
{
  QzSheet *sheet = qz_sheet_new ("rights");

  qz_sheet_add_column (sheet, "group", _("Field of work"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "act", _("Act"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "rule", _("Rule"), QZ_VALUE_TEXT);
  for (guint i = 0; i < G_N_ELEMENTS (role_names); i++)
    qz_sheet_add_column (sheet, role_names[i].text, _ (role_names[i].name), QZ_VALUE_BOOL);
  for (guint right = 0; right < QZ_N_RIGHTS; right++)
    add_right (sheet, (QzRight) right);
  return sheet;
}
