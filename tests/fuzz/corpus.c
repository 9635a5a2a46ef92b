/* Where there is no fuzzer: runs its function over every file of the folders named, so that what it once found stays mended. */

#include "config.h"

#include "fuzz.h"

static guint
run_folder (const char *path, guint n)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  fuzz_check (dir != NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);
      g_autofree char *data = NULL;
      gsize            size;

      fuzz_check (g_file_get_contents (file, &data, &size, NULL));
      LLVMFuzzerTestOneInput ((const guint8 *) data, size);
      g_print ("ok %u - %s\n", ++n, name);
    }

  return n;
}

int
main (int argc, char **argv)
{
  guint n = 0;

  for (int i = 1; i < argc; i++)
    n = run_folder (argv[i], n);
  g_print ("1..%u\n", n);

  return 0;
}
