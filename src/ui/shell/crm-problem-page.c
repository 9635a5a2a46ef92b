/* Why a file cannot be opened, in a sentence, and what to do. */

#include "config.h"

#include "crm-problem-page.h"

#include "crm-error.h"

#include <glib/gi18n-lib.h>

struct _CrmProblemPage
{
  AdwBin parent_instance;

  AdwStatusPage *status;
  GtkWidget     *backups;
};

G_DEFINE_FINAL_TYPE (CrmProblemPage, crm_problem_page, ADW_TYPE_BIN)

typedef struct
{
  CrmError    code;
  const char *title;
  const char *icon_name;
} Problem;

static const Problem problems[] = {
  { CRM_ERROR_NOT_FOUND, N_ ("The File Is Gone"), "edit-find-symbolic" },
  { CRM_ERROR_NOT_OURS, N_ ("Not a Customer File"), "text-x-generic-symbolic" },
  { CRM_ERROR_DAMAGED, N_ ("The File Is Damaged"), "dialog-warning-symbolic" },
  { CRM_ERROR_NEWER, N_ ("A Newer Program Made This File"), "software-update-available-symbolic" },
  { CRM_ERROR_BUSY, N_ ("Another Program Is Using the File"), "changes-prevent-symbolic" },
  { CRM_ERROR_READ_ONLY, N_ ("The Folder Cannot Be Written To"), "changes-prevent-symbolic" },
  { CRM_ERROR_FULL, N_ ("The Disk Is Full"), "drive-harddisk-symbolic" },
};

static const Problem *
find_problem (const GError *error)
{
  static const Problem other = { CRM_ERROR_FAILED, N_ ("The File Cannot Be Opened"), "dialog-warning-symbolic" };

  for (guint i = 0; i < G_N_ELEMENTS (problems); i++)
    {
      if (g_error_matches (error, CRM_ERROR, (int) problems[i].code))
        return &problems[i];
    }

  return &other;
}

static void
crm_problem_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), CRM_TYPE_PROBLEM_PAGE);

  G_OBJECT_CLASS (crm_problem_page_parent_class)->dispose (object);
}

static void
crm_problem_page_class_init (CrmProblemPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crm_problem_page_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/com/example/Crm/ui/shell/crm-problem-page.ui");
  gtk_widget_class_bind_template_child (widget_class, CrmProblemPage, status);
  gtk_widget_class_bind_template_child (widget_class, CrmProblemPage, backups);
}

static void
crm_problem_page_init (CrmProblemPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
crm_problem_page_new (void)
{
  return g_object_new (CRM_TYPE_PROBLEM_PAGE, NULL);
}

/**
 * crm_problem_page_set_error:
 * @error: of an attempt to open a file; its message is a whole sentence
 * @has_backups: whether there is something to go back to
 */
void
crm_problem_page_set_error (CrmProblemPage *self, const GError *error, gboolean has_backups)
{
  const Problem   *problem = find_problem (error);
  g_autofree char *sentence = g_markup_escape_text (error->message, -1);

  adw_status_page_set_title (self->status, _ (problem->title));
  adw_status_page_set_icon_name (self->status, problem->icon_name);
  adw_status_page_set_description (self->status, sentence);
  gtk_widget_set_visible (self->backups, has_backups);
}
