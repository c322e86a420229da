/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every act of care away from home, cancelled in its middle: a month of a province from its audit
 * to its money, deposits, registrations, supervision, packages (act-trial.h). */
#include <glib/gstdio.h>
#include <string.h>

#include "act-trial.h"
#include "document-fixture.h"
#include "province-months.h"
#include "qz-actor-pages.h"
#include "qz-book-private.h"
#include "qz-care-acts.h"
#include "qz-cells.h"
#include "qz-clearing-acts.h"
#include "qz-clearing.h"
#include "qz-deposit-acts.h"
#include "qz-deposits.h"
#include "qz-exchange-actions.h"
#include "qz-money-acts.h"
#include "qz-nonlocal-tick.h"
#include "qz-packages.h"
#include "qz-peers.h"
#include "qz-provider-service-form.h"
#include "qz-registration.h"
#include "qz-supervision.h"
#include "qz-transfers.h"

#define MONTH 202411
#define UNIT  "230200"
#define OWN   "239900" /* the province's own level */

static QzBook *book;
static char *late; /* a unit that pays after it was suspended */

static void
assert_sound (void)
{
  const QzContext context = province_context ("wang", "2025-03-01T18:00", NULL);
  g_autoptr (GError) error = NULL;
  gboolean sound = FALSE;
  g_autoptr (QzSheet) checks = qz_book_verify (book, &context, &sound, &error);

  g_assert_no_error (error);
  g_assert_nonnull (checks);
  g_assert_true (sound);
}

/* ── a month ─────────────────────────────────────────────────────────────────────────────────── */

/* The first cell of @list, a sheet of one thing. */
static gint64
get_first (QzSheet *list, GError *error)
{
  gint64 id;

  g_assert_no_error (error);
  g_assert_cmpuint (qz_sheet_get_n_rows (list), ==, 1);
  id = qz_sheet_get_number (list, 0, 0);
  qz_sheet_unref (list);
  return id;
}

