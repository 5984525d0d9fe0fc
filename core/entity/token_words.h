#ifndef STANDFIRST_CORE_ENTITY_TOKEN_WORDS_H_
#define STANDFIRST_CORE_ENTITY_TOKEN_WORDS_H_

#include <cstdint>
#include <string_view>

#include "core/entity/entity_features.h"
#include "core/entity/entity_model.h"
#include "core/text/document.h"

namespace standfirst {

// What is known of the words of a document, by the tokens where they stand.
class TokenWords {
 public:
  // All of them must outlive this; `model` may be nullptr.
  TokenWords(const Document& document, const EntityWordTable& table,
             const EntityModel* model)
      : document_(document), table_(table), model_(model) {}

  uint32_t size() const {
    return static_cast<uint32_t>(document_.tokens.size());
  }
  uint32_t Word(uint32_t token) const { return document_.tokens[token].word; }
  std::string_view Form(uint32_t token) const {
    return document_.vocabulary.form(Word(token));
  }
  std::string_view LowerForm(uint32_t token) const {
    return document_.vocabulary.form(document_.vocabulary.lower(Word(token)));
  }
  uint8_t Flags(uint32_t token) const { return table_[Word(token)].flags; }
  uint16_t Lists(uint32_t token) const { return table_[Word(token)].lists; }
  // The words of the model's list; none without a model.
  const char* List(NameList list) const {
    return model_ == nullptr ? "" : model_->list(list);
  }

  const Document& document() const { return document_; }
  const EntityWordTable& table() const { return table_; }
  const EntityModel* model() const { return model_; }

 private:
  const Document& document_;
  const EntityWordTable& table_;
  const EntityModel* model_;
};

}  // namespace standfirst

#endif  // STANDFIRST_CORE_ENTITY_TOKEN_WORDS_H_
