/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-dashboard-page.h"

#include <glib/gi18n-lib.h>

#include "qz-action-menu.h"
#include "qz-announce.h"
#include "qz-cells.h"
#include "qz-dashboard-cards.h"
#include "qz-dashboard.h"
#include "qz-ledger-pages.h"
#include "qz-link.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-payments.h"
#include "qz-warning-pill.h"

/* So many cards at a time leave time to draw. */
#define TURN_CARDS 3

struct _QzDashboardPage {
  QzLoadPage parent_instance;

  AdwBanner *red;
  AdwWrapBox *alerts;
  AdwWrapBox *cards;
  GPtrArray *made;   /* GtkWidget of each card, in their order */
  guint make_source; /* the others follow */
};

G_DEFINE_FINAL_TYPE (QzDashboardPage, qz_dashboard_page, QZ_TYPE_LOAD_PAGE)

/* What is red stands above; then overdue and today, money, ratios. Small cards stand in
 * one column. */
static const struct {
  const QzDashboardCard *card;
  gboolean below; /* the card before it */
} cards[] = {
  { &qz_card_deadlines, FALSE }, { &qz_card_deposits, FALSE },
  { &qz_card_waiting, FALSE },   { &qz_card_assistance, TRUE }, { &qz_card_batches, TRUE },
  { &qz_card_checks, TRUE },     { &qz_card_paid, FALSE },    { &qz_card_open, FALSE },
  { &qz_card_share, FALSE },
};

/* ── what stands above the cards ─────────────────────────────────────────────────────────────── */

static void
update_title (QzDashboardPage *self, QzSheet *sheet)
{
  static const char *const weekdays[] = { N_ ("Monday"),   N_ ("Tuesday"), N_ ("Wednesday"),
                                          N_ ("Thursday"), N_ ("Friday"),  N_ ("Saturday"),
                                          N_ ("Sunday") };
  const QzDay today = (QzDay) qz_card_get_fact (sheet, "today");
  g_autofree char *day = qz_day_format (today);
  g_autofree char *subtitle =
      g_strdup_printf (_("%s, %s · working day %u of the month"), day,
                       _ (weekdays[qz_day_get_weekday (today) - 1]),
                       (guint) qz_card_get_fact (sheet, "workday"));

  qz_load_page_set_subtitle (QZ_LOAD_PAGE (self), subtitle);
}

static void
add_pill (QzDashboardPage *self, QzSheet *alerts, guint row)
{
  GtkWidget *pill =
      qz_warning_pill_new (qz_level_from_text (qz_card_get_text (alerts, row, "level")),
                           qz_card_get_text (alerts, row, "text"));

  qz_link_set_row (GTK_ACTIONABLE (pill), alerts, row);
  adw_wrap_box_append (self->alerts, pill);
}

static gboolean
is_red (QzSheet *alerts, guint row)
{
  return row < qz_sheet_get_n_rows (alerts)
         && g_strcmp0 (qz_card_get_text (alerts, row, "level"), "red") == 0;
}

static void
update_banner (QzDashboardPage *self, QzSheet *alerts)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint row = 0; is_red (alerts, row); row++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : _("⚠ Red warning: "),
                            qz_card_get_text (alerts, row, "text"));
  adw_banner_set_title (self->red, text->str);
  qz_announce_buttons (GTK_WIDGET (self->red), text->str);
  adw_banner_set_revealed (self->red, text->len > 0);
  /* The red ones come first. */
  if (text->len > 0)
    qz_link_set_row (GTK_ACTIONABLE (self->red), alerts, 0);
}

/* Nothing can be wrong in an empty book set, but something is to be done first. */
static void
add_first_step (QzDashboardPage *self)
{
  GtkWidget *label = gtk_label_new (
      _("This book set has no claims yet: import the registers and the claims."));
  GtkWidget *button = gtk_button_new_with_label (_("Go to Imports"));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  qz_actionable_set (button, "win.page::imports");
  gtk_widget_add_css_class (button, "suggested-action");
  adw_wrap_box_append (self->alerts, label);
  adw_wrap_box_append (self->alerts, button);
}

static void
update_alerts (QzDashboardPage *self, QzSheet *sheet)
{
  QzSheet *alerts = qz_sheet_find_child (sheet, "alerts");
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->alerts))) != NULL)
    adw_wrap_box_remove (self->alerts, child);
  /* The banner leads to the first red one. */
  for (guint row = is_red (alerts, 0) ? 1 : 0; row < qz_sheet_get_n_rows (alerts); row++)
    add_pill (self, alerts, row);
  gtk_widget_set_visible (GTK_WIDGET (self->alerts),
                          qz_sheet_get_n_rows (alerts) != 1 || !is_red (alerts, 0));
  if (qz_sheet_get_n_rows (alerts) == 0 && qz_fact_number (sheet, "begun") == 0)
    add_first_step (self);
  else if (qz_sheet_get_n_rows (alerts) == 0)
    adw_wrap_box_append (self->alerts,
                         qz_level_mark_new (QZ_LEVEL_GOOD, _("All in order: nothing is overdue")));
  update_banner (self, alerts);
}

/* ── making cards ────────────────────────────────────────────────────────────────────────────── */

