#pragma once

#include "crm-context.h"

G_BEGIN_DECLS

/* Addresses that other programs of the desktop open. */

char *crm_uri_for_mail (const char *address, const char *subject);
char *crm_uri_for_call (const char *number);
void  crm_uri_open (CrmContext *context, const char *uri);

G_END_DECLS
