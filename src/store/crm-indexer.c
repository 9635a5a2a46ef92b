#include "config.h"

#include "crm-indexer.h"

#include "crm-aftermath.h"
#include "crm-bulk.h"
#include "crm-dependents.h"
#include "crm-index.h"
#include "crm-rebuild.h"
#include "crm-record-table.h"

#include <string.h>

/* From so many records on, their indexes are gathered and written in order. */
#define MANY 1000

struct _CrmIndexer
{
  CrmDeriver deriver;
  CrmBulk   *bulk;     /* (owned) (nullable) */
  gboolean   deferred; /* all is made anew at the end */
  gboolean   roomy;    /* the connection may keep more in memory than usual */
};

struct _CrmIndexerUpdate
{
  CrmRecord  *before;     /* (unowned) */
  CrmRecord  *after;      /* (unowned) */
  CrmDerived *old;        /* (owned) (nullable): NULL where all is made anew at the end */
  GPtrArray  *dependents; /* (owned) (nullable) */
};

CrmIndexer *
crm_indexer_new (CrmConnection *connection, CrmCollator *collator)
{
  CrmIndexer *self = g_new0 (CrmIndexer, 1);

  self->deriver.connection = connection;
  self->deriver.collator = collator;
  self->deriver.aftermath = crm_aftermath_new ();

  return self;
}

/* What the writer may keep in memory, in kibibytes, while it writes by the thousand: pages that do not fit are written and read again and again. */
#define BULK_CACHE "PRAGMA cache_size = -200000"
#define USUAL_CACHE "PRAGMA cache_size = -16000"

void
crm_indexer_free (CrmIndexer *self)
{
  if (self == NULL)
    return;

  if (self->roomy)
    crm_connection_exec (self->deriver.connection, USUAL_CACHE "; PRAGMA shrink_memory", NULL);
  crm_bulk_free (self->bulk);
  crm_deriver_cache_free (self->deriver.cache);
  crm_aftermath_free (self->deriver.aftermath);
  g_free (self);
}

static void
make_room (CrmIndexer *self)
{
  if (!self->roomy)
    crm_connection_exec (self->deriver.connection, BULK_CACHE, NULL);
  self->roomy = TRUE;
}

/**
 * crm_indexer_gather:
 *
 * Gathers what follows from new records, and writes it sorted: for many of them.
 */
void
crm_indexer_gather (CrmIndexer *self)
{
  make_room (self);
  self->bulk = crm_bulk_new (self->deriver.connection);
  self->deriver.cache = crm_deriver_cache_new ();
}

static gint64
count_records (CrmIndexer *self)
{
  g_autoptr (GPtrArray) types = crm_record_type_list ();
  gint64 count = 0;

  for (guint i = 0; i < types->len; i++)
    count += crm_record_table_get_last_sequence (self->deriver.connection, g_ptr_array_index (types, i));

  return count;
}

/**
 * crm_indexer_expect:
 * @n_records: how many records will be written, about
 * @n_births: how many of these will be deleted or revived
 *
 * Chooses the quickest way.
 */
void
crm_indexer_expect (CrmIndexer *self, guint n_records, guint n_births)
{
  if (n_records >= MANY)
    make_room (self);
  if (n_births < MANY || self->bulk != NULL)
    return;

  self->deferred = n_births > count_records (self) / 4;
  if (!self->deferred)
    crm_indexer_gather (self);
}

/**
 * crm_indexer_find_key:
 * @hash: of a key
 * @ids: (element-type gint64): where the records are added that have it and are not in the look-up table yet
 *
 * Returns: whether the look-up table may have more
 */
gboolean
crm_indexer_find_key (CrmIndexer *self, gint64 hash, GArray *ids)
{
  if (self->bulk != NULL)
    crm_bulk_find_key (self->bulk, hash, ids);

  return self->bulk == NULL || crm_bulk_may_have_written (self->bulk, hash);
}

/**
 * crm_indexer_add:
 * @record: new, its row already written
 */
