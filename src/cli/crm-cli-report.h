#pragma once

#include "crm-cli.h"
#include "crm-report.h"

G_BEGIN_DECLS

/* What the report of everything at one look shares with the others. */

const char *crm_cli_report_get_kind_name (CrmReportKind kind);
gboolean    crm_cli_print_overview (CrmCli *cli, CrmReportQuestion *question, GError **error);

G_END_DECLS