static void
add_card (QzDashboardPage *self, guint number)
{
  GtkWidget *card = cards[number].card->create (qz_load_page_get_session (QZ_LOAD_PAGE (self)));
  GtkWidget *column;

  g_ptr_array_add (self->made, card);
  gtk_widget_set_vexpand (card, !cards[number].below);
  if (cards[number].below)
    column = gtk_widget_get_last_child (GTK_WIDGET (self->cards));
  else
    {
      column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
      adw_wrap_box_append (self->cards, column);
    }
  gtk_box_append (GTK_BOX (column), card);
}

static void
make_cards (QzDashboardPage *self, guint n)
{
  while (self->made->len < MIN (n, G_N_ELEMENTS (cards)))
    add_card (self, self->made->len);
}

/* Some at a time, while the figures are read. */
static gboolean
make_cards_cb (gpointer user_data)
{
  QzDashboardPage *self = user_data;

  make_cards (self, self->made->len + TURN_CARDS);
  if (self->made->len < G_N_ELEMENTS (cards))
    return G_SOURCE_CONTINUE;
  self->make_source = 0;
  return G_SOURCE_REMOVE;
}

/* ── loading ─────────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_figures (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_dashboard_load (book, context, error);
}

static const QzJobKind load_kind = { NULL, load_figures, FALSE, NULL,
                                     (GDestroyNotify) qz_sheet_unref };

static void
filled (QzLoadPage *page, QzSheet *sheet)
{
  QzDashboardPage *self = QZ_DASHBOARD_PAGE (page);

  make_cards (self, G_N_ELEMENTS (cards));
  update_title (self, sheet);
  update_alerts (self, sheet);
  for (guint i = 0; i < G_N_ELEMENTS (cards); i++)
    cards[i].card->set (self->made->pdata[i], sheet);
}

static void
load (QzLoadPage *page)
{
  qz_load_page_run (page, &load_kind, NULL);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_dashboard_page_dispose (GObject *object)
{
  QzDashboardPage *self = QZ_DASHBOARD_PAGE (object);

  g_clear_handle_id (&self->make_source, g_source_remove);
  g_ptr_array_set_size (self->made, 0);
  G_OBJECT_CLASS (qz_dashboard_page_parent_class)->dispose (object);
}

static void
qz_dashboard_page_finalize (GObject *object)
{
  QzDashboardPage *self = QZ_DASHBOARD_PAGE (object);

  g_clear_pointer (&self->made, g_ptr_array_unref);
  G_OBJECT_CLASS (qz_dashboard_page_parent_class)->finalize (object);
}

static void
qz_dashboard_page_class_init (QzDashboardPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_dashboard_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_dashboard_page_finalize;
  QZ_LOAD_PAGE_CLASS (klass)->load = load;
  QZ_LOAD_PAGE_CLASS (klass)->filled = filled;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/desk/qz-dashboard-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QzDashboardPage, red);
  gtk_widget_class_bind_template_child (widget_class, QzDashboardPage, alerts);
  gtk_widget_class_bind_template_child (widget_class, QzDashboardPage, cards);
}

static void
qz_dashboard_page_init (QzDashboardPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->made = g_ptr_array_new ();
}

/* ── public ──────────────────────────────────────────────────────────────────────────────────── */

AdwNavigationPage *
qz_dashboard_page_new (QzSession *session)
{
  QzDashboardPage *self = g_object_new (QZ_TYPE_DASHBOARD_PAGE, "title", _("Dashboard"), NULL);

  self->make_source = g_idle_add_full (G_PRIORITY_DEFAULT, make_cards_cb, self, NULL);
  /* What waits depends on who acts. */
  qz_load_page_start (QZ_LOAD_PAGE (self), session,
                      QZ_LOAD_FOLLOWS_DATA | QZ_LOAD_FOLLOWS_ACTING | QZ_LOAD_KEEPS);
  return ADW_NAVIGATION_PAGE (self);
}

QzSheet *
qz_dashboard_page_get_sheet (QzDashboardPage *self)
{
  return qz_load_page_get_sheet (QZ_LOAD_PAGE (self));
}

/* ── in the sidebar ──────────────────────────────────────────────────────────────────────────── */

const QzPageSpec qz_dashboard_page = {
  .id = "dashboard",
  .section = N_ ("Desk"),
  .title = N_ ("Dashboard"),
  .icon = "qz-dashboard-symbolic",
  .create = qz_dashboard_page_new,
};

static gpointer
load_checks (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  gboolean ok = FALSE;

  return qz_check_run (book, context, &ok, error);
}

static const char *const check_filters[] = { "code", "ok", NULL };

static const char *const check_hidden[] = { "opens", "key", NULL };

const QzPageSpec qz_checks_page = {
  .id = "checks",
  .section = N_ ("Accounting"),
  .title = N_ ("Internal-control checks"),
  .icon = "qz-step-done-symbolic",
  .load = { NULL, load_checks, FALSE, NULL, (GDestroyNotify) qz_sheet_unref },
  .layout = { .link = "what", .title = "what", .hidden = check_hidden },
  .filters = check_filters,
  .empty_title = N_ ("No Checks"),
  .empty_text = N_ ("Here business, bank and books are compared with each other."),
  .open = qz_check_open,
};
