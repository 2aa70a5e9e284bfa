#define _GNU_SOURCE
#include "kiosk.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

int bilab_try_to_run(const char *path) {
  char *const arguments[] = {(char *)path, NULL}, *const environment[] = {NULL};
  execve(path, arguments, environment);
  return errno;
}

int bilab_try_to_fork(void) {
  pid_t child = fork();
  if (child == 0) _exit(0);
  if (child < 0) return errno;
  waitpid(child, NULL, 0);
  return 0;
}

int bilab_try_to_write(int file) { return write(file, "x", 1) == 1 ? 0 : errno; }

int bilab_try_to_type(int terminal) { return ioctl(terminal, TIOCSTI, "x") == 0 ? 0 : errno; }

int bilab_nameless_file(void) { return open("/tmp", O_TMPFILE | O_WRONLY | O_CLOEXEC, 0600); }

int bilab_can_be_dumped(void) { return prctl(PR_GET_DUMPABLE) != 0; }

int bilab_can_gain_privileges(void) { return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) != 1; }