/* A settlement of the month in a hospital, and the hospital, of the file that came in. */
static void
find_claim (char **setl_id, char **hospital)
{
  g_autofree char *path = g_build_filename (province_get_folder (), "claims-2024-11.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 1; lines[i] != NULL && *lines[i] != '\0'; i++)
    {
      g_auto (GStrv) cells = g_strsplit (lines[i], ",", -1);

      /* Of the own level, paid by the fund, treated away from home. */
      if (!g_str_has_prefix (cells[0], OWN) || cells[22][0] == '-')
        continue;
      *setl_id = g_strdup (cells[0]);
      *hospital = g_strdup (cells[5]);
      return;
    }
  g_assert_not_reached ();
}

/* NL-37 … NL-38b, before the audit of the month is closed. */
static void
inspect (const char *setl_id, const char *hospital)
{
  g_autofree char *opening =
      g_strdup_printf ("provider=%s;from_day=2024-11-01;to_day=2024-11-30;subject=住院费用;"
                       "inspectors=甲、乙",
                       hospital);
  g_autofree char *finding = g_strdup_printf ("setl_id=%s;amount=#100;note=超标准收费", setl_id);
  g_autofree char *number =
      trial_make (TRIAL (qz_act_inspection_open, .user = "wang", .now = "2024-12-13T08:00",
                         .actor = OWN, .values = opening));

  trial_do (TRIAL (qz_act_inspection_find, .user = "wang", .now = "2024-12-13T08:10", .actor = OWN,
                   .key = number, .values = finding));
  trial_do (TRIAL (qz_act_inspection_note, .user = "wang", .now = "2024-12-13T08:20", .actor = OWN,
                   .key = number, .n = QZ_INSPECTION_HEAR, .reason = "医院无异议"));
  trial_do (TRIAL (qz_act_penalty, .user = "wang", .now = "2024-12-13T08:30", .actor = OWN,
                   .key = number, .values = "amount=#100000;note=违约金"));
  trial_do (TRIAL (qz_act_penalty_paid, .user = "wang", .now = "2024-12-13T08:40", .actor = OWN,
                   .key = number, .values = "amount=#40000;note=到账"));
}

/* NL-28a, NL-31a. */
static void
audit (const char *hospital)
{
  g_autofree char *theirs = g_strdup_printf ("provider=%s;scope=in_prov;insurance=EMP;theirs=#1;"
                                             "note=医院的数不同",
                                             hospital);
  g_autoptr (GError) error = NULL;

  trial_do (TRIAL (qz_act_audit_begin, .user = "wang", .now = "2024-12-13T09:00", .actor = UNIT,
                   .period = MONTH, .unit = UNIT));
  trial_do (TRIAL (qz_act_audit_done, .user = "wang", .now = "2024-12-13T10:00", .actor = UNIT,
                   .period = MONTH, .unit = UNIT));
  trial_do (TRIAL (qz_act_mismatch, .user = "wang", .now = "2024-12-13T11:00", .actor = OWN,
                   .key = "202411", .values = theirs));
  trial_do (TRIAL (qz_act_solve, .user = "wang", .now = "2024-12-13T12:00", .actor = OWN,
                   .id = get_first (qz_clearing_list_mismatches (book, MONTH, &error), error),
                   .reason = "医院改数"));
}

/* NL-27, NL-31c … NL-31i; what is due by itself is applied by the acts. */
static void
clear (void)
{
  g_autoptr (GError) error = NULL;

  trial_do (TRIAL (qz_act_upload, .user = "wang", .now = "2024-12-20T09:00"));
  trial_do (
      TRIAL (qz_act_upload_period, .user = "wang", .now = "2024-12-21T09:00", .period = MONTH));
  for (guint scope = 0; scope < QZ_N_NL_SCOPES; scope++)
    trial_do (TRIAL (qz_act_generate, .user = "wang", .now = "2024-12-21T10:00", .period = MONTH,
                     .scope = (QzNlScope) scope));
  trial_do (TRIAL (qz_act_object, .user = "wang", .now = "2024-12-22T09:00", .actor = UNIT,
                   .period = MONTH, .unit = UNIT, .key = "F-NL-9-1", .n = 1, .amount_fen = 100,
                   .reason = "金额不符"));
  trial_do (TRIAL (qz_act_answer, .user = "li", .now = "2024-12-22T10:00",
                   .id = get_first (qz_clearing_list_objections (book, MONTH, &error), error),
                   .key = "REJECTED", .reason = "无误"));
  trial_do (TRIAL (qz_act_confirm, .user = "li", .now = "2024-12-22T11:00", .actor = UNIT,
                   .period = MONTH, .unit = UNIT));
  trial_do (TRIAL (qz_act_national, .user = "li", .now = "2024-12-25T09:00", .period = MONTH));
  trial_do (TRIAL (qz_act_publish, .user = "zhao", .now = "2024-12-31T15:00", .period = MONTH));
}

/* ── its money ───────────────────────────────────────────────────────────────────────────────── */

static QzSheet *
list_leg (QzLeg leg, const char *now)
{
  const QzContext context = province_context ("qian", now, NULL);
  const QzTransferFilter filter = { .period = MONTH, .scope = -1, .leg = (int) leg };
  g_autoptr (GError) error = NULL;
  QzSheet *list = qz_transfer_list (book, &context, &filter, &error);

  g_assert_no_error (error);
  return list;
}

/* Recorded by mistake and taken back; recorded, and confirmed by both sides (NL-35). */
static void
move (QzSheet *list, guint row, const char *now)
{
  static guint n_slips;
  const char *number = qz_cell_text (list, row, "transfer");
  const char *payer = qz_cell_text (list, row, "payer");
  g_autofree char *serial = g_strdup_printf ("B%06u", ++n_slips);
  g_autofree char *day = g_strndup (now, 10);
  const TrialAct *pay = TRIAL (qz_act_pay, .user = "qian", .now = now, .actor = payer,
                               .key = number, .bank = "冰凌花银行", .serial = serial, .day = day);

  if (n_slips == 1)
    {
      trial_do (pay);
      trial_do (TRIAL (qz_act_take_back, .user = "qian", .now = now, .actor = payer, .key = number,
                       .reason = "记错"));
      g_set_str (&serial, "B000000");
      trial_do (TRIAL (qz_act_pay, .user = "qian", .now = now, .actor = payer, .key = number,
                       .bank = "冰凌花银行", .serial = serial, .day = day));
    }
  else
    trial_do (pay);
  trial_do (
      TRIAL (qz_act_confirm_payment, .user = "chuna", .now = now, .actor = payer, .key = number));
  trial_do (TRIAL (qz_act_confirm_receipt, .user = "chuna", .now = now,
                   .actor = qz_cell_text (list, row, "payee"), .key = number));
}

/* The papers of every office that pays by @leg, once for each scope. */
static void
pass_papers (QzSheet *list, QzLeg leg, const char *now)
{
  g_autoptr (GHashTable) passed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint row = 0; row < qz_sheet_get_n_rows (list); row++)
    {
      const char *payer = qz_cell_text (list, row, "payer");
      const char *text = qz_cell_text (list, row, "scope");
      QzNlScope scope;

      if (!qz_nl_scope_parse (text, &scope))
        g_assert_not_reached ();
      if (g_hash_table_add (passed, g_strconcat (payer, text, NULL)))
        trial_do (TRIAL (qz_act_pass_papers, .user = "qian", .now = now, .actor = payer,
                         .period = MONTH, .scope = scope, .n = leg,
                         .key = leg == QZ_LEG_U1 ? payer : NULL));
    }
}

