/* How one may begin: bring in what one has, look around in a sample business, start empty, or go on with a file of before. */

#include "config.h"

#include "crm-welcome-page.h"

#include "crm-files.h"
#include "crm-pages.h"
#include "crm-text.h"

struct _CrmWelcomePage
{
  AdwBin parent_instance;

  GtkWidget  *import_row;
  GtkWidget  *recent_title;
  GtkListBox *recent;
};

G_DEFINE_FINAL_TYPE (CrmWelcomePage, crm_welcome_page, ADW_TYPE_BIN)

/* Who has more has the menu. */
#define RECENT_SHOWN 4

static GtkWidget *
make_recent_row (const char *path)
{
  g_autofree char *name = crm_files_dup_name (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown = g_filename_display_name (folder);
  g_autofree char *isolated = crm_text_isolate_ltr (shown);
  GtkWidget       *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), isolated);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), "x-office-address-book-symbolic");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.open-recent");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", path);

  return row;
}

static void
fill_recent (CrmWelcomePage *self)
{
  g_autoptr (GSettings) settings = g_settings_new (CRM_APP_ID);
  g_autoptr (GPtrArray) recent = crm_files_list_recent (settings, NULL);

  for (guint i = 0; i < MIN (recent->len, RECENT_SHOWN); i++)
    gtk_list_box_append (self->recent, make_recent_row (recent->pdata[i]));
  gtk_widget_set_visible (self->recent_title, recent->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->recent), recent->len > 0);
}

static void
crm_welcome_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CRM_TYPE_WELCOME_PAGE);

  G_OBJECT_CLASS (crm_welcome_page_parent_class)->dispose (object);
}

static void
crm_welcome_page_class_init (CrmWelcomePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_welcome_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/shell/crm-welcome-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmWelcomePage, import_row);
  gtk_widget_class_bind_template_child (widget_class, CrmWelcomePage, recent_title);
  gtk_widget_class_bind_template_child (widget_class, CrmWelcomePage, recent);
}

static void
crm_welcome_page_init (CrmWelcomePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->import_row, crm_doors.import_dialog != NULL);
  fill_recent (self);
}

GtkWidget *
crm_welcome_page_new (void)
{
  return g_object_new (CRM_TYPE_WELCOME_PAGE, NULL);
}
