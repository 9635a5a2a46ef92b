#pragma once

#include "crm-xml.h"

G_BEGIN_DECLS

/* The sheets of an Excel (xlsx) or LibreOffice (ods) file: which there are, and what their cells refer to. */

typedef enum
{
  CRM_WORKBOOK_NONE,
  CRM_WORKBOOK_XLSX,
  CRM_WORKBOOK_ODS,
} CrmWorkbookKind;

typedef struct
{
  char *name;  /* (owned): as people call it */
  char *entry; /* (owned): of the archive */
  guint place; /* among those of its entry */
} CrmSheet;

/* Not to be changed once it is open: several streams may read its sheets. */
typedef struct
{
  gatomicrefcount refs;
  CrmWorkbookKind kind;
  char           *path;      /* (owned) */
  GPtrArray      *sheets;    /* (owned) (element-type CrmSheet): those that are shown */
  GPtrArray      *strings;   /* (owned) (nullable) (element-type utf8): texts that cells of an xlsx refer to */
  GStringChunk   *texts;     /* (owned) (nullable): where these stand */
  GArray         *formats;   /* (owned) (nullable) (element-type CrmNumberFormat): of the styles of an xlsx */
  gboolean        from_1904; /* its days are counted from then */
} CrmWorkbook;

CrmWorkbookKind crm_workbook_detect (const char *path);
CrmWorkbook    *crm_workbook_open (const char *path, GError **error);
CrmWorkbook    *crm_workbook_ref (CrmWorkbook *self);
void            crm_workbook_unref (CrmWorkbook *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmWorkbook, crm_workbook_unref)

G_END_DECLS
