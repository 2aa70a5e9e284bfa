// seccomp: the system calls that a locked process does not have.

#define _GNU_SOURCE
#include "kiosk.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stdint.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
static const uint32_t processor = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
static const uint32_t processor = AUDIT_ARCH_AARCH64;
#else
#error "the numbers of system calls are not known here"
#endif

// The first number that no call had when this was written (Linux 6.10). What came since may do anything, and so may
// the other numbers of x86-64, which are larger still.
enum { FIRST_UNKNOWN = 463 };

static const int refused[] = {
    // Programs and processes.
    SYS_execve, SYS_execveat, SYS_unshare, SYS_setns, SYS_chroot, SYS_pivot_root,
    // What other processes hold, and how they run.
    SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_process_madvise, SYS_kcmp, SYS_pidfd_open,
    SYS_pidfd_getfd, SYS_pidfd_send_signal, SYS_tkill, SYS_perf_event_open, SYS_setpriority, SYS_ioprio_set,
    SYS_sched_setaffinity, SYS_sched_setattr, SYS_sched_setparam, SYS_sched_setscheduler, SYS_migrate_pages,
    SYS_move_pages,
    // Memory that outlives the process.
    SYS_shmget, SYS_msgget, SYS_semget, SYS_mq_open, SYS_add_key, SYS_request_key, SYS_keyctl,
    // Calls that make calls of their own.
    SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register, SYS_bpf, SYS_userfaultfd,
    // Files that are changed, or opened, by other ways than open.
    SYS_truncate, SYS_ftruncate, SYS_fallocate, SYS_fchmod, SYS_fchmodat, 452 /* fchmodat2 */, SYS_fchown, SYS_fchownat,
    SYS_setxattr, SYS_lsetxattr, SYS_fsetxattr, SYS_removexattr, SYS_lremovexattr, SYS_fremovexattr, SYS_utimensat,
    SYS_open_by_handle_at, SYS_mount, SYS_umount2, SYS_open_tree, SYS_move_mount, SYS_fsopen, SYS_fspick,
    SYS_mount_setattr,
#if defined(__x86_64__)
    SYS_fork, SYS_vfork, SYS_chmod, SYS_chown, SYS_lchown, SYS_utime, SYS_utimes, SYS_futimesat,
#endif
};

static struct sock_filter program[256];
static unsigned short length;

static void add(uint16_t code, uint8_t if_true, uint8_t if_false, uint32_t value) {
  if (length < sizeof program / sizeof program[0])
    program[length++] = (struct sock_filter){code, if_true, if_false, value};
}

static void load(size_t place) { add(BPF_LD | BPF_W | BPF_ABS, 0, 0, (uint32_t)place); }
static void load_number(void) { load(offsetof(struct seccomp_data, nr)); }
// The low half, which is all that the kernel reads of an int.
static void load_argument(int index) { load(offsetof(struct seccomp_data, args) + 8 * (size_t)index); }
static void skip_unless_equal(uint32_t value, uint8_t count) { add(BPF_JMP | BPF_JEQ | BPF_K, 0, count, value); }
static void end(uint32_t action) { add(BPF_RET | BPF_K, 0, 0, action); }
static void refuse(void) { end(SECCOMP_RET_ERRNO | EPERM); }
static void allow(void) { end(SECCOMP_RET_ALLOW); }

static void refuse_call(int number) {
  skip_unless_equal((uint32_t)number, 1);
  refuse();
}

static void refuse_unless_first_is(int number, uint32_t value) {
  skip_unless_equal((uint32_t)number, 4);
  load_argument(0);
  skip_unless_equal(value, 1);
  allow();
  refuse();
}

static void refuse_if_second_is(int number, uint32_t value) {
  skip_unless_equal((uint32_t)number, 4);
  load_argument(1);
  skip_unless_equal(value, 1);
  refuse();
  load_number();
}

// Threads are started by the same call as processes. Of clone3 a filter sees no flags; without it the C library takes
// clone.
static void refuse_processes(void) {
  skip_unless_equal(SYS_clone, 4);
  load_argument(0);
  add(BPF_JMP | BPF_JSET | BPF_K, 0, 1, CLONE_THREAD);
  allow();
  refuse();
  skip_unless_equal(SYS_clone3, 1);
  end(SECCOMP_RET_ERRNO | ENOSYS);
}

int bilab_kiosk_lock_calls(void) {
  uint32_t self = (uint32_t)getpid();
  length = 0;
  load(offsetof(struct seccomp_data, arch));
  add(BPF_JMP | BPF_JEQ | BPF_K, 1, 0, processor);
  end(SECCOMP_RET_KILL_PROCESS);
  load_number();
  add(BPF_JMP | BPF_JGE | BPF_K, 0, 1, FIRST_UNKNOWN);
  end(SECCOMP_RET_ERRNO | ENOSYS);
  for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) refuse_call(refused[i]);
  refuse_processes();
  refuse_unless_first_is(SYS_socket, AF_UNIX);
  refuse_unless_first_is(SYS_prlimit64, 0);
  refuse_unless_first_is(SYS_kill, self);
  refuse_unless_first_is(SYS_tgkill, self);
  refuse_unless_first_is(SYS_rt_sigqueueinfo, self);
  refuse_unless_first_is(SYS_rt_tgsigqueueinfo, self);
  refuse_if_second_is(SYS_fcntl, F_SETOWN);
  refuse_if_second_is(SYS_fcntl, F_SETOWN_EX);
  refuse_if_second_is(SYS_ioctl, FIOSETOWN);
  refuse_if_second_is(SYS_ioctl, SIOCSPGRP);
  // Keys that the shell would read.
  refuse_if_second_is(SYS_ioctl, TIOCSTI);
  refuse_if_second_is(SYS_ioctl, TIOCLINUX);
  allow();
  struct sock_fprog filter = {.len = length, .filter = program};
  return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &filter) == 0 ? 0 : errno;
}