/* @only: of this unit; NULL: of all but the late one. */
static void
move_leg (QzLeg leg, const char *only, const char *now)
{
  g_autoptr (QzSheet) list = list_leg (leg, now);

  g_assert_cmpuint (qz_sheet_get_n_rows (list), >, 0);
  if (only == NULL && (leg == QZ_LEG_D1 || leg == QZ_LEG_U1))
    pass_papers (list, leg, now);
  for (guint row = 0; row < qz_sheet_get_n_rows (list); row++)
    {
      const char *unit = qz_cell_text (list, row, "unit");

      if (only != NULL ? g_strcmp0 (unit, only) == 0 : g_strcmp0 (unit, late) != 0)
        move (list, row, now);
    }
}

/* NL-31-D, NL-31-U, NL-34. */
static void
move_money (void)
{
  g_autoptr (QzSheet) last = NULL;
  g_autoptr (QzSheet) owed = list_leg (QZ_LEG_U3, "2024-12-31T16:00");
  QzNlScope scope;

  g_set_str (&late, qz_cell_text (owed, 0, "unit"));
  for (guint leg = QZ_LEG_D1; leg <= QZ_LEG_D3; leg++)
    move_leg ((QzLeg) leg, NULL, "2024-12-31T16:00");
  last = list_leg (QZ_LEG_D3, "2024-12-31T16:00");
  g_assert_true (qz_nl_scope_parse (qz_cell_text (last, 0, "scope"), &scope));
  trial_do (TRIAL (qz_act_pay_hospitals, .user = "wang", .now = "2024-12-31T17:00",
                   .actor = qz_cell_text (last, 0, "payee"), .period = MONTH, .scope = scope,
                   .key = qz_cell_text (last, 0, "payee")));
  for (guint leg = QZ_LEG_U1; leg <= QZ_LEG_U3; leg++)
    move_leg ((QzLeg) leg, NULL, "2025-01-02T09:00");
  move_leg (QZ_LEG_U1, late, "2025-01-02T09:30");
  trial_do (TRIAL (qz_act_suspend, .user = "zhao", .now = "2025-02-20T09:00", .unit = late,
                   .reason = "逾期未拨"));
  for (guint leg = QZ_LEG_U2; leg <= QZ_LEG_U3; leg++)
    move_leg ((QzLeg) leg, late, "2025-02-21T09:00");
  trial_do (TRIAL (qz_act_resume, .user = "zhao", .now = "2025-02-22T09:00", .unit = late,
                   .reason = "已拨清"));
}

/* ── persons ─────────────────────────────────────────────────────────────────────────────────── */

#define PERSON "psn_no=23020000000057000170;psn_name=陈建;certno=230202198711150105"

