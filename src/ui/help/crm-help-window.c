#include "config.h"

#include "crm-help-window.h"

#include "crm-dialog.h"
#include "crm-help-view.h"
#include "crm-keys.h"
#include "crm-search-keys.h"
#include "crm-split-view.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

struct _CrmHelpWindow
{
  AdwWindow parent_instance;

  CrmHelpBook       *book;   /* (owned) */
  const CrmHelpPage *page;   /* of the book: the one that is read */
  GPtrArray         *before; /* (owned) (element-type CrmHelpPage): where Back leads, the last one last */
  char             **words;  /* (owned): what is looked for */

  /* Template widgets */
  CrmSplitView   *split;
  GtkSearchEntry *search;
  GtkListBox     *list;
  AdwWindowTitle *title;
  CrmHelpView    *view;
};

G_DEFINE_FINAL_TYPE (CrmHelpWindow, crm_help_window, ADW_TYPE_WINDOW)

#define PAGE_KEY "crm-help-page"
#define FIRST_PAGE "start"

static void
update_back (CrmHelpWindow *self)
{
  gboolean to_list = crm_split_view_get_folded (self->split) && crm_split_view_get_show_content (self->split);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "help.back", self->before->len > 0 || to_list);
}

static GtkListBoxRow *
find_row (CrmHelpWindow *self, const CrmHelpPage *page)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->list, i)) != NULL; i++)
    {
      if (g_object_get_data (G_OBJECT (row), PAGE_KEY) == page)
        return row;
    }

  return NULL;
}

static void
read_page (CrmHelpWindow *self, const CrmHelpPage *page, char **words)
{
  self->page = page;
  adw_window_title_set_title (self->title, page->title);
  crm_help_view_show (self->view, page, words);
  gtk_list_box_select_row (self->list, find_row (self, page));
  update_back (self);
}

static void
go_to (CrmHelpWindow *self, const CrmHelpPage *page, char **words)
{
  if (self->page != page)
    g_ptr_array_add (self->before, (gpointer) self->page);
  read_page (self, page, words);
  crm_split_view_set_show_content (self->split, TRUE);
}

static GtkWidget *
new_title (const CrmHelpPage *page)
{
  return g_object_new (GTK_TYPE_LABEL, "label", page->title, "xalign", 0.0, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
}

/* One sees of it what there is room for; a screen reader says all of it. */
static GtkWidget *
new_context (const CrmHelpPage *page, const char *sentence)
{
  g_autofree char *text = crm_help_page_mark (page, sentence, sentence);
  GtkWidget       *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE, "lines", 2, "ellipsize", PANGO_ELLIPSIZE_END, NULL);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");

  return label;
}

static void
add_row (CrmHelpWindow *self, const CrmHelpPage *page, const char *context)
{
  GtkWidget       *row = gtk_list_box_row_new ();
  GtkWidget       *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autofree char *spoken = g_strconcat (page->title, context != NULL ? ", " : "", context, NULL);

  gtk_box_append (GTK_BOX (box), new_title (page));
  if (context != NULL)
    gtk_box_append (GTK_BOX (box), new_context (page, context));
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "help-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  g_object_set_data (G_OBJECT (row), PAGE_KEY, (gpointer) page);
  gtk_list_box_append (self->list, row);
}

/* Pages whose title has the words come before those that say them somewhere. */
static void
add_hits (CrmHelpWindow *self, gboolean in_title)
{
  for (guint i = 0; i < crm_help_book_get_size (self->book); i++)
    {
      const CrmHelpPage *page = crm_help_book_get (self->book, i);
      const char        *found = crm_help_page_match (page, self->words);

      if (found != NULL && crm_help_words_are_in (self->words, page->title) == in_title)
        add_row (self, page, in_title ? NULL : found);
    }
}

static void
fill_list (CrmHelpWindow *self)
{
  GtkListBoxRow *row;

  if (gtk_widget_get_focus_child (GTK_WIDGET (self->list)) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->search));
  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  add_hits (self, TRUE);
  add_hits (self, FALSE);
  if (self->page != NULL)
    gtk_list_box_select_row (self->list, find_row (self, self->page));
}

