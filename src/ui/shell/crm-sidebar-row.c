/* A page in the sidebar, or a saved view of one.
 *
 * The number beside its name is asked for when there is nothing better to do, and counted on the store's worker: the page that is shown
 * comes first. Whatever happens while it is being counted, it is counted once more after, and never twice at once. */

#include "config.h"

#include "crm-sidebar-row.h"

#include "crm-count.h"
#include "crm-format.h"
#include "crm-view.h"

#include <glib/gi18n-lib.h>

struct _CrmSidebarRow
{
  GtkListBoxRow parent_instance;

  GtkLabel *label;
  GtkLabel *count;

  CrmContext         *context;     /* (owned) */
  const CrmPageEntry *entry;       /* (nullable): NULL for a view */
  CrmRecord          *view;        /* (owned) (nullable) */
  CrmStore           *store;       /* (owned) (nullable): whose records are counted */
  GCancellable       *cancellable; /* (owned) (nullable): while it is being counted */
  gint64              number;      /* -1 until it has been counted */
  CrmDate             day;         /* it was counted on */
  gboolean            outdated;    /* something changed since the counting began */
  guint               idle;
  guint               watch;
};

G_DEFINE_FINAL_TYPE (CrmSidebarRow, crm_sidebar_row, GTK_TYPE_LIST_BOX_ROW)

/* How soon after midnight the numbers are those of the new day. */
#define WATCH_SECONDS 60

static void count_later (CrmSidebarRow *self);

static char *
dup_title (CrmSidebarRow *self)
{
  return self->view != NULL ? crm_format_title (self->view) : g_strdup (_ (self->entry->title));
}

/* Whether what is counted may be another number now. A view may ask for what hangs on other records: tags, the last contact. */
static gboolean
concerns (CrmSidebarRow *self, CrmChangeSet *set)
{
  g_auto (GStrv) types = self->view == NULL ? g_strsplit (self->entry->count->types, " ", -1) : NULL;

  for (guint i = 0; types != NULL && types[i] != NULL; i++)
    {
      if (crm_change_set_has_type (set, crm_record_type_find (types[i])->code))
        return TRUE;
    }

  return self->view != NULL;
}

/* What a view lists. One that searches is not counted: that would be a search at every change. */
static GPtrArray *
get_view_queries (CrmSidebarRow *self)
{
  GPtrArray *queries = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_query_free);
  CrmQuery  *query;

  if (crm_object_get_text (CRM_OBJECT (self->view), "search") != NULL)
    return queries;

  query = crm_view_new_query (self->view, self->store, crm_context_get_culture (self->context), NULL);
  if (query != NULL)
    g_ptr_array_add (queries, query);

  return queries;
}

/* A number that is not known yet, and nothing, are not shown. */
static void
show (CrmSidebarRow *self)
{
  g_autofree char *number = self->number > 0 ? crm_format_count (self->context, self->number) : NULL;
  g_autofree char *title = dup_title (self);
  /* Translators: a page of the window, and how many records wait or are there: “Deals, 12” */
  g_autofree char *name = number != NULL ? g_strdup_printf (_ ("%1$s, %2$s"), title, number) : g_strdup (title);

  gtk_label_set_text (self->label, title);
  gtk_label_set_text (self->count, number != NULL ? number : "");
  gtk_widget_set_visible (GTK_WIDGET (self->count), number != NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (CrmSidebarRow) self = user_data;
  g_autoptr (GError) error = NULL;
  gint64 number = crm_count_finish (CRM_STORE (source), result, &error);

  if (CRM_STORE (source) != self->store)
    return;

  g_clear_object (&self->cancellable);
  if (error == NULL)
    self->number = number;
  show (self);
  if (self->outdated)
    count_later (self);
}

static gboolean
count_cb (gpointer user_data)
{
  CrmSidebarRow *self = user_data;
  g_autoptr (GPtrArray) queries = NULL;

  self->idle = 0;
  self->outdated = FALSE;
  self->day = crm_context_get_today (self->context);
  self->cancellable = g_cancellable_new ();
  queries = self->view != NULL ? get_view_queries (self) : self->entry->count->get_queries (self->context);
  crm_count_async (self->store, queries, self->cancellable, counted_cb, g_object_ref (self));

  return G_SOURCE_REMOVE;
}

static void
count_later (CrmSidebarRow *self)
{
  self->outdated = TRUE;
  if (self->store == NULL || self->idle != 0 || self->cancellable != NULL)
    return;

  self->idle = g_idle_add_full (G_PRIORITY_LOW, count_cb, self, NULL);
}

static void
records_changed_cb (CrmSidebarRow *self, CrmChangeSet *set)
{
  if (concerns (self, set))
    count_later (self);
}

static void
let_go_of_store (CrmSidebarRow *self)
{
  g_clear_handle_id (&self->idle, g_source_remove);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  self->number = -1;
}

static void
store_changed_cb (CrmSidebarRow *self)
{
  let_go_of_store (self);
  show (self);
  g_set_object (&self->store, crm_context_get_store (self->context));
  if (self->store == NULL)
    return;

  g_signal_connect_object (self->store, "changed", G_CALLBACK (records_changed_cb), self, G_CONNECT_SWAPPED);
  count_later (self);
}

static gboolean
watch_cb (gpointer user_data)
{
  CrmSidebarRow *self = user_data;

  if (self->number >= 0 && crm_date_compare (self->day, crm_context_get_today (self->context)) != 0)
    count_later (self);

  return G_SOURCE_CONTINUE;
}

static void
crm_sidebar_row_dispose (GObject *object)
{
  CrmSidebarRow *self = CRM_SIDEBAR_ROW (object);

  g_clear_handle_id (&self->watch, g_source_remove);
  let_go_of_store (self);
  g_clear_object (&self->view);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_sidebar_row_parent_class)->dispose (object);
}

