#pragma once

#include "crm-item.h"

G_BEGIN_DECLS

#define CRM_TYPE_ATTACHMENT (crm_attachment_get_type ())

/* A file that belongs to something that happened. Its bytes are kept in the customer file, once however often they are attached. */
CRM_DECLARE_ITEM (CrmAttachment, crm_attachment, CRM, ATTACHMENT)

/* A larger file is refused: every copy and snapshot of the customer file would carry it. */
#define CRM_ATTACHMENT_SIZE_MAX G_GINT64_CONSTANT (50000000)

char *crm_attachment_clean_name (const char *name);

G_END_DECLS
