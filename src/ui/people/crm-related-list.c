/* A short list below the facts. It shows the first few of what may be thousands, and more at a press of a button: a slice over a lazy
 * list, so only what is shown is read. */

#include "config.h"

#include "crm-related-list.h"

#include "crm-deal.h"
#include "crm-format.h"
#include "crm-person-role.h"
#include "crm-person.h"
#include "crm-record-list.h"
#include "crm-relation.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

#define FIRST_ROWS 5
#define MORE_ROWS 50

struct _CrmRelatedList
{
  AdwBin parent_instance;

  CrmContext        *context;   /* (owned) */
  const char        *type_name; /* static */
  gint64             target;
  CrmRecordList     *records; /* (owned) (nullable) */
  GtkSliceListModel *slice;   /* (owned) */

  /* Template widgets */
  GtkLabel   *title;
  GtkListBox *list;
  GtkWidget  *more;
};

G_DEFINE_FINAL_TYPE (CrmRelatedList, crm_related_list, ADW_TYPE_BIN)

static void
show_count (CrmRelatedList *self)
{
  guint count = self->records != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->records)) : 0;

  gtk_widget_set_visible (GTK_WIDGET (self), count > 0);
  gtk_widget_set_visible (self->more, count > gtk_slice_list_model_get_size (self->slice));
}

static char *
dup_deal_about (CrmContext *context, CrmObject *deal)
{
  g_autofree char *stage = crm_format_reference (context, crm_object_get_integer (deal, "stage"));
  g_autofree char *value = crm_format_money (context, crm_object_get_integer (deal, "value"), crm_object_get_text (deal, "currency"));

  return *value != '\0' ? g_strconcat (stage, _ (" · "), value, NULL) : g_steal_pointer (&stage);
}

/* What @person is to @target. */
static char *
dup_relation (CrmObject *person, gint64 target)
{
  GPtrArray *relations = crm_object_get_items (person, "relations");

  for (guint i = 0; relations != NULL && i < relations->len; i++)
    {
      CrmObject *relation = g_ptr_array_index (relations, i);

      if (crm_object_get_integer (relation, "person") == target)
        return crm_text_isolate (crm_relation_get_inverse_label (relation));
    }

  return crm_object_get_integer (person, "referred_by") == target ? g_strdup (_ ("Came through them")) : NULL;
}

static char *
dup_about (CrmContext *context, CrmRecord *record, gint64 target)
{
  g_autofree char *relation = NULL;

  if (CRM_IS_DEAL (record))
    return dup_deal_about (context, CRM_OBJECT (record));
  if (!CRM_IS_PERSON (record))
    return g_strdup ("");

  relation = dup_relation (CRM_OBJECT (record), target);
  return relation != NULL ? g_steal_pointer (&relation) : crm_person_dup_role (context, CRM_OBJECT (record));
}

static void
show_row (GtkWidget *row, GParamSpec *pspec, CrmRecord *record)
{
  CrmRelatedList  *self = g_object_get_data (G_OBJECT (row), "crm-list");
  g_autofree char *title = crm_format_title (record);
  g_autofree char *about = dup_about (self->context, record, self->target);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), about);
}

static GtkWidget *
make_row (gpointer item, gpointer user_data)
{
  CrmRelatedList *self = user_data;
  GtkWidget      *row = adw_action_row_new ();

  g_object_set (row, "use-markup", FALSE, "title-lines", 1, "subtitle-lines", 1, NULL);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "crm-list", self);
  g_object_set_data_full (G_OBJECT (row), "crm-record", g_object_ref (item), g_object_unref);
  g_signal_connect_object (item, "notify", G_CALLBACK (show_row), row, G_CONNECT_SWAPPED);
  show_row (row, NULL, item);

  return row;
}

static void
row_activated_cb (CrmRelatedList *self, GtkListBoxRow *row)
{
  crm_context_open (self->context, g_object_get_data (G_OBJECT (row), "crm-record"));
}

static void
more_clicked_cb (CrmRelatedList *self)
{
  gtk_slice_list_model_set_size (self->slice, gtk_slice_list_model_get_size (self->slice) + MORE_ROWS);
  show_count (self);
}

static void
crm_related_list_dispose (GObject *object)
{
  CrmRelatedList *self = CRM_RELATED_LIST (object);

  if (self->list != NULL)
    gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  if (self->records != NULL)
    g_signal_handlers_disconnect_by_data (self->records, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_RELATED_LIST);
  g_clear_object (&self->slice);
  g_clear_object (&self->records);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_related_list_parent_class)->dispose (object);
}

static void
crm_related_list_class_init (CrmRelatedListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_related_list_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/people/crm-related-list.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmRelatedList, title);
  gtk_widget_class_bind_template_child (widget_class, CrmRelatedList, list);
  gtk_widget_class_bind_template_child (widget_class, CrmRelatedList, more);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, more_clicked_cb);
}

static void
crm_related_list_init (CrmRelatedList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->slice = gtk_slice_list_model_new (NULL, 0, FIRST_ROWS);
}

/**
 * crm_related_list_new:
 * @type_name: static: of the records that are listed
 * @title: what stands above them; translated
 */
GtkWidget *
crm_related_list_new (CrmContext *context, const char *type_name, const char *title)
{
  CrmRelatedList *self = g_object_new (CRM_TYPE_RELATED_LIST, "visible", FALSE, NULL);

  self->context = g_object_ref (context);
  self->type_name = type_name;
  gtk_label_set_text (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->slice), make_row, self, NULL);

  return GTK_WIDGET (self);
}

/**
 * crm_related_list_set_target:
 * @target: what they refer to, 0 for nothing
 */
void
crm_related_list_set_target (CrmRelatedList *self, gint64 target)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmQuery) query = crm_query_new (self->type_name);

  if (self->target == target)
    return;

  self->target = target;
  if (self->records != NULL)
    g_signal_handlers_disconnect_by_data (self->records, self);
  g_clear_object (&self->records);
  gtk_slice_list_model_set_size (self->slice, FIRST_ROWS);
  if (target != 0 && store != NULL)
    {
      crm_query_add_reference_to (query, target);
      self->records = crm_record_list_new (store, query);
      g_signal_connect_object (self->records, "items-changed", G_CALLBACK (show_count), self, G_CONNECT_SWAPPED);
    }
  gtk_slice_list_model_set_model (self->slice, G_LIST_MODEL (self->records));
  show_count (self);
}

/**
 * crm_related_list_get_records:
 *
 * Returns: (transfer none): those that are shown
 */
GListModel *
crm_related_list_get_records (CrmRelatedList *self)
{
  return G_LIST_MODEL (self->slice);
}
