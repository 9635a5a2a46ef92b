/* The dashboard, as lines or JSON. */

#include "config.h"

#include "crm-cli-report.h"

#include "crm-dashboard.h"

#include <glib/gi18n-lib.h>

static const char *const aims[CRM_N_AIMS] = {
  [CRM_AIM_PROTECT] = "protect",
  [CRM_AIM_NURTURE] = "nurture",
  [CRM_AIM_GROW] = "grow",
};

static void
print_figures (CrmCli *cli, const CrmDashboard *dashboard)
{
  for (guint i = 0; i < dashboard->figures->len; i++)
    {
      const CrmDashboardFigure *figure = dashboard->figures->pdata[i];
      g_autofree char          *text = crm_dashboard_figure_dup_text (figure, &cli->culture);

      crm_cli_print ("%s: %s", figure->title, text);
      if (figure->sentence != NULL)
        crm_cli_print ("  %s", figure->sentence);
    }
}

static JsonArray *
figures_to_json (const CrmDashboard *dashboard)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < dashboard->figures->len; i++)
    {
      const CrmDashboardFigure *figure = dashboard->figures->pdata[i];
      JsonObject               *object = json_object_new ();

      json_object_set_string_member (object, "name", figure->name);
      json_object_set_string_member (object, "title", figure->title);
      json_object_set_string_member (object, "kind", crm_cli_report_get_kind_name (figure->kind));
      json_object_set_int_member (object, "value", figure->value);
      if (figure->kind == CRM_REPORT_SHARE)
        json_object_set_int_member (object, "of", figure->whole);
      if (figure->kind == CRM_REPORT_MONEY)
        json_object_set_string_member (object, "currency", figure->currency);
      json_object_set_string_member (object, "sentence", figure->sentence);
      json_object_set_string_member (object, "type", figure->opens);
      json_object_set_string_member (object, "filter", figure->filter);
      json_array_add_object_element (array, object);
    }

  return array;
}

static JsonArray *
customers_to_json (CrmCli *cli, GArray *customers)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < customers->len; i++)
    {
      g_autoptr (CrmRecord) record = crm_store_get (cli->store, g_array_index (customers, CrmDashboardCustomer, i).customer, NULL);

      if (record != NULL)
        json_array_add_string_element (array, crm_record_get_uid (record));
    }

  return array;
}

/**
 * crm_cli_print_overview:
 *
 * Makes the dashboard of the file and prints it.
 */
gboolean
crm_cli_print_overview (CrmCli *cli, CrmReportQuestion *question, GError **error)
{
  g_autoptr (CrmDashboard) dashboard = crm_dashboard_make (question, error);
  JsonObject *document;

  if (dashboard == NULL)
    return FALSE;
  if (!cli->json)
    {
      print_figures (cli, dashboard);
      return TRUE;
    }

  document = json_object_new ();
  json_object_set_array_member (document, "figures", figures_to_json (dashboard));
  for (guint i = 0; i < CRM_N_AIMS; i++)
    json_object_set_array_member (document, aims[i], customers_to_json (cli, dashboard->customers[i]));
  crm_cli_print_object (document);

  return TRUE;
}
