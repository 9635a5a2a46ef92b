/* One for each context, which holds it. Nothing is read until somebody asks; while the file goes on changing, what was read last is shown. */

#include "config.h"

#include "crm-insight-source.h"

#include "crm-date.h"

#define KEY "crm-insight-source"

struct _CrmInsightSource
{
  GObject parent_instance;

  CrmContext   *context; /* holds this */
  CrmInsight   *insight; /* (owned) (nullable): as it was read last */
  GCancellable *loading; /* (owned) (nullable) */
  gboolean      stale;   /* something was bought since */
};

G_DEFINE_FINAL_TYPE (CrmInsightSource, crm_insight_source, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
cancel (CrmInsightSource *self)
{
  if (self->loading != NULL)
    g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmInsightSource) self = user_data;
  g_autoptr (CrmInsight) insight = crm_insight_load_finish (result, NULL);

  if (insight == NULL || g_task_get_cancellable (G_TASK (result)) != self->loading)
    return;

  g_clear_object (&self->loading);
  g_clear_pointer (&self->insight, crm_insight_unref);
  self->insight = g_steal_pointer (&insight);
  g_signal_emit (self, signals[CHANGED], 0);
}

static gint32
get_today (CrmInsightSource *self)
{
  return crm_date_to_days (crm_context_get_today (self->context));
}

static void
changed_cb (CrmInsightSource *self, CrmChangeSet *set)
{
  if (!crm_change_set_has_type (set, crm_record_type_find ("invoice")->code))
    return;

  self->stale = TRUE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
store_changed_cb (CrmInsightSource *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  cancel (self);
  g_clear_pointer (&self->insight, crm_insight_unref);
  self->stale = TRUE;
  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

static void
crm_insight_source_dispose (GObject *object)
{
  CrmInsightSource *self = CRM_INSIGHT_SOURCE (object);

  cancel (self);
  g_clear_pointer (&self->insight, crm_insight_unref);

  G_OBJECT_CLASS (crm_insight_source_parent_class)->dispose (object);
}

static void
crm_insight_source_class_init (CrmInsightSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_insight_source_dispose;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
crm_insight_source_init (CrmInsightSource *self)
{
}

/**
 * crm_insight_source_get:
 *
 * Returns: (transfer none): that of the context
 */
CrmInsightSource *
crm_insight_source_get (CrmContext *context)
{
  CrmInsightSource *self = g_object_get_data (G_OBJECT (context), KEY);

  if (self != NULL)
    return self;

  self = g_object_new (CRM_TYPE_INSIGHT_SOURCE, NULL);
  self->context = context;
  g_object_set_data_full (G_OBJECT (context), KEY, self, g_object_unref);
  g_signal_connect_object (context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);

  return self;
}

/**
 * crm_insight_source_peek:
 *
 * Returns: (transfer none) (nullable): what is known now; "changed" tells when there is more
 */
CrmInsight *
crm_insight_source_peek (CrmInsightSource *self)
{
  CrmStore *store = crm_context_get_store (self->context);
  gboolean  fresh = self->insight != NULL && !self->stale && self->insight->today == get_today (self);

  if (store == NULL || fresh || self->loading != NULL)
    return self->insight;

  self->stale = FALSE;
  self->loading = g_cancellable_new ();
  crm_insight_load_async (crm_store_get_path (store), get_today (self), self->loading, loaded_cb, g_object_ref (self));

  return self->insight;
}
