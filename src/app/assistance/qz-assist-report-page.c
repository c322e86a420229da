/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report on the operation of medical assistance (DT-25) in the sidebar. */
#include <glib/gi18n-lib.h>

#include "qz-assist-pages.h"
#include "qz-operation-page.h"

static AdwNavigationPage *
create (QzSession *session)
{
  return qz_operation_page_new (session, QZ_REPORT_ASSISTANCE);
}

const QzPageSpec qz_assist_report_spec = {
  .id = "assist-report",
  .section = N_ ("Medical assistance"),
  .title = N_ ("Assistance report"),
  .icon = "qz-dashboard-symbolic",
  .create = create,
};
