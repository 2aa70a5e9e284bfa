#pragma once

#include <sys/types.h>

/// The near end of a new pseudo-terminal, which does not block; -1 for none.
int bilab_pty_open(int columns, int rows);
void bilab_pty_resize(int pty, int columns, int rows);

/// The program as the leader of a session of its own, with the pseudo-terminal as its terminal and every signal as
/// the system has it.
///
/// - Returns: its process number, or minus the error.
pid_t bilab_pty_spawn(int pty, const char *path, char *const arguments[], char *const environment[]);

/// A wait status taken apart: what it exited with, or minus the signal that ended it.
int bilab_wait_result(int status);
