/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-form-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-amount-entry.h"
#include "qz-announce.h"
#include "qz-cells.h"
#include "qz-choice.h"
#include "qz-chooser-dialog.h"
#include "qz-day-row.h"
#include "qz-field-fault.h"
#include "qz-words.h"

#define CODE_KEY "qz-code"

struct _QzFormRow {
  const QzFormField *field;
  GtkWidget *owner; /* the dialog, which owns this */
  AdwPreferencesGroup *group;
  GtkWidget *row;
  GtkWidget *fault_row;
  GtkLabel *fault;
  QzAmountEntry *amount; /* of an amount */
  gboolean has_fault;
  char *code;            /* of a register; nullable */
  QzSheet *registered;   /* nullable */
  GPtrArray *items;      /* rows of a list; their code is kept with them */
};

const QzFormField *
qz_form_row_get_field (const QzFormRow *self)
{
  return self->field;
}

void
qz_form_row_free (gpointer data)
{
  QzFormRow *self = data;

  g_clear_pointer (&self->registered, qz_sheet_unref);
  g_ptr_array_unref (self->items);
  g_free (self->code);
  g_free (self);
}

/* ── what is wrong ───────────────────────────────────────────────────────────────────────────── */

void
qz_form_row_set_fault (QzFormRow *self, const char *message)
{
  if (message == NULL && !self->has_fault)
    return;
  self->has_fault = message != NULL;
  if (self->amount != NULL)
    {
      qz_amount_entry_set_fault (self->amount, message);
      return;
    }
  gtk_label_set_label (self->fault, message != NULL ? message : "");
  gtk_widget_set_visible (self->fault_row, message != NULL);
  if (message != NULL)
    gtk_widget_add_css_class (self->row, "error");
  else
    gtk_widget_remove_css_class (self->row, "error");
  qz_field_fault_tell (self->row, message);
}

gboolean
qz_form_row_has_fault (const QzFormRow *self)
{
  return self->has_fault;
}

static void
add_fault (QzFormRow *self)
{
  self->fault = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_wrap (self->fault, TRUE);
  gtk_label_set_xalign (self->fault, 0);
  gtk_widget_add_css_class (GTK_WIDGET (self->fault), "error");
  gtk_widget_add_css_class (GTK_WIDGET (self->fault), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->fault), "qz-form-fault");
  self->fault_row = adw_preferences_row_new ();
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->fault_row), GTK_WIDGET (self->fault));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->fault_row), FALSE);
  gtk_widget_set_focusable (self->fault_row, FALSE);
  gtk_widget_set_visible (self->fault_row, FALSE);
}

void
qz_form_row_grab_focus (QzFormRow *self)
{
  if (self->amount != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (qz_amount_entry_get_editable (self->amount)));
  else if (GTK_IS_EDITABLE (self->row))
    gtk_widget_grab_focus (self->row);
  /* From inside it, this would go to what stands behind. */
  else if (gtk_widget_get_focus_child (self->row) == NULL)
    gtk_widget_child_focus (self->row, GTK_DIR_TAB_FORWARD);
}

/* ── a row of a register ─────────────────────────────────────────────────────────────────────── */

static const QzChooserSpec chooser = {
  .title = N_ ("Choose"),
  .placeholder = N_ ("Code, name or its sound"),
  .key = "code",
  .code = "code",
  .name = "name",
};

/* "230200 齐齐哈尔市"; a code that the register does not have stands alone. */
static char *
dup_name (QzFormRow *self, const char *code)
{
  for (guint row = 0; self->registered != NULL && row < qz_sheet_get_n_rows (self->registered);
       row++)
    if (g_strcmp0 (qz_cell_text (self->registered, row, "code"), code) == 0)
      return g_strdup_printf ("%s %s", code, qz_cell_text (self->registered, row, "name"));
  return g_strdup (code);
}

static void
set_code (QzFormRow *self, const char *code)
{
  g_autofree char *name = code != NULL && *code != '\0' ? dup_name (self, code) : NULL;

  g_set_str (&self->code, name != NULL ? code : NULL);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self->row),
                               name != NULL ? name : _("Not chosen"));
  qz_form_row_set_fault (self, NULL);
}

static void
chosen_cb (GtkWidget *owner, const char *key, gpointer data)
{
  set_code (data, key);
}

