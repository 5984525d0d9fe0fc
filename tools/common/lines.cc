#include "tools/common/lines.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

namespace standfirst::tools {
namespace {

constexpr size_t kBufferBytes = size_t{1} << 18;

Error Unreadable(const std::string& path, std::string_view why) {
  return Error{ErrorCode::kInputUnreadable,
               path + ": It cannot be read: " + std::string(why) + ".",
               why.starts_with("the gzip") ? "Fetch or pack it again."
                                           : "Check the name and its "
                                             "permissions."};
}

// The bytes of a file, unpacked where it begins as gzip does. Gives what is
// there without waiting for more, as zlib's own gzread would: whoever writes
// one line into a pipe gets its answer at once.
class ByteReader {
 public:
  // Null if it cannot be opened; errno says why.
  static std::unique_ptr<ByteReader> Open(const std::string& path) {
    const int descriptor = path == "-"
                               ? dup(STDIN_FILENO)
                               : open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) return nullptr;
    return std::unique_ptr<ByteReader>(new ByteReader(descriptor));
  }
  ByteReader(const ByteReader&) = delete;
  ByteReader& operator=(const ByteReader&) = delete;
  ~ByteReader() {
    close(descriptor_);
    if (packed_.has_value() && *packed_) inflateEnd(&stream_);
  }

  // Up to `size` bytes; 0 at the end and at an error.
  size_t Read(char* output, size_t size) {
    if (!packed_.has_value()) DecidePacked();
    if (!error_.empty()) return 0;
    return *packed_ ? Inflate(output, size) : Copy(output, size);
  }
  const std::string& error() const { return error_; }

 private:
  explicit ByteReader(int descriptor) : descriptor_(descriptor) {}

  // Adds what can be had to the stored bytes; false at the end or an error.
  bool Fill() {
    stored_.erase(0, taken_);
    taken_ = 0;
    const size_t before = stored_.size();
    stored_.resize(before + kBufferBytes);
    const ssize_t got =
        ReadSome(descriptor_, stored_.data() + before, kBufferBytes);
    if (got < 0) error_ = std::strerror(errno);
    stored_.resize(before + static_cast<size_t>(std::max<ssize_t>(got, 0)));
    return got > 0;
  }

  void DecidePacked() {
    while (stored_.size() < 2 && Fill()) {
    }
    packed_ =
        stored_.size() >= 2 && stored_[0] == '\x1f' && stored_[1] == '\x8b';
    // 15 + 16: the largest window, a gzip header.
    if (*packed_ && inflateInit2(&stream_, 15 + 16) != Z_OK) {
      packed_ = false;
      error_ = "zlib has no memory";
    }
  }

  size_t Copy(char* output, size_t size) {
    if (taken_ == stored_.size() && !Fill()) return 0;
    const size_t count = std::min(size, stored_.size() - taken_);
    std::memcpy(output, stored_.data() + taken_, count);
    taken_ += count;
    return count;
  }

  size_t Inflate(char* output, size_t size) {
    while (true) {
      if (taken_ == stored_.size() && !Fill()) {
        if (error_.empty() && !member_ended_) error_ = "the gzip file is cut";
        return 0;
      }
      // One gzip file may hold several members one after the other.
      if (member_ended_) inflateReset(&stream_);
      member_ended_ = false;
      stream_.next_in = reinterpret_cast<Bytef*>(stored_.data() + taken_);
      stream_.avail_in = static_cast<uInt>(stored_.size() - taken_);
      stream_.next_out = reinterpret_cast<Bytef*>(output);
      stream_.avail_out = static_cast<uInt>(size);
      const int code = inflate(&stream_, Z_NO_FLUSH);
      taken_ = stored_.size() - stream_.avail_in;
      member_ended_ = code == Z_STREAM_END;
      const size_t got = size - stream_.avail_out;
      if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) {
        error_ = "the gzip file is damaged";
        return 0;
      }
      if (got > 0) return got;
    }
  }

  int descriptor_;
  std::optional<bool> packed_;
  std::string stored_;  // As read, from taken_ on not yet used.
  size_t taken_ = 0;
  z_stream stream_{};
  bool member_ended_ = false;
  std::string error_;
};

}  // namespace

ssize_t ReadSome(int descriptor, char* to, size_t room) {
  for (;;) {
    const ssize_t got = read(descriptor, to, room);
    if (got >= 0) return got;
    if (errno == EAGAIN) {
      pollfd input = {descriptor, POLLIN, 0};
      poll(&input, 1, -1);
    } else if (errno != EINTR) {
      return got;
    }
  }
}

struct LineReader::State {
  // Refills the empty buffer. False at the end and at an error.
  bool Fill() {
    position = 0;
    filled = bytes->Read(buffer.data(), buffer.size());
    return filled > 0;
  }

