/* The last contact of each row that is bound is a few reads of the file. They are made below the priority of drawing, a dozen rows at a
 * time: a list scrolls as if there were none, and the times follow when it rests. */

#include "config.h"

#include "crm-contact-times.h"

#include "crm-rhythm.h"

#define ROWS_AT_ONCE 12

struct _CrmContactTimes
{
  CrmContext *context; /* (owned) */
  GQueue      unasked; /* (element-type CrmDirectoryRow) */
  guint       source;
};

static void
look_up (CrmContactTimes *self, CrmDirectoryRow *row)
{
  CrmStore  *store = crm_context_get_store (self->context);
  CrmRecord *record = crm_directory_row_get_record (row);
  CrmRhythm  rhythm;

  if (record == NULL || store == NULL)
    return;

  crm_rhythm_find (store, crm_record_get_id (record), &rhythm);
  crm_directory_row_set_last_contact (row, rhythm.last);
}

static gboolean
look_up_cb (gpointer data)
{
  CrmContactTimes *self = data;

  for (guint i = 0; i < ROWS_AT_ONCE && !g_queue_is_empty (&self->unasked); i++)
    look_up (self, g_queue_pop_head (&self->unasked));
  if (!g_queue_is_empty (&self->unasked))
    return G_SOURCE_CONTINUE;

  self->source = 0;
  return G_SOURCE_REMOVE;
}

CrmContactTimes *
crm_contact_times_new (CrmContext *context)
{
  CrmContactTimes *self = g_new0 (CrmContactTimes, 1);

  self->context = g_object_ref (context);
  g_queue_init (&self->unasked);

  return self;
}

void
crm_contact_times_free (CrmContactTimes *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
  g_queue_clear (&self->unasked);
  g_clear_object (&self->context);
  g_free (self);
}

/**
 * crm_contact_times_ask:
 * @row: a row that shows somebody; it must be forgotten before it goes
 */
void
crm_contact_times_ask (CrmContactTimes *self, CrmDirectoryRow *row)
{
  g_queue_remove (&self->unasked, row);
  g_queue_push_tail (&self->unasked, row);
  if (self->source == 0)
    self->source = g_idle_add_full (G_PRIORITY_LOW, look_up_cb, self, NULL);
}

/**
 * crm_contact_times_ask_all:
 * @rows: a list view whose rows they are
 *
 * Asks anew for every row that shows somebody, after something was done with anybody.
 */
void
crm_contact_times_ask_all (CrmContactTimes *self, GtkWidget *rows)
{
  for (GtkWidget *widget = gtk_widget_get_first_child (rows); widget != NULL; widget = gtk_widget_get_next_sibling (widget))
    {
      GtkWidget *row = gtk_widget_get_first_child (widget);

      if (CRM_IS_DIRECTORY_ROW (row) && crm_directory_row_get_record (CRM_DIRECTORY_ROW (row)) != NULL)
        crm_contact_times_ask (self, CRM_DIRECTORY_ROW (row));
    }
}

void
crm_contact_times_forget (CrmContactTimes *self, CrmDirectoryRow *row)
{
  g_queue_remove (&self->unasked, row);
}
