/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-nl-bill.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-codes.h"
#include "qz-error.h"
#include "qz-id-check.h"
#include "qz-nl-bill-repo.h"
#include "qz-nl-print-private.h"
#include "qz-nonlocal.h"

/* F-NL-3: what a person pays by at discharge (NL-24a), all funds on one paper (NL-7). */

/* Domain 2.3 block A, where no code table names them. */
static const char *const category_names[] = {
  "床位费", "诊察费", "检查费",     "化验费",   "治疗费", "手术费", "护理费",
  "卫生材料费", "西药费", "中药饮片费", "中成药费", "一般诊疗费", "挂号费", "其他费"
};

static const char *
get_category_name (QzCodes *codes, const char *code)
{
  const char *name = qz_codes_get_name (codes, "med_chrgitm_type", code);
  const guint64 number = g_ascii_strtoull (code, NULL, 10);

  if (name != NULL)
    return name;
  return number >= 1 && number <= G_N_ELEMENTS (category_names) ? category_names[number - 1] : code;
}

/* ── what must add up ────────────────────────────────────────────────────────────────────────── */

gboolean
qz_nl_bill_check_identity (const char *setl_id, const char *rule, const char *identity,
                           QzFen stands, QzFen counted, GError **error)
{
  g_autofree char *one = qz_fen_format (stands);
  g_autofree char *other = qz_fen_format (counted);

  return stands == counted
         || qz_error_refuse (error, "bill-identity", rule,
                             _("The bill of %s cannot be printed: %s gives %s, but the claim says "
                               "%s"),
                             setl_id, identity, other, one);
}

static gboolean
check (const char *setl_id, const char *identity, QzFen stands, QzFen counted, GError **error)
{
  return qz_nl_bill_check_identity (setl_id, "NL-24", identity, stands, counted, error);
}

/* ── block A ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_categories (const QzNlBill *bill, QzSheet *categories, GError **error)
{
  gint64 sum = 0;

  return qz_sheet_get_n_rows (categories) == 0
         || (qz_sheet_sum (categories, 2, &sum, error)
             && check (bill->setl_id, _("(1) by category"), bill->medfee, sum, error));
}

static gboolean
add_categories (QzBook *book, const QzNlBill *claim, QzSheet *bill, GError **error)
{
  QzCodes *codes = qz_codes_get (book, error);
  g_autoptr (QzSheet) found = qz_sheet_new ("found");
  g_autoptr (QzSheet) sheet = qz_sheet_new ("categories");

  if (codes == NULL
      || !qz_nl_bill_repo_fill_categories (qz_book_get_store (book), claim->setl_id, found,
                                          error))
    return FALSE;
  qz_sheet_add_column (sheet, "code", _("Code"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "name", _("Category"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "amount", _("Amount"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "ownpay", _("Wholly self-paid"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "selfpay", _("Partly self-paid"), QZ_VALUE_FEN);
  for (guint i = 0; i < qz_sheet_get_n_rows (found); i++)
    {
      const char *code = qz_sheet_get_text (found, i, 0);
      const guint row = qz_sheet_add_row (sheet);

      qz_sheet_put_text (sheet, row, 0, code);
      qz_sheet_put_text (sheet, row, 1, get_category_name (codes, code));
      for (guint j = 1; j < 4; j++)
        qz_sheet_put_number (sheet, row, j + 1, qz_sheet_get_number (found, i, j));
    }
  if (!check_categories (claim, sheet, error))
    return FALSE;
  qz_sheet_add_child (bill, sheet);
  return TRUE;
}

/* ── blocks B and C ─────────────────────────────────────────────────────────────────────────── */

/* The claim was checked when it came in, by the tolerance of its policy; a bill has none. */
static gboolean
check_identities (const QzNlBill *b, GError **error)
{
  return check (b->setl_id, "(5)=(1)-(2)-(3)-(4)", b->inscope,
                b->medfee - b->ownpay - b->overlimit - b->preself, error)
         && check (b->setl_id, "(7)", b->fund,
                   b->pool + b->cvlserv + b->hifes + b->hifmi + b->hifob + b->hifdm + b->maf
                       + b->oth,
                   error)
         && check (b->setl_id, "(9)=(1)-(7)-(8)", b->psn_part, b->medfee - b->fund - b->hosp_part,
                   error)
         && check (b->setl_id, "(12)=(9)-(10)-(11)", b->cash,
                   b->psn_part - b->acct - b->acct_mulaid, error);
}