static void
crm_sidebar_row_class_init (CrmSidebarRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crm_sidebar_row_dispose;
}

static void
crm_sidebar_row_init (CrmSidebarRow *self)
{
  self->number = -1;
}

static void
fill (CrmSidebarRow *self, const char *icon_name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *icon = gtk_image_new_from_icon_name (icon_name);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, "", -1);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  self->label = GTK_LABEL (label);
  self->count = GTK_LABEL (count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
}

static void
team_changed_cb (CrmSidebarRow *self)
{
  if (self->store != NULL)
    count_later (self);
}

static void
follow (CrmSidebarRow *self, gboolean daily)
{
  g_signal_connect_object (self->context, "team-changed", G_CALLBACK (team_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "culture-changed", G_CALLBACK (show), self, G_CONNECT_SWAPPED);
  if (daily)
    self->watch = g_timeout_add_seconds (WATCH_SECONDS, watch_cb, self);
  store_changed_cb (self);
}

/**
 * crm_sidebar_row_new:
 * @entry: static
 *
 * Returns: (transfer floating): the row of a page
 */
GtkWidget *
crm_sidebar_row_new (CrmContext *context, const CrmPageEntry *entry)
{
  CrmSidebarRow *self = g_object_new (CRM_TYPE_SIDEBAR_ROW, NULL);

  self->context = g_object_ref (context);
  self->entry = entry;
  fill (self, entry->icon_name);
  show (self);
  if (entry->count != NULL)
    follow (self, entry->count->daily);

  return GTK_WIDGET (self);
}

static void
view_changed_cb (CrmSidebarRow *self)
{
  show (self);
  count_later (self);
}

/**
 * crm_sidebar_row_new_view:
 * @view: a saved_view
 *
 * Returns: (transfer floating): its row
 */
GtkWidget *
crm_sidebar_row_new_view (CrmContext *context, CrmRecord *view)
{
  CrmSidebarRow *self = g_object_new (CRM_TYPE_SIDEBAR_ROW, NULL);

  self->context = g_object_ref (context);
  self->view = g_object_ref (view);
  fill (self, "starred-symbolic");
  show (self);
  g_signal_connect_object (view, "notify", G_CALLBACK (view_changed_cb), self, G_CONNECT_SWAPPED);
  follow (self, TRUE);

  return GTK_WIDGET (self);
}

/**
 * crm_sidebar_row_get_entry:
 *
 * Returns: (nullable): the page it stands for; %NULL for a view
 */
const CrmPageEntry *
crm_sidebar_row_get_entry (CrmSidebarRow *self)
{
  return self->entry;
}

/**
 * crm_sidebar_row_get_view:
 *
 * Returns: (transfer none) (nullable): the view it stands for; %NULL for a page
 */
CrmRecord *
crm_sidebar_row_get_view (CrmSidebarRow *self)
{
  return self->view;
}

/**
 * crm_sidebar_row_get_count:
 *
 * Returns: (transfer none): the number as it is shown; empty for none
 */
const char *
crm_sidebar_row_get_count (CrmSidebarRow *self)
{
  return gtk_label_get_text (self->count);
}
