/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-skeleton.h"

#include <gmodule.h>
#include <string.h>
#include <unicode/uspoof.h>

/* ICU is loaded when somebody first asks (see qz-pinyin.c). */
typedef struct {
  typeof (&uspoof_open) open;
  typeof (&uspoof_getSkeletonUTF8) get_skeleton;
  typeof (&uspoof_close) close;
} Icu;

#define ICU_LIBRARY "libicui18n.so." G_STRINGIFY (U_ICU_VERSION_MAJOR_NUM)

static gboolean
load_symbols (Icu *icu)
{
  GModule *module = g_module_open (ICU_LIBRARY, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);

  if (module == NULL)
    return FALSE;
  g_module_make_resident (module);
  return g_module_symbol (module, G_STRINGIFY (uspoof_open), (gpointer *) &icu->open)
         && g_module_symbol (module, G_STRINGIFY (uspoof_getSkeletonUTF8),
                             (gpointer *) &icu->get_skeleton)
         && g_module_symbol (module, G_STRINGIFY (uspoof_close), (gpointer *) &icu->close);
}

static const Icu *
get_icu (void)
{
  static gsize loaded;
  static Icu icu;
  static gboolean found;

  if (g_once_init_enter (&loaded))
    {
      found = load_symbols (&icu);
      g_once_init_leave (&loaded, 1);
    }
  return found ? &icu : NULL;
}

/* @out: of @capacity bytes; its length without the end, or -1. */
static int
put_skeleton (const Icu *icu, const char *text, char *out, int capacity)
{
  UErrorCode status = U_ZERO_ERROR;
  USpoofChecker *checker = icu->open (&status);
  int length = -1;

  if (U_SUCCESS (status))
    length = icu->get_skeleton (checker, 0, text, -1, out, capacity - 1, &status);
  if (checker != NULL)
    icu->close (checker);
  return U_SUCCESS (status) ? length : -1;
}

static char *
dup_plain (const char *text)
{
  g_autofree char *plain = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);

  return g_utf8_casefold (plain != NULL ? plain : text, -1);
}

char *
qz_skeleton_dup (const char *text)
{
  g_autofree char *plain = dup_plain (text);
  const Icu *icu = get_icu ();
  /* A letter becomes a few at most; what becomes longer than this is nobody's name. */
  const int capacity = (int) strlen (plain) * 18 + 1;
  g_autofree char *skeleton = g_malloc0 ((gsize) capacity);

  if (icu == NULL || put_skeleton (icu, plain, skeleton, capacity) < 0)
    return g_steal_pointer (&plain);
  /* 0 looks like O, and O like o. */
  return g_utf8_casefold (skeleton, -1);
}
