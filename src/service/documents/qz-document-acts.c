/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-book-private.h"
#include "qz-document-posting.h"
#include "qz-documents-private.h"
#include "qz-error.h"
#include "qz-policies.h"
#include "qz-roles.h"

#define IN(state) (1u << QZ_STATE_##state)

/* The life cycle (SM-2, SM-3, SM-4): who may do what in which state, and what follows. */
typedef struct {
  const char *name;
  const char *label;
  QzRight right;
  guint from;         /* states */
  QzDocumentState to; /* QZ_N_STATES: the state stays */
  gboolean needs_reason;
  gboolean only_once;
} ActRule;

static const ActRule act_rules[QZ_N_ACTS] = {
  [QZ_ACT_REVIEW] = { "review", N_ ("Review"), QZ_RIGHT_REVIEW, IN (MADE), QZ_STATE_REVIEWED },
  [QZ_ACT_APPROVE] = { "approve", N_ ("Approve"), QZ_RIGHT_APPROVE, IN (REVIEWED),
                       QZ_STATE_APPROVED },
  [QZ_ACT_REFUSE] = { "refuse", N_ ("Refuse"), QZ_RIGHT_REFUSE, IN (MADE) | IN (REVIEWED),
                      QZ_STATE_REFUSED, TRUE },
  [QZ_ACT_CANCEL] = { "cancel", N_ ("Cancel"), QZ_RIGHT_CANCEL,
                      IN (MADE) | IN (REVIEWED) | IN (APPROVED) | IN (DEFERRED) | IN (PAID),
                      QZ_STATE_CANCELLED, TRUE },
  [QZ_ACT_DEFER] = { "defer", N_ ("Defer"), QZ_RIGHT_DEFER, IN (APPROVED), QZ_STATE_DEFERRED,
                     TRUE },
  [QZ_ACT_PUSH] = { "push", N_ ("Push to finance"), QZ_RIGHT_PUSH, IN (APPROVED) | IN (PAID),
                    QZ_N_STATES, FALSE, TRUE },
  [QZ_ACT_HAND_OVER] = { "hand-over", N_ ("Signed sheet received"), QZ_RIGHT_HAND_OVER,
                         IN (APPROVED) | IN (PAID), QZ_N_STATES, FALSE, TRUE },
};

const char *
qz_document_act_to_text (QzDocumentAct act)
{
  g_return_val_if_fail (act < QZ_N_ACTS, NULL);
  return act_rules[act].name;
}

const char *
qz_document_act_get_label (QzDocumentAct act)
{
  g_return_val_if_fail (act < QZ_N_ACTS, NULL);
  return _ (act_rules[act].label);
}

/* ── may it be done ──────────────────────────────────────────────────────────────────────────── */

/* Everything that decides about one act on one document. */
typedef struct {
  QzBook *book;
  const QzContext *context;
  QzDocumentAct act;
  const char *reason; /* nullable */
  QzDocumentRecord *head;
  GPtrArray *events;
} Deed;

static void
deed_clear (Deed *self)
{
  g_clear_pointer (&self->head, qz_document_record_free);
  g_clear_pointer (&self->events, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Deed, deed_clear)

static gboolean
deed_load (Deed *self, const char *number, GError **error)
{
  QzStore *store = qz_book_get_store (self->book);

  self->head = qz_document_repo_find (store, number, error);
  if (self->head == NULL)
    return FALSE;
  self->events = qz_document_repo_get_events (store, self->head->id, error);
  return self->events != NULL;
}

static gboolean
check_state (Deed *self, GError **error)
{
  const ActRule *rule = &act_rules[self->act];
  /* AMB-02: what pays nothing is “paid” with its approval, yet no money moved. */
  const gboolean moved =
      self->act == QZ_ACT_CANCEL && self->head->state == QZ_STATE_PAID && self->head->total_fen > 0;

  if (moved || (rule->from & (1u << self->head->state)) == 0)
    {
      qz_error_set (error, QZ_ERROR_REFUSED, "wrong-state",
                    _("%s is “%s”; “%s” is not possible then"),
                    self->head->number, qz_state_get_name (self->head->state),
                    qz_document_act_get_label (self->act));
      qz_error_add_rule (error, self->head->kind == QZ_DOCUMENT_DAILY     ? "SM-3"
                                : self->head->kind == QZ_DOCUMENT_ADVANCE ? "SM-2"
                                                                          : "SM-4");
      return FALSE;
    }
  if (!rule->only_once || qz_document_events_find (self->events, rule->name) == NULL)
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "done-already", _("%s: “%s” was recorded already"),
                self->head->number, qz_document_act_get_label (self->act));
  return FALSE;
}

