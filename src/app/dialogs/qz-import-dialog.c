/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-import-dialog.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "qz-announce.h"
#include "qz-choice.h"
#include "qz-facts.h"
#include "qz-import-fields.h"
#include "qz-import-jobs.h"
#include "qz-import-verdict.h"
#include "qz-message.h"
#include "qz-nav.h"
#include "qz-sheet-view.h"
#include "qz-words.h"

#define BANK_RETURN "bank-return"
#define CLAIMS      "claims"

typedef enum { STEP_FILE, STEP_COLUMNS, STEP_PREVIEW, STEP_CHECK, N_STEPS } Step;
static const char *const step_names[N_STEPS] = { "file", "columns", "preview", "check" };

struct _QzImportDialog {
  AdwDialog parent_instance;

  AdwWindowTitle *title;
  GtkLabel *steps;
  GtkStack *stack;
  AdwActionRow *file;
  GtkDropDown *kind;
  GtkWidget *reading;
  AdwActionRow *encoding_row;
  GtkDropDown *encoding;
  AdwActionRow *delimiter_row;
  GtkDropDown *delimiter;
  AdwActionRow *sheet_row; /* of workbooks */
  GtkDropDown *sheet;
  GtkSpinButton *header_row;
  GtkWidget *claims;
  AdwSwitchRow *mulaid;
  QzImportFields *fields;
  QzSheetView *preview;
  QzImportVerdict *verdict;
  GtkButton *back;
  GtkLabel *reason;
  GtkButton *next;

  QzSession *session;
  GtkWidget *owner;     /* weak: where the toast goes */
  GtkStringList *codes; /* kinds, in the order of the drop-down */
  QzImportInput input;
  char *folder; /* of the file of rejected rows; nullable */
  QzSheet *look;
  QzSheet *check; /* of the file as it is read now; nullable */
  char *fault;    /* what keeps this step from going on; nullable */
  gboolean busy;
  gboolean filling; /* the widgets from the look */
  Step step;
  GCancellable *cancellable; /* of the look or the check under way */
};

G_DEFINE_FINAL_TYPE (QzImportDialog, qz_import_dialog, ADW_TYPE_DIALOG)

static void start_look (QzImportDialog *self);
static void start_check (QzImportDialog *self);

/* ── what may be done now ────────────────────────────────────────────────────────────────────── */

static gboolean
is_bank_return (QzImportDialog *self)
{
  return g_strcmp0 (self->input.kind, BANK_RETURN) == 0;
}

static char *
dup_blocks (QzImportDialog *self)
{
  if (self->busy)
    return g_strdup (self->step == STEP_CHECK ? _("The file is being checked")
                                              : _("The file is being read"));
  if (self->fault != NULL)
    return g_strdup (self->fault);
  if (self->step == STEP_CHECK)
    return self->check != NULL ? qz_sheet_dup_fact_display (self->check, "blocks")
                               : g_strdup (_("The file was not checked"));
  if (self->look == NULL || self->input.kind == NULL)
    return g_strdup (_("Choose what the file holds"));
  if (is_bank_return (self) || self->step == STEP_FILE)
    return g_strdup ("");
  return qz_import_fields_dup_blocks (self->fields);
}

/* "File › Columns › Preview › Check", the present one in bold. */
static void
show_steps (QzImportDialog *self)
{
  const char *const titles[N_STEPS] = { _("File"), _("Columns"), _("Preview"), _("Check") };
  g_autoptr (GString) markup = g_string_new (NULL);

  for (guint i = 0; i < N_STEPS; i++)
    g_string_append_printf (markup, i == self->step ? "%s<b>%s</b>" : "%s%s", i > 0 ? " › " : "",
                            titles[i]);
  gtk_label_set_markup (self->steps, markup->str);
}

static void
update (QzImportDialog *self)
{
  g_autofree char *blocks = dup_blocks (self);

  gtk_label_set_label (self->reason, blocks);
  gtk_widget_set_sensitive (GTK_WIDGET (self->next), *blocks == '\0');
  gtk_button_set_label (self->next, self->step == STEP_CHECK ? _("_Accept") : _("_Next"));
  gtk_widget_set_visible (GTK_WIDGET (self->back), self->step != STEP_FILE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->back), !self->busy);
  gtk_widget_set_visible (self->reading, !is_bank_return (self));
  gtk_widget_set_visible (self->claims, g_strcmp0 (self->input.kind, CLAIMS) == 0);
  show_steps (self);
}

