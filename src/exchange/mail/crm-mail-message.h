#pragma once

#include "crm-mail-reader.h"

#include <gmime/gmime.h>

G_BEGIN_DECLS

/* What a message says, of what GMime has parsed. Internal to the reader. */

CrmMail *crm_mail_read_message (GMimeMessage *message, GBytes *original);

G_END_DECLS
