#include "config.h"

#include "crm-import-whole.h"

#include "crm-error.h"
#include "crm-import-absent.h"
#include "crm-join.h"
#include "crm-text.h"
#include "crm-uid.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How often waiting records are gone through, forward and backward in turn. Types refer to each other over four steps at most. */
#define ROUNDS_MAX 8

/* Values of a record that no field bears: so many are kept. */
#define KEPT_MAX 100

typedef enum
{
  TURN_FIRST, /* what needs a record that is not there yet waits */
  TURN_LAST,  /* it does not come any more */
} Turn;

typedef struct
{
  CrmImportPlace place;
  gint64         id;
} Incomplete;

struct _CrmImportWhole
{
  CrmImportJob              *job;
  CrmTransaction            *transaction;
  const char                *source; /* (unowned): of what no field bears */
  const CrmImportWholeFuncs *funcs;
  gpointer                   user_data;
  CrmResolver                resolver;   /* its keys: uids of the file that are called otherwise here → id */
  GArray                    *waiting;    /* (owned) (element-type CrmImportPlace) */
  GArray                    *incomplete; /* (owned) (element-type Incomplete): saved without a reference */

  /* The record that is read. */
  CrmRecord *record;   /* (owned) (nullable) */
  char      *uid;      /* (owned) (nullable): as the file has it */
  gint64     added_at; /* microseconds, or CRM_UNSET */
  guint64    line;
  GPtrArray *problems; /* (owned) (element-type utf8) */
  GPtrArray *missing;  /* (owned) (element-type utf8): of them, those of records that are not there */
  GPtrArray *kept;     /* (owned) (element-type CrmItem): what no field bears */
  char      *lacks;    /* (owned) (nullable): why it cannot be without one */
};

/* @source: what the values that no field bears are said to come from. */
CrmImportWhole *
crm_import_whole_new (CrmImportJob *job, const char *source, const CrmImportWholeFuncs *funcs, gpointer user_data)
{
  CrmImportWhole *self = g_new0 (CrmImportWhole, 1);

  self->job = job;
  self->transaction = job->engine->transaction;
  self->source = source;
  self->funcs = funcs;
  self->user_data = user_data;
  self->resolver.transaction = self->transaction;
  self->resolver.keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->waiting = g_array_new (FALSE, FALSE, sizeof (CrmImportPlace));
  self->incomplete = g_array_new (FALSE, FALSE, sizeof (Incomplete));
  self->problems = g_ptr_array_new_with_free_func (g_free);
  self->missing = g_ptr_array_new_with_free_func (g_free);
  self->kept = g_ptr_array_new_with_free_func (g_object_unref);
  job->engine->whole = TRUE;
  crm_transaction_set_restoring (self->transaction, TRUE);

  return self;
}

void
crm_import_whole_free (CrmImportWhole *self)
{
  g_hash_table_unref (self->resolver.keys);
  g_array_unref (self->waiting);
  g_array_unref (self->incomplete);
  g_clear_object (&self->record);
  g_free (self->uid);
  g_ptr_array_unref (self->problems);
  g_ptr_array_unref (self->missing);
  g_ptr_array_unref (self->kept);
  g_free (self->lacks);
  g_free (self);
}

/* What finds the records that the file names. */
const CrmResolver *
crm_import_whole_get_resolver (CrmImportWhole *self)
{
  return &self->resolver;
}

/* Begins a record: its fields are for the driver to read.
 *
 * @uid: (nullable): as the file has it
 * @added_at: microseconds: since when the other customer file has it; CRM_UNSET where that is not told
 *
 * Returns: (transfer none): the record
 */
CrmRecord *
crm_import_whole_begin (CrmImportWhole *self, const CrmRecordType *type, const char *uid, gint64 added_at, guint64 line)
{
  g_clear_object (&self->record);
  g_clear_pointer (&self->lacks, g_free);
  g_ptr_array_set_size (self->problems, 0);
  g_ptr_array_set_size (self->missing, 0);
  g_ptr_array_set_size (self->kept, 0);
  g_free (self->uid);
  self->uid = g_strdup (uid);
  self->added_at = added_at;
  self->line = line;
  self->job->engine->line = line;
  self->record = crm_record_new (type->name);

  return self->record;
}

/* Notes why a value could not be read. Returns: whether the value is to be kept beside, because it is no record that may come yet */
gboolean
crm_import_whole_miss (CrmImportWhole *self, const CrmField *field, const GError *failure)
{
  if (!g_error_matches (failure, CRM_ERROR, CRM_ERROR_NOT_FOUND))
    {
      crm_import_whole_tell (self, failure->message);
      return TRUE;
    }

  g_ptr_array_add (self->missing, g_strdup (failure->message));
  if (self->lacks == NULL && field->kind == CRM_KIND_REFERENCE && (field->flags & CRM_FIELD_REQUIRED) != 0)
    self->lacks = g_strdup (failure->message);

  return FALSE;
}

