#pragma once

#include <stddef.h>

/// The Landlock ABI of the running kernel; 0 where it has none.
int bilab_kiosk_landlock_abi(void);

/// From now on these files and folders can be read, and no file can be read, written, made, removed or run besides.
/// Files that are open stay open. A path that is not there is left out.
///
/// Returns 0 or the error. Of this thread and those that it starts.
int bilab_kiosk_lock_files(const char *const *readable, size_t count);

/// From now on system calls that reach out of the process fail with EPERM: programs, processes, the memory of others,
/// signals to others, sockets but Unix ones, what changes a file without opening it.
///
/// Returns 0 or the error.
int bilab_kiosk_lock_calls(void);

/// The most bytes of address space that a locked process has.
#define BILAB_KIOSK_MEMORY (1L << 30)

/// From now on: no rights gained by running a file, no core, not a byte written to a file, memory up to the limit.
///
/// Returns 0 or the error.
int bilab_kiosk_limit(void);

/// Threads of this process; 0 where the kernel does not tell.
int bilab_kiosk_threads(void);

/// Something that a locked process cannot do. A promise is held when each of its attempts fails as it should.
struct bilab_kiosk_attempt {
  const char *promise, *words;
  /// Tries it: 0 when it worked, which leaves nothing behind, else the error.
  int (*call)(void);
  /// The error that a lock gives, and that nothing else is known to give, whoever runs this.
  int refusal;
  /// The Landlock ABI that refuses it; 0 where it is not Landlock that does.
  int abi;
};

/// The attempts from 0; those of a promise follow each other. NULL after the last.
const struct bilab_kiosk_attempt *bilab_kiosk_attempt(size_t index);

/// Before the lock: makes what one attempt needs that comes after it.
void bilab_kiosk_prepare_attempts(void);
