#include "config.h"

#include "crm-timeline-filter.h"

#include "crm-activity.h"
#include "crm-event-kind.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

/* Channels are what people call them, so those that are offered are of the last messages. */
#define MESSAGES_LOOKED_AT 100

/* Of the words, since it goes with them. */
#define THREAD_KEY "crm-thread"

static const char *
get_thread (GtkDropDown *filter)
{
  return g_object_get_data (G_OBJECT (gtk_drop_down_get_model (filter)), THREAD_KEY);
}

static gboolean
has (GtkStringList *labels, guint first, const char *label)
{
  g_autofree char *folded = crm_text_fold (label);

  for (guint i = first; i < g_list_model_get_n_items (G_LIST_MODEL (labels)); i++)
    {
      g_autofree char *other = crm_text_fold (gtk_string_list_get_string (labels, i));

      if (g_str_equal (folded, other))
        return TRUE;
    }

  return FALSE;
}

static void
append_channels (GtkStringList *labels, CrmStore *store, gint64 target)
{
  g_autoptr (CrmQuery) query = crm_query_new_timeline (target);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint first = g_list_model_get_n_items (G_LIST_MODEL (labels));

  crm_query_set_event_kind (query, "message");
  crm_store_query (store, query, MESSAGES_LOOKED_AT, ids, NULL);
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (CrmRecord) message = crm_store_get (store, g_array_index (ids, gint64, i), NULL);
      const char *channel = message != NULL && CRM_IS_ACTIVITY (message) ? crm_object_get_text (CRM_OBJECT (message), "channel") : NULL;

      if (channel != NULL && !has (labels, first, channel))
        gtk_string_list_append (labels, channel);
    }
}

/**
 * crm_timeline_filter_fill:
 * @target: whose timeline it is, 0 for nobody's
 *
 * Offers everything, the kinds of events, and the channels that @target writes by; nothing is filtered then.
 */
void
crm_timeline_filter_fill (GtkDropDown *filter, CrmContext *context, gint64 target)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  CrmStore           *store = context != NULL ? crm_context_get_store (context) : NULL;
  guint               n_kinds;
  const CrmEventKind *kinds = crm_event_kind_list (&n_kinds);

  gtk_string_list_append (labels, _ ("Everything"));
  for (guint i = 0; i < n_kinds; i++)
    gtk_string_list_append (labels, _ (kinds[i].plural));
  if (store != NULL && target != 0)
    append_channels (labels, store, target);
  gtk_drop_down_set_model (filter, G_LIST_MODEL (labels));
}

/**
 * crm_timeline_filter_show_thread:
 * @thread: of a message
 *
 * Keeps to the messages of one conversation; the choice stands last among the others as long as these do.
 */
void
crm_timeline_filter_show_thread (GtkDropDown *filter, const char *thread)
{
  GtkStringList *labels = GTK_STRING_LIST (gtk_drop_down_get_model (filter));
  guint          last = g_list_model_get_n_items (G_LIST_MODEL (labels));

  /* To choose it is to ask for it: it must be known before. */
  if (get_thread (filter) != NULL)
    last--;
  g_object_set_data_full (G_OBJECT (labels), THREAD_KEY, g_strdup (thread), g_free);
  if (last == g_list_model_get_n_items (G_LIST_MODEL (labels)))
    gtk_string_list_append (labels, _ ("The Conversation"));
  else if (gtk_drop_down_get_selected (filter) == last)
    gtk_drop_down_set_selected (filter, 0);
  gtk_drop_down_set_selected (filter, last);
}

/**
 * crm_timeline_filter_apply:
 *
 * Keeps @query to what is chosen.
 */
void
crm_timeline_filter_apply (GtkDropDown *filter, CrmQuery *query)
{
  guint               n_kinds;
  const CrmEventKind *kinds = crm_event_kind_list (&n_kinds);
  guint               selected = gtk_drop_down_get_selected (filter);

  if (selected == GTK_INVALID_LIST_POSITION || selected == 0)
    return;
  if (get_thread (filter) != NULL && selected == g_list_model_get_n_items (gtk_drop_down_get_model (filter)) - 1)
    crm_query_set_event_thread (query, get_thread (filter));
  else if (selected <= n_kinds)
    crm_query_set_event_kind (query, kinds[selected - 1].kind);
  else
    crm_query_set_event_channel (query, gtk_string_list_get_string (GTK_STRING_LIST (gtk_drop_down_get_model (filter)), selected));
}

gboolean
crm_timeline_filter_is_set (GtkDropDown *filter)
{
  guint selected = gtk_drop_down_get_selected (filter);

  return selected != 0 && selected != GTK_INVALID_LIST_POSITION;
}
