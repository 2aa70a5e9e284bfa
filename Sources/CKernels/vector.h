// The vector of NUMBERs that every kernel works in: 32 bytes, which a level with smaller registers takes in two.

typedef NUMBER NAME(vector) __attribute__((vector_size(32)));
typedef BITS NAME(bits) __attribute__((vector_size(32)));
typedef NUMBER NAME(loose) __attribute__((vector_size(32), aligned(sizeof(NUMBER)), may_alias));

INLINE NAME(vector) NAME(load)(const NUMBER *x) { return *(const NAME(loose) *)x; }
INLINE void NAME(store)(NAME(vector) value, NUMBER *y) { *(NAME(loose) *)y = value; }

/// Several vectors side by side: what waits for one goes on with the next.
#ifndef WIDE
#define WIDE 4
#endif
typedef NUMBER NAME(wide) __attribute__((vector_size(32 * WIDE)));
typedef BITS NAME(wide_bits) __attribute__((vector_size(32 * WIDE)));
typedef NUMBER NAME(loose_wide) __attribute__((vector_size(32 * WIDE), aligned(sizeof(NUMBER)), may_alias));
#define WIDE_LANES (WIDE * LANES)

INLINE NAME(wide) NAME(load_wide)(const NUMBER *x) { return *(const NAME(loose_wide) *)x; }
INLINE void NAME(store_wide)(NAME(wide) value, NUMBER *y) { *(NAME(loose_wide) *)y = value; }

INLINE NAME(wide) NAME(select)(NAME(wide_bits) mask, NAME(wide) yes, NAME(wide) no) {
  return (NAME(wide))((mask & (NAME(wide_bits))yes) | (~mask & (NAME(wide_bits))no));
}