/* Something odd about the record, told once it is saved. */
void
crm_import_whole_tell (CrmImportWhole *self, const char *problem)
{
  g_ptr_array_add (self->problems, g_strdup (problem));
}

/* Keeps what no field bears, where the record has a place for it. */
void
crm_import_whole_keep (CrmImportWhole *self, const char *name, const char *value)
{
  CrmItem         *item;
  g_autofree char *clean = crm_text_clean (name);

  if (clean == NULL || self->kept->len == KEPT_MAX)
    return;

  item = g_object_new (CRM_TYPE_FOREIGN_FIELD, NULL);
  crm_object_set_text (CRM_OBJECT (item), "source", self->source);
  crm_object_set_text (CRM_OBJECT (item), "name", clean);
  crm_object_set_text (CRM_OBJECT (item), "value", value);
  g_ptr_array_add (self->kept, item);
}

static void
put_kept (CrmImportWhole *self)
{
  gboolean has_place = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (self->record), "foreign_fields") >= 0;

  for (guint i = 0; has_place && i < self->kept->len; i++)
    crm_object_add_item (CRM_OBJECT (self->record), "foreign_fields", g_object_ref (self->kept->pdata[i]));
}

static void
end_reading (CrmImportWhole *self)
{
  put_kept (self);
  crm_import_drop_absent_files (self->transaction, self->record, self->problems);
}

/* Settings, tags, users and taxes are known by name as well. */
static gint64
find_named (CrmImportWhole *self)
{
  const CrmRecordType *type = crm_record_get_record_type (self->record);
  gboolean             named = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (self->record), "name") >= 0 && crm_record_is_one_of_its_name (self->record);
  const char          *name = named ? crm_object_get_text (CRM_OBJECT (self->record), "name") : NULL;

  return name != NULL && !crm_uid_is_valid (name) ? crm_resolver_find (&self->resolver, type->name, name) : 0;
}

static gboolean
is_taken (CrmImportWhole *self, const char *uid)
{
  return crm_resolver_find (&self->resolver, NULL, uid) != 0;
}

static gboolean
create (CrmImportWhole *self, GError **error)
{
  CrmImportEngine *engine = self->job->engine;
  gint64           added_at = self->added_at != CRM_UNSET ? self->added_at : crm_transaction_get_now (self->transaction);
  CrmImportDone    done = { CRM_UNSET, "", CRM_IMPORT_CREATED };

  return crm_import_engine_create_since (engine, self->record, added_at, error) &&
         crm_import_engine_count_row (engine, crm_record_get_record_type (self->record)->name, &done);
}

static gboolean
merge (CrmImportWhole *self, gint64 id, CrmImportKeys key, GError **error)
{
  CrmImportEngine *engine = self->job->engine;
  CrmImportDone    done = { id, "", CRM_IMPORT_SKIPPED };

  if (self->job->options->on_match != CRM_IMPORT_ON_MATCH_SKIP && !crm_import_engine_merge (engine, id, self->record, crm_import_engine_updates (engine, key), &done, error))
    return FALSE;

  return crm_import_engine_count_row (engine, crm_record_get_record_type (self->record)->name, &done);
}

/* Gives the record its uid, and finds who it is. */
static gboolean
apply (CrmImportWhole *self, gint64 *id, GError **error)
{
  const CrmRecordType *type = crm_record_get_record_type (self->record);
  g_autofree char     *uid = self->uid != NULL && crm_uid_is_valid (self->uid) ? g_ascii_strdown (self->uid, -1) : NULL;
  gint64               known = uid != NULL ? crm_transaction_find_uid (self->transaction, type, uid) : 0;
  gint64               named = known == 0 ? find_named (self) : 0;
  gboolean             anew = self->job->options->on_match == CRM_IMPORT_ON_MATCH_CREATE && !crm_record_is_one_of_its_name (self->record);

  if (self->uid != NULL && uid == NULL)
    crm_import_whole_tell (self, _ ("Its identifier is none of ours, so it is made anew."));
  *id = known != 0 ? known : named;
  if (*id != 0 && !anew)
    {
      if (!merge (self, *id, known != 0 ? CRM_IMPORT_BY_UID : CRM_IMPORT_BY_NAME, error))
        return FALSE;
    }
  else
    {
      if (uid != NULL && !is_taken (self, uid))
        crm_record_set_uid (self->record, uid);
      if (!create (self, error))
        return FALSE;
      *id = crm_record_get_id (self->record);
    }
  /* Others of the file call it by the uid it has there. */
  if (uid != NULL && *id != known && strcmp (uid, crm_record_get_uid (self->record)) != 0)
    g_hash_table_insert (self->resolver.keys, g_strdup (uid), (gpointer) (gintptr) *id);

  return TRUE;
}

static void
report_all (CrmImportWhole *self, GPtrArray *messages)
{
  for (guint i = 0; i < messages->len; i++)
    crm_import_report_add_problem (self->job->report, self->line, g_ptr_array_index (messages, i));
}

