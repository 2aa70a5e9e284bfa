// sigmoid and tanh from one exponential, and sums of rows.
//
// y = n·ln 2 + r with |r| ≤ ln 2 / 2. exp(r) − 1 = r + r²·(1/2 + r·s(r)), s fitted to |r| ≤ ln 2 / 2 for the smallest
// square of the error relative to r (float: below 5e-10, double: below 3e-19).

/// What both activations need of y ≤ 0: `fraction` = exp(r) − 1, and 2ⁿ·2^`lift`.
typedef struct {
  NAME(wide) fraction, scale;
} NAME(exponential);

INLINE NAME(exponential) NAME(reduce)(NAME(wide) y, int lift) {
  // The sum's last bits are n + BIAS + lift; shifted to the top they are the exponent of 2ⁿ·2^lift.
  const NUMBER shift = (NUMBER)(3ull << (MANTISSA - 1)) + (BIAS + lift);
  NAME(wide) shifted = y * LOG2_E + shift;
  NAME(wide) n = shifted - shift;
  NAME(wide) r = y - n * LN2_HIGH;
  r = r - n * LN2_LOW;
  NAME(wide) series = EXPM1_SERIES(r) * r + (NUMBER)0.5;
  return (NAME(exponential)){
    .fraction = (r * r) * series + r,
    .scale = (NAME(wide))((NAME(wide_bits))shifted << MANTISSA),
  };
}

INLINE NAME(wide_bits) NAME(sign_of)(NAME(wide) x) {
  return (NAME(wide_bits))x & ((BITS)1 << (8 * sizeof(NUMBER) - 1));
}

/// −|x|·factor, not below `lowest`; NaN stays NaN.
INLINE NAME(wide) NAME(negative)(NAME(wide) x, NUMBER factor, NUMBER lowest) {
  NAME(wide) y = (NAME(wide))((NAME(wide_bits))x | ((BITS)1 << (8 * sizeof(NUMBER) - 1))) * factor;
  NAME(wide) limit = (NAME(wide)){} + lowest;
  return NAME(select)((NAME(wide_bits))(y < limit), limit, y);
}

/// `quotient` = numerator / (whole + part), made better by one step where the level fuses, so that neither the
/// division's rounding nor that of the sum below it is left. `reciprocal` is about 1 / (whole + part).
INLINE NAME(wide) NAME(corrected)(
  NAME(wide) quotient, NAME(wide) numerator, NUMBER whole, NAME(wide) part, NAME(wide) reciprocal) {
  if (!LEVEL_FUSES) return quotient;
  NAME(wide) sum = part + whole;
  NAME(wide) lost = part - (sum - whole);
  NAME(wide) rest = numerator - quotient * sum;
  rest = rest - quotient * lost;
  return rest * reciprocal + quotient;
}

/// e / (1 + e) for x < 0 and 1 / (1 + e) for the others, with e = exp(−|x|): nothing overflows, and small results keep
/// their digits, subnormal ones too.
INLINE NAME(wide) NAME(sigmoid_vector)(NAME(wide) x) {
  NAME(exponential) exponential = NAME(reduce)(NAME(negative)(x, 1, EXP_LOWEST), 64);
  NAME(wide) e = (exponential.fraction * exponential.scale + exponential.scale) * (NUMBER)0x1p-64;
  NAME(wide) one = (NAME(wide)){} + 1;
  NAME(wide_bits) below = (NAME(wide_bits))(x < 0);
  NAME(wide) numerator = NAME(select)(below, e, one);
  NAME(wide) quotient = numerator / (e + 1);
  return NAME(corrected)(quotient, numerator, 1, e, NAME(select)(below, 1 - quotient, quotient));
}

/// −g / (2 + g) with g = exp(−2|x|) − 1, and the sign of x.
INLINE NAME(wide) NAME(tanh_vector)(NAME(wide) x) {
  NAME(exponential) exponential = NAME(reduce)(NAME(negative)(x, 2, -48), 0);
  NAME(wide) g = exponential.fraction * exponential.scale + (exponential.scale - 1);
  NAME(wide) quotient = g / (g + 2);
  NAME(wide) size = NAME(corrected)(quotient, g, 2, g, (NUMBER)0.5 - (NUMBER)0.5 * quotient);
  return (NAME(wide))(((NAME(wide_bits))size & ~NAME(sign_of)(size)) | NAME(sign_of)(x));
}

#define MAP(FUNCTION)                                                                                                 \
  static void NAME(FUNCTION)(const NUMBER *x, NUMBER *y, size_t n) {                                                  \
    size_t i = 0;                                                                                                     \
    for (; i + WIDE_LANES <= n; i += WIDE_LANES) NAME(store_wide)(NAME(FUNCTION##_vector)(NAME(load_wide)(x + i)), y + i);                \
    if (i == n) return;                                                                                               \
    NUMBER rest[WIDE_LANES] = {0};                                                                                         \
    memcpy(rest, x + i, (n - i) * sizeof(NUMBER));                                                                    \
    NAME(store_wide)(NAME(FUNCTION##_vector)(NAME(load_wide)(rest)), rest);                                                     \
    memcpy(y + i, rest, (n - i) * sizeof(NUMBER));                                                                    \
  }

MAP(sigmoid)
MAP(tanh)
#undef MAP

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
    for (; j < n; j++) y[j] = (p[j] + p_bias[j]) + (q[j] + q_bias[j]);
    p += p_stride;
    q += q_stride;
    y += y_stride;
  }
}
