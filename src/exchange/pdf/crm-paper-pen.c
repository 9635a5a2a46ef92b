#include "config.h"

#include "crm-paper-pen.h"

/* The letters of the sheet come first, so that figures are of the same font. */
#define FONT_RTL "Vazirmatn, Noto Sans Arabic, Noto Sans, Sans"
#define FONT_LTR "Noto Sans, Vazirmatn, Noto Sans Arabic, Sans"

PangoLayout *
crm_paper_pen_new_layout (const CrmPaperPen *pen, const char *text, double size, gboolean bold, double width, PangoAlignment alignment)
{
  PangoLayout          *layout = pango_cairo_create_layout (pen->cr);
  PangoFontDescription *font = pango_font_description_from_string (pen->paper->rtl ? FONT_RTL : FONT_LTR);

  pango_font_description_set_absolute_size (font, size * PANGO_SCALE);
  pango_font_description_set_weight (font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_layout_set_font_description (layout, font);
  pango_font_description_free (font);
  /* The sheet's direction decides for what has none of its own; alignments are as they look, whatever the direction. */
  pango_context_set_base_dir (pango_layout_get_context (layout), pen->paper->rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR);
  pango_layout_set_auto_dir (layout, FALSE);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_alignment (layout, alignment);
  pango_layout_set_text (layout, text, -1);

  return layout;
}

/* The start of a line, or its end, in the sheet's direction: without automatic direction Pango's left is left. */
PangoAlignment
crm_paper_pen_get_alignment (const CrmPaperPen *pen, gboolean at_end)
{
  return pen->paper->rtl != at_end ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT;
}

/* Returns: the height it takes */
double
crm_paper_pen_put_text (const CrmPaperPen *pen, const char *text, double x, double y, double width, double size, gboolean bold, PangoAlignment alignment)
{
  g_autoptr (PangoLayout) layout = crm_paper_pen_new_layout (pen, text, size, bold, width, alignment);
  int height;

  pango_layout_get_size (layout, NULL, &height);
  if (!pen->measures)
    {
      cairo_move_to (pen->cr, x, y);
      pango_cairo_show_layout (pen->cr, layout);
    }

  return (double) height / PANGO_SCALE;
}

/* Of the first line: letters of several scripts stand on one line only where these agree. */
double
crm_paper_pen_get_baseline (const CrmPaperPen *pen, const char *text, double width, double size, gboolean bold)
{
  g_autoptr (PangoLayout) layout = crm_paper_pen_new_layout (pen, text, size, bold, width, PANGO_ALIGN_LEFT);

  return (double) pango_layout_get_baseline (layout) / PANGO_SCALE;
}

/* From the start side to the end side, whichever these are. */
double
crm_paper_pen_place (const CrmPaperPen *pen, double offset, double width)
{
  return pen->paper->rtl ? pen->x + pen->width - offset - width : pen->x + offset;
}

void
crm_paper_pen_draw_line (const CrmPaperPen *pen, double y, double grey)
{
  if (pen->measures)
    return;

  cairo_set_source_rgb (pen->cr, grey, grey, grey);
  cairo_set_line_width (pen->cr, 0.6);
  cairo_move_to (pen->cr, pen->x, y);
  cairo_line_to (pen->cr, pen->x + pen->width, y);
  cairo_stroke (pen->cr);
  cairo_set_source_rgb (pen->cr, 0, 0, 0);
}
