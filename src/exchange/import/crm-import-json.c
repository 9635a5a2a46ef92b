/* Drives a file of our own JSON through the importer: records that are told whole, and known by their uids.
 *
 * A record may refer to one that comes later. One that cannot be without it waits for its turn; another is saved, and completed at the end.
 * Only the places of such records are kept, and they are read again, so that memory does not grow with the file. */

#include "config.h"

#include "crm-import-private.h"

#include "crm-content.h"
#include "crm-error.h"
#include "crm-field-text.h"
#include "crm-join.h"
#include "crm-json-reader.h"
#include "crm-record-json.h"
#include "crm-text.h"
#include "crm-uid.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Not one of so many values was a record: that is another program's file. */
#define STRANGERS_MAX 1000

/* How often waiting records are gone through, forward and backward in turn. Types refer to each other over four steps at most. */
#define ROUNDS_MAX 8

/* Members of a record that no field bears: so many are kept. */
#define UNKNOWN_MAX 100

/* Letters of a name that are shown. */
#define NAME_SHOWN 100

/* The source of what we do not know, as a foreign field. */
#define SOURCE "json"

typedef enum
{
  TURN_FIRST, /* what needs a record that is not there yet waits */
  TURN_LAST,  /* it does not come any more */
} Turn;

typedef struct
{
  CrmJsonPlace place;
  gint64       id;
} Incomplete;

typedef struct
{
  CrmImportJob   *job;
  CrmTransaction *transaction;
  CrmJsonReader  *reader;     /* (owned) */
  CrmResolver     resolver;   /* its keys: uids of the file that are called otherwise here → id */
  GArray         *waiting;    /* (owned) (element-type CrmJsonPlace) */
  GArray         *incomplete; /* (owned) (element-type Incomplete): saved without a reference */
  guint64         n_ours;
  gint64          now;

  /* The record that is read. */
  CrmRecord  *record;   /* (owned) (nullable) */
  GPtrArray  *problems; /* (owned) (element-type utf8) */
  GPtrArray  *missing;  /* (owned) (element-type utf8): of them, those of records that are not there */
  JsonObject *unread;   /* (owned) (nullable): members without a field, and values that are none of theirs */
  char       *lacks;    /* (owned) (nullable): why it cannot be without one */
} Reader;

