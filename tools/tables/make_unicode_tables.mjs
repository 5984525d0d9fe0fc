// Makes core/text/unicode_tables.{h,cc} from the Unicode Character Database.
//
//   node tools/tables/make_unicode_tables.mjs [UCD_FOLDER [OUTPUT_FOLDER]]
//
// The folder is Debian's package unicode-data by default. Output goes to the
// repository this file stands in, formatted as clang-format would.

import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = process.argv[2] ?? "/usr/share/unicode";
const output = process.argv[3] ?? join(
  dirname(fileURLToPath(import.meta.url)), "..", "..", "core", "text");

// Code points past this one are few and regular: they are told apart by code.
const TABLE_END = 0x20000;

const CLASSES = [
  "kUpper", "kLower", "kOtherLetter", "kMark", "kDigit", "kOtherNumber",
  "kPunctuation", "kSymbol", "kSpace", "kControl", "kOther",
];
const WORD_BREAKS = [
  "Other", "CR", "LF", "Newline", "Extend", "ZWJ", "Format",
  "Regional_Indicator", "Katakana", "Hebrew_Letter", "ALetter",
  "Single_Quote", "Double_Quote", "MidNumLet", "MidLetter", "MidNum",
  "Numeric", "ExtendNumLet", "WSegSpace",
];
const SCRIPTS = [
  "Common", "Latin", "Greek", "Cyrillic", "Hebrew", "Arabic", "Devanagari",
  "Indic", "Southeast_Asian", "Hangul", "Hiragana", "Katakana", "Han",
  "Other",
];
/** @type {Record<string, string>} */
const SCRIPT_CLASS = {
  Common: "Common", Inherited: "Common", Latin: "Latin", Greek: "Greek",
  Cyrillic: "Cyrillic", Hebrew: "Hebrew", Arabic: "Arabic",
  Devanagari: "Devanagari", Bengali: "Indic", Gurmukhi: "Indic",
  Gujarati: "Indic", Oriya: "Indic", Tamil: "Indic", Telugu: "Indic",
  Kannada: "Indic", Malayalam: "Indic", Sinhala: "Indic",
  Thai: "Southeast_Asian", Lao: "Southeast_Asian", Khmer: "Southeast_Asian",
  Myanmar: "Southeast_Asian", Hangul: "Hangul", Hiragana: "Hiragana",
  Katakana: "Katakana", Han: "Han",
};

/** @param {string} name @returns {string} */
function read(name) {
  return readFileSync(join(folder, name), "utf8");
}

/**
 * Ranges of a UCD property file.
 * @param {string} text
 * @returns {{first: number, last: number, value: string}[]}
 */