static gboolean
reject (CrmImportWhole *self, const char *field, const char *reason, GError **error)
{
  return self->funcs->reject (self, field, reason, self->user_data, error);
}

/* Refused records go to the rejects; anything worse ends the import. */
static gboolean
save (CrmImportWhole *self, GError **error)
{
  const CrmField  *lacking = crm_object_find_lacking (CRM_OBJECT (self->record));
  g_autofree char *text = lacking != NULL ? g_strdup_printf (_ ("The record lacks “%s”, which it must have."), lacking->name) : NULL;
  g_autoptr (GError) refusal = NULL;
  Incomplete incomplete = { { 0, 0 }, 0 };

  if (lacking != NULL)
    return reject (self, lacking->name, self->lacks != NULL ? self->lacks : text, error);
  if (!apply (self, &incomplete.id, &refusal))
    {
      if (g_error_matches (refusal, CRM_ERROR, CRM_ERROR_INVALID))
        return reject (self, NULL, refusal->message, error);
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
  report_all (self, self->problems);
  if (self->missing->len > 0)
    {
      incomplete.place = self->funcs->keep (self, self->user_data);
      g_array_append_val (self->incomplete, incomplete);
    }

  return TRUE;
}

static gboolean
settle (CrmImportWhole *self, Turn turn, GError **error)
{
  CrmImportPlace place;

  end_reading (self);
  if (self->lacks == NULL || turn == TURN_LAST)
    return save (self, error);

  place = self->funcs->keep (self, self->user_data);
  g_array_append_val (self->waiting, place);

  return TRUE;
}

/* Saves the record that was read, or puts it off. One that is refused goes to the rejects. */
gboolean
crm_import_whole_take (CrmImportWhole *self, GError **error)
{
  return settle (self, TURN_FIRST, error);
}

static gboolean
read_again (CrmImportWhole *self, CrmImportPlace place, GError **error)
{
  return self->funcs->read (self, place, self->user_data, error);
}

static gboolean
take_waiting (CrmImportWhole *self, gboolean backward, Turn turn, GError **error)
{
  g_autoptr (GArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_array_new (FALSE, FALSE, sizeof (CrmImportPlace));
  for (guint i = 0; i < waiting->len; i++)
    {
      if (!read_again (self, g_array_index (waiting, CrmImportPlace, backward ? waiting->len - 1 - i : i), error) || !settle (self, turn, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
take_all_waiting (CrmImportWhole *self, GError **error)
{
  for (guint round = 0; round < ROUNDS_MAX && self->waiting->len > 0; round++)
    {
      guint before = self->waiting->len;

      if (!take_waiting (self, round % 2 == 1, TURN_FIRST, error))
        return FALSE;
      if (self->waiting->len == before)
        break;
    }

  return take_waiting (self, FALSE, TURN_LAST, error);
}

/* What a record may not refer to is left out, and told of. */
static gboolean
save_completed (CrmImportWhole *self, CrmRecord *draft, GError **error)
{
  g_autoptr (GError) refusal = NULL;

  if (crm_transaction_complete (self->transaction, draft, &refusal))
    return TRUE;
  if (!g_error_matches (refusal, CRM_ERROR, CRM_ERROR_INVALID))
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }

  crm_import_report_add_problem (self->job->report, self->line, refusal->message);
  return TRUE;
}

/* Puts in what a saved record lacked, where it has come since. */
static gboolean
complete (CrmImportWhole *self, const Incomplete *incomplete, GError **error)
{
  CrmImportEngine *engine = self->job->engine;
  g_autoptr (CrmRecord) known = crm_import_engine_load (engine, incomplete->id, error);
  g_autoptr (CrmRecord) draft = NULL;
  CrmImportDone done = { incomplete->id, "", CRM_IMPORT_JOINED };

  if (known == NULL || !read_again (self, incomplete->place, error))
    return FALSE;

  end_reading (self);
  report_all (self, self->missing);
  if (self->job->options->on_match == CRM_IMPORT_ON_MATCH_SKIP && !crm_import_engine_is_new (engine, incomplete->id))
    return TRUE;
  if (!crm_import_engine_is_new (engine, incomplete->id))
    return crm_import_engine_merge (engine, incomplete->id, self->record, FALSE, &done, error);

  draft = crm_join_whole_records (known, self->record, CRM_JOIN_FILL);

  return draft == NULL || save_completed (self, draft, error);
}

/* Saves those that waited, and completes those that were saved without a record that has come since. */
gboolean
crm_import_whole_finish (CrmImportWhole *self, GError **error)
{
  if (!take_all_waiting (self, error))
    return FALSE;
  for (guint i = 0; i < self->incomplete->len; i++)
    {
      if (!complete (self, &g_array_index (self->incomplete, Incomplete, i), error))
        return FALSE;
    }

  return TRUE;
}
