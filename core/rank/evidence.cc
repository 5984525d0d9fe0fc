#include "core/rank/evidence.h"

#include <algorithm>
#include <string>

#include "core/rank/word_kinds.h"
#include "core/text/hash.h"
#include "core/text/letters.h"
#include "core/text/sort_by.h"
#include "core/text/stem.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

// Below this a sentence says nothing alone.
constexpr uint32_t kFewestTerms = 4;
// "We will, she said."
constexpr uint32_t kFewestContent = 2;
constexpr size_t kFewestTurns = 3;

class Gatherer {
 public:
  Gatherer(const Document& document, const RankOptions& options,
           Ranking* ranking)
      : document_(document), options_(options), ranking_(*ranking) {}

  Evidence Run() {
    DescribeVocabulary();
    JudgeSentences();
    CollectTerms();
    ClassifyWords();
    MarkTitle();
    return std::move(evidence_);
  }

 private:
  void DescribeVocabulary();
  void JudgeSentences();
  void CollectTerms();
  void ClassifyWords();
  void MarkTitle();

  const Document& document_;
  const RankOptions& options_;
  Ranking& ranking_;
  Evidence evidence_;
  std::vector<uint16_t> kinds_;
  std::vector<uint8_t> is_term_;
  std::vector<uint8_t> is_capital_;
  std::vector<uint8_t> is_number_;
  std::vector<uint32_t> mid_sentence_;  // Occurrences not at the start, …
  std::vector<uint32_t> capitals_;      // … and those of them capitalised.
};

void Gatherer::DescribeVocabulary() {
  const Vocabulary& vocabulary = document_.vocabulary;
  const uint32_t size = vocabulary.size();
  evidence_.words.resize(size);
  kinds_.assign(size, 0);
  is_term_.assign(size, 0);
  is_capital_.assign(size, 0);
  is_number_.assign(size, 0);
  for (uint32_t word = 0; word < size; ++word) {
    const std::string_view form = vocabulary.form(word);
    if (options_.english && vocabulary.lower(word) == word) {
      const uint32_t listed =
          ListedWordIndex(form, vocabulary.entry(word).hash);
      evidence_.words[word].listed = static_cast<uint8_t>(listed);
      kinds_[word] = KindsOfListed(listed);
    }
    is_term_[word] = IsTerm(form) ? 1 : 0;
    const CharacterClass first =
        ClassifyCharacter(DecodeValidUtf8(form, 0).code_point);
    is_capital_[word] = first == CharacterClass::kUpper ? 1 : 0;
    is_number_[word] = first == CharacterClass::kDigit ? 1 : 0;
  }
}

void Gatherer::JudgeSentences() {
  const auto sentences = static_cast<uint32_t>(document_.sentences.size());
  ranking_.sentences.resize(sentences);
  ranking_.words.resize(sentences);
  evidence_.shapes.reserve(sentences);
  evidence_.order.reserve(sentences);
  uint32_t prose = 0;
  uint32_t ended = 0;
  size_t labels = 0;
  for (uint32_t index = 0; index < sentences; ++index) {
    evidence_.shapes.push_back(
        DescribeSentence(document_, index, kinds_, is_term_));
    const SentenceShape& shape = evidence_.shapes.back();
    ranking_.words[index] = shape.words;
    labels += shape.speaker_label ? 1 : 0;
    if (!shape.prose_block) continue;
    // By their words: a few lines of facts beside prose say nothing.
    prose += shape.terms;
    ended += shape.ends_as_sentence ? shape.terms : 0;
  }
  evidence_.transcript =
      labels >= kFewestTurns && labels * 2 >= document_.blocks.size();
  // Poems, recognised speech, some scripts: there full stops say nothing.
  const bool uses_stops = ended * 2 >= prose;
  for (uint32_t index = 0; index < sentences; ++index) {
    const SentenceShape& shape = evidence_.shapes[index];
    SentenceScore& score = ranking_.sentences[index];
    score.eligible = shape.prose_block && shape.terms >= kFewestTerms &&
                     !shape.ends_with_colon && !shape.record &&
                     (shape.ends_as_sentence || !uses_stops);
    if (options_.english) {
      score.eligible = score.eligible && shape.has_verb && !shape.all_capitals;
    }
    // In a transcript a question says what the talk is about; what "comes
    // after" other news is their background.
    score.last_resort = (shape.question && !evidence_.transcript) ||
                        shape.marked ||
                        (options_.english &&
                         (shape.background || shape.content < kFewestContent));
    evidence_.order.push_back(evidence_.eligible);
    if (score.eligible) ++evidence_.eligible;
  }
}

