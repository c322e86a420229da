/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-claim-page.h"

#include <glib/gi18n-lib.h>

#include "qz-announce.h"
#include "qz-care-pages.h"
#include "qz-cells.h"
#include "qz-claim-browse.h"
#include "qz-document-page.h"
#include "qz-facts.h"
#include "qz-guard.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-registration.h"
#include "qz-words.h"

struct _QzClaimPage {
  QzLoadPage parent_instance;

  QzFacts *facts;
  AdwActionRow *person;
  GtkButton *reveal;
  GtkWidget *match_list;
  AdwActionRow *match;
  GtkButton *open_match;
  GtkListBox *amounts;
  GtkListBox *lines;
  GtkLabel *no_lines;

  char *setl_id;
  char *revealed; /* the whole identity number; nullable */
};

G_DEFINE_FINAL_TYPE (QzClaimPage, qz_claim_page, QZ_TYPE_LOAD_PAGE)

/* ── what the worker does ────────────────────────────────────────────────────────────────────── */

/* Of a claim away from home, what it was matched to (NL-11). */
static gpointer
show_claim (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_claim_show (book, input, error);
  g_autoptr (QzSheet) match =
      sheet != NULL ? qz_registration_show_claim (book, input, error) : NULL;

  if (match == NULL)
    return NULL;
  qz_sheet_add_child (sheet, match);
  return g_steal_pointer (&sheet);
}

static gpointer
reveal (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  return qz_claim_reveal (book, context, input, error);
}

static const QzJobKind job_load = { NULL, show_claim, FALSE, g_free,
                                    (GDestroyNotify) qz_sheet_unref };
static const QzJobKind job_reveal = { NULL, reveal, TRUE, g_free, g_free };

/* ── what is shown ───────────────────────────────────────────────────────────────────────────── */

static QzSession *
get_session (QzClaimPage *self)
{
  return qz_load_page_get_session (QZ_LOAD_PAGE (self));
}

static void
update_person (QzClaimPage *self)
{
  QzSheet *sheet = qz_claim_page_get_sheet (self);
  g_autofree char *name = NULL;
  g_autofree char *number = NULL;

  if (sheet == NULL)
    return;
  name = qz_sheet_dup_fact_display (sheet, "psn_name");
  number = self->revealed != NULL ? g_strdup (self->revealed)
                                  : qz_sheet_dup_fact_display (sheet, "certno");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->person),
                                 *name != '\0' ? name : _("Person"));
  adw_action_row_set_subtitle (self->person, *number != '\0' ? number : _("No identity number"));
  gtk_widget_set_visible (GTK_WIDGET (self->reveal), *number != '\0' && self->revealed == NULL);
}

static void
add_amount (QzClaimPage *self, QzSheet *sheet, guint fact)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *amount =
      qz_value_dup_display (QZ_VALUE_FEN, qz_sheet_get_fact_number (sheet, fact));
  GtkWidget *label = gtk_label_new (amount);
  g_autofree char *told =
      g_strdup_printf (_("%s: %s"), qz_sheet_get_fact_title (sheet, fact), amount);

  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
  gtk_widget_add_css_class (label, "numeric");
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (qz_sheet_get_fact_number (sheet, fact) == 0)
    gtk_widget_add_css_class (label, "dimmed");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row),
                                 qz_sheet_get_fact_title (sheet, fact));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), qz_sheet_get_fact_name (sheet, fact));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
  gtk_list_box_append (self->amounts, row);
}

#define NUMBER_KEY "qz-number"

static void
open_document_cb (GtkWidget *button, gpointer user_data)
{
  QzClaimPage *self = user_data;

  qz_nav_push (GTK_WIDGET (self),
               qz_document_page_new (get_session (self),
                                     g_object_get_data (G_OBJECT (button), NUMBER_KEY)));
}

