/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Finding Chinese names by their sound: "jlyy", "jilinyy" and "吉林" all find 吉林医院. The readings
 * come from ICU; of characters that are often read in a second way both are taken. */

/* Makes keys. Making one is slow (it compiles ICU's rules), using it is not. One thread at a
 * time. */
typedef struct _QzPinyin QzPinyin;

QzPinyin *qz_pinyin_new (GError **error) G_GNUC_WARN_UNUSED_RESULT;
void qz_pinyin_free (QzPinyin *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzPinyin, qz_pinyin_free)

/* What one name is found by. Never changed once made, so it may travel between threads; it does not
 * need the #QzPinyin that made it. */
typedef struct _QzPinyinKey QzPinyinKey;

/* @self NULL: Chinese characters have no sound; then names are found as they are written. */
QzPinyinKey *qz_pinyin_key_new (QzPinyin *self, const char *name) G_GNUC_WARN_UNUSED_RESULT;
void qz_pinyin_key_free (QzPinyinKey *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (QzPinyinKey, qz_pinyin_key_free)

/* How well a name is met, the best last. */
typedef enum {
  QZ_MATCH_NONE,
  QZ_MATCH_SOUND,       /* initials or pinyin somewhere in it */
  QZ_MATCH_SOUND_START, /* … at its beginning */
  QZ_MATCH_WITHIN,      /* the text itself somewhere in it */
  QZ_MATCH_START,
  QZ_MATCH_WHOLE,
} QzMatch;

/* Of what people type: no spaces, no difference of case or of full and half width. (transfer
 * full) */
char *qz_pinyin_fold (const char *text);
/* @folded: by qz_pinyin_fold(); "" meets nothing. */
QzMatch qz_pinyin_key_match (const QzPinyinKey *self, const char *folded);

G_END_DECLS
