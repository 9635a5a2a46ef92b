#pragma once

#include <glib-object.h>

#include "crm-field.h"
#include "crm-import-target.h"
#include "crm-record-type.h"

G_BEGIN_DECLS

/* What every column of a file is. A column nobody knows is kept under its own name: nothing is dropped unless a person says so. */

#define CRM_TYPE_IMPORT_MAP (crm_import_map_get_type ())

typedef struct _CrmImportMap CrmImportMap;

GType         crm_import_map_get_type (void);
CrmImportMap *crm_import_map_new (const char *const *header, guint n_columns, GPtrArray *fields);
CrmImportMap *crm_import_map_new_guess (const char *const *header, guint n_columns, GPtrArray *rows, GPtrArray *fields);
CrmImportMap *crm_import_map_parse (const char *spec, const char *const *header, guint n_columns, GPtrArray *fields, GError **error);
CrmImportMap *crm_import_map_copy (const CrmImportMap *self);
CrmImportMap *crm_import_map_ref (CrmImportMap *self);
void          crm_import_map_unref (CrmImportMap *self);
char         *crm_import_map_to_string (const CrmImportMap *self);
char         *crm_import_map_dup_said (const CrmImportMap *self);
char         *crm_import_map_dup_header_digest (const CrmImportMap *self);

guint                  crm_import_map_get_n_columns (const CrmImportMap *self);
const char            *crm_import_map_get_header (const CrmImportMap *self, guint column);
const CrmImportTarget *crm_import_map_get_target (const CrmImportMap *self, guint column);
guint                  crm_import_map_get_confidence (const CrmImportMap *self, guint column);
const char            *crm_import_map_get_reason (const CrmImportMap *self, guint column);
gboolean               crm_import_map_set_target (CrmImportMap *self, guint column, const char *target, GError **error);
void                   crm_import_map_set_fields (CrmImportMap *self, GPtrArray *fields);
gboolean               crm_import_map_has (const CrmImportMap *self, const char *type, CrmImportKind kind, const char *field);
const CrmField        *crm_import_map_find_field (const CrmImportMap *self, const char *type, const char *name);
const CrmRecordType   *crm_import_map_get_own (const CrmImportMap *self);
const CrmRecordType   *crm_import_map_get_records (const CrmImportMap *self);
const char            *crm_import_map_get_preset (const CrmImportMap *self);
const char            *crm_import_map_get_preset_label (const CrmImportMap *self);
gboolean               crm_import_map_is_month_first (const CrmImportMap *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmImportMap, crm_import_map_unref)

G_END_DECLS
