/* All rows of an object, in the order in which its type is told. */

#include "config.h"

#include "crm-field-row-private.h"

#include <glib/gi18n-lib.h>

static GtkWidget *
new_more (gpointer draft)
{
  const char *label = CRM_OBJECT_GET_CLASS (draft)->more_label;
  GtkWidget  *more = adw_expander_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (more), label != NULL ? _ (label) : _ ("More"));

  return more;
}

/* One that is tucked away is named on the row that it is behind, and seen at once if it is filled in. */
static void
tuck (GtkWidget *more, GtkWidget *row, const CrmField *field, gboolean set)
{
  const char      *before = adw_expander_row_get_subtitle (ADW_EXPANDER_ROW (more));
  g_autofree char *names = *before != '\0' ? g_strconcat (before, _ (", "), crm_field_get_label (field), NULL) : g_strdup (crm_field_get_label (field));

  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (more), names);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (more), row);
  if (set)
    adw_expander_row_set_expanded (ADW_EXPANDER_ROW (more), TRUE);
}

/**
 * crm_field_rows_new:
 * @draft: (type CrmObject): a record or an item that may be changed
 *
 * Returns: (transfer full) (element-type GtkWidget): a row for each field people edit, in the order of the declaration, those that the
 *   business made last; a day that is kept in its parts is one row, and those that are seldom filled in are behind one
 */
GPtrArray *
crm_field_rows_new (CrmContext *context, gpointer draft)
{
  GPtrArray      *rows = g_ptr_array_new ();
  CrmFieldSet    *set = CRM_IS_RECORD (draft) ? crm_context_get_fields (context, crm_record_get_record_type (draft)) : NULL;
  guint           n_fields;
  const CrmField *fields = crm_object_class_get_fields (CRM_OBJECT_GET_CLASS (draft), &n_fields);
  GtkWidget      *more = NULL;

  for (guint i = 0; i < n_fields; i++)
    {
      if (!crm_field_row_is_editable (&fields[i]))
        continue;
      if ((fields[i].flags & CRM_FIELD_MORE) != 0)
        {
          if (more == NULL)
            g_ptr_array_add (rows, more = new_more (draft));
          tuck (more, crm_field_row_new (context, draft, &fields[i]), &fields[i], crm_object_is_set (draft, i));
        }
      else if (!crm_field_row_is_day_part (draft, &fields[i]))
        {
          g_ptr_array_add (rows, crm_field_row_new (context, draft, &fields[i]));
        }
      else if (g_str_equal (fields[i].name, "year"))
        {
          g_ptr_array_add (rows, crm_field_row_new_day_of_parts (context, draft));
          g_ptr_array_add (rows, crm_field_row_new_year_known (context, draft));
        }
    }
  for (guint i = n_fields; set != NULL && i < crm_field_set_get_size (set); i++)
    g_ptr_array_add (rows, crm_field_row_new (context, draft, crm_field_set_get (set, i)));

  return rows;
}