static void
forget_answers (QzImportDialog *self)
{
  g_clear_pointer (&self->check, qz_sheet_unref);
  g_clear_pointer (&self->fault, g_free);
}

/* The question under way, if any, is no longer of interest. */
static GCancellable *
renew_cancellable (QzImportDialog *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->input.serial++;
  return self->cancellable;
}

/* ── looking at the file ─────────────────────────────────────────────────────────────────────── */

static guint
find_code (QzImportDialog *self, const char *code)
{
  for (guint i = 0; code != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->codes)); i++)
    if (g_str_equal (gtk_string_list_get_string (self->codes, i), code))
      return i;
  return GTK_INVALID_LIST_POSITION;
}

/* "," in a sentence is not seen. */
static const char *
name_delimiter (const char *text)
{
  switch (text[0])
    {
    case ',':
      return _("Comma");
    case ';':
      return _("Semicolon");
    case '|':
      return _("Vertical bar");
    default:
      return _("Tab");
    }
}

static void
show_found (AdwActionRow *row, GtkDropDown *choice, const char *format, const char *found)
{
  g_autofree char *text =
      gtk_drop_down_get_selected (choice) == 0 ? g_strdup_printf (format, found) : g_strdup ("");

  adw_action_row_set_subtitle (row, text);
}

/* The sheets of a workbook; the one that is read is selected. Text has none, and workbooks have no
 * encoding and no separator that could be wrong. */
static void
show_sheets (QzImportDialog *self)
{
  QzSheet *sheets = qz_sheet_find_child (self->look, "sheets");
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *read = sheets != NULL ? qz_sheet_dup_fact_display (self->look, "sheet") : NULL;
  guint selected = GTK_INVALID_LIST_POSITION;

  gtk_widget_set_visible (GTK_WIDGET (self->sheet_row), sheets != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->encoding_row), sheets == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->delimiter_row), sheets == NULL);
  for (guint row = 0; sheets != NULL && row < qz_sheet_get_n_rows (sheets); row++)
    {
      const char *name = qz_sheet_get_text (sheets, row, 0);

      if (g_strcmp0 (name, read) == 0)
        selected = row;
      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (self->sheet, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->sheet, selected);
}

static void
show_look (QzImportDialog *self)
{
  g_autofree char *kind = qz_sheet_dup_fact_display (self->look, "kind");
  g_autofree char *encoding = qz_sheet_dup_fact_display (self->look, "encoding");
  g_autofree char *delimiter = qz_sheet_dup_fact_display (self->look, "delimiter");
  const int header = qz_sheet_find_fact (self->look, "header_row");

  g_set_str (&self->input.kind, *kind != '\0' ? kind : NULL);
  self->input.header_row = (guint) qz_sheet_get_fact_number (self->look, (guint) header);
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->kind, find_code (self, self->input.kind));
  gtk_spin_button_set_value (self->header_row, self->input.header_row);
  show_sheets (self);
  self->filling = FALSE;
  show_found (self->encoding_row, self->encoding, _("The file has: %s"), encoding);
  show_found (self->delimiter_row, self->delimiter, _("The file has: %s"),
              name_delimiter (delimiter));
  qz_import_fields_set_look (self->fields, self->look);
  qz_import_verdict_set_kind (self->verdict, kind);
}

static void
looked (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzImportDialog *self = owner;
  const QzImportInput *asked = input;
  const gboolean first = self->look == NULL;

  if (asked->serial != self->input.serial)
    return;
  self->busy = FALSE;
  g_clear_pointer (&self->look, qz_sheet_unref);
  if (error != NULL)
    {
      self->fault = qz_message_dup_text (error);
    }
  else
    {
      self->look = qz_sheet_ref (output);
      show_look (self);
    }
  update (self);
  /* Until now there was nothing to go on with. */
  if (first && gtk_widget_get_sensitive (GTK_WIDGET (self->next)))
    gtk_widget_grab_focus (GTK_WIDGET (self->next));
}

