/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-queue-rows.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-announce.h"
#include "qz-guard.h"
#include "qz-words.h"

#define TEXT_WIDTH 64 /* characters; wraps below */

const char *
qz_queue_get_text (QzSheet *sheet, guint row, const char *column)
{
  const int found = qz_sheet_find_column (sheet, column);

  return found >= 0 ? qz_sheet_get_text (sheet, row, (guint) found) : NULL;
}

gint64
qz_queue_get_number (QzSheet *sheet, guint row, const char *column)
{
  const int found = qz_sheet_find_column (sheet, column);

  return found >= 0 && !qz_sheet_is_empty (sheet, row, (guint) found)
             ? qz_sheet_get_number (sheet, row, (guint) found)
             : 0;
}

/* ── what rows are made of ───────────────────────────────────────────────────────────────────── */

static GtkWidget *
new_line (const char *text, gboolean dimmed)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 10);
  gtk_label_set_max_width_chars (GTK_LABEL (label), TEXT_WIDTH);
  if (dimmed)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dimmed");
    }
  return label;
}

/* The title, and at its end the mark; with large letters in a narrow window the mark goes below. */
static GtkWidget *
new_head (const char *title, GtkWidget *mark)
{
  GtkWidget *head = adw_wrap_box_new ();
  GtkWidget *label = new_line (title, FALSE);

  gtk_widget_set_hexpand (label, TRUE);
  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (head), 12);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (head), 3);
  adw_wrap_box_set_wrap_policy (ADW_WRAP_BOX (head), ADW_WRAP_MINIMUM);
  adw_wrap_box_append (ADW_WRAP_BOX (head), label);
  gtk_widget_set_valign (mark, GTK_ALIGN_START);
  adw_wrap_box_append (ADW_WRAP_BOX (head), mark);
  return head;
}

/* A button of lines, with @mark at the end of the first. Empty lines are left out. */
static GtkWidget *
new_button (const char *const *lines, GtkWidget *mark)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *column = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *spoken = qz_announce_join (lines, g_strv_length ((char **) lines));

  gtk_box_append (GTK_BOX (column), new_head (lines[0], mark));
  for (guint i = 1; lines[i] != NULL; i++)
    if (*lines[i] != '\0')
      gtk_box_append (GTK_BOX (column), new_line (lines[i], TRUE));
  gtk_button_set_child (GTK_BUTTON (button), column);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "qz-queue-row");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  return button;
}

static void
open_with (GtkWidget *button, const char *action, const char *target)
{
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  qz_guard_watch (button);
}

/* ── what waits ──────────────────────────────────────────────────────────────────────────────── */

static const struct {
  const char *act;
  const char *word;
  const char *action; /* NULL: the page; its target is the number, after @kind if there is one */
  const char *kind;
} acts[] = {
  { "run", N_ ("Run the Day"), "win.run", "daily" },
  { "settle", N_ ("Settle"), "win.run", "settlement" },
  { "review", N_ ("Review"), "win.open-document", NULL },
  { "approve", N_ ("Approve"), "win.open-document", NULL },
  { "push", N_ ("Push to Finance"), "win.open-document", NULL },
  { "hand-over", N_ ("Receive the Signed Sheet"), "win.open-document", NULL },
  { "batch", N_ ("Make a Bank Batch"), "win.open-document", NULL },
  { "retry", N_ ("Pay Again"), "win.open-document", NULL },
  { "export", N_ ("Export for the Bank"), "win.open-batch", NULL },
  { "return", N_ ("Take In the Bank’s Return"), "win.open-batch", NULL },
  { "submit", N_ ("Submit"), "win.open-draft", NULL },
  { "check", N_ ("Check a voucher"), "win.open-draft", NULL },
  { "post", N_ ("Post"), "win.open-draft", NULL },
  { "pass-papers", N_ ("Pass the Papers"), NULL, NULL },
  { "confirm-money", N_ ("Confirm Money"), "win.open-assist-money", NULL },
};

