/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-guard.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define STATE_KEY   "qz-guard"
#define SESSION_KEY "qz-guard-session"
#define NO_RIGHT    (-1)

/* Which right an action needs. QZ_N_RIGHTS: whoever acts may, if only the book set is writable. */
static const struct {
  const char *action;
  int right;
} guarded[] = {
  { "win.run", QZ_RIGHT_COMPUTE },
  { "win.import", QZ_RIGHT_IMPORT },
  { "win.withdraw-import", QZ_RIGHT_WITHDRAW_IMPORT },
  { "win.take-return", QZ_RIGHT_TAKE_RETURN },
  { "win.export-batch", QZ_RIGHT_EXPORT },
  { "win.new-voucher", QZ_RIGHT_WRITE_DRAFT },
  { "win.reverse-voucher", QZ_RIGHT_REVERSE_VOUCHER },
  { "win.edit-user", QZ_RIGHT_CHANGE_USERS },
  { "win.user-passphrase", QZ_RIGHT_CHANGE_USERS },
  { "win.deactivate-user", QZ_RIGHT_CHANGE_USERS },
  { "win.activate-user", QZ_RIGHT_CHANGE_USERS },
  { "win.change-passphrase", QZ_N_RIGHTS },
  { "page.make-batch", QZ_RIGHT_BATCH },
  { "page.generate", QZ_RIGHT_CLEARING_GENERATE },
  { "win.propose-quota", QZ_RIGHT_DEPOSIT_PROPOSE },
  { "win.publish-quota", QZ_RIGHT_DEPOSIT_PUBLISH },
  { "win.propose-adjustment", QZ_RIGHT_DEPOSIT_PROPOSE },
  { "win.publish-adjustment", QZ_RIGHT_DEPOSIT_PUBLISH },
  { "page.provincial-papers", QZ_RIGHT_TRANSFER_PAPERS },
  { "page.local-papers", QZ_RIGHT_TRANSFER_PAPERS },
  { "page.pay-hospitals", QZ_RIGHT_COMPUTE },
  { "win.pay-transfer", QZ_RIGHT_TRANSFER_PAY },
  { "win.take-back-payment", QZ_RIGHT_TRANSFER_PAY },
  { "win.confirm-payment", QZ_RIGHT_TRANSFER_CONFIRM },
  { "win.confirm-receipt", QZ_RIGHT_TRANSFER_CONFIRM },
  { "win.suspend-region", QZ_RIGHT_REGION_SUSPEND },
  { "win.make-package", QZ_RIGHT_PACKAGE_MAKE },
  { "win.accept-package", QZ_RIGHT_PACKAGE_ACCEPT },
  { "win.add-actor", QZ_RIGHT_CHANGE_SETTINGS },
  { "win.remove-actor", QZ_RIGHT_CHANGE_SETTINGS },
  { "win.own-key", QZ_RIGHT_CHANGE_SETTINGS },
  { "win.trust-office", QZ_RIGHT_CHANGE_SETTINGS },
  { "win.distrust-office", QZ_RIGHT_CHANGE_SETTINGS },
  { "win.new-registration", QZ_RIGHT_REGISTER },
  { "win.change-registration", QZ_RIGHT_REGISTER },
  { "win.pause-registration", QZ_RIGHT_REGISTER },
  { "win.resume-registration", QZ_RIGHT_REGISTER },
  { "win.terminate-registration", QZ_RIGHT_REGISTER },
  { "win.cancel-registration", QZ_RIGHT_REGISTER },
  { "win.resume-region", QZ_RIGHT_REGION_SUSPEND },
  { "win.new-manual-claim", QZ_RIGHT_MANUAL_FILE },
  { "win.accept-manual-claim", QZ_RIGHT_MANUAL_DECIDE },
  { "win.refuse-manual-claim", QZ_RIGHT_MANUAL_DECIDE },
  { "win.pay-manual-claim", QZ_RIGHT_MANUAL_PAY },
  { "win.new-inspection", QZ_RIGHT_INSPECT },
  { "win.inspection-finding", QZ_RIGHT_INSPECT },
  { "win.inspection-hear", QZ_RIGHT_INSPECT },
  { "win.inspection-penalty", QZ_RIGHT_INSPECT },
  { "win.inspection-penalty-paid", QZ_RIGHT_INSPECT },
  { "win.close-inspection", QZ_RIGHT_INSPECT },
  { "win.new-complaint", QZ_RIGHT_COMPLAINT },
  { "win.accept-complaint", QZ_RIGHT_COMPLAINT },
  { "win.complaint-found", QZ_RIGHT_COMPLAINT },
  { "win.report-complaint", QZ_RIGHT_COMPLAINT },
  { "win.tell-complainant", QZ_RIGHT_COMPLAINT },
  { "win.close-complaint", QZ_RIGHT_COMPLAINT },
  { "win.suspend-person", QZ_RIGHT_PERSON_SUSPEND },
  { "win.resume-person", QZ_RIGHT_PERSON_SUSPEND },
  { "win.new-mismatch", QZ_RIGHT_CLEARING_AUDIT },
  { "page.upload", QZ_RIGHT_CLEARING_UPLOAD },
  { "page.upload-details", QZ_RIGHT_CLEARING_UPLOAD },
  { "page.national", QZ_RIGHT_CLEARING_NATIONAL },
  { "page.publish", QZ_RIGHT_CLEARING_PUBLISH },
  { "win.accept-objection", QZ_RIGHT_CLEARING_ANSWER },
  { "win.reject-objection", QZ_RIGHT_CLEARING_ANSWER },
  { "win.put-off-objection", QZ_RIGHT_CLEARING_ANSWER },
  { "win.solve-mismatch", QZ_RIGHT_CLEARING_AUDIT },
  { "win.assist-suspend", QZ_RIGHT_PERSON_SUSPEND },
  { "win.assist-resume", QZ_RIGHT_PERSON_SUSPEND },
  { "win.assist-accept", QZ_RIGHT_MANUAL_DECIDE },
  { "win.assist-refuse", QZ_RIGHT_MANUAL_DECIDE },
  { "win.assist-reimburse", QZ_RIGHT_MANUAL_PAY },
  { "win.assist-reserve", QZ_RIGHT_ASSIST_MONEY },
  { "win.assist-move", QZ_RIGHT_ASSIST_MONEY },
  { "win.assist-move-back", QZ_RIGHT_ASSIST_MONEY },
  { "win.assist-pay-back", QZ_RIGHT_ASSIST_MONEY },
  { "win.assist-surplus", QZ_RIGHT_ASSIST_MONEY },
  { "win.assist-shortage", QZ_RIGHT_ASSIST_MONEY },
  { "win.assist-money-confirm", QZ_RIGHT_ASSIST_MONEY_CONFIRM },
  { "win.assist-money-cancel", QZ_RIGHT_ASSIST_MONEY },
  { "win.assist-pay", QZ_RIGHT_COMPUTE },
  { "win.assist-clear", QZ_RIGHT_ASSIST_CLEAR },
  { "win.assist-clear-confirm", QZ_RIGHT_ASSIST_CONFIRM },
  { "win.assist-clear-object", QZ_RIGHT_ASSIST_CONFIRM },
  { "win.assist-make", QZ_RIGHT_ASSIST_MONTH },
  { "win.assist-push", QZ_RIGHT_ASSIST_MONTH },
  { "win.assist-details", QZ_RIGHT_ASSIST_MONTH },
  { "win.assist-forms4", QZ_RIGHT_ASSIST_FORM4 },
  { "win.assist-form4", QZ_RIGHT_ASSIST_FORM4 },
  { "win.assist-form4-back", QZ_RIGHT_ASSIST_FORM4 },
  { "win.assist-form4-confirm", QZ_RIGHT_ASSIST_CONFIRM },
  { "win.assist-confirm-hospital", QZ_RIGHT_ASSIST_CONFIRM },
  { "win.assist-confirm-county", QZ_RIGHT_ASSIST_CONFIRM },
  { "win.assist-confirm-part", QZ_RIGHT_ASSIST_CONFIRM },
  { "win.assist-dispute", QZ_RIGHT_ASSIST_DISPUTE },
  { "win.assist-solve", QZ_RIGHT_ASSIST_DISPUTE },
  { "win.provider-service", QZ_RIGHT_PROVIDER_SERVICE },
  { "queue.tick", QZ_RIGHT_TICK_DEADLINE },
  { "holidays.import", QZ_RIGHT_IMPORT },
};

