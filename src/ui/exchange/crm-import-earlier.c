#include "config.h"

#include "crm-import-earlier.h"

#include "crm-format.h"
#include "crm-text.h"

#include <glib/gi18n-lib.h>

/* As many are shown. */
#define SHOWN 20

#define CHANGE_KEY "crm-change"

struct _CrmImportEarlier
{
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* (owned) (element-type GtkWidget) */
};

G_DEFINE_FINAL_TYPE (CrmImportEarlier, crm_import_earlier, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
crm_import_earlier_finalize (GObject *object)
{
  g_ptr_array_unref (CRM_IMPORT_EARLIER (object)->rows);

  G_OBJECT_CLASS (crm_import_earlier_parent_class)->finalize (object);
}

static void
crm_import_earlier_class_init (CrmImportEarlierClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crm_import_earlier_finalize;

  /**
   * CrmImportEarlier::chosen:
   * @change: the change that imported it
   *
   * Somebody wants to see what became of it.
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
crm_import_earlier_init (CrmImportEarlier *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
activated_cb (CrmImportEarlier *self, GtkWidget *row)
{
  const gint64 *change = g_object_get_data (G_OBJECT (row), CHANGE_KEY);

  g_signal_emit (self, signals[CHOSEN], 0, *change);
}

static GtkWidget *
new_row (CrmImportEarlier *self, CrmContext *context, const CrmImportLogged *logged)
{
  GtkWidget       *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "activatable", TRUE, NULL);
  g_autofree char *name = crm_text_isolate (logged->name);
  g_autofree char *when = crm_format_instant (context, logged->at);
  /* Translators: of an import: when it was done */
  g_autofree char *undone = g_strdup_printf (_ ("%s, undone since"), when);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), logged->undone ? undone : when);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), CHANGE_KEY, g_memdup2 (&logged->change, sizeof logged->change), g_free);
  g_signal_connect_swapped (row, "activated", G_CALLBACK (activated_cb), self);

  return row;
}

/**
 * crm_import_earlier_show:
 * @store: (nullable): the file
 *
 * Shows the imports of @store as they are now; nothing at all where there are none.
 */
void
crm_import_earlier_show (CrmImportEarlier *self, CrmContext *context, CrmStore *store)
{
  g_autoptr (GPtrArray) imports = store != NULL ? crm_store_load_imports (store, SHOWN, NULL) : NULL;

  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), imports != NULL && imports->len > 0);
  for (guint i = 0; imports != NULL && i < imports->len; i++)
    {
      GtkWidget *row = new_row (self, context, g_ptr_array_index (imports, i));

      g_ptr_array_add (self->rows, row);
      adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
    }
}
