#include "config.h"

#include "crm-import-columns.h"

#include "crm-import-summary.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  COLUMNS_UNSURE,
  COLUMNS_SURE,
  COLUMNS_EMPTY,
  N_COLUMNS,
} Columns;

typedef struct
{
  const char *title;
  const char *description; /* (nullable) */
} Group;

static const Group groups_of_columns[N_COLUMNS] = {
  [COLUMNS_UNSURE] = { N_ ("Columns to Look At"), N_ ("We are not sure what these are. What stays as it is, is kept with the person, under its own name.") },
  [COLUMNS_SURE] = { N_ ("Columns We Know"), NULL },
  [COLUMNS_EMPTY] = { N_ ("Columns Without Values"), N_ ("The first rows have nothing there.") },
};

static Columns
sort_column (const CrmImportLook *look, guint column)
{
  if (crm_import_look_is_empty (look, column))
    return COLUMNS_EMPTY;

  return crm_import_map_get_confidence (look->map, column) < CRM_IMPORT_SURE ? COLUMNS_UNSURE : COLUMNS_SURE;
}

/* Returns: (transfer container) (element-type GtkWidget) */
static GPtrArray *
new_rows (CrmContext *context, CrmImportTargets *targets, const CrmImportLook *look, Columns wanted)
{
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < crm_import_map_get_n_columns (look->map); i++)
    {
      if (sort_column (look, i) == wanted)
        g_ptr_array_add (rows, crm_import_column_row_new (context, targets, look->map, i, look->rows));
    }

  return rows;
}

/**
 * crm_import_columns_show:
 * @groups: (element-type GtkWidget): of @page; replaced
 *
 * Shows the columns of what was looked at; nothing where it has none.
 */
void
crm_import_columns_show (AdwPreferencesPage *page, GPtrArray *groups, CrmContext *context, CrmImportTargets *targets, const CrmImportLook *look)
{
  crm_import_groups_clear (page, groups);
  for (guint i = 0; look->map != NULL && i < N_COLUMNS; i++)
    {
      const Group *group = &groups_of_columns[i];
      g_autoptr (GPtrArray) rows = new_rows (context, targets, look, (Columns) i);

      if (rows->len > 0)
        crm_import_groups_add (page, groups, _ (group->title), group->description != NULL ? _ (group->description) : NULL, g_steal_pointer (&rows));
    }
}
