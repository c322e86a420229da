/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-assist-persons.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-actors.h"
#include "qz-assist-private.h"
#include "qz-error.h"
#include "qz-id-check.h"
#include "qz-roles.h"
#include "qz-supervision-repo.h"

typedef struct {
  const char *name, *title;
  QzValueType type;
} Column;

static void
add_columns (QzSheet *sheet, const Column *columns, guint n)
{
  for (guint i = 0; i < n; i++)
    qz_sheet_add_column (sheet, columns[i].name, _ (columns[i].title), columns[i].type);
}

static const char *
get_category_name (const char *text)
{
  QzAssistCategory category;

  return qz_assist_category_parse (text, &category) ? qz_assist_category_get_name (category) : "";
}

static const char *
get_group_name (const char *text)
{
  QzAssistGroup group;

  return qz_assist_group_parse (text, &group) ? qz_assist_group_get_name (group) : "";
}

static const char *
get_source_name (const char *text)
{
  QzAssistSource source;

  return qz_assist_source_parse (text, &source) ? qz_assist_source_get_name (source) : "";
}

/* ── all persons ────────────────────────────────────────────────────────────────────────────── */

/* As the store fills them; the names come behind. */
enum {
  PERSON_CERTNO,
  PERSON_NAME,
  PERSON_CATEGORY,
  PERSON_SUBCATEGORY,
  PERSON_SOURCE,
  PERSON_SUSPENDED = 12,
  PERSON_CATEGORY_NAME,
  PERSON_SUBCATEGORY_NAME,
  PERSON_SOURCE_NAME,
};
static const Column person_columns[] = {
  { "certno", N_ ("Identity number"), QZ_VALUE_TEXT },
  { "psn_name", N_ ("Full name"), QZ_VALUE_TEXT },
  { "category", N_ ("Category"), QZ_VALUE_TEXT },
  { "subcategory", N_ ("Group"), QZ_VALUE_TEXT },
  { "source", N_ ("Source"), QZ_VALUE_TEXT },
  { "county", N_ ("County"), QZ_VALUE_TEXT },
  { "county_name", N_ ("Name of the county"), QZ_VALUE_TEXT },
  { "entry_day", N_ ("Recognized"), QZ_VALUE_DAY },
  { "valid_from", N_ ("From"), QZ_VALUE_DAY },
  { "exit_day", N_ ("Until before"), QZ_VALUE_DAY },
  { "exit_reason", N_ ("Reason"), QZ_VALUE_TEXT },
  { "spell", N_ ("Entry"), QZ_VALUE_COUNT },
  { "suspended", N_ ("Suspended"), QZ_VALUE_BOOL },
  { "category_name", N_ ("Category"), QZ_VALUE_TEXT },
  { "subcategory_name", N_ ("Group"), QZ_VALUE_TEXT },
  { "source_name", N_ ("Source"), QZ_VALUE_TEXT },
};

QzSheet *
qz_assist_list_persons (QzBook *book, QzDay day, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("persons");
  g_autoptr (GHashTable) people = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  add_columns (sheet, person_columns, G_N_ELEMENTS (person_columns));
  if (!qz_assist_person_repo_fill_persons (qz_book_get_store (book), day, sheet, error))
    return NULL;
  for (guint i = 0; i < qz_sheet_get_n_rows (sheet); i++)
    {
      const char *certno = qz_sheet_get_text (sheet, i, PERSON_CERTNO);
      g_autofree char *masked = qz_id_mask (certno);

      g_hash_table_add (people, g_strdup (certno));
      qz_sheet_put_text (sheet, i, PERSON_CERTNO, masked);
      qz_sheet_put_text (sheet, i, PERSON_CATEGORY_NAME,
                         get_category_name (qz_sheet_get_text (sheet, i, PERSON_CATEGORY)));
      qz_sheet_put_text (sheet, i, PERSON_SUBCATEGORY_NAME,
                         get_group_name (qz_sheet_get_text (sheet, i, PERSON_SUBCATEGORY)));
      qz_sheet_put_text (sheet, i, PERSON_SOURCE_NAME,
                         get_source_name (qz_sheet_get_text (sheet, i, PERSON_SOURCE)));
    }
  qz_sheet_set_number (sheet, "people", _("Persons"), QZ_VALUE_COUNT,
                       g_hash_table_size (people));
  return g_steal_pointer (&sheet);
}

