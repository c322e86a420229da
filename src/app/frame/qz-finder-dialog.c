/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-finder-dialog.h"

#include <glib/gi18n-lib.h>

#include "qz-action-menu.h"
#include "qz-announce.h"
#include "qz-find.h"
#include "qz-finder-model.h"
#include "qz-first-field.h"
#include "qz-message.h"
#include "qz-pinyin.h"
#include "qz-press-row.h"

#define MAX_FOUND 50
#define PAGE_STEP 8
/* So many rows are made at once, and so many each time that there are too few of them ahead. */
#define FIRST_ROWS 10
#define MORE_ROWS  5

struct _QzFinderDialog {
  AdwDialog parent_instance;

  GtkSearchEntry *entry;
  GtkStack *stack;
  GtkViewport *viewport;
  GtkListBox *list;
  AdwStatusPage *nothing;
  AdwStatusPage *failed;

  GtkWindow *window; /* that the dialog belongs to */
  QzSession *session;
  GPtrArray *places; /* element-type QzFound */
  GPtrArray *keys;   /* element-type QzPinyinKey, of the places; NULL until they are made */
  GPtrArray *records; /* element-type QzFound: what the book set gave for the present text; NULL
                         until it answered */
  GPtrArray *shown;  /* element-type QzFound, of the two: what was found, in its order */
  guint n_rows;      /* so many of them have a row, from the first on */
  guint grow_source;
  gboolean searching;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (QzFinderDialog, qz_finder_dialog, ADW_TYPE_DIALOG)

/* ── rows ────────────────────────────────────────────────────────────────────────────────────── */

static GtkWidget *
new_line (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (class != NULL)
    {
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, class);
    }
  return label;
}

static GtkWidget *
new_words (const QzFound *found)
{
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_box_append (GTK_BOX (words), new_line (found->title, NULL));
  if (*found->detail != '\0')
    gtk_box_append (GTK_BOX (words), new_line (found->detail, "dimmed"));
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  return words;
}

static GtkWidget *
new_keys (const char *accelerator)
{
  GdkModifierType modifiers = 0;
  guint key = 0;
  g_autofree char *text = NULL;

  if (accelerator == NULL || !gtk_accelerator_parse (accelerator, &key, &modifiers))
    return NULL;
  text = gtk_accelerator_get_label (key, modifiers);
  return new_line (text, "dimmed");
}

static GtkWidget *
new_row (QzFound *found)
{
  GtkWidget *row = qz_press_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (found->icon);
  GtkWidget *keys = new_keys (found->keys);

  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), new_words (found));
  if (keys != NULL)
    gtk_box_append (GTK_BOX (box), keys);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, found->title,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, found->detail, -1);
  g_object_set_data_full (G_OBJECT (row), "qz-action", g_strdup (found->action), g_free);
  g_object_set_data (G_OBJECT (row), "qz-group", (gpointer) found->group);
  g_object_set_data_full (G_OBJECT (row), "qz-title", g_strdup (found->title), g_free);
  g_object_set_data_full (G_OBJECT (row), "qz-detail", g_strdup (found->detail), g_free);
  return row;
}

static void
header_cb (GtkListBoxRow *row, GtkListBoxRow *before, gpointer user_data)
{
  const char *group = g_object_get_data (G_OBJECT (row), "qz-group");
  GtkWidget *label;

  if (before != NULL && g_str_equal (g_object_get_data (G_OBJECT (before), "qz-group"), group))
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  label = new_line (_ (group), NULL);
  gtk_widget_add_css_class (label, "qz-section");
  gtk_list_box_row_set_header (row, label);
}

/* ── what is shown ───────────────────────────────────────────────────────────────────────────── */

/* Focus stays in the entry; a screen reader follows the selected row from there. */
static void
select_row (QzFinderDialog *self, GtkListBoxRow *row)
{
  gtk_list_box_select_row (self->list, row);
  if (row == NULL)
    {
      gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->entry),
                                     GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
      return;
    }
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->entry),
                                  GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT, row, -1);
  gtk_viewport_scroll_to (self->viewport, GTK_WIDGET (row), NULL);
}