typedef struct {
  int right; /* NO_RIGHT: that of the action */
  char *tooltip;
  gboolean refused;
  gboolean follows; /* has heard of the session */
} State;

static void
state_free (gpointer data)
{
  State *state = data;

  g_free (state->tooltip);
  g_free (state);
}

/* ── why not ─────────────────────────────────────────────────────────────────────────────────── */

/* @action: with or without its target. */
static int
find_right (const char *action)
{
  const gsize length = action != NULL ? strcspn (action, ":(") : 0;

  for (guint i = 0; i < G_N_ELEMENTS (guarded); i++)
    if (strlen (guarded[i].action) == length && strncmp (guarded[i].action, action, length) == 0)
      return guarded[i].right;
  return NO_RIGHT;
}

static char *
dup_refusal (QzSession *session, int right)
{
  g_autofree char *names = NULL;

  if (right == NO_RIGHT || qz_session_get_path (session) == NULL)
    return NULL;
  if (*qz_session_get_banner (session) != '\0')
    return g_strdup (qz_session_get_banner (session));
  if (qz_session_get_user (session) == NULL)
    return g_strdup (_("Nobody acts: choose who acts first"));
  if (right == QZ_N_RIGHTS
      || (qz_session_get_roles (session) & qz_right_get_roles ((QzRight) right)) != 0)
    return NULL;
  names = qz_role_dup_names (qz_right_get_roles ((QzRight) right));
  /* Translators: the names of roles follow. */
  return g_strdup_printf (_("This takes the role: %s"), names);
}

