/* The register of record types. A new type adds its line to the table and nothing else anywhere. */

#include "config.h"

#include "crm-record-type.h"

#include "crm-model.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Codes are for ever: they are in the ids of every file. */
static const CrmRecordType builtin_types[] = {
  { "person", N_ ("Person"), N_ ("People"), 1, CRM_TYPE_NAMED | CRM_TYPE_CONTACT, crm_person_get_type },
  { "company", N_ ("Company"), N_ ("Companies"), 2, CRM_TYPE_NAMED | CRM_TYPE_CONTACT, crm_company_get_type },
  { "deal", N_ ("Deal"), N_ ("Deals"), 3, CRM_TYPE_NAMED, crm_deal_get_type },
  { "activity", N_ ("Activity"), N_ ("Activities"), 4, CRM_TYPE_EVENT, crm_activity_get_type },
  { "pipeline", N_ ("Pipeline"), N_ ("Pipelines"), 5, CRM_TYPE_PLAIN, crm_pipeline_get_type },
  { "stage", N_ ("Stage"), N_ ("Stages"), 6, CRM_TYPE_PLAIN, crm_stage_get_type },
  { "stage_change", N_ ("Stage change"), N_ ("Stage changes"), 7, CRM_TYPE_EVENT, crm_stage_change_get_type },
  { "tag", N_ ("Tag"), N_ ("Tags"), 8, CRM_TYPE_PLAIN, crm_tag_get_type },
  { "setting", N_ ("Setting"), N_ ("Settings"), 9, CRM_TYPE_PLAIN, crm_setting_get_type },
  { "custom_field", N_ ("Field"), N_ ("Fields"), 10, CRM_TYPE_PLAIN, crm_custom_field_get_type },
  { "saved_view", N_ ("View"), N_ ("Views"), 11, CRM_TYPE_PLAIN, crm_saved_view_get_type },
  { "distinction", N_ ("Not a duplicate"), N_ ("Not duplicates"), 13, CRM_TYPE_PLAIN, crm_distinction_get_type },
  { "conflict", N_ ("Conflict"), N_ ("Conflicts"), 14, CRM_TYPE_PLAIN, crm_conflict_get_type },
  { "user", N_ ("User"), N_ ("Users"), 15, CRM_TYPE_PLAIN, crm_user_get_type },
  { "tax", N_ ("Tax"), N_ ("Taxes"), 16, CRM_TYPE_PLAIN, crm_tax_get_type },
  { "price_list", N_ ("Price list"), N_ ("Price lists"), 17, CRM_TYPE_PLAIN, crm_price_list_get_type },
  { "product", N_ ("Product"), N_ ("Products"), 18, CRM_TYPE_NAMED, crm_product_get_type },
  { "quote", N_ ("Quote"), N_ ("Quotes"), 19, CRM_TYPE_EVENT, crm_quote_get_type },
  { "sales_order", N_ ("Sales order"), N_ ("Sales orders"), 20, CRM_TYPE_EVENT, crm_sales_order_get_type },
  { "invoice", N_ ("Invoice"), N_ ("Invoices"), 21, CRM_TYPE_EVENT, crm_invoice_get_type },
  { "payment", N_ ("Payment"), N_ ("Payments"), 22, CRM_TYPE_EVENT, crm_payment_get_type },
  { "target", N_ ("Target"), N_ ("Targets"), 24, CRM_TYPE_PLAIN, crm_target_get_type },
  { "service_case", N_ ("Case"), N_ ("Cases"), 25, CRM_TYPE_EVENT, crm_service_case_get_type },
  { "article", N_ ("Answer"), N_ ("Answers"), 26, CRM_TYPE_NAMED, crm_article_get_type },
  { "feedback", N_ ("Feedback"), N_ ("Feedback"), 27, CRM_TYPE_EVENT, crm_feedback_get_type },
  { "series", N_ ("Number series"), N_ ("Number series"), 23, CRM_TYPE_STAYS, crm_series_get_type },
};

/* What has ids and is shown like a record without being one. */
static const CrmRecordType change_type = { "change", N_ ("Change"), N_ ("Changes"), CRM_CODE_CHANGE, CRM_TYPE_EVENT, crm_change_record_get_type };

static const CrmRecordType *by_code[1 << CRM_ID_CODE_BITS];

static void
ensure_builtin (void)
{
  static gsize once;

  if (g_once_init_enter (&once))
    {
      for (guint i = 0; i < G_N_ELEMENTS (builtin_types); i++)
        by_code[builtin_types[i].code] = &builtin_types[i];
      g_once_init_leave (&once, 1);
    }
}

/**
 * crm_record_type_register:
 * @type: static; its name and code are nobody else's
 *
 * Adds a type beside the built-in ones, before any file is opened.
 */
void
crm_record_type_register (const CrmRecordType *type)
{
  ensure_builtin ();

  g_return_if_fail (type->code > 0 && type->code < CRM_CODE_CHANGE);
  g_return_if_fail (by_code[type->code] == NULL || by_code[type->code] == type);

  by_code[type->code] = type;
}

/**
 * crm_record_type_find:
 * @name: (nullable): any text
 *
 * Returns: (nullable): the type of that name
 */
const CrmRecordType *
crm_record_type_find (const char *name)
{
  ensure_builtin ();

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (by_code); i++)
    {
      if (by_code[i] != NULL && strcmp (by_code[i]->name, name) == 0)
        return by_code[i];
    }

  return NULL;
}

const CrmRecordType *
crm_record_type_from_code (guint code)
{
  ensure_builtin ();

  return code < G_N_ELEMENTS (by_code) ? by_code[code] : NULL;
}

const CrmRecordType *
crm_record_type_from_gtype (GType gtype)
{
  ensure_builtin ();

  if (gtype == CRM_TYPE_CHANGE_RECORD)
    return &change_type;

  for (guint i = 0; i < G_N_ELEMENTS (by_code); i++)
    {
      if (by_code[i] != NULL && by_code[i]->get_type () == gtype)
        return by_code[i];
    }

  return NULL;
}

/**
 * crm_record_type_of_id:
 *
 * Returns: (nullable): the type a record of that id is of; %NULL for what is no id
 */
const CrmRecordType *
crm_record_type_of_id (gint64 id)
{
  if (id > 0 && crm_id_code (id) == CRM_CODE_CHANGE)
    return &change_type;

  return id > 0 ? crm_record_type_from_code (crm_id_code (id)) : NULL;
}

/**
 * crm_record_type_list:
 *
 * Returns: (transfer container) (element-type CrmRecordType): every type, by code
 */
GPtrArray *
crm_record_type_list (void)
{
  GPtrArray *types = g_ptr_array_new ();

  ensure_builtin ();
  for (guint i = 0; i < G_N_ELEMENTS (by_code); i++)
    {
      if (by_code[i] != NULL)
        g_ptr_array_add (types, (gpointer) by_code[i]);
    }

  return types;
}

/**
 * crm_record_type_peek_class:
 *
 * Returns: (transfer none): the class, kept for the life of the program
 */
CrmObjectClass *
crm_record_type_peek_class (const CrmRecordType *type)
{
  gpointer klass = g_type_class_peek (type->get_type ());

  /* The reference is never dropped: a record type lives as long as the program. */
  return klass != NULL ? klass : g_type_class_ref (type->get_type ());
}

const CrmField *
crm_record_type_get_fields (const CrmRecordType *type, guint *n_fields)
{
  return crm_object_class_get_fields (crm_record_type_peek_class (type), n_fields);
}
