/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "province-fixture.h"

#include "qz-fen.h"
#include "qz-config.h"
#include "qz-imports.h"
#include "qz-manual-claims.h"
#include "qz-supervision.h"

/* A claim of April of a hospital, and the agency that looks at it. */
#define CLAIM    "23990020260407000004"
#define HOSPITAL "H23010200104"
#define OWNER    "239900"

static QzDay
day (int year, int month, int of_month)
{
  QzDay out = QZ_DAY_NONE;

  g_assert_true (qz_day_from_ymd (year, month, of_month, &out));
  return out;
}

/* A macro, as the error is there only after the act. */
#define CHECK(done, what)                                                                         \
  G_STMT_START                                                                                     \
  {                                                                                                \
    if (!(done))                                                                                   \
      g_error ("%s: %s", what, error->message);                                                   \
  }                                                                                                \
  G_STMT_END

/* Of the sample province, whose areas are the same. */
static void
take_in (QzBook *book, const char *kind, const char *file)
{
  const QzContext maker = province_context ("wang", "2026-07-22T08:00", NULL);
  const QzImportOptions options = { NULL };
  g_autofree char *path =
      g_build_filename (QZ_SOURCE_DATA_DIR, "sample", "heilongjiang", file, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) report = qz_import_run (book, &maker, kind, path, &options, &error);

  CHECK (report != NULL, file);
}

/* ── manual reimbursement ────────────────────────────────────────────────────────────────────── */

static const struct {
  const char *registration, *psn_no, *name, *certno, *treat, *reason, *note;
  QzFen medfee, fund;
} stays[] = {
  { "HLJ1-230200-202602-001", "23020000000057000034", "韩英", "230202199702210027", "231000",
    "SYSTEM_FAULT", NULL, 1284560, 903100 },
  { "HLJ1-230200-202602-002", "23020000000057000051", "戚雨国", "23020219981114003X", "230100",
    "EMERGENCY", NULL, 3506218, 2510000 },
  { "HLJ1-230200-202602-003", "23020000000057000068", "严淑哲", "230202196909260044", "230100",
    "OTHER", "医院断网", 620030, 400000 },
};

static void
file_stays (QzBook *book)
{
  const QzContext maker = province_context ("wang", "2026-07-22T08:10", PROVINCE_UNIT);
  const QzContext reviewer = province_context ("li", "2026-07-22T08:20", PROVINCE_UNIT);
  char *numbers[G_N_ELEMENTS (stays)];
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (stays); i++)
    {
      const QzManualClaimInput input = { .registration = stays[i].registration,
                                         .psn_no = stays[i].psn_no,
                                         .psn_name = stays[i].name,
                                         .certno = stays[i].certno,
                                         .insurance = QZ_INS_EMP,
                                         .insured_area = PROVINCE_UNIT,
                                         .treat_area = stays[i].treat,
                                         .hospital_name = "江上雪第一医院",
                                         .discharge_day = day (2026, 6, 10 + (int) i),
                                         .reason = stays[i].reason,
                                         .reason_note = stays[i].note,
                                         .medfee_fen = stays[i].medfee,
                                         .fund_fen = stays[i].fund };

      CHECK (qz_manual_claim_file (book, &maker, &input, &numbers[i], &error), stays[i].name);
    }
  CHECK (qz_manual_claim_accept (book, &reviewer, numbers[1], stays[1].fund, NULL, &error),
         "accepting");
  CHECK (qz_manual_claim_refuse (book, &reviewer, numbers[2], "材料不全", &error), "refusing");
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_free (numbers[i]);
}

/* ── supervision ─────────────────────────────────────────────────────────────────────────────── */

static void
inspect (QzBook *book)
{
  const QzContext maker = province_context ("wang", "2026-07-22T08:30", OWNER);
  const QzInspectionInput input = { .provider = HOSPITAL,
                                    .from_day = day (2026, 4, 1),
                                    .to_day = day (2026, 4, 30),
                                    .subject = "异地就医住院费用抽查",
                                    .inspectors = "王敏、李航" };
  const QzInspectionFinding finding = { CLAIM, 12850, "超标准收费" };
  g_autofree char *number = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GError) error = NULL;
  QzPeriod period;

  CHECK (qz_inspection_open (book, &maker, &input, &number, &error), "an inspection");
  CHECK (qz_inspection_find (book, &maker, number, &finding, &period, &error), "a finding");
  CHECK (qz_inspection_act (book, &maker, number, QZ_INSPECTION_HEAR, 0, "医院无异议", &error),
         "the hospital");
  CHECK (qz_inspection_act (book, &maker, number, QZ_INSPECTION_PENALTY, 100000, "违约金", &error),
         "a penalty");
  CHECK (qz_inspection_open (book, &maker, &input, &second, &error), "another");
}

static void
hear_complaints (QzBook *book)
{
  static const char *const subjects[] = { "拒收异地患者", "要求垫付押金后才办理直接结算",
                                          "备案后仍提示未备案" };
  const QzContext maker = province_context ("wang", "2026-07-22T08:40", NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      const QzComplaintInput input = { .received_day = day (2026, 7, 14 + (int) i),
                                       .complainant = "某某",
                                       .contact = "13900000000",
                                       .provider = HOSPITAL,
                                       .subject = subjects[i] };
      g_autofree char *number = NULL;

      CHECK (qz_complaint_receive (book, &maker, &input, &number, &error), subjects[i]);
      if (i > 0)
        CHECK (qz_complaint_act (book, &maker, number, QZ_COMPLAINT_ACCEPT, FALSE, "受理", &error),
               "accepting");
      if (i > 1)
        CHECK (qz_complaint_act (book, &maker, number, QZ_COMPLAINT_FIND, TRUE, "情况属实",
                                 &error),
               "finding");
    }
}

static void
suspend_persons (QzBook *book)
{
  const QzContext approver = province_context ("zhao", "2026-07-22T08:50", PROVINCE_UNIT);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 2; i++)
    {
      const QzPersonSuspendInput input = { .certno = stays[i].certno,
                                           .psn_name = stays[i].name,
                                           .insured_area = PROVINCE_UNIT,
                                           .from_day = day (2026, 7, 1),
                                           .reported_day = i == 0 ? day (2026, 7, 2) : QZ_DAY_NONE,
                                           .reason = "冒名就医" };

      CHECK (qz_person_suspend (book, &approver, &input, &error), stays[i].name);
    }
  CHECK (qz_person_resume (book, &approver, stays[1].certno, "处理完毕", &error), "resuming");
}

void
province_fill_care (QzBook *book)
{
  take_in (book, "registrations", "registrations.csv");
  take_in (book, "deposit-base", "deposit-base-2025.csv");
  file_stays (book);
  inspect (book);
  hear_complaints (book);
  suspend_persons (book);
}
