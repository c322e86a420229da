/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "qz-registration-repo.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "qz-error.h"

/* ── the record ─────────────────────────────────────────────────────────────────────────────── */

static void
free_hospital (gpointer data)
{
  QzRegistrationHospital *self = data;

  g_free (self->code);
  g_free (self->name);
  g_free (self->level);
  g_free (self);
}

QzRegistration *
qz_registration_new (void)
{
  QzRegistration *self = g_new0 (QzRegistration, 1);

  self->begin_day = self->end_day = self->brdy = self->registered_day = QZ_DAY_NONE;
  self->since = QZ_DAY_NONE;
  for (guint i = 0; i < QZ_N_REG_TEXTS; i++)
    self->texts[i] = g_strdup ("");
  self->hospitals = g_ptr_array_new_with_free_func (free_hospital);
  return self;
}

void
qz_registration_free (QzRegistration *self)
{
  for (guint i = 0; i < QZ_N_REG_TEXTS; i++)
    g_free (self->texts[i]);
  g_ptr_array_unref (self->hospitals);
  g_free (self);
}

void
qz_registration_take_text (QzRegistration *self, QzRegistrationText text, const char *value)
{
  g_free (self->texts[text]);
  self->texts[text] = g_strdup (value != NULL ? value : "");
}

void
qz_registration_add_hospital (QzRegistration *self, const char *code, const char *name,
                              const char *level)
{
  QzRegistrationHospital *hospital = g_new0 (QzRegistrationHospital, 1);

  hospital->code = g_strdup (code);
  hospital->name = g_strdup (name);
  hospital->level = g_strdup (level);
  g_ptr_array_add (self->hospitals, hospital);
}

/* ── writing ────────────────────────────────────────────────────────────────────────────────── */

static void
write_day (QzTableWriter *writer, QzDay day)
{
  char text[11];

  qz_day_write (day, text);
  qz_table_writer_text (writer, text[0] != '\0' ? text : NULL);
}

static void
write_id (QzTableWriter *writer, gint64 id)
{
  if (id != 0)
    qz_table_writer_int (writer, id);
  else
    qz_table_writer_null (writer);
}

static void
write_texts (QzTableWriter *writer, const QzRegistration *from, QzRegistrationText first,
             QzRegistrationText last)
{
  for (guint i = first; i <= last; i++)
    qz_table_writer_text (writer, from->texts[i]);
}

static gboolean
put_hospitals (QzAct *act, gint64 id, const QzRegistration *from, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "registration_hospital", error);

  for (guint i = 0; writer != NULL && i < from->hospitals->len; i++)
    {
      const QzRegistrationHospital *hospital = from->hospitals->pdata[i];

      qz_table_writer_int (writer, id);
      qz_table_writer_int (writer, i + 1);
      qz_table_writer_text (writer, hospital->code);
      qz_table_writer_text (writer, hospital->name);
      qz_table_writer_text (writer, hospital->level);
      if (qz_table_writer_end_row (writer, error) == 0)
        return FALSE;
    }
  return writer != NULL;
}

gint64
qz_registration_repo_put (QzAct *act, const QzRegistration *from, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "registration", error);
  gint64 id;

  if (writer == NULL)
    return 0;
  write_id (writer, from->import_id);
  qz_table_writer_int (writer, (gint64) from->line_no);
  qz_table_writer_text (writer, from->texts[QZ_REG_NUMBER]);
  qz_table_writer_text (writer, qz_nl_person_to_text (from->kind));
  qz_table_writer_text (writer, qz_nl_scope_to_text (from->scope));
  qz_table_writer_text (writer, qz_insurance_to_text (from->insurance));
  write_texts (writer, from, QZ_REG_INSURED_AREA, QZ_REG_TREAT_AREA);
  write_day (writer, from->begin_day);
  write_day (writer, from->end_day);
  write_texts (writer, from, QZ_REG_PSN_NO, QZ_REG_GEND);
  write_day (writer, from->brdy);
  write_texts (writer, from, QZ_REG_CARD_NO, QZ_REG_REFERRAL_REASON);
  write_day (writer, from->registered_day);
  write_id (writer, from->replaces_id);
  id = qz_table_writer_end_row (writer, error);
  return id != 0 && put_hospitals (act, id, from, error) ? id : 0;
}

static gboolean
put_state (QzAct *act, const QzRegistrationEvent *event, const char *day, GError **error)
{
  QzStatement *statement = qz_store_prepare (
      qz_act_get_store (act),
      "INSERT INTO registration_state (registration_id, state, since) VALUES (?1, ?2, ?3)"
      " ON CONFLICT (registration_id) DO UPDATE SET state = ?2, since = ?3",
      error);

  return statement != NULL
         && qz_statement_bind (statement, error, "itt", event->registration_id, event->state, day)
         && qz_statement_run (statement, error);
}

