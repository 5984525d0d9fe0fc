#include "core/clean/clean.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include "core/clean/characters.h"
#include "core/clean/decoding.h"
#include "core/clean/lines.h"
#include "core/clean/rules.h"
#include "core/text/sort_by.h"
#include "core/text/utf8.h"
#include "core/text/vectors.h"

namespace standfirst {
namespace {

// Eight bytes from `position` on hold nothing but letters, digits and signs
// that stay, and single blanks.
bool AreWords(std::string_view text, size_t position) {
  constexpr uint64_t kOnes = 0x0101010101010101ULL;
  constexpr uint64_t kHighBits = kOnes * 0x80;
  uint64_t word = 0;
  std::memcpy(&word, text.data() + position, 8);
  const uint64_t ampersands = word ^ (kOnes * '&');
  // A byte is zero where its high bit is not set here.
  const uint64_t blanks = word ^ (kOnes * ' ');
  const uint64_t blank_bits = ~(blanks + kOnes * 0x7F) & kHighBits;
  return ((word | (word + kOnes)) & kHighBits) == 0 &&
         (((word | kHighBits) - kOnes * ' ') & kHighBits) == kHighBits &&
         ((ampersands - kOnes) & ~ampersands & kHighBits) == 0 &&
         (blank_bits & (blank_bits << 8)) == 0;
}

// Writes the clean text and its map, unit by unit, skipping what is not to be
// there. Goes through the source once, from start to end.
class Emitter {
 public:
  Emitter(const DecodedSource& source, CleanText* result)
      : source_(source), result_(result) {}

  // Moves on to source position `to` without writing.
  void SkipTo(uint32_t to) {
    if (to <= position_) return;
    utf16_ =
        utf16_ + Utf16Length(source_.text.substr(position_, to - position_));
    position_ = to;
  }
  Utf16Offset utf16() const { return utf16_; }

  // A new block follows; what is written next is set off from what was.
  void StartBlock() {
    blank_size_ = 0;
    separator_ = !result_->text.empty();
    block_start_ = {static_cast<uint32_t>(result_->text.size())};
    before_ = 0;
  }
  // Span of the block, empty if nothing was written.
  CleanSpan EndBlock() {
    return {block_start_, {static_cast<uint32_t>(result_->text.size())}};
  }

  // Writes source up to `end`, repaired.
  void Write(uint32_t end, const Unit& unit) {
    const std::string_view text = source_.text;
    const bool entities = unit.kind != BlockKind::kCode;
    uint32_t run = position_;
    uint32_t i = position_;
    while (i < end) {
      // Words with single blanks between them, eight bytes at a time.
      while (i > run && i + 8 < end && AreWords(text, i)) {
        i += text[i + 7] == ' ' ? 7 : 8;
      }
      const ByteClass value = ClassifyByte(text[i]);
      if (value == ByteClass::kPlain) {
        ++i;
        continue;
      }
      if (value == ByteClass::kHigh) {
        const uint32_t size = CommonCharacterSize(text, i, end);
        i += size;
        if (size != 0) continue;
      }
      // One blank between words.
      if (value == ByteClass::kBlank && i > run && i + 1 < end &&
          ClassifyByte(text[i + 1]) == ByteClass::kPlain) {
        i += 2;
        continue;
      }
      const char32_t before = i > run ? Before(run, i) : before_;
      const Repair repair = ReadRepair(text, i, end, entities, before);
      if (repair.kind == RepairKind::kCopy) {
        i += repair.size;
        continue;
      }
      Copy(run, i);
      if (repair.kind == RepairKind::kReplace) {
        result_->encoding_repaired =
            result_->encoding_repaired || repair.mojibake;
        Replace(repair.replacement(), i, i + repair.size);
      } else if (repair.kind == RepairKind::kSpace) {
        const bool line_break =
            unit.keeps_lines && (text[i] == '\n' || text[i] == '\r');
        AddBlank(i, repair.size, line_break);
      }
      i += repair.size;
      SkipTo(i);
      run = i;
    }
    Copy(run, end);
  }

 private:
  char32_t Before(uint32_t run, uint32_t position) const {
    uint32_t last = position - 1;
    while (last > run && IsUtf8Continuation(source_.text[last])) --last;
    return DecodeValidUtf8(source_.text, last).code_point;
  }

  CleanOffset here() const {
    return {static_cast<uint32_t>(result_->text.size())};
  }

