#include "config.h"

#include "crm-directory-type.h"

#include <glib/gi18n-lib.h>

/**
 * crm_directory_type_show_empty:
 * @page: stands where the list would
 * @filtered: whether there may be records that are not looked for
 *
 * Says why there is nothing, and what to do.
 */
void
crm_directory_type_show_empty (const CrmDirectoryType *self, CrmEmptyPage *page, gboolean filtered)
{
  g_object_set (page,
                "icon-name", filtered ? "edit-find-symbolic" : self->icon_name,
                "title", filtered ? _ ("Nothing Found") : _ (self->empty_title),
                "description", filtered ? _ (self->none_found) : _ (self->empty_text),
                NULL);
  crm_empty_page_set_action (page, filtered ? _ ("Show Everything") : _ (self->create), filtered ? "list.clear" : "win.create");
  crm_empty_page_set_other_action (page, filtered || self->import == NULL ? NULL : _ (self->import), "win.import");
}
