#pragma once

#include <gio/gio.h>

#include "crm-problems.h"
#include "crm-vcard-value.h"
#include "crm-vcard.h"

G_BEGIN_DECLS

#define CRM_TYPE_VCARD_READER (crm_vcard_reader_get_type ())

G_DECLARE_FINAL_TYPE (CrmVcardReader, crm_vcard_reader, CRM, VCARD_READER, GObject)

CrmVcardReader    *crm_vcard_reader_new_for_path (const char *path,
                                                  GError    **error);
CrmVcardReader    *crm_vcard_reader_new_for_stream (GInputStream *stream,
                                                    GError      **error);
CrmVcard          *crm_vcard_reader_next (CrmVcardReader *self,
                                          GError        **error);
guint64            crm_vcard_reader_get_line (CrmVcardReader *self);
const char        *crm_vcard_reader_get_source (CrmVcardReader *self,
                                                gsize          *length);
guint64            crm_vcard_reader_get_bytes_read (CrmVcardReader *self);
guint64            crm_vcard_reader_get_size (CrmVcardReader *self);
guint64            crm_vcard_reader_get_nuls (CrmVcardReader *self);
const CrmProblems *crm_vcard_reader_get_problems (CrmVcardReader *self);

G_END_DECLS
