#include "config.h"

#include "crm-relation.h"

#include <glib/gi18n-lib.h>

/* The words of the property RELATED of RFC 6350 where it has one. */
static const CrmChoice relation_kinds[] = {
  { "spouse", N_ ("Spouse") },
  { "parent", N_ ("Parent") },
  { "child", N_ ("Child") },
  { "sibling", N_ ("Sibling") },
  { "kin", N_ ("Relative") },
  { "friend", N_ ("Friend") },
  { "neighbor", N_ ("Neighbour") },
  { "colleague", N_ ("Colleague") },
  { "manager", N_ ("Manager") },
  { "employee", N_ ("Employee") },
  { "assistant", N_ ("Assistant") },
  { "principal", N_ ("Whom they assist") },
  { "other", N_ ("Other relation") },
  { NULL, NULL },
};

/* Those that are not the same from both sides. */
static const struct
{
  const char *kind;
  const char *inverse;
} inverses[] = {
  { "parent", "child" },
  { "child", "parent" },
  { "manager", "employee" },
  { "employee", "manager" },
  { "assistant", "principal" },
  { "principal", "assistant" },
};

static const CrmField crm_relation_fields[] = {
  CRM_REFERENCE ("person", N_ ("Person"), CRM_FIELD_REQUIRED, "person"),
  CRM_CHOICE ("kind", N_ ("Is their"), CRM_FIELD_REQUIRED, relation_kinds),
  CRM_TEXT ("label", N_ ("In your own words"), CRM_FIELD_NONE),
  CRM_TEXT ("inverse_label", N_ ("The other way round"), CRM_FIELD_NONE),
};

CRM_DEFINE_ITEM (CrmRelation, crm_relation)

static const char *
find_label (const char *kind)
{
  for (const CrmChoice *choice = relation_kinds; kind != NULL && choice->value != NULL; choice++)
    {
      if (g_str_equal (choice->value, kind))
        return crm_choice_get_label (choice);
    }

  return kind != NULL ? kind : "";
}

/**
 * crm_relation_get_label:
 *
 * Returns: (transfer none): what the person named is to the one whose item it is
 */
const char *
crm_relation_get_label (CrmObject *self)
{
  const char *own = crm_object_get_text (self, "label");

  return own != NULL ? own : find_label (crm_object_get_text (self, "kind"));
}

/**
 * crm_relation_get_inverse_label:
 *
 * Returns: (transfer none): what the one whose item it is, is to the person named
 */
const char *
crm_relation_get_inverse_label (CrmObject *self)
{
  const char *own = crm_object_get_text (self, "inverse_label");
  const char *kind = crm_object_get_text (self, "kind");

  if (own != NULL)
    return own;
  for (guint i = 0; i < G_N_ELEMENTS (inverses); i++)
    {
      if (g_strcmp0 (inverses[i].kind, kind) == 0)
        return find_label (inverses[i].inverse);
    }

  return find_label (kind);
}

static void
crm_relation_override (CrmItemClass *klass)
{
}
