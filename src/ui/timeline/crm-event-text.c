/* What happened, in one line: a call and how it went, a deal and where it moved, a field and what it was before. */

#include "config.h"

#include "crm-event-text.h"

#include "crm-activity.h"
#include "crm-change-record.h"
#include "crm-date-format.h"
#include "crm-field-value.h"
#include "crm-format.h"
#include "crm-item-json.h"
#include "crm-payment.h"
#include "crm-sale-words.h"
#include "crm-sale.h"
#include "crm-stage-change.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

/* So many fields of a change are told; the rest are counted. */
#define FIELDS_TOLD 3

/* A longer text is not told from what to what. */
#define MAX_TOLD_CHARS 60

static void
append_part (GString *line, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, _ (" · "));
  g_string_append (line, part);
}

static char *
format_duration (CrmContext *context, gint64 seconds)
{
  gint64           minutes = (seconds + 59) / 60;
  g_autofree char *count = crm_format_count (context, minutes);

  /* Translators: how long a call was; %s is a number */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s minute", "%s minutes", (gulong) minutes), count);
}

static char *
format_due (CrmContext *context, CrmObject *event)
{
  const char      *due = crm_object_get_text (event, "due");
  const char      *time = crm_object_get_text (event, "due_time");
  g_autofree char *day = crm_format_day (context, due);
  g_autofree char *digits = crm_culture_digits (crm_context_get_culture (context), time);

  if (due == NULL)
    return NULL;
  if (time == NULL)
    /* Translators: when a task is to be done; %s is a day */
    return g_strdup_printf (_ ("due %s"), day);

  /* Translators: when a task is to be done; 1: a day, 2: a time of that day */
  return g_strdup_printf (_ ("due %1$s, %2$s"), day, digits);
}

/* Whom else it is about: on a company's timeline, the person. */
static void
append_others (CrmContext *context, GString *line, CrmObject *event, gint64 target)
{
  GPtrArray *links = crm_object_get_items (event, "links");

  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      gint64           id = crm_object_get_integer (g_ptr_array_index (links, i), "target");
      g_autofree char *title = id != target ? crm_format_reference (context, id) : NULL;

      append_part (line, title);
    }
}

static char *
dup_activity_title (CrmContext *context, CrmObject *event, gint64 target)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *kind = crm_format_choice (event, "kind");
  g_autofree char *channel = crm_text_isolate (crm_object_get_text (event, "channel"));
  g_autofree char *direction = crm_format_choice (event, "direction");
  g_autofree char *outcome = crm_format_choice (event, "outcome");
  g_autofree char *rating = crm_format_choice (event, "rating");
  g_autofree char *due = format_due (context, event);
  g_autofree char *repeat = crm_format_repeat (context, crm_object_get_text (event, "repeat"));
  g_autofree char *place = crm_text_isolate (crm_object_get_text (event, "location"));
  g_autofree char *owner = crm_format_owner (context, CRM_RECORD (event));
  gint64           duration = crm_object_get_integer (event, "duration");

  append_part (line, kind);
  append_part (line, channel);
  append_part (line, direction);
  if (duration != CRM_UNSET && duration > 0)
    {
      g_autofree char *length = format_duration (context, duration);

      append_part (line, length);
    }
  append_part (line, outcome);
  append_part (line, rating);
  append_part (line, due);
  append_part (line, repeat);
  append_part (line, place);
  append_part (line, owner);
  if (crm_object_get_integer (event, "done_at") != CRM_UNSET)
    append_part (line, C_ ("a task", "done"));
  append_others (context, line, event, target);

  return g_string_free (g_steal_pointer (&line), FALSE);
}

