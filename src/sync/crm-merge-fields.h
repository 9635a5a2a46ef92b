#pragma once

#include "crm-json-slice.h"
#include "crm-record-type.h"

G_BEGIN_DECLS

/* One side of a merge: what a record's fields are there, and which edit made them so. */
typedef struct
{
  CrmJsonSlice fields; /* an object: the fields by name */
  gint64       number; /* of the edit: see crm-document.h */
  const char  *device;
} CrmMergeSide;

/* A value that both sides changed, each in its own way. */
typedef struct
{
  char    *field;     /* (owned): of the record */
  char    *kept;      /* (owned) (nullable): JSON: the value that stands now, of an item the whole of it; %NULL where it was taken away */
  char    *lost;      /* (owned) (nullable): JSON: the other */
  gboolean mine_kept; /* whether the first is the one of @mine */
} CrmMergeLoss;

char *crm_merge_fields (const CrmRecordType *type, CrmJsonSlice base, const CrmMergeSide *mine, const CrmMergeSide *theirs, GPtrArray *losses);
void  crm_merge_loss_free (CrmMergeLoss *self);
int   crm_merge_side_compare (const CrmMergeSide *a, const CrmMergeSide *b);

G_END_DECLS
