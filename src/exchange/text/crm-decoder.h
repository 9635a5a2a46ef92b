#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Turns bytes of one encoding into UTF-8 piece by piece. Never fails: what makes no sense becomes U+FFFD and is counted. */

typedef struct _CrmDecoder CrmDecoder;

CrmDecoder *crm_decoder_new (const char *charset,
                             GError    **error);
void        crm_decoder_free (CrmDecoder *self);
void        crm_decoder_run (CrmDecoder   *self,
                             const guint8 *in,
                             gsize         in_length,
                             gboolean      at_end,
                             char         *out,
                             gsize         out_size,
                             gsize        *used,
                             gsize        *written);
guint64     crm_decoder_get_replaced (const CrmDecoder *self);
guint64     crm_decoder_get_nuls (const CrmDecoder *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmDecoder, crm_decoder_free)

G_END_DECLS
