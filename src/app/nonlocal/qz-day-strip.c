/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-day-strip.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-cells.h"
#include "qz-day.h"

struct _QzDayStrip {
  AdwBin parent_instance;

  GtkToggleButton *fold; /* where today is; shows the others where it is narrow */
  GtkLabel *now;
  AdwWrapBox *steps;
  GString *summary;
  gboolean folded;
};

G_DEFINE_FINAL_TYPE (QzDayStrip, qz_day_strip, ADW_TYPE_BIN)

enum { PROP_0, PROP_FOLDED, N_PROPS };
static GParamSpec *props[N_PROPS];

/* A stage has a day by which people do it, and perhaps one on which it happens by itself. */
typedef struct {
  QzDay day;
  char *name;
  char *word;      /* its state */
  const char *css; /* qz-done qz-open qz-ended */
  const char *rule;
} Step;

static void
step_clear (gpointer data)
{
  Step *step = data;

  g_free (step->name);
  g_free (step->word);
}

/* ── what the steps are ──────────────────────────────────────────────────────────────────────── */

static char *
dup_progress (QzSheet *stages, guint row)
{
  g_autofree char *word = qz_cell_dup (stages, row, "state");
  const gint64 done = qz_cell_number (stages, row, "done");
  const gint64 of = qz_cell_number (stages, row, "of");

  if (qz_cell_number (stages, row, "late") != 0)
    return of > 1 ? g_strdup_printf (_("late, %d of %d"), (int) done, (int) of)
                  : g_strdup (_("late"));
  if (of > 1 && done > 0 && done < of)
    return g_strdup_printf (_("%d of %d"), (int) done, (int) of);
  return *word != '\0' ? g_steal_pointer (&word) : g_strdup (_("Not begun"));
}

static void
add_due (GArray *steps, QzSheet *stages, guint row)
{
  const gboolean done = g_strcmp0 (qz_cell_text (stages, row, "state"), "DONE") == 0;
  const gboolean late = qz_cell_number (stages, row, "late") != 0;
  const Step step = { .day = (QzDay) qz_cell_number (stages, row, "due_day"),
                      .name = qz_cell_dup (stages, row, "name"),
                      .word = dup_progress (stages, row),
                      .css = done ? "qz-done" : late ? "qz-ended" : "qz-open",
                      .rule = qz_cell_text (stages, row, "rule") };

  g_array_append_val (steps, step);
}

/* NL-28b, NL-31b on the 18th, NL-31g on the 24th: once, though two stages name the first. */
static void
add_automatic (GArray *steps, QzSheet *stages, guint row, QzDay today)
{
  const char *stage = qz_cell_text (stages, row, "stage");
  const QzDay day = (QzDay) qz_cell_number (stages, row, "auto_day");
  const gboolean passed = today >= day;
  Step step = { .day = day, .css = passed ? "qz-done" : "qz-open", .rule = "NL-28b, NL-31b" };

  if (day == 0 || g_strcmp0 (stage, "mismatch") == 0)
    return;
  if (g_strcmp0 (stage, "confirm") == 0)
    step.rule = "NL-31g";
  step.name = g_strdup (_("By default"));
  step.word = g_strdup (passed ? _("Took effect") : _("To come"));
  g_array_append_val (steps, step);
}

static int
compare_steps (gconstpointer a, gconstpointer b)
{
  return (int) ((const Step *) a)->day - (int) ((const Step *) b)->day;
}

static GArray *
list_steps (QzSheet *stages, QzDay today)
{
  GArray *steps = g_array_new (FALSE, FALSE, sizeof (Step));

  g_array_set_clear_func (steps, step_clear);
  for (guint row = 0; row < qz_sheet_get_n_rows (stages); row++)
    {
      add_due (steps, stages, row);
      add_automatic (steps, stages, row, today);
    }
  g_array_sort (steps, compare_steps);
  return steps;
}

/* ── showing them ────────────────────────────────────────────────────────────────────────────── */

static GtkWidget *
new_line (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static int
get_mday (QzDay day)
{
  int mday;

  qz_day_to_ymd (day, NULL, NULL, &mday);
  return mday;
}

static const char *
get_icon (const char *css)
{
  return strcmp (css, "qz-done") == 0    ? "qz-step-done-symbolic"
         : strcmp (css, "qz-ended") == 0 ? "qz-alert-symbolic"
                                         : "qz-step-open-symbolic";
}

static void
add_words (QzDayStrip *self, const char *text)
{
  g_string_append_printf (self->summary, "%s%s", self->summary->len > 0 ? _("; ") : "", text);
}

static void
add_step (QzDayStrip *self, const Step *step)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *icon = gtk_image_new_from_icon_name (get_icon (step->css));
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  /* Translators: the day of the month and what is due on it. */
  g_autofree char *title = g_strdup_printf (_("%d %s"), get_mday (step->day), step->name);

  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (lines), new_line (title, "heading"));
  gtk_box_append (GTK_BOX (lines), new_line (step->word, "caption"));
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_widget_add_css_class (box, "qz-day-step");
  gtk_widget_add_css_class (box, step->css);
  gtk_widget_set_tooltip_text (box, step->rule);
  adw_wrap_box_append (self->steps, box);
  if (*step->word == '\0')
    add_words (self, title);
  else
    {
      g_autofree char *both = g_strdup_printf (_("%s: %s"), title, step->word);

      add_words (self, both);
    }
}

