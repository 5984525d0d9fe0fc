#include "core/entity/entity_features.h"

#include <algorithm>

#include "core/text/ascii.h"
#include "core/text/equal.h"
#include "core/text/hash.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

// One for each template; part of every hash, so never to be reordered without
// training again.
enum Template : uint32_t {
  kLower = 1,
  kExact,
  kShape,
  kPrefix1,
  kSuffix1 = kPrefix1 + 4,
  kClass = kSuffix1 + 4,
  kMiddle,
  kCoarse,
  kLists,
  kListBit,
  kEdge,
  kLowerPair,
  kMiddlePair,
  kCoarseTriple,
  kShapePair,
  kShapeTriple,
  kListPair,
  kSentenceStart,
  kRunFirst,
  kRunLast,
  kRunBefore,
  kRunAfter,
  kRunLength,
  kRunLists,
  kRunBeforeClass,
  kRunAfterClass,
  kDocumentMask,
  kDocumentRunFirst,
  kDocumentRunLast,
  kDocumentRunLists,
  kDocumentRunLength,
  kVote,
  kVoteKinds,
  kVoteOwn,
  kVotePair,
  kForm,
  kGenre,
};

constexpr uint64_t Key(uint32_t kind, uint32_t detail) {
  return (uint64_t{kind} << 8) + detail;
}

// A word beyond either end of the sentence.
constexpr uint64_t kOutside = 0x5bd1e995ULL;

uint64_t FoldedHash(std::string_view form) {
  uint64_t hash = kHashSeed;
  for (const char byte : form) {
    hash = HashByte(hash, IsDigit(byte) ? '0' : static_cast<uint8_t>(byte));
  }
  return MixHash(hash);
}

constexpr uint64_t PlainHash(std::string_view form) {
  return MixHash(HashBytes(form));
}

// Small words inside names. Not "and": it parts names more often.
constexpr const char* kBridges =
    "of de - & bin al el van von der den du da dos la del '";

// Worked out by the compiler, which it leaves to run time where they are asked
// for in the midst of code that is to be small.
constexpr uint64_t kHyphen = PlainHash("-");
constexpr uint64_t kThe = PlainHash("the");
constexpr uint64_t kStop = PlainHash(".");
constexpr uint64_t kQuestion = PlainHash("?");
constexpr uint64_t kExclamation = PlainHash("!");

uint64_t LowerOf(const EntityWord* word) {
  return word == nullptr ? kOutside : word->lower;
}
uint64_t ShapeOf(const EntityWord* word) {
  return word == nullptr ? kOutside : word->shape;
}

// Where in its run a token stands.
uint32_t RunPlace(uint32_t position, uint32_t length) {
  if (length == 1) return 0;
  if (position == 0) return 1;
  return position + 1 == length ? 2 : 3;
}

}  // namespace

void EntityWordTable::Prepare(const Vocabulary& vocabulary, uint32_t word) {
  if (word < made_.size() && made_[word] != 0) return;
  if (word >= made_.size()) {
    const size_t size = std::max<size_t>(vocabulary.size(), word + size_t{1});
    made_.resize(size);
    words_.resize(size);
  }
  words_[word] = Make(vocabulary.form(word));
  made_[word] = 1;
}