static char *
dup_stage_title (CrmContext *context, CrmObject *event)
{
  gint64           from_id = crm_object_get_integer (event, "from_stage");
  g_autofree char *deal = crm_format_reference (context, crm_object_get_integer (event, "deal"));
  g_autofree char *from = crm_format_reference (context, from_id);
  g_autofree char *to = crm_format_reference (context, crm_object_get_integer (event, "to_stage"));

  if (from_id == CRM_UNSET)
    /* Translators: 1: a deal, 2: a stage */
    return g_strdup_printf (_ ("Deal %1$s began in %2$s"), deal, to);

  /* Translators: 1: a deal, 2 and 3: stages */
  return g_strdup_printf (_ ("Deal %1$s moved from %2$s to %3$s"), deal, from, to);
}

/* A record that has nothing but what a row of the journal holds. */
static CrmObject *
make_object (const CrmRecordType *type, const CrmField *field, const char *text, gint64 integer)
{
  CrmObject *object = g_object_new (type->get_type (), NULL);
  guint      number = crm_field_get_number (field, object);

  if (crm_kind_is_integer (field->kind))
    crm_object_put_integer (object, number, integer);
  else if (field->kind == CRM_KIND_ITEMS)
    crm_object_put_items_json (object, number, text);
  else
    crm_object_put_text (object, number, text);

  return object;
}

static CrmItem *
find_item (GPtrArray *items, const char *id)
{
  for (guint i = 0; i < items->len; i++)
    {
      if (g_strcmp0 (crm_item_get_id (g_ptr_array_index (items, i)), id) == 0)
        return g_ptr_array_index (items, i);
    }

  return NULL;
}

/* The items of @in that are not in @from. */
static char *
format_new_items (GPtrArray *in, GPtrArray *from)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < in->len; i++)
    {
      CrmItem         *item = g_ptr_array_index (in, i);
      g_autofree char *title = NULL;

      if (find_item (from, crm_item_get_id (item)) != NULL)
        continue;
      title = crm_object_dup_title (CRM_OBJECT (item));
      if (title != NULL && *title != '\0')
        {
          g_autofree char *isolated = crm_text_isolate (title);

          append_part (line, isolated);
        }
    }

  return g_string_free (g_steal_pointer (&line), FALSE);
}

static char *
describe_items (const CrmField *field, const CrmJournalRow *row)
{
  g_autoptr (GPtrArray) before = crm_items_from_json (row->before, field->item_type ());
  g_autoptr (GPtrArray) after = crm_items_from_json (row->after, field->item_type ());
  g_autofree char *added = format_new_items (after, before);
  g_autofree char *removed = format_new_items (before, after);

  if (*added != '\0')
    /* Translators: 1: a field, 2: what was added to it */
    return g_strdup_printf (_ ("%1$s: added %2$s"), crm_field_get_label (field), added);
  if (*removed != '\0')
    /* Translators: 1: a field, 2: what was taken from it */
    return g_strdup_printf (_ ("%1$s: removed %2$s"), crm_field_get_label (field), removed);

  /* Translators: %s is a field */
  return g_strdup_printf (_ ("%s changed"), crm_field_get_label (field));
}

static char *
describe_value (CrmContext *context, const CrmField *field, CrmObject *was, CrmObject *is)
{
  g_autofree char *before = crm_format_field (context, was, field);
  g_autofree char *after = crm_format_field (context, is, field);

  if (g_utf8_strlen (before, -1) > MAX_TOLD_CHARS || g_utf8_strlen (after, -1) > MAX_TOLD_CHARS)
    return g_strdup_printf (_ ("%s changed"), crm_field_get_label (field));
  if (*before == '\0')
    /* Translators: 1: a field, 2: its first value */
    return g_strdup_printf (_ ("%1$s set to %2$s"), crm_field_get_label (field), after);
  if (*after == '\0')
    /* Translators: 1: a field, 2: what it was */
    return g_strdup_printf (_ ("%1$s removed: %2$s"), crm_field_get_label (field), before);

  /* Translators: 1: a field, 2: what it was, 3: what it is */
  return g_strdup_printf (_ ("%1$s changed from %2$s to %3$s"), crm_field_get_label (field), before, after);
}

