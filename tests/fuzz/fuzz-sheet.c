/* Reads the input as a workbook: as it is where it is a ZIP archive, else as the texts of one's entries, with a NUL between. */

#include "config.h"

#include "crm-table-open.h"
#include "fuzz.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* Enough to see a row whose cells repeat others; a sheet of a few bytes may have a million empty rows. */
#define ROWS_MOST 1000

/* An input that begins with "o" is one of LibreOffice. */
static const char *const xlsx_entries[] = { "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels" };
static const char *const ods_entries[] = { "content.xml" };

static const char *const xlsx_texts[] = {
  "<worksheet/>",
  "<sst/>",
  "<styleSheet/>",
  "<workbook xmlns:r='r'><sheets><sheet name='One' r:id='r1'/></sheets></workbook>",
  "<Relationships><Relationship Id='r1' Target='worksheets/sheet1.xml'/></Relationships>",
};

static void
add_entry (struct archive *archive, const char *name, const char *text, gsize length)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t) length);
  archive_entry_set_filetype (entry, AE_IFREG);
  fuzz_check (archive_write_header (archive, entry) == ARCHIVE_OK);
  archive_write_data (archive, text, length);
  archive_entry_free (entry);
}

static void
write_entries (int fd, const guint8 *data, gsize size)
{
  gboolean           is_ods = size > 0 && data[0] == 'o';
  const char *const *names = is_ods ? ods_entries : xlsx_entries;
  guint              n_names = is_ods ? G_N_ELEMENTS (ods_entries) : G_N_ELEMENTS (xlsx_entries);
  const char        *from = (const char *) data + (size > 0);
  const char        *end = (const char *) data + size;
  struct archive    *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  archive_write_zip_set_compression_store (archive);
  fuzz_check (archive_write_open_fd (archive, fd) == ARCHIVE_OK);
  if (is_ods)
    add_entry (archive, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", strlen ("application/vnd.oasis.opendocument.spreadsheet"));
  for (guint i = 0; i < n_names; i++)
    {
      const char *stop = memchr (from, '\0', (gsize) (end - from));
      gboolean    given = from < end;

      stop = stop != NULL ? stop : end;
      add_entry (archive, names[i], given ? from : is_ods ? ""
                                                          : xlsx_texts[i],
                 given ? (gsize) (stop - from) : is_ods ? 0
                                                        : strlen (xlsx_texts[i]));
      from = MIN (stop + 1, end);
    }
  archive_write_free (archive);
}

static void
check_row (const CrmCsvRow *row)
{
  for (gsize i = 0; i < row->n_fields; i++)
    fuzz_check (g_utf8_validate (row->fields[i], (gssize) row->lengths[i], NULL));
}

static void
read_all (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) sheets = NULL;
  guint sheet = 0;
  g_autoptr (CrmCsvReader) reader = crm_table_open (path, NULL, &sheets, &sheet, &error);
  const CrmCsvRow *row = NULL;

  fuzz_check ((reader == NULL) == (error != NULL));
  for (guint i = 0; reader != NULL && i < ROWS_MOST && (row = crm_csv_reader_next (reader, NULL)) != NULL; i++)
    check_row (row);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  int              fd = memfd_create ("sheet", MFD_CLOEXEC);
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", fd);

  if (size >= 2 && memcmp (data, "PK", 2) == 0)
    fuzz_check (write (fd, data, size) == (gssize) size);
  else
    write_entries (fd, data, size);
  read_all (path);
  close (fd);

  return 0;
}
