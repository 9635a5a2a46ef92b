/* Which row is the first of a group is known to the list (crm_record_list_get_group()): a head is looked at again when its row gets another
 * place, and all heads when the groups are others. What a group is called is what its first record has, as the field shows it. */

#include "config.h"

#include "crm-table-groups.h"

#include "crm-field-row.h"
#include "crm-format.h"
#include "crm-grouped.h"
#include "crm-main-item.h"
#include "crm-sort.h"

#include <glib/gi18n-lib.h>

struct _CrmTableGroups
{
  CrmContext         *context; /* (owned) */
  const CrmTableType *type;
  CrmRecordList      *records; /* (owned) (nullable) */
  char               *name;    /* (owned) (nullable): of a field */
  GHashTable         *bound;   /* (owned) (element-type GtkListItem): rows that show a record now */
};

static const CrmRecordType *
get_type (CrmTableGroups *self)
{
  return crm_record_type_find (self->type->type_name);
}

/* (nullable): of what the records have in common, as people say it */
static const char *
find_label (CrmTableGroups *self, const CrmField **field)
{
  CrmFieldSet       *fields = crm_context_get_fields (self->context, get_type (self));
  const CrmMainItem *item = self->name != NULL ? crm_main_item_find (get_type (self), self->name) : NULL;

  *field = fields != NULL && self->name != NULL ? crm_field_set_find (fields, self->name) : NULL;
  if (*field != NULL)
    return crm_field_get_label (*field);

  return item != NULL ? _ (item->label) : NULL;
}

static char *
dup_head (CrmTableGroups *self, const char *label, const CrmField *field, const CrmRecordGroup *group)
{
  g_autoptr (CrmRecord) first = g_list_model_get_item (G_LIST_MODEL (self->records), group->first);
  g_autofree char *count = crm_format_count (self->context, group->count);
  g_autofree char *value = NULL;

  if (group->value == NULL || first == NULL)
    /* Translators: head of a group of records that lack something; 1: a field, 2: how many they are */
    return g_strdup_printf (_ ("%1$s: none (%2$s)"), label, count);

  if (field != NULL)
    value = crm_format_field (self->context, CRM_OBJECT (first), field);
  else
    value = crm_format_reference (self->context, g_ascii_strtoll (group->value, NULL, 10));

  /* Translators: head of a group of records; 1: what they have in common, 2: how many they are. No dot: it looks like a zero beside Persian digits */
  return g_strdup_printf (_ ("%1$s (%2$s)"), value, count);
}

static void
show_head (CrmTableGroups *self, GtkListItem *item)
{
  GtkWidget            *row = gtk_list_item_get_child (item);
  guint                 position = gtk_list_item_get_position (item);
  const CrmField       *field;
  const char           *label = find_label (self, &field);
  const CrmRecordGroup *group = label != NULL && self->records != NULL ? crm_record_list_get_group (self->records, position) : NULL;
  g_autofree char      *head = group != NULL && group->first == position ? dup_head (self, label, field, group) : NULL;

  crm_grouped_set_head (CRM_GROUPED (row), head);
}

static void
show_heads (CrmTableGroups *self)
{
  GHashTableIter iter;
  gpointer       item;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    show_head (self, item);
}

static void
position_changed_cb (CrmTableGroups *self, GParamSpec *pspec, GtkListItem *item)
{
  show_head (self, item);
}

static void
bind_cb (CrmTableGroups *self, GtkListItem *item)
{
  g_hash_table_add (self->bound, item);
  g_signal_connect_swapped (item, "notify::position", G_CALLBACK (position_changed_cb), self);
  show_head (self, item);
}

static void
unbind_cb (CrmTableGroups *self, GtkListItem *item)
{
  g_signal_handlers_disconnect_by_func (item, position_changed_cb, self);
  g_hash_table_remove (self->bound, item);
}

CrmTableGroups *
crm_table_groups_new (CrmContext *context, const CrmTableType *type)
{
  CrmTableGroups *self = g_new0 (CrmTableGroups, 1);

  self->context = g_object_ref (context);
  self->type = type;
  self->bound = g_hash_table_new (NULL, NULL);

  return self;
}

/* To be called when the rows are gone. */
void
crm_table_groups_free (CrmTableGroups *self)
{
  crm_table_groups_set_records (self, NULL);
  g_hash_table_unref (self->bound);
  g_free (self->name);
  g_clear_object (&self->context);
  g_free (self);
}

/**
 * crm_table_groups_set_name:
 * @name: (nullable): of a field; %NULL or "" for no groups
 */
void
crm_table_groups_set_name (CrmTableGroups *self, const char *name)
{
  g_free (self->name);
  self->name = name != NULL && *name != '\0' ? g_strdup (name) : NULL;
}

const char *
crm_table_groups_get_name (CrmTableGroups *self)
{
  return self->name;
}

/**
 * crm_table_groups_apply:
 *
 * Has @query put the records together. A field that was removed since groups nothing.
 */
void
crm_table_groups_apply (CrmTableGroups *self, CrmQuery *query)
{
  if (self->name != NULL)
    crm_sort_group (self->name, query, crm_context_get_fields (self->context, get_type (self)));
  else
    crm_query_set_group (query, NULL);
}

/**
 * crm_table_groups_set_records:
 * @records: (nullable): what is listed from now on
 */
void
crm_table_groups_set_records (CrmTableGroups *self, CrmRecordList *records)
{
  if (self->records != NULL)
    g_signal_handlers_disconnect_by_data (self->records, self);
  g_set_object (&self->records, records);
  if (records != NULL)
    g_signal_connect_swapped (records, "regrouped", G_CALLBACK (show_heads), self);
}

/**
 * crm_table_groups_follow:
 * @factory: a GtkSignalListItemFactory whose rows are CrmGrouped; it must not outlive this
 */
void
crm_table_groups_follow (CrmTableGroups *self, GtkListItemFactory *factory)
{
  g_signal_connect_data (factory, "bind", G_CALLBACK (bind_cb), self, NULL, G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  g_signal_connect_data (factory, "unbind", G_CALLBACK (unbind_cb), self, NULL, G_CONNECT_SWAPPED);
}

static void
append (GMenu *menu, const char *label, const char *action, const char *name)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", name);
  g_menu_append_item (menu, item);
}

/**
 * crm_table_groups_fill_menu:
 * @menu: gets an entry for each field that records can stand together by, in place of what it had
 * @action: takes the name of a field
 */
void
crm_table_groups_fill_menu (CrmTableGroups *self, GMenu *menu, const char *action)
{
  CrmFieldSet *fields = crm_context_get_fields (self->context, get_type (self));

  g_menu_remove_all (menu);
  append (menu, _ ("No Groups"), action, "");
  if (crm_main_item_find (get_type (self), "company") != NULL)
    append (menu, _ ("Company"), action, "company");
  for (guint i = 0; fields != NULL && i < crm_field_set_get_size (fields); i++)
    {
      const CrmField  *field = crm_field_set_get (fields, i);
      g_autofree char *label = NULL;

      if (!crm_field_can_group (field) || !crm_field_row_is_editable (field))
        continue;
      label = crm_format_menu_label (crm_field_get_label (field));
      append (menu, label, action, field->name);
    }
}
