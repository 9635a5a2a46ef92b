#include "config.h"

#include "crm-grouped.h"

struct _CrmGrouped
{
  GtkWidget parent_instance;

  GtkWidget *head; /* (nullable): made when it is first needed */
  GtkWidget *child;
};

G_DEFINE_FINAL_TYPE (CrmGrouped, crm_grouped, GTK_TYPE_WIDGET)

static void
crm_grouped_dispose (GObject *object)
{
  CrmGrouped *self = CRM_GROUPED (object);

  g_clear_pointer (&self->head, gtk_widget_unparent);
  g_clear_pointer (&self->child, gtk_widget_unparent);

  G_OBJECT_CLASS (crm_grouped_parent_class)->dispose (object);
}

static void
crm_grouped_class_init (CrmGroupedClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_grouped_dispose;

  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
crm_grouped_init (CrmGrouped *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))), GTK_ORIENTATION_VERTICAL);
}

/**
 * crm_grouped_new:
 * @child: what stands below the head
 */
GtkWidget *
crm_grouped_new (GtkWidget *child)
{
  CrmGrouped *self = g_object_new (CRM_TYPE_GROUPED, NULL);

  self->child = child;
  gtk_widget_set_vexpand (child, TRUE);
  gtk_widget_set_parent (child, GTK_WIDGET (self));

  return GTK_WIDGET (self);
}

/**
 * crm_grouped_get_child:
 * @self: a CrmGrouped
 *
 * Returns: (transfer none): what stands below the head
 */
gpointer
crm_grouped_get_child (gpointer self)
{
  return CRM_GROUPED (self)->child;
}

static GtkWidget *
new_head (void)
{
  GtkWidget *head = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (head), 0);
  gtk_label_set_ellipsize (GTK_LABEL (head), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (head, "crm-group-head");

  return head;
}

/**
 * crm_grouped_set_head:
 * @head: (nullable): %NULL where it is not the first of its group
 */
void
crm_grouped_set_head (CrmGrouped *self, const char *head)
{
  if (head == NULL && self->head == NULL)
    return;

  if (self->head == NULL)
    {
      self->head = new_head ();
      gtk_widget_insert_before (self->head, GTK_WIDGET (self), self->child);
    }
  gtk_label_set_text (GTK_LABEL (self->head), head != NULL ? head : "");
  gtk_widget_set_visible (self->head, head != NULL);
}

/**
 * crm_grouped_get_head:
 *
 * Returns: (nullable): what is said above it
 */
const char *
crm_grouped_get_head (CrmGrouped *self)
{
  return self->head != NULL && gtk_widget_get_visible (self->head) ? gtk_label_get_text (GTK_LABEL (self->head)) : NULL;
}
