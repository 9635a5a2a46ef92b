#include "config.h"

#include "crm-item.h"

#include <string.h>

#define ID_LENGTH 5

typedef struct
{
  char  id[16];
  char *key; /* (owned) (nullable): worked out when first asked for; no_key for none */
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

/* Stands for a key that was asked for and is none. */
static char no_key[] = "";

static void
free_key (char *key)
{
  if (key != no_key)
    g_free (key);
}

static void
crm_item_changed (CrmObject *object)
{
  CrmItemPrivate *priv = crm_item_get_instance_private (CRM_ITEM (object));

  free_key (g_steal_pointer (&priv->key));
}

static void
crm_item_finalize (GObject *object)
{
  CrmItemPrivate *priv = crm_item_get_instance_private (CRM_ITEM (object));

  free_key (priv->key);

  G_OBJECT_CLASS (crm_item_parent_class)->finalize (object);
}

static void
crm_item_class_init (CrmItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crm_item_finalize;
  CRM_OBJECT_CLASS (klass)->changed = crm_item_changed;
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

static void
write_number (guint position, char id[16])
{
  char  digits[16];
  guint n = 0;
  guint length = 0;

  for (guint number = position + 1; number > 0; number /= 10)
    digits[n++] = (char) ('0' + number % 10);
  while (n > 0)
    id[length++] = digits[--n];
  id[length] = '\0';
}

/**
 * crm_item_set_number:
 * @position: where the item stands in its set, from 0
 *
 * Gives the item the id of its place, which is what sets are made with all at once; one that keeps its place needs no id in the file.
 */
void
crm_item_set_number (CrmItem *self, guint position)
{
  CrmItemPrivate *priv = crm_item_get_instance_private (self);

  write_number (position, priv->id);
}

/**
 * crm_item_is_numbered:
 *
 * Returns: whether the item's id is that of the place @position, or none
 */
gboolean
crm_item_is_numbered (CrmItem *self, guint position)
{
  CrmItemPrivate *priv = crm_item_get_instance_private (self);
  char            id[16];

  if (priv->id[0] == '\0')
    return TRUE;
  write_number (position, id);

  return strcmp (priv->id, id) == 0;
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
 * crm_item_get_key:
 *
 * Works out once what the item's record is looked up by; a set, and so its items, may be shared by records on different threads.
 *
 * Returns: (transfer none) (nullable): the key, until the item is changed
 */
const char *
crm_item_get_key (CrmItem *self)
{
  CrmItemPrivate *priv = crm_item_get_instance_private (self);
  char           *key = g_atomic_pointer_get (&priv->key);

  if (key == NULL)
    {
      key = CRM_ITEM_GET_CLASS (self)->dup_key (self);
      if (key == NULL)
        key = no_key;
      if (!g_atomic_pointer_compare_and_exchange (&priv->key, NULL, key))
        {
          free_key (key);
          key = g_atomic_pointer_get (&priv->key);
        }
    }

  return key != no_key ? key : NULL;
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

/**
 * crm_items_share_currency:
 * @name: of a set whose items have a "currency", as @owner has
 *
 * Has every item say its owner's currency, so that whoever reads it alone knows. A set whose items say it already is left alone.
 */
void
crm_items_share_currency (CrmObject *owner, const char *name)
{
  GPtrArray  *items = crm_object_get_items (owner, name);
  const char *currency = crm_object_get_text (owner, "currency");
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean changed = FALSE;

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      CrmItem *item = crm_item_copy (items->pdata[i]);

      changed |= g_strcmp0 (crm_object_get_text (CRM_OBJECT (item), "currency"), currency) != 0;
      crm_object_set_text (CRM_OBJECT (item), "currency", currency);
      g_ptr_array_add (all, item);
    }
  if (changed)
    crm_object_set_items (owner, name, all);
}