static const Column roster_columns[] = {
  { "source", N_ ("Source"), QZ_VALUE_TEXT },
  { "county", N_ ("County"), QZ_VALUE_TEXT },
  { "county_name", N_ ("Name of the county"), QZ_VALUE_TEXT },
  { "list_day", N_ ("Day of the list"), QZ_VALUE_DAY },
  { "persons", N_ ("Lines"), QZ_VALUE_COUNT },
  { "new", N_ ("New"), QZ_VALUE_COUNT },
  { "ended", N_ ("Ended"), QZ_VALUE_COUNT },
  { "file", N_ ("File"), QZ_VALUE_TEXT },
  { "import", N_ ("Import"), QZ_VALUE_COUNT },
  { "source_name", N_ ("Source"), QZ_VALUE_TEXT },
};

QzSheet *
qz_assist_list_rosters (QzBook *book, GError **error)
{
  g_autoptr (QzSheet) sheet = qz_sheet_new ("rosters");

  add_columns (sheet, roster_columns, G_N_ELEMENTS (roster_columns));
  if (!qz_assist_person_repo_fill_rosters (qz_book_get_store (book), sheet, error))
    return NULL;
  for (guint i = 0; i < qz_sheet_get_n_rows (sheet); i++)
    qz_sheet_put_text (sheet, i, G_N_ELEMENTS (roster_columns) - 1,
                       get_source_name (qz_sheet_get_text (sheet, i, 0)));
  return g_steal_pointer (&sheet);
}

/* ── one person ─────────────────────────────────────────────────────────────────────────────── */

static const Column spell_columns[] = {
  { "source", N_ ("Source"), QZ_VALUE_TEXT },
  { "county", N_ ("County"), QZ_VALUE_TEXT },
  { "county_name", N_ ("Name of the county"), QZ_VALUE_TEXT },
  { "category", N_ ("Category"), QZ_VALUE_TEXT },
  { "subcategory", N_ ("Group"), QZ_VALUE_TEXT },
  { "entry_day", N_ ("Recognized"), QZ_VALUE_DAY },
  { "valid_from", N_ ("From"), QZ_VALUE_DAY },
  { "exit_day", N_ ("Until before"), QZ_VALUE_DAY },
  { "exit_reason", N_ ("Reason"), QZ_VALUE_TEXT },
  { "list_day", N_ ("Day of the list"), QZ_VALUE_DAY },
  { "file", N_ ("File"), QZ_VALUE_TEXT },
  { "line", N_ ("Line"), QZ_VALUE_COUNT },
};
static const Column hold_columns[] = {
  { "day", N_ ("From"), QZ_VALUE_DAY },
  { "suspended", N_ ("Suspended"), QZ_VALUE_BOOL },
  { "reported_day", N_ ("Reported"), QZ_VALUE_DAY },
  { "reason", N_ ("Reason"), QZ_VALUE_TEXT },
};
static const Column bill_columns[] = {
  { "setl_id", N_ ("Settlement"), QZ_VALUE_TEXT },
  { "settled", N_ ("Settled"), QZ_VALUE_TEXT },
  { "county", N_ ("County"), QZ_VALUE_TEXT },
  { "category", N_ ("Category"), QZ_VALUE_TEXT },
  { "medfee", N_ ("Medical fees"), QZ_VALUE_FEN },
  { "maf", N_ ("Medical assistance"), QZ_VALUE_FEN },
  { "person", N_ ("Borne by the person"), QZ_VALUE_FEN },
  { "manual", N_ ("Paid in full by the person"), QZ_VALUE_BOOL },
};

static gboolean
add_bill (const QzAssistBillRow *bill, gpointer user_data, GError **error)
{
  QzSheet *sheet = user_data;
  const guint row = qz_sheet_add_row (sheet);

  (void) error;
  qz_sheet_put_text (sheet, row, 0, bill->setl_id);
  qz_sheet_put_text (sheet, row, 1, bill->setl_time);
  qz_sheet_put_text (sheet, row, 2, bill->county);
  qz_sheet_put_text (sheet, row, 3, qz_assist_category_to_text (bill->category));
  qz_sheet_put_number (sheet, row, 4, bill->medfee_fen);
  qz_sheet_put_number (sheet, row, 5, bill->maf_fen);
  qz_sheet_put_number (sheet, row, 6, bill->psn_part_fen);
  qz_sheet_put_number (sheet, row, 7, bill->setl_type[0] == '1');
  return TRUE;
}

static gboolean
add_bills (QzSheet *sheet, QzStore *store, const char *certno, GError **error)
{
  g_autoptr (QzSheet) child = qz_sheet_new ("bills");
  QzAssistBillSpan span = { .certno = certno };

  add_columns (child, bill_columns, G_N_ELEMENTS (bill_columns));
  qz_sheet_add_child (sheet, child);
  return qz_day_from_ymd (2024, 1, 1, &span.from) && qz_day_from_ymd (2199, 12, 31, &span.to)
         && qz_assist_bill_repo_stream (store, &span, add_bill, child, error);
}

