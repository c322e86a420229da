/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Anything at all as a form file; a form that loads is filled and written as CSV and PDF. */
#include "form-samples.h"
#include "fuzz.h"
#include "qz-error.h"

#define N_ROWS 3

static void
check_error (const GError *error)
{
  g_assert_nonnull (error);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (error->domain == QZ_ERROR);
}

/* The sample of the shipped form that the file calls itself, or of one with a table. */
static QzSheet *
make_sheet (QzForm *form)
{
  static const char *const shipped[] = { "F-ADV",  "F-JL-DAY", "F-MS",      "F-PAY",
                                         "F-RCPT", "F-STMT",   "F-VOUCHER", NULL };
  const char *id = qz_form_get_id (form);

  return form_samples_make (g_strv_contains (shipped, id) ? id : "F-JL-DAY", N_ROWS, TRUE);
}

static void
write_form (QzForm *form)
{
  static const QzPrintOptions options = { QZ_PRINT_DRAFT, 2, "D-1", "2026-03-12T09:30:00" };
  g_autoptr (QzSheet) sheet = make_sheet (form);
  g_autoptr (GOutputStream) csv = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) pdf = g_memory_output_stream_new_resizable ();
  g_autoptr (GError) csv_error = NULL;
  g_autoptr (GError) pdf_error = NULL;

  if (!qz_form_write_csv (form, &sheet, 1, csv, NULL, &csv_error))
    check_error (csv_error);
  if (!qz_form_write_pdf (form, &sheet, 1, &options, pdf, NULL, &pdf_error))
    check_error (pdf_error);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autofree char *text = g_memdup2 (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (QzForm) form =
      qz_form_new_from_text (text != NULL ? text : "", (gssize) size, "fuzz.form", &error);

  if (form == NULL)
    {
      check_error (error);
      g_assert_cmpint (qz_error_get_exit_code (error), ==, QZ_ERROR_INPUT);
      g_assert_cmpstr (qz_error_get_file (error), ==, "fuzz.form");
      return 0;
    }
  g_assert_nonnull (qz_form_get_id (form));
  g_assert_nonnull (qz_form_get_title (form));
  write_form (form);
  return 0;
}
