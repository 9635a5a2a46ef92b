/* A list of figures, and what each is made of. The figures are there from the first look on; what they count is looked at one by one.
 *
 * Pairs are rows of their own, with what can be done about them; people are those of a query that wants exactly them, so that they follow the
 * file like any other list. */

#include "config.h"

#include "crm-quality-page.h"

#include "crm-duplicate-list.h"
#include "crm-empty-page.h"
#include "crm-format.h"
#include "crm-quality-look.h"
#include "crm-record-line.h"
#include "crm-record-list.h"
#include "crm-split-view.h"
#include "crm-tab-stop.h"
#include "crm-two-lines.h"

#include <glib/gi18n-lib.h>

struct _CrmQualityPage
{
  GtkWidget parent_instance;

  CrmContext     *context; /* (owned) */
  CrmQualityLook *look;    /* (owned) (nullable): while a file is open */
  CrmRecordList  *people;  /* (owned) (nullable): those of the figure that is chosen */
  GPtrArray      *counts;  /* (owned) (element-type GtkLabel): of the figures */

  /* Template widgets */
  CrmSplitView     *split;
  GtkListBox       *figures;
  GtkProgressBar   *progress;
  GtkLabel         *about;
  GtkStack         *stack;
  CrmDuplicateList *pairs;
  GtkListView      *people_view;
  CrmEmptyPage     *empty;
};

static void page_init (CrmPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CrmQualityPage, crm_quality_page, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (CRM_TYPE_PAGE, page_init))

enum
{
  PROP_CONTEXT = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* The figures, in the order they are shown: pairs first, then the gaps in theirs. */
static const struct
{
  const char *title;
  const char *about;
  const char *none;
} figures[1 + CRM_N_GAPS] = {
  { N_ ("Duplicates"), N_ ("They may be in the file twice. Merge them, or say that they are not the same."), N_ ("No Duplicates") },
  { N_ ("Wrong phone numbers"), N_ ("Too short, too long, or marked as not working."), N_ ("No Wrong Phone Numbers") },
  { N_ ("Wrong e-mail addresses"), N_ ("Incomplete, or marked as not working."), N_ ("No Wrong E-mail Addresses") },
  { N_ ("Out of reach"), N_ ("No phone, e-mail or messenger that works."), N_ ("Everybody Can Be Reached") },
  { N_ ("Without a name"), N_ ("Known by a number or an address only."), N_ ("Everybody Has a Name") },
};

static guint
get_figure (CrmQualityPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_selected_row (self->figures);

  return row != NULL ? (guint) gtk_list_box_row_get_index (row) : 0;
}

static GArray *
get_ids (CrmQualityPage *self, guint figure)
{
  const CrmQuality *quality = self->look != NULL ? crm_quality_look_get_quality (self->look) : NULL;

  return quality != NULL && figure > 0 ? quality->ids[figure - 1] : NULL;
}

static guint
count (CrmQualityPage *self, guint figure)
{
  GArray *ids = get_ids (self, figure);

  if (figure == 0)
    return self->look != NULL ? g_list_model_get_n_items (crm_quality_look_get_duplicates (self->look)) : 0;

  return ids != NULL ? ids->len : 0;
}

static gboolean
is_known (CrmQualityPage *self)
{
  return self->look != NULL && crm_quality_look_get_quality (self->look) != NULL;
}

static void
show_counts (CrmQualityPage *self)
{
  for (guint i = 0; i < self->counts->len; i++)
    {
      GtkLabel        *label = g_ptr_array_index (self->counts, i);
      g_autofree char *number = crm_format_count (self->context, count (self, i));
      /* Translators: a page of the window, and how many records wait or are there: “Deals, 12” */
      g_autofree char *name = g_strdup_printf (_ ("%1$s, %2$s"), _ (figures[i].title), number);

      gtk_label_set_text (label, is_known (self) ? number : "");
      gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_ancestor (GTK_WIDGET (label), GTK_TYPE_LIST_BOX_ROW)), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
    }
}

static void
show_content (CrmQualityPage *self)
{
  guint       figure = get_figure (self);
  const char *page = count (self, figure) == 0 ? "empty" : figure == 0 ? "pairs"
                                                                       : "people";

  gtk_label_set_text (self->about, _ (figures[figure].about));
  g_object_set (self->empty, "title", _ (figures[figure].none), NULL);
  gtk_stack_set_visible_child_name (self->stack, is_known (self) ? page : "looking");
  gtk_widget_set_visible (GTK_WIDGET (self->about), is_known (self) && count (self, figure) > 0);
}

