#pragma once

#include "crm-record-type.h"

G_BEGIN_DECLS

/* Of the items of one set the one that stands for all where there is room for one: the telephone number of a person, the company they work for.
 * It is the preferred one of those that still hold, else the first of them. */

typedef struct
{
  const char *name;   /* as orders and groups say it */
  const char *label;  /* translatable */
  const char *set;    /* the field of the record that has the items */
  const char *kind;   /* (nullable): which of them, where they have kinds */
  const char *member; /* what is shown of it */
  const char *exact;  /* (nullable): a member that says the same more exactly, where it is there */
  const char *ended;  /* a member that says, where it is there, that the item holds no longer */
  const char *target; /* (nullable): the record type that @member refers to */
} CrmMainItem;

const CrmMainItem *crm_main_item_get (const char *name);
const CrmMainItem *crm_main_item_find (const CrmRecordType *type, const char *name);
CrmObject         *crm_object_find_main_item (CrmObject *record, const char *name);

G_END_DECLS