static void
start_look (QzImportDialog *self)
{
  GCancellable *cancellable = renew_cancellable (self);

  forget_answers (self);
  g_clear_pointer (&self->input.columns, g_strfreev);
  self->busy = TRUE;
  qz_session_run (self->session, &qz_job_import_inspect, qz_import_input_copy (&self->input), self,
                  cancellable, looked);
  update (self);
}

static void
kind_cb (QzImportDialog *self)
{
  const guint position = gtk_drop_down_get_selected (self->kind);

  if (self->filling || position == GTK_INVALID_LIST_POSITION)
    return;
  g_set_str (&self->input.kind, gtk_string_list_get_string (self->codes, position));
  self->input.header_row = 0;
  start_look (self);
}

static void
reading_cb (QzImportDialog *self)
{
  static const char *const encodings[] = { NULL, "UTF-8", "GB18030" };
  static const char delimiters[] = { '\0', ',', '\t', ';', '|' };

  if (self->filling || self->session == NULL)
    return;
  g_set_str (&self->input.encoding, encodings[gtk_drop_down_get_selected (self->encoding)]);
  self->input.delimiter = delimiters[gtk_drop_down_get_selected (self->delimiter)];
  self->input.header_row = 0;
  start_look (self);
}

/* Another sheet may hold another kind of list. */
static void
sheet_cb (QzImportDialog *self)
{
  GtkStringObject *chosen = gtk_drop_down_get_selected_item (self->sheet);

  if (self->filling || self->session == NULL || chosen == NULL)
    return;
  g_set_str (&self->input.sheet, gtk_string_object_get_string (chosen));
  g_clear_pointer (&self->input.kind, g_free);
  self->input.header_row = 0;
  start_look (self);
}

static void
header_cb (QzImportDialog *self)
{
  if (self->filling || self->session == NULL)
    return;
  self->input.header_row = (guint) gtk_spin_button_get_value (self->header_row);
  start_look (self);
}

static void
take_path (QzImportDialog *self, const char *path)
{
  g_autofree char *name = g_filename_display_basename (path);

  g_set_str (&self->input.path, path);
  g_clear_pointer (&self->input.kind, g_free);
  g_clear_pointer (&self->input.sheet, g_free);
  self->input.header_row = 0;
  adw_window_title_set_subtitle (self->title, name);
  adw_action_row_set_subtitle (self->file, path);
  start_look (self);
}

static void
path_chosen (gpointer dialog, const char *path, gpointer unused)
{
  QzImportDialog *self = dialog;

  if (self->session != NULL)
    take_path (self, path);
}

static void
choose_cb (QzImportDialog *self)
{
  qz_import_dialog_choose (GTK_WIDGET (self), path_chosen);
}

static void
fields_cb (QzImportDialog *self)
{
  forget_answers (self);
  update (self);
}

/* ── the check ───────────────────────────────────────────────────────────────────────────────── */

/* While the file is checked the button that was pressed cannot be, and the keyboard leaves it. */
static void
regain_keyboard (QzImportDialog *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    gtk_widget_grab_focus (gtk_widget_get_sensitive (GTK_WIDGET (self->next))
                               ? GTK_WIDGET (self->next)
                               : GTK_WIDGET (self->back));
}

static void
checked (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzImportDialog *self = owner;
  const QzImportInput *asked = input;

  if (asked->serial != self->input.serial)
    return;
  self->busy = FALSE;
  if (error != NULL)
    {
      self->fault = qz_message_is_cancel (error) ? g_strdup (_("The check was stopped"))
                                                 : qz_message_dup_text (error);
      qz_import_verdict_set_fault (self->verdict, self->fault);
    }
  else
    {
      self->check = qz_sheet_ref (output);
      qz_import_verdict_set_check (self->verdict, self->check, asked->rejects);
    }
  update (self);
  regain_keyboard (self);
}

