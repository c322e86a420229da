/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-document-explain-private.h"
#include "qz-error.h"
#include "qz-explain.h"
#include "qz-nl-paper.h"
#include "qz-transfer-repo.h"

/* A figure of the document is a figure of form 5-1 or 8-1, whose claims the clearing explains. */
typedef struct {
  const char *form;
  QzPeriod period;
  const char *unit; /* interned */
  guint row;
} Place;

static gboolean
find_place (QzExplanation *self, Place *out, GError **error)
{
  g_autoptr (QzTransfer) transfer = NULL;
  g_autoptr (QzSheet) form = NULL;
  gint64 id = 0;
  int column;

  if (!qz_transfer_repo_find_of_document (self->store, self->head->id, &id, error))
    return FALSE;
  transfer = qz_transfer_repo_get (self->store, id, error);
  if (transfer == NULL)
    return FALSE;
  *out = (Place) { .form = transfer->scope == QZ_NL_IN_PROV ? "F-NL-8-1" : "F-NL-5-1",
                   .period = transfer->period,
                   .unit = transfer->unit };
  form = qz_nl_paper_get_sheet (self->book, out->form, out->period, out->unit, error);
  if (form == NULL)
    return FALSE;
  column = qz_sheet_find_column (form, "provider_code");
  while (out->row < qz_sheet_get_n_rows (form)
         && g_strcmp0 (qz_sheet_get_text (form, out->row, (guint) column),
                       self->line->provider_code) != 0)
    out->row++;
  if (out->row < qz_sheet_get_n_rows (form))
    return TRUE;
  qz_error_set (error, QZ_ERROR_STORE, "explanation-differs",
                _("%s does not have the provider %s any more; run “qz book verify”"), out->form,
                self->line->provider_code);
  return FALSE;
}

static gboolean
add_column (QzExplanation *self, const Place *place, const char *what, int sign, GError **error)
{
  g_autofree char *column = g_strdup_printf (
      "%s_%s", self->head->insurance == QZ_INS_EMP ? "emp" : "res", what);
  g_autoptr (QzSheet) claims = qz_clearing_explain (self->book, place->form, place->period,
                                                    place->unit, place->row, column, error);

  for (guint i = 0; claims != NULL && i < qz_sheet_get_n_rows (claims); i++)
    {
      g_autofree char *day = qz_sheet_dup_machine (claims, i, 2);
      const QzExplainItem item = {
        .item = sign < 0 ? "deduction" : "claim",
        .what = sign < 0 ? _("deduction") : _("claim"),
        .setl_id = qz_sheet_get_text (claims, i, 1),
        .setl_time = day,
        .file = qz_sheet_get_text (claims, i, 6),
        .file_line = qz_sheet_get_number (claims, i, 7),
      };

      if (!qz_explanation_add (self, &item, sign * qz_sheet_get_number (claims, i, 5), error))
        return FALSE;
    }
  return claims != NULL;
}

/* A hospital without claims in the month is not on its form. */
static gboolean
add_net (QzExplanation *self, GError **error)
{
  const gint64 *figures = self->line->figures;
  Place place = { 0 };

  if (figures[QZ_NONLOCAL_DECLARED] == 0 && figures[QZ_NONLOCAL_DEDUCTED] == 0)
    return TRUE;
  return find_place (self, &place, error) && add_column (self, &place, "declared", 1, error)
         && add_column (self, &place, "deducted", -1, error);
}

/* What goes from month to month is the rest of all the others. */
static gboolean
add_carry (QzExplanation *self, int figure, int sign, GError **error)
{
  const QzExplainItem item = {
    .item = "carry",
    .what = qz_document_kind_get_figure_title (QZ_DOCUMENT_NONLOCAL, (guint) figure),
    .document = self->head->number,
    .line_no = self->line->line_no,
  };
  const gint64 amount = sign * self->line->figures[figure];

  return amount == 0 || qz_explanation_add (self, &item, amount, error);
}

gboolean
qz_explain_nonlocal (QzExplanation *self, int figure, GError **error)
{
  Place place = { 0 };

  switch (figure)
    {
    case QZ_NONLOCAL_DECLARED:
    case QZ_NONLOCAL_DEDUCTED:
      return self->line->figures[figure] == 0
             || (find_place (self, &place, error)
                 && add_column (self, &place,
                                figure == QZ_NONLOCAL_DECLARED ? "declared" : "deducted", 1,
                                error));
    case QZ_NONLOCAL_NET:
      return add_net (self, error);
    case QZ_NONLOCAL_CARRIED:
    case QZ_NONLOCAL_LEFT:
      return add_carry (self, figure, 1, error);
    default:
      return add_net (self, error) && add_carry (self, QZ_NONLOCAL_CARRIED, 1, error)
             && add_carry (self, QZ_NONLOCAL_LEFT, -1, error);
    }
}
