#include "config.h"

#include "crm-change-set.h"

#include "crm-record-type.h"

struct _CrmChangeSet
{
  gint64      change_id;
  guint64     types;
  guint       size;
  GArray     *ids;   /* (owned) (element-type gint64): the first CRM_CHANGE_SET_MAX */
  GHashTable *known; /* (owned): id itself as the pointer */
};

G_DEFINE_BOXED_TYPE (CrmChangeSet, crm_change_set, crm_change_set_ref, crm_change_set_unref)

CrmChangeSet *
crm_change_set_new (void)
{
  CrmChangeSet *self = g_atomic_rc_box_new0 (CrmChangeSet);

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->known = g_hash_table_new (NULL, NULL);

  return self;
}

CrmChangeSet *
crm_change_set_ref (CrmChangeSet *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  CrmChangeSet *self = data;

  g_array_unref (self->ids);
  g_hash_table_unref (self->known);
}

void
crm_change_set_unref (CrmChangeSet *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static gpointer
id_pointer (gint64 id)
{
  return (gpointer) (gintptr) id;
}

void
crm_change_set_add (CrmChangeSet *self, gint64 id)
{
  self->types |= G_GUINT64_CONSTANT (1) << crm_id_code (id);
  if (self->ids->len >= CRM_CHANGE_SET_MAX)
    {
      self->size++;
      return;
    }
  if (!g_hash_table_add (self->known, id_pointer (id)))
    return;

  self->size++;
  g_array_append_val (self->ids, id);
}

/**
 * crm_change_set_get_change:
 *
 * Returns: the id of the change, 0 for several at once
 */
gint64
crm_change_set_get_change (CrmChangeSet *self)
{
  return self->change_id;
}

void
crm_change_set_set_change (CrmChangeSet *self, gint64 change_id)
{
  self->change_id = change_id;
}

guint
crm_change_set_get_size (CrmChangeSet *self)
{
  return self->size;
}

gboolean
crm_change_set_has_type (CrmChangeSet *self, guint code)
{
  return (self->types & (G_GUINT64_CONSTANT (1) << code)) != 0;
}

/**
 * crm_change_set_has_id:
 *
 * Returns: whether the record is, or may be, among those touched
 */
gboolean
crm_change_set_has_id (CrmChangeSet *self, gint64 id)
{
  if (!crm_change_set_is_complete (self))
    return crm_change_set_has_type (self, crm_id_code (id));

  return g_hash_table_contains (self->known, id_pointer (id));
}

/**
 * crm_change_set_is_complete:
 *
 * Returns: whether crm_change_set_get_ids() names every record touched
 */
gboolean
crm_change_set_is_complete (CrmChangeSet *self)
{
  return self->ids->len < CRM_CHANGE_SET_MAX;
}

GArray *
crm_change_set_get_ids (CrmChangeSet *self)
{
  return self->ids;
}