/* Rejected rows go to a folder of their own, until somebody exports them. */
static void
make_rejects (QzImportDialog *self)
{
  g_autoptr (GError) error = NULL;

  if (self->folder != NULL)
    return;
  self->folder = g_dir_make_tmp ("qingzhang-import-XXXXXX", &error);
  if (self->folder == NULL)
    {
      g_warning ("rejected rows cannot be kept: %s", error->message);
      return;
    }
  self->input.rejects = g_build_filename (self->folder, "rejects.csv", NULL);
}

static void
start_check (QzImportDialog *self)
{
  GCancellable *cancellable = renew_cancellable (self);

  forget_answers (self);
  make_rejects (self);
  g_clear_pointer (&self->input.digest, g_free);
  g_clear_pointer (&self->input.columns, g_strfreev);
  self->input.columns = qz_import_fields_dup_columns (self->fields);
  self->input.acct_includes_mulaid = adw_switch_row_get_active (self->mulaid);
  if (!qz_import_verdict_get_expected (self->verdict, &self->input.expected))
    self->input.expected = (QzImportExpected) { 0 };
  self->busy = TRUE;
  qz_import_verdict_set_job (self->verdict,
                             qz_session_run (self->session, &qz_job_import_check,
                                             qz_import_input_copy (&self->input), self, cancellable,
                                             checked));
  update (self);
}

static void
check_again_cb (QzImportDialog *self)
{
  if (!self->busy)
    start_check (self);
}

/* ── accepting ───────────────────────────────────────────────────────────────────────────────── */

static void
show_vouchers_cb (GtkWidget *owner)
{
  gtk_widget_activate_action (owner, "win.page", "s", "vouchers");
}

/* What a return file did is more than a line of text; what was paid has its voucher now. */
static void
show_facts (GtkWidget *owner, QzSheet *result)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Imported"), NULL);
  GtkWidget *facts = qz_facts_new ();

  qz_facts_set_sheet (QZ_FACTS (facts), result, NULL);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), facts);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "close", _("_Close"), "vouchers",
                                  _("Show the _Vouchers"), NULL);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "close");
  g_signal_connect_object (dialog, "response::vouchers", G_CALLBACK (show_vouchers_cb), owner,
                           G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, owner);
}

static void
say_done (GtkWidget *owner, const QzImportInput *done, QzSheet *result)
{
  g_autofree char *rows = qz_sheet_dup_fact_display (result, "rows");
  g_autofree char *kind = qz_words_dup ("kind", done->kind);
  g_autofree char *text = g_strdup_printf (_("Imported: %s, %s rows"), kind, rows);

  if (g_str_equal (done->kind, BANK_RETURN))
    show_facts (owner, result);
  else
    qz_nav_toast (owner, text, _("_Show"), "win.page::imports");
}

static void
accepted (gpointer owner, gpointer input, gpointer output, const GError *error)
{
  QzImportDialog *self = owner;

  self->busy = FALSE;
  adw_dialog_set_can_close (ADW_DIALOG (self), TRUE);
  if (error == NULL)
    {
      if (self->owner != NULL)
        say_done (self->owner, input, output);
      adw_dialog_close (ADW_DIALOG (self));
      return;
    }
  /* What was checked is no longer what would be taken in. */
  forget_answers (self);
  self->fault = qz_message_is_cancel (error) ? g_strdup (_("Nothing was imported: you stopped it"))
                                             : qz_message_dup_text (error);
  qz_import_verdict_set_fault (self->verdict, self->fault);
  update (self);
  regain_keyboard (self);
}

static void
accept (QzImportDialog *self)
{
  g_autofree char *digest = qz_sheet_dup_fact_display (self->check, "digest");

  g_set_str (&self->input.digest, *digest != '\0' ? digest : NULL);
  self->busy = TRUE;
  /* How it ends must be told to somebody; whoever does not want it stops it. */
  adw_dialog_set_can_close (ADW_DIALOG (self), FALSE);
  qz_import_verdict_set_job (self->verdict,
                             qz_session_run (self->session, &qz_job_import,
                                             qz_import_input_copy (&self->input), self, NULL,
                                             accepted));
  update (self);
}

/* ── from step to step ───────────────────────────────────────────────────────────────────────── */

