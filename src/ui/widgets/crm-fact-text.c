/* How each kind of fact is written on a page, and what can be done with it. Other programs are only asked to open what a telephone, a mail
 * program or a browser opens: a contact point is text from anywhere, and may say anything. */

#include "config.h"

#include "crm-fact-text.h"

#include "crm-affiliation.h"
#include "crm-contact-point.h"
#include "crm-date-format.h"
#include "crm-field-value.h"
#include "crm-format.h"
#include "crm-important-date.h"
#include "crm-lifecycle.h"
#include "crm-preference.h"
#include "crm-relation.h"
#include "crm-text.h"
#include "crm-uri.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *name; /* of a kind of contact point, or of a field */
  const char *icon_name;
} icons[] = {
  { "phone", "call-start-symbolic" },
  { "whatsapp", "call-start-symbolic" },
  { "fax", "printer-symbolic" },
  { "email", "mail-unread-symbolic" },
  { "web", "web-browser-symbolic" },
  { "affiliations", "crm-company-symbolic" },
  { "addresses", "mark-location-symbolic" },
  { "dates", "x-office-calendar-symbolic" },
  { "relations", "system-users-symbolic" },
  { "contact_points", "chat-message-new-symbolic" },
  { "about", "document-edit-symbolic" },
  { "referred_by", "avatar-default-symbolic" },
};

static const char *
find_icon (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    {
      if (g_strcmp0 (icons[i].name, name) == 0)
        return icons[i].icon_name;
    }

  return NULL;
}

static gboolean
is_number (const char *kind)
{
  return g_strcmp0 (kind, "phone") == 0 || g_strcmp0 (kind, "fax") == 0 || g_strcmp0 (kind, "whatsapp") == 0;
}

/* Longer than any telephone number, with the marks around it: what does not fit into the narrowest page may break. */
#define MAX_NUMBER_CHARS 22

static char *
make_web_uri (const char *value)
{
  g_autofree char *uri = g_str_has_prefix (value, "http://") || g_str_has_prefix (value, "https://") ? g_strdup (value) : g_strconcat ("https://", value, NULL);
  g_autofree char *scheme = g_uri_parse_scheme (uri);

  return g_strcmp0 (scheme, "https") == 0 || g_strcmp0 (scheme, "http") == 0 ? g_steal_pointer (&uri) : NULL;
}

static void
set_uri (CrmFactText *self, const char *kind, const char *value, const char *normalised)
{
  if (g_strcmp0 (kind, "phone") == 0)
    {
      self->uri = crm_uri_for_call (normalised != NULL ? normalised : value);
      self->verb = _ ("Call");
    }
  else if (g_strcmp0 (kind, "email") == 0)
    {
      self->uri = crm_uri_for_mail (value, NULL);
      self->verb = _ ("Write an e-mail");
    }
  else if (g_strcmp0 (kind, "web") == 0)
    {
      self->uri = make_web_uri (value);
      self->verb = _ ("Open the page");
    }
}

static void
append_part (GString *line, const char *part)
{
  if (part == NULL || *part == '\0')
    return;
  if (line->len > 0)
    g_string_append (line, _ (" · "));
  g_string_append (line, part);
}

/* Labels that other programs use are told in words; a person's own word stays as it is. */
static char *
format_label (const char *label)
{
  static const CrmChoice known[] = {
    { "work", N_ ("Work") },
    { "home", N_ ("Home") },
    { "mobile", N_ ("Mobile") },
    { "cell", N_ ("Mobile") },
    { "main", N_ ("Main") },
    { "other", N_ ("Other") },
  };

  for (guint i = 0; label != NULL && i < G_N_ELEMENTS (known); i++)
    {
      if (g_ascii_strcasecmp (known[i].value, label) == 0)
        return g_strdup (_ (known[i].label));
    }

  return crm_text_isolate (label);
}

