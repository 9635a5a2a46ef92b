#include "config.h"

#include "crm-change-record.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_change_record_fields[] = {
  CRM_TEXT ("title", N_ ("What"), CRM_FIELD_NONE),
  CRM_TEXT ("kind", N_ ("Kind"), CRM_FIELD_NONE),
  CRM_INSTANT ("at", N_ ("When"), CRM_FIELD_NONE),
  CRM_TEXT ("author", N_ ("Who"), CRM_FIELD_NONE),
  CRM_TEXT ("device", N_ ("Where"), CRM_FIELD_NONE),
};

CRM_DEFINE_RECORD (CrmChangeRecord, crm_change_record)

static gboolean
crm_change_record_get_event (CrmRecord *self, gint64 *at, const char **kind)
{
  *at = crm_object_get_integer (CRM_OBJECT (self), "at");
  *kind = "change";

  return *at != CRM_UNSET;
}

/* What turned something back tells so: its title is that of what it turned back. */
static char *
crm_change_record_dup_title (CrmObject *self)
{
  const char *title = crm_object_get_text (self, "title");
  const char *kind = crm_object_get_text (self, "kind");
  const char *shown = title != NULL ? g_dgettext (GETTEXT_PACKAGE, title) : "";

  if (g_strcmp0 (kind, "undo") == 0)
    return g_strdup_printf (_ ("Undone: %s"), shown);
  if (g_strcmp0 (kind, "redo") == 0)
    return g_strdup_printf (_ ("Done again: %s"), shown);

  return g_strdup (shown);
}

static void
crm_change_record_override (CrmRecordClass *klass)
{
  CRM_OBJECT_CLASS (klass)->dup_title = crm_change_record_dup_title;
  klass->get_event = crm_change_record_get_event;
}
