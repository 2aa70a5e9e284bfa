#pragma once

#include <stddef.h>

/// The version of Landlock that the kernel has; 0 for none.
int bilab_landlock_version(void);

/// From now on nothing of the file system can be opened but for reading beneath these paths; nothing is made, removed or
/// run. Where the kernel can: no TCP, no abstract sockets and no signals beyond this process. For good.
///
/// Returns 0, or the error's number.
int bilab_kiosk_seal_files(const char *const *readable, size_t count);

/// From now on the process starts no program and no process (threads it does), has no sockets but Unix ones, looks into
/// no other process and types into no terminal. For good. Returns 0, or the error's number.
int bilab_kiosk_seal_calls(void);

/// No privileges by way of a program, no core, no look from outside; files of no length, and an address space of so many
/// bytes. Returns 0, or the error's number.
int bilab_kiosk_seal_limits(size_t address_space);

// What a process can try, to see whether the seals hold; each returns 0 where it is let, or the error's number.
int bilab_try_to_run(const char *path);
int bilab_try_to_fork(void);
int bilab_try_to_write(int file);
int bilab_try_to_type(int terminal);

/// A file without a name, made before the seals; negative where /tmp takes none.
int bilab_nameless_file(void);

/// Whether others may look into the process, and whether programs may give it privileges.
int bilab_can_be_dumped(void);
int bilab_can_gain_privileges(void);
