/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-drafts.h"

#include <glib/gi18n-lib.h>

#include "qz-bank-repo.h"
#include "qz-book-repo.h"
#include "qz-drafts-private.h"
#include "qz-error.h"
#include "qz-roles.h"
#include "qz-voucher-repo.h"
#include "qz-vouchers-private.h"

#define POSTER_SETTING "voucher-checker-may-post"

static const struct {
  const char *name, *title;
} kinds[QZ_N_DRAFT_KINDS] = {
  [QZ_DRAFT_MANUAL] = { "manual", N_ ("By hand") },
  [QZ_DRAFT_CORRECTION] = { "correction", N_ ("Correction") },
  [QZ_DRAFT_CLOSING] = { "closing", N_ ("Year-end closing") },
  [QZ_DRAFT_REVERSAL] = { "reversal", N_ ("Reversal in red letters") },
};

/* From which states an act may be done; who may; whether it needs a reason. */
static const struct {
  const char *name, *label;
  QzRight right;
  const char *from[4];
  gboolean needs_reason;
} acts[QZ_N_DRAFT_ACTS] = {
  [QZ_DRAFT_SUBMIT] = { "submit", N_ ("Submit"), QZ_RIGHT_WRITE_DRAFT, { "draft", "refused" },
                        FALSE },
  [QZ_DRAFT_CHECK] = { "check", N_ ("Check a voucher"), QZ_RIGHT_CHECK_DRAFT,
                       { "draft", "submitted" }, FALSE },
  [QZ_DRAFT_REFUSE] = { "refuse", N_ ("Refuse"), QZ_RIGHT_CHECK_DRAFT,
                        { "draft", "submitted", "checked" }, TRUE },
  [QZ_DRAFT_WITHDRAW] = { "withdraw", N_ ("Withdraw"), QZ_RIGHT_WRITE_DRAFT,
                          { "draft", "submitted", "refused", "checked" }, TRUE },
  [QZ_DRAFT_POST] = { "post", N_ ("Post"), QZ_RIGHT_POST_DRAFT, { "checked" }, FALSE },
};

const char *
qz_draft_kind_to_text (QzDraftKind kind)
{
  return kinds[kind].name;
}

gboolean
qz_draft_kind_parse (const char *text, QzDraftKind *out)
{
  for (guint i = 0; i < QZ_N_DRAFT_KINDS; i++)
    if (g_strcmp0 (text, kinds[i].name) == 0)
      {
        *out = i;
        return TRUE;
      }
  return FALSE;
}

const char *
qz_draft_kind_get_name (QzDraftKind kind)
{
  return _ (kinds[kind].title);
}

const char *
qz_draft_act_to_text (QzDraftAct act)
{
  return acts[act].name;
}

const char *
qz_draft_act_get_label (QzDraftAct act)
{
  return _ (acts[act].label);
}

/* ── the office's own rule ───────────────────────────────────────────────────────────────────── */

gboolean
qz_draft_get_checker_may_post (QzBook *book, gboolean *out, GError **error)
{
  g_autofree char *value = NULL;

  if (!qz_book_repo_get_setting (qz_book_get_store (book), POSTER_SETTING, &value, error))
    return FALSE;
  *out = g_strcmp0 (value, "no") != 0;
  return TRUE;
}

gboolean
qz_draft_set_checker_may_post (QzBook *book, const QzContext *context, gboolean may,
                               GError **error)
{
  g_autoptr (QzAct) act =
      qz_book_begin_act (book, context, "voucher rule",
                         qz_right_get_roles (QZ_RIGHT_CHANGE_SETTINGS), error);

  return act != NULL
         && qz_book_repo_put_setting (act, POSTER_SETTING, may ? "yes" : "no", error)
         && qz_book_end_act (book, context, g_steal_pointer (&act), error);
}

/* ── who may do what ─────────────────────────────────────────────────────────────────────────── */

static gboolean
check_state (const QzDraftRecord *draft, QzDraftAct act, GError **error)
{
  const char *state = qz_draft_record_get_state (draft);

  for (guint i = 0; i < G_N_ELEMENTS (acts[act].from) && acts[act].from[i] != NULL; i++)
    if (g_str_equal (state, acts[act].from[i]))
      return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "draft-state",
                act == QZ_DRAFT_POST
                    ? _("Draft %u is not checked. Somebody else than its maker checks it first.")
                    : _("Draft %u does not stand where this can be done. Look at it again."),
                draft->number);
  qz_error_add_rule (error, act == QZ_DRAFT_POST ? "3.6-5" : "SM-11");
  return FALSE;
}

static gboolean
refuse_person (GError **error, const char *format, const char *user, guint number)
{
  g_autofree char *message = g_strdup_printf (format, user, number);

  qz_error_set (error, QZ_ERROR_PERMISSION, "voucher-same-person", "%s", message);
  qz_error_add_rule (error, "3.6-5");
  return FALSE;
}