static void
reader_clear (Reader *self)
{
  g_clear_object (&self->reader);
  g_clear_pointer (&self->resolver.keys, g_hash_table_unref);
  g_clear_pointer (&self->waiting, g_array_unref);
  g_clear_pointer (&self->incomplete, g_array_unref);
  g_clear_object (&self->record);
  g_clear_pointer (&self->problems, g_ptr_array_unref);
  g_clear_pointer (&self->missing, g_ptr_array_unref);
  g_clear_pointer (&self->unread, json_object_unref);
  g_clear_pointer (&self->lacks, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static guint64
get_line (Reader *self)
{
  return crm_json_reader_get_place (self->reader).line;
}

static gboolean
reject (Reader *self, const char *member, const char *reason, gboolean is_object, GError **error)
{
  gsize       length;
  const char *source = crm_json_reader_get_source (self->reader, &length);

  crm_import_report_reject (self->job->report, get_line (self), member, NULL, reason);

  return crm_import_rejects_add_record (self->job->rejects, source, length, is_object, reason, error);
}

static const char *
get_text (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node) : NULL;
}

static void
trouble_cb (const CrmField *field, const char *name, JsonNode *value, const GError *failure, gpointer user_data)
{
  Reader *self = user_data;

  if (!g_error_matches (failure, CRM_ERROR, CRM_ERROR_NOT_FOUND))
    {
      g_ptr_array_add (self->problems, g_strdup (failure->message));
      json_object_set_member (self->unread, name, json_node_copy (value));
      return;
    }
  g_ptr_array_add (self->missing, g_strdup (failure->message));
  if (self->lacks == NULL && field->kind == CRM_KIND_REFERENCE && (field->flags & CRM_FIELD_REQUIRED) != 0)
    self->lacks = g_strdup (failure->message);
}

static void
keep_member (Reader *self, const char *name, JsonNode *value)
{
  CrmItem         *item;
  g_autofree char *clean = crm_text_clean (name);
  g_autofree char *text = NULL;

  if (clean == NULL)
    return;
  item = g_object_new (CRM_TYPE_FOREIGN_FIELD, NULL);
  text = JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING ? crm_text_clean (json_node_get_string (value)) : json_to_string (value, FALSE);
  crm_object_set_text (CRM_OBJECT (item), "source", SOURCE);
  crm_object_set_text (CRM_OBJECT (item), "name", clean);
  crm_object_set_text (CRM_OBJECT (item), "value", text);
  crm_object_add_item (CRM_OBJECT (self->record), "foreign_fields", item);
}

static gboolean
is_ours (const char *member)
{
  static const char *const ours[] = { "type", "uid", "created_at", CRM_IMPORT_REASON, NULL };

  return g_strv_contains (ours, member);
}

/* A name of the file, for a sentence. */
static char *
shorten (const char *name)
{
  g_autofree char *clean = crm_text_clean (name);

  return clean != NULL ? g_utf8_substring (clean, 0, MIN (g_utf8_strlen (clean, -1), NAME_SHOWN)) : g_strdup ("");
}

/* Members that no field bears. */
static void
find_unknown (Reader *self, JsonObject *object)
{
  CrmObjectClass *klass = CRM_OBJECT_GET_CLASS (self->record);
  JsonObjectIter  iter;
  const char     *name;
  JsonNode       *value;

  json_object_iter_init_ordered (&iter, object);
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      g_autofree char *shown = NULL;

      if (is_ours (name) || crm_object_class_find_field (klass, name) >= 0)
        continue;
      shown = shorten (name);
      g_ptr_array_add (self->problems, g_strdup_printf (_ ("There is no field “%s” here."), shown));
      json_object_set_member (self->unread, name, json_node_copy (value));
    }
}

/* Where the record has a place for it. */
static void
keep_unread (Reader *self)
{
  gboolean       has_place = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (self->record), "foreign_fields") >= 0;
  guint          n_kept = 0;
  JsonObjectIter iter;
  const char    *name;
  JsonNode      *value;

  json_object_iter_init_ordered (&iter, self->unread);
  while (has_place && n_kept++ < UNKNOWN_MAX && json_object_iter_next_ordered (&iter, &name, &value))
    keep_member (self, name, value);
}

/* (nullable): the field of kind file whose bytes are not here. JSON names them, and does not hold them. */
static const CrmField *
find_absent_file (Reader *self, CrmObject *object)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (object), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      const char *hash = fields[i].kind == CRM_KIND_FILE ? crm_object_peek_text (object, i) : NULL;

      if (hash != NULL && !crm_content_has (crm_transaction_get_connection (self->transaction), hash))
        return &fields[i];
    }

  return NULL;
}

static void
drop_absent_attachments (Reader *self, const CrmField *field)
{
  GPtrArray *items = crm_object_get_items (CRM_OBJECT (self->record), field->name);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      CrmObject       *item = g_ptr_array_index (items, i);
      g_autofree char *title = NULL;

      if (find_absent_file (self, item) == NULL)
        {
          g_ptr_array_add (kept, g_object_ref (item));
          continue;
        }
      title = crm_object_dup_title (item);
      g_ptr_array_add (self->problems, g_strdup_printf (_ ("What “%s” names is not in the customer file, and was left out."), title));
    }
  if (items != NULL && kept->len < items->len)
    crm_object_set_items (CRM_OBJECT (self->record), field->name, kept);
}

