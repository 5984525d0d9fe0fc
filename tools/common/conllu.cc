#include "tools/common/conllu.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "tools/common/lines.h"

namespace standfirst::tools {
namespace {

uint32_t Number(std::string_view digits) {
  uint32_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::array<std::string_view, 10> Fields(std::string_view line) {
  std::array<std::string_view, 10> fields;
  for (std::string_view& field : fields) {
    const size_t tab = line.find('\t');
    field = line.substr(0, tab);
    if (tab == std::string_view::npos) break;
    line.remove_prefix(tab + 1);
  }
  return fields;
}

bool HasSpaceAfter(std::string_view misc) {
  while (!misc.empty()) {
    const size_t bar = misc.find('|');
    if (misc.substr(0, bar) == "SpaceAfter=No") return false;
    if (bar == std::string_view::npos) break;
    misc.remove_prefix(bar + 1);
  }
  return true;
}

}  // namespace

Expected<std::vector<TreebankSentence>> ReadTreebank(const std::string& path) {
  Expected<LineReader> reader = LineReader::Open(path);
  if (!reader.ok()) return reader.error();
  std::vector<TreebankSentence> sentences;
  TreebankSentence current;
  std::string genre;
  uint32_t covered = 0;  // Words that a multiword token has told already.
  const auto finish = [&] {
    if (current.forms.empty()) return;
    current.genre = genre;
    sentences.push_back(std::move(current));
    current = {};
    covered = 0;
  };
  std::string line;
  while (reader.value().Next(&line)) {
    const std::string_view view(line);
    if (view.starts_with("#")) {
      if (view.starts_with("# newdoc")) {
        current.new_document = current.new_paragraph = true;
        genre.clear();
      } else if (view.starts_with("# newpar")) {
        current.new_paragraph = true;
      } else if (view.starts_with("# genre = ")) {
        genre = line.substr(10);
      } else if (view.starts_with("# sent_id = ")) {
        current.id = line.substr(12);
      }
      continue;
    }
    if (line.empty()) {
      finish();
      continue;
    }
    const std::array<std::string_view, 10> fields = Fields(line);
    if (fields[0].find('.') != std::string_view::npos) continue;
    const bool space = HasSpaceAfter(fields[9]);
    const size_t dash = fields[0].find('-');
    if (dash != std::string_view::npos) {
      covered = Number(fields[0].substr(dash + 1));
      current.surface.push_back({std::string(fields[1]),
                                 Number(fields[0].substr(0, dash)) - 1, covered,
                                 space});
      continue;
    }
    const uint32_t index = Number(fields[0]);
    current.forms.emplace_back(fields[1]);
    current.upos.emplace_back(fields[3]);
    current.xpos.emplace_back(fields[4]);
    current.heads.push_back(Number(fields[6]));
    current.relations.emplace_back(fields[7]);
    if (index > covered) {
      current.surface.push_back(
          {std::string(fields[1]), index - 1, index, space});
    }
  }
  finish();
  const Status status = reader.value().status();
  if (!status.ok()) return status.error();
  return sentences;
}

std::vector<TreebankUnit> MakeUnits(
    const std::vector<TreebankSentence>& sentences, bool documents) {
  std::vector<TreebankUnit> units;
  std::string_view pending;
  for (const TreebankSentence& sentence : sentences) {
    if (units.empty() || sentence.new_document ||
        (sentence.new_paragraph && !documents)) {
      units.emplace_back();
      units.back().id = sentence.id;
      units.back().genre = sentence.genre;
      pending = "";
    } else if (sentence.new_paragraph) {
      pending = "\n\n";
    }
    TreebankUnit& unit = units.back();
    unit.text += pending;
    pending = "";
    const auto start = static_cast<uint32_t>(unit.text.size());
    for (const TreebankSentence::Surface& surface : sentence.surface) {
      unit.text += pending;
      auto at = static_cast<uint32_t>(unit.text.size());
      std::string spelt;
      const uint32_t end = std::min<uint32_t>(
          surface.end, static_cast<uint32_t>(sentence.forms.size()));
      for (uint32_t i = surface.begin; i < end; ++i) spelt += sentence.forms[i];
      if (spelt == surface.text) {
        for (uint32_t i = surface.begin; i < end; ++i) {
          const auto size = static_cast<uint32_t>(sentence.forms[i].size());
          unit.tokens.emplace_back(at, at + size);
          at += size;
        }
      } else {
        unit.tokens.emplace_back(
            at, at + static_cast<uint32_t>(surface.text.size()));
      }
      unit.text += surface.text;
      pending = surface.space_after ? " " : "";
    }
    unit.sentences.emplace_back(start, static_cast<uint32_t>(unit.text.size()));
  }
  return units;
}

Document MakeTokenDocument(const std::vector<std::string>& forms) {
  Document document;
  for (const std::string& form : forms) {
    if (!document.text.empty()) document.text += ' ';
    Token token;
    token.span.start = {static_cast<uint32_t>(document.text.size())};
    document.text += form;
    token.span.end = {static_cast<uint32_t>(document.text.size())};
    token.flags = kSpaceBefore;
    token.word = document.vocabulary.Intern(form);
    document.vocabulary.CountToken(token.word);
    document.tokens.push_back(token);
  }
  const auto count = static_cast<uint32_t>(document.tokens.size());
  const CleanSpan span = {{0}, {static_cast<uint32_t>(document.text.size())}};
  if (count != 0) {
    document.sentences.push_back({span, {0, count}, 0});
    Block block;
    block.span = span;
    block.sentences = {0, 1};
    document.blocks.push_back(block);
  }
  return document;
}

}  // namespace standfirst::tools
