#include "config.h"

#include "crm-sales-order.h"

#include "crm-sale-private.h"

const CrmChoice crm_sales_order_statuses[] = {
  { "draft", NC_ ("order", "Draft"), "order" },
  { "confirmed", NC_ ("order", "Confirmed"), "order" },
  { "cancelled", NC_ ("order", "Cancelled"), "order" },
  { NULL, NULL },
};

const CrmChoice crm_delivery_methods[] = {
  { "pickup", N_ ("Picked up") },
  { "courier", N_ ("Courier") },
  { "post", N_ ("Post") },
  { "freight", N_ ("Freight") },
  { "ourselves", N_ ("By ourselves") },
  { "online", N_ ("Over the Internet") },
  { NULL, NULL },
};

static const CrmField crm_sales_order_fields[] = {
  CRM_SALE_FIELDS_BEFORE (crm_sales_order_statuses),
  CRM_DATE ("promised", N_ ("Delivery promised"), CRM_FIELD_NONE),
  CRM_DATE ("delivered", N_ ("Delivered"), CRM_FIELD_NONE),
  CRM_CHOICE ("delivery_method", N_ ("Delivery"), CRM_FIELD_NONE, crm_delivery_methods),
  CRM_TEXT ("tracking", N_ ("Tracking number"), CRM_FIELD_SEARCHED),
  CRM_REFERENCE ("quote", N_ ("Quote"), CRM_FIELD_NONE, "quote"),
  CRM_SALE_FIELDS_AFTER,
};

CRM_DEFINE_RECORD (CrmSalesOrder, crm_sales_order)

static void
crm_sales_order_override (CrmRecordClass *klass)
{
  crm_sale_override (klass);
}
