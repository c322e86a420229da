/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-policies.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "qz-book-private.h"
#include "qz-data.h"
#include "qz-digest.h"
#include "qz-error.h"
#include "qz-imports.h"
#include "qz-nl-accounts.h"
#include "qz-policy-examples.h"
#include "qz-policy-repo.h"
#include "qz-posting.h"
#include "qz-roles.h"
#include "qz-section-file.h"
#include "qz-target.h"
#include "qz-voucher-repo.h"

#define FOLDER "policies/"
#define ENDING ".policy"

/* A pack that the book set has activated. */
typedef struct {
  gint64 pack_id;
  QzPolicy *policy;
} Active;

static void
active_free (gpointer data)
{
  Active *active = data;

  qz_policy_unref (active->policy);
  g_free (active);
}

/* ── the packs of the book set ──────────────────────────────────────────────────────────────── */

static gboolean
add_active (GPtrArray *actives, const QzPolicyPack *pack, GError **error)
{
  gsize length = strlen (pack->text);
  g_autofree char *digest = qz_digest_bytes (pack->text, length);
  g_autofree char *name = g_strdup_printf ("%s %u", pack->policy_id, pack->version);
  QzPolicy *policy;
  Active *active;

  if (strcmp (digest, pack->digest) != 0)
    {
      qz_error_set (error, QZ_ERROR_STORE, "policy-changed",
                    _("Policy %s in the book set is not what was activated; check the book set "
                       "with “qz book verify”"),
                    name);
      return FALSE;
    }
  policy = qz_policy_new_from_text (pack->text, (gssize) length, name, error);
  if (policy == NULL)
    return FALSE;
  active = g_new0 (Active, 1);
  active->pack_id = pack->id;
  active->policy = policy;
  g_ptr_array_add (actives, active);
  return TRUE;
}

/* (element-type Active) (transfer none) */
static GPtrArray *
get_actives (QzBook *book, GError **error)
{
  g_autoptr (GPtrArray) packs = NULL;
  g_autoptr (GPtrArray) actives = NULL;

  if (book->policies != NULL)
    return book->policies;
  packs = qz_policy_repo_list (qz_book_get_store (book), error);
  if (packs == NULL)
    return NULL;
  actives = g_ptr_array_new_with_free_func (active_free);
  for (guint i = 0; i < packs->len; i++)
    if (!add_active (actives, g_ptr_array_index (packs, i), error))
      return NULL;
  book->policies = g_steal_pointer (&actives);
  book->free_policies = (GDestroyNotify) g_ptr_array_unref;
  return book->policies;
}

QzPolicy *
qz_policy_for_pack (QzBook *book, gint64 pack_id, GError **error)
{
  GPtrArray *actives = get_actives (book, error);

  if (actives == NULL)
    return NULL;
  for (guint i = 0; i < actives->len; i++)
    {
      const Active *active = g_ptr_array_index (actives, i);

      if (active->pack_id == pack_id)
        return qz_policy_ref (active->policy);
    }
  qz_error_set (error, QZ_ERROR_STORE, "no-such-pack",
                _("The book set has no policy pack %" PRId64 "; check it with “qz book verify”"),
                pack_id);
  return NULL;
}

gboolean
qz_policies_find_schemes (QzBook *book, gboolean *out_nonlocal, gboolean *out_assistance,
                          GError **error)
{
  GPtrArray *actives = get_actives (book, error);

  *out_nonlocal = *out_assistance = FALSE;
  for (guint i = 0; actives != NULL && i < actives->len; i++)
    {
      QzPolicy *policy = ((const Active *) g_ptr_array_index (actives, i))->policy;

      *out_nonlocal |= qz_policy_get_nonlocal (policy) != NULL;
      *out_assistance |= qz_policy_get_assistance (policy) != NULL;
    }
  return actives != NULL;
}