EntityWord EntityWordTable::Make(std::string_view form) {
  EntityWord word;
  characters_.clear();
  uint32_t letters = 0;
  uint32_t capitals = 0;
  uint32_t small = 0;
  uint64_t shape = kHashSeed;
  uint8_t kind_before = 0;
  uint32_t run = 0;
  std::string& lower = scratch_;
  lower.clear();
  // Longer than any word: affixes and case are taken from the first part.
  constexpr size_t kMostCharacters = 64;
  for (size_t position = 0; position < form.size();) {
    const DecodedCharacter character = DecodeValidUtf8(form, position);
    position += character.size;
    const CharacterClass kind = ClassifyCharacter(character.code_point);
    uint8_t mark = '?';
    if (kind == CharacterClass::kUpper) {
      mark = 'X';
      ++capitals;
      if (letters == 0) word.flags |= kCapitalized;
    } else if (kind == CharacterClass::kLower) {
      mark = 'x';
      ++small;
    } else if (IsLetter(kind)) {
      mark = 'c';
    } else if (kind == CharacterClass::kDigit) {
      mark = '0';
    } else if (character.code_point < 0x80) {
      mark = static_cast<uint8_t>(character.code_point);
    }
    if (IsLetter(kind)) ++letters;
    if (kind == CharacterClass::kDigit) word.flags |= kHasDigit;
    run = mark == kind_before ? run + 1 : 1;
    if (run <= 2) shape = HashByte(shape, mark);
    kind_before = mark;
    char32_t folded = ToLower(character.code_point);
    if (folded >= U'0' && folded <= U'9') folded = U'0';
    AppendUtf8(folded, &lower);
    if (characters_.size() < kMostCharacters) characters_.push_back(folded);
  }
  word.lower = PlainHash(lower);
  word.exact = FoldedHash(form);
  word.shape = MixHash(shape);
  if (letters > 0) word.flags |= kHasLetter;
  if (small > 0) word.flags |= kHasLower;
  if (letters == 1) word.flags |= kSingleLetter;
  if (capitals >= 2 && small == 0) word.flags |= kAllCapitals;
  if (IsOneOf(form, kBridges)) word.flags |= kBridge;
  uint64_t hash = kHashSeed;
  for (size_t length = 0; length < 4 && length + 1 < characters_.size();
       ++length) {
    hash = CombineHash(hash, characters_[length]);
    word.prefix[length] = hash;
  }
  hash = kHashSeed;
  for (size_t length = 0; length < 4 && length + 1 < characters_.size();
       ++length) {
    hash = CombineHash(hash, characters_[characters_.size() - 1 - length]);
    word.suffix[length] = hash;
  }
  if (lexicon_ == nullptr) return word;
  EntityLexicon::Entry entry;
  bool found = lexicon_->Find(word.exact, &entry);
  const bool all_small = letters > 0 && capitals == 0;
  if (!found && (capitals >= 2 || all_small) && letters > 1) {
    // "PARIS" and "paris" are looked up as "Paris".
    std::string title;
    bool first = true;
    for (size_t position = 0; position < lower.size();) {
      const DecodedCharacter character = DecodeValidUtf8(lower, position);
      position += character.size;
      AppendUtf8(first ? ToUpper(character.code_point) : character.code_point,
                 &title);
      first = false;
    }
    found = lexicon_->Find(PlainHash(title), &entry);
  }
  if (!found && capitals > 0) found = lexicon_->Find(word.lower, &entry);
  if (found) {
    word.word_class = entry.word_class;
    word.middle = lexicon_->Middle(entry.word_class);
    word.coarse = lexicon_->Coarse(entry.word_class);
    word.lists = entry.lists;
  }
  return word;
}

