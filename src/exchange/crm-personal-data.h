#pragma once

#include "crm-culture.h"
#include "crm-reading.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Everything that a file has about one person, to hand out to them: a ZIP archive with a page to read (index.html), the same for programs (data.json, as
 * exports have it), their card (contact.vcf), and the files (files/). Of records about somebody else as well only what is told of both is in it, and no
 * other customer's own record. */

GBytes *crm_personal_data_make (const char *path, gint64 person, const CrmCulture *culture, GError **error);

G_END_DECLS
