/* Drives a calendar through the importer. An entry is known again by its UID, and one time of a series that was changed by itself by the UID and
 * its day; the series then is not held on that day. The file is read twice: a series may come before or after what was changed of it. */

#include "config.h"

#include "crm-import-private.h"

#include "crm-activity-link.h"
#include "crm-activity.h"
#include "crm-error.h"
#include "crm-ical-activity.h"
#include "crm-uid.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Exceptions of all series of a file that are remembered. */
#define EXCEPTIONS_MAX 100000

typedef struct
{
  CrmImportJob  *job;
  CrmIcalReader *reader;     /* knows all time zones of the file by the second reading */
  CrmIcalReader *zones;      /* the first reading's */
  GHashTable    *exceptions; /* (owned): UID → GArray of CrmDate */
  gint64         now;
} Calendar;

static void
note_exception (Calendar *self, const CrmIcalSaid *said, guint *n)
{
  GArray *days;

  if (said->uid == NULL || !crm_date_is_full (said->instead) || *n >= EXCEPTIONS_MAX)
    return;
  days = g_hash_table_lookup (self->exceptions, said->uid);
  if (days == NULL)
    {
      days = g_array_new (FALSE, FALSE, sizeof (CrmDate));
      g_hash_table_insert (self->exceptions, g_strdup (said->uid), days);
    }
  g_array_append_val (days, said->instead);
  (*n)++;
}

/* The first reading: time zones, and which days of which series stand by themselves. */
static gboolean
look_through (Calendar *self, GError **error)
{
  guint n = 0;

  for (;;)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (CrmIcalItem) item = crm_ical_reader_next (self->zones, &failure);
      g_autoptr (CrmIcalSaid) said = NULL;

      if (item == NULL && failure == NULL)
        return TRUE;
      if (item == NULL && !g_error_matches (failure, CRM_ERROR, CRM_ERROR_INVALID))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (g_cancellable_set_error_if_cancelled (self->job->cancellable, error))
        return FALSE;
      if (item != NULL && icalcomponent_get_first_property (item->component, ICAL_RECURRENCEID_PROPERTY) != NULL)
        said = crm_ical_read_activity (self->zones, item, NULL);
      if (said != NULL)
        note_exception (self, said, &n);
    }
}

static void
leave_out_exceptions (Calendar *self, const CrmIcalSaid *said)
{
  GArray *days = said->uid != NULL && !crm_date_is_full (said->instead) ? g_hash_table_lookup (self->exceptions, said->uid) : NULL;

  for (guint i = 0; days != NULL && i < days->len; i++)
    crm_appointment_remove_day (CRM_OBJECT (said->activity), g_array_index (days, CrmDate, i));
}

/* Who takes part, where we know that address. */
static void
link_people (Calendar *self, const CrmIcalSaid *said)
{
  g_autoptr (GHashTable) linked = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < said->emails->len; i++)
    {
      gint64 id = crm_import_match_address (self->job->engine, "person", g_ptr_array_index (said->emails, i));

      if (id != 0 && g_hash_table_add (linked, (gpointer) (gintptr) id))
        crm_object_add_item (CRM_OBJECT (said->activity), "links", g_object_new (CRM_TYPE_ACTIVITY_LINK, "target", id, NULL));
    }
}

/* What took place before it came here is no work that is overdue. */
static void
settle_past (Calendar *self, const CrmIcalSaid *said)
{
  CrmObject *activity = CRM_OBJECT (said->activity);
  gint64     end = crm_ical_get_end (said->activity);

  if (end == CRM_UNSET || end > self->now || crm_object_get_text (activity, "repeat") != NULL || crm_activity_kind_is_plan (crm_object_get_text (activity, "kind")))
    return;
  if (crm_object_get_integer (activity, "done_at") == CRM_UNSET)
    crm_object_set_integer (activity, "done_at", end);
}

/* A series that began before it came here goes on with its next time; the times that are behind us are a series of their own, which is over. So
 * nothing of it is overdue, and the past is on the calendar. */
static CrmRecord *
part_past (Calendar *self, const CrmIcalSaid *said)
{
  CrmObject *activity = CRM_OBJECT (said->activity);
  g_autoptr (CrmRecurrence) before = crm_appointment_get_recurrence (activity, NULL);
  CrmRecord       *past;
  g_autofree char *text = NULL;
  CrmDate          day, next, today = crm_date_from_instant (self->now);
  int              minute;

  if (before == NULL || crm_activity_kind_is_plan (crm_object_get_text (activity, "kind")) || !crm_appointment_get_start (activity, &day, &minute) || crm_date_compare (day, today) >= 0)
    return NULL;
  past = crm_appointment_take_out (activity, day);
  if (!crm_appointment_advance (activity, crm_date_add_days (today, -1)))
    {
      g_object_unref (past); /* not needed: all of it is behind us */
      crm_object_set_integer (activity, "done_at", self->now);
      return NULL;
    }
  crm_appointment_get_start (activity, &next, &minute);
  crm_recurrence_end_before (before, next);
  text = crm_recurrence_to_text (before);
  crm_object_set_text (CRM_OBJECT (past), "repeat", text);
  crm_object_set_integer (CRM_OBJECT (past), "done_at", self->now);

  return past;
}

