/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deposits and warnings as people see them: all from stored figures. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-deposit-forecast.h"
#include "qz-deposits-private.h"
#include "qz-error.h"

/* ── one unit and scope ─────────────────────────────────────────────────────────────────────── */

typedef struct {
  QzBook *book;
  QzStore *store;
  QzAreaMap *map;
  QzPolicy *policy; /* nullable: then nothing is said of raises */
} Reader;

static void
reader_clear (Reader *self)
{
  g_clear_pointer (&self->map, qz_area_map_unref);
  g_clear_pointer (&self->policy, qz_policy_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gboolean
reader_open (Reader *self, QzBook *book, const QzContext *context, GError **error)
{
  GError *failure = NULL;

  *self = (Reader) { .book = book, .store = qz_book_get_store (book) };
  self->map = qz_actors_load_map (book, error);
  if (self->map == NULL)
    return FALSE;
  if (context == NULL)
    return TRUE;
  self->policy = qz_policies_peek_nonlocal (book, context->clock.today, NULL, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, failure);
  return FALSE;
}

typedef struct {
  const char *unit;
  QzNlScope scope;
  QzDepositState state;
  QzDepositUsageRow month; /* id 0: nothing published yet */
  QzWarningLevel level;
  gboolean has_rate;
  QzPpm rate_ppm;
  QzDepositUsage now; /* of the month over the quota as it is now; with has_now */
  gboolean has_now;
  const char *raise_state;
  QzDepositNotice raise;
} Standing;

/* The rate of the month is that of its own quota, cut off (domain 2.2). */
static gboolean
compute_rate (QzFen clearing_fen, QzFen quota_fen, gboolean *out_has, QzPpm *out, GError **error)
{
  *out_has = quota_fen > 0;
  return !*out_has
         || qz_fen_mul_div (MAX (0, clearing_fen), QZ_PPM_ONE, quota_fen, QZ_ROUND_TRUNCATE, out,
                            error);
}

/* What stands to be done about a red month (NL-21d). */
static gboolean
find_raise (Reader *self, Standing *standing, GError **error)
{
  QzDepositProposal proposal = { .form = QZ_FORM_RAISE,
                                 .unit = standing->unit,
                                 .scope = (int) standing->scope,
                                 .period = standing->month.period };

  standing->raise_state = "none";
  if (!qz_deposit_repo_find_notice (self->store, QZ_FORM_RAISE, standing->unit,
                                    (int) standing->scope, standing->month.period,
                                    &standing->raise, error)
      || !qz_deposit_repo_find_proposal (self->store, &proposal, error))
    return FALSE;
  if (standing->raise.id != 0)
    standing->raise_state = "published";
  else if (proposal.id != 0)
    standing->raise_state = "proposed";
  else if (standing->level == QZ_WARNING_RED)
    standing->raise_state = "needed";
  return TRUE;
}

static gboolean
load_standing (Reader *self, const char *unit, QzNlScope scope, Standing *out, GError **error)
{
  *out = (Standing) { .unit = unit, .scope = scope, .raise_state = "none" };
  if (!qz_deposit_repo_get_state (self->store, unit, scope, &out->state, error)
      || !qz_deposit_repo_get_usage (self->store, unit, scope, 0, &out->month, error))
    return FALSE;
  if (out->month.id == 0)
    return TRUE;
  if (!qz_warning_level_parse (out->month.level, &out->level)
      || !compute_rate (out->month.clearing_fen, out->month.quota_fen, &out->has_rate,
                        &out->rate_ppm, error))
    return FALSE;
  out->has_now = self->policy != NULL;
  if (out->has_now
      && !qz_deposit_compute_usage (qz_policy_get_nonlocal (self->policy),
                                    out->month.clearing_fen, out->state.quota_fen, &out->now,
                                    error))
    return FALSE;
  return find_raise (self, out, error);
}

/* ── the list ───────────────────────────────────────────────────────────────────────────────── */

enum {
  LIST_UNIT,
  LIST_UNIT_NAME,
  LIST_SCOPE,
  LIST_LEVEL,
  LIST_PERIOD,
  LIST_QUOTA,
  LIST_CLEARING,
  LIST_RATE,
  LIST_BALANCE,
  LIST_RAISE_MONTHS,
  LIST_RAISE_GREEN,
  LIST_RAISE_STATE,
  LIST_RAISE_NOTICE,
  LIST_QUOTA_NOW,
};

static void
add_list_columns (QzSheet *sheet)
{
  qz_sheet_add_column (sheet, "unit", _("Unit"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "unit_name", _("Name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "scope", _("Scope"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "level", _("Warning level"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "quota", _("Deposit"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "clearing", _("Clearing"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "rate", _("Usage"), QZ_VALUE_PPM);
  qz_sheet_add_column (sheet, "balance", _("Balance"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "raise_months", _("Raise up to two months"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "raise_green", _("Raise to below yellow"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "raise_state", _("State of the raise"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "raise_notice", _("Notice of the raise"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "quota_now", _("Deposit now"), QZ_VALUE_FEN);
}

/* The month's usage is of the quota it had; balance, raises and the quota of now are today's. */
static void
add_standing (Reader *self, const Standing *standing, QzSheet *sheet)
{
  const guint row = qz_sheet_add_row (sheet);
  const gboolean known = standing->month.id != 0;

  qz_sheet_put_text (sheet, row, LIST_UNIT, standing->unit);
  qz_sheet_put_text (sheet, row, LIST_UNIT_NAME, qz_area_map_get_name (self->map, standing->unit));
  qz_sheet_put_text (sheet, row, LIST_SCOPE, qz_nl_scope_to_text (standing->scope));
  if (known || standing->state.has_quota)
    qz_sheet_put_number (sheet, row, LIST_QUOTA,
                         known ? standing->month.quota_fen : standing->state.quota_fen);
  if (standing->state.has_quota)
    qz_sheet_put_number (sheet, row, LIST_QUOTA_NOW, standing->state.quota_fen);
  qz_sheet_put_number (sheet, row, LIST_BALANCE, standing->state.balance_fen);
  if (!known)
    return;
  qz_sheet_put_text (sheet, row, LIST_LEVEL, standing->month.level);
  qz_sheet_put_number (sheet, row, LIST_PERIOD, standing->month.period);
  qz_sheet_put_number (sheet, row, LIST_CLEARING, standing->month.clearing_fen);
  if (standing->has_rate)
    qz_sheet_put_number (sheet, row, LIST_RATE, standing->rate_ppm);
  qz_sheet_put_text (sheet, row, LIST_RAISE_STATE, standing->raise_state);
  if (standing->raise.id != 0)
    qz_sheet_put_text (sheet, row, LIST_RAISE_NOTICE, standing->raise.number);
  if (!standing->has_now || standing->level == QZ_WARNING_GREEN)
    return;
  qz_sheet_put_number (sheet, row, LIST_RAISE_MONTHS, standing->now.raise_months_fen);
  qz_sheet_put_number (sheet, row, LIST_RAISE_GREEN, standing->now.raise_green_fen);
}

static GArray *
load_all (Reader *self, GError **error)
{
  g_autoptr (GArray) all = g_array_new (FALSE, TRUE, sizeof (Standing));
  const char *unit;

  for (guint i = 0; (unit = qz_area_map_get_unit (self->map, i)) != NULL; i++)
    for (guint j = 0; j < QZ_N_NL_SCOPES; j++)
      {
        Standing standing;

        if (!load_standing (self, unit, (QzNlScope) j, &standing, error))
          return NULL;
        if (standing.state.has_quota || standing.month.id != 0)
          g_array_append_val (all, standing);
      }
  return g_steal_pointer (&all);
}

static gint64
get_urgency (const Standing *standing)
{
  return standing->has_rate || standing->level != QZ_WARNING_RED ? standing->rate_ppm : G_MAXINT64;
}

/* Red before yellow before green; in each what is nearest to its end first, an undefined rate
 * before all others. */
static int
compare_standings (gconstpointer a, gconstpointer b)
{
  const Standing *one = a;
  const Standing *two = b;
  const gint64 rate_one = get_urgency (one);
  const gint64 rate_two = get_urgency (two);

  if (one->level != two->level)
    return one->level > two->level ? -1 : 1;
  if (rate_one != rate_two)
    return rate_one > rate_two ? -1 : 1;
  if (one->unit != two->unit)
    return strcmp (one->unit, two->unit);
  return (int) one->scope - (int) two->scope;
}

QzSheet *
qz_deposit_list (QzBook *book, const QzContext *context, GError **error)
{
  g_auto (Reader) reader = { 0 };
  g_autoptr (QzSheet) sheet = qz_sheet_new ("deposits");
  g_autoptr (GArray) all = NULL;

  if (!reader_open (&reader, book, context, error))
    return NULL;
  all = load_all (&reader, error);
  if (all == NULL)
    return NULL;
  g_array_sort (all, compare_standings);
  add_list_columns (sheet);
  for (guint i = 0; i < all->len; i++)
    add_standing (&reader, &g_array_index (all, Standing, i), sheet);
  return g_steal_pointer (&sheet);
}

/* AMB-23: both scopes together, for information; warnings come from each alone. */
typedef struct {
  gboolean is_known; /* both are of one month */
  gboolean has_rate;
  QzFen quota_fen, clearing_fen;
  QzPpm rate_ppm;
} Combined;

static gboolean
combine (const Standing *one, const Standing *two, Combined *out, GError **error)
{
  *out = (Combined) { 0 };
  out->is_known =
      one->month.id != 0 && two->month.id != 0 && one->month.period == two->month.period;
  return !out->is_known
         || (qz_fen_add (one->month.quota_fen, two->month.quota_fen, &out->quota_fen, error)
             && qz_fen_add (one->month.clearing_fen, two->month.clearing_fen, &out->clearing_fen,
                            error)
             && compute_rate (out->clearing_fen, out->quota_fen, &out->has_rate, &out->rate_ppm,
                              error));
}

static void
add_gauge_columns (QzSheet *sheet)
{
  qz_sheet_add_column (sheet, "unit", _("Unit"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "unit_name", _("Name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "scope", _("Scope"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "deposit", _("Deposit"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "clearing", _("Clearing"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "rate", _("Usage"), QZ_VALUE_PPM);
  qz_sheet_add_column (sheet, "level", _("Warning level"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "combined_rate", _("Usage of both"), QZ_VALUE_PPM);
}

static gboolean
add_gauge (Reader *self, const Standing *standing, const Standing *other, QzSheet *sheet,
           GError **error)
{
  const guint row = qz_sheet_add_row (sheet);
  Combined both = { 0 };

  if (other != NULL && !combine (standing, other, &both, error))
    return FALSE;
  qz_sheet_put_text (sheet, row, 0, standing->unit);
  qz_sheet_put_text (sheet, row, 1, qz_area_map_get_name (self->map, standing->unit));
  qz_sheet_put_text (sheet, row, 2, qz_nl_scope_to_text (standing->scope));
  qz_sheet_put_number (sheet, row, 3, standing->month.quota_fen);
  qz_sheet_put_number (sheet, row, 4, standing->month.clearing_fen);
  if (standing->has_rate)
    qz_sheet_put_number (sheet, row, 5, standing->rate_ppm);
  qz_sheet_put_text (sheet, row, 6, standing->month.level);
  qz_sheet_put_number (sheet, row, 7, standing->month.period);
  if (both.has_rate)
    qz_sheet_put_number (sheet, row, 8, both.rate_ppm);
  return TRUE;
}

/* The other scope of the same unit, which stands beside it; NULL without one. */
static const Standing *
find_other (const GArray *all, guint i)
{
  const Standing *standing = &g_array_index (all, Standing, i);

  for (guint j = i > 0 ? i - 1 : i; j < all->len && j <= i + 1; j++)
    if (j != i && g_array_index (all, Standing, j).unit == standing->unit)
      return &g_array_index (all, Standing, j);
  return NULL;
}

QzSheet *
qz_deposit_gauges (QzBook *book, GError **error)
{
  g_auto (Reader) reader = { 0 };
  g_autoptr (QzSheet) sheet = qz_sheet_new ("gauges");
  g_autoptr (GArray) all = NULL;

  if (!reader_open (&reader, book, NULL, error))
    return NULL;
  all = load_all (&reader, error);
  if (all == NULL)
    return NULL;
  add_gauge_columns (sheet);
  for (guint i = 0; i < all->len; i++)
    {
      const Standing *standing = &g_array_index (all, Standing, i);

      if (standing->month.id != 0
          && !add_gauge (&reader, standing, find_other (all, i), sheet, error))
        return NULL;
    }
  return g_steal_pointer (&sheet);
}

/* ── warnings ───────────────────────────────────────────────────────────────────────────────── */

static QzSheet *
new_warnings (const char *name)
{
  QzSheet *sheet = qz_sheet_new (name);

  qz_sheet_add_column (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "unit", _("Unit"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "scope", _("Scope"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "level", _("Warning level"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "before", _("Before"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "quota", _("Deposit"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "clearing", _("Clearing"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "day", _("Day"), QZ_VALUE_DAY);
  return sheet;
}

#define N_WARNING_COLUMNS 8

static gboolean
add_warning (Reader *self, QzSheet *found, guint from, QzSheet *sheet, GError **error)
{
  const char *unit = qz_sheet_get_text (found, from, 1);
  const guint row = qz_sheet_add_row (sheet);
  QzNlScope scope = QZ_NL_IN_PROV;
  QzDepositNotice notice;
  gboolean has_rate;
  QzPpm rate = 0;

  for (guint i = 0; i < N_WARNING_COLUMNS; i++)
    if (qz_sheet_get_column_type (found, i) == QZ_VALUE_TEXT)
      qz_sheet_put_text (sheet, row, i, qz_sheet_get_text (found, from, i));
    else
      qz_sheet_put_number (sheet, row, i, qz_sheet_get_number (found, from, i));
  qz_sheet_put_text (sheet, row, N_WARNING_COLUMNS, qz_area_map_get_name (self->map, unit));
  if (!compute_rate (qz_sheet_get_number (found, from, 6), qz_sheet_get_number (found, from, 5),
                     &has_rate, &rate, error))
    return FALSE;
  if (has_rate)
    qz_sheet_put_number (sheet, row, N_WARNING_COLUMNS + 1, rate);
  if (!qz_nl_scope_parse (qz_sheet_get_text (found, from, 2), &scope)
      || !qz_deposit_repo_find_notice (self->store, QZ_FORM_RAISE, unit, (int) scope,
                                       (QzPeriod) qz_sheet_get_number (found, from, 0), &notice,
                                       error))
    return FALSE;
  if (notice.id != 0)
    qz_sheet_put_text (sheet, row, N_WARNING_COLUMNS + 2, notice.number);
  return TRUE;
}

QzSheet *
qz_deposit_warnings (QzBook *book, QzPeriod period, GError **error)
{
  g_auto (Reader) reader = { 0 };
  g_autoptr (QzSheet) found = new_warnings ("found");
  g_autoptr (QzSheet) sheet = new_warnings ("warnings");

  qz_sheet_add_column (sheet, "unit_name", _("Name"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "rate", _("Usage"), QZ_VALUE_PPM);
  qz_sheet_add_column (sheet, "raise_notice", _("Notice of the raise"), QZ_VALUE_TEXT);
  if (!reader_open (&reader, book, NULL, error)
      || !qz_deposit_repo_fill_warnings (reader.store, period, found, error))
    return NULL;
  for (guint i = 0; i < qz_sheet_get_n_rows (found); i++)
    if (!add_warning (&reader, found, i, sheet, error))
      return NULL;
  return g_steal_pointer (&sheet);
}

/* ── one unit ───────────────────────────────────────────────────────────────────────────────── */

static QzSheet *
make_moves (Reader *self, const char *unit, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("moves");

  qz_sheet_add_column (sheet, "scope", _("Scope"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "kind", _("Kind"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "day", _("Day"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "period", _("Month of costs"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "amount", _("Amount"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "notice", _("Notice"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "transfer", _("Transfer"), QZ_VALUE_TEXT);
  for (guint i = 0; i < QZ_N_NL_SCOPES; i++)
    if (!qz_deposit_repo_fill_moves (self->store, unit, (QzNlScope) i, sheet, error))
      return NULL;
  return g_steal_pointer (&sheet);
}

static QzSheet *
make_quotas (Reader *self, const char *unit, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("quotas");

  qz_sheet_add_column (sheet, "scope", _("Scope"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "day", _("Day"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "quota", _("Deposit"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "notice", _("Notice"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "reason", _("Reason"), QZ_VALUE_TEXT);
  for (guint i = 0; i < QZ_N_NL_SCOPES; i++)
    if (!qz_deposit_repo_fill_quotas (self->store, unit, (QzNlScope) i, sheet, error))
      return NULL;
  return g_steal_pointer (&sheet);
}

static QzSheet *
make_notices (Reader *self, const char *unit, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("notices");

  qz_sheet_add_column (sheet, "number", _("Number"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "form", _("Form"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "scope", _("Scope"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "period", _("Month"), QZ_VALUE_PERIOD);
  qz_sheet_add_column (sheet, "day", _("Published on"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "due_day", _("Due"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "total", _("To be paid"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "moved", _("Moved"), QZ_VALUE_FEN);
  qz_sheet_add_column (sheet, "state", _("State"), QZ_VALUE_TEXT);
  if (!qz_deposit_repo_fill_notices (self->store, unit, sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

static QzSheet *
make_proposals (QzStore *store, QzAreaMap *map, const char *unit, GError **error)
{
  g_autoptr (QzSheet) found = qz_sheet_new ("found");
  g_autoptr (QzSheet) sheet = qz_sheet_new ("proposals");
  static const struct {
    const char *name, *title;
    QzValueType type;
  } columns[] = {
    { "form", N_ ("Form"), QZ_VALUE_TEXT },          { "unit", N_ ("Unit"), QZ_VALUE_TEXT },
    { "scope", N_ ("Scope"), QZ_VALUE_TEXT },        { "period", N_ ("Month"), QZ_VALUE_PERIOD },
    { "total", N_ ("To be paid"), QZ_VALUE_FEN },    { "method", N_ ("Method"), QZ_VALUE_TEXT },
    { "reason", N_ ("Reason"), QZ_VALUE_TEXT },
    { "made_by", N_ ("Proposed by"), QZ_VALUE_TEXT },
  };

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      qz_sheet_add_column (found, columns[i].name, _ (columns[i].title), columns[i].type);
      qz_sheet_add_column (sheet, columns[i].name, _ (columns[i].title), columns[i].type);
    }
  qz_sheet_add_column (sheet, "unit_name", _("Name"), QZ_VALUE_TEXT);
  if (!qz_deposit_repo_fill_proposals (store, found, error))
    return NULL;
  for (guint i = 0; i < qz_sheet_get_n_rows (found); i++)
    {
      const char *whose = qz_sheet_get_text (found, i, 1);
      guint row;

      if (unit != NULL && strcmp (whose, unit) != 0)
        continue;
      row = qz_sheet_add_row (sheet);
      for (guint j = 0; j < G_N_ELEMENTS (columns); j++)
        if (columns[j].type == QZ_VALUE_TEXT)
          qz_sheet_put_text (sheet, row, j, qz_sheet_get_text (found, i, j));
        else
          qz_sheet_put_number (sheet, row, j, qz_sheet_get_number (found, i, j));
      qz_sheet_put_text (sheet, row, G_N_ELEMENTS (columns), qz_area_map_get_name (map, whose));
    }
  return g_steal_pointer (&sheet);
}

QzSheet *
qz_deposit_list_proposals (QzBook *book, GError **error)
{
  g_autoptr (QzAreaMap) map = qz_actors_load_map (book, error);

  return map != NULL ? make_proposals (qz_book_get_store (book), map, NULL, error) : NULL;
}

static gboolean
set_combined (const Standing scopes[QZ_N_NL_SCOPES], QzSheet *sheet, GError **error)
{
  Combined both;

  if (!combine (&scopes[QZ_NL_IN_PROV], &scopes[QZ_NL_CROSS_PROV], &both, error))
    return FALSE;
  if (!both.is_known)
    return TRUE;
  qz_sheet_set_number (sheet, "combined_period", _("Month of costs"), QZ_VALUE_PERIOD,
                       scopes[QZ_NL_IN_PROV].month.period);
  qz_sheet_set_number (sheet, "combined_quota", _("Both deposits"), QZ_VALUE_FEN, both.quota_fen);
  qz_sheet_set_number (sheet, "combined_clearing", _("Both clearings"), QZ_VALUE_FEN,
                       both.clearing_fen);
  if (both.has_rate)
    qz_sheet_set_number (sheet, "combined_rate", _("Usage of both"), QZ_VALUE_PPM, both.rate_ppm);
  return TRUE;
}

static gboolean
add_children (Reader *self, const char *unit, QzSheet *sheet, GError **error)
{
  g_autoptr (QzSheet) moves = make_moves (self, unit, error);
  g_autoptr (QzSheet) quotas = moves != NULL ? make_quotas (self, unit, error) : NULL;
  g_autoptr (QzSheet) notices = quotas != NULL ? make_notices (self, unit, error) : NULL;
  g_autoptr (QzSheet) proposals =
      notices != NULL ? make_proposals (self->store, self->map, unit, error) : NULL;

  if (proposals == NULL)
    return FALSE;
  qz_sheet_add_child (sheet, moves);
  qz_sheet_add_child (sheet, quotas);
  qz_sheet_add_child (sheet, notices);
  qz_sheet_add_child (sheet, proposals);
  return TRUE;
}

QzSheet *
qz_deposit_show (QzBook *book, const QzContext *context, const char *unit, GError **error)
{
  g_auto (Reader) reader = { 0 };
  g_autoptr (QzSheet) sheet = qz_sheet_new ("deposit");
  Standing scopes[QZ_N_NL_SCOPES];

  if (!reader_open (&reader, book, context, error)
      || !qz_deposit_check_unit (reader.map, unit, error))
    return NULL;
  add_list_columns (sheet);
  qz_sheet_set_text (sheet, "unit", _("Unit"), unit);
  qz_sheet_set_text (sheet, "unit_name", _("Name"), qz_area_map_get_name (reader.map, unit));
  for (guint i = 0; i < QZ_N_NL_SCOPES; i++)
    {
      if (!load_standing (&reader, unit, (QzNlScope) i, &scopes[i], error))
        return NULL;
      if (scopes[i].state.has_quota || scopes[i].month.id != 0)
        add_standing (&reader, &scopes[i], sheet);
    }
  if (!set_combined (scopes, sheet, error) || !add_children (&reader, unit, sheet, error))
    return NULL;
  return g_steal_pointer (&sheet);
}
