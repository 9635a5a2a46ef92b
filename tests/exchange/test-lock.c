/* A locked file: what goes in comes out, and nothing else does, whatever was done to it. */

#include "crm-error.h"
#include "crm-lock.h"
#include "crm-password-hash.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

/* The least that is possible: what is tested is not how dear a guess is. */
static const CrmLockCost cheap = { 1, 64 };

#define PASSPHRASE "صندوق چهار سوزن آبی"
#define CHUNK (64 * 1024)
#define HEAD (40 + 24 + 17)

static GBytes *
make_bytes (gsize size)
{
  guint8 *bytes = g_malloc (size + 1);

  for (gsize i = 0; i < size; i++)
    bytes[i] = (guint8) (i * 7 + i / 251);

  return g_bytes_new_take (bytes, size);
}

static GBytes *
lock (GBytes *plain, const CrmLockCost *cost)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = crm_lock_stream_new (memory, PASSPHRASE, cost, &error);

  g_assert_no_error (error);
  g_assert_true (g_output_stream_write_all (stream, g_bytes_get_data (plain, NULL), g_bytes_get_size (plain), NULL, NULL, &error));
  g_assert_true (crm_lock_stream_finish (stream, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_output_stream_close (memory, NULL, NULL));

  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static GBytes *
unlock (GBytes *locked, const char *passphrase, GError **error)
{
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_bytes (locked);
  g_autoptr (GInputStream) stream = crm_unlock_stream_new (memory, passphrase, error);
  g_autoptr (GByteArray) plain = g_byte_array_new ();
  guint8 buffer[10000];
  gssize size;

  if (stream == NULL)
    return NULL;
  while ((size = g_input_stream_read (stream, buffer, sizeof buffer, NULL, error)) > 0)
    g_byte_array_append (plain, buffer, (guint) size);

  return size < 0 ? NULL : g_byte_array_free_to_bytes (g_steal_pointer (&plain));
}

static void
test_round_trip (void)
{
  static const gsize sizes[] = { 0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 3 * CHUNK + 17 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GBytes) plain = make_bytes (sizes[i]);
      g_autoptr (GBytes) locked = lock (plain, &cheap);
      g_autoptr (GBytes) again = lock (plain, &cheap);
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) back = unlock (locked, PASSPHRASE, &error);

      g_assert_no_error (error);
      g_assert_true (g_bytes_equal (plain, back));
      /* Nobody sees that two files are of one. */
      g_assert_false (g_bytes_equal (locked, again));
    }
}

static void
refuse (GBytes *locked, const char *passphrase, int code, const char *word)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) back = unlock (locked, passphrase, &error);

  g_assert_null (back);
  g_assert_error (error, CRM_ERROR, code);
  g_assert_nonnull (strstr (error->message, word));
}

static void
test_passphrase (void)
{
  g_autoptr (GBytes) plain = make_bytes (100);
  g_autoptr (GBytes) locked = lock (plain, &cheap);
  g_autofree char *apart = g_utf8_normalize (PASSPHRASE, -1, G_NORMALIZE_NFD);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) back = unlock (locked, apart, &error);

  /* The letters of another keyboard. */
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (plain, back));
  refuse (locked, PASSPHRASE " ", CRM_ERROR_INVALID, "not the passphrase");
  refuse (locked, "", CRM_ERROR_INVALID, "not the passphrase");
  refuse (locked, "\xff\xfe", CRM_ERROR_FAILED, "memory");
}

/* Wherever it ends too early, and whatever byte is another, it is noticed. */
static void
test_damage (void)
{
  g_autoptr (GBytes) plain = make_bytes (2 * CHUNK + 500);
  g_autoptr (GBytes) locked = lock (plain, &cheap);
  gsize         size;
  const guint8 *bytes = g_bytes_get_data (locked, &size);

  for (gsize cut = 0; cut < size; cut = cut < HEAD + 2 ? cut + 1 : cut + CHUNK / 3)
    {
      g_autoptr (GBytes) part = g_bytes_new_from_bytes (locked, 0, cut);

      refuse (part, PASSPHRASE, cut < 16 ? CRM_ERROR_NOT_OURS : CRM_ERROR_DAMAGED, cut < 16 ? "no file" : "cut off");
    }
  for (gsize place = 24; place < size; place = place < HEAD + 2 ? place + 1 : place + CHUNK / 3)
    {
      guint8 *changed = g_memdup2 (bytes, size);
      g_autoptr (GBytes) other = NULL;
      g_autoptr (GError) error = NULL;

      changed[place] ^= 0x40;
      other = g_bytes_new_take (changed, size);
      g_assert_null (unlock (other, PASSPHRASE, &error));
      g_assert_nonnull (error);
    }
}

static GBytes *
glue (GBytes *locked, gsize from, gsize size, gsize to)
{
  gsize         whole;
  const guint8 *bytes = g_bytes_get_data (locked, &whole);
  guint8       *other = g_memdup2 (bytes, whole);

  memcpy (other + to, bytes + from, size);

  return g_bytes_new_take (other, whole);
}