gboolean
qz_registration_repo_put_event (QzAct *act, const QzRegistrationEvent *event, GError **error)
{
  QzTableWriter *writer = qz_act_get_writer (act, "registration_event", error);
  char day[11];

  if (writer == NULL)
    return FALSE;
  qz_day_write (event->day, day);
  qz_table_writer_int (writer, event->registration_id);
  qz_table_writer_text (writer, event->act);
  qz_table_writer_text (writer, event->state);
  qz_table_writer_text (writer, day);
  qz_table_writer_text (writer, event->setl_id);
  qz_table_writer_text (writer, event->actor);
  qz_table_writer_text (writer, event->nominal_time);
  qz_table_writer_text (writer, qz_act_get_clock (act)->business);
  qz_table_writer_text (writer, event->reason != NULL ? event->reason : "");
  return qz_table_writer_end_row (writer, error) != 0 && put_state (act, event, day, error);
}

char *
qz_registration_repo_dup_next_number (QzStore *store, const char *prefix, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT max (CAST (substr (number, length (?1) + 1) AS INTEGER)) FROM registration"
      " WHERE number > ?1 AND number < ?1 || 'z' AND substr (number, 1, length (?1)) = ?1",
      error);
  gint64 last = 0;

  if (row == NULL || !qz_statement_bind (row, error, "t", prefix)
      || !qz_statement_get_number (row, &last, error))
    return NULL;
  return g_strdup_printf ("%s%03d", prefix, (int) last + 1);
}

/* ── reading ────────────────────────────────────────────────────────────────────────────────── */

static QzDay
get_day (QzStatement *row, int column)
{
  const char *text = qz_statement_get_text (row, column);
  QzDay day = QZ_DAY_NONE;

  if (text != NULL && !qz_day_parse_plain (text, strlen (text), &day))
    return QZ_DAY_NONE;
  return day;
}

/* In the order of QzRegistrationText, then what is no text. */
#define COLUMNS                                                                                    \
  "r.number, r.insured_area, r.treat_area, r.psn_no, r.psn_name, r.cert_type, r.certno, r.gend,"  \
  " r.card_no, r.insured_state, r.emp_name, r.phone, r.address, r.from_hospital, r.to_hospital,"  \
  " r.diagnosis, r.referral_reason, r.id, r.kind, r.scope, r.insurance, r.begin_day, r.end_day,"  \
  " r.brdy, r.registered_day, r.replaces_id, s.state, s.since"
#define FROM " FROM registration r JOIN registration_state s ON s.registration_id = r.id"

static QzRegistration *
read_registration (QzStatement *row)
{
  QzRegistration *self = qz_registration_new ();
  int column = QZ_N_REG_TEXTS;

  for (int i = 0; i < QZ_N_REG_TEXTS; i++)
    qz_registration_take_text (self, (QzRegistrationText) i, qz_statement_get_text (row, i));
  self->id = qz_statement_get_int (row, column++);
  if (!qz_nl_person_parse (qz_statement_get_text (row, column++), &self->kind)
      || !qz_nl_scope_parse (qz_statement_get_text (row, column++), &self->scope)
      || !qz_insurance_parse (qz_statement_get_text (row, column++), &self->insurance))
    g_assert_not_reached (); /* the table checks them */
  self->begin_day = get_day (row, column++);
  self->end_day = get_day (row, column++);
  self->brdy = get_day (row, column++);
  self->registered_day = get_day (row, column++);
  self->replaces_id = qz_statement_get_int (row, column++);
  self->state = g_intern_string (qz_statement_get_text (row, column++));
  self->since = get_day (row, column);
  return self;
}

static gboolean
load_hospitals (QzStore *store, QzRegistration *self, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT code, name, level FROM registration_hospital WHERE registration_id = ?1 ORDER BY id",
      error);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, "i", self->id))
    return FALSE;
  while (qz_statement_step (rows, &failure))
    qz_registration_add_hospital (self, qz_statement_get_text (rows, 0),
                                  qz_statement_get_text (rows, 1),
                                  qz_statement_get_text (rows, 2));
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

QzRegistration *
qz_registration_repo_get_id (QzStore *store, gint64 id, GError **error)
{
  QzStatement *row = qz_store_prepare (store, "SELECT " COLUMNS FROM " WHERE r.id = ?1", error);
  g_autoptr (QzRegistration) self = NULL;
  gboolean has_row = FALSE;

  if (row == NULL || !qz_statement_bind (row, error, "i", id)
      || !qz_statement_step_once (row, &has_row, error))
    return NULL;
  g_assert (has_row); /* ids come from the store */
  self = read_registration (row);
  qz_statement_reset (row);
  return load_hospitals (store, self, error) ? g_steal_pointer (&self) : NULL;
}

QzRegistration *
qz_registration_repo_get (QzStore *store, const char *number, GError **error)
{
  gint64 id = 0;

  if (!qz_registration_repo_find (store, number, &id, error))
    return NULL;
  if (id == 0)
    {
      qz_error_set (error, QZ_ERROR_INPUT, "registration-unknown",
                    _("There is no registration %s; “qz registration list” lists them"), number);
      return NULL;
    }
  return qz_registration_repo_get_id (store, id, error);
}

