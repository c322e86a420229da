/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-registry-pages.h"

#include <glib/gi18n-lib.h>

#include "qz-actor-pages.h"
#include "qz-cells.h"
#include "qz-codes.h"
#include "qz-imports.h"
#include "qz-policy-page.h"
#include "qz-provider-page.h"
#include "qz-record-page.h"
#include "qz-registry.h"
#include "qz-tabs-page.h"

#define SECTION     N_ ("Master data")
#define LOADS(func) { NULL, func, FALSE, NULL, (GDestroyNotify) qz_sheet_unref }

/* ── agencies, their areas, and whether each insurance has its account ───────────────────────── */

/* Who else is acted for, and a fact that says so. */
static gboolean
add_actors (QzSheet *sheet, QzBook *book, QzSheet *agencies, GError **error)
{
  g_autoptr (QzSheet) actors = qz_actor_pages_list (book, agencies, error);
  const char *name = actors != NULL ? qz_cell_text (actors, 0, "name") : NULL;

  if (actors == NULL)
    return FALSE;
  qz_sheet_set_text (sheet, "kept_by", _("This book set is kept by"),
                     name != NULL ? name : qz_book_get_agency (book));
  qz_sheet_add_child (sheet, actors);
  return TRUE;
}

/* Takes the rows of all four as children of one sheet. */
static gpointer
load_agencies (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("registry");
  g_autoptr (QzSheet) agencies = qz_registry_list_agencies (book, error);
  g_autoptr (QzSheet) accounts =
      agencies != NULL ? qz_registry_list_accounts (book, error) : NULL;
  g_autoptr (QzSheet) areas = accounts != NULL ? qz_registry_list_areas (book, error) : NULL;

  if (areas == NULL || !add_actors (sheet, book, agencies, error))
    return NULL;
  qz_sheet_add_child (sheet, agencies);
  qz_sheet_add_child (sheet, qz_sheet_find_child (accounts, "checks"));
  qz_sheet_add_child (sheet, areas);
  return g_steal_pointer (&sheet);
}

static AdwNavigationPage *
open_import (QzSession *session, QzSheet *sheet, guint row)
{
  const guint column = (guint) qz_sheet_find_column (sheet, "import");
  g_autofree char *import = qz_sheet_dup_machine (sheet, row, column);

  return qz_record_page_new (session, &qz_record_import, import);
}

static AdwNavigationPage *
open_import_of (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  return open_import (session, table, row);
}

static AdwNavigationPage *
open_actor (QzSession *session, QzSheet *record, QzSheet *table, guint row)
{
  return qz_actor_pages_open (session, table, row);
}

static const char *const agency_hidden[] = { "area", "import", NULL };
static const char *const area_hidden[] = { "parent", "import", NULL };

static const QzTabsSpec agencies_spec = {
  N_ ("Agencies"),
  { NULL, load_agencies, FALSE, g_free, (GDestroyNotify) qz_sheet_unref },
  NULL,
  NULL,
  NULL,
  NULL,
  {
      { "agencies",
        N_ ("Agencies"), N_ ("No agency was imported yet. Import a file of agencies."),
        { "file", "name", NULL, agency_hidden, FALSE },
        open_import_of,
        NULL },
      { "checks",
        N_ ("Account Check"), N_ ("Nothing to check."),
        { NULL, "what", NULL, NULL, FALSE },
        NULL,
        NULL },
      { "areas",
        N_ ("Areas"), N_ ("No area was imported yet. Import a file of areas."),
        { "file", "name", NULL, area_hidden, FALSE },
        open_import_of,
        NULL },
      { "actors",
        N_ ("Acted For"), N_ ("The book set acts for nobody."),
        { "name", "name", NULL, NULL, FALSE },
        open_actor,
        NULL },
  },
  .actions = { { "win.add-actor", N_ ("Act for an Agency…"), NULL, FALSE } },
};

static AdwNavigationPage *
create_agencies (QzSession *session)
{
  return qz_tabs_page_new (session, &agencies_spec, "");
}