namespace {

SentenceCase FindCase(const EntitySentence& sentence,
                      const EntityWordTable& table) {
  uint32_t words = 0;
  uint32_t long_words = 0;
  uint32_t capitalized = 0;
  uint32_t all_capitals = 0;
  for (const uint32_t id : sentence.words) {
    const EntityWord& word = table[id];
    if ((word.flags & kHasLetter) == 0) continue;
    ++words;
    if ((word.flags & kCapitalized) != 0) ++capitalized;
    if ((word.flags & kSingleLetter) != 0) continue;
    ++long_words;
    if ((word.flags & kHasLower) == 0) ++all_capitals;
  }
  if (long_words >= 2 && all_capitals * 5 >= long_words * 4) {
    return SentenceCase::kCapitals;
  }
  if (capitalized == 0 && words >= 4) return SentenceCase::kLower;
  if (words >= 6 && capitalized * 10 >= words * 7) return SentenceCase::kTitle;
  return SentenceCase::kUsual;
}

uint8_t FindForm(const EntitySentence& sentence, const EntityWordTable& table) {
  const auto size = static_cast<uint32_t>(sentence.words.size());
  uint32_t figures = 0;
  for (const uint32_t id : sentence.words) {
    if ((table[id].flags & kHasDigit) != 0) ++figures;
  }
  bool ends = false;  // A quote may follow.
  for (uint32_t back = 1; back <= 2 && back <= size; ++back) {
    const uint64_t last = table[sentence.words[size - back]].lower;
    ends |= last == kStop || last == kQuestion || last == kExclamation;
  }
  const uint32_t many = figures == 0          ? 0
                        : figures * 12 < size ? 1
                        : figures * 4 < size  ? 2
                                              : 3;
  return static_cast<uint8_t>(2 * many + (ends ? 1 : 0) + (size < 8 ? 8 : 0));
}

void FindRuns(const EntityWordTable& table, EntitySentence* sentence) {
  const auto size = static_cast<uint32_t>(sentence->words.size());
  sentence->runs.assign(size, IndexRange());
  if (sentence->sentence_case != SentenceCase::kUsual) return;
  const auto capital = [&](uint32_t at) {
    return (table[sentence->words[at]].flags & kCapitalized) != 0;
  };
  for (uint32_t begin = 0; begin < size;) {
    if (!capital(begin)) {
      ++begin;
      continue;
    }
    uint32_t end = begin + 1;
    while (end < size) {
      if (capital(end)) {
        ++end;
        continue;
      }
      const EntityWord& word = table[sentence->words[end]];
      if ((word.flags & kBridge) == 0) break;
      // "Ministry of the Interior", "Al-Shabaab", "Covid-19".
      if (end + 1 < size && capital(end + 1)) {
        end += 2;
        continue;
      }
      if (end + 2 < size && word.lower != kHyphen && capital(end + 2) &&
          (table[sentence->words[end + 1]].lower == kThe ||
           (table[sentence->words[end + 1]].flags & kBridge) != 0)) {
        end += 3;
        continue;
      }
      break;
    }
    for (uint32_t at = begin; at < end; ++at) sentence->runs[at] = {begin, end};
    begin = end;
  }
}

}  // namespace

void PrepareEntitySentence(const Document& document, const Sentence& sentence,
                           EntityWordTable* table, EntitySentence* prepared) {
  prepared->first_token = sentence.tokens.begin;
  prepared->words.clear();
  prepared->lower_words.clear();
  for (uint32_t at = sentence.tokens.begin; at < sentence.tokens.end; ++at) {
    const uint32_t word = document.tokens[at].word;
    table->Prepare(document.vocabulary, word);
    prepared->words.push_back(word);
    prepared->lower_words.push_back(document.vocabulary.lower(word));
  }
  prepared->sentence_case = FindCase(*prepared, *table);
  prepared->form = FindForm(*prepared, *table);
  FindRuns(*table, prepared);
}

void EntityDocumentFacts::Add(const EntitySentence& sentence,
                              const EntityWordTable& table) {
  for (const uint32_t id : sentence.words) {
    ++tokens_;
    if ((table[id].flags & kHasDigit) != 0) ++figures_;
  }
  // In other sentences capitals say nothing.
  if (sentence.sentence_case != SentenceCase::kUsual) return;
  const auto size = static_cast<uint32_t>(sentence.words.size());
  bool inside = false;  // A word has gone before.
  for (uint32_t at = 0; at < size; ++at) {
    const EntityWord& word = table[sentence.words[at]];
    if ((word.flags & kHasLetter) == 0) continue;
    const uint32_t lower = sentence.lower_words[at];
    if (lower >= words_.size()) words_.resize(lower + size_t{1});
    EntityDocumentWord& fact = words_[lower];
    if ((word.flags & kCapitalized) == 0) {
      fact.small = true;
    } else if (inside) {
      fact.capitalized = true;
    }
    inside = true;
    if (at > 0 && (word.flags & kCapitalized) != 0 &&
        (table[sentence.words[at - 1]].lists & kTitleList) != 0) {
      fact.after_title = true;
    }
    const IndexRange run = sentence.runs[at];
    const uint32_t length = std::min<uint32_t>(run.size(), 0xFFFF);
    if (length > fact.run_length) {
      fact.run_length = static_cast<uint16_t>(length);
      fact.run_token = sentence.first_token + run.begin;
      fact.run_position =
          static_cast<uint16_t>(std::min<uint32_t>(at - run.begin, 0xFFFF));
    }
  }
}