static void
choose_cb (GtkWidget *button, gpointer user_data)
{
  QzFormRow *self = user_data;

  if (self->registered != NULL)
    qz_chooser_dialog_present (self->owner, self->registered, &chooser, chosen_cb, self);
}

static GtkWidget *
new_button (const char *label, const char *title, GCallback clicked, gpointer data)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);
  GtkWidget *shown = gtk_button_get_child (GTK_BUTTON (button));
  g_autofree char *name = g_strdup_printf (_("%s: %s"), title,
                                           gtk_label_get_text (GTK_LABEL (shown)));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  qz_announce_as (button, name);
  g_signal_connect (button, "clicked", clicked, data);
  return button;
}

static GtkWidget *
new_register (QzFormRow *self)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button =
      new_button (_("_Choose…"), _ (self->field->title), G_CALLBACK (choose_cb), self);

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), _("Not chosen"));
  qz_announce_subtitle (ADW_ACTION_ROW (row));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return row;
}

/* ── several of them ─────────────────────────────────────────────────────────────────────────── */

static void
remove_cb (GtkWidget *button, gpointer user_data)
{
  QzFormRow *self = user_data;
  GtkWidget *item = gtk_widget_get_ancestor (button, ADW_TYPE_ACTION_ROW);

  adw_preferences_group_remove (self->group, item);
  g_ptr_array_remove (self->items, item);
}

static void
add_item (QzFormRow *self, const char *entry)
{
  GtkWidget *item = adw_action_row_new ();
  g_autofree char *name = dup_name (self, entry);

  for (guint i = 0; i < self->items->len; i++)
    if (g_strcmp0 (g_object_get_data (self->items->pdata[i], CODE_KEY), entry) == 0)
      {
        g_object_ref_sink (item);
        g_object_unref (item);
        return;
      }
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (item), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (item), name);
  g_object_set_data_full (G_OBJECT (item), CODE_KEY, g_strdup (entry), g_free);
  adw_action_row_add_suffix (ADW_ACTION_ROW (item),
                             new_button (_("_Remove"), name, G_CALLBACK (remove_cb), self));
  adw_preferences_group_add (self->group, item);
  g_ptr_array_add (self->items, item);
  qz_form_row_set_fault (self, NULL);
}

static void
added_cb (GtkWidget *owner, const char *key, gpointer data)
{
  add_item (data, key);
}

static void
add_cb (GtkWidget *button, gpointer user_data)
{
  QzFormRow *self = user_data;

  if (self->registered != NULL)
    qz_chooser_dialog_present (self->owner, self->registered, &chooser, added_cb, self);
}

/* One by hand, for what no register here has: a hospital of another province. */
static void
apply_cb (AdwEntryRow *row, gpointer user_data)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (*text == '\0')
    return;
  add_item (user_data, text);
  gtk_editable_set_text (GTK_EDITABLE (row), "");
}

static GtkWidget *
new_list (QzFormRow *self)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (row), TRUE);
  adw_entry_row_add_suffix (
      ADW_ENTRY_ROW (row),
      new_button (_("_Choose…"), _ (self->field->title), G_CALLBACK (add_cb), self));
  g_signal_connect (row, "apply", G_CALLBACK (apply_cb), self);
  return row;
}

/* ── the other kinds ─────────────────────────────────────────────────────────────────────────── */

static GtkWidget *
new_choice (QzFormRow *self, GCallback changed)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);

  if (!self->field->needed)
    gtk_string_list_append (words, _("Not chosen"));
  for (guint i = 0; self->field->choices[i] != NULL; i++)
    {
      g_autofree char *word = qz_words_dup (self->field->name, self->field->choices[i]);

      gtk_string_list_append (words, word);
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (words));
  g_signal_connect_object (row, "notify::selected", changed, self->owner, G_CONNECT_SWAPPED);
  return row;
}

static GtkWidget *
new_amount (QzFormRow *self)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *label = gtk_label_new (_ (self->field->title));

  self->amount = QZ_AMOUNT_ENTRY (qz_amount_entry_new (_ (self->field->title)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (self->field->title), -1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_add_css_class (box, "qz-form-amount");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->amount));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static GtkWidget *
