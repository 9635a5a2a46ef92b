#pragma once

#include "crm-custom-value.h"
#include "crm-foreign-field.h"
#include "crm-sale.h"
#include "crm-serial.h"
#include "crm-tagging.h"

#include <glib/gi18n-lib.h>

G_BEGIN_DECLS

/* The fields that quotes, orders and invoices share, at the beginning and at the end of each table. */
#define CRM_SALE_FIELDS_BEFORE(statuses)                                                 \
  CRM_TEXT ("subject", N_ ("Subject"), CRM_FIELD_SEARCHED),                              \
      CRM_REFERENCE ("person", N_ ("Person"), CRM_FIELD_SEARCHED, "person"),             \
      CRM_REFERENCE ("company", N_ ("Company"), CRM_FIELD_SEARCHED, "company"),          \
      CRM_DATE ("date", N_ ("Date"), CRM_FIELD_NONE),                                    \
      CRM_CHOICE ("status", N_ ("Status"), CRM_FIELD_NONE, statuses),                    \
      CRM_ITEMS ("lines", N_ ("Lines"), CRM_FIELD_NONE, crm_sale_line_get_type),         \
      CRM_TEXT ("currency", N_ ("Currency"), CRM_FIELD_NONE),                            \
      CRM_NUMBER ("discount_percent", N_ ("Discount of the whole (%)"), CRM_FIELD_NONE), \
      CRM_MONEY ("discount", N_ ("Discount of the whole"), CRM_FIELD_NONE),              \
      CRM_BOOLEAN ("tax_included", N_ ("Prices include tax"), CRM_FIELD_NONE)

#define CRM_SALE_FIELDS_AFTER                                                                                                   \
  CRM_TEXT ("number", N_ ("Number"), CRM_FIELD_SEARCHED), /* given when it is a draft no more, unless somebody has typed one */ \
      CRM_REFERENCE ("deal", N_ ("Deal"), CRM_FIELD_NONE, "deal"),                                                              \
      CRM_REFERENCE ("owner", N_ ("Owner"), CRM_FIELD_UNLINKED, "user"),                                                        \
      CRM_TEXT ("source", N_ ("Source"), CRM_FIELD_NONE),                                                                       \
      CRM_TEXT ("source_detail", N_ ("Source detail"), CRM_FIELD_NONE),                                                         \
      CRM_TEXT ("campaign", N_ ("Campaign"), CRM_FIELD_NONE),                                                                   \
      CRM_ITEMS ("tags", N_ ("Tags"), CRM_FIELD_NONE, crm_tagging_get_type),                                                    \
      CRM_LONG_TEXT ("note", N_ ("Note to the customer"), CRM_FIELD_SEARCHED), /* printed below the lines */                    \
      CRM_LONG_TEXT ("about", N_ ("About"), CRM_FIELD_SEARCHED),                                                                \
      CRM_ITEMS ("serials", N_ ("Numbers given"), CRM_FIELD_HIDDEN | CRM_FIELD_GIVEN, crm_serial_get_type),                     \
      CRM_MONEY ("net", N_ ("Net"), CRM_FIELD_DERIVED),                                                                         \
      CRM_MONEY ("tax", N_ ("Tax"), CRM_FIELD_DERIVED),                                                                         \
      CRM_MONEY ("total", N_ ("Total"), CRM_FIELD_DERIVED),                                                                     \
      CRM_ITEMS (CRM_CUSTOM_VALUES, N_ ("Your fields"), CRM_FIELD_NONE, crm_custom_value_get_type),                             \
      CRM_ITEMS ("foreign_fields", N_ ("Imported fields"), CRM_FIELD_HIDDEN, crm_foreign_field_get_type)

void crm_sale_override (CrmRecordClass *klass);
void crm_sale_settle_day (CrmObject *self, CrmRecordContext *context);

/* The vfuncs that a type which has more to say calls itself. */
void     crm_sale_collect_keys (CrmRecord *self, GPtrArray *keys);
gboolean crm_sale_validate (CrmRecord *record, GError **error);
gboolean crm_sale_before_save (CrmRecord *record, CrmRecord *before, CrmRecordContext *context, GError **error);

G_END_DECLS
