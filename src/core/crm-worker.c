/* A named thread that runs GTasks one after another, in the order they came.
 *
 * SQLite has one writer, and a reader's connection belongs to one thread: a queue with a thread of its own says so, where
 * g_task_run_in_thread()'s shared pool would not. The worker may be pushed to from any thread. It is stopped by
 * crm_worker_stop() or by its last reference, and then finishes what was queued before it returns. What can wait until nobody waits for it is
 * done when nothing was queued for a while.
 */

#include "config.h"

#include "crm-worker.h"

typedef struct
{
  GTask          *task; /* (owned) (nullable): NULL ends the thread */
  GTaskThreadFunc func;
} Job;

struct _CrmWorker
{
  GObject       parent_instance;
  GAsyncQueue  *jobs;      /* (owned) */
  GThread      *thread;    /* (owned) (nullable) */
  CrmWorkerFunc when_idle; /* (nullable) */
  gpointer      user_data;
};

/* Longer than between one change and the next of a program that makes many. */
#define IDLE_TIME (250 * G_TIME_SPAN_MILLISECOND)

G_DEFINE_FINAL_TYPE (CrmWorker, crm_worker, G_TYPE_OBJECT)

static gboolean
remove_source (gpointer task)
{
  return G_SOURCE_REMOVE;
}

/* A task may hold the last reference to who asked for it, which must not go on a thread that it may be about to join. */
static void
hand_back (GTask *task)
{
  g_autoptr (GSource) source = NULL;

  if (g_task_get_source_object (task) == NULL)
    {
      g_object_unref (task); /* the queue's own reference */
      return;
    }

  source = g_idle_source_new ();
  g_source_set_callback (source, remove_source, task, g_object_unref);
  g_source_attach (source, g_task_get_context (task));
}

static Job *
wait_for_job (CrmWorker *self)
{
  Job *job = self->when_idle != NULL ? g_async_queue_timeout_pop (self->jobs, IDLE_TIME) : NULL;

  if (job != NULL)
    return job;
  if (self->when_idle != NULL)
    self->when_idle (self->user_data);

  return g_async_queue_pop (self->jobs);
}

/* The worker outlives its thread, which it joins. */
static gpointer
run (gpointer data)
{
  for (;;)
    {
      g_autofree Job *job = wait_for_job (data);
      GTask          *task = job->task;

      if (task == NULL)
        return NULL;
      if (!g_task_return_error_if_cancelled (task))
        job->func (task, g_task_get_source_object (task), g_task_get_task_data (task), g_task_get_cancellable (task));
      hand_back (task);
    }
}

static void
push (CrmWorker *self, GTask *task, GTaskThreadFunc func)
{
  Job *job = g_new (Job, 1);

  job->task = task;
  job->func = func;
  g_async_queue_push (self->jobs, job);
}

static void
crm_worker_finalize (GObject *object)
{
  CrmWorker *self = CRM_WORKER (object);

  crm_worker_stop (self);
  g_async_queue_unref (self->jobs);

  G_OBJECT_CLASS (crm_worker_parent_class)->finalize (object);
}

static void
crm_worker_class_init (CrmWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = crm_worker_finalize;
}

static void
crm_worker_init (CrmWorker *self)
{
  self->jobs = g_async_queue_new ();
}

/**
 * crm_worker_new:
 * @name: the thread's name, for debuggers
 * @when_idle: (nullable): called on the thread when it has had nothing to do for a quarter of a second, once until it has had something again
 *
 * Returns: (transfer full): a worker whose thread runs already
 */
CrmWorker *
crm_worker_new (const char *name, CrmWorkerFunc when_idle, gpointer user_data)
{
  CrmWorker *self = g_object_new (CRM_TYPE_WORKER, NULL);

  self->when_idle = when_idle;
  self->user_data = user_data;
  self->thread = g_thread_new (name, run, self);

  return self;
}

/**
 * crm_worker_push:
 * @task: what to run; its result is returned to the main context it was made in
 * @func: runs on the worker's thread and returns through @task
 *
 * Queues @task. A task cancelled before its turn returns %G_IO_ERROR_CANCELLED without running.
 */
void
crm_worker_push (CrmWorker *self, GTask *task, GTaskThreadFunc func)
{
  g_return_if_fail (CRM_IS_WORKER (self));
  g_return_if_fail (G_IS_TASK (task));
  g_return_if_fail (self->thread != NULL);

  push (self, g_object_ref (task), func);
}

/**
 * crm_worker_is_current:
 *
 * Returns: whether the caller runs on the worker's own thread
 */
gboolean
crm_worker_is_current (CrmWorker *self)
{
  return self->thread == g_thread_self ();
}

/**
 * crm_worker_stop:
 *
 * Waits until everything queued has run, then ends the thread. Nothing may be pushed afterwards.
 */
void
crm_worker_stop (CrmWorker *self)
{
  g_return_if_fail (CRM_IS_WORKER (self));

  if (self->thread == NULL)
    return;

  push (self, NULL, NULL);
  g_clear_pointer (&self->thread, g_thread_join);
}
