/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "app-fixture.h"

#include <string.h>

#include "assist-fixture.h"
#include "province-fixture.h"
#include "qz-actor-pages.h"
#include "qz-amount-entry.h"
#include "qz-assist-forms.h"
#include "qz-care-forms.h"
#include "qz-cells.h"
#include "qz-day-row.h"
#include "qz-deposits.h"
#include "qz-edited.h"
#include "qz-manual-claims.h"
#include "qz-objection-dialog.h"
#include "qz-payment-dialog.h"
#include "qz-provider-service-form.h"
#include "qz-raise-dialog.h"
#include "qz-transfers.h"

/* Every form that is written from a table, and the dialogs about money: what people type and paste
 * into each of their fields is taken for what it says, or refused beside the field, which is said
 * to be wrong and gets the keyboard, before anything is begun. */

#define CHILD(widget, type, id) gtk_widget_get_template_child (GTK_WIDGET (widget), type, id)

typedef enum { CITY, PROVINCE, ASSIST } Place;

#define FORM(name, place, key)                                                                     \
  {                                                                                                \
    #name, &name, place, key                                                                       \
  }

/* /bad-forms/none-forgotten holds it against the source. */
static const struct {
  const char *name;
  const QzFormSpec *spec;
  Place place;
  const char *key;
} forms[] = {
  FORM (qz_form_register, PROVINCE, ""),
  FORM (qz_form_register_anew, PROVINCE, "HLJ1-230200-202602-001"),
  FORM (qz_form_manual_file, PROVINCE, ""),
  FORM (qz_form_manual_accept, PROVINCE, NULL),
  FORM (qz_form_mismatch, PROVINCE, "202606"),
  FORM (qz_form_inspection, PROVINCE, ""),
  FORM (qz_form_finding, PROVINCE, "1"),
  FORM (qz_form_penalty, PROVINCE, "1"),
  FORM (qz_form_penalty_paid, PROVINCE, "1"),
  FORM (qz_form_complaint, PROVINCE, ""),
  FORM (qz_form_complaint_find, PROVINCE, "1"),
  FORM (qz_form_person_suspend, PROVINCE, ""),
  FORM (qz_form_person_resume, PROVINCE, ""),
  FORM (qz_form_provider_service, CITY, "H22020000001"),
  FORM (qz_form_add_actor, CITY, ""),
  FORM (qz_form_assist_hospital, ASSIST, "202605/" ASSIST_HOSPITAL),
  FORM (qz_form_assist_dispute, ASSIST, "202605/" ASSIST_HOSPITAL "/" ASSIST_COUNTY),
  FORM (qz_form_assist_solve, ASSIST, "202605/1"),
  FORM (qz_form_assist_suspend, ASSIST, ""),
  FORM (qz_form_assist_resume, ASSIST, ""),
  FORM (qz_form_assist_reserve, ASSIST, "2026"),
  FORM (qz_form_assist_move, ASSIST, "2026"),
  FORM (qz_form_assist_move_back, ASSIST, "2026"),
  FORM (qz_form_assist_pay_back, ASSIST, "2026"),
  FORM (qz_form_assist_surplus, ASSIST, "2026/" ASSIST_COUNTY),
  FORM (qz_form_assist_shortage, ASSIST, "2026/" ASSIST_COUNTY),
};

/* ── what is typed ───────────────────────────────────────────────────────────────────────────── */

static const char *const bad_days[] = {
  "2026-02-30", "2026/2/3",  "20260203",   "二〇二六年二月三日", "２０２６－０２－０３", "2026-2-3",
  "2026-02",    "1899-12-31", "2200-01-01", "2026-02-03x",        "<b>&",               "明天",
};

static const struct {
  const char *text;
  QzDay day; /* from 1970 */
} good_days[] = {
  { "2026-02-03", 20487 },
  { " 2026-02-03\t", 20487 },
  { "2028-02-29", 21243 },
};

static const char *const bad_amounts[] = {
  "1.005",       "1,23.45",  "1.234,56", "1..2",         "12a",         "1e3", "１２３元",
  "1,234.56元", "壹佰元整", "<b>&",     "-1,234.56",    "－１２３",    "--5",
  "99999999999999999999",    "92233720368547758.08",     "100000000000000.00",
};

