/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "qz-file-choice.h"
#include "qz-load-page.h"

G_BEGIN_DECLS

/* A policy pack in sentences with the numbers of their rules, its worked examples with what comes
 * out, and what may be done with it: activate, compare, save as a file. */
#define QZ_TYPE_POLICY_PAGE (qz_policy_page_get_type ())
G_DECLARE_FINAL_TYPE (QzPolicyPage, qz_policy_page, QZ, POLICY_PAGE, QzLoadPage)

/* @name: an id, "ID@VERSION", or the path of a file. */
AdwNavigationPage *qz_policy_page_new (QzSession *session, const char *name);
/* NULL until it is loaded. */
QzSheet *qz_policy_page_get_sheet (QzPolicyPage *self);

/* Asks for the file of a policy. */
void qz_policy_choose_file (GtkWidget *widget, const char *title, QzFileFunc func);

/* As GActionEntry takes it, with the window as user data: chooses a file, shows its policy. */
void qz_policy_open_action (GSimpleAction *action, GVariant *parameter, gpointer window);
/* The same for the policy that the parameter names. */
void qz_policy_show_action (GSimpleAction *action, GVariant *parameter, gpointer window);

G_END_DECLS
