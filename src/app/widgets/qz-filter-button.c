/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-filter-button.h"

#include <glib/gi18n-lib.h>

#include "qz-choice.h"
#include "qz-words.h"

struct _QzFilterButton {
  AdwBin parent_instance;

  GtkDropDown *choice;
  GtkStringList *values; /* as read; the first says "all" */
  GPtrArray *known;      /* what each of them stands for */
  GPtrArray *waiting;    /* what @values will say; nullable */
  char *title;           /* nullable: nothing is offered yet */
  char *column;
  char *value; /* nullable */
  char *wanted;      /* before anything is offered; nullable */
  char *wanted_word; /* and how it reads */
  gboolean filling;
  gboolean stored; /* what is known is stored, not shown */
};

/* With so many choices the list has a search entry. */
#define MANY_CHOICES 20

G_DEFINE_FINAL_TYPE (QzFilterButton, qz_filter_button, ADW_TYPE_BIN)

enum { PROP_0, PROP_VALUE, N_PROPS };
static GParamSpec *props[N_PROPS];

static const char *
get_known (QzFilterButton *self, guint position)
{
  return g_ptr_array_index (self->known, position);
}

static void
selected_cb (QzFilterButton *self)
{
  const guint selected = gtk_drop_down_get_selected (self->choice);
  const char *chosen = selected == 0 || selected >= self->known->len ? NULL
                                                                     : get_known (self, selected);

  if (!self->filling && g_set_str (&self->value, chosen))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_VALUE]);
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate (*(const char *const *) a, *(const char *const *) b);
}

static gpointer
dup_cb (gconstpointer text, gpointer user_data)
{
  return g_strdup (text);
}

/* The different values of the column, in order. (transfer container and content) */
static GPtrArray *
collect_values (QzSheet *sheet, guint column)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *values = g_ptr_array_new_with_free_func (g_free);

  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      char *shown = qz_words_dup_cell (sheet, row, column);

      if (*shown == '\0' || g_hash_table_contains (seen, shown))
        g_free (shown);
      else
        {
          g_ptr_array_add (values, shown);
          g_hash_table_add (seen, shown);
        }
    }
  g_ptr_array_sort (values, compare_cb);
  return values;
}

/* Hundreds of choices become rows of a list that nobody may ever open: not before somebody comes
 * near. */
static void
fill_now (QzFilterButton *self)
{
  g_autoptr (GPtrArray) texts = g_steal_pointer (&self->waiting);

  if (texts == NULL)
    return;
  self->filling = TRUE;
  gtk_string_list_splice (self->values, 0, g_list_model_get_n_items (G_LIST_MODEL (self->values)),
                          (const char *const *) texts->pdata);
  self->filling = FALSE;
}

void
qz_filter_button_choose (QzFilterButton *self, const char *value)
{
  guint chosen = 0;

  if (value != NULL)
    fill_now (self);
  for (guint i = 1; value != NULL && i < self->known->len; i++)
    if (g_str_equal (get_known (self, i), value))
      chosen = i;
  gtk_drop_down_set_selected (self->choice, chosen);
}

static gboolean
has (GPtrArray *known, const char *value)
{
  return g_ptr_array_find_with_equal_func (known, value, g_str_equal, NULL);
}

void
qz_filter_button_want (QzFilterButton *self, const char *value, const char *word)
{
  const char *wanted = self->stored ? value : word;

  if (self->title == NULL)
    {
      g_set_str (&self->wanted, value);
      g_set_str (&self->wanted_word, word);
      return;
    }
  fill_now (self);
  if (!has (self->known, wanted) && has (self->known, value))
    wanted = value;
  if (!has (self->known, wanted))
    {
      g_ptr_array_add (self->known, g_strdup (wanted));
      gtk_string_list_append (self->values, word);
    }
  qz_filter_button_choose (self, wanted);
}

static void
choose_wanted (QzFilterButton *self)
{
  g_autofree char *value = g_steal_pointer (&self->wanted);
  g_autofree char *word = g_steal_pointer (&self->wanted_word);

  if (value != NULL)
    qz_filter_button_want (self, value, word);
}

/* What was chosen stays, also when nothing has it any more: another list than the one that was
 * asked for would be taken for it. */
static void
keep_chosen (QzFilterButton *self, GPtrArray *texts, GPtrArray *known)
{
  if (self->value == NULL || has (known, self->value))
    return;
  g_ptr_array_add (known, g_strdup (self->value));
  g_ptr_array_add (texts, g_strdup (qz_filter_button_get_text (self)));
}

