#pragma once

#include "crm-culture.h"

G_BEGIN_DECLS

/* A sheet to be printed: a head, two parties, a table, sums and words. What stands on it, as text; crm-paper-draw.h puts it on pages. */

typedef struct
{
  char    *title;   /* (owned) */
  int      share;   /* of the width, in relation to the other columns */
  gboolean numeric; /* figures: at the end of the column */
} CrmPaperColumn;

typedef struct
{
  char *label; /* (owned) */
  char *value; /* (owned) */
} CrmPaperPair;

/* Somebody, with what is said of them. */
typedef struct
{
  char      *heading; /* (owned): "Seller" */
  char      *name;    /* (owned) (nullable) */
  GPtrArray *lines;   /* (owned) (element-type CrmPaperPair) */
} CrmPaperParty;

#define CRM_PAPER_SERIES 2

/* A point of a chart: what it is about, and of each series its figure and how much of the scale that is, 0 to 1. */
typedef struct
{
  char  *label;                     /* (owned) */
  char  *figures[CRM_PAPER_SERIES]; /* (owned) (nullable) */
  double shares[CRM_PAPER_SERIES];
} CrmPaperPoint;

/* Figures to be compared: side by side, as time goes, or one below the other. */
typedef struct
{
  gboolean   is_columns;
  char      *titles[CRM_PAPER_SERIES]; /* (owned) (nullable): what each series is; the second only where there are two */
  GPtrArray *points;                   /* (owned) (element-type CrmPaperPoint) */
} CrmPaperChart;

typedef struct
{
  CrmCulture     culture; /* for what is counted while it is drawn */
  gboolean       rtl;
  gboolean       landscape;
  char          *title; /* (owned) */
  GBytes        *logo;  /* (owned) (nullable): a picture in any usual format */
  GPtrArray     *head;  /* (owned) (element-type CrmPaperPair): number, dates */
  CrmPaperParty  parties[2];
  CrmPaperChart *chart;     /* (owned) (nullable): above the table */
  GArray        *columns;   /* (owned) (element-type CrmPaperColumn) */
  GPtrArray     *rows;      /* (owned) (element-type GStrv): a text for each column */
  GPtrArray     *sums;      /* (owned) (element-type CrmPaperPair): the last is what counts */
  char          *words;     /* (owned) (nullable): the sum in words */
  char          *note;      /* (owned) (nullable) */
  char          *watermark; /* (owned) (nullable): "Draft", "Cancelled" */
} CrmPaper;

CrmPaperChart *crm_paper_chart_new (gboolean is_columns);
CrmPaperPoint *crm_paper_chart_add (CrmPaperChart *self, const char *label);

CrmPaper *crm_paper_new (void);
void      crm_paper_free (CrmPaper *self);
void      crm_paper_add_pair (GPtrArray *pairs, const char *label, const char *value);
void      crm_paper_add_column (CrmPaper *self, const char *title, int share, gboolean numeric);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmPaper, crm_paper_free)

G_END_DECLS
