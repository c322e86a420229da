/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-assistance.h"

#include "qz-word-table.h"

static const struct {
  QzWord word;
  const char *paper;
  guint sources; /* bits of QzAssistSource */
} categories[QZ_N_ASSIST_CATEGORIES + 1] = {
  [QZ_ASSIST_LB] = { { "LB", N_ ("Subsistence allowance"), "DT-5a" },
                     "低保对象", 1 << QZ_ASSIST_CIVIL },
  [QZ_ASSIST_TK] = { { "TK", N_ ("Extreme poverty"), "DT-5a" }, "特困人员", 1 << QZ_ASSIST_CIVIL },
  [QZ_ASSIST_BY] = { { "BY", N_ ("Family on the margin of subsistence allowance"), "DT-5a" },
                     "低保边缘家庭成员", 1 << QZ_ASSIST_CIVIL },
  [QZ_ASSIST_FP] = { { "FP", N_ ("Returned to poverty"), "DT-5b" },
                     "返贫致贫人口", 1 << QZ_ASSIST_RURAL },
  [QZ_ASSIST_JC] = { { "JC", N_ ("Monitored"), "DT-5b" }, "监测对象", 1 << QZ_ASSIST_RURAL },
  [QZ_ASSIST_QT] = { { "QT", N_ ("Other special hardship"), "DT-5c" },
                     "其他特殊困难人员", 1 << QZ_ASSIST_CIVIL | 1 << QZ_ASSIST_RURAL },
  [QZ_ASSIST_NONE] = { { "", N_ ("None"), "" }, "无", 0 },
};

const char *
qz_assist_category_to_text (QzAssistCategory category)
{
  g_assert ((guint) category < G_N_ELEMENTS (categories));
  return categories[category].word.text;
}

const char *
qz_assist_category_get_name (QzAssistCategory category)
{
  g_assert ((guint) category < G_N_ELEMENTS (categories));
  return _ (categories[category].word.name);
}

const char *
qz_assist_category_get_paper_name (QzAssistCategory category)
{
  g_assert ((guint) category < G_N_ELEMENTS (categories));
  return categories[category].paper;
}

const char *
qz_assist_category_get_rule (QzAssistCategory category)
{
  g_assert ((guint) category < G_N_ELEMENTS (categories));
  return categories[category].word.other;
}

gboolean
qz_assist_category_parse (const char *text, QzAssistCategory *out)
{
  for (guint i = 0; text != NULL && i < G_N_ELEMENTS (categories); i++)
    if (strcmp (categories[i].word.text, text) == 0)
      {
        *out = (QzAssistCategory) i;
        return TRUE;
      }
  return FALSE;
}

gboolean
qz_assist_source_has (QzAssistSource source, QzAssistCategory category)
{
  g_assert ((guint) category < G_N_ELEMENTS (categories) && (guint) source < QZ_N_ASSIST_SOURCES);
  return (categories[category].sources & (1u << source)) != 0;
}

static const QzWord groups[QZ_N_ASSIST_GROUPS] = {
  [QZ_ASSIST_JC1] = { "JC1", N_ ("Out of poverty but unstable"), "脱贫不稳定人口" },
  [QZ_ASSIST_JC2] = { "JC2", N_ ("On the edge of poverty"), "边缘易致贫人口" },
  [QZ_ASSIST_JC3] = { "JC3", N_ ("Sudden severe hardship"), "突发严重困难户" },
  [QZ_ASSIST_QT1] = { "QT1", N_ ("Out of poverty otherwise"), "其他脱贫人口" },
  [QZ_ASSIST_QT9] = { "QT9", N_ ("Other"), "其他" },
};

QzAssistCategory
qz_assist_group_get_category (QzAssistGroup group)
{
  g_assert ((guint) group < QZ_N_ASSIST_GROUPS);
  return group <= QZ_ASSIST_JC3 ? QZ_ASSIST_JC : QZ_ASSIST_QT;
}

static const QzWord sources[QZ_N_ASSIST_SOURCES] = {
  [QZ_ASSIST_CIVIL] = { "civil", N_ ("Civil affairs"), "民政" },
  [QZ_ASSIST_RURAL] = { "rural", N_ ("Rural revitalisation"), "乡村振兴" },
};

static const QzWord stages[QZ_N_ASSIST_STAGES] = {
  [QZ_ASSIST_STATEMENT] = { "statement", N_ ("Forms 2 and 3 pushed"), "DT-16a" },
  [QZ_ASSIST_CONFIRM] = { "confirm", N_ ("Confirmed by hospital and county"), "DT-16b" },
  [QZ_ASSIST_DETAILS] = { "details", N_ ("Details pushed"), "DT-17" },
  [QZ_ASSIST_FORM4] = { "form4", N_ ("Form 4 made and pushed"), "DT-19a" },
  [QZ_ASSIST_FORM4_CONFIRM] = { "form4-confirm", N_ ("Form 4 confirmed by the county"), "DT-19b" },
  [QZ_ASSIST_CLEARING] = { "clearing", N_ ("Yearly clearing"), "DT-12" },
};

QZ_DEFINE_WORDS (qz_assist_group, QzAssistGroup, groups)
QZ_DEFINE_OTHER_WORD (qz_assist_group_get_paper_name, QzAssistGroup, groups)
QZ_DEFINE_WORDS (qz_assist_source, QzAssistSource, sources)
QZ_DEFINE_OTHER_WORD (qz_assist_source_get_paper_name, QzAssistSource, sources)
QZ_DEFINE_WORDS (qz_assist_stage, QzAssistStage, stages)
QZ_DEFINE_OTHER_WORD (qz_assist_stage_get_rule, QzAssistStage, stages)
