#pragma once

#include <stdbool.h>
#include <stddef.h>

/// What can have happened since the last `bilab_guard_news`.
enum {
  BILAB_WINDOW_CHANGED = 1,
  BILAB_STOP_ASKED = 2,
  BILAB_CONTINUED = 4,
  BILAB_WOKEN = 8,
};

/// Notes the terminal's modes and takes over the signals. From now on every way out of the program gives the terminal
/// back: the modes, the `bytes`, and one line that says which signal it was.
bool bilab_guard_arm(int terminal, const char *program, const char *bytes, size_t count);

/// The terminal's modes as they were found, the signals as they were.
void bilab_guard_disarm(void);

/// Notes the modes that the program works in.
void bilab_guard_note_working_modes(void);

/// Lends the terminal to others: the modes that were found. A signal that ends the program now writes nothing.
void bilab_guard_lend(void);

/// Takes the terminal back: the modes that the program works in.
void bilab_guard_resume(void);

/// Stops the process group as Ctrl-Z does and returns when it goes on.
void bilab_guard_stop(void);

/// Becomes readable when there is news.
int bilab_guard_descriptor(void);

/// Makes news of its own, from any thread.
void bilab_guard_wake(void);

/// Takes the news.
unsigned bilab_guard_news(void);

/// Columns that the locale gives a character; below 1 for one that takes none of its own.
int bilab_columns(int character);
