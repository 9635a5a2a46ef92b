/* Erasing asks twice at most: first it is said what goes and what stays; and, if there are any, whether the backups go too. */

#include "config.h"

#include "crm-person-privacy.h"

#include "crm-confirm.h"
#include "crm-erase.h"
#include "crm-format.h"
#include "crm-personal-data.h"
#include "crm-save-file.h"
#include "crm-snapshot.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  char      *path; /* (owned) */
  gint64     person;
  CrmCulture culture;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *self = data;

  g_free (self->path);
  g_free (self);
}

static GBytes *
make_archive (gpointer user_data, GError **error)
{
  Saving *self = user_data;

  return crm_personal_data_make (self->path, self->person, &self->culture, error);
}

/* Asks where to, and writes everything about them there. */
static void
save_everything (GtkWidget *parent, CrmContext *context, CrmRecord *person)
{
  const CrmSaveKind kind = { _ ("Save Everything About Them"), _ ("ZIP archives"), "zip" };
  g_autofree char  *name = crm_object_dup_title (CRM_OBJECT (person));
  Saving           *saving = g_new0 (Saving, 1);

  *saving = (Saving){ g_strdup (crm_store_get_path (crm_context_get_store (context))), crm_record_get_id (person), *crm_context_get_culture (context) };
  crm_save_file (parent, context, &kind, name, make_archive, saving, saving_free);
}

typedef struct
{
  GtkWidget    *parent;  /* (owned) */
  CrmContext   *context; /* (owned) */
  CrmStore     *store;   /* (owned) */
  gint64        person;
  char         *name; /* (owned) */
  CrmErasePlan *plan; /* (owned) (nullable) */
} Wish;

static void
wish_free (Wish *self)
{
  g_clear_object (&self->parent);
  g_clear_object (&self->context);
  g_clear_object (&self->store);
  g_clear_pointer (&self->plan, crm_erase_plan_free);
  g_free (self->name);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wish, wish_free)

static gboolean
begin_line (GString *body, guint count)
{
  if (count > 0)
    g_string_append (body, "\n• ");

  return count > 0;
}

static char *
dup_body (Wish *self)
{
  const guint *counts = self->plan->counts;
  g_autoptr (GArray) remotes = crm_store_list_remotes (self->store);
  g_autofree char *gone = crm_format_count (self->context, counts[CRM_ERASE_GONE]);
  g_autofree char *emptied = crm_format_count (self->context, counts[CRM_ERASE_EMPTIED]);
  g_autofree char *needed = crm_format_count (self->context, counts[CRM_ERASE_NEEDED]);
  g_autofree char *shared = crm_format_count (self->context, counts[CRM_ERASE_SHARED]);
  GString         *body = g_string_new (_ ("This cannot be undone."));

  if (begin_line (body, counts[CRM_ERASE_GONE]))
    g_string_append_printf (body, g_dngettext (GETTEXT_PACKAGE, "%s conversation or task goes with them.", "%s conversations and tasks go with them.", counts[CRM_ERASE_GONE]), gone);
  if (begin_line (body, counts[CRM_ERASE_EMPTIED]))
    g_string_append_printf (body, g_dngettext (GETTEXT_PACKAGE, "%s deal, case or draft loses its words; its figures and days stay for the reports.", "%s deals, cases and drafts lose their words; their figures and days stay for the reports.", counts[CRM_ERASE_EMPTIED]),
                            emptied);
  if (begin_line (body, counts[CRM_ERASE_NEEDED]))
    g_string_append_printf (body,
                            g_dngettext (GETTEXT_PACKAGE, "%s invoice or payment stays, with name and address: the law wants such documents kept.", "%s invoices and payments stay, with name and address: the law wants such documents kept.",
                                         counts[CRM_ERASE_NEEDED]),
                            needed);
  if (begin_line (body, counts[CRM_ERASE_SHARED]))
    g_string_append_printf (body, g_dngettext (GETTEXT_PACKAGE, "%s record stays as it is, because it is about others as well.", "%s records stay as they are, because they are about others as well.", counts[CRM_ERASE_SHARED]), shared);
  g_string_append_printf (body, "\n%s", _ ("What was printed, exported or sent elsewhere is not reached."));
  if (remotes != NULL && remotes->len > 0)
    g_string_append_printf (body, " %s", _ ("A server forgets it when its database is compacted."));

  return g_string_free (body, FALSE);
}

