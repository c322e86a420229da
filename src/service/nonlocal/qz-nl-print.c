/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-nl-print.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-clearing-repo.h"
#include "qz-clearing.h"
#include "qz-codes.h"
#include "qz-deposit-repo.h"
#include "qz-deposits.h"
#include "qz-error.h"
#include "qz-nl-paper-private.h"
#include "qz-nl-paper.h"
#include "qz-nl-print-private.h"

static const char *const deposit_forms[] = { "F-NL-2-1", "F-NL-2-2", "F-NL-2-3" };

typedef struct {
  QzBook *book;
  QzAreaMap *map;
  QzCodes *codes;
  char *province_agency; /* its name */
  QzNlLists lists;       /* of the month at hand; period 0: none yet */
} Desk;

static gboolean
desk_open (Desk *self, QzBook *book, GError **error)
{
  const char *province;
  const char *code;

  self->book = book;
  self->map = qz_actors_load_map (book, error);
  self->codes = self->map != NULL ? qz_codes_get (book, error) : NULL;
  if (self->codes == NULL)
    return FALSE;
  province = qz_area_map_get_province (self->map);
  code = qz_area_map_get_agency_code (self->map, province);
  self->province_agency = qz_print_dup_agency_name (book, code != NULL ? code : province, error);
  return self->province_agency != NULL;
}

static void
desk_clear (Desk *self)
{
  g_clear_pointer (&self->map, qz_area_map_unref);
  g_free (self->province_agency);
  if (self->lists.period != 0)
    qz_nl_lists_clear (&self->lists);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_clear)

static gboolean
is_deposit_form (const char *form)
{
  return g_str_has_prefix (form, "F-NL-2-");
}

/* ── what paper says beside the figures ─────────────────────────────────────────────────────── */

static const char *
get_text (QzSheet *sheet, const char *name)
{
  int fact = qz_sheet_find_fact (sheet, name);
  const char *text = fact < 0 ? NULL : qz_sheet_get_fact_text (sheet, (guint) fact);

  return text != NULL ? text : "";
}

static gint64
get_number (QzSheet *sheet, const char *name)
{
  int fact = qz_sheet_find_fact (sheet, name);

  return fact < 0 ? 0 : qz_sheet_get_fact_number (sheet, (guint) fact);
}

/* The titles begin with 黑龙江省; of 黑龙江省本级 only the rest follows. */
static const char *
get_area_title (Desk *desk, const char *unit)
{
  const char *name = qz_area_map_get_name (desk->map, unit);
  const char *province =
      qz_area_map_get_name (desk->map, qz_area_map_get_province (desk->map));

  return g_str_has_prefix (name, province) && strlen (name) > strlen (province)
             ? name + strlen (province)
             : name;
}

/* Forms of a unit's hospitals are signed by its own agency (SB-C), all others by the province's. */
static gboolean
set_agencies (Desk *desk, const char *form, const char *unit, QzSheet *sheet, GError **error)
{
  const char *code = qz_area_map_get_agency_code (desk->map, unit);
  g_autofree char *agency =
      qz_print_dup_agency_name (desk->book, code != NULL ? code : unit, error);
  const gboolean is_own = g_str_equal (form, "F-NL-5-1") || g_str_equal (form, "F-NL-8-1");

  if (agency == NULL)
    return FALSE;
  qz_sheet_set_text (sheet, "unit_agency", NULL, agency);
  qz_sheet_set_text (sheet, "agency_name", NULL, is_own ? agency : desk->province_agency);
  qz_sheet_set_text (sheet, "area_title", NULL, get_area_title (desk, unit));
  return TRUE;
}

static char *
dup_person (Desk *desk, const char *user, GError **error)
{
  if (user[0] == '\0')
    return g_strdup ("");
  if (g_str_equal (user, "system"))
    return g_strdup ("系统自动生成");
  return qz_print_dup_person (desk->book, user, error);
}

/* Who made it and, when it was another person, who published it; the chief signs by hand. */
static gboolean
set_people (Desk *desk, const char *maker, const char *publisher, QzSheet *sheet, GError **error)
{
  g_autofree char *made = dup_person (desk, maker, error);
  g_autofree char *published =
      made == NULL ? NULL
                   : dup_person (desk, g_str_equal (maker, publisher) ? "" : publisher, error);

  if (published == NULL)
    return FALSE;
  qz_sheet_set_text (sheet, "maker", NULL, made);
  qz_sheet_set_text (sheet, "reviewer", NULL, published);
  return TRUE;
}

