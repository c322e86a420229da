/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-form.h"

#include <glib/gi18n-lib.h>

#include "qz-error.h"
#include "qz-form-load.h"

#define POINTS_PER_MM (72 / 25.4)

static QzForm *
form_new (void)
{
  QzForm *self = g_new0 (QzForm, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify) qz_form_block_free);
  self->margin = 15;
  self->per_page = 1;
  self->copies = 1;
  self->size = 9;
  self->title_size = 18;
  self->has_footer = TRUE;
  return self;
}

/**
 * qz_form_ref:
 * @self: a form
 *
 * Returns: (transfer full): @self
 */
QzForm *
qz_form_ref (QzForm *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * qz_form_unref:
 * @self: (transfer full): a form
 */
void
qz_form_unref (QzForm *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;
  g_free (self->id);
  g_free (self->title);
  g_free (self->number);
  g_free (self->author);
  g_free (self->subject);
  g_strfreev (self->left);
  g_strfreev (self->center);
  g_strfreev (self->right);
  g_ptr_array_unref (self->blocks);
  g_free (self);
}

/** qz_form_get_id: returns e.g. "F-JL-DAY"; borrowed. */
const char *
qz_form_get_id (QzForm *self)
{
  return self->id;
}

/** qz_form_get_title: returns the title with its {blanks}; borrowed. */
const char *
qz_form_get_title (QzForm *self)
{
  return self->title;
}

/** qz_form_get_copies: returns how many copies are signed (2.0). */
guint
qz_form_get_copies (QzForm *self)
{
  return self->copies;
}

QzFormBlock *
qz_form_get_main_table (QzForm *self)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      QzFormBlock *block = g_ptr_array_index (self->blocks, i);

      if (block->kind == QZ_BLOCK_TABLE && block->child == NULL)
        return block;
    }
  return NULL;
}

/* "240x140": millimetres. */
static gboolean
parse_size (const char *text, double *width_mm, double *height_mm)
{
  guint64 sides[2];
  g_auto (GStrv) words = g_strsplit (text, "x", -1);

  if (g_strv_length (words) != 2)
    return FALSE;
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) reason = NULL;

      if (!g_ascii_string_to_unsigned (words[i], 10, 50, 1200, &sides[i], &reason))
        return FALSE;
    }
  *width_mm = (double) sides[0];
  *height_mm = (double) sides[1];
  return TRUE;
}

static gboolean
load_paper (QzForm *self, QzSection *section, GError **error)
{
  const char *text = qz_section_get_text (section, "paper", error);
  double width_mm = 210;
  double height_mm = 297;

  if (text == NULL)
    return FALSE;
  if (g_str_equal (text, "A4 landscape"))
    {
      width_mm = 297;
      height_mm = 210;
    }
  else if (!g_str_equal (text, "A4 portrait") && !parse_size (text, &width_mm, &height_mm))
    {
      qz_section_set_error (section, "paper", "bad-paper", error,
                            _("“%s” must be “A4 portrait”, “A4 landscape” or millimetres such as "
                               "“240x140”"),
                            text);
      return FALSE;
    }
  self->width = width_mm * POINTS_PER_MM;
  self->height = height_mm * POINTS_PER_MM;
  return TRUE;
}

static gboolean
load_look (QzForm *self, QzSection *section, GError **error)
{
  static const char *const underlines[] = { "none", "single", "double", NULL };
  guint underline = QZ_UNDERLINE_NONE;

  if (!load_paper (self, section, error)
      || !qz_form_load_points (section, "margin", &self->margin, error)
      || !qz_form_load_points (section, "size", &self->size, error)
      || !qz_form_load_points (section, "title-size", &self->title_size, error)
      || !qz_form_load_word (section, "title-underline", underlines, &underline, error)
      || !qz_form_load_count (section, "per-page", 4, &self->per_page, error)
      || !qz_form_load_count (section, "copies", 9, &self->copies, error)
      || !qz_form_load_bool (section, "footer", &self->has_footer, error)
      || !qz_form_load_bool (section, "csv-all", &self->has_all_csv, error)
      || !qz_form_load_bool (section, "red-negative", &self->has_red, error))
    return FALSE;
  self->underline = underline;
  self->margin *= POINTS_PER_MM;
  if (self->size < 4 || self->title_size < 4)
    {
      qz_section_set_error (section, "size", "bad-length", error,
                            _("Letters must be at least 4 points high"));
      return FALSE;
    }
  return TRUE;
}