static void
copies_confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) self = user_data;
  g_autoptr (GError) error = NULL;

  if (crm_confirm_finish (result, NULL) && !crm_snapshot_delete_all (crm_store_get_path (self->store), &error))
    crm_context_report (self->context, g_steal_pointer (&error));
}

static void
ask_for_copies (Wish *self)
{
  guint            n = crm_snapshot_count (crm_store_get_path (self->store));
  g_autofree char *count = crm_format_count (self->context, n);
  g_autofree char *body = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s backup beside the file still has them. Without it there is no way back to an earlier state until the next one is made.",
                                                        "%s backups beside the file still have them. Without these there is no way back to an earlier state until the next one is made.", n),
                                           count);

  if (n == 0)
    wish_free (self);
  else
    crm_confirm_async (self->parent, _ ("Delete the Backups, Too?"), body, _ ("Delete Backups"), TRUE, NULL, copies_confirmed_cb, self);
}

static void
erased_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) self = user_data;
  GError *error = NULL;

  if (!crm_erase_finish (CRM_STORE (source), result, &error))
    {
      crm_context_report (self->context, error);
      return;
    }

  crm_context_toast (self->context, _ ("Erased"));
  ask_for_copies (g_steal_pointer (&self));
}

static void
confirmed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) self = user_data;
  CrmStore *store = self->store;
  gint64    person = self->person;

  if (crm_confirm_finish (result, NULL))
    crm_erase_async (store, person, NULL, erased_cb, g_steal_pointer (&self));
}

static void
planned_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wish) self = user_data;
  g_autofree char *heading = NULL;
  g_autofree char *body = NULL;
  GtkWidget       *parent = self->parent;
  GError          *error = NULL;

  self->plan = g_task_propagate_pointer (G_TASK (result), &error);
  if (self->plan == NULL)
    {
      crm_context_report (self->context, error);
      return;
    }

  /* Translators: %s is a person */
  heading = g_strdup_printf (_ ("Erase %s?"), self->name);
  body = dup_body (self);
  crm_confirm_async (parent, heading, body, _ ("Erase"), TRUE, NULL, confirmed_cb, g_steal_pointer (&self));
}

static void
plan_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const gint64 *person = data;
  GError       *error = NULL;
  g_autoptr (CrmReading) reading = crm_reading_new (crm_store_get_path (source), &error);
  CrmErasePlan *plan = reading != NULL ? crm_erase_plan_new (reading, *person, &error) : NULL;

  if (plan != NULL)
    g_task_return_pointer (task, plan, (GDestroyNotify) crm_erase_plan_free);
  else
    g_task_return_error (task, error);
}

/* Says what would be erased and what would stay, and erases them when that is wanted. */
static void
erase (GtkWidget *parent, CrmContext *context, CrmRecord *person)
{
  Wish *self = g_new0 (Wish, 1);
  g_autoptr (GTask) task = NULL;

  *self = (Wish){ g_object_ref (parent), g_object_ref (context), g_object_ref (crm_context_get_store (context)), crm_record_get_id (person), crm_format_title (person), NULL };
  task = g_task_new (self->store, NULL, planned_cb, self);
  g_task_set_task_data (task, g_memdup2 (&self->person, sizeof self->person), g_free);
  g_task_run_in_thread (task, plan_thread);
}

/**
 * crm_person_privacy_answer:
 * @person: (nullable): without one nothing happens
 * @wish: "save", to hand out everything about @person, or "erase"
 */
void
crm_person_privacy_answer (GtkWidget *parent, CrmContext *context, CrmRecord *person, const char *wish)
{
  if (person == NULL)
    return;

  if (g_str_equal (wish, "erase"))
    erase (parent, context, person);
  else
    save_everything (parent, context, person);
}