static gboolean
set_clearing_people (Desk *desk, QzSheet *sheet, GError **error)
{
  QzStore *store = qz_book_get_store (desk->book);
  const QzPeriod period = (QzPeriod) get_number (sheet, "period");
  QzNlScope scope = QZ_NL_IN_PROV;
  g_autofree char *maker = NULL;
  g_autofree char *publisher = NULL;
  QzDay made = QZ_DAY_NONE;

  if (!qz_nl_scope_parse (get_text (sheet, "scope"), &scope))
    return TRUE;
  maker = qz_clearing_repo_dup_actor (store, period, scope, QZ_CLEARING_LISTS, "", error);
  publisher = maker == NULL ? NULL
                            : qz_clearing_repo_dup_actor (store, period, scope,
                                                          QZ_CLEARING_PUBLISH, "", error);
  if (publisher == NULL
      || !qz_clearing_repo_get_day (store, period, scope, QZ_CLEARING_LISTS, "", &made, error))
    return FALSE;
  qz_sheet_set_number (sheet, "made_day", NULL, QZ_VALUE_DAY, made);
  return set_people (desk, maker, publisher, sheet, error);
}

/* Domain 2.0: <form>-<area>-<month>-<number>. A list has the number of its version; a notice that
 * is not published has none. */
static void
set_number (const char *form, QzSheet *sheet)
{
  const char *number = get_text (sheet, "number");
  const gboolean is_notice = strchr (form + strlen ("F-NL-"), '-') == NULL
                             && strchr ("5689", form[strlen ("F-NL-")]) != NULL;
  g_autofree char *made = NULL;

  if (number[0] != '\0')
    made = g_strdup (number);
  else if (is_notice)
    made = g_strdup_printf ("HLJ%s-%s-%06d-草稿", form + strlen ("F-NL-"),
                            get_text (sheet, "unit"), (int) get_number (sheet, "period"));
  else
    made = g_strdup_printf ("HLJ%s-%s-%06d-%03d", form + strlen ("F-NL-"),
                            get_text (sheet, "unit"), (int) get_number (sheet, "period"),
                            (int) get_number (sheet, "version"));
  qz_sheet_set_text (sheet, "document_no", _("Number"), made);
}

/* Levels of hospitals by their names, where a code table has them. */
static void
name_levels (Desk *desk, QzSheet *sheet)
{
  const int column = qz_sheet_find_column (sheet, "level");

  if (column < 0 || qz_sheet_find_column (sheet, "provider_code") < 0)
    return;
  for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
    {
      const char *code = qz_sheet_get_text (sheet, row, (guint) column);
      const char *name = code != NULL ? qz_codes_get_name (desk->codes, "hosp_lv", code) : NULL;

      if (name != NULL)
        qz_sheet_put_text (sheet, row, (guint) column, name);
    }
}

/* Notices of deposits say themselves who made and published them. */
static gboolean
set_notice_people (Desk *desk, QzSheet *sheet, GError **error)
{
  g_autofree char *year = g_strdup_printf ("%d", (int) get_number (sheet, "period") / 100);

  qz_sheet_set_text (sheet, "quota_year", NULL, year);
  qz_sheet_set_number (sheet, "made_day", NULL, QZ_VALUE_DAY, get_number (sheet, "day"));
  return set_people (desk, get_text (sheet, "made_by"), get_text (sheet, "published_by"), sheet,
                     error);
}

/* @sheet: (transfer full) (nullable) */
static QzSheet *
complete (Desk *desk, const char *form, QzSheet *sheet, GError **error)
{
  g_autoptr (QzSheet) self = sheet;

  if (self == NULL)
    return NULL;
  set_number (form, self);
  name_levels (desk, self);
  if (!set_agencies (desk, form, get_text (self, "unit"), self, error)
      || !(is_deposit_form (form) ? set_notice_people (desk, self, error)
                                  : set_clearing_people (desk, self, error)))
    return NULL;
  return g_steal_pointer (&self);
}

/* The lists of a month may be long: they are read once for all its papers. */
static gboolean
load_lists (Desk *desk, QzPeriod period, GError **error)
{
  if (desk->lists.period == period)
    return TRUE;
  if (desk->lists.period != 0)
    qz_nl_lists_clear (&desk->lists);
  desk->lists = (QzNlLists) { 0 };
  return qz_nl_lists_load (&desk->lists, desk->book, period, error);
}

static QzSheet *
make_sheet (Desk *desk, const char *form, QzPeriod period, const char *unit, GError **error)
{
  if (is_deposit_form (form))
    return complete (desk, form,
                     qz_deposit_paper_find_sheet (desk->book, form, period, unit, error), error);
  if (!load_lists (desk, period, error))
    return NULL;
  return complete (desk, form, qz_nl_paper_make_sheet (&desk->lists, form, unit, error), error);
}

