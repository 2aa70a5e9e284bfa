#define _GNU_SOURCE
#include "CPty.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

int bilab_pty_open(int columns, int rows) {
  int pty = posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (pty < 0 || grantpt(pty) != 0 || unlockpt(pty) != 0) return -1;
  bilab_pty_resize(pty, columns, rows);
  return pty;
}

void bilab_pty_resize(int pty, int columns, int rows) {
  struct winsize size = {.ws_col = (unsigned short)columns, .ws_row = (unsigned short)rows};
  ioctl(pty, TIOCSWINSZ, &size);
}

pid_t bilab_pty_spawn(int pty, const char *path, char *const arguments[], char *const environment[]) {
  char name[128];
  if (ptsname_r(pty, name, sizeof name) != 0) return -1;
  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  // The first terminal that the leader of a session opens becomes its controlling one.
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, name, O_RDWR, 0);
  posix_spawn_file_actions_adddup2(&files, STDIN_FILENO, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&files, STDIN_FILENO, STDERR_FILENO);
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  sigset_t all, none;
  sigfillset(&all);
  sigemptyset(&none);
  posix_spawnattr_setsigdefault(&attributes, &all);
  posix_spawnattr_setsigmask(&attributes, &none);
  pid_t process = -1;
  int error = posix_spawn(&process, path, &files, &attributes, arguments, environment);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&files);
  return error == 0 ? process : -error;
}

int bilab_wait_result(int status) { return WIFSIGNALED(status) ? -WTERMSIG(status) : WEXITSTATUS(status); }
