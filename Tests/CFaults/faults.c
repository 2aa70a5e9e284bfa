// Makes a system call of one program fail, for tests that load this with LD_PRELOAD. Environment variables say which:
//
//   BILAB_FAULT_PROGRAM   the program's name; all others are left alone
//   BILAB_FAULT_CALL      the function, such as write
//   BILAB_FAULT_ON        which descriptors: file, socket, terminal or pipe; any for functions that take a path
//   BILAB_FAULT_NUMBER    which of those calls, from 1
//   BILAB_FAULT_ERROR     errno; 0 does half of the bytes
//   BILAB_FAULT_MARK      a file, made by the one call that fails: while it is there, no other does
//   BILAB_FAULT_FROM      if it is set, the calls behind that one fail as well, and each adds a byte to the file
//
// Functions are named as the C library has them, and done by the kernel's calls.

#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

static const char *call, *kind, *mark;
static bool is_here, from_there_on;
static unsigned long number;
static int error;
static atomic_ulong calls;

static const char *variable(const char *name) {
  const char *value = getenv(name);
  return value ? value : "";
}

__attribute__((constructor)) static void begin(void) {
  call = variable("BILAB_FAULT_CALL");
  kind = variable("BILAB_FAULT_ON");
  mark = variable("BILAB_FAULT_MARK");
  number = strtoul(variable("BILAB_FAULT_NUMBER"), NULL, 10);
  error = atoi(variable("BILAB_FAULT_ERROR"));
  from_there_on = *variable("BILAB_FAULT_FROM") != 0;
  is_here = strcmp(variable("BILAB_FAULT_PROGRAM"), program_invocation_short_name) == 0;
}

static bool is_meant(int file) {
  if (strcmp(kind, "any") == 0) return true;
  struct stat status;
  if (fstatat(file, "", &status, AT_EMPTY_PATH) != 0) return false;
  switch (status.st_mode & S_IFMT) {
  case S_IFREG: return strcmp(kind, "file") == 0;
  case S_IFSOCK: return strcmp(kind, "socket") == 0;
  case S_IFCHR: return strcmp(kind, "terminal") == 0;
  case S_IFIFO: return strcmp(kind, "pipe") == 0;
  default: return false;
  }
}

// Leaves the error in errno where the call is to fail.
static bool strikes(const char *name, int file) {
  if (!is_here || strcmp(call, name) != 0) return false;
  int before = errno;
  bool is_struck = false;
  if (is_meant(file)) {
    unsigned long count = atomic_fetch_add(&calls, 1) + 1;
    if (count == number || (from_there_on && count > number)) {
      int flags = O_WRONLY | O_CREAT | O_CLOEXEC | (from_there_on ? O_APPEND : O_EXCL);
      int made = (int)syscall(SYS_openat, AT_FDCWD, mark, flags, 0600);
      is_struck = made >= 0;
      if (is_struck) {
        (void)!syscall(SYS_write, made, "!", 1);
        syscall(SYS_close, made);
      }
    }
  }
  errno = is_struck ? error : before;
  return is_struck;
}

static size_t half(size_t count) { return count > 1 ? count / 2 : count; }

// Fails, or leaves half of the bytes to be done.
#define STRIKE(name, file, count) \
  if (strikes(name, file)) { \
    if (error != 0) return -1; \
    (count) = half(count); \
  }

#define STRIKE_WHOLE(name, file) \
  if (strikes(name, file)) return -1;

// MARK: Bytes

ssize_t write(int file, const void *bytes, size_t count) {
  STRIKE("write", file, count)
  return syscall(SYS_write, file, bytes, count);
}

ssize_t read(int file, void *bytes, size_t count) {
  STRIKE("read", file, count)
  return syscall(SYS_read, file, bytes, count);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
  STRIKE("pwrite", file, count)
  return syscall(SYS_pwrite64, file, bytes, count, offset);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t offset) { return pwrite(file, bytes, count, offset); }

ssize_t pread(int file, void *bytes, size_t count, off_t offset) {
  STRIKE("pread", file, count)
  return syscall(SYS_pread64, file, bytes, count, offset);
}

ssize_t pread64(int file, void *bytes, size_t count, off64_t offset) { return pread(file, bytes, count, offset); }

ssize_t send(int file, const void *bytes, size_t count, int flags) {
  STRIKE("send", file, count)
  return syscall(SYS_sendto, file, bytes, count, flags, NULL, 0);
}

ssize_t recv(int file, void *bytes, size_t count, int flags) {
  STRIKE("recv", file, count)
  return syscall(SYS_recvfrom, file, bytes, count, flags, NULL, NULL);
}

