#include "config.h"

#include "crm-sale-prices.h"

#include "crm-view.h"

/* Who is named by hand has what was chosen for them. */
static gint64
find_own (CrmStore *store, gint64 customer)
{
  g_autoptr (CrmRecord) record = customer != CRM_UNSET ? crm_store_get (store, customer, NULL) : NULL;

  return record != NULL ? crm_object_get_integer (CRM_OBJECT (record), "price_list") : CRM_UNSET;
}

/* A view that makes no sense any more shows nobody. */
static gboolean
shows (CrmStore *store, gint64 view_id, gint64 customer, const CrmCulture *culture)
{
  g_autoptr (CrmRecord) view = crm_store_get (store, view_id, NULL);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (CrmQuery) query = NULL;

  if (view == NULL || crm_record_is_deleted (view) || crm_record_type_find (crm_object_get_text (CRM_OBJECT (view), "record_type")) != crm_record_type_of_id (customer))
    return FALSE;

  query = crm_view_new_query (view, store, culture, NULL);
  if (query == NULL)
    return FALSE;

  crm_query_set_among (query, &customer, 1);

  return crm_store_query (store, query, 1, ids, NULL) && ids->len > 0;
}

/* The oldest list of a view that shows them. */
static gint64
find_by_view (CrmStore *store, GArray *lists, gint64 customer, const CrmCulture *culture)
{
  for (guint i = 0; customer != CRM_UNSET && i < lists->len; i++)
    {
      g_autoptr (CrmRecord) list = crm_store_get (store, g_array_index (lists, gint64, i), NULL);
      gint64 view = list != NULL ? crm_object_get_integer (CRM_OBJECT (list), "view") : CRM_UNSET;

      if (view != CRM_UNSET && shows (store, view, customer, culture))
        return g_array_index (lists, gint64, i);
    }

  return CRM_UNSET;
}

/**
 * crm_sale_prices_find_list:
 * @document: a quote, an order or an invoice
 *
 * Main thread only. A view that is about how all customers buy costs a walk over all purchases.
 *
 * Returns: the price list of whoever buys: that of the person, or of the company, where it stands in their facts; otherwise the oldest one for a view that shows
 *   one of them; %CRM_UNSET for none
 */
gint64
crm_sale_prices_find_list (CrmStore *store, CrmRecord *document, const CrmCulture *culture)
{
  gint64 customers[] = { crm_object_get_integer (CRM_OBJECT (document), "person"), crm_object_get_integer (CRM_OBJECT (document), "company") };
  g_autoptr (CrmQuery) query = crm_query_new ("price_list");
  g_autoptr (GArray) lists = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 found = CRM_UNSET;

  for (guint i = 0; i < G_N_ELEMENTS (customers) && found == CRM_UNSET; i++)
    found = find_own (store, customers[i]);
  if (found != CRM_UNSET)
    return found;

  crm_query_set_order (query, "created_at", FALSE);
  if (!crm_store_query (store, query, 0, lists, NULL))
    return CRM_UNSET;
  for (guint i = 0; i < G_N_ELEMENTS (customers) && found == CRM_UNSET; i++)
    found = find_by_view (store, lists, customers[i], culture);

  return found;
}
