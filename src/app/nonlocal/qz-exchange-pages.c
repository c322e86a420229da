/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-exchange-pages.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-cells.h"
#include "qz-nav.h"
#include "qz-packages.h"
#include "qz-tabs-page.h"

#define SHEET (GDestroyNotify) qz_sheet_unref

/* ── codes in words ──────────────────────────────────────────────────────────────────────────── */

typedef struct {
  const char *code, *word;
} Word;

static const Word words[] = {
  { "in", N_ ("Came in") },
  { "out", N_ ("Sent") },
  { "missing", N_ ("Has not come") },
  { "SENT", N_ ("Sent, not answered yet") },
  { "ACKNOWLEDGED", N_ ("Has come to the other office") },
  { "TAKEN", N_ ("Taken in") },
  { "APPLIED", N_ ("Taken in") },
  { "WAITING", N_ ("Waits for something") },
  { "STALE", N_ ("Known already") },
  { "REJECTED", N_ ("Refused") },
  { "MISSING", N_ ("Has not come") },
  { "NEW", N_ ("New") },
  { "KNOWN", N_ ("Known already") },
  { "good", N_ ("Valid, with the key of this office") },
  { "unknown-key", N_ ("Signed with a key that is not trusted") },
};

static const char *
find_word (const char *code)
{
  for (guint i = 0; code != NULL && i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].code, code) == 0)
      return _ (words[i].word);
  return code;
}

static void
put_words (QzSheet *sheet, const char *name)
{
  const int column = qz_sheet_find_column (sheet, name);

  for (guint row = 0; column >= 0 && row < qz_sheet_get_n_rows (sheet); row++)
    {
      g_autofree char *code = g_strdup (qz_sheet_get_text (sheet, row, (guint) column));

      qz_sheet_put_text (sheet, row, (guint) column, find_word (code));
    }
}

static void
put_fact_word (QzSheet *sheet, const char *name)
{
  const int fact = qz_sheet_find_fact (sheet, name);
  g_autofree char *code = g_strdup (qz_fact_text (sheet, name));

  if (fact >= 0)
    qz_sheet_set_text (sheet, name, qz_sheet_get_fact_title (sheet, (guint) fact),
                       find_word (code));
}

/* ── one item ────────────────────────────────────────────────────────────────────────────────── */

/* "/a/b.zip\nlist\n202605/in_prov/230200" */
static gpointer
load_item (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (input, "\n", 3);

  g_assert (g_strv_length (parts) == 3);
  return qz_package_show_item (book, context, parts[0], parts[1], parts[2], error);
}

static const QzTabsSpec item_spec = {
  .name = N_ ("Item of a package"),
  .load = { NULL, load_item, FALSE, g_free, SHEET },
  .heading = "what",
  .tabs = { { "",
              N_ ("Lines"),
              N_ ("It has no lines."),
              { NULL, NULL, "amount", NULL, FALSE },
              NULL,
              NULL } },
  .home = "exchange",
};

/* ── a package before it is taken in ─────────────────────────────────────────────────────────── */

static gpointer
load_file (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  QzSheet *sheet = qz_package_show (book, context, input, error);

  if (sheet == NULL)
    return NULL;
  qz_sheet_set_text (sheet, "path", _("File"), input);
  qz_sheet_set_text (sheet, "signed", _("Signature"),
                     find_word (qz_fact_text (sheet, "signature")));
  put_words (sheet, "state");
  return sheet;
}

static gboolean
can_accept (QzSheet *sheet)
{
  return g_strcmp0 (qz_fact_text (sheet, "signature"), "good") == 0
         && qz_fact_number (sheet, "taken") == 0;
}

static AdwNavigationPage *
open_item (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  g_autofree char *key =
      g_strdup_printf ("%s\n%s\n%s", qz_fact_text (record, "path"),
                       qz_cell_text (table, row, "kind"), qz_cell_text (table, row, "key"));

  return qz_tabs_page_new (session, &item_spec, key);
}

static const char *const file_hidden[] = { "path", "signature", NULL };
static const char *const items_hidden[] = { "kind", NULL };

static const QzTabsSpec file_spec = {
  .name = N_ ("Package"),
  .load = { NULL, load_file, FALSE, g_free, SHEET },
  .heading = "from_name",
  .hidden = file_hidden,
  .tabs = { { "",
              N_ ("What it holds"),
              N_ ("It says only what came."),
              { "kind_name", "kind_name", NULL, items_hidden, FALSE },
              open_item,
              NULL } },
  .actions = { { "win.accept-package", N_ ("Take In"), can_accept, TRUE } },
  .home = "exchange",
};

