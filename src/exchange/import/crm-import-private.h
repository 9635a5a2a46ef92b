#pragma once

#include "crm-import-engine.h"
#include "crm-import-rejects.h"
#include "crm-vcard.h"

G_BEGIN_DECLS

/* One import on its way. Internal to the importer. */

typedef struct
{
  const CrmImportOptions *options;
  const char             *path;
  CrmImportReport        *report;
  CrmImportEngine        *engine;
  CrmImportRejects       *rejects;
  CrmProgressFunc         progress; /* (nullable): called by the writer's thread */
  gpointer                progress_data;
  GCancellable           *cancellable; /* (nullable) */
} CrmImportJob;

gboolean crm_import_read_csv (CrmImportJob *job, GError **error);
gboolean crm_import_read_vcards (CrmImportJob *job, GError **error);
gboolean crm_import_read_records (CrmImportJob *job, CrmCsvReader *reader, const CrmImportMap *map, GError **error);
gboolean crm_import_read_json (CrmImportJob *job, GError **error);
gboolean crm_import_read_ical (CrmImportJob *job, GError **error);
gboolean crm_import_read_mail (CrmImportJob *job, GError **error);

/* Writes a row or card that was refused to the report and the rejects. */
typedef gboolean (*CrmImportRejectFunc) (CrmImportEntry *entry, gpointer user_data, GError **error);

gboolean crm_import_take_all (CrmImportJob *job, CrmImportFeedFunc read, guint64 size, CrmImportRejectFunc reject, gpointer user_data, GError **error);
gboolean crm_import_step (CrmImportJob *job, guint64 done, guint64 total, GError **error);
void     crm_import_take_problems (CrmImportJob *job, const CrmProblems *problems);

gboolean      crm_import_make_fields (CrmImportJob *job, CrmImportMap *map, GPtrArray *rows, const CrmImportWriting *writing, GError **error);
CrmImportMap *crm_import_make_map (const CrmImportOptions *options, const char *const *header, guint n_columns, GPtrArray *rows, GError **error);

G_END_DECLS
