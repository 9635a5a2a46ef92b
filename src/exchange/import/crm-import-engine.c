#include "config.h"

#include "crm-import-engine.h"

#include "crm-content.h"
#include "crm-error.h"
#include "crm-import-differences.h"
#include "crm-import-values.h"
#include "crm-join.h"
#include "crm-text.h"

#include <string.h>

/* Drafts of known records wait until so many have gathered: what a bulk load has gathered is written out before a record is changed,
 * which had better not happen for every row. */
#define PENDING_MAX 10000

CrmImportEngine *
crm_import_engine_new (CrmTransaction *transaction, const CrmImportOptions *options, CrmImportReport *report, GPtrArray *stages, GPtrArray *pipelines)
{
  CrmImportEngine *self = g_new0 (CrmImportEngine, 1);

  self->transaction = transaction;
  self->options = options;
  self->report = report;
  self->scope = "csv";
  if (options->culture != NULL)
    self->culture = *options->culture;
  else
    self->culture = (CrmCulture){ CRM_CALENDAR_GREGORIAN, FALSE, 1, TRUE, "EUR", FALSE };
  self->today = crm_date_from_instant (crm_transaction_get_now (transaction));
  self->lookup = crm_import_lookup_new (transaction, report, stages, pipelines);
  self->pending = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  self->pending_keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->seen = g_hash_table_new (NULL, NULL);
  self->deals_seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->note = crm_record_new ("activity");
  self->affiliations = g_ptr_array_new ();
  self->taggings = g_ptr_array_new ();

  return self;
}

void
crm_import_engine_free (CrmImportEngine *self)
{
  crm_import_lookup_free (self->lookup);
  g_hash_table_unref (self->pending);
  g_hash_table_unref (self->pending_keys);
  g_hash_table_unref (self->seen);
  g_hash_table_unref (self->deals_seen);
  g_clear_object (&self->note);
  g_ptr_array_unref (self->affiliations);
  g_ptr_array_unref (self->taggings);
  g_free (self);
}

/**
 * crm_import_engine_load:
 *
 * Returns: (transfer full) (nullable): a record as the import has it so far
 */
CrmRecord *
crm_import_engine_load (CrmImportEngine *self, gint64 id, GError **error)
{
  CrmRecord *waiting = g_hash_table_lookup (self->pending, &id);

  return waiting != NULL ? g_object_ref (waiting) : crm_transaction_load (self->transaction, id, error);
}

/* Whether the record was made by this import. */
gboolean
crm_import_engine_is_new (CrmImportEngine *self, gint64 id)
{
  gint64 first = self->first_new[crm_id_code (id)];

  return first != 0 && id >= first;
}

/* Whether a record recognised by @key is to be updated, rather than filled. */
gboolean
crm_import_engine_updates (CrmImportEngine *self, CrmImportKeys key)
{
  if (self->options->on_match == CRM_IMPORT_ON_MATCH_AUTO)
    return key == CRM_IMPORT_BY_UID || key == CRM_IMPORT_BY_EXTERNAL;

  return self->options->on_match == CRM_IMPORT_ON_MATCH_UPDATE;
}

static void
show_created (CrmImportEngine *self, CrmRecord *record)
{
  gint64            id = self->options->dry_run ? 0 : crm_record_get_id (record);
  CrmImportExample *example = crm_import_report_add_example (self->report, self->line, id, crm_record_get_record_type (record)->name,
                                                             crm_object_dup_title (CRM_OBJECT (record)), CRM_IMPORT_CREATED);

  crm_import_differences_tell (self, example, NULL, record);
}

static void
show_updated (CrmImportEngine *self, CrmRecord *before, CrmRecord *after)
{
  CrmImportExample *example = crm_import_report_add_example (self->report, self->line, crm_record_get_id (before), crm_record_get_record_type (before)->name,
                                                             crm_object_dup_title (CRM_OBJECT (before)), CRM_IMPORT_UPDATED);

  crm_import_differences_tell (self, example, before, after);
}

/* Saves a new record. */
gboolean
crm_import_engine_create (CrmImportEngine *self, CrmRecord *record, GError **error)
{
  guint code = crm_record_get_record_type (record)->code;

  if (!crm_transaction_save (self->transaction, record, error))
    return FALSE;
  if (self->first_new[code] == 0)
    self->first_new[code] = crm_record_get_id (record);
  if (crm_import_report_wants_example (self->report, CRM_IMPORT_CREATED))
    show_created (self, record);

  return TRUE;
}