static guint
find_act (const char *act)
{
  guint i = 0;

  while (i < G_N_ELEMENTS (acts) && g_strcmp0 (acts[i].act, act) != 0)
    i++;
  return i;
}

const char *
qz_queue_act_get_word (const char *act)
{
  const guint i = find_act (act);

  return i < G_N_ELEMENTS (acts) ? _ (acts[i].word) : act;
}

/* What the title does not say already. */
static char *
dup_waiting_detail (QzSheet *waiting, guint row)
{
  const char *number = qz_queue_get_text (waiting, row, "number");
  const gboolean said = strstr (qz_queue_get_text (waiting, row, "title"), number) != NULL;
  const gint64 due = qz_queue_get_number (waiting, row, "due_day");
  const gint64 amount = qz_queue_get_number (waiting, row, "amount");
  g_autoptr (GString) detail = g_string_new (said ? "" : number);

  if (amount != 0)
    {
      g_autofree char *shown = qz_value_dup_display (QZ_VALUE_FEN, amount);

      g_string_append_printf (detail, "%s%s", detail->len > 0 ? " · " : "", shown);
    }
  if (due != 0)
    {
      g_autofree char *day = qz_day_format ((QzDay) due);

      g_string_append (detail, detail->len > 0 ? " · " : "");
      g_string_append_printf (detail, _("due %s"), day);
    }
  return g_string_free_and_steal (g_steal_pointer (&detail));
}

