#pragma once

#include "crm-reading.h"
#include "crm-store.h"

G_BEGIN_DECLS

/* Where customers stand in the life cycle and when they came there, read in one go; and moving many of them as one change. */

#define CRM_LIFECYCLE_STAGE_SIZE 16

typedef struct
{
  gint64   customer;
  char     stage[CRM_LIFECYCLE_STAGE_SIZE]; /* empty for none */
  gboolean kept;                            /* somebody has said that it stays */
  gint32   since;                           /* the day of the last step, since 1970-01-01; G_MININT32 where none is known */
} CrmLifecycleFact;

/* One step of somebody's way. */
typedef struct
{
  gint64 customer;
  char   stage[CRM_LIFECYCLE_STAGE_SIZE];
  char   before[CRM_LIFECYCLE_STAGE_SIZE]; /* where they stood; empty for nowhere */
  gint32 day;                              /* since 1970-01-01; G_MININT32 where it is not known */
} CrmLifecycleStepFact;

typedef struct
{
  gint64      customer;
  const char *stage; /* where to; one of crm_lifecycle_choices */
} CrmLifecycleTurn;

GArray  *crm_lifecycle_facts_load (CrmReading *reading, GError **error);
GArray  *crm_lifecycle_facts_load_steps (CrmReading *reading, GError **error);
gboolean crm_lifecycle_move (CrmStore *store, GArray *turns, GError **error);
void     crm_lifecycle_move_async (CrmStore *store, GArray *turns, GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
