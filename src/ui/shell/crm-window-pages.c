/* The window's pages: the sidebar, which page is shown, its header bar, and the way back. */

#include "config.h"

#include "crm-window-private.h"

/* A row for each page there is. */
void
crm_window_fill_sidebar (CrmWindow *self)
{
  guint               n_pages;
  const CrmPageEntry *pages = crm_pages_list (&n_pages);

  for (guint i = 0; i < n_pages; i++)
    {
      if (!pages[i].hidden)
        gtk_list_box_append (self->sidebar, crm_sidebar_row_new (self->context, &pages[i]));
    }
}

/* The page that is shown; NULL before the file is open. */
CrmPage *
crm_window_get_page (CrmWindow *self)
{
  GtkWidget *page = gtk_stack_get_visible_child (self->pages);

  return page != NULL ? CRM_PAGE (page) : NULL;
}

static CrmSplitView *
find_split (GtkWidget *widget)
{
  CrmSplitView *found = CRM_IS_SPLIT_VIEW (widget) ? CRM_SPLIT_VIEW (widget) : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_split (child);

  return found;
}

static void
fold_settled_cb (gpointer user_data)
{
  CrmWindow *self = user_data;

  self->fold_source = 0;
  crm_window_update_actions (self);
}

/* A split view folds while it is given its size: the header bar, laid out already, may change only after that. */
void
crm_window_update_later (CrmWindow *self)
{
  if (self->fold_source == 0)
    self->fold_source = g_idle_add_once (fold_settled_cb, self);
}

/* Back is offered while the page's own split view is folded on its content. */
static void
follow_page_split (CrmWindow *self, GtkWidget *page)
{
  CrmSplitView *split = find_split (page);

  if (self->page_split != NULL)
    g_signal_handlers_disconnect_by_func (self->page_split, crm_window_update_later, self);
  g_set_weak_pointer (&self->page_split, split);
  if (split == NULL)
    return;

  g_signal_connect_object (split, "notify::folded", G_CALLBACK (crm_window_update_later), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (split, "notify::show-content", G_CALLBACK (crm_window_update_later), self, G_CONNECT_SWAPPED);
}

static GtkWidget *
ensure_page (CrmWindow *self, const CrmPageEntry *entry)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->pages, entry->id);

  if (page == NULL)
    {
      page = g_object_new (entry->get_type (), "context", self->context, NULL);
      gtk_stack_add_named (self->pages, page, entry->id);
    }

  return page;
}

/* What was sought on one page is not sought on the next. */
static void
end_search (CrmWindow *self)
{
  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
  gtk_editable_set_text (self->search_entry, "");
}

static void
select_row (CrmWindow *self, const CrmPageEntry *entry)
{
  guint               n_pages;
  const CrmPageEntry *pages = crm_pages_list (&n_pages);

  gtk_list_box_select_row (self->sidebar, entry->hidden ? NULL : gtk_list_box_get_row_at_index (self->sidebar, (int) (entry - pages)));
}

/* Shows a page, making it first if this is the first time. */
void
crm_window_show_page (CrmWindow *self, const CrmPageEntry *entry)
{
  GtkWidget *page;
  gboolean   searched;

  if (crm_context_get_store (self->context) == NULL)
    return;

  select_row (self, entry);
  if (entry == self->entry)
    return;

  end_search (self);
  page = ensure_page (self, entry);
  self->entry = entry;
  gtk_stack_set_visible_child (self->pages, page);
  searched = crm_page_can_search (CRM_PAGE (page)) && !crm_page_has_own_search (CRM_PAGE (page));
  gtk_search_bar_set_key_capture_widget (self->search_bar, searched ? GTK_WIDGET (self->pages) : NULL);
  adw_window_title_set_title (self->title, crm_page_get_title (CRM_PAGE (page)));
  if (!entry->hidden)
    g_settings_set_string (self->settings, "page", entry->id);
  follow_page_split (self, page);
  crm_window_update_actions (self);
}

static void
go_to_pages (CrmWindow *self)
{
  CrmPage *page = crm_window_get_page (self);

  crm_split_view_set_show_content (self->split, TRUE);
  if (page != NULL)
    crm_page_take_focus (page);
}

/* Shows a page, in front of the sidebar where one hides the other, and lets the keyboard go on there. */
void
crm_window_go_to_page (CrmWindow *self, const CrmPageEntry *entry)
{
  crm_window_show_page (self, entry);
  go_to_pages (self);
}

/* Shows the page that was shown last, else the first. */
void
crm_window_show_first_page (CrmWindow *self)
{
  g_autofree char    *last = g_settings_get_string (self->settings, "page");
  const CrmPageEntry *entry = crm_pages_find (last);
  guint               n_pages;
  const CrmPageEntry *pages = crm_pages_list (&n_pages);

  if (entry == NULL && n_pages > 0)
    entry = pages;
  if (entry != NULL)
    crm_window_go_to_page (self, entry);
}

static void
show_view (CrmWindow *self, CrmRecord *view)
{
  const CrmRecordType *type = crm_record_type_find (crm_object_get_text (CRM_OBJECT (view), "record_type"));
  const CrmPageEntry  *entry = type != NULL ? crm_pages_find_for (type) : NULL;

  if (entry == NULL)
    return;

  crm_window_show_page (self, entry);
  crm_page_show_view (crm_window_get_page (self), view);
}

/* Shows what a row of the sidebar stands for. A page that is chosen shows everything again. */
void
crm_window_show_row (CrmWindow *self, CrmSidebarRow *row)
{
  if (crm_sidebar_row_get_view (row) != NULL)
    {
      show_view (self, crm_sidebar_row_get_view (row));
      gtk_list_box_select_row (self->sidebar, GTK_LIST_BOX_ROW (row));
    }
  else
    {
      if (self->entry == crm_sidebar_row_get_entry (row) && crm_window_get_page (self) != NULL)
        crm_page_show_view (crm_window_get_page (self), NULL);
      crm_window_show_page (self, crm_sidebar_row_get_entry (row));
    }
  crm_split_view_set_show_content (self->split, TRUE);
}

/* Shows a record on the page that shows its type, and a view on the page of its records. */
void
crm_window_open_record (CrmWindow *self, CrmRecord *record)
{
  const CrmRecordType *type = crm_record_get_record_type (record);
  const CrmPageEntry  *entry = crm_pages_find_for (type);
  CrmPage             *page;

  if (g_str_equal (type->name, "saved_view"))
    {
      show_view (self, record);
      go_to_pages (self);
    }
  if (entry == NULL)
    return;

  crm_window_go_to_page (self, entry);
  page = crm_window_get_page (self);
  if (page == NULL || !crm_page_can_open (page, type))
    return;

  crm_page_open (page, record);
  /* It may have hidden what had the focus. */
  if (gtk_root_get_focus (GTK_ROOT (self)) == NULL)
    crm_page_take_focus (page);
}

/* From a detail to its list, from a list to the sidebar, where they hide one another. */
void
crm_window_go_back (CrmWindow *self)
{
  CrmPage *page = crm_window_get_page (self);

  if (page != NULL && crm_page_go_back (page))
    return;
  if (crm_split_view_get_folded (self->split))
    crm_split_view_set_show_content (self->split, FALSE);
}
