#include "tools/frontends/front_end.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "core/clean/decoding.h"
#include "core/text/utf8.h"
#include "tools/frontends/html.h"
#include "tools/frontends/markdown.h"

namespace standfirst::tools {
namespace {

// ASCII white space: what markup folds.
constexpr std::string_view kWhiteSpace = " \t\n\f\r\v";

}  // namespace

FrontEndText ReadMarkup(std::string_view source, InputFormat format) {
  DecodedSource decoded;
  DecodeSource(source, &decoded);
  if (decoded.not_text) return {.text = std::string(source), .blocks = {}};
  std::string_view text = decoded.text;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  FrontEndText made =
      format == InputFormat::kHtml ? ReadHtml(text) : ReadMarkdown(text);
  made.repaired = decoded.repaired;
  return made;
}

std::string DayOf(std::string_view stamp) {
  constexpr std::string_view kForm = "dddd-dd-dd";
  constexpr std::array<int, 13> kDays = {0,  31, 29, 31, 30, 31, 30,
                                         31, 31, 30, 31, 30, 31};
  if (stamp.size() < kForm.size()) return {};
  for (size_t i = 0; i < kForm.size(); ++i) {
    const bool digit = stamp[i] >= '0' && stamp[i] <= '9';
    if (kForm[i] == 'd' ? !digit : stamp[i] != '-') return {};
  }
  const auto two = [&](size_t at) {
    return 10 * (stamp[at] - '0') + stamp[at + 1] - '0';
  };
  const int year = 100 * two(0) + two(2);
  const int month = two(5);
  const int day = two(8);
  const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
  if (year == 0 || month < 1 || month > 12 || day < 1 ||
      day > kDays.at(static_cast<size_t>(month)) ||
      (month == 2 && day == 29 && !leap)) {
    return {};
  }
  return std::string(stamp.substr(0, kForm.size()));
}

std::string_view TextOfBlock(const FrontEndText& read, size_t index,
                             BlockPosition* position) {
  const GivenBlock& block = read.blocks[index];
  const auto go_to = [&](uint32_t unit) {
    while (position->unit < unit && position->byte < read.text.size()) {
      const DecodedCharacter character =
          DecodeValidUtf8(read.text, position->byte);
      position->unit += Utf16Units(character.code_point);
      position->byte += character.size;
    }
    return position->byte;
  };
  const size_t start = go_to(block.start);
  return std::string_view(read.text).substr(start, go_to(block.end) - start);
}

void BlockWriter::StartBlock(std::string_view kind, uint8_t level) {
  EndBlock();
  block_.kind = kind;
  block_.level = level;
}

void BlockWriter::EndBlock() {
  if (open_) {
    block_.end = units_;
    made_.blocks.push_back(block_);
  }
  open_ = false;
  blank_.clear();
}

void BlockWriter::AddBlank() {
  if (blank_.empty()) blank_.push_back(' ');
}

void BlockWriter::AddTab() {
  if (blank_ != "\n") blank_.assign(1, '\t');
}

void BlockWriter::AddBreak() { blank_.assign(1, '\n'); }

void BlockWriter::AddFolded(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const size_t start = text.find_first_not_of(kWhiteSpace, i);
    if (start != i) AddBlank();
    if (start == std::string_view::npos) return;
    i = std::min(text.find_first_of(kWhiteSpace, start), text.size());
    Add(text.substr(start, i - start));
  }
}

void BlockWriter::AddVerbatim(std::string_view text) {
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) line.remove_suffix(1);
    const size_t first = line.find_first_not_of(kWhiteSpace);
    if (first != std::string_view::npos) {
      blank_ += line.substr(0, first);
      const size_t last = line.find_last_not_of(kWhiteSpace);
      Add(line.substr(first, last + 1 - first));
      blank_ = line.substr(last + 1);
    }
    if (end == text.size()) return;
    blank_.assign(1, '\n');
    text.remove_prefix(end + 1);
  }
}

void BlockWriter::Add(std::string_view text) {
  if (!open_) {
    if (!made_.text.empty()) {
      made_.text.append(2, '\n');
      units_ += 2;
    }
    block_.start = units_;
    open_ = true;
    blank_.clear();
  }
  made_.text += blank_;
  units_ += static_cast<uint32_t>(blank_.size());
  blank_.clear();
  made_.text += text;
  units_ += Utf16Length(text);
}

FrontEndText BlockWriter::Take(std::string_view title, std::string date) {
  EndBlock();
  made_.date = std::move(date);
  if (title.empty()) return std::move(made_);
  FrontEndText result;
  const uint32_t units = Utf16Length(title);
  const bool more = !made_.text.empty();
  result.text = title;
  result.date = std::move(made_.date);
  if (more) result.text.append(2, '\n').append(made_.text);
  result.blocks.push_back({.start = 0, .end = units, .kind = "title"});
  for (GivenBlock& block : made_.blocks) {
    block.start += units + 2;
    block.end += units + 2;
    result.blocks.push_back(std::move(block));
  }
  return result;
}

}  // namespace standfirst::tools
