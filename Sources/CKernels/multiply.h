// C = A·B in tiles: `rows` rows of A by `panels` panels of B, whose sums stay in registers while p runs.
//
// Two fused multiply-adds a cycle, each five cycles long, want ten sums or more. So a tile has up to twelve: 6 rows by
// one panel (two vectors), and fewer rows by more panels, up to 1 by 7. Rows are shared out so that few tiles are thin.
// For many rows a panel stays in the first cache while the strips of A go past it; a single row reads B once, from the
// first number to the last.

enum {
  NAME(panel) = 2 * LANES,
#if LEVEL_HAS_12_SUMS
  NAME(most_rows) = 6,
  NAME(most_panels) = 7,
#else
  NAME(most_rows) = 3,
  NAME(most_panels) = 3,
#endif
  /// Rows times panels.
  NAME(most_in_tile) = 7,
  /// A's share in the second cache, and the depth of B's panel in the first.
  NAME(block_rows) = 60,
  NAME(block_depth) = 4096 / sizeof(NUMBER),
  /// What of A is copied at a time if its rows do not lie in one piece: 60 KB.
  NAME(copy_depth) = 1024 / sizeof(NUMBER),
};

/// What the tiles of one product have in common. A(i, p) at a[i·row_stride + p·column_stride]; panel g of B at
/// b + g·panel_stride; row i of C at c + i·c_row_stride.
typedef struct {
  size_t row_stride, column_stride, panel_stride, k, c_row_stride;
  bool accumulate;
} NAME(product);

/// Copies `rows` rows of `columns` numbers.
static __attribute__((noinline)) void NAME(copy_edge)(
  size_t rows, size_t columns, const NUMBER *from, size_t from_stride, NUMBER *to, size_t to_stride) {
  for (size_t i = 0; i < rows; i++) {
    size_t j = 0;
    for (; j + LANES <= columns; j += LANES) NAME(store)(NAME(load)(from + i * from_stride + j), to + i * to_stride + j);
#pragma clang loop vectorize(disable) unroll(disable)
    for (; j < columns; j++) to[i * to_stride + j] = from[i * from_stride + j];
  }
}

/// One tile, of whose panels the first `columns` columns are C's.
INLINE void NAME(tile)(
  const int rows, const int panels, const NAME(product) *product, const NUMBER *a, const NUMBER *b, NUMBER *c,
  size_t columns) {
  const int vectors = 2 * panels;
  const size_t width = (size_t)panels * NAME(panel);
  const bool accumulate = product->accumulate;
  NUMBER edge[NAME(most_in_tile) * NAME(panel)];
  NUMBER *target = c;
  size_t target_stride = product->c_row_stride;
  if (__builtin_expect(columns < width, 0)) {
    target = edge;
    target_stride = width;
    if (accumulate) NAME(copy_edge)(rows, columns, c, product->c_row_stride, edge, width);
  }

  // Rows of a tall C lie far apart, and stores that must fetch their lines first hold up the next tile.
  if (rows > 3) {
#pragma clang loop unroll(full)
    for (int i = 0; i < rows; i++) __builtin_prefetch(target + i * target_stride, 1);
  }
  NAME(vector) sum[6][14];
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) {
      sum[i][v] = accumulate ? NAME(load)(target + i * target_stride + v * LANES) : (NAME(vector)){};
    }
  }
  const size_t row_stride = product->row_stride, column_stride = product->column_stride;
  const size_t panel_stride = product->panel_stride;
  for (size_t p = product->k; p > 0; p--) {
    if (rows < vectors) {
      NUMBER factors[6];
#pragma clang loop unroll(full)
      for (int i = 0; i < rows; i++) factors[i] = a[i * row_stride];
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) {
        NAME(vector) part = NAME(load)(b + (v / 2) * panel_stride + (v % 2) * LANES);
#pragma clang loop unroll(full)
        for (int i = 0; i < rows; i++) sum[i][v] = factors[i] * part + sum[i][v];
      }
    } else {
      NAME(vector) parts[14];
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) parts[v] = NAME(load)(b + (v / 2) * panel_stride + (v % 2) * LANES);
#pragma clang loop unroll(full)
      for (int i = 0; i < rows; i++) {
        NUMBER factor = a[i * row_stride];
#pragma clang loop unroll(full)
        for (int v = 0; v < vectors; v++) sum[i][v] = factor * parts[v] + sum[i][v];
      }
    }
    a += column_stride;
    b += NAME(panel);
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++) NAME(store)(sum[i][v], target + i * target_stride + v * LANES);
  }
  if (__builtin_expect(columns < width, 0)) {
    NAME(copy_edge)(rows, columns, edge, width, c, product->c_row_stride);
  }
}

#define TILE(ROWS, PANELS)                                                                                            \
  static void NAME(tile_##ROWS##_##PANELS)(                                                                           \
    const NAME(product) *product, const NUMBER *a, const NUMBER *b, NUMBER *c, size_t columns) {                      \
    NAME(tile)(ROWS, PANELS, product, a, b, c, columns);                                                              \
  }
