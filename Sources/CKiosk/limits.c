#define _GNU_SOURCE
#include "kiosk.h"

#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>

static int limit(int resource, rlim_t most) {
  struct rlimit limits = {.rlim_cur = most, .rlim_max = most};
  return setrlimit(resource, &limits) == 0 ? 0 : errno;
}

int bilab_kiosk_seal_limits(size_t address_space) {
  // A file that cannot grow is told by the call.
  signal(SIGXFSZ, SIG_IGN);
  int fault = limit(RLIMIT_FSIZE, 0);
  if (fault == 0) fault = limit(RLIMIT_CORE, 0);
  if (fault == 0) fault = limit(RLIMIT_AS, address_space);
  if (fault == 0 && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) fault = errno;
  if (fault == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) fault = errno;
  return fault;
}
