#include "config.h"

#include "crm-profile-deal.h"

#include "crm-person-role.h"
#include "crm-person.h"
#include "crm-record-editor.h"

static gint64
find_first_stage (CrmStore *store)
{
  g_autoptr (CrmQuery) query = crm_query_new ("stage");
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_query_add_text (query, "kind", CRM_OP_EQUAL, "open");
  crm_query_set_order (query, "position", FALSE);

  return crm_store_query (store, query, 1, ids, NULL) && ids->len > 0 ? g_array_index (ids, gint64, 0) : CRM_UNSET;
}

static void
deal_saved_cb (CrmContext *context, CrmRecord *saved)
{
  CrmStore *store = crm_context_get_store (context);
  g_autoptr (CrmRecord) deal = store != NULL ? crm_store_get (store, crm_record_get_id (saved), NULL) : NULL;

  if (deal != NULL)
    crm_context_open (context, deal);
}

static CrmRecord *
make_deal (CrmContext *context, CrmStore *store, CrmRecord *customer)
{
  CrmRecord *deal = crm_record_new ("deal");
  gint64     id = crm_record_get_id (customer);

  crm_context_take_on (context, deal);
  crm_object_set_integer (CRM_OBJECT (deal), "stage", find_first_stage (store));
  crm_object_set_text (CRM_OBJECT (deal), "currency", crm_context_default_currency (context));
  crm_object_set_integer (CRM_OBJECT (deal), CRM_IS_PERSON (customer) ? "person" : "company", id);
  if (CRM_IS_PERSON (customer))
    crm_object_set_integer (CRM_OBJECT (deal), "company", crm_person_find_company (CRM_OBJECT (customer)));

  return deal;
}

/**
 * crm_profile_deal_begin:
 * @parent: in whose window it is asked
 * @customer: a person or a company
 *
 * Asks for a deal with @customer, and opens it.
 */
void
crm_profile_deal_begin (GtkWidget *parent, CrmContext *context, CrmRecord *customer)
{
  CrmStore *store = crm_context_get_store (context);
  g_autoptr (CrmRecord) deal = NULL;

  if (store == NULL)
    return;

  deal = make_deal (context, store, customer);
  g_signal_connect_object (crm_record_editor_present (parent, context, deal), "saved", G_CALLBACK (deal_saved_cb), context, G_CONNECT_SWAPPED);
}
