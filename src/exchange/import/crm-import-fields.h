#pragma once

#include "crm-store.h"

G_BEGIN_DECLS

/* The fields of the records that a sheet can be about, those that the business made among them: what headings are compared with. An array
 * of CrmFieldSet, which may be used on any thread; NULL where there is no file to know. And how sheets were matched before: what people have said,
 * by the digest of the headings. Internal to the importer and its dialog. */

GPtrArray      *crm_import_fields_collect (CrmFieldSet *(*get) (gpointer owner, const CrmRecordType *type), gpointer owner);
GPtrArray      *crm_import_fields_new (CrmStore *store);
GHashTable     *crm_import_known_maps_new (CrmStore *store);
const CrmField *crm_import_fields_find (GPtrArray *fields, const char *type, const char *name);

G_END_DECLS
