/* A lazy list of records.
 *
 * The ids of the whole answer are held (8 bytes each); records are loaded 64 around the one asked for, kept while they are among the last
 * few hundred used, and shared with everybody else who shows them. The first screenful of a quick query is read at once; the rest comes from
 * the query worker. After a change, only what moved is said to have moved: GTK 4.8 walks the whole model when one items-changed both removes
 * and adds, so the two are always said apart. */

#include "config.h"

#include "crm-record-list.h"

#include "crm-criterion-private.h"
#include "crm-query-private.h"
#include "crm-record-list-diff.h"
#include "crm-store-private.h"

/* Read on the main thread, so that the first frame has content. */
#define FIRST 256

/* Records kept alive beyond those the views hold. */
#define KEPT 512

struct _CrmRecordList
{
  GObject       parent_instance;
  CrmStore     *store;      /* (owned) */
  CrmQuery     *query;      /* (owned) */
  GArray       *ids;        /* (owned) (element-type gint64) */
  CrmRecord    *kept[KEPT]; /* (owned): a ring of those used last */
  guint         next_kept;
  GPtrArray    *groups;      /* (owned) (nullable) (element-type CrmRecordGroup) */
  GHashTable   *changed;     /* (owned): ids touched since the ids were read, as pointers */
  GCancellable *cancellable; /* (owned) (nullable): of the query that runs */
  gulong        changed_handler;
  gboolean      loading;
  gboolean      asleep; /* nobody sees it */
  gboolean      missed; /* something changed while it was asleep */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CrmRecordList, crm_record_list, G_TYPE_OBJECT, G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

enum
{
  PROP_LOADING = 1,
  PROP_N_ITEMS,
  N_PROPS
};

enum
{
  REPLACING,
  REGROUPED,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint       signals[N_SIGNALS];

typedef struct
{
  CrmQuery      *query; /* (owned) */
  CrmConnection *connection;
  CrmCollator   *collator;
} QueryJob;

static void
query_job_free (QueryJob *job)
{
  crm_query_free (job->query);
  g_free (job);
}

static void
keep (CrmRecordList *self, CrmRecord *record)
{
  g_set_object (&self->kept[self->next_kept], record);
  self->next_kept = (self->next_kept + 1) % KEPT;
}

static CrmRecord *
load (CrmRecordList *self, gint64 id)
{
  CrmRecord           *record = crm_store_get (self->store, id, NULL);
  const CrmRecordType *type = crm_record_type_of_id (id);

  /* A model may not answer with nothing: a row that cannot be read shows as an empty one, and the next query drops it. */
  return record != NULL ? record : g_object_new (type->get_type (), NULL);
}

static void
load_page (CrmRecordList *self, guint position)
{
  guint first = position - position % CRM_RECORD_LIST_PAGE;
  guint end = MIN (first + CRM_RECORD_LIST_PAGE, self->ids->len);

  for (guint i = first; i < end; i++)
    {
      g_autoptr (CrmRecord) record = load (self, g_array_index (self->ids, gint64, i));

      keep (self, record);
    }
}

static gpointer
crm_record_list_get_item (GListModel *model, guint position)
{
  CrmRecordList *self = CRM_RECORD_LIST (model);
  gint64         id;

  if (position >= self->ids->len)
    return NULL;

  id = g_array_index (self->ids, gint64, position);
  if (!g_hash_table_contains (self->store->live, (gpointer) (gintptr) id))
    load_page (self, position);

  return load (self, id);
}

static guint
crm_record_list_get_n_items (GListModel *model)
{
  return CRM_RECORD_LIST (model)->ids->len;
}

static GType
crm_record_list_get_item_type (GListModel *model)
{
  return CRM_TYPE_RECORD;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item = crm_record_list_get_item;
  iface->get_n_items = crm_record_list_get_n_items;
  iface->get_item_type = crm_record_list_get_item_type;
}

static void
set_loading (CrmRecordList *self, gboolean loading)
{
  if (self->loading == loading)
    return;

  self->loading = loading;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOADING]);
}

/* What is in the list and, where it is grouped, how. */
typedef struct
{
  GArray    *ids;    /* (owned) (element-type gint64) */
  GPtrArray *groups; /* (owned) (nullable) (element-type CrmRecordGroup) */
} Answer;

static void
answer_free (Answer *answer)
{
  g_array_unref (answer->ids);
  g_clear_pointer (&answer->groups, g_ptr_array_unref);
  g_free (answer);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Answer, answer_free)

static void
take_ids (CrmRecordList *self, GArray *ids)
{
  guint before = self->ids->len;

  crm_record_list_apply_ids (G_LIST_MODEL (self), self->ids, ids, self->changed);
  if (before != self->ids->len)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
}