void Gatherer::CollectTerms() {
  const auto sentences = static_cast<uint32_t>(document_.sentences.size());
  size_t terms = 0;
  for (const Token& token : document_.tokens) terms += is_term_[token.word];
  mid_sentence_.assign(evidence_.words.size(), 0);
  capitals_.assign(evidence_.words.size(), 0);
  ranking_.term_starts.reserve(sentences + 1);
  ranking_.bigram_starts.reserve(sentences + 1);
  ranking_.terms.reserve(terms);
  ranking_.bigrams.reserve(terms);
  // Pairs of words, numbered in order of appearance; open addressing, at most
  // half full.
  std::vector<uint32_t> slots(2048, Evidence::kNowhere);
  const auto slot_of = [&](uint32_t left, uint32_t right) {
    size_t slot = static_cast<size_t>(MixHash((uint64_t{left} << 32) | right)) &
                  (slots.size() - 1);
    while (slots[slot] != Evidence::kNowhere) {
      const Evidence::Pair& known = evidence_.pairs[slots[slot]];
      if (known.left == left && known.right == right) break;
      slot = (slot + 1) & (slots.size() - 1);
    }
    return slot;
  };
  std::vector<uint32_t> seen(evidence_.words.size(), Evidence::kNowhere);
  for (uint32_t index = 0; index < sentences; ++index) {
    const auto first_term = static_cast<uint32_t>(ranking_.terms.size());
    ranking_.term_starts.push_back(first_term);
    ranking_.bigram_starts.push_back(
        static_cast<uint32_t>(ranking_.bigrams.size()));
    const bool eligible = ranking_.sentences[index].eligible;
    const uint32_t order = evidence_.order[index];
    const Sentence& sentence = document_.sentences[index];
    const BlockKind kind = document_.blocks[sentence.block].kind;
    const bool heading =
        kind == BlockKind::kHeading || kind == BlockKind::kTitle;
    uint32_t previous = Evidence::kNowhere;
    for (uint32_t token = sentence.tokens.begin; token < sentence.tokens.end;
         ++token) {
      const uint32_t form = document_.tokens[token].word;
      if (is_term_[form] == 0) continue;
      const uint32_t lower = document_.vocabulary.lower(form);
      if (previous != Evidence::kNowhere) {
        ++mid_sentence_[lower];
        capitals_[lower] += is_capital_[form];
      }
      Evidence::Word& word = evidence_.words[lower];
      if (word.tag == 0) word.tag = document_.tokens[token].tag;
      if (eligible) {
        ++word.count;
        if (word.first == Evidence::kNowhere) {
          word.first = order;
          word.inside =
              static_cast<uint32_t>(ranking_.terms.size()) - first_term;
        }
        word.last = order;
        if (seen[lower] != index) {
          seen[lower] = index;
          ++word.sentences;
        }
      }
      word.in_heading |= heading;
      ranking_.terms.push_back(lower);
      if (previous != Evidence::kNowhere) {
        if (evidence_.pairs.size() * 2 >= slots.size()) {
          slots.assign(slots.size() * 4, Evidence::kNowhere);
          for (uint32_t known = 0; known < evidence_.pairs.size(); ++known) {
            const Evidence::Pair& pair = evidence_.pairs[known];
            slots[slot_of(pair.left, pair.right)] = known;
          }
        }
        uint32_t& number = slots[slot_of(previous, lower)];
        if (number == Evidence::kNowhere) {
          number = static_cast<uint32_t>(evidence_.pairs.size());
          evidence_.pairs.push_back({previous, lower, 0, Evidence::kNowhere});
        }
        ranking_.bigrams.push_back(number);
        if (eligible) {
          Evidence::Pair& pair = evidence_.pairs[number];
          ++pair.count;
          if (pair.first == Evidence::kNowhere) pair.first = order;
        }
      }
      previous = lower;
    }
  }
  evidence_.terms = static_cast<uint32_t>(ranking_.terms.size());
  ranking_.term_starts.push_back(evidence_.terms);
  ranking_.bigram_starts.push_back(
      static_cast<uint32_t>(ranking_.bigrams.size()));
}

void Gatherer::ClassifyWords() {
  for (uint32_t index = 0; index < evidence_.words.size(); ++index) {
    Evidence::Word& word = evidence_.words[index];
    word.kinds = kinds_[index];
    word.term = is_term_[index] != 0;
    word.kind_class = kOtherClass;
    if ((word.kinds & kFunctionWord) != 0) {
      word.kind_class = kFunctionClass;
    } else if (is_number_[index] != 0) {
      word.kind_class = kNumberClass;
    } else if (capitals_[index] * 2 > mid_sentence_[index]) {
      word.kind_class = kNameClass;
    }
  }
}

