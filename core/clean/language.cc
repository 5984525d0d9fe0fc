#include "core/clean/language.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/text/equal.h"
#include "core/text/hash.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

// Languages in Latin and Cyrillic script that are told by their commonest
// function words. Words that many of them share are left out where they would
// decide alone.
struct FunctionWords {
  std::string_view code;
  std::string_view words;  // "/word/word/…/", lower case.
};
constexpr std::array kFunctionWords = std::to_array<FunctionWords>({
    {"en",
     "/the/of/and/to/a/in/that/is/was/for/it/with/as/he/his/on/be/at/by/had/"
     "not/are/but/from/or/have/an/they/which/you/were/her/she/their/we/has/"
     "been/who/will/more/this/i/would/said/what/there/if/can/all/its/my/your/"
     "so/do/our/about/when/than/into/could/some/them/then/these/how/did/after/"
     "also/other/because/over/no/one/out/up/us/him/just/like/only/"},
    {"de",
     "/der/die/und/das/den/von/zu/mit/sich/des/auf/für/ist/im/dem/nicht/ein/"
     "eine/als/auch/es/an/werden/aus/er/hat/dass/sie/nach/wird/bei/einer/um/"
     "am/sind/noch/wie/einem/über/einen/so/zum/war/haben/nur/oder/aber/vor/"
     "zur/bis/mehr/durch/man/wurde/sei/ich/wir/ihr/"},
    {"fr",
     "/de/la/le/et/les/des/en/un/du/une/que/est/pour/qui/dans/a/par/plus/pas/"
     "au/sur/ne/se/ce/il/sont/avec/son/aux/d'un/cette/d'une/ont/ses/mais/"
     "comme/on/tout/nous/sa/fait/été/aussi/leur/bien/peut/ces/y/deux/elle/"
     "l'on/c'est/qu'il/je/vous/où/"},
    {"es",
     "/de/la/que/el/en/y/a/los/del/se/las/por/un/para/con/no/una/su/al/lo/"
     "como/más/pero/sus/le/ya/o/este/sí/porque/esta/entre/cuando/muy/sin/"
     "sobre/también/me/hasta/hay/donde/quien/desde/todo/nos/durante/fue/ha/"
     "es/son/"},
    {"pt",
     "/de/a/o/que/e/do/da/em/um/para/é/com/não/uma/os/no/se/na/por/mais/as/"
     "dos/como/mas/foi/ao/ele/das/tem/à/seu/sua/ou/ser/quando/muito/há/nos/"
     "já/está/eu/também/só/pelo/pela/até/isso/ela/entre/era/depois/sem/mesmo/"
     "aos/ter/seus/são/"},
    {"it",
     "/di/e/il/la/che/in/a/per/un/è/del/non/si/una/con/i/le/da/al/della/sono/"
     "dei/ha/nel/come/più/lo/gli/alla/anche/ma/se/ai/delle/o/su/dal/ci/questo/"
     "suo/essere/sua/degli/nella/ed/questa/loro/stato/era/dalla/"},
    {"nl",
     "/de/van/het/een/en/in/is/dat/op/te/zijn/met/voor/niet/aan/er/die/om/ook/"
     "als/dan/maar/bij/nog/uit/door/naar/heeft/hij/ze/over/was/worden/wordt/"
     "ik/je/of/wel/geen/tot/meer/deze/dit/hebben/tegen/na/we/zich/kan/"},
    {"sv",
     "/och/i/att/det/som/en/på/är/av/för/med/till/den/har/de/inte/om/ett/han/"
     "men/var/jag/sig/från/vi/så/kan/när/man/år/under/också/efter/eller/nu/"
     "sin/där/vid/mot/ska/skulle/hon/ut/få/över/alla/"},
    {"da",
     "/og/i/at/det/er/en/til/på/som/af/for/med/de/den/har/ikke/der/var/et/han/"
     "fra/men/om/vi/jeg/kan/sig/så/man/efter/eller/også/ved/havde/hun/nu/over/"
     "da/ud/blev/være/skal/"},
    {"no",
     "/og/i/det/på/som/er/en/til/å/av/for/at/med/de/har/ikke/den/var/et/han/"
     "om/fra/men/vi/jeg/kan/seg/så/ved/etter/eller/også/hadde/hun/nå/over/da/"
     "ut/ble/være/skal/blir/mot/"},
    {"fi",
     "/ja/on/ei/että/oli/se/hän/mutta/ovat/kuin/myös/joka/kun/tai/sen/ole/"
     "mukaan/mitä/olla/vain/niin/jo/hänen/ovat/sekä/noin/siitä/tämä/nyt/jos/"
     "vielä/voi/kanssa/jotka/"},
    {"pl",
     "/w/i/na/z/się/nie/do/że/to/jest/o/a/od/po/jak/za/przez/co/ale/dla/czy/"
     "tym/tego/są/był/jego/już/tylko/może/oraz/przy/ten/być/ich/które/który/"
     "jej/było/lub/ze/pod/"},
    {"cs",
     "/a/v/se/na/je/že/o/s/z/do/i/to/za/ve/si/pro/jsou/by/ale/jako/po/od/k/"
     "které/který/není/podle/jeho/tak/byl/už/co/která/jsem/až/při/jak/bylo/ze/"
     "také/nebo/však/"},
    {"ro",
     "/de/și/în/a/la/cu/o/pe/din/că/nu/un/care/pentru/să/au/mai/este/al/ce/se/"
     "fost/sau/o/prin/ale/dar/ca/fi/după/lui/sunt/această/acest/către/"},
    {"hu",
     "/a/az/és/hogy/nem/is/egy/de/volt/meg/csak/már/ha/mint/még/el/van/vagy/"
     "azt/ki/ez/lehet/után/kell/ezt/szerint/minden/pedig/akkor/között/"},
    {"tr",
     "/ve/bir/bu/da/de/için/ile/çok/olarak/daha/olan/gibi/kadar/sonra/ne/en/"
     "olduğunu/ise/her/ama/o/var/değil/oldu/olduğu/ya/mi/ancak/şekilde/"},
    {"id",
     "/yang/dan/di/dengan/untuk/dari/ini/dalam/pada/itu/tidak/ke/akan/adalah/"
     "oleh/juga/saat/ada/bisa/karena/tersebut/telah/sebagai/kepada/mereka/"
     "dia/sudah/lebih/atau/hari/"},
    {"vi",
     "/của/và/là/các/có/được/trong/cho/một/những/không/với/này/đã/người/khi/"
     "để/đến/từ/về/ra/vào/như/nhiều/cũng/tại/ở/"},
    {"ru",
     "/и/в/не/на/что/с/по/он/как/к/из/это/за/у/от/о/его/для/но/а/так/же/все/"
     "она/то/бы/было/был/до/или/при/они/мы/их/также/если/был/который/года/"},
    {"uk",
     "/і/в/не/на/що/з/до/та/за/у/як/це/від/про/він/для/по/й/але/його/є/також/"
     "був/які/який/щоб/було/під/або/після/року/ми/через/"},
});
constexpr size_t kEnglish = 0;