  std::string path;
  std::unique_ptr<ByteReader> bytes;
  std::vector<char> buffer = std::vector<char>(kBufferBytes);
  size_t position = 0;
  size_t filled = 0;
  size_t line_number = 0;
};

LineReader::LineReader(std::unique_ptr<State> state)
    : state_(std::move(state)) {}
LineReader::LineReader(LineReader&&) noexcept = default;
LineReader& LineReader::operator=(LineReader&&) noexcept = default;
LineReader::~LineReader() = default;

Expected<LineReader> LineReader::Open(const std::string& path) {
  auto state = std::make_unique<State>();
  state->path = path == "-" ? "standard input" : path;
  state->bytes = ByteReader::Open(path);
  if (state->bytes == nullptr) {
    return Unreadable(state->path, std::strerror(errno));
  }
  // A folder opens but does not read: say so now rather than look empty.
  if (path != "-" && !state->Fill() && !state->bytes->error().empty()) {
    return Unreadable(state->path, state->bytes->error());
  }
  return LineReader(std::move(state));
}

bool LineReader::Next(std::string* line) {
  line->clear();
  State& state = *state_;
  bool any = false;
  while (true) {
    if (state.position == state.filled && !state.Fill()) break;
    any = true;
    const char* start = state.buffer.data() + state.position;
    const size_t left = state.filled - state.position;
    const void* feed = std::memchr(start, '\n', left);
    if (feed == nullptr) {
      line->append(start, left);
      state.position = state.filled;
      continue;
    }
    const auto length =
        static_cast<size_t>(static_cast<const char*>(feed) - start);
    line->append(start, length);
    state.position += length + 1;
    break;
  }
  if (!any) return false;
  if (!line->empty() && line->back() == '\r') line->pop_back();
  ++state.line_number;
  return true;
}

size_t LineReader::line_number() const { return state_->line_number; }

Status LineReader::status() const {
  if (state_->bytes->error().empty()) return Done{};
  return Unreadable(state_->path, state_->bytes->error());
}

Expected<std::string> ReadFile(const std::string& path, size_t max_bytes) {
  const std::unique_ptr<ByteReader> reader = ByteReader::Open(path);
  if (reader == nullptr) return Unreadable(path, std::strerror(errno));
  std::string bytes;
  std::vector<char> buffer(kBufferBytes);
  while (bytes.size() <= max_bytes) {
    const size_t got = reader->Read(buffer.data(), buffer.size());
    if (got == 0) break;
    bytes.append(buffer.data(), got);
  }
  if (!reader->error().empty()) return Unreadable(path, reader->error());
  if (bytes.size() > max_bytes) {
    return Error{
        ErrorCode::kTextTooLarge,
        path + " is larger than " + std::to_string(max_bytes) + " bytes",
        "cut it into parts"};
  }
  return bytes;
}

Expected<std::vector<std::string>> ReadLines(const std::string& path) {
  Expected<LineReader> lines = LineReader::Open(path);
  if (!lines.ok()) return lines.error();
  std::vector<std::string> all;
  std::string line;
  while (lines.value().Next(&line)) all.push_back(line);
  if (!lines.value().status().ok()) return lines.value().status().error();
  return all;
}

std::vector<std::string> SplitAt(std::string_view text, char at) {
  std::vector<std::string> pieces(1);
  for (const char byte : text) {
    if (byte == at) {
      pieces.emplace_back();
    } else {
      pieces.back().push_back(byte);
    }
  }
  return pieces;
}

Expected<std::vector<std::vector<std::string>>> ReadRows(
    const std::string& path, size_t fields) {
  const Expected<std::vector<std::string>> lines = ReadLines(path);
  if (!lines.ok()) return lines.error();
  std::vector<std::vector<std::string>> rows;
  for (const std::string& line : lines.value()) {
    if (line.empty() || line[0] == '#') continue;
    std::vector<std::string> row = SplitAt(line, '\t');
    if (row.size() == fields) rows.push_back(std::move(row));
  }
  return rows;
}

Status WriteFile(const std::string& path, std::string_view bytes) {
  std::FILE* file = path == "-" ? stdout : std::fopen(path.c_str(), "wb");
  const Error error{ErrorCode::kInputUnreadable, "cannot write " + path,
                    "check that the folder exists and can be written"};
  if (file == nullptr) return error;
  const bool written =
      std::fwrite(bytes.data(), 1, bytes.size(), file) == bytes.size();
  const bool flushed = std::fflush(file) == 0;
  const bool closed = file == stdout || std::fclose(file) == 0;
  if (!written || !flushed || !closed) return error;
  return Done{};
}

}  // namespace standfirst::tools
