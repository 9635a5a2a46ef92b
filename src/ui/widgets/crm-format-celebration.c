#include "config.h"

#include "crm-format-celebration.h"

#include "crm-format.h"
#include "crm-item.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

static char *
dup_years (CrmContext *context, int years)
{
  g_autofree char *number = crm_format_count (context, (guint) years);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s year", "%s years", (gulong) years), number);
}

static CrmObject *
find_date (CrmRecord *person, const char *id)
{
  GPtrArray *dates = crm_object_get_items (CRM_OBJECT (person), "dates");

  for (guint i = 0; dates != NULL && i < dates->len; i++)
    {
      if (g_strcmp0 (crm_item_get_id (g_ptr_array_index (dates, i)), id) == 0)
        return g_ptr_array_index (dates, i);
    }

  return NULL;
}

/**
 * crm_format_celebration:
 * @person: whose it is
 *
 * Returns: (transfer full): what is celebrated: "Birthday · 40 years"
 */
char *
crm_format_celebration (CrmContext *context, CrmRecord *person, const CrmCelebration *celebration)
{
  CrmObject       *date = find_date (person, celebration->item);
  const char      *own = date != NULL ? crm_object_get_text (date, "label") : NULL;
  g_autofree char *kind = own != NULL ? crm_text_isolate (own) : date != NULL ? crm_format_choice (date, "kind")
                                                                              : g_strdup ("");
  g_autofree char *years = celebration->years > 0 ? dup_years (context, celebration->years) : NULL;

  return years != NULL ? g_strconcat (kind, _ (" · "), years, NULL) : g_steal_pointer (&kind);
}
