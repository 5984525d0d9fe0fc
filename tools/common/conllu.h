#ifndef STANDFIRST_TOOLS_COMMON_CONLLU_H_
#define STANDFIRST_TOOLS_COMMON_CONLLU_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/text/document.h"
#include "standfirst/error.h"

namespace standfirst::tools {

// One gold sentence of a treebank in CoNLL-U, and how its text was spaced.
struct TreebankSentence {
  // A surface token: one word, or several written as one ("don't").
  struct Surface {
    std::string text;
    uint32_t begin = 0;  // Words [begin, end).
    uint32_t end = 0;
    bool space_after = true;
  };
  std::string id;
  std::string genre;
  std::vector<std::string> forms;
  std::vector<std::string> xpos;
  std::vector<std::string> upos;
  std::vector<uint32_t> heads;  // From 1; 0 is the root.
  std::vector<std::string> relations;
  std::vector<Surface> surface;
  bool new_paragraph = false;
  bool new_document = false;
};

// All sentences of a file, plain or .gz. Empty nodes are left out.
Expected<std::vector<TreebankSentence>> ReadTreebank(const std::string& path);

// A paragraph (or a whole document, paragraphs joined by a blank line) as raw
// text with its gold spans, in bytes. The same as the reference scorers' units.
struct TreebankUnit {
  std::string id;
  std::string genre;
  std::string text;
  std::vector<std::pair<uint32_t, uint32_t>> sentences;
  // A word of a multiword token that its words do not spell counts as one.
  std::vector<std::pair<uint32_t, uint32_t>> tokens;
};
std::vector<TreebankUnit> MakeUnits(
    const std::vector<TreebankSentence>& sentences, bool documents);

// A document of one sentence whose tokens are the gold words.
Document MakeTokenDocument(const std::vector<std::string>& forms);

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_COMMON_CONLLU_H_