/* ── one paper ──────────────────────────────────────────────────────────────────────────────── */

/* Equal papers give equal bytes: the file's time is the day of publication, or of the list. */
static QzNlPrinted *
take_paper (const char *form, QzSheet *sheet)
{
  const gboolean is_published = is_deposit_form (form) || get_number (sheet, "published") != 0;
  QzNlPrinted *paper = qz_nl_printed_new (form, get_text (sheet, "document_no"), sheet,
                                          is_published ? QZ_PRINT_FINAL : QZ_PRINT_DRAFT);
  g_autofree char *day = qz_day_format ((QzDay) get_number (sheet, "day"));

  g_snprintf (paper->created, sizeof paper->created, "%sT00:00:00", day);
  return paper;
}

/* Nothing in any figure: such a unit gets no paper in a set. */
static gboolean
is_blank (QzSheet *sheet)
{
  for (guint i = 0; i < qz_sheet_get_n_columns (sheet); i++)
    if (qz_sheet_get_column_type (sheet, i) == QZ_VALUE_FEN)
      for (guint row = 0; row < qz_sheet_get_n_rows (sheet); row++)
        if (qz_sheet_get_number (sheet, row, i) != 0)
          return FALSE;
  return TRUE;
}

typedef struct {
  Desk desk;
  const QzContext *context;
  const QzNlPrint *print;
  QzNlPrinter *printer;
  GPtrArray *papers; /* QzNlPrinted, of the form at hand */
  QzSheet *set;      /* what was printed */
} Set;

static void
set_clear (Set *self)
{
  desk_clear (&self->desk);
  g_clear_pointer (&self->printer, qz_nl_printer_free);
  g_clear_pointer (&self->papers, g_ptr_array_unref);
  g_clear_pointer (&self->set, qz_sheet_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Set, set_clear)

static QzSheet *
new_set (void)
{
  static const char *const texts[] = { "form",   "title", "unit", "unit_name",
                                       "number", "state", "path" };
  QzSheet *sheet = qz_sheet_new ("prints");

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    qz_sheet_add_column (sheet, texts[i], NULL, QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "reprint", NULL, QZ_VALUE_COUNT);
  return sheet;
}

static const char *
get_state_text (QzPrintState state)
{
  if (state == QZ_PRINT_FINAL)
    return "published";
  return state == QZ_PRINT_DRAFT ? "draft" : "void";
}

static void
tell (QzSheet *set, const QzNlPrinted *paper, const char *path)
{
  const guint row = qz_sheet_add_row (set);

  qz_sheet_put_text (set, row, 0, paper->form);
  qz_sheet_put_text (set, row, 1, get_text (paper->sheet, "title"));
  qz_sheet_put_text (set, row, 2, get_text (paper->sheet, "unit"));
  qz_sheet_put_text (set, row, 3, get_text (paper->sheet, "unit_name"));
  qz_sheet_put_text (set, row, 4, paper->subject);
  qz_sheet_put_text (set, row, 5, get_state_text (paper->state));
  qz_sheet_put_text (set, row, 6, path);
  qz_sheet_put_number (set, row, 7, qz_nl_printed_get_reprint (paper));
}

/* ── the papers of a form ───────────────────────────────────────────────────────────────────── */

static gboolean
add_paper (Set *self, const char *form, const char *unit, gboolean keep_blank, GError **error)
{
  QzSheet *sheet = make_sheet (&self->desk, form, self->print->period, unit, error);

  if (sheet == NULL)
    return FALSE;
  if (!keep_blank && is_blank (sheet))
    qz_sheet_unref (sheet);
  else
    g_ptr_array_add (self->papers, take_paper (form, sheet));
  return TRUE;
}

static gboolean
collect (Set *self, const char *form, gboolean by_unit, GError **error)
{
  const char *unit;

  g_ptr_array_set_size (self->papers, 0);
  if (!by_unit)
    return add_paper (self, form, NULL, TRUE, error);
  if (self->print->unit != NULL)
    return add_paper (self, form, self->print->unit, TRUE, error);
  for (guint i = 0; (unit = qz_area_map_get_unit (self->desk.map, i)) != NULL; i++)
    if (!add_paper (self, form, unit, FALSE, error))
      return FALSE;
  return TRUE;
}

/* Notices of deposits: those of the month, 2-1 and 2-2 those of its year; withdrawn ones are no
 * part of a set. */
static gboolean
collect_deposits (Set *self, const char *form, gboolean all, GError **error)
{
  const QzPeriod month = self->print->period;
  const QzPeriod period =
      all || g_str_equal (form, "F-NL-2-3") ? month : month / 100 * 100 + 1;
  g_autoptr (QzSheet) found =
      qz_notice_list (self->desk.book, period, self->print->unit, error);

  g_ptr_array_set_size (self->papers, 0);
  for (guint row = 0; found != NULL && row < qz_sheet_get_n_rows (found); row++)
    {
      QzSheet *sheet;

      if (!g_str_equal (qz_sheet_get_text (found, row, 1), form)
          || g_str_equal (qz_sheet_get_text (found, row, 8), "WITHDRAWN"))
        continue;
      sheet = complete (&self->desk, form,
                        qz_deposit_paper_get_sheet (self->desk.book,
                                                    qz_sheet_get_text (found, row, 0), error),
                        error);
      if (sheet == NULL)
        return FALSE;
      g_ptr_array_add (self->papers, take_paper (form, sheet));
    }
  return found != NULL;
}

static gboolean
is_folder (const char *output)
{
  return g_str_has_suffix (output, "/") || g_file_test (output, G_FILE_TEST_IS_DIR);
}

/* A month may have two raises of a unit, one for each scope: its number tells them apart. */
static char *
dup_file_name (const QzNlPrinted *paper)
{
  if (g_str_equal (paper->form, "F-NL-2-3"))
    return g_strdup_printf ("%s-%s.pdf", paper->form, paper->subject);
  return g_strdup_printf ("%s-%s-%06d.pdf", paper->form, get_text (paper->sheet, "unit"),
                          (int) get_number (paper->sheet, "period"));
}

static gboolean
write_into (Set *self, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) one = g_ptr_array_new ();

  for (guint i = 0; i < self->papers->len; i++)
    {
      QzNlPrinted *paper = self->papers->pdata[i];
      g_autofree char *name = dup_file_name (paper);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_ptr_array_set_size (one, 0);
      g_ptr_array_add (one, paper);
      if (!qz_nl_printer_write (self->printer, one, path, error))
        return FALSE;
      tell (self->set, paper, path);
      qz_progress_report (self->context->progress, _("Printing"), qz_sheet_get_n_rows (self->set),
                          0);
    }
  return TRUE;
}

