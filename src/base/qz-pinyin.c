/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-pinyin.h"

#include <glib/gi18n-lib.h>
#include <gmodule.h>
#include <string.h>
#include <unicode/utrans.h>

#include "qz-error.h"

#define MAX_READING 16 /* letters; the longest syllable, zhuang, has six */
#define MAX_NEEDLE  32 /* of a sound; longer texts are no sounds */

/* ICU is loaded when somebody first looks for a name: with it among the libraries of the program,
 * every start would take five milliseconds more. */
typedef struct {
  typeof (&utrans_openU) open;
  typeof (&utrans_transUChars) transliterate;
  typeof (&utrans_close) close;
} Icu;

#define ICU_LIBRARY "libicui18n.so." G_STRINGIFY (U_ICU_VERSION_MAJOR_NUM)

/* Interned: there are some 400 syllables. */
typedef struct {
  const char *first;
  const char *other; /* nullable */
} Reading;

struct _QzPinyin {
  const Icu *icu;
  UTransliterator *transliterator;
  GHashTable *readings; /* character → Reading */
};

struct _QzPinyinKey {
  char *folded;
  Reading *readings; /* of the letters and digits of the name */
  guint n;
};

/* Characters of names of places, hospitals and people that are read in two ways; ICU knows one. */
static const struct {
  const char *character;
  const char *readings[2];
} second_readings[] = {
  { "长", { "chang", "zhang" } }, { "重", { "zhong", "chong" } }, { "行", { "xing", "hang" } },
  { "乐", { "le", "yue" } },      { "厦", { "sha", "xia" } },     { "曾", { "zeng", "ceng" } },
  { "单", { "dan", "shan" } },    { "会", { "hui", "kuai" } },    { "参", { "can", "shen" } },
  { "车", { "che", "ju" } },      { "石", { "shi", "dan" } },     { "贾", { "jia", "gu" } },
  { "奇", { "qi", "ji" } },       { "系", { "xi", "ji" } },       { "校", { "xiao", "jiao" } },
  { "调", { "diao", "tiao" } },   { "传", { "chuan", "zhuan" } }, { "藏", { "cang", "zang" } },
  { "朝", { "chao", "zhao" } },   { "尉", { "wei", "yu" } },      { "省", { "sheng", "xing" } },
  { "盛", { "sheng", "cheng" } }, { "卜", { "bu", "bo" } },       { "柏", { "bai", "bo" } },
  { "仇", { "chou", "qiu" } },    { "解", { "jie", "xie" } },     { "区", { "qu", "ou" } },
  { "查", { "cha", "zha" } },     { "冯", { "feng", "ping" } },   { "六", { "liu", "lu" } },
  { "番", { "fan", "pan" } },     { "蔚", { "wei", "yu" } },      { "大", { "da", "dai" } },
  { "还", { "hai", "huan" } },    { "降", { "jiang", "xiang" } }, { "否", { "fou", "pi" } },
  { "朴", { "pu", "piao" } },     { "召", { "zhao", "shao" } },   { "率", { "shuai", "lv" } },
  { "强", { "qiang", "jiang" } }, { "便", { "bian", "pian" } },   { "提", { "ti", "di" } },
};

static gboolean
load_symbols (Icu *icu)
{
  GModule *module = g_module_open (ICU_LIBRARY, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);

  if (module == NULL)
    return FALSE;
  g_module_make_resident (module);
  return g_module_symbol (module, G_STRINGIFY (utrans_openU), (gpointer *) &icu->open)
         && g_module_symbol (module, G_STRINGIFY (utrans_transUChars),
                             (gpointer *) &icu->transliterate)
         && g_module_symbol (module, G_STRINGIFY (utrans_close), (gpointer *) &icu->close);
}

/* NULL when this system lacks it. */
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

/* ── readings ────────────────────────────────────────────────────────────────────────────────── */

/* "jí" comes as "ji"; what ICU cannot read comes back as it was, which is no reading. */
static const char *
read_character (QzPinyin *self, gunichar character)
{
  g_autofree gunichar2 *text = g_ucs4_to_utf16 (&character, 1, NULL, NULL, NULL);
  UChar buffer[MAX_READING] = { 0 };
  char letters[MAX_READING] = { 0 };
  int32_t length = text[1] != 0 ? 2 : 1;
  int32_t limit = length;
  int n = 0;
  UErrorCode status = U_ZERO_ERROR;

  memcpy (buffer, text, (size_t) length * sizeof *buffer);
  self->icu->transliterate (self->transliterator, buffer, &length, MAX_READING, 0, &limit,
                            &status);
  if (U_FAILURE (status))
    return NULL;
  for (int32_t i = 0; i < length; i++)
    if (buffer[i] < 128 && g_ascii_isalpha ((char) buffer[i]))
      letters[n++] = g_ascii_tolower ((char) buffer[i]);
    else if (buffer[i] >= 128)
      return NULL;
  return n > 0 ? g_intern_string (letters) : NULL;
}

static const char *
find_other (gunichar character, const char *first)
{
  for (guint i = 0; i < G_N_ELEMENTS (second_readings); i++)
    if (g_utf8_get_char (second_readings[i].character) == character)
      {
        const char *const *both = second_readings[i].readings;

        return g_str_equal (both[0], first) ? both[1] : both[0];
      }
  return NULL;
}

