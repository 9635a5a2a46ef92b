#include "config.h"

#include "crm-paper-draw.h"

#include "crm-error.h"
#include "crm-paper-pen.h"
#include "crm-whole-file.h"

#include <cairo-pdf.h>
#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gi18n-lib.h>

#define MARGIN 36.0
#define PAD 3.0
#define GAP 10.0
#define LOGO_MAX 56.0
struct _CrmPaperPages
{
  const CrmPaper *paper; /* (unowned) */
  double          width;
  double          height;
  GArray         *first;   /* (owned) (element-type guint): the first row of each page; the sums are on the last */
  double         *heights; /* (owned) (array): of the rows */
};

static cairo_surface_t *
load_picture (GBytes *bytes)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_stream_at_scale (stream, 512, 512, TRUE, NULL, NULL);
  cairo_surface_t *surface;
  guint8          *to;
  int              stride;

  if (pixbuf == NULL)
    return NULL;

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, gdk_pixbuf_get_width (pixbuf), gdk_pixbuf_get_height (pixbuf));
  to = cairo_image_surface_get_data (surface);
  stride = cairo_image_surface_get_stride (surface);
  for (int y = 0; y < gdk_pixbuf_get_height (pixbuf); y++)
    {
      const guint8 *from = gdk_pixbuf_read_pixels (pixbuf) + (gsize) y * (gsize) gdk_pixbuf_get_rowstride (pixbuf);
      guint32      *row = (guint32 *) (gpointer) (to + (gsize) y * (gsize) stride);

      for (int x = 0; x < gdk_pixbuf_get_width (pixbuf); x++, from += gdk_pixbuf_get_n_channels (pixbuf))
        {
          guint32 alpha = gdk_pixbuf_get_has_alpha (pixbuf) ? from[3] : 255;

          /* Cairo's colours are multiplied by their alpha. */
          row[x] = alpha << 24 | (from[0] * alpha / 255) << 16 | (from[1] * alpha / 255) << 8 | from[2] * alpha / 255;
        }
    }
  cairo_surface_mark_dirty (surface);

  return surface;
}

static void
draw_logo (const CrmPaperPen *pen, double y)
{
  cairo_surface_t *picture = pen->paper->logo != NULL && !pen->measures ? load_picture (pen->paper->logo) : NULL;
  double           scale;

  if (picture == NULL)
    return;

  scale = LOGO_MAX / MAX (cairo_image_surface_get_width (picture), cairo_image_surface_get_height (picture));
  cairo_save (pen->cr);
  cairo_translate (pen->cr, crm_paper_pen_place (pen, 0, cairo_image_surface_get_width (picture) * scale), y);
  cairo_scale (pen->cr, scale, scale);
  cairo_set_source_surface (pen->cr, picture, 0, 0);
  cairo_paint (pen->cr);
  cairo_restore (pen->cr);
  cairo_surface_destroy (picture);
}

static char *
dup_pair (const CrmPaperPair *pair)
{
  /* Translators: on paper: a label and its value */
  return g_strdup_printf (_ ("%1$s: %2$s"), pair->label, pair->value);
}

static double
draw_pairs (const CrmPaperPen *pen, GPtrArray *pairs, double offset, double y, double width)
{
  double from = y;

  for (guint i = 0; i < pairs->len; i++)
    {
      g_autofree char *text = dup_pair (pairs->pdata[i]);

      y += crm_paper_pen_put_text (pen, text, crm_paper_pen_place (pen, offset, width), y, width, CRM_PAPER_SIZE_SMALL, FALSE, crm_paper_pen_get_alignment (pen, FALSE)) + 1;
    }

  return y - from;
}

/* The title in the middle, the logo at the start, number and dates at the end. */
static double
draw_head (const CrmPaperPen *pen, double y)
{
  double third = pen->width / 3;
  double title = crm_paper_pen_put_text (pen, pen->paper->title, pen->x, y, pen->width, CRM_PAPER_SIZE_TITLE, TRUE, PANGO_ALIGN_CENTER);
  double pairs = draw_pairs (pen, pen->paper->head, 2 * third, y, third);
  double logo = pen->paper->logo != NULL ? LOGO_MAX : 0;

  draw_logo (pen, y);

  return MAX (MAX (title, pairs), logo) + GAP;
}

