#pragma once

#include "crm-connection-private.h"
#include "crm-content.h"
#include "crm-couch.h"
#include "crm-error.h"
#include "crm-export.h"
#include "crm-fake-couch.h"
#include "crm-model.h"
#include "crm-remote.h"
#include "crm-schema.h"
#include "crm-store.h"
#include "crm-sync.h"
#include "crm-verify.h"

#include <glib/gstdio.h>
#include <string.h>

/* Devices of a test: each has a file of its own, and all have one database. */

typedef struct
{
  char         *path; /* (owned) */
  CrmStore     *store;
  CrmTransport *transport;
  CrmSync      *sync;
} Device;

static inline gboolean
add_remote_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  return crm_remote_add (crm_transaction_get_connection (transaction), "http://127.0.0.1/crm", NULL, error);
}

static inline void
device_connect (Device *self, CrmFakeCouch *couch)
{
  g_autoptr (GError) error = NULL;

  self->transport = crm_fake_transport_new (couch);
  crm_store_write (self->store, "", "sync", CRM_TRANSACTION_NONE, add_remote_func, NULL, NULL, &error);
  g_assert_no_error (error);
  self->sync = crm_sync_new (self->store, 1, self->transport);
}

static inline void
device_open (Device *self, const char *folder, guint number, CrmFakeCouch *couch)
{
  g_autoptr (GError) error = NULL;

  self->path = g_strdup_printf ("%s/%u.crm", folder, number);
  self->store = crm_store_create (self->path, &error);
  g_assert_no_error (error);
  device_connect (self, couch);
}

static inline void
device_close (Device *self)
{
  g_clear_pointer (&self->sync, crm_sync_free);
  g_clear_object (&self->transport);
  g_clear_object (&self->store);
  g_clear_pointer (&self->path, g_free);
}

/* The program is closed and started again. */
static inline void
device_restart (Device *self)
{
  g_autoptr (GError) error = NULL;

  crm_sync_free (self->sync);
  g_object_unref (self->store);
  self->store = crm_store_open (self->path, CRM_STORE_OPEN_NONE, &error);
  g_assert_no_error (error);
  self->sync = crm_sync_new (self->store, 1, self->transport);
}

static inline void
device_sync (Device *self)
{
  g_autoptr (GError) error = NULL;

  crm_sync_run (self->sync, CRM_SYNC_ASK, NULL, &error);
  g_assert_no_error (error);
}

static inline CrmRecord *
device_find (Device *self, const char *uid)
{
  gint64 id = crm_store_find_uid (self->store, uid);

  return id != 0 ? crm_store_get (self->store, id, NULL) : NULL;
}

static inline CrmRecord *
device_add (Device *self, const char *type, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;
  CrmRecord *record = crm_record_new (type);

  crm_object_set_text (CRM_OBJECT (record), field, value);
  crm_store_save (self->store, "Add", record, &error);
  g_assert_no_error (error);

  return record;
}

static inline void
device_set (Device *self, const char *uid, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmRecord) record = device_find (self, uid);
  g_autoptr (CrmRecord) draft = crm_record_edit (record);

  crm_object_set_text (CRM_OBJECT (draft), field, value);
  crm_store_save (self->store, "Edit", draft, &error);
  g_assert_no_error (error);
}

static inline void
device_delete (Device *self, const char *uid)
{
  g_autoptr (GError) error = NULL;
  gint64 id = crm_store_find_uid (self->store, uid);

  crm_store_delete (self->store, "Delete", &id, 1, &error);
  g_assert_no_error (error);
}

typedef struct
{
  gint64  record;
  GBytes *bytes;
  char   *hash; /* (out) */
} PhotoJob;

static inline gboolean
set_photo_func (CrmTransaction *transaction, gpointer user_data, GCancellable *cancellable, GError **error)
{
  PhotoJob *photo = user_data;
  g_autoptr (CrmRecord) record = crm_transaction_load (transaction, photo->record, error);
  g_autoptr (CrmRecord) draft = crm_record_edit (record);

  photo->hash = crm_content_add (crm_transaction_get_connection (transaction), photo->bytes, "image/png", error);
  crm_object_set_text (CRM_OBJECT (draft), "photo", photo->hash);

  return photo->hash != NULL && crm_transaction_save (transaction, draft, error);
}

/* (transfer full): the hash */
static inline char *
device_set_photo (Device *self, const char *uid, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  PhotoJob photo = { crm_store_find_uid (self->store, uid), bytes, NULL };

  crm_store_write (self->store, "Photo", "edit", CRM_TRANSACTION_NONE, set_photo_func, &photo, NULL, &error);
  g_assert_no_error (error);

  return photo.hash;
}

/* (transfer full): the value, "-" for none, "gone" for a record that is not there or was deleted. */
static inline char *
device_get (Device *self, const char *uid, const char *field)
{
  g_autoptr (CrmRecord) record = device_find (self, uid);
  const char *text;

  if (record == NULL || crm_record_is_deleted (record))
    return g_strdup ("gone");
  text = crm_object_get_text (CRM_OBJECT (record), field);

  return g_strdup (text != NULL ? text : "-");
}

static inline void
device_assert (Device *self, const char *uid, const char *field, const char *expected)
{
  g_autofree char *value = device_get (self, uid, field);

  g_assert_cmpstr (value, ==, expected);
}

static inline guint
device_count (Device *self, const char *type)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (CrmQuery) query = crm_query_new (type);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  crm_store_query (self->store, query, 0, ids, &error);
  g_assert_no_error (error);

  return ids->len;
}

static inline void
device_verify (Device *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = crm_verify (self->path, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (const char *) faults->pdata[i]);
  g_assert_cmpuint (faults->len, ==, 0);
}

typedef struct
{
  char         *folder;
  CrmFakeCouch *couch;
  Device        a;
  Device        b;
} Pair;

static inline void
pair_set_up (Pair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  pair->folder = g_dir_make_tmp ("crm-test-XXXXXX", &error);
  g_assert_no_error (error);
  pair->couch = crm_fake_couch_new ();
  device_open (&pair->a, pair->folder, 1, pair->couch);
  device_open (&pair->b, pair->folder, 2, pair->couch);
}

static inline void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_file_test (file, G_FILE_TEST_IS_DIR))
        remove_folder (file);
      else
        g_unlink (file);
    }
  g_rmdir (path);
}

static inline void
pair_tear_down (Pair *pair, gconstpointer data)
{
  device_close (&pair->a);
  device_close (&pair->b);
  crm_fake_couch_free (pair->couch);
  remove_folder (pair->folder);
  g_free (pair->folder);
}

#define pair_add(path, func) g_test_add (path, Pair, NULL, pair_set_up, func, pair_tear_down)

/* What A has goes to B, and what becomes of it there comes back. */
static inline void
sync_both (Pair *pair)
{
  device_sync (&pair->a);
  device_sync (&pair->b);
  device_sync (&pair->a);
}