/* Whether a later version took over by @day. */
static gboolean
is_replaced (GPtrArray *actives, QzPolicy *policy, QzDay day)
{
  for (guint i = 0; i < actives->len; i++)
    {
      QzPolicy *other = ((const Active *) g_ptr_array_index (actives, i))->policy;

      if (strcmp (qz_policy_get_id (other), qz_policy_get_id (policy)) == 0
          && qz_policy_get_replaces (other) == qz_policy_get_version (policy)
          && qz_policy_get_valid_from (other) <= day)
        return TRUE;
    }
  return FALSE;
}

/* Beside a QzPath or -1, any of instant settlement: the other regimes. */
#define PATH_NONLOCAL   -2
#define PATH_ASSISTANCE -3

static gboolean
has_path (QzPolicy *policy, int path)
{
  const QzPolicyKind kind = qz_policy_get_kind (policy);

  if (path == PATH_NONLOCAL || path == PATH_ASSISTANCE)
    return kind == (path == PATH_NONLOCAL ? QZ_POLICY_NONLOCAL : QZ_POLICY_ASSISTANCE);
  return kind == QZ_POLICY_INSTANT
         && (path < 0 || qz_policy_has_path (policy, (QzPath) path));
}

static gboolean
rules_on (GPtrArray *actives, QzPolicy *policy, int path, const char *area, QzDay day)
{
  return qz_policy_is_valid_on (policy, day) && qz_policy_covers_area (policy, area)
         && has_path (policy, path) && !is_replaced (actives, policy, day);
}

char *
qz_policy_dup_area (QzBook *book, GError **error)
{
  const char *agency = qz_book_get_agency (book);
  GError *reason = NULL;
  char *area = qz_policy_repo_dup_agency_area (qz_book_get_store (book), agency, &reason);

  if (reason != NULL)
    {
      g_propagate_error (error, reason);
      return NULL;
    }
  return area != NULL ? area : g_strdup (agency);
}

QzPolicy *
qz_policy_find (QzBook *book, int path, QzDay day, gint64 *out_pack_id, GError **error)
{
  GPtrArray *actives = get_actives (book, error);
  g_autofree char *area = actives != NULL ? qz_policy_dup_area (book, error) : NULL;

  *out_pack_id = 0;
  if (area == NULL)
    return NULL;
  for (guint i = 0; i < actives->len; i++)
    {
      const Active *active = g_ptr_array_index (actives, i);

      if (rules_on (actives, active->policy, path, area, day))
        {
          *out_pack_id = active->pack_id;
          return qz_policy_ref (active->policy);
        }
    }
  return NULL;
}

QzPolicy *
qz_policies_peek_nonlocal (QzBook *book, QzDay day, gint64 *out_pack_id, GError **error)
{
  gint64 pack_id;

  return qz_policy_find (book, PATH_NONLOCAL, day, out_pack_id != NULL ? out_pack_id : &pack_id,
                         error);
}

QzPolicy *
qz_policies_find_nonlocal (QzBook *book, QzDay day, gint64 *out_pack_id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  QzPolicy *policy = qz_policies_peek_nonlocal (book, day, out_pack_id, &failure);
  g_autofree char *date = qz_day_format (day);

  if (policy != NULL)
    return policy;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  qz_error_set (error, QZ_ERROR_REFUSED, "nonlocal-policy-missing",
                _("On %s no policy of care away from home rules the area of this book set; "
                  "activate one, for example with “qz policy activate heilongjiang-nonlocal”"),
                date);
  return NULL;
}

QzPolicy *
qz_policies_peek_assistance (QzBook *book, QzDay day, gint64 *out_pack_id, GError **error)
{
  gint64 pack_id;

  return qz_policy_find (book, PATH_ASSISTANCE, day, out_pack_id != NULL ? out_pack_id : &pack_id,
                         error);
}

