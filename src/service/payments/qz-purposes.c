/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-purposes.h"

#include <glib/gi18n-lib.h>

#include "qz-codes.h"
#include "qz-error.h"

#define FILE_NAME "codes/purposes.csv"

struct _QzPurposes {
  char *templates[QZ_N_DOCUMENT_KINDS];
};

void
qz_purposes_free (QzPurposes *self)
{
  for (guint i = 0; i < QZ_N_DOCUMENT_KINDS; i++)
    g_free (self->templates[i]);
  g_free (self);
}

QzPurposes *
qz_purposes_load (QzBook *book, GError **error)
{
  g_autoptr (QzPurposes) self = g_new0 (QzPurposes, 1);
  g_autoptr (QzCodes) codes = qz_codes_load (book, error);

  if (codes == NULL)
    return NULL;
  for (guint i = 0; i < QZ_N_DOCUMENT_KINDS; i++)
    {
      self->templates[i] =
          g_strdup (qz_codes_get_name (codes, "purpose", qz_document_kind_to_text (i)));
      if (self->templates[i] != NULL)
        continue;
      qz_error_set (error, QZ_ERROR_INPUT, "purpose-missing",
                    _("%s has no purpose for payments of kind “%s”."), FILE_NAME,
                    qz_document_kind_to_text (i));
      return NULL;
    }
  return g_steal_pointer (&self);
}

char *
qz_purposes_dup (QzPurposes *self, QzDocumentKind kind, QzInsurance insurance, QzPeriod period,
                 QzDay day)
{
  GString *text = g_string_new (self->templates[kind]);
  g_autofree char *year = g_strdup_printf ("%d", period / 100);
  g_autofree char *month = g_strdup_printf ("%d", period % 100);
  g_autofree char *day_text = NULL;
  int y = 0, m = 0, d = 0;

  qz_day_to_ymd (day, &y, &m, &d);
  day_text = g_strdup_printf ("%d年%d月%d日", y, m, d);
  g_string_replace (text, "{year}", year, 0);
  g_string_replace (text, "{month}", month, 0);
  g_string_replace (text, "{day}", day_text, 0);
  g_string_replace (text, "{insurance}", qz_insurance_get_paper_name (insurance), 0);
  return g_string_free_and_steal (text);
}
