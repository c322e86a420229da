/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-import-fields.h"

#include <glib/gi18n-lib.h>

#include "qz-choice.h"

/* Columns of the "mapping" of a look. */
enum { FIELD, MEANING, REQUIRED, VALUES, COLUMN, TITLE, HOW };

#define MAX_TITLE_CHARS 24
/* So many rows are made in one turn of the main loop: a drop-down takes milliseconds. */
#define ROWS_A_TURN 2

struct _QzImportFields {
  AdwBin parent_instance;

  GtkBox *groups;
  QzSheet *look;
  QzSheet *mapping; /* of the look, borrowed */
  GArray *chosen_columns; /* guint of each field: from 1; 0: none */
  GPtrArray *choices; /* GtkDropDown of each field, borrowed; shorter while rows are still made */
  AdwPreferencesGroup *required;
  AdwPreferencesGroup *other;
  GtkStringList *names;
  guint source;     /* makes the rows; 0: all are there */
  gboolean chosen;  /* by hand */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (QzImportFields, qz_import_fields, ADW_TYPE_BIN)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* ── one field ───────────────────────────────────────────────────────────────────────────────── */

/* The column of the file, from 1; 0: none. */
static guint
get_column (QzImportFields *self, guint field)
{
  return g_array_index (self->chosen_columns, guint, field);
}

static const char *
describe_how (const char *how)
{
  if (g_strcmp0 (how, "name") == 0)
    return _("found by its name");
  if (g_strcmp0 (how, "title") == 0)
    return _("found by its title");
  if (g_strcmp0 (how, "remembered") == 0)
    return _("as said last time");
  if (g_strcmp0 (how, "chosen") == 0)
    return _("as chosen");
  return _("not found");
}

/* "setl_id · 2202002026… · found by its name" */
static void
describe_row (QzImportFields *self, guint field)
{
  QzSheet *columns = qz_sheet_find_child (self->look, "columns");
  GtkDropDown *choice = g_ptr_array_index (self->choices, field);
  AdwActionRow *row = ADW_ACTION_ROW (gtk_widget_get_ancestor (GTK_WIDGET (choice),
                                                               ADW_TYPE_ACTION_ROW));
  const guint column = get_column (self, field);
  const gboolean as_found =
      column == (guint) qz_sheet_get_number (self->mapping, field, COLUMN);
  const char *sample = column > 0 ? qz_sheet_get_text (columns, column - 1, 3) : NULL;
  g_autofree char *text = g_strdup_printf (
      "%s%s%s · %s", qz_sheet_get_text (self->mapping, field, FIELD), sample != NULL ? " · " : "",
      sample != NULL ? sample : "",
      as_found ? describe_how (qz_sheet_get_text (self->mapping, field, HOW))
               : column > 0 ? _("as chosen") : _("left out"));

  adw_action_row_set_subtitle (row, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  text, -1);
}

static gboolean
is_missing (QzImportFields *self, guint field)
{
  return get_column (self, field) == 0 && qz_sheet_get_number (self->mapping, field, REQUIRED) != 0;
}

/* Colour repeats what the row says. */
static void
mark_row (QzImportFields *self, guint field)
{
  GtkWidget *choice = g_ptr_array_index (self->choices, field);
  GtkWidget *row = gtk_widget_get_ancestor (choice, ADW_TYPE_ACTION_ROW);

  if (is_missing (self, field))
    {
      gtk_widget_add_css_class (row, "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
    }
  else
    {
      gtk_widget_remove_css_class (row, "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_STATE_INVALID);
    }
  describe_row (self, field);
}

static void
selected_cb (GtkDropDown *choice, GParamSpec *pspec, gpointer user_data)
{
  QzImportFields *self = user_data;
  const guint position = gtk_drop_down_get_selected (choice);
  guint field;

  if (self->filling || !g_ptr_array_find (self->choices, choice, &field))
    return;
  g_array_index (self->chosen_columns, guint, field) =
      position != GTK_INVALID_LIST_POSITION ? position : 0;
  self->chosen = TRUE;
  mark_row (self, field);
  g_signal_emit (self, signals[CHANGED], 0);
}

static char *
shorten (const char *text)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (text, -1) <= MAX_TITLE_CHARS)
    return g_strdup (text);
  start = g_utf8_substring (text, 0, MAX_TITLE_CHARS - 1);
  return g_strconcat (start, "…", NULL);
}

static GtkStringList *
list_columns (QzSheet *look)
{
  QzSheet *columns = qz_sheet_find_child (look, "columns");
  GtkStringList *names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _("Not in the File"));
  for (guint i = 0; i < qz_sheet_get_n_rows (columns); i++)
    {
      const char *title = qz_sheet_get_text (columns, i, 1);
      g_autofree char *name =
          title != NULL && *title != '\0' ? shorten (title)
                                          : g_strdup_printf (_("Column %u"), i + 1);

      gtk_string_list_append (names, name);
    }
  return names;
}

static GtkWidget *
new_row (QzImportFields *self, guint field)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *choice = gtk_drop_down_new (g_object_ref (G_LIST_MODEL (self->names)), NULL);
  const char *meaning = qz_sheet_get_text (self->mapping, field, MEANING);
  g_autofree char *label = g_strdup_printf (_("Column of %s"), meaning);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), meaning);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), choice);
  gtk_widget_set_focusable (row, FALSE);
  gtk_widget_set_valign (choice, GTK_ALIGN_CENTER);
  qz_choice_name_items (choice);
  qz_choice_set_title (GTK_DROP_DOWN (choice), label);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), get_column (self, field));
  g_ptr_array_add (self->choices, choice);
  g_signal_connect (choice, "notify::selected", G_CALLBACK (selected_cb), self);
  return row;
}

