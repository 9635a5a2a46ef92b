#include "config.h"

#include "crm-uid.h"

#include "crm-clock.h"

#include <string.h>
#include <sys/random.h>

static GMutex  uid_mutex;
static guint64 last_tick;

/* Asked of the kernel a page at a time: an import makes a uid a record. Under uid_mutex. */
static void
take_random (guint8 *out, gsize length)
{
  static guint8 pool[4096];
  static gsize  used = sizeof pool;

  if (used + length > sizeof pool)
    {
      for (gsize filled = 0; filled < sizeof pool;)
        {
          gssize n = getrandom (pool + filled, sizeof pool - filled, 0);

          if (n > 0)
            filled += (gsize) n;
        }
      used = 0;
    }
  memcpy (out, pool + used, length);
  memset (pool + used, 0, length);
  used += length;
}

/* Milliseconds in the upper 48 bits; below them 12 bits counting within one, so that uids of one process ascend. */
static guint64
next_tick (guint8 random[8])
{
  guint64 tick = ((guint64) (crm_clock_now () / 1000)) << 12;

  g_mutex_lock (&uid_mutex);
  if (tick <= last_tick)
    tick = last_tick + 1;
  last_tick = tick;
  take_random (random, 8);
  g_mutex_unlock (&uid_mutex);

  return tick;
}

/**
 * crm_uid_from_bytes:
 * @out: room for a canonical UUID and its terminator
 *
 * Writes a UUID as text.
 */
void
crm_uid_from_bytes (const guint8 bytes[CRM_UID_SIZE], char out[CRM_UID_LENGTH + 1])
{
  static const char hex[] = "0123456789abcdef";
  char             *p = out;

  for (int i = 0; i < CRM_UID_SIZE; i++)
    {
      if (i == 4 || i == 6 || i == 8 || i == 10)
        *p++ = '-';
      *p++ = hex[bytes[i] >> 4];
      *p++ = hex[bytes[i] & 15];
    }
  *p = '\0';
}

/**
 * crm_uid_to_bytes:
 * @uid: a UUID that is valid
 *
 * Reads the bytes of a UUID.
 */
void
crm_uid_to_bytes (const char *uid, guint8 bytes[CRM_UID_SIZE])
{
  const char *p = uid;

  for (guint i = 0; i < CRM_UID_SIZE; i++, p += 2)
    {
      if (*p == '-')
        p++;
      bytes[i] = (guint8) (g_ascii_xdigit_value (p[0]) << 4 | g_ascii_xdigit_value (p[1]));
    }
}

/**
 * crm_uid_generate:
 * @out: room for a canonical UUID and its terminator
 *
 * Makes a new UUIDv7. Those made by one process sort in the order they were made. Thread-safe.
 */
void
crm_uid_generate (char out[CRM_UID_LENGTH + 1])
{
  guint8  bytes[CRM_UID_SIZE];
  guint64 tick = next_tick (bytes + 8);

  for (int i = 0; i < 6; i++)
    bytes[i] = (guint8) (tick >> (52 - 8 * i));
  bytes[6] = (guint8) (0x70 | ((tick >> 8) & 0x0f));
  bytes[7] = (guint8) tick;
  bytes[8] = (guint8) (0x80 | (bytes[8] & 0x3f));
  crm_uid_from_bytes (bytes, out);
}

/**
 * crm_uid_derive:
 * @text: what the record is, for every device alike
 * @out: room for a canonical UUID and its terminator
 *
 * Makes the UUIDv8 (RFC 9562, section 5.8) that @text always gives: the first bits of its SHA-256.
 */
void
crm_uid_derive (const char *text, char out[CRM_UID_LENGTH + 1])
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  guint8 bytes[32];
  gsize  size = sizeof bytes;

  g_checksum_update (sum, (const guchar *) text, -1);
  g_checksum_get_digest (sum, bytes, &size);
  bytes[6] = (guint8) (0x80 | (bytes[6] & 0x0f));
  bytes[8] = (guint8) (0x80 | (bytes[8] & 0x3f));
  crm_uid_from_bytes (bytes, out);
}

/**
 * crm_uid_is_valid:
 * @uid: (nullable): any text
 *
 * Returns: whether @uid is a UUID of any version in canonical lower-case form
 */
gboolean
crm_uid_is_valid (const char *uid)
{
  return uid != NULL && strlen (uid) == CRM_UID_LENGTH && g_uuid_string_is_valid (uid);
}