QzPolicy *
qz_policies_find_assistance (QzBook *book, QzDay day, gint64 *out_pack_id, GError **error)
{
  g_autoptr (GError) failure = NULL;
  QzPolicy *policy = qz_policies_peek_assistance (book, day, out_pack_id, &failure);
  g_autofree char *date = qz_day_format (day);

  if (policy != NULL)
    return policy;
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  qz_error_set (error, QZ_ERROR_REFUSED, "assistance-policy-missing",
                _("On %s no policy of medical assistance rules the area of this book set; "
                  "activate one, for example with “qz policy activate datong-assistance”"),
                date);
  qz_error_add_rule (error, "DT-30");
  return NULL;
}

/* ── packs from outside ─────────────────────────────────────────────────────────────────────── */

static GBytes *
read_file (const char *path, GError **error)
{
  g_autoptr (GError) reason = NULL;
  char *text = NULL;
  gsize length = 0;

  if (!qz_target_check_source (path, error))
    return NULL;
  if (g_file_get_contents (path, &text, &length, &reason))
    return g_bytes_new_take (text, length);
  qz_error_set (error, QZ_ERROR_INPUT, "cannot-open",
                _("There is no shipped policy “%s”, and no file of this name can be read: %s"),
                path,
                reason->message);
  qz_error_add_place (error, path, 0, 0, NULL);
  return NULL;
}

/* The text of a shipped pack by its id, or of a file. */
static GBytes *
load_text (const char *name, GError **error)
{
  g_autofree char *resource = g_strconcat (FOLDER, name, ENDING, NULL);
  g_auto (GStrv) shipped = qz_data_list (FOLDER);
  GBytes *bytes = NULL;

  if (!g_strv_contains ((const char *const *) shipped, resource))
    return read_file (name, error);
  return qz_data_load (resource, &bytes, error) ? bytes : NULL;
}

/* The line of the pack that names its first day; 0 with @error set when there is none. */
static guint
find_first_day (const char *data, gsize length, const char *base_name, GError **error)
{
  g_autoptr (QzSectionFile) file = qz_section_file_new (data, (gssize) length, base_name, error);
  QzSection *head = file != NULL ? qz_section_file_find (file, "policy", error) : NULL;

  if (head == NULL || qz_section_get_text (head, "valid_from", error) == NULL)
    return 0;
  return qz_section_get_key_line (head, "valid_from");
}

/* The same text, but in force from @from. Everything else stays as it was read. */
static GBytes *
begin_on (GBytes *text, const char *base_name, QzDay from, GError **error)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (text, &length);
  const guint line = find_first_day (data, length, base_name, error);
  g_autofree char *whole = g_strndup (data, length);
  g_autofree char *day = qz_day_format (from);
  g_auto (GStrv) lines = NULL;
  char *changed;

  if (line == 0)
    return NULL;
  lines = g_strsplit (whole, "\n", -1);
  g_assert (line <= g_strv_length (lines));
  g_free (lines[line - 1]);
  lines[line - 1] = g_strconcat ("valid_from = ", day, NULL);
  changed = g_strjoinv ("\n", lines);
  return g_bytes_new_take (changed, strlen (changed));
}

/* Parses the pack and runs its examples; a pack that fails them must not be used. @from: the first
 * day instead of the pack's own, or QZ_DAY_NONE. */
static QzPolicy *
load_checked (const char *name, QzDay from, GBytes **out_text, GError **error)
{
  g_autoptr (GBytes) text = load_text (name, error);
  g_autofree char *base_name = g_path_get_basename (name);
  QzPolicy *policy;
  gsize length = 0;
  const char *data;

  if (text != NULL && from != QZ_DAY_NONE)
    {
      g_autoptr (GBytes) own = g_steal_pointer (&text);

      text = begin_on (own, base_name, from, error);
    }
  if (text == NULL)
    return NULL;
  data = g_bytes_get_data (text, &length);
  policy = qz_policy_load (data, (gssize) length, base_name, error);
  if (policy != NULL && out_text != NULL)
    *out_text = g_steal_pointer (&text);
  return policy;
}

