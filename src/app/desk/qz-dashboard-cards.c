/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-dashboard-cards.h"

#include <glib/gi18n-lib.h>

#include "qz-announce.h"
#include "qz-cells.h"
#include "qz-figure-button.h"
#include "qz-link.h"
#include "qz-page-spec.h"
#include "qz-queue-rows.h"
#include "qz-warning-pill.h"
#include "qz-words.h"

#define CARD_WIDTH 288 /* fits a window of 360 */
#define MAX_ROWS   7

/* ── what the cards share ────────────────────────────────────────────────────────────────────── */

GtkWidget *
qz_card_new (const char *title)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "qz-card");
  gtk_widget_set_size_request (card, CARD_WIDTH, -1);
  if (title != NULL)
    gtk_box_append (GTK_BOX (card), qz_heading_new (title));
  return card;
}

void
qz_card_clear (GtkWidget *card)
{
  GtkWidget *heading = gtk_widget_get_first_child (card);
  GtkWidget *child;

  while ((child = gtk_widget_get_next_sibling (heading)) != NULL)
    gtk_box_remove (GTK_BOX (card), child);
}

GtkWidget *
qz_card_new_empty (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_widget_add_css_class (label, "dimmed");
  return label;
}

const char *
qz_card_get_text (QzSheet *sheet, guint row, const char *column)
{
  const int found = qz_sheet_find_column (sheet, column);

  return found >= 0 ? qz_sheet_get_text (sheet, row, (guint) found) : NULL;
}

gint64
qz_card_get_fact (QzSheet *dashboard, const char *fact)
{
  const int found = qz_sheet_find_fact (dashboard, fact);

  return found >= 0 ? qz_sheet_get_fact_number (dashboard, (guint) found) : 0;
}

void
qz_card_link_fact (GtkActionable *button, QzSheet *dashboard, const char *fact)
{
  QzSheet *links = qz_sheet_find_child (dashboard, "links");

  for (guint row = 0; row < qz_sheet_get_n_rows (links); row++)
    if (g_strcmp0 (qz_card_get_text (links, row, "fact"), fact) == 0)
      qz_link_set_row (button, links, row);
}

/* ── a row of a card ─────────────────────────────────────────────────────────────────────────── */

static GtkWidget *
new_line (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 32);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* A button with title and detail, and @mark (nullable) before them. */
static GtkWidget *
new_row (GtkWidget *mark, const char *title, const char *detail)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *second = new_line (detail, "caption");

  gtk_widget_add_css_class (second, "dimmed");
  gtk_box_append (GTK_BOX (lines), new_line (title, NULL));
  gtk_box_append (GTK_BOX (lines), second);
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (box), lines);
  if (mark != NULL)
    {
      gtk_widget_set_valign (mark, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), mark);
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "qz-card-row");
  return button;
}

/* ── deadlines ───────────────────────────────────────────────────────────────────────────────── */

static void
link_deadline (GtkActionable *row, QzSheet *agenda, guint i)
{
  const char *document = qz_card_get_text (agenda, i, "document");

  if (qz_deadline_link_assistance (GTK_WIDGET (row), agenda, i))
    return;
  if (document != NULL && *document != '\0')
    {
      gtk_actionable_set_action_target (row, "s", document);
      gtk_actionable_set_action_name (row, "win.open-document");
    }
  else
    qz_link_set (row, "agenda", "key", qz_card_get_text (agenda, i, "key"));
}

