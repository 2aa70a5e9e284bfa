// Laying out a matrix for multiply.h.

/// Rows p of a panel whose columns' numbers lie one after another: squares of LANES × LANES numbers are transposed, in
/// rounds that interleave vector i with vector i + LANES / 2.
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

static void NAME(pack)(
  const NUMBER *b, size_t row_stride, size_t column_stride, size_t k, size_t n, NUMBER *packed) {
  enum { panel = 2 * LANES };
  for (size_t j = 0; j < n; j += panel, packed += k * panel) {
    const NUMBER *column = b + j * column_stride;
    size_t columns = n - j < panel ? n - j : panel;
    size_t p = 0;
    if (columns == panel && column_stride == 1) {
      for (; p < k; p++) {
        NAME(store)(NAME(load)(column + p * row_stride), packed + p * panel);
        NAME(store)(NAME(load)(column + p * row_stride + LANES), packed + p * panel + LANES);
      }
    } else if (columns == panel && row_stride == 1) {
      for (; p + LANES <= k; p += LANES) {
        NAME(transpose)(column + p, column_stride, packed + p * panel, panel);
        NAME(transpose)(column + p + LANES * column_stride, column_stride, packed + p * panel + LANES, panel);
      }
    }
    for (; p < k; p++) {
      for (size_t i = 0; i < panel; i++) {
        packed[p * panel + i] = i < columns ? column[p * row_stride + i * column_stride] : 0;
      }
    }
  }
}
