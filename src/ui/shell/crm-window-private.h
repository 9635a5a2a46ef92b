#pragma once

#include "crm-page.h"
#include "crm-pages.h"
#include "crm-sidebar-row.h"
#include "crm-split-view.h"
#include "crm-window.h"

G_BEGIN_DECLS

/* What the files of the window know of it and others do not. */

struct _CrmWindow
{
  AdwApplicationWindow parent_instance;

  /* Of the template. */
  AdwToastOverlay *toasts;
  GtkStack        *screens;
  CrmSplitView    *split;
  GtkListBox      *sidebar;
  GtkBox          *sidebar_foot;
  GtkMenuButton   *menu_button;
  GtkWidget       *back_button;
  GtkWidget       *add_button;
  AdwWindowTitle  *title;
  GtkWidget       *search_button;
  GtkSearchBar    *search_bar;
  GtkEditable     *search_entry;
  GtkRevealer     *banner;
  GtkStack        *pages;

  CrmContext         *context;        /* (owned) */
  GSettings          *settings;       /* (owned) */
  GCancellable       *cancellable;    /* (owned): ends with the window */
  CrmStore           *waiting;        /* (owned) (nullable): open and empty, until the user has chosen how to begin */
  char               *path;           /* (owned) (nullable): of the file that is open, being opened, or could not be */
  GFile              *to_import;      /* (owned) (nullable): as soon as the file is open */
  char               *to_find;        /* (owned) (nullable): likewise */
  gint64              to_show;        /* a record, likewise; 0 for none */
  char               *to_show_uid;    /* (owned) (nullable): a record, likewise */
  const CrmPageEntry *entry;          /* (nullable): the page that is shown */
  CrmSplitView       *page_split;     /* (weak) (nullable): of the page that is shown */
  GObject            *daily_backup;   /* (owned) (nullable) */
  GMenu              *undo_section;   /* (owned) (nullable): once the menu has been opened */
  GMenu              *recent_section; /* (owned) (nullable): likewise */
  AdwToast           *undo_toast;     /* (weak) (nullable): the one that offers Undo */
  char               *undo_title;     /* (owned) (nullable) */
  char               *redo_title;     /* (owned) (nullable) */
  guint               undo_source;
  guint               fold_source;
  GAsyncResult       *opened; /* (owned) (nullable): of opening the file, until the window has been painted once */
  gboolean            painted;
  gboolean            begun;     /* the user has chosen how to begin with an empty file */
  gboolean            importing; /* the user wants to import as soon as the file is open */
};

void crm_window_add_actions (CrmWindow *self);
void crm_window_update_actions (CrmWindow *self);
void crm_window_update_later (CrmWindow *self);

void crm_window_painted (CrmWindow *self);
void crm_window_begin (CrmWindow *self, const char *sample);
void crm_window_restore (CrmWindow *self, const char *snapshot, const char *passphrase);
void crm_window_create_path (CrmWindow *self, const char *path);
void crm_window_show_problem (CrmWindow *self, const GError *error);
void crm_window_show_main (CrmWindow *self);

void     crm_window_fill_sidebar (CrmWindow *self);
void     crm_window_show_row (CrmWindow *self, CrmSidebarRow *row);
void     crm_window_follow_views (CrmWindow *self);
void     crm_window_show_page (CrmWindow *self, const CrmPageEntry *entry);
void     crm_window_go_to_page (CrmWindow *self, const CrmPageEntry *entry);
void     crm_window_show_first_page (CrmWindow *self);
void     crm_window_open_record (CrmWindow *self, CrmRecord *record);
void     crm_window_go_back (CrmWindow *self);
CrmPage *crm_window_get_page (CrmWindow *self);

void crm_window_find (CrmWindow *self, const char *words);
void crm_window_do_first (CrmWindow *self);

void crm_window_install_menu (CrmWindow *self);
void crm_window_update_menu (CrmWindow *self);
void crm_window_follow_undo (CrmWindow *self);
void crm_window_turn_back (CrmWindow *self, gboolean redo);
void crm_window_toast (CrmWindow *self, const char *text, const char *undo_title);
void crm_window_dispose_undo (CrmWindow *self);

G_END_DECLS
