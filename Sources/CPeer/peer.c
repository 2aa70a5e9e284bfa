#define _GNU_SOURCE
#include "peer.h"

#include <sys/socket.h>

_Static_assert(sizeof(struct bilab_peer) == sizeof(struct ucred), "the kernel's struct ucred is another one");

int bilab_peer_option(void) { return SO_PEERCRED; }
