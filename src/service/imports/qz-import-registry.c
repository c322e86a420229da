/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-code-repo.h"
#include "qz-codes.h"
#include "qz-error.h"
#include "qz-id-check.h"
#include "qz-import-private.h"

/* The registers: areas, agencies, providers, bank accounts, the calendar, code tables. */

#define R             QZ_COLUMN_REQUIRED
#define LEVELS        "province city county"
/* Finance offices of each level keep books of their own (domain 0.2). */
#define AGENCY_LEVELS LEVELS " fin_province fin_city fin_county"

/* An error object's words as a rejection. */
static void
reject_with (QzImportRun *run, QzImportRow *row, guint column, const char *rule,
             const GError *reason)
{
  if (reason != NULL)
    qz_import_reject (run, row, column, rule, reason->message);
}

static void
check_uscc (QzImportRun *run, QzImportRow *row, guint column)
{
  g_autoptr (GError) reason = NULL;

  if (row->texts[column][0] != '\0' && !qz_id_check_uscc (row->texts[column], &reason))
    reject_with (run, row, column, "GB 32100", reason);
}

static gboolean
warn_unknown_area (QzImportRun *run, QzImportRow *row, guint column, GError **error)
{
  gboolean known = FALSE;

  if (!qz_registry_repo_has_area (run->store, row->texts[column], &known, error))
    return FALSE;
  if (!known)
    qz_import_warn (run, row, column, "AREA", _("No area has this code"));
  return TRUE;
}

/* ── areas ──────────────────────────────────────────────────────────────────────────────────── */

enum { AREA_CODE, AREA_NAME, AREA_LEVEL, AREA_PARENT };
static const QzImportColumn area_columns[] = {
  [AREA_CODE] = { "code", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("six digits, GB/T 2260") },
  [AREA_NAME] = { "name", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("name") },
  [AREA_LEVEL] = { "level", NULL, QZ_FIELD_CHOICE, R, LEVELS, N_ ("province, city or county") },
  [AREA_PARENT] = { "parent", NULL, QZ_FIELD_TEXT, 0, NULL, N_ ("code of the area above") },
};

static gboolean
is_area_code (const char *text)
{
  return strlen (text) == 6 && strspn (text, "0123456789") == 6;
}

static gboolean
check_area (QzImportRun *run, QzImportRow *row, GError **error)
{
  const char *parent = row->texts[AREA_PARENT];

  if (!is_area_code (row->texts[AREA_CODE]))
    qz_import_reject (run, row, AREA_CODE, NULL, _("An area code has six digits"));
  if (parent[0] != '\0' && !is_area_code (parent))
    qz_import_reject (run, row, AREA_PARENT, NULL, _("An area code has six digits"));
  if (strcmp (parent, row->texts[AREA_CODE]) == 0)
    qz_import_reject (run, row, AREA_PARENT, NULL, _("An area cannot lie above itself"));
  return TRUE;
}

static gboolean
check_parent (QzImportRun *run, QzImportRow *row, GError **error)
{
  const char *parent = row->texts[AREA_PARENT];
  gboolean known = parent[0] == '\0' || qz_import_has_key (run, parent);

  if (!known && !qz_registry_repo_has_area (run->store, parent, &known, error))
    return FALSE;
  if (!known)
    qz_import_reject (run, row, AREA_PARENT, NULL,
                      _("The area above is neither in this file nor in the book set"));
  return TRUE;
}

static gint64
write_area (QzImportRun *run, const QzOrigin *origin, const QzImportRow *row, GError **error)
{
  QzArea area = { row->texts[AREA_CODE], row->texts[AREA_NAME], row->texts[AREA_LEVEL],
                  row->texts[AREA_PARENT] };

  return qz_registry_repo_put_area (run->act, origin, &area, error);
}

/* ── agencies ───────────────────────────────────────────────────────────────────────────────── */

enum { AGENCY_CODE, AGENCY_NAME, AGENCY_AREA, AGENCY_LEVEL, AGENCY_USCC };
static const QzImportColumn agency_columns[] = {
  [AGENCY_CODE] = { "code", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("code of the agency") },
  [AGENCY_NAME] = { "name", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("name") },
  [AGENCY_AREA] = { "area", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("code of its area") },
  [AGENCY_LEVEL] = { "level", NULL, QZ_FIELD_CHOICE, R, AGENCY_LEVELS,
                     N_ ("province, city or county; of a finance office with fin_ before it") },
  [AGENCY_USCC] = { "uscc", NULL, QZ_FIELD_TEXT, 0, NULL, N_ ("unified social credit code") },
};