static void
drop_absent_files (Reader *self)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (self->record), &n_fields);
  const CrmField *absent;

  while ((absent = find_absent_file (self, CRM_OBJECT (self->record))) != NULL)
    {
      g_ptr_array_add (self->problems, g_strdup_printf (_ ("What “%s” names is not in the customer file, and was left out."), absent->name));
      crm_object_set_text (CRM_OBJECT (self->record), absent->name, NULL);
    }
  for (guint i = 0; i < n_fields; i++)
    {
      if (fields[i].kind == CRM_KIND_ITEMS)
        drop_absent_attachments (self, &fields[i]);
    }
}

/* A record of @object, with what could not be read of it. */
static void
read_record (Reader *self, const CrmRecordType *type, JsonObject *object)
{
  g_clear_object (&self->record);
  g_clear_pointer (&self->lacks, g_free);
  g_ptr_array_set_size (self->problems, 0);
  g_ptr_array_set_size (self->missing, 0);

  g_clear_pointer (&self->unread, json_object_unref);
  self->unread = json_object_new ();
  self->record = crm_record_new (type->name);
  crm_record_read_json (self->record, object, &self->resolver, trouble_cb, self);
  find_unknown (self, object);
  keep_unread (self);
  drop_absent_files (self);
}

/* Settings and tags are known by name as well: there is one of each. */
static gint64
find_named (Reader *self)
{
  const CrmRecordType *type = crm_record_get_record_type (self->record);
  gboolean             named = strcmp (type->name, "setting") == 0 || strcmp (type->name, "tag") == 0;
  const char          *name = named ? crm_object_get_text (CRM_OBJECT (self->record), "name") : NULL;

  return name != NULL && !crm_uid_is_valid (name) ? crm_resolver_find (&self->resolver, type->name, name) : 0;
}

static gboolean
is_taken (Reader *self, const char *uid)
{
  return crm_resolver_find (&self->resolver, NULL, uid) != 0;
}

static gboolean
create (Reader *self, JsonObject *object, GError **error)
{
  const char   *created = get_text (object, "created_at");
  gint64        at = created != NULL ? crm_instant_from_iso (created) : CRM_UNSET;
  CrmImportDone done = { CRM_UNSET, "", CRM_IMPORT_CREATED };
  gboolean      saved;

  /* The change itself happens now. */
  if (crm_transaction_get_change (self->transaction, error) == 0)
    return FALSE;
  crm_transaction_set_now (self->transaction, at != CRM_UNSET ? MIN (at, self->now) : self->now);
  saved = crm_import_engine_create (self->job->engine, self->record, error);
  crm_transaction_set_now (self->transaction, self->now);

  return saved && crm_import_engine_count_row (self->job->engine, crm_record_get_record_type (self->record)->name, &done);
}

static gboolean
merge (Reader *self, gint64 id, CrmImportKeys key, GError **error)
{
  CrmImportEngine *engine = self->job->engine;
  CrmImportDone    done = { id, "", CRM_IMPORT_SKIPPED };

  if (self->job->options->on_match != CRM_IMPORT_ON_MATCH_SKIP && !crm_import_engine_merge (engine, id, self->record, crm_import_engine_updates (engine, key), &done, error))
    return FALSE;

  return crm_import_engine_count_row (engine, crm_record_get_record_type (self->record)->name, &done);
}

/* Gives the record its uid, and finds who it is. */
static gboolean
apply (Reader *self, JsonObject *object, gint64 *id, GError **error)
{
  const CrmRecordType *type = crm_record_get_record_type (self->record);
  const char          *said = get_text (object, "uid");
  g_autofree char     *uid = said != NULL && crm_uid_is_valid (said) ? g_ascii_strdown (said, -1) : NULL;
  gint64               known = uid != NULL ? crm_transaction_find_uid (self->transaction, type, uid) : 0;
  gint64               named = known == 0 ? find_named (self) : 0;
  gboolean             anew = self->job->options->on_match == CRM_IMPORT_ON_MATCH_CREATE && named == 0;

  if (said != NULL && uid == NULL)
    g_ptr_array_add (self->problems, g_strdup (_ ("Its identifier is none of ours, so it is made anew.")));
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
      if (!create (self, object, error))
        return FALSE;
      *id = crm_record_get_id (self->record);
    }
  /* Others of the file call it by the uid it has there. */
  if (uid != NULL && *id != known && strcmp (uid, crm_record_get_uid (self->record)) != 0)
    g_hash_table_insert (self->resolver.keys, g_strdup (uid), (gpointer) (gintptr) *id);

  return TRUE;
}

