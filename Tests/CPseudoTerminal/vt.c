// libvterm's cells have bit fields and unions, which Swift does not see.
#include "CPseudoTerminal.h"

#include <stdlib.h>
#include <string.h>
#include <vterm.h>

struct bilab_vt {
  VTerm *terminal;
  VTermScreen *screen;
  bool shows_cursor, shows_alternate;
};

static int note_property(VTermProp property, VTermValue *value, void *user) {
  bilab_vt *vt = user;
  if (property == VTERM_PROP_CURSORVISIBLE) vt->shows_cursor = value->boolean;
  if (property == VTERM_PROP_ALTSCREEN) vt->shows_alternate = value->boolean;
  return 1;
}

static const VTermScreenCallbacks callbacks = {.settermprop = note_property};

// libvterm 0.1.4 crashes where a wide character meets a screen of one column.
static int at_least_two(int columns) { return columns < 2 ? 2 : columns; }

bilab_vt *bilab_vt_new(int columns, int rows) {
  bilab_vt *vt = calloc(1, sizeof *vt);
  vt->terminal = vterm_new(rows, at_least_two(columns));
  vterm_set_utf8(vt->terminal, 1);
  vt->screen = vterm_obtain_screen(vt->terminal);
  vterm_screen_set_callbacks(vt->screen, &callbacks, vt);
  vterm_screen_enable_altscreen(vt->screen, 1);
  vterm_screen_reset(vt->screen, 1);
  return vt;
}

void bilab_vt_free(bilab_vt *vt) {
  vterm_free(vt->terminal);
  free(vt);
}

void bilab_vt_resize(bilab_vt *vt, int columns, int rows) { vterm_set_size(vt->terminal, rows, at_least_two(columns)); }

void bilab_vt_write(bilab_vt *vt, const uint8_t *bytes, size_t count) {
  vterm_input_write(vt->terminal, (const char *)bytes, count);
}

static int colour(const VTermColor *colour, bool is_default) {
  return is_default || !VTERM_COLOR_IS_INDEXED(colour) ? -1 : colour->indexed.idx;
}

bilab_vt_cell bilab_vt_cell_at(const bilab_vt *vt, int row, int column) {
  VTermScreenCell cell;
  bilab_vt_cell plain = {.ink = -1, .ground = -1};
  if (!vterm_screen_get_cell(vt->screen, (VTermPos){.row = row, .col = column}, &cell)) return plain;
  for (int i = 0; i < 6 && cell.chars[i]; i++) plain.letters[i] = cell.chars[i];
  if (cell.chars[0] == (uint32_t)-1) plain.letters[0] = 0;
  plain.width = cell.width;
  plain.is_bold = cell.attrs.bold;
  plain.is_underlined = cell.attrs.underline != 0;
  plain.is_reversed = cell.attrs.reverse;
  plain.ink = colour(&cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg));
  plain.ground = colour(&cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg));
  return plain;
}

bool bilab_vt_shows_cursor(const bilab_vt *vt) { return vt->shows_cursor; }

bool bilab_vt_shows_alternate(const bilab_vt *vt) { return vt->shows_alternate; }

size_t bilab_vt_answers(const bilab_vt *vt) { return vterm_output_get_buffer_current(vt->terminal); }
