/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Registrations of care away from home from a file (NL-8 … NL-11, NL-15). */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-error.h"
#include "qz-import-private.h"
#include "qz-registration-private.h"

#define R QZ_COLUMN_REQUIRED

enum {
  NUMBER,
  KIND,
  SCOPE,
  INSURANCE,
  INSURED_AREA,
  TREAT_AREA,
  BEGIN_DAY,
  END_DAY,
  PSN_NO,
  PSN_NAME,
  CERT_TYPE,
  CERTNO,
  GEND,
  BRDY,
  CARD_NO,
  INSURED_STATE,
  EMP_NAME,
  PHONE,
  ADDRESS,
  FROM_HOSPITAL,
  TO_HOSPITAL,
  DIAGNOSIS,
  REFERRAL_REASON,
  REGISTERED_DAY,
  HOSPITALS,
};
static const QzImportColumn columns[] = {
  [NUMBER] = { "number", NULL, QZ_FIELD_TEXT, 0, NULL,
               N_ ("HLJ1-230200-202605-001; the next one when it is empty") },
  [KIND] = { "kind", NULL, QZ_FIELD_CHOICE, R, "RETIRED RESIDENT WORK REFERRAL",
             N_ ("settled after retirement, living there, working there, referred") },
  [SCOPE] = { "scope", NULL, QZ_FIELD_CHOICE, R, "in_prov cross_prov",
              N_ ("in_prov: inside the province; cross_prov: in other provinces") },
  [INSURANCE] = { "insurance", NULL, QZ_FIELD_INSURANCE, R, NULL, N_ ("books") },
  [INSURED_AREA] = { "insured_area", "insu_admdvs", QZ_FIELD_TEXT, R, NULL,
                     N_ ("area where the person is insured, in the province") },
  [TREAT_AREA] = { "treat_area", NULL, QZ_FIELD_TEXT, R, NULL,
                   N_ ("area where the person is treated") },
  [BEGIN_DAY] = { "begin_day", "begndate", QZ_FIELD_DAY, R, NULL, N_ ("first day") },
  [END_DAY] = { "end_day", "enddate", QZ_FIELD_DAY, 0, NULL, N_ ("last day; empty: open") },
  [PSN_NO] = { "psn_no", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("number of the person") },
  [PSN_NAME] = { "psn_name", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("name of the person") },
  [CERT_TYPE] = { "cert_type", "psn_cert_type", QZ_FIELD_TEXT, R, NULL,
                  N_ ("kind of document; 01: identity card") },
  [CERTNO] = { "certno", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("number of the document") },
  [GEND] = { "gend", NULL, QZ_FIELD_TEXT, 0, NULL, N_ ("1: male, 2: female") },
  [BRDY] = { "brdy", NULL, QZ_FIELD_DAY, 0, NULL, N_ ("day of birth") },
  [CARD_NO] = { "card_no", NULL, QZ_FIELD_TEXT, 0, NULL, N_ ("social security card") },
  [INSURED_STATE] = { "insured_state", NULL, QZ_FIELD_TEXT, 0, NULL, N_ ("insured as") },
  [EMP_NAME] = { "emp_name", NULL, QZ_FIELD_TEXT, 0, NULL, N_ ("employer or community") },
  [PHONE] = { "phone", NULL, QZ_FIELD_TEXT, 0, NULL, N_ ("telephone") },
  [ADDRESS] = { "address", NULL, QZ_FIELD_TEXT, 0, NULL, N_ ("address there") },
  [FROM_HOSPITAL] = { "from_hospital", NULL, QZ_FIELD_TEXT, 0, NULL,
                      N_ ("of a referral: the hospital that refers") },
  [TO_HOSPITAL] = { "to_hospital", NULL, QZ_FIELD_TEXT, 0, NULL,
                    N_ ("of a referral: the hospital that it goes to") },
  [DIAGNOSIS] = { "diagnosis", NULL, QZ_FIELD_TEXT, 0, NULL, N_ ("of a referral") },
  [REFERRAL_REASON] = { "referral_reason", NULL, QZ_FIELD_TEXT, 0, NULL,
                        N_ ("of a referral: why") },
  [REGISTERED_DAY] = { "registered_day", NULL, QZ_FIELD_DAY, R, NULL,
                       N_ ("day of registration") },
  [HOSPITALS] = { "hospitals", NULL, QZ_FIELD_TEXT, QZ_COLUMN_LONG, NULL,
                  N_ ("chosen hospitals: code:name:level, with semicolons between them") },
};

