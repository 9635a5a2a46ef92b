#pragma once

#include "crm-context.h"
#include "crm-record.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Values as people read them: in the culture of the context, bidi-isolated, so that they may stand between other words as they are.
 * Each returns (transfer full) text, empty for a value that is not set. */

char *crm_format_title (gpointer object);
char *crm_format_reference (CrmContext *context, gint64 id);
char *crm_format_owner (CrmContext *context, CrmRecord *record);
char *crm_format_parts (const char *const *parts, guint n_parts);
char *crm_format_day (CrmContext *context, const char *iso);
char *crm_format_day_relative (CrmContext *context, const char *iso);
char *crm_format_size (CrmContext *context, guint64 bytes);
char *crm_format_instant (CrmContext *context, gint64 instant);
char *crm_format_instant_relative (CrmContext *context, gint64 instant);
char *crm_format_time (CrmContext *context, gint64 instant);
char *crm_format_money (CrmContext *context, gint64 minor, const char *currency);
char *crm_format_money_short (CrmContext *context, gint64 minor, const char *currency);
char *crm_format_phone (CrmContext *context, const char *phone);
char *crm_format_count (CrmContext *context, gint64 count);
char *crm_format_choice (CrmObject *object, const char *field);
char *crm_format_repeat (CrmContext *context, const char *repeat);
char *crm_format_remind (CrmContext *context, gint64 minutes);
char *crm_format_seconds (CrmContext *context, gint64 seconds);
char *crm_format_field (CrmContext *context, CrmObject *object, const CrmField *field);

/* The same for <closure> in a template: format_title (record), format_day (context, iso), format_day_relative (context, iso),
 * format_instant (context, instant), format_instant_relative (context, instant), format_money (context, minor, currency),
 * format_phone (context, phone), format_count (context, count). Bind them in class_init, before the template is used. */
char *crm_format_menu_label (const char *text);

void crm_format_bind_closures (GtkWidgetClass *klass);

G_END_DECLS
