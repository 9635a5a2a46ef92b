#pragma once

#include "crm-json-slice.h"
#include "crm-merge-fields.h"
#include "crm-record.h"
#include "crm-resolver.h"

G_BEGIN_DECLS

/* A record as a remote has it:
 *
 *   {"_id":"person:UID","_rev":…,"type":"person","schema":1,"created_at":…,"edit":{"dev":DEVICE,"n":NUMBER,"at":…,"by":…,"on":…,"title":…},
 *    "past":["DEVICE NUMBER",…],"f":{FIELD:VALUE,…}}
 *
 * "f" has the set fields as crm_record_to_json() makes them, references to records of any type as "type:UID". "edit" says which edit made the document so; its
 * number is the id of the change in that file, and change ids are Lamport clocks: higher than every number the file had seen before. "past" are the
 * edits before it, the newest first, so that a device recognises what it sent though the answer was lost. What else a document has is
 * somebody else's, and is kept word for word. */

/* Documents of a higher number are shown as far as they can be read, and never written. */
#define CRM_DOCUMENT_SCHEMA 1

/* No edit's number is higher: a number that somebody made up must not use up those of changes. */
#define CRM_EDIT_NUMBER_MAX (G_GINT64_CONSTANT (1) << 40)

typedef struct
{
  char  *device; /* (owned) (nullable) */
  gint64 number; /* 0 where it is not told */
  gint64 at;     /* microseconds, by that device's clock: shown, never compared */
  char  *author; /* (owned) (nullable) */
  char  *host;   /* (owned) (nullable) */
  char  *title;  /* (owned) (nullable) */
} CrmEdit;

char    *crm_document_dup_name (CrmRecord *record);
int      crm_document_get_rank (const CrmRecordType *type);
gboolean crm_document_parse_name (const char *name, const CrmRecordType **type, const char **uid);

void     crm_edit_read (CrmEdit *self, CrmJsonSlice body);
gint64   crm_edit_read_number (CrmJsonSlice body);
char    *crm_edit_dup_mark (const CrmEdit *self);
void     crm_edit_clear (CrmEdit *self);
gboolean crm_edit_is_in (const CrmEdit *self, CrmJsonSlice body);

CrmMergeSide crm_document_get_side (CrmJsonSlice body, const CrmEdit *edit);
gint64       crm_document_get_schema (CrmJsonSlice body);
gint64       crm_document_get_created_at (CrmJsonSlice body);
gboolean     crm_document_was_made_later (CrmJsonSlice body, CrmRecord *record);
void         crm_document_read_fields (CrmRecord *record, CrmJsonSlice fields, const CrmResolver *resolver);
char        *crm_document_write_fields (CrmRecord *record, CrmJsonSlice base_fields, const CrmResolver *resolver);
char        *crm_document_write (CrmRecord *record, const char *base, const char *revision, const CrmEdit *edit, const CrmResolver *resolver);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CrmEdit, crm_edit_clear)

G_END_DECLS
