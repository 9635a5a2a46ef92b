#include "config.h"

#include "crm-plain-detail.h"

#include "crm-directory-detail.h"
#include "crm-format.h"
#include "crm-record-editor.h"
#include "crm-record-facts.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

static const CrmCommand commands[] = {
  { "plain.edit", "<Control>e", N_ ("Edit all fields"), "document-properties-symbolic" },
  { "plain.delete", NULL, N_ ("Delete"), "user-trash-symbolic" },
};

struct _CrmPlainDetail
{
  GtkWidget parent_instance;

  CrmContext     *context; /* (owned) */
  CrmRecord      *record;  /* (owned) (nullable) */
  CrmRecordFacts *facts;   /* a child */

  /* Template widgets */
  GtkWidget *top;
  GtkLabel  *title;
  AdwBin    *facts_place;
};

static void detail_init (CrmDirectoryDetailInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CrmPlainDetail, crm_plain_detail, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (CRM_TYPE_DIRECTORY_DETAIL, detail_init))

static void
show (CrmPlainDetail *self)
{
  g_autofree char *title = self->record != NULL ? crm_format_title (self->record) : g_strdup ("");

  gtk_label_set_text (self->title, title);
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmPlainDetail *self = CRM_PLAIN_DETAIL (widget);
  g_autoptr (CrmRecord) draft = NULL;

  if (self->record == NULL)
    return;

  crm_record_facts_save (self->facts);
  draft = crm_record_edit (self->record);
  crm_record_editor_present (widget, self->context, draft);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmPlainDetail *self = CRM_PLAIN_DETAIL (widget);

  if (self->record != NULL)
    crm_context_delete_record (self->context, self->record);
}

static CrmRecord *
crm_plain_detail_get_record (CrmDirectoryDetail *detail)
{
  return CRM_PLAIN_DETAIL (detail)->record;
}

static void
crm_plain_detail_set_record (CrmDirectoryDetail *detail, CrmRecord *record)
{
  CrmPlainDetail *self = CRM_PLAIN_DETAIL (detail);

  if (self->record == record)
    return;

  if (self->record != NULL)
    g_signal_handlers_disconnect_by_data (self->record, self);
  g_set_object (&self->record, record);
  crm_record_facts_set_record (self->facts, record);
  if (record != NULL)
    g_signal_connect_object (record, "notify", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  show (self);
}

static const CrmCommand *
crm_plain_detail_get_commands (CrmDirectoryDetail *detail, guint *n_commands)
{
  *n_commands = G_N_ELEMENTS (commands);

  return commands;
}

static void
detail_init (CrmDirectoryDetailInterface *iface)
{
  iface->get_record = crm_plain_detail_get_record;
  iface->set_record = crm_plain_detail_set_record;
  iface->get_commands = crm_plain_detail_get_commands;
}

static void
crm_plain_detail_dispose (GObject *object)
{
  CrmPlainDetail *self = CRM_PLAIN_DETAIL (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_PLAIN_DETAIL);
  g_clear_object (&self->record);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_plain_detail_parent_class)->dispose (object);
}

static void
crm_plain_detail_class_init (CrmPlainDetailClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_plain_detail_dispose;

  gtk_widget_class_install_action (widget_class, "plain.edit", NULL, edit_action);
  gtk_widget_class_install_action (widget_class, "plain.delete", NULL, delete_action);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/directory/crm-plain-detail.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmPlainDetail, top);
  gtk_widget_class_bind_template_child (widget_class, CrmPlainDetail, title);
  gtk_widget_class_bind_template_child (widget_class, CrmPlainDetail, facts_place);
}

static void
crm_plain_detail_init (CrmPlainDetail *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * crm_plain_detail_new:
 * @facts: static: what is shown of a record, in this order
 */
GtkWidget *
crm_plain_detail_new (CrmContext *context, const CrmRecordFact *facts, guint n_facts)
{
  CrmPlainDetail *self = g_object_new (CRM_TYPE_PLAIN_DETAIL, NULL);

  self->context = g_object_ref (context);
  self->facts = CRM_RECORD_FACTS (crm_record_facts_new (context, facts, n_facts, TRUE));
  adw_bin_set_child (self->facts_place, GTK_WIDGET (self->facts));
  g_signal_connect_object (context, "culture-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}
