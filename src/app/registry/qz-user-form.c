/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-user-form.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-announce.h"
#include "qz-error.h"
#include "qz-field-fault.h"
#include "qz-roles.h"

#define ROLE_KEY "qz-role"
#define N_ROLES  7

struct _QzUserForm {
  AdwBin parent_instance;

  AdwEntryRow *name;
  AdwEntryRow *full_name;
  AdwPreferencesGroup *person;
  AdwPreferencesGroup *roles;
  AdwPreferencesGroup *secret;
  AdwPasswordEntryRow *passphrase;
  AdwPasswordEntryRow *again;
  GtkLabel *fault;
  guint to_see; /* ticks until what is wrong has its place and can be shown; 0: nothing to show */
  AdwSwitchRow *switches[N_ROLES]; /* borrowed from the group */
};

G_DEFINE_FINAL_TYPE (QzUserForm, qz_user_form, ADW_TYPE_BIN)

/* ── what is wrong ───────────────────────────────────────────────────────────────────────────── */

static void
clear_faults (QzUserForm *self)
{
  GtkWidget *const fields[] = { GTK_WIDGET (self->name), GTK_WIDGET (self->passphrase),
                                GTK_WIDGET (self->again) };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    qz_field_fault_clear (self->fault, fields[i]);
  for (guint i = 0; i < N_ROLES; i++)
    qz_field_fault_clear (self->fault, GTK_WIDGET (self->switches[i]));
}

/* The second tick comes after the label was given its new place. */
static gboolean
see_cb (GtkWidget *fault, GdkFrameClock *clock, gpointer data)
{
  QzUserForm *self = data;
  GtkWidget *viewport = gtk_widget_get_ancestor (fault, GTK_TYPE_VIEWPORT);

  if (self->to_see > 0 && --self->to_see > 0)
    return G_SOURCE_CONTINUE;
  if (viewport != NULL && gtk_widget_get_mapped (fault))
    gtk_viewport_scroll_to (GTK_VIEWPORT (viewport), fault, NULL);
  return G_SOURCE_REMOVE;
}

/* The group whose foot is nearest to @field; of the upper roles, the one above them. */
static GtkWidget *
find_place (QzUserForm *self, GtkWidget *field)
{
  if (field == GTK_WIDGET (self->passphrase) || field == GTK_WIDGET (self->again))
    return GTK_WIDGET (self->secret);
  for (guint i = N_ROLES / 2; i < N_ROLES; i++)
    if (field == GTK_WIDGET (self->switches[i]))
      return GTK_WIDGET (self->roles);
  return GTK_WIDGET (self->person);
}

/* The form is higher than its dialog: what is wrong stands beside the field and is scrolled to. */
static void
place_fault (QzUserForm *self, GtkWidget *field)
{
  GtkBox *box = GTK_BOX (gtk_widget_get_parent (GTK_WIDGET (self->fault)));

  gtk_box_reorder_child_after (box, GTK_WIDGET (self->fault), find_place (self, field));
  if (self->to_see == 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self->fault), see_cb, self, NULL);
  self->to_see = 2;
}

static void
show_fault (QzUserForm *self, GtkWidget *field, const char *message)
{
  qz_field_fault_show (self->fault, field, message);
  place_fault (self, field);
}

static guint
get_roles (QzUserForm *self)
{
  guint roles = 0;

  for (guint i = 0; i < N_ROLES; i++)
    if (adw_switch_row_get_active (self->switches[i]))
      roles |= qz_roles_get_all ()[i];
  return roles;
}

/* The switch of a role that cannot stay with the others; the first one when all can. */
static GtkWidget *
find_culprit (QzUserForm *self)
{
  for (guint i = N_ROLES; i > 0; i--)
    {
      const guint role = qz_roles_get_all ()[i - 1];
      g_autoptr (GError) error = NULL;

      if (adw_switch_row_get_active (self->switches[i - 1])
          && qz_roles_check (get_roles (self) & ~role, &error))
        return GTK_WIDGET (self->switches[i - 1]);
    }
  return GTK_WIDGET (self->switches[0]);
}

void
qz_user_form_show_error (QzUserForm *self, const GError *error)
{
  const char *id = qz_error_get_id (error);
  GtkWidget *field = GTK_WIDGET (self->name);

  if (g_str_has_prefix (id, "role") || g_str_equal (id, "last-administrator"))
    field = find_culprit (self);
  else if (g_str_has_prefix (id, "passphrase"))
    field = GTK_WIDGET (self->passphrase);
  show_fault (self, field, error->message);
}

static void
changed_cb (QzUserForm *self)
{
  clear_faults (self);
}

/* ── roles ───────────────────────────────────────────────────────────────────────────────────── */

/* The roles that exclude @role, or those of them that are among @roles. */
static guint
find_excluded (guint role, guint roles)
{
  guint excluded = 0;

  for (const guint *other = qz_roles_get_all (); *other != 0; other++)
    {
      g_autoptr (GError) error = NULL;

      if ((*other & roles) != 0 && *other != role && !qz_roles_check (role | *other, &error))
        excluded |= *other;
    }
  return excluded;
}

