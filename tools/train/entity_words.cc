#include "tools/train/entity_words.h"

#include <algorithm>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>
#include <string_view>

#include "tools/common/entity_corpus.h"
#include "tools/common/lines.h"
#include "tools/train/word_classes.h"

namespace standfirst::tools {
namespace {

constexpr uint32_t kContextWords = 4000;
constexpr uint32_t kBreak = 0;  // Between sentences or lines.

std::string FoldDigits(std::string_view word) {
  std::string folded(word);
  for (char& byte : folded) {
    if (byte >= '0' && byte <= '9') byte = '0';
  }
  return folded;
}

class WordStream {
 public:
  WordStream() { Number(""); }
  void Add(std::string_view word) {
    tokens_.push_back(Number(FoldDigits(word)));
  }
  void Break() {
    if (!tokens_.empty() && tokens_.back() != kBreak) tokens_.push_back(kBreak);
  }
  // Rough words of running text: cut at white space, punctuation peeled off
  // both ends, hyphens and possessives cut.
  void AddText(std::string_view text);

  const std::vector<uint32_t>& tokens() const { return tokens_; }
  const std::vector<std::string>& words() const { return words_; }

 private:
  uint32_t Number(std::string word) {
    const auto [place, added] =
        numbers_.try_emplace(word, static_cast<uint32_t>(words_.size()));
    if (added) words_.push_back(std::move(word));
    return place->second;
  }
  std::unordered_map<std::string, uint32_t> numbers_;
  std::vector<std::string> words_;
  std::vector<uint32_t> tokens_;
};

// Length of the punctuation mark at the start of `text`, or 0.
size_t MarkAt(std::string_view text) {
  if (text.empty()) return 0;
  constexpr std::string_view kAscii = ".,;:!?\"'()[]{}<>/\\|`*_~=+";
  if (kAscii.find(text[0]) != std::string_view::npos) return 1;
  for (const std::string_view mark :
       {"“", "”", "‘", "’", "–", "—", "…", "«", "»", "•"}) {
    if (text.starts_with(mark)) return mark.size();
  }
  return 0;
}

void WordStream::AddText(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    if (text[at] == '\n') Break();
    if (static_cast<unsigned char>(text[at]) <= ' ') {
      ++at;
      continue;
    }
    size_t end = at;
    while (end < text.size() && static_cast<unsigned char>(text[end]) > ' ') {
      ++end;
    }
    std::string_view piece = text.substr(at, end - at);
    at = end;
    while (const size_t size = MarkAt(piece)) {
      Add(piece.substr(0, size));
      piece.remove_prefix(size);
    }
    std::vector<std::string> tail;
    bool stop = false;
    while (!piece.empty() && !stop) {
      stop = true;
      for (const size_t size : {size_t{1}, size_t{3}}) {
        if (piece.size() <= size) continue;
        const std::string_view mark = piece.substr(piece.size() - size);
        if (MarkAt(mark) != size) continue;
        // "U.S." and "Mr." keep their full stops.
        if (mark == "." && (piece.substr(0, piece.size() - 1).find('.') !=
                                std::string_view::npos ||
                            piece == "Mr." || piece == "Dr." ||
                            piece == "Mrs." || piece == "Ms.")) {
          break;
        }
        tail.emplace_back(mark);
        piece.remove_suffix(size);
        stop = false;
        break;
      }
    }
    if (!piece.empty()) {
      std::vector<std::string> one(1, std::string(piece));
      for (const Piece& part : HarmonizeTokens(one)) Add(part.text);
    }
    for (size_t index = tail.size(); index-- > 0;) {
      Add(tail[index]);
      if (tail[index] == "." || tail[index] == "!" || tail[index] == "?") {
        Break();
      }
    }
  }
  Break();
}

Status ReadTexts(const std::string& data, bool open_only, WordStream* stream) {
  for (const std::string_view name :
       {"wikinews_gum.txt", "wikipedia_sample.txt", "worldwide_train.txt"}) {
    if (open_only && name == "worldwide_train.txt") continue;
    Expected<std::string> text = ReadFile(data + "/raw/" + std::string(name));
    if (!text.ok()) return text.error();
    stream->AddText(text.value());
  }
  for (const std::string_view set : {"conllpp", "crossner", "gum", "redocred",
                                     "wikigold", "wnut17", "re3d"}) {
    if (open_only && set == "conllpp") continue;
    Expected<std::vector<BioDocument>> documents =
        ReadBio(data + "/ner/" + std::string(set) + "/train.bio");
    if (!documents.ok()) return documents.error();
    for (const BioDocument& document : documents.value()) {
      for (const BioSentence& sentence : document.sentences) {
        for (const Piece& piece : HarmonizeTokens(sentence.tokens)) {
          stream->Add(piece.text);
        }
        stream->Break();
      }
    }
  }
  if (open_only) return Done{};
  Expected<LineReader> lines = LineReader::Open(data + "/summary/train.jsonl");
  if (!lines.ok()) return lines.error();
  std::string line;
  while (lines.value().Next(&line)) {
    const nlohmann::json record = nlohmann::json::parse(line, nullptr, false);
    if (!record.is_object()) continue;
    const auto text = record.find("text");
    if (text != record.end() && text->is_string()) {
      stream->AddText(text->get_ref<const std::string&>());
    }
  }
  return lines.value().status();
}

std::vector<uint8_t> Coarser(const std::vector<ContextCounts>& classes,
                             uint32_t count) {
  // Larger first, as the exchange wants them.
  std::vector<uint32_t> order(classes.size());
  std::vector<uint64_t> size(classes.size());
  for (uint32_t index = 0; index < order.size(); ++index) {
    order[index] = index;
    for (const auto& cell : classes[index]) size[index] += cell.second;
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](uint32_t a, uint32_t b) { return size[a] > size[b]; });
  std::vector<ContextCounts> items;
  items.reserve(order.size());
  for (const uint32_t index : order) items.push_back(classes[index]);
  const std::vector<uint32_t> found =
      ExchangeClasses(items, 2 * kContextWords, {count, 8});
  std::vector<uint8_t> result(classes.size());
  for (size_t index = 0; index < order.size(); ++index) {
    result[order[index]] = static_cast<uint8_t>(found[index] + 1);
  }
  return result;
}

