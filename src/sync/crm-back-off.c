#include "config.h"

#include "crm-back-off.h"

/* Doubles until it is above CRM_BACK_OFF_MAX. */
#define DOUBLINGS_MAX 9

/* A server that asks for more than this has made a mistake, or somebody has who stands before it. */
#define RETRY_AFTER_MAX 3600

/**
 * crm_back_off:
 * @attempt: how often it failed without success between: 1 and more
 * @retry_after: seconds that the server asked for; 0 where it did not
 * @chance: at random, from 0 to 1
 *
 * Exponential back-off with full jitter: clients that lost a server in the same moment do not come back in the same moment.
 * https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 *
 * Returns: milliseconds, at least a second
 */
guint
crm_back_off (guint attempt, guint retry_after, double chance)
{
  guint ceiling = MIN (1u << MIN (attempt, DOUBLINGS_MAX), CRM_BACK_OFF_MAX);
  guint jittered = 1000 + (guint) (CLAMP (chance, 0, 1) * (ceiling - 1) * 1000);

  return MAX (jittered, MIN (retry_after, RETRY_AFTER_MAX) * 1000);
}
