/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-voucher.h"

#include <glib/gi18n-lib.h>

#include "qz-error.h"

struct _QzVoucher {
  char *ledger;
  QzDay day;
  char *event;
  char *summary;
  gboolean is_reversal;
  gboolean needs_no_attachments;
  guint n_attachments;
  char *made_by, *checked_by, *posted_by;
  GArray *lines; /* QzVoucherLine */
};

QzVoucher *
qz_voucher_new (const char *ledger, QzDay day, const char *event, const char *summary)
{
  QzVoucher *self = g_new0 (QzVoucher, 1);

  self->ledger = g_strdup (ledger);
  self->day = day;
  self->event = g_strdup (event);
  self->summary = g_strdup (summary);
  self->lines = g_array_new (FALSE, FALSE, sizeof (QzVoucherLine));
  return self;
}

void
qz_voucher_free (QzVoucher *self)
{
  if (self == NULL)
    return;
  g_free (self->ledger);
  g_free (self->event);
  g_free (self->summary);
  g_free (self->made_by);
  g_free (self->checked_by);
  g_free (self->posted_by);
  g_array_unref (self->lines);
  g_free (self);
}

const char *
qz_voucher_get_ledger (QzVoucher *self)
{
  return self->ledger;
}

QzDay
qz_voucher_get_day (QzVoucher *self)
{
  return self->day;
}

QzPeriod
qz_voucher_get_period (QzVoucher *self)
{
  return qz_period_of_day (self->day);
}

const char *
qz_voucher_get_event (QzVoucher *self)
{
  return self->event;
}

const char *
qz_voucher_get_summary (QzVoucher *self)
{
  return self->summary;
}

gboolean
qz_voucher_is_reversal (QzVoucher *self)
{
  return self->is_reversal;
}

void
qz_voucher_set_attachments (QzVoucher *self, guint n_attachments)
{
  self->n_attachments = n_attachments;
}

void
qz_voucher_set_no_attachments_needed (QzVoucher *self)
{
  self->needs_no_attachments = TRUE;
}

guint
qz_voucher_get_attachments (QzVoucher *self)
{
  return self->n_attachments;
}

void
qz_voucher_set_people (QzVoucher *self, const char *made_by, const char *checked_by,
                       const char *posted_by)
{
  g_set_str (&self->made_by, made_by);
  g_set_str (&self->checked_by, checked_by);
  g_set_str (&self->posted_by, posted_by);
}

const char *
qz_voucher_get_made_by (QzVoucher *self)
{
  return self->made_by;
}

const char *
qz_voucher_get_checked_by (QzVoucher *self)
{
  return self->checked_by;
}

const char *
qz_voucher_get_posted_by (QzVoucher *self)
{
  return self->posted_by;
}

void
qz_voucher_add_line (QzVoucher *self, const QzVoucherLine *line)
{
  QzVoucherLine copy = *line;

  copy.account = g_intern_string (line->account);
  g_array_append_val (self->lines, copy);
}

guint
qz_voucher_get_n_lines (QzVoucher *self)
{
  return self->lines->len;
}

const QzVoucherLine *
qz_voucher_get_line (QzVoucher *self, guint index)
{
  g_assert (index < self->lines->len);
  return &g_array_index (self->lines, QzVoucherLine, index);
}

/* Which rule of 3.6 a fault breaks, and in which field of a line it stands. */
static const struct {
  const char *id, *rule, *field;
} faults[] = {
  { "voucher-zero-line", "3.6-1", "debit" },
  { "voucher-two-sides", "3.6-1", "credit" },
  { "voucher-red-letter", "3.6-1", "debit" },
  { "account-unknown", "3.6-2", "account" },
  { "account-not-leaf", "3.6-1", "account" },
  { "ledger-unknown", "3.6-1", "ledger" },
  { "voucher-too-short", "3.6-1", NULL },
  { "voucher-unbalanced", "3.6-1", NULL },
  { "voucher-no-summary", "3.6-2", "summary" },
  { "voucher-no-attachment", "3.6-4", "n_attachments" },
  { "voucher-no-people", "3.6-2", NULL },
  { "voucher-same-person", "3.6-5", NULL },
  { "voucher-is-reversal", "3.6-5", NULL },
};

/* @line: from 1; 0: the voucher as a whole. */
static void
add_rule (GError **error, const char *id, guint line)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    if (g_str_equal (faults[i].id, id))
      {
        qz_error_add_rule (error, faults[i].rule);
        if (line > 0 || faults[i].field != NULL)
          qz_error_add_place (error, NULL, line, 0, faults[i].field);
      }
}

static gboolean
refuse (QzVoucher *self, const char *id, GError **error, const char *message)
{
  qz_error_set (error, QZ_ERROR_REFUSED, id, _("Voucher “%s” of ledger %s: %s"), self->summary,
                self->ledger, message);
  add_rule (error, id, 0);
  return FALSE;
}

static gboolean
refuse_line (QzVoucher *self, guint index, const char *id, GError **error, const char *message)
{
  qz_error_set (error, QZ_ERROR_REFUSED, id, _("Voucher “%s” of ledger %s, line %u: %s"),
                self->summary, self->ledger, index + 1, message);
  add_rule (error, id, index + 1);
  return FALSE;
}

