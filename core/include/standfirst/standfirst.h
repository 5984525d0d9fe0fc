#ifndef STANDFIRST_STANDFIRST_H_
#define STANDFIRST_STANDFIRST_H_

// Standfirst: an article's standfirst in the article's own words, and who and
// what it speaks of.
//
// Two steps. *Analyse* reads a text once and costs what reading costs.
// *Summarise* chooses, and may be called as often as options change: a slider
// calls only this.
//
//   standfirst::Model model;
//   model.LoadPart(bytes_of_base);            // as base.sfm holds them
//   standfirst::Session session(model);
//   standfirst::Status status = session.Analyse(text, {});
//   if (!status.ok()) …                       // status.error().message
//   auto result = session.Summarise({});
//   std::string json = standfirst::ToJson(result.value(), {});
//
// Nothing here throws, prints, reads files or a clock, or keeps global state.
// Any bytes give a result or a typed error. The same input gives the same
// result in every build.
//
// Offsets in results are UTF-16 code units into the text exactly as given,
// half open, on character boundaries. Malformed UTF-8 counts as the WHATWG
// Encoding Standard counts it; a byte order mark counts as one unit.
//
// Threads: a Model may be copied and shared freely once its parts are loaded.
// A Session belongs to one thread at a time.

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "standfirst/error.h"

namespace standfirst {

inline constexpr std::string_view kVersion = "0.1.0";
inline constexpr uint32_t kResultVersion = 1;
// Larger texts are an error (kTextTooLarge) unless max_bytes says otherwise.
inline constexpr uint32_t kDefaultMaxBytes = 20U << 20;

// ---------------------------------------------------------------- Options

// The core reads text; the other two are the names under which programs hand
// a source to their front ends, and kInvalidOption here.
enum class InputFormat : uint8_t { kText, kMarkdown, kHtml };

// A block that the caller's own front end has found, in UTF-16 units of the
// text as given. Kinds as in results: "paragraph", "heading", ….
struct GivenBlock {
  uint32_t start = 0;
  uint32_t end = 0;
  std::string kind = "paragraph";
  uint8_t level = 0;
};

struct AnalyseOptions {
  InputFormat input = InputFormat::kText;
  std::optional<std::string> title;  // The article's own headline.
  std::optional<std::string> date;   // Its day, "YYYY-MM-DD".
  bool assume_english = false;       // language "en" instead of "auto".
  uint32_t entity_types = 0x3FFFF;   // Bit per type in OntoNotes order.
  std::vector<uint32_t> keep;        // Left-out spans to put back.
  std::vector<GivenBlock> blocks;
  uint32_t max_bytes = kDefaultMaxBytes;
};

enum class SummaryType : uint8_t {
  kStandfirst,
  kTldr,
  kKeyPoints,
  kTeaser,
  kHeadline,
};

enum class LengthName : uint8_t { kShort, kMedium, kLong };
struct LengthInSentences {
  uint32_t sentences = 1;
};
struct LengthInWords {
  uint32_t words = 1;
};
struct LengthAsShare {
  uint32_t millionths = 0;  // Of the article's words; 1 to 1,000,000.
};
using Length =
    std::variant<LengthName, LengthInSentences, LengthInWords, LengthAsShare>;

enum class CompressionLevel : uint8_t { kNone, kLight, kFull };

struct SummariseOptions {
  SummaryType type = SummaryType::kStandfirst;
  Length length = LengthName::kMedium;
  CompressionLevel compression = CompressionLevel::kLight;
  std::vector<std::string> focus;
  std::optional<uint32_t> headline_words;  // 5 to 30; 12 where not given.
  // Milliseconds are asked for. The core has no clock: whoever measures puts
  // them into JsonOptions.
  bool timings = false;
};

// Options as JSON objects, as docs/options.md spells them. Unknown members and
// wrong values are kInvalidOption errors that name the member, the value and
// what is allowed. An empty string means all defaults.
Expected<AnalyseOptions> ParseAnalyseOptions(std::string_view json);
Expected<SummariseOptions> ParseSummariseOptions(std::string_view json);

// One line of JSON lines input: {"id", "text", …options of both steps}.
struct Record {
  std::string id_json;  // The id as JSON, to be printed again; "null" if none.
  std::string text;
  AnalyseOptions analyse;
  SummariseOptions summarise;
};
// Errors: kInvalidRecord (no JSON object, no text), kInvalidOption. Where the
// id could be read it is in `id_json` even then. `defaults` holds what the
// line does not say.
Expected<Record> ParseRecord(std::string_view line, const Record& defaults,
                             std::string* id_json);

// ---------------------------------------------------------------- Results

struct Range {
  uint32_t start = 0;
  uint32_t end = 0;
  friend bool operator==(const Range&, const Range&) = default;
};

// What a line has that its spans do not: put these back and the line is the
// spans' text to the letter.
enum class ChangeKind : uint8_t { kCapital, kStop, kSpace, kRepair, kPronoun };
std::string_view ChangeKindName(ChangeKind kind);

struct Change {
  ChangeKind kind = ChangeKind::kRepair;
  Range at;          // UTF-16 units of the line's own text.
  std::string from;  // What the source has.
  std::string to;    // What the line has at `at`.
};

// One line of output and where it comes from.
struct Text {
  std::string text;
  bool from_title = false;   // The title option itself; no spans then.
  uint32_t source = 0;       // Index of its sentence.
  std::vector<Range> spans;  // In order; what lies between was cut.
  std::vector<Change> changes;
};

struct ResultEntity {
  uint32_t id = 0;
  std::string type;
  std::string name;
  std::vector<Range> mentions;
  std::vector<Range> pronouns;  // "He", "her", where that is sure.
  uint32_t salience = 0;        // 0 to 1000.
  std::string value;
  std::vector<std::pair<std::string, std::string>> attributes;
};

// What a date line says that was left out; empty ranges: nothing.
struct ResultDateline {
  static constexpr uint32_t kNoEntity = 0xFFFFFFFF;
  Range place;
  Range date;
  uint32_t entity = kNoEntity;  // The place, where the article names it.
};

struct ResultSentence {
  Range range;
  uint32_t block = 0;
  uint16_t score = 0;  // 0 to 1000, as are the reasons.
  uint16_t position = 0;
  uint16_t centrality = 0;
  uint16_t entities = 0;
  uint16_t terms = 0;
  uint16_t title = 0;
};

struct ResultBlock {
  Range range;
  std::string_view kind;  // Static.
  uint8_t level = 0;
};

struct ResultLeftOut {
  uint32_t id = 0;
  Range range;
  std::string_view reason;  // Static.
};

struct Notice {
  std::string_view code;  // Static.
  std::string message;
};

// What reading found; shared by all results of one analysis.
struct Article {
  // The text that offsets point into.
  std::string text;
  bool text_is_utf8 = true;     // Else offsets in bytes cannot be reckoned
                                // from `text` alone.
  uint32_t bytes_per_unit = 0;  // Where not UTF-8: bytes of the input a unit.
  std::string language_code;
  uint32_t language_confidence = 0;
  std::string_view genre;  // Static.
  std::vector<ResultEntity> entities;
  ResultDateline dateline;
  std::vector<ResultSentence> sentences;
  std::vector<ResultBlock> blocks;
  std::vector<ResultLeftOut> left_out;
  std::vector<Notice> notices;
  uint32_t characters = 0;  // UTF-16 units of `text`.
  uint32_t words = 0;       // Of what was not left out.
};

struct Result {
  std::shared_ptr<const Article> article;
  SummaryType type = SummaryType::kStandfirst;
  std::optional<Text> headline;
  std::vector<Text> summary;
  std::vector<uint32_t> chosen;  // Sentences, ascending.
  std::vector<Notice> notices;   // Of this summary, after the article's own.
  uint32_t summary_words = 0;
};

// ------------------------------------------------------------- Presenting

enum class OffsetUnit : uint8_t { kUtf16, kCodePoint, kByte };

struct JsonOptions {
  OffsetUnit offsets = OffsetUnit::kUtf16;
  // Article::text too: where a front end of the caller's made it, nobody else
  // has what the offsets point into.
  bool text = false;
  // statistics.milliseconds; only where the caller measured and asked.
  std::optional<uint32_t> milliseconds;
};

// docs/result.schema.json describes it. O(result).
std::string ToJson(const Result& result, const JsonOptions& options);
std::string ErrorToJson(const Error& error);
std::string ToPlainText(const Result& result);
std::string ToMarkdown(const Result& result);
// A whole page, self-contained: headline, standfirst, the article with its
// names and chosen sentences marked.
std::string ToHtml(const Result& result);

// ---------------------------------------------------------------- Working

struct LoadedParts;

// Trained parts. Immutable once loaded and cheap to copy: copies share.
class Model {
 public:
  Model();