/* ── all of them ─────────────────────────────────────────────────────────────────────────────── */

static void
add_row (QzImportFields *self)
{
  const guint field = self->choices->len;
  const gboolean is_required = qz_sheet_get_number (self->mapping, field, REQUIRED) != 0;

  self->filling = TRUE;
  adw_preferences_group_add (is_required ? self->required : self->other, new_row (self, field));
  mark_row (self, field);
  self->filling = FALSE;
}

static gboolean
add_rows_cb (gpointer data)
{
  QzImportFields *self = data;

  for (guint i = 0; i < ROWS_A_TURN && self->choices->len < self->chosen_columns->len; i++)
    add_row (self);
  if (self->choices->len < self->chosen_columns->len)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  return G_SOURCE_REMOVE;
}

static AdwPreferencesGroup *
add_group (QzImportFields *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (self->groups, group);
  return ADW_PREFERENCES_GROUP (group);
}

static void
forget_look (QzImportFields *self)
{
  GtkWidget *child;

  g_clear_handle_id (&self->source, g_source_remove);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
  g_ptr_array_set_size (self->choices, 0);
  g_array_set_size (self->chosen_columns, 0);
  g_clear_object (&self->names);
  g_clear_pointer (&self->look, qz_sheet_unref);
}

void
qz_import_fields_set_look (QzImportFields *self, QzSheet *look)
{
  forget_look (self);
  self->look = qz_sheet_ref (look);
  self->mapping = qz_sheet_find_child (look, "mapping");
  self->names = list_columns (look);
  self->chosen = FALSE;
  for (guint i = 0; i < qz_sheet_get_n_rows (self->mapping); i++)
    {
      const guint column = (guint) qz_sheet_get_number (self->mapping, i, COLUMN);

      g_array_append_val (self->chosen_columns, column);
    }
  self->required = add_group (self, _("Required"));
  self->other = add_group (self, _("If the File Has Them"));
  /* Below drawing and input, so that neither waits for them. */
  self->source = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, add_rows_cb, self, NULL);
}

char **
qz_import_fields_dup_columns (QzImportFields *self)
{
  g_autoptr (GStrvBuilder) said = g_strv_builder_new ();

  if (!self->chosen)
    return NULL;
  for (guint i = 0; i < self->chosen_columns->len; i++)
    {
      const char *field = qz_sheet_get_text (self->mapping, i, FIELD);
      const guint column = get_column (self, i);

      g_strv_builder_take (said, column > 0 ? g_strdup_printf ("%s=#%u", field, column)
                                            : g_strdup_printf ("%s=", field));
    }
  return g_strv_builder_end (said);
}

/* Two fields of one column: the first such pair. */
static char *
dup_twice (QzImportFields *self)
{
  for (guint i = 0; i < self->chosen_columns->len; i++)
    for (guint j = 0; j < i; j++)
      if (get_column (self, i) > 0 && get_column (self, i) == get_column (self, j))
        return g_strdup_printf (_("%s and %s are read from the same column"),
                                qz_sheet_get_text (self->mapping, j, MEANING),
                                qz_sheet_get_text (self->mapping, i, MEANING));
  return g_strdup ("");
}

char *
qz_import_fields_dup_blocks (QzImportFields *self)
{
  g_autoptr (GString) missing = g_string_new (NULL);

  for (guint i = 0; i < self->chosen_columns->len; i++)
    if (is_missing (self, i))
      g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "",
                              qz_sheet_get_text (self->mapping, i, MEANING));
  return missing->len > 0 ? g_strdup_printf (_("Choose a column for: %s"), missing->str)
                          : dup_twice (self);
}

QzSheet *
qz_import_fields_make_preview (QzImportFields *self)
{
  QzSheet *rows = qz_sheet_find_child (self->look, "preview");
  QzSheet *sheet = qz_sheet_new ("preview");

  for (guint i = 0; i < self->chosen_columns->len; i++)
    if (get_column (self, i) > 0)
      qz_sheet_add_column (sheet, qz_sheet_get_text (self->mapping, i, FIELD),
                           qz_sheet_get_text (self->mapping, i, MEANING), QZ_VALUE_TEXT);
  for (guint row = 0; row < qz_sheet_get_n_rows (rows); row++)
    {
      const guint at = qz_sheet_add_row (sheet);
      guint shown = 0;

      for (guint i = 0; i < self->chosen_columns->len; i++)
        {
          const guint column = get_column (self, i);

          if (column == 0)
            continue;
          if (column <= qz_sheet_get_n_columns (rows))
            qz_sheet_put_text (sheet, at, shown, qz_sheet_get_text (rows, row, column - 1));
          shown++;
        }
    }
  return sheet;
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_import_fields_dispose (GObject *object)
{
  g_clear_handle_id (&QZ_IMPORT_FIELDS (object)->source, g_source_remove);
  G_OBJECT_CLASS (qz_import_fields_parent_class)->dispose (object);
}

static void
qz_import_fields_finalize (GObject *object)
{
  QzImportFields *self = QZ_IMPORT_FIELDS (object);

  g_clear_pointer (&self->look, qz_sheet_unref);
  g_clear_object (&self->names);
  g_ptr_array_unref (self->choices);
  g_array_unref (self->chosen_columns);
  G_OBJECT_CLASS (qz_import_fields_parent_class)->finalize (object);
}

static void
qz_import_fields_class_init (QzImportFieldsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = qz_import_fields_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_import_fields_finalize;
  signals[CHANGED] = g_signal_new ("changed", QZ_TYPE_IMPORT_FIELDS, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
qz_import_fields_init (QzImportFields *self)
{
  self->choices = g_ptr_array_new ();
  self->chosen_columns = g_array_new (FALSE, FALSE, sizeof (guint));
  self->groups = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 18));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->groups));
}