/* NL-8 … NL-10. */
static void
keep_registrations (void)
{
  g_autofree char *first = trial_make (
      TRIAL (qz_act_register, .user = "wang", .now = "2025-02-24T09:00", .actor = UNIT,
             .values = PERSON ";kind=RESIDENT;scope=in_prov;insurance=EMP;insured_area=" UNIT
                              ";treat_area=230100;begin_day=2025-02-24;phone=13900003971"
                              ";address=哈尔滨市;hospitals=H23010300107"));
  g_autofree char *second = trial_make (
      TRIAL (qz_act_register_anew, .user = "wang", .now = "2025-02-25T09:00", .actor = UNIT,
             .key = first,
             .values = PERSON ";kind=RESIDENT;scope=in_prov;insurance=EMP;insured_area=" UNIT
                              ";treat_area=230100;begin_day=2025-02-25;phone=13900003971"
                              ";address=哈尔滨市;hospitals=H23010200104;reason=换医院"));

  trial_do (TRIAL (qz_act_on_registration, .user = "wang", .now = "2025-02-26T09:00", .actor = UNIT,
                   .key = second, .n = QZ_REGISTRATION_PAUSE, .reason = "暂停"));
}

#define STAY                                                                                       \
  PERSON ";insurance=EMP;insured_area=" UNIT ";treat_area=230100;hospital_name=江上雪第一医院"     \
         ";manual_reason=SYSTEM_FAULT;medfee=#1284560;asked=#903100;discharge_day="

/* NL-24b. */
static void
reimburse (void)
{
  g_autofree char *first =
      trial_make (TRIAL (qz_act_manual_file, .user = "wang", .now = "2025-02-26T10:00",
                         .actor = UNIT, .values = STAY "2025-02-25"));
  g_autofree char *second =
      trial_make (TRIAL (qz_act_manual_file, .user = "wang", .now = "2025-02-26T10:10",
                         .actor = UNIT, .values = STAY "2025-02-24"));

  trial_do (TRIAL (qz_act_manual_accept, .user = "li", .now = "2025-02-26T11:00", .actor = UNIT,
                   .key = first, .values = "fund=#800000;reason=核减"));
  trial_do (TRIAL (qz_act_manual_refuse, .user = "li", .now = "2025-02-26T11:10", .actor = UNIT,
                   .key = second, .reason = "重复"));
  trial_do (TRIAL (qz_act_manual_pay, .user = "qian", .now = "2025-02-27T09:00", .actor = UNIT,
                   .key = first, .reason = "已转账"));
}

/* NL-39, NL-40. */
static void
supervise (const char *hospital)
{
  g_autofree char *complaint = g_strdup_printf ("received_day=2025-02-26;complainant=某某;"
                                                "contact=13900000000;provider=%s;"
                                                "subject=拒收异地患者",
                                                hospital);
  g_autofree char *number = trial_make (TRIAL (qz_act_complaint_receive, .user = "wang",
                                               .now = "2025-02-26T14:00", .values = complaint));

  trial_do (TRIAL (qz_act_complaint_note, .user = "wang", .now = "2025-02-26T15:00", .key = number,
                   .n = QZ_COMPLAINT_ACCEPT, .reason = "受理"));
  trial_do (TRIAL (qz_act_complaint_find, .user = "wang", .now = "2025-02-27T15:00", .key = number,
                   .values = "major=#1;note=情况属实"));
  trial_do (TRIAL (qz_act_person_suspend, .user = "zhao", .now = "2025-02-27T16:00", .actor = UNIT,
                   .values = "certno=230202198711150105;psn_name=陈建;insured_area=" UNIT
                             ";from_day=2025-02-27;reason=冒名就医"));
  trial_do (TRIAL (qz_act_person_resume, .user = "zhao", .now = "2025-02-28T16:00", .actor = UNIT,
                   .values = "certno=230202198711150105;reason=处理完毕"));
}

/* NL-14. */
static void
switch_service (const char *hospital)
{
  trial_do (TRIAL (qz_act_switch_service, .user = "zhao", .now = "2025-02-28T17:00",
                   .key = hospital,
                   .values = "service=nonlocal;enabled=#0;from_day=2025-02-28;reason=协议到期"));
}