static void
show_step (QzImportDialog *self, Step step)
{
  static const QzSheetLayout preview_layout = { 0 }; /* the view keeps it */
  g_autoptr (QzSheet) preview = NULL;

  self->step = step;
  gtk_stack_set_visible_child_name (self->stack, step_names[step]);
  if (step == STEP_PREVIEW)
    {
      preview = qz_import_fields_make_preview (self->fields);
      qz_sheet_view_set_title (self->preview, _("First rows of the file"));
      qz_sheet_view_set_sheet (self->preview, preview, &preview_layout);
    }
  if (step == STEP_CHECK && self->check == NULL)
    start_check (self);
  update (self);
  if (gtk_widget_get_sensitive (GTK_WIDGET (self->next)))
    gtk_widget_grab_focus (GTK_WIDGET (self->next));
}

static gboolean
is_same (gboolean has, gint64 value, gboolean other_has, gint64 other)
{
  return has == other_has && (!has || value == other);
}

/* Totals that were typed after the check are compared before anything is taken in, and those that
 * say no number hold it up. */
static gboolean
is_compared (QzImportDialog *self)
{
  const QzImportExpected *was = &self->input.expected;
  QzImportExpected typed;

  if (!qz_import_verdict_get_expected (self->verdict, &typed))
    return FALSE;
  if (is_same (typed.has_rows, (gint64) typed.n_rows, was->has_rows, (gint64) was->n_rows)
      && is_same (typed.has_medfee, typed.medfee_fen, was->has_medfee, was->medfee_fen)
      && is_same (typed.has_fund, typed.fund_fen, was->has_fund, was->fund_fen))
    return TRUE;
  start_check (self);
  return FALSE;
}

static void
next_cb (QzImportDialog *self)
{
  if (self->step == STEP_CHECK && is_compared (self))
    accept (self);
  else if (self->step == STEP_CHECK)
    return;
  else
    show_step (self, is_bank_return (self) ? STEP_CHECK : self->step + 1);
}

static void
back_cb (QzImportDialog *self)
{
  /* A stopped or failed check is made anew on coming back. */
  if (self->step == STEP_CHECK)
    g_clear_pointer (&self->fault, g_free);
  show_step (self, is_bank_return (self) ? STEP_FILE : self->step - 1);
}

/* ── overrides ───────────────────────────────────────────────────────────────────────────────── */

