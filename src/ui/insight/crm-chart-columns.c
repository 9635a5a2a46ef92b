#include "config.h"

#include "crm-chart-columns.h"

#define GAP 6 /* pixels: between the scale, the points, and their names */

typedef struct
{
  GtkWidget *line;
  GtkWidget *label;
  double     share; /* how high: 0 to 1 */
} Line;

typedef struct
{
  GtkWidget *point;
  GtkWidget *label;
} Point;

struct _CrmChartColumns
{
  GtkWidget parent_instance;

  GArray *lines;  /* (owned) (element-type Line) */
  GArray *points; /* (owned) (element-type Point) */
};

G_DEFINE_FINAL_TYPE (CrmChartColumns, crm_chart_columns, GTK_TYPE_WIDGET)

static int
measure (GtkWidget *widget, GtkOrientation orientation, gboolean least)
{
  int minimum, natural;

  gtk_widget_measure (widget, orientation, -1, &minimum, &natural, NULL, NULL);

  return least ? minimum : natural;
}

static int
get_scale_width (CrmChartColumns *self)
{
  int width = 0;

  for (guint i = 0; i < self->lines->len; i++)
    width = MAX (width, measure (g_array_index (self->lines, Line, i).label, GTK_ORIENTATION_HORIZONTAL, FALSE));

  return width + GAP;
}

static int
get_label_size (CrmChartColumns *self, GtkOrientation orientation)
{
  int size = 0;

  for (guint i = 0; i < self->points->len; i++)
    size = MAX (size, measure (g_array_index (self->points, Point, i).label, orientation, FALSE));

  return size;
}

static GtkSizeRequestMode
crm_chart_columns_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_CONSTANT_SIZE;
}

static void
crm_chart_columns_measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline, int *natural_baseline)
{
  CrmChartColumns *self = CRM_CHART_COLUMNS (widget);
  int              points = 0;
  int              largest = 0;

  for (guint i = 0; i < self->points->len; i++)
    {
      int size = measure (g_array_index (self->points, Point, i).point, orientation, TRUE);

      points += size;
      largest = MAX (largest, size);
    }
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = get_scale_width (self) + points;
      *natural = get_scale_width (self) + points * 2;
    }
  else
    /* Half of the topmost figure of the scale stands above its line. */
    *minimum = *natural = largest + GAP + 2 * get_label_size (self, GTK_ORIENTATION_VERTICAL);
}

static void
allocate (CrmChartColumns *self, GtkWidget *child, int x, int y, int width, int height)
{
  gboolean      rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  GtkAllocation place = { rtl ? gtk_widget_get_width (GTK_WIDGET (self)) - x - width : x, y, MAX (width, 0), MAX (height, 0) };

  gtk_widget_size_allocate (child, &place, -1);
}

static void
allocate_lines (CrmChartColumns *self, int scale, int top, int width, int height)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      Line *line = &g_array_index (self->lines, Line, i);
      int   y = top + (int) ((1 - line->share) * height);
      int   text = measure (line->label, GTK_ORIENTATION_VERTICAL, FALSE);
      int   thickness = measure (line->line, GTK_ORIENTATION_VERTICAL, TRUE);

      allocate (self, line->label, 0, y - text / 2, scale - GAP, text);
      allocate (self, line->line, scale, y - thickness / 2, width - scale, thickness);
    }
}

/* So many points have one name between them that all names fit. */
static guint
get_step (CrmChartColumns *self, double room)
{
  double name = get_label_size (self, GTK_ORIENTATION_HORIZONTAL) + GAP;
  guint  step = 1;

  while (room > 0 && step < self->points->len && step * room < name)
    step++;

  return step;
}

static void
allocate_points (CrmChartColumns *self, int scale, int top, int width, int height)
{
  double room = self->points->len > 0 ? (double) (width - scale) / self->points->len : 0;
  guint  step = get_step (self, room);
  int    tall = get_label_size (self, GTK_ORIENTATION_VERTICAL);
  int    end = -GAP; /* of the last name */

  for (guint i = 0; i < self->points->len; i++)
    {
      Point   *point = &g_array_index (self->points, Point, i);
      int      from = scale + (int) (i * room);
      int      until = scale + (int) ((i + 1) * room);
      int      name = measure (point->label, GTK_ORIENTATION_HORIZONTAL, FALSE);
      int      middle = CLAMP ((from + until) / 2, scale + name / 2, width - (name + 1) / 2);
      gboolean named = i % step == 0 && middle - name / 2 >= end + GAP;

      allocate (self, point->point, from, top, until - from, height);
      gtk_widget_set_child_visible (point->label, named);
      if (!named)
        continue;
      allocate (self, point->label, middle - name / 2, top + height + GAP, name, tall);
      end = middle + name / 2;
    }
}

static void
crm_chart_columns_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  CrmChartColumns *self = CRM_CHART_COLUMNS (widget);
  int              scale = get_scale_width (self);
  int              tall = get_label_size (self, GTK_ORIENTATION_VERTICAL);

  allocate_lines (self, scale, tall, width, height - 2 * tall - GAP);
  allocate_points (self, scale, tall, width, height - 2 * tall - GAP);
}

static void
crm_chart_columns_dispose (GObject *object)
{
  CrmChartColumns *self = CRM_CHART_COLUMNS (object);
  GtkWidget       *child;

  g_array_set_size (self->lines, 0);
  g_array_set_size (self->points, 0);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (crm_chart_columns_parent_class)->dispose (object);
}

static void
crm_chart_columns_finalize (GObject *object)
{
  CrmChartColumns *self = CRM_CHART_COLUMNS (object);

  g_array_unref (self->lines);
  g_array_unref (self->points);

  G_OBJECT_CLASS (crm_chart_columns_parent_class)->finalize (object);
}

static void
crm_chart_columns_class_init (CrmChartColumnsClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = crm_chart_columns_dispose;
  object_class->finalize = crm_chart_columns_finalize;
  widget_class->get_request_mode = crm_chart_columns_get_request_mode;
  widget_class->measure = crm_chart_columns_measure;
  widget_class->size_allocate = crm_chart_columns_size_allocate;
}

static void
crm_chart_columns_init (CrmChartColumns *self)
{
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  self->points = g_array_new (FALSE, FALSE, sizeof (Point));
}

GtkWidget *
crm_chart_columns_new (void)
{
  return g_object_new (CRM_TYPE_CHART_COLUMNS, NULL);
}

static GtkWidget *
new_label (CrmChartColumns *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_set_parent (label, GTK_WIDGET (self));

  return label;
}

/**
 * crm_chart_columns_add_line:
 * @share: of the height: 0 to 1
 * @text: what that comes to
 *
 * Before the first point, which then stands upon it.
 */
void
crm_chart_columns_add_line (CrmChartColumns *self, double share, const char *text)
{
  Line line = { gtk_separator_new (GTK_ORIENTATION_HORIZONTAL), NULL, share };

  gtk_widget_set_parent (line.line, GTK_WIDGET (self));
  line.label = new_label (self, text);
  gtk_label_set_xalign (GTK_LABEL (line.label), 1);
  gtk_widget_add_css_class (line.label, "numeric");
  g_array_append_val (self->lines, line);
}

void
crm_chart_columns_add_point (CrmChartColumns *self, GtkWidget *widget, const char *label)
{
  Point point = { widget, NULL };

  gtk_widget_set_parent (widget, GTK_WIDGET (self));
  point.label = new_label (self, label);
  g_array_append_val (self->points, point);
}
