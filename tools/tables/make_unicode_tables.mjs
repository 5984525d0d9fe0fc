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
const BLOCK_BITS = 7;
const BLOCK = 1 << BLOCK_BITS;

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

let rangeFirst = 0;
for (const line of read("UnicodeData.txt").split("\n")) {
  if (line === "") continue;
  const field = line.split(";");
  const code = parseInt(field[0], 16);
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

/** @type {Map<string, number>} */
const recordNumbers = new Map();
/** @type {string[]} */
const records = [];
/** @type {Map<string, number>} */
const blockNumbers = new Map();
/** @type {number[][]} */
const blocks = [];
const stage1 = [];
for (let start = 0; start < TABLE_END; start += BLOCK) {
  const block = [];
  for (let c = start; c < start + BLOCK; ++c) {
    const properties = CLASSES.indexOf(classes[c]) |
      (SCRIPTS.indexOf(script[c]) << 4);
    const breaks = WORD_BREAKS.indexOf(wordBreak[c]) |
      (pictographic[c] ? 0x80 : 0);
    const record = `{${properties}, ${breaks}, ${lower[c]}, ${upper[c]}},`;
    let number = recordNumbers.get(record);
    if (number === undefined) {
      number = records.length;
      recordNumbers.set(record, number);
      records.push(record);
    }
    block.push(number);
  }
  const key = block.join();
  let number = blockNumbers.get(key);
  if (number === undefined) {
    number = blocks.length;
    blockNumbers.set(key, number);
    blocks.push(block);
  }
  stage1.push(number);
}
/** @param {string} properties @param {string} scriptName @param {string} breaks */
function rareRecord(properties, scriptName, breaks) {
  const record = `{${CLASSES.indexOf(properties) |
    (SCRIPTS.indexOf(scriptName) << 4)}, ${WORD_BREAKS.indexOf(breaks)}, 0, 0},`;
  const number = recordNumbers.get(record);
  if (number !== undefined) return number;
  records.push(record);
  return records.length - 1;
}
const rareHan = rareRecord("kOtherLetter", "Han", "Other");
const rareSelector = rareRecord("kMark", "Common", "Extend");
const rareTag = rareRecord("kControl", "Common", "Extend");
const rareFormat = rareRecord("kControl", "Common", "Format");
const rareOther = rareRecord("kOther", "Other", "Other");
if (blocks.length > 256) throw new Error(`${blocks.length} blocks`);
if (records.length > 65535) throw new Error(`${records.length} records`);

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

const stage2 = blocks.flat();
const wide = records.length > 256;
const bytes = stage1.length + stage2.length * (wide ? 2 : 1) +
  records.length * 12;
const generated = `// Generated by tools/tables/make_unicode_tables.mjs from the Unicode
// Character Database ${version}; do not edit. Make it again with
//   node tools/tables/make_unicode_tables.mjs
`;
writeFileSync(join(output, "unicode_tables.h"), `${generated}
#ifndef STANDFIRST_CORE_TEXT_UNICODE_TABLES_H_
#define STANDFIRST_CORE_TEXT_UNICODE_TABLES_H_

#include <array>
#include <cstdint>

namespace standfirst::unicode {

// Two stages: kBlocks says which block of ${BLOCK} a code point below kTableEnd
// lies in, kRecordNumbers what it has in common with others. What lies past
// the table (ideographs, variation selectors, tags) is told apart by code.
//
// Price: ${stage1.length} + ${stage2.length} x ${wide ? 2 : 1} + ${records.length} x 12 = ${bytes} bytes.
struct Record {
  uint8_t properties;  // CharacterClass | ScriptClass << 4.
  uint8_t breaks;      // WordBreakClass | Extended_Pictographic << 7.
  int32_t to_lower;    // What to add for the simple lower-case mapping.
  int32_t to_upper;
};

constexpr char32_t kTableEnd = 0x${TABLE_END.toString(16).toUpperCase()};
constexpr uint32_t kBlockBits = ${BLOCK_BITS};

extern const std::array<uint8_t, ${stage1.length}> kBlocks;
extern const std::array<uint${wide ? 16 : 8}_t, ${stage2.length}> kRecordNumbers;
extern const std::array<Record, ${records.length}> kRecords;

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
    const uint32_t block = kBlocks[code_point >> kBlockBits];
    const uint32_t within = code_point & ((1U << kBlockBits) - 1);
    return kRecords[kRecordNumbers[(block << kBlockBits) + within]];
  }
  for (const Range& range : kIdeographs) {
    if (code_point >= range.first && code_point <= range.last) {
      return kRecords[${rareHan}];
    }
  }
  if (code_point >= 0xE0100 && code_point <= 0xE01EF) {
    return kRecords[${rareSelector}];
  }
  if (code_point >= 0xE0020 && code_point <= 0xE007F) {
    return kRecords[${rareTag}];
  }
  if (code_point == 0xE0001) return kRecords[${rareFormat}];
  return kRecords[${rareOther}];
}

}  // namespace standfirst::unicode

#endif  // STANDFIRST_CORE_TEXT_UNICODE_TABLES_H_
`);
writeFileSync(join(output, "unicode_tables.cc"), `${generated}
#include "core/text/unicode_tables.h"

namespace standfirst::unicode {

// clang-format off
const std::array<uint8_t, ${stage1.length}> kBlocks = {
${rows(stage1, ",")}
};

const std::array<uint${wide ? 16 : 8}_t, ${stage2.length}> kRecordNumbers = {
${rows(stage2, ",")}
};

const std::array<Record, ${records.length}> kRecords = {{
${rows(records, "")}
}};
// clang-format on

}  // namespace standfirst::unicode
`);
console.log(`Unicode ${version}: ${blocks.length} blocks, ` +
  `${records.length} records, ${bytes} bytes`);
