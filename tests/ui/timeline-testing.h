#pragma once

#include "../store/crm-test-file.h"
#include "ui-testing.h"

#include "crm-timeline-composer.h"
#include "crm-timeline-row.h"
#include "crm-timeline-view.h"

#include "crm-clock.h"
#include "crm-places.h"
#include "crm-record-list.h"

/* A window with the timeline of one person. */

/* 2025-03-20T11:00:00Z, a Thursday. */
#define NOW (G_GINT64_CONSTANT (1742468400) * G_USEC_PER_SEC)
#define DAY (G_GINT64_CONSTANT (86400) * G_USEC_PER_SEC)

typedef struct
{
  CrmTestFile file;
  CrmContext *context;
  CrmRecord  *person;
  GtkWidget  *view;
  GtkWindow  *window;
  char       *toast; /* the last one */
} Fixture;

static inline void
toast_cb (Fixture *fixture, const char *text)
{
  g_free (fixture->toast);
  fixture->toast = g_strdup (text);
}

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (CrmRecord) saved = NULL;

  crm_clock_set (NOW);
  crm_test_file_open (&fixture->file);
  fixture->context = crm_context_new ();
  g_signal_connect_swapped (fixture->context, "toast", G_CALLBACK (toast_cb), fixture);
  crm_context_set_store (fixture->context, fixture->file.store);
  saved = crm_test_file_add_person (&fixture->file, "Sam", "Reed");
  fixture->person = crm_store_get (fixture->file.store, crm_record_get_id (saved), NULL);
  fixture->view = crm_timeline_view_new (fixture->context);
  fixture->window = GTK_WINDOW (gtk_window_new ());
  gtk_window_set_default_size (fixture->window, 500, 700);
  gtk_window_set_child (fixture->window, fixture->view);
  crm_timeline_view_set_record (CRM_TIMELINE_VIEW (fixture->view), fixture->person);
  gtk_window_present (fixture->window);
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (fixture->window);
  settle ();
  g_signal_handlers_disconnect_by_data (fixture->context, fixture);
  g_clear_object (&fixture->person);
  crm_context_set_store (fixture->context, NULL);
  g_clear_object (&fixture->context);
  settle ();
  crm_test_file_close (&fixture->file);
  g_clear_pointer (&fixture->toast, g_free);
}

/* Drop-downs have lists of their own. */
static inline GtkWidget *
find_list (GtkWidget *root)
{
  GtkWidget *found = GTK_IS_LIST_VIEW (root) && gtk_widget_has_css_class (root, "crm-timeline") ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); found == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    found = find_list (child);

  return found;
}

static inline GtkWidget *
get_list (Fixture *fixture)
{
  return find_list (fixture->view);
}

static inline GListModel *
get_events (Fixture *fixture)
{
  return G_LIST_MODEL (gtk_list_view_get_model (GTK_LIST_VIEW (get_list (fixture))));
}

static inline CrmObject *
get_event (Fixture *fixture, guint position)
{
  g_autoptr (CrmPlace) place = g_list_model_get_item (get_events (fixture), position);

  return place != NULL ? g_object_ref (CRM_OBJECT (crm_place_get_record (place))) : NULL;
}

static inline void
wait_for_count (Fixture *fixture, guint count)
{
  wait_for (g_list_model_get_n_items (get_events (fixture)) == count);
}

static inline GtkTextBuffer *
get_buffer (Fixture *fixture)
{
  return gtk_text_view_get_buffer (find_widget (fixture->view, GTK_TYPE_TEXT_VIEW, FALSE));
}

/* Entries of the composer, in their order: minutes, when. */
static inline GtkEditable *
get_entry (Fixture *fixture, guint number)
{
  GtkWidget *composer = find_widget (fixture->view, CRM_TYPE_TIMELINE_COMPOSER, FALSE);
  GtkWidget *minutes = find_widget (composer, GTK_TYPE_ENTRY, FALSE);
  GtkWidget *box = gtk_widget_get_next_sibling (gtk_widget_get_parent (minutes));

  return GTK_EDITABLE (number == 0 ? minutes : find_widget (box, GTK_TYPE_ENTRY, FALSE));
}

static inline void
save (Fixture *fixture)
{
  gtk_widget_activate_action (find_widget (fixture->view, CRM_TYPE_TIMELINE_COMPOSER, FALSE), "composer.save", NULL);
}

static inline void
write_entry (Fixture *fixture, const char *text)
{
  gtk_text_buffer_set_text (get_buffer (fixture), text, -1);
  save (fixture);
}

/* Of the row at a position, as it is bound now. */
static inline CrmTimelineRow *
get_row (Fixture *fixture, guint position)
{
  GtkWidget *list = get_list (fixture);
  g_autoptr (CrmObject) event = get_event (fixture, position);

  for (GtkWidget *item = gtk_widget_get_first_child (list); item != NULL; item = gtk_widget_get_next_sibling (item))
    {
      CrmTimelineRow *row = find_widget (item, CRM_TYPE_TIMELINE_ROW, FALSE);

      if (row != NULL && crm_timeline_row_get_event (row) == CRM_RECORD (event))
        return row;
    }

  return NULL;
}

static inline const char *
get_header (Fixture *fixture, guint position)
{
  GtkLabel *header = find_widget (get_row (fixture, position), GTK_TYPE_LABEL, FALSE);

  return gtk_widget_get_visible (GTK_WIDGET (header)) ? gtk_label_get_text (header) : NULL;
}

static inline CrmRecord *
log_at (Fixture *fixture, const char *kind, const char *body, gint64 at)
{
  g_autoptr (GError) error = NULL;
  CrmRecord *event = crm_record_new ("activity");
  CrmObject *link = g_object_new (CRM_TYPE_ACTIVITY_LINK, NULL);

  crm_object_set_integer (link, "target", crm_record_get_id (fixture->person));
  crm_object_set_text (CRM_OBJECT (event), "kind", kind);
  crm_object_set_text (CRM_OBJECT (event), "body", body);
  crm_object_set_integer (CRM_OBJECT (event), "occurred_at", at);
  crm_object_add_item (CRM_OBJECT (event), "links", link);
  crm_store_save (fixture->file.store, "Log", event, &error);
  g_assert_no_error (error);

  return event;
}

static inline guint
count_events (Fixture *fixture)
{
  return g_list_model_get_n_items (get_events (fixture));
}

static inline void
choose (Fixture *fixture, guint position)
{
  g_signal_emit_by_name (get_row (fixture, position), "menu", fixture->view);
  gtk_popover_popdown (find_widget (fixture->view, GTK_TYPE_POPOVER_MENU, FALSE));
}
