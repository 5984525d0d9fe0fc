#include "core/present/line.h"

#include <optional>
#include <string>
#include <utility>

#include "core/text/equal.h"
#include "core/text/letters.h"
#include "core/text/utf8.h"
#include "core/text/vectors.h"

namespace standfirst {
namespace {

bool IsBreakableSpace(std::string_view character) {
  return character == " " || character == "\n" || character == "\t" ||
         character == "\r";
}

bool IsWhiteSpace(std::string_view text) {
  for (size_t position = 0; position < text.size();) {
    const DecodedCharacter character = DecodeUtf8(text, position);
    if (ClassifyCharacter(character.code_point) != CharacterClass::kSpace) {
      return false;
    }
    position += character.size;
  }
  return true;
}

// The original's characters with malformed pieces shown as U+FFFD.
std::string ShownOriginal(std::string_view original) {
  std::string shown;
  for (size_t position = 0; position < original.size();) {
    const DecodedCharacter character = DecodeUtf8(original, position);
    AppendUtf8(character.code_point, &shown);
    position += character.size;
  }
  return shown;
}

// Puts a line together piece by piece. A run of white space becomes one space
// and is held back until something follows it, so that no line ends in one.
class LineBuilder {
 public:
  explicit LineBuilder(std::string_view original) : original_(original) {}

  // A character that the original has as it is.
  void Copy(std::string_view character, Range range) {
    if (IsBreakableSpace(character)) {
      HoldSpace(std::string(character), range);
      return;
    }
    EmitSpace();
    Emit(character, range);
  }

  // A stretch that cleaning replaced.
  void Replace(std::string_view clean, std::string_view original_bytes,
               Range range) {
    std::string from = ShownOriginal(original_bytes);
    if (IsBreakableSpace(clean)) {
      HoldSpace(std::move(from), range);
      return;
    }
    EmitSpace();
    const uint32_t start = units_;
    Emit(clean, range);
    // A malformed piece is U+FFFD to whoever decodes the original, too.
    if (from == clean) return;
    AddChange(ChangeKind::kRepair, {start, units_}, std::move(from),
              std::string(clean));
  }

  // The first letter as a capital, unless its word has capitals of its own
  // further on ("iPhone").
  void CapitaliseStart() {
    const DecodedCharacter first = DecodeValidUtf8(line_.text, 0);
    const char32_t upper = ToUpper(first.code_point);
    if (first.size == 0 || upper == first.code_point) return;
    for (size_t position = first.size; position < line_.text.size();) {
      const DecodedCharacter next = DecodeValidUtf8(line_.text, position);
      const CharacterClass kind = ClassifyCharacter(next.code_point);
      if (kind == CharacterClass::kUpper) return;
      if (!IsLetterOrDigit(kind)) break;
      position += next.size;
    }
    std::string to;
    AppendUtf8(upper, &to);
    std::string from = line_.text.substr(0, first.size);
    line_.text.replace(0, first.size, to);
    // What was repaired there has one change, not two that overlap.
    if (!line_.changes.empty() && line_.changes[0].at.start == 0) {
      line_.changes[0].to.replace(0, first.size, to);
      return;
    }
    // Simple mappings keep the number of UTF-16 units.
    Change capital = {ChangeKind::kCapital,
                      {0, Utf16Units(first.code_point)},
                      std::move(from),
                      std::move(to)};
    PutFirst(std::move(capital), &line_.changes);
  }

  void CloseWithStop() {
    constexpr std::string_view kClosers = "\"')]}”’»";
    size_t end = line_.text.size();
    while (end > 0) {
      size_t start = end - 1;
      while (start > 0 && IsUtf8Continuation(line_.text[start])) --start;
      const std::string_view last =
          std::string_view(line_.text).substr(start, end - start);
      if (IsOneOf(last, ". ! ? …")) return;
      if (kClosers.find(last) == std::string_view::npos) break;
      end = start;
    }
    line_.text += '.';
    AddChange(ChangeKind::kStop, {units_, units_ + 1}, "", ".");
    ++units_;
  }

  Text Finish() { return std::move(line_); }

 private:
  struct HeldSpace {
    std::string from;
    Range range;
  };

  void HoldSpace(std::string from, Range range) {
    // Of a run the plain space is kept, if there is one: no change needed.
    if (line_.text.empty()) return;
    if (!held_.has_value() || (held_->from != " " && from == " ")) {
      held_ = HeldSpace{std::move(from), range};
    }
  }

  void EmitSpace() {
    if (!held_.has_value()) return;
    const HeldSpace space = std::move(*held_);
    held_.reset();
    Emit(" ", space.range);
    if (space.from != " ") {
      // "&nbsp;" is no white space until it is repaired.
      AddChange(
          IsWhiteSpace(space.from) ? ChangeKind::kSpace : ChangeKind::kRepair,
          {units_ - 1, units_}, space.from, " ");
    }
  }

  void Emit(std::string_view bytes, Range range) {
    line_.text += bytes;
    units_ += Utf16Length(bytes);
    if (!line_.spans.empty() && line_.spans.back().end == range.start) {
      line_.spans.back().end = range.end;
    } else {
      line_.spans.push_back(range);
    }
  }

  void AddChange(ChangeKind kind, Range at, std::string from, std::string to) {
    line_.changes.push_back({kind, at, std::move(from), std::move(to)});
  }

  std::string_view original_;
  Text line_;
  uint32_t units_ = 0;
  std::optional<HeldSpace> held_;
};

}  // namespace

Text MakeLine(const Document& document, const OffsetMap& map,
              std::string_view original, const Candidate& candidate,
              const LineStyle& style) {
  LineBuilder builder(original);
  std::vector<OffsetMap::Stretch> stretches;
  for (const CleanSpan kept : candidate.kept) {
    stretches.clear();
    map.AppendStretches(document.text, kept, &stretches);
    for (const OffsetMap::Stretch& stretch : stretches) {
      const std::string_view clean = document.Text(stretch.clean);
      if (stretch.replaced) {
        builder.Replace(clean,
                        original.substr(stretch.original.start.value,
                                        stretch.original.size()),
                        {stretch.utf16.start.value, stretch.utf16.end.value});
        continue;
      }
      uint32_t unit = stretch.utf16.start.value;
      for (size_t position = 0; position < clean.size();) {
        const DecodedCharacter character = DecodeValidUtf8(clean, position);
        const uint32_t units = Utf16Units(character.code_point);
        builder.Copy(clean.substr(position, character.size),
                     {unit, unit + units});
        unit += units;
        position += character.size;
      }
    }
  }
  const Sentence& sentence = document.sentences[candidate.sentence];
  if (!candidate.kept.empty()) {
    if (candidate.kept.front().start != sentence.span.start) {
      builder.CapitaliseStart();
    }
    if (style.close_with_stop &&
        candidate.kept.back().end != sentence.span.end) {
      builder.CloseWithStop();
    }
  }
  Text line = builder.Finish();
  line.source = candidate.sentence;
  return line;
}

}  // namespace standfirst