constexpr std::string_view kCacheHead = "standfirst entity words 1";

bool ReadCache(const std::string& path, EntityWords* words) {
  Expected<std::string> text = ReadFile(path);
  if (!text.ok() || !text.value().starts_with(kCacheHead)) return false;
  size_t at = text.value().find('\n') + 1;
  const auto next = [&](char until) {
    const size_t end = text.value().find(until, at);
    std::string field = text.value().substr(at, end - at);
    at = end + 1;
    return field;
  };
  const auto classes = std::stoul(next('\n'));
  for (size_t index = 0; index < classes; ++index) {
    words->middle.push_back(static_cast<uint8_t>(std::stoul(next('\t'))));
    words->coarse.push_back(static_cast<uint8_t>(std::stoul(next('\n'))));
  }
  while (at < text.value().size()) {
    std::string word = next('\t');
    const auto count = static_cast<uint32_t>(std::stoul(next('\t')));
    const auto word_class = static_cast<uint32_t>(std::stoul(next('\n')));
    if (word_class != 0) words->classes.emplace_back(word, word_class);
    words->counts[word] = count;
  }
  return true;
}

}  // namespace

Expected<EntityWords> LearnEntityWords(const std::string& data,
                                       const std::string& cache,
                                       const EntityWordsOptions& options) {
  EntityWords result;
  if (!cache.empty() && ReadCache(cache, &result)) return result;
  WordStream stream;
  const Status read = ReadTexts(data, options.open_only, &stream);
  if (!read.ok()) return read.error();
  const std::vector<std::string>& words = stream.words();
  const std::vector<uint32_t>& tokens = stream.tokens();
  std::fprintf(stderr, "words: %zu tokens, %zu distinct\n", tokens.size(),
               words.size());
  std::vector<uint32_t> counts(words.size());
  for (const uint32_t token : tokens) ++counts[token];
  std::vector<uint32_t> order(words.size());
  for (uint32_t word = 0; word < order.size(); ++word) order[word] = word;
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return counts[a] > counts[b];
  });
  // The break is a context too, whatever its count.
  std::vector<uint32_t> context(words.size(), kContextWords);
  for (uint32_t rank = 0; rank < kContextWords && rank < order.size(); ++rank) {
    context[order[rank]] = rank;
  }
  std::vector<uint32_t> item(words.size(), UINT32_MAX);
  std::vector<uint32_t> item_words;
  for (const uint32_t word : order) {
    if (word == kBreak || counts[word] < options.least_count) continue;
    item[word] = static_cast<uint32_t>(item_words.size());
    item_words.push_back(word);
  }
  std::vector<uint64_t> cells;
  for (size_t at = 0; at < tokens.size(); ++at) {
    const uint32_t own = item[tokens[at]];
    if (own == UINT32_MAX) continue;
    const uint32_t before = at == 0 ? kBreak : tokens[at - 1];
    const uint32_t after = at + 1 == tokens.size() ? kBreak : tokens[at + 1];
    if (context[before] < kContextWords) {
      cells.push_back((uint64_t{own} << 32) | context[before]);
    }
    if (context[after] < kContextWords) {
      cells.push_back((uint64_t{own} << 32) | (context[after] + kContextWords));
    }
  }
  std::sort(cells.begin(), cells.end());
  std::vector<ContextCounts> items(item_words.size());
  for (size_t at = 0; at < cells.size();) {
    size_t end = at;
    while (end < cells.size() && cells[end] == cells[at]) ++end;
    items[cells[at] >> 32].emplace_back(static_cast<uint32_t>(cells[at]),
                                        static_cast<uint32_t>(end - at));
    at = end;
  }
  std::fprintf(stderr, "words: %zu to class\n", items.size());
  const std::vector<uint32_t> classes =
      ExchangeClasses(items, 2 * kContextWords, {options.classes, 4});
  std::vector<std::map<uint32_t, uint32_t>> sums(options.classes);
  for (size_t index = 0; index < items.size(); ++index) {
    for (const auto& [where, count] : items[index]) {
      sums[classes[index]][where] += count;
    }
  }
  std::vector<ContextCounts> class_items(options.classes);
  for (size_t index = 0; index < sums.size(); ++index) {
    class_items[index].assign(sums[index].begin(), sums[index].end());
  }
  result.middle = Coarser(class_items, options.middle_classes);
  result.coarse = Coarser(class_items, options.coarse_classes);
  for (size_t index = 0; index < item_words.size(); ++index) {
    result.classes.emplace_back(words[item_words[index]], classes[index] + 1);
  }
  for (size_t word = 1; word < words.size(); ++word) {
    result.counts[words[word]] = counts[word];
  }
  if (!cache.empty()) {
    std::string text(kCacheHead);
    text += "\n";
    text += std::to_string(options.classes);
    text += "\n";
    for (size_t index = 0; index < options.classes; ++index) {
      text += std::to_string(result.middle[index]) + "\t" +
              std::to_string(result.coarse[index]) + "\n";
    }
    for (const uint32_t word : order) {
      if (word == kBreak) continue;
      text += words[word] + "\t" + std::to_string(counts[word]) + "\t" +
              std::to_string(
                  item[word] == UINT32_MAX ? 0 : classes[item[word]] + 1) +
              "\n";
    }
    const Status written = WriteFile(cache, text);
    if (!written.ok()) return written.error();
  }
  return result;
}

}  // namespace standfirst::tools