/* Fields of the business's own, one by one; those that were removed since are not told. */
static char *
describe_custom_values (CrmContext *context, const CrmRecordType *type, CrmObject *was, CrmObject *is)
{
  CrmFieldSet *fields = crm_context_get_fields (context, type);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; fields != NULL && i < crm_field_set_get_size (fields); i++)
    {
      const CrmField  *field = crm_field_set_get (fields, i);
      g_autofree char *part = field->custom != 0 && !crm_field_equal (field, was, is) ? describe_value (context, field, was, is) : NULL;

      if (part != NULL)
        append_part (line, part);
    }

  return line->len > 0 ? g_string_free (g_steal_pointer (&line), FALSE) : NULL;
}

static char *
describe_row (CrmContext *context, const CrmRecordType *type, const CrmJournalRow *row)
{
  guint           n_fields;
  const CrmField *fields = crm_record_type_get_fields (type, &n_fields);
  int             number = crm_object_class_find_field (crm_record_type_peek_class (type), row->field);
  g_autoptr (CrmObject) was = NULL;
  g_autoptr (CrmObject) is = NULL;

  if (*row->field == '\0')
    return g_strdup (C_ ("a record", "Added"));
  if (g_str_equal (row->field, "deleted_at"))
    return g_strdup (row->after_number != CRM_UNSET ? C_ ("a record", "Deleted") : C_ ("a record", "Brought back"));
  if (number < 0 || (fields[number].flags & CRM_FIELD_DERIVED) != 0)
    return NULL;

  was = make_object (type, &fields[number], row->before, row->before_number);
  is = make_object (type, &fields[number], row->after, row->after_number);
  if (crm_field_holds_custom_values (&fields[number]))
    return describe_custom_values (context, type, was, is);
  if (fields[number].kind == CRM_KIND_ITEMS)
    return describe_items (&fields[number], row);

  return describe_value (context, &fields[number], was, is);
}

/* (nullable): what is told of a change of one record, (element-type char *) */
static GPtrArray *
describe_change (CrmContext *context, CrmRecord *change, gint64 target)
{
  CrmStore            *store = crm_context_get_store (context);
  const CrmRecordType *type = crm_record_type_of_id (target);
  g_autoptr (GPtrArray) rows = store != NULL && type != NULL ? crm_store_load_change_rows (store, crm_id_sequence (crm_record_get_id (change)), target, NULL) : NULL;
  GPtrArray *parts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      char *part = describe_row (context, type, g_ptr_array_index (rows, i));

      if (part != NULL)
        g_ptr_array_add (parts, part);
    }
  if (parts->len == 0)
    {
      g_autofree char *title = crm_object_dup_title (CRM_OBJECT (change));

      g_ptr_array_add (parts, crm_text_isolate (title));
    }

  return parts;
}

static char *
dup_change_title (CrmContext *context, CrmRecord *event, gint64 target)
{
  g_autoptr (GPtrArray) parts = describe_change (context, event, target);
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < MIN (parts->len, FIELDS_TOLD); i++)
    append_part (line, g_ptr_array_index (parts, i));
  if (parts->len > FIELDS_TOLD)
    append_part (line, "…");

  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * crm_event_dup_changes:
 * @change: a change record
 * @target: a record it touched
 *
 * Returns: (transfer full): all that it did to that record, a line for each field
 */
char *
crm_event_dup_changes (CrmContext *context, CrmRecord *change, gint64 target)
{
  g_autoptr (GPtrArray) parts = describe_change (context, change, target);

  g_ptr_array_add (parts, NULL);

  return g_strjoinv ("\n", (char **) parts->pdata);
}

static char *
dup_title (CrmContext *context, CrmRecord *event, gint64 target)
{
  if (CRM_IS_ACTIVITY (event))
    return dup_activity_title (context, CRM_OBJECT (event), target);
  if (CRM_IS_STAGE_CHANGE (event))
    return dup_stage_title (context, CRM_OBJECT (event));
  if (CRM_IS_CHANGE_RECORD (event))
    return dup_change_title (context, event, target);
  if (CRM_IS_PAYMENT (event))
    return crm_sale_words_dup_payment (context, event);

  return crm_sale_get_kind (event) != NULL ? crm_sale_words_dup_line (context, event) : crm_format_title (event);
}

