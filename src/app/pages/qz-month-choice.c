/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-month-choice.h"

#include <glib/gi18n-lib.h>

#include "qz-cells.h"
#include "qz-choice.h"

struct _QzMonthChoice {
  AdwBin parent_instance;

  GtkDropDown *months;
  GArray *periods; /* QzPeriod, as they drop down */
  QzPeriod shown;
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (QzMonthChoice, qz_month_choice, ADW_TYPE_BIN)

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static int
find_period (QzMonthChoice *self, QzPeriod period)
{
  for (guint i = 0; i < self->periods->len; i++)
    if (g_array_index (self->periods, QzPeriod, i) == period)
      return (int) i;
  return -1;
}

void
qz_month_choice_set (QzMonthChoice *self, QzSheet *months, QzPeriod shown)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  self->filling = TRUE;
  self->shown = shown;
  g_array_set_size (self->periods, 0);
  for (guint row = 0; months != NULL && row < qz_sheet_get_n_rows (months); row++)
    {
      const QzPeriod period = (QzPeriod) qz_cell_number (months, row, "period");
      g_autofree char *title = qz_period_format (period);

      if (find_period (self, period) >= 0)
        continue;
      g_array_append_val (self->periods, period);
      gtk_string_list_append (titles, title);
    }
  gtk_drop_down_set_model (self->months, G_LIST_MODEL (titles));
  gtk_drop_down_set_selected (self->months, (guint) MAX (find_period (self, shown), 0));
  gtk_widget_set_visible (GTK_WIDGET (self), self->periods->len > 0);
  self->filling = FALSE;
}

void
qz_month_choice_set_title (QzMonthChoice *self, const char *title)
{
  qz_choice_set_title (self->months, title);
}

QzPeriod
qz_month_choice_get (QzMonthChoice *self)
{
  return self->shown;
}

void
qz_month_choice_choose (QzMonthChoice *self, QzPeriod period)
{
  const int at = find_period (self, period);

  if (at >= 0)
    gtk_drop_down_set_selected (self->months, (guint) at);
}

static void
selected_cb (QzMonthChoice *self)
{
  const guint at = gtk_drop_down_get_selected (self->months);
  QzPeriod chosen;

  if (self->filling || at >= self->periods->len)
    return;
  chosen = g_array_index (self->periods, QzPeriod, at);
  if (chosen == self->shown)
    return;
  self->shown = chosen;
  g_signal_emit (self, signals[CHOSEN], 0);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_month_choice_dispose (GObject *object)
{
  QZ_MONTH_CHOICE (object)->filling = TRUE;
  G_OBJECT_CLASS (qz_month_choice_parent_class)->dispose (object);
}

static void
qz_month_choice_finalize (GObject *object)
{
  g_array_unref (QZ_MONTH_CHOICE (object)->periods);
  G_OBJECT_CLASS (qz_month_choice_parent_class)->finalize (object);
}

static void
qz_month_choice_class_init (QzMonthChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = qz_month_choice_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_month_choice_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", QZ_TYPE_MONTH_CHOICE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
qz_month_choice_init (QzMonthChoice *self)
{
  self->periods = g_array_new (FALSE, FALSE, sizeof (QzPeriod));
  self->months =
      GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (gtk_string_list_new (NULL)), NULL));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->months));
  qz_choice_name_items (GTK_WIDGET (self->months));
  qz_choice_set_title (self->months, _("Month"));
  g_signal_connect_object (self->months, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}