static gboolean
check_agency (QzImportRun *run, QzImportRow *row, GError **error)
{
  check_uscc (run, row, AGENCY_USCC);
  return warn_unknown_area (run, row, AGENCY_AREA, error);
}

static gint64
write_agency (QzImportRun *run, const QzOrigin *origin, const QzImportRow *row, GError **error)
{
  QzAgency agency = { row->texts[AGENCY_CODE], row->texts[AGENCY_NAME], row->texts[AGENCY_AREA],
                      row->texts[AGENCY_LEVEL], row->texts[AGENCY_USCC] };

  return qz_registry_repo_put_agency (run->act, origin, &agency, error);
}

/* ── providers ──────────────────────────────────────────────────────────────────────────────── */

enum {
  PROVIDER_CODE,
  PROVIDER_NAME,
  PROVIDER_TYPE,
  PROVIDER_LEVEL,
  PROVIDER_AREA,
  PROVIDER_MANAGED_BY,
  PROVIDER_USCC,
  PROVIDER_AGREEMENT,
  PROVIDER_AGREEMENT_FROM,
  PROVIDER_AGREEMENT_TO,
  PROVIDER_STATUS,
  PROVIDER_ADMITTED,
  PROVIDER_SUSPENDED,
  PROVIDER_STOPPED,
};
static const QzImportColumn provider_columns[] = {
  [PROVIDER_CODE] = { "fixmedins_code", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("H or P and 11 digits") },
  [PROVIDER_NAME] = { "fixmedins_name", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("name") },
  [PROVIDER_TYPE] = { "fixmedins_type", NULL, QZ_FIELD_CHOICE, R, "1 2",
                      N_ ("kind: 1 hospital, 2 pharmacy") },
  [PROVIDER_LEVEL] = { "hosp_lv", NULL, QZ_FIELD_TEXT, 0, NULL, N_ ("level of the hospital") },
  [PROVIDER_AREA] = { "area", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("code of its area") },
  [PROVIDER_MANAGED_BY] = { "managed_by", NULL, QZ_FIELD_TEXT, R, NULL,
                            N_ ("code of the agency that settles with it") },
  [PROVIDER_USCC] = { "uscc", NULL, QZ_FIELD_TEXT, 0, NULL, N_ ("unified social credit code") },
  [PROVIDER_AGREEMENT] = { "agreement_no", NULL, QZ_FIELD_TEXT, 0, NULL, N_ ("agreement") },
  [PROVIDER_AGREEMENT_FROM] = { "agreement_from", NULL, QZ_FIELD_DAY, 0, NULL, N_ ("first day") },
  [PROVIDER_AGREEMENT_TO] = { "agreement_to", NULL, QZ_FIELD_DAY, 0, NULL, N_ ("last day") },
  [PROVIDER_STATUS] = { "status", NULL, QZ_FIELD_CHOICE, R,
                        "APPLIED UNDER_REVIEW ADMITTED REJECTED SUSPENDED STOPPED",
                        N_ ("state of admission, SM-1") },
  [PROVIDER_ADMITTED] = { "admitted_from", NULL, QZ_FIELD_DAY, 0, NULL, N_ ("admitted from") },
  [PROVIDER_SUSPENDED] = { "suspended_from", NULL, QZ_FIELD_DAY, 0, NULL, N_ ("suspended from") },
  [PROVIDER_STOPPED] = { "stopped_from", NULL, QZ_FIELD_DAY, 0, NULL, N_ ("stopped from") },
};

/* SM-1: a state without its day cannot be applied to any day. */
static void
check_provider_state (QzImportRun *run, QzImportRow *row)
{
  static const struct {
    const char *status;
    guint column;
  } days[] = { { "SUSPENDED", PROVIDER_SUSPENDED }, { "STOPPED", PROVIDER_STOPPED } };
  QzDay from = (QzDay) row->numbers[PROVIDER_AGREEMENT_FROM];
  QzDay to = (QzDay) row->numbers[PROVIDER_AGREEMENT_TO];

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    if (strcmp (row->texts[PROVIDER_STATUS], days[i].status) == 0
        && row->numbers[days[i].column] == QZ_DAY_NONE)
      qz_import_reject (run, row, days[i].column, "SM-1",
                        _("Say from which day on the provider is in this state"));
  if (from != QZ_DAY_NONE && to != QZ_DAY_NONE && to < from)
    qz_import_reject (run, row, PROVIDER_AGREEMENT_TO, NULL,
                      _("The agreement ends before it begins"));
}

