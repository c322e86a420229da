/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib/gi18n-lib.h>
#include <string.h>

G_BEGIN_DECLS

/* Private to the model: the words of its enumerations, a table with one row a value. */

typedef struct {
  const char *text;  /* what the store and the commands hold: never translated, never changed */
  const char *name;  /* for people, N_(…) */
  const char *other; /* as papers say it, or the rule; nullable */
} QzWord;

static inline gboolean
qz_words_find (const QzWord *words, guint n_words, const char *text, guint *out)
{
  for (guint i = 0; text != NULL && i < n_words; i++)
    if (strcmp (words[i].text, text) == 0)
      {
        *out = i;
        return TRUE;
      }
  return FALSE;
}

/* Defines @function, which gives a word of a value of @Type in the array @words. */
#define QZ_DEFINE_WORD_GETTER(function, Type, words, word)                                         \
  const char *function (Type value)                                                                \
  {                                                                                                \
    g_assert ((guint) value < G_N_ELEMENTS (words));                                               \
    return word;                                                                                   \
  }

/* Defines @prefix_to_text(), @prefix_get_name() and @prefix_parse() from the array @words. */
#define QZ_DEFINE_WORDS(prefix, Type, words)                                                       \
  QZ_DEFINE_WORD_GETTER (prefix##_to_text, Type, words, words[value].text)                         \
  QZ_DEFINE_WORD_GETTER (prefix##_get_name, Type, words, _ (words[value].name))                    \
  gboolean prefix##_parse (const char *text, Type *out)                                            \
  {                                                                                                \
    guint found = 0;                                                                               \
                                                                                                   \
    if (!qz_words_find (words, G_N_ELEMENTS (words), text, &found))                                \
      return FALSE;                                                                                \
    *out = (Type) found;                                                                           \
    return TRUE;                                                                                   \
  }

/* Defines @function, which gives what the third column of @words says. */
#define QZ_DEFINE_OTHER_WORD(function, Type, words)                                                \
  QZ_DEFINE_WORD_GETTER (function, Type, words, words[value].other)

G_END_DECLS
