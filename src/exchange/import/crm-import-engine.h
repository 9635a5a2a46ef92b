#pragma once

#include "crm-import-feed.h"
#include "crm-import.h"

G_BEGIN_DECLS

/* From drafts to records of the file: who is known, what is new, what differs. Internal to the importer; on the writer's thread. */

typedef struct _CrmImportLookup CrmImportLookup;

typedef enum
{
  CRM_IMPORT_MISSING_REFUSE,
  CRM_IMPORT_MISSING_LEAVE, /* saved without it, for it may name the row in its turn */
  CRM_IMPORT_MISSING_TELL,  /* the row was saved: what has come since is put in, what has not is told */
} CrmImportMissing;

typedef struct
{
  CrmTransaction         *transaction;
  const CrmImportOptions *options;
  CrmImportReport        *report;
  CrmImportDraft         *draft;  /* (unowned): of the row that is looked at */
  CrmImportLookup        *lookup; /* (owned): companies, tags, stages */
  CrmCulture              culture;
  CrmDate                 today;
  guint64                 line;                             /* of the row */
  CrmImportMissing        missing;                          /* what becomes of a row that names a record which is not there */
  gboolean                whole;                            /* rows are whole records of ours, not what somebody says of them */
  const char             *scope;                            /* (unowned): whose identifiers the file has: "hubspot", "csv" */
  GHashTable             *pending;                          /* (owned) (element-type gint64 CrmRecord): drafts of known records, saved together */
  GHashTable             *seen;                             /* (owned): ids of known records that a row was about already */
  GHashTable             *pending_keys;                     /* (owned) (element-type utf8 gint64): what these drafts will be found by */
  gint64                  first_new[1 << CRM_ID_CODE_BITS]; /* of each type, the first id this import made; 0 for none */
  GHashTable             *deals_seen;                       /* (owned): hash of a deal without an identifier, to how often it was met */
  CrmRecord              *note;                             /* (owned): made over and over */
  GPtrArray              *affiliations;                     /* (owned): the lists of one person */
  GPtrArray              *taggings;                         /* (owned) */
} CrmImportEngine;

/* A record of the row, as it is in the file. */
typedef struct
{
  gint64           id; /* CRM_UNSET for none */
  char             uid[37];
  CrmImportOutcome outcome;
} CrmImportDone;

CrmImportEngine *crm_import_engine_new (CrmTransaction *transaction, const CrmImportOptions *options, CrmImportReport *report, GPtrArray *stages, GPtrArray *pipelines);
void             crm_import_engine_free (CrmImportEngine *self);
gboolean         crm_import_engine_apply (CrmImportEngine *self, CrmImportEntry *entry, GError **error);
gboolean         crm_import_engine_flush (CrmImportEngine *self, GError **error);

CrmRecord *crm_import_engine_load (CrmImportEngine *self, gint64 id, GError **error);
gboolean   crm_import_engine_is_new (CrmImportEngine *self, gint64 id);
gboolean   crm_import_engine_create (CrmImportEngine *self, CrmRecord *record, GError **error);
gboolean   crm_import_engine_create_since (CrmImportEngine *self, CrmRecord *record, gint64 added_at, GError **error);
gboolean   crm_import_engine_merge (CrmImportEngine *self, gint64 id, CrmRecord *said, gboolean update, CrmImportDone *done, GError **error);
gboolean   crm_import_engine_count_row (CrmImportEngine *self, const char *type, const CrmImportDone *done);
void       crm_import_engine_put_uid (CrmImportEngine *self, CrmImportPart *part);
gboolean   crm_import_engine_updates (CrmImportEngine *self, CrmImportKeys key);

gboolean crm_import_take_own (CrmImportEngine *self, CrmImportFault *fault);
gboolean crm_import_ensure_named (CrmImportEngine *self, const CrmField *field, const char *cell, GError **error);
gboolean crm_import_apply_deal (CrmImportEngine *self, const CrmImportDone *person, const CrmImportDone *company, CrmImportDone *deal, GError **error);
gboolean crm_import_apply_activity (CrmImportEngine *self, const CrmImportDone *person, const CrmImportDone *company, const CrmImportDone *deal, GError **error);
gboolean crm_import_apply_note (CrmImportEngine *self, const CrmImportDone *person, const CrmImportDone *company, const CrmImportDone *deal, GError **error);

gint64 crm_import_match_person (CrmImportEngine *self, gint64 company, CrmImportKeys *key);
gint64 crm_import_match_address (CrmImportEngine *self, const char *type, const char *address);
gint64 crm_import_match_uid (CrmImportEngine *self, const char *type, const char *uid, CrmImportKeys *key);

CrmImportLookup *crm_import_lookup_new (CrmTransaction *transaction, CrmImportReport *report, GPtrArray *stages, GPtrArray *pipelines);
void             crm_import_lookup_free (CrmImportLookup *self);
gboolean         crm_import_lookup_company (CrmImportLookup *self, const char *name, CrmImportDone *done);
void             crm_import_lookup_add_company (CrmImportLookup *self, const char *name, const CrmImportDone *done);
gboolean         crm_import_lookup_named (CrmImportLookup *self, const char *type, const char *name, gint64 *id, GError **error);
gboolean         crm_import_lookup_stage (CrmImportLookup *self, const char *pipeline, const char *stage, const char *status, gint64 *id, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmImportEngine, crm_import_engine_free)

G_END_DECLS
