#pragma once

#include "crm-culture.h"

G_BEGIN_DECLS

/* What a report comes to: rows of figures, each with the filter that shows what it counted. A value; knows no file. */

typedef enum
{
  CRM_REPORT_COUNT,
  CRM_REPORT_MONEY,   /* minor units of the table's currency */
  CRM_REPORT_SHARE,   /* so many of so many: what happened, and may happen otherwise */
  CRM_REPORT_PERCENT, /* a part of a sum */
  CRM_REPORT_DAYS,
  CRM_REPORT_HOURS, /* minutes of work, told as hours */
  CRM_REPORT_SCORE, /* points, and how far beside they may be */
  CRM_REPORT_TEXT,
} CrmReportKind;

/**
 * CrmReportColumn:
 * @name: what programs call it
 * @title: what people read
 * @opens: (nullable): the type of the records that its figures count
 * @charted: whether the chart shows it; where there is none, whether its shares are the darker the larger they are
 */
typedef struct
{
  const char   *name;
  char         *title; /* (owned) */
  CrmReportKind kind;
  const char   *opens;
  gboolean      charted;
} CrmReportColumn;

/**
 * CrmReportCell:
 * @is_set: whether there is anything to say
 * @value: how many; of a share, the part
 * @whole: of a share, of how many; of a score, its margin
 * @text: (owned) (nullable)
 * @filter: (owned) (nullable): which records were counted, as an expression; see crm-expression.h
 * @opens: (nullable): the type of the records, where it is another than the column's
 */
typedef struct
{
  gboolean    is_set;
  gint64      value;
  gint64      whole;
  char       *text;
  char       *filter;
  const char *opens;
} CrmReportCell;

/**
 * CrmReportRow:
 * @label: what it is about
 * @is_total: whether it sums up the others
 */
typedef struct
{
  char          *label; /* (owned) */
  CrmReportCell *cells; /* (owned): one a column */
  guint          n_cells;
  gboolean       is_total;
} CrmReportRow;

/**
 * CrmReportTable:
 * @heading: what the labels are: months, reasons, …
 * @currency: ISO 4217; empty where there is no money in it
 * @notes: (element-type utf8): what one has to know to read it, in sentences
 */
typedef struct
{
  char      *heading; /* (owned) */
  GArray    *columns; /* (owned) (element-type CrmReportColumn) */
  GPtrArray *rows;    /* (owned) (element-type CrmReportRow) */
  GPtrArray *notes;   /* (owned) */
  char       currency[4];
} CrmReportTable;

/* Of fewer nobody says per cents. */
#define CRM_REPORT_SHARE_LEAST 20

CrmReportTable *crm_report_table_new (const char *heading);
void            crm_report_table_free (CrmReportTable *self);
guint           crm_report_table_add_column (CrmReportTable *self, const char *name, const char *title, CrmReportKind kind, const char *opens);
void            crm_report_table_chart (CrmReportTable *self, guint column);
CrmReportRow   *crm_report_table_add_row (CrmReportTable *self, const char *label);
void            crm_report_table_take_note (CrmReportTable *self, char *note);
void            crm_report_row_set (CrmReportRow *self, guint column, gint64 value, char *filter);
void            crm_report_row_set_share (CrmReportRow *self, guint column, gint64 part, gint64 whole, char *filter);
void            crm_report_row_set_percent (CrmReportRow *self, guint column, gint64 part, gint64 whole);
void            crm_report_row_set_score (CrmReportRow *self, guint column, gint64 points, gint64 margin, char *filter);
void            crm_report_row_set_text (CrmReportRow *self, guint column, const char *text);

const CrmReportColumn *crm_report_table_get_column (const CrmReportTable *self, guint column);
const CrmReportRow    *crm_report_table_get_row (const CrmReportTable *self, guint row);
const char            *crm_report_table_get_opens (const CrmReportTable *self, const CrmReportRow *row, guint column);
char                  *crm_report_cell_dup_text (const CrmReportCell *self, CrmReportKind kind, const char *currency, const CrmCulture *culture);
char                  *crm_report_table_dup_text (const CrmReportTable *self, const CrmReportRow *row, guint column, const CrmCulture *culture);
char                  *crm_report_table_dup_plain (const CrmReportTable *self, const CrmReportRow *row, guint column);
char                  *crm_report_table_dup_title (const CrmReportTable *self, guint column, const CrmCulture *culture);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmReportTable, crm_report_table_free)

G_END_DECLS