static QzRegistrationInput
make_input (const QzImportRow *row)
{
  QzRegistrationInput input = {
    .insurance = (QzInsurance) row->numbers[INSURANCE],
    .insured_area = row->texts[INSURED_AREA],
    .treat_area = row->texts[TREAT_AREA],
    .begin_day = (QzDay) row->numbers[BEGIN_DAY],
    .end_day = (QzDay) row->numbers[END_DAY],
    .psn_no = row->texts[PSN_NO],
    .psn_name = row->texts[PSN_NAME],
    .cert_type = row->texts[CERT_TYPE],
    .certno = row->texts[CERTNO],
    .gend = row->texts[GEND],
    .brdy = (QzDay) row->numbers[BRDY],
    .card_no = row->texts[CARD_NO],
    .insured_state = row->texts[INSURED_STATE],
    .emp_name = row->texts[EMP_NAME],
    .phone = row->texts[PHONE],
    .address = row->texts[ADDRESS],
    .from_hospital = row->texts[FROM_HOSPITAL],
    .to_hospital = row->texts[TO_HOSPITAL],
    .diagnosis = row->texts[DIAGNOSIS],
    .referral_reason = row->texts[REFERRAL_REASON],
    .registered_day = (QzDay) row->numbers[REGISTERED_DAY],
    .hospitals = row->texts[HOSPITALS],
  };

  if (!qz_nl_person_parse (row->texts[KIND], &input.kind)
      || !qz_nl_scope_parse (row->texts[SCOPE], &input.scope))
    g_assert_not_reached (); /* choices */
  return input;
}

typedef struct {
  QzImportRun *run;
  QzImportRow *row;
} Place;

static void
reject_field (const char *field, const char *rule, const char *id, const char *reason,
              gpointer user_data)
{
  Place *place = user_data;
  guint column = 0;

  (void) id;
  while (column + 1 < G_N_ELEMENTS (columns) && strcmp (columns[column].name, field) != 0)
    column++;
  qz_import_reject (place->run, place->row, column, rule, reason);
}

/* Numbers of another program keep their form, so that the next ones follow them. */
static gboolean
check_number (QzImportRun *run, QzImportRow *row, GError **error)
{
  const char *number = row->texts[NUMBER];
  gint64 id = 0;

  if (*number == '\0')
    return TRUE;
  if (!g_regex_match_simple ("^HLJ1-[0-9]{6}-[0-9]{6}-[0-9]{3,}$", number, 0, 0))
    qz_import_reject (run, row, NUMBER, "NL-9",
                      _("A number is written like HLJ1-230200-202605-001"));
  if (!qz_registration_repo_find (run->store, number, &id, error))
    return FALSE;
  if (id != 0)
    qz_import_reject (run, row, NUMBER, "V7", _("The book set has a registration of this number"));
  return TRUE;
}

static gboolean
check_row (QzImportRun *run, QzImportRow *row, GError **error)
{
  Place place = { run, row };
  QzRegistrationInput input;
  QzRegistrationCheck check = { .store = run->store,
                                .today = run->context->clock.today,
                                .input = &input,
                                .fault = reject_field,
                                .user_data = &place };

  if (run->area_map == NULL)
    run->area_map = qz_actors_load_map (run->book, error);
  check.map = run->area_map;
  if (run->area_map == NULL || !check_number (run, row, error))
    return FALSE;
  input = make_input (row);
  return qz_registration_check_all (&check, error);
}

/* NL-9: rows of one file may exclude each other, which is seen when the first is kept. */
static gboolean
check_against_earlier (QzImportRun *run, const QzImportRow *row, const QzRegistrationInput *input,
                       GError **error)
{
  g_autofree char *number = NULL;

  gint64 same = 0;

  if (!qz_registration_repo_find (run->store, row->texts[NUMBER], &same, error))
    return FALSE;
  if (same != 0)
    number = g_strdup (row->texts[NUMBER]);
  else if (!qz_registration_find_overlap (run->store, input, 0, &number, error))
    return FALSE;
  if (number == NULL)
    return TRUE;
  qz_error_set (error, QZ_ERROR_REFUSED, "registration-overlap",
                _("An earlier line of the file is about the same number, or the same person, place "
                  "and days (%s)"),
                number);
  qz_error_add_rule (error, "NL-9");
  qz_error_add_place (error, run->file->file_name, row->line_no, row->columns[TREAT_AREA],
                      "treat_area");
  return FALSE;
}

static gint64
write_row (QzImportRun *run, const QzOrigin *origin, const QzImportRow *row, GError **error)
{
  const QzRegistrationInput input = make_input (row);
  g_autoptr (QzRegistration) made = NULL;

  if (!check_against_earlier (run, row, &input, error))
    return 0;
  made = qz_registration_make (run->store, &input, run->context->clock.today, error);
  if (made == NULL)
    return 0;
  made->import_id = origin->import_id;
  made->line_no = origin->line_no;
  if (row->texts[NUMBER][0] != '\0')
    {
      qz_registration_take_text (made, QZ_REG_NUMBER, row->texts[NUMBER]);
    }
  else
    {
      g_autofree char *prefix = qz_registration_dup_prefix (run->area_map, made);
      g_autofree char *next = qz_registration_repo_dup_next_number (run->store, prefix, error);

      if (next == NULL)
        return 0;
      qz_registration_take_text (made, QZ_REG_NUMBER, next);
    }
  return qz_registration_keep (run->act, made, run->context->user, "", error);
}

const QzImportKind qz_registration_kinds[] = {
  { .name = "registrations",
    .title = N_ ("Registrations of care away from home"),
    .columns = columns,
    .n_columns = G_N_ELEMENTS (columns),
    .key = { CERTNO, TREAT_AREA, BEGIN_DAY, QZ_END_OF_KEY },
    .check = check_row,
    .write = write_row },
  { NULL },
};