  // White space waits until something follows it in the same block. Of a run
  // the first character stands for all; a kept line break wins.
  void AddBlank(uint32_t position, uint32_t size, bool line_break) {
    if (here() == block_start_ || separator_) return;
    if (blank_size_ != 0 && (!line_break || blank_is_break_)) return;
    blank_position_ = position;
    blank_utf16_ = utf16_;
    blank_size_ = size;
    blank_is_break_ = line_break;
  }

  void WriteWaiting() {
    if (separator_) {
      result_->text += "\n\n";
      block_start_ = here();
      separator_ = false;
    }
    if (blank_size_ == 0) return;
    const char blank = blank_is_break_ ? '\n' : ' ';
    const CleanOffset at = here();
    result_->text.push_back(blank);
    Append(at, blank_position_, blank_position_ + blank_size_, blank_utf16_,
           blank_size_ == 1 && source_.text[blank_position_] == blank);
    blank_size_ = 0;
  }

  void Copy(uint32_t start, uint32_t end) {
    if (start >= end) return;
    WriteWaiting();
    SkipTo(start);
    const CleanOffset at = here();
    result_->text.append(source_.text, start, end - start);
    before_ = Before(start, end);
    utf16_ = utf16_ + Append(at, start, end, utf16_, true);
    position_ = end;
  }

  void Replace(std::string_view replacement, uint32_t start, uint32_t end) {
    WriteWaiting();
    SkipTo(start);
    const CleanOffset at = here();
    result_->text += replacement;
    before_ = DecodeValidUtf8(replacement, 0).code_point;
    Append(at, start, end, utf16_, false);
  }

  // Maps clean text from `at` to the end to source [start, end). Returns the
  // UTF-16 units of a copied stretch.
  uint32_t Append(CleanOffset at, uint32_t start, uint32_t end,
                  Utf16Offset utf16, bool copied) {
    OffsetMap& map = result_->map;
    const uint32_t clean_size = here() - at;
    if (source_.same) {
      if (copied) {
        return map.AppendCopied(at, {start}, utf16,
                                source_.text.substr(start, end - start));
      }
      const uint32_t units =
          Utf16Length(source_.text.substr(start, end - start));
      map.AppendReplaced(at, clean_size, {start}, end - start, utf16, units);
      return units;
    }
    // The source was decoded: its own map leads on to the original.
    const uint32_t units = Utf16Length(source_.text.substr(start, end - start));
    if (!copied) {
      const OriginalByteSpan original =
          source_.map.ToOriginalBytes({{start}, {end}});
      map.AppendReplaced(at, clean_size, original.start, original.size(), utf16,
                         units);
      return units;
    }
    stretches_.clear();
    source_.map.AppendStretches(source_.text, {{start}, {end}}, &stretches_);
    for (const OffsetMap::Stretch& stretch : stretches_) {
      const CleanOffset from = at + (stretch.clean.start.value - start);
      const uint32_t size = stretch.clean.size();
      if (stretch.replaced) {
        map.AppendReplaced(from, size, stretch.original.start,
                           stretch.original.size(), stretch.utf16.start,
                           stretch.utf16.size());
      } else if (stretch.original.size() != size) {
        map.AppendWide(from, size, stretch.original.start, stretch.utf16.start);
      } else {
        map.AppendCopied(from, stretch.original.start, stretch.utf16.start,
                         source_.text.substr(stretch.clean.start.value, size));
      }
    }
    return units;
  }