static void
set_amounts (QzSheet *sheet, const QzNlBill *b)
{
  const gboolean is_emp = b->insurance == QZ_INS_EMP;
  const QzFen big = is_emp ? b->hifob : b->hifmi;
  const struct {
    const char *name;
    const char *title;
    QzFen amount;
  } amounts[] = {
    { "medfee", _("Medical fees"), b->medfee },
    { "ownpay", _("Wholly self-paid"), b->ownpay },
    { "overlimit", _("Above the price limit"), b->overlimit },
    { "preself", _("Self-paid in advance"), b->preself },
    { "inscope", _("Within the policy"), b->inscope },
    { "pool", _("Pooled fund"), b->pool },
    { "big", _("Large expenses"), big },
    { "cvlserv", _("Civil servants’ aid"), b->cvlserv },
    { "maf", _("Medical assistance"), b->maf },
    { "other", _("Other funds"), b->fund - b->pool - big - b->cvlserv - b->maf },
    { "fund", _("All funds"), b->fund },
    { "hosp_part", _("Borne by the hospital"), b->hosp_part },
    { "psn_part", _("Borne by the person"), b->psn_part },
    { "acct", _("Personal account"), b->acct },
    { "acct_mulaid", _("Accounts of relatives"), b->acct_mulaid },
    { "cash", _("Cash"), b->cash },
  };

  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    qz_sheet_set_number (sheet, amounts[i].name, amounts[i].title, QZ_VALUE_FEN,
                         amounts[i].amount);
  qz_sheet_set_text (sheet, "big_label", NULL, is_emp ? "大额医疗费用补助" : "大病保险");
}

/* ── the head ───────────────────────────────────────────────────────────────────────────────── */

/* Sex and age as the identity number has them where the registration says nothing (domain 4.5);
 * other kinds of papers leave them blank. */
static const char *
get_gender (const QzNlBill *b)
{
  if (strcmp (b->gend, "1") == 0 || strcmp (b->gend, "2") == 0)
    return b->gend[0] == '1' ? "男" : "女";
  if (b->gend[0] == '\0' && strlen (b->certno) == 18)
    return (b->certno[16] - '0') % 2 == 1 ? "男" : "女";
  return b->gend;
}

/* "19990228" */
static gboolean
parse_compact (const char *text, QzDay *out)
{
  g_autofree char *spread = g_strdup_printf ("%.4s-%.2s-%.2s", text, text + 4, text + 6);

  return qz_day_parse_plain (spread, strlen (spread), out);
}

static void
set_age (QzSheet *sheet, const QzNlBill *b)
{
  const char *birthday = b->brdy;
  QzDay birth, day;
  int years[2], months[2], mdays[2];

  if (!qz_day_parse_plain (birthday, strlen (birthday), &birth)
      && (strlen (b->certno) != 18 || !parse_compact (b->certno + 6, &birth)))
    return;
  if (strlen (b->setl_time) < 10 || !qz_day_parse_plain (b->setl_time, 10, &day) || day < birth)
    return;
  qz_day_to_ymd (birth, &years[0], &months[0], &mdays[0]);
  qz_day_to_ymd (day, &years[1], &months[1], &mdays[1]);
  qz_sheet_set_number (sheet, "age", _("Age"), QZ_VALUE_COUNT,
                       years[1] - years[0]
                           - (months[1] * 100 + mdays[1] < months[0] * 100 + mdays[0]));
}

static void
set_person (QzSheet *sheet, const QzNlBill *b)
{
  g_autofree char *masked = b->certno[0] != '\0' ? qz_id_mask (b->certno) : g_strdup ("");

  qz_sheet_set_text (sheet, "psn_name", _("Full name"), b->psn_name);
  qz_sheet_set_text (sheet, "gender", _("Sex"), get_gender (b));
  set_age (sheet, b);
  qz_sheet_set_text (sheet, "certno", _("Identity number"), masked);
}

static void
set_stay (QzSheet *sheet, QzCodes *codes, QzAreaMap *map, const QzNlBill *b)
{
  const char *level = qz_codes_get_name (codes, "hosp_lv", b->hospital_level);
  QzNlPerson kind;
  const struct {
    const char *name;
    const char *title;
    const char *text;
  } texts[] = {
    { "setl_id", _("Settlement"), b->setl_id },
    { "mdtrt_id", _("Treatment"), b->mdtrt_id },
    { "setl_time", _("Settled"), b->setl_time },
    { "hospital_code", _("Provider"), b->hospital_code },
    { "hospital_name", _("Name of the provider"), b->hospital_name },
    { "hospital_level", _("Level"), level != NULL ? level : b->hospital_level },
    { "treat_area", _("Place of care"), qz_area_map_get_name (map, b->hospital_area) },
    { "insured_area", _("Insured area"), qz_area_map_get_name (map, b->insured_area) },
    { "insurance", _("Insurance"), qz_insurance_get_paper_name (b->insurance) },
    { "registration", _("Registration"),
      qz_nl_person_parse (b->kind, &kind) ? qz_nl_person_get_paper_name (kind) : "" },
    { "diagnosis", _("Diagnosis"), b->diagnosis },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    qz_sheet_set_text (sheet, texts[i].name, texts[i].title, texts[i].text);
}

/* ── the bill ───────────────────────────────────────────────────────────────────────────────── */

static QzNlBill *
find_claim (QzBook *book, const char *setl_id, GError **error)
{
  g_autoptr (QzNlBill) bill = NULL;

  if (!qz_nl_bill_repo_find (qz_book_get_store (book), setl_id, &bill, error))
    return NULL;
  if (bill == NULL)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "claim-unknown",
                    _("There is no claim %s; “qz claims list” shows the claims"), setl_id);
      return NULL;
    }
  if (strcmp (bill->pay_loc, "3") != 0 && strcmp (bill->pay_loc, "4") != 0)
    {
      qz_error_set (error, QZ_ERROR_REFUSED, "claim-local",
                    _("%s is a claim of care at home; the bill F-NL-3 is of care away from home"),
                    setl_id);
      qz_error_add_rule (error, "NL-24");
      return NULL;
    }
  return g_steal_pointer (&bill);
}

