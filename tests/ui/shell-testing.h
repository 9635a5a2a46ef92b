#pragma once

#include "ui-testing.h"

#include "crm-application.h"
#include "crm-page.h"
#include "crm-pages.h"
#include "crm-people-page.h"

/* What the tests of the frame share: pages that only note what they are told, and windows on files of their own. */

#define TEST_TYPE_PAGE (test_page_get_type ())

G_DECLARE_FINAL_TYPE (TestPage, test_page, TEST, PAGE, GtkWidget)

struct _TestPage
{
  GtkWidget parent_instance;

  CrmContext *context;
  char       *sought;
  int         created;
  gint64      opened;
  char       *viewed; /* the filter of the view that was shown last */
};

static inline void test_page_iface_init (CrmPageInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestPage, test_page, GTK_TYPE_WIDGET, G_IMPLEMENT_INTERFACE (CRM_TYPE_PAGE, test_page_iface_init))

static int             n_pages_made;
static CrmApplication *application;

static inline const char *
test_page_get_title (CrmPage *page)
{
  return "Test page";
}

static inline gboolean
test_page_can_open (CrmPage *page, const CrmRecordType *type)
{
  return TRUE;
}

static inline void
test_page_open (CrmPage *page, CrmRecord *record)
{
  TEST_PAGE (page)->opened = crm_record_get_id (record);
}

static inline void
test_page_search (CrmPage *page, const char *text)
{
  TestPage *self = TEST_PAGE (page);

  g_free (self->sought);
  self->sought = g_strdup (text);
}

static inline void
test_page_create (CrmPage *page)
{
  TEST_PAGE (page)->created++;
}

static inline void
test_page_show_view (CrmPage *page, CrmRecord *view)
{
  g_free (TEST_PAGE (page)->viewed);
  TEST_PAGE (page)->viewed = g_strdup (view != NULL ? crm_object_get_text (CRM_OBJECT (view), "filter") : NULL);
}

static inline void
test_page_iface_init (CrmPageInterface *iface)
{
  iface->show_view = test_page_show_view;
  iface->get_title = test_page_get_title;
  iface->get_icon_name = test_page_get_title;
  iface->can_open = test_page_can_open;
  iface->open = test_page_open;
  iface->search = test_page_search;
  iface->create = test_page_create;
}

static inline void
test_page_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  TEST_PAGE (object)->context = g_value_dup_object (value);
}

static inline void
test_page_finalize (GObject *object)
{
  g_clear_object (&TEST_PAGE (object)->context);
  g_free (TEST_PAGE (object)->sought);
  g_free (TEST_PAGE (object)->viewed);

  G_OBJECT_CLASS (test_page_parent_class)->finalize (object);
}

static inline void
test_page_class_init (TestPageClass *klass)
{
  G_OBJECT_CLASS (klass)->set_property = test_page_set_property;
  G_OBJECT_CLASS (klass)->finalize = test_page_finalize;
  g_object_class_install_property (G_OBJECT_CLASS (klass), 1, g_param_spec_object ("context", NULL, NULL, CRM_TYPE_CONTEXT, G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY));
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static inline void
test_page_init (TestPage *self)
{
  n_pages_made++;
}

static inline GPtrArray *
get_everybody (CrmContext *context)
{
  GPtrArray *queries = g_ptr_array_new_with_free_func ((GDestroyNotify) crm_query_free);

  g_ptr_array_add (queries, crm_query_new ("person"));

  return queries;
}

static const CrmPageCount people_count = { "person", FALSE, get_everybody };

static const CrmPageEntry test_pages[] = {
  { "people", "People", "system-users-symbolic", "person company", test_page_get_type, &people_count },
  { "deals", "Deals", "view-list-symbolic", "deal", test_page_get_type },
};

/* A window on a file of its own that somebody is in. */
static inline CrmWindow *
open_window (const char *path)
{
  CrmWindow *window = crm_window_new (GTK_APPLICATION (application));
  g_autoptr (GError) error = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    {
      g_autoptr (CrmStore) store = crm_store_create (path, &error);
      g_autoptr (CrmRecord) person = new_person ("Maryam");

      g_assert_no_error (error);
      g_assert_true (crm_store_save (store, "Add Maryam", person, &error));
    }
  gtk_window_set_default_size (GTK_WINDOW (window), 1100, 700);
  gtk_window_present (GTK_WINDOW (window));
  crm_window_open_path (window, path);

  return window;
}

static inline CrmWindow *
open_window_and_wait (const char *path)
{
  CrmWindow *window = open_window (path);

  wait_for (crm_context_get_store (crm_window_get_context (window)) != NULL);
  settle ();

  return window;
}

static inline char *
make_path (const char *name)
{
  return g_build_filename (g_get_user_cache_dir (), name, NULL);
}

static inline gboolean
can (CrmWindow *window, const char *action)
{
  g_assert_true (g_action_group_has_action (G_ACTION_GROUP (window), action));

  return g_action_group_get_action_enabled (G_ACTION_GROUP (window), action);
}

static inline void
act (CrmWindow *window, const char *action, GVariant *parameter)
{
  g_action_group_activate_action (G_ACTION_GROUP (window), action, parameter);
}

static inline void
close_window (CrmWindow *window)
{
  gtk_window_close (GTK_WINDOW (window));
  settle ();
}