constexpr size_t kFunctionWordSlots = 4096;  // Over three times the words.

// Letters by script, and hits by language.
struct Counts {
  std::array<uint32_t, static_cast<size_t>(ScriptClass::kOther) + 1> letters{};
  std::array<uint32_t, kFunctionWords.size()> hits{};
  std::array<uint64_t, kFunctionWordSlots / 64> seen{};  // A bit per slot.
  uint32_t words = 0;
  // Words without a capital, the English function words among them, and those
  // of these that no other language is likely to have.
  uint32_t lower_words = 0;
  uint32_t lower_english = 0;
  uint32_t certain_english = 0;
  uint32_t persian_letters = 0;  // And Urdu's: letters that Arabic lacks.

  void Add(const Counts& other) {
    for (size_t i = 0; i < letters.size(); ++i) letters[i] += other.letters[i];
    for (size_t i = 0; i < hits.size(); ++i) hits[i] += other.hits[i];
    for (size_t i = 0; i < seen.size(); ++i) seen[i] |= other.seen[i];
    words += other.words;
    lower_words += other.lower_words;
    lower_english += other.lower_english;
    certain_english += other.certain_english;
    persian_letters += other.persian_letters;
  }
  uint32_t total() const {
    uint32_t sum = 0;
    for (const uint32_t count : letters) sum += count;
    return sum;
  }
  uint32_t of(ScriptClass script) const {
    return letters[static_cast<size_t>(script)];
  }
};

// Which languages a word is a function word of: one look-up a word, in a table
// that is worked out when this is compiled. Open addressing by hash; a slot
// without languages is free.
// Of a word's hash the place in the table and 8 more bits are compared: one
// stranger in some 800 is taken for a function word of a language, and the
// table adds little to what a browser loads.
struct FunctionWordSlot {
  uint8_t fingerprint = 0;
  uint32_t languages = 0;  // Bit per entry of kFunctionWords.
};
static_assert(kFunctionWords.size() <= 32);

constexpr size_t FunctionWordSlotOf(uint64_t mixed) {
  return static_cast<size_t>(mixed % kFunctionWordSlots);
}
constexpr uint8_t FunctionWordFingerprint(uint64_t mixed) {
  return static_cast<uint8_t>(mixed >> 56);
}

