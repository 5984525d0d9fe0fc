// `standfirst-train language`: which language words look like
// (core/clean/language.h).
//
//     node tools/scripts/languages.mjs
//     standfirst-train language --data FOLDER
//         --output models/sections/base.language [-- foreign=build/languages]
//
// English are the corpora's train files, the others what languages.mjs took out
// of Debian's packages. Prints what samples give that were not trained on.
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "core/clean/language.h"
#include "core/clean/language_grams.h"
#include "core/text/hash.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"
#include "tools/common/lines.h"
#include "tools/common/model_files.h"
#include "tools/common/model_writer.h"
#include "tools/train/corpora.h"
#include "tools/train/segment_texts.h"
#include "tools/train/trainers.h"

namespace standfirst::tools {
namespace {

// Those with a name here; what else there is, is English or "other".
constexpr std::array<std::string_view, 19> kNamed = {
    "cs", "da", "de", "es", "fi", "fr", "hu", "id", "it", "nl",
    "no", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "vi"};
constexpr size_t kOther = kNamed.size();
constexpr size_t kEnglish = kOther + 1;

struct Sample {
  std::vector<uint16_t> slots;
  size_t language = 0;
  bool latin = true;
  std::string code;
};

// Sparse weights by FTRL-Proximal (McMahan and others 2013), a row per slot.
class Weights {
 public:
  Weights(size_t rows, size_t columns, double l1)
      : columns_(columns),
        l1_(l1),
        z_(rows * columns),
        n_(rows * columns),
        allowed_(rows * columns, true) {}

  // Starts again with the `count` that matter most and the last row, without
  // L1: heavy ones, and among those the ones that often were to learn from.
  void KeepHeaviest(size_t count) {
    constexpr double kPower = 0.3;
    std::vector<std::pair<double, size_t>> heaviest;
    for (size_t at = 0; at < z_.size() - columns_; ++at) {
      heaviest.emplace_back(-std::abs(At(at / columns_, at % columns_)) *
                                std::pow(n_[at], kPower),
                            at);
    }
    std::sort(heaviest.begin(), heaviest.end());
    for (size_t i = count; i < heaviest.size(); ++i) {
      allowed_[heaviest[i].second] = false;
    }
    std::fill(z_.begin(), z_.end(), 0);
    std::fill(n_.begin(), n_.end(), 0);
    l1_ = 0;
  }

  double At(size_t row, size_t column) const {
    const size_t at = row * columns_ + column;
    if (std::abs(z_[at]) <= l1_) return 0;
    return -(z_[at] - std::copysign(l1_, z_[at])) /
           ((1 + std::sqrt(n_[at])) / kRate + kL2);
  }
  void Step(size_t row, size_t column, double gradient) {
    const size_t at = row * columns_ + column;
    if (!allowed_[at]) return;
    const double weight = At(row, column);
    const double sigma =
        (std::sqrt(n_[at] + gradient * gradient) - std::sqrt(n_[at])) / kRate;
    z_[at] += gradient - sigma * weight;
    n_[at] += gradient * gradient;
  }

 private:
  static constexpr double kRate = 0.1;
  static constexpr double kL2 = 1;
  size_t columns_;
  double l1_;
  std::vector<double> z_;
  std::vector<double> n_;
  std::vector<bool> allowed_;
};

class LanguageTrainer {
 public:
  explicit LanguageTrainer(const TrainArguments& arguments)
      : arguments_(arguments), random_(arguments.seed) {}

  Status Read() {
    size_t number = 0;
    // One paragraph in so many: there are far more than are needed.
    Status read = ForEachParagraph(arguments_, [&](const std::string& text) {
      if (++number % 2 == 0) AddEnglish(text);
    });
    if (!read.ok()) return read;
    const std::string folder =
        ExtraText(arguments_, "foreign", "build/languages");
    std::vector<std::filesystem::path> files;
    std::error_code failed;
    for (const auto& entry :
         std::filesystem::directory_iterator(folder, failed)) {
      if (entry.path().extension() == ".txt") files.push_back(entry.path());
    }
    if (files.empty()) {
      return Error{ErrorCode::kInputUnreadable,
                   "There is no text of other languages in " + folder + ".",
                   "node tools/scripts/languages.mjs brings it."};
    }
    std::sort(files.begin(), files.end());
    for (const auto& path : files) {
      Status added = AddForeign(path.string(), path.stem().string());
      if (!added.ok()) return added;
    }
    return Done{};
  }

  std::vector<uint8_t> Train() {
    Split();
    Weights english(kGramSlots + 1, 1,
                    ExtraNumber(arguments_, "l1-english", 4));
    Weights named(kGramSlots + 1, kOther, ExtraNumber(arguments_, "l1", 10));
    const auto passes = static_cast<int>(ExtraNumber(arguments_, "passes", 6));
    for (int pass = 0; pass < 2 * passes; ++pass) {
      if (pass == passes) {
        english.KeepHeaviest(
            static_cast<size_t>(ExtraNumber(arguments_, "english", 550)));
        named.KeepHeaviest(
            static_cast<size_t>(ExtraNumber(arguments_, "named", 1650)));
      }
      Shuffle();
      for (const uint32_t index : train_) {
        const Sample& sample = samples_[index];
        if (sample.latin) StepEnglish(sample, &english);
        if (sample.language != kEnglish) StepNamed(sample, &named);
      }
    }
    return Section(english, named);
  }