/* ── activating ─────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_against (QzPolicy *policy, GPtrArray *actives, GError **error)
{
  for (guint i = 0; i < actives->len; i++)
    {
      QzPolicy *other = ((const Active *) g_ptr_array_index (actives, i))->policy;

      if (strcmp (qz_policy_get_id (other), qz_policy_get_id (policy)) == 0
          && qz_policy_get_version (other) == qz_policy_get_version (policy))
        {
          qz_error_set (error, QZ_ERROR_REFUSED, "already-active",
                        _("Version %u of policy %s is active already; nothing was changed"),
                        qz_policy_get_version (policy), qz_policy_get_id (policy));
          return FALSE;
        }
      if (!qz_policy_check_overlap (policy, other, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_pack (QzAct *act, QzPolicy *policy, GBytes *text, GError **error)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (text, &length);
  g_autoptr (QzPolicyPack) pack = g_new0 (QzPolicyPack, 1);
  g_autofree char *detail = NULL;

  pack->policy_id = g_strdup (qz_policy_get_id (policy));
  pack->version = qz_policy_get_version (policy);
  pack->valid_from = qz_policy_get_valid_from (policy);
  pack->valid_to = qz_policy_get_valid_to (policy);
  pack->text = g_strndup (data, length);
  pack->digest = qz_digest_bytes (pack->text, strlen (pack->text));
  detail = g_strdup_printf ("%s %u digest=%s", pack->policy_id, pack->version, pack->digest);
  qz_act_set_detail (act, detail);
  return qz_policy_repo_put (act, pack, error);
}

/* A posting to an account that the chart lacks would be found only when the bank has paid. Book
 * sets made before there was this regime get its accounts first. */
static gboolean
check_accounts (QzAct *act, QzPolicy *policy, GError **error)
{
  g_autoptr (QzChart) chart = NULL;

  if (qz_policy_get_kind (policy) != QZ_POLICY_INSTANT && !qz_nl_accounts_update_chart (act, error))
    return FALSE;
  chart = qz_voucher_repo_load_chart (qz_act_get_store (act), error);
  return chart != NULL && qz_posting_check_accounts (policy, chart, error);
}

gboolean
qz_policy_activate_from (QzBook *book, const QzContext *context, const char *name, QzDay from,
                         GError **error)
{
  g_autoptr (GBytes) text = NULL;
  g_autoptr (QzPolicy) policy = load_checked (name, from, &text, error);
  g_autoptr (QzAct) act = NULL;
  GPtrArray *actives;

  if (policy == NULL)
    return FALSE;
  act = qz_book_begin_act (book, context, "policy activate",
                           qz_right_get_roles (QZ_RIGHT_ACTIVATE_POLICY), error);
  if (act == NULL)
    return FALSE;
  actives = get_actives (book, error);
  if (actives == NULL || !check_against (policy, actives, error)
      || !check_accounts (act, policy, error) || !put_pack (act, policy, text, error))
    return FALSE;
  return qz_book_end_act (book, context, g_steal_pointer (&act), error);
}

gboolean
qz_policy_activate (QzBook *book, const QzContext *context, const char *name, GError **error)
{
  return qz_policy_activate_from (book, context, name, QZ_DAY_NONE, error);
}

/* ── showing ────────────────────────────────────────────────────────────────────────────────── */

char *
qz_policy_dup_areas (QzPolicy *policy)
{
  g_autoptr (GPtrArray) areas = g_ptr_array_new ();

  for (guint i = 0; i < qz_policy_get_n_areas (policy); i++)
    g_ptr_array_add (areas, (gpointer) qz_policy_get_area (policy, i));
  g_ptr_array_add (areas, NULL);
  return g_strjoinv (" ", (char **) areas->pdata);
}

