#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* A list of choices in a row: what each means to the settings, and what it is called. */

typedef struct _CrmChoices CrmChoices;

CrmChoices *crm_choices_new (void);
void        crm_choices_add (CrmChoices *self, const char *value, const char *label);
void        crm_choices_bind (CrmChoices *self, GtkWidget *widget, GSettings *settings, const char *key);

G_END_DECLS