GtkWidget *
qz_queue_row_new (QzSheet *waiting, guint row)
{
  const guint act = find_act (qz_queue_get_text (waiting, row, "act"));
  const gboolean known = act < G_N_ELEMENTS (acts);
  const char *number = qz_queue_get_text (waiting, row, "number");
  const char *title = qz_queue_get_text (waiting, row, "title");
  const char *word = qz_queue_act_get_word (qz_queue_get_text (waiting, row, "act"));
  g_autofree char *detail = dup_waiting_detail (waiting, row);
  const char *const lines[] = { title, detail, NULL };
  GtkWidget *label = gtk_label_new (word);
  GtkWidget *button;
  g_autofree char *text = qz_announce_join (lines, 2);
  g_autofree char *spoken = g_strdup_printf (_("%s: %s"), word, text);

  gtk_widget_add_css_class (label, "qz-act");
  button = new_button (lines, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  if (known && acts[act].action != NULL)
    {
      g_autofree char *target = g_strjoin (" ", acts[act].kind != NULL ? acts[act].kind : number,
                                           acts[act].kind != NULL ? number : NULL, NULL);

      open_with (button, acts[act].action, target);
    }
  else
    open_with (button, "win.page", qz_queue_get_text (waiting, row, "page"));
  return button;
}

/* ── deadlines ───────────────────────────────────────────────────────────────────────────────── */

gboolean
qz_deadline_is_done (QzSheet *deadlines, guint row)
{
  return g_strcmp0 (qz_queue_get_text (deadlines, row, "status"), "done") == 0;
}

QzLevel
qz_deadline_get_level (QzSheet *deadlines, guint row)
{
  const char *status = qz_queue_get_text (deadlines, row, "status");

  if (g_strcmp0 (status, "overdue") == 0)
    return QZ_LEVEL_RED;
  if (g_strcmp0 (status, "today") == 0 || g_strcmp0 (status, "soon") == 0)
    return QZ_LEVEL_YELLOW;
  return g_strcmp0 (status, "done") == 0 ? QZ_LEVEL_GOOD : QZ_LEVEL_PLAIN;
}

char *
qz_deadline_dup_when (QzSheet *deadlines, guint row)
{
  const char *status = qz_queue_get_text (deadlines, row, "status");
  const gint64 left = qz_queue_get_number (deadlines, row, "days_left");
  const guint n = (guint) ABS (left);

  if (g_strcmp0 (status, "done") == 0)
    return g_strdup (_("done"));
  if (g_strcmp0 (status, "overdue") == 0)
    return g_strdup_printf (ngettext ("%u day overdue", "%u days overdue", n), n);
  if (g_strcmp0 (status, "today") == 0)
    return g_strdup (_("due today"));
  return g_strdup_printf (ngettext ("%u working day left", "%u working days left", n), n);
}

/* Their keys are "DL-DT-5/2026-05", "DL-DT-Q1/2026". */
gboolean
qz_deadline_link_assistance (GtkWidget *button, QzSheet *deadlines, guint row)
{
  const char *rule = qz_queue_get_text (deadlines, row, "rule");
  const char *slash = strrchr (qz_queue_get_text (deadlines, row, "key"), '/');
  g_autoptr (GError) ignored = NULL;
  g_autofree char *target = NULL;
  QzPeriod period;

  if (rule == NULL || !g_str_has_prefix (rule, "DT-") || slash == NULL)
    return FALSE;
  if (!qz_period_parse (slash + 1, &period, &ignored))
    {
      open_with (button, "win.open-assist-clear", slash + 1);
      return TRUE;
    }
  target = g_strdup_printf ("%06d", (int) period);
  open_with (button, "win.open-assist-month", target);
  return TRUE;
}

/* Where it is done: the document, the month, else the page; nowhere for what a person says. */
static void
link_deadline (GtkWidget *button, QzSheet *deadlines, guint row)
{
  const char *document = qz_queue_get_text (deadlines, row, "document");
  const char *page = qz_queue_get_text (deadlines, row, "page");

  if (qz_deadline_link_assistance (button, deadlines, row))
    return;
  if (document != NULL)
    open_with (button, "win.open-document", document);
  else if (page != NULL)
    open_with (button, "win.page", page);
  else
    open_with (button, "queue.tick", qz_queue_get_text (deadlines, row, "key"));
}

static GtkWidget *
new_tick (QzSheet *deadlines, guint row)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("object-select-symbolic");
  g_autofree char *name =
      g_strdup_printf (_("Tick off %s"), qz_queue_get_text (deadlines, row, "title"));

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, _("Tick off, with a note"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  open_with (button, "queue.tick", qz_queue_get_text (deadlines, row, "key"));
  return button;
}

/* Who said that it is done, and how; "" when nobody had to. */
static char *
dup_word (QzSheet *deadlines, guint row)
{
  g_autofree char *by = qz_words_dup ("done_by", qz_queue_get_text (deadlines, row, "done_by"));

  return *by != '\0'
             ? g_strdup_printf (_("done by %s: %s"), by,
                                qz_queue_get_text (deadlines, row, "note"))
             : g_strdup ("");
}

GtkWidget *
qz_deadline_row_new (QzSheet *deadlines, guint row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *button;
  const char *title = qz_queue_get_text (deadlines, row, "title");
  const char *warning = qz_queue_get_text (deadlines, row, "warning");
  g_autofree char *when = qz_deadline_dup_when (deadlines, row);
  g_autofree char *day = qz_day_format ((QzDay) qz_queue_get_number (deadlines, row, "due_day"));
  g_autofree char *rule =
      g_strdup_printf ("%s · %s", day, qz_queue_get_text (deadlines, row, "rule"));
  g_autofree char *word = dup_word (deadlines, row);
  const char *const lines[] = { title, rule, qz_queue_get_text (deadlines, row, "counting"), word,
                                warning != NULL ? warning : "", NULL };
  g_autofree char *text = qz_announce_join (lines, G_N_ELEMENTS (lines) - 1);
  g_autofree char *spoken = g_strdup_printf (_("%s: %s"), when, text);

  button = new_button (lines, qz_level_mark_new (qz_deadline_get_level (deadlines, row), when));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  gtk_widget_set_tooltip_text (button, qz_queue_get_text (deadlines, row, "base"));
  link_deadline (button, deadlines, row);
  gtk_box_append (GTK_BOX (box), button);
  if (!qz_deadline_is_done (deadlines, row))
    gtk_box_append (GTK_BOX (box), new_tick (deadlines, row));
  return box;
}
