// What a locked process must fail to do, tried for real. Each attempt fails in another way, or does no harm, where
// there is no lock.

#define _GNU_SOURCE
#include "kiosk.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

static int close_opened(int file) {
  if (file < 0) return errno;
  close(file);
  return 0;
}

static int result(long value) { return value < 0 ? errno : 0; }

static int read_passwd(void) { return close_opened(open("/etc/passwd", O_RDONLY | O_CLOEXEC)); }
static int list_root(void) { return close_opened(open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC)); }
static int write_null(void) { return close_opened(open("/dev/null", O_WRONLY | O_CLOEXEC)); }

static int write_byte(void) {
  int file = memfd_create("kiosk", MFD_CLOEXEC);
  if (file < 0) return errno;
  int error = result(write(file, "x", 1));
  close(file);
  return error;
}

// No path, so that nothing happens where they are allowed.
static int truncate_file(void) { return result(syscall(SYS_truncate, NULL, 0)); }
static int change_mode(void) { return result(syscall(SYS_fchmodat, AT_FDCWD, NULL, 0)); }

static const char *own_path(void) {
  static char path[64];
  snprintf(path, sizeof path, "/tmp/.bilab-kiosk-%d", (int)getpid());
  return path;
}

static int make_file(void) {
  int error = close_opened(open(own_path(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
  if (!error) unlink(own_path());
  return error;
}

static int make_folder(void) {
  int error = result(mkdir(own_path(), 0700));
  if (!error) rmdir(own_path());
  return error;
}

// Arguments that cannot be read: without a lock the kernel finds the program, and then those.
static int run_true(void) { return result(syscall(SYS_execve, "/bin/true", (void *)1, NULL)); }
static int run_file(void) { return result(syscall(SYS_execveat, AT_FDCWD, "/bin/true", (void *)1, NULL, 0)); }

static int start_process(void) {
  pid_t child = fork();
  if (child == 0) _exit(0);
  if (child < 0) return errno;
  waitpid(child, NULL, 0);
  return 0;
}

static int open_socket(int family) { return close_opened(socket(family, SOCK_DGRAM | SOCK_CLOEXEC, 0)); }
static int open_inet(void) { return open_socket(AF_INET); }
static int open_inet6(void) { return open_socket(AF_INET6); }
static int open_netlink(void) { return open_socket(AF_NETLINK); }
static int set_up_ring(void) { return result(syscall(SYS_io_uring_setup, 0, NULL)); }

static int abstract = -1;

void bilab_kiosk_prepare_attempts(void) {
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  abstract = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  // A name of the kernel's choice.
  if (abstract < 0 || bind(abstract, (struct sockaddr *)&address, sizeof address.sun_family) != 0) return;
  listen(abstract, 1);
}

static int connect_abstract(void) {
  struct sockaddr_un address;
  socklen_t length = sizeof address;
  if (getsockname(abstract, (struct sockaddr *)&address, &length) != 0) return errno;
  int file = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  int error = result(file < 0 ? -1 : connect(file, (struct sockaddr *)&address, length));
  if (file >= 0) close(file);
  close(abstract);
  abstract = -1;
  return error;
}

// Nothing is read and nothing traced where they are allowed: no length, and no process 0.
static int read_memory(void) { return result(syscall(SYS_process_vm_readv, getpid(), NULL, 0, NULL, 0, 0)); }
static int trace(void) { return result(syscall(SYS_ptrace, PTRACE_ATTACH, 0, NULL, NULL)); }

// Everyone may send no signal to the group that he is in.
static int signal_group(void) { return result(kill(0, 0)); }
static int type_key(void) { return result(ioctl(-1, TIOCSTI, "x")); }

static int gain_rights(void) { return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 ? EPERM : 0; }
static int be_dumped(void) { return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) == 0 ? EPERM : 0; }

static int leave_core(void) {
  struct rlimit limit;
  return getrlimit(RLIMIT_CORE, &limit) == 0 && limit.rlim_max == 0 ? EPERM : 0;
}

static int reserve_memory(void) {
  void *pages = mmap(NULL, BILAB_KIOSK_MEMORY, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (pages == MAP_FAILED) return errno;
  munmap(pages, BILAB_KIOSK_MEMORY);
  return 0;
}

#define READS "reads only what it shows"
#define CHANGES "changes no file"
#define MAKES "makes no file"
#define RUNS "runs no program"
#define STARTS "starts no process"
#define NETWORK "reaches no network"
#define ABSTRACT "reaches no abstract socket"
#define LOOKS "looks into no process"
#define SIGNALS "signals no process"
#define TYPES "types no keys"
#define GAINS "gains no rights"
#define LEAVES "leaves no memory behind"
#define MEMORY "takes no more than 1 GiB"

static const struct bilab_kiosk_attempt attempts[] = {
    {READS, "read /etc/passwd", read_passwd, EACCES, 1},
    {READS, "list /", list_root, EACCES, 1},
    {CHANGES, "open /dev/null to write", write_null, EACCES, 1},
    {CHANGES, "write a byte", write_byte, EFBIG, 0},
    {CHANGES, "truncate", truncate_file, EPERM, 0},
    {CHANGES, "chmod", change_mode, EPERM, 0},
    {MAKES, "a file in /tmp", make_file, EACCES, 1},
    {MAKES, "a folder in /tmp", make_folder, EACCES, 1},
    {RUNS, "/bin/true", run_true, EPERM, 0},
    {RUNS, "the same by execveat", run_file, EPERM, 0},
    {STARTS, "fork", start_process, EPERM, 0},
    {NETWORK, "IPv4", open_inet, EPERM, 0},
    {NETWORK, "IPv6", open_inet6, EPERM, 0},
    {NETWORK, "netlink", open_netlink, EPERM, 0},
    {NETWORK, "io_uring", set_up_ring, EPERM, 0},
    {ABSTRACT, "connect", connect_abstract, EPERM, 6},
    {LOOKS, "process_vm_readv", read_memory, EPERM, 0},
    {LOOKS, "ptrace", trace, EPERM, 0},
    {SIGNALS, "signal to its group", signal_group, EPERM, 0},
    {TYPES, "TIOCSTI", type_key, EPERM, 0},
    {GAINS, "setuid programs", gain_rights, EPERM, 0},
    {LEAVES, "a dump", be_dumped, EPERM, 0},
    {LEAVES, "a core", leave_core, EPERM, 0},
    {MEMORY, "another GiB", reserve_memory, ENOMEM, 0},
};

const struct bilab_kiosk_attempt *bilab_kiosk_attempt(size_t index) {
  return index < sizeof attempts / sizeof attempts[0] ? &attempts[index] : NULL;
}
