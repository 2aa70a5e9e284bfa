// Limits and rights of a locked process.

#define _GNU_SOURCE
#include "kiosk.h"

#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>

static int limit(__rlimit_resource_t resource, rlim_t value) {
  struct rlimit limit = {.rlim_cur = value, .rlim_max = value}, now;
  // Whoever has less keeps it: only root may raise it again.
  if (getrlimit(resource, &now) == 0 && now.rlim_max <= value) limit = (struct rlimit){now.rlim_max, now.rlim_max};
  return setrlimit(resource, &limit) == 0 ? 0 : errno;
}

int bilab_kiosk_limit(void) {
  // What writes beyond the limit gets an error and no signal.
  signal(SIGXFSZ, SIG_IGN);
  int error = 0;
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) error = errno;
  if (!error && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) error = errno;
  if (!error) error = limit(RLIMIT_CORE, 0);
  if (!error) error = limit(RLIMIT_FSIZE, 0);
  if (!error) error = limit(RLIMIT_AS, BILAB_KIOSK_MEMORY);
  return error;
}

int bilab_kiosk_threads(void) {
  DIR *folder = opendir("/proc/self/task");
  if (!folder) return 0;
  int count = 0;
  for (struct dirent *entry; (entry = readdir(folder));) count += entry->d_name[0] != '.';
  closedir(folder);
  return count;
}
