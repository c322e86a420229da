/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>

#include "qz-announce.h"
#include "qz-choice.h"
#include "qz-unsaved.h"
#include "qz-voucher-jobs.h"
#include "qz-voucher-page-private.h"

static void voucher_page_unsaved_init (QzUnsavedInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (QzVoucherPage, qz_voucher_page, QZ_TYPE_LOAD_PAGE,
                               G_IMPLEMENT_INTERFACE (QZ_TYPE_UNSAVED, voucher_page_unsaved_init))

/* ── loading ─────────────────────────────────────────────────────────────────────────────────── */

static void
filled (QzLoadPage *page, QzSheet *registers)
{
  QzVoucherPage *self = QZ_VOUCHER_PAGE (page);
  QzSheet *draft = qz_sheet_find_child (registers, "lines");

  g_clear_pointer (&self->draft, qz_sheet_unref);
  self->draft = draft != NULL ? qz_sheet_ref (draft) : NULL;
  qz_voucher_grid_set_registers (self->grid, qz_sheet_find_child (registers, "accounts"),
                                 qz_sheet_find_child (registers, "providers"));
  qz_voucher_page_fill (self);
  qz_voucher_grid_focus (self->grid, 0, QZ_CELL_SUMMARY);
}

static void
load (QzLoadPage *page)
{
  qz_load_page_run (page, &qz_voucher_load_kind,
                    GUINT_TO_POINTER (QZ_VOUCHER_PAGE (page)->number));
}

/* Who acts decides what may be done; what is being written stays. */
static void
acting_changed_cb (QzVoucherPage *self)
{
  if (!self->dirty && !self->saving)
    qz_load_page_reload (QZ_LOAD_PAGE (self));
}

/* ── what is written ─────────────────────────────────────────────────────────────────────────── */

static void
edited_cb (QzVoucherPage *self)
{
  if (self->filling || qz_voucher_page_get_registers (self) == NULL
      || !qz_voucher_page_can_save (self))
    return;
  qz_voucher_page_show_reason_row (self);
  qz_voucher_page_show_sums (self);
  qz_voucher_page_show_fault (self, NULL);
  if (self->dirty)
    return;
  qz_voucher_page_set_dirty (self, TRUE);
  qz_voucher_page_show_buttons (self);
}

static void
add_line_cb (QzVoucherPage *self)
{
  qz_voucher_grid_focus (self->grid, qz_voucher_grid_get_n_lines (self->grid) - 1,
                         QZ_CELL_CREDIT);
  qz_voucher_grid_press (self->grid, GDK_KEY_Return, 0);
}

static void
narrow_cb (QzVoucherPage *self)
{
  qz_voucher_grid_set_narrow (self->grid, TRUE);
}

static void
wide_cb (QzVoucherPage *self)
{
  qz_voucher_grid_set_narrow (self->grid, FALSE);
}

static gboolean
has_unsaved (QzUnsaved *unsaved)
{
  return QZ_VOUCHER_PAGE (unsaved)->dirty;
}

static void
save_unsaved (QzUnsaved *unsaved, QzUnsavedSavedFunc done, gpointer user_data)
{
  QzVoucherPage *self = QZ_VOUCHER_PAGE (unsaved);

  /* Somebody already waits: this one comes back when it is asked again. */
  if (self->saved != NULL)
    {
      done (user_data, FALSE);
      return;
    }
  self->saved = done;
  self->saved_data = user_data;
  if (!self->saving)
    qz_voucher_page_save (self, FALSE);
}

static void
discard_unsaved (QzUnsaved *unsaved)
{
  qz_voucher_page_set_dirty (QZ_VOUCHER_PAGE (unsaved), FALSE);
}

static void
voucher_page_unsaved_init (QzUnsavedInterface *iface)
{
  iface->has_unsaved = has_unsaved;
  iface->save = save_unsaved;
  iface->discard = discard_unsaved;
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_voucher_page_dispose (GObject *object)
{
  QZ_VOUCHER_PAGE (object)->filling = TRUE;
  G_OBJECT_CLASS (qz_voucher_page_parent_class)->dispose (object);
}

static void
qz_voucher_page_finalize (GObject *object)
{
  g_clear_pointer (&QZ_VOUCHER_PAGE (object)->draft, qz_sheet_unref);
  G_OBJECT_CLASS (qz_voucher_page_parent_class)->finalize (object);
}

static void
qz_voucher_page_class_init (QzVoucherPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_voucher_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_voucher_page_finalize;
  QZ_LOAD_PAGE_CLASS (klass)->load = load;
  QZ_LOAD_PAGE_CLASS (klass)->filled = filled;
  g_type_ensure (QZ_TYPE_DAY_ROW);
  g_type_ensure (QZ_TYPE_VOUCHER_GRID);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/accounts/qz-voucher-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, back);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, note);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, head);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, ledger);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, kind);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, reason);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, day);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, attachments);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, fault);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, grid);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, add_line);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, sums);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, capitals);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, history);
  gtk_widget_class_bind_template_child (widget_class, QzVoucherPage, buttons);
  gtk_widget_class_bind_template_callback (widget_class, add_line_cb);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
}

static void
qz_voucher_page_init (QzVoucherPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qz_choice_name_items (GTK_WIDGET (self->ledger));
  qz_choice_name_items (GTK_WIDGET (self->kind));
  qz_announce_rows (GTK_WIDGET (self), adw_navigation_page_get_title (ADW_NAVIGATION_PAGE (self)));
  g_signal_connect_swapped (self->grid, "changed", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->reason, "changed", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->day, "changed", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->attachments, "notify::value", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->ledger, "notify::selected", G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (self->kind, "notify::selected", G_CALLBACK (edited_cb), self);
}

AdwNavigationPage *
qz_voucher_page_new (QzSession *session, guint draft)
{
  QzVoucherPage *self = g_object_new (QZ_TYPE_VOUCHER_PAGE, NULL);

  self->number = draft;
  qz_day_row_set_session (self->day, session);
  g_signal_connect_object (session, "acting-changed", G_CALLBACK (acting_changed_cb), self,
                           G_CONNECT_SWAPPED);
  qz_load_page_start (QZ_LOAD_PAGE (self), session, QZ_LOAD_ONCE);
  return ADW_NAVIGATION_PAGE (self);
}

QzVoucherGrid *
qz_voucher_page_get_grid (QzVoucherPage *self)
{
  return self->grid;
}

guint
qz_voucher_page_get_draft (QzVoucherPage *self)
{
  return self->number;
}

const char *
qz_voucher_page_get_state (QzVoucherPage *self)
{
  return qz_voucher_page_get_fact (self, "state");
}