/* Saves a record that another customer file has had since @added_at, CRM_UNSET for one that is new: it comes with what followed from its edits. */
gboolean
crm_import_engine_create_since (CrmImportEngine *self, CrmRecord *record, gint64 added_at, GError **error)
{
  gint64   now = crm_transaction_get_now (self->transaction);
  gboolean saved;

  if (added_at == CRM_UNSET)
    return crm_import_engine_create (self, record, error);
  /* The change itself happens now. */
  if (crm_transaction_get_change (self->transaction, error) == 0)
    return FALSE;

  crm_transaction_set_now (self->transaction, MIN (added_at, now));
  crm_transaction_set_restoring (self->transaction, TRUE);
  saved = crm_import_engine_create (self, record, error);
  crm_transaction_set_restoring (self->transaction, self->whole);
  crm_transaction_set_now (self->transaction, now);

  return saved;
}

/* A later row may be about what an earlier one has just added. */
static void
remember_keys (CrmImportEngine *self, gint64 id, CrmRecord *draft)
{
  g_autoptr (GPtrArray) keys = g_ptr_array_new ();

  crm_record_collect_keys (draft, keys);
  for (guint i = 0; i < keys->len; i++)
    g_hash_table_replace (self->pending_keys, g_ptr_array_index (keys, i), g_memdup2 (&id, sizeof id));
}

#define LINE_KEY "crm-import-line"

/* The draft of a record that waits already takes on what a further row adds. */
static gboolean
put_off (CrmImportEngine *self, gint64 id, CrmRecord *known, CrmRecord *draft, GError **error)
{
  guint64 touched = crm_object_get_touched (CRM_OBJECT (draft)) | crm_object_get_touched (CRM_OBJECT (known));

  crm_object_set_touched (CRM_OBJECT (draft), touched);
  if (g_hash_table_size (self->pending) >= PENDING_MAX && !g_hash_table_contains (self->pending, &id) && !crm_import_engine_flush (self, error))
    return FALSE;
  g_object_set_data (G_OBJECT (draft), LINE_KEY, GSIZE_TO_POINTER (self->line));
  g_hash_table_replace (self->pending, g_memdup2 (&id, sizeof id), g_object_ref (draft));
  remember_keys (self, id, draft);

  return TRUE;
}

static gboolean
revive (CrmImportEngine *self, CrmRecord **known, GError **error)
{
  gint64 id = crm_record_get_id (*known);

  if (!crm_transaction_revive (self->transaction, id, error))
    return FALSE;
  g_clear_object (known);
  *known = crm_transaction_load (self->transaction, id, error);

  return *known != NULL;
}

/**
 * crm_import_engine_merge:
 * @id: a known record
 * @said: what the row says of it
 * @done: (out): the record, and whether the row changes it
 */
gboolean
crm_import_engine_merge (CrmImportEngine *self, gint64 id, CrmRecord *said, gboolean update, CrmImportDone *done, GError **error)
{
  g_autoptr (CrmRecord) known = crm_import_engine_load (self, id, error);
  g_autoptr (CrmRecord) draft = NULL;
  gboolean joined = crm_import_engine_is_new (self, id) || g_hash_table_contains (self->seen, (gpointer) (gintptr) id);
  gboolean deleted;

  if (known == NULL)
    return FALSE;
  deleted = crm_record_is_deleted (known);
  if (deleted && !revive (self, &known, error))
    return FALSE;

  done->id = id;
  g_strlcpy (done->uid, crm_record_get_uid (known), sizeof done->uid);
  /* Of two rows about one record neither knows better; the first has spoken. */
  draft = (self->whole ? crm_join_whole_records : crm_join_records) (known, said, update && !joined ? CRM_JOIN_UPDATE : CRM_JOIN_FILL);
  g_hash_table_add (self->seen, (gpointer) (gintptr) id);
  if (draft != NULL && !crm_record_validate (draft, error))
    return FALSE;
  done->outcome = joined ? CRM_IMPORT_JOINED : (draft != NULL || deleted) ? CRM_IMPORT_UPDATED
                                                                          : CRM_IMPORT_UNCHANGED;
  if (draft == NULL)
    return TRUE;
  if (done->outcome == CRM_IMPORT_UPDATED && crm_import_report_wants_example (self->report, CRM_IMPORT_UPDATED))
    show_updated (self, known, draft);

  return put_off (self, id, known, draft, error);
}

