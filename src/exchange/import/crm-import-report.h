#pragma once

#include <glib-object.h>

#include "crm-import-map.h"
#include "crm-problems.h"

G_BEGIN_DECLS

/* What an import did, or would have done. */

/* So many rejected rows and examples are kept to be shown; the file of rejects has them all. */
#define CRM_IMPORT_REJECTS_KEPT 1000
#define CRM_IMPORT_EXAMPLES_KEPT 1000

typedef enum
{
  CRM_IMPORT_CREATED,
  CRM_IMPORT_UPDATED,
  CRM_IMPORT_UNCHANGED, /* known, and the file says nothing new */
  CRM_IMPORT_JOINED,    /* another row of the file was about the same */
  CRM_IMPORT_SKIPPED,   /* known, and to be left alone */
  CRM_IMPORT_N_OUTCOMES,
} CrmImportOutcome;

/* What a known record was recognised by. */
typedef enum
{
  CRM_IMPORT_BY_UID = 1 << 0,      /* our own identifier */
  CRM_IMPORT_BY_EXTERNAL = 1 << 1, /* another program's */
  CRM_IMPORT_BY_EMAIL = 1 << 2,
  CRM_IMPORT_BY_PHONE = 1 << 3,
  CRM_IMPORT_BY_NAME = 1 << 4, /* and company */
} CrmImportKeys;

#define CRM_IMPORT_N_KEYS 5

typedef struct
{
  char   *type; /* (owned): of record: "person" */
  guint64 n[CRM_IMPORT_N_OUTCOMES];
} CrmImportCount;

typedef struct
{
  guint64 line;   /* of the file, from 1 */
  char   *column; /* (owned) (nullable): its heading; %NULL for the row as a whole */
  char   *value;  /* (owned) (nullable): the cell */
  char   *reason; /* (owned): a sentence for people */
} CrmImportReject;

/* One field that an import changes, as people read it. */
typedef struct
{
  char *field;  /* (owned) */
  char *before; /* (owned) */
  char *after;  /* (owned) */
} CrmImportDifference;

typedef struct
{
  guint64          line;
  gint64           id;          /* of a record that stays; 0 after a dry run where it was new */
  char            *type;        /* (owned) */
  char            *title;       /* (owned) */
  CrmImportOutcome outcome;     /* created or updated */
  GPtrArray       *differences; /* (owned) (element-type CrmImportDifference) */
} CrmImportExample;

#define CRM_TYPE_IMPORT_REPORT (crm_import_report_get_type ())

typedef struct
{
  gatomicrefcount refs;

  const char   *format;         /* (unowned): "csv", "vcard", "json", "ics", "xlsx" or "ods" */
  const char   *format_reason;  /* (unowned): a sentence */
  char         *charset;        /* (owned) (nullable) */
  char         *charset_reason; /* (owned) (nullable): a sentence */
  char          delimiter;      /* of a CSV file; 0 for others */
  CrmImportMap *map;            /* (owned) (nullable): of a CSV file, as it was used */

  guint64    rows;                          /* or cards, with those that say nothing */
  guint64    n_rejected;                    /* of them */
  GPtrArray *rejects;                       /* (owned) (element-type CrmImportReject): the first of them */
  GPtrArray *counts;                        /* (owned) (element-type CrmImportCount): a type each, in the order they were met */
  GPtrArray *examples;                      /* (owned) (element-type CrmImportExample): the first of each outcome */
  guint64    recognised[CRM_IMPORT_N_KEYS]; /* by which key how many people were known: entry n is key 1 << n */
  guint64    n_problems;                    /* in what was read all the same */
  guint      n_examples[CRM_IMPORT_N_OUTCOMES];
  GPtrArray *problems; /* (owned) (element-type CrmProblem): the first of them */

  gint64 change; /* what was done, to be undone; 0 where nothing was, or in a dry run */
  char  *title;  /* (owned): of that change */
} CrmImportReport;

GType             crm_import_report_get_type (void);
CrmImportReport  *crm_import_report_new (void);
CrmImportReport  *crm_import_report_ref (CrmImportReport *self);
void              crm_import_report_unref (CrmImportReport *self);
void              crm_import_report_count (CrmImportReport *self, const char *type, CrmImportOutcome outcome);
void              crm_import_report_add_count (CrmImportReport *self, const char *type, CrmImportOutcome outcome, guint64 n);
void              crm_import_report_recount (CrmImportReport *self, const char *type, CrmImportOutcome from, CrmImportOutcome to);
guint64           crm_import_report_get (const CrmImportReport *self, const char *type, CrmImportOutcome outcome);
guint64           crm_import_report_get_written (const CrmImportReport *self);
void              crm_import_report_reject (CrmImportReport *self, guint64 line, const char *column, const char *value, const char *reason);
void              crm_import_report_add_problem (CrmImportReport *self, guint64 line, const char *message);
gboolean          crm_import_report_wants_example (const CrmImportReport *self, CrmImportOutcome outcome);
CrmImportExample *crm_import_report_add_example (CrmImportReport *self, guint64 line, gint64 id, const char *type, char *title, CrmImportOutcome outcome);
void              crm_import_example_add (CrmImportExample *self, const char *field, char *before, char *after);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmImportReport, crm_import_report_unref)

G_END_DECLS