uint32_t EntityDocumentFacts::genre() const {
  if (tokens_ < 20) return 5;
  // Asked for every token: without a division.
  const uint64_t hundredfold = uint64_t{figures_} * 100;
  const auto below = [this, hundredfold](uint64_t percent) {
    return hundredfold < percent * tokens_;
  };
  return below(2) ? 0 : below(5) ? 1 : below(10) ? 2 : below(20) ? 3 : 4;
}

void EntityVotes::Add(const EntitySentence& sentence,
                      std::span<const uint8_t> labels,
                      const EntityWordTable& table) {
  for (size_t at = 0; at < sentence.words.size(); ++at) {
    if (!TakesPart(table[sentence.words[at]], sentence.sentence_case)) continue;
    const uint32_t lower = sentence.lower_words[at];
    if (lower >= words_.size()) words_.resize(lower + size_t{1});
    Counts& counts = words_[lower];
    const uint32_t label = labels[at];
    uint16_t& type = counts.types[(label + 3) / 4];
    if (type < 0xFFFF) ++type;
    if (label == 0) continue;
    uint16_t& kind = counts.kinds[(label - 1) % 4];
    if (kind < 0xFFFF) ++kind;
  }
}

EntityVotes::Vote EntityVotes::Elsewhere(uint32_t lower_word,
                                         uint8_t own) const {
  Vote vote;
  if (lower_word >= words_.size()) return vote;
  const Counts& counts = words_[lower_word];
  const uint32_t own_type = (own + 3U) / 4;
  uint32_t sum = 0;
  uint32_t most = 0;
  for (uint32_t type = 0; type < counts.types.size(); ++type) {
    uint32_t count = counts.types[type];
    if (type == own_type && count > 0) --count;
    sum += count;
    if (count > most) {
      most = count;
      vote.type = static_cast<uint8_t>(type);
    }
  }
  if (sum == 0) return vote;
  vote.any = true;
  vote.share = most == sum ? 2 : 4 * most >= 3 * sum ? 1 : 0;
  vote.count = static_cast<uint8_t>(std::min(sum, 3U));
  for (uint32_t kind = 0; kind < 4; ++kind) {
    const bool is_own = own != 0 && (own - 1U) % 4 == kind;
    if (counts.kinds[kind] > (is_own ? 1U : 0U)) {
      vote.kinds = static_cast<uint8_t>(vote.kinds | 1U << kind);
    }
  }
  return vote;
}

void AppendSecondPassFeatures(const EntitySentence& sentence, uint32_t index,
                              std::span<const uint8_t> labels,
                              const EntityVotes& votes,
                              const EntityWordTable& table,
                              EntityFeatureBuffer* features) {
  const auto vote_at = [&](int64_t place) {
    const auto at = static_cast<size_t>(place);
    if (place < 0 || at >= sentence.words.size() ||
        !EntityVotes::TakesPart(table[sentence.words[at]],
                                sentence.sentence_case)) {
      return EntityVotes::Vote();
    }
    return votes.Elsewhere(sentence.lower_words[at], labels[at]);
  };
  const auto add = [&](uint32_t kind, uint32_t detail, uint64_t value) {
    features->Add(Key(kind, detail), value);
  };
  const auto all = [](const EntityVotes::Vote& vote) {
    return (vote.type * 4U + vote.share) * 4U + vote.count;
  };
  const EntityVotes::Vote own = vote_at(index);
  const EntityVotes::Vote before = vote_at(int64_t{index} - 1);
  const EntityVotes::Vote after = vote_at(int64_t{index} + 1);
  if (before.any) add(kVote, 0, all(before));
  if (after.any) add(kVote, 2, all(after));
  if (!own.any) return;
  add(kVote, 1, all(own));
  add(kVoteKinds, 0, own.type * 16U + own.kinds);
  add(kVoteOwn, own.type, labels[index] * 4U + own.share);
  if (before.any) add(kVotePair, 0, before.type * 16U + own.type);
  if (after.any) add(kVotePair, 1, own.type * 16U + after.type);
}

