#include "config.h"

#include "crm-lead.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define WEEK (7 * G_TIME_SPAN_DAY)
#define MONTH (30 * G_TIME_SPAN_DAY)

/* The whole rule: what each thing is worth, and how many times it counts. The inbox shows this table to whoever asks. */
static const struct
{
  const char *code;
  int         points;
  guint       most;
} rules[CRM_N_LEAD_REASONS] = {
  [CRM_LEAD_REFERRED] = { "referred", 25, 1 },
  [CRM_LEAD_ASKED] = { "asked", 15, 3 },
  [CRM_LEAD_ANSWERED] = { "answered", 15, 1 },
  [CRM_LEAD_NEED] = { "need", 10, 1 },
  [CRM_LEAD_PHONE] = { "phone", 10, 1 },
  [CRM_LEAD_COMPANY] = { "company", 10, 1 },
  [CRM_LEAD_FRESH] = { "fresh", 10, 1 },
  [CRM_LEAD_EMAIL] = { "email", 5, 1 },
  [CRM_LEAD_QUIET] = { "quiet", -10, 1 },
};

static gboolean
has_point (CrmObject *person, const char *kind)
{
  GPtrArray *points = crm_object_get_items (person, "contact_points");

  for (guint i = 0; points != NULL && i < points->len; i++)
    {
      CrmObject *point = g_ptr_array_index (points, i);

      if (g_strcmp0 (crm_object_get_text (point, "kind"), kind) == 0 && !crm_object_get_boolean (point, "invalid"))
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_need (CrmObject *person)
{
  GPtrArray *preferences = crm_object_get_items (person, "preferences");

  for (guint i = 0; preferences != NULL && i < preferences->len; i++)
    {
      if (g_strcmp0 (crm_object_get_text (g_ptr_array_index (preferences, i), "kind"), "needs") == 0)
        return TRUE;
    }

  return FALSE;
}

static gboolean
has_company (CrmObject *person)
{
  GPtrArray *affiliations = crm_object_get_items (person, "affiliations");

  return affiliations != NULL && affiliations->len > 0;
}

/**
 * crm_lead_judge:
 * @self: gets the score of @person, and why
 * @now: an instant
 */
void
crm_lead_judge (CrmLead *self, CrmRecord *person, const CrmLeadSigns *signs, gint64 now)
{
  CrmObject *object = CRM_OBJECT (person);
  gint64     since = signs->spoken != CRM_UNSET ? signs->spoken : crm_record_get_created_at (person);

  *self = (CrmLead){ .person = crm_record_get_id (person), .asked_at = signs->asked_at };
  self->counts[CRM_LEAD_REFERRED] = crm_object_get_integer (object, "referred_by") != CRM_UNSET;
  self->counts[CRM_LEAD_ASKED] = MIN (signs->asked, rules[CRM_LEAD_ASKED].most);
  self->counts[CRM_LEAD_ANSWERED] = signs->answered;
  self->counts[CRM_LEAD_NEED] = has_need (object);
  self->counts[CRM_LEAD_PHONE] = has_point (object, "phone");
  self->counts[CRM_LEAD_COMPANY] = has_company (object);
  self->counts[CRM_LEAD_FRESH] = now - crm_record_get_created_at (person) < WEEK;
  self->counts[CRM_LEAD_EMAIL] = has_point (object, "email");
  self->counts[CRM_LEAD_QUIET] = now - since > MONTH;
  for (guint i = 0; i < CRM_N_LEAD_REASONS; i++)
    self->score += (int) self->counts[i] * rules[i].points;
}

/**
 * crm_lead_reason_get_points:
 *
 * Returns: what it adds to a score each time
 */
int
crm_lead_reason_get_points (CrmLeadReason reason)
{
  return rules[reason].points;
}

/**
 * crm_lead_reason_get_most:
 *
 * Returns: how many times it counts
 */
guint
crm_lead_reason_get_most (CrmLeadReason reason)
{
  return rules[reason].most;
}

/**
 * crm_lead_reason_get_code:
 *
 * Returns: what programs call it
 */
const char *
crm_lead_reason_get_code (CrmLeadReason reason)
{
  return rules[reason].code;
}

/**
 * crm_lead_reason_dup_text:
 * @count: how often it holds
 *
 * Returns: (transfer full): the reason in words
 */
char *
crm_lead_reason_dup_text (CrmLeadReason reason, guint count, const CrmCulture *culture)
{
  static const char *const words[CRM_N_LEAD_REASONS] = {
    [CRM_LEAD_REFERRED] = N_ ("somebody you know sent them"),
    [CRM_LEAD_ASKED] = N_ ("asked this week"),
    [CRM_LEAD_ANSWERED] = N_ ("answered the last call"),
    [CRM_LEAD_NEED] = N_ ("said what they need"),
    [CRM_LEAD_PHONE] = N_ ("has a phone number"),
    [CRM_LEAD_COMPANY] = N_ ("company known"),
    [CRM_LEAD_FRESH] = N_ ("new this week"),
    [CRM_LEAD_EMAIL] = N_ ("has an e-mail address"),
    [CRM_LEAD_QUIET] = N_ ("no word for a month"),
  };
  g_autofree char *number = crm_culture_count (culture, count);

  if (reason == CRM_LEAD_ASKED && count > 1)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "asked %s time this week", "asked %s times this week", count), number);

  return g_strdup (_ (words[reason]));
}

/**
 * crm_lead_dup_reasons:
 *
 * Returns: (transfer full): all reasons in words, what counts most first
 */
char *
crm_lead_dup_reasons (const CrmLead *self, const CrmCulture *culture)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < CRM_N_LEAD_REASONS; i++)
    {
      if (self->counts[i] > 0)
        g_ptr_array_add (texts, crm_lead_reason_dup_text (i, self->counts[i], culture));
    }
  if (texts->len == 0)
    return g_strdup (_ ("nothing is known of them yet"));
  g_ptr_array_add (texts, NULL);

  /* Translators: between the parts of a list */
  return g_strjoinv (_ (", "), (char **) texts->pdata);
}