char *
qz_guard_dup_refusal (QzSession *session, const char *action)
{
  return dup_refusal (session, find_right (action));
}

static char *
dup_reason_key (const char *action)
{
  return g_strconcat ("qz-guard-why ", action, NULL);
}

static gpointer
find_around (GtkWidget *widget, const char *key)
{
  gpointer found = NULL;

  for (; widget != NULL && found == NULL; widget = gtk_widget_get_parent (widget))
    found = g_object_get_data (G_OBJECT (widget), key);
  return found;
}

static char *
dup_why (GtkWidget *button, const State *state)
{
  const char *action = GTK_IS_ACTIONABLE (button)
                           ? gtk_actionable_get_action_name (GTK_ACTIONABLE (button))
                           : NULL;
  QzSession *session = find_around (button, SESSION_KEY);
  g_autofree char *key = action != NULL ? dup_reason_key (action) : NULL;
  const char *reason = key != NULL ? find_around (button, key) : NULL;

  if (reason != NULL)
    return g_strdup (reason);
  if (session == NULL)
    return NULL;
  return dup_refusal (session, state->right != NO_RIGHT ? state->right : find_right (action));
}

/* ── the button ──────────────────────────────────────────────────────────────────────────────── */

/* An action that is set again says anew whether it is enabled. */
static void
set_free (GtkWidget *button)
{
  GtkActionable *actionable = GTK_IS_ACTIONABLE (button) ? GTK_ACTIONABLE (button) : NULL;
  g_autofree char *action =
      actionable != NULL ? g_strdup (gtk_actionable_get_action_name (actionable)) : NULL;

  if (action == NULL)
    {
      gtk_widget_set_sensitive (button, TRUE);
      return;
    }
  gtk_actionable_set_action_name (actionable, NULL);
  gtk_actionable_set_action_name (actionable, action);
}

