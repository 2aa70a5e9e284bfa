// What cells compute number by number, beside the activations. The result may be one of the operands.

#define EACH(EXPRESSION)                                                                                              \
  size_t i = 0;                                                                                                       \
  for (; i + LANES <= n; i += LANES) NAME(store)(EXPRESSION(NAME(load), + i), y + i);                                 \
  _Pragma("clang loop vectorize(disable) unroll(disable)") for (; i < n; i++) y[i] = EXPRESSION(*, + i);

#define PRODUCT(AT, I) AT(a I) * AT(b I)
static void NAME(product_of)(const NUMBER *a, const NUMBER *b, NUMBER *y, size_t n) { EACH(PRODUCT) }
#undef PRODUCT

#define SUM_OF_PRODUCTS(AT, I) AT(a I) * AT(b I) + AT(c I) * AT(d I)
static void NAME(sum_of_products)(
  const NUMBER *a, const NUMBER *b, const NUMBER *c, const NUMBER *d, NUMBER *y, size_t n) {
  EACH(SUM_OF_PRODUCTS)
}
#undef SUM_OF_PRODUCTS

#define GATED_SUM(AT, I) (AT(p I) + AT(p_bias I)) + AT(gate I) * (AT(q I) + AT(q_bias I))
static void NAME(gated_sum)(
  const NUMBER *p, const NUMBER *p_bias, const NUMBER *gate, const NUMBER *q, const NUMBER *q_bias, NUMBER *y,
  size_t n) {
  EACH(GATED_SUM)
}
#undef GATED_SUM

#define BLEND(AT, I) (1 - AT(gate I)) * AT(a I) + AT(gate I) * AT(b I)
static void NAME(blend)(const NUMBER *gate, const NUMBER *a, const NUMBER *b, NUMBER *y, size_t n) { EACH(BLEND) }
#undef BLEND
#undef EACH
