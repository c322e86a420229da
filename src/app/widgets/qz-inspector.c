/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-inspector.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-announce.h"
#include "qz-facts.h"
#include "qz-words.h"

/* More rows than this are told by their number alone: the table of lines has them all. */
#define MAX_ROWS 60
/* Of one turn of the main loop: the rows of a large document would keep it from drawing. */
#define TURN_ROWS 6

struct _QzInspector {
  AdwBin parent_instance;

  AdwBin *shown;    /* what is scrolled: the sections as a whole */
  GtkBox *sections; /* shown, or not yet: as long as they are made, those before them stay */
  GQueue waiting;   /* Waiting: sections that have rows to come */
  guint source;     /* that makes them */
  guint n_allowed;  /* rows that this turn may still make */
};

G_DEFINE_FINAL_TYPE (QzInspector, qz_inspector, ADW_TYPE_BIN)

enum { FORM_CHOSEN, VOUCHER_CHOSEN, BATCH_CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

/* How a child sheet becomes a section: cells joined into a title, a subtitle and an amount. */
typedef struct {
  const char *child;
  const char *title; /* N_(…) */
  const char *heads[4];
  const char *rests[6];
  const char *amount;
  guint signal;
  const char *key; /* column that the row's button hands on; nullable */
} Section;

static const Section sections[] = {
  { "basis", N_ ("Basis"), { "rule", "value" }, { "what" }, NULL, 0, NULL },
  { "payments",
    N_ ("Payments"),
    { "provider_name" },
    { "batch", "status", "bank_message", "trade_time" },
    "amount",
    BATCH_CHOSEN,
    "batch" },
  { "vouchers",
    N_ ("Vouchers"),
    { "voucher" },
    { "day", "event", "summary" },
    "total",
    VOUCHER_CHOSEN,
    "voucher" },
  { "deferred",
    N_ ("Deferred"),
    { "provider_code" },
    { "from_day", "reason", "back_in" },
    "amount",
    0,
    NULL },
};

static const Section form_section = {
  NULL, N_ ("Forms"), { "title" }, { "per", "printed" }, NULL, FORM_CHOSEN, "id"
};
static const Section check_section = {
  NULL, N_ ("Checks"), { "code", "ok" }, { "what" }, NULL, 0, NULL
};
static const Section event_section = {
  NULL, N_ ("History"), { "act" }, { "full_name", "business_time", "reason" }, NULL, 0, NULL
};

/* ── rows ────────────────────────────────────────────────────────────────────────────────────── */

/* Numbers need a word beside them, and a voucher's ledger is that of its document. */
static char *
dup_shown (QzSheet *sheet, guint row, guint column)
{
  const char *name = qz_sheet_get_column_name (sheet, column);
  const QzValueType type = qz_sheet_get_column_type (sheet, column);
  g_autofree char *whole = qz_words_dup_cell (sheet, row, column);

  if (g_str_has_suffix (name, "_time"))
    return g_strdelimit (g_steal_pointer (&whole), "T", ' ');
  if (g_str_equal (name, "voucher") && strchr (whole, '/') != NULL)
    return g_strdup (strchr (whole, '/') + 1);
  if (type == QZ_VALUE_BOOL)
    return g_strdup (qz_sheet_get_number (sheet, row, column) != 0 ? _("✓ agrees")
                                                                   : _("✗ differs"));
  if (type != QZ_VALUE_COUNT)
    return g_steal_pointer (&whole);
  return qz_sheet_get_number (sheet, row, column) == 0
             ? g_strdup ("")
             : g_strdup_printf ("%s %s", qz_sheet_get_column_title (sheet, column), whole);
}

static char *
join_cells (QzSheet *sheet, guint row, const char *const *names, guint n_names)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n_names && names[i] != NULL; i++)
    {
      const int column = qz_sheet_find_column (sheet, names[i]);
      g_autofree char *shown = column >= 0 ? dup_shown (sheet, row, (guint) column) : g_strdup ("");

      if (*shown != '\0')
        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", shown);
    }
  return g_string_free (text, FALSE);
}

static void
chosen_cb (GtkWidget *button, gpointer user_data)
{
  QzInspector *self = user_data;
  const guint signal = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "qz-signal"));

  g_signal_emit (self, signals[signal], 0, g_object_get_data (G_OBJECT (button), "qz-key"));
}

