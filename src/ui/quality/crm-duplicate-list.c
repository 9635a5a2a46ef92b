/* The list of pairs. Return looks at how the two would be one, N says that they are two; what is settled leaves the list as soon as it is in
 * the file. */

#include "config.h"

#include "crm-duplicate-list.h"

#include "crm-distinction.h"
#include "crm-duplicate-item.h"
#include "crm-duplicate-row.h"
#include "crm-format.h"
#include "crm-keys.h"
#include "crm-merge-dialog.h"
#include "crm-tab-stop.h"

#include <glib/gi18n-lib.h>

struct _CrmDuplicateList
{
  AdwBin parent_instance;

  CrmContext         *context;   /* (owned) (nullable): while a file is looked through */
  CrmQualityLook     *look;      /* (owned) (nullable): likewise */
  GtkSingleSelection *selection; /* (owned) (nullable): likewise */

  /* Template widgets */
  GtkListView *view;
};

G_DEFINE_FINAL_TYPE (CrmDuplicateList, crm_duplicate_list, ADW_TYPE_BIN)

/* The pair that has the focus, else the one chosen last. */
static CrmDuplicateItem *
get_current (CrmDuplicateList *self)
{
  GtkRoot   *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  GtkWidget *child = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->view)) ? gtk_widget_get_first_child (focus) : NULL;

  if (child != NULL && CRM_IS_DUPLICATE_ROW (child))
    return crm_duplicate_row_get_item (CRM_DUPLICATE_ROW (child));

  return self->selection != NULL ? gtk_single_selection_get_selected_item (self->selection) : NULL;
}

static void
merge_cb (CrmDuplicateList *self, CrmDuplicateItem *item)
{
  const CrmDuplicate *duplicate = crm_duplicate_item_get (item);

  crm_merge_dialog_present (GTK_WIDGET (self), self->context, duplicate->one, duplicate->other);
}

static char *
dup_distinct_title (CrmDuplicateList *self, const CrmDuplicate *duplicate)
{
  g_autofree char *one = crm_format_reference (self->context, duplicate->one);
  g_autofree char *other = crm_format_reference (self->context, duplicate->other);

  /* Translators: what was said, for the list of changes: two names */
  return g_strdup_printf (_ ("%1$s and %2$s are not the same"), one, other);
}

typedef struct
{
  CrmDuplicateList *list; /* (owned) */
  CrmDuplicateItem *item; /* (owned) */
} Settling;

static void
told_apart_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Settling *settling = user_data;

  if (crm_context_commit_finish (CRM_CONTEXT (source), result, NULL) && settling->list->look != NULL)
    crm_quality_look_settle (settling->list->look, settling->item);
  g_clear_object (&settling->list);
  g_clear_object (&settling->item);
  g_free (settling);
}

static void
distinct_cb (CrmDuplicateList *self, CrmDuplicateItem *item)
{
  const CrmDuplicate *duplicate = crm_duplicate_item_get (item);
  g_autoptr (CrmRecord) distinction = crm_distinction_new (duplicate->one, duplicate->other);
  g_autofree char *title = dup_distinct_title (self, duplicate);
  Settling        *settling = g_new (Settling, 1);

  *settling = (Settling){ g_object_ref (self), g_object_ref (item) };
  crm_context_commit_record (self->context, title, distinction, told_apart_cb, settling);
}

static void
list_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmDuplicateList *self = CRM_DUPLICATE_LIST (widget);
  CrmDuplicateItem *item = get_current (self);

  if (item != NULL)
    distinct_cb (self, item);
}

static void
activated_cb (CrmDuplicateList *self, guint position)
{
  g_autoptr (CrmDuplicateItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (item != NULL)
    merge_cb (self, item);
}

static void
setup_cb (CrmDuplicateList *self, GtkListItem *item)
{
  GtkWidget *row = crm_duplicate_row_new (self->context);

  g_signal_connect_object (row, "merge", G_CALLBACK (merge_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "distinct", G_CALLBACK (distinct_cb), self, G_CONNECT_SWAPPED);
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (CrmDuplicateList *self, GtkListItem *item)
{
  crm_duplicate_row_set_item (CRM_DUPLICATE_ROW (gtk_list_item_get_child (item)), gtk_list_item_get_item (item));
}

static void
unbind_cb (CrmDuplicateList *self, GtkListItem *item)
{
  crm_duplicate_row_set_item (CRM_DUPLICATE_ROW (gtk_list_item_get_child (item)), NULL);
}

static void
add_keys (CrmDuplicateList *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  crm_keys_add_action (GTK_SHORTCUT_CONTROLLER (controller), "n", "duplicates.distinct");
  gtk_widget_add_controller (GTK_WIDGET (self->view), controller);
}

static void
crm_duplicate_list_dispose (GObject *object)
{
  CrmDuplicateList *self = CRM_DUPLICATE_LIST (object);

  if (self->view != NULL)
    crm_duplicate_list_set_look (self, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_DUPLICATE_LIST);

  G_OBJECT_CLASS (crm_duplicate_list_parent_class)->dispose (object);
}

static gboolean
crm_duplicate_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (CRM_DUPLICATE_LIST (widget)->view));
}

static void
crm_duplicate_list_class_init (CrmDuplicateListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_duplicate_list_dispose;
  widget_class->grab_focus = crm_duplicate_list_grab_focus;

  gtk_widget_class_install_action (widget_class, "duplicates.distinct", NULL, list_action);

  g_type_ensure (CRM_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/quality/crm-duplicate-list.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmDuplicateList, view);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
crm_duplicate_list_init (CrmDuplicateList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  add_keys (self);
}

/**
 * crm_duplicate_list_set_look:
 * @context: (nullable): of the window; %NULL with @look
 * @look: (nullable): whose pairs to list
 */
void
crm_duplicate_list_set_look (CrmDuplicateList *self, CrmContext *context, CrmQualityLook *look)
{
  gtk_list_view_set_model (self->view, NULL);
  g_clear_object (&self->selection);
  g_set_object (&self->context, context);
  g_set_object (&self->look, look);
  if (look == NULL)
    return;

  self->selection = gtk_single_selection_new (g_object_ref (crm_quality_look_get_duplicates (look)));
  gtk_list_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
}
