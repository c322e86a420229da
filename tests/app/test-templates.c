/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-fixture.h"

#include <string.h>

#include "qz-claim-page.h"
#include "qz-clearing-page.h"
#include "qz-clearing-unit.h"
#include "qz-dashboard-page.h"
#include "qz-deposit-page.h"
#include "qz-deposits-page.h"
#include "qz-document-page.h"
#include "qz-finder-dialog.h"
#include "qz-holidays-dialog.h"
#include "qz-holidays-page.h"
#include "qz-import-dialog.h"
#include "qz-import-verdict.h"
#include "qz-jobs-button.h"
#include "qz-ledger-page.h"
#include "qz-lines.h"
#include "qz-list-page.h"
#include "qz-load-page.h"
#include "qz-money-page.h"
#include "qz-new-book-dialog.h"
#include "qz-objection-dialog.h"
#include "qz-passphrase-dialog.h"
#include "qz-exchange-dialog.h"
#include "qz-payment-dialog.h"
#include "qz-policy-compare-page.h"
#include "qz-policy-page.h"
#include "qz-preferences-dialog.h"
#include "qz-preview-page.h"
#include "qz-queue-page.h"
#include "qz-form-dialog.h"
#include "qz-operation-page.h"
#include "qz-raise-dialog.h"
#include "qz-record-page.h"
#include "qz-restore-dialog.h"
#include "qz-run-dialog.h"
#include "qz-sheet-view.h"
#include "qz-sidebar.h"
#include "qz-sign-in-dialog.h"
#include "qz-start-page.h"
#include "qz-tabs-page.h"
#include "qz-user-dialog.h"
#include "qz-user-form.h"
#include "qz-verify-page.h"
#include "qz-voucher-page.h"
#include "qz-window.h"

#define UI "/org/qingzhang/Qingzhang/ui/"

/* Whose template a file holds; the type is asked for when the program has set itself up. */
static const struct {
  const char *file;
  GType (*get_type) (void);
} owners[] = {
  { "accounts/qz-ledger-page.ui", qz_ledger_page_get_type },
  { "accounts/qz-voucher-page.ui", qz_voucher_page_get_type },
  { "desk/qz-dashboard-page.ui", qz_dashboard_page_get_type },
  { "desk/qz-queue-page.ui", qz_queue_page_get_type },
  { "dialogs/qz-import-dialog.ui", qz_import_dialog_get_type },
  { "dialogs/qz-import-verdict.ui", qz_import_verdict_get_type },
  { "dialogs/qz-restore-dialog.ui", qz_restore_dialog_get_type },
  { "dialogs/qz-run-dialog.ui", qz_run_dialog_get_type },
  { "frame/qz-finder-dialog.ui", qz_finder_dialog_get_type },
  { "frame/qz-new-book-dialog.ui", qz_new_book_dialog_get_type },
  { "frame/qz-passphrase-dialog.ui", qz_passphrase_dialog_get_type },
  { "frame/qz-preferences-dialog.ui", qz_preferences_dialog_get_type },
  { "frame/qz-sidebar.ui", qz_sidebar_get_type },
  { "frame/qz-sign-in-dialog.ui", qz_sign_in_dialog_get_type },
  { "frame/qz-start-page.ui", qz_start_page_get_type },
  { "nonlocal/qz-clearing-page.ui", qz_clearing_page_get_type },
  { "nonlocal/qz-clearing-unit.ui", qz_clearing_unit_get_type },
  { "nonlocal/qz-deposit-page.ui", qz_deposit_page_get_type },
  { "nonlocal/qz-deposits-page.ui", qz_deposits_page_get_type },
  { "nonlocal/qz-exchange-dialog.ui", qz_exchange_dialog_get_type },
  { "nonlocal/qz-money-page.ui", qz_money_page_get_type },
  { "nonlocal/qz-objection-dialog.ui", qz_objection_dialog_get_type },
  { "nonlocal/qz-payment-dialog.ui", qz_payment_dialog_get_type },
  { "nonlocal/qz-raise-dialog.ui", qz_raise_dialog_get_type },
  { "care/qz-form-dialog.ui", qz_form_dialog_get_type },
  { "care/qz-operation-page.ui", qz_operation_page_get_type },
  { "pages/qz-claim-page.ui", qz_claim_page_get_type },
  { "pages/qz-document-page.ui", qz_document_page_get_type },
  { "pages/qz-lines.ui", qz_lines_get_type },
  { "pages/qz-list-page.ui", qz_list_page_get_type },
  { "pages/qz-load-page.ui", qz_load_page_get_type },
  { "pages/qz-record-page.ui", qz_record_page_get_type },
  { "pages/qz-verify-page.ui", qz_verify_page_get_type },
  { "preview/qz-preview-page.ui", qz_preview_page_get_type },
  { "qz-window.ui", qz_window_get_type },
  { "registry/qz-holidays-dialog.ui", qz_holidays_dialog_get_type },
  { "registry/qz-holidays-page.ui", qz_holidays_page_get_type },
  { "registry/qz-policy-compare-page.ui", qz_policy_compare_page_get_type },
  { "registry/qz-policy-page.ui", qz_policy_page_get_type },
  { "registry/qz-tabs-page.ui", qz_tabs_page_get_type },
  { "registry/qz-user-dialog.ui", qz_user_dialog_get_type },
  { "registry/qz-user-form.ui", qz_user_form_get_type },
  { "widgets/qz-jobs-button.ui", qz_jobs_button_get_type },
  { "widgets/qz-sheet-view.ui", qz_sheet_view_get_type },
};

