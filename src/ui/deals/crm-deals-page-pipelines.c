/* Choosing, adding and arranging pipelines from the page. */

#include "config.h"

#include "crm-deals-page-private.h"

#include "crm-format.h"
#include "crm-pipeline-dialog.h"
#include "crm-pipeline-template.h"
#include "crm-pipeline-write.h"
#include "crm-pipelines.h"

#include <glib/gi18n-lib.h>

/* So many files are kept in mind. */
#define FILES_MAX 20

/**
 * crm_deals_page_recall_pipeline:
 *
 * Returns: the pipeline of the file that was shown last on this computer, or 0
 */
gint64
crm_deals_page_recall_pipeline (CrmDealsPage *self)
{
  g_autoptr (GSettings) settings = g_settings_new (CRM_APP_ID);
  g_autoptr (GVariantIter) iter = NULL;
  const char *path;
  const char *uid;

  g_settings_get (settings, "pipelines", "a(ss)", &iter);
  while (g_variant_iter_next (iter, "(&s&s)", &path, &uid))
    {
      if (self->store != NULL && g_str_equal (path, crm_store_get_path (self->store)))
        return crm_store_find_uid (self->store, uid);
    }

  return 0;
}

/* The choice belongs to this computer, not to the business: it is no change of the file. */
static void
remember_pipeline (CrmDealsPage *self)
{
  CrmRecord *pipeline = crm_deals_page_get_pipeline (self);
  g_autoptr (GSettings) settings = g_settings_new (CRM_APP_ID);
  g_autoptr (GVariantIter) iter = NULL;
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("a(ss)"));
  const char *path;
  const char *uid;
  guint       n_files = 1;

  if (pipeline == NULL || !g_utf8_validate (crm_store_get_path (self->store), -1, NULL))
    return;

  g_variant_builder_add (&builder, "(ss)", crm_store_get_path (self->store), crm_record_get_uid (pipeline));
  g_settings_get (settings, "pipelines", "a(ss)", &iter);
  while (n_files < FILES_MAX && g_variant_iter_next (iter, "(&s&s)", &path, &uid))
    {
      if (g_str_equal (path, crm_store_get_path (self->store)))
        continue;
      g_variant_builder_add (&builder, "(ss)", path, uid);
      n_files++;
    }
  g_settings_set_value (settings, "pipelines", g_variant_builder_end (&builder));
}

static void
choose_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmDealsPage *self = CRM_DEALS_PAGE (widget);

  self->pipeline = g_variant_get_int64 (parameter);
  crm_deals_page_reload (self);
  remember_pipeline (self);
}

typedef struct
{
  CrmDealsPage *page;     /* (owned) */
  CrmRecord    *pipeline; /* (owned) (nullable): shown when it is there */
  char         *title;    /* (owned) */
} Write;

static void
write_free (Write *write)
{
  g_clear_object (&write->page);
  g_clear_object (&write->pipeline);
  g_free (write->title);
  g_free (write);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Write, write_free)

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Write) write = user_data;
  g_autoptr (GError) error = NULL;
  CrmDealsPage *self = write->page;

  if (self->context == NULL)
    return;
  if (!crm_store_write_finish (CRM_STORE (source), result, &error))
    {
      crm_context_report (self->context, error);
      return;
    }

  if (write->pipeline != NULL)
    self->pipeline = crm_record_get_id (write->pipeline);
  crm_deals_page_reload (self);
  remember_pipeline (self);
  crm_context_toast_undo (self->context, write->title);
}

static Write *
write_new (CrmDealsPage *self, CrmRecord *pipeline, const char *title)
{
  Write *write = g_new0 (Write, 1);

  write->page = g_object_ref (self);
  write->pipeline = pipeline != NULL ? g_object_ref (pipeline) : NULL;
  write->title = g_strdup (title);

  return write;
}

/* The new pipeline goes after those that are there. */
static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmDealsPage *self = CRM_DEALS_PAGE (widget);
  g_autoptr (GPtrArray) records = crm_pipeline_template_make (g_variant_get_string (parameter, NULL));
  g_autofree char *shown = NULL;
  g_autofree char *title = NULL;
  CrmRecord       *pipeline;

  if (records == NULL || self->store == NULL)
    return;

  pipeline = g_ptr_array_index (records, 0);
  crm_object_set_integer (CRM_OBJECT (pipeline), "position", self->pipelines->len);
  shown = crm_format_title (pipeline);
  /* Translators: a pipeline */
  title = g_strdup_printf (_ ("Added the pipeline “%s”"), shown);
  crm_pipeline_save_async (self->store, title, records, NULL, written_cb, write_new (self, pipeline, title));
}

static void
edit_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmDealsPage *self = CRM_DEALS_PAGE (widget);
  CrmRecord    *pipeline = crm_deals_page_get_pipeline (self);

  if (pipeline != NULL)
    crm_pipeline_dialog_present (widget, self->context, pipeline);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmDealsPage    *self = CRM_DEALS_PAGE (widget);
  CrmRecord       *pipeline = crm_deals_page_get_pipeline (self);
  g_autofree char *shown = NULL;
  g_autofree char *title = NULL;

  if (pipeline == NULL)
    return;

  shown = crm_format_title (pipeline);
  title = g_strdup_printf (_ ("Deleted the pipeline “%s”"), shown);
  crm_pipeline_delete_async (self->store, title, crm_record_get_id (pipeline), written_cb, write_new (self, NULL, title));
}

