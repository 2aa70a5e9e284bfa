#define _XOPEN_SOURCE_EXTENDED 1
#define NCURSES_WIDECHAR 1
#include <ncurses.h>
#include <term.h>

// Macros with casts in them do not reach Swift.
static inline attr_t bilab_bold(void) { return A_BOLD; }
static inline attr_t bilab_underline(void) { return A_UNDERLINE; }
static inline attr_t bilab_reverse(void) { return A_REVERSE; }

// A global variable is no concern of Swift's: another thread might be changing it.
static inline int bilab_pair_limit(void) { return COLOR_PAIRS; }

// tigetstr answers (char *)-1 where the name is not that of a string.
static inline const char *bilab_string_capability(const char *name) {
  char *value = tigetstr(name);
  return value == (char *)-1 ? NULL : value;
}

// The number of a colour pair above 255 goes where setcchar's manual has a NULL.
static inline int bilab_set_cell(cchar_t *cell, const wchar_t *text, attr_t attributes, int pair) {
  return setcchar(cell, text, attributes, 0, &pair);
}

// cur_term is a global variable as well.
static inline void bilab_forget_terminal(void) { del_curterm(cur_term); }

// tparm takes any number of arguments, which Swift does not call.
static inline const char *bilab_go_to(int row, int column) { return tiparm(cursor_address, row, column); }
