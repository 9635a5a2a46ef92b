/* Counts and sums of a board's columns, exact however many cards there are: one grouped query on a worker after every change, never two at
 * once. What changes while it runs makes it run once more. */

#include "config.h"

#include "crm-deal-totals.h"

#include "crm-board.h"
#include "crm-criterion.h"
#include "crm-format.h"
#include "crm-pipelines.h"
#include "crm-money.h"
#include "crm-record-type.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _CrmDealTotals
{
  GObject parent_instance;

  CrmContext   *context;     /* (owned) */
  CrmStore     *store;       /* (owned) (nullable): whose figures these are */
  GPtrArray    *stages;      /* (owned) (nullable) */
  GArray       *totals;      /* (owned) (element-type CrmStageTotal) */
  GCancellable *cancellable; /* (owned) (nullable): of the query that runs */
  gint64        pipeline;
  CrmCriterion *criterion; /* (owned) (nullable): of the deals that are counted */
  gboolean      stale;     /* something changed since the query was asked */
};

G_DEFINE_FINAL_TYPE (CrmDealTotals, crm_deal_totals, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void reload (CrmDealTotals *self);

static void
cancel (CrmDealTotals *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
totals_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmDealTotals) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) totals = crm_board_load_totals_finish (CRM_STORE (source), result, &error);

  /* Another pipeline has been asked for since. */
  if (g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return;

  g_clear_object (&self->cancellable);
  if (totals == NULL)
    {
      crm_context_report (self->context, error);
      return;
    }
  g_array_unref (self->totals);
  self->totals = g_steal_pointer (&totals);
  g_signal_emit (self, signals[CHANGED], 0);
  if (self->stale)
    reload (self);
}

static void
reload (CrmDealTotals *self)
{
  self->stale = self->cancellable != NULL;
  if (self->stale || self->store == NULL || self->pipeline == 0)
    return;

  self->cancellable = g_cancellable_new ();
  crm_board_load_totals_async (self->store, self->pipeline, self->criterion, self->cancellable, totals_loaded_cb, g_object_ref (self));
}

static void
store_changed_cb (CrmDealTotals *self, CrmChangeSet *set)
{
  if (crm_change_set_has_type (set, crm_record_type_find ("deal")->code) || crm_change_set_has_type (set, crm_record_type_find ("stage")->code))
    reload (self);
}

static void
let_go_of_store (CrmDealTotals *self)
{
  cancel (self);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
}

static void
crm_deal_totals_dispose (GObject *object)
{
  CrmDealTotals *self = CRM_DEAL_TOTALS (object);

  let_go_of_store (self);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_deal_totals_parent_class)->dispose (object);
}

static void
crm_deal_totals_finalize (GObject *object)
{
  CrmDealTotals *self = CRM_DEAL_TOTALS (object);

  g_clear_pointer (&self->stages, g_ptr_array_unref);
  g_array_unref (self->totals);
  crm_criterion_unref (self->criterion);

  G_OBJECT_CLASS (crm_deal_totals_parent_class)->finalize (object);
}