static void
add_today (QzDayStrip *self, QzDay today)
{
  g_autofree char *day = qz_day_format (today);
  g_autofree char *text = g_strdup_printf (_("Today %s"), day + 5);
  GtkWidget *label = new_line (text, "heading");

  gtk_widget_add_css_class (label, "qz-today");
  gtk_widget_add_css_class (label, "accent");
  adw_wrap_box_append (self->steps, label);
  add_words (self, text);
}

/* What is late, else what comes next, else that the last is done. */
static const Step *
find_now (GArray *steps)
{
  const Step *next = NULL;

  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = &g_array_index (steps, Step, i);

      if (strcmp (step->css, "qz-ended") == 0)
        return step;
      if (next == NULL && strcmp (step->css, "qz-open") == 0)
        next = step;
    }
  return next != NULL || steps->len == 0 ? next : &g_array_index (steps, Step, steps->len - 1);
}

static void
show_now (QzDayStrip *self, GArray *steps, QzDay today)
{
  const Step *step = find_now (steps);
  g_autofree char *day = qz_day_format (today);
  g_autofree char *text = NULL;

  /* Translators: today, and what is due next: "Today 06-17 · 18 Audit: 3 of 14" */
  if (step != NULL)
    text = g_strdup_printf (_("Today %s · %d %s: %s"), day + 5, get_mday (step->day), step->name,
                            step->word);
  gtk_label_set_label (self->now, text != NULL ? text : "");
}

static void
show_folded (QzDayStrip *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->fold), self->folded);
  gtk_widget_set_visible (GTK_WIDGET (self->steps),
                          !self->folded || gtk_toggle_button_get_active (self->fold));
}

static void
clear (QzDayStrip *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->steps))) != NULL)
    adw_wrap_box_remove (self->steps, child);
  g_string_set_size (self->summary, 0);
}

void
qz_day_strip_set (QzDayStrip *self, QzSheet *stages, gint today)
{
  g_autoptr (GArray) steps = list_steps (stages, today);
  gboolean told = FALSE;

  clear (self);
  show_now (self, steps, today);
  for (guint i = 0; i < steps->len; i++)
    {
      const Step *step = &g_array_index (steps, Step, i);

      if (!told && today <= step->day)
        {
          add_today (self, today);
          told = TRUE;
        }
      add_step (self, step);
    }
  if (!told)
    add_today (self, today);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  self->summary->str, -1);
}

const char *
qz_day_strip_get_summary (QzDayStrip *self)
{
  return self->summary->str;
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_day_strip_get_property (GObject *object, guint id, GValue *value, GParamSpec *spec)
{
  if (id != PROP_FOLDED)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
  else
    g_value_set_boolean (value, QZ_DAY_STRIP (object)->folded);
}

static void
qz_day_strip_set_property (GObject *object, guint id, const GValue *value, GParamSpec *spec)
{
  QzDayStrip *self = QZ_DAY_STRIP (object);

  if (id != PROP_FOLDED)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, spec);
      return;
    }
  self->folded = g_value_get_boolean (value);
  show_folded (self);
}

static void
qz_day_strip_finalize (GObject *object)
{
  g_string_free (QZ_DAY_STRIP (object)->summary, TRUE);
  G_OBJECT_CLASS (qz_day_strip_parent_class)->finalize (object);
}

static void
qz_day_strip_class_init (QzDayStripClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = qz_day_strip_get_property;
  object_class->set_property = qz_day_strip_set_property;
  object_class->finalize = qz_day_strip_finalize;
  props[PROP_FOLDED] = g_param_spec_boolean ("folded", NULL, NULL, FALSE,
                                             G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
new_fold (QzDayStrip *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *arrow = gtk_image_new_from_icon_name ("pan-down-symbolic");

  self->now = GTK_LABEL (new_line ("", "heading"));
  gtk_label_set_wrap (self->now, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->now), TRUE);
  gtk_accessible_update_state (GTK_ACCESSIBLE (arrow), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->now));
  gtk_box_append (GTK_BOX (box), arrow);
  self->fold = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  gtk_button_set_child (GTK_BUTTON (self->fold), box);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->fold), _("All days of the month"));
  gtk_widget_set_visible (GTK_WIDGET (self->fold), FALSE);
  g_signal_connect_object (self->fold, "toggled", G_CALLBACK (show_folded), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self->fold);
}

static void
qz_day_strip_init (QzDayStrip *self)
{
  GtkWidget *both = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->summary = g_string_new (NULL);
  self->steps = ADW_WRAP_BOX (adw_wrap_box_new ());
  adw_wrap_box_set_child_spacing (self->steps, 6);
  adw_wrap_box_set_line_spacing (self->steps, 6);
  gtk_box_append (GTK_BOX (both), new_fold (self));
  gtk_box_append (GTK_BOX (both), GTK_WIDGET (self->steps));
  adw_bin_set_child (ADW_BIN (self), both);
}
