#include "config.h"

#include "crm-item.h"

#include <string.h>

#define ID_LENGTH 5

typedef struct
{
  char id[16];
} CrmItemPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (CrmItem, crm_item, CRM_TYPE_OBJECT)

static gboolean
has_id (GPtrArray *items, const char *id)
{
  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      if (strcmp (crm_item_get_id (g_ptr_array_index (items, i)), id) == 0)
        return TRUE;
    }

  return FALSE;
}

static char *
dup_no_key (CrmItem *self)
{
  return NULL;
}

static void
crm_item_class_init (CrmItemClass *klass)
{
  klass->dup_key = dup_no_key;
}

static void
crm_item_init (CrmItem *self)
{
}

/**
 * crm_item_get_id:
 *
 * Returns: the item's id in its set, empty until it has one
 */
const char *
crm_item_get_id (CrmItem *self)
{
  CrmItemPrivate *priv = crm_item_get_instance_private (self);

  return priv->id;
}

void
crm_item_set_id (CrmItem *self, const char *id)
{
  CrmItemPrivate *priv = crm_item_get_instance_private (self);

  g_strlcpy (priv->id, id, sizeof priv->id);
}

/**
 * crm_item_ensure_id:
 * @siblings: (nullable) (element-type CrmItem): the set it will join
 *
 * Gives the item a random id that none of @siblings has, unless it has an id already.
 */
void
crm_item_ensure_id (CrmItem *self, GPtrArray *siblings)
{
  static const char letters[] = "abcdefghijkmnpqrstuvwxyz23456789";
  CrmItemPrivate   *priv = crm_item_get_instance_private (self);

  while (priv->id[0] == '\0' || has_id (siblings, priv->id))
    {
      guint32 random = g_random_int ();

      for (int i = 0; i < ID_LENGTH; i++, random >>= 5)
        priv->id[i] = letters[random & 31];
      priv->id[ID_LENGTH] = '\0';
    }
}

/**
 * crm_item_dup_key:
 *
 * Returns: (transfer full) (nullable): what the item's record is looked up by
 */
char *
crm_item_dup_key (CrmItem *self)
{
  return CRM_ITEM_GET_CLASS (self)->dup_key (self);
}

/**
 * crm_item_copy:
 *
 * Returns: (transfer full): an item of the same id that may be changed
 */
CrmItem *
crm_item_copy (CrmItem *self)
{
  CrmItem *copy = g_object_new (G_OBJECT_TYPE (self), NULL);
  guint    n_fields;

  crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (self), &n_fields);
  for (guint i = 0; i < n_fields; i++)
    crm_object_copy_field (CRM_OBJECT (copy), CRM_OBJECT (self), i);
  crm_item_set_id (copy, crm_item_get_id (self));

  return copy;
}