// The title's words, as far as the text has them or other forms of them too,
// and how much of the title each sentence has.
void Gatherer::MarkTitle() {
  evidence_.has_title = !options_.title.empty();
  if (!evidence_.has_title) return;
  std::string lower;
  AppendLowerCase(options_.title, &lower);
  const std::string_view view = lower;
  std::vector<uint64_t> stems;
  // A stem begins as its word does: which beginnings the title has.
  uint64_t beginnings = 0;
  const auto beginning_of = [](std::string_view word) {
    const auto first = static_cast<uint8_t>(word[0]);
    const auto second = static_cast<uint8_t>(word.size() > 1 ? word[1] : 0);
    return uint64_t{1} << (first * 7U + second) % 64;
  };
  for (size_t start = 0; start < view.size();) {
    size_t end = start;
    while (end < view.size()) {
      const DecodedCharacter character = DecodeUtf8(view, end);
      if (!IsLetterOrDigit(ClassifyCharacter(character.code_point))) break;
      end += character.size;
    }
    if (end == start) {
      start += std::max<size_t>(1, DecodeUtf8(view, start).size);
      continue;
    }
    const std::string_view word = view.substr(start, end - start);
    stems.push_back(HashBytes(StemOf(word)));
    beginnings |= beginning_of(word);
    start = end;
  }
  SortNumbers(&stems);
  stems.erase(std::unique(stems.begin(), stems.end()), stems.end());
  // Which of the title's stems each word has.
  std::vector<uint32_t> stem_of(evidence_.words.size(), Evidence::kNowhere);
  for (uint32_t index = 0; index < evidence_.words.size(); ++index) {
    Evidence::Word& word = evidence_.words[index];
    if (!word.term || document_.vocabulary.lower(index) != index ||
        word.kind_class == kFunctionClass) {
      continue;
    }
    const std::string_view form = document_.vocabulary.form(index);
    if ((beginnings & beginning_of(form)) == 0) continue;
    const uint64_t stem = HashBytes(StemOf(form));
    const auto place = std::lower_bound(stems.begin(), stems.end(), stem);
    word.in_title = place != stems.end() && *place == stem;
    if (word.in_title) {
      stem_of[index] = static_cast<uint32_t>(place - stems.begin());
    }
  }
  const auto sentences = static_cast<uint32_t>(document_.sentences.size());
  std::vector<uint32_t> counts(sentences, 0);
  std::vector<uint32_t> seen(stems.size(), Evidence::kNowhere);
  uint32_t most = 1;
  for (uint32_t index = 0; index < sentences; ++index) {
    if (!ranking_.sentences[index].eligible) continue;
    for (uint32_t i = ranking_.term_starts[index];
         i < ranking_.term_starts[index + 1]; ++i) {
      const uint32_t stem = stem_of[ranking_.terms[i]];
      if (stem == Evidence::kNowhere || seen[stem] == index) continue;
      seen[stem] = index;
      ++counts[index];
    }
    most = std::max(most, counts[index]);
  }
  evidence_.title_shares.assign(sentences, 0);
  for (uint32_t index = 0; index < sentences; ++index) {
    const auto share = static_cast<uint8_t>(counts[index] * 8 / most);
    if (share == 0) continue;
    evidence_.title_shares[index] = share;
    for (uint32_t i = ranking_.term_starts[index];
         i < ranking_.term_starts[index + 1]; ++i) {
      uint8_t& beside = evidence_.words[ranking_.terms[i]].beside_title;
      beside = std::max(beside, share);
    }
  }
}

}  // namespace

Evidence GatherEvidence(const Document& document, const RankOptions& options,
                        Ranking* ranking) {
  return Gatherer(document, options, ranking).Run();
}

void MarkSigns(const Document& document, const WordList* words,
               const EntityAnalysis& entities, Evidence* evidence) {
  const auto word_of = [&](uint32_t token) -> Evidence::Word& {
    return evidence
        ->words[document.vocabulary.lower(document.tokens[token].word)];
  };
  for (const Mention& mention : entities.mentions) {
    const uint32_t salience = entities.entities[mention.entity].salience;
    for (uint32_t i = mention.tokens.begin; i < mention.tokens.end; ++i) {
      Evidence::Word& word = word_of(i);
      if (word.entity != 0) continue;
      word.entity = static_cast<uint8_t>(1 + static_cast<int>(mention.type));
      word.entity_salience = static_cast<uint8_t>(std::min(salience / 125, 7U));
    }
  }
  if (words == nullptr) return;
  for (uint32_t i = 0; i < evidence->words.size(); ++i) {
    if (evidence->words[i].count == 0) continue;
    const uint16_t listed = document.vocabulary.entry(i).listed;
    const bool known = listed != Vocabulary::kNotListed;
    const uint32_t rarity =
        known ? words->Rarity(listed) : words->UnlistedRarity();
    evidence->words[i].rarity =
        static_cast<uint8_t>(std::min((std::max(rarity, 40U) - 40) / 8, 11U));
    if (known) evidence->words[i].cluster = words->Cluster(listed);
  }
}

}  // namespace standfirst
