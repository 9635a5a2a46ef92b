/* One row of a narrow list. GtkInscription, because a list binds hundreds of these while it scrolls. */

#include "config.h"

#include "crm-directory-row.h"

#include "crm-format.h"
#include "crm-inscribe.h"
#include "crm-last-contact.h"
#include "crm-rhythm.h"

struct _CrmDirectoryRow
{
  AdwBin parent_instance;

  CrmContext             *context; /* (owned) */
  const CrmDirectoryType *type;
  CrmPlace               *place;  /* (owned) (nullable) */
  CrmRecord              *record; /* (owned) (nullable): who stands there */
  gulong                  changed_handler;

  /* Template widgets */
  AdwAvatar      *avatar;
  GtkInscription *name;
  GtkInscription *about;
};

G_DEFINE_FINAL_TYPE (CrmDirectoryRow, crm_directory_row, ADW_TYPE_BIN)

static char *
dup_last_contact (CrmDirectoryRow *self)
{
  CrmStore *store = crm_context_get_store (self->context);
  CrmRhythm rhythm;

  return store != NULL && crm_rhythm_find (store, crm_record_get_id (self->record), &rhythm) ? crm_last_contact_format (self->context, rhythm.last) : NULL;
}

static void
show_about (CrmDirectoryRow *self)
{
  g_autofree char *role = self->type->dup_role (self->context, CRM_OBJECT (self->record));
  g_autofree char *last = dup_last_contact (self);
  g_autofree char *both = crm_format_parts ((const char *const[]){ role, last }, 2);

  crm_inscribe (self->about, both);
}

static void
show (CrmDirectoryRow *self)
{
  g_autofree char *name = crm_format_title (self->record);
  g_autofree char *plain = crm_object_dup_title (CRM_OBJECT (self->record));

  adw_avatar_set_text (self->avatar, plain);
  crm_inscribe (self->name, name);
  show_about (self);
}

static void
crm_directory_row_dispose (GObject *object)
{
  CrmDirectoryRow *self = CRM_DIRECTORY_ROW (object);

  crm_directory_row_set_place (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_DIRECTORY_ROW);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_directory_row_parent_class)->dispose (object);
}

static void
crm_directory_row_class_init (CrmDirectoryRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_directory_row_dispose;

  gtk_widget_class_set_css_name (widget_class, "crm-directory-row");
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/people/crm-directory-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmDirectoryRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, CrmDirectoryRow, name);
  gtk_widget_class_bind_template_child (widget_class, CrmDirectoryRow, about);
}

static void
crm_directory_row_init (CrmDirectoryRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crm_directory_row_new (CrmContext *context, const CrmDirectoryType *type)
{
  CrmDirectoryRow *self = g_object_new (CRM_TYPE_DIRECTORY_ROW, NULL);

  self->context = g_object_ref (context);
  self->type = type;

  return GTK_WIDGET (self);
}

/**
 * crm_directory_row_get_record:
 *
 * Returns: (transfer none) (nullable): who is shown
 */
CrmRecord *
crm_directory_row_get_record (CrmDirectoryRow *self)
{
  return self->record;
}

static void
place_changed_cb (CrmDirectoryRow *self)
{
  g_set_object (&self->record, crm_place_get_record (self->place));
  if (self->record != NULL)
    show (self);
}

/**
 * crm_directory_row_set_place:
 * @place: (nullable): whose place to show, and follow from now on
 */
void
crm_directory_row_set_place (CrmDirectoryRow *self, CrmPlace *place)
{
  if (self->place != NULL)
    g_clear_signal_handler (&self->changed_handler, self->place);
  g_clear_object (&self->record);
  g_set_object (&self->place, place);
  if (place == NULL)
    return;

  self->changed_handler = g_signal_connect_swapped (place, "changed", G_CALLBACK (place_changed_cb), self);
  place_changed_cb (self);
}

/**
 * crm_directory_row_refresh:
 *
 * Shows anew what depends on more than the record: when they were last spoken to.
 */
void
crm_directory_row_refresh (CrmDirectoryRow *self)
{
  if (self->record != NULL)
    show_about (self);
}