/* "pays through the bank … — not together with Maker, Reviewer". */
static char *
describe_role (guint role)
{
  const guint excluded = find_excluded (role, ~0u);
  g_autofree char *names = qz_role_dup_names (excluded);

  return excluded == 0 ? g_strdup (qz_role_get_summary (role))
                       : g_strdup_printf (_("%s — not together with %s"),
                                          qz_role_get_summary (role), names);
}

/* Said at once, before anybody tries to save it. */
static void
switched_cb (QzUserForm *self)
{
  g_autoptr (GError) error = NULL;

  changed_cb (self);
  if (get_roles (self) != 0 && !qz_roles_check (get_roles (self), &error))
    {
      gtk_label_set_label (self->fault, error->message);
      gtk_widget_set_visible (GTK_WIDGET (self->fault), TRUE);
      place_fault (self, find_culprit (self));
    }
}

static void
add_switch (QzUserForm *self, guint i)
{
  const guint role = qz_roles_get_all ()[i];
  g_autofree char *name = qz_role_dup_names (role);
  g_autofree char *subtitle = describe_role (role);
  GtkWidget *row = adw_switch_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  qz_announce_subtitle (ADW_ACTION_ROW (row));
  self->switches[i] = ADW_SWITCH_ROW (row);
  adw_preferences_group_add (self->roles, row);
  g_signal_connect_object (row, "notify::active", G_CALLBACK (switched_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
set_roles (QzUserForm *self, guint roles)
{
  for (guint i = 0; i < N_ROLES; i++)
    adw_switch_row_set_active (self->switches[i], (roles & qz_roles_get_all ()[i]) != 0);
}

/* ── reading ─────────────────────────────────────────────────────────────────────────────────── */

static char *
dup_text (gpointer row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static gboolean
check_again (QzUserForm *self)
{
  if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (self->passphrase)),
                 gtk_editable_get_text (GTK_EDITABLE (self->again)))
      == 0)
    return TRUE;
  show_fault (self, GTK_WIDGET (self->again),
              _("The two are not the same; type the passphrase once more."));
  return FALSE;
}

gboolean
qz_user_form_read (QzUserForm *self, QzBookSetup *setup)
{
  g_autofree char *name = dup_text (self->name);
  g_autofree char *full_name = dup_text (self->full_name);
  const char *passphrase = gtk_editable_get_text (GTK_EDITABLE (self->passphrase));
  g_autoptr (GError) error = NULL;
  const guint last = setup->users->len;

  clear_faults (self);
  qz_book_setup_add_user (setup, name, *full_name != '\0' ? full_name : name, get_roles (self),
                          *passphrase != '\0' ? passphrase : NULL);
  if (!qz_book_setup_check_user (setup->users->pdata[last], &error))
    qz_user_form_show_error (self, error);
  else if (check_again (self))
    return TRUE;
  g_ptr_array_set_size (setup->users, (int) last);
  return FALSE;
}

/* ── setting ─────────────────────────────────────────────────────────────────────────────────── */

void
qz_user_form_set_user (QzUserForm *self, const char *name, const char *full_name, guint roles)
{
  gtk_editable_set_text (GTK_EDITABLE (self->name), name);
  gtk_editable_set_editable (GTK_EDITABLE (self->name), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->name), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->full_name), full_name != NULL ? full_name : "");
  gtk_widget_set_visible (GTK_WIDGET (self->secret), FALSE);
  set_roles (self, roles);
}

void
qz_user_form_propose (QzUserForm *self, const char *name, guint roles)
{
  gtk_editable_set_text (GTK_EDITABLE (self->name), name);
  gtk_editable_set_text (GTK_EDITABLE (self->full_name), "");
  gtk_editable_set_text (GTK_EDITABLE (self->passphrase), "");
  gtk_editable_set_text (GTK_EDITABLE (self->again), "");
  set_roles (self, roles);
  clear_faults (self);
}

void
qz_user_form_begin (QzUserForm *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->name));
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
qz_user_form_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_USER_FORM);
  G_OBJECT_CLASS (qz_user_form_parent_class)->dispose (object);
}

static void
qz_user_form_class_init (QzUserFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_user_form_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/registry/qz-user-form.ui");
  gtk_widget_class_bind_template_child (widget_class, QzUserForm, name);
  gtk_widget_class_bind_template_child (widget_class, QzUserForm, full_name);
  gtk_widget_class_bind_template_child (widget_class, QzUserForm, person);
  gtk_widget_class_bind_template_child (widget_class, QzUserForm, roles);
  gtk_widget_class_bind_template_child (widget_class, QzUserForm, secret);
  gtk_widget_class_bind_template_child (widget_class, QzUserForm, passphrase);
  gtk_widget_class_bind_template_child (widget_class, QzUserForm, again);
  gtk_widget_class_bind_template_child (widget_class, QzUserForm, fault);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
qz_user_form_init (QzUserForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < N_ROLES; i++)
    add_switch (self, i);
}

GtkWidget *
qz_user_form_new (void)
{
  return g_object_new (QZ_TYPE_USER_FORM, NULL);
}