constexpr std::array<FunctionWordSlot, kFunctionWordSlots>
MakeFunctionWordTable() {
  std::array<FunctionWordSlot, kFunctionWordSlots> table{};
  for (size_t language = 0; language < kFunctionWords.size(); ++language) {
    uint64_t hash = kHashSeed;
    bool in_word = false;
    for (const char byte : kFunctionWords[language].words) {
      if (byte != '/') {
        hash = HashByte(hash, static_cast<uint8_t>(byte));
        in_word = true;
        continue;
      }
      if (in_word) {
        const uint64_t mixed = MixHash(hash);
        const uint8_t fingerprint = FunctionWordFingerprint(mixed);
        size_t slot = FunctionWordSlotOf(mixed);
        while (table[slot].languages != 0 &&
               table[slot].fingerprint != fingerprint) {
          slot = (slot + 1) % kFunctionWordSlots;
        }
        table[slot].fingerprint = fingerprint;
        table[slot].languages |= 1U << language;
      }
      hash = kHashSeed;
      in_word = false;
    }
  }
  return table;
}
constexpr std::array<FunctionWordSlot, kFunctionWordSlots> kFunctionWordTable =
    MakeFunctionWordTable();

// The codes apart, so that the words themselves are not carried at run time.
constexpr std::array<std::string_view, kFunctionWords.size()> kLanguageCodes =
    [] {
      std::array<std::string_view, kFunctionWords.size()> codes;
      for (size_t language = 0; language < codes.size(); ++language) {
        codes[language] = kFunctionWords[language].code;
      }
      return codes;
    }();

// Different function words of a language that were seen: a table's one column
// title, or a stranger with a function word's fingerprint, is no evidence
// however often it stands there.
uint32_t CountDistinct(const Counts& counts, size_t language) {
  uint32_t distinct = 0;
  for (size_t part = 0; part < counts.seen.size(); ++part) {
    for (uint64_t bits = counts.seen[part]; bits != 0; bits &= bits - 1) {
      const size_t slot =
          part * 64 + static_cast<size_t>(std::countr_zero(bits));
      distinct += kFunctionWordTable[slot].languages >> language & 1U;
    }
  }
  return distinct;
}

void CountWord(std::string_view word, bool lower, Counts* counts) {
  ++counts->words;
  counts->lower_words += lower ? 1 : 0;
  const uint64_t mixed = MixHash(HashBytes(word));
  const uint8_t fingerprint = FunctionWordFingerprint(mixed);
  size_t slot = FunctionWordSlotOf(mixed);
  while (kFunctionWordTable[slot].languages != 0) {
    if (kFunctionWordTable[slot].fingerprint == fingerprint) {
      const uint32_t all = kFunctionWordTable[slot].languages;
      counts->seen[slot / 64] |= uint64_t{1} << slot % 64;
      for (uint32_t languages = all; languages != 0;
           languages &= languages - 1) {
        ++counts->hits[static_cast<size_t>(std::countr_zero(languages))];
      }
      if (lower && (all >> kEnglish & 1U) != 0) {
        ++counts->lower_english;
        counts->certain_english += word.size() > 2 || word == "of" ? 1 : 0;
      }
      return;
    }
    slot = (slot + 1) % kFunctionWordSlots;
  }
}

// Letters of Persian and Urdu that Arabic lacks: peh, tcheh, jeh, keheh, gaf,
// Farsi yeh.
constexpr bool IsPersianLetter(char32_t code_point) {
  return code_point == 0x67E || code_point == 0x686 || code_point == 0x698 ||
         code_point == 0x6A9 || code_point == 0x6AF || code_point == 0x6CC;
}

Counts CountBlock(std::string_view text) {
  // Enough to tell; keeps long blocks cheap.
  constexpr size_t kMostBytes = 4000;
  Counts counts;
  std::string word;
  bool lower = false;  // The word's first letter is no capital.
  for (size_t i = 0; i < text.size() && i < kMostBytes;) {
    const DecodedCharacter character = DecodeValidUtf8(text, i);
    i += character.size;
    const CharacterClass value = ClassifyCharacter(character.code_point);
    if (IsLetter(value)) {
      ++counts.letters[static_cast<size_t>(ScriptOf(character.code_point))];
      counts.persian_letters += IsPersianLetter(character.code_point) ? 1 : 0;
      const char32_t small = ToLower(character.code_point);
      if (word.empty()) lower = small == character.code_point;
      AppendUtf8(small, &word);
    } else if (value == CharacterClass::kMark) {
      AppendUtf8(character.code_point, &word);
    } else if ((character.code_point == '\'' ||
                character.code_point == 0x2019) &&
               !word.empty()) {
      word += '\'';
    } else if (!word.empty()) {
      CountWord(word, lower, &counts);
      word.clear();
    }
  }
  if (!word.empty()) CountWord(word, lower, &counts);
  return counts;
}