  void Report(const std::vector<uint8_t>& section) {
    ModelWriter writer("base");
    writer.Add("language", kLanguageModelVersion, section);
    const auto bytes = writer.Bytes();
    if (!bytes.ok()) return;
    const auto part = ModelPart::Read(bytes.value());
    if (!part.ok()) return;
    const auto model = LanguageModel::Read(part.value());
    if (!model.ok()) return;
    std::map<std::string, std::array<size_t, 4>> counts;
    std::array<size_t, 4> foreign{};
    std::array<size_t, 4> own{};
    for (const uint32_t index : held_out_) {
      const Sample& sample = samples_[index];
      GramSet grams;
      for (const uint16_t slot : sample.slots) grams.Add(slot);
      const int32_t score = sample.latin ? model.value().English(grams) : -1;
      std::vector<int32_t> scores;
      model.value().AddScores(grams, &scores);
      const auto best = static_cast<size_t>(
          std::max_element(scores.begin(), scores.end()) - scores.begin());
      const size_t found = score >= 0         ? kEnglish
                           : scores[best] > 0 ? best
                                              : kOther;
      std::array<size_t, 4> here = {1, found == sample.language ? 1U : 0U,
                                    found == kEnglish ? 1U : 0U,
                                    score > 0 ? 1U : 0U};
      auto& code = counts[sample.code];
      auto& sum = sample.language == kEnglish ? own : foreign;
      for (size_t i = 0; i < here.size(); ++i) {
        code[i] += here[i];
        sum[i] += here[i];
      }
    }
    for (const auto& [code, count] : counts) {
      std::fprintf(stderr, "%s %zu: right %zu, English %zu\n", code.c_str(),
                   count[0], count[1], count[2]);
    }
    std::fprintf(stderr,
                 "English: %zu of %zu taken for foreign, %zu surely English; "
                 "others: %zu of %zu named right, %zu taken for English\n",
                 own[0] - own[2], own[0], own[3], foreign[1], foreign[0],
                 foreign[2]);
  }

 private:
  void AddSample(std::string_view text, size_t language,
                 std::string_view code) {
    const LanguageSample read = SampleLanguage(text);
    const auto of = [&](ScriptClass script) {
      return read.letters[static_cast<size_t>(script)];
    };
    Sample sample;
    sample.language = language;
    sample.code = code;
    sample.latin = of(ScriptClass::kLatin) >= of(ScriptClass::kCyrillic);
    if (of(ScriptClass::kLatin) + of(ScriptClass::kCyrillic) < 40 ||
        read.grams.count() < 15) {
      return;
    }
    for (size_t part = 0; part < read.grams.words().size(); ++part) {
      for (uint64_t bits = read.grams.words()[part]; bits != 0;
           bits &= bits - 1) {
        sample.slots.push_back(static_cast<uint16_t>(
            part * 64 + static_cast<size_t>(std::countr_zero(bits))));
      }
    }
    samples_.push_back(std::move(sample));
  }

  // As it is, the beginning of it, in capitals, or in small letters: then its
  // names are among the words.
  void AddEnglish(const std::string& text) {
    const uint32_t kind = random_.Below(8);
    std::string sample = Beginning(text, random_.OneIn(2));
    if (kind <= 1) {
      std::string other;
      for (size_t at = 0; at < sample.size();) {
        const DecodedCharacter character = DecodeValidUtf8(sample, at);
        at += character.size;
        AppendUtf8(kind == 0 ? ToUpper(character.code_point)
                             : ToLower(character.code_point),
                   &other);
      }
      sample = std::move(other);
    }
    AddSample(sample, kEnglish, kind == 0 ? "EN" : "en");
  }

  Status AddForeign(const std::string& path, const std::string& code) {
    size_t language = static_cast<size_t>(
        std::find(kNamed.begin(), kNamed.end(), code) - kNamed.begin());
    Expected<LineReader> reader = LineReader::Open(path);
    if (!reader.ok()) return reader.error();
    std::vector<std::string> lines;
    std::string line;
    while (reader.value().Next(&line)) {
      if (IsValidUtf8(line)) lines.push_back(line);
    }
    const size_t most = language == kOther ? 500 : 3000;
    for (size_t i = 0; i < most && i < lines.size() * 2; ++i) {
      // A line, or several until there is enough.
      const size_t wanted = 60 + random_.Below(240);
      std::string text;
      while (text.size() < wanted) {
        text += lines[random_.Below(static_cast<uint32_t>(lines.size()))];
        text += ' ';
      }
      AddSample(Beginning(text, random_.OneIn(2)), language, code);
    }
    return Done{};
  }