static void
report_all (Reader *self, GPtrArray *messages)
{
  for (guint i = 0; i < messages->len; i++)
    crm_import_report_add_problem (self->job->report, get_line (self), g_ptr_array_index (messages, i));
}

/* Refused records go to the rejects; anything worse ends the import. */
static gboolean
save (Reader *self, JsonObject *object, GError **error)
{
  const CrmField  *lacking = crm_object_find_lacking (CRM_OBJECT (self->record));
  g_autofree char *text = lacking != NULL ? g_strdup_printf (_ ("The record lacks “%s”, which it must have."), lacking->name) : NULL;
  g_autoptr (GError) refusal = NULL;
  Incomplete incomplete = { crm_json_reader_get_place (self->reader), 0 };

  if (lacking != NULL)
    return reject (self, lacking->name, self->lacks != NULL ? self->lacks : text, TRUE, error);
  if (!apply (self, object, &incomplete.id, &refusal))
    {
      if (g_error_matches (refusal, CRM_ERROR, CRM_ERROR_INVALID))
        return reject (self, NULL, refusal->message, TRUE, error);
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
  report_all (self, self->problems);
  if (self->missing->len > 0)
    g_array_append_val (self->incomplete, incomplete);

  return TRUE;
}

static gboolean
take (Reader *self, JsonObject *object, Turn turn, GError **error)
{
  const char          *name = get_text (object, "type");
  const CrmRecordType *type = crm_record_type_find (name);
  CrmJsonPlace         place = crm_json_reader_get_place (self->reader);
  g_autofree char     *shown = name != NULL ? shorten (name) : NULL;
  g_autofree char     *text = NULL;

  self->n_ours += type != NULL || crm_uid_is_valid (get_text (object, "uid"));
  if (type == NULL)
    {
      text = name != NULL ? g_strdup_printf (_ ("There is no kind of record called “%s”."), shown) : g_strdup (_ ("This is no record."));
      return reject (self, "type", text, TRUE, error);
    }

  self->job->engine->line = place.line;
  read_record (self, type, object);
  if (self->lacks != NULL && turn == TURN_FIRST)
    {
      g_array_append_val (self->waiting, place);
      return TRUE;
    }

  return save (self, object, error);
}

static gboolean
refuse_file (GError **error)
{
  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("This is a JSON file without a record of ours. Only what Customers has exported can be read; from other programs, export contacts as CSV or vCard."));
  return FALSE;
}

/* Reads what comes next; @more becomes FALSE at the end. */
static gboolean
read_next (Reader *self, gboolean *more, GError **error)
{
  CrmImportReport *report = self->job->report;
  g_autoptr (GError) failure = NULL;
  g_autoptr (JsonObject) object = crm_json_reader_next (self->reader, self->job->cancellable, &failure);

  *more = object != NULL || failure != NULL;
  if (failure != NULL && !g_error_matches (failure, CRM_ERROR, CRM_ERROR_INVALID))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  report->rows += *more;
  if (failure != NULL && !reject (self, NULL, failure->message, FALSE, error))
    return FALSE;
  if (object != NULL && !take (self, object, TURN_FIRST, error))
    return FALSE;
  if (self->n_ours == 0 && (*more ? report->rows >= STRANGERS_MAX : report->rows > 0 || !crm_json_reader_is_whole (self->reader)))
    return refuse_file (error);
  if (!*more && !crm_json_reader_is_whole (self->reader))
    crm_import_report_add_problem (report, get_line (self), _ ("The file ends before its list of records does, so the rest of it may be missing."));

  return crm_import_step (self->job, crm_json_reader_get_bytes_read (self->reader), crm_json_reader_get_size (self->reader), error);
}