char *
qz_policy_dup_paths (QzPolicy *policy)
{
  g_autoptr (GString) paths = g_string_new (NULL);

  for (guint i = 0; i < QZ_N_PATHS; i++)
    if (qz_policy_has_path (policy, (QzPath) i))
      g_string_append_printf (paths, "%s%s", paths->len > 0 ? " " : "",
                              qz_path_to_text ((QzPath) i));
  if (qz_policy_get_kind (policy) != QZ_POLICY_INSTANT)
    g_string_append (paths, qz_policy_get_kind (policy) == QZ_POLICY_NONLOCAL ? "nonlocal"
                                                                             : "assistance");
  return g_string_free_and_steal (g_steal_pointer (&paths));
}

/* The last day on which it rules: a version that replaces it ends it the day before. */
static QzDay
get_last_day (GPtrArray *actives, QzPolicy *policy)
{
  QzDay last = qz_policy_get_valid_to (policy);

  for (guint i = 0; actives != NULL && i < actives->len; i++)
    {
      QzPolicy *other = ((const Active *) g_ptr_array_index (actives, i))->policy;
      const QzDay end = qz_policy_get_valid_from (other) - 1;

      if (strcmp (qz_policy_get_id (other), qz_policy_get_id (policy)) == 0
          && qz_policy_get_replaces (other) == qz_policy_get_version (policy)
          && (last == QZ_DAY_NONE || end < last))
        last = end;
    }
  return last;
}

static void
add_policy_row (QzSheet *sheet, GPtrArray *actives, QzPolicy *policy, gboolean active)
{
  g_autofree char *areas = qz_policy_dup_areas (policy);
  g_autofree char *paths = qz_policy_dup_paths (policy);
  const QzDay last = active ? get_last_day (actives, policy) : qz_policy_get_valid_to (policy);
  guint row = qz_sheet_add_row (sheet);

  qz_sheet_put_text (sheet, row, 0, qz_policy_get_id (policy));
  qz_sheet_put_text (sheet, row, 1, qz_policy_get_title (policy));
  qz_sheet_put_number (sheet, row, 2, qz_policy_get_version (policy));
  qz_sheet_put_number (sheet, row, 3, active);
  qz_sheet_put_number (sheet, row, 4, qz_policy_get_valid_from (policy));
  if (last != QZ_DAY_NONE)
    qz_sheet_put_number (sheet, row, 5, last);
  qz_sheet_put_text (sheet, row, 6, areas);
  qz_sheet_put_text (sheet, row, 7, paths);
  qz_sheet_put_text (sheet, row, 8, qz_policy_get_issuer (policy));
  qz_sheet_put_text (sheet, row, 9, qz_policy_get_regime (policy));
}

static gboolean
is_active (GPtrArray *actives, QzPolicy *policy)
{
  for (guint i = 0; actives != NULL && i < actives->len; i++)
    {
      QzPolicy *other = ((const Active *) g_ptr_array_index (actives, i))->policy;

      if (strcmp (qz_policy_get_id (other), qz_policy_get_id (policy)) == 0
          && qz_policy_get_version (other) == qz_policy_get_version (policy))
        return TRUE;
    }
  return FALSE;
}

static gboolean
add_shipped (QzSheet *sheet, GPtrArray *actives, GError **error)
{
  g_auto (GStrv) names = qz_data_list (FOLDER);

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (GBytes) text = NULL;
      g_autoptr (QzPolicy) policy = NULL;
      gsize length = 0;
      const char *data;

      if (!g_str_has_suffix (names[i], ENDING))
        continue;
      if (!qz_data_load (names[i], &text, error))
        return FALSE;
      data = g_bytes_get_data (text, &length);
      policy = qz_policy_new_from_text (data, (gssize) length, names[i], error);
      if (policy == NULL)
        return FALSE;
      if (!is_active (actives, policy))
        add_policy_row (sheet, actives, policy, FALSE);
    }
  return TRUE;
}

