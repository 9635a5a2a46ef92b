#include "config.h"

#include "crm-new-field.h"

#include "crm-dialog.h"
#include "crm-model.h"

/* Behind all that there are, whatever was removed between them. */
static gint64
find_position (CrmContext *context, const CrmRecordType *type)
{
  CrmFieldSet *fields = crm_context_get_fields (context, type);
  CrmStore    *store = crm_context_get_store (context);
  gint64       position = 0;

  for (guint i = 0; fields != NULL && i < crm_field_set_get_size (fields); i++)
    {
      gint64 id = crm_field_set_get (fields, i)->custom;
      g_autoptr (CrmRecord) record = id != 0 ? crm_store_get (store, id, NULL) : NULL;
      gint64 taken = record != NULL ? crm_object_get_integer (CRM_OBJECT (record), "position") : CRM_UNSET;

      if (taken != CRM_UNSET)
        position = MAX (position, taken + 1);
    }

  return position;
}

/**
 * crm_new_field_present:
 * @parent: a widget of the window it stands before
 * @type: whose records are to have the field
 *
 * Returns: (transfer none): the editor, which says "saved" when the field is there
 */
CrmRecordEditor *
crm_new_field_present (GtkWidget *parent, CrmContext *context, const CrmRecordType *type)
{
  g_autoptr (CrmRecord) draft = crm_record_new ("custom_field");
  GtkWidget *editor;

  g_object_set (draft, "record-type", type->name, "kind", "text", "position", find_position (context, type), NULL);
  editor = crm_record_editor_new (context, draft);
  crm_dialog_present (GTK_WINDOW (editor), parent);

  return CRM_RECORD_EDITOR (editor);
}
