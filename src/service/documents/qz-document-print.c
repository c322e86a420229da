/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "qz-book-private.h"
#include "qz-chart.h"
#include "qz-document-lists.h"
#include "qz-document-slips.h"
#include "qz-error.h"
#include "qz-form.h"
#include "qz-print.h"

/* Which forms a kind of document has; the first one is the main one. */
typedef struct {
  QzDocumentKind kind;
  const char *id;
  const char *per; /* document provider payment */
} FormRule;

static const FormRule form_rules[] = {
  { QZ_DOCUMENT_DAILY, "F-JL-DAY", "document" },  { QZ_DOCUMENT_ADVANCE, "F-ADV", "document" },
  { QZ_DOCUMENT_SETTLEMENT, "F-MS", "document" }, { QZ_DOCUMENT_SETTLEMENT, "F-STMT", "provider" },
  { QZ_N_DOCUMENT_KINDS, "F-PAY", "payment" },    { QZ_N_DOCUMENT_KINDS, "F-RCPT", "payment" },
};

static gboolean
applies (const FormRule *rule, QzDocumentKind kind)
{
  return rule->kind == kind || rule->kind == QZ_N_DOCUMENT_KINDS;
}

gboolean
qz_document_kind_get_form (QzDocumentKind kind, guint n, QzFormOfKind *out)
{
  for (guint i = 0; i < G_N_ELEMENTS (form_rules); i++)
    if (applies (&form_rules[i], kind) && n-- == 0)
      {
        *out = (QzFormOfKind) { form_rules[i].id, form_rules[i].per };
        return TRUE;
      }
  return FALSE;
}

static const FormRule *
find_rule (const QzDocumentRecord *head, const char *form, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (form_rules); i++)
    if (applies (&form_rules[i], head->kind)
        && (form == NULL || g_str_equal (form, form_rules[i].id)))
      return &form_rules[i];
  qz_error_set (error, QZ_ERROR_USAGE, "no-such-form",
                _("%s has no form “%s”; its forms are listed in “qz doc forms %s”"), head->number,
                form, head->number);
  return NULL;
}

