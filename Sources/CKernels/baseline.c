// The level that every processor of this architecture runs.
#if defined(__aarch64__)
#define LEVEL_FUSES true
#define LEVEL_HAS_12_SUMS 1
#else
#define LEVEL_FUSES false
#define LEVEL_HAS_12_SUMS 0
#endif
#define LEVEL bilab_baseline
#define LEVEL_NAME "baseline"
#include "level.h"
