/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-chooser-dialog.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-first-field.h"
#include "qz-pinyin.h"

/* More rows than anybody reads; who seeks one of more writes a letter more. */
#define MAX_ROWS 200

struct _QzChooserDialog {
  AdwDialog parent_instance;

  GtkSearchEntry *search;
  GtkBox *list;
  GtkLabel *nothing;

  QzSheet *sheet;
  const QzChooserSpec *spec;
  GPtrArray *keys; /* of QzPinyinKey, one a row; NULL: names are not found by their sound */
  GtkWidget *owner; /* weak */
  QzChooserFunc done;
  gpointer data;
  int first; /* row that Return takes; -1 */
};

G_DEFINE_FINAL_TYPE (QzChooserDialog, qz_chooser_dialog, ADW_TYPE_DIALOG)

/* ── rows ────────────────────────────────────────────────────────────────────────────────────── */

static const char *
get_cell (QzChooserDialog *self, guint row, const char *name)
{
  const int column = name != NULL ? qz_sheet_find_column (self->sheet, name) : -1;
  const char *text = column < 0 ? NULL : qz_sheet_get_text (self->sheet, row, (guint) column);

  return text != NULL ? text : "";
}

static gint64
get_number (QzChooserDialog *self, guint row, const char *name, gint64 absent)
{
  const int column = name != NULL ? qz_sheet_find_column (self->sheet, name) : -1;

  return column < 0 ? absent : qz_sheet_get_number (self->sheet, row, (guint) column);
}

static gboolean
is_met (QzChooserDialog *self, guint row, const char *folded)
{
  g_autofree char *code = qz_pinyin_fold (get_cell (self, row, self->spec->code));
  g_autofree char *name = qz_pinyin_fold (get_cell (self, row, self->spec->name));

  if (*folded == '\0' || g_str_has_prefix (code, folded) || strstr (name, folded) != NULL)
    return TRUE;
  return self->keys != NULL
         && qz_pinyin_key_match (self->keys->pdata[row], folded) != QZ_MATCH_NONE;
}

static void
take (QzChooserDialog *self, guint row)
{
  g_autofree char *key = g_strdup (get_cell (self, row, self->spec->key));
  g_autoptr (GtkWidget) owner = self->owner != NULL ? g_object_ref (self->owner) : NULL;
  g_autoptr (QzChooserDialog) kept = g_object_ref (self);

  adw_dialog_close (ADW_DIALOG (self));
  if (owner != NULL)
    self->done (owner, key, self->data);
}

static void
clicked_cb (GtkWidget *button, gpointer user_data)
{
  const guint row = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "qz-row"));

  take (QZ_CHOOSER_DIALOG (user_data), row);
}

/* An account with others below it is a heading; what can be chosen is a button. */
static void
add_row (QzChooserDialog *self, guint row)
{
  const gboolean leaf = get_number (self, row, self->spec->leaf, 1) != 0;
  g_autofree char *text = g_strdup_printf ("%s  %s", get_cell (self, row, self->spec->code),
                                           get_cell (self, row, self->spec->name));
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *child = leaf ? gtk_button_new () : label;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_margin_start (child, 18 * (int) get_number (self, row, self->spec->depth, 0));
  if (leaf)
    {
      gtk_button_set_child (GTK_BUTTON (child), label);
      gtk_widget_add_css_class (child, "flat");
      gtk_widget_add_css_class (child, "qz-menu-item");
      g_object_set_data (G_OBJECT (child), "qz-row", GUINT_TO_POINTER (row));
      g_signal_connect (child, "clicked", G_CALLBACK (clicked_cb), self);
      if (self->first < 0)
        self->first = (int) row;
    }
  else
    {
      gtk_widget_add_css_class (label, "heading");
      gtk_widget_set_margin_top (label, 6);
    }
  gtk_box_append (self->list, child);
}