new_row (QzFormRow *self, QzSession *session, GCallback changed)
{
  GtkWidget *row;

  switch (self->field->kind)
    {
    case QZ_FORM_CHOICE:
      return new_choice (self, changed);
    case QZ_FORM_DAY:
      row = g_object_new (QZ_TYPE_DAY_ROW, NULL);
      qz_day_row_set_session (QZ_DAY_ROW (row), session);
      return row;
    case QZ_FORM_BIRTHDAY:
      return g_object_new (QZ_TYPE_DAY_ROW, NULL);
    case QZ_FORM_AMOUNT:
      return new_amount (self);
    case QZ_FORM_SWITCH:
      return adw_switch_row_new ();
    case QZ_FORM_REGISTER:
      return new_register (self);
    case QZ_FORM_LIST:
      return new_list (self);
    case QZ_FORM_TEXT:
    default:
      return adw_entry_row_new ();
    }
}

static void
edited_cb (QzFormRow *self)
{
  qz_form_row_set_fault (self, NULL);
}

QzFormRow *
qz_form_row_new (const QzFormField *field, QzSession *session, GtkWidget *owner,
                 GCallback changed)
{
  QzFormRow *self = g_new0 (QzFormRow, 1);

  self->field = field;
  self->owner = owner;
  self->items = g_ptr_array_new ();
  self->row = new_row (self, session, changed);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), _ (field->title));
  add_fault (self);
  if (field->kind == QZ_FORM_CHOICE)
    qz_choice_name_items (self->row);
  if (GTK_IS_EDITABLE (self->row))
    g_signal_connect_swapped (self->row, "changed", G_CALLBACK (edited_cb), self);
  else if (self->amount != NULL)
    g_signal_connect_swapped (self->amount, "changed", G_CALLBACK (edited_cb), self);
  return self;
}

void
qz_form_row_add_to (QzFormRow *self, AdwPreferencesGroup *group)
{
  self->group = group;
  adw_preferences_group_add (group, self->row);
  adw_preferences_group_add (group, self->fault_row);
}

void
qz_form_row_set_shown (QzFormRow *self, gboolean shown)
{
  gtk_widget_set_visible (self->row, shown);
  for (guint i = 0; i < self->items->len; i++)
    gtk_widget_set_visible (self->items->pdata[i], shown);
  if (!shown)
    qz_form_row_set_fault (self, NULL);
}

gboolean
qz_form_row_is_shown (const QzFormRow *self)
{
  return gtk_widget_get_visible (self->row);
}

/* ── what stands there ───────────────────────────────────────────────────────────────────────── */

static int
find_choice (QzFormRow *self, const char *code)
{
  for (guint i = 0; self->field->choices[i] != NULL; i++)
    if (g_strcmp0 (self->field->choices[i], code) == 0)
      return (int) i;
  return -1;
}

void
qz_form_row_set_text (QzFormRow *self, const char *text)
{
  g_auto (GStrv) entries = NULL;

  switch (self->field->kind)
    {
    case QZ_FORM_CHOICE:
      adw_combo_row_set_selected (ADW_COMBO_ROW (self->row),
                                  (guint) (find_choice (self, text) + !self->field->needed));
      break;
    case QZ_FORM_REGISTER:
      set_code (self, text);
      break;
    case QZ_FORM_LIST:
      entries = g_strsplit (text, ";", -1);
      for (guint i = 0; entries[i] != NULL; i++)
        if (*g_strstrip (entries[i]) != '\0')
          add_item (self, entries[i]);
      break;
    case QZ_FORM_AMOUNT:
      gtk_editable_set_text (qz_amount_entry_get_editable (self->amount), text);
      break;
    case QZ_FORM_SWITCH:
      adw_switch_row_set_active (ADW_SWITCH_ROW (self->row), *text != '\0');
      break;
    case QZ_FORM_TEXT:
    case QZ_FORM_DAY:
    case QZ_FORM_BIRTHDAY:
    default:
      gtk_editable_set_text (GTK_EDITABLE (self->row), text);
    }
}

void
qz_form_row_fill (QzFormRow *self, QzSheet *loaded)
{
  const int fact = qz_sheet_find_fact (loaded, self->field->name);

  if (self->field->registered != NULL)
    self->registered = qz_sheet_ref (qz_sheet_find_child (loaded, self->field->registered));
  if (fact < 0)
    return;
  if (self->field->kind == QZ_FORM_DAY || self->field->kind == QZ_FORM_BIRTHDAY)
    qz_day_row_set_day (QZ_DAY_ROW (self->row), (QzDay) qz_fact_number (loaded, self->field->name));
  else if (self->amount != NULL)
    qz_amount_entry_set_fen (self->amount, qz_fact_number (loaded, self->field->name));
  else if (qz_fact_text (loaded, self->field->name) != NULL)
    qz_form_row_set_text (self, qz_fact_text (loaded, self->field->name));
}