/* Saves what can be saved of @drafts. What is refused stays in it: a company may become part of one that is itself still to be moved. */
static gboolean
save_some (CrmImportEngine *self, GPtrArray *drafts, GError **error)
{
  for (guint i = drafts->len; i > 0; i--)
    {
      g_autoptr (GError) failure = NULL;

      if (crm_transaction_save (self->transaction, g_ptr_array_index (drafts, i - 1), &failure))
        {
          g_ptr_array_remove_index_fast (drafts, i - 1);
        }
      else if (!g_error_matches (failure, CRM_ERROR, CRM_ERROR_INVALID))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
    }

  return TRUE;
}

/* Known records that may not be what the file says stay as they are. */
static void
report_refused (CrmImportEngine *self, GPtrArray *drafts)
{
  for (guint i = 0; i < drafts->len; i++)
    {
      CrmRecord *draft = g_ptr_array_index (drafts, i);
      guint64    line = GPOINTER_TO_SIZE (g_object_get_data (G_OBJECT (draft), LINE_KEY));
      g_autoptr (GError) failure = NULL;

      if (crm_transaction_save (self->transaction, draft, &failure))
        continue;
      crm_import_report_add_problem (self->report, line, failure->message);
      crm_import_report_recount (self->report, crm_record_get_record_type (draft)->name, CRM_IMPORT_UPDATED, CRM_IMPORT_SKIPPED);
    }
}

/**
 * crm_import_engine_flush:
 *
 * Saves the drafts that wait.
 */
gboolean
crm_import_engine_flush (CrmImportEngine *self, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_sized_new (g_hash_table_size (self->pending));
  GHashTableIter iter;
  gpointer       draft;
  guint          before;

  g_hash_table_iter_init (&iter, self->pending);
  while (g_hash_table_iter_next (&iter, NULL, &draft))
    g_ptr_array_add (drafts, draft);
  do
    {
      before = drafts->len;
      if (!save_some (self, drafts, error))
        return FALSE;
    }
  while (drafts->len > 0 && drafts->len < before);
  report_refused (self, drafts);
  g_hash_table_remove_all (self->pending);
  g_hash_table_remove_all (self->pending_keys);

  return TRUE;
}

gboolean
crm_import_engine_count_row (CrmImportEngine *self, const char *type, const CrmImportDone *done)
{
  /* A row that is completed was counted. */
  if (self->missing != CRM_IMPORT_MISSING_TELL)
    crm_import_report_count (self->report, type, done->outcome);

  return TRUE;
}

static gboolean
put_tags (CrmImportEngine *self, CrmImportPart *part, guint field, GError **error)
{
  g_ptr_array_set_size (self->taggings, 0);
  for (guint i = 0; i < part->tags->len; i++)
    {
      gint64     id;
      gboolean   known = FALSE;
      CrmObject *tagging;

      if (!crm_import_lookup_named (self->lookup, "tag", g_ptr_array_index (part->tags, i), &id, error))
        return FALSE;
      for (guint j = 0; j < self->taggings->len; j++)
        known |= crm_object_peek_integer (g_ptr_array_index (self->taggings, j), crm_import_numbers ()->tagging_tag) == id;
      if (id == 0 || known)
        continue;
      tagging = crm_import_draft_take_tagging (self->draft, id);
      crm_item_set_number (CRM_ITEM (tagging), self->taggings->len);
      g_ptr_array_add (self->taggings, tagging);
    }
  if (self->taggings->len > 0)
    crm_object_put_items (CRM_OBJECT (part->record), field, self->taggings);

  return TRUE;
}

/* An identifier of ours that this file does not have yet is kept: the same record on another device bears it. */
void
crm_import_engine_put_uid (CrmImportEngine *self, CrmImportPart *part)
{
  if (crm_import_part_is_own (part) && crm_transaction_find_uid (self->transaction, crm_record_get_record_type (part->record), part->uid) == 0)
    crm_record_set_uid (part->record, part->uid);
}

static void
set_done (CrmImportDone *done, CrmRecord *record)
{
  done->id = crm_record_get_id (record);
  done->outcome = CRM_IMPORT_CREATED;
  g_strlcpy (done->uid, crm_record_get_uid (record), sizeof done->uid);
}

