#pragma once

#include <stdbool.h>
#include <stddef.h>

#pragma clang assume_nonnull begin

/// The arithmetic under the Engine, for float (_f32) and double (_f64): matrix products, the two activations that need
/// an exponential, and sums of rows. Nothing here allocates, locks or keeps state; every function may run on many
/// threads at once. All sizes and strides count numbers, not bytes. NaN and infinity propagate as IEEE 754 has it.
///
/// Each function exists once per level of the processor. The functions below use the best level that this processor
/// has; `bilab_kernels_at` gives each level by itself. Results of two levels differ in their last bits, because only
/// the higher one fuses a·b + c into one rounding. On one level they are the same bits on every run.

/// Columns in one panel of a packed matrix.
enum {
  BILAB_PANEL_F32 = 16,
  BILAB_PANEL_F64 = 8,
};

/// Numbers that a packed matrix of shape (k, n) takes: n is rounded up to whole panels. Keep them at an address that
/// is a multiple of 64, or vectors straddle cache lines and take two reads each.
size_t bilab_packed_count_f32(size_t k, size_t n);
size_t bilab_packed_count_f64(size_t k, size_t n);

/// Lays out B, shape (k, n), element (p, j) at b[p·row_stride + j·column_stride], for `bilab_multiply`: panel after
/// panel of neighbouring columns, row after row inside a panel, zeros beyond column n. For X·Wᵀ with W of shape (n, k)
/// the strides are (1, k); for dY·W with W of shape (k, n) they are (n, 1). Both are fast (about 0.6 and 0.3 cycles a
/// float), others are not.
void bilab_pack_f32(const float *b, size_t row_stride, size_t column_stride, size_t k, size_t n, float *packed);
void bilab_pack_f64(const double *b, size_t row_stride, size_t column_stride, size_t k, size_t n, double *packed);

/// C = A·B, or C += A·B if `accumulate`. A has the shape (m, k), element (i, p) at a[i·row_stride + p·column_stride];
/// B is packed, shape (k, n); C has the shape (m, n), row i at c + i·c_row_stride, and overlaps neither. With the
/// strides of A exchanged it takes Aᵀ.
///
/// C(i, j) begins as 0 or as what is there and takes A(i, p)·B(p, j) for p = 0, 1, …, k − 1 in this order, one rounding
/// each where the level fuses and two where not. So a row's numbers do not depend on m, on the other rows, on n or on
/// the strides: a row of a batch, or one thread's share of the rows, gives bit for bit what it gives alone.
///
/// With AVX2 it runs at about nine tenths of the processor's peak from 16 rows and k of 64 on (Zen 2). One row
/// costs what reading B costs: 32 bytes a cycle from the second cache, 64 from the first; with fewer than five panels
/// the sums' own latency, about five cycles for each p. Rows that lie in one piece (column_stride 1) are read in place;
/// others are copied block by block, which costs up to a tenth of the peak. At most 64 KB of stack.
void bilab_multiply_f32(
  const float *a, size_t row_stride, size_t column_stride, size_t m, const float *packed, size_t k, size_t n, float *c,
  size_t c_row_stride, bool accumulate);
void bilab_multiply_f64(
  const double *a, size_t row_stride, size_t column_stride, size_t m, const double *packed, size_t k, size_t n,
  double *c, size_t c_row_stride, bool accumulate);

/// y[i] = 1 / (1 + exp(−x[i])) for n numbers; y may be x. A number's result does not depend on its neighbours or on n.
/// Over all numbers, subnormal results included, it is off by at most 2.4 units in the last place, 1.6 in double
/// where the level fuses; sigmoid(−∞) = 0, sigmoid(∞) = 1, NaN stays NaN. About 14 cycles for 8 floats, 25 for 4 doubles.
void bilab_sigmoid_f32(const float *x, float *y, size_t n);
void bilab_sigmoid_f64(const double *x, double *y, size_t n);

/// y[i] = tanh(x[i]) for n numbers; y may be x. A number's result does not depend on its neighbours or on n. Over all
/// numbers, the smallest included, it is off by at most 2.6 units in the last place, 2.1 in double where the
/// level fuses; odd bit for bit, tanh(−0) = −0, tanh(±∞) = ±1, NaN stays NaN. It costs what the sigmoid costs.
void bilab_tanh_f32(const float *x, float *y, size_t n);
void bilab_tanh_f64(const double *x, double *y, size_t n);

