/* The register of pages. A new page is a prototype, and a line in the order of the sidebar. */

#include "config.h"

#include "crm-pages.h"

#include "crm-backups-dialog.h"
#include "crm-calendar-page.h"
#include "crm-companies-page.h"
#include "crm-daily-backup.h"
#include "crm-deals-page.h"
#include "crm-export-dialog.h"
#include "crm-help-window.h"
#include "crm-import-dialog.h"
#include "crm-insight-page.h"
#include "crm-leads-page.h"
#include "crm-merge-dialog.h"
#include "crm-palette.h"
#include "crm-people-page.h"
#include "crm-preferences-window.h"
#include "crm-quality-page.h"
#include "crm-sales-page.h"
#include "crm-sample.h"
#include "crm-service-page.h"
#include "crm-sync-line.h"
#include "crm-sync-page.h"
#include "crm-today-page.h"

#include <glib/gi18n-lib.h>

static const CrmPageCount today_count = { "activity", TRUE, crm_today_page_get_counted };
static const CrmPageCount leads_count = { "person deal", TRUE, crm_leads_page_get_counted };
static const CrmPageCount deals_count = { "deal stage", TRUE, crm_deals_page_get_counted };
static const CrmPageCount service_count = { "service_case", TRUE, crm_service_page_get_counted };
static const CrmPageCount sales_count = { "invoice payment", TRUE, crm_sales_page_get_counted };

static const CrmPageEntry builtin_pages[] = {
  { "today", N_ ("Today"), "alarm-symbolic", "", crm_today_page_get_type, &today_count },
  { "calendar", N_ ("Calendar"), "x-office-calendar-symbolic", "activity", crm_calendar_page_get_type, NULL },
  { "people", N_ ("People"), "system-users-symbolic", "person", crm_people_page_get_type, NULL },
  { "companies", N_ ("Companies"), "crm-company-symbolic", "company", crm_companies_page_get_type, NULL, .help = "people" },
  { "leads", N_ ("Leads"), "crm-inbox-symbolic", "", crm_leads_page_get_type, &leads_count },
  { "deals", N_ ("Deals"), "crm-board-symbolic", "deal", crm_deals_page_get_type, &deals_count },
  { "sales", N_ ("Sales"), "crm-sale-symbolic", "quote sales_order invoice payment product", crm_sales_page_get_type, &sales_count },
  { "service", N_ ("Service"), "crm-service-symbolic", "service_case article feedback", crm_service_page_get_type, &service_count },
  { "insight", N_ ("Insight"), "crm-insight-symbolic", "", crm_insight_page_get_type, NULL },
  { "quality", N_ ("Data Quality"), "emblem-ok-symbolic", "", crm_quality_page_get_type, NULL, TRUE },
  { "sync", N_ ("Sync"), "emblem-synchronizing-symbolic", "conflict", crm_sync_page_get_type, NULL, TRUE, .help = "server" },
};

const CrmDoors crm_doors = {
  .import_dialog = crm_import_dialog_new,
  .export_dialog = crm_export_dialog_new,
  .backups_dialog = crm_backups_dialog_new,
  .daily_backup = crm_daily_backup_new,
  .preferences_window = crm_preferences_window_new,
  .merge = crm_merge_dialog_present,
  .palette = crm_palette_new,
  .sync_line = crm_sync_line_new,
  .help = crm_help_window_present,
  .install_sample = crm_sample_install,
};

static const CrmPageEntry *pages = builtin_pages;
static guint               n_pages_known = G_N_ELEMENTS (builtin_pages);

/**
 * crm_pages_list:
 *
 * Returns: (array length=n_pages): the pages, in the order of the sidebar
 */
const CrmPageEntry *
crm_pages_list (guint *n_pages)
{
  *n_pages = n_pages_known;

  return pages;
}

/**
 * crm_pages_find:
 *
 * Returns: (nullable): the page of that id
 */
const CrmPageEntry *
crm_pages_find (const char *id)
{
  for (guint i = 0; i < n_pages_known; i++)
    {
      if (g_strcmp0 (pages[i].id, id) == 0)
        return &pages[i];
    }

  return NULL;
}

static gboolean
opens (const CrmPageEntry *page, const char *name)
{
  g_auto (GStrv) names = g_strsplit (page->opens, " ", -1);

  return g_strv_contains ((const char *const *) names, name);
}

/**
 * crm_pages_find_for:
 *
 * Returns: (nullable): the page that shows records of that type
 */
const CrmPageEntry *
crm_pages_find_for (const CrmRecordType *type)
{
  for (guint i = 0; i < n_pages_known; i++)
    {
      if (opens (&pages[i], type->name))
        return &pages[i];
    }

  return NULL;
}

/**
 * crm_pages_replace:
 * @replacement: (array length=n_pages): static
 *
 * Puts other pages in place of the product's, before the first window: for tests of the window alone.
 */
void
crm_pages_replace (const CrmPageEntry *replacement, guint n_pages)
{
  pages = replacement;
  n_pages_known = n_pages;
}
