#include "config.h"

#include "crm-sale-line.h"

#include <glib/gi18n-lib.h>

static const CrmField crm_sale_line_fields[] = {
  CRM_REFERENCE ("product", N_ ("Product"), CRM_FIELD_SEARCHED, "product"),
  CRM_TEXT ("text", N_ ("Description"), CRM_FIELD_SEARCHED),
  CRM_NUMBER ("quantity", N_ ("Quantity"), CRM_FIELD_NONE), /* unset: one */
  CRM_TEXT ("unit", N_ ("Unit"), CRM_FIELD_NONE),
  CRM_MONEY ("price", N_ ("Unit price"), CRM_FIELD_NONE),
  CRM_NUMBER ("discount_percent", N_ ("Discount (%)"), CRM_FIELD_NONE),
  CRM_MONEY ("discount", N_ ("Discount"), CRM_FIELD_NONE),
  CRM_REFERENCE ("tax", N_ ("Tax"), CRM_FIELD_UNLINKED, "tax"),
  CRM_NUMBER ("tax_percent", N_ ("Tax (%)"), CRM_FIELD_NONE),                /* of the document's day, as long as that is a draft; then what it was */
  CRM_MONEY ("cost", N_ ("Costs us"), CRM_FIELD_PRIVATE | CRM_FIELD_HIDDEN), /* one unit, on that day */
  CRM_TEXT ("source", N_ ("Made from"), CRM_FIELD_HIDDEN),                   /* id of the line of the quote or order that it came from */
  CRM_INTEGER ("position", N_ ("Position"), CRM_FIELD_HIDDEN),
  CRM_TEXT ("currency", N_ ("Currency"), CRM_FIELD_HIDDEN), /* the document's */
};

CRM_DEFINE_ITEM (CrmSaleLine, crm_sale_line)

static char *
crm_sale_line_dup_title (CrmObject *self)
{
  return g_strdup (crm_object_get_text (self, "text"));
}

static void
crm_sale_line_override (CrmItemClass *klass)
{
  CRM_OBJECT_CLASS (klass)->dup_title = crm_sale_line_dup_title;
}