/* Messages in another order, one twice, and something behind the last. */
static void
test_order (void)
{
  g_autoptr (GBytes) plain = make_bytes (3 * CHUNK);
  g_autoptr (GBytes) locked = lock (plain, &cheap);
  g_autoptr (GBytes) twice = glue (locked, HEAD, CHUNK + 17, HEAD + CHUNK + 17);
  g_autoptr (GByteArray) longer = g_byte_array_new ();
  g_autoptr (GBytes) tail = NULL;

  refuse (twice, PASSPHRASE, CRM_ERROR_DAMAGED, "changed");
  g_byte_array_append (longer, g_bytes_get_data (locked, NULL), (guint) g_bytes_get_size (locked));
  g_byte_array_append (longer, (const guint8 *) "more", 4);
  tail = g_byte_array_free_to_bytes (g_steal_pointer (&longer));
  refuse (tail, PASSPHRASE, CRM_ERROR_DAMAGED, "changed");
}

static void
set_number (guint8 *bytes, gsize place, guint32 number)
{
  guint32 little = GUINT32_TO_LE (number);

  memcpy (bytes + place, &little, 4);
}

/* Files of others: none of ours, of a newer program, and one that asks for terabytes. */
static void
test_hostile (void)
{
  static const struct
  {
    gsize       place;
    guint32     number;
    int         code;
    const char *word;
  } cases[] = {
    { 0, 0x20202020, CRM_ERROR_NOT_OURS, "no file" },
    { 12, 0x02454c49, CRM_ERROR_NEWER, "newer" },
    { 16, G_MAXUINT32, CRM_ERROR_DAMAGED, "more work" },
    { 16, 0, CRM_ERROR_DAMAGED, "more work" },
    { 20, G_MAXUINT32, CRM_ERROR_DAMAGED, "more work" },
    { 20, 1, CRM_ERROR_DAMAGED, "more work" },
  };
  g_autoptr (GBytes) plain = make_bytes (10);
  g_autoptr (GBytes) locked = lock (plain, &cheap);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gsize   size = g_bytes_get_size (locked);
      guint8 *bytes = g_memdup2 (g_bytes_get_data (locked, NULL), size);
      g_autoptr (GBytes) other = NULL;

      set_number (bytes, cases[i].place, cases[i].number);
      other = g_bytes_new_take (bytes, size);
      refuse (other, PASSPHRASE, cases[i].code, cases[i].word);
    }
}

/* With what is really used; a file that could not be unlocked leaves the one in its place alone. */
static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("customers-lock-XXXXXX", NULL);
  g_autofree char *from = g_build_filename (folder, "a.crm", NULL);
  g_autofree char *locked = g_build_filename (folder, "a.locked", NULL);
  g_autofree char *back = g_build_filename (folder, "b.crm", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GFile) to_locked = g_file_new_for_path (locked);
  g_autoptr (GFile) to_back = g_file_new_for_path (back);
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (from, "Maryam Ahmadi", -1, NULL));
  g_assert_true (g_file_set_contents (back, "as it was", -1, NULL));
  g_assert_false (crm_lock_is_locked (from));
  g_assert_true (crm_lock_file (from, to_locked, PASSPHRASE, NULL, &error));
  g_assert_true (crm_lock_is_locked (locked));

  g_assert_false (crm_unlock_file (locked, to_back, "something else", NULL, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
  g_clear_error (&error);
  g_assert_true (g_file_get_contents (back, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "as it was");
  g_clear_pointer (&text, g_free);

  g_assert_true (crm_unlock_file (locked, to_back, PASSPHRASE, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (back, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "Maryam Ahmadi");

  g_assert_false (crm_unlock_file (from, to_back, PASSPHRASE, NULL, &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_NOT_OURS);
  g_remove (from);
  g_remove (locked);
  g_remove (back);
  g_rmdir (folder);
}

static void
test_weak (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (crm_lock_check_passphrase ("چهار سوزن آبی", NULL));
  g_assert_false (crm_lock_check_passphrase ("سوزن", &error));
  g_assert_nonnull (strstr (error->message, "ten letters"));
  g_assert_false (crm_lock_check_passphrase (NULL, NULL));
  g_assert_false (crm_lock_check_passphrase ("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", NULL));
}

/* What is kept of a passphrase that is only compared. */
static void
test_hash (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *hash = crm_password_hash_new (PASSPHRASE, &error);
  g_autofree char *other = crm_password_hash_new (PASSPHRASE, &error);

  g_assert_no_error (error);
  g_assert_null (strstr (hash, "سوزن"));
  g_assert_cmpstr (hash, !=, other);
  g_assert_true (crm_password_hash_verify (hash, PASSPHRASE));
  g_assert_true (crm_password_hash_verify (other, PASSPHRASE));
  g_assert_false (crm_password_hash_verify (hash, "صندوق"));
  g_assert_false (crm_password_hash_verify (hash, ""));
  g_assert_false (crm_password_hash_verify (hash, "\xff"));
  g_assert_false (crm_password_hash_verify ("", PASSPHRASE));
  g_assert_false (crm_password_hash_verify ("$argon2id$v=19$m=4294967295,t=99,p=1$!$!", PASSPHRASE));
  g_assert_null (crm_password_hash_new ("\xff", &error));
  g_assert_error (error, CRM_ERROR, CRM_ERROR_INVALID);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/lock/round-trip", test_round_trip);
  g_test_add_func ("/lock/passphrase", test_passphrase);
  g_test_add_func ("/lock/damage", test_damage);
  g_test_add_func ("/lock/order", test_order);
  g_test_add_func ("/lock/hostile", test_hostile);
  g_test_add_func ("/lock/files", test_files);
  g_test_add_func ("/lock/weak", test_weak);
  g_test_add_func ("/lock/hash", test_hash);

  return g_test_run ();
}
