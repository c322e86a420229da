/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-voucher-jobs.h"

#include <glib/gi18n-lib.h>

#include "qz-agenda.h"
#include "qz-registry.h"

QzVoucherInput *
qz_voucher_input_new (void)
{
  QzVoucherInput *self = g_new0 (QzVoucherInput, 1);

  self->lines = g_array_new (FALSE, TRUE, sizeof (QzDraftLine));
  self->texts = g_string_chunk_new (512);
  return self;
}

void
qz_voucher_input_free (gpointer input)
{
  QzVoucherInput *self = input;

  g_array_unref (self->lines);
  g_string_chunk_free (self->texts);
  g_free (self);
}

static gboolean
add_child (QzSheet *sheet, QzSheet *child)
{
  if (child == NULL)
    return FALSE;
  qz_sheet_add_child (sheet, child);
  qz_sheet_unref (child);
  return TRUE;
}

static gpointer
load (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  const guint number = GPOINTER_TO_UINT (input);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("voucher");

  qz_sheet_set_number (sheet, "today", _("Today"), QZ_VALUE_DAY, context->clock.today);
  if (!add_child (sheet, qz_draft_list_accounts (book, error))
      || !add_child (sheet, qz_registry_list_providers (book, error))
      || !add_child (sheet, qz_draft_list_ledgers (book, error))
      || (number != 0 && !add_child (sheet, qz_draft_show (book, context, number, error))))
    return NULL;
  return g_steal_pointer (&sheet);
}

static gpointer
save (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  QzVoucherInput *self = input;
  QzContext rest = *context;
  g_autoptr (QzSheet) saved = NULL;
  int number;

  self->draft.lines = (const QzDraftLine *) (void *) self->lines->data;
  self->draft.n_lines = self->lines->len;
  saved = qz_draft_save (book, context, &self->draft, error);
  if (saved == NULL || !self->submit || qz_sheet_find_fact (saved, "fault") >= 0)
    return g_steal_pointer (&saved);
  /* It is saved; whoever is told that nothing was done must not find half of it done. */
  rest.cancellable = NULL;
  number = qz_sheet_find_fact (saved, "draft");
  return qz_draft_act (book, &rest, (guint) qz_sheet_get_fact_number (saved, (guint) number),
                       QZ_DRAFT_SUBMIT, NULL, error);
}

static gpointer
act (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  QzVoucherDeed *deed = input;
  QzSheet *draft = qz_draft_act (book, context, deed->number, deed->act, deed->reason, error);
  g_autoptr (GError) failure = NULL;

  /* What is done is done, whether or not another one can be found. */
  if (draft != NULL && deed->act == QZ_DRAFT_CHECK
      && !qz_agenda_find_next_draft (book, context, deed->number, &deed->next, &failure))
    g_debug ("no next draft: %s", failure->message);
  return draft;
}

static void
deed_free (gpointer input)
{
  QzVoucherDeed *deed = input;

  g_free (deed->reason);
  g_free (deed);
}

const QzJobKind qz_voucher_load_kind = { NULL, load, FALSE, NULL,
                                         (GDestroyNotify) qz_sheet_unref };
const QzJobKind qz_voucher_save_kind = { N_ ("Saving the voucher"), save, TRUE,
                                         qz_voucher_input_free,
                                         (GDestroyNotify) qz_sheet_unref };
const QzJobKind qz_voucher_act_kind = { N_ ("Moving the voucher on"), act, TRUE, deed_free,
                                        (GDestroyNotify) qz_sheet_unref };
