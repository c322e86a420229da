/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-deposit-acts.h"

#include <glib/gi18n-lib.h>

#include "qz-deposits.h"

static gpointer
propose_quota (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_deposit_propose_quota (book, context, (int) input->n, input->unit, error);
}

static gpointer
publish_quota (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_deposit_publish_quota (book, context, (int) input->n, input->unit, error);
}

static gpointer
propose_adjustment (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_deposit_propose_adjustment (book, context, (int) input->n, input->unit, error);
}

static gpointer
publish_adjustment (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzNlInput *input = data;

  return qz_deposit_publish_adjustment (book, context, (int) input->n, input->unit, error);
}

static QzDepositRaise
read_raise (const QzNlInput *input)
{
  return (QzDepositRaise) { .unit = input->unit,
                            .scope = input->scope,
                            .period = input->period,
                            .method = (QzRaiseMethod) input->n,
                            .amount_fen = input->amount_fen,
                            .reason = input->reason };
}

static gpointer
propose_raise (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzDepositRaise raise = read_raise (data);

  return qz_deposit_propose_raise (book, context, &raise, error);
}

static gpointer
publish_raise (QzBook *book, const QzContext *context, gpointer data, GError **error)
{
  const QzDepositRaise raise = read_raise (data);

  return qz_deposit_publish_raise (book, context, &raise, error);
}

const QzNlAct qz_act_propose_quota =
    QZ_NL_ACT (N_ ("Proposing quotas"), propose_quota,
               N_ ("The quotas are proposed; another person publishes them."),
               N_ ("The Quotas Were Not Proposed"));
const QzNlAct qz_act_publish_quota =
    QZ_NL_ACT (N_ ("Publishing quotas"), publish_quota, N_ ("The notices 2-1 are published."),
               N_ ("The Quotas Were Not Published"));
const QzNlAct qz_act_propose_adjustment =
    QZ_NL_ACT (N_ ("Proposing the yearly adjustment"), propose_adjustment,
               N_ ("The adjustment is proposed; another person publishes it."),
               N_ ("The Adjustment Was Not Proposed"));
const QzNlAct qz_act_publish_adjustment =
    QZ_NL_ACT (N_ ("Publishing the yearly adjustment"), publish_adjustment,
               N_ ("The notices 2-2 are published."), N_ ("The Adjustment Was Not Published"));
const QzNlAct qz_act_propose_raise =
    QZ_NL_ACT (N_ ("Proposing the raise"), propose_raise,
               N_ ("The raise is proposed; another person publishes it."),
               N_ ("The Raise Was Not Proposed"));
const QzNlAct qz_act_publish_raise =
    QZ_NL_ACT (N_ ("Publishing the raise"), publish_raise, N_ ("The notice 2-3 is published."),
               N_ ("The Raise Was Not Published"));