static void
search_changed_cb (CrmHelpWindow *self)
{
  g_strfreev (self->words);
  self->words = crm_help_words (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  fill_list (self);
}

static void
row_activated_cb (CrmHelpWindow *self, GtkListBoxRow *row)
{
  go_to (self, g_object_get_data (G_OBJECT (row), PAGE_KEY), self->words);
  if (crm_split_view_get_folded (self->split))
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* Return opens what was found first. */
static void
search_activated_cb (CrmHelpWindow *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->list, 0);

  if (row != NULL)
    row_activated_cb (self, row);
}

static void
link_cb (CrmHelpWindow *self, const char *name)
{
  const CrmHelpPage *page = crm_help_book_find (self->book, name);

  if (page == NULL)
    return;

  go_to (self, page, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
show_search (CrmHelpWindow *self)
{
  crm_split_view_set_show_content (self->split, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
typed_cb (CrmHelpWindow *self, GtkEventControllerKey *controller)
{
  show_search (self);
  gtk_event_controller_key_forward (controller, GTK_WIDGET (gtk_editable_get_delegate (GTK_EDITABLE (self->search))));
}

static void
search (GtkWidget *widget, const char *action, GVariant *parameter)
{
  show_search (CRM_HELP_WINDOW (widget));
}

static void
go_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CrmHelpWindow *self = CRM_HELP_WINDOW (widget);
  gboolean       inside = gtk_widget_get_focus_child (GTK_WIDGET (self->view)) != NULL;

  if (crm_split_view_get_folded (self->split) && self->before->len == 0)
    {
      show_search (self);
      return;
    }
  read_page (self, g_ptr_array_steal_index (self->before, self->before->len - 1), NULL);
  crm_split_view_set_show_content (self->split, TRUE);
  if (inside)
    gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* The words first, then the window. */
static void
leave (GtkWidget *widget, const char *action, GVariant *parameter)
{
  CrmHelpWindow *self = CRM_HELP_WINDOW (widget);

  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    gtk_window_close (GTK_WINDOW (self));
}

static void
crm_help_window_dispose (GObject *object)
{
  CrmHelpWindow *self = CRM_HELP_WINDOW (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), CRM_TYPE_HELP_WINDOW);

  G_OBJECT_CLASS (crm_help_window_parent_class)->dispose (object);
}

static void
crm_help_window_finalize (GObject *object)
{
  CrmHelpWindow *self = CRM_HELP_WINDOW (object);

  g_ptr_array_unref (self->before);
  g_strfreev (self->words);
  crm_help_book_free (self->book);

  G_OBJECT_CLASS (crm_help_window_parent_class)->finalize (object);
}

static void
crm_help_window_class_init (CrmHelpWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_help_window_dispose;
  G_OBJECT_CLASS (klass)->finalize = crm_help_window_finalize;

  gtk_widget_class_install_action (widget_class, "help.search", NULL, search);
  gtk_widget_class_install_action (widget_class, "help.back", NULL, go_back);
  gtk_widget_class_install_action (widget_class, "help.leave", NULL, leave);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "help.leave", NULL);

  g_type_ensure (CRM_TYPE_HELP_VIEW);
  g_type_ensure (CRM_TYPE_SPLIT_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/help/crm-help-window.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmHelpWindow, split);
  gtk_widget_class_bind_template_child (widget_class, CrmHelpWindow, search);
  gtk_widget_class_bind_template_child (widget_class, CrmHelpWindow, list);
  gtk_widget_class_bind_template_child (widget_class, CrmHelpWindow, title);
  gtk_widget_class_bind_template_child (widget_class, CrmHelpWindow, view);
  gtk_widget_class_bind_template_callback (widget_class, update_back);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
}

static void
crm_help_window_init (CrmHelpWindow *self)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();
  gboolean            right_to_left = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;

  self->book = crm_help_book_new ();
  self->before = g_ptr_array_new ();
  self->words = crm_help_words ("");
  gtk_widget_init_template (GTK_WIDGET (self));
  crm_search_keys_connect (self->search, GTK_WIDGET (self->list));
  /* Before the split view, which has a meaning of its own for Alt+arrow. */
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  crm_keys_add_action (GTK_SHORTCUT_CONTROLLER (keys), "<Control>f", "help.search");
  crm_keys_add_action (GTK_SHORTCUT_CONTROLLER (keys), right_to_left ? "<Alt>Right" : "<Alt>Left", "help.back");
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  fill_list (self);
}

/**
 * crm_help_window_new:
 * @name: (nullable): of the page to begin with; NULL for the list of all
 *
 * Returns: (transfer none): the window, not yet shown
 */
CrmHelpWindow *
crm_help_window_new (const char *name)
{
  CrmHelpWindow     *self = g_object_new (CRM_TYPE_HELP_WINDOW, NULL);
  const CrmHelpPage *page = crm_help_book_find (self->book, name);

  read_page (self, page != NULL ? page : crm_help_book_find (self->book, FIRST_PAGE), NULL);

  return self;
}

/**
 * crm_help_window_show:
 * @name: (nullable): of a page; NULL for the list of all
 *
 * Shows a page; where there is none of that name, and one at a time is seen, the list.
 */
void
crm_help_window_show (CrmHelpWindow *self, const char *name)
{
  const CrmHelpPage *page = crm_help_book_find (self->book, name);

  if (page != NULL)
    {
      go_to (self, page, NULL);
      gtk_widget_grab_focus (GTK_WIDGET (self->view));
      return;
    }
  show_search (self);
}

/**
 * crm_help_window_get_name:
 *
 * Returns: (transfer none): the page that is read
 */
const char *
crm_help_window_get_name (CrmHelpWindow *self)
{
  return self->page->name;
}

/**
 * crm_help_window_has:
 *
 * Returns: whether there is a page of that name
 */
gboolean
crm_help_window_has (CrmHelpWindow *self, const char *name)
{
  return crm_help_book_find (self->book, name) != NULL;
}

/* Returns: (nullable): the one that stands beside that window already */
static CrmHelpWindow *
find_open (GtkWidget *parent)
{
  GListModel *windows = gtk_window_get_toplevels ();
  gpointer    root = gtk_widget_get_root (parent);

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (CRM_IS_HELP_WINDOW (window) && gtk_window_get_transient_for (window) == root)
        return CRM_HELP_WINDOW (window);
    }

  return NULL;
}

/**
 * crm_help_window_present:
 * @parent: a widget of the window it stands beside
 * @name: (nullable): of a page; NULL for the list of all
 *
 * Shows a page, in the window that is open already if there is one.
 */
void
crm_help_window_present (GtkWidget *parent, const char *name)
{
  CrmHelpWindow *self = find_open (parent);

  if (self == NULL)
    {
      self = crm_help_window_new (name);
      crm_dialog_present_beside (GTK_WINDOW (self), parent);
    }
  else
    gtk_window_present (GTK_WINDOW (self));
  crm_help_window_show (self, name);
}
