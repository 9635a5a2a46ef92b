#pragma once

#include "crm-transport.h"

G_BEGIN_DECLS

#define CRM_TYPE_HTTP (crm_http_get_type ())

/* Requests over HTTP: the only file that knows libsoup. */
G_DECLARE_FINAL_TYPE (CrmHttp, crm_http, CRM, HTTP, CrmTransport)

CrmTransport *crm_http_new (const char *url, const char *user, const char *password, GError **error);
char         *crm_http_dup_address (const char *text, char **user, char **password, GError **error);

G_END_DECLS