  // Adds or replaces the part that `bytes` (a `.sfm` file) hold; returns its
  // name. Sessions that are reading go on with what they began with. Errors:
  // kModelInvalid, kModelVersion; the model is then as before.
  Expected<std::string> LoadPart(std::span<const uint8_t> bytes);
  bool Has(std::string_view part) const;

 private:
  friend class Session;
  std::shared_ptr<const LoadedParts> parts_;
};

enum class Stage : uint8_t { kClean, kSegment, kTag, kEntity, kRank };
std::string_view StageName(Stage stage);

struct Progress {
  Stage stage = Stage::kClean;
  uint32_t fraction = 0;  // Of the whole analysis, 0 to 1000.
};

class Session {
 public:
  explicit Session(Model model);
  ~Session();
  Session(Session&&) noexcept;
  Session& operator=(Session&&) noexcept;
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  // Reads a text; what was read before is forgotten. `text` is not needed
  // afterwards. Errors: kInvalidOption, kTextTooLarge, kNotText.
  Status Analyse(std::string_view text, const AnalyseOptions& options);

  // The same in steps, for callers that must not block: Begin, then Advance
  // until it says false. Each Advance does about `bytes` bytes' worth of the
  // present stage (cleaning, linking and ranking are one step each).
  Status Begin(std::string_view text, const AnalyseOptions& options);
  Expected<bool> Advance(uint32_t bytes);
  Progress progress() const;

  // After an analysis that was done; else kInternal.
  Expected<Result> Summarise(const SummariseOptions& options);

  // Forgets the text and frees its memory.
  void Close();
  // Takes parts that were loaded since, from the next analysis on.
  void SetModel(Model model);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace standfirst

#endif  // STANDFIRST_STANDFIRST_H_
