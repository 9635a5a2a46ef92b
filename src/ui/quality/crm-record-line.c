/* What tells two of one name apart, on one line: where they work, and how they are reached. */

#include "config.h"

#include "crm-record-line.h"

#include "crm-fact-text.h"

#include <glib/gi18n-lib.h>

static void
append_items (GString *line, CrmContext *context, CrmObject *record, const char *name, gboolean labelled)
{
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (record), &n_fields);
  int             number = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (record), name);
  GPtrArray      *items = number >= 0 ? crm_object_peek_items (record, (guint) number) : NULL;

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      g_auto (CrmFactText) text = { NULL };

      crm_fact_text_init_item (&text, context, g_ptr_array_index (items, i), &fields[number]);
      if (line->len > 0)
        g_string_append (line, _ (" · "));
      g_string_append (line, text.value);
      if (labelled)
        g_string_append_printf (line, " (%s)", text.label);
    }
}

/**
 * crm_record_line_format:
 * @record: a person or a company
 *
 * Returns: (transfer full): the companies and the ways to reach it; empty where nothing is known
 */
char *
crm_record_line_format (CrmContext *context, CrmRecord *record)
{
  GString *line = g_string_new (NULL);

  append_items (line, context, CRM_OBJECT (record), "affiliations", FALSE);
  append_items (line, context, CRM_OBJECT (record), "contact_points", FALSE);

  return g_string_free (line, FALSE);
}

/**
 * crm_record_line_format_contacts:
 *
 * Returns: (transfer full): the ways to reach it, right or wrong, with what each is and what is known to be wrong about it
 */
char *
crm_record_line_format_contacts (CrmContext *context, CrmRecord *record)
{
  GString *line = g_string_new (NULL);

  append_items (line, context, CRM_OBJECT (record), "contact_points", TRUE);

  return g_string_free (line, FALSE);
}
