/* What one would want to know of a customer: few things, since a list of everything that could be known helps nobody. */

#include "config.h"

#include "crm-completeness.h"

#include "crm-person.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  const char *label;
  const char *field;
  const char *kind;    /* (nullable): of a contact point */
  const char *instead; /* (nullable): a field that is as good */
} Wanted;

static const Wanted person_wanted[] = {
  { NC_ ("lacking", "first name"), "given_name", NULL, "display_name" },
  { NC_ ("lacking", "last name"), "family_name", NULL, "display_name" },
  { NC_ ("lacking", "phone"), "contact_points", "phone" },
  { NC_ ("lacking", "e-mail"), "contact_points", "email" },
  { NC_ ("lacking", "company"), "affiliations", NULL },
  { NC_ ("lacking", "address"), "addresses", NULL },
  { NC_ ("lacking", "where they come from"), "source", NULL },
};

static const Wanted company_wanted[] = {
  { NC_ ("lacking", "phone"), "contact_points", "phone" },
  { NC_ ("lacking", "e-mail"), "contact_points", "email" },
  { NC_ ("lacking", "web page"), "contact_points", "web" },
  { NC_ ("lacking", "address"), "addresses", NULL },
  { NC_ ("lacking", "industry"), "industry", NULL },
};

static gboolean
is_of_use (CrmObject *point, const char *kind)
{
  return g_strcmp0 (crm_object_get_text (point, "kind"), kind) == 0 && !crm_object_get_boolean (point, "invalid");
}

static gboolean
is_known (CrmObject *object, const Wanted *wanted)
{
  guint      field = (guint) crm_object_class_find_field (CRM_OBJECT_GET_CLASS (object), wanted->field);
  GPtrArray *points;

  if (wanted->instead != NULL && crm_object_get_text (object, wanted->instead) != NULL)
    return TRUE;
  if (wanted->kind == NULL || !crm_object_is_set (object, field))
    return crm_object_is_set (object, field);

  points = crm_object_peek_items (object, field);
  for (guint i = 0; i < points->len; i++)
    {
      if (is_of_use (g_ptr_array_index (points, i), wanted->kind))
        return TRUE;
    }

  return FALSE;
}

/**
 * crm_completeness_new:
 * @record: a person or a company
 *
 * Returns: (transfer full): what is known of it and what is not
 */
CrmCompleteness *
crm_completeness_new (CrmRecord *record)
{
  CrmCompleteness *self = g_new0 (CrmCompleteness, 1);
  const Wanted    *wanted = CRM_IS_PERSON (record) ? person_wanted : company_wanted;

  self->wanted = CRM_IS_PERSON (record) ? G_N_ELEMENTS (person_wanted) : G_N_ELEMENTS (company_wanted);
  self->lacking = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < self->wanted; i++)
    {
      if (is_known (CRM_OBJECT (record), &wanted[i]))
        self->known++;
      else
        g_ptr_array_add (self->lacking, g_strdup (g_dpgettext2 (GETTEXT_PACKAGE, "lacking", wanted[i].label)));
    }

  return self;
}

void
crm_completeness_free (CrmCompleteness *self)
{
  g_ptr_array_unref (self->lacking);
  g_free (self);
}
