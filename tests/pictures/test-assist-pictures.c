/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of medical assistance with the sample city's data on them. */
#include "assist-fixture.h"

#include "app-fixture.h"
#include "picture.h"
#include "qz-assist-pages.h"
#include "qz-page-spec.h"
#include "qz-provider-page.h"

#define WIDE   1200
#define NARROW 360
#define FRAMES 40
#define BILL   "14020020260503000020"

typedef AdwNavigationPage *(*MakeFunc) (QzSession *session);

static gboolean
count_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  guint *left = user_data;

  gtk_widget_queue_draw (widget);
  return --*left > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static gboolean
is_zero (gpointer left)
{
  return *(guint *) left == 0;
}

/* Tables show a few rows first and the rest frame by frame. */
static void
wait_for_rows (GtkWindow *window)
{
  guint left = FRAMES;

  gtk_widget_add_tick_callback (gtk_window_get_child (window), count_cb, &left, NULL);
  app_wait_until (is_zero, &left, "all rows");
}

static void
look_at (QzSession *session, AdwNavigationPage *page, int width, const char *name)
{
  g_autofree char *whole =
      g_strconcat ("assist-", name, width == NARROW ? "-narrow" : "", NULL);
  GtkWindow *window = picture_show (GTK_WIDGET (page), width, 760);

  picture_wait_for_readings (session);
  wait_for_rows (window);
  picture_check (window, whole);
  gtk_window_destroy (window);
}

/* ── pages of the sidebar ────────────────────────────────────────────────────────────────────── */

static const struct {
  const char *id;
  gboolean narrow; /* looked at at that width too */
} lists[] = {
  { "dashboard", TRUE },     { "agenda", FALSE },        { "assisted", TRUE },
  { "rosters", FALSE },      { "assist-bills", TRUE },   { "assist-manual", FALSE },
  { "assist-months", FALSE }, { "assist-reserve", TRUE }, { "assist-clear", FALSE },
};

static void
test_lists (void)
{
  g_autoptr (QzSession) session = assist_open ("wang");

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
make_person (QzSession *session)
{
  return qz_assist_person_page_new (session, 1);
}

static AdwNavigationPage *
make_bill (QzSession *session)
{
  return qz_assist_bill_page_new (session, BILL);
}

static AdwNavigationPage *
make_month (QzSession *session)
{
  return qz_assist_month_page_new (session, ASSIST_PERIOD);
}

static AdwNavigationPage *
make_hospital (QzSession *session)
{
  return qz_assist_hospital_page_new (session, ASSIST_PERIOD, ASSIST_HOSPITAL);
}

static AdwNavigationPage *
make_county (QzSession *session)
{
  return qz_assist_county_page_new (session, ASSIST_PERIOD, ASSIST_COUNTY);
}

static AdwNavigationPage *
make_part (QzSession *session)
{
  return qz_assist_part_page_new (session, ASSIST_PERIOD, ASSIST_HOSPITAL, ASSIST_COUNTY);
}

static AdwNavigationPage *
make_county_reserve (QzSession *session)
{
  return qz_assist_county_reserve_page_new (session, "2026/" ASSIST_COUNTY);
}

static AdwNavigationPage *
make_pay (QzSession *session)
{
  return qz_assist_pay_page_new (session, ASSIST_PERIOD);
}

static AdwNavigationPage *
make_clear (QzSession *session)
{
  return qz_assist_clear_page_new (session, 2026);
}

static AdwNavigationPage *
make_provider (QzSession *session)
{
  return qz_provider_page_new (session, ASSIST_HOSPITAL);
}

static const struct {
  const char *name;
  MakeFunc make;
  gboolean narrow;
} details[] = {
  { "person", make_person },
  { "bill", make_bill, TRUE },
  { "month", make_month, TRUE },
  { "hospital", make_hospital },
  { "county", make_county, TRUE },
  { "part", make_part },
  { "county-reserve", make_county_reserve, TRUE },
  { "pay", make_pay },
  { "clear", make_clear },
  { "provider", make_provider },
};

static void
test_details (void)
{
  g_autoptr (QzSession) session = assist_open ("wang");

  for (guint i = 0; i < G_N_ELEMENTS (details); i++)
    {
      look_at (session, details[i].make (session), WIDE, details[i].name);
      if (details[i].narrow)
        look_at (session, details[i].make (session), NARROW, details[i].name);
    }
}

static void
test_dark (void)
{
  g_autoptr (QzSession) session = assist_open ("wang");

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_DARK);
  look_at (session, qz_page_new (session, &qz_assist_reserve_spec), WIDE, "reserve-dark");
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      ADW_COLOR_SCHEME_FORCE_LIGHT);
}

/* The program's own style: without it warnings have no colours. */
static void
add_style (void)
{
  g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (style, "/org/qingzhang/Qingzhang/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (),
                                              GTK_STYLE_PROVIDER (style),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

int
main (int argc, char **argv)
{
  int result;

  picture_init (&argc, &argv);
  add_style ();
  g_test_add_func ("/pictures/assist/lists", test_lists);
  g_test_add_func ("/pictures/assist/details", test_details);
  g_test_add_func ("/pictures/assist/dark", test_dark);
  result = app_fixture_run ();
  assist_remove ();
  return result;
}