QzSheet *
qz_nl_bill_get_sheet (QzBook *book, const char *setl_id, GError **error)
{
  g_autoptr (QzNlBill) bill = find_claim (book, setl_id, error);
  g_autoptr (QzAreaMap) map = NULL;
  g_autoptr (QzSheet) sheet = NULL;
  QzCodes *codes;

  if (bill == NULL || !check_identities (bill, error))
    return NULL;
  map = qz_actors_load_map (book, error);
  codes = map != NULL ? qz_codes_get (book, error) : NULL;
  if (codes == NULL)
    return NULL;
  sheet = qz_sheet_new ("bill");
  qz_sheet_set_text (sheet, "document_no", _("Number"), setl_id);
  set_stay (sheet, codes, map, bill);
  set_person (sheet, bill);
  set_amounts (sheet, bill);
  if (!add_categories (book, bill, sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

/* ── printing ───────────────────────────────────────────────────────────────────────────────── */

/* "2026-05-01 09:33:53"; of some files a day alone. */
static void
set_created (QzNlPrinted *paper, QzSheet *sheet)
{
  const int fact = qz_sheet_find_fact (sheet, "setl_time");
  const char *time = qz_sheet_get_fact_text (sheet, (guint) fact);
  g_autofree char *whole = g_strdup_printf ("%.10sT%s", time, strlen (time) >= 19 ? time + 11
                                                                                  : "00:00:00");

  g_strlcpy (paper->created, whole, sizeof paper->created);
}

/* Domain 2.3: one copy each. Files for other programs have one. */
static gboolean
make_papers (const QzNlBillKind *kind, QzBook *book, const char *setl_id, gboolean all,
             GPtrArray *papers, GError **error)
{
  const char *const copies[] = { "第一联　患者留存", "第二联　定点医疗机构留存", kind->keeper };

  for (guint i = 0; i < (all ? G_N_ELEMENTS (copies) : 1); i++)
    {
      QzSheet *sheet = kind->fill (book, setl_id, error);
      QzNlPrinted *paper;

      if (sheet == NULL)
        return FALSE;
      qz_sheet_set_text (sheet, "copy_name", NULL, copies[i]);
      paper = qz_nl_printed_new (kind->form, setl_id, sheet, QZ_PRINT_FINAL);
      set_created (paper, sheet);
      g_ptr_array_add (papers, paper);
    }
  return TRUE;
}

QzSheet *
qz_nl_bill_kind_print (const QzNlBillKind *kind, QzBook *book, const QzContext *context,
                       const char *setl_id, const char *path, GError **error)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func (qz_nl_printed_free);
  g_autoptr (QzNlPrinter) printer = qz_nl_printer_new (book, context);
  QzSheet *sheet;

  if (!make_papers (kind, book, setl_id, g_str_has_suffix (path, ".pdf"), papers, error)
      || !qz_nl_printer_write (printer, papers, path, error)
      || !qz_nl_printer_finish (printer, setl_id, error))
    return NULL;
  sheet = qz_sheet_new ("print");
  qz_sheet_set_text (sheet, "path", _("File"), path);
  qz_sheet_set_text (sheet, "form", _("Form"), kind->form);
  qz_sheet_set_number (sheet, "n_sheets", _("Sheets"), QZ_VALUE_COUNT, papers->len);
  qz_sheet_set_number (sheet, "reprint", _("Reprint"), QZ_VALUE_COUNT,
                       qz_nl_printed_get_reprint (papers->pdata[0]));
  return sheet;
}

GBytes *
qz_nl_bill_kind_preview (const QzNlBillKind *kind, QzBook *book, const char *setl_id,
                         GError **error)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func (qz_nl_printed_free);

  return make_papers (kind, book, setl_id, TRUE, papers, error)
             ? qz_nl_printed_preview (papers, error)
             : NULL;
}

static const QzNlBillKind bill_kind = { "F-NL-3", "第三联　就医地经办机构留存",
                                        qz_nl_bill_get_sheet };

QzSheet *
qz_nl_bill_print (QzBook *book, const QzContext *context, const char *setl_id, const char *path,
                  GError **error)
{
  return qz_nl_bill_kind_print (&bill_kind, book, context, setl_id, path, error);
}

GBytes *
qz_nl_bill_preview (QzBook *book, const char *setl_id, GError **error)
{
  return qz_nl_bill_kind_preview (&bill_kind, book, setl_id, error);
}
