/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of care away from home with a province's data on them. */
#include "province-fixture.h"

#include "app-fixture.h"
#include "picture.h"
#include "qz-care-pages.h"
#include "qz-cells.h"
#include "qz-clearing-lists-pages.h"
#include "qz-clearing-page.h"
#include "qz-deposit-page.h"
#include "qz-money-page.h"
#include "qz-page-spec.h"

#define WIDE   1200
#define NARROW 360

typedef AdwNavigationPage *(*MakeFunc) (QzSession *session);

static void
look_at (QzSession *session, AdwNavigationPage *page, int width, const char *name)
{
  g_autofree char *whole =
      g_strconcat ("care-", name, width == NARROW ? "-narrow" : "", NULL);
  GtkWindow *window = picture_show (GTK_WIDGET (page), width, 760);

  picture_wait_for_readings (session);
  picture_check (window, whole);
  gtk_window_destroy (window);
}

/* ── pages of the sidebar ────────────────────────────────────────────────────────────────────── */

static const struct {
  const char *id;
  gboolean narrow; /* looked at at that width too */
} lists[] = { { "dashboard", TRUE },      { "registrations", TRUE }, { "unmatched", FALSE },
              { "manual", FALSE },        { "deposits", TRUE },      { "clearing", TRUE },
              { "notices", FALSE },       { "money", TRUE },         { "regions", FALSE },
              { "exchange", FALSE },      { "inspections", FALSE },  { "complaints", FALSE },
              { "persons", FALSE },       { "operation", FALSE } };

static void
test_lists (void)
{
  g_autoptr (QzSession) session = province_open ("wang");

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      const QzPageSpec *spec = qz_pages_find (lists[i].id);

      look_at (session, qz_page_new (session, spec), WIDE, lists[i].id);
      if (lists[i].narrow)
        look_at (session, qz_page_new (session, spec), NARROW, lists[i].id);
    }
}

/* ── pages behind them ───────────────────────────────────────────────────────────────────────── */

static AdwNavigationPage *
make_deposit (QzSession *session)
{
  return qz_deposit_page_new (session, PROVINCE_UNIT, "in_prov");
}

static AdwNavigationPage *
make_transfer (QzSession *session)
{
  return qz_transfer_page_new (session, "NL-202605-IN-D2-230300");
}

static AdwNavigationPage *
make_talk (QzSession *session)
{
  return qz_clearing_talk_page_new (session, PROVINCE_PERIOD);
}

static AdwNavigationPage *
make_history (QzSession *session)
{
  return qz_clearing_history_page_new (session, PROVINCE_PERIOD, QZ_NL_IN_PROV, PROVINCE_CITY);
}

static AdwNavigationPage *
make_quotas (QzSession *session)
{
  return qz_quotas_page_new (session, 2026, FALSE);
}

static AdwNavigationPage *
make_adjustment (QzSession *session)
{
  return qz_quotas_page_new (session, 2026, TRUE);
}

static AdwNavigationPage *
make_feedback (QzSession *session)
{
  return qz_feedback_page_new (session, 202605);
}

static AdwNavigationPage *
make_registration (QzSession *session)
{
  return qz_registration_page_new (session, "HLJ1-230200-202602-001");
}

/* With a step of the province's to be done, which must fit beside the title. */
static AdwNavigationPage *
make_cross (QzSession *session)
{
  AdwNavigationPage *page = qz_clearing_page_new (session);

  qz_clearing_page_set_scope (QZ_CLEARING_PAGE (page), QZ_NL_CROSS_PROV);
  return page;
}

static const struct {
  const char *name;
  MakeFunc make;
  gboolean narrow;
} details[] = {
  { "deposit", make_deposit, TRUE },
  { "proposals", qz_proposals_page_new },
  { "quotas", make_quotas },
  { "adjustment", make_adjustment },
  { "cross", make_cross, TRUE },
  { "talk", make_talk },
  { "history", make_history },
  { "transfer", make_transfer, TRUE },
  { "feedback", make_feedback },
  { "registration", make_registration, TRUE },
};

static void
test_details (void)
{
  g_autoptr (QzSession) session = province_open ("wang");

  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    {
      look_at (session, details[i].make (session), WIDE, details[i].name);
      if (details[i].narrow)
        look_at (session, details[i].make (session), NARROW, details[i].name);
    }
}

/* The first of a list, as a row that is pressed opens it. */
static void
look_at_first (QzSession *session, const char *id, const char *name)
{
  const QzPageSpec *spec = qz_pages_find (id);
  AdwNavigationPage *list = g_object_ref_sink (qz_page_new (session, spec));

  picture_wait_for_readings (session);
  look_at (session, spec->open (session, qz_load_page_get_sheet (QZ_LOAD_PAGE (list)), 0), WIDE,
           name);
  g_object_run_dispose (G_OBJECT (list));
  g_object_unref (list);
}

static void
test_first (void)
{
  g_autoptr (QzSession) session = province_open ("wang");

  look_at_first (session, "manual", "manual-claim");
  look_at_first (session, "regions", "region");
  look_at_first (session, "inspections", "inspection");
  look_at_first (session, "complaints", "complaint");
  look_at_first (session, "persons", "person");
}

/* ── dark ────────────────────────────────────────────────────────────────────────────────────── */

/* What is drawn and coloured must be seen on dark ground as well. */
static void
test_dark (void)
{
  g_autoptr (QzSession) session = province_open ("wang");
  AdwStyleManager *style = adw_style_manager_get_default ();

  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_DARK);
  look_at (session, make_deposit (session), WIDE, "deposit-dark");
  look_at (session, qz_page_new (session, qz_pages_find ("clearing")), WIDE, "clearing-dark");
  look_at (session, qz_page_new (session, qz_pages_find ("money")), WIDE, "money-dark");
  adw_style_manager_set_color_scheme (style, ADW_COLOR_SCHEME_FORCE_LIGHT);
}

int
main (int argc, char *argv[])
{
  int result;

  picture_init (&argc, &argv);
  picture_use_style ();
  g_test_add_func ("/care-pictures/lists", test_lists);
  g_test_add_func ("/care-pictures/details", test_details);
  g_test_add_func ("/care-pictures/first", test_first);
  g_test_add_func ("/care-pictures/dark", test_dark);
  result = app_fixture_run ();
  province_remove ();
  return result;
}
