#pragma once

#include "crm-paper.h"

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* What a sheet is drawn with; all sizes in points. */

#define CRM_PAPER_SIZE_TITLE 16.0
#define CRM_PAPER_SIZE_NAME 10.5
#define CRM_PAPER_SIZE_TEXT 9.0
#define CRM_PAPER_SIZE_SMALL 8.0

/* Where something is drawn, and in which direction. */
typedef struct
{
  const CrmPaper *paper;
  cairo_t        *cr; /* draws nothing where it only measures */
  double          x;
  double          width;
  gboolean        measures;
} CrmPaperPen;

PangoLayout   *crm_paper_pen_new_layout (const CrmPaperPen *pen, const char *text, double size, gboolean bold, double width, PangoAlignment alignment);
PangoAlignment crm_paper_pen_get_alignment (const CrmPaperPen *pen, gboolean at_end);
double         crm_paper_pen_put_text (const CrmPaperPen *pen, const char *text, double x, double y, double width, double size, gboolean bold, PangoAlignment alignment);
double         crm_paper_pen_get_baseline (const CrmPaperPen *pen, const char *text, double width, double size, gboolean bold);
double         crm_paper_pen_place (const CrmPaperPen *pen, double offset, double width);
void           crm_paper_pen_draw_line (const CrmPaperPen *pen, double y, double grey);
double         crm_paper_pen_draw_chart (const CrmPaperPen *pen, double y);

G_END_DECLS
