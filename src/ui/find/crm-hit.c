/* What is said of each thing that can be found: enough to know it by, and why it was found. */

#include "config.h"

#include "crm-hit.h"

#include "crm-format.h"
#include "crm-person-role.h"
#include "crm-sale-words.h"
#include "crm-sale.h"
#include "crm-text-match.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const group_titles[] = {
  [CRM_HIT_RECENT] = N_ ("Recent"),
  [CRM_HIT_ACTION] = N_ ("Actions"),
  [CRM_HIT_PAGE] = N_ ("Pages"),
  [CRM_HIT_VIEW] = N_ ("Views"),
  [CRM_HIT_PERSON] = N_ ("People"),
  [CRM_HIT_COMPANY] = N_ ("Companies"),
  [CRM_HIT_DEAL] = N_ ("Deals"),
  [CRM_HIT_SALE] = N_ ("Sales"),
  [CRM_HIT_EVENT] = N_ ("Notes and Activities"),
  [CRM_HIT_TAG] = N_ ("Tags"),
};

static const struct
{
  const char *type;
  const char *icon_name;
} icons[] = {
  { "person", "avatar-default-symbolic" },
  { "company", "crm-company-symbolic" },
  { "deal", "crm-board-symbolic" },
  { "saved_view", "starred-symbolic" },
  { "tag", "user-bookmarks-symbolic" },
  { "quote", "crm-sale-symbolic" },
  { "sales_order", "crm-sale-symbolic" },
  { "invoice", "crm-sale-symbolic" },
  { "payment", "crm-sale-symbolic" },
  { "product", "crm-sale-symbolic" },
  { "service_case", "crm-service-symbolic" },
  { "article", "crm-service-symbolic" },
  { "feedback", "crm-service-symbolic" },
};

/* Of anything else, what was written about it was found. */
static const char *
find_icon (const CrmRecordType *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (icons); i++)
    {
      if (g_str_equal (icons[i].type, type->name))
        return icons[i].icon_name;
    }

  return "document-edit-symbolic";
}

static CrmHit *
new_hit (CrmHitGroup group, const char *icon_name, char *title)
{
  CrmHit *self = g_rc_box_new0 (CrmHit);

  self->group = group;
  self->icon_name = icon_name;
  self->title = title;

  return self;
}

/* Takes both; either may be NULL or empty. */
static char *
join (char *first, char *second)
{
  g_autofree char *a = first;
  g_autofree char *b = second;

  return crm_format_parts ((const char *const[]){ a, b }, 2);
}

/* Returns: (transfer full) (nullable): the way to reach somebody that was typed, where it was not the name */
static char *
dup_reached (CrmContext *context, CrmObject *record, const char *typed)
{
  GPtrArray       *points = crm_object_get_items (record, "contact_points");
  g_autofree char *title = crm_object_dup_title (record);

  if (crm_text_match (title, typed, NULL))
    return NULL;

  for (guint i = 0; typed != NULL && points != NULL && i < points->len; i++)
    {
      CrmObject       *point = g_ptr_array_index (points, i);
      const char      *value = crm_object_get_text (point, "value");
      const char      *normalised = crm_object_get_text (point, "normalised");
      gboolean         phone = g_strcmp0 (crm_object_get_text (point, "kind"), "phone") == 0;
      g_autofree char *shown = phone ? crm_format_phone (context, normalised != NULL ? normalised : value) : crm_text_isolate_ltr (value);

      if (crm_text_match (shown, typed, NULL) || crm_text_match (value, typed, NULL))
        return g_steal_pointer (&shown);
    }

  return NULL;
}

static char *
dup_deal_about (CrmContext *context, CrmObject *deal)
{
  gint64      who = crm_object_get_integer (deal, "person");
  gint64      value = crm_object_get_integer (deal, "value");
  const char *currency = crm_object_get_text (deal, "currency");

  if (who == CRM_UNSET)
    who = crm_object_get_integer (deal, "company");

  return join (who != CRM_UNSET ? crm_format_reference (context, who) : NULL, value != CRM_UNSET ? crm_format_money (context, value, currency) : NULL);
}

static char *
dup_event_about (CrmContext *context, CrmObject *event)
{
  GPtrArray  *links = crm_object_get_items (event, "links");
  CrmObject  *link = links != NULL && links->len > 0 ? g_ptr_array_index (links, 0) : NULL;
  gint64      at;
  const char *kind;
  char       *who = link != NULL ? crm_format_reference (context, crm_object_get_integer (link, "target")) : NULL;
  char       *when = crm_record_get_event (CRM_RECORD (event), &at, &kind) ? crm_format_instant_relative (context, at) : NULL;

  return join (join (crm_format_choice (event, "kind"), who), when);
}