/* No event tells a screen reader of the selected row while the entry has the keyboard. */
static void
say_row (QzFinderDialog *self, GtkListBoxRow *row)
{
  const char *const parts[] = { g_object_get_data (G_OBJECT (row), "qz-title"),
                                g_object_get_data (G_OBJECT (row), "qz-detail") };
  g_autofree char *text = qz_announce_join (parts, G_N_ELEMENTS (parts));

  qz_announce (GTK_WIDGET (self->list), text);
}

/* How many there are, and what Enter would choose. */
static void
say_found (QzFinderDialog *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);
  const guint n = self->shown->len;
  g_autofree char *text = NULL;

  if (n == 0)
    text = g_strdup (_("Nothing Found"));
  else
    text = g_strdup_printf (ngettext ("%u found, first %s", "%u found, first %s", n), n,
                            (const char *) g_object_get_data (G_OBJECT (first), "qz-title"));
  qz_announce (GTK_WIDGET (self->list), text);
}

static QzMatch
match_place (QzFinderDialog *self, guint i, const char *folded)
{
  const QzFound *place = self->places->pdata[i];
  g_autofree char *title = NULL;

  if (*folded == '\0')
    return QZ_MATCH_WHOLE;
  if (self->keys != NULL)
    return qz_pinyin_key_match (self->keys->pdata[i], folded);
  title = qz_pinyin_fold (place->title);
  return g_str_has_prefix (title, folded) ? QZ_MATCH_START : QZ_MATCH_NONE;
}

/* Group by group (pages, then actions), the best of each first. */
static void
append_places (QzFinderDialog *self, const char *folded)
{
  guint first = 0;

  while (first < self->places->len)
    {
      const char *group = ((QzFound *) self->places->pdata[first])->group;
      guint end = first;

      while (end < self->places->len
             && g_str_equal (((QzFound *) self->places->pdata[end])->group, group))
        end++;
      for (int match = QZ_MATCH_WHOLE; match > QZ_MATCH_NONE; match--)
        for (guint i = first; i < end; i++)
          if ((int) match_place (self, i, folded) == match)
            g_ptr_array_add (self->shown, self->places->pdata[i]);
      first = end;
    }
}

static void
append_records (QzFinderDialog *self)
{
  for (guint i = 0; self->records != NULL && i < self->records->len; i++)
    g_ptr_array_add (self->shown, self->records->pdata[i]);
}

/* Of what was found, the first @n at least have rows. */
static void
make_rows (QzFinderDialog *self, guint n)
{
  for (; self->n_rows < MIN (n, self->shown->len); self->n_rows++)
    gtk_list_box_append (self->list, new_row (self->shown->pdata[self->n_rows]));
}

static gboolean
grow_cb (gpointer user_data)
{
  QzFinderDialog *self = user_data;

  self->grow_source = 0;
  make_rows (self, self->n_rows + MORE_ROWS);
  return G_SOURCE_REMOVE;
}

/* All pages and all that can be done are more rows than can be made, or measured, between two
 * frames: there is always one height of the list ahead. */
static void
scrolled_cb (QzFinderDialog *self, GtkAdjustment *adjustment)
{
  const double page = gtk_adjustment_get_page_size (adjustment);
  const double ahead = gtk_adjustment_get_upper (adjustment)
                       - gtk_adjustment_get_value (adjustment) - page;

  if (self->grow_source == 0 && self->n_rows < self->shown->len && ahead < page)
    self->grow_source = g_idle_add (grow_cb, self);
}

/* With headings, each row that goes would give the next one another. */
static void
remove_rows (QzFinderDialog *self)
{
  g_clear_handle_id (&self->grow_source, g_source_remove);
  select_row (self, NULL);
  gtk_list_box_set_header_func (self->list, NULL, NULL, NULL);
  gtk_list_box_remove_all (self->list);
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
  g_ptr_array_set_size (self->shown, 0);
  self->n_rows = 0;
}