/* Warnings end the test: of a property, a signal's handler or a child that is not there. */
static void
load (const char *file, GType type)
{
  GtkWidget *widget = g_object_new (type, NULL);

  g_object_ref_sink (widget);
  g_assert_true (GTK_IS_WIDGET (widget));
  g_test_message ("%s: %s", file, G_OBJECT_TYPE_NAME (widget));
  if (GTK_IS_WINDOW (widget))
    gtk_window_destroy (GTK_WINDOW (widget));
  else
    g_object_run_dispose (G_OBJECT (widget));
  g_object_unref (widget);
}

static GType
find_owner (const char *file)
{
  for (guint i = 0; i < G_N_ELEMENTS (owners); i++)
    if (g_str_equal (owners[i].file, file))
      return owners[i].get_type ();
  g_error ("%s is in the program, but no test loads it", file);
}

/* The class that the file says it is for. */
static void
check_class (const char *path, GType type)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_autofree char *text = NULL;
  g_autofree char *wanted = g_strdup_printf ("<template class=\"%s\"", g_type_name (type));

  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  if (strstr (text, wanted) == NULL)
    g_error ("%s is no template of %s", path, g_type_name (type));
}

static guint
load_folder (const char *folder)
{
  g_autofree char *path = g_strconcat (UI, folder, NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) names =
      g_resources_enumerate_children (path, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  guint n_loaded = 0;

  g_assert_no_error (error);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *file = g_strconcat (folder, names[i], NULL);
      g_autofree char *whole = g_strconcat (UI, file, NULL);

      if (g_str_has_suffix (names[i], "/"))
        {
          n_loaded += load_folder (file);
          continue;
        }
      check_class (whole, find_owner (file));
      /* Of an abstract one the template is loaded with all that are derived from it. */
      if (!G_TYPE_IS_ABSTRACT (find_owner (file)))
        load (file, find_owner (file));
      n_loaded++;
    }
  return n_loaded;
}

static void
test_all (void)
{
  /* Each owner's file is there too. */
  g_assert_cmpuint (load_folder (""), ==, G_N_ELEMENTS (owners));
}

int
main (int argc, char **argv)
{
  app_fixture_init (&argc, &argv);
  g_test_add_func ("/app/templates/all", test_all);
  return app_fixture_run ();
}
