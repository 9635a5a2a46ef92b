#pragma once

#include "crm-collator.h"
#include "crm-connection.h"
#include "crm-record.h"

G_BEGIN_DECLS

/* What follows from a record and stands in tables of its own: its place in the alphabet, the words it is found by, the keys
 * it is looked up by, whom it refers to, the timelines it stands on. A pure function of what the file holds at that moment, so that it can be
 * taken out again exactly, and made anew at any time. */

/* Of what follows from records, counted up when the same record derives something else: older files are derived anew. */
#define CRM_DERIVED_VERSION 2

typedef struct
{
  GByteArray *sort_key;  /* (owned) (nullable): collation key, named types only */
  char       *words;     /* (owned) (nullable): folded, for the as-you-type index */
  char       *long_text; /* (owned) (nullable): folded */
  GArray     *keys;      /* (owned) (element-type gint64): hashes, ascending */
  GArray     *targets;   /* (owned) (element-type gint64): ids referred to, ascending */
  GArray     *customs;   /* (owned) (element-type CrmCustomEntry) */
  GArray     *timelines; /* (owned) (element-type gint64): ids whose timelines it stands on, ascending */
  gint64      at;
  char       *kind;
  gboolean    pinned;
} CrmDerived;

/* What deriving has read of other records, kept for the length of a bulk load, where a thousand people share a company and a note follows
 * its person. Who changes a record makes it forget it. */
typedef struct _CrmDeriverCache CrmDeriverCache;

CrmDeriverCache *crm_deriver_cache_new (void);
void             crm_deriver_cache_free (CrmDeriverCache *self);
void             crm_deriver_cache_add (CrmDeriverCache *self, CrmRecord *record);
gboolean         crm_deriver_cache_forget (CrmDeriverCache *self, gint64 id);

/* What is to be told when all is written: see crm-aftermath.h. */
typedef struct _CrmAftermath CrmAftermath;

/* Reads what deriving needs to know of other records. */
typedef struct
{
  CrmConnection   *connection;
  CrmCollator     *collator;
  CrmDeriverCache *cache;     /* (nullable) */
  CrmAftermath    *aftermath; /* (nullable): where nothing is written */
} CrmDeriver;

CrmDerived *crm_derived_new (const CrmDeriver *deriver, CrmRecord *record);
void        crm_derived_free (CrmDerived *self);
gboolean    crm_derived_equal_ids (GArray *a, GArray *b);
GByteArray *crm_sort_key_new (CrmCollator *collator, CrmRecord *record);
gint64      crm_lookup_hash (const char *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmDerived, crm_derived_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmDeriverCache, crm_deriver_cache_free)

G_END_DECLS
