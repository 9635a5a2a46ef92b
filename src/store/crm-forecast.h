#pragma once

#include "crm-criterion.h"
#include "crm-date.h"
#include "crm-store.h"

G_BEGIN_DECLS

/* What the deals of a pipeline are expected to bring, month by month. */

typedef struct
{
  CrmDate month;       /* its first day; none for deals that nobody expects on any day */
  char    currency[4]; /* ISO 4217, empty where deals have none */
  guint   n_open;      /* deals that are neither won nor lost and are expected to close in the month */
  gint64  expected;    /* minor units: all of these */
  gint64  weighted;    /* minor units: each value times its probability (its own, else the stage's) */
  guint   n_won;       /* deals that were won in the month, whenever they had been expected */
  gint64  won;         /* minor units */
} CrmForecast;

GArray *crm_forecast_load (CrmStore *store, gint64 pipeline, CrmCriterion *criterion, CrmCalendar calendar, GError **error);
void    crm_forecast_load_async (CrmStore *store, gint64 pipeline, CrmCriterion *criterion, CrmCalendar calendar, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GArray *crm_forecast_load_finish (CrmStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
