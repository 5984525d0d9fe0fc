#include "core/clean/language.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>

namespace standfirst {
namespace {

constexpr std::string_view kUnknown = "und";
constexpr size_t kNameSize = 4;  // Code and bias.

// Fewer pieces of words are too short to tell.
constexpr uint32_t kFewestGrams = 36;

int32_t ReadI16(std::span<const uint8_t> bytes, size_t offset) {
  return static_cast<int16_t>(ReadU16(bytes, offset));
}

// Of letters, or of evidence.
struct Tally {
  std::array<uint32_t, static_cast<size_t>(ScriptClass::kOther) + 1> letters{};
  uint32_t persian_letters = 0;

  uint32_t total() const {
    uint32_t sum = 0;
    for (const uint32_t count : letters) sum += count;
    return sum;
  }
  uint32_t of(ScriptClass script) const {
    return letters[static_cast<size_t>(script)];
  }
};

// The language of scripts that few languages share.
std::string_view CodeOfScript(const Tally& tally) {
  struct ScriptCode {
    ScriptClass script;
    std::string_view code;
  };
  constexpr std::array kCodes = std::to_array<ScriptCode>({
      {ScriptClass::kGreek, "el"},
      {ScriptClass::kHebrew, "he"},
      {ScriptClass::kArabic, "ar"},
      {ScriptClass::kDevanagari, "hi"},
      {ScriptClass::kSoutheastAsian, "th"},
      {ScriptClass::kHangul, "ko"},
  });
  // Japanese mixes Han with its syllabaries.
  const uint32_t letters = tally.total();
  const uint32_t kana =
      tally.of(ScriptClass::kHiragana) + tally.of(ScriptClass::kKatakana);
  const uint32_t han = tally.of(ScriptClass::kHan);
  if ((kana + han) * 2 > letters) return kana * 10 > han ? "ja" : "zh";
  for (const ScriptCode& entry : kCodes) {
    if (tally.of(entry.script) * 2 <= letters) continue;
    if (entry.script == ScriptClass::kArabic &&
        tally.persian_letters * 20 > tally.of(entry.script)) {
      return kUnknown;  // Persian, Urdu, …: not told apart.
    }
    return entry.code;
  }
  // Scripts whose languages have no name here.
  const uint32_t alphabets =
      tally.of(ScriptClass::kLatin) + tally.of(ScriptClass::kCyrillic);
  return alphabets * 2 < letters ? kUnknown : std::string_view();
}

// What a block, or the whole, says of its language.
struct Evidence {
  Tally tally;
  uint32_t grams = 0;
  int32_t english = 0;
  std::vector<int32_t> others;  // Empty: surely English, not looked at.
};

uint16_t Thousandths(int64_t part, int64_t whole) {
  return static_cast<uint16_t>(
      std::clamp<int64_t>(part * 1000 / std::max<int64_t>(whole, 1), 0, 1000));
}

Language Decide(const LanguageModel* model, const Evidence& evidence) {
  const uint32_t letters = evidence.tally.total();
  const std::string_view script_code = CodeOfScript(evidence.tally);
  if (!script_code.empty()) {
    return {
        std::string(script_code),
        Thousandths(letters - evidence.tally.of(ScriptClass::kLatin), letters)};
  }
  const bool cyrillic = evidence.tally.of(ScriptClass::kCyrillic) * 2 > letters;
  if (model == nullptr || !model->trained()) {
    if (cyrillic) return {std::string(kUnknown), 0};
    return {};
  }
  // Half sure where nothing speaks for or against.
  const int32_t certain = model->surely() * 2;
  if (!cyrillic && (evidence.english >= 0 || evidence.grams < kFewestGrams)) {
    if (evidence.grams == 0) return {};
    return {"en", Thousandths(model->surely() + evidence.english, certain)};
  }
  size_t best = 0;
  for (size_t i = 1; i < evidence.others.size(); ++i) {
    if (evidence.others[i] > evidence.others[best]) best = i;
  }
  if (evidence.others.empty() || evidence.others[best] <= 0) {
    return {std::string(kUnknown),
            Thousandths(model->surely() - evidence.english, certain)};
  }
  return {std::string(model->CodeOf(best)),
          Thousandths(model->surely() + evidence.others[best], certain)};
}

}  // namespace

Expected<LanguageModel> LanguageModel::Read(const ModelPart& part) {
  const ModelSection* section = part.Find("language");
  if (section == nullptr) return LanguageModel();
  return ReadSection(section->bytes);
}

Expected<LanguageModel> LanguageModel::ReadSection(
    std::span<const uint8_t> bytes) {
  LanguageModel model;
  if (bytes.size() < kLanguageHeaderSize || bytes[0] != kLanguageModelVersion ||
      bytes[1] > kMostLanguages) {
    return InvalidSection("language");
  }
  model.languages_ = bytes[1];
  const size_t names = model.languages_ * kNameSize;
  const size_t tables = (model.languages_ + 2) / 2 * kGramSlots;
  if (bytes.size() != kLanguageHeaderSize + names + tables) {
    return InvalidSection("language");
  }
  model.english_bias_ = ReadI16(bytes, 2);
  model.doubt_ = ReadU16(bytes, 4);
  model.surely_ = std::max<int32_t>(1, ReadU16(bytes, 6));
  model.names_ = bytes.subspan(kLanguageHeaderSize, names);
  model.tables_ = bytes.subspan(kLanguageHeaderSize + names);
  return model;
}

std::string_view LanguageModel::CodeOf(size_t language) const {
  return {reinterpret_cast<const char*>(&names_[language * kNameSize]), 2};
}

int32_t LanguageModel::Sum(const GramSet& grams, size_t column) const {
  const std::span<const uint8_t> table =
      tables_.subspan(column / 2 * kGramSlots, kGramSlots);
  const uint32_t shift = column % 2 * 4;
  int32_t sum = 0;
  for (size_t part = 0; part < grams.words().size(); ++part) {
    for (uint64_t bits = grams.words()[part]; bits != 0; bits &= bits - 1) {
      const size_t slot =
          part * 64 + static_cast<size_t>(std::countr_zero(bits));
      // Four bits with their sign: 8 to 15 are -8 to -1.
      sum += static_cast<int32_t>((table[slot] >> shift & 15U) ^ 8U) - 8;
    }
  }
  return sum;
}

int32_t LanguageModel::English(const GramSet& grams) const {
  const int32_t sum = english_bias_ + Sum(grams, 0);
  return sum >= 0 ? sum : std::min(0, sum + doubt_);
}

void LanguageModel::AddScores(const GramSet& grams,
                              std::vector<int32_t>* scores) const {
  scores->resize(languages_);
  for (size_t language = 0; language < languages_; ++language) {
    (*scores)[language] +=
        ReadI16(names_, language * kNameSize + 2) + Sum(grams, language + 1);
  }
}

DocumentLanguage DetectLanguage(const LanguageModel* model,
                                const Document& document) {
  DocumentLanguage result;
  const bool trained = model != nullptr && model->trained();
  Evidence all;
  std::vector<uint8_t> known;  // 1: long enough to tell.
  for (const Block& block : document.blocks) {
    const LanguageSample sample = SampleLanguage(document.Text(block.span));
    Evidence here{
        {sample.letters, sample.persian_letters}, sample.grams.count(), 0, {}};
    if (trained) {
      here.english = model->English(sample.grams);
      if (here.english <= 0) model->AddScores(sample.grams, &here.others);
    }
    for (size_t i = 0; i < sample.letters.size(); ++i) {
      all.tally.letters[i] += sample.letters[i];
    }
    all.tally.persian_letters += sample.persian_letters;
    all.grams += here.grams;
    all.english += here.english;
    if (!here.others.empty()) {
      all.others.resize(here.others.size());
      for (size_t i = 0; i < here.others.size(); ++i) {
        all.others[i] += here.others[i];
      }
    }
    const bool by_script = !CodeOfScript(here.tally).empty();
    known.push_back(here.grams >= kFewestGrams || by_script ? 1 : 0);
    // Code and tables are in no language; they are read as they always were.
    const bool prose =
        block.kind != BlockKind::kCode && block.kind != BlockKind::kTable;
    const bool english = Decide(model, here).code == "en";
    result.english.push_back(english || !prose ? 1 : 0);
  }
  result.whole = Decide(model, all);
  // Too short to tell: as the one before, or the whole.
  uint8_t before = result.whole.code == "en" ? 1 : 0;
  for (size_t i = 0; i < result.english.size(); ++i) {
    if (known[i] == 0) result.english[i] = before;
    before = result.english[i];
  }
  return result;
}

}  // namespace standfirst
