#pragma once

#include <sys/types.h>

/// Who is at the other end of a Unix socket: the kernel's `struct ucred`, which Swift's Glibc does not have.
struct bilab_peer {
  pid_t process;
  uid_t user;
  gid_t group;
};

/// The option of level SOL_SOCKET that gives it.
int bilab_peer_option(void);
