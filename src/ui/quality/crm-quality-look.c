/* The looking itself is the store's, on threads. Here is when: not while nobody sees the page, and not at every change of many that come
 * together. A pair that has been settled goes at once; a new look then says the same. */

#include "config.h"

#include "crm-quality-look.h"

#include "crm-duplicate-item.h"
#include "crm-record-type.h"

struct _CrmQualityLook
{
  GObject parent_instance;

  CrmStore     *store;       /* (owned) */
  GListStore   *duplicates;  /* (owned) (element-type CrmDuplicateItem) */
  CrmQuality   *quality;     /* (owned) (nullable): until the first look is over */
  GCancellable *cancellable; /* (owned) (nullable): while it looks */
  guint         again;       /* a look that is to begin soon */
  gboolean      wanted;
  gboolean      stale;
};

G_DEFINE_FINAL_TYPE (CrmQualityLook, crm_quality_look, G_TYPE_OBJECT)

enum
{
  FOUND,
  PROGRESS,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Changes that come together are looked at together. */
#define AGAIN_MS 400

static const char *const concerned[] = { "person", "company", "distinction" };

static void look (CrmQualityLook *self);

static gboolean
equal_items (gconstpointer a, gconstpointer b)
{
  return crm_duplicate_item_equal ((CrmDuplicateItem *) a, (CrmDuplicateItem *) b);
}

/* Rows that stay are not touched: the one that has the focus keeps it. */
static void
put_duplicates (CrmQualityLook *self, GPtrArray *items)
{
  GListModel *model = G_LIST_MODEL (self->duplicates);
  guint       head = 0;
  guint       tail = 0;
  guint       old = g_list_model_get_n_items (model);

  for (; head < MIN (old, items->len); head++)
    {
      g_autoptr (CrmDuplicateItem) item = g_list_model_get_item (model, head);

      if (!equal_items (item, g_ptr_array_index (items, head)))
        break;
    }
  for (; tail < MIN (old, items->len) - head; tail++)
    {
      g_autoptr (CrmDuplicateItem) item = g_list_model_get_item (model, old - 1 - tail);

      if (!equal_items (item, g_ptr_array_index (items, items->len - 1 - tail)))
        break;
    }
  g_list_store_splice (self->duplicates, head, old - head - tail, items->pdata + head, items->len - head - tail);
}

/* Empties @duplicates, whose pairs the items take over. */
static GPtrArray *
wrap (GPtrArray *duplicates)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_set_free_func (duplicates, NULL);
  for (guint i = 0; i < duplicates->len; i++)
    g_ptr_array_add (items, crm_duplicate_item_new (g_ptr_array_index (duplicates, i)));

  return items;
}

static void
finish (CrmQualityLook *self, GError *error)
{
  g_clear_object (&self->cancellable);
  if (error != NULL)
    g_signal_emit (self, signals[FAILED], 0, error);
  else
    g_signal_emit (self, signals[FOUND], 0);
  if (self->stale && self->wanted)
    look (self);
}

/* Nobody waits for it any more, and another look may have begun since. */
static gboolean
is_forgotten (CrmQualityLook *self, GAsyncResult *result)
{
  return g_task_get_cancellable (G_TASK (result)) != self->cancellable;
}

static void
quality_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmQualityLook) self = user_data;
  g_autoptr (GError) error = NULL;
  CrmQuality *quality = crm_quality_find_finish (CRM_STORE (source), result, &error);

  if (is_forgotten (self, result))
    {
      g_clear_pointer (&quality, crm_quality_free);
      return;
    }
  if (quality != NULL)
    {
      g_clear_pointer (&self->quality, crm_quality_free);
      self->quality = quality;
    }
  finish (self, error);
}

static void
duplicates_found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmQualityLook) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) duplicates = crm_duplicates_finish (CRM_STORE (source), result, &error);
  g_autoptr (GPtrArray) items = NULL;

  if (is_forgotten (self, result))
    return;
  if (duplicates == NULL)
    {
      finish (self, error);
      return;
    }

  items = wrap (duplicates);
  put_duplicates (self, items);
  crm_quality_find_async (self->store, self->cancellable, quality_found_cb, g_object_ref (self));
}

