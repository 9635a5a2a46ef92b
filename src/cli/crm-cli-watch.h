#pragma once

#include "crm-cli.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): the password of a user of a remote, where somebody knows it. */
typedef char *(*CrmCliPassword) (const char *url, const char *user);

void crm_cli_watch (CrmCli *cli, CrmCliPassword ask);

G_END_DECLS
