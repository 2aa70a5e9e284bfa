#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
  BILAB_TOML_TABLE,
  BILAB_TOML_ARRAY,
  BILAB_TOML_STRING,
  BILAB_TOML_INTEGER,
  BILAB_TOML_NUMBER,
  BILAB_TOML_BOOLEAN,
  BILAB_TOML_DATE,
  BILAB_TOML_TIME,
} bilab_toml_kind;

/// One value of a document. A table or an array is followed by its `count` values, each with what belongs to it.
typedef struct {
  bilab_toml_kind kind;
  /// The key in its table; not ended by NUL. NULL in an array and for the document.
  const char *key;
  size_t key_length;
  /// A string, or a date as it is written; not ended by NUL.
  const char *text;
  size_t text_length;
  int64_t integer;
  double number;
  size_t count;
} bilab_toml_value;

/// A document or why it is none.
typedef struct bilab_toml bilab_toml;

/// Never NULL; to be freed.
bilab_toml *bilab_toml_parse(const char *text, size_t length);
void bilab_toml_free(bilab_toml *document);

/// All values in order, the document itself first; 0 values if the text is not TOML.
const bilab_toml_value *bilab_toml_values(const bilab_toml *document, size_t *count);

/// What is wrong where, from 1; NULL if nothing is. The text lives as long as the document.
const char *bilab_toml_fault(const bilab_toml *document, uint32_t *line, uint32_t *column);

#ifdef __cplusplus
}
#endif