#if LEVEL_HAS_12_SUMS
TILE(6, 1)
TILE(5, 1)
TILE(3, 1)
TILE(3, 2)
TILE(2, 1)
TILE(2, 2)
TILE(2, 3)
TILE(1, 1)
TILE(1, 2)
TILE(1, 3)
TILE(1, 4)
TILE(1, 5)
TILE(1, 6)
TILE(1, 7)
#else
TILE(3, 1)
TILE(2, 1)
TILE(1, 1)
TILE(1, 2)
TILE(1, 3)
#endif
#undef TILE

typedef void (*NAME(tile_function))(
  const NAME(product) *, const NUMBER *, const NUMBER *, NUMBER *, size_t);

/// By rows and panels; a row's last tile is its widest.
static const NAME(tile_function) NAME(tiles)[][8] = {
#if LEVEL_HAS_12_SUMS
  [1] = {
    NULL, NAME(tile_1_1), NAME(tile_1_2), NAME(tile_1_3), NAME(tile_1_4), NAME(tile_1_5), NAME(tile_1_6),
    NAME(tile_1_7),
  },
  [2] = {NULL, NAME(tile_2_1), NAME(tile_2_2), NAME(tile_2_3)},
  [3] = {NULL, NAME(tile_3_1), NAME(tile_3_2)},
  [5] = {NULL, NAME(tile_5_1)},
  [6] = {NULL, NAME(tile_6_1)},
#else
  [1] = {NULL, NAME(tile_1_1), NAME(tile_1_2), NAME(tile_1_3)},
  [2] = {NULL, NAME(tile_2_1)},
  [3] = {NULL, NAME(tile_3_1)},
#endif
};

/// `strips` strips of `rows` rows by n columns, up to `most` panels in one tile and all tiles of about the same width.
/// Each strip's A lies `strip_stride` after the one before.
INLINE void NAME(strips_of)(
  size_t rows, size_t most, size_t strips, const NAME(product) *product, const NUMBER *first, size_t strip_stride,
  const NUMBER *b, size_t n, NUMBER *c_first) {
  size_t panels = (n + NAME(panel) - 1) / NAME(panel);
  for (size_t passes = (panels + most - 1) / most; passes > 0; passes--) {
    size_t taken = passes == 1 ? panels : (unsigned)(panels + passes - 1) / (unsigned)passes;
    NAME(tile_function) tile = NAME(tiles)[rows][taken];
    const NUMBER *a = first;
    NUMBER *c = c_first;
    for (size_t strip = 0; strip < strips; strip++) {
      tile(product, a, b, c, n);
      a += strip_stride;
      c += rows * product->c_row_stride;
    }
    panels -= taken;
    n -= taken * NAME(panel);
    b += taken * product->panel_stride;
    c_first += taken * NAME(panel);
  }
}

/// How m rows are shared out: strips of 6, 5, 3, 2 and 1 rows.
typedef struct {
  size_t sixes, fives, threes, twos, ones;
} NAME(strips);

INLINE NAME(strips) NAME(share)(size_t m) {
#if LEVEL_HAS_12_SUMS
  size_t sixes = m / 6;
  switch (m % 6) {
  case 0: return (NAME(strips)){.sixes = sixes};
  case 1: return sixes == 0 ? (NAME(strips)){.ones = 1} : (NAME(strips)){.sixes = sixes - 1, .fives = 1, .twos = 1};
  case 2: return (NAME(strips)){.sixes = sixes, .twos = 1};
  case 3: return (NAME(strips)){.sixes = sixes, .threes = 1};
  case 4: return sixes == 0 ? (NAME(strips)){.twos = 2} : (NAME(strips)){.sixes = sixes - 1, .fives = 2};
  default: return (NAME(strips)){.sixes = sixes, .fives = 1};
  }
#else
  size_t threes = m / 3;
  switch (m % 3) {
  case 0: return (NAME(strips)){.threes = threes};
  case 1: return threes == 0 ? (NAME(strips)){.ones = 1} : (NAME(strips)){.threes = threes - 1, .twos = 2};
  default: return (NAME(strips)){.threes = threes, .twos = 1};
  }
#endif
}