static char *
dup_folded (QzFinderDialog *self)
{
  return qz_pinyin_fold (gtk_editable_get_text (GTK_EDITABLE (self->entry)));
}

/* What Enter would choose, unless the user has moved on already. */
static void
select_first (QzFinderDialog *self)
{
  GtkListBoxRow *first = gtk_list_box_get_row_at_index (self->list, 0);

  if (gtk_list_box_get_selected_row (self->list) == NULL)
    select_row (self, first);
  /* Nothing is said of nothing until it is known. */
  if (first != NULL)
    gtk_stack_set_visible_child_name (self->stack, "list");
  else if (!self->searching)
    gtk_stack_set_visible_child_name (self->stack, "nothing");
}

static void
show (QzFinderDialog *self)
{
  g_autofree char *folded = dup_folded (self);

  remove_rows (self);
  append_places (self, folded);
  append_records (self);
  make_rows (self, FIRST_ROWS);
  select_first (self);
}

/* ── searching ───────────────────────────────────────────────────────────────────────────────── */

static gpointer
find (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_find (book, context, input, MAX_FOUND, error);
}

static const QzJobKind find_kind = { NULL, find, FALSE, g_free, (GDestroyNotify) qz_sheet_unref };

static void
found (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzFinderDialog *self = owner;
  g_autofree char *text = NULL;

  /* Of what has been typed over in the meantime nobody wants to know. */
  if (g_strcmp0 (input, gtk_editable_get_text (GTK_EDITABLE (self->entry))) != 0
      || (error != NULL && qz_message_is_cancel (error)))
    return;
  self->searching = FALSE;
  if (error == NULL)
    {
      self->records = qz_found_list_records (output);
      append_records (self);
      make_rows (self, FIRST_ROWS);
      select_first (self);
      say_found (self);
      return;
    }
  text = qz_message_dup_text (error);
  g_strdelimit (text, "<>&", ' ');
  adw_status_page_set_description (self->failed, text);
  gtk_stack_set_visible_child_name (self->stack, "failed");
}

static void
search_changed_cb (QzFinderDialog *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->searching = *text != '\0' && qz_session_get_path (self->session) != NULL;
  if (self->searching)
    qz_session_run (self->session, &find_kind, g_strdup (text), self, self->cancellable, found);
  remove_rows (self);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  show (self);
}

static gpointer
make_keys (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_find_make_keys (book, input, error);
}

static const QzJobKind keys_kind = { NULL, make_keys, FALSE, (GDestroyNotify) g_strfreev,
                                     (GDestroyNotify) g_ptr_array_unref };

static void
keys_made (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzFinderDialog *self = owner;

  if (error != NULL)
    {
      g_debug ("pinyin of pages: %s", error->message);
      return;
    }
  self->keys = g_ptr_array_ref (output);
  if (*gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0')
    show (self);
}

static void
start_keys (QzFinderDialog *self)
{
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();

  for (guint i = 0; i < self->places->len; i++)
    g_strv_builder_add (names, ((QzFound *) self->places->pdata[i])->title);
  if (qz_session_get_path (self->session) != NULL)
    qz_session_run (self->session, &keys_kind, g_strv_builder_end (names), self, NULL, keys_made);
}

/* ── keys and choosing ───────────────────────────────────────────────────────────────────────── */

void
qz_finder_dialog_move (QzFinderDialog *self, int step)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);
  const int at = row != NULL ? gtk_list_box_row_get_index (row) : -1;
  GtkListBoxRow *to;

  make_rows (self, (guint) MAX (at + step, 0) + 1);
  to = gtk_list_box_get_row_at_index (self->list, MAX (at + step, 0));
  /* A large step ends at the last row. */
  for (int i = step - 1; to == NULL && i > 0; i--)
    to = gtk_list_box_get_row_at_index (self->list, at + i);
  if (to == NULL)
    return;
  select_row (self, to);
  say_row (self, to);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state,
                QzFinderDialog *self)
{
  static const struct {
    guint key;
    int step;
  } steps[] = { { GDK_KEY_Up, -1 },
                { GDK_KEY_KP_Up, -1 },
                { GDK_KEY_Down, 1 },
                { GDK_KEY_KP_Down, 1 },
                { GDK_KEY_Page_Up, -PAGE_STEP },
                { GDK_KEY_Page_Down, PAGE_STEP } };

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++)
    if (key == steps[i].key)
      {
        qz_finder_dialog_move (self, steps[i].step);
        return TRUE;
      }
  return FALSE;
}

