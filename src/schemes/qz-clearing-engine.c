/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-clearing-engine.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-allocate.h"
#include "qz-clearing-take.h"
#include "qz-error.h"

typedef struct {
  gint64 id;
  char *code;
  char *agency;
  const QzAreaPlace *place; /* NULL: the map does not know the agency */
  guint place_no;
} Provider;

/* Areas that are cleared as one: an agency, or another province. */
typedef struct {
  QzAreaPlace place;
  guint no;
} Place;

/* Sums of one key; the key stands first, so that the table's key is the row itself. */
typedef struct {
  guint64 key;
  QzClearingRow row;
} Sum;

/* A refund or a deduction, until all else is known. */
typedef struct {
  QzClearingTake take;
  QzNlClaim claim;
  gboolean is_deduction;
  QzPeriod orig_period;
  const char *reason; /* interned */
  const Place *treat, *insured;
  gboolean has_receivable, has_payable;
} Pending;

struct _QzClearingEngine {
  QzAreaMap *map;
  QzNlScope scope;
  gboolean clear_acct;
  GHashTable *providers;  /* id → Provider */
  GHashTable *areas;      /* code → Place */
  GHashTable *places;     /* interned agency or province → Place */
  GHashTable *sums;       /* Sum, by key */
  GHashTable *deductions; /* text → Sum */
  GArray *pending;        /* Pending */
  GArray *rests;          /* QzClearingRest */
  const QzClearingCarries *past, *left; /* nullable */
  const Provider *last_provider;
  Place *last_place;
  char last_code[8];
};

static guint
hash_key (gconstpointer key)
{
  guint64 value = *(const guint64 *) key * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return (guint) (value >> 32);
}

static void
free_provider (gpointer data)
{
  Provider *provider = data;

  g_free (provider->code);
  g_free (provider->agency);
  g_free (provider);
}

QzClearingEngine *
qz_clearing_engine_new (QzAreaMap *map, QzNlScope scope, gboolean clear_acct)
{
  QzClearingEngine *self = g_new0 (QzClearingEngine, 1);

  self->map = map;
  self->scope = scope;
  self->clear_acct = clear_acct;
  self->providers = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_provider);
  self->areas = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->places = g_hash_table_new_full (g_direct_hash, g_direct_equal, NULL, g_free);
  self->sums = g_hash_table_new_full (hash_key, g_int64_equal, NULL, g_free);
  self->deductions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->pending = g_array_new (FALSE, FALSE, sizeof (Pending));
  self->rests = g_array_new (FALSE, FALSE, sizeof (QzClearingRest));
  return self;
}

void
qz_clearing_engine_free (QzClearingEngine *self)
{
  if (self == NULL)
    return;
  g_hash_table_unref (self->providers);
  g_hash_table_unref (self->areas);
  g_hash_table_unref (self->places);
  g_hash_table_unref (self->sums);
  g_hash_table_unref (self->deductions);
  g_array_unref (self->pending);
  g_array_unref (self->rests);
  g_free (self);
}

void
qz_clearing_engine_set_carries (QzClearingEngine *self, const QzClearingCarries *past,
                                const QzClearingCarries *left)
{
  self->past = past;
  self->left = left;
}

/* ── places ─────────────────────────────────────────────────────────────────────────────────── */

static Place *
take_place (QzClearingEngine *self, const QzAreaPlace *found)
{
  const char *key = found->province[0] != '\0' ? found->province : found->agency;
  Place *place = g_hash_table_lookup (self->places, key);

  if (place != NULL)
    return place;
  place = g_new0 (Place, 1);
  place->place = *found;
  place->no = g_hash_table_size (self->places);
  g_hash_table_insert (self->places, (gpointer) key, place);
  return place;
}

static void
set_unknown_area (const char *area, GError **error)
{
  qz_error_set (error, QZ_ERROR_INPUT, "area-unknown",
                _("No area has the code “%s”; import it with “qz import areas”, or correct the "
                  "claims that name it"),
                area);
  qz_error_add_rule (error, "NL-4");
}

