/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-person-record.h"

#include <glib/gi18n-lib.h>

#include "qz-find.h"

static gpointer
load_person (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_find_show_person (book, context, input, error);
}

static const char *const person_hidden[] = { "certno", "psn_name", NULL };

static const char *const person_filters[] = { "provider_name", NULL };

const QzRecordSpec qz_record_person = {
  N_ ("Insured Person"),
  { NULL, load_person, FALSE, g_free, (GDestroyNotify) qz_sheet_unref },
  { NULL, "provider_name", "fund", person_hidden, FALSE },
  "fund_sum",
  { { NULL } },
  "claims",
  "certno",
  .lines = { "person-claims", person_filters, "fund" },
};