void
qz_form_row_put_choice (QzFormRow *self, QzSheet *values)
{
  const QzFormField *field = self->field;
  guint selected;

  if (field->kind != QZ_FORM_CHOICE)
    return;
  selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->row));
  if (!field->needed && selected == 0)
    return;
  qz_sheet_set_text (values, field->name, _ (field->title),
                     field->choices[selected - (field->needed ? 0 : 1)]);
}

/* ── reading it ──────────────────────────────────────────────────────────────────────────────── */

static gboolean
need (QzFormRow *self)
{
  if (self->field->needed)
    qz_form_row_set_fault (self, _("This field must not be empty"));
  return !self->field->needed;
}

static gboolean
read_day (QzFormRow *self, QzSheet *values)
{
  g_autoptr (GError) error = NULL;
  QzDay day = QZ_DAY_NONE;

  if (*gtk_editable_get_text (GTK_EDITABLE (self->row)) == '\0')
    return need (self);
  if (!qz_day_row_get_day (QZ_DAY_ROW (self->row), &day, &error))
    {
      qz_form_row_set_fault (self, error->message);
      return FALSE;
    }
  qz_sheet_set_number (values, self->field->name, _ (self->field->title), QZ_VALUE_DAY, day);
  return TRUE;
}

static gboolean
read_amount (QzFormRow *self, QzSheet *values)
{
  g_autoptr (GError) error = NULL;
  QzFen amount = 0;

  if (qz_amount_entry_is_empty (self->amount))
    return need (self);
  if (!qz_amount_entry_get_fen (self->amount, &amount, &error) || amount < 0)
    {
      qz_form_row_set_fault (self, error != NULL ? error->message
                                                 : _("Write an amount that is not negative"));
      return FALSE;
    }
  qz_sheet_set_number (values, self->field->name, _ (self->field->title), QZ_VALUE_FEN, amount);
  return TRUE;
}

/* What is still being typed by hand counts. */
static char *
dup_list (QzFormRow *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  apply_cb (ADW_ENTRY_ROW (self->row), self);
  for (guint i = 0; i < self->items->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? ";" : "",
                            (const char *) g_object_get_data (self->items->pdata[i], CODE_KEY));
  return g_strdup (text->str);
}

static gboolean
read_text (QzFormRow *self, QzSheet *values)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text =
      self->field->kind == QZ_FORM_REGISTER ? g_strdup (self->code != NULL ? self->code : "")
      : self->field->kind == QZ_FORM_LIST
          ? dup_list (self)
          : g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->row))));

  if (*text == '\0')
    return need (self);
  if (self->field->check != NULL && !self->field->check (text, &error))
    {
      qz_form_row_set_fault (self, error->message);
      return FALSE;
    }
  qz_sheet_set_text (values, self->field->name, _ (self->field->title), text);
  return TRUE;
}

gboolean
qz_form_row_read (QzFormRow *self, QzSheet *values)
{
  qz_form_row_set_fault (self, NULL);
  switch (self->field->kind)
    {
    case QZ_FORM_CHOICE:
      qz_form_row_put_choice (self, values);
      return TRUE;
    case QZ_FORM_DAY:
    case QZ_FORM_BIRTHDAY:
      return read_day (self, values);
    case QZ_FORM_AMOUNT:
      return read_amount (self, values);
    case QZ_FORM_SWITCH:
      qz_sheet_set_number (values, self->field->name, _ (self->field->title), QZ_VALUE_BOOL,
                           adw_switch_row_get_active (ADW_SWITCH_ROW (self->row)));
      return TRUE;
    case QZ_FORM_TEXT:
    case QZ_FORM_REGISTER:
    case QZ_FORM_LIST:
    default:
      return read_text (self, values);
    }
}

QzDay
qz_form_get_day (QzSheet *values, const char *name)
{
  return qz_sheet_find_fact (values, name) >= 0 ? (QzDay) qz_fact_number (values, name)
                                                : QZ_DAY_NONE;
}
