#include "tools/train/segment_texts.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>
#include <string_view>
#include <utility>

namespace standfirst::tools {
namespace {

using Words = std::span<const std::string_view>;

constexpr auto kTitles = std::to_array<std::string_view>(
    {"Mr.",        "Mrs.",      "Ms.",    "Dr.",       "Prof.",    "Gen.",
     "Sen.",       "Rep.",      "Gov.",   "Lt. Gov.",  "Lt. Col.", "Maj. Gen.",
     "Brig. Gen.", "Col.",      "Capt.",  "Cmdr.",     "Sgt.",     "Det. Sgt.",
     "Det.",       "Insp.",     "Supt.",  "Cpl.",      "Pvt.",     "Adm.",
     "Rev.",       "the Rev.",  "Fr.",    "Sr.",       "Msgr.",    "Hon.",
     "Cllr.",      "Ald.",      "Amb.",   "Asst.",     "Atty.",    "Adv.",
     "Eng.",       "Engr.",     "Smt.",   "Shri.",     "Sri.",     "Md.",
     "Mx.",        "Pres.",     "Sec.",   "Messrs.",   "Mme.",     "Mlle.",
     "St.",        "Ste.",      "Sta.",   "Mt.",       "Ft.",      "Pt.",
     "Brgy.",      "Bro.",      "Br.",    "Rt. Hon.",  "Rt. Rev.", "Spc.",
     "Ofc.",       "Dep.",      "Dir.",   "Supt. Dr.", "Arch.",    "Barr.",
     "Alh.",       "Chf.",      "Comdt.", "Lt. Cmdr.", "Lieut.",   "Hosp.",
     "Univ.",      "Ind.",      "Intl.",  "Natl.",     "Dept.",    "Sens.",
     "Reps.",      "Drs.",      "Profs.", "Gens.",     "U.S.",     "U.N.",
     "U.K.",       "E.U.",      "H.E.",   "H.H.",      "H.R.H.",   "N.Y.",
     "D.C.",       "L.A.",      "N.S.W.", "vs.",       "v.",       "cf.",
     "Lady",       "c.",        "a.k.a.", "ex-Gov.",   "Pfc.",     "Maj.",
     "Lt. Gen.",   "Vice Adm.", "Adj.",   "Bp.",       "Abp."});
constexpr auto kCompanies = std::to_array<std::string_view>(
    {"Inc.",      "Corp.", "Co.",   "Ltd.",     "Pte. Ltd.", "Pty. Ltd.",
     "Pvt. Ltd.", "& Co.", "Bros.", "Bancorp.", "Assn.",     "Assoc.",
     "L.P.",      "S.A.",  "N.V.",  "plc.",     "L.L.C.",    "Jr.",
     "Sr.",       "Ph.D.", "M.D.",  "Esq.",     "Cos.",      "Mfg.",
     "Intl.",     "Dept.", "Univ.", "Inst."});
constexpr auto kStreets = std::to_array<std::string_view>(
    {"St.", "Ave.", "Rd.", "Blvd.", "Sq.", "Ln.", "Dr.", "Terr.", "Hwy."});
constexpr auto kStates = std::to_array<std::string_view>(
    {"Ala.",   "Ariz.",  "Ark.",  "Calif.", "Colo.", "Conn.", "Del.",  "Fla.",
     "Ga.",    "Ill.",   "Ind.",  "Kan.",   "Ky.",   "La.",   "Mass.", "Md.",
     "Mich.",  "Minn.",  "Miss.", "Mo.",    "Mont.", "Neb.",  "Nev.",  "N.H.",
     "N.J.",   "N.M.",   "N.Y.",  "N.C.",   "N.D.",  "Okla.", "Ore.",  "Pa.",
     "R.I.",   "S.C.",   "Tenn.", "Tex.",   "Va.",   "Vt.",   "Wash.", "W.Va.",
     "Wis.",   "Wyo.",   "D.C.",  "Ont.",   "Que.",  "B.C.",  "N.S.",  "Lancs.",
     "Yorks.", "Herts.", "Bucks."});
constexpr auto kNumbered = std::to_array<std::string_view>(
    {"No.",  "Nos.", "no.",   "Vol.",    "vol.", "Art.", "Sec.", "sec.",
     "Fig.", "fig.", "Ch.",   "ch.",     "p.",   "pp.",  "Rs.",  "Op.",
     "op.",  "Pt.",  "para.", "approx.", "c.",   "ca.",  "est.", "vs.",
     "Lt.",  "Ex.",  "Eq.",   "Para.",   "Cl.",  "Reg.", "No.",  "No.",
     "No.",  "Rs.",  "Ksh.",  "Sh.",     "b.",   "d.",   "cap.", "Tk.",
     "Res.", "Bd.",  "Sr.",   "Ext.",    "max.", "min.", "St."});
constexpr auto kMonths =
    std::to_array<std::pair<std::string_view, std::string_view>>(
        {{"January", "Jan."},
         {"February", "Feb."},
         {"March", "Mar."},
         {"April", "Apr."},
         {"June", "Jun."},
         {"July", "Jul."},
         {"August", "Aug."},
         {"September", "Sept."},
         {"October", "Oct."},
         {"November", "Nov."},
         {"December", "Dec."}});
constexpr auto kDays = std::to_array<std::string_view>(
    {"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
     "Sunday"});
constexpr auto kAfterTimes = std::to_array<std::string_view>(
    {"ET", "GMT", "EST", "UTC", "Eastern", "local time", "IST", "on", "and",
     "in", "at", "Monday", "Friday", "Sunday", "Saturday", "Tuesday to Friday",
     "BST", "Pacific", "Wednesday"});
constexpr auto kVerbs = std::to_array<std::string_view>(
    {"said",     "said",    "said",      "said",      "says",      "says",
     "asked",    "asked",   "told",      "wrote",     "added",     "recalled",
     "replied",  "cried",   "shouted",   "insisted",  "explained", "joked",
     "laughed",  "warned",  "admitted",  "argued",    "asks",      "writes",
     "answered", "sighed",  "whispered", "yelled",    "tweeted",   "exclaimed",
     "declared", "recalls", "adds",      "wondered",  "demanded",  "grins",
     "chuckled", "begged",  "snapped",   "continued", "quipped"});
constexpr auto kPronouns =
    std::to_array<std::string_view>({"he", "she", "they", "one"});
constexpr auto kRoles = std::to_array<std::string_view>(
    {"the minister", "the judge",  "a spokesman", "her lawyer",
     "his mother",   "a reporter", "another",     "one fan",
     "passenger",    "neighbour",  "coach",       "chief executive",
     "the bench",    "a third",    "the coach",   "mayor",
     "analyst",      "Justice",    "President",   "Mayor",
     "Chief",        "Judge",      "owner",       "director"});
constexpr auto kTails = std::to_array<std::string_view>(
    {"on Monday", "in a statement", "on a call", "at the time", "with a smile",
     "in an interview", "last week", "of the plan", "quietly", "again",
     "from the gallery", "to reporters", "the crowd", "to nobody", "in May",
     "as she left", "after the match", "shaking his head", "when asked"});
constexpr auto kShort = std::to_array<std::string_view>({"Nothing",
                                                         "Never",
                                                         "Far from it",
                                                         "No",
                                                         "Yes",
                                                         "Almost",
                                                         "Tomorrow",
                                                         "It was painful",
                                                         "We won",
                                                         "I don't know",
                                                         "That is all",
                                                         "Who knows",
                                                         "Look at that",
                                                         "What a day",
                                                         "Is it over",
                                                         "Why",
                                                         "Why not",
                                                         "Really",
                                                         "Then it stopped",
                                                         "And then",
                                                         "Enough",
                                                         "How",
                                                         "When",
                                                         "Where",
                                                         "Me",
                                                         "Where would I go",
                                                         "What else",
                                                         "Go home",
                                                         "He is gone",
                                                         "Not yet",
                                                         "They lost",
                                                         "Stop",
                                                         "Help",
                                                         "Are you sure",
                                                         "Who",
                                                         "Never again",
                                                         "It is not",
                                                         "This is it",
                                                         "Well, maybe",
                                                         "Not weeks",
                                                         "Days",
                                                         "Ten"});
constexpr auto kLatin = std::to_array<std::string_view>({"etc.", "et al."});
constexpr auto kJournals = std::to_array<std::string_view>(
    {"J.",     "Proc.", "Ann.",     "Br.",   "Am.",     "Int.",  "Eur.",
     "Trans.", "Bull.", "Rev.",     "Arch.", "Nat.",    "Phys.", "Chem.",
     "Biol.",  "Clin.", "Med.",     "Eng.",  "Struct.", "Sci.",  "Acad.",
     "Lett.",  "Appl.", "Theor.",   "Math.", "Soc.",    "Hist.", "Geol.",
     "Res.",   "Exp.",  "Psychol.", "Econ."});

bool IsUpper(char byte) { return byte >= 'A' && byte <= 'Z'; }
bool IsLower(char byte) { return byte >= 'a' && byte <= 'z'; }
bool IsDigit(char byte) { return byte >= '0' && byte <= '9'; }
bool IsDate(std::string_view word) {
  return std::find(kDays.begin(), kDays.end(), word) != kDays.end() ||
         std::any_of(kMonths.begin(), kMonths.end(),
                     [word](const auto& month) { return month.first == word; });
}
bool IsName(const Piece& piece) {
  return piece.text.size() > 2 && IsUpper(piece.text[0]) &&
         IsLower(piece.text[1]) && IsLower(piece.text.back()) &&
         !IsDate(piece.text);
}
bool EndsSentence(const Piece& piece) {
  return piece.text == "." || piece.text == "?" || piece.text == "!";
}

std::string Text(const Pieces& pieces) {
  std::string text;
  for (const Piece& piece : pieces) {
    text += piece.text;
    if (piece.space_after) text += ' ';
  }
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

// Writes paragraphs of sentences drawn from a pool.
class NewsWriter {
 public:
  NewsWriter(const std::vector<Pieces>& sentences, uint64_t seed)
      : sentences_(sentences), random_(seed) {
    for (size_t i = 0; i < sentences.size(); ++i) {
      const Pieces& pieces = sentences[i];
      for (size_t k = 1; k + 1 < pieces.size(); ++k) {
        if (IsName(pieces[k]) && pieces[k - 1].text != "." &&
            pieces[k - 1].text != "\"") {
          names_.push_back(pieces[k].text);
        }
      }
      const bool quoted =
          std::any_of(pieces.begin(), pieces.end(), [](const Piece& piece) {
            return piece.text.find_first_of("\"`'()[]:\xE2") !=
                       std::string::npos &&
                   piece.text.size() < 2;
          });
      if (pieces.size() <= 18 && pieces.back().text == "." && !quoted) {
        spoken_.push_back(i);
      }
    }
  }

  TreebankUnit Paragraph() {
    unit_ = {};
    single_ = random_.OneIn(6);
    curly_ = random_.OneIn(2);
    if (random_.OneIn(16)) Dateline();
    if (random_.OneIn(40)) Bullets();
    const uint32_t moves = 1 + random_.Below(3);
    for (uint32_t i = 0; i < moves; ++i) {
      if (random_.OneIn(2)) {
        Plain();
      } else {
        Speech();
      }
    }
    return std::move(unit_);
  }

 private:
  std::string Any(Words words) {
    return std::string(
        words[random_.Below(static_cast<uint32_t>(words.size()))]);
  }

  // One whole sentence of the unit.
  void Add(const std::string& sentence) {
    if (sentence.empty()) return;
    if (!unit_.text.empty()) unit_.text += ' ';
    const auto begin = static_cast<uint32_t>(unit_.text.size());
    unit_.text += sentence;
    unit_.sentences.emplace_back(begin,
                                 static_cast<uint32_t>(unit_.text.size()));
  }

  std::string Open() {
    if (curly_) return single_ ? "\u2018" : "\u201C";
    return single_ ? "'" : "\"";
  }
  std::string Close() {
    if (curly_) return single_ ? "\u2019" : "\u201D";
    return single_ ? "'" : "\"";
  }
  std::string InnerOpen() {
    if (curly_) return single_ ? "\u201C" : "\u2018";
    return single_ ? "\"" : "'";
  }
  std::string InnerClose() {
    if (curly_) return single_ ? "\u201D" : "\u2019";
    return single_ ? "\"" : "'";
  }

  std::string Initial() {
    return std::string(1, static_cast<char>('A' + random_.Below(26))) + ".";
  }
  std::string Number() {
    if (random_.OneIn(4)) {
      return std::to_string(1 + random_.Below(40)) + "," +
             std::to_string(100 + random_.Below(900));
    }
    return std::to_string(1 + random_.Below(random_.OneIn(3) ? 2000 : 60));
  }

  // Letters that no list has, as local abbreviations are.
  std::string MadeAbbreviation() {
    constexpr std::string_view kConsonants = "bcdfghjklmnprstvwyz";
    std::string word;
    if (random_.OneIn(2)) {
      const uint32_t size = 2 + random_.Below(3);
      for (uint32_t i = 0; i < size; ++i) {
        word += kConsonants[random_.Below(kConsonants.size())];
      }
    } else {
      // The beginning of a word, cut after a consonant.
      const std::string& name =
          names_[random_.Below(static_cast<uint32_t>(names_.size()))];
      size_t cut = 3 + random_.Below(3);
      while (cut < name.size() &&
             std::string_view("aeiou").find(name[cut - 1]) !=
                 std::string_view::npos) {
        ++cut;
      }
      word = name.substr(0, cut);
      if (word.size() + 2 > name.size()) return MadeAbbreviation();
    }
    word[0] = static_cast<char>(std::toupper(static_cast<uint8_t>(word[0])));
    return word + ".";
  }

  std::string Surname() {
    std::string name =
        names_[random_.Below(static_cast<uint32_t>(names_.size()))];
    if (random_.OneIn(12)) {
      // Letters beyond ASCII all read alike.
      const size_t vowel = name.find_first_of("aeiou", 1);
      if (vowel != std::string::npos) name.replace(vowel, 1, "\u00E9");
    }
    return name;
  }
  std::string Name() {
    switch (random_.Below(9)) {
      case 0:
        return Surname();
      case 1:
        return Any(kTitles) + " " + Surname();
      case 2:
        return Any(kTitles) + " " + Surname() + " " + Surname();
      case 3:
        return Initial() + " " + Initial() + " " + Surname();
      case 4: {
        std::string initials = Initial();
        initials += Initial();
        return initials + " " + Surname();
      }
      case 5:
        return Initial() + " " + Surname();
      case 6:
        return Surname() + " " + Initial() + " " + Surname();
      default:
        return Surname() + " " + Surname();
    }
  }

  // Sets an abbreviation into a sentence, before or after a name.
  void ChangeName(Pieces* pieces) {
    std::vector<size_t> places;
    for (size_t i = 1; i + 1 < pieces->size(); ++i) {
      if (IsName((*pieces)[i]) && IsLower((*pieces)[i - 1].text[0])) {
        places.push_back(i);
      }
    }
    // "Ana Torvik was" at the start; "The" is no name.
    if (pieces->size() > 4 && IsName((*pieces)[0]) && IsName((*pieces)[1]) &&
        (*pieces)[0].space_after && random_.OneIn(2)) {
      places.assign(1, 0);
    }
    if (places.empty()) return;
    const size_t first =
        places[random_.Below(static_cast<uint32_t>(places.size()))];
    size_t end = first + 1;
    while (end + 1 < pieces->size() && IsName((*pieces)[end])) ++end;
    const auto insert = [&](size_t at, std::string text, bool space = true) {
      pieces->insert(pieces->begin() + static_cast<std::ptrdiff_t>(at),
                     {std::move(text), space});
    };
    const auto before = static_cast<uint32_t>(end);
    Piece& last = (*pieces)[end - 1];
    Piece& next = (*pieces)[before];
    switch (random_.Below(14)) {
      case 0:
      case 1:
      case 2:
        insert(first, Any(kTitles));
        break;
      case 3:
        insert(first, MadeAbbreviation());
        break;
      case 4:
        insert(first, Initial());
        if (random_.OneIn(2)) insert(first, Initial());
        break;
      case 5: {
        std::string initials = Initial();
        initials += Initial();
        insert(first, initials);
        break;
      }
      case 6:
        if (end - first > 1) insert(first + 1, Initial());
        break;
      case 7:
      case 8:
      case 9: {
        const bool street = random_.OneIn(4);
        const std::string ending = street ? Any(kStreets) : Any(kCompanies);
        if (EndsSentence(next) && before + 1 == pieces->size()) {
          // The one stop is the sentence's too.
          last.space_after = true;
          if (next.text == ".") {
            next.text = ending;
          } else {
            insert(end, ending, false);
          }
        } else {
          const bool space = last.space_after;
          last.space_after = true;
          insert(end, ending, space);
        }
        break;
      }
      case 10: {
        if (EndsSentence(next)) break;
        const bool comma = next.text == ",";
        last.text += ",";
        last.space_after = true;
        insert(end, Any(kStates) + (comma ? "" : ","), !comma);
        break;
      }
      case 11:
        if (IsLower(next.text[0]) && last.space_after) {
          last.text += random_.OneIn(3) ? "?" : "!";
        }
        break;
      case 12:
        insert(end, Surname());
        insert(end, random_.OneIn(2) ? "v." : "vs.");
        std::swap((*pieces)[end + 1].space_after,
                  (*pieces)[end - 1].space_after);
        break;
      default:
        if (IsLower(next.text[0]) && last.space_after) {
          insert(end, Any(kLatin));
        }
        break;
    }
  }

  void ChangeNumber(Pieces* pieces) {
    for (size_t i = 1; i < pieces->size(); ++i) {
      Piece& piece = (*pieces)[i];
      if (!IsDigit(piece.text[0])) continue;
      Piece& before = (*pieces)[i - 1];
      if (!before.space_after) continue;
      const auto* month = std::find_if(
          kMonths.begin(), kMonths.end(),
          [&](const auto& entry) { return entry.first == before.text; });
      if (month != kMonths.end()) {
        before.text = month->second;
        return;
      }
      if (random_.OneIn(3)) continue;
      pieces->insert(
          pieces->begin() + static_cast<std::ptrdiff_t>(i),
          {random_.OneIn(8) ? MadeAbbreviation() : Any(kNumbered), true});
      return;
    }
    if (random_.OneIn(3) && pieces->size() > 4) {
      // "… No. 7 …" somewhere before a small word.
      const size_t at =
          2 + random_.Below(static_cast<uint32_t>(pieces->size() - 3));
      if (!(*pieces)[at - 1].space_after || !IsLower((*pieces)[at].text[0])) {
        return;
      }
      const auto place = pieces->begin() + static_cast<std::ptrdiff_t>(at);
      pieces->insert(place, {Any(kNumbered) + " " + Number(), true});
    }
  }

  void ChangeTime(Pieces* pieces) {
    const std::string time = std::to_string(1 + random_.Below(12)) +
                             (random_.OneIn(2) ? " a.m." : " p.m.");
    if (pieces->back().text != ".") return;
    if (random_.OneIn(2)) {
      // At the sentence's end; the one stop is both.
      if (pieces->size() < 3) return;
      (*pieces)[pieces->size() - 2].space_after = true;
      pieces->back().text =
          random_.OneIn(3)
              ? "in " + std::string(kMonths[random_.Below(11)].second)
              : "at " + time;
      return;
    }
    (*pieces)[pieces->size() - 2].space_after = true;
    std::string when = "at " + time + " ";
    when += Any(kAfterTimes);
    when += IsLower(when.back()) && random_.OneIn(2) ? " the same day" : "";
    pieces->insert(pieces->end() - 1, {when, false});
  }

  std::string Address() {
    const auto small = [this] {
      std::string word = Surname();
      for (char& byte : word) {
        byte = static_cast<char>(std::tolower(static_cast<uint8_t>(byte)));
      }
      return word;
    };
    constexpr auto kEndings = std::to_array<std::string_view>(
        {".com", ".org", ".net", ".co.uk", ".example", ".gov", ".in"});
    std::string host = small();
    host += Any(kEndings);
    switch (random_.Below(5)) {
      case 0:
        return small() + "@" + host;
      case 1:
        return "@" + small();
      case 2:
        return "www." + host;
      case 3: {
        std::string address = "https://" + host;
        address += "/" + small();
        if (random_.OneIn(2)) address += ".html?" + small() + "=" + Number();
        return address;
      }
      default:
        return host;
    }
  }
  void ChangeAddress(Pieces* pieces) {
    if (pieces->back().text != ".") return;
    (*pieces)[pieces->size() - 2].space_after = true;
    pieces->insert(pieces->end() - 1,
                   {(random_.OneIn(2) ? "at " : "on ") + Address(), false});
  }

  // A whole sentence, with what print sets into sentences.
  std::string Sentence() {
    Pieces pieces =
        sentences_[random_.Below(static_cast<uint32_t>(sentences_.size()))];
    if (!random_.OneIn(4)) ChangeName(&pieces);
    if (random_.OneIn(2)) ChangeNumber(&pieces);
    const uint32_t end = random_.Below(24);
    if (end < 4) ChangeTime(&pieces);
    if (end == 4) ChangeAddress(&pieces);
    return Text(pieces);
  }

  void Plain() {
    if (random_.OneIn(12)) {
      // A journal in brackets, cited as journals are.
      std::string sentence = Sentence();
      if (!sentence.ends_with('.')) return Add(sentence);
      sentence.pop_back();
      sentence += random_.OneIn(2) ? " (" : ", as in ";
      const bool bracket = sentence.ends_with('(');
      sentence += Any(kJournals);
      const uint32_t words = 1 + random_.Below(3);
      for (uint32_t i = 0; i < words; ++i) {
        sentence += " ";
        sentence += random_.OneIn(4) ? MadeAbbreviation() : Any(kJournals);
      }
      if (random_.OneIn(2)) sentence += ", vol. " + Number();
      if (random_.OneIn(2)) sentence += ", no. " + Number();
      sentence += bracket ? ")." : ", " + Number() + ".";
      return Add(sentence);
    }
    if (random_.OneIn(12)) {
      std::string sentence = "(";
      sentence += Sentence();
      return Add(sentence + ")");
    }
    Add(Sentence());
  }

  // "ST. VERA, Pa., Jan. 5 (Agency) — " before an article's first sentence.
  void Dateline() {
    std::string line = random_.OneIn(8) ? Any(kTitles) + " " : std::string();
    line += Surname();
    for (char& byte : line) {
      byte = static_cast<char>(std::toupper(static_cast<uint8_t>(byte)));
    }
    if (random_.OneIn(3)) line += ", " + Any(kStates);
    if (random_.OneIn(3)) {
      if (!line.ends_with(',')) line += ",";
      line += " ";
      line += kMonths[random_.Below(kMonths.size())].second;
      line += " " + std::to_string(1 + random_.Below(31));
    }
    if (random_.OneIn(2)) {
      line += " (";
      line += Surname() + ")";
    }
    constexpr auto kDashes = std::to_array<std::string_view>(
        {" \u2014 ", " - ", " \u2013 ", " -- ", ": "});
    Add(line + Any(kDashes) + Sentence());
  }

  void Bullets() {
    const uint32_t count = 2 + random_.Below(2);
    for (uint32_t i = 0; i < count; ++i) Add("\u2022 " + Sentence());
  }

  // Words of a quotation without the last stop.
  std::string Spoken() {
    if (spoken_.empty() || random_.OneIn(3)) return Any(kShort);
    Pieces pieces = sentences_[spoken_[random_.Below(
        static_cast<uint32_t>(spoken_.size()))]];
    pieces.pop_back();
    if (random_.OneIn(6)) ChangeName(&pieces);
    std::string text = Text(pieces);
    if (text.ends_with('.')) text.pop_back();
    return text;
  }
  std::string Mark() {
    const uint32_t which = random_.Below(8);
    if (which == 0) return curly_ ? "\u2026" : "...";
    return which < 3 ? "!" : which < 5 ? "?" : ".";
  }

  // "said Capt. J. Reid, 42, of Leeds on Monday"
  std::string SaidClause() {
    const std::string verb = Any(kVerbs);
    const uint32_t who = random_.Below(6);
    std::string clause;
    if (who == 0) {
      clause = Any(kPronouns) + " " + verb;
    } else if (who == 1) {
      clause = verb + " " + Any(kRoles);
      if (random_.OneIn(2)) clause += " " + Name();
    } else if (who < 4) {
      clause = Name() + " " + verb;
    } else {
      clause = verb + " " + Name();
    }
    const uint32_t more = random_.Below(8);
    if (more == 0) clause += ", " + std::to_string(18 + random_.Below(70));
    if (more == 1) clause += " on " + Any(kDays);
    if (more == 2 || more == 3) clause += " " + Any(kTails);
    if (more == 4) {
      clause += ", of ";
      clause += Surname();
      clause += random_.OneIn(2) ? " " + Initial() : std::string();
    }
    if (clause.ends_with('.')) clause.pop_back();
    return clause;
  }

  // Sentences inside an open quotation; the last one is left open.
  void Inside(std::string* first) {
    const uint32_t count = random_.Below(3);
    for (uint32_t i = 0; i < count; ++i) {
      Add(*first + Spoken() + Mark());
      first->clear();
    }
  }

  // The said-clause's own sentence may go on with more speech.
  void After() {
    const uint32_t which = random_.Below(3);
    if (which == 0) return;
    std::string first = Open();
    Inside(&first);
    if (which == 1) {
      Add(first + Spoken() + Mark() + Close());
    } else {
      const uint32_t mark = random_.Below(4);
      const std::string joint = mark == 0 ? "?" : mark == 1 ? "!" : ",";
      Add(first + Spoken() + joint + Close() + " " + SaidClause() + ".");
    }
  }

  void Speech() {
    std::string first = Open();
    switch (random_.Below(8)) {
      case 0:
      case 1:
      case 2:
      case 3: {
        // “…? …,” she said. “…”
        Inside(&first);
        const uint32_t mark = random_.Below(5);
        const std::string joint = mark == 0   ? "!"
                                  : mark <= 2 ? "?"
                                  : mark == 3 && random_.OneIn(4)
                                      ? (curly_ ? "\u2026" : "...")
                                      : ",";
        std::string sentence = first + Spoken() + joint;
        sentence += Close() + " ";
        Add(sentence + SaidClause() + ".");
        After();
        break;
      }
      case 4:
        // She said: “…. ….”
        first = Name() + " " + Any(kVerbs) + (random_.OneIn(2) ? ": " : ", ") +
                first;
        Inside(&first);
        Add(first + Spoken() + Mark() + Close());
        break;
      case 5:
        // “….” What follows is no said-clause.
        Inside(&first);
        Add(first + Spoken() + Mark() + Close());
        Add(Sentence());
        break;
      case 6: {
        // “He said, ‘…?’ …,” she said.
        Inside(&first);
        std::string sentence = first + "I said, ";
        if (random_.OneIn(2)) {
          sentence = first;
          sentence += random_.OneIn(2) ? "She told me, " : "It says, ";
        }
        sentence += InnerOpen() + Spoken() + Mark() + InnerClose();
        if (random_.OneIn(3)) {
          Add(sentence + Close());
        } else if (random_.OneIn(3)) {
          Add(sentence + " and that was that," + Close() + " " + SaidClause() +
              ".");
        } else {
          Add(sentence);
          Add(Spoken() + "," + Close() + " " + SaidClause() + ".");
        }
        break;
      }
      default: {
        // A few quoted words within a sentence, and its stop behind them.
        std::string sentence = Sentence();
        if (!sentence.ends_with('.')) {
          Add(sentence);
          break;
        }
        sentence.pop_back();
        sentence += " " + Open();
        sentence += Any(kShort);
        const bool outside = random_.OneIn(2);
        sentence += outside ? Close() + "." : "." + Close();
        Add(sentence);
        Add(Sentence());
        break;
      }
    }
  }

  const std::vector<Pieces>& sentences_;
  std::vector<size_t> spoken_;  // Short ones, without quotation marks.
  std::vector<std::string> names_;
  Random random_;
  TreebankUnit unit_;
  bool single_ = false;
  bool curly_ = false;
};

}  // namespace

Pieces Spaced(const std::vector<std::string>& tokens) {
  Pieces pieces;
  bool open_quote = false;
  for (const std::string& token : tokens) {
    bool before = true;
    bool after = true;
    if (token == "\"") {
      before = !open_quote;
      after = open_quote;
      open_quote = !open_quote;
    } else if (token == "(" || token == "[" || token == "$" || token == "#" ||
               token == "\u00A3") {
      after = false;
    } else if (token == "/" || token == "-") {
      before = false;
      after = false;
    } else if (token == "n't" ||
               std::string_view(",.;:?!)]%'").find(token[0]) !=
                   std::string_view::npos) {
      before = false;
    }
    if (!before && !pieces.empty()) pieces.back().space_after = false;
    pieces.push_back({token, after});
  }
  return pieces;
}

std::vector<TreebankUnit> MakeNewsUnits(const std::vector<Pieces>& sentences,
                                        size_t count, uint64_t seed) {
  std::vector<TreebankUnit> units;
  if (sentences.empty()) return units;
  NewsWriter writer(sentences, seed);
  for (size_t i = 0; i < count; ++i) units.push_back(writer.Paragraph());
  return units;
}

}  // namespace standfirst::tools
