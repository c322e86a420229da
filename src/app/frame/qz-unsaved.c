/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-unsaved.h"

#include <glib/gi18n-lib.h>

G_DEFINE_INTERFACE (QzUnsaved, qz_unsaved, ADW_TYPE_NAVIGATION_PAGE)

static void
qz_unsaved_default_init (QzUnsavedInterface *iface)
{
}

gboolean
qz_nav_has_unsaved (AdwNavigationPage *page)
{
  return QZ_IS_UNSAVED (page) && QZ_UNSAVED_GET_IFACE (page)->has_unsaved (QZ_UNSAVED (page));
}

/* ── leaving ─────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  AdwNavigationView *view;
  AdwNavigationPage *page; /* the one that is asked about */
  guint from;
  GWeakRef owner;
  QzUnsavedGoOnFunc go_on;
  gpointer user_data;
  GDestroyNotify free_data; /* nullable */
} Leave;

static void
leave_free (Leave *leave)
{
  g_object_unref (leave->view);
  g_clear_object (&leave->page);
  g_weak_ref_clear (&leave->owner);
  if (leave->free_data != NULL)
    leave->free_data (leave->user_data);
  g_free (leave);
}

/* The page on top first. (transfer full) */
static AdwNavigationPage *
find_unsaved (AdwNavigationView *view, guint from)
{
  g_autoptr (GListModel) stack = adw_navigation_view_get_navigation_stack (view);

  for (guint i = g_list_model_get_n_items (stack); i > from; i--)
    {
      g_autoptr (AdwNavigationPage) page = g_list_model_get_item (stack, i - 1);

      if (qz_nav_has_unsaved (page))
        return g_steal_pointer (&page);
    }
  return NULL;
}

static void ask (Leave *leave);

/* Takes @leave. */
static void
go_on_or_ask (Leave *leave)
{
  g_autoptr (GObject) owner = g_weak_ref_get (&leave->owner);

  g_clear_object (&leave->page);
  leave->page = owner != NULL ? find_unsaved (leave->view, leave->from) : NULL;
  if (leave->page != NULL)
    {
      ask (leave);
      return;
    }
  if (owner != NULL)
    leave->go_on (owner, leave->user_data);
  leave_free (leave);
}

static void
saved (gpointer user_data, gboolean done)
{
  Leave *leave = user_data;

  /* What could not be saved stays where it can be mended. */
  if (done)
    go_on_or_ask (leave);
  else
    leave_free (leave);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Leave *leave = user_data;
  const char *answer = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (object), result);
  QzUnsavedInterface *iface = QZ_UNSAVED_GET_IFACE (leave->page);

  if (g_str_equal (answer, "save"))
    iface->save (QZ_UNSAVED (leave->page), saved, leave);
  else if (g_str_equal (answer, "discard"))
    {
      iface->discard (QZ_UNSAVED (leave->page));
      saved (leave, !qz_nav_has_unsaved (leave->page));
    }
  else
    leave_free (leave);
}

static void
ask (Leave *leave)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Save Changes?"), NULL);

  adw_alert_dialog_format_body (ADW_ALERT_DIALOG (dialog),
                                _("“%s” has changes that are not saved. What is not saved is "
                                  "lost."),
                                adw_navigation_page_get_title (leave->page));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "stay", _("_Stay"), "discard",
                                  _("_Discard"), "save", _("Sa_ve"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "discard",
                                            ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "save",
                                            ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "save");
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "stay");
  adw_alert_dialog_choose (ADW_ALERT_DIALOG (dialog), GTK_WIDGET (leave->view), NULL, answered_cb,
                           leave);
}

void
qz_unsaved_leave (AdwNavigationView *view, guint from, GObject *owner, QzUnsavedGoOnFunc go_on,
                  gpointer user_data, GDestroyNotify free_data)
{
  Leave *leave = g_new0 (Leave, 1);

  leave->view = g_object_ref (view);
  leave->from = from;
  g_weak_ref_init (&leave->owner, owner);
  leave->go_on = go_on;
  leave->user_data = user_data;
  leave->free_data = free_data;
  go_on_or_ask (leave);
}
