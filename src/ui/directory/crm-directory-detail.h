#pragma once

#include "crm-command.h"
#include "crm-record.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define CRM_TYPE_DIRECTORY_DETAIL (crm_directory_detail_get_type ())

G_DECLARE_INTERFACE (CrmDirectoryDetail, crm_directory_detail, CRM, DIRECTORY_DETAIL, GtkWidget)

/**
 * CrmDirectoryDetailInterface:
 * @get_record: (transfer none) (nullable): what is shown
 * @set_record: shows a record, %NULL for none; edits of the one before are saved
 * @get_commands: what can be done with it now, what is done most first
 *
 * What shows the record of a directory that is open.
 */
struct _CrmDirectoryDetailInterface
{
  GTypeInterface parent_iface;

  CrmRecord *(*get_record) (CrmDirectoryDetail *self);
  void (*set_record) (CrmDirectoryDetail *self, CrmRecord *record);
  const CrmCommand *(*get_commands) (CrmDirectoryDetail *self, guint *n_commands);
};

CrmRecord        *crm_directory_detail_get_record (CrmDirectoryDetail *self);
void              crm_directory_detail_set_record (CrmDirectoryDetail *self, CrmRecord *record);
const CrmCommand *crm_directory_detail_get_commands (CrmDirectoryDetail *self, guint *n_commands);

G_END_DECLS
