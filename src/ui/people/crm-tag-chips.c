/* The tags of a record. Each click is a change of its own, saved at once and quietly, and undone with Ctrl+Z. */

#include "config.h"

#include "crm-tag-chips.h"

#include "crm-format.h"
#include "crm-record-picker.h"
#include "crm-tagging.h"

#include <glib/gi18n-lib.h>

struct _CrmTagChips
{
  AdwBin parent_instance;

  CrmContext *context; /* (owned) */
  CrmRecord  *record;  /* (owned) (nullable) */
  gulong      changed_handler;

  /* Template widgets */
  GtkFlowBox    *chips;
  GtkMenuButton *add;
};

G_DEFINE_FINAL_TYPE (CrmTagChips, crm_tag_chips, ADW_TYPE_BIN)

#define TAG_KEY "crm-tag"

static GPtrArray *
get_taggings (CrmTagChips *self)
{
  return self->record != NULL ? crm_object_get_items (CRM_OBJECT (self->record), "tags") : NULL;
}

static void
commit (CrmTagChips *self, const char *title, GPtrArray *taggings)
{
  g_autoptr (CrmRecord) draft = crm_record_edit (self->record);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func (g_object_unref);

  crm_object_set_items (CRM_OBJECT (draft), "tags", taggings);
  g_ptr_array_add (records, g_steal_pointer (&draft));
  crm_context_commit_quietly (self->context, title, records, NULL, NULL);
}

static void
remove_clicked_cb (CrmTagChips *self, GtkButton *button)
{
  crm_tag_chips_remove (self, *(gint64 *) g_object_get_data (G_OBJECT (button), TAG_KEY));
}

static GtkWidget *
new_chip (CrmTagChips *self, gint64 tag)
{
  GtkWidget       *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget       *remove = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *name = crm_format_reference (self->context, tag);
  g_autofree char *label = g_strdup_printf (_ ("Take off the tag %s"), name);
  GtkWidget       *text = gtk_label_new (name);

  gtk_label_set_ellipsize (GTK_LABEL (text), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 20);
  gtk_widget_add_css_class (chip, "crm-chip");
  gtk_widget_add_css_class (remove, "flat");
  gtk_widget_add_css_class (remove, "circular");
  gtk_widget_set_tooltip_text (remove, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (remove), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (G_OBJECT (remove), TAG_KEY, g_memdup2 (&tag, sizeof tag), g_free);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (remove_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (chip), text);
  gtk_box_append (GTK_BOX (chip), remove);

  return g_object_new (GTK_TYPE_FLOW_BOX_CHILD, "child", chip, "focusable", FALSE, "halign", GTK_ALIGN_START, NULL);
}

static void
show (CrmTagChips *self)
{
  GPtrArray *taggings = get_taggings (self);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_flow_box_remove (self->chips, child);
  for (guint i = 0; taggings != NULL && i < taggings->len; i++)
    gtk_flow_box_append (self->chips, new_chip (self, crm_object_get_integer (g_ptr_array_index (taggings, i), "tag")));
  gtk_widget_set_visible (GTK_WIDGET (self->chips), taggings != NULL && taggings->len > 0);
}

static void
picked_cb (CrmTagChips *self, gint64 tag)
{
  crm_tag_chips_add (self, tag);
}

static void
let_go (CrmTagChips *self)
{
  if (self->record != NULL)
    g_clear_signal_handler (&self->changed_handler, self->record);
  g_clear_object (&self->record);
}

static void
crm_tag_chips_dispose (GObject *object)
{
  CrmTagChips *self = CRM_TAG_CHIPS (object);

  let_go (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_TAG_CHIPS);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_tag_chips_parent_class)->dispose (object);
}

static void
crm_tag_chips_class_init (CrmTagChipsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_tag_chips_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/people/crm-tag-chips.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmTagChips, chips);
  gtk_widget_class_bind_template_child (widget_class, CrmTagChips, add);
}

static void
crm_tag_chips_init (CrmTagChips *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crm_tag_chips_new (CrmContext *context)
{
  CrmTagChips *self = g_object_new (CRM_TYPE_TAG_CHIPS, NULL);
  GtkWidget   *picker = crm_record_picker_new (context, "tag");

  self->context = g_object_ref (context);
  gtk_menu_button_set_popover (self->add, picker);
  g_signal_connect_object (picker, "picked", G_CALLBACK (picked_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

/**
 * crm_tag_chips_set_record:
 * @record: (nullable): whose tags to show; of a type that has tags
 */
void
crm_tag_chips_set_record (CrmTagChips *self, CrmRecord *record)
{
  let_go (self);
  if (record != NULL)
    {
      self->record = g_object_ref (record);
      self->changed_handler = g_signal_connect_swapped (record, "notify::tags", G_CALLBACK (show), self);
    }
  show (self);
}

/**
 * crm_tag_chips_add:
 * @tag: a tag of the file; one that is there already is not put on twice
 */
void
crm_tag_chips_add (CrmTagChips *self, gint64 tag)
{
  GPtrArray *old = get_taggings (self);
  g_autoptr (GPtrArray) taggings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *name = crm_format_reference (self->context, tag);
  g_autofree char *title = g_strdup_printf (_ ("Add the tag %s"), name);
  CrmItem         *tagging;

  for (guint i = 0; old != NULL && i < old->len; i++)
    {
      if (crm_object_get_integer (g_ptr_array_index (old, i), "tag") == tag)
        return;
      g_ptr_array_add (taggings, crm_item_copy (g_ptr_array_index (old, i)));
    }
  tagging = g_object_new (CRM_TYPE_TAGGING, NULL);
  crm_object_set_integer (CRM_OBJECT (tagging), "tag", tag);
  crm_item_ensure_id (tagging, taggings);
  g_ptr_array_add (taggings, tagging);
  commit (self, title, taggings);
}

void
crm_tag_chips_remove (CrmTagChips *self, gint64 tag)
{
  GPtrArray *old = get_taggings (self);
  g_autoptr (GPtrArray) taggings = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *name = crm_format_reference (self->context, tag);
  g_autofree char *title = g_strdup_printf (_ ("Take off the tag %s"), name);

  for (guint i = 0; old != NULL && i < old->len; i++)
    {
      if (crm_object_get_integer (g_ptr_array_index (old, i), "tag") != tag)
        g_ptr_array_add (taggings, crm_item_copy (g_ptr_array_index (old, i)));
    }
  commit (self, title, taggings);
}
