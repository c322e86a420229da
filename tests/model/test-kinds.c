/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-kinds.h"

#include <string.h>

/* Every word is read back as what it was written for, and none twice. */
static void
test_words (void)
{
  for (guint i = 0; i < QZ_N_STATES; i++)
    {
      QzDocumentState state;

      g_assert_true (qz_state_parse (qz_state_to_text (i), &state));
      g_assert_cmpint (state, ==, i);
      g_assert_cmpuint (strlen (qz_state_get_name (i)), >, 0);
    }
  for (guint i = 0; i < QZ_N_INSURANCES; i++)
    {
      QzInsurance insurance;

      g_assert_true (qz_insurance_parse (qz_insurance_to_text (i), &insurance));
      g_assert_cmpint (insurance, ==, i);
    }
  for (guint i = 0; i < QZ_N_PATHS; i++)
    {
      QzPath path;

      g_assert_true (qz_path_parse (qz_path_to_text (i), &path));
      g_assert_cmpint (path, ==, i);
    }
}

static void
test_unknown_words (void)
{
  QzDocumentState state;
  QzDocumentKind kind;
  QzInsurance insurance;
  QzPath path;

  g_assert_false (qz_state_parse ("Made", &state));
  g_assert_false (qz_state_parse ("", &state));
  g_assert_false (qz_insurance_parse ("emp", &insurance));
  g_assert_false (qz_path_parse (NULL, &path));
  g_assert_false (qz_document_kind_parse ("dail", &kind));
}

static void
test_kinds (void)
{
  static const char *const wanted[][3] = { { "daily", "RB", "DD" },
                                           { "advance", "YB", "MP" },
                                           { "settlement", "JS", "MS" },
                                           { "nonlocal", "YD", "NL" },
                                           { "assist", "JZ", "MA" } };

  g_assert_cmpuint (G_N_ELEMENTS (wanted), ==, QZ_N_DOCUMENT_KINDS);

  for (guint i = 0; i < QZ_N_DOCUMENT_KINDS; i++)
    {
      QzDocumentKind kind;

      g_assert_true (qz_document_kind_parse (wanted[i][0], &kind));
      g_assert_cmpint (kind, ==, i);
      g_assert_cmpstr (qz_document_kind_get_prefix (kind), ==, wanted[i][1]);
      g_assert_cmpstr (qz_document_kind_get_biz_type (kind), ==, wanted[i][2]);
      for (guint f = 0; f < qz_document_kind_get_n_figures (kind); f++)
        g_assert_cmpint (qz_document_kind_find_figure (kind,
                                                       qz_document_kind_get_figure_name (kind, f)),
                         ==, f);
      g_assert_cmpint (qz_document_kind_find_figure (kind, "nothing"), ==, -1);
    }
  g_assert_cmpuint (qz_document_kind_get_n_figures (QZ_DOCUMENT_DAILY), ==, 12);
  g_assert_cmpuint (qz_document_kind_get_n_figures (QZ_DOCUMENT_ADVANCE), ==, 3);
  g_assert_cmpint (qz_document_kind_find_figure (QZ_DOCUMENT_SETTLEMENT, "claims_base"), ==,
                   QZ_SETTLE_CLAIMS_BASE);
}

/* domain 4.3: books by insutype. */
static void
test_books (void)
{
  static const char *const employees[] = { "310", "320", "330", "510" };
  static const char *const residents[] = { "380", "390", "391", "392" };
  static const char *const none[] = { "340", "399", "410", "31", "3100", "", NULL };
  QzInsurance insurance;

  for (guint i = 0; i < G_N_ELEMENTS (employees); i++)
    {
      g_assert_true (qz_insurance_from_insutype (employees[i], &insurance));
      g_assert_cmpint (insurance, ==, QZ_INS_EMP);
    }
  for (guint i = 0; i < G_N_ELEMENTS (residents); i++)
    {
      g_assert_true (qz_insurance_from_insutype (residents[i], &insurance));
      g_assert_cmpint (insurance, ==, QZ_INS_RES);
    }
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    g_assert_false (qz_insurance_from_insutype (none[i], &insurance));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kinds/words", test_words);
  g_test_add_func ("/kinds/unknown-words", test_unknown_words);
  g_test_add_func ("/kinds/documents", test_kinds);
  g_test_add_func ("/kinds/books-by-insutype", test_books);
  return g_test_run ();
}