static Place *
find_area (QzClearingEngine *self, const char *area, GError **error)
{
  Place *place;
  QzAreaPlace found;

  /* Persons of one area often stand together. */
  if (self->last_place != NULL && strcmp (area, self->last_code) == 0)
    return self->last_place;
  place = g_hash_table_lookup (self->areas, area);
  if (place == NULL)
    {
      if (!qz_area_map_find (self->map, area, &found))
        {
          set_unknown_area (area, error);
          return NULL;
        }
      place = take_place (self, &found);
      g_hash_table_insert (self->areas, g_strdup (area), place);
    }
  self->last_place = place;
  g_strlcpy (self->last_code, area, sizeof self->last_code);
  return place;
}

void
qz_clearing_engine_add_provider (QzClearingEngine *self, gint64 provider_id, const char *code,
                                 const char *agency)
{
  Provider *provider = g_new0 (Provider, 1);
  QzAreaPlace found;

  provider->id = provider_id;
  provider->code = g_strdup (code);
  provider->agency = g_strdup (agency);
  if (qz_area_map_find_agency (self->map, agency, &found))
    {
      const Place *place = take_place (self, &found);

      provider->place = &place->place;
      provider->place_no = place->no;
    }
  g_hash_table_replace (self->providers, &provider->id, provider);
}

static const Provider *
find_provider (QzClearingEngine *self, gint64 id, GError **error)
{
  const Provider *provider = self->last_provider;

  if (provider == NULL || provider->id != id)
    provider = g_hash_table_lookup (self->providers, &id);
  if (provider != NULL && provider->place != NULL)
    {
      self->last_provider = provider;
      return provider;
    }
  qz_error_set (error, QZ_ERROR_INPUT, "agency-unknown",
                _("The provider %s is managed by “%s”, which is no agency of an area of the "
                  "province; import the agency or correct the provider"),
                provider != NULL ? provider->code : "?", provider != NULL ? provider->agency : "?");
  qz_error_add_rule (error, "NL-5d");
  return NULL;
}

/* NL-2: a claim of the province's own persons is in-province, one of others cross-province. */
static gboolean
check_border (QzClearingEngine *self, const Place *treat, const Place *insured, const char *area,
              GError **error)
{
  const gboolean is_outside = insured->place.province[0] != '\0';

  if (treat == insured)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "claim-not-nonlocal",
                    _("A claim of a person of %s was treated where the person is insured; it is no "
                      "care away from home, correct pay_loc"),
                    area);
      qz_error_add_rule (error, "NL-4");
      return FALSE;
    }
  if (is_outside == (self->scope == QZ_NL_CROSS_PROV))
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "area-wrong-side",
                is_outside ? _("A claim of care in the province names the insured area %s, which "
                               "lies outside; correct pay_loc or insu_admdvs")
                           : _("A claim of a person insured elsewhere names the insured area %s, "
                               "which lies in the province; correct pay_loc or insu_admdvs"),
                area);
  qz_error_add_rule (error, "NL-4");
  return FALSE;
}

/* ── sums ───────────────────────────────────────────────────────────────────────────────────── */

#define PLACE_BITS 14 /* 80 agencies and 34 provinces, with room */
#define MONTH_BITS 16

static guint64
make_key (gboolean is_payable, guint64 provider_id, guint treat, guint insured,
          QzInsurance insurance, QzPeriod period)
{
  const guint64 months = (guint64) (period / 100 - 1900) * 12 + (guint64) (period % 100);
  guint64 key = provider_id;

  g_assert (treat < 1u << PLACE_BITS && insured < 1u << PLACE_BITS);
  /* A provider has one treat place, so either stands in the same bits. */
  if (is_payable)
    key = treat;
  key = key << PLACE_BITS | insured;
  key = key << MONTH_BITS | months;
  return key << 2 | (guint64) insurance << 1 | (is_payable ? 1 : 0);
}

static void
init_row (QzClearingRow *row, const QzAreaPlace *treat, const QzAreaPlace *insured)
{
  row->treat_unit = treat->unit;
  row->treat_agency = treat->agency;
  row->insured_unit = insured->unit;
  row->insured_agency = insured->agency;
  row->other_province = treat->province[0] != '\0' ? treat->province : insured->province;
  row->reason = "";
}

QzFen
qz_clearing_get_amount (const QzNlClaim *claim, gboolean clear_acct)
{
  QzFen amount = clear_acct ? claim->acct_fen : 0;

  for (guint i = 0; i < QZ_N_FC; i++)
    amount += claim->parts[i];
  return amount;
}

