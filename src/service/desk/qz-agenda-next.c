/* SPDX-License-Identifier: GPL-3.0-or-later */
/* After one act, the next thing that waits for the same person to do the same. */
#include <inttypes.h>

#include "qz-agenda-repo.h"
#include "qz-agenda.h"
#include "qz-book-private.h"
#include "qz-documents.h"
#include "qz-drafts.h"

/* Only a state in which the act is one that the work queue would show. */
static gboolean
waits_for (const QzAgendaDocument *document, QzDocumentAct act)
{
  switch ((int) act)
    {
    case QZ_ACT_REVIEW:
      return document->state == QZ_STATE_MADE;
    case QZ_ACT_APPROVE:
      return document->state == QZ_STATE_REVIEWED;
    case QZ_ACT_PUSH:
    case QZ_ACT_HAND_OVER:
      return document->state == QZ_STATE_APPROVED && document->kind == QZ_DOCUMENT_DAILY;
    default:
      return FALSE;
    }
}

static int
find_document (GPtrArray *documents, const char *number)
{
  for (guint i = 0; i < documents->len; i++)
    if (g_str_equal (((const QzAgendaDocument *) documents->pdata[i])->number, number))
      return (int) i;
  return -1;
}

gboolean
qz_agenda_find_next_document (QzBook *book, const QzContext *context, QzDocumentAct act,
                              const char *number, char **out_next, GError **error)
{
  g_autoptr (GPtrArray) documents =
      qz_agenda_repo_get_documents (qz_book_get_store (book), error);
  int done;

  *out_next = NULL;
  if (documents == NULL)
    return FALSE;
  done = find_document (documents, number);
  /* On from the one that is done, and then from the beginning. */
  for (guint i = 1; i <= documents->len && *out_next == NULL; i++)
    {
      const QzAgendaDocument *document = documents->pdata[(guint) (done + (int) i)
                                                          % documents->len];

      if (!g_str_equal (document->number, number) && waits_for (document, act)
          && qz_document_can (book, context, document->number, act, NULL))
        *out_next = g_strdup (document->number);
    }
  return TRUE;
}

gboolean
qz_agenda_find_next_draft (QzBook *book, const QzContext *context, guint number, guint *out_next,
                           GError **error)
{
  g_autoptr (QzSheet) drafts = qz_draft_list (book, TRUE, error);

  *out_next = 0;
  for (guint row = 0; drafts != NULL && row < qz_sheet_get_n_rows (drafts); row++)
    {
      const guint column = (guint) qz_sheet_find_column (drafts, "draft");
      const guint draft = (guint) qz_sheet_get_number (drafts, row, column);
      g_autoptr (QzSheet) shown = NULL;

      if (draft == number || *out_next != 0)
        continue;
      shown = qz_draft_show (book, context, draft, error);
      if (shown == NULL)
        return FALSE;
      if (qz_sheet_get_fact_number (shown, (guint) qz_sheet_find_fact (shown, "can_check")) != 0)
        *out_next = draft;
    }
  return drafts != NULL;
}