function ranges(text) {
  const result = [];
  for (const line of text.split("\n")) {
    const data = line.replace(/#.*/, "").trim();
    if (data === "") continue;
    const [span, value] = data.split(";").map((field) => field.trim());
    const [first, last] = span.split("..").map((hex) => parseInt(hex, 16));
    result.push({ first, last: last ?? first, value });
  }
  return result;
}

/** @param {string} category @returns {string} */
function classOf(category) {
  if (category === "Lu" || category === "Lt") return "kUpper";
  if (category === "Ll") return "kLower";
  if (category[0] === "L") return "kOtherLetter";
  if (category[0] === "M") return "kMark";
  if (category === "Nd") return "kDigit";
  if (category[0] === "N") return "kOtherNumber";
  if (category[0] === "P") return "kPunctuation";
  if (category[0] === "S") return "kSymbol";
  if (category[0] === "Z") return "kSpace";
  if (category === "Cc" || category === "Cf") return "kControl";
  return "kOther";
}

const classes = new Array(0x110000).fill("kOther");
const lower = new Array(0x110000).fill(0);
const upper = new Array(0x110000).fill(0);
const wordBreak = new Array(0x110000).fill("Other");
const pictographic = new Array(0x110000).fill(false);
const script = new Array(0x110000).fill("Other");

// Latin letters with marks, and those that are written as one of A to Z where
// they cannot be had: by their names ("LATIN SMALL LETTER G WITH BREVE").
const MARKED = { first: 0xc0, end: 0x180 };
const NAMED_OTHERWISE = new Map([["ETH", "d"], ["ENG", "n"], ["SHARP", "s"],
  ["LONG", "s"], ["DOTLESS", "i"]]);
const plainLetters = [];

let rangeFirst = 0;
for (const line of read("UnicodeData.txt").split("\n")) {
  if (line === "") continue;
  const field = line.split(";");
  const code = parseInt(field[0], 16);
  if (code >= MARKED.first && code < MARKED.end) {
    const name = /^LATIN (?:SMALL|CAPITAL) (?:LETTER|LIGATURE) (\w+)/.exec(field[1])?.[1];
    plainLetters[code - MARKED.first] = name === undefined ? "*" :
      NAMED_OTHERWISE.get(name) ?? name[0].toLowerCase();
  }
  if (field[1].endsWith(", First>")) rangeFirst = code;
  const first = field[1].endsWith(", Last>") ? rangeFirst : code;
  for (let c = first; c <= code; ++c) classes[c] = classOf(field[2]);
  if (field[12] !== "") upper[code] = parseInt(field[12], 16) - code;
  if (field[13] !== "") lower[code] = parseInt(field[13], 16) - code;
}
for (const r of ranges(read("PropList.txt"))) {
  if (r.value !== "White_Space") continue;
  for (let c = r.first; c <= r.last; ++c) classes[c] = "kSpace";
}
const wordBreakText = read("auxiliary/WordBreakProperty.txt");
for (const r of ranges(wordBreakText)) {
  if (!WORD_BREAKS.includes(r.value)) throw new Error(r.value);
  for (let c = r.first; c <= r.last; ++c) wordBreak[c] = r.value;
}
for (const r of ranges(read("emoji/emoji-data.txt"))) {
  if (r.value !== "Extended_Pictographic") continue;
  for (let c = r.first; c <= r.last; ++c) pictographic[c] = true;
}
for (const r of ranges(read("Scripts.txt"))) {
  for (let c = r.first; c <= r.last; ++c) {
    script[c] = SCRIPT_CLASS[r.value] ?? "Other";
  }
}
const version = /WordBreakProperty-(\d+\.\d+\.\d+)\.txt/.exec(wordBreakText)?.[1];
if (version === undefined) throw new Error("no Unicode version found");

// What FindRecord takes for granted past the table.
for (let c = TABLE_END; c < 0x110000; ++c) {
  const han = classes[c] === "kOtherLetter";
  const selector = c >= 0xe0100 && c <= 0xe01ef;
  const tag = c === 0xe0001 || (c >= 0xe0020 && c <= 0xe007f);
  const expected =
    han ? ["kOtherLetter", "Other", "Han"] :
    selector ? ["kMark", "Extend", "Common"] :
    tag ? ["kControl", c === 0xe0001 ? "Format" : "Extend", "Common"] :
    ["kOther", "Other", "Other"];
  const found = [classes[c], wordBreak[c], script[c]];
  if (found.join() !== expected.join() || lower[c] || upper[c] ||
      pictographic[c] || (han && !(c <= 0x323af))) {
    throw new Error(`U+${c.toString(16)}: ${found} is not ${expected}`);
  }
}

/**
 * What a code point has in common with others.
 *
 * @typedef {{properties: number, breaks: number, lower: number, upper: number}} Kind
 */
/** @type {Map<string, Kind & {runs: number, number: number}>} */
const kinds = new Map();
/** @param {Kind} kind */
function remember(kind) {
  const key = Object.values(kind).join();
  let known = kinds.get(key);
  if (known === undefined) kinds.set(key, known = { ...kind, runs: 0, number: -1 });
  return known;
}
const kindOf = Array.from({ length: TABLE_END }, (_, c) => remember({
  properties: CLASSES.indexOf(classes[c]) | SCRIPTS.indexOf(script[c]) << 4,
  breaks: WORD_BREAKS.indexOf(wordBreak[c]) | (pictographic[c] ? 0x80 : 0),
  lower: lower[c],
  upper: upper[c],
}));
/** @param {string} properties @param {string} scriptName @param {string} breaks */
function rare(properties, scriptName, breaks) {
  return remember({
    properties: CLASSES.indexOf(properties) | SCRIPTS.indexOf(scriptName) << 4,
    breaks: WORD_BREAKS.indexOf(breaks), lower: 0, upper: 0,
  });
}
const rareKinds = {
  han: rare("kOtherLetter", "Han", "Other"),
  selector: rare("kMark", "Common", "Extend"),
  tag: rare("kControl", "Common", "Extend"),
  format: rare("kControl", "Common", "Format"),
  other: rare("kOther", "Other", "Other"),
};

// Runs of one kind, or of two by turns, as in alphabets that have each capital
// before its small letter.
const SHORTEST_TURNS = 4;
/** @type {{size: number, kinds: (Kind & {runs: number, number: number})[]}[]} */
const runs = [];
for (let first = 0; first < TABLE_END;) {
  let end = first + 1;
  while (end < TABLE_END && kindOf[end] === kindOf[first]) ++end;
  let period = 1;
  if (end === first + 1) {
    let turns = first + 2;
    while (turns < TABLE_END && kindOf[turns] === kindOf[turns - 2] &&
           kindOf[turns] !== kindOf[turns - 1]) {
      ++turns;
    }
    if (turns - first >= SHORTEST_TURNS) [end, period] = [turns, 2];
  }
  const run = { size: end - first, kinds: kindOf.slice(first, first + period) };
  for (const kind of run.kinds) ++kind.runs;
  runs.push(run);
  first = end;
}
// Those that come up again first: a byte names them. The others are counted.
const records = [
  ...[...kinds.values()].filter((kind) => kind.runs !== 1),
  ...[...kinds.values()].filter((kind) => kind.runs === 1),
];
records.forEach((kind, number) => { kind.number = number; });
const repeated = records.filter(({ runs }) => runs !== 1).length;
const BY_TURNS = 255;
const NEXT = 254;
if (repeated > NEXT) throw new Error(`${repeated} records more than once`);

/** @param {number} value @returns {number[]} seven bits a byte, lowest first */
function sevens(value) {
  return value < 128 ? [value] : [128 | value & 127, ...sevens(value >> 7)];
}
/** @param {number} value small for small ones of either sign */
function folded(value) {
  return value < 0 ? -2 * value - 1 : 2 * value;
}
const sizes = runs.flatMap(({ size }) => sevens(size - 1));
const numbers = runs.flatMap(({ kinds }) => [
  ...(kinds.length > 1 ? [BY_TURNS] : []),
  ...kinds.map(({ number }) => number < repeated ? number : NEXT),
]);
const cases = [
  ...records.flatMap(({ lower }) => sevens(folded(lower))),
  ...records.flatMap(({ upper }) => sevens(folded(upper))),
];

/** @param {(number|string)[]} values @param {string} separator */
function rows(values, separator) {
  const lines = [];
  let line = "   ";
  for (const value of values) {
    const piece = ` ${value}${separator}`;
    if (line.length + piece.length > 80) {
      lines.push(line);
      line = "   ";
    }
    line += piece;
  }
  lines.push(line);
  return lines.join("\n");
}

// Runs of ideographs past the table.
const hanRanges = [];
for (let c = TABLE_END; c < 0x110000; ++c) {
  if (classes[c] !== "kOtherLetter") continue;
  const last = hanRanges.at(-1);
  if (last !== undefined && last[1] === c - 1) last[1] = c;
  else hanRanges.push([c, c]);
}
const hex = (/** @type {number} */ value) => "0x" + value.toString(16).toUpperCase();
const hanTests = hanRanges.map(([first, last]) =>
  `    Range{${hex(first)}, ${hex(last)}},`).join("\n");

const generated = `// Generated by tools/tables/make_unicode_tables.mjs from the Unicode
// Character Database ${version}; do not edit. Make it again with
//   node tools/tables/make_unicode_tables.mjs
`;
writeFileSync(join(output, "unicode_tables.h"), `${generated}
#ifndef STANDFIRST_CORE_TEXT_UNICODE_TABLES_H_
#define STANDFIRST_CORE_TEXT_UNICODE_TABLES_H_

#include <array>
#include <cstdint>
#include <string_view>

namespace standfirst::unicode {

// What a Latin letter is without its marks, from U+00C0 on: "g" for "Ğ"; "*"
// for the two that are no letters.
constexpr char32_t kFirstMarkedLetter = ${hex(MARKED.first)};
constexpr std::string_view kPlainLetters =
${(plainLetters.join("").match(/.{1,64}/g) ?? []).map((/** @type {string} */ some) => `    "${some}"`).join("\n")};

struct Record {
  uint8_t properties;  // CharacterClass | ScriptClass << 4.
  uint8_t breaks;      // WordBreakClass | Extended_Pictographic << 7.
  int32_t to_lower;    // What to add for the simple lower-case mapping.
  int32_t to_upper;
};

constexpr char32_t kTableEnd = 0x${TABLE_END.toString(16).toUpperCase()};

// Which record each code point below kTableEnd has; the ones past it
// (ideographs, variation selectors, tags) are told apart by code. Written out
// before main from runs of code points, a twentieth of it in the wasm module.
struct Tables {
  std::array<uint16_t, kTableEnd> numbers;
  std::array<Record, ${records.length}> records;
};
extern const Tables kTables;

struct Range {
  char32_t first;
  char32_t last;
};
constexpr std::array<Range, ${hanRanges.length}> kIdeographs = {
${hanTests}
};

// O(1). Any value; those that are no code point count as not assigned.
inline const Record& FindRecord(char32_t code_point) {
  if (code_point < kTableEnd) {
    return kTables.records[kTables.numbers[code_point]];
  }
  for (const Range& range : kIdeographs) {
    if (code_point >= range.first && code_point <= range.last) {
      return kTables.records[${rareKinds.han.number}];
    }
  }
  if (code_point >= 0xE0100 && code_point <= 0xE01EF) {
    return kTables.records[${rareKinds.selector.number}];
  }
  if (code_point >= 0xE0020 && code_point <= 0xE007F) {
    return kTables.records[${rareKinds.tag.number}];
  }
  if (code_point == 0xE0001) return kTables.records[${rareKinds.format.number}];
  return kTables.records[${rareKinds.other.number}];
}

}  // namespace standfirst::unicode

#endif  // STANDFIRST_CORE_TEXT_UNICODE_TABLES_H_
`);
writeFileSync(join(output, "unicode_tables.cc"), `${generated}
#include "core/text/unicode_tables.h"

#include <cstddef>

namespace standfirst::unicode {
namespace {

// Runs of code points: how many, less one, and which record all of them have;
// kNext is the next of the records from ${repeated} on, which come up once. Behind
// kByTurns stand the records of a run that has two by turns.
constexpr uint8_t kByTurns = ${BY_TURNS};
constexpr uint8_t kNext = ${NEXT};

// clang-format off
// In sevens: seven bits a byte, the lowest first, the highest bit for more.
constexpr std::array<uint8_t, ${sizes.length}> kSizes = {
${rows(sizes, ",")}
};

constexpr std::array<uint8_t, ${numbers.length}> kNumbers = {
${rows(numbers, ",")}
};

constexpr std::array<uint8_t, ${records.length}> kProperties = {
${rows(records.map(({ properties }) => properties), ",")}
};

constexpr std::array<uint8_t, ${records.length}> kBreaks = {
${rows(records.map(({ breaks }) => breaks), ",")}
};

// In sevens, for lower case and then for upper case, each doubled: the lowest
// bit says that it is -1 less half of that.
constexpr std::array<uint8_t, ${cases.length}> kCases = {
${rows(cases, ",")}
};
// clang-format on

uint32_t ReadSevens(const uint8_t** at) {
  uint32_t value = 0;
  for (uint32_t shift = 0;; shift += 7) {
    const uint8_t byte = *(*at)++;
    value |= (byte & 0x7FU) << shift;
    if (byte < 0x80) return value;
  }
}

int32_t ReadCase(const uint8_t** at) {
  const uint32_t value = ReadSevens(at);
  return static_cast<int32_t>(value >> 1 ^ (0U - (value & 1)));
}

Tables WriteOut() noexcept {
  Tables tables{};
  const uint8_t* cases = kCases.data();
  for (size_t at = 0; at < tables.records.size(); ++at) {
    tables.records[at] = {kProperties[at], kBreaks[at], ReadCase(&cases), 0};
  }
  for (Record& record : tables.records) record.to_upper = ReadCase(&cases);
  const uint8_t* sizes = kSizes.data();
  const uint8_t* numbers = kNumbers.data();
  uint16_t next = ${repeated};
  const auto read_number = [&] {
    const uint16_t number = *numbers++;
    return number == kNext ? next++ : number;
  };
  for (size_t at = 0; at < tables.numbers.size();) {
    std::array<uint16_t, 2> turns{};
    const bool by_turns = *numbers == kByTurns;
    if (by_turns) ++numbers;
    turns[0] = read_number();
    turns[1] = by_turns ? read_number() : turns[0];
    const size_t size = size_t{ReadSevens(&sizes)} + 1;
    for (size_t turn = 0; turn < size; ++turn) {
      tables.numbers[at++] = turns[turn & 1];
    }
  }
  return tables;
}

}  // namespace

const Tables kTables = WriteOut();

}  // namespace standfirst::unicode
`);
console.log(`Unicode ${version}: ${runs.length} runs, ${records.length} records, ` +
  `${sizes.length + numbers.length + 2 * records.length + cases.length} bytes`);
