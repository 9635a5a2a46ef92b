#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Keys that work on a Persian keyboard layout too: every accelerator of a Latin letter or a digit is also that of the Persian
 * character on the same key. */

char               *crm_keys_to_persian (const char *accelerator);
char              **crm_keys_expand (const char *accelerators);
GtkShortcutTrigger *crm_keys_get_trigger (const char *accelerators);
void                crm_keys_add_action (GtkShortcutController *controller, const char *accelerators, const char *action);
void                crm_keys_teach_widgets (void);

G_END_DECLS
