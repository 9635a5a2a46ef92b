#include "config.h"

#include "crm-target.h"

#include "crm-date.h"
#include "crm-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const CrmChoice crm_target_measures[] = {
  { "sold", N_ ("Amount sold") },
  { "won_amount", N_ ("Amount of deals won") },
  { "won", N_ ("Deals won") },
  { "new_customers", N_ ("New customers") },
  { "spoken", N_ ("Calls, messages and meetings") },
  { NULL, NULL },
};

static const CrmField crm_target_fields[] = {
  CRM_CHOICE ("measure", N_ ("What"), CRM_FIELD_REQUIRED, crm_target_measures),
  CRM_DATE ("first", N_ ("From"), CRM_FIELD_REQUIRED),
  CRM_DATE ("last", N_ ("Until"), CRM_FIELD_REQUIRED),
  CRM_REFERENCE ("owner", N_ ("Who"), CRM_FIELD_UNLINKED, "user"), /* unset: all together */
  CRM_MONEY ("amount", N_ ("Amount to reach"), CRM_FIELD_NONE),
  CRM_TEXT ("currency", N_ ("Currency"), CRM_FIELD_NONE),
  CRM_INTEGER ("count", N_ ("Number to reach"), CRM_FIELD_NONE),
  CRM_LONG_TEXT ("about", N_ ("About"), CRM_FIELD_NONE),
};

CRM_DEFINE_RECORD (CrmTarget, crm_target)

/**
 * crm_target_is_amount:
 *
 * Returns: whether what is to be reached is an amount of money, and not a number
 */
gboolean
crm_target_is_amount (CrmObject *self)
{
  const char *measure = crm_object_get_text (self, "measure");

  return g_strcmp0 (measure, "sold") == 0 || g_strcmp0 (measure, "won_amount") == 0;
}

static char *
crm_target_dup_title (CrmObject *self)
{
  const char *measure = crm_object_get_text (self, "measure");

  for (const CrmChoice *choice = crm_target_measures; measure != NULL && choice->value != NULL; choice++)
    {
      if (strcmp (choice->value, measure) == 0)
        return g_strdup (_ (choice->label));
    }

  return g_strdup (measure != NULL ? measure : _ ("Target"));
}

/* Of the number and the amount the one that the measure is of. */
static CrmFieldUse
crm_target_get_use (CrmObject *self, const CrmField *field)
{
  gboolean amount = strcmp (field->name, "amount") == 0 || strcmp (field->name, "currency") == 0;

  if (crm_object_get_text (self, "measure") == NULL || (!amount && strcmp (field->name, "count") != 0))
    return CRM_FIELD_USE_OPEN;

  return amount == crm_target_is_amount (self) ? CRM_FIELD_USE_OPEN : CRM_FIELD_USE_NONE;
}

static gboolean
fail (GError **error, const char *sentence)
{
  g_set_error_literal (error, CRM_ERROR, CRM_ERROR_INVALID, sentence);

  return FALSE;
}

static gboolean
read_day (CrmObject *self, const char *name, CrmDate *day)
{
  const char *iso = crm_object_get_text (self, name);

  return iso != NULL && crm_date_from_iso (iso, day) && crm_date_is_full (*day);
}

static gboolean
crm_target_validate (CrmRecord *record, GError **error)
{
  CrmObject *self = CRM_OBJECT (record);
  gint64     goal = crm_object_get_integer (self, crm_target_is_amount (self) ? "amount" : "count");
  CrmDate    first, last;

  if (crm_object_get_text (self, "measure") == NULL)
    return fail (error, _ ("A target needs to say what is to be reached."));
  if (!read_day (self, "first", &first) || !read_day (self, "last", &last))
    return fail (error, _ ("A target needs its first and its last day."));
  if (crm_date_compare (first, last) > 0)
    return fail (error, _ ("A target cannot end before it begins."));
  if (goal == CRM_UNSET || goal <= 0)
    return fail (error, _ ("A target needs a number above zero."));

  return TRUE;
}

static void
crm_target_override (CrmRecordClass *klass)
{
  CRM_OBJECT_CLASS (klass)->dup_title = crm_target_dup_title;
  CRM_OBJECT_CLASS (klass)->get_use = crm_target_get_use;
  klass->validate = crm_target_validate;
}