static gboolean
check_provider (QzImportRun *run, QzImportRow *row, GError **error)
{
  const char *manager = row->texts[PROVIDER_MANAGED_BY];
  const char *code = row->texts[PROVIDER_CODE];
  gboolean known = strcmp (manager, qz_book_get_agency (run->book)) == 0;
  g_autoptr (GError) reason = NULL;

  if (!qz_id_check_provider (code, &reason))
    reject_with (run, row, PROVIDER_CODE, "4.4", reason);
  else if ((code[0] == 'H') != (row->texts[PROVIDER_TYPE][0] == '1'))
    qz_import_warn (run, row, PROVIDER_TYPE, "4.4",
                    _("The letter of the code and the type do not agree"));
  check_uscc (run, row, PROVIDER_USCC);
  check_provider_state (run, row);
  if (!known && !qz_registry_repo_has_agency (run->store, manager, &known, error))
    return FALSE;
  if (!known)
    qz_import_warn (run, row, PROVIDER_MANAGED_BY, "AGENCY", _("No agency has this code"));
  return warn_unknown_area (run, row, PROVIDER_AREA, error);
}

static gint64
write_provider (QzImportRun *run, const QzOrigin *origin, const QzImportRow *row, GError **error)
{
  QzProviderFact fact = {
    .code = row->texts[PROVIDER_CODE],
    .name = row->texts[PROVIDER_NAME],
    .kind = row->texts[PROVIDER_TYPE][0] == '1' ? "hospital" : "pharmacy",
    .level = row->texts[PROVIDER_LEVEL],
    .area = row->texts[PROVIDER_AREA],
    .managed_by = row->texts[PROVIDER_MANAGED_BY],
    .uscc = row->texts[PROVIDER_USCC],
    .agreement_no = row->texts[PROVIDER_AGREEMENT],
    .agreement_from = row->texts[PROVIDER_AGREEMENT_FROM],
    .agreement_to = row->texts[PROVIDER_AGREEMENT_TO],
    .status = row->texts[PROVIDER_STATUS],
    .admitted_from = row->texts[PROVIDER_ADMITTED],
    .suspended_from = row->texts[PROVIDER_SUSPENDED],
    .stopped_from = row->texts[PROVIDER_STOPPED],
  };

  return qz_registry_repo_put_provider (run->act, origin, &fact, error);
}

/* ── bank accounts ──────────────────────────────────────────────────────────────────────────── */

enum {
  ACCOUNT_OWNER_KIND,
  ACCOUNT_OWNER,
  ACCOUNT_KIND,
  ACCOUNT_INSURANCE,
  ACCOUNT_NO,
  ACCOUNT_NAME,
  ACCOUNT_BANK_NO,
  ACCOUNT_BANK_NAME,
};
static const QzImportColumn account_columns[] = {
  [ACCOUNT_OWNER_KIND] = { "owner_kind", NULL, QZ_FIELD_CHOICE, R, "agency provider",
                           N_ ("agency or provider") },
  [ACCOUNT_OWNER] = { "owner_code", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("its code") },
  [ACCOUNT_KIND] = { "account_kind", NULL, QZ_FIELD_CHOICE, R,
                     "acc_out acc_fiscal acc_in provider acc_nl_city acc_nl_prov acc_nl_fiscal "
                     "acc_maf acc_maf_fiscal",
                     N_ ("what the account is for") },
  [ACCOUNT_INSURANCE] = { "insurance", NULL, QZ_FIELD_FUND, 0, NULL, N_ ("empty: all") },
  [ACCOUNT_NO] = { "account_no", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("number of the account") },
  [ACCOUNT_NAME] = { "account_name", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("name of the account") },
  [ACCOUNT_BANK_NO] = { "bank_no", NULL, QZ_FIELD_TEXT, R, NULL,
                        N_ ("number of the bank, 12 digits") },
  [ACCOUNT_BANK_NAME] = { "bank_name", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("name of the bank") },
};

static gboolean
is_account_no (const char *text)
{
  gsize length = strlen (text);

  return length >= 5 && length <= 32 && strspn (text, "0123456789-") == length
         && g_ascii_isdigit (text[0]);
}

static gboolean
check_account_owner (QzImportRun *run, QzImportRow *row, GError **error)
{
  const char *owner = row->texts[ACCOUNT_OWNER];
  gboolean of_provider = strcmp (row->texts[ACCOUNT_OWNER_KIND], "provider") == 0;
  gboolean known = strcmp (owner, qz_book_get_agency (run->book)) == 0;

  if (of_provider != (strcmp (row->texts[ACCOUNT_KIND], "provider") == 0))
    qz_import_reject (run, row, ACCOUNT_KIND, NULL,
                      _("An account of a provider is of the kind “provider”, one of an agency is "
                         "acc_out, acc_fiscal, acc_in, acc_nl_city, acc_nl_prov, acc_nl_fiscal, "
                         "acc_maf or acc_maf_fiscal"));
  if (of_provider)
    {
      qz_import_take_provider (run, row, ACCOUNT_OWNER);
      return TRUE;
    }
  if (!known && !qz_registry_repo_has_agency (run->store, owner, &known, error))
    return FALSE;
  if (!known)
    qz_import_reject (run, row, ACCOUNT_OWNER, NULL,
                      _("No agency has this code; import it with “qz import agencies” first"));
  return TRUE;
}

