// AVX2 and fused multiply-add, whatever the rest of the package is compiled for.
#if defined(__x86_64__)
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "levels.h"

#pragma clang attribute push(__attribute__((target("arch=x86-64-v3"))), apply_to = function)
#define LEVEL_FUSES true
#define LEVEL_HAS_12_SUMS 1
#define LEVEL bilab_x86_64_v3
#define LEVEL_NAME "x86-64-v3"
#include "level.h"
#pragma clang attribute pop
#endif
