/* Items of two sets that say the same thing, type by type. Pure.
 *
 * What an import says is short and may be an older or a newer word about the same thing, so a label or a company is enough to know it again.
 * Where two records become one, both are ours and nothing may be lost: there items are the same only if no field of one contradicts the other's. */

#include "config.h"

#include "crm-join-rules.h"

#include "crm-address.h"
#include "crm-affiliation.h"
#include "crm-contact-point.h"
#include "crm-custom-value.h"
#include "crm-foreign-field.h"
#include "crm-important-date.h"
#include "crm-phone.h"
#include "crm-tagging.h"

#include <string.h>

/**
 * crm_join_fields:
 * @update: whether @said's fields are taken even where @known has them
 *
 * Returns: (transfer full) (nullable): a copy of @known with the fields of @said that it lacks, or all of them; %NULL where that changes nothing
 */
CrmItem *
crm_join_fields (CrmObject *known, CrmObject *said, gboolean update)
{
  g_autoptr (CrmItem) joined = NULL;
  guint n_fields;

  crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (known), &n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      if (!crm_object_is_set (said, i) || crm_object_equal_field (known, said, i) || (crm_object_is_set (known, i) && !update))
        continue;
      if (joined == NULL)
        joined = crm_item_copy (CRM_ITEM (known));
      crm_object_copy_field (CRM_OBJECT (joined), said, i);
    }

  return g_steal_pointer (&joined);
}

static gboolean
same_text (CrmObject *known, CrmObject *said, const char *field)
{
  return g_strcmp0 (crm_object_get_text (known, field), crm_object_get_text (said, field)) == 0;
}

static gboolean
same_contact (CrmObject *known, CrmObject *said)
{
  const char *key;

  if (!same_text (known, said, "kind"))
    return FALSE;
  if (same_text (known, said, "value"))
    return TRUE;

  key = crm_item_get_key (CRM_ITEM (known));

  return key != NULL && g_strcmp0 (key, crm_item_get_key (CRM_ITEM (said))) == 0;
}

/* The number as we have it stays; what it is labelled may be new. */
static CrmItem *
join_contact (CrmObject *known, CrmObject *said, gboolean update)
{
  const char *label = crm_object_get_text (said, "label");
  CrmItem    *joined;

  if (label == NULL || same_text (known, said, "label") || (crm_object_get_text (known, "label") != NULL && !update))
    return NULL;

  joined = crm_item_copy (CRM_ITEM (known));
  crm_object_set_text (CRM_OBJECT (joined), "label", label);

  return joined;
}

/* An address that says nothing the other does not say as well. */
static gboolean
is_part_of (CrmObject *said, CrmObject *known)
{
  CrmObjectClass *klass = CRM_OBJECT_GET_CLASS (known);
  guint           label = (guint) crm_object_class_find_field (klass, "label");
  guint           preferred = (guint) crm_object_class_find_field (klass, "preferred");
  guint           n_fields;

  crm_object_class_get_fields (klass, &n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      if (crm_object_is_set (said, i) && i != label && i != preferred && !crm_object_equal_field (known, said, i))
        return FALSE;
    }

  return TRUE;
}

/* In an update the address of the same label is the one that moved. */
static gboolean
same_label (CrmObject *known, CrmObject *said)
{
  return is_part_of (said, known) || same_text (known, said, "label");
}

static gboolean
same_address (CrmObject *known, CrmObject *said)
{
  return is_part_of (said, known) || (is_part_of (known, said) && same_text (known, said, "label"));
}

static gboolean
same_date (CrmObject *known, CrmObject *said)
{
  return same_text (known, said, "kind") && same_text (known, said, "label");
}

/* Which of its fields an item is nothing without: the company of an affiliation, the tag of a tagging, who a link leads to. */
static int
find_subject (CrmObject *item)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (item), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      if (fields[i].kind == CRM_KIND_REFERENCE && (fields[i].flags & CRM_FIELD_REQUIRED) != 0)
        return (int) i;
    }

  return -1;
}

static gboolean
same_subject (CrmObject *known, CrmObject *said)
{
  int field = find_subject (known);

  return field >= 0 && crm_object_equal_field (known, said, (guint) field);
}

static gboolean
is_preference (const char *parameter)
{
  return g_ascii_strncasecmp (parameter, "PREF=", strlen ("PREF=")) == 0 || g_ascii_strcasecmp (parameter, "PREF") == 0 || g_ascii_strcasecmp (parameter, "TYPE=pref") == 0;
}

/* "FN" of "FN;PREF=1" and of "FN;TYPE=pref": the same thing in the words of vCard 4.0 and of the versions before. */
static char *
dup_without_preference (const char *name)
{
  g_auto (GStrv) parts = NULL;
  GString *plain;

  if (name == NULL || strchr (name, ';') == NULL)
    return g_strdup (name);

  parts = g_strsplit (name, ";", -1);
  plain = g_string_new (parts[0]);
  for (guint i = 1; parts[i] != NULL; i++)
    {
      if (!is_preference (parts[i]))
        g_string_append_printf (plain, ";%s", parts[i]);
    }

  return g_string_free (plain, FALSE);
}