/* Claims have at most 10^14 yuan and lists far less than 10^4 of such, but files may lie. */
static gboolean
add_to_row (QzClearingRow *row, const QzNlClaim *claim, gboolean clear_acct, GError **error)
{
  row->n_visits += claim->n_visits;
  for (guint i = 0; i < QZ_N_FC; i++)
    if (!qz_fen_accumulate (&row->parts[i], claim->parts[i], error)
        || !qz_fen_accumulate (&row->fund_fen, claim->parts[i], error))
      return FALSE;
  return qz_fen_accumulate (&row->medfee_fen, claim->medfee_fen, error)
         && qz_fen_accumulate (&row->acct_fen, claim->acct_fen, error)
         && qz_fen_accumulate (&row->amount_fen, qz_clearing_get_amount (claim, clear_acct), error);
}

static QzClearingRow *
take_row (QzClearingEngine *self, guint64 key, const QzAreaPlace *treat,
          const QzAreaPlace *insured)
{
  Sum *sum = g_hash_table_lookup (self->sums, &key);

  if (G_LIKELY (sum != NULL))
    return &sum->row;
  sum = g_new0 (Sum, 1);
  sum->key = key;
  init_row (&sum->row, treat, insured);
  g_hash_table_insert (self->sums, &sum->key, sum);
  return &sum->row;
}

static gboolean
add_side (QzClearingEngine *self, const QzNlClaim *claim, gboolean is_payable,
          const Place *treat, const Place *insured, GError **error)
{
  guint64 key = make_key (is_payable, (guint64) claim->provider_id, treat->no, insured->no,
                          claim->insurance, claim->period);
  QzClearingRow *row = take_row (self, key, &treat->place, &insured->place);

  row->is_payable = is_payable;
  row->provider_id = is_payable ? 0 : claim->provider_id;
  row->insurance = claim->insurance;
  row->orig_period = claim->period;
  return add_to_row (row, claim, self->clear_acct, error);
}

/* What is below zero waits until what it is taken off is known. */
static void
put_off (QzClearingEngine *self, Pending *pending)
{
  pending->claim.area = NULL;
  g_array_append_val (self->pending, *pending);
}

static void
put_off_refund (QzClearingEngine *self, QzNlSource source, const QzNlClaim *claim,
                const Place *treat, const Place *insured)
{
  Pending pending = { .take = { .source = source, .record_id = claim->id },
                      .claim = *claim,
                      .treat = treat,
                      .insured = insured,
                      .has_receivable = source != QZ_NL_SOURCE_ITEM,
                      .has_payable = source == QZ_NL_SOURCE_ITEM
                                     || self->scope == QZ_NL_IN_PROV };

  for (guint i = 0; i < QZ_N_FC; i++)
    pending.take.whole[i] = -claim->parts[i];
  pending.take.whole[QZ_N_FC] = self->clear_acct ? -claim->acct_fen : 0;
  put_off (self, &pending);
}

static const Place *
find_treat (QzClearingEngine *self, gint64 provider_id, GError **error)
{
  const Provider *provider = find_provider (self, provider_id, error);

  return provider == NULL ? NULL : take_place (self, provider->place);
}

gboolean
qz_clearing_engine_add_claim (QzClearingEngine *self, const QzNlClaim *claim, GError **error)
{
  const Place *treat = find_treat (self, claim->provider_id, error);
  const Place *insured = treat != NULL ? find_area (self, claim->area, error) : NULL;

  if (insured == NULL || !check_border (self, treat, insured, claim->area, error))
    return FALSE;
  if (qz_clearing_get_amount (claim, self->clear_acct) < 0)
    {
      put_off_refund (self, QZ_NL_SOURCE_CLAIM, claim, treat, insured);
      return TRUE;
    }
  return add_side (self, claim, FALSE, treat, insured, error)
         && (self->scope == QZ_NL_CROSS_PROV
             || add_side (self, claim, TRUE, treat, insured, error));
}

/* ── deductions ─────────────────────────────────────────────────────────────────────────────── */