static void
add_line (QzClaimPage *self, QzSheet *lines, guint row)
{
  g_autofree char *number = qz_cell_dup (lines, row, "number");
  g_autofree char *kind = qz_cell_dup (lines, row, "kind");
  g_autofree char *state = qz_cell_dup (lines, row, "state");
  g_autofree char *line = qz_cell_dup (lines, row, "line");
  g_autofree char *amount = qz_cell_dup (lines, row, "amount");
  g_autofree char *subtitle = g_strdup_printf (_("%s · %s · line %s"), kind, state, line);
  g_autofree char *label = g_strdup_printf (_("Open %s"), number);
  GtkWidget *shown = adw_action_row_new ();
  GtkWidget *paid = gtk_label_new (amount);
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Open"));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (shown), number);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (shown), subtitle);
  qz_announce_subtitle (ADW_ACTION_ROW (shown));
  gtk_widget_add_css_class (paid, "numeric");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  qz_announce_as (button, label);
  g_object_set_data_full (G_OBJECT (button), NUMBER_KEY, g_strdup (number), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_document_cb), self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (shown), paid);
  adw_action_row_add_suffix (ADW_ACTION_ROW (shown), button);
  gtk_list_box_append (self->lines, shown);
}

static void
open_registration_cb (QzClaimPage *self)
{
  QzSheet *match = qz_sheet_find_child (qz_claim_page_get_sheet (self), "claim_registration");

  qz_nav_push (GTK_WIDGET (self),
               qz_registration_page_new (get_session (self), qz_fact_text (match, "registration")));
}

static void
show_match (QzClaimPage *self, QzSheet *match)
{
  const char *number = qz_fact_text (match, "registration");
  const char *reason = qz_fact_text (match, "reason");
  g_autofree char *state = number != NULL ? qz_words_dup_fact (match, "state") : NULL;
  g_autofree char *title =
      number != NULL ? g_strdup_printf (_("Registration %s · %s"), number, state)
                     : g_strdup (_("No registration"));
  g_autofree char *subtitle = NULL;

  gtk_widget_set_visible (self->match_list, reason != NULL);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->match), title);
  /* NL-25: whose catalogues and benefits. */
  subtitle = qz_fact_text (match, "catalogue") != NULL
                 ? g_strdup_printf ("%s\n%s · %s", reason, qz_fact_text (match, "catalogue"),
                                    qz_fact_text (match, "benefit"))
                 : g_strdup (reason != NULL ? reason : "");
  adw_action_row_set_subtitle (self->match, subtitle);
  gtk_widget_set_visible (GTK_WIDGET (self->open_match), number != NULL);
}

/* Codes that have a name are told by it alone. */
static guint
hide_codes (QzSheet *sheet, const char **hidden, guint n)
{
  static const char *const codes[] = { "insutype", "med_type", "setl_type", "pay_loc" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *name = g_strconcat (codes[i], "_name", NULL);

      if (qz_sheet_find_fact (sheet, name) >= 0)
        hidden[n++] = codes[i];
    }
  return n;
}

static void
filled (QzLoadPage *page, QzSheet *sheet)
{
  QzClaimPage *self = QZ_CLAIM_PAGE (page);
  const char *hidden[32] = { "setl_id", "psn_name", "certno" };
  QzSheet *lines = qz_sheet_find_child (sheet, "lines");
  const guint n_lines = qz_sheet_get_n_rows (lines);
  guint n_hidden = hide_codes (sheet, hidden, 3);

  gtk_list_box_remove_all (self->amounts);
  gtk_list_box_remove_all (self->lines);
  for (guint i = 0; i < qz_sheet_get_n_facts (sheet); i++)
    if (qz_sheet_get_fact_type (sheet, i) == QZ_VALUE_FEN)
      {
        add_amount (self, sheet, i);
        hidden[n_hidden++] = qz_sheet_get_fact_name (sheet, i);
        g_assert (n_hidden < G_N_ELEMENTS (hidden));
      }
  qz_facts_set_sheet (self->facts, sheet, hidden);
  for (guint row = 0; row < n_lines; row++)
    add_line (self, lines, row);
  gtk_widget_set_visible (GTK_WIDGET (self->lines), n_lines > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->no_lines), n_lines == 0);
  show_match (self, qz_sheet_find_child (sheet, "claim_registration"));
  update_person (self);
}

