/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-deposit-repo.h"
#include "qz-import-private.h"

/* What deposits of care away from home are fixed from (NL-17b), and how they stood when the book
 * set took them over (NL-17c). */

#define R      QZ_COLUMN_REQUIRED
#define SCOPES "in_prov cross_prov"

static gboolean
take_map (QzImportRun *run, GError **error)
{
  if (run->area_map == NULL)
    run->area_map = qz_actors_load_map (run->book, error);
  return run->area_map != NULL;
}

/* NL-4: a city of the province or its own level. */
static gboolean
check_unit (QzImportRun *run, QzImportRow *row, guint column)
{
  QzAreaPlace place = { "", "", "" };

  if (qz_area_map_find (run->area_map, row->texts[column], &place)
      && strcmp (place.unit, row->texts[column]) == 0)
    return TRUE;
  qz_import_reject (run, row, column, "NL-4",
                    _("This is no city of the province and not its own level; give the area code "
                      "of one, such as 230200 or 239900, or import it with “qz import areas”"));
  return FALSE;
}

static QzNlScope
get_scope (const QzImportRow *row, guint column)
{
  QzNlScope scope = QZ_NL_IN_PROV;

  return qz_nl_scope_parse (row->texts[column], &scope) ? scope : QZ_NL_IN_PROV;
}

/* ── last year's costs ──────────────────────────────────────────────────────────────────────── */

enum { BASE_YEAR, BASE_SCOPE, BASE_UNIT, BASE_AGENCY, BASE_INSURANCE, BASE_AMOUNT };
static const QzImportColumn base_columns[] = {
  [BASE_YEAR] = { "year", NULL, QZ_FIELD_YEAR, R, NULL, N_ ("year of the costs") },
  [BASE_SCOPE] = { "scope", NULL, QZ_FIELD_CHOICE, R, SCOPES,
                   N_ ("in_prov: inside the province; cross_prov: in other provinces") },
  [BASE_UNIT] = { "unit", NULL, QZ_FIELD_TEXT, R, NULL, N_ ("area code of the city, or 239900") },
  [BASE_AGENCY] = { "agency", NULL, QZ_FIELD_TEXT, R, NULL,
                    N_ ("area code of the city's own part or of a county") },
  [BASE_INSURANCE] = { "insurance", NULL, QZ_FIELD_INSURANCE, R, NULL, N_ ("books") },
  [BASE_AMOUNT] = { "amount", NULL, QZ_FIELD_FEN, R, NULL,
                    N_ ("cleared in the whole year for its own persons") },
};

static QzDepositBase
make_base (const QzImportRow *row)
{
  return (QzDepositBase) { .unit = row->texts[BASE_UNIT],
                           .agency = row->texts[BASE_AGENCY],
                           .scope = get_scope (row, BASE_SCOPE),
                           .insurance = (QzInsurance) row->numbers[BASE_INSURANCE],
                           .amount_fen = row->numbers[BASE_AMOUNT] };
}

static gboolean
check_agency (QzImportRun *run, QzImportRow *row)
{
  QzAreaPlace place = { "", "", "" };
  const char *agency = row->texts[BASE_AGENCY];

  if (qz_area_map_find (run->area_map, agency, &place) && strcmp (place.agency, agency) == 0
      && strcmp (place.unit, row->texts[BASE_UNIT]) == 0)
    return TRUE;
  qz_import_reject (run, row, BASE_AGENCY, "NL-4",
                    _("This is neither the city's own part nor a county of it with an agency of "
                      "its own"));
  return FALSE;
}

static gboolean
check_base (QzImportRun *run, QzImportRow *row, GError **error)
{
  QzDepositBase base = make_base (row);
  gboolean known = FALSE;
  int year;

  if (!take_map (run, error))
    return FALSE;
  /* A field that could not be read was rejected before. */
  if (row->rejected || !check_unit (run, row, BASE_UNIT) || !check_agency (run, row))
    return TRUE;
  qz_day_to_ymd (run->context->clock.today, &year, NULL, NULL);
  if (row->numbers[BASE_YEAR] >= year)
    qz_import_reject (run, row, BASE_YEAR, "NL-17b", _("This year is not over"));
  if (!qz_deposit_repo_has_base (run->store, (int) row->numbers[BASE_YEAR], &base, &known, error))
    return FALSE;
  if (known)
    qz_import_reject (run, row, BASE_AMOUNT, "V7",
                      _("The book set has these costs already; withdraw their import first if it "
                        "was wrong"));
  return qz_fen_accumulate (&run->file->fund_fen, base.amount_fen, error);
}

