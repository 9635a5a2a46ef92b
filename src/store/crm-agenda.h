#pragma once

#include "crm-appointment.h"
#include "crm-store.h"

G_BEGIN_DECLS

/* What a calendar shows: the activities that take place on some days, each time of a repeating one by itself. */

/* So many are shown of any range; a calendar in which more take place is none that people look at. */
#define CRM_AGENDA_MAX 20000

typedef struct
{
  gint64   activity;
  char    *kind;      /* (owned) (nullable) */
  char    *title;     /* (owned) */
  char    *location;  /* (owned) (nullable) */
  CrmDate  day;       /* on which it begins */
  int      minute;    /* of that day, or CRM_WHOLE_DAY */
  gint64   seconds;   /* that it lasts, 0 where nobody said */
  gboolean is_done;   /* it is behind us */
  gboolean is_urgent; /* of high priority */
  gboolean repeats;   /* it is one time of several */
} CrmOccurrence;

CrmOccurrence *crm_occurrence_copy (const CrmOccurrence *self);
void           crm_occurrence_free (CrmOccurrence *self);
CrmDate        crm_occurrence_get_last_day (const CrmOccurrence *self);

GPtrArray *crm_agenda_load (CrmStore *store, CrmDate from, CrmDate to, GError **error);
void       crm_agenda_load_async (CrmStore *store, CrmDate from, CrmDate to, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *crm_agenda_load_finish (CrmStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