/// y(i, j) = (p(i, j) + p_bias[j]) + (q(i, j) + q_bias[j]) for `rows` rows of n numbers that begin `p_stride`,
/// `q_stride` and `y_stride` apart. y may be p or q (with the same stride), and a stride of q or p may be 0.
void bilab_add_rows_f32(
  const float *p, size_t p_stride, const float *p_bias, const float *q, size_t q_stride, const float *q_bias,
  size_t rows, size_t n, float *y, size_t y_stride);
void bilab_add_rows_f64(
  const double *p, size_t p_stride, const double *p_bias, const double *q, size_t q_stride, const double *q_bias,
  size_t rows, size_t n, double *y, size_t y_stride);

/// y[i] = a[i]·b[i] for n numbers. Here and in the three below, y may be one of the operands.
void bilab_product_of_f32(const float *a, const float *b, float *y, size_t n);
void bilab_product_of_f64(const double *a, const double *b, double *y, size_t n);

/// y[i] = a[i]·b[i] + c[i]·d[i] for n numbers.
void bilab_sum_of_products_f32(const float *a, const float *b, const float *c, const float *d, float *y, size_t n);
void bilab_sum_of_products_f64(const double *a, const double *b, const double *c, const double *d, double *y, size_t n);

/// y[i] = (p[i] + p_bias[i]) + gate[i]·(q[i] + q_bias[i]) for n numbers.
void bilab_gated_sum_f32(
  const float *p, const float *p_bias, const float *gate, const float *q, const float *q_bias, float *y, size_t n);
void bilab_gated_sum_f64(
  const double *p, const double *p_bias, const double *gate, const double *q, const double *q_bias, double *y, size_t n);

/// y[i] = (1 − gate[i])·a[i] + gate[i]·b[i] for n numbers.
void bilab_blend_f32(const float *gate, const float *a, const float *b, float *y, size_t n);
void bilab_blend_f64(const double *gate, const double *a, const double *b, double *y, size_t n);

/// The functions of one level.
typedef struct {
  const char *name;
  void (*pack_f32)(const float *, size_t, size_t, size_t, size_t, float *);
  void (*pack_f64)(const double *, size_t, size_t, size_t, size_t, double *);
  void (*multiply_f32)(
    const float *, size_t, size_t, size_t, const float *, size_t, size_t, float *, size_t, bool);
  void (*multiply_f64)(
    const double *, size_t, size_t, size_t, const double *, size_t, size_t, double *, size_t, bool);
  void (*sigmoid_f32)(const float *, float *, size_t);
  void (*sigmoid_f64)(const double *, double *, size_t);
  void (*tanh_f32)(const float *, float *, size_t);
  void (*tanh_f64)(const double *, double *, size_t);
  void (*add_rows_f32)(
    const float *, size_t, const float *, const float *, size_t, const float *, size_t, size_t, float *, size_t);
  void (*add_rows_f64)(
    const double *, size_t, const double *, const double *, size_t, const double *, size_t, size_t, double *, size_t);
  void (*product_of_f32)(const float *, const float *, float *, size_t);
  void (*product_of_f64)(const double *, const double *, double *, size_t);
  void (*sum_of_products_f32)(const float *, const float *, const float *, const float *, float *, size_t);
  void (*sum_of_products_f64)(const double *, const double *, const double *, const double *, double *, size_t);
  void (*gated_sum_f32)(const float *, const float *, const float *, const float *, const float *, float *, size_t);
  void (*gated_sum_f64)(
    const double *, const double *, const double *, const double *, const double *, double *, size_t);
  void (*blend_f32)(const float *, const float *, const float *, float *, size_t);
  void (*blend_f64)(const double *, const double *, const double *, double *, size_t);
  /// Whether a·b + c is rounded once.
  bool fuses;
} bilab_kernels;

/// Levels that this processor can run, at least 1.
size_t bilab_level_count(void);

/// Level 0 is the baseline, which every processor of this architecture runs; the last one is what the functions above
/// use.
const bilab_kernels *bilab_kernels_at(size_t level);

#pragma clang assume_nonnull end