static QzClearingRow *
take_deduction (QzClearingEngine *self, gboolean is_payable, const QzNlDeduction *deduction,
                const Place *treat, const Place *insured)
{
  const QzNlClaim *claim = &deduction->claim;
  const guint64 number = make_key (is_payable, (guint64) claim->provider_id, treat->no, insured->no,
                                   claim->insurance, deduction->orig_period);
  g_autofree char *key = g_strdup_printf ("%" G_GUINT64_FORMAT " %s", number, deduction->reason);
  Sum *sum = g_hash_table_lookup (self->deductions, key);

  if (sum != NULL)
    return &sum->row;
  sum = g_new0 (Sum, 1);
  init_row (&sum->row, &treat->place, &insured->place);
  sum->row.is_payable = is_payable;
  sum->row.is_deduction = TRUE;
  sum->row.provider_id = is_payable ? 0 : claim->provider_id;
  sum->row.insurance = claim->insurance;
  sum->row.orig_period = deduction->orig_period;
  sum->row.reason = g_intern_string (deduction->reason);
  g_hash_table_insert (self->deductions, g_steal_pointer (&key), sum);
  return &sum->row;
}

/* The parts of what is taken off, by residue over the parts of the claim. */
static gboolean
split (const QzNlDeduction *deduction, gboolean clear_acct, QzFen out[QZ_N_TAKE_PARTS],
       GError **error)
{
  static const char *const keys[QZ_N_TAKE_PARTS] = { "1", "2", "3", "4", "5", "6" };
  QzShare shares[QZ_N_TAKE_PARTS];

  for (guint i = 0; i < QZ_N_FC; i++)
    shares[i] = (QzShare) { keys[i], deduction->claim.parts[i], 0 };
  shares[QZ_N_FC] = (QzShare) { keys[QZ_N_FC], clear_acct ? deduction->claim.acct_fen : 0, 0 };
  if (!qz_allocate (deduction->amount_fen, shares, QZ_N_TAKE_PARTS, error))
    return FALSE;
  for (guint i = 0; i < QZ_N_TAKE_PARTS; i++)
    out[i] = shares[i].share_fen;
  return TRUE;
}

static Pending
make_deduction (QzNlSource source, const QzNlDeduction *deduction, const Place *treat,
                const Place *insured)
{
  Pending pending = { .take = { .source = source, .record_id = deduction->id },
                      .claim = deduction->claim,
                      .is_deduction = TRUE,
                      .orig_period = deduction->orig_period,
                      .reason = g_intern_string (deduction->reason),
                      .treat = treat,
                      .insured = insured };

  pending.claim.n_visits = 1;
  pending.claim.medfee_fen = 0;
  return pending;
}

gboolean
qz_clearing_engine_add_deduction (QzClearingEngine *self, const QzNlDeduction *deduction,
                                  GError **error)
{
  const QzNlClaim *claim = &deduction->claim;
  const Place *treat = find_treat (self, claim->provider_id, error);
  const Place *insured = treat != NULL ? find_area (self, claim->area, error) : NULL;
  Pending pending;

  if (insured == NULL || !check_border (self, treat, insured, claim->area, error))
    return FALSE;
  pending = make_deduction (QZ_NL_SOURCE_DEDUCTION, deduction, treat, insured);
  pending.claim.acct_fen = 0;
  pending.has_receivable = TRUE;
  pending.has_payable = self->scope == QZ_NL_IN_PROV;
  if (!split (deduction, self->clear_acct, pending.take.whole, error))
    return FALSE;
  put_off (self, &pending);
  return TRUE;
}

/* ── the national file ──────────────────────────────────────────────────────────────────────── */

static gboolean
check_item (const QzNlClaim *item, const Place *treat, const Place *insured, GError **error)
{
  if (treat->place.province[0] != '\0' && insured->place.province[0] == '\0')
    return TRUE;
  qz_error_set (error, QZ_ERROR_INPUT, "national-file-foreign",
                _("An item of the national file is about a person of %s treated in %s; it must be "
                  "about persons insured in the province and treated outside of it"),
                item->area, item->treat_area);
  qz_error_add_rule (error, "NL-26b");
  return FALSE;
}