static void
forget_times (CrmObject *said)
{
  crm_object_set_text (said, "due", NULL);
  crm_object_set_text (said, "due_time", NULL);
  crm_object_set_text (said, "repeat", NULL);
}

/* The file knows nothing of what was done, moved or left out here since: where it tells of the same series, we are further on. */
static void
keep_progress (CrmObject *said, CrmObject *known)
{
  g_autoptr (CrmRecurrence) ours = crm_appointment_get_recurrence (known, NULL);
  g_autoptr (CrmRecurrence) theirs = crm_appointment_get_recurrence (said, NULL);
  g_autofree char *text = NULL;
  CrmDate          our_day, their_day;
  int              minute;

  if (theirs == NULL || !crm_appointment_get_start (said, &their_day, &minute) || !crm_appointment_get_start (known, &our_day, &minute))
    return;
  if (ours == NULL)
    {
      if (crm_object_get_integer (known, "done_at") != CRM_UNSET)
        forget_times (said);
      return;
    }
  if (crm_date_compare (our_day, their_day) > 0 && crm_recurrence_falls_on (theirs, their_day, our_day))
    crm_appointment_advance (said, crm_date_add_days (our_day, -1));
  g_clear_pointer (&theirs, crm_recurrence_free);
  theirs = crm_appointment_get_recurrence (said, NULL);
  if (theirs == NULL || g_strcmp0 (crm_recurrence_get_rule (ours), crm_recurrence_get_rule (theirs)) != 0)
    return;

  crm_recurrence_take_exceptions (theirs, ours, our_day);
  text = crm_recurrence_to_text (theirs);
  crm_object_set_text (said, "repeat", text);
}

/* A calendar knows no parts of a second. */
static void
keep_instant (CrmObject *said, CrmObject *known, const char *field)
{
  gint64 theirs = crm_object_get_integer (said, field);
  gint64 ours = crm_object_get_integer (known, field);

  if (theirs != CRM_UNSET && ours != CRM_UNSET && theirs / G_USEC_PER_SEC == ours / G_USEC_PER_SEC)
    crm_object_set_integer (said, field, ours);
}

static gint64
find_known (Calendar *self, const char *uid, CrmImportKeys *key)
{
  gint64 known;

  if (uid == NULL || self->job->options->on_match == CRM_IMPORT_ON_MATCH_CREATE)
    return 0;
  known = crm_import_match_uid (self->job->engine, "activity", uid, key);

  return known;
}

/* An identifier of ours, from another device, is kept, and needs no other beside it. */
static void
take_own_uid (Calendar *self, CrmIcalSaid *said, const char *uid)
{
  CrmTransaction *transaction = self->job->engine->transaction;

  if (uid == NULL || !crm_uid_is_valid (uid) || crm_transaction_find_uid (transaction, crm_record_get_record_type (said->activity), uid) != 0)
    return;
  crm_record_set_uid (said->activity, uid);
}

/* The identifier of one of ours is no foreign field of it. */
static void
drop_own_uid (CrmIcalSaid *said, const char *uid)
{
  GPtrArray *fields = crm_object_get_items (CRM_OBJECT (said->activity), "foreign_fields");
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);

  if (uid == NULL || !crm_uid_is_valid (uid) || fields == NULL)
    return;
  for (guint i = 0; i < fields->len; i++)
    {
      if (g_strcmp0 (crm_object_get_text (g_ptr_array_index (fields, i), "name"), "UID") != 0)
        g_ptr_array_add (kept, g_object_ref (g_ptr_array_index (fields, i)));
    }
  crm_object_set_items (CRM_OBJECT (said->activity), "foreign_fields", kept);
}