static JsonObject *
read_again (Reader *self, CrmJsonPlace place, GError **error)
{
  return crm_json_reader_go_to (self->reader, place, error) ? crm_json_reader_next (self->reader, self->job->cancellable, error) : NULL;
}

static gboolean
take_waiting (Reader *self, gboolean backward, Turn turn, GError **error)
{
  g_autoptr (GArray) waiting = g_steal_pointer (&self->waiting);

  self->waiting = g_array_new (FALSE, FALSE, sizeof (CrmJsonPlace));
  for (guint i = 0; i < waiting->len; i++)
    {
      CrmJsonPlace place = g_array_index (waiting, CrmJsonPlace, backward ? waiting->len - 1 - i : i);
      g_autoptr (JsonObject) object = read_again (self, place, error);

      if (object == NULL || !take (self, object, turn, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
take_all_waiting (Reader *self, GError **error)
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
save_completed (Reader *self, CrmRecord *draft, GError **error)
{
  g_autoptr (GError) refusal = NULL;

  if (crm_transaction_complete (self->transaction, draft, &refusal))
    return TRUE;
  if (!g_error_matches (refusal, CRM_ERROR, CRM_ERROR_INVALID))
    {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }

  crm_import_report_add_problem (self->job->report, get_line (self), refusal->message);
  return TRUE;
}

/* Puts in what a saved record lacked, where it has come since. */
static gboolean
complete (Reader *self, const Incomplete *incomplete, GError **error)
{
  CrmImportEngine *engine = self->job->engine;
  g_autoptr (JsonObject) object = read_again (self, incomplete->place, error);
  g_autoptr (CrmRecord) known = object != NULL ? crm_import_engine_load (engine, incomplete->id, error) : NULL;
  g_autoptr (CrmRecord) draft = NULL;
  CrmImportDone done = { incomplete->id, "", CRM_IMPORT_JOINED };

  if (known == NULL)
    return FALSE;

  read_record (self, crm_record_get_record_type (known), object);
  report_all (self, self->missing);
  if (self->job->options->on_match == CRM_IMPORT_ON_MATCH_SKIP && !crm_import_engine_is_new (engine, incomplete->id))
    return TRUE;
  if (!crm_import_engine_is_new (engine, incomplete->id))
    return crm_import_engine_merge (engine, incomplete->id, self->record, FALSE, &done, error);

  draft = crm_join_whole_records (known, self->record, CRM_JOIN_FILL);

  return draft == NULL || save_completed (self, draft, error);
}

static gboolean
complete_all (Reader *self, GError **error)
{
  for (guint i = 0; i < self->incomplete->len; i++)
    {
      if (!complete (self, &g_array_index (self->incomplete, Incomplete, i), error))
        return FALSE;
    }

  return TRUE;
}

/* Reads all records of a file. */
gboolean
crm_import_read_json (CrmImportJob *job, GError **error)
{
  g_auto (Reader) self = { .job = job, .transaction = job->engine->transaction };
  gboolean more = TRUE;

  self.reader = crm_json_reader_new_for_path (job->path, error);
  if (self.reader == NULL)
    return FALSE;

  self.resolver.transaction = self.transaction;
  self.resolver.keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.waiting = g_array_new (FALSE, FALSE, sizeof (CrmJsonPlace));
  self.incomplete = g_array_new (FALSE, FALSE, sizeof (Incomplete));
  self.problems = g_ptr_array_new_with_free_func (g_free);
  self.missing = g_ptr_array_new_with_free_func (g_free);
  self.now = crm_transaction_get_now (self.transaction);
  job->engine->whole = TRUE;
  crm_transaction_set_restoring (self.transaction, TRUE);
  while (more)
    {
      if (!read_next (&self, &more, error))
        return FALSE;
    }

  return take_all_waiting (&self, error) && complete_all (&self, error);
}
