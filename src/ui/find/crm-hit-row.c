/* One row of what was found. Rows are kept and shown again with other hits while somebody types. */

#include "config.h"

#include "crm-hit-row.h"

#include "crm-inscribe.h"

struct _CrmHitRow
{
  GtkListBoxRow parent_instance;

  GtkImage       *icon;
  GtkInscription *title;
  GtkInscription *about;
  GtkLabel       *keys;

  CrmHit *hit; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (CrmHitRow, crm_hit_row, GTK_TYPE_LIST_BOX_ROW)

static void
show_keys (CrmHitRow *self)
{
  const char *accelerators = self->hit->command != NULL ? self->hit->command->accelerators : NULL;
  g_auto (GStrv) all = g_strsplit (accelerators != NULL ? accelerators : "", " ", 2);
  guint            key = 0;
  GdkModifierType  modifiers;
  g_autofree char *label = NULL;

  if (all[0] != NULL && gtk_accelerator_parse (all[0], &key, &modifiers))
    label = gtk_accelerator_get_label (key, modifiers);
  gtk_label_set_text (self->keys, label != NULL ? label : "");
  gtk_widget_set_visible (GTK_WIDGET (self->keys), label != NULL);
}

static void
crm_hit_row_dispose (GObject *object)
{
  CrmHitRow *self = CRM_HIT_ROW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_HIT_ROW);
  g_clear_pointer (&self->hit, crm_hit_unref);

  G_OBJECT_CLASS (crm_hit_row_parent_class)->dispose (object);
}

static void
crm_hit_row_class_init (CrmHitRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_hit_row_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/find/crm-hit-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmHitRow, icon);
  gtk_widget_class_bind_template_child (widget_class, CrmHitRow, title);
  gtk_widget_class_bind_template_child (widget_class, CrmHitRow, about);
  gtk_widget_class_bind_template_child (widget_class, CrmHitRow, keys);
}

static void
crm_hit_row_init (CrmHitRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crm_hit_row_new (void)
{
  return g_object_new (CRM_TYPE_HIT_ROW, NULL);
}

/**
 * crm_hit_row_get_hit:
 *
 * Returns: (transfer none) (nullable): what is shown
 */
CrmHit *
crm_hit_row_get_hit (CrmHitRow *self)
{
  return self->hit;
}

/**
 * crm_hit_row_dup_name:
 *
 * Returns: (transfer full): what a screen reader says: the kind too, which others see above the group
 */
char *
crm_hit_row_dup_name (CrmHitRow *self)
{
  gboolean about = self->hit->about != NULL && *self->hit->about != '\0';

  return g_strdup_printf ("%s, %s%s%s", self->hit->title, crm_hit_get_group_title (self->hit), about ? ", " : "", about ? self->hit->about : "");
}

/**
 * crm_hit_row_set_hit:
 * @typed: (nullable): the words that are set in bold
 */
void
crm_hit_row_set_hit (CrmHitRow *self, CrmHit *hit, const char *typed)
{
  gboolean         about = hit->about != NULL && *hit->about != '\0';
  g_autofree char *name = NULL;

  crm_hit_ref (hit);
  g_clear_pointer (&self->hit, crm_hit_unref);
  self->hit = hit;
  gtk_image_set_from_icon_name (self->icon, hit->icon_name);
  crm_inscribe_matches (self->title, hit->title, typed);
  crm_inscribe_matches (self->about, hit->about, typed);
  gtk_widget_set_visible (GTK_WIDGET (self->about), about);
  show_keys (self);
  name = crm_hit_row_dup_name (self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}
