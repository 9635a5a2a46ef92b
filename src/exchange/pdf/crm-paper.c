#include "config.h"

#include "crm-paper.h"

static void
pair_free (gpointer data)
{
  CrmPaperPair *pair = data;

  g_free (pair->label);
  g_free (pair->value);
  g_free (pair);
}

static void
column_clear (gpointer data)
{
  g_free (((CrmPaperColumn *) data)->title);
}

static void
point_free (gpointer data)
{
  CrmPaperPoint *point = data;

  g_free (point->label);
  for (guint i = 0; i < CRM_PAPER_SERIES; i++)
    g_free (point->figures[i]);
  g_free (point);
}

CrmPaperChart *
crm_paper_chart_new (gboolean is_columns)
{
  CrmPaperChart *self = g_new0 (CrmPaperChart, 1);

  self->is_columns = is_columns;
  self->points = g_ptr_array_new_with_free_func (point_free);

  return self;
}

static void
chart_free (CrmPaperChart *self)
{
  for (guint i = 0; i < CRM_PAPER_SERIES; i++)
    g_free (self->titles[i]);
  g_ptr_array_unref (self->points);
  g_free (self);
}

/**
 * crm_paper_chart_add:
 *
 * Returns: (transfer none): the point, to be filled
 */
CrmPaperPoint *
crm_paper_chart_add (CrmPaperChart *self, const char *label)
{
  CrmPaperPoint *point = g_new0 (CrmPaperPoint, 1);

  point->label = g_strdup (label);
  g_ptr_array_add (self->points, point);

  return point;
}

CrmPaper *
crm_paper_new (void)
{
  CrmPaper *self = g_new0 (CrmPaper, 1);

  self->head = g_ptr_array_new_with_free_func (pair_free);
  self->columns = g_array_new (FALSE, FALSE, sizeof (CrmPaperColumn));
  g_array_set_clear_func (self->columns, column_clear);
  self->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  self->sums = g_ptr_array_new_with_free_func (pair_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->parties); i++)
    self->parties[i].lines = g_ptr_array_new_with_free_func (pair_free);

  return self;
}

void
crm_paper_free (CrmPaper *self)
{
  if (self == NULL)
    return;

  g_free (self->title);
  g_clear_pointer (&self->logo, g_bytes_unref);
  g_ptr_array_unref (self->head);
  g_clear_pointer (&self->chart, chart_free);
  g_array_unref (self->columns);
  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->sums);
  for (guint i = 0; i < G_N_ELEMENTS (self->parties); i++)
    {
      g_free (self->parties[i].heading);
      g_free (self->parties[i].name);
      g_ptr_array_unref (self->parties[i].lines);
    }
  g_free (self->words);
  g_free (self->note);
  g_free (self->watermark);
  g_free (self);
}

/**
 * crm_paper_add_pair:
 * @value: (nullable): nothing is added where it is %NULL or empty
 */
void
crm_paper_add_pair (GPtrArray *pairs, const char *label, const char *value)
{
  CrmPaperPair *pair;

  if (value == NULL || *value == '\0')
    return;

  pair = g_new (CrmPaperPair, 1);
  *pair = (CrmPaperPair){ g_strdup (label), g_strdup (value) };
  g_ptr_array_add (pairs, pair);
}

void
crm_paper_add_column (CrmPaper *self, const char *title, int share, gboolean numeric)
{
  CrmPaperColumn column = { g_strdup (title), share, numeric };

  g_array_append_val (self->columns, column);
}