/* Takes @texts and @known, which have no "all" yet. */
static void
offer (QzFilterButton *self, GPtrArray *texts, GPtrArray *known, const char *title)
{
  g_autofree char *kept = g_strdup (self->value);

  g_set_str (&self->title, title);
  g_ptr_array_insert (texts, 0, g_strdup_printf (_("%s: all"), title));
  g_ptr_array_insert (known, 0, g_strdup (""));
  keep_chosen (self, texts, known);
  g_ptr_array_add (texts, NULL);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  self->known = known;
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  self->waiting = texts;
  if (known->len <= MANY_CHOICES || kept != NULL)
    fill_now (self);
  else if (g_list_model_get_n_items (G_LIST_MODEL (self->values)) == 0)
    gtk_string_list_append (self->values, g_ptr_array_index (texts, 0));
  gtk_drop_down_set_enable_search (self->choice, known->len > MANY_CHOICES);
  qz_choice_set_title (self->choice, title);
  qz_filter_button_choose (self, kept);
  selected_cb (self);
  choose_wanted (self);
}

void
qz_filter_button_set_sheet (QzFilterButton *self, QzSheet *sheet)
{
  const int column = qz_sheet_find_column (sheet, self->column);
  GPtrArray *values;

  gtk_widget_set_visible (GTK_WIDGET (self), column >= 0);
  if (column < 0)
    return;
  values = collect_values (sheet, (guint) column);
  offer (self, g_ptr_array_copy (values, dup_cb, NULL), values,
         qz_sheet_get_column_title (sheet, (guint) column));
}

void
qz_filter_button_set_choices (QzFilterButton *self, QzSheet *choices, const char *title)
{
  GPtrArray *texts = g_ptr_array_new_with_free_func (g_free);
  GPtrArray *known = g_ptr_array_new_with_free_func (g_free);

  for (guint row = 0; row < qz_sheet_get_n_rows (choices); row++)
    {
      const char *value = qz_sheet_get_text (choices, row, 1);

      if (g_strcmp0 (qz_sheet_get_text (choices, row, 0), self->column) != 0)
        continue;
      g_ptr_array_add (known, g_strdup (value));
      g_ptr_array_add (texts, qz_words_dup (self->column, qz_sheet_get_text (choices, row, 2)));
    }
  self->stored = TRUE;
  offer (self, texts, known, title);
}

static void
qz_filter_button_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  if (prop_id == PROP_VALUE)
    g_value_set_string (value, QZ_FILTER_BUTTON (object)->value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
qz_filter_button_finalize (GObject *object)
{
  QzFilterButton *self = QZ_FILTER_BUTTON (object);

  g_clear_object (&self->values);
  g_clear_pointer (&self->known, g_ptr_array_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_free (self->title);
  g_free (self->column);
  g_free (self->value);
  g_free (self->wanted);
  g_free (self->wanted_word);
  G_OBJECT_CLASS (qz_filter_button_parent_class)->finalize (object);
}

static void
qz_filter_button_class_init (QzFilterButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = qz_filter_button_finalize;
  object_class->get_property = qz_filter_button_get_property;
  props[PROP_VALUE] =
      g_param_spec_string ("value", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

/* Pointer, keyboard and screen reader each have a way of their own to a drop down. */
static void
watch_approach (QzFilterButton *self)
{
  GtkEventController *pointer = gtk_event_controller_motion_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *toggle = gtk_widget_get_first_child (GTK_WIDGET (self->choice));

  g_signal_connect_object (pointer, "enter", G_CALLBACK (fill_now), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (focus, "enter", G_CALLBACK (fill_now), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->choice), pointer);
  gtk_widget_add_controller (GTK_WIDGET (self->choice), focus);
  if (GTK_IS_TOGGLE_BUTTON (toggle))
    g_signal_connect_object (toggle, "notify::active", G_CALLBACK (fill_now), self,
                             G_CONNECT_SWAPPED);
}

static void
qz_filter_button_init (QzFilterButton *self)
{
  g_autoptr (GtkExpression) text =
      gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");

  self->known = g_ptr_array_new_with_free_func (g_free);
  self->values = gtk_string_list_new (NULL);
  self->choice =
      GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_object_ref (self->values)), NULL));
  gtk_drop_down_set_expression (self->choice, text);
  qz_choice_name_items (GTK_WIDGET (self->choice));
  watch_approach (self);
  gtk_drop_down_set_search_match_mode (self->choice, GTK_STRING_FILTER_MATCH_MODE_SUBSTRING);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->choice));
  g_signal_connect_object (self->choice, "notify::selected", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
}

GtkWidget *
qz_filter_button_new (const char *column)
{
  QzFilterButton *self = g_object_new (QZ_TYPE_FILTER_BUTTON, NULL);

  self->column = g_strdup (column);
  return GTK_WIDGET (self);
}

const char *
qz_filter_button_get_column (QzFilterButton *self)
{
  return self->column;
}

const char *
qz_filter_button_get_value (QzFilterButton *self)
{
  return self->value;
}

const char *
qz_filter_button_get_title (QzFilterButton *self)
{
  return self->title;
}

const char *
qz_filter_button_get_text (QzFilterButton *self)
{
  const guint selected = gtk_drop_down_get_selected (self->choice);

  return self->value == NULL || selected == GTK_INVALID_LIST_POSITION
             ? NULL
             : gtk_string_list_get_string (self->values, selected);
}