static gboolean
merge (Calendar *self, CrmIcalSaid *said, gint64 id, CrmImportKeys key, GError **error)
{
  CrmImportEngine *engine = self->job->engine;
  CrmImportDone    done = { id, "", CRM_IMPORT_SKIPPED };
  g_autoptr (CrmRecord) known = crm_import_engine_load (engine, id, error);

  if (known == NULL)
    return FALSE;
  if (!said->has_kind)
    crm_object_set_text (CRM_OBJECT (said->activity), "kind", NULL);
  keep_progress (CRM_OBJECT (said->activity), CRM_OBJECT (known));
  keep_instant (CRM_OBJECT (said->activity), CRM_OBJECT (known), "occurred_at");
  keep_instant (CRM_OBJECT (said->activity), CRM_OBJECT (known), "done_at");
  if (self->job->options->on_match != CRM_IMPORT_ON_MATCH_SKIP && !crm_import_engine_merge (engine, id, said->activity, crm_import_engine_updates (engine, key), &done, error))
    return FALSE;

  return crm_import_engine_count_row (engine, "activity", &done);
}

static gboolean
create (Calendar *self, CrmIcalSaid *said, const char *uid, GError **error)
{
  CrmImportDone done = { CRM_UNSET, "", CRM_IMPORT_CREATED };
  g_autoptr (CrmRecord) past = NULL;

  take_own_uid (self, said, uid);
  link_people (self, said);
  settle_past (self, said);
  past = part_past (self, said);

  return (past == NULL || crm_import_engine_create (self->job->engine, past, error)) && crm_import_engine_create (self->job->engine, said->activity, error) && crm_import_engine_count_row (self->job->engine, "activity", &done);
}

static gboolean
apply (Calendar *self, CrmIcalSaid *said, GError **error)
{
  g_autofree char *uid = crm_ical_dup_foreign_uid (said);
  CrmImportKeys    key = CRM_IMPORT_BY_EXTERNAL;
  gint64           known = find_known (self, uid, &key);

  if (said->is_cancelled && known == 0)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("It was cancelled, so it was not taken over."));
      return FALSE;
    }
  drop_own_uid (said, uid);
  leave_out_exceptions (self, said);

  return known != 0 ? merge (self, said, known, key, error) : create (self, said, uid, error);
}

static gboolean
reject (Calendar *self, guint64 line, const char *reason, GError **error)
{
  gsize       length;
  const char *source = crm_ical_reader_get_source (self->reader, &length);

  crm_import_report_reject (self->job->report, line, NULL, NULL, reason);

  return crm_import_rejects_add_text (self->job->rejects, source, length, error);
}

static void
report_problems (Calendar *self, guint64 line, const CrmIcalSaid *said)
{
  for (guint i = 0; i < said->problems->len; i++)
    crm_import_report_add_problem (self->job->report, line, g_ptr_array_index (said->problems, i));
}

static gboolean
take (Calendar *self, CrmIcalItem *item, GError **error)
{
  g_autoptr (GError) refusal = NULL;
  g_autoptr (CrmIcalSaid) said = crm_ical_read_activity (self->zones, item, &refusal);

  self->job->engine->line = item->line;
  if (said != NULL && apply (self, said, &refusal))
    {
      report_problems (self, item->line, said);
      return TRUE;
    }
  if (g_error_matches (refusal, CRM_ERROR, CRM_ERROR_INVALID))
    return reject (self, item->line, refusal->message, error);

  g_propagate_error (error, g_steal_pointer (&refusal));
  return FALSE;
}

static gboolean
take_all (Calendar *self, GError **error)
{
  CrmIcalReader *reader = self->reader;

  for (;;)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (CrmIcalItem) item = crm_ical_reader_next (reader, &failure);

      if (item == NULL && failure == NULL)
        return TRUE;
      self->job->report->rows++;
      if (item == NULL && !g_error_matches (failure, CRM_ERROR, CRM_ERROR_INVALID))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (item == NULL ? !reject (self, crm_ical_reader_get_line (reader), failure->message, error) : !take (self, item, error))
        return FALSE;
      if (!crm_import_step (self->job, crm_ical_reader_get_bytes_read (reader), crm_ical_reader_get_size (reader), error))
        return FALSE;
    }
}

/* Reads all entries into the engine. */
gboolean
crm_import_read_ical (CrmImportJob *job, GError **error)
{
  g_autoptr (CrmIcalReader) zones = crm_ical_reader_new_for_path (job->path, error);
  g_autoptr (CrmIcalReader) reader = zones != NULL ? crm_ical_reader_new_for_path (job->path, error) : NULL;
  g_autoptr (GHashTable) exceptions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_array_unref);
  Calendar self = { job, reader, zones, exceptions, crm_transaction_get_now (job->engine->transaction) };

  if (reader == NULL)
    return FALSE;

  job->engine->scope = CRM_ICAL_SOURCE;
  if (!look_through (&self, error) || !take_all (&self, error))
    return FALSE;
  crm_import_take_problems (job, crm_ical_reader_get_problems (reader));

  return TRUE;
}