static gboolean
add_children (QzSheet *sheet, QzStore *store, const char *certno, GError **error)
{
  g_autoptr (QzSheet) spells = qz_sheet_new ("spells");
  g_autoptr (QzSheet) holds = qz_sheet_new ("suspensions");

  add_columns (spells, spell_columns, G_N_ELEMENTS (spell_columns));
  add_columns (holds, hold_columns, G_N_ELEMENTS (hold_columns));
  qz_sheet_add_child (sheet, spells);
  qz_sheet_add_child (sheet, holds);
  return qz_assist_person_repo_fill_spells (store, certno, spells, error)
         && qz_assist_person_repo_fill_holds (store, certno, holds, error)
         && add_bills (sheet, store, certno, error);
}

/* "LB, JC": what is valid on @day. */
static char *
dup_categories (GHashTable *spells, const char *certno, QzDay day)
{
  const GArray *list = g_hash_table_lookup (spells, certno);
  GString *text = g_string_new (NULL);

  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const QzAssistSpell *spell = &g_array_index (list, QzAssistSpell, i);

      if (spell->from <= day && (spell->exit == QZ_DAY_NONE || spell->exit > day))
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                                qz_assist_category_to_text (spell->category));
    }
  return g_string_free_and_steal (text);
}

QzSheet *
qz_assist_show_person (QzBook *book, const QzContext *context, const char *certno, GError **error)
{
  QzStore *store = qz_book_get_store (book);
  const QzDay today = context->clock.today;
  g_autofree char *upper = g_ascii_strup (certno, -1);
  g_autofree char *masked = qz_id_mask (upper);
  g_autofree char *name = NULL;
  g_autofree char *categories = NULL;
  g_autoptr (QzSheet) sheet = qz_sheet_new ("person");
  g_autoptr (GHashTable) spells = qz_assist_person_repo_load_spells (store, upper, error);
  g_autoptr (GHashTable) holds =
      spells != NULL ? qz_assist_person_repo_load_holds (store, upper, error) : NULL;

  if (holds == NULL || !qz_assist_person_repo_dup_name (store, upper, &name, error))
    return NULL;
  categories = dup_categories (spells, upper, today);
  qz_sheet_set_text (sheet, "certno", _("Identity number"), masked);
  qz_sheet_set_text (sheet, "psn_name", _("Full name"), name != NULL ? name : "");
  qz_sheet_set_text (sheet, "categories", _("Category"), categories);
  qz_sheet_set_number (sheet, "suspended", _("Suspended"), QZ_VALUE_BOOL,
                       qz_assist_holds_cover (g_hash_table_lookup (holds, upper), today));
  if (!add_children (sheet, store, upper, error))
    return NULL;
  if (name == NULL && g_hash_table_size (holds) == 0
      && qz_sheet_get_n_rows (qz_sheet_find_child (sheet, "bills")) == 0)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "person-unknown",
                    _("No list and no bill has the person %s"), masked);
      return NULL;
    }
  return g_steal_pointer (&sheet);
}

QzSheet *
qz_assist_show_person_of (QzBook *book, const QzContext *context, gint64 spell, GError **error)
{
  g_autofree char *certno = NULL;

  if (!qz_assist_person_repo_dup_certno (qz_book_get_store (book), spell, &certno, error))
    return NULL;
  if (certno != NULL)
    return qz_assist_show_person (book, context, certno, error);
  qz_error_set (error, QZ_ERROR_INPUT, "person-unknown", _("No list has this person any more"));
  return NULL;
}

/* ── DT-22 ──────────────────────────────────────────────────────────────────────────────────── */

static gboolean
need (const char *value, const char *field, GError **error)
{
  if (value != NULL && value[0] != '\0')
    return TRUE;
  qz_error_set (error, QZ_ERROR_USAGE, "field-missing", _("This field must not be empty: %s"),
                field);
  qz_error_add_rule (error, "DT-22");
  return FALSE;
}

typedef struct {
  QzAct *act;
  char *certno, *name, *county;
  gboolean suspended; /* on the day it is about */
  QzDay last;         /* of what is kept; QZ_DAY_NONE */
} Desk;

static void
desk_clear (Desk *self)
{
  g_clear_pointer (&self->act, qz_act_free);
  g_free (self->certno);
  g_free (self->name);
  g_free (self->county);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Desk, desk_clear)