/**
 * qz_policy_list:
 * @book: (nullable): without one, only the packs shipped
 */
QzSheet *
qz_policy_list (QzBook *book, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("policies");
  GPtrArray *actives = NULL;

  qz_sheet_add_column (sheet, "id", _("Policy"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "title", _("Title"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "version", _("Version"), QZ_VALUE_COUNT);
  qz_sheet_add_column (sheet, "active", _("Active"), QZ_VALUE_BOOL);
  qz_sheet_add_column (sheet, "valid_from", _("Valid from"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "valid_to", _("Valid to"), QZ_VALUE_DAY);
  qz_sheet_add_column (sheet, "areas", _("Areas"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "paths", _("Paths"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "issuer", _("Issuer"), QZ_VALUE_TEXT);
  qz_sheet_add_column (sheet, "regime", _("Regime"), QZ_VALUE_TEXT);
  if (book != NULL && (actives = get_actives (book, error)) == NULL)
    return NULL;
  for (guint i = 0; actives != NULL && i < actives->len; i++)
    add_policy_row (sheet, actives, ((const Active *) g_ptr_array_index (actives, i))->policy,
                    TRUE);
  if (!add_shipped (sheet, actives, error))
    return NULL;
  return g_steal_pointer (&sheet);
}

/* The newest active version of @id, or the one of @version (0: any); NULL when none is active. */
static QzPolicy *
find_newest (GPtrArray *actives, const char *id, guint version)
{
  QzPolicy *newest = NULL;

  for (guint i = 0; i < actives->len; i++)
    {
      QzPolicy *policy = ((const Active *) g_ptr_array_index (actives, i))->policy;

      if (strcmp (qz_policy_get_id (policy), id) == 0
          && (version == 0 || qz_policy_get_version (policy) == version)
          && (newest == NULL || qz_policy_get_version (policy) > qz_policy_get_version (newest)))
        newest = policy;
    }
  return newest != NULL ? qz_policy_ref (newest) : NULL;
}

/* "jilin-daily@2": *out_version; a name without a version has 0. (transfer full) */
static char *
split_name (const char *name, guint *out_version)
{
  const char *at = strrchr (name, '@');
  guint64 version = 0;
  g_autoptr (GError) error = NULL;

  *out_version = 0;
  if (at == NULL || !g_ascii_string_to_unsigned (at + 1, 10, 1, G_MAXUINT, &version, &error))
    return g_strdup (name);
  *out_version = (guint) version;
  return g_strndup (name, (gsize) (at - name));
}

/* A shipped pack, or a file; of a name with a version, only that version. */
static QzPolicy *
open_outside (const char *name, const char *id, guint version, GError **error)
{
  const gboolean is_file = g_file_test (name, G_FILE_TEST_EXISTS);
  QzPolicy *policy = load_checked (is_file ? name : id, QZ_DAY_NONE, NULL, error);

  if (policy == NULL || is_file || version == 0 || qz_policy_get_version (policy) == version)
    return policy;
  qz_policy_unref (policy);
  qz_error_set (error, QZ_ERROR_INPUT, "no-such-version",
                _("There is no version %u of policy %s here; “qz policy” lists those there are"),
                version, id);
  return NULL;
}

QzPolicy *
qz_policy_open_outside (const char *name, QzDay from, GError **error)
{
  return load_checked (name, from, NULL, error);
}

QzPolicy *
qz_policy_open (QzBook *book, const char *name, gboolean *out_active, GError **error)
{
  GPtrArray *actives = NULL;
  guint version = 0;
  g_autofree char *id = split_name (name, &version);
  QzPolicy *policy;

  if (book != NULL && (actives = get_actives (book, error)) == NULL)
    return NULL;
  policy = actives != NULL ? find_newest (actives, id, version) : NULL;
  *out_active = policy != NULL;
  return policy != NULL ? policy : open_outside (name, id, version, error);
}
