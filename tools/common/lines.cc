#include "tools/common/lines.h"

#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <utility>
#include <vector>

namespace standfirst::tools {
namespace {

constexpr size_t kBufferBytes = size_t{1} << 18;

Error Unreadable(const std::string& path, std::string_view why) {
  return Error{ErrorCode::kInputUnreadable,
               "cannot read " + path + ": " + std::string(why),
               "check the name and its permissions"};
}

}  // namespace

struct LineReader::State {
  ~State() {
    if (file != nullptr) gzclose(file);
  }

  // Refills the empty buffer. False at the end and at an error.
  bool Fill() {
    const int got = gzread(file, buffer.data(), kBufferBytes);
    position = 0;
    filled = got > 0 ? static_cast<size_t>(got) : 0;
    if (filled > 0) return true;
    int code = Z_OK;
    const char* message = gzerror(file, &code);
    // Z_BUF_ERROR: the file ends within the gzip stream.
    if (code != Z_OK && code != Z_STREAM_END) {
      error = code == Z_ERRNO ? std::strerror(errno) : message;
    }
    return false;
  }

  std::string path;
  gzFile file = nullptr;
  std::vector<char> buffer = std::vector<char>(kBufferBytes);
  size_t position = 0;
  size_t filled = 0;
  size_t line_number = 0;
  std::string error;
};

LineReader::LineReader(std::unique_ptr<State> state)
    : state_(std::move(state)) {}
LineReader::LineReader(LineReader&&) noexcept = default;
LineReader& LineReader::operator=(LineReader&&) noexcept = default;
LineReader::~LineReader() = default;

Expected<LineReader> LineReader::Open(const std::string& path) {
  auto state = std::make_unique<State>();
  state->path = path == "-" ? "standard input" : path;
  errno = 0;
  state->file = path == "-" ? gzdopen(dup(STDIN_FILENO), "rb")
                            : gzopen(path.c_str(), "rb");
  if (state->file == nullptr) {
    return Unreadable(path,
                      errno != 0 ? std::strerror(errno) : "zlib has no memory");
  }
  gzbuffer(state->file, kBufferBytes);
  // A directory opens but does not read: say so now rather than look empty.
  if (!state->Fill() && !state->error.empty()) {
    return Unreadable(path, state->error);
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
  if (state_->error.empty()) return Done{};
  return Unreadable(state_->path, state_->error);
}

Expected<std::string> ReadFile(const std::string& path, size_t max_bytes) {
  errno = 0;
  gzFile file = path == "-" ? gzdopen(dup(STDIN_FILENO), "rb")
                            : gzopen(path.c_str(), "rb");
  if (file == nullptr) {
    return Unreadable(path,
                      errno != 0 ? std::strerror(errno) : "zlib has no memory");
  }
  gzbuffer(file, kBufferBytes);
  std::string bytes;
  std::vector<char> buffer(kBufferBytes);
  int got = 0;
  while (bytes.size() <= max_bytes &&
         (got = gzread(file, buffer.data(), kBufferBytes)) > 0) {
    bytes.append(buffer.data(), static_cast<size_t>(got));
  }
  int code = Z_OK;
  const char* message = gzerror(file, &code);
  std::string error;
  if (got < 0 || (code != Z_OK && code != Z_STREAM_END)) {
    error = code == Z_ERRNO ? std::strerror(errno) : message;
  }
  gzclose(file);
  if (!error.empty()) return Unreadable(path, error);
  if (bytes.size() > max_bytes) {
    return Error{
        ErrorCode::kTextTooLarge,
        path + " is larger than " + std::to_string(max_bytes) + " bytes",
        "cut it into parts"};
  }
  return bytes;
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