static gboolean
write_papers (Set *self, GError **error)
{
  const char *output = self->print->output;

  if (is_folder (output))
    return write_into (self, output, error);
  if (self->papers->len == 0)
    return TRUE;
  if (!qz_nl_printer_write (self->printer, self->papers, output, error))
    return FALSE;
  for (guint i = 0; i < self->papers->len; i++)
    tell (self->set, self->papers->pdata[i], output);
  return TRUE;
}

/* Of a whole set, a scope without lists is left out. */
static gboolean
print_form (Set *self, const char *form, gboolean by_unit, gboolean all, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (collect (self, form, by_unit, &failure))
    return write_papers (self, error);
  if (all && g_str_equal (qz_error_get_id (failure), "no-lists"))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
print_deposits (Set *self, gboolean all, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (deposit_forms); i++)
    if ((all || g_str_equal (deposit_forms[i], self->print->form))
        && !(collect_deposits (self, deposit_forms[i], all, error)
             && write_papers (self, error)))
      return FALSE;
  return TRUE;
}

static gboolean
print_forms (Set *self, GError **error)
{
  g_autoptr (QzSheet) forms = qz_nl_paper_list_forms ();
  const gboolean all = g_str_equal (self->print->form, "all");

  if (!print_deposits (self, all, error))
    return FALSE;
  for (guint i = 0; i < qz_sheet_get_n_rows (forms); i++)
    {
      const char *form = qz_sheet_get_text (forms, i, 0);
      const gboolean by_unit = qz_sheet_get_number (forms, i, 2) != 0;

      if (!all && !g_str_equal (form, self->print->form))
        continue;
      if (all && !by_unit && self->print->unit != NULL)
        continue; /* a city's set has no papers of the province */
      if (!print_form (self, form, by_unit, all, error))
        return FALSE;
    }
  return TRUE;
}

