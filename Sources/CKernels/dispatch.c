#include "CKernels.h"
#include "levels.h"

static const bilab_kernels *best = &bilab_baseline;

#if defined(__x86_64__)
/// An indirect call through a table instead of the linker's ifunc: it works alike in shared and in static executables.
__attribute__((constructor)) static void choose(void) {
  __builtin_cpu_init();
  if (__builtin_cpu_supports("x86-64-v3")) best = &bilab_x86_64_v3;
}
#endif

size_t bilab_level_count(void) { return best == &bilab_baseline ? 1 : 2; }

const bilab_kernels *bilab_kernels_at(size_t level) { return level == 0 ? &bilab_baseline : best; }

static size_t whole_panels(size_t n, size_t panel) { return (n + panel - 1) / panel * panel; }

size_t bilab_packed_count_f32(size_t k, size_t n) { return k * whole_panels(n, BILAB_PANEL_F32); }
size_t bilab_packed_count_f64(size_t k, size_t n) { return k * whole_panels(n, BILAB_PANEL_F64); }

#define ENTRIES(NUMBER, SUFFIX)                                                                                       \
  void bilab_pack_##SUFFIX(                                                                                           \
    const NUMBER *b, size_t row_stride, size_t column_stride, size_t k, size_t n, NUMBER *packed) {                   \
    best->pack_##SUFFIX(b, row_stride, column_stride, k, n, packed);                                                  \
  }                                                                                                                   \
  void bilab_multiply_##SUFFIX(                                                                                       \
    const NUMBER *a, size_t row_stride, size_t column_stride, size_t m, const NUMBER *packed, size_t k, size_t n,     \
    NUMBER *c, size_t c_row_stride, bool accumulate) {                                                                \
    best->multiply_##SUFFIX(a, row_stride, column_stride, m, packed, k, n, c, c_row_stride, accumulate);              \
  }                                                                                                                   \
  void bilab_sigmoid_##SUFFIX(const NUMBER *x, NUMBER *y, size_t n) { best->sigmoid_##SUFFIX(x, y, n); }              \
  void bilab_tanh_##SUFFIX(const NUMBER *x, NUMBER *y, size_t n) { best->tanh_##SUFFIX(x, y, n); }                    \
  void bilab_add_rows_##SUFFIX(                                                                                       \
    const NUMBER *p, size_t p_stride, const NUMBER *p_bias, const NUMBER *q, size_t q_stride, const NUMBER *q_bias,   \
    size_t rows, size_t n, NUMBER *y, size_t y_stride) {                                                              \
    best->add_rows_##SUFFIX(p, p_stride, p_bias, q, q_stride, q_bias, rows, n, y, y_stride);                          \
  }                                                                                                                   \
  void bilab_product_of_##SUFFIX(const NUMBER *a, const NUMBER *b, NUMBER *y, size_t n) {                             \
    best->product_of_##SUFFIX(a, b, y, n);                                                                            \
  }                                                                                                                   \
  void bilab_sum_of_products_##SUFFIX(                                                                                \
    const NUMBER *a, const NUMBER *b, const NUMBER *c, const NUMBER *d, NUMBER *y, size_t n) {                        \
    best->sum_of_products_##SUFFIX(a, b, c, d, y, n);                                                                 \
  }                                                                                                                   \
  void bilab_gated_sum_##SUFFIX(                                                                                      \
    const NUMBER *p, const NUMBER *p_bias, const NUMBER *gate, const NUMBER *q, const NUMBER *q_bias, NUMBER *y,      \
    size_t n) {                                                                                                       \
    best->gated_sum_##SUFFIX(p, p_bias, gate, q, q_bias, y, n);                                                       \
  }                                                                                                                   \
  void bilab_blend_##SUFFIX(const NUMBER *gate, const NUMBER *a, const NUMBER *b, NUMBER *y, size_t n) {              \
    best->blend_##SUFFIX(gate, a, b, y, n);                                                                           \
  }

ENTRIES(float, f32)
ENTRIES(double, f64)
