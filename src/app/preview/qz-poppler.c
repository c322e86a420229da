/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-poppler.h"

#include <glib/gi18n-lib.h>
#include <gmodule.h>
#include <stdlib.h>

#include "qz-error.h"

/* The interface that the headers of 25.03 declare; a new one would have another number. */
#define LIBRARY "libpoppler-glib.so.8"

static GMutex in_use;

void
qz_poppler_begin (void)
{
  g_mutex_lock (&in_use);
}

void
qz_poppler_end (void)
{
  g_mutex_unlock (&in_use);
}

/* Registered after the library's own endings, so it runs before them. */
static void
leave_cb (void)
{
  g_mutex_lock (&in_use);
}

static gboolean
load_symbols (QzPoppler *poppler)
{
  GModule *module = g_module_open (LIBRARY, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  const struct {
    const char *name;
    gpointer *slot;
  } symbols[] = {
    { G_STRINGIFY (poppler_get_version), (gpointer *) &poppler->get_version },
    { G_STRINGIFY (poppler_document_new_from_bytes),
      (gpointer *) &poppler->document_new_from_bytes },
    { G_STRINGIFY (poppler_document_get_n_pages), (gpointer *) &poppler->document_get_n_pages },
    { G_STRINGIFY (poppler_document_get_page), (gpointer *) &poppler->document_get_page },
    { G_STRINGIFY (poppler_page_get_size), (gpointer *) &poppler->page_get_size },
    { G_STRINGIFY (poppler_page_render), (gpointer *) &poppler->page_render },
    { G_STRINGIFY (poppler_page_get_text), (gpointer *) &poppler->page_get_text },
    { G_STRINGIFY (poppler_page_find_text), (gpointer *) &poppler->page_find_text },
    { G_STRINGIFY (poppler_rectangle_free), (gpointer *) &poppler->rectangle_free },
  };

  if (module == NULL)
    return FALSE;
  /* Its types are registered for good. */
  g_module_make_resident (module);
  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (!g_module_symbol (module, symbols[i].name, symbols[i].slot))
      return FALSE;
  return TRUE;
}

const QzPoppler *
qz_poppler_get (GError **error)
{
  static gsize loaded;
  static QzPoppler poppler;
  static gboolean found;

  if (g_once_init_enter (&loaded))
    {
      found = load_symbols (&poppler);
      if (found)
        (void) atexit (leave_cb);
      g_once_init_leave (&loaded, 1);
    }
  if (found)
    return &poppler;
  qz_error_set (error, QZ_ERROR_STORE, "no-preview",
                _("Documents cannot be shown: %s is missing; install poppler"), LIBRARY);
  return NULL;
}
