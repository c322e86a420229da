/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-state-strip.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-kinds.h"

struct _QzStateStrip {
  AdwBin parent_instance;

  AdwWrapBox *steps;
  GString *summary;
};

G_DEFINE_FINAL_TYPE (QzStateStrip, qz_state_strip, ADW_TYPE_BIN)

static const QzDocumentState way[] = { QZ_STATE_MADE, QZ_STATE_REVIEWED, QZ_STATE_APPROVED,
                                       QZ_STATE_SENT, QZ_STATE_PAID };

/* ── one step ────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzDocumentState state;
  const char *icon;
  const char *css_class;
  const char *who;  /* nullable */
  const char *when; /* nullable; "yyyy-mm-ddThh:mm:ss" */
} Step;

/* "王某 03-10 16:02" */
static char *
dup_detail (const Step *step)
{
  g_autofree char *when = NULL;

  if (step->when == NULL || strlen (step->when) < 16)
    return g_strdup (step->who != NULL ? step->who : "");
  when = g_strndup (step->when + 5, 11);
  g_strdelimit (when, "T", ' ');
  return g_strdup_printf ("%s %s", step->who != NULL ? step->who : "", when);
}

static GtkWidget *
new_step (const Step *step, const char *detail)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (step->icon);
  GtkWidget *name = gtk_label_new (qz_state_get_name (step->state));

  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), name);
  gtk_widget_add_css_class (box, "qz-step");
  gtk_widget_add_css_class (box, step->css_class);
  if (*detail != '\0')
    {
      GtkWidget *label = gtk_label_new (detail);

      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "dimmed");
      gtk_box_append (GTK_BOX (box), label);
    }
  return box;
}

static const char *
get_mark (const Step *step)
{
  if (g_str_equal (step->css_class, "qz-done"))
    return "✓";
  if (g_str_equal (step->css_class, "qz-ended"))
    return "✗";
  return g_str_equal (step->css_class, "qz-halted") ? "⚠" : "○";
}

static void
add_step (QzStateStrip *self, const Step *step)
{
  g_autofree char *detail = dup_detail (step);

  adw_wrap_box_append (self->steps, new_step (step, detail));
  g_string_append_printf (self->summary, "%s%s %s%s%s", self->summary->len > 0 ? ", " : "",
                          get_mark (step), qz_state_get_name (step->state),
                          *detail != '\0' ? " " : "", detail);
}

/* ── the strip ───────────────────────────────────────────────────────────────────────────────── */

/* The last event that led to @state, or -1. */
static int
find_event (QzSheet *events, QzDocumentState state)
{
  const int column = qz_sheet_find_column (events, "state");
  const int act_column = qz_sheet_find_column (events, "act");

  for (guint row = qz_sheet_get_n_rows (events); row > 0; row--)
    {
      const char *act = qz_sheet_get_text (events, row - 1, (guint) act_column);

      /* They leave the state as it was. */
      if (g_strcmp0 (act, "push") == 0 || g_strcmp0 (act, "hand-over") == 0)
        continue;
      if (g_strcmp0 (qz_sheet_get_text (events, row - 1, (guint) column), qz_state_to_text (state))
          == 0)
        return (int) row - 1;
    }
  return -1;
}

static void
read_event (Step *step, QzSheet *events, int row)
{
  const int name = qz_sheet_find_column (events, "full_name");
  const int actor = qz_sheet_find_column (events, "actor");
  const int when = qz_sheet_find_column (events, "business_time");

  if (name >= 0)
    step->who = qz_sheet_get_text (events, (guint) row, (guint) name);
  if ((step->who == NULL || *step->who == '\0') && actor >= 0)
    step->who = qz_sheet_get_text (events, (guint) row, (guint) actor);
  if (when >= 0)
    step->when = qz_sheet_get_text (events, (guint) row, (guint) when);
}

static QzDocumentState
read_state (QzSheet *document)
{
  const int fact = qz_sheet_find_fact (document, "state");
  QzDocumentState state = QZ_STATE_MADE;

  if (fact >= 0 && !qz_state_parse (qz_sheet_get_fact_text (document, (guint) fact), &state))
    g_warning ("unknown state of a document");
  return state;
}

static gboolean
is_end (QzDocumentState state)
{
  return state == QZ_STATE_REFUSED || state == QZ_STATE_CANCELLED || state == QZ_STATE_DEFERRED
         || state == QZ_STATE_FAILED || state == QZ_STATE_WITHDRAWN;
}

static void
add_way (QzStateStrip *self, QzSheet *events, QzDocumentState state)
{
  for (guint i = 0; i < G_N_ELEMENTS (way); i++)
    {
      const int row = find_event (events, way[i]);
      Step step = { way[i], "qz-step-open-symbolic", "qz-open", NULL, NULL };

      if (row >= 0)
        {
          step.icon = "qz-step-done-symbolic";
          step.css_class = "qz-done";
          read_event (&step, events, row);
        }
      else if (is_end (state))
        continue; /* it will never come to this */
      else if (way[i] == QZ_STATE_PAID && state == QZ_STATE_PART_PAID)
        step = (Step){ state, "qz-warning-symbolic", "qz-halted", NULL, NULL };
      add_step (self, &step);
    }
}

void
qz_state_strip_set_document (QzStateStrip *self, QzSheet *document)
{
  QzSheet *events = qz_sheet_find_child (document, "events");
  const QzDocumentState state = read_state (document);
  GtkWidget *child;

  g_assert (events != NULL);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->steps))) != NULL)
    adw_wrap_box_remove (self->steps, child);
  g_string_truncate (self->summary, 0);
  add_way (self, events, state);
  if (is_end (state))
    {
      const int row = find_event (events, state);
      Step step = { state, "qz-step-ended-symbolic", "qz-ended", NULL, NULL };

      if (row >= 0)
        read_event (&step, events, row);
      add_step (self, &step);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->summary->str, -1);
}

char *
qz_state_strip_dup_summary (QzStateStrip *self)
{
  return g_strdup (self->summary->str);
}

static void
qz_state_strip_finalize (GObject *object)
{
  g_string_free (QZ_STATE_STRIP (object)->summary, TRUE);
  G_OBJECT_CLASS (qz_state_strip_parent_class)->finalize (object);
}

static void
qz_state_strip_class_init (QzStateStripClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = qz_state_strip_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
qz_state_strip_init (QzStateStrip *self)
{
  self->summary = g_string_new (NULL);
  self->steps = ADW_WRAP_BOX (adw_wrap_box_new ());
  adw_wrap_box_set_child_spacing (self->steps, 6);
  adw_wrap_box_set_line_spacing (self->steps, 6);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->steps));
}
