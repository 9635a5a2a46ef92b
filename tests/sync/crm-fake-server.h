#pragma once

#include "crm-fake-couch.h"

G_BEGIN_DECLS

/* A CrmFakeCouch behind HTTP, on this computer, with a thread of its own: for what a transport alone cannot show. It lets those who wait for news wait until
 * there are some. */

typedef struct _CrmFakeServer CrmFakeServer;

CrmFakeServer *crm_fake_server_new (void);
void           crm_fake_server_free (CrmFakeServer *self);
const char    *crm_fake_server_get_url (CrmFakeServer *self);
void           crm_fake_server_set_login (CrmFakeServer *self, const char *user, const char *password);
void           crm_fake_server_set_status (CrmFakeServer *self, guint status);
CrmFakeCouch  *crm_fake_server_lock (CrmFakeServer *self);
void           crm_fake_server_unlock (CrmFakeServer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CrmFakeServer, crm_fake_server_free)

G_END_DECLS