static gboolean
is_actor (Deed *self, const char *act_name)
{
  const QzDocumentEvent *event = qz_document_events_find (self->events, act_name);

  return event != NULL && g_strcmp0 (event->actor, self->context->user) == 0;
}

/* Maker, reviewer and approver are three different people (domain 7.3 rule 1, JL-11e). */
static gboolean
check_persons (Deed *self, GError **error)
{
  const char *did = NULL;

  if (self->act != QZ_ACT_REVIEW && self->act != QZ_ACT_APPROVE && self->act != QZ_ACT_REFUSE)
    return TRUE;
  if (is_actor (self, "make"))
    did = _("made");
  else if (self->act == QZ_ACT_APPROVE && is_actor (self, "review"))
    did = _("reviewed");
  if (did == NULL)
    return TRUE;
  qz_error_set (error, QZ_ERROR_PERMISSION, "three-persons",
                _("%s %s %s and so may not sign it again: maker, reviewer and approver must be "
                   "three different people"),
                self->context->user, did, self->head->number);
  qz_error_add_rule (error, "7.3-1");
  return FALSE;
}

static gboolean
check_reason (Deed *self, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (self->reason != NULL ? self->reason : ""));

  if (!act_rules[self->act].needs_reason || *text != '\0')
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "reason-missing", _("“%s” needs a reason (--reason)"),
                qz_document_act_get_label (self->act));
  qz_error_add_rule (error, self->act == QZ_ACT_DEFER ? "SM-5" : "SM-2");
  return FALSE;
}

/* What is with the bank or in the ledger cannot be taken back by changing the document. */
static gboolean
check_ties (Deed *self, GError **error)
{
  QzDocumentTies ties;

  if (!qz_document_repo_get_ties (qz_book_get_store (self->book), self->head->id, &ties, error))
    return FALSE;
  if (ties.n_bank_lines > 0)
    {
      qz_error_set (error, QZ_ERROR_REFUSED, "in-bank-batch",
                    _("%s has lines in a bank batch; wait for the bank's answer"),
                    self->head->number);
      qz_error_add_rule (error, "7.3-1");
      return FALSE;
    }
  if (ties.n_vouchers == 0 || self->act != QZ_ACT_CANCEL)
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "has-vouchers",
                _("%s has vouchers in the ledger; reverse them first (“qz voucher reverse”)"),
                self->head->number);
  qz_error_add_rule (error, "3.6-5");
  return FALSE;
}

static gboolean
check_successor (Deed *self, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autofree char *number =
      qz_document_repo_find_successor (qz_book_get_store (self->book), self->head, &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (number == NULL)
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "built-upon",
                _("%s builds on %s (it took over its carry, its deferred money or its open "
                   "items); cancel %s first"),
                number, self->head->number, number);
  qz_error_add_rule (error, self->head->kind == QZ_DOCUMENT_DAILY ? "AMB-22" : "AMB-02");
  return FALSE;
}

static gboolean
check_deferrable (Deed *self, GError **error)
{
  g_autoptr (QzPolicy) policy = qz_policy_for_pack (self->book, self->head->policy_pack_id, error);
  g_autoptr (GPtrArray) parts = NULL;
  const QzDeferralTerms *terms;

  if (policy == NULL)
    return FALSE;
  /* Packs of other kinds, of medical assistance, have no such terms. */
  terms = qz_policy_get_deferral (policy);
  if (terms == NULL || !terms->allowed || self->head->total_fen == 0)
    {
      qz_error_set (error, QZ_ERROR_REFUSED, "nothing-to-defer",
                    _("%s has nothing that may be put off"), self->head->number);
      qz_error_add_rule (error, "SM-5");
      return FALSE;
    }
  parts = qz_document_repo_get_deferrals (qz_book_get_store (self->book), self->head->id, error);
  if (parts == NULL || parts->len == 0)
    return parts != NULL;
  qz_error_set (error, QZ_ERROR_REFUSED, "deferred-in-part",
                _("Parts of %s are put off already; cancel it and run the day again instead"),
                self->head->number);
  qz_error_add_rule (error, "SM-5");
  return FALSE;
}

static gboolean
check_deed (Deed *self, GError **error)
{
  if (!qz_book_check_role (self->book, self->context,
                           qz_right_get_roles (act_rules[self->act].right), error)
      || !check_state (self, error) || !check_persons (self, error))
    return FALSE;
  /* What a later document took over cannot be taken from under it, whoever asks. */
  if (self->act == QZ_ACT_REFUSE)
    return check_successor (self, error);
  if (self->act == QZ_ACT_REVIEW || self->act == QZ_ACT_APPROVE)
    return qz_documents_check_fresh (self->book, self->head, error);
  if (self->act == QZ_ACT_CANCEL)
    return check_ties (self, error) && check_successor (self, error);
  if (self->act == QZ_ACT_DEFER)
    return check_ties (self, error) && check_deferrable (self, error);
  return TRUE;
}

