// sigmoid and tanh of many numbers, and sums of rows.

#define WIDTH 1
#include "exponential.h"
#define WIDTH 4
#include "exponential.h"

#define APPLY(FUNCTION, WIDTH, X, Y)                                                                                  \
  (*(JOIN(NAME(loose), _##WIDTH) *)(Y) = JOIN(NAME(FUNCTION), _##WIDTH)(*(const JOIN(NAME(loose), _##WIDTH) *)(X)))

/// Four vectors at a time. A rest goes through a copy that zeros fill: a number's result is the same wherever it stands.
#define MAP(FUNCTION)                                                                                                 \
  static void NAME(FUNCTION)(const NUMBER *x, NUMBER *y, size_t n) {                                                  \
    size_t i = 0;                                                                                                     \
    for (; i + 4 * LANES <= n; i += 4 * LANES) APPLY(FUNCTION, 4, x + i, y + i);                                      \
    if (n - i == LANES) APPLY(FUNCTION, 1, x + i, y + i);                                                             \
    if (n - i == LANES || i == n) return;                                                                             \
    NUMBER rest[4 * LANES] = {0};                                                                                     \
    memcpy(rest, x + i, (n - i) * sizeof(NUMBER));                                                                    \
    if (n - i > LANES) {                                                                                              \
      APPLY(FUNCTION, 4, rest, rest);                                                                                 \
    } else {                                                                                                          \
      APPLY(FUNCTION, 1, rest, rest);                                                                                 \
    }                                                                                                                 \
    memcpy(y + i, rest, (n - i) * sizeof(NUMBER));                                                                    \
  }

MAP(sigmoid)
MAP(tanh)
#undef MAP
#undef APPLY

static void NAME(add_rows)(
  const NUMBER *p, size_t p_stride, const NUMBER *p_bias, const NUMBER *q, size_t q_stride, const NUMBER *q_bias,
  size_t rows, size_t n, NUMBER *y, size_t y_stride) {
  for (size_t row = 0; row < rows; row++) {
    size_t j = 0;
    for (; j + LANES <= n; j += LANES) {
      NAME(vector) left = NAME(load)(p + j) + NAME(load)(p_bias + j);
      NAME(vector) right = NAME(load)(q + j) + NAME(load)(q_bias + j);
      NAME(store)(left + right, y + j);
    }
#pragma clang loop vectorize(disable) unroll(disable)
    for (; j < n; j++) y[j] = (p[j] + p_bias[j]) + (q[j] + q_bias[j]);
    p += p_stride;
    q += q_stride;
    y += y_stride;
  }
}