void AppendWordFeatures(const EntityWord* word, int position,
                        SentenceCase sentence_case,
                        EntityFeatureBuffer* features) {
  const auto place = static_cast<uint32_t>(position + 2);
  if (word == nullptr) {
    features->Add(Key(kEdge, place), kOutside);
    return;
  }
  const auto add = [&](uint32_t kind, uint64_t value) {
    features->Add(Key(kind, place), value);
  };
  const auto cased = static_cast<uint32_t>(sentence_case) * 8;
  add(kLower, word->lower);
  if (word->middle != 0) add(kMiddle, word->middle);
  if (position == -2 || position == 2) return;
  add(kShape, CombineHash(word->shape, cased));
  if (word->word_class != 0) {
    add(kClass, word->word_class);
    add(kCoarse, word->coarse);
  }
  if (word->lists != 0) add(kLists, word->lists);
  if (word->suffix[2] != 0) add(kSuffix1 + 2, word->suffix[2]);
  if (position != 0) return;
  add(kExact, CombineHash(word->exact, cased));
  for (uint32_t bit = 0; bit < 13; ++bit) {
    if ((word->lists >> bit & 1U) != 0) add(kListBit, bit + cased * 8);
  }
  for (uint32_t length = 0; length < 4; ++length) {
    if (word->prefix[length] != 0) add(kPrefix1 + length, word->prefix[length]);
    if (word->suffix[length] != 0 && length != 2) {
      add(kSuffix1 + length, word->suffix[length]);
    }
  }
}

