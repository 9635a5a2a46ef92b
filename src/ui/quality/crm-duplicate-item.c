#include "config.h"

#include "crm-duplicate-item.h"

struct _CrmDuplicateItem
{
  GObject parent_instance;

  CrmDuplicate *duplicate; /* (owned) */
};

G_DEFINE_FINAL_TYPE (CrmDuplicateItem, crm_duplicate_item, G_TYPE_OBJECT)

static void
crm_duplicate_item_finalize (GObject *object)
{
  crm_duplicate_free (CRM_DUPLICATE_ITEM (object)->duplicate);

  G_OBJECT_CLASS (crm_duplicate_item_parent_class)->finalize (object);
}

static void
crm_duplicate_item_class_init (CrmDuplicateItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crm_duplicate_item_finalize;
}

static void
crm_duplicate_item_init (CrmDuplicateItem *self)
{
}

/**
 * crm_duplicate_item_new:
 * @duplicate: (transfer full): the pair
 */
CrmDuplicateItem *
crm_duplicate_item_new (CrmDuplicate *duplicate)
{
  CrmDuplicateItem *self = g_object_new (CRM_TYPE_DUPLICATE_ITEM, NULL);

  self->duplicate = duplicate;

  return self;
}

const CrmDuplicate *
crm_duplicate_item_get (CrmDuplicateItem *self)
{
  return self->duplicate;
}

/**
 * crm_duplicate_item_equal:
 *
 * Returns: whether a row of the one need not change to show the other
 */
gboolean
crm_duplicate_item_equal (CrmDuplicateItem *self, CrmDuplicateItem *other)
{
  const CrmDuplicate *mine = self->duplicate;
  const CrmDuplicate *theirs = other->duplicate;

  return mine->one == theirs->one && mine->other == theirs->other && mine->likeness->score == theirs->likeness->score;
}