/* A wide sheet is low: what is said of somebody goes on in the line. */
static double
draw_pairs_in_line (const CrmPaperPen *pen, GPtrArray *pairs, double offset, double y, double width)
{
  g_autoptr (GStrvBuilder) texts = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;
  g_autofree char *line = NULL;

  for (guint i = 0; i < pairs->len; i++)
    {
      g_autofree char *text = dup_pair (pairs->pdata[i]);

      g_strv_builder_add (texts, text);
    }
  all = g_strv_builder_end (texts);
  line = g_strjoinv (_ (" · "), all);

  return crm_paper_pen_put_text (pen, line, crm_paper_pen_place (pen, offset, width), y, width, CRM_PAPER_SIZE_SMALL, FALSE, crm_paper_pen_get_alignment (pen, FALSE));
}

static double
draw_party (const CrmPaperPen *pen, const CrmPaperParty *party, double offset, double y, double width)
{
  double from = y;

  if (party->name == NULL && party->lines->len == 0)
    return 0;

  y += crm_paper_pen_put_text (pen, party->heading, crm_paper_pen_place (pen, offset, width), y, width, CRM_PAPER_SIZE_SMALL, TRUE, crm_paper_pen_get_alignment (pen, FALSE)) + 2;
  if (party->name != NULL)
    y += crm_paper_pen_put_text (pen, party->name, crm_paper_pen_place (pen, offset, width), y, width, CRM_PAPER_SIZE_NAME, TRUE, crm_paper_pen_get_alignment (pen, FALSE)) + 2;
  y += pen->paper->landscape ? draw_pairs_in_line (pen, party->lines, offset, y, width) : draw_pairs (pen, party->lines, offset, y, width);

  return y - from;
}

static double
draw_parties (const CrmPaperPen *pen, double y)
{
  double half = (pen->width - GAP) / 2;
  double first = draw_party (pen, &pen->paper->parties[0], 0, y, half);
  double second = draw_party (pen, &pen->paper->parties[1], half + GAP, y, half);

  return MAX (first, second) + GAP;
}

static double
get_share (const CrmPaper *paper, guint column, double width)
{
  int all = 0;

  for (guint i = 0; i < paper->columns->len; i++)
    all += g_array_index (paper->columns, CrmPaperColumn, i).share;

  return width * g_array_index (paper->columns, CrmPaperColumn, column).share / MAX (all, 1);
}

/* What stands in a column of a row; its head where @texts is %NULL. */
static const char *
get_cell (const CrmPaperPen *pen, char **texts, guint column)
{
  return texts != NULL ? texts[column] : g_array_index (pen->paper->columns, CrmPaperColumn, column).title;
}

/* Returns: how far below the top of a row its letters stand */
static double
find_baseline (const CrmPaperPen *pen, char **texts, double size)
{
  double baseline = 0;

  for (guint i = 0; i < pen->paper->columns->len; i++)
    baseline = MAX (baseline, crm_paper_pen_get_baseline (pen, get_cell (pen, texts, i), get_share (pen->paper, i, pen->width) - 2 * PAD, size, texts == NULL));

  return baseline;
}

/* A row of the table, its texts from @texts; the heads of the columns where that is %NULL. */
static double
draw_row (const CrmPaperPen *pen, char **texts, double y)
{
  double size = texts != NULL ? CRM_PAPER_SIZE_TEXT : CRM_PAPER_SIZE_SMALL;
  double baseline = find_baseline (pen, texts, size);
  double offset = 0;
  double height = 0;

  for (guint i = 0; i < pen->paper->columns->len; i++)
    {
      const CrmPaperColumn *column = &g_array_index (pen->paper->columns, CrmPaperColumn, i);
      const char           *text = get_cell (pen, texts, i);
      double                share = get_share (pen->paper, i, pen->width);
      double                width = share - 2 * PAD;
      double                lower = baseline - crm_paper_pen_get_baseline (pen, text, width, size, texts == NULL);

      lower += crm_paper_pen_put_text (pen, text, crm_paper_pen_place (pen, offset + PAD, width), y + PAD + lower, width, size, texts == NULL, crm_paper_pen_get_alignment (pen, column->numeric));
      height = MAX (height, lower);
      offset += share;
    }

  return height + 2 * PAD;
}

static double
draw_heads (const CrmPaperPen *pen, double y)
{
  CrmPaperPen measure = *pen;
  double      height;

  measure.measures = TRUE;
  height = draw_row (&measure, NULL, y);
  if (!pen->measures)
    {
      cairo_set_source_rgb (pen->cr, 0.93, 0.93, 0.93);
      cairo_rectangle (pen->cr, pen->x, y, pen->width, height);
      cairo_fill (pen->cr);
      cairo_set_source_rgb (pen->cr, 0, 0, 0);
    }
  draw_row (pen, NULL, y);
  crm_paper_pen_draw_line (pen, y + height, 0.4);

  return height;
}