gboolean
crm_indexer_add (CrmIndexer *self, CrmRecord *record, GError **error)
{
  g_autoptr (CrmDerived) nothing = NULL;
  g_autoptr (CrmDerived) after = NULL;

  if (self->deferred)
    return TRUE;

  after = crm_derived_new (&self->deriver, record);
  if (self->bulk != NULL)
    {
      crm_deriver_cache_add (self->deriver.cache, record);
      crm_aftermath_note (self->deriver.aftermath, record, after);
      return crm_bulk_add (self->bulk, record, after, error);
    }
  nothing = crm_derived_new (&self->deriver, NULL);

  return crm_index_apply (&self->deriver, record, nothing, after, error);
}

/* What is gathered must be in the file before one of its records is changed, or a name that others are found by. */
static gboolean
settle (CrmIndexer *self, CrmRecord *before, CrmRecord *after, GError **error)
{
  gint64           id = crm_record_get_id (after);
  g_autofree char *old = crm_object_dup_title (CRM_OBJECT (before));
  g_autofree char *new = crm_object_dup_title (CRM_OBJECT (after));

  if (crm_deriver_cache_forget (self->deriver.cache, id) || strcmp (old, new) != 0 || crm_bulk_has (self->bulk, id))
    return crm_bulk_flush (self->bulk, &self->deriver, error);

  return TRUE;
}

/**
 * crm_indexer_begin_update:
 * @before: the record as its row has it
 * @after: the record as its row will have it
 *
 * To be called before the row is written. Both records must live until the update is freed.
 *
 * Returns: (transfer full) (nullable): what stood before
 */
CrmIndexerUpdate *
crm_indexer_begin_update (CrmIndexer *self, CrmRecord *before, CrmRecord *after, GError **error)
{
  g_autoptr (CrmIndexerUpdate) update = g_new0 (CrmIndexerUpdate, 1);

  update->before = before;
  update->after = after;
  if (self->deferred)
    return g_steal_pointer (&update);
  if (self->bulk != NULL && !settle (self, before, after, error))
    return NULL;

  update->dependents = crm_dependents_collect (&self->deriver, before, after, error);
  if (update->dependents == NULL)
    return NULL;
  update->old = crm_derived_new (&self->deriver, before);

  return g_steal_pointer (&update);
}

/**
 * crm_indexer_end_update:
 *
 * To be called when the row is written.
 */
gboolean
crm_indexer_end_update (CrmIndexer *self, CrmIndexerUpdate *update, GError **error)
{
  g_autoptr (CrmDerived) new = NULL;

  if (update->old == NULL)
    return TRUE;

  if (self->bulk != NULL)
    crm_deriver_cache_forget (self->deriver.cache, crm_record_get_id (update->after));
  new = crm_derived_new (&self->deriver, update->after);
  if (self->bulk != NULL)
    crm_bulk_note_written (self->bulk, new->keys);
  /* Nothing follows from a deleted record: what comes back is as good as new. */
  if (self->bulk != NULL && crm_record_is_deleted (update->before))
    {
      crm_aftermath_note (self->deriver.aftermath, update->after, new);
      return crm_bulk_add (self->bulk, update->after, new, error);
    }

  return crm_index_apply (&self->deriver, update->after, update->old, new, error) &&
         crm_dependents_update (&self->deriver, update->dependents, error);
}

/**
 * crm_indexer_add_change:
 * @at: when, microseconds UTC
 *
 * Puts the change on the timeline of a record it edited.
 */
gboolean
crm_indexer_add_change (CrmIndexer *self, CrmRecord *record, gint64 at, gint64 change, GError **error)
{
  return self->deferred || crm_index_add_event (self->deriver.connection, crm_record_get_id (record), at, crm_id_make (change, CRM_CODE_CHANGE), "change", FALSE, error);
}

void
crm_indexer_update_free (CrmIndexerUpdate *self)
{
  if (self == NULL)
    return;

  crm_derived_free (self->old);
  g_clear_pointer (&self->dependents, g_ptr_array_unref);
  g_free (self);
}

/**
 * crm_indexer_finish:
 *
 * Writes what is gathered or put off.
 */
gboolean
crm_indexer_finish (CrmIndexer *self, GError **error)
{
  if (self->bulk != NULL && !crm_bulk_flush (self->bulk, &self->deriver, error))
    return FALSE;

  if (self->deferred)
    return crm_rebuild_in_transaction (self->deriver.connection, self->deriver.collator, error);

  return crm_aftermath_settle (self->deriver.aftermath, self->deriver.connection, error);
}
