#pragma once

#include "crm-csv-reader.h"
#include "crm-culture.h"
#include "crm-import-map.h"
#include "crm-import-report.h"
#include "crm-progress.h"
#include "crm-store.h"

G_BEGIN_DECLS

/* Files into records: one change, which can be undone, or tried without writing anything. */

typedef enum
{
  CRM_IMPORT_FORMAT_AUTO,
  CRM_IMPORT_FORMAT_CSV,
  CRM_IMPORT_FORMAT_VCARD,
  CRM_IMPORT_FORMAT_JSON,
  CRM_IMPORT_FORMAT_ICAL,
  CRM_IMPORT_FORMAT_XLSX,
  CRM_IMPORT_FORMAT_ODS,
  CRM_IMPORT_FORMAT_MBOX,
  CRM_IMPORT_FORMAT_EML,
} CrmImportFormat;

#define CRM_IMPORT_IS_MAIL(format) ((format) == CRM_IMPORT_FORMAT_MBOX || (format) == CRM_IMPORT_FORMAT_EML)

/* Rows and columns, whose columns are to be matched. */
#define CRM_IMPORT_IS_TABLE(format) ((format) == CRM_IMPORT_FORMAT_CSV || (format) == CRM_IMPORT_FORMAT_XLSX || (format) == CRM_IMPORT_FORMAT_ODS)

typedef enum
{
  CRM_IMPORT_ON_MATCH_AUTO,   /* update what has the same identifier; fill the gaps of what is recognised otherwise */
  CRM_IMPORT_ON_MATCH_SKIP,   /* leave a known record alone */
  CRM_IMPORT_ON_MATCH_UPDATE, /* the file knows better */
  CRM_IMPORT_ON_MATCH_FILL,   /* what we have stays; the file adds to it */
  CRM_IMPORT_ON_MATCH_CREATE, /* look for nobody, make everybody anew */
} CrmImportOnMatch;

/* In dates of figures, as 3/4/2025. */
typedef enum
{
  CRM_IMPORT_ORDER_GUESS,
  CRM_IMPORT_ORDER_DAY,
  CRM_IMPORT_ORDER_MONTH,
} CrmImportOrder;

/**
 * CrmImportOptions:
 * @format: what the file is
 * @map: (nullable): what the columns of a CSV file are; guessed where it is %NULL
 * @map_spec: (nullable): the same as crm_import_map_parse() reads it, where there is no @map
 * @match: by what people are recognised. 0 for all keys, in this order: our identifier, another program's, e-mail, telephone, and
 *   name with company where there is neither e-mail nor telephone. A person recognised so must have a name that agrees; with keys
 *   that were chosen, the keys alone decide
 * @on_match: what becomes of a known record
 * @fields: (nullable) (element-type CrmFieldSet): crm_import_fields_new(); for a preview, which knows no file
 * @known_maps: (nullable) (element-type utf8 utf8): crm_import_known_maps_new(); likewise
 * @about: records that messages are about, beside whom they are from and to; 0 for nobody
 * @dry_run: do all of it and then take it back
 * @default_country: (nullable): ISO 3166 code, where numbers without a country are dialled
 * @order: what comes first in dates of a sheet; guessed from them, from the program that wrote it and from @culture
 * @culture: (nullable): order of day and month, calendar, currency of bare amounts; %NULL for Gregorian, day first, euros
 * @csv: encoding, delimiter, header and sheet, where a person knows better
 * @rejects_path: (nullable): where rejected rows are written, with their heading and the reason, so that they can be mended and
 *   imported; the file is made only if there are any
 *
 * All zero is a good start.
 */
typedef struct
{
  CrmImportFormat   format;
  CrmImportMap     *map;
  const char       *map_spec;
  CrmImportKeys     match;
  CrmImportOnMatch  on_match;
  GPtrArray        *fields;
  GHashTable       *known_maps;
  gint64            about;
  gboolean          dry_run;
  const char       *default_country;
  CrmImportOrder    order;
  const CrmCulture *culture;
  CrmCsvOptions     csv;
  const char       *rejects_path;
} CrmImportOptions;

/* What the formats are called in reports and on the command line, by their numbers; NULL behind the last. */
extern const char *const crm_import_format_words[];

gboolean         crm_import_run (CrmStore *store, const char *path, const CrmImportOptions *options, CrmProgressFunc progress, gpointer user_data, GCancellable *cancellable, CrmImportReport **report, GError **error);
void             crm_import_run_async (CrmStore *store, const char *path, const CrmImportOptions *options, CrmProgressFunc progress, gpointer progress_data, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
CrmImportReport *crm_import_run_finish (CrmStore *store, GAsyncResult *result, GError **error);
CrmImportFormat  crm_import_detect_format (const char *path, const char **reason, GError **error);
CrmImportMap    *crm_import_preview (const char *path, const CrmImportOptions *options, guint n_rows, GPtrArray **rows, GError **error);

G_END_DECLS
