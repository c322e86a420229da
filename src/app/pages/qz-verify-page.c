/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-verify-page.h"

#include <glib/gi18n-lib.h>

#include "qz-announce.h"
#include "qz-cells.h"
#include "qz-lines.h"
#include "qz-nav.h"
#include "qz-warning-pill.h"

struct _QzVerifyPage {
  QzLoadPage parent_instance;

  AdwBin *result;
  GtkLabel *advice;
  QzLines *lines;

  char *said; /* nullable */
};

G_DEFINE_FINAL_TYPE (QzVerifyPage, qz_verify_page, QZ_TYPE_LOAD_PAGE)

/* ── the result ──────────────────────────────────────────────────────────────────────────────── */

char *
qz_verify_dup_result (QzSheet *checks, gboolean *out_ok)
{
  const guint n = qz_sheet_get_n_rows (checks);
  guint n_faults = 0;

  for (guint row = 0; row < n; row++)
    n_faults += qz_cell_number (checks, row, "ok") == 0;
  *out_ok = n_faults == 0;
  if (n_faults == 0)
    return g_strdup_printf (ngettext ("Whole: the %u check holds", "Whole: all %u checks hold", n),
                            n);
  return g_strdup_printf (
      ngettext ("Not whole: %u of %u checks fails", "Not whole: %u of %u checks fail", n_faults),
      n_faults, n);
}

static void
filled (QzLoadPage *page, QzSheet *sheet)
{
  static const QzSheetLayout layout = { .title = "what" };
  QzVerifyPage *self = QZ_VERIFY_PAGE (page);
  gboolean ok = FALSE;

  g_free (self->said);
  self->said = qz_verify_dup_result (sheet, &ok);
  adw_bin_set_child (self->result,
                     qz_level_mark_new (ok ? QZ_LEVEL_GOOD : QZ_LEVEL_RED, self->said));
  gtk_widget_set_visible (GTK_WIDGET (self->advice), !ok);
  qz_lines_set_sheet (self->lines, sheet, &layout);
  /* What fails comes first. */
  if (!ok)
    qz_sheet_view_sort_by_name (qz_lines_get_view (self->lines), "ok", FALSE);
  qz_announce (GTK_WIDGET (self), self->said);
}

/* ── loading ─────────────────────────────────────────────────────────────────────────────────── */

static gpointer
verify (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  gboolean ok = FALSE;

  return qz_book_verify (book, context, &ok, error);
}

static const QzJobKind verify_kind = { N_ ("Proving the book set"), verify, FALSE, NULL,
                                       (GDestroyNotify) qz_sheet_unref };

static void
load (QzLoadPage *page)
{
  qz_load_page_run (page, &verify_kind, NULL);
}

static void
shown_cb (QzVerifyPage *self)
{
  const gboolean shown = g_str_equal (qz_load_page_get_shown (QZ_LOAD_PAGE (self)), "content");

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.again", shown);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.search", shown);
}

/* ── actions ─────────────────────────────────────────────────────────────────────────────────── */

static void
again_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  qz_load_page_show_loading (QZ_LOAD_PAGE (widget));
  qz_load_page_reload (QZ_LOAD_PAGE (widget));
}

static void
search_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  qz_lines_focus_search (QZ_VERIFY_PAGE (widget)->lines);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_verify_page_finalize (GObject *object)
{
  g_free (QZ_VERIFY_PAGE (object)->said);
  G_OBJECT_CLASS (qz_verify_page_parent_class)->finalize (object);
}

static void
qz_verify_page_class_init (QzVerifyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = qz_verify_page_finalize;
  QZ_LOAD_PAGE_CLASS (klass)->load = load;
  QZ_LOAD_PAGE_CLASS (klass)->filled = filled;
  g_type_ensure (QZ_TYPE_LINES);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/pages/qz-verify-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QzVerifyPage, result);
  gtk_widget_class_bind_template_child (widget_class, QzVerifyPage, advice);
  gtk_widget_class_bind_template_child (widget_class, QzVerifyPage, lines);
  gtk_widget_class_install_action (widget_class, "page.again", NULL, again_action);
  gtk_widget_class_install_action (widget_class, "page.search", NULL, search_action);
}

static void
qz_verify_page_init (QzVerifyPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_label_set_label (
      self->advice,
      _("The file was changed by something else than this program, or the disk has lost a part of "
        "it. Stop working in it and keep it as it is; restore the last backup that proves whole "
        "(main menu, Restore from a Backup…), and enter what came after it again. Whoever looks "
        "after this computer needs the list below."));
}

AdwNavigationPage *
qz_verify_page_new (QzSession *session)
{
  static const char *const filters[] = { "ok", NULL };
  static const QzLinesSpec spec = { "verify", filters };
  QzVerifyPage *self = g_object_new (QZ_TYPE_VERIFY_PAGE, NULL);

  qz_nav_set_home (ADW_NAVIGATION_PAGE (self), "checks");
  qz_lines_set_up (self->lines, &spec);
  qz_lines_set_title (self->lines, adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (self)));
  g_signal_connect (self, "notify::shown", G_CALLBACK (shown_cb), NULL);
  qz_load_page_start (QZ_LOAD_PAGE (self), session, QZ_LOAD_ONCE);
  shown_cb (self);
  return ADW_NAVIGATION_PAGE (self);
}

QzLines *
qz_verify_page_get_lines (QzVerifyPage *self)
{
  return self->lines;
}

const char *
qz_verify_page_get_result (QzVerifyPage *self)
{
  return self->said != NULL ? self->said : "";
}
