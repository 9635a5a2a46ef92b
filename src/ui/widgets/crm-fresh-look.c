#include "config.h"

#include "crm-fresh-look.h"

#define KEY "crm-fresh-look"

/* Goes with its widget. */
typedef struct
{
  const CrmFreshLook *look;
  GtkWidget          *widget;  /* holds this */
  CrmContext         *context; /* (owned) */
  GCancellable       *reading; /* (owned) (nullable) */
  gboolean            stale;
} Looking;

typedef struct
{
  const CrmFreshLook *look;
  char               *path; /* (owned) */
  CrmDate             today;
} Job;

static void
job_free (gpointer data)
{
  g_free (((Job *) data)->path);
  g_free (data);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job    *job = data;
  GError *error = NULL;
  g_autoptr (CrmReading) reading = crm_reading_new (job->path, &error);
  gpointer figures = reading != NULL ? job->look->read (reading, job->today, &error) : NULL;

  if (figures != NULL)
    g_task_return_pointer (task, figures, job->look->free);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Looking            *self = g_object_get_data (source, KEY);
  const CrmFreshLook *look = user_data;
  gpointer            figures = g_task_propagate_pointer (G_TASK (result), NULL);

  if (figures == NULL)
    return;
  if (self != NULL && g_task_get_cancellable (G_TASK (result)) == self->reading && crm_context_get_store (self->context) != NULL)
    {
      g_clear_object (&self->reading);
      look->show (self->widget, figures);
    }
  look->free (figures);
}

static void
stop (Looking *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
look (Looking *self)
{
  CrmStore *store = crm_context_get_store (self->context);
  g_autoptr (GTask) task = NULL;
  Job *job;

  stop (self);
  self->stale = store == NULL;
  if (store == NULL)
    return;

  job = g_new (Job, 1);
  *job = (Job){ self->look, g_strdup (crm_store_get_path (store)), crm_context_get_today (self->context) };
  self->reading = g_cancellable_new ();
  task = g_task_new (self->widget, self->reading, read_cb, (gpointer) self->look);
  g_task_set_source_tag (task, look);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run);
}

static void
look_again (Looking *self)
{
  self->stale = TRUE;
  if (gtk_widget_get_mapped (self->widget))
    look (self);
}

static void
map_cb (GtkWidget *widget)
{
  Looking *self = g_object_get_data (G_OBJECT (widget), KEY);

  if (self->stale)
    look (self);
}

static void
culture_changed_cb (GtkWidget *widget)
{
  look_again (g_object_get_data (G_OBJECT (widget), KEY));
}

static void
changed_cb (GtkWidget *widget, CrmChangeSet *set)
{
  Looking *self = g_object_get_data (G_OBJECT (widget), KEY);
  g_auto (GStrv) types = g_strsplit (self->look->types, " ", -1);

  for (guint i = 0; types[i] != NULL; i++)
    {
      if (!crm_change_set_has_type (set, crm_record_type_find (types[i])->code))
        continue;
      look_again (self);
      return;
    }
}

static void
store_changed_cb (GtkWidget *widget)
{
  Looking  *self = g_object_get_data (G_OBJECT (widget), KEY);
  CrmStore *store = crm_context_get_store (self->context);

  if (store != NULL)
    g_signal_connect_object (store, "changed", G_CALLBACK (changed_cb), widget, G_CONNECT_SWAPPED);
  look_again (self);
}

static void
looking_free (gpointer data)
{
  Looking *self = data;

  stop (self);
  g_clear_object (&self->context);
  g_free (self);
}

/**
 * crm_fresh_look_begin:
 * @self: static
 * @widget: that shows the figures; once for each
 */
void
crm_fresh_look_begin (const CrmFreshLook *self, GtkWidget *widget, CrmContext *context)
{
  Looking *looking = g_new0 (Looking, 1);

  looking->look = self;
  looking->widget = widget;
  looking->context = g_object_ref (context);
  g_object_set_data_full (G_OBJECT (widget), KEY, looking, looking_free);
  g_signal_connect (widget, "map", G_CALLBACK (map_cb), NULL);
  g_signal_connect_object (context, "store-changed", G_CALLBACK (store_changed_cb), widget, G_CONNECT_SWAPPED);
  g_signal_connect_object (context, "culture-changed", G_CALLBACK (culture_changed_cb), widget, G_CONNECT_SWAPPED);
  store_changed_cb (widget);
}
