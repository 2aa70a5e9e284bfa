#include "CPretrained.h"

static const unsigned char bytes[] = {
#embed "pretrained.safetensors"
};

const unsigned char *bilab_pretrained(size_t *count) {
  *count = sizeof bytes;
  return bytes;
}