static gboolean
says_more_than_name (CrmImportPart *company)
{
  guint64 name = G_GUINT64_CONSTANT (1) << crm_import_numbers ()->company_name;

  return company->tags->len > 0 || (crm_object_get_touched (CRM_OBJECT (company->record)) & ~name) != 0;
}

static gboolean
apply_known_company (CrmImportEngine *self, CrmImportPart *part, gint64 known, gboolean update, CrmImportDone *done, GError **error)
{
  gboolean seen = done->outcome == CRM_IMPORT_JOINED;

  if (self->options->on_match == CRM_IMPORT_ON_MATCH_SKIP && !crm_import_engine_is_new (self, known))
    done->outcome = CRM_IMPORT_SKIPPED;
  else if (says_more_than_name (part) && (!put_tags (self, part, crm_import_numbers ()->company_tags, error) || !crm_import_engine_merge (self, known, part->record, update, done, error)))
    return FALSE;

  /* A company is counted once, however many rows name it. */
  if (!seen)
    crm_import_engine_count_row (self, "company", done);

  return TRUE;
}

static gboolean
create_company (CrmImportEngine *self, CrmRecord *company, gint64 added_at, CrmImportDone *done, GError **error)
{
  if (!crm_import_engine_create_since (self, company, added_at, error))
    return FALSE;
  set_done (done, company);
  crm_import_lookup_add_company (self->lookup, crm_object_peek_text (CRM_OBJECT (company), crm_import_numbers ()->company_name), done);

  return crm_import_engine_count_row (self, "company", done);
}

static gboolean
apply_company (CrmImportEngine *self, CrmImportDone *done, GError **error)
{
  CrmImportPart *part = &self->draft->parts[CRM_IMPORT_SLOT_COMPANY];
  const char    *name = crm_object_peek_text (CRM_OBJECT (part->record), crm_import_numbers ()->company_name);
  CrmImportKeys  key = CRM_IMPORT_BY_NAME;
  gint64         known;

  if (!part->filled || (name == NULL && part->uid == NULL))
    return TRUE;

  known = part->uid != NULL ? crm_import_match_uid (self, "company", part->uid, &key) : 0;
  if (known == 0 && !crm_record_validate (part->record, error))
    return FALSE;
  if (known == 0)
    {
      key = CRM_IMPORT_BY_NAME;
      known = crm_import_lookup_company (self->lookup, name, done) ? done->id : 0;
    }
  if (known != 0)
    {
      done->id = known;
      return apply_known_company (self, part, known, crm_import_engine_updates (self, key), done, error);
    }

  crm_import_engine_put_uid (self, part);

  return put_tags (self, part, crm_import_numbers ()->company_tags, error) && create_company (self, part->record, part->added_at, done, error);
}

static gboolean
put_photo (CrmImportEngine *self, CrmRecord *record, guint field, GError **error)
{
  g_autofree char *hash = NULL;

  if (self->draft->photo == NULL)
    return TRUE;
  hash = crm_content_add (crm_transaction_get_connection (self->transaction), self->draft->photo, self->draft->photo_mime, error);
  if (hash == NULL)
    return FALSE;
  crm_object_put_text (CRM_OBJECT (record), field, hash);

  return TRUE;
}

/* The company of that name, made where there is none. */
static gboolean
find_company (CrmImportEngine *self, const char *name, CrmImportDone *done, GError **error)
{
  g_autoptr (CrmRecord) made = NULL;

  if (crm_import_lookup_company (self->lookup, name, done))
    return TRUE;

  made = crm_record_new ("company");
  crm_object_put_text (CRM_OBJECT (made), crm_import_numbers ()->company_name, name);

  return create_company (self, made, CRM_UNSET, done, error);
}

static gboolean
add_further (CrmImportEngine *self, GError **error)
{
  for (guint i = 0; i < self->draft->further->len; i++)
    {
      const CrmImportFurther *further = &g_array_index (self->draft->further, CrmImportFurther, i);
      g_autofree char        *id = g_strdup_printf ("%u", i + 2);
      CrmImportDone           done;
      CrmObject              *affiliation;

      if (!find_company (self, further->company, &done, error))
        return FALSE;
      affiliation = crm_import_draft_take_affiliation (self->draft, done.id, further->role, further->department);
      crm_item_set_id (CRM_ITEM (affiliation), id);
      crm_item_set_number (CRM_ITEM (affiliation), self->affiliations->len);
      g_ptr_array_add (self->affiliations, affiliation);
    }

  return TRUE;
}