static const Reading *
get_reading (QzPinyin *self, gunichar character)
{
  Reading *reading = g_hash_table_lookup (self->readings, GUINT_TO_POINTER (character));

  if (reading != NULL)
    return reading;
  reading = g_new0 (Reading, 1);
  reading->first = read_character (self, character);
  if (reading->first != NULL)
    reading->other = find_other (character, reading->first);
  g_hash_table_insert (self->readings, GUINT_TO_POINTER (character), reading);
  return reading;
}

/* Letters and digits of a name in Latin script stand for themselves. */
static Reading
read_letter (QzPinyin *self, gunichar character)
{
  const char letter[2] = { (char) character, '\0' };

  if (character < 128)
    return (Reading){ g_intern_string (letter), NULL };
  return self != NULL ? *get_reading (self, character) : (Reading){ NULL, NULL };
}

/* ── making them ─────────────────────────────────────────────────────────────────────────────── */

QzPinyin *
qz_pinyin_new (GError **error)
{
  static const UChar id[] = u"Han-Latin; Latin-ASCII";
  g_autoptr (QzPinyin) self = g_new0 (QzPinyin, 1);
  UErrorCode status = U_ZERO_ERROR;

  self->readings = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  self->icu = get_icu ();
  if (self->icu != NULL)
    self->transliterator = self->icu->open (id, -1, UTRANS_FORWARD, NULL, 0, NULL, &status);
  if (self->transliterator != NULL && U_SUCCESS (status))
    return g_steal_pointer (&self);
  qz_error_set (error, QZ_ERROR_STORE, "pinyin",
                _("This system lacks the readings of Chinese characters (%s)"), ICU_LIBRARY);
  return NULL;
}

void
qz_pinyin_free (QzPinyin *self)
{
  if (self == NULL)
    return;
  if (self->transliterator != NULL)
    self->icu->close (self->transliterator);
  g_hash_table_unref (self->readings);
  g_free (self);
}

char *
qz_pinyin_fold (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autofree char *normal = g_utf8_normalize (valid, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (normal, -1);
  GString *bare = g_string_new (NULL);

  for (const char *at = folded; *at != '\0'; at = g_utf8_next_char (at))
    if (!g_unichar_isspace (g_utf8_get_char (at)))
      g_string_append_unichar (bare, g_utf8_get_char (at));
  return g_string_free (bare, FALSE);
}

QzPinyinKey *
qz_pinyin_key_new (QzPinyin *self, const char *name)
{
  QzPinyinKey *key = g_new0 (QzPinyinKey, 1);

  key->folded = qz_pinyin_fold (name);
  key->readings = g_new0 (Reading, (gsize) g_utf8_strlen (key->folded, -1) + 1);
  for (const char *at = key->folded; *at != '\0'; at = g_utf8_next_char (at))
    {
      const gunichar character = g_utf8_get_char (at);
      Reading reading = { NULL, NULL };

      if (g_unichar_isalnum (character))
        reading = read_letter (self, character);
      if (reading.first != NULL)
        key->readings[key->n++] = reading;
    }
  return key;
}

void
qz_pinyin_key_free (QzPinyinKey *self)
{
  if (self == NULL)
    return;
  g_free (self->folded);
  g_free (self->readings);
  g_free (self);
}

/* ── meeting ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean sounds_from (const QzPinyinKey *self, guint at, const char *needle);

/* The next character is meant by its initial, by its whole syllable, or (at the end of what was
 * typed so far) by the beginning of it. */
static gboolean
sounds_as (const QzPinyinKey *self, guint at, const char *syllable, const char *needle)
{
  size_t n = 0;

  if (syllable == NULL)
    return FALSE;
  while (syllable[n] != '\0' && syllable[n] == needle[n])
    n++;
  if (n == 0)
    return FALSE;
  if (needle[n] == '\0' || sounds_from (self, at + 1, needle + 1))
    return TRUE;
  return n > 1 && syllable[n] == '\0' && sounds_from (self, at + 1, needle + n);
}

static gboolean
sounds_from (const QzPinyinKey *self, guint at, const char *needle)
{
  if (*needle == '\0')
    return TRUE;
  if (at >= self->n)
    return FALSE;
  return sounds_as (self, at, self->readings[at].first, needle)
         || sounds_as (self, at, self->readings[at].other, needle);
}

static QzMatch
match_sound (const QzPinyinKey *self, const char *needle)
{
  if (!g_str_is_ascii (needle) || strlen (needle) > MAX_NEEDLE)
    return QZ_MATCH_NONE;
  if (sounds_from (self, 0, needle))
    return QZ_MATCH_SOUND_START;
  for (guint at = 1; at < self->n; at++)
    if (sounds_from (self, at, needle))
      return QZ_MATCH_SOUND;
  return QZ_MATCH_NONE;
}

QzMatch
qz_pinyin_key_match (const QzPinyinKey *self, const char *folded)
{
  const char *found = *folded != '\0' ? strstr (self->folded, folded) : NULL;

  if (*folded == '\0')
    return QZ_MATCH_NONE;
  if (found == NULL)
    return match_sound (self, folded);
  if (found != self->folded)
    return QZ_MATCH_WITHIN;
  return strlen (found) == strlen (folded) ? QZ_MATCH_WHOLE : QZ_MATCH_START;
}