/// Some rows of A by some rows of B, all of B's panels. If `copied`, each strip of A lies in one piece, column after
/// column, else its rows do.
static void NAME(block)(
  const bool copied, const NUMBER *a, size_t row_stride, size_t m, const NUMBER *b, size_t panel_stride, size_t k,
  size_t n, NUMBER *c, size_t c_row_stride, bool accumulate) {
  NAME(product) product = {row_stride, 1, panel_stride, k, c_row_stride, accumulate};
  if (copied) product.row_stride = 1;
  NAME(strips) share = NAME(share)(m);
#define TAKE(ROWS, MOST, STRIPS)                                                                                      \
  if (STRIPS > 0) {                                                                                                   \
    if (copied) product.column_stride = ROWS;                                                                         \
    size_t strip_stride = ROWS * (copied ? k : row_stride);                                                           \
    NAME(strips_of)(ROWS, MOST, STRIPS, &product, a, strip_stride, b, n, c);                                          \
    a += STRIPS * strip_stride;                                                                                       \
    c += STRIPS * ROWS * c_row_stride;                                                                                \
  }
#if LEVEL_HAS_12_SUMS
  TAKE(6, 1, share.sixes)
  TAKE(5, 1, share.fives)
  TAKE(3, 2, share.threes)
  TAKE(2, 3, share.twos)
  TAKE(1, 7, share.ones)
#else
  TAKE(3, 1, share.threes)
  TAKE(2, 1, share.twos)
  TAKE(1, 3, share.ones)
#endif
#undef TAKE
}

INLINE size_t NAME(least)(size_t a, size_t b) { return a < b ? a : b; }

/// A's rows lie in one piece each.
static __attribute__((noinline)) void NAME(multiply_rows)(
  const NUMBER *a, size_t row_stride, size_t m, const NUMBER *packed, size_t k, size_t n, NUMBER *c,
  size_t c_row_stride, bool accumulate) {
  const size_t depth = m > NAME(most_rows) ? NAME(block_depth) : k;
  size_t p = 0;
  do {
    size_t part = NAME(least)(depth, k - p);
    for (size_t i = 0; i < m; i += NAME(block_rows)) {
      NAME(block)(
        false, a + i * row_stride + p, row_stride, NAME(least)(NAME(block_rows), m - i), packed + p * NAME(panel),
        k * NAME(panel), part, n, c + i * c_row_stride, c_row_stride, accumulate || p > 0);
    }
    p += part;
  } while (p < k);
}

/// Copies `rows` rows and k columns of A, column after column.
INLINE NUMBER *NAME(copy_strips)(
  const size_t rows, size_t strips, const NUMBER *a, size_t row_stride, size_t column_stride, size_t k, NUMBER *copy) {
  for (size_t p = 0; p < k; p++) {
    // The next line of a column's numbers is a stride away, which the processor does not foresee.
    for (size_t i = 0; i < strips * rows; i += 64 / sizeof(NUMBER)) __builtin_prefetch(a + i + (p + 12) * column_stride);
    for (size_t strip = 0; strip < strips; strip++) {
      for (size_t i = 0; i < rows; i++) {
        copy[(strip * k + p) * rows + i] = a[(strip * rows + i) * row_stride + p * column_stride];
      }
    }
  }
  return copy + strips * rows * k;
}

/// A's rows lie scattered: a block of it at a time is copied, strip after strip.
static __attribute__((noinline)) void NAME(multiply_scattered)(
  const NUMBER *a, size_t row_stride, size_t column_stride, size_t m, const NUMBER *packed, size_t k, size_t n,
  NUMBER *c, size_t c_row_stride, bool accumulate) {
  NUMBER copy[NAME(block_rows) * NAME(copy_depth)];
  size_t p = 0;
  do {
    size_t part = NAME(least)(NAME(copy_depth), k - p);
    for (size_t i = 0; i < m; i += NAME(block_rows)) {
      size_t rows = NAME(least)(NAME(block_rows), m - i);
      NAME(strips) share = NAME(share)(rows);
      const NUMBER *from = a + i * row_stride + p * column_stride;
      NUMBER *to = copy;
#define COPY(ROWS, STRIPS)                                                                                            \
  to = row_stride == 1 ? NAME(copy_strips)(ROWS, STRIPS, from, 1, column_stride, part, to)                            \
                       : NAME(copy_strips)(ROWS, STRIPS, from, row_stride, column_stride, part, to);                  \
  from += STRIPS * ROWS * row_stride;
      COPY(6, share.sixes)
      COPY(5, share.fives)
      COPY(3, share.threes)
      COPY(2, share.twos)
      COPY(1, share.ones)
#undef COPY
      NAME(block)(
        true, copy, 0, rows, packed + p * NAME(panel), k * NAME(panel), part, n, c + i * c_row_stride, c_row_stride,
        accumulate || p > 0);
    }
    p += part;
  } while (p < k);
}

static void NAME(multiply)(
  const NUMBER *a, size_t row_stride, size_t column_stride, size_t m, const NUMBER *packed, size_t k, size_t n,
  NUMBER *c, size_t c_row_stride, bool accumulate) {
  if (m == 1 && column_stride == 1) {
    const NAME(product) product = {0, 1, k * NAME(panel), k, 0, accumulate};
    NAME(strips_of)(1, NAME(most_panels), 1, &product, a, 0, packed, n, c);
  } else if (column_stride == 1 || k < 2) {
    NAME(multiply_rows)(a, row_stride, m, packed, k, n, c, c_row_stride, accumulate);
  } else {
    NAME(multiply_scattered)(a, row_stride, column_stride, m, packed, k, n, c, c_row_stride, accumulate);
  }
}
