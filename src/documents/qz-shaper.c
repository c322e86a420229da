/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-shaper.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <pango/pangocairo.h>

#include "qz-error.h"
#include "qz-typesetter.h"

#define MAX_SHAPES 8192
/* Letters are shaped this high and divided: Pango counts in 1/1024 units. */
#define SHAPE_SIZE 1000

typedef struct {
  QzShape shape;
  GList link; /* in the order of use; data is the entry */
  char key[]; /* weight and text */
} Entry;

struct _QzShaper {
  PangoContext *context;
  PangoLayout *layouts[2];
  cairo_font_face_t *faces[2];
  GHashTable *fonts; /* weight and size → cairo_scaled_font_t */
  GHashTable *entries;
  GQueue used; /* newest first */
  GString *key;
  GError *error;
};

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->shape.glyphs);
  g_free (entry->shape.clusters);
  g_free (entry->shape.advances);
  g_free (entry);
}

static PangoLayout *
make_layout (PangoContext *context, gboolean is_bold)
{
  PangoLayout *layout = pango_layout_new (context);
  PangoFontDescription *description = pango_font_description_new ();
  PangoAttrList *attributes = pango_attr_list_new ();

  pango_font_description_set_family_static (description, QZ_FONT_FAMILY);
  pango_font_description_set_weight (description,
                                     is_bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_absolute_size (description, SHAPE_SIZE * PANGO_SCALE);
  pango_layout_set_font_description (layout, description);
  pango_layout_set_single_paragraph_mode (layout, TRUE);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_attr_list_insert (attributes, pango_attr_fallback_new (FALSE));
  pango_layout_set_attributes (layout, attributes);
  pango_attr_list_unref (attributes);
  pango_font_description_free (description);
  return layout;
}

static PangoContext *
make_context (void)
{
  PangoContext *context = pango_font_map_create_context (pango_cairo_font_map_get_default ());
  cairo_font_options_t *options = cairo_font_options_create ();

  /* Paper has no pixels: nothing may be rounded to them. */
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_font_options_set_antialias (options, CAIRO_ANTIALIAS_GRAY);
  pango_cairo_context_set_font_options (context, options);
  pango_cairo_context_set_resolution (context, 72);
  pango_context_set_round_glyph_positions (context, FALSE);
  pango_context_set_language (context, pango_language_from_string ("zh-CN"));
  pango_context_set_base_dir (context, PANGO_DIRECTION_LTR);
  cairo_font_options_destroy (options);
  return context;
}

/* Pango answers with another font when ours is missing. */
static gboolean
load_face (QzShaper *self, guint weight, GError **error)
{
  PangoFont *font =
      pango_context_load_font (self->context,
                               pango_layout_get_font_description (self->layouts[weight]));
  PangoFontDescription *found = font != NULL ? pango_font_describe (font) : NULL;
  const char *family = found != NULL ? pango_font_description_get_family (found) : "";
  gboolean ok = g_strcmp0 (family, QZ_FONT_FAMILY) == 0;

  if (ok)
    self->faces[weight] = cairo_font_face_reference (cairo_scaled_font_get_font_face (
        pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (font))));
  else
    qz_error_set (error, QZ_ERROR_STORE, "font-missing",
                  _("The font “%s” (%s) is not installed; install it (Debian: fonts-noto-cjk and "
                     "fonts-noto-cjk-extra, Fedora: google-noto-serif-cjk-fonts)"),
                  QZ_FONT_FAMILY, weight == 1 ? "Bold" : "Regular");
  g_clear_pointer (&found, pango_font_description_free);
  g_clear_object (&font);
  return ok;
}

QzShaper *
qz_shaper_new (GError **error)
{
  g_autoptr (QzShaper) self = g_new0 (QzShaper, 1);

  self->context = make_context ();
  self->entries = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, entry_free);
  self->fonts = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL,
                                       (GDestroyNotify) cairo_scaled_font_destroy);
  g_queue_init (&self->used);
  self->key = g_string_new (NULL);
  for (guint weight = 0; weight < 2; weight++)
    {
      self->layouts[weight] = make_layout (self->context, weight == 1);
      if (!load_face (self, weight, error))
        return NULL;
    }
  return g_steal_pointer (&self);
}

void
qz_shaper_free (QzShaper *self)
{
  g_hash_table_unref (self->entries);
  g_hash_table_unref (self->fonts);
  g_string_free (self->key, TRUE);
  for (guint weight = 0; weight < 2; weight++)
    {
      g_clear_object (&self->layouts[weight]);
      g_clear_pointer (&self->faces[weight], cairo_font_face_destroy);
    }
  g_object_unref (self->context);
  g_clear_error (&self->error);
  g_free (self);
}

cairo_scaled_font_t *
qz_shaper_get_font (QzShaper *self, gboolean is_bold, double size)
{
  gpointer key = GUINT_TO_POINTER (((guint) (size * 1000 + 0.5) << 1) | (is_bold ? 1 : 0));
  cairo_scaled_font_t *font = g_hash_table_lookup (self->fonts, key);
  cairo_matrix_t scale, identity;
  cairo_font_options_t *options;

  if (font != NULL)
    return font;
  options = cairo_font_options_create ();
  cairo_font_options_set_hint_style (options, CAIRO_HINT_STYLE_NONE);
  cairo_font_options_set_hint_metrics (options, CAIRO_HINT_METRICS_OFF);
  cairo_matrix_init_scale (&scale, size, size);
  cairo_matrix_init_identity (&identity);
  font = cairo_scaled_font_create (self->faces[is_bold ? 1 : 0], &scale, &identity, options);
  cairo_font_options_destroy (options);
  g_hash_table_insert (self->fonts, key, font);
  return font;
}