QzSheet *
qz_document_list_forms (QzBook *book, const char *number, GError **error)
{
  g_autoptr (QzDocumentRecord) head =
      qz_document_repo_find (qz_book_get_store (book), number, error);
  g_autoptr (QzSheet) sheet = qz_sheet_new ("forms");

  if (head == NULL)
    return NULL;
  qz_sheet_add_column (sheet, "id", _("Form"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "title", _("Title"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "per", _("One per"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "printed", _("Printed"), QZ_VALUE_COUNT);
  for (guint i = 0; i < G_N_ELEMENTS (form_rules); i++)
    {
      g_autoptr (QzForm) form = NULL;
      gint64 printed = 0;
      guint row;

      if (!applies (&form_rules[i], head->kind))
        continue;
      form = qz_print_load_form (form_rules[i].id, error);
      if (form == NULL
          || !qz_document_lists_count_prints (qz_book_get_store (book), head->id,
                                              form_rules[i].id, NULL, &printed, error))
        return NULL;
      row = qz_sheet_add_row (sheet);
      qz_sheet_put_text (sheet, row, 0, form_rules[i].id);
      qz_sheet_put_text (sheet, row, 1, qz_form_get_title (form));
      qz_sheet_put_text (sheet, row, 2, form_rules[i].per);
      qz_sheet_put_number (sheet, row, 3, printed);
    }
  return g_steal_pointer (&sheet);
}

/* ── one printing ────────────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzDocumentRecord *head;
  const FormRule *rule;
  GPtrArray *sheets; /* element-type QzSheet */
  QzPrintOptions options;
  char created[20];
} Printing;

static void
printing_clear (Printing *self)
{
  g_clear_pointer (&self->head, qz_document_record_free);
  g_clear_pointer (&self->sheets, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Printing, printing_clear)

static QzPrintState
print_state (QzDocumentState state)
{
  if (state == QZ_STATE_MADE || state == QZ_STATE_REVIEWED)
    return QZ_PRINT_DRAFT;
  if (state == QZ_STATE_REFUSED || state == QZ_STATE_CANCELLED)
    return QZ_PRINT_CANCELLED;
  return QZ_PRINT_FINAL;
}

/* Equal documents give equal bytes, so the file's time is that of the document's making. */
static gboolean
set_options (QzBook *book, Printing *self, GError **error)
{
  g_autoptr (GPtrArray) events =
      qz_document_repo_get_events (qz_book_get_store (book), self->head->id, error);
  const QzDocumentEvent *made;

  if (events == NULL)
    return FALSE;
  made = qz_document_events_find (events, "make");
  g_strlcpy (self->created, made == NULL ? "" : made->business_time, sizeof self->created);
  self->options.state = print_state (self->head->state);
  self->options.document_id = self->head->number;
  self->options.created = self->created;
  return TRUE;
}

static gboolean
fill (QzBook *book, Printing *self, const char *number, const char *form, const char *provider,
      GError **error)
{
  self->head = qz_document_repo_find (qz_book_get_store (book), number, error);
  self->rule = self->head == NULL ? NULL : find_rule (self->head, form, error);
  if (self->rule == NULL || !set_options (book, self, error))
    return FALSE;
  if (provider != NULL && g_str_equal (self->rule->per, "document"))
    {
      qz_error_set (error, QZ_ERROR_USAGE, "form-of-document",
                    _("%s is one sheet for all providers and not printed for one (--provider)"),
                    self->rule->id);
      return FALSE;
    }
  self->sheets = qz_document_fill_form (book, self->head, self->rule->id, provider, error);
  if (self->sheets == NULL || self->sheets->len > 0)
    return self->sheets != NULL;
  qz_error_set (error, QZ_ERROR_REFUSED, "nothing-to-print",
                provider == NULL ? _("%s has nothing for %s yet") : _("%s has nothing for %s "
                                                                        "of %s yet"),
                number, self->rule->id, provider);
  return FALSE;
}

/* What print_log calls the part. Only the paper of a finished document is an original: drafts, void
 * copies and files for other programs go by names of their own, and so are not its reprints. */
static char *
dup_part (const Printing *self, const char *provider, const char *path)
{
  const char *how = NULL;

  if (!g_str_has_suffix (path, ".pdf"))
    how = "file";
  else if (self->options.state != QZ_PRINT_FINAL)
    how = self->options.state == QZ_PRINT_DRAFT ? "draft" : "void";
  if (how == NULL)
    return g_strdup (provider != NULL ? provider : "");
  return g_strdup_printf ("%s#%s", provider != NULL ? provider : "", how);
}

/* A part that was printed before says so on paper (补打). */
static gboolean
count_print (QzBook *book, Printing *self, const char *part, GError **error)
{
  gint64 before;

  if (strchr (part, '#') != NULL)
    return TRUE;
  if (!qz_document_lists_count_prints (qz_book_get_store (book), self->head->id, self->rule->id,
                                       part, &before, error))
    return FALSE;
  self->options.reprint = (guint) before;
  return TRUE;
}

static gboolean
write_log (QzBook *book, const QzContext *context, Printing *self, const char *part,
           const char *digest, GError **error)
{
  g_autoptr (QzAct) act = qz_book_begin_act (book, context, "doc print", 0, error);
  QzTableWriter *writer = act == NULL ? NULL : qz_act_get_writer (act, "print_log", error);

  if (writer == NULL)
    return FALSE;
  qz_act_set_detail (act, self->head->number);
  qz_table_writer_int (writer, self->head->id);
  qz_table_writer_text (writer, self->rule->id);
  qz_table_writer_text (writer, part);
  qz_table_writer_text (writer, digest);
  return qz_table_writer_end_row (writer, error) != 0
         && qz_book_end_act (book, context, g_steal_pointer (&act), error);
}

/* The digest of what was written. When only tried, nothing stays. */
static char *
digest_file (const char *path, gboolean dry_run, GError **error)
{
  g_autofree char *bytes = NULL;
  gsize length = 0;
  gboolean done = g_file_get_contents (path, &bytes, &length, error);

  if (dry_run && g_unlink (path) != 0)
    g_debug ("%s: %s", path, g_strerror (errno));
  return done ? qz_digest_bytes (bytes, length) : NULL;
}

/* Where to write: what is only tried must not replace what is there. */
static char *
dup_target (const QzContext *context, const char *path)
{
  const char *ending = strrchr (path, '.');

  return context->dry_run ? g_strdup_printf ("%s.tried%s", path, ending != NULL ? ending : "")
                          : g_strdup (path);
}

QzSheet *
qz_document_print (QzBook *book, const QzContext *context, const char *number, const char *form,
                   const char *provider, const char *path, GError **error)
{
  g_auto (Printing) self = { 0 };
  g_autofree char *part = NULL;
  const gboolean counted = context->user != NULL && qz_book_is_writable (book);
  g_autofree char *target = dup_target (context, path);
  g_autofree char *digest = NULL;
  g_autoptr (QzSheet) sheet = qz_sheet_new ("print");

  if (!fill (book, &self, number, form, provider, error))
    return NULL;
  part = dup_part (&self, provider, path);
  if ((counted && !count_print (book, &self, part, error))
      || !qz_print_write (self.rule->id, (QzSheet *const *) self.sheets->pdata, self.sheets->len,
                          &self.options, target, context->cancellable, error))
    return NULL;
  digest = digest_file (target, context->dry_run, error);
  if (digest == NULL || (counted && !write_log (book, context, &self, part, digest, error)))
    return NULL;
  qz_sheet_set_text (sheet, "path", _("File"), path);
  qz_sheet_set_text (sheet, "form", _("Form"), self.rule->id);
  qz_sheet_set_number (sheet, "n_sheets", _("Sheets"), QZ_VALUE_COUNT, self.sheets->len);
  qz_sheet_set_number (sheet, "reprint", _("Reprint"), QZ_VALUE_COUNT, self.options.reprint);
  qz_sheet_set_text (sheet, "digest", _("Digest"), digest);
  return g_steal_pointer (&sheet);
}

GBytes *
qz_document_preview (QzBook *book, const char *number, const char *form, const char *provider,
                     GError **error)
{
  g_auto (Printing) self = { 0 };

  if (!fill (book, &self, number, form, provider, error))
    return NULL;
  return qz_print_preview (self.rule->id, (QzSheet *const *) self.sheets->pdata, self.sheets->len,
                           &self.options, error);
}
