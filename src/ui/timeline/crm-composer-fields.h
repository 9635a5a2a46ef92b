#pragma once

#include "crm-field.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Fields of the composer: drop-downs of choices, and entries that are marked where what is typed is nothing that is understood. */

void        crm_composer_fill_choices (GtkDropDown *drop_down, const char *unset, const CrmChoice *choices);
const char *crm_composer_get_choice (GtkDropDown *drop_down, const CrmChoice *choices);
void        crm_composer_mark (GtkEditable *entry, gboolean valid);

G_END_DECLS