/* Who it was, where it was somebody else. */
static char *
dup_other (CrmContext *context, CrmRecord *event)
{
  CrmStore        *store = crm_context_get_store (context);
  g_autofree char *author = NULL;

  if (store == NULL)
    return NULL;
  if (CRM_IS_CHANGE_RECORD (event))
    author = g_strdup (crm_object_get_text (CRM_OBJECT (event), "author"));
  else
    author = crm_store_dup_creator (store, crm_record_get_id (event));

  return g_strcmp0 (author, crm_store_get_author (store)) != 0 ? crm_text_isolate (author) : NULL;
}

/**
 * crm_event_dup_title:
 * @event: a record of a timeline
 * @target: whose timeline
 *
 * Returns: (transfer full): what happened
 */
char *
crm_event_dup_title (CrmContext *context, CrmRecord *event, gint64 target)
{
  g_autofree char *title = dup_title (context, event, target);
  g_autofree char *other = dup_other (context, event);
  g_autoptr (GString) line = g_string_new (title);

  append_part (line, other);

  return g_string_free (g_steal_pointer (&line), FALSE);
}

/**
 * crm_event_dup_body:
 *
 * Returns: (transfer full) (nullable): what was written about it
 */
char *
crm_event_dup_body (CrmRecord *event)
{
  const char *subject;
  const char *body;

  if (!CRM_IS_ACTIVITY (event))
    return NULL;

  subject = crm_object_get_text (CRM_OBJECT (event), "subject");
  body = crm_object_get_text (CRM_OBJECT (event), "body");
  if (subject == NULL || body == NULL)
    return g_strdup (subject != NULL ? subject : body);

  return g_strconcat (subject, "\n", body, NULL);
}

/**
 * crm_event_dup_time:
 *
 * Returns: (transfer full): the time of its day, "" where only the day is known
 */
char *
crm_event_dup_time (CrmContext *context, CrmRecord *event)
{
  gint64      at = CRM_UNSET;
  const char *kind;

  if (!crm_record_get_event (event, &at, &kind))
    return g_strdup ("");
  if (CRM_IS_ACTIVITY (event) && crm_object_get_integer (CRM_OBJECT (event), "occurred_at") == CRM_UNSET && crm_object_get_text (CRM_OBJECT (event), "due") != NULL)
    return g_strdup ("");

  return crm_format_time (context, at);
}

/**
 * crm_event_dup_when:
 *
 * Returns: (transfer full): a day, with its time if it has one
 */
char *
crm_event_dup_when (CrmContext *context, CrmWhen when)
{
  g_autofree char *iso = crm_date_to_iso (when.date);
  g_autofree char *time = crm_when_to_time_text (when);
  g_autofree char *day = crm_format_day (context, iso);
  g_autofree char *digits = crm_culture_digits (crm_context_get_culture (context), time);

  return time != NULL ? g_strdup_printf (C_ ("day and time", "%1$s, %2$s"), day, digits) : g_steal_pointer (&day);
}

/**
 * crm_event_dup_day:
 *
 * Returns: (transfer full): the head of the day it stands under: «Today», «Yesterday», or a day of the calendar
 */
char *
crm_event_dup_day (CrmContext *context, CrmRecord *event)
{
  gint64      at = CRM_UNSET;
  const char *kind;
  CrmDate     day;
  CrmDate     today = crm_context_get_today (context);
  gint64      days;

  if (!crm_record_get_event (event, &at, &kind))
    return g_strdup ("");

  day = crm_date_from_instant (at);
  days = crm_date_days_between (today, day);
  if (ABS (days) <= 1)
    return g_strdup (days == 0 ? _ ("Today") : days > 0 ? _ ("Tomorrow")
                                                        : _ ("Yesterday"));

  return crm_date_format (day, crm_context_get_culture (context), CRM_DATE_STYLE_LONG);
}