static void
list_people (CrmQualityPage *self)
{
  GArray *ids = get_ids (self, get_figure (self));
  g_autoptr (CrmQuery) query = NULL;

  if (self->people == NULL || ids == NULL)
    return;

  query = crm_query_new ("person");
  crm_query_set_among (query, (const gint64 *) (gpointer) ids->data, ids->len);
  crm_record_list_set_query (self->people, query);
}

static void
show_all (CrmQualityPage *self)
{
  show_counts (self);
  show_content (self);
}

static void
found_cb (CrmQualityPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  list_people (self);
  show_all (self);
}

static void
progress_cb (CrmQualityPage *self, double share)
{
  gtk_widget_set_visible (GTK_WIDGET (self->progress), TRUE);
  gtk_progress_bar_set_fraction (self->progress, share);
}

static void
failed_cb (CrmQualityPage *self, GError *error)
{
  gtk_widget_set_visible (GTK_WIDGET (self->progress), FALSE);
  crm_context_report (self->context, error);
}

static void
figure_selected_cb (CrmQualityPage *self)
{
  list_people (self);
  show_content (self);
}

static void
figure_activated_cb (CrmQualityPage *self)
{
  crm_split_view_set_show_content (self->split, TRUE);
  gtk_widget_grab_focus (get_figure (self) == 0 ? GTK_WIDGET (self->pairs) : GTK_WIDGET (self->people_view));
}

static void
person_activated_cb (CrmQualityPage *self, guint position)
{
  g_autoptr (CrmRecord) person = g_list_model_get_item (G_LIST_MODEL (self->people), position);

  if (person != NULL)
    crm_context_open (self->context, person);
}

static void
person_setup_cb (CrmQualityPage *self, GtkListItem *item)
{
  gtk_list_item_set_child (item, crm_two_lines_new ());
}

static void
person_bind_cb (CrmQualityPage *self, GtkListItem *item)
{
  CrmObject       *person = gtk_list_item_get_item (item);
  g_autofree char *name = crm_format_title (person);
  g_autofree char *contacts = crm_record_line_format_contacts (self->context, CRM_RECORD (person));

  crm_two_lines_set (gtk_list_item_get_child (item), name, *contacts != '\0' ? contacts : _ ("No phone, no e-mail"));
}

static void
let_go_of_file (CrmQualityPage *self)
{
  if (self->look != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->look, self);
      g_signal_handlers_disconnect_by_data (crm_quality_look_get_duplicates (self->look), self);
      crm_quality_look_stop (self->look);
    }
  if (self->pairs != NULL)
    crm_duplicate_list_set_look (self->pairs, NULL, NULL);
  if (self->people_view != NULL)
    gtk_list_view_set_model (self->people_view, NULL);
  g_clear_object (&self->people);
  g_clear_object (&self->look);
}

static void
show_people (CrmQualityPage *self, CrmStore *store)
{
  g_autoptr (CrmQuery) query = crm_query_new ("person");
  g_autoptr (GtkSelectionModel) selection = NULL;

  crm_query_set_among (query, NULL, 0);
  self->people = crm_record_list_new (store, query);
  selection = GTK_SELECTION_MODEL (gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->people))));
  gtk_list_view_set_model (self->people_view, selection);
}

static void
store_changed_cb (CrmQualityPage *self)
{
  CrmStore *store = crm_context_get_store (self->context);

  let_go_of_file (self);
  if (store != NULL)
    {
      self->look = crm_quality_look_new (store);
      crm_duplicate_list_set_look (self->pairs, self->context, self->look);
      show_people (self, store);
      g_signal_connect_object (self->look, "found", G_CALLBACK (found_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->look, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (self->look, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
      g_signal_connect_object (crm_quality_look_get_duplicates (self->look), "items-changed", G_CALLBACK (show_all), self, G_CONNECT_SWAPPED);
      crm_quality_look_set_wanted (self->look, gtk_widget_get_mapped (GTK_WIDGET (self)));
    }
  show_all (self);
}

static void
crm_quality_page_map (GtkWidget *widget)
{
  CrmQualityPage *self = CRM_QUALITY_PAGE (widget);

  GTK_WIDGET_CLASS (crm_quality_page_parent_class)->map (widget);
  if (self->look != NULL)
    crm_quality_look_set_wanted (self->look, TRUE);
}

static void
crm_quality_page_unmap (GtkWidget *widget)
{
  CrmQualityPage *self = CRM_QUALITY_PAGE (widget);

  if (self->look != NULL)
    crm_quality_look_set_wanted (self->look, FALSE);
  GTK_WIDGET_CLASS (crm_quality_page_parent_class)->unmap (widget);
}

static const char *
get_title (CrmPage *page)
{
  return _ ("Data Quality");
}

static const char *
get_icon_name (CrmPage *page)
{
  return "emblem-ok-symbolic";
}

static gboolean
can_open (CrmPage *page, const CrmRecordType *type)
{
  return FALSE;
}

static gboolean
go_back (CrmPage *page)
{
  CrmQualityPage *self = CRM_QUALITY_PAGE (page);

  return crm_split_view_go_back (self->split);
}

static void
page_init (CrmPageInterface *iface)
{
  iface->get_title = get_title;
  iface->get_icon_name = get_icon_name;
  iface->can_open = can_open;
  iface->go_back = go_back;
}

static void
add_figure (CrmQualityPage *self, guint figure)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *title = gtk_label_new (_ (figures[figure].title));
  GtkWidget *number = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_wrap (GTK_LABEL (title), TRUE);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (number, "dim-label");
  gtk_widget_add_css_class (number, "numeric");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), number);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_append (self->figures, row);
  g_ptr_array_add (self->counts, number);
}

