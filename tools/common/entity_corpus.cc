#include "tools/common/entity_corpus.h"

#include <utility>

#include "core/text/letters.h"
#include "core/text/utf8.h"
#include "tools/common/lines.h"

namespace standfirst::tools {
namespace {

bool IsBlank(const std::string& line) {
  return line.find_first_not_of(" \t\r\v\f") == std::string::npos;
}

bool IsAsciiLetter(char byte) {
  return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

bool IsAsciiDigit(char byte) { return byte >= '0' && byte <= '9'; }

bool IsWordByte(char byte) {
  return IsAsciiLetter(byte) || IsAsciiDigit(byte) || (byte & 0x80) != 0;
}

// Hyphens between letters or digits part a token ("all-rounder"), except
// between digits alone ("1996-08-30", "2-1" stay whole in treebanks too).
std::vector<std::string> SplitHyphens(const std::string& token) {
  std::vector<std::string> pieces;
  size_t start = 0;
  const bool has_letter =
      token.find_first_not_of("0123456789-.,:/") != std::string::npos;
  if (has_letter && token.find("://") == std::string::npos &&
      token.find('@') == std::string::npos) {
    for (size_t index = 1; index + 1 < token.size(); ++index) {
      if (token[index] != '-' || index == start) continue;
      if (!IsWordByte(token[index + 1])) continue;
      if (!IsWordByte(token[index - 1]) && token[index - 1] != '.') continue;
      pieces.push_back(token.substr(start, index - start));
      pieces.emplace_back("-");
      start = index + 1;
    }
  }
  pieces.push_back(token.substr(start));
  return pieces;
}

// "Paris's" where a corpus left it whole.
void SplitPossessive(std::vector<std::string>* pieces) {
  const std::string& last = pieces->back();
  for (const std::string_view ending : {"'s", "’s"}) {
    if (last.size() > ending.size() && last.ends_with(ending)) {
      const std::string stem = last.substr(0, last.size() - ending.size());
      pieces->back() = stem;
      pieces->emplace_back(ending);
      return;
    }
  }
}

}  // namespace

Expected<std::vector<BioDocument>> ReadBio(const std::string& path) {
  Expected<LineReader> reader = LineReader::Open(path);
  if (!reader.ok()) return reader.error();
  std::vector<BioDocument> documents;
  BioSentence sentence;
  bool in_document = false;
  const auto close_sentence = [&]() {
    if (sentence.tokens.empty()) return;
    if (!in_document) {
      documents.emplace_back();
      in_document = true;
    }
    documents.back().sentences.push_back(std::move(sentence));
    sentence = BioSentence();
  };
  std::string line;
  constexpr std::string_view kDocument = "# doc = ";
  while (reader.value().Next(&line)) {
    if (line.starts_with(kDocument)) {
      close_sentence();
      documents.emplace_back();
      documents.back().id = line.substr(kDocument.size());
      in_document = true;
    } else if (IsBlank(line)) {
      close_sentence();
    } else {
      const std::vector<std::string> fields = SplitAt(line, '\t');
      if (fields.size() < 2 || fields[0].empty()) {
        return Error{ErrorCode::kInputUnreadable,
                     path + ":" + std::to_string(reader.value().line_number()) +
                         ": expected a token, a tab and a tag.",
                     ""};
      }
      sentence.tokens.push_back(fields[0]);
      std::string tag = fields.back();
      while (!tag.empty() && (tag.back() == ' ' || tag.back() == '\r')) {
        tag.pop_back();
      }
      sentence.tags.push_back(std::move(tag));
    }
  }
  const Status status = reader.value().status();
  if (!status.ok()) return status.error();
  close_sentence();
  std::erase_if(documents, [](const BioDocument& document) {
    return document.sentences.empty();
  });
  return documents;
}

std::vector<TypedSpan> BioSpans(const std::vector<std::string>& tags) {
  std::vector<TypedSpan> spans;
  bool open = false;
  TypedSpan span;
  for (uint32_t index = 0; index <= tags.size(); ++index) {
    const std::string_view tag =
        index < tags.size() ? std::string_view(tags[index]) : "O";
    const size_t dash = tag.find('-');
    const std::string_view prefix = tag.substr(0, dash);
    const std::string_view type =
        dash == std::string_view::npos ? "" : tag.substr(dash + 1);
    const bool inside = prefix != "O" && !type.empty();
    if (open &&
        (!inside || prefix == "B" || prefix == "S" || type != span.type)) {
      span.end = index;
      spans.push_back(span);
      open = false;
    }
    if (inside && !open) {
      span.begin = index;
      span.type = type;
      open = true;
    }
    if (inside && (prefix == "E" || prefix == "S")) {
      span.end = index + 1;
      spans.push_back(span);
      open = false;
    }
  }
  return spans;
}

Expected<TypeTables> TypeTables::Read(const std::string& folder) {
  TypeTables tables;
  Expected<std::string> types = ReadFile(folder + "/types.tsv");
  if (!types.ok()) return types.error();
  Expected<std::string> coverage = ReadFile(folder + "/coverage.tsv");
  if (!coverage.ok()) return coverage.error();
  const auto each_line = [](const std::string& text, auto&& visit) {
    for (size_t start = 0; start < text.size();) {
      size_t end = text.find('\n', start);
      if (end == std::string::npos) end = text.size();
      const std::string line = text.substr(start, end - start);
      if (!line.empty() && line[0] != '#') visit(SplitAt(line, '\t'));
      start = end + 1;
    }
  };
  each_line(types.value(), [&](const std::vector<std::string>& fields) {
    if (fields.size() >= 3) tables.unified_[{fields[0], fields[1]}] = fields[2];
  });
  each_line(coverage.value(), [&](const std::vector<std::string>& fields) {
    if (fields.size() < 2) return;
    uint32_t mask = 0;
    std::string name;
    for (const char byte : fields[1] + " ") {
      if (byte != ' ') {
        name.push_back(byte);
        continue;
      }
      if (const auto type = ParseEntityType(name)) {
        mask |= 1U << static_cast<uint32_t>(*type);
      }
      name.clear();
    }
    tables.coverage_[fields[0]] = mask;
  });
  return tables;
}

std::string_view TypeTables::Unified(std::string_view set,
                                     std::string_view type) const {
  const auto found =
      unified_.find(std::pair(std::string(set), std::string(type)));
  return found == unified_.end() ? std::string_view() : found->second;
}

uint32_t TypeTables::UnifiedMask(std::string_view set,
                                 std::string_view type) const {
  uint32_t mask = 0;
  std::string_view rest = Unified(set, type);
  while (!rest.empty()) {
    const size_t bar = rest.find('|');
    if (const auto one = ParseEntityType(rest.substr(0, bar))) {
      mask |= 1U << static_cast<uint32_t>(*one);
    }
    rest = bar == std::string_view::npos ? "" : rest.substr(bar + 1);
  }
  return mask;
}

bool TypeTables::HasSet(std::string_view set) const {
  const auto found =
      unified_.lower_bound(std::pair(std::string(set), std::string()));
  return found != unified_.end() && found->first.first == set;
}

uint32_t TypeTables::Coverage(std::string_view set) const {
  const auto found = coverage_.find(set);
  return found == coverage_.end() ? (1U << kEntityTypeCount) - 1
                                  : found->second;
}

std::vector<Piece> HarmonizeTokens(const std::vector<std::string>& tokens) {
  std::vector<Piece> pieces;
  const auto size = static_cast<uint32_t>(tokens.size());
  for (uint32_t index = 0; index < size; ++index) {
    // "U", ".", "S", "." is one abbreviation.
    uint32_t end = index;
    std::string joined;
    while (end + 1 < size && tokens[end].size() == 1 && tokens[end][0] >= 'A' &&
           tokens[end][0] <= 'Z' && tokens[end + 1] == ".") {
      joined += tokens[end] + ".";
      end += 2;
    }
    if (end >= index + 4) {
      pieces.push_back({joined, index, end - 1});
      index = end - 1;
      continue;
    }
    std::vector<std::string> parts = SplitHyphens(tokens[index]);
    SplitPossessive(&parts);
    for (std::string& part : parts) {
      pieces.push_back({std::move(part), index, index});
    }
  }
  return pieces;
}

void AppendSentence(const std::vector<Piece>& pieces, Document* document) {
  if (!document->text.empty()) document->text += "\n\n";
  Sentence sentence;
  sentence.block = static_cast<uint32_t>(document->blocks.size());
  sentence.tokens.begin = static_cast<uint32_t>(document->tokens.size());
  for (size_t index = 0; index < pieces.size(); ++index) {
    Token token;
    // Corpora do not say where white space was; between the pieces of one
    // token there was none.
    if (index == 0 || pieces[index].first != pieces[index - 1].last) {
      if (index > 0) document->text += ' ';
      token.flags = kSpaceBefore;
    }
    if (index == 0) token.flags |= kLineStart;
    token.span.start.value = static_cast<uint32_t>(document->text.size());
    document->text += pieces[index].text;
    token.span.end.value = static_cast<uint32_t>(document->text.size());
    token.word = document->vocabulary.Intern(pieces[index].text);
    document->vocabulary.CountToken(token.word);
    document->tokens.push_back(token);
  }
  sentence.tokens.end = static_cast<uint32_t>(document->tokens.size());
  sentence.span = {document->tokens[sentence.tokens.begin].span.start,
                   document->tokens.back().span.end};
  Block block;
  block.span = sentence.span;
  block.sentences = {static_cast<uint32_t>(document->sentences.size()),
                     static_cast<uint32_t>(document->sentences.size()) + 1};
  document->blocks.push_back(block);
  document->sentences.push_back(sentence);
}

}  // namespace standfirst::tools