  const DecodedSource& source_;
  CleanText* result_;
  uint32_t position_ = 0;  // Of the source …
  Utf16Offset utf16_;      // … and the same place in UTF-16.
  CleanOffset block_start_;
  bool separator_ = false;
  uint32_t blank_position_ = 0;
  uint32_t blank_size_ = 0;  // 0: none waits.
  Utf16Offset blank_utf16_;
  bool blank_is_break_ = false;
  char32_t before_ = 0;  // The character written last.
  std::vector<OffsetMap::Stretch> stretches_;
};

OriginalByteSpan ToOriginal(const DecodedSource& source, SourceSpan span) {
  if (source.same) return {{span.start}, {span.end}};
  return source.map.ToOriginalBytes({{span.start}, {span.end}});
}

// A fact that was set aside: place or date.
std::string TakeFact(const DecodedSource& source,
                     const std::optional<SourceSpan>& span) {
  return span ? std::string(source.text.substr(span->start, span->size()))
              : std::string();
}

Utf16Span FactSpan(const DecodedSource& source,
                   const std::optional<SourceSpan>& span) {
  if (!span) return {};
  const uint32_t start = Utf16Length(source.text.substr(0, span->start));
  return {{start},
          {start + Utf16Length(source.text.substr(span->start, span->size()))}};
}

void EmitUnits(const DecodedSource& source, const SourceLines& lines,
               const Findings& findings, const std::vector<uint32_t>& keep,
               CleanText* result) {
  Emitter emitter(source, result);
  // Nothing grows but by separators and repairs.
  result->text.reserve(source.text.size() + lines.units.size());
  result->blocks.reserve(lines.units.size());
  uint32_t removal = 0;
  size_t drop = 0;
  for (uint32_t index = 0; index < lines.units.size(); ++index) {
    const Unit& unit = lines.units[index];
    emitter.SkipTo(unit.span.start);
    emitter.StartBlock();
    uint32_t position = unit.span.start;
    while (position < unit.span.end) {
      while (drop < lines.dropped.size() &&
             lines.dropped[drop].end <= position) {
        ++drop;
      }
      const uint32_t next_drop = drop < lines.dropped.size()
                                     ? lines.dropped[drop].start
                                     : unit.span.end;
      const uint32_t next_removal = removal < findings.removals.size()
                                        ? findings.removals[removal].span.start
                                        : unit.span.end;
      if (next_removal <= position) {
        const Removal& found = findings.removals[removal];
        const bool kept = std::binary_search(keep.begin(), keep.end(), removal);
        if (kept) {
          // Written like any other text, up to the end of the removal.
          while (position < found.span.end) {
            while (drop < lines.dropped.size() &&
                   lines.dropped[drop].end <= position) {
              ++drop;
            }
            const bool hole = drop < lines.dropped.size() &&
                              lines.dropped[drop].start < found.span.end;
            const uint32_t stop =
                hole ? std::max(position, lines.dropped[drop].start)
                     : found.span.end;
            emitter.Write(stop, unit);
            position =
                hole ? std::min(lines.dropped[drop].end, found.span.end) : stop;
            emitter.SkipTo(position);
          }
        } else {
          LeftOut left_out;
          left_out.id = removal;
          left_out.reason = found.reason;
          left_out.original = ToOriginal(source, found.span);
          left_out.utf16.start = emitter.utf16();
          emitter.SkipTo(found.span.end);
          left_out.utf16.end = emitter.utf16();
          result->left_out.push_back(left_out);
        }
        position = found.span.end;
        ++removal;
        continue;
      }
      if (next_drop <= position) {
        position = std::min(lines.dropped[drop].end, next_removal);
        emitter.SkipTo(position);
        continue;
      }
      const uint32_t stop = std::min({unit.span.end, next_drop, next_removal});
      emitter.Write(stop, unit);
      position = stop;
    }
    const CleanSpan span = emitter.EndBlock();
    if (!span.empty()) {
      Block block;
      block.span = span;
      block.kind = unit.kind;
      block.level = unit.level;
      result->blocks.push_back(block);
    }
  }
  emitter.SkipTo(static_cast<uint32_t>(source.text.size()));
  result->utf16_size = emitter.utf16().value;
  result->map.ShrinkToFit();
}

}  // namespace

std::string_view LeftOutReasonName(LeftOutReason reason) {
  constexpr std::array<std::string_view, 18> kNames = {
      "dateline",      "byline",         "agency",  "caption", "timestamp",
      "related",       "share",          "prompt",  "legal",   "advertisement",
      "embed",         "author",         "note",    "comment", "running-head",
      "footnote-mark", "repeated-title", "leftover"};
  return kNames[static_cast<size_t>(reason)];
}

CleanText Clean(std::string_view original, const CleanOptions& options) {
  CleanText result;
  DecodedSource source;
  DecodeSource(original, &source);
  result.encoding = source.encoding;
  result.encoding_repaired = source.repaired;
  result.not_text = source.not_text;
  if (source.not_text) return result;
  SourceLines lines;
  if (options.blocks.empty()) {
    FindUnits(source, options.words, &lines);
  } else {
    TakeUnits(source, options.blocks, &lines);
  }
  Findings findings;
  ApplyRules(source, options.lines, &lines, &findings);
  result.dateline_place_text = TakeFact(source, findings.place);
  result.dateline_date_text = TakeFact(source, findings.date);
  result.dateline_place = FactSpan(source, findings.place);
  result.dateline_date = FactSpan(source, findings.date);
  result.stamp_date_text = TakeFact(source, findings.stamp);
  for (const uint32_t id : options.keep) {
    if (id >= findings.removals.size()) {
      result.has_unknown_keep = true;
      result.unknown_keep = id;
      break;
    }
  }
  std::vector<uint32_t> keep;
  AppendAll(options.keep, &keep);
  SortNumbers(&keep);
  EmitUnits(source, lines, findings, keep, &result);
  return result;
}

}  // namespace standfirst