static GtkWidget *
new_opener (QzInspector *self, const Section *section, QzSheet *sheet, guint row, const char *title)
{
  const int column = qz_sheet_find_column (sheet, section->key);
  GtkWidget *button = gtk_button_new_from_icon_name (
      section->signal == FORM_CHOSEN ? "qz-preview-symbolic" : "go-next-symbolic");
  g_autofree char *label = section->signal == FORM_CHOSEN ? g_strdup_printf (
                                                                _("Preview: %s"), title)
                                                          : g_strdup_printf (_("Open: %s"), title);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data (G_OBJECT (button), "qz-signal", GUINT_TO_POINTER (section->signal));
  g_object_set_data_full (G_OBJECT (button), "qz-key",
                          g_strdup (qz_sheet_get_text (sheet, row, (guint) column)), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (chosen_cb), self, 0);
  return button;
}

static GtkWidget *
new_amount (QzSheet *sheet, guint row, const char *name)
{
  const int column = qz_sheet_find_column (sheet, name);
  g_autofree char *shown =
      column >= 0 ? qz_words_dup_cell (sheet, row, (guint) column) : g_strdup ("");
  GtkWidget *label = gtk_label_new (shown);

  gtk_widget_add_css_class (label, "numeric");
  return label;
}

static GtkWidget *
new_row (QzInspector *self, const Section *section, QzSheet *sheet, guint row)
{
  GtkWidget *made = adw_action_row_new ();
  g_autofree char *title = join_cells (sheet, row, section->heads, G_N_ELEMENTS (section->heads));
  g_autofree char *rest = join_cells (sheet, row, section->rests, G_N_ELEMENTS (section->rests));

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (made), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (made), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (made), rest);
  qz_announce_subtitle (ADW_ACTION_ROW (made));
  if (section->amount != NULL)
    {
      GtkWidget *amount = new_amount (sheet, row, section->amount);
      const char *const parts[] = { rest, gtk_label_get_label (GTK_LABEL (amount)) };
      g_autofree char *told = qz_announce_join (parts, G_N_ELEMENTS (parts));

      adw_action_row_add_suffix (ADW_ACTION_ROW (made), amount);
      gtk_accessible_update_property (GTK_ACCESSIBLE (made), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                      told, -1);
    }
  if (section->key != NULL)
    adw_action_row_add_suffix (ADW_ACTION_ROW (made),
                               new_opener (self, section, sheet, row, title));
  return made;
}

/* ── sections ────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  const Section *section;
  QzSheet *sheet;
  AdwPreferencesGroup *group; /* NULL: its turn has not come */
  guint row;
  guint n_rows;
} Waiting;

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  qz_sheet_unref (waiting->sheet);
  g_clear_object (&waiting->group);
  g_free (waiting);
}

static void
begin_section (QzInspector *self, Waiting *waiting)
{
  const guint n_all = qz_sheet_get_n_rows (waiting->sheet);

  waiting->group = g_object_ref_sink (ADW_PREFERENCES_GROUP (adw_preferences_group_new ()));
  adw_preferences_group_set_title (waiting->group, _ (waiting->section->title));
  if (n_all > MAX_ROWS)
    {
      g_autofree char *more = g_strdup_printf (
          _("The first %d of %u are shown."), MAX_ROWS, n_all);

      adw_preferences_group_set_description (waiting->group, more);
    }
  gtk_box_append (self->sections, GTK_WIDGET (waiting->group));
}

/* A paid document has a payment and a voucher for each of its lines: Tab goes past them, the arrow
 * keys go from one to the next. */
static void
add_row (AdwPreferencesGroup *group, GtkWidget *row)
{
  GtkWidget *list;

  adw_preferences_group_add (group, row);
  list = gtk_widget_get_ancestor (row, GTK_TYPE_LIST_BOX);
  if (list != NULL)
    gtk_list_box_set_tab_behavior (GTK_LIST_BOX (list), GTK_LIST_TAB_ITEM);
}