static void
progress_cb (guint64 done, guint64 total, guint64 rows, gpointer user_data)
{
  if (total > 0)
    g_signal_emit (user_data, signals[PROGRESS], 0, (double) done / (double) total);
}

static void
look (CrmQualityLook *self)
{
  g_clear_handle_id (&self->again, g_source_remove);
  self->stale = FALSE;
  self->cancellable = g_cancellable_new ();
  g_signal_emit (self, signals[PROGRESS], 0, 0.0);
  crm_duplicates_find_async (self->store, NULL, progress_cb, self, self->cancellable, duplicates_found_cb, g_object_ref (self));
}

static void
again_cb (gpointer data)
{
  CrmQualityLook *self = data;

  self->again = 0;
  if (self->cancellable == NULL)
    look (self);
}

static void
changed_cb (CrmQualityLook *self, CrmChangeSet *set)
{
  gboolean concerns = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (concerned); i++)
    concerns |= crm_change_set_has_type (set, crm_record_type_find (concerned[i])->code);
  if (!concerns)
    return;

  self->stale = TRUE;
  if (self->wanted && self->again == 0)
    self->again = g_timeout_add_once (AGAIN_MS, again_cb, self);
}

static void
crm_quality_look_dispose (GObject *object)
{
  CrmQualityLook *self = CRM_QUALITY_LOOK (object);

  crm_quality_look_stop (self);
  g_clear_object (&self->duplicates);
  g_clear_object (&self->store);
  g_clear_pointer (&self->quality, crm_quality_free);

  G_OBJECT_CLASS (crm_quality_look_parent_class)->dispose (object);
}

static void
crm_quality_look_class_init (CrmQualityLookClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_quality_look_dispose;

  signals[FOUND] = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[PROGRESS] = g_signal_new ("progress", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_DOUBLE);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
crm_quality_look_init (CrmQualityLook *self)
{
  self->duplicates = g_list_store_new (CRM_TYPE_DUPLICATE_ITEM);
  self->stale = TRUE;
}

/**
 * crm_quality_look_new:
 *
 * Returns: (transfer full): what looks through @store as soon as it is wanted
 */
CrmQualityLook *
crm_quality_look_new (CrmStore *store)
{
  CrmQualityLook *self = g_object_new (CRM_TYPE_QUALITY_LOOK, NULL);

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * crm_quality_look_set_wanted:
 * @wanted: whether somebody sees it
 */
void
crm_quality_look_set_wanted (CrmQualityLook *self, gboolean wanted)
{
  self->wanted = wanted;
  if (wanted && self->stale && self->cancellable == NULL && self->again == 0)
    look (self);
}

/**
 * crm_quality_look_stop:
 *
 * Looks no more: the file is being closed.
 */
void
crm_quality_look_stop (CrmQualityLook *self)
{
  self->wanted = FALSE;
  g_clear_handle_id (&self->again, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

gboolean
crm_quality_look_is_looking (CrmQualityLook *self)
{
  return self->cancellable != NULL;
}

/**
 * crm_quality_look_get_duplicates:
 *
 * Returns: (transfer none) (element-type CrmDuplicateItem): the likeliest first
 */
GListModel *
crm_quality_look_get_duplicates (CrmQualityLook *self)
{
  return G_LIST_MODEL (self->duplicates);
}

/**
 * crm_quality_look_get_quality:
 *
 * Returns: (nullable): whose data have gaps; %NULL before the first look is over
 */
const CrmQuality *
crm_quality_look_get_quality (CrmQualityLook *self)
{
  return self->quality;
}

/**
 * crm_quality_look_settle:
 * @item: a pair of the list
 *
 * Takes the pair off the list: somebody has said what it is.
 */
void
crm_quality_look_settle (CrmQualityLook *self, gpointer item)
{
  guint position;

  if (g_list_store_find (self->duplicates, item, &position))
    g_list_store_remove (self->duplicates, position);
}
