#pragma once

#include <gio/gio.h>

#include "crm-vcard.h"

G_BEGIN_DECLS

#define CRM_TYPE_VCARD_WRITER (crm_vcard_writer_get_type ())

G_DECLARE_FINAL_TYPE (CrmVcardWriter, crm_vcard_writer, CRM, VCARD_WRITER, GObject)

CrmVcardWriter *crm_vcard_writer_new (GOutputStream  *stream,
                                      CrmVcardVersion version);
gboolean        crm_vcard_writer_write (CrmVcardWriter *self,
                                        const CrmVcard *card,
                                        GError        **error);
gboolean        crm_vcard_writer_finish (CrmVcardWriter *self,
                                         GError        **error);
char           *crm_vcard_to_string (const CrmVcard *card,
                                     CrmVcardVersion version);

G_END_DECLS
