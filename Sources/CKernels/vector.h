// The vector of NUMBERs that every kernel works in: 32 bytes, which a level with smaller registers takes in two.

typedef NUMBER NAME(vector) __attribute__((vector_size(32)));
typedef NUMBER NAME(loose) __attribute__((vector_size(32), aligned(sizeof(NUMBER)), may_alias));

INLINE NAME(vector) NAME(load)(const NUMBER *x) { return *(const NAME(loose) *)x; }
INLINE void NAME(store)(NAME(vector) value, NUMBER *y) { *(NAME(loose) *)y = value; }
