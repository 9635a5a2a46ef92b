#pragma once

#include "crm-object.h"

G_BEGIN_DECLS

#define CRM_TYPE_ITEM (crm_item_get_type ())

G_DECLARE_DERIVABLE_TYPE (CrmItem, crm_item, CRM, ITEM, CrmObject)

/**
 * CrmItemClass:
 * @dup_key: the text by which the item's record is found exactly ("email:a@example.com"), or %NULL where it has none
 *
 * What belongs to one record alone (a phone number, an address): saved, journalled, merged and synced inside it. Its id is
 * unique in its set and never changes, so that two devices can edit different items of one set. An item that is in a set
 * is not changed any more: replace it by a copy.
 */
struct _CrmItemClass
{
  CrmObjectClass parent_class;

  char *(*dup_key) (CrmItem *self);
};

const char *crm_item_get_id (CrmItem *self);
void        crm_item_set_id (CrmItem *self, const char *id);
void        crm_item_set_number (CrmItem *self, guint position);
gboolean    crm_item_is_numbered (CrmItem *self, guint position);
void        crm_item_ensure_id (CrmItem *self, GPtrArray *siblings);
const char *crm_item_get_key (CrmItem *self);
CrmItem    *crm_item_copy (CrmItem *self);
void        crm_items_share_currency (CrmObject *owner, const char *name);

/* An item type in one line behind its table of fields `name_fields`. */
#define CRM_DECLARE_ITEM(TypeName, type_name, MODULE, NAME) \
  G_DECLARE_FINAL_TYPE (TypeName, type_name, MODULE, NAME, CrmItem)

#define CRM_DEFINE_ITEM(TypeName, type_name)                                                                    \
  struct _##TypeName                                                                                            \
  {                                                                                                             \
    CrmItem parent_instance;                                                                                    \
  };                                                                                                            \
  G_DEFINE_FINAL_TYPE (TypeName, type_name, CRM_TYPE_ITEM)                                                      \
  static void type_name##_override (CrmItemClass *klass);                                                       \
  static void type_name##_class_init (TypeName##Class *klass)                                                   \
  {                                                                                                             \
    crm_object_class_declare (CRM_OBJECT_CLASS (klass), type_name##_fields, G_N_ELEMENTS (type_name##_fields)); \
    type_name##_override (CRM_ITEM_CLASS (klass));                                                              \
  }                                                                                                             \
  static void type_name##_init (TypeName *self)                                                                 \
  {                                                                                                             \
  }

G_END_DECLS