static void
remove_folder (QzImportDialog *self)
{
  if (self->folder == NULL)
    return;
  g_unlink (self->input.rejects);
  g_rmdir (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

static void
qz_import_dialog_dispose (GObject *object)
{
  QzImportDialog *self = QZ_IMPORT_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->owner);
  gtk_widget_dispose_template (GTK_WIDGET (object), QZ_TYPE_IMPORT_DIALOG);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (qz_import_dialog_parent_class)->dispose (object);
}

static void
qz_import_dialog_finalize (GObject *object)
{
  QzImportDialog *self = QZ_IMPORT_DIALOG (object);

  remove_folder (self);
  qz_import_input_clear (&self->input);
  g_clear_pointer (&self->look, qz_sheet_unref);
  g_clear_object (&self->codes);
  forget_answers (self);
  G_OBJECT_CLASS (qz_import_dialog_parent_class)->finalize (object);
}

#define BIND(name) gtk_widget_class_bind_template_child (widget_class, QzImportDialog, name)
#define BIND_CALL(name) gtk_widget_class_bind_template_callback (widget_class, name)

static void
qz_import_dialog_class_init (QzImportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = qz_import_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = qz_import_dialog_finalize;
  g_type_ensure (QZ_TYPE_IMPORT_FIELDS);
  g_type_ensure (QZ_TYPE_IMPORT_VERDICT);
  g_type_ensure (QZ_TYPE_SHEET_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/qingzhang/Qingzhang/ui/dialogs/qz-import-dialog.ui");
  BIND (title);
  BIND (steps);
  BIND (stack);
  BIND (file);
  BIND (kind);
  BIND (reading);
  BIND (encoding_row);
  BIND (encoding);
  BIND (delimiter_row);
  BIND (delimiter);
  BIND (sheet_row);
  BIND (sheet);
  BIND (header_row);
  BIND (claims);
  BIND (mulaid);
  BIND (fields);
  BIND (preview);
  BIND (verdict);
  BIND (back);
  BIND (reason);
  BIND (next);
  BIND_CALL (choose_cb);
  BIND_CALL (kind_cb);
  BIND_CALL (reading_cb);
  BIND_CALL (sheet_cb);
  BIND_CALL (header_cb);
  BIND_CALL (fields_cb);
  BIND_CALL (check_again_cb);
  BIND_CALL (back_cb);
  BIND_CALL (next_cb);
}

static void
fill_kinds (QzImportDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (QzSheet) kinds = qz_import_list_kinds (&error);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const char *last = NULL;

  for (guint row = 0; kinds != NULL && row < qz_sheet_get_n_rows (kinds); row++)
    {
      const char *kind = qz_sheet_get_text (kinds, row, 0);
      g_autofree char *name = NULL;

      if (g_strcmp0 (kind, last) == 0)
        continue;
      last = kind;
      name = qz_words_dup ("kind", kind);
      gtk_string_list_append (self->codes, kind);
      gtk_string_list_append (names, name);
    }
  gtk_drop_down_set_model (self->kind, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->kind, GTK_INVALID_LIST_POSITION);
}

static void
qz_import_dialog_init (QzImportDialog *self)
{
  self->codes = gtk_string_list_new (NULL);
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  qz_choice_name_items (GTK_WIDGET (self->kind));
  qz_choice_name_items (GTK_WIDGET (self->encoding));
  qz_choice_name_items (GTK_WIDGET (self->delimiter));
  qz_choice_set_title (self->kind, _("What the file holds"));
  qz_choice_set_title (self->encoding, _("Encoding"));
  qz_choice_set_title (self->delimiter, _("Separator"));
  qz_choice_name_items (GTK_WIDGET (self->sheet));
  qz_choice_set_title (self->sheet, _("Sheet"));
  fill_kinds (self);
  self->filling = FALSE;
  update (self);
}

/* ── public ──────────────────────────────────────────────────────────────────────────────────── */

QzImportDialog *
qz_import_dialog_new (void)
{
  QzImportDialog *self = g_object_new (QZ_TYPE_IMPORT_DIALOG, NULL);

  qz_announce_rows (GTK_WIDGET (self), adw_dialog_get_title (ADW_DIALOG (self)));
  return self;
}

void
qz_import_dialog_show (QzImportDialog *self, GtkWidget *owner, QzSession *session, const char *path)
{
  self->session = g_object_ref (session);
  qz_import_verdict_set_session (self->verdict, session);
  g_set_weak_pointer (&self->owner, owner);
  adw_dialog_present (ADW_DIALOG (self), owner);
  take_path (self, path);
}

QzImportDialog *
qz_import_dialog_present (GtkWidget *owner, QzSession *session, const char *path)
{
  QzImportDialog *self = qz_import_dialog_new ();

  qz_import_dialog_show (self, owner, session, path);
  return self;
}

/* What a file is, its bytes tell: the suffixes are only those seen at first. */
void
qz_import_dialog_choose (GtkWidget *widget, QzFileFunc func)
{
  static const char *const suffixes[] = { "csv", "txt", "tsv", "xlsx", "xls", "ods", "ret", NULL };

  qz_file_choose (widget,
                  &(QzFileChoice) { QZ_FILE_OPEN, _("Import a File"),
                                    .kind = _("Lists: CSV and Workbooks"), .suffixes = suffixes },
                  func, NULL, NULL);
}

const char *
qz_import_dialog_get_step (QzImportDialog *self)
{
  return step_names[self->step];
}

gboolean
qz_import_dialog_can_go_on (QzImportDialog *self)
{
  return gtk_widget_get_sensitive (GTK_WIDGET (self->next));
}

const char *
qz_import_dialog_get_reason (QzImportDialog *self)
{
  return gtk_label_get_label (self->reason);
}

void
qz_import_dialog_go_on (QzImportDialog *self)
{
  g_return_if_fail (qz_import_dialog_can_go_on (self));
  next_cb (self);
}
