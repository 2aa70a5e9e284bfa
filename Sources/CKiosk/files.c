// Landlock: what a locked process can do with files.

#define _GNU_SOURCE
#include "kiosk.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// The headers of Debian 12 end at ABI 2. Kernels take a longer structure than theirs when the rest of it is 0.
struct rules {
  uint64_t files, network, scope;
};

enum { TRUNCATE = 1 << 14, DEVICE_CONTROL = 1 << 15 };
enum { BIND_TCP = 1, CONNECT_TCP = 2 };
enum { ABSTRACT_SOCKETS = 1, SIGNALS = 2 };

int bilab_kiosk_landlock_abi(void) {
  long abi = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
  return abi < 0 ? 0 : (int)abi;
}

// All that the kernel knows to forbid.
static struct rules all(int abi) {
  struct rules rules = {.files = (LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1};
  if (abi >= 2) rules.files |= LANDLOCK_ACCESS_FS_REFER;
  if (abi >= 3) rules.files |= TRUNCATE;
  if (abi >= 4) rules.network = BIND_TCP | CONNECT_TCP;
  if (abi >= 5) rules.files |= DEVICE_CONTROL;
  if (abi >= 6) rules.scope = ABSTRACT_SOCKETS | SIGNALS;
  return rules;
}

static int allow_reading(int ruleset, const char *path) {
  int file = open(path, O_PATH | O_CLOEXEC);
  if (file < 0) return errno == ENOENT || errno == ENOTDIR || errno == EACCES ? 0 : errno;
  struct stat status;
  struct landlock_path_beneath_attr rule = {.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE, .parent_fd = file};
  int error = fstat(file, &status) == 0 ? 0 : errno;
  if (S_ISDIR(status.st_mode)) rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
  if (!error && syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) != 0) error = errno;
  close(file);
  return error;
}

int bilab_kiosk_lock_files(const char *const *readable, size_t count) {
  struct rules rules = all(bilab_kiosk_landlock_abi());
  int ruleset = (int)syscall(SYS_landlock_create_ruleset, &rules, sizeof rules, 0);
  if (ruleset < 0) return errno;
  int error = 0;
  for (size_t i = 0; i < count && !error; i++) error = allow_reading(ruleset, readable[i]);
  if (!error && syscall(SYS_landlock_restrict_self, ruleset, 0) != 0) error = errno;
  close(ruleset);
  return error;
}
