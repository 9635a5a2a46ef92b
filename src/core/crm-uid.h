#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* UUID version 7 (RFC 9562, section 5.7): what a record is called outside its file. Sorts by the time it was made. */

#define CRM_UID_LENGTH 36
#define CRM_UID_SIZE 16

void     crm_uid_generate (char out[CRM_UID_LENGTH + 1]);
void     crm_uid_derive (const char *text, char out[CRM_UID_LENGTH + 1]);
void     crm_uid_from_bytes (const guint8 bytes[CRM_UID_SIZE], char out[CRM_UID_LENGTH + 1]);
void     crm_uid_to_bytes (const char *uid, guint8 bytes[CRM_UID_SIZE]);
gboolean crm_uid_is_valid (const char *uid);

G_END_DECLS