static void
crm_quality_page_constructed (GObject *object)
{
  CrmQualityPage *self = CRM_QUALITY_PAGE (object);

  G_OBJECT_CLASS (crm_quality_page_parent_class)->constructed (object);

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    add_figure (self, i);
  gtk_list_box_select_row (self->figures, gtk_list_box_get_row_at_index (self->figures, 0));
  g_signal_connect_object (self->context, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->context, "culture-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  store_changed_cb (self);
}

static void
crm_quality_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_CONTEXT:
      CRM_QUALITY_PAGE (object)->context = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crm_quality_page_dispose (GObject *object)
{
  CrmQualityPage *self = CRM_QUALITY_PAGE (object);

  let_go_of_file (self);
  /* Letting go of the rows is no choice of another. */
  if (self->figures != NULL)
    g_signal_handlers_disconnect_by_data (self->figures, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_QUALITY_PAGE);
  g_clear_object (&self->context);

  G_OBJECT_CLASS (crm_quality_page_parent_class)->dispose (object);
}

static void
crm_quality_page_finalize (GObject *object)
{
  g_ptr_array_unref (CRM_QUALITY_PAGE (object)->counts);

  G_OBJECT_CLASS (crm_quality_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  g_type_ensure (CRM_TYPE_TAB_STOP);
  gtk_widget_class_set_template_from_resource (klass, "/com/example/Crm/ui/quality/crm-quality-page.ui");
  gtk_widget_class_bind_template_child (klass, CrmQualityPage, split);
  gtk_widget_class_bind_template_child (klass, CrmQualityPage, figures);
  gtk_widget_class_bind_template_child (klass, CrmQualityPage, progress);
  gtk_widget_class_bind_template_child (klass, CrmQualityPage, about);
  gtk_widget_class_bind_template_child (klass, CrmQualityPage, stack);
  gtk_widget_class_bind_template_child (klass, CrmQualityPage, pairs);
  gtk_widget_class_bind_template_child (klass, CrmQualityPage, people_view);
  gtk_widget_class_bind_template_child (klass, CrmQualityPage, empty);
  gtk_widget_class_bind_template_callback (klass, figure_selected_cb);
  gtk_widget_class_bind_template_callback (klass, figure_activated_cb);
  gtk_widget_class_bind_template_callback (klass, person_activated_cb);
  gtk_widget_class_bind_template_callback (klass, person_setup_cb);
  gtk_widget_class_bind_template_callback (klass, person_bind_cb);
}

static void
crm_quality_page_class_init (CrmQualityPageClass *klass)
{
  GObjectClass   *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = crm_quality_page_constructed;
  object_class->set_property = crm_quality_page_set_property;
  object_class->dispose = crm_quality_page_dispose;
  object_class->finalize = crm_quality_page_finalize;
  widget_class->map = crm_quality_page_map;
  widget_class->unmap = crm_quality_page_unmap;

  properties[PROP_CONTEXT] = g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  g_type_ensure (CRM_TYPE_DUPLICATE_LIST);
  g_type_ensure (CRM_TYPE_SPLIT_VIEW);
  g_type_ensure (CRM_TYPE_EMPTY_PAGE);
  bind_template (widget_class);
}

static void
crm_quality_page_init (CrmQualityPage *self)
{
  self->counts = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crm_quality_page_new (CrmContext *context)
{
  return g_object_new (CRM_TYPE_QUALITY_PAGE, "context", context, NULL);
}

/**
 * crm_quality_page_get_duplicates:
 *
 * Returns: (transfer none) (nullable) (element-type CrmDuplicateItem): the pairs, while a file is open
 */
GListModel *
crm_quality_page_get_duplicates (CrmQualityPage *self)
{
  return self->look != NULL ? crm_quality_look_get_duplicates (self->look) : NULL;
}
