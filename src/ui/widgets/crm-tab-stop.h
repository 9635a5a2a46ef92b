#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CRM_TYPE_TAB_STOP (crm_tab_stop_get_type ())

/* Holds a list in its scrolled window, or something else that arrows go through, as one stop of the Tab key: Tab goes through what can be pressed
 * in the row that has the focus and then leaves. GTK 4.8 goes through every row, and 4.12's "tab-behavior" is not there yet. */
G_DECLARE_FINAL_TYPE (CrmTabStop, crm_tab_stop, CRM, TAB_STOP, AdwBin)

G_END_DECLS