static char *
dup_about (CrmContext *context, CrmRecord *record, const char *typed)
{
  CrmObject  *object = CRM_OBJECT (record);
  const char *type = crm_record_get_record_type (record)->name;

  if (g_str_equal (type, "person"))
    return join (dup_reached (context, object, typed), crm_person_dup_role (context, object));
  if (g_str_equal (type, "company"))
    return join (dup_reached (context, object, typed), crm_text_isolate (crm_object_get_text (object, "industry")));
  if (g_str_equal (type, "deal"))
    return dup_deal_about (context, object);
  if (g_str_equal (type, "activity"))
    return dup_event_about (context, object);

  return NULL;
}

/* Nobody sees more of it in a row. */
#define LOOK_AT 4096

/* The first line of what was written; where other lines hold what was typed, the one that does. */
static char *
dup_line (CrmObject *event, const char *typed)
{
  const char      *subject = crm_object_get_text (event, "subject");
  const char      *body = crm_object_get_text (event, "body");
  g_autofree char *begin = body != NULL ? g_strndup (body, LOOK_AT) : g_strdup ("");
  g_autofree char *valid = g_utf8_make_valid (begin, -1);
  g_auto (GStrv) lines = g_strsplit (valid, "\n", -1);

  if (subject != NULL && (body == NULL || crm_text_match (subject, typed, NULL)))
    return g_strdup (subject);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (crm_text_match (lines[i], typed, NULL))
        return g_strdup (lines[i]);
    }

  return crm_object_dup_title (event);
}

/**
 * crm_hit_new_command:
 * @command: static, or longer there than the hit
 */
CrmHit *
crm_hit_new_command (CrmHitGroup group, const CrmCommand *command)
{
  CrmHit *self = new_hit (group, command->icon_name != NULL ? command->icon_name : "system-run-symbolic", g_strdup (_ (command->title)));

  self->command = command;

  return self;
}

static char *
dup_record_title (CrmContext *context, CrmHitGroup group, CrmRecord *record, const char *typed)
{
  if (group == CRM_HIT_EVENT)
    return dup_line (CRM_OBJECT (record), typed);

  return crm_sale_get_kind (record) != NULL ? crm_sale_words_dup_title (context, CRM_OBJECT (record)) : crm_object_dup_title (CRM_OBJECT (record));
}

/**
 * crm_hit_new_record:
 * @typed: (nullable): what found it
 */
CrmHit *
crm_hit_new_record (CrmContext *context, CrmHitGroup group, CrmRecord *record, const char *typed)
{
  const CrmRecordType *type = crm_record_get_record_type (record);
  char                *title = dup_record_title (context, group, record, typed);
  CrmHit              *self = new_hit (group, find_icon (type), title != NULL ? title : g_strdup (_ (type->label)));

  self->record = g_object_ref (record);
  self->about = dup_about (context, record, typed);
  if (group == CRM_HIT_RECENT)
    self->about = join (g_strdup (_ (type->label)), self->about);

  return self;
}

/**
 * crm_hit_new_call:
 * @record: whose number it is
 * @number: normalised
 */
CrmHit *
crm_hit_new_call (CrmContext *context, CrmRecord *record, const char *number)
{
  g_autofree char *name = crm_format_title (record);
  /* Translators: something that can be done; %s is a name */
  CrmHit *self = new_hit (CRM_HIT_ACTION, "call-start-symbolic", g_strdup_printf (_ ("Log a call with %s"), name));

  self->record = g_object_ref (record);
  self->about = crm_format_phone (context, number);
  self->and_first = TRUE;

  return self;
}

/**
 * crm_hit_new_number:
 * @number: as typed; nobody's
 */
CrmHit *
crm_hit_new_number (CrmContext *context, const char *number)
{
  CrmHit *self = new_hit (CRM_HIT_ACTION, "contact-new-symbolic", g_strdup (_ ("New person with this number")));

  self->number = g_strdup (number);
  self->about = crm_format_phone (context, number);

  return self;
}

CrmHit *
crm_hit_ref (CrmHit *self)
{
  return g_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  CrmHit *self = data;

  g_free (self->title);
  g_free (self->about);
  g_free (self->number);
  g_clear_object (&self->record);
}

void
crm_hit_unref (CrmHit *self)
{
  g_rc_box_release_full (self, clear);
}

/**
 * crm_hit_get_group_title:
 *
 * Returns: what stands above the group; translated
 */
const char *
crm_hit_get_group_title (const CrmHit *self)
{
  return _ (group_titles[self->group]);
}
