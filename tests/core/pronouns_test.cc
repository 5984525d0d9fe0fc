// Which pronouns are linked, and to whom: passages of our own
// (tests/data/entities/pronouns_trial.txt), the names given.

#include "core/entity/pronouns.h"

#include <gtest/gtest.h>

#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "core/entity/entity.h"
#include "core/entity/entity_features.h"
#include "core/entity/link.h"
#include "core/segment/segment.h"
#include "core/text/document.h"

namespace standfirst {
namespace {

std::vector<std::string> Lines(const char* path) {
  std::vector<std::string> lines;
  std::FILE* const file = std::fopen(path, "rb");
  if (file == nullptr) return lines;
  std::string line;
  for (int byte = std::fgetc(file); byte != EOF; byte = std::fgetc(file)) {
    if (byte != '\n') {
      line += static_cast<char>(byte);
      continue;
    }
    lines.push_back(line);
    line.clear();
  }
  std::fclose(file);
  return lines;
}

struct Marked {
  uint32_t begin = 0;
  uint32_t end = 0;
  std::string name;  // Of a pronoun: whom it stands for; "": nobody sure.
};

// "[Mira Oduya] said {she=Mira Oduya} would stay."
struct Passage {
  std::string text;
  std::vector<Marked> names;
  std::vector<Marked> pronouns;
};

Passage Read(std::string_view line) {
  Passage passage;
  for (size_t at = 0; at < line.size(); ++at) {
    if (line[at] != '[' && line[at] != '{') {
      passage.text += line[at];
      continue;
    }
    const bool name = line[at] == '[';
    const size_t close = line.find(name ? ']' : '}', at);
    const std::string_view inside = line.substr(at + 1, close - at - 1);
    const size_t equals = inside.find('=');
    Marked marked;
    marked.begin = static_cast<uint32_t>(passage.text.size());
    passage.text += inside.substr(0, equals);
    marked.end = static_cast<uint32_t>(passage.text.size());
    if (equals != std::string_view::npos) {
      marked.name = inside.substr(equals + 1);
    }
    (name ? passage.names : passage.pronouns).push_back(marked);
    at = close;
  }
  return passage;
}

EntityAnalysis Analyse(const Passage& passage, Document* document) {
  document->text = passage.text;
  Block block;
  block.span.end.value = static_cast<uint32_t>(passage.text.size());
  document->blocks.push_back(block);
  Segmenter(nullptr, nullptr).SegmentBlock(0, document);
  EntityWordTable table(nullptr);
  for (const Token& token : document->tokens) {
    table.Prepare(document->vocabulary, token.word);
  }
  std::vector<FoundMention> mentions;
  for (const Marked& name : passage.names) {
    FoundMention mention;
    for (uint32_t index = 0; index < document->sentences.size(); ++index) {
      const IndexRange tokens = document->sentences[index].tokens;
      for (uint32_t at = tokens.begin; at < tokens.end; ++at) {
        const CleanSpan span = document->tokens[at].span;
        if (span.start.value == name.begin) {
          mention.sentence = index;
          mention.tokens.begin = at;
        }
        if (span.end.value <= name.end) mention.tokens.end = at + 1;
      }
    }
    mentions.push_back(mention);
  }
  EntityAnalysis analysis = LinkEntities(*document, table, nullptr, mentions);
  LinkPronouns(*document, &analysis);
  return analysis;
}

// Whom each pronoun of the passage is linked to, by where it begins.
std::string LinkedTo(const EntityAnalysis& analysis, const Document& document,
                     uint32_t begin) {
  for (const Pronoun& pronoun : analysis.pronouns) {
    if (document.tokens[pronoun.token].span.start.value == begin) {
      return analysis.entities[pronoun.entity].name;
    }
  }
  return {};
}

TEST(PronounsTest, OnlySureOnesAreLinkedAndMostOfThose) {
  const std::vector<std::string> lines =
      Lines("tests/data/entities/pronouns_trial.txt");
  ASSERT_GE(lines.size(), 60U);
  size_t wanted = 0;
  size_t right = 0;
  for (const std::string& line : lines) {
    const Passage passage = Read(line);
    Document document;
    const EntityAnalysis analysis = Analyse(passage, &document);
    for (const Marked& pronoun : passage.pronouns) {
      const std::string found = LinkedTo(analysis, document, pronoun.begin);
      if (!pronoun.name.empty()) ++wanted;
      if (found.empty()) {
        if (!pronoun.name.empty()) std::printf("missed: %s\n", line.c_str());
        continue;
      }
      EXPECT_EQ(found, pronoun.name) << line;
      if (found == pronoun.name) ++right;
    }
  }
  EXPECT_GE(right * 10, wanted * 9) << right << " of " << wanted;
}

TEST(PronounsTest, APronounOrANameAtEveryTokenIsLinear) {
  std::string line;
  for (int index = 0; index < 20000; ++index) {
    line += index % 3 == 0 ? "[Oduya] " : index % 3 == 1 ? "he " : "\" ";
  }
  Document document;
  const EntityAnalysis analysis = Analyse(Read(line), &document);
  for (const Pronoun& pronoun : analysis.pronouns) {
    EXPECT_EQ(pronoun.entity, 0U);
  }
  Document men;
  std::string many = "[Mira Oduya] stayed. ";
  for (int index = 0; index < 20000; ++index) many += "she ";
  EXPECT_FALSE(Analyse(Read(many), &men).pronouns.empty());
}

}  // namespace
}  // namespace standfirst