/* Goes on where it was; FALSE when this turn has made enough. */
static gboolean
make_rows (QzInspector *self, Waiting *waiting)
{
  for (; waiting->row < waiting->n_rows; waiting->row++)
    {
      if (self->n_allowed == 0)
        return FALSE;
      self->n_allowed--;
      if (waiting->group == NULL)
        begin_section (self, waiting);
      add_row (waiting->group, new_row (self, waiting->section, waiting->sheet, waiting->row));
    }
  return TRUE;
}

static gboolean
make_rows_cb (gpointer user_data)
{
  QzInspector *self = user_data;

  self->n_allowed = TURN_ROWS;
  while (!g_queue_is_empty (&self->waiting))
    {
      if (!make_rows (self, g_queue_peek_head (&self->waiting)))
        return G_SOURCE_CONTINUE;
      waiting_free (g_queue_pop_head (&self->waiting));
    }
  self->source = 0;
  adw_bin_set_child (self->shown, GTK_WIDGET (self->sections));
  return G_SOURCE_REMOVE;
}

static void
stop (QzInspector *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_queue_clear_full (&self->waiting, waiting_free);
}

static void
add_section (QzInspector *self, const Section *section, QzSheet *sheet)
{
  const guint n_rows = sheet != NULL ? qz_sheet_get_n_rows (sheet) : 0;
  Waiting *waiting;

  if (n_rows == 0)
    return;
  waiting = g_new0 (Waiting, 1);
  waiting->section = section;
  waiting->sheet = qz_sheet_ref (sheet);
  waiting->n_rows = MIN (n_rows, MAX_ROWS);
  g_queue_push_tail (&self->waiting, waiting);
}

static void
add_facts (QzInspector *self, QzSheet *document)
{
  static const char *const told[] = { "number", "kind", "state", "total", "policy", NULL };
  GtkWidget *facts = qz_facts_new ();

  qz_facts_set_sheet (QZ_FACTS (facts), document, told);
  gtk_box_append (self->sections, facts);
}

static void
renew_sections (QzInspector *self)
{
  g_clear_object (&self->sections);
  self->sections = g_object_ref_sink (GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18)));
  gtk_widget_set_margin_start (GTK_WIDGET (self->sections), 12);
  gtk_widget_set_margin_end (GTK_WIDGET (self->sections), 12);
  gtk_widget_set_margin_top (GTK_WIDGET (self->sections), 12);
  gtk_widget_set_margin_bottom (GTK_WIDGET (self->sections), 12);
}

/* The first document is seen to grow; a newer state of it comes as a whole, so that nobody loses
 * the place that was scrolled to. */
void
qz_inspector_set_document (QzInspector *self, QzSheet *document, QzSheet *forms,
                           QzSheet *checks)
{
  stop (self);
  renew_sections (self);
  add_facts (self, document);
  add_section (self, &form_section, forms);
  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      add_section (self, &sections[i], qz_sheet_find_child (document, sections[i].child));
      if (i == 0)
        add_section (self, &check_section, checks);
    }
  add_section (self, &event_section, qz_sheet_find_child (document, "events"));
  if (adw_bin_get_child (self->shown) == NULL)
    adw_bin_set_child (self->shown, GTK_WIDGET (self->sections));
  /* In turn with drawing: below it, an animation would keep them from coming. */
  self->source = g_idle_add_full (GDK_PRIORITY_REDRAW, make_rows_cb, self, NULL);
}

static void
qz_inspector_dispose (GObject *object)
{
  stop (QZ_INSPECTOR (object));
  g_clear_object (&QZ_INSPECTOR (object)->sections);
  G_OBJECT_CLASS (qz_inspector_parent_class)->dispose (object);
}

static void
qz_inspector_class_init (QzInspectorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = qz_inspector_dispose;
  signals[FORM_CHOSEN] = g_signal_new ("form-chosen", QZ_TYPE_INSPECTOR, G_SIGNAL_RUN_LAST, 0, NULL,
                                       NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[VOUCHER_CHOSEN] = g_signal_new ("voucher-chosen", QZ_TYPE_INSPECTOR, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[BATCH_CHOSEN] = g_signal_new ("batch-chosen", QZ_TYPE_INSPECTOR, G_SIGNAL_RUN_LAST, 0,
                                        NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
qz_inspector_init (QzInspector *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->shown = ADW_BIN (adw_bin_new ());
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->shown));
  adw_bin_set_child (ADW_BIN (self), scrolled);
}
