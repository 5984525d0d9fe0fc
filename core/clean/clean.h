#ifndef STANDFIRST_CORE_CLEAN_CLEAN_H_
#define STANDFIRST_CORE_CLEAN_CLEAN_H_

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/document.h"
#include "core/text/offset_map.h"
#include "core/text/offsets.h"

namespace standfirst {

class LineModel;
class WordList;

// Why a span was set aside.
enum class LeftOutReason : uint8_t {
  kDateline,       // "NAIROBI, Kenya (AP) —"
  kByline,         // "By Ana Ruiz"
  kAgency,         // "(ANI)", "With inputs from agencies"
  kCaption,        // "Representative Image (AI)", "Photo: …"
  kTimestamp,      // "Updated: 08:17, 26 March 2013"
  kRelated,        // "Also read: …"
  kShare,          // "Share", "Copy link"
  kPrompt,         // "Sign up for our newsletter"
  kLegal,          // cookie and rights notes
  kAdvertisement,  // "Advertisement"
  kEmbed,          // signature and address of an embedded post
  kAuthor,         // author boxes
  kNote,           // corrections, disclosures
  kComment,        // readers' comments
  kRunningHead,    // page numbers, repeated lines
  kFootnoteMark,   // "[3]"
  kRepeatedTitle,  // the title once more
  kLeftover,       // "Top", "..", "Ends"
};

// "dateline", "byline", … as results spell it.
std::string_view LeftOutReasonName(LeftOutReason reason);

// A block that a front end (HTML, Markdown) has found.
struct InputBlock {
  Utf16Span span;
  BlockKind kind = BlockKind::kParagraph;
  uint8_t level = 0;
};

struct CleanOptions {
  std::span<const InputBlock> blocks;  // Empty: blocks are found here.
  std::span<const uint32_t> keep;      // Ids of left-out spans to put back.
  // What lines are told by; null: by the tables of patterns alone.
  const LineModel* lines = nullptr;
  // Words that line ends may have split; null: the text alone says which.
  const WordList* words = nullptr;
};

struct LeftOut {
  uint32_t id = 0;  // The same whatever `keep` says.
  OriginalByteSpan original;
  Utf16Span utf16;
  LeftOutReason reason = LeftOutReason::kLeftover;
};

// How the bytes were read. Offsets count characters of what was read: with
// kWindows1252 every byte is one UTF-16 unit, with the UTF-16 ones every two
// bytes are.
enum class TextEncoding : uint8_t {
  kUtf8,  // Malformed pieces read as U+FFFD.
  kWindows1252,
  kUtf16LittleEndian,
  kUtf16BigEndian,
};

// The bytes as valid UTF-8, character by character as Clean counts them.
// Nothing else is repaired. O(|original|).
std::string DecodeText(std::string_view original, TextEncoding encoding);

struct CleanText {
  std::string text;  // See Document::text.
  std::vector<Block> blocks;
  OffsetMap map;
  std::vector<LeftOut> left_out;  // Text order; what `keep` put back is not in.
  uint32_t utf16_size = 0;        // Of the whole original.
  // Facts that cleaning set aside and that later stages may use.
  std::string dateline_place_text;
  std::string dateline_date_text;
  Utf16Span dateline_place;  // Where these stand; empty: nowhere.
  Utf16Span dateline_date;
  // The first whole date of a time stamp or byline that was set aside:
  // "26 March 2013" of "Updated: 08:17, 26 March 2013".
  std::string stamp_date_text;
  TextEncoding encoding = TextEncoding::kUtf8;
  bool encoding_repaired = false;  // Malformed UTF-8, mojibake, CP1252.
  bool not_text = false;           // More than a tenth NUL or undecodable;
                                   // nothing else is filled then.
  uint32_t unknown_keep = 0;       // A `keep` id that does not exist …
  bool has_unknown_keep = false;   // … is the caller's error.
};

// Makes readable text of what was pasted: repairs characters, joins wrapped
// lines, finds blocks, sets aside what is not article. Any bytes give a
// result. O(|original|) time and memory. Everything else a repair or a
// removal must obey: shared rules in docs/cleaning.md.
CleanText Clean(std::string_view original, const CleanOptions& options);

}  // namespace standfirst

#endif  // STANDFIRST_CORE_CLEAN_CLEAN_H_