static double
draw_sums (const CrmPaperPen *pen, double y)
{
  double from = y;
  double width = pen->width * (pen->paper->landscape ? 0.34 : 0.48);
  double offset = pen->width - width;

  for (guint i = 0; i < pen->paper->sums->len; i++)
    {
      const CrmPaperPair *pair = pen->paper->sums->pdata[i];
      gboolean            last = i + 1 == pen->paper->sums->len;
      double              size = last ? CRM_PAPER_SIZE_NAME : CRM_PAPER_SIZE_TEXT;
      double              half = width / 2 - PAD;
      double              lower = crm_paper_pen_get_baseline (pen, pair->value, half, size, last) - crm_paper_pen_get_baseline (pen, pair->label, half, size, last);
      double              label = crm_paper_pen_put_text (pen, pair->label, crm_paper_pen_place (pen, offset, half), y + 2 + MAX (lower, 0), half, size, last, crm_paper_pen_get_alignment (pen, FALSE));
      double              value = crm_paper_pen_put_text (pen, pair->value, crm_paper_pen_place (pen, offset + half + PAD, half), y + 2 - MIN (lower, 0), half, size, last, crm_paper_pen_get_alignment (pen, TRUE));

      y += MAX (label, value) + 4;
    }

  return y - from;
}

/* What stands below the table. */
static double
draw_foot (const CrmPaperPen *pen, double y)
{
  const CrmPaper *paper = pen->paper;
  double          from = y;

  y += GAP / 2 + draw_sums (pen, y + GAP / 2) + GAP;
  if (paper->words != NULL)
    y += crm_paper_pen_put_text (pen, paper->words, pen->x, y, pen->width, CRM_PAPER_SIZE_TEXT, FALSE, crm_paper_pen_get_alignment (pen, FALSE)) + GAP;
  if (paper->note != NULL)
    y += crm_paper_pen_put_text (pen, paper->note, pen->x, y, pen->width, CRM_PAPER_SIZE_TEXT, FALSE, crm_paper_pen_get_alignment (pen, FALSE)) + GAP;

  return y - from;
}

static void
draw_watermark (const CrmPaperPen *pen, double height)
{
  if (pen->paper->watermark == NULL)
    return;

  cairo_save (pen->cr);
  cairo_translate (pen->cr, pen->x + pen->width / 2, height / 2);
  cairo_rotate (pen->cr, -G_PI / 6);
  cairo_set_source_rgba (pen->cr, 0.5, 0.5, 0.5, 0.18);
  crm_paper_pen_put_text (pen, pen->paper->watermark, -pen->width / 2, -40, pen->width, 72, TRUE, PANGO_ALIGN_CENTER);
  cairo_restore (pen->cr);
}

static CrmPaperPen
get_pen (const CrmPaperPages *self, cairo_t *cr, gboolean measures)
{
  return (CrmPaperPen){ self->paper, cr, MARGIN, self->width - 2 * MARGIN, measures };
}

/* Where the rows of a page may begin and end. */
static double
get_top (const CrmPaperPages *self, const CrmPaperPen *pen, guint page)
{
  CrmPaperPen measure = *pen;
  double      y = MARGIN;

  measure.measures = TRUE;
  if (page == 0)
    {
      y += draw_head (&measure, y);
      y += draw_parties (&measure, y);
      y += crm_paper_pen_draw_chart (&measure, y);
    }

  return y + draw_heads (&measure, y);
}

static double
get_bottom (const CrmPaperPages *self)
{
  return self->height - MARGIN - 2 * CRM_PAPER_SIZE_SMALL;
}

static void
measure_rows (CrmPaperPages *self, const CrmPaperPen *pen)
{
  self->heights = g_new (double, self->paper->rows->len + 1);
  for (guint i = 0; i < self->paper->rows->len; i++)
    self->heights[i] = draw_row (pen, self->paper->rows->pdata[i], 0);
}

/* As many rows on a page as it takes; what stands below the table stays together. */
static void
paginate (CrmPaperPages *self, const CrmPaperPen *pen)
{
  double foot = draw_foot (pen, 0);
  double y = get_top (self, pen, 0);
  guint  first = 0;

  g_array_append_val (self->first, first);
  for (guint i = 0; i < self->paper->rows->len; i++)
    {
      if (i > g_array_index (self->first, guint, self->first->len - 1) && y + self->heights[i] > get_bottom (self))
        {
          g_array_append_val (self->first, i);
          y = get_top (self, pen, 1);
        }
      y += self->heights[i];
    }
  if (self->paper->rows->len > 0 && y + foot > get_bottom (self))
    {
      guint end = self->paper->rows->len;

      g_array_append_val (self->first, end);
    }
}