const QzPageSpec qz_agencies_page = {
  .id = "agencies",
  .section = SECTION,
  .title = N_ ("Agencies"),
  .icon = "qz-agency-symbolic",
  .create = create_agencies,
};

/* ── bank accounts ───────────────────────────────────────────────────────────────────────────── */

static gpointer
load_accounts (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_registry_list_accounts (book, error);
}

static const char *const account_filters[] = { "owner_kind", "account_kind", "insurance", NULL };
static const char *const account_hidden[] = { "import", NULL };

const QzPageSpec qz_accounts_page = {
  "accounts",
  SECTION,
  N_ ("Bank accounts"),
  "qz-account-symbolic",
  LOADS (load_accounts),
  { "file", "account_name", NULL, account_hidden, FALSE },
  account_filters,
  NULL,
  N_ ("No Bank Accounts Yet"),
  N_ ("Here stand the accounts that money is paid from and to. Import a file of accounts."),
  "win.import",
  N_ ("Import a File…"),
  open_import,
  NULL,
};

/* ── providers ───────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_providers (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_registry_list_providers (book, error);
}

static AdwNavigationPage *
open_provider (QzSession *session, QzSheet *sheet, guint row)
{
  return qz_provider_page_new (session, qz_sheet_get_text (sheet, row, 0));
}

static const char *const provider_filters[] = { "status", "provider_kind", "area_name", NULL };
static const char *const provider_hidden[] = { "area", NULL };

const QzPageSpec qz_providers_page = {
  "providers",
  SECTION,
  N_ ("Providers"),
  "qz-provider-symbolic",
  LOADS (load_providers),
  { "code", "name", "open", provider_hidden, FALSE },
  provider_filters,
  "open",
  N_ ("No Providers Yet"),
  N_ ("Here stand the hospitals and pharmacies under contract, whether they are admitted and what "
      "is open with them. Import a file of providers."),
  "win.import",
  N_ ("Import a File…"),
  open_provider,
  NULL,
};

/* ── code tables ─────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_codes (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_codes_list (book, NULL, error);
}

/* What is shipped came from no file of the book set. */
static AdwNavigationPage *
open_code (QzSession *session, QzSheet *sheet, guint row)
{
  const guint column = (guint) qz_sheet_find_column (sheet, "import");

  return qz_sheet_is_empty (sheet, row, column) ? NULL : open_import (session, sheet, row);
}

static const char *const code_filters[] = { "set_name", "origin", NULL };
static const char *const code_hidden[] = { "set", "import", NULL };

const QzPageSpec qz_codes_page = {
  "codes",
  SECTION,
  N_ ("Code tables"),
  "qz-codes-symbolic",
  LOADS (load_codes),
  { "file", "name", NULL, code_hidden, FALSE },
  code_filters,
  NULL,
  N_ ("No Codes"),
  N_ ("Here stand the names of the codes in claims and files. Import a file of codes to add some "
      "or to name them otherwise."),
  "win.import",
  N_ ("Import a File…"),
  open_code,
  NULL,
};

/* ── policies ────────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_policies (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_policy_list (book, error);
}

static AdwNavigationPage *
open_policy (QzSession *session, QzSheet *sheet, guint row)
{
  const guint version = (guint) qz_sheet_find_column (sheet, "version");
  g_autofree char *name = g_strdup_printf ("%s@%u", qz_sheet_get_text (sheet, row, 0),
                                           (guint) qz_sheet_get_number (sheet, row, version));

  return qz_policy_page_new (session, name);
}

static const char *const policy_filters[] = { "active", "regime", NULL };
static const char *const policy_hidden[] = { "id", "areas", "issuer", NULL };

const QzPageSpec qz_policies_page = {
  "policies",
  SECTION,
  N_ ("Policies"),
  "qz-policy-symbolic",
  LOADS (load_policies),
  { "title", "title", NULL, policy_hidden, FALSE },
  policy_filters,
  NULL,
  N_ ("No Policies"),
  N_ ("Here stand the rules of the regions, as packs that come with the program or as files."),
  "win.open-policy",
  N_ ("Open a Policy File…"),
  open_policy,
  NULL,
};