AdwNavigationPage *
qz_exchange_file_page_new (QzSession *session, const char *path)
{
  AdwNavigationPage *page = qz_tabs_page_new (session, &file_spec, path);

  qz_nav_set_home (page, "exchange");
  return page;
}

/* ── a package that was sent or taken in ─────────────────────────────────────────────────────── */

static gpointer
load_package (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  QzSheet *sheet = qz_package_find (book, input, error);

  if (sheet == NULL)
    return NULL;
  put_words (sheet, "result");
  put_fact_word (sheet, "direction");
  put_fact_word (sheet, "state");
  return sheet;
}

static const QzTabsSpec package_spec = {
  .name = N_ ("Package"),
  .load = { NULL, load_package, FALSE, g_free, SHEET },
  .heading = "peer_name",
  .tabs = { { "",
              N_ ("What it holds"),
              N_ ("It says only what came."),
              { NULL, "kind_name", NULL, items_hidden, FALSE },
              NULL,
              NULL } },
  .home = "exchange",
};

static AdwNavigationPage *
open_package (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  /* A gap has no page of its own. */
  return g_strcmp0 (qz_cell_text (table, row, "direction"), find_word ("missing")) == 0
             ? NULL
             : qz_tabs_page_new (session, &package_spec, qz_cell_text (table, row, "number"));
}

/* ── an office that is trusted ───────────────────────────────────────────────────────────────── */

static gpointer
load_peer (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) desk = qz_package_desk (book, context, error);
  QzSheet *peers = desk != NULL ? qz_sheet_find_child (desk, "peers") : NULL;

  for (guint row = 0; peers != NULL && row < qz_sheet_get_n_rows (peers); row++)
    if (g_strcmp0 (qz_cell_text (peers, row, "agency"), input) == 0)
      return qz_row_dup_facts (peers, row, "peer");
  return desk != NULL ? qz_sheet_new ("peer") : NULL;
}

static gboolean
is_trusted (QzSheet *sheet)
{
  return qz_fact_number (sheet, "active") != 0;
}

static const QzTabsSpec peer_spec = {
  .name = N_ ("Office"),
  .load = { NULL, load_peer, FALSE, g_free, SHEET },
  .heading = "name",
  .actions = { { "win.distrust-office", N_ ("Take No More Packages…"), is_trusted, FALSE } },
  .home = "exchange",
};

static AdwNavigationPage *
open_peer (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  return qz_tabs_page_new (session, &peer_spec, qz_cell_text (table, row, "agency"));
}

/* ── the page ────────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_desk (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  QzSheet *sheet = qz_package_desk (book, context, error);
  QzSheet *packages = sheet != NULL ? qz_sheet_find_child (sheet, "packages") : NULL;

  if (sheet == NULL)
    return NULL;
  put_words (packages, "direction");
  put_words (packages, "state");
  if (*qz_fact_text (sheet, "fingerprint") == '\0')
    qz_sheet_set_text (sheet, "fingerprint", _("Fingerprint of the own key"),
                       _("There is no key yet; an administrator makes one"));
  return sheet;
}

static gboolean
has_offices (QzSheet *sheet)
{
  return qz_fact_number (sheet, "offices") > 0;
}

static const char *const desk_hidden[] = { "agency", NULL };
static const char *const packages_hidden[] = { "peer", "items", "applied", "stale", NULL };

static const QzTabsSpec desk_spec = {
  .name = N_ ("Packages"),
  .load = { NULL, load_desk, FALSE, g_free, SHEET },
  .hidden = desk_hidden,
  .tabs = { { "packages",
              N_ ("Packages"),
              N_ ("No package was sent or came yet. First the offices exchange their public keys: "
                  "make a key of your own, save its public half for the other office, and trust "
                  "the key that you got from it."),
              { "number", "peer_name", NULL, packages_hidden, FALSE },
              open_package,
              NULL },
            { "peers",
              N_ ("Trusted offices"),
              N_ ("No office is trusted yet."),
              { "agency", "name", NULL, NULL, FALSE },
              open_peer,
              NULL } },
  .actions = { { "win.make-package", N_ ("Make a Package…"), has_offices, TRUE },
               { "win.open-package", N_ ("Open a Package…"), has_offices, FALSE },
               { "win.trust-office", N_ ("Trust an Office…"), NULL, FALSE },
               { "win.own-key", N_ ("Own Key…"), NULL, FALSE } },
};

static AdwNavigationPage *
create (QzSession *session)
{
  return qz_tabs_page_new (session, &desk_spec, "");
}

const QzPageSpec qz_exchange_spec = {
  .id = "exchange",
  .section = N_ ("Care away from home"),
  .title = N_ ("Packages"),
  .icon = "qz-import-symbolic",
  .create = create,
};
