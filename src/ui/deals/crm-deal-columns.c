#include "config.h"

#include "crm-deal-columns.h"

#include "crm-format.h"

#include <glib/gi18n-lib.h>

static char *
dup_title (CrmContext *context, CrmObject *deal)
{
  return crm_format_title (deal);
}

static char *
dup_reference (CrmContext *context, CrmObject *deal, const char *field)
{
  gint64 id = crm_object_get_integer (deal, field);

  return id != CRM_UNSET ? crm_format_reference (context, id) : g_strdup ("");
}

static char *
dup_person (CrmContext *context, CrmObject *deal)
{
  return dup_reference (context, deal, "person");
}

static char *
dup_company (CrmContext *context, CrmObject *deal)
{
  return dup_reference (context, deal, "company");
}

static char *
dup_stage (CrmContext *context, CrmObject *deal)
{
  return dup_reference (context, deal, "stage");
}

static char *
dup_value (CrmContext *context, CrmObject *deal)
{
  gint64 value = crm_object_get_integer (deal, "value");

  return value != CRM_UNSET ? crm_format_money (context, value, crm_object_get_text (deal, "currency")) : g_strdup ("");
}

/* Its person, else its company; and where it stands. */
static char *
dup_about (CrmContext *context, CrmObject *deal)
{
  g_autofree char *who = crm_object_get_integer (deal, "person") != CRM_UNSET ? dup_person (context, deal) : dup_company (context, deal);
  g_autofree char *stage = dup_stage (context, deal);

  return crm_format_parts ((const char *const[]){ who, stage }, 2);
}

static char *
dup_expected_close (CrmContext *context, CrmObject *deal)
{
  return crm_format_day (context, crm_object_get_text (deal, "expected_close"));
}

static char *
dup_since (CrmContext *context, CrmObject *deal)
{
  return crm_format_instant_relative (context, crm_object_get_integer (deal, "stage_entered_at"));
}

static char *
dup_delete_title (CrmContext *context, guint count)
{
  g_autofree char *number = crm_format_count (context, count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Delete %s deal", "Delete %s deals", count), number);
}

static char *
dup_counted (const CrmCulture *culture, guint count)
{
  g_autofree char *number = crm_culture_count (culture, count);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s deal", "%s deals", count), number);
}

/* What store/crm-deal-order.c has an index for. */
static gboolean
is_sortable (const CrmField *field)
{
  static const char *const names[] = { "probability", "recurring_value", "closed_at", NULL };

  return field->custom != 0 || g_strv_contains (names, field->name);
}

static const CrmTableColumn columns[] = {
  { "title", N_ ("Title"), "title", dup_title, TRUE, 160, TRUE },
  { "person", N_ ("Person"), NULL, dup_person, FALSE, 125, TRUE },
  { "company", N_ ("Company"), NULL, dup_company, FALSE, 125, TRUE, TRUE },
  { "stage", N_ ("Stage"), "stage", dup_stage, TRUE, 110 },
  { "value", N_ ("Amount"), "value", dup_value, TRUE, 130, .numeric = TRUE },
  { "expected_close", N_ ("Expected close"), "expected_close", dup_expected_close, TRUE, 130 },
  { "stage_entered_at", N_ ("In this stage since"), "stage_entered_at", dup_since, TRUE, 110, FALSE, TRUE },
};

const CrmTableType crm_deal_columns = {
  .type_name = "deal",
  .title = N_ ("Deals"),
  .default_sort = "newest",
  .columns = columns,
  .n_columns = G_N_ELEMENTS (columns),
  .dup_value = dup_value,
  .dup_about = dup_about,
  .is_sortable = is_sortable,
  .dup_delete_title = dup_delete_title,
  .dup_counted = dup_counted,
};