static gboolean
check_account (QzImportRun *run, QzImportRow *row, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (!is_account_no (row->texts[ACCOUNT_NO]))
    qz_import_reject (run, row, ACCOUNT_NO, NULL,
                      _("The number of an account has 5 to 32 digits, with or without hyphens"));
  if (!qz_id_check_bank_no (row->texts[ACCOUNT_BANK_NO], &reason))
    reject_with (run, row, ACCOUNT_BANK_NO, NULL, reason);
  return check_account_owner (run, row, error);
}

static gint64
write_account (QzImportRun *run, const QzOrigin *origin, const QzImportRow *row, GError **error)
{
  QzBankAccount account = {
    .owner_kind = row->texts[ACCOUNT_OWNER_KIND],
    .owner_code = row->texts[ACCOUNT_OWNER],
    .account_kind = row->texts[ACCOUNT_KIND],
    .insurance = (int) row->numbers[ACCOUNT_INSURANCE],
    .account_no = row->texts[ACCOUNT_NO],
    .account_name = row->texts[ACCOUNT_NAME],
    .bank_no = row->texts[ACCOUNT_BANK_NO],
    .bank_name = row->texts[ACCOUNT_BANK_NAME],
  };

  return qz_registry_repo_put_account (run->act, origin, &account, error);
}

/* ── the calendar ───────────────────────────────────────────────────────────────────────────── */

enum { DAY_DATE, DAY_TYPE, DAY_NAME, DAY_SOURCE };
static const QzImportColumn day_columns[] = {
  [DAY_DATE] = { "date", NULL, QZ_FIELD_DAY, R, NULL, N_ ("the day") },
  [DAY_TYPE] = { "type", NULL, QZ_FIELD_CHOICE, R, "holiday work",
                 N_ ("holiday, or work on a "
                     "Saturday or Sunday") },
  [DAY_NAME] = { "name", NULL, QZ_FIELD_TEXT, 0, NULL, N_ ("name of the holiday") },
  [DAY_SOURCE] = { "source", NULL, QZ_FIELD_TEXT, 0, NULL, N_ ("the notice that says so") },
};

static QzDayKind
get_day_kind (const QzImportRow *row)
{
  return strcmp (row->texts[DAY_TYPE], "holiday") == 0 ? QZ_DAY_KIND_HOLIDAY : QZ_DAY_KIND_WORK;
}

#define LEAST_HOLIDAYS 10

/* Domain 6.3: the rules of one day are the calendar's own. */
static gboolean
check_day (QzImportRun *run, QzImportRow *row, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (run->calendar == NULL)
    run->calendar = qz_calendar_new ();
  if (!qz_calendar_add (run->calendar, (QzDay) row->numbers[DAY_DATE], get_day_kind (row),
                        row->texts[DAY_NAME], &reason))
    reject_with (run, row, DAY_DATE, "6.3", reason);
  return TRUE;
}

/* 6.3: under ten holidays in a year are hardly a whole arrangement. Said once, of the year's first
 * day. */
static gboolean
check_year (QzImportRun *run, QzImportRow *row, GError **error)
{
  const QzDay day = (QzDay) row->numbers[DAY_DATE];
  guint n = 0;
  const QzCalendarDay *days;
  int year, other;

  /* A row that is no day was rejected as it was read. */
  if (run->calendar == NULL || day == QZ_DAY_NONE)
    return TRUE;
  days = qz_calendar_get_days (run->calendar, &n);
  qz_day_to_ymd (day, &year, NULL, NULL);
  for (guint i = 0; i < n && days[i].day < day; i++)
    {
      qz_day_to_ymd (days[i].day, &other, NULL, NULL);
      if (other == year)
        return TRUE;
    }
  if (qz_calendar_count_holidays (run->calendar, year) < LEAST_HOLIDAYS)
    qz_import_warn (run, row, DAY_DATE, "6.3",
                    _("This year has fewer than ten holidays in the file, which replaces the "
                      "whole year"));
  return TRUE;
}

