#include "core/clean/phrases.h"

#include <algorithm>

#include "core/text/ascii.h"
#include "core/text/equal.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"

namespace standfirst {
namespace {

constexpr WordSet kMonths =
    "january/february/march/april/may/june/july/august/september/october/"
    "november/december/jan/feb/mar/apr/jun/jul/aug/sep/sept/oct/nov/dec";
constexpr WordSet kDays =
    "monday/tuesday/wednesday/thursday/friday/saturday/sunday/mon/tue/wed/thu/"
    "fri/sat/sun";
// What pictures are called.
constexpr WordSet kPictureNouns =
    "image/images/photo/photos/photograph/photographs/picture/pictures/pic/"
    "illustration/graphic/infographic/screenshot/screengrab/video/visual/"
    "representation/rendering/sketch/cartoon/collage";
// Labels in capitals that stand where a dateline's place does.
// Which pictures: words that make the noun a caption's.
constexpr WordSet kPictureKinds =
    "representative/representational/representation/illustrative/symbolic/"
    "file/stock/archive/archival/handout/sample/reference";
constexpr WordSet kLabels =
    "breaking/exclusive/live/update/updated/updates/watch/video/just/in/alert/"
    "opinion/analysis/explainer/news/latest/developing/urgent/flash";
// Before a colon, but no place: people who speak, parts of a text.
constexpr WordSet kSpeakers =
    "reporter/question/answer/interviewer/moderator/host/note/notes/warning/"
    "background/summary/abstract/introduction/conclusion/methods/results/"
    "objective/fact/claim/verdict/tip/step/ingredients/method/score/result/"
    "pros/cons/todo/faq/re/subject/from/to/date/time/place/venue/contact/"
    "narrator/voice/man/woman/boy/girl/all/chorus/judge/clerk/counsel/witness";

// Places that datelines of newspapers name in mixed case and without an
// agency: of one word those that do it most, and large cities of two.
constexpr WordSet kDatelinePlaces =
    "delhi/new delhi/mumbai/kolkata/chennai/london/washington/hong kong/"
    "kuala lumpur/tel aviv/abu dhabi/addis ababa/cape town/new york/"
    "los angeles/san francisco/mexico city/buenos aires/sao paulo";
// Agencies and newsrooms as tags have them.
constexpr WordSet kAgencies =
    "ap/afp/reuters/ani/pti/ians/upi/dpa/tass/xinhua/cnn/bbc/bloomberg/efe/"
    "ansa/kyodo/yonhap/aap/pa/uni/agencies/agency/apa/tnn/ht/sputnik/anadolu";
// What people who write are.
constexpr WordSet kRoles =
    "staff/writer/writers/reporter/reporters/correspondent/correspondents/"
    "editor/editors/political/chief/senior/special/associate/deputy/managing/"
    "contributor/contributors/contributing/columnist/bureau/desk/news/sports/"
    "business/science/health/education/economics/foreign/diplomatic/crime/"
    "court/environment/technology/features/national/international/local/"
    "affairs/photographer/producer/analyst/agency/agencies/press/associated/"
    "online/web/team/service/media/digital/freelance/intern/mailonline";
constexpr WordSet kNameJoints =
    "and/for/in/of/the/with/de/la/van/von/der/den/bin/al/el/da/di/du/to/at/"
    "from/dos";
constexpr WordSet kStampLabels =
    "published/updated/posted/modified/created/edited/uploaded/revised";
constexpr WordSet kStampWords =
    "at/on/am/pm/a.m/p.m/gmt/est/edt/ist/bst/et/utc/cet/cest/pst/pdt/cst/cdt/"
    "mst/mdt/aest/aedt/sgt/hkt/jst/wib/eat/wat/hrs/hours/hour/h/minutes/"
    "minute/mins/min/days/day/weeks/week/months/month/ago/last/first/date/"
    "time/today/yesterday/th/st/nd/rd/noon/midnight/local";

// "May 3", "3 May 2024", "Monday", "Aug. 4": returns the token behind it.
uint32_t SkipDate(const View& view, uint32_t token) {
  uint32_t at = token;
  if (view.IsAny(at, kDays)) {
    ++at;
    if (view.IsMark(at, ".")) ++at;
    if (view.IsMark(at, ",")) ++at;
  }
  const auto number = [&view](uint32_t index, uint32_t digits) {
    return index < view.size() &&
           view.tokens()[index].kind == ViewToken::kNumber &&
           view.Text(index).size() <= digits;
  };
  if (view.IsAny(at, kMonths)) {
    uint32_t next = at + 1;
    if (view.IsMark(next, ".")) ++next;
    if (number(next, 2)) at = next + 1;
  } else if (number(at, 2) && view.IsAny(at + 1, kMonths)) {
    at += 2;
    if (view.IsMark(at, ".")) ++at;
  }
  if (at == token) return token;
  const uint32_t comma = view.IsMark(at, ",") ? at + 1 : at;
  if (number(comma, 4) && view.Text(comma).size() == 4) return comma + 1;
  // A comma behind a day belongs to what follows.
  if (view.IsMark(at - 1, ",")) --at;
  return at;
}

// "(AP)", "(Reuters)", "(Thomson Reuters Foundation)": returns the token
// behind it.
uint32_t SkipAgency(const View& view, uint32_t token) {
  // "/NewsLine/"
  if (view.IsMark(token, "/") && view.IsMark(token + 2, "/") &&
      view.tokens()[token + 1].kind == ViewToken::kWord &&
      view.tokens()[token + 1].capital) {
    return token + 3;
  }
  if (!view.IsMark(token, "( [")) return token;
  uint32_t at = token + 1;
  uint32_t words = 0;
  while (at < view.size() && words <= 4 && !view.IsMark(at, ") ]")) {
    const ViewToken& word = view.tokens()[at];
    if (word.kind == ViewToken::kWord && !word.capital &&
        !view.IsAny(at, "dpa/via/and/of/the/staff")) {
      return token;
    }
    if (word.kind == ViewToken::kNumber) return token;
    if (word.kind == ViewToken::kWord) ++words;
    ++at;
  }
  const bool closed = view.IsMark(at, ") ]");
  return closed && words >= 1 && words <= 4 ? at + 1 : token;
}

// Place names: capitals ("SAN FRANCISCO", "LONDON/PARIS", "ST. LOUIS"), then
// perhaps a region in mixed case (", Kenya", ", Calif."). Without `capitals`
// a place in mixed case: "New Delhi".
uint32_t SkipPlace(const View& view, uint32_t token, bool capitals) {
  uint32_t at = token;
  uint32_t words = 0;
  while (at < view.size() && words < 6) {
    const ViewToken& word = view.tokens()[at];
    const bool small_joint = words > 0 && view.IsAny(at, "de/la/al/el/of/and");
    if (word.kind == ViewToken::kWord &&
        (capitals ? word.capitals : word.capital || small_joint)) {
      ++words;
      ++at;
      // "ST. LOUIS", "D.C."
      if (view.IsMark(at, ".") && view.Text(at - 1).size() <= 3) ++at;
      continue;
    }
    if (words > 0 && view.IsMark(at, "/")) {
      ++at;
      continue;
    }
    break;
  }
  if (words == 0) return token;
  // ", Kenya", ", N.Y.", ", South Korea"
  if (view.IsMark(at, ",") && at + 1 < view.size() &&
      view.tokens()[at + 1].kind == ViewToken::kWord &&
      view.tokens()[at + 1].capital && !view.IsAny(at + 1, kMonths) &&
      !view.IsAny(at + 1, kDays)) {
    uint32_t region = at + 1;
    uint32_t region_words = 0;
    while (region < view.size() && region_words < 3 &&
           view.tokens()[region].kind == ViewToken::kWord &&
           view.tokens()[region].capital && !view.IsAny(region, kMonths) &&
           !view.IsAny(region, kDays)) {
      ++region;
      ++region_words;
      if (view.IsMark(region, ".")) ++region;
    }
    at = region;
  }
  return at;
}

// The tokens are one of kDatelinePlaces. A list with blanks in it: words are
// not to be looked up there.
bool IsKnownPlace(const View& view, uint32_t begin, uint32_t end) {
  for (const char* place = kDatelinePlaces.words();; ++place) {
    const char* second = place;
    while (*second != ' ' && *second != '/' && *second != '\0') ++second;
    const uint32_t words = *second == ' ' ? 2 : 1;
    if (end - begin == words && view.Is(begin, place) &&
        (words == 1 || view.Is(begin + 1, second + 1))) {
      return true;
    }
    place = second;
    while (*place != '/' && *place != '\0') ++place;
    if (*place == '\0') return false;
  }
}

}  // namespace

bool IsSentenceStart(const View& view, uint32_t token) {
  if (token >= view.size()) return false;
  const ViewToken& first = view.tokens()[token];
  if (first.kind == ViewToken::kWord) {
    if (first.capital) return true;
    // "iPhone" and the like start with one small letter.
    const size_t second =
        first.begin + DecodeValidUtf8(view.text(), first.begin).size;
    return second < first.end &&
           ClassifyCharacter(DecodeValidUtf8(view.text(), second).code_point) ==
               CharacterClass::kUpper;
  }
  if (first.kind == ViewToken::kNumber) return true;
  return view.IsMark(token,
                     "\" ' \xE2\x80\x9C \xE2\x80\x98 \xC2\xAB $ \xC2\xA3 "
                     "\xE2\x82\xAC");
}

// Ends like a sentence: a stop, with or without closing quotes.
bool EndsWithStop(std::string_view text) {
  while (const size_t closer =
             EndsWithOneOf(text, "\" ' ) ] \xE2\x80\x9D \xE2\x80\x99")) {
    text.remove_suffix(closer);
  }
  return EndsWithOneOf(text, ". ? ! \xE2\x80\xA6 \xE3\x80\x82") > 0;
}

// A dateline that starts at `token` (docs/cleaning.md, "Datelines").
Dateline ReadDateline(const View& view, uint32_t token, bool below_deck) {
  Dateline line;
  uint32_t at = token;
  bool in_capitals = true;
  const uint32_t agency_first = SkipAgency(view, at);
  if (agency_first != at) {
    // "(CNN) -- ": nothing but who reports.
    line.has_agency = true;
    at = agency_first;
  } else {
    // "12 September 2024, Orla – ": a whole date, as days begin notices too.
    const uint32_t day = SkipDate(view, at);
    if (day != at && view.Text(day - 1).size() == 4 && view.IsMark(day, ",") &&
        view.tokens()[day - 1].kind == ViewToken::kNumber) {
      line.has_date = true;
      line.date_begin = at;
      line.date_end = day;
      at = day + 1;
    }
    uint32_t after = SkipPlace(view, at, true);
    if (after == at) {
      in_capitals = false;
      after = SkipPlace(view, at, false);
    }
    // "Sunday 3 May: Evensong is at six."
    if (after == at || view.IsAny(at, kDays)) return {};
    line.has_place = true;
    line.place_begin = at;
    line.place_end = after;
    at = after;
    // Date and agency, in either order.
    constexpr int kMostParts = 4;
    for (int round = 0; round < kMostParts; ++round) {
      // "ORLA (12 May 2024) -", "ORLA – 12 May 2024 –", "ORLA -- (AP) --":
      // behind a dash only what another one parts from the text.
      const bool dash = view.IsDash(at);
      const bool bracket = view.IsMark(at, "(");
      const uint32_t next =
          dash || bracket || view.IsMark(at, ",") ? at + 1 : at;
      const uint32_t dated = SkipDate(view, next);
      if (dated != next && !line.has_date &&
          (dash      ? view.IsDash(dated) || view.IsMark(dated, ":")
           : bracket ? view.IsMark(dated, ")")
                     : true)) {
        line.has_date = true;
        line.date_begin = next;
        line.date_end = dated;
        at = dated + (bracket ? 1 : 0);
        if (view.IsMark(at, ",")) ++at;
      }
      const uint32_t from = view.IsDash(at) ? at + 1 : at;
      const uint32_t agency = SkipAgency(view, from);
      if (agency != from && (from == at || view.IsDash(agency))) {
        line.has_agency = true;
        at = agency;
      }
    }
    if (view.IsMark(at, "|") && at + 1 < view.size() &&
        view.tokens()[at + 1].capitals) {
      line.has_agency = true;
      at += 2;
    }
  }
  // "(CNN)A storm closed …": who reports needs no separator.
  if (!line.has_place && view.IsAny(token + 1, kAgencies) &&
      IsSentenceStart(view, at)) {
    line.end = at;
    return line;
  }
  // The separator, and a sentence that can stand alone.
  const bool colon = view.IsMark(at, ":");
  const bool dash = view.IsDash(at) && at + 1 < view.size() &&
                    (view.tokens()[at].space_before ||
                     view.tokens()[at + 1].space_before || line.has_agency);
  // "Kolpur, Jul 19 (PBR) With …": day and agency need none.
  const bool plain = line.has_agency && line.has_date && line.has_place &&
                     view.IsMark(at - 1, ")");
  if (!colon && !dash && !plain) return {};
  if (colon || dash) ++at;
  if (!IsSentenceStart(view, at) || view.size() - at < 3) return {};
  if (!line.has_agency && !line.has_date) {
    // "Orla, Marland – Farmers …": not two dashes around something.
    bool region = !in_capitals && dash;
    for (uint32_t i = at; i < view.size(); ++i) {
      region = region && !view.IsDash(i);
    }
    for (uint32_t i = line.place_begin; region && i < line.place_end; ++i) {
      if (!view.IsMark(i, ",")) continue;
      line.end = at;
      return line;
    }
    // A label in capitals may stand below a deck as well: "ALSO READ:".
    if (!in_capitals || (colon && below_deck)) {
      // A known city, alone, before a colon.
      if (!colon || !IsKnownPlace(view, line.place_begin, line.place_end)) {
        return {};
      }
      line.end = at;
      return line;
    }
    // One place in capitals alone: no label, no speaker, more than initials.
    size_t letters = 0;
    for (uint32_t i = line.place_begin; i < line.place_end; ++i) {
      if (view.tokens()[i].kind != ViewToken::kWord) continue;
      letters += view.Text(i).size();
      if (view.IsAny(i, kLabels) || view.IsAny(i, kSpeakers)) return {};
    }
    if (letters < 3) return {};
  }
  line.end = at;
  return line;
}

uint32_t CountSentences(const View& view) {
  uint32_t count = 0;
  for (uint32_t i = 0; i < view.size(); ++i) {
    if (!view.IsMark(i, ". ? !")) {
      continue;
    }
    uint32_t next = i + 1;
    while (next < view.size() && !view.tokens()[next].space_before &&
           view.tokens()[next].kind == ViewToken::kMark) {
      ++next;
    }
    if (next >= view.size() || IsSentenceStart(view, next)) ++count;
  }
  return count;
}

uint32_t SkipGluedCaption(const View& view, bool* sure) {
  constexpr uint32_t kMostWords = 6;
  *sure = false;
  for (uint32_t at = 0; at < view.size() && at < kMostWords; ++at) {
    if (view.tokens()[at].kind != ViewToken::kWord) return 0;
    if (!view.IsAny(at, kPictureNouns)) continue;
    // "file photo", "representative image": what no sentence starts with.
    const bool kind = at > 0 && view.IsAny(at - 1, kPictureKinds);
    uint32_t end = at + 1;
    // "for representation only"
    if (view.Is(end, "for") &&
        view.IsAny(end + 1,
                   "representation/representational/illustration/"
                   "illustrative/representative/reference")) {
      end += 2;
      while (view.IsAny(end, "only/purpose/purposes")) ++end;
      *sure = true;
    }
    const uint32_t credit = SkipAgency(view, end);
    if (credit != end) {
      end = credit;
      *sure = *sure || kind;
    }
    if (view.IsMark(end, ". |")) {
      ++end;
      *sure = *sure || kind;
    }
    // What follows has to be able to stand alone.
    *sure = *sure && IsSentenceStart(view, end) && view.size() - end > 4;
    return end;
  }
  return 0;
}

uint32_t SkipLabel(const View& view, uint32_t token) {
  constexpr WordSet kDropped =
      "breaking/exclusive/live/update/updated/updates/watch/alert/developing/"
      "urgent/flash/news/just/in/latest/big/top/story/video";
  uint32_t at = token;
  while (at < view.size() && at - token < 3 && view.tokens()[at].capitals &&
         view.IsAny(at, kDropped)) {
    ++at;
  }
  // "Abstract: We asked …", before more than a title.
  constexpr uint32_t kShortest = 16;
  if (at == token && view.size() > token + kShortest &&
      view.IsAny(at, "abstract/summary") && view.tokens()[at].capital) {
    ++at;
  }
  if (at == token) return token;
  if (!view.IsMark(at, ": |") && !view.IsDash(at)) {
    return token;
  }
  return IsSentenceStart(view, at + 1) ? at + 1 : token;
}

bool OpensWithDay(const View& view, uint32_t token) {
  constexpr uint32_t kSoon = 8;
  bool day = false;
  for (uint32_t i = token; i < view.size(); ++i) {
    day = day ||
          (i < token + kSoon && view.Is(i, "on") && view.IsAny(i + 1, kDays));
    if (view.IsAny(i, "i/we/my/our/you")) return false;
  }
  return day && view.size() > 20 && !view.IsAny(token - 2, kLabels) &&
         !view.IsAny(token - 2, kSpeakers);
}

uint32_t SkipByline(const View& view, uint32_t token) {
  uint32_t at = token;
  constexpr WordSet kWrote =
      "written/reported/words/story/text/posted/published/edited/reviewed/"
      "compiled/interview/author/reporter/photographs/photos";
  if (view.IsAny(at, kWrote) &&
      (view.Is(at + 1, "by") || view.IsMark(at + 1, ":"))) {
    ++at;
  }
  if (at == token ? !view.Is(at, "by") || !view.tokens()[at].capital
                  : !view.Is(at, "by") && !view.IsMark(at, ":")) {
    return token;
  }
  ++at;
  while (view.IsMark(at, ". :")) ++at;
  const uint32_t end = SkipNames(view, at);
  return end == at ? token : end;
}

uint32_t SkipNames(const View& view, uint32_t token) {
  uint32_t at = token;
  uint32_t names = 0;
  uint32_t end = token;
  while (at < view.size()) {
    const ViewToken& word = view.tokens()[at];
    if (word.kind == ViewToken::kWord) {
      const bool joint = view.IsAny(at, kNameJoints);
      if (word.capital && !joint) {
        if (names == 0 && (view.IsAny(at, kDays) || view.IsAny(at, kMonths))) {
          return token;
        }
        // "PUBLISHED:" and "Updated:" begin a time stamp.
        if (view.IsAny(at, kStampLabels) || view.Is(at, "last")) break;
        ++names;
      } else if (!(names > 0 && (joint || view.IsAny(at, kRoles)))) {
        break;
      }
      end = word.capital || view.IsAny(at, kRoles) ? at + 1 : end;
      ++at;
      // "J. Lee", "Jr."
      if (view.IsMark(at, ".") && view.Text(at - 1).size() <= 2 &&
          at + 1 < view.size()) {
        ++at;
      }
      continue;
    }
    if (names > 0 && (view.IsMark(at, ", & | /") || view.IsDash(at) ||
                      view.IsMark(at, "; ("))) {
      ++at;
      continue;
    }
    if (view.IsMark(at, ")") && names > 0) {
      ++at;
      end = at;
      continue;
    }
    break;
  }
  return names == 0 ? token : end;
}

bool IsNameLine(const View& view) {
  uint32_t names = 0;
  uint32_t parts = 1;
  for (uint32_t i = 0; i < view.size(); ++i) {
    const ViewToken& word = view.tokens()[i];
    if (word.kind == ViewToken::kNumber) return false;
    if (word.kind == ViewToken::kWord) {
      if (!word.capital && !view.IsAny(i, kNameJoints) &&
          !view.IsAny(i, kRoles)) {
        return false;
      }
      names += word.capital ? 1 : 0;
    } else if (view.IsMark(i, "| , /")) {
      ++parts;
    } else if (!view.IsMark(i, "&") && !view.IsDash(i) &&
               !(view.IsMark(i, ".") && i + 1 < view.size())) {
      return false;
    }
  }
  return names >= 2 && names <= 9 && parts <= 4;
}

bool HasRole(const View& view) {
  constexpr WordSet kTitles =
      "writer/writers/reporter/reporters/correspondent/correspondents/editor/"
      "contributor/columnist/bureau/staff";
  for (uint32_t i = 1; i < view.size(); ++i) {
    if (view.IsAny(i, kTitles)) return true;
  }
  return false;
}

// "2023-03-06", "06.03.2023"
bool IsNumericDate(std::string_view text) {
  const auto count = [text](char wanted) {
    return std::count(text.begin(), text.end(), wanted);
  };
  return text.size() >= 8 && (count('-') == 2 || count('.') == 2) &&
         std::all_of(text.begin(), text.end(), [](char byte) {
           return IsDigit(byte) || byte == '-' || byte == '.';
         });
}

uint32_t SkipWholeDate(const View& view, uint32_t token) {
  const auto is_year = [&view](uint32_t at) {
    return at < view.size() && view.tokens()[at].kind == ViewToken::kNumber &&
           view.Text(at).size() == 4 &&
           (view.Text(at)[0] == '1' || view.Text(at)[0] == '2');
  };
  if (token < view.size() && IsNumericDate(view.Text(token))) return token + 1;
  const uint32_t end = SkipDate(view, token);
  if (end > token + 1 && is_year(end - 1)) return end;
  if (token + 4 < view.size() &&
      view.tokens()[token].kind == ViewToken::kNumber &&
      view.IsMark(token + 1, "/") && view.IsMark(token + 3, "/") &&
      is_year(token + 4)) {
    return token + 5;
  }
  return token;
}

bool IsDateRange(const View& view) {
  const uint32_t dash = SkipWholeDate(view, 0);
  return dash != 0 && view.IsDash(dash) &&
         SkipWholeDate(view, dash + 1) == view.size();
}

bool IsTrail(const View& view) {
  uint32_t parts = 1;
  uint32_t words = 0;
  for (uint32_t i = 0; i < view.size(); ++i) {
    if (view.tokens()[i].kind == ViewToken::kMark) {
      const bool joint = view.IsMark(i, "> / | >> \xC2\xBB \xE2\x80\xBA");
      if (view.IsMark(i, "&")) continue;
      if (!joint || words == 0) return false;
      ++parts;
      words = 0;
      continue;
    }
    // Parts start with a capital: names of sections and pages.
    if (view.tokens()[i].kind == ViewToken::kNumber || ++words > 3 ||
        (words == 1 && !view.tokens()[i].capital)) {
      return false;
    }
  }
  return parts >= 3;
}

bool IsRoleLine(const View& view) {
  constexpr WordSet kTitles =
      "writer/reporter/correspondent/editor/contributor/columnist/journalist/"
      "photographer/critic";
  if (view.size() == 0 || view.size() > 5 || !view.tokens()[0].capital) {
    return false;
  }
  for (uint32_t i = 0; i < view.size(); ++i) {
    if (view.tokens()[i].kind == ViewToken::kNumber ||
        (view.tokens()[i].kind == ViewToken::kMark && !view.IsMark(i, ", &"))) {
      return false;
    }
  }
  return view.IsAny(view.size() - 1, kTitles) ||
         (view.size() > 2 && view.IsAny(0, kTitles) &&
          view.IsAny(1, "at/for/in"));
}

uint32_t SkipTimestamp(const View& view, uint32_t token, bool labelled) {
  uint32_t at = token;
  bool label = false;
  if (view.IsAny(at, "first/last/originally/also") &&
      view.IsAny(at + 1, kStampLabels)) {
    ++at;
  }
  if (view.IsAny(at, kStampLabels) ||
      (view.IsAny(at, "date/time") && view.IsMark(at + 1, ":"))) {
    ++at;
    label = true;
  }
  if (labelled && !label) return token;
  const uint32_t body = at;
  bool sign = false;  // A colon, a time of day, or a month with a day.
  bool number = false;
  uint32_t end = token;
  while (at < view.size()) {
    const ViewToken& word = view.tokens()[at];
    const std::string_view text = view.Text(at);
    const bool digits = IsDigit(text[0]);
    if (digits) {
      // "10:21", "10.21am", "3rd", "2013", "26/03/2013".
      if (text.size() > 10) break;
      number = true;
      sign = sign || text.find(':') != std::string_view::npos ||
             IsNumericDate(text);
      end = at + 1;
    } else if (word.kind == ViewToken::kWord) {
      if (view.IsAny(at, kMonths) || view.IsAny(at, kDays)) {
        sign = true;
        end = at + 1;
      } else if (view.IsAny(at, kStampWords)) {
        // "On", "At" and "Last" may open the sentence.
        if (word.capital && !word.capitals && at > body) break;
        if (view.IsAny(at, "ago/am/pm/gmt/est/edt/ist/bst/et/utc/a.m/p.m")) {
          sign = true;
        }
        end = at + 1;
      } else if (view.IsAny(at, kStampLabels) && at > body && number) {
        end = at + 1;
      } else {
        break;
      }
    } else if (view.IsMark(at, ": ( ) | , . /") || view.IsDash(at) ||
               view.IsMark(at, "\xE2\x80\xA2 \xC2\xB7")) {
      if (view.IsMark(at, ":") && at == body) sign = true;
      if (number && !view.IsMark(at, "(")) end = at + 1;
    } else {
      break;
    }
    ++at;
  }
  return number && sign ? end : token;
}

bool EndsWithCredit(const View& view) {
  const uint32_t size = view.size();
  if (size == 0) return false;
  // "… with the caption (Image: none).": a sentence's own bracket.
  if (view.IsMark(size - 1, ".") && size > 1 && view.IsMark(size - 2, ")")) {
    return false;
  }
  // A stop may close it, a bracket too.
  uint32_t last = size;
  while (last > 0 && view.IsMark(last - 1, ". ) ]")) {
    --last;
  }
  if (last == 0) return false;
  constexpr WordSet kLibraries =
      "getty/shutterstock/istock/unsplash/pexels/alamy/pixabay/reuters/afp/ap/"
      "ani/pti/epa/rex/splash/wireimage/imago/wikimedia";
  if (last >= 2 && view.IsAny(last - 2, "getty/ap/afp/reuters/pa/rex/wire") &&
      view.IsAny(last - 1, "images/photo/photos/pictures/features")) {
    return true;
  }
  // "/ AFP", "via Reuters", "(Reuters)": where the line is no sentence with a
  // tag of its own.
  if (last >= 2 && view.IsAny(last - 1, kLibraries) &&
      (view.IsMark(last - 2, "/") || view.Is(last - 2, "via") ||
       view.IsMark(last - 2, "\xC2\xA9 |"))) {
    return true;
  }
  // "… on Sunday. (Tom Lee / The Gazette)"
  if (view.IsMark(size - 1, ")")) {
    uint32_t open = size - 1;
    bool slash = false;
    bool names = true;
    while (open > 0 && size - open < 10 && !view.IsMark(open, "(")) {
      --open;
      slash = slash || view.IsMark(open, "/");
      names =
          names && (view.IsMark(open, "/ ( .") || view.tokens()[open].capital ||
                    view.IsAny(open, kNameJoints) || view.Is(open, "via"));
    }
    if (slash && names && view.IsMark(open, "(") && size - open >= 5 &&
        (open == 0 || view.IsMark(open - 1, "."))) {
      return true;
    }
  }
  // "Photo: R. Diaz", "(Image credit: X)", "Photo by R. Diaz/Agency" within
  // the last words.
  constexpr uint32_t kLongestCredit = 16;
  const uint32_t first = last > kLongestCredit ? last - kLongestCredit : 0;
  for (uint32_t i = first; i < last; ++i) {
    const bool opens =
        i == 0 || view.IsMark(i - 1, "( [ | . /") || view.IsDash(i - 1);
    if (!opens) continue;
    if (view.IsAny(i, "file/ap/representative/representational") &&
        view.IsAny(i + 1, "photo/image/picture/pic/photograph") &&
        (i + 2 >= last)) {
      return true;
    }
    if (view.IsAny(i,
                   "photo/image/picture/pic/photograph/photos/images/"
                   "illustration/graphic/credit/source/courtesy/video/"
                   "supplied")) {
      uint32_t next = i + 1;
      if (view.IsAny(next, "credit/credits/source/courtesy")) ++next;
      if (view.IsMark(next, ": / ... \xE2\x80\xA6")) {
        // "Photo: the word comes from …" goes on like a sentence.
        return i > 0 || next + 1 >= size || !view.IsMark(size - 1, ".") ||
               view.tokens()[next + 1].capital ||
               view.tokens()[next + 1].kind != ViewToken::kWord ||
               view.Is(next + 1, "courtesy");
      }
      if (view.IsAny(next, "by/via") && next + 1 < size &&
          view.tokens()[next + 1].capital) {
        return true;
      }
      if (next > i + 1 && i > 0 && view.IsMark(i - 1, "(")) return true;
    }
  }
  return false;
}

bool SpeaksOfPicture(const View& view) {
  constexpr WordSet kPlaces =
      "left/right/centre/center/above/below/pictured/l/r/l-r";
  for (uint32_t i = 0; i < view.size(); ++i) {
    if (view.IsMark(i, "(") && view.IsAny(i + 1, kPlaces) &&
        (view.IsMark(i + 2, ") ,") || view.Is(i + 1, "pictured"))) {
      return true;
    }
    if (view.IsAny(i, "is/are") &&
        view.IsAny(i + 1, "seen/pictured/shown/photographed")) {
      return true;
    }
  }
  return (view.Is(0, "pictured") &&
          (view.tokens()[std::min(view.size() - 1, 1U)].kind ==
               ViewToken::kMark ||
           view.IsAny(1, "above/below/left/right"))) ||
         (view.Is(0, "from") && view.Is(1, "left"));
}

bool IsPrompt(const View& view) {
  constexpr uint32_t kMostWords = 34;
  constexpr WordSet kNouns =
      "newsletter/newsletters/app/channel/account/journalism/inbox/alerts/"
      "podcast/notifications/membership/subscription/e-paper/bulletin";
  constexpr WordSet kPast =
      "said/says/was/were/had/has/told/will/would/announced/reported/did/is";
  if (!view.complete() || !view.HasAny(kNouns)) return false;
  bool noun = false;
  bool ours = false;
  bool imperative = false;
  uint32_t words = 0;
  bool start = true;  // Of a sentence.
  for (uint32_t i = 0; i < view.size(); ++i) {
    const ViewToken& token = view.tokens()[i];
    if (token.kind == ViewToken::kMark) {
      start = view.IsMark(i, ". ! ? :");
      continue;
    }
    ++words;
    if (view.IsAny(i, kPast)) return false;
    noun = noun || view.IsAny(i, kNouns);
    ours = ours || view.IsAny(i, "our/us/your/my");
    if (start || (i > 0 && view.Is(i - 1, "to")) ||
        (i > 0 && view.Is(i - 1, "and"))) {
      imperative = imperative ||
                   view.IsAny(i,
                              "subscribe/download/register/join/support/"
                              "follow/get/enter/unlock") ||
                   (view.IsAny(i, "sign/log") && view.IsAny(i + 1, "up/in")) ||
                   (view.Is(i, "click") && view.Is(i + 1, "here"));
    }
    start = false;
  }
  if (words > kMostWords || !imperative || !noun) return false;
  return ours || view.IsAny(0,
                            "subscribe/download/sign/register/get/follow/"
                            "join/log/enter/unlock/support");
}

bool IsCookieNote(const View& view) {
  if (!view.HasAny("cookies/cookie")) return false;
  bool cookies = false;
  bool own = false;
  bool consent = false;
  bool story = false;
  for (uint32_t i = 0; i < view.size(); ++i) {
    cookies = cookies || view.IsAny(i, "cookies/cookie");
    own = own || view.IsAny(i, "we/our") ||
          (view.IsAny(i, "this") && view.IsAny(i + 1, "site/website/page"));
    consent =
        consent ||
        (view.IsAny(i, "cookies") && view.IsAny(i + 1, "to/and/on/for/in/,")) ||
        view.IsAny(i,
                   "accept/consent/agree/experience/"
                   "preferences/analyse/analyze/personalise/"
                   "personalize");
    story = story || view.IsAny(i, "said/says/regulator/fined/court/told");
  }
  return cookies && own && consent && !story;
}

bool IsAuthorNote(const View& view) {
  constexpr WordSet kWho =
      "reporter/correspondent/editor/writer/columnist/professor/journalist/"
      "contributor/fellow/author/producer/lecturer/economist/historian";
  if (view.size() < 5 || !view.tokens()[0].capital) return false;
  bool is_a = false;
  bool who = false;
  bool address = false;
  for (uint32_t i = 1; i < view.size(); ++i) {
    if (i < 8 && view.IsAny(i, "is/was/writes/covers") &&
        view.tokens()[i - 1].capital) {
      is_a = true;
    }
    who = who || (is_a && view.IsAny(i, kWho));
    const std::string_view text = view.Text(i);
    address = address || text == "@" ||
              (view.IsAny(i, "twitter/instagram/email/linkedin"));
  }
  return is_a && who && address;
}

bool NamesContributors(const View& view) {
  for (uint32_t i = 1; i + 3 < view.size(); ++i) {
    if (view.Is(i, "contributed") && view.Is(i + 1, "to") &&
        view.IsAny(i + 2, "this/the") &&
        view.IsAny(i + 3, "report/article/story/reporting/piece")) {
      return i + 6 >= view.size();
    }
  }
  return false;
}

bool DescribesWriter(const View& view) {
  constexpr WordSet kWho =
      "reporter/correspondent/editor/writer/columnist/journalist/contributor/"
      "author/producer/freelance/freelancer/photographer/critic";
  constexpr WordSet kDoes = "covers/writes/reports/blogs/edits";
  if (!DescribesPerson(view)) return false;
  for (uint32_t i = 1; i < view.size() && i < 14; ++i) {
    if (view.IsAny(i, kWho) || (i < 6 && view.IsAny(i, kDoes))) return true;
  }
  return false;
}

bool DescribesPerson(const View& view) {
  if (view.size() < 5 || !view.tokens()[0].capital) return false;
  for (uint32_t i = 1; i < view.size() && i < 8; ++i) {
    if (view.IsAny(i,
                   "is/was/writes/covers/lives/works/teaches/reports/has/"
                   "joined/edits")) {
      return view.tokens()[i - 1].capital ||
             view.tokens()[i - 1].kind == ViewToken::kMark;
    }
  }
  return false;
}

uint32_t FindClosingTag(const View& view) {
  const uint32_t size = view.size();
  if (size < 4) return size;
  // "… next week. -- IANS", "… next week. (ANI)", "… next week. PTI ABC XYZ"
  uint32_t last = size;
  if (view.IsMark(last - 1, ".")) --last;
  const bool bracket = view.IsMark(last - 1, ") ]");
  if (bracket) {
    uint32_t open = last - 1;
    while (open > 0 && last - open < 24 && !view.IsMark(open, "( [")) {
      --open;
    }
    if (open == 0 || !view.IsMark(open, "( [")) {
      return size;
    }
    const bool after_stop = view.IsMark(open - 1, ". \" \xE2\x80\x9D .\"");
    // "[+1234 chars]"
    if (view.IsMark(open + 1, "+") &&
        view.IsAny(last - 2, "chars/characters")) {
      const bool cut = view.IsMark(open - 1, "\xE2\x80\xA6 ...");
      return cut ? open - 1 : open;
    }
    if (!after_stop) return size;
    if (view.IsAny(open + 1, kAgencies) &&
        (open + 3 == last || view.IsAny(open + 2, kAgencies) ||
         view.IsMark(open + 2, "/"))) {
      return open;
    }
    if (view.IsAny(open + 1,
                   "reporting/editing/writing/additional/with/"
                   "inputs/compiled/source") &&
        view.IsAny(open + 2,
                   "by/from/reporting/inputs/agency/and/:/input/additional")) {
      return open;
    }
    // "(This story has not been edited …)"
    if (view.IsAny(open + 1, "this/except") &&
        view.IsAny(open + 2, "story/article/report/for/copy")) {
      return open;
    }
    return size;
  }
  for (uint32_t i = last; i-- > 0 && last - i <= 4;) {
    if (view.IsDash(i) && i > 0 && i + 1 < last &&
        view.IsMark(i - 1, ". \" \xE2\x80\x9D") &&
        view.IsAny(i + 1, kAgencies)) {
      return i;
    }
    if (view.tokens()[i].kind != ViewToken::kWord ||
        !view.tokens()[i].capitals) {
      if (!view.IsDash(i)) break;
      continue;
    }
    // "PTI ABC XYZ" behind the last stop.
    if (i > 0 && view.IsMark(i - 1, ".") && view.IsAny(i, kAgencies) &&
        view.tokens()[i].space_before) {
      return i;
    }
  }
  return size;
}

bool IsPageNumber(const View& view, uint32_t* number, bool* labelled) {
  uint32_t at = 0;
  *labelled = false;
  while (view.IsDash(at) || view.IsMark(at, "[ |")) ++at;
  if (view.IsAny(at, "page/pg/p")) {
    *labelled = true;
    ++at;
    if (view.IsMark(at, ".")) ++at;
  }
  if (at >= view.size() || view.tokens()[at].kind != ViewToken::kNumber ||
      view.Text(at).size() > 3) {
    return false;
  }
  uint32_t value = 0;
  for (const char digit : view.Text(at)) {
    if (digit < '0' || digit > '9') return false;
    value = value * 10 + static_cast<uint32_t>(digit - '0');
  }
  *number = value;
  ++at;
  // "- 7 -"
  *labelled = *labelled || (view.IsDash(0) && view.IsDash(at));
  if ((view.IsAny(at, "of") || view.IsMark(at, "/")) && at + 1 < view.size() &&
      view.tokens()[at + 1].kind == ViewToken::kNumber) {
    if (!*labelled && !view.Is(at, "of")) return false;
    *labelled = true;
    at += 2;
  }
  while (at < view.size() && (view.IsDash(at) || view.IsMark(at, "] |"))) {
    ++at;
  }
  return at == view.size();
}

}  // namespace standfirst
