/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-claims-page.h"

#include <glib/gi18n-lib.h>

#include "qz-claim-browse.h"
#include "qz-claim-page.h"

static AdwNavigationPage *
open_claim (QzSession *session, QzSheet *sheet, guint row)
{
  const int column = qz_sheet_find_column (sheet, "setl_id");
  const char *setl_id = qz_sheet_get_text (sheet, row, (guint) column);

  return setl_id != NULL ? qz_claim_page_new (session, setl_id) : NULL;
}

static const char *const filters[] = { "provider_code", "insurance", "med_type", "from", NULL };
/* At first; the column chooser shows them. Where a claim came from it tells itself. */
static const char *const hidden[] = { "provider_code", "insutype",    "refund", "refd_setl_id",
                                      "setl_type",     "pay_loc",     "insu_admdvs",
                                      "import",        "file",        "line",   NULL };

const QzPageSpec qz_claims_page = {
  .id = "claims",
  .section = N_ ("Settlement data"),
  .title = N_ ("Claims"),
  .icon = "qz-claims-symbolic",
  .layout = { "setl_id", "setl_id", "medfee", hidden, FALSE },
  .filters = filters,
  .empty_title = N_ ("No Claims Yet"),
  .empty_text = N_ ("Here stands every settled claim with all of its figures, down to the file and "
                    "line it came from. Import a file of claims."),
  .action = "win.import",
  .action_label = N_ ("Import a File…"),
  .open = open_claim,
  .browse = &qz_claim_browse,
};
