#include "tools/train/entity_sections.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <set>
#include <string_view>
#include <utility>

#include "core/entity/entity_lexicon.h"
#include "core/entity/entity_model.h"
#include "core/entity/fingerprints.h"
#include "core/text/hash.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"
#include "tools/common/lines.h"
#include "tools/common/model_writer.h"

namespace standfirst::tools {
namespace {

std::vector<std::string> Lines(const std::string& text) {
  std::vector<std::string> lines;
  std::string line;
  for (const char byte : text) {
    if (byte == '\n') {
      if (!line.empty() && line[0] != '#') lines.push_back(line);
      line.clear();
    } else if (byte != '\r') {
      line.push_back(byte);
    }
  }
  if (!line.empty() && line[0] != '#') lines.push_back(line);
  return lines;
}

Error WrongLine(const std::string& path, const std::string& line,
                std::string hint) {
  std::string message = path;
  message.append(": \"").append(line).append("\"");
  return {ErrorCode::kInputUnreadable, std::move(message), std::move(hint)};
}

bool StartsWithCapital(std::string_view word) {
  return !word.empty() &&
         ClassifyCharacter(DecodeValidUtf8(word, 0).code_point) ==
             CharacterClass::kUpper;
}

// Every name as text writes it: without the marks that news leave off.
std::string Plain(const std::string& name) {
  struct Fold {
    std::string_view from;
    char to;
  };
  static constexpr Fold kFolds[] = {
      {"ā", 'a'}, {"á", 'a'}, {"à", 'a'}, {"ă", 'a'}, {"ã", 'a'}, {"â", 'a'},
      {"ä", 'a'}, {"å", 'a'}, {"ē", 'e'}, {"é", 'e'}, {"è", 'e'}, {"ê", 'e'},
      {"ë", 'e'}, {"ī", 'i'}, {"í", 'i'}, {"ï", 'i'}, {"î", 'i'}, {"ō", 'o'},
      {"ó", 'o'}, {"ô", 'o'}, {"ö", 'o'}, {"õ", 'o'}, {"ø", 'o'}, {"ū", 'u'},
      {"ú", 'u'}, {"ü", 'u'}, {"û", 'u'}, {"ç", 'c'}, {"ć", 'c'}, {"č", 'c'},
      {"ş", 's'}, {"š", 's'}, {"ś", 's'}, {"ž", 'z'}, {"ź", 'z'}, {"ż", 'z'},
      {"ñ", 'n'}, {"ń", 'n'}, {"ł", 'l'}, {"ğ", 'g'}, {"ţ", 't'}, {"ț", 't'},
      {"ḩ", 'h'}, {"ḥ", 'h'}, {"ḑ", 'd'}, {"đ", 'd'}, {"ţ", 't'}, {"ẕ", 'z'},
      {"Ā", 'A'}, {"Á", 'A'}, {"Â", 'A'}, {"Å", 'A'}, {"Ä", 'A'}, {"É", 'E'},
      {"Ī", 'I'}, {"İ", 'I'}, {"Í", 'I'}, {"Ó", 'O'}, {"Ö", 'O'}, {"Ø", 'O'},
      {"Ü", 'U'}, {"Ú", 'U'}, {"Ş", 'S'}, {"Š", 'S'}, {"Ś", 'S'}, {"Ç", 'C'},
      {"Č", 'C'}, {"Ž", 'Z'}, {"Ż", 'Z'}, {"Ł", 'L'}, {"Ḩ", 'H'}, {"Ţ", 'T'},
      {"Đ", 'D'}};
  std::string plain;
  for (size_t at = 0; at < name.size();) {
    bool folded = false;
    for (const Fold& fold : kFolds) {
      if (std::string_view(name).substr(at).starts_with(fold.from)) {
        plain.push_back(fold.to);
        at += fold.from.size();
        folded = true;
        break;
      }
    }
    if (!folded) plain.push_back(name[at++]);
  }
  return plain;
}

uint64_t FormHash(std::string_view form) {
  std::string folded(form);
  for (char& byte : folded) {
    if (byte >= '0' && byte <= '9') byte = '0';
  }
  return MixHash(HashBytes(folded));
}

struct Word {
  uint32_t word_class = 0;
  uint32_t lists = 0;
};

// The columns of section "lexicon", and what is on each list to the log.
void AppendColumns(const std::map<uint32_t, Word>& by_fingerprint,
                   std::vector<uint8_t>* bytes) {
  std::map<uint32_t, uint32_t> per_list;
  std::vector<uint8_t> columns[6];
  uint32_t before = 0;
  for (const auto& [fingerprint, word] : by_fingerprint) {
    for (uint32_t bit = 0; bit < 16; ++bit) {
      if ((word.lists >> bit & 1U) != 0) ++per_list[bit];
    }
    const uint32_t step = fingerprint - before;  // Far below 2^16.
    before = fingerprint;
    AppendU8(&columns[0], static_cast<uint8_t>(step));
    AppendU8(&columns[1], static_cast<uint8_t>(step >> 8));
    AppendU8(&columns[2], static_cast<uint8_t>(word.word_class));
    AppendU8(&columns[3], static_cast<uint8_t>(word.word_class >> 8));
    AppendU8(&columns[4], static_cast<uint8_t>(word.lists));
    AppendU8(&columns[5], static_cast<uint8_t>(word.lists >> 8));
  }
  std::fprintf(stderr, "lexicon: %zu words;", by_fingerprint.size());
  for (const auto& [bit, count] : per_list) {
    std::fprintf(stderr, " list %u: %u", bit, count);
  }
  std::fprintf(stderr, "\n");
  for (const std::vector<uint8_t>& column : columns) {
    bytes->insert(bytes->end(), column.begin(), column.end());
  }
}

}  // namespace

Expected<std::vector<uint8_t>> MakeLexicon(const std::string& lists,
                                           const EntityWords& words,
                                           uint32_t least_class_count,
                                           uint32_t least_surname_count) {
  std::map<std::string, Word> lexicon;
  const auto seen = [&](const std::string& word) {
    const auto found = words.counts.find(word);
    return found == words.counts.end() ? 0U : found->second;
  };
  for (const auto& [word, word_class] : words.classes) {
    if (seen(word) >= least_class_count) lexicon[word].word_class = word_class;
  }
  // A word that is mostly written small is no name ("Will", "Of").
  const auto nameable = [&](const std::string& word) {
    std::string lower;
    AppendLowerCase(word, &lower);
    return StartsWithCapital(word) && lower.size() > 1 &&
           seen(lower) <= 4 * seen(word) + 2;
  };
  struct Source {
    std::string_view file;
    uint32_t list;
    uint32_t least_count;  // In the texts, to be worth its bytes.
  };
  const Source kSources[] = {
      {"first_names_us.txt", kFirstNameList, 0},
      {"first_names_all.txt", kFirstNameList, 1},
      {"surnames_us.txt", kSurnameList, least_surname_count},
      {"surnames_other.txt", kSurnameList, least_surname_count},
      {"titles.txt", kTitleList, 0},
      {"organisation_words.txt", kOrganizationWordList, 0},
      {"place_words.txt", kPlaceWordList, 0},
  };
  for (const Source& source : kSources) {
    Expected<std::string> text =
        ReadFile(lists + "/" + std::string(source.file));
    if (!text.ok()) return text.error();
    for (const std::string& name : Lines(text.value())) {
      if (name.find(' ') != std::string::npos) continue;
      const bool name_list =
          source.list == kFirstNameList || source.list == kSurnameList;
      if (name_list && (seen(name) < source.least_count || !nameable(name))) {
        continue;
      }
      lexicon[name].lists |= source.list;
    }
  }
  const auto add_place = [&](const std::string& name, uint32_t single,
                             uint32_t least_count) {
    for (const std::string& form : {name, Plain(name)}) {
      std::vector<std::string> parts;
      for (const std::string& word : SplitAt(form, ' ')) {
        // "Guinea-Bissau" is cut at its hyphen in text.
        for (const std::string& part : SplitAt(word, '-')) {
          if (!part.empty()) parts.push_back(part);
        }
      }
      if (parts.size() == 1) {
        if (seen(form) >= least_count && nameable(form)) {
          lexicon[form].lists |= single;
        }
        continue;
      }
      bool all_seen = true;
      for (const std::string& part : parts) all_seen &= seen(part) >= 1;
      if (!all_seen || parts.size() > 4) continue;
      for (size_t at = 0; at < parts.size(); ++at) {
        if (!StartsWithCapital(parts[at])) continue;
        lexicon[parts[at]].lists |=
            at == 0 ? kPlaceStartList : kPlaceInsideList;
      }
    }
  };
  Expected<std::string> cities = ReadFile(lists + "/cities.tsv");
  if (!cities.ok()) return cities.error();
  for (const std::string& line : Lines(cities.value())) {
    const std::vector<std::string> fields = SplitAt(line, '\t');
    add_place(fields[0], kCityList, 1);
    if (fields.size() > 2) add_place(fields[2], kCityList, 2);
  }
  Expected<std::string> countries = ReadFile(lists + "/countries.tsv");
  if (!countries.ok()) return countries.error();
  for (const std::string& line : Lines(countries.value())) {
    const std::vector<std::string> fields = SplitAt(line, '\t');
    if (fields.size() < 3) continue;
    const std::string& kind = fields[1];
    if (kind == "country" || kind == "region" || kind == "country-official") {
      add_place(fields[0], kCountryList, 0);
    } else if (kind == "country-alternative") {
      add_place(fields[0], kCountryList, 2);
    } else if (kind == "demonym") {
      add_place(fields[0], kDemonymList, 0);
    } else if (kind == "language") {
      add_place(fields[0], kLanguageList, 1);
    } else if (kind == "capital") {
      add_place(fields[0], kCapitalList, 0);
    }
  }
  Expected<std::string> companies = ReadFile(lists + "/companies.txt");
  if (!companies.ok()) return companies.error();
  for (const std::string& name : Lines(companies.value())) {
    if (name.find(' ') == std::string::npos && seen(name) >= 2 &&
        nameable(name)) {
      lexicon[name].lists |= kCompanyList;
    }
  }

  std::map<uint32_t, Word> by_fingerprint;
  for (const auto& [form, word] : lexicon) {
    // The first of two that cannot be told apart; the commoner by class.
    const auto [place, added] = by_fingerprint.try_emplace(
        FingerprintSet::Fingerprint(FormHash(form)), word);
    if (!added && place->second.word_class == 0) place->second = word;
  }
  std::vector<uint8_t> bytes;
  AppendU32(&bytes, static_cast<uint32_t>(by_fingerprint.size()));
  AppendU32(&bytes, static_cast<uint32_t>(words.middle.size()));
  for (const uint8_t value : words.middle) AppendU8(&bytes, value);
  for (const uint8_t value : words.coarse) AppendU8(&bytes, value);
  AppendColumns(by_fingerprint, &bytes);
  return bytes;
}

Expected<std::vector<uint8_t>> AddNameWords(std::span<const uint8_t> lexicon,
                                            const std::string& path) {
  const Expected<EntityLexicon> valid = EntityLexicon::Read(lexicon);
  if (!valid.ok()) return valid.error();
  const Expected<std::string> text = ReadFile(path);
  if (!text.ok()) return text.error();
  const size_t count = ReadU32(lexicon, 0);
  const size_t start = 8 + 2 * size_t{ReadU32(lexicon, 4)};
  const auto pair = [&](size_t column, size_t index) {
    const size_t at = start + column * count + index;
    return static_cast<uint32_t>(lexicon[at] | lexicon[at + count] << 8);
  };
  std::map<uint32_t, Word> by_fingerprint;
  uint32_t fingerprint = 0;
  for (size_t index = 0; index < count; ++index) {
    fingerprint += pair(0, index);
    by_fingerprint[fingerprint] = {pair(2, index), pair(4, index)};
  }
  for (const std::string& line : Lines(text.value())) {
    const std::vector<std::string> fields = SplitAt(line, '\t');
    const uint32_t list = fields.size() != 2     ? 0
                          : fields[1] == "ORG"   ? kOrganizationWordList
                          : fields[1] == "PLACE" ? kPlaceWordList
                          : fields[1] == "TITLE" ? kTitleList
                                                 : 0;
    if (list == 0) {
      return WrongLine(path, line,
                       "A line is a word, a tab, and ORG, PLACE or TITLE.");
    }
    by_fingerprint[FingerprintSet::Fingerprint(FormHash(fields[0]))].lists |=
        list;
  }
  std::vector<uint8_t> bytes;
  AppendU32(&bytes, static_cast<uint32_t>(by_fingerprint.size()));
  bytes.insert(bytes.end(), lexicon.begin() + 4,
               lexicon.begin() + static_cast<std::ptrdiff_t>(start));
  AppendColumns(by_fingerprint, &bytes);
  return bytes;
}

Expected<std::vector<uint8_t>> MakeNameLists(const std::string& path) {
  // In the order of NameList.
  constexpr std::array<std::string_view, kNameListCount> kNames = {
      "land",  "law",        "sure-law",      "event",      "event-start",
      "built", "sure-built", "built-start",   "sure-water", "storm",
      "ship",  "company",    "place-company", "body",
  };
  const Expected<std::string> text = ReadFile(path);
  if (!text.ok()) return text.error();
  std::vector<uint8_t> bytes;
  size_t list = 0;
  for (const std::string& line : Lines(text.value())) {
    const std::vector<std::string> fields = SplitAt(line, '\t');
    if (fields.size() != 2 || list == kNames.size() ||
        fields[0] != kNames[list]) {
      return WrongLine(
          path, line,
          "A line is a list's name, in their order, a tab, and words.");
    }
    bytes.insert(bytes.end(), fields[1].begin(), fields[1].end());
    bytes.push_back(0);
    ++list;
  }
  if (list < kNames.size()) {
    return Error{ErrorCode::kInputUnreadable, path + ": a list is missing", ""};
  }
  return bytes;
}

Expected<std::vector<uint8_t>> MakeCountries(const std::string& lists) {
  Expected<std::string> text = ReadFile(lists + "/countries.tsv");
  if (!text.ok()) return text.error();
  std::map<uint32_t, std::string> codes;
  // Names first, then demonyms, then capitals: what comes first stays.
  for (const std::string_view wanted :
       {"country", "country-official", "country-alternative", "demonym",
        "capital"}) {
    for (const std::string& line : Lines(text.value())) {
      const std::vector<std::string> fields = SplitAt(line, '\t');
      if (fields.size() < 3 || fields[1] != wanted || fields[2].size() != 2) {
        continue;
      }
      if (fields[0].size() < 3 && wanted != "country-alternative") continue;
      std::string lower;
      AppendLowerCase(fields[0], &lower);
      const auto key = static_cast<uint32_t>(MixHash(HashBytes(lower)) >> 32);
      const auto [place, added] = codes.try_emplace(key, fields[2]);
      // "American" is said of the United States first of all, and "Dutch" of
      // the Netherlands, not of what else is theirs.
      if (!added && (fields[2] == "US" || fields[2] == "NL")) {
        place->second = fields[2];
      }
    }
  }
  std::vector<uint8_t> bytes;
  AppendU32(&bytes, static_cast<uint32_t>(codes.size()));
  for (const auto& [key, code] : codes) AppendU32(&bytes, key);
  for (const auto& [key, code] : codes) {
    AppendU8(&bytes, static_cast<uint8_t>(code[0]));
    AppendU8(&bytes, static_cast<uint8_t>(code[1]));
  }
  return bytes;
}

std::vector<uint8_t> MakeRecognizer(const Crf& crf,
                                    const std::vector<uint64_t>& hashes,
                                    const std::vector<EntityType>& types,
                                    uint32_t steps) {
  // A weight w is kept as the whole number q nearest to sign(w) *
  // sqrt(|w| / largest) * steps: finer near nought.
  std::vector<float> sizes;
  for (uint32_t feature = 0; feature < hashes.size(); ++feature) {
    for (uint32_t label = 0; label < crf.column_count(); ++label) {
      const float size = std::fabs(crf.weight(feature, label));
      if (size > 0) sizes.push_back(size);
    }
  }
  // One in a thousand is larger; a lone giant must not widen all steps.
  float largest = 0;
  if (!sizes.empty()) {
    const auto place =
        sizes.end() - 1 - static_cast<std::ptrdiff_t>(sizes.size() / 1000);
    std::nth_element(sizes.begin(), place, sizes.end());
    largest = *place;
  }
  const double unit =
      largest > 0 ? largest / (static_cast<double>(steps) * steps) : 1;
  struct Row {
    std::vector<uint8_t> labels;
    std::vector<uint8_t> values;
  };
  std::map<uint32_t, Row> rows;
  size_t collisions = 0;
  for (uint32_t feature = 0; feature < hashes.size(); ++feature) {
    Row row;
    for (uint32_t label = 0; label < crf.column_count(); ++label) {
      const double weight = crf.weight(feature, label);
      const int q = std::min(
          127,
          static_cast<int>(std::lround(std::sqrt(std::fabs(weight) / unit))));
      if (q == 0) continue;
      row.labels.push_back(static_cast<uint8_t>(label));
      row.values.push_back(
          static_cast<uint8_t>(weight < 0 ? 128 - q : 128 + q));
    }
    if (row.labels.empty()) continue;
    if (!rows.try_emplace(FingerprintSet::Fingerprint(hashes[feature]),
                          std::move(row))
             .second) {
      ++collisions;
    }
  }
  std::vector<uint8_t> columns[5];
  uint32_t before = 0;
  uint32_t count = 0;
  const auto add = [&](uint32_t step, const Row& row) {
    AppendU8(&columns[0], static_cast<uint8_t>(step));
    AppendU8(&columns[1], static_cast<uint8_t>(step >> 8));
    AppendU8(&columns[2], static_cast<uint8_t>(row.labels.size()));
    columns[3].insert(columns[3].end(), row.labels.begin(), row.labels.end());
    columns[4].insert(columns[4].end(), row.values.begin(), row.values.end());
    ++count;
  };
  for (const auto& [fingerprint, row] : rows) {
    while (fingerprint - before > 0xFFFF) {
      add(0xFFFF, {});
      before += 0xFFFF;
    }
    add(fingerprint - before, row);
    before = fingerprint;
  }
  std::vector<uint8_t> bytes;
  AppendU32(&bytes, count);
  AppendU32(&bytes, static_cast<uint32_t>(columns[3].size()));
  AppendU32(&bytes, static_cast<uint32_t>(types.size()));
  for (const EntityType type : types) {
    AppendU8(&bytes, static_cast<uint8_t>(type));
  }
  AppendPadding(&bytes, 4);
  const auto append_score = [&](float weight) {
    const double score =
        std::clamp(std::round(weight / unit), -16777216.0, 16777216.0);
    AppendU32(&bytes, static_cast<uint32_t>(static_cast<int32_t>(score)));
  };
  for (const float weight : crf.transitions()) append_score(weight);
  for (const float weight : crf.inside()) append_score(weight);
  for (const std::vector<uint8_t>& column : columns) {
    bytes.insert(bytes.end(), column.begin(), column.end());
  }
  std::fprintf(stderr,
               "recognizer: %u features, %zu weights, %zu collisions, largest "
               "weight %.2f\n",
               count, columns[3].size(), collisions,
               static_cast<double>(largest));
  return bytes;
}

}  // namespace standfirst::tools
