#include "config.h"

#include "crm-two-lines.h"

static GtkWidget *
append_line (GtkWidget *box)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  gtk_box_append (GTK_BOX (box), label);

  return label;
}

GtkWidget *
crm_two_lines_new (void)
{
  GtkWidget *self = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *second;

  append_line (self);
  second = append_line (self);
  gtk_widget_add_css_class (second, "caption");
  gtk_widget_add_css_class (second, "dim-label");
  gtk_widget_add_css_class (self, "crm-two-lines");

  return self;
}

/**
 * crm_two_lines_set:
 * @self: made by crm_two_lines_new()
 */
void
crm_two_lines_set (GtkWidget *self, const char *first, const char *second)
{
  GtkWidget *line = gtk_widget_get_first_child (self);

  gtk_label_set_text (GTK_LABEL (line), first);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (line)), second);
}
