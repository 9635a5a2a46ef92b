/* What is written in the composer, as it is put into an activity. */

#include "config.h"

#include "crm-event-draft.h"

#include "crm-activity.h"
#include "crm-clock.h"
#include "crm-text.h"

#include <string.h>

/* Of a subject; what is longer is text. */
#define MAX_SUBJECT_CHARS 120

void
crm_event_draft_free (CrmEventDraft *self)
{
  g_free (self->text);
  g_free (self->when);
  g_free (self->duration);
  g_ptr_array_unref (self->files);
  g_free (self);
}

/**
 * crm_event_draft_read_duration:
 * @text: minutes, such as "4" or "4:30"; empty for none
 * @seconds: (out): how long that is, or %CRM_UNSET
 *
 * Returns: whether @text is a length of time
 */
gboolean
crm_event_draft_read_duration (const char *text, gint64 *seconds)
{
  g_autofree char *ascii = crm_text_ascii_digits (text);
  g_autofree char *clean = crm_text_clean (ascii);
  g_auto (GStrv) parts = g_strsplit (clean != NULL ? clean : "", ":", 3);
  gint64 minutes = 0;
  gint64 rest = 0;

  *seconds = CRM_UNSET;
  if (clean == NULL)
    return TRUE;
  if (g_strv_length (parts) > 2 || !g_ascii_string_to_signed (parts[0], 10, 0, 24 * 60, &minutes, NULL))
    return FALSE;
  if (parts[1] != NULL && !g_ascii_string_to_signed (parts[1], 10, 0, 59, &rest, NULL))
    return FALSE;

  *seconds = minutes * 60 + rest;
  return TRUE;
}

/**
 * crm_event_draft_set_content:
 * @event: its kind is known
 *
 * Kinds that have a heading of their own keep their first line as their subject.
 */
void
crm_event_draft_set_content (CrmObject *event, const char *content)
{
  const char      *kind = crm_object_get_text (event, "kind");
  gboolean         has_subject = !g_str_equal (kind, "call") && !g_str_equal (kind, "note") && !g_str_equal (kind, "message");
  gsize            length = strcspn (content, "\n");
  g_autofree char *subject = NULL;
  g_autofree char *body = NULL;

  if (!has_subject || g_utf8_strlen (content, (gssize) length) > MAX_SUBJECT_CHARS)
    {
      crm_object_set_text (event, "body", content);
      return;
    }

  subject = g_strndup (content, length);
  body = crm_text_clean (content + length);
  crm_object_set_text (event, "subject", subject);
  crm_object_set_text (event, "body", body);
}

/**
 * crm_event_draft_set_when:
 * @event: its kind is known
 *
 * Puts down when it happened, or when it is due where it is a plan.
 */
void
crm_event_draft_set_when (CrmObject *event, CrmWhen when)
{
  g_autofree char *due = NULL;
  g_autofree char *due_time = NULL;

  if (!crm_activity_kind_is_plan (crm_object_get_text (event, "kind")))
    {
      crm_object_set_integer (event, "occurred_at", crm_when_to_instant (when, crm_clock_now ()));
      return;
    }

  due = crm_date_to_iso (when.date);
  due_time = crm_when_to_time_text (when);
  crm_object_set_text (event, "due", due);
  crm_object_set_text (event, "due_time", due_time);
}