static const struct {
  const char *text;
  QzFen fen;
} good_amounts[] = {
  { "12,345.67", 1234567 },
  { "１２，３４５．６７", 1234567 },
  { "1 2 345.67", 1234567 },
  { "12\302\240345.67", 1234567 },     /* no-break space */
  { "12\342\200\257345.67", 1234567 }, /* narrow no-break space */
  { " ￥12,345.67\n", 1234567 },
  { "99,999,999,999,999.99", 9999999999999999 },
};

/* A month, and what is taken off bills: texts of a form of their own. */
static const struct {
  const char *field;
  const char *bad[6];
  const char *good;
} texts[] = {
  { "period", { "2026-13", "2026", "２０２６－０５", "五月", NULL }, "2026-05" },
  { "corrections",
    { "1001", "1001=1.005", "1001=12a", "1001=１，２３４．５６", "=5.00", NULL },
    "1001=12.50，1002=３．００" },
};

/* ── book sets ───────────────────────────────────────────────────────────────────────────────── */

#define FIRST    202411 /* as early as deposits were opened */
#define N_MONTHS 18
#define MONTH    202604 /* the last of them, and the only one that is settled */

/* A small province: one month that is published and not paid, with what care and supervision
 * have. */
static QzSession *
open_province (const char *user)
{
  static char *path;

  if (path == NULL)
    {
      g_autoptr (QzBook) book = province_begin (FIRST, N_MONTHS, 28);

      path = g_build_filename (province_get_folder (), "province.qz", NULL);
      province_make_lists (book, MONTH);
      province_publish (book, MONTH);
      province_fill_care (book);
    }
  return app_open_copy (path, PROVINCE_NOW, user);
}

/* ── one form ────────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  const char *name;
  QzSession *session;
  GtkWindow *window;
  QzFormDialog *dialog;
} Form;

static gboolean
is_ready (gpointer dialog)
{
  return qz_form_dialog_is_ready (dialog);
}

static gboolean
has_keyboard (gpointer data)
{
  Form *self = data;
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self->window));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->dialog));
}

static gpointer
find_open_claim (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) claims = qz_manual_claim_list (book, NULL, error);

  g_assert_nonnull (claims);
  *(char **) input = g_strdup (qz_cell_text (claims, 0, "number"));
  return input;
}

static const QzJobKind find_kind = { NULL, find_open_claim, FALSE };

static void
form_open (Form *self, guint i)
{
  g_autofree char *key = g_strdup (forms[i].key);

  g_test_message ("%s", forms[i].name);
  self->name = forms[i].name;
  self->session = forms[i].place == CITY       ? app_open_city ("lin")
                  : forms[i].place == PROVINCE ? open_province ("wang")
                                               : assist_open ("wang");
  if (key == NULL)
    app_run (self->session, &find_kind, &key);
  self->window = app_present (adw_bin_new ());
  self->dialog = qz_form_dialog_present (adw_window_get_content (ADW_WINDOW (self->window)),
                                         self->session, forms[i].spec, key);
  app_wait_until (is_ready, self->dialog, forms[i].name);
  app_wait_until (has_keyboard, self, "the keyboard in the form");
}

static void
form_close (Form *self)
{
  gtk_window_destroy (self->window);
  g_object_unref (self->session);
}

/* Something that nothing is wrong with, as far as the form itself can see. */
static void
write_right (QzFormRow *row)
{
  const QzFormField *field = qz_form_row_get_field (row);

  switch (field->kind)
    {
    case QZ_FORM_DAY:
    case QZ_FORM_BIRTHDAY:
      qz_form_row_set_text (row, "2026-01-05");
      break;
    case QZ_FORM_AMOUNT:
      qz_form_row_set_text (row, "12.50");
      break;
    case QZ_FORM_TEXT:
      qz_form_row_set_text (row, "一");
      for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
        if (g_str_equal (texts[i].field, field->name))
          qz_form_row_set_text (row, texts[i].good);
      break;
    case QZ_FORM_REGISTER:
    case QZ_FORM_LIST:
      qz_form_row_set_text (row, "H1");
      break;
    case QZ_FORM_CHOICE:
    case QZ_FORM_SWITCH:
    default:
      break;
    }
}

