#ifndef STANDFIRST_TOOLS_COMMON_LINES_H_
#define STANDFIRST_TOOLS_COMMON_LINES_H_

#include <sys/types.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "standfirst/error.h"

namespace standfirst::tools {

// `read` of the system, which also waits where the descriptor was set not to:
// standard input is as whoever started the program left it.
ssize_t ReadSome(int descriptor, char* to, size_t room);

// Reads a file, or standard input for "-", line by line. Plain and gzip files
// read the same: the first two bytes say which it is. A line that has come
// through a pipe is given at once, whatever comes after it.
//
//   Expected<LineReader> reader = LineReader::Open(path);
//   if (!reader.ok()) return reader.error();
//   std::string line;
//   while (reader.value().Next(&line)) { … }
//   if (!reader.value().status().ok()) …        // A broken gzip stream.
//
// Movable, one owner, not for several threads.
class LineReader {
 public:
  // `input-unreadable` with the file's name when it cannot be opened.
  static Expected<LineReader> Open(const std::string& path);

  LineReader(LineReader&&) noexcept;
  LineReader& operator=(LineReader&&) noexcept;
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;
  ~LineReader();

  // The next line without its "\n" or "\r\n". False at the end or at an error;
  // a last line without a line feed counts. Linear in the line.
  bool Next(std::string* line);

  // Ordinal of the line Next() gave last, from 1.
  size_t line_number() const;

  // `input-unreadable` once the stream has broken, else done.
  Status status() const;

 private:
  struct State;
  explicit LineReader(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// The whole of a plain or gzip file ("-": standard input). A file of more than
// `max_bytes` (unpacked) is `text-too-large` and is not read to its end.
Expected<std::string> ReadFile(const std::string& path,
                               size_t max_bytes = static_cast<size_t>(-1));

// Every line of a plain or gzip file, without their ends.
Expected<std::vector<std::string>> ReadLines(const std::string& path);

// Of lines parted by tabs those that have so many fields; not what begins with
// "#".
Expected<std::vector<std::vector<std::string>>> ReadRows(
    const std::string& path, size_t fields);

// The pieces between the `at`s: one more than there are of those, some empty.
std::vector<std::string> SplitAt(std::string_view text, char at);

// Replaces the file's content. `input-unreadable` with its name when it cannot
// be written ("-": standard output).
Status WriteFile(const std::string& path, std::string_view bytes);

}  // namespace standfirst::tools

#endif  // STANDFIRST_TOOLS_COMMON_LINES_H_