static void
take_contact_point (CrmFactText *self, CrmContext *context, CrmObject *point)
{
  const char      *kind = crm_object_get_text (point, "kind");
  const char      *value = crm_object_get_text (point, "value");
  const char      *normalised = crm_object_get_text (point, "normalised");
  g_autofree char *kind_label = crm_format_choice (point, "kind");
  g_autofree char *own_label = format_label (crm_object_get_text (point, "label"));
  g_autoptr (GString) label = g_string_new (NULL);

  append_part (label, kind_label);
  append_part (label, own_label);
  if (crm_object_get_boolean (point, "invalid"))
    append_part (label, _ ("does not work"));
  if (crm_object_get_boolean (point, "opt_out"))
    append_part (label, _ ("do not contact"));

  if (find_icon (kind) != NULL)
    self->icon_name = find_icon (kind);
  self->value = is_number (kind) ? crm_format_phone (context, normalised != NULL ? normalised : value) : crm_text_isolate_ltr (value);
  self->whole = is_number (kind) && g_utf8_strlen (self->value, -1) <= MAX_NUMBER_CHARS;
  self->label = g_string_free (g_steal_pointer (&label), FALSE);
  if (value != NULL && !crm_object_get_boolean (point, "invalid"))
    set_uri (self, kind, value, normalised);
}

static void
take_affiliation (CrmFactText *self, CrmContext *context, CrmObject *affiliation)
{
  g_autofree char *role = crm_text_isolate (crm_object_get_text (affiliation, "role"));
  g_autofree char *department = crm_text_isolate (crm_object_get_text (affiliation, "department"));
  g_autofree char *since = crm_format_day (context, crm_object_get_text (affiliation, "since"));
  g_autofree char *until = crm_format_day (context, crm_object_get_text (affiliation, "until"));
  g_autoptr (GString) label = g_string_new (NULL);

  append_part (label, role);
  append_part (label, department);
  if (*since != '\0')
    {
      g_autofree char *text = g_strdup_printf (_ ("since %s"), since);

      append_part (label, text);
    }
  if (*until != '\0')
    {
      g_autofree char *text = g_strdup_printf (_ ("until %s"), until);

      append_part (label, text);
    }
  self->opens = crm_object_get_integer (affiliation, "company");
  self->value = crm_format_reference (context, self->opens);
  self->label = label->len > 0 ? g_string_free (g_steal_pointer (&label), FALSE) : g_strdup (_ ("Company"));
}

static int
get_part (CrmObject *date, const char *name, int max)
{
  gint64 value = crm_object_get_integer (date, name);

  return value > 0 && value <= max ? (int) value : 0;
}

/* A day in the calendar of the reader, and in the other one behind it. */
static char *
format_both_calendars (CrmContext *context, CrmDate date)
{
  CrmCulture       other = *crm_context_get_culture (context);
  g_autofree char *first = crm_date_format (date, crm_context_get_culture (context), CRM_DATE_STYLE_MEDIUM);
  g_autofree char *second = NULL;

  if (!crm_date_is_full (date))
    return g_steal_pointer (&first);

  other.calendar = other.calendar == CRM_CALENDAR_JALALI ? CRM_CALENDAR_GREGORIAN : CRM_CALENDAR_JALALI;
  second = crm_date_format (date, &other, CRM_DATE_STYLE_MEDIUM);

  /* Translators: one day in two calendars */
  return g_strdup_printf (_ ("%1$s (%2$s)"), first, second);
}

static void
take_important_date (CrmFactText *self, CrmContext *context, CrmObject *item)
{
  CrmDate          date = { (gint16) get_part (item, "year", 9999), (guint8) get_part (item, "month", 12), (guint8) get_part (item, "day", 31) };
  g_autofree char *kind = crm_format_choice (item, "kind");
  g_autofree char *own_label = crm_text_isolate (crm_object_get_text (item, "label"));
  g_autoptr (GString) label = g_string_new (NULL);

  append_part (label, kind);
  append_part (label, own_label);
  self->value = format_both_calendars (context, date);
  self->label = g_string_free (g_steal_pointer (&label), FALSE);
}

static void
take_any_item (CrmFactText *self, CrmItem *item, const CrmField *field)
{
  int number = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (item), "label");

  self->value = crm_format_title (item);
  self->label = format_label (number >= 0 ? crm_object_peek_text (CRM_OBJECT (item), (guint) number) : NULL);
  if (*self->label == '\0')
    {
      g_free (self->label);
      self->label = g_strdup (crm_field_get_label (field));
    }
}