static void
fill (Form *self, const QzFormSpec *spec)
{
  for (const QzFormField *field = spec->fields; field->name != NULL; field++)
    write_right (qz_form_dialog_find_row (self->dialog, field->name));
}

static GtkWidget *
get_focus_row (Form *self)
{
  GtkWidget *focus = gtk_root_get_focus (GTK_ROOT (self->window));

  return focus != NULL ? gtk_widget_get_ancestor (focus, ADW_TYPE_PREFERENCES_ROW) : NULL;
}

static gboolean
is_invalid (GtkWidget *widget)
{
  return gtk_test_accessible_check_state (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_STATE_INVALID,
                                          GTK_ACCESSIBLE_INVALID_TRUE)
         == NULL;
}

/* It, or the field that it is a part of. */
static gboolean
is_in_invalid (GtkWidget *widget)
{
  while (!is_invalid (widget) && !ADW_IS_PREFERENCES_ROW (widget))
    widget = gtk_widget_get_parent (widget);
  return is_invalid (widget);
}

/* Pressed, it says at @field what is wrong, and no work begins. */
static void
assert_refused (Form *self, const QzFormField *field, const char *text)
{
  QzFormRow *row = qz_form_dialog_find_row (self->dialog, field->name);
  const char *title;
  GtkWidget *focus;

  qz_form_dialog_submit (self->dialog);
  if (!qz_form_row_has_fault (row) || !qz_form_dialog_is_ready (self->dialog)
      || g_list_model_get_n_items (qz_session_get_jobs (self->session)) != 0)
    g_error ("%s, %s: “%s” is not refused", self->name, field->name, text);
  focus = get_focus_row (self);
  title = focus != NULL ? adw_preferences_row_get_title (ADW_PREFERENCES_ROW (focus)) : "nowhere";
  if (!g_str_has_prefix (title, field->title))
    g_error ("%s, %s: “%s” is refused, but the keyboard is in “%s”", self->name, field->name, text,
             title);
  if (!is_in_invalid (gtk_root_get_focus (GTK_ROOT (self->window))))
    g_error ("%s, %s: “%s” is refused, but the field is not said to be wrong", self->name,
             field->name, text);
}

static void
assert_read (Form *self, const QzFormField *field, const char *text, gint64 wanted)
{
  QzFormRow *row = qz_form_dialog_find_row (self->dialog, field->name);
  g_autoptr (QzSheet) values = qz_sheet_new ("values");

  qz_form_row_set_text (row, text);
  if (!qz_form_row_read (row, values))
    g_error ("%s, %s: “%s” is refused", self->name, field->name, text);
  g_assert_cmpint (qz_fact_number (values, field->name), ==, wanted);
}

static void
try_bad (Form *self, const QzFormField *field, const char *text)
{
  QzFormRow *row = qz_form_dialog_find_row (self->dialog, field->name);

  qz_form_row_set_text (row, text);
  assert_refused (self, field, text);
  write_right (row);
  g_assert_false (qz_form_row_has_fault (row));
}

static void
try_day (Form *self, const QzFormField *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_days); i++)
    try_bad (self, field, bad_days[i]);
  for (guint i = 0; i < G_N_ELEMENTS (good_days); i++)
    assert_read (self, field, good_days[i].text, good_days[i].day);
  write_right (qz_form_dialog_find_row (self->dialog, field->name));
}

static void
try_amount (Form *self, const QzFormField *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_amounts); i++)
    try_bad (self, field, bad_amounts[i]);
  for (guint i = 0; i < G_N_ELEMENTS (good_amounts); i++)
    assert_read (self, field, good_amounts[i].text, good_amounts[i].fen);
  write_right (qz_form_dialog_find_row (self->dialog, field->name));
}

static void
try_text (Form *self, const QzFormField *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    for (guint j = 0; g_str_equal (texts[i].field, field->name) && texts[i].bad[j] != NULL; j++)
      try_bad (self, field, texts[i].bad[j]);
}

/* White space alone is nothing. */
static void
try_empty (Form *self, const QzFormField *field)
{
  if (!field->needed || field->kind == QZ_FORM_CHOICE || field->kind == QZ_FORM_SWITCH
      || field->kind == QZ_FORM_LIST
      || !qz_form_row_is_shown (qz_form_dialog_find_row (self->dialog, field->name)))
    return;
  try_bad (self, field, "");
  if (field->kind != QZ_FORM_REGISTER)
    try_bad (self, field, " \t ");
}

