#include "config.h"

#include "crm-view.h"

#include "crm-error.h"
#include "crm-filter.h"
#include "crm-sort.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

/**
 * crm_view_new_query:
 * @view: a saved_view
 * @store: the file it is in; the query may not outlive it
 *
 * Returns: (transfer full) (nullable): its records in its order, words such as "this month" meaning what they mean now; %CRM_ERROR_USAGE
 *   where its filter makes no sense any more
 */
CrmQuery *
crm_view_new_query (CrmRecord *view, CrmStore *store, const CrmCulture *culture, GError **error)
{
  CrmObject           *self = CRM_OBJECT (view);
  const CrmRecordType *type = crm_record_type_find (crm_object_get_text (self, "record_type"));
  const char          *filter = crm_object_get_text (self, "filter");
  const char          *sort = crm_object_get_text (self, "sort");
  const char          *grouping = crm_object_get_text (self, "grouping");
  gint64               pipeline = crm_object_get_integer (self, "pipeline");
  g_autoptr (CrmQuery) query = NULL;

  if (type == NULL)
    {
      g_set_error_literal (error, CRM_ERROR, CRM_ERROR_USAGE, _ ("A view needs to say which records it shows."));
      return NULL;
    }

  query = crm_query_new (type->name);
  crm_query_set_search (query, crm_object_get_text (self, "search"));
  if (sort != NULL)
    crm_sort_apply (sort, query, crm_store_get_fields (store, type));
  if (pipeline != CRM_UNSET && g_str_equal (type->name, "deal"))
    crm_query_add_integer (query, "pipeline", CRM_OP_EQUAL, pipeline);
  /* A field that was removed since groups nothing. */
  if (grouping != NULL)
    crm_sort_group (grouping, query, crm_store_get_fields (store, type));
  if (filter != NULL && !crm_filter_parse (filter, query, store, culture, error))
    return NULL;

  return g_steal_pointer (&query);
}

/**
 * crm_view_find:
 * @name: what people call it, in any case
 *
 * Returns: (transfer full) (nullable): the view; %CRM_ERROR_NOT_FOUND where there is none
 */
CrmRecord *
crm_view_find (CrmStore *store, const char *name, GError **error)
{
  g_autofree char *folded = crm_text_fold (name);
  g_autofree char *key = g_strconcat ("view:", folded, NULL);
  gint64           id = crm_store_find_key (store, key, "saved_view");

  if (id != 0)
    return crm_store_get (store, id, error);

  g_set_error (error, CRM_ERROR, CRM_ERROR_NOT_FOUND, _ ("There is no view “%s”."), name);
  return NULL;
}
