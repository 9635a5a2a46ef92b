/* A CrmFakeServer by itself, for those who want to see or drive the program with one: prints its address, and ends with its input. */

#include "crm-fake-server.h"

#include <stdio.h>

int
main (int argc, char *argv[])
{
  g_autoptr (CrmFakeServer) server = crm_fake_server_new ();

  printf ("%s\n", crm_fake_server_get_url (server));
  fflush (stdout);
  while (getchar () != EOF)
    ;

  return 0;
}