static gboolean
same_foreign (CrmObject *known, CrmObject *said)
{
  g_autofree char *plain = NULL;
  g_autofree char *other = NULL;

  if (!same_text (known, said, "source"))
    return FALSE;
  if (same_text (known, said, "name"))
    return TRUE;

  plain = dup_without_preference (crm_object_get_text (known, "name"));
  other = dup_without_preference (crm_object_get_text (said, "name"));
  return g_strcmp0 (plain, other) == 0;
}

/* A card's time stamp and the program that wrote it are no news about the person. */
static CrmItem *
join_foreign (CrmObject *known, CrmObject *said, gboolean update)
{
  const char *name = crm_object_get_text (known, "name");
  CrmItem    *joined;

  if (strcmp (name, "REV") == 0 || strcmp (name, "PRODID") == 0 || same_text (known, said, "value"))
    return NULL;

  joined = crm_join_fields (known, said, update);
  if (joined != NULL)
    crm_object_set_text (CRM_OBJECT (joined), "name", name);

  return joined;
}

static CrmItem *
join_nothing (CrmObject *known, CrmObject *said, gboolean update)
{
  return NULL;
}

static gboolean
same_id (CrmObject *known, CrmObject *said)
{
  return strcmp (crm_item_get_id (CRM_ITEM (known)), crm_item_get_id (CRM_ITEM (said))) == 0;
}

static gboolean
agree (CrmObject *known, CrmObject *said)
{
  guint n_fields;

  crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (known), &n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      if (crm_object_is_set (known, i) && crm_object_is_set (said, i) && !crm_object_equal_field (known, said, i))
        return FALSE;
    }

  return TRUE;
}

static gboolean
agree_on_contact (CrmObject *known, CrmObject *said)
{
  return same_text (known, said, "kind") && (same_text (known, said, "value") || crm_contact_point_equal (known, said));
}

static gboolean
agree_on_address (CrmObject *known, CrmObject *said)
{
  return is_part_of (said, known) || is_part_of (known, said);
}

static gboolean
agree_on_foreign (CrmObject *known, CrmObject *said)
{
  return same_foreign (known, said) && same_text (known, said, "value");
}

static gboolean
agree_on_date (CrmObject *known, CrmObject *said)
{
  return same_date (known, said) && agree (known, said);
}

static gboolean
agree_on_subject (CrmObject *known, CrmObject *said)
{
  return same_subject (known, said) && agree (known, said);
}

static const CrmJoinRule *
find_uniting (GType item_type)
{
  static const CrmJoinRule contact = { agree_on_contact, crm_join_fields };
  static const CrmJoinRule address = { agree_on_address, crm_join_fields };
  static const CrmJoinRule date = { agree_on_date, crm_join_fields };
  static const CrmJoinRule foreign = { agree_on_foreign, join_nothing };
  static const CrmJoinRule any = { agree_on_subject, crm_join_fields };

  if (item_type == CRM_TYPE_CONTACT_POINT)
    return &contact;
  if (item_type == CRM_TYPE_ADDRESS)
    return &address;
  if (item_type == CRM_TYPE_IMPORTANT_DATE)
    return &date;

  return item_type == CRM_TYPE_FOREIGN_FIELD ? &foreign : &any;
}

/**
 * crm_join_rule_find:
 *
 * Returns: how items of that type are joined; those that only our own files tell of are known by their ids
 */
const CrmJoinRule *
crm_join_rule_find (GType item_type, CrmJoinMode mode)
{
  static const CrmJoinRule contact = { same_contact, join_contact };
  static const CrmJoinRule address_filled = { same_address, crm_join_fields };
  static const CrmJoinRule address_updated = { same_label, crm_join_fields };
  static const CrmJoinRule date = { same_date, crm_join_fields };
  static const CrmJoinRule affiliation = { same_subject, crm_join_fields };
  static const CrmJoinRule tag = { same_subject, join_nothing };
  static const CrmJoinRule custom = { same_subject, crm_join_fields };
  static const CrmJoinRule foreign = { same_foreign, join_foreign };

  /* A record has one value in a field of the business's own. */
  if (item_type == CRM_TYPE_CUSTOM_VALUE)
    return &custom;
  if (mode == CRM_JOIN_UNITE)
    return find_uniting (item_type);
  if (item_type == CRM_TYPE_CONTACT_POINT)
    return &contact;
  if (item_type == CRM_TYPE_ADDRESS)
    return mode == CRM_JOIN_UPDATE ? &address_updated : &address_filled;
  if (item_type == CRM_TYPE_IMPORTANT_DATE)
    return &date;
  if (item_type == CRM_TYPE_AFFILIATION)
    return &affiliation;
  if (item_type == CRM_TYPE_TAGGING)
    return &tag;

  return item_type == CRM_TYPE_FOREIGN_FIELD ? &foreign : crm_join_rule_by_id ();
}

/**
 * crm_join_rule_by_id:
 *
 * Returns: the rule for sets of which both are ours, where an item is known by its id
 */
const CrmJoinRule *
crm_join_rule_by_id (void)
{
  static const CrmJoinRule item = { same_id, crm_join_fields };

  return &item;
}
