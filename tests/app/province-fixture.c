/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "province-fixture.h"

#include "app-fixture.h"
#include "qz-cells.h"
#include "qz-clearing.h"
#include "qz-deposits.h"

#define FIRST    202411
#define N_MONTHS 20
#define N_CLAIMS 28
#define MAY      202605

static char *province; /* made once for the program */

/* Down it came as far as the cities; up all went its way but what one city's agencies owe it, which
 * holds up the rest. */
static void
pay_part (QzBook *book)
{
  province_move_leg (book, MAY, QZ_LEG_D1, NULL, "2026-07-03T10:00");
  province_move_leg (book, MAY, QZ_LEG_D2, NULL, "2026-07-07T10:00");
  province_move_leg (book, MAY, QZ_LEG_D3, PROVINCE_UNIT, "2026-07-09T10:00");
  province_move_leg (book, MAY, QZ_LEG_U1, NULL, "2026-07-08T09:00");
  for (guint leg = QZ_LEG_U2; leg <= QZ_LEG_U3; leg++)
    province_move_leg (book, MAY, (QzLeg) leg, PROVINCE_LATE, "2026-07-08T10:00");
}

/* ── June ────────────────────────────────────────────────────────────────────────────────────── */

static void
object (QzBook *book)
{
  const QzContext unit = province_context ("li", "2026-07-22T09:20", PROVINCE_CITY);
  const QzClearingObjection objection = { .period = PROVINCE_PERIOD,
                                          .scope = QZ_NL_IN_PROV,
                                          .unit = PROVINCE_CITY,
                                          .form = "F-NL-9-1",
                                          .line_no = 1,
                                          .has_claimed = TRUE,
                                          .claimed_fen = 100000,
                                          .reason = "人次与本地记录不符" };
  g_autoptr (GError) error = NULL;
  gint64 id;

  if (!qz_clearing_object (book, &unit, &objection, &id, &error))
    g_error ("the objection: %s", error->message);
}

static void
confirm (QzBook *book)
{
  static const char *const units[] = { "230100", "230300", "230400", "230500", "230700", "230800",
                                       "231000", "239900" };
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      const QzContext unit = province_context ("li", "2026-07-22T09:00", units[i]);

      if (!qz_clearing_confirm (book, &unit, PROVINCE_PERIOD, QZ_NL_IN_PROV, units[i], &error))
        g_error ("%s: %s", units[i], error->message);
    }
}

static void
file_mismatch (QzBook *book)
{
  const QzContext maker = province_context ("wang", "2026-07-16T09:00", NULL);
  const QzClearingMismatch mismatch = { .period = PROVINCE_PERIOD,
                                        .scope = QZ_NL_IN_PROV,
                                        .provider = "H23010200104",
                                        .insurance = QZ_INS_EMP,
                                        .their_fen = 1234567,
                                        .note = "医院多报一人次" };
  g_autoptr (GError) error = NULL;
  gint64 id;

  if (!qz_clearing_file_mismatch (book, &maker, &mismatch, &id, &error))
    g_error ("the mismatch: %s", error->message);
}

/* What is red is to be raised: the first waits for its publication. */
static void
propose_raise (QzBook *book)
{
  const QzContext maker = province_context ("wang", "2026-07-01T09:00", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) list = qz_deposit_list (book, &maker, &error);

  g_assert_no_error (error);
  if (g_strcmp0 (qz_cell_text (list, 0, "raise_state"), "needed") == 0)
    {
      QzDepositRaise raise = { .unit = qz_cell_text (list, 0, "unit") };
      g_autoptr (QzSheet) proposal = NULL;

      if (!qz_nl_scope_parse (qz_cell_text (list, 0, "scope"), &raise.scope))
        g_assert_not_reached ();
      proposal = qz_deposit_propose_raise (book, &maker, &raise, &error);
      g_assert_no_error (error);
    }
}

/* ── the whole ───────────────────────────────────────────────────────────────────────────────── */

static void
fill (QzBook *book)
{
  for (QzPeriod period = FIRST; period <= MAY; period = qz_period_add (period, 1))
    {
      province_make_lists (book, period);
      province_publish (book, period);
      if (period < MAY)
        province_pay_month (book, period);
    }
  propose_raise (book);
  pay_part (book);
  file_mismatch (book);
  province_make_lists (book, PROVINCE_PERIOD);
  confirm (book);
  object (book);
  province_tick (book, PROVINCE_NOW);
  province_fill_care (book);
}

static void
make_province (void)
{
  g_autoptr (QzBook) book = province_begin (FIRST, N_MONTHS, N_CLAIMS);

  province = g_build_filename (province_get_folder (), "province.qz", NULL);
  fill (book);
}

QzSession *
province_open (const char *user)
{
  if (province == NULL)
    make_province ();
  return app_open_copy (province, PROVINCE_NOW, user);
}