static void
fill (QzChooserDialog *self)
{
  g_autofree char *folded = qz_pinyin_fold (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  GtkWidget *child;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_box_remove (self->list, child);
  self->first = -1;
  for (guint row = 0; row < qz_sheet_get_n_rows (self->sheet) && n < MAX_ROWS; row++)
    if (is_met (self, row, folded))
      {
        add_row (self, row);
        n++;
      }
  gtk_widget_set_visible (GTK_WIDGET (self->nothing), n == 0);
}

gboolean
qz_chooser_dialog_take_first (QzChooserDialog *self)
{
  if (self->first < 0)
    return FALSE;
  take (self, (guint) self->first);
  return TRUE;
}

void
qz_chooser_dialog_search (QzChooserDialog *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search), text);
  fill (self);
}

/* A search entry tells what was typed a moment later; who types fast and presses Return means what
 * he typed. */
static void
activate_cb (QzChooserDialog *self)
{
  fill (self);
  qz_chooser_dialog_take_first (self);
}

/* ── the dialog ──────────────────────────────────────────────────────────────────────────────── */

static void
qz_chooser_dialog_dispose (GObject *object)
{
  g_clear_weak_pointer (&QZ_CHOOSER_DIALOG (object)->owner);
  G_OBJECT_CLASS (qz_chooser_dialog_parent_class)->dispose (object);
}

static void
qz_chooser_dialog_finalize (GObject *object)
{
  QzChooserDialog *self = QZ_CHOOSER_DIALOG (object);

  g_clear_pointer (&self->sheet, qz_sheet_unref);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  G_OBJECT_CLASS (qz_chooser_dialog_parent_class)->finalize (object);
}

static void
qz_chooser_dialog_class_init (QzChooserDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = qz_chooser_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_chooser_dialog_finalize;
}

static GtkWidget *
new_list (QzChooserDialog *self)
{
  GtkWidget *scroll = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->list = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 2));
  self->nothing = GTK_LABEL (gtk_label_new (_("Nothing found. Write less of it.")));
  gtk_widget_set_margin_top (GTK_WIDGET (self->nothing), 24);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->nothing));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->list));
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 12);
  gtk_widget_set_margin_bottom (box, 12);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroll), box);
  gtk_widget_set_vexpand (scroll, TRUE);
  return scroll;
}

static void
qz_chooser_dialog_init (QzChooserDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *search = gtk_search_entry_new ();

  self->search = GTK_SEARCH_ENTRY (search);
  self->first = -1;
  gtk_widget_set_margin_start (search, 12);
  gtk_widget_set_margin_end (search, 12);
  gtk_widget_set_margin_bottom (search, 6);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), search);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), new_list (self));
  adw_dialog_set_child (ADW_DIALOG (self), view);
  adw_dialog_set_content_width (ADW_DIALOG (self), 420);
  adw_dialog_set_content_height (ADW_DIALOG (self), 560);
  /* The entry may outlive the dialog, and tells late what was typed. */
  g_signal_connect_object (search, "search-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (search, "activate", G_CALLBACK (activate_cb), self, G_CONNECT_SWAPPED);
}

/* Finding by sound needs ICU's rules; a few hundred names cost a blink. */
static void
make_keys (QzChooserDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzPinyin) pinyin = qz_pinyin_new (&error);

  if (pinyin == NULL)
    return;
  self->keys = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_pinyin_key_free);
  for (guint row = 0; row < qz_sheet_get_n_rows (self->sheet); row++)
    g_ptr_array_add (self->keys,
                     qz_pinyin_key_new (pinyin, get_cell (self, row, self->spec->name)));
}

QzChooserDialog *
qz_chooser_dialog_present (GtkWidget *owner, QzSheet *sheet, const QzChooserSpec *spec,
                           QzChooserFunc done, gpointer data)
{
  QzChooserDialog *self = g_object_new (QZ_TYPE_CHOOSER_DIALOG, NULL);

  self->sheet = qz_sheet_ref (sheet);
  self->spec = spec;
  self->done = done;
  self->data = data;
  g_set_weak_pointer (&self->owner, owner);
  adw_dialog_set_title (ADW_DIALOG (self), _ (spec->title));
  g_object_set (self->search, "placeholder-text", _ (spec->placeholder), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (spec->placeholder), -1);
  make_keys (self);
  fill (self);
  qz_first_field_present (ADW_DIALOG (self), owner);
  return self;
}
