#ifndef STANDFIRST_TOOLS_COMMON_ENTITY_CORPUS_H_
#define STANDFIRST_TOOLS_COMMON_ENTITY_CORPUS_H_

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/entity/entity.h"
#include "core/include/standfirst/error.h"
#include "core/text/document.h"

namespace standfirst::tools {

// A `.bio` file: token and tag per line, a blank line after each sentence,
// `# doc = ID` before a document.
struct BioSentence {
  std::vector<std::string> tokens;
  std::vector<std::string> tags;
};
struct BioDocument {
  std::string id;  // Empty: sentences without a document.
  std::vector<BioSentence> sentences;
};
// `input-unreadable` naming file and line where a line is neither.
Expected<std::vector<BioDocument>> ReadBio(const std::string& path);

// Spans in tokens, end exclusive, by conlleval's rules: a mention starts at B-
// or S-, at a change of type, or at I- or E- after a closed mention.
struct TypedSpan {
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string type;
  // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 reads "<=>" so.
  friend auto operator<=>(const TypedSpan&, const TypedSpan&) = default;
};
std::vector<TypedSpan> BioSpans(const std::vector<std::string>& tags);

// types.tsv and coverage.tsv. A set of types is a mask of 1 << EntityType.
class TypeTables {
 public:
  // `folder` holds both files.
  static Expected<TypeTables> Read(const std::string& folder);
  // The table's own right-hand side, "GPE|LOC"; "-" for a type to drop; ""
  // for a set or type that it does not have.
  std::string_view Unified(std::string_view set, std::string_view type) const;
  // As a mask; 0 for "-" and unknown ones.
  uint32_t UnifiedMask(std::string_view set, std::string_view type) const;
  bool HasSet(std::string_view set) const;
  // What the set annotates; all types for a set without a row.
  uint32_t Coverage(std::string_view set) const;

 private:
  std::map<std::pair<std::string, std::string>, std::string, std::less<>>
      unified_;
  std::map<std::string, uint32_t, std::less<>> coverage_;
};

// One piece as our own segmentation cuts words, and the corpus's tokens that
// it comes from: several pieces of one token ("all", "-", "rounder"), or one
// piece of several tokens ("U.S." of "U", ".", "S", ".").
struct Piece {
  std::string text;
  uint32_t first = 0;
  uint32_t last = 0;  // Inclusive.
};
std::vector<Piece> HarmonizeTokens(const std::vector<std::string>& tokens);

// Appends a sentence of these pieces, in a block of its own, to `document`.
void AppendSentence(const std::vector<Piece>& pieces, Document* document);

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_COMMON_ENTITY_CORPUS_H_