gboolean
qz_clearing_engine_add_item (QzClearingEngine *self, const QzNlClaim *item,
                             const QzNlDeduction *deduction, GError **error)
{
  const Place *treat = find_area (self, item->treat_area, error);
  const Place *insured = treat != NULL ? find_area (self, item->area, error) : NULL;

  Pending pending;

  g_assert (self->scope == QZ_NL_CROSS_PROV);
  if (insured == NULL || !check_item (item, treat, insured, error))
    return FALSE;
  if (deduction == NULL && qz_clearing_get_amount (item, self->clear_acct) >= 0)
    return add_side (self, item, TRUE, treat, insured, error);
  if (deduction == NULL)
    {
      put_off_refund (self, QZ_NL_SOURCE_ITEM, item, treat, insured);
      return TRUE;
    }
  pending = make_deduction (QZ_NL_SOURCE_ITEM, deduction, treat, insured);
  pending.has_payable = TRUE;
  memcpy (pending.take.whole, item->parts, sizeof item->parts);
  pending.take.whole[QZ_N_FC] = self->clear_acct ? item->acct_fen : 0;
  put_off (self, &pending);
  return TRUE;
}

/* ── what fits ──────────────────────────────────────────────────────────────────────────────── */

/* NULL: outside of the province nothing is checked. */
static const char *
find_cell (gboolean is_payable, const char *agency, QzInsurance insurance)
{
  g_autofree char *key = g_strdup_printf ("%c %s %d", is_payable ? 'P' : 'R', agency,
                                          (int) insurance);

  return agency[0] != '\0' ? g_intern_string (key) : NULL;
}

/* What each agency receives and pays for an insurance before anything is taken off. */
static GHashTable *
find_rooms (QzClearingEngine *self, GError **error)
{
  g_autoptr (GHashTable) rooms = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->sums);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const QzClearingRow *row = &((Sum *) value)->row;
      const char *cell = find_cell (
          row->is_payable, row->is_payable ? row->insured_agency : row->treat_agency,
          row->insurance);
      QzFen *room = cell != NULL ? g_hash_table_lookup (rooms, cell) : NULL;

      if (cell != NULL && room == NULL)
        {
          room = g_new0 (QzFen, 1);
          g_hash_table_insert (rooms, (gpointer) cell, room);
        }
      if (room != NULL && !qz_fen_accumulate (room, row->amount_fen, error))
        return NULL;
    }
  return g_steal_pointer (&rooms);
}

/* The claim, as far as it is taken; fees and visit go with its first part. */
static QzNlClaim
cut (const Pending *pending, gboolean clear_acct)
{
  const QzClearingTake *take = &pending->take;
  const int sign = pending->is_deduction ? 1 : -1;
  QzNlClaim claim = pending->claim;

  if (!take->is_first)
    claim.n_visits = claim.medfee_fen = claim.acct_fen = 0;
  for (guint i = 0; i < QZ_N_FC; i++)
    claim.parts[i] = sign * take->taken[i];
  if (clear_acct)
    claim.acct_fen = sign * take->taken[QZ_N_FC];
  return claim;
}

static gboolean
add_taken_side (QzClearingEngine *self, const Pending *pending, gboolean is_payable,
                GError **error)
{
  const QzNlClaim claim = cut (pending, self->clear_acct);
  const QzNlDeduction deduction = { .claim = claim,
                                    .orig_period = pending->orig_period,
                                    .reason = pending->reason };

  if (!pending->is_deduction)
    return add_side (self, &claim, is_payable, pending->treat, pending->insured, error);
  return add_to_row (take_deduction (self, is_payable, &deduction, pending->treat,
                                     pending->insured),
                     &claim, self->clear_acct, error);
}

static gboolean
take_off (QzClearingEngine *self, Pending *pending, GHashTable *rooms, GError **error)
{
  QzClearingTake *take = &pending->take;
  QzClearingRest rest = { take->source, take->record_id, 0 };

  if (pending->has_receivable)
    take->cells[0] = find_cell (FALSE, pending->treat->place.agency, pending->claim.insurance);
  if (pending->has_payable)
    take->cells[1] = find_cell (TRUE, pending->insured->place.agency, pending->claim.insurance);
  if (!qz_clearing_take_fit (take, rooms, self->past, self->left, error))
    return FALSE;
  rest.amount_fen = take->due_fen - take->taken_fen;
  if (rest.amount_fen > 0)
    g_array_append_val (self->rests, rest);
  if (take->taken_fen == 0)
    return TRUE;
  return (!pending->has_receivable || add_taken_side (self, pending, FALSE, error))
         && (!pending->has_payable || add_taken_side (self, pending, TRUE, error));
}

