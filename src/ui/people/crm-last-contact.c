/* When somebody was last spoken to. The file keeps no such column: it is read off the newest entries of the timeline, and only so many of
 * them, so that it costs the same for everybody. */

#include "config.h"

#include "crm-last-contact.h"

#include "crm-activity.h"
#include "crm-format.h"

#include <glib/gi18n-lib.h>

/* Kinds by which two people have spoken; a note or a task is ours alone. */
static const char *const contact_kinds[] = { "call", "email", "message", "meeting", "visit", NULL };

static gboolean
is_contact (CrmRecord *event)
{
  const char *kind = crm_object_get_text (CRM_OBJECT (event), "kind");

  return kind != NULL && g_strv_contains (contact_kinds, kind) && crm_object_get_integer (CRM_OBJECT (event), "occurred_at") != CRM_UNSET;
}

/**
 * crm_last_contact_find:
 * @id: a person or a company
 * @look_at: how many of the newest entries to look at
 *
 * Returns: the instant, or %CRM_UNSET where none of those entries is a contact
 */
gint64
crm_last_contact_find (CrmStore *store, gint64 id, guint look_at)
{
  g_autoptr (CrmQuery) query = crm_query_new_timeline (id);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint  code = crm_record_type_find ("activity")->code;
  gint64 latest = CRM_UNSET;

  if (!crm_store_query (store, query, look_at, ids, NULL))
    return CRM_UNSET;

  /* Pinned entries stand first, whenever they were. */
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) event = NULL;

      if (crm_id_code (g_array_index (ids, gint64, i)) != code)
        continue;
      event = crm_store_get (store, g_array_index (ids, gint64, i), NULL);
      if (event == NULL || !is_contact (event))
        continue;
      latest = MAX (latest, crm_object_get_integer (CRM_OBJECT (event), "occurred_at"));
      if (!crm_object_get_boolean (CRM_OBJECT (event), "pinned"))
        break;
    }

  return latest;
}

/**
 * crm_last_contact_format:
 *
 * Returns: (transfer full) (nullable): «spoken to 2 days ago»
 */
char *
crm_last_contact_format (CrmContext *context, gint64 at)
{
  g_autofree char *day = crm_format_instant_relative (context, at);

  /* Translators: %s is a day: today, 2 days ago */
  return *day != '\0' ? g_strdup_printf (_ ("spoken to %s"), day) : NULL;
}
