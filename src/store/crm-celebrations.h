#pragma once

#include "crm-date.h"
#include "crm-store.h"

G_BEGIN_DECLS

/* Birthdays and other days of people that come round. */

typedef struct
{
  gint64  person;
  char   *item;  /* (owned): the id of the day among the person's dates */
  CrmDate day;   /* when it is celebrated */
  int     years; /* how many it has been; 0 where nobody knows */
} CrmCelebration;

GPtrArray *crm_celebrations_find (CrmStore *store, CrmDate from, guint n_days, CrmCalendar calendar, guint most);
char      *crm_celebration_dup_occasion (const char *item, CrmDate day);
void       crm_celebration_free (CrmCelebration *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmCelebration, crm_celebration_free)

G_END_DECLS