/* The groups are told before the rows, which ask for them. */
static void
take_answer (CrmRecordList *self, Answer *answer)
{
  gboolean regrouped = self->groups != NULL || answer->groups != NULL;

  g_clear_pointer (&self->groups, g_ptr_array_unref);
  self->groups = g_steal_pointer (&answer->groups);
  take_ids (self, answer->ids);
  if (regrouped)
    g_signal_emit (self, signals[REGROUPED], 0);
}

static void
run_query (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  QueryJob *job = data;
  Answer   *answer = g_new0 (Answer, 1);
  GError   *error = NULL;

  answer->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  if (crm_query_run_grouped (job->query, job->connection, job->collator, 0, answer->ids, &answer->groups, &error))
    {
      g_task_return_pointer (task, answer, (GDestroyNotify) answer_free);
      return;
    }

  answer_free (answer);
  g_task_return_error (task, error);
}

static void
query_ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CrmRecordList *self = CRM_RECORD_LIST (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (Answer) answer = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable || self->store == NULL)
    return;

  g_clear_object (&self->cancellable);
  if (answer != NULL)
    take_answer (self, answer);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_debug ("A list was not read: %s", error->message);
  g_hash_table_remove_all (self->changed);
  set_loading (self, FALSE);
}

static void
cancel (CrmRecordList *self)
{
  if (self->cancellable == NULL)
    return;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
reload (CrmRecordList *self)
{
  g_autoptr (GTask) task = NULL;
  QueryJob *job;

  cancel (self);
  if (self->store->query_worker == NULL)
    return;

  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, query_ran_cb, NULL);
  g_task_set_source_tag (task, reload);
  job = g_new0 (QueryJob, 1);
  job->query = crm_query_copy (self->query);
  job->connection = self->store->queries;
  job->collator = self->store->collator;
  g_task_set_task_data (task, job, (GDestroyNotify) query_job_free);
  crm_worker_push (self->store->query_worker, task, run_query);
  set_loading (self, TRUE);
}

/* Whether the first rows come from an index in the order they are shown. */
static gboolean
is_quick (const CrmQuery *query)
{
  if (query->type == NULL)
    return query->search == NULL && query->event_channel == NULL && query->event_thread == NULL;

  return query->order == NULL && query->group == NULL && query->conditions->len == 0 && query->targets->len == 0 && query->among == NULL && query->criterion == NULL;
}

static void
load_first (CrmRecordList *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gboolean quick = is_quick (self->query);

  self->missed = FALSE;
  g_hash_table_remove_all (self->changed);
  if (quick && !crm_query_run (self->query, self->store->reader, self->store->collator, FIRST, ids, NULL))
    g_array_set_size (ids, 0);
  if (quick)
    {
      Answer answer = { .ids = ids };

      take_answer (self, &answer);
    }
  if (!quick || ids->len == FIRST)
    reload (self);
  else
    cancel (self);
}

/* Records come and go that have not changed themselves. */
static gboolean
follows (CrmRecordList *self, CrmChangeSet *set)
{
  return self->query->criterion != NULL && crm_criterion_follows (self->query->criterion, set);
}

static gboolean
concerns (CrmRecordList *self, CrmChangeSet *set)
{
  /* A company's new name changes which people a search finds, and an activity the timelines of others. */
  if (self->query->type == NULL || self->query->search != NULL)
    return TRUE;

  /* What is said with somebody, and an open deal, make of a lead another one or none. */
  if (self->query->leads != 0 && (crm_change_set_has_type (set, crm_record_type_find ("activity")->code) || crm_change_set_has_type (set, crm_record_type_find ("deal")->code)))
    return TRUE;

  return crm_change_set_has_type (set, self->query->type->code) || follows (self, set);
}

static void
store_changed_cb (CrmStore *store, CrmChangeSet *set, CrmRecordList *self)
{
  GArray *ids = crm_change_set_get_ids (set);

  if (!concerns (self, set))
    return;

  if (!self->asleep && crm_change_set_is_complete (set) && !self->loading && !follows (self, set) && crm_record_list_can_place (self->query, ids->len))
    {
      if (crm_record_list_place (G_LIST_MODEL (self), self->ids, self->query, store, ids))
        {
          g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ITEMS]);
          return;
        }
    }

  for (guint i = 0; i < ids->len; i++)
    g_hash_table_add (self->changed, (gpointer) (gintptr) g_array_index (ids, gint64, i));
  if (self->asleep)
    self->missed = TRUE;
  else
    reload (self);
}

static void
crm_record_list_dispose (GObject *object)
{
  CrmRecordList *self = CRM_RECORD_LIST (object);

  cancel (self);
  if (self->store != NULL)
    g_clear_signal_handler (&self->changed_handler, self->store);
  for (guint i = 0; i < KEPT; i++)
    g_clear_object (&self->kept[i]);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (crm_record_list_parent_class)->dispose (object);
}

