/* SPDX-License-Identifier: GPL-3.0-or-later */
/* F-NL-1 in its two copies (NL-9). */
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-digest.h"
#include "qz-error.h"
#include "qz-id-check.h"
#include "qz-paper-log.h"
#include "qz-print.h"
#include "qz-registration-private.h"

#define FORM     "F-NL-1"
#define N_COPIES 2

static const char *const copy_names[N_COPIES] = { "经办机构留存", "申请人签收" };

/* ── words of the form ──────────────────────────────────────────────────────────────────────── */

/* ■职工 □居民: the font of paper has no ticked box. */
static char *
dup_boxes (const char *const *names, guint n, guint ticked)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s%s%s", i > 0 ? "　" : "", i == ticked ? "■" : "□", names[i]);
  return g_string_free_and_steal (text);
}

static void
set_boxes (QzSheet *sheet, const QzRegistration *kept)
{
  static const char *const insurances[] = { "职工", "居民" };
  const char *kinds[QZ_N_NL_PERSONS];
  const char *scopes[QZ_N_NL_SCOPES];
  g_autofree char *insurance = dup_boxes (insurances, 2, kept->insurance);
  g_autofree char *kind = NULL;
  g_autofree char *scope = NULL;

  for (int i = 0; i < QZ_N_NL_PERSONS; i++)
    kinds[i] = qz_nl_person_get_paper_name ((QzNlPerson) i);
  for (int i = 0; i < QZ_N_NL_SCOPES; i++)
    scopes[i] = qz_nl_scope_get_paper_name ((QzNlScope) i);
  kind = dup_boxes (kinds, QZ_N_NL_PERSONS, kept->kind);
  scope = dup_boxes (scopes, QZ_N_NL_SCOPES, kept->scope);
  qz_sheet_set_text (sheet, "insurance_boxes", "", insurance);
  qz_sheet_set_text (sheet, "kind_boxes", "", kind);
  qz_sheet_set_text (sheet, "scope_boxes", "", scope);
}

static const struct {
  const char *key;
  const char *name;
} words[] = {
  { "register", "备案登记" },  { "change", "变更注销" },     { "pause", "待遇暂停" },
  { "resume", "待遇恢复" },    { "terminate", "待遇终止" },  { "expire", "转诊自动失效" },
  { "cancel", "转诊未用取消" },
  { QZ_REG_VALID, "有效" },    { QZ_REG_PAUSED, "暂停" },    { QZ_REG_TERMINATED, "终止" },
  { QZ_REG_CHANGED, "变更注销" }, { QZ_REG_USED, "自动失效" }, { QZ_REG_UNUSED, "未用取消" },
  { "1", "男" },               { "2", "女" },                { "01", "居民身份证" },
};

static const char *
find_word (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i].key, key) == 0)
      return words[i].name;
  return key;
}

/* ── the sheet ──────────────────────────────────────────────────────────────────────────────── */

static void
set_days (QzSheet *sheet, const QzRegistration *kept)
{
  g_autofree char *begin = qz_day_format (kept->begin_day);
  g_autofree char *end = kept->end_day != QZ_DAY_NONE ? qz_day_format (kept->end_day)
                                                      : g_strdup ("长期");
  g_autofree char *days = g_strdup_printf ("%s 至 %s", begin, end);

  qz_sheet_set_text (sheet, "days", "", days);
  qz_sheet_set_number (sheet, "registered_day", "", QZ_VALUE_DAY, kept->registered_day);
  if (kept->brdy != QZ_DAY_NONE)
    qz_sheet_set_number (sheet, "brdy", "", QZ_VALUE_DAY, kept->brdy);
}

