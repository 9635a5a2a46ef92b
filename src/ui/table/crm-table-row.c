/* One row of a narrow list. GtkInscription, because a list binds hundreds of these while it scrolls. */

#include "config.h"

#include "crm-table-row.h"

#include "crm-expose.h"
#include "crm-format.h"
#include "crm-grouped.h"
#include "crm-inscribe.h"

struct _CrmTableRow
{
  AdwBin parent_instance;

  CrmContext         *context; /* (owned) (nullable) */
  const CrmTableType *type;
  CrmPlace           *place;  /* (owned) (nullable) */
  CrmRecord          *record; /* (owned) (nullable): who stands there */
  gulong              changed_handler;

  /* Template widgets */
  AdwAvatar      *avatar;
  GtkInscription *title;
  GtkInscription *value;
  GtkInscription *about;
};

G_DEFINE_FINAL_TYPE (CrmTableRow, crm_table_row, ADW_TYPE_BIN)

typedef struct
{
  CrmContext         *context; /* (owned) */
  const CrmTableType *type;
} Rows;

static void
show (CrmTableRow *self)
{
  g_autofree char *title = self->type->columns[0].dup_text (self->context, CRM_OBJECT (self->record));
  g_autofree char *plain = self->type->has_faces ? crm_object_dup_title (CRM_OBJECT (self->record)) : NULL;
  g_autofree char *value = self->type->dup_value != NULL ? self->type->dup_value (self->context, CRM_OBJECT (self->record)) : NULL;
  g_autofree char *about = self->type->dup_about (self->context, CRM_OBJECT (self->record));

  if (plain != NULL)
    adw_avatar_set_text (self->avatar, plain);
  if (value != NULL)
    crm_inscribe_figures (self->value, value, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->value), value != NULL && *value != '\0');
  crm_inscribe (self->title, title);
  crm_inscribe (self->about, about);
  crm_table_row_expose (GTK_WIDGET (self), title, value, about);
}

static void
place_changed_cb (CrmTableRow *self)
{
  g_set_object (&self->record, crm_place_get_record (self->place));
  if (self->record != NULL)
    show (self);
}

/* What stands at @place (nullable) is shown, and followed from now on. */
static void
set_place (CrmTableRow *self, CrmPlace *place)
{
  if (self->place != NULL)
    g_clear_signal_handler (&self->changed_handler, self->place);
  g_clear_object (&self->record);
  g_set_object (&self->place, place);
  if (place == NULL)
    return;

  self->changed_handler = g_signal_connect_swapped (place, "changed", G_CALLBACK (place_changed_cb), self);
  place_changed_cb (self);
}

static void
crm_table_row_dispose (GObject *object)
{
  CrmTableRow *self = CRM_TABLE_ROW (object);

  set_place (self, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_TABLE_ROW);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_table_row_parent_class)->dispose (object);
}

static void
crm_table_row_class_init (CrmTableRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_table_row_dispose;

  gtk_widget_class_set_css_name (widget_class, "crm-table-row");
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/table/crm-table-row.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmTableRow, avatar);
  gtk_widget_class_bind_template_child (widget_class, CrmTableRow, title);
  gtk_widget_class_bind_template_child (widget_class, CrmTableRow, value);
  gtk_widget_class_bind_template_child (widget_class, CrmTableRow, about);
}

static void
crm_table_row_init (CrmTableRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
setup_cb (GtkSignalListItemFactory *factory, GtkListItem *item, Rows *rows)
{
  CrmTableRow *row = g_object_new (CRM_TYPE_TABLE_ROW, NULL);

  row->context = g_object_ref (rows->context);
  row->type = rows->type;
  gtk_widget_set_visible (GTK_WIDGET (row->avatar), rows->type->has_faces);
  gtk_list_item_set_child (item, crm_grouped_new (GTK_WIDGET (row)));
}

static void
bind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  set_place (CRM_TABLE_ROW (crm_grouped_get_child (gtk_list_item_get_child (item))), gtk_list_item_get_item (item));
}

static void
unbind_cb (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  set_place (CRM_TABLE_ROW (crm_grouped_get_child (gtk_list_item_get_child (item))), NULL);
}

static void
rows_free (gpointer data, GClosure *closure)
{
  Rows *rows = data;

  g_clear_object (&rows->context);
  g_free (rows);
}

/**
 * crm_table_row_expose:
 * @row: is shown in a list
 * @value: (nullable): what stands at the end of its first line
 * @about: its second line
 *
 * Says to a screen reader what a row says to those who see it.
 */
void
crm_table_row_expose (GtkWidget *row, const char *title, const char *value, const char *about)
{
  const char *const parts[] = { title, value, about };
  GString          *name = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL && *parts[i] != '\0')
      g_string_append_printf (name, "%s%s", name->len > 0 ? ", " : "", parts[i]);
  crm_expose_row (row, name->str);
  g_string_free (name, TRUE);
}

/**
 * crm_table_row_new_factory:
 * @type: what the rows show
 *
 * Returns: (transfer full): what makes rows for #CrmPlace
 */
GtkListItemFactory *
crm_table_row_new_factory (CrmContext *context, const CrmTableType *type)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  Rows               *rows = g_new (Rows, 1);

  *rows = (Rows){ g_object_ref (context), type };
  g_signal_connect_data (factory, "setup", G_CALLBACK (setup_cb), rows, rows_free, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);

  return factory;
}

/**
 * crm_table_row_pick:
 * @rows: a view with rows of such a factory
 *
 * Returns: (transfer none) (nullable): the record at that point of the view
 */
CrmRecord *
crm_table_row_pick (GtkListView *rows, double x, double y)
{
  GtkWidget *picked = gtk_widget_pick (GTK_WIDGET (rows), x, y, GTK_PICK_DEFAULT);
  GtkWidget *row = picked != NULL ? gtk_widget_get_ancestor (picked, CRM_TYPE_TABLE_ROW) : NULL;

  return row != NULL ? CRM_TABLE_ROW (row)->record : NULL;
}

/**
 * crm_table_row_refresh_all:
 * @rows: a view with rows of such a factory
 *
 * Shows anew what depends on more than the records: when people were last spoken to.
 */
void
crm_table_row_refresh_all (GtkListView *rows)
{
  for (GtkWidget *widget = gtk_widget_get_first_child (GTK_WIDGET (rows)); widget != NULL; widget = gtk_widget_get_next_sibling (widget))
    {
      GtkWidget   *grouped = gtk_widget_get_first_child (widget);
      CrmTableRow *row = grouped != NULL ? CRM_TABLE_ROW (crm_grouped_get_child (grouped)) : NULL;

      if (row != NULL && row->record != NULL)
        show (row);
    }
}