/* Refunds first, for they were never a cost; then by number, so older ones come first. */
static int
compare_pending (gconstpointer a, gconstpointer b)
{
  const Pending *one = a;
  const Pending *two = b;

  if (one->is_deduction != two->is_deduction)
    return one->is_deduction ? 1 : -1;
  if (one->take.source != two->take.source)
    return one->take.source < two->take.source ? -1 : 1;
  return one->take.record_id < two->take.record_id ? -1
                                                   : one->take.record_id > two->take.record_id;
}

static gboolean
take_all_off (QzClearingEngine *self, GError **error)
{
  g_autoptr (GHashTable) rooms = find_rooms (self, error);

  if (rooms == NULL)
    return FALSE;
  g_array_sort (self->pending, compare_pending);
  for (guint i = 0; i < self->pending->len; i++)
    if (!take_off (self, &g_array_index (self->pending, Pending, i), rooms, error))
      return FALSE;
  g_array_set_size (self->pending, 0);
  return TRUE;
}

const GArray *
qz_clearing_engine_get_rests (QzClearingEngine *self)
{
  return self->rests;
}

/* ── one record ─────────────────────────────────────────────────────────────────────────────── */

static gboolean
add_record (QzClearingEngine *self, const QzNlClaim *claim, const QzNlDeduction *deduction,
            gboolean is_item, GError **error)
{
  if (is_item)
    return qz_clearing_engine_add_item (self, deduction != NULL ? &deduction->claim : claim,
                                        deduction, error);
  return deduction != NULL ? qz_clearing_engine_add_deduction (self, deduction, error)
                           : qz_clearing_engine_add_claim (self, claim, error);
}

gboolean
qz_clearing_engine_place (QzClearingEngine *self, const QzNlClaim *claim,
                          const QzNlDeduction *deduction, gboolean is_item, QzClearingRow out[2],
                          guint *out_n, GError **error)
{
  g_autoptr (GArray) rows = NULL;

  g_hash_table_remove_all (self->sums);
  g_hash_table_remove_all (self->deductions);
  g_array_set_size (self->pending, 0);
  g_array_set_size (self->rests, 0);
  if (!add_record (self, claim, deduction, is_item, error))
    return FALSE;
  rows = qz_clearing_engine_finish (self, error);
  if (rows == NULL)
    return FALSE;
  *out_n = MIN (rows->len, 2);
  memcpy (out, rows->data, *out_n * sizeof (QzClearingRow));
  return TRUE;
}

/* ── the rows ───────────────────────────────────────────────────────────────────────────────── */

static int
compare_numbers (gint64 a, gint64 b)
{
  return a < b ? -1 : a > b;
}

static int
compare_rows (gconstpointer a, gconstpointer b)
{
  const QzClearingRow *one = a;
  const QzClearingRow *two = b;
  const int orders[] = {
    compare_numbers (one->is_payable, two->is_payable),
    strcmp (one->is_payable ? one->insured_unit : one->treat_unit,
            two->is_payable ? two->insured_unit : two->treat_unit),
    strcmp (one->is_payable ? one->insured_agency : one->treat_agency,
            two->is_payable ? two->insured_agency : two->treat_agency),
    compare_numbers (one->provider_id, two->provider_id),
    strcmp (one->is_payable ? one->treat_agency : one->insured_agency,
            two->is_payable ? two->treat_agency : two->insured_agency),
    strcmp (one->other_province, two->other_province),
    compare_numbers (one->insurance, two->insurance),
    compare_numbers (one->is_deduction, two->is_deduction),
    compare_numbers (one->orig_period, two->orig_period),
    strcmp (one->reason, two->reason),
  };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    if (orders[i] != 0)
      return orders[i];
  return 0;
}

static void
collect (GHashTable *sums, GArray *rows)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, sums);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_array_append_val (rows, ((Sum *) value)->row);
}

GArray *
qz_clearing_engine_finish (QzClearingEngine *self, GError **error)
{
  GArray *rows;

  if (!take_all_off (self, error))
    return NULL;
  rows = g_array_new (FALSE, FALSE, sizeof (QzClearingRow));
  collect (self->sums, rows);
  collect (self->deductions, rows);
  g_array_sort (rows, compare_rows);
  return rows;
}
