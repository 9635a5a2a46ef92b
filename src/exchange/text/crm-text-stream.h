#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  CRM_TEXT_DECODE,     /* give UTF-8, whatever the file is in */
  CRM_TEXT_KEEP_8_BIT, /* decode UTF-16 only: a vCard says the encoding of each of its values itself */
} CrmTextMode;

#define CRM_TYPE_TEXT_STREAM (crm_text_stream_get_type ())

G_DECLARE_FINAL_TYPE (CrmTextStream, crm_text_stream, CRM, TEXT_STREAM, GFilterInputStream)

CrmTextStream *crm_text_stream_new (GInputStream *base,
                                    const char   *charset,
                                    CrmTextMode   mode,
                                    GCancellable *cancellable,
                                    GError      **error);
const char    *crm_text_stream_get_charset (CrmTextStream *self);
const char    *crm_text_stream_get_reason (CrmTextStream *self);
guint64        crm_text_stream_get_bytes_read (CrmTextStream *self);
guint64        crm_text_stream_get_replaced (CrmTextStream *self);
guint64        crm_text_stream_get_nuls (CrmTextStream *self);

G_END_DECLS