/* 3.6 rule 1: one side, an amount, a leaf; red letters only in a reversal. */
static gboolean
check_line (QzVoucher *self, guint index, QzChart *chart, GError **error)
{
  const QzVoucherLine *line = qz_voucher_get_line (self, index);
  const QzAccount *account = qz_chart_find (chart, line->account);
  QzFen amount = line->debit_fen != 0 ? line->debit_fen : line->credit_fen;

  if (amount == 0)
    return refuse_line (self, index, "voucher-zero-line", error, _("the amount is zero"));
  if (line->debit_fen != 0 && line->credit_fen != 0)
    return refuse_line (self, index, "voucher-two-sides", error,
                        _("it has a debit and a credit amount"));
  if (amount < 0 && !self->is_reversal)
    return refuse_line (self, index, "voucher-red-letter", error,
                        _("a negative amount is allowed only in a reversal"));
  if (amount > 0 && self->is_reversal)
    return refuse_line (self, index, "voucher-red-letter", error,
                        _("a reversal has only negative amounts"));
  if (account == NULL)
    return refuse_line (self, index, "account-unknown", error,
                        _("the account is not in the chart of accounts"));
  if (!account->is_leaf)
    return refuse_line (self, index, "account-not-leaf", error,
                        _("the account has accounts below it; post to one of those"));
  return TRUE;
}

static gboolean
sum_sides (QzVoucher *self, QzFen *debit, QzFen *credit, GError **error)
{
  *debit = 0;
  *credit = 0;
  for (guint i = 0; i < self->lines->len; i++)
    {
      const QzVoucherLine *line = qz_voucher_get_line (self, i);

      if (!qz_fen_accumulate (debit, line->debit_fen, error)
          || !qz_fen_accumulate (credit, line->credit_fen, error))
        return FALSE;
    }
  return TRUE;
}

/* 3.6 rules 2, 4, 5 */
static gboolean
check_head (QzVoucher *self, GError **error)
{
  g_auto (QzLedgerName) name = { 0 };

  if (!qz_ledger_parse (self->ledger, &name))
    return refuse (self, "ledger-unknown", error, _("the ledger is not known"));
  if (self->lines->len < 2)
    return refuse (self, "voucher-too-short", error, _("it needs two lines or more"));
  if (self->summary == NULL || *self->summary == '\0')
    return refuse (self, "voucher-no-summary", error, _("it needs a summary"));
  if (self->n_attachments == 0 && !self->is_reversal && !self->needs_no_attachments)
    return refuse (self, "voucher-no-attachment", error,
                   _("it needs at least one attachment; only reversals, corrections and closing "
                     "entries need none"));
  if (self->made_by == NULL || self->checked_by == NULL || self->posted_by == NULL)
    return refuse (self, "voucher-no-people", error,
                   _("it must say who made, checked and posted it"));
  if (g_strcmp0 (self->made_by, self->checked_by) == 0)
    return refuse (self, "voucher-same-person", error, _("who made it must not check it"));
  return TRUE;
}

gboolean
qz_voucher_check (QzVoucher *self, QzChart *chart, GError **error)
{
  QzFen debit, credit;

  if (!check_head (self, error))
    return FALSE;
  for (guint i = 0; i < self->lines->len; i++)
    if (!check_line (self, i, chart, error))
      return FALSE;
  if (!sum_sides (self, &debit, &credit, error))
    return FALSE;
  /* Refused, never repaired: no balancing line is invented. With the signs of the lines checked,
   * equal sums of two sides cannot be zero. */
  if (debit != credit || debit == 0)
    {
      g_autofree char *left = qz_fen_format (debit);
      g_autofree char *right = qz_fen_format (credit);

      qz_error_set (error, QZ_ERROR_REFUSED, "voucher-unbalanced",
                    _("Voucher “%s” of ledger %s: debit %s and credit %s differ"), self->summary,
                    self->ledger, left, right);
      add_rule (error, "voucher-unbalanced", 0);
      return FALSE;
    }
  return TRUE;
}

gboolean
qz_voucher_get_total (QzVoucher *self, QzFen *out, GError **error)
{
  QzFen credit;

  return sum_sides (self, out, &credit, error);
}

QzVoucher *
qz_voucher_new_reversal (QzVoucher *self, QzDay day, const char *reason, GError **error)
{
  g_autofree char *summary = NULL;
  QzVoucher *reversal;

  if (self->is_reversal)
    {
      refuse (self, "voucher-is-reversal", error,
              _("a reversal cannot be reversed; post the right voucher anew"));
      return NULL;
    }
  /* Stored and printed as it stands, so in the language of the books, not the user's. */
  summary = g_strdup_printf ("冲销：%s（%s）", self->summary, reason);
  reversal = qz_voucher_new (self->ledger, day, self->event, summary);
  reversal->is_reversal = TRUE;
  for (guint i = 0; i < self->lines->len; i++)
    {
      QzVoucherLine line = *qz_voucher_get_line (self, i);

      line.debit_fen = -line.debit_fen;
      line.credit_fen = -line.credit_fen;
      qz_voucher_add_line (reversal, &line);
    }
  return reversal;
}