static void
set_texts (QzSheet *sheet, const QzRegistration *kept)
{
  static const struct {
    const char *fact;
    QzRegistrationText text;
  } facts[] = {
    { "number", QZ_REG_NUMBER },
    { "psn_name", QZ_REG_PSN_NAME },
    { "card_no", QZ_REG_CARD_NO },
    { "psn_no", QZ_REG_PSN_NO },
    { "insured_state", QZ_REG_INSURED_STATE },
    { "emp_name", QZ_REG_EMP_NAME },
    { "phone", QZ_REG_PHONE },
    { "address", QZ_REG_ADDRESS },
    { "from_hospital", QZ_REG_FROM_HOSPITAL },
    { "to_hospital", QZ_REG_TO_HOSPITAL },
    { "diagnosis", QZ_REG_DIAGNOSIS },
    { "referral_reason", QZ_REG_REFERRAL_REASON },
  };

  for (guint i = 0; i < G_N_ELEMENTS (facts); i++)
    qz_sheet_set_text (sheet, facts[i].fact, "", kept->texts[facts[i].text]);
  qz_sheet_set_text (sheet, "gender", "", find_word (kept->texts[QZ_REG_GEND]));
  qz_sheet_set_text (sheet, "cert_type", "", find_word (kept->texts[QZ_REG_CERT_TYPE]));
  qz_sheet_set_text (sheet, "state_name", "", find_word (kept->state));
  qz_sheet_set_number (sheet, "is_referral", "", QZ_VALUE_COUNT, kept->kind == QZ_NLP_REFERRAL);
}

static void
add_hospitals (QzSheet *sheet, const QzRegistration *kept)
{
  g_autoptr (QzSheet) child = qz_sheet_new ("hospitals");

  qz_sheet_add_column (child, "name", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "code", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "level", "", QZ_VALUE_TEXT);
  for (guint i = 0; i < kept->hospitals->len; i++)
    {
      const QzRegistrationHospital *hospital = kept->hospitals->pdata[i];
      const guint row = qz_sheet_add_row (child);

      qz_sheet_put_text (child, row, 0, hospital->name);
      qz_sheet_put_text (child, row, 1, hospital->code);
      qz_sheet_put_text (child, row, 2, hospital->level);
    }
  qz_sheet_add_child (sheet, child);
}

enum { EVENT_ACT = 2, EVENT_DAY = 4, EVENT_ACTOR = 5, EVENT_REASON = 7, N_EVENT_COLUMNS };

/* What happened after it was registered; who registered is the maker. */
static gboolean
fill_changes (QzSheet *sheet, QzSheet *events, QzBook *book, GError **error)
{
  g_autoptr (QzSheet) child = qz_sheet_new ("changes");

  qz_sheet_add_column (child, "day", "", QZ_VALUE_DAY);
  qz_sheet_add_column (child, "act", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "reason", "", QZ_VALUE_TEXT);
  qz_sheet_add_column (child, "actor", "", QZ_VALUE_TEXT);
  for (guint i = 0; i < qz_sheet_get_n_rows (events); i++)
    {
      const char *actor = qz_sheet_get_text (events, i, EVENT_ACTOR);
      g_autofree char *person = strcmp (actor, QZ_REG_SYSTEM) == 0
                                  ? g_strdup ("系统")
                                  : qz_print_dup_person (book, actor, error);
      guint row;

      if (person == NULL)
        return FALSE;
      if (i == 0)
        {
          qz_sheet_set_text (sheet, "maker", "", person);
          continue;
        }
      row = qz_sheet_add_row (child);
      qz_sheet_put_number (child, row, 0, qz_sheet_get_number (events, i, EVENT_DAY));
      qz_sheet_put_text (child, row, 1, find_word (qz_sheet_get_text (events, i, EVENT_ACT)));
      qz_sheet_put_text (child, row, 2, qz_sheet_get_text (events, i, EVENT_REASON));
      qz_sheet_put_text (child, row, 3, person);
    }
  qz_sheet_add_child (sheet, child);
  return TRUE;
}

static gboolean
add_changes (QzSheet *sheet, QzBook *book, gint64 id, GError **error)
{
  static const char *const names[N_EVENT_COLUMNS] = { "time",  "nominal", "act",     "state",
                                                      "day",   "actor",   "setl_id", "reason" };
  g_autoptr (QzSheet) events = qz_sheet_new ("events");

  for (guint i = 0; i < N_EVENT_COLUMNS; i++)
    qz_sheet_add_column (events, names[i], "", i == EVENT_DAY ? QZ_VALUE_DAY : QZ_VALUE_TEXT);
  return qz_registration_repo_fill_events (qz_book_get_store (book), id, events, error)
         && fill_changes (sheet, events, book, error);
}

