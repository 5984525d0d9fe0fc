#include "core/rank/word_kinds.h"

#include <array>
#include <cstddef>

#include "core/text/equal.h"
#include "core/text/hash.h"

namespace standfirst {
namespace {

struct ListedWord {
  std::string_view word;
  uint16_t kinds;
};

// By bytes, ascending.
constexpr ListedWord kWords[] = {
    {"'d", kFunctionWord | kAuxiliary},
    {"'ll", kFunctionWord | kAuxiliary},
    {"'m", kFunctionWord | kAuxiliary},
    {"'re", kFunctionWord | kAuxiliary},
    {"'s", kFunctionWord | kAuxiliary},
    {"'ve", kFunctionWord | kAuxiliary},
    {"a", kFunctionWord | kDeterminer},
    {"about", kFunctionWord | kPreposition},
    {"above", kFunctionWord | kPreposition},
    {"absolutely", kAnswer},
    {"according", kReportingVerb},
    {"accordingly", kConnective},
    {"across", kFunctionWord | kPreposition},
    {"added", kReportingVerb},
    {"adding", kReportingVerb},
    {"additionally", kConnective},
    {"after", kFunctionWord | kPreposition},
    {"afterward", kConnective},
    {"afterwards", kConnective},
    {"again", kFunctionWord},
    {"against", kFunctionWord | kPreposition},
    {"ah", kAnswer},
    {"all", kFunctionWord | kDeterminer},
    {"along", kFunctionWord | kPreposition},
    {"also", kFunctionWord | kConnective},
    {"although", kFunctionWord | kPreposition},
    {"am", kFunctionWord | kAuxiliary},
    {"amid", kFunctionWord | kPreposition},
    {"amidst", kFunctionWord | kPreposition},
    {"among", kFunctionWord | kPreposition},
    {"an", kFunctionWord | kDeterminer},
    {"and", kFunctionWord | kConnective | kConjunction},
    {"announced", kReportingVerb},
    {"another", kFunctionWord | kDeterminer},
    {"any", kFunctionWord | kDeterminer},
    {"are", kFunctionWord | kAuxiliary},
    {"argued", kReportingVerb},
    {"around", kFunctionWord | kPreposition},
    {"as", kFunctionWord | kPreposition},
    {"asked", kReportingVerb},
    {"at", kFunctionWord | kPreposition},
    {"be", kFunctionWord | kAuxiliary},
    {"because", kFunctionWord | kPreposition},
    {"been", kFunctionWord | kAuxiliary},
    {"before", kFunctionWord | kPreposition},
    {"behind", kFunctionWord | kPreposition},
    {"being", kFunctionWord | kAuxiliary},
    {"below", kFunctionWord | kPreposition},
    {"beneath", kFunctionWord | kPreposition},
    {"beside", kFunctionWord | kPreposition},
    {"besides", kFunctionWord | kPreposition | kConnective},
    {"between", kFunctionWord | kPreposition},
    {"beyond", kFunctionWord | kPreposition},
    {"both", kFunctionWord | kDeterminer},
    {"but", kFunctionWord | kConnective | kConjunction},
    {"by", kFunctionWord | kPreposition},
    {"ca", kFunctionWord | kAuxiliary},
    {"can", kFunctionWord | kAuxiliary},
    {"claimed", kReportingVerb},
    {"claims", kReportingVerb},
    {"consequently", kConnective},
    {"conversely", kConnective},
    {"could", kFunctionWord | kAuxiliary},
    {"definitely", kAnswer},
    {"despite", kFunctionWord | kPreposition},
    {"did", kFunctionWord | kAuxiliary},
    {"do", kFunctionWord | kAuxiliary},
    {"does", kFunctionWord | kAuxiliary},
    {"down", kFunctionWord | kPreposition},
    {"during", kFunctionWord | kPreposition},
    {"each", kFunctionWord | kDeterminer},
    {"either", kFunctionWord | kDeterminer},
    {"even", kFunctionWord},
    {"every", kFunctionWord | kDeterminer},
    {"exactly", kAnswer},
    {"except", kFunctionWord | kPreposition},
    {"explained", kReportingVerb},
    {"few", kFunctionWord},
    {"for", kFunctionWord | kPreposition},
    {"from", kFunctionWord | kPreposition},
    {"furthermore", kConnective},
    {"had", kFunctionWord | kAuxiliary},
    {"has", kFunctionWord | kAuxiliary},
    {"have", kFunctionWord | kAuxiliary},
    {"having", kFunctionWord | kAuxiliary},
    {"he", kFunctionWord | kPersonalPronoun | kOfPerson},
    {"hence", kConnective},
    {"her", kFunctionWord | kDeterminer | kOfPerson},
    {"here", kFunctionWord},
    {"hers", kFunctionWord | kOfPerson},
    {"herself", kFunctionWord | kOfPerson},
    {"him", kFunctionWord | kPersonalPronoun | kOfPerson},
    {"himself", kFunctionWord | kOfPerson},
    {"his", kFunctionWord | kDeterminer | kOfPerson},
    {"how", kFunctionWord},
    {"however", kConnective},
    {"i", kFunctionWord | kFirstSecondPerson},
    {"if", kFunctionWord | kPreposition},
    {"in", kFunctionWord | kPreposition},
    {"including", kFunctionWord | kPreposition},
    {"indeed", kConnective},
    {"inside", kFunctionWord | kPreposition},
    {"insisted", kReportingVerb},
    {"instead", kConnective},
    {"into", kFunctionWord | kPreposition},
    {"is", kFunctionWord | kAuxiliary},
    {"it", kFunctionWord | kPersonalPronoun | kOfThing},
    {"its", kFunctionWord | kDeterminer | kOfThing},
    {"itself", kFunctionWord | kOfThing},
    {"just", kFunctionWord},
    {"like", kFunctionWord | kPreposition},
    {"likewise", kConnective},
    {"many", kFunctionWord},
    {"may", kFunctionWord | kAuxiliary},
    {"me", kFunctionWord | kFirstSecondPerson},
    {"meanwhile", kConnective},
    {"might", kFunctionWord | kAuxiliary},
    {"mine", kFunctionWord | kFirstSecondPerson},
    {"more", kFunctionWord},
    {"moreover", kConnective},
    {"most", kFunctionWord},
    {"much", kFunctionWord},
    {"must", kFunctionWord | kAuxiliary},
    {"my", kFunctionWord | kDeterminer | kFirstSecondPerson},
    {"myself", kFunctionWord | kFirstSecondPerson},
    {"n't", kFunctionWord | kAuxiliary},
    {"near", kFunctionWord | kPreposition},
    {"neither", kFunctionWord | kDeterminer},
    {"nevertheless", kConnective},
    {"no", kFunctionWord | kDeterminer | kAnswer},
    {"nonetheless", kConnective},
    {"nope", kAnswer},
    {"nor", kFunctionWord | kConnective | kConjunction},
    {"not", kFunctionWord | kAuxiliary},
    {"noted", kReportingVerb},
    {"now", kFunctionWord},
    {"of", kFunctionWord | kPreposition},
    {"off", kFunctionWord | kPreposition},
    {"oh", kAnswer},
    {"ok", kAnswer},
    {"okay", kAnswer},
    {"on", kFunctionWord | kPreposition},
    {"only", kFunctionWord},
    {"onto", kFunctionWord | kPreposition},
    {"or", kFunctionWord | kConnective | kConjunction},
    {"other", kFunctionWord},
    {"otherwise", kConnective},
    {"our", kFunctionWord | kDeterminer | kFirstSecondPerson},
    {"ours", kFunctionWord | kFirstSecondPerson},
    {"ourselves", kFunctionWord | kFirstSecondPerson},
    {"out", kFunctionWord | kPreposition},
    {"outside", kFunctionWord | kPreposition},
    {"over", kFunctionWord | kPreposition},
    {"own", kFunctionWord},
    {"per", kFunctionWord | kPreposition},
    {"regarding", kFunctionWord | kPreposition},
    {"reported", kReportingVerb},
    {"reports", kReportingVerb},
    {"right", kAnswer},
    {"said", kReportingVerb},
    {"same", kFunctionWord},
    {"say", kReportingVerb},
    {"saying", kReportingVerb},
    {"says", kReportingVerb},
    {"shall", kFunctionWord | kAuxiliary},
    {"she", kFunctionWord | kPersonalPronoun | kOfPerson},
    {"should", kFunctionWord | kAuxiliary},
    {"similarly", kConnective},
    {"since", kFunctionWord | kPreposition},
    {"so", kFunctionWord | kConnective},
    {"some", kFunctionWord | kDeterminer},
    {"stated", kReportingVerb},
    {"still", kConnective},
    {"such", kFunctionWord | kDeterminer | kDemonstrative},
    {"sure", kAnswer},
    {"tells", kReportingVerb},
    {"than", kFunctionWord | kPreposition},
    {"that", kFunctionWord | kDeterminer | kDemonstrative | kConjunction},
    {"the", kFunctionWord | kDeterminer},
    {"their", kFunctionWord | kDeterminer | kOfThing},
    {"theirs", kFunctionWord | kOfThing},
    {"them", kFunctionWord | kPersonalPronoun | kOfThing},
    {"themselves", kFunctionWord | kOfThing},
    {"then", kFunctionWord | kConnective},
    {"there", kFunctionWord},
    {"thereafter", kConnective},
    {"therefore", kConnective},
    {"these", kFunctionWord | kDeterminer | kDemonstrative},
    {"they", kFunctionWord | kPersonalPronoun | kOfThing},
    {"this", kFunctionWord | kDeterminer | kDemonstrative},
    {"those", kFunctionWord | kDeterminer | kDemonstrative},
    {"though", kFunctionWord | kPreposition | kConnective},
    {"through", kFunctionWord | kPreposition},
    {"throughout", kFunctionWord | kPreposition},
    {"thus", kConnective},
    {"till", kFunctionWord | kPreposition},
    {"to", kFunctionWord | kPreposition | kAuxiliary},
    {"told", kReportingVerb},
    {"too", kFunctionWord | kConnective},
    {"toward", kFunctionWord | kPreposition},
    {"towards", kFunctionWord | kPreposition},
    {"tweeted", kReportingVerb},
    {"under", kFunctionWord | kPreposition},
    {"underneath", kFunctionWord | kPreposition},
    {"unless", kFunctionWord | kPreposition},
    {"until", kFunctionWord | kPreposition},
    {"up", kFunctionWord | kPreposition},
    {"upon", kFunctionWord | kPreposition},
    {"us", kFunctionWord | kFirstSecondPerson},
    {"versus", kFunctionWord | kPreposition},
    {"very", kFunctionWord},
    {"via", kFunctionWord | kPreposition},
    {"was", kFunctionWord | kAuxiliary},
    {"we", kFunctionWord | kFirstSecondPerson},
    {"well", kAnswer},
    {"were", kFunctionWord | kAuxiliary},
    {"what", kFunctionWord},
    {"when", kFunctionWord | kPreposition},
    {"where", kFunctionWord | kPreposition},
    {"whereas", kFunctionWord | kPreposition},
    {"whether", kFunctionWord | kPreposition},
    {"which", kFunctionWord | kConjunction},
    {"while", kFunctionWord | kPreposition},
    {"who", kFunctionWord | kConjunction},
    {"whom", kFunctionWord | kConjunction},
    {"whose", kFunctionWord | kConjunction},
    {"why", kFunctionWord},
    {"will", kFunctionWord | kAuxiliary},
    {"with", kFunctionWord | kPreposition},
    {"within", kFunctionWord | kPreposition},
    {"without", kFunctionWord | kPreposition},
    {"wo", kFunctionWord | kAuxiliary},
    {"would", kFunctionWord | kAuxiliary},
    {"writes", kReportingVerb},
    {"wrote", kReportingVerb},
    {"yeah", kAnswer},
    {"yep", kAnswer},
    {"yes", kAnswer},
    {"yet", kFunctionWord | kConnective | kConjunction},
    {"you", kFunctionWord | kFirstSecondPerson},
    {"your", kFunctionWord | kDeterminer | kFirstSecondPerson},
    {"yours", kFunctionWord | kFirstSecondPerson},
    {"yourself", kFunctionWord | kFirstSecondPerson},
};

constexpr bool IsSorted() {
  for (size_t i = 1; i < std::size(kWords); ++i) {
    if (!(kWords[i - 1].word < kWords[i].word)) return false;
  }
  return true;
}
static_assert(IsSorted(), "models know them by number");
static_assert(std::size(kWords) == kListedWordCount);

// What is looked up: the letters of all words, their kinds, and, filled in at
// first use, where each begins. A table of views would be twice that in the
// wasm module.
constexpr size_t kLetterCount = [] {
  size_t count = 0;
  for (const ListedWord& entry : kWords) count += entry.word.size() + 1;
  return count;
}();
constexpr std::array<char, kLetterCount> kLetters = [] {
  std::array<char, kLetterCount> letters{};
  size_t at = 0;
  for (const ListedWord& entry : kWords) {
    for (const char letter : entry.word) letters[at++] = letter;
    ++at;  // A zero ends each.
  }
  return letters;
}();
constexpr std::array<uint16_t, kListedWordCount> kKinds = [] {
  std::array<uint16_t, kListedWordCount> kinds{};
  for (size_t i = 0; i < kListedWordCount; ++i) kinds[i] = kWords[i].kinds;
  return kinds;
}();

// Where each begins, and their numbers by hashes: open addressing, less than
// half full.
constexpr size_t kSlots = 512;
uint64_t HashOf(std::string_view word) { return MixHash(HashBytes(word)); }

struct WordIndex {
  std::array<uint16_t, kListedWordCount + 1> starts{};
  std::array<uint8_t, kSlots> slots{};
};
static_assert(kListedWordCount <= 0xFF);

WordIndex SplitLetters() {
  WordIndex index;
  index.slots.fill(kListedWordCount);
  const std::string_view letters(kLetters.data(), kLetters.size());
  size_t start = 0;
  for (uint8_t at = 0; at < kListedWordCount; ++at) {
    const size_t end = letters.find('\0', start);
    size_t slot = HashOf(letters.substr(start, end - start)) % kSlots;
    while (index.slots[slot] != kListedWordCount) slot = (slot + 1) % kSlots;
    index.slots[slot] = at;
    start = end + 1;
    index.starts[at + 1U] = static_cast<uint16_t>(start);
  }
  return index;
}

}  // namespace

uint32_t ListedWordIndex(std::string_view lower, uint64_t hash) {
  static const WordIndex index = SplitLetters();
  for (size_t slot = hash % kSlots;; slot = (slot + 1) % kSlots) {
    const uint32_t word = index.slots[slot];
    if (word == kListedWordCount) return word;
    const uint16_t start = index.starts[word];
    const std::string_view listed(&kLetters[start],
                                  index.starts[word + 1U] - start - size_t{1});
    if (listed == lower) return word;
  }
}

uint32_t ListedWordIndex(std::string_view lower) {
  return ListedWordIndex(lower, HashOf(lower));
}

uint16_t KindsOfListed(uint32_t index) {
  return index < kListedWordCount ? kKinds[index] : uint16_t{0};
}

uint16_t WordKindsOf(std::string_view lower) {
  return KindsOfListed(ListedWordIndex(lower));
}

}  // namespace standfirst