gboolean
qz_registration_repo_find (QzStore *store, const char *number, gint64 *out_id, GError **error)
{
  QzStatement *row =
      qz_store_prepare (store, "SELECT id FROM registration WHERE number = ?1", error);

  return row != NULL && qz_statement_bind (row, error, "t", number)
         && qz_statement_get_number (row, out_id, error);
}

GPtrArray *
qz_registration_repo_list_person (QzStore *store, const char *psn_no, const char *certno,
                                  GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT " COLUMNS FROM " WHERE r.id IN (SELECT id FROM registration WHERE psn_no = ?1"
      "  AND ?1 <> '' UNION SELECT id FROM registration WHERE certno = upper (?2) AND ?2 <> '')"
      " ORDER BY r.id",
      error);
  g_autoptr (GPtrArray) list =
      g_ptr_array_new_with_free_func ((GDestroyNotify) qz_registration_free);
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, "tt", psn_no, certno))
    return NULL;
  while (qz_statement_step (rows, &failure))
    g_ptr_array_add (list, read_registration (rows));
  for (guint i = 0; failure == NULL && i < list->len; i++)
    if (!load_hospitals (store, list->pdata[i], &failure))
      break;
  if (failure == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

GArray *
qz_registration_repo_list_steps (QzStore *store, gint64 registration_id, GError **error)
{
  QzStatement *rows = qz_store_prepare (
      store,
      "SELECT state, day, setl_id, nominal_time FROM registration_event"
      " WHERE registration_id = ?1 ORDER BY id",
      error);
  g_autoptr (GArray) list = g_array_new (FALSE, TRUE, sizeof (QzRegistrationStep));
  g_autoptr (GError) failure = NULL;

  if (rows == NULL || !qz_statement_bind (rows, error, "i", registration_id))
    return NULL;
  while (qz_statement_step (rows, &failure))
    {
      QzRegistrationStep step = { .state = g_intern_string (qz_statement_get_text (rows, 0)),
                                  .day = get_day (rows, 1) };
      const char *setl_id = qz_statement_get_text (rows, 2);
      const char *time = qz_statement_get_text (rows, 3);

      g_strlcpy (step.setl_id, setl_id != NULL ? setl_id : "", sizeof step.setl_id);
      g_strlcpy (step.nominal_time, time != NULL ? time : "", sizeof step.nominal_time);
      g_array_append_val (list, step);
    }
  if (failure == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

gboolean
qz_registration_repo_is_suspended (QzStore *store, const char *certno, QzDay day, gboolean *out,
                                   char **out_reason, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT suspended, reason FROM person_suspension WHERE certno = upper (?1) AND from_day <= ?2"
      " ORDER BY id DESC LIMIT 1",
      error);
  gboolean has_row = FALSE;
  char text[11];

  *out = FALSE;
  qz_day_write (day, text);
  if (row == NULL || !qz_statement_bind (row, error, "tt", certno, text)
      || !qz_statement_step_once (row, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;
  *out = qz_statement_get_int (row, 0) != 0;
  if (out_reason != NULL)
    *out_reason = g_strdup (qz_statement_get_text (row, 1));
  qz_statement_reset (row);
  return TRUE;
}

void
qz_registration_provider_clear (QzRegistrationProvider *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->level, g_free);
  g_clear_pointer (&self->area, g_free);
  g_clear_pointer (&self->managed_by, g_free);
}

gboolean
qz_registration_repo_find_provider (QzStore *store, const char *code, QzRegistrationProvider *out,
                                    GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT f.name, coalesce (f.level, ''), f.area, f.managed_by, p.id FROM provider p"
      " JOIN provider_fact f ON f.provider_id = p.id WHERE p.code = ?1 ORDER BY f.id DESC LIMIT 1",
      error);

  *out = (QzRegistrationProvider) { 0 };
  if (row == NULL || !qz_statement_bind (row, error, "t", code)
      || !qz_statement_step_once (row, &out->found, error))
    return FALSE;
  if (!out->found)
    return TRUE;
  out->name = g_strdup (qz_statement_get_text (row, 0));
  out->level = g_strdup (qz_statement_get_text (row, 1));
  out->area = g_strdup (qz_statement_get_text (row, 2));
  out->managed_by = g_strdup (qz_statement_get_text (row, 3));
  out->id = qz_statement_get_int (row, 4);
  qz_statement_reset (row);
  return TRUE;
}

char *
qz_registration_repo_dup_replaced (QzStore *store, gint64 id, gboolean by, GError **error)
{
  QzStatement *row = qz_store_prepare (
      store,
      "SELECT o.number FROM registration o WHERE iif (?2, o.replaces_id = ?1,"
      " o.id = (SELECT replaces_id FROM registration WHERE id = ?1))",
      error);
  gboolean has_row = FALSE;
  char *number;

  if (row == NULL || !qz_statement_bind (row, error, "ii", id, (gint64) by)
      || !qz_statement_step_once (row, &has_row, error))
    return NULL;
  number = g_strdup (has_row ? qz_statement_get_text (row, 0) : "");
  if (has_row)
    qz_statement_reset (row);
  return number;
}