/* A character that the font lacks must never be printed as a box. */
static void
note_missing (QzShaper *self, const char *text, const char *at)
{
  gunichar c = g_utf8_get_char (at);

  if (self->error != NULL)
    return;
  qz_error_set (&self->error, QZ_ERROR_INPUT, "character-missing",
                _("The font “%s” has no character “%.*s” (U+%04X), which stands in “%s”; write it "
                   "in another way"),
                QZ_FONT_FAMILY, (int) (g_utf8_next_char (at) - at), at, c, text);
}

/* One glyph of a run; a new cluster begins where its byte differs from the last. */
static void
add_glyph (QzShape *shape, const PangoGlyphInfo *info, gboolean is_new_cluster)
{
  double advance = (double) info->geometry.width / (PANGO_SCALE * SHAPE_SIZE);

  if (is_new_cluster)
    {
      shape->clusters[shape->n_clusters].num_glyphs = 0;
      shape->advances[shape->n_clusters++] = 0;
    }
  /* What the font lacks was noted and fails in the end; until then Cairo must not see its number,
   * on which it would stop the program. */
  if (info->glyph != PANGO_GLYPH_EMPTY && !(info->glyph & PANGO_GLYPH_UNKNOWN_FLAG))
    {
      cairo_glyph_t *glyph = &shape->glyphs[shape->n_glyphs++];

      glyph->index = info->glyph;
      glyph->x = shape->width + (double) info->geometry.x_offset / (PANGO_SCALE * SHAPE_SIZE);
      glyph->y = (double) info->geometry.y_offset / (PANGO_SCALE * SHAPE_SIZE);
      shape->clusters[shape->n_clusters - 1].num_glyphs++;
    }
  shape->advances[shape->n_clusters - 1] += advance;
  shape->width += advance;
}

/* Text of one run; @starts gets the byte each cluster starts at. */
static void
add_run (QzShaper *self, QzShape *shape, const PangoGlyphItem *run, guint *starts)
{
  const PangoGlyphString *glyphs = run->glyphs;
  int last = -1;

  for (int i = 0; i < glyphs->num_glyphs; i++)
    {
      int at = run->item->offset + glyphs->log_clusters[i];

      if (glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG
          && glyphs->glyphs[i].glyph != PANGO_GLYPH_EMPTY)
        note_missing (self, shape->text, shape->text + at);
      if (at != last)
        starts[shape->n_clusters] = (guint) at;
      add_glyph (shape, &glyphs->glyphs[i], at != last);
      last = at;
    }
}

static void
shape_text (QzShaper *self, gboolean is_bold, QzShape *shape)
{
  PangoLayout *layout = self->layouts[is_bold ? 1 : 0];
  PangoLayoutLine *line;
  g_autofree guint *starts = g_new (guint, shape->n_bytes + 1);

  pango_layout_set_text (layout, shape->text, (int) shape->n_bytes);
  line = pango_layout_get_line_readonly (layout, 0);
  shape->glyphs = g_new (cairo_glyph_t, shape->n_bytes + 1);
  shape->clusters = g_new0 (cairo_text_cluster_t, shape->n_bytes + 1);
  shape->advances = g_new0 (double, shape->n_bytes + 1);
  for (GSList *run = line->runs; run != NULL; run = run->next)
    add_run (self, shape, run->data, starts);
  starts[shape->n_clusters] = shape->n_bytes;
  for (guint i = 0; i < shape->n_clusters; i++)
    shape->clusters[i].num_bytes = (int) (starts[i + 1] - starts[i]);
}

static void
drop_oldest (QzShaper *self)
{
  GList *link = g_queue_pop_tail_link (&self->used);

  g_hash_table_remove (self->entries, ((Entry *) link->data)->key);
}

static Entry *
add_entry (QzShaper *self, gboolean is_bold)
{
  Entry *entry = g_malloc0 (sizeof (Entry) + self->key->len + 1);

  memcpy (entry->key, self->key->str, self->key->len + 1);
  entry->shape.text = entry->key + 1;
  entry->shape.n_bytes = (guint) self->key->len - 1;
  shape_text (self, is_bold, &entry->shape);
  entry->link.data = entry;
  g_hash_table_insert (self->entries, entry->key, entry);
  g_queue_push_head_link (&self->used, &entry->link);
  if (self->used.length > MAX_SHAPES)
    drop_oldest (self);
  return entry;
}

const QzShape *
qz_shaper_shape (QzShaper *self, gboolean is_bold, const char *text, gsize length)
{
  Entry *entry;

  g_string_truncate (self->key, 0);
  g_string_append_c (self->key, is_bold ? 'b' : 'r');
  g_string_append_len (self->key, text, (gssize) length);
  for (char *p = self->key->str; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = ' ';
  entry = g_hash_table_lookup (self->entries, self->key->str);
  if (entry == NULL)
    return &add_entry (self, is_bold)->shape;
  g_queue_unlink (&self->used, &entry->link);
  g_queue_push_head_link (&self->used, &entry->link);
  return &entry->shape;
}

gboolean
qz_shaper_check (QzShaper *self, GError **error)
{
  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}
