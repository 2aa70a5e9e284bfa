#define _GNU_SOURCE
#include "kiosk.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef ARCHITECTURE

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define REFUSE(number) BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (number))
#define ALLOW BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)
/// The next `then` instructions are for this value, and are passed over for others.
#define UNLESS(value, then) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (value), 0, (then))
#define DENY(call) UNLESS(SYS_##call, 1), REFUSE(EPERM)

int bilab_kiosk_seal_calls(void) {
  struct sock_filter filter[] = {
    LOAD(arch),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, ARCHITECTURE, 1, 0),
    REFUSE(EPERM),
    LOAD(nr),
    // The x32 twins of all calls.
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
    REFUSE(EPERM),
    DENY(execve),
    DENY(execveat),
    DENY(ptrace),
    DENY(process_vm_readv),
    DENY(process_vm_writev),
    DENY(unshare),
    DENY(setns),
    DENY(mount),
    DENY(bpf),
    DENY(keyctl),
    DENY(add_key),
    DENY(userfaultfd),
    DENY(perf_event_open),
    DENY(memfd_create),
    UNLESS(425, 1), REFUSE(EPERM),  // io_uring_setup
#ifdef SYS_fork
    DENY(fork),
    DENY(vfork),
#endif
    // The C library falls back to clone, whose flags can be seen.
    UNLESS(435, 1), REFUSE(ENOSYS),
    UNLESS(SYS_clone, 4),
    LOAD(args[0]),
    BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, CLONE_THREAD, 1, 0),
    REFUSE(EPERM),
    ALLOW,
    UNLESS(SYS_socket, 4),
    LOAD(args[0]),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_UNIX, 1, 0),
    REFUSE(EPERM),
    ALLOW,
    UNLESS(SYS_ioctl, 3),
    LOAD(args[1]),
    UNLESS(TIOCSTI, 1),
    REFUSE(EPERM),
    ALLOW,
  };
  struct sock_fprog program = {.len = sizeof filter / sizeof filter[0], .filter = filter};
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0 ? 0 : errno;
}

#else

int bilab_kiosk_seal_calls(void) { return ENOSYS; }

#endif
