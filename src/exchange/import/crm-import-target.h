#pragma once

#include "crm-record-type.h"

G_BEGIN_DECLS

/* What a column of a file can be. Written as TYPE.NAME[:LABEL][.PART]: person.given_name, email:work (a person's where no type
 * is named), address:home.street, deal.value, uid, ignore, foreign. */

typedef enum
{
  CRM_IMPORT_IGNORE,     /* not wanted */
  CRM_IMPORT_FOREIGN,    /* kept under its own name */
  CRM_IMPORT_LABEL,      /* names what the values after it are: home, work */
  CRM_IMPORT_UID,        /* what the record is known again by */
  CRM_IMPORT_NAME,       /* a person's whole name */
  CRM_IMPORT_FIELD,      /* a declared field of the record */
  CRM_IMPORT_CONTACT,    /* `field` is the kind of contact point */
  CRM_IMPORT_ADDRESS,    /* `field` is the part */
  CRM_IMPORT_DATE,       /* `field` is the kind of important date */
  CRM_IMPORT_ROLE,       /* `field` is role or department, in the company of the row */
  CRM_IMPORT_TAGS,       /* names, parted by commas or semicolons */
  CRM_IMPORT_NOTE,       /* becomes a note on the timeline */
  CRM_IMPORT_MADE_ON,    /* when the row was made where it comes from: the date of its note */
  CRM_IMPORT_ADDED_AT,   /* since when a record of ours is in the customer file it comes from */
  CRM_IMPORT_STAGE,      /* by name */
  CRM_IMPORT_PIPELINE,   /* by name */
  CRM_IMPORT_STATUS,     /* open, won or lost */
  CRM_IMPORT_PERSON_ID,  /* what the person it is about is known by, in this file or one imported before */
  CRM_IMPORT_COMPANY_ID, /* the same of a company */
  CRM_IMPORT_DEAL_ID,    /* the same of a deal */
  CRM_IMPORT_OWN,        /* a field as our own export writes it */
  CRM_IMPORT_DONE,       /* whether a task is done, or when it was */
  CRM_IMPORT_NEW_FIELD,  /* a field of the business's own, called as the column is; `label` is its kind where it is said */
} CrmImportKind;

typedef struct
{
  CrmImportKind kind;
  const char   *type;  /* (unowned) (nullable): name of a record type; NULL for what the row is about */
  const char   *field; /* (unowned) (nullable): interned */
  const char   *label; /* (unowned) (nullable): interned: "work", "home", "mobile" or any other word */
} CrmImportTarget;

/* One entry of the list a person chooses from. */
typedef struct
{
  char *id;    /* (owned): as crm_import_target_parse() reads it */
  char *label; /* (owned): in words */
  char *group; /* (owned): the plural of its record type; empty for what concerns the column alone */
} CrmImportTargetInfo;

gboolean    crm_import_target_is_mapped (const CrmRecordType *type);
gboolean    crm_import_target_parse (const char *text, CrmImportTarget *target, GError **error);
char       *crm_import_target_to_string (const CrmImportTarget *target);
char       *crm_import_target_dup_label (const CrmImportTarget *target);
GPtrArray  *crm_import_target_list (GPtrArray *fields);
void        crm_import_target_info_free (CrmImportTargetInfo *info);
const char *crm_import_label_find (const char *text);

G_END_DECLS