/* @masked: for looking at only. */
static QzSheet *
make_copy (QzBook *book, QzAreaMap *map, const QzRegistration *kept, guint copy, gboolean masked,
           GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("registration");
  g_autofree char *certno = masked ? qz_id_mask (kept->texts[QZ_REG_CERTNO])
                                   : g_strdup (kept->texts[QZ_REG_CERTNO]);

  set_texts (sheet, kept);
  set_boxes (sheet, kept);
  set_days (sheet, kept);
  qz_sheet_set_text (sheet, "certno", "", certno);
  qz_sheet_set_text (sheet, "insured_area", "",
                     qz_area_map_get_name (map, kept->texts[QZ_REG_INSURED_AREA]));
  qz_sheet_set_text (sheet, "treat_area", "",
                     qz_area_map_get_name (map, kept->texts[QZ_REG_TREAT_AREA]));
  qz_sheet_set_text (sheet, "copy_name", "", copy_names[copy]);
  qz_sheet_set_text (sheet, "document_no", "", kept->texts[QZ_REG_NUMBER]);
  add_hospitals (sheet, kept);
  return add_changes (sheet, book, kept->id, error) ? g_steal_pointer (&sheet) : NULL;
}

typedef struct {
  QzSheet *sheets[N_COPIES];
  QzPrintOptions options;
} Paper;

static void
paper_clear (Paper *self)
{
  for (guint i = 0; i < N_COPIES; i++)
    g_clear_pointer (&self->sheets[i], qz_sheet_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Paper, paper_clear)

static gboolean
paper_fill (Paper *self, QzBook *book, QzAreaMap *map, const QzRegistration *kept,
            gboolean masked, GError **error)
{
  for (guint i = 0; i < N_COPIES; i++)
    {
      self->sheets[i] = make_copy (book, map, kept, i, masked, error);
      if (self->sheets[i] == NULL)
        return FALSE;
    }
  self->options.document_id = kept->texts[QZ_REG_NUMBER];
  return TRUE;
}

GBytes *
qz_registration_preview (QzBook *book, const QzContext *context, const char *number,
                         GError **error)
{
  g_autoptr (QzRegistration) kept =
      qz_registration_repo_get (qz_book_get_store (book), number, error);
  g_autoptr (QzAreaMap) map = kept != NULL ? qz_actors_load_map (book, error) : NULL;
  g_auto (Paper) paper = { .options = { .state = QZ_PRINT_DRAFT,
                                        .created = context->clock.business } };

  if (map == NULL || !paper_fill (&paper, book, map, kept, TRUE, error))
    return NULL;
  return qz_print_preview (FORM, paper.sheets, N_COPIES, &paper.options, error);
}

/* ── printing ───────────────────────────────────────────────────────────────────────────────── */

static gboolean
log_paper (QzRegistrationDesk *desk, const char *number, const char *path, GError **error)
{
  g_autofree char *bytes = NULL;
  g_autofree char *digest = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &bytes, &length, error))
    return FALSE;
  digest = qz_digest_bytes (bytes, length);
  return qz_paper_log_put (desk->act, FORM, number, digest, error)
         && qz_registration_end (desk, number, error);
}

gboolean
qz_registration_print (QzBook *book, const QzContext *context, const char *number,
                       const char *path, guint *out_reprints, GError **error)
{
  g_autoptr (QzRegistration) kept =
      qz_registration_repo_get (qz_book_get_store (book), number, error);
  g_auto (QzRegistrationDesk) desk = { 0 };
  g_auto (Paper) paper = { .options = { .state = QZ_PRINT_FINAL,
                                        .created = context->clock.business } };
  guint before = 0;

  if (kept == NULL)
    return FALSE;
  if (context->dry_run)
    {
      qz_error_set (error, QZ_ERROR_USAGE, "reveal-dry-run",
                    _("The form carries the identity number, so printing it is written down and "
                      "cannot be tried"));
      return FALSE;
    }
  if (!qz_registration_begin (&desk, book, context, kept->texts[QZ_REG_INSURED_AREA],
                              "registration print (identity number shown)", QZ_RIGHT_PRINT_PERSON,
                              error)
      || !qz_paper_log_count (desk.store, FORM, number, &before, error)
      || !paper_fill (&paper, book, desk.map, kept, FALSE, error))
    return FALSE;
  paper.options.reprint = before;
  if (!qz_print_write (FORM, paper.sheets, N_COPIES, &paper.options, path, context->cancellable,
                       error))
    return FALSE;
  if (out_reprints != NULL)
    *out_reprints = before;
  if (log_paper (&desk, number, path, error))
    return TRUE;
  /* A paper that is not counted must not lie about. */
  (void) g_unlink (path);
  return FALSE;
}
