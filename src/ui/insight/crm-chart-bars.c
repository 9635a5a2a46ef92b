#include "config.h"

#include "crm-chart-bars.h"

#define THICK 14      /* pixels: of a bar across */
#define THICK_MOST 36 /* of one upright */
#define THIN 4        /* the least of one upright */
#define GAP 4         /* between bars, and before a figure */
#define LENGTH 60     /* the least that bars across have room for */
#define HEIGHT 140    /* and those upright */

typedef struct
{
  GtkWidget *bar;
  GtkWidget *figure; /* (nullable): across only */
  double     share;  /* 0 to 1 */
} Bar;

struct _CrmChartBars
{
  GtkWidget parent_instance;

  GtkOrientation orientation; /* horizontal: across */
  GArray        *bars;        /* (owned) (element-type Bar) */
};

G_DEFINE_FINAL_TYPE (CrmChartBars, crm_chart_bars, GTK_TYPE_WIDGET)

static Bar *
get_bar (CrmChartBars *self, guint i)
{
  return &g_array_index (self->bars, Bar, i);
}

static int
measure_figure (const Bar *bar, GtkOrientation orientation)
{
  int natural = 0;

  if (bar->figure != NULL)
    gtk_widget_measure (bar->figure, orientation, -1, NULL, &natural, NULL, NULL);

  return natural;
}

static GtkSizeRequestMode
crm_chart_bars_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static int
get_thickness (const Bar *bar)
{
  return MAX (THICK, measure_figure (bar, GTK_ORIENTATION_VERTICAL));
}

static void
measure_across (CrmChartBars *self, GtkOrientation orientation, int *minimum, int *natural)
{
  int size = 0;

  for (guint i = 0; i < self->bars->len; i++)
    {
      const Bar *bar = get_bar (self, i);

      if (orientation == GTK_ORIENTATION_VERTICAL)
        size += get_thickness (bar);
      else
        size = MAX (size, LENGTH + GAP + measure_figure (bar, GTK_ORIENTATION_HORIZONTAL));
    }
  *minimum = size;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? size : size * 2;
}

static void
measure_upright (CrmChartBars *self, GtkOrientation orientation, int *minimum, int *natural)
{
  int n = (int) self->bars->len;

  *minimum = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : n * THIN;
  *natural = orientation == GTK_ORIENTATION_VERTICAL ? HEIGHT : n * THICK_MOST + MAX (n - 1, 0);
}

static void
crm_chart_bars_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  CrmChartBars *self = CRM_CHART_BARS (widget);

  if (self->orientation == GTK_ORIENTATION_HORIZONTAL)
    measure_across (self, orientation, minimum, natural);
  else
    measure_upright (self, orientation, minimum, natural);
}

static void
allocate (CrmChartBars *self, GtkWidget *child, int x, int y, int width, int height)
{
  gboolean      rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GtkAllocation place = { rtl ? gtk_widget_get_width (GTK_WIDGET (self)) - x - width : x, y, width, height };

  /* One of nothing is not there. */
  gtk_widget_set_child_visible (child, width > 0 && height > 0);
  if (width > 0 && height > 0)
    gtk_widget_size_allocate (child, &place, -1);
}

static void
allocate_across (CrmChartBars *self, int width)
{
  int room = width;
  int y = 0;

  for (guint i = 0; i < self->bars->len; i++)
    room = MIN (room, width - GAP - measure_figure (get_bar (self, i), GTK_ORIENTATION_HORIZONTAL));
  for (guint i = 0; i < self->bars->len; i++)
    {
      Bar *bar = get_bar (self, i);
      int  length = (int) (bar->share * MAX (room, 0) + 0.5);
      int  thickness = get_thickness (bar);
      int  text = measure_figure (bar, GTK_ORIENTATION_HORIZONTAL);

      allocate (self, bar->bar, 0, y + (thickness - THICK) / 2, bar->share > 0 ? MAX (length, 2) : 0, THICK);
      allocate (self, bar->figure, length + GAP, y, text, thickness);
      y += thickness;
    }
}

static void
allocate_upright (CrmChartBars *self, int width, int height)
{
  int n = (int) self->bars->len;
  int thick = CLAMP ((width - n + 1) / MAX (n, 1), 1, THICK_MOST);
  int x = (width - n * thick - n + 1) / 2;

  for (int i = 0; i < n; i++)
    {
      Bar *bar = get_bar (self, (guint) i);
      int  length = (int) (bar->share * height + 0.5);

      length = bar->share > 0 ? MAX (length, 2) : 0;
      allocate (self, bar->bar, x, height - length, thick, length);
      x += thick + 1;
    }
}

static void
crm_chart_bars_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CrmChartBars *self = CRM_CHART_BARS (widget);

  if (self->orientation == GTK_ORIENTATION_HORIZONTAL)
    allocate_across (self, width);
  else
    allocate_upright (self, width, height);
}

static void
crm_chart_bars_dispose (GObject *object)
{
  CrmChartBars *self = CRM_CHART_BARS (object);
  GtkWidget    *child;

  g_array_set_size (self->bars, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (crm_chart_bars_parent_class)->dispose (object);
}

static void
crm_chart_bars_finalize (GObject *object)
{
  g_array_unref (CRM_CHART_BARS (object)->bars);

  G_OBJECT_CLASS (crm_chart_bars_parent_class)->finalize (object);
}

static void
crm_chart_bars_class_init (CrmChartBarsClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = crm_chart_bars_dispose;
  object_class->finalize = crm_chart_bars_finalize;
  widget_class->get_request_mode = crm_chart_bars_get_request_mode;
  widget_class->measure = crm_chart_bars_measure;
  widget_class->size_allocate = crm_chart_bars_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "chartbars");
}

static void
crm_chart_bars_init (CrmChartBars *self)
{
  self->bars = g_array_new (FALSE, FALSE, sizeof (Bar));
}

GtkWidget *
crm_chart_bars_new (GtkOrientation orientation)
{
  CrmChartBars *self = g_object_new (CRM_TYPE_CHART_BARS, NULL);

  self->orientation = orientation;

  return GTK_WIDGET (self);
}

/**
 * crm_chart_bars_add:
 * @share: of the longest: 0 to 1
 * @text: (nullable): its figure; shown across
 */
void
crm_chart_bars_add (CrmChartBars *self, double share, const char *text)
{
  Bar bar = { .bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), .share = CLAMP (share, 0, 1) };

  gtk_widget_add_css_class (bar.bar, "chart-bar");
  gtk_widget_add_css_class (bar.bar, self->bars->len == 0 ? "chart-first" : "chart-second");
  gtk_widget_set_parent (bar.bar, GTK_WIDGET (self));
  if (self->orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      bar.figure = gtk_label_new (text);
      gtk_widget_add_css_class (bar.figure, "numeric");
      gtk_widget_add_css_class (bar.figure, "caption");
      gtk_widget_set_parent (bar.figure, GTK_WIDGET (self));
    }
  g_array_append_val (self->bars, bar);
}
