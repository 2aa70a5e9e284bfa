// Laying out a matrix for multiply.h.

/// LANES rows of half a panel, whose columns lie one number after another: a square of LANES × LANES numbers that is
/// transposed in rounds, each of which interleaves vector i with vector i + LANES / 2.
INLINE void NAME(transpose)(const NUMBER *b, size_t column_stride, NUMBER *packed, size_t packed_stride) {
  NAME(vector) x[LANES], y[LANES];
#pragma clang loop unroll(full)
  for (int i = 0; i < LANES; i++) x[i] = NAME(load)(b + i * column_stride);
#pragma clang loop unroll(full)
  for (int width = LANES; width > 1; width /= 2) {
#pragma clang loop unroll(full)
    for (int i = 0; i < LANES / 2; i++) {
      y[2 * i] = ZIP_LOW(x[i], x[i + LANES / 2]);
      y[2 * i + 1] = ZIP_HIGH(x[i], x[i + LANES / 2]);
    }
#pragma clang loop unroll(full)
    for (int i = 0; i < LANES; i++) x[i] = y[i];
  }
#pragma clang loop unroll(full)
  for (int i = 0; i < LANES; i++) NAME(store)(x[i], packed + i * packed_stride);
}

/// k rows of `panels` whole panels whose rows lie one number after another.
INLINE void NAME(pack_straight)(const int panels, const NUMBER *b, size_t row_stride, size_t k, NUMBER *packed) {
  for (size_t p = 0; p < k; p++) {
#pragma clang loop unroll(full)
    for (int v = 0; v < 2 * panels; v++) {
      NUMBER *row = packed + (v / 2 * k + p) * NAME(panel);
      NAME(store)(NAME(load)(b + p * row_stride + v * LANES), row + v % 2 * LANES);
    }
  }
}

static void NAME(pack)(
  const NUMBER *b, size_t row_stride, size_t column_stride, size_t k, size_t n, NUMBER *packed) {
  const size_t panel = NAME(panel);
  size_t j = 0;
  if (column_stride == 1) {
    for (; j + 4 * panel <= n; j += 4 * panel) NAME(pack_straight)(4, b + j, row_stride, k, packed + j * k);
    for (; j + panel <= n; j += panel) NAME(pack_straight)(1, b + j, row_stride, k, packed + j * k);
  }
  for (; j < n; j += panel) {
    const NUMBER *column = b + j * column_stride;
    NUMBER *to = packed + j * k;
    size_t columns = NAME(least)(panel, n - j), p = 0;
    if (columns == panel && row_stride == 1) {
      for (; p + LANES <= k; p += LANES) {
        NAME(transpose)(column + p, column_stride, to + p * panel, panel);
        NAME(transpose)(column + p + LANES * column_stride, column_stride, to + p * panel + LANES, panel);
      }
    }
#pragma clang loop vectorize(disable) unroll(disable)
    for (; p < k; p++) {
#pragma clang loop vectorize(disable) unroll(disable)
      for (size_t i = 0; i < panel; i++) {
        to[p * panel + i] = i < columns ? column[p * row_stride + i * column_stride] : 0;
      }
    }
  }
}
