#pragma once

#include "CKernels.h"

extern const bilab_kernels bilab_baseline;
#if defined(__x86_64__)
extern const bilab_kernels bilab_x86_64_v3;
#endif