static void
crm_record_list_finalize (GObject *object)
{
  CrmRecordList *self = CRM_RECORD_LIST (object);

  g_array_unref (self->ids);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_hash_table_unref (self->changed);
  g_clear_pointer (&self->query, crm_query_free);

  G_OBJECT_CLASS (crm_record_list_parent_class)->finalize (object);
}

static void
crm_record_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  CrmRecordList *self = CRM_RECORD_LIST (object);

  switch (prop_id)
    {
    case PROP_LOADING:
      g_value_set_boolean (value, self->loading);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, self->ids->len);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_record_list_class_init (CrmRecordListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = crm_record_list_dispose;
  object_class->finalize = crm_record_list_finalize;
  object_class->get_property = crm_record_list_get_property;

  properties[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * CrmRecordList::replacing:
   * @position: from where on
   * @removed: how many
   * @added: how many
   *
   * Others come in the place of some. Two items-changed follow at once, which say so apart: who keeps its rows can take both as one.
   */
  signals[REPLACING] = g_signal_new ("replacing", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 3, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT);

  /**
   * CrmRecordList::regrouped:
   *
   * Other groups stand in the list, or the same with others in them, whether or not a row has moved.
   */
  signals[REGROUPED] = g_signal_new ("regrouped", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
crm_record_list_init (CrmRecordList *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->changed = g_hash_table_new (NULL, NULL);
}

/**
 * crm_record_list_new:
 * @store: an open file
 * @query: what to list; copied
 *
 * Returns: (transfer full): the list, its first rows there already where that is quick
 */
CrmRecordList *
crm_record_list_new (CrmStore *store, const CrmQuery *query)
{
  CrmRecordList *self = g_object_new (CRM_TYPE_RECORD_LIST, NULL);

  self->store = g_object_ref (store);
  self->query = crm_query_copy (query);
  self->changed_handler = g_signal_connect (store, "changed", G_CALLBACK (store_changed_cb), self);
  load_first (self);

  return self;
}

CrmStore *
crm_record_list_get_store (CrmRecordList *self)
{
  return self->store;
}

const CrmQuery *
crm_record_list_get_query (CrmRecordList *self)
{
  return self->query;
}

/**
 * crm_record_list_set_query:
 * @query: what to list from now on; copied. A query still running for the old one is dropped
 */
void
crm_record_list_set_query (CrmRecordList *self, const CrmQuery *query)
{
  crm_query_free (self->query);
  self->query = crm_query_copy (query);
  load_first (self);
}

/**
 * crm_record_list_set_asleep:
 * @asleep: whether nobody sees the list
 *
 * While it sleeps, a list hears that something has changed, and looks what that was when it wakes: what is not seen costs nothing.
 */
void
crm_record_list_set_asleep (CrmRecordList *self, gboolean asleep)
{
  self->asleep = asleep;
  if (asleep || !self->missed)
    return;

  /* The first rows at once, where there are none to show meanwhile. */
  if (self->ids->len == 0)
    {
      load_first (self);
      return;
    }
  self->missed = FALSE;
  reload (self);
}

/**
 * crm_record_list_is_loading:
 *
 * Returns: whether more ids are being read, so that "nothing found" is not yet certain
 */
gboolean
crm_record_list_is_loading (CrmRecordList *self)
{
  return self->loading;
}

/**
 * crm_record_list_get_id:
 *
 * Returns: the id at @position without loading its record; 0 beyond the end
 */
gint64
crm_record_list_get_id (CrmRecordList *self, guint position)
{
  return position < self->ids->len ? g_array_index (self->ids, gint64, position) : 0;
}

/**
 * crm_record_list_get_group:
 *
 * Returns: (transfer none) (nullable): the group that the row at @position stands in; %NULL where nothing is grouped
 */
const CrmRecordGroup *
crm_record_list_get_group (CrmRecordList *self, guint position)
{
  guint first = 0;
  guint end = self->groups != NULL ? self->groups->len : 0;

  while (first < end)
    {
      guint                 middle = first + (end - first) / 2;
      const CrmRecordGroup *group = g_ptr_array_index (self->groups, middle);

      if (position >= group->first + group->count)
        first = middle + 1;
      else if (position < group->first)
        end = middle;
      else
        return group;
    }

  return NULL;
}

/**
 * crm_record_list_find:
 * @position: (out) (optional): where it is
 *
 * Returns: whether the record is in the list
 */
gboolean
crm_record_list_find (CrmRecordList *self, gint64 id, guint *position)
{
  for (guint i = 0; i < self->ids->len; i++)
    {
      if (g_array_index (self->ids, gint64, i) != id)
        continue;
      if (position != NULL)
        *position = i;
      return TRUE;
    }

  return FALSE;
}

/**
 * crm_record_list_count_loaded:
 *
 * Returns: how many records this list keeps loaded: for tests of its laziness
 */
guint
crm_record_list_count_loaded (CrmRecordList *self)
{
  guint n = 0;

  for (guint i = 0; i < KEPT; i++)
    n += self->kept[i] != NULL;

  return n;
}