  // Half of the texts are cut after a number of words.
  std::string Beginning(const std::string& text, bool cut) {
    if (!cut) return text;
    size_t end = 0;
    for (uint32_t words = 10 + random_.Below(30);
         words > 0 && end != std::string::npos; --words) {
      end = text.find(' ', end + 1);
    }
    return text.substr(0, end);
  }

  void Split() {
    for (uint32_t i = 0; i < samples_.size(); ++i) {
      (random_.OneIn(8) ? held_out_ : train_).push_back(i);
    }
    size_t english = 0;
    size_t latin = 0;
    for (const Sample& sample : samples_) {
      english += sample.language == kEnglish ? 1 : 0;
      latin += sample.language != kEnglish && sample.latin ? 1 : 0;
    }
    std::fprintf(stderr, "%zu samples, %zu English, %zu others in Latin\n",
                 samples_.size(), english, latin);
  }

  void Shuffle() {
    for (size_t i = train_.size(); i > 1; --i) {
      std::swap(train_[i - 1], train_[random_.Below(static_cast<uint32_t>(i))]);
    }
  }

  static void StepEnglish(const Sample& sample, Weights* weights) {
    double score = weights->At(kGramSlots, 0);
    for (const uint16_t slot : sample.slots) score += weights->At(slot, 0);
    const double label = sample.language == kEnglish ? 1 : 0;
    const double gradient = 1 / (1 + std::exp(-score)) - label;
    if (std::abs(gradient) < 0.002) return;
    weights->Step(kGramSlots, 0, gradient);
    for (const uint16_t slot : sample.slots) weights->Step(slot, 0, gradient);
  }

  // Softmax over the named languages and "other", which has no weights.
  static void StepNamed(const Sample& sample, Weights* weights) {
    std::array<double, kOther + 1> scores{};
    double most = 0;
    for (size_t column = 0; column < kOther; ++column) {
      scores[column] = weights->At(kGramSlots, column);
      for (const uint16_t slot : sample.slots) {
        scores[column] += weights->At(slot, column);
      }
      most = std::max(most, scores[column]);
    }
    double sum = 0;
    for (double& score : scores) sum += score = std::exp(score - most);
    for (size_t column = 0; column < kOther; ++column) {
      const double gradient =
          scores[column] / sum - (sample.language == column ? 1 : 0);
      if (std::abs(gradient) < 0.005) continue;
      weights->Step(kGramSlots, column, gradient);
      for (const uint16_t slot : sample.slots) {
        weights->Step(slot, column, gradient);
      }
    }
  }

  std::vector<uint8_t> Section(const Weights& english,
                               const Weights& named) const {
    // Units of weights in a logit; what is beyond four bits is cut.
    const auto scaled = [](double weight, double unit) {
      return static_cast<int>(std::lround(weight * unit));
    };
    const double own_unit = ExtraNumber(arguments_, "unit-english", 2.5);
    const double unit = ExtraNumber(arguments_, "unit", 2);
    // Logits: how far English has to be for another language, and how much the
    // named languages are likelier in an article than among the samples.
    const double doubt = ExtraNumber(arguments_, "doubt", 3);
    const double prefer = ExtraNumber(arguments_, "prefer", 1);
    constexpr double kSurely = 6;
    std::vector<uint8_t> bytes = {kLanguageModelVersion,
                                  static_cast<uint8_t>(kOther)};
    for (const double logits : {english.At(kGramSlots, 0), doubt, kSurely}) {
      AppendU16(&bytes, static_cast<uint16_t>(scaled(logits, own_unit)));
    }
    for (size_t language = 0; language < kOther; ++language) {
      bytes.insert(bytes.end(), kNamed[language].begin(),
                   kNamed[language].end());
      AppendU16(&bytes, static_cast<uint16_t>(scaled(
                            named.At(kGramSlots, language) + prefer, unit)));
    }
    const auto nibble = [&](size_t column, size_t slot) {
      if (column > kOther) return 0;
      const int value = column == 0 ? scaled(english.At(slot, 0), own_unit)
                                    : scaled(named.At(slot, column - 1), unit);
      return std::clamp(value, -8, 7) & 15;
    };
    for (size_t column = 0; column <= kOther; column += 2) {
      for (size_t slot = 0; slot < kGramSlots; ++slot) {
        bytes.push_back(static_cast<uint8_t>(nibble(column, slot) |
                                             nibble(column + 1, slot) << 4));
      }
    }
    return bytes;
  }

  const TrainArguments& arguments_;
  Random random_;
  std::vector<Sample> samples_;
  std::vector<uint32_t> train_;
  std::vector<uint32_t> held_out_;
};

}  // namespace

int TrainLanguage(const TrainArguments& arguments) {
  LanguageTrainer trainer(arguments);
  Status read = trainer.Read();
  if (!read.ok()) {
    std::fprintf(stderr, "%s\n", read.error().message.c_str());
    return 3;
  }
  const std::vector<uint8_t> section = trainer.Train();
  trainer.Report(section);
  Status written = WriteModelFile(arguments.output, section);
  if (!written.ok()) {
    std::fprintf(stderr, "%s\n", written.error().message.c_str());
    return 1;
  }
  return 0;
}

}  // namespace standfirst::tools