static void
test_province (void)
{
  g_autofree char *path = NULL;
  g_autofree char *setl_id = NULL;
  g_autofree char *hospital = NULL;

  book = province_begin (MONTH, 1, 12);
  path = g_build_filename (province_get_folder (), "province.qz", NULL);
  province_take_in (book, MONTH);
  find_claim (&setl_id, &hospital);
  trial_begin (book, path);
  inspect (setl_id, hospital);
  audit (hospital);
  clear ();
  move_money ();
  keep_registrations ();
  reimburse ();
  supervise (hospital);
  switch_service (hospital);
  g_clear_pointer (&late, g_free);
  g_assert_cmpuint (trial_end (), >, 100);
  assert_sound ();
  qz_book_close (book);
  province_remove ();
}

/* ── deposits ────────────────────────────────────────────────────────────────────────────────── */

static void
open_office (Fixture *self, const char *agency)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  memset (self, 0, sizeof *self);
  self->folder = g_dir_make_tmp ("qz-acts-XXXXXX", &error);
  self->sample = g_build_filename (g_getenv ("QZ_TEST_DATA"), "sample", "heilongjiang", NULL);
  path = g_build_filename (self->folder, "book.qz", NULL);
  at (self, "2026-02-09T09:00");
  g_assert_true (qz_book_create (path, agency, agency, "admin", &self->context.clock, &error));
  self->book = qz_book_open (path, TRUE, &error);
  g_assert_no_error (error);
  fixture_put_users (self);
  g_assert_true (
      qz_policy_activate (self->book, as (self, "admin"), "heilongjiang-nonlocal", &error));
  import_sample (self, "areas", "areas.csv");
  import_sample (self, "agencies", "agencies.csv");
}

/* What the publication of a month tells the deposits: a red month. */
static void
make_red (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzAct) act = NULL;

  at (self, "2026-06-30T15:00");
  act = qz_book_begin_act (self->book, as (self, "ap"), "test month", 0, &error);
  g_assert_no_error (error);
  g_assert_true (
      qz_deposit_record_usage (act, self->book, 202605, QZ_NL_IN_PROV, UNIT, 900000000, &error));
  g_assert_true (qz_book_end_act (self->book, &self->context, g_steal_pointer (&act), &error));
  g_assert_no_error (error);
}

/* NL-20, NL-21d. */
static void
test_deposits (void)
{
  Fixture self;
  g_autofree char *path = NULL;

  open_office (&self, "230000");
  path = g_build_filename (self.folder, "book.qz", NULL);
  import_text (&self, "deposit-opening", "opening.csv",
               "unit,scope,day,quota,balance\n" UNIT ",in_prov,2025-12-31,6000000.00,6000000.00\n");
  import_text (&self, "deposit-base", "base.csv",
               "year,scope,unit,agency,insurance,amount\n2025,in_prov," UNIT "," UNIT
               ",EMP,50000000.00\n2025,in_prov," OWN "," OWN ",EMP,20000000.00\n");
  book = self.book;
  trial_begin (book, path);
  trial_do (TRIAL (qz_act_propose_quota, .user = "ma", .now = "2026-02-10T09:00", .n = 2026,
                   .unit = OWN));
  trial_do (TRIAL (qz_act_publish_quota, .user = "ap", .now = "2026-02-11T09:00", .n = 2026,
                   .unit = OWN));
  trial_do (TRIAL (qz_act_propose_adjustment, .user = "ma", .now = "2026-02-12T09:00", .n = 2026,
                   .unit = UNIT));
  trial_do (TRIAL (qz_act_publish_adjustment, .user = "ap", .now = "2026-02-13T09:00", .n = 2026,
                   .unit = UNIT));
  make_red (&self);
  trial_do (TRIAL (qz_act_propose_raise, .user = "ma", .now = "2026-06-30T16:00", .unit = UNIT,
                   .n = QZ_RAISE_MANUAL, .amount_fen = 100000000, .reason = "预计增长"));
  trial_do (TRIAL (qz_act_publish_raise, .user = "ap", .now = "2026-06-30T17:00", .unit = UNIT,
                   .n = QZ_RAISE_MANUAL, .amount_fen = 100000000, .reason = "预计增长"));
  g_assert_cmpuint (trial_end (), >=, 6);
  fixture_close (&self);
}

