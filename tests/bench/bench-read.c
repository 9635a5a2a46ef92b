/* How fast a file is read, without anything being imported: bench-read FILE, whose ending says what it is. Of cards every property's text is decoded,
 * as a full parse must; libebook-contacts fully parses 137,000 to 170,000 such cards a second. */

#include "crm-csv-reader.h"
#include "crm-mail-reader.h"
#include "crm-vcard-reader.h"

#define RUNS 3

static guint64
read_rows (const char *path, GError **error)
{
  g_autoptr (CrmCsvReader) reader = crm_csv_reader_new_for_path (path, NULL, error);
  guint64 rows = 0;

  while (reader != NULL && crm_csv_reader_next (reader, error) != NULL)
    rows++;

  return rows;
}

static guint64
read_cards (const char *path, GError **error)
{
  g_autoptr (CrmVcardReader) reader = crm_vcard_reader_new_for_path (path, error);
  guint64 cards = 0;

  while (reader != NULL)
    {
      g_autoptr (CrmVcard) card = crm_vcard_reader_next (reader, error);

      if (card == NULL)
        break;
      for (guint i = 0; i < crm_vcard_get_n_properties (card); i++)
        crm_vcard_property_get_text (crm_vcard_get_property (card, i));
      cards++;
    }

  return cards;
}

static guint64
read_messages (const char *path, GError **error)
{
  g_autoptr (CrmMailReader) reader = crm_mail_reader_new (path, TRUE, error);
  guint64 messages = 0;

  while (reader != NULL)
    {
      g_autoptr (CrmMail) mail = crm_mail_reader_next (reader, error);

      if (mail == NULL)
        break;
      messages++;
    }

  return messages;
}

typedef struct
{
  const char *ending;
  const char *unit;
  guint64 (*read) (const char *path, GError **error);
  double target; /* a second, or 0 */
} Kind;

static const Kind kinds[] = {
  { ".csv", "rows", read_rows, 0 },
  { ".vcf", "cards", read_cards, 137000 },
  { ".mbox", "messages", read_messages, 0 },
};

static void
measure (const Kind *kind, const char *path)
{
  double  best = 0;
  guint64 read = 0;

  for (guint i = 0; i < RUNS; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 began = g_get_monotonic_time ();

      read = kind->read (path, &error);
      g_assert_no_error (error);
      best = MAX (best, (double) read * G_USEC_PER_SEC / (double) (g_get_monotonic_time () - began));
    }
  g_print ("reading the file only              %8.2f s   %8.0f %s/s", (double) read / best, best, kind->unit);
  if (kind->target > 0)
    g_print ("   target %.0f: %s", kind->target, best >= kind->target ? "met" : "MISSED");
  g_print ("\n");
}

int
main (int argc, char *argv[])
{
  for (guint i = 0; argc == 2 && i < G_N_ELEMENTS (kinds); i++)
    {
      if (!g_str_has_suffix (argv[1], kinds[i].ending))
        continue;
      measure (&kinds[i], argv[1]);
      return 0;
    }

  g_printerr ("usage: bench-read FILE.csv|FILE.vcf|FILE.mbox\n");
  return 2;
}