static char *
dup_digest (QzSession *session)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *path =
          g_strconcat (qz_session_get_path (session), i > 0 ? "-wal" : "", NULL);
      g_autofree char *bytes = NULL;
      gsize length = 0;

      if (g_file_get_contents (path, &bytes, &length, NULL))
        g_checksum_update (checksum, (const guchar *) bytes, (gssize) length);
    }
  return g_strdup (g_checksum_get_string (checksum));
}

static void
test_fields (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      Form form;
      g_autofree char *before = NULL;
      g_autofree char *after = NULL;

      form_open (&form, i);
      before = dup_digest (form.session);
      fill (&form, forms[i].spec);
      for (const QzFormField *field = forms[i].spec->fields; field->name != NULL; field++)
        {
          if (field->kind == QZ_FORM_DAY || field->kind == QZ_FORM_BIRTHDAY)
            try_day (&form, field);
          else if (field->kind == QZ_FORM_AMOUNT)
            try_amount (&form, field);
          else if (field->kind == QZ_FORM_TEXT)
            try_text (&form, field);
          try_empty (&form, field);
        }
      after = dup_digest (form.session);
      g_assert_cmpstr (before, ==, after);
      form_close (&form);
    }
}

/* ── closing what is half written ────────────────────────────────────────────────────────────── */

/* To something that does not stand there yet. */
static void
change (Form *self, const QzFormField *field)
{
  QzFormRow *row = qz_form_dialog_find_row (self->dialog, field->name);

  if (field->kind == QZ_FORM_SWITCH)
    qz_form_row_set_text (row, "on");
  for (guint i = 0; field->choices != NULL && field->choices[i] != NULL; i++)
    if (!qz_edited_is (ADW_DIALOG (self->dialog)))
      qz_form_row_set_text (row, field->choices[i]);
  write_right (row);
}

static AdwDialog *
get_dialog (Form *self)
{
  return adw_window_get_visible_dialog (ADW_WINDOW (self->window));
}

/* What was written counts, in every field of every form; what was filled in does not. */
static void
test_edited (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      Form form;

      form_open (&form, i);
      g_assert_false (qz_edited_is (ADW_DIALOG (form.dialog)));
      for (const QzFormField *field = forms[i].spec->fields; field->name != NULL; field++)
        {
          change (&form, field);
          if (!qz_edited_is (ADW_DIALOG (form.dialog)))
            g_error ("%s, %s: what is written is lost", form.name, field->name);
          qz_edited_watch (ADW_DIALOG (form.dialog));
        }
      g_assert_true (get_dialog (&form) == ADW_DIALOG (form.dialog));
      /* As somebody does who closes the window: the dialog goes, and asks nothing. */
      gtk_window_close (form.window);
      g_assert_true (get_dialog (&form) == NULL);
      form_close (&form);
    }
}

static void
answer (Form *self, const char *response)
{
  AdwDialog *question = get_dialog (self);

  g_assert_true (ADW_IS_ALERT_DIALOG (question));
  g_signal_emit_by_name (question, "response", response);
  adw_dialog_force_close (question);
}

static void
test_closing (void)
{
  Form form;
  QzFormRow *row;

  form_open (&form, 0);
  row = qz_form_dialog_find_row (form.dialog, "psn_name");
  qz_form_row_set_text (row, "韩英");
  gtk_window_close (form.window);
  answer (&form, "stay");
  g_assert_true (get_dialog (&form) == ADW_DIALOG (form.dialog));
  /* Escape, and the button of the header. */
  adw_dialog_close (ADW_DIALOG (form.dialog));
  answer (&form, "discard");
  g_assert_null (get_dialog (&form));
  g_assert_true (gtk_widget_get_realized (GTK_WIDGET (form.window)));
  form_close (&form);
}

/* ── the dialogs about money ─────────────────────────────────────────────────────────────────── */

typedef struct {
  Form form; /* its dialog is none of a table */
  AdwDialog *dialog;
  GtkEditable *amount;
  GtkWidget *button;
} Money;

static void
money_open (Money *self, const char *user)
{
  *self = (Money) { .form = { .name = "money" } };
  self->form.session = open_province (user);
  self->form.window = app_present (adw_bin_new ());
}