/* What it is stands beside it: “cash discount”, “Likes”. */
static void
take_preference (CrmFactText *self, CrmObject *item)
{
  self->value = crm_text_isolate (crm_object_get_text (item, "text"));
  self->label = crm_format_choice (item, "kind");
}

/* Whom it names, and what they are: “Maryam Ahmadi”, “Mother”. */
static void
take_relation (CrmFactText *self, CrmContext *context, CrmObject *item)
{
  self->opens = crm_object_get_integer (item, "person");
  self->value = crm_format_reference (context, self->opens);
  self->label = crm_text_isolate (crm_relation_get_label (item));
}

/* Since when they are what they are to us, and what they were before. */
static char *
dup_lifecycle_label (CrmContext *context, CrmObject *object, const CrmField *field)
{
  GPtrArray *steps = crm_object_get_items (object, "lifecycle_history");
  CrmObject *latest = crm_lifecycle_get_latest (object);
  g_autoptr (GString) label = g_string_new (crm_field_get_label (field));
  g_autofree char *since = latest != NULL ? crm_format_day (context, crm_object_get_text (latest, "since")) : g_strdup ("");

  if (*since != '\0')
    {
      g_autofree char *text = g_strdup_printf (_ ("since %s"), since);

      append_part (label, text);
    }
  for (guint i = steps != NULL ? steps->len : 0; i > 0; i--)
    {
      CrmObject       *step = g_ptr_array_index (steps, i - 1);
      g_autofree char *title = crm_object_dup_title (step);
      g_autofree char *day = crm_format_day (context, crm_object_get_text (step, "since"));
      /* Translators: 1: what somebody was before, such as "Lead", 2: the day from which on */
      g_autofree char *text = *day != '\0' ? g_strdup_printf (_ ("%1$s from %2$s"), title, day) : g_strdup (title);

      if (step != latest)
        append_part (label, text);
    }

  return g_string_free (g_steal_pointer (&label), FALSE);
}

static void
take_preferred (CrmFactText *self, CrmObject *object)
{
  int number = crm_object_class_find_field (CRM_OBJECT_GET_CLASS (object), "preferred");

  self->preferred = number >= 0 && crm_object_peek_integer (object, (guint) number) == 1;
}

/**
 * crm_fact_text_init_item:
 * @item: one of the set
 * @field: the set
 */
void
crm_fact_text_init_item (CrmFactText *self, CrmContext *context, CrmItem *item, const CrmField *field)
{
  *self = (CrmFactText){ .opens = CRM_UNSET, .icon_name = find_icon (field->name) };

  if (CRM_IS_CONTACT_POINT (item))
    take_contact_point (self, context, CRM_OBJECT (item));
  else if (CRM_IS_AFFILIATION (item))
    take_affiliation (self, context, CRM_OBJECT (item));
  else if (CRM_IS_IMPORTANT_DATE (item))
    take_important_date (self, context, CRM_OBJECT (item));
  else if (CRM_IS_PREFERENCE (item))
    take_preference (self, CRM_OBJECT (item));
  else if (CRM_IS_RELATION (item))
    take_relation (self, context, CRM_OBJECT (item));
  else
    take_any_item (self, item, field);
  take_preferred (self, CRM_OBJECT (item));
}

/**
 * crm_fact_text_init:
 * @object: a record
 * @field: one of its fields, not a set
 */
void
crm_fact_text_init (CrmFactText *self, CrmContext *context, CrmObject *object, const CrmField *field)
{
  CrmDate date;

  *self = (CrmFactText){ .opens = CRM_UNSET, .icon_name = find_icon (field->name) };
  self->label = g_str_equal (field->name, "lifecycle") ? dup_lifecycle_label (context, object, field) : g_strdup (crm_field_get_label (field));
  if (field->kind == CRM_KIND_DATE && crm_date_from_iso (crm_field_peek_text (field, object), &date))
    self->value = format_both_calendars (context, date);
  else
    self->value = crm_format_field (context, object, field);
  if (field->kind == CRM_KIND_REFERENCE)
    self->opens = crm_field_peek_integer (field, object);
}

void
crm_fact_text_clear (CrmFactText *self)
{
  g_clear_pointer (&self->value, g_free);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->uri, g_free);
}
