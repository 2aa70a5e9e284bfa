// sigmoid and tanh of WIDTH vectors side by side: what waits for one goes on with the next.
//
// Both come from one exponential. y = n·ln 2 + r with |r| ≤ ln 2 / 2; exp(r) − 1 = r + r²·(1/2 + r·s(r)), s fitted to
// |r| ≤ ln 2 / 2 for the smallest square of the error relative to r (float: below 5e-10, double: below 3e-19).

#define WIDE(name) JOIN(NAME(name), JOIN(_, WIDTH))
#define SIGN ((BITS)1 << (8 * sizeof(NUMBER) - 1))

typedef NUMBER WIDE(vector) __attribute__((vector_size(32 * WIDTH)));
typedef BITS WIDE(bits) __attribute__((vector_size(32 * WIDTH)));
typedef SIGNED WIDE(signed) __attribute__((vector_size(32 * WIDTH)));
typedef NUMBER WIDE(loose) __attribute__((vector_size(32 * WIDTH), aligned(sizeof(NUMBER)), may_alias));

INLINE WIDE(vector) WIDE(select)(WIDE(bits) mask, WIDE(vector) yes, WIDE(vector) no) {
  return (WIDE(vector))((mask & (WIDE(bits))yes) | (~mask & (WIDE(bits))no));
}

/// What both activations need of y ≤ 0: `fraction` = exp(r) − 1, and 2ⁿ·2^`lift`.
typedef struct {
  WIDE(vector) fraction, scale;
} WIDE(exponential);

INLINE WIDE(exponential) WIDE(reduce)(WIDE(vector) y, int lift) {
  // The sum's last bits are n + BIAS + lift; shifted to the top they are the exponent of 2ⁿ·2^lift.
  const NUMBER shift = (NUMBER)(3ull << (MANTISSA - 1)) + (BIAS + lift);
  WIDE(vector) shifted = y * LOG2_E + shift;
  WIDE(vector) n = shifted - shift;
  WIDE(vector) r = (y - n * LN2_HIGH) - n * LN2_LOW;
  WIDE(vector) r2 = r * r;
  return (WIDE(exponential)){
    .fraction = r2 * (EXPM1_SERIES(r, r2)) + r,
    .scale = (WIDE(vector))((WIDE(bits))shifted << MANTISSA),
  };
}

/// |x|, not above `highest`; NaN stays NaN.
INLINE WIDE(vector) WIDE(size_of)(WIDE(vector) x, NUMBER highest) {
  WIDE(vector) limit = (WIDE(vector)){} + highest, size = (WIDE(vector))((WIDE(bits))x & ~SIGN);
  return WIDE(select)((WIDE(bits))(limit < size), limit, size);
}

/// numerator / (whole + part), the sum being 1 to 2. In double, where the level fuses, one more step takes away the
/// division's rounding and the sum's; a tenth of their error stays, as 1 / sum is taken from a straight line.
INLINE WIDE(vector) WIDE(divide)(WIDE(vector) numerator, NUMBER whole, WIDE(vector) part) {
  WIDE(vector) sum = part + whole;
  WIDE(vector) quotient = numerator / sum;
  if (!LEVEL_FUSES || sizeof(NUMBER) == sizeof(float)) return quotient;
  WIDE(vector) lost = part - (sum - whole);
  WIDE(vector) rest = numerator - quotient * sum;
  rest = rest - quotient * lost;
  return rest * ((NUMBER)1.457 - (NUMBER)0.5 * sum) + quotient;
}

/// e / (1 + e) for x < 0 and 1 / (1 + e) for the others, with e = exp(−|x|): nothing overflows, and small results keep
/// their digits, subnormal ones too.
INLINE WIDE(vector) WIDE(sigmoid)(WIDE(vector) x) {
  WIDE(exponential) exponential = WIDE(reduce)(-WIDE(size_of)(x, EXP_HIGHEST), 64);
  WIDE(vector) e = (exponential.fraction * exponential.scale + exponential.scale) * (NUMBER)0x1p-64;
  WIDE(bits) below = (WIDE(bits))((WIDE(signed))x < 0);
  return WIDE(divide)(WIDE(select)(below, e, (WIDE(vector)){} + 1), 1, e);
}

/// −g / (2 + g) with g = exp(−2|x|) − 1, which is exact to its last places for small x too, and the sign of x.
INLINE WIDE(vector) WIDE(tanh)(WIDE(vector) x) {
  WIDE(exponential) exponential = WIDE(reduce)(-2 * WIDE(size_of)(x, 24), 0);
  WIDE(vector) g = exponential.fraction * exponential.scale + (exponential.scale - 1);
  WIDE(vector) size = WIDE(divide)(g, 2, g);
  return (WIDE(vector))(((WIDE(bits))size & ~SIGN) | ((WIDE(bits))x & SIGN));
}

#undef SIGN
#undef WIDE
#undef WIDTH