static gboolean
fill_person (CrmImportEngine *self, CrmImportPart *part, gint64 company, GError **error)
{
  const CrmImportNumbers *n = crm_import_numbers ();

  g_ptr_array_set_size (self->affiliations, 0);
  if (company != CRM_UNSET)
    {
      g_ptr_array_add (self->affiliations, crm_import_draft_take_affiliation (self->draft, company, self->draft->role, self->draft->department));
      if (!add_further (self, error))
        return FALSE;
      crm_object_put_items (CRM_OBJECT (part->record), n->person_affiliations, self->affiliations);
    }

  return put_tags (self, part, n->person_tags, error) && put_photo (self, part->record, n->person_photo, error);
}

static void
count_recognised (CrmImportEngine *self, CrmImportKeys key)
{
  for (guint i = 0; i < CRM_IMPORT_N_KEYS; i++)
    self->report->recognised[i] += key == (CrmImportKeys) (1 << i);
}

static gboolean
apply_known_person (CrmImportEngine *self, CrmImportPart *part, gint64 company, gint64 known, CrmImportKeys key, CrmImportDone *done, GError **error)
{
  if (!crm_import_engine_is_new (self, known))
    count_recognised (self, key);
  if (self->options->on_match == CRM_IMPORT_ON_MATCH_SKIP && self->missing != CRM_IMPORT_MISSING_TELL)
    {
      g_autoptr (CrmRecord) record = crm_import_engine_load (self, known, error);

      if (record == NULL)
        return FALSE;
      done->id = known;
      g_strlcpy (done->uid, crm_record_get_uid (record), sizeof done->uid);
      done->outcome = CRM_IMPORT_SKIPPED;
      return crm_import_engine_count_row (self, "person", done);
    }

  return fill_person (self, part, company, error) &&
         crm_import_engine_merge (self, known, part->record, crm_import_engine_updates (self, key), done, error) &&
         crm_import_engine_count_row (self, "person", done);
}

static gboolean
apply_person (CrmImportEngine *self, gint64 company, CrmImportDone *done, GError **error)
{
  CrmImportPart *part = &self->draft->parts[CRM_IMPORT_SLOT_PERSON];
  CrmImportKeys  key = 0;
  gint64         known;

  if (!part->filled)
    return TRUE;

  known = self->options->on_match != CRM_IMPORT_ON_MATCH_CREATE ? crm_import_match_person (self, company, &key) : 0;
  if (known != 0)
    return apply_known_person (self, part, company, known, key, done, error);

  crm_import_engine_put_uid (self, part);
  if (!fill_person (self, part, company, error) || !crm_import_engine_create_since (self, part->record, part->added_at, error))
    return FALSE;
  set_done (done, part->record);

  return crm_import_engine_count_row (self, "person", done);
}

/* Before anything of the row is saved. One without a title may yet be called after the customer. */
static gboolean
check_deal (CrmImportEngine *self, GError **error)
{
  CrmRecord *deal = self->draft->parts[CRM_IMPORT_SLOT_DEAL].record;

  return !crm_object_is_set (CRM_OBJECT (deal), crm_import_numbers ()->deal_title) || crm_record_validate (deal, error);
}

/**
 * crm_import_engine_apply:
 * @entry: a row or card that could be read
 *
 * Saves what its draft says. %CRM_ERROR_INVALID means that the row is refused; any other error, that the import is.
 */
gboolean
crm_import_engine_apply (CrmImportEngine *self, CrmImportEntry *entry, GError **error)
{
  CrmImportDone person;
  CrmImportDone company;
  CrmImportDone deal;

  self->draft = entry->draft;
  self->line = entry->line;
  /* Cells that name other records could not be read without the file. */
  if (!entry->finished && !(crm_import_take_own (self, &entry->fault) && crm_import_draft_finish (self->draft, &entry->fault.error)))
    return FALSE;

  person = company = (CrmImportDone){ CRM_UNSET, "", CRM_IMPORT_UNCHANGED };

  return check_deal (self, error) &&
         apply_company (self, &company, error) &&
         apply_person (self, company.id, &person, error) &&
         crm_import_apply_deal (self, &person, &company, &deal, error) &&
         crm_import_apply_activity (self, &person, &company, &deal, error) &&
         crm_import_apply_note (self, &person, &company, &deal, error);
}
