/* The filters of a directory. The tags are those of the file, and follow it. */

#include "config.h"

#include "crm-directory-filters.h"

#include "crm-format.h"
#include "crm-lifecycle.h"

#include <glib/gi18n-lib.h>

struct _CrmDirectoryFilters
{
  AdwBin parent_instance;

  CrmContext *context; /* (owned) (nullable) */
  GArray     *tags;    /* (owned) (element-type gint64): one an entry of the tags, from the second on */
  gboolean    filling; /* the entries are being filled by us */

  /* Template widgets */
  GtkDropDown *tag;
  GtkDropDown *lifecycle;
};

G_DEFINE_FINAL_TYPE (CrmDirectoryFilters, crm_directory_filters, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gint64
get_tag (CrmDirectoryFilters *self)
{
  guint selected = gtk_drop_down_get_selected (self->tag);

  return selected > 0 && selected <= self->tags->len ? g_array_index (self->tags, gint64, selected - 1) : 0;
}

static const char *
get_lifecycle (CrmDirectoryFilters *self)
{
  guint selected = gtk_drop_down_get_selected (self->lifecycle);

  return selected > 0 && selected != GTK_INVALID_LIST_POSITION ? crm_lifecycle_choices[selected - 1].value : NULL;
}

static void
selected_cb (CrmDirectoryFilters *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
load_tags (CrmDirectoryFilters *self)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (CrmQuery) query = crm_query_new ("tag");

  g_array_set_size (self->tags, 0);
  crm_query_set_order (query, "name", FALSE);
  if (store != NULL)
    crm_store_query (store, query, 0, self->tags, NULL);
}

static void
fill_tags (CrmDirectoryFilters *self)
{
  gint64 chosen = get_tag (self);
  guint  selected = 0;
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  load_tags (self);
  gtk_string_list_append (labels, _ ("Any tag"));
  for (guint i = 0; i < self->tags->len; i++)
    {
      gint64           id = g_array_index (self->tags, gint64, i);
      g_autofree char *name = crm_format_reference (self->context, id);

      gtk_string_list_append (labels, name);
      if (id == chosen)
        selected = i + 1;
    }

  self->filling = TRUE;
  gtk_drop_down_set_model (self->tag, G_LIST_MODEL (labels));
  gtk_drop_down_set_selected (self->tag, selected);
  self->filling = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->tag), self->tags->len > 0);
  if (chosen != 0 && selected == 0)
    selected_cb (self);
}

static void
fill_lifecycles (CrmDirectoryFilters *self)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

  gtk_string_list_append (labels, _ ("Any life cycle"));
  for (const CrmChoice *choice = crm_lifecycle_choices; choice->value != NULL; choice++)
    gtk_string_list_append (labels, crm_choice_get_label (choice));
  gtk_drop_down_set_model (self->lifecycle, G_LIST_MODEL (labels));
}

static void
records_changed_cb (CrmDirectoryFilters *self, CrmChangeSet *set)
{
  if (crm_change_set_has_type (set, crm_record_type_find ("tag")->code))
    fill_tags (self);
}

static void
store_changed_cb (CrmDirectoryFilters *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  fill_tags (self);
  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (records_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
crm_directory_filters_dispose (GObject *object)
{
  CrmDirectoryFilters *self = CRM_DIRECTORY_FILTERS (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_DIRECTORY_FILTERS);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_directory_filters_parent_class)->dispose (object);
}

static void
crm_directory_filters_finalize (GObject *object)
{
  g_array_unref (CRM_DIRECTORY_FILTERS (object)->tags);

  G_OBJECT_CLASS (crm_directory_filters_parent_class)->finalize (object);
}

static void
crm_directory_filters_class_init (CrmDirectoryFiltersClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_directory_filters_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_directory_filters_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/people/crm-directory-filters.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmDirectoryFilters, tag);
  gtk_widget_class_bind_template_child (widget_class, CrmDirectoryFilters, lifecycle);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
crm_directory_filters_init (CrmDirectoryFilters *self)
{
  self->tags = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_lifecycles (self);
  self->filling = FALSE;
}

void
crm_directory_filters_set_context (CrmDirectoryFilters *self, CrmContext *context)
{
  g_set_object (&self->context, context);
  g_signal_connect_object (context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);
}

gboolean
crm_directory_filters_are_set (CrmDirectoryFilters *self)
{
  return get_tag (self) != 0 || get_lifecycle (self) != NULL;
}

/**
 * crm_directory_filters_apply:
 *
 * Narrows @query to what is chosen.
 */
void
crm_directory_filters_apply (CrmDirectoryFilters *self, CrmQuery *query)
{
  if (get_tag (self) != 0)
    crm_query_add_reference_to (query, get_tag (self));
  if (get_lifecycle (self) != NULL)
    crm_query_add_text (query, "lifecycle", CRM_OP_EQUAL, get_lifecycle (self));
}

/**
 * crm_directory_filters_clear:
 *
 * Chooses nothing, and says so once.
 */
void
crm_directory_filters_clear (CrmDirectoryFilters *self)
{
  self->filling = TRUE;
  gtk_drop_down_set_selected (self->tag, 0);
  gtk_drop_down_set_selected (self->lifecycle, 0);
  self->filling = FALSE;
  selected_cb (self);
}