static gint64
write_base (QzImportRun *run, const QzOrigin *origin, const QzImportRow *row, GError **error)
{
  const QzDepositBase base = make_base (row);

  return qz_deposit_repo_put_base (run->act, origin, (int) row->numbers[BASE_YEAR], &base, error);
}

/* ── openings ───────────────────────────────────────────────────────────────────────────────── */

enum { OPENING_UNIT, OPENING_SCOPE, OPENING_DAY, OPENING_QUOTA, OPENING_BALANCE };
static const QzImportColumn opening_columns[] = {
  [OPENING_UNIT] = { "unit", NULL, QZ_FIELD_TEXT, R, NULL,
                     N_ ("area code of the city, or 239900") },
  [OPENING_SCOPE] = { "scope", NULL, QZ_FIELD_CHOICE, R, SCOPES,
                      N_ ("in_prov: inside the province; cross_prov: in other provinces") },
  [OPENING_DAY] = { "day", NULL, QZ_FIELD_DAY, R, NULL, N_ ("as of the end of this day") },
  [OPENING_QUOTA] = { "quota", NULL, QZ_FIELD_FEN, R, NULL, N_ ("what the deposit should be") },
  [OPENING_BALANCE] = { "balance", NULL, QZ_FIELD_FEN, R, NULL,
                        N_ ("what the unit has paid in and not got back") },
};

/* NL-17c: a balance is carried on by what moves it; it is taken over once. */
static gboolean
check_unopened (QzImportRun *run, QzImportRow *row, GError **error)
{
  const QzNlScope scope = get_scope (row, OPENING_SCOPE);
  gboolean moved = FALSE;
  QzDepositState state;

  if (!qz_deposit_repo_has_moves (run->store, row->texts[OPENING_UNIT], scope, &moved, error)
      || !qz_deposit_repo_get_state (run->store, row->texts[OPENING_UNIT], scope, &state, error))
    return FALSE;
  if (moved || state.has_quota)
    qz_import_reject (run, row, OPENING_UNIT, "NL-17c",
                      _("The book set has this deposit already; from then on only money that moves "
                        "changes it"));
  return TRUE;
}

static gboolean
check_opening (QzImportRun *run, QzImportRow *row, GError **error)
{
  if (!take_map (run, error))
    return FALSE;
  if (row->rejected || !check_unit (run, row, OPENING_UNIT))
    return TRUE;
  if (row->numbers[OPENING_QUOTA] <= 0)
    qz_import_reject (run, row, OPENING_QUOTA, "NL-17b", _("A deposit of zero is none"));
  if ((QzDay) row->numbers[OPENING_DAY] > run->context->clock.today)
    qz_import_reject (run, row, OPENING_DAY, NULL, _("This day has not come yet"));
  return qz_fen_accumulate (&run->file->fund_fen, row->numbers[OPENING_BALANCE], error)
         && check_unopened (run, row, error);
}

static gint64
write_opening (QzImportRun *run, const QzOrigin *origin, const QzImportRow *row, GError **error)
{
  const QzDepositMove move = { .unit = row->texts[OPENING_UNIT],
                               .scope = get_scope (row, OPENING_SCOPE),
                               .kind = QZ_DEPOSIT_OPENING,
                               .day = (QzDay) row->numbers[OPENING_DAY],
                               .amount_fen = row->numbers[OPENING_BALANCE] };
  const QzDepositQuota quota = { .unit = move.unit,
                                 .scope = move.scope,
                                 .day = move.day,
                                 .quota_fen = row->numbers[OPENING_QUOTA],
                                 .reason = "opening" };
  const gint64 id = qz_deposit_repo_add_move (run->act, &move, error);

  return id != 0 && qz_deposit_repo_put_quota (run->act, &quota, error) ? id : 0;
}

#define COLUMNS(table) .columns = table, .n_columns = G_N_ELEMENTS (table)

const QzImportKind qz_deposit_kinds[] = {
  { .name = "deposit-base",
    .title = N_ ("Last year's costs away from home"),
    COLUMNS (base_columns),
    .key = { BASE_YEAR, BASE_SCOPE, BASE_AGENCY, BASE_INSURANCE, QZ_END_OF_KEY },
    .check = check_base,
    .write = write_base },
  { .name = "deposit-opening",
    .title = N_ ("Deposits taken over"),
    COLUMNS (opening_columns),
    .key = { OPENING_UNIT, OPENING_SCOPE, QZ_END_OF_KEY },
    .check = check_opening,
    .write = write_opening },
  { NULL },
};
