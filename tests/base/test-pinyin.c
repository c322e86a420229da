/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-pinyin.h"

#include "test-base.h"

static QzPinyin *
make (void)
{
  g_autoptr (GError) error = NULL;
  QzPinyin *pinyin = qz_pinyin_new (&error);

  g_assert_no_error (error);
  return pinyin;
}

static QzMatch
match (QzPinyin *pinyin, const char *name, const char *typed)
{
  g_autoptr (QzPinyinKey) key = qz_pinyin_key_new (pinyin, name);
  g_autofree char *folded = qz_pinyin_fold (typed);

  return qz_pinyin_key_match (key, folded);
}

/* The initials are met as a whole, and no letter more. */
static void
test_initials (void)
{
  static const struct {
    const char *name;
    const char *initials;
  } vectors[] = {
    { "吉林市人民医院", "jlsrmyy" },
    { "雾凇中心医院", "wszxyy" },
    { "省第2医院（北院）", "sd2yyby" },
    { "ABC 药房", "abcyf" },
  };
  g_autoptr (QzPinyin) pinyin = make ();

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *longer = g_strconcat (vectors[i].initials, "x", NULL);
      const QzMatch found = match (pinyin, vectors[i].name, vectors[i].initials);

      if (found != QZ_MATCH_SOUND_START)
        g_error ("%s is met by “%s” as %d", vectors[i].name, vectors[i].initials, found);
      g_assert_cmpint (match (pinyin, vectors[i].name, longer), ==, QZ_MATCH_NONE);
    }
}

/* The better a text is met, the further up it stands. */
static void
test_match (void)
{
  static const struct {
    const char *typed;
    QzMatch match;
  } vectors[] = {
    { "吉林市人民医院", QZ_MATCH_WHOLE },
    { " 吉林 市 ", QZ_MATCH_START },
    { "人民", QZ_MATCH_WITHIN },
    { "jlsrmyy", QZ_MATCH_SOUND_START },
    { "ＪＬＳ", QZ_MATCH_SOUND_START },
    { "jilin", QZ_MATCH_SOUND_START },
    { "jilinshirenm", QZ_MATCH_SOUND_START },
    { "jlshirmyy", QZ_MATCH_SOUND_START },
    { "rmyy", QZ_MATCH_SOUND },
    { "yiyuan", QZ_MATCH_SOUND },
    { "ilin", QZ_MATCH_NONE },
    { "jlrm", QZ_MATCH_NONE },
    { "jlsrmyyx", QZ_MATCH_NONE },
    { "长春", QZ_MATCH_NONE },
    { "", QZ_MATCH_NONE },
    { "   ", QZ_MATCH_NONE },
  };
  g_autoptr (QzPinyin) pinyin = make ();

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      const QzMatch found = match (pinyin, "吉林市人民医院", vectors[i].typed);

      if (found != vectors[i].match)
        g_error ("“%s”: %d instead of %d", vectors[i].typed, found, vectors[i].match);
    }
}

/* 长春 and 长者, 银行 and 行动: whichever way the officer reads it. */
static void
test_two_readings (void)
{
  static const struct {
    const char *name;
    const char *typed;
  } vectors[] = {
    { "长春市医院", "ccsyy" },     { "长春市医院", "zcsyy" }, { "银行批次", "yhpc" },
    { "重庆市医院", "cqsyy" },     { "厦门医院", "xmyy" },    { "省会医院", "shenghui" },
    { "长春市医院", "changchun" },
  };
  g_autoptr (QzPinyin) pinyin = make ();

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    if (match (pinyin, vectors[i].name, vectors[i].typed) != QZ_MATCH_SOUND_START)
      g_error ("%s is not found by “%s”", vectors[i].name, vectors[i].typed);
}

/* Where ICU is missing, names are found as they are written. */
static void
test_without_readings (void)
{
  g_assert_cmpint (match (NULL, "吉林市人民医院", "人民"), ==, QZ_MATCH_WITHIN);
  g_assert_cmpint (match (NULL, "吉林市人民医院", "jlsrmyy"), ==, QZ_MATCH_NONE);
  g_assert_cmpint (match (NULL, "H22020200101", "2202"), ==, QZ_MATCH_WITHIN);
}

static void
test_hostile (void)
{
  g_autoptr (QzPinyin) pinyin = make ();
  g_autofree char *longest = g_strnfill (100000, 'a');
  g_autofree char *many = g_strnfill (30, 'a');
  GString *name = g_string_new (NULL);

  for (guint i = 0; i < 5000; i++)
    g_string_append (name, "安");
  g_assert_cmpint (match (pinyin, name->str, longest), ==, QZ_MATCH_NONE);
  g_assert_cmpint (match (pinyin, name->str, many), ==, QZ_MATCH_SOUND_START);
  g_string_set_size (name, 30);
  g_assert_cmpint (match (pinyin, name->str, "anananananananananananananananx"), ==, QZ_MATCH_NONE);
  g_assert_cmpint (match (pinyin, "\xff\xfe", "a"), ==, QZ_MATCH_NONE);
  /* What ICU cannot read is passed over. */
  g_assert_cmpint (match (pinyin, "𠮷野家", "yj"), ==, QZ_MATCH_SOUND_START);
  g_string_free (name, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pinyin/initials", test_initials);
  g_test_add_func ("/pinyin/match", test_match);
  g_test_add_func ("/pinyin/two-readings", test_two_readings);
  g_test_add_func ("/pinyin/without-readings", test_without_readings);
  g_test_add_func ("/pinyin/hostile", test_hostile);
  return g_test_run ();
}