static void
load (QzLoadPage *page)
{
  qz_load_page_run (page, &job_load, g_strdup (QZ_CLAIM_PAGE (page)->setl_id));
}

/* ── the whole identity number ───────────────────────────────────────────────────────────────── */

static void
revealed (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzClaimPage *self = owner;

  if (error != NULL)
    {
      qz_message_show_error (GTK_WIDGET (self), _("The number cannot be shown"), error);
      return;
    }
  g_set_str (&self->revealed, output);
  update_person (self);
  qz_announce (GTK_WIDGET (self), _("The whole number is shown"));
}

static void
reveal_cb (QzClaimPage *self)
{
  qz_session_run (get_session (self), &job_reveal, g_strdup (self->setl_id), self,
                  qz_load_page_get_cancellable (QZ_LOAD_PAGE (self)), revealed);
}

/* What one person was shown, the next one is not. */
static void
acting_changed_cb (QzClaimPage *self)
{
  g_clear_pointer (&self->revealed, g_free);
  update_person (self);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_claim_page_finalize (GObject *object)
{
  QzClaimPage *self = QZ_CLAIM_PAGE (object);

  g_free (self->revealed);
  g_free (self->setl_id);
  G_OBJECT_CLASS (qz_claim_page_parent_class)->finalize (object);
}

static void
qz_claim_page_class_init (QzClaimPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = qz_claim_page_finalize;
  QZ_LOAD_PAGE_CLASS (klass)->load = load;
  QZ_LOAD_PAGE_CLASS (klass)->filled = filled;
  g_type_ensure (QZ_TYPE_FACTS);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/pages/qz-claim-page.ui");
  gtk_widget_class_bind_template_child (widget_class, QzClaimPage, facts);
  gtk_widget_class_bind_template_child (widget_class, QzClaimPage, person);
  gtk_widget_class_bind_template_child (widget_class, QzClaimPage, reveal);
  gtk_widget_class_bind_template_child (widget_class, QzClaimPage, match_list);
  gtk_widget_class_bind_template_child (widget_class, QzClaimPage, match);
  gtk_widget_class_bind_template_child (widget_class, QzClaimPage, open_match);
  gtk_widget_class_bind_template_child (widget_class, QzClaimPage, amounts);
  gtk_widget_class_bind_template_child (widget_class, QzClaimPage, lines);
  gtk_widget_class_bind_template_child (widget_class, QzClaimPage, no_lines);
  gtk_widget_class_bind_template_callback (widget_class, open_registration_cb);
  gtk_widget_class_bind_template_callback (widget_class, reveal_cb);
}

static void
qz_claim_page_init (QzClaimPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  qz_guard_watch_right (GTK_WIDGET (self->reveal), QZ_RIGHT_REVEAL_PERSON);
}

AdwNavigationPage *
qz_claim_page_new (QzSession *session, const char *setl_id)
{
  QzClaimPage *self = g_object_new (QZ_TYPE_CLAIM_PAGE, "title", _("Claim"), NULL);

  self->setl_id = g_strdup (setl_id);
  qz_load_page_set_subtitle (QZ_LOAD_PAGE (self), setl_id);
  g_signal_connect_object (session, "acting-changed", G_CALLBACK (acting_changed_cb), self,
                           G_CONNECT_SWAPPED);
  qz_load_page_start (QZ_LOAD_PAGE (self), session, QZ_LOAD_FOLLOWS_DATA);
  return ADW_NAVIGATION_PAGE (self);
}

QzSheet *
qz_claim_page_get_sheet (QzClaimPage *self)
{
  return qz_load_page_get_sheet (QZ_LOAD_PAGE (self));
}

const char *
qz_claim_page_get_shown_number (QzClaimPage *self)
{
  return adw_action_row_get_subtitle (self->person);
}