static gboolean
check_poster (QzBook *book, const QzContext *context, const QzDraftRecord *draft, GError **error)
{
  gboolean may = FALSE;

  if (!qz_draft_get_checker_may_post (book, &may, error))
    return FALSE;
  return may || g_strcmp0 (context->user, draft->checked_by) != 0
         || refuse_person (error,
                           _("%s checked draft %u, and this office lets nobody post what he "
                             "checked. Somebody else posts it."),
                           context->user, draft->number);
}

/* 3.6-5: whoever wrote any revision of it is a maker. */
static gboolean
check_person (QzBook *book, const QzContext *context, const QzDraftRecord *draft, QzDraftAct act,
              GError **error)
{
  gboolean has_saved = FALSE;

  if (act == QZ_DRAFT_POST)
    return check_poster (book, context, draft, error);
  if (!qz_draft_repo_has_saved (qz_book_get_store (book), draft->number, context->user, &has_saved,
                                error))
    return FALSE;
  if (act == QZ_DRAFT_CHECK || act == QZ_DRAFT_REFUSE)
    return !has_saved
           || refuse_person (error,
                             _("%s wrote draft %u and so may not check it. Somebody else "
                               "checks it."),
                             context->user, draft->number);
  return has_saved
         || refuse_person (error,
                           _("%s did not write draft %u. Its maker submits or withdraws it."),
                           context->user, draft->number);
}

gboolean
qz_draft_check_may (QzBook *book, const QzContext *context, const QzDraftRecord *draft,
                    QzDraftAct act, GError **error)
{
  return qz_book_check_role (book, context, qz_right_get_roles (acts[act].right), error)
         && check_state (draft, act, error) && check_person (book, context, draft, act, error);
}

static QzRight
get_writing_right (const char *kind)
{
  return g_str_equal (kind, kinds[QZ_DRAFT_REVERSAL].name) ? QZ_RIGHT_REVERSE_VOUCHER
                                                           : QZ_RIGHT_WRITE_DRAFT;
}

gboolean
qz_draft_check_may_save (QzBook *book, const QzContext *context, const QzDraftRecord *draft,
                         GError **error)
{
  const char *state = qz_draft_record_get_state (draft);

  if (!qz_book_check_role (book, context, qz_right_get_roles (get_writing_right (draft->kind)),
                           error))
    return FALSE;
  if (!g_str_equal (state, "posted") && !g_str_equal (state, "withdrawn"))
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "draft-state",
                g_str_equal (state, "posted")
                    ? _("Draft %u is posted and cannot be changed. Reverse its voucher and write "
                        "a new one.")
                    : _("Draft %u was withdrawn and cannot be changed. Write a new one."),
                draft->number);
  qz_error_add_rule (error, "3.6-5");
  return FALSE;
}

/* ── saving ──────────────────────────────────────────────────────────────────────────────────── */

static gboolean
refuse_value (GError **error, const char *id, guint line, const char *field, const char *format,
              const char *value)
{
  g_autofree char *message = g_strdup_printf (format, value);

  qz_error_set (error, QZ_ERROR_INPUT, id, _("Line %u: %s"), line, message);
  qz_error_add_place (error, NULL, line, 0, field);
  return FALSE;
}

/* The symbol of what was written: a symbol or a code. "" stays "". */
static gboolean
find_account (QzChart *chart, const char *text, guint line, const char **out, GError **error)
{
  *out = "";
  if (text == NULL || *text == '\0')
    return TRUE;
  for (guint i = 0; i < qz_chart_get_n_accounts (chart); i++)
    {
      const QzAccount *account = qz_chart_get_account (chart, i);

      if (g_str_equal (account->symbol, text) || g_str_equal (account->code, text))
        {
          *out = account->symbol;
          return TRUE;
        }
    }
  return refuse_value (error, "account-unknown", line, "account",
                       _("there is no account “%s”."), text);
}

static gboolean
find_provider (QzStore *store, const char *code, guint line, gint64 *out, GError **error)
{
  *out = 0;
  if (code == NULL || *code == '\0')
    return TRUE;
  if (!qz_draft_repo_find_provider (store, code, out, error))
    return FALSE;
  return *out != 0
         || refuse_value (error, "provider-unknown", line, "provider",
                          _("there is no provider “%s”."), code);
}

static gboolean
find_path (const char *text, guint line, int *out, GError **error)
{
  QzPath path = QZ_PATH_DAILY;

  *out = -1;
  if (text == NULL || *text == '\0')
    return TRUE;
  if (!qz_path_parse (text, &path))
    return refuse_value (error, "bad-path", line, "path",
                         _("“%s” is no path; write mprepay or daily."), text);
  *out = (int) path;
  return TRUE;
}

