/* One walk over all people and their contact points, on a thread and with a connection of its own. */

#include "config.h"

#include "crm-quality.h"

#include "crm-email.h"
#include "crm-phone.h"

typedef struct
{
  CrmQuality *quality; /* (owned) (nullable) */
  char       *country; /* (owned) (nullable): where numbers without one are dialled */
  gint64      id;      /* whose points are read */
  gboolean    reachable;
} Walk;

static void
walk_clear (Walk *self)
{
  g_clear_pointer (&self->quality, crm_quality_free);
  g_clear_pointer (&self->country, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Walk, walk_clear)

static CrmQuality *
quality_new (void)
{
  CrmQuality *self = g_new0 (CrmQuality, 1);

  for (guint i = 0; i < CRM_N_GAPS; i++)
    self->ids[i] = g_array_new (FALSE, FALSE, sizeof (gint64));

  return self;
}

void
crm_quality_free (CrmQuality *self)
{
  for (guint i = 0; i < CRM_N_GAPS; i++)
    g_array_unref (self->ids[i]);
  g_free (self);
}

static void
add (Walk *self, CrmGap gap)
{
  GArray *ids = self->quality->ids[gap];

  /* Two bad numbers of one person are one person. */
  if (ids->len == 0 || g_array_index (ids, gint64, ids->len - 1) != self->id)
    g_array_append_val (ids, self->id);
}

static gboolean
is_number (const char *kind)
{
  return g_strcmp0 (kind, "phone") == 0 || g_strcmp0 (kind, "whatsapp") == 0;
}

static void
judge (Walk *self, const char *kind, const char *value, gboolean invalid)
{
  if (is_number (kind) && (invalid || !crm_phone_is_plausible (value, self->country)))
    add (self, CRM_GAP_PHONE);
  else if (g_strcmp0 (kind, "email") == 0 && (invalid || !crm_email_is_plausible (value)))
    add (self, CRM_GAP_EMAIL);
  else if (kind != NULL && !invalid && g_strcmp0 (kind, "web") != 0 && g_strcmp0 (kind, "fax") != 0)
    self->reachable = TRUE;
}

static void
leave_person (Walk *self)
{
  if (self->id != 0 && !self->reachable)
    add (self, CRM_GAP_UNREACHABLE);
}

static void
enter_person (Walk *self, gint64 id, gboolean nameless)
{
  leave_person (self);
  self->id = id;
  self->reachable = FALSE;
  if (nameless)
    add (self, CRM_GAP_NAME);
}

static const char every_point[] =
    "SELECT person.id, coalesce (given_name, family_name, display_name, nickname) IS NULL,"
    " item.value ->> 'kind', coalesce (item.value ->> 'normalised', item.value ->> 'value'), item.value ->> 'invalid'"
    " FROM person LEFT JOIN json_each (person.contact_points) AS item"
    " WHERE deleted_at IS NULL ORDER BY person.id /* scan: every way to reach anybody */";

static gboolean
walk (Walk *self, CrmConnection *connection, GCancellable *cancellable, GError **error)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, every_point);

  while (crm_statement_next (statement))
    {
      gint64 id = crm_statement_get_int (statement, 0);

      if (id != self->id)
        enter_person (self, id, crm_statement_get_int (statement, 1) != 0);
      judge (self, crm_statement_get_text (statement, 2), crm_statement_get_text (statement, 3), crm_statement_get_int (statement, 4) != 0);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }
  leave_person (self);

  return crm_statement_finish (statement, error);
}

static char *
dup_country (CrmConnection *connection)
{
  g_autoptr (CrmStatement) statement = crm_connection_prepare (connection, "SELECT value FROM setting WHERE name = 'country' AND deleted_at IS NULL /* scan: of a dozen settings */");

  return crm_statement_step (statement, NULL) ? g_strdup (crm_statement_get_text (statement, 0)) : NULL;
}

/**
 * crm_quality_find:
 * @path: of a customer file
 *
 * Looks through the whole file as it is now.
 *
 * Returns: (transfer full) (nullable): whose data have gaps
 */
CrmQuality *
crm_quality_find (const char *path, GCancellable *cancellable, GError **error)
{
  g_autoptr (CrmConnection) connection = crm_connection_open (path, CRM_CONNECTION_READ, error);
  g_auto (Walk) self = { quality_new (), NULL, 0, FALSE };

  if (connection == NULL || !crm_connection_exec (connection, "BEGIN", error))
    return NULL;
  self.country = dup_country (connection);

  return walk (&self, connection, cancellable, error) ? g_steal_pointer (&self.quality) : NULL;
}

static void
run_find (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError     *error = NULL;
  CrmQuality *quality = crm_quality_find (data, cancellable, &error);

  if (quality != NULL)
    g_task_return_pointer (task, quality, (GDestroyNotify) crm_quality_free);
  else
    g_task_return_error (task, error);
}

/**
 * crm_quality_find_async:
 *
 * Does the same on a thread; end it with crm_quality_find_finish().
 */
void
crm_quality_find_async (CrmStore *store, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (store, cancellable, callback, user_data);

  g_task_set_source_tag (task, crm_quality_find_async);
  g_task_set_task_data (task, g_strdup (crm_store_get_path (store)), g_free);
  g_task_run_in_thread (task, run_find);
}

CrmQuality *
crm_quality_find_finish (CrmStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
