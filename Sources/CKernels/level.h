// One level: every kernel for float and for double, and the table of them. The file that includes this one says LEVEL,
// the table's name; LEVEL_NAME; LEVEL_FUSES, whether a·b + c is one rounding; and LEVEL_HAS_12_SUMS, whether the
// registers hold 12 sums of 32 bytes each beside what is multiplied, or only 6.

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "levels.h"

// Vectors are wider than registers; they pass between functions that are always inlined, so no calling convention is
// concerned.
#pragma clang diagnostic ignored "-Wpsabi"

#define INLINE static inline __attribute__((always_inline))
#define JOIN_(a, b) a##b
#define JOIN(a, b) JOIN_(a, b)
#define NAME(name) JOIN(name, SUFFIX)

#define NUMBER float
#define BITS uint32_t
#define SIGNED int32_t
#define SUFFIX _f32
#define LANES 8
#define ZIP_LOW(a, b) __builtin_shufflevector(a, b, 0, 8, 1, 9, 2, 10, 3, 11)
#define ZIP_HIGH(a, b) __builtin_shufflevector(a, b, 4, 12, 5, 13, 6, 14, 7, 15)
#define MANTISSA 23
#define BIAS 127
#define LOG2_E 0x1.715476p+0f
#define LN2_HIGH 0x1.62ep-1f
#define LN2_LOW 0x1.0bfbe8p-15f
#define EXP_HIGHEST 105
#define EXPM1_SERIES(r, r2) \
  ((0x1.a17194p-13f * r + 0x1.6d4368p-10f) * r2 + (0x1.1110bp-7f * r + 0x1.5554fp-5f)) * r2 \
    + (0x1.555556p-3f * r + 0.5f)
#include "vector.h"

#include "activations.h"
#include "elementwise.h"
#include "multiply.h"
#include "pack.h"

#undef NUMBER
#undef BITS
#undef SIGNED
#undef SUFFIX
#undef LANES
#undef ZIP_LOW
#undef ZIP_HIGH
#undef MANTISSA
#undef BIAS
#undef LOG2_E
#undef LN2_HIGH
#undef LN2_LOW
#undef EXP_HIGHEST
#undef EXPM1_SERIES

#define NUMBER double
#define BITS uint64_t
#define SIGNED int64_t
#define SUFFIX _f64
#define LANES 4
#define ZIP_LOW(a, b) __builtin_shufflevector(a, b, 0, 4, 1, 5)
#define ZIP_HIGH(a, b) __builtin_shufflevector(a, b, 2, 6, 3, 7)
#define MANTISSA 52
#define BIAS 1023
#define LOG2_E 0x1.71547652b82fep+0
#define LN2_HIGH 0x1.62e42feep-1
#define LN2_LOW 0x1.a39ef35793c76p-33
#define EXP_HIGHEST 746
#define EXPM1_SERIES(r, r2) \
  ((((0x1.1f855942e2103p-29 * r + 0x1.af5f8119f4afcp-26) * r2 + (0x1.27e4d050de614p-22 * r + 0x1.71ddf7df7daccp-19)) \
      * (r2 * r2) \
    + ((0x1.a01a01ab847a6p-16 * r + 0x1.a01a01b016062p-13) * r2 + (0x1.6c16c16c15620p-10 * r + 0x1.111111110f628p-7))) \
      * r2 + (0x1.5555555555557p-5 * r + 0x1.5555555555559p-3)) * r + 0.5
#include "vector.h"

#include "activations.h"
#include "elementwise.h"
#include "multiply.h"
#include "pack.h"

const bilab_kernels LEVEL = {
  .name = LEVEL_NAME,
  .fuses = LEVEL_FUSES,
  .pack_f32 = pack_f32,
  .pack_f64 = pack_f64,
  .multiply_f32 = multiply_f32,
  .multiply_f64 = multiply_f64,
  .sigmoid_f32 = sigmoid_f32,
  .sigmoid_f64 = sigmoid_f64,
  .tanh_f32 = tanh_f32,
  .tanh_f64 = tanh_f64,
  .add_rows_f32 = add_rows_f32,
  .add_rows_f64 = add_rows_f64,
  .product_of_f32 = product_of_f32,
  .product_of_f64 = product_of_f64,
  .sum_of_products_f32 = sum_of_products_f32,
  .sum_of_products_f64 = sum_of_products_f64,
  .gated_sum_f32 = gated_sum_f32,
  .gated_sum_f64 = gated_sum_f64,
  .blend_f32 = blend_f32,
  .blend_f64 = blend_f64,
};