/**
 * crm_paper_pages_new:
 * @paper: lives as long as the pages do
 * @cr: to measure with
 * @width: of a page, points
 * @height: of a page, points
 */
CrmPaperPages *
crm_paper_pages_new (const CrmPaper *paper, cairo_t *cr, double width, double height)
{
  CrmPaperPages *self = g_new0 (CrmPaperPages, 1);
  CrmPaperPen    pen;

  self->paper = paper;
  self->width = width;
  self->height = height;
  self->first = g_array_new (FALSE, FALSE, sizeof (guint));
  pen = get_pen (self, cr, TRUE);
  measure_rows (self, &pen);
  paginate (self, &pen);

  return self;
}

void
crm_paper_pages_free (CrmPaperPages *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->first);
  g_free (self->heights);
  g_free (self);
}

guint
crm_paper_pages_get_count (CrmPaperPages *self)
{
  return self->first->len;
}

/**
 * crm_paper_pages_draw:
 * @page: from 0
 */
void
crm_paper_pages_draw (CrmPaperPages *self, cairo_t *cr, guint page)
{
  CrmPaperPen      pen = get_pen (self, cr, FALSE);
  gboolean         last = page + 1 == self->first->len;
  guint            end = last ? self->paper->rows->len : g_array_index (self->first, guint, page + 1);
  double           y = MARGIN;
  g_autofree char *digits = NULL;
  g_autofree char *number = NULL;

  draw_watermark (&pen, self->height);
  if (page == 0)
    {
      y += draw_head (&pen, y);
      y += draw_parties (&pen, y);
      y += crm_paper_pen_draw_chart (&pen, y);
    }
  y += draw_heads (&pen, y);
  for (guint i = g_array_index (self->first, guint, page); i < end; i++)
    {
      draw_row (&pen, self->paper->rows->pdata[i], y);
      y += self->heights[i];
      crm_paper_pen_draw_line (&pen, y, 0.8);
    }
  if (last)
    draw_foot (&pen, y);
  if (self->first->len == 1)
    return;

  /* Translators: on paper: 1: the number of a page, 2: how many there are */
  digits = g_strdup_printf (_ ("Page %1$u of %2$u"), page + 1, self->first->len);
  number = crm_culture_digits (&self->paper->culture, digits);
  crm_paper_pen_put_text (&pen, number, pen.x, self->height - MARGIN - CRM_PAPER_SIZE_SMALL, pen.width, CRM_PAPER_SIZE_SMALL, FALSE, PANGO_ALIGN_CENTER);
}

static cairo_status_t
take_bytes (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

/**
 * crm_paper_make_pdf:
 *
 * Needs no display; on any thread.
 *
 * Returns: (transfer full) (nullable): the file's bytes
 */
GBytes *
crm_paper_make_pdf (const CrmPaper *paper, GError **error)
{
  double           width = paper->landscape ? CRM_PAPER_LONG : CRM_PAPER_SHORT;
  double           height = paper->landscape ? CRM_PAPER_SHORT : CRM_PAPER_LONG;
  GByteArray      *bytes = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (take_bytes, bytes, width, height);
  cairo_t         *cr = cairo_create (surface);
  g_autoptr (CrmPaperPages) pages = crm_paper_pages_new (paper, cr, width, height);
  cairo_status_t status;

  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, paper->title);
  for (guint i = 0; i < crm_paper_pages_get_count (pages); i++)
    {
      crm_paper_pages_draw (pages, cr, i);
      cairo_show_page (cr);
    }
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (bytes);

  g_byte_array_unref (bytes);
  g_set_error (error, CRM_ERROR, CRM_ERROR_FAILED, _ ("“%s” could not be drawn: %s."), paper->title, cairo_status_to_string (status));
  return NULL;
}

/**
 * crm_paper_write_pdf:
 * @file: is replaced; with @error set it is as it was
 * @customers: path of the customer file, which is never replaced
 *
 * Needs no display.
 */
gboolean
crm_paper_write_pdf (const CrmPaper *paper, GFile *file, const char *customers, GError **error)
{
  g_autoptr (GBytes) pdf = crm_paper_make_pdf (paper, error);

  return pdf != NULL && crm_whole_file_write_bytes (file, customers, pdf, NULL, error);
}