gboolean
qz_document_can (QzBook *book, const QzContext *context, const char *number, QzDocumentAct act,
                 char **out_why)
{
  g_auto (Deed) deed = { book, context, act };
  g_autoptr (GError) error = NULL;

  if (deed_load (&deed, number, &error) && check_deed (&deed, &error))
    return TRUE;
  if (out_why != NULL)
    *out_why = g_strdup (error->message);
  return FALSE;
}

/* ── doing it ────────────────────────────────────────────────────────────────────────────────── */

/* SM-5: every line with money becomes an open deferral; it keeps its month and comes back as a line
 * of the next run. */
static gboolean
write_deferrals (Deed *self, QzAct *act, GError **error)
{
  g_autoptr (GPtrArray) lines =
      qz_document_repo_get_lines (qz_book_get_store (self->book), self->head->id, error);

  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const QzDocumentLine *line = lines->pdata[i];

      if (line->pay_fen > 0 && !line->withdrawn
          && !qz_document_repo_add_deferral (act, line->id, line->pay_fen,
                                             self->context->clock.today, self->reason, error))
        return FALSE;
    }
  return lines != NULL;
}

/* EV-02n: what pays nothing in cash is posted now, for it has nothing to wait for at the bank. */
static gboolean
after_approval (Deed *self, QzAct *act, GError **error)
{
  self->head->state = QZ_STATE_APPROVED;
  return qz_document_posting_on_approved (self->book, act, self->head, error);
}

static gboolean
perform (Deed *self, QzAct *act, GError **error)
{
  const ActRule *rule = &act_rules[self->act];
  const QzDocumentState to = rule->to == QZ_N_STATES ? self->head->state : rule->to;

  if (self->act == QZ_ACT_DEFER && !write_deferrals (self, act, error))
    return FALSE;
  if (!qz_document_repo_add_event (act, self->head->id, rule->name, to, self->reason, error))
    return FALSE;
  return self->act != QZ_ACT_APPROVE || after_approval (self, act, error);
}

static gboolean
act_on_one (QzBook *book, const QzContext *context, QzAct *writing, const char *number,
            QzDocumentAct act, const char *reason, GError **error)
{
  g_auto (Deed) deed = { book, context, act, reason };

  /* Checked inside the act, so that nobody else can change the state in between. */
  return deed_load (&deed, number, error) && check_reason (&deed, error)
         && check_deed (&deed, error) && perform (&deed, writing, error);
}

gboolean
qz_document_act_on (QzBook *book, const QzContext *context, const char *const *numbers,
                    QzDocumentAct act, const char *reason, GError **error)
{
  g_autofree char *name = g_strdup_printf ("doc %s", act_rules[act].name);
  g_autofree char *detail = g_strjoinv (" ", (char **) numbers);
  g_autoptr (QzAct) writing = qz_book_begin_act (book, context, name, 0, error);

  if (writing == NULL)
    return FALSE;
  qz_act_set_detail (writing, detail);
  for (guint i = 0; numbers[i] != NULL; i++)
    if (!act_on_one (book, context, writing, numbers[i], act, reason, error))
      return FALSE;
  return qz_book_end_act (book, context, g_steal_pointer (&writing), error);
}

gboolean
qz_document_act (QzBook *book, const QzContext *context, const char *number, QzDocumentAct act,
                 const char *reason, GError **error)
{
  const char *const numbers[] = { number, NULL };

  return qz_document_act_on (book, context, numbers, act, reason, error);
}

int
qz_document_get_next_act (QzBook *book, const char *number, GError **error)
{
  g_auto (Deed) deed = { book, NULL, QZ_N_ACTS };
  g_autoptr (QzPolicy) policy = NULL;

  if (!deed_load (&deed, number, error))
    return -1;
  if (deed.head->state == QZ_STATE_MADE)
    return QZ_ACT_REVIEW;
  if (deed.head->state == QZ_STATE_REVIEWED)
    return QZ_ACT_APPROVE;
  if (deed.head->state != QZ_STATE_APPROVED || deed.head->kind != QZ_DOCUMENT_DAILY)
    return -1;
  policy = qz_policy_for_pack (book, deed.head->policy_pack_id, error);
  if (policy == NULL || qz_policy_get_daily (policy) == NULL
      || !qz_policy_get_daily (policy)->hand_over_required)
    return -1;
  /* JL-11d, JL-11e: finance needs data and signed sheet before the bank may pay (AMB-08). */
  if (qz_document_events_find (deed.events, "push") == NULL)
    return QZ_ACT_PUSH;
  return qz_document_events_find (deed.events, "hand-over") == NULL ? (int) QZ_ACT_HAND_OVER : -1;
}
