// toml++ from C: its tree as one list of values, which needs no C++ to walk.
// Faults of a text are errors, never assertions: neither the end of the program nor a promise to the optimiser.
#undef NDEBUG
#define TOML_ASSERT(expression) static_assert(true)
#define TOML_EXCEPTIONS 0
#include <toml++/toml.h>

#include <deque>
#include <sstream>
#include <string>
#include <vector>

#include "CTOML.h"

struct bilab_toml {
  toml::parse_result result;
  std::vector<bilab_toml_value> values;
  std::deque<std::string> dates;
  std::string fault;

  void add(const toml::node &node, std::string_view key, bool has_key) {
    bilab_toml_value value{};
    value.key = has_key ? key.data() : nullptr;
    value.key_length = key.size();
    switch (node.type()) {
    case toml::node_type::table:
      value.kind = BILAB_TOML_TABLE;
      value.count = node.as_table()->size();
      values.push_back(value);
      for (auto &&[name, child] : *node.as_table()) add(child, name.str(), true);
      return;
    case toml::node_type::array:
      value.kind = BILAB_TOML_ARRAY;
      value.count = node.as_array()->size();
      values.push_back(value);
      for (auto &&child : *node.as_array()) add(child, {}, false);
      return;
    case toml::node_type::string: {
      const std::string &text = node.as_string()->get();
      value.kind = BILAB_TOML_STRING;
      value.text = text.data();
      value.text_length = text.size();
      break;
    }
    case toml::node_type::integer:
      value.kind = BILAB_TOML_INTEGER;
      value.integer = node.as_integer()->get();
      break;
    case toml::node_type::floating_point:
      value.kind = BILAB_TOML_NUMBER;
      value.number = node.as_floating_point()->get();
      break;
    case toml::node_type::boolean:
      value.kind = BILAB_TOML_BOOLEAN;
      value.integer = node.as_boolean()->get();
      break;
    case toml::node_type::date: {
      std::ostringstream text;
      text << node.as_date()->get();
      dates.push_back(text.str());
      value.kind = BILAB_TOML_DATE;
      value.text = dates.back().data();
      value.text_length = dates.back().size();
      break;
    }
    default:
      value.kind = BILAB_TOML_TIME;
    }
    values.push_back(value);
  }
};

bilab_toml *bilab_toml_parse(const char *text, size_t length) {
  auto *document = new bilab_toml{toml::parse(std::string_view(text, length)), {}, {}, {}};
  if (document->result) {
    document->add(document->result.table(), {}, false);
  } else {
    document->fault = std::string(document->result.error().description());
  }
  return document;
}

void bilab_toml_free(bilab_toml *document) { delete document; }

const bilab_toml_value *bilab_toml_values(const bilab_toml *document, size_t *count) {
  *count = document->values.size();
  return document->values.data();
}

const char *bilab_toml_fault(const bilab_toml *document, uint32_t *line, uint32_t *column) {
  if (document->result) return nullptr;
  const toml::source_position begin = document->result.error().source().begin;
  *line = begin.line;
  *column = begin.column;
  return document->fault.c_str();
}
