#pragma once

#include "crm-import.h"

G_BEGIN_DECLS

/* How whoever wrote a sheet writes dates and telephone numbers, as far as its first rows tell. */

typedef struct
{
  gboolean has_dates; /* some in figures, where the order matters */
  gboolean day_first;
  char    *order_reason;   /* (owned): a sentence */
  gboolean has_numbers;    /* some telephone numbers without a country */
  char    *country;        /* (owned) (nullable): ISO 3166-1, where they are dialled */
  char    *country_reason; /* (owned): a sentence */
} CrmImportHabits;

CrmImportHabits *crm_import_habits_new (const CrmImportMap *map, GPtrArray *rows, const CrmImportOptions *options);
void             crm_import_habits_free (CrmImportHabits *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmImportHabits, crm_import_habits_free)

G_END_DECLS
