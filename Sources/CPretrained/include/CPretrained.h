#pragma once

#include <stddef.h>

#pragma clang assume_nonnull begin

/// The weights that a training slide shows before anyone trains: the bytes of a safetensors file.
const unsigned char *bilab_pretrained(size_t *count);

#pragma clang assume_nonnull end