static GtkWidget *
new_deadline (QzSheet *agenda, guint i)
{
  const char *title = qz_card_get_text (agenda, i, "title");
  const QzLevel level = qz_deadline_get_level (agenda, i);
  g_autofree char *when = qz_deadline_dup_when (agenda, i);
  g_autofree char *day = qz_day_format ((QzDay) qz_cell_number (agenda, i, "due_day"));
  g_autofree char *detail = g_strdup_printf ("%s · %s", day, qz_card_get_text (agenda, i, "rule"));
  const char *const parts[] = { title, when, detail };
  g_autofree char *spoken = qz_announce_join (parts, G_N_ELEMENTS (parts));
  GtkWidget *row = new_row (qz_level_mark_new (level, when), title, detail);

  gtk_widget_set_tooltip_text (row, qz_card_get_text (agenda, i, "counting"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  link_deadline (GTK_ACTIONABLE (row), agenda, i);
  return row;
}

static GtkWidget *
create_deadlines (QzSession *session)
{
  return qz_card_new (_("Overdue and next"));
}

static void
set_deadlines (GtkWidget *card, QzSheet *dashboard)
{
  QzSheet *agenda = qz_sheet_find_child (dashboard, "agenda");
  const guint n = qz_sheet_get_n_rows (agenda);
  GtkWidget *more;

  qz_card_clear (card);
  if (n == 0)
    {
      gtk_box_append (GTK_BOX (card),
                      qz_card_new_empty (_("Nothing is due within the next 30 days.")));
      return;
    }
  for (guint i = 0; i < MIN (n, MAX_ROWS); i++)
    gtk_box_append (GTK_BOX (card), new_deadline (agenda, i));
  more = gtk_button_new_with_label (_("All deadlines"));
  qz_link_set (GTK_ACTIONABLE (more), "agenda", "", "");
  gtk_widget_set_halign (more, GTK_ALIGN_END);
  gtk_widget_add_css_class (more, "flat");
  gtk_box_append (GTK_BOX (card), more);
}

const QzDashboardCard qz_card_deadlines = { create_deadlines, set_deadlines };

/* ── what waits for the acting user ──────────────────────────────────────────────────────────── */

static GtkWidget *
new_waiting (QzSheet *waiting, guint i)
{
  const char *page = qz_card_get_text (waiting, i, "page");
  const char *act = qz_card_get_text (waiting, i, "act");
  const QzPageSpec *spec = qz_pages_find (page);
  const guint n = (guint) qz_cell_number (waiting, i, "n");
  g_autofree char *amount =
      qz_value_dup_display (QZ_VALUE_FEN, qz_cell_number (waiting, i, "amount"));
  g_autofree char *count = g_strdup_printf (ngettext ("%u item", "%u items", n), n);
  g_autofree char *detail = qz_cell_number (waiting, i, "amount") != 0
                                ? g_strdup_printf ("%s · %s", count, amount)
                                : g_strdup (count);
  g_autofree char *title = NULL;
  g_autofree char *spoken = NULL;
  g_autofree char *group = NULL;
  GtkWidget *row;

  title = g_strdup_printf ("%s · %s", spec != NULL ? _ (spec->title) : page,
                           qz_queue_act_get_word (act));
  spoken = qz_announce_join ((const char *[]) { title, detail }, 2);
  row = new_row (NULL, title, detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  /* What is in a state is more than what waits: some of it is another's turn. */
  group = g_strdup_printf ("%s/%s", page, act);
  qz_link_set (GTK_ACTIONABLE (row), "agenda", "group", group);
  return row;
}

static GtkWidget *
create_waiting (QzSession *session)
{
  return qz_card_new (_("Waiting for you"));
}

static void
set_waiting (GtkWidget *card, QzSheet *dashboard)
{
  QzSheet *waiting = qz_sheet_find_child (dashboard, "waiting");

  qz_card_clear (card);
  if (qz_sheet_get_n_rows (waiting) == 0)
    gtk_box_append (GTK_BOX (card),
                    qz_card_new_empty (_("Nothing waits for the acting user’s roles.")));
  for (guint i = 0; i < qz_sheet_get_n_rows (waiting); i++)
    gtk_box_append (GTK_BOX (card), new_waiting (waiting, i));
}

const QzDashboardCard qz_card_waiting = { create_waiting, set_waiting };
