/* A chart on paper: two greys that a printer without colours tells apart, in the sheet's direction. */

#include "config.h"

#include "crm-paper-pen.h"

/* Of the width. */
#define LABEL_SHARE 0.24
#define FIGURE_SHARE 0.16

#define BAR 7.0
#define BAR_GAP 4.0
#define COLUMNS_HEIGHT 110.0
#define COLUMN_MOST 34.0
#define MARK 7.0
#define GAP 10.0

static const double greys[CRM_PAPER_SERIES] = { 0.35, 0.72 };

static guint
count_series (const CrmPaperChart *chart)
{
  return chart->titles[1] != NULL ? 2 : 1;
}

static void
fill (const CrmPaperPen *pen, guint series, double x, double y, double width, double height)
{
  if (pen->measures)
    return;

  cairo_set_source_rgb (pen->cr, greys[series], greys[series], greys[series]);
  cairo_rectangle (pen->cr, x, y, width, height);
  cairo_fill (pen->cr);
  cairo_set_source_rgb (pen->cr, 0, 0, 0);
}

/* Which grey is what. */
static double
draw_legend (const CrmPaperPen *pen, const CrmPaperChart *chart, double y)
{
  double half = pen->width / 2;
  double height = 0;

  if (count_series (chart) < 2)
    return 0;

  for (guint i = 0; i < CRM_PAPER_SERIES; i++)
    {
      double width = half - 2 * MARK;

      fill (pen, i, crm_paper_pen_place (pen, i * half, MARK), y + 2, MARK, MARK);
      height = MAX (height, crm_paper_pen_put_text (pen, chart->titles[i], crm_paper_pen_place (pen, i * half + 2 * MARK, width), y, width, CRM_PAPER_SIZE_SMALL, FALSE, crm_paper_pen_get_alignment (pen, FALSE)));
    }

  return height + GAP / 2;
}

/* A label, its bars, and behind each its figure. */
static double
draw_bar (const CrmPaperPen *pen, const CrmPaperPoint *point, guint n_series, double y)
{
  double label = pen->width * LABEL_SHARE;
  double figure = pen->width * FIGURE_SHARE;
  double room = pen->width - label - figure;
  double height = crm_paper_pen_put_text (pen, point->label, crm_paper_pen_place (pen, 0, label - BAR_GAP), y, label - BAR_GAP, CRM_PAPER_SIZE_SMALL, FALSE, crm_paper_pen_get_alignment (pen, FALSE));
  double from = y;

  for (guint i = 0; i < n_series; i++)
    {
      double width = room * CLAMP (point->shares[i], 0, 1);
      double text = 0;

      if (point->figures[i] != NULL)
        text = crm_paper_pen_put_text (pen, point->figures[i], crm_paper_pen_place (pen, label + width + BAR_GAP, figure - BAR_GAP), y, figure - BAR_GAP, CRM_PAPER_SIZE_SMALL, FALSE, crm_paper_pen_get_alignment (pen, FALSE));
      fill (pen, i, crm_paper_pen_place (pen, label, width), y + MAX (text - BAR, 0) / 2, width, BAR);
      y += MAX (text, BAR);
    }

  return MAX (height, y - from) + BAR_GAP;
}

static double
draw_bars (const CrmPaperPen *pen, const CrmPaperChart *chart, double y)
{
  double from = y;

  for (guint i = 0; i < chart->points->len; i++)
    y += draw_bar (pen, chart->points->pdata[i], count_series (chart), y);

  return y - from;
}

/* Returns: whether that many letters of a point have room below it */
static double
draw_column (const CrmPaperPen *pen, const CrmPaperPoint *point, guint n_series, double offset, double width, double y)
{
  double bar = MIN (width * 0.7, COLUMN_MOST) / n_series;
  double start = offset + (width - bar * n_series) / 2;

  for (guint i = 0; i < n_series; i++)
    {
      double height = COLUMNS_HEIGHT * CLAMP (point->shares[i], 0, 1);

      fill (pen, i, crm_paper_pen_place (pen, start + i * bar, bar), y + COLUMNS_HEIGHT - height, bar - 1, height);
    }

  return crm_paper_pen_put_text (pen, point->label, crm_paper_pen_place (pen, offset, width), y + COLUMNS_HEIGHT + 2, width, CRM_PAPER_SIZE_SMALL - 1, FALSE, PANGO_ALIGN_CENTER);
}

static double
draw_columns (const CrmPaperPen *pen, const CrmPaperChart *chart, double y)
{
  double width = pen->width / MAX (chart->points->len, 1);
  double labels = 0;

  for (guint i = 0; i < chart->points->len; i++)
    labels = MAX (labels, draw_column (pen, chart->points->pdata[i], count_series (chart), i * width, width, y));
  crm_paper_pen_draw_line (pen, y + COLUMNS_HEIGHT, 0.4);

  return COLUMNS_HEIGHT + labels + 2;
}

/* Returns: the height it takes; nothing where the sheet has no chart */
double
crm_paper_pen_draw_chart (const CrmPaperPen *pen, double y)
{
  const CrmPaperChart *chart = pen->paper->chart;
  double               from = y;

  if (chart == NULL || chart->points->len == 0)
    return 0;

  y += draw_legend (pen, chart, y);
  y += chart->is_columns ? draw_columns (pen, chart, y) : draw_bars (pen, chart, y);

  return y - from + GAP;
}