static void
choose (QzFinderDialog *self, GtkListBoxRow *row)
{
  g_autofree char *action = g_strdup (g_object_get_data (G_OBJECT (row), "qz-action"));
  g_autoptr (GtkWindow) window = g_object_ref (self->window);
  g_autofree char *name = NULL;
  g_autoptr (GVariant) target = NULL;
  g_autoptr (GError) error = NULL;

  adw_dialog_close (ADW_DIALOG (self));
  if (!g_action_parse_detailed_name (action, &name, &target, &error))
    g_error ("“%s” is no action: %s", action, error->message);
  gtk_widget_activate_action_variant (GTK_WIDGET (window), name, target);
}

void
qz_finder_dialog_choose (QzFinderDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  if (row != NULL)
    choose (self, row);
}

static void
row_activated_cb (QzFinderDialog *self, GtkListBoxRow *row)
{
  choose (self, row);
}

static void
activate_cb (QzFinderDialog *self)
{
  qz_finder_dialog_choose (self);
}

static void
stop_cb (QzFinderDialog *self)
{
  adw_dialog_close (ADW_DIALOG (self));
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_finder_dialog_dispose (GObject *object)
{
  QzFinderDialog *self = QZ_FINDER_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->grow_source, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_FINDER_DIALOG);
  G_OBJECT_CLASS (qz_finder_dialog_parent_class)->dispose (object);
}

static void
qz_finder_dialog_finalize (GObject *object)
{
  QzFinderDialog *self = QZ_FINDER_DIALOG (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->window);
  g_clear_object (&self->session);
  g_clear_pointer (&self->places, g_ptr_array_unref);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  G_OBJECT_CLASS (qz_finder_dialog_parent_class)->finalize (object);
}

static void
qz_finder_dialog_class_init (QzFinderDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_finder_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_finder_dialog_finalize;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/frame/qz-finder-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, QzFinderDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, QzFinderDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, QzFinderDialog, viewport);
  gtk_widget_class_bind_template_child (widget_class, QzFinderDialog, list);
  gtk_widget_class_bind_template_child (widget_class, QzFinderDialog, nothing);
  gtk_widget_class_bind_template_child (widget_class, QzFinderDialog, failed);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
}

static void
qz_finder_dialog_init (QzFinderDialog *self)
{
  GtkAdjustment *adjustment;

  self->shown = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_list_box_set_header_func (self->list, header_cb, NULL, NULL);
  adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->viewport));
  g_signal_connect_object (adjustment, "changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (adjustment, "value-changed", G_CALLBACK (scrolled_cb), self,
                           G_CONNECT_SWAPPED);
  adw_status_page_set_description (
      self->nothing, _("Try part of a number, a provider’s code or the first letters of its name "
                        "in pinyin."));
}

QzFinderDialog *
qz_finder_dialog_present (GtkWindow *window, QzSession *session)
{
  QzFinderDialog *self = g_object_new (QZ_TYPE_FINDER_DIALOG, NULL);

  self->window = g_object_ref (window);
  self->session = g_object_ref (session);
  self->places = qz_found_list_places (window, session);
  start_keys (self);
  show (self);
  qz_first_field_present (ADW_DIALOG (self), GTK_WIDGET (window));
  return self;
}

void
qz_finder_dialog_type (QzFinderDialog *self, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), text);
  search_changed_cb (self);
}

const char *
qz_finder_dialog_get_selected (QzFinderDialog *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->list);

  return row != NULL && !self->searching ? g_object_get_data (G_OBJECT (row), "qz-action") : NULL;
}
