// Gives the terminal back on every way out. All that runs inside a signal handler is in this file, and is
// async-signal-safe.

#define _GNU_SOURCE
#include "CTerminal.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

enum { ASKED_TO_END, FAULT, NEWS, IGNORED };

static const struct {
  int number, kind;
  unsigned news;
  const char *name;
} table[] = {
    {SIGHUP, ASKED_TO_END, 0, "SIGHUP"},
    {SIGINT, ASKED_TO_END, 0, "SIGINT"},
    {SIGQUIT, ASKED_TO_END, 0, "SIGQUIT"},
    {SIGTERM, ASKED_TO_END, 0, "SIGTERM"},
    {SIGILL, FAULT, 0, "SIGILL"},
    {SIGTRAP, FAULT, 0, "SIGTRAP"},
    {SIGABRT, FAULT, 0, "SIGABRT"},
    {SIGSEGV, FAULT, 0, "SIGSEGV"},
    {SIGBUS, FAULT, 0, "SIGBUS"},
    {SIGFPE, FAULT, 0, "SIGFPE"},
    {SIGPIPE, IGNORED, 0, "SIGPIPE"},
    {SIGXFSZ, IGNORED, 0, "SIGXFSZ"},
    {SIGWINCH, NEWS, BILAB_WINDOW_CHANGED, "SIGWINCH"},
    {SIGTSTP, NEWS, BILAB_STOP_ASKED, "SIGTSTP"},
    {SIGCONT, NEWS, BILAB_CONTINUED, "SIGCONT"},
};
enum { SIGNALS = sizeof table / sizeof table[0] };

static struct sigaction before[SIGNALS];
static struct termios found_modes, working_modes;
static int terminal = -1, bell[2] = {-1, -1};
static char closing_bytes[512], closing_line[160];
static size_t closing_count, program_length;
static atomic_bool is_held;
static atomic_uint news;
static char signal_stack[65536];

static void set_modes(const struct termios *modes) {
  while (tcsetattr(terminal, TCSANOW, modes) != 0 && errno == EINTR) {
  }
}

// A terminal that takes nothing any more must not keep a dying program alive.
static void write_if_taken(int file, const char *bytes, size_t count) {
  while (count > 0) {
    struct pollfd ready = {.fd = file, .events = POLLOUT};
    if (poll(&ready, 1, 1000) != 1 || !(ready.revents & POLLOUT)) return;
    ssize_t written = write(file, bytes, count);
    if (written <= 0) return;
    bytes += written;
    count -= (size_t)written;
  }
}

// In the background the modes are those of another program, which is using them.
static bool in_background(void) {
  pid_t foreground = tcgetpgrp(terminal);
  return foreground > 0 && foreground != getpgrp();
}

// What was typed but not read yet was meant for the lab; the shell would run it.
static void give_back(void) {
  if (!in_background()) {
    tcflush(terminal, TCIFLUSH);
    set_modes(&found_modes);
  }
  write_if_taken(terminal, closing_bytes, closing_count);
}

static void say(const char *name) {
  static const char tail[] = "; the terminal was given back\n";
  size_t length = strlen(name);
  memcpy(closing_line + program_length, name, length);
  memcpy(closing_line + program_length + length, tail, sizeof tail - 1);
  write_if_taken(STDERR_FILENO, closing_line, program_length + length + sizeof tail - 1);
}

static void end(int number) {
  if (atomic_exchange(&is_held, false)) {
    give_back();
    if (number != SIGHUP) {
      for (int i = 0; i < SIGNALS; i++)
        if (table[i].number == number) say(table[i].name);
    }
  }
  struct sigaction standard = {.sa_handler = SIG_DFL};
  sigaction(number, &standard, NULL);
  sigset_t only;
  sigemptyset(&only);
  sigaddset(&only, number);
  raise(number);
  pthread_sigmask(SIG_UNBLOCK, &only, NULL);
  _exit(128 + number);
}

static void ring(unsigned what) {
  atomic_fetch_or(&news, what);
  (void)!write(bell[1], "", 1);
}

static void note(int number) {
  int error = errno;
  for (int i = 0; i < SIGNALS; i++)
    if (table[i].number == number) ring(table[i].news);
  errno = error;
}

static void leave(void) {
  if (atomic_exchange(&is_held, false)) give_back();
}

static void take_signals(void) {
  // The stack may be what the program died of.
  stack_t stack = {.ss_sp = signal_stack, .ss_size = sizeof signal_stack};
  sigaltstack(&stack, NULL);
  for (int i = 0; i < SIGNALS; i++) {
    sigaction(table[i].number, NULL, &before[i]);
    // `nohup` and shells without job control mean it. A fault is never ignored.
    if (before[i].sa_handler == SIG_IGN && table[i].kind != FAULT) continue;
    struct sigaction action = {.sa_flags = SA_ONSTACK};
    action.sa_handler = table[i].kind == IGNORED ? SIG_IGN : table[i].kind == NEWS ? note : end;
    sigfillset(&action.sa_mask);
    sigaction(table[i].number, &action, NULL);
  }
}

bool bilab_guard_arm(int file, const char *program, const char *bytes, size_t count) {
  if (count > sizeof closing_bytes || tcgetattr(file, &found_modes) != 0) return false;
  if (bell[0] < 0) {
    if (pipe2(bell, O_NONBLOCK | O_CLOEXEC) != 0) return false;
    atexit(leave);
  }
  terminal = file;
  working_modes = found_modes;
  memcpy(closing_bytes, bytes, count);
  closing_count = count;
  static const char ended[] = ": ended by ";
  program_length = strnlen(program, 64);
  memcpy(closing_line, program, program_length);
  memcpy(closing_line + program_length, ended, sizeof ended - 1);
  program_length += sizeof ended - 1;
  take_signals();
  atomic_store(&is_held, true);
  return true;
}

void bilab_guard_disarm(void) {
  atomic_store(&is_held, false);
  set_modes(&found_modes);
  for (int i = 0; i < SIGNALS; i++) sigaction(table[i].number, &before[i], NULL);
}

void bilab_guard_note_working_modes(void) { tcgetattr(terminal, &working_modes); }

void bilab_guard_lend(void) {
  atomic_store(&is_held, false);
  set_modes(&found_modes);
}

void bilab_guard_resume(void) {
  set_modes(&working_modes);
  atomic_store(&is_held, true);
}

void bilab_guard_stop(void) {
  struct sigaction ours, standard = {.sa_handler = SIG_DFL};
  sigaction(SIGTSTP, NULL, &ours);
  if (ours.sa_handler == SIG_IGN) return;
  sigaction(SIGTSTP, &standard, NULL);
  kill(0, SIGTSTP);
  sigaction(SIGTSTP, &ours, NULL);
}

int bilab_guard_descriptor(void) { return bell[0]; }

void bilab_guard_wake(void) { ring(BILAB_WOKEN); }

unsigned bilab_guard_news(void) {
  char rung[64];
  while (read(bell[0], rung, sizeof rung) > 0) {
  }
  return atomic_exchange(&news, 0);
}