/* The actor is the county's agency or the city's. */
static gboolean
desk_begin (Desk *self, QzBook *book, const QzContext *context, const char *name, GError **error)
{
  g_autoptr (QzAreaMap) map = qz_actors_load_map (book, error);

  if (map == NULL || !qz_assist_check_actor (book, context, map, self->county, error))
    return FALSE;
  self->act = qz_book_begin_act (book, context, name,
                                 qz_right_get_roles (QZ_RIGHT_PERSON_SUSPEND), error);
  return self->act != NULL;
}

static gboolean
desk_look (Desk *self, QzBook *book, QzDay day, GError **error)
{
  g_autoptr (GHashTable) holds =
      qz_assist_person_repo_load_holds (qz_book_get_store (book), self->certno, error);
  const GArray *list = holds != NULL ? g_hash_table_lookup (holds, self->certno) : NULL;

  self->suspended = qz_assist_holds_cover (list, day);
  self->last = list != NULL && list->len > 0
                   ? g_array_index (list, QzAssistHold, list->len - 1).from
                   : QZ_DAY_NONE;
  return holds != NULL;
}

static gboolean
desk_end (Desk *self, QzBook *book, const QzContext *context, const QzPersonSuspension *row,
          GError **error)
{
  g_autofree char *masked = qz_id_mask (self->certno);

  if (!qz_supervision_repo_put_person (self->act, row, error))
    return FALSE;
  qz_act_set_detail (self->act, masked);
  return qz_book_end_act (book, context, g_steal_pointer (&self->act), error);
}

static gboolean
check_input (Desk *desk, QzBook *book, const QzContext *context,
             const QzAssistSuspendInput *input, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (!need (input->certno, "certno", error) || !need (input->county, "county", error)
      || !need (input->reason, "reason", error))
    return FALSE;
  desk->certno = g_ascii_strup (input->certno, -1);
  desk->county = g_strdup (input->county);
  desk->name = g_strdup (input->psn_name);
  if (!qz_id_check_person (desk->certno, context->clock.today, &reason))
    {
      qz_error_set (error, QZ_ERROR_INPUT, "certno-wrong", "%s", reason->message);
      qz_error_add_rule (error, "GB 11643");
      return FALSE;
    }
  return desk->name != NULL
         || (qz_assist_person_repo_dup_name (qz_book_get_store (book), desk->certno, &desk->name,
                                             error)
             && need (desk->name, "psn_name", error));
}

gboolean
qz_assist_suspend (QzBook *book, const QzContext *context, const QzAssistSuspendInput *input,
                   GError **error)
{
  g_auto (Desk) desk = { 0 };
  const QzDay day = input->from_day != QZ_DAY_NONE ? input->from_day : context->clock.today;
  QzPersonSuspension row = { .suspended = TRUE,
                             .from_day = day,
                             .reported_day = input->reported_day,
                             .reason = input->reason };

  if (!check_input (&desk, book, context, input, error)
      || !desk_begin (&desk, book, context, "assist suspend", error)
      || !desk_look (&desk, book, day, error))
    return FALSE;
  if (desk.suspended && input->reported_day == QZ_DAY_NONE)
    return qz_error_refuse (error, "person-suspended", "DT-22",
                            _("The person is suspended already"));
  /* Told to the city later: from the same day on. */
  if (desk.suspended)
    row.from_day = desk.last <= day ? desk.last : day;
  row.certno = desk.certno;
  row.psn_name = desk.name;
  row.insured_area = desk.county;
  return desk_end (&desk, book, context, &row, error);
}

gboolean
qz_assist_resume (QzBook *book, const QzContext *context, const char *certno, QzDay from_day,
                  const char *reason, GError **error)
{
  g_auto (Desk) desk = { 0 };
  g_auto (QzPersonState) kept = { 0 };
  const QzDay day = from_day != QZ_DAY_NONE ? from_day : context->clock.today;
  QzPersonSuspension row = { .from_day = day, .reported_day = QZ_DAY_NONE, .reason = reason };

  if (!need (certno, "certno", error) || !need (reason, "reason", error))
    return FALSE;
  desk.certno = g_ascii_strup (certno, -1);
  if (!qz_supervision_repo_get_person (qz_book_get_store (book), desk.certno, &kept, error)
      || !desk_look (&desk, book, day, error))
    return FALSE;
  if (!kept.found || !desk.suspended)
    return qz_error_refuse (error, "person-not-suspended", "DT-22",
                            _("The person is not suspended"));
  desk.county = g_strdup (kept.insured_area);
  if (!desk_begin (&desk, book, context, "assist resume", error))
    return FALSE;
  row.certno = desk.certno;
  row.psn_name = kept.psn_name;
  row.insured_area = kept.insured_area;
  return desk_end (&desk, book, context, &row, error);
}
