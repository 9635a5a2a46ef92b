#include "config.h"

#include "crm-import-differences.h"

#include "crm-affiliation.h"
#include "crm-clock.h"
#include "crm-date.h"
#include "crm-field-text.h"
#include "crm-import-draft.h"

#include <glib/gi18n-lib.h>

/* Characters of a value that a report tells. */
#define DESCRIBED_MOST 200

static char *
describe_choice (const CrmField *field, const char *value)
{
  const CrmChoice *choice = crm_field_find_choice (field, value);

  return g_strdup (choice != NULL ? _ (choice->label) : value);
}

/* "Birthday: 1990-05-12", or as much of the day as is known. */
static char *
describe_day (CrmObject *item)
{
  guint            n_fields;
  const CrmField  *kind = &crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (item), &n_fields)[crm_object_class_find_field (CRM_OBJECT_GET_CLASS (item), "kind")];
  const char      *label = crm_object_get_text (item, "label");
  g_autofree char *title = label != NULL ? g_strdup (label) : describe_choice (kind, crm_object_get_text (item, "kind"));
  CrmDate          day = CRM_DATE_NONE;
  g_autofree char *iso = NULL;

  day.year = MAX ((int) crm_object_get_integer (item, "year"), 0);
  day.month = MAX ((int) crm_object_get_integer (item, "month"), 0);
  day.day = MAX ((int) crm_object_get_integer (item, "day"), 0);
  iso = crm_date_to_iso (day);

  return g_strdup_printf ("%s: %s", title, iso);
}

static char *
describe_reference (CrmImportEngine *self, gint64 id)
{
  g_autoptr (CrmRecord) record = crm_import_engine_load (self, id, NULL);

  return record != NULL ? crm_object_dup_title (CRM_OBJECT (record)) : g_strdup ("");
}

/* "Owner, Atlas Fabrics" */
static char *
describe_affiliation (CrmImportEngine *self, CrmObject *item)
{
  const char      *role = crm_object_get_text (item, "role");
  g_autofree char *company = describe_reference (self, crm_object_get_integer (item, "company"));

  if (role == NULL || *company == '\0')
    return g_strdup (role != NULL ? role : company);

  return g_strconcat (role, _ (", "), company, NULL);
}

static char *
describe_item (CrmImportEngine *self, CrmObject *item)
{
  const CrmImportNumbers *n = crm_import_numbers ();

  if (CRM_IS_IMPORTANT_DATE (item))
    return describe_day (item);
  if (CRM_IS_AFFILIATION (item))
    return describe_affiliation (self, item);
  if (!CRM_IS_FOREIGN_FIELD (item))
    return crm_object_dup_title (item);

  return g_strdup_printf ("%s: %s", crm_object_peek_text (item, n->foreign_name), crm_object_is_set (item, n->foreign_value) ? crm_object_peek_text (item, n->foreign_value) : "");
}

static char *
describe_items (CrmImportEngine *self, GPtrArray *items)
{
  g_autoptr (GPtrArray) titles = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      char *title = describe_item (self, g_ptr_array_index (items, i));

      if (title != NULL && *title != '\0')
        g_ptr_array_add (titles, title);
      else
        g_free (title);
    }
  g_ptr_array_add (titles, NULL);

  return g_strjoinv ("\n", (char **) titles->pdata);
}

/* To the minute, in the zone of whoever reads it. */
static char *
describe_instant (gint64 instant)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (instant / G_USEC_PER_SEC);
  g_autoptr (GDateTime) here = utc != NULL ? g_date_time_to_timezone (utc, crm_clock_get_zone ()) : NULL;

  return here != NULL ? g_date_time_format (here, "%Y-%m-%d %H:%M") : NULL;
}

static char *
describe_whole (CrmImportEngine *self, CrmObject *object, guint number, const CrmField *field)
{
  if (!crm_object_is_set (object, number))
    return g_strdup ("");
  if (field->kind == CRM_KIND_ITEMS)
    return describe_items (self, crm_object_peek_items (object, number));
  if (field->kind == CRM_KIND_REFERENCE)
    return describe_reference (self, crm_object_peek_integer (object, number));
  if (field->kind == CRM_KIND_INSTANT)
    return describe_instant (crm_object_peek_integer (object, number));
  if (field->kind == CRM_KIND_FILE)
    return g_strdup (_ ("a file"));
  if (field->kind == CRM_KIND_CHOICE)
    return describe_choice (field, crm_object_peek_text (object, number));

  return crm_field_to_text (field, object, NULL);
}

/* A field as a report tells it: words enough to see what it is. */
static char *
describe (CrmImportEngine *self, CrmObject *object, guint number, const CrmField *field)
{
  g_autofree char *whole = describe_whole (self, object, number, field);
  g_autofree char *begin = NULL;

  if (whole == NULL)
    return g_strdup ("");
  if (g_utf8_strlen (whole, -1) <= DESCRIBED_MOST)
    return g_steal_pointer (&whole);

  begin = g_utf8_substring (whole, 0, DESCRIBED_MOST);
  return g_strconcat (begin, "…", NULL);
}

/**
 * crm_import_differences_tell:
 * @before: (nullable): %NULL for a new record
 *
 * Tells in @example what is another of each field, as people read it.
 */
void
crm_import_differences_tell (CrmImportEngine *self, CrmImportExample *example, CrmRecord *before, CrmRecord *after)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (after), &n_fields);

  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *old = NULL;
      g_autofree char *new = NULL;

      if (before != NULL ? crm_object_equal_field (CRM_OBJECT (before), CRM_OBJECT (after), i) : !crm_object_is_set (CRM_OBJECT (after), i))
        continue;
      old = before != NULL ? describe (self, CRM_OBJECT (before), i, &fields[i]) : g_strdup ("");
      new = describe (self, CRM_OBJECT (after), i, &fields[i]);
      if (*old != '\0' || *new != '\0')
        crm_import_example_add (example, _ (fields[i].label), g_steal_pointer (&old), g_steal_pointer (&new));
    }
}