static void
crm_deal_totals_class_init (CrmDealTotalsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_deal_totals_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_deal_totals_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
crm_deal_totals_init (CrmDealTotals *self)
{
  self->totals = g_array_new (FALSE, FALSE, sizeof (CrmStageTotal));
}

CrmDealTotals *
crm_deal_totals_new (CrmContext *context)
{
  CrmDealTotals *self = g_object_new (CRM_TYPE_DEAL_TOTALS, NULL);

  self->context = g_object_ref (context);

  return self;
}

static void
follow_store (CrmDealTotals *self, CrmStore *store)
{
  let_go_of_store (self);
  if (store == NULL)
    return;

  self->store = g_object_ref (store);
  g_signal_connect_object (store, "changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * crm_deal_totals_set_pipeline:
 * @pipeline: a pipeline of the context's file, 0 for none
 * @stages: (nullable) (element-type CrmRecord): its stages
 *
 * Shows another pipeline's figures. Those of the one before are gone at once.
 */
void
crm_deal_totals_set_pipeline (CrmDealTotals *self, gint64 pipeline, GPtrArray *stages)
{
  CrmStore *store = crm_context_get_store (self->context);
  gboolean  same = self->pipeline == pipeline && store == self->store;

  g_clear_pointer (&self->stages, g_ptr_array_unref);
  self->stages = stages != NULL ? g_ptr_array_ref (stages) : NULL;
  cancel (self);
  if (store != self->store)
    follow_store (self, store);
  self->pipeline = pipeline;
  if (!same)
    {
      g_array_set_size (self->totals, 0);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  reload (self);
}

/**
 * crm_deal_totals_set_criterion:
 * @criterion: (nullable): only deals for which it holds are counted
 */
void
crm_deal_totals_set_criterion (CrmDealTotals *self, CrmCriterion *criterion)
{
  crm_criterion_unref (self->criterion);
  self->criterion = criterion != NULL ? crm_criterion_ref (criterion) : NULL;
  cancel (self);
  reload (self);
}

/**
 * crm_deal_totals_get_count:
 *
 * Returns: how many deals the stage has
 */
guint
crm_deal_totals_get_count (CrmDealTotals *self, gint64 stage)
{
  guint count = 0;

  for (guint i = 0; i < self->totals->len; i++)
    {
      const CrmStageTotal *total = &g_array_index (self->totals, CrmStageTotal, i);

      count += total->stage == stage ? total->count : 0;
    }

  return count;
}

/* The whole of the pipeline is what is still open of it. */
static gboolean
is_counted (CrmDealTotals *self, const CrmStageTotal *total, gint64 stage)
{
  guint position;

  if (stage != 0 || self->stages == NULL)
    return total->stage == stage;

  position = crm_pipelines_find_position (self->stages, total->stage);

  return position < self->stages->len && !crm_pipelines_is_over (g_ptr_array_index (self->stages, position));
}

static gint64
add_saturated (gint64 a, gint64 b)
{
  gint64 sum;

  if (__builtin_add_overflow (a, b, &sum))
    return a < 0 ? -G_MAXINT64 : G_MAXINT64;

  return sum;
}

/* One figure a currency: code → gint64. */
static GHashTable *
sum_by_currency (CrmDealTotals *self, gint64 stage, gboolean weighted)
{
  GHashTable *sums = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);

  for (guint i = 0; i < self->totals->len; i++)
    {
      const CrmStageTotal *total = &g_array_index (self->totals, CrmStageTotal, i);
      gint64              *sum;

      if (!is_counted (self, total, stage))
        continue;
      sum = g_hash_table_lookup (sums, total->currency);
      if (sum == NULL)
        {
          sum = g_new0 (gint64, 1);
          g_hash_table_insert (sums, (gpointer) total->currency, sum);
        }
      *sum = add_saturated (*sum, weighted ? total->weighted : total->sum);
    }

  return sums;
}

/* The unit is said where it is not the usual one; a column's head has no room for more. */
static char *
format_sum (CrmDealTotals *self, gint64 sum, const char *code, gboolean with_unit)
{
  const CrmCulture *culture = crm_context_get_culture (self->context);
  g_autofree char  *figure = crm_format_money_short (self->context, sum, code);
  g_autofree char  *unit = NULL;

  if (*code == '\0' || (!with_unit && strcmp (code, culture->currency) == 0))
    return g_steal_pointer (&figure);

  unit = crm_text_isolate (crm_currency_unit (code, culture));

  return g_strdup_printf ("%s %s", figure, unit);
}

/**
 * crm_deal_totals_dup_sum:
 * @stage: a stage, or 0 for all that are neither won nor lost
 * @weighted: each value times its probability
 *
 * Returns: (transfer full): the sum for people, one figure a currency; empty where there is nothing to sum
 */
char *
crm_deal_totals_dup_sum (CrmDealTotals *self, gint64 stage, gboolean weighted)
{
  g_autoptr (GHashTable) sums = sum_by_currency (self, stage, weighted);
  g_autoptr (GList) codes = g_list_sort (g_hash_table_get_keys (sums), (GCompareFunc) strcmp);
  GString *text = g_string_new (NULL);

  for (GList *l = codes; l != NULL; l = l->next)
    {
      gint64           sum = *(gint64 *) g_hash_table_lookup (sums, l->data);
      g_autofree char *shown = NULL;

      if (sum == 0)
        continue;
      shown = format_sum (self, sum, l->data, stage == 0);
      g_string_append_printf (text, "%s%s", text->len > 0 ? _ (" · ") : "", shown);
    }

  return g_string_free (text, FALSE);
}

/**
 * crm_deal_totals_is_weighted:
 *
 * Returns: whether the weighted sum of @stage says more than its sum
 */
gboolean
crm_deal_totals_is_weighted (CrmDealTotals *self, gint64 stage)
{
  for (guint i = 0; i < self->totals->len; i++)
    {
      const CrmStageTotal *total = &g_array_index (self->totals, CrmStageTotal, i);

      if (is_counted (self, total, stage) && total->weighted != total->sum && total->weighted != 0)
        return TRUE;
    }

  return FALSE;
}