static gboolean
load_form (QzForm *self, QzSectionFile *file, GError **error)
{
  QzSection *section = qz_section_file_find (file, "form", error);

  if (section == NULL)
    return FALSE;
  g_set_str (&self->id, qz_section_get_text (section, "id", error));
  if (self->id == NULL || qz_section_get_text (section, "title", error) == NULL)
    return FALSE;
  return qz_form_load_template (section, "title", &self->title, error)
         && qz_form_load_template (section, "number", &self->number, error)
         && qz_form_load_template (section, "author", &self->author, error)
         && qz_form_load_template (section, "subject", &self->subject, error)
         && load_look (self, section, error);
}

static gboolean
load_lines (QzSection *section, const char *key, char ***out, GError **error)
{
  g_autofree char *text = NULL;

  if (!qz_form_load_template (section, key, &text, error))
    return FALSE;
  if (text != NULL)
    {
      g_strfreev (*out);
      *out = g_strsplit (text, "\n", -1);
    }
  return TRUE;
}

static gboolean
load_section (QzForm *self, QzSection *section, GError **error)
{
  const char *name = qz_section_get_name (section);
  gboolean known;

  if (g_str_equal (name, "form"))
    return TRUE;
  if (!g_str_equal (name, "header"))
    return qz_form_load_block (self, section, &known, error);
  qz_section_mark_read (section, "");
  return load_lines (section, "left", &self->left, error)
         && load_lines (section, "center", &self->center, error)
         && load_lines (section, "right", &self->right, error);
}

/* A chart cannot be read by everybody: the form must have its figures as a table too. */
static gboolean
has_table_of (QzForm *self, const QzFormBlock *chart)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const QzFormBlock *block = g_ptr_array_index (self->blocks, i);
      guint found = 0;

      if (block->kind != QZ_BLOCK_TABLE || g_strcmp0 (block->child, chart->child) != 0)
        continue;
      for (guint series = 0; series < chart->series->len; series++)
        for (guint column = 0; column < block->columns->len; column++)
          found += g_str_equal (
              ((const QzFormSeries *) g_ptr_array_index (chart->series, series))->name,
              ((const QzFormColumn *) g_ptr_array_index (block->columns, column))->name);
      if (found == chart->series->len)
        return TRUE;
    }
  return FALSE;
}

static gboolean
check_chart (QzForm *self, const QzFormBlock *block, const char *file_name, GError **error)
{
  if (block->kind != QZ_BLOCK_CHART || has_table_of (self, block))
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "chart-without-table",
                _("The “[chart]” of “%s” has no “[table]” with its columns; its figures must be "
                  "there to be read"),
                block->child);
  qz_error_add_place (error, file_name, 0, 0, "chart");
  return FALSE;
}

static gboolean
check_blocks (QzForm *self, const char *file_name, GError **error)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      const QzFormBlock *block = g_ptr_array_index (self->blocks, i);

      if (!check_chart (self, block, file_name, error))
        return FALSE;
      if (block->kind != QZ_BLOCK_TABLE || block->columns->len > 0)
        continue;
      qz_error_set (error, QZ_ERROR_INPUT, "table-without-columns",
                    _("A “[table]” has no “[column]”; add its columns after it"));
      qz_error_add_place (error, file_name, 0, 0, "table");
      return FALSE;
    }
  if (self->blocks->len > 0)
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "empty-form",
                _("The form has no content; add a “[table]”, “[grid]” or “[text]”"));
  qz_error_add_place (error, file_name, 0, 0, NULL);
  return FALSE;
}

/**
 * qz_form_new_from_text:
 * @text: a form file (docs/forms.md)
 * @length: bytes of @text, or -1 when it ends in NUL
 * @file_name: for messages
 * @error: a #GError with file, line and key
 *
 * Returns: (transfer full): the form, or %NULL
 */
QzForm *
qz_form_new_from_text (const char *text, gssize length, const char *file_name, GError **error)
{
  g_autoptr (QzForm) self = form_new ();
  g_autoptr (QzSectionFile) file = qz_section_file_new (text, length, file_name, error);

  if (file == NULL || !load_form (self, file, error))
    return NULL;
  for (guint i = 0; i < qz_section_file_get_n_sections (file); i++)
    if (!load_section (self, qz_section_file_get_section (file, i), error))
      return NULL;
  if (!qz_section_file_check_all_read (file, error) || !check_blocks (self, file_name, error))
    return NULL;
  return g_steal_pointer (&self);
}