/* ── packages ────────────────────────────────────────────────────────────────────────────────── */

#define SECRET "春江潮水连海平海上明月"

static char *
dup_path (Fixture *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

/* Makes the office's key; its fingerprint. (transfer full) */
static char *
make_key (Fixture *self)
{
  g_autofree char *key = dup_path (self, "own.key");
  g_autofree char *public = dup_path (self, "own.pub");
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) made = qz_peer_make_key (self->book, as (self, "admin"), key, SECRET, &error);
  g_autoptr (QzSheet) shown =
      qz_peer_show_key (self->book, as (self, "admin"), key, public, &error);

  g_assert_no_error (error);
  g_assert_nonnull (shown);
  return g_strdup (qz_fact_text (made, "fingerprint"));
}

static void
trust (Fixture *self, Fixture *other, const char *agency, const char *fingerprint)
{
  g_autofree char *public = dup_path (other, "own.pub");
  g_autoptr (GError) error = NULL;

  if (!qz_peer_add (self->book, as (self, "admin"), agency, public, fingerprint, &error))
    g_error ("%s: %s", agency, error->message);
}

static void
make_lists (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  import_sample (self, "providers", "providers.csv");
  import_sample (self, "accounts", "accounts.csv");
  import_sample (self, "claims", "claims-2026-05.csv");
  import_sample (self, "national-items", "national-2026-05.csv");
  if (!qz_nonlocal_tick (self->book, as (self, "ma"), NULL, &error))
    g_error ("%s", error->message);
  for (guint scope = 0; scope < QZ_N_NL_SCOPES; scope++)
    {
      g_autoptr (QzSheet) list =
          qz_clearing_generate (self->book, as (self, "ma"), 202605, (QzNlScope) scope, &error);

      g_assert_no_error (error);
      g_assert_nonnull (list);
    }
}

/* The file of a package of the province for the city. (transfer full) */
static char *
make_package (Fixture *self)
{
  g_autofree char *key = dup_path (self, "own.key");
  const QzPackageMake what = { UNIT, self->folder, key, SECRET };
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) made = qz_package_make (self->book, as (self, "re"), &what, &error);

  g_assert_no_error (error);
  g_assert_cmpint (qz_fact_number (made, "items"), ==, 2);
  return g_strdup (qz_fact_text (made, "file"));
}

static void
test_packages (void)
{
  Fixture province, city;
  g_autofree char *of_province = NULL;
  g_autofree char *of_city = NULL;
  g_autofree char *path = NULL;
  g_autofree char *package = NULL;

  open_office (&province, "230000");
  open_office (&city, UNIT);
  of_province = make_key (&province);
  of_city = make_key (&city);
  trust (&province, &city, UNIT, of_city);
  trust (&city, &province, "230000", of_province);
  at (&province, "2026-06-21T10:00");
  make_lists (&province);
  package = make_package (&province);
  path = dup_path (&city, "book.qz");
  book = city.book;
  trial_begin (book, path);
  trial_do (TRIAL (qz_act_accept_package, .user = "re", .now = "2026-06-21T15:00", .key = package));
  trial_do (
      TRIAL (qz_act_distrust_office, .user = "admin", .now = "2026-06-22T09:00", .key = "230000"));
  trial_do (TRIAL (qz_act_add_actor, .user = "admin", .now = "2026-06-22T10:00",
                   .values = "agency=230000"));
  trial_do (
      TRIAL (qz_act_remove_actor, .user = "admin", .now = "2026-06-22T11:00", .key = "230000"));
  g_assert_cmpuint (trial_end (), >=, 4);
  fixture_close (&city);
  fixture_close (&province);
}

static void
test_all (void)
{
  trial_assert_all ("src/app/care");
  trial_assert_all ("src/app/nonlocal");
  trial_assert_all ("src/app/registry");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/acts-care/province/NL-28/NL-31", test_province);
  g_test_add_func ("/acts-care/deposits/NL-20", test_deposits);
  g_test_add_func ("/acts-care/packages/NL-31", test_packages);
  g_test_add_func ("/acts-care/left-out/none", test_all);
  return g_test_run ();
}
