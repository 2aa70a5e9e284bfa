#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// One cell as a terminal shows it. Colours are -1 for the default; a letter of 0 is the right half of a wide one.
typedef struct {
  uint32_t letters[6];
  int width, ink, ground;
  bool is_bold, is_underlined, is_reversed;
} bilab_vt_cell;

typedef struct bilab_vt bilab_vt;

bilab_vt *bilab_vt_new(int columns, int rows);
void bilab_vt_free(bilab_vt *terminal);
void bilab_vt_resize(bilab_vt *terminal, int columns, int rows);
void bilab_vt_write(bilab_vt *terminal, const uint8_t *bytes, size_t count);
bilab_vt_cell bilab_vt_cell_at(const bilab_vt *terminal, int row, int column);
bool bilab_vt_shows_cursor(const bilab_vt *terminal);
bool bilab_vt_shows_alternate(const bilab_vt *terminal);

/// Bytes that the terminal answered: somebody asked it something.
size_t bilab_vt_answers(const bilab_vt *terminal);
