#include "config.h"

#include "crm-import-feed.h"

/* Entries go from thread to thread by so many, and so many such batches are on their way: enough to even out a slow row, few enough to stay
 * in the processor's cache. */
#define BATCH 16
#define N_BATCHES 4

typedef struct
{
  CrmImportEntry entries[BATCH];
  guint          n;
  gboolean       is_last;
} Batch;

struct _CrmImportFeed
{
  CrmImportFeedFunc func;
  gpointer          user_data;
  GThread          *thread;
  GAsyncQueue      *empty; /* (owned): batches to be filled; the feed itself means: stop */
  GAsyncQueue      *full;  /* (owned) */
  Batch             batches[N_BATCHES];
  Batch            *current; /* (nullable): the writer's */
  guint             next;    /* entry of it */
};

static void
entry_init (CrmImportEntry *entry)
{
  entry->draft = crm_import_draft_new ();
  entry->source = g_byte_array_new ();
  entry->cells = g_ptr_array_new ();
  entry->lengths = g_array_new (FALSE, FALSE, sizeof (gsize));
}

static void
entry_reset (CrmImportEntry *entry)
{
  crm_import_draft_reset (entry->draft);
  g_clear_error (&entry->fault.error);
  entry->fault = (CrmImportFault){ -1, NULL, NULL };
  entry->finished = entry->is_fatal = FALSE;
  entry->line = 0;
  g_byte_array_set_size (entry->source, 0);
  g_ptr_array_set_size (entry->cells, 0);
  g_array_set_size (entry->lengths, 0);
  g_clear_pointer (&entry->card, crm_vcard_unref);
}

static void
entry_clear (CrmImportEntry *entry)
{
  entry_reset (entry);
  crm_import_draft_free (entry->draft);
  g_byte_array_unref (entry->source);
  g_ptr_array_unref (entry->cells);
  g_array_unref (entry->lengths);
}

/* What saving will ask each set of items for is worked out here, beside the writer. */
static void
work_ahead (CrmRecord *record)
{
  CrmObject      *object = CRM_OBJECT (record);
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (record), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      GPtrArray *items = fields[i].kind == CRM_KIND_ITEMS ? crm_object_peek_items (object, i) : NULL;

      for (guint j = 0; items != NULL && j < items->len; j++)
        crm_item_get_key (g_ptr_array_index (items, j));
      if (items != NULL)
        crm_object_peek_items_json (object, i);
    }
}

static void
fill (CrmImportFeed *self, Batch *batch)
{
  for (batch->n = 0; batch->n < BATCH; batch->n++)
    {
      CrmImportEntry *entry = &batch->entries[batch->n];

      entry_reset (entry);
      batch->is_last = !self->func (entry, self->user_data);
      if (batch->is_last)
        return;
      for (guint i = 0; entry->finished && i < CRM_IMPORT_N_SLOTS; i++)
        work_ahead (entry->draft->parts[i].record);
    }
}

static gpointer
run (gpointer data)
{
  CrmImportFeed *self = data;
  gpointer       taken;

  while ((taken = g_async_queue_pop (self->empty)) != self)
    {
      Batch *batch = taken;

      fill (self, batch);
      g_async_queue_push (self->full, batch);
      if (batch->is_last)
        break;
    }

  return NULL;
}

CrmImportFeed *
crm_import_feed_new (CrmImportFeedFunc func, gpointer user_data)
{
  CrmImportFeed *self = g_new0 (CrmImportFeed, 1);

  self->func = func;
  self->user_data = user_data;
  self->empty = g_async_queue_new ();
  self->full = g_async_queue_new ();
  for (guint i = 0; i < N_BATCHES; i++)
    {
      for (guint j = 0; j < BATCH; j++)
        entry_init (&self->batches[i].entries[j]);
      g_async_queue_push (self->empty, &self->batches[i]);
    }
  self->thread = g_thread_new ("crm-import-feed", run, self);

  return self;
}

/* Also in the middle of a file. Afterwards the function's data is the caller's again. */
void
crm_import_feed_free (CrmImportFeed *self)
{
  if (self == NULL)
    return;

  g_async_queue_push_front (self->empty, self);
  g_thread_join (self->thread);
  for (guint i = 0; i < N_BATCHES; i++)
    {
      for (guint j = 0; j < BATCH; j++)
        entry_clear (&self->batches[i].entries[j]);
    }
  g_async_queue_unref (self->empty);
  g_async_queue_unref (self->full);
  g_free (self);
}

/**
 * crm_import_feed_next:
 *
 * Waits for the next row or card.
 *
 * Returns: (transfer none) (nullable): it, until the next call; %NULL at the end of the file
 */
CrmImportEntry *
crm_import_feed_next (CrmImportFeed *self)
{
  if (self->current != NULL && self->next == self->current->n)
    {
      if (self->current->is_last)
        return NULL;
      g_async_queue_push (self->empty, self->current);
      self->current = NULL;
    }
  if (self->current == NULL)
    {
      self->current = g_async_queue_pop (self->full);
      self->next = 0;
    }

  return self->next < self->current->n ? &self->current->entries[self->next++] : NULL;
}