/* The office's paying account, when the line is on it. */
static gboolean
find_bank_account (QzBook *book, const char *ledger, const char *account, gint64 *out,
                   GError **error)
{
  g_auto (QzLedgerName) name = { 0 };

  *out = 0;
  if (!g_str_equal (account, "ACC_OUT") || !qz_ledger_parse (ledger, &name)
      || name.kind != QZ_LEDGER_AGENCY)
    return TRUE;
  return qz_bank_repo_find_payer (qz_book_get_store (book), name.owner, name.insurance, out,
                                  error);
}

static gboolean
add_line (QzBook *book, QzChart *chart, QzDraftRecord *record, const QzDraftLine *from,
          GError **error)
{
  const guint number = record->lines->len + 1;
  QzVoucherLine line = { .item_period = from->item_period, .debit_fen = from->debit_fen,
                         .credit_fen = from->credit_fen };

  if (!find_account (chart, from->account, number, &line.account, error)
      || !find_provider (qz_book_get_store (book), from->provider, number, &line.provider_id,
                         error)
      || !find_path (from->path, number, &line.path, error)
      || !find_bank_account (book, record->ledger, line.account, &line.bank_account_id, error))
    return FALSE;
  qz_draft_record_add_line (record, from->summary != NULL ? from->summary : "", &line);
  return TRUE;
}

static gboolean
add_lines (QzBook *book, QzDraftRecord *record, const QzDraft *draft, GError **error)
{
  g_autoptr (QzChart) chart = qz_voucher_repo_load_chart (qz_book_get_store (book), error);

  for (guint i = 0; chart != NULL && i < draft->n_lines; i++)
    if (!add_line (book, chart, record, &draft->lines[i], error))
      return FALSE;
  return chart != NULL;
}

/* The red lines of what is reversed; the draft only says when and why. */
static gboolean
add_reversed (QzBook *book, QzDraftRecord *record, const char *name, GError **error)
{
  QzVoucherOrigin origin = { 0 };
  g_autoptr (QzVoucher) voucher = NULL;
  g_autoptr (QzVoucher) red = NULL;

  if (*record->reason == '\0')
    {
      qz_error_set (error, QZ_ERROR_USAGE, "reason-missing",
                    _("A reversal needs a reason; it is printed on the red-letter voucher."));
      qz_error_add_rule (error, "3.6-5");
      return FALSE;
    }
  voucher = qz_draft_load_reversible (book, name, record->number, &record->reverses_id, &origin,
                                      error);
  red = voucher == NULL ? NULL
                        : qz_voucher_new_reversal (voucher, record->day, record->reason, error);
  if (red == NULL)
    return FALSE;
  g_set_str (&record->ledger, qz_voucher_get_ledger (voucher));
  for (guint i = 0; i < qz_voucher_get_n_lines (red); i++)
    qz_draft_record_add_line (record, qz_voucher_get_summary (red), qz_voucher_get_line (red, i));
  return TRUE;
}

static gboolean
fill_record (QzBook *book, QzDraftRecord *record, const QzDraft *draft, GError **error)
{
  const gboolean reverses = draft->reverses != NULL;

  record->kind =
      g_strdup (qz_draft_kind_to_text (reverses ? QZ_DRAFT_REVERSAL : draft->kind));
  record->ledger = g_strdup (draft->ledger != NULL ? draft->ledger : "");
  record->day = draft->day;
  record->n_attachments = draft->n_attachments;
  record->reason = g_strstrip (g_strdup (draft->reason != NULL ? draft->reason : ""));
  if (reverses)
    return add_reversed (book, record, draft->reverses, error);
  if (draft->kind == QZ_DRAFT_REVERSAL)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "nothing-to-reverse",
                    _("A reversal names the voucher that it reverses."));
      return FALSE;
    }
  return qz_ledger_check_name (book, record->ledger, error)
         && add_lines (book, record, draft, error);
}

/* A draft keeps its kind, and a reversal its voucher. */
static gboolean
check_same_kind (const QzDraftRecord *before, const QzDraftRecord *after, GError **error)
{
  if (g_str_equal (before->kind, after->kind) && before->reverses_id == after->reverses_id)
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "draft-kind",
                _("Draft %u is of another kind. Withdraw it and write a new one."),
                before->number);
  return FALSE;
}

