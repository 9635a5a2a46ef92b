#pragma once

#include "crm-store.h"

G_BEGIN_DECLS

/* How often a business speaks with somebody, and since when that has been silent for unusually long. */

typedef struct
{
  gint64 last;       /* microseconds UTC: when they were spoken to last */
  gint64 gap;        /* microseconds: the usual time between two days of contact; 0 while there are too few to say */
  gint64 quiet_from; /* microseconds UTC: from then on the silence is unusual; 0 while nobody can say */
} CrmRhythm;

GArray  *crm_rhythm_list_quiet (CrmStore *store, gint64 since, gint64 now, guint most);
guint    crm_rhythm_count_addressed (CrmStore *store, gint64 contact, gint64 since);
gboolean crm_rhythm_find (CrmStore *store, gint64 contact, CrmRhythm *rhythm);

G_END_DECLS
