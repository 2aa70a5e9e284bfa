// Landlock, by numbers of our own: Debian's headers know fewer of them than its kernels do.

#define _GNU_SOURCE
#include "kiosk.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/types.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { CREATE_RULESET = 444, ADD_RULE = 445, RESTRICT_SELF = 446 };
enum { ASK_VERSION = 1, PATH_BENEATH = 1 };

struct ruleset {
  __u64 files, network, scopes;
};

struct beneath {
  __u64 allowed;
  __s32 folder;
} __attribute__((packed));

static const __u64 read_file = 1 << 2, read_folder = 1 << 3;

int bilab_landlock_version(void) {
  long version = syscall(CREATE_RULESET, NULL, 0, ASK_VERSION);
  return version < 0 ? 0 : (int)version;
}

int bilab_kiosk_seal_files(const char *const *readable, size_t count) {
  int version = bilab_landlock_version();
  if (version < 1) return ENOSYS;
  // All rights of a version: 13 of the first; refer, truncate and ioctl came one by one.
  int rights = version >= 5 ? 16 : version >= 3 ? 15 : version == 2 ? 14 : 13;
  struct ruleset ruleset = {.files = (1ull << rights) - 1, .network = version >= 4 ? 3 : 0, .scopes = version >= 6 ? 3 : 0};
  size_t size = version >= 6 ? sizeof ruleset : version >= 4 ? 2 * sizeof(__u64) : sizeof(__u64);
  int rules = (int)syscall(CREATE_RULESET, &ruleset, size, 0);
  if (rules < 0) return errno;
  int fault = 0;
  for (size_t index = 0; index < count && fault == 0; index++) {
    int folder = open(readable[index], O_PATH | O_CLOEXEC);
    if (folder < 0) continue;
    struct stat status;
    __u64 allowed = read_file | (fstat(folder, &status) == 0 && S_ISDIR(status.st_mode) ? read_folder : 0);
    struct beneath beneath = {.allowed = allowed, .folder = folder};
    if (syscall(ADD_RULE, rules, PATH_BENEATH, &beneath, 0) != 0) fault = errno;
    close(folder);
  }
  if (fault == 0 && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) fault = errno;
  if (fault == 0 && syscall(RESTRICT_SELF, rules, 0) != 0) fault = errno;
  close(rules);
  return fault;
}
