#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * CRM_SYNC_ERROR:
 *
 * Why a file could not be kept in step with a remote. The messages are whole sentences for people, as those of %CRM_ERROR.
 */
#define CRM_SYNC_ERROR (crm_sync_error_quark ())

typedef enum
{
  CRM_SYNC_ERROR_UNREACHABLE, /* no answer, or half of one; to be tried again by itself */
  CRM_SYNC_ERROR_BUSY,        /* the server asks for patience; the same */
  CRM_SYNC_ERROR_LOGIN,       /* who is asking was not told, or not believed: somebody has to */
  CRM_SYNC_ERROR_FORBIDDEN,   /* they may not */
  CRM_SYNC_ERROR_NO_DATABASE, /* it is not there */
  CRM_SYNC_ERROR_NOT_COUCHDB, /* something else answered */
  CRM_SYNC_ERROR_MOVED,       /* the server says it is elsewhere */
  CRM_SYNC_ERROR_CERTIFICATE, /* it could be anybody */
  CRM_SYNC_ERROR_FULL,        /* it has no room */
  CRM_SYNC_ERROR_REFUSED,     /* a request as such was not accepted: one of the documents in it is to blame */
  CRM_SYNC_ERROR_DELETIONS,   /* so much was deleted there that somebody has to say whether that was meant */
  CRM_SYNC_ERROR_TOO_LARGE,   /* an answer is larger than can be held: less is to be asked for */
  CRM_SYNC_ERROR_MISSING,     /* so much is not there any more that somebody has to say what to do */
} CrmSyncError;

GQuark crm_sync_error_quark (void);

G_END_DECLS