/* All are numbered anew, since their numbers may have gaps and doubles. */
static void
reorder (CrmDealsPage *self, guint from, guint to)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) order = g_ptr_array_copy (self->pipelines, NULL, NULL);
  gpointer moved = order->pdata[from];

  g_ptr_array_set_free_func (order, NULL);
  g_ptr_array_remove_index (order, from);
  g_ptr_array_insert (order, (int) to, moved);
  for (guint i = 0; i < order->len; i++)
    {
      CrmRecord *pipeline = order->pdata[i];
      CrmRecord *draft;

      if (crm_object_get_integer (CRM_OBJECT (pipeline), "position") == i)
        continue;
      draft = crm_record_edit (pipeline);
      crm_object_set_integer (CRM_OBJECT (draft), "position", i);
      g_ptr_array_add (drafts, draft);
    }
  crm_context_commit_quietly (self->context, N_ ("Reordered the pipelines"), drafts, NULL, NULL);
}

static void
move_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  CrmDealsPage *self = CRM_DEALS_PAGE (widget);
  guint         position = crm_pipelines_find_position (self->pipelines, self->pipeline);
  gboolean      up = g_str_equal (name, "deals.pipeline-up");

  if (position >= self->pipelines->len || (up && position == 0) || (!up && position + 1 == self->pipelines->len))
    return;

  reorder (self, position, up ? position - 1 : position + 1);
}

void
crm_deals_page_install_pipeline_actions (GtkWidgetClass *klass)
{
  gtk_widget_class_install_action (klass, "deals.choose-pipeline", "x", choose_action);
  gtk_widget_class_install_action (klass, "deals.add-pipeline", "s", add_action);
  gtk_widget_class_install_action (klass, "deals.edit-pipeline", NULL, edit_action);
  gtk_widget_class_install_action (klass, "deals.delete-pipeline", NULL, delete_action);
  gtk_widget_class_install_action (klass, "deals.pipeline-up", NULL, move_action);
  gtk_widget_class_install_action (klass, "deals.pipeline-down", NULL, move_action);
}

static GtkWidget *
make_template_button (guint index)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  GtkWidget *name = gtk_label_new (crm_pipeline_template_get_name (index));
  GtkWidget *about = gtk_label_new (crm_pipeline_template_get_about (index));

  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY, name, NULL, -1);
  gtk_widget_add_css_class (name, "heading");
  gtk_widget_add_css_class (about, "dim-label");
  gtk_label_set_wrap (GTK_LABEL (about), TRUE);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (about), 0);
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), about);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "deal-template");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "deals.add-pipeline");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", crm_pipeline_template_get_id (index));

  return button;
}

void
crm_deals_page_fill_templates (CrmDealsPage *self)
{
  for (guint i = 0; i < crm_pipeline_template_count (); i++)
    gtk_box_append (self->template_box, make_template_button (i));
}

static void
append_target (GMenu *menu, const char *label, const char *action, GVariant *target)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, target);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_templates_menu (void)
{
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < crm_pipeline_template_count (); i++)
    append_target (menu, crm_pipeline_template_get_name (i), "deals.add-pipeline", g_variant_new_string (crm_pipeline_template_get_id (i)));

  return G_MENU_MODEL (menu);
}

/* Fills the menu of pipelines. */
void
crm_deals_page_update_chooser (CrmDealsPage *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) pipelines = g_menu_new ();
  g_autoptr (GMenu) edit = g_menu_new ();
  g_autoptr (GMenu) arrange = g_menu_new ();
  g_autoptr (GMenuModel) templates = make_templates_menu ();
  g_autofree char *shown = NULL;
  CrmRecord       *pipeline = crm_deals_page_get_pipeline (self);

  for (guint i = 0; i < self->pipelines->len; i++)
    {
      g_autofree char *name = crm_format_title (self->pipelines->pdata[i]);

      append_target (pipelines, name, "deals.choose-pipeline", g_variant_new_int64 (crm_record_get_id (self->pipelines->pdata[i])));
    }
  g_menu_append (edit, _ ("Edit Pipeline…"), "deals.edit-pipeline");
  g_menu_append_submenu (edit, _ ("New Pipeline"), templates);
  if (self->pipelines->len > 1)
    {
      g_menu_append (arrange, _ ("Move Up"), "deals.pipeline-up");
      g_menu_append (arrange, _ ("Move Down"), "deals.pipeline-down");
    }
  g_menu_append (arrange, _ ("Delete Pipeline"), "deals.delete-pipeline");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (pipelines));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (edit));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (arrange));
  gtk_menu_button_set_menu_model (self->chooser, G_MENU_MODEL (menu));

  shown = pipeline != NULL ? crm_format_title (pipeline) : g_strdup ("");
  gtk_label_set_text (self->pipeline_name, shown);
}