static gint64
write_day (QzImportRun *run, const QzOrigin *origin, const QzImportRow *row, GError **error)
{
  return qz_registry_repo_put_day (run->act, origin, (QzDay) row->numbers[DAY_DATE],
                                   get_day_kind (row), row->texts[DAY_NAME], row->texts[DAY_SOURCE],
                                   error);
}

/* ── code tables ────────────────────────────────────────────────────────────────────────────── */

enum { CODE_SET, CODE_CODE, CODE_NAME, CODE_NOTE };
static const QzImportColumn code_columns[] = {
  [CODE_SET] = { "set", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("key of the code table") },
  [CODE_CODE] = { "code", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("digits and Latin letters") },
  [CODE_NAME] = { "name", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("name") },
  [CODE_NOTE] = { "note", NULL, QZ_FIELD_TEXT, 0, NULL, N_ ("note") },
};

#define MAX_CODE 20

/* What a purpose may be made of (data/codes/purposes.csv), so that none goes to the bank with a
 * brace in it. */
static gboolean
is_purpose (const char *code, const char *name)
{
  static const char *const places[] = { "{year}", "{month}", "{day}", "{insurance}" };
  g_autoptr (GString) rest = g_string_new (name);
  QzDocumentKind kind;

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    g_string_replace (rest, places[i], "", 0);
  return qz_document_kind_parse (code, &kind) && strpbrk (rest->str, "{}|") == NULL;
}

static gboolean
check_code (QzImportRun *run, QzImportRow *row, GError **error)
{
  g_autoptr (QzCodes) codes = qz_codes_load (NULL, error);
  const char *code = row->texts[CODE_CODE];

  if (codes == NULL)
    return FALSE;
  if (!qz_codes_has_set (codes, row->texts[CODE_SET]))
    qz_import_reject (run, row, CODE_SET, "4.3",
                      _("There is no such code table; “qz codes” lists them"));
  if (strlen (code) > MAX_CODE || strspn (code, G_CSET_DIGITS G_CSET_A_2_Z G_CSET_a_2_z "._-")
                                      != strlen (code))
    qz_import_reject (run, row, CODE_CODE, "4.3",
                      _("A code has 1 to 20 digits, Latin letters, dots, hyphens"));
  if (strcmp (row->texts[CODE_SET], "purpose") == 0 && !is_purpose (code, row->texts[CODE_NAME]))
    qz_import_reject (run, row, CODE_NAME, NULL,
                      _("The purpose of a kind of document (daily, advance, settlement) may hold "
                        "{year}, {month}, {day} and {insurance}, and no other brace or bar"));
  return TRUE;
}

static gint64
write_code (QzImportRun *run, const QzOrigin *origin, const QzImportRow *row, GError **error)
{
  const QzCodeEntry entry = { row->texts[CODE_SET], row->texts[CODE_CODE], row->texts[CODE_NAME],
                              row->texts[CODE_NOTE] };

  return qz_code_repo_put (run->act, origin, &entry, error);
}

#define COLUMNS(table) .columns = table, .n_columns = G_N_ELEMENTS (table)

const QzImportKind qz_registry_kinds[] = {
  { .name = "areas",
    .title = N_ ("Areas"),
    COLUMNS (area_columns),
    .key = { AREA_CODE, QZ_END_OF_KEY },
    .check = check_area,
    .check_again = check_parent,
    .write = write_area },
  { .name = "agencies",
    .title = N_ ("Agencies"),
    COLUMNS (agency_columns),
    .key = { AGENCY_CODE, QZ_END_OF_KEY },
    .check = check_agency,
    .write = write_agency },
  { .name = "providers",
    .title = N_ ("Providers"),
    COLUMNS (provider_columns),
    .key = { PROVIDER_CODE, QZ_END_OF_KEY },
    .check = check_provider,
    .write = write_provider },
  { .name = "accounts",
    .title = N_ ("Bank accounts"),
    COLUMNS (account_columns),
    .key = { ACCOUNT_OWNER_KIND, ACCOUNT_OWNER, ACCOUNT_KIND, ACCOUNT_INSURANCE, QZ_END_OF_KEY },
    .check = check_account,
    .write = write_account },
  { .name = "calendar",
    .title = N_ ("Holidays and working weekends"),
    COLUMNS (day_columns),
    .key = { DAY_DATE, QZ_END_OF_KEY },
    .check = check_day,
    .check_again = check_year,
    .write = write_day },
  { .name = "codes",
    .title = N_ ("Code tables"),
    COLUMNS (code_columns),
    .key = { CODE_SET, CODE_CODE, QZ_END_OF_KEY },
    .check = check_code,
    .write = write_code },
  { NULL },
};
