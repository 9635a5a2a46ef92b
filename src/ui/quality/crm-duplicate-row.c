#include "config.h"

#include "crm-duplicate-row.h"

#include "crm-format.h"
#include "crm-likeness-text.h"
#include "crm-record-line.h"

struct _CrmDuplicateRow
{
  AdwBin parent_instance;

  CrmContext       *context; /* (owned) */
  CrmDuplicateItem *item;    /* (owned) (nullable) */

  /* Template widgets */
  GtkLabel  *one;
  GtkLabel  *one_line;
  GtkLabel  *other;
  GtkLabel  *other_line;
  GtkLabel  *reasons;
  GtkWidget *merge;
  GtkWidget *distinct;
};

G_DEFINE_FINAL_TYPE (CrmDuplicateRow, crm_duplicate_row, ADW_TYPE_BIN)

enum
{
  MERGE,
  DISTINCT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
merge_cb (CrmDuplicateRow *self)
{
  if (self->item != NULL)
    g_signal_emit (self, signals[MERGE], 0, self->item);
}

static void
distinct_cb (CrmDuplicateRow *self)
{
  if (self->item != NULL)
    g_signal_emit (self, signals[DISTINCT], 0, self->item);
}

static void
crm_duplicate_row_dispose (GObject *object)
{
  CrmDuplicateRow *self = CRM_DUPLICATE_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_DUPLICATE_ROW);
  g_clear_object (&self->item);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_duplicate_row_parent_class)->dispose (object);
}

static void
crm_duplicate_row_class_init (CrmDuplicateRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_duplicate_row_dispose;

  signals[MERGE] = g_signal_new ("merge", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CRM_TYPE_DUPLICATE_ITEM);
  signals[DISTINCT] = g_signal_new ("distinct", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, CRM_TYPE_DUPLICATE_ITEM);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/quality/crm-duplicate-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmDuplicateRow, one);
  gtk_widget_class_bind_template_child (widget_class, CrmDuplicateRow, one_line);
  gtk_widget_class_bind_template_child (widget_class, CrmDuplicateRow, other);
  gtk_widget_class_bind_template_child (widget_class, CrmDuplicateRow, other_line);
  gtk_widget_class_bind_template_child (widget_class, CrmDuplicateRow, reasons);
  gtk_widget_class_bind_template_child (widget_class, CrmDuplicateRow, merge);
  gtk_widget_class_bind_template_child (widget_class, CrmDuplicateRow, distinct);
  gtk_widget_class_bind_template_callback (widget_class, merge_cb);
  gtk_widget_class_bind_template_callback (widget_class, distinct_cb);
}

static void
crm_duplicate_row_init (CrmDuplicateRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crm_duplicate_row_new (CrmContext *context)
{
  CrmDuplicateRow *self = g_object_new (CRM_TYPE_DUPLICATE_ROW, NULL);

  self->context = g_object_ref (context);

  return GTK_WIDGET (self);
}

static void
show_record (CrmDuplicateRow *self, CrmStore *store, gint64 id, GtkLabel *name, GtkLabel *line)
{
  g_autoptr (CrmRecord) record = crm_store_get (store, id, NULL);
  g_autofree char *title = record != NULL ? crm_format_title (record) : NULL;
  g_autofree char *known = record != NULL ? crm_record_line_format (self->context, record) : NULL;

  gtk_label_set_text (name, title != NULL ? title : "");
  gtk_label_set_text (line, known != NULL ? known : "");
}

/**
 * crm_duplicate_row_set_item:
 * @item: (nullable): the pair to show
 */
void
crm_duplicate_row_set_item (CrmDuplicateRow *self, CrmDuplicateItem *item)
{
  const CrmDuplicate *duplicate;
  CrmResolver         resolver = { .store = crm_context_get_store (self->context) };
  g_autofree char    *reasons = NULL;

  g_set_object (&self->item, item);
  if (item == NULL || resolver.store == NULL)
    return;

  duplicate = crm_duplicate_item_get (item);
  reasons = crm_likeness_to_text (duplicate->likeness, &resolver, crm_context_get_culture (self->context));
  show_record (self, resolver.store, duplicate->one, self->one, self->one_line);
  show_record (self, resolver.store, duplicate->other, self->other, self->other_line);
  gtk_label_set_text (self->reasons, reasons);
}

/**
 * crm_duplicate_row_get_item:
 *
 * Returns: (transfer none) (nullable): the pair that is shown
 */
CrmDuplicateItem *
crm_duplicate_row_get_item (CrmDuplicateRow *self)
{
  return self->item;
}