ssize_t writev(int file, const struct iovec *parts, int count) {
  if (count > 0 && strikes("writev", file)) {
    if (error != 0) return -1;
    return syscall(SYS_write, file, parts[0].iov_base, half(parts[0].iov_len));
  }
  return syscall(SYS_writev, file, parts, count);
}

ssize_t sendmsg(int file, const struct msghdr *message, int flags) {
  STRIKE_WHOLE("sendmsg", file)
  return syscall(SYS_sendmsg, file, message, flags);
}

ssize_t recvmsg(int file, struct msghdr *message, int flags) {
  STRIKE_WHOLE("recvmsg", file)
  return syscall(SYS_recvmsg, file, message, flags);
}

// MARK: Files

static int open_at(const char *name, int folder, const char *path, int flags, mode_t mode) {
  STRIKE_WHOLE(name, folder)
  return (int)syscall(SYS_openat, folder, path, flags, mode);
}

static mode_t mode_of(int flags, va_list arguments) {
  return flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE ? (mode_t)va_arg(arguments, int) : 0;
}

#define OPEN(function) \
  int function(const char *path, int flags, ...) { \
    va_list arguments; \
    va_start(arguments, flags); \
    mode_t mode = mode_of(flags, arguments); \
    va_end(arguments); \
    return open_at("open", AT_FDCWD, path, flags, mode); \
  }

#define OPEN_AT(function) \
  int function(int folder, const char *path, int flags, ...) { \
    va_list arguments; \
    va_start(arguments, flags); \
    mode_t mode = mode_of(flags, arguments); \
    va_end(arguments); \
    return open_at("openat", folder, path, flags, mode); \
  }

OPEN(open)
OPEN(open64)
OPEN_AT(openat)
OPEN_AT(openat64)

int __open_2(const char *path, int flags) { return open_at("open", AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return open_at("open", AT_FDCWD, path, flags, 0); }
int __openat_2(int folder, const char *path, int flags) { return open_at("openat", folder, path, flags, 0); }
int __openat64_2(int folder, const char *path, int flags) { return open_at("openat", folder, path, flags, 0); }

int fsync(int file) {
  STRIKE_WHOLE("fsync", file)
  return (int)syscall(SYS_fsync, file);
}

int fdatasync(int file) {
  STRIKE_WHOLE("fdatasync", file)
  return (int)syscall(SYS_fdatasync, file);
}

int ftruncate(int file, off_t length) {
  STRIKE_WHOLE("ftruncate", file)
  return (int)syscall(SYS_ftruncate, file, length);
}

int ftruncate64(int file, off64_t length) { return ftruncate(file, length); }

int fstat(int file, struct stat *status) {
  STRIKE_WHOLE("fstat", file)
  return fstatat(file, "", status, AT_EMPTY_PATH);
}

int flock(int file, int operation) {
  STRIKE_WHOLE("flock", file)
  return (int)syscall(SYS_flock, file, operation);
}

int mkdir(const char *path, mode_t mode) {
  STRIKE_WHOLE("mkdir", AT_FDCWD)
  return (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}

int rename(const char *from, const char *to) {
  STRIKE_WHOLE("rename", AT_FDCWD)
  return (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
}

int close(int file) {
  // A descriptor is free even where closing it fails.
  bool is_struck = strikes("close", file);
  int status = (int)syscall(SYS_close, file);
  if (!is_struck) return status;
  errno = error;
  return -1;
}

// MARK: Sockets and processes

int socket(int domain, int type, int protocol) {
  STRIKE_WHOLE("socket", AT_FDCWD)
  return (int)syscall(SYS_socket, domain, type, protocol);
}

int bind(int file, const struct sockaddr *address, socklen_t length) {
  STRIKE_WHOLE("bind", file)
  return (int)syscall(SYS_bind, file, address, length);
}

int connect(int file, const struct sockaddr *address, socklen_t length) {
  STRIKE_WHOLE("connect", file)
  return (int)syscall(SYS_connect, file, address, length);
}

int accept4(int file, struct sockaddr *address, socklen_t *length, int flags) {
  STRIKE_WHOLE("accept", file)
  return (int)syscall(SYS_accept4, file, address, length, flags);
}

int accept(int file, struct sockaddr *address, socklen_t *length) { return accept4(file, address, length, 0); }

int pipe2(int ends[2], int flags) {
  STRIKE_WHOLE("pipe", AT_FDCWD)
  return (int)syscall(SYS_pipe2, ends, flags);
}

int pipe(int ends[2]) { return pipe2(ends, 0); }