static void
refuse (GtkWidget *button, State *state, const char *why)
{
  if (!state->refused)
    {
      g_free (state->tooltip);
      state->tooltip = g_strdup (gtk_widget_get_tooltip_text (button));
    }
  state->refused = TRUE;
  gtk_widget_set_tooltip_text (button, why);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, why,
                                  -1);
  gtk_widget_set_sensitive (button, FALSE);
}

static void
allow (GtkWidget *button, State *state)
{
  if (!state->refused)
    return;
  state->refused = FALSE;
  gtk_widget_set_tooltip_text (button, state->tooltip);
  gtk_accessible_reset_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION);
  set_free (button);
}

static void
update (GtkWidget *button)
{
  State *state = g_object_get_data (G_OBJECT (button), STATE_KEY);
  g_autofree char *why = dup_why (button, state);

  if (why != NULL)
    refuse (button, state, why);
  else
    allow (button, state);
}

/* Only now it stands where the session can be found. */
static void
map_cb (GtkWidget *button)
{
  State *state = g_object_get_data (G_OBJECT (button), STATE_KEY);
  QzSession *session = find_around (button, SESSION_KEY);

  if (!state->follows && session != NULL)
    {
      state->follows = TRUE;
      g_signal_connect_object (session, "acting-changed", G_CALLBACK (update), button,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (session, "book-changed", G_CALLBACK (update), button,
                               G_CONNECT_SWAPPED);
    }
  update (button);
}

/* The action too sets it, whenever it comes or is enabled. */
static void
sensitive_cb (GtkWidget *button)
{
  const State *state = g_object_get_data (G_OBJECT (button), STATE_KEY);

  if (state->refused && gtk_widget_get_sensitive (button))
    gtk_widget_set_sensitive (button, FALSE);
}

static void
watch (GtkWidget *button, int right)
{
  State *state = g_object_get_data (G_OBJECT (button), STATE_KEY);

  if (state == NULL)
    {
      state = g_new0 (State, 1);
      g_object_set_data_full (G_OBJECT (button), STATE_KEY, state, state_free);
      g_signal_connect (button, "map", G_CALLBACK (map_cb), NULL);
      g_signal_connect (button, "notify::sensitive", G_CALLBACK (sensitive_cb), NULL);
    }
  state->right = right;
  if (gtk_widget_get_mapped (button))
    map_cb (button);
}

void
qz_guard_watch (GtkWidget *button)
{
  watch (button, NO_RIGHT);
}

void
qz_guard_watch_right (GtkWidget *button, QzRight right)
{
  watch (button, (int) right);
}

/* ── what stands around ──────────────────────────────────────────────────────────────────────── */

void
qz_guard_set_session (GtkWidget *scope, QzSession *session)
{
  g_object_set_data_full (G_OBJECT (scope), SESSION_KEY, g_object_ref (session), g_object_unref);
}

/* Buttons of @action below @widget that are seen; others look when they come to be. */
static void
update_buttons (GtkWidget *widget, const char *action)
{
  if (g_object_get_data (G_OBJECT (widget), STATE_KEY) != NULL && GTK_IS_ACTIONABLE (widget)
      && gtk_widget_get_mapped (widget)
      && g_strcmp0 (gtk_actionable_get_action_name (GTK_ACTIONABLE (widget)), action) == 0)
    update (widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    update_buttons (child, action);
}

void
qz_guard_set_reason (GtkWidget *scope, const char *action, const char *why)
{
  g_autofree char *key = dup_reason_key (action);

  if (g_strcmp0 (g_object_get_data (G_OBJECT (scope), key), why) == 0)
    return;
  g_object_set_data_full (G_OBJECT (scope), key, g_strdup (why), g_free);
  update_buttons (scope, action);
}