static void
money_take (Money *self, gpointer dialog, GType type, const char *button)
{
  self->dialog = dialog;
  self->amount = qz_amount_entry_get_editable (QZ_AMOUNT_ENTRY (
      app_find (GTK_WIDGET (dialog), QZ_TYPE_AMOUNT_ENTRY, NULL, NULL)));
  self->button = GTK_WIDGET (CHILD (dialog, type, button));
}

static gboolean
says (GtkWidget *label, gpointer part)
{
  return gtk_widget_get_visible (label)
         && strstr (gtk_label_get_label (GTK_LABEL (label)), part) != NULL;
}

static void
assert_not_begun (Money *self, GtkWidget *wrong, const char *text)
{
  GtkWidget *focus;

  g_signal_emit_by_name (self->button, "clicked");
  focus = gtk_root_get_focus (GTK_ROOT (self->form.window));
  if (g_list_model_get_n_items (qz_session_get_jobs (self->form.session)) != 0)
    g_error ("“%s” is not refused", text);
  if (!is_invalid (wrong))
    g_error ("“%s” is not said to be wrong", text);
  g_assert_true (focus != NULL && (focus == wrong || gtk_widget_is_ancestor (focus, wrong)));
}

static void
try_money (Money *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_amounts); i++)
    {
      gtk_editable_set_text (self->amount, bad_amounts[i]);
      /* An objection may name any amount, also one that turned negative. */
      if (QZ_IS_OBJECTION_DIALOG (self->dialog) && strpbrk (bad_amounts[i], "-") == bad_amounts[i]
          && bad_amounts[i][1] != '-')
        continue;
      if (QZ_IS_OBJECTION_DIALOG (self->dialog) && g_str_has_prefix (bad_amounts[i], "－"))
        continue;
      assert_not_begun (self, GTK_WIDGET (self->amount), bad_amounts[i]);
      g_assert_cmpstr (gtk_editable_get_text (self->amount), ==, bad_amounts[i]);
      if (bad_amounts[i][0] != '-' && !g_str_has_prefix (bad_amounts[i], "－"))
        g_assert_nonnull (app_find (GTK_WIDGET (self->dialog), GTK_TYPE_LABEL, says,
                                    (gpointer) bad_amounts[i]));
    }
  g_assert_true (qz_edited_is (self->dialog));
}

static void
money_close (Money *self)
{
  gtk_window_destroy (self->form.window);
  g_object_unref (self->form.session);
}

static gpointer
find_transfer (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  g_autoptr (QzSheet) list =
      qz_transfer_list (book, context, &(QzTransferFilter) { .scope = -1, .leg = -1 }, error);

  g_assert_nonnull (list);
  g_assert_cmpuint (qz_sheet_get_n_rows (list), >, 0);
  *(char **) input = g_strdup (qz_cell_text (list, 0, "transfer"));
  return input;
}

static const QzJobKind transfer_kind = { NULL, find_transfer, FALSE };

static gboolean
is_filled (gpointer editable)
{
  return *gtk_editable_get_text (editable) != '\0';
}

static void
test_payment (void)
{
  Money money;
  g_autofree char *number = NULL;
  GtkWidget *day;
  gpointer serial;

  money_open (&money, "qian");
  app_run (money.form.session, &transfer_kind, &number);
  money_take (&money,
              qz_payment_dialog_present (adw_window_get_content (ADW_WINDOW (money.form.window)),
                                         money.form.session, number),
              QZ_TYPE_PAYMENT_DIALOG, "record");
  app_wait_until (is_filled, money.amount, "what is open");
  g_assert_false (qz_edited_is (money.dialog));
  serial = CHILD (money.dialog, QZ_TYPE_PAYMENT_DIALOG, "serial");
  day = GTK_WIDGET (CHILD (money.dialog, QZ_TYPE_PAYMENT_DIALOG, "day"));
  assert_not_begun (&money, serial, "no serial");
  gtk_editable_set_text (serial, " \t");
  assert_not_begun (&money, serial, "white space");
  gtk_editable_set_text (serial, "B-1");
  for (guint i = 0; i < G_N_ELEMENTS (bad_days); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (day), bad_days[i]);
      assert_not_begun (&money, day, bad_days[i]);
    }
  gtk_editable_set_text (GTK_EDITABLE (day), "2026-07-20");
  gtk_editable_set_text (money.amount, "");
  assert_not_begun (&money, GTK_WIDGET (money.amount), "nothing");
  try_money (&money);
  money_close (&money);
}