/* ── acts ───────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_known_form (const char *form)
{
  g_autoptr (QzSheet) forms = qz_nl_paper_list_forms ();

  for (guint i = 0; i < G_N_ELEMENTS (deposit_forms); i++)
    if (g_str_equal (deposit_forms[i], form))
      return TRUE;
  for (guint i = 0; i < qz_sheet_get_n_rows (forms); i++)
    if (g_str_equal (qz_sheet_get_text (forms, i, 0), form))
      return TRUE;
  return FALSE;
}

static gboolean
check_print (const QzNlPrint *print, GError **error)
{
  const gboolean all = g_str_equal (print->form, "all");

  if (!all && !is_known_form (print->form))
    {
      qz_error_set (error, QZ_ERROR_USAGE, "form-unknown",
                    _("“%s” is no form of a month of care away from home; there are F-NL-2-1 to "
                      "F-NL-2-3, F-NL-4 to F-NL-9-2, and “all”"),
                    print->form);
      return FALSE;
    }
  if (!all || is_folder (print->output))
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "print-one-form",
                _("One file holds one form; name a folder for all forms, such as “papers/”"));
  return FALSE;
}

static gboolean
check_any (const Set *self, GError **error)
{
  g_autofree char *month = NULL;

  if (qz_sheet_get_n_rows (self->set) > 0)
    return TRUE;
  month = qz_period_format (self->print->period);
  qz_error_set (error, QZ_ERROR_REFUSED, "nothing-to-print",
                _("There is nothing of %s to print in %s yet"), month, self->print->form);
  return FALSE;
}

QzSheet *
qz_nl_print (QzBook *book, const QzContext *context, const QzNlPrint *print, GError **error)
{
  g_auto (Set) self = { .context = context, .print = print };
  g_autofree char *detail = g_strdup_printf ("%06d %s", (int) print->period, print->form);
  g_autoptr (GError) failure = NULL;
  gboolean done;

  if (!check_print (print, error) || !desk_open (&self.desk, book, error))
    return NULL;
  self.printer = qz_nl_printer_new (book, context);
  self.papers = g_ptr_array_new_with_free_func (qz_nl_printed_free);
  self.set = new_set ();
  done = print_forms (&self, &failure) && check_any (&self, &failure);
  /* What was written before a fault stays written, and counts. */
  if (!qz_nl_printer_finish (self.printer, detail, error))
    return NULL;
  if (done)
    return g_steal_pointer (&self.set);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

QzSheet *
qz_nl_print_get_sheet (QzBook *book, const char *form, QzPeriod period, const char *unit,
                       GError **error)
{
  g_auto (Desk) desk = { 0 };

  return desk_open (&desk, book, error) ? make_sheet (&desk, form, period, unit, error) : NULL;
}

GBytes *
qz_nl_print_preview (QzBook *book, const char *form, QzPeriod period, const char *unit,
                     GError **error)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func (qz_nl_printed_free);
  QzSheet *sheet = qz_nl_print_get_sheet (book, form, period, unit, error);

  if (sheet == NULL)
    return NULL;
  g_ptr_array_add (papers, take_paper (form, sheet));
  return qz_nl_printed_preview (papers, error);
}

/* ── one notice ─────────────────────────────────────────────────────────────────────────────── */

/* A withdrawn notice keeps its number and its figures, which stand in the list it came from. */
static QzNlPrinted *
find_notice (Desk *desk, const char *number, GError **error)
{
  QzDepositNotice notice;
  QzNlPrinted *paper;
  QzSheet *sheet;

  if (!qz_deposit_repo_get_notice (qz_book_get_store (desk->book), number, &notice, error))
    return NULL;
  if (notice.id == 0)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "notice-unknown",
                    _("There is no notice %s; “qz period notices” shows the notices"), number);
      return NULL;
    }
  sheet = is_deposit_form (notice.form)
              ? complete (desk, notice.form,
                          qz_deposit_paper_get_sheet (desk->book, number, error), error)
              : make_sheet (desk, notice.form, notice.period, notice.unit, error);
  if (sheet == NULL)
    return NULL;
  qz_sheet_set_text (sheet, "document_no", _("Number"), number);
  paper = take_paper (notice.form, sheet);
  if (g_str_equal (notice.state, "WITHDRAWN"))
    paper->state = QZ_PRINT_CANCELLED;
  return paper;
}

QzSheet *
qz_nl_print_notice (QzBook *book, const QzContext *context, const char *number, const char *path,
                    GError **error)
{
  g_auto (Desk) desk = { 0 };
  g_autoptr (QzNlPrinter) printer = qz_nl_printer_new (book, context);
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func (qz_nl_printed_free);
  QzNlPrinted *paper = desk_open (&desk, book, error) ? find_notice (&desk, number, error) : NULL;
  QzSheet *set;

  if (paper == NULL)
    return NULL;
  g_ptr_array_add (papers, paper);
  if (!qz_nl_printer_write (printer, papers, path, error)
      || !qz_nl_printer_finish (printer, number, error))
    return NULL;
  set = new_set ();
  tell (set, paper, path);
  return set;
}

gboolean
qz_nl_print_is_notice (const char *number)
{
  return g_str_has_prefix (number, "HLJ");
}