constexpr std::string_view kUnknown = "und";

// The language of scripts that few languages share.
std::string_view CodeOfScript(const Counts& counts) {
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
  const uint32_t kana =
      counts.of(ScriptClass::kHiragana) + counts.of(ScriptClass::kKatakana);
  const uint32_t han = counts.of(ScriptClass::kHan);
  if ((kana + han) * 2 > counts.total()) {
    return kana * 10 > han ? "ja" : "zh";
  }
  for (const ScriptCode& entry : kCodes) {
    if (counts.of(entry.script) * 2 <= counts.total()) continue;
    if (entry.script == ScriptClass::kArabic &&
        counts.persian_letters * 20 > counts.of(entry.script)) {
      return kUnknown;  // Persian, Urdu, …: not told apart.
    }
    return entry.code;
  }
  return {};
}

constexpr uint32_t kFewestWords = 10;    // Fewer are too short to tell.
constexpr uint32_t kFewestHits = 4;      // Function words of another language.
constexpr uint32_t kFewestDistinct = 3;  // And different ones.

// Whole thousandths.
uint32_t Share(uint32_t part, uint32_t whole) {
  return whole == 0 ? 0 : part * 1000 / whole;
}

Language Decide(const Counts& counts) {
  Language language;
  const std::string_view script_code = CodeOfScript(counts);
  const uint32_t letters = counts.total();
  if (!script_code.empty()) {
    language.code = script_code;
    language.confidence = static_cast<uint16_t>(
        1000 - Share(counts.of(ScriptClass::kLatin), letters));
    return language;
  }
  const uint32_t known_script =
      counts.of(ScriptClass::kLatin) + counts.of(ScriptClass::kCyrillic);
  if (letters > 0 && known_script * 2 < letters) {
    language.code = kUnknown;
    return language;
  }
  size_t best = kEnglish;
  for (size_t i = 1; i < counts.hits.size(); ++i) {
    if (counts.hits[i] > counts.hits[best]) best = i;
  }
  // English in doubt: names and figures have no function words.
  const uint32_t english = counts.hits[kEnglish];
  if (counts.words < kFewestWords) {
    language.confidence = english > 0 ? 500 : 0;
    return language;
  }
  if (counts.of(ScriptClass::kCyrillic) * 2 > letters) {
    if (best == kEnglish) {
      language.code = "ru";
    } else {
      language.code = kLanguageCodes[best];
    }
    language.confidence = static_cast<uint16_t>(
        std::min<uint32_t>(1000, 500 + Share(counts.hits[best], counts.words)));
    return language;
  }
  const uint32_t share = Share(counts.hits[best], counts.words);
  if (best != kEnglish && counts.hits[best] >= kFewestHits &&
      counts.hits[best] > english + english / 4 && share >= 100 &&
      CountDistinct(counts, best) >= kFewestDistinct) {
    language.code = kLanguageCodes[best];
    const uint32_t lead = Share(counts.hits[best] - english, counts.words);
    language.confidence =
        static_cast<uint16_t>(std::min<uint32_t>(1000, 400 + 2 * lead));
    return language;
  }
  // Running English has one function word in four or five words, the barest
  // still one in nine; names and headings have none and no small letters.
  const bool no_certain_one = counts.certain_english == 0;
  const bool few = Share(counts.lower_english, counts.lower_words) < 100;
  if ((counts.lower_words >= 8 && no_certain_one && few) ||
      (counts.lower_words >= 15 && (no_certain_one || few))) {
    language.code = kUnknown;
    return language;
  }
  language.confidence = static_cast<uint16_t>(
      std::min<uint32_t>(1000, 400 + 2 * Share(english, counts.words)));
  return language;
}

}  // namespace

DocumentLanguage DetectLanguage(const Document& document) {
  DocumentLanguage result;
  Counts all;
  std::vector<uint8_t> known;  // 1: long enough to tell.
  for (const Block& block : document.blocks) {
    const Counts counts = CountBlock(document.Text(block.span));
    all.Add(counts);
    const Language language = Decide(counts);
    const bool by_script = !CodeOfScript(counts).empty();
    known.push_back(counts.words >= kFewestWords || by_script ? 1 : 0);
    // Code and tables are in no language; they are read as they always were.
    const bool prose =
        block.kind != BlockKind::kCode && block.kind != BlockKind::kTable;
    result.english.push_back(language.code == "en" || !prose ? 1 : 0);
  }
  result.whole = Decide(all);
  // Too short to tell: as the one before, or the whole.
  uint8_t before = result.whole.code == "en" ? 1 : 0;
  for (size_t i = 0; i < result.english.size(); ++i) {
    if (known[i] == 0) result.english[i] = before;
    before = result.english[i];
  }
  return result;
}

}  // namespace standfirst