void AppendContextFeatures(const Document& document,
                           const EntitySentence& sentence, uint32_t index,
                           const EntityDocumentFacts* facts,
                           const EntityWordTable& table,
                           EntityFeatureBuffer* features) {
  const auto at = [&](int64_t offset) -> const EntityWord* {
    const int64_t place = int64_t{index} + offset;
    if (place < 0 || place >= static_cast<int64_t>(sentence.words.size())) {
      return nullptr;
    }
    return &table[sentence.words[static_cast<size_t>(place)]];
  };
  const EntityWord* const before2 = at(-2);
  const EntityWord* const before = at(-1);
  const EntityWord& word = *at(0);
  const EntityWord* const after = at(1);
  const EntityWord* const after2 = at(2);
  const auto cased = static_cast<uint32_t>(sentence.sentence_case);
  const auto add = [&](uint32_t kind, uint32_t detail, uint64_t value) {
    features->Add(Key(kind, detail), value);
  };
  add(kLowerPair, 0, CombineHash(LowerOf(before), word.lower));
  add(kLowerPair, 1, CombineHash(word.lower, LowerOf(after)));
  add(kLowerPair, 2, CombineHash(LowerOf(before), LowerOf(after)));
  add(kLowerPair, 3, CombineHash(LowerOf(before2), LowerOf(before)));
  add(kLowerPair, 4, CombineHash(LowerOf(after), LowerOf(after2)));
  const uint64_t shape_pair = CombineHash(ShapeOf(before), word.shape);
  add(kShapePair, cased, shape_pair);
  add(kShapePair, 8 + cased, CombineHash(word.shape, ShapeOf(after)));
  add(kShapeTriple, cased, CombineHash(shape_pair, ShapeOf(after)));
  const uint32_t middle_before = before == nullptr ? 255 : before->middle;
  const uint32_t middle_after = after == nullptr ? 255 : after->middle;
  add(kMiddlePair, 0, middle_before * 256 + word.middle);
  add(kMiddlePair, 1, word.middle * 256U + middle_after);
  add(kMiddlePair, 2, middle_before * 256 + middle_after);
  const uint32_t coarse_before = before == nullptr ? 255 : before->coarse;
  const uint32_t coarse_after = after == nullptr ? 255 : after->coarse;
  add(kCoarseTriple, 0,
      (coarse_before * 256 + word.coarse) * 256 + coarse_after);
  const uint32_t lists_before = before == nullptr ? 0 : before->lists;
  const uint32_t lists_after = after == nullptr ? 0 : after->lists;
  if (word.lists != 0 && lists_before != 0) {
    add(kListPair, 0, lists_before * 0x10000 + word.lists);
  }
  if (word.lists != 0 && lists_after != 0) {
    add(kListPair, 1, word.lists * 0x10000U + lists_after);
  }
  if (index == 0) add(kSentenceStart, cased, word.shape);
  // What kind of text it is in tells teams from towns.
  const auto add_kind = [&](uint32_t kind, uint32_t value) {
    add(kind, value, word.shape);
    if (word.lists != 0) add(kind, 16 + value, word.lists);
    if (word.middle != 0) add(kind, 32 + value, word.middle);
  };
  add_kind(kForm, sentence.form);
  if (facts != nullptr) {
    const uint32_t genre = facts->genre();
    add_kind(kGenre, genre);
    if ((word.flags & kCapitalized) != 0) {
      add(kGenre, 48 + genre, LowerOf(before));
      add(kGenre, 64 + genre, LowerOf(after));
    }
  }

  const IndexRange run = sentence.runs[index];
  if (!run.empty()) {
    const uint32_t place = RunPlace(index - run.begin, run.size());
    const EntityWord& first = table[sentence.words[run.begin]];
    const EntityWord& last = table[sentence.words[run.end - 1]];
    const EntityWord* const run_before =
        run.begin == 0 ? nullptr : &table[sentence.words[run.begin - 1]];
    const EntityWord* const run_after = run.end == sentence.words.size()
                                            ? nullptr
                                            : &table[sentence.words[run.end]];
    if (run.size() > 1) {
      add(kRunFirst, place, first.lower);
      add(kRunLast, place, last.lower);
      add(kRunBefore, place, LowerOf(run_before));
      add(kRunAfter, place, LowerOf(run_after));
    }
    add(kRunLength, place, std::min(run.size(), 6U));
    if (run_before != nullptr && run_before->middle != 0) {
      add(kRunBeforeClass, place, run_before->middle);
    }
    if (run_after != nullptr && run_after->middle != 0) {
      add(kRunAfterClass, place, run_after->middle);
    }
    uint32_t lists = 0;
    // Longer runs are tables or lists of names, no names.
    const uint32_t end = std::min(run.end, run.begin + 12);
    for (uint32_t other = run.begin; other < end; ++other) {
      lists |= table[sentence.words[other]].lists;
    }
    if (run.size() > 1 && lists != 0) add(kRunLists, place, lists);
    if (run.size() > 1 && last.lists != 0) {
      add(kRunLists, 8 + place, last.lists);
    }
    if (run.size() > 1 && first.lists != 0) {
      add(kRunLists, 16 + place, first.lists);
    }
  }
  if (facts == nullptr || (word.flags & kHasLetter) == 0) return;
  const bool capitalized = (word.flags & kCapitalized) != 0;
  if (!capitalized && sentence.sentence_case == SentenceCase::kUsual) return;
  const EntityDocumentWord& fact = facts->Get(sentence.lower_words[index]);
  const bool longer = fact.run_length > std::max(run.size(), 1U);
  const uint32_t mask = (fact.small ? 1U : 0U) | (fact.capitalized ? 2U : 0U) |
                        (longer ? 4U : 0U) | (fact.after_title ? 8U : 0U) |
                        (index == 0 ? 16U : 0U) | (capitalized ? 32U : 0U) |
                        (fact.run_length > 0 ? 64U : 0U);
  add(kDocumentMask, cased, mask);
  if (!longer) return;
  const uint32_t place = RunPlace(fact.run_position, fact.run_length);
  const EntityWord& first = table[document.tokens[fact.run_token].word];
  const EntityWord& last =
      table[document.tokens[fact.run_token + fact.run_length - 1].word];
  add(kDocumentRunFirst, place, first.lower);
  add(kDocumentRunLast, place, last.lower);
  add(kDocumentRunLength, place, std::min<uint32_t>(fact.run_length, 6));
  if (first.lists != 0) add(kDocumentRunLists, place, first.lists);
  if (last.lists != 0) add(kDocumentRunLists, 8 + place, last.lists);
}

}  // namespace standfirst
