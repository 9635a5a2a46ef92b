/* Which records, shown how: what somebody chose once and comes back to. */

#include "config.h"

#include "crm-saved-view.h"

#include "crm-error.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_saved_view_fields[] = {
  CRM_TEXT ("name", N_ ("Name"), CRM_FIELD_REQUIRED),
  CRM_TEXT ("record_type", N_ ("Of"), CRM_FIELD_REQUIRED | CRM_FIELD_HIDDEN), /* name of a record type */
  CRM_TEXT ("filter", N_ ("Filter"), CRM_FIELD_HIDDEN),                       /* an expression; unset for all */
  CRM_TEXT ("search", N_ ("Search"), CRM_FIELD_HIDDEN),
  CRM_TEXT ("columns", N_ ("Columns"), CRM_FIELD_HIDDEN), /* names of fields, with commas between; unset for the usual ones */
  CRM_TEXT ("sort", N_ ("Order"), CRM_FIELD_HIDDEN),
  CRM_TEXT ("grouping", N_ ("Groups"), CRM_FIELD_HIDDEN), /* name of a field */
  CRM_BOOLEAN ("pinned", N_ ("In the sidebar"), CRM_FIELD_NONE),
  CRM_INTEGER ("position", N_ ("Position"), CRM_FIELD_HIDDEN),
  CRM_REFERENCE ("pipeline", N_ ("Pipeline"), CRM_FIELD_HIDDEN | CRM_FIELD_UNLINKED, "pipeline"), /* of deals: which are shown one pipeline at a time */
};

CRM_DEFINE_RECORD (CrmSavedView, crm_saved_view)

static char *
dup_key (const char *name)
{
  g_autofree char *folded = crm_text_fold (name);

  return g_strconcat ("view:", folded, NULL);
}

static void
crm_saved_view_collect_keys (CrmRecord *self, GPtrArray *keys)
{
  const char *name = crm_object_get_text (CRM_OBJECT (self), "name");

  if (name != NULL)
    g_ptr_array_add (keys, dup_key (name));
}

static gboolean
crm_saved_view_validate (CrmRecord *record, GError **error)
{
  CrmObject *self = CRM_OBJECT (record);

  if (crm_object_get_text (self, "name") == NULL)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("A view needs a name."));
      return FALSE;
    }
  if (crm_record_type_find (crm_object_get_text (self, "record_type")) == NULL)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("A view needs to say which records it shows."));
      return FALSE;
    }

  return TRUE;
}

/* Views are asked for by name, from a terminal too. */
static gboolean
crm_saved_view_before_save (CrmRecord *record, CrmRecord *before, CrmRecordContext *context, GError **error)
{
  const char      *name = crm_object_get_text (CRM_OBJECT (record), "name");
  g_autofree char *key = name != NULL ? dup_key (name) : NULL;
  gint64           other = key != NULL ? context->find (context, "saved_view", key) : 0;

  if (other == 0 || other == crm_record_get_id (record))
    return TRUE;

  g_set_error (error, CRM_ERROR, CRM_ERROR_INVALID, _ ("There is a view “%s” already. Choose another name."), name);
  return FALSE;
}

static void
crm_saved_view_override (CrmRecordClass *klass)
{
  klass->collect_keys = crm_saved_view_collect_keys;
  klass->before_save = crm_saved_view_before_save;
  klass->validate = crm_saved_view_validate;
}