static gpointer
show_deposit (QzBook *book, const QzContext *context, gpointer input, GError **error)
{
  QzSheet **out = input;

  *out = qz_deposit_show (book, context, PROVINCE_UNIT, error);
  return *out;
}

static const QzJobKind deposit_kind = { NULL, show_deposit, FALSE };

static void
test_raise (void)
{
  Money money;
  g_autoptr (QzSheet) deposit = NULL;

  money_open (&money, "wang");
  app_run (money.form.session, &deposit_kind, &deposit);
  money_take (&money,
              qz_raise_dialog_present (adw_window_get_content (ADW_WINDOW (money.form.window)),
                                       money.form.session, deposit, 0),
              QZ_TYPE_RAISE_DIALOG, "propose");
  g_assert_false (qz_edited_is (money.dialog));
  adw_combo_row_set_selected (
      ADW_COMBO_ROW (CHILD (money.dialog, QZ_TYPE_RAISE_DIALOG, "method")), QZ_RAISE_MANUAL);
  try_money (&money);
  gtk_editable_set_text (money.amount, "１２，３４５．６７");
  assert_not_begun (&money, GTK_WIDGET (CHILD (money.dialog, QZ_TYPE_RAISE_DIALOG, "reason")),
                    "no reason");
  money_close (&money);
}

static void
test_objection (void)
{
  Money money;
  g_autoptr (QzSheet) paper = qz_sheet_new ("paper");

  qz_sheet_set_text (paper, "scope", "scope", "in_prov");
  qz_sheet_set_text (paper, "unit", "unit", PROVINCE_UNIT);
  qz_sheet_set_text (paper, "form", "form", "F-NL-9-1");
  qz_sheet_set_number (paper, "period", "period", QZ_VALUE_PERIOD, PROVINCE_PERIOD);
  qz_sheet_add_column (paper, "total", "total", QZ_VALUE_FEN);
  qz_sheet_add_row (paper);
  money_open (&money, "li");
  money_take (&money,
              qz_objection_dialog_present (adw_window_get_content (ADW_WINDOW (money.form.window)),
                                           money.form.session, paper, 0),
              QZ_TYPE_OBJECTION_DIALOG, "file");
  g_assert_false (qz_edited_is (money.dialog));
  try_money (&money);
  gtk_editable_set_text (money.amount, "");
  assert_not_begun (&money, GTK_WIDGET (CHILD (money.dialog, QZ_TYPE_OBJECTION_DIALOG, "reason")),
                    "no reason");
  money_close (&money);
}

/* ── no form is forgotten ────────────────────────────────────────────────────────────────────── */

static guint
look_into (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRegex) regex = g_regex_new ("\\bconst QzFormSpec (\\w+) =", 0, 0, &error);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *text = NULL;
  guint n = 0;

  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, NULL, &error));
  for (g_regex_match (regex, text, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_autofree char *name = g_match_info_fetch (match, 1);
      gboolean is_tried = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
        is_tried = is_tried || g_str_equal (forms[i].name, name);
      if (!is_tried)
        g_error ("%s: the form %s is not tried", path, name);
      n++;
    }
  return n;
}

static void
test_none_forgotten (void)
{
  g_assert_cmpuint (app_look_through ("src/app", look_into), ==, G_N_ELEMENTS (forms));
}

int
main (int argc, char *argv[])
{
  int result;

  app_fixture_init (&argc, &argv);
  /* The heading of an AdwAlertDialog of 1.7 measures itself for less than it needs, and warns. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL);
  g_test_add_func ("/bad-forms/fields", test_fields);
  g_test_add_func ("/bad-forms/edited", test_edited);
  g_test_add_func ("/bad-forms/closing", test_closing);
  g_test_add_func ("/bad-forms/payment", test_payment);
  g_test_add_func ("/bad-forms/raise", test_raise);
  g_test_add_func ("/bad-forms/objection", test_objection);
  g_test_add_func ("/bad-forms/none-forgotten", test_none_forgotten);
  result = app_fixture_run ();
  assist_remove ();
  province_remove ();
  return result;
}