static gboolean
write_draft (QzBook *book, const QzContext *context, QzAct *act, const QzDraft *draft,
             guint *number, GError **error)
{
  QzStore *store = qz_book_get_store (book);
  g_autoptr (QzDraftRecord) record = qz_draft_record_new ();
  g_autoptr (QzDraftRecord) before = NULL;

  record->number = draft->number;
  record->made_by = g_strdup (context->user);
  if (draft->number != 0)
    {
      before = qz_draft_repo_get (store, draft->number, error);
      if (before == NULL || !qz_draft_check_may_save (book, context, before, error))
        return FALSE;
    }
  else if (!qz_draft_repo_next_number (store, &record->number, error))
    return FALSE;
  *number = record->number;
  return fill_record (book, record, draft, error)
         && qz_book_check_role (book, context,
                                qz_right_get_roles (get_writing_right (record->kind)), error)
         && (before == NULL || check_same_kind (before, record, error))
         && qz_draft_repo_insert (act, record, error)
         && qz_draft_repo_add_event (act, record, before == NULL ? "make" : "change", "", 0,
                                     error);
}

QzSheet *
qz_draft_save (QzBook *book, const QzContext *context, const QzDraft *draft, GError **error)
{
  g_autoptr (QzAct) act = qz_book_begin_act (
      book, context, "voucher draft", qz_right_get_roles (QZ_RIGHT_WRITE_DRAFT), error);
  g_autoptr (QzSheet) sheet = NULL;
  guint number = 0;

  if (act == NULL || !write_draft (book, context, act, draft, &number, error))
    return NULL;
  sheet = qz_draft_show (book, context, number, error);
  if (sheet == NULL || !qz_book_end_act (book, context, g_steal_pointer (&act), error))
    return NULL;
  return g_steal_pointer (&sheet);
}

/* ── acts ────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_reason (QzDraftAct act, const char *reason, GError **error)
{
  if (!acts[act].needs_reason || *reason != '\0')
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "reason-missing", _("“%s” needs a reason (--reason)"),
                qz_draft_act_get_label (act));
  qz_error_add_rule (error, "SM-11");
  return FALSE;
}

/* The id of the voucher that the draft becomes; 0 on error. */
static gint64
post (QzBook *book, const QzContext *context, QzAct *act, const QzDraftRecord *draft,
      GError **error)
{
  QzVoucherOrigin origin = { 0 };
  g_autoptr (QzVoucher) voucher =
      qz_draft_make_voucher (book, context, draft, draft->checked_by, &origin, error);
  g_autoptr (QzVoucherPoster) poster = NULL;
  gint64 id = 0;

  if (voucher == NULL)
    return 0;
  poster = qz_voucher_poster_new (act, error);
  if (poster == NULL)
    return 0;
  id = qz_voucher_poster_post (poster, voucher, &origin, error);
  return id != 0 && qz_voucher_poster_finish (poster, error) ? id : 0;
}

/* Submitting and checking ask whether the draft could be posted as it stands. */
static gboolean
check_rules (QzBook *book, const QzContext *context, const QzDraftRecord *draft, QzDraftAct what,
             GError **error)
{
  g_autoptr (QzVoucher) voucher = NULL;

  if (what != QZ_DRAFT_SUBMIT && what != QZ_DRAFT_CHECK)
    return TRUE;
  voucher = qz_draft_make_voucher (book, context, draft,
                                   what == QZ_DRAFT_CHECK ? context->user : "", NULL, error);
  return voucher != NULL;
}

static gboolean
perform (QzBook *book, const QzContext *context, QzAct *act, const QzDraftRecord *draft,
         QzDraftAct what, const char *reason, GError **error)
{
  gint64 voucher_id = 0;

  if (what == QZ_DRAFT_POST)
    {
      voucher_id = post (book, context, act, draft, error);
      if (voucher_id == 0)
        return FALSE;
    }
  return qz_draft_repo_add_event (act, draft, acts[what].name, reason, voucher_id, error);
}

QzSheet *
qz_draft_act (QzBook *book, const QzContext *context, guint number, QzDraftAct what,
              const char *reason, GError **error)
{
  g_autofree char *name = g_strdup_printf ("voucher %s", acts[what].name);
  g_autofree char *why = g_strstrip (g_strdup (reason != NULL ? reason : ""));
  g_autoptr (QzAct) act = NULL;
  g_autoptr (QzDraftRecord) draft = NULL;
  g_autoptr (QzSheet) sheet = NULL;

  if (!check_reason (what, why, error))
    return NULL;
  act = qz_book_begin_act (book, context, name, qz_right_get_roles (acts[what].right), error);
  draft = act != NULL ? qz_draft_repo_get (qz_book_get_store (book), number, error) : NULL;
  if (draft == NULL || !qz_draft_check_may (book, context, draft, what, error)
      || !check_rules (book, context, draft, what, error)
      || !perform (book, context, act, draft, what, why, error))
    return NULL;
  sheet = qz_draft_show (book, context, number, error);
  if (sheet == NULL || !qz_book_end_act (book, context, g_steal_pointer (&act), error))
    return NULL;
  return g_steal_pointer (&sheet);
}
